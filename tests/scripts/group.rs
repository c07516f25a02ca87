//! A group to work with: who is in it, and what the file says of them.

use chrono::Weekday;
use rinnalla::domain::activity::ActivityFields;
use rinnalla::domain::client::ClientFields;
use rinnalla::domain::enrolment::EnrolmentState;
use rinnalla::store::enrolments::{self, EnrolmentFields};
use rinnalla::store::{activities, clients};

use crate::driver::{Driver, TODAY};
use crate::small::{day, group_fields, weekly};

pub const GROUP: &str = "Puutyöpaja";

/// By name, as a roster has them. The group's members are the first so many of them.
pub const PEOPLE: [&str; 14] = [
    "Aalto Aino",
    "Eskola Eino",
    "Heino Hilla",
    "Jokela Jussi",
    "Kallio Kaisa",
    "Laine Lauri",
    "Mattila Minna",
    "Niemi Niilo",
    "Oja Outi",
    "Peltola Pekka",
    "Rinne Riitta",
    "Salo Sakari",
    "Toivonen Tuuli",
    "Vuori Veikko",
];

/// People of the file who are in no group.
pub const OTHERS: [&str; 4] = ["Uusitalo Ulla", "Wikström Walle", "Ylinen Yrjö", "Åberg Åsa"];

/// The group's Mondays before the day on which every script begins.
pub const FIRST: &str = "2017-01-23";
pub const SECOND: &str = "2017-01-30";

/// A group that meets on Mondays at 10, with its first so many people as members, and seats if they are limited.
/// Nobody has a customership.
pub fn group(members: usize, limit: Option<u32>) -> Driver {
    let mut driver = Driver::empty();
    let fields = ActivityFields { capacity_max: limit, ..group_fields(GROUP) };
    add(&mut driver, &fields, Weekday::Mon, &PEOPLE[..members], &[&PEOPLE[members..], &OTHERS].concat());
    driver
}

/// One more activity; `members` are of it from its first session on.
pub fn add(driver: &mut Driver, fields: &ActivityFields, weekday: Weekday, members: &[&str], others: &[&str]) {
    let timetable = weekly(weekday, 10, day(FIRST), None);
    let enrolled = EnrolmentFields {
        state: EnrolmentState::Enrolled,
        queued_at: None,
        offer_expires: None,
        starts: Some(day(FIRST)),
        ends: None,
        end_reason: None,
    };
    let write = |tx: &rusqlite::Transaction| {
        let activity = activities::insert(tx, fields, Some(&timetable))?;
        for name in members.iter().chain(others) {
            let (family_name, given_name) = name.split_once(' ').unwrap();
            let reference = clients::next_reference(tx, 2016)?;
            let known = "SELECT id FROM client WHERE family_name || ' ' || given_name = ?1";
            let client = match tx.query_row(known, [name], |row| row.get(0)) {
                Ok(id) => rinnalla::domain::ids::ClientId(id),
                Err(_) => clients::insert(
                    tx,
                    &ClientFields {
                        reference,
                        family_name: family_name.into(),
                        given_name: given_name.into(),
                        ..ClientFields::default()
                    },
                )?,
            };
            if members.contains(name) {
                enrolments::insert(tx, activity, client, &enrolled)?;
            }
        }
        Ok(())
    };
    driver.store().write(write).unwrap();
    driver.keys("<f5>");
}

/// The roster of today's session.
pub fn on_roster(members: usize, limit: Option<u32>) -> Driver {
    let mut driver = group(members, limit);
    driver.keys("3").select(GROUP).keys("<enter>").sees("ma 6.2. 10–12");
    driver
}

/// The mark of somebody on a day as the file has it; "–" for none.
#[track_caller]
pub fn mark(driver: &Driver, name: &str, on: &str) -> String {
    driver.text(&format!(
        "SELECT (SELECT group_concat(t.mark) FROM attendance t JOIN session s ON s.id = t.session_id \
         JOIN client c ON c.id = t.client_id WHERE c.family_name || ' ' || c.given_name = '{name}' AND s.on_day = '{on}')"
    ))
}

/// Today's marks of the group's first so many people, as the letters p, l, e, n; a dot for none.
pub fn marks(driver: &Driver, members: usize) -> String {
    let today = TODAY.to_string();
    let letter = |name: &&str| mark(driver, name, &today).replace('–', ".").chars().next().unwrap();
    PEOPLE[..members].iter().map(letter).collect()
}

/// How many spells somebody has in a state.
#[track_caller]
pub fn spells(driver: &Driver, name: &str, state: &str) -> i64 {
    driver.number(&format!(
        "SELECT count(*) FROM enrolment e JOIN client c ON c.id = e.client_id \
         WHERE c.family_name || ' ' || c.given_name = '{name}' AND e.state = '{state}'"
    ))
}

/// The roster's line of somebody, without what stands beside it.
#[track_caller]
pub fn line(driver: &mut Driver, name: &str) -> String {
    driver.select(name);
    driver.selected()
}
