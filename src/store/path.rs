//! Where a client's way stands: the dates that the path is drawn from. What follows from them is in `domain::path`.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::decisions::{self, Decision};
use super::error::Result;
use super::plans;
use crate::domain::ids::EpisodeId;
use crate::domain::path::Facts;
use crate::domain::plan::PlanState;

/// What has happened in a customership, besides what it says itself.
pub fn facts(conn: &Connection, episode: EpisodeId) -> Result<Facts> {
    let dates = |sql: &str| -> Result<Vec<NaiveDate>> {
        let mut query = conn.prepare_cached(sql)?;
        Ok(query.query_map([episode], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    };
    let first = |sql: &str| dates(sql).map(|days| days.first().copied());
    let plans = plans::of_episode(conn, episode)?;
    let plan = plans.iter().find(|plan| plan.state != PlanState::Superseded);
    let decisions = decisions::of_episode(conn, episode)?;
    Ok(Facts {
        own_worker: first(
            "SELECT min(a.starts) FROM assignment a JOIN episode e ON e.id = a.episode_id WHERE e.id = ?1 \
             HAVING max(a.ends IS NULL OR e.state IN ('closed', 'declined')) = 1",
        )?,
        plan_made: plans.iter().map(|plan| plan.fields.made_on).min(),
        plan_version: plan.map(|plan| (plan.version, plan.fields.made_on)),
        plan_review: plan.and_then(|plan| plan.fields.review_on),
        decisions: decisions.iter().map(Decision::validity).collect(),
        first_membership: first(
            "SELECT s.starts FROM enrolment s JOIN episode e ON e.client_id = s.client_id WHERE e.id = ?1 \
             AND s.state IN ('enrolled', 'ended') AND s.starts BETWEEN e.pending_since AND coalesce(e.closed, s.starts) \
             ORDER BY s.starts LIMIT 1",
        )?,
        // The oldest reviews belong to no sitting.
        interim_held: dates(
            "SELECT held FROM meeting WHERE episode_id = ?1 AND kind = 'interim' \
             UNION SELECT r.held FROM review r JOIN goal g ON g.id = r.goal_id \
             WHERE g.episode_id = ?1 AND r.state = 'done' AND r.meeting_id IS NULL ORDER BY 1",
        )?,
        next_review: first(
            "SELECT r.due FROM review r JOIN goal g ON g.id = r.goal_id WHERE g.episode_id = ?1 AND r.state = 'due' \
             ORDER BY r.due LIMIT 1",
        )?,
        final_held: first("SELECT held FROM meeting WHERE episode_id = ?1 AND kind = 'final'")?,
    })
}
