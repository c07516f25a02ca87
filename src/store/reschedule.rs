//! Moving one session, or a series from a day on. What has been stays as it was.

use chrono::{NaiveDate, NaiveTime};
use rusqlite::Connection;

use super::activities::{self, Setting};
use super::error::{Result, StoreError};
use super::sessions;
use super::sql::{Clock, one};
use crate::domain::activity::Timetable;
use crate::domain::attendance::Slot;
use crate::domain::ids::{ActivityId, SeriesId};

/// When and where one session is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointed {
    pub day: NaiveDate,
    pub starts_at: Option<NaiveTime>,
    pub ends_at: Option<NaiveTime>,
    /// What is not the series' own; `None` goes with the series.
    pub setting: Setting,
}

/// Moves one session. It stays the same one of its series, which does not give that day again.
///
/// # Errors
/// `Stale` when it has been held meanwhile and its day or time would change; `RegisterClosed`.
pub fn move_one(conn: &Connection, slot: Slot, to: &Appointed) -> Result<()> {
    let id = sessions::touch(conn, slot)?;
    one(conn.execute(
        "UPDATE session SET rev = rev + 1, on_day = ?2, starts_at = ?3, ends_at = ?4, place = ?5, lead_id = ?6 \
         WHERE id = ?1 AND (state <> 'held' OR (on_day, starts_at, ends_at) IS (?2, ?3, ?4))",
        (id, to.day, to.starts_at.map(Clock), to.ends_at.map(Clock), &to.setting.place, to.setting.lead),
    )?)
}

/// A series meets otherwise from a day on: it is split there. Coming sessions that somebody has touched go along.
///
/// # Errors
/// `Stale` when the series is no longer the activity's.
pub fn from_day_on(
    conn: &Connection,
    activity: ActivityId,
    series: SeriesId,
    day: NaiveDate,
    timetable: &Timetable,
    setting: &Setting,
) -> Result<()> {
    let old = activities::get(conn, activity)?;
    if old.timetables.iter().all(|(id, _)| *id != series) {
        return Err(StoreError::Stale);
    }
    // Whoever has the activity in a form sees its new times before saving others.
    conn.execute("UPDATE activity SET rev = rev + 1 WHERE id = ?1", [activity])?;
    if let Some(rest) = activities::not_before(timetable, day) {
        let new = activities::add_series(conn, activity, &rest)?;
        conn.execute("UPDATE series SET place = ?2, lead_id = ?3 WHERE id = ?1", (new, &setting.place, setting.lead))?;
        activities::hand_over(conn, series, new, &rest, day)?;
    }
    activities::end_series(conn, series, day)
}
