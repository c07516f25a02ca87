//! Finding people and things, and coming back to where one was.

use crate::driver::Driver;

#[test]
fn lists_are_narrowed_with_and_without_dots() {
    let mut driver = Driver::demo();
    driver.keys("2o").sees("Asiakkaat · kaikki · 158");
    for typed in ["hämä", "hama", "HÄMÄ", "mäl hä"] {
        driver.keys("f").keys(typed).sees("Hämäläinen Päivi").does_not_see("Autio").keys("<esc>");
    }
    driver.sees("Asiakkaat · kaikki · 158").keys("fxyz").sees("Rajaukseen ei osu mitään.");
    driver.keys("<enter>").says("Valitse ensin asiakas.").keys("<esc>").sees("158");
    driver.keys("3fkadet").sees("Luovat kädet").does_not_see("keilaus");
}

#[test]
fn any_phone_number_or_birthday_finds_its_client() {
    let mut driver = Driver::demo();
    driver.keys("/0505551220").sees("Hämäläinen Päivi").keys("<esc>/26.3.1965").sees("Hämäläinen Päivi");
    driver.keys("<esc>/ei-ketään").sees("Ei osumia.").keys("<enter>").says("Ei osumia.");
}

#[test]
fn commands_and_activities_are_found_too() {
    let mut driver = Driver::demo();
    driver.keys("/keilaus<enter>").sees("Kuopion keilahalli").sees("merkitty");
    driver.keys("/uusi asiakas<enter>").sees("Sukunimi").keys("<esc>");
    driver.keys("/kalenteri<enter>").sees("vk 6 ·");
}

/// A telephone rings while a form is half typed.
#[test]
fn a_look_up_out_of_a_half_typed_form_loses_nothing() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>").keys("2nSalo<tab>Eino").keys("<c-f>virt<enter>").sees("Aikajana");
    driver.keys("<esc><esc>").sees("Salo").sees("Eino");
    driver.keys("<c-s>").says("Tallennettu");
    assert_eq!(driver.number("SELECT count(*) FROM client"), 2);
}

#[track_caller]
fn comes_back(driver: &mut Driver, to: &str) {
    let (title, row) = (driver.title(), driver.selected());
    assert!(!row.is_empty());
    driver.keys(to);
    assert_ne!(driver.title(), title, "nothing was opened");
    driver.keys("<esc>");
    assert_eq!((driver.title(), driver.selected()), (title, row));
}

#[test]
fn esc_leads_back_to_the_very_same_row() {
    let mut driver = Driver::demo();
    comes_back(driver.select("Salonen Antti"), "c");
    comes_back(driver.select("Kallio Laura"), "<enter>");
    driver.keys("2oo");
    comes_back(driver.keys("<down><down><down>"), "<enter>");
    comes_back(driver.keys("<esc>fla<down><down>"), "<enter>");
    comes_back(driver.keys("3").select("Luovat kädet"), "<enter>");
    comes_back(driver.keys("4<down><down>"), "c");
    comes_back(driver.keys("5>").select("Luovat kädet"), "<enter>");
    comes_back(driver.keys("6").select("HYVINVOINTI"), "<enter>");
    comes_back(driver.keys("<end>"), "/hama<enter>n<esc><esc>");
}

#[test]
fn a_menu_screen_keeps_its_place_while_one_is_elsewhere() {
    let mut driver = Driver::demo();
    driver.keys("2o<down><down>");
    let row = driver.selected();
    driver.keys("3142").sees("Asiakkaat · kaikki · 158");
    assert_eq!(driver.selected(), row);
}

#[test]
fn the_first_screen_is_the_end_of_the_way_back() {
    let mut driver = Driver::demo();
    driver.keys("<esc>").says("Tämä on ensimmäinen näkymä. q lopettaa.");
    assert!(!driver.has_quit());
    driver.keys("q");
    assert!(driver.has_quit());
}

#[test]
fn an_unknown_key_says_where_help_is() {
    let mut driver = Driver::demo();
    driver.keys("ö").says("? näyttää, mitä voi tehdä");
    driver.keys("?").sees("Ohje").keys("<esc>").sees("Tänään · omat");
}

#[test]
fn a_number_from_abroad_and_a_slash_that_begins_anew() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<tab><tab>+358 40 999 8888<c-s>").says("Tallennettu");
    for typed in ["0409998888", "040 999", "+358 40 999 8888", "9998888"] {
        driver.keys("/").keys(typed).sees("▸ Virtanen Aino").keys("<esc>");
    }
    driver.keys("/xyz/virt").sees("▸ Virtanen Aino").keys("<c-u>").does_not_see("▸ Virtanen Aino");
}

#[test]
fn the_first_row_that_is_left_is_ready_for_enter() {
    let mut driver = Driver::demo();
    driver.keys("2<end>").keys("fkallio");
    assert!(driver.selected().contains("Kallio Laura"), "{}", driver.selected());
    driver.keys("<enter>").sees("Kallio Laura,");
    driver.keys("6<end>").keys("fklubi");
    assert!(driver.selected().contains("keilaus"), "{}", driver.selected());
}
