//! Sittings: the goals of a client in one form, from the due line to the next one.

use rinnalla::domain::episode::{EpisodeFields, EpisodeState};
use rinnalla::domain::ids::EpisodeId;
use rinnalla::domain::lang::Lang;
use rinnalla::store::change::Change;

use crate::driver::{Content, Driver, keys};

const REVIEWS: &str =
    "SELECT group_concat(goal_id || ' ' || state || ' ' || due, ', ' ORDER BY goal_id, id) FROM review";
const SCORES: &str = "SELECT group_concat(coalesce(client_score, '–') || '/' || coalesce(worker_score, '–'), ' ' ORDER BY id) \
    FROM review WHERE state = 'done'";
const REASON: &str = "SELECT reason FROM log WHERE id = (SELECT max(id) FROM log WHERE reason IS NOT NULL)";

/// A client with goals in the named words, each to be reviewed on a day.
fn with_goals(goals: &[(&str, &str)]) -> Driver {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>");
    for (text, day) in goals {
        driver.keys("t").keys(text).keys("<tab><tab><tab><tab><tab>").retype(day).keys("<c-s>");
    }
    driver
}

fn two() -> Driver {
    with_goals(&[("Nukun öisin", "6.2.2017"), ("Käyn ryhmässä", "1.3.2017")])
}

#[test]
fn four_goals_are_reviewed_in_a_handful_of_keys() {
    let texts = ["Nukun öisin", "Käyn ryhmässä", "Laskut ajallaan", "Soitan siskolle"];
    let mut driver = with_goals(&texts.map(|text| (text, "6.2.2017")));
    driver.keys("4").sees("Nukun öisin · Käyn ryhm").sees("Arvioinnit · omat · 2, myöhässä 0");
    let script = [
        "<enter>",
        "1<enter>0<enter><enter><enter><enter>",
        "-1<enter>-1<enter><enter><enter><enter>",
        "2<enter>2<enter><enter>saavutettu<enter><enter>",
        "0<enter>1<enter><enter><enter>",
        "<c-s>",
    ]
    .concat();
    let pressed = keys::pieces(&script).len();
    assert!(pressed <= 80, "{pressed} keys");
    driver.keys(&script).says("Tallennettu");
    assert_eq!(driver.text(SCORES), "1/0 -1/-1 2/2 0/1");
    let next = "1 done 2017-02-06, 1 due 2017-05-08, 2 done 2017-02-06, 2 due 2017-05-08, 3 done 2017-02-06, \
        4 done 2017-02-06, 4 due 2017-05-08";
    assert_eq!(driver.text(REVIEWS), next);
    assert_eq!(driver.number("SELECT count(*) FROM meeting"), 1);
    driver.sees("ma 8.5.").does_not_see("6.2. ").keys("c");
    driver.sees("asiakas +1 · työntekijä 0 (6.2.2017)").sees("saavutettu");
    driver.keys("u").says("Kumottu: arviointi");
    assert_eq!(driver.number("SELECT count(*) FROM review WHERE state = 'due'"), 4);
    assert_eq!(driver.number("SELECT count(*) FROM meeting"), 0);
}

#[test]
fn what_was_found_last_stands_beside_each_goal() {
    let mut driver = two();
    driver.keys("4<enter>1<enter>-1<enter>Alku oli hankala.<c-s>").says("Tallennettu");
    driver.keys("c").keys("v").sees("Viimeksi 6.2.2017: asiakas +1 · työntekijä -1. Alku oli hankala.");
}

#[test]
fn a_goal_that_nobody_looked_at_stays_as_it_is() {
    let mut driver = two();
    driver.keys("4<enter>1<c-s>").says("Tallennettu");
    assert_eq!(driver.text(REVIEWS), "1 done 2017-02-06, 1 due 2017-05-08, 2 due 2017-03-01");
    // One that is looked at before its day has the next one counted from this.
    driver.keys("u4<enter>").keys("<tab><tab><tab><tab><tab><tab><tab><tab><tab>").sees("ke 1.3.2017");
    driver.keys("<up><up><up><up>2<enter>").sees("+2 paljon enemmän");
    driver.keys("<tab><tab><tab>").does_not_see("ke 1.3.2017").keys("<c-s>").says("Tallennettu");
    assert_eq!(driver.text(REVIEWS), "1 done 2017-02-06, 1 due 2017-05-08, 2 done 2017-03-01, 2 due 2017-05-08");
}

