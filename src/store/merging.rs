//! Two records of one person become one, and two again. What happens to every row is worked out on a copy
//! (src/domain/merge.rs) before the first one is touched; here it is only carried out, in one transaction.

mod snapshot;
mod unmerge;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params_from_iter, types::Value};

use super::error::{Result, StoreError};
use super::log::Pen;
use super::sight;
use crate::domain::ids::{ClientId, MergeId, WorkerId};
use crate::domain::merge::{self, Cell, Choices, Op, Pair};
use crate::domain::rights::Right;

pub use snapshot::pair;
pub use unmerge::{Parting, parting, unmerge};

/// The record that has what this one had: itself, unless it has been merged into another.
pub fn kept(conn: &Connection, client: ClientId) -> Result<ClientId> {
    let sql = "SELECT coalesce(merged_into, id) FROM main.client WHERE id = ?1";
    let found = conn.prepare_cached(sql)?.query_row([client], |row| row.get(0));
    match found.map_err(StoreError::from) {
        Err(StoreError::Gone) => Ok(client),
        other => other,
    }
}

/// True for a record that another one was merged into.
pub fn has_more(conn: &Connection, client: ClientId) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM main.client WHERE merged_into = ?1")?.exists([client])?)
}

/// Whose record a transaction moved as a whole, if it did: what it opened has to be open to take it back.
pub fn moved_in(conn: &Connection, number: i64) -> Result<Option<ClientId>> {
    let sql = "SELECT client_id FROM log WHERE tx = ?1 AND entity = 'merge' AND act IN ('create', 'change') LIMIT 1";
    let mut query = conn.prepare_cached(sql)?;
    let found = query.query_map([number], |row| row.get(0))?.next().transpose()?;
    Ok(found)
}

/// Rows of one record move to the other one; that they hang together is looked at when all of them have moved.
pub fn let_hang(conn: &Connection) -> Result<()> {
    Ok(conn.pragma_update(None, "defer_foreign_keys", true)?)
}

/// Makes one record of two, as they were seen and as was chosen.
///
/// # Errors
/// `Stale` when either has changed since; `Forbidden`, `Restricted` to who may not.
pub fn merge(conn: &Connection, me: WorkerId, seen: &Pair, choices: &Choices, day: NaiveDate) -> Result<()> {
    sight::require(conn, me, Right::Write)?;
    let (to, from) = (seen.kept.client, seen.other.client);
    if pair(conn, to, from).map_err(gone_is_stale)? != *seen {
        return Err(StoreError::Stale);
    }
    let steps = merge::plan(seen, choices, day).ok_or(StoreError::Stale)?;
    let_hang(conn)?;
    for step in &steps {
        carry_out(conn, to, step)?;
    }
    // What finds and sorts the person is made of what the person is now.
    super::clients::make_keys(conn, to)?;
    let sql = "INSERT INTO merge(from_client, to_client, worker_id, on_day, tx) VALUES(?1, ?2, ?3, ?4, log_number())";
    conn.execute(sql, (from, to, me, day))?;
    Ok(())
}

/// Somebody has merged one of them meanwhile, or restricted it.
fn gone_is_stale(error: StoreError) -> StoreError {
    match error {
        StoreError::Gone => StoreError::Stale,
        other => other,
    }
}

fn carry_out(conn: &Connection, to: ClientId, step: &Op) -> Result<()> {
    match step {
        Op::Set { table, id, cells } => set(conn, table, *id, cells),
        Op::Remove { table, id } => {
            conn.execute(&format!("DELETE FROM main.{table} WHERE id = ?1"), [id])?;
            Ok(())
        }
        Op::Name(worker) => super::access::name_for_merged(conn, to, *worker),
    }
}

fn set(conn: &Connection, table: &str, id: i64, cells: &[(String, Cell)]) -> Result<()> {
    let columns = cells.iter().map(|(column, _)| format!("\"{column}\" = ?")).collect::<Vec<_>>().join(", ");
    let sql = format!("UPDATE main.{table} SET {columns}, rev = rev + 1 WHERE id = {id}");
    conn.execute(&sql, params_from_iter(cells.iter().map(|(_, cell)| value(cell))))?;
    Ok(())
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Number(number) => Value::Integer(*number),
        Cell::Text(text) => Value::Text(text.clone()),
    }
}

/// Notes that two records are two people's, so that they are not proposed again.
///
/// # Errors
/// `Stale` when somebody has noted it, or merged them, meanwhile.
pub fn set_apart(conn: &Connection, me: WorkerId, one: ClientId, other: ClientId, day: NaiveDate) -> Result<()> {
    sight::require(conn, me, Right::Write)?;
    for client in [one, other] {
        sight::require_seen(conn, client).map_err(gone_is_stale)?;
    }
    let sql = "INSERT INTO apart(one_id, other_id, worker_id, on_day) VALUES(min(?1, ?2), max(?1, ?2), ?3, ?4) \
        ON CONFLICT DO NOTHING";
    super::sql::one(conn.execute(sql, (one, other, me, day))?)
}

/// Whose record moves with a change, for the pen.
pub fn whole(change: &super::change::Change) -> Option<ClientId> {
    use super::change::Change;
    match change {
        Change::Merge { pair, .. } => Some(pair.kept.client),
        Change::Unmerge { kept, .. } => Some(*kept),
        _ => None,
    }
}

/// Takes a record back into two where a transaction did so; see [`moved_in`].
pub fn open_for_undo(conn: &Connection, pen: &Pen, number: i64) -> Result<Option<[ClientId; 2]>> {
    let Some(client) = moved_in(conn, number)? else { return Ok(None) };
    // Of anything else, what still hangs on a row says at once that it cannot go.
    let_hang(conn)?;
    pen.take_whole(Some(client));
    let sql = "SELECT m.from_client, m.to_client FROM log l JOIN merge m ON m.id = l.entity_id \
        WHERE l.tx = ?1 AND l.entity = 'merge' LIMIT 1";
    Ok(conn.query_row(sql, [number], |row| Ok([row.get(0)?, row.get(1)?])).optional()?)
}

/// Whether each of two records is whole: nothing hangs on a row that is gone or the other one's, and what is only a shell
/// has nothing of its own.
pub fn are_whole(conn: &Connection, both: [ClientId; 2]) -> Result<bool> {
    for client in both {
        let sql = "SELECT EXISTS (SELECT 1 FROM main.client WHERE id = ?1 AND merged_into IS NOT NULL)";
        let is_shell: bool = conn.query_row(sql, [client], |row| row.get(0))?;
        for (table, whose) in snapshot::TABLES.iter().filter(|(table, _)| is_shell && *table != "client") {
            if conn.prepare(&format!("SELECT 1 FROM main.{table} WHERE {whose} LIMIT 1"))?.exists([client])? {
                return Ok(false);
            }
        }
    }
    match unmerge::hangs_together(conn, both) {
        Ok(()) => Ok(true),
        Err(StoreError::Moved(_)) => Ok(false),
        Err(other) => Err(other),
    }
}

/// A merge, for who asks for it by its number.
pub(super) fn known(conn: &Connection, merge: MergeId) -> Result<(ClientId, ClientId, i64, i64)> {
    let sql = "SELECT from_client, to_client, tx, rev FROM merge WHERE id = ?1 AND undone_on IS NULL";
    Ok(conn.query_row(sql, [merge], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?)
}
