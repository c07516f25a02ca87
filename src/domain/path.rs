//! A client's way through a customership, step by step: what has been done and when, what is missing now, and what
//! is still to come. As in the path of Ville (PRO SOS 2018), with the sections of the Social Welfare Act (SHL).

use chrono::NaiveDate;

use super::episode::{EpisodeFields, EpisodeState};
use super::keyed::{Keyed, keyed};

keyed! {
    /// A step of the way, in its order.
    pub enum Stage {
        /// A notification or a contact (SHL 35 §): how it came, from whom, and whether the client agreed.
        Contact = "contact",
        /// *Vireilletulo* (SHL 34 §).
        Pending = "pending",
        /// The need for services has been clarified (SHL 36 §).
        Need = "need",
        /// The customership was opened.
        Opened = "opened",
        /// The own worker has been named (SHL 42 §).
        OwnWorker = "own-worker",
        /// The client's plan (SHL 39 §).
        Plan = "plan",
        /// The decision on the service (SHL 45 §; PRO SOS writes 38 §, the right to the service).
        Decision = "decision",
        /// The service has begun: the execution, at the latest three months from pending (SHL 45 §).
        Service = "service",
        /// Interim reviews, by the interval agreed on; the law says "when needed" (SHL 39 §).
        Reviews = "reviews",
        /// The final review, or a reason why there is none.
        Final = "final",
        /// Closed with reason, outcome and the onward path.
        Closed = "closed",
    }
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    Done(NaiveDate),
    /// It should have been done by now.
    Missing,
    NotYet,
    /// It will not come any more, or something else stands for it.
    NotNeeded,
}

impl Reached {
    pub fn is_done(self) -> bool {
        matches!(self, Reached::Done(_))
    }
}

/// A step, and how far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub stage: Stage,
    pub reached: Reached,
}

/// A decision as the path sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    pub decided_on: NaiveDate,
    /// The last day; `None`: until further notice.
    pub valid_to: Option<NaiveDate>,
    /// A later decision has taken its place: by itself it holds no more.
    pub is_replaced: bool,
}

/// What has happened besides what the customership itself says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Since when there has been an own worker; `None` while there is none.
    pub own_worker: Option<NaiveDate>,
    /// When the first version of the plan was made.
    pub plan_made: Option<NaiveDate>,
    /// The version that holds, or that held last, counted from 1, with the day on which it was made.
    pub plan_version: Option<(i64, NaiveDate)>,
    pub plan_review: Option<NaiveDate>,
    pub decisions: Vec<Validity>,
    /// The first day of the first membership of this customership.
    pub first_membership: Option<NaiveDate>,
    pub interim_held: Vec<NaiveDate>,
    /// When the next review is due.
    pub next_review: Option<NaiveDate>,
    pub final_held: Option<NaiveDate>,
}

impl Facts {
    /// The day of the execution of SHL 45 §: told, or the first day of the first membership, whichever was first.
    pub fn service_began(&self, episode: &EpisodeFields, today: NaiveDate) -> Option<NaiveDate> {
        [episode.service_began, self.first_membership].into_iter().flatten().min().filter(|day| *day <= today)
    }

    /// When it was decided first, and whether any decision still holds.
    fn decided(&self, today: NaiveDate) -> Option<(NaiveDate, bool)> {
        let holds = self
            .decisions
            .iter()
            .any(|decision| !decision.is_replaced && decision.valid_to.is_none_or(|last| last >= today));
        self.decisions.iter().map(|decision| decision.decided_on).min().map(|first| (first, holds))
    }
}

