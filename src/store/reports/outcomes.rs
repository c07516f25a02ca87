//! Where people went: each once, by the newest customership that was closed in the period.

use super::{ColumnSpec, How, TableSpec, Total};
use crate::domain::reports::Item;

const WITH: &str = "WITH closing AS ( \
    SELECT p.id, p.outcome, p.close_reason, \
      coalesce(p.onward, (SELECT key FROM code WHERE list = 'onward' AND key = p.outcome)) AS onward, \
      row_number() OVER (PARTITION BY p.client_id ORDER BY p.closed DESC, p.id DESC) AS newest \
    FROM episode p WHERE p.state = 'closed' AND p.closed BETWEEN :from AND :to AND {person:p.client_id})";

const fn columns(facts: &'static str) -> [ColumnSpec; 2] {
    let persons =
        ColumnSpec { key: "persons", rule: "persons-closed", how: How::Rows, facts, id: "id", item: Item::Episode };
    [ColumnSpec { key: "percent", rule: "share", how: How::Share(1), ..persons }, persons]
}

const fn table(key: &'static str, columns: &'static [ColumnSpec]) -> TableSpec {
    TableSpec {
        key,
        parts: None,
        lines: key,
        with: WITH,
        columns,
        total: Total::Sum(&[]),
        people_only: &[],
        order: &[],
    }
}

pub const TABLES: &[TableSpec] = &[
    table("outcome", &columns("SELECT NULL AS part, 'outcome:' || outcome AS line, id FROM closing WHERE newest = 1")),
    table(
        "close_reason",
        &columns("SELECT NULL AS part, 'close_reason:' || close_reason AS line, id FROM closing WHERE newest = 1"),
    ),
    table("onward", &columns("SELECT NULL AS part, 'onward:' || onward AS line, id FROM closing WHERE newest = 1")),
];
