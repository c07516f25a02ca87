//! Activities: the programme and the directory.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, ToSql};

use super::error::{Result, StoreError};
use super::seats;
use super::sql::Clock;
use crate::domain::activity::{ActivityFields, Timetable};
use crate::domain::enrolment::Seats;
use crate::domain::ids::{ActivityId, SeriesId, WorkerId};
use crate::domain::recurrence::{Pattern, Series};

/// An activity as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    pub id: ActivityId,
    pub rev: i64,
    pub fields: ActivityFields,
    pub lead: Option<WorkerId>,
    pub timetables: Vec<(SeriesId, Timetable)>,
}

/// An activity, and its seats as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub activity: Activity,
    pub seats: Seats,
}

const COLUMNS: &str = "SELECT id, rev, name, tier, kind, provider, partner, place, capacity_min, capacity_max, first_day, \
    last_day, needs_booking, counts_only, remarks, seats, slot_minutes, lead_id FROM activity";

fn read(row: &Row) -> rusqlite::Result<Activity> {
    let fields = ActivityFields {
        name: row.get(2)?,
        tier: row.get(3)?,
        kind: row.get(4)?,
        provider: row.get(5)?,
        partner: row.get(6)?,
        place: row.get(7)?,
        capacity_min: row.get(8)?,
        capacity_max: row.get(9)?,
        first_day: row.get(10)?,
        last_day: row.get(11)?,
        needs_booking: row.get(12)?,
        counts_only: row.get(13)?,
        remarks: row.get(14)?,
        seats: row.get(15)?,
        slot_minutes: row.get(16)?,
    };
    let (id, rev, lead) = (row.get(0)?, row.get(1)?, row.get(17)?);
    Ok(Activity { id, rev, fields, lead, timetables: Vec::new() })
}

/// Every activity: nearest tier first, then by name.
pub fn all(conn: &Connection) -> Result<Vec<Activity>> {
    let order = "ORDER BY CASE tier WHEN 'own' THEN 0 WHEN 'purchased_basic' THEN 1 WHEN 'purchased_tailored' THEN 2 \
        WHEN 'partnership' THEN 3 ELSE 4 END, sort_key";
    let mut query = conn.prepare_cached(&format!("{COLUMNS} {order}"))?;
    let mut found: Vec<Activity> = query.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
    for (owner, series, timetable) in timetables(conn)? {
        if let Some(activity) = found.iter_mut().find(|activity| activity.id == owner) {
            activity.timetables.push((series, timetable));
        }
    }
    Ok(found)
}

/// Every activity with its seats as of a day, in the same order.
pub fn listed(conn: &Connection, today: NaiveDate) -> Result<Vec<Listed>> {
    let seats = seats::of_all(conn, today)?;
    let with_seats = |activity: Activity| {
        let seats = seats.get(&activity.id).copied().unwrap_or_default();
        Listed { activity, seats }
    };
    Ok(all(conn)?.into_iter().map(with_seats).collect())
}

/// One activity.
pub fn get(conn: &Connection, id: ActivityId) -> Result<Activity> {
    let mut activity = conn.prepare_cached(&format!("{COLUMNS} WHERE id = ?1"))?.query_row([id], read)?;
    let own = timetables(conn)?.into_iter().filter(|(owner, ..)| *owner == id);
    activity.timetables = own.map(|(_, series, timetable)| (series, timetable)).collect();
    Ok(activity)
}

