//! The copies of the file on the screen, and what becomes of those who sit at theirs when one is put back.

use std::fs;
use std::path::{Path, PathBuf};

use rinnalla::domain::lang::Lang;
use rinnalla::domain::worker::Role;
use rinnalla::store::{backup, workers};

use crate::driver::{Content, Driver};

const NAME: &str = "SELECT family_name || ' ' || given_name FROM client";

/// A client, with both workers on the card, and a copy of the file as it is then.
fn both_on_card() -> (Driver, Driver, PathBuf) {
    let mut mine = Driver::empty();
    mine.keys("nVirtanen<tab>Aino<c-s>");
    let mut theirs = mine.beside();
    theirs.look_up("virt").sees("Aikajana");
    let copy = mine.store().back_up().unwrap().path;
    (mine, theirs, copy)
}

/// The admin puts a copy back, from another window.
fn put_back(driver: &Driver, copy: &Path) {
    driver.second_window().store().restore(copy).unwrap();
}

#[test]
fn a_copy_is_taken_and_looked_over_from_the_office() {
    let mut driver = Driver::empty();
    driver.keys("8").select("Varmuuskopiot").keys("<enter>").sees("Varmuuskopioita ei ole vielä");
    driver.keys("n").says("Varmuuskopio on otettu ja tarkistettu").sees("Viimeisin ehjä kopio");
    assert!(driver.selected().contains("ehjä · tarkistettu"), "{}", driver.screen());
    driver.keys("v").says("Kopio on ehjä: case-");
    driver.sees("rinnalla restore case-").sees("backups");
    let copies = driver.store().copies().unwrap();
    assert_eq!(copies.all.len(), 1);

    let path = copies.folder.join(&copies.all[0].name);
    let mut bytes = fs::read(&path).unwrap();
    let end = bytes.len() - 100;
    bytes[end..].fill(0x55);
    bytes[5000..5100].fill(0x55);
    fs::write(&path, bytes).unwrap();
    driver.keys("v").says("Kopio ei ole kunnossa: case-").sees("Yhtään ehjää varmuuskopiota ei ole");
    assert!(driver.selected().contains("viallinen"), "{}", driver.screen());
    driver.keys("n").sees("Viimeisin ehjä kopio");
}

#[test]
fn the_copies_in_swedish_and_in_english() {
    for (lang, none, taken) in
        [(Lang::Sv, "inga säkerhetskopior", "Senaste hela"), (Lang::En, "no copies", "Last good")]
    {
        let mut driver = Driver::start(Content::Empty, lang, (80, 24));
        driver.keys("8<tab><down><down><down><enter>").sees(none).keys("n").sees(taken);
    }
}

#[test]
fn a_form_from_before_is_not_saved_over_what_was_put_back() {
    let (mut mine, mut theirs, copy) = both_on_card();
    // Two changes: the row has a rev that it will have again.
    mine.keys("e").retype("Salo<c-s>").says("Tallennettu");
    theirs.wakes().keys("e<tab>").retype("Eino");
    put_back(&mine, &copy);
    mine.second_window().look_up("virt").keys("e").retype("Koski<c-s>").says("Tallennettu");

    theirs.wakes().says("Satu on palauttanut tiedoston varmuuskopiosta").sees("Eino");
    theirs.keys("<c-s>").sees("Tiedosto on palautettu varmuuskopiosta").sees("Eino").sees("Koski");
    assert_eq!(mine.text(NAME), "Koski Aino");
    theirs.keys("<c-s>").says("Tallennettu");
    assert_eq!(mine.text(NAME), "Koski Eino");
    assert_eq!(mine.store().check().unwrap(), Vec::<String>::new());
}

/// The key comes before the session has noticed anything.
#[test]
fn whoever_has_not_noticed_is_refused_all_the_same() {
    let (mine, mut theirs, copy) = both_on_card();
    theirs.keys("e<tab>").retype("Eino");
    put_back(&mine, &copy);
    theirs.keys("<c-s>").sees("Tiedosto on palautettu varmuuskopiosta").sees("Eino");
    assert_eq!(mine.text(NAME), "Virtanen Aino");
    theirs.wakes().keys("<c-s><c-s>").says("Tallennettu");
    assert_eq!(mine.text(NAME), "Virtanen Eino");
}

