//! Somebody comes to an activity: known or new, as a member, into the queue, or for this once.

use chrono::NaiveDate;
use rusqlite::Transaction;

use super::change::Made;
use super::error::Result;
use super::seats::{self, Joining};
use super::{clients, roster};
use crate::domain::attendance::Slot;
use crate::domain::client::ClientFields;
use crate::domain::ids::{ActivityId, ClientId, GoalId};

/// Somebody on the way into an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    Known(ClientId),
    /// Somebody new, under the next free reference of the one proposed. No customership comes of it.
    New(Box<ClientFields>),
}

/// As what somebody comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    Member {
        from: NaiveDate,
        /// Why before those who wait.
        ahead: Option<String>,
        goal: Option<GoalId>,
    },
    Queued,
    /// For this once.
    Visitor,
}

/// Somebody comes to an activity, and is marked present at a session if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entering {
    pub activity: ActivityId,
    pub who: Who,
    pub how: How,
    pub present_at: Option<Slot>,
    pub today: NaiveDate,
}

/// Under the next free reference, if the proposed one has been taken meanwhile.
pub fn add_proposed(tx: &Transaction, fields: &ClientFields) -> Result<ClientId> {
    match clients::is_taken(tx, &fields.reference)? {
        true => clients::insert(tx, &clients::with_next_reference(tx, fields)?),
        false => clients::insert(tx, fields),
    }
}

/// The number of somebody known, or of somebody who has just been added.
pub fn client_of(tx: &Transaction, who: &Who) -> Result<ClientId> {
    match who {
        Who::Known(client) => Ok(*client),
        Who::New(fields) => add_proposed(tx, fields),
    }
}

/// Lets somebody in.
///
/// # Errors
/// As [`seats::join`].
pub fn enter(tx: &Transaction, entering: &Entering) -> Result<Made> {
    let Entering { activity, who, how, present_at, today } = entering;
    let client = client_of(tx, who)?;
    let joined = match how {
        How::Member { from, ahead, goal } => {
            let joining = Joining { activity: *activity, client, from: *from, ahead: ahead.clone(), goal: *goal };
            Some(seats::join(tx, &joining, *today)?)
        }
        How::Queued => Some(seats::enqueue(tx, *activity, client, *today)?),
        How::Visitor => None,
    };
    if let Some(slot) = present_at {
        roster::come_in(tx, *slot, client)?;
    }
    Ok(Made::Entered(joined))
}
