//! Records whose time to be kept is over: which they are, and removing them so that nothing is left but that they were.
//!
//! A record is removed whole: every row about the client, the shells of records merged into it, and what the log's
//! entries held of all these. One entry for each number vouches for the emptied ones (src/store/chain.rs) and says how
//! many rows went; the figures of the years concerned are kept first (src/store/reports/kept.rs). Then the file is written
//! anew, so that no page and no journal has the old text. Nothing takes it back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value, json};

use super::chain::REMOVAL;
use super::error::{Result, StoreError};
use super::log::Pen;
use super::{After, Store, reports, settings, sight};
use crate::domain::ids::ClientId;
use crate::domain::retention::{Aged, Record};
use crate::domain::rights::Right;

/// Every record by its own number, with the numbers of those merged into it.
const OWN: &str = "RECURSIVE own(id, root) AS (SELECT id, id FROM main.client WHERE merged_into IS NULL \
    UNION ALL SELECT c.id, own.root FROM main.client c JOIN own ON c.merged_into = own.id)";

/// The days of everything that is noted about anybody.
const DAYS: &str = "SELECT client_id, pending_since AS first, \
      max(pending_since, coalesce(closed, ''), coalesce(service_began, ''), coalesce(need_clarified, '')) AS last FROM episode \
    UNION ALL SELECT e.client_id, a.starts, coalesce(a.ends, a.starts) FROM assignment a JOIN episode e ON e.id = a.episode_id \
    UNION ALL SELECT e.client_id, g.set_on, coalesce(g.ended, g.set_on) FROM goal g JOIN episode e ON e.id = g.episode_id \
    UNION ALL SELECT e.client_id, min(r.due, coalesce(r.first_due, r.due), coalesce(r.held, r.due)), \
      max(r.due, coalesce(r.first_due, r.due), coalesce(r.held, r.due)) \
      FROM review r JOIN goal g ON g.id = r.goal_id JOIN episode e ON e.id = g.episode_id \
    UNION ALL SELECT e.client_id, m.held, m.held FROM meeting m JOIN episode e ON e.id = m.episode_id \
    UNION ALL SELECT e.client_id, p.made_on, p.made_on FROM plan p JOIN episode e ON e.id = p.episode_id \
    UNION ALL SELECT e.client_id, min(d.decided_on, d.valid_from), max(d.decided_on, d.valid_from) \
      FROM decision d JOIN episode e ON e.id = d.episode_id \
    UNION ALL SELECT client_id, on_day, on_day FROM measure UNION ALL SELECT client_id, on_day, on_day FROM note \
    UNION ALL SELECT client_id, coalesce(starts, queued_at), coalesce(ends, starts, queued_at) FROM enrolment \
    UNION ALL SELECT t.client_id, s.on_day, s.on_day FROM attendance t JOIN session s ON s.id = t.session_id \
    UNION ALL SELECT b.client_id, s.on_day, s.on_day FROM booking b JOIN session s ON s.id = b.session_id \
    UNION ALL SELECT client_id, told_on, max(told_on, ends) FROM absence_notice \
    UNION ALL SELECT client_id, on_day, on_day FROM recommendation";

