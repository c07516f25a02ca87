//! Sessions: the dates on which activities meet, computed from their series until somebody touches one.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};
use rusqlite::{Connection, Row};

use super::activities::{self, Activity};
use super::error::{Result, StoreError};
use super::sql::Clock;
use crate::domain::activity::{Kind, Tier, Timetable};
use crate::domain::attendance::SessionState;
use crate::domain::calendar::{self, Holiday};
use crate::domain::ids::{ActivityId, ClientId, SeriesId, SessionId, WorkerId};
use crate::domain::recurrence::Series;

/// Names one session, whether it has a row yet or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// A session with a row of its own.
    Row(SessionId),
    /// What a series gives for a day, untouched so far.
    Rule { series: SeriesId, day: NaiveDate },
}

/// Whether a session takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    Planned,
    Held,
    /// With the code of the reason.
    NotHeld(String),
    /// Falls on a holiday that its series leaves out.
    Holiday(Holiday),
    /// Falls on a day on which the team is shut, for this reason.
    Closed(String),
}

impl Standing {
    /// True when people may come.
    pub fn takes_place(&self) -> bool {
        matches!(self, Standing::Planned | Standing::Held)
    }
}

/// One session on a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    pub slot: Slot,
    pub activity: ActivityId,
    pub name: String,
    pub tier: Tier,
    pub kind: Kind,
    pub place: Option<String>,
    pub lead: Option<WorkerId>,
    pub day: NaiveDate,
    /// `None`: the time is still open.
    pub starts_at: Option<NaiveTime>,
    pub ends_at: Option<NaiveTime>,
    pub standing: Standing,
    /// People are expected by name; otherwise heads are counted.
    pub by_name: bool,
    pub members: u32,
    pub capacity: Option<u32>,
    pub marked: u32,
    /// Heads without a name; `None` is not counted, which is not 0.
    pub anon_count: Option<u32>,
    /// The first of its series.
    pub is_first: bool,
}

struct Touched {
    id: SessionId,
    activity: ActivityId,
    rule: Option<(SeriesId, NaiveDate)>,
    day: NaiveDate,
    starts_at: Option<NaiveTime>,
    ends_at: Option<NaiveTime>,
    state: SessionState,
    reason: Option<String>,
    anon_count: Option<u32>,
    marked: u32,
}

fn read_touched(row: &Row) -> rusqlite::Result<Touched> {
    let series: Option<SeriesId> = row.get(2)?;
    let rule_date: Option<NaiveDate> = row.get(3)?;
    Ok(Touched {
        id: row.get(0)?,
        activity: row.get(1)?,
        rule: series.zip(rule_date),
        day: row.get(4)?,
        starts_at: row.get::<_, Option<Clock>>(5)?.map(|clock| clock.0),
        ends_at: row.get::<_, Option<Clock>>(6)?.map(|clock| clock.0),
        state: row.get(7)?,
        reason: row.get(8)?,
        anon_count: row.get(9)?,
        marked: row.get(10)?,
    })
}

