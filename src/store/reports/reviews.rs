//! Reviews: whether they were held on time, what became of goals, how measures have changed.

use super::{ColumnSpec, How, TableSpec, Total};
use crate::domain::reports::Item;

/// Reviews by the day that was first agreed on, whatever they were put off to.
const HELD: &str = "SELECT NULL AS part, CASE WHEN r.state = 'done' AND r.held <= coalesce(r.first_due, r.due) \
      THEN 'word:on-time' WHEN r.state = 'done' THEN 'word:late' WHEN r.due > :today THEN 'word:to-come' \
      ELSE 'word:not-held' END AS line, r.id \
    FROM review r JOIN goal g ON g.id = r.goal_id JOIN episode p ON p.id = g.episode_id \
    WHERE r.state <> 'cancelled' AND coalesce(r.first_due, r.due) BETWEEN :from AND :to \
      AND {own:p.client_id} AND {took:p.client_id} AND {theme:g.theme}";

const GOALS: &str = "SELECT NULL AS part, 'theme:' || g.theme AS line, g.id, \
      CASE WHEN g.ended <= :to THEN g.state ELSE 'active' END AS state \
    FROM goal g JOIN episode p ON p.id = g.episode_id \
    WHERE g.set_on <= :to AND coalesce(g.ended, :from) >= :from \
      AND {own:p.client_id} AND {took:p.client_id} AND {theme:g.theme}";

/// The first score ever and the last one within the period, of those who have two of different days.
const CHANGES: &str = "SELECT part, line, last_id, first, last FROM ( \
      SELECT 'instrument:' || m.instrument AS part, 'score:' || m.part AS line, m.id AS last_id, m.on_day, \
        first_value(m.tenths) OVER way AS first, m.tenths AS last, row_number() OVER way AS scores, \
        lead(m.id) OVER way AS later \
      FROM measure m WHERE m.on_day <= :to AND {person:m.client_id} \
      WINDOW way AS (PARTITION BY m.client_id, m.instrument, m.part ORDER BY m.on_day)) \
    WHERE later IS NULL AND scores > 1 AND on_day >= :from";

const REVIEWS: ColumnSpec =
    ColumnSpec { key: "reviews", rule: "reviews", how: How::Rows, facts: HELD, id: "id", item: Item::Review };

const fn goals(key: &'static str, rule: &'static str, id: &'static str) -> ColumnSpec {
    ColumnSpec { key, rule, how: How::Rows, facts: GOALS, id, item: Item::Goal }
}

const fn scores(key: &'static str, rule: &'static str, how: How) -> ColumnSpec {
    ColumnSpec { key, rule, how, facts: CHANGES, id: "last_id", item: Item::Measure }
}

pub const TABLES: &[TableSpec] = &[
    TableSpec {
        key: "reviews",
        parts: None,
        lines: "standing",
        with: "",
        columns: &[ColumnSpec { key: "percent", rule: "share", how: How::Share(1), ..REVIEWS }, REVIEWS],
        total: Total::Sum(&[]),
        people_only: &[],
        order: &[],
    },
    TableSpec {
        key: "goals",
        parts: None,
        lines: "theme",
        with: "",
        columns: &[
            goals("goals", "goals", "id"),
            goals("achieved", "goals-ended", "CASE WHEN state = 'achieved' THEN id END"),
            goals("partly", "goals-ended", "CASE WHEN state = 'partly' THEN id END"),
            goals("not_achieved", "goals-ended", "CASE WHEN state = 'not_achieved' THEN id END"),
            goals("dropped", "goals-ended", "CASE WHEN state = 'dropped' THEN id END"),
            ColumnSpec {
                key: "reached",
                rule: "reached",
                how: How::Rate("state = 'achieved'"),
                facts: GOALS,
                id: "CASE WHEN state IN ('achieved', 'partly', 'not_achieved') THEN id END",
                item: Item::Goal,
            },
        ],
        total: Total::Sum(&[]),
        people_only: &[],
        order: &[],
    },
    TableSpec {
        key: "measures",
        parts: Some("instrument"),
        lines: "score",
        with: "",
        columns: &[
            scores("persons", "persons-measured", How::Rows),
            scores("first", "mean-first", How::Mean("first")),
            scores("last", "mean-last", How::Mean("last")),
            scores("change", "mean-change", How::Mean("last - first")),
        ],
        total: Total::None,
        people_only: &[],
        order: &[],
    },
];