/// Every step of a customership's way, as of a day.
pub fn steps(episode: &EpisodeFields, facts: &Facts, today: NaiveDate) -> Vec<Step> {
    use Reached::*;
    let state = episode.state;
    let begun = matches!(state, EpisodeState::Open | EpisodeState::Paused);
    // What has not been done: asked for while the customership is open, never again once it is over.
    let open = |wanted: bool| match wanted {
        _ if !state.is_live() => NotNeeded,
        true => Missing,
        false => NotYet,
    };
    let step = |day: Option<NaiveDate>, wanted: bool| day.map_or_else(|| open(wanted), Done);
    let told = episode.came_by.is_some() || episode.referrer.is_some();
    let decision = match facts.decided(today) {
        Some((day, holds)) if holds || !state.is_live() => Done(day),
        _ => open(begun),
    };
    let late = facts.next_review.is_some_and(|due| due < today);
    let reviews = match facts.interim_held.iter().max() {
        Some(day) if !(late && state.is_live()) => Done(*day),
        _ => open(late),
    };
    let last = match facts.final_held {
        Some(day) => Done(day),
        None if episode.final_waiver.is_some() => NotNeeded,
        None => open(false),
    };
    let reached = |stage| match stage {
        Stage::Contact => step(told.then_some(episode.consent_on.unwrap_or(episode.pending_since)), true),
        Stage::Pending => Done(episode.pending_since),
        // An urgent need is clarified at once (SHL 36 §), any other without delay: it is asked for from the start.
        Stage::Need => step(episode.need_clarified, true),
        Stage::Opened => step(episode.opened, false),
        Stage::OwnWorker => step(facts.own_worker, begun),
        Stage::Plan => step(facts.plan_made, begun),
        Stage::Decision => decision,
        Stage::Service => step(facts.service_began(episode, today), begun),
        Stage::Reviews => reviews,
        Stage::Final => last,
        Stage::Closed => step(episode.closed, false),
    };
    Stage::ALL.iter().map(|stage| Step { stage: *stage, reached: reached(*stage) }).collect()
}

/// What should have been done by now, in the order of the way.
pub fn missing(steps: &[Step]) -> Vec<Stage> {
    steps.iter().filter(|step| step.reached == Reached::Missing).map(|step| step.stage).collect()
}

