//! An absence that was announced beforehand: typed once, shown on every roster that it covers.

use chrono::NaiveDate;

use super::choices::codes;
use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::Lean;
use crate::domain::ids::ClientId;
use crate::say;
use crate::store::change::{Change, Made};

/// From when to when, and why if that was told.
pub struct AbsenceForm {
    client: ClientId,
    name: String,
    /// The first day that is proposed.
    from: NaiveDate,
}

impl AbsenceForm {
    pub fn of(client: ClientId, name: String, from: NaiveDate) -> AbsenceForm {
        AbsenceForm { client, name, from }
    }
}

impl Form for AbsenceForm {
    fn title(&self, cx: &Ctx) -> String {
        format!("{}: {}", say!(cx.words, "form-absence"), self.name)
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        vec![
            Field::date("starts", say!(words, "field-away-from"), Some(self.from), Lean::Near).required(),
            Field::date("ends", say!(words, "field-away-to"), Some(self.from), Lean::Near).required(),
            Field::choice("reason", say!(words, "field-away-reason"), codes(cx, "absence_reason"), ""),
        ]
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let (starts, ends) = (reader.required_date("starts"), reader.required_date("ends"));
        if ends < starts {
            let words = say!(reader.cx.words, "wrong-ends-before");
            reader.wrong("ends", words);
        }
        let (reason, today) = (reader.text("reason"), reader.cx.today);
        reader.finish(Submit::Change(Box::new(Change::Announce { client: self.client, starts, ends, reason, today })))
    }

    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        say!(reader.cx.words, "absence-saved")
    }
}
