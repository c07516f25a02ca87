//! Goals, and the reviews that keep them alive.

use chrono::NaiveDate;

use super::keyed::keyed;

keyed! {
    /// How a goal stands.
    pub enum GoalState {
        Active = "active",
        Achieved = "achieved",
        Partly = "partly",
        NotAchieved = "not_achieved",
        Dropped = "dropped",
    }
}

keyed! {
    /// Who does what the goal needs.
    pub enum Responsible {
        Client = "client",
        Worker = "worker",
        Provider = "provider",
        Joint = "joint",
    }
}

/// Months from one review to the next, when nothing else is agreed. Practice, not law (PRO SOS 2018: three months).
pub const REVIEW_MONTHS: i32 = 3;

/// What a person types about a goal.
#[derive(Clone, PartialEq, Eq)]
pub struct GoalFields {
    /// In the client's own words.
    pub text: String,
    pub target: Option<String>,
    pub theme: Option<String>,
    pub responsible: Option<Responsible>,
    pub set_on: NaiveDate,
    pub state: GoalState,
    pub ended: Option<NaiveDate>,
    /// When it is looked at next; an ended goal has none.
    pub review_on: Option<NaiveDate>,
}

/// What a person types when a goal has been reviewed.
#[derive(Clone, PartialEq, Eq)]
pub struct ReviewFields {
    pub held: NaiveDate,
    pub assessment: Option<String>,
    pub state: GoalState,
    /// The one successor; none when the goal ends here.
    pub next_on: Option<NaiveDate>,
}
