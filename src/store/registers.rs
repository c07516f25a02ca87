//! Registers: a session's list of marks as a whole. A closed one is frozen; opening it again says why.

use rusqlite::Connection;

use super::error::Result;
use super::sessions;
use super::sql::one;
use crate::domain::attendance::{Mark, Slot};
use crate::domain::ids::{ClientId, SessionId};
use crate::store::roster;

/// Closes the register. The session has then been held, even if nobody was marked as there; who is not marked is
/// first given `rest`, or stays unmarked.
///
/// # Errors
/// `Stale` when the session does not take place, or its register is closed already.
pub fn close(conn: &Connection, slot: Slot, unmarked: &[ClientId], rest: Option<Mark>) -> Result<()> {
    let id = sessions::touch(conn, slot)?;
    if let Some(rest) = rest {
        roster::mark_unmarked(conn, Slot::Row(id), unmarked, rest)?;
    }
    one(conn.execute(
        "UPDATE session SET rev = rev + 1, state = 'held', register_closed = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') \
         WHERE id = ?1 AND state <> 'not_held' AND register_closed IS NULL",
        [id],
    )?)
}

/// Opens a closed register again. The reason stands at the session, and in the log with who and when. Where nobody
/// was marked as there, the session is only planned again, and can be cancelled.
///
/// # Errors
/// `Stale` when it is open.
pub fn reopen(conn: &Connection, id: SessionId, reason: &str) -> Result<()> {
    one(conn.execute(
        "UPDATE session SET rev = rev + 1, register_closed = NULL, reopen_reason = ?2 \
         WHERE id = ?1 AND register_closed IS NOT NULL",
        (id, reason),
    )?)?;
    roster::take_in_at(conn, id)?;
    roster::let_go(conn, id)
}

/// A note on the session itself; `None` takes it away.
///
/// # Errors
/// `Stale` when somebody has changed it since it said `was`.
pub fn remark(conn: &Connection, slot: Slot, was: Option<&str>, text: Option<&str>) -> Result<()> {
    if was == text {
        return Ok(());
    }
    let id = sessions::touch(conn, slot)?;
    one(conn.execute("UPDATE session SET rev = rev + 1, remark = ?3 WHERE id = ?1 AND remark IS ?2", (id, was, text))?)
}
