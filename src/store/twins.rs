//! Records that look like one person's, and the merges that have been made. Nobody hears of a record that they may not
//! see.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use rusqlite::Connection;

use super::episodes::NEWEST;
use super::error::Result;
use crate::domain::episode::EpisodeState;
use crate::domain::ids::{ClientId, MergeId, WorkerId};
use crate::domain::likeness::{Features, pairs_among};

/// One record of a pair, with what helps to tell whether it is the same person.
#[derive(Clone, PartialEq, Eq)]
pub struct Twin {
    pub id: ClientId,
    pub name: String,
    pub reference: String,
    pub birth_date: Option<NaiveDate>,
    pub phone: Option<String>,
    /// Of the newest customership; `None` for a visitor.
    pub state: Option<EpisodeState>,
    pub own_worker: Option<WorkerId>,
    /// How many notes, groups and marks there are.
    pub counts: [u32; 3],
}

impl Twin {
    /// The names of the counts, in their order: `twin-has-<name>`.
    pub const COUNTS: [&str; 3] = ["notes", "groups", "marks"];
}

/// A merge that holds.
#[derive(Clone, PartialEq, Eq)]
pub struct Merged {
    pub id: MergeId,
    pub day: NaiveDate,
    pub worker: WorkerId,
    pub kept: ClientId,
    /// Name and reference of the record that has stayed, and those of the shell.
    pub kept_name: String,
    pub kept_ref: String,
    pub other_name: String,
    pub other_ref: String,
}

/// What the office has to say about records of one person.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Twins {
    /// The first of each is the one that is proposed to stay.
    pub pairs: Vec<[Twin; 2]>,
    /// Newest first.
    pub merges: Vec<Merged>,
}

/// Every pair that is not known to be two people, in the order of names, and every merge that holds.
pub fn all(conn: &Connection) -> Result<Twins> {
    let mut pairs = Vec::new();
    for (one, other) in proposed(conn)? {
        let twins = [twin(conn, one)?, twin(conn, other)?];
        let weight = |twin: &Twin| {
            let live = twin.state.is_some_and(EpisodeState::is_live);
            (live, twin.own_worker.is_some(), twin.counts.iter().sum::<u32>(), std::cmp::Reverse(twin.id))
        };
        let [one, other] = twins;
        pairs.push(if weight(&other) > weight(&one) { [other, one] } else { [one, other] });
    }
    Ok(Twins { pairs, merges: merges(conn)? })
}

/// The pairs by number, in the order of names.
pub fn proposed(conn: &Connection) -> Result<Vec<(ClientId, ClientId)>> {
    let mut query = conn.prepare_cached(
        "SELECT id, family_name, given_name, birth_date, phone FROM client \
         WHERE birth_date IS NOT NULL OR phone IS NOT NULL ORDER BY sort_key, id",
    )?;
    let mut ids = Vec::new();
    let mut people = Vec::new();
    let rows = query.query_map([], |row| {
        let (family_name, given_name, birth_date, phone) = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        Ok((row.get::<_, ClientId>(0)?, Features { family_name, given_name, birth_date, phone }))
    })?;
    for row in rows {
        let (id, features) = row?;
        ids.push(id);
        people.push(features);
    }
    let apart = apart(conn)?;
    let pairs = pairs_among(&people).into_iter().map(|(one, other)| (ids[one], ids[other]));
    Ok(pairs.filter(|(one, other)| !apart.contains(&(*one.min(other), *one.max(other)))).collect())
}

/// Who was said to be two people; what was said of a record holds for the one that it became a part of.
fn apart(conn: &Connection) -> Result<HashSet<(ClientId, ClientId)>> {
    let mut query = conn.prepare_cached(
        "SELECT coalesce(a.merged_into, a.id), coalesce(b.merged_into, b.id) FROM apart \
         JOIN main.client a ON a.id = one_id JOIN main.client b ON b.id = other_id",
    )?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let pairs = rows.map(|row| row.map(|(one, other): (ClientId, ClientId)| (one.min(other), one.max(other))));
    Ok(pairs.collect::<rusqlite::Result<_>>()?)
}

fn twin(conn: &Connection, id: ClientId) -> Result<Twin> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT c.family_name || ' ' || c.given_name, c.ref, c.birth_date, c.phone, e.state, a.worker_id, \
           (SELECT count(*) FROM note WHERE client_id = c.id), \
           (SELECT count(DISTINCT activity_id) FROM enrolment WHERE client_id = c.id), \
           (SELECT count(*) FROM attendance WHERE client_id = c.id) \
         FROM client c LEFT JOIN episode e ON e.id = {NEWEST} \
         LEFT JOIN assignment a ON a.episode_id = e.id AND a.ends IS NULL WHERE c.id = ?1"
    ))?;
    Ok(query.query_row([id], |row| {
        Ok(Twin {
            id,
            name: row.get(0)?,
            reference: row.get(1)?,
            birth_date: row.get(2)?,
            phone: row.get(3)?,
            state: row.get(4)?,
            own_worker: row.get(5)?,
            counts: [row.get(6)?, row.get(7)?, row.get(8)?],
        })
    })?)
}

fn merges(conn: &Connection) -> Result<Vec<Merged>> {
    let mut query = conn.prepare_cached(
        "SELECT m.id, m.on_day, m.worker_id, c.id, c.family_name || ' ' || c.given_name, c.ref, \
           s.family_name || ' ' || s.given_name, s.ref FROM merge m JOIN client c ON c.id = m.to_client \
         JOIN main.client s ON s.id = m.from_client WHERE m.undone_on IS NULL ORDER BY m.id DESC",
    )?;
    let rows = query.query_map([], |row| {
        Ok(Merged {
            id: row.get(0)?,
            day: row.get(1)?,
            worker: row.get(2)?,
            kept: row.get(3)?,
            kept_name: row.get(4)?,
            kept_ref: row.get(5)?,
            other_name: row.get(6)?,
            other_ref: row.get(7)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Of the clients with these references, those who look like somebody else, each with the reference of that one.
pub fn among(conn: &Connection, references: &HashSet<String>) -> Result<Vec<(String, String)>> {
    let pairs = proposed(conn)?;
    let mut names: BTreeMap<ClientId, String> = BTreeMap::new();
    for client in pairs.iter().flat_map(|(one, other)| [*one, *other]) {
        if let Some(reference) = super::clients::reference_of(conn, client)? {
            names.insert(client, reference);
        }
    }
    let named = pairs.iter().filter_map(|(one, other)| Some((names.get(one)?.clone(), names.get(other)?.clone())));
    let turned = named.filter_map(|(one, other)| match (references.contains(&one), references.contains(&other)) {
        (true, _) => Some((one, other)),
        (false, true) => Some((other, one)),
        (false, false) => None,
    });
    Ok(turned.collect())
}
