//! Activities: the programme and the directory.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, ToSql};

use super::directory;
use super::error::{Result, StoreError};
use super::seats;
use super::sql::{Clock, one};
use crate::domain::activity::{ActivityFields, Timetable};
use crate::domain::enrolment::Seats;
use crate::domain::ids::{ActivityId, SeriesId, WorkerId};
use crate::domain::recurrence::Series;

/// An activity as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    pub id: ActivityId,
    pub rev: i64,
    pub fields: ActivityFields,
    pub lead: Option<WorkerId>,
    pub timetables: Vec<(SeriesId, Timetable)>,
    /// Series that meet elsewhere or under somebody else than the activity does.
    pub settings: Vec<(SeriesId, Setting)>,
}

/// Where a series meets and who leads it, as far as that is its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Setting {
    pub place: Option<String>,
    pub lead: Option<WorkerId>,
}

/// An activity, and its seats as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub activity: Activity,
    pub seats: Seats,
}

impl Activity {
    /// The timetables that count on `day` or later, oldest first; once all of them are over, the newest.
    pub fn timetables_from(&self, day: NaiveDate) -> Vec<&Timetable> {
        let newest = self.timetables.len().saturating_sub(1);
        let counts = |at: usize, timetable: &Timetable| at == newest || runs_on(timetable, day);
        let known = self.timetables.iter().enumerate();
        known.filter(|(at, (_, timetable))| counts(*at, timetable)).map(|(_, (_, timetable))| timetable).collect()
    }
}

/// It is not over before a day.
fn runs_on(timetable: &Timetable, day: NaiveDate) -> bool {
    timetable.series.last().is_none_or(|last| last >= day)
}

const COLUMNS: &str = "SELECT id, rev, name, tier, kind, provider, partner, place, capacity_min, capacity_max, first_day, \
    last_day, needs_booking, counts_only, remarks, seats, slot_minutes, lead_id, theme, contact, price, bus_card, \
    enrol_how, needs_decision, valid_from, valid_to, agreed_from, agreed_to, agreed_hours, agreed_persons, service FROM activity";

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
        terms: directory::read(row, 18)?,
    };
    let (id, rev, lead) = (row.get(0)?, row.get(1)?, row.get(17)?);
    Ok(Activity { id, rev, fields, lead, timetables: Vec::new(), settings: Vec::new() })
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
    for (owner, series, setting) in settings(conn)? {
        if let Some(activity) = found.iter_mut().find(|activity| activity.id == owner) {
            activity.settings.push((series, setting));
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

/// One activity, as [`listed`] has it.
pub fn listed_one(conn: &Connection, id: ActivityId, today: NaiveDate) -> Result<Listed> {
    Ok(Listed { activity: get(conn, id)?, seats: seats::of(conn, id, today)? })
}

/// One activity.
pub fn get(conn: &Connection, id: ActivityId) -> Result<Activity> {
    let mut activity = conn.prepare_cached(&format!("{COLUMNS} WHERE id = ?1"))?.query_row([id], read)?;
    let own = timetables(conn)?.into_iter().filter(|(owner, ..)| *owner == id);
    activity.timetables = own.map(|(_, series, timetable)| (series, timetable)).collect();
    let own = settings(conn)?.into_iter().filter(|(owner, ..)| *owner == id);
    activity.settings = own.map(|(_, series, setting)| (series, setting)).collect();
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
        let series = Series::from_text(&rule, row.get(3)?, row.get(4)?, row.get(7)?);
        let series = series.map_err(|_| StoreError::Damaged)?;
        let starts_at: Option<Clock> = row.get(5)?;
        let ends_at: Option<Clock> = row.get(6)?;
        let timetable =
            Timetable { series, starts_at: starts_at.map(|clock| clock.0), ends_at: ends_at.map(|clock| clock.0) };
        found.push((row.get(0)?, row.get(1)?, timetable));
    }
    Ok(found)
}

/// The few series with a place or a leader of their own.
fn settings(conn: &Connection) -> Result<Vec<(ActivityId, SeriesId, Setting)>> {
    let sql = "SELECT activity_id, id, place, lead_id FROM series WHERE place IS NOT NULL OR lead_id IS NOT NULL";
    let mut query = conn.prepare_cached(sql)?;
    let rows =
        query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, Setting { place: row.get(2)?, lead: row.get(3)? })))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A new activity and when it meets.
