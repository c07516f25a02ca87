//! Code lists: the words that a team chooses from, as data, with a label in each language.

use rusqlite::Connection;

use super::error::{Result, StoreError};
use crate::domain::lang::Lang;

/// One choice of one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    pub list: String,
    pub key: String,
    pub fi: String,
    pub sv: String,
    pub en: String,
}

impl Code {
    /// The word that people read.
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fi => &self.fi,
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }
}

/// Columns that hold a code: table, column, list.
const USES: &[(&str, &str, &str)] = &[
    ("client", "language", "language"),
    ("client", "gender", "gender"),
    ("client", "education", "education"),
    ("client", "employment", "employment"),
    ("client", "household", "household"),
    ("client", "benefit", "benefit"),
    ("episode", "referrer", "referrer"),
    ("episode", "close_reason", "close_reason"),
    ("episode", "outcome", "outcome"),
    ("episode", "came_by", "came_by"),
    ("episode", "onward", "onward"),
    ("episode", "final_waiver", "final_waiver"),
    ("goal", "theme", "theme"),
    ("note", "channel", "channel"),
    ("session", "not_held_reason", "not_held"),
    ("enrolment", "end_reason", "end_reason"),
    ("absence_notice", "reason", "absence_reason"),
    ("activity", "theme", "theme"),
    ("activity", "service", "service"),
];

/// Puts in the choices that the program brings, leaving alone what a team has made of them.
pub fn fill(conn: &Connection) -> Result<()> {
    let mut insert = conn.prepare(
        "INSERT INTO code(list, key, fi, sv, en, position) VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(list, key) DO NOTHING",
    )?;
    let mut reader = csv::Reader::from_reader(include_str!("codes.csv").as_bytes());
    for (position, row) in (1_i64..).zip(reader.records()) {
        let row = row.map_err(|error| StoreError::Refused(error.to_string()))?;
        insert.execute((&row[0], &row[1], &row[2], &row[3], &row[4], position))?;
    }
    Ok(())
}

/// Every active choice, list by list, in the order in which people are shown them.
pub fn all(conn: &Connection) -> Result<Vec<Code>> {
    let mut query = conn.prepare("SELECT list, key, fi, sv, en FROM code WHERE active = 1 ORDER BY list, position")?;
    let rows = query.query_map([], |row| {
        Ok(Code { list: row.get(0)?, key: row.get(1)?, fi: row.get(2)?, sv: row.get(3)?, en: row.get(4)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Codes in use that no list has.
pub fn dangling(conn: &Connection) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (table, column, list) in USES {
        let sql = format!(
            "SELECT id FROM main.{table} WHERE {column} IS NOT NULL \
             AND NOT EXISTS (SELECT 1 FROM code WHERE list = ?1 AND key = {table}.{column})"
        );
        let mut query = conn.prepare(&sql)?;
        let ids = query.query_map([list], |row| row.get::<_, i64>(0))?;
        for id in ids {
            found.push(format!("{table} {}: {column} is not in list {list}", id?));
        }
    }
    Ok(found)
}
