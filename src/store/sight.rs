//! Who sees whom, decided in one place for every question and every command.
//!
//! Each connection has a view `client` in front of the table of that name: whoever asks for clients gets those that
//! the signed-in worker may see, and nobody else. So a new query is safe without knowing of it. `main.client` is the
//! table itself, for saving, for what has to be unique, and for totals; tests/architecture.rs lists who may name it.
//! Where people have to appear whoever asks (a roster, a queue, appointments) there is the view `person`, which shows
//! a restricted client's given name and nothing else, in the order of what it shows.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use super::chain::REMOVAL;
use super::error::{Result, StoreError};
use super::log::Pen;
use crate::domain::ids::{ClientId, WorkerId};
use crate::domain::keyed::Keyed;
use crate::domain::rights::{self, Right};
use crate::domain::text;
use crate::domain::worker::Role;

/// True for the program itself, before anybody has signed in.
const NOBODY: &str = "log_worker() = 0";

/// Today, as the program counts it; the file's own day where nobody has said.
pub const DAY: &str = "coalesce(log_day(), date('now'))";

/// Puts the views in front of the connection's tables, and lends them their functions.
pub fn set_up(conn: &Connection, pen: &Pen) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_INNOCUOUS;
    let calendar = pen.clone();
    conn.create_scalar_function("log_day", 0, flags, move |_| Ok(calendar.day()))?;
    let same = flags | FunctionFlags::SQLITE_DETERMINISTIC;
    conn.create_scalar_function("sort_key", 1, same, |args| Ok(text::sort_key(&args.get::<String>(0)?)))?;
    // Asked once a statement, as it does not hang on the row.
    let reads = format!(
        "(SELECT {NOBODY} OR EXISTS (SELECT 1 FROM main.worker w WHERE w.id = log_worker() AND w.active = 1 \
         AND w.role IN ({})))",
        roles(Right::SeeClients)
    );
    let seen = format!(
        "(c.restricted = 0 OR {NOBODY} OR EXISTS (SELECT 1 FROM main.client_access x WHERE x.client_id = c.id \
         AND x.worker_id = log_worker() AND coalesce(x.until, '9999') >= {DAY}))"
    );
    conn.execute_batch(&format!(
        "CREATE TEMP VIEW client AS SELECT c.* FROM main.client c WHERE c.merged_into IS NULL AND {seen} AND {reads};\n\
         CREATE TEMP VIEW person AS SELECT c.id, c.given_name, \
           iif({seen}, c.family_name || ' ' || c.given_name, c.given_name) AS name, \
           iif({seen}, c.phone, NULL) AS phone, \
           iif({seen}, c.sort_key, sort_key(c.given_name)) AS sort_key, {seen} AS seen \
         FROM main.client c WHERE {reads};"
    ))?;
    Ok(())
}

/// The roles with a right, for a list in SQL.
pub fn roles(right: Right) -> String {
    rights::roles(right).iter().map(|role| format!("'{}'", role.key())).collect::<Vec<_>>().join(", ")
}

/// The signed-in worker's role; `None` before anybody has signed in.
///
/// # Errors
/// `NoAccess` when the worker has left, or was never one.
pub fn role(conn: &Connection, worker: WorkerId) -> Result<Option<Role>> {
    if worker.0 == 0 {
        return Ok(None);
    }
    let sql = "SELECT role FROM worker WHERE id = ?1 AND active = 1";
    let role = conn.prepare_cached(sql)?.query_row([worker], |row| row.get(0));
    role.map(Some).map_err(|error| match error.into() {
        StoreError::Gone => StoreError::NoAccess,
        other => other,
    })
}

/// Nothing where the signed-in worker has a right, or nobody has signed in.
///
/// # Errors
/// `Forbidden`, `NoAccess`.
pub fn require(conn: &Connection, worker: WorkerId, right: Right) -> Result<()> {
    match role(conn, worker)? {
        Some(role) if !rights::may(role, right) => Err(StoreError::Forbidden(right)),
        _ => Ok(()),
    }
}

/// As [`require`], of whoever is signed in on this connection.
///
/// # Errors
/// `Forbidden`, `NoAccess`.
pub fn require_here(conn: &Connection, right: Right) -> Result<()> {
    let me = conn.prepare_cached("SELECT log_worker()")?.query_row([], |row| row.get(0))?;
    require(conn, me, right)
}

