//! The directory: finding a service, reading its page, filling it in, recommending it.

use rinnalla::domain::lang::Lang;

use crate::driver::{Content, Driver, TODAY};

const TERMS: &str = "SELECT concat_ws(' | ', theme, contact, enrol_how, price, bus_card, needs_decision, valid_from, valid_to, \
    agreed_from, agreed_to, agreed_hours, agreed_persons) FROM activity WHERE name = 'Luovat kädet'";

const RECOMMENDED: &str = "SELECT count(*) FROM recommendation";

/// From the list into the form of the selected activity, with the cursor on its theme.
fn to_theme(driver: &mut Driver) -> &mut Driver {
    driver.keys("e").keys(&"<tab>".repeat(23))
}

#[test]
fn the_list_tells_seats_queue_and_standing_at_a_glance() {
    let mut driver = Driver::demo();
    driver.keys("6").select("HYVINVOINTI-ryhmä ");
    let row = driver.selected();
    assert!(row.ends_with("10/10     2"), "{row}");
    driver.select("HYVINVOINTI-ryhmät 2016").sees("(esimerkki) · päättynyt · päätöksellä");
    assert!(driver.selected().contains("päättynyt"), "an entry that is over needs no decision any more");
    driver.select("Arjen taidot").sees("Esimerkkituottaja, 050 555 0104");
    assert!(driver.selected().contains("päätöksellä"), "{}", driver.selected());
    driver.select("Yhdistysten olohuone");
    assert!(!driver.selected().contains("päät"), "{}", driver.selected());

    driver.new_day("2017-06-01".parse().unwrap());
    assert!(driver.selected().contains("päättynyt"), "{}", driver.selected());
    driver.new_day("2016-09-06".parse().unwrap());
    assert!(driver.selected().contains("tulossa"), "{}", driver.selected());
}

#[test]
fn any_word_that_says_what_it_is_narrows_the_list() {
    let mut driver = Driver::demo();
    driver.keys("6");
    for (typed, found) in [
        ("olohuone", "Yhdistysten olohuone"),
        ("turvalinkki", "keilaus"),
        ("yhdistysten talo", "Yhdistysten olohuone"),
        ("vertaistuki", "Yhdistysten olohuone"),
        ("räätälöity yksilö arjen", "Kotiin vietävä"),
        ("yleinen palvelu", "Klubitalo: avoin"),
        ("työtoiminta", "Osallisuutta edistävä"),
    ] {
        driver.keys("f").keys(typed);
        assert!(driver.selected().contains(found), "{typed}:\n{}", driver.screen());
        driver.keys("<esc>");
    }
}

#[test]
fn the_page_says_everything_and_what_is_open_as_open() {
    let mut driver = Driver::start(Content::Demo, Lang::Fi, (120, 36));
    driver.keys("6").select("Arjen taidot").keys("<enter>");
    assert!(driver.title().starts_with(" Arjen taidot"), "{}", driver.title());
    for said in [
        "Laji           räätälöity ostopalvelu · ryhmä",
        "Teema          Arjen hallinta",
        "Kumppani       ei tiedossa",
        "jäseniä 7, jonossa 0",
        "ilmoittautuminen · omatyöntekijän kautta; tutustumiskäynti",
        "Päätös         tarvitaan",
        "Bussikortti    asiakas saa bussikortin",
        "Voimassa       9.1.–27.3.2017",
        "Sovittu kausi  9.1.–27.3.2017",
        "Sovitut tunnit 24 tuntia",
        "Henkilömäärä   8 · käytetty 7 · jäljellä 1",
        "Suositeltu     ei vielä kenellekään",
        "Lisätietoja    Keksitty esimerkki",
    ] {
        driver.sees(said);
    }
    driver.keys("<esc>").select("SOSIAALINEN").keys("<enter>");
    driver
        .sees("Sovittu kausi  ei tiedossa")
        .sees("Henkilömäärä   ei tiedossa · käytetty 19")
        .sees("Päätös         ei merkintää");
    driver.keys("<esc>").select("Luovat kädet").keys("<enter>").does_not_see("Sovittu kausi");
}

