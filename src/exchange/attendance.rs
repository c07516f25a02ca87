//! Marks in: what happened to one client at one session, or how many came without a name, a line.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};
use rusqlite::Transaction;

use super::meetings::{Asked, Meeting, Meetings};
use super::table::{Columns, Line, optional, required};
use super::{Brought, ImportError, Merged, Row, Table, Wrong, named_clients, read_rows};
use crate::domain::attendance::Mark;
use crate::domain::ids::{ActivityId, ClientId};
use crate::store::{StoreError, activities, roster};

/// Required ones first.
pub const COLUMNS: Columns = &[
    required("activity", "toiminta"),
    required("date", "päivä"),
    optional("start", "klo alkaa"),
    optional("end", "klo päättyy"),
    optional("client_ref", "asiakkaan tunnus").also("asiakkaan viite"),
    optional("mark", "merkintä"),
    optional("anonymous", "kävijämäärä").also("muut kävijät"),
];

/// One line of a file: at which session, and what.
struct Entry {
    /// The number of the line.
    line: u64,
    meeting: usize,
    said: Said,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Mark(ClientId, Mark),
    Heads(u32),
}

impl Entry {
    /// What the register says of the same client, or of the heads.
    fn known(&self, meeting: &Meeting) -> Option<Said> {
        match self.said {
            Said::Mark(client, _) => meeting.register.marks.get(&client).map(|mark| Said::Mark(client, *mark)),
            Said::Heads(_) => meeting.heads.map(Said::Heads),
        }
    }
}

/// What a line is read against.
struct Around {
    clients: HashMap<String, ClientId>,
    merged: Merged,
    activities: HashMap<String, ActivityId>,
    meetings: Meetings,
    today: NaiveDate,
}

/// A session and whom of it: a client, or the heads without a name. With the line that speaks of it.
type Told = HashMap<(usize, Option<ClientId>), u64>;

pub fn bring_in(tx: &Transaction, table: &Table, today: NaiveDate) -> Result<Brought, ImportError> {
    let mut around = look_around(tx, table, today)?;
    let mut told = Told::new();
    let entries = read_rows(table, |row| read(row, &around, &mut told))?;
    let mut brought = Brought::default();
    for entry in entries {
        let meeting = around.meetings.get_mut(entry.meeting);
        let known = entry.known(meeting);
        brought.count(tx, (entry.line, known.is_some()), || match entry.said {
            // A closed register does not even allow the attempt.
            said if known == Some(said) => Ok(()),
            Said::Mark(client, mark) => roster::mark(tx, meeting.row(tx)?, client, Some(mark)),
            Said::Heads(count) => roster::count_heads(tx, meeting.row(tx)?, Some(count)),
        })?;
    }
    Ok(brought.and_left_out(table))
}

fn look_around(tx: &Transaction, table: &Table, today: NaiveDate) -> Result<Around, StoreError> {
    let programme = activities::all(tx)?;
    let activities: HashMap<String, ActivityId> =
        programme.iter().map(|activity| (activity.fields.name.clone(), activity.id)).collect();
    let asked: Vec<Asked> = table.lines().iter().filter_map(|line| asked(table, line, &activities)).collect();
    let meetings = Meetings::around(tx, &programme, &asked)?;
    let clients = named_clients(tx, table)?;
    Ok(Around { merged: Merged::among(tx, &clients)?, clients, activities, meetings, today })
}

/// The session that a line names, whatever else is wrong with it.
fn asked(table: &Table, line: &Line, activities: &HashMap<String, ActivityId>) -> Option<Asked> {
    let mut row = Row::new(table, line);
    let activity = *activities.get(&row.text("activity")?)?;
    Some(Asked { activity, day: row.date("date")?, starts_at: row.time("start"), ends_at: row.time("end") })
}

// ------------------------------------------------------------------ reading

