//! The week roster: marks, counts, and why not.

use crate::driver::{Driver, TODAY};

/// A group of the demo that meets on the very Monday on which the demo begins, with seven members, none marked yet.
const GROUP: &str = "Arjen taidot";

fn on_roster() -> Driver {
    let mut driver = Driver::demo();
    driver.keys("3").select(GROUP).keys("<enter>").sees("merkitty 0/7");
    driver
}

/// Today's marks of the group, as the letters p, l, e, n in the order of the names; a dot for none.
fn marks(driver: &Driver) -> String {
    driver.text(&format!(
        "SELECT group_concat(coalesce(substr(mark, 1, 1), '.'), '') FROM (SELECT t.mark FROM enrolment e \
         JOIN activity a ON a.id = e.activity_id JOIN client c ON c.id = e.client_id \
         LEFT JOIN session s ON s.activity_id = a.id AND s.on_day = '{TODAY}' \
         LEFT JOIN attendance t ON t.session_id = s.id AND t.client_id = c.id \
         WHERE a.name LIKE '{GROUP}%' AND e.state = 'enrolled' ORDER BY c.sort_key)"
    ))
}

fn heads(driver: &Driver) -> String {
    let today = format!("s.on_day = '{TODAY}' AND a.name LIKE '{GROUP}%'");
    driver.text(&format!(
        "SELECT anon_count FROM (SELECT CAST(s.anon_count AS TEXT) AS anon_count FROM session s \
         JOIN activity a ON a.id = s.activity_id WHERE {today} UNION ALL SELECT NULL LIMIT 1)"
    ))
}

#[test]
fn each_mark_is_one_key_and_moves_to_the_next_person() {
    let mut driver = on_roster();
    let first = driver.selected();
    driver.keys(" ");
    assert_eq!(marks(&driver), "p......");
    assert_ne!(driver.selected(), first);
    driver.keys("-el");
    assert_eq!(marks(&driver), "pnel...");
    driver.sees("merkitty 4/7").keys("<up><del>");
    assert_eq!(marks(&driver), "pne....", "a mark can be taken away again: unmarked is not absent");
    driver.sees("merkitty 3/7");
}

#[test]
fn the_rest_is_marked_present_and_nobody_elses_mark_changes() {
    let mut driver = on_roster();
    driver.keys("-ea");
    assert_eq!(marks(&driver), "neppppp");
    driver.sees("merkitty 7/7").keys("a").says("Kaikki näkyvät on jo merkitty.");
    driver.keys("u").says("Kumottu: läsnäolomerkintä");
    assert_eq!(marks(&driver), "ne.....");
}

#[test]
fn the_rest_is_only_who_is_shown() {
    let mut driver = on_roster();
    driver.keys("fkoskinen").sees("Koskinen").does_not_see("Hirvonen");
    // The arrow ends the typing; the filter stays.
    driver.keys("<down>a").sees("merkitty 1/7");
    assert_eq!(marks(&driver), "..p....");
    driver.keys("<esc>").sees("Hirvonen");
}

#[test]
fn undo_takes_a_mark_back_and_the_session_that_it_made() {
    let mut driver = on_roster();
    let sessions = driver.number("SELECT count(*) FROM session");
    driver.keys(" ");
    assert_eq!(driver.number("SELECT count(*) FROM session"), sessions + 1);
    driver.keys("u").says("Kumottu: läsnäolomerkintä").sees("merkitty 0/7");
    assert_eq!((marks(&driver).as_str(), driver.number("SELECT count(*) FROM session")), (".......", sessions));
}

#[test]
fn not_counted_is_not_nought() {
    let mut driver = on_roster();
    assert_eq!(heads(&driver), "–");
    driver.keys("#0<enter>");
    assert_eq!(heads(&driver), "0");
    driver.keys("#").retype("12<c-s>");
    assert_eq!(heads(&driver), "12");
    driver.keys("#").retype("<c-s>");
    assert_eq!(heads(&driver), "–");
    driver.keys("#viisi<c-s>").sees("Kirjoita luku 0–9999, esimerkiksi 12");
    assert_eq!(heads(&driver), "–");
}

#[test]
fn a_session_to_come_takes_no_marks_but_an_excuse() {
    let mut driver = on_roster();
    driver.keys("<right>");
    for key in [" ", "-", "l", "a", "#"] {
        driver.keys(key).says("Kerta 13.2. ei ole vielä ollut. Estyneen (e) voi merkitä jo nyt.");
    }
    let marked =
        "SELECT count(*) FROM attendance t JOIN session s ON s.id = t.session_id WHERE s.on_day > '2017-02-06'";
    assert_eq!(driver.number(marked), 0);
    driver.keys("e");
    assert_eq!(driver.number(marked), 1);
}

#[test]
fn a_cancelled_session_takes_no_marks() {
    let mut driver = Driver::demo();
    driver.keys("5").select(GROUP).keys("d<c-s>").keys("<enter>");
    for key in [" ", "-", "e", "l", "a", "#", "<del>"] {
        driver.keys(key).says("Kertaa ei pidetä: Peruuntui järjestäjän vuoksi");
    }
    assert_eq!(marks(&driver), ".......");
}

#[test]
fn the_rate_follows_every_mark() {
    let mut driver = on_roster();
    // Two earlier marks of the second person: once there, once late or away.
    driver.select("Järvinen Toni");
    assert!(driver.selected().contains("67 %"), "{}", driver.selected());
    driver.keys(" <up>");
    assert!(driver.selected().contains("75 %"), "{}", driver.selected());
    driver.keys("e<up>");
    assert!(driver.selected().contains("67 %"), "an excuse is in neither part: {}", driver.selected());
}

#[test]
fn weeks_and_days_are_gone_to_by_key() {
    let mut driver = on_roster();
    driver.keys("<lt>").sees("ma 30.1.").keys(">").sees("ma 6.2.").keys(">").sees("ma 13.2.");
    driver.keys("t").sees("ma 6.2.").keys("g16.1.<enter>").sees("ma 16.1. 12.30");
    driver.keys("g31.2.<enter>").sees("Päivää 31.2.2017 ei ole");
}
