//! What concerns one session as a whole: a note on it, or one more of them.

use chrono::{NaiveDate, NaiveTime};

use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::attendance::Slot;
use crate::domain::dates::{Lean, show_time};
use crate::domain::ids::ActivityId;
use crate::say;
use crate::store::change::Change;

/// A note on the session itself, which names nobody.
pub struct SessionRemark {
    slot: Slot,
    about: String,
    was: Option<String>,
}

impl SessionRemark {
    pub fn of(slot: Slot, about: String, was: Option<String>) -> SessionRemark {
        SessionRemark { slot, about, was }
    }
}

impl Form for SessionRemark {
    fn title(&self, cx: &Ctx) -> String {
        format!("{}: {}", say!(cx.words, "form-remark"), self.about)
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        Some(say!(cx.words, "remark-no-names"))
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        vec![Field::line("remark", say!(cx.words, "field-remark"), self.was.as_deref().unwrap_or_default())]
    }

    fn submit(&self, reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let text = reader.text("remark");
        let change = Change::Remark { slot: self.slot, was: self.was.clone(), text };
        reader.finish(Submit::Change(Box::new(change)))
    }
}

/// One more session of an activity, besides those that its timetable gives.
pub struct ExtraSession {
    activity: ActivityId,
    name: String,
    day: NaiveDate,
    times: (Option<NaiveTime>, Option<NaiveTime>),
}

impl ExtraSession {
    /// The day and the times are a proposal.
    pub fn of(
        activity: ActivityId,
        name: String,
        day: NaiveDate,
        times: (Option<NaiveTime>, Option<NaiveTime>),
    ) -> ExtraSession {
        ExtraSession { activity, name, day, times }
    }
}

impl Form for ExtraSession {
    fn title(&self, cx: &Ctx) -> String {
        format!("{}: {}", say!(cx.words, "form-extra"), self.name)
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let shown = |time: Option<NaiveTime>| time.map(show_time).unwrap_or_default();
        vec![
            Field::date("day", say!(words, "field-day"), Some(self.day), Lean::Near).required(),
            Field::line("starts_at", say!(words, "field-starts-at"), &shown(self.times.0)).typed_anew(),
            Field::line("ends_at", say!(words, "field-ends-at"), &shown(self.times.1)).typed_anew(),
        ]
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let day = reader.required_date("day");
        let (starts_at, ends_at) = (reader.time("starts_at"), reader.time("ends_at"));
        if starts_at.zip(ends_at).is_some_and(|(starts, ends)| ends <= starts) {
            let words = say!(reader.cx.words, "wrong-time-order");
            reader.wrong("ends_at", words);
        }
        let change = Change::AddSession { activity: self.activity, day, starts_at, ends_at };
        reader.finish(Submit::Change(Box::new(change)))
    }
}
