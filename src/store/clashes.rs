//! Sessions that cannot both be: one leader, one place or one client at two of them.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};
use rusqlite::Connection;

use super::error::Result;
use super::sessions::SessionLine;
use super::sql::Clock;
use crate::domain::activity::{Kind, USUAL_SLOT};
use crate::domain::attendance::Slot;
use crate::domain::clash::{self, Bound, Clash, Over};
use crate::domain::ids::{ActivityId, ClientId, SessionId};

/// One client's membership from a day to another, or for good.
type Spell = (ClientId, NaiveDate, Option<NaiveDate>);

/// Who has an appointment, and its time.
type Booked = (ClientId, NaiveTime, NaiveTime);

/// The clashes among these sessions, which are all of the days from the first to the last of them, in order. The
/// numbers of a clash are those of the sessions.
pub fn among(conn: &Connection, sessions: &[SessionLine]) -> Result<Vec<Clash>> {
    let (Some(first), Some(last)) = (sessions.first(), sessions.last()) else { return Ok(Vec::new()) };
    let spells = spells(conn, first.day, last.day)?;
    let booked = booked(conn, first.day, last.day)?;
    let going = sessions.iter().enumerate().filter(|(_, session)| session.standing.takes_place());
    let timed: Vec<(usize, Bound)> = going
        .flat_map(|(at, session)| bounds(session, &spells, &booked).into_iter().map(move |bound| (at, bound)))
        .collect();
    let (numbers, bounds): (Vec<usize>, Vec<Bound>) = timed.into_iter().unzip();
    let mut found: Vec<Clash> = Vec::new();
    for clash in clash::clashes(&bounds) {
        let clash = Clash { one: numbers[clash.one], other: numbers[clash.other], ..clash };
        // Several appointments of one session are one session.
        let same = |known: &&mut Clash| (known.one, known.other) == (clash.one, clash.other);
        match (clash.over, found.iter_mut().find(|known| same(known) && matches!(known.over, Over::Clients(_)))) {
            _ if clash.one == clash.other => {}
            (Over::Clients(more), Some(Clash { over: Over::Clients(count), .. })) => *count += more,
            _ => found.push(clash),
        }
    }
    Ok(found)
}

/// The spans of a session: its own, and one for each appointment. Whoever may come and go is not bound by the hour.
fn bounds(
    session: &SessionLine,
    spells: &HashMap<ActivityId, Vec<Spell>>,
    booked: &HashMap<SessionId, Vec<Booked>>,
) -> Vec<Bound> {
    let (Some(starts_at), Some(ends_at)) = (session.starts_at, session.ends_at) else { return Vec::new() };
    let is_open = session.kind == Kind::Open;
    let whole = Bound {
        day: session.day,
        starts_at,
        ends_at,
        lead: session.lead,
        // An open house has room for others beside it.
        place: session.place.clone().filter(|_| !is_open),
        clients: if is_open { Vec::new() } else { members(spells.get(&session.activity), session.day) },
    };
    let appointments = match session.slot {
        Slot::Row(id) => booked.get(&id).map(Vec::as_slice).unwrap_or_default(),
        Slot::Rule { .. } => &[],
    };
    let one = |(client, starts_at, ends_at): &Booked| Bound {
        day: session.day,
        starts_at: *starts_at,
        ends_at: *ends_at,
        lead: None,
        place: None,
        clients: vec![*client],
    };
    [whole].into_iter().chain(appointments.iter().map(one)).collect()
}

fn members(spells: Option<&Vec<Spell>>, day: NaiveDate) -> Vec<ClientId> {
    let own = spells.into_iter().flatten();
    own.filter(|(_, starts, ends)| *starts <= day && ends.is_none_or(|ends| day <= ends)).map(|spell| spell.0).collect()
}

fn spells(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<HashMap<ActivityId, Vec<Spell>>> {
    let mut query = conn.prepare_cached(
        "SELECT activity_id, client_id, starts, ends FROM enrolment WHERE state IN ('enrolled', 'ended') \
         AND starts <= ?2 AND coalesce(ends, ?1) >= ?1",
    )?;
    let mut found: HashMap<ActivityId, Vec<Spell>> = HashMap::new();
    let rows = query.query_map((from, to), |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?))))?;
    for row in rows {
        let (activity, spell) = row?;
        found.entry(activity).or_default().push(spell);
    }
    Ok(found)
}

fn booked(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<HashMap<SessionId, Vec<Booked>>> {
    let mut query = conn.prepare_cached(
        "SELECT b.session_id, b.client_id, b.starts_at, \
           strftime('%H:%M', b.starts_at, '+' || coalesce(a.slot_minutes, ?3) || ' minutes') \
         FROM booking b JOIN session s ON s.id = b.session_id JOIN activity a ON a.id = s.activity_id \
         WHERE s.on_day BETWEEN ?1 AND ?2",
    )?;
    let mut found: HashMap<SessionId, Vec<Booked>> = HashMap::new();
    let rows = query.query_map((from, to, USUAL_SLOT), |row| {
        Ok((row.get(0)?, (row.get(1)?, row.get::<_, Clock>(2)?.0, row.get::<_, Clock>(3)?.0)))
    })?;
    for row in rows {
        let (session, booking) = row?;
        found.entry(session).or_default().push(booking);
    }
    Ok(found)
}
