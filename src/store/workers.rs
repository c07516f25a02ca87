//! Workers in the file.

use rusqlite::{Connection, OptionalExtension, Row};

use super::error::{Result, StoreError};
use super::sql::one;
use crate::domain::ids::WorkerId;
use crate::domain::text::sort_key;
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

/// A worker, and of how many live customerships the own one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub worker: Worker,
    pub clients: u32,
}

/// Everyone with their caseloads, those who are here first, by name.
pub fn team(conn: &Connection) -> Result<Vec<Member>> {
    let mut team = Vec::new();
    for worker in all(conn)? {
        let clients = owned(conn, worker.id)?;
        team.push(Member { worker, clients: u32::try_from(clients).unwrap_or(u32::MAX) });
    }
    team.sort_by_key(|member| (!member.worker.active, sort_key(&member.worker.name)));
    Ok(team)
}

/// Of how many live customerships somebody is the own worker.
fn owned(conn: &Connection, worker: WorkerId) -> Result<i64> {
    let sql = "SELECT count(*) FROM assignment a JOIN episode e ON e.id = a.episode_id \
        WHERE a.worker_id = ?1 AND a.ends IS NULL AND e.state IN ('pending', 'open', 'paused')";
    Ok(conn.prepare_cached(sql)?.query_row([worker], |row| row.get(0))?)
}

/// A worker leaves: no more access, while everything done stays under the name.
///
/// # Errors
/// `OwnsClients` while somebody's customership would be left without its own worker.
pub fn end(conn: &Connection, login: &str) -> Result<()> {
    if let Some(leaving) = by_login(conn, login)? {
        match owned(conn, leaving.id)? {
            0 => {}
            count => return Err(StoreError::OwnsClients(count)),
        }
    }
    one(conn.execute("UPDATE worker SET active = 0, rev = rev + 1 WHERE login = ?1 AND active = 1", [login])?)
}

/// Gives somebody who is here another name or role.
pub fn change(conn: &Connection, login: &str, name: &str, role: Role) -> Result<()> {
    let sql = "UPDATE worker SET name = ?2, role = ?3, rev = rev + 1 WHERE login = ?1 AND active = 1";
    one(conn.execute(sql, (login, name, role))?)
}

/// A worker who had left comes back.
pub fn take_back(conn: &Connection, login: &str, name: &str, role: Role) -> Result<()> {
    let sql = "UPDATE worker SET active = 1, name = ?2, role = ?3, rev = rev + 1 WHERE login = ?1 AND active = 0";
    one(conn.execute(sql, (login, name, role))?)
}
