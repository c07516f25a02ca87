//! The whole file as a folder: a table each as CSV, and a manifest that vouches for them; and back from there into a
//! new file, row by row the same, the log with its chain too.
//!
//! What leaves is one moment of the file, however long it takes and whoever writes meanwhile. What comes in is put
//! together in memory and proved before any file is touched: it alone is filled without the triggers, which are the
//! live file's.

mod cells;
mod into;
mod out;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::chain;
use super::error::{Result, StoreError};

pub use into::{Incoming, is_new, read};

/// What the folder is said to be: another form of it has another number.
pub const FORMAT: u32 = 1;

/// The file that vouches for the tables.
pub const MANIFEST: &str = "manifest.json";

/// The sums of all files, the manifest's too, as `sha256sum -c` reads them.
pub const SUMS: &str = "SHA256SUMS";

const PROGRAM: &str = "rinnalla";

/// How the tables are written, for whoever reads them without this program.
const NOTE: &str = "CSV (RFC 4180) in UTF-8, lines ending in LF. An empty cell is NULL. A text that is empty or begins with one of \\ = + - @ \
    TAB CR has a backslash before it, to be taken away: so nothing is run by a spreadsheet, and nothing is lost. \
    A BLOB is hexadecimal after 0x. Do not edit: the sums would not fit any more. Check them with: sha256sum -c SHA256SUMS";

/// What is in the folder, and of which file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    program: String,
    pub format: u32,
    /// The version of the file's schema.
    pub schema: i64,
    /// The program's.
    pub version: String,
    /// A UTC instant.
    pub taken_at: String,
    note: String,
    /// The newest entry of the log; none in an empty one.
    pub log_head: Option<Noted>,
    pub tables: Vec<Sheet>,
}

/// The newest entry of the log, noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Noted {
    pub id: i64,
    pub hash: String,
}

impl From<chain::Head> for Noted {
    fn from(chain::Head { id, hash }: chain::Head) -> Noted {
        Noted { id, hash }
    }
}

/// One table of the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    pub table: String,
    file: String,
    columns: Vec<String>,
    pub rows: u64,
    /// The highest id that was ever given, where ids are never given twice.
    last_id: Option<i64>,
    sha256: String,
}

impl Manifest {
    /// How many rows there are in all tables.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|sheet| sheet.rows).sum()
    }

    /// The manifest as its file has it, and the file of the sums.
    fn files(&self) -> Result<(String, String)> {
        let text = serde_json::to_string_pretty(self).map_err(std::io::Error::from)? + "\n";
        let own = sum(text.as_bytes());
        Ok((text, self.sums(&own)))
    }

    fn sums(&self, own: &str) -> String {
        let tables = self.tables.iter().map(|sheet| format!("{}  {}\n", sheet.sha256, sheet.file));
        [format!("{own}  {MANIFEST}\n")].into_iter().chain(tables).collect()
    }
}

/// What does not fit in a folder that is to be brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its name in the folder.
    pub file: String,
    /// From 1, where it is known.
    pub line: Option<u64>,
    pub wrong: Wrong,
}

/// In what way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// It is not there, or cannot be read.
    Missing,
    /// It is no manifest of ours; of another form it may be.
    NotManifest,
    /// Of a file of another version, which this version of the program wrote.
    OtherVersion { schema: i64, version: String },
    /// The manifest names other tables than the file has, or other columns.
    Tables,
    /// The headings are not the table's.
    Headings,
    /// So many cells instead of so many.
    CellCount { found: usize, expected: usize },
    /// This column has what cannot stand in it.
    Cell { column: String },
    /// The rules of the file do not allow the row.
    Rule(String),
    /// So many rows instead of so many.
    RowCount { found: u64, expected: u64 },
    /// Not what was written: the sum is another.
    Sum,
    /// Numbers were given to more rows than the manifest knows of.
    Numbers,
    /// The row of this number refers to a row of that table which is not there.
    Reference { row: i64, table: String },
    /// The log's chain is broken, or does not end as the manifest says.
    Chain(String),
}

/// Why a folder is not brought in.
#[derive(Debug)]
pub enum Unfit {
    Faults(Vec<Fault>),
    Store(StoreError),
}

impl<E: Into<StoreError>> From<E> for Unfit {
    fn from(error: E) -> Unfit {
        Unfit::Store(error.into())
    }
}

/// Every table, those that SQLite keeps for itself left out.
fn tables(conn: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    let mut query = conn.prepare(sql)?;
    Ok(query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// The name and the type of every column.
fn columns(conn: &Connection, table: &str) -> Result<Vec<(String, String)>> {
    let mut query = conn.prepare("SELECT name, type FROM pragma_table_info(?1, 'main') ORDER BY cid")?;
    Ok(query.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

fn sum(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
