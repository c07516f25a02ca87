//! The facts that the clock's rules watch, and the lines that come of them. The rules themselves are in `domain::due`.

mod groups;
mod people;
pub mod snoozes;

use chrono::NaiveDate;
use rusqlite::{Connection, Params, Row};

use super::error::Result;
use super::{Store, settings};
use crate::domain::due::{self, DueLine, Fact, RULES, Rule, Subject, Target};
use crate::domain::ids::{ClientId, WorkerId};
use crate::domain::settings::Settings;

/// Every due line of the team as of a day, oldest first, those that are put off among them.
pub fn lines(conn: &Connection, today: NaiveDate) -> Result<Vec<DueLine>> {
    by_rules(conn, RULES, None, today)
}

/// The lines of the whole team, or those about one client: the same ones, read from fewer rows.
pub fn by_rules(
    conn: &Connection,
    rules: &'static [Rule],
    client: Option<ClientId>,
    today: NaiveDate,
) -> Result<Vec<DueLine>> {
    let asked = Asked { client, today, settings: settings::all(conn)? };
    let mut facts = people::facts(conn, &asked)?;
    facts.extend(groups::facts(conn, &asked)?);
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
        by_rules(self.reader(), self.rules(), None, today)
    }
}

type Dated = (Fact, Subject);

/// What is asked for: of the whole team, or of one client.
struct Asked {
    client: Option<ClientId>,
    today: NaiveDate,
    settings: Settings,
}

impl Asked {
    /// How tables are joined. CROSS JOIN keeps SQLite at the few rows that a rule watches; left to itself it may walk
    /// through every client. Where one client is asked for, that one is where to begin.
    fn join(&self) -> &'static str {
        if self.client.is_some() { "JOIN" } else { "CROSS JOIN" }
    }

    /// What narrows a query to that client; the client is parameter 1 of each.
    fn only(&self) -> &'static str {
        if self.client.is_some() { "c.id = ?1" } else { "?1 IS NULL" }
    }
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
