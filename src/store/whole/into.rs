//! In: a folder that was taken out, proved in memory, and then put into a new file in one go.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags, params_from_iter};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::cells::{self, Kind};
use super::{FORMAT, Fault, MANIFEST, Manifest, PROGRAM, SUMS, Sheet, Unfit, Wrong, columns, tables};
use crate::store::error::{Result, StoreError};
use crate::store::{chain, log, migrations, open};

/// So many faults of one table are told: one that was written by another program has one on each line.
const MOST_OF_A_TABLE: usize = 5;

/// A manifest is far smaller.
const MOST_BYTES: u64 = 1 << 20;

/// A folder that has been read whole and proved: it needs only a place.
pub struct Incoming {
    conn: Connection,
    manifest: Manifest,
}

/// What a manifest of any form has.
#[derive(Deserialize)]
struct Kin {
    program: String,
    format: u32,
    schema: i64,
    version: String,
}

/// Reads a folder into memory: the manifest first, then each table, row by row, and then looks it over as a whole.
///
/// # Errors
/// Every fault that was found; SQLite's own.
pub fn read(folder: &Path) -> Result<Incoming, Unfit> {
    let manifest = manifest(folder).map_err(|(file, line, wrong)| fault(file, line, wrong))?;
    let mut conn = Connection::open_in_memory()?;
    log::Pen::default().lend_to(&conn)?;
    migrations::to_latest(&mut conn)?;
    open::mark_as_ours(&conn)?;
    let known = tables(&conn)?;
    let named = manifest.tables.iter().map(|sheet| &sheet.table);
    if !named.eq(&known) {
        return Err(fault(MANIFEST, None, Wrong::Tables));
    }
    // What is brought in has its history behind it: no rule of how rows come to be is asked again, and none is logged.
    let triggers = set_aside_triggers(&conn)?;
    conn.pragma_update(None, "foreign_keys", false)?;
    let tx = conn.unchecked_transaction()?;
    let mut faults = Vec::new();
    for sheet in &manifest.tables {
        faults.extend(fill(&tx, folder, sheet)?);
    }
    if faults.is_empty() {
        faults = look_over(&tx, &manifest)?;
    }
    if !faults.is_empty() {
        return Err(Unfit::Faults(faults));
    }
    tx.execute_batch(&triggers)?;
    tx.commit()?;
    Ok(Incoming { conn, manifest })
}

fn fault(file: &str, line: Option<u64>, wrong: Wrong) -> Unfit {
    Unfit::Faults(vec![Fault { file: file.into(), line, wrong }])
}

fn manifest(folder: &Path) -> Result<Manifest, (&'static str, Option<u64>, Wrong)> {
    let text = |name: &'static str| {
        let mut text = String::new();
        let read = File::open(folder.join(name)).and_then(|file| file.take(MOST_BYTES).read_to_string(&mut text));
        read.map(|_| text).map_err(|_| (name, None, Wrong::Missing))
    };
    let (written, sums) = (text(MANIFEST)?, text(SUMS)?);
    let own = super::sum(written.as_bytes());
    if !sums.starts_with(&format!("{own}  {MANIFEST}\n")) {
        return Err((MANIFEST, None, Wrong::Sum));
    }
    let no_manifest = |error: serde_json::Error| {
        (MANIFEST, u64::try_from(error.line()).ok().filter(|line| *line > 0), Wrong::NotManifest)
    };
    let kin: Kin = serde_json::from_str(&written).map_err(no_manifest)?;
    if kin.program != PROGRAM {
        return Err((MANIFEST, None, Wrong::NotManifest));
    }
    if kin.format != FORMAT || kin.schema != migrations::LATEST {
        return Err((MANIFEST, None, Wrong::OtherVersion { schema: kin.schema, version: kin.version }));
    }
    let manifest: Manifest = serde_json::from_str(&written).map_err(no_manifest)?;
    match manifest.sums(&own) == sums {
        true => Ok(manifest),
        false => Err((SUMS, None, Wrong::Sum)),
    }
}

/// Takes the triggers out of a file in memory; the SQL that puts them back.
fn set_aside_triggers(conn: &Connection) -> Result<String> {
    let mut query = conn.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid")?;
    let found: Vec<(String, String)> =
        query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    for (name, _) in &found {
        conn.execute_batch(&format!("DROP TRIGGER {name}"))?;
    }
    Ok(found.into_iter().map(|(_, sql)| sql + ";\n").collect())
}

