//! What the log keeps of what is only looked at, and how it is read.

use rinnalla::domain::ids::ClientId;
use rinnalla::domain::trace::Trace;

use crate::driver::Driver;

const LOOKS: &str = "SELECT group_concat(act || ' ' || entity || ' ' || coalesce(client_id, '-'), ', ') FROM log \
    WHERE act NOT IN ('create', 'change', 'remove')";

/// The number of a client whom nobody shares the name with.
fn hamalainen(driver: &Driver) -> i64 {
    driver.number("SELECT id FROM client WHERE family_name = 'Hämäläinen' AND given_name = 'Päivi'")
}

#[test]
fn a_card_is_logged_once_a_visit_however_often_it_is_read_anew() {
    let mut driver = Driver::demo();
    let client = hamalainen(&driver);
    driver.keys("/hämäläinen päivi");
    assert_eq!(driver.text(LOOKS), "–", "typing is nothing");
    driver.keys("<enter>").sees("Asiakkuus");
    let visit = format!("search look_up {client}, view card {client}");
    assert_eq!(driver.text(LOOKS), visit);
    assert_eq!(driver.number("SELECT count(DISTINCT tx) FROM log WHERE act IN ('view', 'search')"), 1);
    // Forms on it, reading it anew, moving about, and another screen on top are the same visit.
    driver.keys("<f5><down><down>n<esc>e<esc>1").keys("<esc><f5>").sees("Asiakkuus");
    assert_eq!(driver.text(LOOKS), visit);
    // Who was left and is opened again is visited again.
    driver.keys("<esc><enter>").sees("Asiakkuus");
    assert_eq!(driver.text(LOOKS), format!("{visit}, view card {client}"));
}

#[test]
fn whose_phone_number_was_read_in_the_look_up_is_in_the_log_too() {
    let mut driver = Driver::demo();
    let client = hamalainen(&driver);
    driver.keys("/hämäläinen päivi<esc>");
    assert_eq!(driver.text(LOOKS), format!("search look_up {client}"));
    driver.keys("/luovat<esc>");
    assert_eq!(driver.text(LOOKS), format!("search look_up {client}"), "an activity is nobody's data");
}

#[test]
fn a_form_that_shows_a_client_is_a_visit_wherever_it_was_opened() {
    let mut driver = Driver::demo();
    driver.keys("2").select("Kallio Laura").keys("e").sees("Sukunimi");
    assert_eq!(driver.number("SELECT count(*) FROM log WHERE act = 'view' AND entity = 'card'"), 1);
}

#[test]
fn who_is_on_a_printed_list_is_in_the_log_before_the_list_is_written() {
    let mut driver = Driver::demo();
    driver.keys("3").select("Arjen taidot").keys("<enter>p");
    let (_, paper) = driver.written()[0].clone();
    let printed = "SELECT count(*) FROM log WHERE act = 'print' AND entity = 'roster'";
    let names = "SELECT count(DISTINCT client_id) FROM log WHERE act = 'print'";
    assert_eq!(driver.number(printed), 7, "{paper}");
    assert_eq!(driver.number(names), 7);
}

#[test]
fn a_look_wakes_nobody() {
    let mut mine = Driver::demo();
    let mut theirs = mine.beside();
    theirs.keys("/hämäläinen päivi<enter>nKesken<esc>");
    mine.keys("<down>").wakes();
    assert_eq!(mine.asked(), []);
    theirs.keys("n<c-s>").says("Tallennettu");
    mine.wakes().says("Mikko: kirjaus");
}

#[test]
fn the_log_is_read_newest_first_and_narrowed_by_pieces_of_names_and_days() {
    let mut driver = Driver::demo();
    driver.keys("/hämäläinen päivi<enter>nSoitti<c-s><esc><esc>");
    driver.keys("/loki<enter><f5>").sees("avattu: loki");
    driver.select("lisätty: kirjaus").sees("  kirjaus ");
    driver.keys("fhämäläinen").sees("lisätty: kirjaus").does_not_see("avattu: loki");
    driver.keys("<esc>fsatu loki").does_not_see("lisätty");
    driver.keys("<esc>f1.1.2001").sees("Lokissa ei ole näin rajattuja merkintöjä");
    driver.keys("<esc>").sees("avattu: loki");
    driver.select("lisätty: kirjaus").keys("<enter>").sees("Asiakkuus");
}

#[test]
fn a_long_log_is_read_as_far_as_one_goes() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>");
    let trace = vec![Trace::card(ClientId(1)); 250];
    driver.store().trace(&trace).unwrap();
    driver.keys("/loki<enter><end>");
    driver.keys("<end><end><end>").sees("luettelon sana");
    assert!(driver.screen().lines().any(|line| line.trim() == "luettelon sana 1"), "{}", driver.screen());
}

#[test]
fn what_was_changed_is_shown_with_old_and_new() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>").keys("e").retype("Salo<c-s>").says("Tallennettu");
    driver.keys("/loki<enter>").select("muutettu: asiakkaan tiedot").sees("family_name: Virtanen → Salo");
}

#[test]
fn who_may_not_read_the_log_is_told_who_does() {
    let mut mine = Driver::empty().beside();
    mine.keys("/loki<enter>").says("Lokia lukevat tiiminvetäjä");
    assert_eq!(mine.number("SELECT count(*) FROM log WHERE entity = 'log'"), 0);
}
