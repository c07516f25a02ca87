//! Somebody new comes to a group while it is being marked.

use crate::driver::{Driver, TODAY, keys};
use crate::group::{FIRST, GROUP, group, line, mark, marks, on_roster, spells};

const SOMEBODY: &str = "Uusitalo Ulla";

fn today(driver: &Driver, name: &str) -> String {
    mark(driver, name, &TODAY.to_string())
}

fn count(driver: &Driver, table: &str) -> i64 {
    driver.number(&format!("SELECT count(*) FROM {table}"))
}

#[test]
fn fourteen_people_two_away_and_a_newcomer_are_marked_with_fewer_than_twenty_keys() {
    let mut driver = group(14, None);
    driver.select(GROUP);
    // Opens today's session; the third and the ninth are away; a newcomer; the rest is there; the register is closed.
    let before = "<enter><down><down>-<down><down><down><down><down>-";
    let (newcomer, name, after) = ("n", "vierula ville", "<enter><c-s>av");
    let pressed = keys::pieces(before).len() + keys::pieces(newcomer).len() + keys::pieces(after).len();
    assert!(pressed <= 20, "{pressed}");
    driver.keys(before).keys(newcomer).keys(name).keys(after).sees("lista suljettu");
    assert_eq!(marks(&driver, 14), "ppnpppppnppppp");
    assert_eq!(today(&driver, "Vierula Ville"), "present");
    assert_eq!(spells(&driver, "Vierula Ville", "enrolled"), 1);
    assert_eq!(driver.number("SELECT count(*) FROM session WHERE register_closed IS NOT NULL"), 1);
}

#[test]
fn somebody_of_the_file_becomes_a_member_by_three_letters() {
    let mut driver = on_roster(3, None);
    driver.keys("nuus").sees(SOMEBODY).keys("<enter>").sees("osallistujaksi").sees("ma 6.2.2017");
    driver.keys("<c-s>").says("Uusitalo Ulla on nyt osallistuja.").sees("merkitty 1/4");
    assert_eq!((today(&driver, SOMEBODY).as_str(), spells(&driver, SOMEBODY, "enrolled")), ("present", 1));
    driver.keys("u").says("Kumottu: ryhmän jäsenyys, Uusitalo Ulla").sees("merkitty 0/3");
    assert_eq!((today(&driver, SOMEBODY).as_str(), count(&driver, "session")), ("–", 0));
}

#[test]
fn a_visitor_is_no_member_and_is_in_nobodys_count() {
    let mut driver = on_roster(3, None);
    driver.keys("nuus<enter><right>").sees("vain tällä kerralla (kävijä)").keys("<c-s>");
    driver.says("Uusitalo Ulla").sees("Uusitalo Ulla (kävijä)").sees("merkitty 0/3");
    assert_eq!((today(&driver, SOMEBODY).as_str(), count(&driver, "enrolment")), ("present", 3));
    assert!(line(&mut driver, "Uusitalo").contains('–'), "no rate: {}", driver.selected());
    // Who came by mistake is taken away again, by name or as the last thing done.
    driver.keys("<del>").does_not_see("Uusitalo").keys("u").sees("Uusitalo Ulla (kävijä)");
    driver.keys("u").says("Kumottu: läsnäolomerkintä, Uusitalo Ulla").does_not_see("(kävijä)");
    assert_eq!((today(&driver, SOMEBODY).as_str(), count(&driver, "session")), ("–", 0));
}

#[test]
fn somebody_new_is_registered_in_one_small_form() {
    let mut driver = on_roster(3, None);
    driver.keys("nvierula ville").sees("+ Uusi henkilö: vierula ville").keys("<enter>");
    driver.sees("Vierula").sees("Ville").keys("040 123 4999<c-s>").says("Vierula Ville on nyt osallistuja.");
    assert_eq!(today(&driver, "Vierula Ville"), "present");
    assert_eq!(
        driver.text("SELECT ref || ' ' || phone FROM client WHERE given_name = 'Ville'"),
        "2017-001 040 123 4999"
    );
    driver.keys("u").says("Kumottu: asiakkaan tiedot").sees("merkitty 0/3");
    assert_eq!(driver.number("SELECT count(*) FROM client WHERE given_name = 'Ville'"), 0);
}

