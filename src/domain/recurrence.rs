//! On which days a group or a course meets.
//!
//! Everything is a plain date: no clock time and no time zone takes part, so a change to summer
//! time cannot move a meeting.

mod event;
mod pattern;
mod text;

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use thiserror::Error;

use super::{calendar, dates};
pub use event::EventDays;
pub use pattern::{Monthly, Nth, Pattern, Weekly};

/// Why a rule or a series is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SeriesError {
    #[error("a weekly rule needs a weekday")]
    NoWeekday,
    #[error("a rule repeats every week, every second week, ..., not every 0 weeks")]
    NoInterval,
    #[error("a rule that leaves weeks or months out, or counts its times, needs the day that it counts from")]
    NoFirstDay,
    #[error("the last day {last} is before the first {first}")]
    EndsBeforeStart { first: NaiveDate, last: NaiveDate },
    #[error("a series is counted to 1 to {MOST_TIMES} times, and has no more than its days")]
    NoSuchTime,
    #[error("not a rule that this program keeps")]
    Unsupported,
}

/// A series that counts further than a daily group of twenty years is a mistake, or an attack.
pub const MOST_TIMES: u32 = 10_000;

/// A pattern between two days, either of which may be left open, with single days besides it and without others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    pattern: Pattern,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    skip_holidays: bool,
    /// Days besides those of a rule. They stand on holidays, too.
    extra: BTreeSet<NaiveDate>,
    /// Days of a rule that are left out altogether.
    except: BTreeSet<NaiveDate>,
}

