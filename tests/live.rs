//! One file, several processes: who learns of what, and when nobody has told.

#[path = "support/demo_file.rs"]
pub mod demo_file;
#[path = "support/pty.rs"]
pub mod pty;

use std::fs;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use demo_file::{DemoFile, SMALL};
use rinnalla::store::Store;
use rinnalla::store::bell::Bell;
use rinnalla::store::news::News;
use rinnalla::store::thread::{self, Desk, Job, Report};

/// As long as anything may take on however busy a machine.
const LIMIT: Duration = Duration::from_secs(30);

/// Another process, which does one thing and ends.
fn elsewhere(file: &DemoFile, args: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rinnalla"));
    command.arg("--db").arg(file.path()).args(args).stdin(Stdio::null()).stdout(Stdio::null());
    assert!(command.status().unwrap().success(), "{args:?}");
}

/// A store at work that looks for changes so often by itself, and what it tells of them.
fn at_work(file: &DemoFile, every: Duration) -> (Desk, Receiver<News>) {
    let (tell, told) = channel();
    let store = Store::open(&file.path()).unwrap();
    let report = move |report| {
        if let Report::ChangedElsewhere(news) = report {
            let _ = tell.send(news);
        }
    };
    (thread::start(store, every, report).unwrap().0, told)
}

fn bump(file: &DemoFile) -> std::path::PathBuf {
    let mut name = file.path().into_os_string();
    name.push(".bump");
    name.into()
}

/// Nothing rings: the store finds out by itself.
#[test]
fn a_lost_bell_is_healed_by_looking() {
    let file = DemoFile::fresh();
    let (_desk, told) = at_work(&file, Duration::from_millis(20));
    fs::remove_file(bump(&file)).unwrap();
    elsewhere(&file, &["worker", "add", "uusi"]);
    let news = told.recv_timeout(LIMIT).unwrap();
    assert_eq!(news.entities, ["worker"]);
    assert!(news.worker.is_some());
}

/// Openings, look-ups and drafts of others are commits, but no news.
#[test]
fn what_is_only_looked_at_is_no_news() {
    let file = DemoFile::fresh();
    let (_desk, told) = at_work(&file, Duration::from_millis(20));
    elsewhere(&file, &["find", "hämäläinen"]);
    elsewhere(&file, &["due"]);
    assert_ne!(file.read("SELECT CAST(count(*) AS TEXT) FROM log WHERE act IN ('search', 'export')"), ["0"]);
    elsewhere(&file, &["worker", "add", "uusi"]);
    assert_eq!(told.recv_timeout(LIMIT).unwrap().entities, ["worker"], "the first that is told");
}

#[test]
fn who_is_told_looks_at_once_and_hears_of_nothing_twice() {
    let file = DemoFile::fresh();
    let (desk, told) = at_work(&file, LIMIT * 100);
    elsewhere(&file, &["worker", "add", "uusi"]);
    desk.post(Job::LookForChanges);
    desk.post(Job::LookForChanges);
    desk.settle(LIMIT);
    assert_eq!(told.try_iter().count(), 1);
}

#[test]
fn the_bell_is_heard_and_hung_up_again_whoever_takes_it_away() {
    let file = DemoFile::fresh();
    let (tell, told) = channel();
    Bell::beside(&file.path()).listen(move || tell.send(()).unwrap_or_default());
    let heard = || told.recv_timeout(LIMIT).expect("the bell was not heard");
    Bell::beside(&file.path()).ring();
    heard();
    for way in 0..3 {
        match way {
            0 => fs::remove_file(bump(&file)).unwrap(),
            1 => fs::rename(bump(&file), file.path().with_extension("elsewhere")).unwrap(),
            _ => {
                let other = file.path().with_extension("other");
                fs::write(&other, "").unwrap();
                fs::rename(other, bump(&file)).unwrap();
            }
        }
        // Taken away counts as rung; after it the one that hangs there now is heard.
        heard();
        while told.recv_timeout(Duration::from_millis(50)).is_ok() {}
        Bell::beside(&file.path()).ring();
        heard();
    }
}

/// Two programs in two terminals: the other's mark is told, and nothing that is being typed is touched.
#[test]
fn a_change_elsewhere_is_told_and_typing_goes_on() {
    let file = DemoFile::fresh();
    let thursday = ["--today", "2017-02-09"];
    let [mut mine, mut theirs] = [(); 2].map(|()| {
        let pty = file.open_with(&thursday, &[], SMALL);
        pty.wait_for("Kerrat tänään");
        pty
    });
    mine.type_keys("/hama");
    mine.wait_for("▸ Hämäläinen Päivi");
    mine.type_keys("<c-k>");
    mine.wait_for("▸ Kirjaus");
    mine.type_keys("Kesken");
    mine.wait_for("Kesken");
    theirs.type_keys("3");
    theirs.wait_for("Luovat kädet");
    theirs.type_keys("fluov");
    theirs.wait_for("▸ Luovat kädet");
    theirs.type_keys("<enter>");
    theirs.wait_for("▸ Harju Santeri");
    fs::remove_file(bump(&file)).unwrap();
    theirs.type_keys("l");
    mine.wait_for("Sinä toisessa ikkunassa: läsnäolo · Luovat kädet");
    mine.type_keys(" oleva");
    mine.wait_for("Kesken oleva");
}
