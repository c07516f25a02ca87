//! What an import came to, or would come to: counted, line by line, record by record.

use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::Transaction;

use super::decode::Reading;
use super::fault::{Fault, ImportError};
use super::ics::Note;
use super::table::Table;
use super::{Mode, Report, Subject, bring};
use crate::domain::keyed::keyed;
use crate::domain::text::clean_line;
use crate::store::trail::Tally;
use crate::store::{Store, StoreError};

/// So many rows of a file are kept to be shown.
const MOST_SHOWN: usize = 500;

/// A cell is shown no longer than this, in characters; none of them is cut in the file.
const LONGEST_CELL: usize = 120;

keyed! {
    /// What became of one line; `import-line-<key>` is its word.
    pub enum Became {
        Added = "added",
        Changed = "changed",
        Unchanged = "unchanged",
    }
}

/// What a file that is in order came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brought {
    pub report: Report,
    /// Event by event, of a calendar.
    pub notes: Vec<Note>,
    /// Line by line, of a table.
    pub lines: Vec<(u64, Became)>,
    /// Kind by kind, what was written.
    pub records: Vec<Tally>,
    /// Clients of the file who look like somebody else, each with that one, by reference.
    pub twins: Vec<(String, String)>,
}

impl Brought {
    /// With the lines of a table that have not been applied, because a merge has decided of what they say.
    pub(super) fn and_left_out(mut self, table: &Table) -> Brought {
        let applied: HashSet<u64> = self.lines.iter().map(|(line, _)| *line).collect();
        let left = table.lines().iter().filter(|line| !applied.contains(&line.number));
        self.lines.extend(left.map(|line| (line.number, Became::Unchanged)));
        self.report.unchanged += self.lines.len() - applied.len();
        self
    }

    /// Applies one line and counts what became of it. That something was written is asked of the file itself.
    pub(super) fn count(
        &mut self,
        tx: &Transaction,
        (line, known): (u64, bool),
        apply: impl FnOnce() -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let before = tx.total_changes();
        apply()?;
        let (became, count) = match (known, tx.total_changes() > before) {
            (false, _) => (Became::Added, &mut self.report.added),
            (true, true) => (Became::Changed, &mut self.report.changed),
            (true, false) => (Became::Unchanged, &mut self.report.unchanged),
        };
        *count += 1;
        self.lines.push((line, became));
        Ok(())
    }
}

/// The rows of a table as the file has them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    pub headings: Vec<String>,
    /// The first ones: the number of the line, and its cells.
    pub first: Vec<(u64, Vec<String>)>,
    /// How many more there are.
    pub more: usize,
}

/// What a person sees of a file before it comes in, and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// What it was read as, where that had to be guessed.
    pub reading: Option<Reading>,
    /// None of a calendar, and of what is no table at all.
    pub rows: Rows,
    /// What it comes to, or everything that is wrong with it.
    pub outcome: Result<Brought, Vec<Fault>>,
}

/// As [`bring`], with what there is to see. A file with faults is an answer here and no error.
///
/// # Errors
/// The store's own; then nothing has changed.
pub fn preview(
    store: &mut Store,
    subject: Subject,
    bytes: &[u8],
    today: NaiveDate,
    mode: Mode,
) -> Result<Preview, StoreError> {
    let outcome = match bring(store, subject, bytes, today, mode) {
        Ok(brought) => Ok(brought),
        Err(ImportError::Faults(faults)) => Err(faults),
        Err(ImportError::Store(error)) => return Err(error),
    };
    let table = subject.columns().and_then(|columns| Table::read(bytes, columns).ok());
    let reading = table.as_ref().and_then(|table| table.reading().cloned());
    Ok(Preview { reading, rows: table.map(|table| rows(&table)).unwrap_or_default(), outcome })
}

fn rows(table: &Table) -> Rows {
    let shown = |cell: &str| clean_line(cell).chars().take(LONGEST_CELL).collect();
    let first = table.lines().iter().take(MOST_SHOWN).map(|line| (line.number, line.cells().map(shown).collect()));
    Rows {
        headings: table.headings().map(shown).collect(),
        first: first.collect(),
        more: table.lines().len().saturating_sub(MOST_SHOWN),
    }
}
