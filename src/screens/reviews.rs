//! *Reviews*: everything that the clock tells, mine, the team's or nobody's, of one kind or of all, by its day or by whom
//! it concerns.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use super::due_rows;
use crate::action::{Action, Place};
use crate::app::narrow::Narrow;
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::due::{DueLine, Ground, Target};
use crate::domain::keyed::Keyed;
use crate::domain::text::sort_key;
use crate::say;
use crate::store::change::{Change, Made};
use crate::store::request::{Answer, Query};
use crate::widgets::ListState;

/// How many rows tell more about the selected line.
const DETAIL: u16 = 5;

/// Below this height the list has all of it.
const TALL: u16 = 14;

/// Whose lines are shown.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Whose {
    #[default]
    Mine,
    Team,
    Unassigned,
}

impl Whose {
    fn next(self) -> Whose {
        match self {
            Whose::Mine => Whose::Team,
            Whose::Team => Whose::Unassigned,
            Whose::Unassigned => Whose::Mine,
        }
    }

    fn name(self, cx: &Ctx) -> String {
        match self {
            Whose::Mine => say!(cx.words, "due-mine"),
            Whose::Team => say!(cx.words, "due-team"),
            Whose::Unassigned => say!(cx.words, "due-unassigned"),
        }
    }

    fn takes(self, line: &DueLine, cx: &Ctx) -> bool {
        match self {
            Whose::Mine => line.is_for(cx.me.id),
            Whose::Team => true,
            Whose::Unassigned => line.subject.worker.is_none(),
        }
    }
}

/// Every due line, narrowed to what was asked for.
#[derive(Default)]
pub struct Reviews {
    all: Vec<DueLine>,
    /// Of `all`, by number, in the order of the screen.
    lines: Vec<usize>,
    whose: Whose,
    /// `None`: of every kind.
    kind: Option<Ground>,
    by_person: bool,
    /// Only those that are put off; otherwise only the others.
    away: bool,
    narrow: Narrow,
    list: ListState,
    loaded: bool,
}

impl Reviews {
    fn arrange(&mut self, cx: &Ctx, same: Option<(Target, &'static str)>) {
        let is_shown = |line: &DueLine| {
            let of_kind = self.kind.is_none_or(|kind| line.rule.ground == kind);
            of_kind && line.is_away(cx.today) == self.away && self.whose.takes(line, cx)
        };
        self.lines = (0..self.all.len()).filter(|at| is_shown(&self.all[*at])).collect();
        if self.by_person {
            // By their day within a person: so they come, and this keeps it.
            self.lines.sort_by_cached_key(|at| sort_key(&due_rows::subject(&self.all[*at])));
        }
        let names: Vec<String> = self.lines.iter().map(|at| due_rows::subject(&self.all[*at])).collect();
        self.narrow.set_rows(names.iter().map(String::as_str));
        let shown = self.narrow.shown();
        let again = same.and_then(|same| shown.iter().position(|at| identity(&self.all[self.lines[*at]]) == same));
        self.list.settle(again, shown.len(), |_| true);
    }

    /// What is shown has changed by a key: the same line, if it is still there.
    fn rearrange(&mut self, cx: &Ctx) -> Vec<Effect> {
        let same = self.selected().map(identity);
        self.arrange(cx, same);
        Vec::new()
    }

    fn line(&self, shown: usize) -> &DueLine {
        &self.all[self.lines[self.narrow.shown()[shown]]]
    }

    fn selected(&self) -> Option<&DueLine> {
        (self.list.selected < self.narrow.shown().len()).then(|| self.line(self.list.selected))
    }

    fn next_kind(&self) -> Option<Ground> {
        let kinds = Ground::ALL;
        match self.kind.and_then(|kind| kinds.iter().position(|other| *other == kind)) {
            None => kinds.first().copied(),
            Some(at) => kinds.get(at + 1).copied(),
        }
    }
}

fn identity(line: &DueLine) -> (Target, &'static str) {
    (line.subject.target, line.rule.key)
}

fn kind_name(kind: Option<Ground>, cx: &Ctx) -> String {
    kind.map_or_else(|| say!(cx.words, "due-every-kind"), |kind| cx.words.label("ground", kind))
}

fn row(line: &DueLine, cx: &Ctx, columns: usize) -> Line<'static> {
    due_rows::row(line, |room| due_rows::what(line, cx, room), cx, columns)
}

