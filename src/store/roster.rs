//! The roster: an activity's people x its sessions, and the marks between them.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::activities::{self, Activity};
use super::error::{Result, StoreError};
use super::sessions::{self, SessionLine};
use crate::domain::attendance::{Mark, Slot};
use crate::domain::counting::Tally;
use crate::domain::ids::{ActivityId, ClientId, SessionId};

/// One person of a roster.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    pub client: ClientId,
    pub name: String,
    /// First and last day of each spell of membership; days outside them are no absence. Empty: a visitor.
    pub spells: Vec<(NaiveDate, Option<NaiveDate>)>,
    /// Over every held session of the newest spell, not only those shown.
    pub tally: Tally,
    /// The first goal of the live customership.
    pub goal: Option<String>,
    /// One a session shown, in their order.
    pub marks: Vec<Option<Mark>>,
}

impl Person {
    /// True when the person is expected on that day.
    pub fn belongs_on(&self, day: NaiveDate) -> bool {
        self.spells.iter().any(|(starts, ends)| *starts <= day && ends.is_none_or(|ends| day <= ends))
    }

    /// Comes without being a member.
    pub fn is_visitor(&self) -> bool {
        self.spells.is_empty()
    }
}

/// A roster over a span of days.
#[derive(Clone)]
pub struct Roster {
    pub activity: Activity,
    pub sessions: Vec<SessionLine>,
    /// Members first, then visitors; each by name.
    pub people: Vec<Person>,
}

/// The roster of an activity over a span of days.
pub fn read(conn: &Connection, id: ActivityId, from: NaiveDate, to: NaiveDate) -> Result<Roster> {
    let activity = activities::get(conn, id)?;
    let sessions = sessions::between(conn, from, to, Some(&[id]))?;
    let mut people = members(conn, id, from, to)?;
    people.extend(visitors(conn, id, from, to)?);
    let marks = marks(conn, id, from, to)?;
    for person in &mut people {
        person.marks = sessions
            .iter()
            .map(|session| match session.slot {
                Slot::Row(row) => marks.get(&(row, person.client)).copied(),
                Slot::Rule { .. } => None,
            })
            .collect();
    }
    Ok(Roster { activity, sessions, people })
}

const GOAL: &str = "(SELECT g.text FROM goal g JOIN episode ep ON ep.id = g.episode_id WHERE ep.client_id = c.id \
    AND ep.state IN ('pending', 'open', 'paused') AND g.state = 'active' ORDER BY g.id LIMIT 1)";

/// People with a membership that touches the window; who left and came back stands there once.
fn members(conn: &Connection, id: ActivityId, from: NaiveDate, to: NaiveDate) -> Result<Vec<Person>> {
    let sql = format!(
        "SELECT c.id, c.family_name || ' ' || c.given_name, e.starts, e.ends, {GOAL}, \
           sum(t.mark = 'present'), sum(t.mark = 'late'), sum(t.mark = 'excused'), sum(t.mark = 'no_show') \
         FROM enrolment e JOIN client c ON c.id = e.client_id \
         LEFT JOIN (attendance t JOIN session s ON s.id = t.session_id AND s.state = 'held') \
           ON t.enrolment_id = e.id AND s.on_day BETWEEN e.starts AND coalesce(e.ends, s.on_day) \
         WHERE e.activity_id = ?1 AND e.state IN ('enrolled', 'ended') AND e.starts <= ?3 AND coalesce(e.ends, ?2) >= ?2 \
         GROUP BY e.id ORDER BY c.sort_key, c.id, e.starts"
    );
    let mut query = conn.prepare_cached(&sql)?;
    let rows = query.query_map((id, from, to), |row| {
        let count = |at: usize| row.get::<_, Option<u32>>(at).map(Option::unwrap_or_default);
        Ok(Person {
            client: row.get(0)?,
            name: row.get(1)?,
            spells: vec![(row.get(2)?, row.get(3)?)],
            goal: row.get(4)?,
            tally: Tally { present: count(5)?, late: count(6)?, excused: count(7)?, no_show: count(8)? },
            marks: Vec::new(),
        })
    })?;
    let mut people: Vec<Person> = Vec::new();
    for person in rows {
        let person = person?;
        match people.last_mut().filter(|last| last.client == person.client) {
            Some(last) => {
                last.spells.extend(person.spells);
                last.tally = person.tally;
            }
            None => people.push(person),
        }
    }
    Ok(people)
}

