//! Keys that come in bursts, faster than the file answers: each does what it would have done slowly.

use crate::driver::Driver;
use crate::group::{GROUP, group, mark, marks, on_roster};

#[test]
fn text_for_a_form_that_is_still_opening_is_text() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>").says("Tallennettu").look_up("virt").sees("Aikajana");
    // Among the letters are those that undo, look up, change the screen and quit.
    driver.burst("nuusi numero, soita 1 / q<c-s>").says("Tallennettu");
    assert_eq!(driver.text("SELECT body FROM note"), "uusi numero, soita 1 / q");
    assert_eq!(driver.number("SELECT count(*) FROM client"), 1, "nothing was undone");
    assert!(!driver.has_quit());
}

#[test]
fn a_screen_and_what_is_to_be_done_there_may_be_asked_for_at_once() {
    let mut driver = group(4, None);
    driver.burst("3<enter>--av").sees("lista suljettu");
    assert_eq!(marks(&driver, 4), "nnpp");
}

#[test]
fn a_newcomer_is_taken_in_and_the_register_closed_in_one_burst() {
    let mut driver = on_roster(3, None);
    driver.burst("nuus<enter><c-s>av").sees("lista suljettu").sees("Uusitalo Ulla");
    assert_eq!((marks(&driver, 3).as_str(), mark(&driver, "Uusitalo Ulla", "2017-02-06")), ("ppp", "present".into()));
}

#[test]
fn what_was_typed_in_the_belief_that_a_save_went_well_is_dropped() {
    let mut driver = on_roster(3, None);
    driver.keys("<home>d");
    let mut theirs = driver.beside();
    theirs.keys("3").select(GROUP).keys("<enter><home>d<c-s>").says("Osallistuminen on päätetty");
    driver.burst("<c-s>aq").sees("Joku muu on muuttanut");
    assert_eq!((marks(&driver, 3).as_str(), driver.has_quit()), ("...", false));
}

#[test]
fn whoever_wants_to_leave_does_not_wait() {
    let mut driver = on_roster(3, None);
    assert!(driver.burst("w<c-q>").has_quit());
}
