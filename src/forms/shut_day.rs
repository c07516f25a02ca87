//! A day on which the team is shut.

use chrono::NaiveDate;

use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::Lean;
use crate::say;
use crate::store::change::Change;

/// A prompt for the day and the reason, which everybody may read.
pub struct ShutDay {
    day: NaiveDate,
}

impl ShutDay {
    /// The day is a proposal.
    pub fn on(day: NaiveDate) -> ShutDay {
        ShutDay { day }
    }
}

impl Form for ShutDay {
    fn title(&self, cx: &Ctx) -> String {
        say!(cx.words, "form-shut")
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        vec![
            Field::date("day", say!(cx.words, "field-day"), Some(self.day), Lean::Near).required(),
            Field::line("reason", say!(cx.words, "field-reason"), "").required(),
        ]
    }

    fn starts_at(&self) -> usize {
        1
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let (day, reason) = (reader.required_date("day"), reader.required("reason"));
        reader.finish(Submit::Change(Box::new(Change::Shut { day, reason })))
    }
}
