//! What is due: put off and taken back, sorted and narrowed.

use chrono::Days;

use crate::driver::{Driver, TODAY};

/// Somebody pending since the beginning of November: the service has to begin this week.
fn with_execution() -> Driver {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>");
    driver.store().write(|tx| Ok(tx.execute("UPDATE episode SET pending_since = '2016-11-08'", [])?)).unwrap();
    driver.keys("1<f5>").sees("toimeenpano viimeistään").sees("ke 8.2.");
    driver
}

const SNOOZES: &str = "SELECT group_concat(rule || ' ' || target || ' ' || until || ' ' || reason) FROM snooze";

#[test]
fn a_line_is_put_off_with_a_reason_and_says_so_when_it_is_back() {
    let mut driver = with_execution();
    driver.select("toimeenpano").keys("s").sees("Siirrä: toimeenpano viimeistään, Virtanen Aino");
    driver.sees("määräaika on laissa (SHL 45 §) eikä siirry");
    driver.retype("10.2.<tab><c-s>").sees("Tämä kenttä on täytettävä.");
    driver.keys("Odottaa kuntoutussuunnitelmaa<c-s>").says("Siirretty. u kumoaa; siirretyt: 4 ja z.");
    assert_eq!(driver.text(SNOOZES), "execution episode:1@2017-02-08 2017-02-10 Odottaa kuntoutussuunnitelmaa");
    driver.does_not_see("toimeenpano");

    // Away everywhere but where one asks for it, and on the card, which says that it is.
    driver.keys("2").does_not_see("toimeenpano").keys("<enter>").sees("Siirretty pe 10.2. asti (Satu): Odottaa");
    driver.keys("4").does_not_see("toimeenpano").keys("z").sees("toimeenpano");
    driver.sees("Arvioinnit · siirretyt, omat").sees("Siirretty pe 10.2. asti (Satu): Odottaa kuntoutussuunnitelmaa");

    // Late by then, and back with what was said.
    driver.new_day(TODAY + Days::new(3)).keys("1").does_not_see("toimeenpano");
    driver.new_day(TODAY + Days::new(4)).sees("Myöhässä 1").sees("toimeenpano");
    driver.sees("Oli siirretty pe 10.2. asti (Satu): Odottaa kuntoutussuunnitelmaa");
    driver.keys("4z").sees("Oli siirretty pe 10.2. asti");
    driver.keys("2<enter>").sees("Oli siirretty pe 10.2. asti");
}

#[test]
fn what_was_put_off_is_taken_back_and_both_are_undone() {
    let mut driver = with_execution();
    driver.select("toimeenpano").keys("s<tab>Lomalla<c-s>").does_not_see("toimeenpano");
    driver.keys("u").says("Kumottu: siirto, Virtanen Aino").sees("toimeenpano");
    driver.select("toimeenpano").keys("s<tab>Lomalla<c-s>4z").sees("Lomalla");
    driver.keys("s").sees("Lomalla").retype("9.2.<c-s>").sees("to 9.2. asti");
    driver.keys("d").says("Takaisin listalla. u kumoaa.").sees("Mitään ei ole siirretty. z näyttää muut.");
    assert_eq!(driver.number("SELECT count(*) FROM snooze"), 0);
    driver.keys("d").says("Tätä ei ole siirretty.");
    driver.keys("z").sees("toimeenpano").keys("d").says("Tätä ei ole siirretty.");
    driver.keys("u").keys("z").sees("Lomalla");
}

#[test]
fn a_line_is_not_put_off_to_a_day_that_has_been_nor_over_a_colleagues_reason() {
    let mut mine = with_execution();
    mine.select("toimeenpano").keys("s").retype("6.2.<tab>Syy<c-s>");
    mine.sees("Päivän on oltava tulossa, aikaisintaan huomenna.");
    let mut theirs = mine.beside();
    theirs.keys("o").select("toimeenpano").keys("s<tab>Sairaana<c-s>").says("Siirretty");
    mine.retype("9.2.<c-s>").sees("Joku muu on muuttanut tätä");
    assert_eq!(mine.text("SELECT reason FROM snooze"), "Sairaana");
}

#[test]
fn a_new_day_of_the_same_is_a_new_line() {
    let mut driver = with_execution();
    driver.select("toimeenpano").keys("s").retype("1.4.<tab>Myöhemmin<c-s>").does_not_see("toimeenpano");
    driver.store().write(|tx| Ok(tx.execute("UPDATE episode SET pending_since = '2016-11-09'", [])?)).unwrap();
    driver.keys("<f5>").sees("toimeenpano");
}

#[test]
fn reviews_shows_whose_and_what_one_asks_for() {
    let mut driver = Driver::demo();
    driver.keys("4").sees("Arvioinnit · omat ·");
    driver.keys("l").sees("omat, laki ·").sees("laki SHL 42 §").does_not_see("tavoitteen arviointi");
    driver.keys("o").sees("koko tiimi, laki ·").sees("Turunen Veera");
    driver.keys("o").sees("ilman työntekijää, laki ·").does_not_see("Turunen Veera");
    driver.keys("lllll").sees("Arvioinnit · ilman työntekijää ·").keys("oo").sees("koko tiimi");
    driver.keys("<home>");
    let first_by_day = driver.selected();
    driver.keys("r").sees("koko tiimi, nimen mukaan ·");
    // The same line stays selected, wherever it now stands.
    assert_eq!(driver.selected(), first_by_day);
    driver.keys("<home>");
    assert!(driver.selected().contains("Ahonen") || driver.selected().contains(" A"), "{}", driver.selected());
    driver.keys("<end>").keys("r").sees("Arvioinnit · koko tiimi ·");
    driver.keys("fturun").sees("Turunen Veera").keys("<enter>").does_not_see("Kokkonen");
}

#[test]
fn the_selected_line_says_why_it_is_there_and_until_when_it_can_be_done() {
    let mut driver = with_execution();
    // 11.2. is a Saturday.
    driver.store().write(|tx| Ok(tx.execute("UPDATE episode SET pending_since = '2016-11-11'", [])?)).unwrap();
    driver.keys("4").sees("la 11.2.").sees("Vireillä 11.11.2016 alkaen").sees("ulkoraja on 13.2.2017");
    driver.keys("<enter>").sees("Asiakkuus: Virtanen Aino");
}
