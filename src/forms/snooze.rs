//! Putting a due line off to another day. The day that law, a decision or an agreement gives stays what it is.

use chrono::Days;

use super::{Field, FieldError, Form, Reader, Submit};
use crate::action::Action;
use crate::app::{Ctx, hints};
use crate::domain::dates::{Lean, roll_to_weekday};
use crate::domain::due::{DueLine, Ground};
use crate::say;
use crate::store::change::{Change, Made};

/// Asks until when, and why.
pub struct SnoozeForm {
    line: DueLine,
    about: String,
}

impl SnoozeForm {
    /// `about` says which line, in words.
    pub fn of(line: DueLine, about: String) -> SnoozeForm {
        SnoozeForm { line, about }
    }
}

impl Form for SnoozeForm {
    fn title(&self, cx: &Ctx) -> String {
        format!("{}: {}", say!(cx.words, "form-snooze"), self.about)
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        let law = self.line.rule.source.filter(|_| self.line.rule.ground == Ground::Law);
        law.map(|source| say!(cx.words, "snooze-law", source = source))
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let tomorrow = roll_to_weekday(cx.today + Days::new(1));
        let reason = self.line.snooze.as_ref().map_or("", |snooze| snooze.reason.as_str());
        vec![
            Field::date("day", say!(cx.words, "field-snooze-until"), Some(tomorrow), Lean::Future).required(),
            Field::line("reason", say!(cx.words, "field-snooze-reason"), reason).required(),
        ]
    }

    fn deed(&self, cx: &Ctx) -> String {
        hints::label(Action::Move, &cx.words)
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let until = reader.required_date("day");
        let reason = reader.required("reason");
        if until <= reader.cx.today {
            let words = say!(reader.cx.words, "wrong-snooze-day");
            reader.wrong("day", words);
        }
        let change = Change::Snooze { which: (&self.line).into(), until, reason };
        reader.finish(Submit::Change(Box::new(change)))
    }

    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        say!(reader.cx.words, "snooze-saved")
    }
}
