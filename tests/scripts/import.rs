//! Files in by the screen: chosen, seen, mended, taken in whole, taken back whole.

use std::path::{Path, PathBuf};

use rinnalla::domain::worker::Role;
use rinnalla::exchange::{Mode, Subject, import};
use rinnalla::store::workers;
use tempfile::TempDir;

use crate::driver::{Content, Driver, TODAY};

const PEOPLE: &str = "tunnus;sukunimi;etunimi;syntymäaika;vireillä alkaen\n\
    T-1;Hämeenaho;Päivi;1.2.1990;9.1.2017\nT-2;Koivula;Ari;3.4.1985;\n";

fn folder(name: &str, content: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    (folder, path)
}

/// Opens the door and types a path; the subject is so many rows down.
fn choose(driver: &mut Driver, down: usize, path: &Path) {
    driver.keys("8").select("Tuonti").keys("<enter>");
    for _ in 0..down {
        driver.keys("<down>");
    }
    driver.keys(&path.display().to_string()).keys("<enter>");
}

/// Rows of everything that an import writes. The log only grows.
const ROWS: &str = "SELECT (SELECT count(*) FROM client) + (SELECT count(*) FROM episode) \
    + (SELECT count(*) FROM assignment) + (SELECT count(*) FROM activity) + (SELECT count(*) FROM series) \
    + (SELECT count(*) FROM session) + (SELECT count(*) FROM enrolment) + (SELECT count(*) FROM attendance) \
    + (SELECT count(*) FROM goal) + (SELECT count(*) FROM measure)";
const LOG: &str = "SELECT count(*) FROM log WHERE act IN ('create', 'change', 'remove')";

#[test]
fn a_file_is_chosen_mended_seen_taken_in_and_taken_back() {
    let mut driver = Driver::demo();
    let (_folder, path) = folder("asiakkaat.csv", PEOPLE.replace("1.2.1990", "31.2.1990").replace("tunnus", "tunus"));
    let (rows, log) = (driver.number(ROWS), driver.number(LOG));
    choose(&mut driver, 0, &path);
    driver.sees("asiakkaat.csv: virheitä 3, mitään ei tallennettu.").sees("Korjaa tiedosto ja lue se uudelleen (F5)");
    assert!(driver.selected().starts_with("1 tunus"), "{}", driver.selected());
    driver.sees("asiakkaat.csv, rivi 1, sarake tunus: Tuntematon otsikko. Sarakkeet ovat: tunnus, sukunimi");
    driver.keys("<down><down>").sees("rivi 2, sarake syntymäaika: ”31.2.1990” ei ole päivä. Kirjoita 6.2.2017");
    driver.keys("<c-s>").says("Korjaa tiedosto");
    // Back: what was chosen and typed is still there, and Enter looks again.
    std::fs::write(&path, PEOPLE.replace("1.2.1990", "31.2.1990")).unwrap();
    driver.keys("<esc>").sees(path.to_str().unwrap()).keys("<enter>").sees("virheitä 1");
    std::fs::write(&path, PEOPLE).unwrap();
    driver.keys("<f5>").says("Tiedosto luettiin uudelleen.");
    driver.sees("asiakkaat.csv: lisättäisiin 2, muutettaisiin 0, ennallaan 0. Mitään ei tallennettu.");
    driver.sees("Muutokset – asiakkaan tiedot: uusia 2 · asiakkuus: uusia 1.");
    driver.sees("2 uusi       T-1    Hämeenaho Päivi").keys("<down>").sees("sukunimi: Koivula · etunimi: Ari");
    assert_eq!((driver.number(ROWS), driver.number(LOG)), (rows, log), "so far it was only looked at");

    driver.keys("<c-s>").says("Tiedosto on tuotu. u kumoaa koko tuonnin.").sees("lisätty 2, muutettu 0, ennallaan 0");
    assert_eq!(driver.number(ROWS), rows + 3);
    assert!(driver.number(LOG) >= log + 3, "the log has it as it has what is typed");
    driver.keys("<c-s>").says("Tiedosto on tuotu");
    driver.keys("u").says("Koko tuonti on kumottu.").sees("lisättäisiin 2").does_not_see("lisätty 2");
    assert_eq!(driver.number(ROWS), rows);
    // And in again, for good; the same file once more has nothing new.
    driver.keys("<c-s>").says("Tiedosto on tuotu").keys("<esc><enter>").sees("ennallaan 2. Mitään ei tallennettu.");
    let log = driver.number(LOG);
    driver.keys("<c-s>").says("Tiedostossa ei ole mitään uutta");
    assert_eq!(driver.number(LOG), log);
    driver.look_up("hämeenaho").sees("T-1");
}

