//! Seats and the queue for them: joining, waiting, offers, leaving.
//!
//! Whoever writes here first settles what time has changed: offers that have lapsed, memberships whose last day has
//! passed. Readers count as of a day and need not wait for that.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row};

use super::activities::{self, Activity};
use super::enrolments::{self, EnrolmentFields};
use super::error::{Result, StoreError};
use super::roster;
use super::sql::one;
use crate::domain::enrolment::{EnrolmentState, Seats};
use crate::domain::ids::{ActivityId, ClientId, EnrolmentId, GoalId};

const COUNTS: &str = "SELECT a.id, a.capacity_max, \
    count(*) FILTER (WHERE e.state = 'enrolled' AND coalesce(e.ends, ?1) >= ?1), \
    count(*) FILTER (WHERE e.state = 'offered' AND e.offer_expires >= ?1), \
    count(*) FILTER (WHERE e.state = 'waiting' OR (e.state = 'offered' AND e.offer_expires < ?1)) \
    FROM activity a LEFT JOIN enrolment e ON e.activity_id = a.id";

fn read(row: &Row) -> rusqlite::Result<(ActivityId, Seats)> {
    let seats = Seats { limit: row.get(1)?, members: row.get(2)?, offered: row.get(3)?, waiting: row.get(4)? };
    Ok((row.get(0)?, seats))
}

/// The seats of every activity as of a day.
pub fn of_all(conn: &Connection, today: NaiveDate) -> Result<HashMap<ActivityId, Seats>> {
    let mut query = conn.prepare_cached(&format!("{COUNTS} GROUP BY a.id"))?;
    Ok(query.query_map([today], read)?.collect::<rusqlite::Result<_>>()?)
}

/// The seats of one activity as of a day.
pub fn of(conn: &Connection, activity: ActivityId, today: NaiveDate) -> Result<Seats> {
    let mut query = conn.prepare_cached(&format!("{COUNTS} WHERE a.id = ?2 GROUP BY a.id"))?;
    Ok(query.query_row((today, activity), read)?.1)
}

/// Somebody in a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    pub id: EnrolmentId,
    pub client: ClientId,
    pub name: String,
    pub phone: Option<String>,
    pub since: NaiveDate,
    /// Put before those who queued earlier, for a reason.
    pub ahead: Option<String>,
    /// The last day of an offer, lapsed or not.
    pub offer: Option<NaiveDate>,
}

impl Queued {
    /// A seat is being kept.
    pub fn has_offer(&self, today: NaiveDate) -> bool {
        self.offer.is_some_and(|last| last >= today)
    }
}

/// An activity and those who wait for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    pub activity: Activity,
    pub seats: Seats,
    /// The first is next.
    pub people: Vec<Queued>,
}

impl Queue {
    /// True when somebody without an offer is before this one, who has none either.
    pub fn others_before(&self, queued: &Queued, today: NaiveDate) -> bool {
        let next = self.people.iter().find(|queued| !queued.has_offer(today));
        !queued.has_offer(today) && next.is_some_and(|next| next.id != queued.id)
    }
}

/// The queue of an activity, in its order.
pub fn queue(conn: &Connection, id: ActivityId, today: NaiveDate) -> Result<Queue> {
    let mut query = conn.prepare_cached(
        "SELECT e.id, c.id, c.name, c.phone, e.queued_at, \
           iif(e.queue_rank IS NULL, NULL, iif(c.seen, e.ahead_reason, '')), e.offer_expires \
         FROM enrolment e JOIN person c ON c.id = e.client_id \
         WHERE e.activity_id = ?1 AND e.state IN ('waiting', 'offered') \
         ORDER BY coalesce(e.queue_rank, 0), e.queued_at, e.id",
    )?;
    let people = query.query_map([id], |row| {
        Ok(Queued {
            id: row.get(0)?,
            client: row.get(1)?,
            name: row.get(2)?,
            phone: row.get(3)?,
            since: row.get(4)?,
            ahead: row.get(5)?,
            offer: row.get(6)?,
        })
    })?;
    let people = people.collect::<rusqlite::Result<_>>()?;
    Ok(Queue { activity: activities::get(conn, id)?, seats: of(conn, id, today)?, people })
}

/// Where somebody who came to join has landed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    Member,
    /// In the queue, in this place; the first is 1.
    Queued(usize),
}

/// Somebody who wants to become a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joining {
    pub activity: ActivityId,
    pub client: ClientId,
    /// The first day as a member.
    pub from: NaiveDate,
    /// Why this one does not queue although others do.
    pub ahead: Option<String>,
    /// What the activity is for.
    pub goal: Option<GoalId>,
}

