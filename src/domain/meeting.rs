//! A sitting in which the goals of one customership are reviewed together.

use chrono::NaiveDate;

use super::dates::{add_months, roll_to_weekday};
use super::goal::{GoalState, MeetingKind, Scale, Score};
use super::ids::{GoalId, ReviewId};
use super::keyed::{Keyed, keyed};

/// What a person types about a sitting as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingFields {
    pub kind: MeetingKind,
    pub held: NaiveDate,
    pub took_part: Option<String>,
    /// What helped the goals along.
    pub helped: Option<String>,
    /// What stood in their way.
    pub hindered: Option<String>,
    /// What all of it came to; of a final one.
    pub summary: Option<String>,
}

/// What a review says of a goal: how far it has come in the eyes of both, and in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Finding {
    pub client_score: Option<Score>,
    pub worker_score: Option<Score>,
    pub assessment: Option<String>,
}

impl Finding {
    /// Neither a score nor a word.
    pub fn is_empty(&self) -> bool {
        *self == Finding::default()
    }
}

/// What came out for one goal that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalReview {
    pub goal: GoalId,
    /// The goal's, as it was read.
    pub rev: i64,
    /// Of a goal that is given up, its words say why.
    pub finding: Finding,
    pub state: GoalState,
    /// When it is looked at next; counts only while it is pursued.
    pub next_on: Option<NaiveDate>,
}

/// A review that was held, as it should have been written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    pub review: ReviewId,
    pub finding: Finding,
}

/// A goal that is pursued, as far as a sitting has to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pursued {
    pub goal: GoalId,
    pub set_on: NaiveDate,
}

keyed! {
    /// What keeps a sitting from being saved as typed; `meeting-fault-<key>` says so on the form.
    pub enum MeetingFault {
        HeldAhead = "held-ahead",
        HeldBeforeGoal = "held-before-goal",
        NextTooEarly = "next-early",
        /// A final review ends every goal.
        StillPursued = "still-pursued",
        /// A goal is given up without a word.
        NoReason = "no-reason",
        /// Nothing was looked at, and nothing was said.
        Empty = "empty",
    }
}

/// What is wrong, and with which goal; `None` is the sitting itself.
pub type Wrong = (MeetingFault, Option<GoalId>);

impl MeetingFields {
    /// Checks a sitting against the goals that are pursued.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn check(&self, reviews: &[GoalReview], pursued: &[Pursued], today: NaiveDate) -> Result<(), Vec<Wrong>> {
        let looked_at = |goal| reviews.iter().find(|review| review.goal == goal);
        let mut wrong = Vec::new();
        for review in reviews {
            let pursued = review.state == GoalState::Active && self.kind == MeetingKind::Interim;
            if pursued && review.next_on.is_some_and(|next| next <= self.held) {
                wrong.push((MeetingFault::NextTooEarly, Some(review.goal)));
            }
            if review.state == GoalState::Dropped && review.finding.assessment.is_none() {
                wrong.push((MeetingFault::NoReason, Some(review.goal)));
            }
        }
        if self.kind == MeetingKind::Final {
            let ends = |goal| looked_at(goal).is_some_and(|review| review.state != GoalState::Active);
            let still = pursued.iter().map(|known| known.goal).filter(|goal| !ends(*goal));
            wrong.extend(still.map(|goal| (MeetingFault::StillPursued, Some(goal))));
        }
        if self.kind == MeetingKind::Interim && reviews.is_empty() && self.is_silent() {
            wrong.push((MeetingFault::Empty, None));
        }
        let reviewed = pursued.iter().filter(|known| looked_at(known.goal).is_some());
        wrong.extend(self.check_day(reviewed.map(|known| known.set_on), today).err());
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }

    /// Checks the day alone, against the days on which the goals that were looked at had been set.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check_day(&self, mut set_on: impl Iterator<Item = NaiveDate>, today: NaiveDate) -> Result<(), Wrong> {
        match self.held {
            held if held > today => Err((MeetingFault::HeldAhead, None)),
            held if set_on.any(|set| set > held) => Err((MeetingFault::HeldBeforeGoal, None)),
            _ => Ok(()),
        }
    }

    fn is_silent(&self) -> bool {
        [&self.took_part, &self.helped, &self.hindered, &self.summary].into_iter().all(Option::is_none)
    }
}

/// When a goal is looked at next: so many calendar months on, its own interval or the team's, on a weekday.
pub fn next_review(from: NaiveDate, own_months: Option<u32>, usual_months: u32) -> NaiveDate {
    let months = i32::try_from(own_months.unwrap_or(usual_months)).unwrap_or(i32::MAX);
    roll_to_weekday(add_months(from, months))
}

