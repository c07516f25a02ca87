//! Notes, their follow-ups, and drafts.

use chrono::Days;

use crate::driver::{Driver, TODAY};

const DRAFTS: &str = "SELECT count(*) FROM draft";

fn on_card() -> Driver {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>");
    driver
}

#[test]
fn a_follow_up_appears_on_its_day_and_is_done_with_one_key() {
    let mut driver = on_card();
    driver.keys("nSoitti bussikortista.<tab><tab>+2<tab>Kysy kortista<c-s>").says("Tallennettu");
    driver.sees("Soitti bussikortista.").sees("→ 8.2.2017 Kysy kortista");

    driver.keys("1").sees("Kysy kortista").sees("ke 8.2.").does_not_see("Myöhässä");
    driver.new_day(TODAY + Days::new(3)).sees("Myöhässä 1");
    driver.new_day(TODAY + Days::new(2)).sees("tänään").does_not_see("Myöhässä");

    driver.select("Kysy kortista").keys("v").says("Hoidettu. u kumoaa.").does_not_see("Kysy kortista");
    assert_eq!(driver.text("SELECT follow_up_done FROM note"), "2017-02-08");
    driver.keys("u").says("Kumottu: seuranta").sees("Kysy kortista");
}

#[test]
fn a_follow_up_moves_to_another_day() {
    let mut driver = on_card();
    driver.keys("nSoitti.<tab><tab>7.2.<tab>Soita<c-s>1").select("Soita").keys("s").retype("10.2.<c-s>");
    driver.says("Tallennettu").sees("pe 10.2.");
    assert_eq!(driver.text("SELECT follow_up_on FROM note"), "2017-02-10");
}

#[test]
fn a_note_says_what_is_missing() {
    let mut driver = on_card();
    driver.keys("n<c-s>").sees("Tämä kenttä on täytettävä.");
    driver.keys("Soitti.<tab><tab><tab>Kysy<c-s>").sees("Anna päivä, jolloin asiaan palataan.");
    driver.keys("<tab><tab>").retype("7.2.2017<c-s>").sees("Päivä on vasta tulossa.");
    assert_eq!(driver.number("SELECT count(*) FROM note"), 0);
}

#[test]
fn a_note_is_corrected_and_the_log_keeps_what_it_said() {
    let mut driver = on_card();
    driver.keys("nSoitti.<c-s>").select("Puhelu").keys("<enter>").keys(" Myös viesti.<c-s>").says("Tallennettu");
    assert_eq!(driver.text("SELECT body FROM note"), "Soitti. Myös viesti.");
    let before = "SELECT json_extract(before, '$.body') FROM log WHERE entity = 'note' AND act = 'change'";
    assert_eq!(driver.text(before), "Soitti.");
}

#[test]
fn esc_keeps_what_was_typed_and_today_brings_it_back() {
    let mut driver = on_card();
    driver.keys("nSoitti ja").keys("<esc>").says("Luonnos on tallessa").sees("Aikajana");
    assert_eq!(driver.number(DRAFTS), 1);

    let mut driver = driver.again();
    driver.sees("Kesken jäänyt 1").select("Uusi kirjaus").keys("<enter>");
    driver.sees("Keskeneräinen luonnos").sees("Soitti ja");
    driver.keys(" kertoi.<c-s>").says("Tallennettu").does_not_see("Kesken jäänyt");
    assert_eq!((driver.text("SELECT body FROM note"), driver.number(DRAFTS)), ("Soitti ja kertoi.".into(), 0));
}

#[test]
fn a_pause_keeps_the_text_even_if_the_program_then_dies() {
    let mut driver = on_card();
    driver.keys("nSoitti ja").pause();
    let mut driver = driver.again();
    driver.select("Uusi kirjaus").keys("<enter>").sees("Soitti ja");
}

#[test]
fn ctrl_x_throws_a_draft_away() {
    let mut driver = on_card();
    driver.keys("n<c-x>").says("Tällä lomakkeella ei ole luonnosta.");
    driver.keys("Soitti<esc>n").sees("Soitti").keys("<c-x>").says("Luonnos on hylätty.");
    assert_eq!(driver.number(DRAFTS), 0);
    driver.keys("n").does_not_see("Soitti").does_not_see("luonnos 6.2.");
}

#[test]
fn a_draft_is_thrown_away_from_today_too() {
    let mut driver = on_card();
    driver.keys("nSoitti<esc>1").select("Uusi kirjaus").keys("d").does_not_see("Kesken jäänyt");
    assert_eq!(driver.number(DRAFTS), 0);
}

#[test]
fn an_untouched_form_leaves_no_draft() {
    let mut driver = on_card();
    driver.keys("n<tab><tab><esc>").does_not_see("Luonnos");
    assert_eq!(driver.number(DRAFTS), 0);
}

#[test]
fn pasted_text_is_text_and_never_keys() {
    let mut driver = on_card();
    driver.keys("n").paste("u q\nd\u{1b}[31m").sees("u q");
    driver.keys("<c-s>").says("Tallennettu");
    assert_eq!(driver.text("SELECT body FROM note"), "u q\nd[31m", "no escape survives");
    driver.keys("1").paste("qqq").says("Liitettyä tekstiä ei voi panna tähän.");
    assert!(!driver.has_quit());
}

#[test]
fn a_filled_in_day_gives_way_to_the_first_letter_and_ctrl_z_brings_it_back() {
    let mut driver = on_card();
    driver.keys("nSoitti<tab><tab><tab><tab>").sees("6.2.2017").keys("eilen").sees("su 5.2.2017");
    driver.keys("<c-z>").sees("ma 6.2.2017").does_not_see("su 5.2.2017");
}

#[test]
fn a_follow_up_some_days_ago_is_a_slip_and_not_next_year() {
    let mut driver = on_card();
    driver.keys("nSoitti<tab><tab>3.2.<c-s>").sees("Päivä on jo mennyt.").does_not_see("2018");
    driver.retype("+1kk<c-s>").says("Tallennettu");
    assert_eq!(driver.text("SELECT follow_up_on FROM note"), "2017-03-06");
}

#[test]
fn choices_end_where_the_list_ends_and_letters_begin_words() {
    let mut driver = on_card();
    driver.keys("nSoitti<tab><right><right><right><right><right><right><right><right><c-s>").says("Tallennettu");
    assert_eq!(driver.text("SELECT channel FROM note"), "other");
}
