//! What colleagues have changed meanwhile, as far as a line under the screen tells it.

use rusqlite::{Connection, OptionalExtension};

use super::error::Result;
use super::{Store, backup};
use crate::domain::ids::WorkerId;

/// The newest change by another sitting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// `None` when nobody can be named, as after another file was put in its place by other means.
    pub worker: Option<WorkerId>,
    /// The tables concerned, the first change first.
    pub entities: Vec<String>,
    /// The name of the activity that it was about. Clients are not named.
    pub activity: Option<String>,
    /// An earlier change was taken back.
    pub undone: bool,
    /// The file was put back from a copy: nothing that was read before holds any more.
    pub restored: bool,
}

/// Where a sitting has got to in the log.
#[derive(Default)]
pub struct Reading {
    /// SQLite's own counter of other connections' commits.
    version: i64,
    /// The newest entry that was there.
    seen: i64,
    /// This sitting's own transactions since.
    own: Vec<i64>,
    /// Which restore of the file this sitting knows of.
    era: Option<Vec<u8>>,
}

impl Reading {
    /// From here on, everything is news.
    pub fn begin(conn: &Connection) -> Result<Reading> {
        let era = backup::era(conn)?;
        Ok(Reading { version: data_version(conn)?, seen: newest(conn)?, own: Vec::new(), era })
    }

    /// True when the file is the one that was read.
    pub fn is_of(&self, conn: &Connection) -> Result<bool> {
        Ok(backup::era(conn)? == self.era)
    }

    pub fn wrote(&mut self, number: i64) {
        self.own.push(number);
    }
}

fn data_version(conn: &Connection) -> Result<i64> {
    Ok(conn.pragma_query_value(None, "data_version", |row| row.get(0))?)
}

fn newest(conn: &Connection) -> Result<i64> {
    Ok(conn.prepare_cached("SELECT coalesce(max(id), 0) FROM log")?.query_row([], |row| row.get(0))?)
}

impl Store {
    /// What other sittings have changed since this was last asked; `None` when nothing that anybody could see.
    /// Drafts, and what was only looked at, are no news.
    ///
    /// # Errors
    /// SQLite's own.
    pub fn news(&mut self) -> Result<Option<News>> {
        let version = data_version(&self.conn)?;
        if version == self.reading.version {
            return Ok(None);
        }
        if !self.reading.is_of(&self.conn)? {
            let news = restored(&self.conn)?;
            self.begin_again()?;
            return Ok(Some(news));
        }
        let news = since(&self.conn, &self.reading)?;
        self.reading = Reading { version, ..Reading::begin(&self.conn)? };
        Ok(news)
    }
}

/// Who put the file back.
fn restored(conn: &Connection) -> Result<News> {
    let sql = "SELECT worker_id FROM log WHERE entity = ?1 AND entity_id = 0 ORDER BY id DESC LIMIT 1";
    let worker = conn.query_row(sql, [backup::ENTITY], |row| row.get(0)).optional()?;
    Ok(News { worker, entities: vec![backup::ENTITY.to_string()], restored: true, ..News::default() })
}

fn since(conn: &Connection, reading: &Reading) -> Result<Option<News>> {
    if newest(conn)? < reading.seen {
        return Ok(Some(News::default()));
    }
    let mut query = conn.prepare_cached(
        "SELECT DISTINCT tx FROM log WHERE id > ?1 AND act IN ('create', 'change', 'remove') ORDER BY tx DESC",
    )?;
    let numbers = query.query_map([reading.seen], |row| row.get::<_, i64>(0))?;
    for number in numbers {
        let number = number?;
        if !reading.own.contains(&number) {
            return told(conn, number).map(Some);
        }
    }
    Ok(None)
}

/// So many entries of one transaction say what it was about.
const ENOUGH: i64 = 20;

fn told(conn: &Connection, number: i64) -> Result<News> {
    let mut query = conn.prepare_cached(
        "SELECT worker_id, entity, undoes IS NOT NULL, (SELECT v.name FROM activity v WHERE v.id = CASE l.entity \
           WHEN 'activity' THEN l.entity_id \
           WHEN 'series' THEN coalesce((SELECT activity_id FROM series WHERE id = l.entity_id), \
             json_extract(l.before, '$.activity_id')) \
           WHEN 'session' THEN coalesce((SELECT activity_id FROM session WHERE id = l.entity_id), \
             json_extract(l.before, '$.activity_id')) \
           WHEN 'enrolment' THEN coalesce((SELECT activity_id FROM enrolment WHERE id = l.entity_id), \
             json_extract(l.before, '$.activity_id')) \
           WHEN 'recommendation' THEN coalesce((SELECT activity_id FROM recommendation WHERE id = l.entity_id), \
             json_extract(l.before, '$.activity_id')) \
           WHEN 'attendance' THEN (SELECT activity_id FROM session WHERE id = coalesce( \
             (SELECT session_id FROM attendance WHERE id = l.entity_id), json_extract(l.before, '$.session_id'))) \
           WHEN 'booking' THEN (SELECT activity_id FROM session WHERE id = coalesce( \
             (SELECT session_id FROM booking WHERE id = l.entity_id), json_extract(l.before, '$.session_id'))) END) \
         FROM log l WHERE tx = ?1 AND act IN ('create', 'change', 'remove') ORDER BY entity <> 'merge', id LIMIT ?2",
    )?;
    let rows = query.query_map((number, ENOUGH), |row| {
        Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?, row.get::<_, Option<String>>(3)?))
    })?;
    let mut news = News::default();
    for row in rows {
        let (worker, entity, undone, activity) = row?;
        news.worker = Some(worker);
        news.undone |= undone;
        news.entities.push(entity);
        news.activity = news.activity.or(activity);
    }
    // A merge concerns whatever the two have been in.
    if news.entities.first().is_some_and(|entity| entity == "merge") {
        news.activity = None;
    }
    Ok(news)
}
