//! *Today*: my sessions, what is late, what is due this week, who is waiting, what I left half done.

use chrono::NaiveTime;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::copies;
use super::due_rows;
use super::sessions;
use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::due::{DueLine, Target};
use crate::domain::ids::{ActivityId, WorkerId};
use crate::forms::{ClientForm, FormScreen, draft_about};
use crate::say;
use crate::store::change::Made;
use crate::store::drafts::{Draft, DraftKey};
use crate::store::request::{Answer, Query, TodayData};
use crate::store::sessions::SessionLine;
use crate::widgets::{ListState, Row};

/// How many days "this week" looks ahead.
const AHEAD: i64 = 7;

/// The team's day on one screen.
#[derive(Default)]
pub struct Today {
    data: Option<Box<TodayData>>,
    everyone: bool,
    rows: Vec<Item>,
    list: ListState,
    /// What was selected before the rows were arranged anew.
    same: Option<Same>,
}

#[derive(Clone, PartialEq)]
enum Same {
    Draft(DraftKey, i64),
    Session(ActivityId, Option<NaiveTime>),
    Due(Target, &'static str),
    Copies,
}

#[derive(Clone, PartialEq)]
enum Item {
    Heading(Part, usize),
    Draft(usize),
    Session(usize),
    Due(usize),
    /// Why the line above was put off.
    Why(usize),
    /// The copies of the file are old.
    Copies,
    Nothing(Part),
    Gap,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Drafts,
    Sessions,
    Late,
    Week,
    Notice,
    Pending,
}

impl Today {
    fn concerns(&self, worker: Option<WorkerId>, cx: &Ctx) -> bool {
        self.everyone || worker.is_none_or(|worker| worker == cx.me.id)
    }

    /// What a row is about, whatever stands above it.
    fn identity(&self, row: &Item) -> Option<Same> {
        let data = self.data.as_ref()?;
        match row {
            Item::Draft(at) => Some(Same::Draft(data.drafts[*at].key.clone(), data.drafts[*at].sitting)),
            Item::Session(at) => Some(Same::Session(data.sessions[*at].activity, data.sessions[*at].starts_at)),
            Item::Due(at) => Some(Same::Due(data.due[*at].subject.target, data.due[*at].rule.key)),
            Item::Copies => Some(Same::Copies),
            Item::Heading(..) | Item::Why(_) | Item::Nothing(_) | Item::Gap => None,
        }
    }

    fn remember(&mut self) {
        self.same = self.rows.get(self.list.selected).and_then(|row| self.identity(row));
    }

    fn arrange(&mut self, cx: &Ctx) {
        let Some(data) = &self.data else { return };
        let sessions: Vec<Item> = (0..data.sessions.len())
            .filter(|at| self.concerns(data.sessions[*at].lead, cx))
            .map(Item::Session)
            .collect();
        let mine = |at: &usize| self.concerns(data.due[*at].subject.worker, cx) && !data.due[*at].is_away(cx.today);
        let mine: Vec<usize> = (0..data.due.len()).filter(mine).collect();
        let part = |wanted: Part| -> Vec<Item> {
            let of_part = mine.iter().copied().filter(|at| part_of(&data.due[*at], cx) == Some(wanted));
            of_part.flat_map(|at| [Item::Due(at), Item::Why(at)].into_iter().take(rows_of(&data.due[at], cx))).collect()
        };
        let copies = data.copies.iter().map(|_| Item::Copies);
        let drafts = (0..data.drafts.len()).map(Item::Draft).collect();
        let parts = [
            (Part::Drafts, drafts),
            (Part::Sessions, sessions),
            (Part::Late, part(Part::Late)),
            (Part::Week, part(Part::Week)),
            (Part::Notice, copies.chain(part(Part::Notice)).collect()),
            (Part::Pending, part(Part::Pending)),
        ];
        self.rows = parts.into_iter().flat_map(|(part, items)| section(part, items)).collect();
        let same = self.same.take();
        let again = same.and_then(|same| self.rows.iter().position(|row| self.identity(row) == Some(same.clone())));
        self.list.settle(again, self.rows.len(), |at| selectable(&self.rows, at));
    }

    fn selected_due(&self) -> Option<&DueLine> {
        match self.rows.get(self.list.selected)? {
            Item::Due(at) => self.data.as_ref().map(|data| &data.due[*at]),
            _ => None,
        }
    }