fn read(row: &mut Row, around: &Around, told: &mut Told) -> Option<Entry> {
    let activity = row.needed("activity").map(|name| around.activities.get(&name).copied());
    if activity == Some(None) {
        row.fault("activity", Wrong::NoSuchActivity);
    }
    let day = row.needed("date").and_then(|_| row.date("date"));
    let times = times(row);
    let said = said(row, around);
    check_day(row, day?, said, around.today);
    let (starts_at, ends_at) = times?;
    let asked = Asked { activity: activity??, day: day?, starts_at, ends_at };
    let meeting = around.meetings.find(&asked).map_err(|(column, wrong)| row.fault(column, wrong)).ok()?;
    let entry = Entry { line: row.number(), meeting, said: said? };
    if around.merged.names(row) {
        let is_told = matches!(entry.said, Said::Mark(client, _) if told.contains_key(&(meeting, Some(client))));
        if is_told || entry.known(around.meetings.get(meeting)).is_some() {
            return None;
        }
        check_register(row, around, &entry);
        return Some(entry);
    }
    check_register(row, around, &entry);
    check_once(row, &entry, told);
    Some(entry)
}

type Times = (Option<NaiveTime>, Option<NaiveTime>);

/// From when to when, as far as it is told; nothing when a time cannot be read.
fn times(row: &mut Row) -> Option<Times> {
    let times = (row.time("start"), row.time("end"));
    if times.0.zip(times.1).is_some_and(|(start, end)| end <= start) {
        row.fault("end", Wrong::TimeOrder);
        return None;
    }
    let read = |row: &mut Row, key, time: Option<NaiveTime>| time.is_some() || row.text(key).is_none();
    (read(row, "start", times.0) && read(row, "end", times.1)).then_some(times)
}

/// A client and a mark, or a number of heads.
fn said(row: &mut Row, around: &Around) -> Option<Said> {
    let reference = row.text("client_ref");
    let named = reference.is_some() || row.text("mark").is_some();
    match (named, row.text("anonymous").is_some()) {
        (true, true) => row.fault("anonymous", Wrong::NameAndHeads),
        (true, false) => return mark(row, around),
        (false, true) => return row.count("anonymous").map(Said::Heads),
        (false, false) => {
            let column = if row.has("client_ref") { "client_ref" } else { "anonymous" };
            row.fault(column, Wrong::NobodyMarked);
        }
    }
    None
}

fn mark(row: &mut Row, around: &Around) -> Option<Said> {
    let client = row.needed("client_ref").map(|reference| around.clients.get(&reference).copied());
    if client == Some(None) {
        row.fault("client_ref", Wrong::NoSuchClient);
    }
    let mark = row.needed_value::<Mark>("mark");
    Some(Said::Mark(client??, mark?))
}

/// Only an excuse is known beforehand.
fn check_day(row: &mut Row, day: NaiveDate, said: Option<Said>, today: NaiveDate) {
    match said {
        Some(Said::Mark(_, mark)) if mark != Mark::Excused && day > today => row.fault("date", Wrong::FutureMark),
        Some(Said::Heads(_)) if day > today => row.fault("date", Wrong::Future),
        _ => {}
    }
}

/// A closed register may be told again what it says.
fn check_register(row: &mut Row, around: &Around, entry: &Entry) {
    let meeting = around.meetings.get(entry.meeting);
    if meeting.register.closed && entry.known(meeting) != Some(entry.said) {
        row.fault("date", Wrong::RegisterClosed);
    }
}

/// Who is marked at a session, and its head count, stand in a file once.
fn check_once(row: &mut Row, entry: &Entry, told: &mut Told) {
    let client = match entry.said {
        Said::Mark(client, _) => Some(client),
        Said::Heads(_) => None,
    };
    match (told.insert((entry.meeting, client), row.number()), client) {
        (Some(line), Some(_)) => row.fault("client_ref", Wrong::Twice(line)),
        (Some(line), None) => row.fault("anonymous", Wrong::HeadsTwice(line)),
        (None, _) => {}
    }
}
