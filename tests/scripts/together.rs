//! Two sessions on one file.

use rinnalla::store::request::Query;

use crate::driver::{Driver, TODAY};

/// A client, with both workers on the card.
fn both_on_card() -> (Driver, Driver) {
    let mut mine = Driver::empty();
    mine.keys("nVirtanen<tab>Aino<c-s>");
    let mut theirs = mine.beside();
    theirs.look_up("virt").sees("Aikajana");
    (mine, theirs)
}

const NAME: &str = "SELECT family_name || ' ' || given_name FROM client";

#[test]
fn a_stale_save_is_refused_the_text_stays_and_nothing_is_overwritten() {
    let (mut mine, mut theirs) = both_on_card();
    mine.keys("e").retype("Salo");
    theirs.keys("e<tab>").retype("Eino<c-s>").says("Tallennettu");
    mine.wakes().keys("<c-s>").sees("Tiedot ovat muuttuneet").sees("Salo");
    assert_eq!(mine.text(NAME), "Virtanen Eino");

    // What both have changed is shown side by side; what only the colleague has changed is taken over.
    mine.sees("työtoveri on muuttanut tämän sillä välin").sees("Eino");
    mine.keys("<esc>").sees("Virtanen Eino").keys("e").sees("Keskeneräinen luonnos").sees("Salo").sees("Eino");
    mine.keys("<c-x>e").sees("Eino").does_not_see("Salo").retype("Salo<c-s>").says("Tallennettu");
    assert_eq!(mine.text(NAME), "Salo Eino");
}

#[test]
fn undo_is_refused_when_a_colleague_has_worked_on_the_row_since() {
    let (mut mine, mut theirs) = both_on_card();
    mine.keys("e").retype("Salo<c-s>").says("Tallennettu");
    theirs.wakes().keys("e<tab>").retype("Eino<c-s>").says("Tallennettu");
    mine.wakes().keys("u").says("Muutosta ei voi kumota");
    assert_eq!(mine.text(NAME), "Salo Eino");
}

#[test]
fn what_both_have_changed_is_shown_side_by_side_and_saved_only_knowingly() {
    let (mut mine, mut theirs) = both_on_card();
    mine.keys("e").retype("Salo");
    theirs.keys("e").retype("Koski<c-s>").says("Tallennettu");
    mine.wakes().keys("<c-s>").sees("Tiedot ovat muuttuneet").sees("Salo").sees("tiedostossa: Koski");
    assert_eq!(mine.text(NAME), "Koski Aino");
    mine.keys("<c-s>").says("Tallennettu");
    assert_eq!(mine.text(NAME), "Salo Aino");
}

#[test]
fn nobody_undoes_what_another_did() {
    let (mine, mut theirs) = both_on_card();
    theirs.keys("u").says("Kumottavaa ei ole");
    assert_eq!(mine.text(NAME), "Virtanen Aino");
}

#[test]
fn what_a_colleague_does_is_seen_as_soon_as_it_is_known() {
    let (mut mine, mut theirs) = both_on_card();
    theirs.keys("nSoitti.<c-s>");
    mine.does_not_see("Soitti.");
    mine.wakes().sees("Soitti.");
}

#[test]
fn a_form_is_not_disturbed_by_a_colleague() {
    let (mut mine, mut theirs) = both_on_card();
    mine.keys("nPuhelu kesk");
    theirs.keys("nSoitti.<c-s>");
    mine.wakes().keys("en<c-s>").says("Tallennettu").sees("Puhelu kesken").keys("<end>").sees("Soitti.");
}

#[test]
fn drafts_are_ones_own() {
    let (mut mine, mut theirs) = both_on_card();
    mine.keys("nSalaista<esc>");
    theirs.keys("1").does_not_see("Kesken jäänyt").keys("/virt<enter>n").does_not_see("Salaista");
}

#[test]
fn nothing_is_asked_when_nothing_has_changed() {
    let (mut mine, _theirs) = both_on_card();
    mine.keys("1<down>");
    assert_eq!(mine.asked(), [], "moving about asks nothing");
    let before = mine.buffer().clone();
    mine.wakes();
    assert_eq!(mine.asked(), [], "a wake-up without a commit asks nothing");
    assert_eq!(*mine.buffer(), before);
    mine.keys("?");
    assert_eq!(mine.asked(), [], "the help needs no file");
    mine.keys("<esc><f5>");
    assert_eq!(mine.asked(), [Query::Lists, Query::Today { today: TODAY, everyone: false }]);
}

#[test]
fn a_mark_asks_for_the_roster_and_for_nothing_else() {
    let mut driver = Driver::demo();
    driver.keys("3").select("Arjen taidot").keys("<enter> ");
    assert!(matches!(driver.asked(), [Query::Roster { .. }]), "{:?}", driver.asked());
}

/// Two colleagues on today's roster of the same group.
fn both_on_roster() -> (Driver, Driver) {
    let mut mine = Driver::demo();
    let open = |driver: &mut Driver| {
        driver.keys("3").select("Arjen taidot").keys("<enter>").sees("merkitty 0/7");
    };
    open(&mut mine);
    let mut theirs = mine.beside();
    open(&mut theirs);
    (mine, theirs)
}

