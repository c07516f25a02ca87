//! The clock: one table of rules gives every due line, for every screen, list, command and feed alike.

use chrono::NaiveDate;

use super::attendance::Slot;
use super::dates::add_months;
use super::enrolment::Seats;
use super::ids::{AccessId, ActivityId, ClientId, EpisodeId, NoteId, WorkerId};
use super::keyed::keyed;

keyed! {
    /// Why a date binds.
    pub enum Ground {
        Law = "law",
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
    /// A customership that waits for its first decision and its execution.
    Pending { since: NaiveDate },
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
    /// A note asks to be taken up again.
    FollowUp { on: NaiveDate },
    /// A restricted client was opened by somebody who is not named.
    Opened { on: NaiveDate },
}

/// One rule: which facts it watches, and the day that follows from them.
pub struct Rule {
    /// Names the rule in messages (`due-<key>`) and in exports.
    pub key: &'static str,
    pub ground: Ground,
    /// The section of law, where there is one.
    pub source: Option<&'static str>,
    /// Something to look at, since that day, rather than a day to keep: it is never late.
    pub notice: bool,
    /// The day by which something should be done; `None` when the rule does not watch this fact.
    pub day: fn(&Fact) -> Option<NaiveDate>,
}

/// Every rule. A new rule is one entry here, and appears everywhere.
pub const RULES: &[Rule] = &[
    Rule {
        key: "goal-review",
        ground: Ground::Agreement,
        source: None,
        notice: false,
        day: |fact| match fact {
            Fact::Review { due } => Some(*due),
            _ => None,
        },
    },
    // Services are to be given within three calendar months of the matter becoming pending.
    Rule {
        key: "execution",
        ground: Ground::Law,
        source: Some("SHL 45 §"),
        notice: false,
        day: |fact| match fact {
            Fact::Pending { since } => Some(add_months(*since, 3)),
            _ => None,
        },
    },
    // An own worker is named for the time of the customership, so the day is the day it opened.
    Rule {
        key: "own-worker",
        ground: Ground::Law,
        source: Some("SHL 42 §"),
        notice: false,
        day: |fact| match fact {
            Fact::Unassigned { opened } => Some(*opened),
            _ => None,
        },
    },
    Rule {
        key: "register",
        ground: Ground::Practice,
        source: None,
        notice: false,
        day: |fact| match fact {
            Fact::OpenRegister { held, all_marked: false } => Some(*held),
            _ => None,
        },
    },
    Rule {
        key: "register-close",
        ground: Ground::Practice,
        source: None,
        notice: false,
        day: |fact| match fact {
            Fact::OpenRegister { held, all_marked: true } => Some(*held),
            _ => None,
        },
    },
    Rule {
        key: "missed-twice",
        ground: Ground::Practice,
        source: None,
        notice: true,
        day: |fact| match fact {
            Fact::MissedTwice { last } => Some(*last),
            _ => None,
        },
    },
    Rule {
        key: "offer",
        ground: Ground::Agreement,
        source: None,
        notice: false,
        day: |fact| match fact {
            Fact::Offer { until } => Some(*until),
            _ => None,
        },
    },
    Rule {
        key: "free-seat",
        ground: Ground::Practice,
        source: None,
        notice: true,
        day: |fact| match fact {
            Fact::FreeSeat { since } => Some(*since),
            _ => None,
        },
    },
    Rule {
        key: "purchased-period",
        ground: Ground::Agreement,
        source: None,
        notice: false,
        day: |fact| match fact {
            Fact::PeriodEnding { ends } => Some(*ends),
            _ => None,
        },
    },
    // For who answers for the team, until they have said that they have seen it.
    Rule {
        key: "opening",
        ground: Ground::Practice,
        source: None,
        notice: true,
        day: |fact| match fact {
            Fact::Opened { on } => Some(*on),
            _ => None,
        },
    },
    Rule {
        key: "follow-up",
        ground: Ground::Own,
        source: None,
        notice: false,
        day: |fact| match fact {
            Fact::FollowUp { on } => Some(*on),
            _ => None,
        },
    },
];

/// Where a due line is dealt with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// The goals of a customership, in one sitting.
    Review(EpisodeId),
    Episode(EpisodeId),
    /// A customership without an own worker.
    OwnWorker(EpisodeId),
    Register(ActivityId, Slot, NaiveDate),
    /// The register of a day of appointments.
    Appointments(ActivityId, Slot, NaiveDate),
    /// The seats of an activity and those who wait for them.
    Queue(ActivityId),
    /// An activity's entry in the directory.
    Service(ActivityId),
    Client(ClientId),
    FollowUp(NoteId),
    /// A restricted client was opened.
    Opening(AccessId),
}

