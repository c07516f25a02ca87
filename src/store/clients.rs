//! Clients: lists, the card, saving.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, ToSql};

use super::error::Result;
use super::sessions::SessionLine;
use super::sql::one;
use super::{
    absences, access, bookings, decisions, directory, enrolments, episodes, goals, measures, meetings, notes, path,
    plans, sessions, sight,
};
use crate::domain::attendance::Mark;
use crate::domain::client::ClientFields;
use crate::domain::due::DueLine;
use crate::domain::episode::EpisodeState;
use crate::domain::ids::{ActivityId, ClientId, WorkerId};
use crate::domain::path::Facts;

/// Which clients a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Live customerships whose own worker I am.
    Mine,
    All,
    /// By the state of the newest customership.
    State(EpisodeState),
}

/// One line of a caseload list.
#[derive(Clone)]
pub struct ClientLine {
    pub id: ClientId,
    pub name: String,
    pub birth_date: Option<NaiveDate>,
    /// Of the newest customership; `None` for a visitor who never had one.
    pub state: Option<EpisodeState>,
    pub own_worker: Option<WorkerId>,
    /// What is due next; what is only to be looked at, where nothing is due.
    pub next: Option<DueLine>,
    /// The day of the newest note.
    pub last_contact: Option<NaiveDate>,
}

/// Clients in a scope, in the Finnish order of names, each with its next line of those that are `due` to the team.
pub fn list(conn: &Connection, scope: Scope, me: WorkerId, due: Vec<DueLine>) -> Result<Vec<ClientLine>> {
    let mut next = next_of_each(due);
    let wanted = match scope {
        Scope::Mine => "a.worker_id = ?1 AND e.state IN ('pending', 'open', 'paused')",
        Scope::All => "?1 = ?1",
        Scope::State(_) => "?1 = ?1 AND e.state = ?2",
    };
    let sql = format!(
        "SELECT c.id, c.family_name || ' ' || c.given_name, c.birth_date, e.state, a.worker_id, \
           (SELECT max(n.on_day) FROM note n WHERE n.client_id = c.id) \
         FROM client c \
         LEFT JOIN episode e ON e.id = {} \
         LEFT JOIN assignment a ON a.episode_id = e.id AND a.ends IS NULL \
         WHERE {wanted} ORDER BY c.sort_key",
        episodes::NEWEST
    );
    let mut query = conn.prepare_cached(&sql)?;
    let read = |row: &Row| {
        let id = row.get(0)?;
        Ok(ClientLine {
            id,
            name: row.get(1)?,
            birth_date: row.get(2)?,
            state: row.get(3)?,
            own_worker: row.get(4)?,
            next: next.remove(&id),
            last_contact: row.get(5)?,
        })
    };
    let rows = match scope {
        Scope::State(state) => query.query_map((me, state), read)?.collect::<rusqlite::Result<_>>()?,
        _ => query.query_map([me], read)?.collect::<rusqlite::Result<_>>()?,
    };
    Ok(rows)
}

/// The line of each client that comes first, of lines that come oldest first.
fn next_of_each(due: Vec<DueLine>) -> HashMap<ClientId, DueLine> {
    let mut next: HashMap<ClientId, DueLine> = HashMap::new();
    for line in due {
        let Some(client) = line.subject.client.as_ref().map(|(client, _)| *client) else { continue };
        match next.get(&client) {
            Some(first) if line.rule.notice || !first.rule.notice => {}
            _ => drop(next.insert(client, line)),
        }
    }
    next
}

/// A client as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Client {
    pub id: ClientId,
    pub rev: i64,
    pub fields: ClientFields,
    /// Only those who are named see this client.
    pub restricted: bool,
}