impl Series {
    /// `first` and `last` need not be days on which the group meets. With `skip_holidays` a
    /// rule leaves out the days that [`calendar::holiday`] names; named dates stand.
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
        let every = match &pattern {
            Pattern::Weekly(weekly) => weekly.every(),
            Pattern::Monthly(monthly) => monthly.every(),
            Pattern::Dates(_) | Pattern::Open => 1,
        };
        match first {
            None if every > 1 => Err(SeriesError::NoFirstDay),
            _ => {
                let (extra, except) = (BTreeSet::new(), BTreeSet::new());
                let mut series = Self { pattern, first, last, skip_holidays, extra, except };
                series.keep_within();
                Ok(series)
            }
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

    /// The days besides those of its rule; none where the days are named one by one.
    pub fn extra(&self) -> &BTreeSet<NaiveDate> {
        &self.extra
    }

    /// The days of its rule that are left out altogether; holidays are not among them.
    pub fn except(&self) -> &BTreeSet<NaiveDate> {
        &self.except
    }

    /// The same series without one day. A day on which it does not meet anyway changes nothing.
    #[must_use]
    pub fn without(mut self, day: NaiveDate) -> Self {
        if let Pattern::Dates(days) = &mut self.pattern {
            days.remove(&day);
        }
        self.extra.remove(&day);
        if self.days(day, day).next().is_some() {
            self.except.insert(day);
        }
        self
    }

    /// The same series with one day more. A day before the first or after the last becomes the first or the last,
    /// and what the rule would give between is left out.
    ///
    /// # Errors
    /// [`SeriesError::Unsupported`] where the days are open.
    pub fn also_on(mut self, day: NaiveDate) -> Result<Self, SeriesError> {
        if self.pattern == Pattern::Open {
            return Err(SeriesError::Unsupported);
        }
        self.reach(day);
        self.except.remove(&day);
        if self.occurrences(day, day).is_empty() {
            match &mut self.pattern {
                Pattern::Dates(days) => days.insert(day),
                _ => self.extra.insert(day),
            };
        }
        Ok(self)
    }

    /// Moves the first or the last day so far that `day` is within; on which days it meets stays the same.
    fn reach(&mut self, day: NaiveDate) {
        let (was_first, was_last) = (self.first, self.last);
        let turns = self.pattern.turns();
        // In the same turn of weeks or months as before.
        let reached = |first| turns.as_ref().map_or(day, |turns| turns.previous(first, day));
        self.first = was_first.map(|first| if day < first { reached(first) } else { first });
        self.last = was_last.map(|last| last.max(day));
        let mut gaps: Vec<NaiveDate> = Vec::new();
        if let Some(first) = was_first.filter(|first| day < *first) {
            gaps.extend(self.days(NaiveDate::MIN, first - Days::new(1)));
        }
        if let Some(last) = was_last.filter(|last| *last < day) {
            gaps.extend(self.days(last + Days::new(1), NaiveDate::MAX));
        }
        self.except.extend(gaps);
    }

    /// The same series with the days more and the days less of another one with the same pattern.
    #[must_use]
    pub fn with_single_days_of(self, other: &Self) -> Self {
        if self.pattern != other.pattern {
            return self;
        }
        let (extra, except) = (other.extra.clone(), other.except.clone());
        let mut series = Self { extra, except, ..self };
        series.keep_within();
        series
    }

    /// The same series with another last day, or without one.
    ///
    /// # Errors
    /// [`SeriesError::EndsBeforeStart`].
    pub fn ending_on(mut self, last: Option<NaiveDate>) -> Result<Self, SeriesError> {
        if let (Some(first), Some(last)) = (self.first, last)
            && last < first
        {
            return Err(SeriesError::EndsBeforeStart { first, last });
        }
        self.last = last;
        self.keep_within();
        Ok(self)
    }

    /// The same series, to end on the day of its `count`-th time, whatever its last day was. A holiday that it skips
    /// and a day that is left out are no times.
    ///
    /// # Errors
    /// [`SeriesError::NoSuchTime`]; [`SeriesError::NoFirstDay`]; [`SeriesError::Unsupported`] where the days are open.
    pub fn ending_after(self, count: u32) -> Result<Self, SeriesError> {
        let endless = self.ending_on(None)?;
        let first = match (&endless.pattern, endless.first) {
            (Pattern::Open, _) => return Err(SeriesError::Unsupported),
            (Pattern::Dates(_), first) => first.unwrap_or(NaiveDate::MIN),
            (_, first) => first.ok_or(SeriesError::NoFirstDay)?,
        };
        if !(1..=MOST_TIMES).contains(&count) {
            return Err(SeriesError::NoSuchTime);
        }
        let last = endless.meets(first, NaiveDate::MAX).nth(count as usize - 1);
        let last = last.ok_or(SeriesError::NoSuchTime)?;
        endless.ending_on(Some(last))
    }

    /// What is left of the series from `day` on, in the same turn of weeks or months; `None` when it is over by then.
    pub fn not_before(&self, day: NaiveDate) -> Option<Self> {
        let begun = self.first.filter(|first| *first < day);
        let first = match (self.pattern.turns(), begun) {
            (Some(turns), Some(anchor)) => turns.next(anchor, day),
            _ => self.first.map_or(day, |first| first.max(day)),
        };
        // A day more may lie in a week or month in which it is not the rule's turn.
        let early: Vec<NaiveDate> = self.extra.iter().copied().filter(|extra| (day..first).contains(extra)).collect();
        if early.is_empty() && self.last.is_some_and(|last| last < first) {
            return None;
        }
        let mut rest = Self { first: Some(first), ..self.clone() };
        rest.keep_within();
        let over = matches!(&rest.pattern, Pattern::Dates(days) if days.is_empty());
        if over { None } else { early.into_iter().try_fold(rest, Self::also_on).ok() }
    }

    /// Single days count only between the first and the last.
    fn keep_within(&mut self) {
        let (first, last) = (self.first.unwrap_or(NaiveDate::MIN), self.last.unwrap_or(NaiveDate::MAX));
        let within = |day: &NaiveDate| (first..=last).contains(day);
        if let Pattern::Dates(days) = &mut self.pattern {
            days.retain(within);
        }
        self.extra.retain(within);
        self.except.retain(within);
    }

    /// The days of the series from `from` to `to`, both counted, in order. The cost grows with
    /// the window, not with the age of the series.
    pub fn occurrences(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        self.meets(from, to).collect()
    }

    fn meets(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        self.days(from, to).filter(|day| !self.skips(*day))
    }

    /// As [`Series::occurrences`], with the holidays that the series skips; found as they are asked for. Days that are
    /// left out altogether are not among them.
    pub fn days(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let from = self.first.map_or(from, |first| first.max(from));
        let to = self.last.map_or(to, |last| last.min(to));
        let turns = self.pattern.turns().map(|turns| turns.days(self.first.unwrap_or(from), from, to));
        let ruled = turns.into_iter().flatten().filter(|day| !self.except.contains(day));
        let named = match &self.pattern {
            Pattern::Dates(days) => days,
            _ => &self.extra,
        };
        let named = named.iter().copied().filter(move |day| (from..=to).contains(day));
        in_order(ruled, named)
    }

    /// True for a holiday on which the rule would meet if the series did not skip holidays.
    pub fn skips(&self, day: NaiveDate) -> bool {
        let named = matches!(self.pattern, Pattern::Dates(_)) || self.extra.contains(&day);
        self.skip_holidays && !named && calendar::holiday(day).is_some()
    }

    /// How many days the series has; none when it has no end or its days are open.
    pub fn count(&self) -> Option<usize> {
        let (from, to) = match &self.pattern {
            Pattern::Weekly(_) | Pattern::Monthly(_) => (self.first?, self.last?),
            Pattern::Dates(_) => (NaiveDate::MIN, NaiveDate::MAX),
            Pattern::Open => return None,
        };
        Some(self.meets(from, to).count())
    }

    /// The day on which it really begins; none when its days are open or its rule has no first day.
    pub fn first_occurrence(&self) -> Option<NaiveDate> {
        let from = match &self.pattern {
            Pattern::Dates(_) => self.first.unwrap_or(NaiveDate::MIN),
            _ => self.first?,
        };
        self.meets(from, NaiveDate::MAX).next()
    }

    /// The day on which it really ends; none when its days are open or its rule has no last day.
    pub fn last_occurrence(&self) -> Option<NaiveDate> {
        let begins = self.first.unwrap_or(NaiveDate::MIN);
        let last = match &self.pattern {
            Pattern::Dates(_) => return self.meets(begins, NaiveDate::MAX).last(),
            _ => self.last?.min(dates::LAST_DAY),
        };
        let begins = begins.max(dates::FIRST_DAY);
        let mut span = 32;
        loop {
            // Backwards, further and further where weeks, months or holidays are left out.
            let from = last.checked_sub_days(Days::new(span)).map_or(begins, |from| from.max(begins));
            let found = self.meets(from, last).last();
            if found.is_some() || from == begins {
                return found;
            }
            span *= 4;
        }
    }
}

/// Two runs of days, each in order, as one; a day of both comes once.
fn in_order(
    one: impl Iterator<Item = NaiveDate>,
    other: impl Iterator<Item = NaiveDate>,
) -> impl Iterator<Item = NaiveDate> {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    std::iter::from_fn(move || match (one.peek().copied(), other.peek().copied()) {
        (Some(a), Some(b)) if b < a => other.next(),
        (Some(a), b) => {
            if b == Some(a) {
                other.next();
            }
            one.next()
        }
        (None, _) => other.next(),
    })
}

#[cfg(test)]
mod tests;
