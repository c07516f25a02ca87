//! The days of a calendar event as other programs write them, with the end inside the rule.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Helsinki;
use rrule::{RRule, Tz, Unvalidated};

use super::text::read_rule;
use super::{MOST_TIMES, Pattern, Series, SeriesError};
use crate::domain::dates;

/// On which days an iCalendar event takes place, in Helsinki's wall-clock time.
///
/// All of its days have the time of the first: whoever reads `RDATE`s or `EXDATE`s with another time of day has
/// something that a series cannot keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventDays {
    /// The day of `DTSTART`.
    pub first: NaiveDate,
    /// The time of `DTSTART`; none for an event of whole days.
    pub at: Option<NaiveTime>,
    /// `RRULE`: `FREQ=WEEKLY;BYDAY=TU;UNTIL=20170228T120000Z`.
    pub rule: Option<String>,
    /// `RDATE`.
    pub also: BTreeSet<NaiveDate>,
    /// `EXDATE`.
    pub except: BTreeSet<NaiveDate>,
}

impl EventDays {
    /// An event that starts at `start` and takes place once.
    pub fn once(start: NaiveDateTime) -> Self {
        let (first, at) = (start.date(), Some(start.time()));
        Self { first, at, rule: None, also: BTreeSet::new(), except: BTreeSet::new() }
    }
}

impl Series {
    /// The days of an event. `UNTIL` or `COUNT` becomes the last day; a weekly rule without `BYDAY` repeats on the
    /// weekday of `first`; without a rule the days are named one by one. Holidays are kept, since other programs know
    /// of none.
    ///
    /// # Errors
    /// [`SeriesError::Unsupported`] for a rule that is neither weekly nor monthly by weekday, that does not give the
    /// first day itself, or that says anything else that would be lost; [`SeriesError::EndsBeforeStart`].
    pub fn from_event(event: &EventDays) -> Result<Self, SeriesError> {
        let first = event.first;
        let known = dates::FIRST_DAY..=dates::LAST_DAY;
        if !known.contains(&first) || event.also.iter().any(|day| !known.contains(day)) {
            return Err(SeriesError::Unsupported);
        }
        let mut series = match &event.rule {
            Some(rule) => ruled(&read_rule(rule)?, first, event.at)?,
            None => Self::new(Pattern::dates([first]), Some(first), Some(first), false)?,
        };
        for day in &event.also {
            series = series.also_on(*day)?;
        }
        Ok(event.except.iter().fold(series, |series, day| series.without(*day)))
    }

    /// The days as an event of other programs, which know of no holidays: those that are skipped are left out by
    /// name. None where the days are open, or where none is left.
    ///
    /// A rule without a first day begins at `from`; of one without a last day the holidays are named up to `to`.
    pub fn to_event(&self, at: Option<NaiveTime>, (from, to): (NaiveDate, NaiveDate)) -> Option<EventDays> {
        let dated = |days: BTreeSet<NaiveDate>| {
            let first = *days.first()?;
            let also = days.into_iter().skip(1).collect();
            Some(EventDays { first, at, rule: None, also, except: BTreeSet::new() })
        };
        if self.pattern.turns().is_none() {
            return dated(self.meets(NaiveDate::MIN, NaiveDate::MAX).collect());
        }
        let from = self.first.unwrap_or(from);
        let ends = self.last.unwrap_or(to);
        let Some(first) = self.meets(from, ends).find(|day| !self.extra.contains(day)) else {
            return dated(self.extra.clone());
        };
        let until = self.last.map(|last| format!(";UNTIL={}", until(last, at)));
        let skipped = self.days(first, ends).filter(|day| self.skips(*day));
        Some(EventDays {
            first,
            at,
            rule: Some(self.pattern.to_rrule() + &until.unwrap_or_default()),
            also: self.extra.clone(),
            except: self.except.range(first..).copied().chain(skipped).collect(),
        })
    }
}

/// The series of a rule alone.
fn ruled(rule: &RRule<Unvalidated>, first: NaiveDate, at: Option<NaiveTime>) -> Result<Series, SeriesError> {
    let pattern = Pattern::of_rule(rule, Some(first.weekday()))?;
    let start = first.and_time(at.unwrap_or(NaiveTime::MIN));
    let endless = Series::new(pattern, Some(first), None, false)?;
    if endless.first_occurrence() != Some(first) {
        // Programs disagree whether such a first day takes place, and whether it is counted.
        return Err(SeriesError::Unsupported);
    }
    match (rule.get_count(), rule.get_until()) {
        (None, None) => Ok(endless),
        (Some(count), None) if count <= MOST_TIMES => endless.ending_after(count).map_err(|_| SeriesError::Unsupported),
        (None, Some(until)) => endless.ending_on(Some(last_start_by(local(until), start))),
        _ => Err(SeriesError::Unsupported),
    }
}

