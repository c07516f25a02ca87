//! The versions of a customership's plan. One at most is active; a new one takes its place and keeps what it said.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row};

use super::clients::{self, Card};
use super::episodes;
use super::error::{Result, StoreError};
use super::sql::one;
use crate::domain::ids::{ClientId, EnrolmentId, EpisodeId, PlanId};
use crate::domain::plan::{PlanFields, PlanState};

/// A version of a plan as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub id: PlanId,
    pub episode: EpisodeId,
    pub rev: i64,
    /// Counted from 1.
    pub version: i64,
    pub state: PlanState,
    pub fields: PlanFields,
}

/// What a client's plan is told from: all of it as it is now, and what older versions kept.
#[derive(Clone)]
pub struct PlanPage {
    pub card: Card,
    /// Newest first.
    pub plans: Vec<Plan>,
    /// The goals as each version had them, in their order. The active one has the card's.
    pub kept: HashMap<PlanId, Vec<String>>,
    /// Which goal each membership is for, in its words.
    pub purposes: HashMap<EnrolmentId, String>,
}

const COLUMNS: &str = "SELECT id, rev, version, state, made_on, strengths, factors, services, rhythm, agreed, dissent, \
    review_on, episode_id FROM plan";

fn read(row: &Row) -> rusqlite::Result<Plan> {
    let fields = PlanFields {
        made_on: row.get(4)?,
        strengths: row.get(5)?,
        factors: row.get(6)?,
        services: row.get(7)?,
        rhythm: row.get(8)?,
        agreed: row.get(9)?,
        dissent: row.get(10)?,
        review_on: row.get(11)?,
    };
    let (id, rev, version, state, episode) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(12)?);
    Ok(Plan { id, episode, rev, version, state, fields })
}

/// Whom it is about.
pub fn client_of(conn: &Connection, id: PlanId) -> Result<ClientId> {
    let sql = "SELECT e.client_id FROM plan t JOIN episode e ON e.id = t.episode_id WHERE t.id = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
}

/// The versions of a customership's plan, newest first.
pub fn of_episode(conn: &Connection, episode: EpisodeId) -> Result<Vec<Plan>> {
    let mut query = conn.prepare_cached(&format!("{COLUMNS} WHERE episode_id = ?1 ORDER BY version DESC"))?;
    Ok(query.query_map([episode], read)?.collect::<rusqlite::Result<_>>()?)
}

/// Everything that the plan of a client's newest customership is told from, as of a day.
pub fn page(conn: &Connection, client: ClientId, today: NaiveDate) -> Result<PlanPage> {
    let card = clients::card(conn, client, today)?;
    let plans = match card.episodes.first() {
        Some(episode) => of_episode(conn, episode.id)?,
        None => Vec::new(),
    };
    let mut kept: HashMap<PlanId, Vec<String>> = HashMap::new();
    let mut texts = conn.prepare_cached("SELECT text FROM plan_goal WHERE plan_id = ?1 ORDER BY goal_id")?;
    for plan in &plans {
        kept.insert(plan.id, texts.query_map([plan.id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?);
    }
    let mut purposes = conn.prepare_cached(
        "SELECT e.id, g.text FROM enrolment e JOIN goal g ON g.id = e.goal_id WHERE e.client_id = ?1",
    )?;
    let purposes = purposes.query_map([client], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(PlanPage { purposes: purposes.collect::<rusqlite::Result<_>>()?, card, plans, kept })
}

/// A new version, which becomes the active one. `was` is the active one when the form was filled; that one keeps its
/// goals as they are now and is superseded, in the same transaction.
///
/// # Errors
/// `Over`; `Stale` when a colleague has made another version meanwhile.
pub fn insert(conn: &Connection, episode: EpisodeId, was: Option<PlanId>, fields: &PlanFields) -> Result<PlanId> {
    episodes::require_live(conn, episode)?;
    let now: Option<PlanId> = conn
        .prepare_cached("SELECT id FROM plan WHERE episode_id = ?1 AND state = 'active'")?
        .query_row([episode], |row| row.get(0))
        .optional()?;
    if now != was {
        return Err(StoreError::Stale);
    }
    if let Some(before) = now {
        conn.execute("UPDATE plan SET rev = rev + 1, state = 'superseded' WHERE id = ?1", [before])?;
        keep_goals(conn, before)?;
    }
    conn.prepare_cached(
        "INSERT INTO plan(episode_id, version, state, made_on, strengths, factors, services, rhythm, agreed, dissent, \
         review_on) SELECT ?1, (SELECT coalesce(max(version), 0) + 1 FROM plan WHERE episode_id = ?1), 'active', \
         ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9",
    )?
    .execute((
        episode,
        fields.made_on,
        &fields.strengths,
        &fields.factors,
        &fields.services,
        &fields.rhythm,
        &fields.agreed,
        &fields.dissent,
        fields.review_on,
    ))?;
    let id = PlanId(conn.last_insert_rowid());
    keep_goals(conn, id)?;
    Ok(id)
}

/// The goals of a version, as they are now: those that are pursued. What it had before and has been reached since
/// stays as it was. Called when a version begins and again when it ends, for goals come between.
pub fn keep_goals(conn: &Connection, plan: PlanId) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO plan_goal(plan_id, goal_id, text) SELECT p.id, g.id, g.text FROM plan p \
         JOIN goal g ON g.episode_id = p.episode_id WHERE p.id = ?1 AND g.state = 'active' ORDER BY g.id \
         ON CONFLICT(plan_id, goal_id) DO UPDATE SET text = excluded.text, rev = rev + 1 WHERE text <> excluded.text",
    )?
    .execute([plan])?;
    Ok(())
}

/// Saves over the rev that was edited.
///
/// # Errors
/// `Stale`; `Settled` for a version that is no longer active, unless it is being corrected.
pub fn update(conn: &Connection, id: PlanId, rev: i64, fields: &PlanFields) -> Result<()> {
    one(conn
        .prepare_cached(
            "UPDATE plan SET rev = rev + 1, made_on = ?3, strengths = ?4, factors = ?5, services = ?6, rhythm = ?7, \
             agreed = ?8, dissent = ?9, review_on = ?10 WHERE id = ?1 AND rev = ?2",
        )?
        .execute((
            id,
            rev,
            fields.made_on,
            &fields.strengths,
            &fields.factors,
            &fields.services,
            &fields.rhythm,
            &fields.agreed,
            &fields.dissent,
            fields.review_on,
        ))?)
}
