//! Closing a register, and opening it again.

use super::{Choice, Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::attendance::{Mark, Slot};
use crate::domain::ids::{ClientId, SessionId};
use crate::say;
use crate::store::change::{Change, Made};

/// Asks what becomes of those who are not marked.
pub struct CloseRegister {
    slot: Slot,
    /// Which session, in words.
    about: String,
    unmarked: Vec<(ClientId, String)>,
}

impl CloseRegister {
    pub fn of(slot: Slot, about: String, unmarked: Vec<(ClientId, String)>) -> CloseRegister {
        CloseRegister { slot, about, unmarked }
    }
}

impl Form for CloseRegister {
    fn title(&self, cx: &Ctx) -> String {
        format!("{}: {}", say!(cx.words, "form-close"), self.about)
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        let names = self.unmarked.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ");
        let count = i64::try_from(self.unmarked.len()).unwrap_or(i64::MAX);
        Some(say!(cx.words, "close-unmarked", count = count, names = names))
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let stay = Choice { key: String::new(), label: say!(cx.words, "close-stay-unmarked") };
        let as_mark = |mark: Mark| Choice {
            key: crate::domain::keyed::Keyed::key(mark).into(),
            label: cx.words.label("mark", mark),
        };
        let choices = vec![stay, as_mark(Mark::NoShow), as_mark(Mark::Excused), as_mark(Mark::Present)];
        vec![Field::choice("rest", say!(cx.words, "field-rest"), choices, "")]
    }

    fn deed(&self, cx: &Ctx) -> String {
        crate::app::hints::label(crate::action::Action::CloseRegister, &cx.words)
    }

    fn submit(&self, reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let unmarked = self.unmarked.iter().map(|(client, _)| *client).collect();
        let rest = reader.keyed("rest");
        reader.finish(Submit::Change(Box::new(Change::CloseRegister { slot: self.slot, unmarked, rest })))
    }

    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        say!(reader.cx.words, "register-closed")
    }
}

/// Asks why a closed register is opened again.
pub struct ReopenRegister {
    session: SessionId,
    about: String,
}

impl ReopenRegister {
    pub fn of(session: SessionId, about: String) -> ReopenRegister {
        ReopenRegister { session, about }
    }
}

impl Form for ReopenRegister {
    fn title(&self, cx: &Ctx) -> String {
        format!("{}: {}", say!(cx.words, "form-reopen"), self.about)
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        vec![Field::line("reason", say!(cx.words, "field-why"), "").required()]
    }

    fn deed(&self, cx: &Ctx) -> String {
        say!(cx.words, "roster-reopen")
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let reason = reader.required("reason");
        reader.finish(Submit::Change(Box::new(Change::ReopenRegister { session: self.session, reason })))
    }

    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        say!(reader.cx.words, "register-reopened")
    }
}
