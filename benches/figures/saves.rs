//! Twenty-five people who save at their own pace into one file: how long each save takes.

use std::thread;
use std::time::Duration;

use rinnalla::domain::ids::{ClientId, WorkerId};
use rinnalla::domain::note::NoteFields;
use rinnalla::store::Store;
use rinnalla::store::change::Change;

use super::demo_file::{DemoFile, MONDAY};
use super::{Times, line, timed};

const PEOPLE: i64 = 25;
const SAVES: usize = 40;

pub fn run() {
    let file = DemoFile::fresh();
    let path = file.path();
    let people: Vec<_> = (0..PEOPLE)
        .map(|nth| {
            let path = path.clone();
            thread::spawn(move || {
                let mut store = Store::open(&path).unwrap();
                store.sign_in(WorkerId(1));
                let note = Change::AddNote { client: ClientId(1 + nth), fields: note(), from: None };
                let saves = (0..SAVES).map(|_| {
                    thread::sleep(Duration::from_millis(fastrand::u64(0..500)));
                    timed(|| store.change(&note, None).unwrap())
                });
                saves.collect::<Vec<_>>()
            })
        })
        .collect();
    let times = people.into_iter().flat_map(|person| person.join().unwrap()).collect();
    line(&format!("{PEOPLE} people, a save every quarter of a second each"), &Times::sorted(times).spread());
    let saved = file.read("SELECT CAST(count(*) AS TEXT) FROM note WHERE body = 'Soitto.'");
    line("  notes that are in the file after as many saves", &format!("{} after {}", saved[0], SAVES * 25));
}

fn note() -> NoteFields {
    NoteFields {
        on_day: MONDAY.parse().unwrap(),
        channel: "phone".into(),
        body: "Soitto.".into(),
        follow_up_on: None,
        follow_up_what: None,
        follow_up_for: None,
    }
}
