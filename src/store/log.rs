//! The log: who changed what, and taking it back.
//!
//! Triggers write it, so no code path can forget to. They call functions that only a connection of ours has;
//! any other program that tries to change a logged table fails with "no such function".

use std::sync::atomic::{AtomicI64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::error::{Result, StoreError};
use crate::domain::ids::WorkerId;

/// Every logged table, with the SQL that finds whose row it is (`$` stands for NEW or OLD).
const LOGGED: &[(&str, &str)] = &[
    ("worker", "NULL"),
    ("code", "NULL"),
    ("client", "$.id"),
    ("client_access", "$.client_id"),
    ("episode", "$.client_id"),
    ("assignment", "(SELECT client_id FROM episode WHERE id = $.episode_id)"),
    ("goal", "(SELECT client_id FROM episode WHERE id = $.episode_id)"),
    ("review", "(SELECT e.client_id FROM goal g JOIN episode e ON e.id = g.episode_id WHERE g.id = $.goal_id)"),
    ("meeting", "(SELECT client_id FROM episode WHERE id = $.episode_id)"),
    ("plan", "(SELECT client_id FROM episode WHERE id = $.episode_id)"),
    ("plan_goal", "(SELECT e.client_id FROM plan p JOIN episode e ON e.id = p.episode_id WHERE p.id = $.plan_id)"),
    ("decision", "(SELECT client_id FROM episode WHERE id = $.episode_id)"),
    ("measure", "$.client_id"),
    ("note", "$.client_id"),
    ("activity", "NULL"),
    ("series", "NULL"),
    ("session", "NULL"),
    ("enrolment", "$.client_id"),
    ("attendance", "$.client_id"),
    ("absence_notice", "$.client_id"),
    ("booking", "$.client_id"),
    ("recommendation", "$.client_id"),
    ("closure_day", "NULL"),
    ("setting", "NULL"),
    ("snooze", "$.client_id"),
];

/// What the triggers ask: who is writing, in which transaction, and whether it takes another one back.
#[derive(Clone, Default)]
pub struct Pen(Arc<Held>);

#[derive(Default)]
struct Held {
    worker: AtomicI64,
    number: AtomicI64,
    undoes: AtomicI64,
    reason: Mutex<Option<String>>,
    calendar: Mutex<Option<Calendar>>,
}

/// Says what day it is.
pub type Calendar = Box<dyn Fn() -> NaiveDate + Send + Sync>;

impl Pen {
    pub fn hand_to(&self, worker: WorkerId) {
        self.0.worker.store(worker.0, Relaxed);
    }

    pub fn worker(&self) -> WorkerId {
        WorkerId(self.0.worker.load(Relaxed))
    }

    pub fn begin(&self, number: i64, undoes: Option<i64>) {
        self.0.number.store(number, Relaxed);
        self.0.undoes.store(undoes.unwrap_or(0), Relaxed);
    }

    pub fn live_by(&self, calendar: Calendar) {
        *self.0.calendar.lock().unwrap_or_else(PoisonError::into_inner) = Some(calendar);
    }

    /// Today, if anybody has said how to know it.
    pub fn day(&self) -> Option<NaiveDate> {
        let calendar = self.0.calendar.lock().unwrap_or_else(PoisonError::into_inner);
        calendar.as_ref().map(|today| today())
    }

    /// Why the next changes are made, where a rule asks for a reason; `None` where none does.
    pub fn explain(&self, reason: Option<String>) {
        *self.0.reason.lock().unwrap_or_else(PoisonError::into_inner) = reason;
    }

    /// Gives a connection the functions without which it cannot write.
    pub fn lend_to(&self, conn: &Connection) -> Result<()> {
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_INNOCUOUS;
        let (worker, number, undoes) = (self.clone(), self.clone(), self.clone());
        conn.create_scalar_function("log_worker", 0, flags, move |_| Ok(worker.0.worker.load(Relaxed)))?;
        conn.create_scalar_function("log_number", 0, flags, move |_| Ok(number.0.number.load(Relaxed)))?;
        conn.create_scalar_function("log_undoes", 0, flags, move |_| {
            Ok(Some(undoes.0.undoes.load(Relaxed)).filter(|number| *number != 0))
        })?;
        let reason = self.clone();
        conn.create_scalar_function("log_reason", 0, flags, move |_| {
            Ok(reason.0.reason.lock().unwrap_or_else(PoisonError::into_inner).clone())
        })?;
        conn.create_scalar_function("log_before", -1, flags, |args| differences(args, false))?;
        conn.create_scalar_function("log_after", -1, flags, |args| differences(args, true))?;
        Ok(())
    }
}

/// (Re)makes the three triggers of every logged table from the columns it has now.
pub fn make_triggers(conn: &Connection) -> rusqlite::Result<()> {
    // Neither did the log always say why.
    let says_why = conn.prepare("SELECT 1 FROM pragma_table_info('log') WHERE name = 'reason'")?.exists([])?;
    for (table, client) in LOGGED {
        let columns: Vec<String> = conn
            .prepare("SELECT name FROM pragma_table_info(?1) WHERE name NOT IN ('id', 'rev')")?
            .query_map([table], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        // An earlier step of the migrations does not have every table yet.
        if columns.is_empty() {
            continue;
        }
        conn.execute_batch(&triggers(table, client, &columns, says_why))?;
    }
    Ok(())
}

fn triggers(table: &str, client: &str, columns: &[String], says_why: bool) -> String {
    let (why, because) = if says_why { (", reason", ", log_reason()") } else { ("", "") };
    let entry = |act: &str, row: &str, before: &str, after: &str| {
        let client = client.replace('$', row);
        format!(
            "INSERT INTO log(tx, at, worker_id, act, entity, entity_id, client_id, undoes, before, after{why}) \
             VALUES(log_number(), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), log_worker(), '{act}', '{table}', {row}.id, \
             {client}, log_undoes(), {before}, {after}{because});"
        )
    };
    let row = |row: &str| columns.iter().map(|c| format!("{row}.{c}")).collect::<Vec<_>>().join(", ");
    let (old, new) = (row("OLD"), row("NEW"));
    let changes = |which: &str| format!("log_{which}('{}', {old}, {new})", columns.join(" "));
    let whole = columns.iter().map(|c| format!("'{c}', OLD.{c}")).collect::<Vec<_>>().join(", ");
    let name = |act: &str| format!("DROP TRIGGER IF EXISTS log_{table}_{act}; CREATE TRIGGER log_{table}_{act}");
    format!(
        "{} AFTER INSERT ON {table} BEGIN {} END;\n\
         {} AFTER UPDATE ON {table} WHEN ({old}) IS NOT ({new}) BEGIN {} END;\n\
         {} AFTER DELETE ON {table} BEGIN {} END;\n",
        name("insert"),
        entry("create", "NEW", "NULL", "NULL"),
        name("update"),
        entry("change", "NEW", &changes("before"), &changes("after")),
        name("delete"),
        entry("remove", "OLD", &format!("json_object({whole})"), "NULL"),
    )
}

/// What an update trigger hands over: the names of the columns in one text, their old values, their new values.
/// Returns the old or the new ones of those that differ, as JSON. Done here and not in SQL, because every session
/// reads the whole schema at its start.
fn differences(args: &Context, new: bool) -> rusqlite::Result<String> {
    let names: String = args.get(0)?;
    let count = (args.len() - 1) / 2;
    let mut differing = serde_json::Map::new();
    for (at, name) in names.split(' ').enumerate() {
        let (before, after) = (args.get_raw(1 + at), args.get_raw(1 + count + at));
        if before != after {
            differing.insert(name.to_string(), json(if new { after } else { before })?);
        }
    }
    Ok(serde_json::Value::Object(differing).to_string())
}

fn json(value: ValueRef) -> rusqlite::Result<serde_json::Value> {
    Ok(match value {
        ValueRef::Integer(number) => number.into(),
        ValueRef::Text(_) => value.as_str()?.into(),
        ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => serde_json::Value::Null,
    })
}

/// The number that the next transaction's log rows share.
pub fn next_number(conn: &Connection) -> Result<i64> {
    Ok(conn.prepare_cached("SELECT coalesce(max(tx), 0) + 1 FROM log")?.query_row([], |row| row.get(0))?)
}

/// True when the transaction changed anything that is logged.
pub fn holds(conn: &Connection, number: i64) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM log WHERE tx = ?1")?.exists([number])?)
}

/// What was taken back: the tables concerned, the first change first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    pub entities: Vec<String>,
    /// The name of the client that it was about.
    pub whom: Option<String>,
}

