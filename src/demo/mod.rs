//! A made-up caseload around a real programme.
//!
//! The activities are Kuopio's social rehabilitation of spring 2017, loaded by the importer that users call; how
//! many people there are, who they are and what they have taken part in follows what was published as of 6.2.2017.
//! Every person, goal and note is invented. The same seed gives the same caseload, on every machine.

mod goals;
mod marks;
mod measures;
mod names;
mod notes;
mod people;
mod profile;
pub mod services;
mod slots;
mod spells;

use std::path::Path;

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use fastrand::Rng;
use rusqlite::Transaction;

use crate::domain::ids::{ClientId, EpisodeId, WorkerId};
use crate::domain::worker::Role;
use crate::exchange::{ImportError, Mode, Subject, import};
use crate::store::{Store, StoreError, activities, clients, directory, episodes, workers};
use people::Person;

/// The clients whom the source counts (6.2.2017).
pub const CLIENTS: usize = 158;

/// The day of that count, a Monday.
pub const DAY: NaiveDate = NaiveDate::from_ymd_opt(2017, 2, 6).unwrap();

/// The seed of the caseload that pictures and tests show.
pub const SEED: u64 = 17;

const PROGRAMME: &str = include_str!("kuopio-2017-activities.csv");
const MORE_SERVICES: &str = include_str!("more-services.csv");

/// The colleagues of whoever runs the demo.
const COLLEAGUES: [(&str, &str, Role); 4] = [
    ("mikko", "Mikko Alanen", Role::Worker),
    ("leena", "Leena Korpela", Role::Lead),
    ("jarno", "Jarno Niskala", Role::Worker),
    ("tuula", "Tuula Vesala", Role::Worker),
];

/// Makes the file with everything in it, signed in as the first worker, whose Unix account is `login`.
///
/// # Errors
/// What making it ran into; then there is no file that was not there before.
pub fn make(path: &Path, login: &str, today: NaiveDate, seed: u64) -> Result<Store, StoreError> {
    let is_new = !path.exists();
    let made = write(path, login, today, seed);
    if made.is_err() && is_new {
        Store::remove(path);
    }
    made
}

fn write(path: &Path, login: &str, today: NaiveDate, seed: u64) -> Result<Store, StoreError> {
    let mut store = Store::create(path)?;
    fill(&mut store, login, today, seed)?;
    let first = store.worker();
    drop(store);
    // Opened anew, so that the first undo does not take the caseload back.
    let mut store = Store::open(path)?;
    store.sign_in(first);
    Ok(store)
}

/// Puts the demo into an empty store.
///
/// # Errors
/// None for an empty store, short of a full disk.
pub fn fill(store: &mut Store, login: &str, today: NaiveDate, seed: u64) -> Result<(), StoreError> {
    let team = store.write(|tx| add_team(tx, login))?;
    store.sign_in(team[0]);
    for file in [PROGRAMME, MORE_SERVICES] {
        import(store, Subject::Activities, file.as_bytes(), today, Mode::Apply).map_err(ours)?;
    }
    let mut chance = Chance { rng: Rng::with_seed(seed), today };
    store.write(|tx| add_caseload(tx, &team, &mut chance))
}

/// The files are the program's own; a fault in one is ours.
fn ours(error: ImportError) -> StoreError {
    match error {
        ImportError::Store(error) => error,
        faults @ ImportError::Faults(_) => StoreError::Refused(faults.to_string()),
    }
}

/// Where everything that is not given comes from: the day, and the seeded dice.
struct Chance {
    rng: Rng,
    today: NaiveDate,
}

impl Chance {
    /// So many days from the day of the demo.
    fn day(&self, offset: i64) -> NaiveDate {
        self.today + TimeDelta::days(offset)
    }

    /// That many days away, or what leads to the Friday before it: nothing is decided at weekends.
    fn working(&self, offset: i64) -> i64 {
        match self.day(offset).weekday() {
            Weekday::Sat => offset - 1,
            Weekday::Sun => offset - 2,
            _ => offset,
        }
    }

    fn working_day(&self, offset: i64) -> NaiveDate {
        self.day(self.working(offset))
    }

    /// True so many times in a hundred.
    fn happens(&mut self, percent: u32) -> bool {
        self.rng.u32(0..100) < percent
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.rng.usize(0..choices.len())]
    }
}

/// A person with the rows that the store has given.
struct Entered {
    person: Person,
    client: ClientId,
    episode: EpisodeId,
}

fn add_team(tx: &Transaction, login: &str) -> Result<Vec<WorkerId>, StoreError> {
    let mut team = vec![workers::add(tx, login, "Satu Rantala", Role::Admin)?];
    for (colleague, name, role) in COLLEAGUES.iter().filter(|(colleague, ..)| *colleague != login).take(3) {
        team.push(workers::add(tx, colleague, name, *role)?);
    }
    Ok(team)
}

fn add_caseload(tx: &Transaction, team: &[WorkerId], chance: &mut Chance) -> Result<(), StoreError> {
    let people = people::cast(chance);
    let spells = spells::cast(&people, chance);
    for service in services::SERVICES {
        for group in service.groups {
            directory::set_service(tx, named(tx, group.activity)?, Some(service.key))?;
        }
    }
    let entered = people.into_iter().map(|person| enter(tx, team, chance, person)).collect::<Result<Vec<_>, _>>()?;
    spells::enter(tx, &entered, &spells, chance)?;
    for (activity, lead) in services::LEADS {
        activities::set_lead(tx, named(tx, activity)?, Some(team[*lead]))?;
    }
    marks::enter(tx, chance)?;
    goals::enter(tx, &entered, chance)?;
    notes::enter(tx, team, &entered, chance)?;
    slots::enter(tx, &entered, chance)?;
    measures::enter(tx, &entered, chance)
}

fn enter(tx: &Transaction, team: &[WorkerId], chance: &Chance, person: Person) -> Result<Entered, StoreError> {
    let client = clients::insert(tx, &person.fields)?;
    let own_worker = person.worker.map(|at| team[at]);
    let episode = episodes::add(tx, client, &person.episode(chance), own_worker)?;
    Ok(Entered { person, client, episode })
}

fn named(tx: &Transaction, activity: &str) -> Result<crate::domain::ids::ActivityId, StoreError> {
    activities::by_name(tx, activity)?.ok_or(StoreError::Gone)
}
