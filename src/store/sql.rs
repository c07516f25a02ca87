//! How domain values stand in the file.

use chrono::NaiveTime;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use super::error::{Result, StoreError};
use crate::domain::activity::{Kind, Tier};
use crate::domain::attendance::{Mark, SessionState};
use crate::domain::enrolment::EnrolmentState;
use crate::domain::episode::EpisodeState;
use crate::domain::goal::{GoalState, MeetingKind, Responsible, Scale, Score};
use crate::domain::ids::*;
use crate::domain::keyed::Keyed;
use crate::domain::measure::Instrument;
use crate::domain::plan::PlanState;
use crate::domain::trace::{Act, Purpose};
use crate::domain::worker::Role;

macro_rules! stored_by_key {
    ($($name:ty),+) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> { Ok(self.key().into()) }
        }
        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Self::from_key(value.as_str()?).ok_or(FromSqlError::InvalidType)
            }
        }
    )+};
}
stored_by_key!(
    Tier,
    Kind,
    Mark,
    SessionState,
    EnrolmentState,
    EpisodeState,
    GoalState,
    Responsible,
    Scale,
    MeetingKind,
    PlanState,
    Instrument,
    Role,
    Act,
    Purpose
);

macro_rules! stored_by_number {
    ($($name:ident),+) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> { Ok(self.0.into()) }
        }
        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> { value.as_i64().map($name) }
        }
    )+};
}
stored_by_number!(
    WorkerId,
    ClientId,
    EpisodeId,
    GoalId,
    ReviewId,
    NoteId,
    ActivityId,
    SeriesId,
    SessionId,
    EnrolmentId,
    AbsenceId,
    BookingId,
    MeetingId,
    PlanId,
    DecisionId,
    MeasureId,
    AccessId,
    MergeId
);

impl ToSql for Score {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.number().into())
    }
}

impl FromSql for Score {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Score::new(value.as_i64()?).ok_or(FromSqlError::InvalidType)
    }
}

/// A wall-clock time as the file has it: `09:00`.
pub struct Clock(pub NaiveTime);

impl ToSql for Clock {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.format("%H:%M").to_string().into())
    }
}

impl FromSql for Clock {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        NaiveTime::parse_from_str(value.as_str()?, "%H:%M").map(Clock).map_err(|_| FromSqlError::InvalidType)
    }
}

/// An update that names the rev it was made from changes one row, or somebody was faster.
pub fn one(changed: usize) -> Result<()> {
    if changed == 1 { Ok(()) } else { Err(StoreError::Stale) }
}
