//! Moving a follow-up to another day.

use chrono::Days;

use super::{Field, FieldError, Form, Reader, Submit};
use crate::action::Action;
use crate::app::{Ctx, hints};
use crate::domain::dates::{Lean, roll_to_weekday};
use crate::domain::ids::NoteId;
use crate::say;
use crate::store::change::Change;

/// A prompt for the new day of a follow-up.
pub struct MoveDate {
    note: NoteId,
    about: String,
}

impl MoveDate {
    /// `about` is whom it concerns.
    pub fn follow_up(note: NoteId, about: String) -> MoveDate {
        MoveDate { note, about }
    }
}

impl Form for MoveDate {
    fn title(&self, cx: &Ctx) -> String {
        format!("{}: {}", say!(cx.words, "form-move"), self.about)
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
        reader.finish(Submit::Change(Box::new(Change::MoveFollowUp { note: self.note, day })))
    }
}
