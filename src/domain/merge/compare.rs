//! The two records line by line.

use chrono::{NaiveDate, NaiveTime};

use super::spells::joints;
use super::{Cell, Compared, Pair, Record, Row, Settled, Side, Told, What};
use crate::domain::attendance::Mark;
use crate::domain::client::may_show;
use crate::domain::enrolment::EnrolmentState;
use crate::domain::episode::EpisodeState;
use crate::domain::ids::WorkerId;
use crate::domain::text::phone_digits;

/// How a field of a person is read.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Phone,
    Day,
    /// Of the code list of the same name.
    Code,
}

/// The person, field by field; the names and what protects somebody have rules of their own.
pub(super) const FIELDS: &[&str] = &[
    "birth_date",
    "phone",
    "email",
    "address",
    "postcode",
    "municipality",
    "language",
    "gender",
    "education",
    "employment",
    "household",
    "benefit",
];

fn kind(field: &str) -> Kind {
    match field {
        "birth_date" => Kind::Day,
        "phone" => Kind::Phone,
        "email" | "address" | "postcode" | "municipality" => Kind::Text,
        _ => Kind::Code,
    }
}

/// Everything in which the two may differ: what somebody has to choose, and what follows by itself.
pub fn compare(pair: &Pair) -> Vec<Compared> {
    let mut lines = person(pair);
    lines.extend(customership(pair));
    lines.extend(spells(pair));
    lines.extend(marks(pair));
    lines.extend(scores(pair));
    lines.extend(bookings(pair));
    lines
}

/// How many rows of each kind go over, in the order in which people think of them; none of what there is nothing of.
pub fn moving(pair: &Pair) -> Vec<(&'static str, u32)> {
    const KINDS: [&str; 13] = [
        "episode",
        "goal",
        "meeting",
        "plan",
        "decision",
        "note",
        "enrolment",
        "attendance",
        "measure",
        "booking",
        "absence_notice",
        "recommendation",
        "snooze",
    ];
    KINDS
        .iter()
        .map(|kind| (*kind, u32::try_from(pair.other.of(kind).count()).unwrap_or(u32::MAX)))
        .filter(|(_, count)| *count > 0)
        .collect()
}

// ------------------------------------------------------------------ the person

fn person(pair: &Pair) -> Vec<Compared> {
    let (kept, other) = (pair.kept.person(), pair.other.person());
    let text = |text: &str| Some(Told::Text(text.to_string()));
    let names = [pair.kept.name(), pair.other.name()];
    let mut lines = vec![
        Compared {
            what: What::Field("ref"),
            kept: text(pair.kept.reference()),
            other: text(pair.other.reference()),
            settled: Settled::By(Side::Kept),
        },
        Compared {
            what: What::Field("name"),
            settled: if names[0] == names[1] { Settled::Same } else { Settled::Choice(Side::Kept) },
            kept: text(&names[0]),
            other: text(&names[1]),
        },
    ];
    let hides = kept.is_on("non_disclosure") || other.is_on("non_disclosure");
    lines.extend(FIELDS.iter().filter_map(|field| compare_field(field, kept, other, hides)));
    lines.extend(stricter("non_disclosure", kept, other));
    lines.extend(stricter("restricted", kept, other));
    lines.extend(stricter("bus_card", kept, other));
    lines
}

fn compare_field(field: &'static str, kept: &Row, other: &Row, hides: bool) -> Option<Compared> {
    let told = |row: &Row| -> Option<Told> {
        let text = row.text(field)?;
        Some(match kind(field) {
            _ if !may_show(field, hides) => Told::Hidden,
            Kind::Day => Told::Day(row.day(field)?),
            Kind::Code => Told::Code(field, text.to_string()),
            Kind::Text | Kind::Phone => Told::Text(text.to_string()),
        })
    };
    let same = match (kept.text(field), other.text(field)) {
        (Some(one), Some(two)) if matches!(kind(field), Kind::Phone) => phone_digits(one) == phone_digits(two),
        (one, two) => one == two,
    };
    let (one, two) = (told(kept), told(other));
    let settled = match (&one, &two) {
        (None, None) => return None,
        _ if same => Settled::Same,
        (Some(_), Some(_)) => Settled::Choice(Side::Kept),
        (Some(_), None) => Settled::By(Side::Kept),
        (None, Some(_)) => Settled::By(Side::Other),
    };
    Some(Compared { what: What::Field(field), kept: one, other: two, settled })
}

