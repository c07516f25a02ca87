//! The days of a report, and stepping from one such stretch to the next.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::dates::{FIRST_DAY, LAST_DAY, add_months};
use crate::domain::keyed::{Keyed, keyed};

keyed! {
    /// How long a stretch is.
    pub enum Length {
        Year = "year",
        Half = "half",
        Quarter = "quarter",
        Month = "month",
    }
}

impl Length {
    fn months(self) -> i32 {
        match self {
            Length::Year => 12,
            Length::Half => 6,
            Length::Quarter => 3,
            Length::Month => 1,
        }
    }

    /// The next one in the list, and after the last the first.
    pub fn next(self) -> Length {
        let at = Length::ALL.iter().position(|length| *length == self).unwrap_or_default();
        Length::ALL[(at + 1) % Length::ALL.len()]
    }
}

/// From one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Span {
    /// The stretch of this length that a day lies in: whole years, halves, quarters, months.
    pub fn around(day: NaiveDate, length: Length) -> Span {
        let months = length.months();
        let first = day.month0().cast_signed() / months * months;
        let from = NaiveDate::from_ymd_opt(day.year(), first.unsigned_abs() + 1, 1).unwrap_or(day);
        Span::starting(from, months)
    }

    fn starting(from: NaiveDate, months: i32) -> Span {
        Span { from, to: add_months(from, months) - Days::new(1) }
    }

    /// Which length this stretch has; `None` when somebody has named its days.
    pub fn length(self) -> Option<Length> {
        Length::ALL.iter().copied().find(|length| Span::around(self.from, *length) == self)
    }

    /// So many stretches later, or earlier; one of named days moves by as many days as it has. The same where the
    /// calendar ends.
    pub fn step(self, by: i32) -> Span {
        let moved = match self.length() {
            Some(length) => Span::starting(add_months(self.from, by * length.months()), length.months()),
            None => {
                let days = (self.to - self.from + chrono::TimeDelta::days(1)) * by;
                Span { from: self.from + days, to: self.to + days }
            }
        };
        if moved.from < FIRST_DAY || moved.to > LAST_DAY { self } else { moved }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: &str, to: &str) -> Span {
        Span { from: from.parse().unwrap(), to: to.parse().unwrap() }
    }

    #[test]
    fn stretches_are_whole_and_step_by_their_own_length() {
        let day = "2017-02-06".parse().unwrap();
        let around = |length| Span::around(day, length);
        assert_eq!(around(Length::Year), span("2017-01-01", "2017-12-31"));
        assert_eq!(around(Length::Half), span("2017-01-01", "2017-06-30"));
        assert_eq!(around(Length::Quarter), span("2017-01-01", "2017-03-31"));
        assert_eq!(around(Length::Month), span("2017-02-01", "2017-02-28"));
        assert_eq!(around(Length::Half).step(-1), span("2016-07-01", "2016-12-31"));
        assert_eq!(around(Length::Month).step(12), span("2018-02-01", "2018-02-28"));
        assert_eq!(around(Length::Year).length(), Some(Length::Year));
        let named = span("2015-09-01", "2017-02-06");
        assert_eq!((named.length(), named.step(1).from), (None, "2017-02-07".parse().unwrap()));
        assert_eq!(span("1900-01-01", "1900-12-31").step(-1), span("1900-01-01", "1900-12-31"));
    }
}