/// One client.
///
/// # Errors
/// `Restricted` when others are named for this client; `Gone`.
pub fn get(conn: &Connection, id: ClientId) -> Result<Client> {
    sight::require_seen(conn, id)?;
    let mut query = conn.prepare_cached(
        "SELECT rev, ref, family_name, given_name, birth_date, phone, email, address, postcode, municipality, language, \
         gender, education, employment, household, benefit, bus_card, non_disclosure, non_disclosure_until, restricted \
         FROM client WHERE id = ?1",
    )?;
    Ok(query.query_row([id], |row| {
        let fields = ClientFields {
            reference: row.get(1)?,
            family_name: row.get(2)?,
            given_name: row.get(3)?,
            birth_date: row.get(4)?,
            phone: row.get(5)?,
            email: row.get(6)?,
            address: row.get(7)?,
            postcode: row.get(8)?,
            municipality: row.get(9)?,
            language: row.get(10)?,
            gender: row.get(11)?,
            education: row.get(12)?,
            employment: row.get(13)?,
            household: row.get(14)?,
            benefit: row.get(15)?,
            bus_card: row.get(16)?,
            non_disclosure: row.get(17)?,
            non_disclosure_until: row.get(18)?,
        };
        Ok(Client { id, rev: row.get(0)?, fields, restricted: row.get(19)? })
    })?)
}

/// A new client.
pub fn insert(conn: &Connection, fields: &ClientFields) -> Result<ClientId> {
    let sql = "INSERT INTO main.client(ref, family_name, given_name, sort_key, fold_key, birth_date, phone, email, address, \
        postcode, municipality, language, gender, education, employment, household, benefit, bus_card, non_disclosure, \
        non_disclosure_until) VALUES(:ref, :family, :given, :sort, :fold, :born, :phone, :email, :address, :postcode, :municipality, :language, \
        :gender, :education, :employment, :household, :benefit, :bus_card, :non_disclosure, :until)";
    execute(conn, sql, fields, None)?;
    Ok(ClientId(conn.last_insert_rowid()))
}

/// Saves over the rev that was edited.
pub fn update(conn: &Connection, id: ClientId, rev: i64, fields: &ClientFields) -> Result<()> {
    let sql = "UPDATE main.client SET rev = rev + 1, ref = :ref, family_name = :family, given_name = :given, \
        sort_key = :sort, fold_key = :fold, birth_date = :born, phone = :phone, email = :email, address = :address, \
        postcode = :postcode, municipality = :municipality, language = :language, gender = :gender, \
        education = :education, employment = :employment, household = :household, benefit = :benefit, \
        bus_card = :bus_card, non_disclosure = :non_disclosure, non_disclosure_until = :until WHERE id = :id AND rev = :rev";
    one(execute(conn, sql, fields, Some((id, rev)))?)
}

fn execute(conn: &Connection, sql: &str, fields: &ClientFields, row: Option<(ClientId, i64)>) -> Result<usize> {
    let (sort, fold) = (fields.sort_key(), fields.fold_key());
    let mut params: Vec<(&str, &dyn ToSql)> = vec![
        (":ref", &fields.reference),
        (":family", &fields.family_name),
        (":given", &fields.given_name),
        (":sort", &sort),
        (":fold", &fold),
        (":born", &fields.birth_date),
        (":phone", &fields.phone),
        (":email", &fields.email),
        (":address", &fields.address),
        (":postcode", &fields.postcode),
        (":municipality", &fields.municipality),
        (":language", &fields.language),
        (":gender", &fields.gender),
        (":education", &fields.education),
        (":employment", &fields.employment),
        (":household", &fields.household),
        (":benefit", &fields.benefit),
        (":bus_card", &fields.bus_card),
        (":non_disclosure", &fields.non_disclosure),
        (":until", &fields.non_disclosure_until),
    ];
    if let Some((id, rev)) = &row {
        params.push((":id", id));
        params.push((":rev", rev));
    }
    Ok(conn.prepare_cached(sql)?.execute(&*params)?)
}

/// The next free reference of the form the team uses: the year and a running number, which nobody has, seen or not.
pub fn next_reference(conn: &Connection, year: i32) -> Result<String> {
    let like = format!("{year}-%");
    let sql = "SELECT coalesce(max(CAST(substr(ref, 6) AS INTEGER)), 0) + 1 FROM main.client WHERE ref LIKE ?1";
    let number: i64 = conn.prepare_cached(sql)?.query_row([like], |row| row.get(0))?;
    Ok(format!("{year}-{number:03}"))
}

