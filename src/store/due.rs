//! The facts that the clock's rules watch, and the lines that come of them. The rules themselves are in `domain::due`.

mod groups;
mod people;
pub mod snoozes;

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, Params, Row};

use super::error::Result;
use super::{Store, settings};
use crate::domain::due::{self, DueLine, Fact, RULES, Rule, Subject, Target};
use crate::domain::ids::{ClientId, WorkerId};
use crate::domain::settings::Settings;

/// Every due line of the team as of a day, oldest first, those that are put off among them.
pub fn lines(conn: &Connection, today: NaiveDate) -> Result<Vec<DueLine>> {
    by_rules(conn, RULES, Of::Everyone, today)
}

/// Whose lines are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Everyone,
    /// Those about one client.
    Client(ClientId),
    /// Those that one worker is to see to, and those that nobody is.
    Worker(WorkerId),
}

/// The lines of the whole team, or some of them: the same ones, read from fewer rows.
pub fn by_rules(conn: &Connection, rules: &'static [Rule], of: Of, today: NaiveDate) -> Result<Vec<DueLine>> {
    let asked = Asked { of, first: first(conn, of)?, today, settings: settings::all(conn)? };
    let mut facts = people::facts(conn, &asked)?;
    facts.extend(groups::facts(conn, &asked)?);
    if let Of::Worker(me) = of {
        facts.retain(|(_, subject)| subject.worker.is_none_or(|worker| worker == me));
    }
    let mut lines = due::lines(facts, rules, &asked.settings, today);
    snoozes::attach(conn, &mut lines)?;
    Ok(lines)
}

impl Store {
    /// [`lines`], by the rules that this store goes by.
    ///
    /// # Errors
    /// SQLite's own.
    pub fn due_lines(&self, today: NaiveDate) -> Result<Vec<DueLine>> {
        by_rules(self.reader(), self.rules(), Of::Everyone, today)
    }
}

type Dated = (Fact, Subject);

/// What is asked for.
struct Asked {
    of: Of,
    /// Parameter 1 of each query about clients: nothing, the client, or the worker's customerships as JSON.
    first: Value,
    today: NaiveDate,
    settings: Settings,
}

impl Asked {
    /// How tables are joined. CROSS JOIN keeps SQLite at the few rows that a rule watches; left to itself it may walk
    /// through every client. Where few clients are asked for, they are where to begin.
    fn join(&self) -> &'static str {
        if self.of == Of::Everyone { "CROSS JOIN" } else { "JOIN" }
    }

    /// What narrows a query about customerships `e`.
    fn only(&self) -> &'static str {
        match self.of {
            Of::Everyone => "?1 IS NULL",
            Of::Client(_) => "c.id = ?1",
            Of::Worker(_) => "e.id IN (SELECT value FROM json_each(?1))",
        }
    }

    /// What narrows a query about clients `c` whose line may be another worker's than their own worker's.
    fn only_client(&self) -> &'static str {
        match self.of {
            Of::Client(_) => "c.id = ?1",
            Of::Everyone | Of::Worker(_) => "?1 IS ?1",
        }
    }
}

/// The live customerships of a worker, and those that have no own worker.
fn first(conn: &Connection, of: Of) -> Result<Value> {
    let sql = format!(
        "SELECT json_group_array(id) FROM ( \
           SELECT e.id FROM assignment a CROSS JOIN episode e ON e.id = a.episode_id \
             WHERE a.worker_id = ?1 AND a.ends IS NULL AND {LIVE} \
           UNION ALL SELECT e.id FROM episode e WHERE {LIVE} AND NOT EXISTS ( \
             SELECT 1 FROM assignment a WHERE a.episode_id = e.id AND a.ends IS NULL))"
    );
    Ok(match of {
        Of::Everyone => Value::Null,
        Of::Client(client) => client.0.into(),
        Of::Worker(worker) => conn.prepare_cached(&sql)?.query_row([worker], |row| row.get(0))?,
    })
}

/// The first columns of every query about a client: who it is, and the own worker.
const WHO: &str = "SELECT c.id, c.family_name || ' ' || c.given_name, a.worker_id";

/// A customership that lives. The list is that of the index `episode_live`, which finds none otherwise.
const LIVE: &str = "e.state IN ('pending', 'open', 'paused')";

/// The own worker of customership `e`.
const OWN_WORKER: &str = "LEFT JOIN assignment a ON a.episode_id = e.id AND a.ends IS NULL";

/// What a row of a query that begins with [`WHO`] is about.
fn about(row: &Row, target: Target) -> rusqlite::Result<Subject> {
    let client: ClientId = row.get(0)?;
    let name: String = row.get(1)?;
    let worker: Option<WorkerId> = row.get(2)?;
    Ok(Subject { client: Some((client, name)), worker, ..Subject::of(target) })
}

fn rows(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row) -> rusqlite::Result<Dated>,
) -> Result<Vec<Dated>> {
    let mut query = conn.prepare_cached(sql)?;
    Ok(query.query_map(params, read)?.collect::<rusqlite::Result<_>>()?)
}
