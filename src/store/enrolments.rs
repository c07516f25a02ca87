//! Enrolments: spells of membership and of waiting.

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use super::error::Result;
use super::{goals, sight};
use crate::domain::activity::Kind;
use crate::domain::attendance::Mark;
use crate::domain::counting::Tally;
use crate::domain::enrolment::EnrolmentState;
use crate::domain::ids::{ActivityId, ClientId, EnrolmentId, GoalId};

/// What is known of a spell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolmentFields {
    pub state: EnrolmentState,
    pub queued_at: Option<NaiveDate>,
    /// The last day on which an offered seat is kept.
    pub offer_expires: Option<NaiveDate>,
    pub starts: Option<NaiveDate>,
    pub ends: Option<NaiveDate>,
    pub end_reason: Option<String>,
}

/// A spell on a client's card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spell {
    pub id: EnrolmentId,
    pub activity: ActivityId,
    pub name: String,
    pub kind: Kind,
    pub fields: EnrolmentFields,
    pub tally: Tally,
}

/// A query whose first columns are those of a spell.
fn read(row: &Row) -> rusqlite::Result<EnrolmentFields> {
    Ok(EnrolmentFields {
        state: row.get(0)?,
        queued_at: row.get(1)?,
        offer_expires: row.get(2)?,
        starts: row.get(3)?,
        ends: row.get(4)?,
        end_reason: row.get(5)?,
    })
}

/// A client's spells: live ones first, then newest first.
pub fn of_client(conn: &Connection, client: ClientId) -> Result<Vec<Spell>> {
    let mut query = conn.prepare_cached(
        "SELECT e.state, e.queued_at, e.offer_expires, e.starts, e.ends, e.end_reason, e.id, e.activity_id, a.name, \
         a.kind FROM enrolment e JOIN activity a ON a.id = e.activity_id WHERE e.client_id = ?1 \
         ORDER BY e.state IN ('ended', 'withdrawn'), coalesce(e.starts, e.queued_at) DESC, e.id DESC",
    )?;
    let rows = query.query_map([client], |row| {
        let (id, activity, name, kind) = (row.get(6)?, row.get(7)?, row.get(8)?, row.get(9)?);
        Ok(Spell { id, activity, name, kind, fields: read(row)?, tally: Tally::default() })
    })?;
    let mut spells: Vec<Spell> = rows.collect::<rusqlite::Result<_>>()?;
    for spell in &mut spells {
        spell.tally = tally(conn, spell.id)?;
    }
    Ok(spells)
}

/// The marks of one spell over held sessions.
pub fn tally(conn: &Connection, spell: EnrolmentId) -> Result<Tally> {
    let mut query = conn.prepare_cached(
        "SELECT t.mark FROM attendance t JOIN session s ON s.id = t.session_id JOIN enrolment e ON e.id = t.enrolment_id \
         WHERE e.id = ?1 AND s.state = 'held' AND s.on_day BETWEEN e.starts AND coalesce(e.ends, s.on_day)",
    )?;
    let marks: Vec<Mark> = query.query_map([spell], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(marks.into_iter().collect())
}

/// A spell, with what a form about it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpellDetail {
    pub id: EnrolmentId,
    pub rev: i64,
    pub activity: ActivityId,
    pub activity_name: String,
    pub client: ClientId,
    pub client_name: String,
    pub fields: EnrolmentFields,
    /// What the activity is for.
    pub goal: Option<GoalId>,
    /// The goals it could be for: the live ones of the live customership.
    pub goals: Vec<(GoalId, String)>,
}

/// One spell.
///
/// # Errors
/// `Restricted` when the client may not be seen; `Gone`.
pub fn get(conn: &Connection, id: EnrolmentId) -> Result<SpellDetail> {
    let whose = "SELECT client_id FROM enrolment WHERE id = ?1";
    sight::require_seen(conn, conn.prepare_cached(whose)?.query_row([id], |row| row.get(0))?)?;
    let sql = "SELECT e.state, e.queued_at, e.offer_expires, e.starts, e.ends, e.end_reason, e.rev, e.goal_id, a.id, a.name, \
        c.id, c.family_name || ' ' || c.given_name FROM enrolment e JOIN activity a ON a.id = e.activity_id \
        JOIN client c ON c.id = e.client_id WHERE e.id = ?1";
    let mut spell = conn.prepare_cached(sql)?.query_row([id], |row| {
        Ok(SpellDetail {
            id,
            rev: row.get(6)?,
            activity: row.get(8)?,
            activity_name: row.get(9)?,
            client: row.get(10)?,
            client_name: row.get(11)?,
            fields: read(row)?,
            goal: row.get(7)?,
            goals: Vec::new(),
        })
    })?;
    spell.goals = goals::live_of(conn, spell.client)?;
    Ok(spell)
}

/// A new spell.
pub fn insert(
    conn: &Connection,
    activity: ActivityId,
    client: ClientId,
    fields: &EnrolmentFields,
) -> Result<EnrolmentId> {
    conn.prepare_cached(
        "INSERT INTO enrolment(activity_id, client_id, state, queued_at, offer_expires, starts, ends, end_reason) \
         VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute((
        activity,
        client,
        fields.state,
        fields.queued_at,
        fields.offer_expires,
        fields.starts,
        fields.ends,
        &fields.end_reason,
    ))?;
    Ok(EnrolmentId(conn.last_insert_rowid()))
}

/// Every spell of everybody, oldest first.
pub fn all(conn: &Connection) -> Result<Vec<(EnrolmentId, ActivityId, ClientId, EnrolmentFields)>> {
    let sql = "SELECT state, queued_at, offer_expires, starts, ends, end_reason, id, activity_id, client_id FROM enrolment \
        ORDER BY id";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([], |row| Ok((row.get(6)?, row.get(7)?, row.get(8)?, read(row)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Brings a known spell up to date with an import; the same again changes nothing.
pub fn replace(conn: &Connection, id: EnrolmentId, fields: &EnrolmentFields) -> Result<()> {
    conn.execute(
        "UPDATE enrolment SET rev = rev + 1, state = ?2, queued_at = ?3, offer_expires = ?4, starts = ?5, ends = ?6, \
         end_reason = ?7 WHERE id = ?1 \
         AND (state, queued_at, offer_expires, starts, ends, end_reason) IS NOT (?2, ?3, ?4, ?5, ?6, ?7)",
        (id, fields.state, fields.queued_at, fields.offer_expires, fields.starts, fields.ends, &fields.end_reason),
    )?;
    Ok(())
}
