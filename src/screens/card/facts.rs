//! The left half of a card: who it is, where the customership stands, goals, groups, announced absences.

use chrono::NaiveDate;
use ratatui::style::Style;
use ratatui::text::Line;

use super::timeline::brief;
use super::{CardRow, Lead, gap, goals, heading, plain};
use crate::app::Ctx;
use crate::domain::client::ClientFields;
use crate::domain::dates::{age, show_date, show_days};
use crate::domain::enrolment::EnrolmentState;
use crate::domain::episode::EpisodeState;
use crate::domain::keyed::Keyed;
use crate::say;
use crate::store::absences::Absence;
use crate::store::access::Named;
use crate::store::bookings::Coming;
use crate::store::clients::{Card, Happening};
use crate::store::enrolments::Spell;
use crate::store::sessions::SessionLine;
use crate::widgets::Row;
use crate::widgets::row::{fit, width};

/// Everything but the timeline.
pub fn facts(card: &Card, cx: &Ctx, columns: usize) -> Vec<CardRow> {
    let mut rows: Vec<CardRow> = summary(card, cx, columns).into_iter().map(|line| (line, Lead::Nowhere)).collect();
    rows.extend(path(card, cx, columns));
    rows.extend(super::due::due(card, cx, columns));
    rows.push(gap());
    rows.extend(goals::section(card, cx, columns));
    rows.push(gap());
    rows.push(heading(say!(cx.words, "card-enrolments"), cx));
    rows.extend(card.bookings.iter().map(|coming| appointment_row(coming, cx, columns)));
    rows.extend(card.enrolments.iter().map(|spell| spell_row(spell, cx, columns)));
    if card.enrolments.is_empty() && card.bookings.is_empty() {
        rows.push((Line::styled(say!(cx.words, "card-no-enrolments"), cx.theme.dim()), Lead::Nowhere));
    }
    rows.extend(card.absences.iter().map(|absence| absence_row(absence, cx, columns)));
    rows.push(gap());
    rows.extend(super::measures::section(card, cx, columns));
    rows
}

/// The few lines that answer a phone call: phone, next session, last contact. Also the look-up's preview.
pub fn summary(card: &Card, cx: &Ctx, columns: usize) -> Vec<Line<'static>> {
    let fields = &card.client.fields;
    let mut lines = Vec::new();
    if card.client.restricted {
        lines.push(Line::styled(fit(&restricted(card, cx), columns), cx.theme.strong()));
    }
    if fields.non_disclosure {
        lines.push(Line::styled(say!(cx.words, "non-disclosure"), cx.theme.strong()));
    }
    lines.push(person_line(fields, cx, columns));
    let place = [fields.address.as_deref(), fields.postcode.as_deref(), fields.shown_municipality()];
    let place = place.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let parts = [
        fields.birth_date.map(show_date).unwrap_or_default(),
        fields.reference.clone(),
        place,
        fields.shown_email().unwrap_or_default().to_string(),
    ];
    let parts = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    lines.push(Line::styled(fit(&parts.join(" · "), columns), cx.theme.dim()));
    let next = card.next_session.as_ref().map_or_else(|| "–".to_string(), |session| session_words(session, cx));
    lines.push(labelled(&say!(cx.words, "card-next"), &next, cx, columns));
    let last = card.timeline.iter().find(|event| !matches!(event.what, Happening::Episode(_)));
    let last = last.map_or_else(|| "–".to_string(), |event| format!("{} {}", show_date(event.day), brief(event, cx)));
    lines.push(labelled(&say!(cx.words, "card-last"), &last, cx, columns));
    lines
}

/// "RAJATTU: Satu, Mikko 31.3.2017 asti"
fn restricted(card: &Card, cx: &Ctx) -> String {
    let holds = |named: &&Named| named.until.is_none_or(|until| until >= cx.today);
    let named = card.named.iter().filter(holds).map(|named| match named.until {
        Some(day) => say!(cx.words, "named-until", name = cx.lists.first_name(named.worker), day = show_date(day)),
        None => cx.lists.first_name(named.worker),
    });
    say!(cx.words, "card-restricted", named = named.collect::<Vec<_>>().join(", "))
}

/// "Hämäläinen Ville, 25 v                 040 123 4567": the telephone is never what is cut.
fn person_line(fields: &ClientFields, cx: &Ctx, columns: usize) -> Line<'static> {
    let aged = fields.birth_date.map(|born| say!(cx.words, "aged", years = age(born, cx.today)));
    let name = [Some(fields.name()), aged].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let phone = fields.phone.clone().unwrap_or_default();
    let name = fit(&name, columns.saturating_sub(width(&phone) + 1));
    Line::styled(format!("{name} {phone}"), cx.theme.strong())
}

