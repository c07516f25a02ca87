//! Tables as spreadsheets of offices save them: other encodings, other separators, workbooks, and files that are none.

use chrono::NaiveDate;
use rinnalla::commands::import::Import;
use rinnalla::domain::lang::Lang;
use rinnalla::domain::worker::Role;
use rinnalla::exchange::decode::Encoding;
use rinnalla::exchange::{Mode, Report, Subject, Wrong, bring, preview};
use rinnalla::store::{Store, workers};
use rinnalla::text::Words;

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2017, 2, 6).unwrap();

const PEOPLE: &str = "tunnus;sukunimi;etunimi;kotikunta\r\n\
    17-1;Aho;Aino;Kuopio\r\n17-2;Hämäläinen;Päivi;Jyväskylä\r\n17-3;Öhman;Åke;Närpes\r\n";

fn store() -> Store {
    let mut store = Store::in_memory().unwrap();
    let satu = store.write(|tx| workers::add(tx, "satu", "Satu Rantala", Role::Admin)).unwrap();
    store.sign_in(satu);
    store
}

fn western(text: &str) -> Vec<u8> {
    let (bytes, _, is_lossy) = encoding_rs::WINDOWS_1252.encode(text);
    assert!(!is_lossy);
    bytes.into_owned()
}

/// As Excel saves "Unicode text": with tabs.
fn unicode_text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = std::iter::once(0xfeff).chain(text.replace(';', "\t").encode_utf16()).collect();
    units.into_iter().flat_map(u16::to_le_bytes).collect()
}

fn names(store: &Store) -> Vec<String> {
    let mut query = store.reader().prepare("SELECT family_name || ' ' || given_name FROM client ORDER BY ref").unwrap();
    query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_table_is_the_same_however_it_was_saved() {
    let files = [
        (PEOPLE.as_bytes().to_vec(), None),
        (format!("\u{feff}{PEOPLE}").into_bytes(), None),
        (PEOPLE.replace(';', "\t").into_bytes(), None),
        (western(PEOPLE), Some(Encoding::Windows1252)),
        (western(&PEOPLE.replace(';', "\t")), Some(Encoding::Windows1252)),
        (unicode_text(PEOPLE), Some(Encoding::Utf16)),
    ];
    let mut one = store();
    for (at, (bytes, encoding)) in files.into_iter().enumerate() {
        let mut fresh = store();
        let seen = preview(&mut fresh, Subject::Clients, &bytes, TODAY, Mode::Apply).unwrap();
        assert_eq!(seen.reading.as_ref().map(|reading| reading.encoding), encoding, "file {at}");
        if let Some(reading) = seen.reading {
            let (line, example) = reading.example.unwrap();
            assert!(line == 3 && example.replace('\t', ";").contains("Hämäläinen"), "{example}");
        }
        assert_eq!(names(&fresh), ["Aho Aino", "Hämäläinen Päivi", "Öhman Åke"], "file {at}");
        // The same people again, whatever the file is written in.
        let again = bring(&mut one, Subject::Clients, &bytes, TODAY, Mode::Apply).unwrap().report;
        let expected = if at == 0 { (3, 0) } else { (0, 3) };
        assert_eq!(again, Report { added: expected.0, changed: 0, unchanged: expected.1 }, "file {at}");
    }
}

fn said(name: &str, bytes: &[u8], dry_run: bool) -> Result<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).unwrap();
    let command = Import { what: Subject::Clients, file, dry_run };
    command.bring(&mut store(), &Words::new(Lang::Fi), TODAY).map_err(|error| error.to_string())
}