const MARKS: &str = "SELECT count(*) FROM attendance t JOIN session s ON s.id = t.session_id \
    JOIN activity a ON a.id = s.activity_id WHERE a.name LIKE 'Arjen taidot%' AND s.on_day = '2017-02-06'";

#[test]
fn a_mark_does_not_undo_a_colleagues_cancellation() {
    let (mut mine, mut theirs) = both_on_roster();
    theirs.keys("5").select("Arjen taidot").keys("d<c-s>").says("Tallennettu");
    mine.keys(" ");
    assert_eq!(mine.number(MARKS), 0);
    let state = "SELECT s.state FROM session s JOIN activity a ON a.id = s.activity_id WHERE a.name LIKE 'Arjen taidot%' \
        AND s.on_day = '2017-02-06'";
    assert_eq!(mine.text(state), "not_held");
    mine.wakes().sees("Kertaa ei pidetä: Peruuntui järjestäjän vuoksi");
}

#[test]
fn undoing_the_first_mark_leaves_the_colleagues_marks_and_their_session() {
    let (mut mine, mut theirs) = both_on_roster();
    mine.keys(" ");
    theirs.wakes().keys("<down> ").sees("merkitty 2/7");
    mine.wakes().keys("u").says("Kumottu: läsnäolomerkintä").sees("merkitty 1/7");
    assert_eq!(mine.number(MARKS), 1);
    theirs.wakes().sees("merkitty 1/7");
}

#[test]
fn two_own_workers_cannot_be_named_over_each_other() {
    let (mut mine, mut theirs) = both_on_card();
    mine.keys("wmikko");
    theirs.keys("wmikko<c-s>").says("Tallennettu");
    mine.wakes().keys("<c-s>").sees("Joku muu on muuttanut");
    assert_eq!(mine.number("SELECT count(*) FROM assignment WHERE ends IS NULL"), 1);
}

#[test]
fn a_goal_cannot_be_added_to_a_customership_that_a_colleague_has_closed() {
    let (mut mine, mut theirs) = both_on_card();
    theirs.keys("aavo<c-s>").says("Tallennettu");
    mine.wakes().keys("tKäyn ryhmässä");
    theirs.keys("apää<tab><tab><right><tab><right><tab><right><c-s>").says("Tallennettu");
    mine.wakes().keys("<c-s>").sees("Asiakkuus on jo päättynyt").sees("Käyn ryhmässä");
    assert_eq!(mine.number("SELECT count(*) FROM goal"), 0);
}

#[test]
fn a_colleagues_new_line_does_not_slip_under_the_selected_one() {
    let mut mine = Driver::demo();
    mine.select("Tarkista vuokran maksu");
    let mut theirs = mine.beside();
    theirs.look_up("aalto katja").keys("nSoitto<tab><tab>6.2.2017<tab>Soita<c-s>").says("Tallennettu");
    mine.wakes();
    assert!(mine.selected().contains("Tarkista vuokran maksu"), "{}", mine.selected());
}

#[test]
fn a_mark_that_a_colleague_made_meanwhile_is_told_and_changed_by_the_same_key_again() {
    let (mut mine, mut theirs) = both_on_roster();
    theirs.keys("-");
    // Not on my screen yet.
    mine.keys(" ").says("Mikko Alanen merkitsi äsken: poissa. Merkintääsi (läsnä) ei tehty");
    let mark = "SELECT mark FROM attendance ORDER BY id DESC LIMIT 1";
    assert_eq!(mine.text(mark), "no_show");
    mine.keys(" ").sees("merkitty 1/7");
    assert_eq!(mine.text(mark), "present");
    assert_eq!(mine.number(MARKS), 1);
    // What is on the screen is changed without a question, and so is one's own.
    theirs.wakes().keys("<up>e").sees("merkitty 1/7");
    assert_eq!(mine.text(mark), "excused");
    theirs.keys("<up>l");
    assert_eq!(mine.text(mark), "late");
}

#[test]
fn the_same_mark_twice_and_marks_of_different_people_are_no_conflict() {
    let (mut mine, mut theirs) = both_on_roster();
    theirs.keys(" ");
    mine.keys(" ").sees("merkitty 1/7").keys("-").sees("merkitty 2/7");
    theirs.keys("<down>e").sees("merkitty 3/7");
    assert_eq!(mine.number(MARKS), 3);
}

#[test]
fn a_mark_that_a_colleague_took_away_is_not_made_over_unseen() {
    let (mut mine, mut theirs) = both_on_roster();
    mine.keys(" ");
    theirs.wakes().keys("<del>");
    mine.keys("<up>-").says("Mikko Alanen merkitsi äsken: merkitsemättä");
    assert_eq!(mine.number(MARKS), 0);
    mine.keys("-").sees("merkitty 1/7");
}

