//! A client is entered, corrected, protected.

use crate::driver::Driver;

/// The row that stands below the field with this label.
fn below(driver: &Driver, label: &str) -> String {
    let screen = driver.screen();
    let mut rows = screen.lines().skip_while(|row| !row.contains(label));
    rows.nth(1).unwrap_or_default().trim().trim_start_matches("‼ ").to_string()
}

#[test]
fn a_new_client_is_refused_field_by_field_then_saved_and_undone() {
    let mut driver = Driver::empty();
    driver.keys("n<c-s>");
    assert_eq!(below(&driver, "Sukunimi"), "Tämä kenttä on täytettävä.");
    assert_eq!(below(&driver, "Etunimi"), "Tämä kenttä on täytettävä.");

    // Typing has moved to the first wrong field; the second save finds what is left.
    driver.keys("Virtanen<tab>Aino<tab>31.2.<c-s>");
    assert_eq!(below(&driver, "Syntymäaika"), "Päivää 31.2.2016 ei ole; tarkoititko 29.2.2016?");
    driver.does_not_see("Tämä kenttä on täytettävä.");
    assert_eq!(driver.number("SELECT count(*) FROM client"), 0, "nothing is saved by halves");

    driver.retype("28.2.1990<c-s>").says("Tallennettu. u kumoaa.");
    assert!(driver.title().contains("Virtanen Aino"), "{}", driver.title());
    driver.sees("28.2.1990").sees("vireillä 6.2.2017");
    driver.sees("omatyöntekijä Satu Rantala 6.2.2017 alkaen");

    driver.keys("u").says("Kumottu: asiakkaan tiedot");
    for table in ["client", "episode", "assignment"] {
        assert_eq!(driver.number(&format!("SELECT count(*) FROM {table}")), 0, "{table}");
    }
    assert!(driver.title().contains("Tänään"), "what is gone cannot stay open: {}", driver.title());
    driver.keys("u").says("Kumottavaa ei ole");
}

#[test]
fn nobody_is_born_in_the_future() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<tab>7.2.2017<c-s>");
    assert_eq!(below(&driver, "Syntymäaika"), "Päivä on vasta tulossa. Anna tämänpäiväinen tai");
    assert_eq!(driver.number("SELECT count(*) FROM client"), 0);
}

#[test]
fn a_reference_that_is_taken_is_refused_and_the_text_stays() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s><esc>n").keys("Salo<tab>Eino");
    // Fields: given name, born, phone, pending since, referrer, own worker, reference.
    driver.keys("<tab><tab><tab><tab><tab><tab>").retype("2017-001<c-s>");
    driver.sees("Tunnus on jo toisella asiakkaalla").sees("Salo").sees("Eino");
    assert_eq!(driver.number("SELECT count(*) FROM client"), 1);
    driver.retype("2017-002<c-s>").says("Tallennettu");
    assert_eq!(driver.number("SELECT count(*) FROM client"), 2);
}

#[test]
fn a_saved_correction_is_on_the_card_and_in_the_list() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>").keys("e").retype("Åberg<c-s>").says("Tallennettu");
    driver.sees("Åberg Aino");
    driver.keys("2").sees("Åberg Aino").does_not_see("Virtanen");
    assert_eq!(driver.text("SELECT fold_key FROM client"), "aberg aino 2017-001");
}

/// *Turvakielto*: where somebody lives must not be seen over a shoulder.
#[test]
fn a_non_disclosure_order_hides_municipality_and_email_everywhere() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<tab><tab>040 123 4567");
    driver.keys("<tab><tab><tab><tab><tab> <tab><tab>Kotikatu 1<tab>70100<tab>Siilinjärvi<tab>aino@esimerkki.fi<c-s>");
    driver.sees("TURVAKIELTO").sees("Kotikatu 1").sees("040 123 4567");
    let hidden = |driver: &mut Driver| {
        driver.does_not_see("Siilinjärvi").does_not_see("esimerkki.fi");
    };
    hidden(&mut driver);
    driver.keys("e").does_not_see("Kotikunta").does_not_see("Sähköposti");
    hidden(&mut driver);

    // Saving a form that does not show them does not lose them.
    driver.keys("<tab><tab>1.1.1980<c-s>").says("Tallennettu");
    let kept = "SELECT municipality || ' ' || email FROM client WHERE birth_date = '1980-01-01'";
    assert_eq!(driver.text(kept), "Siilinjärvi aino@esimerkki.fi");

    driver.keys("/virt").sees("TURVAKIELTO").sees("040 123 4567");
    hidden(&mut driver);
}

#[test]
fn two_new_clients_can_be_half_done_at_once() {
    let mut driver = Driver::empty();
    driver.keys("nSalo<tab>Eino<esc>").says("Luonnos on tallessa");
    driver.keys("n").does_not_see("Salo").keys("Koski<tab>Aino<esc>");
    driver.sees("Kesken jäänyt 2").sees("Salo Eino").sees("Koski Aino");
    // Both were proposed the same reference; whoever is saved later gets the next one.
    for name in ["Salo Eino", "Koski Aino"] {
        driver.keys("1").select(name).keys("<enter><c-s>").says("Tallennettu");
    }
    assert_eq!(driver.text("SELECT group_concat(ref, ' ') FROM client"), "2017-001 2017-002");
    assert_eq!(driver.number("SELECT count(*) FROM draft"), 0);
}

#[test]
fn a_second_person_of_one_name_and_birth_date_is_asked_about_once() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<tab>1.3.1990<c-s>").says("Tallennettu");
    driver.keys("/virt<esc>1nvirtanen<tab>aino<tab>1.3.1990<c-s>").sees("Onko sama kuin Virtanen Aino (1.3.1990)?");
    assert_eq!(driver.number("SELECT count(*) FROM client"), 1);
    driver.keys("<c-s>").says("Tallennettu");
    assert_eq!(driver.number("SELECT count(*) FROM client"), 2);
}

#[test]
fn a_birth_date_has_its_year_and_a_reference_is_no_identity_code() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<tab>1.3.<c-s>").sees("Anna myös vuosi");
    driver.retype("1.3.90<tab>puhelin<c-s>").sees("Puhelinnumerossa on oltava numeroita");
    driver.retype("<tab><tab><tab><tab>").retype("010190-123A<c-s>").sees("Tämä näyttää henkilötunnukselta");
    let mut driver = Driver::empty();
    driver.keys("nVirtanen 010190-123A<tab>Aino<c-s>").sees("Tämä näyttää henkilötunnukselta");
    assert_eq!(driver.number("SELECT count(*) FROM client"), 0);
}
