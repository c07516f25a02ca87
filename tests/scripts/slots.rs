//! Days of appointments: booked and freed by name, marked as a roster is.

use rinnalla::domain::attendance::{Mark, Slot};
use rinnalla::domain::ids::{ClientId, SessionId};
use rinnalla::domain::keyed::Keyed;
use rinnalla::store::request::Query;
use rinnalla::store::roster;

use crate::driver::{Driver, TODAY};

/// The demo's reception meets on Wednesdays from 9 to 12; on the 8th 10.00 and 11.30 are free.
const RECEPTION: &str = "Sosiaaliohjaajan vastaanotto";

fn wednesday() -> chrono::NaiveDate {
    TODAY + chrono::Days::new(2)
}

fn on_slots() -> Driver {
    let mut driver = Driver::demo();
    driver.look_up("vastaanotto").sees("ke 8.2. 9–12").sees("▸8.2. 4/6");
    driver
}

/// The same on the very day.
fn on_the_day() -> Driver {
    let mut driver = Driver::demo();
    driver.new_day(wednesday()).look_up("vastaanotto").sees("merkitty 0/4");
    driver
}

/// The times of the 8th, as the first letters of their marks; a dot for no mark, a dash for nobody.
fn day(driver: &Driver) -> String {
    let times = ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30"];
    let of = |time: &str| {
        driver.text(&format!(
            "SELECT coalesce((SELECT coalesce(substr(t.mark, 1, 1), '.') FROM booking b JOIN session s ON s.id = b.session_id \
             JOIN activity a ON a.id = s.activity_id LEFT JOIN attendance t ON t.session_id = s.id AND t.client_id = b.client_id \
             WHERE a.name LIKE '{RECEPTION}%' AND s.on_day = '2017-02-08' AND b.starts_at = '{time}'), '-')"
        ))
    };
    times.map(of).concat()
}

const BOOKINGS: &str = "SELECT count(*) FROM booking";

#[test]
fn a_few_letters_book_a_free_time_and_undo_frees_it() {
    let mut driver = on_slots();
    assert!(driver.selected().starts_with("10.00 vapaa"), "a day to come opens on a free time: {}", driver.selected());
    driver.keys("<enter>").sees("Kuka tulee: ke 8.2. klo 10.00").keys("hämäl päi<enter>").says("Aika on varattu.");
    assert!(driver.selected().starts_with("10.00 Hämäläinen Päivi"), "{}", driver.selected());
    driver.sees("050 555 1220").sees("▸8.2. 5/6");
    assert_eq!(day(&driver), ".....-");
    assert_eq!(driver.text("SELECT act || client_id FROM log WHERE entity = 'booking' ORDER BY id DESC LIMIT 1"), {
        let client = driver.number("SELECT id FROM client WHERE family_name = 'Hämäläinen' AND given_name = 'Päivi'");
        format!("create{client}")
    });
    driver.keys("u").says("Kumottu: ajanvaraus, Hämäläinen Päivi").sees("▸8.2. 4/6");
    assert_eq!(day(&driver), "..-..-");
}

#[test]
fn somebody_new_has_a_name_a_telephone_and_an_appointment_but_no_customership() {
    let mut driver = on_slots();
    let (clients, episodes) =
        (driver.number("SELECT count(*) FROM client"), driver.number("SELECT count(*) FROM episode"));
    driver.keys("nuusi ulla<enter>").sees("Uusi henkilö, aika: ke 8.2. klo 10.00").keys("040 7<enter>");
    driver.says("Aika on varattu.").sees("10.00 Uusi Ulla");
    assert_eq!(driver.number("SELECT count(*) FROM client"), clients + 1);
    assert_eq!(driver.number("SELECT count(*) FROM episode"), episodes);
    driver.keys("u").says("Kumottu: ajanvaraus, Uusi Ulla").does_not_see("10.00 Uusi Ulla");
    assert_eq!(driver.number("SELECT count(*) FROM client"), clients);
    driver.keys("nuusi ulla<enter><up><c-u><c-s>").sees("Tämä kenttä on täytettävä");
    assert_eq!(driver.number("SELECT count(*) FROM client"), clients, "a given name is asked for");
}

#[test]
fn nobody_has_two_appointments_of_one_day() {
    let mut driver = on_slots();
    driver
        .keys("<enter>räsänen kari<up>")
        .sees("on jo aika")
        .keys("<enter>")
        .says("Henkilöllä on jo aika samana päivänä.");
    assert_eq!(day(&driver), "..-..-");
}

