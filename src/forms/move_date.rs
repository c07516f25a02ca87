//! Moving what is due to another day.

use chrono::{Days, NaiveDate};

use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::Lean;
use crate::domain::ids::{NoteId, ReviewId};
use crate::say;
use crate::store::goals::Goal;
use crate::store::request::{Answer, Change, Query};

/// A prompt for the new day of a follow-up or a review.
pub struct MoveDate {
    what: What,
    goal: Option<Box<Goal>>,
}

#[derive(Clone, Copy)]
enum What {
    FollowUp(NoteId),
    Review(ReviewId),
}

impl MoveDate {
    pub fn follow_up(note: NoteId) -> MoveDate {
        MoveDate { what: What::FollowUp(note), goal: None }
    }

    pub fn review(review: ReviewId) -> MoveDate {
        MoveDate { what: What::Review(review), goal: None }
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
        say!(cx.words, "form-move")
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
        let tomorrow = cx.today + Days::new(1);
        vec![Field::date("day", say!(cx.words, "field-day"), Some(tomorrow), Lean::Future).required()]
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let day = reader.required_date("day");
        let change = self.change(day, reader.rev());
        reader.finish(change.map_or(Submit::Nothing, |change| Submit::Change(Box::new(change))))
    }
}
