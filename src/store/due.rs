//! The facts that the clock's rules watch. The rules themselves are in `domain::due`.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Row};

use super::error::Result;
use super::sessions::{self, SessionLine, Standing};
use super::{access, seats};
use crate::domain::activity::Kind;
use crate::domain::attendance::Mark;
use crate::domain::counting::missed_twice;
use crate::domain::due::{self, DueLine, Fact, RULES, Subject, Target};
use crate::domain::ids::{ActivityId, ClientId, EpisodeId, NoteId, WorkerId};

/// How far back an unmarked register is still asked for, in days. Practice.
const REGISTER_LOOK_BACK: u64 = 14;

/// How long before its end an agreed period is spoken of, in days: to agree on the next one takes its time. Practice.
const PERIOD_AHEAD: u64 = 60;

/// Every due line of the team as of a day, oldest first.
pub fn lines(conn: &Connection, today: NaiveDate) -> Result<Vec<DueLine>> {
    let mut facts = reviews(conn)?;
    facts.extend(pending(conn)?);
    facts.extend(unassigned(conn)?);
    facts.extend(open_registers(conn, today)?);
    facts.extend(missed(conn, today)?);
    facts.extend(offers(conn)?);
    facts.extend(free_seats(conn, today)?);
    facts.extend(periods_ending(conn, today)?);
    facts.extend(follow_ups(conn)?);
    facts.extend(openings(conn)?);
    Ok(due::lines(facts, RULES))
}

type Dated = (Fact, Subject);

// CROSS JOIN keeps SQLite at the few rows that a rule watches; left to itself it may walk through every client.

/// A query whose first columns are client, name and own worker.
fn about(row: &Row, target: Target, what: Option<String>) -> rusqlite::Result<Subject> {
    let client: ClientId = row.get(0)?;
    let name: String = row.get(1)?;
    let worker: Option<WorkerId> = row.get(2)?;
    Ok(Subject { client: Some((client, name)), activity: None, worker, what, seats: None, target })
}

