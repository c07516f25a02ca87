//! Opening the file: whose it is, which version, how it is written, how long one waits for it.

use std::cell::Cell;
use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};
use rustix::fs::{Access, AtFlags, CWD, accessat, statfs};
use rustix::io::Errno;

use super::error::{Result, StoreError};
use super::log::{self, Pen};
use super::{backup, chain, codes, migrations, sight};

/// "RINN" in the file's header says that it is ours.
const APPLICATION_ID: i64 = 0x5249_4E4E;

/// Earlier versions can corrupt a file that several processes checkpoint at once.
const FIRST_SOUND_SQLITE: i32 = 3_051_003;

/// How long a write waits for a colleague's.
const PATIENCE: Duration = Duration::from_secs(10);

/// File systems of other machines, by the numbers of statfs(2): NFS, SMB, CIFS, SMB2, AFS, Ceph, Coda.
const NETWORKS: [u32; 7] = [0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x5346_414F, 0x00C3_6400, 0x7375_7245];

/// Sessions share memory beside the file; over a network each machine would have its own, and damage the file.
fn check_disk(folder: &Path) -> Result<()> {
    // Where nothing can be asked, opening says what is wrong.
    let kind = statfs(folder).map(|disk| disk.f_type as u32);
    if kind.is_ok_and(is_network) { Err(StoreError::NetworkDisk) } else { Ok(()) }
}

fn is_network(kind: u32) -> bool {
    NETWORKS.contains(&kind)
}

/// The folder that a file stands in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes the file: private to its owner unless somebody has made an empty one with other rights beforehand.
pub fn create(path: &Path) -> Result<()> {
    check_disk(folder_of(path))?;
    match path.metadata() {
        Ok(there) if there.len() > 0 || !there.is_file() => return Err(StoreError::Exists),
        Ok(_) => {}
        Err(_) => drop(OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?),
    }
    let mut conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.busy_handler(Some(wait_a_little))?;
    mark_as_ours(&conn)?;
    conn.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    fill(&mut conn, &Pen::default())
}

/// Says in the file's header whose it is.
pub fn mark_as_ours(conn: &Connection) -> Result<()> {
    Ok(conn.pragma_update(None, "application_id", APPLICATION_ID)?)
}

pub fn in_memory(pen: &Pen) -> Result<Connection> {
    let mut conn = Connection::open_in_memory()?;
    fill(&mut conn, pen)?;
    configure(&conn, pen)?;
    Ok(conn)
}

/// The schema and the code lists, which are the program's own first entries.
fn fill(conn: &mut Connection, pen: &Pen) -> Result<()> {
    pen.lend_to(conn)?;
    migrations::to_latest(conn)?;
    let tx = conn.transaction()?;
    pen.begin(log::next_number(&tx)?, None);
    codes::fill(&tx)?;
    tx.commit()?;
    Ok(())
}

/// Opens a file of ours. One of an earlier version is brought up to date, after a copy of it was taken.
pub fn open(path: &Path, pen: &Pen) -> Result<Connection> {
    open_after(path, pen, || {
        let taken = backup::take(path, backup::Why::BeforeUpgrade).map(drop);
        taken.map_err(|error| StoreError::NoCopy(Box::new(error)))
    })
}

/// The same for a copy that is nobody's file yet.
pub fn open_prepared(path: &Path, pen: &Pen) -> Result<Connection> {
    open_after(path, pen, || Ok(()))
}

/// `before` is done before a file of an earlier version is changed.
fn open_after(path: &Path, pen: &Pen, before: impl FnOnce() -> Result<()>) -> Result<Connection> {
    if rusqlite::version_number() < FIRST_SOUND_SQLITE {
        return Err(StoreError::OldSqlite(rusqlite::version().to_string()));
    }
    match path.metadata() {
        Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => return Err(StoreError::Missing),
        Err(_) => return Err(StoreError::CannotOpen),
        Ok(there) if !there.is_file() => return Err(StoreError::NotOurs),
        Ok(_) => check_rights(path)?,
    }
    check_disk(folder_of(path))?;
    let mut conn =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_handler(Some(wait_a_little))?;
    require_ours(&conn)?;
    if conn.is_readonly("main")? {
        return Err(StoreError::ReadOnly);
    }
    match version(&conn)? {
        migrations::LATEST => {}
        newer if newer > migrations::LATEST => return Err(StoreError::Newer(newer)),
        // Nothing was ever in it.
        0 => fill(&mut conn, pen)?,
        _ => {
            before()?;
            fill(&mut conn, pen)?;
        }
    }
    configure(&conn, pen)?;
    Ok(conn)
}

