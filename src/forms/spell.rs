//! A spell of membership: correcting and ending it.

use chrono::NaiveDate;

use super::choices::codes;
use super::{Choice, Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::Lean;
use crate::domain::enrolment::EnrolmentState;
use crate::domain::ids::{EnrolmentId, GoalId};
use crate::say;
use crate::store::change::{Change, Made};
use crate::store::enrolments::SpellDetail;
use crate::store::request::{Answer, Query};

/// The last day, and why.
pub struct EndSpell {
    id: EnrolmentId,
    spell: Option<Box<SpellDetail>>,
}

impl EndSpell {
    pub fn of(id: EnrolmentId) -> EndSpell {
        EndSpell { id, spell: None }
    }

    fn is_queued(&self) -> bool {
        self.spell.as_ref().is_some_and(|spell| spell.fields.state.is_queued())
    }
}

/// "Laine Helmi, Luovat kädet"
fn about(spell: Option<&SpellDetail>) -> String {
    spell.map(|spell| format!("{}, {}", spell.client_name, spell.activity_name)).unwrap_or_default()
}

impl Form for EndSpell {
    fn title(&self, cx: &Ctx) -> String {
        let what = if self.is_queued() { say!(cx.words, "form-withdraw") } else { say!(cx.words, "form-end-spell") };
        format!("{what}: {}", about(self.spell.as_deref()))
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        vec![Query::Spell(self.id)]
    }

    fn take(&mut self, answer: Answer) {
        if let Answer::Spell(spell) = answer {
            self.spell = Some(spell);
        }
    }

    fn base_rev(&self) -> Option<i64> {
        None
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let mut reasons = codes(cx, "end_reason");
        reasons.retain(|choice| !choice.key.is_empty());
        // Who only waits has no period that could be over.
        let usual = if self.is_queued() { "client_declines" } else { "period_over" };
        let reason = Field::choice("reason", say!(cx.words, "field-reason"), reasons, usual).required();
        let last = self.spell.as_ref().and_then(|spell| spell.fields.ends).unwrap_or(cx.today);
        let day = Field::date("last", say!(cx.words, "field-last-day"), Some(last), Lean::Near).required();
        if self.is_queued() { vec![reason] } else { vec![reason, day] }
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let today = reader.cx.today;
        let reason = reader.required("reason");
        let Some(spell) = &self.spell else { return reader.finish(Submit::Nothing) };
        if self.is_queued() {
            let change = Change::Withdraw { spell: self.id, reason, day: today };
            return reader.finish(Submit::Change(Box::new(change)));
        }
        let last = reader.required_date("last");
        if spell.fields.starts.is_some_and(|starts| last < starts) {
            let words = say!(reader.cx.words, "wrong-ends-before");
            reader.wrong("last", words);
        }
        let change = Change::EndSpell { spell: self.id, rev: spell.rev, last, reason, today };
        reader.finish(Submit::Change(Box::new(change)))
    }

    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        match self.is_queued() {
            true => say!(reader.cx.words, "spell-withdrawn"),
            false => say!(reader.cx.words, "spell-ended"),
        }
    }
}

/// The first day, and what the activity is for.
pub struct EditSpell {
    id: EnrolmentId,
    spell: Option<Box<SpellDetail>>,
}

impl EditSpell {
    pub fn of(id: EnrolmentId) -> EditSpell {
        EditSpell { id, spell: None }
    }

    fn starts(&self) -> Option<NaiveDate> {
        self.spell.as_ref().and_then(|spell| spell.fields.starts)
    }
}

impl Form for EditSpell {
    fn title(&self, cx: &Ctx) -> String {
        format!("{}: {}", say!(cx.words, "form-spell"), about(self.spell.as_deref()))
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        vec![Query::Spell(self.id)]
    }

    fn take(&mut self, answer: Answer) {
        if let Answer::Spell(spell) = answer {
            self.spell = Some(spell);
        }
    }

    fn base_rev(&self) -> Option<i64> {
        self.spell.as_ref().map(|spell| spell.rev)
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let goals = self.spell.iter().flat_map(|spell| &spell.goals);
        let goals = goals.map(|(id, text)| Choice { key: id.0.to_string(), label: text.replace('\n', " ") });
        let none = Choice { key: String::new(), label: String::new() };
        let now = self.spell.as_ref().and_then(|spell| spell.goal).map(|goal| goal.0.to_string()).unwrap_or_default();
        let mut fields = vec![Field::choice(
            "goal",
            say!(cx.words, "field-spell-goal"),
            [none].into_iter().chain(goals).collect(),
            &now,
        )];
        if self.spell.as_ref().is_some_and(|spell| spell.fields.state == EnrolmentState::Enrolled) {
            fields.push(Field::date("starts", say!(cx.words, "field-first-day"), self.starts(), Lean::Past).required());
        }
        fields
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let goal = reader.text("goal").and_then(|number| number.parse().ok()).map(GoalId);
        let starts = match self.spell.as_ref().map(|spell| spell.fields.state) {
            Some(EnrolmentState::Enrolled) => Some(reader.required_date("starts")),
            _ => self.starts(),
        };
        let rev = reader.rev();
        let ends = self.spell.as_ref().and_then(|spell| spell.fields.ends);
        if starts.zip(ends).is_some_and(|(starts, ends)| ends < starts) {
            let words = say!(reader.cx.words, "wrong-ends-before");
            reader.wrong("starts", words);
        }
        let Some(starts) = starts else { return reader.finish(Submit::Nothing) };
        reader.finish(Submit::Change(Box::new(Change::CorrectSpell { spell: self.id, rev, starts, goal })))
    }
}
