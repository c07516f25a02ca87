//! Series as the store keeps them, in the words of RFC 5545.

use std::collections::BTreeSet;

use chrono::{NaiveDate, Weekday, WeekdaySet};
use rrule::{Frequency, NWeekday, RRule, Unvalidated};

use super::{Monthly, Nth, Pattern, Series, SeriesError, Weekly};
use crate::domain::keyed::Keyed;

const DATES: &str = "RDATE;VALUE=DATE:";
const EXCEPT: &str = "EXDATE;VALUE=DATE:";

impl Pattern {
    /// `FREQ=WEEKLY;BYDAY=TU`, `FREQ=MONTHLY;BYDAY=2TU`, or `RDATE;VALUE=DATE:20170303,20170310`, or nothing for
    /// [`Pattern::Open`].
    pub fn to_rrule(&self) -> String {
        match self {
            Self::Weekly(weekly) => weekly.rule().to_string(),
            Self::Monthly(monthly) => monthly_text(*monthly),
            Self::Dates(dates) => list(DATES, dates),
            Self::Open => String::new(),
        }
    }

    /// Reads back [`Pattern::to_rrule`].
    ///
    /// # Errors
    /// [`SeriesError::Unsupported`] for any other rule, such as a yearly one.
    pub fn from_rrule(text: &str) -> Result<Self, SeriesError> {
        if text.is_empty() {
            return Ok(Self::Open);
        }
        if let Some(days) = text.strip_prefix(DATES) {
            return read_list(days).map(Self::Dates);
        }
        let rule = read_rule(text)?;
        // The end is kept beside the pattern, not in it.
        match (rule.get_count(), rule.get_until()) {
            (None, None) => Self::of_rule(&rule, None),
            _ => Err(SeriesError::Unsupported),
        }
    }

    /// The pattern of a rule, whatever its end. Without `BYDAY` a weekly one repeats on `weekday`.
    pub(super) fn of_rule(rule: &RRule<Unvalidated>, weekday: Option<Weekday>) -> Result<Self, SeriesError> {
        let (pattern, mut kept) = match rule.get_freq() {
            Frequency::Weekly => {
                let weekly = weekly_part(rule, weekday)?;
                (Self::Weekly(weekly), weekly.rule())
            }
            Frequency::Monthly => {
                let monthly = monthly_part(rule)?;
                (Self::Monthly(monthly), monthly.rule().by_set_pos(rule.get_by_set_pos().to_vec()))
            }
            _ => return Err(SeriesError::Unsupported),
        };
        if rule.get_freq() == Frequency::Monthly || rule.get_interval() == 1 {
            // Where the week starts makes a difference only when weeks are left out.
            kept = kept.week_start(rule.get_week_start());
        }
        if let Some(count) = rule.get_count() {
            kept = kept.count(count);
        }
        if let Some(until) = rule.get_until() {
            kept = kept.until(*until);
        }
        // Whatever else the rule says, this program would not keep.
        let kept = kept.by_weekday(rule.get_by_weekday().to_vec());
        (kept == *rule).then_some(pattern).ok_or(SeriesError::Unsupported)
    }
}

impl Series {
    /// The text that the store keeps beside the first and the last day: the pattern's line, then one line of the
    /// days besides it and one of the days left out, where there are any.
    pub fn to_text(&self) -> String {
        let lines = [(DATES, &self.extra), (EXCEPT, &self.except)];
        let more = lines.into_iter().filter(|(_, days)| !days.is_empty()).map(|(name, days)| list(name, days));
        std::iter::once(self.pattern.to_rrule()).chain(more).collect::<Vec<_>>().join("\n")
    }

    /// Reads back [`Series::to_text`].
    ///
    /// # Errors
    /// [`SeriesError::Unsupported`] for any other text; those of [`Series::new`].
    pub fn from_text(
        text: &str,
        first: Option<NaiveDate>,
        last: Option<NaiveDate>,
        skip_holidays: bool,
    ) -> Result<Self, SeriesError> {
        let (pattern, mut rest) = text.split_once('\n').unwrap_or((text, ""));
        let mut series = Self::new(Pattern::from_rrule(pattern)?, first, last, skip_holidays)?;
        for (name, days) in [(DATES, &mut series.extra), (EXCEPT, &mut series.except)] {
            if let Some(line) = rest.strip_prefix(name) {
                let (list, after) = line.split_once('\n').unwrap_or((line, ""));
                (*days, rest) = (read_list(list)?, after);
            }
        }
        let repeats = series.pattern.turns().is_some();
        match rest.is_empty() && (repeats || series.extra.is_empty() && series.except.is_empty()) {
            true => Ok(series),
            false => Err(SeriesError::Unsupported),
        }
    }
}

fn list(name: &str, days: &BTreeSet<NaiveDate>) -> String {
    let days = days.iter().map(|day| day.format("%Y%m%d").to_string());
    format!("{name}{}", days.collect::<Vec<_>>().join(","))
}

fn read_list(days: &str) -> Result<BTreeSet<NaiveDate>, SeriesError> {
    let days = days.split(',').filter(|day| !day.is_empty());
    days.map(|day| NaiveDate::parse_from_str(day, "%Y%m%d"))
        .collect::<Result<_, _>>()
        .map_err(|_| SeriesError::Unsupported)
}

/// The crate's own text leaves the 1 out of `1TU`, which then means every Tuesday.
fn monthly_text(monthly: Monthly) -> String {
    let every = match monthly.every() {
        1 => String::new(),
        months => format!("INTERVAL={months};"),
    };
    let (nth, day) = (monthly.nth().number(), NWeekday::Every(monthly.day()));
    format!("FREQ=MONTHLY;{every}BYDAY={nth}{day}")
}

fn weekly_part(rule: &RRule<Unvalidated>, weekday: Option<Weekday>) -> Result<Weekly, SeriesError> {
    let named = rule.get_by_weekday().iter().map(|day| match day {
        NWeekday::Every(day) => Ok(*day),
        NWeekday::Nth(..) => Err(SeriesError::Unsupported),
    });
    let named = named.collect::<Result<WeekdaySet, _>>()?;
    let days = match (named.is_empty(), weekday) {
        (true, Some(weekday)) => WeekdaySet::single(weekday),
        _ => named,
    };
    Weekly::new(days.iter(Weekday::Mon), rule.get_interval())
}

/// `BYDAY=2TU`, which some programs write `BYDAY=TU;BYSETPOS=2`.
fn monthly_part(rule: &RRule<Unvalidated>) -> Result<Monthly, SeriesError> {
    let (nth, day) = match (rule.get_by_weekday(), rule.get_by_set_pos()) {
        ([NWeekday::Nth(nth, day)], []) => (i32::from(*nth), *day),
        ([NWeekday::Every(day)], [nth]) => (*nth, *day),
        _ => return Err(SeriesError::Unsupported),
    };
    let known = Nth::ALL.iter().copied().find(|known| i32::from(known.number()) == nth);
    Monthly::new(known.ok_or(SeriesError::Unsupported)?, day, rule.get_interval())
}

pub(super) fn read_rule(text: &str) -> Result<RRule<Unvalidated>, SeriesError> {
    // The parser slices weekday names by bytes.
    if !text.is_ascii() {
        return Err(SeriesError::Unsupported);
    }
    text.parse().map_err(|_| SeriesError::Unsupported)
}
