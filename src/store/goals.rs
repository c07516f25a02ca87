//! Goals and their reviews.

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use super::error::{Result, StoreError};
use super::sql::one;
use super::{episodes, reviews};
use crate::domain::goal::{GoalFields, GoalState};
use crate::domain::ids::{ClientId, EpisodeId, GoalId};
use crate::domain::meeting::Finding;

/// A goal as stored, with what was found last and what is due next.
#[derive(Clone, PartialEq, Eq)]
pub struct Goal {
    pub id: GoalId,
    pub client: ClientId,
    /// The client's name.
    pub name: String,
    pub episode: EpisodeId,
    pub rev: i64,
    pub fields: GoalFields,
    /// Its customership is not over.
    pub live: bool,
    /// The day that was agreed first, when the review has been put off.
    pub first_due: Option<NaiveDate>,
    pub last: Option<LastReview>,
}

impl Goal {
    /// What is over is changed by a correction only.
    pub fn is_settled(&self) -> bool {
        !self.live || self.fields.state != GoalState::Active
    }
}

/// What the newest review of a goal found.
#[derive(Clone, PartialEq, Eq)]
pub struct LastReview {
    pub held: NaiveDate,
    pub finding: Finding,
}

const COLUMNS: &str = "SELECT g.id, e.client_id, g.episode_id, g.rev, g.text, g.target, g.theme, g.responsible, g.set_on, \
    g.state, g.ended, r.due, r.first_due, c.family_name || ' ' || c.given_name, g.means, g.scale, g.review_months, \
    g.drop_reason, r.postpone_reason, e.state IN ('pending', 'open', 'paused'), l.held, l.client_score, l.worker_score, \
    l.assessment FROM goal g \
    JOIN episode e ON e.id = g.episode_id JOIN client c ON c.id = e.client_id \
    LEFT JOIN review r ON r.goal_id = g.id AND r.state = 'due' \
    LEFT JOIN review l ON l.id = (SELECT id FROM review WHERE goal_id = g.id AND state = 'done' \
      AND (client_score IS NOT NULL OR worker_score IS NOT NULL OR assessment IS NOT NULL) \
      ORDER BY held DESC, id DESC LIMIT 1)";

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
        postpone_reason: row.get(18)?,
    };
    let finding = Finding { client_score: row.get(21)?, worker_score: row.get(22)?, assessment: row.get(23)? };
    let held: Option<NaiveDate> = row.get(20)?;
    Ok(Goal {
        id: row.get(0)?,
        client: row.get(1)?,
        name: row.get(13)?,
        episode: row.get(2)?,
        rev: row.get(3)?,
        fields,
        live: row.get(19)?,
        first_due: row.get(12)?,
        last: held.map(|held| LastReview { held, finding }),
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
    reviews::schedule(conn, id, fields.review_on, None)?;
    Ok(id)
}

/// Saves over the rev that was edited; moves, makes or cancels the coming review with it.
///
/// # Errors
/// `Stale`; `Over` when its customership is, unless this is a correction that does not bring the goal back to life.
pub fn update(conn: &Connection, id: GoalId, rev: i64, fields: &GoalFields) -> Result<()> {
    let known = get(conn, id)?;
    let comes_back = fields.state == GoalState::Active && known.fields.state != GoalState::Active;
    if !known.live && (comes_back || !is_correction(conn)?) {
        return Err(StoreError::Over);
    }
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
    let review_on = fields.review_on.filter(|_| known.live && fields.state == GoalState::Active);
    reviews::schedule(conn, id, review_on, fields.postpone_reason.as_deref())
}

/// Why it is made has been said.
fn is_correction(conn: &Connection) -> Result<bool> {
    Ok(conn.query_row("SELECT log_reason() IS NOT NULL", [], |row| row.get(0))?)
}
