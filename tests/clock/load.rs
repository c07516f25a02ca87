//! What ten thousand clients cost: statements, full scans, and the time worked, which is printed and not judged.
//! `cargo test --release --test clock load -- --nocapture` prints the figures.

use std::sync::Mutex;
use std::time::Duration;

use rinnalla::store::Store;
use rinnalla::store::clients::Scope;
use rinnalla::store::request::Query;
use rusqlite::StatementStatus;
use rusqlite::trace::{TraceEvent, TraceEventCodes};

use crate::small::{Small, today};

const CLIENTS: u32 = 10_000;

/// Clients as a large team has them: nine of ten live, each with a goal, a plan and a decision; a few urgent, new,
/// without a worker or contact; a hundred groups that have met every week since autumn.
fn large() -> Store {
    let mut small = Small::made();
    let numbers = format!("WITH RECURSIVE n(i) AS (SELECT 5 UNION ALL SELECT i + 1 FROM n WHERE i < {CLIENTS})");
    let sql = format!(
        "{numbers} INSERT INTO main.client(id, ref, family_name, given_name, sort_key, fold_key, birth_date, non_disclosure, \
           non_disclosure_until) \
           SELECT i, 'r' || i, 'Suku' || i, 'Aino', 'suku' || printf('%05d', i * 7 % 10007), 'suku' || i, '1990-01-01', \
           i % 200 = 0, iif(i % 200 = 0, '2017-03-01', NULL) FROM n; \
         {numbers} INSERT INTO episode(id, client_id, state, pending_since, opened, service_began, urgent) \
           SELECT i, i, iif(i % 50 = 0, 'pending', 'open'), date('2016-10-01', (i % 120) || ' days'), \
           iif(i % 50 = 0, NULL, date('2016-10-08', (i % 120) || ' days')), \
           iif(i % 50 = 0, NULL, date('2016-10-09', (i % 120) || ' days')), i % 100 = 0 FROM n WHERE i % 10 <> 9; \
         INSERT INTO assignment(episode_id, worker_id, starts) \
           SELECT id, 1 + id % 2, pending_since FROM episode WHERE id > 4 AND id % 40 <> 0; \
         INSERT INTO goal(episode_id, text, set_on) SELECT id, 'Nukun öisin', '2016-10-10' FROM episode WHERE id > 4; \
         INSERT INTO review(goal_id, due, state) SELECT id, date('2017-01-20', (id % 120) || ' days'), 'due' FROM goal; \
         INSERT INTO plan(episode_id, version, state, made_on, review_on) SELECT id, 1, 'active', '2016-10-10', \
           date('2017-01-25', (id % 180) || ' days') FROM episode WHERE id > 4; \
         INSERT INTO decision(episode_id, about, decided_on, valid_from, valid_to) SELECT id, 'Ryhmä', '2016-10-10', \
           '2016-10-10', date('2017-01-25', (id % 300) || ' days') FROM episode WHERE id > 4; \
         INSERT INTO note(client_id, author_id, on_day, channel, body, follow_up_on) SELECT client_id, 1, \
           date('2016-11-20', (id % 78) || ' days'), 'phone', 'Soitto.', iif(id % 20 = 0, '2017-02-10', NULL) \
           FROM episode WHERE id > 4; \
         WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 101) \
           INSERT INTO activity(id, name, sort_key, fold_key, tier, kind) \
           SELECT i, 'Ryhmä ' || i, 'r' || i, 'r' || i, 'own', 'group' FROM n; \
         INSERT INTO enrolment(activity_id, client_id, state, starts) SELECT 2 + id % 100, client_id, 'enrolled', \
           '2016-11-01' FROM episode WHERE id > 4 AND id % 4 = 0; \
         WITH RECURSIVE w(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM w WHERE i < 10) \
           INSERT INTO session(activity_id, on_day, starts_at, ends_at, state, register_closed) SELECT a.id, \
           date('2016-11-24', (i * 7) || ' days'), '10:00', '12:00', 'held', NULL FROM activity a, w WHERE a.id > 1; \
         INSERT INTO attendance(session_id, client_id, enrolment_id, mark) SELECT s.id, e.client_id, e.id, \
           iif((s.id + e.id) % 9 = 0, 'no_show', 'present') FROM session s JOIN enrolment e ON e.activity_id = s.activity_id \
           WHERE e.id > 4; \
         UPDATE session SET register_closed = '2017-02-07T06:00:00Z' WHERE on_day < '2017-02-02' AND activity_id > 1;",
    );
    small.store.write(|tx| Ok(tx.execute_batch(&sql)?)).unwrap();
    small.store
}

