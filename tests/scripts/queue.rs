//! Seats and the queue for them: in order of queueing, and past it only for a reason.

use chrono::Days;

use crate::driver::{Driver, TODAY};
use crate::group::{GROUP, PEOPLE, on_roster, spells};

/// The queue of a full group of three: Uusitalo, Wikström and Ylinen wait in this order.
fn three_wait() -> Driver {
    let mut driver = on_roster(3, Some(3));
    driver.keys("wnuus<enter><c-s>").says("Uusitalo Ulla on jonossa 1.");
    driver.keys("nwik<enter><c-s>").says("jonossa 2.").keys("nyli<enter><c-s>").says("jonossa 3.");
    assert_eq!(order(&driver), "Uusitalo Wikström Ylinen");
    driver
}

/// Aalto Aino leaves: one seat is free.
fn one_leaves(driver: &mut Driver) {
    driver.keys("<esc><home>d<tab>").retype("5.2.2017<c-s>").says("Osallistuminen on päätetty").keys("w");
}

/// The queue as it stands on the screen.
fn order(driver: &Driver) -> String {
    let screen = driver.screen();
    let places = screen.lines().filter_map(|line| line.trim_start_matches(['▸', ' ']).split_once(". "));
    let numbered = places.filter(|(number, _)| number.parse::<u32>().is_ok());
    numbered.map(|(_, row)| row.split_whitespace().next().unwrap()).collect::<Vec<_>>().join(" ")
}

#[test]
fn who_comes_to_a_full_group_goes_last_in_the_queue_and_is_told_so() {
    let mut driver = on_roster(3, Some(3));
    driver.keys("nuus<enter>").sees("Paikat ovat täynnä (3/3), jonossa 0").sees("osallistujaksi (täynnä: jonoon)");
    driver.keys("<c-s>").says("Uusitalo Ulla on jonossa 1.");
    driver.keys("nwik<enter>").sees("jonossa 1").keys("<c-s>").says("Wikström Walle on jonossa 2.");
    assert_eq!(spells(&driver, "Uusitalo Ulla", "waiting"), 1);
    driver.keys("w").sees("3/3");
    assert_eq!(order(&driver), "Uusitalo Wikström");
    driver.keys("u").says("Kumottu: ryhmän jäsenyys, Wikström Walle");
    assert_eq!(order(&driver), "Uusitalo");
}

#[test]
fn nobody_gets_a_seat_that_is_not_there() {
    let mut driver = three_wait();
    for key in ["t", "v"] {
        driver.keys(key).says("Paikat ovat täynnä: paikan voi tarjota, kun joku lopettaa.");
    }
    assert_eq!(spells(&driver, "Uusitalo Ulla", "waiting"), 1);
}

#[test]
fn a_free_seat_is_told_on_today_and_leads_to_the_queue() {
    let mut driver = three_wait();
    driver.keys("1").does_not_see("vapaana").keys("<esc>");
    one_leaves(&mut driver);
    driver.sees("vapaana 1").keys("1").sees("Huomaa").select(GROUP);
    while !driver.selected().contains("vapaana") {
        driver.keys("<down>");
    }
    assert!(driver.selected().contains("vapaana 1, jonossa 3"), "{}", driver.selected());
    driver.keys("<enter>");
    assert_eq!(order(&driver), "Uusitalo Wikström Ylinen");
}

#[test]
fn an_offer_is_kept_on_today_and_taken_by_becoming_a_member() {
    let mut driver = three_wait();
    one_leaves(&mut driver);
    driver.keys("t").sees("Voimassa asti").sees("13.2.2017").keys("<c-s>").says("Paikka on tarjottu");
    driver.keys("<down>t").says("Paikat ovat täynnä").keys("1").select("paikkatarjous raukeaa");
    assert!(driver.selected().contains("ma 13.2."), "{}", driver.selected());
    assert!(driver.selected().contains("Uusitalo Ulla"), "{}", driver.selected());
    driver.keys("<enter>").select("Uusitalo").keys("v").sees("Ensimmäinen päivä").keys("<c-s>").says("osallistuja");
    assert_eq!(order(&driver), "Wikström Ylinen");
    assert_eq!(spells(&driver, "Uusitalo Ulla", "enrolled"), 1);
    driver.keys("1").does_not_see("paikkatarjous").keys("u").says("Kumottu").sees("paikkatarjous raukeaa");
}

