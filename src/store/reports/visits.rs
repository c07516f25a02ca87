//! Visits: by name, by count of heads, and by how many different people; activity by activity and week by week.

use super::{ColumnSpec, How, TableSpec, Total};
use crate::domain::reports::Item;

/// One row a held session, and one a mark. The counting rule asks members only, inside their spell.
const WITH: &str = "WITH held AS MATERIALIZED ( \
    SELECT s.id, s.on_day, s.anon_count, s.lead_id, s.series_id, a.lead_id AS own_lead, 'name:' || a.name AS activity, \
      'week:' || date(s.on_day, '-' || ((strftime('%w', s.on_day) + 6) % 7) || ' days') AS week \
    FROM session s JOIN activity a ON a.id = s.activity_id \
    WHERE s.state = 'held' AND s.on_day BETWEEN :from AND :to AND {activity:a}), \
  made AS ( \
    SELECT h.activity, h.week, t.client_id, CASE WHEN t.mark IN ('present', 'late') THEN t.id END AS visit, \
      t.id AS mark, NULL AS session, NULL AS counted, NULL AS heads, \
      CASE WHEN e.id IS NULL OR NOT h.on_day BETWEEN e.starts AND coalesce(e.ends, h.on_day) THEN NULL \
        WHEN t.mark IN ('present', 'late') THEN 1 WHEN t.mark = 'no_show' THEN 0 END AS came \
      FROM held h CROSS JOIN attendance t ON t.session_id = h.id LEFT JOIN enrolment e ON e.id = t.enrolment_id \
      WHERE {own:t.client_id} \
    UNION ALL \
    SELECT h.activity, h.week, NULL, NULL, NULL, h.id, CASE WHEN h.anon_count IS NOT NULL THEN h.id END, h.anon_count, \
      NULL FROM held h WHERE {heads})";

const ACTIVITIES: &str =
    "SELECT NULL AS part, activity AS line, client_id, visit, mark, session, counted, heads, came FROM made";
const WEEKS: &str =
    "SELECT NULL AS part, week AS line, client_id, visit, mark, session, counted, heads, came FROM made";
const BOTH: &str =
    "SELECT activity AS part, week AS line, client_id, visit, mark, session, counted, heads, came FROM made";

const fn columns(facts: &'static str) -> [ColumnSpec; 5] {
    [
        ColumnSpec { key: "visits", rule: "visits", how: How::Rows, facts, id: "visit", item: Item::Visit },
        ColumnSpec { key: "heads", rule: "heads", how: How::Sum("heads"), facts, id: "counted", item: Item::Session },
        ColumnSpec {
            key: "persons",
            rule: "persons-visits",
            how: How::Distinct,
            facts,
            id: "CASE WHEN visit IS NOT NULL THEN client_id END",
            item: Item::Person,
        },
        ColumnSpec { key: "sessions", rule: "sessions", how: How::Rows, facts, id: "session", item: Item::Session },
        ColumnSpec {
            key: "rate",
            rule: "rate",
            how: How::Rate("came"),
            facts,
            id: "CASE WHEN came IS NOT NULL THEN mark END",
            item: Item::Visit,
        },
    ]
}

const fn table(
    key: &'static str,
    parts: Option<&'static str>,
    lines: &'static str,
    columns: &'static [ColumnSpec],
) -> TableSpec {
    TableSpec { key, parts, lines, with: WITH, columns, total: Total::Distinct, people_only: &[], order: &[] }
}

pub const TABLES: &[TableSpec] = &[
    table("visits", None, "activity", &columns(ACTIVITIES)),
    table("weeks", None, "week", &columns(WEEKS)),
    table("activity-weeks", Some("activity"), "week", &columns(BOTH)),
];
