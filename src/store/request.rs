//! What the screens may ask of the file, and what it answers. Plain data, so that a screen can be tested without one.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::access::Opening;
use super::activities::Listed;
use super::backup::{Copies, Overdue};
use super::bookings::Reception;
use super::clients::{Card, ClientLine, Scope};
use super::codes::Code;
use super::directory::Service;
use super::drafts::{Draft, DraftKey};
use super::due::Of;
use super::enrolments::SpellDetail;
use super::error::Result;
use super::goals::Goal;
use super::handover::{Moves, Whose};
use super::lookup::Found;
use super::measures::Measure;
use super::meetings::{Meeting, Sitting};
use super::merging::Parting;
use super::notes::Note;
use super::plans::PlanPage;
use super::record::Record;
use super::roster::Roster;
use super::seats::Queue;
use super::sessions::SessionLine;
use super::trail::{self, LogAsked, LogEntry, Touched};
use super::twins::Twins;
use super::workers::Member;
use super::{
    Store, access, activities, bookings, clashes, clients, codes, decisions, directory, due, enrolments, episodes,
    goals, lookup,
};
use super::{
    handover, measures, meetings, merging, notes, plans, record, reports, retention, roster, seats, sessions, settings,
    sight, twins, workers,
};
use crate::domain::clash::Clash;
use crate::domain::due::DueLine;
use crate::domain::ids::*;
use crate::domain::lang::Lang;
use crate::domain::merge::Pair;
use crate::domain::reports::{Asked, Behind, Name, Removed, Report, Spot, Table};
use crate::domain::retention::Aged;
use crate::domain::search::Entry;
use crate::domain::settings::Settings;
use crate::domain::worker::Worker;

/// Something to read. Each says all that its answer depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// The day of the signed-in worker, or of the whole team.
    Today {
        today: NaiveDate,
        everyone: bool,
    },
    Clients {
        scope: Scope,
        today: NaiveDate,
    },
    Card {
        client: ClientId,
        today: NaiveDate,
    },
    /// All that there is about a client.
    Record(ClientId),
    /// The card of the client whose customership this is.
    CardOfEpisode {
        episode: EpisodeId,
        today: NaiveDate,
    },
    /// What a client's plan is told from.
    Plan {
        client: ClientId,
        today: NaiveDate,
    },
    /// What the plan is told from to which this version belongs.
    PlanOf {
        plan: PlanId,
        today: NaiveDate,
    },
    /// The card of the client about whom it was decided.
    CardOfDecision {
        decision: DecisionId,
        today: NaiveDate,
    },
    Activities {
        today: NaiveDate,
    },
    Activity {
        activity: ActivityId,
        today: NaiveDate,
    },
    /// An activity as the directory's page has it.
    Service {
        activity: ActivityId,
        today: NaiveDate,
    },
    Roster {
        activity: ActivityId,
        from: NaiveDate,
        to: NaiveDate,
        today: NaiveDate,
    },
    /// Who waits for an activity.
    Queue {
        activity: ActivityId,
        today: NaiveDate,
    },
    Spell(EnrolmentId),
    /// The days of appointments of an activity, and who comes.
    Reception {
        activity: ActivityId,
        from: NaiveDate,
        to: NaiveDate,
    },
    Due {
        today: NaiveDate,
    },
    /// One table of a report.
    Report {
        name: Name,
        table: &'static str,
        scope: Asked,
    },
    /// A whole report, to be taken along.
    WholeReport {
        name: Name,
        scope: Asked,
    },
    /// What lies behind a figure of a report.
    Behind(Box<Spot>),
    /// Every session of some days, and what among them cannot both be.
    Calendar {
        from: NaiveDate,
        to: NaiveDate,
    },
    Lists,
    LookUp,
    Goal(GoalId),
    /// The goals of a customership, to be reviewed together.
    Sitting(EpisodeId),
    /// A sitting that was held.
    Meeting(MeetingId),
    Note(NoteId),
    Measure(MeasureId),
    /// What would move if somebody else took over.
    Moves {
        whose: Whose,
        today: NaiveDate,
    },
    /// The workers, and how many clients each has.
    Team,
    /// The next free client reference.
    Reference {
        year: i32,
    },
    /// A draft of this form: of that sitting, if one is named.
    Draft(DraftKey, Option<i64>),
    /// Restricted clients that were opened by who is not named.
    Openings,
    /// Clients whose records' time is over.
    OverTime {
        today: NaiveDate,
    },
    /// Records that look like one person's, and those that have become one.
    Twins,
    /// Two records side by side; the first is to stay.
    Pair {
        kept: ClientId,
        other: ClientId,
    },
    /// What taking a merge back would come to.
    Parting(MergeId),
    /// Who worked last on a row of a table.
    LastTouch(&'static str, i64),
    Log(LogAsked),
    /// The copies of the file.
    Copies,
}

