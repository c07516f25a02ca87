//! Statistics: choosing days, reading a figure, looking behind it, drawing it, taking it along.

use rinnalla::domain::lang::Lang;

use crate::driver::{Content, Driver};

/// The days of the published count.
const PUBLISHED: &str = "g1.9.2015<tab>6.2.2017<c-s>";

#[test]
fn the_published_figures_are_on_the_screen_and_the_people_behind_them_one_key_away() {
    let mut driver = Driver::demo();
    driver.keys("7").sees("Tilastot 2017").keys(PUBLISHED).sees("Tilastot 1.9.2015–6.2.2017").keys("<enter>");
    driver.select("Yhteensä");
    assert!(driver.selected().starts_with("Yhteensä") && driver.selected().contains("[129]"), "{}", driver.selected());
    driver.select("Toimintapaja").sees("[23]").sees("Eri henkilöt palvelussa");
    driver.keys("<enter>").sees("Henkilöt 23: Ostopalvelut, Toimintapaja-valmennus");
    let named = "SELECT count(DISTINCT client_id) FROM enrolment e JOIN activity a ON a.id = e.activity_id \
        WHERE a.name = 'TOIMINTAPAJA-valmennus'";
    assert_eq!(driver.number(named), 23);
    let first = driver.selected();
    driver.keys("<enter>").sees(first.split("  ").next().unwrap()).sees("Asiakkuus");
    driver.keys("<esc>").sees("Henkilöt 23");
    assert_eq!(driver.selected(), first, "back to exactly where one was");
    driver.keys("<esc>").sees("[23]").keys("<right>").sees("Jäsenyydet, joista ainakin yksi päivä");
    driver.keys("<enter>").sees("TOIMINTAPAJA-valmennus");
}

#[test]
fn a_figure_that_is_none_says_so_and_so_do_the_edges() {
    let mut driver = Driver::demo();
    driver.keys("7<enter><left>").says("ensimmäinen sarake");
    driver.keys("<right><right><right><right>").says("viimeinen sarake");
    driver.keys("<enter>").says("lukua ei tiedetä");
    driver.keys("<left><enter>").says("Nollan takana ei ole ketään");
    driver.keys("<esc>7<down><down><enter><tab>").says("vain tämä taulukko");
}

#[test]
fn days_step_by_their_length_and_a_report_can_be_narrowed() {
    let mut driver = Driver::demo();
    driver.keys("7v").sees("Tilastot 1.1.–30.6.2017").keys("<lt>").sees("Tilastot 1.7.–31.12.2016");
    driver.keys("vv").sees("Tilastot 1.–31.7.2016").keys("v").sees("Tilastot 2016").keys(">").sees("Tilastot 2017");
    driver.keys("<down><down><down><enter>").sees("Luovat kädet").sees("Klubitalo");
    driver.keys("fmikko<tab>kump<c-s>").sees("Käynnit 2017: Mikko Alanen, kumppanuustoiminta");
    driver.does_not_see("Klubitalo");
    driver.keys(">").sees("Käynnit 2018").sees("Jaksolla ei ole näytettävää");
    driver.keys("g6.2.2017<tab>5.2.2017<c-s>").sees("Päättyy ennen kuin alkaa");
}

#[test]
fn a_head_count_leads_to_its_session() {
    let mut driver = Driver::demo();
    driver.keys("7<down><down><down><enter>").select("toiminta…").keys("<right>").sees("[124]");
    driver.keys("<enter>").sees("Nimettömät 124").sees("ilman nimeä").sees("13.1.2017");
    driver.keys("<enter>").sees("Klubitalo: avoin päivätoiminta (pe)");
}

#[test]
fn weeks_are_drawn_as_a_line_and_everything_as_bars() {
    let mut driver = Driver::demo();
    driver.keys("7<down><down><down><enter><tab>v").sees("Viikoittain 2/3").sees("●").sees("█");
    let row = |driver: &mut Driver, words: &str| {
        driver.select(words);
        driver.selected().matches('█').count()
    };
    let (least, most) = (row(&mut driver, "vk 2/2017"), row(&mut driver, "vk 4/2017"));
    assert!(0 < least && least < most, "{least} {most}");
    driver.keys("v").does_not_see("█");
}

#[test]
fn what_leaves_the_team_has_no_small_figures() {
    let mut driver = Driver::demo();
    driver.keys("7").keys(PUBLISHED).keys("<enter>p").sees("x: alle 5, tai luku, joka paljastaisi sellaisen");
    driver.keys("<c-s>").says("osallistuminen-2015-09-01-2017-02-06.xlsx");
    assert!(driver.written()[0].1.starts_with("PK"), "a workbook");
    driver.keys("p<right><c-s>");
    let (name, csv) = &driver.written()[1];
    assert!(name.ends_with(".csv") && csv.contains("onward,Palkkatyö,x,"), "{csv}");
    assert!(csv.contains("purchased,TOTAL,129,129,"), "{csv}");
    driver.keys("p<right><right><c-s>");
    assert!(driver.written()[2].1.contains("\"suppressed_below\": 5"));
}

#[test]
fn the_same_in_swedish_and_in_english() {
    let mut swedish = Driver::start(Content::Demo, Lang::Sv, (80, 24));
    swedish.keys("7<down><enter>").sees("Vart man gick 2017").select("Organisationernas").keys("<right>").sees("[4]");
    swedish.keys("<enter>").sees("Personer 4: Organisationernas öppna verksamhet").sees("det senaste avslutandet");
    let mut english = Driver::start(Content::Demo, Lang::En, (80, 24));
    english.keys("7<end><up><enter>").sees("Caseloads 2017").select("Mikko Alanen").sees("[22]").keys("<enter>");
    english.sees("Clients 22: Mikko Alanen").sees("Open customerships on the last day");
}
