//! The goals of a card: in the client's words, how far they have come, when they are looked at next.

use ratatui::text::Line;

use super::{CardRow, Lead, heading};
use crate::app::Ctx;
use crate::domain::dates::{show_date, show_day};
use crate::domain::goal::GoalState;
use crate::say;
use crate::store::clients::Card;
use crate::store::goals::Goal;
use crate::widgets::Row;
use crate::widgets::row::fit;

/// Where a line's second row begins.
const INDENT: usize = 3;

/// Those that are pursued first, then those that have ended.
pub fn section(card: &Card, cx: &Ctx, columns: usize) -> Vec<CardRow> {
    let mut rows = vec![heading(say!(cx.words, "card-goals"), cx)];
    rows.extend(card.goals.iter().flat_map(|goal| goal_rows(goal, cx, columns)));
    if card.goals.is_empty() {
        rows.push((Line::styled(say!(cx.words, "card-no-goals"), cx.theme.dim()), Lead::Nowhere));
    }
    rows
}

fn goal_rows(goal: &Goal, cx: &Ctx, columns: usize) -> Vec<CardRow> {
    let fields = &goal.fields;
    let when = match (fields.state, fields.review_on) {
        (GoalState::Active, Some(day)) => say!(cx.words, "card-review-on", day = show_date(day)),
        (GoalState::Active, None) => say!(cx.words, "card-no-review"),
        (state, _) => cx.words.label("goal", state),
    };
    let late = fields.state == GoalState::Active && fields.review_on.is_some_and(|day| day < cx.today);
    let mark = match fields.state {
        GoalState::Active if late => cx.theme.overdue(),
        GoalState::Active => cx.theme.dot(),
        _ => cx.theme.done(),
    };
    let text = fields.text.replace('\n', " ");
    let line = Row::new().left(mark, 2).left(&text, columns.saturating_sub(28)).right(&when, 24).line();
    let more = [standing(goal, cx), put_off(goal, cx)].into_iter().filter(|words| !words.is_empty());
    let more = more.map(|words| {
        let words = fit(&words, columns.saturating_sub(INDENT));
        (Line::styled(format!("{:INDENT$}{words}", ""), cx.theme.dim()), Lead::Nowhere)
    });
    std::iter::once((line, Lead::Goal(goal.id))).chain(more).collect()
}

/// "asiakas +1 · työntekijä 0 (8.11.2016) · Arjen hallinta"; of one that has ended, since when and why. The theme
/// alone is not worth a row.
fn standing(goal: &Goal, cx: &Ctx) -> String {
    let scored = goal.last.as_ref().map(|last| (cx.words.scores(&last.finding), show_date(last.held)));
    let scored = scored.filter(|(scores, _)| !scores.is_empty()).map(|(scores, day)| format!("{scores} ({day})"));
    let ended = goal.fields.ended.map(show_date);
    let mut parts: Vec<String> = [ended, goal.fields.drop_reason.clone(), scored].into_iter().flatten().collect();
    if !parts.is_empty() {
        parts.extend(goal.fields.theme.as_ref().map(|key| cx.words.code(&cx.lists, "theme", key)));
    }
    parts.join(" · ")
}

/// "siirretty 8.2. → 15.2.: sairas"
fn put_off(goal: &Goal, cx: &Ctx) -> String {
    match (goal.first_due, goal.fields.review_on, &goal.fields.postpone_reason) {
        (Some(first), Some(now), reason) => {
            let reason = reason.as_deref().unwrap_or("–");
            say!(cx.words, "card-put-off", first = show_day(first), now = show_day(now), reason = reason)
        }
        _ => String::new(),
    }
}
