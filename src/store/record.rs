//! All that the file has about one client, for that client: every logged table that says whose row it is.
//!
//! It is read by the log's own list of tables, so a table that comes later is in it too. Other clients are not: a
//! column that names another one is empty. Drafts are left out, which belong to who is typing them, and the log, of
//! which there is an extract of its own.

use std::collections::BTreeSet;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, params_from_iter};

use super::error::Result;
use super::log::LOGGED;
use super::sight;
use crate::domain::ids::{ClientId, WorkerId};
use crate::domain::rights::Right;

/// By which other column a row is a client's, too.
const ALSO: &[(&str, &str)] = &[("client", "merged_into"), ("merge", "from_client"), ("apart", "other_id")];

/// Columns that may name another client.
const OTHERS: &[(&str, &str)] =
    &[("merge", "from_client"), ("merge", "to_client"), ("apart", "one_id"), ("apart", "other_id")];

/// Tables that are not about the client, of which the rows that the client's rows refer to are told, for their names.
const NAMED: &[(&str, &str, &[&str])] = &[
    ("session", "id, activity_id, on_day, starts_at, ends_at, state", &["session_id"]),
    ("activity", "id, name, kind, tier", &["activity_id"]),
    ("worker", "id, name", &["worker_id", "author_id", "granted_by", "noted_by", "follow_up_for"]),
];

/// A value as it stands in the file. None of these has debug output, which would name people.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Datum {
    /// Not known, or none.
    Nothing,
    Number(i64),
    Text(String),
}

/// Rows of one table.
#[derive(Clone, PartialEq, Eq)]
pub struct Rows {
    pub table: &'static str,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Datum>>,
}

/// A client's record.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    pub client: ClientId,
    /// In the order of the log's list.
    pub tables: Vec<Rows>,
    /// What sessions, activities and workers are called that the rows refer to.
    pub named: Vec<Rows>,
}

impl Rows {
    /// The value of a column in a row of these.
    pub fn value<'a>(&self, row: &'a [Datum], column: &str) -> &'a Datum {
        let at = self.columns.iter().position(|name| name == column);
        at.and_then(|at| row.get(at)).unwrap_or(&Datum::Nothing)
    }
}

impl Record {
    /// The rows of a table, of the client's or of those that are named by them.
    pub fn rows(&self, table: &str) -> Option<&Rows> {
        self.tables.iter().chain(&self.named).find(|rows| rows.table == table)
    }

    /// A value of the row of this number.
    pub fn named(&self, table: &str, id: i64, column: &str) -> &Datum {
        let rows = self.rows(table);
        let found = rows.and_then(|rows| {
            let row = rows.rows.iter().find(|row| *rows.value(row, "id") == Datum::Number(id))?;
            Some(rows.value(row, column))
        });
        found.unwrap_or(&Datum::Nothing)
    }

    /// A value of the client's own row.
    pub fn own(&self, column: &str) -> &Datum {
        self.named("client", self.client.0, column)
    }

    /// There is an order of non-disclosure: what it hides from others is in here.
    pub fn is_protected(&self) -> bool {
        *self.own("non_disclosure") == Datum::Number(1)
    }
}

/// A client's record, for who gives clients their data and may see this one.
///
/// # Errors
/// `Forbidden`, `Restricted`, `Gone`.
pub fn read(conn: &Connection, me: WorkerId, client: ClientId) -> Result<Record> {
    sight::require(conn, me, Right::Extract)?;
    sight::require_seen(conn, client)?;
    let whose = LOGGED.iter().filter(|(_, whose)| *whose != "NULL");
    let mut tables = whose.map(|(table, whose)| own_rows(conn, table, whose, client)).collect::<Result<Vec<_>>>()?;
    let shells = tables.iter().find(|rows| rows.table == "client").map(ids).unwrap_or_default();
    tables.iter_mut().for_each(|rows| hide_others(rows, &shells));
    let mut named: Vec<Rows> = Vec::new();
    for (table, columns, keys) in NAMED {
        let referred = tables.iter().chain(&named).flat_map(|rows| referred(rows, keys));
        let numbers: BTreeSet<i64> = referred.collect();
        let marks = vec!["?"; numbers.len()].join(", ");
        let sql = format!("SELECT {columns} FROM {table} WHERE id IN ({marks}) ORDER BY id");
        named.push(rows(conn, table, &sql, numbers.into_iter().map(Value::from))?);
    }
    Ok(Record { client, tables, named })
}

fn own_rows(conn: &Connection, table: &'static str, whose: &str, client: ClientId) -> Result<Rows> {
    let also = ALSO.iter().find(|(of, _)| *of == table).map(|(_, column)| format!(" OR t.{column} = ?1"));
    let (whose, also) = (whose.replace('$', "t"), also.unwrap_or_default());
    let sql = format!("SELECT t.* FROM main.{table} t WHERE {whose} = ?1{also} ORDER BY t.id");
    rows(conn, table, &sql, [Value::from(client.0)].into_iter())
}

fn rows(conn: &Connection, table: &'static str, sql: &str, params: impl Iterator<Item = Value>) -> Result<Rows> {
    let mut query = conn.prepare(sql)?;
    let columns: Vec<String> = query.column_names().into_iter().map(String::from).collect();
    let datum = |value: ValueRef| match value {
        ValueRef::Integer(number) => Datum::Number(number),
        ValueRef::Text(text) => Datum::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => Datum::Nothing,
    };
    let count = columns.len();
    let read = |row: &rusqlite::Row| (0..count).map(|at| row.get_ref(at).map(datum)).collect();
    let rows = query.query_map(params_from_iter(params), read)?.collect::<rusqlite::Result<_>>()?;
    Ok(Rows { table, columns, rows })
}

fn ids(rows: &Rows) -> Vec<Datum> {
    rows.rows.iter().map(|row| rows.value(row, "id").clone()).collect()
}

/// Who else is meant is not told.
fn hide_others(rows: &mut Rows, own: &[Datum]) {
    let others = OTHERS.iter().filter(|(table, _)| *table == rows.table);
    let at: Vec<usize> = others.filter_map(|(_, column)| rows.columns.iter().position(|name| name == column)).collect();
    for row in &mut rows.rows {
        for at in &at {
            if !own.contains(&row[*at]) {
                row[*at] = Datum::Nothing;
            }
        }
    }
}

fn referred(rows: &Rows, keys: &[&str]) -> Vec<i64> {
    let at: Vec<usize> = (0..rows.columns.len()).filter(|at| keys.contains(&rows.columns[*at].as_str())).collect();
    let numbers = rows.rows.iter().flat_map(|row| at.iter().map(move |at| &row[*at]));
    numbers.filter_map(|datum| if let Datum::Number(number) = datum { Some(*number) } else { None }).collect()
}
