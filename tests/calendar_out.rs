//! The programme as iCalendar: what other programs read from it is what the calendar here shows, and nobody is in it.

#[path = "support/small.rs"]
pub mod small;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use clap::Parser;
use icalendar::parser::unfold;
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use rinnalla::commands::{Cli, Command, Failure};
use rinnalla::demo;
use rinnalla::domain::activity::{ActivityFields, Timetable};
use rinnalla::domain::attendance::Slot;
use rinnalla::domain::ids::WorkerId;
use rinnalla::domain::lang::Lang;
use rinnalla::domain::recurrence::{Pattern, Series};
use rinnalla::domain::worker::Role;
use rinnalla::exchange::ics::{self, Part};
use rinnalla::exchange::{Mode, import_calendar};
use rinnalla::store::imported::{self, Stands};
use rinnalla::store::sessions::{self, SessionLine, Standing};
use rinnalla::store::{Store, activities, workers};
use rinnalla::text::Words;
use rrule::RRuleSet;
use small::{day, group_fields};

const GOLDEN: &str = include_str!("data/keilaus.ics");

fn demo() -> Store {
    let mut store = Store::in_memory().unwrap();
    demo::fill(&mut store, "satu", demo::DAY, demo::SEED).unwrap();
    store
}

fn agenda(store: &Store, me: WorkerId, args: &[&str]) -> Result<String, Failure> {
    let cli = Cli::try_parse_from(["rinnalla", "agenda", "--ics"].iter().chain(args)).unwrap();
    let Some(Command::Agenda(asked)) = cli.command else { unreachable!("the command was agenda") };
    let mut out = Vec::new();
    asked.show(store, me, &Words::new(Lang::Fi), demo::DAY, &mut out)?;
    Ok(String::from_utf8(out).unwrap())
}

fn exported(store: &Store) -> String {
    ics::export(store, Part::default(), demo::DAY).unwrap()
}

/// Without what tells one file from another, and when it was written.
fn timeless(text: &str) -> String {
    let plain = unfold(text);
    let lines = plain.lines().map(|line| match line.split_once(':') {
        Some(("UID", uid)) => {
            let (own, instant) = uid.strip_suffix("@rinnalla").unwrap().rsplit_once('-').unwrap();
            assert_eq!(instant.len(), "20170206T120000000Z".len(), "{uid}");
            format!("UID:{own}-…@rinnalla")
        }
        Some(("DTSTAMP", stamp)) => {
            NaiveDateTime::parse_from_str(stamp, "%Y%m%dT%H%M%SZ").unwrap();
            "DTSTAMP:…".to_string()
        }
        _ => line.to_string(),
    });
    lines.map(|line| line + "\n").collect()
}

// ------------------------------------------------------------------ reading it as others do

/// One session as a calendar shows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Shown {
    name: String,
    day: NaiveDate,
    starts_at: Option<NaiveTime>,
    ends_at: Option<NaiveTime>,
    place: Option<String>,
    off: bool,
}

/// A property: its name with parameters, and its value.
type Read = (String, String);

fn events(text: &str) -> Vec<Vec<Read>> {
    let text = unfold(text);
    let parts = text.split("BEGIN:VEVENT\r\n").skip(1).map(|part| part.split("END:VEVENT").next().unwrap().to_string());
    let read = |part: String| {
        let lines = part.lines().map(|line| line.split_once(':').expect("a value"));
        lines.map(|(name, value)| (name.to_string(), value.to_string())).collect()
    };
    parts.map(read).collect()
}

fn value<'a>(event: &'a [Read], name: &str) -> Option<&'a Read> {
    event.iter().find(|(key, _)| key.split(';').next() == Some(name))
}

fn moment(read: &Read) -> (NaiveDate, Option<NaiveTime>) {
    match read.0.split_once(';').expect("a zone or a kind").1 {
        "VALUE=DATE" => (NaiveDate::parse_from_str(&read.1, "%Y%m%d").unwrap(), None),
        "TZID=Europe/Helsinki" => {
            let at = NaiveDateTime::parse_from_str(&read.1, "%Y%m%dT%H%M%S").unwrap();
            (at.date(), Some(at.time()))
        }
        other => panic!("{other}"),
    }
}

fn shown(event: &[Read], starts: (NaiveDate, Option<NaiveTime>)) -> Shown {
    Shown {
        name: value(event, "SUMMARY").unwrap().1.clone(),
        day: starts.0,
        starts_at: starts.1,
        ends_at: value(event, "DTEND").and_then(|end| moment(end).1),
        place: value(event, "LOCATION").map(|(_, place)| place.replace("\\,", ",")),
        off: value(event, "STATUS").is_some_and(|(_, status)| status == "CANCELLED"),
    }
}

