//! The registers of the last weeks.

use std::collections::HashMap;

use rusqlite::Transaction;

use super::services::LUOVAT_KADET;
use super::{Chance, named};
use crate::domain::activity::Kind;
use crate::domain::attendance::Mark;
use crate::domain::ids::{ActivityId, ClientId};
use crate::store::sessions::{self, SessionLine};
use crate::store::{StoreError, registers, roster};

/// How far back the registers have been kept, in days: a little over three weeks, from the first bowling on.
const WEEKS_BACK: i64 = 27;

/// In the newest register of Luovat kädet, the last three people have no mark yet.
const UNMARKED: usize = 3;

/// At the bowling, the second person has missed the two newest sessions without a word.
const MISSING: usize = 1;

/// The mark before, in each group.
type Newest = HashMap<(ActivityId, ClientId), Mark>;

/// Marks and head counts for every session that has taken place.
pub fn enter(tx: &Transaction, chance: &mut Chance) -> Result<(), StoreError> {
    let past = sessions::between(tx, chance.day(-WEEKS_BACK), chance.day(-1), None)?;
    // Who comes by appointment is marked by appointment.
    let is_group = |session: &SessionLine| session.standing.takes_place() && session.kind != Kind::Appointment;
    let past: Vec<SessionLine> = past.into_iter().filter(is_group).collect();
    let (hands, bowling) = (named(tx, LUOVAT_KADET)?, named(tx, "Liikuntailtapäivä: keilaus")?);
    let mut newest = Newest::new();
    for (at, session) in past.iter().enumerate() {
        if !session.by_name {
            roster::count_heads(tx, session.slot, Some(chance.rng.u32(14..38)))?;
            continue;
        }
        let later = past[at + 1..].iter().filter(|other| other.activity == session.activity).count();
        let unmarked = if session.activity == hands && later == 0 { UNMARKED } else { 0 };
        let missing = (session.activity == bowling && later < 2).then_some(MISSING);
        mark_all(tx, session, (unmarked, missing), &mut newest, chance)?;
        // The newest of the bowling is marked, but nobody has closed it yet.
        if unmarked == 0 && !(session.activity == bowling && later == 0) {
            registers::close(tx, session.slot, &[], None)?;
        }
    }
    cancel_one(tx, chance)
}

fn mark_all(
    tx: &Transaction,
    session: &SessionLine,
    (unmarked, missing): (usize, Option<usize>),
    newest: &mut Newest,
    chance: &mut Chance,
) -> Result<(), StoreError> {
    let roster = roster::read(tx, session.activity, (session.day, session.day), session.day)?;
    let members: Vec<ClientId> =
        roster.people.iter().filter(|person| !person.is_visitor()).map(|person| person.client).collect();
    let marked = members.len().saturating_sub(unmarked);
    for (place, client) in members.into_iter().take(marked).enumerate() {
        let before = newest.get(&(session.activity, client)).copied();
        let mark = if missing == Some(place) { Mark::NoShow } else { ordinary(before, chance) };
        newest.insert((session.activity, client), mark);
        roster::mark(tx, session.slot, client, Some(mark))?;
    }
    Ok(())
}

/// Most come. Nobody else misses two in a row without a word.
fn ordinary(before: Option<Mark>, chance: &mut Chance) -> Mark {
    match chance.rng.u32(0..100) {
        0..6 if before != Some(Mark::NoShow) => Mark::NoShow,
        6..15 => Mark::Excused,
        15..20 => Mark::Late,
        _ => Mark::Present,
    }
}

/// One session of this week is off; it is of a group that is itself made up.
fn cancel_one(tx: &Transaction, chance: &Chance) -> Result<(), StoreError> {
    let room = named(tx, "Yhdistysten olohuone (esimerkki)")?;
    let coming = sessions::between(tx, chance.today, chance.day(6), Some(&[room]))?;
    match coming.first().filter(|session| session.standing.takes_place()) {
        Some(session) => sessions::cancel(tx, session.slot, "organisation"),
        None => Ok(()),
    }
}
