use chrono::Weekday::{self, Fri, Mon, Thu, Tue, Wed};

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

fn monthly(nth: Nth, day: Weekday, every: u16) -> Pattern {
    Pattern::monthly(nth, day, every).unwrap()
}

#[test]
fn one_weekday_of_the_month() {
    let year = (day("2017-01-01"), day("2017-12-31"));
    let second = series(monthly(Nth::Second, Tue, 1), "2017-01-11", "2017-05-31");
    assert_eq!(second.occurrences(year.0, year.1), ["2017-02-14", "2017-03-14", "2017-04-11", "2017-05-09"].map(day));
    // February has four Thursdays, March five: the last is the last.
    let last = series(monthly(Nth::Last, Thu, 1), "2017-02-01", "2017-03-31");
    assert_eq!(last.occurrences(year.0, year.1), ["2017-02-23", "2017-03-30"].map(day));
    // Counted from January, though its first Friday has gone by then.
    let quarterly = series(monthly(Nth::First, Fri, 3), "2017-01-20", "2017-12-31");
    assert_eq!(quarterly.occurrences(year.0, year.1), ["2017-04-07", "2017-07-07", "2017-10-06"].map(day));
    assert_eq!(quarterly.occurrences(day("2017-06-01"), day("2017-08-31")), [day("2017-07-07")]);
    // The first Monday of May 2017 is May Day.
    let club = Series::new(monthly(Nth::First, Mon, 1), Some(year.0), Some(year.1), true).unwrap();
    assert_eq!((club.count(), club.clone().without(day("2017-02-06")).count()), (Some(11), Some(10)));
}

#[test]
fn days_left_out_and_days_more() {
    let course = series(weekly(&[Tue], 1), "2017-01-10", "2017-01-31");
    let moved = course.clone().without(day("2017-01-24")).also_on(day("2017-01-25")).unwrap();
    let days = ["2017-01-10", "2017-01-17", "2017-01-25", "2017-01-31"].map(day);
    assert_eq!(moved.occurrences(day("2017-01-01"), day("2017-12-31")), days);
    let back = moved.also_on(day("2017-01-24")).unwrap().without(day("2017-01-25"));
    assert_eq!(back, course, "taken back, nothing is left of it");
    assert_eq!(course.clone().without(day("2017-01-25")), course, "it would not meet then anyway");

    let longer = course.clone().also_on(day("2017-02-20")).unwrap();
    assert_eq!((longer.count(), longer.last()), (Some(5), Some(day("2017-02-20"))));
    assert_eq!(longer.except().len(), 2, "the Tuesdays between");
    let earlier = series(weekly(&[Tue], 2), "2017-01-10", "2017-01-31").also_on(day("2017-01-04")).unwrap();
    let days = ["2017-01-04", "2017-01-10", "2017-01-24"].map(day);
    assert_eq!(earlier.occurrences(day("2016-01-01"), day("2017-12-31")), days, "in the same turn of weeks");

    let dated = Series::new(Pattern::dates(days), None, None, true).unwrap();
    let other = dated.without(day("2017-01-10")).also_on(day("2017-01-06")).unwrap();
    assert_eq!(*other.pattern(), Pattern::dates(["2017-01-04", "2017-01-06", "2017-01-24"].map(day)));
    let open = Series::new(Pattern::Open, None, None, true).unwrap();
    assert_eq!(open.clone().without(day("2017-01-10")), open);
    assert_eq!(open.also_on(day("2017-01-10")), Err(SeriesError::Unsupported));
}

#[test]
fn a_day_that_was_added_stands_on_a_holiday() {
    let club = Series::new(weekly(&[Fri], 1), Some(day("2017-04-07")), Some(day("2017-04-21")), true).unwrap();
    assert_eq!(club.count(), Some(2));
    let open = club.clone().also_on(day("2017-04-14")).unwrap();
    assert_eq!(open.count(), Some(3));
    assert_eq!(open.days(day("2017-04-14"), day("2017-04-14")).count(), 1, "once, though the rule gives it, too");
    assert_eq!(open.without(day("2017-04-14")).count(), Some(2));
    assert_eq!(club.days(day("2017-01-01"), day("2017-12-31")).count(), 3, "what is skipped is known");
    assert!(club.skips(day("2017-04-14")) && !club.skips(day("2017-04-07")));
}