/// The days of one event, by the crate `rrule` alone. Whole days are midnights of UTC to it.
fn expanded(event: &[Read]) -> Vec<(NaiveDate, Option<NaiveTime>)> {
    let start = moment(value(event, "DTSTART").unwrap());
    let lines: Vec<String> = ["DTSTART", "RRULE", "RDATE", "EXDATE"]
        .iter()
        .filter_map(|name| value(event, name))
        .map(|(name, value)| match name.strip_suffix(";VALUE=DATE") {
            Some(name) => {
                format!("{name}:{}", value.split(',').map(|d| d.to_string() + "T000000Z").collect::<Vec<_>>().join(","))
            }
            None if start.1.is_none() => {
                let (rule, until) = value.split_once(";UNTIL=").map_or((value.as_str(), None), |(r, u)| (r, Some(u)));
                format!("{name}:{rule}{}", until.map(|until| format!(";UNTIL={until}T000000Z")).unwrap_or_default())
            }
            None => format!("{name}:{value}"),
        })
        .collect();
    if value(event, "RRULE").is_none() {
        // The crate leaves the first day out where there is no rule.
        let more = value(event, "RDATE").into_iter().flat_map(|(name, days)| {
            days.split(',').map(|day| moment(&(name.clone(), day.to_string()))).collect::<Vec<_>>()
        });
        assert!(value(event, "EXDATE").is_none());
        return std::iter::once(start).chain(more).collect();
    }
    let text = lines.join("\n");
    let set: RRuleSet = text.parse().unwrap_or_else(|error| panic!("{error}: {text}"));
    let dates = set.after(midnight("2015-12-31")).before(midnight("2020-02-01")).all(20_000).dates;
    dates.into_iter().map(|at| at.naive_local()).map(|at| (at.date(), start.1.map(|_| at.time()))).collect()
}

fn midnight(text: &str) -> chrono::DateTime<rrule::Tz> {
    chrono::TimeZone::from_utc_datetime(&rrule::Tz::UTC, &day(text).and_hms_opt(0, 0, 0).unwrap())
}

/// What another program shows from one day to another.
fn read_elsewhere(text: &str, from: NaiveDate, to: NaiveDate) -> Vec<Shown> {
    let events = events(text);
    let uid = |event: &[Read]| value(event, "UID").unwrap().1.clone();
    let mut sessions: BTreeMap<(String, NaiveDate, Option<NaiveTime>), Shown> = BTreeMap::new();
    let (singles, masters): (Vec<_>, Vec<_>) = events.iter().partition(|event| value(event, "RECURRENCE-ID").is_some());
    for event in masters {
        for (day, at) in expanded(event) {
            sessions.insert((uid(event), day, at), shown(event, (day, at)));
        }
    }
    for event in singles {
        let (day, at) = moment(value(event, "RECURRENCE-ID").unwrap());
        let replaced = sessions.insert((uid(event), day, at), shown(event, moment(value(event, "DTSTART").unwrap())));
        assert!(replaced.is_some(), "an exception of a session that is none: {event:?}");
    }
    let mut found: Vec<Shown> = sessions.into_values().filter(|shown| (from..=to).contains(&shown.day)).collect();
    found.sort();
    found
}

/// What the calendar here shows; sessions on holidays and closure days are not in other calendars.
fn read_here(store: &Store, from: NaiveDate, to: NaiveDate) -> Vec<Shown> {
    let lines = sessions::between(store.reader(), from, to, None).unwrap().into_iter();
    let lines = lines.filter(|line| !matches!(line.standing, Standing::Holiday(_) | Standing::Closed(_)));
    let mut found: Vec<Shown> = lines.map(here).collect();
    found.sort();
    found
}

fn here(line: SessionLine) -> Shown {
    let SessionLine { name, day, starts_at, ends_at, place, standing, .. } = line;
    // An end without a beginning is as open as no end.
    Shown {
        name,
        day,
        starts_at,
        ends_at: ends_at.filter(|_| starts_at.is_some()),
        place,
        off: !standing.takes_place(),
    }
}

// ------------------------------------------------------------------ the demo

#[test]
fn the_bowling_of_the_demo_is_this() {
    let store = demo();
    let text = agenda(&store, store.worker(), &["--activity", "keilaus"]).unwrap();
    assert_eq!(timeless(&text), GOLDEN);
}

