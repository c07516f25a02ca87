//! Days, times and lengths as calendars write them, in Finland's wall-clock time.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Europe::Helsinki;
use chrono_tz::Tz;

use super::EventFault;
use super::content::Line;

/// A value of `DTSTART` and its like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A whole day.
    Day(NaiveDate),
    /// Wall-clock time of a place. What floats is meant for wherever one is, which is here.
    Time(NaiveDateTime, Tz),
}

impl Moment {
    /// By the clock of Finland; the midnight that begins a whole day.
    pub fn here(self) -> NaiveDateTime {
        match self {
            Moment::Day(day) => day.and_hms_opt(0, 0, 0).unwrap_or_default(),
            Moment::Time(local, zone) if zone == Helsinki => local,
            Moment::Time(local, zone) => instant(local, zone).with_timezone(&Helsinki).naive_local(),
        }
    }
}

/// The hour that a change to summer time leaves out is meant an hour later; of the hour that comes twice, the first.
fn instant(local: NaiveDateTime, zone: Tz) -> DateTime<Tz> {
    let there = zone.from_local_datetime(&local).earliest();
    let later = || zone.from_local_datetime(&(local + TimeDelta::hours(1))).earliest();
    there.or_else(later).unwrap_or_else(|| zone.from_utc_datetime(&local))
}

/// The values of a property that may have several, each with the text that it was read from.
pub fn moments(line: &Line) -> Result<Vec<Moment>, (EventFault, String)> {
    let zone = line.parameter("TZID").map(zone).transpose()?;
    line.value().split(',').map(str::trim).map(|text| read(text, zone)).collect()
}

/// The value of a property that has one.
pub fn moment(line: &Line) -> Result<Moment, (EventFault, String)> {
    match moments(line)?.as_slice() {
        [only] => Ok(*only),
        _ => Err((EventFault::Time, line.value().to_string())),
    }
}

/// `20170110`, `20170110T140000`, `20170110T120000Z`. Seconds are none: no session begins at one.
fn read(text: &str, zone: Option<Tz>) -> Result<Moment, (EventFault, String)> {
    let wrong = || (EventFault::Time, text.to_string());
    let plain = text.strip_suffix(['Z', 'z']);
    let figures = plain.unwrap_or(text);
    let strict =
        figures.bytes().enumerate().all(|(at, byte)| if at == 8 { byte == b'T' } else { byte.is_ascii_digit() });
    match (strict, figures.len()) {
        (true, 8) => NaiveDate::parse_from_str(figures, "%Y%m%d").map(Moment::Day).map_err(|_| wrong()),
        (true, 15) if figures.ends_with("00") => {
            let local = NaiveDateTime::parse_from_str(figures, "%Y%m%dT%H%M%S").map_err(|_| wrong())?;
            let zone = if plain.is_some() { Tz::UTC } else { zone.unwrap_or(Helsinki) };
            Ok(Moment::Time(local, zone))
        }
        _ => Err(wrong()),
    }
}

/// A zone by its name in the time zone database, as such or at the end of a longer name; or by the name that Windows
/// has for Finland's.
fn zone(name: &str) -> Result<Tz, (EventFault, String)> {
    let name = name.trim_matches('"').trim();
    let lower = name.to_ascii_lowercase();
    if lower == "fle standard time" || lower.contains("helsinki") {
        return Ok(Helsinki);
    }
    let parts: Vec<&str> = name.trim_start_matches('/').split('/').collect();
    let known = |count: usize| {
        let from = parts.len().checked_sub(count)?;
        parts[from..].join("/").parse::<Tz>().ok()
    };
    (1..=3).rev().find_map(known).ok_or((EventFault::Zone, name.to_string()))
}

/// `PT1H30M`, `P1D`, `P1W`.
pub fn length(line: &Line) -> Result<TimeDelta, (EventFault, String)> {
    let text = line.value().trim();
    let seconds = seconds(text).filter(|seconds| seconds % 60 == 0).map(TimeDelta::seconds);
    seconds.ok_or((EventFault::Time, text.to_string()))
}

fn seconds(text: &str) -> Option<i64> {
    let parts = text.strip_prefix('+').unwrap_or(text).strip_prefix('P')?;
    let (days, clock) = parts.split_once('T').unwrap_or((parts, ""));
    let some = text.contains(|c: char| c.is_ascii_digit());
    let sum = sum(days, &[('W', 7 * 86_400), ('D', 86_400)])? + sum(clock, &[('H', 3_600), ('M', 60), ('S', 1)])?;
    some.then_some(sum)
}

/// Figures with units, each unit once at most, in this order.
fn sum(text: &str, units: &[(char, i64)]) -> Option<i64> {
    let (mut left, mut sum) = (text, 0);
    for (unit, seconds) in units {
        if let Some((figures, rest)) = left.split_once(*unit) {
            let plain = figures.len() <= 6 && figures.bytes().all(|byte| byte.is_ascii_digit());
            sum += figures.parse::<i64>().ok().filter(|_| plain)? * seconds;
            left = rest;
        }
    }
    left.is_empty().then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line(text.parse().unwrap())
    }

    fn here(text: &str) -> Result<String, EventFault> {
        moment(&line(text)).map(|moment| moment.here().to_string()).map_err(|(fault, _)| fault)
    }

    #[test]
    fn times_come_out_as_the_clock_shows_them_here() {
        for (text, clock) in [
            ("DTSTART;TZID=Europe/Helsinki:20170110T140000", "2017-01-10 14:00:00"),
            ("DTSTART:20170110T140000", "2017-01-10 14:00:00"),
            ("DTSTART:20170110T120000Z", "2017-01-10 14:00:00"),
            ("DTSTART:20170710T120000Z", "2017-07-10 15:00:00"),
            ("DTSTART;TZID=Europe/Stockholm:20170710T120000", "2017-07-10 13:00:00"),
            ("DTSTART;TZID=FLE Standard Time:20170710T120000", "2017-07-10 12:00:00"),
            ("DTSTART;TZID=/example.org/20170101_1/Europe/Tallinn:20170710T120000", "2017-07-10 12:00:00"),
            ("DTSTART;TZID=\"(UTC+02:00) Helsinki, Kyiv, Riga\":20170710T120000", "2017-07-10 12:00:00"),
            ("DTSTART;TZID=America/Argentina/Salta:20170110T120000", "2017-01-10 17:00:00"),
            ("DTSTART;VALUE=DATE:20170110", "2017-01-10 00:00:00"),
        ] {
            assert_eq!(here(text).as_deref(), Ok(clock), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in ["20170230", "20170110T250000", "20170110T140030", "2017-01-10", "20170110T140000+0200", "", "x"] {
            assert_eq!(here(&format!("DTSTART:{text}")), Err(EventFault::Time), "{text}");
        }
        assert_eq!(here("DTSTART;TZID=Mars/Olympus:20170110T140000"), Err(EventFault::Zone));
        assert_eq!(here("DTSTART:20170110,20170111"), Err(EventFault::Time));
    }

    #[test]
    fn lengths() {
        let minutes = |text: &str| length(&line(&format!("DURATION:{text}"))).map(|length| length.num_minutes()).ok();
        for (text, expected) in [("PT1H30M", 90), ("+PT45M", 45), ("P1D", 1440), ("P1W", 10080), ("P1DT2H", 1560)] {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
        for text in ["-PT1H", "PT30S", "P1M", "1:30", "", "PT9999999H", "PT1Hx", "PT1.5H", "PT1H PT1H"] {
            assert_eq!(minutes(text), None, "{text}");
        }
    }
}
