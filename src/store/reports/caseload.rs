//! Each worker's clients: how many there are, come, go and wait, and how long it takes until the service begins.

use super::{ColumnSpec, How, TableSpec, Total};
use crate::domain::reports::Item;

/// Customerships with their own worker of the last day that counts, and the day of execution (SHL 45 §): when the
/// service began, else when the first membership did.
const WITH: &str = "WITH own AS ( \
    SELECT episode_id, worker_id, ends, \
      row_number() OVER (PARTITION BY episode_id ORDER BY starts DESC, id DESC) AS newest \
    FROM assignment WHERE starts <= :to), \
  load AS MATERIALIZED ( \
    SELECT p.id, p.state, p.pending_since, p.opened, p.closed, \
      CASE WHEN o.ends IS NULL OR o.ends >= min(:to, coalesce(p.closed, :to)) THEN o.worker_id END AS worker, \
      coalesce(p.service_began, (SELECT min(e.starts) FROM enrolment e WHERE e.client_id = p.client_id \
        AND e.state IN ('enrolled', 'ended') AND e.starts >= p.pending_since \
        AND e.starts <= coalesce(p.closed, e.starts))) AS began \
    FROM episode p LEFT JOIN own o ON o.episode_id = p.id AND o.newest = 1 \
    WHERE p.pending_since <= :to AND coalesce(p.closed, :from) >= :from AND {took:p.client_id} AND {goals:p.client_id})";

const FACTS: &str = "SELECT NULL AS part, coalesce('worker:' || worker, 'word:no-worker') AS line, id, \
      CASE WHEN opened <= :to AND (closed IS NULL OR closed > :to) THEN id END AS active, \
      CASE WHEN opened BETWEEN :from AND :to THEN id END AS new, \
      CASE WHEN state = 'closed' AND closed BETWEEN :from AND :to THEN id END AS closed, \
      CASE WHEN (opened IS NULL OR opened > :to) AND (closed IS NULL OR closed > :to) THEN id END AS waiting, \
      CASE WHEN began BETWEEN :from AND :to THEN id END AS executed, \
      CAST(10 * (julianday(began) - julianday(pending_since)) AS INTEGER) AS days \
    FROM load WHERE {worker:worker}";

const fn count(key: &'static str, rule: &'static str, id: &'static str) -> ColumnSpec {
    ColumnSpec { key, rule, how: How::Rows, facts: FACTS, id, item: Item::Episode }
}

pub const TABLES: &[TableSpec] = &[TableSpec {
    key: "caseload",
    parts: None,
    lines: "worker",
    with: WITH,
    columns: &[
        count("active", "active", "active"),
        count("new", "new", "new"),
        count("closed", "closed", "closed"),
        count("waiting", "waiting", "waiting"),
        count("executed", "executed", "executed"),
        ColumnSpec {
            key: "days",
            rule: "days",
            how: How::Mean("days"),
            facts: FACTS,
            id: "executed",
            item: Item::Episode,
        },
    ],
    total: Total::Sum(&[]),
    people_only: &[],
    order: &[],
}];
