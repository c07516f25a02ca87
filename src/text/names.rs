//! Which messages the program can ask for by a name that it puts together, for the tests of the message files.
//! The others are named by `say!`, where the compiler looks.

use chrono::Weekday;

use super::{UNDONE, weekday_key};
use crate::action::{Action, Place};
use crate::app::hints;
use crate::commands;
use crate::domain::keyed::Keyed;
use crate::domain::{activity, attendance, calendar, due, episode, goal, worker};
use crate::forms::FormScreen;
use crate::store::StoreError;

const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The name of every message that is put together from a key of a table.
pub fn names_from_tables() -> Vec<String> {
    let closed_sets = [
        of::<Action>("action"),
        of::<Place>("place"),
        of::<activity::Tier>("tier"),
        of::<activity::Kind>("kind"),
        of::<attendance::Mark>("mark"),
        of::<attendance::EnrolmentState>("enrolment"),
        of::<episode::EpisodeState>("episode"),
        of::<episode::EpisodeFault>("episode-fault"),
        of::<goal::GoalState>("goal"),
        of::<goal::Responsible>("responsible"),
        of::<worker::Role>("role"),
        of::<due::Ground>("ground"),
    ];
    let lists = [
        each("due", due::RULES.iter().map(|rule| rule.key)),
        each("holiday", calendar::Holiday::ALL.iter().map(|holiday| holiday.key())),
        each("error", StoreError::KEYS.iter().copied()),
        each("key", hints::NAMED.iter().copied()),
        each("form", FormScreen::NAMES.iter().copied()),
        each("undone", UNDONE.iter().copied()),
    ];
    // What stands for "none of them", and the two sides of a check box.
    let others = ["mark-unmarked", "undone-other", "yes", "no"].map(String::from);
    let weekdays = WEEKDAYS.map(|day| weekday_key(day).to_string());
    let tables = closed_sets.into_iter().chain(lists).flatten();
    tables.chain(others).chain(weekdays).chain(commands::message_names()).collect()
}

fn of<K: Keyed>(set: &str) -> Vec<String> {
    each(set, K::ALL.iter().map(|value| value.key()))
}

fn each<'a>(set: &str, keys: impl Iterator<Item = &'a str>) -> Vec<String> {
    keys.map(|key| format!("{set}-{key}")).collect()
}
