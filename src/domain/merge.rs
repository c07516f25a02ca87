//! Two records of one person, side by side: what they say, where they clash, and what has to happen to every row for
//! them to become one. All of it is worked out on a copy; nothing is changed here.

mod compare;
mod plan;
mod spells;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::attendance::Mark;
use super::enrolment::EnrolmentState;
use super::episode::EpisodeState;
use super::goal::MeetingKind;
use super::ids::{ClientId, WorkerId};
use super::keyed::Keyed;
pub use compare::{compare, moving};
pub use plan::{Op, plan};

/// One value of a row as the file has it. Debug output may reach a panic text: what holds people's data has none here.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    Null,
    Number(i64),
    Text(String),
}

impl From<i64> for Cell {
    fn from(number: i64) -> Cell {
        Cell::Number(number)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.into())
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Cell {
        Cell::Text(day.to_string())
    }
}

/// One row of a record.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    pub table: &'static str,
    pub id: i64,
    pub rev: i64,
    /// By column; neither `id` nor `rev`.
    pub cells: BTreeMap<String, Cell>,
}

impl Row {
    /// What stands in a column; nothing where there is none.
    pub fn cell(&self, column: &str) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Null)
    }

    /// A text that is not empty.
    pub fn text(&self, column: &str) -> Option<&str> {
        match self.cell(column) {
            Cell::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    pub fn number(&self, column: &str) -> Option<i64> {
        match self.cell(column) {
            Cell::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub fn day(&self, column: &str) -> Option<NaiveDate> {
        self.text(column).and_then(|text| text.parse().ok())
    }

    pub fn is_on(&self, column: &str) -> bool {
        self.number(column) == Some(1)
    }

    /// A word of a closed set.
    pub fn word<T: Keyed>(&self, column: &str) -> Option<T> {
        self.text(column).and_then(T::from_key)
    }
}

/// Everything that the file has of one client, the client's own row first. Also the shells of records that have been
/// merged into it.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    pub client: ClientId,
    pub rows: Vec<Row>,
}

impl Record {
    /// The client's own row.
    pub fn person(&self) -> &Row {
        &self.rows[0]
    }

    /// The rows of a table; of `client` those of the shells.
    pub fn of<'a>(&'a self, table: &'static str) -> impl Iterator<Item = &'a Row> + Clone {
        self.rows.iter().skip(1).filter(move |row| row.table == table)
    }

    /// "Family Given"
    pub fn name(&self) -> String {
        let part = |column| self.person().text(column).unwrap_or_default();
        format!("{} {}", part("family_name"), part("given_name"))
    }

    pub fn reference(&self) -> &str {
        self.person().text("ref").unwrap_or_default()
    }

    /// The customership that is not over.
    pub fn live_episode(&self) -> Option<&Row> {
        self.of("episode").find(|row| row.word::<EpisodeState>("state").is_some_and(EpisodeState::is_live))
    }

    /// Who is the own worker now.
    fn own_worker(&self) -> Option<&Row> {
        let episode = self.live_episode()?.id;
        self.of("assignment").find(|row| row.number("episode_id") == Some(episode) && row.text("ends").is_none())
    }

    fn final_meeting(&self) -> Option<&Row> {
        let episode = self.live_episode()?.id;
        let is_final = |row: &&Row| row.word("kind") == Some(MeetingKind::Final);
        self.of("meeting").find(|row| row.number("episode_id") == Some(episode) && is_final(row))
    }
}

/// Two records, as they were at one moment.
#[derive(Clone, PartialEq, Eq)]
pub struct Pair {
    /// The one that stays.
    pub kept: Record,
    /// The one that goes into it.
    pub other: Record,
    /// Activity and day of every session that either has to do with.
    pub sessions: BTreeMap<i64, (i64, NaiveDate)>,
    /// The names of the activities that either has to do with.
    pub activities: BTreeMap<i64, String>,
}

impl Pair {
    fn record(&self, side: Side) -> &Record {
        match side {
            Side::Kept => &self.kept,
            Side::Other => &self.other,
        }
    }

    fn day_of(&self, session: Option<i64>) -> Option<NaiveDate> {
        session.and_then(|session| self.sessions.get(&session)).map(|(_, day)| *day)
    }
}

/// One of the two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Kept,
    Other,
}

impl Side {
    pub fn turned(self) -> Side {
        match self {
            Side::Kept => Side::Other,
            Side::Other => Side::Kept,
        }
    }
}

/// What the two records say something about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A field of the person; `name` is both names.
    Field(&'static str),
    /// The customerships that are not over: they become one.
    Customership,
    /// Of that customership.
    OwnWorker,
    FinalMeeting,
    /// Spells in an activity that become one, by the lowest number of theirs.
    Spell(i64),
    /// At a session.
    Mark(i64),
    /// On an instrument, on a day.
    Scores(String, NaiveDate),
    /// Of a session's appointments.
    Booking(i64),
}

/// What one record says.
#[derive(Clone, PartialEq, Eq)]
pub enum Told {
    Text(String),
    /// A key of a code list.
    Code(&'static str, String),
    Day(NaiveDate),
    Yes(bool),
    Customership(EpisodeState, NaiveDate),
    Worker(WorkerId),
    Spell(EnrolmentState, Option<NaiveDate>, Option<NaiveDate>),
    Mark(Mark),
    /// Tenths, part by part.
    Scores(Vec<(String, i64)>),
    Clock(NaiveTime),
    /// Something that a non-disclosure order hides.
    Hidden,
}

/// How the two become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// Both say the same.
    Same,
    /// By a rule: only this one says anything, or what it says is stricter.
    By(Side),
    /// Both become one without anything being lost.
    Joined,
    /// Somebody has to choose; this one is proposed.
    Choice(Side),
}

/// One line of the comparison.
#[derive(Clone, PartialEq, Eq)]
pub struct Compared {
    pub what: What,
    pub kept: Option<Told>,
    pub other: Option<Told>,
    pub settled: Settled,
}

/// What was chosen, clash by clash.
pub type Choices = Vec<(What, Side)>;

/// Where somebody has to choose, each with the side that is proposed.
pub fn clashes(pair: &Pair) -> impl Iterator<Item = (What, Side)> {
    compare(pair).into_iter().filter_map(|line| match line.settled {
        Settled::Choice(side) => Some((line.what, side)),
        _ => None,
    })
}
