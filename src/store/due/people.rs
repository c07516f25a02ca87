//! Facts about one client each: customerships, plans, decisions, reviews, contacts.

use chrono::Days;
use rusqlite::Connection;

use super::{Asked, Dated, LIVE, OWN_WORKER, Of, WHO, about, rows};
use crate::domain::due::{Fact, Subject, Target};
use crate::domain::ids::{ClientId, DecisionId, EpisodeId, NoteId};
use crate::store::access;
use crate::store::error::Result;

pub fn facts(conn: &Connection, asked: &Asked) -> Result<Vec<Dated>> {
    let mut facts = reviews(conn, asked)?;
    facts.extend(plan_reviews(conn, asked)?);
    facts.extend(decisions(conn, asked)?);
    facts.extend(pending(conn, asked)?);
    facts.extend(urgent(conn, asked)?);
    facts.extend(unassigned(conn, asked)?);
    facts.extend(no_contact(conn, asked)?);
    facts.extend(services_ended(conn, asked)?);
    facts.extend(non_disclosures(conn, asked)?);
    facts.extend(follow_ups(conn, asked)?);
    facts.extend(openings(conn, asked)?);
    Ok(facts)
}

/// The goals of a customership are reviewed together: one line, on the day of the first of them.
fn reviews(conn: &Connection, asked: &Asked) -> Result<Vec<Dated>> {
    let (join, only) = (asked.join(), asked.only());
    let sql = format!(
        "{WHO}, e.id, min(r.due), group_concat(g.text, ' · ' ORDER BY r.due, g.id) FROM review r {join} goal g ON g.id = r.goal_id \
         {join} episode e ON e.id = g.episode_id {join} client c ON c.id = e.client_id {OWN_WORKER} \
         WHERE r.state = 'due' AND {LIVE} AND {only} GROUP BY e.id ORDER BY c.sort_key"
    );
    rows(conn, &sql, (&asked.first,), |row| {
        let episode: EpisodeId = row.get(3)?;
        let mut subject = about(row, Target::Review(episode))?;
        subject.what = row.get(5)?;
        Ok((Fact::Review { due: row.get(4)? }, subject))
    })
}

fn plan_reviews(conn: &Connection, asked: &Asked) -> Result<Vec<Dated>> {
    let (join, only) = (asked.join(), asked.only());
    let sql = format!(
        "{WHO}, e.id, p.review_on FROM plan p {join} episode e ON e.id = p.episode_id \
         {join} client c ON c.id = e.client_id {OWN_WORKER} \
         WHERE p.state = 'active' AND p.review_on IS NOT NULL AND {LIVE} AND {only} ORDER BY c.sort_key"
    );
    rows(conn, &sql, (&asked.first,), |row| {
        let episode: EpisodeId = row.get(3)?;
        Ok((Fact::PlanReview { on: row.get(4)? }, about(row, Target::Plan(episode))?))
    })
}

/// Decisions of live customerships that end soon, or have ended, and that no other one has replaced.
fn decisions(conn: &Connection, asked: &Asked) -> Result<Vec<Dated>> {
    let (join, only) = (asked.join(), asked.only());
    let sql = format!(
        "{WHO}, d.id, d.valid_to, d.about FROM decision d {join} episode e ON e.id = d.episode_id \
         {join} client c ON c.id = e.client_id {OWN_WORKER} \
         WHERE d.valid_to <= ?2 AND {LIVE} AND {only} \
         AND NOT EXISTS (SELECT 1 FROM decision next WHERE next.replaces = d.id) ORDER BY c.sort_key"
    );
    rows(conn, &sql, (&asked.first, horizon(asked)), |row| {
        let decision: DecisionId = row.get(3)?;
        let mut subject = about(row, Target::Decision(decision))?;
        subject.what = row.get(5)?;
        Ok((Fact::DecisionEnding { ends: row.get(4)? }, subject))
    })
}

/// The last day of what is spoken of before it ends.
fn horizon(asked: &Asked) -> chrono::NaiveDate {
    asked.today + Days::new(asked.settings.ending_ahead_days.into())
}

