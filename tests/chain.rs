//! The chain of the log: whatever has been done, it fits; and whatever is done to it from outside is found.

#[path = "support/small.rs"]
pub mod small;

use proptest::prelude::*;
use rinnalla::domain::attendance::{Mark, Slot};
use rinnalla::domain::ids::{EpisodeId, NoteId, WorkerId};
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::trace::{Act, Seen, Trace};
use rinnalla::exchange::{Mode, Subject, import};
use rinnalla::store::change::Change;
use rinnalla::store::{Store, StoreError};
use small::{Small, goal, mondays, note, person, today};

/// Past the triggers, as somebody does who has the file itself.
fn tamper(small: &mut Small, sql: &str) {
    let open =
        "DROP TRIGGER IF EXISTS log_kept_u; DROP TRIGGER IF EXISTS log_kept_d; DROP TRIGGER IF EXISTS log_kept_i;";
    // Nobody's right to write is asked for there.
    let me = small.store.worker();
    small.store.sign_in(WorkerId(0));
    small.store.write(|tx| Ok(tx.execute_batch(&format!("{open} {sql}"))?)).unwrap();
    small.store.sign_in(me);
}

fn faults(small: &Small) -> Vec<String> {
    small.store.check().unwrap()
}

/// A deed: a kind, whom it concerns, how it turns out.
type Deed = (u8, usize, usize);

fn act(small: &mut Small, (kind, which, how): Deed) {
    let client = small.clients[which % small.clients.len()];
    small.store.sign_in(small.workers[how % 2]);
    let slot = Slot::Rule { series: small.series, day: mondays()[how % 5] };
    let mark = Mark::ALL.get(which % 5).copied();
    // What is refused is as good: it leaves nothing behind.
    let _ = match kind {
        0 => small.store.change(&Change::Mark { slot, client, seen: mark, mark }, None).map(drop),
        1 => small
            .store
            .change(&Change::AddNote { client, fields: note("Soitti; ä\"'\n\u{0}"), from: None }, None)
            .map(drop),
        2 => small.store.change(&Change::EditNote { id: NoteId(1), rev: 1, fields: note("Toinen") }, None).map(drop),
        3 => {
            small.store.change(&Change::AddGoal { episode: EpisodeId(client.0), fields: goal("Nukun") }, None).map(drop)
        }
        4 => small.store.trace(&[Trace::card(client), Trace::search(small.clients.clone())]),
        5 => small.store.undo().map(drop),
        6 => small
            .store
            .rehearse::<_, StoreError>(|tx| Ok(tx.execute("UPDATE main.client SET phone = '1'", [])?))
            .map(|_| ()),
        7 => small.store.write(|tx| Ok(tx.execute("UPDATE main.client SET phone = ?1", [how as i64])?)).map(|_| ()),
        8 => {
            let rows = format!("ref,family_name,given_name\nT-{how},Tuotu,Aino\n");
            let _ = import(&mut small.store, Subject::Clients, rows.as_bytes(), today(), Mode::Apply);
            Ok(())
        }
        _ => {
            let edit = Change::EditClient { id: client, rev: 1, fields: person(how) };
            small.store.change(&Change::Correct { reason: "Korjaus".into(), change: Box::new(edit) }, None).map(drop)
        }
    };
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_the_chain_fits_and_whatever_is_done_to_it_is_found(
        deeds in prop::collection::vec((0..10_u8, 0..9_usize, 0..9_usize), 1..25),
        (way, at, other) in (0..10_usize, 0..10_000_i64, 0..10_000_i64),
    ) {
        let mut small = Small::made();
        for deed in deeds {
            act(&mut small, deed);
        }
        prop_assert_eq!(faults(&small), Vec::<String>::new());
        let count = small.number("SELECT count(*) FROM log");
        prop_assert_eq!(count, small.number("SELECT max(id) FROM log"), "no number is left out");
        prop_assert_eq!(small.store.log_head().unwrap().unwrap().id, count);
        let (id, next) = (at % count + 1, other % count + 1);
        prop_assume!(id != next);
        tamper(&mut small, &match way {
            0 => format!("UPDATE log SET worker_id = worker_id + 1 WHERE id = {id}"),
            1 => format!("UPDATE log SET at = '2001' || substr(at, 5) WHERE id = {id}"),
            2 => format!("UPDATE log SET client_id = coalesce(client_id, 0) + 1 WHERE id = {id}"),
            3 => format!("UPDATE log SET after = coalesce(after, '') || ' ' WHERE id = {id}"),
            4 => format!("UPDATE log SET hash = zeroblob(32) WHERE id = {id}"),
            5 => format!("DELETE FROM log WHERE id = {id}"),
            6 => format!("INSERT INTO log SELECT {count} + 1, tx, at, worker_id, act, entity, entity_id, client_id, undoes, \
                before, after, reason, purpose, prev, hash, NULL FROM log WHERE id = {id}"),
            7 => format!("UPDATE log SET id = -1 WHERE id = {id}; UPDATE log SET id = {id} WHERE id = {next}; \
                UPDATE log SET id = {next} WHERE id = -1"),
            8 => format!("UPDATE log SET before = NULL, after = NULL, reason = NULL, erased = tx WHERE id = {id}"),
            _ => format!("UPDATE log SET reason = '' WHERE id = {id} AND reason IS NULL; \
                UPDATE log SET reason = NULL WHERE id = {id} AND reason <> ''"),
        });
        let found = faults(&small);
        prop_assert_eq!(found.len(), 1, "{:?}", &found);
        let row = match way { 6 => count + 1, 7 => id.min(next), _ => id };
        prop_assert!(found[0].starts_with(&format!("log {row}: ")), "{} of {:?}", row, &found);
    }
}

