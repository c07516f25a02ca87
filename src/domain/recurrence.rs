//! On which days a group or a course meets.
//!
//! Everything is a plain date: no clock time and no time zone takes part, so a change to summer
//! time cannot move a meeting.

mod event;

use std::collections::BTreeSet;
use std::num::NonZeroU16;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Weekday, WeekdaySet};
use rrule::{Frequency, NWeekday, RRule, Tz, Unvalidated};
use thiserror::Error;

use super::calendar::{self, Week};
use super::dates;

/// Why a rule or a series is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SeriesError {
    #[error("a weekly rule needs a weekday")]
    NoWeekday,
    #[error("a rule repeats every week, every second week, ..., not every 0 weeks")]
    NoInterval,
    #[error("a rule of every second week or rarer needs the day that it counts from")]
    NoFirstDay,
    #[error("the last day {last} is before the first {first}")]
    EndsBeforeStart { first: NaiveDate, last: NaiveDate },
    #[error("not a rule that this program keeps")]
    Unsupported,
}

/// Some days of every week, or of every second, third... week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weekly {
    days: WeekdaySet,
    every: NonZeroU16,
}

impl Weekly {
    /// # Errors
    /// [`SeriesError::NoWeekday`], [`SeriesError::NoInterval`].
    pub fn new(days: impl IntoIterator<Item = Weekday>, every: u16) -> Result<Self, SeriesError> {
        let days = WeekdaySet::from_iter(days);
        if days.is_empty() {
            return Err(SeriesError::NoWeekday);
        }
        let every = NonZeroU16::new(every).ok_or(SeriesError::NoInterval)?;
        Ok(Self { days, every })
    }

    /// The weekdays, Monday first; at least one.
    pub fn days(self) -> impl Iterator<Item = Weekday> {
        self.days.iter(Weekday::Mon)
    }

    /// 1 for every week, 2 for every second one.
    pub fn every(self) -> u16 {
        self.every.get()
    }

    fn rule(self) -> RRule<Unvalidated> {
        RRule::new(Frequency::Weekly).interval(self.every()).by_weekday(self.by_day())
    }

    fn by_day(self) -> Vec<NWeekday> {
        self.days().map(NWeekday::Every).collect()
    }
}

/// How the days of a series are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    Weekly(Weekly),
    /// Named days, each for itself.
    Dates(BTreeSet<NaiveDate>),
    /// The source leaves the days open ("1-2 days a week").
    Open,
}

impl Pattern {
    /// # Errors
    /// As [`Weekly::new`].
    pub fn weekly(days: impl IntoIterator<Item = Weekday>, every: u16) -> Result<Self, SeriesError> {
        Weekly::new(days, every).map(Self::Weekly)
    }

    pub fn dates(dates: impl IntoIterator<Item = NaiveDate>) -> Self {
        Self::Dates(dates.into_iter().collect())
    }

    /// The text that the store keeps, in the words of RFC 5545: `FREQ=WEEKLY;BYDAY=TU`, or
    /// `RDATE;VALUE=DATE:20170303,20170310`, or nothing for [`Pattern::Open`].
    pub fn to_rrule(&self) -> String {
        match self {
            Self::Weekly(weekly) => weekly.rule().to_string(),
            Self::Dates(dates) => {
                let days = dates.iter().map(|date| date.format("%Y%m%d").to_string());
                format!("{DATES}{}", days.collect::<Vec<_>>().join(","))
            }
            Self::Open => String::new(),
        }
    }

    /// Reads back [`Pattern::to_rrule`].
    ///
    /// # Errors
    /// [`SeriesError::Unsupported`] for any other rule, such as a monthly one.
    pub fn from_rrule(text: &str) -> Result<Self, SeriesError> {
        if text.is_empty() {
            return Ok(Self::Open);
        }
        match text.strip_prefix(DATES) {
            Some(days) => read_dates(days),
            None => read_weekly(text),
        }
    }
}

const DATES: &str = "RDATE;VALUE=DATE:";

fn read_dates(days: &str) -> Result<Pattern, SeriesError> {
    let days = days.split(',').filter(|day| !day.is_empty());
    days.map(|day| NaiveDate::parse_from_str(day, "%Y%m%d"))
        .collect::<Result<_, _>>()
        .map(Pattern::Dates)
        .map_err(|_| SeriesError::Unsupported)
}

fn read_weekly(text: &str) -> Result<Pattern, SeriesError> {
    let rule = read_rule(text)?;
    let days = plain_weekdays(&rule)?;
    let weekly = Weekly::new(days.iter(Weekday::Mon), rule.get_interval())?;
    // Whatever else the rule says, this program would not keep.
    match weekly.rule() == rule.by_weekday(weekly.by_day()) {
        true => Ok(Pattern::Weekly(weekly)),
        false => Err(SeriesError::Unsupported),
    }
}

fn plain_weekdays(rule: &RRule<Unvalidated>) -> Result<WeekdaySet, SeriesError> {
    let days = rule.get_by_weekday().iter().map(|day| match day {
        NWeekday::Every(day) => Ok(*day),
        NWeekday::Nth(..) => Err(SeriesError::Unsupported),
    });
    days.collect()
}