/// A file of each subject that fits the ones before it.
fn files() -> [(Subject, &'static str); 7] {
    [
        (Subject::Clients, PEOPLE),
        (
            Subject::Activities,
            "nimi;taso;laji;alkaa;päättyy;viikonpäivät;klo alkaa;klo päättyy\nKoelajit;oma;ryhmä;9.1.2017;30.5.2017;ma;10.00;12.00\n",
        ),
        (Subject::Enrolments, "asiakkaan tunnus;toiminta;tila;alkaa\nT-1;Koelajit;mukana;9.1.2017\n"),
        (Subject::Attendance, "toiminta;päivä;asiakkaan tunnus;merkintä\nKoelajit;16.1.2017;T-1;paikalla\n"),
        (Subject::Goals, "asiakkaan tunnus;tavoite;asetettu\nT-1;Pääsen metsään viikoittain;16.1.2017\n"),
        (Subject::Measures, "asiakkaan tunnus;mittari;päivä;arvo\nT-1;Työkyky;16.1.2017;6\n"),
        (
            Subject::Calendar,
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:k1\r\nSUMMARY:Koekurssi\r\n\
             DTSTART;TZID=Europe/Helsinki:20170301T100000\r\nDTEND;TZID=Europe/Helsinki:20170301T120000\r\n\
             END:VEVENT\r\nEND:VCALENDAR\r\n",
        ),
    ]
}

#[test]
fn every_kind_of_file_comes_in_once_and_goes_back_whole() {
    let mut driver = Driver::start(Content::Empty, rinnalla::domain::lang::Lang::Fi, (80, 24));
    for (down, (subject, text)) in files().into_iter().enumerate() {
        let (_folder, path) = folder(if subject == Subject::Calendar { "k.ics" } else { "k.csv" }, text);
        let before = driver.number(ROWS);
        driver.keys("1");
        choose(&mut driver, down, &path);
        assert!(driver.screen().contains("muutettaisiin 0, ennallaan 0."), "{subject:?}\n{}", driver.screen());
        driver.keys("<c-s>").says("Tiedosto on tuotu");
        let after = driver.number(ROWS);
        assert!(after > before, "{subject:?}");
        driver.keys("u").says("Koko tuonti on kumottu.");
        assert_eq!(driver.number(ROWS), before, "{subject:?}");
        driver.keys("<c-s>").says("Tiedosto on tuotu").keys("<f5>").sees("lisättäisiin 0, muutettaisiin 0");
        driver.keys("<c-s>").says("Tiedostossa ei ole mitään uutta");
        assert_eq!(driver.number(ROWS), after, "{subject:?}");
        driver.keys("<esc><esc>");
    }
}

#[test]
fn a_path_is_completed_and_what_cannot_be_read_is_told() {
    let mut driver = Driver::empty();
    let (folder, path) = folder("asiakkaat.csv", PEOPLE);
    std::fs::write(folder.path().join("asiakkaat-vanhat.csv"), "").unwrap();
    driver.keys("8").select("Tuonti").keys("<enter><enter>").says("Kirjoita ensin tiedoston polku");
    driver.sees("tunnus, sukunimi, etunimi").sees("iCalendar-tiedosto (.ics)");
    driver.keys(&format!("{}/as<tab>", folder.path().display())).sees("asiakkaat.csv").sees("asiakkaat-vanhat.csv");
    driver.keys(".<tab><tab>").says("enempää").keys("<enter>").sees("lisättäisiin 2");
    driver.keys("<esc><c-u>").paste(&format!("{}/puuttuu.csv\n", folder.path().display())).keys("<enter>");
    driver.sees("puuttuu.csv ei voi lukea. Tarkista polku ja oikeudet.").keys("<c-s>").says("Korjaa tiedosto");
    driver.keys("<f5>").says("Tiedostoa ei voi vieläkään lukea.");
    // Neither a folder nor the program's own file.
    let own = driver.store().path().to_path_buf();
    for refused in [folder.path(), &own] {
        driver.keys("<esc><c-u>").keys(&refused.display().to_string()).keys("<enter>").sees("ei voi lukea");
    }
    std::fs::remove_file(path).unwrap();
}

#[test]
fn a_workbook_is_refused_and_a_guess_is_said() {
    let mut driver = Driver::empty();
    let (_folder, path) = folder("asiakkaat.xlsx", b"PK\x03\x04rest");
    choose(&mut driver, 0, &path);
    driver.sees("Tämä on työkirja (.xlsx tai .xls), ei CSV.").sees("CSV UTF-8 (luetteloerotin)");
    driver.keys("<c-s>").says("Korjaa tiedosto");
    let (western, ..) = encoding_rs::WINDOWS_1252.encode(PEOPLE);
    std::fs::write(&path, western).unwrap();
    driver.keys("<f5>").sees("se luettiin Windows-1252-merkistönä").sees("Rivi 1 on silloin: ”tunnus;sukunimi");
    driver.keys("<c-s>").says("Tiedosto on tuotu");
    assert_eq!(driver.text("SELECT family_name FROM client WHERE ref = 'T-1'"), "Hämeenaho");
}

#[test]
fn what_a_colleague_has_done_meanwhile_is_not_overrun() {
    let mut driver = Driver::empty();
    let (_folder, path) = folder("asiakkaat.csv", PEOPLE);
    choose(&mut driver, 0, &path);
    driver.sees("lisättäisiin 2");
    let live = "ref,family_name,given_name,pending_since\nT-1,Hämeenaho,Päivi,2016-05-01\n";
    import(driver.store(), Subject::Clients, live.as_bytes(), TODAY, Mode::Apply).unwrap();
    // Whoever types ahead takes nothing else back.
    driver.burst("<c-s>u").says("Mitään ei tuotu: joku muutti tietoja").sees("virheitä 1");
    driver.sees("Asiakkaalla on jo asiakkuus, vireillä 1.5.2016 alkaen.");
    assert_eq!(driver.number("SELECT count(*) FROM client"), 1);
}

#[test]
fn who_may_not_write_brings_nothing_in() {
    let mut driver = Driver::empty();
    driver.store().write(|tx| workers::change(tx, "mikko", "Mikko Alanen", Role::Auditor)).unwrap();
    let mut auditor = driver.beside();
    auditor.keys("8").select("Tuonti").keys("<enter>").says("Tiedostoja tuo se, joka saa muuttaa tietoja");
    auditor.keys("/tuonti").sees("Ei osumia");
}
