//! The right half of a card: what has happened, newest first.

use ratatui::text::Line;

use super::{CardRow, Lead, heading};
use crate::app::Ctx;
use crate::domain::dates::show_date;
use crate::domain::measure::show_tenths;
use crate::say;
use crate::store::clients::{Card, Event, Happening};
use crate::store::meetings::{Held, Meeting};
use crate::widgets::Row;
use crate::widgets::row::{fit, width, wrap};

/// What happened, in a word or two.
pub fn brief(event: &Event, cx: &Ctx) -> String {
    match &event.what {
        Happening::Note(note) => cx.words.code(&cx.lists, "channel", &note.fields.channel),
        Happening::Mark(mark, activity) => format!("{}: {activity}", cx.words.label("mark", *mark)),
        Happening::Meeting(held) => cx.words.label("meeting", held.fields.kind),
        Happening::Review(goal, _) => format!("{}: {}", say!(cx.words, "card-reviewed"), goal.replace('\n', " ")),
        Happening::Recommended(_, service, _) => say!(cx.words, "card-recommended", service = service.as_str()),
        Happening::Episode(state) => cx.words.label("episode", *state),
        Happening::Measured(measure) => {
            let instrument = cx.words.label("instrument", measure.fields.instrument);
            match measure.fields.total() {
                Some(total) => format!("{instrument}: {}", show_tenths(total)),
                None => instrument,
            }
        }
    }
}

pub fn timeline(card: &Card, cx: &Ctx, columns: usize) -> Vec<CardRow> {
    let mut rows = vec![heading(say!(cx.words, "card-timeline"), cx)];
    for event in &card.timeline {
        let lead = match &event.what {
            Happening::Note(note) => Lead::Note(note.id),
            Happening::Measured(measure) => Lead::Measure(measure.id),
            Happening::Meeting(held) => Lead::Meeting(held.id),
            Happening::Recommended(activity, ..) => Lead::Service(*activity, event.day),
            _ => Lead::Nowhere,
        };
        let headline = headline(event, cx, columns.saturating_sub(11));
        let head = Row::new().right(&show_date(event.day), 10).rest(&headline, columns, cx.theme.strong());
        rows.push((head.line(), lead));
        let body = words_of(event, cx);
        let indent = " ".repeat(11);
        rows.extend(
            wrap(&body, columns.saturating_sub(11))
                .into_iter()
                .filter(|line| !line.is_empty())
                .map(|line| (Line::from(format!("{indent}{line}")), Lead::Nowhere)),
        );
    }
    rows
}

/// The first line of an event in so many columns: what it was, and who did it, which is never what is cut.
fn headline(event: &Event, cx: &Ctx, columns: usize) -> String {
    let who = match &event.what {
        Happening::Note(note) => note.author,
        Happening::Recommended(.., worker) => *worker,
        _ => return brief(event, cx),
    };
    let who = format!(" {} {}", cx.theme.dot(), cx.lists.first_name(who));
    format!("{}{who}", fit(&brief(event, cx), columns.saturating_sub(width(&who))).trim_end())
}

fn words_of(event: &Event, cx: &Ctx) -> String {
    match &event.what {
        Happening::Note(note) => {
            let fields = &note.fields;
            let follow_up = fields.follow_up_on.map(|day| {
                let colleague = fields.follow_up_for.map(|worker| format!("({})", cx.lists.first_name(worker)));
                let what =
                    [fields.follow_up_what.clone(), colleague].into_iter().flatten().collect::<Vec<_>>().join(" ");
                match note.follow_up_done {
                    Some(_) => say!(cx.words, "card-follow-up-done", day = show_date(day), what = what),
                    None => say!(cx.words, "card-follow-up", day = show_date(day), what = what),
                }
            });
            [Some(fields.body.clone()), follow_up].into_iter().flatten().collect::<Vec<_>>().join("\n")
        }
        Happening::Meeting(held) => meeting_words(held, cx),
        Happening::Review(_, assessment) => assessment.clone().unwrap_or_default(),
        Happening::Measured(measure) => super::measures::parts(measure, cx),
        Happening::Mark(..) | Happening::Recommended(..) | Happening::Episode(_) => String::new(),
    }
}

/// Goal by goal what was found, then what was said of all of them.
fn meeting_words(held: &Meeting, cx: &Ctx) -> String {
    let goal = |review: &Held| {
        let found = cx.words.finding(&review.finding);
        let ended = review.ended.map(|state| cx.words.label("goal", state));
        let parts = [ended, Some(found).filter(|found| !found.is_empty())];
        let parts = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let text = review.text.replace('\n', " ");
        if parts.is_empty() { text } else { format!("{text}: {parts}") }
    };
    let fields = &held.fields;
    let told = |label: String, text: &Option<String>| text.as_ref().map(|text| format!("{label}: {text}"));
    let common = [
        told(say!(cx.words, "field-took-part"), &fields.took_part),
        told(say!(cx.words, "field-helped"), &fields.helped),
        told(say!(cx.words, "field-hindered"), &fields.hindered),
        told(say!(cx.words, "field-summary"), &fields.summary),
    ];
    held.reviews.iter().map(goal).chain(common.into_iter().flatten()).collect::<Vec<_>>().join("\n")
}
