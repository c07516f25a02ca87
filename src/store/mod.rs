//! The file. The only place that knows SQL.
//!
//! Every write goes through [`Store::write`]: one immediate transaction, the file's version checked within it,
//! its log rows written by triggers, and nothing half done. Reads borrow the connection and never wait.

pub mod absences;
pub mod access;
pub mod activities;
mod apply;
pub mod backup;
pub mod bell;
pub mod bookings;
mod chain;
pub mod change;
pub mod clashes;
pub mod clients;
pub mod closures;
pub mod codes;
pub mod decisions;
pub mod directory;
pub mod drafts;
pub mod due;
pub mod enrolments;
pub mod entering;
pub mod episodes;
mod error;
pub mod goals;
pub mod handover;
pub mod imported;
mod log;
pub mod lookup;
pub mod measures;
pub mod meetings;
pub mod merging;
mod migrations;
pub mod news;
pub mod notes;
mod open;
pub mod path;
pub mod plans;
pub mod programme;
pub mod record;
pub mod registers;
pub mod reports;
pub mod request;
pub mod reschedule;
pub mod retention;
pub mod reviews;
pub mod roster;
pub mod seats;
pub mod session_at;
pub mod sessions;
pub mod settings;
pub mod sight;
mod sql;
pub mod thread;
pub mod trail;
pub mod twins;
mod undo;
pub mod whole;
pub mod workers;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use error::{Result, StoreError};
pub use undo::Undone;

use crate::domain::due::{RULES, Rule};
use crate::domain::ids::WorkerId;
use bell::Bell;
use drafts::Sitting;
use log::Pen;
use news::Reading;

/// An open file, and who writes in it.
pub struct Store {
    conn: Connection,
    path: PathBuf,
    pen: Pen,
    /// Transactions of this sitting that can still be taken back, newest last.
    mine: Vec<i64>,
    /// What the clock goes by.
    rules: &'static [Rule],
    /// None for a file in memory, which nobody else has open.
    bell: Option<Bell>,
    reading: Reading,
    sitting: Arc<Sitting>,
    /// Something is being done about the copies.
    errands: backup::Busy,
}

/// What becomes of a transaction whose work is done.
#[derive(Clone, Copy, PartialEq)]
enum After {
    /// The other sittings are woken.
    Tell,
    Keep,
    Forget,
}

impl Store {
    /// Makes a new, empty file.
    ///
    /// # Errors
    /// `Exists` when something is already there; otherwise what the disk said.
    pub fn create(path: &Path) -> Result<Store> {
        open::create(path)?;
        Store::open(path)
    }

    /// Opens an existing file of ours, bringing an older one up to date.
    ///
    /// # Errors
    /// `Missing`, `NotOurs`, `Newer`, `ReadOnly`: the file is then exactly as it was.
    pub fn open(path: &Path) -> Result<Store> {
        let pen = Pen::default();
        let conn = open::open(path, &pen)?;
        Store::new(conn, path.to_path_buf(), pen, Some(Bell::beside(path)))
    }

    fn new(conn: Connection, path: PathBuf, pen: Pen, bell: Option<Bell>) -> Result<Store> {
        let reading = Reading::begin(&conn)?;
        Ok(Store {
            conn,
            path,
            pen,
            mine: Vec::new(),
            rules: RULES,
            bell,
            reading,
            sitting: Arc::default(),
            errands: Arc::default(),
        })
    }

    /// Takes away a file that could not be finished, and what stands beside it.
    pub fn remove(path: &Path) {
        for suffix in ["", "-wal", "-shm", ".bump"] {
            let mut name = path.as_os_str().to_owned();
            name.push(suffix);
            // What is not there need not go; what cannot go is no worse than the error that is told.
            let _ = std::fs::remove_file(name);
        }
    }

    /// A store in memory, for tests of what needs no disk.
    ///
    /// # Errors
    /// None in practice; SQLite's own.
    pub fn in_memory() -> Result<Store> {
        let pen = Pen::default();
        let conn = open::in_memory(&pen)?;
        Store::new(conn, PathBuf::from(":memory:"), pen, None)
    }

    /// From here on, the log names this worker.
    pub fn sign_in(&mut self, worker: WorkerId) {
        self.pen.hand_to(worker);
    }

    /// Who the log names; 0 before anybody signed in.
    pub fn worker(&self) -> WorkerId {
        self.pen.worker()
    }