#[test]
fn the_same_file_gives_the_same_text() {
    let store = demo();
    let text = exported(&store);
    assert_eq!(text, exported(&store));
    assert_eq!(text, ics::export(&store, Part::default(), day("2017-11-30")).unwrap());
}

#[test]
fn lines_are_as_other_programs_want_them() {
    let text = exported(&demo());
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']) && !line.is_empty(), "{line:?}");
    }
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:") && text.ends_with("END:VCALENDAR\r\n"));
    assert!(text.contains("\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Helsinki\r\n"));
    let calendar: icalendar::Calendar = text.parse().unwrap();
    let uids: Vec<String> = events(&text).iter().map(|event| value(event, "UID").unwrap().1.clone()).collect();
    assert_eq!(calendar.events().count(), uids.len());
    assert!(!text.contains("Luonto-ryhmävalmennus"), "its days are open");
}

#[test]
fn what_others_read_from_the_demo_is_what_it_shows() {
    let store = demo();
    let (from, to) = (day("2016-09-01"), day("2018-12-31"));
    let text = exported(&store);
    assert_eq!(read_elsewhere(&text, from, to), read_here(&store, from, to));
    let back = read_back(&text);
    assert_eq!(read_here(&back, from, to), read_here(&store, from, to));
}

/// Another team's file with everything in it.
fn read_back(text: &str) -> Store {
    let mut store = Store::in_memory().unwrap();
    let me = store.write(|tx| workers::add(tx, "other", "Outi Muu", Role::Admin)).unwrap();
    store.sign_in(me);
    let brought = import_calendar(&mut store, text.as_bytes(), day("2016-01-01"), Mode::Apply);
    brought.unwrap_or_else(|error| panic!("{error:?}\n{text}"));
    store
}

#[test]
fn nobody_is_in_it() {
    let mut store = demo();
    let secret = "UPDATE session SET remark = 'salaisuus'; UPDATE activity SET remarks = 'salaisuus', capacity_max = 733 \
        WHERE capacity_max IS NULL; UPDATE session SET anon_count = 739 WHERE anon_count IS NOT NULL;";
    store.write(|tx| Ok(tx.execute_batch(secret)?)).unwrap();
    let text = unfold(&exported(&store));
    let sql = "SELECT family_name || ' ' || given_name FROM client UNION SELECT name FROM worker \
        UNION SELECT login FROM worker";
    let mut query = store.reader().prepare(sql).unwrap();
    let names = query.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
    let names: BTreeSet<String> =
        names.flat_map(|name| name.split(' ').map(String::from).collect::<Vec<_>>()).collect();
    assert!(names.len() > 100);
    let named = text.split(|c: char| !c.is_alphabetic()).find(|word| names.contains(*word));
    assert_eq!(named, None, "{text}");
    let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    for secret in ["salaisuus", "733", "739", "DESCRIPTION", "ATTENDEE", "ORGANIZER", "COMMENT", "CONTACT"] {
        assert!(!words.contains(secret), "{secret} in {text}");
    }
}

#[test]
fn one_activity_or_what_one_leads() {
    let mut store = demo();
    let me = store.worker();
    let names = |text: &str| -> BTreeSet<String> {
        events(text).iter().map(|event| value(event, "SUMMARY").unwrap().1.clone()).collect()
    };
    let one = agenda(&store, me, &["--activity", "luovat kädet"]).unwrap();
    assert_eq!(names(&one), ["Luovat kädet".to_string()].into());
    let own = agenda(&store, me, &["--own"]).unwrap();
    assert!(names(&own).contains("Luovat kädet") && !names(&own).contains("Hyvän mielen arki"), "{own}");
    assert!(agenda(&store, me, &["--activity", "kutominen"]).is_err());

    // A colleague takes one of my sessions, and I one of theirs.
    let line = |store: &Store, name: &str| {
        let lines = sessions::between(store.reader(), day("2017-02-13"), day("2017-02-19"), None).unwrap();
        lines.into_iter().find(|line| line.name == name).unwrap()
    };
    let (mine, theirs) = (line(&store, "Luovat kädet"), line(&store, "Hyvän mielen arki"));
    let colleague = workers::all(store.reader()).unwrap().into_iter().find(|worker| worker.id != me).unwrap().id;
    store
        .write(|tx| {
            for (slot, lead) in [(mine.slot, colleague), (theirs.slot, me)] {
                let id = sessions::touch(tx, slot)?;
                tx.execute("UPDATE session SET lead_id = ?2 WHERE id = ?1", (id, lead))?;
            }
            Ok(())
        })
        .unwrap();
    let own = agenda(&store, me, &["--own"]).unwrap();
    let week = read_elsewhere(&own, day("2017-02-13"), day("2017-02-19"));
    let week: BTreeSet<&str> = week.iter().map(|shown| shown.name.as_str()).collect();
    assert!(week.contains("Hyvän mielen arki") && !week.contains("Luovat kädet"), "{week:?}");
    let other = read_elsewhere(&own, day("2017-02-20"), day("2017-02-26"));
    assert!(other.iter().any(|shown| shown.name == "Luovat kädet"), "{other:?}");
}

