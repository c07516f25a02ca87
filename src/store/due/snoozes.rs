//! Due lines that were put off to another day, and why. What is put off is one line of one day: when its day is
//! another one, or something new comes of the same, it is spoken of again.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use crate::domain::due::{DueLine, Snooze};
use crate::domain::ids::{ClientId, WorkerId};
use crate::store::error::{Result, StoreError};
use crate::store::sql::one;

/// Tells each line that it was put off, if it was.
pub fn attach(conn: &Connection, lines: &mut [DueLine]) -> Result<()> {
    let mut query = conn.prepare_cached("SELECT rule, target, rev, until, reason, worker_id FROM snooze")?;
    let read = query.query_map([], |row| {
        let snooze = Snooze { rev: row.get(2)?, until: row.get(3)?, reason: row.get(4)?, by: row.get(5)? };
        Ok(((row.get(0)?, row.get(1)?), snooze))
    })?;
    let snoozes: HashMap<(String, String), Snooze> = read.collect::<rusqlite::Result<_>>()?;
    if snoozes.is_empty() {
        return Ok(());
    }
    for line in lines {
        line.snooze = snoozes.get(&(line.rule.key.to_string(), line.dated_key())).cloned();
    }
    Ok(())
}

/// Which line is meant, as it was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Which {
    pub rule: &'static str,
    /// [`DueLine::dated_key`].
    pub target: String,
    pub client: Option<ClientId>,
    /// Of the snooze that it had; `None` where it had none.
    pub rev: Option<i64>,
}

impl From<&DueLine> for Which {
    fn from(line: &DueLine) -> Which {
        Which {
            rule: line.rule.key,
            target: line.dated_key(),
            client: line.subject.client.as_ref().map(|(client, _)| *client),
            rev: line.snooze.as_ref().map(|snooze| snooze.rev),
        }
    }
}

/// Puts a line off until a day.
///
/// # Errors
/// `Stale` when a colleague has put it off, or woken it, since it was seen.
pub fn snooze(conn: &Connection, me: WorkerId, which: &Which, until: NaiveDate, reason: &str) -> Result<()> {
    match which.rev {
        Some(rev) => one(conn.execute(
            "UPDATE snooze SET rev = rev + 1, until = ?4, reason = ?5, worker_id = ?6 \
             WHERE rule = ?1 AND target = ?2 AND rev = ?3",
            (which.rule, &which.target, rev, until, reason, me),
        )?),
        None => one(conn.execute(
            "INSERT INTO snooze(rule, target, client_id, worker_id, until, reason) VALUES(?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT(rule, target) DO NOTHING",
            (which.rule, &which.target, which.client, me, until, reason),
        )?),
    }
}

/// Takes a line back before its day.
///
/// # Errors
/// `Stale` when a colleague has done so, or has put it off anew, since it was seen.
pub fn wake(conn: &Connection, which: &Which) -> Result<()> {
    let rev = which.rev.ok_or(StoreError::Stale)?;
    let sql = "DELETE FROM snooze WHERE rule = ?1 AND target = ?2 AND rev = ?3";
    one(conn.execute(sql, (which.rule, &which.target, rev))?)
}
