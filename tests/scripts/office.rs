//! The office: who works here, and what the team has agreed on.

use rinnalla::domain::lang::Lang;
use rinnalla::domain::worker::Role;
use rinnalla::store::workers;

use crate::driver::{Content, Driver};

const SET: &str = "SELECT key || ' ' || value FROM setting";

#[test]
fn a_setting_is_changed_where_it_stands_and_holds_at_once() {
    let mut driver = Driver::demo();
    driver.keys("8").sees("Työntekijät").sees("Asetukset").select("Tarjottua paikkaa").keys("<enter>");
    driver.sees("Tarjottua paikkaa pidetään, päiviä (tavallisesti 7).").keys("61<enter>");
    driver.sees("Anna kokonaisluku 1–60.").retype("14<enter>").says("Tallennettu");
    driver.sees("14 tavallisesti 7");
    assert_eq!(driver.text(SET), "offer-days 14");
    driver.keys("/arkeen<enter>wt").sees("20.2.2017");
    driver.keys("<esc>u").says("Kumottu: asetus");
    driver.keys("t").sees("13.2.2017");
}

#[test]
fn who_may_not_set_is_told_who_may() {
    let driver = Driver::empty();
    let mut colleague = driver.beside();
    colleague
        .keys("8")
        .select("Tarjottua paikkaa")
        .keys("<enter>")
        .says("Asetuksia muuttaa tiiminvetäjä tai pääkäyttäjä.");
    assert_eq!(driver.number("SELECT count(*) FROM setting"), 0);
}

#[test]
fn a_colleagues_setting_is_not_overwritten() {
    let mut driver = Driver::empty();
    driver.store().write(|tx| workers::change(tx, "mikko", "Mikko Alanen", Role::Lead)).unwrap();
    let mut colleague = driver.beside();
    driver.keys("8").select("Tarjottua paikkaa").keys("<enter>10");
    colleague.keys("8").select("Tarjottua paikkaa").keys("<enter>5<enter>").says("Tallennettu");
    driver.keys("<enter>").sees("Joku muu on muuttanut tätä");
    assert_eq!(driver.text(SET), "offer-days 5");
}

#[test]
fn the_team_stands_in_the_finnish_order_with_those_who_left_last() {
    let mut driver = Driver::empty();
    let more = |tx: &rusqlite::Transaction| {
        workers::add(tx, "oeh", "Örn Eva", Role::Worker)?;
        workers::add(tx, "aab", "Åberg Alf", Role::Worker)?;
        workers::add(tx, "zet", "Zetterberg Zoe", Role::Worker)?;
        workers::add(tx, "abc", "Aho Antti", Role::Worker)?;
        workers::end(tx, "abc")
    };
    driver.store().write(more).unwrap();
    driver.keys("8");
    let screen = driver.screen();
    let at = |name: &str| screen.find(name).unwrap_or_else(|| panic!("no {name} in\n{screen}"));
    let order = ["Mikko", "Satu Rantala", "Zetterberg", "Åberg", "Örn", "Aho Antti"].map(at);
    assert!(order.is_sorted(), "{screen}");
    driver.select("Aho Antti").sees("lähtenyt");
    driver.keys("<home><tab>");
    assert!(driver.selected().contains("Loki"));
    driver.keys("<tab>");
    assert!(driver.selected().contains("arviointien väli"));
    driver.keys("<tab>");
    assert!(driver.selected().contains("Mikko"));
}

#[test]
fn the_office_in_swedish_and_in_english() {
    for (lang, set, range) in
        [(Lang::Sv, "En erbjuden plats", "Ange ett heltal 1–60"), (Lang::En, "An offered seat", "1–60")]
    {
        let mut driver = Driver::start(Content::Empty, lang, (80, 24));
        driver.keys("8").select(set).keys("<enter>99<enter>").sees(range);
    }
}
