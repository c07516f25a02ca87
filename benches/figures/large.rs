//! Files of 10 000 clients and 100 000 marks, and the same people as a list for other programs.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use rinnalla::domain::ids::WorkerId;
use rinnalla::domain::worker::Role;
use rinnalla::exchange::{Mode, Subject, import};
use rinnalla::store::{Store, workers};
use tempfile::TempDir;

use super::WINDOW;
use super::demo_file::MONDAY;
use super::pty::Pty;

const CLIENTS: u64 = 10_000;

/// Ten years of a large team: one in six is a client today, some 67 for each of 25 workers.
pub static USUAL: LazyLock<Large> = LazyLock::new(|| Large::made(CLIENTS, |nth| nth.is_multiple_of(6)));

/// As no team has it: what happens if hardly anything is ever closed.
pub static ALL_LIVE: LazyLock<Large> = LazyLock::new(|| Large::made(CLIENTS, |nth| !nth.is_multiple_of(10)));

/// A tenth of the usual one.
pub static SMALL: LazyLock<Large> = LazyLock::new(|| Large::made(CLIENTS / 10, |nth| nth.is_multiple_of(6)));

pub struct Large {
    folder: TempDir,
}

impl Large {
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("large.db")
    }

    pub fn csv(&self) -> PathBuf {
        self.folder.path().join("clients.csv")
    }

    pub fn store(&self) -> Store {
        let mut store = Store::open(&self.path()).unwrap();
        store.sign_in(WorkerId(1));
        store
    }

    /// Sits down at it.
    pub fn open(&self) -> Pty {
        let path = self.path();
        Pty::spawn(&["--db", path.to_str().unwrap(), "--today", MONDAY, "--lang", "fi"], &[], WINDOW)
    }

    fn made(clients: u64, live: impl Fn(u64) -> bool) -> Large {
        let large = Large { folder: tempfile::tempdir().unwrap() };
        let mut store = Store::create(&large.path()).unwrap();
        // The program lets in whom the file knows: whoever measures.
        let account = uzers::get_current_username().unwrap();
        let me = store.write(|tx| workers::add(tx, &account.to_string_lossy(), "Satu Rantala", Role::Admin)).unwrap();
        store.sign_in(me);
        for nth in 2..=25 {
            store.write(|tx| workers::add(tx, &format!("w{nth}"), "Toinen", Role::Worker)).unwrap();
        }
        let rows = people(clients, live);
        fs::write(large.csv(), &rows).unwrap();
        let today = MONDAY.parse().unwrap();
        import(&mut store, Subject::Clients, rows.as_bytes(), today, Mode::Apply).unwrap();
        store.write(|tx| Ok(tx.execute_batch(include_str!("large.sql"))?)).unwrap();
        large
    }
}

const FAMILY: [&str; 16] = [
    "Mäkinen",
    "Hämäläinen",
    "Korhonen",
    "Virtanen",
    "Nieminen",
    "Lehtonen",
    "Koskinen",
    "Järvinen",
    "Heikkinen",
    "Öhman",
    "Salonen",
    "Åkerlund",
    "Laine",
    "Rantanen",
    "Karjalainen",
    "Turunen",
];

const GIVEN: [&str; 20] = [
    "Aino", "Ville", "Päivi", "Matti", "Elina", "Jukka", "Sanna", "Timo", "Liisa", "Heikki", "Minna", "Antti", "Kaisa",
    "Olli", "Riitta", "Pekka", "Tiina", "Mikko", "Åsa", "Jenni",
];

/// Clients as the importer takes them, by name.
fn people(clients: u64, live: impl Fn(u64) -> bool) -> String {
    let mut lines: Vec<String> = (0..clients).map(|nth| person(nth, live(nth))).collect();
    lines.sort_unstable();
    let mut rows = String::from(
        "family_name,given_name,ref,birth_date,phone,gender,pending_since,opened,state,own_worker,closed,close_reason,outcome\n",
    );
    for line in lines {
        writeln!(rows, "{line}").unwrap();
    }
    rows
}

fn person(nth: u64, lives: bool) -> String {
    let after = |day: &str, days: u64| day.parse::<NaiveDate>().unwrap() + Days::new(days);
    let pick = |names: &[&'static str], from: u64| names[usize::try_from(from % names.len() as u64).unwrap()];
    let family = format!("{}-{}", pick(&FAMILY, nth), pick(&FAMILY, nth / 16 + 1));
    let born = after("1950-01-01", nth * 7919 % 18_000);
    let who = format!("{family},{},K-{nth:05},{born},040 {:03} {:04}", pick(&GIVEN, nth * 7), nth % 1000, nth % 10_000);
    let sex = if nth.is_multiple_of(2) { "female" } else { "male" };
    match lives {
        true => {
            let opened = after("2015-09-01", nth * 31 % 500);
            format!("{who},{sex},{},{opened},open,{},,,", opened - Days::new(9), worker(nth))
        }
        false => {
            let opened = after("2013-06-01", nth * 17 % 800);
            let closed = opened + Days::new(200 + nth % 300);
            format!("{who},{sex},{opened},{opened},closed,{},{closed},goals_reached,paid_work", worker(nth))
        }
    }
}

/// One of the others; the first has as many as everybody.
fn worker(nth: u64) -> String {
    match nth / 6 % 25 {
        0 => uzers::get_current_username().unwrap().to_string_lossy().into_owned(),
        other => format!("w{}", other + 1),
    }
}
