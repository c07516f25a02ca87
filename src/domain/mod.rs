//! Pure types and rules. No SQL, no terminal, no clock (today is a parameter), no files.

pub mod calendar;
pub mod dates;
pub mod recurrence;
pub mod text;
