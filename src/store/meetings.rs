//! Sittings in which the goals of one customership are reviewed together.

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use super::error::{Result, StoreError};
use super::goals::{self, Goal};
use super::reviews;
use super::sql::one;
use crate::domain::goal::{GoalState, MeetingKind, Scale};
use crate::domain::ids::{ClientId, EpisodeId, MeetingId, ReviewId};
use crate::domain::meeting::{Finding, GoalReview, MeetingFields, Pursued, Rewritten};

/// What has to be known before a sitting can be held.
#[derive(Clone, PartialEq, Eq)]
pub struct Sitting {
    pub episode: EpisodeId,
    /// The client's name.
    pub name: String,
    /// The customership is not over.
    pub live: bool,
    pub final_held: bool,
    /// Those that are pursued, the nearest review first.
    pub goals: Vec<Goal>,
    /// The first day on which any of them is to be reviewed.
    pub first_day: Option<NaiveDate>,
    /// Another number after any change of the goals, of their reviews or of the sittings.
    pub stamp: i64,
}

/// A sitting that was held.
#[derive(Clone, PartialEq, Eq)]
pub struct Meeting {
    pub id: MeetingId,
    pub rev: i64,
    pub client: ClientId,
    /// The client's name.
    pub name: String,
    pub fields: MeetingFields,
    pub reviews: Vec<Held>,
}

/// What was found about one goal.
#[derive(Clone, PartialEq, Eq)]
pub struct Held {
    pub review: ReviewId,
    /// The goal's words.
    pub text: String,
    pub set_on: NaiveDate,
    pub scale: Scale,
    pub finding: Finding,
    /// How the goal ended there, if it did.
    pub ended: Option<GoalState>,
}

/// What the form of a sitting starts from.
pub fn sitting(conn: &Connection, episode: EpisodeId) -> Result<Sitting> {
    let sql = "SELECT c.family_name || ' ' || c.given_name, e.state IN ('pending', 'open', 'paused'), \
        EXISTS (SELECT 1 FROM meeting WHERE episode_id = e.id AND kind = 'final'), \
        (SELECT coalesce(sum(g.rev), 0) + count(*) FROM goal g WHERE g.episode_id = e.id) \
        + (SELECT coalesce(sum(r.rev), 0) + count(*) FROM review r JOIN goal g ON g.id = r.goal_id WHERE g.episode_id = e.id) \
        + (SELECT coalesce(sum(m.rev), 0) + count(*) FROM meeting m WHERE m.episode_id = e.id) \
        FROM episode e JOIN client c ON c.id = e.client_id WHERE e.id = ?1";
    let (goals, first_day) = (pursued(conn, episode)?, reviews::first_day(conn, episode)?);
    Ok(conn.prepare_cached(sql)?.query_row([episode], |row| {
        let (name, live, final_held, stamp) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        Ok(Sitting { episode, name, live, final_held, goals, first_day, stamp })
    })?)
}

fn pursued(conn: &Connection, episode: EpisodeId) -> Result<Vec<Goal>> {
    let mut goals = goals::of_episode(conn, episode)?;
    goals.retain(|goal| goal.fields.state == GoalState::Active);
    Ok(goals)
}

/// Holds a sitting: of each goal that was looked at, the review that was due is done or one is done out of turn, the
/// goal ends or goes on, and one that goes on has the one review that follows. What was not looked at stays as it was.
///
/// # Errors
/// `Stale` when somebody has changed a goal or held the final one meanwhile; `Over`.
pub fn hold(
    conn: &Connection,
    episode: EpisodeId,
    fields: &MeetingFields,
    reviews: &[GoalReview],
    today: NaiveDate,
) -> Result<MeetingId> {
    let known = sitting(conn, episode)?;
    if !known.live {
        return Err(StoreError::Over);
    }
    let is_final = fields.kind == MeetingKind::Final;
    let pursued: Vec<Pursued> =
        known.goals.iter().map(|goal| Pursued { goal: goal.id, set_on: goal.fields.set_on }).collect();
    // The form has checked the rest: what is wrong now is what somebody has changed.
    if fields.check(reviews, &pursued, today).is_err() || (is_final && known.final_held) {
        return Err(StoreError::Stale);
    }
    conn.prepare_cached(
        "INSERT INTO meeting(episode_id, kind, held, took_part, helped, hindered, summary) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute((
        episode,
        fields.kind,
        fields.held,
        &fields.took_part,
        &fields.helped,
        &fields.hindered,
        &fields.summary,
    ))?;
    let meeting = MeetingId(conn.last_insert_rowid());
    for review in reviews {
        let goal = known.goals.iter().find(|goal| goal.id == review.goal).ok_or(StoreError::Stale)?;
        note_down(conn, meeting, fields.held, goal, review)?;
        follow(conn, fields.held, review)?;
    }
    Ok(meeting)
}

/// The review is done: the one that was due, or one out of turn.
fn note_down(conn: &Connection, meeting: MeetingId, held: NaiveDate, goal: &Goal, review: &GoalReview) -> Result<()> {
    let due = match reviews::due_of(conn, goal.id)? {
        Some(due) => due,
        None => {
            conn.execute("INSERT INTO review(goal_id, due, state) VALUES(?1, ?2, 'due')", (goal.id, held))?;
            ReviewId(conn.last_insert_rowid())
        }
    };
    let finding = &review.finding;
    one(conn
        .prepare_cached(
            "UPDATE review SET rev = rev + 1, state = 'done', held = ?2, meeting_id = ?3, scale = ?4, client_score = ?5, \
             worker_score = ?6, assessment = ?7 WHERE id = ?1",
        )?
        .execute((
            due,
            held,
            meeting,
            goal.fields.scale,
            finding.client_score,
            finding.worker_score,
            &finding.assessment,
        ))?)
}

