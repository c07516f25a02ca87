//! Restricted clients: those named see them, others a given name at most; who opens one says why.

use chrono::Days;
use rinnalla::domain::ids::ClientId;
use rinnalla::domain::lang::Lang;
use rinnalla::domain::worker::Role;
use rinnalla::store::workers;

use super::driver::{COLLEAGUE, Driver, ME, TODAY};

const WHO: &str = "hämäläinen päivi";

fn reference(driver: &Driver) -> String {
    driver.text("SELECT ref FROM main.client WHERE family_name = 'Hämäläinen' AND given_name = 'Päivi'")
}

/// Satu, an admin, restricts Hämäläinen Päivi to herself and whoever else the form proposes, taking Mikko away.
fn restricted() -> Driver {
    let mut driver = Driver::demo();
    driver.look_up(WHO).keys("xTuttu tiimissä<c-s>").says("Asiakas on rajattu");
    driver.sees("RAJATTU: ");
    let mikko = "DELETE FROM client_access WHERE worker_id = (SELECT id FROM worker WHERE login = 'mikko')";
    driver.store().write(|tx| Ok(tx.execute(mikko, [])?)).unwrap();
    driver
}

#[test]
fn who_is_not_named_finds_neither_name_nor_trace() {
    let driver = restricted();
    let mut mikko = driver.of(COLLEAGUE, Lang::Fi);
    mikko.look_up(WHO).says("Ei osumia");
    let reference = reference(&driver);
    mikko.keys("<esc>").look_up(&reference).says("Ei osumia").keys("<esc>");
    for keys in ["1o", "2o", "4o", "5"] {
        mikko.keys(keys).does_not_see("Hämäläinen Päivi");
    }
}

#[test]
fn on_a_roster_others_see_the_given_name_and_mark_it() {
    let mut driver = restricted();
    let group = "SELECT a.name FROM enrolment e JOIN activity a ON a.id = e.activity_id JOIN client c ON c.id = e.client_id \
        WHERE c.family_name = 'Hämäläinen' AND c.given_name = 'Päivi' AND e.state = 'enrolled' ORDER BY a.id LIMIT 1";
    let group = driver.text(group);
    assert_ne!(group, "–", "she is in a group");
    driver.keys("/").keys(&group).keys("<enter>").sees("Hämäläinen Päivi");
    let people = |driver: &Driver| driver.title().split("  ").next().map(String::from);
    let all = people(&driver);
    let mut mikko = driver.of(COLLEAGUE, Lang::Fi);
    mikko.keys("/").keys(&group).keys("<enter>").does_not_see("Hämäläinen Päivi");
    mikko.select("Päivi").keys(" ");
    assert_eq!(people(&mikko), all, "totals count everybody");
    mikko.select("Päivi").keys("<enter>").says("Asiakas on rajattu").sees(&group);
    driver.wakes().sees("Hämäläinen Päivi");
}

#[test]
fn a_restriction_takes_effect_on_open_screens() {
    let mut driver = Driver::demo();
    let mut jarno = driver.of("jarno", Lang::Fi);
    jarno.keys("2o").look_up(WHO).sees("Hämäläinen Päivi");
    driver.look_up(WHO).keys("xTuttu<c-s>").says("Asiakas on rajattu");
    jarno.wakes().says("Asiakas on rajattu").does_not_see("Hämäläinen Päivi");
    jarno.keys("/päivi häm").does_not_see("Hämäläinen Päivi");
    driver.keys("u").says("Kumottu");
    jarno.wakes().keys("<esc>").look_up(WHO).sees("Hämäläinen Päivi");
}