#[test]
fn nobody_becomes_a_client_by_coming() {
    let mut driver = on_roster(3, Some(4));
    driver.keys("nuus<enter><c-s>");
    driver.keys("nwik<enter><c-s>").says("jonossa");
    driver.keys("nyli<enter><right><c-s>");
    driver.keys("nvierula ville<enter><right><right><c-s>nvuorela<enter>Väinö<c-s>a#4<c-s>v");
    assert!(count(&driver, "attendance") >= 6 && count(&driver, "enrolment") >= 6);
    assert_eq!(count(&driver, "episode"), 0, "a customership is opened by a worker, for a reason");
    assert_eq!(count(&driver, "assignment"), 0);
}

#[test]
fn who_is_on_the_roster_is_not_added_again() {
    let mut driver = on_roster(3, None);
    driver.keys("neskola").sees("jo listalla").keys("<up><enter>");
    driver.says("Henkilö on jo listalla.").keys("<esc>").sees("merkitty 0/3");
    assert_eq!(count(&driver, "enrolment"), 3);
    driver.keys("n<enter>").says("Kirjoita pari kirjainta nimestä.");
}

#[test]
fn who_has_visited_before_may_become_a_member_and_keeps_the_visit() {
    let mut driver = on_roster(3, None);
    driver.keys("<lt>nuus<enter><right><c-s>").keys("t").sees("Uusitalo Ulla (kävijä)");
    driver.keys("nuus<enter><c-s>").says("Uusitalo Ulla on nyt osallistuja.");
    assert_eq!((mark(&driver, SOMEBODY, "2017-01-30"), today(&driver, SOMEBODY)), ("present".into(), "present".into()));
    let member = "SELECT group_concat(enrolment_id IS NOT NULL) FROM attendance t JOIN session s ON s.id = t.session_id \
        WHERE client_id = (SELECT id FROM client WHERE given_name = 'Ulla') ORDER BY s.on_day";
    assert_eq!(driver.text(member), "0,1", "the visit stays one");
}

#[test]
fn a_former_member_may_come_once_as_a_visitor() {
    let mut driver = on_roster(3, None);
    driver.keys("<lt><lt> <up>").sees("100 %");
    driver.keys("t<home>d<tab>").retype("30.1.2017<c-s>").says("Osallistuminen on päätetty");
    driver.keys("naal<enter><right><c-s>").says("Aalto Aino");
    assert_eq!((today(&driver, "Aalto Aino").as_str(), spells(&driver, "Aalto Aino", "enrolled")), ("present", 0));
    assert_eq!(mark(&driver, "Aalto Aino", FIRST), "present");
    assert!(line(&mut driver, "Aalto").contains("100 %"), "one of one, as before: {}", driver.selected());
    driver.sees("merkitty 0/2").keys("u");
    assert_eq!(today(&driver, "Aalto Aino"), "–");
}

#[test]
fn somebody_joins_from_a_session_to_come_and_has_no_mark_yet() {
    let mut driver = on_roster(3, None);
    driver.keys(">nuus<enter>").sees("13.2.2017").does_not_see("vain tällä kerralla").keys("<c-s>");
    driver.says("Uusitalo Ulla on nyt osallistuja.");
    assert_eq!(count(&driver, "attendance"), 0);
    assert_eq!(driver.text("SELECT max(starts) FROM enrolment"), "2017-02-13");
    driver.keys("t").sees("merkitty 0/3");
}

#[test]
fn who_comes_although_announced_away_is_present() {
    let mut driver = group(3, None);
    driver.look_up("uusitalo").keys("i<c-s>").says("Poissaolo on kirjattu");
    driver.keys("3").select(GROUP).keys("<enter>nuus<enter><c-s>");
    assert_eq!(today(&driver, SOMEBODY), "present");
}

#[test]
fn esc_leads_back_to_the_same_row_and_a_half_typed_person_is_kept() {
    let mut driver = on_roster(3, None);
    driver.select("Heino").keys("nuus<enter><esc>");
    assert!(driver.selected().contains("Heino"), "{}", driver.screen());
    driver.keys("nvierula<enter>Ville<esc>").says("Luonnos on tallessa");
    assert!(driver.selected().contains("Heino"), "{}", driver.screen());
    driver.keys("1").sees("Vierula Ville").select("Vierula Ville").keys("<enter>").sees("Keskeneräinen luonnos");
    driver.keys("<c-s>").says("Vierula Ville on nyt osallistuja.");
    assert_eq!(today(&driver, "Vierula Ville"), "–", "the session that it was about is over by now");
}
