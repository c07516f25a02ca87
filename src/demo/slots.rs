//! A day of appointments that the source does not name: who has had one, and who has booked.

use std::cmp::Ordering;

use rusqlite::Transaction;

use super::services::RECEPTION;
use super::{Chance, Entered, named};
use crate::domain::attendance::Mark;
use crate::domain::calendar::Week;
use crate::domain::ids::ClientId;
use crate::domain::slots::starts;
use crate::store::{StoreError, activities, bookings, enrolments, registers, roster, sessions};

/// How far back and ahead it has been booked, in days.
const DAYS_BACK: i64 = 27;
const DAYS_AHEAD: i64 = 13;

/// What became of those who had booked, in turn.
const MARKS: [Mark; 7] =
    [Mark::Present, Mark::Present, Mark::Late, Mark::Present, Mark::Excused, Mark::Present, Mark::NoShow];

/// The course that meets on the same morning.
const SAME_MORNING: &str = "Hyvän mielen arki";

/// Which times are booked: most of them in the weeks before, some in the week of the demo, the odd one after it.
fn booked(day: Ordering) -> &'static [usize] {
    match day {
        Ordering::Less => &[0, 1, 2, 4, 5],
        Ordering::Equal => &[0, 1, 3, 4],
        Ordering::Greater => &[1],
    }
}

/// The appointments of the last weeks with their marks, and those to come.
pub fn enter(tx: &Transaction, entered: &[Entered], chance: &mut Chance) -> Result<(), StoreError> {
    let activity = activities::get(tx, named(tx, RECEPTION)?)?;
    let minutes = activity.fields.slot_length().unwrap_or_default();
    let days = sessions::between(tx, chance.day(-DAYS_BACK), chance.day(DAYS_AHEAD), Some(&[activity.id]))?;
    let mut clients = clients(tx, entered)?;
    chance.rng.shuffle(&mut clients);
    let turn: Vec<(ClientId, Mark)> = clients.into_iter().zip(MARKS.into_iter().cycle()).collect();
    let mut turn = turn.into_iter().cycle();
    for session in days.iter().filter(|session| session.standing.takes_place()) {
        let times = starts(session.starts_at, session.ends_at, minutes);
        for at in booked(Week::of(session.day).cmp(&Week::of(chance.today))) {
            let Some((client, mark)) = turn.next() else { continue };
            bookings::book(tx, session.slot, client, times[*at])?;
            if session.day < chance.today {
                roster::mark(tx, session.slot, client, Some(mark))?;
            }
        }
        if session.day < chance.today {
            registers::close(tx, session.slot, &[], None)?;
        }
    }
    Ok(())
}

/// The first worker's clients of the last weeks who have nothing else on that morning.
fn clients(tx: &Transaction, entered: &[Entered]) -> Result<Vec<ClientId>, StoreError> {
    let mut clients = Vec::new();
    for Entered { person, client, .. } in entered {
        let long_here = person.is_open() && person.opened.is_some_and(|opened| opened < -DAYS_BACK);
        if long_here && person.worker == Some(0) && !person.is_hamalainen() {
            let busy = enrolments::of_client(tx, *client)?.iter().any(|spell| spell.name == SAME_MORNING);
            clients.extend(Some(*client).filter(|_| !busy));
        }
    }
    Ok(clients)
}
