//! Series that came from a calendar, each known by the UID of its event, and how they follow it. What has been never
//! changes.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};
use rusqlite::Connection;

use super::activities::{self, add_series, end_series, hand_over, not_before};
use super::error::Result;
use super::sessions;
use super::sql::Clock;
use crate::domain::activity::{ActivityFields, Timetable};
use crate::domain::attendance::Slot;
use crate::domain::dates::LAST_DAY;
use crate::domain::ids::{ActivityId, SeriesId, SessionId};
use crate::domain::recurrence::{Pattern, Series};

/// The reason of sessions that the calendar says are off, of the list `not_held`.
const OFF: &str = "organisation";

/// Which series follows which event.
pub fn uids(conn: &Connection) -> Result<HashMap<String, SeriesId>> {
    let mut query = conn.prepare_cached("SELECT uid, id FROM series WHERE uid IS NOT NULL")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Another series of an activity, for an event.
pub fn add(conn: &Connection, activity: ActivityId, timetable: &Timetable, uid: &str) -> Result<SeriesId> {
    raise(conn, activity)?;
    let series = add_series(conn, activity, timetable)?;
    tie(conn, series, Some(uid))?;
    Ok(series)
}

/// From here on the series follows the event of this UID, or none.
pub fn tie(conn: &Connection, series: SeriesId, uid: Option<&str>) -> Result<()> {
    let sql = "UPDATE series SET rev = rev + 1, uid = ?2 WHERE id = ?1 AND uid IS NOT ?2";
    conn.prepare_cached(sql)?.execute((series, uid))?;
    Ok(())
}

/// Whoever has the activity in a form sees its new times before saving others.
fn raise(conn: &Connection, activity: ActivityId) -> Result<()> {
    conn.execute("UPDATE activity SET rev = rev + 1 WHERE id = ?1", [activity])?;
    Ok(())
}

/// What is left of a timetable from a day on; none when it has no session any more.
pub fn rest(timetable: &Timetable, today: NaiveDate) -> Option<Timetable> {
    not_before(timetable, today).filter(|rest| is_open(&rest.series) || rest.series.first_occurrence().is_some())
}

fn is_open(series: &Series) -> bool {
    *series.pattern() == Pattern::Open
}

/// The same days and times from a day on, however they are written down.
pub fn is_same_from(today: NaiveDate, one: &Timetable, other: &Timetable) -> bool {
    match (rest(one, today), rest(other, today)) {
        (None, None) => true,
        (Some(one), Some(other)) => one == other || meets_alike(&one, &other),
        _ => false,
    }
}

fn meets_alike(one: &Timetable, other: &Timetable) -> bool {
    let days = |timetable: &Timetable| timetable.series.occurrences(NaiveDate::MIN, LAST_DAY);
    (one.starts_at, one.ends_at) == (other.starts_at, other.ends_at)
        && !is_open(&one.series)
        && !is_open(&other.series)
        && one.series.count().is_some() == other.series.count().is_some()
        && days(one) == days(other)
}

/// The series meets from `today` on as its event says now; what was is ended the day before. It is split as well when
/// only its place moves, so that what has been stays where it was. The series from today on, which is the same when
/// nothing has changed.
pub fn follow(
    conn: &Connection,
    activity: ActivityId,
    (series, known): (SeriesId, &Timetable),
    wanted: &Timetable,
    uid: &str,
    (today, moves): (NaiveDate, bool),
) -> Result<SeriesId> {
    let left = rest(wanted, today);
    let begun = known.series.first_occurrence().is_none_or(|first| first < today);
    if is_same_from(today, known, wanted) && !(moves && begun && left.is_some()) {
        tie(conn, series, Some(uid))?;
        return Ok(series);
    }
    raise(conn, activity)?;
    let Some(rest) = left else {
        tie(conn, series, Some(uid))?;
        end_series(conn, series, today)?;
        return Ok(series);
    };
    tie(conn, series, None)?;
    let new = add_series(conn, activity, &rest)?;
    tie(conn, new, Some(uid))?;
    let sql = "UPDATE series SET (place, lead_id) = (SELECT place, lead_id FROM series WHERE id = ?1) WHERE id = ?2";
    conn.prepare_cached(sql)?.execute((series, new))?;
    hand_over(conn, series, new, &rest, today)?;
    end_series(conn, series, today)?;
    Ok(new)
}

/// The series is over from a day on.
pub fn end(conn: &Connection, activity: ActivityId, series: SeriesId, today: NaiveDate) -> Result<()> {
    raise(conn, activity)?;
    end_series(conn, series, today)
}

/// The activity goes by another name.
pub fn call(conn: &Connection, id: ActivityId, name: &str, today: NaiveDate) -> Result<()> {
    let fields = ActivityFields { name: name.to_string(), ..activities::get(conn, id)?.fields };
    activities::replace(conn, id, &fields, None, today)
}

/// The activity is somewhere else. Its series stay where they were until each is told otherwise, and so does what has
/// been.
pub fn move_home(conn: &Connection, id: ActivityId, place: &str, today: NaiveDate) -> Result<()> {
    let fields = activities::get(conn, id)?.fields;
    if let Some(was) = &fields.place {
        let sql = "UPDATE series SET rev = rev + 1, place = ?2 WHERE activity_id = ?1 AND place IS NULL";
        conn.execute(sql, (id, was))?;
        let sql = "UPDATE session SET rev = rev + 1, place = ?2 \
            WHERE activity_id = ?1 AND place IS NULL AND series_id IS NULL AND on_day < ?3";
        conn.execute(sql, (id, was, today))?;
    }
    let fields = ActivityFields { place: Some(place.to_string()), ..fields };
    activities::replace(conn, id, &fields, None, today)
}

/// Where a series meets; none is where its activity is.
pub fn locate(conn: &Connection, series: SeriesId, place: Option<&str>) -> Result<()> {
    let sql = "UPDATE series SET rev = rev + 1, place = ?2 WHERE id = ?1 AND place IS NOT ?2";
    conn.prepare_cached(sql)?.execute((series, place))?;
    Ok(())
}

// ------------------------------------------------------------------ single sessions

/// One session that has a row and has not been held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    pub id: SessionId,
    /// The day that the series gives it.
    pub rule_day: NaiveDate,
    pub stands: Stands,
    pub cancelled: bool,
    /// Somebody has written something about it: a mark, a count, a remark, a note, a booking.
    pub used: bool,
}

