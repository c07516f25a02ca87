//! How a report looks: its table or its bars, and below how the selected column is counted.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line as Text;

use super::report::{Item, ReportScreen};
use crate::app::Ctx;
use crate::domain::reports::{Column, Label, Line, Row as Figures, Table, Unit, Value};
use crate::say;
use crate::widgets::Row;
use crate::widgets::bars::bar;
use crate::widgets::line_chart::LineChart;
use crate::widgets::row::{width, wrap};

/// Lines for the rule.
const BELOW: u16 = 4;

/// The least that a row's words may have.
const WORDS: usize = 26;

/// Columns of a figure beside its bar.
const VALUE: usize = 9;

pub fn draw(screen: &ReportScreen, frame: &mut Frame, area: Rect, cx: &Ctx) {
    let Some(table) = &screen.table else { return };
    let columns = usize::from(area.width).saturating_sub(2);
    let [name, rest] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    frame.render_widget(Text::styled(format!("  {}", heading(screen, table, cx)), cx.theme.strong()), name);
    let removed = cx.words.report_removed(screen.removed.as_ref());
    let removed = removed.map_or(Vec::new(), |removed| wrap(&removed, columns.saturating_sub(2)));
    let high = u16::try_from(removed.len()).unwrap_or(u16::MAX).min(rest.height / 3);
    let [note, rest] = Layout::vertical([Constraint::Length(high), Constraint::Fill(1)]).areas(rest);
    for (y, line) in (note.y..note.bottom()).zip(removed) {
        frame.render_widget(Text::styled(format!("  {line}"), cx.theme.dim()), Rect { y, height: 1, ..note });
    }
    let below = BELOW.min(rest.height / 3);
    let [body, rule] = Layout::vertical([Constraint::Fill(1), Constraint::Length(below)]).areas(rest);
    if table.rows.is_empty() {
        return super::super::draw_empty(frame, body, &say!(cx.words, "empty-report"));
    }
    if screen.chart {
        bars(screen, table, frame, body, cx)
    } else {
        figures(screen, table, frame, body, cx)
    }
    if let Some(column) = table.columns.get(screen.column) {
        let text = format!("{}: {}", cx.words.report_column(column), cx.words.report_rule(column));
        let lines = wrap(&text, columns.saturating_sub(2)).into_iter().map(Text::from).collect();
        super::super::draw_below(frame, rule, lines, cx);
    }
}

/// "Palvelut 1/2"
fn heading(screen: &ReportScreen, table: &Table, cx: &Ctx) -> String {
    let name = cx.words.report_table(table.key);
    match screen.place() {
        (_, 1) => name,
        (at, all) => format!("{name} {at}/{all}"),
    }
}

fn words(line: &Line, screen: &ReportScreen, cx: &Ctx) -> String {
    cx.words.report_line(line, &screen.asked, &cx.lists)
}

fn part(table: &Table, at: usize, screen: &ReportScreen, cx: &Ctx) -> Text<'static> {
    let part = table.rows[at].part.as_ref().map(|part| words(part, screen, cx)).unwrap_or_default();
    Text::styled(part, cx.theme.strong())
}

/// Rows below a part are set in.
fn indented(row: &Figures, screen: &ReportScreen, cx: &Ctx) -> String {
    let indent = if row.part.is_some() { "  " } else { "" };
    format!("{indent}{}", words(&row.line, screen, cx))
}

/// The columns that fit, the selected one among them, each with its width; the words have the rest.
fn fitting(screen: &ReportScreen, table: &Table, columns: usize, cx: &Ctx) -> (usize, Vec<(usize, usize)>) {
    let least = |column: &Column| if column.unit == Unit::Share { 8 } else { 6 };
    let wide = |column: &Column| width(&cx.words.report_column(column)).max(least(column)) + 1;
    let widths: Vec<usize> = table.columns.iter().map(wide).collect();
    let room = columns.saturating_sub(WORDS);
    let needed = |first: usize, last: usize| widths[first..=last].iter().map(|width| width + 1).sum::<usize>();
    let first = (0..=screen.column).find(|first| needed(*first, screen.column) <= room).unwrap_or(screen.column);
    let last = (screen.column..widths.len()).rev().find(|last| needed(first, *last) <= room).unwrap_or(screen.column);
    let shown: Vec<(usize, usize)> = (first..=last).map(|at| (at, widths[at])).collect();
    (columns.saturating_sub(needed(first, last)), shown)
}

