//! Two records of one person in words.

use super::Words;
use crate::domain::dates::{show_date, show_day, show_time};
use crate::domain::goal::MeetingKind;
use crate::domain::keyed::Keyed;
use crate::domain::measure::{Instrument, TOTAL, show_tenths};
use crate::domain::merge::{Pair, Told, What};
use crate::say;
use crate::store::request::Lists;

/// Kinds of rows that are told when records are merged or parted, in this order: `rows-<table>`.
pub const ROWS: &[&str] = &[
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
];

impl Words {
    /// What a line of the comparison is about: a field, or an activity with its day.
    pub fn compared(&self, what: &What, pair: &Pair) -> String {
        let name = |activity: i64| pair.activities.get(&activity).cloned().unwrap_or_default();
        let session = |id: i64| match pair.sessions.get(&id) {
            Some((activity, day)) => format!("{} {}", show_day(*day), name(*activity)),
            None => String::new(),
        };
        match what {
            What::Field("ref") => say!(self, "field-reference"),
            What::Field(field) => self.get(&format!("field-{}", field.replace('_', "-"))),
            What::Customership => say!(self, "card-episode"),
            What::OwnWorker => say!(self, "field-own-worker"),
            What::FinalMeeting => self.label("meeting", MeetingKind::Final),
            What::Spell(id) => {
                let spells = pair.kept.of("enrolment").chain(pair.other.of("enrolment"));
                let activity = spells.into_iter().find(|row| row.id == *id).and_then(|row| row.number("activity_id"));
                activity.map(name).unwrap_or_default()
            }
            What::Mark(id) | What::Booking(id) => session(*id),
            What::Scores(instrument, day) => {
                let named = Instrument::from_key(instrument).map(|known| self.label("instrument", known));
                format!("{} {}", show_day(*day), named.unwrap_or_else(|| instrument.clone()))
            }
        }
    }

    /// What one record says.
    pub fn told(&self, told: &Told, lists: &Lists) -> String {
        match told {
            Told::Text(text) => text.clone(),
            Told::Code(list, key) => self.code(lists, list, key),
            Told::Day(day) => show_date(*day),
            Told::Yes(yes) => {
                if *yes {
                    say!(self, "yes")
                } else {
                    say!(self, "no")
                }
            }
            Told::Customership(state, since) => format!("{}, {}–", self.label("episode", *state), show_date(*since)),
            Told::Worker(worker) => lists.worker(*worker).unwrap_or_default().to_string(),
            Told::Spell(state, from, to) => {
                let day = |day: &Option<_>| day.map(show_date).unwrap_or_default();
                format!("{} {}–{}", self.label("enrolment", *state), day(from), day(to))
            }
            Told::Mark(mark) => self.label("mark", *mark),
            Told::Scores(parts) => {
                let part = |(part, tenths): &(String, i64)| {
                    let score = show_tenths(u32::try_from(*tenths).unwrap_or_default());
                    if part == TOTAL { score } else { format!("{} {score}", self.get(&format!("measure-part-{part}"))) }
                };
                parts.iter().map(part).collect::<Vec<_>>().join(", ")
            }
            Told::Clock(time) => show_time(*time),
            Told::Hidden => say!(self, "merge-hidden"),
        }
    }

    /// "kirjauksia 3, läsnäoloja 12"; nothing where there is nothing.
    pub fn rows(&self, counts: &[(impl AsRef<str>, u32)]) -> String {
        let told = ROWS.iter().filter_map(|table| counts.iter().find(|(kind, _)| kind.as_ref() == *table));
        let told = told.map(|(table, count)| format!("{} {count}", self.get(&format!("rows-{}", table.as_ref()))));
        told.collect::<Vec<_>>().join(", ")
    }
}
