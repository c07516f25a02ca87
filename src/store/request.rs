//! What the screens may ask of the file, and what it answers. Plain data, so that a screen can be tested without one.

use chrono::NaiveDate;

use super::activities::Activity;
use super::clients::{Card, ClientLine, Scope};
use super::codes::Code;
use super::drafts::{self, Draft, DraftKey};
use super::error::Result;
use super::goals::Goal;
use super::lookup::Found;
use super::notes::Note;
use super::roster::Roster;
use super::sessions::SessionLine;
use super::{Store, Undone};
use super::{activities, clients, codes, due, episodes, goals, lookup, notes, roster, sessions, workers};
use crate::domain::activity::{ActivityFields, Timetable};
use crate::domain::attendance::{Mark, Slot};
use crate::domain::client::ClientFields;
use crate::domain::due::DueLine;
use crate::domain::episode::EpisodeFields;
use crate::domain::goal::{GoalFields, ReviewFields};
use crate::domain::ids::*;
use crate::domain::lang::Lang;
use crate::domain::note::NoteFields;
use crate::domain::search::Entry;
use crate::domain::worker::Worker;

/// Something to read. Each says all that its answer depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    Today {
        today: NaiveDate,
    },
    Clients(Scope),
    Card {
        client: ClientId,
        today: NaiveDate,
    },
    /// The card of the client whose customership this is.
    CardOfEpisode {
        episode: EpisodeId,
        today: NaiveDate,
    },
    Activities,
    Activity(ActivityId),
    Roster {
        activity: ActivityId,
        from: NaiveDate,
        to: NaiveDate,
    },
    Due {
        today: NaiveDate,
    },
    Sessions {
        from: NaiveDate,
        to: NaiveDate,
    },
    Lists,
    LookUp,
    Goal(GoalId),
    /// The goal whose review this is.
    Review(ReviewId),
    Note(NoteId),
    /// The next free client reference.
    Reference {
        year: i32,
    },
    Draft(DraftKey),
}

/// The answer to a query.
#[derive(Clone)]
pub enum Answer {
    Today(Box<TodayData>),
    Clients(Vec<ClientLine>),
    Card(Box<Card>),
    Activities(Vec<Activity>),
    Activity(Box<Activity>),
    Roster(Box<Roster>),
    Due(Vec<DueLine>),
    Sessions(Vec<SessionLine>),
    Lists(Lists),
    LookUp(Vec<Entry<Found>>),
    Goal(Box<Goal>),
    Note(Box<Note>),
    Reference(String),
    Draft(Option<Draft>),
}

/// What *Today* shows.
#[derive(Clone)]
pub struct TodayData {
    pub sessions: Vec<SessionLine>,
    pub due: Vec<DueLine>,
    pub drafts: Vec<Draft>,
}

/// The words and people that forms choose from.
#[derive(Clone, Default)]
pub struct Lists {
    pub workers: Vec<Worker>,
    pub codes: Vec<Code>,
}

impl Lists {
    /// The word for a choice of a list; the key itself when no list has it any more.
    pub fn label<'a>(&'a self, list: &str, key: &'a str, lang: Lang) -> &'a str {
        let code = self.codes.iter().find(|code| code.list == list && code.key == key);
        code.map_or(key, |code| code.label(lang))
    }

    /// The name that colleagues see.
    pub fn worker(&self, id: WorkerId) -> Option<&str> {
        self.workers.iter().find(|worker| worker.id == id).map(|worker| worker.name.as_str())
    }

    /// What colleagues call a worker; nothing for one that is not there.
    pub fn first_name(&self, id: WorkerId) -> String {
        self.worker(id).and_then(|name| name.split(' ').next()).unwrap_or_default().to_string()
    }
}

