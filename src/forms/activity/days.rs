//! The fields that say when an activity meets, and what they mean: what is left empty stays open, what has been stays.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveTime};

use super::super::choices::keyed_choices;
use super::super::{Choice, Field, Reader};
use super::ActivityForm;
use crate::app::Ctx;
use crate::domain::activity::Timetable;
use crate::domain::dates::{Lean, parse_date, show_date, show_day, show_time};
use crate::domain::keyed::Keyed;
use crate::domain::recurrence::{MOST_TIMES, Nth, Pattern, Series, SeriesError};
use crate::say;

/// The names of these fields.
pub const NAMES: &[&str] = &[
    "weekdays",
    "starts_at",
    "ends_at",
    "first_day",
    "last_day",
    "times",
    "every",
    "repeats",
    "not_on",
    "skip_holidays",
];

impl ActivityForm {
    pub(super) fn timetables(&self, today: NaiveDate) -> Vec<&Timetable> {
        self.activity.as_ref().map(|activity| activity.timetables_from(today)).unwrap_or_default()
    }

    /// The timetable that the fields show.
    fn known(&self, today: NaiveDate) -> Option<&Timetable> {
        self.timetables(today).first().copied()
    }

    /// What of its timetable the fields can say.
    pub(super) fn scope(&self, today: NaiveDate) -> Scope {
        match self.timetables(today).as_slice() {
            [] => Scope::Whole,
            [one] if matches!(one.series.pattern(), Pattern::Dates(_)) => Scope::Times(one.series.clone()),
            [_] => Scope::Whole,
            _ => Scope::Nothing,
        }
    }

    /// From when to when it is.
    pub(super) fn times(&self, cx: &Ctx) -> [Field; 2] {
        let known = self.known(cx.today);
        let shown = |time: Option<NaiveTime>| time.map(show_time).unwrap_or_default();
        let starts_at = shown(known.and_then(|known| known.starts_at));
        let ends_at = shown(known.and_then(|known| known.ends_at));
        [
            Field::line("starts_at", say!(cx.words, "field-starts-at"), &starts_at).typed_anew(),
            Field::line("ends_at", say!(cx.words, "field-ends-at"), &ends_at).typed_anew(),
        ]
    }

    /// Days besides the rule that are still to come; no field shows them, and they stay.
    pub(super) fn days_more(&self, today: NaiveDate) -> Vec<NaiveDate> {
        let known = self.known(today).filter(|_| matches!(self.scope(today), Scope::Whole));
        let days = known.into_iter().flat_map(|known| known.series.extra().range(today..));
        days.copied().collect()
    }

    /// Weekdays and times first, for that is what most groups are known by.
    pub(super) fn days(&self, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let known = self.known(cx.today);
        let (days, every, nth) = match known.map(|known| known.series.pattern()) {
            Some(Pattern::Weekly(weekly)) => (weekly.days().collect(), weekly.every(), None),
            Some(Pattern::Monthly(monthly)) => (vec![monthly.day()], monthly.every(), Some(monthly.nth())),
            _ => (Vec::new(), 1, None),
        };
        let weekdays = days.into_iter().map(|day| words.weekday(day)).collect::<Vec<_>>().join(" ");
        let weekly = Choice { key: String::new(), label: say!(words, "repeats-weekly") };
        let repeats = [weekly].into_iter().chain(keyed_choices::<Nth>(cx, "repeats", false)).collect();
        let [starts_at, ends_at] = self.times(cx);
        let (first, last) = match &self.activity {
            Some(activity) => {
                let ends = known.and_then(|known| known.series.last());
                (activity.fields.first_day, ends.or(activity.fields.last_day))
            }
            None => (Some(cx.today), None),
        };
        let except = known.map(|known| self.except(&known.series, cx.today)).unwrap_or_default();
        let skips = known.is_none_or(|known| known.series.skips_holidays());
        vec![
            Field::line("weekdays", say!(words, "field-weekdays"), &weekdays).typed_anew(),
            starts_at,
            ends_at,
            Field::date("first_day", say!(words, "field-first-day"), first, Lean::Near),
            Field::date("last_day", say!(words, "field-last-day"), last, Lean::Near),
            Field::line("times", say!(words, "field-times"), "").typed_anew(),
            Field::line("every", say!(words, "field-every"), &every.to_string()).typed_anew(),
            Field::choice("repeats", say!(words, "field-repeats"), repeats, nth.map_or("", Nth::key)),
            Field::line("not_on", say!(words, "field-not-on"), &except),
            Field::check("skip_holidays", say!(words, "field-skip-holidays"), skips),
        ]
    }