#[test]
fn a_taken_time_opens_the_card_and_is_freed_with_one_key() {
    let mut driver = on_slots();
    driver.select("9.30").keys("n").says("Aika on jo varattu: valitse vapaa aika.");
    driver.keys("d").says("Aika on vapautettu.");
    assert_eq!(day(&driver), ".--..-");
    assert!(driver.selected().starts_with("9.30 vapaa"), "{}", driver.selected());
    driver.keys("d").says("Tässä ei ole varattua aikaa");
    driver.keys("u").says("Kumottu: ajanvaraus, Toivonen Niina").sees("Toivonen Niina");
    assert_eq!(day(&driver), "..-..-");
    driver.select("9.30").keys("<enter>").sees("Tavoitteet").sees("Toivonen Niina").keys("<esc>").sees("▸8.2. 4/6");
}

#[test]
fn on_the_day_each_mark_is_one_key_and_moves_to_the_next_person() {
    let mut driver = on_the_day();
    assert!(driver.selected().starts_with("9.00 Räsänen Kari"), "{}", driver.selected());
    driver.keys(" -");
    assert!(
        driver.selected().starts_with("10.30 Kallio Valtteri"),
        "a free time is stepped over: {}",
        driver.selected()
    );
    driver.keys("el");
    assert_eq!(day(&driver), "pn-el-");
    driver.sees("merkitty 4/4").sees("● läsnä").keys("<del>").sees("merkitty 3/4");
    assert_eq!(day(&driver), "pn-e.-");
    driver.select("vapaa").keys(" ").says("Aika on vapaa. Varaa se ensin näppäimellä n.");
    let member = "SELECT count(*) FROM attendance t JOIN session s ON s.id = t.session_id WHERE s.on_day = '2017-02-08' \
        AND t.enrolment_id IS NOT NULL";
    assert_eq!(driver.number(member), 0, "a visit, no membership");
    driver.keys("u").says("Kumottu: läsnäolomerkintä").sees("merkitty 4/4");
}

#[test]
fn the_rest_is_marked_with_one_key_and_who_told_to_be_away_is_excused() {
    let mut driver = Driver::demo();
    driver.look_up("toivonen niina").keys("iti<tab>to<c-s>").says("Poissaolo on kirjattu");
    driver.new_day(wednesday()).look_up("vastaanotto").sees("ilmoitti: poissa");
    driver.keys("a").says("Läsnä merkitty: 3. Ilmoituksensa mukaan estyneet: 1.");
    assert_eq!(day(&driver), "pe-pp-");
    driver.keys("a").says("Kaikki näkyvät on jo merkitty.");
}

#[test]
fn on_a_day_to_come_only_an_excuse_is_marked() {
    let mut driver = on_slots();
    driver.select("9.30");
    for key in [" ", "-", "l", "a"] {
        driver.keys(key).says("Kerta 8.2. ei ole vielä ollut. Estyneen (e) voi merkitä jo nyt.");
    }
    for key in ["v", "<c-k>"] {
        driver.keys(key).says("Kerta 8.2. ei ole vielä ollut.");
    }
    driver.keys("e");
    assert_eq!(day(&driver), ".e-..-");
    driver.select("9.30").keys("d").says("Henkilöllä on jo merkintä tällä kerralla");
    driver.keys("<del>").select("9.30").keys("d").says("Aika on vapautettu.");
    assert_eq!(day(&driver), ".--..-");
}

#[test]
fn the_register_is_closed_and_opened_again_with_a_reason() {
    let mut driver = on_the_day();
    driver.keys("  v").sees("2 merkitsemättä: Kallio Valtteri, Manninen Jaana").keys("<right><c-s>");
    driver.says("Osallistujalista on suljettu.").sees("lista suljettu");
    assert_eq!(day(&driver), "pp-nn-");
    driver.select("9.00");
    for key in [" ", "d", "<down><down>n", "<home>a"] {
        driver.keys(key).says("Osallistujalista on suljettu");
    }
    assert_eq!(day(&driver), "pp-nn-");
    driver.keys("v").sees("Avaa suljettu osallistujalista").keys("Väärä merkintä<c-s>").sees("merkitty 4/4");
    driver.keys("v").sees("lista suljettu");
}

