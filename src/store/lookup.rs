//! What the look-up can find in the file.

use rusqlite::Connection;

use super::error::Result;
use crate::domain::ids::{ActivityId, ClientId};
use crate::domain::search::Entry;

/// Something in the file that the look-up opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    Client(ClientId),
    Activity(ActivityId),
}

/// Every client and activity by its stored search key, clients first, each in Finnish order.
pub fn entries(conn: &Connection) -> Result<Vec<Entry<Found>>> {
    let mut clients =
        conn.prepare_cached("SELECT id, family_name || ' ' || given_name, fold_key FROM client ORDER BY sort_key")?;
    let mut activities = conn.prepare_cached("SELECT id, name, fold_key FROM activity ORDER BY sort_key")?;
    let people = clients.query_map([], |row| {
        Ok(Entry { target: Found::Client(row.get(0)?), label: row.get(1)?, fold_key: row.get(2)? })
    })?;
    let programme = activities.query_map([], |row| {
        Ok(Entry { target: Found::Activity(row.get(0)?), label: row.get(1)?, fold_key: row.get(2)? })
    })?;
    Ok(people.chain(programme).collect::<rusqlite::Result<_>>()?)
}
