//! What people do, key by key, through update and store: one file for each part of their work.

#[path = "../support/driver.rs"]
pub mod driver;

mod activities;
mod activity_form;
mod calendar;
mod clients;
mod episodes;
mod finding;
mod goals;
mod notes;
mod roster;
mod services;
mod slots;
mod together;
