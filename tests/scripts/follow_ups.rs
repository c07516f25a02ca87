//! What is to be taken up again: on its day, tomorrow, in a week, by a colleague.

use chrono::Days;
use rinnalla::domain::lang::Lang;

use crate::driver::{Content, Driver, TODAY};

const DAY: &str = "SELECT follow_up_on FROM note";

/// Somebody who is to be called on Tuesday.
fn called(lang: Lang) -> Driver {
    let mut driver = Driver::start(Content::Empty, lang, (80, 24));
    driver.keys("nVirtanen<tab>Aino<c-s>nSoitti.<tab><tab>7.2.<tab>Bussikortti<c-s>1");
    driver
}

#[test]
fn one_key_puts_a_follow_up_off_to_the_next_working_day_and_undo_says_what_comes_back() {
    let mut driver = called(Lang::Fi);
    driver.select("Bussikortti").keys("+").says("Palaa jo ti 7.2.");
    driver.new_day(TODAY + Days::new(4)).select("Bussikortti").sees("Myöhässä 1");
    driver.keys("+").says("Palaa ma 13.2. u kumoaa.");
    assert_eq!(driver.text(DAY), "2017-02-13", "from Friday to Monday");
    driver.keys("u").says("Kumottu: seuranta, Virtanen Aino").sees("Myöhässä 1");
    assert_eq!(driver.text(DAY), "2017-02-07");
}

#[test]
fn one_key_puts_it_off_by_a_week_and_past_a_holiday() {
    let mut driver = called(Lang::Fi);
    driver.select("Bussikortti").keys(">").says("Palaa ma 13.2.");
    assert_eq!(driver.text(DAY), "2017-02-13");
    // Good Friday and Easter Monday are 14 and 17 April 2017.
    driver.new_day(TODAY + Days::new(60)).select("Bussikortti").keys(">").says("Palaa ti 18.4. u kumoaa.");
}

#[test]
fn other_lines_are_not_put_off_like_this() {
    let mut driver = called(Lang::Fi);
    driver.select("toimeenpano").keys("+").says("Näin siirtyy vain seuranta.");
    driver.keys(">").says("Näin siirtyy vain seuranta.");
    assert_eq!(driver.text(DAY), "2017-02-07");
}

#[test]
fn a_follow_up_for_a_colleague_is_on_the_colleagues_day() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>n").does_not_see("Kuka palaa asiaan");
    driver.keys("Soitti.<tab><tab>7.2.<tab>Bussikortti").sees("Kuka palaa asiaan").keys("<tab>mik<c-s>");
    driver.says("Tallennettu").sees("→ 7.2.2017 Bussikortti (Mikko)");
    driver.keys("1").does_not_see("Bussikortti").keys("o").sees("Bussikortti");
    let mut colleague = driver.beside();
    colleague.sees("Bussikortti").select("Bussikortti").keys("v").says("Hoidettu");
    assert_eq!(driver.text("SELECT follow_up_done FROM note"), "2017-02-06");
}

#[test]
fn whoever_writes_comes_back_to_it_unless_told_otherwise() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>nSoitti.<tab><tab>7.2.<tab><tab>").sees("Satu Rantala");
    driver.keys("mik<tab><tab><tab><tab>").retype("<c-s>").says("Tallennettu");
    assert_eq!(driver.number("SELECT count(*) FROM note WHERE follow_up_for IS NOT NULL"), 0, "without a day, nobody");
}

#[test]
fn follow_ups_in_swedish_and_in_english() {
    for (lang, back, undone) in
        [(Lang::Sv, "Kommer tillbaka må 13.2.", "uppföljning"), (Lang::En, "Comes back Mon 13.2.", "follow-up")]
    {
        let mut driver = called(lang);
        driver.select("Bussikortti").keys(">").says(back).keys("u").says(undone);
    }
}