#[test]
fn who_is_left_unmarked_stays_so_and_the_past_can_be_booked_for_who_came_unannounced() {
    let mut driver = on_the_day();
    driver.select("10.00").keys("nhämäl päi<enter> ").sees("merkitty 1/5");
    assert_eq!(day(&driver), "..p..-");
    driver.keys("v<c-s>").sees("lista suljettu");
    assert_eq!(day(&driver), "..p..-");
}

#[test]
fn a_day_that_is_called_off_keeps_its_people_for_those_who_have_to_call_them() {
    let mut driver = on_slots();
    driver.keys("x").sees("Kerta ei toteudu").keys("<c-s>").sees("Kertaa ei pidetä: Peruuntui järjestäjän vuoksi");
    driver.sees("Toivonen Niina").sees("040 123 4959").does_not_see("vapaa");
    driver.select("–");
    for key in ["n", " ", "e", "v", "<enter>"] {
        driver.keys(key).says("Kertaa ei pidetä: Peruuntui järjestäjän vuoksi");
    }
    driver.select("9.30").keys("d").says("Aika on vapautettu.");
    assert!(driver.hints().contains("palauta kerta"), "{}", driver.hints());
    driver.keys("x").sees("vapaa").sees("▸8.2. 3/6");
}

#[test]
fn a_holiday_takes_no_appointments() {
    let mut driver = on_slots();
    // Independence Day of 2017 is a Wednesday.
    driver.keys("g6.12.2017<enter>").sees("ke 6.12.").keys("n").says("Kertaa ei pidetä: itsenäisyyspäivä");
    assert_eq!(driver.number("SELECT count(*) FROM session WHERE on_day = '2017-12-06'"), 0);
}

#[test]
fn days_are_gone_to_by_key_and_weeks_without_one_are_passed_over() {
    let mut driver = on_slots();
    driver.keys("<right>").sees("ke 15.2. 9–12").keys("<left><left>").sees("ke 1.2. 9–12").sees("lista suljettu");
    driver.keys(">").sees("ke 8.2.").keys("<lt><lt>").sees("ke 25.1.").keys("t").sees("ke 8.2.");
    driver.keys("g1.3.<enter>").sees("ke 1.3.").keys("g31.2.<enter>").sees("Päivää 31.2.2017 ei ole");
    driver.keys("<esc><esc><esc>").look_up("menox").sees("ke 1.3. aika avoin");
    driver.keys(">").sees("ke 5.4.").keys("<lt><lt>").sees("ke 1.2.");
}

#[test]
fn where_the_hours_are_open_they_are_given_first() {
    let mut driver = Driver::demo();
    driver.look_up("menox").sees("Kellonajat ovat vielä avoinna").sees("F2 muokkaa toimintaa");
    driver.keys("n").says("Kellonajat ovat vielä avoinna");
    driver.keys("<f2>").sees("Päivät on annettu yksitellen").keys("<tab><tab><tab>9<c-s>").says("Tallennettu");
    driver.sees("ke 1.3. 9.00").sees("Kellonajat ovat vielä avoinna");
    driver.keys("<f2><tab><tab><tab><tab>10.45<c-s>").says("menneet kerrat eivät").sees("ke 1.3. 9–10.45").sees("0/3");
    driver.keys("nhämäl päi<enter>").says("Aika on varattu.").sees("1/3").keys(">").sees("ke 5.4. 9–10.45");
    driver.keys("<lt><lt>").sees("ke 1.2. aika avoin").sees("menneen päivän aikoja ei enää anneta");
    driver.keys("<esc><esc>6fmenox").sees("1.3. 5.4.2017 klo 9–10.45, 2 kertaa").does_not_see("1.2.");
}

#[test]
fn a_session_shorter_than_an_appointment_has_none() {
    let mut driver = Driver::empty();
    driver.keys("3nNeuvonta<tab>vast<tab><tab>ma<tab>9<tab>9.20<c-s>").says("Tallennettu").keys("<enter>");
    driver.sees("Kerta on lyhyempi kuin yksi vastaanottoaika (30 min)").keys("n").says("Kerta on lyhyempi");
}

