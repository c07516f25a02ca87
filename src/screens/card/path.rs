//! Where a customership stands, on the card: its state, the steps of its way with their days, and what is missing.

use chrono::{Datelike, NaiveDate};
use ratatui::style::Style;
use ratatui::text::Line;

use super::{CardRow, Lead, plain};
use crate::app::Ctx;
use crate::domain::dates::{show_date, show_day};
use crate::domain::episode::EpisodeState;
use crate::domain::path::{Reached, Stage, Step, missing, next, steps};
use crate::say;
use crate::store::clients::Card;
use crate::store::episodes::Episode;
use crate::widgets::Row;
use crate::widgets::row::{width, wrap};

/// Columns of the labels at the left, with the gap after them.
const LABEL: usize = 14;

/// The rows of the way; the first of its steps opens it.
pub fn path(card: &Card, cx: &Ctx, columns: usize) -> Vec<CardRow> {
    let Some(episode) = card.episodes.first() else {
        return vec![plain(say!(cx.words, "card-no-episode"))];
    };
    let steps = steps(&episode.fields, &card.way, cx.today);
    let room = columns.saturating_sub(LABEL + 1);
    let standing = wrap(&standing(episode, cx), room);
    let label = say!(cx.words, "card-episode");
    let labels = [label.as_str()].into_iter().chain(std::iter::repeat(""));
    let row = |(label, line): (&str, &String)| {
        Row::new().styled(label, LABEL, cx.theme.dim()).rest(line, columns, Style::new()).line()
    };
    let mut rows: Vec<CardRow> = labels.zip(&standing).map(row).map(|line| (line, Lead::Nowhere)).collect();
    let way = in_lines(&way(&steps, cx), columns);
    let leads = [Lead::Path].into_iter().chain(std::iter::repeat(Lead::Nowhere));
    rows.extend(way.into_iter().map(Line::from).zip(leads));
    let missing = missing_words(&steps, cx).map(|words| wrap(&words, columns)).unwrap_or_default();
    rows.extend(missing.into_iter().map(|line| (Line::styled(line, cx.theme.strong()), Lead::Nowhere)));
    rows
}

/// "Puuttuu: suunnitelma, päätös"; nothing when nothing is.
pub fn missing_words(steps: &[Step], cx: &Ctx) -> Option<String> {
    let missing: Vec<String> = missing(steps).into_iter().map(|stage| cx.words.label("step", stage)).collect();
    (!missing.is_empty()).then(|| say!(cx.words, "path-missing", what = missing.join(", ")))
}

/// State and its day, own worker, who sent the client, and how it ended.
fn standing(episode: &Episode, cx: &Ctx) -> String {
    let fields = &episode.fields;
    let since = |key: EpisodeState, day: NaiveDate| format!("{} {}", cx.words.label("episode", key), show_date(day));
    let state = match (fields.state, fields.opened, fields.closed) {
        (state, _, Some(closed)) => since(state, closed),
        (EpisodeState::Pending, ..) => since(EpisodeState::Pending, fields.pending_since),
        (EpisodeState::Paused, Some(opened), _) => {
            format!("{} · {}", cx.words.label("episode", fields.state), since(EpisodeState::Open, opened))
        }
        (state, Some(opened), _) => since(state, opened),
        (state, None, None) => cx.words.label("episode", state),
    };
    let own = match episode.own_worker {
        Some((worker, since)) => {
            let name = cx.lists.worker(worker).unwrap_or_default();
            Some(say!(cx.words, "card-own-worker", name = name, since = show_date(since)))
        }
        None => fields.state.is_live().then(|| say!(cx.words, "card-own-worker-missing")),
    };
    let code = |list: &str, key: &Option<String>| key.as_ref().map(|key| cx.words.code(&cx.lists, list, key));
    let told = [
        Some(state),
        own,
        code("referrer", &fields.referrer).filter(|_| fields.state.is_live()),
        code("close_reason", &fields.close_reason),
        code("outcome", &fields.outcome),
    ];
    told.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The steps that have been done, those of one day together, and the one that comes next. How the matter came, and
/// when the customership was opened, stand elsewhere on the card.
fn way(steps: &[Step], cx: &Ctx) -> Vec<String> {
    let is_here = |step: &&Step| match step.stage {
        Stage::Contact => false,
        Stage::Opened => !step.reached.is_done(),
        _ => true,
    };
    let steps: Vec<Step> = steps.iter().filter(is_here).copied().collect();
    let next = next(&steps);
    let mut told: Vec<(String, Option<NaiveDate>)> = Vec::new();
    for step in &steps {
        let name = cx.words.label("step", step.stage);
        match (step.reached, told.last_mut()) {
            (Reached::Done(day), Some((names, Some(same)))) if *same == day => *names += &format!(", {name}"),
            (Reached::Done(day), _) => told.push((name, Some(day))),
            (reached, _) if next == Some(step.stage) => {
                let sign = if reached == Reached::Missing { cx.theme.overdue() } else { cx.theme.ahead() };
                told.push((format!("{sign} {name}"), None));
            }
            _ => {}
        }
    }
    let mut year = None;
    let each = told.into_iter().map(|(name, day)| match day {
        None => name,
        // A year is told where it begins.
        Some(day) if year.replace(day.year()) == Some(day.year()) => format!("{name} {}", show_day(day)),
        Some(day) => format!("{name} {}", show_date(day)),
    });
    each.collect()
}

/// Steps side by side, broken only between them.
fn in_lines(steps: &[String], room: usize) -> Vec<String> {
    const ARROW: &str = " →";
    let mut lines: Vec<String> = Vec::new();
    for step in steps {
        if let Some(line) = lines.last_mut() {
            *line += ARROW;
            // Room for the arrow that may follow it.
            if width(line) + 1 + width(step) + width(ARROW) <= room {
                *line += &format!(" {step}");
                continue;
            }
        }
        lines.push(step.clone());
    }
    lines
}
