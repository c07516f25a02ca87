//! `rinnalla log`: the list for those who oversee, and the extract for the client.

#[path = "support/demo_file.rs"]
pub mod demo_file;
#[path = "support/pty.rs"]
pub mod pty;

use std::process::{Command, Output, Stdio};

use demo_file::DemoFile;
use serde_json::Value;

fn run(file: &DemoFile, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rinnalla"));
    command.arg("--db").arg(file.path()).args(["--lang", "fi", "--today", "2017-02-06"]).args(args);
    command.stdin(Stdio::null()).output().unwrap()
}

fn said(file: &DemoFile, args: &[&str]) -> String {
    let output = run(file, args);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn refused(file: &DemoFile, args: &[&str]) -> String {
    let output = run(file, args);
    assert!(!output.status.success());
    assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).unwrap()
}

/// A client with a group, notes and marks, and the reference.
fn somebody(file: &DemoFile) -> String {
    file.read(
        "SELECT c.ref FROM client c JOIN note n ON n.client_id = c.id JOIN attendance t ON t.client_id = c.id LIMIT 1",
    )
    .remove(0)
}

#[test]
fn a_client_is_told_who_when_what_and_by_what_right_and_nobody_elses_name() {
    let file = DemoFile::fresh();
    let reference = somebody(&file);
    said(&file, &["find", &reference]);
    let text = said(&file, &["log", "--client", &reference]);
    assert!(text.starts_with(&format!("Ote lokista, asiakas {reference}\n")), "{text}");
    for part in ["lisätty: kirjaus", "lisätty: läsnäolo", "katsottu haussa: haku", "asiakastyön kirjaaminen"] {
        assert!(text.contains(part), "no {part:?} in:\n{text}");
    }
    for name in file.read("SELECT DISTINCT family_name FROM client") {
        assert!(!text.contains(&name), "{name} is in:\n{text}");
    }
    for body in file.read("SELECT body FROM note") {
        assert!(!text.contains(&body), "{body}");
    }
    // Giving it is in the log, and in the next one.
    assert!(said(&file, &["log", "--client", &reference]).contains("viety luettelona: ote lokista"));
    assert!(refused(&file, &["log", "--client", "ei-ole"]).contains("Asiakasta ei-ole ei ole"));
}

#[test]
fn the_list_is_narrowed_and_reads_the_same_for_programs() {
    let file = DemoFile::fresh();
    let login = file.read("SELECT login FROM worker ORDER BY id LIMIT 1").remove(0);
    said(&file, &["worker", "add", "uusi"]);
    let all = file.json(&["log"]);
    assert!(all.len() > 100);
    let ids: Vec<i64> = all.iter().map(|entry| entry["id"].as_i64().unwrap()).collect();
    assert!(ids.windows(2).all(|pair| pair[0] > pair[1]), "newest first");
    assert_eq!(
        (&all[0]["act"], &all[0]["entity"], &all[0]["worker"]),
        (&"create".into(), &"worker".into(), &login.as_str().into())
    );
    let day = all[0]["time"].as_str().unwrap()[..10].to_string();
    let of = |args: &[&str]| -> Vec<Value> { file.json(&[&["log"], args].concat()) };
    assert!(of(&["--worker", "uusi"]).is_empty());
    assert!(of(&["--worker", &login]).iter().all(|entry| entry["worker"] == login.as_str()));
    assert!(of(&["--to", "2001-01-01"]).is_empty());
    assert!(!of(&["--from", &day]).is_empty());
    let reference = somebody(&file);
    let both = of(&["--client", &reference, "--worker", &login]);
    assert!(!both.is_empty() && both.iter().all(|entry| entry["client"] == reference.as_str()));
    let csv = said(&file, &["log", "--format", "csv"]);
    assert!(csv.starts_with("id,time,worker,act,entity,entity_id,client,fields,reason,purpose"), "{}", &csv[..80]);
    assert!(refused(&file, &["log", "--worker", "kuka"]).contains("Työntekijää kuka ei ole"));
    assert!(refused(&file, &["log", "--from", "31.2.2017"]).contains("tarkoititko 28.2.2017?"));
}

#[test]
fn what_leaves_the_program_has_its_entries() {
    let file = DemoFile::fresh();
    let count = |act: &str, entity: &str| {
        let sql = format!("SELECT CAST(count(*) AS TEXT) FROM log WHERE act = '{act}' AND entity = '{entity}'");
        file.read(&sql).remove(0).parse::<usize>().unwrap()
    };
    said(&file, &["roster", "Luovat", "kädet", "--paper"]);
    assert_eq!(count("print", "roster"), 15);
    let rows = file.json(&["roster", "Luovat", "kädet"]);
    let names: std::collections::HashSet<&str> = rows.iter().filter_map(|row| row["client_ref"].as_str()).collect();
    assert_eq!(count("export", "roster"), names.len());
    let due = file.json(&["due"]);
    let names: std::collections::HashSet<&str> = due.iter().filter_map(|row| row["client"].as_str()).collect();
    assert_eq!(count("export", "due"), names.len());
    said(&file, &["find", "luovat"]);
    assert_eq!(count("search", "look_up"), 1, "a look-up that finds nobody names nobody");
    assert!(said(&file, &["check"]).contains("Loki on ehjä: "));
}
