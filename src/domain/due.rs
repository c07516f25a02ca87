//! The clock: one table of rules gives every due line, for every screen, list, command and feed alike.
//!
//! The facts come from the file (`store::due`), the rules stand in [`rules`], what comes of both is in [`line`].

mod line;
mod rules;

use chrono::NaiveDate;

use super::keyed::keyed;
use super::settings::Settings;
pub use line::{DueLine, Snooze, Subject, Target, lines, within};
pub use rules::RULES;

keyed! {
    /// Why a date binds.
    pub enum Ground {
        Law = "law",
        Decision = "decision",
        Agreement = "agreement",
        Practice = "practice",
        /// A worker's own reminder.
        Own = "own",
    }
}

/// A dated thing in the file that some rule may watch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// The goals of a customership are to be reviewed on a day.
    Review { due: NaiveDate },
    /// The active plan is to be looked at as a whole.
    PlanReview { on: NaiveDate },
    /// The last day of a decision that no other one has replaced.
    DecisionEnding { ends: NaiveDate },
    /// A customership that has been pending since a day, and whose service has not begun.
    Pending { since: NaiveDate },
    /// A need that was urgent when it became known, and that nobody has clarified.
    Urgent { since: NaiveDate },
    /// An open customership that no one has been named for.
    Unassigned { opened: NaiveDate },
    /// A past session whose register is not closed; is everybody marked who was expected?
    OpenRegister { held: NaiveDate, all_marked: bool },
    /// A member whose two newest marks are no-shows.
    MissedTwice { last: NaiveDate },
    /// A seat is kept for somebody until this day.
    Offer { until: NaiveDate },
    /// Since this day a seat is free and somebody waits for it.
    FreeSeat { since: NaiveDate },
    /// The period that was agreed for a service ends while people are in it or wait for it.
    PeriodEnding { ends: NaiveDate },
    /// An open customership with which nobody has been in contact since this day.
    NoContact { last: NaiveDate },
    /// An open customership whose last service ended on this day, and that has had no final review.
    ServiceEnded { last: NaiveDate },
    /// The last day on which a client's non-disclosure holds.
    NonDisclosureEnding { ends: NaiveDate },
    /// A note asks to be taken up again.
    FollowUp { on: NaiveDate },
    /// A restricted client was opened by somebody who is not named.
    Opened { on: NaiveDate },
}

impl Fact {
    /// The day from which a rule counts.
    pub fn day(&self) -> NaiveDate {
        match self {
            Fact::Review { due: day }
            | Fact::PlanReview { on: day }
            | Fact::DecisionEnding { ends: day }
            | Fact::Pending { since: day }
            | Fact::Urgent { since: day }
            | Fact::Unassigned { opened: day }
            | Fact::OpenRegister { held: day, .. }
            | Fact::MissedTwice { last: day }
            | Fact::Offer { until: day }
            | Fact::FreeSeat { since: day }
            | Fact::PeriodEnding { ends: day }
            | Fact::NoContact { last: day }
            | Fact::ServiceEnded { last: day }
            | Fact::NonDisclosureEnding { ends: day }
            | Fact::FollowUp { on: day }
            | Fact::Opened { on: day } => *day,
        }
    }
}

/// One rule: which facts it watches, and the day that follows from them.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Names the rule in exports and in messages: `due-<key>` is what it is called, `due-why-<key>` says why, in a
    /// sentence.
    pub key: &'static str,
    pub ground: Ground,
    /// The section of law, where there is one.
    pub source: Option<&'static str>,
    /// Something to look at, since that day, rather than a day to keep: it is never late.
    pub notice: bool,
    /// The day by which something should be done; `None` when the rule does not watch this fact.
    pub day: fn(&Fact, &Settings) -> Option<NaiveDate>,
    /// How many days before its day it is spoken of; `None`: as soon as the fact is there.
    pub ahead: Option<fn(&Settings) -> u32>,
    /// The day ends a period that law gives for doing something. What may still be done on the next weekday (Act
    /// 150/1930 5 §) is warned of on the day itself; the next weekday is told as the outer limit.
    pub rolls: bool,
}