#[test]
fn a_session_elsewhere_says_where() {
    let mut store = Store::in_memory().unwrap();
    let first = day("2017-01-02");
    let timetable = small::weekly(Weekday::Mon, 10, first, Some(day("2017-03-27")));
    store
        .write(|tx| {
            let mut fields = group_fields("Kävely; luonto, metsä");
            fields.place = Some("Kahvila \"Puro\", Lehtola".into());
            let group = activities::insert(tx, &fields, Some(&timetable))?;
            let (_, series, _) = activities::timetables(tx)?.remove(0);
            let stands = Stands {
                day: day("2017-01-17"),
                starts_at: timetable.starts_at,
                ends_at: timetable.ends_at,
                place: Some("Puijo".into()),
            };
            imported::put(tx, Slot::Rule { series, day: day("2017-01-16") }, &stands, None)?;
            sessions::add(tx, group, day("2017-04-04"), (timetable.starts_at, None))?;
            tx.execute("UPDATE session SET place = 'Väinölänniemi' WHERE series_id IS NULL", [])?;
            Ok(())
        })
        .unwrap();
    let text = exported(&store);
    let places: Vec<String> = events(&text).iter().map(|event| value(event, "LOCATION").unwrap().1.clone()).collect();
    assert_eq!(places, ["Kahvila \"Puro\"\\, Lehtola", "Puijo", "Väinölänniemi"]);
    assert!(text.contains("SUMMARY:Kävely\\; luonto\\, metsä\r\n"), "{text}");
    // And back: one activity, with places for single sessions.
    let back = read_back(&text);
    let all = activities::all(back.reader()).unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].fields.place.as_deref(), Some("Kahvila \"Puro\", Lehtola"));
    let year = (day("2017-01-01"), day("2017-12-31"));
    assert_eq!(read_here(&back, year.0, year.1), read_here(&store, year.0, year.1));
    assert_eq!(read_elsewhere(&text, year.0, year.1).len(), 14);
}

// ------------------------------------------------------------------ whatever there is

/// What somebody has done to one session.
#[derive(Debug, Clone)]
enum Done {
    Marked,
    Cancelled,
    Moved(u64),
    OtherTime,
    Elsewhere,
}

#[derive(Debug, Clone)]
struct Group {
    pattern: Pattern,
    first: NaiveDate,
    weeks: Option<u64>,
    skips: bool,
    times: (Option<u32>, Option<u32>),
    place: Option<&'static str>,
    without: Vec<Index>,
    also: Vec<u64>,
    done: Vec<(Index, Done)>,
    more: Vec<u64>,
}