struct Entry {
    id: i64,
    act: String,
    table: &'static str,
    row: i64,
    before: serde_json::Map<String, serde_json::Value>,
}

impl Entry {
    /// What was changed, as people see it: a follow-up stands in its note's row, and is something else.
    fn concerned(&self) -> &'static str {
        let follow_up = self.table == "note" && self.act == "change";
        let is_follow_up = follow_up && self.before.keys().all(|column| column.starts_with("follow_up_"));
        if is_follow_up { "follow_up" } else { self.table }
    }
}

/// Puts every row of a transaction back, unless somebody has worked on one of them since.
pub fn take_back(conn: &Connection, number: i64) -> Result<Undone> {
    let entries = entries(conn, number)?;
    // Before anything is put back: the client may be what goes.
    let whom = whom(conn, number)?;
    for entry in &entries {
        if touched_since(conn, entry, number)? || marked_since(conn, entry)? {
            return Err(StoreError::ChangedSince);
        }
    }
    let mut stays = 0;
    for entry in entries.iter().rev() {
        if others_stand_on(conn, entry)? {
            stays += 1;
        } else {
            // What keeps a row from going back is what others have made of it since.
            put_back(conn, entry).map_err(|error| match error {
                StoreError::Refused(_)
                | StoreError::Full
                | StoreError::Settled
                | StoreError::SlotTaken
                | StoreError::LiveEpisode
                | StoreError::RefTaken
                | StoreError::NameTaken => StoreError::ChangedSince,
                other => other,
            })?;
        }
    }
    // A session that was made for its own sake, and that others have used since.
    if stays > 0 && stays == entries.len() {
        return Err(StoreError::ChangedSince);
    }
    Ok(Undone { entities: entries.iter().map(|entry| entry.concerned().to_string()).collect(), whom })
}

