//! The log in words: what was done, by what right, and what colleagues have just changed.

use std::collections::HashSet;

use super::Words;
use crate::domain::dates::{show_date, show_time};
use crate::domain::ids::WorkerId;
use crate::domain::keyed::Keyed;
use crate::domain::moment;
use crate::domain::trace::{Act, Purpose, Seen};
use crate::say;
use crate::store::news::News;
use crate::store::request::Lists;
use crate::store::trail::LogEntry;

/// Tables that have a word of their own in the log: `entity-<table>`.
pub const ENTITIES: &[&str] = &[
    "worker",
    "code",
    "client",
    "client_access",
    "episode",
    "assignment",
    "goal",
    "review",
    "meeting",
    "plan",
    "plan_goal",
    "decision",
    "measure",
    "note",
    "activity",
    "series",
    "session",
    "enrolment",
    "attendance",
    "absence_notice",
    "booking",
    "recommendation",
    "closure_day",
    "setting",
    "snooze",
    "merge",
    "apart",
    "kept_report",
    "retention",
    "file",
];

/// A line of a client's own extract.
pub struct Told {
    /// A UTC instant.
    pub at: String,
    pub worker: WorkerId,
    pub what: String,
    pub ground: String,
}

impl Words {
    /// What an entry of the log is about: "kirjaus", "asiakaskortti".
    pub fn entity(&self, entity: &str) -> String {
        let known = ENTITIES.contains(&entity) || Seen::from_key(entity).is_some();
        self.get(&format!("entity-{}", if known { entity } else { "other" }))
    }

    /// "lisätty"; of what takes a change back: "kumottu".
    pub fn act(&self, entry: &LogEntry) -> String {
        if entry.undoes { say!(self, "act-undone") } else { self.label("act", entry.act) }
    }

    /// "lisätty: kirjaus"
    pub fn deed(&self, entry: &LogEntry) -> String {
        format!("{}: {}", self.act(entry), self.entity(&entry.entity))
    }

    /// An instant of the log: "6.2.2017 14.02".
    pub fn instant(&self, at: &str) -> String {
        moment::local(at)
            .map_or_else(|| at.to_string(), |local| format!("{} {}", show_date(local.date()), show_time(local.time())))
    }

    /// By what right it was done, with the reason where one was given.
    pub fn log_ground(&self, purpose: Option<Purpose>, act: Act, reason: Option<&str>) -> String {
        let ground = match purpose {
            Some(purpose) => self.label("purpose", purpose),
            None if act.changes() => say!(self, "purpose-record"),
            None => say!(self, "purpose-team"),
        };
        match reason {
            Some(reason) => say!(self, "purpose-because", purpose = ground, reason = reason),
            None => ground,
        }
    }

    /// What a client is told of the log: oldest first, and once what was done in one go.
    pub fn extract(&self, newest_first: &[LogEntry]) -> Vec<Told> {
        let mut told = HashSet::new();
        let once = newest_first.iter().rev().filter(|entry| told.insert((entry.tx, entry.act, entry.entity.as_str())));
        once.map(|entry| Told {
            at: entry.at.clone(),
            worker: entry.worker,
            what: self.deed(entry),
            ground: self.log_ground(entry.purpose, entry.act, entry.reason.as_deref()),
        })
        .collect()
    }

    /// "Mikko: läsnäolo · Luovat kädet"; nothing when nobody can be named. No client is.
    pub fn news(&self, news: &News, lists: &Lists, me: WorkerId) -> Option<String> {
        let worker = news.worker?;
        let who = lists.first_name(worker);
        // A session comes with its first mark, and a customership with a new client: those are what was meant.
        let meant = news.entities.iter().find(|entity| *entity != "session").or(news.entities.first())?;
        let what =
            [Some(self.entity(meant)), news.activity.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        match who.is_empty() {
            true => None,
            false if worker == me => Some(say!(self, "news-mine", what = what)),
            false if news.undone => Some(say!(self, "news-undone", who = who, what = what)),
            false => Some(format!("{who}: {what}")),
        }
    }
}
