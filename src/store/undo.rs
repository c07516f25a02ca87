//! Taking a change back: every row of its transaction is put where the log says that it was.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::error::{Result, StoreError};
use super::log::LOGGED;

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
        if self.table == "merge" && self.act == "change" {
            return "parted";
        }
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
        if touched_since(conn, entry, number)? || marked_since(conn, entry, number)? {
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
               AND act IN ('create', 'change', 'remove') AND undoes IS NULL AND NOT EXISTS (SELECT 1 FROM log WHERE undoes = later.tx AND id > later.id)";
    Ok(conn.prepare_cached(sql)?.exists((entry.table, entry.row, entry.id, number))?)
}

/// An appointment whose person has been marked since is no longer only booked.
fn marked_since(conn: &Connection, entry: &Entry, number: i64) -> Result<bool> {
    if entry.table != "booking" || entry.act != "create" {
        return Ok(false);
    }
    let sql = "SELECT 1 FROM booking b JOIN attendance t ON t.session_id = b.session_id AND t.client_id = b.client_id \
        JOIN log l ON l.entity = 'attendance' AND l.entity_id = t.id AND l.act = 'create' AND l.undoes IS NULL \
        WHERE b.id = ?1 AND l.id > ?2 AND l.tx <> ?3";
    Ok(conn.prepare_cached(sql)?.exists((entry.row, entry.id, number))?)
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

pub(super) fn plain(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Number(number) => number.as_i64().map_or(Value::Null, Value::Integer),
        serde_json::Value::String(text) => Value::Text(text.clone()),
        other => Value::Text(other.to_string()),
    }
}