    /// What of a series counts from today on, or all of it where nothing has been yet.
    fn coming(&self, series: &Series, today: NaiveDate) -> Option<Series> {
        match self.activity {
            Some(_) => series.not_before(today),
            None => Some(series.clone()),
        }
    }

    /// How many times it has met before today, as its timetables were then.
    fn times_before(&self, today: NaiveDate) -> u32 {
        let timetables = self.activity.iter().flat_map(|activity| &activity.timetables);
        let before = timetables.map(|(_, timetable)| match timetable.series.first() {
            Some(first) if first < today => timetable.series.occurrences(first, today - Days::new(1)).len(),
            _ => 0,
        });
        u32::try_from(before.sum::<usize>()).unwrap_or(u32::MAX)
    }

    /// The coming days left out, as they can be typed: "21.2. 28.2."
    fn except(&self, series: &Series, today: NaiveDate) -> String {
        let coming = self.coming(series, today);
        let days =
            coming.iter().flat_map(Series::except).map(|day| match parse_date(&show_day(*day), today, Lean::Near) {
                Ok(near) if near == *day => show_day(*day),
                _ => show_date(*day),
            });
        days.collect::<Vec<_>>().join(" ")
    }

    /// A number of times decides on the last day, whatever else is changed then; a last day that is typed after it
    /// takes its place.
    pub(super) fn what_follows(&self, left: &str, reader: &mut Reader) -> Option<(&'static str, String)> {
        if !NAMES.contains(&left) || reader.text("times").is_none() {
            return None;
        }
        let last = self.read_days(reader, true).and_then(|series| series.last());
        match left {
            "last_day" if reader.date("last_day") != last => Some(("times", String::new())),
            _ => Some(("last_day", show_date(last?))),
        }
    }

    pub(super) fn read_timetable(&self, reader: &mut Reader) -> Option<Timetable> {
        let by_times = reader.text("times").is_some();
        let series = self.read_days(reader, by_times);
        let (starts_at, ends_at) = read_times(reader);
        Some(Timetable { series: series?, starts_at, ends_at })
    }

    /// The days up to the last one typed, or for as many times as typed.
    fn read_days(&self, reader: &mut Reader, by_times: bool) -> Option<Series> {
        let series = self.read_rule(reader, by_times)?;
        let series = self.read_except(series, reader);
        if by_times { self.ended_by_times(series, reader) } else { Some(series) }
    }

    fn ended_by_times(&self, endless: Series, reader: &mut Reader) -> Option<Series> {
        let words = &reader.cx.words;
        let most = i64::from(MOST_TIMES);
        let times = reader.number("times", 1..=MOST_TIMES, say!(words, "wrong-times", most = most))?;
        let before = self.times_before(reader.cx.today);
        if times <= before {
            reader.wrong("times", say!(words, "wrong-times-before", count = i64::from(before)));
            return None;
        }
        let (field, fault) = match self.coming(&endless, reader.cx.today)?.ending_after(times - before) {
            Ok(coming) => return endless.ending_on(coming.last()).ok(),
            Err(SeriesError::NoFirstDay) => ("first_day", say!(words, "wrong-no-first-day")),
            Err(SeriesError::Unsupported) => ("weekdays", say!(words, "wrong-no-weekdays")),
            Err(_) => ("times", say!(words, "wrong-times", most = most)),
        };
        reader.wrong(field, fault);
        None
    }

