//! Workers in the file.

use rusqlite::{Connection, OptionalExtension, Row};

use super::error::Result;
use super::sql::one;
use crate::domain::ids::WorkerId;
use crate::domain::worker::{Role, Worker};

const COLUMNS: &str = "SELECT id, login, name, role, active FROM worker";

fn read(row: &Row) -> rusqlite::Result<Worker> {
    Ok(Worker { id: row.get(0)?, login: row.get(1)?, name: row.get(2)?, role: row.get(3)?, active: row.get(4)? })
}

/// Everyone, those who have left included, in the order in which they came.
pub fn all(conn: &Connection) -> Result<Vec<Worker>> {
    let mut query = conn.prepare_cached(&format!("{COLUMNS} ORDER BY id"))?;
    Ok(query.query_map([], read)?.collect::<rusqlite::Result<_>>()?)
}

/// The active worker with this Unix account.
pub fn by_login(conn: &Connection, login: &str) -> Result<Option<Worker>> {
    let mut query = conn.prepare_cached(&format!("{COLUMNS} WHERE login = ?1 AND active = 1"))?;
    Ok(query.query_row([login], read).optional()?)
}

/// Takes a worker in.
pub fn add(conn: &Connection, login: &str, name: &str, role: Role) -> Result<WorkerId> {
    conn.execute("INSERT INTO worker(login, name, role) VALUES(?1, ?2, ?3)", (login, name, role))?;
    Ok(WorkerId(conn.last_insert_rowid()))
}

/// A worker leaves: no more access, while everything done stays under the name.
pub fn end(conn: &Connection, login: &str) -> Result<()> {
    one(conn.execute("UPDATE worker SET active = 0, rev = rev + 1 WHERE login = ?1 AND active = 1", [login])?)
}

/// A worker who had left comes back.
pub fn take_back(conn: &Connection, login: &str, name: &str, role: Role) -> Result<()> {
    let sql = "UPDATE worker SET active = 1, name = ?2, role = ?3, rev = rev + 1 WHERE login = ?1 AND active = 0";
    one(conn.execute(sql, (login, name, role))?)
}
