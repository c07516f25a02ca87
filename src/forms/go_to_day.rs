//! Going to a day that somebody names.

use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::{Ctx, Told};
use crate::domain::dates::Lean;
use crate::say;

/// A prompt for a day; the screen below goes there.
pub struct GoToDay;

impl Form for GoToDay {
    fn title(&self, cx: &Ctx) -> String {
        say!(cx.words, "form-go-to-day")
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        vec![Field::date("day", say!(cx.words, "field-day"), None, Lean::Near).required()]
    }

    fn deed(&self, cx: &Ctx) -> String {
        say!(cx.words, "go-there")
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let day = reader.required_date("day");
        reader.finish(Submit::Tell(Told::Day(day)))
    }
}