    /// On which days, from when to when; nothing when that makes no sense.
    fn read_rule(&self, reader: &mut Reader, endless: bool) -> Option<Series> {
        let words = &reader.cx.words;
        let (first, last) = (reader.date("first_day"), reader.date("last_day").filter(|_| !endless));
        let pattern = self.read_pattern(reader)?;
        let series = match Series::new(pattern, first, last, reader.checked("skip_holidays")) {
            Ok(series) => series,
            Err(SeriesError::NoFirstDay) => {
                reader.wrong("first_day", say!(words, "wrong-no-first-day"));
                return None;
            }
            Err(_) => {
                reader.wrong("last_day", say!(words, "wrong-last-before-first"));
                return None;
            }
        };
        let within = |day: &NaiveDate| first.is_none_or(|first| first <= *day) && last.is_none_or(|last| *day <= last);
        let more = self.days_more(reader.cx.today).into_iter().filter(within);
        more.into_iter().try_fold(series, Series::also_on).ok()
    }

    fn read_pattern(&self, reader: &mut Reader) -> Option<Pattern> {
        let words = &reader.cx.words;
        let days = reader.weekdays("weekdays");
        let every = match reader.text("every") {
            Some(_) => reader.number("every", 1..=52, say!(words, "wrong-every"))?,
            None => 1,
        };
        let every = u16::try_from(every).ok()?;
        let pattern = match (days.as_slice(), reader.keyed::<Nth>("repeats")) {
            ([], None) if every == 1 => return Some(Pattern::Open),
            (days, None) => Pattern::weekly(days.iter().copied(), every),
            ([day], Some(nth)) => Pattern::monthly(nth, *day, every),
            ([], Some(_)) => Err(SeriesError::NoWeekday),
            _ => {
                reader.wrong("weekdays", say!(words, "wrong-one-weekday"));
                return None;
            }
        };
        if pattern.is_err() {
            reader.wrong("weekdays", say!(words, "wrong-no-weekdays"));
        }
        pattern.ok()
    }

    /// Without the days that are typed. Each has to be a coming day on which it would meet: a slip would be silent.
    fn read_except(&self, series: Series, reader: &mut Reader) -> Series {
        let words = &reader.cx.words;
        let text = reader.text("not_on").unwrap_or_default();
        let mut days = BTreeSet::new();
        for word in text.split([' ', ',', ';']).filter(|word| !word.is_empty()) {
            match parse_date(word, reader.cx.today, Lean::Near) {
                Ok(day) => drop(days.insert(day)),
                Err(error) => reader.wrong("not_on", words.date_error(error)),
            }
        }
        let coming = self.coming(&series, reader.cx.today);
        let meets = |day: NaiveDate| coming.as_ref().is_some_and(|coming| coming.days(day, day).next().is_some());
        if let Some(day) = days.iter().find(|day| !meets(**day)) {
            reader.wrong("not_on", say!(words, "wrong-not-on", day = words.long_day(*day)));
        }
        days.into_iter().fold(series, Series::without)
    }
}

/// What of a timetable the form can show and change.
pub(super) enum Scope {
    Whole,
    /// Single dates, of this series, are left alone; their times are not.
    Times(Series),
    /// Several timetables at once are left alone.
    Nothing,
}

/// What is left empty stays open.
pub(super) fn read_times(reader: &mut Reader) -> (Option<NaiveTime>, Option<NaiveTime>) {
    let words = &reader.cx.words;
    let (starts_at, ends_at) = (reader.time("starts_at"), reader.time("ends_at"));
    if starts_at.is_none() && ends_at.is_some() {
        reader.wrong("starts_at", say!(words, "wrong-no-start"));
    }
    if starts_at.zip(ends_at).is_some_and(|(starts, ends)| ends <= starts) {
        reader.wrong("ends_at", say!(words, "wrong-time-order"));
    }
    (starts_at, ends_at)
}