/// An end written without a zone is already local; one written in UTC is not.
fn local(until: &DateTime<Tz>) -> NaiveDateTime {
    match until.timezone() {
        Tz::Local(_) => until.naive_local(),
        Tz::Tz(_) => until.with_timezone(&Helsinki).naive_local(),
    }
}

/// The last day on which an event at that time of day has started by `until`. A bare date, which
/// reads as its midnight, includes the whole day.
fn last_start_by(until: NaiveDateTime, start: NaiveDateTime) -> NaiveDate {
    let bare_date = until.time() == NaiveTime::MIN;
    match bare_date || start.time() <= until.time() {
        true => until.date(),
        false => until.date() - Days::new(1),
    }
}

/// The start on the last day, in UTC where it has a time of day: so RFC 5545 asks.
fn until(last: NaiveDate, at: Option<NaiveTime>) -> String {
    match at {
        Some(at) => instant(last.and_time(at)).format("%Y%m%dT%H%M%SZ").to_string(),
        None => last.format("%Y%m%d").to_string(),
    }
}

/// A time in the hour that summer time leaves out is meant an hour later; in the hour that comes twice, the second.
fn instant(local: NaiveDateTime) -> DateTime<Utc> {
    let there = Helsinki.from_local_datetime(&local).latest();
    let later = || Helsinki.from_local_datetime(&(local + TimeDelta::hours(1))).latest();
    there.or_else(later).map_or(local.and_utc(), |at| at.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    /// A Tuesday at two in the afternoon.
    fn tuesday(rule: &str) -> EventDays {
        EventDays { rule: Some(rule.into()), ..EventDays::once("2017-01-10T14:00:00".parse().unwrap()) }
    }

    fn event(rule: &str) -> Result<Series, SeriesError> {
        Series::from_event(&tuesday(rule))
    }

    fn days(series: &Series) -> Vec<NaiveDate> {
        series.occurrences(day("2016-01-01"), day("2018-12-31"))
    }

    #[test]
    fn the_end_is_the_last_day_whichever_way_it_is_written() {
        for rule in [
            "FREQ=WEEKLY;BYDAY=TU;COUNT=8",
            "FREQ=WEEKLY;COUNT=8",
            "RRULE:FREQ=WEEKLY;WKST=SU;BYDAY=TU;COUNT=8",
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20170228",
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20170228T140000",
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20170228T120000Z",
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20170228T215959Z",
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20170228T235959Z",
        ] {
            let course = event(rule).unwrap();
            assert_eq!(course.last(), "2017-02-28".parse().ok(), "{rule}");
            assert_eq!(course.count(), Some(8), "{rule}");
            assert_eq!(course.pattern().to_rrule(), "FREQ=WEEKLY;BYDAY=TU");
        }
        let before = event("FREQ=WEEKLY;BYDAY=TU;UNTIL=20170228T115959Z").unwrap();
        assert_eq!(before.count(), Some(7));
        assert_eq!(event("FREQ=WEEKLY").unwrap().last(), None);
    }

    #[test]
    fn every_second_week_by_count() {
        let course = event("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,TU;COUNT=5").unwrap();
        assert_eq!(course.last(), "2017-02-07".parse().ok());
        assert_eq!(course.count(), Some(5));
    }

    #[test]
    fn one_weekday_of_the_month_however_it_is_written() {
        for rule in [
            "FREQ=MONTHLY;BYDAY=2TU;COUNT=3",
            "FREQ=MONTHLY;BYDAY=+2TU;UNTIL=20170314T120000Z",
            "FREQ=MONTHLY;WKST=SU;BYDAY=TU;BYSETPOS=2;COUNT=3",
        ] {
            let group = event(rule).unwrap();
            assert_eq!(days(&group), ["2017-01-10", "2017-02-14", "2017-03-14"].map(day), "{rule}");
            assert_eq!(group.to_text(), "FREQ=MONTHLY;BYDAY=2TU", "{rule}");
        }
    }

    #[test]
    fn what_would_be_lost_is_refused() {
        for rule in [
            "FREQ=MONTHLY;BYMONTHDAY=1",
            "FREQ=MONTHLY",
            "FREQ=MONTHLY;BYDAY=TU",
            "FREQ=MONTHLY;BYDAY=2TU,4TU",
            "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2,4",
            "FREQ=MONTHLY;BYDAY=-2TU",
            "FREQ=MONTHLY;BYDAY=2TU;BYMONTH=1,3",
            "FREQ=MONTHLY;BYDAY=2TU;BYMONTHDAY=10",
            "FREQ=MONTHLY;BYDAY=2TU;BYHOUR=15",
            "FREQ=WEEKLY;BYDAY=TU;BYSETPOS=1",
            "FREQ=DAILY;COUNT=3",
            "FREQ=YEARLY;BYDAY=2TU",
            "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU",
            "FREQ=WEEKLY;BYDAY=TU;BYMONTH=1",
            "FREQ=WEEKLY;COUNT=0",
            "FREQ=WEEKLY;COUNT=10001",
            "FREQ=WEEKLY;COUNT=4000000000",
            "FREQ=WEEKLY;COUNT=3;UNTIL=20170228",
            // The first day is none of the rule's.
            "FREQ=WEEKLY;BYDAY=WE",
            "FREQ=MONTHLY;BYDAY=3TU",
        ] {
            assert_eq!(event(rule), Err(SeriesError::Unsupported), "{rule}");
        }
        assert!(matches!(event("FREQ=WEEKLY;UNTIL=20170101"), Err(SeriesError::EndsBeforeStart { .. })));
        let once = EventDays::once("2217-01-10T14:00:00".parse().unwrap());
        assert_eq!(Series::from_event(&once), Err(SeriesError::Unsupported));
    }

    #[test]
    fn single_days_more_and_less() {
        let mut moved = tuesday("FREQ=WEEKLY;COUNT=4");
        moved.also = ["2017-01-25", "2017-02-15"].map(day).into();
        moved.except = ["2017-01-24", "2017-01-26"].map(day).into();
        let course = Series::from_event(&moved).unwrap();
        let expected = ["2017-01-10", "2017-01-17", "2017-01-25", "2017-01-31", "2017-02-15"].map(day);
        assert_eq!(days(&course), expected);
        assert_eq!(course.count(), Some(5));

        let mut dated = EventDays { rule: None, ..moved };
        assert_eq!(days(&Series::from_event(&dated).unwrap()), ["2017-01-10", "2017-01-25", "2017-02-15"].map(day));
        dated.except = [day("2017-01-10")].into();
        assert_eq!(Series::from_event(&dated).unwrap().count(), Some(2));
    }

    #[test]
    fn what_goes_out_has_its_end_in_utc_and_no_holidays() {
        let first = Some(day("2017-04-01"));
        let pattern = Pattern::from_rrule("FREQ=WEEKLY;BYDAY=MO").unwrap();
        let club = Series::new(pattern, first, Some(day("2017-05-08")), true).unwrap();
        let club = club.without(day("2017-04-24")).also_on(day("2017-05-01")).unwrap();
        let at: NaiveTime = "14:00:00".parse().unwrap();
        let window = (day("2017-01-01"), day("2018-01-01"));
        let event = club.to_event(Some(at), window).unwrap();
        let expected = EventDays {
            first: day("2017-04-03"),
            at: Some(at),
            // Summer time has begun.
            rule: Some("FREQ=WEEKLY;BYDAY=MO;UNTIL=20170508T110000Z".into()),
            also: [day("2017-05-01")].into(),
            except: ["2017-04-17", "2017-04-24"].map(day).into(),
        };
        assert_eq!(event, expected);
        assert_eq!(days(&Series::from_event(&event).unwrap()), days(&club));

        let all_day = club.to_event(None, window).unwrap();
        assert_eq!(all_day.rule.as_deref(), Some("FREQ=WEEKLY;BYDAY=MO;UNTIL=20170508"));
        assert_eq!(days(&Series::from_event(&all_day).unwrap()), days(&club));
    }

    #[test]
    fn what_goes_out_of_an_endless_series_has_its_holidays_for_a_while() {
        let pattern = Pattern::from_rrule("FREQ=WEEKLY;BYDAY=FR").unwrap();
        let club = Series::new(pattern, None, None, true).unwrap();
        let event = club.to_event(None, (day("2017-01-01"), day("2018-05-01"))).unwrap();
        assert_eq!(event.first, day("2017-01-13"));
        assert_eq!(event.except, ["2017-04-14", "2017-06-23", "2018-03-30"].map(day).into());
        assert_eq!(event.rule.as_deref(), Some("FREQ=WEEKLY;BYDAY=FR"));
    }

    #[test]
    fn named_days_go_out_by_name_and_open_ones_not_at_all() {
        let window = (day("2017-01-01"), day("2018-01-01"));
        let named = ["2017-03-03", "2017-03-10"].map(day);
        let course = Series::new(Pattern::dates(named), None, None, true).unwrap();
        let event = course.to_event(None, window).unwrap();
        assert_eq!((event.first, event.rule.as_ref()), (named[0], None));
        assert_eq!(days(&Series::from_event(&event).unwrap()), named);
        let none = [Pattern::Open, Pattern::dates([])];
        assert!(none.into_iter().all(|days| {
            let series = Series::new(days, Some(day("2017-01-01")), None, true).unwrap();
            series.to_event(None, window).is_none()
        }));
    }

    #[test]
    fn an_end_in_the_hour_that_a_clock_change_moves() {
        let until = |last: &str, at: &str| until(day(last), Some(at.parse().unwrap()));
        assert_eq!(until("2017-03-26", "03:30:00"), "20170326T013000Z");
        assert_eq!(until("2017-03-26", "04:00:00"), "20170326T010000Z");
        assert_eq!(until("2017-10-29", "03:30:00"), "20171029T013000Z");
    }
}
