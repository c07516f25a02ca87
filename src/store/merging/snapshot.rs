//! A copy of everything that the file has of a client, and of two of them.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::domain::ids::ClientId;
use crate::domain::merge::{Cell, Pair, Record, Row};
use crate::store::error::{Result, StoreError};
use crate::store::sight;

/// Every table that has rows of a client, with the SQL that finds them.
pub const TABLES: &[(&str, &str)] = &[
    ("client", "id = ?1 OR merged_into = ?1"),
    ("client_access", "client_id = ?1"),
    ("episode", "client_id = ?1"),
    ("assignment", "episode_id IN (SELECT id FROM episode WHERE client_id = ?1)"),
    ("goal", "episode_id IN (SELECT id FROM episode WHERE client_id = ?1)"),
    ("review", "goal_id IN (SELECT g.id FROM goal g JOIN episode e ON e.id = g.episode_id WHERE e.client_id = ?1)"),
    ("meeting", "episode_id IN (SELECT id FROM episode WHERE client_id = ?1)"),
    ("plan", "episode_id IN (SELECT id FROM episode WHERE client_id = ?1)"),
    ("plan_goal", "plan_id IN (SELECT p.id FROM plan p JOIN episode e ON e.id = p.episode_id WHERE e.client_id = ?1)"),
    ("decision", "episode_id IN (SELECT id FROM episode WHERE client_id = ?1)"),
    ("measure", "client_id = ?1"),
    ("note", "client_id = ?1"),
    ("enrolment", "client_id = ?1"),
    ("attendance", "client_id = ?1"),
    ("absence_notice", "client_id = ?1"),
    ("booking", "client_id = ?1"),
    ("recommendation", "client_id = ?1"),
    ("snooze", "client_id = ?1"),
];

/// Two records as they are now, for who may see both.
///
/// # Errors
/// `Gone` when either is not there, or is a shell; `Restricted` when the signed-in worker may not see it.
pub fn pair(conn: &Connection, kept: ClientId, other: ClientId) -> Result<Pair> {
    if kept == other {
        return Err(StoreError::Gone);
    }
    for client in [kept, other] {
        sight::require_seen(conn, client)?;
    }
    let (kept, other) = (record(conn, kept)?, record(conn, other)?);
    let (sessions, activities) = around(conn, [&kept, &other])?;
    Ok(Pair { kept, other, sessions, activities })
}

fn record(conn: &Connection, client: ClientId) -> Result<Record> {
    let mut all = Vec::new();
    for (table, whose) in TABLES {
        // The client's own row is the first, before any shell's.
        let sql = format!("SELECT * FROM main.{table} WHERE {whose} ORDER BY id <> ?2, id");
        let mut query = conn.prepare_cached(&sql)?;
        let names: Vec<String> = query.column_names().into_iter().map(String::from).collect();
        let own = if *table == "client" { client.0 } else { 0 };
        let rows = query.query_map((client, own), |row| {
            let mut cells = BTreeMap::new();
            for (at, name) in names.iter().enumerate() {
                cells.insert(name.clone(), cell(row.get(at)?));
            }
            let number = |cells: &mut BTreeMap<String, Cell>, name: &str| match cells.remove(name) {
                Some(Cell::Number(number)) => number,
                _ => 0,
            };
            let (id, rev) = (number(&mut cells, "id"), number(&mut cells, "rev"));
            Ok(Row { table, id, rev, cells })
        })?;
        for row in rows {
            all.push(row?);
        }
    }
    Ok(Record { client, rows: all })
}

fn cell(value: Value) -> Cell {
    match value {
        Value::Integer(number) => Cell::Number(number),
        Value::Text(text) => Cell::Text(text),
        Value::Null | Value::Real(_) | Value::Blob(_) => Cell::Null,
    }
}

type Around = (BTreeMap<i64, (i64, chrono::NaiveDate)>, BTreeMap<i64, String>);

/// The sessions and activities that the two have to do with.
fn around(conn: &Connection, records: [&Record; 2]) -> Result<Around> {
    let mut sessions = BTreeMap::new();
    let mut activities = BTreeMap::new();
    let rows = || records.into_iter().flat_map(|record| &record.rows);
    let ids = |column: &str| rows().filter_map(|row| row.number(column)).collect::<BTreeSet<i64>>();
    let mut session = conn.prepare_cached("SELECT activity_id, on_day FROM session WHERE id = ?1")?;
    for id in ids("session_id") {
        sessions.insert(id, session.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?);
    }
    let mut name = conn.prepare_cached("SELECT name FROM activity WHERE id = ?1")?;
    let met: BTreeSet<i64> = sessions.values().map(|(activity, _): &(i64, chrono::NaiveDate)| *activity).collect();
    for id in ids("activity_id").union(&met) {
        activities.insert(*id, name.query_row([id], |row| row.get(0))?);
    }
    Ok((sessions, activities))
}