/// A member, if a seat is free and nobody waits for it or there is a reason to go before them; otherwise in the queue.
///
/// # Errors
/// `AlreadyIn` when the client has a spell there that is not over, or had one on the first day.
pub fn join(conn: &Connection, joining: &Joining, today: NaiveDate) -> Result<Joined> {
    settle(conn, joining.activity, today)?;
    let seats = of(conn, joining.activity, today)?;
    let may_sit = !seats.is_full() && (!seats.others_wait() || joining.ahead.is_some());
    if !may_sit {
        return enqueue(conn, joining.activity, joining.client, today);
    }
    require_outside(conn, joining)?;
    let blank = fields(EnrolmentState::Enrolled);
    let spell = EnrolmentFields { starts: Some(joining.from), ..blank };
    let id = enrolments::insert(conn, joining.activity, joining.client, &spell)?;
    let ahead = joining.ahead.as_ref().filter(|_| seats.waiting > 0);
    conn.prepare_cached("UPDATE enrolment SET ahead_reason = ?2, goal_id = ?3 WHERE id = ?1")?.execute((
        id,
        ahead,
        joining.goal,
    ))?;
    roster::take_in_of(conn, id)?;
    Ok(Joined::Member)
}

/// The last of the queue, even where a seat is free.
///
/// # Errors
/// `AlreadyIn`.
pub fn enqueue(conn: &Connection, activity: ActivityId, client: ClientId, today: NaiveDate) -> Result<Joined> {
    // Whose last day has passed is no member any more, and may queue again.
    settle(conn, activity, today)?;
    if live_spell(conn, activity, client)?.is_some() {
        return Err(StoreError::AlreadyIn);
    }
    let waiting = EnrolmentFields { queued_at: Some(today), ..fields(EnrolmentState::Waiting) };
    enrolments::insert(conn, activity, client, &waiting)?;
    let people = queue(conn, activity, today)?.people;
    let place = people.iter().position(|queued| queued.client == client).ok_or(StoreError::Gone)?;
    Ok(Joined::Queued(place + 1))
}

fn fields(state: EnrolmentState) -> EnrolmentFields {
    EnrolmentFields { state, queued_at: None, offer_expires: None, starts: None, ends: None, end_reason: None }
}

fn live_spell(conn: &Connection, activity: ActivityId, client: ClientId) -> Result<Option<EnrolmentId>> {
    let sql = "SELECT id FROM enrolment WHERE activity_id = ?1 AND client_id = ?2 \
        AND state IN ('waiting', 'offered', 'enrolled')";
    Ok(conn.prepare_cached(sql)?.query_row((activity, client), |row| row.get(0)).optional()?)
}

fn require_outside(conn: &Connection, joining: &Joining) -> Result<()> {
    let sql = "SELECT 1 FROM enrolment WHERE activity_id = ?1 AND client_id = ?2 AND state = 'ended' AND ends >= ?3";
    let overlaps = conn.prepare_cached(sql)?.exists((joining.activity, joining.client, joining.from))?;
    match live_spell(conn, joining.activity, joining.client)? {
        None if !overlaps => Ok(()),
        _ => Err(StoreError::AlreadyIn),
    }
}

/// What time has changed by itself: an offer that has lapsed waits on in its place, a membership whose last day has
/// passed is over.
pub fn settle(conn: &Connection, activity: ActivityId, today: NaiveDate) -> Result<()> {
    for sql in [
        "UPDATE enrolment SET rev = rev + 1, state = 'waiting', offer_expires = NULL \
         WHERE activity_id = ?1 AND state = 'offered' AND offer_expires < ?2",
        "UPDATE enrolment SET rev = rev + 1, state = 'ended', end_reason = coalesce(end_reason, 'period_over') \
         WHERE activity_id = ?1 AND state = 'enrolled' AND ends < ?2",
    ] {
        conn.prepare_cached(sql)?.execute((activity, today))?;
    }
    Ok(())
}

fn activity_of(conn: &Connection, id: EnrolmentId) -> Result<ActivityId> {
    let sql = "SELECT activity_id FROM enrolment WHERE id = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
}

/// Settles the activity of somebody in its queue. A seat must be free, unless it is this one's already;
/// who is not the first without an offer needs a reason.
fn seat_for(conn: &Connection, id: EnrolmentId, ahead: Option<&str>, today: NaiveDate) -> Result<()> {
    let activity = activity_of(conn, id)?;
    settle(conn, activity, today)?;
    let queue = queue(conn, activity, today)?;
    let queued = queue.people.iter().find(|queued| queued.id == id).ok_or(StoreError::Stale)?;
    match () {
        () if queued.has_offer(today) => Ok(()),
        () if queue.seats.is_full() => Err(StoreError::Full),
        () if ahead.is_none() && queue.others_before(queued, today) => Err(StoreError::OthersWait),
        () => Ok(()),
    }
}

