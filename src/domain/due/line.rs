//! What the rules make of the facts: lines, each with whom it concerns and where it is dealt with.

use chrono::{NaiveDate, NaiveTime};

use super::{Fact, Rule};
use crate::domain::attendance::Slot;
use crate::domain::dates::roll_to_weekday;
use crate::domain::enrolment::Seats;
use crate::domain::ids::{AccessId, ActivityId, ClientId, DecisionId, EpisodeId, NoteId, WorkerId};
use crate::domain::settings::Settings;

/// Where a due line is dealt with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// The goals of a customership, in one sitting.
    Review(EpisodeId),
    /// The plan of a customership.
    Plan(EpisodeId),
    Decision(DecisionId),
    Episode(EpisodeId),
    /// A customership without an own worker.
    OwnWorker(EpisodeId),
    /// A customership that is to be looked back on before it ends.
    FinalReview(EpisodeId),
    Register(ActivityId, Slot, NaiveDate),
    /// The register of a day of appointments.
    Appointments(ActivityId, Slot, NaiveDate),
    /// The seats of an activity and those who wait for them.
    Queue(ActivityId),
    /// An activity's entry in the directory.
    Service(ActivityId),
    Client(ClientId),
    /// What is known of a client's person.
    Person(ClientId),
    FollowUp(NoteId),
    /// A restricted client was opened.
    Opening(AccessId),
}

/// Whom and what a fact concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    pub client: Option<(ClientId, String)>,
    pub activity: Option<(ActivityId, String)>,
    /// When it begins, where it is a session; `None` also where its time is open.
    pub starts_at: Option<NaiveTime>,
    /// Whose line it is; `None` is the whole team's.
    pub worker: Option<WorkerId>,
    /// The goal's, the decision's or the reminder's own words.
    pub what: Option<String>,
    /// Seats, where those are what it is about.
    pub seats: Option<Seats>,
    pub target: Target,
}

impl Subject {
    /// Nobody's and about nothing yet.
    pub fn of(target: Target) -> Subject {
        Subject { client: None, activity: None, starts_at: None, worker: None, what: None, seats: None, target }
    }
}

/// A line was put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snooze {
    /// Raised by each change of it.
    pub rev: i64,
    /// The day on which the line is back.
    pub until: NaiveDate,
    pub reason: String,
    /// Who put it off.
    pub by: WorkerId,
}

/// One line of what is due.
#[derive(Clone)]
pub struct DueLine {
    pub rule: &'static Rule,
    pub day: NaiveDate,
    /// The day from which the rule counted.
    pub since: NaiveDate,
    pub subject: Subject,
    /// Put off, now or earlier.
    pub snooze: Option<Snooze>,
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

    /// The last day on which it can still be done, where that is another one.
    pub fn outer(&self) -> Option<NaiveDate> {
        Some(roll_to_weekday(self.day)).filter(|outer| self.rule.rolls && *outer != self.day)
    }

    /// Put off until a later day.
    pub fn is_away(&self, today: NaiveDate) -> bool {
        self.snooze.as_ref().is_some_and(|snooze| today < snooze.until)
    }

    /// What it is about, as text that stays the same for as long as it is about the same: `episode:12`,
    /// `register:5:2017-02-03:10.00`. With the rule's key it names the line.
    pub fn key(&self) -> String {
        let subject = &self.subject;
        let time = subject.starts_at.map_or_else(String::new, |time| time.format(":%H.%M").to_string());
        let client = subject.client.as_ref().map(|(client, _)| client.0);
        let activity = subject.activity.as_ref().map(|(activity, _)| activity.0);
        match (subject.target, client, activity) {
            (Target::Decision(DecisionId(id)), ..) => format!("decision:{id}"),
            (
                Target::Review(EpisodeId(id))
                | Target::Plan(EpisodeId(id))
                | Target::Episode(EpisodeId(id))
                | Target::OwnWorker(EpisodeId(id))
                | Target::FinalReview(EpisodeId(id)),
                ..,
            ) => format!("episode:{id}"),
            (Target::Register(ActivityId(id), _, day) | Target::Appointments(ActivityId(id), _, day), ..) => {
                format!("register:{id}:{day}{time}")
            }
            (Target::Queue(ActivityId(id)), Some(client), _) => format!("queue:{id}:client:{client}"),
            (Target::Queue(ActivityId(id)), None, _) => format!("queue:{id}"),
            (Target::Service(ActivityId(id)), ..) => format!("service:{id}"),
            (Target::Client(ClientId(id)), _, Some(activity)) => format!("client:{id}:activity:{activity}"),
            (Target::Client(ClientId(id)) | Target::Person(ClientId(id)), ..) => format!("client:{id}"),
            (Target::FollowUp(NoteId(id)), ..) => format!("note:{id}"),
            (Target::Opening(AccessId(id)), ..) => format!("opening:{id}"),
        }
    }

    /// Names the line with its day: what is put off is this day, and not the next one that comes of the same.
    pub fn dated_key(&self) -> String {
        format!("{}@{}", self.key(), self.day)
    }
}