#[test]
fn a_fault_says_what_is_wrong() {
    let what = |sql: &str| {
        let mut small = Small::made();
        tamper(&mut small, sql);
        faults(&small).remove(0)
    };
    assert_eq!(what("UPDATE log SET worker_id = 7 WHERE id = 5"), "log 5: changed after it was written");
    assert_eq!(what("DELETE FROM log WHERE id = 5"), "log 5: missing");
    assert_eq!(what("DELETE FROM log WHERE id = (SELECT max(id) FROM log)").split(": ").last(), Some("missing"));
    let copy = "INSERT INTO log SELECT (SELECT max(id) + 1 FROM log), tx, at, worker_id, act, entity, entity_id, client_id, \
        undoes, before, after, reason, purpose, prev, hash, NULL FROM log WHERE id = 5";
    assert!(what(copy).contains("inserted"));
}

/// The newest entry is taken out, and others are written after it: the hole stays.
#[test]
fn a_hole_is_not_filled_up_again() {
    let mut small = Small::made();
    let last = small.number("SELECT max(id) FROM log");
    tamper(&mut small, &format!("DELETE FROM log WHERE id = {last}"));
    small.store.sign_in(small.workers[0]);
    small.store.change(&Change::AddNote { client: small.clients[0], fields: note("x"), from: None }, None).unwrap();
    assert_eq!(faults(&small), [format!("log {last}: missing")]);
}

/// Whoever opens the file with another program can neither add an entry nor change a logged table.
#[test]
fn another_program_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("team.db");
    drop(Store::create(&path).unwrap());
    let raw = rusqlite::Connection::open(&path).unwrap();
    for sql in [
        "INSERT INTO log SELECT max(id) + 1, tx, at, worker_id, act, entity, entity_id, client_id, undoes, before, after, \
            reason, purpose, hash, hash, NULL FROM log",
        "INSERT INTO trace(act, entity, entity_id) VALUES('view', 'card', 1)",
        "INSERT INTO worker(login, name, role) VALUES('x', 'x', 'admin')",
        "UPDATE code SET fi = 'x'",
        "UPDATE log SET worker_id = 2",
    ] {
        let refused = raw.execute(sql, []).unwrap_err().to_string();
        assert!(refused.contains("no such function: log_"), "{sql}: {refused}");
    }
    assert!(raw.execute("DELETE FROM log", []).unwrap_err().to_string().contains("append-only"));
}

