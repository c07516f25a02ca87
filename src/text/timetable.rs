//! When an activity meets, in words: short for a list, "ti 14–15, 10.1.–28.2.2017", and in full, "tiistaisin klo 14–15,
//! 10.1.–28.2.2017, 8 kertaa".

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::Words;
use super::show::weekday_key;
use crate::domain::activity::Timetable;
use crate::domain::calendar;
use crate::domain::dates::{show_date, show_day, show_days, show_span, show_time};
use crate::domain::enrolment::Seats;
use crate::domain::recurrence::{Monthly, Pattern, Series, Weekly};
use crate::say;
use crate::store::activities::Activity;

/// So many days are named; of more, it is said how many.
const NAMED: usize = 3;

/// The same where the days are all that is known.
const DATED: usize = 6;

impl Words {
    /// Every timetable of an activity in full; what its source leaves open is said to be open.
    pub fn timetables(&self, activity: &Activity) -> String {
        self.each(activity.timetables.iter().map(|(_, timetable)| self.timetable(timetable)))
    }

    /// When an activity meets from a day on, in full: how it was before a change is left out.
    pub fn timetables_from(&self, activity: &Activity, day: NaiveDate) -> String {
        self.each(activity.timetables_from(day).into_iter().map(|timetable| self.timetable(timetable)))
    }

    /// As [`Words::timetables_from`], short enough for a column of a list.
    pub fn timetables_short(&self, activity: &Activity, day: NaiveDate) -> String {
        self.each(activity.timetables_from(day).into_iter().map(|timetable| self.timetable_short(timetable)))
    }

    /// The same without the first and the last day, for a list that has columns of them.
    pub fn days_and_times_from(&self, activity: &Activity, day: NaiveDate) -> String {
        self.each(activity.timetables_from(day).into_iter().map(|timetable| self.days_and_times(timetable)))
    }

    fn each(&self, timetables: impl Iterator<Item = String>) -> String {
        let each = timetables.collect::<Vec<_>>();
        if each.is_empty() { say!(self, "days-open") } else { each.join("; ") }
    }

    /// "14/16", "17", or nothing where nobody is enrolled and nothing limits it.
    pub fn seats(&self, seats: Seats) -> String {
        match seats.limit {
            Some(most) => format!("{}/{most}", seats.members),
            None if seats.members > 0 => seats.members.to_string(),
            None => String::new(),
        }
    }

    /// "tiistaisin klo 14–15, 10.1.–28.2.2017, 8 kertaa, ei 21.2."
    pub fn timetable(&self, timetable: &Timetable) -> String {
        let series = &timetable.series;
        let open = *series.pattern() == Pattern::Open;
        let (days, repeats) = match series.pattern() {
            Pattern::Weekly(weekly) => (self.weekly(*weekly), true),
            Pattern::Monthly(monthly) => (self.monthly(*monthly), true),
            Pattern::Dates(days) => (self.dated(days), false),
            Pattern::Open => (say!(self, "days-open"), false),
        };
        let mut parts = match self.clock(timetable) {
            Some(clock) if !open => vec![format!("{days} {clock}")],
            None if !open => vec![days, say!(self, "time-open")],
            clock => [days].into_iter().chain(clock).collect(),
        };
        if repeats || open {
            parts.extend(self.stretch(series));
        }
        let counted = repeats || matches!(series.pattern(), Pattern::Dates(days) if days.len() <= DATED);
        parts.extend(series.count().filter(|_| counted).map(|count| say!(self, "sessions", count = count)));
        if repeats {
            parts.extend(self.single_days(series));
        }
        parts.join(", ")
    }

    /// "ti 14–15, 10.1.–28.2.2017": without the number of times and the days left out.
    fn timetable_short(&self, timetable: &Timetable) -> String {
        let series = &timetable.series;
        let period = match (series.pattern(), series.first(), series.last()) {
            (Pattern::Open | Pattern::Dates(_), ..) | (_, None, None) => String::new(),
            (_, Some(first), Some(last)) => format!(", {}", show_days(first, last)),
            (_, Some(first), None) => format!(", {}", say!(self, "from-day", day = show_date(first))),
            (_, None, Some(last)) => format!(", –{}", show_date(last)),
        };
        self.days_and_times(timetable) + &period
    }

