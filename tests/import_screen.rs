//! Bringing a file in through the real program in a real terminal, and the same file by the command.

#[path = "support/demo_file.rs"]
pub mod demo_file;
#[path = "support/pty.rs"]
pub mod pty;

use std::fs;
use std::path::Path;
use std::process::Command;

use demo_file::DemoFile;
use rustix::fs::{CWD, mkfifoat};

const PEOPLE: &str = "tunnus;sukunimi;etunimi;syntymäaika\r\nT-1;Hämeenaho;Päivi;1.2.1990\r\nT-2;Koivula;Ari;\r\n";

fn western(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

/// As the command does it.
fn import(file: &DemoFile, path: &Path, options: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rinnalla"));
    let command = command.args(["--lang", "fi", "--today", demo_file::MONDAY, "--db"]).arg(file.path());
    let said = command.args(["import", "clients"]).arg(path).args(options).output().unwrap();
    let text = [said.stdout, said.stderr].map(|text| String::from_utf8(text).unwrap()).concat();
    (said.status.success(), text)
}

#[test]
fn a_file_comes_in_by_the_screen_and_by_the_command_alike() {
    let file = DemoFile::fresh();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("asiakkaat.csv");
    fs::write(&path, western(&PEOPLE.replace("1.2.1990", "31.2.1990"))).unwrap();
    let mut pty = file.open();
    pty.wait_for("Tänään");
    pty.type_keys("/tuonti");
    pty.wait_for("▸ tuonti");
    pty.type_keys("<enter>");
    pty.wait_for("Tiedosto:");
    pty.type_keys(&format!("{}/as<tab>", folder.path().display()));
    pty.wait_for("asiakkaat.csv");
    pty.type_keys("<enter>");
    pty.wait_for("virheitä 1, mitään ei tallennettu.");
    pty.wait_for("Windows-1252");
    fs::write(&path, western(PEOPLE)).unwrap();
    pty.type_keys("<f5>");
    pty.wait_for("Tiedosto luettiin uudelleen.");
    pty.wait_for("lisättäisiin 2, muutettaisiin 0, ennallaan 0.");
    // The command says the same of the same file, sentence by sentence.
    let (_, told) = import(&file, &path, &["--dry-run"]);
    for sentence in told.lines().filter(|line| line.ends_with('.') && !line.starts_with(' ')) {
        let sentence = sentence.replace(path.to_str().unwrap(), "asiakkaat.csv");
        let shown = pty.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(shown.contains(&sentence), "{sentence}\n{}", pty.screen());
    }
    pty.type_keys("<c-s>");
    pty.wait_for("u kumoaa koko tuonnin.");
    let again = import(&file, &path, &[]);
    assert!(again.0 && again.1.contains("lisätty 0, muutettu 0, ennallaan 2."), "{}", again.1);
    pty.type_keys("u");
    pty.wait_for("Koko tuonti on kumottu.");
    let again = import(&file, &path, &["--dry-run"]);
    assert!(again.1.contains("lisättäisiin 2, muutettaisiin 0, ennallaan 0."), "{}", again.1);
    pty.type_keys("q");
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn what_is_no_file_keeps_nobody_waiting() {
    let file = DemoFile::fresh();
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("putki");
    mkfifoat(CWD, &pipe, 0o600.into()).unwrap();
    let mut pty = file.open();
    pty.wait_for("Tänään");
    pty.type_keys("/tuonti");
    pty.wait_for("▸ tuonti");
    pty.type_keys("<enter>");
    pty.wait_for("Tiedosto:");
    // Nobody writes into the pipe; the shared file is open; its journal can be reached by its number, too.
    for path in [pipe.display().to_string(), file.path().display().to_string(), "/proc/self/exe/x".into()] {
        pty.type_keys(&format!("<c-u>{path}<enter>"));
        pty.wait_for("ei voi lukea");
        pty.type_keys("<esc>");
        pty.wait_for("Tiedosto:");
    }
    for number in 3..16 {
        pty.type_keys(&format!("<c-u>/proc/self/fd/{number}<enter>"));
        pty.wait_until(|screen| {
            let rows = screen.contents();
            rows.contains("ei voi lukea") || rows.contains("virheitä 1")
        });
        pty.type_keys("<esc>");
        pty.wait_for("Tiedosto:");
    }
    // The locks still hold: what is written now is whole.
    fs::write(folder.path().join("a.csv"), PEOPLE).unwrap();
    pty.type_keys(&format!("<c-u>{}/a.csv<enter>", folder.path().display()));
    pty.wait_for("lisättäisiin 2");
    pty.type_keys("<c-s>");
    pty.wait_for("u kumoaa koko tuonnin.");
    pty.type_keys("q");
    assert_eq!(pty.wait_exit(), 0);
    let store = rinnalla::store::Store::open(&file.path()).unwrap();
    assert_eq!(store.check().unwrap(), [""; 0]);
}
