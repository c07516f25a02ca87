//! The programme as a whole, as it goes out to other calendars. Nothing here knows of a client.

use chrono::{NaiveDate, NaiveTime};
use rusqlite::{Connection, OptionalExtension};

use super::error::Result;
use super::sql::Clock;
use crate::domain::attendance::SessionState;
use crate::domain::ids::{ActivityId, SeriesId, SessionId, WorkerId};

/// A session that has a row of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Single {
    pub id: SessionId,
    pub activity: ActivityId,
    /// Of which series, and the day that the series gives it.
    pub rule: Option<(SeriesId, NaiveDate)>,
    pub day: NaiveDate,
    pub starts_at: Option<NaiveTime>,
    pub ends_at: Option<NaiveTime>,
    pub state: SessionState,
    /// None is the series', or the activity's.
    pub place: Option<String>,
    /// None is the series', or the activity's.
    pub lead: Option<WorkerId>,
}

/// Every session that has a row, oldest row first.
pub fn singles(conn: &Connection) -> Result<Vec<Single>> {
    let mut query = conn.prepare(
        "SELECT id, activity_id, series_id, rule_date, on_day, starts_at, ends_at, state, place, lead_id FROM session \
         ORDER BY id",
    )?;
    let rows = query.query_map([], |row| {
        let clock = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<Clock>>(at)?.map(|clock| clock.0));
        let (series, rule_day): (Option<SeriesId>, Option<NaiveDate>) = (row.get(2)?, row.get(3)?);
        Ok(Single {
            id: row.get(0)?,
            activity: row.get(1)?,
            rule: series.zip(rule_day),
            day: row.get(4)?,
            starts_at: clock(5)?,
            ends_at: clock(6)?,
            state: row.get(7)?,
            place: row.get(8)?,
            lead: row.get(9)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// When the file began, as a UTC instant: what tells it from every other file.
pub fn began(conn: &Connection) -> Result<String> {
    let sql = "SELECT at FROM log ORDER BY id LIMIT 1";
    let began: Option<String> = conn.query_row(sql, [], |row| row.get(0)).optional()?;
    Ok(began.unwrap_or_default())
}

/// When the programme last changed, as a UTC instant; none when it never has.
pub fn changed(conn: &Connection) -> Result<Option<String>> {
    let sql = "SELECT at FROM log WHERE id = (SELECT max(id) FROM log \
        WHERE entity IN ('activity', 'series', 'session', 'closure_day'))";
    Ok(conn.query_row(sql, [], |row| row.get(0)).optional()?)
}