/// Applies every rule to every fact; oldest first, then in the order of the facts.
pub fn lines(
    facts: Vec<(Fact, Subject)>,
    rules: &'static [Rule],
    settings: &Settings,
    today: NaiveDate,
) -> Vec<DueLine> {
    let mut lines: Vec<DueLine> = Vec::with_capacity(facts.len());
    for (fact, subject) in facts {
        let since = fact.day();
        let found = rules.iter().filter_map(|rule| {
            let day = (rule.day)(&fact, settings)?;
            let spoken_of = rule.ahead.is_none_or(|ahead| (day - today).num_days() <= ahead(settings).into());
            spoken_of.then_some((rule, day))
        });
        lines.extend(found.map(|(rule, day)| DueLine { rule, day, since, subject: subject.clone(), snooze: None }));
    }
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
    use crate::domain::due::RULES;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn today() -> NaiveDate {
        day("2017-02-06")
    }

    fn subject(id: i64) -> Subject {
        Subject::of(Target::Client(ClientId(id)))
    }

    fn line(fact: Fact) -> Option<DueLine> {
        lines(vec![(fact, subject(1))], RULES, &Settings::default(), today()).pop()
    }

    #[test]
    fn execution_is_due_three_calendar_months_after_becoming_pending() {
        let line = line(Fact::Pending { since: day("2016-11-30") }).unwrap();
        assert_eq!((line.rule.source, line.day), (Some("SHL 45 §"), day("2017-02-28")));
        assert_eq!((line.days_left(today()), line.outer()), (22, None));
    }

    /// 25.3. is a Saturday, 1.5. a Monday that is May Day.
    #[test]
    fn what_law_counts_is_warned_of_on_its_day_and_can_be_done_until_the_next_weekday() {
        for (since, due, outer) in
            [("2016-12-25", "2017-03-25", "2017-03-27"), ("2017-02-01", "2017-05-01", "2017-05-02")]
        {
            let line = line(Fact::Pending { since: day(since) }).unwrap();
            assert_eq!((line.day, line.outer()), (day(due), Some(day(outer))));
            assert!(line.is_overdue(day(outer)));
        }
        let agreed = line(Fact::Review { due: day("2017-03-25") }).unwrap();
        assert_eq!(agreed.outer(), None, "what people have agreed on is no period of law");
    }

    #[test]
    fn what_ends_is_spoken_of_in_good_time_and_no_earlier() {
        let ending = |days: u64| line(Fact::DecisionEnding { ends: today() + chrono::Days::new(days) });
        assert!(ending(60).is_some() && ending(61).is_none());
        let settings = Settings { ending_ahead_days: 14, ..Settings::default() };
        let facts = vec![(Fact::DecisionEnding { ends: day("2017-02-21") }, subject(1))];
        assert!(lines(facts, RULES, &settings, today()).is_empty());
    }

    #[test]
    fn no_weeks_without_contact_is_never() {
        let last = day("2016-12-26");
        assert_eq!(line(Fact::NoContact { last }).unwrap().day, today());
        assert!(line(Fact::NoContact { last: day("2016-12-27") }).is_none(), "tomorrow");
        let off = Settings { no_contact_weeks: 0, ..Settings::default() };
        assert!(lines(vec![(Fact::NoContact { last }, subject(1))], RULES, &off, today()).is_empty());
    }

    #[test]
    fn a_line_of_nobody_is_everybodys() {
        let line = |worker| {
            let facts = vec![(Fact::Review { due: today() }, Subject { worker, ..subject(1) })];
            lines(facts, RULES, &Settings::default(), today()).remove(0)
        };
        assert!(line(None).is_for(WorkerId(1)));
        assert!(line(Some(WorkerId(1))).is_for(WorkerId(1)));
        assert!(!line(Some(WorkerId(2))).is_for(WorkerId(1)));
    }

    #[test]
    fn lines_come_oldest_first_and_a_line_due_today_is_not_late() {
        let facts = vec![
            (Fact::Review { due: today() }, subject(1)),
            (Fact::FollowUp { on: day("2017-02-03") }, subject(2)),
            (Fact::Review { due: day("2017-02-20") }, subject(3)),
        ];
        let week = within(lines(facts, RULES, &Settings::default(), today()), today(), 7);
        let seen: Vec<_> = week.iter().map(|line| (line.rule.key, line.is_overdue(today()))).collect();
        assert_eq!(seen, [("follow-up", true), ("goal-review", false)]);
    }

    #[test]
    fn a_line_that_was_put_off_is_back_on_its_day() {
        let mut line = line(Fact::FollowUp { on: today() }).unwrap();
        assert!(!line.is_away(today()));
        line.snooze = Some(Snooze { rev: 1, until: day("2017-02-08"), reason: "matkalla".into(), by: WorkerId(1) });
        assert!(line.is_away(day("2017-02-07")) && !line.is_away(day("2017-02-08")));
    }

    #[test]
    fn a_session_is_named_by_its_day_and_time_whether_it_has_a_row_or_not() {
        let slots = [
            Slot::Row(crate::domain::ids::SessionId(9)),
            Slot::Rule { series: crate::domain::ids::SeriesId(2), day: day("2017-02-03") },
        ];
        for slot in slots {
            let target = Target::Register(ActivityId(5), slot, day("2017-02-03"));
            let subject = Subject { starts_at: NaiveTime::from_hms_opt(10, 0, 0), ..Subject::of(target) };
            let fact = Fact::OpenRegister { held: day("2017-02-03"), all_marked: false };
            let line = lines(vec![(fact, subject)], RULES, &Settings::default(), today()).remove(0);
            assert_eq!(line.key(), "register:5:2017-02-03:10.00");
            assert_eq!(line.dated_key(), "register:5:2017-02-03:10.00@2017-02-03");
        }
    }
}
