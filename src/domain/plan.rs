//! The plan of a customership (SHL 39 §), and the decisions that it rests on (SHL 45 §).

use chrono::NaiveDate;

use super::ids::DecisionId;
use super::keyed::keyed;

keyed! {
    /// Where a version of a plan stands; one at most is active.
    pub enum PlanState {
        Active = "active",
        /// A newer version has taken its place.
        Superseded = "superseded",
        /// It ended with its customership.
        Ended = "ended",
    }
}

/// What a person types about a plan, besides its goals. The parts follow AVAIN: goals, situational factors, services,
/// methods; methods stand with each goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFields {
    pub made_on: NaiveDate,
    /// Strengths and resources.
    pub strengths: Option<String>,
    /// Situational factors: what helps and what hinders.
    pub factors: Option<String>,
    /// Services besides those that the program knows.
    pub services: Option<String>,
    /// How often people meet; the law asks for it (SHL 39 §).
    pub rhythm: Option<String>,
    /// Who does what next.
    pub agreed: Option<String>,
    /// Where the client sees things otherwise.
    pub dissent: Option<String>,
    /// When the plan as a whole is looked at; the law gives no interval (SHL 39 §: "when needed").
    pub review_on: Option<NaiveDate>,
}

/// What a person types about a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionFields {
    /// Its number in the certified client information system.
    pub number: Option<String>,
    /// What was decided: the service.
    pub about: String,
    pub decided_on: NaiveDate,
    pub valid_from: NaiveDate,
    /// The last day; `None`: until further notice.
    pub valid_to: Option<NaiveDate>,
    /// The decision that this one continues or takes the place of; that one is no longer watched.
    pub replaces: Option<DecisionId>,
}
