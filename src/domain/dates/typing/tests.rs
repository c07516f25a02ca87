use super::*;

/// A Wednesday, in week 6.
const TODAY: &str = "2017-02-08";

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn typed(input: &str, lean: Lean) -> Result<NaiveDate, DateError> {
    parse_date(input, day(TODAY), lean)
}

#[track_caller]
fn means(input: &str, iso: &str) {
    for lean in [Lean::Past, Lean::Future, Lean::Near] {
        assert_eq!(typed(input, lean), Ok(day(iso)), "{input:?} {lean:?}");
    }
}

/// The date for each of past, future and near.
#[track_caller]
fn leans(input: &str, iso: [&str; 3]) {
    let found = [Lean::Past, Lean::Future, Lean::Near].map(|lean| typed(input, lean));
    assert_eq!(found, iso.map(|date| Ok(day(date))), "{input:?}");
}

#[test]
fn a_whole_date_leans_nowhere() {
    for input in ["6.2.2017", "06.02.2017", " 6. 2. 2017 ", "6.2.17", "2017-02-06", "\u{ff16}.2.2017"] {
        means(input, "2017-02-06");
    }
}

#[test]
fn a_day_without_its_year_leans() {
    leans("6.2.", ["2017-02-06", "2018-02-06", "2017-02-06"]);
    leans("6.2", ["2017-02-06", "2018-02-06", "2017-02-06"]);
    leans("8.2.", [TODAY; 3]);
    leans("10.3.", ["2016-03-10", "2017-03-10", "2017-03-10"]);
    leans("28.12.", ["2016-12-28", "2017-12-28", "2016-12-28"]);
}

#[test]
fn two_digits_of_a_year_mean_the_nearest_or_the_last() {
    leans("1.3.18", ["1918-03-01", "2018-03-01", "2018-03-01"]);
    leans("1.3.85", ["1985-03-01"; 3]);
    leans("1.3.66", ["1966-03-01", "2066-03-01", "2066-03-01"]);
}

#[test]
fn weekdays_in_three_languages_lean() {
    for input in ["ti", "Tiistaina", "tis", "TISDAG", "tue", "ti."] {
        leans(input, ["2017-02-07", "2017-02-14", "2017-02-07"]);
    }
    for input in ["la", "lördag", "lo\u{308}rdag", "Sat", "lordag"] {
        leans(input, ["2017-02-04", "2017-02-11", "2017-02-11"]);
    }
    for input in ["ke", "onsdag", "wednesday"] {
        leans(input, [TODAY; 3]);
    }
}

#[test]
fn near_days_in_three_languages() {
    for (words, iso) in [
        (["tänään", "tanaan", "i dag", "Today"], "2017-02-08"),
        (["huomenna", "imorgon", "i morgon", "tomorrow"], "2017-02-09"),
        (["eilen", "i går", "igår", "yesterday"], "2017-02-07"),
    ] {
        words.iter().for_each(|word| means(word, iso));
    }
    means("ylihuomenna", "2017-02-10");
    means("i förrgår", "2017-02-06");
}

#[test]
fn so_long_from_now() {
    for (input, iso) in [
        ("+10", "2017-02-18"),
        ("+10pv", "2017-02-18"),
        ("-8", "2017-01-31"),
        ("+2vk", "2017-02-22"),
        ("+ 2 veckor", "2017-02-22"),
        ("+3kk", "2017-05-08"),
        ("-1 mån", "2017-01-08"),
        ("+1 år", "2018-02-08"),
        ("+1vuosi", "2018-02-08"),
        ("+2 weeks", "2017-02-22"),
    ] {
        means(input, iso);
    }
    // A week to a Swede, a year to a Finn: nobody is left with the other's day.
    assert_eq!(parse_date("+1v", day("2017-02-08"), Lean::Future), Err(DateError::Unknown));
    let january = parse_date("+1kk", day("2017-01-31"), Lean::Future);
    assert_eq!(january, Ok(day("2017-02-28")));
}