#[test]
fn more_people_than_agreed_are_not_hidden() {
    let mut driver = Driver::start(Content::Demo, Lang::Fi, (120, 36));
    let fewer = "UPDATE activity SET agreed_persons = 5, rev = rev + 1 WHERE name LIKE 'Arjen taidot%'";
    driver.store().write(|tx| Ok(tx.execute(fewer, [])?)).unwrap();
    driver.keys("6").select("Arjen taidot").keys("<enter>").sees("5 · käytetty 7 · yli sovitun 2");
}

#[test]
fn the_page_scrolls_and_leads_to_people_queue_and_form() {
    let mut driver = Driver::demo();
    driver.keys("6").select("Arjen taidot").keys("<enter>").does_not_see("Lisätietoja").sees("Laji");
    driver.keys("<down>").does_not_see("Laji").keys("<up>").sees("Laji");
    driver.keys("<end>").sees("Lisätietoja").keys("<up><pgup>").sees("Laji").keys("<pgdn>").sees("Lisätietoja");
    driver.keys("<down><down><home>").sees("Laji");
    driver
        .keys("<enter>")
        .sees("ma 6.2. 12.30–14.30")
        .keys("<esc>")
        .sees("Miten mukaan")
        .keys("w")
        .sees("Jonossa ei ole ketään");
    driver.keys("<esc>e").sees("Toiminta: Arjen taidot").retype("Arjen rytmi<c-s>").says("Tallennettu");
    assert!(driver.title().starts_with(" Arjen rytmi"), "{}", driver.title());
}

#[test]
fn the_end_of_the_form_fills_the_directory_in() {
    let mut driver = Driver::demo();
    driver.keys("6").select("Luovat kädet");
    to_theme(&mut driver).keys("verk<tab>Maija, 050 555 0199<tab>tule paikalle<tab>2 €<tab> <tab> <tab>");
    driver.keys("2.1.2017<tab>31.5.2017<tab>12.1.2017<tab>27.4.2017<tab>32<tab>20<c-s>").says("Tallennettu");
    let filled = "networks | Maija, 050 555 0199 | tule paikalle | 2 € | 1 | 1 | 2017-01-02 | 2017-05-31 | 2017-01-12 | \
        2017-04-27 | 32 | 20";
    assert_eq!(driver.text(TERMS), filled);
    driver.sees("Maija, 050 555 0199").sees("ilman ilmoittautumista · tule paikalle");
    // What is only looked at does not change.
    driver.keys("e<tab><right><c-s>").says("Tallennettu");
    assert_eq!(driver.text(TERMS), filled);
    driver.keys("uu").sees("Yhteystieto    ei tiedossa");
    assert_eq!(driver.text(TERMS), "0 | 0");
}

#[test]
fn what_is_wrong_with_an_agreement_is_said_in_words() {
    let mut driver = Driver::demo();
    driver.keys("6").select("Luovat kädet");
    to_theme(&mut driver)
        .keys(&"<tab>".repeat(6))
        .keys("2.1.2017<tab>1.1.2017<tab>12.1.2017<tab>11.1.2017<tab>0<tab>x<c-s>");
    driver.sees("Päättyy ennen kuin alkaa");
    assert!(driver.selected().starts_with("Voimassa asti"), "{}", driver.selected());
    driver.keys("31.12.2017<c-s>").sees("Päättyy ennen kuin alkaa");
    driver.keys("31.12.2017<c-s>").sees("Kirjoita luku 1–99999. Jos siitä ei ole sovittu, jätä tyhjäksi.");
    driver.keys("32<tab><c-u><c-s>").says("Tallennettu");
    assert_eq!(driver.text(TERMS), "0 | 0 | 2017-01-02 | 2017-12-31 | 2017-01-12 | 2017-12-31 | 32");
}

