//! *Reviews*: goal reviews by their day, what is late first.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::due_rows;
use crate::action::{Action, Place};
use crate::app::narrow::Narrow;
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::due::{DueLine, Target};
use crate::say;
use crate::store::change::Made;
use crate::store::request::{Answer, Query};
use crate::widgets::ListState;

/// Every review that is due, mine or the team's.
#[derive(Default)]
pub struct Reviews {
    all: Vec<DueLine>,
    lines: Vec<DueLine>,
    everyone: bool,
    narrow: Narrow,
    list: ListState,
    loaded: bool,
}

impl Reviews {
    fn arrange(&mut self, cx: &Ctx) {
        let same = self.selected().map(|line| line.subject.target);
        let mine = |line: &&DueLine| self.everyone || line.subject.worker.is_none_or(|worker| worker == cx.me.id);
        self.lines = self.all.iter().filter(mine).cloned().collect();
        let names: Vec<String> = self.lines.iter().map(due_rows::subject).collect();
        self.narrow.set_rows(names.iter().map(String::as_str));
        let shown = self.narrow.shown();
        let again = same.and_then(|target| shown.iter().position(|at| self.lines[*at].subject.target == target));
        self.list.settle(again, shown.len(), |_| true);
    }

    fn selected(&self) -> Option<&DueLine> {
        self.narrow.shown().get(self.list.selected).map(|at| &self.lines[*at])
    }
}

/// The goal itself says more than that it is to be reviewed.
fn row(line: &DueLine, cx: &Ctx, columns: usize) -> Line<'static> {
    let goal = line.subject.what.as_deref().unwrap_or_default().replace('\n', " ");
    due_rows::row(line, |_| goal.clone(), cx, columns)
}

impl Screen for Reviews {
    fn places(&self) -> &'static [Place] {
        &[Place::Reviews, Place::List]
    }

    fn menu(&self) -> Option<Action> {
        Some(Action::Reviews)
    }

    fn title(&self, cx: &Ctx) -> String {
        let late = self.lines.iter().filter(|line| line.is_overdue(cx.today)).count();
        let late = i64::try_from(late).unwrap_or(i64::MAX);
        let count = i64::try_from(self.lines.len()).unwrap_or(i64::MAX);
        let title = match self.everyone {
            true => say!(cx.words, "reviews-title-all", count = count, late = late),
            false => say!(cx.words, "reviews-title-mine", count = count, late = late),
        };
        super::narrowed_title(title, &self.narrow, cx)
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Due { today: cx.today }]
    }

    fn receive(&mut self, answer: Answer, cx: &Ctx) -> Vec<Effect> {
        if let Answer::Due(lines) = answer {
            self.all = lines.into_iter().filter(|line| matches!(line.subject.target, Target::Review(_))).collect();
            self.loaded = true;
            self.arrange(cx);
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        let needs_line = matches!(action, Action::Open | Action::Done | Action::Move | Action::OpenCard);
        match action {
            Action::Tomorrow | Action::NextWeek if !self.selected().is_some_and(due_rows::is_follow_up) => {
                Some(say!(cx.words, "refuse-no-follow-up"))
            }
            _ => (needs_line && self.selected().is_none()).then(|| say!(cx.words, "refuse-nothing-here")),
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
            self.list.step(step, self.narrow.shown().len(), |_| true);
            return Vec::new();
        }
        match action {
            Action::Open => self.selected().map(due_rows::open).unwrap_or_default(),
            Action::Done => self.selected().map(|line| due_rows::done(line, cx)).unwrap_or_default(),
            Action::Tomorrow => self.selected().and_then(|line| due_rows::tomorrow(line, cx)).into_iter().collect(),
            Action::NextWeek => self.selected().and_then(|line| due_rows::next_week(line, cx)).into_iter().collect(),
            Action::Move => self.selected().and_then(due_rows::move_to).into_iter().collect(),
            Action::OpenCard => {
                let client = self.selected().and_then(due_rows::client);
                client.map(Effect::OpenCard).into_iter().collect()
            }
            Action::Scope => {
                self.everyone = !self.everyone;
                self.arrange(cx);
                Vec::new()
            }
            Action::Narrow => {
                self.narrow.start();
                Vec::new()
            }
            _ => Vec::new(),
        }
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
        let shown = self.narrow.shown();
        if shown.is_empty() && self.loaded {
            let words = match self.narrow.is_on() {
                true => say!(cx.words, "empty-narrowed"),
                false => say!(cx.words, "empty-reviews"),
            };
            return super::draw_empty(frame, area, &words);
        }
        self.list.draw(frame, area, cx.theme, shown.len(), |at| row(&self.lines[shown[at]], cx, columns));
    }
}
