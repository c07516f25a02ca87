//! Facts about sessions and seats: registers, absences, offers, free seats, agreed periods.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension};

use super::{Asked, Dated, LIVE, Of, WHO, about, rows};
use crate::domain::activity::Kind;
use crate::domain::attendance::Mark;
use crate::domain::counting::missed_twice;
use crate::domain::due::{Fact, Subject, Target};
use crate::domain::ids::{ActivityId, ClientId};
use crate::store::error::Result;
use crate::store::seats;
use crate::store::sessions::{self, SessionLine, Standing};

/// How far back two absences in a row are looked for, in days: two sessions of a weekly group always lie within it,
/// with a holiday between them.
const MISSED_LOOK_BACK: u64 = 56;

pub fn facts(conn: &Connection, asked: &Asked) -> Result<Vec<Dated>> {
    let mut facts = Vec::new();
    let of_a_client = matches!(asked.of, Of::Client(_));
    if !of_a_client {
        facts.extend(open_registers(conn, asked)?);
    }
    facts.extend(missed(conn, asked)?);
    facts.extend(offers(conn, asked)?);
    if !of_a_client {
        facts.extend(free_seats(conn, asked.today)?);
        facts.extend(periods_ending(conn, asked)?);
    }
    Ok(facts)
}

fn open_registers(conn: &Connection, asked: &Asked) -> Result<Vec<Dated>> {
    let from = asked.today - Days::new(asked.settings.register_days.into());
    let past = sessions::between(conn, from, asked.today - Days::new(1), None)?;
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
    let subject = Subject {
        activity: Some((session.activity, session.name.clone())),
        starts_at: session.starts_at,
        worker: session.lead,
        ..Subject::of(target)
    };
    (Fact::OpenRegister { held: session.day, all_marked: session.marked >= session.members }, subject)
}

/// Marks, newest first, of one member of one activity.
struct Run {
    subject: Subject,
    marks: Vec<(NaiveDate, Mark)>,
}

/// Members who have stayed away twice; a contact since then makes it good.
fn missed(conn: &Connection, asked: &Asked) -> Result<Vec<Dated>> {
    let within = match asked.of {
        Of::Client(_) => "attendance t JOIN session s ON s.id = t.session_id WHERE t.client_id = ?1 AND",
        Of::Everyone | Of::Worker(_) => "session s CROSS JOIN attendance t ON t.session_id = s.id WHERE ?1 IS ?1 AND",
    };
    let sql = format!(
        "WITH away AS MATERIALIZED (SELECT t.enrolment_id FROM {within} s.on_day BETWEEN ?3 AND ?2 AND s.state = 'held' \
           AND t.mark = 'no_show' AND t.enrolment_id IS NOT NULL GROUP BY t.enrolment_id HAVING count(*) > 1) \
         {WHO}, act.id, act.name, s.on_day, t.mark FROM away \
         CROSS JOIN enrolment n ON n.id = away.enrolment_id CROSS JOIN attendance t ON t.enrolment_id = n.id \
         CROSS JOIN session s ON s.id = t.session_id CROSS JOIN activity act ON act.id = n.activity_id \
         CROSS JOIN client c ON c.id = n.client_id LEFT JOIN episode e ON e.client_id = c.id AND {LIVE} \
         LEFT JOIN assignment a ON a.episode_id = e.id AND a.ends IS NULL \
         WHERE n.state = 'enrolled' AND coalesce(n.ends, ?2) >= ?2 AND s.state = 'held' AND s.on_day BETWEEN ?3 AND ?2 \
           AND NOT EXISTS (SELECT 1 FROM note o WHERE o.client_id = c.id AND o.on_day >= s.on_day AND o.on_day <= ?2) \
         ORDER BY c.sort_key, s.on_day DESC, s.starts_at DESC"
    );
    let mut query = conn.prepare_cached(&sql)?;
    let mut rows = query.query((&asked.first, asked.today, asked.today - Days::new(MISSED_LOOK_BACK)))?;
    let mut runs: Vec<Run> = Vec::new();
    let mut known: HashMap<(ClientId, ActivityId), usize> = HashMap::new();
    while let Some(row) = rows.next()? {
        let (client, activity): (ClientId, ActivityId) = (row.get(0)?, row.get(3)?);
        let at = match known.get(&(client, activity)) {
            Some(at) => *at,
            None => {
                let mut subject = about(row, Target::Client(client))?;
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

fn offers(conn: &Connection, asked: &Asked) -> Result<Vec<Dated>> {
    let (join, only) = (asked.join(), asked.only_client());
    let sql = format!(
        "SELECT c.id, c.family_name || ' ' || c.given_name, coalesce(act.lead_id, a.worker_id), act.id, act.name, \
           n.offer_expires FROM enrolment n {join} client c ON c.id = n.client_id \
         JOIN activity act ON act.id = n.activity_id LEFT JOIN episode e ON e.client_id = c.id AND {LIVE} \
         LEFT JOIN assignment a ON a.episode_id = e.id AND a.ends IS NULL \
         WHERE n.state = 'offered' AND {only} ORDER BY c.sort_key"
    );
    rows(conn, &sql, (&asked.first,), |row| {
        let activity: ActivityId = row.get(3)?;
        let mut subject = about(row, Target::Queue(activity))?;
        subject.activity = Some((activity, row.get(4)?));
        Ok((Fact::Offer { until: row.get(5)? }, subject))
    })
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
            activity: Some((activity, name)),
            worker,
            seats: Some(seats),
            ..Subject::of(Target::Queue(activity))
        };
        found.push((Fact::FreeSeat { since }, subject));
    }
    Ok(found)
}

/// Activities whose agreed period ends soon, or has ended, while people are in them or wait for them.
fn periods_ending(conn: &Connection, asked: &Asked) -> Result<Vec<Dated>> {
    let sql = "SELECT a.id, a.name, a.lead_id, a.agreed_to FROM activity a WHERE a.agreed_to <= ?2 AND EXISTS ( \
           SELECT 1 FROM enrolment e WHERE e.activity_id = a.id AND (e.state IN ('waiting', 'offered') \
             OR (e.state = 'enrolled' AND coalesce(e.ends, ?1) >= ?1))) ORDER BY a.sort_key";
    let horizon = asked.today + Days::new(asked.settings.ending_ahead_days.into());
    rows(conn, sql, (asked.today, horizon), |row| {
        let activity: ActivityId = row.get(0)?;
        let subject = Subject {
            activity: Some((activity, row.get(1)?)),
            worker: row.get(2)?,
            ..Subject::of(Target::Service(activity))
        };
        Ok((Fact::PeriodEnding { ends: row.get(3)? }, subject))
    })
}
