//! Handing over: what one worker has in hand goes to another one, in one step and back again.

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Params, Row};

use super::error::{Result, StoreError};
use super::{activities, episodes, settings, sight};
use crate::domain::ids::{ActivityId, ClientId, EpisodeId, NoteId, SeriesId, SessionId, WorkerId};
use crate::domain::rights::Right;

/// Whose things move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// What the own worker of one client has in hand for that client.
    Client(ClientId),
    /// Everything that a worker has in hand.
    Worker(WorkerId),
}

/// Everything that moves, as it was on a day: no more and no less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moves {
    pub whose: Whose,
    pub today: NaiveDate,
    /// Who has it now; `None` for a client without an own worker.
    pub from: Option<WorkerId>,
    /// Live customerships whose own worker it is, in the order of names.
    pub clients: Vec<OwnClient>,
    /// What is to be taken up again, the nearest day first.
    pub follow_ups: Vec<FollowUp>,
    /// Due lines that were put off, the nearest day first.
    pub snoozes: Vec<Snoozed>,
    /// Activities led, in the order of names.
    pub activities: Vec<(ActivityId, String)>,
    /// Series with a leader of their own that have days ahead.
    pub series: Vec<(SeriesId, ActivityId, String)>,
    /// Single sessions with a leader of their own: those ahead, and those whose register is still open.
    pub sessions: Vec<(SessionId, String, NaiveDate)>,
}

/// A customership that changes hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnClient {
    pub episode: EpisodeId,
    pub client: ClientId,
    pub name: String,
    /// Since when it has its own worker.
    pub since: NaiveDate,
}

/// A follow-up that changes hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    pub note: NoteId,
    pub client: ClientId,
    /// The client's name.
    pub name: String,
    pub on: NaiveDate,
    pub what: Option<String>,
}

/// A due line that was put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snoozed {
    id: i64,
    /// Whom it concerns, where it concerns a client.
    pub client: Option<(ClientId, String)>,
    pub until: NaiveDate,
    pub reason: String,
}

impl Moves {
    pub fn is_empty(&self) -> bool {
        self.counts().iter().all(|count| *count == 0)
    }

    /// What there may be, by name, in the order in which it is listed.
    pub const KINDS: [&str; 6] = ["clients", "follow-ups", "snoozes", "activities", "series", "sessions"];

    /// How many there are of each kind.
    pub fn counts(&self) -> [usize; 6] {
        [
            self.clients.len(),
            self.follow_ups.len(),
            self.snoozes.len(),
            self.activities.len(),
            self.series.len(),
            self.sessions.len(),
        ]
    }
}

/// What would move, as of a day. Clients whom the signed-in worker may not see stay where they are: somebody who is
/// named for them hands them over.
pub fn what_moves(conn: &Connection, whose: Whose, today: NaiveDate) -> Result<Moves> {
    let (from, client) = match whose {
        Whose::Worker(worker) => (Some(worker), None),
        Whose::Client(client) => (own_worker(conn, client)?, Some(client)),
    };
    let mut moves = Moves {
        whose,
        today,
        from,
        clients: Vec::new(),
        follow_ups: Vec::new(),
        snoozes: Vec::new(),
        activities: Vec::new(),
        series: Vec::new(),
        sessions: Vec::new(),
    };
    let Some(from) = from else { return Ok(moves) };
    moves.clients = all(
        conn,
        "SELECT e.id, c.id, c.family_name || ' ' || c.given_name, a.starts FROM assignment a \
         JOIN episode e ON e.id = a.episode_id JOIN client c ON c.id = e.client_id \
         WHERE a.worker_id = ?1 AND a.ends IS NULL AND e.state IN ('pending', 'open', 'paused') \
         AND c.id = coalesce(?2, c.id) ORDER BY c.sort_key, e.id",
        (from, client),
        |row| Ok(OwnClient { episode: row.get(0)?, client: row.get(1)?, name: row.get(2)?, since: row.get(3)? }),
    )?;
    moves.follow_ups = all(
        conn,
        "SELECT n.id, c.id, c.family_name || ' ' || c.given_name, n.follow_up_on, n.follow_up_what \
         FROM note n JOIN client c ON c.id = n.client_id \
         WHERE n.follow_up_on IS NOT NULL AND n.follow_up_done IS NULL \
         AND coalesce(n.follow_up_for, n.author_id) = ?1 AND c.id = coalesce(?2, c.id) ORDER BY n.follow_up_on, n.id",
        (from, client),
        |row| {
            let (note, client, name) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(FollowUp { note, client, name, on: row.get(3)?, what: row.get(4)? })
        },
    )?;
    moves.snoozes = all(
        conn,
        "SELECT s.id, c.id, c.family_name || ' ' || c.given_name, s.until, s.reason \
         FROM snooze s LEFT JOIN client c ON c.id = s.client_id \
         WHERE s.worker_id = ?1 AND (?2 IS NULL OR s.client_id = ?2) \
         AND (s.client_id IS NULL OR c.id IS NOT NULL) ORDER BY s.until, s.id",
        (from, client),
        |row| {
            let (whom, name): (Option<ClientId>, Option<String>) = (row.get(1)?, row.get(2)?);
            Ok(Snoozed { id: row.get(0)?, client: whom.zip(name), until: row.get(3)?, reason: row.get(4)? })
        },
    )?;
    if client.is_none() {
        led(conn, from, &mut moves)?;
    }
    Ok(moves)
}

