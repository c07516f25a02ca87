//! Clients whose records' time is over, for who answers for the team. They are removed by a command only.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::dates::show_date;
use crate::domain::retention::Aged;
use crate::domain::rights::Right;
use crate::domain::trace::{Act, Seen, Trace};
use crate::say;
use crate::store::request::{Answer, Query};
use crate::widgets::row::wrap;
use crate::widgets::{ListState, Row};

/// Lines for how the selected one is removed.
const BELOW: u16 = 6;

/// Columns of a reference, a name, a day: the rest is for the longest ground at 80 columns.
const REFERENCE: usize = 10;
const NAME: usize = 17;
const DAY: usize = 10;

/// What opens the list: the list, or who may remove records.
pub fn open(cx: &Ctx) -> Effect {
    match cx.may(Right::Remove) {
        true => Effect::Open(Box::new(Retention::default())),
        false => Effect::Say(say!(cx.words, "retention-not-yours", who = cx.words.who_may(Right::Remove))),
    }
}

/// Whose time is over, the longest ago first.
#[derive(Default)]
struct Retention {
    over: Vec<Aged>,
    list: ListState,
    loaded: bool,
}

impl Retention {
    fn selected(&self) -> Option<&Aged> {
        self.over.get(self.list.selected)
    }
}

fn row(aged: &Aged, cx: &Ctx, columns: usize) -> Line<'static> {
    let over = aged.record.ends(cx.lists.settings.retention_years);
    let ground = format!("{} {}", show_date(over.from), cx.words.label("kept-from", over.ground));
    Row::new()
        .left(&aged.reference, REFERENCE)
        .left(aged.name.as_deref().unwrap_or_default(), NAME)
        .left(&show_date(over.since), DAY)
        .rest(&ground, columns, cx.theme.dim())
        .line()
}

impl Screen for Retention {
    fn places(&self) -> &'static [Place] {
        &[Place::Retention, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        say!(cx.words, "retention-title", count = i64::try_from(self.over.len()).unwrap_or(i64::MAX))
    }

    fn shows(&self) -> Option<Trace> {
        Some(Trace::new(Act::View, Seen::OverTime, 0, Vec::new()))
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::OverTime { today: cx.today }]
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::OverTime(over) = answer {
            let same = self.selected().map(|aged| aged.client);
            self.over = over;
            let again = same.and_then(|client| self.over.iter().position(|aged| aged.client == client));
            self.list.settle(again, self.over.len(), |_| true);
            self.loaded = true;
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        let seen = self.selected().is_some_and(|aged| aged.name.is_some());
        (action == Action::OpenCard && !seen).then(|| say!(cx.words, "refuse-no-client"))
    }

    fn act(&mut self, action: Action, _cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.over.len(), |_| true);
        }
        match (action, self.selected()) {
            (Action::OpenCard, Some(aged)) => vec![Effect::OpenCard(aged.client)],
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let columns = usize::from(area.width).saturating_sub(2);
        if !self.loaded {
            return;
        }
        let Some(aged) = self.selected() else {
            let years = cx.lists.settings.retention_years;
            return super::draw_empty(frame, area, &say!(cx.words, "retention-none", years = years));
        };
        let [list, below] =
            Layout::vertical([Constraint::Fill(1), Constraint::Length(BELOW.min(area.height / 2))]).areas(area);
        let [head, body] = super::head_and_body(list);
        let headings = Row::new()
            .left(&say!(cx.words, "column-reference"), REFERENCE)
            .left(&say!(cx.words, "column-client"), NAME)
            .left(&say!(cx.words, "column-over_since"), DAY)
            .rest(&say!(cx.words, "column-kept_from"), columns, cx.theme.dim());
        frame.render_widget(headings.line().style(cx.theme.dim()), head);
        self.list.draw(frame, body, cx.theme, self.over.len(), |at| row(&self.over[at], cx, columns));
        let how = wrap(&say!(cx.words, "retention-how"), columns.saturating_sub(2)).into_iter().map(Line::from);
        let command = Line::styled(format!("rinnalla retention --remove {}", aged.reference), cx.theme.strong());
        super::draw_below(frame, below, how.chain([command]).collect(), cx);
    }
}
