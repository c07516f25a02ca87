//! A calendar event's repetition as other programs write it, with its end inside the rule.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use chrono_tz::Europe::Helsinki;
use rrule::{RRule, Tz, Unvalidated};

use super::{Pattern, Series, SeriesError, Weekly, midnight, plain_weekdays, read_rule};

/// A rule that counts further than a daily group of twenty years is a mistake, or an attack.
const MOST_TIMES: u32 = 10_000;

impl Series {
    /// Reads the `RRULE` of an iCalendar event that starts at `start`, Helsinki wall-clock time.
    ///
    /// `UNTIL` or `COUNT` becomes the last day. A weekly rule without `BYDAY` repeats on the
    /// weekday of `start`.
    ///
    /// # Errors
    /// [`SeriesError::Unsupported`] for a rule that is not weekly or says more than this.
    pub fn from_event(rule: &str, start: NaiveDateTime) -> Result<Self, SeriesError> {
        let rule = read_rule(rule)?;
        let weekly = weekly_part(&rule, start.date().weekday())?;
        let last = match (rule.get_count(), rule.get_until()) {
            (Some(count), None) => Some(day_of_time(weekly, start.date(), count)?),
            (None, Some(until)) => Some(last_start_by(local(until), start)),
            (None, None) => None,
            (Some(_), Some(_)) => return Err(SeriesError::Unsupported),
        };
        Self::new(Pattern::Weekly(weekly), Some(start.date()), last, false)
    }
}

/// The rule without its end; refused when it says anything else that would be lost.
fn weekly_part(rule: &RRule<Unvalidated>, weekday: Weekday) -> Result<Weekly, SeriesError> {
    let named = plain_weekdays(rule)?;
    let weekdays = match named.is_empty() {
        true => vec![weekday],
        false => named.iter(Weekday::Mon).collect(),
    };
    let weekly = Weekly::new(weekdays, rule.get_interval())?;
    let mut kept = weekly.rule().by_weekday(rule.get_by_weekday().to_vec());
    if weekly.every() == 1 {
        // Where the week starts makes a difference only when weeks are left out.
        kept = kept.week_start(rule.get_week_start());
    }
    if let Some(count) = rule.get_count() {
        kept = kept.count(count);
    }
    if let Some(until) = rule.get_until() {
        kept = kept.until(*until);
    }
    (kept == *rule).then_some(weekly).ok_or(SeriesError::Unsupported)
}

fn day_of_time(weekly: Weekly, first: NaiveDate, count: u32) -> Result<NaiveDate, SeriesError> {
    if !(1..=MOST_TIMES).contains(&count) {
        return Err(SeriesError::Unsupported);
    }
    let counted = weekly.rule().count(count).build(midnight(first));
    let days = counted.map_err(|_| SeriesError::Unsupported)?;
    let last = days.into_iter().last().ok_or(SeriesError::Unsupported)?;
    Ok(last.date_naive())
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A Tuesday at two in the afternoon.
    fn event(rule: &str) -> Result<Series, SeriesError> {
        Series::from_event(rule, "2017-01-10T14:00:00".parse().unwrap())
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
    fn what_would_be_lost_is_refused() {
        for rule in [
            "FREQ=MONTHLY;BYMONTHDAY=1",
            "FREQ=DAILY;COUNT=3",
            "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU",
            "FREQ=WEEKLY;BYDAY=TU;BYMONTH=1",
            "FREQ=WEEKLY;COUNT=0",
            "FREQ=WEEKLY;COUNT=4000000000",
            "FREQ=WEEKLY;COUNT=3;UNTIL=20170228",
        ] {
            assert_eq!(event(rule), Err(SeriesError::Unsupported), "{rule}");
        }
        assert!(matches!(event("FREQ=WEEKLY;UNTIL=20170101"), Err(SeriesError::EndsBeforeStart { .. })));
    }
}