/// The answer to a query.
#[derive(Clone)]
pub enum Answer {
    Today(Box<TodayData>),
    Clients(Vec<ClientLine>),
    Card(Box<Card>),
    Record(Box<Record>),
    Plan(Box<PlanPage>),
    Activities(Vec<Listed>),
    Activity(Box<Listed>),
    Service(Box<Service>),
    Roster(Box<Roster>),
    Queue(Box<Queue>),
    Spell(Box<SpellDetail>),
    Reception(Box<Reception>),
    Due(Vec<DueLine>),
    Calendar(Box<CalendarData>),
    /// With what removed records have to do with it.
    Report(Box<Table>, Option<Removed>),
    WholeReport(Box<Report>),
    Behind(Vec<Behind>),
    Lists(Lists),
    LookUp(Vec<Entry<Found>>),
    Goal(Box<Goal>),
    Sitting(Box<Sitting>),
    Meeting(Box<Meeting>),
    Note(Box<Note>),
    Measure(Box<Measure>),
    Moves(Box<Moves>),
    Team(Vec<Member>),
    Reference(String),
    Draft(Option<Draft>),
    Openings(Vec<Opening>),
    OverTime(Vec<Aged>),
    Twins(Box<Twins>),
    Pair(Box<Pair>),
    Parting(Box<Parting>),
    LastTouch(Option<Touched>),
    Log(Vec<LogEntry>),
    Copies(Copies),
}

/// What the calendar shows.
#[derive(Clone, Default)]
pub struct CalendarData {
    /// By day, then by time.
    pub sessions: Vec<SessionLine>,
    /// Numbers of sessions above.
    pub clashes: Vec<Clash>,
    /// Days on which the team is shut, and why.
    pub shut: HashMap<NaiveDate, String>,
}

/// What *Today* shows.
#[derive(Clone)]
pub struct TodayData {
    pub sessions: Vec<SessionLine>,
    pub due: Vec<DueLine>,
    pub drafts: Vec<Draft>,
    /// The copies of the file are old, for who can see to it.
    pub copies: Option<Overdue>,
    /// There is anybody or anything in the file yet.
    pub begun: bool,
}

/// The words and people that forms choose from.
#[derive(Clone, Default)]
pub struct Lists {
    pub workers: Vec<Worker>,
    pub codes: Vec<Code>,
    /// What the team has agreed on.
    pub settings: Settings,
    /// Restricted clients whom the signed-in worker does not see: when these are others, names have to be read anew.
    pub unseen: Vec<ClientId>,
}

impl Lists {
    /// All of them, as they are now.
    ///
    /// # Errors
    /// SQLite's own.
    pub fn read(conn: &Connection) -> Result<Lists> {
        let (workers, codes, settings) = (workers::all(conn)?, codes::all(conn)?, settings::all(conn)?);
        Ok(Lists { workers, codes, settings, unseen: sight::unseen(conn)? })
    }

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

impl Store {
    fn card(&self, client: ClientId, today: NaiveDate) -> Result<Card> {
        let due = due::by_rules(self.reader(), self.rules(), Of::Client(client), today)?;
        Ok(Card { due, ..clients::card(self.reader(), client, today)? })
    }

