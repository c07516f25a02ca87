//! Rinnalla ("alongside"): work management for a small social rehabilitation team.
//!
//! Data flows one way: key -> action -> update -> command -> store -> reply -> view.
#![forbid(unsafe_code)]

pub mod action;
pub mod app;
pub mod commands;
pub mod demo;
pub mod domain;
pub mod exchange;
pub mod forms;
pub mod guard;
pub mod runtime;
pub mod screens;
pub mod store;
pub mod term;
pub mod text;
pub mod widgets;
