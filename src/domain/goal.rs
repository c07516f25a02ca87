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

keyed! {
    /// What the scores of a goal say; each has five written anchors, from -2 to +2.
    pub enum Scale {
        /// Goal attainment: what was reached against what was hoped for (Kiresuk and Sherman's scale).
        Attainment = "attainment",
        /// A change for the better, or getting worse prevented (AVAIN's two kinds of goals).
        Change = "change",
    }
}

/// A score on a goal's scale: -2 to +2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(i8);

impl Score {
    pub const ALL: [Score; 5] = [Score(-2), Score(-1), Score(0), Score(1), Score(2)];

    /// `None` outside the scale.
    pub fn new(number: i64) -> Option<Score> {
        Score::ALL.into_iter().find(|score| i64::from(score.0) == number)
    }

    pub fn number(self) -> i64 {
        self.0.into()
    }
}

/// As people write it: `-1`, `0`, `+2`.
impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 > 0 { write!(f, "+{}", self.0) } else { write!(f, "{}", self.0) }
    }
}

keyed! {
    /// What a sitting of reviews is.
    pub enum MeetingKind {
        Interim = "interim",
        /// *Loppuarvio*: with it a customership may close.
        Final = "final",
    }
}

/// What a person types about a goal.
#[derive(Clone, PartialEq, Eq)]
pub struct GoalFields {
    /// In the client's own words.
    pub text: String,
    pub target: Option<String>,
    pub theme: Option<String>,
    pub responsible: Option<Responsible>,
    /// What is done for it, and what a group is for: AVAIN's methods.
    pub means: Option<String>,
    pub scale: Scale,
    /// Months from one review to the next; `None`: as the team usually does.
    pub review_months: Option<u32>,
    pub set_on: NaiveDate,
    pub state: GoalState,
    pub ended: Option<NaiveDate>,
    /// Why it was given up; told of a dropped goal only.
    pub drop_reason: Option<String>,
    /// When it is looked at next; an ended goal has none.
    pub review_on: Option<NaiveDate>,
    /// Why that day is not the one that was agreed first.
    pub postpone_reason: Option<String>,
}

impl GoalFields {
    /// A goal that is pursued from a day on, with nothing else told yet.
    pub fn new(text: String, set_on: NaiveDate) -> GoalFields {
        GoalFields {
            text,
            target: None,
            theme: None,
            responsible: None,
            means: None,
            scale: Scale::Attainment,
            review_months: None,
            set_on,
            state: GoalState::Active,
            ended: None,
            drop_reason: None,
            review_on: None,
            postpone_reason: None,
        }
    }
}
