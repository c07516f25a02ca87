//! Joining, leaving, coming back: the past stays as it was.

use crate::driver::{Driver, TODAY};
use crate::group::{FIRST, GROUP, SECOND, group, line, mark, marks, on_roster, spells};

const AINO: &str = "Aalto Aino";
const SOMEBODY: &str = "Uusitalo Ulla";

/// Three members; Aalto Aino was there on the first Monday and stayed away on the second: one of two.
fn half_there() -> Driver {
    let mut driver = on_roster(3, None);
    driver.keys("<lt><lt> <up>>-<up>").keys("t");
    assert!(line(&mut driver, AINO).contains("50 %"), "{}", driver.screen());
    driver
}

/// Somebody's memberships as the card has them, with their rates, newest first.
fn on_card(driver: &mut Driver, name: &str) -> Vec<String> {
    driver.look_up(name).sees("Ryhmät ja palvelut");
    let screen = driver.screen();
    driver.keys("<esc><esc>");
    let lines = screen.lines().filter(|line| line.contains(GROUP) && line.contains('·'));
    let bare = |line: &str| line.trim_start_matches(['▸', ' ', '·']).split_whitespace().collect::<Vec<_>>().join(" ");
    lines.map(bare).collect()
}

fn leave(driver: &mut Driver, name: &str, last: &str) {
    driver.select(name).keys("d<tab>").retype(last).keys("<c-s>").says("Osallistuminen on päätetty");
}

#[test]
fn who_leaves_keeps_marks_and_rate_and_is_no_longer_expected() {
    let mut driver = half_there();
    driver.sees("merkitty 0/3");
    leave(&mut driver, AINO, "5.2.2017");
    driver.sees("merkitty 0/2").keys("a");
    assert_eq!(marks(&driver, 3), ".pp", "days after the last one are no absence");
    assert!(line(&mut driver, AINO).contains("50 %"));
    assert_eq!(on_card(&mut driver, "aalto"), [format!("{GROUP} 23.1.–5.2.2017 50 %")]);
    assert_eq!(driver.text("SELECT end_reason FROM enrolment WHERE state = 'ended'"), "period_over");
    driver.keys("u").says("Kumottu").keys("u").says("Kumottu: ryhmän jäsenyys, Aalto Aino").sees("merkitty 0/3");
    assert_eq!(spells(&driver, AINO, "enrolled"), 1);
}

#[test]
fn a_reason_is_chosen_and_kept() {
    let mut driver = half_there();
    driver.keys("<home>d").sees("Tavoitteet saavutettu").keys("<left><tab>").retype("30.1.2017<c-s>");
    assert_eq!(driver.text("SELECT end_reason FROM enrolment WHERE state = 'ended'"), "goals_reached");
}

#[test]
fn nobody_leaves_before_a_mark() {
    let mut driver = half_there();
    driver.keys("<home>d<tab>").retype("29.1.2017<c-s>").sees("Henkilöllä on merkintöjä").sees("eikä mennyttä muuteta");
    assert_eq!(spells(&driver, AINO, "enrolled"), 1);
    driver.retype("22.1.2017<c-s>").sees("Päättyy ennen kuin alkaa").retype("30.1.2017<c-s>");
    driver.says("Osallistuminen on päätetty");
}

#[test]
fn a_last_day_ahead_is_kept_until_it_has_passed() {
    let mut driver = half_there();
    leave(&mut driver, AINO, "13.2.2017");
    driver.sees("merkitty 0/3").keys(" ").sees("merkitty 1/3");
    assert_eq!(spells(&driver, AINO, "enrolled"), 1, "still comes");
    // A week later, on the last day itself, and after it.
    driver.new_day(TODAY + chrono::Days::new(7)).keys("t").sees("merkitty 0/3");
    driver.new_day(TODAY + chrono::Days::new(14)).keys("t").sees("ma 20.2.").sees("merkitty 0/2");
}

#[test]
fn coming_back_is_a_new_membership_and_the_old_one_stays_as_it_was() {
    let mut driver = half_there();
    leave(&mut driver, AINO, "31.1.2017");
    driver.keys("naal<enter><c-s>").says("Aalto Aino on nyt osallistuja.").sees("merkitty 1/3");
    assert_eq!((spells(&driver, AINO, "ended"), spells(&driver, AINO, "enrolled")), (1, 1));
    assert!(line(&mut driver, AINO).contains("100 %"), "the new one's alone: {}", driver.selected());
    let both = [format!("{GROUP} 6.2.2017– 100 %"), format!("{GROUP} 23.–31.1.2017 50 %")];
    assert_eq!(on_card(&mut driver, "aalto"), both);
    assert_eq!((mark(&driver, AINO, FIRST), mark(&driver, AINO, SECOND)), ("present".into(), "no_show".into()));
    driver.keys("u").says("Kumottu: ryhmän jäsenyys, Aalto Aino");
    assert_eq!(on_card(&mut driver, "aalto"), [format!("{GROUP} 23.–31.1.2017 50 %")]);
}

