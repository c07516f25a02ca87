//! Announced absences, and absences that nobody announced.

use chrono::{Days, Weekday};

use crate::driver::{Driver, TODAY};
use crate::group::{self, GROUP, PEOPLE, group, line, marks, on_roster};
use crate::small::group_fields;

const AINO: &str = "Aalto Aino";

fn notices(driver: &Driver) -> i64 {
    driver.number("SELECT count(*) FROM absence_notice")
}

/// Aalto Aino is in two groups: one meets today, the other on Tuesdays.
fn in_two_groups() -> Driver {
    let mut driver = group(3, None);
    group::add(&mut driver, &group_fields("Kirjapiiri"), Weekday::Tue, &PEOPLE[..2], &[]);
    driver
}

fn open(driver: &mut Driver, name: &str) {
    driver.keys("3").select(name).keys("<enter>").sees("merkitty");
}

#[test]
fn what_is_announced_once_stands_on_every_roster_and_is_taken_back_on_the_card() {
    let mut driver = in_two_groups();
    open(&mut driver, GROUP);
    driver
        .keys("<home>i")
        .sees("Ilmoitettu poissaolo: Aalto Aino")
        .sees("6.2.2017")
        .keys("<tab>")
        .retype("10.2.2017<tab>");
    driver.keys("mat<c-s>").says("Poissaolo on kirjattu ja näkyy kaikilla listoilla.");
    assert!(line(&mut driver, AINO).contains("(e)"), "{}", driver.screen());
    assert!(line(&mut driver, AINO).contains("ilmoitti: poissa 6."), "{}", driver.screen());
    driver.keys("<esc>");
    open(&mut driver, "Kirjapiiri");
    driver.sees("ti 7.2. 10–12");
    assert!(line(&mut driver, AINO).contains("(e)"), "typed once: {}", driver.screen());
    assert!(!line(&mut driver, "Eskola").contains("(e)"));

    // "Tulee sittenkin": the card's own key.
    driver.keys("<esc>").look_up("aalto").sees("ilmoitti: poissa 6.–10.2.2017, Matkalla").select("ilmoitti");
    assert!(driver.hints().contains("d tulee sittenkin"), "{}", driver.hints());
    driver.keys("d").does_not_see("ilmoitti");
    assert_eq!(notices(&driver), 0);
    driver
        .keys("u")
        .says("Kumottu: ilmoitettu poissaolo, Aalto Aino")
        .sees("ilmoitti: poissa")
        .select("ilmoitti")
        .keys("d");
    open(&mut driver, GROUP);
    assert!(!line(&mut driver, AINO).contains("(e)"), "{}", driver.screen());
}

#[test]
fn the_rest_is_present_but_who_has_announced_is_excused_and_in_no_rate() {
    let mut driver = on_roster(3, None);
    driver.keys("<home>i<c-s>a").says("Läsnä merkitty: 2. Ilmoituksensa mukaan estyneet: 1.");
    assert_eq!(marks(&driver, 3), "epp");
    assert!(!line(&mut driver, AINO).contains('%'), "{}", driver.selected());
    driver.keys("u");
    assert_eq!(marks(&driver, 3), "...");
}

#[test]
fn who_comes_all_the_same_is_marked_so() {
    let mut driver = on_roster(3, None);
    driver.keys("<home>i<c-s> ");
    assert_eq!(marks(&driver, 3), "p..");
    assert!(!line(&mut driver, AINO).contains("(e)"), "{}", driver.selected());
}

#[test]
fn an_absence_is_announced_from_the_card_and_undone() {
    let mut driver = in_two_groups();
    driver.look_up("aalto").keys("i").retype("7.2.2017<tab>").retype("7.2.2017<c-s>").says("Poissaolo on kirjattu");
    driver.sees("ilmoitti: poissa 7.2.2017");
    open(&mut driver, "Kirjapiiri");
    assert!(line(&mut driver, AINO).contains("(e)"), "{}", driver.screen());
    driver.keys("u").says("Kumottu: ilmoitettu poissaolo, Aalto Aino");
    assert!(!line(&mut driver, AINO).contains("(e)"), "{}", driver.screen());
}

#[test]
fn an_absence_that_ends_before_it_begins_is_refused() {
    let mut driver = on_roster(3, None);
    driver.keys("<home>i<tab>").retype("5.2.2017<c-s>").sees("Päättyy ennen kuin alkaa").keys("<esc>");
    assert_eq!(notices(&driver), 0);
    assert!(driver.selected().contains(AINO));
}

#[test]
fn what_is_over_is_no_longer_on_the_card() {
    let mut driver = on_roster(3, None);
    driver.keys("<home>i<c-s>").look_up("aalto").sees("ilmoitti");
    driver.new_day(TODAY + Days::new(1)).does_not_see("ilmoitti");
    assert_eq!(notices(&driver), 1);
}

/// Marks the first person of the roster on the three Mondays, from the earliest to today's; the others are there.
fn three_mondays(keys: [&str; 3]) -> Driver {
    let mut driver = on_roster(3, None);
    let [first, second, today] = keys;
    driver.keys("<lt><lt><home>").keys(first).keys("a><home>").keys(second).keys("a><home>").keys(today).keys("a1");
    driver
}

#[test]
fn two_unexplained_absences_in_a_row_are_told() {
    let mut driver = three_mondays([" ", "-", "-"]);
    driver.sees("Huomaa").select("2 poissaoloa peräkkäin");
    assert!(driver.selected().contains(AINO), "{}", driver.selected());
    driver.keys("<enter>").sees("Aikajana").keys("<esc>uu").does_not_see("2 poissaoloa peräkkäin");
    for keys in [["-", "-", " "], ["-", "e", "-"], ["-", " ", "-"], [" ", " ", "-"]] {
        three_mondays(keys).does_not_see("2 poissaoloa peräkkäin");
    }
    three_mondays(["-", "-", "e"]).does_not_see("2 poissaoloa peräkkäin");
}

#[test]
fn whoever_has_been_in_touch_since_need_not_be_reminded() {
    let mut driver = three_mondays([" ", "-", "-"]);
    driver.select("2 poissaoloa peräkkäin").keys("<enter>nSoitin, tulee taas.<c-s><esc>");
    driver.does_not_see("2 poissaoloa peräkkäin");
}

#[test]
fn who_has_left_is_not_missed() {
    let mut driver = three_mondays([" ", "-", "-"]);
    driver.sees("2 poissaoloa peräkkäin").keys("<esc><home>d<c-s>1").does_not_see("2 poissaoloa peräkkäin");
}
