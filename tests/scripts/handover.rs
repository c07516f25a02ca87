//! Handing over: one client from the card, a whole caseload from the office.

use rinnalla::domain::lang::Lang;

use crate::driver::{Content, Driver};

const OWNERS: &str = "SELECT group_concat(w.login || ' ' || a.starts || coalesce('–' || a.ends, ''), ', ') \
    FROM assignment a JOIN worker w ON w.id = a.worker_id";
const FOLLOWED_BY: &str = "SELECT group_concat(coalesce(follow_up_for, author_id)) FROM note";

/// A client of mine with a follow-up.
fn mine(lang: Lang) -> Driver {
    let mut driver = Driver::start(Content::Empty, lang, (80, 24));
    driver.keys("nVirtanen<tab>Aino<c-s>w<c-s>nSoitti.<tab><tab>7.2.<tab>Bussikortti<c-s>");
    driver
}

#[test]
fn a_client_moves_with_the_follow_ups_that_are_listed_first_and_undo_brings_all_back() {
    let mut driver = mine(Lang::Fi);
    assert_eq!(driver.text(OWNERS), "kokeilija 2017-02-06");
    driver.keys("w").sees("Omatyöntekijä on nyt Satu Rantala. Uudelle siirtyvät myös:").sees("7.2.2017 Bussikortti");
    driver.keys("mik<c-s>").says("Tallennettu").sees("Mikko Alanen 6.2.2017 alkaen").sees("Bussikortti (Mikko)");
    assert_eq!(driver.text(OWNERS), "kokeilija 2017-02-06–2017-02-06, mikko 2017-02-06");
    assert_eq!(driver.text(FOLLOWED_BY), "2");
    driver.keys("1").does_not_see("Bussikortti");
    driver.keys("u").says("Kumottu: omatyöntekijä, Virtanen Aino").sees("Bussikortti");
    assert_eq!((driver.text(OWNERS), driver.text(FOLLOWED_BY)), ("kokeilija 2017-02-06".into(), "1".into()));
}

#[test]
fn a_client_with_nothing_else_in_hand_moves_alone() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>w").sees("Omatyöntekijä on nyt Satu Rantala.");
    driver.keys("mik<c-s>").says("Tallennettu");
    driver.keys("u").says("Kumottu: omatyöntekijä");
}

#[test]
fn what_a_colleague_has_changed_since_the_list_was_made_stops_the_move() {
    let mut driver = mine(Lang::Fi);
    let mut colleague = driver.beside();
    driver.keys("wmik");
    colleague.keys("/virtanen<enter>nKävi.<tab><tab>9.2.<tab>Tulkki<tab>sat<c-s>").says("Tallennettu");
    driver.keys("<c-s>").sees("Joku muu on muuttanut tätä");
    assert_eq!(driver.text(OWNERS), "kokeilija 2017-02-06");
    driver.keys("<c-x>w").sees("9.2.2017 Tulkki").keys("mik<c-s>").says("Tallennettu");
    assert_eq!(driver.text(FOLLOWED_BY), "2,2");
}

#[test]
fn a_whole_caseload_moves_from_the_office_in_one_step() {
    let mut driver = Driver::demo();
    let mine = "SELECT count(*) FROM assignment a JOIN episode e ON e.id = a.episode_id \
        WHERE a.ends IS NULL AND e.state IN ('pending', 'open', 'paused') AND a.worker_id = 1";
    let clients = driver.number(mine);
    assert!(clients > 10);
    driver.keys("8").select("Satu Rantala").sees(&format!("asiakkaita {clients}")).keys("<enter>");
    driver.sees(&format!("Omat asiakkaat {clients}")).keys("<end>").sees("Vedettävät toiminnat");
    driver.keys("w").sees(&format!("Siirtyy: asiakkaita {clients}, seurantoja 5, toimintoja")).keys("<c-s>");
    driver.sees("Tämä kenttä on täytettävä.").keys("leena<c-s>");
    driver.says("Siirretty työntekijälle Leena Korpela: asiakkaita").sees("ei omia asiakkaita");
    assert_eq!(driver.number(mine), 0);
    assert_eq!(driver.number("SELECT count(*) FROM activity WHERE lead_id = 1"), 0);
    driver.keys("u").says("Kumottu: siirto toiselle työntekijälle").sees(&format!("Omat asiakkaat {clients}"));
    assert_eq!(driver.number(mine), clients);
}

#[test]
fn a_worker_hands_over_own_work_and_nobody_elses() {
    let driver = mine(Lang::Fi);
    let mut colleague = driver.beside();
    colleague.keys("8").select("Satu Rantala").keys("<enter>w").says("Toisen työt siirtää tiiminvetäjä");
    colleague.keys("<esc>").select("Mikko Alanen").keys("<enter>w").says("Siirrettävää ei ole.");
    colleague.keys("/virtanen<enter>wmik<c-s>8").select("Mikko Alanen").keys("<enter>w").sees("Siirrä toiselle");
}

#[test]
fn handing_over_in_swedish_and_in_english() {
    for (lang, listed, saved) in
        [(Lang::Sv, "Till den nya går också:", "Sparat"), (Lang::En, "go to the new one", "Saved")]
    {
        let mut driver = mine(lang);
        driver.keys("w").sees(listed).keys("mik<c-s>").says(saved);
    }
}
