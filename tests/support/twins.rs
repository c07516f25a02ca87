//! Pairs of records with everything that a record may have.

use fastrand::Rng;
use rinnalla::domain::ids::{ClientId, WorkerId};
use rinnalla::domain::merge::{Choices, Pair, Side, clashes};
use rinnalla::store::{Store, clients};
use rusqlite::types::Value;

use crate::world::{RESTRICTED, STEP, World, day};

pub fn number(store: &Store, sql: &str) -> i64 {
    store.reader().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Two records of the team that the signed-in worker sees.
pub fn pick(rng: &mut Rng) -> (ClientId, ClientId) {
    loop {
        let (kept, other) = (rng.i64(1..=9), rng.i64(1..=9));
        if kept != other && ![kept, other].contains(&RESTRICTED) {
            return (ClientId(kept), ClientId(other));
        }
    }
}

/// Whatever comes to somebody's mind, clash by clash.
pub fn choices(pair: &Pair, rng: &mut Rng) -> Choices {
    clashes(pair).map(|(what, _)| (what, if rng.bool() { Side::Kept } else { Side::Other })).collect()
}

/// Everything in the file but the log, the merges and the counters of changes.
pub fn content(store: &Store) -> Vec<(String, Vec<Vec<Value>>)> {
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' \
        AND name NOT IN ('log', 'merge', 'code', 'sqlite_sequence') ORDER BY name";
    let mut query = store.reader().prepare(names).unwrap();
    let tables: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let rows = |table: &str| -> Vec<Vec<Value>> {
        let mut query = store.reader().prepare(&format!("SELECT * FROM main.{table} ORDER BY 1, 2")).unwrap();
        let kept: Vec<usize> = (0..query.column_count()).filter(|at| query.column_name(*at) != Ok("rev")).collect();
        let row = |row: &rusqlite::Row| kept.iter().map(|at| row.get::<_, Value>(*at)).collect();
        query.query_map([], row).unwrap().map(Result::unwrap).collect()
    };
    tables.into_iter().map(|table| (table.clone(), rows(&table))).collect()
}

/// A random past with everything in it that the reports do not count, some registers closed.
pub fn furnished(seed: u64) -> Store {
    let world = World::random(seed);
    let mut store = world.stored();
    let mut rng = Rng::with_seed(seed ^ 0x7717);
    // The program itself, who sees everybody.
    let me = store.worker();
    store.sign_in(WorkerId(0));
    let write = |tx: &rusqlite::Transaction| {
        furnish(&world, tx, &mut rng);
        Ok(())
    };
    store.write(write).unwrap();
    store.sign_in(me);
    store
}

fn furnish(world: &World, tx: &rusqlite::Transaction, rng: &mut Rng) {
    let run = |sql: &str| tx.execute(sql, []).unwrap();
    let some = |rng: &mut Rng| day(rng.i64(0..60) * STEP).to_string();
    for client in (1..=9).filter(|client| *client != RESTRICTED) {
        for (field, values) in [
            ("phone", ["040 123 4567", "+358401234567", "050 765 4321"]),
            ("municipality", ["Kuopio", "Lieto", "Kuopio"]),
            ("address", ["Keskuskatu 1", "Torikatu 2", "Torikatu 2"]),
            ("household", ["one_adult", "couple", "one_adult"]),
        ] {
            if rng.bool() {
                run(&format!("UPDATE main.client SET {field} = '{}' WHERE id = {client}", values[rng.usize(0..3)]));
            }
        }
        let flags = (rng.u8(0..4) == 0, rng.bool());
        run(&format!(
            "UPDATE main.client SET non_disclosure = {}, bus_card = {} WHERE id = {client}",
            flags.0, flags.1
        ));
        clients::make_keys(tx, ClientId(client)).unwrap();
        for _ in 0..rng.u8(0..3) {
            run(&format!(
                "INSERT INTO note(client_id, author_id, on_day, channel, body) VALUES({client}, 1, '{}', 'phone', 'x')",
                some(rng)
            ));
            let (from, to) = (day(STEP), some(rng));
            run(&format!(
                "INSERT INTO absence_notice(client_id, starts, ends, told_on) VALUES({client}, '{from}', max('{from}', '{to}'), '{from}')"
            ));
        }
        for activity in 1..=2 {
            if rng.bool() {
                run(&format!(
                    "INSERT INTO recommendation(client_id, activity_id, worker_id, on_day) VALUES({client}, {activity}, 1, '2016-06-06')"
                ));
            }
        }
        run(&format!(
            "INSERT INTO snooze(rule, target, client_id, worker_id, until, reason) VALUES('x', 'client:{client}@2016-06-06', {client}, 1, '2016-07-07', 'y')"
        ));
        if rng.u8(0..3) == 0 {
            // Seen by the signed-in worker, and sometimes by a colleague.
            let until = if rng.bool() { "NULL" } else { "'2017-01-01'" };
            run(&format!(
                "INSERT INTO client_access(client_id, worker_id, kind, granted_by, granted_on) VALUES({client}, 3, 'named', 1, '2016-05-05')"
            ));
            if rng.bool() {
                run(&format!(
                    "INSERT INTO client_access(client_id, worker_id, kind, granted_by, granted_on, until) VALUES({client}, 1, 'named', 1, '2016-05-05', {until})"
                ));
            }
            run(&format!(
                "INSERT INTO client_access(client_id, worker_id, kind, granted_by, granted_on, until, reason) VALUES({client}, 2, 'break_glass', 2, '2016-05-05', '2016-05-05', 'z')"
            ));
            run(&format!("UPDATE main.client SET restricted = 1 WHERE id = {client}"));
        }
    }
    for session in &world.sessions {
        let mut minute = 0;
        for client in 1..=9 {
            if rng.u8(0..3) == 0 {
                minute += 1;
                run(&format!(
                    "INSERT INTO booking(session_id, client_id, starts_at) VALUES({}, {client}, '10:{minute:02}')",
                    session.id
                ));
            }
        }
        if session.held && rng.bool() {
            run(&format!("UPDATE session SET register_closed = '2016-06-06T10:00:00Z' WHERE id = {}", session.id));
        }
    }
    for episode in &world.episodes {
        let over = episode.closed.is_some();
        if rng.bool() {
            let kind = if rng.bool() { "final" } else { "interim" };
            run(&format!(
                "INSERT INTO meeting(episode_id, kind, held) VALUES({}, '{kind}', '{}')",
                episode.id,
                some(rng)
            ));
        }
        if rng.bool() && !over {
            run(&format!("UPDATE episode SET urgent = 1, came_by = 'contact' WHERE id = {}", episode.id));
        }
        run(&format!(
            "INSERT INTO decision(episode_id, about, decided_on, valid_from) VALUES({}, 'x', '2016-06-06', '2016-06-06')",
            episode.id
        ));
        run(&format!(
            "INSERT INTO plan_goal(plan_id, goal_id, text) SELECT p.id, g.id, g.text FROM plan p JOIN goal g ON g.episode_id = p.episode_id WHERE p.episode_id = {}",
            episode.id
        ));
    }
}

/// The team works on with the merged record.
pub fn live_on(store: &mut Store, kept: ClientId, rng: &mut Rng) {
    let kept = kept.0;
    let deeds = [
        format!(
            "INSERT INTO note(client_id, author_id, on_day, channel, body) VALUES({kept}, 1, '2017-03-03', 'phone', 'Myöhemmin')"
        ),
        format!("UPDATE note SET body = 'Korjattu' WHERE client_id = {kept}"),
        format!("UPDATE main.client SET phone = '044 000 0000' WHERE id = {kept}"),
        format!(
            "UPDATE attendance SET mark = 'late' WHERE client_id = {kept} AND session_id IN (SELECT id FROM session WHERE register_closed IS NULL)"
        ),
        format!(
            "DELETE FROM attendance WHERE client_id = {kept} AND session_id IN (SELECT id FROM session WHERE register_closed IS NULL)"
        ),
        format!(
            "UPDATE enrolment SET state = 'ended', ends = '2017-03-03', end_reason = 'other' WHERE client_id = {kept} AND state = 'enrolled'"
        ),
        "INSERT INTO session(activity_id, on_day, state) VALUES(1, '2017-02-02', 'held')".to_string(),
        format!(
            "INSERT OR IGNORE INTO attendance(session_id, client_id, enrolment_id, mark) SELECT s.id, {kept}, e.id, 'present' \
             FROM session s JOIN enrolment e ON e.client_id = {kept} AND e.activity_id = s.activity_id \
             WHERE s.on_day = '2017-02-02' AND e.state = 'enrolled' LIMIT 1"
        ),
        format!(
            "UPDATE episode SET state = 'closed', opened = coalesce(opened, pending_since), closed = '2018-01-01', \
             close_reason = 'moved', outcome = 'moved', final_waiver = 'imported' WHERE client_id = {kept} AND closed IS NULL"
        ),
        format!(
            "DELETE FROM booking WHERE client_id = {kept} AND session_id IN (SELECT id FROM session WHERE register_closed IS NULL) \
             AND NOT EXISTS (SELECT 1 FROM attendance t WHERE t.session_id = booking.session_id AND t.client_id = {kept})"
        ),
        // What belongs to one customership may come to name what belonged to another one before.
        format!(
            "INSERT OR IGNORE INTO plan_goal(plan_id, goal_id, text) SELECT p.id, g.id, g.text FROM plan p, goal g \
             WHERE p.episode_id IN (SELECT id FROM episode WHERE client_id = {kept}) \
             AND g.episode_id IN (SELECT id FROM episode WHERE client_id = {kept}) LIMIT 3"
        ),
        format!(
            "UPDATE enrolment SET goal_id = (SELECT max(g.id) FROM goal g JOIN episode e ON e.id = g.episode_id \
             WHERE e.client_id = {kept}) WHERE client_id = {kept}"
        ),
        format!(
            "INSERT INTO meeting(episode_id, kind, held) SELECT max(id), 'interim', '2017-03-03' FROM episode WHERE client_id = {kept}"
        ),
        format!(
            "UPDATE review SET state = 'done', held = '2017-03-03', meeting_id = (SELECT max(id) FROM meeting) \
             WHERE state = 'due' AND goal_id IN (SELECT g.id FROM goal g JOIN episode e ON e.id = g.episode_id \
               WHERE e.client_id = {kept})"
        ),
    ];
    for deed in deeds {
        if rng.bool() {
            // What the rules of the file do not allow is not done.
            let _ = store.write(|tx| Ok(tx.execute(&deed, [])?));
        }
    }
}

/// The numbers of the rows that cannot be edited away, and whose they are.
pub fn reversed(store: &Store, client: ClientId) -> Vec<(String, i64)> {
    let of = |table: &str| {
        let mut query =
            store.reader().prepare(&format!("SELECT id FROM {table} WHERE client_id = ?1 ORDER BY id")).unwrap();
        let rows = query.query_map([client], |row| row.get::<_, i64>(0)).unwrap();
        rows.map(|id| (table.to_string(), id.unwrap())).collect::<Vec<_>>()
    };
    ["episode", "note", "enrolment", "measure", "recommendation", "absence_notice"]
        .iter()
        .flat_map(|table| of(table))
        .collect()
}
