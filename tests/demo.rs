//! The demo against what was published: who, how many, in what. Recounted from the store in plain SQL.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Days, NaiveDate};
use rinnalla::demo::services::{ONWARD, SERVICES};
use rinnalla::demo::{self, CLIENTS, DAY, SEED};
use rinnalla::domain::due::DueLine;
use rinnalla::domain::worker::Role;
use rinnalla::store::sessions::Standing;
use rinnalla::store::{Store, StoreError, activities, due, sessions, workers};
use rusqlite::types::Value;

const PUBLISHED: &str = include_str!("data/kuopio-participation-2017-02-06.csv");

fn demo(seed: u64) -> Store {
    demo_on(DAY, seed)
}

fn demo_on(today: NaiveDate, seed: u64) -> Store {
    let mut store = Store::in_memory().unwrap();
    demo::fill(&mut store, "kokeilija", today, seed).unwrap();
    store
}

/// Section, service, persons.
fn published() -> Vec<(String, String, i64)> {
    let mut reader = csv::Reader::from_reader(PUBLISHED.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn number(store: &Store, sql: &str) -> i64 {
    store.reader().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// How many there are of each value.
fn counts(store: &Store, sql: &str) -> BTreeMap<String, i64> {
    let mut query = store.reader().prepare(sql).unwrap();
    query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

/// Different people who have been in any of the activities, or will be, but not those who wait.
fn persons(store: &Store, names: &[&str]) -> i64 {
    let marks = vec!["?"; names.len()].join(", ");
    let sql = format!(
        "SELECT count(DISTINCT e.client_id) FROM enrolment e JOIN activity a ON a.id = e.activity_id \
         WHERE e.state IN ('enrolled', 'ended') AND a.name IN ({marks})"
    );
    store.reader().query_row(&sql, rusqlite::params_from_iter(names), |row| row.get(0)).unwrap()
}

#[test]
fn as_many_people_in_each_service_as_were_published() {
    let store = demo(SEED);
    let mut totals: HashMap<String, i64> = HashMap::new();
    for (section, service, expected) in published() {
        let counted = match (section.as_str(), service.as_str()) {
            (_, "TOTAL") => totals[&section],
            ("registered", _) => number(&store, "SELECT count(DISTINCT client_id) FROM episode"),
            ("onward", _) => onward(&store, &service),
            _ => {
                let mapped = SERVICES.iter().find(|mapped| mapped.name == service).unwrap();
                let names: Vec<&str> = mapped.groups.iter().map(|group| group.activity).collect();
                persons(&store, &names)
            }
        };
        assert_eq!(counted, expected, "{section}: {service}");
        *totals.entry(section).or_default() += counted;
    }
}

/// Closed customerships whose outcome has this Finnish label.
fn onward(store: &Store, label: &str) -> i64 {
    let sql = "SELECT count(*) FROM episode e JOIN code c ON c.list = 'outcome' AND c.key = e.outcome \
        WHERE e.state = 'closed' AND c.fi = ?1";
    store.reader().query_row(sql, [label], |row| row.get(0)).unwrap()
}

#[test]
fn everybody_else_is_in_no_service_of_the_count() {
    let store = demo(SEED);
    let all = number(&store, "SELECT count(DISTINCT activity_id) FROM enrolment WHERE state IN ('enrolled', 'ended')");
    let mut mapped: Vec<&str> =
        SERVICES.iter().flat_map(|service| service.groups).map(|group| group.activity).collect();
    mapped.sort_unstable();
    mapped.dedup();
    assert_eq!(all as usize, mapped.len());
    assert_eq!(ONWARD.iter().map(|(_, count)| count).sum::<usize>(), 51);
}

#[test]
fn the_clients_are_spread_as_was_published() {
    let store = demo(SEED);
    let of = |column: &str| counts(&store, &format!("SELECT {column}, count(*) FROM client GROUP BY 1"));
    let expect = |column: &str, expected: &[(&str, i64)]| {
        let expected: BTreeMap<String, i64> = expected.iter().map(|(key, n)| (key.to_string(), *n)).collect();
        assert_eq!(of(column), expected, "{column}");
    };
    expect("gender", &[("female", 76), ("male", 82)]);
    expect("education", &[("basic", 65), ("secondary", 66), ("secondary_vocational", 17), ("higher", 10)]);
    expect(
        "employment",
        &[("outside", 58), ("over_12", 70), ("from_6_to_12", 14), ("under_6", 6), ("working", 5), ("studying", 5)],
    );
    let household = of("household");
    assert_eq!(household["one_adult"] + household["one_adult_children"], 126);
    assert_eq!(household["one_adult_children"] + household["couple_children"], 14);
    assert_eq!(of("benefit")["social_assistance"], 133);
    let aged = |from: i64, to: i64| {
        let born =
            "(strftime('%Y', '2017-02-06') - strftime('%Y', birth_date) - (strftime('%m-%d', birth_date) > '02-06'))";
        number(&store, &format!("SELECT count(*) FROM client WHERE {born} BETWEEN {from} AND {to}"))
    };
    assert_eq!([aged(18, 24), aged(18, 29), aged(30, 54), aged(55, 99)], [40, 76, 74, 8]);
    assert_eq!(number(&store, "SELECT count(*) FROM client"), CLIENTS as i64);
}

#[test]
fn the_programme_is_whole_and_meets_on_its_days() {
    let store = demo(SEED);
    let all = activities::all(store.reader()).unwrap();
    let given = include_str!("../src/demo/kuopio-2017-activities.csv");
    let mut reader = csv::Reader::from_reader(given.as_bytes());
    for row in reader.records().map(Result::unwrap) {
        assert!(all.iter().any(|activity| activity.fields.name == row[0]), "{}", &row[0]);
    }
    for activity in all.iter().filter(|activity| !given.contains(&activity.fields.name)) {
        assert!(activity.fields.name.ends_with("(esimerkki)"), "{}", activity.fields.name);
    }
    let id = |name: &str| all.iter().find(|activity| activity.fields.name == name).unwrap().id;
    let year = (DAY - Days::new(36), DAY + Days::new(300));
    let held = |name: &str| {
        let lines = sessions::between(store.reader(), year.0, year.1, Some(&[id(name)])).unwrap();
        lines.iter().filter(|line| line.standing.takes_place()).count()
    };
    assert_eq!(held("Liikuntailtapäivä: keilaus"), 8);
    assert_eq!(held("Luovat kädet"), 16);
    assert_eq!(held("Hyvän mielen arki"), 13);
    assert_eq!(held("Tietokone tutuksi"), 4);
}

#[test]
fn the_week_of_the_demo_has_something_of_everything() {
    let store = demo(SEED);
    let week = sessions::between(store.reader(), DAY, DAY + Days::new(6), None).unwrap();
    let line = |name: &str| week.iter().find(|line| line.name == name).unwrap();
    assert_eq!(line("Liikuntailtapäivä: keilaus").members, 8);
    assert_eq!(line("Luovat kädet").members, 15);
    let first = line("Hyvän mielen arki");
    assert_eq!((first.day, first.is_first, first.members), (DAY + Days::new(2), true, 9));
    assert!(week.iter().any(|line| matches!(line.standing, Standing::NotHeld(_))));
    assert!(week.iter().any(|line| line.day == DAY && line.lead == Some(store.worker())));

    let due = due::lines(store.reader(), DAY).unwrap();
    let within = |rule: &str, from: i64, to: i64| {
        let in_days = |line: &&DueLine| line.rule.key == rule && (from..=to).contains(&(line.day - DAY).num_days());
        due.iter().filter(in_days).count()
    };
    assert_eq!(within("goal-review", -30, -1), 6);
    assert_eq!(within("goal-review", 0, 4), 8);
    assert_eq!(within("execution", -99, -1), 0);
    assert_eq!(within("execution", 0, 4), 2);
    assert_eq!(within("register", -7, -1), 1);
    assert_eq!(within("register", -14, -1), 1);
    assert_eq!(within("follow-up", -9, -1), 2);
    assert_eq!(within("follow-up", 0, 0), 2);
    assert_eq!(within("follow-up", 1, 6), 4);
    assert_eq!(within("own-worker", -999, 0), 3);
    assert!(within("missed-twice", -14, -1) >= 1);
}

#[test]
fn the_reception_is_made_up_and_what_the_source_leaves_open_stays_open() {
    for (today, seed) in [(DAY, SEED), (DAY + Days::new(3), 3), (DAY + Days::new(46), 5)] {
        let store = demo_on(today, seed);
        let lines = sessions::between(store.reader(), today - Days::new(27), today + Days::new(13), None).unwrap();
        let days: Vec<_> = lines.iter().filter(|line| line.name.starts_with("Sosiaaliohjaajan vastaanotto")).collect();
        assert!(days.len() >= 5, "{today}");
        for line in days.iter().filter(|line| line.standing.takes_place()) {
            assert_eq!((line.capacity, line.lead), (Some(6), Some(store.worker())));
            let has_been = line.day < today;
            let expected = if has_been { line.members } else { 0 };
            assert_eq!((line.marked, line.closed), (expected, has_been), "{}", line.day);
            assert!((1..6).contains(&line.members), "{}: {}", line.day, line.members);
        }
        let members = "SELECT count(*) FROM attendance t JOIN booking b ON b.session_id = t.session_id \
            AND b.client_id = t.client_id WHERE t.enrolment_id IS NOT NULL";
        assert_eq!(number(&store, members), 0, "an appointment makes no membership");
        let menox = "SELECT count(*) FROM session s JOIN activity a ON a.id = s.activity_id WHERE a.name LIKE 'Menox%'";
        assert_eq!(number(&store, menox), 0, "nothing is made up about it");
        let others = "SELECT count(*) FROM booking b JOIN session s ON s.id = b.session_id \
            JOIN activity a ON a.id = s.activity_id WHERE a.name NOT LIKE '%(esimerkki)'";
        assert_eq!(number(&store, others), 0);
    }
}

#[test]
fn people_are_who_the_manual_says() {
    let store = demo(SEED);
    assert_eq!(number(&store, "SELECT count(*) FROM client WHERE family_name = 'Hämäläinen'"), 2);
    let in_group = "SELECT count(*) FROM client c JOIN enrolment e ON e.client_id = c.id JOIN activity a \
        ON a.id = e.activity_id WHERE c.family_name = 'Hämäläinen' AND a.name = 'Luovat kädet' AND e.state = 'enrolled'";
    assert!(number(&store, in_group) >= 1);
    let names = "SELECT count(DISTINCT family_name || ' ' || given_name) FROM client";
    assert_eq!(number(&store, names), CLIENTS as i64);
    let invented = "SELECT count(*) FROM client WHERE phone LIKE '040 123 4___' OR phone LIKE '050 555 ____'";
    assert_eq!(number(&store, invented), CLIENTS as i64);
    assert_eq!(number(&store, "SELECT count(*) FROM client WHERE non_disclosure = 1"), 1);
    let states = counts(&store, "SELECT state, count(*) FROM episode GROUP BY 1");
    let expected = [("closed", 55), ("open", 92), ("paused", 2), ("pending", 9)];
    assert_eq!(states, expected.map(|(state, count)| (state.to_string(), count)).into());
    let full = "SELECT count(*) FROM enrolment e JOIN activity a ON a.id = e.activity_id \
        WHERE a.name = 'HYVINVOINTI-ryhmä' AND e.state = 'enrolled'";
    assert_eq!(number(&store, full), 10);
    assert_eq!(number(&store, "SELECT count(*) FROM enrolment WHERE state = 'waiting'"), 7);
    let busiest = "SELECT max(n) FROM (SELECT count(*) AS n FROM assignment WHERE ends IS NULL GROUP BY worker_id)";
    assert!((20..=32).contains(&number(&store, busiest)));
}

/// A register is closed at a moment, which is real: it is left out.
fn timeless(value: Value) -> Value {
    let Value::Text(text) = value else { return value };
    let is_moment = |part: &&str| DateTime::parse_from_rfc3339(part).is_ok();
    Value::Text(text.split('"').filter(|part| !is_moment(part)).collect::<Vec<_>>().join("\""))
}

/// Every table; the log without the time of day.
fn content(store: &Store) -> Vec<Vec<Value>> {
    let mut tables =
        store.reader().prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut rows = Vec::new();
    for name in names {
        let columns = if name == "log" { "id, tx, worker_id, act, entity, entity_id, before, after" } else { "*" };
        let mut query = store.reader().prepare(&format!("SELECT {columns} FROM {name} ORDER BY 1")).unwrap();
        let width = query.column_count();
        let read = query.query_map([], |row| (0..width).map(|at| row.get(at).map(timeless)).collect()).unwrap();
        rows.extend(read.map(Result::unwrap));
    }
    rows
}

#[test]
fn the_same_seed_is_the_same_caseload() {
    let first = content(&demo(SEED));
    assert!(first == content(&demo(SEED)));
    assert!(first != content(&demo(SEED + 1)));
}

#[test]
fn any_seed_and_any_day_give_the_published_counts_in_a_sound_file() {
    let later = [DAY + Days::new(40), DAY + Days::new(3600)];
    let stores = (0..12).map(demo).chain(later.map(|day| demo_on(day, SEED)));
    for (at, store) in stores.enumerate() {
        assert_eq!(store.check().unwrap(), Vec::<String>::new(), "{at}");
        for service in SERVICES {
            let names: Vec<&str> = service.groups.iter().map(|group| group.activity).collect();
            let published = published().into_iter().find(|(_, name, _)| name == service.name).unwrap().2;
            assert_eq!(persons(&store, &names), published, "{at}: {}", service.name);
        }
    }
}

#[test]
fn nobody_takes_part_outside_the_own_customership() {
    for seed in 0..6 {
        let store = demo(seed);
        let outside = "SELECT count(*) FROM enrolment e JOIN episode p ON p.client_id = e.client_id \
            WHERE coalesce(e.starts, e.queued_at) < p.opened OR e.ends > p.closed OR p.opened IS NULL";
        assert_eq!(number(&store, outside), 0, "{seed}");
        let goals = "SELECT count(*) FROM goal g JOIN episode p ON p.id = g.episode_id WHERE g.set_on < p.opened";
        assert_eq!(number(&store, goals), 0, "{seed}");
    }
}

#[test]
fn the_first_worker_has_something_late_and_something_of_this_week() {
    let store = demo(SEED);
    let due = due::lines(store.reader(), DAY).unwrap();
    let mine = due.iter().filter(|line| line.rule.key == "goal-review" && line.subject.worker == Some(store.worker()));
    let days: Vec<i64> = mine.map(|line| line.days_left(DAY)).collect();
    assert!(days.iter().any(|days| *days < 0), "{days:?}");
    assert!(days.iter().any(|days| (0..5).contains(days)), "{days:?}");
}

#[test]
fn the_file_opens_for_its_first_worker_with_nothing_to_undo() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = demo::make(&folder.path().join("demo.db"), "kokeilija", DAY, SEED).unwrap();
    let me = workers::by_login(store.reader(), "kokeilija").unwrap().unwrap();
    assert_eq!((me.id, me.role), (store.worker(), Role::Admin));
    assert!(matches!(store.undo(), Err(StoreError::NothingToUndo)));
    let taken = demo::make(&folder.path().join("other.db"), "mikko", DAY, SEED).unwrap();
    assert_eq!(workers::all(taken.reader()).unwrap().len(), 4);
}
