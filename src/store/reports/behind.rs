//! What lies behind a figure: the same facts as the figure's, by name.

use rusqlite::{Connection, Row};

use super::facts::{bind, filled};
use super::{ColumnSpec, How, TableSpec, Total, kept, spec};
use crate::domain::activity::Kind;
use crate::domain::ids::{ActivityId, ClientId};
use crate::domain::reports::{Behind, Item, Line, Spot};
use crate::store::error::{Result, StoreError};

/// Everybody and everything behind a figure: exactly as many as it says.
///
/// # Errors
/// `Gone` for a figure of a table that no report has; `OnlyFigures` where records behind it have been removed.
pub fn behind(conn: &Connection, spot: &Spot) -> Result<Vec<Behind>> {
    if kept::is_kept(conn, spot.name, &spot.scope)? {
        return Err(StoreError::OnlyFigures);
    }
    let table = spec(spot.name).tables.iter().find(|table| table.key == spot.table).ok_or(StoreError::Gone)?;
    let column = table.columns.get(spot.column).ok_or(StoreError::Gone)?;
    let mut query = conn.prepare_cached(&filled(&sql(table, column, spot), &spot.scope))?;
    bind(&mut query, &spot.scope)?;
    for (name, line) in [(":part", spot.part.as_ref()), (":line", Some(&spot.line))] {
        if let Some(at) = query.parameter_index(name)? {
            query.raw_bind_parameter(at, line.and_then(text))?;
        }
    }
    let mut rows = query.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// A line as the facts have it.
fn text(line: &Line) -> Option<&str> {
    match line {
        Line::Of(text) => Some(text),
        Line::NotTold | Line::Total => None,
    }
}

fn sql(table: &TableSpec, column: &ColumnSpec, spot: &Spot) -> String {
    let ColumnSpec { id, facts, .. } = column;
    let n = match column.how {
        How::Sum(n) | How::Mean(n) => n,
        _ => "NULL",
    };
    // In a total that adds rows up, somebody who is in two rows stands there twice.
    let apart = match (&spot.line, &table.total) {
        (Line::Total, Total::Sum(_)) => "line",
        _ => "NULL",
    };
    let line = if spot.line == Line::Total { "1" } else { "line IS :line" };
    let with = if table.with.is_empty() { "WITH".to_string() } else { format!("{},", table.with) };
    let (joins, columns) = named(column.item);
    format!(
        "{with} hit AS (SELECT DISTINCT {apart} AS row, {id} AS id, {n} AS n FROM ({facts}) \
           WHERE {id} IS NOT NULL AND part IS :part AND {line}) \
         SELECT c.id, c.family_name || ' ' || c.given_name, {columns}, hit.n FROM hit {joins} \
         ORDER BY c.sort_key IS NULL, c.sort_key, 6, 3, hit.id"
    )
}

/// How an item is found, and its activity with its kind, what it is, from, to, and the mark.
fn named(item: Item) -> (&'static str, &'static str) {
    match item {
        Item::Person => ("LEFT JOIN client c ON c.id = hit.id", "NULL, NULL, NULL, NULL, NULL, NULL"),
        Item::Episode => (
            "JOIN episode p ON p.id = hit.id LEFT JOIN client c ON c.id = p.client_id",
            "NULL, NULL, NULL, coalesce(p.opened, p.pending_since), p.closed, NULL",
        ),
        Item::Spell => (
            "JOIN enrolment e ON e.id = hit.id JOIN activity a ON a.id = e.activity_id LEFT JOIN client c ON c.id = e.client_id",
            "a.id, a.kind, a.name, e.starts, e.ends, NULL",
        ),
        Item::Visit => (
            "JOIN attendance t ON t.id = hit.id JOIN session s ON s.id = t.session_id JOIN activity a ON a.id = s.activity_id \
             LEFT JOIN client c ON c.id = t.client_id",
            "a.id, a.kind, a.name, s.on_day, NULL, t.mark",
        ),
        Item::Session => (
            "JOIN session s ON s.id = hit.id JOIN activity a ON a.id = s.activity_id LEFT JOIN client c ON c.id = NULL",
            "a.id, a.kind, a.name, s.on_day, NULL, NULL",
        ),
        Item::Review => (
            "JOIN review r ON r.id = hit.id JOIN goal g ON g.id = r.goal_id JOIN episode p ON p.id = g.episode_id \
             LEFT JOIN client c ON c.id = p.client_id",
            "NULL, NULL, CASE WHEN c.id IS NOT NULL THEN g.text END, coalesce(r.first_due, r.due), r.held, NULL",
        ),
        Item::Goal => (
            "JOIN goal g ON g.id = hit.id JOIN episode p ON p.id = g.episode_id LEFT JOIN client c ON c.id = p.client_id",
            "NULL, NULL, CASE WHEN c.id IS NOT NULL THEN g.text END, g.set_on, g.ended, NULL",
        ),
        Item::Plan => (
            "JOIN plan v ON v.id = hit.id JOIN episode p ON p.id = v.episode_id LEFT JOIN client c ON c.id = p.client_id",
            "NULL, NULL, NULL, v.made_on, NULL, NULL",
        ),
        Item::Measure => (
            "JOIN measure m ON m.id = hit.id LEFT JOIN client c ON c.id = m.client_id",
            "NULL, NULL, NULL, m.on_day, NULL, NULL",
        ),
    }
}

fn read(row: &Row) -> rusqlite::Result<Behind> {
    let client: Option<ClientId> = row.get(0)?;
    let name: Option<String> = row.get(1)?;
    let (activity, kind) = (row.get::<_, Option<ActivityId>>(2)?, row.get::<_, Option<Kind>>(3)?);
    Ok(Behind {
        client: client.zip(name),
        activity: activity.zip(kind),
        what: row.get(4)?,
        from: row.get(5)?,
        to: row.get(6)?,
        mark: row.get(7)?,
        number: row.get(8)?,
    })
}
