//! ISO weeks and the Finnish holidays.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::dates::{self, DateError, Lean};

/// An ISO 8601 week: Monday first, week 1 is the one with the year's first Thursday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    monday: NaiveDate,
}

impl Week {
    /// The week that holds `date`.
    pub fn of(date: NaiveDate) -> Self {
        let since_monday = date.weekday().num_days_from_monday();
        Self { monday: date - Days::new(since_monday.into()) }
    }

    /// Week `week` of the ISO year `year`.
    ///
    /// # Errors
    /// [`DateError::NoSuchWeek`] when the year has no such week.
    pub fn new(year: i32, week: u32) -> Result<Self, DateError> {
        dates::in_range(year)?;
        NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).map(Self::of).ok_or(DateError::NoSuchWeek {
            year,
            week,
            last: Self::last_of(year),
        })
    }

    /// A week as people type it: `6`, `vk 6`, `v 6`, `week 6`, `6/2018`, `2017-W06`. Without a
    /// year, the one nearest to `today`.
    ///
    /// # Errors
    /// As [`dates::parse_date`].
    pub fn parse(input: &str, today: NaiveDate) -> Result<Self, DateError> {
        dates::parse_week(input, today, Lean::Near)
    }

    /// The ISO year, which is not always the calendar year of each of its days.
    pub fn year(self) -> i32 {
        self.monday.iso_week().year()
    }

    /// 1 to 52 or 53.
    pub fn week(self) -> u32 {
        self.monday.iso_week().week()
    }

    pub fn monday(self) -> NaiveDate {
        self.monday
    }

    pub fn sunday(self) -> NaiveDate {
        self.day(Weekday::Sun)
    }

    pub fn day(self, weekday: Weekday) -> NaiveDate {
        self.monday + Days::new(weekday.num_days_from_monday().into())
    }

    pub fn days(self) -> [NaiveDate; 7] {
        std::array::from_fn(|i| self.monday + Days::new(i as u64))
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self { monday: self.monday + Days::new(7) }
    }

    #[must_use]
    pub fn previous(self) -> Self {
        Self { monday: self.monday - Days::new(7) }
    }

    /// The number of the last week of an ISO year: 28 December is always in it.
    pub fn last_of(year: i32) -> u32 {
        let day = NaiveDate::from_ymd_opt(year, 12, 28).unwrap_or(NaiveDate::MAX);
        day.iso_week().week()
    }
}

/// `2017-W06`, the form for files and commands.
impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year(), self.week())
    }
}

/// The days on which a Finnish municipal office is closed, besides ordinary weekends: the holy
/// days of the Church Act, May Day, Independence Day, and the two eves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holiday {
    NewYear,
    Epiphany,
    GoodFriday,
    EasterSunday,
    EasterMonday,
    MayDay,
    Ascension,
    Pentecost,
    MidsummerEve,
    MidsummerDay,
    AllSaints,
    Independence,
    ChristmasEve,
    ChristmasDay,
    BoxingDay,
}

/// How a holiday finds its date in a year.
enum Rule {
    On(u32, u32),
    /// Days after Easter Sunday.
    Easter(i64),
    /// The first such weekday on or after month, day.
    First(Weekday, u32, u32),
}

impl Holiday {
    pub const ALL: [Self; 15] = [
        Self::NewYear,
        Self::Epiphany,
        Self::GoodFriday,
        Self::EasterSunday,
        Self::EasterMonday,
        Self::MayDay,
        Self::Ascension,
        Self::Pentecost,
        Self::MidsummerEve,
        Self::MidsummerDay,
        Self::AllSaints,
        Self::Independence,
        Self::ChristmasEve,
        Self::ChristmasDay,
        Self::BoxingDay,
    ];