    /// Reads.
    ///
    /// # Errors
    /// `Gone` when what is asked for is no longer there; `NoAccess`, `Forbidden`, `Restricted` to who may not know;
    /// otherwise SQLite's own.
    pub fn answer(&self, query: &Query) -> Result<Answer> {
        // One moment of the file, however many statements an answer takes.
        let moment = self.reader().unchecked_transaction()?;
        let conn = &*moment;
        // Who has left the team in the middle of a sitting is told nothing more.
        sight::role(conn, self.worker())?;
        Ok(match query {
            Query::Today { today, everyone } => {
                let of = if *everyone { Of::Everyone } else { Of::Worker(self.worker()) };
                Answer::Today(Box::new(TodayData {
                    sessions: sessions::between(conn, *today, *today, None)?,
                    due: due::by_rules(conn, self.rules(), of, *today)?,
                    drafts: self.drafts()?,
                    copies: self.copies_overdue(*today)?,
                    begun: clients::any(conn)? || activities::any(conn)?,
                }))
            }
            Query::Clients { scope, today } => {
                let mut due = self.due_lines(*today)?;
                due.retain(|line| !line.is_away(*today));
                Answer::Clients(clients::list(conn, *scope, self.worker(), due)?)
            }
            // What was open about a record that became a part of another one is about the other one now.
            Query::Card { client, today } => Answer::Card(Box::new(self.card(merging::kept(conn, *client)?, *today)?)),
            Query::Record(client) => Answer::Record(Box::new(record::read(conn, self.worker(), *client)?)),
            Query::CardOfEpisode { episode, today } => {
                let client = episodes::client_of(conn, *episode)?;
                Answer::Card(Box::new(self.card(client, *today)?))
            }
            Query::Plan { client, today } => Answer::Plan(Box::new(plans::page(conn, *client, *today)?)),
            Query::PlanOf { plan, today } => {
                let client = plans::client_of(conn, *plan)?;
                Answer::Plan(Box::new(plans::page(conn, client, *today)?))
            }
            Query::CardOfDecision { decision, today } => {
                let client = decisions::client_of(conn, *decision)?;
                Answer::Card(Box::new(clients::card(conn, client, *today)?))
            }
            Query::Activities { today } => Answer::Activities(activities::listed(conn, *today)?),
            Query::Activity { activity, today } => {
                Answer::Activity(Box::new(activities::listed_one(conn, *activity, *today)?))
            }
            Query::Service { activity, today } => {
                Answer::Service(Box::new(directory::service(conn, *activity, *today)?))
            }
            Query::Roster { activity, from, to, today } => {
                Answer::Roster(Box::new(roster::read(conn, *activity, (*from, *to), *today)?))
            }
            Query::Queue { activity, today } => Answer::Queue(Box::new(seats::queue(conn, *activity, *today)?)),
            Query::Spell(spell) => Answer::Spell(Box::new(enrolments::get(conn, *spell)?)),
            Query::Reception { activity, from, to } => {
                Answer::Reception(Box::new(bookings::reception(conn, *activity, (*from, *to))?))
            }
            Query::Report { name, table, scope } => {
                let removed = reports::removed(conn, *name, scope)?;
                Answer::Report(Box::new(reports::table(conn, *name, table, scope)?), removed)
            }
            Query::WholeReport { name, scope } => Answer::WholeReport(Box::new(reports::report(conn, *name, scope)?)),
            Query::Behind(spot) => Answer::Behind(reports::behind(conn, spot)?),
            Query::Due { today } => Answer::Due(self.due_lines(*today)?),
            Query::Calendar { from, to } => {
                let sessions = sessions::between(conn, *from, *to, None)?;
                let clashes = clashes::among(conn, &sessions)?;
                let shut = sessions::closures(conn, *from, *to)?;
                Answer::Calendar(Box::new(CalendarData { sessions, clashes, shut }))
            }
            Query::Lists => Answer::Lists(Lists::read(conn)?),
            Query::LookUp => Answer::LookUp(lookup::entries(conn)?),
            Query::Goal(goal) => Answer::Goal(Box::new(goals::get(conn, *goal)?)),
            Query::Sitting(episode) => Answer::Sitting(Box::new(meetings::sitting(conn, *episode)?)),
            Query::Meeting(meeting) => Answer::Meeting(Box::new(meetings::get(conn, *meeting)?)),
            Query::Note(note) => Answer::Note(Box::new(notes::get(conn, *note)?)),
            Query::Measure(measure) => Answer::Measure(Box::new(measures::get(conn, *measure)?)),
            Query::Moves { whose, today } => Answer::Moves(Box::new(handover::what_moves(conn, *whose, *today)?)),
            Query::Copies => Answer::Copies(self.copies()?),
            Query::Team => Answer::Team(workers::team(conn)?),
            Query::Reference { year } => Answer::Reference(clients::next_reference(conn, *year)?),
            Query::Draft(key, sitting) => Answer::Draft(self.draft(key, *sitting)?),
            Query::Twins => Answer::Twins(Box::new(twins::all(conn)?)),
            Query::Pair { kept, other } => Answer::Pair(Box::new(merging::pair(conn, *kept, *other)?)),
            Query::Parting(merge) => Answer::Parting(Box::new(merging::parting(conn, *merge)?)),
            Query::Openings => Answer::Openings(access::openings(conn, self.worker())?),
            Query::OverTime { today } => Answer::OverTime(retention::over(conn, *today)?),
            Query::LastTouch(table, id) => Answer::LastTouch(trail::last_touch(conn, table, *id)?),
            Query::Log(asked) => Answer::Log(trail::entries(conn, asked)?),
        })
    }
}