/// The goals of a customership are reviewed together: one line, on the day of the first of them.
fn reviews(conn: &Connection) -> Result<Vec<Dated>> {
    let mut query = conn.prepare_cached(
        "SELECT c.id, c.family_name || ' ' || c.given_name, a.worker_id, e.id, min(r.due), \
           group_concat(g.text, ' · ' ORDER BY r.due, g.id) FROM review r \
         CROSS JOIN goal g ON g.id = r.goal_id JOIN episode e ON e.id = g.episode_id JOIN client c ON c.id = e.client_id \
         LEFT JOIN assignment a ON a.episode_id = e.id AND a.ends IS NULL \
         WHERE r.state = 'due' AND e.state IN ('pending', 'open', 'paused') GROUP BY e.id ORDER BY c.sort_key",
    )?;
    let rows = query.query_map([], |row| {
        let episode: EpisodeId = row.get(3)?;
        Ok((Fact::Review { due: row.get(4)? }, about(row, Target::Review(episode), row.get(5)?)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn pending(conn: &Connection) -> Result<Vec<Dated>> {
    let mut query = conn.prepare_cached(
        "SELECT c.id, c.family_name || ' ' || c.given_name, a.worker_id, e.id, e.pending_since FROM episode e \
         JOIN client c ON c.id = e.client_id LEFT JOIN assignment a ON a.episode_id = e.id AND a.ends IS NULL \
         WHERE e.state = 'pending' ORDER BY c.sort_key",
    )?;
    let rows = query.query_map([], |row| {
        let episode: EpisodeId = row.get(3)?;
        Ok((Fact::Pending { since: row.get(4)? }, about(row, Target::Episode(episode), None)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn unassigned(conn: &Connection) -> Result<Vec<Dated>> {
    let mut query = conn.prepare_cached(
        "SELECT c.id, c.family_name || ' ' || c.given_name, NULL, e.id, e.opened FROM episode e \
         CROSS JOIN client c ON c.id = e.client_id WHERE e.state IN ('open', 'paused') \
         AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.episode_id = e.id AND a.ends IS NULL) ORDER BY c.sort_key",
    )?;
    let rows = query.query_map([], |row| {
        let episode: EpisodeId = row.get(3)?;
        Ok((Fact::Unassigned { opened: row.get(4)? }, about(row, Target::OwnWorker(episode), None)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn open_registers(conn: &Connection, today: NaiveDate) -> Result<Vec<Dated>> {
    let from = today - Days::new(REGISTER_LOOK_BACK);
    let past = sessions::between(conn, from, today - Days::new(1), None)?;
    Ok(past.iter().filter(|session| is_open_register(session)).map(open_register).collect())
}

/// Nothing is asked for where heads are counted, or where nobody was expected and nobody came.
fn is_open_register(session: &SessionLine) -> bool {
    let somebody = session.members > 0 || session.standing == Standing::Held;
    session.by_name && session.standing.takes_place() && somebody && !session.closed
}

fn open_register(session: &SessionLine) -> Dated {
    let target = match session.kind {
        Kind::Appointment => Target::Appointments(session.activity, session.slot, session.day),
        _ => Target::Register(session.activity, session.slot, session.day),
    };
    let activity = Some((session.activity, session.name.clone()));
    let subject = Subject { client: None, activity, worker: session.lead, what: None, seats: None, target };
    (Fact::OpenRegister { held: session.day, all_marked: session.marked >= session.members }, subject)
}

/// Marks, newest first, of one member of one activity.
struct Run {
    subject: Subject,
    marks: Vec<(NaiveDate, Mark)>,
}

fn missed(conn: &Connection, today: NaiveDate) -> Result<Vec<Dated>> {
    let mut query = conn.prepare_cached(
        "SELECT c.id, c.family_name || ' ' || c.given_name, a.worker_id, act.id, act.name, s.on_day, t.mark \
         FROM enrolment e JOIN attendance t ON t.enrolment_id = e.id JOIN session s ON s.id = t.session_id \
         JOIN activity act ON act.id = e.activity_id JOIN client c ON c.id = e.client_id \
         LEFT JOIN episode ep ON ep.client_id = c.id AND ep.state IN ('pending', 'open', 'paused') \
         LEFT JOIN assignment a ON a.episode_id = ep.id AND a.ends IS NULL \
         WHERE e.state = 'enrolled' AND coalesce(e.ends, ?1) >= ?1 AND s.state = 'held' AND s.on_day BETWEEN ?2 AND ?1 \
           AND NOT EXISTS (SELECT 1 FROM note n WHERE n.client_id = c.id AND n.on_day >= s.on_day AND n.on_day <= ?1) \
         ORDER BY c.sort_key, s.on_day DESC, s.starts_at DESC",
    )?;
    // Two sessions are always within the look-back of a weekly group, with a holiday between them.
    let from = today - Days::new(REGISTER_LOOK_BACK * 4);
    let mut rows = query.query((today, from))?;
    let mut runs: Vec<Run> = Vec::new();
    let mut known: HashMap<(ClientId, ActivityId), usize> = HashMap::new();
    while let Some(row) = rows.next()? {
        let (client, activity): (ClientId, ActivityId) = (row.get(0)?, row.get(3)?);
        let at = match known.get(&(client, activity)) {
            Some(at) => *at,
            None => {
                let mut subject = about(row, Target::Client(client), None)?;
                subject.activity = Some((activity, row.get(4)?));
                runs.push(Run { subject, marks: Vec::new() });
                known.insert((client, activity), runs.len() - 1);
                runs.len() - 1
            }
        };
        runs[at].marks.push((row.get(5)?, row.get(6)?));
    }
    Ok(runs.into_iter().filter_map(missed_run).collect())
}

fn missed_run(run: Run) -> Option<Dated> {
    let marks: Vec<Mark> = run.marks.iter().map(|(_, mark)| *mark).collect();
    let (last, _) = *run.marks.first()?;
    missed_twice(&marks).then_some((Fact::MissedTwice { last }, run.subject))
}

fn offers(conn: &Connection) -> Result<Vec<Dated>> {
    let mut query = conn.prepare_cached(
        "SELECT c.id, c.family_name || ' ' || c.given_name, coalesce(act.lead_id, a.worker_id), act.id, act.name, \
           e.offer_expires FROM enrolment e CROSS JOIN client c ON c.id = e.client_id \
         JOIN activity act ON act.id = e.activity_id \
         LEFT JOIN episode ep ON ep.client_id = c.id AND ep.state IN ('pending', 'open', 'paused') \
         LEFT JOIN assignment a ON a.episode_id = ep.id AND a.ends IS NULL \
         WHERE e.state = 'offered' ORDER BY c.sort_key",
    )?;
    let rows = query.query_map([], |row| {
        let activity: ActivityId = row.get(3)?;
        let mut subject = about(row, Target::Queue(activity), None)?;
        subject.activity = Some((activity, row.get(4)?));
        Ok((Fact::Offer { until: row.get(5)? }, subject))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Activities with a limit, a seat under it and somebody who waits without an offer.
fn free_seats(conn: &Connection, today: NaiveDate) -> Result<Vec<Dated>> {
    let mut found = Vec::new();
    let mut query = conn.prepare_cached(
        "SELECT a.name, a.lead_id, max( \
           (SELECT min(queued_at) FROM enrolment e WHERE e.activity_id = a.id AND e.state IN ('waiting', 'offered')), \
           coalesce((SELECT date(max(ends), '+1 day') FROM enrolment e \
             WHERE e.activity_id = a.id AND e.state IN ('enrolled', 'ended') AND ends <= ?2), '')) \
         FROM activity a WHERE a.id = ?1 AND coalesce(a.last_day, ?2) >= ?2",
    )?;
    let mut open: Vec<_> = seats::of_all(conn, today)?.into_iter().collect();
    open.retain(|(_, seats)| seats.waiting > 0 && seats.free().is_some_and(|free| free > 0));
    open.sort_by_key(|(activity, _)| *activity);
    for (activity, seats) in open {
        let row = query.query_row((activity, today), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
        let Some((name, worker, since)) = row else { continue };
        let subject = Subject {
            client: None,
            activity: Some((activity, name)),
            worker,
            what: None,
            seats: Some(seats),
            target: Target::Queue(activity),
        };
        found.push((Fact::FreeSeat { since }, subject));
    }
    Ok(found)
}

/// Activities whose agreed period ends soon, or has ended, while people are in them or wait for them.
fn periods_ending(conn: &Connection, today: NaiveDate) -> Result<Vec<Dated>> {
    let mut query = conn.prepare_cached(
        "SELECT a.id, a.name, a.lead_id, a.agreed_to FROM activity a WHERE a.agreed_to <= ?2 AND EXISTS ( \
           SELECT 1 FROM enrolment e WHERE e.activity_id = a.id AND (e.state IN ('waiting', 'offered') \
             OR (e.state = 'enrolled' AND coalesce(e.ends, ?1) >= ?1))) ORDER BY a.sort_key",
    )?;
    let rows = query.query_map((today, today + Days::new(PERIOD_AHEAD)), |row| {
        let activity: ActivityId = row.get(0)?;
        let subject = Subject {
            client: None,
            activity: Some((activity, row.get(1)?)),
            worker: row.get(2)?,
            what: None,
            seats: None,
            target: Target::Service(activity),
        };
        Ok((Fact::PeriodEnding { ends: row.get(3)? }, subject))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn follow_ups(conn: &Connection) -> Result<Vec<Dated>> {
    let mut query = conn.prepare_cached(
        "SELECT c.id, c.family_name || ' ' || c.given_name, coalesce(n.follow_up_for, n.author_id), n.id, \
         n.follow_up_on, n.follow_up_what \
         FROM note n JOIN client c ON c.id = n.client_id \
         WHERE n.follow_up_on IS NOT NULL AND n.follow_up_done IS NULL ORDER BY c.sort_key",
    )?;
    let rows = query.query_map([], |row| {
        let note: NoteId = row.get(3)?;
        Ok((Fact::FollowUp { on: row.get(4)? }, about(row, Target::FollowUp(note), row.get(5)?)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What the signed-in worker answers for. The client stands there by reference alone, as who answers for the team need
/// not see the client, either.
fn openings(conn: &Connection) -> Result<Vec<Dated>> {
    let unnoted = access::unnoted(conn)?.into_iter();
    let facts = unnoted.map(|opening| {
        let subject = Subject {
            client: Some((opening.client, opening.reference)),
            activity: None,
            worker: None,
            what: Some(opening.purpose),
            seats: None,
            target: Target::Opening(opening.id),
        };
        (Fact::Opened { on: opening.day }, subject)
    });
    Ok(facts.collect())
}
