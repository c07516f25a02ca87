//! What has been measured: the scores of each instrument from the first to the last, and their line.

use chrono::Datelike;
use ratatui::text::Line;

use super::{CardRow, Lead, gap, heading};
use crate::app::Ctx;
use crate::domain::dates::show_date;
use crate::domain::measure::{Instrument, Scoring, TOTAL, show_change, show_range, show_tenths};
use crate::say;
use crate::store::clients::Card;
use crate::store::measures::Measure;
use crate::widgets::Row;
use crate::widgets::row::{width, wrap};
use crate::widgets::trend::{Point, Trend};

/// What stands between one score and the next.
const STEP: &str = " → ";

/// An instrument and its range in the widest case.
const NAME: usize = 19;

/// Every instrument that something has been measured with; nothing where nothing has.
pub fn section(card: &Card, cx: &Ctx, columns: usize) -> Vec<CardRow> {
    if card.measures.is_empty() {
        return Vec::new();
    }
    let mut rows = vec![heading(say!(cx.words, "card-measures"), cx)];
    for measured in card.measures.chunk_by(|one, other| one.fields.instrument == other.fields.instrument) {
        rows.extend(instrument(measured, cx, columns));
    }
    rows.push(gap());
    rows
}

fn instrument(measured: &[Measure], cx: &Ctx, columns: usize) -> Vec<CardRow> {
    let Some(last) = measured.last() else { return Vec::new() };
    let totals: Vec<(&Measure, u32)> =
        measured.iter().filter_map(|measure| Some((measure, measure.fields.total()?))).collect();
    let change = match totals[..] {
        [(_, first), .., (_, last)] => show_change(first, last),
        _ => String::new(),
    };
    let mut shown: Vec<String> = totals.iter().map(|(_, total)| show_tenths(*total)).collect();
    // The newest has parts that are missing: it has no total, and an older one does not stand for it.
    if last.fields.total().is_none() {
        shown.push("–".to_string());
    }
    let scores = columns.saturating_sub(2 + NAME + 6 + 10 + 4);
    let row = Row::new()
        .left(cx.theme.dot(), 2)
        .left(&titled(last.fields.instrument, cx), NAME)
        .left(&steps(&shown, scores), scores)
        .right(&change, 6)
        .right(&show_date(last.fields.on_day), 10);
    let mut rows = vec![(row.line(), Lead::Measure(last.id))];
    let parts = wrap(&parts(last, cx), columns.saturating_sub(3));
    let quiet = |text: String| (Line::styled(format!("   {text}"), cx.theme.dim()), Lead::Nowhere);
    rows.extend(parts.into_iter().filter(|line| !line.is_empty()).map(quiet));
    rows.extend(chart(&totals, cx, columns.saturating_sub(3)).into_iter().map(|line| {
        let line = format!("   {line}");
        (Line::from(line), Lead::Nowhere)
    }));
    rows
}

/// "Työkyky 0–10"
fn titled(instrument: Instrument, cx: &Ctx) -> String {
    format!("{} {}", cx.words.label("instrument", instrument), show_range(instrument.scoring()))
}

/// "3 → 5 → 6": where there is no room for all, the first and the newest ones.
fn steps(scores: &[String], columns: usize) -> String {
    let whole = scores.join(STEP);
    if width(&whole) <= columns || scores.len() < 3 {
        return whole;
    }
    let first = &scores[0];
    let shorter = (2..scores.len()).map(|from| [&[first.clone(), "…".into()], &scores[from..]].concat().join(STEP));
    let last = format!("{first}{STEP}…{STEP}{}", scores[scores.len() - 1]);
    shorter.into_iter().find(|text| width(text) <= columns).unwrap_or(last)
}

/// The sub-scores of one measuring, those that are missing included: "arki 6 · mieli –".
pub fn parts(measure: &Measure, cx: &Ctx) -> String {
    let scoring = measure.fields.instrument.scoring();
    if !scoring.has_parts() || measure.fields.scores.iter().any(|(part, _)| *part == TOTAL) {
        return String::new();
    }
    let each = scoring.parts.iter().map(|part| {
        let score = measure.fields.scores.iter().find(|(told, _)| told == part);
        let score = score.map_or_else(|| "–".to_string(), |(_, tenths)| show_tenths(*tenths));
        // What belongs together is not torn apart at a line's end.
        format!("{} {score}", cx.words.get(&format!("measure-part-{part}"))).replace(' ', "\u{a0}")
    });
    let dot = format!("\u{a0}{} ", cx.theme.dot());
    each.collect::<Vec<_>>().join(&dot)
}

fn chart(totals: &[(&Measure, u32)], cx: &Ctx, columns: usize) -> Vec<String> {
    let [(first, _), .., (last, _)] = totals else { return Vec::new() };
    let scoring = first.fields.instrument.scoring();
    let point = |(measure, total): &(&Measure, u32)| Point {
        at: measure.fields.on_day.num_days_from_ce().into(),
        value: *total,
        label: show_tenths(*total),
    };
    let points: Vec<Point> = totals.iter().map(point).collect();
    let window = window(scoring, &totals.iter().map(|(_, total)| *total).collect::<Vec<_>>());
    let (least, most) = (show_tenths(window.0), show_tenths(window.1));
    let [from, to] = [first, last].map(|measure| show_date(measure.fields.on_day));
    let trend = Trend { points: &points, least: (window.0, &least), most: (window.1, &most), ends: [&from, &to] };
    trend.lines(columns, cx.theme)
}

/// The part of the scale that is shown: what the scores need, and no less than four tenths of it, so that a small
/// change neither vanishes nor looks like a large one.
fn window(scoring: &Scoring, scores: &[u32]) -> (u32, u32) {
    let step = ((scoring.most - scoring.least) / 10).max(1);
    let lowest = scores.iter().min().copied().unwrap_or(scoring.least);
    let highest = scores.iter().max().copied().unwrap_or(scoring.most);
    let mut least = lowest - lowest.saturating_sub(scoring.least) % step;
    let mut most = scoring.most.min(highest.next_multiple_of(step));
    while most - least < 4 * step {
        if least > scoring.least {
            least -= step;
        }
        if most < scoring.most && most - least < 4 * step {
            most += step;
        }
    }
    (least, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chart_shows_the_part_of_the_scale_where_the_scores_are() {
        let work_ability = Instrument::WorkAbility.scoring();
        assert_eq!(window(work_ability, &[60, 50, 40]), (30, 70));
        assert_eq!(window(work_ability, &[0, 5]), (0, 40));
        assert_eq!(window(work_ability, &[100, 95]), (60, 100));
        assert_eq!(window(work_ability, &[5, 95]), (0, 100));
        assert_eq!(window(Instrument::Kykyviisari.scoring(), &[683, 675]), (400, 800));
    }

    #[test]
    fn where_not_all_scores_fit_the_first_and_the_newest_stay() {
        let scores: Vec<String> = ["3", "4", "5", "6", "7"].map(String::from).to_vec();
        assert_eq!(steps(&scores, 30), "3 → 4 → 5 → 6 → 7");
        assert_eq!(steps(&scores, 16), "3 → … → 6 → 7");
        assert_eq!(steps(&scores, 3), "3 → … → 7");
        assert_eq!(steps(&scores[..2], 3), "3 → 4");
    }
}
