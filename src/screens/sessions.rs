//! What can be done with one session, wherever it is shown.

use chrono::NaiveDate;
use ratatui::text::{Line, Span};

use super::roster::Roster;
use super::slots::Slots;
use crate::action::Action;
use crate::app::{Ctx, Effect};
use crate::domain::activity::Kind;
use crate::domain::attendance::{Mark, Slot};
use crate::domain::dates::show_day;
use crate::domain::ids::{ActivityId, ClientId};
use crate::domain::keyed::Keyed;
use crate::forms::{
    CancelSession, CloseRegister, ExtraSession, FormScreen, FromRoster, NoteForm, ReopenRegister, SessionRemark,
};
use crate::say;
use crate::store::change::Change;
use crate::store::roster::Rest;
use crate::store::sessions::{SessionLine, Standing};
use crate::widgets::Theme;

/// Who comes to an activity, on a day or the nearest one: its appointments, or its roster.
pub fn open_on_day(activity: ActivityId, kind: Kind, day: NaiveDate) -> Effect {
    Effect::Open(match kind {
        Kind::Appointment => Slots::on_day(activity, day),
        _ => Roster::on_day(activity, day),
    })
}

/// Who comes to exactly this session.
pub fn open(session: &SessionLine) -> Effect {
    Effect::Open(match session.kind {
        Kind::Appointment => Slots::on_session(session),
        _ => Roster::on_session(session),
    })
}

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

/// Why nothing can be written about a session.
pub fn refuses(session: Option<&SessionLine>, cx: &Ctx) -> Option<String> {
    match session {
        None => Some(say!(cx.words, "roster-no-session")),
        Some(session) if session.standing.takes_place() => None,
        Some(session) => {
            let why = cx.words.standing(&session.standing, &cx.lists);
            Some(say!(cx.words, "roster-not-held", why = why))
        }
    }
}

/// Why its register cannot be closed or opened now.
pub fn refuses_register(session: Option<&SessionLine>, cx: &Ctx) -> Option<String> {
    let future = session.filter(|session| session.day > cx.today);
    refuses(session, cx)
        .or_else(|| future.map(|session| say!(cx.words, "roster-future-heads", day = show_day(session.day))))
}

/// Why nobody can be marked at a session, whoever it is.
pub fn refuses_marks(session: Option<&SessionLine>, action: Action, cx: &Ctx) -> Option<String> {
    if let Some(why) = refuses(session, cx) {
        return Some(why);
    }
    let session = session?;
    if session.closed {
        return Some(say!(cx.words, "error-register-closed"));
    }
    let beforehand = matches!(action, Action::Excused | Action::Clear);
    if session.day <= cx.today || beforehand {
        return None;
    }
    let day = show_day(session.day);
    Some(match session.by_name {
        true => say!(cx.words, "roster-future", day = day),
        false => say!(cx.words, "roster-future-heads", day = day),
    })
}

/// The mark that a key sets, `Some(None)` if it takes one away; `None` for any other key.
pub fn mark_of(action: Action) -> Option<Option<Mark>> {
    Some(match action {
        Action::Present => Some(Mark::Present),
        Action::Late => Some(Mark::Late),
        Action::Excused => Some(Mark::Excused),
        Action::NoShow => Some(Mark::NoShow),
        Action::Clear => None,
        _ => return None,
    })
}

/// Closes the register, and asks first what becomes of those who have no mark; a closed one asks why it is opened.
pub fn close_or_reopen(session: &SessionLine, unmarked: Vec<(ClientId, String)>, cx: &Ctx) -> Effect {
    let slot = session.slot;
    match (session.closed, slot) {
        (true, Slot::Row(id)) => Effect::Open(FormScreen::boxed(ReopenRegister::of(id, about(session, cx)))),
        _ if unmarked.is_empty() => {
            Effect::Change(Box::new(Change::CloseRegister { slot, unmarked: Vec::new(), rest: None }), None)
        }
        _ => Effect::Open(FormScreen::boxed(CloseRegister::of(slot, about(session, cx), unmarked))),
    }
}