pub fn insert(conn: &Connection, fields: &ActivityFields, timetable: Option<&Timetable>) -> Result<ActivityId> {
    let sql = "INSERT INTO activity(name, sort_key, fold_key, tier, kind, provider, partner, place, capacity_min, \
        capacity_max, seats, slot_minutes, first_day, last_day, needs_booking, counts_only, remarks, theme, contact, \
        price, bus_card, enrol_how, needs_decision, valid_from, valid_to, agreed_from, agreed_to, agreed_hours, \
        agreed_persons, service) \
        VALUES(:name, :sort, :fold, :tier, :kind, :provider, :partner, :place, :least, :most, :seats, :slot, :first, \
        :last, :booking, :counts_only, :remarks, :theme, :contact, :price, :bus_card, :enrol_how, :needs_decision, \
        :valid_from, :valid_to, :agreed_from, :agreed_to, :agreed_hours, :agreed_persons, :service)";
    execute(conn, sql, fields, &[])?;
    let id = ActivityId(conn.last_insert_rowid());
    if let Some(timetable) = timetable {
        add_series(conn, id, timetable)?;
    }
    Ok(id)
}

/// Everything but who leads it and when it meets.
const SET: &str = "UPDATE activity SET rev = rev + 1, name = :name, sort_key = :sort, fold_key = :fold, tier = :tier, \
    kind = :kind, provider = :provider, partner = :partner, place = :place, capacity_min = :least, capacity_max = :most, \
    seats = :seats, slot_minutes = :slot, first_day = :first, last_day = :last, needs_booking = :booking, \
    counts_only = :counts_only, remarks = :remarks, theme = :theme, contact = :contact, price = :price, \
    bus_card = :bus_card, enrol_how = :enrol_how, needs_decision = :needs_decision, valid_from = :valid_from, \
    valid_to = :valid_to, agreed_from = :agreed_from, agreed_to = :agreed_to, agreed_hours = :agreed_hours, \
    agreed_persons = :agreed_persons, service = :service";

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
    params.extend(directory::params(&fields.terms));
    params.extend(more);
    Ok(conn.prepare_cached(sql)?.execute(&*params)?)
}

/// Saves over the rev that was edited. When it meets is changed only from `today` on; no timetable leaves it as it is.
///
/// # Errors
/// `Stale`; `NameTaken`; `Full` when more people are in it than its limit would allow.
pub fn update(
    conn: &Connection,
    id: ActivityId,
    rev: i64,
    fields: &ActivityFields,
    lead: Option<WorkerId>,
    timetable: Option<&Timetable>,
    today: NaiveDate,
) -> Result<()> {
    // Who has left by now, or has not taken an offer, does not stand in the way of a lower limit.
    seats::settle(conn, id, today)?;
    let sql = format!("{SET}, lead_id = :lead WHERE id = :id AND rev = :rev");
    one(execute(conn, &sql, fields, &[(":lead", &lead), (":id", &id), (":rev", &rev)])?)?;
    timetable.map_or(Ok(()), |timetable| meet(conn, &get(conn, id)?, timetable, today))
}

/// Brings a known activity up to date with an import, as [`update`] does. No timetable leaves it as it is.
pub fn replace(
    conn: &Connection,
    id: ActivityId,
    fields: &ActivityFields,
    timetable: Option<&Timetable>,
    today: NaiveDate,
) -> Result<()> {
    let old = get(conn, id)?;
    if old.fields != *fields {
        seats::settle(conn, id, today)?;
        execute(conn, &format!("{SET} WHERE id = :id"), fields, &[(":id", &id)])?;
    }
    timetable.map_or(Ok(()), |timetable| meet(conn, &old, timetable, today))
}

