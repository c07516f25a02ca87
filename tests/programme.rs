//! The programme of spring 2017 in Kuopio, as its source gives it: how often each group meets and in which weeks, on
//! which days the Club House is closed, and what the source leaves open.

use chrono::{NaiveDate, NaiveTime};
use rinnalla::domain::calendar::{Holiday, Week};
use rinnalla::domain::lang::Lang;
use rinnalla::domain::recurrence::Pattern;
use rinnalla::exchange::{Mode, Subject, import};
use rinnalla::store::activities::Activity;
use rinnalla::store::sessions::{SessionLine, Standing};
use rinnalla::store::{Store, activities, sessions};
use rinnalla::text::Words;

const PROGRAMME: &str = include_str!("../src/demo/kuopio-2017-activities.csv");

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn programme() -> Store {
    let mut store = Store::in_memory().unwrap();
    import(&mut store, Subject::Activities, PROGRAMME.as_bytes(), day("2017-01-01"), Mode::Apply).unwrap();
    store
}

fn named(store: &Store, name: &str) -> Activity {
    let all = activities::all(store.reader()).unwrap();
    all.into_iter().find(|activity| activity.fields.name == name).unwrap_or_else(|| panic!("{name} is missing"))
}

/// Whatever stands on the calendar of 2017, closed days among it.
fn year(store: &Store, name: &str) -> Vec<SessionLine> {
    let only = [named(store, name).id];
    sessions::between(store.reader(), day("2017-01-01"), day("2017-12-31"), Some(&only)).unwrap()
}

fn in_full(store: &Store, name: &str) -> String {
    Words::new(Lang::Fi).timetables(&named(store, name))
}

#[test]
fn each_group_meets_as_often_and_in_the_weeks_that_the_source_says() {
    let store = programme();
    let cases = [
        ("Liikuntailtapäivä: keilaus", 8, 2..=9, "tiistaisin klo 14–15, 10.1.–28.2.2017, 8 kertaa"),
        ("Luovat kädet", 16, 2..=17, "torstaisin klo 10–12, 12.1.–27.4.2017, 16 kertaa"),
        ("Hyvän mielen arki", 13, 6..=18, "keskiviikkoisin klo 9–11.30, 8.2.–3.5.2017, 13 kertaa"),
        ("Tietokone tutuksi", 4, 9..=12, "3.3. 10.3. 17.3. 24.3.2017 klo 11–13, 4 kertaa"),
        ("Arkeen voimaa", 6, 7..=12, "torstaisin klo 13–15.30, 16.2.–23.3.2017, 6 kertaa"),
    ];
    for (name, times, weeks, words) in cases {
        let lines = year(&store, name);
        assert!(lines.iter().all(|line| line.standing == Standing::Planned), "{name}: no holiday among them");
        assert_eq!(lines.len(), times, "{name}");
        let met: Vec<u32> = lines.iter().map(|line| Week::of(line.day).week()).collect();
        assert_eq!(met, Vec::from_iter(weeks), "{name}");
        assert_eq!(named(&store, name).timetables[0].1.series.count(), Some(times), "{name}");
        assert_eq!(in_full(&store, name), words);
    }
    let maundy_thursday = year(&store, "Luovat kädet").into_iter().find(|line| line.day == day("2017-04-13"));
    assert_eq!(maundy_thursday.map(|line| line.standing), Some(Standing::Planned));
}

#[test]
fn the_club_house_is_closed_on_holidays_and_the_calendar_says_so() {
    let store = programme();
    let weekdays = year(&store, "Klubitalo: avoin päivätoiminta");
    let fridays = year(&store, "Klubitalo: avoin päivätoiminta (pe)");
    let lines = weekdays.iter().chain(&fridays);
    let mut closed: Vec<(NaiveDate, Holiday)> = lines
        .filter_map(|line| match line.standing {
            Standing::Holiday(holiday) => Some((line.day, holiday)),
            _ => None,
        })
        .collect();
    closed.sort_by_key(|(day, _)| *day);
    let expected = [
        ("2017-01-06", Holiday::Epiphany),
        ("2017-04-14", Holiday::GoodFriday),
        ("2017-04-17", Holiday::EasterMonday),
        ("2017-05-01", Holiday::MayDay),
        ("2017-05-25", Holiday::Ascension),
        ("2017-06-23", Holiday::MidsummerEve),
        ("2017-12-06", Holiday::Independence),
        ("2017-12-25", Holiday::ChristmasDay),
        ("2017-12-26", Holiday::BoxingDay),
    ];
    assert_eq!(closed, expected.map(|(iso, holiday)| (day(iso), holiday)));
    // Its Fridays begin on Epiphany, so the first open one is a week later.
    let first = fridays.iter().find(|line| line.is_first).unwrap();
    assert_eq!((first.day, first.standing.clone()), (day("2017-01-13"), Standing::Planned));
    let open = |lines: &[SessionLine]| lines.iter().filter(|line| line.standing.takes_place()).count();
    // 52 Mondays, Tuesdays, Wednesdays and Thursdays each, and 52 Fridays, less those nine days.
    assert_eq!((open(&weekdays), open(&fridays)), (4 * 52 - 6, 52 - 3));
}

#[test]
fn what_the_source_leaves_open_stays_open_and_is_said_to_be() {
    let store = programme();
    let outdoors = named(&store, "Liikuntailtapäivä: Teeretki");
    let series = &outdoors.timetables[0].1.series;
    assert_eq!((series.last(), series.count(), outdoors.fields.last_day), (None, None, None));
    assert_eq!(
        in_full(&store, "Liikuntailtapäivä: Teeretki"),
        "tiistaisin klo 14–15, alkaen 7.3.2017, viimeinen päivä avoin"
    );
    assert_eq!(
        in_full(&store, "Klubitalo: avoin päivätoiminta"),
        "ma–to klo 8–16, alkaen 2.1.2017, viimeinen päivä avoin"
    );

    let advice = year(&store, "Menox-liikuntaneuvonta");
    assert_eq!(
        advice.iter().map(|line| line.day).collect::<Vec<_>>(),
        ["2017-02-01", "2017-03-01", "2017-04-05"].map(day)
    );
    assert!(advice.iter().all(|line| line.starts_at.is_none() && line.ends_at.is_none()));
    assert_eq!(in_full(&store, "Menox-liikuntaneuvonta"), "1.2. 1.3. 5.4.2017, aika avoin, 3 kertaa");

    for name in ["ARKI-ryhmä", "HYVINVOINTI-ryhmä", "Mukaan-ryhmävalmennus", "SOSIAALINEN yksilövalmennus"] {
        let (_, timetable) = &named(&store, name).timetables[0];
        assert_eq!((timetable.series.pattern(), timetable.starts_at), (&Pattern::Open, None::<NaiveTime>), "{name}");
        assert_eq!(year(&store, name), [], "{name}");
        assert!(in_full(&store, name).starts_with("päivät sopimatta"), "{}", in_full(&store, name));
    }
    assert_eq!(in_full(&store, "ARKI-ryhmä"), "päivät sopimatta, alkaen 1.2.2017, viimeinen päivä avoin");
}