/// Each statement of the last question: its beginning, steps of full scans, and the time it took.
static STATEMENTS: Mutex<Vec<(String, i32, Duration)>> = Mutex::new(Vec::new());

fn note(event: TraceEvent) {
    if let TraceEvent::Profile(statement, took) = event {
        let scanned = statement.get_status(StatementStatus::FullscanStep);
        STATEMENTS.lock().unwrap().push((statement.sql().into_owned(), scanned, took));
    }
}

/// How long this thread has worked: other work on the machine does not count.
fn worked() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(stat.split(' ').next().and_then(|nanos| nanos.parse().ok()).unwrap_or_default())
}

fn measured(store: &Store, what: &str, question: &Query, most_statements: usize) {
    // Once to read pages and prepare statements, as any session has.
    store.answer(question).unwrap();
    let started = worked();
    store.answer(question).unwrap();
    let took = worked() - started;
    STATEMENTS.lock().unwrap().clear();
    store.reader().trace_v2(TraceEventCodes::SQLITE_TRACE_PROFILE, Some(note));
    store.answer(question).unwrap();
    store.reader().trace_v2(TraceEventCodes::empty(), None);
    let statements = STATEMENTS.lock().unwrap().clone();
    println!("{what:<44} {:>7.1} ms {:>4} statements", took.as_secs_f64() * 1e3, statements.len());
    let mut slowest = statements.clone();
    slowest.sort_by_key(|(_, _, took)| std::cmp::Reverse(*took));
    for (sql, scanned, took) in slowest.iter().take(6).filter(|(_, _, took)| took.as_micros() > 500) {
        let table = sql.split(" FROM ").nth(1).unwrap_or(sql);
        println!("    {:>7.1} ms {scanned:>6} scanned  {}", took.as_secs_f64() * 1e3, &table[..table.len().min(80)]);
    }
    assert!(statements.len() <= most_statements, "{what}: {} statements", statements.len());
}

/// No statement of the clock walks through a table of people: it reads the rows that its rule watches.
fn plans_read_by_index(store: &Store) {
    let statements = STATEMENTS.lock().unwrap().clone();
    assert!(statements.len() > 10);
    for (sql, ..) in statements.iter().filter(|(sql, ..)| sql.starts_with("SELECT") || sql.starts_with("WITH")) {
        let mut plan = store.reader().prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let none = vec![rusqlite::types::Value::Null; plan.parameter_count()];
        let rows = plan.query_map(rusqlite::params_from_iter(none), |row| row.get::<_, String>(3)).unwrap();
        for step in rows.map(Result::unwrap) {
            let table = step.strip_prefix("SCAN ").unwrap_or_default();
            let whole = !table.contains("USING");
            let people = ["c", "e", "n", "t", "p", "d", "g"];
            let scans = whole && people.contains(&table.split(' ').next().unwrap_or_default());
            assert!(!scans, "{step} in {sql}");
        }
    }
}

#[test]
fn load_of_ten_thousand_clients() {
    let store = large();
    let lines = store.due_lines(today()).unwrap();
    println!("{CLIENTS} clients, {} lines", lines.len());
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for line in &lines {
        match counts.iter_mut().find(|(rule, _)| *rule == line.rule.key) {
            Some((_, count)) => *count += 1,
            None => counts.push((line.rule.key, 1)),
        }
    }
    println!("{counts:?}");
    measured(&store, "the whole team's lines", &Query::Due { today: today() }, 240);
    plans_read_by_index(&store);
    measured(
        &store,
        "the lines of one client, on the card",
        &Query::Card { client: rinnalla::domain::ids::ClientId(200), today: today() },
        60,
    );
    measured(&store, "Clients: everybody", &Query::Clients { scope: Scope::All, today: today() }, 242);
    measured(&store, "Today, one worker's", &Query::Today { today: today(), everyone: false }, 260);
    measured(&store, "Today, everybody's", &Query::Today { today: today(), everyone: true }, 500);
}
