//! Days on which the team is shut although the calendar says otherwise.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::error::Result;
use super::sql::one;

/// Shuts a day, for a reason that everybody may read; another reason takes the place of the one before.
pub fn shut(conn: &Connection, day: NaiveDate, reason: &str) -> Result<()> {
    conn.execute(
        "INSERT INTO closure_day(on_day, reason) VALUES(?1, ?2) \
         ON CONFLICT(on_day) DO UPDATE SET reason = excluded.reason, rev = rev + 1",
        (day, reason),
    )?;
    Ok(())
}

/// The team is there after all.
///
/// # Errors
/// `Stale` when the day is open already.
pub fn open(conn: &Connection, day: NaiveDate) -> Result<()> {
    one(conn.execute("DELETE FROM closure_day WHERE on_day = ?1", [day])?)
}
