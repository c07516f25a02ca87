//! One report, table by table: figures that one can look behind, and how they are counted.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::behind::BehindScreen;
use super::view;
use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, Told, step_of};
use crate::domain::keyed::Keyed;
use crate::domain::reports::{Asked, Figure, Line, Name, Removed, Report, Shape, Spot, Table, Value};
use crate::domain::text::fold;
use crate::domain::trace::{Act, Seen, Trace};
use crate::exchange::reports::Outgoing;
use crate::forms::{ExportReport, FormScreen};
use crate::say;
use crate::store::reports::tables;
use crate::store::request::{Answer, Query};
use crate::widgets::ListState;

/// A line of the list: where a part begins, or a row of the table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Item {
    Part(usize),
    Row(usize),
}

/// A report on the screen.
pub struct ReportScreen {
    name: Name,
    pub asked: Asked,
    /// Which of its tables.
    at: usize,
    pub table: Option<Table>,
    /// What is gone of these years.
    pub removed: Option<Removed>,
    pub items: Vec<Item>,
    pub list: ListState,
    pub column: usize,
    /// Drawn as bars, and over time as a line.
    pub chart: bool,
    /// Asked for, to be written.
    export: Option<Shape>,
}

impl ReportScreen {
    /// The report's first table, as a screen.
    pub fn boxed(name: Name, asked: Asked) -> Box<dyn Screen> {
        Box::new(ReportScreen {
            name,
            asked,
            at: 0,
            table: None,
            removed: None,
            items: Vec::new(),
            list: ListState::default(),
            column: 0,
            chart: false,
            export: None,
        })
    }

    fn key(&self) -> &'static str {
        tables(self.name)[self.at]
    }

    /// This table's place among the report's, and how many there are.
    pub fn place(&self) -> (usize, usize) {
        (self.at + 1, tables(self.name).len())
    }

    fn ask(&mut self, asked: Asked) -> Vec<Effect> {
        self.asked = asked;
        vec![Effect::Load]
    }

    fn arrange(&mut self, table: Table) {
        let same = self.selected().map(|(part, line, _)| (part.cloned(), line.clone()));
        let mut items = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            if row.part.is_some() && (at == 0 || table.rows[at - 1].part != row.part) {
                items.push(Item::Part(at));
            }
            items.push(Item::Row(at));
        }
        let is = |item: &Item| {
            let Item::Row(at) = item else { return false };
            same.as_ref().is_some_and(|(part, line)| (part, line) == (&table.rows[*at].part, &table.rows[*at].line))
        };
        let again = items.iter().position(is);
        self.list.settle(again, items.len(), |at| matches!(items[at], Item::Row(_)));
        self.column = self.column.min(table.columns.len().saturating_sub(1));
        self.items = items;
        self.table = Some(table);
    }

    /// Part, line and figure that are selected.
    fn selected(&self) -> Option<(Option<&Line>, &Line, Figure)> {
        let Some(Item::Row(at)) = self.items.get(self.list.selected) else { return None };
        let row = self.table.as_ref()?.rows.get(*at)?;
        Some((row.part.as_ref(), &row.line, *row.figures.get(self.column)?))
    }

    fn look_behind(&self) -> Option<Effect> {
        let (part, line, figure) = self.selected()?;
        let table = self.table.as_ref()?;
        let column = *table.columns.get(self.column)?;
        let spot = Spot {
            name: self.name,
            table: table.key,
            column: self.column,
            part: part.cloned(),
            line: line.clone(),
            scope: self.asked.clone(),
        };
        Some(Effect::Open(BehindScreen::boxed(spot, column, figure)))
    }

    /// The whole report as a file, without what may not leave the team.
    fn write(&self, report: Report, shape: Shape, cx: &Ctx) -> Vec<Effect> {
        let least = cx.lists.settings.suppress_below;
        let report = report.suppressed(least);
        let outgoing = Outgoing { report: &report, words: &cx.words, lists: &cx.lists, least };
        let content = match shape {
            Shape::Xlsx => outgoing.xlsx().map_err(|error| error.to_string()),
            Shape::Csv => outgoing.csv().map(String::into_bytes).map_err(|error| error.to_string()),
            Shape::Html => Ok(outgoing.html().into_bytes()),
            Shape::Json => Ok(format!("{:#}\n", outgoing.json()).into_bytes()),
        };
        let name = fold(&cx.words.report(report.name)).replace(' ', "-");
        let (from, to) = (report.scope.span.from, report.scope.span.to);
        match content {
            Ok(content) => {
                let trace = Trace::new(Act::Export, Seen::Report, 0, Vec::new());
                let name = format!("{name}-{from}-{to}.{}", shape.key());
                vec![Effect::Trace(trace), Effect::WriteFile { name, content }]
            }
            Err(detail) => vec![Effect::Say(say!(cx.words, "output-failed", detail = detail))],
        }
    }
}