fn pattern() -> impl Strategy<Value = Pattern> {
    let days = subsequence(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"], 1..4);
    let weekly = (days.clone(), 1..4_u8)
        .prop_map(|(days, every)| format!("FREQ=WEEKLY;INTERVAL={every};BYDAY={}", days.join(",")));
    let monthly = (days, prop::sample::select(vec![1, 2, 3, 4, -1]), 1..3_u8)
        .prop_map(|(days, nth, every)| format!("FREQ=MONTHLY;INTERVAL={every};BYDAY={nth}{}", days[0]));
    let ruled = prop_oneof![3 => weekly, 1 => monthly].prop_map(|rule| Pattern::from_rrule(&rule).unwrap());
    let dates = prop::collection::btree_set(0..700_u64, 1..12);
    let dates =
        dates.prop_map(|days| Pattern::dates(days.into_iter().map(|after| day("2016-12-20") + Days::new(after))));
    prop_oneof![4 => ruled, 1 => dates]
}

fn group() -> impl Strategy<Value = Group> {
    let done = prop_oneof![
        Just(Done::Marked),
        Just(Done::Cancelled),
        (1..20_u64).prop_map(Done::Moved),
        Just(Done::OtherTime),
        Just(Done::Elsewhere),
    ];
    let times = prop_oneof![
        4 => (7..12_u32, prop::option::of(13..20_u32)).prop_map(|(start, end)| (Some(start), end)),
        1 => Just((None, None))
    ];
    let singles = (
        prop::collection::vec(any::<Index>(), 0..4),
        prop::collection::vec(0..300_u64, 0..3),
        prop::collection::vec((any::<Index>(), done), 0..6),
        prop::collection::vec(0..300_u64, 0..2),
    );
    let place = prop::option::of(prop::sample::select(vec!["Klubitalo", "Kirjasto, 2. krs"]));
    (pattern(), 0..200_u64, prop::option::of(1..80_u64), any::<bool>(), (times, place), singles).prop_map(
        |(pattern, first, weeks, skips, (times, place), (without, also, done, more))| {
            let first = match &pattern {
                Pattern::Dates(days) => *days.first().unwrap(),
                _ => day("2016-11-20") + Days::new(first),
            };
            Group { pattern, first, weeks, skips, times, place, without, also, done, more }
        },
    )
}

fn clock(hour: Option<u32>) -> Option<NaiveTime> {
    hour.and_then(|hour| NaiveTime::from_hms_opt(hour, 15, 0))
}

/// Puts a group into the file with everything that has been done to it.
fn enter(store: &mut Store, nth: usize, group: &Group) {
    let last = group.weeks.filter(|_| !matches!(group.pattern, Pattern::Dates(_)));
    let last = last.map(|weeks| group.first + Days::new(7 * weeks));
    let mut series = Series::new(group.pattern.clone(), Some(group.first), last, group.skips).unwrap();
    let ends = day("2018-12-31");
    for at in &group.without {
        let days = series.occurrences(group.first, ends);
        if days.len() > 2 {
            series = series.without(*at.get(&days));
        }
    }
    for after in &group.also {
        series = series.also_on(group.first + Days::new(*after)).unwrap();
    }
    let days: Vec<NaiveDate> = series.days(group.first, ends).collect();
    let (starts_at, ends_at) = (clock(group.times.0), clock(group.times.1));
    let timetable = Timetable { series, starts_at, ends_at };
    store
        .write(|tx| {
            let fields =
                ActivityFields { place: group.place.map(String::from), ..group_fields(&format!("Ryhmä {nth}")) };
            let activity = activities::insert(tx, &fields, Some(&timetable))?;
            let (_, series, _) = activities::timetables(tx)?.pop().expect("the new one");
            for (at, done) in group.done.iter().filter(|_| !days.is_empty()) {
                let rule_day = *at.get(&days);
                let slot = Slot::Rule { series, day: rule_day };
                let later = |time: NaiveTime| time + TimeDelta::minutes(20);
                let stands = |day, starts_at, ends_at| Stands { day, starts_at, ends_at, place: None };
                match done {
                    Done::Marked => drop(sessions::touch(tx, slot)?),
                    Done::Cancelled => sessions::cancel(tx, slot, "organisation")?,
                    Done::Moved(days) => {
                        imported::put(tx, slot, &stands(rule_day + Days::new(*days), starts_at, ends_at), None)?;
                    }
                    Done::Elsewhere => {
                        let stands = Stands { place: Some("Puisto".into()), ..stands(rule_day, starts_at, ends_at) };
                        imported::put(tx, slot, &stands, None)?;
                    }
                    Done::OtherTime => {
                        let stands = stands(rule_day, starts_at.map(later), ends_at.map(later));
                        imported::put(tx, slot, &stands, None)?;
                    }
                }
            }
            for after in &group.more {
                sessions::add(tx, activity, group.first + Days::new(*after), (starts_at, ends_at))?;
            }
            Ok(())
        })
        .unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn what_goes_out_is_what_is_here_whoever_reads_it(
        groups in prop::collection::vec(group(), 1..4),
        shut in prop::collection::btree_set(0..600_u64, 0..5),
    ) {
        let mut store = Store::in_memory().unwrap();
        store.write(|tx| {
            for after in &shut {
                let day = day("2016-12-20") + Days::new(*after);
                tx.execute("INSERT INTO closure_day(on_day, reason) VALUES(?1, 'muutto')", [day])?;
            }
            Ok(())
        }).unwrap();
        for (nth, group) in groups.iter().enumerate() {
            enter(&mut store, nth, group);
        }
        let text = exported(&store);
        // Two changes of the clock in each direction.
        let (from, to) = (day("2016-11-01"), day("2018-12-31"));
        let here = read_here(&store, from, to);
        prop_assert_eq!(&read_elsewhere(&text, from, to), &here, "{}", text);
        let back = read_back(&text);
        prop_assert_eq!(&read_here(&back, from, to), &here, "{}", text);
    }
}
