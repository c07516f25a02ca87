//! The roster: an activity's people x its sessions, and the marks between them.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

use super::absences::{self, Absence};
use super::activities::{self, Activity};
use super::error::{Result, StoreError};
use super::seats;
use super::sessions::{self, SessionLine};
use crate::domain::attendance::{Mark, Slot};
use crate::domain::counting::Tally;
use crate::domain::enrolment::Seats;
use crate::domain::ids::{ActivityId, ClientId, EnrolmentId, SessionId, WorkerId};

/// One person of a roster.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    pub client: ClientId,
    pub name: String,
    /// The given name alone, for lists that others see.
    pub given_name: String,
    /// Each spell of membership, oldest first; days outside them are no absence. Empty: a visitor.
    pub spells: Vec<SpellDays>,
    /// Over every held session of the newest spell, not only those shown.
    pub tally: Tally,
    /// What the activity is for, else the first goal of the live customership.
    pub goal: Option<String>,
    /// What was announced for days of the window.
    pub absences: Vec<Absence>,
    /// One a session shown, in their order.
    pub marks: Vec<Option<Mark>>,
}

/// A spell of membership from its first day to its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpellDays {
    pub id: EnrolmentId,
    pub rev: i64,
    pub starts: NaiveDate,
    pub ends: Option<NaiveDate>,
    /// Ended for good; a last day that lies ahead may still be moved.
    pub is_over: bool,
}

impl SpellDays {
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.starts <= day && self.ends.is_none_or(|ends| day <= ends)
    }
}

impl Person {
    pub fn family_name(&self) -> &str {
        self.name.strip_suffix(&self.given_name).unwrap_or(&self.name).trim_end()
    }

    /// True when the person is a member on that day.
    pub fn belongs_on(&self, day: NaiveDate) -> bool {
        self.spells.iter().any(|spell| spell.covers(day))
    }

