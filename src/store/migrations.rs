//! The file's versions, in order. A landed migration is never edited; schema.sql at the root shows the sum.

use std::sync::LazyLock;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::error::Result;
use super::{chain, log};

static MIGRATIONS: LazyLock<Migrations<'static>> = LazyLock::new(|| {
    let step = |sql| M::up_with_hook(sql, |tx| log::make_triggers(tx).map_err(Into::into)).foreign_key_check();
    Migrations::new(vec![
        step(include_str!("migrations/1_first_light.sql")),
        step(include_str!("migrations/2_groups.sql")),
        step(include_str!("migrations/3_calendar.sql")),
        step(include_str!("migrations/4_plans.sql")),
        M::up_with_hook(include_str!("migrations/5_trace.sql"), |tx| chained(tx).map_err(Into::into))
            .foreign_key_check(),
        step(include_str!("migrations/6_rights.sql")),
        step(include_str!("migrations/7_keeping.sql")),
    ])
});

fn chained(conn: &Connection) -> rusqlite::Result<()> {
    chain::take_over(conn)?;
    conn.execute_batch(include_str!("migrations/5_trace_closed.sql"))?;
    log::make_triggers(conn)
}

/// The version that this program reads and writes.
pub const LATEST: i64 = 7;

pub fn to_latest(conn: &mut Connection) -> Result<()> {
    // A table is made anew under the rows that refer to it; each step checks in the end that they still do.
    conn.pragma_update(None, "foreign_keys", false)?;
    MIGRATIONS.to_latest(conn)?;
    Ok(conn.pragma_update(None, "foreign_keys", true)?)
}

/// A file as an earlier program has left it.
#[cfg(test)]
pub fn to_version(conn: &mut Connection, version: usize) {
    MIGRATIONS.to_version(conn, version).unwrap();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_migration_is_sound_and_the_last_is_the_latest() {
        MIGRATIONS.validate().unwrap();
        let mut conn = Connection::open_in_memory().unwrap();
        to_latest(&mut conn).unwrap();
        let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(version, LATEST);
    }

    /// What a colleague's program of the first version has written is there after the upgrade, and no id comes again.
    #[test]
    fn an_older_file_keeps_its_rows_and_its_numbers() {
        let mut conn = Connection::open_in_memory().unwrap();
        log::Pen::default().lend_to(&conn).unwrap();
        MIGRATIONS.to_version(&mut conn, 1).unwrap();
        let client =
            "INSERT INTO client(ref, family_name, given_name, sort_key, fold_key) VALUES(?1, 'a', 'b', '', '')";
        let spell =
            "INSERT INTO enrolment(activity_id, client_id, state, starts) VALUES(1, ?1, 'enrolled', '2017-01-02')";
        conn.execute(
            "INSERT INTO activity(name, sort_key, fold_key, tier, kind) VALUES('x', '', '', 'own', 'group')",
            [],
        )
        .unwrap();
        for number in 1..=3 {
            conn.execute(client, [number.to_string()]).unwrap();
            conn.execute(spell, [number]).unwrap();
        }
        conn.execute("INSERT INTO session(activity_id, on_day, state) VALUES(1, '2017-01-05', 'held')", []).unwrap();
        let mark = "INSERT INTO attendance(session_id, client_id, enrolment_id, mark) VALUES(1, 2, 2, 'present')";
        conn.execute(mark, []).unwrap();
        conn.execute("DELETE FROM enrolment WHERE id = 3", []).unwrap();
        to_latest(&mut conn).unwrap();
        let rows = "SELECT group_concat(id || state || starts || rev, ' ' ORDER BY id) FROM enrolment";
        let rows: String = conn.query_row(rows, [], |row| row.get(0)).unwrap();
        assert_eq!(rows, "1enrolled2017-01-021 2enrolled2017-01-021");
        conn.execute(spell, [3]).unwrap();
        assert_eq!(conn.last_insert_rowid(), 4);
        let logged = "SELECT count(*) FROM log WHERE entity = 'enrolment' AND act = 'create'";
        assert_eq!(conn.query_row(logged, [], |row| row.get::<_, i64>(0)).unwrap(), 4, "the copy is no change");
        assert!(conn.execute("DELETE FROM enrolment WHERE id = 2", []).is_err(), "a mark refers to it");
    }

    /// Statements without comments and layout.
    fn bare(sql: &str) -> String {
        let lines = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
        // A table that was renamed has its name in quotes.
        let bare = lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ").replace('"', "");
        // A column that was added has its comma elsewhere.
        bare.replace(" ,", ",").replace(" )", ")").replace("( ", "(")
    }

    fn schema(conn: &Connection) -> Vec<String> {
        let mut rows = conn
            .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'log\\_%\\_%te' ESCAPE '\\' AND name NOT LIKE 'log\\_%\\_insert' ESCAPE '\\' ORDER BY type, name")
            .unwrap();
        rows.query_map([], |row| row.get::<_, String>(0)).unwrap().map(|sql| bare(&sql.unwrap())).collect()
    }

    #[test]
    fn schema_sql_is_what_the_migrations_make() {
        let mut migrated = Connection::open_in_memory().unwrap();
        to_latest(&mut migrated).unwrap();
        let written = Connection::open_in_memory().unwrap();
        written.execute_batch(include_str!("../../schema.sql")).unwrap();
        let (made, written) = (schema(&migrated), schema(&written));
        for (made, written) in made.iter().zip(&written) {
            assert_eq!(made, written);
        }
        assert_eq!(made.len(), written.len());
    }
}
