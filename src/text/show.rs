//! Dates, times and counts in words, the Finnish way in every language: 6.2.2017, 14.30, vk 7.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::Words;
use crate::domain::activity::Period;
use crate::domain::calendar::Week;
use crate::domain::dates::{show_date, show_day, show_days, show_span, show_time};
use crate::say;

/// Names a weekday in messages.
pub fn weekday_key(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "weekday-mon",
        Weekday::Tue => "weekday-tue",
        Weekday::Wed => "weekday-wed",
        Weekday::Thu => "weekday-thu",
        Weekday::Fri => "weekday-fri",
        Weekday::Sat => "weekday-sat",
        Weekday::Sun => "weekday-sun",
    }
}

impl Words {
    /// "ma", "ti", ...
    pub fn weekday(&self, day: Weekday) -> String {
        self.get(weekday_key(day))
    }

    /// "ma 6.2."
    pub fn short_day(&self, day: NaiveDate) -> String {
        format!("{} {}", self.weekday(day.weekday()), show_day(day))
    }

    /// "ma 6.2.2017"
    pub fn long_day(&self, day: NaiveDate) -> String {
        format!("{} {}", self.weekday(day.weekday()), show_date(day))
    }

    /// "helmikuu", by its number from 1 to 12.
    pub fn month(&self, number: u32) -> String {
        self.get(&format!("month-{number}"))
    }

    /// "vk 6"
    pub fn week(&self, week: Week) -> String {
        say!(self, "week", number = week.week())
    }

    /// "10–12", "klo 10" when the end is open, "aika avoin" when both are.
    pub fn span(&self, starts: Option<NaiveTime>, ends: Option<NaiveTime>) -> String {
        match (starts, ends) {
            (Some(starts), Some(ends)) => show_span(starts, ends),
            (Some(starts), None) => show_time(starts),
            _ => say!(self, "time-open"),
        }
    }

    /// "10.1.–28.2.2017", "alkaen 10.1.2017"; nothing where both ends are open.
    pub fn period(&self, period: Period) -> Option<String> {
        match (period.from, period.to) {
            (Some(from), Some(to)) => Some(show_days(from, to)),
            (Some(from), None) => Some(say!(self, "from-day", day = show_date(from))),
            (None, Some(to)) => Some(format!("–{}", show_date(to))),
            (None, None) => None,
        }
    }

    /// "7 pv"
    pub fn days(&self, days: i64) -> String {
        match days {
            0 => say!(self, "days-today"),
            _ => say!(self, "days", count = days),
        }
    }

    /// "83 %", or a dash when there is nothing to divide by.
    pub fn rate(&self, rate: Option<u32>) -> String {
        rate.map_or_else(|| "–".to_string(), |rate| format!("{rate} %"))
    }
}

impl Words {
    /// A stored UTC instant as the wall clock in Finland shows it: "14.02", or with the day when it was not today's.
    pub fn clock_of(&self, instant: &str) -> String {
        let utc = chrono::DateTime::parse_from_rfc3339(instant);
        utc.map_or_else(
            |_| instant.to_string(),
            |utc| {
                let local = utc.with_timezone(&chrono_tz::Europe::Helsinki).naive_local();
                format!("{} {}", show_day(local.date()), show_time(local.time()))
            },
        )
    }
}

/// Tables whose changes have a word of their own when they are undone: `undone-<table>`.
pub const UNDONE: &[&str] = &[
    "client",
    "client_access",
    "episode",
    "assignment",
    "goal",
    "plan",
    "decision",
    "review",
    "meeting",
    "note",
    "follow_up",
    "measure",
    "setting",
    "handed_over",
    "attendance",
    "recommendation",
    "enrolment",
    "absence_notice",
    "session",
    "booking",
    "activity",
    "series",
    "snooze",
    "merge",
    "parted",
    "apart",
];

impl Words {
    /// What was taken back. Somebody new may come with an appointment, and a session with its first mark, note or
    /// appointment; otherwise the first row is what was meant.
    pub fn undone(&self, undone: &crate::store::Undone) -> String {
        let tables = || undone.entities.iter().map(String::as_str);
        // One client has one own worker at a time: several are a caseload that was handed over.
        let several = undone.whom.is_none() && tables().any(|table| table == "assignment");
        let handed_over = several.then_some("handed_over");
        let merged = tables().find(|table| matches!(*table, "merge" | "parted"));
        let booked = tables().find(|table| *table == "booking");
        let besides = tables().find(|table| *table != "session");
        let meant =
            merged.or(handed_over).or(booked).or(besides).or(tables().next()).filter(|table| UNDONE.contains(table));
        let what = self.get(&format!("undone-{}", meant.unwrap_or("other")));
        match &undone.whom {
            Some(whom) => say!(self, "undone-whom", what = what, whom = whom.as_str()),
            None => say!(self, "undone", what = what),
        }
    }
}