/// Puts the rows of one table in; what is wrong with its file.
fn fill(conn: &Connection, folder: &Path, sheet: &Sheet) -> Result<Vec<Fault>> {
    let file = format!("{}.csv", sheet.table);
    let told = |line: Option<u64>, wrong: Wrong| Fault { file: file.clone(), line, wrong };
    let columns = columns(conn, &sheet.table)?;
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    if sheet.columns != names || sheet.file != file {
        return Ok(vec![Fault { file: MANIFEST.into(), line: None, wrong: Wrong::Tables }]);
    }
    let kinds: Option<Vec<Kind>> = columns.iter().map(|(_, kind)| Kind::declared(kind)).collect();
    let kinds = kinds.ok_or(StoreError::Damaged)?;
    let Ok(from) = File::open(folder.join(&file)) else { return Ok(vec![told(None, Wrong::Missing)]) };
    let summing = Summing { from: BufReader::new(from), sha: Sha256::new() };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(summing);
    let marks = vec!["?"; names.len()].join(", ");
    let mut insert = conn.prepare(&format!("INSERT INTO {}({}) VALUES({marks})", sheet.table, names.join(", ")))?;
    let (mut record, mut rows, mut faults) = (csv::ByteRecord::new(), 0, Vec::new());
    let mut is_head = true;
    loop {
        let line = reader.position().line();
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => return Ok(vec![told(None, Wrong::Missing)]),
        }
        if std::mem::take(&mut is_head) {
            if !record.iter().eq(names.iter().map(|name| name.as_bytes())) {
                return Ok(vec![told(Some(1), Wrong::Headings)]);
            }
            continue;
        }
        rows += 1;
        let put = values(&record, &names, &kinds).and_then(|values| {
            let put = insert.execute(params_from_iter(values));
            put.map_err(|error| Wrong::Rule(error.to_string()))
        });
        if let Err(wrong) = put
            && faults.len() < MOST_OF_A_TABLE
        {
            faults.push(told(Some(line), wrong));
        }
    }
    if is_head {
        faults.push(told(Some(1), Wrong::Headings));
    }
    if faults.is_empty() && rows != sheet.rows {
        faults.push(told(None, Wrong::RowCount { found: rows, expected: sheet.rows }));
    }
    let sha = reader.into_inner().sha;
    if faults.is_empty() && super::hex(&sha.finalize()) != sheet.sha256 {
        faults.push(told(None, Wrong::Sum));
    }
    Ok(faults)
}

fn values(record: &csv::ByteRecord, names: &[&str], kinds: &[Kind]) -> Result<Vec<rusqlite::types::Value>, Wrong> {
    if record.len() != names.len() {
        return Err(Wrong::CellCount { found: record.len(), expected: names.len() });
    }
    let value = |((cell, name), kind): ((&[u8], &&str), &Kind)| {
        cells::read(cell, *kind).ok_or_else(|| Wrong::Cell { column: name.to_string() })
    };
    record.iter().zip(names).zip(kinds).map(value).collect()
}

/// What no row can tell alone: numbering, references, the chain, the file's own structure.
fn look_over(conn: &Connection, manifest: &Manifest) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    let mut told = |table: &str, wrong| faults.push(Fault { file: format!("{table}.csv"), line: None, wrong });
    let mut given = conn.prepare("SELECT seq FROM sqlite_sequence WHERE name = ?1")?;
    for sheet in &manifest.tables {
        let highest: Option<i64> = given.query_map([&sheet.table], |row| row.get(0))?.next().transpose()?;
        if highest > sheet.last_id {
            told(&sheet.table, Wrong::Numbers);
        }
    }
    drop(given);
    conn.execute_batch("DELETE FROM sqlite_sequence")?;
    for sheet in &manifest.tables {
        if let Some(last) = sheet.last_id {
            conn.execute("INSERT INTO sqlite_sequence(name, seq) VALUES(?1, ?2)", (&sheet.table, last))?;
        }
    }
    let mut broken = conn.prepare("PRAGMA foreign_key_check")?;
    let mut rows = broken.query([])?;
    while let Some(row) = rows.next()? {
        let table: String = row.get(0)?;
        let number = row.get::<_, Option<i64>>(1)?.unwrap_or_default();
        told(&table, Wrong::Reference { row: number, table: row.get(2)? });
    }
    if let Some(fault) = chain::first_fault(conn)? {
        told("log", Wrong::Chain(fault.to_string()));
    } else if chain::head(conn)?.map(Into::into) != manifest.log_head {
        told("log", Wrong::Chain("head".into()));
    }
    faults.truncate(4 * MOST_OF_A_TABLE);
    Ok(faults)
}

impl Incoming {
    /// What was said of it.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The accounts that can look after the file once it is there.
    ///
    /// # Errors
    /// SQLite's own.
    pub fn admins(&self) -> Result<Vec<String>> {
        let sql = "SELECT login FROM worker WHERE role = 'admin' AND active = 1 ORDER BY login";
        let mut query = self.conn.prepare(sql)?;
        Ok(query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Puts it in the place of a new file that nobody else has open, whole or not at all.
    ///
    /// # Errors
    /// `Exists` when there is anything in the file but what `init` puts there; `Busy` while anybody has it open; and
    /// then it is as it was.
    pub fn put_into(&self, path: &Path) -> Result<()> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut to = Connection::open_with_flags(path, flags)?;
        // Who has the file open knows its rows by their numbers, which are others' now: so nobody may. Held from the
        // first question on, so that nothing comes in between the look and the deed.
        to.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        to.pragma_update(None, "synchronous", "FULL")?;
        if !is_new(&to)? {
            return Err(StoreError::Exists);
        }
        let backup = Backup::new(&self.conn, &mut to)?;
        match backup.step(-1)? {
            rusqlite::backup::StepResult::Done => {}
            _ => return Err(StoreError::Busy),
        }
        drop(backup);
        to.close().map_err(|(_, error)| error.into())
    }
}

/// True for a file as `init` makes it: the lists, one worker, and that they were put in.
pub fn is_new(conn: &Connection) -> Result<bool> {
    for table in tables(conn)? {
        let more = match table.as_str() {
            "code" => continue,
            "worker" => "LIMIT 1 OFFSET 1",
            "log" => "WHERE act <> 'create' OR entity NOT IN ('code', 'worker') LIMIT 1",
            _ => "LIMIT 1",
        };
        if conn.prepare(&format!("SELECT 1 FROM main.{table} {more}"))?.exists([])? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Adds up what comes through it.
struct Summing {
    from: BufReader<File>,
    sha: Sha256,
}

impl Read for Summing {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = self.from.read(into)?;
        self.sha.update(&into[..count]);
        Ok(count)
    }
}
