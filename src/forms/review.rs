//! A goal's review: what was found, and when it is looked at next.

use super::choices::keyed_choices;
use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::{Lean, add_months, roll_to_weekday};
use crate::domain::goal::{GoalState, REVIEW_MONTHS, ReviewFields};
use crate::domain::ids::ReviewId;
use crate::domain::keyed::Keyed;
use crate::say;
use crate::store::change::Change;
use crate::store::drafts::DraftKey;
use crate::store::goals::Goal;
use crate::store::request::{Answer, Query};

pub const NAME: &str = "review";

/// The form of a due review.
pub struct ReviewForm {
    review: ReviewId,
    goal: Option<Box<Goal>>,
}

impl ReviewForm {
    pub fn of(review: ReviewId) -> ReviewForm {
        ReviewForm { review, goal: None }
    }
}

impl Form for ReviewForm {
    fn draft_key(&self) -> Option<DraftKey> {
        Some(DraftKey { form: NAME.into(), target: self.review.0 })
    }

    fn title(&self, cx: &Ctx) -> String {
        let (name, text) =
            self.goal.as_ref().map(|goal| (goal.name.as_str(), goal.fields.text.as_str())).unwrap_or_default();
        let line = text.replace('\n', " ");
        format!("{}: {name}: {line}", say!(cx.words, "form-review"))
    }

    fn about(&self) -> Option<String> {
        self.goal.as_ref().map(|goal| goal.name.clone())
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        vec![Query::Review(self.review)]
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
        let words = &cx.words;
        let states = keyed_choices::<GoalState>(cx, "goal", false);
        let next = roll_to_weekday(add_months(cx.today, REVIEW_MONTHS));
        vec![
            Field::area("assessment", say!(words, "field-assessment"), ""),
            Field::choice("state", say!(words, "field-goal-state"), states, GoalState::Active.key()),
            Field::date("next_on", say!(words, "field-next-review"), Some(next), Lean::Future),
            Field::date("held", say!(words, "field-held"), Some(cx.today), Lean::Past).required(),
        ]
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let cx = reader.cx;
        let fields = ReviewFields {
            held: reader.required_date("held"),
            assessment: reader.text("assessment"),
            state: reader.keyed("state").unwrap_or(GoalState::Active),
            next_on: reader.date("next_on"),
        };
        if fields.held > cx.today {
            reader.wrong("held", say!(cx.words, "wrong-future"));
        }
        if fields.state == GoalState::Active && fields.next_on.is_some_and(|next| next <= fields.held) {
            reader.wrong("next_on", say!(cx.words, "wrong-next-early"));
        }
        let change = Change::HoldReview { review: self.review, rev: reader.rev(), fields };
        reader.finish(Submit::Change(Box::new(change)))
    }
}