#[test]
fn breaking_the_glass_lasts_a_day_and_is_never_undone() {
    let driver = restricted();
    let reference = reference(&driver);
    let mut mikko = driver.of(COLLEAGUE, Lang::Fi);
    mikko.keys("/avaa raj<enter>").sees("Avaus ja käyttötarkoitus jäävät lokiin");
    mikko.keys("2010-999<tab>Hätä<c-s>").sees("Tällä tunnuksella ei ole asiakasta");
    mikko.retype(&reference).keys("<tab>").retype("").keys("<c-s>").sees("on täytettävä");
    mikko.keys("Poliisi pyytää yhteyttä<c-s>").sees("Hämäläinen Päivi").says("auki tämän päivän");
    let why = "SELECT reason || ' ' || worker_id FROM log WHERE entity = 'client_access' AND reason LIKE 'Poliisi%'";
    let id = mikko.number("SELECT id FROM worker WHERE login = 'mikko'");
    assert_eq!(mikko.text(why), format!("Poliisi pyytää yhteyttä {id}"));
    mikko.keys("u").says("Kumottavaa ei ole").sees("Hämäläinen Päivi");
    mikko.keys("<end>").new_day(TODAY + Days::new(1)).does_not_see("Hämäläinen Päivi").says("Asiakas on rajattu");
}

#[test]
fn who_answers_for_the_team_sees_why_and_says_so() {
    let mut driver = restricted();
    let reference = reference(&driver);
    let mut mikko = driver.of(COLLEAGUE, Lang::Fi);
    mikko.keys("/avaa raj<enter>").keys(&reference).keys("<tab>Poliisi pyytää yhteyttä<c-s>");
    mikko.keys("/rajattujen<enter>").does_not_see("Rajattujen asiakkaiden avaukset");
    let mut leena = driver.of("leena", Lang::Fi);
    leena.select("rajattu asiakas avattu").sees("Huomaa").sees(&reference).does_not_see("Hämäläinen Päivi");
    driver.keys("1").wakes().select("rajattu asiakas avattu");
    leena.keys("/rajattujen<enter>").sees("1 kuittaamatta").sees("Poliisi pyytää yhteyttä").sees(&reference);
    leena.does_not_see("Hämäläinen Päivi");
    leena.keys("v").says("kuitattu nähdyksi").sees("0 kuittaamatta").keys("v").says("ei ole kuitattavaa");
    leena.keys("u").says("Kumottavaa ei ole");
    driver.wakes().keys("/rajattujen<enter>").sees("Leena 6.2.2017");
    let undone = driver.store().write(|tx| Ok(tx.execute("DELETE FROM client_access WHERE kind = 'break_glass'", [])?));
    assert!(undone.is_err(), "not even the program's own SQL takes it back");
}

#[test]
fn one_key_on_today_says_that_an_opening_has_been_seen() {
    let driver = restricted();
    let reference = reference(&driver);
    driver.of(COLLEAGUE, Lang::Fi).keys("/avaa raj<enter>").keys(&reference).keys("<tab>Hätä<c-s>");
    let mut leena = driver.of("leena", Lang::Fi);
    leena.select("rajattu asiakas avattu").keys("<enter>").sees("Hätä").keys("<esc>");
    leena.select("rajattu asiakas avattu").keys("c").says("Asiakas on rajattu");
    leena.select("rajattu asiakas avattu").keys("v").does_not_see("rajattu asiakas avattu");
    let noted = "SELECT w.login || ' ' || noted_on FROM client_access JOIN worker w ON w.id = noted_by";
    assert_eq!(leena.text(noted), "leena 2017-02-06");
    driver.of(COLLEAGUE, Lang::Fi).does_not_see("rajattu asiakas avattu");
}

#[test]
fn nobody_answers_for_an_opening_of_their_own() {
    let driver = restricted();
    let reference = reference(&driver);
    let mut leena = driver.of("leena", Lang::Sv);
    leena.keys("/öppna beg<enter>").keys(&reference).keys("<tab>Brådskande<c-s>").sees("Hämäläinen Päivi");
    leena.keys("/öppnade beg<enter>").sees("1 okvitterade").keys("v").says("Man kan inte själv kvittera");
    let mut satu = driver.of(ME, Lang::En);
    satu.keys("/openings<enter>").sees("Brådskande").keys("v").says("marked as seen");
}

