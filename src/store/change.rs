//! What the screens may have written: one transaction each, and what came of it.

use chrono::{NaiveDate, NaiveTime};

use super::Undone;
use super::access::Restriction;
use super::activities::Setting;
use super::due::snoozes::Which;
use super::entering::{Entering, Who};
use super::handover::Moves;
use super::reschedule::Appointed;
use super::roster::Rest;
use super::seats::Joined;
use crate::domain::activity::{ActivityFields, Kind, Timetable};
use crate::domain::attendance::{Mark, Slot};
use crate::domain::client::ClientFields;
use crate::domain::episode::EpisodeFields;
use crate::domain::goal::GoalFields;
use crate::domain::ids::*;
use crate::domain::measure::MeasureFields;
use crate::domain::meeting::{GoalReview, MeetingFields, Rewritten};
use crate::domain::merge::{Choices, Pair};
use crate::domain::note::NoteFields;
use crate::domain::plan::{DecisionFields, PlanFields};

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
    /// A new version, which supersedes the active one; `was` is which that was when the form was filled.
    AddPlan {
        episode: EpisodeId,
        was: Option<PlanId>,
        fields: PlanFields,
    },
    EditPlan {
        id: PlanId,
        rev: i64,
        fields: PlanFields,
    },
    AddDecision {
        episode: EpisodeId,
        fields: DecisionFields,
    },
    EditDecision {
        id: DecisionId,
        rev: i64,
        fields: DecisionFields,
    },
    /// A sitting; `goals` are those that were looked at.
    HoldMeeting {
        episode: EpisodeId,
        fields: MeetingFields,
        goals: Vec<GoalReview>,
        today: NaiveDate,
    },
    /// What a sitting was, told anew: only within a correction.
    RewriteMeeting {
        id: MeetingId,
        rev: i64,
        fields: MeetingFields,
        reviews: Vec<Rewritten>,
        today: NaiveDate,
    },
    /// The next sitting of a customership is another day; `was` is its day as the form had it.
    PostponeReview {
        episode: EpisodeId,
        was: NaiveDate,
        day: NaiveDate,
        reason: String,
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
    AddMeasure {
        client: ClientId,
        fields: MeasureFields,
    },
    /// `was` is what it said when the form was filled.
    EditMeasure {
        client: ClientId,
        was: MeasureFields,
        fields: MeasureFields,
    },
    RemoveMeasure {
        client: ClientId,
        was: MeasureFields,
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
    /// `seen` is the mark that was on the screen: what a colleague has made of it since is not overwritten unseen.
    Mark {
        slot: Slot,
        client: ClientId,
        seen: Option<Mark>,
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
    /// Exactly what was listed goes to another worker, whose own it is from a day on.
    HandOver {
        what: Box<Moves>,
        to: WorkerId,
        day: NaiveDate,
    },
    /// A number of the team's practice; `was` is what it was when the form was filled.
    Set {
        key: &'static str,
        was: u32,
        value: u32,
    },
    /// A due line is put off: it comes back on a day.
    Snooze {
        which: Which,
        until: NaiveDate,
        reason: String,
    },
    /// A due line that was put off is back before its day.
    Wake {
        which: Which,
    },
    /// A change of what is over, with the reason that the log keeps: the only way to change it.
    Correct {
        reason: String,
        change: Box<Change>,
    },
    /// Who sees a client, if not everybody.
    Restrict(Restriction),
    /// A restricted client is opened by somebody who is not named, for a purpose that the log keeps.
    BreakGlass {
        reference: String,
        purpose: String,
    },
    /// Such an opening has been seen by who answers for the team.
    NoteOpening {
        opening: AccessId,
    },
    /// Two records of one person become one, as they were seen and with what was chosen where they clash.
    Merge {
        pair: Box<Pair>,
        choices: Choices,
        day: NaiveDate,
    },
    /// They are two again; `kept` is the one that has stayed.
    Unmerge {
        merge: MergeId,
        rev: i64,
        kept: ClientId,
        day: NaiveDate,
        reason: Option<String>,
    },
    /// They look like one person's, and are two people's.
    Apart {
        one: ClientId,
        other: ClientId,
        day: NaiveDate,
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
    /// A follow-up comes back on this day.
    PutOff(NaiveDate),
    /// A line that was put off is back.
    Woken,
    /// An appointment was freed.
    Freed,
    /// An activity was recommended; `again` when it had been that day, and nothing changed.
    Recommended {
        activity: ActivityId,
        again: bool,
    },
    Nothing,
}

/// What a request came to. `Undo` has no query of its own: there is one newest change.
#[derive(Clone)]
pub enum Outcome {
    Made(Made),
    Undone(Undone),
}
