//! What the look-up can find in the file.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::episodes::NEWEST;
use super::error::Result;
use crate::domain::activity::Kind;
use crate::domain::episode::EpisodeState;
use crate::domain::ids::{ActivityId, ClientId, WorkerId};
use crate::domain::search::Entry;
use crate::domain::text;

/// Something in the file that the look-up opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// With what tells namesakes apart.
    Client {
        id: ClientId,
        birth_date: Option<NaiveDate>,
        state: Option<EpisodeState>,
        own_worker: Option<WorkerId>,
    },
    Activity(ActivityId, Kind),
}

/// Every client and activity by its stored search key, clients first, each in Finnish order. An activity is also found
/// by its partner, and by its theme as the team calls it now, in each language. A client is also found by what a record
/// said that was merged into this one: its reference, its name.
pub fn entries(conn: &Connection) -> Result<Vec<Entry<Found>>> {
    let merged = merged_keys(conn)?;
    let mut clients = conn.prepare_cached(&format!(
        "SELECT c.id, c.family_name || ' ' || c.given_name, c.fold_key, c.birth_date, e.state, a.worker_id FROM client c \
         LEFT JOIN episode e ON e.id = {NEWEST} \
         LEFT JOIN assignment a ON a.episode_id = e.id AND a.ends IS NULL ORDER BY c.sort_key",
    ))?;
    let mut activities = conn.prepare_cached(
        "SELECT a.id, a.name, a.fold_key, concat_ws(' ', a.partner, t.fi, t.sv, t.en), a.kind FROM activity a \
         LEFT JOIN code t ON t.list = 'theme' AND t.key = a.theme ORDER BY a.sort_key",
    )?;
    let people = clients.query_map([], |row| {
        let (id, birth_date, state, own_worker) = (row.get(0)?, row.get(3)?, row.get(4)?, row.get(5)?);
        let target = Found::Client { id, birth_date, state, own_worker };
        let mut fold_key: String = row.get(2)?;
        for more in merged.get(&id).into_iter().flatten() {
            fold_key = format!("{fold_key} {more}");
        }
        Ok(Entry { target, label: row.get(1)?, fold_key })
    })?;
    let programme = activities.query_map([], |row| {
        let (stored, more): (String, String) = (row.get(2)?, row.get(3)?);
        let fold_key = format!("{stored} {}", text::fold(&more)).trim_end().to_string();
        Ok(Entry { target: Found::Activity(row.get(0)?, row.get(4)?), label: row.get(1)?, fold_key })
    })?;
    Ok(people.chain(programme).collect::<rusqlite::Result<_>>()?)
}

/// The keys of the records that were merged into others, by whom they belong to now.
fn merged_keys(conn: &Connection) -> Result<HashMap<ClientId, Vec<String>>> {
    let mut query =
        conn.prepare_cached("SELECT merged_into, fold_key FROM main.client WHERE merged_into IS NOT NULL")?;
    let mut keys: HashMap<ClientId, Vec<String>> = HashMap::new();
    for row in query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))? {
        let (client, key) = row?;
        keys.entry(client).or_default().push(key);
    }
    Ok(keys)
}
