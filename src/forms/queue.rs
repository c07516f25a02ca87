//! What is done with somebody in a queue: an offer, a seat, a place before the others.

use chrono::{Days, NaiveDate};

use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::{Lean, roll_to_weekday};
use crate::domain::ids::EnrolmentId;
use crate::say;
use crate::store::change::{Change, Made};

/// A prompt about one person in a queue.
pub struct QueueForm {
    spell: EnrolmentId,
    name: String,
    deed: Deed,
    /// Somebody else is before this one.
    others_wait: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Deed {
    Offer,
    Seat(NaiveDate),
    PutFirst,
}

impl QueueForm {
    /// Keeps a seat until a day.
    pub fn offer(spell: EnrolmentId, name: String, others_wait: bool) -> QueueForm {
        QueueForm { spell, name, deed: Deed::Offer, others_wait }
    }

    /// Makes a member from a day on; `from` is a proposal.
    pub fn seat(spell: EnrolmentId, name: String, others_wait: bool, from: NaiveDate) -> QueueForm {
        QueueForm { spell, name, deed: Deed::Seat(from), others_wait }
    }

    /// Puts first, for a reason.
    pub fn put_first(spell: EnrolmentId, name: String) -> QueueForm {
        QueueForm { spell, name, deed: Deed::PutFirst, others_wait: true }
    }
}

impl Form for QueueForm {
    fn title(&self, cx: &Ctx) -> String {
        let what = match self.deed {
            Deed::Offer => say!(cx.words, "form-offer"),
            Deed::Seat(_) => say!(cx.words, "form-seat"),
            Deed::PutFirst => say!(cx.words, "form-put-first"),
        };
        format!("{what}: {}", self.name)
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        let skips = self.others_wait && self.deed != Deed::PutFirst;
        skips.then(|| say!(cx.words, "queue-others-wait"))
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let why = self.others_wait.then(|| Field::line("ahead", say!(words, "field-ahead"), "").required());
        let day = match self.deed {
            Deed::Offer => {
                let until = roll_to_weekday(cx.today + Days::new(cx.lists.settings.offer_days.into()));
                Some(Field::date("day", say!(words, "field-offer-until"), Some(until), Lean::Future).required())
            }
            Deed::Seat(from) => {
                Some(Field::date("day", say!(words, "field-first-day"), Some(from), Lean::Near).required())
            }
            Deed::PutFirst => None,
        };
        why.into_iter().chain(day).collect()
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let (spell, today) = (self.spell, reader.cx.today);
        let ahead = self.others_wait.then(|| reader.required("ahead"));
        let change = match self.deed {
            Deed::Offer => {
                let until = reader.required_date("day");
                if until < today {
                    let words = say!(reader.cx.words, "wrong-past");
                    reader.wrong("day", words);
                }
                Change::Offer { spell, until, ahead, today }
            }
            Deed::Seat(_) => Change::Seat { spell, from: reader.required_date("day"), ahead, today },
            Deed::PutFirst => Change::PutFirst { spell, reason: ahead.unwrap_or_default() },
        };
        reader.finish(Submit::Change(Box::new(change)))
    }

    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        match self.deed {
            Deed::Offer => say!(reader.cx.words, "queue-offered"),
            Deed::Seat(_) => say!(reader.cx.words, "queue-seated"),
            Deed::PutFirst => say!(reader.cx.words, "queue-put-first"),
        }
    }
}
