//! Drafts: half-typed forms, kept until they are saved or thrown away.
//!
//! Each sitting keeps its own. A form that is opened takes up what an earlier sitting has left; from its next pause on
//! that text is this sitting's. A sitting that is still typing loses nothing by it: what it has typed since stays, and
//! so does what another form here was left with.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior};

use super::Store;
use super::error::Result;

/// Which form, on which row: what makes one draft different from another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DraftKey {
    pub form: String,
    /// The row that the form edits or hangs on; 0 for none yet.
    pub target: i64,
}

/// A half-typed form.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    pub key: DraftKey,
    /// The rev that the form was opened on.
    pub base_rev: Option<i64>,
    /// The fields as JSON.
    pub body: String,
    /// When, as a UTC instant.
    pub saved_at: String,
    /// The sitting that typed it.
    pub sitting: i64,
}

/// This sitting, as far as drafts tell it from others.
pub struct Sitting {
    number: i64,
    /// What the newest form of each kind has taken up from another sitting, as it was, and not kept as its own yet.
    taken: Mutex<HashMap<DraftKey, Draft>>,
}

impl Default for Sitting {
    fn default() -> Sitting {
        Sitting { number: fastrand::i64(1..), taken: Mutex::default() }
    }
}

impl Sitting {
    fn taken(&self) -> MutexGuard<'_, HashMap<DraftKey, Draft>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Deletes the draft that a form here has typed, or taken up.
    pub fn drop_in(&self, conn: &Connection, worker: i64, key: &DraftKey) -> Result<()> {
        match self.taken().get(key) {
            Some(taken) => delete_unchanged(conn, worker, taken),
            None => delete(conn, worker, key, self.number),
        }
    }
}

fn delete(conn: &Connection, worker: i64, key: &DraftKey, sitting: i64) -> Result<()> {
    conn.prepare_cached("DELETE FROM draft WHERE worker_id = ?1 AND form = ?2 AND target = ?3 AND sitting = ?4")?
        .execute((worker, &key.form, key.target, sitting))?;
    Ok(())
}

/// Unless whoever typed it has typed on.
fn delete_unchanged(conn: &Connection, worker: i64, Draft { key, body, sitting, .. }: &Draft) -> Result<()> {
    let sql = "DELETE FROM draft WHERE worker_id = ?1 AND form = ?2 AND target = ?3 AND sitting = ?4 AND body = ?5";
    conn.prepare_cached(sql)?.execute((worker, &key.form, key.target, sitting, body))?;
    Ok(())
}

const COLUMNS: &str = "SELECT form, target, base_rev, body, saved_at, sitting FROM draft WHERE worker_id = ?1";

/// A draft says whom it is about; which row its number means only its form knows.
const NAMES_NOBODY_UNSEEN: &str = "NOT EXISTS (SELECT 1 FROM main.client r WHERE r.restricted = 1 \
    AND instr(body, r.family_name || ' ' || r.given_name) > 0 AND NOT EXISTS (SELECT 1 FROM client WHERE id = coalesce(r.merged_into, r.id)))";

fn read(row: &Row) -> rusqlite::Result<Draft> {
    let key = DraftKey { form: row.get(0)?, target: row.get(1)? };
    Ok(Draft { key, base_rev: row.get(2)?, body: row.get(3)?, saved_at: row.get(4)?, sitting: row.get(5)? })
}

impl Store {
    /// Keeps a draft of the signed-in worker. Not logged: it is nobody else's yet.
    ///
    /// # Errors
    /// `DiskFull` and the like; the text is then still in the form.
    pub fn keep_draft(&mut self, key: &DraftKey, base_rev: Option<i64>, body: &str) -> Result<()> {
        self.with_sitting(|tx, worker, sitting| {
            if let Some(taken) = sitting.taken().get(key) {
                // What another form here was left with is put aside.
                let aside =
                    "UPDATE draft SET sitting = ?5 WHERE worker_id = ?1 AND form = ?2 AND target = ?3 AND sitting = ?4";
                let fresh = fastrand::i64(1..);
                tx.prepare_cached(aside)?.execute((worker, &key.form, key.target, sitting.number, fresh))?;
                delete_unchanged(tx, worker, taken)?;
            }
            tx.prepare_cached(
                "INSERT INTO draft(worker_id, form, target, base_rev, body, saved_at, sitting) \
                 VALUES(?1, ?2, ?3, ?4, ?5, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?6) \
                 ON CONFLICT(worker_id, form, target, sitting) DO UPDATE \
                 SET base_rev = excluded.base_rev, body = excluded.body, saved_at = excluded.saved_at",
            )?
            .execute((worker, &key.form, key.target, base_rev, body, sitting.number))?;
            Ok(())
        })?;
        self.sitting.taken().remove(key);
        Ok(())
    }

    /// Throws a draft away that was typed here or taken up here.
    ///
    /// # Errors
    /// SQLite's own.
    pub fn drop_draft(&mut self, key: &DraftKey) -> Result<()> {
        self.with_sitting(|tx, worker, sitting| sitting.drop_in(tx, worker, key))
    }

    /// Throws a draft away that a certain sitting has typed.
    ///
    /// # Errors
    /// SQLite's own.
    pub fn drop_draft_of(&mut self, key: &DraftKey, sitting: i64) -> Result<()> {
        self.with_sitting(|tx, worker, _| delete(tx, worker, key, sitting))
    }

    fn with_sitting(&mut self, work: impl FnOnce(&Connection, i64, &Sitting) -> Result<()>) -> Result<()> {
        let (worker, sitting) = (self.worker().0, Arc::clone(&self.sitting));
        // Whatever has become of the file: what was typed before an upgrade is kept for the program that comes after it.
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        work(&tx, worker, &sitting)?;
        Ok(tx.commit()?)
    }

    /// The signed-in worker's drafts, newest first; those that bear the name of a client who may not be seen any more
    /// wait until that client may be.
    ///
    /// # Errors
    /// SQLite's own.
    pub fn drafts(&self) -> Result<Vec<Draft>> {
        let mut query = self
            .reader()
            .prepare_cached(&format!("{COLUMNS} AND {NAMES_NOBODY_UNSEEN} ORDER BY saved_at DESC, rowid DESC"))?;
        Ok(query.query_map([self.worker()], read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The signed-in worker's draft of one form: this sitting's own, else that of the `sitting` named, else the newest.
    /// Whoever asks takes it up.
    ///
    /// # Errors
    /// SQLite's own.
    pub fn draft(&self, key: &DraftKey, sitting: Option<i64>) -> Result<Option<Draft>> {
        let mut query = self.reader().prepare_cached(&format!(
            "{COLUMNS} AND form = ?2 AND target = ?3 AND {NAMES_NOBODY_UNSEEN} \
             ORDER BY sitting IS ?4 DESC, sitting = ?5 DESC, saved_at DESC, rowid DESC"
        ))?;
        let own = self.sitting.number;
        let found = query.query_row((self.worker(), &key.form, key.target, sitting, own), read).optional()?;
        match found.as_ref().filter(|draft| draft.sitting != own) {
            Some(draft) => drop(self.sitting.taken().insert(key.clone(), draft.clone())),
            None => drop(self.sitting.taken().remove(key)),
        }
        Ok(found)
    }
}
