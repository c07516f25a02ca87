//! What is due for the client, near the top of the card: the same lines as everywhere.

use ratatui::style::Style;

use super::{CardRow, Lead};
use crate::app::Ctx;
use crate::domain::due::DueLine;
use crate::say;
use crate::screens::due_rows;
use crate::store::clients::Card;
use crate::widgets::Row;

/// The column of labels, as in the lines above.
const LABEL: usize = 14;

/// Nothing where nothing is due.
pub fn due(card: &Card, cx: &Ctx, columns: usize) -> Vec<CardRow> {
    let label = |first: bool| if first { say!(cx.words, "card-due") } else { String::new() };
    card.due.iter().enumerate().flat_map(|(at, line)| row(line, &label(at == 0), cx, columns)).collect()
}

/// The line, and under it that it is put off, or was. The words of a goal stand below, under the goals.
fn row(line: &DueLine, label: &str, cx: &Ctx, columns: usize) -> Vec<CardRow> {
    let left = if line.rule.notice { String::new() } else { cx.words.days(line.days_left(cx.today).abs()) };
    let about = line.subject.activity.as_ref().map(|(_, name)| name.clone());
    // Beside the timeline, what is to be done says more than why it binds.
    let ground = if columns >= 70 { 13 } else { 0 };
    let wide = columns.saturating_sub(LABEL + 2 + 10 + ground + 6 + 4 + usize::from(ground > 0));
    let what = due_rows::with_outer(line, cx, wide);
    let what = about.map_or_else(|| what.clone(), |about| format!("{what}: {about}"));
    let style = if line.is_away(cx.today) { cx.theme.dim() } else { Style::new() };
    let shown = Row::new()
        .styled(label, LABEL, cx.theme.dim())
        .left(due_rows::mark(line, cx), 2)
        .left(&cx.words.short_day(line.day), 10)
        .styled(&what, wide, style)
        .styled(&cx.words.ground(line.rule), ground, cx.theme.dim())
        .right(&left, 6)
        .line();
    let why =
        due_rows::put_off(line, cx).filter(|_| line.is_away(cx.today) || due_rows::comes_back(line, cx).is_some());
    let why = why.map(|why| (Row::new().left("", LABEL + 3).rest(&why, columns, cx.theme.dim()).line(), Lead::Nowhere));
    [(shown, Lead::Due(line.subject.target, line.rule.key))].into_iter().chain(why).collect()
}