fn figures(screen: &ReportScreen, table: &Table, frame: &mut Frame, area: Rect, cx: &Ctx) {
    let columns = usize::from(area.width).saturating_sub(2);
    let (wide, shown) = fitting(screen, table, columns, cx);
    let [head, body] = super::super::head_and_body(area);
    let mut headings = Row::new().styled(&cx.words.report_lines(table.lines), wide, cx.theme.dim());
    for (at, width) in &shown {
        let name = format!("{} ", cx.words.report_column(&table.columns[*at]));
        let style = if *at == screen.column { cx.theme.strong() } else { cx.theme.dim() };
        headings = headings.styled(&format!("{name:>width$}"), *width, style);
    }
    frame.render_widget(headings.line(), head);
    let row = |place: usize| match screen.items[place] {
        Item::Part(at) => part(table, at, screen, cx),
        Item::Row(at) => {
            let row = &table.rows[at];
            let style = if row.line == Line::Total { cx.theme.strong() } else { Style::new() };
            let mut line = Row::new().styled(&indented(row, screen, cx), wide, style);
            for (at, width) in &shown {
                let value = cx.words.report_value(row.figures[*at].value);
                let here = place == screen.list.selected && *at == screen.column;
                let cell = if here { format!("[{value}]") } else { format!("{value} ") };
                let pad = width.saturating_sub(crate::widgets::row::width(&cell));
                line = line.styled(&format!("{}{cell}", " ".repeat(pad)), *width, style);
            }
            line.line()
        }
    };
    screen.list.draw(frame, body, cx.theme, screen.items.len(), row);
}

fn amount(value: Value) -> Option<i64> {
    match value {
        Value::Count(amount) | Value::Share(amount) | Value::Mean(amount) => Some(amount),
        Value::Rate(rate) => Some(i64::from(rate)),
        Value::Unknown | Value::Hidden => None,
    }
}

/// The selected column as bars; where the rows are weeks, with a line above them.
fn bars(screen: &ReportScreen, table: &Table, frame: &mut Frame, area: Rect, cx: &Ctx) {
    let columns = usize::from(area.width).saturating_sub(2);
    let weeks: Vec<&Figures> =
        table.rows.iter().filter(|row| row.part.is_none() && matches!(row.line.label(), Label::Week(_))).collect();
    let high = if weeks.len() > 2 { (area.height / 2).clamp(5, 12) } else { 0 };
    let [chart, rest] = Layout::vertical([Constraint::Length(high), Constraint::Fill(1)]).areas(area);
    if high > 0 {
        line(screen, table, &weeks, frame, Rect { x: chart.x + 2, width: chart.width - 4, ..chart }, cx);
    }
    let [head, body] = super::super::head_and_body(rest);
    let words_wide = (columns / 2).clamp(WORDS, 44);
    let bar_wide = columns.saturating_sub(words_wide + VALUE + 2);
    if let Some(column) = table.columns.get(screen.column) {
        let headings = Row::new()
            .left(&cx.words.report_lines(table.lines), words_wide)
            .right(&crate::widgets::row::fit(&cx.words.report_column(column), VALUE), VALUE);
        frame.render_widget(headings.line().style(cx.theme.dim()), head);
    }
    let of = |row: &Figures| amount(row.figures[screen.column].value);
    let ordinary = table.rows.iter().filter(|row| row.line != Line::Total);
    let most = ordinary.filter_map(of).max().unwrap_or_default();
    let row = |place: usize| match screen.items[place] {
        Item::Part(at) => part(table, at, screen, cx),
        Item::Row(at) => {
            let row = &table.rows[at];
            // A total is no part of the picture.
            let bar = match row.line {
                Line::Total => String::new(),
                _ => bar(of(row).unwrap_or_default(), most, bar_wide, cx.theme),
            };
            Row::new()
                .left(&indented(row, screen, cx), words_wide)
                .right(&cx.words.report_value(row.figures[screen.column].value), VALUE)
                .left(&bar, bar_wide)
                .line()
        }
    };
    screen.list.draw(frame, body, cx.theme, screen.items.len(), row);
}

fn line(screen: &ReportScreen, table: &Table, weeks: &[&Figures], frame: &mut Frame, area: Rect, cx: &Ctx) {
    let values: Vec<Option<i64>> = weeks.iter().map(|row| amount(row.figures[screen.column].value)).collect();
    let largest = weeks.iter().map(|row| row.figures[screen.column].value).max_by_key(|value| amount(*value));
    let most = largest.map(|value| cx.words.report_value(value)).unwrap_or_default();
    let name = |row: Option<&&Figures>| row.map(|row| words(&row.line, screen, cx)).unwrap_or_default();
    let selected = match screen.items.get(screen.list.selected) {
        Some(Item::Row(at)) => weeks.iter().position(|row| row.line == table.rows[*at].line),
        _ => None,
    };
    let (first, last) = (name(weeks.first()), name(weeks.last()));
    LineChart { values: &values, ends: [&first, &last], most: &most, marked: selected }.draw(frame, area, cx.theme);
}
