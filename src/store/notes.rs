//! Notes and their follow-ups.

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use super::error::Result;
use super::sql::one;
use crate::domain::ids::{ClientId, NoteId, SessionId, WorkerId};
use crate::domain::note::NoteFields;

/// A note as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    pub id: NoteId,
    pub client: ClientId,
    /// The client's name.
    pub name: String,
    pub author: WorkerId,
    pub rev: i64,
    pub fields: NoteFields,
    /// The day on which the follow-up was done.
    pub follow_up_done: Option<NaiveDate>,
}

const COLUMNS: &str = "SELECT n.id, n.client_id, n.author_id, n.rev, n.on_day, n.channel, n.body, n.follow_up_on, \
    n.follow_up_what, n.follow_up_done, c.family_name || ' ' || c.given_name, n.follow_up_for FROM note n \
    JOIN client c ON c.id = n.client_id";

fn read(row: &Row) -> rusqlite::Result<Note> {
    let fields = NoteFields {
        on_day: row.get(4)?,
        channel: row.get(5)?,
        body: row.get(6)?,
        follow_up_on: row.get(7)?,
        follow_up_what: row.get(8)?,
        follow_up_for: row.get(11)?,
    };
    let (id, client, author, rev) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    Ok(Note { id, client, name: row.get(10)?, author, rev, fields, follow_up_done: row.get(9)? })
}

/// A client's notes, newest first.
pub fn of_client(conn: &Connection, client: ClientId) -> Result<Vec<Note>> {
    let mut query =
        conn.prepare_cached(&format!("{COLUMNS} WHERE n.client_id = ?1 ORDER BY n.on_day DESC, n.id DESC"))?;
    Ok(query.query_map([client], read)?.collect::<rusqlite::Result<_>>()?)
}

/// One note.
pub fn get(conn: &Connection, id: NoteId) -> Result<Note> {
    Ok(conn.prepare_cached(&format!("{COLUMNS} WHERE n.id = ?1"))?.query_row([id], read)?)
}

/// A new note of this author, from a session's roster if it was written there.
pub fn insert(
    conn: &Connection,
    client: ClientId,
    author: WorkerId,
    fields: &NoteFields,
    session: Option<SessionId>,
) -> Result<NoteId> {
    conn.prepare_cached(
        "INSERT INTO note(client_id, author_id, on_day, channel, body, follow_up_on, follow_up_what, session_id, \
         follow_up_for) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, nullif(?9, ?2))",
    )?
    .execute((
        client,
        author,
        fields.on_day,
        &fields.channel,
        &fields.body,
        fields.follow_up_on,
        &fields.follow_up_what,
        session,
        fields.follow_up_for,
    ))?;
    Ok(NoteId(conn.last_insert_rowid()))
}

/// Corrects a note over the rev that was edited; the log keeps what it said before.
pub fn update(conn: &Connection, id: NoteId, rev: i64, fields: &NoteFields) -> Result<()> {
    one(conn
        .prepare_cached(
            "UPDATE note SET rev = rev + 1, on_day = ?3, channel = ?4, body = ?5, follow_up_on = ?6, follow_up_what = ?7, \
             follow_up_for = nullif(?8, author_id), follow_up_done = CASE WHEN follow_up_on IS ?6 THEN follow_up_done END WHERE id = ?1 AND rev = ?2",
        )?
        .execute((
            id,
            rev,
            fields.on_day,
            &fields.channel,
            &fields.body,
            fields.follow_up_on,
            &fields.follow_up_what,
            fields.follow_up_for,
        ))?)
}

/// The follow-up has been dealt with.
pub fn follow_up_done(conn: &Connection, id: NoteId, day: NaiveDate) -> Result<()> {
    one(conn.execute(
        "UPDATE note SET rev = rev + 1, follow_up_done = ?2 WHERE id = ?1 AND follow_up_on IS NOT NULL",
        (id, day),
    )?)
}

/// The follow-up comes back another day.
pub fn move_follow_up(conn: &Connection, id: NoteId, day: NaiveDate) -> Result<()> {
    one(conn.execute(
        "UPDATE note SET rev = rev + 1, follow_up_on = ?2 WHERE id = ?1 AND follow_up_on IS NOT NULL",
        (id, day),
    )?)
}
