//! What can be done with one session, wherever it is shown.

use crate::app::{Ctx, Effect};
use crate::domain::attendance::Slot;
use crate::forms::{CancelSession, FormScreen};
use crate::say;
use crate::store::change::Change;
use crate::store::sessions::{SessionLine, Standing};

/// Which session, in words.
pub fn about(session: &SessionLine, cx: &Ctx) -> String {
    format!("{}, {}", session.name, cx.words.short_day(session.day))
}

/// Why a session can neither be cancelled nor restored; `None` when it can.
pub fn refuses_cancel(session: &SessionLine, cx: &Ctx) -> Option<String> {
    match session.standing {
        Standing::Held => Some(say!(cx.words, "refuse-cancel-held")),
        Standing::Holiday(_) | Standing::Closed(_) => Some(say!(cx.words, "refuse-cancel-closed")),
        Standing::Planned | Standing::NotHeld(_) => None,
    }
}

/// Asks why it does not take place; a cancelled one takes place after all.
pub fn cancel_or_restore(session: &SessionLine) -> Effect {
    match (&session.standing, session.slot) {
        (Standing::NotHeld(_), Slot::Row(id)) => Effect::Change(Box::new(Change::Restore { session: id }), None),
        _ => Effect::Open(FormScreen::boxed(CancelSession::of(session.slot, session.name.clone()))),
    }
}
