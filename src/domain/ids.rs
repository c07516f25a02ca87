//! Row numbers that cannot be mixed up.

use serde::Serialize;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    )+};
}

ids! {
    /// A member of the team.
    WorkerId,
    /// A client of the team, or a named visitor.
    ClientId,
    /// One customership of a client.
    EpisodeId,
    /// One goal of a customership.
    GoalId,
    /// One review of a goal.
    ReviewId,
    /// One contact.
    NoteId,
    /// A group, course, open session or other activity.
    ActivityId,
    /// One rule of when an activity meets.
    SeriesId,
    /// One touched date of an activity.
    SessionId,
    /// One spell of membership or of waiting.
    EnrolmentId,
    /// One announced absence.
    AbsenceId,
    /// One booked appointment.
    BookingId,
    /// One sitting in which goals were reviewed.
    MeetingId,
    /// One version of a plan.
    PlanId,
    /// One decision.
    DecisionId,
    /// One dated score on an instrument.
    MeasureId,
    /// One right to see a restricted client.
    AccessId,
    /// One merging of two records.
    MergeId,
}
