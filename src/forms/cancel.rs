//! Why a session does not take place.

use super::choices::codes;
use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::attendance::Slot;
use crate::say;
use crate::store::change::Change;

/// A prompt for the reason.
pub struct CancelSession {
    slot: Slot,
    name: String,
}

impl CancelSession {
    pub fn of(slot: Slot, name: String) -> CancelSession {
        CancelSession { slot, name }
    }
}

impl Form for CancelSession {
    fn title(&self, cx: &Ctx) -> String {
        format!("{}: {}", say!(cx.words, "form-cancel"), self.name)
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let mut reasons = codes(cx, "not_held");
        reasons.retain(|choice| !choice.key.is_empty());
        vec![Field::choice("reason", say!(cx.words, "field-reason"), reasons, "organisation").required()]
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let reason = reader.required("reason");
        reader.finish(Submit::Change(Box::new(Change::Cancel { slot: self.slot, reason })))
    }
}
