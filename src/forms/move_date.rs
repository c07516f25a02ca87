//! Moving what is due to another day.

use chrono::{Days, NaiveDate};

use super::{Field, FieldError, Form, Reader, Submit};
use crate::action::Action;
use crate::app::{Ctx, hints};
use crate::domain::dates::{Lean, roll_to_weekday};
use crate::domain::ids::{NoteId, ReviewId};
use crate::say;
use crate::store::change::Change;
use crate::store::goals::Goal;
use crate::store::request::{Answer, Query};

/// A prompt for the new day of a follow-up or a review.
pub struct MoveDate {
    what: What,
    about: String,
    goal: Option<Box<Goal>>,
}

#[derive(Clone, Copy)]
enum What {
    FollowUp(NoteId),
    Review(ReviewId),
}

impl MoveDate {
    /// `about` is whom it concerns.
    pub fn follow_up(note: NoteId, about: String) -> MoveDate {
        MoveDate { what: What::FollowUp(note), about, goal: None }
    }

    /// `about` is whom it concerns.
    pub fn review(review: ReviewId, about: String) -> MoveDate {
        MoveDate { what: What::Review(review), about, goal: None }
    }

    fn change(&self, day: NaiveDate, rev: i64) -> Option<Change> {
        match (self.what, &self.goal) {
            (What::FollowUp(note), _) => Some(Change::MoveFollowUp { note, day }),
            (What::Review(_), Some(goal)) => {
                let fields = crate::domain::goal::GoalFields { review_on: Some(day), ..goal.fields.clone() };
                Some(Change::EditGoal { id: goal.id, rev, fields })
            }
            (What::Review(_), None) => None,
        }
    }
}

impl Form for MoveDate {
    fn title(&self, cx: &Ctx) -> String {
        format!("{}: {}", say!(cx.words, "form-move"), self.about)
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        match self.what {
            What::FollowUp(_) => Vec::new(),
            What::Review(review) => vec![Query::Review(review)],
        }
    }

    fn take(&mut self, answer: Answer) {
        if let Answer::Goal(goal) = answer {
            self.goal = Some(goal);
        }
    }

    fn base_rev(&self) -> Option<i64> {
        self.goal.as_ref().map(|goal| goal.rev)
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let tomorrow = roll_to_weekday(cx.today + Days::new(1));
        vec![Field::date("day", say!(cx.words, "field-day"), Some(tomorrow), Lean::Future).required()]
    }

    fn deed(&self, cx: &Ctx) -> String {
        hints::label(Action::Move, &cx.words)
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let day = reader.required_date("day");
        let change = self.change(day, reader.rev());
        reader.finish(change.map_or(Submit::Nothing, |change| Submit::Change(Box::new(change))))
    }
}