/// The activity of this name, letter by letter.
pub fn by_name(conn: &Connection, name: &str) -> Result<Option<ActivityId>> {
    Ok(conn
        .prepare_cached("SELECT id FROM activity WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

/// Every series of every activity.
pub fn timetables(conn: &Connection) -> Result<Vec<(ActivityId, SeriesId, Timetable)>> {
    let mut query = conn.prepare_cached(
        "SELECT activity_id, id, rule, first_day, last_day, starts_at, ends_at, skip_holidays FROM series ORDER BY id",
    )?;
    let mut rows = query.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let rule: String = row.get(2)?;
        let pattern = Pattern::from_rrule(&rule).map_err(|_| StoreError::Damaged)?;
        let series = Series::new(pattern, row.get(3)?, row.get(4)?, row.get(7)?).map_err(|_| StoreError::Damaged)?;
        let starts_at: Option<Clock> = row.get(5)?;
        let ends_at: Option<Clock> = row.get(6)?;
        let timetable =
            Timetable { series, starts_at: starts_at.map(|clock| clock.0), ends_at: ends_at.map(|clock| clock.0) };
        found.push((row.get(0)?, row.get(1)?, timetable));
    }
    Ok(found)
}

/// A new activity and when it meets.
pub fn insert(conn: &Connection, fields: &ActivityFields, timetable: Option<&Timetable>) -> Result<ActivityId> {
    let sql = "INSERT INTO activity(name, sort_key, fold_key, tier, kind, provider, partner, place, capacity_min, \
        capacity_max, seats, slot_minutes, first_day, last_day, needs_booking, counts_only, remarks) \
        VALUES(:name, :sort, :fold, :tier, :kind, :provider, :partner, :place, :least, :most, :seats, :slot, :first, \
        :last, :booking, :counts_only, :remarks)";
    execute(conn, sql, fields, &[])?;
    let id = ActivityId(conn.last_insert_rowid());
    if let Some(timetable) = timetable {
        add_series(conn, id, timetable)?;
    }
    Ok(id)
}

/// Everything but when it meets.
const SET: &str = "UPDATE activity SET rev = rev + 1, name = :name, sort_key = :sort, fold_key = :fold, tier = :tier, \
    kind = :kind, provider = :provider, partner = :partner, place = :place, capacity_min = :least, capacity_max = :most, \
    seats = :seats, slot_minutes = :slot, first_day = :first, last_day = :last, needs_booking = :booking, \
    counts_only = :counts_only, remarks = :remarks WHERE id = :id";

fn execute(conn: &Connection, sql: &str, fields: &ActivityFields, more: &[(&str, &dyn ToSql)]) -> Result<usize> {
    let (sort, fold) = (fields.sort_key(), fields.fold_key());
    let mut params: Vec<(&str, &dyn ToSql)> = vec![
        (":name", &fields.name),
        (":sort", &sort),
        (":fold", &fold),
        (":tier", &fields.tier),
        (":kind", &fields.kind),
        (":provider", &fields.provider),
        (":partner", &fields.partner),
        (":place", &fields.place),
        (":least", &fields.capacity_min),
        (":most", &fields.capacity_max),
        (":seats", &fields.seats),
        (":slot", &fields.slot_minutes),
        (":first", &fields.first_day),
        (":last", &fields.last_day),
        (":booking", &fields.needs_booking),
        (":counts_only", &fields.counts_only),
        (":remarks", &fields.remarks),
    ];
    params.extend(more);
    Ok(conn.prepare_cached(sql)?.execute(&*params)?)
}

/// Brings a known activity up to date with an import. When it meets is changed only from `today` on:
/// the series that was is ended the day before, so that no past session moves. No timetable leaves it as it is.
pub fn replace(
    conn: &Connection,
    id: ActivityId,
    fields: &ActivityFields,
    timetable: Option<&Timetable>,
    today: NaiveDate,
) -> Result<()> {
    let old = get(conn, id)?;
    if old.fields != *fields {
        execute(conn, SET, fields, &[(":id", &id)])?;
    }
    let Some(timetable) = timetable else { return Ok(()) };
    let newest = old.timetables.last();
    if newest.is_some_and(|(_, known)| *known == continued(timetable, &old)) {
        return Ok(());
    }
    let Some(rest) = not_before(timetable, newest.map(|_| today)) else {
        return newest.map_or(Ok(()), |(series, _)| end_series(conn, *series, today));
    };
    let new = add_series(conn, id, &rest)?;
    if let Some((series, _)) = newest {
        hand_over(conn, *series, new, &rest, today)?;
        end_series(conn, *series, today)?;
    }
    Ok(())
}

/// Coming sessions that somebody has touched belong to the new series where it meets on the same day,
/// so that the day does not stand there twice.
fn hand_over(conn: &Connection, old: SeriesId, new: SeriesId, rest: &Timetable, today: NaiveDate) -> Result<()> {
    let mut query = conn.prepare("SELECT id, rule_date FROM session WHERE series_id = ?1 AND rule_date >= ?2")?;
    let rows = query.query_map((old, today), |row| Ok((row.get::<_, i64>(0)?, row.get::<_, NaiveDate>(1)?)))?;
    for row in rows.collect::<rusqlite::Result<Vec<_>>>()? {
        let (session, day) = row;
        if !rest.series.occurrences(day, day).is_empty() {
            conn.execute(
                "UPDATE session SET rev = rev + 1, series_id = ?2, \
                 starts_at = CASE state WHEN 'held' THEN starts_at ELSE ?3 END, \
                 ends_at = CASE state WHEN 'held' THEN ends_at ELSE ?4 END WHERE id = ?1",
                (session, new, rest.starts_at.map(Clock), rest.ends_at.map(Clock)),
            )?;
        }
    }
    Ok(())
}

/// What an import's timetable has become if it changed an earlier one on some day: it counts from that day.
fn continued(timetable: &Timetable, old: &Activity) -> Timetable {
    let since = match old.timetables.as_slice() {
        [_, .., (_, newest)] => newest.series.first(),
        _ => None,
    };
    not_before(timetable, since).unwrap_or_else(|| timetable.clone())
}

/// The same timetable, not before a day; `None` when nothing is left of it.
fn not_before(timetable: &Timetable, day: Option<NaiveDate>) -> Option<Timetable> {
    let series = &timetable.series;
    let first = series.first().into_iter().chain(day).max();
    let series = Series::new(series.pattern().clone(), first, series.last(), series.skips_holidays()).ok()?;
    Some(Timetable { series, ..timetable.clone() })
}

fn end_series(conn: &Connection, series: SeriesId, today: NaiveDate) -> Result<()> {
    let eve = today.pred_opt().unwrap_or(today);
    // A series that has not begun and that nobody has touched leaves no trace.
    let gone = conn.execute(
        "DELETE FROM series WHERE id = ?1 AND first_day > ?2 AND NOT EXISTS (SELECT 1 FROM session WHERE series_id = ?1)",
        (series, eve),
    )?;
    if gone == 0 {
        conn.execute(
            "UPDATE series SET rev = rev + 1, last_day = max(coalesce(first_day, ?2), ?2) \
             WHERE id = ?1 AND (last_day IS NULL OR last_day > ?2)",
            (series, eve),
        )?;
    }
    Ok(())
}

fn add_series(conn: &Connection, activity: ActivityId, timetable: &Timetable) -> Result<SeriesId> {
    let series = &timetable.series;
    conn.prepare_cached(
        "INSERT INTO series(activity_id, rule, first_day, last_day, starts_at, ends_at, skip_holidays) \
         VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute((
        activity,
        series.pattern().to_rrule(),
        series.first(),
        series.last(),
        timetable.starts_at.map(Clock),
        timetable.ends_at.map(Clock),
        series.skips_holidays(),
    ))?;
    Ok(SeriesId(conn.last_insert_rowid()))
}

/// Who leads an activity; its sessions are then that worker's own.
pub fn set_lead(conn: &Connection, id: ActivityId, lead: Option<WorkerId>) -> Result<()> {
    conn.execute("UPDATE activity SET rev = rev + 1, lead_id = ?2 WHERE id = ?1", (id, lead))?;
    Ok(())
}
