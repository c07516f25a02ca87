//! What an import of marks asks of one session: what its register says already, and a session of its own for a day
//! that no series gives.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};
use rusqlite::Connection;

use super::error::Result;
use super::sql::Clock;
use crate::domain::attendance::Mark;
use crate::domain::ids::{ActivityId, ClientId, SessionId};

/// The marks of one session, and whether they may still change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    pub closed: bool,
    pub marks: HashMap<ClientId, Mark>,
}

/// The register of a session that has a row.
///
/// # Errors
/// `Gone` when the row is no longer there.
pub fn register(conn: &Connection, session: SessionId) -> Result<Register> {
    let sql = "SELECT register_closed IS NOT NULL FROM session WHERE id = ?1";
    let closed = conn.prepare_cached(sql)?.query_row([session], |row| row.get(0))?;
    let mut query = conn.prepare_cached("SELECT client_id, mark FROM attendance WHERE session_id = ?1")?;
    let rows = query.query_map([session], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Register { closed, marks: rows.collect::<rusqlite::Result<_>>()? })
}

/// A planned session outside any series.
///
/// # Errors
/// `Refused` when it ends before it starts.
pub fn add_extra(
    conn: &Connection,
    activity: ActivityId,
    day: NaiveDate,
    starts_at: Option<NaiveTime>,
    ends_at: Option<NaiveTime>,
) -> Result<SessionId> {
    conn.prepare_cached("INSERT INTO session(activity_id, on_day, starts_at, ends_at) VALUES(?1, ?2, ?3, ?4)")?
        .execute((activity, day, starts_at.map(Clock), ends_at.map(Clock)))?;
    Ok(SessionId(conn.last_insert_rowid()))
}
