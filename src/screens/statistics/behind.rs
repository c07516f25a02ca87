//! What lies behind a figure: the people, sessions or episodes that it counts, and the rule.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use super::super::sessions::open_on_day;
use crate::action::{Action, Place};
use crate::app::narrow::Narrow;
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::reports::{Behind, Column, Figure, Item, Spot};
use crate::say;
use crate::store::reports::item;
use crate::store::request::{Answer, Query};
use crate::widgets::row::wrap;
use crate::widgets::{ListState, Row};

/// Lines for the rule.
const BELOW: u16 = 4;

/// Columns of when, and of how much.
const WHEN: usize = 21;
const NUMBER: usize = 12;

/// The list behind one figure.
pub struct BehindScreen {
    spot: Spot,
    column: Column,
    figure: Figure,
    item: Item,
    found: Vec<Behind>,
    narrow: Narrow,
    list: ListState,
    loaded: bool,
}

impl BehindScreen {
    pub fn boxed(spot: Spot, column: Column, figure: Figure) -> Box<dyn Screen> {
        let item = item(spot.name, spot.table, spot.column);
        let (narrow, list) = (Narrow::default(), ListState::default());
        Box::new(BehindScreen { spot, column, figure, item, found: Vec::new(), narrow, list, loaded: false })
    }

    fn selected(&self) -> Option<&Behind> {
        self.narrow.shown().get(self.list.selected).map(|at| &self.found[*at])
    }

    /// The card of whom it is about, else who comes to the activity on that day.
    fn open(&self, cx: &Ctx) -> Option<Effect> {
        let one = self.selected()?;
        match (&one.client, one.activity) {
            (Some((client, _)), _) => Some(Effect::OpenCard(*client)),
            (None, Some((activity, kind))) => Some(open_on_day(activity, kind, one.from.unwrap_or(cx.today))),
            (None, None) => None,
        }
    }
}

impl Screen for BehindScreen {
    fn places(&self) -> &'static [Place] {
        &[Place::Behind, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        let title = cx.words.report_spot(&self.spot, &self.column, self.figure.value, &cx.lists);
        super::super::narrowed_title(title, &self.narrow, cx)
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        vec![Query::Behind(Box::new(self.spot.clone()))]
    }

    fn receive(&mut self, answer: Answer, cx: &Ctx) -> Vec<Effect> {
        if let Answer::Behind(found) = answer {
            self.found = found;
            self.loaded = true;
            let key = |one: &Behind| {
                let [who, what, ..] = cx.words.report_behind(one, self.item, self.column.unit);
                format!("{who} {what}")
            };
            let keys: Vec<String> = self.found.iter().map(key).collect();
            self.narrow.set_rows(keys.iter().map(String::as_str));
            self.list.settle(None, self.narrow.shown().len(), |_| true);
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        (action == Action::Open && self.open(cx).is_none()).then(|| say!(cx.words, "refuse-nothing-here"))
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.narrow.shown().len(), |_| true);
        }
        match action {
            Action::Open => return self.open(cx).into_iter().collect(),
            Action::Narrow => self.narrow.start(),
            _ => {}
        }
        Vec::new()
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
        let [body, rule] =
            Layout::vertical([Constraint::Fill(1), Constraint::Length(BELOW.min(area.height / 3))]).areas(area);
        let shown = self.narrow.shown();
        if shown.is_empty() && self.loaded {
            super::super::draw_empty(frame, body, &say!(cx.words, "empty-narrowed"));
        }
        let who = (columns.saturating_sub(WHEN + 2) / 2).max(20);
        let row = |at: usize| -> Line<'static> {
            let [name, what, when, number] =
                cx.words.report_behind(&self.found[shown[at]], self.item, self.column.unit);
            let row = Row::new().left(&name, who).styled(&when, WHEN, cx.theme.dim());
            row.left(&number, if number.is_empty() { 0 } else { NUMBER }).rest(&what, columns, cx.theme.dim()).line()
        };
        self.list.draw(frame, body, cx.theme, shown.len(), row);
        let text = format!("{}: {}", cx.words.report_column(&self.column), cx.words.report_rule(&self.column));
        let lines = wrap(&text, columns.saturating_sub(2)).into_iter().map(Line::from).collect();
        super::super::draw_below(frame, rule, lines, cx);
    }
}