#[test]
fn a_final_review_ends_every_goal_and_is_held_once() {
    let mut driver = two();
    driver.keys("v<up>loppu<c-s>").sees("Loppuarviossa jokainen tavoite päättyy");
    driver.keys("saavutettu<tab><tab><tab><tab><tab>luovuttu<c-s>").sees("Kerro tässä, miksi tavoitteesta luovutaan.");
    driver.keys("Muutti kauas<c-s>").says("Loppuarvio on kirjattu.");
    let states = "SELECT group_concat(state || ' ' || coalesce(drop_reason, '–'), ', ' ORDER BY id) FROM goal";
    assert_eq!(driver.text(states), "achieved –, dropped Muutti kauas");
    assert_eq!(driver.text(REVIEWS), "1 done 2017-02-06, 2 done 2017-03-01");
    driver.sees("saavutettu").sees("6.2.2017 · Muutti kauas");
    driver.keys("4").does_not_see("tavoitteen arviointi");
    driver.keys("/virt<enter>v<up>loppu").does_not_see("loppuarvio").keys("<esc>");
    driver.keys("u").says("Kumottu: arviointi");
    assert_eq!(driver.text(REVIEWS), "1 due 2017-02-06, 2 due 2017-03-01");
}

#[test]
fn when_all_goals_end_it_is_asked_whether_that_was_the_final_review() {
    let mut driver = two();
    driver.keys("v<tab><tab><tab>saavutettu<tab><tab><tab><tab><tab>osittain<c-s>");
    driver
        .sees("Kaikki tavoitteet päättyvät. Jos tämä on loppuarvio")
        .keys("loppu<c-s>")
        .says("Loppuarvio on kirjattu.");
    assert_eq!(driver.text("SELECT kind FROM meeting"), "final");
}

#[test]
fn a_review_is_put_off_with_a_reason_and_the_first_day_is_kept() {
    let mut driver = with_goals(&[("Nukun", "8.2.2017"), ("Syön", "10.2.2017"), ("Luen", "1.3.2017")]);
    driver.keys("4s").sees("Siirrä arviointi: Virtanen Aino").sees("8.2. Nukun · 10.2. Syön · 1.3. Luen");
    driver
        .sees("ke 15.2.2017")
        .keys("<c-s>")
        .sees("Tämä kenttä on täytettävä")
        .keys("sairaana<c-s>")
        .says("Tallennettu");
    assert_eq!(driver.text(REVIEWS), "1 due 2017-02-15, 2 due 2017-02-15, 3 due 2017-03-01");
    let first = "SELECT group_concat(coalesce(first_due || ' ' || postpone_reason, '–'), ', ' ORDER BY id) FROM review";
    assert_eq!(driver.text(first), "2017-02-08 sairaana, 2017-02-10 sairaana, –");
    driver.sees("ke 15.2.").keys("s").retype("22.2.<tab>taas sairaana<c-s>").says("Tallennettu");
    assert_eq!(driver.text(first), "2017-02-08 taas sairaana, 2017-02-10 taas sairaana, –");
    driver.keys("c").sees("siirretty 8.2. → 22.2.: taas sairaana");
    driver.keys("u").says("Kumottu: arviointi").sees("siirretty 8.2. → 15.2.: sairaana");
}

#[test]
fn a_day_that_has_been_is_no_new_day() {
    let mut driver = with_goals(&[("Nukun", "8.2.2017")]);
    driver.keys("4s").retype("3.2.2017<tab>sairas<c-s>").sees("Päivä on jo mennyt.");
    driver.keys("<esc>");
    assert_eq!(driver.text(REVIEWS), "1 due 2017-02-08");
}

#[test]
fn a_goal_that_has_ended_is_corrected_with_a_reason() {
    let mut driver = with_goals(&[("Nukunn öisin", "6.2.2017")]);
    driver.keys("v<tab><tab><tab>saavutettu<c-s><c-s>").says("Tallennettu");
    driver.select("Nukunn").keys("<enter>").sees("Tavoitteen korjaus: Virtanen Aino").sees("sen syy jää lokiin");
    driver.retype("Nukun öisin<c-s>").sees("Tämä kenttä on täytettävä").keys("Kirjoitusvirhe<c-s>").says("Tallennettu");
    driver.sees("Nukun öisin");
    assert_eq!(driver.text(REASON), "Kirjoitusvirhe");
    driver.keys("u").says("Kumottu: tavoite").sees("Nukunn öisin");
}

