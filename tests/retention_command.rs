//! `rinnalla retention`: the list for people and programs, and removing after a question, as the real binary does it.

#[path = "support/demo_file.rs"]
pub mod demo_file;
#[path = "support/pty.rs"]
pub mod pty;

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use demo_file::DemoFile;
use serde_json::Value;

fn run(file: &DemoFile, args: &[&str], typed: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rinnalla"));
    command.arg("--db").arg(file.path()).args(["--lang", "fi", "--today", "2035-02-06"]).args(args);
    let piped = || Stdio::piped();
    let mut child = command.stdin(piped()).stdout(piped()).stderr(piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[track_caller]
fn said(file: &DemoFile, args: &[&str], typed: &str) -> String {
    let output = run(file, args, typed);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn refused(file: &DemoFile, args: &[&str], typed: &str) -> String {
    let output = run(file, args, typed);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).unwrap()
}

fn listed(file: &DemoFile) -> Vec<Value> {
    serde_json::from_str(&said(file, &["retention", "--format", "json"], "")).unwrap()
}

fn clients(file: &DemoFile) -> String {
    file.read("SELECT CAST(count(*) AS TEXT) FROM client").remove(0)
}

#[test]
fn the_list_reads_the_same_for_people_and_for_programs() {
    let file = DemoFile::fresh();
    let all = listed(&file);
    assert!(all.len() > 40);
    let first = &all[0];
    for key in ["reference", "client", "counted_from", "last_noted", "over_since"] {
        assert!(first[key].as_str().is_some_and(|value| !value.is_empty()), "{key}: {first}");
    }
    assert_eq!(first["kept_from"], "closing");
    let since: Vec<&str> = all.iter().map(|one| one["over_since"].as_str().unwrap()).collect();
    assert!(since.is_sorted() && since.iter().all(|day| *day <= "2035-02-06"));
    let table = said(&file, &["retention"], "");
    assert!(table.contains("asiakkuuden päättymisestä") && table.lines().count() == all.len() + 1, "{table}");
    assert!(said(&file, &["retention", "--format", "csv"], "").starts_with("reference,client,kept_from,counted_from,"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_rinnalla"));
    command.arg("--db").arg(file.path()).args(["--lang", "fi", "--today", "2017-02-06", "retention"]);
    let now = String::from_utf8(command.output().unwrap().stdout).unwrap();
    assert!(now.starts_with("Kenenkään säilytysaika ei ole päättynyt."), "{now}");
}

#[test]
fn nothing_is_removed_without_a_yes() {
    let file = DemoFile::fresh();
    let (reference, before) = (listed(&file)[0]["reference"].as_str().unwrap().to_string(), clients(&file));
    for typed in ["ei\n", "", "mitä\nei\n"] {
        assert!(refused(&file, &["retention", "--remove", &reference], typed).contains("Mitään ei poistettu"));
    }
    let kept = file.read("SELECT ref FROM client WHERE id IN (SELECT client_id FROM episode WHERE state = 'open')");
    assert!(refused(&file, &["retention", "--remove", &reference, &kept[0]], "k\n").contains("asiakkuus on kesken"));
    assert!(refused(&file, &["retention", "--remove", "ei-ole", "--yes"], "").contains("Asiakasta ei-ole ei ole"));
    assert_eq!(run(&file, &["retention", "--all", "--remove", &reference], "").status.code(), Some(2));
    assert_eq!(clients(&file), before);
}

#[test]
fn who_is_removed_is_gone_from_the_bytes_and_the_year_keeps_its_figures() {
    let file = DemoFile::fresh();
    let one = listed(&file).remove(0);
    let reference = one["reference"].as_str().unwrap();
    let year = ["report", "outcomes", "--from", "2016-01-01", "--to", "2016-12-31"];
    let before = said(&file, &year, "");
    let told = said(&file, &["retention", "--remove", reference], "k\n");
    assert!(told.contains(reference) && told.contains("Poistoa ei voi kumota. [kyllä/ei]"), "{told}");
    assert!(told.contains("Poistettu: asiakkaita 1") && told.contains("Varmuuskopioissa tiedot ovat"), "{told}");
    let number = told.split("vain numero: ").nth(1).unwrap().split('.').next().unwrap();
    for entry in fs::read_dir(file.path().parent().unwrap()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        let found = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
        assert!(!found(reference) && !found(one["client"].as_str().unwrap()));
    }
    let after = said(&file, &year, "");
    let figures = |text: &str| text.lines().filter(|line| line.contains('%')).map(String::from).collect::<Vec<_>>();
    assert_eq!(figures(&after), figures(&before));
    assert!(after.contains("Luvut otettiin talteen 6.2.2035") && !before.contains("talteen"), "{after}");
    let other = said(&file, &["report", "outcomes", "--from", "2016-02-01", "--to", "2016-12-31"], "");
    assert!(other.contains("Luvuista puuttuvat asiakkaat, joiden tiedot on poistettu"), "{other}");
    let json: Value = serde_json::from_str(&said(&file, &[&year[..], &["--format", "json"]].concat(), "")).unwrap();
    assert_eq!((&json["removed_records"], &json["kept_on"]), (&1.into(), &"2035-02-06".into()));
    assert!(said(&file, &["check"], "").starts_with("Tiedosto on ehjä."));
    assert!(refused(&file, &["log", "--client", reference], "").contains("on jäljellä vain numero"));
    let extract = said(&file, &["log", "--client", number], "");
    assert!(
        extract.starts_with(&format!("Ote lokista: asiakkaan numero {} tiedot poistettiin", &number[1..])),
        "{extract}"
    );
    assert!(extract.contains("poistettu: säilytysajan jälkeen poistettu asiakas"), "{extract}");
}

#[test]
fn all_of_them_go_for_a_script_and_again_there_is_nothing_left() {
    let file = DemoFile::fresh();
    let all = listed(&file);
    let told: Vec<Value> =
        serde_json::from_str(&said(&file, &["retention", "--all", "--yes", "--format", "json"], "")).unwrap();
    assert_eq!(told, all, "what went is the list, and nothing else is printed for programs");
    assert!(listed(&file).is_empty());
    assert!(
        said(&file, &["retention", "--all", "--yes"], "")
            .contains("Poistettavaa ei ole; tiedosto kirjoitettiin uudelleen")
    );
    assert!(said(&file, &["check"], "").starts_with("Tiedosto on ehjä."));
}
