//! Episodes and their own workers.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

use super::access;
use super::error::{Result, StoreError};
use super::plans;
use super::sql::one;
use crate::domain::episode::{EpisodeFault, EpisodeFields, EpisodeState};
use crate::domain::ids::{ClientId, EpisodeId, WorkerId};
use crate::domain::plan::PlanState;

/// A customership as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Episode {
    pub id: EpisodeId,
    pub client: ClientId,
    pub rev: i64,
    pub fields: EpisodeFields,
    /// Who the own worker is, and since when.
    pub own_worker: Option<(WorkerId, NaiveDate)>,
    /// A final review has been held.
    pub final_held: bool,
}

/// The newest customership of the client `c`: what lives is newer than what is over, however the two came together.
pub const NEWEST: &str = "coalesce((SELECT id FROM episode WHERE client_id = c.id AND state IN ('pending','open','paused')), \
    (SELECT id FROM episode WHERE client_id = c.id ORDER BY pending_since DESC, id DESC LIMIT 1))";

/// A client's customerships, newest first.
pub fn of_client(conn: &Connection, client: ClientId) -> Result<Vec<Episode>> {
    let mut query = conn.prepare_cached(
        "SELECT e.id, e.rev, e.state, e.pending_since, e.opened, e.closed, e.referrer, e.close_reason, e.outcome, \
         a.worker_id, a.starts, e.came_by, e.consent_on, e.urgent, e.need_clarified, e.service_began, e.onward, \
         e.final_waiver, EXISTS (SELECT 1 FROM meeting WHERE episode_id = e.id AND kind = 'final') \
         FROM episode e LEFT JOIN assignment a ON a.episode_id = e.id AND a.ends IS NULL \
         WHERE e.client_id = ?1 ORDER BY e.closed IS NOT NULL, e.pending_since DESC, e.id DESC",
    )?;
    let rows = query.query_map([client], |row| {
        let fields = EpisodeFields {
            state: row.get(2)?,
            pending_since: row.get(3)?,
            opened: row.get(4)?,
            closed: row.get(5)?,
            referrer: row.get(6)?,
            close_reason: row.get(7)?,
            outcome: row.get(8)?,
            came_by: row.get(11)?,
            consent_on: row.get(12)?,
            urgent: row.get(13)?,
            need_clarified: row.get(14)?,
            service_began: row.get(15)?,
            onward: row.get(16)?,
            final_waiver: row.get(17)?,
        };
        let worker: Option<WorkerId> = row.get(9)?;
        let since: Option<NaiveDate> = row.get(10)?;
        let final_held = row.get(18)?;
        Ok(Episode { id: row.get(0)?, client, rev: row.get(1)?, fields, own_worker: worker.zip(since), final_held })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whose customership it is.
pub fn client_of(conn: &Connection, id: EpisodeId) -> Result<ClientId> {
    Ok(conn.prepare_cached("SELECT client_id FROM episode WHERE id = ?1")?.query_row([id], |row| row.get(0))?)
}

/// A new customership of a client who has no live one.
fn insert(conn: &Connection, client: ClientId, fields: &EpisodeFields) -> Result<EpisodeId> {
    conn.prepare_cached(
        "INSERT INTO episode(client_id, state, pending_since, opened, closed, referrer, close_reason, outcome, came_by, \
         consent_on, urgent, need_clarified, service_began, onward, final_waiver) \
         VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?
    .execute((
        client,
        fields.state,
        fields.pending_since,
        fields.opened,
        fields.closed,
        &fields.referrer,
        &fields.close_reason,
        &fields.outcome,
        &fields.came_by,
        fields.consent_on,
        fields.urgent,
        fields.need_clarified,
        fields.service_began,
        &fields.onward,
        &fields.final_waiver,
    ))?;
    Ok(EpisodeId(conn.last_insert_rowid()))
}

/// A new customership with its own worker. One that is over is told as it went: begun, then ended.
pub fn add(
    conn: &Connection,
    client: ClientId,
    fields: &EpisodeFields,
    own_worker: Option<WorkerId>,
) -> Result<EpisodeId> {
    fields.check(None, false).map_err(|_| StoreError::Stale)?;
    let begun = match fields.state {
        EpisodeState::Closed => EpisodeFields { state: EpisodeState::Open, closed: None, ..fields.clone() },
        EpisodeState::Declined => {
            EpisodeFields { state: EpisodeState::Pending, opened: None, closed: None, ..fields.clone() }
        }
        _ => fields.clone(),
    };
    let id = insert(conn, client, &begun)?;
    if let Some(worker) = own_worker {
        assign(conn, id, worker, fields.opened.unwrap_or(fields.pending_since))?;
    }
    if !fields.state.is_live() {
        update(conn, id, 1, fields)?;
    }
    Ok(id)
}

/// Saves over the rev that was edited. Closing also ends what hangs on the customership: its memberships,
/// its own worker's task and its coming reviews.
pub fn update(conn: &Connection, id: EpisodeId, rev: i64, fields: &EpisodeFields) -> Result<()> {
    let sql = "SELECT state, EXISTS (SELECT 1 FROM meeting WHERE episode_id = ?1 AND kind = 'final') FROM episode WHERE id = ?1";
    let (from, final_held): (EpisodeState, bool) = conn.query_row(sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    // The form has checked the rest: what is wrong now is the state, which somebody has changed.
    fields.check(Some(from), final_held).map_err(|faults| match faults[..] {
        [EpisodeFault::FinalMissing] => StoreError::NoFinalReview,
        _ => StoreError::Stale,
    })?;
    let changed = conn
        .prepare_cached(
            "UPDATE episode SET rev = rev + 1, state = ?3, pending_since = ?4, opened = ?5, closed = ?6, referrer = ?7, \
             close_reason = ?8, outcome = ?9, came_by = ?10, consent_on = ?11, urgent = ?12, need_clarified = ?13, \
             service_began = ?14, onward = ?15, final_waiver = ?16 WHERE id = ?1 AND rev = ?2",
        )?
        .execute((
            id,
            rev,
            fields.state,
            fields.pending_since,
            fields.opened,
            fields.closed,
            &fields.referrer,
            &fields.close_reason,
            &fields.outcome,
            &fields.came_by,
            fields.consent_on,
            fields.urgent,
            fields.need_clarified,
            fields.service_began,
            &fields.onward,
            &fields.final_waiver,
        ))?;
    one(changed)?;
    match fields.closed {
        Some(day) if from.is_live() => {
            keep_goals(conn, id)?;
            wind_up(conn, id, day)
        }
        _ => Ok(()),
    }
}

/// The plan that ends with the customership keeps its goals as they are now.
fn keep_goals(conn: &Connection, id: EpisodeId) -> Result<()> {
    let active = plans::of_episode(conn, id)?.into_iter().find(|plan| plan.state == PlanState::Active);
    active.map_or(Ok(()), |plan| plans::keep_goals(conn, plan.id))
}

fn wind_up(conn: &Connection, id: EpisodeId, day: NaiveDate) -> Result<()> {
    for sql in [
        // One whose last day has come before is over for its own reason.
        "UPDATE enrolment SET rev = rev + 1, state = 'ended', ends = max(min(coalesce(ends, ?2), ?2), starts), \
         end_reason = iif(ends <= ?2, coalesce(end_reason, 'period_over'), 'other') \
         WHERE state = 'enrolled' AND client_id = (SELECT client_id FROM episode WHERE id = ?1)",
        "UPDATE enrolment SET rev = rev + 1, state = 'withdrawn', offer_expires = NULL, ends = ?2, end_reason = 'other' \
         WHERE state IN ('waiting', 'offered') AND client_id = (SELECT client_id FROM episode WHERE id = ?1)",
        "UPDATE review SET rev = rev + 1, state = 'cancelled' \
         WHERE ?2 = ?2 AND state = 'due' AND goal_id IN (SELECT id FROM goal WHERE episode_id = ?1)",
        "UPDATE plan SET rev = rev + 1, state = 'ended' WHERE ?2 = ?2 AND state = 'active' AND episode_id = ?1",
        "UPDATE assignment SET rev = rev + 1, ends = max(?2, starts) WHERE ends IS NULL AND episode_id = ?1",
    ] {
        conn.execute(sql, (id, day))?;
    }
    Ok(())
}

/// Nothing new hangs on a customership that is over.
///
/// # Errors
/// `Over`.
pub fn require_live(conn: &Connection, id: EpisodeId) -> Result<()> {
    let state: EpisodeState = conn.query_row("SELECT state FROM episode WHERE id = ?1", [id], |row| row.get(0))?;
    if state.is_live() { Ok(()) } else { Err(StoreError::Over) }
}

/// Names another own worker, unless a colleague has done so since the form was filled.
///
/// # Errors
/// `Stale`, `Over`.
pub fn reassign(
    conn: &Connection,
    id: EpisodeId,
    was: Option<WorkerId>,
    worker: WorkerId,
    from: NaiveDate,
) -> Result<()> {
    require_live(conn, id)?;
    let sql = "SELECT worker_id FROM assignment WHERE episode_id = ?1 AND ends IS NULL";
    let now: Option<WorkerId> = conn.query_row(sql, [id], |row| row.get(0)).optional()?;
    if now == was { assign(conn, id, worker, from) } else { Err(StoreError::Stale) }
}

/// Names the own worker from a day on (SHL 42 §); the one before is kept with an end date.
pub fn assign(conn: &Connection, id: EpisodeId, worker: WorkerId, from: NaiveDate) -> Result<()> {
    conn.execute(
        "UPDATE assignment SET rev = rev + 1, ends = max(starts, ?2) \
         WHERE episode_id = ?1 AND ends IS NULL AND worker_id <> ?3",
        (id, from, worker),
    )?;
    conn.execute(
        "INSERT INTO assignment(episode_id, worker_id, starts) SELECT ?1, ?2, ?3 \
         WHERE NOT EXISTS (SELECT 1 FROM assignment WHERE episode_id = ?1 AND ends IS NULL)",
        (id, worker, from),
    )?;
    access::name_own_worker(conn, client_of(conn, id)?, worker)
}