/// Rows that stand on a day of the window, or that the rule would have put there.
fn touched(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Vec<Touched>> {
    let mut query = conn.prepare_cached(
        "SELECT id, activity_id, series_id, rule_date, on_day, starts_at, ends_at, state, not_held_reason, anon_count, \
         (SELECT count(*) FROM attendance t WHERE t.session_id = session.id) FROM session \
         WHERE on_day BETWEEN ?1 AND ?2 OR rule_date BETWEEN ?1 AND ?2",
    )?;
    Ok(query.query_map((from, to), read_touched)?.collect::<rusqlite::Result<_>>()?)
}

fn closures(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<HashMap<NaiveDate, String>> {
    let mut query = conn.prepare_cached("SELECT on_day, reason FROM closure_day WHERE on_day BETWEEN ?1 AND ?2")?;
    Ok(query.query_map((from, to), |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// Every session from one day to another, both included, of one activity or of all: by day, then by time.
pub fn between(
    conn: &Connection,
    from: NaiveDate,
    to: NaiveDate,
    only: Option<ActivityId>,
) -> Result<Vec<SessionLine>> {
    let activities = activities::all(conn)?;
    let wanted = |activity: &&Activity| only.is_none_or(|only| only == activity.id);
    let rows = touched(conn, from, to)?;
    let shut = closures(conn, from, to)?;
    let mut lines = Vec::new();
    for activity in activities.iter().filter(wanted) {
        for (series, timetable) in &activity.timetables {
            let days = rule_days(&timetable.series, from, to)?;
            let untouched = days.into_iter().filter(|day| !rows.iter().any(|row| row.rule == Some((*series, *day))));
            lines.extend(untouched.map(|day| from_rule(activity, *series, timetable, day, &shut)));
        }
        let own = rows.iter().filter(|row| row.activity == activity.id && (from..=to).contains(&row.day));
        lines.extend(own.map(|row| from_row(activity, row)));
    }
    for line in &mut lines {
        if line.by_name {
            line.members = members_on(conn, line.activity, line.day)?;
        }
    }
    lines.sort_by(|a, b| (a.day, a.starts_at, &a.name).cmp(&(b.day, b.starts_at, &b.name)));
    Ok(lines)
}

/// The days of a series, those on holidays included: a calendar shows what is cancelled, too.
fn rule_days(series: &Series, from: NaiveDate, to: NaiveDate) -> Result<Vec<NaiveDate>> {
    let all = Series::new(series.pattern().clone(), series.first(), series.last(), false);
    Ok(all.map_err(|_| StoreError::Damaged)?.occurrences(from, to))
}

fn from_rule(
    activity: &Activity,
    series: SeriesId,
    timetable: &Timetable,
    day: NaiveDate,
    shut: &HashMap<NaiveDate, String>,
) -> SessionLine {
    let left_out = timetable.series.occurrences(day, day).is_empty();
    let standing = match (calendar::holiday(day), shut.get(&day)) {
        (Some(holiday), _) if left_out => Standing::Holiday(holiday),
        (_, Some(reason)) => Standing::Closed(reason.clone()),
        _ => Standing::Planned,
    };
    let is_first = timetable.series.first().is_some_and(|first| timetable.series.occurrences(first, day) == [day]);
    SessionLine {
        starts_at: timetable.starts_at,
        ends_at: timetable.ends_at,
        standing,
        is_first,
        ..blank(activity, Slot::Rule { series, day }, day)
    }
}

fn from_row(activity: &Activity, row: &Touched) -> SessionLine {
    let standing = match row.state {
        SessionState::Planned => Standing::Planned,
        SessionState::Held => Standing::Held,
        SessionState::NotHeld => Standing::NotHeld(row.reason.clone().unwrap_or_default()),
    };
    let is_first = row.rule.is_some_and(|(series, day)| {
        let own = activity.timetables.iter().find(|(id, _)| *id == series);
        own.is_some_and(|(_, timetable)| {
            timetable.series.first().is_some_and(|first| timetable.series.occurrences(first, day) == [day])
        })
    });
    SessionLine {
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        standing,
        is_first,
        marked: row.marked,
        anon_count: row.anon_count,
        ..blank(activity, Slot::Row(row.id), row.day)
    }
}

fn blank(activity: &Activity, slot: Slot, day: NaiveDate) -> SessionLine {
    let fields = &activity.fields;
    SessionLine {
        slot,
        activity: activity.id,
        name: fields.name.clone(),
        tier: fields.tier,
        kind: fields.kind,
        place: fields.place.clone(),
        lead: activity.lead,
        day,
        starts_at: None,
        ends_at: None,
        standing: Standing::Planned,
        by_name: !fields.counts_only,
        members: 0,
        capacity: fields.capacity_max,
        marked: 0,
        anon_count: None,
        is_first: false,
    }
}

/// Members whose spell covers the day.
fn members_on(conn: &Connection, activity: ActivityId, day: NaiveDate) -> Result<u32> {
    let sql = "SELECT count(*) FROM enrolment WHERE activity_id = ?1 AND state IN ('enrolled', 'ended') \
        AND starts <= ?2 AND coalesce(ends, ?2) >= ?2";
    Ok(conn.prepare_cached(sql)?.query_row((activity, day), |row| row.get(0))?)
}

/// How far ahead a card looks for the next session, in days.
const AHEAD: u64 = 60;

/// The next planned session of an activity that the client is a member of.
pub fn next_of_client(conn: &Connection, client: ClientId, today: NaiveDate) -> Result<Option<SessionLine>> {
    let mut query =
        conn.prepare_cached("SELECT activity_id FROM enrolment WHERE client_id = ?1 AND state = 'enrolled'")?;
    let mine: Vec<ActivityId> = query.query_map([client], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    if mine.is_empty() {
        return Ok(None);
    }
    let until = today + chrono::Days::new(AHEAD);
    let coming = between(conn, today, until, None)?;
    Ok(coming.into_iter().find(|line| mine.contains(&line.activity) && line.standing.takes_place()))
}

/// The row of a session, made now if nobody has touched it before.
pub fn touch(conn: &Connection, slot: Slot) -> Result<SessionId> {
    let (series, day) = match slot {
        Slot::Row(id) => return Ok(id),
        Slot::Rule { series, day } => (series, day),
    };
    conn.prepare_cached(
        "INSERT INTO session(activity_id, series_id, rule_date, on_day, starts_at, ends_at) \
         SELECT activity_id, id, ?2, ?2, starts_at, ends_at FROM series WHERE id = ?1 \
         ON CONFLICT(series_id, rule_date) DO NOTHING",
    )?
    .execute((series, day))?;
    let sql = "SELECT id FROM session WHERE series_id = ?1 AND rule_date = ?2";
    Ok(conn.prepare_cached(sql)?.query_row((series, day), |row| row.get(0))?)
}

/// A session on a day of its own, outside any series.
pub fn insert_extra(
    conn: &Connection,
    activity: ActivityId,
    day: NaiveDate,
    starts_at: Option<NaiveTime>,
    ends_at: Option<NaiveTime>,
) -> Result<SessionId> {
    conn.execute(
        "INSERT INTO session(activity_id, on_day, starts_at, ends_at) VALUES(?1, ?2, ?3, ?4)",
        (activity, day, starts_at.map(Clock), ends_at.map(Clock)),
    )?;
    Ok(SessionId(conn.last_insert_rowid()))
}

/// The session does not take place, for a reason of the list `not_held`. One that was marked or counted has.
pub fn cancel(conn: &Connection, slot: Slot, reason: &str) -> Result<()> {
    let id = touch(conn, slot)?;
    let sql = "SELECT EXISTS(SELECT 1 FROM attendance WHERE session_id = ?1) \
        OR EXISTS(SELECT 1 FROM session WHERE id = ?1 AND anon_count IS NOT NULL)";
    if conn.query_row(sql, [id], |row| row.get(0))? {
        return Err(StoreError::Refused("the session has marks".into()));
    }
    conn.execute(
        "UPDATE session SET rev = rev + 1, state = 'not_held', not_held_reason = ?2 WHERE id = ?1",
        (id, reason),
    )?;
    Ok(())
}

/// The session takes place after all.
pub fn restore(conn: &Connection, id: SessionId) -> Result<()> {
    conn.execute(
        "UPDATE session SET rev = rev + 1, state = 'planned', not_held_reason = NULL WHERE id = ?1 AND state = 'not_held'",
        [id],
    )?;
    Ok(())
}
