//! The chain of the log: each entry has the SHA-256 of the one before it and of all its own columns, so that nothing
//! is changed, taken out, put in or put elsewhere unnoticed. Whoever could recompute all of it would still have to
//! change the head that was noted elsewhere.

use rusqlite::functions::Context;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params_from_iter};
use sha2::{Digest, Sha256};

use super::error::Result;

/// A SHA-256.
pub type Hash = [u8; 32];

/// What the first entry follows on.
const BEGINNING: Hash = [0; 32];

/// The columns that are chained, in their order.
const COLUMNS: &str =
    "id, tx, at, worker_id, act, entity, entity_id, client_id, undoes, before, after, reason, purpose";
const COUNT: usize = 13;

/// What an entry is about that says that a client's record was removed, and vouches for the entries emptied with it.
pub const REMOVAL: &str = "retention";

/// The newest entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its number, and how many there are.
    pub id: i64,
    /// In hexadecimal; noted elsewhere, it vouches for every entry up to this one.
    pub hash: String,
}

/// What is wrong with the first entry that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Its columns are not those that were written.
    Changed(i64),
    /// It was written, and is not there.
    Missing(i64),
    /// It does not follow on the one before it.
    Inserted(i64),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Changed(id) => write!(to, "log {id}: changed after it was written"),
            Fault::Missing(id) => write!(to, "log {id}: missing"),
            Fault::Inserted(id) => write!(to, "log {id}: inserted, does not follow on the entry before it"),
        }
    }
}

/// Every value with its kind and length, so that no two rows read the same.
fn hash<'a>(prev: &[u8], values: impl Iterator<Item = ValueRef<'a>>) -> Hash {
    let mut sha = Sha256::new();
    sha.update(prev);
    let mut take = |kind: u8, bytes: &[u8]| {
        sha.update([kind]);
        sha.update((bytes.len() as u64).to_be_bytes());
        sha.update(bytes);
    };
    for value in values {
        match value {
            ValueRef::Null => take(0, &[]),
            ValueRef::Integer(number) => take(1, &number.to_be_bytes()),
            ValueRef::Real(number) => take(2, &number.to_bits().to_be_bytes()),
            ValueRef::Text(text) => take(3, text),
            ValueRef::Blob(bytes) => take(4, bytes),
        }
    }
    sha.finalize().into()
}

/// What the function `log_hash` returns: of the hash before, and then of the columns.
pub fn hash_of(args: &Context) -> rusqlite::Result<Hash> {
    let prev = args.get_raw(0).as_blob()?;
    Ok(hash(prev, (1..args.len()).map(|at| args.get_raw(at))))
}

fn of_row(prev: &[u8], row: &Row, first: usize) -> rusqlite::Result<Hash> {
    let values: Vec<ValueRef> = (first..first + COUNT).map(|at| row.get_ref(at)).collect::<rusqlite::Result<_>>()?;
    Ok(hash(prev, values.into_iter()))
}

/// Chains the entries of a file from before there was a chain.
pub fn take_over(conn: &Connection) -> rusqlite::Result<()> {
    let from = COLUMNS.replace("purpose", "NULL");
    let mut read = conn.prepare(&format!("SELECT {from} FROM log_before ORDER BY id"))?;
    let marks = vec!["?"; COUNT + 2].join(", ");
    let mut write = conn.prepare(&format!("INSERT INTO log({COLUMNS}, prev, hash) VALUES({marks})"))?;
    let mut last = BEGINNING;
    let mut rows = read.query([])?;
    while let Some(row) = rows.next()? {
        let own = of_row(&last, row, 0)?;
        let values: Vec<rusqlite::types::Value> = (0..COUNT).map(|at| row.get(at)).collect::<rusqlite::Result<_>>()?;
        let hashes = [last, own].map(|hash| hash.to_vec().into());
        write.execute(params_from_iter(values.into_iter().chain(hashes)))?;
        last = own;
    }
    drop(rows);
    drop((read, write));
    conn.execute_batch("DROP TABLE log_before")
}

/// True for a log whose entries are chained; it was not from the first version on.
pub fn is_there(conn: &Connection) -> Result<bool> {
    has(conn, "hash")
}

fn has(conn: &Connection, column: &str) -> Result<bool> {
    Ok(conn.prepare("SELECT 1 FROM pragma_table_info('log') WHERE name = ?1")?.exists([column])?)
}

/// The first entry that does not fit; `None` for a whole chain. What an emptied entry held is gone with its client's
/// record: its hash goes on vouching for its place, and the removal, an entry like any other, for its emptiness: of the
/// removed client's entries all, of another's those that it names.
pub fn first_fault(conn: &Connection) -> Result<Option<Fault>> {
    let erased = format!(
        "iif(erased IS NULL, NULL, before IS NULL AND after IS NULL AND reason IS NULL AND EXISTS (SELECT 1 FROM log v \
         WHERE v.tx = log.erased AND v.entity = '{REMOVAL}' AND v.entity_id = log.client_id AND v.erased IS NULL \
         AND (v.client_id IS NOT NULL OR log.id IN (SELECT value FROM json_each(v.before, '$.entries')))))"
    );
    let vouched = if has(conn, "erased")? { erased.as_str() } else { "NULL" };
    let mut query = conn.prepare(&format!("SELECT prev, hash, {COLUMNS}, {vouched} FROM log ORDER BY id"))?;
    let mut rows = query.query([])?;
    let (mut last, mut next) = (BEGINNING, 1);
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(2)?;
        if id > next {
            return Ok(Some(Fault::Missing(next)));
        }
        let bytes = |at: usize| row.get_ref(at)?.as_blob().map_err(rusqlite::Error::from);
        let (prev, own) = (bytes(0)?, bytes(1)?);
        if id < next || prev != last {
            return Ok(Some(Fault::Inserted(id)));
        }
        let right = match row.get(2 + COUNT)? {
            None => Some(of_row(&last, row, 2)?).filter(|right| own == right),
            Some(true) => own.try_into().ok(),
            Some(false) => None,
        };
        let Some(right) = right else { return Ok(Some(Fault::Changed(id))) };
        (last, next) = (right, id + 1);
    }
    let written: i64 =
        conn.query_row("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'log'", [], |row| row.get(0))?;
    Ok(match written {
        _ if written >= next => Some(Fault::Missing(next)),
        // Whoever lowered the number of entries has put some in past it.
        _ if written < next - 1 => Some(Fault::Inserted(written + 1)),
        _ => None,
    })
}

/// The newest entry; `None` in an empty log.
pub fn head(conn: &Connection) -> Result<Option<Head>> {
    let mut query = conn.prepare_cached("SELECT id, lower(hex(hash)) FROM log ORDER BY id DESC LIMIT 1")?;
    let mut rows = query.query_map([], |row| Ok(Head { id: row.get(0)?, hash: row.get(1)? }))?;
    Ok(rows.next().transpose()?)
}
