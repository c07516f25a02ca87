//! Sessions: the dates on which activities meet, computed from their series until somebody touches one.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate, NaiveTime};
use rusqlite::{Connection, OptionalExtension, Row};

use super::activities::{self, Activity, Setting};
use super::bookings;
use super::error::{Result, StoreError};
use super::sql::{Clock, one};
use crate::domain::activity::{Kind, Tier, Timetable};
use crate::domain::attendance::{SessionState, Slot};
use crate::domain::calendar::{self, Holiday};
use crate::domain::ids::{ActivityId, ClientId, SeriesId, SessionId, WorkerId};
use crate::domain::slots;

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
    pub provider: Option<String>,
    pub lead: Option<WorkerId>,
    pub day: NaiveDate,
    /// `None`: the time is still open.
    pub starts_at: Option<NaiveTime>,
    pub ends_at: Option<NaiveTime>,
    pub standing: Standing,
    /// People are expected by name; otherwise heads are counted.
    pub by_name: bool,
    /// Members on that day; on a day of appointments, people who have one.
    pub members: u32,
    /// Members at most, or appointments; `None` is no limit, or times that are still open.
    pub capacity: Option<u32>,
    /// How many of `members` have a mark.
    pub marked: u32,
    /// Heads without a name; `None` is not counted, which is not 0.
    pub anon_count: Option<u32>,
    /// The register is closed: its marks are frozen.
    pub closed: bool,
    /// A note on the session itself.
    pub remark: Option<String>,
    /// The first of its series.
    pub is_first: bool,
    /// What of which series it is, however it has been touched since; `None` outside any.
    pub rule: Option<(SeriesId, NaiveDate)>,
}

/// Tells a session from all others, before and after it gets a row of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Which {
    slot: Slot,
    rule: Option<(SeriesId, NaiveDate)>,
}

impl From<Slot> for Which {
    fn from(slot: Slot) -> Which {
        let rule = match slot {
            Slot::Rule { series, day } => Some((series, day)),
            Slot::Row(_) => None,
        };
        Which { slot, rule }
    }
}

impl SessionLine {
    pub fn which(&self) -> Which {
        Which { slot: self.slot, rule: self.rule }
    }

    pub fn is(&self, which: Which) -> bool {
        self.slot == which.slot || (self.rule.is_some() && self.rule == which.rule)
    }
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
    closed: bool,
    remark: Option<String>,
    setting: Setting,
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
        closed: row.get(11)?,
        remark: row.get(12)?,
        setting: Setting { place: row.get(13)?, lead: row.get(14)? },
    })
}