    /// "ti 14–15", "ma–to 8–16 joka 2. viikko", "3.3. 10.3. 11–13"
    fn days_and_times(&self, timetable: &Timetable) -> String {
        let (days, every) = match timetable.series.pattern() {
            Pattern::Dates(days) if !days.is_empty() => (days_in_short(days), None),
            Pattern::Open | Pattern::Dates(_) => return say!(self, "days-open"),
            Pattern::Weekly(weekly) => {
                let weeks = weekly.every();
                let every = (weeks > 1).then(|| say!(self, "every-weeks", count = i64::from(weeks)));
                (self.weekdays(&weekly.days().collect::<Vec<_>>()), every)
            }
            Pattern::Monthly(monthly) => {
                let months = monthly.every();
                let (nth, day) = (self.label("nth", monthly.nth()), self.weekday(monthly.day()));
                let every = (months > 1).then(|| say!(self, "every-months", count = i64::from(months)));
                (say!(self, "on-nth-day-short", nth = nth, day = day), every)
            }
        };
        let time = self.span(timetable.starts_at, timetable.ends_at);
        [Some(days), Some(time), every].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// "tiistaisin ja torstaisin", "joka toinen viikko tiistaisin"; of more than two days the short names.
    fn weekly(&self, weekly: Weekly) -> String {
        let on = |day: &Weekday| self.get(&format!("on-{}", weekday_key(*day)));
        let days = match weekly.days().collect::<Vec<_>>().as_slice() {
            [day] => on(day),
            [one, other] => say!(self, "on-two-days", one = on(one), other = on(other)),
            more => self.weekdays(more),
        };
        match i64::from(weekly.every()) {
            1 => days,
            count => {
                say!(self, "on-days-every", every = say!(self, "every-weeks-in-full", count = count), days = days)
            }
        }
    }

    /// "kuukauden 2. tiistaina", "joka toisen kuukauden viimeisenä torstaina"
    fn monthly(&self, monthly: Monthly) -> String {
        let months = say!(self, "of-months", count = i64::from(monthly.every()));
        let day = self.get(&format!("nth-{}", weekday_key(monthly.day())));
        say!(self, "on-nth-day", months = months, nth = self.label("nth", monthly.nth()), day = day)
    }

    /// "ma ke", and from three in a row on "ma–to".
    fn weekdays(&self, days: &[Weekday]) -> String {
        let runs = days.chunk_by(|one, next| one.succ() == *next);
        let run = |days: &[Weekday]| match days {
            [first, _, .., last] => format!("{}–{}", self.weekday(*first), self.weekday(*last)),
            few => few.iter().map(|day| self.weekday(*day)).collect::<Vec<_>>().join(" "),
        };
        runs.map(run).collect::<Vec<_>>().join(" ")
    }

    /// "3.3. 10.3.2017", or how many in which stretch.
    fn dated(&self, days: &BTreeSet<NaiveDate>) -> String {
        match (days.first(), days.last()) {
            (Some(first), Some(last)) if days.len() > DATED => {
                format!("{}, {}", say!(self, "on-many-days", count = days.len()), show_days(*first, *last))
            }
            (Some(_), Some(last)) => {
                let next = days.iter().skip(1).chain([last]);
                let each = days.iter().zip(next).map(|(day, next)| match day == last || day.year() != next.year() {
                    true => show_date(*day),
                    false => show_day(*day),
                });
                each.collect::<Vec<_>>().join(" ")
            }
            _ => say!(self, "days-open"),
        }
    }

    /// "klo 14–15", "klo 14.00 alkaen" when the end is open; nothing when both are.
    fn clock(&self, timetable: &Timetable) -> Option<String> {
        let starts = timetable.starts_at?;
        Some(match timetable.ends_at {
            Some(ends) => say!(self, "at-clock", time = show_span(starts, ends)),
            None => say!(self, "from-clock", time = show_time(starts)),
        })
    }

    /// From the first time to the last, as far as they are known.
    fn stretch(&self, series: &Series) -> Vec<String> {
        let first = series.first_occurrence().or(series.first());
        let last = series.last_occurrence().or(series.last());
        let repeats = *series.pattern() != Pattern::Open;
        match (first, last) {
            (Some(first), Some(last)) => vec![show_days(first, last)],
            (Some(first), None) => {
                vec![say!(self, "from-day", day = show_date(first)), say!(self, "last-day-open")]
            }
            (None, Some(last)) => vec![say!(self, "until-day", day = show_date(last))],
            (None, None) if repeats => vec![say!(self, "period-open")],
            (None, None) => Vec::new(),
        }
    }

    /// What differs from the rule: days left out, days more, holidays that are kept.
    fn single_days(&self, series: &Series) -> Vec<String> {
        let mut parts = Vec::new();
        match series.except().len() {
            0 => {}
            1..=NAMED => parts.push(say!(self, "not-on-days", days = days_in_short(series.except()))),
            many => parts.push(say!(self, "not-on-many", count = many)),
        }
        match series.extra().len() {
            0 => {}
            1..=NAMED => parts.push(say!(self, "also-on-days", days = days_in_short(series.extra()))),
            many => parts.push(say!(self, "also-on-many", count = many)),
        }
        if meets_on_holidays(series) {
            parts.push(say!(self, "on-holidays-too"));
        }
        parts
    }
}

/// "21.2. 28.2."
fn days_in_short(days: &BTreeSet<NaiveDate>) -> String {
    days.iter().map(|day| show_day(*day)).collect::<Vec<_>>().join(" ")
}

/// True when its rule, which keeps holidays, meets on one of them in its first year.
fn meets_on_holidays(series: &Series) -> bool {
    let Some(first) = series.first().filter(|_| !series.skips_holidays()) else { return false };
    let days = series.occurrences(first, first + TimeDelta::days(366));
    days.iter().any(|day| calendar::holiday(*day).is_some() && !series.extra().contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::lang::Lang;
    use crate::domain::recurrence::Nth;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn in_full(series: &Series, clock: Option<(&str, Option<&str>)>) -> [String; 3] {
        let time = |text: &str| text.parse().unwrap();
        let starts_at = clock.map(|(starts, _)| time(starts));
        let ends_at = clock.and_then(|(_, ends)| ends).map(time);
        let timetable = Timetable { series: series.clone(), starts_at, ends_at };
        [Lang::Fi, Lang::Sv, Lang::En].map(|lang| Words::new(lang).timetable(&timetable))
    }

    fn short(series: &Series) -> [String; 3] {
        let timetable = Timetable { series: series.clone(), starts_at: None, ends_at: None };
        [Lang::Fi, Lang::Sv, Lang::En].map(|lang| Words::new(lang).timetable_short(&timetable))
    }

    fn series(rule: &str, first: &str, last: &str) -> Series {
        Series::from_text(rule, first.parse().ok(), last.parse().ok(), true).unwrap()
    }

    const TWO_TO_THREE: Option<(&str, Option<&str>)> = Some(("14:00:00", Some("15:00:00")));

    #[test]
    fn every_week() {
        let bowling = series("FREQ=WEEKLY;BYDAY=TU", "2017-01-09", "2017-02-28");
        let expected = [
            "tiistaisin klo 14–15, 10.1.–28.2.2017, 8 kertaa",
            "tisdagar kl. 14–15, 10.1.–28.2.2017, 8 tillfällen",
            "Tuesdays at 14–15, 10.1.–28.2.2017, 8 sessions",
        ];
        assert_eq!(in_full(&bowling, TWO_TO_THREE), expected);
        let expected = [
            "tiistaisin klo 14–15, 10.1.–28.2.2017, 8 kertaa, ei 21.2., myös 22.2.",
            "tisdagar kl. 14–15, 10.1.–28.2.2017, 8 tillfällen, inte 21.2., även 22.2.",
            "Tuesdays at 14–15, 10.1.–28.2.2017, 8 sessions, not 21.2., also 22.2.",
        ];
        let moved = bowling.without(day("2017-02-21")).also_on(day("2017-02-22")).unwrap();
        assert_eq!(in_full(&moved, TWO_TO_THREE), expected);
    }

    #[test]
    fn what_is_open_is_said_to_be_open() {
        let group = series("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "2017-03-07", "");
        let expected = [
            "joka toinen viikko tiistaisin ja torstaisin, aika avoin, alkaen 7.3.2017, viimeinen päivä avoin",
            "tisdagar och torsdagar varannan vecka, tid öppen, från 7.3.2017, sista dagen öppen",
            "Tuesdays and Thursdays every other week, time open, from 7.3.2017, last day open",
        ];
        assert_eq!(in_full(&group, None), expected);
        let club = series("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH", "", "");
        let expected = [
            "ma–to klo 8.30 alkaen, ajanjakso avoin",
            "må–to från kl. 8.30, perioden öppen",
            "Mon–Thu from 8.30, period open",
        ];
        assert_eq!(in_full(&club, Some(("08:30:00", None))), expected);
        let open = series("", "", "2017-05-31");
        assert_eq!(in_full(&open, None)[0], "päivät sopimatta, 31.5.2017 asti");
        assert_eq!(in_full(&open, TWO_TO_THREE)[0], "päivät sopimatta, klo 14–15, 31.5.2017 asti");
    }

    #[test]
    fn once_a_month() {
        let second = series("FREQ=MONTHLY;BYDAY=2TU", "2017-01-01", "2017-03-31");
        let expected = [
            "kuukauden 2. tiistaina klo 14–15, 10.1.–14.3.2017, 3 kertaa",
            "andra tisdagen i månaden kl. 14–15, 10.1.–14.3.2017, 3 tillfällen",
            "2nd Tuesday of the month at 14–15, 10.1.–14.3.2017, 3 sessions",
        ];
        assert_eq!(in_full(&second, TWO_TO_THREE), expected);
        let expected = [
            "kuun 2. ti aika avoin, 1.1.–31.3.2017",
            "andra ti i mån. tid öppen, 1.1.–31.3.2017",
            "2nd Tue of the month time open, 1.1.–31.3.2017",
        ];
        assert_eq!(short(&second), expected);
        let last = Pattern::monthly(Nth::Last, Weekday::Thu, 2).unwrap();
        let last = Series::new(last, Some(day("2017-01-01")), None, true).unwrap();
        assert!(in_full(&last, None)[0].starts_with("joka toisen kuukauden viimeisenä torstaina, aika avoin"));
        assert_eq!(short(&last)[0], "kuun viimeisenä to aika avoin joka 2. kk, alkaen 1.1.2017");
    }

    #[test]
    fn named_days() {
        let new_year = series("RDATE;VALUE=DATE:20161215,20170112,20170119", "", "");
        assert_eq!(in_full(&new_year, TWO_TO_THREE)[0], "15.12.2016 12.1. 19.1.2017 klo 14–15, 3 kertaa");
        let days: Vec<String> = (1..=9).map(|day| format!("2017030{day}")).collect();
        let many = series(&format!("RDATE;VALUE=DATE:{}", days.join(",")), "", "");
        assert_eq!(in_full(&many, None)[0], "9 päivänä, 1.–9.3.2017, aika avoin");
    }

    #[test]
    fn many_days_left_out_and_holidays_kept() {
        let fridays = series("FREQ=WEEKLY;BYDAY=FR", "2017-03-01", "2017-05-31");
        let left_out = ["2017-03-03", "2017-03-10", "2017-03-17", "2017-03-24"].map(day);
        let fewer = left_out.iter().fold(fridays.clone(), |series, day| series.without(*day));
        assert!(in_full(&fewer, None)[0].ends_with("8 kertaa, paitsi 4 päivänä"), "{:?}", in_full(&fewer, None));
        let kept = Series::new(fridays.pattern().clone(), fridays.first(), fridays.last(), false).unwrap();
        assert!(in_full(&kept, None)[0].ends_with("13 kertaa, myös pyhäpäivinä"), "{:?}", in_full(&kept, None));
        assert!(in_full(&fridays, None)[0].ends_with("12 kertaa"));
    }
}
