//! The rooms of the house, and which doors there are between them. One way only: what draws knows no file, what
//! stores knows no screen, and the rules know neither.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every room, with the rooms that it may ask. `domain` may ask nobody.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("guard", &[]),
    ("widgets", &[]),
    ("action", &["domain"]),
    ("store", &["domain"]),
    ("text", &["domain", "store"]),
    ("exchange", &["domain", "store", "text"]),
    ("demo", &["domain", "store", "exchange"]),
    ("term", &["guard"]),
    ("app", &["action", "domain", "store", "text", "widgets"]),
    ("forms", &["action", "app", "domain", "store", "text", "widgets"]),
    // A report is made into a workbook where it is looked at.
    ("screens", &["action", "app", "domain", "exchange", "forms", "store", "text", "widgets"]),
    ("runtime", &["app", "domain", "screens", "store", "term", "text", "widgets"]),
    (
        "commands",
        &["action", "app", "demo", "domain", "exchange", "guard", "runtime", "screens", "store", "term", "text"],
    ),
];

/// Something that only some rooms may have.
struct Kept {
    what: &'static str,
    signs: &'static [&'static str],
    by: &'static [&'static str],
}

const KEPT: &[Kept] = &[
    Kept {
        what: "SQL",
        signs: &["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE ", "\"PRAGMA ", ".execute(", ".prepare"],
        by: &["store"],
    },
    Kept { what: "the database", signs: &["rusqlite::Connection", "Connection::open"], by: &["store"] },
    // Whoever brings in many rows at once has them in one transaction, through the store's own functions.
    Kept { what: "a transaction", signs: &["rusqlite"], by: &["store", "exchange", "demo"] },
    Kept { what: "drawing", signs: &["ratatui"], by: &["widgets", "app", "forms", "screens", "term"] },
    Kept { what: "keys", signs: &["crossterm"], by: &["action", "widgets", "app", "forms", "screens", "term"] },
    Kept { what: "files", signs: &["std::fs", "File::"], by: &["store", "term", "commands"] },
    Kept { what: "the environment", signs: &["std::env"], by: &["guard", "term", "commands"] },
    Kept { what: "the clock", signs: &["Utc::now", "Local::now", "SystemTime"], by: &["runtime", "commands"] },
    Kept { what: "the terminal", signs: &["stdout()", "stderr()", "/dev/tty"], by: &["term"] },
    Kept { what: "printing", signs: &["println!", "print!(", "dbg!("], by: &[] },
    // Nothing is started: another program would have the shared file's group.
    Kept { what: "other programs", signs: &["process::Command", "CommandExt", "pre_exec"], by: &["guard"] },
    Kept { what: "threads", signs: &["std::thread", "thread::spawn"], by: &["guard", "store", "term", "runtime"] },
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The code of each room, file by file, without its unit tests and comments. `main.rs` and `lib.rs` are the doors
/// to the street and belong to no room.
fn rooms() -> BTreeMap<String, Vec<(String, String)>> {
    let mut rooms: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for path in files(&source()) {
        let within = path.strip_prefix(source()).unwrap().to_str().unwrap().to_string();
        let room = within.split('/').next().unwrap().trim_end_matches(".rs").to_string();
        let is_test = within.ends_with("tests.rs");
        if within.ends_with(".rs") && !is_test && room != "main" && room != "lib" {
            rooms.entry(room).or_default().push((within, code(&fs::read_to_string(path).unwrap())));
        }
    }
    rooms
}

fn code(text: &str) -> String {
    let before_tests = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = before_tests.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The rooms that a file names by `crate::room`.
fn asked(code: &str) -> BTreeSet<&str> {
    assert!(!code.contains("crate::{"), "each room is asked by its own line");
    let after = code.split("crate::").skip(1);
    let names = after.map(|rest| rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap());
    names.filter(|name| ROOMS.iter().any(|(room, _)| room == name)).collect()
}

#[test]
fn every_room_is_known() {
    let there: Vec<String> = rooms().into_keys().collect();
    let mut known: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    known.sort_unstable();
    assert_eq!(there, known);
}

#[test]
fn rooms_ask_only_those_below_them() {
    let rooms = rooms();
    for (room, may_ask) in ROOMS {
        for (file, code) in &rooms[*room] {
            let beyond: Vec<&str> =
                asked(code).into_iter().filter(|name| name != room && !may_ask.contains(name)).collect();
            assert!(beyond.is_empty(), "{file} asks {beyond:?}");
        }
    }
}

/// So that "below" means something: each room may ask only rooms that stand before it in the list.
#[test]
fn no_way_leads_round_in_a_circle() {
    for (at, (room, may_ask)) in ROOMS.iter().enumerate() {
        for name in *may_ask {
            assert!(ROOMS[..at].iter().any(|(below, _)| below == name), "{room} asks {name}, which is not below it");
        }
    }
}

#[test]
fn what_one_room_keeps_no_other_has() {
    for (room, files) in rooms() {
        for kept in KEPT.iter().filter(|kept| !kept.by.contains(&room.as_str())) {
            for (file, code) in &files {
                let found: Vec<&&str> = kept.signs.iter().filter(|sign| code.contains(**sign)).collect();
                assert!(found.is_empty(), "{file} has {}: {found:?}", kept.what);
            }
        }
    }
}

/// In SQL, `client` is a view that leaves out whom the worker may not see (src/store/sight.rs). The table behind it is
/// for these alone: whose own it is, what must be unique or be counted whole, and the log's taking back.
const BEHIND_THE_VIEW: &[&str] = &[
    "store/access.rs",
    "store/clients.rs",
    "store/codes.rs",
    "store/drafts.rs",
    "store/record.rs",
    "store/lookup.rs",
    "store/merging.rs",
    "store/merging/snapshot.rs",
    "store/merging/unmerge.rs",
    "store/reports/profile.rs",
    "store/retention.rs",
    "store/sight.rs",
    "store/trail.rs",
    "store/twins.rs",
    "store/undo.rs",
    "store/whole/into.rs",
    "store/whole/out.rs",
];

#[test]
fn nobody_reads_clients_past_the_view() {
    for (file, code) in rooms().into_values().flatten().filter(|(file, _)| !BEHIND_THE_VIEW.contains(&file.as_str())) {
        for sign in ["main.client", "main.{", "\"main\".", "[main]", "TEMP VIEW", "DROP VIEW"] {
            assert!(!code.contains(sign), "{file} has {sign}");
        }
    }
}

/// Long files are several things in one.
#[test]
fn no_file_is_long() {
    for (file, _) in rooms().into_values().flatten() {
        let lines = fs::read_to_string(source().join(&file)).unwrap().lines().count();
        assert!(lines <= 420, "{file} has {lines} lines");
    }
}