#[test]
fn a_booking_stays_at_its_own_time_when_the_times_have_changed() {
    let mut driver = on_slots();
    driver.keys("<f2><tab><tab><tab><tab>10<c-s>").says("Ajat muuttuvat tästä päivästä").sees("ke 8.2. 10–12");
    driver.sees("9.00 Räsänen Kari").sees("aikaa ei enää ole").sees("▸8.2. 4/4");
    driver.select("9.00").keys("e").sees("e estynyt").select("9.30").keys("d").says("Aika on vapautettu.");
    assert_eq!(day(&driver), "e--..-");
    driver.does_not_see("9.30");
    assert!(driver.selected().starts_with("10.00"), "what came after stays near: {}", driver.selected());
    driver.keys("<f2><tab><left><c-s>").sees("ei ole enää vastaanottopäivä").sees("Räsänen Kari");
    driver.select("9.00").keys("n").says("Aika on jo varattu");
}

#[test]
fn who_is_in_the_register_without_an_appointment_stands_there_too() {
    let mut driver = on_the_day();
    let sql = format!(
        "SELECT s.id FROM session s JOIN activity a ON a.id = s.activity_id WHERE a.name LIKE '{RECEPTION}%' \
         AND s.on_day = '2017-02-08'"
    );
    let session = Slot::Row(SessionId(driver.number(&sql)));
    let client =
        ClientId(driver.number("SELECT id FROM client WHERE given_name = 'Päivi' AND family_name = 'Hämäläinen'"));
    driver.store().write(|tx| roster::mark(tx, session, client, Some(Mark::Present))).unwrap();
    driver.keys("<f5>").sees("– Hämäläinen Päivi").sees("ilman aikaa").sees("merkitty 0/4");
    driver.select("Hämäläinen").keys("d").says("Henkilöllä on jo merkintä").keys("<del>").does_not_see("Hämäläinen");
}

#[test]
fn a_note_is_written_about_one_person_and_names_no_other() {
    let mut driver = on_the_day();
    driver.keys("<c-k>").sees("Räsänen Kari").keys("Toivosen kanssa<c-s>").sees("näyttää nimeävän toisen osallistujan");
    driver.retype("Sovittiin jatko<c-s>").says("Tallennettu");
    let note = "SELECT body || ' ' || on_day || ' ' || (session_id IS NOT NULL) FROM note ORDER BY id DESC LIMIT 1";
    assert_eq!(driver.text(note), "Sovittiin jatko 2017-02-08 1");
    driver.keys("sHyvä päivä<c-s>").sees("Kerrasta").sees("Hyvä päivä");
}

#[test]
fn an_extra_day_has_appointments_of_its_own() {
    let mut driver = on_slots();
    driver.keys("o").retype("9.2.2017<c-s>").says("Tallennettu").keys("<right>").sees("to 9.2. 9–12");
    driver.keys("nhämäl päi<enter>").says("Aika on varattu.").sees("▸9.2. 1/6").sees("8.2. 4/6");
}

#[test]
fn the_card_shows_what_is_coming_and_frees_it() {
    let mut driver = on_slots();
    driver.keys("<right>").sees("ke 15.2.").select("9.00").keys("nhämäl san<enter>").says("Aika on varattu.");
    driver.look_up("hämäl san").sees("Seuraava ke 15.2. 9.00 Sosiaaliohjaajan vastaanotto");
    driver
        .select("Sosiaaliohjaajan vastaanotto")
        .sees("ke 15.2. klo 9.00")
        .keys("<enter>")
        .sees("▸15.2. 2/6")
        .keys("<esc>");
    driver.select("Sosiaaliohjaajan vastaanotto").keys("d").says("Aika on vapautettu.");
    driver.does_not_see("Sosiaaliohjaajan").keys("u").says("Kumottu: ajanvaraus, Hämäläinen Santeri");
    driver.sees("ke 15.2. klo 9.00");

    let mut colleague = driver.beside();
    colleague.look_up("vastaanotto").keys("<right>x<c-s>").sees("Kertaa ei pidetä");
    driver.wakes().sees("ke 15.2. klo 9.00: peruttu").does_not_see("Seuraava ke 15.2. 9.00");
    driver.select("Sosiaaliohjaajan vastaanotto").keys("d").says("Aika on vapautettu.");
}

#[test]
fn a_marked_appointment_is_not_freed_from_the_card() {
    let mut driver = on_slots();
    driver.select("9.30").keys("e").select("9.30").keys("<enter>").select("ke 8.2. klo 9.30: estynyt");
    driver.select("Sosiaaliohjaajan vastaanotto").keys("d").says("Henkilöllä on jo merkintä tällä kerralla");
    assert_eq!(day(&driver), ".e-..-");
}

