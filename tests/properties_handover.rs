//! Handing over: exactly what belongs moves, by a plain recount; back again it is as it was; and undo undoes it.

#[path = "support/small.rs"]
pub mod small;

use std::collections::BTreeSet;

use chrono::Days;
use proptest::prelude::*;
use rinnalla::domain::attendance::Slot;
use rinnalla::domain::ids::{ClientId, EpisodeId, NoteId, WorkerId};
use rinnalla::domain::note::NoteFields;
use rinnalla::domain::worker::Role;
use rinnalla::store::activities::Setting;
use rinnalla::store::change::Change;
use rinnalla::store::handover::{Whose, what_moves};
use rinnalla::store::reschedule::Appointed;
use rinnalla::store::{StoreError, workers};
use small::{Small, group_fields, note, today, weekly};

/// What happens before the hand-over: a kind, whom or what it concerns, and who does it or is given it.
type Deed = (u8, usize, usize);

fn do_it(small: &mut Small, team: &[WorkerId], (kind, which, who): Deed) {
    let worker = team[who % team.len()];
    let client = small.clients[which % small.clients.len()];
    let later = today() + Days::new(1 + which as u64);
    let series = small.series;
    let change = match kind {
        0 => {
            let episode = EpisodeId(client.0);
            let sql = format!("SELECT worker_id FROM assignment WHERE ends IS NULL AND episode_id = {}", client.0);
            Change::Assign { episode, was: Some(WorkerId(small.number(&sql))), worker, from: today() }
        }
        1 => {
            small.store.sign_in(worker);
            Change::AddNote { client, fields: note("Soitti"), from: None }
        }
        2 => {
            let fields = NoteFields { follow_up_for: Some(worker), ..note("Pyysi") };
            Change::AddNote { client, fields, from: None }
        }
        3 => Change::FollowUpDone { note: NoteId(1 + which as i64), day: today() },
        7 => {
            let sql = "INSERT OR REPLACE INTO snooze(rule, target, client_id, worker_id, until, reason) \
                VALUES('goal-review', ?1, ?2, ?3, ?4, 'Loma')";
            small.store.write(|tx| Ok(tx.execute(sql, (which as i64, client, worker, later))?)).unwrap();
            return;
        }
        8 => {
            small
                .store
                .write(|tx| Ok(tx.execute("UPDATE series SET lead_id = ?1, last_day = NULL", [worker])?))
                .unwrap();
            return;
        }
        4 => Change::AddActivity {
            fields: group_fields(&format!("Ryhmä {which} {who}")),
            lead: Some(worker),
            timetable: weekly(chrono::Weekday::Tue, 9, later, None),
        },
        5 => {
            let slot = Slot::Rule { series, day: small::mondays()[which % 5] };
            let setting = Setting { place: None, lead: Some(worker) };
            Change::MoveSession { slot, to: Appointed { day: later, starts_at: None, ends_at: None, setting } }
        }
        _ => Change::EditActivity {
            id: small.group,
            rev: small.number("SELECT rev FROM activity WHERE id = 1"),
            fields: group_fields("Luovat kädet"),
            lead: Some(worker),
            timetable: None,
            today: today(),
        },
    };
    // What cannot be done in this state is not done.
    let _ = small.store.change(&change, None);
}

/// Everything that has somebody in charge and is not over, and who that is: told by the tables, row by row.
fn in_charge(small: &Small) -> BTreeSet<(String, i64, i64)> {
    let each = [
        "SELECT 'client', e.client_id, a.worker_id FROM assignment a, episode e \
         WHERE e.id = a.episode_id AND a.ends IS NULL AND e.state NOT IN ('closed', 'declined')",
        "SELECT 'follow-up', id, CASE WHEN follow_up_for IS NULL THEN author_id ELSE follow_up_for END FROM note \
         WHERE follow_up_on IS NOT NULL AND follow_up_done IS NULL",
        "SELECT 'snooze', id, worker_id FROM snooze",
        "SELECT 'series', id, lead_id FROM series WHERE lead_id IS NOT NULL",
        "SELECT 'activity', id, lead_id FROM activity WHERE lead_id IS NOT NULL",
        "SELECT 'session', id, lead_id FROM session WHERE lead_id IS NOT NULL AND on_day >= '2017-02-07'",
    ];
    let conn = small.store.reader();
    let mut found = BTreeSet::new();
    for sql in each {
        let mut query = conn.prepare(sql).unwrap();
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        found.extend(rows.map(Result::unwrap));
    }
    found
}

/// The same, with everything of one worker another one's.
fn moved(all: &BTreeSet<(String, i64, i64)>, from: WorkerId, to: WorkerId) -> BTreeSet<(String, i64, i64)> {
    let other = |who: i64| if who == from.0 { to.0 } else { who };
    all.iter().map(|(what, id, who)| (what.clone(), *id, other(*who))).collect()
}

fn hand_over(small: &mut Small, whose: Whose, to: WorkerId) -> Result<(), StoreError> {
    let what = Box::new(what_moves(small.store.reader(), whose, today()).unwrap());
    small.store.change(&Change::HandOver { what, to, day: today() }, None).map(drop)
}