    /// The rules as they have stood since 1992.
    fn rule(self) -> Rule {
        match self {
            Self::NewYear => Rule::On(1, 1),
            Self::Epiphany => Rule::On(1, 6),
            Self::GoodFriday => Rule::Easter(-2),
            Self::EasterSunday => Rule::Easter(0),
            Self::EasterMonday => Rule::Easter(1),
            Self::MayDay => Rule::On(5, 1),
            Self::Ascension => Rule::Easter(39),
            Self::Pentecost => Rule::Easter(49),
            Self::MidsummerEve => Rule::First(Weekday::Fri, 6, 19),
            Self::MidsummerDay => Rule::First(Weekday::Sat, 6, 20),
            Self::AllSaints => Rule::First(Weekday::Sat, 10, 31),
            Self::Independence => Rule::On(12, 6),
            Self::ChristmasEve => Rule::On(12, 24),
            Self::ChristmasDay => Rule::On(12, 25),
            Self::BoxingDay => Rule::On(12, 26),
        }
    }

    /// Its date in `year`; none only where the calendar itself ends.
    pub fn date(self, year: i32) -> Option<NaiveDate> {
        match self.rule() {
            Rule::On(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Rule::Easter(days) => easter(year)?.checked_add_signed(chrono::TimeDelta::days(days)),
            Rule::First(weekday, month, day) => {
                let from = NaiveDate::from_ymd_opt(year, month, day)?;
                Some(from + Days::new(weekday.days_since(from.weekday()).into()))
            }
        }
    }

    /// A day off by agreement rather than by law; for a deadline it counts like a holy day.
    pub fn is_eve(self) -> bool {
        matches!(self, Self::MidsummerEve | Self::ChristmasEve)
    }

    /// The stable name for message keys and files.
    pub fn key(self) -> &'static str {
        match self {
            Self::NewYear => "new-year",
            Self::Epiphany => "epiphany",
            Self::GoodFriday => "good-friday",
            Self::EasterSunday => "easter-sunday",
            Self::EasterMonday => "easter-monday",
            Self::MayDay => "may-day",
            Self::Ascension => "ascension",
            Self::Pentecost => "pentecost",
            Self::MidsummerEve => "midsummer-eve",
            Self::MidsummerDay => "midsummer-day",
            Self::AllSaints => "all-saints",
            Self::Independence => "independence",
            Self::ChristmasEve => "christmas-eve",
            Self::ChristmasDay => "christmas-day",
            Self::BoxingDay => "boxing-day",
        }
    }
}

/// The holiday on `date`. Where two meet (Ascension on 1 May 2008), the one that moves the least
/// names the day.
pub fn holiday(date: NaiveDate) -> Option<Holiday> {
    Holiday::ALL.into_iter().find(|h| h.date(date.year()) == Some(date))
}

