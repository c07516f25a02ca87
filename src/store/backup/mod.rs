//! Copies of the file, beside it in a folder of their own: taking one while others write, looking one over, putting
//! one back.
//!
//! A copy is made under a name that no list knows, looked over, and named when it is on the disk. So whatever bears
//! a copy's name was good when it was taken, whenever the machine or the program was stopped.

mod examine;
mod folder;
mod restore;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use chrono::NaiveDate;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OptionalExtension};

use super::error::{Result, StoreError};
use super::{Store, open, settings, sight};
use crate::domain::copies::CopyName;
use crate::domain::rights::{self, Right};
pub use examine::{Findings, examine};
use folder::{BAD, Folder, Locked, PREPARED, UNFINISHED};
pub use folder::{Copy, list};
pub(in crate::store) use restore::era;
pub use restore::{ENTITY, NO_REV, Restored, fit};

/// The end of the name of what was copied last of a file that is not sound. No list has it.
const FAULTY: &str = "faulty.db";

/// Why a copy is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Because it is time for one.
    Usual,
    /// The file is about to be brought up to date.
    BeforeUpgrade,
    /// Another is about to be put in its place. What is not sound is copied, too: it may be all that there is.
    BeforeRestore,
}

/// A copy that was just taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub name: String,
    pub path: PathBuf,
    /// In bytes.
    pub size: u64,
    /// The rows of all its tables together.
    pub rows: i64,
}

/// Something about the copies that takes longer than a keystroke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// Take one.
    Take,
    /// Look this one over.
    Check(String),
}

/// What came of an errand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ran {
    Taken(Taken),
    /// What is wrong with this copy, for engineers; nothing with a good one.
    Checked {
        name: String,
        faults: Vec<String>,
    },
}

/// The copies that there are, and what is known of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copies {
    pub folder: PathBuf,
    /// The newest first.
    pub all: Vec<Copy>,
    /// An errand of this sitting is under way.
    pub is_busy: bool,
}

impl Copies {
    /// The newest that is good.
    pub fn last_good(&self) -> Option<&Copy> {
        self.all.iter().find(|copy| copy.is_good)
    }
}

/// No copy is as new as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// How many seconds old the last good one is, if there is any.
    pub last: Option<i64>,
}

/// Takes a copy of a file, which others may be writing to, into the folder beside it.
///
/// # Errors
/// What the disk said; `Busy` when somebody else has been at the copies for long; `BadCopy` when what was written is
/// not what was to be copied. No copy is listed then.
pub fn take(file: &Path, why: Why) -> Result<Taken> {
    let folder = Folder::beside(file)?.lock()?;
    folder.clear(PREPARED)?;
    let taken = take_into(&folder, file, why)?;
    // The copy is good; an old one that could not go is the next run's.
    let _ = folder.rotate(&taken.name);
    Ok(taken)
}

fn take_into(folder: &Locked, file: &Path, why: Why) -> Result<Taken> {
    let taken = write_into(folder, file, why);
    if taken.is_err() {
        // Half a copy would keep a full disk full.
        let _ = folder.clear(UNFINISHED);
    }
    taken
}

fn write_into(folder: &Locked, file: &Path, why: Why) -> Result<Taken> {
    let conn = open::plain(file)?;
    let part = folder.make(UNFINISHED)?;
    let target = part.to_str().ok_or(StoreError::CannotOpen)?;
    // Everywhere else it is 0: no other file is read through a connection of ours.
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
    let now: i64 = conn.query_row("SELECT unixepoch()", [], |row| row.get(0))?;
    conn.execute("VACUUM INTO ?1", [target])?;
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    let found = examine(&part)?;
    let head = found.head.as_ref().map(|head| head.hash.as_str());
    let name = CopyName::new(now, head, why != Why::Usual).ok_or(StoreError::Damaged)?.written(folder.stem());
    let rows = found.counts.values().sum();
    if let Some(fault) = found.faults.first() {
        if why == Why::BeforeRestore {
            let name = format!("{name}{BAD}");
            let path = folder.give_name(&part, &name)?;
            return Ok(Taken { size: path.metadata()?.len(), rows, name, path });
        }
        // A file with a fault has only copies with it, and one of them is better than none.
        let kept = format!("{}-{FAULTY}", folder.stem());
        folder.give_name(&part, &kept)?;
        return Err(StoreError::BadCopy(format!("{fault}; {kept}")));
    }
    if let Some(fault) = examine::against(&conn, &found)? {
        folder.clear(UNFINISHED)?;
        return Err(StoreError::BadCopy(fault));
    }
    File::open(&part)?.sync_all()?;
    let path = folder.give_name(&part, &name)?;
    tidy(conn);
    Ok(Taken { size: path.metadata()?.len(), rows, name, path })
}

