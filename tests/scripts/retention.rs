//! Times to keep: whose are over stands in the office, removing is a command's, and the figures of the years stay.

use chrono::NaiveDate;
use rinnalla::domain::ids::ClientId;
use rinnalla::domain::lang::Lang;
use rinnalla::store::retention;

use crate::driver::{COLLEAGUE, Driver, ME};

fn late() -> NaiveDate {
    "2035-02-06".parse().unwrap()
}

/// A leap of years on an open screen.
fn in_2035() -> Driver {
    let mut driver = Driver::demo();
    driver.new_day(late());
    driver.store().live_by(late);
    driver
}

#[test]
fn the_office_lists_whose_time_is_over_and_says_the_command() {
    let mut driver = Driver::demo();
    driver.keys("8").select("Säilytysajat").keys("<enter>").sees("Säilytysajat · päättynyt 0");
    driver.sees("Tiedot säilytetään 10 vuotta asiakkuuden päättymisestä");
    driver.new_day(late()).does_not_see("päättynyt 0").sees("asiakkuuden päättymisestä");
    let first = retention::over(driver.store().reader(), late()).unwrap().remove(0);
    driver
        .keys("<home>")
        .sees(&format!("rinnalla retention --remove {}", first.reference))
        .sees("Poistoa ei voi kumota");
    let name = first.name.unwrap();
    driver.sees(&name).keys("<enter>").sees("Asiakkuus").sees(&name).keys("<esc>").sees("Säilytysajat · päättynyt");
    assert_eq!(driver.number("SELECT count(*) FROM log WHERE entity = 'over_time' AND act = 'view'"), 1);
}

#[test]
fn the_list_is_for_who_may_remove_and_names_whom_they_may_see() {
    let driver = in_2035();
    let mut mikko = driver.of(COLLEAGUE, Lang::Fi);
    mikko.keys("8").select("Säilytysajat").keys("<enter>");
    mikko.says("Säilytysajat näkee ja tiedot poistaa tiiminvetäjä tai pääkäyttäjä");
    let mut leena = driver.of("leena", Lang::Fi);
    let over = retention::over(leena.store().reader(), late()).unwrap().remove(0);
    let restrict = format!("UPDATE main.client SET restricted = 1 WHERE id = {}", over.client.0);
    let mut satu = driver.of(ME, Lang::Fi);
    satu.store()
        .write(|tx| {
            let named = "INSERT INTO client_access(client_id, worker_id, kind, granted_on) \
                SELECT ?1, id, 'named', '2017-01-01' FROM worker WHERE login = 'kokeilija'";
            tx.execute(named, [over.client])?;
            Ok(tx.execute(&restrict, [])?)
        })
        .unwrap();
    leena.wakes().keys("8").select("Säilytysajat").keys("<enter>").new_day(late());
    leena.sees(&over.reference).does_not_see(&over.name.unwrap());
    leena.select(&over.reference).keys("<enter>").says("Valitse ensin asiakas");
}

#[test]
fn a_year_whose_records_were_removed_shows_its_figures_and_nobody_behind_them() {
    let mut driver = in_2035();
    let over = retention::over(driver.store().reader(), late()).unwrap();
    let gone: Vec<ClientId> = over.iter().map(|aged| aged.client).collect();
    let list = |driver: &mut Driver| {
        driver
            .keys("7g")
            .retype("1.1.2016<tab>")
            .retype("31.12.2016<c-s>")
            .sees("Tilastot 2016")
            .select("Mihin siirryttiin");
        driver
            .keys("<enter><right>")
            .screen()
            .lines()
            .filter(|line| line.contains('%'))
            .map(String::from)
            .collect::<Vec<_>>()
    };
    let before = list(&mut driver);
    driver.keys("<enter>").sees("Henkilöt 1: Muuttanut").keys("<esc>").does_not_see("otettiin talteen");
    driver.store().remove_records(&gone, late()).unwrap().wiped.unwrap();
    let after = list(&mut driver);
    assert_eq!(after, before);
    driver.sees("Luvut otettiin talteen 6.2.2035").keys("<enter>").says("Luvun takana olevia ei voi enää luetella");
    driver.keys("v").sees("Luvut otettiin talteen").keys("v");
    // A part of the year, or of the work, is counted from what is left.
    driver.keys("f").sees("Rajaa").keys("<esc>");
    driver.keys("g").retype("1.1.2016<tab>").retype("30.6.2016<c-s>").sees("Luvuista puuttuvat asiakkaat");
    driver.keys("u").says("Kumottavaa ei ole");
}