#[test]
fn an_offer_that_is_not_taken_lapses_and_keeps_its_place() {
    let mut driver = three_wait();
    one_leaves(&mut driver);
    driver.keys("t").retype("8.2.2017<c-s>").says("Paikka on tarjottu").does_not_see("vapaana 1");
    driver.new_day(TODAY + Days::new(2)).sees("tarjottu").does_not_see("vapaana 1");
    driver.new_day(TODAY + Days::new(3)).sees("raukesi").sees("vapaana 1");
    assert_eq!(order(&driver), "Uusitalo Wikström Ylinen");
    assert!(driver.hints().contains("t tarjoa paikka"), "it may be made anew: {}", driver.hints());
    driver.keys("t<c-s>").sees("tarjottu").keys("u").sees("raukesi");
    driver.keys("1").sees("Myöhässä").sees("paikkatarjous raukeaa").sees("1 pv").select("paikkatarjous raukeaa");
    driver.keys("<enter>").select("Uusitalo").keys("v<c-s>").says("osallistuja");
    assert_eq!(order(&driver), "Wikström Ylinen");
    driver.keys("1").does_not_see("paikkatarjous");
}

#[test]
fn an_offer_may_be_taken_back_or_declined() {
    let mut driver = three_wait();
    one_leaves(&mut driver);
    driver.keys("t<c-s>t").sees("vapaana 1").does_not_see("tarjottu");
    assert_eq!(order(&driver), "Uusitalo Wikström Ylinen");
    driver.keys("u").says("Kumottu").sees("tarjottu");
}

#[test]
fn nobody_walks_past_the_queue_without_a_reason() {
    let mut driver = three_wait();
    one_leaves(&mut driver);
    driver
        .keys("<home><down><down>v")
        .sees("Jonossa on ennen tätä muita")
        .keys("<c-s>")
        .sees("Tämä kenttä on täytettävä");
    assert_eq!(spells(&driver, "Ylinen Yrjö", "waiting"), 1);
    driver.keys("Kuntoutus alkaa nyt<c-s>").says("osallistuja");
    assert_eq!(order(&driver), "Uusitalo Wikström");
    let log =
        "SELECT json_extract(after, '$.ahead_reason') FROM log WHERE entity = 'enrolment' ORDER BY id DESC LIMIT 1";
    assert_eq!(driver.text(log), "Kuntoutus alkaa nyt");
    driver.keys("u").says("Kumottu: ryhmän jäsenyys, Ylinen Yrjö");
    assert_eq!(order(&driver), "Uusitalo Wikström Ylinen");
}

#[test]
fn who_joins_past_the_queue_without_a_reason_queues_instead() {
    let mut driver = three_wait();
    one_leaves(&mut driver);
    driver.keys("<esc>nåbe<enter>").sees("Jonossa on 3. Ilman syytä osallistujaksi tuleva menee jonon viimeiseksi.");
    driver.keys("<c-s>").says("Åberg Åsa on jonossa 4.").keys("u").says("Kumottu");
    driver.keys("nåbe<enter><tab><tab>Oli mukana keväällä<c-s>").says("Åberg Åsa on nyt osallistuja.");
    let reason = "SELECT ahead_reason FROM enrolment WHERE state = 'enrolled' ORDER BY id DESC LIMIT 1";
    assert_eq!(driver.text(reason), "Oli mukana keväällä");
    driver.keys("w");
    assert_eq!(order(&driver), "Uusitalo Wikström Ylinen");
}

