//! A customership from pending to closed and on to the next; its own workers.

use crate::driver::Driver;

const NEWEST: &str = "SELECT state || ' ' || pending_since || ' ' || coalesce(opened, '–') || ' ' || coalesce(closed, '–') \
    FROM episode ORDER BY id DESC LIMIT 1";

#[test]
fn pending_open_paused_closed_and_a_new_one() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>");
    assert_eq!(driver.text(NEWEST), "pending 2017-02-06 – –");

    // Opened today, unless another day is typed; never ahead of today.
    driver.keys("aavo<tab><tab>7.2.2017<c-s>").sees("Päivä on vasta tulossa.");
    driver.retype("<c-s>").says("Tallennettu").sees("avoin 6.2.2017");
    assert_eq!(driver.text(NEWEST), "open 2017-02-06 2017-02-06 –");

    driver.keys("atau<c-s>").says("Tallennettu").sees("tauolla");
    assert_eq!(driver.text(NEWEST), "paused 2017-02-06 2017-02-06 –");

    driver.keys("apää<c-s>").sees("Valitse päättymisen syy.").sees("Valitse, mihin asiakas siirtyi.");
    // The typing stands on the first of them; the day is today's, unless another is typed.
    driver.sees("Loppuarvio puuttuu.");
    driver.keys("<right><tab><right><tab><right><c-s>").says("Tallennettu").sees("päättynyt 6.2.2017");
    assert_eq!(driver.text(NEWEST), "closed 2017-02-06 2017-02-06 2017-02-06");
    assert_eq!(driver.number("SELECT count(*) FROM episode WHERE close_reason IS NULL OR outcome IS NULL"), 0);
    assert_eq!(driver.number("SELECT count(*) FROM assignment WHERE ends IS NULL"), 0, "the own worker's task is over");

    driver.keys("t").says("Asiakkaalla ei ole voimassa olevaa asiakkuutta");
    driver.keys("w").says("Asiakkaalla ei ole voimassa olevaa asiakkuutta");
    assert!(driver.hints().contains("uusi asiakkuus"), "{}", driver.hints());
    driver.keys("a<c-s>").says("Tallennettu");
    assert_eq!(driver.text(NEWEST), "pending 2017-02-06 – –");
    assert_eq!(driver.number("SELECT count(*) FROM episode"), 2, "a return is a new customership");
}

#[test]
fn closing_ends_memberships_and_cancels_reviews_and_undo_brings_all_of_it_back() {
    let mut driver = Driver::demo();
    driver.look_up("hämäläinen päivi");
    let client = driver.number("SELECT id FROM client WHERE family_name = 'Hämäläinen' AND given_name = 'Päivi'");
    let members = format!("SELECT count(*) FROM enrolment WHERE client_id = {client} AND state = 'enrolled'");
    let reviews = format!(
        "SELECT count(*) FROM review r JOIN goal g ON g.id = r.goal_id JOIN episode e ON e.id = g.episode_id \
         WHERE e.client_id = {client} AND r.state = 'due'"
    );
    let before = (driver.number(&members), driver.number(&reviews));
    assert!(before.0 > 0 && before.1 > 0, "{before:?}");

    driver.keys("apää<tab>6.2.<tab><right><tab><right><tab><right><c-s>").says("Tallennettu");
    assert_eq!((driver.number(&members), driver.number(&reviews)), (0, 0));
    let on_time = format!(
        "SELECT count(*) FROM enrolment WHERE client_id = {client} AND state = 'ended' \
        AND ends = max('2017-02-06', starts) AND end_reason IS NOT NULL"
    );
    assert_eq!(driver.number(&on_time), before.0);

    driver.keys("u").says("Kumottu: asiakkuus");
    assert_eq!((driver.number(&members), driver.number(&reviews)), before);
    assert_eq!(driver.store().check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_customership_cannot_go_backwards_in_time() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>aavo<tab><tab>1.1.2017<c-s>");
    driver.sees("Avaaminen ei voi olla ennen vireilletuloa.");
    assert_eq!(driver.text(NEWEST), "pending 2017-02-06 – –");
}

#[test]
fn the_own_worker_before_is_kept_with_an_end_date() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>wmikko<tab>").retype("20.2.2017<c-s>").sees("Päivä on vasta tulossa.");
    driver.retype("6.2.2017<c-s>").says("Tallennettu").sees("omatyöntekijä Mikko Alanen 6.2.2017 alkaen");
    let workers = "SELECT group_concat(worker_id || ' ' || starts || ' ' || coalesce(ends, '–'), ', ') FROM assignment";
    assert_eq!(driver.text(workers), "1 2017-02-06 2017-02-06, 2 2017-02-06 –");
    driver.keys("2").sees("Asiakkaat · omat · 0");
    driver.keys("u").says("Kumottu: omatyöntekijä").sees("Virtanen Aino");
    assert_eq!(driver.text(workers), "1 2017-02-06 –");
}

#[test]
fn a_customership_does_not_end_before_the_last_mark_and_says_what_ended_with_it() {
    let mut driver = Driver::demo();
    driver.look_up("hama paiv").keys("apää<tab>").retype("1.2.2017<tab><right><tab><right><tab><right><c-s>");
    driver.sees("Asiakkaalla on läsnäolomerkintä 2.2.2017");
    driver.retype("2.2.2017<c-s>").says("paikkoja päättyi 2");
}