/// A note on the session itself.
pub fn remark(session: &SessionLine, cx: &Ctx) -> Effect {
    let remark = SessionRemark::of(session.slot, about(session, cx), session.remark.clone());
    Effect::Open(FormScreen::boxed(remark))
}

/// One more session of an activity, on a day and at the times of the one that is chosen, as a proposal.
pub fn another(activity: ActivityId, name: &str, chosen: Option<&SessionLine>, day: NaiveDate) -> Effect {
    let (day, times) =
        chosen.map_or((day, (None, None)), |session| (session.day, (session.starts_at, session.ends_at)));
    Effect::Open(FormScreen::boxed(ExtraSession::of(activity, name.to_string(), day, times)))
}

/// A note about one person of a session; `others` are those whom it should not name.
pub fn note(session: &SessionLine, client: ClientId, others: Vec<String>) -> Effect {
    let from = FromRoster { slot: session.slot, day: session.day, others };
    Effect::Open(FormScreen::boxed(NoteForm::from_roster(client, from)))
}

/// What has become of those who had no mark.
pub fn rest_marked(rest: Rest, cx: &Ctx) -> Effect {
    let (marked, excused) = (i64::from(rest.marked), i64::from(rest.excused));
    Effect::Say(match excused {
        0 => say!(cx.words, "roster-rest", marked = marked),
        _ => say!(cx.words, "roster-rest-excused", marked = marked, excused = excused),
    })
}

/// What a key does with the session, in words.
pub fn label(action: Action, session: Option<&SessionLine>, cx: &Ctx) -> String {
    match action {
        Action::CloseRegister if session.is_some_and(|session| session.closed) => say!(cx.words, "roster-reopen"),
        Action::Cancel if session.is_some_and(|session| matches!(session.standing, Standing::NotHeld(_))) => {
            say!(cx.words, "calendar-restore")
        }
        Action::Cancel => say!(cx.words, "roster-cancel"),
        _ => crate::app::hints::label(action, &cx.words),
    }
}

/// The sign of a mark.
pub fn sign(mark: Option<Mark>, theme: Theme) -> &'static str {
    match mark {
        Some(Mark::Present) => theme.present(),
        Some(Mark::Late) => theme.late(),
        Some(Mark::Excused) => theme.excused(),
        Some(Mark::NoShow) => theme.no_show(),
        None => theme.unmarked(),
    }
}

/// "● läsnä": a mark's sign and its word.
pub fn signed(mark: Option<Mark>, cx: &Ctx) -> String {
    let key = mark.map_or("unmarked", Mark::key);
    format!("{} {}", sign(mark, cx.theme), cx.words.get(&format!("mark-{key}")))
}

/// What the signs mean, and how many of those who are expected have a mark; or why nobody comes.
pub fn legend(session: Option<&SessionLine>, (marked, expected): (usize, usize), cx: &Ctx) -> Line<'static> {
    if let Some(why) = session.and_then(|session| refuses(Some(session), cx)) {
        return Line::styled(why, cx.theme.strong());
    }
    // Where heads are counted and nobody is listed, there is nothing to mark.
    if session.is_some_and(|session| !session.by_name && !session.closed) && expected == 0 {
        return Line::default();
    }
    let all = [Some(Mark::Present), Some(Mark::Late), Some(Mark::Excused), Some(Mark::NoShow), None];
    let count = match session.is_some_and(|session| session.closed) {
        true => say!(cx.words, "roster-is-closed"),
        false => say!(cx.words, "roster-marked", marked = marked.to_string(), expected = expected.to_string()),
    };
    let signs = Span::styled(format!("{}   ", all.map(|mark| signed(mark, cx)).join("  ")), cx.theme.dim());
    Line::from(vec![signs, Span::styled(count, cx.theme.strong())])
}
