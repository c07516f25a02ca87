//! Appointments: one person at a time, booked and freed by name.

use chrono::{NaiveDate, NaiveTime};
use rusqlite::{Connection, OptionalExtension};

use super::error::{Result, StoreError};
use super::sessions::{self, SessionLine};
use super::sql::{Clock, one};
use crate::domain::attendance::{Mark, Slot};
use crate::domain::ids::{ActivityId, BookingId, ClientId, SessionId};

/// A booked appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    pub id: BookingId,
    pub session: SessionId,
    pub client: ClientId,
    pub name: String,
    pub phone: Option<String>,
    pub starts_at: NaiveTime,
    pub mark: Option<Mark>,
}

/// The bookings of a session, by time.
pub fn of_session(conn: &Connection, session: SessionId) -> Result<Vec<Booking>> {
    let mut query = conn.prepare_cached(
        "SELECT b.id, b.session_id, c.id, c.family_name || ' ' || c.given_name, c.phone, b.starts_at, t.mark \
         FROM booking b JOIN client c ON c.id = b.client_id \
         LEFT JOIN attendance t ON t.session_id = b.session_id AND t.client_id = b.client_id \
         WHERE b.session_id = ?1 ORDER BY b.starts_at",
    )?;
    let rows = query.query_map([session], |row| {
        Ok(Booking {
            id: row.get(0)?,
            session: row.get(1)?,
            client: row.get(2)?,
            name: row.get(3)?,
            phone: row.get(4)?,
            starts_at: row.get::<_, Clock>(5)?.0,
            mark: row.get(6)?,
        })
    })?;
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

/// Frees an appointment. Who has been marked there has been there: the mark goes first.
///
/// # Errors
/// `MarksOutside` when the person has a mark at the session; `Stale` when it is free already.
pub fn free(conn: &Connection, id: BookingId) -> Result<()> {
    let marked = "SELECT 1 FROM booking b JOIN attendance t ON t.session_id = b.session_id AND t.client_id = b.client_id \
        WHERE b.id = ?1";
    if conn.prepare_cached(marked)?.exists([id])? {
        return Err(StoreError::MarksOutside);
    }
    one(conn.execute("DELETE FROM booking WHERE id = ?1", [id])?)
}

/// The client's next appointment from a day on, as the session that it is a part of, at its own time.
pub fn next_of_client(conn: &Connection, client: ClientId, today: NaiveDate) -> Result<Option<SessionLine>> {
    let sql = "SELECT s.id, s.activity_id, s.on_day, b.starts_at FROM booking b JOIN session s ON s.id = b.session_id \
        WHERE b.client_id = ?1 AND s.on_day >= ?2 AND s.state <> 'not_held' ORDER BY s.on_day, b.starts_at LIMIT 1";
    let found = conn.prepare_cached(sql)?.query_row((client, today), |row| {
        Ok((
            Slot::Row(row.get(0)?),
            row.get::<_, ActivityId>(1)?,
            row.get::<_, NaiveDate>(2)?,
            row.get::<_, Clock>(3)?.0,
        ))
    });
    let Some((slot, activity, day, starts_at)) = found.optional()? else { return Ok(None) };
    let session = sessions::between(conn, day, day, Some(&[activity]))?.into_iter().find(|line| line.slot == slot);
    Ok(session.map(|session| SessionLine { starts_at: Some(starts_at), ends_at: None, ..session }))
}
