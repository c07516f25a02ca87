//! Decisions on services, and which of them another has taken the place of.

use rusqlite::{Connection, OptionalExtension};

use super::error::{Result, StoreError};
use super::sql::one;
use crate::domain::ids::{ClientId, DecisionId, EpisodeId};
use crate::domain::path::Validity;
use crate::domain::plan::DecisionFields;

/// A decision as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub id: DecisionId,
    pub episode: EpisodeId,
    pub rev: i64,
    pub fields: DecisionFields,
    /// A later decision continues it: nobody watches its end any more.
    pub is_replaced: bool,
}

impl Decision {
    /// As the path sees it.
    pub fn validity(&self) -> Validity {
        Validity { decided_on: self.fields.decided_on, valid_to: self.fields.valid_to, is_replaced: self.is_replaced }
    }
}

/// Whom it is about.
pub fn client_of(conn: &Connection, id: DecisionId) -> Result<ClientId> {
    let sql = "SELECT e.client_id FROM decision t JOIN episode e ON e.id = t.episode_id WHERE t.id = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
}

/// The decisions of a customership, newest first.
pub fn of_episode(conn: &Connection, episode: EpisodeId) -> Result<Vec<Decision>> {
    let mut query = conn.prepare_cached(
        "SELECT d.id, d.rev, d.number, d.about, d.decided_on, d.valid_from, d.valid_to, d.replaces, \
         EXISTS (SELECT 1 FROM decision later WHERE later.replaces = d.id) \
         FROM decision d WHERE d.episode_id = ?1 ORDER BY d.decided_on DESC, d.id DESC",
    )?;
    let rows = query.query_map([episode], |row| {
        let fields = DecisionFields {
            number: row.get(2)?,
            about: row.get(3)?,
            decided_on: row.get(4)?,
            valid_from: row.get(5)?,
            valid_to: row.get(6)?,
            replaces: row.get(7)?,
        };
        Ok(Decision { id: row.get(0)?, episode, rev: row.get(1)?, fields, is_replaced: row.get(8)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A new decision.
///
/// # Errors
/// `Over`; `Stale` when what it replaces has been replaced by another meanwhile.
pub fn insert(conn: &Connection, episode: EpisodeId, fields: &DecisionFields) -> Result<DecisionId> {
    super::episodes::require_live(conn, episode)?;
    check_replaced(conn, episode, None, fields)?;
    conn.prepare_cached(
        "INSERT INTO decision(episode_id, number, about, decided_on, valid_from, valid_to, replaces) \
         VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute((
        episode,
        &fields.number,
        &fields.about,
        fields.decided_on,
        fields.valid_from,
        fields.valid_to,
        fields.replaces,
    ))?;
    Ok(DecisionId(conn.last_insert_rowid()))
}

/// Saves over the rev that was edited.
///
/// # Errors
/// `Settled` where the customership is over, unless it is being corrected; `Stale`.
pub fn update(conn: &Connection, id: DecisionId, rev: i64, fields: &DecisionFields) -> Result<()> {
    let sql = "SELECT e.id, e.state IN ('pending', 'open', 'paused') OR log_reason() IS NOT NULL \
        FROM decision d JOIN episode e ON e.id = d.episode_id WHERE d.id = ?1";
    let (episode, may): (EpisodeId, bool) =
        conn.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if !may {
        return Err(StoreError::Settled);
    }
    check_replaced(conn, episode, Some(id), fields)?;
    one(conn
        .prepare_cached(
            "UPDATE decision SET rev = rev + 1, number = ?3, about = ?4, decided_on = ?5, valid_from = ?6, \
             valid_to = ?7, replaces = ?8 WHERE id = ?1 AND rev = ?2",
        )?
        .execute((
            id,
            rev,
            &fields.number,
            &fields.about,
            fields.decided_on,
            fields.valid_from,
            fields.valid_to,
            fields.replaces,
        ))?)
}

/// A decision replaces an earlier one of the same customership, which no other replaces. Rows are numbered in the
/// order in which they were written, so that no two can come to replace each other.
fn check_replaced(
    conn: &Connection,
    episode: EpisodeId,
    own: Option<DecisionId>,
    fields: &DecisionFields,
) -> Result<()> {
    let Some(before) = fields.replaces else { return Ok(()) };
    let found: Option<Option<DecisionId>> = conn
        .prepare_cached(
            "SELECT (SELECT id FROM decision WHERE replaces = ?1) FROM decision \
             WHERE id = ?1 AND episode_id = ?2 AND id < coalesce(?3, id + 1)",
        )?
        .query_row((before, episode, own), |row| row.get(0))
        .optional()?;
    match found {
        Some(by) if by.is_none() || by == own => Ok(()),
        _ => Err(StoreError::Stale),
    }
}
