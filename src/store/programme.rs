//! What the programme shows besides its sessions.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::error::Result;

/// The days on which the team is shut, from one day to another, both included, and why.
pub fn shut_days(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<BTreeMap<NaiveDate, String>> {
    let mut query = conn.prepare_cached("SELECT on_day, reason FROM closure_day WHERE on_day BETWEEN ?1 AND ?2")?;
    let rows = query.query_map((from, to), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