fn own_worker(conn: &Connection, client: ClientId) -> Result<Option<WorkerId>> {
    let sql = "SELECT a.worker_id FROM assignment a JOIN episode e ON e.id = a.episode_id \
        WHERE e.client_id = ?1 AND a.ends IS NULL AND e.state IN ('pending', 'open', 'paused')";
    Ok(conn.prepare_cached(sql)?.query_row([client], |row| row.get(0)).optional()?)
}

/// What a worker leads that is not over. A register that is still open is somebody's to close, too.
fn led(conn: &Connection, from: WorkerId, moves: &mut Moves) -> Result<()> {
    let today = moves.today;
    moves.activities = all(
        conn,
        "SELECT id, name FROM activity WHERE lead_id = ?1 AND coalesce(last_day, ?2) >= ?2 ORDER BY sort_key",
        (from, today),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    moves.series = all(
        conn,
        "SELECT s.id, a.id, a.name FROM series s JOIN activity a ON a.id = s.activity_id \
         WHERE s.lead_id = ?1 AND coalesce(s.last_day, ?2) >= ?2 ORDER BY a.sort_key, s.id",
        (from, today),
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let asked_since = today - Days::new(settings::all(conn)?.register_days.into());
    moves.sessions = all(
        conn,
        "SELECT s.id, a.name, s.on_day FROM session s JOIN activity a ON a.id = s.activity_id \
         WHERE s.lead_id = ?1 AND s.state <> 'not_held' AND (s.on_day >= ?2 \
           OR (s.on_day >= ?3 AND s.register_closed IS NULL AND a.counts_only = 0)) ORDER BY s.on_day, s.id",
        (from, today, asked_since),
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    Ok(())
}

fn all<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    Ok(conn.prepare_cached(sql)?.query_map(params, read)?.collect::<rusqlite::Result<_>>()?)
}

/// Everything that was listed goes to another worker, whose own it is from `day` on. Who was the own worker before is
/// kept with an end date.
///
/// # Errors
/// `Stale` when the list is not what it was, or the other worker has left; `Forbidden` for all that somebody else has in
/// hand, to who neither leads the team nor keeps its file.
pub fn hand_over(conn: &Connection, me: WorkerId, what: &Moves, to: WorkerId, day: NaiveDate) -> Result<()> {
    if matches!(what.whose, Whose::Worker(worker) if worker != me) {
        sight::require(conn, me, Right::HandOver)?;
    }
    let there = conn.prepare_cached("SELECT 1 FROM worker WHERE id = ?1 AND active = 1")?.exists([to])?;
    if !there || what_moves(conn, what.whose, what.today)? != *what {
        return Err(StoreError::Stale);
    }
    for own in &what.clients {
        episodes::reassign(conn, own.episode, what.from, to, day)?;
    }
    for follow_up in &what.follow_ups {
        let sql = "UPDATE note SET rev = rev + 1, follow_up_for = nullif(?2, author_id) WHERE id = ?1";
        conn.prepare_cached(sql)?.execute((follow_up.note, to))?;
    }
    for snoozed in &what.snoozes {
        let sql = "UPDATE snooze SET rev = rev + 1, worker_id = ?2 WHERE id = ?1";
        conn.prepare_cached(sql)?.execute((snoozed.id, to))?;
    }
    for (activity, _) in &what.activities {
        activities::set_lead(conn, *activity, Some(to))?;
    }
    for (series, ..) in &what.series {
        let sql = "UPDATE series SET rev = rev + 1, lead_id = ?2 WHERE id = ?1";
        conn.prepare_cached(sql)?.execute((series, to))?;
    }
    for (session, ..) in &what.sessions {
        let sql = "UPDATE session SET rev = rev + 1, lead_id = ?2 WHERE id = ?1";
        conn.prepare_cached(sql)?.execute((session, to))?;
    }
    Ok(())
}