#[test]
fn a_customership_that_is_over_keeps_its_goals_but_for_a_correction() {
    let mut driver = with_goals(&[("Nukunn", "6.2.2017")]);
    let today = crate::driver::TODAY;
    let open = EpisodeFields { state: EpisodeState::Open, opened: Some(today), ..EpisodeFields::pending(today) };
    let closed = EpisodeFields {
        state: EpisodeState::Closed,
        closed: Some(today),
        close_reason: Some("moved".into()),
        outcome: Some("moved".into()),
        final_waiver: Some("moved".into()),
        ..open.clone()
    };
    for (rev, fields) in [(1, open), (2, closed)] {
        driver.store().change(&Change::EditEpisode { id: EpisodeId(1), rev, fields }, None).unwrap();
    }
    driver.keys("<f5>v").says("Asiakkaalla ei ole voimassa olevaa asiakkuutta.");
    driver.select("Nukunn").keys("<enter>").sees("Tavoitteen korjaus");
    driver.retype("Nukun<c-s>").keys("Kirjoitusvirhe<c-s>").says("Tallennettu");
    assert_eq!(driver.text("SELECT text FROM goal"), "Nukun");
    assert_eq!(driver.text(REASON), "Kirjoitusvirhe");
}

#[test]
fn a_held_review_is_corrected_from_the_timeline() {
    let mut driver = two();
    driver.keys("v1<enter>0<enter>Sujuu hyvin.<c-s>").says("Tallennettu");
    driver.select("väliarviointi").keys("<enter>").sees("Arvioinnin korjaus: Virtanen Aino 6.2.2017");
    driver.keys("-1<c-s>").sees("Tämä kenttä on täytettävä").keys("Väärä rivi<c-s>").says("Tallennettu");
    assert_eq!(driver.text(SCORES), "-1/0");
    assert_eq!(driver.text(REASON), "Väärä rivi");
    driver.keys("u").says("Kumottu: arviointi");
    assert_eq!(driver.text(SCORES), "1/0");
}

#[test]
fn nobody_overwrites_what_a_colleague_has_found() {
    let mut driver = two();
    driver.keys("v1<enter>1<enter>Jo parempi uni.");
    let mut other = driver.beside();
    other.look_up("virt").keys("v<tab><tab><tab>saavutettu<c-s>").says("Tallennettu");
    driver.keys("<c-s>").sees("Käyn ryhmässä").does_not_see("Nukun öisin");
    driver.sees("Näille ei ole enää kenttää: \"Jo parempi uni.\"");
    assert_eq!(driver.number("SELECT count(*) FROM meeting"), 1);
}

/// A customership that was closed on the strength of its final review does not lose it.
#[test]
fn a_final_review_is_not_taken_back_once_a_colleague_has_closed_the_customership() {
    let mut driver = with_goals(&[("Nukun", "6.2.2017")]);
    let today = crate::driver::TODAY;
    let open = EpisodeFields { state: EpisodeState::Open, opened: Some(today), ..EpisodeFields::pending(today) };
    driver.store().change(&Change::EditEpisode { id: EpisodeId(1), rev: 1, fields: open.clone() }, None).unwrap();
    driver.keys("<f5>v<up>loppu<tab><tab><tab><tab>saavutettu<c-s>").says("Loppuarvio on kirjattu.");
    let closed = EpisodeFields {
        state: EpisodeState::Closed,
        closed: Some(today),
        close_reason: Some("goals_reached".into()),
        outcome: Some("study".into()),
        ..open
    };
    let mut other = driver.beside();
    other.store().change(&Change::EditEpisode { id: EpisodeId(1), rev: 2, fields: closed }, None).unwrap();
    driver.keys("u");
    assert_eq!(driver.number("SELECT count(*) FROM meeting WHERE kind = 'final'"), 1);
    assert_eq!(driver.text("SELECT state FROM goal"), "achieved");
}

#[test]
fn a_half_typed_review_comes_back() {
    let mut driver = two();
    driver.keys("v1<enter>1<enter>Jo parempi uni.").pause();
    let mut driver = driver.again();
    driver.sees("Arviointi").select("Virtanen Aino").keys("<enter>").sees("Jo parempi uni.").sees("+1 enemmän");
    driver.keys("<c-s>").says("Tallennettu");
    assert_eq!(driver.text(SCORES), "1/1");
}

#[test]
fn the_same_in_swedish_and_in_english() {
    let said = [
        (
            Lang::Sv,
            "Bedömning: Virtanen Aino",
            "mer än man hoppades",
            "klienten +1 · arbetaren -2 (6.2.2017)",
            "mellanbedömning",
        ),
        (Lang::En, "Review: Virtanen Aino", "more than hoped", "client +1 · worker -2 (6.2.2017)", "interim review"),
    ];
    for (lang, title, anchor, scores, event) in said {
        let mut driver = Driver::start(Content::Empty, lang, (80, 24));
        driver.keys("nVirtanen<tab>Aino<c-s>tSover<c-s>v").sees(title).keys("1<enter>-2").sees(&format!("+1 {anchor}"));
        driver.keys("<c-s>").sees(scores).keys("<end>").sees(event);
        driver.keys("4<end>s<tab>x<c-s>");
        assert_eq!(driver.text(REVIEWS), "1 done 2017-05-08, 1 due 2017-05-15");
    }
}