/// When and where one session is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stands {
    pub day: NaiveDate,
    pub starts_at: Option<NaiveTime>,
    pub ends_at: Option<NaiveTime>,
    /// None is the activity's.
    pub place: Option<String>,
}

/// The coming sessions of a series that somebody has touched.
pub fn coming(conn: &Connection, series: SeriesId, today: NaiveDate) -> Result<Vec<Touched>> {
    let mut query = conn.prepare_cached(
        "SELECT id, rule_date, on_day, starts_at, ends_at, place, state = 'not_held', \
         anon_count IS NOT NULL OR remark IS NOT NULL OR lead_id IS NOT NULL \
         OR EXISTS (SELECT 1 FROM attendance WHERE session_id = session.id) \
         OR EXISTS (SELECT 1 FROM booking WHERE session_id = session.id) \
         OR EXISTS (SELECT 1 FROM note WHERE session_id = session.id) \
         FROM session WHERE series_id = ?1 AND rule_date >= ?2 AND state <> 'held' ORDER BY rule_date",
    )?;
    let rows = query.query_map((series, today), |row| {
        let clock = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<Clock>>(at)?.map(|clock| clock.0));
        let stands = Stands { day: row.get(2)?, starts_at: clock(3)?, ends_at: clock(4)?, place: row.get(5)? };
        Ok(Touched { id: row.get(0)?, rule_day: row.get(1)?, stands, cancelled: row.get(6)?, used: row.get(7)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Moves one session, unless it has been held or cancelled. A title becomes its remark where it has none.
pub fn put(conn: &Connection, slot: Slot, stands: &Stands, title: Option<&str>) -> Result<()> {
    let id = sessions::touch(conn, slot)?;
    let (starts_at, ends_at) = (stands.starts_at.map(Clock), stands.ends_at.map(Clock));
    conn.prepare_cached(
        "UPDATE session SET rev = rev + 1, on_day = ?2, starts_at = ?3, ends_at = ?4, place = ?5, \
         remark = coalesce(remark, ?6) WHERE id = ?1 AND state = 'planned' \
         AND (on_day, starts_at, ends_at, place, remark) IS NOT (?2, ?3, ?4, ?5, coalesce(remark, ?6))",
    )?
    .execute((id, stands.day, starts_at, ends_at, &stands.place, title))?;
    Ok(())
}

/// One session is off, unless it has been held; a reason that it has already stays.
pub fn call_off(conn: &Connection, slot: Slot) -> Result<()> {
    let id = sessions::touch(conn, slot)?;
    let sql = "UPDATE session SET rev = rev + 1, state = 'not_held', not_held_reason = ?2 \
        WHERE id = ?1 AND state = 'planned'";
    conn.prepare_cached(sql)?.execute((id, OFF))?;
    Ok(())
}

/// Takes away the row of a session about which nobody has written anything.
pub fn forget(conn: &Connection, session: SessionId) -> Result<()> {
    conn.execute("DELETE FROM session WHERE id = ?1", [session])?;
    Ok(())
}

/// True when a session that was to be on one day stands on another.
pub fn is_moved(conn: &Connection, activity: ActivityId, rule_day: NaiveDate, to: NaiveDate) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM session WHERE activity_id = ?1 AND rule_date = ?2 AND on_day = ?3)";
    Ok(conn.prepare_cached(sql)?.query_row((activity, rule_day, to), |row| row.get(0))?)
}
