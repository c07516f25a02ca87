//! What can be wrong in a file, as data. The words are put to it at the edge.

use chrono::{NaiveDate, NaiveTime};
use thiserror::Error;

use super::choices::Choices;
use super::ics::{EventFault, FileFault};
use super::table::Columns;
use crate::domain::calendar::Holiday;
use crate::domain::episode::EpisodeFault;
use crate::store::StoreError;

/// Why nothing was brought in.
#[derive(Debug, Error)]
pub enum ImportError {
    /// Everything that is wrong in the file, from its first line on.
    #[error("{} faults in the file", .0.len())]
    Faults(Vec<Fault>),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Vec<Fault>> for ImportError {
    fn from(mut faults: Vec<Fault>) -> ImportError {
        faults.sort_by_key(|fault| fault.line);
        ImportError::Faults(faults)
    }
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line of the file, the heading line being 1.
    pub line: u64,
    /// The heading as the file writes it; empty when the whole line is meant.
    pub column: String,
    /// What stands in the cell.
    pub found: String,
    pub wrong: Wrong,
}

/// In what way it is wrong, with what would be right where that has to be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Damaged, or of another encoding where it cannot be.
    NotUtf8,
    /// No encoding that tables are written in.
    NotText,
    /// A workbook of a spreadsheet, not a table saved from it.
    Workbook,
    /// More bytes than a table may have.
    TooBig,
    /// There is not even a heading line.
    NoHeadings,
    /// No column has this heading; these there are.
    UnknownHeading(Columns),
    HeadingTwice,
    /// A required column is not there.
    MissingColumn,
    /// The line has more or fewer cells than there are headings.
    CellCount {
        headings: usize,
        cells: usize,
    },
    /// A required cell is empty.
    Missing,
    Date,
    /// A day of the past is asked for.
    Future,
    Time,
    /// Not a whole number from 1 on.
    Number,
    YesNo,
    Weekday,
    /// Not one of the words that may stand here.
    Choice(Choices),
    /// The line of the same file that says so already.
    Twice(u64),
    /// A reference that looks like a personal identity code.
    IdentityCode,
    NoSuchClient,
    NoSuchActivity,
    /// Nobody of this login or name; the names there are.
    NoSuchWorker(Vec<String>),
    /// The last day is before this first one.
    EndsBeforeStart(NaiveDate),
    /// The end is not after the start.
    TimeOrder,
    /// Both weekdays and dates say when it meets.
    DaysTwoWays,
    /// A date before the first day or after the last.
    OutsideSeries(NaiveDate),
    MostBelowLeast(u32),
    /// So many members there are already.
    MostBelowMembers(u32),
    /// More members than this many seats.
    Full(u32),
    /// What the customership says of itself does not hold together.
    Episode(EpisodeFault),
    /// The client has a live customership since this day.
    LiveEpisode(NaiveDate),
    /// An earlier customership was closed on this day.
    BeforeLastClosed(NaiveDate),
    /// A spell needs this to be in its state.
    SpellNeeds,
    /// A spell in this state has no such thing.
    SpellHasNot,
    /// A member's last day is over, or one who left is said to leave later.
    SpellEnd,
    /// The spell in the file has gone too far to go back to this state.
    NoWayBack,
    /// The client is in this activity, or waiting, already.
    LiveSpell,
    /// The client was in this activity at the same time.
    Overlap,
    /// The activity does not meet on this day; the nearest days on which it does.
    NoSession(Vec<NaiveDate>),
    /// No session of the day starts at this time; these do.
    NoSuchStart(Vec<NaiveTime>),
    /// The day has several sessions, which start at these times.
    StartNeeded(Vec<NaiveTime>),
    /// The session ends at this time and not at another.
    OtherEnd(NaiveTime),
    /// The session was cancelled.
    Cancelled,
    /// The session falls on a holiday.
    OnHoliday(Holiday),
    /// The team is shut on the day, for this reason.
    Shut(String),
    /// The register says something else and no longer changes.
    RegisterClosed,
    /// The session is still to come, and the mark is not one that is known beforehand.
    FutureMark,
    /// Not a number of heads.
    Count,
    /// The line says neither who came nor how many.
    NobodyMarked,
    /// The line has both a client and a head count.
    NameAndHeads,
    /// The line of the same file that has the head count of the session already.
    HeadsTwice(u64),
    /// Not a score of the instrument, whose lowest and highest are these, in tenths.
    Score {
        least: u32,
        most: u32,
    },
    /// A total, and sub-scores of which another could be made, of one day.
    TotalAndParts,
    /// The client had no customership on the day.
    NoEpisode,
    /// The goal, or its customership, is over and no longer changes.
    GoalOver,
    /// A goal that has ended says on which day.
    GoalEndedMissing,
    /// A goal that is pursued has no last day.
    GoalStillActive,
    /// A goal that has ended is not reviewed any more.
    GoalNoReview,
    /// A calendar that cannot be read.
    Calendar(FileFault),
    /// An event of a calendar, by its name, that cannot be kept.
    Event {
        event: String,
        fault: EventFault,
    },
}