/// Clients with a mark in the window who are no members in it.
fn visitors(conn: &Connection, id: ActivityId, from: NaiveDate, to: NaiveDate) -> Result<Vec<Person>> {
    let sql = format!(
        "SELECT DISTINCT c.id, c.family_name || ' ' || c.given_name, {GOAL} FROM attendance t \
         JOIN session s ON s.id = t.session_id JOIN client c ON c.id = t.client_id \
         WHERE s.activity_id = ?1 AND s.on_day BETWEEN ?2 AND ?3 AND NOT EXISTS (SELECT 1 FROM enrolment e \
           WHERE e.activity_id = ?1 AND e.client_id = c.id AND e.state IN ('enrolled', 'ended') \
           AND e.starts <= ?3 AND coalesce(e.ends, ?2) >= ?2) ORDER BY c.sort_key"
    );
    let mut query = conn.prepare_cached(&sql)?;
    let rows = query.query_map((id, from, to), |row| {
        Ok(Person {
            client: row.get(0)?,
            name: row.get(1)?,
            spells: Vec::new(),
            tally: Tally::default(),
            goal: row.get(2)?,
            marks: Vec::new(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

type Cell = (SessionId, ClientId);

fn marks(conn: &Connection, id: ActivityId, from: NaiveDate, to: NaiveDate) -> Result<HashMap<Cell, Mark>> {
    let mut query = conn.prepare_cached(
        "SELECT t.session_id, t.client_id, t.mark FROM attendance t JOIN session s ON s.id = t.session_id \
         WHERE s.activity_id = ?1 AND s.on_day BETWEEN ?2 AND ?3",
    )?;
    let rows = query.query_map((id, from, to), |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Sets or clears one mark. The first mark makes the session a held one, the last one to go leaves it planned.
pub fn mark(conn: &Connection, slot: Slot, client: ClientId, mark: Option<Mark>) -> Result<()> {
    if let (Slot::Rule { .. }, None) = (slot, mark) {
        return Ok(());
    }
    let session = sessions::touch(conn, slot)?;
    takes_place(conn, session)?;
    match mark {
        Some(mark) => {
            // An excuse is told beforehand; it does not make the session a held one.
            if mark != Mark::Excused {
                hold(conn, session)?;
            }
            conn.prepare_cached(
                "INSERT INTO attendance(session_id, client_id, enrolment_id, mark) \
                 VALUES(?1, ?2, (SELECT e.id FROM enrolment e JOIN session s ON s.id = ?1 \
                   WHERE e.activity_id = s.activity_id AND e.client_id = ?2 AND e.state IN ('enrolled', 'ended') \
                   AND e.starts <= s.on_day AND coalesce(e.ends, s.on_day) >= s.on_day ORDER BY e.id DESC LIMIT 1), ?3) \
                 ON CONFLICT(session_id, client_id) DO UPDATE SET mark = excluded.mark, rev = rev + 1 \
                 WHERE mark <> excluded.mark",
            )?
            .execute((session, client, mark))?;
        }
        None => {
            conn.prepare_cached("DELETE FROM attendance WHERE session_id = ?1 AND client_id = ?2")?
                .execute((session, client))?;
        }
    }
    let_go(conn, session)
}

/// Marks present each of these people who has no mark yet; nobody's mark is changed.
pub fn mark_unmarked_present(conn: &Connection, slot: Slot, clients: &[ClientId]) -> Result<()> {
    let session = sessions::touch(conn, slot)?;
    let mut unmarked =
        conn.prepare_cached("SELECT NOT EXISTS (SELECT 1 FROM attendance WHERE session_id = ?1 AND client_id = ?2)")?;
    for client in clients {
        if unmarked.query_row((session, client), |row| row.get(0))? {
            mark(conn, Slot::Row(session), *client, Some(Mark::Present))?;
        }
    }
    Ok(())
}

/// Counts the heads without a name; `None` takes the count away again.
pub fn count_heads(conn: &Connection, slot: Slot, count: Option<u32>) -> Result<()> {
    if let (Slot::Rule { .. }, None) = (slot, count) {
        return Ok(());
    }
    let session = sessions::touch(conn, slot)?;
    takes_place(conn, session)?;
    if count.is_some() {
        hold(conn, session)?;
    }
    conn.prepare_cached("UPDATE session SET rev = rev + 1, anon_count = ?2 WHERE id = ?1 AND anon_count IS NOT ?2")?
        .execute((session, count))?;
    if count.is_none() {
        let_go(conn, session)?;
    }
    Ok(())
}

/// Somebody may have cancelled the session since it was read.
fn takes_place(conn: &Connection, session: SessionId) -> Result<()> {
    let cancelled =
        conn.prepare_cached("SELECT 1 FROM session WHERE id = ?1 AND state = 'not_held'")?.exists([session])?;
    if cancelled { Err(StoreError::Stale) } else { Ok(()) }
}

fn hold(conn: &Connection, session: SessionId) -> Result<()> {
    conn.prepare_cached("UPDATE session SET rev = rev + 1, state = 'held' WHERE id = ?1 AND state = 'planned'")?
        .execute([session])?;
    Ok(())
}

/// A session of which nothing is known any more is only planned again, and can be cancelled.
fn let_go(conn: &Connection, session: SessionId) -> Result<()> {
    conn.prepare_cached(
        "UPDATE session SET rev = rev + 1, state = 'planned' WHERE id = ?1 AND state = 'held' AND anon_count IS NULL \
         AND register_closed IS NULL \
         AND NOT EXISTS (SELECT 1 FROM attendance WHERE session_id = ?1 AND mark <> 'excused')",
    )?
    .execute([session])?;
    Ok(())
}
