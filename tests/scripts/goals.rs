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
        .sees("Arviointi: Virtanen Aino: Käyn ryhmässä joka viikko");
    driver.keys("Sujuu.<tab><tab>").retype("6.6.<c-s>").says("Tallennettu");
    assert_eq!(driver.text(REVIEWS), "done 2017-05-08 2017-02-06, due 2017-06-06 –");
    driver.sees("ti 6.6.").does_not_see("8.5.");

    driver.keys("c").sees("Sujuu.").sees("arviointi 6.6.2017");
    driver.keys("u").says("Kumottu: arviointi");
    assert_eq!(driver.text(REVIEWS), "due 2017-05-08 –");
}

#[test]
fn a_goal_that_was_achieved_has_no_next_review() {
    let mut driver = with_client();
    driver.keys("tNukun<c-s>v").keys("<tab>saavutettu<c-s>").says("Tallennettu");
    assert_eq!(driver.text(REVIEWS), "done 2017-05-08 2017-02-06");
    assert_eq!(driver.text("SELECT state || ' ' || ended FROM goal"), "achieved 2017-02-06");
    driver.keys("v").says("Valitse ensin tavoite, jolla on arviointipäivä.");
    driver.keys("4").does_not_see("tavoitteen arviointi");
}

#[test]
fn a_review_moves_to_another_day() {
    let mut driver = with_client();
    driver
        .keys("tNukun<c-s>4")
        .select("tavoitteen arviointi")
        .keys("s")
        .sees("Siirrä toiseen päivään")
        .retype("ma vk 20<c-s>");
    driver.sees("Tätä ei ymmärretä päiväksi").retype("15.5.<c-s>").says("Tallennettu").sees("ma 15.5.");
    assert_eq!(driver.text(REVIEWS), "due 2017-05-15 –");
    driver.keys("u").says("Kumottu: arviointi");
    assert_eq!(driver.text(REVIEWS), "due 2017-05-08 –");
}

#[test]
fn the_next_review_must_lie_after_this_one() {
    let mut driver = with_client();
    driver.keys("tNukun<c-s>v<tab><tab>").retype("6.2.2017<c-s>").sees("Seuraavan arvioinnin on oltava tämän jälkeen.");
    assert_eq!(driver.text(REVIEWS), "due 2017-05-08 –");
}