/// Live customerships whose service has not begun: neither has its day been noted, nor has a membership begun.
fn pending(conn: &Connection, asked: &Asked) -> Result<Vec<Dated>> {
    let (join, only) = (asked.join(), asked.only());
    let sql = format!(
        "{WHO}, e.id, e.pending_since FROM episode e {join} client c ON c.id = e.client_id {OWN_WORKER} \
         WHERE e.service_began IS NULL AND {LIVE} AND {only} AND NOT EXISTS (SELECT 1 FROM enrolment n \
           WHERE n.client_id = e.client_id AND n.state IN ('enrolled', 'ended') AND n.starts BETWEEN e.pending_since AND ?2) \
         ORDER BY c.sort_key"
    );
    rows(conn, &sql, (&asked.first, asked.today), |row| {
        let episode: EpisodeId = row.get(3)?;
        Ok((Fact::Pending { since: row.get(4)? }, about(row, Target::Episode(episode))?))
    })
}

fn urgent(conn: &Connection, asked: &Asked) -> Result<Vec<Dated>> {
    let (join, only) = (asked.join(), asked.only());
    let sql = format!(
        "{WHO}, e.id, e.pending_since FROM episode e {join} client c ON c.id = e.client_id {OWN_WORKER} \
         WHERE e.urgent = 1 AND e.need_clarified IS NULL AND {LIVE} AND {only} ORDER BY c.sort_key"
    );
    rows(conn, &sql, (&asked.first,), |row| {
        let episode: EpisodeId = row.get(3)?;
        Ok((Fact::Urgent { since: row.get(4)? }, about(row, Target::Episode(episode))?))
    })
}

fn unassigned(conn: &Connection, asked: &Asked) -> Result<Vec<Dated>> {
    let (join, only) = (asked.join(), asked.only());
    let sql = format!(
        "SELECT c.id, c.family_name || ' ' || c.given_name, NULL, e.id, e.opened FROM episode e \
         {join} client c ON c.id = e.client_id WHERE {LIVE} AND e.state <> 'pending' AND {only} \
         AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.episode_id = e.id AND a.ends IS NULL) ORDER BY c.sort_key"
    );
    rows(conn, &sql, (&asked.first,), |row| {
        let episode: EpisodeId = row.get(3)?;
        Ok((Fact::Unassigned { opened: row.get(4)? }, about(row, Target::OwnWorker(episode))?))
    })
}

/// Open customerships without contact for as long as the team has agreed. A contact is a note, a visit, a review that
/// was held; the opening is the first.
fn no_contact(conn: &Connection, asked: &Asked) -> Result<Vec<Dated>> {
    if asked.settings.no_contact_weeks == 0 {
        return Ok(Vec::new());
    }
    let until = asked.today - Days::new(7 * u64::from(asked.settings.no_contact_weeks));
    let (join, only) = (asked.join(), asked.only());
    // Who has come lately is found by the few late sessions; only of the others is the last contact looked for.
    let came = match asked.of {
        Of::Everyone => "session s CROSS JOIN attendance t ON t.session_id = s.id WHERE",
        Of::Client(_) => "attendance t JOIN session s ON s.id = t.session_id WHERE t.client_id = ?1 AND",
        Of::Worker(_) => {
            "json_each(?1) mine CROSS JOIN episode o ON o.id = mine.value CROSS JOIN attendance t ON t.client_id = o.client_id \
             CROSS JOIN session s ON s.id = t.session_id WHERE"
        }
    };
    let sql = format!(
        "WITH came AS MATERIALIZED (SELECT DISTINCT t.client_id FROM {came} s.on_day > ?2 AND t.mark IN ('present', 'late')) \
         {WHO}, max(e.opened, \
           coalesce((SELECT max(n.on_day) FROM note n WHERE n.client_id = c.id), ''), \
           coalesce((SELECT max(s.on_day) FROM attendance t JOIN session s ON s.id = t.session_id \
             WHERE t.client_id = c.id AND t.mark IN ('present', 'late')), ''), \
           coalesce((SELECT max(m.held) FROM meeting m WHERE m.episode_id = e.id), ''), \
           coalesce((SELECT max(r.held) FROM goal g JOIN review r ON r.goal_id = g.id WHERE g.episode_id = e.id), '')) \
         FROM episode e {join} client c ON c.id = e.client_id {OWN_WORKER} \
         WHERE {LIVE} AND e.state = 'open' AND e.opened <= ?2 AND {only} \
           AND NOT EXISTS (SELECT 1 FROM note n WHERE n.client_id = e.client_id AND n.on_day > ?2) \
           AND e.client_id NOT IN (SELECT client_id FROM came) ORDER BY c.sort_key"
    );
    rows(conn, &sql, (&asked.first, until), |row| {
        let client: ClientId = row.get(0)?;
        Ok((Fact::NoContact { last: row.get(3)? }, about(row, Target::Client(client))?))
    })
}

