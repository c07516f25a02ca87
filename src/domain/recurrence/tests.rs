use chrono::Weekday::{Fri, Mon, Thu, Tue, Wed};

use super::*;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn weekly(days: &[Weekday], every: u16) -> Pattern {
    Pattern::weekly(days.iter().copied(), every).unwrap()
}

fn series(pattern: Pattern, first: &str, last: &str) -> Series {
    Series::new(pattern, Some(day(first)), Some(day(last)), false).unwrap()
}

#[test]
fn the_programme_of_spring_2017() {
    let cases = [
        (Tue, "2017-01-10", "2017-02-28", 8),
        // Maundy Thursday is a working day.
        (Thu, "2017-01-12", "2017-04-27", 16),
        (Wed, "2017-02-08", "2017-05-03", 13),
        (Thu, "2017-02-16", "2017-03-23", 6),
    ];
    for (weekday, first, last, count) in cases {
        let course = series(weekly(&[weekday], 1), first, last);
        assert_eq!(course.count(), Some(count));
        let skipping = Series::new(weekly(&[weekday], 1), course.first, course.last, true);
        assert_eq!(skipping.unwrap().count(), Some(count), "no holiday among them");
        let days = course.occurrences(day("2016-01-01"), day("2018-01-01"));
        assert_eq!((days[0], days[count - 1]), (day(first), day(last)));
    }
}

#[test]
fn the_friday_club_is_shut_on_epiphany_if_it_says_so() {
    let club = |skip| {
        let first = Some(day("2017-01-06"));
        let club = Series::new(weekly(&[Fri], 1), first, None, skip).unwrap();
        club.occurrences(day("2017-01-01"), day("2017-01-15"))
    };
    assert_eq!(club(false), [day("2017-01-06"), day("2017-01-13")]);
    assert_eq!(club(true), [day("2017-01-13")]);
}

#[test]
fn a_week_of_an_endless_series() {
    let days = weekly(&[Wed, Mon, Thu, Tue], 1);
    let club = Series::new(days, Some(day("2017-01-02")), None, true).unwrap();
    // Summer time began on Easter Sunday; of the week after, Easter Monday is lost.
    let week = club.occurrences(day("2027-03-28"), day("2027-04-04"));
    assert_eq!(week, ["2027-03-30", "2027-03-31", "2027-04-01"].map(day).to_vec());
    assert_eq!(club.count(), None);
    assert_eq!(club.occurrences(day("2016-12-01"), day("2017-01-01")), []);
}

#[test]
fn every_second_week_is_counted_from_the_first() {
    // The first day is a Wednesday: Monday of that week is not among the days.
    let group = series(weekly(&[Mon, Fri], 2), "2017-02-08", "2017-03-15");
    let days = ["2017-02-10", "2017-02-20", "2017-02-24", "2017-03-06", "2017-03-10"];
    assert_eq!(group.count(), Some(5));
    assert_eq!(group.occurrences(day("2017-01-01"), day("2017-12-31")), days.map(day));
    assert_eq!(
        group.occurrences(day("2017-02-13"), day("2017-02-20")),
        [day("2017-02-20")],
        "the window opens in a week off"
    );
}

#[test]
fn named_days_stand() {
    let dates = Pattern::dates(["2017-03-10", "2017-01-06", "2017-03-10"].map(day));
    let course = Series::new(dates, None, None, true).unwrap();
    assert_eq!(course.count(), Some(2));
    assert_eq!(course.occurrences(day("2017-01-06"), day("2017-03-09")), [day("2017-01-06")]);
}

#[test]
fn open_days_are_none() {
    let open = Series::new(Pattern::Open, Some(day("2017-02-01")), None, false).unwrap();
    assert_eq!(open.count(), None);
    assert_eq!(open.occurrences(day("2017-02-01"), day("2017-12-31")), []);
}

#[test]
fn what_makes_no_sense_is_refused() {
    assert_eq!(Pattern::weekly([], 1), Err(SeriesError::NoWeekday));
    assert_eq!(Pattern::weekly([Mon], 0), Err(SeriesError::NoInterval));
    let (first, last) = (day("2017-02-08"), day("2017-02-07"));
    assert_eq!(
        Series::new(weekly(&[Mon], 1), Some(first), Some(last), false),
        Err(SeriesError::EndsBeforeStart { first, last })
    );
    assert_eq!(Series::new(weekly(&[Mon], 2), None, Some(last), false), Err(SeriesError::NoFirstDay));
}

#[test]
fn rules_are_kept_as_text() {
    let cases = [
        (weekly(&[Tue], 1), "FREQ=WEEKLY;BYDAY=TU"),
        (weekly(&[Thu, Mon], 2), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
        (Pattern::dates(["2017-03-03", "2017-03-10"].map(day)), "RDATE;VALUE=DATE:20170303,20170310"),
        (Pattern::dates([]), "RDATE;VALUE=DATE:"),
        (Pattern::Open, ""),
    ];
    for (pattern, text) in cases {
        assert_eq!(pattern.to_rrule(), text);
        assert_eq!(Pattern::from_rrule(text), Ok(pattern));
    }
    assert_eq!(Pattern::from_rrule("RRULE:BYDAY=TH,MO,TH;FREQ=WEEKLY"), Ok(weekly(&[Mon, Thu], 1)));
}

#[test]
fn other_rules_are_refused() {
    for text in [
        "FREQ=MONTHLY;BYDAY=1TU",
        "FREQ=WEEKLY;BYDAY=2TU",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=8",
        "FREQ=WEEKLY;BYDAY=TU;BYMONTH=2",
        "FREQ=WEEKLY;BYDAY=€",
        "RDATE;VALUE=DATE:20170230",
        "TU",
    ] {
        assert_eq!(Pattern::from_rrule(text), Err(SeriesError::Unsupported), "{text}");
    }
    assert_eq!(Pattern::from_rrule("FREQ=WEEKLY"), Err(SeriesError::NoWeekday));
}

#[test]
fn what_is_left_from_a_day_on_keeps_its_turn() {
    // Every second Thursday of 12.1., 26.1., 9.2., 23.2., 9.3.
    let group = series(weekly(&[Thu], 2), "2017-01-10", "2017-03-10");
    let window = (day("2017-01-01"), day("2017-12-31"));
    for from in ["2016-12-01", "2017-01-12", "2017-01-13", "2017-02-01", "2017-02-06", "2017-02-10", "2017-03-09"] {
        let rest = group.not_before(day(from)).unwrap();
        let expected: Vec<NaiveDate> =
            group.occurrences(window.0, window.1).into_iter().filter(|at| *at >= day(from)).collect();
        assert_eq!(rest.occurrences(window.0, window.1), expected, "from {from}");
        assert_eq!(rest.not_before(day(from)), Some(rest), "from {from} twice");
    }
    assert_eq!(group.not_before(day("2017-03-11")), None);
}

#[test]
fn what_is_left_of_open_days_begins_no_earlier() {
    let open = Series::new(Pattern::Open, None, None, true).unwrap();
    assert_eq!(open.not_before(day("2017-02-06")).unwrap().first(), Some(day("2017-02-06")));
    let coming = series(Pattern::Open, "2017-03-01", "2017-05-31");
    assert_eq!(coming.not_before(day("2017-02-06")), Some(coming));
}