/// What protects somebody stays in force, and so does a bus card.
fn stricter(field: &'static str, kept: &Row, other: &Row) -> Option<Compared> {
    let settled = match (kept.is_on(field), other.is_on(field)) {
        (false, false) => return None,
        (true, true) => Settled::Same,
        (true, false) => Settled::By(Side::Kept),
        (false, true) => Settled::By(Side::Other),
    };
    let told = |row: &Row| Some(Told::Yes(row.is_on(field)));
    Some(Compared { what: What::Field(field), kept: told(kept), other: told(other), settled })
}

// ------------------------------------------------------------------ the customership

/// What one of two live customerships says that the other one may contradict.
pub(super) const EPISODE_FIELDS: &[&str] = &[
    "referrer",
    "came_by",
    "consent_on",
    "need_clarified",
    "service_began",
    "onward",
    "final_waiver",
    "close_reason",
    "outcome",
];

fn customership(pair: &Pair) -> Vec<Compared> {
    let told = |record: &Record| {
        let row = record.live_episode()?;
        Some(Told::Customership(row.word("state")?, row.day("pending_since")?))
    };
    let (Some(kept), Some(other)) = (pair.kept.live_episode(), pair.other.live_episode()) else {
        let (kept, other) = (told(&pair.kept), told(&pair.other));
        let side = if kept.is_some() { Side::Kept } else { Side::Other };
        let some = kept.is_some() || other.is_some();
        let line = Compared { what: What::Customership, kept, other, settled: Settled::By(side) };
        return some.then_some(line).into_iter().collect();
    };
    let contradicts = |field: &&&str| {
        let (one, two) = (kept.cell(field), other.cell(field));
        *one != Cell::Null && *two != Cell::Null && one != two
    };
    let differs = [&"state", &"opened"].into_iter().any(|field| kept.cell(field) != other.cell(field))
        || EPISODE_FIELDS.iter().any(|field| contradicts(&field));
    let is_pending = |row: &Row| row.word::<EpisodeState>("state") == Some(EpisodeState::Pending);
    let usual = if is_pending(kept) && !is_pending(other) { Side::Other } else { Side::Kept };
    let settled = if differs { Settled::Choice(usual) } else { Settled::Joined };
    let mut lines =
        vec![Compared { what: What::Customership, kept: told(&pair.kept), other: told(&pair.other), settled }];
    lines.extend(own_worker(pair));
    lines.extend(final_meeting(pair));
    lines
}

fn own_worker(pair: &Pair) -> Option<Compared> {
    let told = |record: &Record| record.own_worker().and_then(|row| row.number("worker_id")).map(WorkerId);
    let (kept, other) = (told(&pair.kept), told(&pair.other));
    let settled = match (kept, other) {
        (None, None) => return None,
        (Some(one), Some(two)) if one == two => Settled::Same,
        (Some(_), Some(_)) => Settled::Choice(Side::Kept),
        (Some(_), None) => Settled::By(Side::Kept),
        (None, Some(_)) => Settled::By(Side::Other),
    };
    Some(Compared { what: What::OwnWorker, kept: kept.map(Told::Worker), other: other.map(Told::Worker), settled })
}

fn final_meeting(pair: &Pair) -> Option<Compared> {
    let told = |record: &Record| record.final_meeting().and_then(|row| row.day("held")).map(Told::Day);
    let (kept, other) = (told(&pair.kept)?, told(&pair.other)?);
    let settled = Settled::Choice(Side::Kept);
    Some(Compared { what: What::FinalMeeting, kept: Some(kept), other: Some(other), settled })
}

