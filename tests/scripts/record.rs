//! All about a client as a file, from the card: as what, with what to know first, and in the log.

use rinnalla::domain::lang::Lang;

use super::driver::{COLLEAGUE, Driver};

const WHO: &str = "hämäläinen päivi";

#[test]
fn p_on_the_card_writes_all_about_the_client_in_one_of_three_shapes() {
    let mut driver = Driver::demo();
    driver
        .look_up(WHO)
        .keys("p")
        .sees("Kaikki asiakkaan tiedot hänelle itselleen")
        .sees("Lue tiedosto ennen kuin annat");
    driver.does_not_see("turvakielto").sees("Tulostettava sivu").keys("<c-s>").says("asiakkaan-tiedot.html");
    let (name, html) = &driver.written()[0];
    assert_eq!(name, "asiakkaan-tiedot.html", "whom it is about is not in the name");
    assert!(html.contains("<h1>Tiedot asiakkaasta Hämäläinen Päivi</h1>"), "{html}");
    driver.sees("Hämäläinen Päivi").keys("p<right><c-s>").says("asiakkaan-tiedot.txt");
    assert!(driver.written()[1].1.starts_with("Tiedot asiakkaasta Hämäläinen Päivi\n===="));
    driver.keys("p<right><right><c-s>").says("asiakkaan-tiedot.json");
    assert!(driver.written()[2].1.contains("\"family_name\": \"Hämäläinen\""));
    let logged = "SELECT count(*) FROM log WHERE act = 'export' AND entity = 'record' AND client_id IS NOT NULL";
    assert_eq!(driver.number(logged), 3);
    driver.keys("p<esc>").sees("Hämäläinen Päivi");
    assert_eq!(driver.number(logged), 3, "nothing left");
}

#[test]
fn who_is_protected_is_told_so_before_the_file_is_there() {
    let mut driver = Driver::demo();
    let name = driver.text("SELECT family_name || ' ' || given_name FROM client WHERE non_disclosure = 1 LIMIT 1");
    driver.look_up(&name).keys("p").sees("turvakielto").sees("vain hänelle itselleen").keys("<c-s>").says("html");
}

#[test]
fn others_are_told_who_may() {
    let driver = Driver::demo();
    let mut mikko = driver.of(COLLEAGUE, Lang::Fi);
    mikko.look_up(WHO).keys("p").says("tiiminvetäjä").does_not_see("Lue tiedosto");
    assert!(mikko.written().is_empty());
}