#[test]
fn a_service_is_recommended_from_the_card_and_stands_on_both() {
    let mut driver = Driver::start(Content::Demo, Lang::Fi, (120, 36));
    let episodes = driver.number("SELECT count(*) FROM episode");
    driver.look_up("hämäläinen päivi").keys("s").sees("Suosittele palvelua: Hämäläinen Päivi");
    assert!(driver.hints().contains("suosittele tätä"), "{}", driver.hints());
    driver.keys("folohuone<enter>").says("Suositeltu: Yhdistysten olohuone (esimerkki). u kumoaa.");
    assert!(driver.title().starts_with(" Hämäläinen Päivi"), "{}", driver.title());
    driver.sees("6.2.2017 suositeltu: Yhdistysten olohuone").sees("· Satu");
    driver.keys("sfolohuone<enter>").says("on jo suositeltu asiakkaalle tänään");
    assert_eq!(driver.number(RECOMMENDED), 1);

    // From the timeline to its page, where others are counted, too.
    driver.keys("<tab><home>");
    assert!(
        driver.selected().contains("suositeltu") || driver.screen().contains("▸   6.2.2017"),
        "{}",
        driver.screen()
    );
    driver.keys("<enter>").sees("Suositeltu     1 asiakkaalle").keys("<esc>");
    driver.look_up("kallio laura").keys("sfolohuone<enter><tab><home><enter>").sees("Suositeltu     2 asiakkaalle");

    driver.keys("u").says("Kumottu: suositus, Kallio Laura").sees("Suositeltu     1 asiakkaalle");
    driver.keys("u").says("Kumottu: suositus, Hämäläinen Päivi").sees("ei vielä kenellekään");
    assert_eq!(driver.number(RECOMMENDED), 0);
    assert_eq!(driver.number("SELECT count(*) FROM episode"), episodes);
}

#[test]
fn a_visitor_can_be_recommended_to_and_nothing_is_recorded_by_leaving() {
    let mut driver = Driver::demo();
    driver.keys("3").select("Arjen taidot").keys("<enter>nkävijä kaino<enter>");
    driver.keys("<tab>vain<c-s>").says("Kävijä Kaino on merkitty kävijänä läsnä.");
    driver.look_up("kävijä kai").sees("Ei asiakkuutta").keys("s<esc>").sees("Ei asiakkuutta");
    assert_eq!(driver.number(RECOMMENDED), 0);
    driver.keys("s<end><enter>").says("Suositeltu: ").sees("Ei asiakkuutta");
    assert_eq!(driver.number(RECOMMENDED), 1);
}

#[test]
fn while_choosing_a_new_service_can_be_made_and_then_recommended() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>").sees("Virtanen Aino").keys("s").sees("n lisää uuden");
    driver.keys("<enter>").says("Tällä rivillä ei ole avattavaa.");
    driver.keys("nKirjastokahvila<c-s>").says("Tallennettu").keys("<enter>").says("Suositeltu: Kirjastokahvila");
}

#[test]
fn the_look_up_finds_services_by_partner_and_theme_and_tells_whom_to_ask() {
    let mut driver = Driver::demo();
    driver.keys("/amavek").sees("▸ Osallisuutta edistävä").keys("<esc>");
    driver.keys("/vertaistuki").sees("▸ Yhdistysten olohuone");
    driver
        .sees("Yhteystieto    Esimerkkiyhdistys, 050 555 0107")
        .sees("Miten mukaan   ilman ilmoittautumista · tule suoraan");
}

#[test]
fn an_agreed_period_that_ends_stands_on_today_and_leads_to_the_page() {
    let mut driver = Driver::demo();
    driver.select("sovittu kausi päättyy").sees("Huomaa 2");
    assert!(driver.selected().ends_with("49 pv"), "{}", driver.selected());
    driver.keys("<enter>").sees("Voimassa       9.1.–27.3.2017").keys("<esc>");
    driver.new_day(TODAY + chrono::Days::new(44)).select("sovittu kausi päättyy");
    assert!(driver.selected().ends_with("5 pv"), "{}", driver.selected());
    driver.new_day(TODAY + chrono::Days::new(51)).keys("<home>").select("sovittu kausi päättyy");
    assert!(driver.selected().starts_with('‼'), "{}", driver.selected());
}