impl Screen for Reviews {
    fn places(&self) -> &'static [Place] {
        &[Place::Reviews, Place::List]
    }

    fn menu(&self) -> Option<Action> {
        Some(Action::Reviews)
    }

    fn title(&self, cx: &Ctx) -> String {
        let late = self.lines.iter().filter(|at| self.all[**at].is_overdue(cx.today)).count();
        let late = i64::try_from(late).unwrap_or(i64::MAX);
        let count = i64::try_from(self.lines.len()).unwrap_or(i64::MAX);
        let shown = [
            self.away.then(|| say!(cx.words, "due-away")),
            Some(self.whose.name(cx)),
            self.kind.map(|kind| kind_name(Some(kind), cx)),
            self.by_person.then(|| say!(cx.words, "due-by-person")),
        ];
        let shown = shown.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let title = say!(cx.words, "reviews-title", shown = shown, count = count, late = late);
        super::narrowed_title(title, &self.narrow, cx)
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Due { today: cx.today }]
    }

    fn receive(&mut self, answer: Answer, cx: &Ctx) -> Vec<Effect> {
        if let Answer::Due(lines) = answer {
            let same = self.selected().map(identity);
            self.all = lines;
            self.loaded = true;
            self.arrange(cx, same);
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        let line = self.selected();
        match action {
            Action::Open | Action::Done | Action::Move if line.is_none() => Some(say!(cx.words, "refuse-nothing-here")),
            Action::OpenCard if line.and_then(due_rows::client).is_none() => Some(say!(cx.words, "refuse-no-client")),
            Action::Tomorrow | Action::NextWeek if !line.is_some_and(due_rows::is_follow_up) => {
                Some(say!(cx.words, "refuse-no-follow-up"))
            }
            Action::Wake if !line.is_some_and(|line| line.is_away(cx.today)) => {
                Some(say!(cx.words, "refuse-not-put-off"))
            }
            _ => None,
        }
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match action {
            Action::Scope => say!(cx.words, "scope-next", scope = self.whose.next().name(cx)),
            Action::DueKind => say!(cx.words, "scope-next", scope = kind_name(self.next_kind(), cx)),
            Action::DueOrder if self.by_person => say!(cx.words, "due-by-day"),
            Action::DueOrder => say!(cx.words, "due-by-person"),
            Action::PutOff if self.away => say!(cx.words, "due-not-away"),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.narrow.shown().len(), |_| true);
            return Vec::new();
        }
        match action {
            Action::Open => return self.selected().map(due_rows::open).unwrap_or_default(),
            Action::Done => return self.selected().map(|line| due_rows::done(line, cx)).unwrap_or_default(),
            Action::Tomorrow => {
                return self.selected().and_then(|line| due_rows::tomorrow(line, cx)).into_iter().collect();
            }
            Action::NextWeek => {
                return self.selected().and_then(|line| due_rows::next_week(line, cx)).into_iter().collect();
            }
            Action::Move => return self.selected().map(|line| due_rows::move_to(line, cx)).into_iter().collect(),
            Action::OpenCard => {
                let client = self.selected().and_then(due_rows::client);
                return client.map(Effect::OpenCard).into_iter().collect();
            }
            Action::Wake => {
                let wake = self.selected().map(|line| Change::Wake { which: line.into() });
                return wake.map(|wake| Effect::Change(Box::new(wake), None)).into_iter().collect();
            }
            Action::Narrow => {
                self.narrow.start();
                return Vec::new();
            }
            Action::Scope => self.whose = self.whose.next(),
            Action::DueKind => self.kind = self.next_kind(),
            Action::DueOrder => self.by_person = !self.by_person,
            Action::PutOff => self.away = !self.away,
            _ => return Vec::new(),
        }
        self.rearrange(cx)
    }

    fn done(&mut self, made: Made, cx: &Ctx) -> Vec<Effect> {
        vec![Effect::Say(due_rows::said(made, cx))]
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

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let columns = usize::from(area.width).saturating_sub(2);
        let shown = self.narrow.shown().len();
        if shown == 0 && self.loaded {
            let words = match (self.narrow.is_on(), self.away) {
                (true, _) => say!(cx.words, "empty-narrowed"),
                (false, true) => say!(cx.words, "empty-put-off"),
                (false, false) => say!(cx.words, "empty-reviews"),
            };
            return super::draw_empty(frame, area, &words);
        }
        let below = if area.height >= TALL { DETAIL } else { 0 };
        let [list, detail] = Layout::vertical([Constraint::Fill(1), Constraint::Length(below)]).areas(area);
        self.list.draw(frame, list, cx.theme, shown, |at| row(self.line(at), cx, columns));
        if let Some(line) = self.selected() {
            super::draw_below(frame, detail, due_rows::detail(line, cx, columns), cx);
        }
    }
}
