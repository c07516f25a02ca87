//! Writing a [`Change`]: which room of the store does it.

use std::sync::Arc;

use rusqlite::Transaction;

use super::Store;
use super::change::{Change, Made};
use super::drafts::DraftKey;
use super::due::snoozes;
use super::entering::{add_proposed, client_of, enter};
use super::error::Result;
use super::{
    absences, access, activities, bookings, clients, closures, decisions, directory, episodes, goals, handover,
    measures, meetings, merging, notes, plans, registers, reschedule, reviews, roster, seats, sessions, settings,
};
use crate::domain::attendance::Mark;
use crate::domain::ids::WorkerId;

impl Store {
    /// Writes, and drops the draft that the change was typed into, both or neither.
    ///
    /// # Errors
    /// `Stale` when the row has changed since it was read; otherwise the rule that forbids it. Nothing has changed then.
    pub fn change(&mut self, change: &Change, draft: Option<&DraftKey>) -> Result<Made> {
        let (worker, sitting) = (self.worker(), Arc::clone(&self.sitting));
        self.pen.explain(reason(change).cloned());
        self.pen.take_whole(merging::whole(change));
        let undoable = self.mine.len();
        let made = self.write(|tx| {
            let made = apply(tx, worker, change)?;
            if let Some(key) = draft {
                sitting.drop_in(tx, worker.0, key)?;
            }
            Ok(made)
        });
        self.pen.explain(None);
        self.pen.take_whole(None);
        // That a client was opened, and who knows of it, is nobody's to take back.
        if matches!(change, Change::BreakGlass { .. } | Change::NoteOpening { .. }) {
            self.mine.truncate(undoable);
        }
        made
    }
}

/// Why a change is made, where it has to be said.
fn reason(change: &Change) -> Option<&String> {
    match change {
        Change::Correct { reason, .. } => Some(reason),
        Change::Restrict(wanted) => wanted.reason.as_ref(),
        Change::BreakGlass { purpose, .. } => Some(purpose),
        Change::Unmerge { reason, .. } => reason.as_ref(),
        _ => None,
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
        Change::AddPlan { episode, was, fields } => drop(plans::insert(tx, *episode, *was, fields)?),
        Change::EditPlan { id, rev, fields } => plans::update(tx, *id, *rev, fields)?,
        Change::AddDecision { episode, fields } => drop(decisions::insert(tx, *episode, fields)?),
        Change::EditDecision { id, rev, fields } => decisions::update(tx, *id, *rev, fields)?,
        Change::HoldMeeting { episode, fields, goals, today } => {
            meetings::hold(tx, *episode, fields, goals, *today)?;
        }
        Change::RewriteMeeting { id, rev, fields, reviews, today } => {
            meetings::rewrite(tx, *id, *rev, fields, reviews, *today)?;
        }
        Change::PostponeReview { episode, was, day, reason } => reviews::postpone(tx, *episode, *was, *day, reason)?,
        Change::AddNote { client, fields, from } => {
            let session = from.map(|slot| sessions::touch(tx, slot)).transpose()?;
            // Typed before the record became a part of another one: it is about the same person.
            notes::insert(tx, merging::kept(tx, *client)?, me, fields, session)?;
        }
        Change::EditNote { id, rev, fields } => notes::update(tx, *id, *rev, fields)?,
        Change::FollowUpDone { note, day } => notes::follow_up_done(tx, *note, *day)?,
        Change::MoveFollowUp { note, day } => {
            notes::move_follow_up(tx, *note, *day)?;
            return Ok(Made::PutOff(*day));
        }
        Change::AddMeasure { client, fields } => measures::add(tx, *client, fields)?,
        Change::EditMeasure { client, was, fields } => measures::replace(tx, *client, was, fields)?,
        Change::RemoveMeasure { client, was } => measures::remove(tx, *client, was)?,
        Change::AddActivity { fields, lead, timetable } => {
            let activity = activities::insert(tx, fields, Some(timetable))?;
            activities::set_lead(tx, activity, *lead)?;
            return Ok(Made::Activity(activity, fields.kind));
        }
        Change::EditActivity { id, rev, fields, lead, timetable, today } => {
            activities::update(tx, *id, *rev, fields, *lead, timetable.as_ref(), *today)?;
        }
        Change::Mark { slot, client, seen, mark } => {
            roster::mark_over(tx, me, *slot, *client, *seen, *mark)?;
        }
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
        Change::HandOver { what, to, day } => handover::hand_over(tx, me, what, *to, *day)?,
        Change::Set { key, was, value } => settings::set(tx, key, *was, *value)?,
        Change::Snooze { which, until, reason } => snoozes::snooze(tx, me, which, *until, reason)?,
        Change::Wake { which } => {
            snoozes::wake(tx, which)?;
            return Ok(Made::Woken);
        }
        Change::Correct { change, .. } => return apply(tx, me, change),
        Change::Restrict(wanted) => access::restrict(tx, me, wanted)?,
        Change::BreakGlass { reference, purpose } => {
            return Ok(Made::Client(access::break_glass(tx, me, reference, purpose)?));
        }
        Change::NoteOpening { opening } => access::note(tx, me, *opening)?,
        Change::Merge { pair, choices, day } => {
            merging::merge(tx, me, pair, choices, *day)?;
            return Ok(Made::Client(pair.kept.client));
        }
        Change::Unmerge { merge, rev, day, .. } => merging::unmerge(tx, me, *merge, *rev, *day)?,
        Change::Apart { one, other, day } => merging::set_apart(tx, me, *one, *other, *day)?,
        Change::Cancel { slot, reason } => sessions::cancel(tx, *slot, reason)?,
        Change::Restore { session } => sessions::restore(tx, *session)?,
    }
    Ok(Made::Nothing)
}
