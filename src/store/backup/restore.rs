//! Putting a copy in the place of the file, while others have it open.
//!
//! All that belongs to it is made ready in a file of its own: the copy, brought up to date if it is older; what people
//! have half typed since; the entry of the log. It comes into the file as one transaction, and whoever has the file
//! open goes on with what it is then. From before the last copy of what was there until that moment nobody can write,
//! so that no change is in neither of them.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OptionalExtension};

use super::folder::{Folder, PREPARED};
use super::{Findings, Taken, Why, examine, folder, take_into, tidy};
use crate::domain::ids::WorkerId;
use crate::domain::rights::Right;
use crate::store::bell::Bell;
use crate::store::error::{Result, StoreError};
use crate::store::log::{self, Pen};
use crate::store::news::Reading;
use crate::store::{Store, chain, open, sight};

/// What the log calls the file as a whole. Only a restore has entries about it.
pub const ENTITY: &str = "file";

/// How often a file is asked for that others are writing to, and how long is waited between.
const TRIES: u32 = 200;
const PAUSE: Duration = Duration::from_millis(50);

/// The file is what a copy was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What was in the file before.
    pub safety: Taken,
}

impl Store {
    /// Puts a copy in the place of this file. Other sessions notice by themselves; nothing of this sitting can be undone.
    ///
    /// # Errors
    /// `Forbidden`; `BadCopy`, `NotOurs`, `Newer` for what cannot be put back; `Busy`. The file is as it was then.
    pub fn restore(&mut self, copy: &Path) -> Result<Restored> {
        sight::require(&self.conn, self.worker(), Right::Restore)?;
        fit(&self.path, copy)?;
        let folder = Folder::beside(&self.path)?.lock()?;
        let restored = self.put_back(copy, &folder);
        // Neither a part that is left nor an old copy that could not go changes what has been done.
        let _ = folder.clear(PREPARED);
        let restored = restored?;
        self.begin_again()?;
        self.bell.iter().for_each(Bell::ring);
        let _ = folder.rotate(&restored.safety.name);
        tidy(open::plain(&self.path)?);
        Ok(restored)
    }

    fn put_back(&self, copy: &Path, folder: &folder::Locked) -> Result<Restored> {
        let prepared = folder.make(PREPARED)?;
        std::io::copy(&mut File::open(copy)?, &mut OpenOptions::new().write(true).open(&prepared)?)?;
        let pen = Pen::default();
        pen.hand_to(self.worker());
        let source = open::open_prepared(&prepared, &pen)?;
        let name = copy.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.exchange(&source, &pen, &name, folder)
    }

    fn exchange(&self, source: &Connection, pen: &Pen, name: &str, folder: &folder::Locked) -> Result<Restored> {
        let mut live = open::plain(&self.path)?;
        let backup = Backup::new(source, &mut live)?;
        // No page yet, but from here on nobody else writes.
        step(&backup, 0)?;
        let safety = take_into(folder, &self.path, Why::BeforeRestore)?;
        let was = open::plain(&self.path)?;
        make_ready(source, &was, pen, &Told { copy: name, safety: &safety.name })?;
        drop(was);
        if let Some(fault) = open::check(source)?.into_iter().next() {
            return Err(StoreError::BadCopy(fault));
        }
        step(&backup, -1)?;
        Ok(Restored { safety })
    }

    /// The file is another one: what this sitting knew of it holds no longer.
    pub(in crate::store) fn begin_again(&mut self) -> Result<()> {
        self.mine.clear();
        self.reading = Reading::begin(&self.conn)?;
        Ok(())
    }
}

/// Whether this copy could be put in the place of this file.
///
/// # Errors
/// As [`Store::restore`].
pub fn fit(file: &Path, copy: &Path) -> Result<Findings> {
    let (own, other) = (file.metadata()?, copy.metadata().map_err(|_| StoreError::Missing)?);
    // Opening and closing the live file past SQLite would drop its locks.
    if (own.dev(), own.ino()) == (other.dev(), other.ino()) {
        return Err(StoreError::BadCopy("the file itself".into()));
    }
    let found = examine(copy)?;
    match found.faults.first() {
        Some(fault) => Err(StoreError::BadCopy(fault.clone())),
        None => Ok(found),
    }
}