/// A connection to a file of any version, for copying it as it is and for putting another in its place.
pub fn plain(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_handler(Some(wait_a_little))?;
    require_ours(&conn)?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    distrust(&conn)?;
    Ok(conn)
}

/// Nothing in the file is believed to be the program's own doing, and no other file is reached through it.
pub fn distrust(conn: &Connection) -> Result<()> {
    conn.pragma_update(None, "trusted_schema", false)?;
    conn.pragma_update(None, "cell_size_check", true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    Ok(())
}

/// Nothing for a file of ours, of whatever version.
///
/// # Errors
/// `NotOurs`.
pub fn require_ours(conn: &Connection) -> Result<()> {
    let id: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id == APPLICATION_ID { Ok(()) } else { Err(StoreError::NotOurs) }
}

/// Asked before SQLite is: on a file that it may only read it would leave its -wal and -shm, as read-only as the file.
fn check_rights(path: &Path) -> Result<()> {
    let folder = folder_of(path);
    let refused = |path: &Path, rights| {
        let answer = accessat(CWD, path, rights, AtFlags::EACCESS);
        matches!(answer, Err(Errno::ACCESS | Errno::PERM | Errno::ROFS))
    };
    if refused(path, Access::READ_OK) {
        return Err(StoreError::CannotOpen);
    }
    if refused(path, Access::WRITE_OK) || refused(folder, Access::WRITE_OK | Access::EXEC_OK) {
        return Err(StoreError::ReadOnly);
    }
    Ok(())
}

fn configure(conn: &Connection, pen: &Pen) -> Result<()> {
    pen.lend_to(conn)?;
    // FULL: with NORMAL a power cut takes acknowledged commits with it.
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // So that REPLACE cannot walk past the log's triggers.
    conn.pragma_update(None, "recursive_triggers", true)?;
    conn.pragma_update(None, "trusted_schema", false)?;
    conn.pragma_update(None, "cell_size_check", true)?;
    conn.pragma_update_and_check(None, "journal_size_limit", 4 << 20, |_| Ok(()))?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    sight::set_up(conn, pen)?;
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// SQLite's own busy_timeout backs off until it starves; short, uneven waits let everybody through.
fn wait_a_little(tries: i32) -> bool {
    thread_local! { static SINCE: Cell<Option<Instant>> = const { Cell::new(None) } }
    if tries == 0 {
        SINCE.set(Some(Instant::now()));
    }
    let waited = SINCE.get().map_or(Duration::ZERO, |since| since.elapsed());
    std::thread::sleep(Duration::from_micros(fastrand::u64(1_000..3_000)));
    waited < PATIENCE
}

pub fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Read within the transaction, so that an old program never writes into a newer file.
pub fn check_version(conn: &Connection) -> Result<()> {
    if version(conn)? == migrations::LATEST { Ok(()) } else { Err(StoreError::Upgraded) }
}

/// All that can be said to be wrong with a file of this version.
pub fn check(conn: &Connection) -> Result<Vec<String>> {
    // One moment of the file: what a colleague writes meanwhile is not half seen.
    let moment = conn.unchecked_transaction()?;
    let mut faults = check_older(&moment)?;
    faults.extend(codes::dangling(&moment)?);
    Ok(faults)
}

/// The same for a file of any version.
pub fn check_older(conn: &Connection) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let mut integrity = conn.prepare("PRAGMA integrity_check")?;
    let found = integrity.query_map([], |row| row.get::<_, String>(0))?;
    for line in found {
        faults.push(line?);
    }
    faults.retain(|line| line != "ok");
    let mut keys = conn.prepare("PRAGMA foreign_key_check")?;
    let broken = keys.query_map([], |row| {
        let (table, row_id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(format!("{table} {}: no such {parent}", row_id.unwrap_or_default()))
    })?;
    for line in broken {
        faults.push(line?);
    }
    if chain::is_there(conn)? {
        faults.extend(chain::first_fault(conn)?.map(|fault| fault.to_string()));
    }
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_of_this_machine_is_none_of_another_ones() {
        const EXT4: u32 = 0xEF53;
        const BTRFS: u32 = 0x9123_683E;
        const TMPFS: u32 = 0x0102_1994;
        assert!([EXT4, BTRFS, TMPFS].iter().all(|kind| !is_network(*kind)));
        assert!(is_network(0x6969), "NFS");
        assert!(check_disk(Path::new("/")).is_ok());
    }
}