/// The reference of a client who may be seen.
pub fn reference_of(conn: &Connection, id: ClientId) -> Result<Option<String>> {
    let sql = "SELECT ref FROM client WHERE id = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}

/// True when a client has this reference already, whoever may see that client.
pub fn is_taken(conn: &Connection, reference: &str) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM main.client WHERE ref = ?1")?.exists([reference])?)
}

/// The same client under the next free reference of the same year.
pub fn with_next_reference(conn: &Connection, fields: &ClientFields) -> Result<ClientFields> {
    let year = fields.reference.split('-').next().and_then(|year| year.parse().ok()).unwrap_or_default();
    Ok(ClientFields { reference: next_reference(conn, year)?, ..fields.clone() })
}

/// The client with this reference; that of a record that was merged into another one finds the other one.
pub fn by_reference(conn: &Connection, reference: &str) -> Result<Option<ClientId>> {
    let sql = "SELECT id FROM client WHERE id = (SELECT coalesce(merged_into, id) FROM main.client WHERE ref = ?1)";
    Ok(conn.prepare_cached(sql)?.query_row([reference], |row| row.get(0)).optional()?)
}

/// Makes the keys anew by which a client is found and sorted.
pub fn make_keys(conn: &Connection, id: ClientId) -> Result<()> {
    let fields = get(conn, id)?.fields;
    let sql = "UPDATE main.client SET sort_key = ?2, fold_key = ?3, rev = rev + 1 \
        WHERE id = ?1 AND (sort_key, fold_key) IS NOT (?2, ?3)";
    conn.execute(sql, (id, fields.sort_key(), fields.fold_key()))?;
    Ok(())
}

/// Everything about one client on one page.
#[derive(Clone)]
pub struct Card {
    pub client: Client,
    /// Who sees the client while it is restricted.
    pub named: Vec<access::Named>,
    /// Newest first.
    pub episodes: Vec<episodes::Episode>,
    /// Of the newest customership; live ones first.
    pub goals: Vec<goals::Goal>,
    /// What has happened on the way of the newest customership.
    pub way: Facts,
    /// Of the newest customership, newest first.
    pub decisions: Vec<decisions::Decision>,
    pub enrolments: Vec<enrolments::Spell>,
    /// Appointments from today on, the nearest first.
    pub bookings: Vec<bookings::Coming>,
    /// What was announced and is not over.
    pub absences: Vec<absences::Absence>,
    /// Instrument by instrument, the oldest first.
    pub measures: Vec<measures::Measure>,
    /// Newest first.
    pub timeline: Vec<Event>,
    /// The next session of an activity that the client is a member of, or the next appointment.
    pub next_session: Option<SessionLine>,
    /// What is due, oldest first; read where the card is asked of the store.
    pub due: Vec<DueLine>,
}

/// Something that happened, on its day.
#[derive(Clone, PartialEq, Eq)]
pub struct Event {
    pub day: NaiveDate,
    pub what: Happening,
}

/// What the timeline of a card is made of.
#[derive(Clone, PartialEq, Eq)]
pub enum Happening {
    Note(notes::Note),
    /// A mark at a session of the named activity.
    Mark(Mark, String),
    /// Goals were reviewed together.
    Meeting(meetings::Meeting),
    /// A review of before there were sittings: the goal's text and the assessment.
    Review(String, Option<String>),
    /// An activity was recommended, by name, by a worker.
    Recommended(ActivityId, String, WorkerId),
    Episode(EpisodeState),
    /// This version of the plan was made.
    Plan(i64),
    /// What was decided, and until when it holds.
    Decision(String, Option<NaiveDate>),
    Measured(measures::Measure),
}

/// How many marks of a card's timeline are read; the rest is in the rosters.
const MARKS_SHOWN: i64 = 60;