/// The step that comes next: the first that is neither done nor left out.
pub fn next(steps: &[Step]) -> Option<Stage> {
    let ahead = |step: &&Step| matches!(step.reached, Reached::Missing | Reached::NotYet);
    steps.iter().find(ahead).map(|step| step.stage)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const TODAY: &str = "2017-02-06";

    fn steps_of(episode: &EpisodeFields, facts: &Facts) -> Vec<Step> {
        steps(episode, facts, day(TODAY))
    }

    fn reached(steps: &[Step], stage: Stage) -> Reached {
        steps.iter().find(|step| step.stage == stage).unwrap().reached
    }

    fn open() -> EpisodeFields {
        EpisodeFields {
            state: EpisodeState::Open,
            opened: Some(day("2017-01-20")),
            came_by: Some("notification".into()),
            consent_on: Some(day("2017-01-09")),
            need_clarified: Some(day("2017-01-18")),
            ..EpisodeFields::pending(day("2017-01-10"))
        }
    }

    fn everything() -> Facts {
        Facts {
            own_worker: Some(day("2017-01-20")),
            plan_made: Some(day("2017-01-23")),
            decisions: vec![Validity {
                decided_on: day("2017-01-24"),
                valid_to: Some(day("2017-07-24")),
                is_replaced: false,
            }],
            first_membership: Some(day("2017-02-02")),
            ..Facts::default()
        }
    }

    #[test]
    fn what_has_just_become_pending_waits_for_its_need_to_be_clarified() {
        let steps = steps_of(&EpisodeFields::pending(day(TODAY)), &Facts::default());
        assert_eq!(missing(&steps), [Stage::Contact, Stage::Need]);
        assert_eq!(reached(&steps, Stage::Pending), Reached::Done(day(TODAY)));
        for later in [Stage::Opened, Stage::OwnWorker, Stage::Plan, Stage::Decision, Stage::Service, Stage::Closed] {
            assert_eq!(reached(&steps, later), Reached::NotYet, "{later:?}");
        }
    }

    #[test]
    fn an_open_customership_says_what_it_lacks() {
        let steps = steps_of(&open(), &Facts::default());
        assert_eq!(missing(&steps), [Stage::OwnWorker, Stage::Plan, Stage::Decision, Stage::Service]);
        assert_eq!(next(&steps), Some(Stage::OwnWorker));
        assert_eq!(reached(&steps, Stage::Contact), Reached::Done(day("2017-01-09")));
        let paused = EpisodeFields { state: EpisodeState::Paused, ..open() };
        assert_eq!(missing(&steps_of(&paused, &Facts::default())), missing(&steps));
    }

    #[test]
    fn with_everything_done_a_review_comes_next() {
        let steps = steps_of(&open(), &everything());
        assert_eq!(missing(&steps), []);
        assert_eq!(next(&steps), Some(Stage::Reviews));
        let held = Facts { interim_held: vec![day("2017-01-30")], ..everything() };
        assert_eq!(next(&steps_of(&open(), &held)), Some(Stage::Final));
        // A review that is late is missing, whatever was held before.
        let late = Facts { next_review: Some(day("2017-02-05")), ..held };
        assert_eq!(missing(&steps_of(&open(), &late)), [Stage::Reviews]);
        let today = Facts { next_review: Some(day(TODAY)), ..late };
        assert_eq!(missing(&steps_of(&open(), &today)), []);
    }

    #[test]
    fn a_decision_holds_to_its_last_day_and_no_longer() {
        let to = |last: Option<&str>| Facts {
            decisions: vec![Validity { decided_on: day("2017-01-24"), valid_to: last.map(day), is_replaced: false }],
            ..everything()
        };
        let decided = |facts| reached(&steps_of(&open(), &facts), Stage::Decision);
        assert_eq!(decided(to(None)), Reached::Done(day("2017-01-24")));
        assert_eq!(decided(to(Some(TODAY))), Reached::Done(day("2017-01-24")));
        assert_eq!(decided(to(Some("2017-02-05"))), Reached::Missing);
        // One that another continues holds no more, however long it was to; the day of the first is that of the step.
        let first = Validity { decided_on: day("2017-01-11"), valid_to: None, is_replaced: true };
        let over = Facts { decisions: [to(Some("2017-02-05")).decisions, vec![first]].concat(), ..everything() };
        assert_eq!(decided(over), Reached::Missing);
        let goes_on = Facts { decisions: [to(None).decisions, vec![first]].concat(), ..everything() };
        assert_eq!(decided(goes_on), Reached::Done(day("2017-01-11")));
        let closed = EpisodeFields { state: EpisodeState::Closed, closed: Some(day(TODAY)), ..open() };
        let steps = steps_of(&closed, &to(Some("2017-02-05")));
        assert_eq!(reached(&steps, Stage::Decision), Reached::Done(day("2017-01-24")));
    }

    #[test]
    fn the_service_begins_with_what_was_first_and_not_before_its_day() {
        let told = EpisodeFields { service_began: Some(day("2017-01-30")), ..open() };
        let service = |episode: &EpisodeFields, facts| reached(&steps_of(episode, &facts), Stage::Service);
        assert_eq!(service(&told, everything()), Reached::Done(day("2017-01-30")));
        assert_eq!(service(&open(), everything()), Reached::Done(day("2017-02-02")));
        let later = Facts { first_membership: Some(day("2017-02-07")), ..everything() };
        assert_eq!(service(&open(), later), Reached::Missing);
    }

    #[test]
    fn nothing_is_missing_once_it_is_over() {
        let closed = EpisodeFields {
            state: EpisodeState::Closed,
            closed: Some(day("2017-02-03")),
            final_waiver: Some("moved".into()),
            ..open()
        };
        let steps = steps_of(&closed, &Facts { own_worker: None, ..Facts::default() });
        assert_eq!((missing(&steps), next(&steps)), (vec![], None));
        assert_eq!(reached(&steps, Stage::Final), Reached::NotNeeded);
        assert_eq!(reached(&steps, Stage::Closed), Reached::Done(day("2017-02-03")));
        let reviewed = Facts { final_held: Some(day("2017-02-01")), ..Facts::default() };
        assert_eq!(reached(&steps_of(&closed, &reviewed), Stage::Final), Reached::Done(day("2017-02-01")));
        let declined = EpisodeFields {
            state: EpisodeState::Declined,
            closed: Some(day(TODAY)),
            ..EpisodeFields::pending(day("2017-02-01"))
        };
        assert_eq!(missing(&steps_of(&declined, &Facts::default())), []);
    }
}