#[test]
fn an_end_after_so_many_times() {
    let from = |pattern, first: &str| Series::new(pattern, Some(day(first)), None, true).unwrap();
    let bowling = from(weekly(&[Tue], 1), "2017-01-10").ending_after(8).unwrap();
    assert_eq!((bowling.last(), bowling.count()), (Some(day("2017-02-28")), Some(8)));
    // Good Friday is no time, nor is a day left out.
    let club = from(weekly(&[Fri], 1), "2017-04-07").without(day("2017-04-21"));
    assert_eq!(club.clone().ending_after(3).unwrap().last(), Some(day("2017-05-05")));
    assert_eq!(club.ending_after(1).unwrap().except().len(), 0, "what lies behind the end is forgotten");
    let third = from(monthly(Nth::Second, Tue, 1), "2017-01-10").ending_after(3).unwrap();
    assert_eq!(third.last(), Some(day("2017-03-14")));
    let dates = from(Pattern::dates(["2017-03-03", "2017-03-10"].map(day)), "2017-01-01");
    assert_eq!(dates.clone().ending_after(1).unwrap().count(), Some(1));

    assert_eq!(dates.ending_after(3), Err(SeriesError::NoSuchTime));
    for count in [0, MOST_TIMES + 1, MOST_TIMES] {
        // Ten thousand weeks go beyond the last year that the program works with.
        assert_eq!(from(weekly(&[Tue], 1), "2017-01-10").ending_after(count), Err(SeriesError::NoSuchTime));
    }
    assert_eq!(from(weekly(&[Tue, Thu], 1), "2017-01-10").ending_after(MOST_TIMES).unwrap().count(), Some(10_000));
    let open = from(Pattern::Open, "2017-01-10");
    assert_eq!(open.ending_after(1), Err(SeriesError::Unsupported));
    let undated = Series::new(weekly(&[Tue], 1), None, None, true).unwrap();
    assert_eq!(undated.ending_after(1), Err(SeriesError::NoFirstDay));
}

