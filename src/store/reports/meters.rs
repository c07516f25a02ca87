//! The meters of a process (Lieto 2021): realised visits, new plans and plans that came true, and who dropped out.

use super::{ColumnSpec, How, TableSpec, Total, dropouts};
use crate::domain::reports::Item;

/// One row a held session, a mark of somebody who came, a member's plan that is new, a member's plan at the end of a
/// customership, a membership that ended early.
const WITH: &str = "WITH held AS MATERIALIZED ( \
    SELECT s.id, s.anon_count, s.activity_id, 'name:' || a.name AS line, s.lead_id, s.series_id, a.lead_id AS own_lead \
    FROM session s JOIN activity a ON a.id = s.activity_id \
    WHERE s.state = 'held' AND s.on_day BETWEEN :from AND :to AND {activity:a}), \
  member AS MATERIALIZED ( \
    SELECT DISTINCT 'name:' || a.name AS line, e.client_id FROM enrolment e JOIN activity a ON a.id = e.activity_id \
    WHERE {period} AND {activity:a} AND {own:e.client_id}), \
  made AS ( \
    SELECT h.line, h.id AS session, NULL AS visit, NULL AS counted, NULL AS heads, NULL AS client_id, NULL AS plan, \
      NULL AS over, NULL AS fulfilled, NULL AS early FROM held h WHERE {heads} \
    UNION ALL \
    SELECT h.line, NULL, t.id, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM held h \
      CROSS JOIN attendance t ON t.session_id = h.id WHERE t.mark IN ('present', 'late') AND {own:t.client_id} \
    UNION ALL \
    SELECT h.line, NULL, NULL, h.id, h.anon_count, NULL, NULL, NULL, NULL, NULL FROM held h \
      WHERE h.anon_count IS NOT NULL AND {heads} \
    UNION ALL \
    SELECT line, NULL, NULL, NULL, NULL, client_id, NULL, NULL, NULL, NULL FROM member \
    UNION ALL \
    SELECT m.line, NULL, NULL, NULL, NULL, NULL, n.id, NULL, NULL, NULL FROM plan n \
      JOIN episode p ON p.id = n.episode_id JOIN member m ON m.client_id = p.client_id \
      WHERE n.version = 1 AND n.made_on BETWEEN :from AND :to \
    UNION ALL \
    SELECT m.line, NULL, NULL, NULL, NULL, NULL, NULL, n.id, \
        EXISTS (SELECT 1 FROM goal g WHERE g.episode_id = p.id) AND NOT EXISTS (SELECT 1 FROM goal g \
          WHERE g.episode_id = p.id AND g.state NOT IN ('achieved', 'partly')), NULL \
      FROM episode p JOIN plan n ON n.episode_id = p.id JOIN member m ON m.client_id = p.client_id \
      WHERE p.state = 'closed' AND p.closed BETWEEN :from AND :to \
        AND n.version = (SELECT max(version) FROM plan WHERE episode_id = p.id) \
    UNION ALL \
    SELECT 'name:' || a.name, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, e.id FROM enrolment e \
      JOIN activity a ON a.id = e.activity_id WHERE e.state = 'ended' AND e.ends BETWEEN :from AND :to \
        AND coalesce(e.end_reason, '') NOT IN ('period_over', 'goals_reached', 'onward') \
        AND {activity:a} AND {own:e.client_id})";

const FACTS: &str = "SELECT NULL AS part, line, session, visit, counted, heads, client_id, plan, over, fulfilled, early \
    FROM made";

const fn column(key: &'static str, rule: &'static str, how: How, id: &'static str, item: Item) -> ColumnSpec {
    ColumnSpec { key, rule, how, facts: FACTS, id, item }
}

pub const TABLES: &[TableSpec] = &[
    TableSpec {
        key: "meters",
        parts: None,
        lines: "activity",
        with: WITH,
        columns: &[
            column("sessions", "sessions", How::Rows, "session", Item::Session),
            column("visits", "visits", How::Rows, "visit", Item::Visit),
            column("heads", "heads", How::Sum("heads"), "counted", Item::Session),
            column("members", "members", How::Distinct, "client_id", Item::Person),
            column("plans", "plans", How::Distinct, "plan", Item::Plan),
            column("fulfilled", "fulfilled", How::DistinctRate("fulfilled"), "over", Item::Plan),
            column("early", "early", How::Rows, "early", Item::Spell),
        ],
        total: Total::Distinct,
        people_only: &[],
        order: &[],
    },
    dropouts::BECAME,
];