/// Rows that stand on a day of the window, or that the rule would have put there.
fn touched(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Vec<Touched>> {
    let mut query = conn.prepare_cached(
        "SELECT id, activity_id, series_id, rule_date, on_day, starts_at, ends_at, state, not_held_reason, anon_count, \
         (SELECT count(*) FROM attendance t WHERE t.session_id = session.id AND t.enrolment_id IS NOT NULL), \
         register_closed IS NOT NULL, remark, place, lead_id FROM session \
         WHERE on_day BETWEEN ?1 AND ?2 OR rule_date BETWEEN ?1 AND ?2",
    )?;
    Ok(query.query_map((from, to), read_touched)?.collect::<rusqlite::Result<_>>()?)
}

/// Days on which the team is shut, and why.
pub fn closures(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<HashMap<NaiveDate, String>> {
    let mut query = conn.prepare_cached("SELECT on_day, reason FROM closure_day WHERE on_day BETWEEN ?1 AND ?2")?;
    Ok(query.query_map((from, to), |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// Every session from one day to another, both included, of some activities or of all: by day, then by time.
pub fn between(
    conn: &Connection,
    from: NaiveDate,
    to: NaiveDate,
    only: Option<&[ActivityId]>,
) -> Result<Vec<SessionLine>> {
    let activities = activities::all(conn)?;
    let wanted = |activity: &&Activity| only.is_none_or(|only| only.contains(&activity.id));
    let rows = touched(conn, from, to)?;
    let shut = closures(conn, from, to)?;
    let mut lines = Vec::new();
    for activity in activities.iter().filter(wanted) {
        for (series, timetable) in &activity.timetables {
            let begins = timetable.series.first_occurrence();
            // With holidays: a calendar shows what is cancelled, too.
            let days = timetable.series.days(from, to);
            let untouched = days.filter(|day| !rows.iter().any(|row| row.rule == Some((*series, *day))));
            lines.extend(untouched.map(|day| SessionLine {
                is_first: Some(day) == begins,
                ..from_rule(activity, *series, timetable, day, &shut)
            }));
        }
        let own = rows.iter().filter(|row| row.activity == activity.id && (from..=to).contains(&row.day));
        lines.extend(own.map(|row| from_row(activity, row, &shut)));
    }
    let has_appointments = lines.iter().any(|line| line.kind == Kind::Appointment);
    let booked = if has_appointments { bookings::counts(conn, from, to)? } else { HashMap::new() };
    for line in &mut lines {
        match (line.kind, line.slot) {
            (Kind::Appointment, Slot::Row(id)) => {
                let booked = booked.get(&id).copied().unwrap_or_default();
                (line.members, line.marked) = (booked.people, booked.marked);
            }
            (Kind::Appointment, Slot::Rule { .. }) => {}
            _ if line.by_name => line.members = members_on(conn, line.activity, line.day)?,
            _ => {}
        }
    }
    lines.sort_by(|a, b| (a.day, a.starts_at, &a.name).cmp(&(b.day, b.starts_at, &b.name)));
    Ok(lines)
}

fn from_rule(
    activity: &Activity,
    series: SeriesId,
    timetable: &Timetable,
    day: NaiveDate,
    shut: &HashMap<NaiveDate, String>,
) -> SessionLine {
    let standing = match (calendar::holiday(day), shut.get(&day)) {
        (Some(holiday), _) if timetable.series.skips(day) => Standing::Holiday(holiday),
        (_, Some(reason)) => Standing::Closed(reason.clone()),
        _ => Standing::Planned,
    };
    SessionLine {
        standing,
        rule: Some((series, day)),
        ..blank(
            activity,
            Slot::Rule { series, day },
            day,
            (timetable.starts_at, timetable.ends_at),
            (&Setting::default(), Some(series)),
        )
    }
}

fn from_row(activity: &Activity, row: &Touched, shut: &HashMap<NaiveDate, String>) -> SessionLine {
    // What was moved to a day on which the team is shut was meant to be there.
    let unmoved = row.rule.is_some_and(|(_, day)| day == row.day);
    let standing = match row.state {
        SessionState::Planned => match shut.get(&row.day) {
            Some(reason) if unmoved => Standing::Closed(reason.clone()),
            _ => Standing::Planned,
        },
        SessionState::Held => Standing::Held,
        SessionState::NotHeld => Standing::NotHeld(row.reason.clone().unwrap_or_default()),
    };
    let series = row.rule.and_then(|(series, _)| activity.timetables.iter().find(|(id, _)| *id == series));
    let begins = series.and_then(|(_, timetable)| timetable.series.first_occurrence());
    SessionLine {
        standing,
        is_first: begins.is_some() && begins == row.rule.map(|(_, day)| day),
        rule: row.rule,
        marked: row.marked,
        anon_count: row.anon_count,
        closed: row.closed,
        remark: row.remark.clone(),
        ..blank(
            activity,
            Slot::Row(row.id),
            row.day,
            (row.starts_at, row.ends_at),
            (&row.setting, row.rule.map(|(series, _)| series)),
        )
    }
}

/// From when to when; either may still be open.
type Times = (Option<NaiveTime>, Option<NaiveTime>);

/// Where it meets and who leads it is the session's own, else its series', else the activity's.
fn blank(
    activity: &Activity,
    slot: Slot,
    day: NaiveDate,
    (starts_at, ends_at): Times,
    (own, series): (&Setting, Option<SeriesId>),
) -> SessionLine {
    let fields = &activity.fields;
    let appointments = fields.slot_length().map(|minutes| slots::starts(starts_at, ends_at, minutes).len());
    let known = starts_at.is_some() && ends_at.is_some();
    let capacity = match appointments {
        Some(count) => u32::try_from(count).ok().filter(|_| known),
        None => fields.capacity_max,
    };
    let of_series = activity.settings.iter().find(|(id, _)| Some(*id) == series).map(|(_, setting)| setting);
    let place = own.place.as_ref().or(of_series.and_then(|setting| setting.place.as_ref()));
    SessionLine {
        slot,
        activity: activity.id,
        name: fields.name.clone(),
        tier: fields.tier,
        kind: fields.kind,
        place: place.or(fields.place.as_ref()).cloned(),
        provider: fields.provider.clone(),
        lead: own.lead.or(of_series.and_then(|setting| setting.lead)).or(activity.lead),
        day,
        starts_at,
        ends_at,
        standing: Standing::Planned,
        // Whoever has an appointment has given a name.
        by_name: !fields.counts_only || appointments.is_some(),
        members: 0,
        capacity,
        marked: 0,
        anon_count: None,
        closed: false,
        remark: None,
        is_first: false,
        rule: None,
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
    let sql = "SELECT activity_id, starts, coalesce(ends, '9999-12-31') FROM enrolment \
        WHERE client_id = ?1 AND state = 'enrolled'";
    let mut query = conn.prepare_cached(sql)?;
    let spells = query.query_map([client], |row| Ok((row.get(0)?, row.get(1)?..=row.get(2)?)))?;
    let mine: HashMap<ActivityId, RangeInclusive<NaiveDate>> = spells.collect::<rusqlite::Result<_>>()?;
    if mine.is_empty() {
        return Ok(None);
    }
    let until = today + Days::new(AHEAD);
    let activities: Vec<ActivityId> = mine.keys().copied().collect();
    let coming = between(conn, today, until, Some(&activities))?;
    Ok(coming.into_iter().find(|line| line.standing.takes_place() && mine[&line.activity].contains(&line.day)))
}

/// The row of a session, made now if nobody has touched it before.
///
/// # Errors
/// `Stale` when its series has been ended before that day since it was read.
pub fn touch(conn: &Connection, slot: Slot) -> Result<SessionId> {
    let (series, day) = match slot {
        Slot::Row(id) => return Ok(id),
        Slot::Rule { series, day } => (series, day),
    };
    conn.prepare_cached(
        "INSERT INTO session(activity_id, series_id, rule_date, on_day, starts_at, ends_at) \
         SELECT activity_id, id, ?2, ?2, starts_at, ends_at FROM series \
         WHERE id = ?1 AND ?2 BETWEEN coalesce(first_day, ?2) AND coalesce(last_day, ?2) \
         ON CONFLICT(series_id, rule_date) DO NOTHING",
    )?
    .execute((series, day))?;
    let sql = "SELECT id FROM session WHERE series_id = ?1 AND rule_date = ?2";
    let row = conn.prepare_cached(sql)?.query_row((series, day), |row| row.get(0)).optional()?;
    row.ok_or(StoreError::Stale)
}

/// The day on which a session stands.
pub fn day_of(conn: &Connection, id: SessionId) -> Result<NaiveDate> {
    Ok(conn.prepare_cached("SELECT on_day FROM session WHERE id = ?1")?.query_row([id], |row| row.get(0))?)
}

/// Marks and counts are for a session that takes place and whose register is open.
///
/// # Errors
/// `Stale` when somebody has cancelled it since it was read; `RegisterClosed`.
pub fn require_open(conn: &Connection, id: SessionId) -> Result<()> {
    let sql = "SELECT state = 'not_held', register_closed IS NOT NULL FROM session WHERE id = ?1";
    match conn.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))? {
        (true, _) => Err(StoreError::Stale),
        (_, true) => Err(StoreError::RegisterClosed),
        (false, false) => Ok(()),
    }
}

/// One more session on a day, besides what the series give.
pub fn add(
    conn: &Connection,
    activity: ActivityId,
    day: NaiveDate,
    (starts_at, ends_at): (Option<NaiveTime>, Option<NaiveTime>),
) -> Result<SessionId> {
    conn.execute(
        "INSERT INTO session(activity_id, on_day, starts_at, ends_at) VALUES(?1, ?2, ?3, ?4)",
        (activity, day, starts_at.map(Clock), ends_at.map(Clock)),
    )?;
    Ok(SessionId(conn.last_insert_rowid()))
}

/// The session does not take place, for a reason of the list `not_held`.
///
/// # Errors
/// `Stale` when it has taken place meanwhile: somebody was marked as there, or heads were counted.
pub fn cancel(conn: &Connection, slot: Slot, reason: &str) -> Result<()> {
    let id = touch(conn, slot)?;
    one(conn.execute(
        "UPDATE session SET rev = rev + 1, state = 'not_held', not_held_reason = ?2 WHERE id = ?1 AND state <> 'held'",
        (id, reason),
    )?)
}

/// The session takes place after all.
pub fn restore(conn: &Connection, id: SessionId) -> Result<()> {
    conn.execute(
        "UPDATE session SET rev = rev + 1, state = 'planned', not_held_reason = NULL WHERE id = ?1 AND state = 'not_held'",
        [id],
    )?;
    Ok(())
}
