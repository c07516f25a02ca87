//! Who the clients are, and where each customership stands.

use std::collections::HashSet;

use chrono::Datelike;

use super::names::{FAMILY, HAMALAINEN, MEN, WOMEN};
use super::services::ONWARD;
use super::{CLIENTS, Chance, profile};
use crate::domain::client::ClientFields;
use crate::domain::dates::add_months;
use crate::domain::episode::{EpisodeFields, EpisodeState};

const PENDING: usize = 9;
const PAUSED: usize = 2;

/// Closed without an onward path: reason and outcome.
const CLOSED_OTHERWISE: [(&str, &str); 4] =
    [("moved", "moved"), ("moved", "moved"), ("client_declines", "unknown"), ("not_suitable", "other_care")];

/// Open, and nobody named yet.
const UNASSIGNED: usize = 3;

/// One invented client. Days are counted from the day of the demo.
pub struct Person {
    pub fields: ClientFields,
    pub state: EpisodeState,
    pub pending: i64,
    pub opened: Option<i64>,
    pub closed: Option<i64>,
    /// The own worker's place in the team.
    pub worker: Option<usize>,
    referrer: &'static str,
    /// Reason and outcome.
    ending: Option<(&'static str, &'static str)>,
}

impl Person {
    pub fn is_open(&self) -> bool {
        self.state == EpisodeState::Open
    }

    pub fn is_hamalainen(&self) -> bool {
        self.fields.family_name == HAMALAINEN
    }

    /// First and last day of the customership so far.
    pub fn span(&self) -> Option<(i64, i64)> {
        self.opened.map(|opened| (opened, self.closed.unwrap_or(-1)))
    }

    pub fn episode(&self, chance: &Chance) -> EpisodeFields {
        EpisodeFields {
            state: self.state,
            pending_since: chance.day(self.pending),
            opened: self.opened.map(|opened| chance.day(opened)),
            closed: self.closed.map(|closed| chance.day(closed)),
            referrer: Some(self.referrer.to_string()),
            close_reason: self.ending.map(|(reason, _)| reason.to_string()),
            outcome: self.ending.map(|(_, outcome)| outcome.to_string()),
            onward: self.ending.filter(|(reason, _)| *reason == "goals_reached").map(|(_, path)| path.to_string()),
            service_began: self.opened.map(|opened| chance.day(opened)),
            final_waiver: self.ending.map(|_| "elsewhere".to_string()),
            ..EpisodeFields::pending(chance.day(self.pending))
        }
    }
}

/// Everybody, in the order in which they came.
pub fn cast(chance: &mut Chance) -> Vec<Person> {
    let mut people = standings(chance);
    people.sort_by_key(|person| person.pending);
    describe(&mut people, chance);
    name(&mut people, chance);
    number(&mut people, chance);
    share_out(&mut people, chance);
    people
}

// ------------------------------------------------------------------ standing

fn standings(chance: &mut Chance) -> Vec<Person> {
    let onward = ONWARD.iter().flat_map(|(outcome, count)| std::iter::repeat_n(("goals_reached", *outcome), *count));
    let closed: Vec<Person> = onward.chain(CLOSED_OTHERWISE).map(|ending| closed(chance, ending)).collect();
    let open = CLIENTS - closed.len() - PENDING;
    let live = (0..open).map(|at| live(chance, if at < PAUSED { EpisodeState::Paused } else { EpisodeState::Open }));
    let live: Vec<Person> = live.collect();
    closed.into_iter().chain(live).chain((0..PENDING).map(|at| pending(chance, at))).collect()
}

fn standing(state: EpisodeState, pending: i64, opened: Option<i64>) -> Person {
    let fields = ClientFields::default();
    Person { fields, state, pending, opened, closed: None, worker: None, referrer: "other", ending: None }
}

/// The project began on 1.9.2015, 524 days before the count.
fn closed(chance: &mut Chance, ending: (&'static str, &'static str)) -> Person {
    let closed = -chance.rng.i64(14..75);
    let opened = -chance.rng.i64(190..480);
    let pending = opened - chance.rng.i64(8..35);
    let [closed, opened, pending] = [closed, opened, pending].map(|day| chance.working(day));
    Person { closed: Some(closed), ending: Some(ending), ..standing(EpisodeState::Closed, pending, Some(opened)) }
}

fn live(chance: &mut Chance, state: EpisodeState) -> Person {
    let opened = match chance.happens(80) {
        true => -chance.rng.i64(65..330),
        false => -chance.rng.i64(4..65),
    };
    let pending = opened - chance.rng.i64(6..40);
    standing(state, chance.working(pending), Some(chance.working(opened)))
}

/// For the first two, the three months of SHL 45 § end this week.
fn pending(chance: &mut Chance, at: usize) -> Person {
    let since = match at {
        0 | 1 => add_months(chance.day(1 + 2 * i64::from(at == 1)), -3).signed_duration_since(chance.today).num_days(),
        _ => {
            let days = chance.rng.i64(2..70);
            chance.working(-days)
        }
    };
    standing(EpisodeState::Pending, since, None)
}

