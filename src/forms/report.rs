//! What a report is asked for: which days, whose work; and as what it is taken along.

use super::choices::{chosen_worker, codes, keyed_choices, workers_with};
use super::{Choice, Field, FieldError, Form, Reader, Submit};
use crate::app::{Ctx, Told};
use crate::domain::activity::Tier;
use crate::domain::dates::Lean;
use crate::domain::keyed::Keyed;
use crate::domain::reports::{Asked, Shape, Span};
use crate::say;

/// A prompt for the first and the last day.
pub struct ReportDays {
    pub asked: Asked,
}

impl Form for ReportDays {
    fn title(&self, cx: &Ctx) -> String {
        say!(cx.words, "form-report-days")
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let Span { from, to } = self.asked.span;
        vec![
            Field::date("from", say!(cx.words, "field-first-day"), Some(from), Lean::Near).required(),
            Field::date("to", say!(cx.words, "field-last-day"), Some(to), Lean::Near).required(),
        ]
    }

    fn deed(&self, cx: &Ctx) -> String {
        say!(cx.words, "go-there")
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let (from, to) = (reader.required_date("from"), reader.required_date("to"));
        if to < from {
            reader.wrong("to", say!(reader.cx.words, "wrong-ends-before"));
        }
        let asked = Asked { span: Span { from, to }, ..self.asked.clone() };
        reader.finish(Submit::Tell(Told::Asked(asked)))
    }
}

/// A prompt for whose work a report is about; everything where nothing is chosen.
pub struct NarrowReport {
    pub asked: Asked,
}

impl Form for NarrowReport {
    fn title(&self, cx: &Ctx) -> String {
        say!(cx.words, "form-report-narrow")
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let Asked { worker, tier, theme, .. } = &self.asked;
        let chosen = worker.map(|worker| worker.0.to_string()).unwrap_or_default();
        let tiers = keyed_choices::<Tier>(cx, "tier", true);
        vec![
            Field::choice("worker", say!(cx.words, "field-worker"), workers_with(cx, *worker), &chosen),
            Field::choice("tier", say!(cx.words, "field-tier"), tiers, tier.map_or("", Keyed::key)),
            Field::choice("theme", say!(cx.words, "field-theme"), codes(cx, "theme"), theme.as_deref().unwrap_or("")),
        ]
    }

    fn deed(&self, cx: &Ctx) -> String {
        say!(cx.words, "report-narrow")
    }

    fn submit(&self, reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let worker = chosen_worker(&reader, "worker");
        let (tier, theme) = (reader.keyed("tier"), reader.text("theme"));
        let asked = Asked { worker, tier, theme, ..self.asked.clone() };
        reader.finish(Submit::Tell(Told::Asked(asked)))
    }
}

/// A prompt for the shape of what is taken along; it says what is left out of it.
pub struct ExportReport;

impl Form for ExportReport {
    fn title(&self, cx: &Ctx) -> String {
        say!(cx.words, "form-report-export")
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        let least = cx.lists.settings.suppress_below;
        (least > 0).then(|| say!(cx.words, "report-suppressed", least = i64::from(least)))
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let choice = |shape: &Shape| Choice { key: shape.key().into(), label: cx.words.label("shape", *shape) };
        let shapes = Shape::ALL.iter().map(choice).collect();
        vec![Field::choice("shape", say!(cx.words, "field-shape"), shapes, Shape::Xlsx.key())]
    }

    fn deed(&self, cx: &Ctx) -> String {
        say!(cx.words, "report-write")
    }

    fn submit(&self, reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let shape = reader.keyed("shape").unwrap_or(Shape::Xlsx);
        reader.finish(Submit::Tell(Told::Export(shape)))
    }
}