    fn selected_draft(&self) -> Option<&Draft> {
        match self.rows.get(self.list.selected)? {
            Item::Draft(at) => self.data.as_ref().map(|data| &data.drafts[*at]),
            _ => None,
        }
    }

    fn selected_session(&self) -> Option<&SessionLine> {
        match self.rows.get(self.list.selected)? {
            Item::Session(at) => self.data.as_ref().map(|data| &data.sessions[*at]),
            _ => None,
        }
    }

    fn open(&self) -> Vec<Effect> {
        if let Some(session) = self.selected_session() {
            return vec![sessions::open(session)];
        }
        if let Some(draft) = self.selected_draft() {
            let form = FormScreen::of_draft(&draft.key);
            return form.map(|form| Effect::Open(Box::new(form.taking(draft.sitting)))).into_iter().collect();
        }
        if self.rows.get(self.list.selected) == Some(&Item::Copies) {
            return vec![Effect::Open(copies::boxed())];
        }
        self.selected_due().map(due_rows::open).unwrap_or_default()
    }
}

/// Where a due line stands; what lies further ahead than a week is not today's.
fn part_of(line: &DueLine, cx: &Ctx) -> Option<Part> {
    match line.days_left(cx.today) {
        _ if line.rule.notice => Some(Part::Notice),
        left if left < 0 => Some(Part::Late),
        left if left <= AHEAD => Some(Part::Week),
        // To agree on what comes after it takes longer than a week.
        _ if line.rule.ahead.is_some() => Some(Part::Notice),
        _ => matches!(line.subject.target, Target::Episode(_)).then_some(Part::Pending),
    }
}

/// How many rows a line takes.
fn rows_of(line: &DueLine, cx: &Ctx) -> usize {
    1 + usize::from(due_rows::comes_back(line, cx).is_some())
}

/// A heading, its items, a gap; the parts that are worth saying so even when empty say so.
fn section(part: Part, items: Vec<Item>) -> Vec<Item> {
    let empty = items.is_empty();
    if empty && matches!(part, Part::Drafts | Part::Pending | Part::Late | Part::Notice) {
        return Vec::new();
    }
    let nothing = empty.then_some(Item::Nothing(part));
    let count = items.iter().filter(|item| !matches!(item, Item::Why(_))).count();
    [Item::Heading(part, count)].into_iter().chain(items).chain(nothing).chain([Item::Gap]).collect()
}

fn selectable(rows: &[Item], at: usize) -> bool {
    matches!(rows[at], Item::Draft(_) | Item::Session(_) | Item::Due(_) | Item::Copies)
}

fn heading(part: Part, count: usize, cx: &Ctx) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    match part {
        Part::Drafts => say!(cx.words, "today-drafts", count = count),
        Part::Sessions => say!(cx.words, "today-sessions"),
        Part::Late => say!(cx.words, "today-late", count = count),
        Part::Week => say!(cx.words, "today-week", count = count),
        Part::Notice => say!(cx.words, "today-notice", count = count),
        Part::Pending => say!(cx.words, "today-pending", count = count),
    }
}

fn due_row(line: &DueLine, cx: &Ctx, columns: usize) -> Line<'static> {
    due_rows::row(line, |room| due_rows::what(line, cx, room), cx, columns)
}

fn copies_row(last: Option<i64>, cx: &Ctx, columns: usize) -> Line<'static> {
    let words = match last {
        Some(age) => say!(cx.words, "today-copies-old", age = cx.words.age(age)),
        None => say!(cx.words, "today-copies-none"),
    };
    Row::new().left(cx.theme.overdue(), 3).rest(&words, columns, Style::new()).line()
}

fn draft_row(draft: &Draft, cx: &Ctx) -> Line<'static> {
    let form = cx.words.get(&format!("form-{}", draft.key.form));
    let about = draft_about(&draft.body).unwrap_or_default();
    Row::new()
        .left(cx.theme.dot(), 2)
        .styled(&cx.words.clock_of(&draft.saved_at), 12, cx.theme.dim())
        .left(&form, 22)
        .styled(&about, 30, cx.theme.strong())
        .line()
}

fn session_row(session: &SessionLine, cx: &Ctx, columns: usize) -> Line<'static> {
    let time = cx.words.span(session.starts_at, session.ends_at);
    let row = Row::new().right(&time, 12).left(&session.name, if columns >= 110 { 48 } else { 36 });
    if session.standing.takes_place() {
        row.rest(session.place.as_deref().unwrap_or_default(), columns, cx.theme.dim()).line()
    } else {
        row.rest(&cx.words.standing(&session.standing, &cx.lists), columns, Style::new()).line()
    }
}

