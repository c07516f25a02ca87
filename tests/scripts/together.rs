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
    assert_eq!(mine.asked(), [Query::Lists, Query::Today { today: TODAY }]);
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
