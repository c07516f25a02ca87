//! Dates and times: the span the program works with, how they are shown, how months are counted.
//! How they are typed is in [`typing`].

mod typing;
mod weekdays;
mod words;

use chrono::{Datelike, Months, NaiveDate, NaiveTime, Timelike};

use super::calendar;
pub use typing::{DateError, Lean, TimeError, parse_date, parse_time, parse_week};
pub use weekdays::parse_weekdays;

/// The days that the program works with. No birth date lies before them, no plan after.
pub const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
pub const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2199, 12, 31).unwrap();

/// `6.2.2017`
pub fn show_date(date: NaiveDate) -> String {
    format!("{}.{}.{}", date.day(), date.month(), date.year())
}

/// `6.2.`
pub fn show_day(date: NaiveDate) -> String {
    format!("{}.{}.", date.day(), date.month())
}

/// `14.30`, `9.00`
pub fn show_time(time: NaiveTime) -> String {
    format!("{}.{:02}", time.hour(), time.minute())
}

/// `9–11.30`, `8–16`: full hours short.
pub fn show_span(start: NaiveTime, end: NaiveTime) -> String {
    let short = |time: NaiveTime| match time.minute() {
        0 => time.hour().to_string(),
        _ => show_time(time),
    };
    format!("{}–{}", short(start), short(end))
}

/// `10.1.–28.2.2017`: what both days share is written once.
pub fn show_days(from: NaiveDate, to: NaiveDate) -> String {
    if from == to {
        show_date(to)
    } else if from.year() != to.year() {
        format!("{}–{}", show_date(from), show_date(to))
    } else if from.month() != to.month() {
        format!("{}–{}", show_day(from), show_date(to))
    } else {
        format!("{}.–{}", from.day(), show_date(to))
    }
}

/// Full years lived; 0 before birth. Somebody born on 29 February is a year older on 1 March of a
/// common year.
pub fn age(birth: NaiveDate, on: NaiveDate) -> u32 {
    on.years_since(birth).unwrap_or(0)
}

/// The same-numbered day `months` calendar months on, or the last day of a month that lacks it
/// (Act 150/1930 3 §). Beyond the calendar's end, its last day.
pub fn add_months(date: NaiveDate, months: i32) -> NaiveDate {
    let span = Months::new(months.unsigned_abs());
    if months < 0 {
        date.checked_sub_months(span).unwrap_or(NaiveDate::MIN)
    } else {
        date.checked_add_months(span).unwrap_or(NaiveDate::MAX)
    }
}

/// The day on which a deadline that ends on `date` can still be met: from a Saturday, a Sunday, a
/// holy day, Independence Day, May Day, Midsummer Eve or Christmas Eve the next weekday
/// (Act 150/1930 5 §).
pub fn roll_to_weekday(date: NaiveDate) -> NaiveDate {
    date.iter_days().find(|&day| !calendar::is_day_off(day)).unwrap_or(date)
}

pub(super) fn in_range(year: i32) -> Result<(), DateError> {
    match (FIRST_DAY.year()..=LAST_DAY.year()).contains(&year) {
        true => Ok(()),
        false => Err(DateError::OutOfRange),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn time(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
    }

    #[test]
    fn shown_the_finnish_way() {
        assert_eq!(show_date(day("2017-02-06")), "6.2.2017");
        assert_eq!(show_day(day("2017-12-24")), "24.12.");
        assert_eq!(show_time(time(9, 0)), "9.00");
        assert_eq!(show_time(time(14, 5)), "14.05");
        assert_eq!(show_span(time(9, 0), time(11, 30)), "9–11.30");
        assert_eq!(show_span(time(8, 0), time(16, 0)), "8–16");
    }

    #[test]
    fn a_stretch_of_days_says_nothing_twice() {
        let shown = |from, to| show_days(day(from), day(to));
        assert_eq!(shown("2017-01-10", "2017-02-28"), "10.1.–28.2.2017");
        assert_eq!(shown("2017-01-10", "2017-01-28"), "10.–28.1.2017");
        assert_eq!(shown("2016-12-10", "2017-02-28"), "10.12.2016–28.2.2017");
        assert_eq!(shown("2017-02-28", "2017-02-28"), "28.2.2017");
    }

    #[test]
    fn months_end_on_the_same_day_or_the_month_s_last() {
        let cases = [
            ("2017-01-31", 1, "2017-02-28"),
            ("2016-01-31", 1, "2016-02-29"),
            ("2016-11-30", 3, "2017-02-28"),
            ("2017-02-28", 1, "2017-03-28"),
            ("2017-03-31", -1, "2017-02-28"),
            ("2017-02-06", 12, "2018-02-06"),
            ("2017-02-06", 0, "2017-02-06"),
        ];
        for (from, months, to) in cases {
            assert_eq!(add_months(day(from), months), day(to), "{from} {months}");
        }
        assert_eq!(add_months(LAST_DAY, i32::MAX), NaiveDate::MAX);
        assert_eq!(add_months(FIRST_DAY, i32::MIN), NaiveDate::MIN);
    }

    #[test]
    fn a_deadline_rolls_to_the_next_weekday() {
        let cases = [
            ("2017-02-06", "2017-02-06"),
            // Saturday.
            ("2017-02-11", "2017-02-13"),
            // Good Friday to the Tuesday after Easter.
            ("2017-04-14", "2017-04-18"),
            // Maundy Thursday is a weekday.
            ("2017-04-13", "2017-04-13"),
            // Midsummer Eve.
            ("2017-06-23", "2017-06-26"),
            // Independence Day, a Wednesday.
            ("2017-12-06", "2017-12-07"),
            // Christmas Eve, a Friday in 2021, to the Monday.
            ("2021-12-24", "2021-12-27"),
            ("2017-12-24", "2017-12-27"),
        ];
        for (ends, met) in cases {
            assert_eq!(roll_to_weekday(day(ends)), day(met), "{ends}");
        }
    }

    #[test]
    fn age_counts_full_years() {
        let born = day("1990-02-06");
        assert_eq!(age(born, day("2017-02-05")), 26);
        assert_eq!(age(born, day("2017-02-06")), 27);
        assert_eq!(age(born, day("1989-01-01")), 0);
        let leapling = day("2000-02-29");
        assert_eq!(age(leapling, day("2017-02-28")), 16);
        assert_eq!(age(leapling, day("2017-03-01")), 17);
    }
}