/// Changes when an activity meets, from `today` on: the series that was is ended the day before, so that no past
/// session moves. Nothing changes when the same days and times are still to come.
fn meet(conn: &Connection, old: &Activity, timetable: &Timetable, today: NaiveDate) -> Result<()> {
    let Some((series, known)) = old.timetables.last() else {
        return add_series(conn, old.id, timetable).map(drop);
    };
    let since = since(old, today);
    let rest = not_before(timetable, since);
    if rest == not_before(known, since) {
        return Ok(());
    }
    // Whoever has the activity in a form sees its new times before saving others.
    conn.execute("UPDATE activity SET rev = rev + 1 WHERE id = ?1", [old.id])?;
    if let Some(rest) = rest {
        let new = add_series(conn, old.id, &rest)?;
        hand_over(conn, *series, new, &rest, since)?;
    }
    end_series(conn, *series, since)
}

/// From when on the newest series counts: from today, or from where it takes over from one that still runs.
fn since(old: &Activity, today: NaiveDate) -> NaiveDate {
    let taken_over = match old.timetables.as_slice() {
        [.., (_, before), (_, newest)] if runs_on(before, today) => newest.series.first(),
        _ => None,
    };
    taken_over.into_iter().fold(today, NaiveDate::max)
}

/// The same timetable, not before a day; `None` when nothing is left of it.
pub(super) fn not_before(timetable: &Timetable, day: NaiveDate) -> Option<Timetable> {
    Some(Timetable { series: timetable.series.not_before(day)?, ..timetable.clone() })
}

/// Coming sessions that somebody has touched belong to the new series, so that no day stands there twice. Where it
/// meets on their day they take its times; what has been is left as it was, even if it was brought forward.
pub(super) fn hand_over(
    conn: &Connection,
    old: SeriesId,
    new: SeriesId,
    rest: &Timetable,
    since: NaiveDate,
) -> Result<()> {
    // The event in the calendar that it came from is the new one's.
    let uid: Option<String> = conn.query_row("SELECT uid FROM series WHERE id = ?1", [old], |row| row.get(0))?;
    if uid.is_some() {
        conn.execute("UPDATE series SET rev = rev + 1, uid = NULL WHERE id = ?1", [old])?;
        conn.execute("UPDATE series SET uid = ?2 WHERE id = ?1", (new, uid))?;
    }
    let mut query = conn.prepare("SELECT id, rule_date FROM session WHERE series_id = ?1 AND rule_date >= ?2")?;
    let rows = query.query_map((old, since), |row| Ok((row.get::<_, i64>(0)?, row.get::<_, NaiveDate>(1)?)))?;
    for (session, day) in rows.collect::<rusqlite::Result<Vec<_>>>()? {
        let meets = !rest.series.occurrences(day, day).is_empty();
        conn.execute(
            "UPDATE session SET rev = rev + 1, series_id = ?2, \
             starts_at = CASE WHEN ?3 AND state <> 'held' AND on_day >= ?4 THEN ?5 ELSE starts_at END, \
             ends_at = CASE WHEN ?3 AND state <> 'held' AND on_day >= ?4 THEN ?6 ELSE ends_at END WHERE id = ?1",
            (session, new, meets, since, rest.starts_at.map(Clock), rest.ends_at.map(Clock)),
        )?;
    }
    Ok(())
}

pub(super) fn end_series(conn: &Connection, series: SeriesId, since: NaiveDate) -> Result<()> {
    let eve = since.pred_opt().unwrap_or(since);
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

pub(super) fn add_series(conn: &Connection, activity: ActivityId, timetable: &Timetable) -> Result<SeriesId> {
    let series = &timetable.series;
    conn.prepare_cached(
        "INSERT INTO series(activity_id, rule, first_day, last_day, starts_at, ends_at, skip_holidays) \
         VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute((
        activity,
        series.to_text(),
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

/// There is an activity in the file.
pub fn any(conn: &Connection) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM activity LIMIT 1")?.exists([])?)
}
