//! How the days of a series are known, and in which weeks or months it is its turn.

use std::collections::BTreeSet;
use std::num::NonZeroU16;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, TimeZone, Weekday, WeekdaySet};
use rrule::{Frequency, NWeekday, RRule, Tz, Unvalidated};

use super::SeriesError;
use crate::domain::calendar::Week;
use crate::domain::dates;
use crate::domain::keyed::keyed;

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

    pub(super) fn rule(self) -> RRule<Unvalidated> {
        let days = self.days().map(NWeekday::Every).collect();
        RRule::new(Frequency::Weekly).interval(self.every()).by_weekday(days)
    }
}

keyed! {
    /// Which of a month's Tuesdays, say. The fifth is missing from most months: only the last is in all of them.
    pub enum Nth {
        First = "first",
        Second = "second",
        Third = "third",
        Fourth = "fourth",
        Last = "last",
    }
}

impl Nth {
    /// 1 to 4, -1 for the last.
    pub(super) fn number(self) -> i16 {
        match self {
            Self::First => 1,
            Self::Second => 2,
            Self::Third => 3,
            Self::Fourth => 4,
            Self::Last => -1,
        }
    }
}

/// One weekday of every month, or of every second, third... month: the second Tuesday, the last Thursday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Monthly {
    nth: Nth,
    day: Weekday,
    every: NonZeroU16,
}

impl Monthly {
    /// # Errors
    /// [`SeriesError::NoInterval`].
    pub fn new(nth: Nth, day: Weekday, every: u16) -> Result<Self, SeriesError> {
        let every = NonZeroU16::new(every).ok_or(SeriesError::NoInterval)?;
        Ok(Self { nth, day, every })
    }

    pub fn nth(self) -> Nth {
        self.nth
    }

    pub fn day(self) -> Weekday {
        self.day
    }

    /// 1 for every month, 2 for every second one.
    pub fn every(self) -> u16 {
        self.every.get()
    }

    pub(super) fn rule(self) -> RRule<Unvalidated> {
        let day = NWeekday::Nth(self.nth.number(), self.day);
        RRule::new(Frequency::Monthly).interval(self.every()).by_weekday(vec![day])
    }
}

/// How the days of a series are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    Weekly(Weekly),
    Monthly(Monthly),
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

    /// # Errors
    /// As [`Monthly::new`].
    pub fn monthly(nth: Nth, day: Weekday, every: u16) -> Result<Self, SeriesError> {
        Monthly::new(nth, day, every).map(Self::Monthly)
    }

    pub fn dates(dates: impl IntoIterator<Item = NaiveDate>) -> Self {
        Self::Dates(dates.into_iter().collect())
    }

    /// How it repeats; none where it does not.
    pub(super) fn turns(&self) -> Option<Turns> {
        match self {
            Self::Weekly(weekly) => Some(Turns { rule: weekly.rule(), unit: Unit::Week, every: weekly.every().into() }),
            Self::Monthly(monthly) => {
                Some(Turns { rule: monthly.rule(), unit: Unit::Month, every: monthly.every().into() })
            }
            Self::Dates(_) | Self::Open => None,
        }
    }
}

/// What a rule counts in.
#[derive(Clone, Copy)]
enum Unit {
    Week,
    Month,
}

/// A rule, and the weeks or months in which it is its turn: every n-th, counted from the one of an anchor day.
pub(super) struct Turns {
    rule: RRule<Unvalidated>,
    unit: Unit,
    every: u32,
}

impl Turns {
    /// The days from `from` to `to`, both counted, in order; found as they are asked for.
    pub fn days(&self, anchor: NaiveDate, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> + use<> {
        let (from, to) = (from.max(dates::FIRST_DAY), to.min(dates::LAST_DAY));
        let bounded = || self.rule.clone().until(midnight(to)).build(midnight(self.start(anchor, from))).ok();
        let set = if from <= to { bounded() } else { None };
        set.into_iter().flat_map(|set| (&set).into_iter()).map(|at| at.date_naive()).filter(move |day| *day >= from)
    }

    /// The first day of the latest week or month, `day`'s own or earlier, in which it is its turn.
    pub fn start(&self, anchor: NaiveDate, day: NaiveDate) -> NaiveDate {
        let (own, first) = (self.unit.start(day), self.unit.start(anchor));
        let off = self.unit.between(first, own).rem_euclid(self.every.into());
        self.unit.later(own, -off)
    }

    /// `day` itself when it is in a turn, otherwise the first day of the next one.
    pub fn next(&self, anchor: NaiveDate, day: NaiveDate) -> NaiveDate {
        let turn = self.start(anchor, day);
        match turn == self.unit.start(day) {
            true => day,
            false => self.unit.later(turn, self.every.into()),
        }
    }

    /// `day` itself when it is in a turn, otherwise the first day of the turn before it.
    pub fn previous(&self, anchor: NaiveDate, day: NaiveDate) -> NaiveDate {
        let turn = self.start(anchor, day);
        if turn == self.unit.start(day) { day } else { turn }
    }
}

impl Unit {
    fn start(self, day: NaiveDate) -> NaiveDate {
        match self {
            Unit::Week => Week::of(day).monday(),
            Unit::Month => day - TimeDelta::days(i64::from(day.day0())),
        }
    }

    /// How many weeks or months one start is after another.
    fn between(self, earlier: NaiveDate, later: NaiveDate) -> i64 {
        let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
        match self {
            Unit::Week => (later - earlier).num_weeks(),
            Unit::Month => months(later) - months(earlier),
        }
    }

    fn later(self, start: NaiveDate, count: i64) -> NaiveDate {
        match self {
            Unit::Week => start + TimeDelta::weeks(count),
            Unit::Month => dates::add_months(start, i32::try_from(count).unwrap_or_default()),
        }
    }
}

/// The rule's arithmetic needs a moment; in UTC each day has exactly one midnight.
fn midnight(date: NaiveDate) -> DateTime<Tz> {
    Tz::UTC.from_utc_datetime(&date.and_time(NaiveTime::MIN))
}
