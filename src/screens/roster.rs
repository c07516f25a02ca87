//! The week roster: an activity's people x its sessions. One key marks a person and moves to the next.

use chrono::{Days, NaiveDate};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::action::{Action, Place};
use crate::app::narrow::Narrow;
use crate::app::{Ctx, Effect, Screen, Told, step_of};
use crate::domain::attendance::Mark;
use crate::domain::calendar::Week;
use crate::domain::dates::show_day;
use crate::domain::ids::{ActivityId, ClientId};
use crate::domain::keyed::Keyed;
use crate::forms::{CountHeads, FormScreen, GoToDay};
use crate::say;
use crate::store::request::{Answer, Change, Query};
use crate::store::roster::{Person, Roster as Data};
use crate::store::sessions::{SessionLine, Standing};
use crate::widgets::list::Step;
use crate::widgets::row::fit;
use crate::widgets::{ListState, Row, Theme};

/// Weeks read before and after the chosen one.
const WEEKS_BEFORE: u64 = 8;
const WEEKS_AFTER: u64 = 3;

/// Columns of a name, a session, a rate.
const NAME: usize = 22;
const SESSION: usize = 7;
const RATE: usize = 6;

/// A roster on the screen.
pub struct Roster {
    activity: ActivityId,
    /// The day that the screen is about: its session is the one that marks go to.
    day: NaiveDate,
    /// The session itself, once it is known.
    chosen: Option<SessionLine>,
    data: Option<Box<Data>>,
    /// Which session marks go to.
    session: usize,
    narrow: Narrow,
    list: ListState,
}

impl Roster {
    /// The roster around a day: on that day's session, or the nearest of its week.
    pub fn on_day(activity: ActivityId, day: NaiveDate) -> Box<dyn Screen> {
        Box::new(Roster::new(activity, day, None))
    }

    /// The roster of exactly this session.
    pub fn on_session(session: &SessionLine) -> Box<dyn Screen> {
        Box::new(Roster::new(session.activity, session.day, Some(session.clone())))
    }

    fn new(activity: ActivityId, day: NaiveDate, chosen: Option<SessionLine>) -> Roster {
        Roster { activity, day, chosen, data: None, session: 0, narrow: Narrow::default(), list: ListState::default() }
    }

    fn current(&self) -> Option<&SessionLine> {
        self.data.as_ref().and_then(|data| data.sessions.get(self.session))
    }

    fn person(&self) -> Option<&Person> {
        let data = self.data.as_ref()?;
        self.narrow.shown().get(self.list.selected).map(|at| &data.people[*at])
    }

    /// The session that was meant, else the day's, else the week's first, else the last one before.
    fn choose_session(&self, data: &Data) -> usize {
        let sessions = &data.sessions;
        let week = Week::of(self.day);
        let meant = self.chosen.as_ref().and_then(|chosen| sessions.iter().position(|session| session.is(chosen)));
        let on_day = || sessions.iter().position(|session| session.day == self.day);
        let in_week = || sessions.iter().position(|session| Week::of(session.day) == week);
        let before = || sessions.iter().rposition(|session| session.day < self.day);
        meant.or_else(on_day).or_else(in_week).or_else(before).unwrap_or(0)
    }

    fn go_to(&mut self, day: NaiveDate) -> Vec<Effect> {
        self.day = day;
        self.chosen = None;
        vec![Effect::Load]
    }

    fn pick(&mut self, session: usize) -> Vec<Effect> {
        let Some(data) = &self.data else { return Vec::new() };
        let Some(line) = data.sessions.get(session) else { return Vec::new() };
        self.day = line.day;
        self.chosen = Some(line.clone());
        self.session = session;
        Vec::new()
    }

    fn mark(&mut self, mark: Option<Mark>) -> Vec<Effect> {
        let (Some(session), Some(person)) = (self.current(), self.person()) else { return Vec::new() };
        let change = Change::Mark { slot: session.slot, client: person.client, mark };
        self.list.step(Step::Down, self.narrow.shown().len(), |_| true);
        vec![Effect::Change(Box::new(change), None)]
    }