#[test]
fn from_the_card_a_time_is_looked_for_and_the_next_that_is_booked_is_the_clients() {
    let mut driver = Driver::demo();
    driver.look_up("hämäl san").keys("rfvastaan<enter>").sees("Aika: Hämäläinen Santeri");
    driver.keys("<right>").sees("ke 15.2.").select("10.00").keys("<enter>").says("Aika on varattu.");
    driver.sees("10.00 Hämäläinen Santeri").does_not_see("Aika: Hämäläinen");
    driver.select("9.00").keys("<enter>").sees("Kuka tulee").keys("<esc><esc>").sees("ke 15.2. 10.00");
    driver.keys("rfvastaan<enter>g15.2.<enter>").select("11.00").keys("n");
    driver.says("Hämäläinen Santeri: aika on jo varattu tälle päivälle.");
    assert_eq!(
        driver.number(
            "SELECT count(*) FROM enrolment e JOIN activity a ON a.id = e.activity_id WHERE a.kind = 'appointment'"
        ),
        0
    );
}

#[test]
fn they_open_wherever_a_roster_would() {
    let mut driver = Driver::demo();
    driver.new_day(wednesday());
    for list in ["1", "3", "5"] {
        driver.keys(list).select(RECEPTION).keys("<enter>").sees("▸8.2. 4/6").sees("Puhelin");
    }
    driver.keys("6").select(RECEPTION).keys("<enter>").sees("30 minuutin aikoja").keys("<enter>").sees("▸8.2. 4/6");
    // A new one that the look-up has made opens there, too.
    driver.keys("/uusi toim<enter>Neuvonta<tab>vast<tab><tab>pe<tab>9<tab>10<c-s>").sees("pe 10.2. 9–10").sees("0/2");
}

#[test]
fn a_past_day_is_due_until_everybody_is_marked_and_the_register_closed() {
    let mut driver = Driver::demo();
    driver
        .new_day(wednesday() + chrono::Days::new(1))
        .keys("1")
        .select("Sosiaaliohjaajan")
        .sees("läsnäolot merkitsemättä");
    driver.keys("<enter>").sees("▸8.2. 4/6").keys("a").sees("merkitty 4/4").keys("<esc>").select("Sosiaaliohjaajan");
    assert!(driver.selected().contains("lista sulkematta"), "{}", driver.selected());
    driver.keys("v").says("Hoidettu").does_not_see("Sosiaaliohjaajan");
    let closed = "SELECT count(*) FROM session s JOIN activity a ON a.id = s.activity_id WHERE a.kind = 'appointment' \
        AND s.on_day = '2017-02-08' AND s.register_closed IS NOT NULL";
    assert_eq!(driver.number(closed), 1);
}

#[test]
fn who_was_slower_is_told_that_the_time_is_taken_and_loses_nothing() {
    let mut mine = on_slots();
    let mut theirs = mine.beside();
    theirs.look_up("vastaanotto");
    mine.keys("nuusi ulla<enter>040 7");
    theirs.keys("nhämäl päi<enter>").says("Aika on varattu.");
    mine.wakes().keys("<c-s>").sees("Aika on jo varattu").sees("Uusi").sees("040 7");
    assert_eq!(mine.number("SELECT count(*) FROM client WHERE family_name = 'Uusi'"), 0);
    mine.keys("<esc>")
        .sees("10.00 Hämäläinen Päivi")
        .select("11.30")
        .keys("nuusi ulla<enter>")
        .sees("Keskeneräinen luonnos");
    mine.sees("040 7").keys("<c-s>").says("Aika on varattu.").sees("11.30 Uusi Ulla");

    // A known person is refused in the same words.
    theirs.keys("d").says("Aika on vapautettu.");
    mine.wakes().select("10.00").keys("nhämäl san");
    theirs.keys("nhämäl päi<enter>").says("Aika on varattu.");
    mine.keys("<enter>").says("Aika on jo varattu, tai henkilöllä on jo aika samana päivänä");
    mine.wakes().sees("10.00 Hämäläinen Päivi");
}

#[test]
fn a_half_typed_newcomer_is_kept_and_saved_later_without_the_time() {
    let mut driver = on_slots();
    driver.keys("nuusi ulla<enter>040 7<esc>").says("Luonnos on tallessa");
    let mut driver = driver.again();
    driver
        .sees("Uusi henkilö, aika")
        .select("Uusi Ulla")
        .keys("<enter>")
        .sees("voi jo olla jollakulla muulla")
        .sees("040 7");
    let before = driver.number(BOOKINGS);
    driver.keys("<c-s>").says("Tallennettu").does_not_see("Kesken jäänyt");
    assert_eq!(driver.number("SELECT count(*) FROM client WHERE family_name = 'Uusi'"), 1);
    assert_eq!(driver.number(BOOKINGS), before);
}

