//! Series against an enumeration of another kind: ten years gone through day by day.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Weekday};
use chrono_tz::Europe::Helsinki;
use proptest::prelude::*;
use rinnalla::domain::calendar;
use rinnalla::domain::dates;
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::recurrence::{EventDays, MOST_TIMES, Nth, Pattern, Series, SeriesError};
use rrule::{RRule, RRuleSet, Tz, Unvalidated};

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

const TEN_YEARS: i64 = 3652;

/// How a series was made, and which days that must give within its first ten years.
#[derive(Debug, Clone)]
struct Plan {
    pattern: Pattern,
    first: NaiveDate,
    last: Option<NaiveDate>,
    skip: bool,
    /// Single days, by their distance from the first: met on besides, or left out.
    changes: Vec<(i64, bool)>,
}

impl Plan {
    fn series(&self) -> Series {
        let plain = Series::new(self.pattern.clone(), Some(self.first), self.last, self.skip).unwrap();
        self.changes.iter().fold(plain, |series, (at, also)| {
            let day = self.first + TimeDelta::days(*at);
            if *also { series.also_on(day).unwrap() } else { series.without(day) }
        })
    }

    /// Ten years, and some weeks before them in which days may have been added.
    fn window(&self) -> (NaiveDate, NaiveDate) {
        (self.first - Days::new(100), self.first + TimeDelta::days(TEN_YEARS))
    }

    fn days(&self) -> BTreeSet<NaiveDate> {
        let end = self.window().1;
        let bounded = self.first.iter_days().take_while(|day| *day <= self.last.unwrap_or(end) && *day <= end);
        let mut days: BTreeSet<NaiveDate> = bounded.filter(|day| self.gives(*day)).collect();
        for (at, also) in &self.changes {
            let day = self.first + TimeDelta::days(*at);
            if *also {
                days.insert(day)
            } else {
                days.remove(&day)
            };
        }
        days
    }

    fn gives(&self, day: NaiveDate) -> bool {
        let open = !(self.skip && calendar::holiday(day).is_some());
        match &self.pattern {
            Pattern::Weekly(weekly) => {
                let turn = weeks_between(self.first, day) % i64::from(weekly.every()) == 0;
                open && turn && weekly.days().any(|weekday| weekday == day.weekday())
            }
            Pattern::Monthly(monthly) => {
                let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month());
                let turn = (months(day) - months(self.first)) % i64::from(monthly.every()) == 0;
                open && turn && monthly.day() == day.weekday() && is_nth(day, monthly.nth())
            }
            Pattern::Dates(days) => days.contains(&day),
            Pattern::Open => false,
        }
    }
}

fn is_nth(day: NaiveDate, nth: Nth) -> bool {
    match nth {
        Nth::First => (1..=7).contains(&day.day()),
        Nth::Second => (8..=14).contains(&day.day()),
        Nth::Third => (15..=21).contains(&day.day()),
        Nth::Fourth => (22..=28).contains(&day.day()),
        Nth::Last => (day + Days::new(7)).month() != day.month(),
    }
}

fn weeks_between(first: NaiveDate, day: NaiveDate) -> i64 {
    let monday = |day: NaiveDate| day.num_days_from_ce() - day.weekday().num_days_from_monday() as i32;
    i64::from((monday(day) - monday(first)) / 7)
}

fn any_first() -> impl Strategy<Value = NaiveDate> {
    let span = (dates::LAST_DAY - dates::FIRST_DAY).num_days() as u64 - 4200;
    (200..=span).prop_map(|n| dates::FIRST_DAY + Days::new(n))
}

fn any_rule() -> impl Strategy<Value = Pattern> {
    let weekly = (prop::sample::subsequence(WEEK.to_vec(), 1..=7), 1..6u16);
    let monthly = (prop::sample::select(Nth::ALL), prop::sample::select(WEEK.to_vec()), 1..8u16);
    prop_oneof![
        weekly.prop_map(|(days, every)| Pattern::weekly(days, every).unwrap()),
        monthly.prop_map(|(nth, day, every)| Pattern::monthly(nth, day, every).unwrap()),
    ]
}

