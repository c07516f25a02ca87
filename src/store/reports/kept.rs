//! Years of which records have been removed: every report of such a year, as it was before the first of them went. What
//! is kept are the tables themselves, in keys and figures: no language, and nobody's name.

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use super::TableSpec;
use crate::domain::keyed::Keyed;
use crate::domain::reports::{Asked, Column, Figure, Length, Line, Name, Removed, Row, Span, Table, Value};
use crate::store::chain::REMOVAL;
use crate::store::error::{Result, StoreError};

#[derive(Serialize, Deserialize)]
struct KeptTable {
    table: String,
    /// The keys of its columns then.
    columns: Vec<String>,
    rows: Vec<KeptRow>,
}

#[derive(Serialize, Deserialize)]
struct KeptRow {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    part: Option<KeptLine>,
    line: KeptLine,
    /// A figure a column, with how many were behind it.
    figures: Vec<(KeptValue, i64)>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeptLine {
    Of(String),
    NotTold,
    Total,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeptValue {
    Count(i64),
    Share(i64),
    Rate(u32),
    Mean(i64),
    Unknown,
}

impl From<&Line> for KeptLine {
    fn from(line: &Line) -> KeptLine {
        match line {
            Line::Of(text) => KeptLine::Of(text.clone()),
            Line::NotTold => KeptLine::NotTold,
            Line::Total => KeptLine::Total,
        }
    }
}

impl From<KeptLine> for Line {
    fn from(line: KeptLine) -> Line {
        match line {
            KeptLine::Of(text) => Line::Of(text),
            KeptLine::NotTold => Line::NotTold,
            KeptLine::Total => Line::Total,
        }
    }
}

impl From<Value> for KeptValue {
    fn from(value: Value) -> KeptValue {
        match value {
            Value::Count(count) => KeptValue::Count(count),
            Value::Share(tenths) => KeptValue::Share(tenths),
            Value::Rate(rate) => KeptValue::Rate(rate),
            Value::Mean(tenths) => KeptValue::Mean(tenths),
            // Nothing is hidden in the file.
            Value::Unknown | Value::Hidden => KeptValue::Unknown,
        }
    }
}

impl From<KeptValue> for Value {
    fn from(value: KeptValue) -> Value {
        match value {
            KeptValue::Count(count) => Value::Count(count),
            KeptValue::Share(tenths) => Value::Share(tenths),
            KeptValue::Rate(rate) => Value::Rate(rate),
            KeptValue::Mean(tenths) => Value::Mean(tenths),
            KeptValue::Unknown => Value::Unknown,
        }
    }
}

fn written(tables: &[Table]) -> Result<String> {
    let row = |row: &Row| KeptRow {
        part: row.part.as_ref().map(KeptLine::from),
        line: (&row.line).into(),
        figures: row.figures.iter().map(|figure| (figure.value.into(), figure.behind)).collect(),
    };
    let table = |table: &Table| KeptTable {
        table: table.key.to_string(),
        columns: table.columns.iter().map(|column| column.key.to_string()).collect(),
        rows: table.rows.iter().map(row).collect(),
    };
    let kept: Vec<KeptTable> = tables.iter().map(table).collect();
    serde_json::to_string(&kept).map_err(|_| StoreError::Damaged)
}

/// The table as the report has it now, with the figures of then: a column that did not exist then is not known.
fn read(spec: &TableSpec, kept: Vec<KeptTable>) -> Table {
    let columns: Vec<Column> =
        spec.columns.iter().map(|column| Column { key: column.key, rule: column.rule, unit: column.unit() }).collect();
    let own = kept.into_iter().find(|own| own.table == spec.key);
    let (names, rows) = own.map_or_else(Default::default, |own| (own.columns, own.rows));
    let row = |row: KeptRow| {
        let figure = |column: &Column| {
            let at = names.iter().position(|name| name == column.key);
            let known = at.and_then(|at| row.figures.get(at));
            known.map_or(Figure { value: Value::Unknown, behind: 0 }, |(value, behind)| Figure {
                value: (*value).into(),
                behind: *behind,
            })
        };
        Row { figures: columns.iter().map(figure).collect(), part: row.part.map(Line::from), line: row.line.into() }
    };
    let rows = rows.into_iter().map(row).collect();
    Table { key: spec.key, parts: spec.parts, lines: spec.lines, columns, rows }
}

/// Keeps every report of a whole year as it is now, unless that has been done.
pub fn keep(conn: &Connection, year: i32, today: NaiveDate) -> Result<()> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).ok_or_else(|| StoreError::Refused(year.to_string()))?;
    let scope = Asked::of(Span::around(first, Length::Year), today);
    if conn.prepare_cached("SELECT 1 FROM kept_report WHERE year = ?1")?.exists([year])? {
        return Ok(());
    }
    for name in Name::ALL {
        let body = written(&super::report(conn, *name, &scope)?.tables)?;
        let sql = "INSERT INTO kept_report(year, report, made_on, body) VALUES(?1, ?2, ?3, ?4)";
        conn.prepare_cached(sql)?.execute((year, name.key(), today, body))?;
    }
    Ok(())
}

/// The year, if exactly a whole one is asked for and everything of it.
fn whole_year(scope: &Asked) -> Option<i32> {
    (scope.span.length() == Some(Length::Year) && !scope.is_narrowed()).then(|| scope.span.from.year())
}

/// A table as it was kept; `None` where its figures are counted.
pub fn table(conn: &Connection, name: Name, spec: &TableSpec, scope: &Asked) -> Result<Option<Table>> {
    let Some(year) = whole_year(scope) else { return Ok(None) };
    let mut query = conn.prepare_cached("SELECT body FROM kept_report WHERE year = ?1 AND report = ?2")?;
    let body: Option<String> = query.query_row((year, name.key()), |row| row.get(0)).optional()?;
    body.map(|body| Ok(read(spec, serde_json::from_str(&body).map_err(|_| StoreError::Damaged)?))).transpose()
}

/// What removed records have to do with the figures of these days; `None` where none of these years has been removed.
pub fn removed(conn: &Connection, name: Name, scope: &Asked) -> Result<Option<Removed>> {
    let sql = format!(
        "SELECT count(*) FROM log WHERE entity = '{REMOVAL}' AND json_extract(before, '$.first_year') <= ?2 \
         AND json_extract(before, '$.last_year') >= ?1"
    );
    let years = (scope.span.from.year(), scope.span.to.year());
    let records: i64 = conn.prepare_cached(&sql)?.query_row(years, |row| row.get(0))?;
    if records == 0 {
        return Ok(None);
    }
    let mut query = conn.prepare_cached("SELECT made_on FROM kept_report WHERE year = ?1 AND report = ?2")?;
    let kept_on = query.query_row((whole_year(scope), name.key()), |row| row.get(0)).optional()?;
    Ok(Some(Removed { records, kept_on }))
}

/// True when only figures are left of what is asked for.
pub fn is_kept(conn: &Connection, name: Name, scope: &Asked) -> Result<bool> {
    let mut query = conn.prepare_cached("SELECT 1 FROM kept_report WHERE year = ?1 AND report = ?2")?;
    Ok(query.exists((whole_year(scope), name.key()))?)
}