fn whom(conn: &Connection, number: i64) -> Result<Option<String>> {
    let sql = "SELECT DISTINCT c.family_name || ' ' || c.given_name FROM log l JOIN client c ON c.id = l.client_id \
        WHERE l.tx = ?1 LIMIT 2";
    let mut query = conn.prepare_cached(sql)?;
    let names: Vec<String> = query.query_map([number], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    // Several at once, as when the rest was marked present, are better left unnamed.
    Ok(<[String; 1]>::try_from(names).ok().map(|[name]| name))
}

fn entries(conn: &Connection, number: i64) -> Result<Vec<Entry>> {
    let mut rows =
        conn.prepare_cached("SELECT id, act, entity, entity_id, before FROM log WHERE tx = ?1 ORDER BY id")?;
    let read = rows.query_map([number], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get(3)?, row.get::<_, Option<String>>(4)?))
    })?;
    read.map(|row| {
        let (id, act, entity, row, before) = row?;
        let (table, _) = LOGGED.iter().find(|(table, _)| *table == entity).ok_or(StoreError::Damaged)?;
        let before = before.map_or(Ok(serde_json::Map::new()), |text| serde_json::from_str(&text));
        Ok(Entry { id, act, table, row, before: before.map_err(|_| StoreError::Damaged)? })
    })
    .collect()
}

