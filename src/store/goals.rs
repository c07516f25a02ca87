//! Goals and their reviews.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row};

use super::episodes;
use super::error::Result;
use super::sql::one;
use crate::domain::goal::{GoalFields, GoalState, ReviewFields};
use crate::domain::ids::{ClientId, EpisodeId, GoalId, ReviewId};

/// A goal as stored, with the review that is due next.
#[derive(Clone, PartialEq, Eq)]
pub struct Goal {
    pub id: GoalId,
    pub client: ClientId,
    /// The client's name.
    pub name: String,
    pub episode: EpisodeId,
    pub rev: i64,
    pub fields: GoalFields,
    pub due_review: Option<ReviewId>,
}

const COLUMNS: &str = "SELECT g.id, e.client_id, g.episode_id, g.rev, g.text, g.target, g.theme, g.responsible, g.set_on, \
    g.state, g.ended, r.due, r.id, c.family_name || ' ' || c.given_name, g.means, g.scale, g.review_months, g.drop_reason \
    FROM goal g \
    JOIN episode e ON e.id = g.episode_id JOIN client c ON c.id = e.client_id \
    LEFT JOIN review r ON r.goal_id = g.id AND r.state = 'due'";

fn read(row: &Row) -> rusqlite::Result<Goal> {
    let fields = GoalFields {
        text: row.get(4)?,
        target: row.get(5)?,
        theme: row.get(6)?,
        responsible: row.get(7)?,
        set_on: row.get(8)?,
        state: row.get(9)?,
        ended: row.get(10)?,
        review_on: row.get(11)?,
        means: row.get(14)?,
        scale: row.get(15)?,
        review_months: row.get(16)?,
        drop_reason: row.get(17)?,
    };
    Ok(Goal {
        id: row.get(0)?,
        client: row.get(1)?,
        name: row.get(13)?,
        episode: row.get(2)?,
        rev: row.get(3)?,
        fields,
        due_review: row.get(12)?,
    })
}

/// The goals of a customership: live ones first, then by their next review.
pub fn of_episode(conn: &Connection, episode: EpisodeId) -> Result<Vec<Goal>> {
    let order = "WHERE g.episode_id = ?1 ORDER BY g.state <> 'active', r.due IS NULL, r.due, g.id";
    let mut query = conn.prepare_cached(&format!("{COLUMNS} {order}"))?;
    Ok(query.query_map([episode], read)?.collect::<rusqlite::Result<_>>()?)
}

/// The live goals of a client's live customership, by number and words.
pub fn live_of(conn: &Connection, client: ClientId) -> Result<Vec<(GoalId, String)>> {
    let mut query = conn.prepare_cached(
        "SELECT g.id, g.text FROM goal g JOIN episode e ON e.id = g.episode_id WHERE e.client_id = ?1 \
         AND e.state IN ('pending', 'open', 'paused') AND g.state = 'active' ORDER BY g.id",
    )?;
    Ok(query.query_map([client], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// One goal.
pub fn get(conn: &Connection, id: GoalId) -> Result<Goal> {
    Ok(conn.prepare_cached(&format!("{COLUMNS} WHERE g.id = ?1"))?.query_row([id], read)?)
}

/// The goal whose review this is.
pub fn of_review(conn: &Connection, review: ReviewId) -> Result<Goal> {
    let mut query =
        conn.prepare_cached(&format!("{COLUMNS} WHERE g.id = (SELECT goal_id FROM review WHERE id = ?1)"))?;
    Ok(query.query_row([review], read)?)
}

/// A new goal, with its first review. One that is still pursued needs a live customership.
pub fn insert(conn: &Connection, episode: EpisodeId, fields: &GoalFields) -> Result<GoalId> {
    if fields.state == GoalState::Active {
        episodes::require_live(conn, episode)?;
    }
    conn.prepare_cached(
        "INSERT INTO goal(episode_id, text, target, theme, responsible, set_on, state, ended, means, scale, \
         review_months, drop_reason) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute((
        episode,
        &fields.text,
        &fields.target,
        &fields.theme,
        fields.responsible,
        fields.set_on,
        fields.state,
        fields.ended,
        &fields.means,
        fields.scale,
        fields.review_months,
        &fields.drop_reason,
    ))?;
    let id = GoalId(conn.last_insert_rowid());
    schedule(conn, id, fields.review_on)?;
    Ok(id)
}

/// Saves over the rev that was edited; moves, makes or cancels the coming review with it.
pub fn update(conn: &Connection, id: GoalId, rev: i64, fields: &GoalFields) -> Result<()> {
    episodes::require_live(conn, get(conn, id)?.episode)?;
    one(conn
        .prepare_cached(
            "UPDATE goal SET rev = rev + 1, text = ?3, target = ?4, theme = ?5, responsible = ?6, set_on = ?7, \
             state = ?8, ended = ?9, means = ?10, scale = ?11, review_months = ?12, drop_reason = ?13 \
             WHERE id = ?1 AND rev = ?2",
        )?
        .execute((
            id,
            rev,
            &fields.text,
            &fields.target,
            &fields.theme,
            fields.responsible,
            fields.set_on,
            fields.state,
            fields.ended,
            &fields.means,
            fields.scale,
            fields.review_months,
            &fields.drop_reason,
        ))?)?;
    schedule(conn, id, fields.review_on.filter(|_| fields.state == GoalState::Active))
}

/// At most one review of a goal is due at a time.
fn schedule(conn: &Connection, goal: GoalId, day: Option<NaiveDate>) -> Result<()> {
    let due: Option<ReviewId> = conn
        .prepare_cached("SELECT id FROM review WHERE goal_id = ?1 AND state = 'due'")?
        .query_row([goal], |row| row.get(0))
        .optional()?;
    match (due, day) {
        (Some(review), Some(day)) => {
            conn.execute("UPDATE review SET rev = rev + 1, due = ?2 WHERE id = ?1 AND due <> ?2", (review, day))?
        }
        (Some(review), None) => {
            conn.execute("UPDATE review SET rev = rev + 1, state = 'cancelled' WHERE id = ?1", [review])?
        }
        (None, Some(day)) => {
            conn.execute("INSERT INTO review(goal_id, due, state) VALUES(?1, ?2, 'due')", (goal, day))?
        }
        (None, None) => 0,
    };
    Ok(())
}

/// Completes a review, which makes at most one successor; the goal ends here if its state says so.
/// `rev` is the goal's.
pub fn hold_review(conn: &Connection, review: ReviewId, rev: i64, fields: &ReviewFields) -> Result<()> {
    episodes::require_live(conn, of_review(conn, review)?.episode)?;
    one(conn
        .prepare_cached(
            "UPDATE review SET rev = rev + 1, state = 'done', held = ?2, assessment = ?3 WHERE id = ?1 AND state = 'due'",
        )?
        .execute((review, fields.held, &fields.assessment))?)?;
    let goal = of_review(conn, review)?;
    let ended = (fields.state != GoalState::Active).then_some(fields.held.max(goal.fields.set_on));
    one(conn
        .prepare_cached("UPDATE goal SET rev = rev + 1, state = ?3, ended = ?4 WHERE id = ?1 AND rev = ?2")?
        .execute((goal.id, rev, fields.state, ended))?)?;
    schedule(conn, goal.id, fields.next_on.filter(|_| ended.is_none()))
}
