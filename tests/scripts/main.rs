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
mod discretion;
mod episodes;
mod finding;
mod goals;
mod group;
mod newcomers;
mod notes;
mod path;
mod plans;
mod queue;
mod registers;
mod reviews;
mod roster;
mod roster_notes;
mod services;
mod slots;
mod spells;
mod together;
mod type_ahead;
