//! One record becomes two again. The log has what the merge did to every row; each is put back as far as nobody has
//! worked on it since.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use serde_json::{Map, Value as Json};

use super::snapshot::TABLES;
use super::{known, let_hang};
use crate::domain::ids::{ClientId, MergeId, WorkerId};
use crate::domain::rights::Right;
use crate::store::error::{Result, StoreError};
use crate::store::log::LOGGED;
use crate::store::sight;
use crate::store::undo::plain;

/// How many rows, table by table.
pub type Counts = Vec<(String, u32)>;

/// What unmerging would come to.
#[derive(Clone, PartialEq, Eq)]
pub struct Parting {
    pub merge: MergeId,
    pub rev: i64,
    pub kept: ClientId,
    /// Name and reference of each, as they are now.
    pub kept_name: String,
    pub other_name: String,
    /// Rows that go back to the other record.
    pub back: Counts,
    /// Rows that came later and stay with the kept one.
    pub stay: Counts,
}

/// An entry of the merge's own transaction.
struct Entry {
    act: String,
    table: &'static str,
    row: i64,
    before: Map<String, Json>,
    after: Map<String, Json>,
}

/// By these a row belongs to a record. They have to be as the merge left them.
const TIES: &[&str] = &["client_id", "episode_id", "merged_into"];

/// What would go back and what would stay.
///
/// # Errors
/// `Gone` when the merge has been taken back; `Restricted` to who may not see the kept client.
pub fn parting(conn: &Connection, merge: MergeId) -> Result<Parting> {
    let (from, to, tx, rev) = known(conn, merge)?;
    sight::require_seen(conn, to)?;
    let name = |client: ClientId| -> Result<String> {
        let sql = "SELECT family_name || ' ' || given_name || ' (' || ref || ')' FROM main.client WHERE id = ?1";
        Ok(conn.query_row(sql, [client], |row| row.get(0))?)
    };
    let mut back: BTreeMap<&str, u32> = BTreeMap::new();
    for entry in entries(conn, tx)? {
        if entry.table != "client" && goes_back(&entry, from) {
            *back.entry(entry.table).or_default() += 1;
        }
    }
    Ok(Parting {
        merge,
        rev,
        kept: to,
        kept_name: name(to)?,
        other_name: name(from)?,
        back: back.into_iter().map(|(table, count)| (table.to_string(), count)).collect(),
        stay: later(conn, tx, to)?,
    })
}

/// A row that was the other record's before the merge.
fn goes_back(entry: &Entry, from: ClientId) -> bool {
    match entry.act.as_str() {
        "remove" => true,
        "change" => {
            entry.before.get("client_id").is_some_and(|was| *was == from.0) || entry.before.contains_key("episode_id")
        }
        _ => false,
    }
}

/// What the kept record has got since the merge.
fn later(conn: &Connection, tx: i64, kept: ClientId) -> Result<Counts> {
    let mut counts = Vec::new();
    for (table, whose) in TABLES {
        let sql = format!(
            "SELECT count(*) FROM main.{table} WHERE ({whose}) AND id IN (SELECT entity_id FROM log \
             WHERE entity = '{table}' AND act = 'create' AND tx > ?2)"
        );
        let count: u32 = conn.query_row(&sql, (kept, tx), |row| row.get(0))?;
        if count > 0 {
            counts.push(((*table).to_string(), count));
        }
    }
    Ok(counts)
}

fn entries(conn: &Connection, tx: i64) -> Result<Vec<Entry>> {
    let sql = "SELECT act, entity, entity_id, before, after FROM log WHERE tx = ?1 AND entity <> 'merge' ORDER BY id";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([tx], |row| {
        let texts: (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
        Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?, texts))
    })?;
    rows.map(|row| {
        let (act, entity, row, (before, after)) = row?;
        let (table, _) = LOGGED.iter().find(|(table, _)| *table == entity).ok_or(StoreError::Damaged)?;
        let read = |text: Option<String>| text.map_or(Ok(Map::new()), |text| serde_json::from_str(&text));
        let (before, after) = (read(before), read(after));
        let damaged = |_| StoreError::Damaged;
        Ok(Entry { act, table, row, before: before.map_err(damaged)?, after: after.map_err(damaged)? })
    })
    .collect()
}

