//! Who takes part in what: exactly as many people a service as were published.

use std::collections::HashSet;

use rusqlite::Transaction;

use super::people::Person;
use super::services::{Group, LUOVAT_KADET, SERVICES, WAITING};
use super::{Chance, Entered, named};
use crate::domain::enrolment::EnrolmentState;
use crate::store::StoreError;
use crate::store::enrolments::{self, EnrolmentFields};

/// A spell of one of the people. Days are counted from the day of the demo.
pub struct Spell {
    person: usize,
    activity: &'static str,
    when: When,
}

enum When {
    Since(i64),
    Past(i64, i64),
    Waiting(i64),
}

/// Shortest stay in a group that is over, in days.
const SHORTEST: i64 = 45;

struct Casting<'a> {
    people: &'a [Person],
    /// How many spells each has.
    busy: Vec<usize>,
    spells: Vec<Spell>,
}

/// Every spell of everybody.
pub fn cast(people: &[Person], chance: &mut Chance) -> Vec<Spell> {
    let mut casting = Casting { people, busy: vec![0; people.len()], spells: Vec::new() };
    for service in SERVICES {
        let mut seen = HashSet::new();
        for group in service.groups {
            casting.members(group, &mut seen, chance);
            casting.former(group, &mut seen, chance);
        }
    }
    for (activity, count) in WAITING {
        casting.queue(activity, *count, chance);
    }
    casting.spells
}

impl Casting<'_> {
    /// So many of the people whom `fits` takes, those with the least to do first.
    fn choose(&self, count: usize, chance: &mut Chance, fits: impl Fn(usize, &Person) -> bool) -> Vec<usize> {
        let mut able: Vec<usize> = (0..self.people.len()).filter(|at| fits(*at, &self.people[*at])).collect();
        chance.rng.shuffle(&mut able);
        able.sort_by_key(|at| self.busy[*at]);
        able.truncate(count);
        able
    }

    fn add(&mut self, person: usize, activity: &'static str, when: When) {
        self.busy[person] += 1;
        self.spells.push(Spell { person, activity, when });
    }

    fn members(&mut self, group: &Group, seen: &mut HashSet<usize>, chance: &mut Chance) {
        let there = |person: &Person| person.is_open() && person.opened.is_some_and(|opened| opened < group.since);
        let mut chosen = match group.activity {
            LUOVAT_KADET => self.choose(1, chance, |_, person| there(person) && person.is_hamalainen()),
            _ => Vec::new(),
        };
        let rest = self.choose(group.now - chosen.len(), chance, |at, person| {
            there(person) && !chosen.contains(&at) && seen.contains(&at) == group.returning
        });
        chosen.extend(rest);
        for person in chosen {
            let later = group.since + 7 * chance.rng.i64(0..3);
            let since = if later < -3 { later } else { group.since };
            self.add(person, group.activity, When::Since(since));
            seen.insert(person);
        }
    }

    fn former(&mut self, group: &Group, seen: &mut HashSet<usize>, chance: &mut Chance) {
        let stayed = |person: &Person| {
            person.span().is_some_and(|(first, last)| match group.period {
                Some((starts, ends)) => first < starts && ends <= last,
                None => last - first > SHORTEST + 20,
            })
        };
        for person in self.choose(group.past, chance, |at, person| stayed(person) && !seen.contains(&at)) {
            let when = group.period.unwrap_or_else(|| stay(&self.people[person], chance));
            self.add(person, group.activity, When::Past(when.0, when.1));
            seen.insert(person);
        }
    }

    fn queue(&mut self, activity: &'static str, count: usize, chance: &mut Chance) {
        let in_it: HashSet<usize> =
            self.spells.iter().filter(|spell| spell.activity == activity).map(|spell| spell.person).collect();
        for person in self.choose(count, chance, |at, person| person.is_open() && !in_it.contains(&at)) {
            let opened = self.people[person].opened.unwrap_or_default();
            let days = chance.rng.i64(1..20);
            let queued = chance.working(-days).max(opened);
            self.add(person, activity, When::Waiting(queued));
        }
    }
}

/// A stay of two or three months within the customership.
fn stay(person: &Person, chance: &mut Chance) -> (i64, i64) {
    let (first, last) = person.span().unwrap_or_default();
    let starts = chance.rng.i64(first + 5..=last - SHORTEST - 5);
    let ends = (starts + chance.rng.i64(SHORTEST..=95)).min(last);
    (chance.working(starts), chance.working(ends))
}

/// Into the store.
pub fn enter(tx: &Transaction, entered: &[Entered], spells: &[Spell], chance: &mut Chance) -> Result<(), StoreError> {
    for spell in spells {
        let fields = spell.fields(chance);
        enrolments::insert(tx, named(tx, spell.activity)?, entered[spell.person].client, &fields)?;
    }
    Ok(())
}

impl Spell {
    fn fields(&self, chance: &mut Chance) -> EnrolmentFields {
        let blank = EnrolmentFields {
            state: EnrolmentState::Enrolled,
            queued_at: None,
            offer_expires: None,
            starts: None,
            ends: None,
            end_reason: None,
        };
        match self.when {
            When::Since(day) => EnrolmentFields { starts: Some(chance.day(day)), ..blank },
            When::Waiting(day) => {
                EnrolmentFields { state: EnrolmentState::Waiting, queued_at: Some(chance.day(day)), ..blank }
            }
            When::Past(starts, ends) => EnrolmentFields {
                state: EnrolmentState::Ended,
                starts: Some(chance.day(starts)),
                ends: Some(chance.day(ends)),
                end_reason: Some(
                    chance
                        .one_of(&["period_over", "period_over", "goals_reached", "onward", "client_declines"])
                        .to_string(),
                ),
                ..blank
            },
        }
    }
}
