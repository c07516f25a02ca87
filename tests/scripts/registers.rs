//! Registers: marks as a whole, closed when complete, opened again for a reason; sessions that did not take place.

use chrono::Weekday;
use rinnalla::domain::activity::{ActivityFields, Kind};

use crate::driver::{Driver, TODAY};
use crate::group::{self, FIRST, PEOPLE, SECOND, group, line, mark, marks, on_roster};
use crate::small::group_fields;

fn closed(driver: &Driver) -> i64 {
    driver.number("SELECT count(*) FROM session WHERE register_closed IS NOT NULL")
}

fn attendance(driver: &Driver) -> i64 {
    driver.number("SELECT count(*) FROM attendance")
}

/// The rate beside somebody's name.
fn rate(driver: &mut Driver, name: &str) -> String {
    let line = line(driver, name);
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.iter().position(|word| *word == "%") {
        Some(at) => format!("{} %", words[at - 1]),
        None => "–".into(),
    }
}

#[test]
fn closing_lists_the_unmarked_and_leaves_them_so() {
    let mut driver = on_roster(4, None);
    driver.keys(" -v").sees("2 merkitsemättä: Heino Hilla, Jokela Jussi").sees("jäävät merkitsemättä");
    driver
        .keys("<esc>")
        .sees("merkitty 2/4")
        .keys("v<c-s>")
        .says("Osallistujalista on suljettu.")
        .sees("lista suljettu");
    assert_eq!((marks(&driver, 4).as_str(), closed(&driver)), ("pn..", 1), "unmarked is not absent");
    driver.keys("u").says("Kumottu").sees("merkitty 2/4");
    assert_eq!(closed(&driver), 0);
}

#[test]
fn the_unmarked_may_be_given_a_mark_as_the_register_closes() {
    let mut driver = on_roster(4, None);
    driver.keys("<end>i<c-s><home> ").sees("(e)");
    driver.keys("v").sees("3 merkitsemättä").keys("<right><c-s>").says("Osallistujalista on suljettu.");
    assert_eq!(marks(&driver, 4), "pnne", "who has announced to be away is excused");
    driver.keys("u");
    assert_eq!((marks(&driver, 4).as_str(), closed(&driver)), ("p...", 0));
}

#[test]
fn a_complete_register_closes_with_one_key_and_takes_no_marks_then() {
    let mut driver = on_roster(4, None);
    driver.keys("av").says("Osallistujalista on suljettu.").sees("lista suljettu");
    assert_eq!(closed(&driver), 1);
    for key in [" ", "-", "l", "e", "<del>", "a", "#"] {
        driver.keys(key).says("Osallistujalista on suljettu: avaa se ensin");
    }
    assert_eq!(marks(&driver, 4), "pppp");
    driver
        .keys("nuus<enter>")
        .does_not_see("vain tällä kerralla")
        .keys("<c-s>")
        .says("Uusitalo Ulla on nyt osallistuja.");
    assert_eq!(mark(&driver, "Uusitalo Ulla", &TODAY.to_string()), "–", "the register stays as it was closed");
}

#[test]
fn a_closed_register_is_opened_for_a_reason_and_the_log_has_both_values() {
    let mut driver = on_roster(4, None);
    driver.keys("avv").sees("Miksi").keys("<c-s>").sees("Tämä kenttä on täytettävä");
    driver.keys("Väärä rivi<c-s>").says("Osallistujalista on auki. Korjaus näkyy lokissa.").keys("<home>-");
    assert_eq!(marks(&driver, 4), "nppp");
    let log = "SELECT json_extract(before, '$.mark') || ' ' || json_extract(after, '$.mark') FROM log \
        WHERE entity = 'attendance' AND act = 'change' ORDER BY id DESC LIMIT 1";
    assert_eq!(driver.text(log), "present no_show");
    let why = "SELECT json_extract(after, '$.reopen_reason') FROM log WHERE entity = 'session' \
        AND json_extract(after, '$.reopen_reason') IS NOT NULL";
    assert_eq!(driver.text(why), "Väärä rivi");
    driver.keys("u").says("Kumottu: läsnäolomerkintä, Aalto Aino").keys("u").says("Kumottu").sees("lista suljettu");
}

