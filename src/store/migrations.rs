//! The file's versions, in order. A landed migration is never edited; schema.sql at the root shows the sum.

use std::sync::LazyLock;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::error::Result;
use super::log;

static MIGRATIONS: LazyLock<Migrations<'static>> = LazyLock::new(|| {
    Migrations::new(vec![M::up_with_hook(include_str!("migrations/1_first_light.sql"), |tx| {
        log::make_triggers(tx).map_err(Into::into)
    })])
});

/// The version that this program reads and writes.
pub const LATEST: i64 = 1;

pub fn to_latest(conn: &mut Connection) -> Result<()> {
    Ok(MIGRATIONS.to_latest(conn)?)
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

    /// Statements without comments and layout.
    fn bare(sql: &str) -> String {
        let lines = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
        lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
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
        assert_eq!(schema(&migrated), schema(&written));
    }
}