/// A later change counts unless it has itself been taken back.
fn touched_since(conn: &Connection, entry: &Entry, number: i64) -> Result<bool> {
    let sql = "SELECT 1 FROM log AS later WHERE entity = ?1 AND entity_id = ?2 AND id > ?3 AND tx <> ?4 \
               AND undoes IS NULL AND NOT EXISTS (SELECT 1 FROM log WHERE undoes = later.tx AND id > later.id)";
    Ok(conn.prepare_cached(sql)?.exists((entry.table, entry.row, entry.id, number))?)
}

/// An appointment whose person has been marked since is no longer only booked.
fn marked_since(conn: &Connection, entry: &Entry) -> Result<bool> {
    if entry.table != "booking" || entry.act != "create" {
        return Ok(false);
    }
    let sql = "SELECT 1 FROM booking b JOIN attendance t ON t.session_id = b.session_id AND t.client_id = b.client_id \
        JOIN log l ON l.entity = 'attendance' AND l.entity_id = t.id AND l.act = 'create' AND l.undoes IS NULL \
        WHERE b.id = ?1 AND l.id > ?2";
    Ok(conn.prepare_cached(sql)?.exists((entry.row, entry.id))?)
}

/// The first mark makes a session a held one, for everybody who marks after it: taking that mark back
/// leaves the session as it is while others' marks or a count remain. Its row also stays for appointments and notes.
fn others_stand_on(conn: &Connection, entry: &Entry) -> Result<bool> {
    let made_or_held = entry.act == "create" || entry.before.contains_key("state");
    if entry.table != "session" || !made_or_held {
        return Ok(false);
    }
    // Its row is there for any mark; held it is only by those that an excuse is not.
    let (marks, others) = match entry.act.as_str() {
        "create" => (
            "",
            "OR EXISTS (SELECT 1 FROM booking WHERE session_id = ?1) OR EXISTS (SELECT 1 FROM note WHERE session_id = ?1)",
        ),
        _ => ("AND mark <> 'excused'", ""),
    };
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM attendance WHERE session_id = ?1 {marks}) \
         OR EXISTS (SELECT 1 FROM session WHERE id = ?1 AND anon_count IS NOT NULL) {others}"
    );
    Ok(conn.query_row(&sql, [entry.row], |row| row.get(0))?)
}

fn put_back(conn: &Connection, entry: &Entry) -> Result<()> {
    let table = entry.table;
    let names: Vec<&str> = entry.before.keys().map(String::as_str).collect();
    let values = entry.before.values().map(plain);
    match entry.act.as_str() {
        "create" => {
            conn.execute(&format!("DELETE FROM main.{table} WHERE id = ?1"), [entry.row])?;
        }
        "change" => {
            let sets: Vec<String> = names.iter().map(|name| format!("\"{name}\" = ?")).collect();
            let sql = format!("UPDATE main.{table} SET {}, rev = rev + 1 WHERE id = {}", sets.join(", "), entry.row);
            conn.execute(&sql, params_from_iter(values))?;
        }
        _ => {
            let marks = vec!["?"; names.len()].join(", ");
            let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
            let rev = last_rev(conn, entry)? + 1;
            let sql = format!(
                "INSERT INTO main.{table}(id, rev, {}) VALUES({}, {rev}, {marks})",
                quoted.join(", "),
                entry.row
            );
            conn.execute(&sql, params_from_iter(values))?;
        }
    }
    Ok(())
}

/// A row that comes back must not reuse a rev that somebody may still hold; the log has at least one entry for each.
fn last_rev(conn: &Connection, entry: &Entry) -> Result<i64> {
    let sql = "SELECT count(*) FROM log WHERE entity = ?1 AND entity_id = ?2";
    let count: Option<i64> = conn.query_row(sql, (entry.table, entry.row), |row| row.get(0)).optional()?;
    Ok(count.unwrap_or_default())
}

fn plain(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Number(number) => number.as_i64().map_or(Value::Null, Value::Integer),
        serde_json::Value::String(text) => Value::Text(text.clone()),
        other => Value::Text(other.to_string()),
    }
}
