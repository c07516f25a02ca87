//! Instants of the log, which are UTC text, and the days of Finland.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Helsinki;

/// The local wall-clock time of an instant; `None` for what is none.
pub fn local(instant: &str) -> Option<NaiveDateTime> {
    let utc = DateTime::parse_from_rfc3339(instant).ok()?;
    Some(utc.with_timezone(&Helsinki).naive_local())
}

/// The instant at which a day begins, as the log writes it. Midnight exists on every day in Finland.
pub fn begins(day: NaiveDate) -> String {
    let local = Helsinki.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest();
    let utc = local.map_or_else(|| day.and_time(NaiveTime::MIN).and_utc(), |local| local.with_timezone(&Utc));
    utc.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_local_midnight_in_winter_and_in_summer() {
        let begins = |day: &str| begins(day.parse().unwrap());
        assert_eq!(begins("2017-02-06"), "2017-02-05T22:00:00.000Z");
        assert_eq!(begins("2017-07-06"), "2017-07-05T21:00:00.000Z");
        let first = local("2017-02-05T22:00:00.000Z").unwrap();
        assert_eq!(first.to_string(), "2017-02-06 00:00:00");
        assert_eq!(local("then"), None);
    }
}
