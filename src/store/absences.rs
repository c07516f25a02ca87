//! Absences that were announced beforehand, typed once for every roster that they cover.

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use super::error::Result;
use super::sql::one;
use crate::domain::ids::{AbsenceId, ActivityId, ClientId};

/// An announced absence, first and last day included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    pub id: AbsenceId,
    pub client: ClientId,
    pub starts: NaiveDate,
    pub ends: NaiveDate,
    /// Code of the list `absence_reason`, if one was told.
    pub reason: Option<String>,
}

impl Absence {
    pub fn covers(&self, day: NaiveDate) -> bool {
        (self.starts..=self.ends).contains(&day)
    }
}

const COLUMNS: &str = "SELECT n.id, n.client_id, n.starts, n.ends, \
    iif(EXISTS (SELECT 1 FROM client WHERE id = n.client_id), n.reason, NULL) FROM absence_notice n";

fn read(row: &Row) -> rusqlite::Result<Absence> {
    Ok(Absence { id: row.get(0)?, client: row.get(1)?, starts: row.get(2)?, ends: row.get(3)?, reason: row.get(4)? })
}

/// What a client has announced that is not over yet, the nearest first.
pub fn of_client(conn: &Connection, client: ClientId, today: NaiveDate) -> Result<Vec<Absence>> {
    let mut query =
        conn.prepare_cached(&format!("{COLUMNS} WHERE n.client_id = ?1 AND n.ends >= ?2 ORDER BY n.starts, n.id"))?;
    Ok(query.query_map((client, today), read)?.collect::<rusqlite::Result<_>>()?)
}

/// What the people of an activity, members or booked, have announced for days of a window.
pub fn of_activity(conn: &Connection, activity: ActivityId, from: NaiveDate, to: NaiveDate) -> Result<Vec<Absence>> {
    let mut query = conn.prepare_cached(&format!(
        "{COLUMNS} WHERE n.starts <= ?3 AND n.ends >= ?2 \
         AND n.client_id IN (SELECT client_id FROM enrolment WHERE activity_id = ?1 UNION SELECT b.client_id FROM booking b \
           JOIN session s ON s.id = b.session_id WHERE s.activity_id = ?1) ORDER BY n.starts, n.id"
    ))?;
    Ok(query.query_map((activity, from, to), read)?.collect::<rusqlite::Result<_>>()?)
}

/// True when the client has announced to be away on that day.
pub fn covers(conn: &Connection, client: ClientId, day: NaiveDate) -> Result<bool> {
    let sql = "SELECT 1 FROM absence_notice WHERE client_id = ?1 AND ?2 BETWEEN starts AND ends";
    Ok(conn.prepare_cached(sql)?.exists((client, day))?)
}

/// A new announcement, told on a day.
pub fn announce(
    conn: &Connection,
    client: ClientId,
    (starts, ends): (NaiveDate, NaiveDate),
    reason: Option<&str>,
    told_on: NaiveDate,
) -> Result<()> {
    conn.execute(
        "INSERT INTO absence_notice(client_id, starts, ends, reason, told_on) VALUES(?1, ?2, ?3, ?4, ?5)",
        (client, starts, ends, reason, told_on),
    )?;
    Ok(())
}

/// The client comes after all.
///
/// # Errors
/// `Stale` when it is gone already.
pub fn take_back(conn: &Connection, id: AbsenceId) -> Result<()> {
    one(conn.execute("DELETE FROM absence_notice WHERE id = ?1", [id])?)
}