#[test]
fn a_booking_that_a_colleague_has_marked_is_not_undone() {
    let mut mine = on_the_day();
    mine.select("10.00").keys("nhämäl päi<enter>").says("Aika on varattu.");
    let mut theirs = mine.beside();
    theirs.new_day(wednesday()).look_up("vastaanotto").select("10.00").keys(" ").sees("merkitty 1/5");
    mine.wakes().keys("u").says("Muutosta ei voi kumota");
    assert_eq!(day(&mine), "..p..-");
}

#[test]
fn a_freed_time_that_somebody_has_taken_since_is_not_given_back() {
    let mut mine = on_slots();
    mine.select("9.30").keys("d").says("Aika on vapautettu.");
    let mut theirs = mine.beside();
    theirs.look_up("vastaanotto").select("9.30").keys("nhämäl päi<enter>").says("Aika on varattu.");
    mine.wakes().keys("u").says("Muutosta ei voi kumota").sees("9.30 Hämäläinen Päivi");
    mine.keys("u").says("Kumottavaa ei ole");
}

#[test]
fn going_from_day_to_day_asks_nothing_and_a_mark_asks_only_for_the_days() {
    let mut driver = on_the_day();
    driver.keys("<right>");
    assert_eq!(driver.asked(), []);
    driver.keys("<left> ");
    assert!(matches!(driver.asked(), [Query::Reception { .. }]), "{:?}", driver.asked());
    assert_eq!(Mark::Present.key(), driver.text("SELECT mark FROM attendance ORDER BY id DESC LIMIT 1"));
}

#[test]
fn undoing_the_first_booking_of_a_day_leaves_what_a_colleague_has_made_of_it() {
    let mut mine = on_slots();
    mine.keys("<right><right>").sees("ke 22.2.").sees("▸22.2. 0/6").keys("nhämäl päi<enter>").says("Aika on varattu.");
    let mut theirs = mine.beside();
    theirs
        .look_up("vastaanotto")
        .keys("<right><right>")
        .select("9.30")
        .keys("nhämäl san<enter>")
        .says("Aika on varattu.");
    mine.wakes()
        .sees("▸22.2. 2/6")
        .keys("u")
        .says("Kumottu: ajanvaraus")
        .sees("9.30 Hämäläinen Santeri")
        .sees("▸22.2. 1/6");

    // A note that was written from the day's list keeps the day, too.
    let mut mine = on_the_day();
    mine.keys("o").retype("7.2.2017<c-s>").says("Tallennettu").keys("<left>").sees("ti 7.2.");
    mine.keys("nhämäl päi<enter>").says("Aika on varattu.");
    let mut theirs = mine.beside();
    theirs.new_day(wednesday()).look_up("vastaanotto").keys("<left>").sees("ti 7.2.").select("9.00");
    theirs.keys("<c-k>Tuli ajoissa<c-s>").says("Tallennettu");
    mine.wakes().keys("u").says("Kumottu: ajanvaraus").sees("9.00 vapaa").keys("u").says("Muutosta ei voi kumota");
}

#[test]
fn a_time_of_a_day_that_has_been_changed_meanwhile_is_not_booked_beside_it() {
    let mut mine = on_slots();
    mine.keys("<right><right>").sees("ke 22.2.").keys("nuusi ulla<enter>040 7");
    let mut theirs = mine.beside();
    theirs.look_up("vastaanotto").keys("<f2><tab><tab><tab><tab>13<tab>15<c-s>").says("Ajat muuttuvat");
    mine.wakes().keys("<c-s>").sees("Joku muu on muuttanut tätä sillä välin").sees("040 7");
    assert_eq!(mine.number("SELECT count(*) FROM session WHERE on_day = '2017-02-22'"), 0);
    assert_eq!(mine.number("SELECT count(*) FROM client WHERE family_name = 'Uusi'"), 0);
    mine.keys("<esc>").sees("ke 22.2. 13–15").keys("n").keys("uusi ulla<enter><c-s>").says("Aika on varattu.");
    mine.sees("13.00 Uusi Ulla");
}