/// Not even with the program's own functions does anybody write in another's name, or past the chain.
#[test]
fn an_entry_follows_on_the_newest_and_names_who_writes_it() {
    let mut small = Small::made();
    let values = |worker: &str, prev: &str| {
        format!(
            "INSERT INTO log SELECT max(id) + 1, 1, '', {worker}, 'view', 'card', 1, NULL, NULL, NULL, NULL, NULL, NULL, {prev}, \
             log_hash({prev}, max(id) + 1, 1, '', {worker}, 'view', 'card', 1, NULL, NULL, NULL, NULL, NULL, NULL), NULL FROM log"
        )
    };
    let newest = "(SELECT hash FROM log ORDER BY id DESC LIMIT 1)";
    let emptied = "UPDATE log SET before = NULL, after = NULL, reason = NULL, erased = tx";
    let refused = small.store.write(|tx| Ok(tx.execute(emptied, [])?));
    assert!(matches!(refused, Err(StoreError::Refused(why)) if why == "append-only"), "no record is being removed");
    for (worker, prev) in [("2", newest), ("1", "zeroblob(32)")] {
        let refused = small.store.write(|tx| Ok(tx.execute(&values(worker, prev), [])?));
        assert!(matches!(refused, Err(StoreError::Refused(why)) if why == "append-only"), "{worker}");
    }
    small.store.write(|tx| Ok(tx.execute(&values("1", newest), [])?)).unwrap();
    assert_eq!(faults(&small), [""; 0]);
}

#[test]
fn a_look_is_an_entry_for_each_client_with_its_ground_and_no_news() {
    let mut small = Small::made();
    small.store.sign_in(small.workers[0]);
    small
        .store
        .change(&Change::AddNote { client: small.clients[1], fields: note("Soitti."), from: None }, None)
        .unwrap();
    let (own, print) = (small.clients[0], Trace::new(Act::Print, Seen::Roster, 1, small.clients.clone()));
    small.store.trace(&[Trace::card(own), print]).unwrap();
    let sql = "SELECT group_concat(act || ' ' || entity || ' ' || client_id || ' ' || purpose, ',') FROM log WHERE tx = \
        (SELECT max(tx) FROM log)";
    let rows: String = small.store.reader().query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(
        rows,
        "view card 1 own_worker,print roster 1 own_worker,print roster 2 own_worker,print roster 3 own_worker,\
         print roster 4 own_worker"
    );
    small.store.sign_in(small.workers[1]);
    small.store.trace(&[Trace::card(own)]).unwrap();
    let newest = "SELECT purpose FROM log ORDER BY id DESC LIMIT 1";
    let purpose: String = small.store.reader().query_row(newest, [], |row| row.get(0)).unwrap();
    assert_eq!(purpose, "team");
    small.store.undo().unwrap();
    let notes = small.number("SELECT count(*) FROM note");
    assert_eq!(notes, 0, "a look is nothing to take back: what was done before goes");
    assert!(small.store.news().unwrap().is_none());
}

/// Seconds that this thread has had a processor (proc_pid_schedstat(5)): other work on the machine does not count.
fn busy() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    stat.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}

/// Writing and verifying stay cheap: `cargo test --release --test chain -- --ignored --nocapture` prints how cheap.
#[test]
#[ignore = "prints figures, and proves nothing by itself"]
fn what_the_chain_costs() {
    const ROWS: u32 = 200_000;
    let mut small = Small::made();
    let client = small.clients[0];
    let mut write = |sql: &str| {
        let began = busy();
        small
            .store
            .write(|tx| {
                let mut change = tx.prepare(sql)?;
                for number in 0..ROWS {
                    change.execute((number, client))?;
                }
                Ok(())
            })
            .unwrap();
        (busy() - began) * 1e6 / f64::from(ROWS)
    };
    let logged = write("UPDATE main.client SET phone = ?1 WHERE id = ?2");
    let bare = write("UPDATE draft SET target = ?1 WHERE worker_id = ?2");
    println!("an update with its entry in the log: {logged:.1} µs (an update of nothing: {bare:.1} µs)");
    let began = busy();
    assert_eq!(small.store.check().unwrap(), [""; 0]);
    println!("the whole check of {ROWS} entries: {:.0} ms", (busy() - began) * 1e3);
}