/// Puts every row back that the merge moved or removed. What has been changed since in other columns stays; so does
/// what came later, unless it hangs on a row that goes back.
///
/// # Errors
/// `Stale` when somebody has taken it back, or `rev` is another one; `Moved` with the table whose row has been moved on
/// since, and then nothing has changed.
pub fn unmerge(conn: &Connection, me: WorkerId, merge: MergeId, rev: i64, day: NaiveDate) -> Result<()> {
    sight::require(conn, me, Right::Write)?;
    let (from, to, tx, now) = known(conn, merge).map_err(super::gone_is_stale)?;
    if now != rev {
        return Err(StoreError::Stale);
    }
    sight::require_seen(conn, to)?;
    let_hang(conn)?;
    for entry in entries(conn, tx)?.iter().rev() {
        put_back(conn, entry).map_err(|error| match error {
            StoreError::Moved(_) | StoreError::Busy | StoreError::DiskFull | StoreError::Damaged => error,
            _ => StoreError::Moved(entry.table),
        })?;
    }
    // A mark goes with the membership that it was made in.
    conn.execute(
        "UPDATE attendance SET client_id = ?2, rev = rev + 1 WHERE client_id = ?1 \
         AND enrolment_id IN (SELECT id FROM enrolment WHERE client_id = ?2)",
        (to, from),
    )
    .map_err(|_| StoreError::Moved("attendance"))?;
    crate::store::clients::make_keys(conn, to)?;
    let sql = "UPDATE merge SET undone_on = ?2, rev = rev + 1 WHERE id = ?1";
    conn.execute(sql, (merge, day))?;
    hangs_together(conn, [from, to])
}

/// What belongs to one record and names what belongs to another one: by table, the clients of both ends.
const ACROSS: &[(&str, &str)] = &[
    (
        "plan_goal",
        "SELECT a.client_id AS one, b.client_id AS other FROM plan_goal x JOIN plan p ON p.id = x.plan_id \
         JOIN episode a ON a.id = p.episode_id JOIN goal g ON g.id = x.goal_id JOIN episode b ON b.id = g.episode_id",
    ),
    (
        "review",
        "SELECT a.client_id AS one, b.client_id AS other FROM review x JOIN goal g ON g.id = x.goal_id \
         JOIN episode a ON a.id = g.episode_id JOIN meeting m ON m.id = x.meeting_id JOIN episode b ON b.id = m.episode_id",
    ),
    (
        "enrolment",
        "SELECT x.client_id AS one, b.client_id AS other FROM enrolment x JOIN goal g ON g.id = x.goal_id \
         JOIN episode b ON b.id = g.episode_id",
    ),
    (
        "decision",
        "SELECT a.client_id AS one, b.client_id AS other FROM decision x JOIN episode a ON a.id = x.episode_id \
         JOIN decision y ON y.id = x.replaces JOIN episode b ON b.id = y.episode_id",
    ),
];

/// Looked at here, so that what prevents it can be named: every row has what it refers to, and it is of the same record.
///
/// # Errors
/// `Moved` with the table of the first row that does not.
pub fn hangs_together(conn: &Connection, both: [ClientId; 2]) -> Result<()> {
    for (table, ends) in ACROSS {
        let sql =
            format!("SELECT 1 FROM ({ends}) WHERE one <> other AND (one IN (?1, ?2) OR other IN (?1, ?2)) LIMIT 1");
        if conn.prepare(&sql)?.exists(both)? {
            return Err(StoreError::Moved(table));
        }
    }
    let sql = "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1";
    let broken: Option<String> = conn.query_row(sql, [], |row| row.get(0)).optional()?;
    let table = broken.and_then(|broken| LOGGED.iter().find(|(table, _)| *table == broken));
    table.map_or(Ok(()), |(table, _)| Err(StoreError::Moved(table)))
}

