//! Moving what is to come, at random: what has been stays as it was, and no day is given twice.

#[path = "support/small.rs"]
pub mod small;

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveTime, Weekday};
use proptest::prelude::*;
use rinnalla::domain::activity::Timetable;
use rinnalla::domain::attendance::Mark;
use rinnalla::domain::recurrence::{Pattern, Series};
use rinnalla::store::activities::{self, Setting};
use rinnalla::store::change::Change;
use rinnalla::store::reschedule::Appointed;
use rinnalla::store::sessions::{self, SessionLine};
use small::{Small, day, today};

#[derive(Debug, Clone, Copy)]
enum Deed {
    /// A coming session, by number, so many days further, at that hour.
    Move(usize, u64, u32),
    Cancel(usize),
    /// The first person is excused beforehand.
    Excuse(usize),
    /// The series meets otherwise from a coming session on.
    FromOn(usize, u32, u32),
    Undo,
}

fn any_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (0usize..8, 0u64..6, 8u32..18).prop_map(|(at, days, hour)| Deed::Move(at, days, hour)),
        (0usize..8).prop_map(Deed::Cancel),
        (0usize..8).prop_map(Deed::Excuse),
        (0usize..8, 0u32..5, 8u32..18).prop_map(|(at, weekday, hour)| Deed::FromOn(at, weekday, hour)),
        Just(Deed::Undo),
    ]
}

fn until() -> NaiveDate {
    today() + Days::new(70)
}

fn all(small: &Small, from: NaiveDate, to: NaiveDate) -> Vec<SessionLine> {
    sessions::between(small.store.reader(), from, to, Some(&[small.group])).unwrap()
}

fn clock(hour: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, 0, 0)
}

/// The group goes on after today, so that there is something to move.
fn going_on() -> Small {
    let mut small = Small::made();
    let known = activities::get(small.store.reader(), small.group).unwrap();
    let pattern = Pattern::weekly([Weekday::Mon], 1).unwrap();
    let series = Series::new(pattern, Some(day("2017-01-09")), Some(until()), true).unwrap();
    let timetable = Timetable { series, starts_at: clock(10), ends_at: clock(12) };
    let edit = Change::EditActivity {
        id: small.group,
        rev: known.rev,
        fields: known.fields.clone(),
        lead: known.lead,
        timetable: Some(timetable),
        today: today(),
    };
    small.store.change(&edit, None).unwrap();
    small
}

fn change_of(small: &Small, deed: Deed) -> Option<Change> {
    let coming = all(small, today(), until());
    let at = |at: usize| coming.get(at).filter(|session| session.standing.takes_place());
    Some(match deed {
        Deed::Move(nth, days, hour) => {
            let session = at(nth)?;
            let to = Appointed {
                day: session.day + Days::new(days),
                starts_at: clock(hour),
                ends_at: clock(hour + 1),
                setting: Setting::default(),
            };
            Change::MoveSession { slot: session.slot, to }
        }
        Deed::Cancel(nth) => Change::Cancel { slot: at(nth)?.slot, reason: "organisation".into() },
        Deed::Excuse(nth) => {
            Change::Mark { slot: at(nth)?.slot, client: small.clients[0], seen: None, mark: Some(Mark::Excused) }
        }
        Deed::FromOn(nth, weekday, hour) => {
            let (series, rule_day) = at(nth)?.rule?;
            let activity = activities::get(small.store.reader(), small.group).unwrap();
            let (_, timetable) = activity.timetables.into_iter().find(|(id, _)| *id == series)?;
            let weekday = Weekday::try_from(u8::try_from(weekday).unwrap()).unwrap();
            let pattern = Pattern::weekly([weekday], 1).unwrap();
            let old = &timetable.series;
            let series_new = Series::new(pattern, old.first(), old.last(), old.skips_holidays()).ok()?;
            let timetable = Timetable { series: series_new, starts_at: clock(hour), ends_at: clock(hour + 1) };
            let (activity, setting) = (small.group, Setting::default());
            Change::FromDayOn { activity, series, day: rule_day.max(today()), timetable, setting }
        }
        Deed::Undo => return None,
    })
}

fn past(small: &Small) -> Vec<(NaiveDate, Option<NaiveTime>, Option<NaiveTime>, String)> {
    let told = |session: SessionLine| {
        (session.day, session.starts_at, session.ends_at, format!("{:?} {:?}", session.standing, session.rule))
    };
    all(small, day("2017-01-01"), today() - Days::new(1)).into_iter().map(told).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_past_stays_and_nothing_is_given_twice(deeds in prop::collection::vec(any_deed(), 1..24)) {
        let mut small = going_on();
        let marked = all(&small, day("2017-01-09"), day("2017-01-09")).remove(0).slot;
        let mark = Change::Mark { slot: marked, client: small.clients[0], seen: None, mark: Some(Mark::Present) };
        small.store.change(&mark, None).unwrap();
        let (start, before) = (small.content(), past(&small));
        let mut done = 0;
        for deed in deeds {
            match change_of(&small, deed) {
                Some(change) => {
                    let before = small.newest();
                    prop_assert!(small.store.change(&change, None).is_ok(), "{:?}", deed);
                    done += usize::from(small.newest() > before);
                }
                None if done > 0 && matches!(deed, Deed::Undo) => {
                    small.store.undo().unwrap();
                    done -= 1;
                }
                None => {}
            }
            prop_assert_eq!(past(&small), before.clone(), "{:?} touched the past", deed);
            let coming = all(&small, day("2017-01-01"), until() + Days::new(30));
            let rules: Vec<_> = coming.iter().filter_map(|session| session.rule).collect();
            prop_assert_eq!(rules.iter().collect::<BTreeSet<_>>().len(), rules.len(), "a day was given twice");
            prop_assert_eq!(small.store.check().unwrap(), Vec::<String>::new());
        }
        for _ in 0..done {
            small.store.undo().unwrap();
        }
        prop_assert!(small.content() == start, "something is left over");
    }
}
