//! Scores on instruments, and the line that they make on the card.

use rinnalla::domain::lang::Lang;

use crate::driver::{Content, Driver};

const SCORES: &str = "SELECT group_concat(part || ' ' || tenths, ', ') FROM measure";

fn on_card() -> Driver {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>");
    driver
}

/// Work ability on a day.
fn measure(driver: &mut Driver, day: &str, score: &str) {
    driver.keys("#<tab>").keys(day).keys("<tab>").keys(score).keys("<c-s>");
}

#[test]
fn scores_of_three_days_are_told_in_a_row_with_the_change_and_drawn_as_a_line() {
    let mut driver = on_card();
    driver.does_not_see("Mittarit");
    measure(&mut driver, "1.11.2016", "3");
    driver.says("Tallennettu").sees("Työkyky 0–10").does_not_see("│");
    measure(&mut driver, "6.2.2017", "6");
    measure(&mut driver, "20.12.2016", "5,5");
    driver.sees("3 → 5,5 → 6").sees("+3").sees("●3").sees("●5,5").sees("●6").sees("1.11.2016");
    assert_eq!(driver.text(SCORES), "total 30, total 60, total 55");
    driver.sees("Työkyky: 6");
}

#[test]
fn only_the_parts_of_the_chosen_instrument_are_asked_for_and_a_missing_one_gives_no_total() {
    let mut driver = on_card();
    driver.keys("#").sees("Kokonaispisteet").does_not_see("osallisuus");
    driver.keys("kyky").sees("osallisuus").sees("Jos osa puuttuu, kokonaispisteitä ei lasketa.");
    driver.keys("<tab><tab>50<tab>60.5<tab>70<tab><tab>40<tab>30<c-s>");
    driver.says("Osia puuttuu, joten kokonaispisteitä ei lasketa.").sees("taidot –").does_not_see("Kykyviisari: ");
    assert_eq!(driver.number("SELECT count(*) FROM measure"), 5);

    driver.select("Kykyviisari 0–100").keys("<enter>").sees("60,5").keys("<tab><tab><tab><tab>80<c-s>");
    driver.says("Tallennettu").sees("Kykyviisari: 55,1");
}

#[test]
fn what_cannot_be_a_score_is_said_at_its_field() {
    let mut driver = on_card();
    driver.keys("#<c-s>").sees("Anna ainakin yhdet pisteet.");
    driver.keys("11<c-s>").sees("Anna pisteet väliltä 0–10, enintään yksi desimaali.");
    driver.retype("viisi<c-s>").sees("Anna pisteet väliltä 0–10");
    driver.retype("5<c-s>").says("Tallennettu");
    driver.keys("#<tab><tab>6<c-s>").sees("Tällä mittarilla on jo tulos tältä päivältä");
    driver.keys("<esc>").does_not_see("Uusi mittaus");
    driver.keys("#<c-x>#kyky<tab><tab>50<tab><tab><tab><tab><tab><tab>60<c-s>");
    driver.sees("Kokonaispisteet lasketaan osista: jätä tämä tyhjäksi.");
    assert_eq!(driver.text(SCORES), "total 50");
}

#[test]
fn a_measuring_is_corrected_and_taken_away_and_both_come_back() {
    let mut driver = on_card();
    measure(&mut driver, "1.2.2017", "4");
    driver.select("Työkyky 0–10").keys("<enter>").sees("Työkyky: Virtanen Aino").keys("<tab>7<c-s>");
    driver.says("Tallennettu").sees("Työkyky: 7");
    driver.keys("u").says("Kumottu: mittaus, Virtanen Aino").sees("Työkyky: 4");
    driver.select("Työkyky 0–10").keys("d").does_not_see("Mittarit");
    driver.keys("u").says("Kumottu: mittaus").sees("Työkyky: 4");
    assert_eq!(driver.text(SCORES), "total 40");
}

#[test]
fn a_colleagues_correction_is_not_overwritten() {
    let mut driver = on_card();
    measure(&mut driver, "1.2.2017", "4");
    let mut colleague = driver.beside();
    driver.select("Työkyky 0–10").keys("<enter><tab>7");
    colleague.keys("/virtanen<enter>").select("Työkyky 0–10").keys("<enter><tab>5<c-s>").says("Tallennettu");
    driver.keys("<c-s>").sees("Tiedot ovat muuttuneet sen jälkeen, kun avasit ne.").sees("5");
    assert_eq!(driver.text(SCORES), "total 50");
}

#[test]
fn what_was_typed_is_kept_as_a_draft_with_its_instrument() {
    let mut driver = on_card();
    driver.keys("#kyky<tab><tab>50<esc>").says("Luonnos on tallessa");
    let mut driver = driver.again();
    driver.select("Uusi mittaus").keys("<enter>").sees("osallisuus").sees("50");
}

#[test]
fn measures_in_swedish_and_in_english() {
    for (lang, name, range, saved) in [
        (Lang::Sv, "Arbetsförmåga 0–10", "Poäng 0–10", "Sparat"),
        (Lang::En, "Work ability 0–10", "Score 0–10", "Saved"),
    ] {
        let mut driver = Driver::start(Content::Empty, lang, (80, 24));
        driver.keys("nVirtanen<tab>Aino<c-s>#").sees(range).keys("<tab><tab>5<c-s>").says(saved).sees(name);
    }
}