impl Screen for ReportScreen {
    fn places(&self) -> &'static [Place] {
        &[Place::Report, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        super::title(cx.words.report(self.name), &self.asked, cx)
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        let (name, scope) = (self.name, self.asked.clone());
        let whole = self.export.map(|_| Query::WholeReport { name, scope: scope.clone() });
        [Query::Report { name, table: self.key(), scope }].into_iter().chain(whole).collect()
    }

    fn receive(&mut self, answer: Answer, cx: &Ctx) -> Vec<Effect> {
        match answer {
            Answer::Report(table, removed) => {
                self.removed = removed;
                self.arrange(*table);
                Vec::new()
            }
            Answer::WholeReport(report) => {
                self.export.take().map(|shape| self.write(*report, shape, cx)).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        let columns = self.table.as_ref().map_or(0, |table| table.columns.len());
        match action {
            Action::LookBehind => match self.selected() {
                None => Some(say!(cx.words, "refuse-nothing-here")),
                Some((_, _, Figure { value: Value::Unknown, .. })) => Some(say!(cx.words, "refuse-unknown-figure")),
                Some(_) if self.removed.is_some_and(|removed| removed.kept_on.is_some()) => {
                    Some(say!(cx.words, "refuse-only-figures"))
                }
                Some((_, _, Figure { behind: 0, .. })) => Some(say!(cx.words, "refuse-nothing-behind")),
                Some(_) => None,
            },
            Action::NextTable if self.place().1 < 2 => Some(say!(cx.words, "refuse-one-table")),
            Action::NextColumn if self.column + 1 >= columns => Some(say!(cx.words, "refuse-last-column")),
            Action::PreviousColumn if self.column == 0 => Some(say!(cx.words, "refuse-first-column")),
            _ => None,
        }
    }

    fn act(&mut self, action: Action, _cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            let items = &self.items;
            self.list.step(step, items.len(), |at| matches!(items[at], Item::Row(_)));
            return Vec::new();
        }
        if let Some(asked) = super::other(action, &self.asked) {
            return self.ask(asked);
        }
        match action {
            Action::LookBehind => return self.look_behind().into_iter().collect(),
            Action::NextTable => {
                self.at = (self.at + 1) % self.place().1;
                (self.list, self.column) = (ListState::default(), 0);
                return vec![Effect::Load];
            }
            Action::NextColumn => self.column += 1,
            Action::PreviousColumn => self.column -= 1,
            Action::Chart => self.chart = !self.chart,
            Action::Export => return vec![Effect::Open(FormScreen::boxed(ExportReport))],
            _ => return super::prompt(action, &self.asked).into_iter().collect(),
        }
        Vec::new()
    }

    fn told(&mut self, told: Told, _cx: &Ctx) -> Vec<Effect> {
        match told {
            Told::Asked(asked) => self.ask(asked),
            Told::Export(shape) => {
                self.export = Some(shape);
                vec![Effect::Load]
            }
            Told::Day(_) | Told::Record(_) => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        view::draw(self, frame, area, cx);
    }
}