fn put_back(conn: &Connection, entry: &Entry) -> Result<()> {
    let Entry { act, table, row, before, after } = entry;
    let now = current(conn, table, *row)?;
    match (act.as_str(), now) {
        // The right to see that came with the merge.
        ("create", Some(_)) => {
            conn.execute(&format!("DELETE FROM main.{table} WHERE id = ?1"), [row])?;
        }
        ("change", Some(now)) => {
            let as_left = |column: &String| now.get(column) == after.get(column);
            if before.keys().any(|column| TIES.contains(&column.as_str()) && !as_left(column)) {
                return Err(StoreError::Moved(table));
            }
            let own = before.keys().filter(|column| !is_tie(column));
            let edited: Vec<&String> = own.filter(|column| !as_left(column)).collect();
            // The person is told field by field; of anything else the fields belong together.
            let keeps = |column: &String| match *table {
                "client" => edited.contains(&column),
                _ => !edited.is_empty() && !is_tie(column),
            };
            let cells: Vec<(&String, Value)> = before
                .iter()
                .filter(|(column, _)| !keeps(column))
                .map(|(column, cell)| (column, plain(cell)))
                .collect();
            update(conn, table, *row, cells)?;
        }
        ("remove", None) => insert(conn, table, *row, before)?,
        // What is no longer there has been removed since; what is there again was put back by somebody.
        _ => {}
    }
    Ok(())
}

fn is_tie(column: &str) -> bool {
    TIES.contains(&column) || column == "enrolment_id" || column == "version"
}

fn current(conn: &Connection, table: &str, row: i64) -> Result<Option<Map<String, Json>>> {
    let mut query = conn.prepare_cached(&format!("SELECT * FROM main.{table} WHERE id = ?1"))?;
    let names: Vec<String> = query.column_names().into_iter().map(String::from).collect();
    let read = |row: &rusqlite::Row| {
        let mut cells = Map::new();
        for (at, name) in names.iter().enumerate() {
            let cell = match row.get(at)? {
                Value::Integer(number) => number.into(),
                Value::Text(text) => text.into(),
                Value::Null | Value::Real(_) | Value::Blob(_) => Json::Null,
            };
            cells.insert(name.clone(), cell);
        }
        Ok(cells)
    };
    Ok(query.query_row([row], read).optional()?)
}

fn update(conn: &Connection, table: &str, row: i64, cells: Vec<(&String, Value)>) -> Result<()> {
    if cells.is_empty() {
        return Ok(());
    }
    let sets: Vec<String> = cells.iter().map(|(column, _)| format!("\"{column}\" = ?")).collect();
    let sql = format!("UPDATE main.{table} SET {}, rev = rev + 1 WHERE id = {row}", sets.join(", "));
    conn.execute(&sql, params_from_iter(cells.into_iter().map(|(_, cell)| cell)))?;
    Ok(())
}

fn insert(conn: &Connection, table: &str, row: i64, before: &Map<String, Json>) -> Result<()> {
    let sql = "SELECT count(*) + 1 FROM log WHERE entity = ?1 AND entity_id = ?2";
    let rev: i64 = conn.query_row(sql, (table, row), |row| row.get(0))?;
    let columns: String = before.keys().map(|column| format!(", \"{column}\"")).collect();
    let marks = ", ?".repeat(before.len());
    let sql = format!("INSERT INTO main.{table}(id, rev{columns}) VALUES({row}, {rev}{marks})");
    conn.execute(&sql, params_from_iter(before.values().map(plain)))?;
    Ok(())
}
