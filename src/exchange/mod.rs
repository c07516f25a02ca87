//! Files in: a spreadsheet's CSV becomes rows, the rows are checked against each other and against the file,
//! and either all of them are applied or none. A calendar's events come in likewise, and the programme goes out as one.
//!
//! Reading is pure: a table and what is known give rows or faults. Only [`import`] touches the store.

pub mod activities;
pub mod attendance;
mod brought;
mod choices;
pub mod clients;
pub mod decode;
pub mod enrolments;
mod fault;
pub mod goals;
pub mod ics;
pub mod measures;
mod meetings;
pub mod reports;
mod row;
pub mod table;
pub mod telling;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::Transaction;

use crate::domain::ids::ClientId;
use crate::domain::keyed::keyed;
use crate::store::trail;
use crate::store::{Store, StoreError};
pub use brought::{Became, Brought, Preview, Rows, preview};
pub use choices::{Choice, Choices};
pub use fault::{Fault, ImportError, Wrong};
use row::Row;
pub use row::whole_date;
use table::{Columns, Table};

keyed! {
    /// What a file holds.
    pub enum Subject {
        Clients = "clients",
        Activities = "activities",
        Enrolments = "enrolments",
        Attendance = "attendance",
        Goals = "goals",
        Measures = "measures",
        /// Courses, as an iCalendar file.
        Calendar = "calendar",
    }
}

impl Subject {
    /// What a table of it may have; `None` for what is no table.
    pub fn columns(self) -> Option<Columns> {
        match self {
            Subject::Clients => Some(clients::COLUMNS),
            Subject::Activities => Some(activities::COLUMNS),
            Subject::Enrolments => Some(enrolments::COLUMNS),
            Subject::Attendance => Some(attendance::COLUMNS),
            Subject::Goals => Some(goals::COLUMNS),
            Subject::Measures => Some(measures::COLUMNS),
            Subject::Calendar => None,
        }
    }
}

/// No file of any kind is read further than this many bytes and one more.
pub const MOST_BYTES: usize = if decode::MOST_BYTES > ics::MOST_BYTES { decode::MOST_BYTES } else { ics::MOST_BYTES };

/// What an import came to, in lines of the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
}

/// Whether an import stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Apply,
    /// Does everything, says what it came to, and leaves no trace.
    Rehearse,
}

/// Brings a whole file in, or nothing of it. The same file twice changes nothing.
///
/// # Errors
/// [`ImportError::Faults`] with everything that is wrong in the file; otherwise the store's own.
pub fn bring(
    store: &mut Store,
    subject: Subject,
    bytes: &[u8],
    today: NaiveDate,
    mode: Mode,
) -> Result<Brought, ImportError> {
    let read = |columns| Table::read(bytes, columns);
    let work = |tx: &Transaction| {
        let brought = match subject {
            Subject::Clients => clients::bring_in(tx, &read(clients::COLUMNS)?, today),
            Subject::Activities => activities::bring_in(tx, &read(activities::COLUMNS)?, today),
            Subject::Enrolments => enrolments::bring_in(tx, &read(enrolments::COLUMNS)?, today),
            Subject::Attendance => attendance::bring_in(tx, &read(attendance::COLUMNS)?, today),
            Subject::Goals => goals::bring_in(tx, &read(goals::COLUMNS)?, today),
            Subject::Measures => measures::bring_in(tx, &read(measures::COLUMNS)?, today),
            Subject::Calendar => ics::bring_in(tx, bytes, today),
        }?;
        Ok(Brought { records: trail::tally(tx)?, ..brought })
    };
    match mode {
        Mode::Apply => store.attempt(work),
        Mode::Rehearse => store.rehearse(work),
    }
}

/// As [`bring`], in lines of the file alone.
///
/// # Errors
/// As [`bring`].
pub fn import(
    store: &mut Store,
    subject: Subject,
    bytes: &[u8],
    today: NaiveDate,
    mode: Mode,
) -> Result<Report, ImportError> {
    bring(store, subject, bytes, today, mode).map(|brought| brought.report)
}

/// As [`bring`], of a calendar.
///
/// # Errors
/// As [`bring`].
pub fn import_calendar(store: &mut Store, bytes: &[u8], today: NaiveDate, mode: Mode) -> Result<Brought, ImportError> {
    bring(store, Subject::Calendar, bytes, today, mode)
}

/// Reads every line of a table; all the faults of its form and of all the lines, or no fault at all.
fn read_rows<'a, T>(table: &'a Table, mut read: impl FnMut(&mut Row<'a>) -> Option<T>) -> Result<Vec<T>, Vec<Fault>> {
    let mut found = Vec::new();
    let mut faults = table.flaws().to_vec();
    for line in table.lines() {
        let mut row = Row::new(table, line);
        let value = read(&mut row);
        let flawed = row.into_faults();
        match value {
            Some(value) if flawed.is_empty() => found.push(value),
            _ => faults.extend(flawed),
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// The clients whom the lines of a table name by their reference, as far as there are such.
fn named_clients(tx: &Transaction, table: &Table) -> Result<HashMap<String, ClientId>, StoreError> {
    let mut known = HashMap::new();
    for line in table.lines() {
        let Some(reference) = Row::new(table, line).text("client_ref") else { continue };
        if known.contains_key(&reference) {
            continue;
        }
        if let Some(id) = crate::store::clients::by_reference(tx, &reference)? {
            known.insert(reference, id);
        }
    }
    Ok(known)
}

/// Clients of a file who were two records once: where lines about either say something that already stands, or that
/// clashes with what stands, it was decided when the two became one.
#[derive(Default)]
struct Merged {
    /// References that stand for no record of their own any more.
    references: HashSet<String>,
    clients: HashSet<ClientId>,
}

impl Merged {
    fn among(tx: &Transaction, named: &HashMap<String, ClientId>) -> Result<Merged, StoreError> {
        let mut merged = Merged::default();
        for (reference, client) in named {
            if !crate::store::merging::has_more(tx, *client)? {
                continue;
            }
            merged.clients.insert(*client);
            let own = crate::store::clients::reference_of(tx, *client)?;
            merged.references.extend(Some(reference.clone()).filter(|_| own.as_ref() != Some(reference)));
        }
        Ok(merged)
    }

    /// True for a line about a record that is a part of another one.
    fn names(&self, row: &mut Row) -> bool {
        !self.references.is_empty()
            && row.text("client_ref").is_some_and(|reference| self.references.contains(&reference))
    }
}