#[test]
fn nobody_is_a_member_twice_on_one_day() {
    let mut driver = half_there();
    leave(&mut driver, AINO, "31.1.2017");
    driver.keys("naal<enter><tab>").retype("31.1.2017<c-s>").sees("oli mukana vielä sinä päivänä");
    assert_eq!(spells(&driver, AINO, "enrolled"), 0);
    driver.retype("1.2.2017<c-s>").says("Aalto Aino on nyt osallistuja.");
}

#[test]
fn a_first_day_is_corrected_and_takes_in_the_visit() {
    let mut driver = on_roster(3, None);
    driver.keys("<lt>nuus<enter><right><c-s>tnuus<enter><c-s>-").select(SOMEBODY).keys("-");
    assert!(line(&mut driver, SOMEBODY).contains("  0 %"), "{}", driver.selected());
    driver.keys("<f2>").sees("Ensimmäinen päivä").keys("<tab>").retype("30.1.2017<c-s>").says("Tallennettu");
    assert!(line(&mut driver, SOMEBODY).contains("50 %"), "{}", driver.selected());
    driver.keys("<f2><tab>").retype("6.2.2017<c-s>").sees("Henkilöllä on merkintöjä").keys("<esc>");
    driver.keys("u").says("Kumottu: ryhmän jäsenyys, Uusitalo Ulla");
    assert!(line(&mut driver, SOMEBODY).contains("  0 %"), "{}", driver.selected());
}

#[test]
fn a_visitor_has_no_membership_to_end() {
    let mut driver = on_roster(3, None);
    driver.keys("nuus<enter><right><c-s>").select(SOMEBODY);
    driver.keys("d").says("Henkilö on kävijä, ei osallistuja").keys("<f2>").says("Henkilö on kävijä");
}

#[test]
fn what_is_over_is_not_ended_again() {
    let mut driver = half_there();
    leave(&mut driver, AINO, "31.1.2017");
    driver.select(AINO).keys("d").says("Osallistuminen on jo päättynyt.");
    // A last day that lies ahead may be moved.
    leave(&mut driver, "Eskola Eino", "13.2.2017");
    leave(&mut driver, "Eskola Eino", "20.2.2017");
    driver.keys("<f2><tab>").retype("21.2.2017<c-s>").sees("Päättyy ennen kuin alkaa").keys("<esc>");
    assert_eq!(driver.text("SELECT max(ends) FROM enrolment WHERE state = 'enrolled'"), "2017-02-20");
}

#[test]
fn days_before_the_first_one_are_no_absence() {
    let mut driver = on_roster(3, None);
    driver.keys("nuus<enter><c-s><lt>").sees("ma 30.1.").sees("merkitty 0/3").select(SOMEBODY);
    driver.keys("-").says("Henkilö ei ollut ryhmän jäsen 30.1.").keys("a").sees("merkitty 3/3");
    assert_eq!(mark(&driver, SOMEBODY, SECOND), "–");
    driver.keys("<del>").says("Henkilö ei ollut ryhmän jäsen 30.1.");
}

#[test]
fn what_a_member_is_in_the_group_for_stands_beside_the_name() {
    let mut driver = Driver::demo();
    driver.keys("3").select("Arjen taidot").keys("<enter>").select("Järvinen Toni");
    assert!(driver.selected().contains("Saan rahat riittämään"));
    driver.keys("<enter>tTulen ajoissa<c-s>").says("Tallennettu").keys("<esc>");
    assert!(driver.selected().contains("Saan rahat riittämään"), "the first goal: {}", driver.selected());
    driver.keys("<f2>tulen<c-s>").says("Tallennettu");
    assert!(driver.selected().contains("Tulen ajoissa"), "{}", driver.selected());
    driver.keys("u");
    assert!(driver.selected().contains("Saan rahat riittämään"), "{}", driver.selected());
}

#[test]
fn esc_leads_back_to_the_same_person() {
    let mut driver = half_there();
    for keys in ["d<esc>", "<f2><esc>", "i<esc>", "<c-k><esc>", "o<esc>", "s<esc>", "#<esc>", "v<esc>", "x<esc>"] {
        driver.select("Eskola").keys(keys);
        assert!(driver.selected().contains("Eskola"), "{keys}: {}", driver.screen());
    }
    assert_eq!(driver.number("SELECT count(*) FROM enrolment WHERE state = 'ended'"), 0);
}

#[test]
fn who_is_in_the_group_may_be_ended_from_the_card() {
    let mut driver = group(3, None);
    driver.look_up("aalto").keys("<home>").select(GROUP).keys("d<tab>").retype("31.1.2017<c-s>");
    driver.says("Osallistuminen on päätetty").sees("23.–31.1.2017").keys("u").sees("23.1.2017–");
}
