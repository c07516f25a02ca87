//! Drafts: half-typed forms, kept until they are saved or thrown away.

use rusqlite::{Connection, OptionalExtension};

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
}

/// A draft says whom it is about; which row its number means only its form knows.
const NAMES_NOBODY_UNSEEN: &str = "NOT EXISTS (SELECT 1 FROM main.client r WHERE r.restricted = 1 \
    AND instr(body, r.family_name || ' ' || r.given_name) > 0 AND NOT EXISTS (SELECT 1 FROM client WHERE id = r.id))";

impl Store {
    /// Keeps a draft of the signed-in worker. Not logged: it is nobody else's yet.
    ///
    /// # Errors
    /// `DiskFull` and the like; the text is then still in the form.
    pub fn keep_draft(&mut self, key: &DraftKey, base_rev: Option<i64>, body: &str) -> Result<()> {
        let worker = self.worker();
        self.write(|tx| {
            tx.prepare_cached(
                "INSERT INTO draft(worker_id, form, target, base_rev, body, saved_at) \
                 VALUES(?1, ?2, ?3, ?4, ?5, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) \
                 ON CONFLICT(worker_id, form, target) DO UPDATE \
                 SET base_rev = excluded.base_rev, body = excluded.body, saved_at = excluded.saved_at",
            )?
            .execute((worker, &key.form, key.target, base_rev, body))?;
            Ok(())
        })
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// SQLite's own.
    pub fn drop_draft(&mut self, key: &DraftKey) -> Result<()> {
        let worker = self.worker();
        self.write(|tx| drop_in(tx, worker.0, key))
    }

    /// The signed-in worker's drafts, newest first; those that bear the name of a client who may not be seen any more
    /// wait until that client may be.
    ///
    /// # Errors
    /// SQLite's own.
    pub fn drafts(&self) -> Result<Vec<Draft>> {
        let mut query = self.reader().prepare_cached(&format!(
            "SELECT form, target, base_rev, body, saved_at FROM draft WHERE worker_id = ?1 AND {NAMES_NOBODY_UNSEEN} \
             ORDER BY saved_at DESC",
        ))?;
        let rows = query.query_map([self.worker()], |row| {
            let key = DraftKey { form: row.get(0)?, target: row.get(1)? };
            Ok(Draft { key, base_rev: row.get(2)?, body: row.get(3)?, saved_at: row.get(4)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The signed-in worker's draft of one form.
    ///
    /// # Errors
    /// SQLite's own.
    pub fn draft(&self, key: &DraftKey) -> Result<Option<Draft>> {
        let mut query = self.reader().prepare_cached(&format!(
            "SELECT base_rev, body, saved_at FROM draft WHERE worker_id = ?1 AND form = ?2 AND target = ?3 \
             AND {NAMES_NOBODY_UNSEEN}",
        ))?;
        let found = query.query_row((self.worker(), &key.form, key.target), |row| {
            Ok(Draft { key: key.clone(), base_rev: row.get(0)?, body: row.get(1)?, saved_at: row.get(2)? })
        });
        Ok(found.optional()?)
    }
}

/// Within the save that the draft was for, so that neither is left without the other.
pub fn drop_in(conn: &Connection, worker: i64, key: &DraftKey) -> Result<()> {
    conn.prepare_cached("DELETE FROM draft WHERE worker_id = ?1 AND form = ?2 AND target = ?3")?
        .execute((worker, &key.form, key.target))?;
    Ok(())
}
