//! An appointment for somebody who is in no file yet.

use chrono::NaiveTime;

use super::newcomer::Newcomer;
use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::attendance::Slot;
use crate::domain::ids::ActivityId;
use crate::say;
use crate::store::change::{Change, Made};
use crate::store::drafts::DraftKey;
use crate::store::request::{Answer, Query};

pub const NEW: &str = "book-new";

/// A free appointment.
#[derive(Clone)]
pub struct Appointment {
    pub activity: ActivityId,
    pub slot: Slot,
    pub starts_at: NaiveTime,
    /// Which it is, in words.
    pub about: String,
}

/// Asks who somebody new is, and books.
pub struct BookForm {
    activity: ActivityId,
    /// None in a draft that is taken up again later: by then the time may be somebody else's.
    appointment: Option<Appointment>,
    who: Newcomer,
}

impl BookForm {
    /// Somebody new, with what has been typed of the name.
    pub fn newcomer(appointment: Appointment, typed: String) -> BookForm {
        BookForm { activity: appointment.activity, appointment: Some(appointment), who: Newcomer::named(typed) }
    }

    /// Somebody new, from a draft.
    pub fn somebody_new(activity: ActivityId) -> BookForm {
        BookForm { activity, appointment: None, who: Newcomer::named(String::new()) }
    }
}

impl Form for BookForm {
    fn draft_key(&self) -> Option<DraftKey> {
        Some(DraftKey { form: NEW.into(), target: self.activity.0 })
    }

    fn title(&self, cx: &Ctx) -> String {
        let what = say!(cx.words, "form-book-new");
        self.appointment.as_ref().map_or_else(|| what.clone(), |known| format!("{what}: {}", known.about))
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Newcomer::query(cx)]
    }

    fn take(&mut self, answer: Answer) {
        self.who.take(answer);
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        self.appointment.is_none().then(|| say!(cx.words, "book-later"))
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        self.who.fields(cx).into()
    }

    fn starts_at(&self) -> usize {
        self.who.starts_at()
    }

    fn deed(&self, cx: &Ctx) -> String {
        match self.appointment {
            Some(_) => crate::app::hints::label(crate::action::Action::Book, &cx.words),
            None => crate::app::hints::label(crate::action::Action::Save, &cx.words),
        }
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let change = match &self.appointment {
            Some(Appointment { slot, starts_at, .. }) => {
                Change::Book { slot: *slot, who: self.who.read(&mut reader), starts_at: *starts_at }
            }
            None => Change::AddClient {
                fields: self.who.client(&mut reader),
                proposed: true,
                episode: None,
                own_worker: None,
            },
        };
        reader.finish(Submit::Change(Box::new(change)))
    }

    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        match self.appointment {
            Some(_) => say!(reader.cx.words, "slot-booked"),
            None => say!(reader.cx.words, "saved"),
        }
    }
}
