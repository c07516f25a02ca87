//! What people do, key by key, through update and store: one file for each part of their work.

#[path = "../support/driver.rs"]
pub mod driver;
#[path = "../support/small.rs"]
pub mod small;

mod absences;
mod activities;
mod activity_form;
mod calendar;
mod clients;
mod clock;
mod copies;
mod discretion;
mod episodes;
mod finding;
mod follow_ups;
mod goals;
mod group;
mod handover;
mod import;
mod log;
mod measures;
mod newcomers;
mod notes;
mod office;
mod path;
mod plans;
mod queue;
mod record;
mod registers;
mod restricted;
mod retention;
mod reviews;
mod roster;
mod roster_notes;
mod services;
mod slots;
mod spells;
mod statistics;
mod together;
mod twins;
mod type_ahead;
mod ville;
