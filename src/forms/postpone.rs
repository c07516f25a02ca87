//! Putting a sitting off: to which day, and why.

use chrono::NaiveDate;

use super::{Field, FieldError, Form, Reader, Submit};
use crate::action::Action;
use crate::app::{Ctx, hints};
use crate::domain::dates::{Lean, roll_to_weekday, show_day};
use crate::domain::ids::EpisodeId;
use crate::say;
use crate::store::change::Change;
use crate::store::meetings::Sitting;
use crate::store::request::{Answer, Query};

/// A week later is the usual proposal.
const DAYS: u64 = 7;

/// The prompt for another day of a sitting.
pub struct PostponeReview {
    episode: EpisodeId,
    sitting: Option<Box<Sitting>>,
}

impl PostponeReview {
    pub fn of(episode: EpisodeId) -> PostponeReview {
        PostponeReview { episode, sitting: None }
    }

    /// The day from which it is moved.
    fn was(&self) -> Option<NaiveDate> {
        self.sitting.as_ref().and_then(|sitting| sitting.first_day)
    }
}

impl Form for PostponeReview {
    fn title(&self, cx: &Ctx) -> String {
        let what = say!(cx.words, "form-postpone");
        self.sitting.as_ref().map_or_else(|| what.clone(), |sitting| format!("{what}: {}", sitting.name))
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        vec![Query::Sitting(self.episode)]
    }

    fn take(&mut self, answer: Answer) {
        if let Answer::Sitting(sitting) = answer {
            self.sitting = Some(sitting);
        }
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        let goals = self.sitting.as_ref()?.goals.iter();
        let each = goals.filter_map(|goal| {
            let day = goal.fields.review_on?;
            Some(format!("{} {}", show_day(day), goal.fields.text.replace('\n', " ")))
        });
        Some(say!(cx.words, "postpone-foreword", goals = each.collect::<Vec<_>>().join(" · ")))
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let from = self.was().map_or(cx.today, |day| day.max(cx.today));
        let later = roll_to_weekday(from + chrono::Days::new(DAYS));
        vec![
            Field::date("day", say!(cx.words, "field-day"), Some(later), Lean::Future).required(),
            Field::line("why", say!(cx.words, "field-why-postponed"), "").required(),
        ]
    }

    fn deed(&self, cx: &Ctx) -> String {
        hints::label(Action::Move, &cx.words)
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let (day, reason) = (reader.required_date("day"), reader.required("why"));
        if day < reader.cx.today {
            reader.wrong("day", say!(reader.cx.words, "wrong-past"));
        }
        let Some(was) = self.was().filter(|was| *was != day) else { return reader.finish(Submit::Nothing) };
        let change = Change::PostponeReview { episode: self.episode, was, day, reason };
        reader.finish(Submit::Change(Box::new(change)))
    }
}
