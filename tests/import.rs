//! Files in: all or nothing, twice the same, and every bad input named where it stands.

use chrono::NaiveDate;
use rinnalla::commands::import::refusal;
use rinnalla::domain::attendance::EnrolmentState;
use rinnalla::domain::episode::{EpisodeFault, EpisodeState};
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::lang::Lang;
use rinnalla::domain::worker::Role;
use rinnalla::exchange::{Choices, Fault, ImportError, Mode, Report, Subject, Wrong, import};
use rinnalla::store::{Store, activities, clients, enrolments, episodes, workers};
use rinnalla::text::Words;

const PROGRAMME: &str = include_str!("../src/demo/kuopio-2017-activities.csv");

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2017-02-06")
}

/// A store with two workers, three clients and a group of two seats.
fn store() -> Store {
    let mut store = Store::in_memory().unwrap();
    store.write(|tx| workers::add(tx, "satu", "Satu Rantala", Role::Admin)).unwrap();
    store.write(|tx| workers::add(tx, "mikko", "Mikko Ala", Role::Worker)).unwrap();
    let people = "ref,family_name,given_name,opened\n\
        17-1,Aalto,Aino,2017-01-09\n17-2,Salo,Veikko,2017-01-10\n17-3,Koski,Elli,2017-01-11\n";
    take(&mut store, Subject::Clients, people);
    let groups = "name,tier,kind,capacity_max\nPieni,own,group,2\nIso,own,group,\n";
    take(&mut store, Subject::Activities, groups);
    store
}

fn bring(store: &mut Store, subject: Subject, text: &str) -> Result<Report, ImportError> {
    import(store, subject, text.as_bytes(), today(), Mode::Apply)
}

fn take(store: &mut Store, subject: Subject, text: &str) -> Report {
    bring(store, subject, text).unwrap_or_else(|error| panic!("{error:?}"))
}

fn faults(store: &mut Store, subject: Subject, text: &str) -> Vec<Fault> {
    match bring(store, subject, text) {
        Err(ImportError::Faults(faults)) => faults,
        other => panic!("{other:?}: {text}"),
    }
}

/// Rows of every table, the log's included.
fn rows(store: &Store) -> Vec<(String, i64)> {
    let mut tables = store.reader().prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let count =
        |table: &str| store.reader().query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
    names.into_iter().map(|name| (name.clone(), count(&name))).collect()
}

fn report(added: usize, changed: usize, unchanged: usize) -> Report {
    Report { added, changed, unchanged }
}

#[test]
fn the_programme_comes_in_whole_and_only_once() {
    let mut store = Store::in_memory().unwrap();
    assert_eq!(take(&mut store, Subject::Activities, PROGRAMME), report(17, 0, 0));
    let before = rows(&store);
    assert_eq!(take(&mut store, Subject::Activities, PROGRAMME), report(0, 0, 17));
    assert_eq!(rows(&store), before);
    let all = activities::all(store.reader()).unwrap();
    assert_eq!(all.len(), 17);
    let named = |name: &str| all.iter().find(|activity| activity.fields.name == name).unwrap();
    let days = |name: &str| named(name).timetables[0].1.series.count();
    assert_eq!(days("Liikuntailtapäivä: keilaus"), Some(8));
    assert_eq!(days("Luovat kädet"), Some(16));
    assert_eq!(days("Hyvän mielen arki"), Some(13));
    assert_eq!(days("Tietokone tutuksi"), Some(4));
    assert_eq!(days("Liikuntailtapäivä: Teeretki"), None);
    assert_eq!(days("ARKI-ryhmä"), None);
    let arkeen = &named("Arkeen voimaa").fields;
    assert_eq!((arkeen.capacity_min, arkeen.capacity_max, arkeen.needs_booking), (Some(10), Some(16), true));
}
