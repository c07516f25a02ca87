//! Two records of one person: proposed in the office, compared, merged, taken back, parted again.

use rinnalla::domain::lang::Lang;

use crate::driver::{Content, Driver};

const MERGED: &str = "SELECT count(*) FROM main.client WHERE merged_into IS NOT NULL";
const PHONES: &str = "SELECT group_concat(ref || ' ' || coalesce(phone, '–'), ', ') FROM client";

/// The same person twice: the second record has another telephone, a note and a goal of its own.
fn twice(lang: Lang) -> Driver {
    let mut driver = Driver::start(Content::Empty, lang, (80, 24));
    driver.keys("nVirtanen<tab>Aino<tab>4.3.1990<tab>040 123 4567<c-s>nSoitti.<c-s>");
    driver.keys("1nVirtanen<tab>Ainö<tab>4.3.1990<tab>050 765 4321<c-s>");
    // Somebody like this is there already: saving again means somebody else.
    driver.keys("<c-s>");
    driver.keys("nKävi.<c-s>nSoitti taas.<c-s>");
    driver
}

#[test]
fn a_pair_is_compared_merged_and_taken_back() {
    let mut driver = twice(Lang::Fi);
    driver.keys("8").select("Samat henkilöt?").keys("<enter>").sees("Näyttävät samalta henkilöltä 1");
    // Who has more is proposed to stay.
    driver.sees("Virtanen Ainö (2017-002)").sees("? Virtanen Aino (2017-001)").sees("vireillä, Satu · kirjauksia 2");
    driver.keys("<enter>").sees("Virtanen Ainö ja Virtanen Aino samaksi").sees("Ristiriitoja 2 (≠), katsomatta 1");
    driver.sees("Siirtyy: asiakkuuksia 1, kirjauksia 1.");
    // The name was misspelt here; the number is the new one.
    driver.select("Nimi").sees("● Virtanen Ainö").keys(" ").sees("○ Virtanen Ainö").sees("● Virtanen Aino");
    driver.select("Tunnus").keys(" ").says("Tässä ei ole valittavaa");
    driver
        .keys("<c-s>")
        .says("Tarkista tämä ristiriita ja jatka")
        .keys("<c-s>")
        .says("Yhdistetty. Myös vanha tunnus 2017-001 avaa tämän kortin. u kumoaa.");
    assert!(driver.title().trim().starts_with("Virtanen Aino "));
    driver.sees("050 765 4321").keys("<end>").sees("Soitti.");
    assert_eq!((driver.number(MERGED), driver.text(PHONES)), (1, "2017-002 050 765 4321".into()));
    driver.keys("u").says("Kumottu: kahden asiakkaan tietojen yhdistäminen");
    assert_eq!(driver.number(MERGED), 0);
    assert_eq!(driver.text(PHONES), "2017-001 040 123 4567, 2017-002 050 765 4321");
}

#[test]
fn what_was_merged_is_found_by_either_reference_and_parted_later() {
    let mut driver = twice(Lang::Fi);
    driver
        .keys("8")
        .select("Samat henkilöt?")
        .keys("<enter><enter><c-s>")
        .says("Tarkista tämä ristiriita")
        .keys("<c-s>")
        .says("Yhdistetty");
    driver.look_up("2017-001").sees("2017-002").keys("<end>").sees("Soitti.");
    driver.keys("nSoitti yhdistämisen jälkeen.<c-s>");
    let mut driver = driver.again();
    driver.keys("8").select("Samat henkilöt?").keys("<enter>").sees("Yhdistetyt 1");
    driver.select("Virtanen Aino (2017-001) → Virtanen Ainö (2017-002)").keys("<enter>");
    driver.sees("Palautuu erotettavalle: asiakkuuksia 1, kirjauksia 1.");
    driver.sees("Yhdistämisen jälkeen tullut jää: kirjauksia 1.");
    driver.keys("Olikin naapuri<c-s>").says("Erotettu kahdeksi: Virtanen Aino (2017-001) on taas oma asiakkaansa.");
    assert_eq!(driver.number(MERGED), 0);
    assert_eq!(driver.text("SELECT group_concat(client_id) FROM note"), "1,2,2,2");
    assert_eq!(driver.text("SELECT reason FROM log ORDER BY id DESC LIMIT 1"), "Olikin naapuri");
    // They are proposed anew until somebody says that they are two.
    driver.sees("Näyttävät samalta henkilöltä 1").keys("<home>d").says("Merkitty eri henkilöiksi");
    driver.sees("Kukaan ei näytä olevan täällä kahdesti");
    driver.keys("u").says("Kumottu: merkintä, että kaksi asiakasta on eri henkilöitä").sees("Virtanen Ainö (2017-002)");
}