/// Whom and what a fact concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    pub client: Option<(ClientId, String)>,
    pub activity: Option<(ActivityId, String)>,
    /// Whose line it is; `None` is the whole team's.
    pub worker: Option<WorkerId>,
    /// The goal's or the reminder's own words.
    pub what: Option<String>,
    /// Seats, where those are what it is about.
    pub seats: Option<Seats>,
    pub target: Target,
}

/// One line of what is due.
#[derive(Clone)]
pub struct DueLine {
    pub rule: &'static Rule,
    pub day: NaiveDate,
    pub subject: Subject,
}

impl DueLine {
    /// Days until the day; negative once it has passed.
    pub fn days_left(&self, today: NaiveDate) -> i64 {
        (self.day - today).num_days()
    }

    /// True for one's own lines and for those of the whole team.
    pub fn is_for(&self, worker: WorkerId) -> bool {
        self.subject.worker.is_none_or(|own| own == worker)
    }

    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        !self.rule.notice && self.day < today
    }
}

/// Applies every rule to every fact; oldest first, then in the order of the table.
pub fn lines(facts: Vec<(Fact, Subject)>, rules: &'static [Rule]) -> Vec<DueLine> {
    let mut lines: Vec<DueLine> = facts
        .into_iter()
        .flat_map(|(fact, subject)| {
            rules
                .iter()
                .filter_map(move |rule| (rule.day)(&fact).map(|day| DueLine { rule, day, subject: subject.clone() }))
        })
        .collect();
    lines.sort_by_key(|line| line.day);
    lines
}

/// Lines that are late or fall within the coming `days`.
pub fn within(lines: Vec<DueLine>, today: NaiveDate, days: i64) -> Vec<DueLine> {
    lines.into_iter().filter(|line| line.days_left(today) <= days).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn subject(id: i64) -> Subject {
        Subject {
            client: None,
            activity: None,
            worker: None,
            what: None,
            seats: None,
            target: Target::Client(ClientId(id)),
        }
    }

    #[test]
    fn execution_is_due_three_calendar_months_after_becoming_pending() {
        let facts = vec![(Fact::Pending { since: day("2016-11-30") }, subject(1))];
        let lines = lines(facts, RULES);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].rule.source, Some("SHL 45 §"));
        assert_eq!(lines[0].day, day("2017-02-28"));
        assert_eq!(lines[0].days_left(day("2017-02-06")), 22);
    }

    #[test]
    fn a_line_of_nobody_is_everybodys() {
        let line =
            |worker| DueLine { rule: &RULES[0], day: day("2017-02-06"), subject: Subject { worker, ..subject(1) } };
        assert!(line(None).is_for(WorkerId(1)));
        assert!(line(Some(WorkerId(1))).is_for(WorkerId(1)));
        assert!(!line(Some(WorkerId(2))).is_for(WorkerId(1)));
    }

    #[test]
    fn lines_come_oldest_first_and_a_line_due_today_is_not_late() {
        let today = day("2017-02-06");
        let facts = vec![
            (Fact::Review { due: today }, subject(1)),
            (Fact::FollowUp { on: day("2017-02-03") }, subject(2)),
            (Fact::Review { due: day("2017-02-20") }, subject(3)),
        ];
        let week = within(lines(facts, RULES), today, 7);
        let seen: Vec<_> = week.iter().map(|line| (line.rule.key, line.is_overdue(today))).collect();
        assert_eq!(seen, [("follow-up", true), ("goal-review", false)]);
    }
}
