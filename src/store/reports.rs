//! Reports out of the file.
//!
//! A table of a report is a list of columns over *facts*: a select that gives one row for each thing to be counted,
//! with its part and its line. A figure is an aggregate over the facts of its cell, and what lies behind it is the same
//! facts, named. So the two cannot differ, and a new report is one entry in [`REPORTS`].

mod behind;
mod caseload;
mod dropouts;
mod engine;
mod facts;
mod kept;
mod meters;
mod outcomes;
mod participation;
mod profile;
mod reviews;
mod visits;

use rusqlite::Connection;

use super::error::Result;
use crate::domain::reports::{Asked, Item, Name, Report, Table, Unit};
pub use behind::behind;
pub use kept::{keep, removed};

/// One report.
struct ReportSpec {
    name: Name,
    tables: &'static [TableSpec],
}

/// Every report, in the order of the list on the screen.
const REPORTS: &[ReportSpec] = &[
    ReportSpec { name: Name::Participation, tables: participation::TABLES },
    ReportSpec { name: Name::Outcomes, tables: outcomes::TABLES },
    ReportSpec { name: Name::Profile, tables: profile::TABLES },
    ReportSpec { name: Name::Visits, tables: visits::TABLES },
    ReportSpec { name: Name::Reviews, tables: reviews::TABLES },
    ReportSpec { name: Name::Dropouts, tables: dropouts::TABLES },
    ReportSpec { name: Name::Caseload, tables: caseload::TABLES },
    ReportSpec { name: Name::Meters, tables: meters::TABLES },
];

/// One table: what its rows are about, and its columns.
struct TableSpec {
    /// `report-table-<key>` names it.
    key: &'static str,
    /// Heads the column of parts, where rows belong together under headings.
    parts: Option<&'static str>,
    /// Heads the column of lines in CSV and JSON; `lines-<lines>` heads it for people.
    lines: &'static str,
    /// Common table expressions that its facts are selected from.
    with: &'static str,
    columns: &'static [ColumnSpec],
    total: Total,
    /// Parts of which only the first column is told.
    people_only: &'static [&'static str],
    /// The order of the parts; lines stand as their lists go.
    order: &'static [&'static str],
}

/// What stands in the last row of a part.
enum Total {
    None,
    /// The sum of the rows, in these parts; in all of them when none is named.
    Sum(&'static [&'static str]),
    /// Everything counted once more over the whole part: who stands in several rows is one person.
    Distinct,
}

/// One column.
#[derive(Clone, Copy)]
struct ColumnSpec {
    /// Heads it in CSV and JSON; `figure-<key>` heads it for people.
    key: &'static str,
    /// `rule-<rule>` says how it is counted.
    rule: &'static str,
    how: How,
    /// A select with the columns `part`, `line` and those that `id` and `n` name.
    facts: &'static str,
    /// What is counted, in terms of the facts; NULL is not counted.
    id: &'static str,
    /// What `id` is.
    item: Item,
}

/// How the facts of a cell become its figure.
#[derive(Clone, Copy)]
enum How {
    /// As many as there are facts; each has an id of its own.
    Rows,
    /// As many different ids as there are.
    Distinct,
    /// What this expression adds up to; nothing at all is unknown.
    Sum(&'static str),
    /// Of those for which this expression is 1 or 0, the share of 1: the counting rule of attendance.
    Rate(&'static str),
    /// The same where several facts are about one thing, which counts once.
    DistinctRate(&'static str),
    /// The mean of this expression, in tenths.
    Mean(&'static str),
    /// The share that this column, by its place, has in the whole of its part.
    Share(usize),
}

impl ColumnSpec {
    fn unit(&self) -> Unit {
        match self.how {
            How::Rows | How::Distinct | How::Sum(_) => Unit::Count,
            How::Rate(_) | How::DistinctRate(_) => Unit::Rate,
            How::Mean(_) => Unit::Mean,
            How::Share(_) => Unit::Share,
        }
    }
}

fn spec(name: Name) -> &'static ReportSpec {
    REPORTS.iter().find(|report| report.name == name).unwrap_or(&REPORTS[0])
}

/// The tables of a report, by their keys.
pub fn tables(name: Name) -> Vec<&'static str> {
    spec(name).tables.iter().map(|table| table.key).collect()
}

/// What lies behind the figures of a column.
pub fn item(name: Name, table: &str, column: usize) -> Item {
    let table = spec(name).tables.iter().find(|own| own.key == table);
    table.and_then(|table| table.columns.get(column)).map_or(Item::Person, |column| column.item)
}

/// The whole report.
pub fn report(conn: &Connection, name: Name, scope: &Asked) -> Result<Report> {
    let tables = spec(name).tables.iter().map(|table| told(conn, name, table, scope)).collect::<Result<_>>()?;
    Ok(Report { name, scope: scope.clone(), tables, removed: removed(conn, name, scope)? })
}

/// One table of a report; its first one when it has none of that key.
pub fn table(conn: &Connection, name: Name, key: &str, scope: &Asked) -> Result<Table> {
    let tables = spec(name).tables;
    told(conn, name, tables.iter().find(|table| table.key == key).unwrap_or(&tables[0]), scope)
}

/// The figures that were kept of a year, where they were; else they are counted.
fn told(conn: &Connection, name: Name, table: &TableSpec, scope: &Asked) -> Result<Table> {
    match kept::table(conn, name, table, scope)? {
        Some(kept) => Ok(kept),
        None => engine::table(conn, table, scope),
    }
}

/// The names of the messages that the tables ask for, for the test of the message files.
pub fn message_names() -> Vec<String> {
    let mut names = Vec::new();
    for table in REPORTS.iter().flat_map(|report| report.tables) {
        names.push(format!("report-table-{}", table.key));
        names.extend(table.parts.into_iter().chain([table.lines]).map(|lines| format!("lines-{lines}")));
        for column in table.columns {
            names.extend([format!("figure-{}", column.key), format!("rule-{}", column.rule)]);
        }
    }
    names.extend(facts::WORDS.iter().map(|word| format!("report-line-{word}")));
    names.sort();
    names.dedup();
    names
}