/// The goal ends, or goes on to its next review.
fn follow(conn: &Connection, held: NaiveDate, review: &GoalReview) -> Result<()> {
    let goes_on = review.state == GoalState::Active;
    let why = review.finding.assessment.as_ref().filter(|_| review.state == GoalState::Dropped);
    one(conn
        .prepare_cached(
            "UPDATE goal SET rev = rev + 1, state = ?3, ended = ?4, drop_reason = ?5 WHERE id = ?1 AND rev = ?2",
        )?
        .execute((review.goal, review.rev, review.state, (!goes_on).then_some(held), why))?)?;
    reviews::schedule(conn, review.goal, review.next_on.filter(|_| goes_on), None)
}

const COLUMNS: &str = "SELECT m.id, m.rev, e.client_id, c.family_name || ' ' || c.given_name, m.kind, m.held, \
    m.took_part, m.helped, m.hindered, m.summary FROM meeting m JOIN episode e ON e.id = m.episode_id \
    JOIN client c ON c.id = e.client_id";

fn read(row: &Row) -> rusqlite::Result<Meeting> {
    let fields = MeetingFields {
        kind: row.get(4)?,
        held: row.get(5)?,
        took_part: row.get(6)?,
        helped: row.get(7)?,
        hindered: row.get(8)?,
        summary: row.get(9)?,
    };
    let (id, rev, client, name) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    Ok(Meeting { id, rev, client, name, fields, reviews: Vec::new() })
}

/// One sitting.
pub fn get(conn: &Connection, id: MeetingId) -> Result<Meeting> {
    let mut meeting = conn.prepare_cached(&format!("{COLUMNS} WHERE m.id = ?1"))?.query_row([id], read)?;
    meeting.reviews = held_in(conn, id)?;
    Ok(meeting)
}

/// Every sitting of a client.
pub fn of_client(conn: &Connection, client: ClientId) -> Result<Vec<Meeting>> {
    let mut query = conn.prepare_cached(&format!("{COLUMNS} WHERE e.client_id = ?1 ORDER BY m.id DESC"))?;
    let mut meetings: Vec<Meeting> = query.query_map([client], read)?.collect::<rusqlite::Result<_>>()?;
    for meeting in &mut meetings {
        meeting.reviews = held_in(conn, meeting.id)?;
    }
    Ok(meetings)
}

fn held_in(conn: &Connection, meeting: MeetingId) -> Result<Vec<Held>> {
    let mut query = conn.prepare_cached(
        "SELECT r.id, g.text, g.set_on, coalesce(r.scale, g.scale), r.client_score, r.worker_score, r.assessment, \
         iif(g.state <> 'active' AND g.ended = r.held, g.state, NULL) \
         FROM review r JOIN goal g ON g.id = r.goal_id WHERE r.meeting_id = ?1 ORDER BY g.id",
    )?;
    let rows = query.query_map([meeting], |row| {
        let finding = Finding { client_score: row.get(4)?, worker_score: row.get(5)?, assessment: row.get(6)? };
        let (review, text, set_on, scale) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        Ok(Held { review, text, set_on, scale, finding, ended: row.get(7)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes a sitting that was held anew; only within a correction. Another day moves the ends of its goals with it.
///
/// # Errors
/// `Stale`; `Settled` when it is not a correction.
pub fn rewrite(
    conn: &Connection,
    id: MeetingId,
    rev: i64,
    fields: &MeetingFields,
    reviews: &[Rewritten],
    today: NaiveDate,
) -> Result<()> {
    let known = get(conn, id)?;
    let set_on = known.reviews.iter().map(|held| held.set_on);
    fields.check_day(set_on, today).map_err(|_| StoreError::Stale)?;
    one(conn
        .prepare_cached(
            "UPDATE meeting SET rev = rev + 1, held = ?3, took_part = ?4, helped = ?5, hindered = ?6, summary = ?7 \
             WHERE id = ?1 AND rev = ?2",
        )?
        .execute((id, rev, fields.held, &fields.took_part, &fields.helped, &fields.hindered, &fields.summary))?)?;
    conn.execute(
        "UPDATE goal SET rev = rev + 1, ended = ?2 WHERE state <> 'active' AND ended = ?3 AND ended <> ?2 \
         AND id IN (SELECT goal_id FROM review WHERE meeting_id = ?1)",
        (id, fields.held, known.fields.held),
    )?;
    conn.execute("UPDATE review SET rev = rev + 1, held = ?2 WHERE meeting_id = ?1 AND held <> ?2", (id, fields.held))?;
    for review in reviews {
        let before = known.reviews.iter().find(|held| held.review == review.review).ok_or(StoreError::Stale)?;
        if before.finding != review.finding {
            rewrite_one(conn, before, &review.finding)?;
        }
    }
    Ok(())
}

fn rewrite_one(conn: &Connection, before: &Held, finding: &Finding) -> Result<()> {
    one(conn.execute(
        "UPDATE review SET rev = rev + 1, client_score = ?2, worker_score = ?3, assessment = ?4, scale = ?5 WHERE id = ?1",
        (before.review, finding.client_score, finding.worker_score, &finding.assessment, before.scale),
    )?)?;
    // Why a goal was given up stands in both places, and is the same in both.
    conn.execute(
        "UPDATE goal SET rev = rev + 1, drop_reason = ?3 WHERE state = 'dropped' AND drop_reason IS ?2 \
         AND id = (SELECT goal_id FROM review WHERE id = ?1)",
        (before.review, &before.finding.assessment, &finding.assessment),
    )?;
    Ok(())
}
