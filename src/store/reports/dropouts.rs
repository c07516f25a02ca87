//! Who left a group before its time, and what became of them.

use super::{ColumnSpec, How, TableSpec, Total};
use crate::domain::reports::Item;

/// Every membership that ended in the period. It ended early unless its period was over, its goals were reached or the
/// client went on to another service; what became of the client is seen as of the last day.
pub const WITH: &str = "WITH ended AS MATERIALIZED ( \
    SELECT e.id, e.client_id, e.ends, e.end_reason, 'name:' || a.name AS activity, \
      coalesce(e.end_reason, '') NOT IN ('period_over', 'goals_reached', 'onward') AS early \
    FROM enrolment e JOIN activity a ON a.id = e.activity_id \
    WHERE e.state = 'ended' AND e.ends BETWEEN :from AND :to AND {activity:a} AND {own:e.client_id}), \
  fate AS ( \
    SELECT x.id, x.client_id, CASE \
      WHEN p.closed <= :to THEN coalesce('outcome:' || p.outcome, 'word:not-a-client') \
      WHEN EXISTS (SELECT 1 FROM enrolment e WHERE e.client_id = x.client_id AND e.id <> x.id \
        AND e.state IN ('enrolled', 'ended') AND e.starts <= :to AND coalesce(e.ends, '9999') > x.ends) \
        THEN 'word:other-activity' \
      WHEN p.id IS NOT NULL THEN 'word:goes-on' ELSE 'word:not-a-client' END AS fate \
    FROM ended x LEFT JOIN episode p ON p.id = ( \
      SELECT id FROM episode WHERE client_id = x.client_id AND pending_since <= :to \
      ORDER BY pending_since DESC, id DESC LIMIT 1) \
    WHERE x.early)";

const ACTIVITIES: &str = "SELECT NULL AS part, activity AS line, id, early FROM ended";
const REASONS: &str = "SELECT NULL AS part, 'end_reason:' || end_reason AS line, id FROM ended WHERE early";
const FATES: &str = "SELECT NULL AS part, fate AS line, id, client_id FROM fate";

const fn left(facts: &'static str) -> [ColumnSpec; 2] {
    let early = ColumnSpec { key: "early", rule: "early", how: How::Rows, facts, id: "id", item: Item::Spell };
    [ColumnSpec { key: "percent", rule: "share", how: How::Share(1), ..early }, early]
}

const fn table(
    key: &'static str,
    lines: &'static str,
    columns: &'static [ColumnSpec],
    order: &'static [&'static str],
) -> TableSpec {
    TableSpec { key, parts: None, lines, with: WITH, columns, total: Total::Sum(&[]), people_only: &[], order }
}

/// What became of them, which the meters of a process show, too.
pub const BECAME: TableSpec = table("became", "became", &left(FATES), &[]);

pub const TABLES: &[TableSpec] = &[
    table(
        "dropouts",
        "activity",
        &[
            ColumnSpec { key: "ended", rule: "ended", how: How::Rows, facts: ACTIVITIES, id: "id", item: Item::Spell },
            ColumnSpec {
                key: "early",
                rule: "early",
                how: How::Rows,
                facts: ACTIVITIES,
                id: "CASE WHEN early THEN id END",
                item: Item::Spell,
            },
            ColumnSpec {
                key: "early_rate",
                rule: "early-rate",
                how: How::Rate("early"),
                facts: ACTIVITIES,
                id: "id",
                item: Item::Spell,
            },
        ],
        &[],
    ),
    BECAME,
    table("end_reason", "end_reason", &left(REASONS), &[]),
];