#[test]
fn a_new_note_from_before_is_kept_and_saved_knowingly() {
    let (mine, mut theirs, copy) = both_on_card();
    theirs.keys("nPuhelu kesken");
    put_back(&mine, &copy);
    theirs.wakes().sees("Puhelu kesken").keys("<c-s>").sees("Tiedosto on palautettu").sees("Puhelu kesken");
    assert_eq!(mine.number("SELECT count(*) FROM note"), 0);
    theirs.keys("<c-s>").says("Tallennettu");
    assert_eq!(mine.number("SELECT count(*) FROM note"), 1);
}

#[test]
fn a_note_on_somebody_whom_the_copy_does_not_know_stays_a_draft() {
    let mut mine = Driver::empty();
    let copy = mine.store().back_up().unwrap().path;
    mine.keys("nVirtanen<tab>Aino<c-s>");
    let mut theirs = mine.beside();
    theirs.look_up("virt").keys("nPuhelu kesken");
    put_back(&mine, &copy);
    // Nobody else gets her number: the note cannot end up with another client.
    let mut other = mine.second_window();
    other.keys("nToinen<tab>Bo<c-s>").sees("Toinen Bo");
    theirs.wakes().keys("<c-s>");
    assert_eq!(mine.number("SELECT count(*) FROM note"), 0);
    assert_eq!(mine.number("SELECT count(*) FROM draft WHERE body LIKE '%Puhelu kesken%'"), 1);
}

#[test]
fn drafts_of_those_who_are_not_there_outlive_a_restore() {
    let (mine, mut theirs, copy) = both_on_card();
    theirs.keys("e").retype("Salo<esc>").says("Luonnos on tallessa");
    drop(theirs);
    put_back(&mine, &copy);
    mine.second_window().look_up("virt").keys("e<tab>").retype("Eino<c-s>").says("Tallennettu");
    let mut theirs = mine.beside();
    theirs.sees("Kesken jäänyt 1").keys("<enter>").sees("Salo").sees("Tiedosto on palautettu varmuuskopiosta");
    theirs.keys("<c-s>").says("Tallennettu");
    assert_eq!(mine.text(NAME), "Salo Eino");
}

#[test]
fn nothing_from_before_is_undone() {
    let (mut mine, mut theirs, copy) = both_on_card();
    theirs.keys("nSoitti.<c-s>").says("Tallennettu");
    put_back(&mine, &copy);
    theirs.keys("u").says("Tiedosto on palautettu varmuuskopiosta");
    theirs.wakes().keys("u").says("Kumottavaa ei ole");
    mine.wakes().keys("u").says("Kumottavaa ei ole");
    assert_eq!(mine.number("SELECT count(*) FROM note"), 0);
}

#[test]
fn the_log_says_what_was_put_back_and_where_the_rest_is() {
    let (mut mine, _theirs, copy) = both_on_card();
    let before = mine.store().log_head().unwrap().unwrap();
    put_back(&mine, &copy);
    mine.wakes().keys("8").select("Loki").keys("<enter>").sees("muutettu: tiedosto varmuuskopiosta");
    let (safety, head): (String, String) = mine
        .store()
        .reader()
        .query_row("SELECT before ->> 'copy', before ->> 'head' FROM log WHERE entity = 'file'", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(head, before.hash);
    assert!(safety.ends_with("-before.db") && safety.contains(&head[..12]), "{safety}");
    let faults = backup::check(mine.store().path(), &safety).unwrap();
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(mine.store().check().unwrap(), Vec::<String>::new());
}

/// What was put back can be taken back: the copy from before is as good as any.
#[test]
fn there_and_back_again() {
    let (mut mine, mut theirs, copy) = both_on_card();
    theirs.keys("nSoitti.<c-s>").says("Tallennettu");
    let safety = mine.store().restore(&copy).unwrap().safety.path;
    assert_eq!(mine.number("SELECT count(*) FROM note"), 0);
    mine.store().restore(&safety).unwrap();
    theirs.wakes().says("on palauttanut").sees("Soitti.");
    assert_eq!(mine.number("SELECT count(*) FROM note"), 1);
    assert_eq!(mine.store().check().unwrap(), Vec::<String>::new());
}

#[test]
fn only_an_admin_puts_a_copy_back() {
    let (mut mine, mut theirs, copy) = both_on_card();
    mine.store().write(|tx| workers::add(tx, "johtaja", "Jaana Johto", Role::Lead)).unwrap();
    let mut lead = mine.of("johtaja", Lang::Fi);
    for store in [theirs.store(), lead.store()] {
        assert_eq!(store.restore(&copy).unwrap_err().key(), "forbidden");
    }
    assert_eq!(mine.store().copies().unwrap().all.len(), 1, "not even a copy was taken");
}