#[test]
fn a_register_that_was_closed_by_mistake_may_turn_out_a_cancelled_session() {
    let mut driver = on_roster(3, None);
    driver.keys("v<c-s>").sees("lista suljettu").keys("x").says("perua");
    driver.keys("vEi pidetty<c-s>").keys("x<c-s>").says("Tallennettu").sees("Kertaa ei pidetä");
}

#[test]
fn a_session_that_was_not_held_is_in_no_denominator() {
    let mut driver = on_roster(3, None);
    driver.keys("<lt><lt>a><home>-");
    assert_eq!(rate(&mut driver, "Aalto"), "50 %");
    assert_eq!(rate(&mut driver, "Eskola"), "100 %");
    // The second Monday turns out not to have been held, for whichever reason.
    driver.keys("<home><del>");
    let reasons = ["Peruuntui asiakkaan vuoksi", "Peruuntui järjestäjän vuoksi", "Pyhä tai vapaapäivä"];
    for (keys, reason) in ["<left>", "", "<right>"].iter().zip(reasons) {
        driver
            .keys("x")
            .sees("Kerta ei toteudu")
            .keys(keys)
            .keys("<c-s>")
            .sees(&format!("Kertaa ei pidetä: {reason}."));
        assert_eq!(rate(&mut driver, "Aalto"), "100 %");
        driver.keys("-").says("Kertaa ei pidetä").keys("v").says("Kertaa ei pidetä");
        driver.keys("x").sees("merkitty 0/3");
    }
    assert_eq!(attendance(&driver), 3);
    driver.keys("x<c-s>1").does_not_see("ma 30.1.").keys("<esc>u").says("Kumottu: kerta").sees("merkitty 0/3");
}

#[test]
fn a_session_that_was_held_is_not_cancelled() {
    let mut driver = on_roster(3, None);
    driver.keys(" x").says("Kerralla on merkintöjä, joten sitä ei voi perua.");
    driver.keys("<up><del>x<esc>#0<c-s>x").says("Kerralla on merkintöjä");
}

#[test]
fn two_sessions_on_one_day_are_two() {
    let mut driver = on_roster(3, None);
    driver.keys("a").keys("o<tab>").retype("13<tab>").retype("15<c-s>").says("Tallennettu").sees("13").sees("10");
    driver.keys("<right>").sees("ma 6.2. 13–15").sees("merkitty 0/3").keys("<home>-#4<c-s>");
    assert_eq!(rate(&mut driver, "Aalto"), "50 %", "one of two");
    assert_eq!(mark(&driver, "Aalto Aino", &TODAY.to_string()), "present,no_show");
    assert_eq!(rate(&mut driver, "Eskola"), "100 %");
    let heads = "SELECT group_concat(coalesce(anon_count, 'ei laskettu')) FROM (SELECT anon_count FROM session ORDER BY starts_at)";
    assert_eq!(driver.text(heads), "ei laskettu,4");
    driver.keys("<left>").sees("ma 6.2. 10–12").sees("merkitty 3/3");
    driver.keys("1").sees("10–12 Puutyöpaja").sees("13–15 Puutyöpaja").keys("<esc>uuu").says("Kumottu: kerta");
    assert_eq!(driver.number("SELECT count(*) FROM session"), 1);
}

#[test]
fn an_extra_session_needs_a_day_and_times_that_can_be() {
    let mut driver = on_roster(3, None);
    driver
        .keys("o")
        .retype("31.2.")
        .keys("<c-s>")
        .sees("ei ole")
        .retype("7.2.2017<tab>")
        .retype("15<tab>")
        .retype("13<c-s>");
    driver.sees("Päättymisajan on oltava alkamisajan jälkeen").keys("<esc>");
    assert_eq!(driver.number("SELECT count(*) FROM session"), 0);
}