    /// What day it is, for rights that end; the file's own clock before this.
    pub fn live_by(&mut self, calendar: impl Fn() -> NaiveDate + Send + Sync + 'static) {
        self.pen.live_by(Box::new(calendar));
    }

    /// The rules by which this store tells what is due.
    pub fn rules(&self) -> &'static [Rule] {
        self.rules
    }

    /// From here on, the clock goes by other rules: those of the table, and some that are tried out.
    pub fn go_by(&mut self, rules: &'static [Rule]) {
        self.rules = rules;
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// For reading only: nothing in the program writes past [`Store::write`].
    pub fn reader(&self) -> &Connection {
        &self.conn
    }

    /// Does one piece of work whole or not at all. What it changed is in the log when this returns, and on the disk.
    ///
    /// # Errors
    /// Whatever the work refused, with nothing changed; `Busy` after ten seconds of waiting;
    /// `Upgraded` when a newer program has changed the file meanwhile; `NoAccess`, `Forbidden` and `Restricted` when the
    /// signed-in worker has no right to it.
    pub fn write<T>(&mut self, work: impl FnOnce(&Transaction) -> Result<T>) -> Result<T> {
        self.attempt(work)
    }

    /// As [`Store::write`], for work that can be refused for reasons of its own.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn attempt<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&Transaction) -> Result<T, E>) -> Result<T, E> {
        let (value, number) = self.transact(None, After::Tell, work)?;
        self.mine.extend(number);
        Ok(value)
    }

    /// Does the work with every check that [`Store::attempt`] would make, and leaves no trace of it.
    ///
    /// # Errors
    /// As [`Store::attempt`].
    pub fn rehearse<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transact(None, After::Forget, work).map(|(value, _)| value)
    }

    /// Writes what changes nothing that others see: nobody is woken, and undo does not know of it.
    fn note_down<T>(&mut self, work: impl FnOnce(&Transaction) -> Result<T>) -> Result<T> {
        self.transact(None, After::Keep, work).map(|(value, _)| value)
    }

    /// Takes back this sitting's newest change.
    ///
    /// # Errors
    /// `NothingToUndo`; `ChangedSince` when somebody has worked on the same rows after it.
    pub fn undo(&mut self) -> Result<Undone> {
        let number = *self.mine.last().ok_or(StoreError::NothingToUndo)?;
        let pen = self.pen.clone();
        let take_back = |tx: &Transaction| {
            // A record that moved as a whole goes back as a whole.
            let both = merging::open_for_undo(tx, &pen, number)?;
            let undone = undo::take_back(tx, number)?;
            match both {
                Some(both) if !merging::are_whole(tx, both)? => Err(StoreError::ChangedSince),
                _ => Ok(undone),
            }
        };
        let undone = self.transact(Some(number), After::Tell, take_back).map(|(undone, _)| undone);
        self.pen.take_whole(None);
        if matches!(undone, Ok(_) | Err(StoreError::ChangedSince)) {
            self.mine.pop();
        }
        undone
    }

    fn transact<T, E: From<StoreError>>(
        &mut self,
        undoes: Option<i64>,
        after: After,
        work: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<(T, Option<i64>), E> {
        let behaviour = TransactionBehavior::Immediate;
        let tx = self.conn.transaction_with_behavior(behaviour).map_err(StoreError::from)?;
        open::check_version(&tx)?;
        // What is only put into the log, or undone, is of no older file.
        if after != After::Keep && !self.reading.is_of(&tx)? {
            return Err(StoreError::Restored.into());
        }
        // Who has left the team in the middle of a sitting writes no more.
        let role = sight::role(&tx, self.pen.worker())?;
        let number = log::next_number(&tx)?;
        self.pen.begin(number, undoes);
        let value = work(&tx)?;
        let logged = log::holds(&tx, number)?;
        if logged {
            sight::check_written(&tx, role, number)?;
        }
        match after {
            After::Tell | After::Keep => tx.commit(),
            After::Forget => tx.rollback(),
        }
        .map_err(StoreError::from)?;
        if logged && after == After::Tell {
            self.reading.wrote(number);
            self.bell.iter().for_each(Bell::ring);
        }
        Ok((value, logged.then_some(number)))
    }

    /// What wakes this session when another one has committed; none for a file in memory.
    pub fn bell(&self) -> Option<&Bell> {
        self.bell.as_ref()
    }

    /// Looks the whole file over: structure, references, codes. An empty list is a sound file.
    ///
    /// # Errors
    /// When the file cannot even be read.
    pub fn check(&self) -> Result<Vec<String>> {
        open::check(&self.conn)
    }
}