#[test]
fn somebody_is_put_first_for_a_reason_and_back_again() {
    let mut driver = three_wait();
    driver.keys("s").says("Asiakas on jo ensimmäinen.").keys("<end>s<c-s>").sees("Tämä kenttä on täytettävä");
    driver.keys("Asunto uhattuna<c-s>").says("Asiakas on jonon kärjessä.").sees("edellä: Asunto");
    assert_eq!(order(&driver), "Ylinen Uusitalo Wikström");
    driver.keys("<home>s");
    assert_eq!(order(&driver), "Uusitalo Wikström Ylinen");
    driver.keys("u").says("Kumottu");
    assert_eq!(order(&driver), "Ylinen Uusitalo Wikström");
    driver.keys("u");
    assert_eq!(order(&driver), "Uusitalo Wikström Ylinen");
}

#[test]
fn who_leaves_the_queue_says_why_and_may_queue_again_last() {
    let mut driver = three_wait();
    driver.keys("<home>d").sees("Pois jonosta: Uusitalo Ulla").keys("<c-s>").says("Asiakas on pois jonosta.");
    assert_eq!(order(&driver), "Wikström Ylinen");
    assert_eq!(spells(&driver, "Uusitalo Ulla", "withdrawn"), 1);
    assert_eq!(driver.text("SELECT end_reason FROM enrolment WHERE state = 'withdrawn'"), "client_declines");
    driver.keys("u").says("Kumottu");
    assert_eq!(order(&driver), "Uusitalo Wikström Ylinen");
    driver.keys("<home>d<c-s>").new_day(TODAY + Days::new(1)).keys("nuus<enter><c-s>").says("jonossa 3.");
    assert_eq!(order(&driver), "Wikström Ylinen Uusitalo");
}

#[test]
fn a_queue_is_joined_from_the_card() {
    let mut driver = three_wait();
    driver.look_up("åberg").keys("r").sees("Mihin: Åberg Åsa").select(GROUP).keys("<enter>");
    driver.sees("Paikat ovat täynnä (3/3), jonossa 3").keys("<c-s>").says("Åberg Åsa on jonossa 4.").sees("jonossa");
    driver.keys("u").says("Kumottu");
    assert_eq!(spells(&driver, "Åberg Åsa", "waiting"), 0);
}

#[test]
fn who_is_a_member_or_waits_already_does_not_queue() {
    let mut driver = three_wait();
    driver.keys("nuusi").sees("jo listalla").keys("<up><enter>").says("Henkilö on jo listalla.").keys("<esc>");
    driver.keys("naalto<enter><c-s>").sees("Asiakas on jo mukana tai jonossa").keys("<esc>");
    assert_eq!(order(&driver), "Uusitalo Wikström Ylinen");
    assert_eq!(driver.number("SELECT count(*) FROM enrolment"), 6);
}

#[test]
fn esc_leads_back_to_the_same_person_and_the_card_is_one_key_away() {
    let mut driver = three_wait();
    one_leaves(&mut driver);
    for keys in ["t<esc>", "v<esc>", "s<esc>", "d<esc>", "n<esc>", "nåbe<enter><esc>", "<enter><esc>"] {
        driver.select("Wikström").keys(keys);
        assert!(driver.selected().contains("Wikström"), "{keys}: {}", driver.screen());
    }
    driver.keys("<enter>").sees("Aikajana").keys("<esc><esc>").sees("merkitty");
    assert_eq!(order_of_members(&driver), PEOPLE[1..3]);
}

fn order_of_members(driver: &Driver) -> Vec<&'static str> {
    PEOPLE.into_iter().filter(|name| spells(driver, name, "enrolled") == 1).collect()
}

#[test]
fn an_empty_queue_says_what_to_do() {
    let mut driver = on_roster(3, Some(4));
    driver.keys("w").sees("Jonossa ei ole ketään. Lisää jonoon näppäimellä n.");
    for key in ["t", "v", "s", "d"] {
        driver.keys(key).says("Jonossa ei ole ketään");
    }
    driver.keys("nuus<enter><c-s>").says("Uusitalo Ulla on jonossa 1.");
    assert_eq!(spells(&driver, "Uusitalo Ulla", "waiting"), 1, "queues, although a seat is free: that was asked for");
}
