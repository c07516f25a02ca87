//! Notes from a roster: one line about one person, and what concerns the session itself.

use crate::driver::{Driver, TODAY};
use crate::group::on_roster;

fn notes(driver: &Driver) -> i64 {
    driver.number("SELECT count(*) FROM note")
}

#[test]
fn one_line_about_one_person_is_that_clients_note_alone() {
    let mut driver = on_roster(3, None);
    driver.keys("<down><c-k>").sees("Kirjaus ryhmästä: Eskola Eino").sees("Ryhmä").keys("Rohkaistui puhumaan.<enter>");
    driver.says("Tallennettu");
    assert!(driver.selected().contains("Eskola"), "{}", driver.screen());
    let note = "SELECT c.family_name || ' ' || n.on_day || ' ' || n.channel || ' ' || n.body FROM note n \
        JOIN client c ON c.id = n.client_id";
    assert_eq!(driver.text(note), format!("Eskola {TODAY} group Rohkaistui puhumaan."));
    let from = "SELECT s.on_day FROM note n JOIN session s ON s.id = n.session_id";
    assert_eq!(driver.text(from), TODAY.to_string());
    driver.look_up("eskola").sees("Ryhmä · Satu").sees("Rohkaistui puhumaan.").keys("<esc><esc>");
    driver.look_up("aalto").does_not_see("Rohkaistui").keys("<esc><esc>");
    driver.keys("u").says("Kumottu: kirjaus, Eskola Eino");
    assert_eq!((notes(&driver), driver.number("SELECT count(*) FROM session")), (0, 0));
}

#[test]
fn another_name_is_pointed_out_once() {
    let mut driver = on_roster(3, None);
    driver.keys("<c-k>Istui Heinon vieressä.<c-s>").sees("näyttää nimeävän toisen osallistujan (Heino Hilla)");
    assert_eq!(notes(&driver), 0);
    // Changed, but still naming somebody: once more.
    driver.retype("Jutteli Einon kanssa.<c-s>").sees("(Eskola Eino)");
    assert_eq!(notes(&driver), 0);
    driver.keys("<c-s>").says("Tallennettu");
    assert_eq!(driver.text("SELECT body FROM note"), "Jutteli Einon kanssa.");
}

#[test]
fn ones_own_name_and_ordinary_words_are_no_names() {
    let mut driver = on_roster(3, None);
    driver.keys("<c-k>Aino lauloi, ainoa kerta tänä vuonna.<c-s>").says("Tallennettu");
    driver.keys("<c-k>heinonteko kiinnosti<c-s>").says("Tallennettu");
    assert_eq!(notes(&driver), 2);
}

#[test]
fn a_half_typed_line_is_kept() {
    let mut driver = on_roster(3, None);
    driver.keys("<c-k>Kesken jä<esc>").says("Luonnos on tallessa").sees("merkitty 0/3");
    driver.keys("<c-k>").sees("Kesken jä").keys("i<c-s>").says("Tallennettu");
    assert_eq!(driver.text("SELECT body FROM note"), "Kesken jäi");
    assert_eq!(driver.number("SELECT count(*) FROM draft"), 0);
}

#[test]
fn nothing_is_noted_of_what_has_not_been() {
    let mut driver = on_roster(3, None);
    driver.keys("><c-k>").says("Kerta 13.2. ei ole vielä ollut.");
    let mut nobody = on_roster(0, None);
    nobody.keys("<c-k>").says("Valitse ensin henkilö.");
}

#[test]
fn a_remark_is_on_the_session_and_on_nobodys_card() {
    let mut driver = on_roster(3, None);
    driver.keys("s").sees("älä kirjoita nimiä").keys("Maalattiin linnunpönttöjä.<enter>").says("Tallennettu");
    driver.sees("Kerrasta").sees("Maalattiin linnunpönttöjä.").keys("<lt>").does_not_see("linnunpönttöjä");
    driver.look_up("aalto").does_not_see("linnunpönttöjä").keys("<esc><esc>t");
    driver.keys("s").sees("Maalattiin linnunpönttöjä.").retype("Uusi verstas.<c-s>").sees("Uusi verstas.");
    let log = "SELECT json_extract(before, '$.remark') || ' ' || json_extract(after, '$.remark') FROM log \
        WHERE entity = 'session' ORDER BY id DESC LIMIT 1";
    assert_eq!(driver.text(log), "Maalattiin linnunpönttöjä. Uusi verstas.");
    driver.keys("s").retype("<c-s>").does_not_see("Kerrasta");
    driver.keys("u").sees("Uusi verstas.").keys("u").sees("Maalattiin").keys("u").does_not_see("Kerrasta");
    assert_eq!(driver.number("SELECT count(*) FROM session"), 0);
}

#[test]
fn a_remark_is_not_written_over_a_colleagues() {
    let mut driver = on_roster(3, None);
    driver.keys("sEka<c-s>");
    let mut theirs = driver.beside();
    theirs.keys("3<enter>s").retype("Heidän<c-s>").says("Tallennettu");
    driver.keys("s");
    driver.retype("Minun<c-s>").sees("Joku muu on muuttanut");
    assert_eq!(driver.text("SELECT remark FROM session"), "Heidän");
}

#[test]
fn a_remark_is_added_to_a_closed_register_too() {
    let mut driver = on_roster(3, None);
    driver.keys("avsKaikki paikalla.<c-s>").says("Tallennettu").sees("lista suljettu").sees("Kaikki paikalla.");
}