// ------------------------------------------------------------------ what is there twice

fn spells(pair: &Pair) -> Vec<Compared> {
    let told = |row: &Row| {
        let state = row.word("state").unwrap_or(EnrolmentState::Withdrawn);
        Told::Spell(state, row.day("starts").or(row.day("queued_at")), row.day("ends"))
    };
    let line = |joint: &super::spells::Joint| Compared {
        what: What::Spell(joint.name()),
        kept: joint.of(Side::Kept).map(told),
        other: joint.of(Side::Other).map(told),
        settled: joint.settled(pair),
    };
    joints(pair).iter().map(line).collect()
}

/// Rows of both records that say something about the same.
pub(super) fn twins<'a, K: PartialEq>(
    pair: &'a Pair,
    table: &'static str,
    about: impl Fn(&Row) -> K + Copy + 'a,
) -> impl Iterator<Item = (&'a Row, &'a Row)> {
    let both = move |kept: &'a Row| {
        pair.other.of(table).find(move |other| about(other) == about(kept)).map(|other| (kept, other))
    };
    pair.kept.of(table).filter_map(both)
}

pub(super) fn session(row: &Row) -> Option<i64> {
    row.number("session_id")
}

fn marks(pair: &Pair) -> Vec<Compared> {
    let told = |row: &Row| row.word::<Mark>("mark").map(Told::Mark);
    let line = |(kept, other): (&Row, &Row)| Compared {
        what: What::Mark(session(kept).unwrap_or_default()),
        settled: if kept.cell("mark") == other.cell("mark") {
            Settled::Same
        } else {
            Settled::Choice(better(kept, other))
        },
        kept: told(kept),
        other: told(other),
    };
    twins(pair, "attendance", session).map(line).collect()
}

/// Who was in the room was there, whatever the other record says.
fn better(kept: &Row, other: &Row) -> Side {
    let came = |row: &Row| row.word::<Mark>("mark").is_some_and(Mark::came);
    if came(other) && !came(kept) { Side::Other } else { Side::Kept }
}

/// The sitting that a score belongs to.
pub(super) fn measured(row: &Row) -> Option<(String, NaiveDate)> {
    Some((row.text("instrument")?.to_string(), row.day("on_day")?))
}

fn scores(pair: &Pair) -> Vec<Compared> {
    let mut days: Vec<(String, NaiveDate)> =
        twins(pair, "measure", measured).filter_map(|(row, _)| measured(row)).collect();
    days.dedup();
    let of = |record: &Record, about: &(String, NaiveDate)| -> Vec<(String, i64)> {
        let rows = record.of("measure").filter(|row| measured(row).as_ref() == Some(about));
        let mut parts: Vec<_> =
            rows.filter_map(|row| Some((row.text("part")?.to_string(), row.number("tenths")?))).collect();
        parts.sort();
        parts
    };
    let mut seen: Vec<(String, NaiveDate)> = Vec::new();
    days.retain(|about| {
        !seen.contains(about) && {
            seen.push(about.clone());
            true
        }
    });
    days.into_iter()
        .map(|about| {
            let (kept, other) = (of(&pair.kept, &about), of(&pair.other, &about));
            let settled = if kept == other { Settled::Same } else { Settled::Choice(Side::Kept) };
            let (kept, other) = (Some(Told::Scores(kept)), Some(Told::Scores(other)));
            Compared { what: What::Scores(about.0, about.1), kept, other, settled }
        })
        .collect()
}

fn bookings(pair: &Pair) -> Vec<Compared> {
    let told = |row: &Row| NaiveTime::parse_from_str(row.text("starts_at")?, "%H:%M").ok().map(Told::Clock);
    let line = |(kept, other): (&Row, &Row)| Compared {
        what: What::Booking(session(kept).unwrap_or_default()),
        kept: told(kept),
        other: told(other),
        settled: Settled::Choice(Side::Kept),
    };
    twins(pair, "booking", session).map(line).collect()
}
