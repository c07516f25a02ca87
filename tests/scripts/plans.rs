//! A client's plan and decisions: versions, the text that is copied, what continues what.

use rinnalla::domain::lang::Lang;

use crate::driver::{Content, Driver};

/// Somebody with an open customership and a goal, with the card on the screen.
fn with_goal() -> Driver {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>aavo<c-s>tNukun öisin<tab>Neljänä yönä viikossa<c-s>");
    driver
}

const VERSIONS: &str = "SELECT group_concat(version || ' ' || state || ' ' || rhythm, ', ') FROM plan";

#[test]
fn a_plan_is_made_edited_and_made_anew() {
    let mut driver = with_goal();
    driver.keys("l").sees("Suunnitelmaa ei ole vielä.").keys("y").says("Suunnitelmaa ei ole vielä: n");
    driver.keys("n").keys("<c-s>").sees("Tämä kenttä on täytettävä.").keys("Kerran viikossa");
    driver.keys("<backtab><backtab><backtab>Sisko auttaa<c-s>").says("Tallennettu");
    driver.sees("Versio 1, laadittu 6.2.2017").sees("Vahvuudet, voimavarat: Sisko auttaa").sees("1. Nukun öisin");
    driver.keys("e<tab><tab><tab>").retype("Joka päivä<c-s>").says("Tallennettu").sees("tiheys: Joka päivä");
    assert_eq!(driver.text(VERSIONS), "1 active Joka päivä");

    // A new version begins with what the last one said.
    driver.keys("n").sees("Sisko auttaa").keys("<tab><tab><tab>").retype("Joka toinen viikko<c-s>");
    driver.sees("Suunnitelma, versio 2, voimassa").keys(">").says("Tämä on uusin versio.");
    driver.keys("<lt>").sees("versio 1, korvattu").sees("tiheys: Joka päivä").sees("1. Nukun öisin");
    driver.keys("<lt>").says("Aiempaa versiota ei ole.");
    driver.keys("e").sees("sen syy jää lokiin").keys("Kirjoitusvirhe<tab><tab><tab><tab>");
    driver.retype("Kahdesti viikossa<c-s>").says("Tallennettu");
    assert_eq!(driver.text(VERSIONS), "1 superseded Kahdesti viikossa, 2 active Joka toinen viikko");
    driver.keys(">").sees("versio 2, voimassa").keys("<esc>").sees("Suunnitelman versio 2 laadittu");
    driver.keys("uu").says("Kumottu: suunnitelma");
    assert_eq!(driver.text(VERSIONS), "1 active Joka päivä");
}

#[test]
fn the_text_stands_alone_for_the_mouse_and_goes_into_a_file() {
    let mut driver = with_goal();
    driver.keys("ln<tab><tab><tab>Kerran viikossa<c-s>y");
    let first = driver.screen().lines().next().unwrap().to_string();
    assert_eq!(first, "ASIAKASSUUNNITELMA", "at the very corner, with nothing before it");
    driver.does_not_see("Tänään").does_not_see("kopioi");
    // What does not fit stands on the next page; then back to where one was.
    driver.keys(" ").sees("kopioi tekstinä").keys("p").says("Tiedosto on asiakassuunnitelma-2017-02-06.txt");
    let (name, text) = driver.written()[0].clone();
    assert!(!name.contains("irtanen"), "{name}");
    assert!(text.starts_with("ASIAKASSUUNNITELMA\nVirtanen Aino\nVersio 1"), "{text}");
}

#[test]
fn nothing_that_turvakielto_hides_is_in_the_text() {
    let mut driver = Driver::demo();
    let name = driver.text("SELECT family_name || ' ' || given_name FROM client WHERE non_disclosure = 1");
    driver.look_up(&name).keys("ln<tab><tab><tab>").retype("Kerran viikossa<c-s>p");
    let (_, text) = driver.written()[0].clone();
    let hidden =
        "SELECT coalesce(address, '') || '|' || coalesce(municipality, '') FROM client WHERE non_disclosure = 1";
    for hidden in driver.text(hidden).split('|') {
        assert!(hidden.is_empty() || !text.contains(hidden), "{hidden}: {text}");
    }
    assert!(text.contains(&name));
}

#[test]
fn the_next_decision_continues_the_last() {
    let mut driver = with_goal();
    let stored = "SELECT group_concat(about || ' ' || valid_from || ' ' || coalesce(valid_to, '–') || ' ' \
        || coalesce(replaces, '–'), ', ') FROM decision";
    driver.keys("<home><enter>n<tab><tab><tab><tab>6.8.<c-s>").says("Tallennettu");
    assert_eq!(driver.text(stored), "Sosiaalinen kuntoutus 2017-02-06 2017-08-06 –");
    driver.keys("n").sees("7.8.2017").sees("Jatkaa tai korvaa");
    driver
        .keys("<tab><tab><tab><tab>1.2.2017<c-s>")
        .sees("Päättyy ennen kuin alkaa")
        .retype("7.2.2018<c-s>")
        .says("Tallennettu");
    driver.sees("korvattu");
    // Something else continues nothing.
    driver.keys("n").retype("Kuntouttava työtoiminta<tab><c-s>").says("Tallennettu");
    let third = "Kuntouttava työtoiminta 2018-02-08 – –";
    let first = "Sosiaalinen kuntoutus 2017-02-06 2017-08-06 –, Sosiaalinen kuntoutus 2017-08-07 2018-02-07 1";
    assert_eq!(driver.text(stored), format!("{first}, {third}"));
    driver.keys("<esc>").sees("Päätös: Kuntouttava työtoiminta").keys("u").says("Kumottu: päätös");
    assert_eq!(driver.text(stored), first);
}

#[test]
fn a_plan_half_typed_is_there_again() {
    let mut driver = with_goal();
    driver.keys("lnSisko auttaa<esc>").says("Luonnos");
    let mut driver = driver.again();
    driver.sees("Virtanen Aino").look_up("virtanen").keys("ln").sees("Sisko auttaa");
}

#[test]
fn in_swedish_and_in_english() {
    for (lang, none, title, part) in [
        (Lang::Sv, "Det finns ingen plan än.", "KLIENTPLAN", "4 METODER"),
        (Lang::En, "There is no plan yet.", "CLIENT PLAN", "4 METHODS"),
    ] {
        let mut driver = Driver::start(Content::Empty, lang, (80, 36));
        driver.keys("nVirtanen<tab>Aino<c-s>l").sees(none).keys("n<tab><tab><tab>x<c-s>");
        driver.sees(title).sees(part).keys("y").sees(title).does_not_see("Esc");
    }
}
