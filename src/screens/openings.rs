//! Restricted clients that were opened by somebody who is not named for them, for who answers for it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::dates::show_date;
use crate::say;
use crate::store::access::Opening;
use crate::store::change::{Change, Made};
use crate::store::request::{Answer, Query};
use crate::widgets::row::wrap;
use crate::widgets::{ListState, Row};

/// How many lines the whole purpose of the selected one takes.
const PURPOSE: u16 = 5;

/// Every opening, newest first.
#[derive(Default)]
pub struct Openings {
    openings: Vec<Opening>,
    list: ListState,
    loaded: bool,
}

impl Openings {
    pub fn boxed() -> Box<dyn Screen> {
        Box::new(Openings::default())
    }

    fn selected(&self) -> Option<&Opening> {
        self.openings.get(self.list.selected)
    }
}

fn row(opening: &Opening, cx: &Ctx, columns: usize) -> Line<'static> {
    let (mark, noted) = match opening.noted {
        Some((worker, day)) => (cx.theme.done(), format!("{} {}", cx.lists.first_name(worker), show_date(day))),
        None => (cx.theme.dot(), say!(cx.words, "opening-unnoted")),
    };
    Row::new()
        .left(mark, 2)
        .left(&show_date(opening.day), 11)
        .left(&opening.reference, 10)
        .left(&cx.lists.first_name(opening.worker), 10)
        .left(&opening.purpose, columns.saturating_sub(60))
        .rest(&noted, columns, Style::new())
        .line()
}

impl Screen for Openings {
    fn places(&self) -> &'static [Place] {
        &[Place::Openings, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        let waiting = self.openings.iter().filter(|opening| opening.noted.is_none()).count();
        say!(cx.words, "openings-title", count = i64::try_from(waiting).unwrap_or(i64::MAX))
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        vec![Query::Openings]
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::Openings(openings) = answer {
            let same = self.selected().map(|opening| opening.id);
            self.openings = openings;
            let again = same.and_then(|id| self.openings.iter().position(|opening| opening.id == id));
            self.list.settle(again.or(Some(0)), self.openings.len(), |_| true);
            self.loaded = true;
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        let waits = self.selected().is_some_and(|opening| opening.noted.is_none());
        (action == Action::Done && !waits).then(|| say!(cx.words, "refuse-nothing-to-note"))
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match action {
            Action::Done => say!(cx.words, "opening-note"),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn act(&mut self, action: Action, _cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.openings.len(), |_| true);
            return Vec::new();
        }
        match (action, self.selected()) {
            (Action::Done, Some(opening)) => {
                vec![Effect::Change(Box::new(Change::NoteOpening { opening: opening.id }), None)]
            }
            _ => Vec::new(),
        }
    }

    fn done(&mut self, _made: Made, cx: &Ctx) -> Vec<Effect> {
        vec![Effect::Say(say!(cx.words, "opening-noted"))]
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        if self.openings.is_empty() && self.loaded {
            return super::draw_empty(frame, area, &say!(cx.words, "openings-none"));
        }
        let columns = usize::from(area.width).saturating_sub(2);
        let high = PURPOSE.min(area.height);
        let list = Rect { height: area.height - high, ..area };
        let below = Rect { y: area.y + list.height, height: high, ..area };
        self.list.draw(frame, list, cx.theme, self.openings.len(), |at| row(&self.openings[at], cx, columns));
        if let Some(opening) = self.selected() {
            let words = wrap(&opening.purpose, columns.saturating_sub(2)).into_iter().map(Line::from).collect();
            super::draw_below(frame, below, words, cx);
        }
    }
}