fn team(small: &mut Small) -> Vec<WorkerId> {
    let third = small.store.write(|tx| workers::add(tx, "leena", "Leena Korpela", Role::Lead)).unwrap();
    // One who has nothing in hand, so that what is handed back is what was handed over.
    let empty = small.store.write(|tx| workers::add(tx, "uusi", "Uusi Tulija", Role::Worker)).unwrap();
    [&small.workers[..], &[third, empty]].concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn a_caseload_goes_over_whole_and_back_and_undo_restores_it(
        deeds in prop::collection::vec((0..9_u8, 0..6_usize, 0..3_usize), 0..25), from in 0..3_usize, to in 0..3_usize,
    ) {
        let mut small = Small::made();
        let team = team(&mut small);
        for deed in deeds {
            do_it(&mut small, &team[..3], deed);
        }
        // Everybody's work is handed over by who leads the team, or keeps its file.
        small.store.sign_in(small.workers[0]);
        let (from, to, empty) = (team[from], team[to], team[3]);
        let (before, content) = (in_charge(&small), small.content());
        let newest = small.newest();

        hand_over(&mut small, Whose::Worker(from), to).unwrap();
        if from != to {
            prop_assert_eq!(in_charge(&small), moved(&before, from, to));
            let left = what_moves(small.store.reader(), Whose::Worker(from), today()).unwrap();
            prop_assert!(left.is_empty());
        }
        while small.newest() > newest && small.content() != content {
            small.store.undo().unwrap();
        }
        prop_assert!(small.content() == content);

        hand_over(&mut small, Whose::Worker(from), empty).unwrap();
        hand_over(&mut small, Whose::Worker(empty), from).unwrap();
        prop_assert_eq!(in_charge(&small), before);
        prop_assert_eq!(small.store.check().unwrap(), Vec::<String>::new());
    }

    #[test]
    fn one_client_takes_along_what_is_about_that_client_and_nothing_else(
        deeds in prop::collection::vec((0..9_u8, 0..6_usize, 0..3_usize), 0..25), which in 0..4_usize, to in 0..3_usize,
    ) {
        let mut small = Small::made();
        let team = team(&mut small);
        for deed in deeds {
            do_it(&mut small, &team[..3], deed);
        }
        let client: ClientId = small.clients[which];
        let own = format!("SELECT worker_id FROM assignment WHERE ends IS NULL AND episode_id = {}", client.0);
        let (from, to) = (WorkerId(small.number(&own)), team[to]);
        let before = in_charge(&small);
        let notes = format!("SELECT count(*) FROM note WHERE client_id = {} AND id = ", client.0);
        let snoozes = format!("SELECT count(*) FROM snooze WHERE client_id = {} AND id = ", client.0);
        let theirs = |small: &Small, (what, id, who): &(String, i64, i64)| {
            let about = match what.as_str() {
                "client" => *id == client.0,
                "follow-up" => small.number(&format!("{notes}{id}")) == 1,
                "snooze" => small.number(&format!("{snoozes}{id}")) == 1,
                _ => false,
            };
            about && *who == from.0
        };
        let wanted: BTreeSet<_> = before
            .iter()
            .map(|row| if theirs(&small, row) { (row.0.clone(), row.1, to.0) } else { row.clone() })
            .collect();
        hand_over(&mut small, Whose::Client(client), to).unwrap();
        prop_assert_eq!(in_charge(&small), wanted);
    }
}

#[test]
fn a_list_that_is_no_longer_true_moves_nothing() {
    let mut small = Small::made();
    let [satu, mikko] = small.workers;
    let what = what_moves(small.store.reader(), Whose::Worker(satu), today()).unwrap();
    assert_eq!(what.clients.len(), 4);
    let fields = NoteFields { follow_up_for: Some(satu), ..note("Kysyi") };
    small.store.change(&Change::AddNote { client: small.clients[0], fields, from: None }, None).unwrap();
    let content = small.content();
    let stale = Change::HandOver { what: Box::new(what), to: mikko, day: today() };
    assert!(matches!(small.store.change(&stale, None), Err(StoreError::Stale)));
    small.store.write(|tx| workers::end(tx, "mikko")).unwrap();
    assert!(matches!(hand_over(&mut small, Whose::Worker(satu), mikko), Err(StoreError::Stale)), "who has left");
    small.store.undo().unwrap();
    assert_eq!(small.content(), content);
}

#[test]
fn nobody_leaves_while_clients_are_their_own() {
    let mut small = Small::made();
    let [satu, mikko] = small.workers;
    assert!(matches!(small.store.write(|tx| workers::end(tx, "satu")), Err(StoreError::OwnsClients(4))));
    hand_over(&mut small, Whose::Worker(satu), mikko).unwrap();
    // She is an admin: another one lets her go.
    small.store.write(|tx| workers::change(tx, "mikko", "Mikko Alanen", Role::Admin)).unwrap();
    small.store.sign_in(mikko);
    small.store.write(|tx| workers::end(tx, "satu")).unwrap();
}

#[test]
fn the_past_keeps_who_was_the_own_worker() {
    let mut small = Small::made();
    let [satu, mikko] = small.workers;
    hand_over(&mut small, Whose::Worker(satu), mikko).unwrap();
    let sql = "SELECT count(*) FROM assignment WHERE worker_id = 1 AND starts = '2017-01-01' AND ends = '2017-02-07'";
    assert_eq!(small.number(sql), 4);
}