#[test]
fn the_first_and_the_last_time() {
    let ends = |series: &Series| (series.first_occurrence(), series.last_occurrence());
    // From Epiphany to Good Friday, but not on them.
    let club = Series::new(weekly(&[Fri], 1), Some(day("2017-01-06")), Some(day("2017-04-14")), true).unwrap();
    assert_eq!(ends(&club), (Some(day("2017-01-13")), Some(day("2017-04-07"))));
    let rare = series(monthly(Nth::Last, Mon, 12), "2010-05-03", "2017-05-01");
    assert_eq!(ends(&rare), (Some(day("2010-05-31")), Some(day("2016-05-30"))));
    let never = series(weekly(&[Fri], 1), "2017-01-07", "2017-01-12");
    assert_eq!(ends(&never), (None, None));
    let endless = Series::new(weekly(&[Fri], 2), Some(day("2017-01-05")), None, true).unwrap();
    assert_eq!(ends(&endless), (Some(day("2017-01-20")), None));
    let ending = Series::new(weekly(&[Fri], 1), None, Some(day("2017-01-12")), true).unwrap();
    assert_eq!(ends(&ending), (None, Some(day("2016-12-30"))));
    let dated = Series::new(Pattern::dates(["2017-03-10", "2017-03-03"].map(day)), None, None, true).unwrap();
    assert_eq!(ends(&dated), (Some(day("2017-03-03")), Some(day("2017-03-10"))));
    let open = Series::new(Pattern::Open, Some(day("2017-01-06")), Some(day("2017-04-14")), true).unwrap();
    assert_eq!(ends(&open), (None, None));
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
        (monthly(Nth::First, Tue, 1), "FREQ=MONTHLY;BYDAY=1TU"),
        (monthly(Nth::Last, Thu, 2), "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1TH"),
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
fn single_days_are_kept_as_lines_of_their_own() {
    let (first, last) = (day("2017-01-10"), day("2017-02-28"));
    let course = Series::new(weekly(&[Tue], 1), Some(first), Some(last), true).unwrap();
    let moved = course.clone().without(day("2017-02-21")).without(day("2017-02-28"));
    let moved = moved.also_on(day("2017-02-22")).unwrap();
    let less = course.clone().without(first);
    for (series, text) in [
        (course, "FREQ=WEEKLY;BYDAY=TU"),
        (moved, "FREQ=WEEKLY;BYDAY=TU\nRDATE;VALUE=DATE:20170222\nEXDATE;VALUE=DATE:20170221,20170228"),
        (less, "FREQ=WEEKLY;BYDAY=TU\nEXDATE;VALUE=DATE:20170110"),
    ] {
        assert_eq!(series.to_text(), text);
        assert_eq!(Series::from_text(text, Some(first), Some(last), true), Ok(series));
    }
    for text in [
        "\nEXDATE;VALUE=DATE:20170110",
        "RDATE;VALUE=DATE:20170110\nEXDATE;VALUE=DATE:20170110",
        "FREQ=WEEKLY;BYDAY=TU\nEXDATE;VALUE=DATE:20170110\nRDATE;VALUE=DATE:20170222",
        "FREQ=WEEKLY;BYDAY=TU\nEXDATE:20170110",
        "FREQ=WEEKLY;BYDAY=TU\nEXDATE;VALUE=DATE:20170110\nEXDATE;VALUE=DATE:20170117",
        "FREQ=WEEKLY;BYDAY=TU\nFREQ=WEEKLY;BYDAY=TU",
    ] {
        assert_eq!(Series::from_text(text, Some(first), None, true), Err(SeriesError::Unsupported), "{text}");
    }
}

#[test]
fn other_rules_are_refused() {
    for text in [
        "FREQ=MONTHLY;BYDAY=5TU",
        "FREQ=MONTHLY;BYMONTHDAY=1",
        "FREQ=WEEKLY;BYDAY=2TU",
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20170228",
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
fn what_is_left_keeps_its_single_days() {
    let whole = series(monthly(Nth::First, Fri, 2), "2017-01-20", "2017-12-31");
    let whole = whole.without(day("2017-03-03")).without(day("2017-09-01")).also_on(day("2017-08-04")).unwrap();
    let window = (day("2017-01-01"), day("2017-12-31"));
    for from in ["2017-01-21", "2017-02-14", "2017-03-04", "2017-07-07", "2017-08-31"] {
        let rest = whole.not_before(day(from)).unwrap();
        let mut coming = whole.occurrences(window.0, window.1);
        coming.retain(|at| *at >= day(from));
        assert_eq!(rest.occurrences(window.0, window.1), coming, "from {from}");
    }
    let rest = whole.not_before(day("2017-08-05")).unwrap();
    assert_eq!(rest.to_text(), "FREQ=MONTHLY;INTERVAL=2;BYDAY=1FR\nEXDATE;VALUE=DATE:20170901");
    // A day more in a month in which it is not the rule's turn.
    let rest = whole.not_before(day("2017-08-02")).unwrap();
    assert_eq!(rest.occurrences(day("2017-08-01"), day("2017-09-30")), [day("2017-08-04")]);
    assert_eq!(rest.not_before(day("2017-08-02")), Some(rest));
    let dated = Series::new(Pattern::dates(["2017-03-03", "2017-03-10"].map(day)), None, None, true).unwrap();
    assert_eq!(dated.not_before(day("2017-03-04")).unwrap().to_text(), "RDATE;VALUE=DATE:20170310");
    assert_eq!(dated.not_before(day("2017-03-11")), None);
}

#[test]
fn what_is_left_of_open_days_begins_no_earlier() {
    let open = Series::new(Pattern::Open, None, None, true).unwrap();
    assert_eq!(open.not_before(day("2017-02-06")).unwrap().first(), Some(day("2017-02-06")));
    let coming = series(Pattern::Open, "2017-03-01", "2017-05-31");
    assert_eq!(coming.not_before(day("2017-02-06")), Some(coming));
}