/// Nothing where the client may be seen.
///
/// # Errors
/// `Restricted`; `Merged` for the shell of a record that is a part of another one; `Gone` when there is no such client.
pub fn require_seen(conn: &Connection, client: ClientId) -> Result<()> {
    let sql = "SELECT EXISTS (SELECT 1 FROM client WHERE id = ?1), EXISTS (SELECT 1 FROM main.client WHERE id = ?1), \
        EXISTS (SELECT 1 FROM client WHERE id = (SELECT merged_into FROM main.client WHERE id = ?1))";
    let found = conn.prepare_cached(sql)?.query_row([client], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    match found {
        (true, ..) => Ok(()),
        (false, _, true) => Err(StoreError::Merged),
        (false, true, false) => Err(StoreError::Restricted),
        (false, false, _) => Err(StoreError::Gone),
    }
}

/// Restricted clients whom the signed-in worker does not see.
pub fn unseen(conn: &Connection) -> Result<Vec<ClientId>> {
    let sql = "SELECT id FROM main.client c WHERE restricted = 1 AND merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM client WHERE id = c.id) \
        ORDER BY id";
    let mut query = conn.prepare_cached(sql)?;
    Ok(query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// What may be changed about people whom one does not see: where they come and whether they came. Naming somebody has
/// rules of its own.
const WITHOUT_SEEING: &str = "'attendance', 'enrolment', 'booking', 'absence_notice', 'client_access'";

/// What may be changed by a right of its own, as a condition on entries `l` of the log: however it was come by, by a
/// form, a command, an import or by taking back.
const GOVERNED: &[(&str, Right)] = &[
    (
        "l.entity = 'worker' AND (json_extract(l.before, '$.role') = 'admin' \
         OR EXISTS (SELECT 1 FROM worker w WHERE w.id = l.entity_id AND w.role = 'admin'))",
        Right::Admins,
    ),
    ("l.entity = 'worker'", Right::Workers),
    ("l.entity IN ('setting', 'code')", Right::Settings),
    ("l.entity IN ('kept_report', 'retention')", Right::Remove),
];

/// Looks over what somebody in a role has changed in a transaction, before it is kept. Nobody's role: the program itself.
///
/// # Errors
/// `Forbidden` for who may not write, or not this; `Restricted` when it is about a client whom the worker may not see;
/// `Merged` when it is about the shell of a record that is a part of another one, unless records are being merged or
/// parted.
pub fn check_written(conn: &Connection, role: Option<Role>, number: i64) -> Result<()> {
    let Some(role) = role else { return Ok(()) };
    // What was only looked at changes nothing.
    let changes = "l.tx = ?1 AND l.act IN ('create', 'change', 'remove')";
    if !rights::may(role, Right::Write)
        && conn.prepare_cached(&format!("SELECT 1 FROM log l WHERE {changes}"))?.exists([number])?
    {
        return Err(StoreError::Forbidden(Right::Write));
    }
    for (what, right) in GOVERNED.iter().filter(|(_, right)| !rights::may(role, *right)) {
        if conn.prepare_cached(&format!("SELECT 1 FROM log l WHERE {changes} AND {what}"))?.exists([number])? {
            return Err(StoreError::Forbidden(*right));
        }
    }
    // Whole records are removed by whoever has the right to that, unseen ones among them.
    let sql = format!(
        "SELECT 1 FROM log l WHERE {changes} AND l.client_id IS NOT NULL \
         AND l.entity NOT IN ({WITHOUT_SEEING}) AND EXISTS (SELECT 1 FROM main.client WHERE id = l.client_id) \
         AND NOT EXISTS (SELECT 1 FROM client WHERE id = l.client_id) \
         AND NOT EXISTS (SELECT 1 FROM log v WHERE v.tx = ?1 AND v.entity = '{REMOVAL}') \
         AND NOT EXISTS (SELECT 1 FROM main.client WHERE id = l.client_id AND merged_into IS NOT NULL)"
    );
    let shell = format!(
        "SELECT 1 FROM log l JOIN main.client s ON s.id = l.client_id WHERE {changes} AND s.merged_into IS NOT NULL \
         AND log_whole() IS NULL AND NOT EXISTS (SELECT 1 FROM log v WHERE v.tx = ?1 AND v.entity = '{REMOVAL}')"
    );
    match (conn.prepare_cached(&sql)?.exists([number])?, conn.prepare_cached(&shell)?.exists([number])?) {
        (true, _) => Err(StoreError::Restricted),
        (false, true) => Err(StoreError::Merged),
        (false, false) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    fn plan(sql: &str) -> Vec<String> {
        let store = Store::in_memory().unwrap();
        let mut query = store.reader().prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        query.query_map([], |row| row.get(3)).unwrap().map(Result::unwrap).collect()
    }

    /// The views are woven into whoever asks: no list of all clients is made first, the table's own keys are used.
    #[test]
    fn a_view_costs_no_list_of_its_own() {
        for sql in [
            "SELECT id FROM client WHERE id = 1",
            "SELECT c.id FROM enrolment e JOIN person c ON c.id = e.client_id WHERE e.activity_id = 1",
            "SELECT n.id, c.family_name FROM note n JOIN client c ON c.id = n.client_id WHERE n.id = 1",
            "SELECT l.id, c.ref FROM log l LEFT JOIN client c ON c.id = l.client_id WHERE l.tx = 1",
        ] {
            let plan = plan(sql);
            assert!(plan.iter().any(|line| line.contains("SEARCH c USING INTEGER PRIMARY KEY")), "{sql}: {plan:#?}");
            assert!(!plan.iter().any(|line| line.contains("MATERIALIZE") || line.contains("CO-ROUTINE")), "{plan:#?}");
        }
        let all = plan("SELECT id FROM client ORDER BY sort_key");
        assert!(all.iter().any(|line| line.contains("USING INDEX client_by_name")), "{all:#?}");
    }
}
