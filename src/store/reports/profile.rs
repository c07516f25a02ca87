//! Who the clients are, when their customership began and now.

use super::{ColumnSpec, How, TableSpec, Total};
use crate::domain::reports::Item;

/// Everybody whose customership touches the period, once, by the newest; with what was noted of them when it began:
/// what the first later change says that it was before, else what is there now.
const WITH: &str = "WITH counted AS MATERIALIZED ( \
    SELECT client_id, opened, referrer FROM ( \
      SELECT p.client_id, p.opened, p.referrer, \
        row_number() OVER (PARTITION BY p.client_id ORDER BY p.opened DESC, p.id DESC) AS newest \
      FROM episode p WHERE p.opened <= :to AND coalesce(p.closed, :from) >= :from AND {person:p.client_id}) \
    WHERE newest = 1), \
  before AS MATERIALIZED ( \
    SELECT client_id, key, value FROM ( \
      SELECT l.entity_id AS client_id, j.key, j.value, \
        row_number() OVER (PARTITION BY l.entity_id, j.key ORDER BY l.id) AS first \
      FROM log l JOIN counted k ON k.client_id = l.entity_id, json_each(l.before) j \
      WHERE l.entity = 'client' AND l.act = 'change' AND substr(l.at, 1, 10) > k.opened \
        AND j.key IN ('gender', 'education', 'employment', 'benefit', 'household')) \
    WHERE first = 1)";

const START: &str = "SELECT 'word:age' AS part, {age:c.birth_date,k.opened} AS line, c.id \
      FROM counted k JOIN main.client c ON c.id = k.client_id \
    UNION ALL SELECT 'word:referrer', 'referrer:' || k.referrer, k.client_id FROM counted k \
    UNION ALL SELECT 'word:' || f.key, f.key || ':' || CASE WHEN b.key IS NOT NULL THEN b.value ELSE \
        CASE f.key WHEN 'gender' THEN c.gender WHEN 'education' THEN c.education WHEN 'employment' THEN c.employment \
          WHEN 'benefit' THEN c.benefit ELSE c.household END END, c.id \
      FROM (SELECT column1 AS key FROM (VALUES('gender'), ('education'), ('employment'), ('benefit'), ('household'))) f \
      JOIN counted k JOIN main.client c ON c.id = k.client_id LEFT JOIN before b ON b.client_id = c.id AND b.key = f.key";

const NOW: &str = "SELECT 'word:age' AS part, {age:c.birth_date,:to} AS line, c.id \
      FROM counted k JOIN main.client c ON c.id = k.client_id \
    UNION ALL SELECT 'word:referrer', 'referrer:' || k.referrer, k.client_id FROM counted k \
    UNION ALL SELECT 'word:gender', 'gender:' || c.gender, c.id FROM counted k JOIN main.client c ON c.id = k.client_id \
    UNION ALL SELECT 'word:education', 'education:' || c.education, c.id FROM counted k JOIN main.client c ON c.id = k.client_id \
    UNION ALL SELECT 'word:employment', 'employment:' || c.employment, c.id FROM counted k JOIN main.client c ON c.id = k.client_id \
    UNION ALL SELECT 'word:benefit', 'benefit:' || c.benefit, c.id FROM counted k JOIN main.client c ON c.id = k.client_id \
    UNION ALL SELECT 'word:household', 'household:' || c.household, c.id FROM counted k JOIN main.client c ON c.id = k.client_id";

const fn persons(key: &'static str, rule: &'static str, facts: &'static str) -> ColumnSpec {
    ColumnSpec { key, rule, how: How::Rows, facts, id: "id", item: Item::Person }
}

const fn share(key: &'static str, of: usize, facts: &'static str) -> ColumnSpec {
    ColumnSpec { key, rule: "share", how: How::Share(of), facts, id: "id", item: Item::Person }
}

pub const TABLES: &[TableSpec] = &[TableSpec {
    key: "profile",
    parts: Some("field"),
    lines: "value",
    with: WITH,
    columns: &[
        share("start_percent", 1, START),
        persons("start", "persons-start", START),
        share("now_percent", 3, NOW),
        persons("now", "persons-now", NOW),
    ],
    total: Total::Sum(&[]),
    people_only: &[],
    order: &["age", "gender", "education", "employment", "benefit", "household", "referrer"],
}];