/// Folds the journal into the file, if nobody is in the way just now.
fn tidy(conn: Connection) {
    // Without waiting: a journal that stays is no harm.
    let _ = conn.busy_handler(None);
    let _ = conn.pragma_query(None, "wal_checkpoint(TRUNCATE)", |_| Ok(()));
}

impl Store {
    /// The copies of this file.
    ///
    /// # Errors
    /// What the disk said.
    pub fn copies(&self) -> Result<Copies> {
        let now = self.conn.query_row("SELECT unixepoch()", [], |row| row.get(0))?;
        let is_busy = self.errands.load(Relaxed);
        match self.bell {
            None => Ok(Copies { is_busy, ..Copies::default() }),
            Some(_) => Ok(Copies { folder: folder::beside(&self.path), all: list(&self.path, now)?, is_busy }),
        }
    }

    /// That the last good copy is older than the team has agreed on, for who may see to it: nothing to others, of a
    /// younger file, or on a day that is not the real one, which is only tried out.
    ///
    /// # Errors
    /// What the disk said.
    pub fn copies_overdue(&self, today: NaiveDate) -> Result<Option<Overdue>> {
        let role = sight::role(&self.conn, self.worker())?;
        let hours = i64::from(settings::all(&self.conn)?.backup_hours);
        if self.bell.is_none() || hours == 0 || !role.is_some_and(|role| rights::may(role, Right::Settings)) {
            return Ok(None);
        }
        let sql = "SELECT abs(julianday('now') - julianday(?1)) < 2, unixepoch() - unixepoch(at) FROM log ORDER BY id LIMIT 1";
        let born = self.conn.query_row(sql, [today], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((true, file)) = born else { return Ok(None) };
        let last = self.copies()?.last_good().map(|copy| copy.age);
        let age: i64 = last.unwrap_or(file);
        Ok((age.min(file) > hours * 3600).then_some(Overdue { last }))
    }

    /// Takes a copy of this file.
    ///
    /// # Errors
    /// As [`take`].
    pub fn back_up(&self) -> Result<Taken> {
        take(&self.path, Why::Usual)
    }

    /// An errand, to be run on any thread: the store itself goes on working.
    pub fn errand(&self, errand: Errand) -> impl FnOnce() -> Result<Ran> + Send + use<> {
        let (file, busy) = (self.path.clone(), UnderWay::begin(&self.errands));
        move || {
            let done = run(&file, errand);
            drop(busy);
            done
        }
    }
}

/// An errand is under way while this is there, whatever becomes of it.
struct UnderWay(Busy);

impl UnderWay {
    fn begin(busy: &Busy) -> UnderWay {
        busy.store(true, Relaxed);
        UnderWay(Arc::clone(busy))
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.store(false, Relaxed);
    }
}

fn run(file: &Path, errand: Errand) -> Result<Ran> {
    match errand {
        Errand::Take => take(file, Why::Usual).map(Ran::Taken),
        Errand::Check(name) => {
            let faults = check(file, &name)?;
            Ok(Ran::Checked { name, faults })
        }
    }
}

/// Looks one of a file's copies over, by its name. One that is found good has been looked over now; one that is not is
/// listed as bad from then on.
///
/// # Errors
/// `Missing` when there is no such copy; what the disk said.
pub fn check(file: &Path, name: &str) -> Result<Vec<String>> {
    let folder = Folder::beside(file)?;
    let copy = folder.find(name).ok_or(StoreError::Missing)?;
    let found = examine(&folder.path(name))?;
    let faults = found.faults_named(&copy);
    match faults.is_empty() {
        true => folder.note_good(name),
        false => folder.note_bad(name),
    }
    Ok(faults)
}

/// The same for a copy that lies elsewhere, and stays as it is.
///
/// # Errors
/// `Missing`; what the disk said.
pub fn check_elsewhere(file: &Path, copy: &Path) -> Result<Vec<String>> {
    let found = examine(copy)?;
    let name = copy.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let named = CopyName::read(&folder::stem_of(file), &name);
    Ok(named.map_or_else(|| found.faults.clone(), |named| found.faults_named(&named)))
}

/// The names of this file's copies in a folder elsewhere.
///
/// # Errors
/// What the disk said.
pub fn list_in(file: &Path, elsewhere: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in elsewhere.read_dir()? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(CopyName::read(&folder::stem_of(file), &name).map(|_| name));
    }
    names.sort();
    Ok(names)
}

/// Where the copies of a file are.
pub fn folder_of(file: &Path) -> PathBuf {
    folder::beside(file)
}

/// A flag that says whether an errand is under way.
pub type Busy = Arc<AtomicBool>;

#[cfg(test)]
mod tests;