/// Something to write: one transaction each.
#[derive(Clone)]
pub enum Change {
    /// A new client, with a customership and its own worker if there is to be one.
    AddClient {
        fields: ClientFields,
        /// The reference was proposed, not typed: if a colleague has taken it meanwhile, the next free one will do.
        proposed: bool,
        episode: Option<EpisodeFields>,
        own_worker: Option<WorkerId>,
    },
    EditClient {
        id: ClientId,
        rev: i64,
        fields: ClientFields,
    },
    AddEpisode {
        client: ClientId,
        fields: EpisodeFields,
        own_worker: Option<WorkerId>,
    },
    EditEpisode {
        id: EpisodeId,
        rev: i64,
        fields: EpisodeFields,
    },
    /// `was` is who it was when the form was filled.
    Assign {
        episode: EpisodeId,
        was: Option<WorkerId>,
        worker: WorkerId,
        from: NaiveDate,
    },
    AddGoal {
        episode: EpisodeId,
        fields: GoalFields,
    },
    EditGoal {
        id: GoalId,
        rev: i64,
        fields: GoalFields,
    },
    /// `rev` is the goal's.
    HoldReview {
        review: ReviewId,
        rev: i64,
        fields: ReviewFields,
    },
    AddNote {
        client: ClientId,
        fields: NoteFields,
    },
    EditNote {
        id: NoteId,
        rev: i64,
        fields: NoteFields,
    },
    FollowUpDone {
        note: NoteId,
        day: NaiveDate,
    },
    MoveFollowUp {
        note: NoteId,
        day: NaiveDate,
    },
    AddActivity {
        fields: ActivityFields,
        lead: Option<WorkerId>,
        timetable: Timetable,
    },
    /// A timetable counts from `today` on; none leaves it as it is.
    EditActivity {
        id: ActivityId,
        rev: i64,
        fields: ActivityFields,
        lead: Option<WorkerId>,
        timetable: Option<Timetable>,
        today: NaiveDate,
    },
    Mark {
        slot: Slot,
        client: ClientId,
        mark: Option<Mark>,
    },
    MarkRest {
        slot: Slot,
        clients: Vec<ClientId>,
    },
    CountHeads {
        slot: Slot,
        count: Option<u32>,
    },
    Cancel {
        slot: Slot,
        reason: String,
    },
    Restore {
        session: SessionId,
    },
}

/// What a change made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    Client(ClientId),
    Activity(ActivityId),
    Nothing,
}

impl Store {
    /// Reads.
    ///
    /// # Errors
    /// `Gone` when what is asked for is no longer there; otherwise SQLite's own.
    pub fn answer(&self, query: &Query) -> Result<Answer> {
        // One moment of the file, however many statements an answer takes.
        let moment = self.reader().unchecked_transaction()?;
        let conn = &*moment;
        Ok(match query {
            Query::Today { today } => Answer::Today(Box::new(TodayData {
                sessions: sessions::between(conn, *today, *today, None)?,
                due: due::lines(conn, *today)?,
                drafts: self.drafts()?,
            })),
            Query::Clients(scope) => Answer::Clients(clients::list(conn, *scope, self.worker())?),
            Query::Card { client, today } => Answer::Card(Box::new(clients::card(conn, *client, *today)?)),
            Query::CardOfEpisode { episode, today } => {
                let client = episodes::client_of(conn, *episode)?;
                Answer::Card(Box::new(clients::card(conn, client, *today)?))
            }
            Query::Activities => Answer::Activities(activities::all(conn)?),
            Query::Activity(activity) => Answer::Activity(Box::new(activities::get(conn, *activity)?)),
            Query::Roster { activity, from, to } => {
                Answer::Roster(Box::new(roster::read(conn, *activity, *from, *to)?))
            }
            Query::Due { today } => Answer::Due(due::lines(conn, *today)?),
            Query::Sessions { from, to } => Answer::Sessions(sessions::between(conn, *from, *to, None)?),
            Query::Lists => Answer::Lists(Lists { workers: workers::all(conn)?, codes: codes::all(conn)? }),
            Query::LookUp => Answer::LookUp(lookup::entries(conn)?),
            Query::Goal(goal) => Answer::Goal(Box::new(goals::get(conn, *goal)?)),
            Query::Review(review) => Answer::Goal(Box::new(goals::of_review(conn, *review)?)),
            Query::Note(note) => Answer::Note(Box::new(notes::get(conn, *note)?)),
            Query::Reference { year } => Answer::Reference(clients::next_reference(conn, *year)?),
            Query::Draft(key) => Answer::Draft(self.draft(key)?),
        })
    }