    /// The absence that was announced for that day.
    pub fn announced_on(&self, day: NaiveDate) -> Option<&Absence> {
        self.absences.iter().find(|absence| absence.covers(day))
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
    pub seats: Seats,
    pub sessions: Vec<SessionLine>,
    /// Members first, then visitors; each by name.
    pub people: Vec<Person>,
}

/// The roster of an activity over a span of days, with its seats as of today.
pub fn read(conn: &Connection, id: ActivityId, (from, to): (NaiveDate, NaiveDate), today: NaiveDate) -> Result<Roster> {
    let activity = activities::get(conn, id)?;
    let sessions = sessions::between(conn, from, to, Some(&[id]))?;
    let mut people = members(conn, id, from, to)?;
    people.extend(visitors(conn, id, from, to)?);
    let marks = marks(conn, id, from, to)?;
    let absences = absences::of_activity(conn, id, from, to)?;
    for person in &mut people {
        person.absences = absences.iter().filter(|absence| absence.client == person.client).cloned().collect();
        person.marks = sessions
            .iter()
            .map(|session| match session.slot {
                Slot::Row(row) => marks.get(&(row, person.client)).copied(),
                Slot::Rule { .. } => None,
            })
            .collect();
    }
    Ok(Roster { activity, seats: seats::of(conn, id, today)?, sessions, people })
}

const GOAL: &str = "(SELECT g.text FROM goal g JOIN episode ep ON ep.id = g.episode_id WHERE ep.client_id = c.id \
    AND ep.state IN ('pending', 'open', 'paused') AND g.state = 'active' ORDER BY g.id LIMIT 1)";

/// People with a membership that touches the window; who left and came back stands there once.
fn members(conn: &Connection, id: ActivityId, from: NaiveDate, to: NaiveDate) -> Result<Vec<Person>> {
    let sql = format!(
        "SELECT c.id, c.name, c.given_name, e.id, e.rev, e.starts, e.ends, \
           iif(c.seen, coalesce((SELECT g.text FROM goal g WHERE g.id = e.goal_id AND g.state = 'active'), {GOAL}), NULL), \
           sum(t.mark = 'present'), sum(t.mark = 'late'), sum(t.mark = 'excused'), sum(t.mark = 'no_show'), e.state = 'ended' \
         FROM enrolment e JOIN person c ON c.id = e.client_id \
         LEFT JOIN (attendance t JOIN session s ON s.id = t.session_id AND s.state = 'held') \
           ON t.enrolment_id = e.id AND s.on_day BETWEEN e.starts AND coalesce(e.ends, s.on_day) \
         WHERE e.activity_id = ?1 AND e.state IN ('enrolled', 'ended') AND e.starts <= ?3 AND coalesce(e.ends, ?2) >= ?2 \
         GROUP BY e.id ORDER BY c.sort_key, c.id, e.starts"
    );
    let mut query = conn.prepare_cached(&sql)?;
    let rows = query.query_map((id, from, to), |row| {
        let count = |at: usize| row.get::<_, Option<u32>>(at).map(Option::unwrap_or_default);
        let (starts, ends, is_over) = (row.get(5)?, row.get(6)?, row.get(12)?);
        Ok(Person {
            client: row.get(0)?,
            name: row.get(1)?,
            given_name: row.get(2)?,
            spells: vec![SpellDays { id: row.get(3)?, rev: row.get(4)?, starts, ends, is_over }],
            goal: row.get(7)?,
            tally: Tally { present: count(8)?, late: count(9)?, excused: count(10)?, no_show: count(11)? },
            absences: Vec::new(),
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
                last.goal = person.goal;
            }
            None => people.push(person),
        }
    }
    Ok(people)
}

/// Clients with a mark in the window who are no members in it.
fn visitors(conn: &Connection, id: ActivityId, from: NaiveDate, to: NaiveDate) -> Result<Vec<Person>> {
    let sql = format!(
        "SELECT DISTINCT c.id, c.name, c.given_name, iif(c.seen, {GOAL}, NULL) FROM attendance t \
         JOIN session s ON s.id = t.session_id JOIN person c ON c.id = t.client_id \
         WHERE s.activity_id = ?1 AND s.on_day BETWEEN ?2 AND ?3 AND NOT EXISTS (SELECT 1 FROM enrolment e \
           WHERE e.activity_id = ?1 AND e.client_id = c.id AND e.state IN ('enrolled', 'ended') \
           AND e.starts <= ?3 AND coalesce(e.ends, ?2) >= ?2) ORDER BY c.sort_key"
    );
    let mut query = conn.prepare_cached(&sql)?;
    let rows = query.query_map((id, from, to), |row| {
        Ok(Person {
            client: row.get(0)?,
            name: row.get(1)?,
            given_name: row.get(2)?,
            spells: Vec::new(),
            tally: Tally::default(),
            goal: row.get(3)?,
            absences: Vec::new(),
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
    sessions::require_open(conn, session)?;
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

/// As [`mark`], unless a colleague has marked the same person since `seen` was on the screen, and otherwise.
///
/// # Errors
/// `MarkedMeanwhile`, with both values.
pub fn mark_over(
    conn: &Connection,
    me: WorkerId,
    slot: Slot,
    client: ClientId,
    seen: Option<Mark>,
    wanted: Option<Mark>,
) -> Result<()> {
    let now = marked_at(conn, slot, client)?.filter(|(_, there)| *there != seen && *there != wanted);
    if let Some((session, theirs)) = now {
        let by = last_marker(conn, session, client)?;
        if let Some((_, who)) = by.filter(|(worker, _)| *worker != me) {
            return Err(StoreError::MarkedMeanwhile { who, theirs, mine: wanted });
        }
    }
    mark(conn, slot, client, wanted)
}

/// Who marked somebody last at a session, or took the mark away.
fn last_marker(conn: &Connection, session: SessionId, client: ClientId) -> Result<Option<(WorkerId, String)>> {
    let sql = "SELECT w.id, w.name FROM log l JOIN worker w ON w.id = l.worker_id WHERE l.entity = 'attendance' \
        AND l.client_id = ?2 AND coalesce((SELECT session_id FROM attendance WHERE id = l.entity_id), \
          json_extract(l.before, '$.session_id')) = ?1 ORDER BY l.id DESC LIMIT 1";
    let found = conn.prepare_cached(sql)?.query_row((session, client), |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(found.optional()?)
}

/// The session in a slot, if it has a row, and the mark that somebody has there now.
fn marked_at(conn: &Connection, slot: Slot, client: ClientId) -> Result<Option<(SessionId, Option<Mark>)>> {
    let (row, series, day) = match slot {
        Slot::Row(session) => (Some(session), None, None),
        Slot::Rule { series, day } => (None, Some(series), Some(day)),
    };
    let sql = "SELECT s.id, t.mark FROM session s LEFT JOIN attendance t ON t.session_id = s.id AND t.client_id = ?4 \
        WHERE s.id = ?1 OR (s.series_id = ?2 AND s.rule_date = ?3)";
    let found = conn.prepare_cached(sql)?.query_row((row, series, day, client), |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(found.optional()?)
}

/// How many people got which mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rest {
    pub marked: u32,
    /// Who had announced to be away.
    pub excused: u32,
}

/// Marks each of these people who has no mark yet; nobody's mark is changed. Who has announced to be away is excused.
pub fn mark_unmarked(conn: &Connection, slot: Slot, clients: &[ClientId], rest: Mark) -> Result<Rest> {
    let session = sessions::touch(conn, slot)?;
    let day = sessions::day_of(conn, session)?;
    let mut done = Rest::default();
    for client in clients {
        if !is_marked(conn, session, *client)? {
            let away = absences::covers(conn, *client, day)?;
            mark(conn, Slot::Row(session), *client, Some(if away { Mark::Excused } else { rest }))?;
            done.excused += u32::from(away);
            done.marked += u32::from(!away);
        }
    }
    Ok(done)
}

/// Marks somebody present who has just come in, whatever was announced; a mark that stands there is left.
pub fn come_in(conn: &Connection, slot: Slot, client: ClientId) -> Result<()> {
    let session = sessions::touch(conn, slot)?;
    if is_marked(conn, session, client)? {
        return Ok(());
    }
    mark(conn, Slot::Row(session), client, Some(Mark::Present))
}

fn is_marked(conn: &Connection, session: SessionId, client: ClientId) -> Result<bool> {
    let sql = "SELECT 1 FROM attendance WHERE session_id = ?1 AND client_id = ?2";
    Ok(conn.prepare_cached(sql)?.exists((session, client))?)
}

/// What people were marked with as visitors on days that are a member's now, as far as registers are open.
const TAKE_IN: &str = "UPDATE attendance SET rev = attendance.rev + 1, enrolment_id = e.id FROM enrolment e, session s \
    WHERE attendance.enrolment_id IS NULL AND attendance.client_id = e.client_id AND attendance.session_id = s.id \
    AND s.activity_id = e.activity_id AND s.register_closed IS NULL AND e.state IN ('enrolled', 'ended') \
    AND s.on_day BETWEEN e.starts AND coalesce(e.ends, s.on_day)";

/// A spell begins, or begins earlier: it takes in the marks that its person has as a visitor.
pub fn take_in_of(conn: &Connection, spell: EnrolmentId) -> Result<()> {
    conn.prepare_cached(&format!("{TAKE_IN} AND e.id = ?1"))?.execute([spell])?;
    Ok(())
}

/// A register is open again: it catches up with the spells that have begun meanwhile.
pub fn take_in_at(conn: &Connection, session: SessionId) -> Result<()> {
    conn.prepare_cached(&format!("{TAKE_IN} AND s.id = ?1"))?.execute([session])?;
    Ok(())
}

/// True when a spell has a mark before its new first day, or after its new last one.
pub fn marked_outside(
    conn: &Connection,
    spell: EnrolmentId,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
) -> Result<bool> {
    let sql = "SELECT 1 FROM attendance t JOIN session s ON s.id = t.session_id WHERE t.enrolment_id = ?1 \
        AND (s.on_day < ?2 OR s.on_day > ?3)";
    Ok(conn.prepare_cached(sql)?.exists((spell, first, last))?)
}

/// Counts the heads without a name; `None` takes the count away again.
pub fn count_heads(conn: &Connection, slot: Slot, count: Option<u32>) -> Result<()> {
    if let (Slot::Rule { .. }, None) = (slot, count) {
        return Ok(());
    }
    let session = sessions::touch(conn, slot)?;
    sessions::require_open(conn, session)?;
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

fn hold(conn: &Connection, session: SessionId) -> Result<()> {
    conn.prepare_cached("UPDATE session SET rev = rev + 1, state = 'held' WHERE id = ?1 AND state = 'planned'")?
        .execute([session])?;
    Ok(())
}

/// A session of which nothing is known any more is only planned again, and can be cancelled.
pub fn let_go(conn: &Connection, session: SessionId) -> Result<()> {
    conn.prepare_cached(
        "UPDATE session SET rev = rev + 1, state = 'planned' WHERE id = ?1 AND state = 'held' AND anon_count IS NULL \
         AND register_closed IS NULL \
         AND NOT EXISTS (SELECT 1 FROM attendance WHERE session_id = ?1 AND mark <> 'excused')",
    )?
    .execute([session])?;
    Ok(())
}
