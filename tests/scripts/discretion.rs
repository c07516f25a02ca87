//! Somebody is coming: names are hidden; nobody is there: nothing is shown.

use super::driver::Driver;

#[test]
fn one_key_hides_every_name_and_brings_it_back() {
    let mut driver = Driver::demo();
    let family = "SELECT family_name FROM client WHERE id = (SELECT client_id FROM note ORDER BY id LIMIT 1)";
    let family = driver.text(family);
    driver.keys("m").says("Nimet on piilotettu");
    let families: Vec<String> =
        driver.text("SELECT group_concat(DISTINCT family_name) FROM client").split(',').map(str::to_string).collect();
    assert!(families.len() > 50);
    for keys in ["1", "2", "2o", "3<enter>", "4o", "5", "6", "2o<enter>", "2oe"] {
        driver.keys(keys);
        for name in &families {
            let seen = driver.screen();
            let word = |line: &str| line.split(|c: char| !c.is_alphabetic()).any(|word| word == name);
            assert!(!seen.lines().any(word), "{name} after {keys}:\n{seen}");
        }
        driver.keys("<esc>");
    }
    driver.keys("2m").says("Nimet näkyvät taas");
    driver.keys("o").sees(&family[..1]);
    assert!(families.iter().any(|name| driver.screen().contains(name.as_str())));
}

#[test]
fn a_new_name_is_hidden_as_soon_as_it_is_saved() {
    let mut driver = Driver::empty();
    driver.keys("mnÅkerlund<tab>Tordis<c-s>").does_not_see("Åkerlund").does_not_see("Tordis");
    driver.keys("2").does_not_see("Åkerlund").sees("Å.");
}

#[test]
fn a_screen_left_alone_shows_nothing_and_the_key_that_wakes_it_does_nothing_else() {
    let mut driver = Driver::demo();
    driver.look_up("hämäläinen päivi").keys("nPuhelu kesken");
    driver.rests().sees("Näyttö on tyhjennetty").does_not_see("Hämäläinen").does_not_see("Puhelu");
    driver.keys("x").sees("Puhelu kesken").does_not_see("keskenx");
    driver.keys("!").sees("Puhelu kesken!");
}
