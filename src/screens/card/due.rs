//! What is due for the client, near the top of the card: the same lines as everywhere.

use super::{CardRow, Lead, gap, heading};
use crate::app::Ctx;
use crate::domain::due::DueLine;
use crate::say;
use crate::screens::due_rows;
use crate::store::clients::Card;
use crate::widgets::Row;

/// Nothing where nothing is due.
pub fn due(card: &Card, cx: &Ctx, columns: usize) -> Vec<CardRow> {
    if card.due.is_empty() {
        return Vec::new();
    }
    let rows = card.due.iter().flat_map(|line| row(line, cx, columns));
    [heading(say!(cx.words, "card-due"), cx)].into_iter().chain(rows).chain([gap()]).collect()
}

/// The line, and under it that it is put off, or was. Whose goals are reviewed stands below, under the goals.
fn row(line: &DueLine, cx: &Ctx, columns: usize) -> Vec<CardRow> {
    let left = if line.rule.notice { String::new() } else { cx.words.days(line.days_left(cx.today).abs()) };
    let about = line.subject.activity.as_ref().map(|(_, name)| name.clone());
    let wide = columns.saturating_sub(2 + 10 + 14 + 7 + 4);
    let what = due_rows::with_outer(line, cx, wide);
    let what = about.map_or_else(|| what.clone(), |about| format!("{what}: {about}"));
    let style = if line.is_away(cx.today) { cx.theme.dim() } else { ratatui::style::Style::new() };
    let line_of = Row::new()
        .left(due_rows::mark(line, cx), 2)
        .left(&cx.words.short_day(line.day), 10)
        .left(&what, wide)
        .styled(&cx.words.ground(line.rule), 14, cx.theme.dim())
        .right(&left, 7)
        .line()
        .style(style);
    let lead = Lead::Due(line.subject.target, line.rule.key);
    let why = due_rows::put_off(line, cx).filter(|_| line.is_away(cx.today) || due_rows::comes_back(line, cx).is_some());
    let why = why.map(|why| (Row::new().left("", 12).rest(&why, columns, cx.theme.dim()).line(), Lead::Nowhere));
    [(line_of, lead)].into_iter().chain(why).collect()
}