/// Open customerships whose last service has ended: nobody is in anything or waits for anything, no decision holds, and
/// there has been no final review.
fn services_ended(conn: &Connection, asked: &Asked) -> Result<Vec<Dated>> {
    let (join, only) = (asked.join(), asked.only());
    let sql = format!(
        "{WHO}, e.id, max(max(n.ends), coalesce((SELECT max(d.valid_to) FROM decision d WHERE d.episode_id = e.id), '')) \
         FROM episode e {join} enrolment n ON n.client_id = e.client_id {join} client c ON c.id = e.client_id {OWN_WORKER} \
         WHERE {LIVE} AND e.state <> 'pending' AND {only} AND n.state <> 'withdrawn' \
           AND (n.state <> 'ended' OR n.ends >= e.pending_since) \
           AND NOT EXISTS (SELECT 1 FROM meeting m WHERE m.episode_id = e.id AND m.kind = 'final') \
           AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.episode_id = e.id \
             AND d.valid_from <= ?2 AND coalesce(d.valid_to, ?2) >= ?2) \
         GROUP BY e.id HAVING sum(n.state IN ('waiting', 'offered') OR coalesce(n.ends, ?2) >= ?2) = 0 ORDER BY c.sort_key"
    );
    rows(conn, &sql, (&asked.first, asked.today), |row| {
        let episode: EpisodeId = row.get(3)?;
        Ok((Fact::ServiceEnded { last: row.get(4)? }, about(row, Target::FinalReview(episode))?))
    })
}

fn non_disclosures(conn: &Connection, asked: &Asked) -> Result<Vec<Dated>> {
    let (join, only) = (asked.join(), asked.only());
    let sql = format!(
        "{WHO}, c.non_disclosure_until FROM client c {join} episode e ON e.client_id = c.id AND {LIVE} {OWN_WORKER} \
         WHERE c.non_disclosure_until IS NOT NULL AND c.non_disclosure_until <= ?2 AND c.non_disclosure = 1 AND {only} \
         ORDER BY c.sort_key"
    );
    rows(conn, &sql, (&asked.first, horizon(asked)), |row| {
        let client: ClientId = row.get(0)?;
        Ok((Fact::NonDisclosureEnding { ends: row.get(3)? }, about(row, Target::Person(client))?))
    })
}

fn follow_ups(conn: &Connection, asked: &Asked) -> Result<Vec<Dated>> {
    let (join, only) = (asked.join(), asked.only_client());
    let sql = format!(
        "SELECT c.id, c.family_name || ' ' || c.given_name, coalesce(n.follow_up_for, n.author_id), n.id, n.follow_up_on, \
           n.follow_up_what FROM note n {join} client c ON c.id = n.client_id \
         WHERE n.follow_up_on IS NOT NULL AND n.follow_up_done IS NULL AND {only} ORDER BY c.sort_key"
    );
    rows(conn, &sql, (&asked.first,), |row| {
        let note: NoteId = row.get(3)?;
        let mut subject = about(row, Target::FollowUp(note))?;
        subject.what = row.get(5)?;
        Ok((Fact::FollowUp { on: row.get(4)? }, subject))
    })
}

/// What the signed-in worker answers for. The client stands there by reference alone, as who answers for the team need
/// not see the client, either.
fn openings(conn: &Connection, asked: &Asked) -> Result<Vec<Dated>> {
    if matches!(asked.of, Of::Client(_)) {
        return Ok(Vec::new());
    }
    let unnoted = access::unnoted(conn)?.into_iter();
    let facts = unnoted.map(|opening| {
        let subject = Subject {
            client: Some((opening.client, opening.reference)),
            what: Some(opening.purpose),
            ..Subject::of(Target::Opening(opening.id))
        };
        (Fact::Opened { on: opening.day }, subject)
    });
    Ok(facts.collect())
}
