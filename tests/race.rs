//! Sixteen people at sixteen terminals enrol sixteen clients for three seats, all at once: real processes of the real
//! program, each in a pseudo-terminal, on one file.

#[path = "support/demo_file.rs"]
pub mod demo_file;
#[path = "support/pty.rs"]
pub mod pty;

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};

use demo_file::{DemoFile, SMALL};
use pty::Pty;

const SEATS: usize = 3;
const PEOPLE: usize = 16;
const GROUP: &str = "Kolmen paikan ryhmä";

fn import(file: &DemoFile, what: &str, csv: &str) {
    let from = file.path().with_file_name("in.csv");
    fs::write(&from, csv).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rinnalla"));
    command.arg("--db").arg(file.path()).args(["--today", demo_file::MONDAY, "import", what]).arg(&from);
    let done = command.stdin(Stdio::null()).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// A family name that no other person's begins with.
fn family(nth: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(nth).unwrap());
    format!("Kilpailija{letter}{letter}")
}

fn race_track() -> DemoFile {
    let file = DemoFile::fresh();
    let group = format!(
        "name,tier,kind,capacity_max,first_day,weekdays,start,end\n{GROUP},own,group,{SEATS},2017-01-02,MO,9,10\n"
    );
    import(&file, "activities", &group);
    let clients: String = (0..PEOPLE).map(|nth| format!("R-{nth},{},Aino\n", family(nth))).collect();
    import(&file, "clients", &format!("ref,family_name,given_name\n{clients}"));
    file
}

/// At a terminal, one key before the end.
fn at_the_door(file: &DemoFile, nth: usize) -> Pty {
    let mut pty = file.open_with(&[], &[], SMALL);
    pty.wait_for("Tänään");
    pty.type_keys("/kolmen paikan");
    pty.wait_for(&format!("▸ {GROUP}"));
    pty.type_keys("<enter>");
    pty.wait_for("Listalla ei ole ketään");
    pty.type_keys("n");
    pty.wait_for("Kuka tulee");
    pty.type_keys(&family(nth).to_lowercase());
    pty.wait_for(&format!("▸ {} Aino", family(nth)));
    pty.type_keys("<enter>");
    pty.wait_for("osallistujaksi");
    pty
}

#[test]
fn sixteen_for_three_seats_are_three_members_and_thirteen_in_the_queue() {
    let file = race_track();
    let mut desks: Vec<Pty> = (0..PEOPLE).map(|nth| at_the_door(&file, nth)).collect();
    for desk in &mut desks {
        desk.type_keys("<c-s>");
    }
    let mut members = 0;
    let mut places = BTreeSet::new();
    for (nth, desk) in desks.iter().enumerate() {
        let name = format!("{} Aino on", family(nth));
        desk.wait_for(&name);
        let screen = desk.words();
        let said = screen.lines().find(|line| line.contains(&name)).unwrap();
        match said.split("jonossa ").nth(1) {
            None => {
                assert!(said.contains("on nyt osallistuja"), "{said}");
                members += 1;
            }
            Some(place) => {
                assert!(places.insert(place.trim_end_matches('.').parse::<usize>().unwrap()), "{said} again")
            }
        }
    }
    assert_eq!(members, SEATS);
    assert_eq!(places, (1..=PEOPLE - SEATS).collect());
    let count = |state: &str| {
        let sql = format!(
            "SELECT CAST(count(*) AS TEXT) FROM enrolment e JOIN activity a ON a.id = e.activity_id \
             WHERE a.name = '{GROUP}' AND e.state = '{state}'"
        );
        file.read(&sql)
    };
    assert_eq!((count("enrolled"), count("waiting")), (vec!["3".to_string()], vec!["13".to_string()]));
    let logged = "SELECT CAST(count(*) AS TEXT) FROM log WHERE entity = 'enrolment' AND act = 'create' AND client_id IN \
        (SELECT id FROM client WHERE ref LIKE 'R-%')";
    assert_eq!(file.read(logged), [PEOPLE.to_string()]);
}
