//! The log: who changed what.
//!
//! Triggers write it, so no code path can forget to. They call functions that only a connection of ours has;
//! any other program that tries to change a logged table fails with "no such function".

use std::sync::atomic::{AtomicI64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;

use super::chain;
use super::error::Result;
use crate::domain::ids::{ClientId, WorkerId};

/// Every logged table, with the SQL that finds whose row it is (`$` stands for NEW or OLD).
pub const LOGGED: &[(&str, &str)] = &[
    ("worker", "NULL"),
    ("code", "NULL"),
    ("client", "$.id"),
    ("client_access", "$.client_id"),
    ("merge", "$.to_client"),
    ("apart", "$.one_id"),
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
    ("kept_report", "NULL"),
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
    whole: AtomicI64,
    calendar: Mutex<Option<Calendar>>,
    /// The hash that was computed last: an entry with another one is not ours.
    seal: Mutex<chain::Hash>,
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

    /// Whose record is moved or removed as a whole next, past the rules that keep what is over as it was; `None` ends it.
    pub fn take_whole(&self, client: Option<ClientId>) {
        self.0.whole.store(client.map_or(0, |client| client.0), Relaxed);
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
        let whole = self.clone();
        conn.create_scalar_function("log_whole", 0, flags, move |_| {
            Ok(Some(whole.0.whole.load(Relaxed)).filter(|client| *client != 0))
        })?;
        let (pressed, seal) = (self.clone(), self.clone());
        conn.create_scalar_function("log_hash", -1, flags, move |args| {
            let hash = chain::hash_of(args)?;
            *pressed.0.seal.lock().unwrap_or_else(PoisonError::into_inner) = hash;
            Ok(hash.to_vec())
        })?;
        conn.create_scalar_function("log_seal", 0, flags, move |_| {
            Ok(seal.0.seal.lock().unwrap_or_else(PoisonError::into_inner).to_vec())
        })?;
        conn.create_scalar_function("log_before", -1, flags, |args| differences(args, false))?;
        conn.create_scalar_function("log_after", -1, flags, |args| differences(args, true))?;
        Ok(())
    }
}

/// (Re)makes the three triggers of every logged table from the columns it has now.
pub fn make_triggers(conn: &Connection) -> rusqlite::Result<()> {
    let way_in = match conn.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'trace'")?.exists([])? {
        true => &CHAINED,
        false => &PLAIN,
    };
    for (table, client) in LOGGED {
        let columns: Vec<String> = conn
            .prepare("SELECT name FROM pragma_table_info(?1) WHERE name NOT IN ('id', 'rev')")?
            .query_map([table], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        // An earlier step of the migrations does not have every table yet.
        if columns.is_empty() {
            continue;
        }
        conn.execute_batch(&triggers(table, client, &columns, way_in))?;
    }
    Ok(())
}

/// How an entry gets into the log: which columns the triggers name, and the values that are the same for all.
struct WayIn {
    into: &'static str,
    values: &'static str,
}

const CHAINED: WayIn = WayIn { into: "trace(", values: "" };

/// As it was before the log was a chain; an older file is brought up to date with it.
const PLAIN: WayIn = WayIn {
    into: "log(tx, at, worker_id, undoes, ",
    values: "log_number(), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), log_worker(), log_undoes(), ",
};

fn triggers(table: &str, client: &str, columns: &[String], WayIn { into, values }: &WayIn) -> String {
    let entry = |act: &str, row: &str, before: &str, after: &str| {
        let client = client.replace('$', row);
        format!(
            "INSERT INTO {into}act, entity, entity_id, client_id, before, after) \
             VALUES({values}'{act}', '{table}', {row}.id, {client}, {before}, {after});"
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