fn labelled(label: &str, text: &str, cx: &Ctx, columns: usize) -> Line<'static> {
    Row::new().styled(label, 14, cx.theme.dim()).rest(text, columns, Style::new()).line()
}

fn session_words(session: &SessionLine, cx: &Ctx) -> String {
    let time = cx.words.span(session.starts_at, session.ends_at);
    let place = session.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
    format!("{} {time} {}{place}", cx.words.short_day(session.day), session.name)
}

/// The customership as one line of steps with their days, and what is missing.
fn path(card: &Card, cx: &Ctx, columns: usize) -> Vec<CardRow> {
    let Some(episode) = card.episodes.first() else {
        return vec![plain(say!(cx.words, "card-no-episode"))];
    };
    let fields = &episode.fields;
    let step = |key: &str, day: Option<NaiveDate>| {
        day.map(|day| format!("{} {}", cx.words.get(&format!("episode-{key}")), show_date(day)))
    };
    let state = cx.words.label("episode", fields.state);
    let steps = [
        step("pending", Some(fields.pending_since)),
        step("open", fields.opened),
        step(fields.state.key(), fields.closed),
    ];
    let steps = steps.into_iter().flatten().collect::<Vec<_>>().join(" → ");
    let steps = match fields.state {
        EpisodeState::Paused => format!("{steps} → {state}"),
        _ => steps,
    };
    let own = match episode.own_worker {
        Some((worker, since)) => {
            say!(
                cx.words,
                "card-own-worker",
                name = cx.lists.worker(worker).unwrap_or_default(),
                since = show_date(since)
            )
        }
        None if fields.state.is_live() => say!(cx.words, "card-own-worker-missing"),
        None => String::new(),
    };
    let mut rows = vec![(labelled(&say!(cx.words, "card-episode"), &steps, cx, columns), Lead::Nowhere)];
    if !own.is_empty() {
        rows.push((labelled("", &own, cx, columns), Lead::Nowhere));
    }
    let code = |list: &str, key: &Option<String>| key.as_ref().map(|key| cx.words.code(&cx.lists, list, key));
    let why = [
        code("referrer", &fields.referrer),
        code("close_reason", &fields.close_reason),
        code("outcome", &fields.outcome),
    ];
    let why = why.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    if !why.is_empty() {
        rows.push((labelled("", &why, cx, columns), Lead::Nowhere));
    }
    rows
}

fn spell_row(spell: &Spell, cx: &Ctx, columns: usize) -> CardRow {
    let fields = &spell.fields;
    let when = match (fields.state, fields.starts, fields.ends) {
        (EnrolmentState::Enrolled | EnrolmentState::Ended, Some(from), Some(to)) => show_days(from, to),
        (EnrolmentState::Enrolled, Some(from), None) => format!("{}–", show_date(from)),
        (EnrolmentState::Offered, ..) => {
            fields.offer_expires.map(|day| say!(cx.words, "card-offer", day = show_date(day))).unwrap_or_default()
        }
        (state, ..) => cx.words.label("enrolment", state),
    };
    let line = Row::new()
        .left(cx.theme.dot(), 2)
        .left(&spell.name, columns.saturating_sub(34))
        .left(&when, 22)
        .right(&cx.words.rate(spell.tally.rate()), 6)
        .line();
    (line, Lead::Spell(spell.id, fields.state, spell.activity, spell.kind))
}

fn appointment_row(coming: &Coming, cx: &Ctx, columns: usize) -> CardRow {
    let session = &coming.session;
    let time = cx.words.span(session.starts_at, session.ends_at);
    let when = say!(cx.words, "slot-at", day = cx.words.short_day(session.day), time = time);
    let state = match (&coming.mark, session.standing.takes_place()) {
        (_, false) => Some(say!(cx.words, "standing-not_held")),
        (Some(mark), true) => Some(cx.words.label("mark", *mark)),
        (None, true) => None,
    };
    let when = state.map_or_else(|| when.clone(), |state| format!("{when}: {state}"));
    let line = Row::new()
        .left(cx.theme.dot(), 2)
        .left(&session.name, columns.saturating_sub(34))
        .rest(&when, columns, Style::new())
        .line();
    (line, Lead::Appointment(coming.id))
}

fn absence_row(absence: &Absence, cx: &Ctx, columns: usize) -> CardRow {
    let days = show_days(absence.starts, absence.ends);
    let reason = absence.reason.as_ref().map(|key| cx.words.code(&cx.lists, "absence_reason", key));
    let words = say!(cx.words, "roster-announced", days = days);
    let words = reason.map_or_else(|| words.clone(), |reason| format!("{words}, {reason}"));
    let line = Row::new().left(cx.theme.excused(), 2).rest(&words, columns, Style::new()).line();
    (line, Lead::Absence(absence.id))
}