    /// Everybody who is shown, belongs to this session and has no mark.
    fn unmarked(&self) -> Vec<ClientId> {
        let (Some(data), Some(session)) = (&self.data, self.current()) else { return Vec::new() };
        let people = self.narrow.shown().iter().map(|at| &data.people[*at]);
        let open = people.filter(|person| person.belongs_on(session.day) && person.marks[self.session].is_none());
        open.map(|person| person.client).collect()
    }

    /// Marked and expected people of the current session.
    fn progress(&self) -> (usize, usize) {
        let (Some(data), Some(session)) = (&self.data, self.current()) else { return (0, 0) };
        let expected = data.people.iter().filter(|person| person.belongs_on(session.day));
        let marked = expected.clone().filter(|person| person.marks[self.session].is_some()).count();
        (marked, expected.count())
    }

    /// Why nobody can be marked at the current session.
    fn refuses_marks(&self, action: Action, cx: &Ctx) -> Option<String> {
        let Some(session) = self.current() else { return Some(say!(cx.words, "roster-no-session")) };
        match &session.standing {
            Standing::Planned | Standing::Held => {}
            other => {
                let why = cx.words.standing(other, &cx.lists);
                return Some(say!(cx.words, "roster-not-held", why = why));
            }
        }
        let beforehand = matches!(action, Action::Excused | Action::Clear);
        if session.day > cx.today && !beforehand {
            let day = show_day(session.day);
            return Some(match session.by_name {
                true => say!(cx.words, "roster-future", day = day),
                false => say!(cx.words, "roster-future-heads", day = day),
            });
        }
        let marks_one =
            matches!(action, Action::Present | Action::Late | Action::Excused | Action::NoShow | Action::Clear);
        match (action, self.person()) {
            (Action::RestPresent, _) if self.unmarked().is_empty() => Some(say!(cx.words, "roster-all-marked")),
            (_, None) if marks_one => Some(say!(cx.words, "roster-nobody")),
            (_, Some(person)) if marks_one && !person.is_visitor() && !person.belongs_on(session.day) => {
                Some(say!(cx.words, "roster-outside-spell", day = show_day(session.day)))
            }
            _ => None,
        }
    }
}

/// Which session, in words.
fn about(session: &SessionLine, cx: &Ctx) -> String {
    format!("{}, {}", session.name, cx.words.short_day(session.day))
}

/// The sign of a mark.
pub fn sign(mark: Option<Mark>, theme: Theme) -> &'static str {
    match mark {
        Some(Mark::Present) => theme.present(),
        Some(Mark::Late) => theme.late(),
        Some(Mark::Excused) => theme.excused(),
        Some(Mark::NoShow) => theme.no_show(),
        None => theme.unmarked(),
    }
}

/// How many sessions fit beside the names, and the first of them, so that the current one is among them.
fn window(sessions: usize, current: usize, columns: usize) -> std::ops::Range<usize> {
    let goal = if columns >= 110 { 34 } else { 18 };
    let room = columns.saturating_sub(NAME + RATE + goal + 2) / (SESSION + 1);
    let shown = room.clamp(1, 8).min(sessions);
    let first = (current + 2).saturating_sub(shown).min(sessions - shown);
    first..first + shown
}

/// A sign in the middle of its column; the current session's column is marked beside it.
fn cell(text: &str, current: bool, theme: Theme) -> String {
    let mark = if current { theme.cursor() } else { " " };
    fit(&format!("{mark}{text}"), SESSION)
}

impl Roster {
    fn header(&self, data: &Data, shown: &std::ops::Range<usize>, cx: &Ctx, columns: usize) -> [Line<'static>; 2] {
        let mut weeks = Row::new().left("", NAME);
        let mut days = Row::new().left(&self.activity_times(data, cx), NAME);
        for at in shown.clone() {
            let session = &data.sessions[at];
            let style = if at == self.session { cx.theme.strong() } else { cx.theme.dim() };
            weeks = weeks.styled(&format!(" {}", cx.words.week(Week::of(session.day))), SESSION, style);
            days = days.styled(&cell(&show_day(session.day), at == self.session, cx.theme), SESSION, style);
        }
        let rate = say!(cx.words, "column-rate");
        let days = days.right(&rate, RATE).rest(&say!(cx.words, "column-goal"), columns, cx.theme.dim());
        [weeks.line(), days.line()]
    }