#[test]
fn names_and_heads_are_both_counted_in_an_open_activity() {
    let mut driver = group(0, None);
    let fields = ActivityFields { kind: Kind::Open, seats: Some(5), ..group_fields("Olohuone") };
    group::add(&mut driver, &fields, Weekday::Mon, &PEOPLE[..2], &[]);
    driver.keys("3").select("Olohuone").keys("<enter>").sees("paikalla 0/5");
    // To what is open people come as visitors, unless one says otherwise.
    driver
        .keys("a#2<c-s>")
        .sees("paikalla 4/5")
        .keys("nuus<enter><c-s>")
        .sees("Uusitalo Ulla (kävijä)")
        .sees("paikalla 5/5");
    driver.keys("#").retype("0<c-s>").sees("paikalla 3/5").keys("#").retype("<c-s>").sees("paikalla 3/5");
    assert_eq!(driver.text("SELECT CAST(anon_count AS TEXT) FROM session"), "–", "not counted is not 0");
    driver.keys("u");
    assert_eq!(driver.text("SELECT CAST(anon_count AS TEXT) FROM session"), "0");
    assert_eq!(driver.number("SELECT count(*) FROM enrolment"), 2);
    assert_eq!(driver.number("SELECT count(*) FROM episode"), 0);
}

#[test]
fn today_asks_for_what_is_open_and_v_closes_what_is_complete() {
    let mut driver = on_roster(3, None);
    driver.keys("<lt>a<lt> ").keys("1").sees("läsnäolot merkitsemättä").sees("sulkem");
    driver.select("sulkem").keys("v").says("Hoidettu. u kumoaa.");
    driver.does_not_see("sulkem");
    assert_eq!(driver.text("SELECT on_day FROM session WHERE register_closed IS NOT NULL"), SECOND);
    driver.keys("u").says("Kumottu").sees("sulkem");
    // Where somebody is not marked, the roster of that day opens.
    driver.select("läsnäolot merkitsemättä").keys("v").sees("ma 23.1. 10–12").sees("merkitty 1/3");
    assert_eq!(closed(&driver), 0);
    assert_eq!(mark(&driver, "Aalto Aino", FIRST), "present");
    driver.keys("v<c-s>1").does_not_see("läsnäolot merkitsemättä");
}

#[test]
fn narrowing_never_touches_who_is_hidden() {
    let mut driver = on_roster(4, None);
    driver.keys("fheino<down>a").sees("merkitty 1/4");
    assert_eq!(marks(&driver, 4), "..p.");
    driver.keys("-");
    assert_eq!(marks(&driver, 4), "..n.");
    // The warning lists everybody, hidden or not.
    driver.keys("v").sees("3 merkitsemättä: Aalto Aino, Eskola Eino, Jokela Jussi").keys("<esc><esc>").sees("Aalto");
    driver.keys("fheino<down>v<right><c-s>");
    assert_eq!(marks(&driver, 4), "nnnn", "what was asked about all of them was done to all of them");
}

#[test]
fn a_register_to_come_is_not_closed() {
    let mut driver = on_roster(3, None);
    driver.keys(">v").says("Kerta 13.2. ei ole vielä ollut.");
    assert_eq!(closed(&driver), 0);
}

#[test]
fn weeks_are_walked_and_the_marks_go_to_the_week_that_is_shown() {
    let mut driver = on_roster(2, None);
    driver.keys("<lt> ").keys("<lt>l").keys(">>-");
    let days =
        [FIRST, SECOND, "2017-02-06"].map(|on| mark(&driver, "Aalto Aino", on) + &mark(&driver, "Eskola Eino", on));
    assert_eq!(days, ["–late", "present–", "–no_show"].map(String::from));
}