#[test]
fn weeks_lean_as_weeks() {
    leans("vk 7 to", ["2016-02-18", "2017-02-16", "2017-02-16"]);
    leans("vk6", ["2017-02-06"; 3]);
    leans("v 6 mån", ["2017-02-06"; 3]);
    for input in ["vk 7/2018 to", "v. 7/2018 tor", "week 7/18 thu", "2018-W07 to", "vk7/2018to"] {
        means(input, "2018-02-15");
    }
    means("2017-W06", "2017-02-06");
    means("vk 53/2026", "2026-12-28");
}

#[test]
fn what_does_not_exist_is_refused_with_what_would_be_right() {
    let no_such =
        |day_, month, year, nearest| Err(DateError::NoSuchDay { day: day_, month, year, nearest: day(nearest) });
    let future = |input| typed(input, Lean::Future);
    assert_eq!(future("29.2.2017"), no_such(29, 2, 2017, "2017-02-28"));
    assert_eq!(future("29.2."), no_such(29, 2, 2017, "2017-02-28"));
    assert_eq!(future("31.4."), no_such(31, 4, 2017, "2017-04-30"));
    assert_eq!(future("0.1.2017"), no_such(0, 1, 2017, "2017-01-01"));
    assert_eq!(future("6.13.2017"), no_such(6, 13, 2017, "2017-12-06"));
    assert_eq!(future("2017-02-30"), no_such(30, 2, 2017, "2017-02-28"));
    let no_week = |year, week, last| Err(DateError::NoSuchWeek { year, week, last });
    assert_eq!(future("vk 53"), no_week(2017, 53, 52));
    assert_eq!(future("vk 0/2026"), no_week(2026, 0, 53));
    assert_eq!(future("1.1.1899"), Err(DateError::OutOfRange));
    assert_eq!(future("1.1.2200"), Err(DateError::OutOfRange));
    assert_eq!(future("+99999kk"), Err(DateError::OutOfRange));
}

#[test]
fn what_could_be_two_things_is_refused() {
    assert_eq!(typed(" \u{200b} ", Lean::Near), Err(DateError::Empty));
    for input in [
        "6/2",
        "6",
        "6.2.017",
        "6.2.2017.1",
        "2017-2-6",
        "+",
        "+3x",
        "+100000",
        "vk",
        "vk 7 x",
        "6.2.2017 klo 10",
        "moi",
        "vk 123",
        "1.2.3.4",
        "...",
        "-",
        "6,2",
    ] {
        assert_eq!(typed(input, Lean::Near), Err(DateError::Unknown), "{input:?}");
    }
}

#[test]
fn weeks_alone() {
    let today = day(TODAY);
    for (input, shown) in
        [("6", "2017-W06"), ("vk 6", "2017-W06"), ("52", "2016-W52"), ("7/2018", "2018-W07"), ("2020-w53", "2020-W53")]
    {
        assert_eq!(Week::parse(input, today).unwrap().to_string(), shown);
    }
    assert_eq!(Week::parse("vk 7 to", today), Err(DateError::Unknown));
    assert_eq!(Week::parse("", today), Err(DateError::Empty));
}

#[test]
fn times() {
    for (input, shown) in [
        ("10", (10, 0)),
        ("10.30", (10, 30)),
        ("10:30", (10, 30)),
        ("1030", (10, 30)),
        ("930", (9, 30)),
        ("klo 10.30", (10, 30)),
        ("kl. 9", (9, 0)),
        ("Klo8", (8, 0)),
        ("0", (0, 0)),
    ] {
        let time = NaiveTime::from_hms_opt(shown.0, shown.1, 0).unwrap();
        assert_eq!(parse_time(input), Ok(time), "{input:?}");
    }
    assert_eq!(parse_time("  "), Err(TimeError::Empty));
    for input in ["klo", "10.3", "10.", ".30", "10.300", "12345", "9 am", "-1"] {
        assert_eq!(parse_time(input), Err(TimeError::Unknown), "{input:?}");
    }
    let no_such = |hour, minute| Err(TimeError::NoSuchTime { hour, minute });
    assert_eq!(parse_time("24.00"), no_such(24, 0));
    assert_eq!(parse_time("9.60"), no_such(9, 60));
    assert_eq!(parse_time("2575"), no_such(25, 75));
}