#[test]
fn a_rehearsal_says_what_was_guessed_and_shows_the_rows() {
    let told = said("asiakkaat.csv", &western(PEOPLE), true).unwrap();
    assert!(told.contains("Tiedosto ei ole UTF-8:aa, joten se luettiin Windows-1252-merkistönä."), "{told}");
    assert!(told.contains("Rivi 3 on silloin: ”17-2;Hämäläinen;Päivi;Jyväskylä”."), "{told}");
    assert!(told.starts_with("                   tunnus  sukunimi    etunimi  kotikunta\n"), "{told}");
    assert!(told.contains("    4  uusi        17-3    Öhman       Åke      Närpes"), "{told}");
    assert!(told.contains("Muutokset – asiakkaan tiedot: uusia 3."), "{told}");
    assert!(told.ends_with("lisättäisiin 3, muutettaisiin 0, ennallaan 0. Mitään ei tallennettu."), "{told}");
    let told = said("asiakkaat.csv", PEOPLE.as_bytes(), true).unwrap();
    assert!(!told.contains("merkistö"), "what is in order needs no words: {told}");
    let told = said("asiakkaat.txt", &unicode_text(PEOPLE), false).unwrap();
    assert!(told.contains("luettiin Unicode-tekstinä (UTF-16)") && told.contains("Hämäläinen"), "{told}");
}

#[test]
fn faults_of_a_guessed_file_come_with_the_guess() {
    let bytes = western("tunnus;sukunimi;etunimi;syntymäaika\r\n17-1;Mäki;Aino;30.2.1990\r\n");
    let told = said("x.csv", &bytes, true).unwrap_err();
    assert!(told.contains("rivi 2, sarake syntymäaika: ”30.2.1990” ei ole päivä."), "{told}");
    assert!(told.contains("Windows-1252"), "{told}");
}

#[test]
fn a_workbook_is_refused_with_the_way_to_save_it_as_csv() {
    for beginning in [b"PK\x03\x04\x14\x00\x06\x00".as_slice(), &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]] {
        let told = said("asiakkaat.xlsx", beginning, false).unwrap_err();
        assert!(told.contains("Tämä on työkirja (.xlsx tai .xls), ei CSV."), "{told}");
        assert!(told.contains("CSV UTF-8 (luetteloerotin)"), "{told}");
    }
}

#[test]
fn a_table_has_a_limit_and_a_picture_is_no_table() {
    let long = [PEOPLE.as_bytes(), &vec![b'\n'; 10 * 1024 * 1024]].concat();
    assert!(said("x.csv", &long, false).unwrap_err().contains("liian suuri: enintään 10 Mt. Jaa se"));
    assert!(said("x.csv", b"\x89PNG\r\n\x1a\n\0\0", false).unwrap_err().contains("ei ole tekstiä"));
}

#[test]
fn with_a_heading_wrong_the_cells_of_the_others_are_looked_at_all_the_same() {
    let text = "tunnus;sukunimmi;etunimi;syntymäaika;sukupuoli;tila\n\
        17-1;Aho;;30.2.1990;vihreä;avoin\n17-2;Salo;Veikko;1.2.1990;Nainen\n17-1;Aho;Aino;;;\n";
    let seen = preview(&mut store(), Subject::Clients, text.as_bytes(), TODAY, Mode::Apply).unwrap();
    let faults = seen.outcome.unwrap_err();
    let told: Vec<(u64, &str, &str)> = faults
        .iter()
        .map(|fault| {
            let what = match &fault.wrong {
                Wrong::UnknownHeading(_) => "unknown",
                Wrong::MissingColumn => "column",
                Wrong::Missing => "cell",
                Wrong::Date => "date",
                Wrong::Choice(_) => "choice",
                Wrong::CellCount { .. } => "count",
                Wrong::Twice(2) => "twice",
                other => panic!("{other:?}"),
            };
            (fault.line, fault.column.as_str(), what)
        })
        .collect();
    let expected = [
        (1, "sukunimmi", "unknown"),
        (1, "sukunimi", "column"),
        (2, "etunimi", "cell"),
        (2, "syntymäaika", "date"),
        (2, "sukupuoli", "choice"),
        (3, "", "count"),
        (4, "tunnus", "twice"),
    ];
    assert_eq!(told, expected, "no cell of the missing column, nor the customership that hangs on one, is told of");
}