fn step(backup: &Backup, pages: i32) -> Result<()> {
    for _ in 0..TRIES {
        match backup.step(pages)? {
            StepResult::Done => return Ok(()),
            StepResult::More if pages == 0 => return Ok(()),
            StepResult::More => {}
            _ => std::thread::sleep(PAUSE),
        }
    }
    Err(StoreError::Busy)
}

/// What the log says of it.
struct Told<'a> {
    copy: &'a str,
    safety: &'a str,
}

/// Puts into the prepared copy what has to come with it from the file as it is now.
fn make_ready(source: &Connection, was: &Connection, pen: &Pen, told: &Told) -> Result<()> {
    let head = |conn: &Connection| Ok::<_, StoreError>(chain::head(conn)?.map(|head| head.hash));
    let (before, after) = (head(was)?, head(source)?);
    let tx = source.unchecked_transaction()?;
    carry_drafts(&tx, was)?;
    carry_numbers(&tx, was)?;
    pen.begin(log::next_number(&tx)?, None);
    tx.execute(
        "INSERT INTO trace(act, entity, entity_id, before, after) VALUES('change', ?1, 0, \
         json_object('copy', ?2, 'head', ?3), json_object('copy', ?4, 'head', ?5))",
        (ENTITY, told.safety, before, told.copy, after),
    )?;
    tx.commit()?;
    Ok(())
}

/// What people have half typed stays theirs. It was typed over rows that are not the same any more, whatever their
/// `rev` says: the form shows both.
fn carry_drafts(tx: &Connection, was: &Connection) -> Result<()> {
    let mut read = was.prepare("SELECT worker_id, form, target, base_rev, body, saved_at, sitting FROM draft")?;
    let mut rows = read.query([])?;
    while let Some(row) = rows.next()? {
        let (worker, form, target): (WorkerId, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let base_rev = row.get::<_, Option<i64>>(3)?.map(|_| NO_REV);
        let (body, saved_at, sitting): (String, String, i64) = (row.get(4)?, row.get(5)?, row.get(6)?);
        // Nobody is there to go on with the draft of a worker whom the copy does not know.
        if tx.prepare_cached("SELECT 1 FROM worker WHERE id = ?1")?.exists([worker])? {
            tx.prepare_cached(
                "INSERT OR REPLACE INTO draft(worker_id, form, target, base_rev, body, saved_at, sitting) \
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute((worker, form, target, base_rev, body, saved_at, sitting))?;
        }
    }
    Ok(())
}

/// The `rev` of no row: whoever has typed over it is shown what is there now.
pub const NO_REV: i64 = -1;

/// A number that was somebody's does not become somebody else's: neither a screen that is still open nor a list on
/// paper leads to the wrong one.
fn carry_numbers(tx: &Connection, was: &Connection) -> Result<()> {
    let mut read = was.prepare("SELECT name, seq FROM sqlite_sequence WHERE name <> 'log'")?;
    let mut rows = read.query([])?;
    while let Some(row) = rows.next()? {
        let (name, seq): (String, i64) = (row.get(0)?, row.get(1)?);
        let known = tx.execute("UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1", (&name, seq))?;
        if known == 0
            && tx.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1")?.exists([&name])?
        {
            tx.execute("INSERT INTO sqlite_sequence(name, seq) VALUES(?1, ?2)", (name, seq))?;
        }
    }
    Ok(())
}

/// The hash of the entry about the last restore: as long as it is the same, so is the file. `None` before the first.
pub(in crate::store) fn era(conn: &Connection) -> Result<Option<Vec<u8>>> {
    let sql = "SELECT hash FROM log WHERE entity = ?1 AND entity_id = 0 ORDER BY id DESC LIMIT 1";
    Ok(conn.prepare_cached(sql)?.query_row([ENTITY], |row| row.get(0)).optional()?)
}
