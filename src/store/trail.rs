//! Entries of the log that are no changes, and reading the log: page by page, or what concerns one client.

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::error::{Result, StoreError};
use super::log;
use super::{Store, chain, sight};
use crate::domain::client::may_show;
use crate::domain::ids::{ClientId, WorkerId};
use crate::domain::keyed::Keyed;
use crate::domain::moment;
use crate::domain::rights::Right;
use crate::domain::trace::{Act, Purpose, Trace};

pub use super::chain::Head;

/// Which entries of the log are asked for. What is `None` or empty does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogAsked {
    pub client: Option<ClientId>,
    pub workers: Option<Vec<WorkerId>>,
    /// First and last day, both included.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Each has to be a piece of the client's name or reference, or the entry is of one of these workers.
    pub words: Vec<(String, Vec<WorkerId>)>,
    /// At most so many, the newest first; all without.
    pub limit: Option<u32>,
}

/// How many records of one kind a transaction has made, changed and removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// A table.
    pub entity: String,
    pub made: u32,
    pub changed: u32,
    pub removed: u32,
}

/// What the transaction at work has written so far, in the order in which it came to it.
///
/// # Errors
/// SQLite's own.
pub fn tally(conn: &Connection) -> Result<Vec<Tally>> {
    // What was made and then filled in is one new record.
    let sql = "SELECT entity, sum(act = 3), sum(act = 1), sum(act = 2) FROM (SELECT entity, min(id) AS first, \
          max(CASE act WHEN 'create' THEN 3 WHEN 'remove' THEN 2 ELSE 1 END) AS act \
        FROM log WHERE tx = log_number() AND act IN ('create', 'change', 'remove') GROUP BY entity, entity_id) \
        GROUP BY entity ORDER BY min(first)";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([], |row| {
        Ok(Tally { entity: row.get(0)?, made: row.get(1)?, changed: row.get(2)?, removed: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    pub id: i64,
    /// Entries of one transaction share it.
    pub tx: i64,
    /// A UTC instant.
    pub at: String,
    pub worker: WorkerId,
    pub act: Act,
    /// A table, or what was looked at.
    pub entity: String,
    pub entity_id: i64,
    pub client: Option<ClientId>,
    /// The client's reference, while there is such a client.
    pub client_ref: Option<String>,
    /// It takes an earlier transaction back.
    pub undoes: bool,
    pub reason: Option<String>,
    pub purpose: Option<Purpose>,
    pub changes: Vec<Difference>,
}

/// One column of a row, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub column: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl Store {
    /// Puts into the log what was only looked at. It wakes nobody and cannot be undone.
    ///
    /// # Errors
    /// As [`Store::write`]; nothing is in the log then.
    pub fn trace(&mut self, traces: &[Trace]) -> Result<()> {
        let (me, pen) = (self.worker(), self.pen.clone());
        let done = self.note_down(|tx| {
            traces.iter().try_for_each(|trace| {
                pen.explain(trace.reason.clone());
                write(tx, me, trace)
            })
        });
        self.pen.explain(None);
        done
    }

    /// The newest entry of the log, for whoever notes it elsewhere; `None` in an empty log.
    ///
    /// # Errors
    /// SQLite's own.
    pub fn log_head(&self) -> Result<Option<Head>> {
        chain::head(self.reader())
    }
}

fn write(conn: &Connection, me: WorkerId, trace: &Trace) -> Result<()> {
    // By what right somebody sees a client is what holds now: it may end tomorrow.
    let mut write = conn.prepare_cached(
        "INSERT INTO trace(act, entity, entity_id, client_id, purpose) SELECT ?1, ?2, ?3, ?4, CASE \
         WHEN ?4 IS NULL THEN NULL \
         WHEN EXISTS (SELECT 1 FROM main.client WHERE id = ?4 AND restricted = 1) AND NOT EXISTS (SELECT 1 \
           FROM client_access WHERE client_id = ?4 AND worker_id = ?5 AND kind = 'named') THEN 'break_glass' \
         WHEN EXISTS (SELECT 1 FROM episode e JOIN assignment a ON a.episode_id = e.id \
           WHERE e.client_id = ?4 AND a.worker_id = ?5 AND a.ends IS NULL) THEN 'own_worker' \
         WHEN EXISTS (SELECT 1 FROM enrolment n JOIN activity v ON v.id = n.activity_id \
           WHERE n.client_id = ?4 AND v.lead_id = ?5 AND n.state IN ('waiting', 'offered', 'enrolled')) THEN 'group_lead' \
         ELSE 'team' END",
    )?;
    let clients = trace.clients.iter().copied().map(Some);
    let nobody = trace.clients.is_empty().then_some(None);
    for client in clients.chain(nobody) {
        write.execute((trace.act, trace.seen.key(), trace.id, client, me))?;
    }
    Ok(())
}

/// The entries that are asked for, newest first, for who may read the log. Of a client who may not be seen there is the
/// reference and what was done, and nothing of what was written; what a non-disclosure order hides is hidden here, too.
///
/// # Errors
/// `Forbidden` to who may not read the log.
pub fn entries(conn: &Connection, asked: &LogAsked) -> Result<Vec<LogEntry>> {
    sight::require_here(conn, Right::ReadLog)?;
    read_entries(conn, asked)
}

/// The entries about one client, newest first, for who may give the client an extract of them.
///
/// # Errors
/// `Forbidden` to who may not.
pub fn extract(conn: &Connection, client: ClientId, asked: &LogAsked) -> Result<Vec<LogEntry>> {
    sight::require_here(conn, Right::Extract)?;
    read_entries(conn, &LogAsked { client: Some(client), ..asked.clone() })
}

fn read_entries(conn: &Connection, asked: &LogAsked) -> Result<Vec<LogEntry>> {
    let mut wanted: Vec<String> = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    if let Some(client) = asked.client {
        // What was done with a record before it became a part of this one was done with the same person's.
        wanted.push("l.client_id IN (SELECT id FROM main.client WHERE ?1 IN (id, merged_into) UNION SELECT ?1)".into());
        values.push(client.0.into());
    }
    if let Some(workers) = &asked.workers {
        wanted.push(format!("l.worker_id IN ({})", numbers(workers)));
    }
    if let Some(from) = asked.from {
        wanted.push("l.at >= ?".into());
        values.push(moment::begins(from).into());
    }
    if let Some(after) = asked.to.and_then(|to| to.succ_opt()) {
        wanted.push("l.at < ?".into());
        values.push(moment::begins(after).into());
    }
    for (word, workers) in &asked.words {
        let is_theirs = format!("l.worker_id IN ({})", numbers(workers));
        wanted.push(format!("({is_theirs} OR l.client_id IN (SELECT id FROM client WHERE instr(fold_key, ?) > 0))"));
        values.push(word.clone().into());
    }
    let wanted = if wanted.is_empty() { "1".to_string() } else { wanted.join(" AND ") };
    values.push(asked.limit.map_or(-1, i64::from).into());
    let sql = format!(
        "SELECT l.id, l.tx, l.at, l.worker_id, l.act, l.entity, l.entity_id, l.client_id, \
           (SELECT ref FROM main.client WHERE id = l.client_id), l.undoes IS NOT NULL, \
           iif({TOLD} OR l.entity = 'client_access', l.reason, NULL), l.purpose, iif({TOLD}, l.before, NULL), \
           iif({TOLD}, l.after, NULL), iif(l.client_id IS NULL, 0, coalesce(c.non_disclosure, 1)) \
         FROM log l LEFT JOIN client c ON c.id = {WHOSE} WHERE {wanted} \
         ORDER BY l.id DESC LIMIT ?"
    );
    let mut query = conn.prepare(&sql)?;
    let rows = query.query_map(params_from_iter(values), read)?;
    rows.map(|row| row.map_err(StoreError::from)).collect()
}

/// Whose entry it is now: that of a record that was merged into another one is the other one's.
const WHOSE: &str = "coalesce((SELECT merged_into FROM main.client WHERE id = l.client_id), l.client_id)";

/// Nobody's entry, or somebody's who may be seen; of a client who is gone, for who may see clients.
const TOLD: &str = "(l.client_id IS NULL OR c.id IS NOT NULL OR (EXISTS (SELECT 1 FROM client) \
    AND NOT EXISTS (SELECT 1 FROM main.client WHERE id = l.client_id)))";

fn numbers(workers: &[WorkerId]) -> String {
    workers.iter().map(|worker| worker.0.to_string()).collect::<Vec<_>>().join(", ")
}

fn read(row: &Row) -> rusqlite::Result<LogEntry> {
    let (before, after): (Option<String>, Option<String>) = (row.get(12)?, row.get(13)?);
    Ok(LogEntry {
        id: row.get(0)?,
        tx: row.get(1)?,
        at: row.get(2)?,
        worker: row.get(3)?,
        act: row.get(4)?,
        entity: row.get(5)?,
        entity_id: row.get(6)?,
        client: row.get(7)?,
        client_ref: row.get(8)?,
        undoes: row.get(9)?,
        reason: row.get(10)?,
        purpose: row.get(11)?,
        changes: differences(before.as_deref(), after.as_deref(), row.get(14)?),
    })
}

fn differences(before: Option<&str>, after: Option<&str>, non_disclosure: bool) -> Vec<Difference> {
    let columns = |text: Option<&str>| -> serde_json::Map<String, serde_json::Value> {
        text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    };
    let (before, after) = (columns(before), columns(after));
    let names = before.keys().chain(after.keys().filter(|name| !before.contains_key(*name)));
    // What the program makes of other columns says nothing more.
    let told = names.filter(|name| !name.ends_with("_key") && may_show(name, non_disclosure));
    let value = |value: Option<&serde_json::Value>| match value? {
        serde_json::Value::Null => None,
        serde_json::Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    };
    told.map(|name| Difference { column: name.clone(), before: value(before.get(name)), after: value(after.get(name)) })
        .collect()
}

/// Who worked on a row last, and when; `None` where nobody has since it was brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    pub worker: WorkerId,
    /// A UTC instant.
    pub at: String,
}

/// Who changed a row of a logged table last.
pub fn last_touch(conn: &Connection, table: &str, id: i64) -> Result<Option<Touched>> {
    if !log::LOGGED.iter().any(|(logged, _)| *logged == table) {
        return Ok(None);
    }
    let mut query = conn.prepare_cached(
        "SELECT worker_id, at FROM log WHERE entity = ?1 AND entity_id = ?2 AND act IN ('create', 'change', 'remove') \
         ORDER BY id DESC LIMIT 1",
    )?;
    let mut rows = query.query_map((table, id), |row| Ok(Touched { worker: row.get(0)?, at: row.get(1)? }))?;
    Ok(rows.next().transpose()?)
}
