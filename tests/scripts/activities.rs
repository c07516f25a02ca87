//! The calendar: cancelling, restoring, and what cannot be cancelled.

use crate::driver::Driver;

const NOT_HELD: &str = "SELECT count(*) FROM session WHERE state = 'not_held' AND on_day = '2017-02-06'";

#[test]
fn a_session_is_cancelled_with_a_reason_and_restored() {
    let mut driver = Driver::demo();
    driver.keys("5").select("Arjen taidot").keys("d").sees("Kerta ei toteudu: Arjen taidot");
    driver.keys("<c-s>").says("Tallennettu").sees("Peruuntui järjestäjän vuoksi");
    assert_eq!(driver.number(NOT_HELD), 1);
    assert!(driver.hints().contains("palauta kerta"), "{}", driver.hints());
    driver.keys("d");
    assert_eq!(driver.number(NOT_HELD), 0);
    assert!(driver.hints().contains("peru kerta"), "{}", driver.hints());
    driver.keys("u").says("Kumottu: kerta");
    assert_eq!(driver.number(NOT_HELD), 1, "to undo the restoring is to cancel");
    driver.keys("u").says("Kumottu: kerta");
    assert_eq!(driver.number(NOT_HELD), 0);
}

#[test]
fn what_has_been_held_cannot_be_cancelled() {
    let mut driver = Driver::demo();
    driver.keys("5").select("Arjen taidot").keys("<enter> <esc>").sees("vk 6 ·");
    driver.keys("d").says("Kerralla on merkintöjä, joten sitä ei voi perua.");
    assert_eq!(driver.number(NOT_HELD), 0);
}

/// A mark set by mistake on a session that never took place must not keep it from being cancelled.
#[test]
fn once_its_only_mark_is_taken_away_a_session_can_be_cancelled() {
    let mut driver = Driver::demo();
    driver.keys("5").select("Arjen taidot").keys("<enter> <up><del><esc>").keys("d<c-s>").says("Tallennettu");
    assert_eq!(driver.number(NOT_HELD), 1);
}

#[test]
fn a_holiday_is_neither_a_session_nor_cancelled() {
    let mut driver = Driver::demo();
    driver.keys("5g14.4.<enter>").sees("pitkäperjantai").sees("vk 15");
    driver.select("pitkäperjantai").keys("d").says("Kerta on jo suljettu pyhän tai sulkupäivän vuoksi.");
}

#[test]
fn a_week_without_sessions_says_so() {
    let mut driver = Driver::empty();
    driver.keys("5").sees("Tällä viikolla ei ole kertoja.");
    driver.keys("d").says("Tällä rivillä ei ole avattavaa.").keys("").sees("vk 6");
    driver.keys("<enter>").says("Tällä rivillä ei ole avattavaa.");
    driver.keys(">").sees("vk 7 ·").keys("<lt><lt>").sees("vk 5 ·").keys("t").sees("vk 6 ·");
}