/// The card, as of a day.
pub fn card(conn: &Connection, id: ClientId, today: NaiveDate) -> Result<Card> {
    let client = get(conn, id)?;
    let named = access::named(conn, id)?;
    let episodes = episodes::of_client(conn, id)?;
    let newest = episodes.first().map(|episode| episode.id);
    let goals = newest.map_or(Ok(Vec::new()), |episode| goals::of_episode(conn, episode))?;
    let way = newest.map_or(Ok(Facts::default()), |episode| path::facts(conn, episode))?;
    let decisions = newest.map_or(Ok(Vec::new()), |episode| decisions::of_episode(conn, episode))?;
    let enrolments = enrolments::of_client(conn, id)?;
    let absences = absences::of_client(conn, id, today)?;
    let bookings = bookings::of_client(conn, id, today)?;
    let booked = bookings.iter().find(|coming| coming.mark.is_none() && coming.session.standing.takes_place());
    let sessions = [sessions::next_of_client(conn, id, today)?, booked.map(|coming| coming.session.clone())];
    let next_session = sessions.into_iter().flatten().min_by_key(|session| (session.day, session.starts_at));
    let measures = measures::of_client(conn, id)?;
    let timeline = timeline(conn, id, &episodes, &measures)?;
    Ok(Card {
        client,
        named,
        episodes,
        goals,
        way,
        decisions,
        enrolments,
        bookings,
        absences,
        measures,
        timeline,
        next_session,
        due: Vec::new(),
    })
}

fn timeline(
    conn: &Connection,
    id: ClientId,
    episodes: &[episodes::Episode],
    measures: &[measures::Measure],
) -> Result<Vec<Event>> {
    let mut events: Vec<Event> = notes::of_client(conn, id)?
        .into_iter()
        .map(|note| Event { day: note.fields.on_day, what: Happening::Note(note) })
        .collect();
    let mut marks = conn.prepare_cached(
        "SELECT s.on_day, t.mark, a.name FROM attendance t JOIN session s ON s.id = t.session_id \
         JOIN activity a ON a.id = s.activity_id WHERE t.client_id = ?1 ORDER BY s.on_day DESC LIMIT ?2",
    )?;
    let rows = marks.query_map((id, MARKS_SHOWN), |row| {
        Ok(Event { day: row.get(0)?, what: Happening::Mark(row.get(1)?, row.get(2)?) })
    })?;
    for event in rows {
        events.push(event?);
    }
    let mut reviews = conn.prepare_cached(
        "SELECT r.held, g.text, r.assessment FROM review r JOIN goal g ON g.id = r.goal_id \
         JOIN episode e ON e.id = g.episode_id WHERE e.client_id = ?1 AND r.state = 'done' AND r.meeting_id IS NULL",
    )?;
    let rows = reviews
        .query_map([id], |row| Ok(Event { day: row.get(0)?, what: Happening::Review(row.get(1)?, row.get(2)?) }))?;
    for event in rows {
        events.push(event?);
    }
    let meetings = meetings::of_client(conn, id)?.into_iter();
    events.extend(meetings.map(|held| Event { day: held.fields.held, what: Happening::Meeting(held) }));
    events.extend(directory::recommended_to(conn, id)?);
    let measured =
        |measure: &measures::Measure| Event { day: measure.fields.on_day, what: Happening::Measured(measure.clone()) };
    events.extend(measures.iter().map(measured));
    for episode in episodes {
        let fields = &episode.fields;
        let days = [
            (Some(fields.pending_since), EpisodeState::Pending),
            (fields.opened, EpisodeState::Open),
            (fields.closed, fields.state),
        ];
        let plans = plans::of_episode(conn, episode.id)?.into_iter();
        events.extend(plans.map(|plan| Event { day: plan.fields.made_on, what: Happening::Plan(plan.version) }));
        let decisions = decisions::of_episode(conn, episode.id)?.into_iter().map(|decision| decision.fields);
        events.extend(
            decisions.map(|fields| Event {
                day: fields.decided_on,
                what: Happening::Decision(fields.about, fields.valid_to),
            }),
        );
        events.extend(
            days.into_iter().filter_map(|(day, state)| day.map(|day| Event { day, what: Happening::Episode(state) })),
        );
    }
    events.sort_by_key(|event| std::cmp::Reverse(event.day));
    Ok(events)
}

/// There is a client in the file, whoever may see them.
pub fn any(conn: &Connection) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM main.client LIMIT 1")?.exists([])?)
}