    /// When the current session is: "to 10–12".
    fn activity_times(&self, _data: &Data, cx: &Ctx) -> String {
        let Some(session) = self.current() else { return String::new() };
        let time = cx.words.span(session.starts_at, session.ends_at);
        format!("{} {time}", cx.words.short_day(session.day))
    }

    fn person_row(
        &self,
        person: &Person,
        data: &Data,
        shown: &std::ops::Range<usize>,
        cx: &Ctx,
        columns: usize,
    ) -> Line<'static> {
        let name = match person.is_visitor() {
            true => say!(cx.words, "roster-visitor", name = person.name.as_str()),
            false => person.name.clone(),
        };
        let mut row = Row::new().left(&name, NAME);
        for at in shown.clone() {
            let day = data.sessions[at].day;
            let outside = person.marks[at].is_none() && !person.belongs_on(day);
            let takes_place = data.sessions[at].standing.takes_place();
            let text = match person.marks[at] {
                None if !takes_place => "–",
                None if outside => cx.theme.outside(),
                mark => sign(mark, cx.theme),
            };
            let style = if takes_place { Style::new() } else { cx.theme.dim() };
            row = row.styled(&cell(&format!("  {text}"), false, cx.theme), SESSION, style);
        }
        let goal = person.goal.clone().unwrap_or_default().replace('\n', " ");
        row.right(&cx.words.rate(person.tally.rate()), RATE).rest(&goal, columns, cx.theme.dim()).line()
    }

    fn heads_row(&self, data: &Data, shown: &std::ops::Range<usize>, cx: &Ctx) -> Line<'static> {
        let mut row = Row::new().styled(&say!(cx.words, "roster-heads"), NAME, cx.theme.dim());
        for at in shown.clone() {
            let count = data.sessions[at].anon_count.map_or_else(|| cx.theme.unmarked().to_string(), |n| n.to_string());
            row = row.left(&cell(&format!("  {count}"), false, cx.theme), SESSION);
        }
        row.line()
    }

    fn legend(&self, cx: &Ctx) -> Line<'static> {
        let (marked, expected) = self.progress();
        let all = [Some(Mark::Present), Some(Mark::Late), Some(Mark::Excused), Some(Mark::NoShow), None];
        let words = |mark: Option<Mark>| mark.map_or("unmarked", Mark::key);
        let each =
            all.map(|mark| format!("{} {}", sign(mark, cx.theme), cx.words.get(&format!("mark-{}", words(mark)))));
        let off = self.current().filter(|session| !session.standing.takes_place());
        let count = match off {
            Some(session) => {
                say!(cx.words, "roster-not-held", why = cx.words.standing(&session.standing, &cx.lists))
            }
            None => say!(cx.words, "roster-marked", marked = marked.to_string(), expected = expected.to_string()),
        };
        let signs = if off.is_some() { String::new() } else { format!("{}   ", each.join("  ")) };
        Line::from(vec![Span::styled(signs, cx.theme.dim()), Span::styled(count, cx.theme.strong())])
    }
}