// ------------------------------------------------------------------ description

fn describe(people: &mut [Person], chance: &mut Chance) {
    let ages = dealt(profile::AGES, chance);
    let gender = dealt(profile::GENDER, chance);
    let mut education = dealt(profile::EDUCATION, chance);
    let is_young = |at: &usize| ages[*at].1 < 25;
    let older: Vec<usize> = (0..CLIENTS).filter(|at| !is_young(at) && education[*at] != "higher").collect();
    let too_young: Vec<usize> = (0..CLIENTS).filter(|at| is_young(at) && education[*at] == "higher").collect();
    too_young.into_iter().zip(older).for_each(|(one, other)| education.swap(one, other));
    let employment = dealt(profile::EMPLOYMENT, chance);
    let household = dealt(profile::HOUSEHOLD, chance);
    let benefit = dealt(profile::BENEFIT, chance);
    let language = dealt(profile::LANGUAGE, chance);
    let referrer = dealt(profile::REFERRER, chance);
    for (at, person) in people.iter_mut().enumerate() {
        let years = chance.rng.u32(ages[at].0..=ages[at].1);
        let days_since_birthday = chance.rng.i64(0..360);
        let birthday = chance.day(-days_since_birthday);
        let some = |key: &str| Some(key.to_string());
        person.referrer = referrer[at];
        person.fields = ClientFields {
            birth_date: Some(add_months(birthday, -12 * years.cast_signed())),
            phone: Some(phone(chance)),
            address: Some(format!("Esimerkkikatu {}", chance.rng.u32(1..60))),
            postcode: Some(
                chance.one_of(&["70100", "70110", "70200", "70300", "70420", "70500", "70600", "70820"]).into(),
            ),
            municipality: some("Kuopio"),
            gender: some(gender[at]),
            education: some(education[at]),
            employment: some(employment[at]),
            household: some(household[at]),
            benefit: some(benefit[at]),
            language: some(language[at]),
            bus_card: person.is_open() && chance.happens(30),
            ..ClientFields::default()
        };
    }
    if let Some(person) = people.iter_mut().filter(|person| person.is_open()).nth(30) {
        person.fields.non_disclosure = true;
    }
}

fn dealt<T: Copy>(shares: &[profile::Share<T>], chance: &mut Chance) -> Vec<T> {
    let mut values = profile::apportion(shares);
    chance.rng.shuffle(&mut values);
    values
}

/// Numbers that look invented.
fn phone(chance: &mut Chance) -> String {
    let last = chance.rng.u32(0..1000);
    match chance.happens(60) {
        true => format!("040 123 4{last:03}"),
        false => format!("050 555 {:04}", 1000 + last),
    }
}

// ------------------------------------------------------------------ names, numbers, workers

/// No two people have the same name, no more than two the same family name; two are called Hämäläinen.
fn name(people: &mut [Person], chance: &mut Chance) {
    let mut families = [FAMILY, FAMILY].concat();
    chance.rng.shuffle(&mut families);
    let mut open = (0..CLIENTS).filter(|at| people[*at].is_open());
    let mut of_two = [open.next(), open.nth(20)];
    let mut taken = HashSet::new();
    for (at, person) in people.iter_mut().enumerate() {
        let two = of_two.iter_mut().find(|place| **place == Some(at)).and_then(Option::take);
        let family = if two.is_some() { HAMALAINEN } else { families[at] };
        let given = if person.fields.gender.as_deref() == Some("female") { WOMEN } else { MEN };
        while person.fields.given_name.is_empty() || !taken.insert(person.fields.name()) {
            person.fields.family_name = family.to_string();
            person.fields.given_name = chance.one_of(&given).to_string();
        }
    }
}

/// References as the team gives them: the year and a running number.
fn number(people: &mut [Person], chance: &Chance) {
    let (mut year, mut last) = (0, 0);
    for person in people {
        let of = chance.day(person.pending).year();
        last = if of == year { last + 1 } else { 1 };
        year = of;
        person.fields.reference = format!("{year}-{last:03}");
    }
}

/// All but a few have an own worker: who is new or pending may still wait for one.
fn share_out(people: &mut [Person], chance: &mut Chance) {
    let first = chance.rng.usize(0..4);
    for (at, person) in people.iter_mut().enumerate() {
        person.worker = Some((first + at) % 4);
    }
    let newest = people.iter_mut().filter(|person| person.is_open());
    let mut newest: Vec<&mut Person> = newest.collect();
    newest.sort_by_key(|person| person.opened);
    newest.into_iter().rev().take(UNASSIGNED).for_each(|person| person.worker = None);
    let pending = people.iter_mut().filter(|person| person.state == EpisodeState::Pending);
    pending.rev().take(PENDING / 2).for_each(|person| person.worker = None);
}
