//! Every rule of the clock. A new rule is one entry here, and appears everywhere.

use chrono::Days;

use super::{Fact, Ground, Rule};
use crate::domain::dates::add_months;
use crate::domain::settings::Settings;

/// What most rules are: practice, a day to keep, spoken of as soon as its fact is there.
const USUAL: Rule = Rule {
    key: "",
    ground: Ground::Practice,
    source: None,
    notice: false,
    day: |_, _| None,
    ahead: None,
    rolls: false,
};

/// What ends is spoken of early enough for the next to be agreed on.
const ENDING: Option<fn(&Settings) -> u32> = Some(|settings| settings.ending_ahead_days);

/// Spoken of from the day itself on.
const FROM_THE_DAY: Option<fn(&Settings) -> u32> = Some(|_| 0);

/// Every rule.
pub const RULES: &[Rule] = &[
    Rule {
        key: "goal-review",
        ground: Ground::Agreement,
        day: |fact, _| match fact {
            Fact::Review { due } => Some(*due),
            _ => None,
        },
        ..USUAL
    },
    // The law gives no interval (SHL 39 §: "when needed"), so that the day is what was agreed in the plan.
    Rule {
        key: "plan-review",
        ground: Ground::Agreement,
        day: |fact, _| match fact {
            Fact::PlanReview { on } => Some(*on),
            _ => None,
        },
        ..USUAL
    },
    Rule {
        key: "decision-ending",
        ground: Ground::Decision,
        day: |fact, _| match fact {
            Fact::DecisionEnding { ends } => Some(*ends),
            _ => None,
        },
        ahead: ENDING,
        ..USUAL
    },
    // Services are to be given within three calendar months of the matter becoming pending.
    Rule {
        key: "execution",
        ground: Ground::Law,
        source: Some("SHL 45 §"),
        day: |fact, _| match fact {
            Fact::Pending { since } => Some(add_months(*since, 3)),
            _ => None,
        },
        rolls: true,
        ..USUAL
    },
    // An urgent need is to be clarified at once, so the day is the day on which it became known.
    Rule {
        key: "urgent",
        ground: Ground::Law,
        source: Some("SHL 36 §"),
        day: |fact, _| match fact {
            Fact::Urgent { since } => Some(*since),
            _ => None,
        },
        ..USUAL
    },
    // An own worker is named for the time of the customership, so the day is the day it opened.
    Rule {
        key: "own-worker",
        ground: Ground::Law,
        source: Some("SHL 42 §"),
        day: |fact, _| match fact {
            Fact::Unassigned { opened } => Some(*opened),
            _ => None,
        },
        ..USUAL
    },
    Rule {
        key: "register",
        day: |fact, _| match fact {
            Fact::OpenRegister { held, all_marked: false } => Some(*held),
            _ => None,
        },
        ..USUAL
    },
    Rule {
        key: "register-close",
        day: |fact, _| match fact {
            Fact::OpenRegister { held, all_marked: true } => Some(*held),
            _ => None,
        },
        ..USUAL
    },
    Rule {
        key: "missed-twice",
        notice: true,
        day: |fact, _| match fact {
            Fact::MissedTwice { last } => Some(*last),
            _ => None,
        },
        ..USUAL
    },
    Rule {
        key: "offer",
        ground: Ground::Agreement,
        day: |fact, _| match fact {
            Fact::Offer { until } => Some(*until),
            _ => None,
        },
        ..USUAL
    },
    Rule {
        key: "free-seat",
        notice: true,
        day: |fact, _| match fact {
            Fact::FreeSeat { since } => Some(*since),
            _ => None,
        },
        ..USUAL
    },
    Rule {
        key: "purchased-period",
        ground: Ground::Agreement,
        day: |fact, _| match fact {
            Fact::PeriodEnding { ends } => Some(*ends),
            _ => None,
        },
        ahead: ENDING,
        ..USUAL
    },
    Rule {
        key: "no-contact",
        notice: true,
        day: |fact, settings| match fact {
            Fact::NoContact { last } if settings.no_contact_weeks > 0 => {
                last.checked_add_days(Days::new(7 * u64::from(settings.no_contact_weeks)))
            }
            _ => None,
        },
        ahead: FROM_THE_DAY,
        ..USUAL
    },
    Rule {
        key: "final-review",
        day: |fact, settings| match fact {
            Fact::ServiceEnded { last } => last.checked_add_days(Days::new(settings.final_review_days.into())),
            _ => None,
        },
        ..USUAL
    },
    // For a limited time at once, then anew (Act 661/2009 37 §).
    Rule {
        key: "non-disclosure",
        ground: Ground::Law,
        source: Some("VTJ 37 §"),
        day: |fact, _| match fact {
            Fact::NonDisclosureEnding { ends } => Some(*ends),
            _ => None,
        },
        ahead: ENDING,
        ..USUAL
    },
    // For who answers for the team, until they have said that they have seen it.
    Rule {
        key: "opening",
        notice: true,
        day: |fact, _| match fact {
            Fact::Opened { on } => Some(*on),
            _ => None,
        },
        ..USUAL
    },
    Rule {
        key: "follow-up",
        ground: Ground::Own,
        day: |fact, _| match fact {
            Fact::FollowUp { on } => Some(*on),
            _ => None,
        },
        ..USUAL
    },
];
