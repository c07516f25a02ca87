//! Appointments: one person at a time, booked and freed by name.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};
use rusqlite::Connection;

use super::absences::{self, Absence};
use super::activities::{self, Activity};
use super::error::Result;
use super::sessions::{self, SessionLine};
use super::sql::{Clock, one};
use crate::domain::attendance::{Mark, Slot};
use crate::domain::ids::{ActivityId, BookingId, ClientId, SessionId};

/// Somebody of a day of appointments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    pub session: SessionId,
    /// The appointment and its time; none for somebody who is in the register without one.
    pub booking: Option<(BookingId, NaiveTime)>,
    pub client: ClientId,
    pub name: String,
    pub phone: Option<String>,
    pub mark: Option<Mark>,
    /// What the client has announced for that day.
    pub absence: Option<Absence>,
}

/// An activity's days of appointments, and who comes.
#[derive(Debug, Clone)]
pub struct Reception {
    pub activity: Activity,
    pub sessions: Vec<SessionLine>,
    /// By time; who has no appointment comes last.
    pub guests: Vec<Guest>,
}

/// The days of appointments of an activity, from one day to another, both included.
///
/// # Errors
/// `Gone` when there is no such activity any more.
pub fn reception(conn: &Connection, id: ActivityId, (from, to): (NaiveDate, NaiveDate)) -> Result<Reception> {
    let activity = activities::get(conn, id)?;
    let sessions = sessions::between(conn, from, to, Some(&[id]))?;
    let mut query = conn.prepare_cached(
        "WITH guest(session_id, client_id, booking_id, starts_at) AS ( \
           SELECT b.session_id, b.client_id, b.id, b.starts_at FROM booking b JOIN session s ON s.id = b.session_id \
             WHERE s.activity_id = ?1 AND s.on_day BETWEEN ?2 AND ?3 \
           UNION ALL SELECT t.session_id, t.client_id, NULL, NULL FROM attendance t JOIN session s ON s.id = t.session_id \
             WHERE s.activity_id = ?1 AND s.on_day BETWEEN ?2 AND ?3 AND NOT EXISTS \
               (SELECT 1 FROM booking b WHERE b.session_id = t.session_id AND b.client_id = t.client_id)) \
         SELECT g.session_id, g.booking_id, g.starts_at, c.id, c.name, c.phone, t.mark, \
           s.on_day FROM guest g JOIN person c ON c.id = g.client_id JOIN session s ON s.id = g.session_id \
         LEFT JOIN attendance t ON t.session_id = g.session_id AND t.client_id = g.client_id \
         ORDER BY s.on_day, g.starts_at IS NULL, g.starts_at, c.sort_key",
    )?;
    let rows = query.query_map((id, from, to), |row| {
        let booking: Option<BookingId> = row.get(1)?;
        let starts_at: Option<Clock> = row.get(2)?;
        let guest = Guest {
            session: row.get(0)?,
            booking: booking.zip(starts_at.map(|clock| clock.0)),
            client: row.get(3)?,
            name: row.get(4)?,
            phone: row.get(5)?,
            mark: row.get(6)?,
            absence: None,
        };
        Ok((guest, row.get::<_, NaiveDate>(7)?))
    })?;
    let announced = absences::of_activity(conn, id, from, to)?;
    let mut guests = Vec::new();
    for row in rows {
        let (guest, day) = row?;
        let absence = announced.iter().find(|absence| absence.client == guest.client && absence.covers(day));
        guests.push(Guest { absence: absence.cloned(), ..guest });
    }
    Ok(Reception { activity, sessions, guests })
}

/// How many have an appointment, and how many of them a mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Booked {
    pub people: u32,
    pub marked: u32,
}

/// The appointments of every session from one day to another that has any, counted.
pub fn counts(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<HashMap<SessionId, Booked>> {
    let mut query = conn.prepare_cached(
        "SELECT s.id, count(*), count(t.id) FROM session s CROSS JOIN booking b ON b.session_id = s.id \
         LEFT JOIN attendance t ON t.session_id = b.session_id AND t.client_id = b.client_id \
         WHERE s.on_day BETWEEN ?1 AND ?2 GROUP BY s.id",
    )?;
    let rows =
        query.query_map((from, to), |row| Ok((row.get(0)?, Booked { people: row.get(1)?, marked: row.get(2)? })))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Books an appointment of a session.
///
/// # Errors
/// `SlotTaken` when somebody has it, or the client has another of the same session; `Stale` when the session does not
/// take place; `RegisterClosed`.
pub fn book(conn: &Connection, slot: Slot, client: ClientId, starts_at: NaiveTime) -> Result<()> {
    let session = sessions::touch(conn, slot)?;
    sessions::require_open(conn, session)?;
    conn.execute(
        "INSERT INTO booking(session_id, client_id, starts_at) VALUES(?1, ?2, ?3)",
        (session, client, Clock(starts_at)),
    )?;
    Ok(())
}

/// Frees an appointment, also one of a session that does not take place.
///
/// # Errors
/// `Marked` when the person has a mark at the session; `RegisterClosed`; `Stale` when it is free already.
pub fn free(conn: &Connection, id: BookingId) -> Result<()> {
    one(conn.execute("DELETE FROM booking WHERE id = ?1", [id])?)
}

/// An appointment that is still to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    pub id: BookingId,
    /// The session that it is a part of, at the appointment's own time.
    pub session: SessionLine,
    pub mark: Option<Mark>,
}

/// A client's appointments from a day on, the nearest first; those of cancelled sessions among them.
pub fn of_client(conn: &Connection, client: ClientId, today: NaiveDate) -> Result<Vec<Coming>> {
    let mut query = conn.prepare_cached(
        "SELECT b.id, s.id, s.activity_id, s.on_day, b.starts_at, t.mark FROM booking b \
         JOIN session s ON s.id = b.session_id \
         LEFT JOIN attendance t ON t.session_id = b.session_id AND t.client_id = b.client_id \
         WHERE b.client_id = ?1 AND s.on_day >= ?2 ORDER BY s.on_day, b.starts_at",
    )?;
    let rows = query.query_map((client, today), |row| {
        let slot = Slot::Row(row.get(1)?);
        let (activity, day): (ActivityId, NaiveDate) = (row.get(2)?, row.get(3)?);
        Ok((row.get(0)?, slot, activity, day, row.get::<_, Clock>(4)?.0, row.get(5)?))
    })?;
    let booked = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let (Some(first), Some(last)) = (booked.first(), booked.last()) else { return Ok(Vec::new()) };
    let activities: Vec<ActivityId> = booked.iter().map(|(_, _, activity, ..)| *activity).collect();
    let sessions = sessions::between(conn, first.3, last.3, Some(&activities))?;
    let coming = booked.iter().filter_map(|(id, slot, _, _, starts_at, mark)| {
        let session = sessions.iter().find(|session| session.slot == *slot)?.clone();
        let session = SessionLine { starts_at: Some(*starts_at), ends_at: None, ..session };
        Some(Coming { id: *id, session, mark: *mark })
    });
    Ok(coming.collect())
}
