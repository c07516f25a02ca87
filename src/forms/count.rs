//! How many came without a name.

use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::attendance::Slot;
use crate::say;
use crate::store::change::Change;

/// A prompt for a session's head count. Left empty, it was not counted, which is not 0.
pub struct CountHeads {
    slot: Slot,
    /// Which session, in words.
    about: String,
    count: Option<u32>,
}

impl CountHeads {
    pub fn of(slot: Slot, about: String, count: Option<u32>) -> CountHeads {
        CountHeads { slot, about, count }
    }
}

impl Form for CountHeads {
    fn title(&self, cx: &Ctx) -> String {
        format!("{}: {}", self.about, say!(cx.words, "form-count"))
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let known = self.count.map(|count| count.to_string()).unwrap_or_default();
        vec![Field::line("count", say!(cx.words, "field-count"), &known)]
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let count = reader.count("count");
        reader.finish(Submit::Change(Box::new(Change::CountHeads { slot: self.slot, count })))
    }
}
