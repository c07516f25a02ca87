//! What the screens may have written: one transaction each, and what came of it.

use chrono::{NaiveDate, NaiveTime};
use rusqlite::Transaction;

use super::activities::Setting;
use super::drafts::{self, DraftKey};
use super::entering::{Entering, Who, add_proposed, client_of, enter};
use super::error::Result;
use super::reschedule::Appointed;
use super::roster::Rest;
use super::seats::Joined;
use super::{Store, Undone};
use super::{absences, activities, bookings, clients, closures, directory, episodes, goals, notes, registers};
use super::{reschedule, roster, seats, sessions, settings};
use crate::domain::activity::{ActivityFields, Kind, Timetable};
use crate::domain::attendance::{Mark, Slot};
use crate::domain::client::ClientFields;
use crate::domain::episode::EpisodeFields;
use crate::domain::goal::{GoalFields, ReviewFields};
use crate::domain::ids::*;
use crate::domain::note::NoteFields;

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
    /// `from` is the session from whose roster it was written.
    AddNote {
        client: ClientId,
        fields: NoteFields,
        from: Option<Slot>,
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
    /// Who has no mark yet is present, or excused if that was announced.
    MarkRest {
        slot: Slot,
        clients: Vec<ClientId>,
    },
    /// `rest` is for those of `unmarked` who have no mark yet; `None` leaves them so.
    CloseRegister {
        slot: Slot,
        unmarked: Vec<ClientId>,
        rest: Option<Mark>,
    },
    ReopenRegister {
        session: SessionId,
        reason: String,
    },
    /// A note on the session itself; `was` is what it said when the form was filled.
    Remark {
        slot: Slot,
        was: Option<String>,
        text: Option<String>,
    },
    AddSession {
        activity: ActivityId,
        day: NaiveDate,
        starts_at: Option<NaiveTime>,
        ends_at: Option<NaiveTime>,
    },
    /// One session is another day, at another time, elsewhere or under somebody else.
    MoveSession {
        slot: Slot,
        to: Appointed,
    },
    /// A series meets otherwise from a day on.
    FromDayOn {
        activity: ActivityId,
        series: SeriesId,
        day: NaiveDate,
        timetable: Timetable,
        setting: Setting,
    },
    Shut {
        day: NaiveDate,
        reason: String,
    },
    OpenAgain {
        day: NaiveDate,
    },
    Enter(Box<Entering>),
    /// A seat is kept for somebody in the queue until a day.
    Offer {
        spell: EnrolmentId,
        until: NaiveDate,
        ahead: Option<String>,
        today: NaiveDate,
    },
    TakeBackOffer {
        spell: EnrolmentId,
    },
    /// Somebody in the queue becomes a member.
    Seat {
        spell: EnrolmentId,
        from: NaiveDate,
        ahead: Option<String>,
        today: NaiveDate,
    },
    PutFirst {
        spell: EnrolmentId,
        reason: String,
    },
    PutBack {
        spell: EnrolmentId,
    },
    Withdraw {
        spell: EnrolmentId,
        reason: String,
        day: NaiveDate,
    },
    EndSpell {
        spell: EnrolmentId,
        rev: i64,
        last: NaiveDate,
        reason: String,
        today: NaiveDate,
    },
    CorrectSpell {
        spell: EnrolmentId,
        rev: i64,
        starts: NaiveDate,
        goal: Option<GoalId>,
    },
    Announce {
        client: ClientId,
        starts: NaiveDate,
        ends: NaiveDate,
        reason: Option<String>,
        today: NaiveDate,
    },
    TakeBackAbsence {
        absence: AbsenceId,
    },
    Book {
        slot: Slot,
        who: Who,
        starts_at: NaiveTime,
    },
    FreeSlot {
        booking: BookingId,
    },
    /// Makes no customership and takes no seat.
    Recommend {
        client: ClientId,
        activity: ActivityId,
        day: NaiveDate,
    },
    CountHeads {
        slot: Slot,
        count: Option<u32>,
    },
    /// A number of the team's practice; `was` is what it was when the form was filled.
    Set {
        key: &'static str,
        was: u32,
        value: u32,
    },
    /// A change of what is over, with the reason that the log keeps: the only way to change it.
    Correct {
        reason: String,
        change: Box<Change>,
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
    Activity(ActivityId, Kind),
    /// Where somebody who was to become a member, or to queue, has landed; `None` for a visitor.
    Entered(Option<Joined>),
    /// How the rest of a register was marked.
    Rest(Rest),
    /// A register was closed.
    RegisterClosed,
    /// An appointment was booked.
    Booked,
    /// An appointment was freed.
    Freed,
    /// An activity was recommended; `again` when it had been that day, and nothing changed.
    Recommended {
        activity: ActivityId,
        again: bool,
    },
    Nothing,
}

impl Store {
    /// Writes, and drops the draft that the change was typed into, both or neither.
    ///
    /// # Errors
    /// `Stale` when the row has changed since it was read; otherwise the rule that forbids it. Nothing has changed then.
    pub fn change(&mut self, change: &Change, draft: Option<&DraftKey>) -> Result<Made> {
        let worker = self.worker();
        if let Change::Correct { reason, .. } = change {
            self.pen.explain(Some(reason.clone()));
        }
        let made = self.write(|tx| {
            let made = apply(tx, worker, change)?;
            if let Some(key) = draft {
                drafts::drop_in(tx, worker.0, key)?;
            }
            Ok(made)
        });
        self.pen.explain(None);
        made
    }
}

fn apply(tx: &Transaction, me: WorkerId, change: &Change) -> Result<Made> {
    match change {
        Change::AddClient { fields, proposed, episode, own_worker } => {
            let client = if *proposed { add_proposed(tx, fields)? } else { clients::insert(tx, fields)? };
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
        Change::AddNote { client, fields, from } => {
            let session = from.map(|slot| sessions::touch(tx, slot)).transpose()?;
            notes::insert(tx, *client, me, fields, session)?;
        }
        Change::EditNote { id, rev, fields } => notes::update(tx, *id, *rev, fields)?,
        Change::FollowUpDone { note, day } => notes::follow_up_done(tx, *note, *day)?,
        Change::MoveFollowUp { note, day } => notes::move_follow_up(tx, *note, *day)?,
        Change::AddActivity { fields, lead, timetable } => {
            let activity = activities::insert(tx, fields, Some(timetable))?;
            activities::set_lead(tx, activity, *lead)?;
            return Ok(Made::Activity(activity, fields.kind));
        }
        Change::EditActivity { id, rev, fields, lead, timetable, today } => {
            activities::update(tx, *id, *rev, fields, *lead, timetable.as_ref(), *today)?;
        }
        Change::Mark { slot, client, mark } => roster::mark(tx, *slot, *client, *mark)?,
        Change::MarkRest { slot, clients } => {
            return Ok(Made::Rest(roster::mark_unmarked(tx, *slot, clients, Mark::Present)?));
        }
        Change::CloseRegister { slot, unmarked, rest } => {
            registers::close(tx, *slot, unmarked, *rest)?;
            return Ok(Made::RegisterClosed);
        }
        Change::ReopenRegister { session, reason } => registers::reopen(tx, *session, reason)?,
        Change::Remark { slot, was, text } => registers::remark(tx, *slot, was.as_deref(), text.as_deref())?,
        Change::AddSession { activity, day, starts_at, ends_at } => {
            sessions::add(tx, *activity, *day, (*starts_at, *ends_at))?;
        }
        Change::MoveSession { slot, to } => reschedule::move_one(tx, *slot, to)?,
        Change::FromDayOn { activity, series, day, timetable, setting } => {
            reschedule::from_day_on(tx, *activity, *series, *day, timetable, setting)?;
        }
        Change::Shut { day, reason } => closures::shut(tx, *day, reason)?,
        Change::OpenAgain { day } => closures::open(tx, *day)?,
        Change::Enter(entering) => return enter(tx, entering),
        Change::Offer { spell, until, ahead, today } => seats::offer(tx, *spell, *until, ahead.as_deref(), *today)?,
        Change::TakeBackOffer { spell } => seats::take_back_offer(tx, *spell)?,
        Change::Seat { spell, from, ahead, today } => seats::seat(tx, *spell, *from, ahead.as_deref(), *today)?,
        Change::PutFirst { spell, reason } => seats::put_first(tx, *spell, reason)?,
        Change::PutBack { spell } => seats::put_back(tx, *spell)?,
        Change::Withdraw { spell, reason, day } => seats::withdraw(tx, *spell, reason, *day)?,
        Change::EndSpell { spell, rev, last, reason, today } => {
            seats::leave(tx, *spell, *rev, *last, reason, *today)?;
        }
        Change::CorrectSpell { spell, rev, starts, goal } => seats::correct(tx, *spell, *rev, *starts, *goal)?,
        Change::Announce { client, starts, ends, reason, today } => {
            absences::announce(tx, *client, (*starts, *ends), reason.as_deref(), *today)?;
        }
        Change::TakeBackAbsence { absence } => absences::take_back(tx, *absence)?,
        Change::Book { slot, who, starts_at } => {
            bookings::book(tx, *slot, client_of(tx, who)?, *starts_at)?;
            return Ok(Made::Booked);
        }
        Change::FreeSlot { booking } => {
            bookings::free(tx, *booking)?;
            return Ok(Made::Freed);
        }
        Change::Recommend { client, activity, day } => {
            let again = !directory::recommend(tx, *client, *activity, me, *day)?;
            return Ok(Made::Recommended { activity: *activity, again });
        }
        Change::CountHeads { slot, count } => roster::count_heads(tx, *slot, *count)?,
        Change::Set { key, was, value } => settings::set(tx, key, *was, *value)?,
        Change::Correct { change, .. } => return apply(tx, me, change),
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