/// Names the words that stand for a score on a scale, 1 the lowest: `anchor-attainment-1`.
pub fn anchor(scale: Scale, score: Score) -> String {
    format!("anchor-{}-{}", scale.key(), score.number() + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn sitting(kind: MeetingKind) -> MeetingFields {
        MeetingFields { kind, held: day("2017-02-06"), took_part: None, helped: None, hindered: None, summary: None }
    }

    fn review(goal: i64, state: GoalState, next: Option<&str>) -> GoalReview {
        GoalReview { goal: GoalId(goal), rev: 1, finding: Finding::default(), state, next_on: next.map(day) }
    }

    const TWO: [Pursued; 2] = [
        Pursued { goal: GoalId(1), set_on: NaiveDate::from_ymd_opt(2016, 11, 1).unwrap() },
        Pursued { goal: GoalId(2), set_on: NaiveDate::from_ymd_opt(2017, 1, 10).unwrap() },
    ];

    fn wrong(fields: &MeetingFields, reviews: &[GoalReview]) -> Vec<Wrong> {
        fields.check(reviews, &TWO, day("2017-02-06")).err().unwrap_or_default()
    }

    #[test]
    fn a_goal_that_goes_on_is_looked_at_after_this_day() {
        let held = sitting(MeetingKind::Interim);
        let on = |next| review(1, GoalState::Active, Some(next));
        assert_eq!(wrong(&held, &[on("2017-02-07")]), []);
        assert_eq!(wrong(&held, &[on("2017-02-06")]), [(MeetingFault::NextTooEarly, Some(GoalId(1)))]);
        assert_eq!(wrong(&held, &[review(1, GoalState::Achieved, Some("2017-01-01"))]), []);
    }

    #[test]
    fn a_final_review_ends_every_goal_and_an_interim_one_need_not_touch_them_all() {
        let (interim, last) = (sitting(MeetingKind::Interim), sitting(MeetingKind::Final));
        let one = [review(1, GoalState::Achieved, None)];
        assert_eq!(wrong(&interim, &one), []);
        assert_eq!(wrong(&last, &one), [(MeetingFault::StillPursued, Some(GoalId(2)))]);
        let both = [review(1, GoalState::Achieved, None), review(2, GoalState::Partly, None)];
        assert_eq!(wrong(&last, &both), []);
    }

    #[test]
    fn who_gives_a_goal_up_says_why() {
        let held = sitting(MeetingKind::Interim);
        let dropped = review(1, GoalState::Dropped, None);
        assert_eq!(wrong(&held, std::slice::from_ref(&dropped)), [(MeetingFault::NoReason, Some(GoalId(1)))]);
        let finding = Finding { assessment: Some("Muutti".into()), ..Finding::default() };
        assert_eq!(wrong(&held, &[GoalReview { finding, ..dropped }]), []);
    }

    #[test]
    fn a_sitting_is_of_the_past_but_not_older_than_its_goals() {
        let ahead = MeetingFields { held: day("2017-02-07"), ..sitting(MeetingKind::Interim) };
        assert_eq!(wrong(&ahead, &[review(1, GoalState::Active, None)]), [(MeetingFault::HeldAhead, None)]);
        let early = MeetingFields { held: day("2017-01-09"), ..sitting(MeetingKind::Interim) };
        assert_eq!(wrong(&early, &[review(1, GoalState::Active, None)]), []);
        assert_eq!(wrong(&early, &[review(2, GoalState::Active, None)]), [(MeetingFault::HeldBeforeGoal, None)]);
    }

    #[test]
    fn a_sitting_that_says_nothing_is_none() {
        let silent = sitting(MeetingKind::Interim);
        assert_eq!(wrong(&silent, &[]), [(MeetingFault::Empty, None)]);
        assert_eq!(wrong(&MeetingFields { helped: Some("Ryhmä".into()), ..silent }, &[]), []);
    }

    #[test]
    fn the_next_review_is_calendar_months_on_and_on_a_weekday() {
        assert_eq!(next_review(day("2016-11-30"), None, 3), day("2017-02-28"));
        assert_eq!(next_review(day("2017-02-06"), Some(1), 3), day("2017-03-06"));
        // 6 May 2017 is a Saturday; 14 April is Good Friday, and the Monday after it is off, too.
        assert_eq!(next_review(day("2017-02-06"), None, 3), day("2017-05-08"));
        assert_eq!(next_review(day("2017-03-14"), Some(1), 3), day("2017-04-18"));
    }

    #[test]
    fn five_anchors_a_scale() {
        let names = Score::ALL.map(|score| anchor(Scale::Change, score));
        assert_eq!(names, ["1", "2", "3", "4", "5"].map(|number| format!("anchor-change-{number}")));
    }
}
