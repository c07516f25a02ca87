//! Scores on instruments: self-rated work ability of some, the other instruments of a few.

use rusqlite::Transaction;

use super::{Chance, Entered};
use crate::domain::measure::{Instrument, MeasureFields};
use crate::store::{StoreError, measures};

/// How often somebody has been asked, over the customership.
const TIMES: [i64; 6] = [1, 2, 2, 3, 3, 4];

/// Days from one time to the next: the reviews'.
const APART: i64 = 90;

/// Of the open customerships, one in so many.
const EVERY_FIFTH: usize = 5;
const EVERY_NINTH: usize = 9;

/// Open clients' scores; the mean of the first ones is the source's five.
pub fn enter(tx: &Transaction, entered: &[Entered], chance: &mut Chance) -> Result<(), StoreError> {
    let open = entered.iter().filter(|entered| entered.person.is_open());
    for (nth, entered) in open.enumerate() {
        if nth % EVERY_FIFTH == 2 {
            measured(tx, entered, Instrument::WorkAbility, chance)?;
        }
        if nth % EVERY_NINTH == 0 {
            measured(tx, entered, Instrument::Kykyviisari, chance)?;
        }
        if nth % EVERY_NINTH == 4 {
            measured(tx, entered, Instrument::SituationCircle, chance)?;
        }
    }
    Ok(())
}

/// From the first days on, every three months, as far as these have come.
fn measured(tx: &Transaction, entered: &Entered, which: Instrument, chance: &mut Chance) -> Result<(), StoreError> {
    let opened = entered.person.opened.unwrap_or_default();
    let scoring = which.scoring();
    let step = scoring.most / 10;
    let mut level = chance.rng.u32(3..8);
    for time in 0..chance.one_of(&TIMES) {
        let day = chance.working(opened + 7 + time * APART);
        if day > 0 {
            break;
        }
        let mut scores = Vec::new();
        for part in scoring.parts {
            let around = (level * step + chance.rng.u32(0..=2) * step / 2).saturating_sub(step / 2);
            scores.push((*part, around.min(scoring.most)));
        }
        if !scoring.has_parts() {
            scores = vec![(scoring.parts[0], level * step)];
        } else if chance.happens(10) {
            scores.pop();
        }
        let fields = MeasureFields { instrument: which, on_day: chance.day(day), scores };
        measures::add(tx, entered.client, &fields)?;
        level = (level + chance.rng.u32(0..4)).saturating_sub(1).clamp(1, 9);
    }
    Ok(())
}
