//! The reviews that are due: at most one of a goal at a time, and putting them off.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

use super::episodes;
use super::error::Result;
use super::sql::one;
use crate::domain::ids::{EpisodeId, GoalId, ReviewId};

/// The review of a goal that is due, if there is one.
pub fn due_of(conn: &Connection, goal: GoalId) -> Result<Option<ReviewId>> {
    let mut query = conn.prepare_cached("SELECT id FROM review WHERE goal_id = ?1 AND state = 'due'")?;
    Ok(query.query_row([goal], |row| row.get(0)).optional()?)
}

/// Makes, moves or cancels the one review of a goal that is due. The first day of one that moves is kept, with the
/// reason why it did.
pub fn schedule(conn: &Connection, goal: GoalId, day: Option<NaiveDate>, reason: Option<&str>) -> Result<()> {
    match (due_of(conn, goal)?, day) {
        (Some(review), Some(day)) => conn.execute(
            "UPDATE review SET rev = rev + 1, due = ?2, postpone_reason = ?3, \
             first_due = coalesce(first_due, due) WHERE id = ?1 AND due <> ?2",
            (review, day, reason),
        )?,
        (Some(review), None) => conn.execute(
            "UPDATE review SET rev = rev + 1, state = 'cancelled', postpone_reason = coalesce(?2, postpone_reason) \
             WHERE id = ?1",
            (review, reason),
        )?,
        (None, Some(day)) => {
            conn.execute("INSERT INTO review(goal_id, due, state) VALUES(?1, ?2, 'due')", (goal, day))?
        }
        (None, None) => 0,
    };
    Ok(())
}

/// The first day on which goals of a customership are to be reviewed.
pub fn first_day(conn: &Connection, episode: EpisodeId) -> Result<Option<NaiveDate>> {
    let sql = "SELECT min(r.due) FROM review r JOIN goal g ON g.id = r.goal_id \
        WHERE g.episode_id = ?1 AND r.state = 'due'";
    Ok(conn.prepare_cached(sql)?.query_row([episode], |row| row.get(0))?)
}

/// Puts the next sitting of a customership off: every review that would have been due before the new day goes with
/// it. `was` is its day as it was read; earlier than that is possible, too.
///
/// # Errors
/// `Stale` when it is another day by now; `Over`.
pub fn postpone(conn: &Connection, episode: EpisodeId, was: NaiveDate, day: NaiveDate, reason: &str) -> Result<()> {
    episodes::require_live(conn, episode)?;
    one((first_day(conn, episode)? == Some(was)).into())?;
    conn.execute(
        "UPDATE review SET rev = rev + 1, first_due = coalesce(first_due, due), due = ?3, postpone_reason = ?4 \
         WHERE state = 'due' AND (due = ?2 OR due < ?3) AND due <> ?3 \
         AND goal_id IN (SELECT id FROM goal WHERE episode_id = ?1)",
        (episode, was, day, reason),
    )?;
    Ok(())
}