impl Screen for Today {
    fn places(&self) -> &'static [Place] {
        &[Place::Today, Place::List]
    }

    fn menu(&self) -> Option<Action> {
        Some(Action::Today)
    }

    fn title(&self, cx: &Ctx) -> String {
        match self.everyone {
            true => say!(cx.words, "today-title-all"),
            false => say!(cx.words, "today-title-mine"),
        }
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Today { today: cx.today, everyone: self.everyone }]
    }

    fn receive(&mut self, answer: Answer, cx: &Ctx) -> Vec<Effect> {
        if let Answer::Today(data) = answer {
            self.remember();
            self.data = Some(data);
            self.arrange(cx);
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        let due = self.selected_due();
        match action {
            Action::Done | Action::Move if due.is_none() => Some(say!(cx.words, "refuse-no-due-line")),
            Action::Tomorrow | Action::NextWeek if !due.is_some_and(due_rows::is_follow_up) => {
                Some(say!(cx.words, "refuse-no-follow-up"))
            }
            Action::OpenCard if due.and_then(due_rows::client).is_none() => Some(say!(cx.words, "refuse-no-client")),
            Action::Discard if self.selected_draft().is_none() => Some(say!(cx.words, "refuse-no-draft")),
            Action::Open if !(0..self.rows.len()).any(|at| selectable(&self.rows, at)) => {
                Some(say!(cx.words, "refuse-nothing-here"))
            }
            _ => None,
        }
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match action {
            Action::Scope => say!(cx.words, "scope-mine-all"),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.rows.len(), |at| selectable(&self.rows, at));
            return Vec::new();
        }
        match action {
            Action::Open => self.open(),
            Action::Done => self.selected_due().map(|line| due_rows::done(line, cx)).unwrap_or_default(),
            Action::Move => self.selected_due().map(|line| due_rows::move_to(line, cx)).into_iter().collect(),
            Action::Tomorrow => self.selected_due().and_then(|line| due_rows::tomorrow(line, cx)).into_iter().collect(),
            Action::NextWeek => {
                self.selected_due().and_then(|line| due_rows::next_week(line, cx)).into_iter().collect()
            }
            Action::OpenCard => {
                let client = self.selected_due().and_then(due_rows::client);
                client.map(Effect::OpenCard).into_iter().collect()
            }
            Action::NewClient => vec![ClientForm::open_new(cx)],
            Action::Discard => {
                let dropped = self.selected_draft().map(|draft| Effect::DropDraftOf(draft.key.clone(), draft.sitting));
                dropped.into_iter().chain([Effect::Load]).collect()
            }
            Action::Scope => {
                self.remember();
                self.everyone = !self.everyone;
                vec![Effect::Load]
            }
            _ => Vec::new(),
        }
    }

    fn done(&mut self, made: Made, cx: &Ctx) -> Vec<Effect> {
        vec![Effect::Say(due_rows::said(made, cx))]
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let Some(data) = &self.data else { return };
        if !data.begun && data.drafts.is_empty() && data.copies.is_none() {
            return super::draw_empty(frame, area, &say!(cx.words, "today-empty"));
        }
        let columns = usize::from(area.width).saturating_sub(2);
        self.list.draw(frame, area, cx.theme, self.rows.len(), |at| match &self.rows[at] {
            Item::Heading(part, count) => Line::styled(heading(*part, *count, cx), cx.theme.strong()),
            Item::Draft(at) => draft_row(&data.drafts[*at], cx),
            Item::Session(at) => session_row(&data.sessions[*at], cx, columns),
            Item::Due(at) => due_row(&data.due[*at], cx, columns),
            Item::Why(at) => {
                let why = due_rows::comes_back(&data.due[*at], cx).unwrap_or_default();
                Row::new().left("", 12).rest(&why, columns, cx.theme.dim()).line()
            }
            Item::Copies => copies_row(data.copies.as_ref().and_then(|overdue| overdue.last), cx, columns),
            Item::Nothing(Part::Sessions) => Line::styled(say!(cx.words, "today-no-sessions"), cx.theme.dim()),
            Item::Nothing(_) => Line::styled(say!(cx.words, "today-nothing-due"), cx.theme.dim()),
            Item::Gap => Line::default(),
        });
    }
}
