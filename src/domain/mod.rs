//! Pure types and rules. No SQL, no terminal, no clock (today is a parameter), no files.

pub mod activity;
pub mod attendance;
pub mod calendar;
pub mod clash;
pub mod client;
pub mod counting;
pub mod dates;
pub mod due;
pub mod enrolment;
pub mod episode;
pub mod goal;
pub mod ids;
pub mod keyed;
pub mod lanes;
pub mod lang;
pub mod measure;
pub mod meeting;
pub mod note;
pub mod path;
pub mod plan;
pub mod recurrence;
pub mod search;
pub mod settings;
pub mod slots;
pub mod text;
pub mod worker;
