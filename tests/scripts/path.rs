//! The way of a customership: the card's line of steps, and the screen on which each step opens its own form.

use rinnalla::domain::lang::Lang;

use crate::driver::{Content, Driver};

/// Somebody who became pending today, with the card on the screen.
fn with_client() -> Driver {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>");
    driver
}

#[test]
fn the_card_says_what_is_done_and_what_is_missing() {
    let mut driver = with_client();
    driver.sees("vireilletulo 6.2.2017 → ‼ palvelutarve").sees("Puuttuu: yhteydenotto, palvelutarve");
    // Opened without having clarified the need: that stays missing, and what an open one needs besides is asked for.
    driver.keys("aavo<c-s>").sees("→ omatyöntekijä 6.2.");
    driver.sees("Puuttuu: yhteydenotto, palvelutarve, suunnitelma, päätös, palvelu");
    driver.keys("t").keys("Nukun<c-s>").sees("Nukun");
    assert_eq!(driver.selected().chars().next(), Some('·'), "the goal is selected, not the path above it");
}

#[test]
fn each_step_opens_the_form_in_which_it_is_done() {
    let mut driver = with_client();
    driver.keys("<up><enter>").sees("Polku: Virtanen Aino");
    driver.select("yhteydenotto").keys("<enter>").sees("Miten asia tuli");
    driver.keys("ilm<tab>kela<tab>3.2.<c-s>").says("Tallennettu");
    driver.sees("3.2.2017 Ilmoitus (SHL 35 §) · suostumus 3.2.2017 · Kela");
    driver.select("palvelutarve").keys("<enter>tänään<c-s>").says("Tallennettu");
    driver.select("avaaminen").keys("<enter>avo<c-s>").says("Tallennettu");
    driver.select("omatyöntekijä").keys("<enter>mikko<c-s>").sees("Mikko Alanen");
    driver.select("suunnitelma").keys("<enter>").sees("Tapaamisten tiheys");
    driver.keys("<tab><tab><tab>Kerran viikossa<c-s>").says("Tallennettu").sees("versio 1, 6.2.2017");
    driver.select("päätös").keys("<enter>").sees("Mitä päätettiin").keys("<tab>2017-15<tab><tab><tab>+6kk<c-s>");
    driver.says("Tallennettu").sees("6.2.–6.8.2017, Sosiaalinen kuntoutus, 2017-15").sees("Puuttuu: palvelu");
    // A group is chosen; the first day in it is the execution.
    driver.select("palvelu ").keys("<enter>").sees("Ryhmät");
    driver.keys("<esc>").sees("Polku").keys("<esc>tNukun<c-s>").sees("Nukun");
    driver.keys("<home><enter>").select("väliarviointi").sees("seuraava 8.5.2017").keys("<enter>").sees("Arvio");
    driver.keys("<esc>").select("päättäminen").keys("<enter>pää<c-s>").sees("Valitse päättymisen syy.");
}

#[test]
fn an_urgent_need_says_so_and_the_execution_its_last_day() {
    let mut driver = with_client();
    driver.keys("<up><enter>").sees("viipymättä (SHL 36 §)").sees("viimeistään 6.5.2017 (SHL 45 §)");
    driver.select("yhteydenotto").keys("<enter><tab><tab><tab> <c-s>").sees("kiireellinen: selvitettävä heti");
}

#[test]
fn who_returns_begins_anew_and_what_is_over_is_corrected_with_a_reason() {
    let mut driver = with_client();
    driver.keys("aavo<c-s>apää<tab><tab><right><tab>op<tab><right><tab>op<c-s>");
    driver.says("omatyöntekijän tehtävä päättyi").sees("päättynyt 6.2.2017");
    driver.keys("a<c-s>").says("Tallennettu").keys("<home><enter>").sees("Aiemmat asiakkuudet");
    driver.select("6.2.2017 ").keys("<end>").sees("Opiskelu · Opinnot");
    driver.keys("<enter>").sees("Korjaus: Virtanen Aino").sees("sen syy jää lokiin");
    // Without a reason there is no correction.
    driver.keys("<tab><tab><tab><tab><tab><tab><tab>työt<c-s>").sees("Tämä kenttä on täytettävä.");
    driver.keys("Jäi työttömäksi<c-s>").says("Tallennettu");
    let stored = "SELECT state || ' ' || outcome FROM episode ORDER BY id LIMIT 1";
    assert_eq!(driver.text(stored), "closed unemployed");
    assert_eq!(driver.text("SELECT reason FROM log WHERE reason IS NOT NULL"), "Jäi työttömäksi");
    driver.keys("u").says("Kumottu: asiakkuus");
    assert_eq!(driver.text(stored), "closed study");
}

#[test]
fn days_that_cannot_be_are_said_at_their_fields() {
    let mut driver = with_client();
    driver.keys("a<tab><tab>1.2.<c-s>").sees("Palvelutarve ei voi olla selvitetty ennen vireilletuloa.");
    driver.retype("7.2.2017<c-s>").sees("Päivä on vasta tulossa.");
    driver.retype("6.2.<c-s>").says("Tallennettu");
    assert_eq!(driver.text("SELECT need_clarified FROM episode"), "2017-02-06");
}

#[test]
fn a_closing_asks_only_what_a_closing_needs() {
    let mut driver = with_client();
    driver.keys("aavo").sees("Avattu").does_not_see("Jatkopolku");
    driver.keys("<c-s>apää").sees("Jatkopolku").does_not_see("Avattu").does_not_see("Ohjaava taho");
    driver.keys("<left><left>").sees("Avattu").does_not_see("Jatkopolku").keys("<c-x>");
}

#[test]
fn in_swedish_and_in_english() {
    for (lang, open, missing) in [
        (Lang::Sv, "inledande 6.2.2017 → ‼ servicebehov", "Saknas: kontakt, servicebehov"),
        (Lang::En, "pending 6.2.2017 → ‼ need clarified", "Missing: contact, need clarified"),
    ] {
        let mut driver = Driver::start(Content::Empty, lang, (80, 24));
        driver.keys("nVirtanen<tab>Aino<c-s>").sees(open).sees(missing);
        driver.keys("<up><enter>").sees(missing).sees("45");
    }
}
