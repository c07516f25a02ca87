//! Months, weeks and days off, counted day by day on a calendar of paper: a table of holidays from elsewhere (see
//! `tests/holidays.rs`), weekdays by counting from a known Monday, months by walking until their numbers have changed.

use std::collections::HashSet;
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use rinnalla::domain::calendar::Week;
use rinnalla::domain::due::{DueLine, Fact, RULES, Subject, Target, lines};
use rinnalla::domain::ids::{ClientId, EpisodeId};
use rinnalla::domain::settings::Settings;

use crate::small::day;

static HOLIDAYS: LazyLock<HashSet<NaiveDate>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_str!("../data/finnish-holidays-2015-2035.csv").as_bytes());
    reader.records().map(|row| row.unwrap()[0].parse().unwrap()).collect()
});

/// 6.2.2017 was a Monday; 0 is one.
fn weekday(date: NaiveDate) -> i64 {
    (date - day("2017-02-06")).num_days().rem_euclid(7)
}

fn is_weekday(date: NaiveDate) -> bool {
    weekday(date) < 5 && !HOLIDAYS.contains(&date)
}

/// The next day of the same number as many months on, or the last day of a month that has none.
fn months_on(from: NaiveDate, months: u32) -> NaiveDate {
    let (mut date, mut begun) = (from, 0);
    loop {
        date = date + Days::new(1);
        begun += u32::from(date.day() == 1);
        let is_last = (date + Days::new(1)).day() == 1;
        if begun == months && (date.day() == from.day() || is_last) {
            return date;
        }
    }
}

fn next_weekday(date: NaiveDate) -> NaiveDate {
    let mut date = date;
    while !is_weekday(date) {
        date = date + Days::new(1);
    }
    date
}

/// By its definition: a week belongs to the year that has its Thursday, and week 1 has the first of them.
fn week_by_thursdays(date: NaiveDate) -> (i32, u32) {
    let mut thursday = date;
    while weekday(thursday) != 3 {
        thursday = if weekday(thursday) < 3 { thursday + Days::new(1) } else { thursday - Days::new(1) };
    }
    let year = thursday.year();
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    let count = first.iter_days().take_while(|date| *date <= thursday).filter(|date| weekday(*date) == 3).count();
    (year, u32::try_from(count).unwrap())
}

/// Within the table of holidays, with room for what is counted from it.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    let first = day("2015-01-01");
    let span = (day("2035-06-30") - first).num_days() as u64;
    (0..=span).prop_map(move |days| first + Days::new(days))
}

/// The days at which counting goes wrong, if it does: ends of months, of Februaries above all.
fn hard_day() -> impl Strategy<Value = NaiveDate> {
    let ends = (2015..2035, 1u32..=12, 0u64..4).prop_map(|(year, month, before)| {
        let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap();
        let last = first.iter_days().take_while(|date| date.month() == month).last().unwrap();
        last - Days::new(before)
    });
    prop_oneof![any_day(), ends]
}

fn line_of(fact: Fact, settings: &Settings, today: NaiveDate) -> Option<DueLine> {
    let subject = Subject::of(match fact {
        Fact::Pending { .. } => Target::Episode(EpisodeId(1)),
        _ => Target::Client(ClientId(1)),
    });
    let found = lines(vec![(fact, subject)], RULES, settings, today);
    assert!(found.len() < 2, "one rule a fact");
    found.into_iter().next()
}

proptest! {
    #[test]
    fn execution_is_warned_of_on_the_day_and_possible_until_the_next_weekday(since in hard_day(), today in any_day()) {
        let line = line_of(Fact::Pending { since }, &Settings::default(), today).unwrap();
        let counted = months_on(since, 3);
        prop_assert_eq!(line.day, counted);
        let outer = next_weekday(counted);
        prop_assert_eq!(line.outer(), (outer != counted).then_some(outer));
        prop_assert_eq!(line.days_left(today), (counted - today).num_days());
        prop_assert_eq!(line.is_overdue(today), today > counted);
    }

    #[test]
    fn weeks_without_contact_are_seven_days_each(last in any_day(), weeks in 0u32..=52, after in 0u64..500) {
        let settings = Settings { no_contact_weeks: weeks, ..Settings::default() };
        let today = last + Days::new(after);
        let line = line_of(Fact::NoContact { last }, &settings, today);
        let full = after >= 7 * u64::from(weeks) && weeks > 0;
        prop_assert_eq!(line.as_ref().map(|line| line.day), full.then(|| last + Days::new(7 * u64::from(weeks))));
        prop_assert!(line.is_none_or(|line| !line.is_overdue(today)), "something to look at is never late");
    }

    #[test]
    fn what_ends_is_spoken_of_so_many_days_ahead(today in any_day(), left in -30i64..500, ahead in 0u32..=365) {
        let settings = Settings { ending_ahead_days: ahead, ..Settings::default() };
        let ends = today + chrono::TimeDelta::days(left);
        for fact in [
            Fact::DecisionEnding { ends },
            Fact::PeriodEnding { ends },
            Fact::NonDisclosureEnding { ends },
        ] {
            let line = line_of(fact, &settings, today);
            prop_assert_eq!(line.is_some(), left <= i64::from(ahead));
            prop_assert!(line.is_none_or(|line| line.day == ends && line.outer().is_none()));
        }
    }

    #[test]
    fn the_final_review_has_so_many_days(last in any_day(), days in 0u32..=90) {
        let settings = Settings { final_review_days: days, ..Settings::default() };
        let line = line_of(Fact::ServiceEnded { last }, &settings, last).unwrap();
        prop_assert_eq!((line.day - last).num_days(), i64::from(days));
    }

    #[test]
    fn a_week_is_the_one_of_its_thursday(date in hard_day()) {
        let week = Week::of(date);
        prop_assert_eq!((week.year(), week.week()), week_by_thursdays(date));
        prop_assert_eq!(weekday(week.monday()), 0);
    }
}

#[test]
fn the_ends_of_february() {
    for (since, due) in [
        ("2015-11-30", "2016-02-29"),
        ("2016-11-30", "2017-02-28"),
        ("2016-11-29", "2017-02-28"),
        ("2016-02-29", "2016-05-29"),
        ("2017-02-28", "2017-05-28"),
    ] {
        assert_eq!(months_on(day(since), 3), day(due), "the paper itself");
        assert_eq!(
            line_of(Fact::Pending { since: day(since) }, &Settings::default(), day(since)).unwrap().day,
            day(due)
        );
    }
}