impl Screen for Roster {
    fn places(&self) -> &'static [Place] {
        &[Place::Roster, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        let Some(data) = &self.data else { return say!(cx.words, "roster-title") };
        let fields = &data.activity.fields;
        let seats = cx.words.seats(&data.activity);
        let place = fields.place.clone().unwrap_or_default();
        let parts = [fields.name.clone(), place, seats];
        let dot = format!(" {} ", cx.theme.dot());
        let title = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(&dot);
        super::narrowed_title(title, &self.narrow, cx)
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        let week = Week::of(self.day);
        let from = week.monday() - Days::new(7 * WEEKS_BEFORE);
        let to = week.sunday() + Days::new(7 * WEEKS_AFTER);
        vec![Query::Roster { activity: self.activity, from, to }]
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::Roster(data) = answer {
            let same = self.person().map(|person| person.client);
            self.session = self.choose_session(&data);
            self.chosen = data.sessions.get(self.session).cloned();
            self.narrow.set_rows(data.people.iter().map(|person| person.name.as_str()));
            let shown = self.narrow.shown();
            let again = same.and_then(|id| shown.iter().position(|at| data.people[*at].client == id));
            self.list.settle(again, shown.len(), |_| true);
            self.data = Some(data);
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        use Action::{Clear, CountHeads, Excused, Late, NoShow, Open, Present, RestPresent};
        match action {
            Present | Late | Excused | NoShow | Clear | RestPresent | CountHeads => self.refuses_marks(action, cx),
            Open if self.person().is_none() => Some(say!(cx.words, "roster-nobody")),
            _ => None,
        }
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match action {
            Action::Open => say!(cx.words, "roster-open-card"),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.narrow.shown().len(), |_| true);
            return Vec::new();
        }
        match action {
            Action::Present => self.mark(Some(Mark::Present)),
            Action::Late => self.mark(Some(Mark::Late)),
            Action::Excused => self.mark(Some(Mark::Excused)),
            Action::NoShow => self.mark(Some(Mark::NoShow)),
            Action::Clear => self.mark(None),
            Action::RestPresent => {
                let Some(slot) = self.current().map(|session| session.slot) else { return Vec::new() };
                vec![Effect::Change(Box::new(Change::MarkRest { slot, clients: self.unmarked() }), None)]
            }
            Action::CountHeads => {
                let prompt =
                    self.current().map(|session| CountHeads::of(session.slot, about(session, cx), session.anon_count));
                prompt.map(|prompt| Effect::Open(FormScreen::boxed(prompt))).into_iter().collect()
            }
            Action::PreviousSession => match self.session.checked_sub(1) {
                Some(session) => self.pick(session),
                None => self.go_to(self.day - Days::new(7)),
            },
            Action::NextSession => self.pick(self.session + 1),
            Action::Earlier => self.go_to(Week::of(self.day).previous().monday()),
            Action::Later => self.go_to(Week::of(self.day).next().monday()),
            Action::ThisWeek => self.go_to(cx.today),
            Action::GoToDay => vec![Effect::Open(FormScreen::boxed(GoToDay))],
            Action::Open => self.person().map(|person| Effect::OpenCard(person.client)).into_iter().collect(),
            Action::Narrow => {
                self.narrow.start();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn narrow(&self) -> Option<&Narrow> {
        Some(&self.narrow)
    }

    fn narrow_mut(&mut self) -> Option<&mut Narrow> {
        Some(&mut self.narrow)
    }

    fn narrowed(&mut self, typed: bool) {
        self.list.settle(typed.then_some(0), self.narrow.shown().len(), |_| true);
    }

    fn told(&mut self, told: Told, _cx: &Ctx) -> Vec<Effect> {
        let Told::Day(day) = told;
        self.go_to(day)
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let Some(data) = &self.data else { return };
        let columns = usize::from(area.width).saturating_sub(2);
        let rows = [Constraint::Length(2), Constraint::Fill(1), Constraint::Length(3)];
        let [head, people, foot] = Layout::vertical(rows).areas(area);
        if data.sessions.is_empty() {
            let timetable = cx.words.timetables(&data.activity);
            super::draw_empty(frame, head, &say!(cx.words, "roster-no-sessions", when = timetable));
        }
        let shown = window(data.sessions.len(), self.session, columns);
        if !data.sessions.is_empty() {
            let lines = self.header(data, &shown, cx, columns);
            for (y, line) in (head.y..).zip(lines) {
                frame.render_widget(line, Rect { x: head.x + 2, y, width: head.width.saturating_sub(2), height: 1 });
            }
        }
        let names = self.narrow.shown();
        if names.is_empty() {
            let words = match (self.narrow.is_on(), data.activity.fields.counts_only) {
                (true, _) => say!(cx.words, "empty-narrowed"),
                (false, true) if self.refuses_marks(Action::CountHeads, cx).is_some() => String::new(),
                (false, true) => say!(cx.words, "empty-roster-heads"),
                (false, false) => say!(cx.words, "empty-roster"),
            };
            super::draw_empty(frame, people, &words);
        }
        self.list.draw(frame, people, cx.theme, names.len(), |at| {
            self.person_row(&data.people[names[at]], data, &shown, cx, columns)
        });
        super::draw_below(frame, foot, vec![self.heads_row(data, &shown, cx), self.legend(cx)], cx);
    }
}