#[test]
fn a_worker_restricts_their_own_clients_only() {
    let driver = Driver::demo();
    let mut jarno = driver.of("jarno", Lang::Fi);
    let theirs = "SELECT c.family_name || ' ' || c.given_name FROM client c JOIN episode e ON e.client_id = c.id \
        JOIN assignment a ON a.episode_id = e.id AND a.ends IS NULL JOIN worker w ON w.id = a.worker_id \
        WHERE e.state = 'open' AND w.login = 'jarno' ORDER BY c.id LIMIT 1";
    let others = theirs.replace("= 'jarno'", "= 'mikko'");
    let (own, other) = (jarno.text(theirs), jarno.text(&others));
    jarno.look_up(&other).keys("x").says("rajata vain omatyöntekijä, tiiminvetäjä tai pääkäyttäjä");
    jarno.keys("<esc>").look_up(&own).keys("xPyynnöstä<c-s>").sees("RAJATTU: Jarno");
    driver.of("mikko", Lang::Fi).look_up(&own).says("Ei osumia");
    jarno.keys("x<up> <tab>Ei enää tarpeen<c-s>").says("Rajaus on purettu");
    driver.of("mikko", Lang::Fi).look_up(&own).sees(&own);
}

#[test]
fn a_restriction_by_name_and_until_a_day() {
    let mut driver = Driver::demo();
    let last = driver.text("SELECT login FROM worker ORDER BY id DESC LIMIT 1");
    driver.look_up(WHO).keys("xTuttu<tab>10.2.");
    // The workers are the last fields, in their order.
    driver.keys("<backtab><backtab><backtab> <c-s>").sees("10.2.2017 asti");
    let mut named = driver.of(&last, Lang::Fi);
    named.look_up(WHO).sees("Hämäläinen Päivi");
    named.new_day(TODAY + Days::new(4)).sees("Hämäläinen Päivi");
    named.new_day(TODAY + Days::new(5)).does_not_see("Hämäläinen Päivi");
}

/// Mikko is let go, in the middle of his sitting.
fn leaves(driver: &mut Driver) {
    let end = "UPDATE worker SET active = 0, rev = rev + 1 WHERE login = ?1";
    driver.store().write(|tx| Ok(tx.execute(end, [COLLEAGUE])?)).unwrap();
}

#[test]
fn who_has_left_the_team_is_shown_nothing_more() {
    let mut driver = Driver::demo();
    let mut mikko = driver.of(COLLEAGUE, Lang::Fi);
    mikko.look_up(WHO).keys("nKesken");
    leaves(&mut driver);
    mikko.wakes().sees("Sinulla ei ole enää oikeutta").does_not_see("Kesken").does_not_see("Hämäläinen");
    mikko.keys("1");
    assert!(mikko.has_quit());
}

#[test]
fn who_has_left_writes_nothing_more() {
    let mut driver = Driver::demo();
    let mut mikko = driver.of(COLLEAGUE, Lang::Fi);
    let notes = driver.number("SELECT count(*) FROM note");
    mikko.look_up(WHO).keys("nKesken");
    leaves(&mut driver);
    mikko.keys("<c-s>").sees("Sinulla ei ole enää oikeutta");
    assert_eq!(driver.number("SELECT count(*) FROM note"), notes);
}

#[test]
fn an_auditor_sees_no_client_and_changes_nothing() {
    let mut driver = Driver::demo();
    driver.store().write(|tx| workers::add(tx, "veikko", "Veikko Valvoja", Role::Auditor)).unwrap();
    let family: Vec<String> =
        driver.text("SELECT group_concat(DISTINCT family_name) FROM client").split(',').map(String::from).collect();
    let mut auditor = driver.of("veikko", Lang::Fi);
    for keys in ["1o", "2o", "3<enter>", "4o", "5", "/päivi"] {
        auditor.keys(keys);
        for name in &family {
            assert!(!auditor.screen().contains(&format!(" {name} ")), "{name}:\n{}", auditor.screen());
        }
        auditor.keys("<esc><esc>");
    }
    let before = driver.number("SELECT max(id) FROM log");
    auditor.keys("/uusi asi<enter><esc>").keys("2nUusi<tab>Ulla<c-s>");
    auditor.sees("Tämän voi tehdä vain työntekijä, tiiminvetäjä tai pääkäyttäjä");
    assert_eq!(driver.number("SELECT max(id) FROM log"), before);
    assert_eq!(ClientId(auditor.number("SELECT count(*) FROM client")), ClientId(0));
}
