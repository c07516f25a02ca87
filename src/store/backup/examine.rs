//! Looking a copy over: is it whole, and is it of this file.

use std::collections::BTreeMap;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::domain::copies::CopyName;
use crate::store::chain::{self, Head};
use crate::store::error::{Result, StoreError};
use crate::store::log::LOGGED;
use crate::store::{migrations, open};

/// What a copy is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// The version of its tables.
    pub version: i64,
    /// The newest entry of its log; `None` in a log without entries, or from before they had hashes.
    pub head: Option<Head>,
    /// How many rows each table has.
    pub counts: BTreeMap<String, i64>,
    /// What is wrong with it, for engineers; nothing with a good one.
    pub faults: Vec<String>,
}

impl Findings {
    /// What is wrong with it, and whether its name is that of another.
    pub fn faults_named(&self, name: &CopyName) -> Vec<String> {
        let mut faults = self.faults.clone();
        let head = self.head.as_ref().map(|head| head.hash.as_str());
        let own = CopyName::new(0, head, name.before).map(|own| own.head);
        if faults.is_empty() && own.is_none_or(|own| own != name.head) {
            faults.push(format!("log: its newest entry is not {}, which the name says", name.head));
        }
        faults
    }
}

/// Reads every page and every row of a file that nobody writes to. It is not changed, and nothing is left beside it.
///
/// # Errors
/// `Missing`, `CannotOpen`; what is wrong within it is told as its faults.
pub fn examine(path: &Path) -> Result<Findings> {
    match path.metadata() {
        Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => return Err(StoreError::Missing),
        Err(error) => return Err(error.into()),
        Ok(about) if !about.is_file() => return Err(StoreError::NotOurs),
        Ok(_) => {}
    }
    let mut found = Findings::default();
    let looked = look(path, &mut found);
    match looked {
        Err(StoreError::Io(error)) => return Err(error.into()),
        Err(StoreError::CannotOpen) => return Err(StoreError::CannotOpen),
        Err(error) => found.faults.push(error.to_string()),
        Ok(()) => {}
    }
    Ok(found)
}

fn look(path: &Path, found: &mut Findings) -> Result<()> {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-wal");
    if Path::new(&journal).metadata().is_ok_and(|journal| journal.len() > 0) {
        found.faults.push("not a finished copy: part of it is in the journal beside it".into());
        return Ok(());
    }
    let conn = still(path)?;
    open::require_ours(&conn)?;
    found.version = open::version(&conn)?;
    if found.version > migrations::LATEST {
        return Err(StoreError::Newer(found.version));
    }
    found.faults = match found.version {
        migrations::LATEST => open::check(&conn)?,
        _ => open::check_older(&conn)?,
    };
    // What a damaged file says of itself is not worth knowing.
    if found.faults.is_empty() {
        found.head = if chain::is_there(&conn)? { chain::head(&conn)? } else { None };
        found.counts = counts(&conn)?;
    }
    Ok(())
}

/// A connection to a file that does not change: no lock, no journal, nothing beside it.
pub fn still(path: &Path) -> Result<Connection> {
    let mut uri = String::from("file:");
    for byte in std::path::absolute(path)?.as_os_str().as_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => uri.push(char::from(*byte)),
            other => uri.push_str(&format!("%{other:02x}")),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let conn = Connection::open_with_flags(uri, flags)?;
    open::distrust(&conn)?;
    Ok(conn)
}

fn counts(conn: &Connection) -> Result<BTreeMap<String, i64>> {
    let mut tables =
        conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")?;
    let names = tables.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    names.into_iter().map(|name| count(conn, &name).map(|rows| (name, rows))).collect()
}

fn count(conn: &Connection, table: &str) -> Result<i64> {
    Ok(conn.query_row(&format!("SELECT count(*) FROM \"{table}\""), [], |row| row.get(0))?)
}

/// Holds a copy against the file that it was just taken of, which has gone on since: the newest entry of its log must
/// be an entry of the file's, and each table must have as many rows as the file had then, which is what it has now
/// without what the log tells of since. What does not fit, for engineers.
pub fn against(live: &Connection, copy: &Findings) -> Result<Option<String>> {
    // One look at everything.
    let tx = live.unchecked_transaction()?;
    let newest = copy.head.as_ref().map_or(0, |head| head.id);
    if let Some(head) = &copy.head {
        let sql = "SELECT lower(hex(hash)) FROM log WHERE id = ?1";
        let hash: Option<String> = tx.query_row(sql, [head.id], |row| row.get(0)).optional()?;
        if hash.as_ref() != Some(&head.hash) {
            return Ok(Some(format!("log {}: another entry than in the file", head.id)));
        }
    } else if copy.counts.get("log").is_some_and(|entries| *entries > 0) {
        // A log without hashes says nothing of when the copy was taken.
        return Ok(None);
    }
    let sql = "SELECT count(*) FILTER (WHERE act = 'create') - count(*) FILTER (WHERE act = 'remove') \
        FROM log WHERE id > ?1 AND entity = ?2";
    for (table, rows) in &copy.counts {
        if !LOGGED.iter().any(|(logged, _)| logged == table) {
            continue;
        }
        let since: i64 = tx.query_row(sql, (newest, table), |row| row.get(0))?;
        let then = count(&tx, table)? - since;
        if then != *rows {
            return Ok(Some(format!("{table}: {rows} rows, the file had {then}")));
        }
    }
    Ok(None)
}