    /// Writes, and drops the draft that the change was typed into, both or neither.
    ///
    /// # Errors
    /// `Stale` when the row has changed since it was read; otherwise the rule that forbids it. Nothing has changed then.
    pub fn change(&mut self, change: &Change, draft: Option<&DraftKey>) -> Result<Made> {
        let worker = self.worker();
        self.write(|tx| {
            let made = apply(tx, worker, change)?;
            if let Some(key) = draft {
                drafts::drop_in(tx, worker.0, key)?;
            }
            Ok(made)
        })
    }
}

fn apply(tx: &rusqlite::Transaction, me: WorkerId, change: &Change) -> Result<Made> {
    match change {
        Change::AddClient { fields, proposed, episode, own_worker } => {
            let client = match *proposed && clients::by_reference(tx, &fields.reference)?.is_some() {
                true => clients::insert(tx, &clients::with_next_reference(tx, fields)?)?,
                false => clients::insert(tx, fields)?,
            };
            if let Some(episode) = episode {
                episodes::add(tx, client, episode, *own_worker)?;
            }
            return Ok(Made::Client(client));
        }
        Change::EditClient { id, rev, fields } => clients::update(tx, *id, *rev, fields)?,
        Change::AddEpisode { client, fields, own_worker } => drop(episodes::add(tx, *client, fields, *own_worker)?),
        Change::EditEpisode { id, rev, fields } => episodes::update(tx, *id, *rev, fields)?,
        Change::Assign { episode, was, worker, from } => episodes::reassign(tx, *episode, *was, *worker, *from)?,
        Change::AddGoal { episode, fields } => drop(goals::insert(tx, *episode, fields)?),
        Change::EditGoal { id, rev, fields } => goals::update(tx, *id, *rev, fields)?,
        Change::HoldReview { review, rev, fields } => goals::hold_review(tx, *review, *rev, fields)?,
        Change::AddNote { client, fields } => drop(notes::insert(tx, *client, me, fields)?),
        Change::EditNote { id, rev, fields } => notes::update(tx, *id, *rev, fields)?,
        Change::FollowUpDone { note, day } => notes::follow_up_done(tx, *note, *day)?,
        Change::MoveFollowUp { note, day } => notes::move_follow_up(tx, *note, *day)?,
        Change::AddActivity { fields, lead, timetable } => {
            let activity = activities::insert(tx, fields, Some(timetable))?;
            activities::set_lead(tx, activity, *lead)?;
            return Ok(Made::Activity(activity));
        }
        Change::EditActivity { id, rev, fields, lead, timetable, today } => {
            activities::update(tx, *id, *rev, fields, *lead, timetable.as_ref(), *today)?;
        }
        Change::Mark { slot, client, mark } => roster::mark(tx, *slot, *client, *mark)?,
        Change::MarkRest { slot, clients } => roster::mark_unmarked_present(tx, *slot, clients)?,
        Change::CountHeads { slot, count } => roster::count_heads(tx, *slot, *count)?,
        Change::Cancel { slot, reason } => sessions::cancel(tx, *slot, reason)?,
        Change::Restore { session } => sessions::restore(tx, *session)?,
    }
    Ok(Made::Nothing)
}

/// What a request came to. `Undo` has no query of its own: there is one newest change.
#[derive(Clone)]
pub enum Outcome {
    Made(Made),
    Undone(Undone),
}