/// A Saturday, a Sunday or a holiday.
pub fn is_day_off(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun) || holiday(date).is_some()
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
pub fn easter(year: i32) -> Option<NaiveDate> {
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let moon_year = year.rem_euclid(19);
    let leap_moon = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * moon_year + century - century.div_euclid(4) - leap_moon + 15).rem_euclid(30);
    let to_sunday = (32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - epact - of_century % 4).rem_euclid(7);
    let late = (moon_year + 11 * epact + 22 * to_sunday) / 451;
    let day_of_march = epact + to_sunday - 7 * late + 22;
    let first = NaiveDate::from_ymd_opt(year, 3, 1)?;
    Some(first + Days::new(u64::try_from(day_of_march - 1).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    #[test]
    fn weeks_are_iso_weeks() {
        let week = Week::of(day("2017-02-08"));
        assert_eq!((week.year(), week.week()), (2017, 6));
        assert_eq!(week.to_string(), "2017-W06");
        assert_eq!(week.monday(), day("2017-02-06"));
        assert_eq!(week.days()[6], day("2017-02-12"));
        assert_eq!(week.sunday(), day("2017-02-12"));
        assert_eq!(week.day(Weekday::Thu), day("2017-02-09"));
        // 1 January 2017 was a Sunday, of the old year's last week.
        assert_eq!(Week::of(day("2017-01-01")).to_string(), "2016-W52");
    }

    #[test]
    fn the_week_after_the_last_is_the_first() {
        let last = Week::new(2026, 53).unwrap();
        assert_eq!(last.monday(), day("2026-12-28"));
        assert_eq!(last.next().to_string(), "2027-W01");
        assert_eq!(last.next().previous(), last);
        assert_eq!(Week::new(2017, 53), Err(DateError::NoSuchWeek { year: 2017, week: 53, last: 52 }));
        assert_eq!(Week::new(1789, 1), Err(DateError::OutOfRange));
    }

    /// Easter Sundays as almanacs print them, extremes of the cycle among them.
    #[test]
    fn easter_is_where_the_almanac_has_it() {
        let sundays = [
            "1943-04-25",
            "1954-04-18",
            "1981-04-19",
            "2000-04-23",
            "2008-03-23",
            "2011-04-24",
            "2016-03-27",
            "2017-04-16",
            "2018-04-01",
            "2019-04-21",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2038-04-25",
        ];
        for sunday in sundays {
            let sunday = day(sunday);
            assert_eq!(easter(sunday.year()), Some(sunday));
        }
    }

    #[test]
    fn the_holidays_of_the_programme_s_year() {
        let mut found: Vec<_> = day("2017-01-01")
            .iter_days()
            .take(365)
            .filter_map(|date| Some((date.to_string(), holiday(date)?.key())))
            .collect();
        found.sort();
        let expected = [
            ("2017-01-01", "new-year"),
            ("2017-01-06", "epiphany"),
            ("2017-04-14", "good-friday"),
            ("2017-04-16", "easter-sunday"),
            ("2017-04-17", "easter-monday"),
            ("2017-05-01", "may-day"),
            ("2017-05-25", "ascension"),
            ("2017-06-04", "pentecost"),
            ("2017-06-23", "midsummer-eve"),
            ("2017-06-24", "midsummer-day"),
            ("2017-11-04", "all-saints"),
            ("2017-12-06", "independence"),
            ("2017-12-24", "christmas-eve"),
            ("2017-12-25", "christmas-day"),
            ("2017-12-26", "boxing-day"),
        ];
        assert_eq!(found, expected.map(|(date, key)| (date.to_owned(), key)));
    }

    #[test]
    fn the_saturday_feasts_at_both_ends_of_their_week() {
        for (date, feast) in [
            ("2020-06-19", Holiday::MidsummerEve),
            ("2020-06-20", Holiday::MidsummerDay),
            ("2020-10-31", Holiday::AllSaints),
            ("2021-06-25", Holiday::MidsummerEve),
            ("2021-06-26", Holiday::MidsummerDay),
            ("2021-11-06", Holiday::AllSaints),
        ] {
            assert_eq!(holiday(day(date)), Some(feast), "{date}");
        }
    }

    /// The count that the employers' table of working time prints.
    #[test]
    fn weekdays_off_a_year() {
        for (year, off) in [(2025, 10), (2026, 9), (2027, 8), (2028, 9)] {
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let days = first.iter_days().take_while(|date| date.year() == year);
            let weekdays = days.filter(|date| date.weekday().num_days_from_monday() < 5);
            assert_eq!(weekdays.filter(|&date| holiday(date).is_some()).count(), off);
        }
    }

    #[test]
    fn two_holidays_on_one_day_are_one() {
        assert_eq!(holiday(day("2008-05-01")), Some(Holiday::MayDay));
        assert_eq!(Holiday::Ascension.date(2008), Some(day("2008-05-01")));
    }

    #[test]
    fn ordinary_days() {
        for date in ["2017-04-13", "2017-04-15", "2017-12-31", "2017-02-06"] {
            assert_eq!(holiday(day(date)), None, "{date}");
        }
        assert!(is_day_off(day("2017-04-15")));
        assert!(!is_day_off(day("2017-04-13")));
    }
}