fn ruled() -> impl Strategy<Value = Plan> {
    let length = prop::option::weighted(0.8, 0..2500i64);
    let changes = prop::collection::vec((-60..3000i64, any::<bool>()), 0..6);
    let more = prop::collection::vec((0..120i64, any::<bool>()), 0..12);
    (any_rule(), any_first(), length, any::<bool>(), changes, more).prop_map(
        |(pattern, first, length, skip, mut changes, more)| {
            changes.extend(more);
            Plan { pattern, first, last: length.map(|n| first + TimeDelta::days(n)), skip, changes }
        },
    )
}

fn dated() -> impl Strategy<Value = Plan> {
    let named = prop::collection::btree_set(0..3000i64, 1..12);
    let changes = prop::collection::vec((-60..3000i64, any::<bool>()), 0..6);
    (any_first(), named, any::<bool>(), changes).prop_map(|(first, named, skip, changes)| {
        let pattern = Pattern::dates(named.iter().map(|n| first + TimeDelta::days(*n)));
        Plan { pattern, first, last: Some(first + TimeDelta::days(3000)), skip, changes }
    })
}

fn any_plan() -> impl Strategy<Value = Plan> {
    prop_oneof![5 => ruled(), 1 => dated()]
}

/// As another program expands the event: wall-clock times in Helsinki.
fn expanded(event: &EventDays, at: NaiveTime, to: NaiveDate) -> BTreeSet<(NaiveDate, NaiveTime)> {
    let zone: Tz = Helsinki.into();
    let moment = |day: &NaiveDate| zone.from_local_datetime(&day.and_time(at)).single().unwrap();
    let start = moment(&event.first);
    let mut set = RRuleSet::new(start);
    match &event.rule {
        Some(rule) => set = set.rrule(rule.parse::<RRule<Unvalidated>>().unwrap().validate(start).unwrap()),
        None => set = set.rdate(start),
    }
    set = event.also.iter().fold(set, |set, day| set.rdate(moment(day)));
    set = event.except.iter().fold(set, |set, day| set.exdate(moment(day)));
    let times = (&set).into_iter().map(|moment| moment.naive_local());
    times.take_while(|time| time.date() <= to).map(|time| (time.date(), time.time())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_series_is_what_counting_days_gives(plan in any_plan(), before in 0..3000u64, length in 0..80u64) {
        let (series, days, (from, to)) = (plan.series(), plan.days(), plan.window());
        prop_assert_eq!(BTreeSet::from_iter(series.occurrences(from, to)), days.clone());
        let part = (plan.first + Days::new(before), plan.first + Days::new(before + length));
        let within: Vec<NaiveDate> = days.range(part.0..=part.1).copied().collect();
        prop_assert_eq!(series.occurrences(part.0, part.1), within);
        prop_assert_eq!(series.first_occurrence(), days.first().copied());
        if plan.last.is_some() {
            prop_assert_eq!(series.count(), Some(days.len()));
            prop_assert_eq!(series.last_occurrence(), days.last().copied());
        } else {
            prop_assert_eq!((series.count(), series.last_occurrence()), (None, None));
        }
    }

    #[test]
    fn what_is_skipped_is_known_day_by_day(plan in any_plan()) {
        let (series, (from, to)) = (plan.series(), plan.window());
        let mut days: Vec<NaiveDate> = series.days(from, to).collect();
        prop_assert!(days.is_sorted());
        prop_assert!(days.iter().filter(|day| series.skips(**day)).all(|day| calendar::holiday(*day).is_some()));
        days.retain(|day| !series.skips(*day));
        prop_assert_eq!(days, series.occurrences(from, to));
    }

    #[test]
    fn a_series_comes_back_from_its_text(plan in any_plan()) {
        let series = plan.series();
        let back = Series::from_text(&series.to_text(), series.first(), series.last(), series.skips_holidays());
        prop_assert_eq!(back, Ok(series));
    }

    #[test]
    fn what_was_and_what_is_left_are_the_whole(plan in any_plan(), at in -70..3700i64) {
        let (series, days, (from, to)) = (plan.series(), plan.days(), plan.window());
        let at = plan.first + TimeDelta::days(at);
        let coming: Vec<NaiveDate> = days.range(at..).copied().collect();
        match series.not_before(at) {
            Some(rest) => {
                prop_assert_eq!(rest.occurrences(from, to), coming);
                prop_assert_eq!(rest.not_before(at), Some(rest));
            }
            None => prop_assert_eq!(coming, []),
        }
        let eve = at - Days::new(1);
        let end = series.last().map_or(eve, |last| last.min(eve));
        match series.ending_on(Some(end)) {
            Ok(past) => prop_assert_eq!(BTreeSet::from_iter(past.occurrences(from, to)), days.range(..at).copied().collect()),
            Err(fault) => {
                let ends_before_start = matches!(fault, SeriesError::EndsBeforeStart { .. });
                prop_assert!(ends_before_start);
                prop_assert!(days.range(..at).next().is_none());
            }
        }
    }

    #[test]
    fn an_end_after_so_many_times_has_so_many(plan in ruled(), times in 1..200u32) {
        let plan = Plan { last: None, ..plan };
        let days: Vec<NaiveDate> = plan.days().into_iter().collect();
        let ended = plan.series().ending_after(times);
        if let Some(last) = days.get(times as usize - 1) {
            let ended = ended.unwrap();
            prop_assert_eq!((ended.last(), ended.count()), (Some(*last), Some(times as usize)));
        }
        prop_assert_eq!(plan.series().ending_after(MOST_TIMES + 1), Err(SeriesError::NoSuchTime));
    }

    /// Fourteen is fourteen in summer and in winter, in any program that keeps the rules of Helsinki's clock.
    #[test]
    fn other_programs_expand_an_event_to_the_same_times(plan in any_plan(), hour in 5..23u32, quarter in 0..4u32) {
        let (series, days, window) = (plan.series(), plan.days(), plan.window());
        let at = NaiveTime::from_hms_opt(hour, quarter * 15, 0).unwrap();
        let Some(event) = series.to_event(Some(at), window) else {
            prop_assert!(days.is_empty());
            return Ok(());
        };
        let expected: BTreeSet<_> = days.iter().map(|day| (*day, at)).collect();
        prop_assert_eq!(expanded(&event, at, window.1), expected);
        let back = Series::from_event(&event).unwrap();
        prop_assert_eq!(BTreeSet::from_iter(back.occurrences(window.0, window.1)), days.clone());
        let all_day = series.to_event(None, window).unwrap();
        let back = Series::from_event(&all_day).unwrap();
        prop_assert_eq!(BTreeSet::from_iter(back.occurrences(window.0, window.1)), days);
    }

    #[test]
    fn nothing_read_breaks_anything(text in "[-+A-Z0-9=;:,\n ]{0,60}", first in any_first()) {
        let _ = Series::from_text(&text, Some(first), None, true);
        let event = EventDays { rule: Some(text), ..EventDays::once(first.and_time(NaiveTime::MIN)) };
        let _ = Series::from_event(&event);
    }
}

/// Both changes of 2017: the clock is put forward on 26 March and back on 29 October.
#[test]
fn ten_in_the_morning_stays_ten_over_both_clock_changes() {
    let day = |iso: &str| iso.parse::<NaiveDate>().unwrap();
    let sundays = Pattern::weekly([Weekday::Sun], 1).unwrap();
    let ten = NaiveTime::from_hms_opt(10, 0, 0).unwrap();
    for (first, last) in [("2017-03-19", "2017-04-02"), ("2017-10-22", "2017-11-05")] {
        let series = Series::new(sundays.clone(), Some(day(first)), Some(day(last)), true).unwrap();
        let event = series.to_event(Some(ten), (day(first), day(last))).unwrap();
        let times = expanded(&event, ten, day("2017-12-31"));
        let expected = day(first).iter_days().step_by(7).take(3).map(|day| (day, ten)).collect();
        assert_eq!(times, expected, "{event:?}");
    }
}
