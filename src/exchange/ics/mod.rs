//! iCalendar (RFC 5545), out and in.
//!
//! The crate `icalendar` writes and reads the content lines: names, parameters, quoting, escaping, folding. What the
//! lines make up is put together here: its own builder gives every component a random UID and the clock's DTSTAMP, time
//! zones among them, and its own reader knows neither line numbers nor a limit to nesting.

mod content;
mod due;
mod event;
mod export;
mod import;
mod moment;
mod plan;
mod zone;

pub use due::export as export_due;
pub use export::{Part, export};
pub use import::{Note, NoteKind, bring_in};

pub use super::Brought;

use crate::domain::keyed::keyed;

/// No calendar of a college comes near this many bytes.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;

keyed! {
    /// Why a file as a whole is no calendar that can be read.
    pub enum FileFault {
        NotCalendar = "not-calendar",
        TooBig = "too-big",
        LongLine = "long-line",
        BadLine = "bad-line",
        /// A part begins and does not end, or ends without having begun.
        Unclosed = "unclosed",
        TooMany = "too-many",
    }
}

keyed! {
    /// What of an event cannot be kept.
    pub enum EventFault {
        Missing = "missing",
        TooLong = "too-long",
        /// An event of the same UID has been before.
        Twice = "twice",
        Time = "time",
        Zone = "zone",
        /// Its zone changes to summer time on other days than Finland, so that its time here is not always the same.
        ZoneShifts = "zone-shifts",
        Rule = "rule",
        /// A single day of the series has another time of day than the series.
        OtherTime = "other-time",
        /// It does not end on the day on which it starts.
        Overnight = "overnight",
        EndsBeforeStart = "ends-before-start",
        /// An exception of a series that is not in the file.
        NoSeries = "no-series",
        /// An exception for a day on which the series does not meet.
        NoSuchDay = "no-such-day",
        /// An exception that is meant for all later days as well.
        Range = "range",
        TooManyDays = "too-many-days",
        /// The activity has other timetables of its own, and none of them is plainly this one.
        OwnTimetable = "own-timetable",
        /// It went out from this very file.
        OwnExport = "own-export",
    }
}
