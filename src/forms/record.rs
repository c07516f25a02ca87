//! All about a client as a file: as what, and what to know before it is handed over.

use super::{Choice, Field, FieldError, Form, Reader, Submit};
use crate::app::{Ctx, Told};
use crate::domain::keyed::Keyed;
use crate::domain::record::Shape;
use crate::say;
use crate::text::record::caution;

/// A prompt for the shape of the file.
pub struct ExportRecord {
    /// What a non-disclosure order hides is in it.
    pub is_protected: bool,
}

impl Form for ExportRecord {
    fn title(&self, cx: &Ctx) -> String {
        say!(cx.words, "form-record")
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        Some(caution(&cx.words, self.is_protected))
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let choice = |shape: &Shape| Choice { key: shape.key().into(), label: cx.words.label("record-shape", *shape) };
        let shapes = Shape::ALL.iter().map(choice).collect();
        vec![Field::choice("shape", say!(cx.words, "field-shape"), shapes, Shape::Html.key())]
    }

    fn deed(&self, cx: &Ctx) -> String {
        say!(cx.words, "report-write")
    }

    fn submit(&self, reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let shape = reader.keyed("shape").unwrap_or(Shape::Html);
        reader.finish(Submit::Tell(Told::Record(shape)))
    }
}
