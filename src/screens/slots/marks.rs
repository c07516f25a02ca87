//! What the keys of a day of appointments may do to whom, and what is still to be done.

use super::Slots;
use crate::action::Action;
use crate::app::Ctx;
use crate::domain::ids::ClientId;
use crate::domain::slots::Line;
use crate::say;
use crate::screens::sessions;

impl Slots {
    /// Whoever has an appointment and no mark.
    pub fn unmarked(&self) -> Vec<(ClientId, String)> {
        let open = self.guests().filter(|guest| guest.booking.is_some() && guest.mark.is_none());
        open.map(|guest| (guest.client, guest.name.clone())).collect()
    }

    /// Marked people among those who have an appointment.
    pub fn progress(&self) -> (usize, usize) {
        let booked = self.guests().filter(|guest| guest.booking.is_some()).count();
        (booked - self.unmarked().len(), booked)
    }

    /// Why the day has no times to book, and which key gives it some.
    pub fn why_no_times(&self, cx: &Ctx) -> Option<String> {
        let session = self.session()?;
        let Some(minutes) = self.data.as_ref()?.activity.fields.slot_length() else {
            return Some(say!(cx.words, "slots-other-kind"));
        };
        match session.starts_at.zip(session.ends_at) {
            None if session.day < cx.today => Some(say!(cx.words, "slots-times-were-open")),
            None => Some(say!(cx.words, "slots-times-open")),
            Some(_) => {
                let short = session.capacity == Some(0);
                short.then(|| say!(cx.words, "slots-too-short", minutes = i64::from(minutes)))
            }
        }
    }

    /// Why nothing can be booked on the selected line.
    pub fn refuses_booking(&self, cx: &Ctx) -> Option<String> {
        let session = self.session();
        if let Some(why) = sessions::refuses(session, cx) {
            return Some(why);
        }
        if session?.closed {
            return Some(say!(cx.words, "error-register-closed"));
        }
        match self.line() {
            None => return self.why_no_times(cx),
            Some(Line::Free(_)) => {}
            Some(_) => return Some(say!(cx.words, "slots-taken")),
        }
        let (client, name) = self.looking.as_ref()?;
        let has_one = self.guests().any(|guest| guest.client == *client && guest.booking.is_some());
        has_one.then(|| say!(cx.words, "slots-has-one", name = name.as_str()))
    }

    /// Why the selected person's appointment cannot be taken away. That of a cancelled session can.
    pub fn refuses_freeing(&self, cx: &Ctx) -> Option<String> {
        match self.guest() {
            _ if self.session().is_some_and(|session| session.closed) => Some(say!(cx.words, "error-register-closed")),
            Some(guest) if guest.mark.is_some() => Some(say!(cx.words, "error-marked")),
            Some(guest) if guest.booking.is_some() => None,
            _ => Some(say!(cx.words, "slots-free-already")),
        }
    }

    /// Why nobody can be marked, or not the selected person.
    pub fn refuses_marks(&self, action: Action, cx: &Ctx) -> Option<String> {
        let nobody = match action {
            Action::RestPresent => self.unmarked().is_empty().then(|| say!(cx.words, "roster-all-marked")),
            _ => self.guest().is_none().then(|| say!(cx.words, "slots-nobody")),
        };
        sessions::refuses_marks(self.session(), action, cx).or(nobody)
    }
}
