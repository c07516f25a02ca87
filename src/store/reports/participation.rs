//! Persons, participations and visits: three different numbers, service by service and tier by tier.

use super::{ColumnSpec, How, TableSpec, Total};
use crate::domain::reports::Item;

/// What each activity counts under, and everything that was made of it: one row a membership, a mark of somebody who
/// came, a count of heads.
const WITH: &str = "WITH used AS ( \
    SELECT a.id, a.name, a.tier, a.service FROM activity a WHERE {activity:a} AND ( \
      EXISTS (SELECT 1 FROM enrolment e WHERE e.activity_id = a.id AND {period}) \
      OR EXISTS (SELECT 1 FROM session s WHERE s.activity_id = a.id AND s.state = 'held' \
        AND s.on_day BETWEEN :from AND :to))), \
  service AS ( \
    SELECT id AS activity_id, 'tier:' || tier AS tier, \
      CASE tier WHEN 'own' THEN 'word:own' WHEN 'partnership' THEN 'word:cooperation' \
        WHEN 'general' THEN 'word:general' ELSE 'word:purchased' END AS part, \
      CASE WHEN service IS NULL THEN 'name:' || name \
        WHEN tier = 'purchased_tailored' AND count(*) OVER (PARTITION BY tier, service) > 1 \
          THEN 'services:' || count(*) OVER (PARTITION BY tier, service) || ':' || service \
        ELSE 'service:' || service END AS line FROM used), \
  made AS ( \
    SELECT x.part, x.line, x.tier, e.client_id, e.id AS spell, NULL AS visit, NULL AS session, NULL AS heads \
      FROM enrolment e JOIN service x ON x.activity_id = e.activity_id WHERE {period} AND {own:e.client_id} \
    UNION ALL \
    SELECT x.part, x.line, x.tier, t.client_id, NULL, t.id, NULL, NULL FROM session s \
      JOIN service x ON x.activity_id = s.activity_id JOIN attendance t ON t.session_id = s.id \
      WHERE s.state = 'held' AND s.on_day BETWEEN :from AND :to AND t.mark IN ('present', 'late') AND {own:t.client_id} \
    UNION ALL \
    SELECT x.part, x.line, x.tier, NULL, NULL, NULL, s.id, s.anon_count FROM session s \
      JOIN service x ON x.activity_id = s.activity_id JOIN activity a ON a.id = s.activity_id \
      WHERE s.state = 'held' AND s.on_day BETWEEN :from AND :to AND s.anon_count IS NOT NULL AND {lead:s,a})";

const SERVICES: &str = "SELECT part, line, client_id, spell, visit, session, heads FROM made";

/// With where people have gone on to, and how many there have been at all.
const PERSONS: &str = "SELECT part, line, client_id FROM made \
    UNION ALL \
    SELECT 'word:onward', 'onward:' || path, client_id FROM ( \
      SELECT p.client_id, coalesce(p.onward, (SELECT key FROM code WHERE list = 'onward' AND key = p.outcome)) AS path, \
        row_number() OVER (PARTITION BY p.client_id ORDER BY p.closed DESC, p.id DESC) AS newest \
      FROM episode p WHERE p.state = 'closed' AND p.closed BETWEEN :from AND :to AND {person:p.client_id}) \
      WHERE newest = 1 AND path <> 'none' \
    UNION ALL \
    SELECT 'word:registered', 'asof:project', p.client_id FROM episode p \
      WHERE p.pending_since <= :to AND coalesce(p.closed, :from) >= :from AND {person:p.client_id}";

const TIERS: &str = "SELECT NULL AS part, tier AS line, client_id, spell, visit, session, heads FROM made";

const fn columns(persons: &'static str, rule: &'static str, facts: &'static str) -> [ColumnSpec; 4] {
    [
        ColumnSpec { key: "persons", rule, how: How::Distinct, facts: persons, id: "client_id", item: Item::Person },
        ColumnSpec {
            key: "participations",
            rule: "participations",
            how: How::Rows,
            facts,
            id: "spell",
            item: Item::Spell,
        },
        ColumnSpec { key: "visits", rule: "visits", how: How::Rows, facts, id: "visit", item: Item::Visit },
        ColumnSpec { key: "heads", rule: "heads", how: How::Sum("heads"), facts, id: "session", item: Item::Session },
    ]
}

pub const TABLES: &[TableSpec] = &[
    TableSpec {
        key: "services",
        parts: Some("section"),
        lines: "service",
        with: WITH,
        columns: &columns(PERSONS, "persons-service", SERVICES),
        // Somebody in two services is in each of them, as the teams themselves count: the next table has the people.
        total: Total::Sum(&["purchased", "cooperation", "own", "general"]),
        people_only: &["onward", "registered"],
        order: &["purchased", "cooperation", "own", "general", "onward", "registered"],
    },
    TableSpec {
        key: "tiers",
        parts: None,
        lines: "tier",
        with: WITH,
        columns: &columns(TIERS, "persons-distinct", TIERS),
        total: Total::Distinct,
        people_only: &[],
        order: &[],
    },
];
