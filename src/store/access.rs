//! Restricted clients: who is named for them, and who has opened one without being named.

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use super::error::{Result, StoreError};
use super::sight::{self, DAY};
use super::sql::one;
use crate::domain::ids::{AccessId, ClientId, WorkerId};
use crate::domain::rights::{self, Right};

/// Somebody who is named for a restricted client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub worker: WorkerId,
    /// The last day; none is until further notice.
    pub until: Option<NaiveDate>,
}

/// Those named for a client, in the order in which they were, the lapsed ones among them.
pub fn named(conn: &Connection, client: ClientId) -> Result<Vec<Named>> {
    let sql = "SELECT worker_id, until FROM client_access WHERE client_id = ?1 AND kind = 'named' ORDER BY id";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([client], |row| Ok(Named { worker: row.get(0)?, until: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Who is to see a client from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restriction {
    pub client: ClientId,
    /// How it was when the form was filled: restricted or not, and by whom it was seen.
    pub was: (bool, Vec<WorkerId>),
    pub restricted: bool,
    /// Who restricts is always among them.
    pub named: Vec<WorkerId>,
    /// The last day of those who are named anew.
    pub until: Option<NaiveDate>,
    pub reason: Option<String>,
}

/// Restricts a client, or names others; or lets everybody see it again.
///
/// # Errors
/// `Forbidden` to anybody but a lead, an admin and the own worker; `Stale` when somebody else has restricted meanwhile.
pub fn restrict(conn: &Connection, me: WorkerId, wanted: &Restriction) -> Result<()> {
    let client = wanted.client;
    require_restrict(conn, me, client)?;
    let before = named(conn, client)?;
    let workers: Vec<WorkerId> = before.iter().map(|named| named.worker).collect();
    let sql = "SELECT restricted FROM client WHERE id = ?1";
    let restricted: bool = conn.query_row(sql, [client], |row| row.get(0))?;
    if (restricted, &workers) != (wanted.was.0, &wanted.was.1) {
        return Err(StoreError::Stale);
    }
    let mut after = if wanted.restricted { wanted.named.clone() } else { Vec::new() };
    if wanted.restricted && !after.contains(&me) {
        after.push(me);
    }
    for worker in workers.iter().filter(|worker| !after.contains(worker)) {
        let sql = "DELETE FROM client_access WHERE client_id = ?1 AND worker_id = ?2 AND kind = 'named'";
        conn.execute(sql, (client, worker))?;
    }
    for worker in after.iter().filter(|worker| !workers.contains(worker)) {
        // Who names others does not lock themselves out.
        let until = wanted.until.filter(|_| *worker != me);
        name(conn, client, *worker, Some(me), until, wanted.reason.as_deref())?;
    }
    set_restricted(conn, client, wanted.restricted)
}

/// As a list that is brought in says: restricted, with the own worker and who brings it in named; or no longer so.
///
/// # Errors
/// `Forbidden` to all but a lead and an admin.
pub fn bring_in(conn: &Connection, client: ClientId, restricted: bool, own: Option<WorkerId>) -> Result<()> {
    let me: WorkerId = conn.query_row("SELECT log_worker()", [], |row| row.get(0))?;
    sight::require(conn, me, Right::Restrict)?;
    let me = Some(me).filter(|me| me.0 != 0);
    match restricted {
        true => own.into_iter().chain(me).try_for_each(|worker| name(conn, client, worker, me, None, None))?,
        false => {
            let sql = "DELETE FROM client_access WHERE client_id = ?1 AND kind = 'named'";
            conn.execute(sql, [client])?;
        }
    }
    set_restricted(conn, client, restricted)
}

/// A restricted client's new own worker is named, too.
pub fn name_own_worker(conn: &Connection, client: ClientId, worker: WorkerId) -> Result<()> {
    let sql = "SELECT 1 FROM client WHERE id = ?1 AND restricted = 1";
    match conn.prepare_cached(sql)?.exists([client])? {
        true => name(conn, client, worker, None, None, None),
        false => Ok(()),
    }
}

/// The own worker of who became restricted by a merge is named, too.
pub fn name_for_merged(conn: &Connection, client: ClientId, worker: WorkerId) -> Result<()> {
    name(conn, client, worker, None, None, None)
}

/// True when a worker may restrict this client, or let everybody see it.
fn require_restrict(conn: &Connection, me: WorkerId, client: ClientId) -> Result<()> {
    sight::require_seen(conn, client)?;
    let role = sight::role(conn, me)?;
    let sql = "SELECT 1 FROM episode e JOIN assignment a ON a.episode_id = e.id AND a.ends IS NULL \
        WHERE e.client_id = ?1 AND e.state IN ('pending', 'open', 'paused') AND a.worker_id = ?2";
    let is_own = conn.prepare_cached(sql)?.exists((client, me))?;
    match role {
        Some(role) if !is_own && !rights::may(role, Right::Restrict) => Err(StoreError::Forbidden(Right::Restrict)),
        _ => Ok(()),
    }
}

fn set_restricted(conn: &Connection, client: ClientId, restricted: bool) -> Result<()> {
    let sql = "UPDATE main.client SET rev = rev + 1, restricted = ?2 WHERE id = ?1 AND restricted <> ?2";
    conn.execute(sql, (client, restricted))?;
    Ok(())
}

/// Names a worker; who is named already stays so, without a last day where none is wanted.
fn name(
    conn: &Connection,
    client: ClientId,
    worker: WorkerId,
    by: Option<WorkerId>,
    until: Option<NaiveDate>,
    reason: Option<&str>,
) -> Result<()> {
    let sql = format!(
        "INSERT INTO client_access(client_id, worker_id, kind, granted_by, granted_on, until, reason) \
         VALUES(?1, ?2, 'named', ?3, {DAY}, ?4, ?5) ON CONFLICT(client_id, worker_id) WHERE kind = 'named' \
         DO UPDATE SET until = excluded.until, rev = rev + 1 WHERE until < coalesce(excluded.until, '9999')"
    );
    conn.execute(&sql, (client, worker, by, until, reason))?;
    Ok(())
}

// ------------------------------------------------------------------ breaking the glass

/// Opens a restricted client for the rest of the day, for a purpose. Whoever may see it anyway breaks nothing.
///
/// # Errors
/// `NoSuchReference`; `Forbidden` to who may not see clients at all.
pub fn break_glass(conn: &Connection, me: WorkerId, reference: &str, purpose: &str) -> Result<ClientId> {
    sight::require(conn, me, Right::BreakGlass)?;
    // A reference that was merged into another one is the other one's.
    let sql = "SELECT c.id, EXISTS (SELECT 1 FROM client WHERE id = c.id) FROM main.client c \
        WHERE c.id = (SELECT coalesce(merged_into, id) FROM main.client WHERE ref = ?1)";
    let found = conn.query_row(sql, [reference], |row| Ok((row.get(0)?, row.get(1)?)));
    let (client, seen): (ClientId, bool) = found.map_err(|error| match error.into() {
        StoreError::Gone => StoreError::NoSuchReference,
        other => other,
    })?;
    if !seen {
        let sql = format!(
            "INSERT INTO client_access(client_id, worker_id, kind, granted_by, granted_on, until, reason) \
             VALUES(?1, ?2, 'break_glass', ?2, {DAY}, {DAY}, ?3)"
        );
        conn.execute(&sql, (client, me, purpose))?;
        let sql = "INSERT INTO trace(act, entity, entity_id, client_id) VALUES('break_glass', 'card', ?1, ?1)";
        conn.execute(sql, [client])?;
    }
    Ok(client)
}

/// A restricted client was opened by somebody who is not named. It names the client by reference alone: who answers for
/// the team need not see the client, either.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    pub id: AccessId,
    pub day: NaiveDate,
    pub worker: WorkerId,
    pub client: ClientId,
    pub reference: String,
    pub purpose: String,
    /// Who has seen it, and when.
    pub noted: Option<(WorkerId, NaiveDate)>,
}

const OPENINGS: &str = "SELECT x.id, x.granted_on, x.worker_id, c.ref, x.reason, x.noted_by, x.noted_on, c.id \
    FROM client_access x JOIN main.client c ON c.id = x.client_id WHERE x.kind = 'break_glass'";

fn opening(row: &Row) -> rusqlite::Result<Opening> {
    let noted: (Option<WorkerId>, Option<NaiveDate>) = (row.get(5)?, row.get(6)?);
    Ok(Opening {
        id: row.get(0)?,
        day: row.get(1)?,
        worker: row.get(2)?,
        client: row.get(7)?,
        reference: row.get(3)?,
        purpose: row.get(4)?,
        noted: noted.0.zip(noted.1),
    })
}

/// Every opening, newest first.
///
/// # Errors
/// `Forbidden` to who does not answer for them.
pub fn openings(conn: &Connection, me: WorkerId) -> Result<Vec<Opening>> {
    sight::require(conn, me, Right::Acknowledge)?;
    let mut query = conn.prepare_cached(&format!("{OPENINGS} ORDER BY x.id DESC"))?;
    Ok(query.query_map([], opening)?.collect::<rusqlite::Result<_>>()?)
}

/// Nobody answers for their own opening, unless there is nobody else who could.
fn by_another() -> String {
    format!(
        "(x.worker_id <> log_worker() OR NOT EXISTS (SELECT 1 FROM worker w WHERE w.id <> x.worker_id AND w.active = 1 \
         AND w.role IN ({})))",
        sight::roles(Right::Acknowledge)
    )
}

/// The openings that wait for the signed-in worker to see them, oldest first; none for who does not answer for them.
pub fn unnoted(conn: &Connection) -> Result<Vec<Opening>> {
    let mut query = conn.prepare_cached(&format!(
        "{OPENINGS} AND x.noted_by IS NULL AND {} AND EXISTS (SELECT 1 FROM worker w \
           WHERE w.id = log_worker() AND w.active = 1 AND w.role IN ({})) ORDER BY x.id",
        by_another(),
        sight::roles(Right::Acknowledge)
    ))?;
    Ok(query.query_map([], opening)?.collect::<rusqlite::Result<_>>()?)
}

/// The worker has seen the opening and answers for it.
///
/// # Errors
/// `Forbidden` to who does not answer for openings; `OwnOpening` to who has opened it; `Stale` when it has been seen.
pub fn note(conn: &Connection, me: WorkerId, id: AccessId) -> Result<()> {
    sight::require(conn, me, Right::Acknowledge)?;
    let open = "SELECT 1 FROM client_access WHERE id = ?1 AND kind = 'break_glass' AND noted_by IS NULL";
    if !conn.prepare_cached(open)?.exists([id])? {
        return Err(StoreError::Stale);
    }
    let sql = format!(
        "UPDATE client_access AS x SET noted_by = ?2, noted_on = {DAY}, rev = rev + 1 WHERE id = ?1 AND {}",
        by_another()
    );
    one(conn.execute(&sql, (id, me))?).map_err(|_| StoreError::OwnOpening)
}
