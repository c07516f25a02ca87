//! Europe/Helsinki, as calendars are told of it.

use super::content::Writer;

pub const HELSINKI: &str = "Europe/Helsinki";

/// One way of telling the time, and the rule by which it comes each year.
struct Observance {
    part: &'static str,
    name: &'static str,
    from: &'static str,
    to: &'static str,
    /// When it came first, by the clock of before.
    starts: &'static str,
    rule: &'static str,
}

/// The rules of the European Union, which Finland has kept since 1983; summer time ended in September until 1995. A
/// test compares them with the time zone database.
const OBSERVANCES: [Observance; 3] = [
    Observance {
        part: "DAYLIGHT",
        name: "EEST",
        from: "+0200",
        to: "+0300",
        starts: "19830327T030000",
        rule: "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    },
    Observance {
        part: "STANDARD",
        name: "EET",
        from: "+0300",
        to: "+0200",
        starts: "19830925T040000",
        rule: "FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU;UNTIL=19950924T010000Z",
    },
    Observance {
        part: "STANDARD",
        name: "EET",
        from: "+0300",
        to: "+0200",
        starts: "19961027T040000",
        rule: "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    },
];

pub fn write(writer: &mut Writer) {
    writer.begin("VTIMEZONE");
    writer.put("TZID", HELSINKI);
    for observance in &OBSERVANCES {
        writer.begin(observance.part);
        writer.put("TZNAME", observance.name);
        writer.put("TZOFFSETFROM", observance.from);
        writer.put("TZOFFSETTO", observance.to);
        writer.put("DTSTART", observance.starts);
        writer.put("RRULE", observance.rule);
        writer.end(observance.part);
    }
    writer.end("VTIMEZONE");
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::{Days, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
    use rrule::RRuleSet;

    use super::*;

    /// A UTC offset as `+0200`.
    fn offset(text: &str) -> TimeDelta {
        let (hours, minutes): (i64, i64) = (text[1..3].parse().unwrap(), text[3..5].parse().unwrap());
        TimeDelta::minutes(hours * 60 + minutes)
    }

    /// Every change up to the year 2099 by the rules that are written, as UTC instants, and the offset after it.
    fn changes() -> BTreeMap<NaiveDateTime, TimeDelta> {
        let end = Utc.with_ymd_and_hms(2100, 1, 1, 0, 0, 0).unwrap();
        let each = OBSERVANCES.iter().flat_map(|observance| {
            // The rule counts in the local time of before, which a fixed offset stands in for.
            let (before, after) = (offset(observance.from), offset(observance.to));
            let until = |rule: &str| match rule.split_once(";UNTIL=") {
                Some((rule, until)) => {
                    let until = NaiveDateTime::parse_from_str(until, "%Y%m%dT%H%M%SZ").unwrap() + before;
                    format!("{rule};UNTIL={}", until.format("%Y%m%dT%H%M%SZ"))
                }
                None => rule.to_string(),
            };
            let text = format!("DTSTART:{}Z\nRRULE:{}", observance.starts, until(observance.rule));
            let set: RRuleSet = text.parse().unwrap();
            let set = set.before(end.with_timezone(&rrule::Tz::UTC));
            set.all(1000).dates.into_iter().map(move |at| (at.naive_utc() - before, after)).collect::<Vec<_>>()
        });
        each.collect()
    }

    #[test]
    fn the_rules_are_those_of_the_time_zone_database() {
        let changes = changes();
        let mut at = NaiveDate::from_ymd_opt(1983, 4, 1).unwrap().and_hms_opt(0, 30, 0).unwrap();
        let end = NaiveDate::from_ymd_opt(2099, 12, 31).unwrap().and_hms_opt(0, 0, 0).unwrap();
        while at < end {
            let real = chrono_tz::Europe::Helsinki.offset_from_utc_datetime(&at).fix().local_minus_utc();
            let (_, told) = changes.range(..=at).next_back().unwrap();
            assert_eq!(i64::from(real), told.num_seconds(), "{at}");
            // Each hour of the days on which anything changes, one hour of all others.
            let near = changes.range(at - Days::new(1)..=at + Days::new(1)).next().is_some();
            at += if near { TimeDelta::hours(1) } else { TimeDelta::hours(12) };
        }
    }
}
