//! Attendance: which session it was, whether it took place, and what happened to one person there.

use chrono::NaiveDate;

use super::ids::{SeriesId, SessionId};
use super::keyed::keyed;

keyed! {
    /// A mark in the register. No mark at all is a fifth thing: unmarked is not absent.
    pub enum Mark {
        Present = "present",
        Late = "late",
        /// Told beforehand, or had a good reason. Not a no-show.
        Excused = "excused",
        NoShow = "no_show",
    }
}

impl Mark {
    /// True for those who were in the room.
    pub fn came(self) -> bool {
        matches!(self, Mark::Present | Mark::Late)
    }
}

keyed! {
    /// Whether a session took place.
    pub enum SessionState {
        Planned = "planned",
        Held = "held",
        /// Cancelled; in no denominator.
        NotHeld = "not_held",
    }
}

/// Names one session, whether it has a row yet or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// A session with a row of its own.
    Row(SessionId),
    /// What a series gives for a day, untouched so far.
    Rule { series: SeriesId, day: NaiveDate },
}
