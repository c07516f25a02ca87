//! The holidays by rule against a published table.
//!
//! `data/finnish-holidays-2015-2035.csv` lists what the country FI of *holidays* (Open World Holidays Framework, by
//! Vacanza Team and individual contributors, MIT licence), version 0.108 as published on PyPI, gives for each of these
//! years in the category `public` with its English names: every row of it, nothing else. The public holidays and the
//! two eves of another project, *date-holidays* 3.37 (npm, ISC), are the same days.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rinnalla::domain::calendar::{Holiday, holiday};

const TABLE: &str = include_str!("data/finnish-holidays-2015-2035.csv");

/// Our holiday by its name in the table.
fn named(name: &str) -> Holiday {
    match name {
        "New Year's Day" => Holiday::NewYear,
        "Epiphany" => Holiday::Epiphany,
        "Good Friday" => Holiday::GoodFriday,
        "Easter Sunday" => Holiday::EasterSunday,
        "Easter Monday" => Holiday::EasterMonday,
        "May Day" => Holiday::MayDay,
        "Ascension Day" => Holiday::Ascension,
        "Pentecost" => Holiday::Pentecost,
        "Midsummer Eve" => Holiday::MidsummerEve,
        "Midsummer Day" => Holiday::MidsummerDay,
        "All Saints' Day" => Holiday::AllSaints,
        "Independence Day" => Holiday::Independence,
        "Christmas Eve" => Holiday::ChristmasEve,
        "Christmas Day" => Holiday::ChristmasDay,
        "Second Day of Christmas" => Holiday::BoxingDay,
        other => panic!("a holiday that we do not have: {other}"),
    }
}

fn table() -> BTreeMap<NaiveDate, Holiday> {
    let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        (row[0].parse().unwrap(), named(&row[1]))
    });
    rows.collect()
}

#[test]
fn every_day_of_twenty_one_years_is_what_the_table_says() {
    let table = table();
    assert_eq!(table.len(), 21 * Holiday::ALL.len());
    let first = NaiveDate::from_ymd_opt(2015, 1, 1).unwrap();
    for day in first.iter_days().take_while(|day| day.year() <= 2035) {
        assert_eq!(holiday(day), table.get(&day).copied(), "{day}");
    }
}
