//! Attendance: what happened to one person at one session.

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

keyed! {
    /// Whether a session took place.
    pub enum SessionState {
        Planned = "planned",
        Held = "held",
        /// Cancelled; in no denominator.
        NotHeld = "not_held",
    }
}

keyed! {
    /// Where a spell of membership or of waiting stands.
    pub enum EnrolmentState {
        Waiting = "waiting",
        Enrolled = "enrolled",
        /// A member who left. Final: coming back is a new spell.
        Ended = "ended",
        /// Left the queue without a seat. Final.
        Withdrawn = "withdrawn",
    }
}
