//! Dates and times as people type them.
//!
//! Finnish, Swedish and English are understood at once, whatever language the screen is in, so
//! colleagues can teach each other. Case and diacritics do not matter. Two words would mean
//! different things in two languages, and mean one here:
//! - `v` before a number is a week (Swedish *vecka*); after one it is refused, for a Finn reads *vuosi*, a year, there.
//! - `2/6` is refused: 2 June or 6 February, depending on who reads it.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use thiserror::Error;

use super::words::{Unit, days_away, strip_clock_word, strip_week_word, unit, weekday};
use super::{add_months, in_range};
use crate::domain::calendar::Week;
use crate::domain::text::{clean_line, fold};

/// Which occurrence is meant when the year of a day, or the week of a weekday, is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lean {
    /// The last one, today counts: a contact made, a birth date.
    Past,
    /// The next one, today counts: a follow-up, a session.
    Future,
    /// The nearest day; for a weekday, this week's: going to a date.
    Near,
}

/// Why a text is not a date. The words for the user are in the message files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DateError {
    #[error("empty date")]
    Empty,
    #[error("not a date")]
    Unknown,
    #[error("no day {day}.{month}.{year}")]
    NoSuchDay { day: u32, month: u32, year: i32, nearest: NaiveDate },
    #[error("no week {week}/{year}")]
    NoSuchWeek { year: i32, week: u32, last: u32 },
    #[error("year outside 1900-2199")]
    OutOfRange,
}

/// Why a text is not a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TimeError {
    #[error("empty time")]
    Empty,
    #[error("not a time")]
    Unknown,
    #[error("no time {hour}.{minute:02}")]
    NoSuchTime { hour: u32, minute: u32 },
}

/// A date as people type it.
///
/// `6.2.` `6.2` `6.2.17` `6.2.2017` `2017-02-06` · `ti` `tisdag` `tue` · `tänään` `i morgon`
/// `yesterday` · `+10` days, `+2vk` weeks, `-3kk` months, `+1år` · `vk 7` (its Monday), `vk 7 to`,
/// `v 7/2018 tor`, `2018-W07`.
///
/// What is left out is chosen by `lean`; a week without its year is chosen as a week, so in week
/// 7 `vk 7 ma` is this Monday even when it has gone. Two digits of a year mean the nearest such
/// year, or for [`Lean::Past`] the last one. A day that the chosen year lacks (29.2.) is refused
/// rather than moved years away.
///
/// # Errors
/// See [`DateError`].
pub fn parse_date(input: &str, today: NaiveDate, lean: Lean) -> Result<NaiveDate, DateError> {
    let text = fold(&clean_line(input));
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    let date = near_word(&text, today)
        .or_else(|| named_weekday(&text, today, lean))
        .or_else(|| offset(&text, today))
        .or_else(|| dotted(&text, today, lean))
        .or_else(|| iso(&text))
        .or_else(|| week_day(&text, today, lean))
        .unwrap_or(Err(DateError::Unknown))?;
    in_range(date.year()).map(|()| date)
}

/// A week as people type it, with or without the word for it. See [`Week::parse`].
///
/// # Errors
/// See [`DateError`].
pub fn parse_week(input: &str, today: NaiveDate, lean: Lean) -> Result<Week, DateError> {
    let text = fold(&clean_line(input));
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    let bare = strip_week_word(&text).unwrap_or(&text);
    match iso_week(&text).or_else(|| week(bare, today, lean)) {
        Some((week, "")) => week,
        _ => Err(DateError::Unknown),
    }
}

/// A time of day as people type it: `10`, `10.30`, `10:30`, `1030`, `klo 10.30`, `kl. 9`.
///
/// # Errors
/// See [`TimeError`].
pub fn parse_time(input: &str) -> Result<NaiveTime, TimeError> {
    let text = fold(&clean_line(input));
    if text.is_empty() {
        return Err(TimeError::Empty);
    }
    let (hour, minute) = clock(&text).ok_or(TimeError::Unknown)?;
    NaiveTime::from_hms_opt(hour, minute, 0).ok_or(TimeError::NoSuchTime { hour, minute })
}

fn clock(text: &str) -> Option<(u32, u32)> {
    let text = strip_clock_word(text).unwrap_or(text);
    if let Some((hour, minute)) = text.split_once(['.', ':']) {
        return (minute.len() == 2).then_some((number(hour, 2)?, number(minute, 2)?));
    }
    let digits = number(text, 4)?;
    Some(match text.len() {
        1 | 2 => (digits, 0),
        _ => (digits / 100, digits % 100),
    })
}

/// What one way of writing a date makes of a text: `None` when it is not written that way.
type Reading = Option<Result<NaiveDate, DateError>>;

/// `ti`
fn named_weekday(text: &str, today: NaiveDate, lean: Lean) -> Reading {
    let day = weekday(text)?;
    let ahead = Days::new(day.days_since(today.weekday()).into());
    let behind = Days::new(today.weekday().days_since(day).into());
    Some(Ok(match lean {
        Lean::Future => today + ahead,
        Lean::Past => today - behind,
        Lean::Near => Week::of(today).day(day),
    }))
}

/// `huomenna`
fn near_word(text: &str, today: NaiveDate) -> Reading {
    days_away(text).map(|days| add_days(today, days))
}

