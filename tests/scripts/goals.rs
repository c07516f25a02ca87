//! Goals, and the reviews that keep them alive.

use crate::driver::Driver;

const REVIEWS: &str = "SELECT group_concat(state || ' ' || due || ' ' || coalesce(held, '–'), ', ') FROM review";

fn with_client() -> Driver {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>");
    driver
}

#[test]
fn a_goal_is_reviewed_in_three_months_and_the_review_makes_one_successor() {
    let mut driver = with_client();
    driver.keys("tKäyn ryhmässä joka viikko<tab><tab><tab><tab><tab>").retype("+3kk");
    driver.sees("ma 8.5.2017, vk 19").keys("<c-s>").says("Tallennettu").sees("arviointi 8.5.2017");
    assert_eq!(driver.text(REVIEWS), "due 2017-05-08 –");

    driver
        .keys("4")
        .select("tavoitteen arviointi")
        .keys("<enter>")
        .sees("Arviointi: Virtanen Aino")
        .sees("Käyn ryhmässä joka viikko");
    driver.keys("<tab><tab>Sujuu.<tab><tab>").retype("6.6.<c-s>").says("Tallennettu");
    assert_eq!(driver.text(REVIEWS), "done 2017-05-08 2017-02-06, due 2017-06-06 –");
    driver.sees("ti 6.6.").does_not_see("8.5.");

    driver.keys("c").sees("arviointi 6.6.2017").keys("<end>").sees("Sujuu.");
    driver.keys("u").says("Kumottu: arviointi");
    assert_eq!(driver.text(REVIEWS), "due 2017-05-08 –");
}

#[test]
fn a_goal_that_was_achieved_has_no_next_review() {
    let mut driver = with_client();
    driver.keys("tNukun<c-s>v").keys("<tab><tab><tab>saavutettu<c-s>").sees("Kaikki tavoitteet päättyvät.");
    driver.keys("<c-s>").says("Tallennettu");
    assert_eq!(driver.text(REVIEWS), "done 2017-05-08 2017-02-06");
    assert_eq!(driver.text("SELECT state || ' ' || ended FROM goal"), "achieved 2017-02-06");
    driver.keys("v").sees("Käynnissä olevia tavoitteita ei ole.").keys("<esc>4").does_not_see("tavoitteen arviointi");
}

#[test]
fn a_goal_that_is_reviewed_later_says_why() {
    let mut driver = with_client();
    driver.keys("tNukun<c-s><enter><tab><tab><tab><tab><tab>").retype("15.5.2017<c-s>");
    driver.sees("Kerro, miksi arviointi siirtyy tai jää pois.").keys("Kesäloma<c-s>").says("Tallennettu");
    driver.sees("arviointi 15.5.2017").sees("siirretty 8.5. → 15.5.: Kesäloma");
    assert_eq!(driver.text(REVIEWS), "due 2017-05-15 –");
    driver.keys("<enter><tab><tab><tab><tab><tab>").retype("1.5.2017<c-s>").says("Tallennettu");
    assert_eq!(driver.text(REVIEWS), "due 2017-05-01 –", "earlier needs no reason");
}

#[test]
fn a_new_goal_may_have_its_own_interval_and_what_is_done_for_it() {
    let mut driver = with_client();
    driver
        .keys("tNukun<tab><tab><tab><tab><tab><tab>ARKI-ryhmä: unirytmi<tab>muutos<tab>25<c-s>")
        .sees("Kirjoita kuukausia 1–24");
    driver.retype("1<c-s>").says("Tallennettu").sees("arviointi 6.3.2017");
    assert_eq!(
        driver.text("SELECT means || ' ' || scale || ' ' || review_months FROM goal"),
        "ARKI-ryhmä: unirytmi change 1"
    );
    driver.keys("v1<enter>").sees("+1 muuttui hieman paremmaksi").sees("ma 6.3.2017");
}

#[test]
fn the_next_review_must_lie_after_this_one() {
    let mut driver = with_client();
    driver.keys("tNukun<c-s>v<tab><tab><tab><tab>").retype("6.2.2017<c-s>");
    driver.sees("Seuraavan arvioinnin on oltava tämän arvioinnin jälkeen.");
    assert_eq!(driver.text(REVIEWS), "due 2017-05-08 –");
}