#[test]
fn any_two_are_merged_from_the_card() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>1nLahtinen<tab>Aino<c-s>nSoitti.<c-s>");
    driver.keys("h").sees("Kuka on sama kuin Lahtinen Aino?").keys("lahti<enter>").says("Valitse se toinen");
    driver.keys("<c-u>virta<enter>").sees("Lahtinen Aino ja Virtanen Aino samaksi");
    // The married name is the one of the other record, which is to stay.
    driver.keys("x").sees("Virtanen Aino ja Lahtinen Aino samaksi").sees("● Lahtinen Aino");
    driver.select("Nimi").keys("<right>").keys("<c-s>").says("Yhdistetty");
    assert!(driver.title().trim().starts_with("Virtanen Aino "));
    driver.sees("Soitti.");
    assert_eq!(driver.text("SELECT ref FROM client"), "2017-001");
    driver.look_up("lahtinen").sees("Soitti.");
}

#[test]
fn a_colleagues_change_meanwhile_is_shown_before_anything_is_merged() {
    let mut driver = twice(Lang::Fi);
    let mut colleague = driver.beside();
    driver.keys("8").select("Samat henkilöt?").keys("<enter><enter>").select("Puhelin").keys(" ");
    colleague.look_up("2017-001").keys("nKollegan kirjaus.<c-s>").says("Tallennettu");
    driver.keys("<c-s>").sees("Joku muutti tietoja sillä välin").sees("kirjauksia 2");
    assert_eq!(driver.number(MERGED), 0);
    // What was chosen is still chosen.
    driver.keys("<c-s>").says("Yhdistetty");
    assert_eq!(driver.text(PHONES), "2017-002 040 123 4567");
    colleague.keys("<down>").wakes().says("Satu: kahden asiakkaan tietojen yhdistäminen");
    // The card that was open there is the merged one now.
    colleague.keys("<f5>").sees("Soitti.").keys("nJatkuu tässä.<c-s>").says("Tallennettu").sees("Jatkuu tässä.");
    assert_eq!(colleague.number("SELECT count(*) FROM note WHERE client_id = 1"), 0);
}

#[test]
fn who_does_not_see_one_of_them_hears_of_no_pair() {
    let mut driver = twice(Lang::Fi);
    let mut colleague = driver.beside();
    // The colleague loses sight of the first one.
    driver.look_up("2017-001").keys("xTuttu tiimissä<c-s>").says("Asiakas on rajattu");
    assert_eq!(driver.number("SELECT restricted FROM main.client WHERE id = 1"), 1);
    colleague.keys("8").select("Samat henkilöt?").keys("<enter>").sees("Kukaan ei näytä olevan täällä kahdesti");
    colleague.look_up("2017-002").keys("h").keys("virtanen").does_not_see("2017-001").does_not_see("Virtanen Aino ");
    driver
        .keys("8")
        .select("Samat henkilöt?")
        .keys("<enter><enter>")
        .sees("Rajattu")
        .keys("<c-s><c-s>")
        .says("Yhdistetty");
    assert_eq!(driver.number("SELECT restricted FROM main.client WHERE id = 2"), 1);
    colleague.wakes().keys("<esc>").keys("<c-f>virtanen").does_not_see("Virtanen Ain");
}

#[test]
fn merging_in_swedish_and_in_english() {
    for (lang, door, merged) in
        [(Lang::Sv, "Samma personer?", "Sammanslagna."), (Lang::En, "The same people?", "Merged.")]
    {
        let mut driver = twice(lang);
        driver.keys("8").select(door).keys("<enter><enter><c-s><c-s>").says(merged).keys("u");
        assert_eq!(driver.number(MERGED), 0);
    }
}