/// `+10`, `-2vk`, `+3 kk`
fn offset(text: &str, today: NaiveDate) -> Reading {
    let (sign, rest) = match text.chars().next()? {
        '+' => (1, &text[1..]),
        '-' => (-1, &text[1..]),
        _ => return None,
    };
    let (digits, rest) = split_digits(rest.trim_start());
    let amount = sign * i32::try_from(number(digits, 5)?).ok()?;
    let date = match unit(rest.trim_start())? {
        Unit::Day => add_days(today, amount.into()),
        Unit::Week => add_days(today, 7 * i64::from(amount)),
        Unit::Month => Ok(add_months(today, amount)),
        Unit::Year => Ok(add_months(today, 12 * amount)),
    };
    Some(date)
}

fn add_days(date: NaiveDate, days: i64) -> Result<NaiveDate, DateError> {
    date.checked_add_signed(chrono::TimeDelta::days(days)).ok_or(DateError::OutOfRange)
}

/// `6.2.` and `6.2`, with or without a year of two or four digits
fn dotted(text: &str, today: NaiveDate, lean: Lean) -> Reading {
    let mut parts = text.split('.').map(str::trim);
    let day = number(parts.next()?, 2)?;
    let month = number(parts.next()?, 2)?;
    let year = match parts.next() {
        None | Some("") => year_meant(today, today.year(), lean, |year| nearest_day(year, month, day)),
        Some(year) => typed_year(year, today, lean)?,
    };
    match parts.next() {
        None => Some(existing_day(year, month, day)),
        Some(_) => None,
    }
}

/// `2017-02-06`
fn iso(text: &str) -> Reading {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let full = (year.len(), month.len(), day.len()) == (4, 2, 2) && parts.next().is_none();
    let year = i32::try_from(number(year, 4)?).ok()?;
    full.then_some(existing_day(year, number(month, 2)?, number(day, 2)?))
}

/// A week, and a weekday unless its Monday is meant
fn week_day(text: &str, today: NaiveDate, lean: Lean) -> Reading {
    let (found, rest) = iso_week(text).or_else(|| week(strip_week_word(text)?, today, lean))?;
    let day = match rest {
        "" => Weekday::Mon,
        name => weekday(name)?,
    };
    Some(found.map(|week| week.day(day)))
}

/// `2017-w06`, and what follows
fn iso_week(text: &str) -> Option<(Result<Week, DateError>, &str)> {
    let (year, rest) = text.split_once("-w")?;
    let (week, rest) = split_digits(rest);
    let year = (year.len() == 4).then_some(number(year, 4)?)?;
    let found = Week::new(i32::try_from(year).ok()?, number(week, 2)?);
    Some((found, rest.trim_start()))
}

/// `7` or `7/2018`, and what follows
fn week(text: &str, today: NaiveDate, lean: Lean) -> Option<(Result<Week, DateError>, &str)> {
    let (digits, rest) = split_digits(text);
    let week = number(digits, 2)?;
    let (year, rest) = match rest.strip_prefix('/') {
        Some(rest) => {
            let (digits, rest) = split_digits(rest);
            (typed_year(digits, today, Lean::Near)?, rest)
        }
        None => (year_of_week(week, today, lean), rest),
    };
    Some((Week::new(year, week), rest.trim_start()))
}

fn year_of_week(week: u32, today: NaiveDate, lean: Lean) -> i32 {
    let now = Week::of(today);
    year_meant(now.monday(), now.year(), lean, |year| {
        let week = week.clamp(1, Week::last_of(year));
        Week::new(year, week).map_or(now.monday(), Week::monday)
    })
}

/// The year in which `lean` puts a yearly date, seen from `now`, which lies in `year`
fn year_meant(now: NaiveDate, year: i32, lean: Lean, date_in: impl Fn(i32) -> NaiveDate) -> i32 {
    let mut years = [year - 1, year, year + 1].into_iter();
    let meant = match lean {
        Lean::Past => years.rfind(|&year| date_in(year) <= now),
        Lean::Future => years.find(|&year| date_in(year) >= now),
        Lean::Near => years.min_by_key(|&year| (date_in(year) - now).num_days().abs()),
    };
    meant.unwrap_or(year)
}

/// Two or four digits
fn typed_year(digits: &str, today: NaiveDate, lean: Lean) -> Option<i32> {
    let typed = i32::try_from(number(digits, 4)?).ok()?;
    match digits.len() {
        4 => Some(typed),
        2 => Some(full_year(typed, today.year(), lean)),
        _ => None,
    }
}

fn full_year(of_century: i32, this_year: i32, lean: Lean) -> i32 {
    let nearest = of_century + 100 * (this_year - of_century + 50).div_euclid(100);
    match lean {
        Lean::Past if nearest > this_year => nearest - 100,
        _ => nearest,
    }
}

fn existing_day(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    in_range(year)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| DateError::NoSuchDay {
        day,
        month,
        year,
        nearest: nearest_day(year, month, day),
    })
}

fn nearest_day(year: i32, month: u32, day: u32) -> NaiveDate {
    let mut days = (1..=day.clamp(1, 31)).rev();
    days.find_map(|day| NaiveDate::from_ymd_opt(year, month.clamp(1, 12), day))
        // Only where the calendar itself ends.
        .unwrap_or(NaiveDate::MAX)
}

fn split_digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit());
    text.split_at(end.unwrap_or(text.len()))
}

/// A number written in 1 to `most` plain digits
fn number(digits: &str, most: usize) -> Option<u32> {
    let plain = digits.len() <= most && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests;