/// Keeps a seat for somebody in the queue until a day, that day included.
///
/// # Errors
/// `Full`; `OthersWait` when somebody is before this one and no reason is given; `Stale` when it is in no queue any more.
pub fn offer(
    conn: &Connection,
    id: EnrolmentId,
    until: NaiveDate,
    ahead: Option<&str>,
    today: NaiveDate,
) -> Result<()> {
    seat_for(conn, id, ahead, today)?;
    one(conn.execute(
        "UPDATE enrolment SET rev = rev + 1, state = 'offered', offer_expires = ?2, ahead_reason = coalesce(?3, ahead_reason) \
         WHERE id = ?1 AND state IN ('waiting', 'offered')",
        (id, until, ahead),
    )?)
}

/// The offer is taken back or declined: who had it waits on in the same place.
///
/// # Errors
/// `Stale` when there is no offer any more.
pub fn take_back_offer(conn: &Connection, id: EnrolmentId) -> Result<()> {
    let sql = "UPDATE enrolment SET rev = rev + 1, state = 'waiting', offer_expires = NULL WHERE id = ?1 AND state = 'offered'";
    one(conn.execute(sql, [id])?)
}

/// Gives somebody in the queue a seat, whether it was offered before or not.
///
/// # Errors
/// As [`offer`]; `AlreadyIn` when an earlier membership reaches into this one.
pub fn seat(conn: &Connection, id: EnrolmentId, from: NaiveDate, ahead: Option<&str>, today: NaiveDate) -> Result<()> {
    seat_for(conn, id, ahead, today)?;
    one(conn.execute(
        "UPDATE enrolment SET rev = rev + 1, state = 'enrolled', offer_expires = NULL, starts = ?2, \
         ahead_reason = coalesce(?3, ahead_reason) WHERE id = ?1 AND state IN ('waiting', 'offered')",
        (id, from, ahead),
    )?)?;
    roster::take_in_of(conn, id)
}

/// Leaves the queue without a seat, for a reason of the list `end_reason`.
///
/// # Errors
/// `Stale` when it is in no queue any more.
pub fn withdraw(conn: &Connection, id: EnrolmentId, reason: &str, day: NaiveDate) -> Result<()> {
    one(conn.execute(
        "UPDATE enrolment SET rev = rev + 1, state = 'withdrawn', offer_expires = NULL, ends = ?3, end_reason = ?2 \
         WHERE id = ?1 AND state IN ('waiting', 'offered')",
        (id, reason, day),
    )?)
}

/// Before everybody else in the queue, for a reason.
///
/// # Errors
/// `Stale` when it is in no queue any more.
pub fn put_first(conn: &Connection, id: EnrolmentId, reason: &str) -> Result<()> {
    one(conn.execute(
        "UPDATE enrolment SET rev = rev + 1, ahead_reason = ?2, queue_rank = (SELECT min(coalesce(o.queue_rank, 0)) - 1 \
           FROM enrolment o WHERE o.activity_id = enrolment.activity_id AND o.state IN ('waiting', 'offered')) \
         WHERE id = ?1 AND state IN ('waiting', 'offered')",
        (id, reason),
    )?)
}

/// Back to the place that the day of queueing gives.
///
/// # Errors
/// `Stale` when it was not put ahead.
pub fn put_back(conn: &Connection, id: EnrolmentId) -> Result<()> {
    let sql = "UPDATE enrolment SET rev = rev + 1, queue_rank = NULL, ahead_reason = NULL WHERE id = ?1 AND queue_rank IS NOT NULL";
    one(conn.execute(sql, [id])?)
}

/// Ends a membership after its last day. A day that lies ahead is kept until it has passed: the member still comes.
///
/// # Errors
/// `MarksOutside` when the person has a mark after that day: the past is not rewritten; `Stale` over another rev.
pub fn leave(
    conn: &Connection,
    id: EnrolmentId,
    rev: i64,
    last: NaiveDate,
    reason: &str,
    today: NaiveDate,
) -> Result<()> {
    if roster::marked_outside(conn, id, None, Some(last))? {
        return Err(StoreError::MarksOutside);
    }
    // Who leaves today has left: the seat is free for the next one.
    let state = if last <= today { EnrolmentState::Ended } else { EnrolmentState::Enrolled };
    one(conn.execute(
        "UPDATE enrolment SET rev = rev + 1, state = ?3, ends = ?4, end_reason = ?5 \
         WHERE id = ?1 AND rev = ?2 AND state = 'enrolled'",
        (id, rev, state, last, reason),
    )?)
}

/// Corrects the first day of a membership, and what it is for.
///
/// # Errors
/// `MarksOutside` when the person has a mark before that day; `AlreadyIn` when it would reach into an earlier
/// membership; `Stale` over another rev.
pub fn correct(conn: &Connection, id: EnrolmentId, rev: i64, starts: NaiveDate, goal: Option<GoalId>) -> Result<()> {
    if roster::marked_outside(conn, id, Some(starts), None)? {
        return Err(StoreError::MarksOutside);
    }
    one(conn.execute(
        "UPDATE enrolment SET rev = rev + 1, starts = ?3, goal_id = ?4 WHERE id = ?1 AND rev = ?2",
        (id, rev, starts, goal),
    )?)?;
    roster::take_in_of(conn, id)
}