/// Every client with the days that a record's time hangs on, by reference. Whom the signed-in worker may not see is
/// there without a name.
///
/// # Errors
/// `Forbidden` to who may not remove records.
pub fn records(conn: &Connection, today: NaiveDate) -> Result<Vec<Aged>> {
    sight::require_here(conn, Right::Remove)?;
    let sql = format!(
        "WITH {OWN}, \
         span AS (SELECT o.root, min(d.first) AS first, max(d.last) AS last FROM ({DAYS}) d JOIN own o ON o.id = d.client_id \
           GROUP BY o.root), \
         matter AS (SELECT o.root, max(e.state IN ('pending', 'open', 'paused')) AS live, max(e.closed) AS closed \
           FROM episode e JOIN own o ON o.id = e.client_id GROUP BY o.root), \
         member AS (SELECT DISTINCT o.root FROM enrolment n JOIN own o ON o.id = n.client_id WHERE n.state IN ('waiting', 'offered') \
           OR (n.state = 'enrolled' AND coalesce(n.ends, '9999') >= ?1)), \
         follow AS (SELECT DISTINCT o.root FROM note n JOIN own o ON o.id = n.client_id \
           WHERE n.follow_up_on IS NOT NULL AND n.follow_up_done IS NULL), \
         booked AS (SELECT DISTINCT o.root FROM booking b JOIN session s ON s.id = b.session_id JOIN own o ON o.id = b.client_id \
           WHERE s.on_day >= ?1) \
         SELECT c.id, c.ref, v.family_name || ' ' || v.given_name, coalesce(m.live, 0), m.closed, \
           e.root IS NOT NULL, f.root IS NOT NULL, b.root IS NOT NULL, coalesce(s.first, made.day, ?1), coalesce(s.last, made.day, ?1) \
         FROM main.client c LEFT JOIN client v ON v.id = c.id LEFT JOIN span s ON s.root = c.id \
           LEFT JOIN matter m ON m.root = c.id LEFT JOIN member e ON e.root = c.id LEFT JOIN follow f ON f.root = c.id \
           LEFT JOIN booked b ON b.root = c.id \
           LEFT JOIN (SELECT entity_id, substr(min(at), 1, 10) AS day FROM log WHERE entity = 'client' AND act = 'create' \
             GROUP BY entity_id) made ON made.entity_id = c.id AND s.root IS NULL \
         WHERE c.merged_into IS NULL ORDER BY c.ref"
    );
    let mut query = conn.prepare_cached(&sql)?;
    let rows = query.query_map([today], |row| {
        let record = Record {
            live: row.get(3)?,
            closed: row.get(4)?,
            member: row.get(5)?,
            follow_up: row.get(6)?,
            booked: row.get(7)?,
            first: row.get(8)?,
            last: row.get(9)?,
        };
        Ok(Aged { client: row.get(0)?, reference: row.get(1)?, name: row.get(2)?, record })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Those of them whose time is over.
///
/// # Errors
/// As [`records`].
pub fn over(conn: &Connection, today: NaiveDate) -> Result<Vec<Aged>> {
    let years = settings::all(conn)?.retention_years;
    let mut over = records(conn, today)?;
    over.retain(|aged| aged.record.over(years, today).is_ok());
    over.sort_by_key(|aged| aged.record.ends(years).since);
    Ok(over)
}

/// The customerships of the clients in `?1`, a JSON array of numbers.
const EPISODES: &str = "episode_id IN (SELECT id FROM episode WHERE client_id IN (SELECT value FROM json_each(?1)))";
const CLIENT: &str = "client_id IN (SELECT value FROM json_each(?1))";

/// Every table with rows about clients, what refers to others first, and which rows those are.
fn tables() -> Vec<(&'static str, String)> {
    let of_goals = format!("goal_id IN (SELECT id FROM goal WHERE {EPISODES})");
    let of_plans = format!("plan_id IN (SELECT id FROM plan WHERE {EPISODES})");
    let either = |one: &str, other: &str| {
        let within = "IN (SELECT value FROM json_each(?1))";
        format!("{one} {within} OR {other} {within}")
    };
    let mut tables = vec![("plan_goal", of_plans), ("review", of_goals)];
    tables.extend(["attendance", "booking", "enrolment"].map(|table| (table, CLIENT.to_string())));
    tables.extend(["goal", "meeting", "plan", "decision", "assignment"].map(|table| (table, EPISODES.to_string())));
    let plain = ["episode", "measure", "note", "absence_notice", "recommendation", "snooze", "client_access"];
    tables.extend(plain.map(|table| (table, CLIENT.to_string())));
    tables.push(("merge", either("from_client", "to_client")));
    tables.push(("apart", either("one_id", "other_id")));
    tables.push(("client", "id IN (SELECT value FROM json_each(?1))".to_string()));
    tables
}

/// Forms whose drafts hang on a row: of which table. Every other form of a table's name edits a row of it.
const FORMS: &[(&str, &str)] = &[
    ("note-new", "client"),
    ("goal-new", "client"),
    ("plan-new", "client"),
    ("decision-new", "client"),
    ("episode-new", "client"),
    ("measure-new", "client"),
    ("own-worker", "client"),
    ("review", "episode"),
];

/// What was removed.
#[derive(Debug)]
pub struct Removal {
    /// The numbers under which the log goes on knowing them.
    pub numbers: Vec<ClientId>,
    /// How many rows went.
    pub rows: i64,
    /// Whether the old text is out of the file and its journal, too; else why not, as yet.
    pub wiped: Result<()>,
}

impl Store {
    /// Removes the whole records of these clients for good, and writes the file anew without them. All of them or none.
    ///
    /// # Errors
    /// `Forbidden` to who may not; `Gone` for a client that there is not; `StillKept` for one whose time is not over. What
    /// hinders the writing anew is told in the answer: the records are gone by then.
    pub fn remove_records(&mut self, clients: &[ClientId], today: NaiveDate) -> Result<Removal> {
        self.conn.pragma_update(None, "secure_delete", true)?;
        let pen = self.pen.clone();
        let removed = self.transact(None, After::Tell, |tx| remove_all(tx, &pen, clients, today));
        self.pen.take_whole(None);
        let (rows, _) = removed?;
        Ok(Removal { numbers: clients.to_vec(), rows, wiped: self.wipe() })
    }

    /// Writes the file anew once more, where that could not be done when records were removed.
    ///
    /// # Errors
    /// `Forbidden` to who may not remove records; `Busy` and the like.
    pub fn wipe_again(&self) -> Result<()> {
        sight::require_here(&self.conn, Right::Remove)?;
        self.wipe()
    }

    /// Writes the file anew from the rows that are there, and empties the journal.
    fn wipe(&self) -> Result<()> {
        // What passes through on the way does not go to another file.
        self.conn.pragma_update(None, "temp_store", "memory")?;
        self.conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
        let written = self.conn.execute_batch("VACUUM");
        self.conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
        written?;
        let busy: i64 = self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy == 0 { Ok(()) } else { Err(StoreError::Busy) }
    }
}

fn remove_all(conn: &Connection, pen: &Pen, clients: &[ClientId], today: NaiveDate) -> Result<i64> {
    let years = settings::all(conn)?.retention_years;
    let known = records(conn, today)?;
    let clients: BTreeSet<ClientId> = clients.iter().copied().collect();
    let find = |client: &ClientId| known.iter().find(|aged| aged.client == *client).ok_or(StoreError::Gone);
    let aged: Vec<&Aged> = clients.iter().map(find).collect::<Result<_>>()?;
    if let Some(kept) = aged.iter().find(|aged| aged.record.over(years, today).is_err()) {
        return Err(StoreError::StillKept(kept.reference.clone()));
    }
    let mut wholes = Vec::new();
    for aged in &aged {
        wholes.push(Whole::of(conn, aged)?);
    }
    // That it was done comes first: it is what colleagues are told.
    wholes.iter().try_for_each(|whole| whole.vouch(conn))?;
    for year in aged.iter().flat_map(|aged| aged.record.years().0..=aged.record.years().1) {
        reports::keep(conn, year, today)?;
    }
    wholes.iter().try_for_each(|whole| whole.remove(conn, pen))?;
    Ok(wholes.iter().map(Whole::count).sum())
}

/// One record with everything that belongs to it.
struct Whole {
    client: ClientId,
    /// As it is called in drafts.
    names: Vec<String>,
    years: (i32, i32),
    /// Its own number and those of its shells, and the same as a JSON array.
    numbers: Vec<i64>,
    array: String,
    /// Which rows go, by table, in the order in which they go.
    rows: Vec<(&'static str, String, Vec<i64>)>,
    /// Entries in others' parts of the log, by their numbers, that tell of this one: about these rows, and of what was put
    /// together and apart again, while it was one with another.
    others: BTreeMap<i64, BTreeSet<i64>>,
}

impl Whole {
    fn of(conn: &Connection, aged: &Aged) -> Result<Whole> {
        let sql = format!("WITH {OWN} SELECT id FROM own WHERE root = ?1 ORDER BY id <> ?1, id");
        let numbers: Vec<i64> =
            conn.prepare_cached(&sql)?.query_map([aged.client], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let array = json!(numbers).to_string();
        let sql =
            "SELECT family_name || ' ' || given_name FROM main.client WHERE id IN (SELECT value FROM json_each(?1))";
        let names =
            conn.prepare_cached(sql)?.query_map([&array], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut rows = Vec::new();
        for (table, which) in tables() {
            let mut query = conn.prepare_cached(&format!("SELECT id FROM main.{table} WHERE {which}"))?;
            let ids = query.query_map([&array], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
            rows.push((table, which, ids));
        }
        let mut others: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
        for (table, _, ids) in rows.iter().filter(|(table, ..)| !matches!(*table, "merge" | "apart")) {
            let sql = format!(
                "SELECT client_id, id FROM log WHERE entity = ?2 AND entity_id IN (SELECT value FROM json_each(?3)) \
                 AND NOT {CLIENT} AND {HOLDS}"
            );
            let mut query = conn.prepare_cached(&sql)?;
            let found =
                query.query_map((&array, table, json!(ids).to_string()), |row| Ok((row.get(0)?, row.get(1)?)))?;
            for entry in found {
                let (client, id) = entry?;
                others.entry(client).or_default().insert(id);
            }
        }
        let merges = rows.iter().find(|(table, ..)| *table == "merge").map(|(.., ids)| json!(ids).to_string());
        let sql = format!(
            "SELECT client_id, id FROM log WHERE tx IN (SELECT tx FROM log WHERE entity = 'merge' \
               AND entity_id IN (SELECT value FROM json_each(?2))) \
             AND client_id IS NOT NULL AND NOT {CLIENT} AND {HOLDS}"
        );
        let mut query = conn.prepare_cached(&sql)?;
        for entry in query.query_map((&array, merges), |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (client, id) = entry?;
            others.entry(client).or_default().insert(id);
        }
        // Rows of its own that are gone by now, and were worked on while they were another record's.
        let sql = format!(
            "SELECT client_id, id FROM log WHERE {CHANGES} AND client_id IS NOT NULL AND NOT {CLIENT} AND {HOLDS} \
             AND (entity, entity_id) IN (SELECT entity, entity_id FROM log WHERE {CHANGES} AND {CLIENT} \
               AND entity NOT IN ('merge', 'apart'))"
        );
        let mut query = conn.prepare_cached(&sql)?;
        for entry in query.query_map([&array], |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (client, id) = entry?;
            others.entry(client).or_default().insert(id);
        }
        Ok(Whole { client: aged.client, names, years: aged.record.years(), numbers, array, rows, others })
    }

    fn count(&self) -> i64 {
        self.rows.iter().map(|(.., ids)| i64::try_from(ids.len()).unwrap_or(i64::MAX)).sum()
    }

    /// Writes the entries that vouch for the emptied ones: how many rows went, and of which years; no name, no reference.
    fn vouch(&self, conn: &Connection) -> Result<()> {
        let write = |number: i64, client: Option<i64>, told: &Map<String, Value>| -> Result<()> {
            let sql = format!(
                "INSERT INTO trace(act, entity, entity_id, client_id, before) VALUES('remove', '{REMOVAL}', ?1, ?2, ?3)"
            );
            conn.prepare_cached(&sql)?.execute((number, client, Value::Object(told.clone()).to_string()))?;
            Ok(())
        };
        let counts = self.rows.iter().filter(|(.., ids)| !ids.is_empty());
        let mut told: Map<String, Value> =
            counts.map(|(table, _, ids)| (table.to_string(), ids.len().into())).collect();
        told.insert("first_year".into(), self.years.0.into());
        told.insert("last_year".into(), self.years.1.into());
        let nothing = Map::new();
        for number in &self.numbers {
            let told = if *number == self.client.0 { &told } else { &nothing };
            write(*number, Some(*number), told)?;
        }
        self.others.iter().try_for_each(|(number, entries)| {
            write(*number, None, &Map::from_iter([("entries".to_string(), json!(entries))]))
        })
    }

    fn remove(&self, conn: &Connection, pen: &Pen) -> Result<()> {
        self.drop_drafts(conn)?;
        pen.take_whole(Some(self.client));
        for (table, which, _) in &self.rows {
            conn.prepare_cached(&format!("DELETE FROM main.{table} WHERE {which}"))?.execute([&self.array])?;
        }
        for number in &self.numbers {
            pen.take_whole(Some(ClientId(*number)));
            conn.prepare_cached(&format!("{ERASE} AND client_id = ?1"))?.execute([number])?;
        }
        for (number, entries) in &self.others {
            pen.take_whole(Some(ClientId(*number)));
            let sql = format!("{ERASE} AND id IN (SELECT value FROM json_each(?1))");
            conn.prepare_cached(&sql)?.execute([json!(entries).to_string()])?;
        }
        pen.take_whole(None);
        Ok(())
    }

    /// Half-typed forms about it, whoever typed them.
    fn drop_drafts(&self, conn: &Connection) -> Result<()> {
        let rows: BTreeMap<&str, String> =
            self.rows.iter().map(|(table, _, ids)| (*table, json!(ids).to_string())).collect();
        let own = rows.keys().filter(|table| **table != "review").map(|table| (*table, *table));
        for (form, table) in own.chain(FORMS.iter().copied()) {
            let sql = "DELETE FROM draft WHERE form = ?1 AND target IN (SELECT value FROM json_each(?2))";
            conn.prepare_cached(sql)?.execute((form, rows.get(table)))?;
        }
        for name in &self.names {
            // Of two people of one name, the other's stay.
            let sql = "DELETE FROM draft WHERE instr(body, ?1) > 0 AND NOT EXISTS (SELECT 1 FROM main.client \
                WHERE instr(family_name || ' ' || given_name, ?1) > 0 AND id NOT IN (SELECT value FROM json_each(?2)))";
            conn.prepare_cached(sql)?.execute((name, &self.array))?;
        }
        Ok(())
    }
}

/// Entries that hold something.
const CHANGES: &str = "act IN ('create', 'change', 'remove')";
const HOLDS: &str = "erased IS NULL AND coalesce(before, after, reason) IS NOT NULL";

/// Takes out what entries held; what vouches for them stays.
const ERASE: &str = "UPDATE log SET before = NULL, after = NULL, reason = NULL, erased = log_number() \
    WHERE entity <> 'retention' AND erased IS NULL AND coalesce(before, after, reason) IS NOT NULL";

/// True when a record of this number has been removed, and on which day, as a UTC instant.
pub fn removed_at(conn: &Connection, client: ClientId) -> Result<Option<String>> {
    let sql = format!("SELECT max(at) FROM log WHERE entity = '{REMOVAL}' AND entity_id = ?1 AND client_id = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([client], |row| row.get(0)).optional()?.flatten())
}

/// True when any record has been removed.
pub fn any_removed(conn: &Connection) -> Result<bool> {
    let sql = format!("SELECT 1 FROM log WHERE entity = '{REMOVAL}'");
    Ok(conn.prepare_cached(&sql)?.exists([])?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::log::LOGGED;

    /// A new table with rows about clients is emptied, too.
    #[test]
    fn no_table_about_clients_is_forgotten() {
        let own: Vec<&str> = tables().into_iter().map(|(table, _)| table).collect();
        for (table, client) in LOGGED {
            assert_eq!(own.contains(table), *client != "NULL", "{table}");
        }
    }
}