#[test]
fn who_changed_what_is_told_without_a_clients_name() {
    let (mut mine, mut theirs) = both_on_roster();
    theirs.keys(" ");
    mine.wakes().says("Mikko: läsnäolo · Arjen taidot");
    assert!(!mine.message().contains("Hirvonen"));
    theirs.keys("u").says("Kumottu");
    mine.wakes().says("Mikko kumosi: läsnäolo · Arjen taidot");
    mine.keys("<down>");
    assert_eq!(mine.message(), "");
    // What was said to the user stays until the next key.
    mine.keys(" u").says("Kumottu: läsnäolomerkintä");
    theirs.keys("<home>l");
    mine.wakes().says("Kumottu: läsnäolomerkintä");
}

#[test]
fn a_stale_save_says_who_and_when_and_either_value_can_be_taken_by_a_key() {
    let (mut mine, mut theirs) = both_on_card();
    mine.keys("e").retype("Salo");
    theirs.keys("e").retype("Koski<tab>").retype("Eino<c-s>").says("Tallennettu");
    mine.wakes().keys("<c-s>").sees("Viimeksi muuttanut Mikko Alanen").sees("tiedostossa: Koski").sees("Eino");
    mine.keys("<c-t>").sees("oma: Salo").keys("<c-t>").sees("tiedostossa: Koski").keys("<c-t><c-s>");
    assert_eq!(mine.text(NAME), "Koski Eino");
    mine.keys("e<c-t>").says("Tässä kentässä ei ole toista arvoa");
}

#[test]
fn two_windows_of_one_worker_keep_two_drafts() {
    let mut first = Driver::empty();
    first.keys("nVirtanen<tab>Aino<c-s>").keys("nEnsimmäinen").pause();
    let mut second = first.second_window();
    // The later start gets a copy of its own.
    second.look_up("virt").keys("n").sees("Ensimmäinen").keys(" jatkuu").pause();
    first.keys(" teksti").pause();
    let bodies =
        "SELECT group_concat(json_extract(body, '$.fields.body'), '|') FROM (SELECT body FROM draft ORDER BY rowid)";
    let both = first.text(bodies);
    assert!(both.contains("Ensimmäinen jatkuu") && both.contains("Ensimmäinen teksti"), "{both}");
    // What one of them saves takes nothing from the other.
    second.keys("<c-s>").says("Tallennettu");
    assert_eq!(first.text(bodies), "Ensimmäinen teksti");
    first.keys("<c-s>").says("Tallennettu");
    assert_eq!(first.number("SELECT count(*) FROM draft"), 0);
    assert_eq!(first.number("SELECT count(*) FROM note"), 2);
}

#[test]
fn the_next_start_offers_both_drafts_and_throws_away_the_one_that_is_meant() {
    let mut first = Driver::empty();
    first.keys("nVirtanen<tab>Aino<c-s>");
    let mut second = first.second_window();
    first.keys("nYksi").pause();
    second.look_up("virt").keys("n").retype("Kaksi").pause();
    // The second had taken up the first one's text, which has gone on since.
    first.keys(" ja puoli").pause();
    drop(second);
    let mut next = first.again();
    next.sees("Kesken jäänyt 2").keys("<home><enter>");
    let (one, other) =
        if next.screen().contains("Kaksi") { ("Kaksi", "Yksi ja puoli") } else { ("Yksi ja puoli", "Kaksi") };
    next.sees(one).keys("<esc>").sees("Kesken jäänyt 2").keys("<home><down><enter>").sees(other);
    next.keys("<esc><home>d").sees("Kesken jäänyt 1");
}

#[test]
fn a_full_disk_keeps_the_text_on_the_form_and_says_so() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>").keys("nPitkä puhelu");
    let full = |driver: &mut Driver, most: i64| {
        driver.store().reader().pragma_update(None, "max_page_count", most).unwrap();
    };
    let pages = driver.number("PRAGMA page_count");
    full(&mut driver, pages);
    driver.paste(&"x".repeat(40_000)).keys("<c-s>").sees("Levy on täynnä").sees("xxxx").pause().says("Levy on täynnä");
    assert_eq!(driver.number("SELECT count(*) FROM note"), 0);
    full(&mut driver, 1 << 30);
    driver.keys("<c-s>").says("Tallennettu");
    assert_eq!(driver.number("SELECT length(body) > 40000 FROM note"), 1);
    assert_eq!(driver.store().check().unwrap(), [""; 0]);
}

#[test]
fn what_was_typed_before_an_upgrade_is_offered_after_it() {
    let mut driver = Driver::empty();
    driver.keys("nVirtanen<tab>Aino<c-s>").keys("nEnnen päivitystä");
    let version = |driver: &mut Driver, version: i64| {
        driver.store().reader().pragma_update(None, "user_version", version).unwrap();
    };
    let now = driver.number("PRAGMA user_version");
    version(&mut driver, now + 1);
    driver.keys("<c-s>").sees("Uudempi Rinnalla on päivittänyt tiedoston").sees("Ennen päivitystä").pause();
    assert_eq!(driver.number("SELECT count(*) FROM note"), 0);
    assert_eq!(driver.number("SELECT count(*) FROM draft"), 1);
    version(&mut driver, now);
    driver.again().sees("Kesken jäänyt 1").keys("<home><enter>").sees("Ennen päivitystä");
}