fn read_rule(text: &str) -> Result<RRule<Unvalidated>, SeriesError> {
    // The parser slices weekday names by bytes.
    if !text.is_ascii() {
        return Err(SeriesError::Unsupported);
    }
    text.parse().map_err(|_| SeriesError::Unsupported)
}

/// A pattern between two days, either of which may be left open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    pattern: Pattern,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    skip_holidays: bool,
}

impl Series {
    /// `first` and `last` need not be days on which the group meets. With `skip_holidays` a
    /// weekly series leaves out the days that [`calendar::holiday`] names; named dates stand.
    ///
    /// # Errors
    /// [`SeriesError::EndsBeforeStart`], [`SeriesError::NoFirstDay`].
    pub fn new(
        pattern: Pattern,
        first: Option<NaiveDate>,
        last: Option<NaiveDate>,
        skip_holidays: bool,
    ) -> Result<Self, SeriesError> {
        if let (Some(first), Some(last)) = (first, last)
            && last < first
        {
            return Err(SeriesError::EndsBeforeStart { first, last });
        }
        match &pattern {
            Pattern::Weekly(weekly) if weekly.every() > 1 && first.is_none() => Err(SeriesError::NoFirstDay),
            _ => Ok(Self { pattern, first, last, skip_holidays }),
        }
    }

    pub fn pattern(&self) -> &Pattern {
        &self.pattern
    }

    pub fn first(&self) -> Option<NaiveDate> {
        self.first
    }

    pub fn last(&self) -> Option<NaiveDate> {
        self.last
    }

    pub fn skips_holidays(&self) -> bool {
        self.skip_holidays
    }

    /// What is left of the series from `day` on, in the same turn of weeks; `None` when it is over by then.
    pub fn not_before(&self, day: NaiveDate) -> Option<Self> {
        let begun = self.first.is_some_and(|first| first < day);
        let first = match &self.pattern {
            Pattern::Weekly(weekly) if begun => self.next_of_turn(*weekly, day),
            _ => self.first.map_or(day, |first| first.max(day)),
        };
        Self::new(self.pattern.clone(), Some(first), self.last, self.skip_holidays).ok()
    }

    /// The days of the series from `from` to `to`, both counted, in order. The cost grows with
    /// the window, not with the age of the series.
    pub fn occurrences(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let from = self.first.map_or(from, |first| first.max(from));
        let to = self.last.map_or(to, |last| last.min(to));
        if to < from {
            return Vec::new();
        }
        match &self.pattern {
            Pattern::Weekly(weekly) => self.weekly_between(*weekly, from, to),
            Pattern::Dates(dates) => dates.range(from..=to).copied().collect(),
            Pattern::Open => Vec::new(),
        }
    }

    /// How many days the series has; none when it has no end or its days are open.
    pub fn count(&self) -> Option<usize> {
        let (from, to) = match &self.pattern {
            Pattern::Weekly(_) => (self.first?, self.last?),
            Pattern::Dates(_) => (NaiveDate::MIN, NaiveDate::MAX),
            Pattern::Open => return None,
        };
        Some(self.occurrences(from, to).len())
    }

    fn weekly_between(&self, weekly: Weekly, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let (from, to) = (from.max(dates::FIRST_DAY), to.min(dates::LAST_DAY));
        let start = self.start_of_turn(weekly, from);
        let Ok(set) = weekly.rule().until(midnight(to)).build(midnight(start)) else {
            return Vec::new();
        };
        let days = set.into_iter().map(|at| at.date_naive());
        days.filter(|&day| day >= from && !self.skips(day)).collect()
    }

    /// The Monday from which the rule can be counted to give the days from `day` on: of the
    /// latest week, `day`'s own or earlier, in which it is the series' turn.
    fn start_of_turn(&self, weekly: Weekly, day: NaiveDate) -> NaiveDate {
        let monday = Week::of(day).monday();
        let anchor = Week::of(self.first.unwrap_or(day)).monday();
        let weeks = (monday - anchor).num_weeks();
        let off = weeks.rem_euclid(weekly.every().into());
        monday - TimeDelta::weeks(off)
    }

    /// `day` itself in a week in which it is the series' turn, otherwise the Monday of the next such week.
    fn next_of_turn(&self, weekly: Weekly, day: NaiveDate) -> NaiveDate {
        let turn = self.start_of_turn(weekly, day);
        match turn == Week::of(day).monday() {
            true => day,
            false => turn + TimeDelta::weeks(weekly.every().into()),
        }
    }

    fn skips(&self, day: NaiveDate) -> bool {
        self.skip_holidays && calendar::holiday(day).is_some()
    }
}

/// The rule's arithmetic needs a moment; in UTC each day has exactly one midnight.
fn midnight(date: NaiveDate) -> DateTime<Tz> {
    Tz::UTC.from_utc_datetime(&date.and_time(NaiveTime::MIN))
}

#[cfg(test)]
mod tests;
