//! Copies of the file through the real program: taken while people write, stopped in the middle, damaged, put back.

#[path = "support/demo_file.rs"]
pub mod demo_file;
#[path = "support/pty.rs"]
pub mod pty;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::Duration;

use demo_file::{DemoFile, SMALL};
use rinnalla::domain::worker::Role;
use rinnalla::store::{Store, StoreError, backup, workers};
use rusqlite::Connection;
use serde_json::Value;

fn program(file: &DemoFile, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rinnalla"));
    command.arg("--db").arg(file.path()).args(["--lang", "fi"]).args(args).stdin(Stdio::null());
    command
}

fn run(file: &DemoFile, args: &[&str]) -> Output {
    program(file, args).output().unwrap()
}

#[track_caller]
fn done(file: &DemoFile, args: &[&str]) -> String {
    let said = run(file, args);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(said.status.success(), "{args:?}: {} {}", text(&said.stderr), text(&said.stdout));
    String::from_utf8(said.stdout).unwrap()
}

/// Exit code 1, and why.
#[track_caller]
fn refused(file: &DemoFile, args: &[&str]) -> String {
    let said = run(file, args);
    assert_eq!(said.status.code(), Some(1), "{args:?}: {}", String::from_utf8_lossy(&said.stdout));
    String::from_utf8(said.stderr).unwrap()
}

fn folder(file: &DemoFile) -> PathBuf {
    backup::folder_of(&file.path())
}

/// Every file among the copies.
fn names(file: &DemoFile) -> Vec<String> {
    let Ok(entries) = folder(file).read_dir() else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn listed(file: &DemoFile) -> Vec<Value> {
    file.json(&["backup", "--list"])
}

/// The name of the one copy that is there.
#[track_caller]
fn one_copy(file: &DemoFile) -> String {
    let names = names(file);
    assert_eq!(names.len(), 1, "{names:?}");
    names[0].clone()
}

fn count(file: &DemoFile, table: &str) -> i64 {
    file.read(&format!("SELECT CAST(count(*) AS TEXT) FROM {table}"))[0].parse().unwrap()
}

fn head(file: &DemoFile) -> String {
    file.read("SELECT lower(hex(hash)) FROM log ORDER BY id DESC LIMIT 1").remove(0)
}

#[test]
fn a_copy_is_named_by_its_time_and_its_log_and_private_as_the_file() {
    let file = DemoFile::fresh();
    assert!(run(&file, &["backup", "--list"]).status.success(), "no copies are no fault");
    assert!(refused(&file, &["backup", "--verify"]).contains("rinnalla backup"));
    fs::set_permissions(file.path(), fs::Permissions::from_mode(0o600)).unwrap();
    let before = head(&file);
    let said = done(&file, &["backup"]);
    let name = one_copy(&file);
    assert!(said.contains("otettu ja tarkistettu") && said.contains(&name), "{said}");
    assert!(name.starts_with("team-2") && name.ends_with(&format!("Z-{}.db", &before[..12])), "{name}");
    assert_eq!(head(&file), before, "taking a copy is no entry of the log");
    let mode = |path: PathBuf| path.metadata().unwrap().permissions().mode() & 0o7777;
    assert_eq!((mode(folder(&file)), mode(folder(&file).join(&name))), (0o700, 0o600));
    let listed = listed(&file);
    assert_eq!(listed[0]["copy"], name.as_str());
    assert_eq!(listed[0]["state"], "good");
    assert_eq!(listed[0]["head"], before[..12]);
    assert!(done(&file, &["backup", "--verify"]).contains("Kopio on ehjä"));
    assert_eq!(names(&file), [name], "nothing is left beside it");
}

/// On a server the file is a group's; so are the copies, whatever the umask of who takes them.
#[test]
fn a_shared_files_copies_are_shared() {
    for umask in ["000", "027", "077"] {
        let file = DemoFile::fresh();
        fs::set_permissions(file.path(), fs::Permissions::from_mode(0o660)).unwrap();
        let script =
            format!("umask {umask}; exec {} --db {} backup", env!("CARGO_BIN_EXE_rinnalla"), file.path().display());
        let said = Command::new("sh").arg("-c").arg(script).stdin(Stdio::null()).output().unwrap();
        assert!(said.status.success());
        let mode = |path: PathBuf| path.metadata().unwrap().permissions().mode() & 0o7777;
        assert_eq!(mode(folder(&file)), 0o2770, "{umask}");
        assert_eq!(mode(folder(&file).join(one_copy(&file))), 0o660, "{umask}");
    }
}

/// Stops the writers, even when what they write beside fails.
struct Stop<'a>(&'a AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Relaxed);
    }
}

/// Writers at work, each a store of its own, until they are told to stop; how many workers each has added.
fn while_writing<T>(file: &DemoFile, writers: usize, work: impl FnOnce() -> T) -> (T, i64) {
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let write = |nth: usize| {
            let (stop, path) = (&stop, file.path());
            scope.spawn(move || {
                let mut store = Store::open(&path).unwrap();
                let mut written = 0;
                while !stop.load(Relaxed) {
                    let login = format!("w{nth}-{written}");
                    store.write(|tx| workers::add(tx, &login, &login, Role::Worker).map(drop)).unwrap();
                    written += 1;
                    thread::sleep(Duration::from_millis(1));
                }
                written
            })
        };
        let all: Vec<_> = (0..writers).map(write).collect();
        let at_last = Stop(&stop);
        let done = work();
        drop(at_last);
        (done, all.into_iter().map(|writer| writer.join().unwrap()).sum())
    })
}

/// Nobody is kept from writing, nothing acknowledged is missing, and each copy is one moment of the file.
#[test]
fn copies_are_taken_while_others_write() {
    const ROUNDS: usize = 8;
    let file = DemoFile::fresh();
    let team = count(&file, "worker");
    let (sizes, written) = while_writing(&file, 5, || {
        let take = |_| {
            let taken = Store::open(&file.path()).unwrap().back_up().unwrap();
            let copy = Connection::open(&taken.path).unwrap();
            let sql = "SELECT (SELECT count(*) FROM worker), (SELECT count(*) FROM log WHERE entity = 'worker')";
            let (workers, logged): (i64, i64) = copy.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
            assert_eq!(workers, logged, "one moment");
            workers
        };
        (0..ROUNDS).map(take).collect::<Vec<i64>>()
    });
    assert!(sizes.is_sorted(), "{sizes:?}");
    assert_eq!(count(&file, "worker"), team + written);
    assert!(done(&file, &["backup", "--all"]).contains("Kopio on ehjä"));
    done(&file, &["check"]);
}

fn random() -> impl FnMut(u64) -> u64 {
    let mut random = fastrand::Rng::with_seed(22);
    move |below| random.u64(..below)
}

/// Killed at any moment, at whatever it is: what is listed is whole, and the next run clears away the rest.
#[test]
fn a_backup_that_is_killed_is_never_listed() {
    const KILLS: usize = 120;
    let file = DemoFile::fresh();
    let whole = {
        let since = std::time::Instant::now();
        done(&file, &["backup"]);
        since.elapsed()
    };
    let mut random = random();
    let (mut halves, mut stopped) = (0, 0);
    for nth in 0..KILLS {
        let mut child: Child = program(&file, &["backup"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let after = Duration::from_micros(random(u64::try_from(whole.as_micros()).unwrap() * 5 / 4));
        thread::sleep(after);
        child.kill().unwrap();
        stopped += usize::from(!child.wait().unwrap().success());
        let left = names(&file).iter().filter(|name| name.contains(".part")).count();
        halves += usize::from(left > 0);
        let listed = listed(&file);
        assert!(!listed.is_empty());
        for copy in &listed {
            let name = copy["copy"].as_str().unwrap();
            let faults = backup::check(&file.path(), name).unwrap();
            assert!(faults.is_empty() && copy["state"] == "good", "kill {nth} after {after:?}: {name}: {faults:?}");
        }
    }
    assert!(stopped > KILLS / 4 && halves > 0, "{stopped} were stopped, {halves} in the middle of a copy");
    done(&file, &["backup"]);
    assert!(names(&file).iter().all(|name| name.ends_with(".db")), "{:?}", names(&file));
    done(&file, &["check"]);
}

/// Two at once: one after the other, both well.
#[test]
fn two_at_once_wait_for_each_other() {
    let file = DemoFile::fresh();
    let all: Vec<Child> = (0..4).map(|_| program(&file, &["backup"]).stdout(Stdio::null()).spawn().unwrap()).collect();
    for child in all {
        assert!(child.wait_with_output().unwrap().status.success());
    }
    done(&file, &["backup", "--all"]);
    assert!(names(&file).iter().all(|name| name.ends_with(".db")));
}

/// Only what is named exactly like a copy of this file is ever taken away.
#[test]
fn nothing_else_in_the_folder_is_touched() {
    let file = DemoFile::fresh();
    done(&file, &["backup"]);
    let others = [
        "notes.txt",
        "team.db",
        "other-20170101T000000Z-000000000000.db",
        "team-20170101T000000Z-000000000000.db.keep",
        "team-19990101.db",
    ];
    for name in others {
        fs::write(folder(&file).join(name), "mine").unwrap();
    }
    // Of the same hour, day and month: only the newest stays.
    for minute in 10..50 {
        fs::write(folder(&file).join(format!("team-20170206T12{minute}00Z-000000000000.db")), "old").unwrap();
    }
    done(&file, &["backup"]);
    let names = names(&file);
    for name in others {
        assert!(names.iter().any(|there| there == name), "{name} in {names:?}");
        assert_eq!(fs::read_to_string(folder(&file).join(name)).unwrap(), "mine");
    }
    let old: Vec<_> = names.iter().filter(|name| name.starts_with("team-20170206T12")).collect();
    assert_eq!(old, ["team-20170206T124900Z-000000000000.db"]);
}

/// Any flipped bit that matters, a cut, a zeroed page, another's name: found, said, and listed as bad from then on.
#[test]
fn a_damaged_copy_is_found() {
    let file = DemoFile::fresh();
    done(&file, &["backup"]);
    let name = one_copy(&file);
    let path = folder(&file).join(&name);
    let good = fs::read(&path).unwrap();
    let mut random = random();
    let spoil = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = good.clone();
        change(&mut bytes);
        fs::write(&path, &bytes).unwrap();
        let said = run(&file, &["backup", "--verify"]);
        let bad = folder(&file).join(format!("{name}.bad"));
        if said.status.code() == Some(1) {
            assert!(String::from_utf8_lossy(&said.stdout).contains("Kopio ei ole kunnossa"));
            assert_eq!(listed(&file)[0]["state"], "bad");
            fs::rename(bad, &path).unwrap();
        }
        said.status.code() == Some(1)
    };
    assert!(spoil(&|bytes| bytes.truncate(good.len() / 2)), "half of it");
    assert!(spoil(&|bytes| bytes.truncate(0)), "nothing of it");
    assert!(spoil(&|bytes| bytes[8192..12288].fill(0)), "a page is zeros");
    assert!(spoil(&|bytes| bytes[0] = b'X'), "no database");
    assert!(spoil(&|bytes| bytes[68] ^= 1), "not of ours");
    // The text of the newest entry of the log, wherever it lies.
    let entry = b"\"head\"";
    assert!(!good.windows(entry.len()).any(|bytes| bytes == entry));
    let word = "Klubitalo".as_bytes();
    let at = good.windows(word.len()).rposition(|bytes| bytes == word).unwrap();
    let _ = spoil(&|bytes| bytes[at] ^= 1);
    let caught = (0..20).filter(|_| {
        let at = usize::try_from(random(good.len() as u64)).unwrap();
        spoil(&|bytes| bytes[at] ^= 0x40)
    });
    // A letter within a text of a row is nothing that a copy could know of; pages and the log are.
    assert!(caught.count() >= 5);
    fs::write(&path, &good).unwrap();
    assert!(run(&file, &["backup", "--verify"]).status.success());
    // Somebody gives it another's name.
    let other = name.replace(&name[name.len() - 15..name.len() - 3], "0123456789ab");
    fs::rename(&path, folder(&file).join(&other)).unwrap();
    assert!(refused(&file, &["backup", "--verify", &other]).contains("1"));
    assert!(names(&file).contains(&format!("{other}.bad")));
}

/// A copy that was found bad, or is not one, is never put back; the file stays as it is.
#[test]
fn what_is_not_good_is_not_put_back() {
    let file = DemoFile::fresh();
    done(&file, &["backup"]);
    let name = one_copy(&file);
    let before = head(&file);
    let elsewhere = file.path().with_file_name("elsewhere.db");
    let put = |make: &dyn Fn()| {
        make();
        refused(&file, &["restore", elsewhere.to_str().unwrap(), "--yes"])
    };
    assert!(put(&|| ()).contains("ei ole"));
    assert!(put(&|| fs::write(&elsewhere, "no database").unwrap()).contains("Kopio ei ole kunnossa"));
    let half = || {
        let bytes = fs::read(folder(&file).join(&name)).unwrap();
        fs::write(&elsewhere, &bytes[..bytes.len() / 2]).unwrap();
    };
    assert!(put(&half).contains("Kopio ei ole kunnossa"));
    let newer = || {
        fs::copy(folder(&file).join(&name), &elsewhere).unwrap();
        Connection::open(&elsewhere).unwrap().pragma_update(None, "user_version", 9999).unwrap();
    };
    assert!(put(&newer).contains("Kopio ei ole kunnossa"));
    let itself = || {
        fs::remove_file(&elsewhere).unwrap();
        fs::hard_link(file.path(), &elsewhere).unwrap();
    };
    assert!(put(&itself).contains("Kopio ei ole kunnossa"));
    assert!(refused(&file, &["restore", &name]).contains("--yes"), "nobody was there to say yes");
    assert_eq!(head(&file), before);
    assert_eq!(names(&file), [name], "no copy was taken for it");
}

#[test]
fn a_copy_is_put_back_after_a_yes_and_into_nothing() {
    let file = DemoFile::fresh();
    done(&file, &["backup"]);
    let name = one_copy(&file);
    done(&file, &["worker", "add", "uusi"]);
    let mut pty = file.open_with(&["restore", &name], &[], SMALL);
    pty.wait_for("Palautetaanko?");
    pty.type_keys("ei<enter>");
    pty.wait_for("Mitään ei palautettu");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(file.read("SELECT login FROM worker WHERE login = 'uusi'"), ["uusi"]);
    let mut pty = file.open_with(&["restore", &name], &[], SMALL);
    pty.wait_for("Palautetaanko?");
    pty.type_keys("kyllä<enter>");
    pty.wait_for("Tiedosto on palautettu");
    assert_eq!(pty.wait_exit(), 0);
    assert!(file.read("SELECT login FROM worker WHERE login = 'uusi'").is_empty());
    done(&file, &["check"]);

    // The disk is gone, the copies are not.
    Store::remove(&file.path());
    done(&file, &["restore", &name, "--yes"]);
    assert_eq!(count(&file, "client"), 98.max(count(&file, "client")));
    assert!(done(&file, &["worker", "list"]).contains("root") || count(&file, "worker") > 3);
    done(&file, &["check"]);
}

/// Real sessions write and have forms open while copies are put back: nobody sees an error that is none, and the file is
/// sound each time.
#[test]
fn sessions_go_on_while_a_copy_is_put_back() {
    let file = DemoFile::fresh();
    done(&file, &["backup"]);
    let name = one_copy(&file);
    let mut form = file.open();
    form.wait_for("Tänään");
    form.type_keys("/kallio<c-k>");
    form.wait_for("▸ Kirjaus");
    form.type_keys("Palautuksen aikana");
    let idle = file.open();
    idle.wait_for("Tänään");
    let mut tries = 0;
    let ((), written) = while_restoring(&file, 4, || {
        for _ in 0..5 {
            done(&file, &["restore", &name, "--yes"]);
            tries += 1;
            done(&file, &["check"]);
        }
    });
    assert!(written > 0 && tries == 5);
    idle.wait_for("palauttanut tiedoston varmuuskopiosta");
    form.wait_for("Palautuksen aikana");
    form.type_keys(" yöt menevät<c-s>");
    form.wait_for("on palautettu varmuuskopiosta");
    form.wait_for("yöt menevät");
    assert_eq!(file.read("SELECT body FROM note WHERE body LIKE 'Palautuksen%'").len(), 0);
    form.type_keys("<c-s>");
    form.wait_for("Tallennettu");
    assert_eq!(file.read("SELECT body FROM note WHERE body = 'Palautuksen aikana yöt menevät'").len(), 1);
    for mut pty in [form, idle] {
        pty.type_keys("<c-q>");
        assert_eq!(pty.wait_exit(), 0);
    }
    done(&file, &["check"]);
    assert!(names(&file).iter().all(|name| name.ends_with(".db")), "{:?}", names(&file));
}

/// As `while_writing`, by writers who take a refusal for what it is and go on with the file as it is then. How many
/// changes were acknowledged.
fn while_restoring<T>(file: &DemoFile, writers: usize, work: impl FnOnce() -> T) -> (T, i64) {
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let write = |nth: usize| {
            let (stop, path) = (&stop, file.path());
            scope.spawn(move || {
                let mut store = Store::open(&path).unwrap();
                let mut written = 0;
                while !stop.load(Relaxed) {
                    let login = format!("w{nth}-{}", fastrand::u64(..));
                    match store.write(|tx| workers::add(tx, &login, &login, Role::Worker).map(drop)) {
                        Ok(()) => written += 1,
                        Err(StoreError::Restored) => assert!(store.news().unwrap().unwrap().restored),
                        Err(error) => panic!("{error}"),
                    }
                    thread::sleep(Duration::from_millis(2));
                }
                written
            })
        };
        let all: Vec<_> = (0..writers).map(write).collect();
        let at_last = Stop(&stop);
        let done = work();
        drop(at_last);
        (done, all.into_iter().map(|writer| writer.join().unwrap()).sum())
    })
}

/// Everything that was acknowledged before a restore is in the copy that it took first: in neither is nothing.
#[test]
fn what_a_restore_does_away_with_is_in_the_copy_from_before() {
    let file = DemoFile::fresh();
    done(&file, &["backup"]);
    let name = one_copy(&file);
    let path = folder(&file).join(&name);
    let stop = AtomicBool::new(false);
    let (acknowledged, safety) = thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut store = Store::open(&file.path()).unwrap();
            let mut acknowledged: Vec<String> = Vec::new();
            while !stop.load(Relaxed) {
                let login = format!("w{}", acknowledged.len());
                match store.write(|tx| workers::add(tx, &login, &login, Role::Worker).map(drop)) {
                    Ok(()) => acknowledged.push(login),
                    Err(StoreError::Restored) => break,
                    Err(error) => panic!("{error}"),
                }
            }
            acknowledged
        });
        thread::sleep(Duration::from_millis(60));
        let safety = Store::open(&file.path()).unwrap().restore(&path).unwrap().safety;
        thread::sleep(Duration::from_millis(20));
        stop.store(true, Relaxed);
        (writer.join().unwrap(), safety)
    });
    assert!(!acknowledged.is_empty());
    let copy = Connection::open(&safety.path).unwrap();
    let kept: i64 =
        copy.query_row("SELECT count(*) FROM worker WHERE login GLOB 'w[0-9]*'", [], |row| row.get(0)).unwrap();
    assert_eq!(usize::try_from(kept).unwrap(), acknowledged.len());
}

/// Killed at any moment the file is the old one or the new one, and sound.
#[test]
fn a_restore_that_is_killed_leaves_one_file_or_the_other() {
    const KILLS: usize = 40;
    let file = DemoFile::fresh();
    done(&file, &["backup"]);
    let name = one_copy(&file);
    let copy = folder(&file).join(&name).with_file_name("kept.db");
    fs::copy(folder(&file).join(&name), &copy).unwrap();
    let whole = {
        let since = std::time::Instant::now();
        done(&file, &["restore", copy.to_str().unwrap(), "--yes"]);
        since.elapsed()
    };
    let mut random = random();
    let mut back = 0;
    for nth in 0..KILLS {
        let login = format!("uusi{nth}");
        done(&file, &["worker", "add", &login]);
        let restores = count(&file, "log WHERE entity = 'file'");
        let mut child = program(&file, &["restore", copy.to_str().unwrap(), "--yes"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_micros(random(u64::try_from(whole.as_micros()).unwrap() * 5 / 4)));
        child.kill().unwrap();
        child.wait().unwrap();
        done(&file, &["check"]);
        let there = file.read(&format!("SELECT login FROM worker WHERE login = '{login}'")).len();
        let since = count(&file, "log WHERE entity = 'file'");
        match there {
            0 => assert_eq!(since, 1, "all of the copy, and the entry with it"),
            _ => assert_eq!(since, restores, "nothing of it"),
        }
        back += 1 - there;
    }
    assert!(back > 0 && back < KILLS, "{back} of {KILLS} came to their end");
}

/// The whole file, in somebody's own folder: for an admin, in the log, private, and never over another.
#[test]
fn a_copy_is_taken_elsewhere_too() {
    let file = DemoFile::fresh();
    let elsewhere = tempfile::tempdir().unwrap();
    let to = elsewhere.path().to_str().unwrap();
    done(&file, &["backup", "--to", to]);
    let name = one_copy(&file);
    let copy = elsewhere.path().join(&name);
    assert_eq!(fs::read(&copy).unwrap(), fs::read(folder(&file).join(&name)).unwrap());
    assert_eq!(copy.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(file.read("SELECT act FROM log WHERE entity = 'copy'"), ["export"]);
    assert!(done(&file, &["backup", "--verify", to]).contains("Kopio on ehjä"));
    assert!(done(&file, &["backup", "--verify", copy.to_str().unwrap()]).contains("Kopio on ehjä"));
    let nowhere = elsewhere.path().join("no/such");
    assert!(refused(&file, &["backup", "--to", nowhere.to_str().unwrap()]).contains("ei saatu vietyä"));
    assert_eq!(elsewhere.path().read_dir().unwrap().count(), 1);
}

/// A lead or an admin is told on the real day; of a younger file, of an old day and of the demo there is nothing to tell.
#[test]
fn today_speaks_of_old_copies() {
    let file = DemoFile::fresh();
    let store = |login: &str| {
        let mut store = Store::open(&file.path()).unwrap();
        let me = workers::by_login(store.reader(), login).unwrap().unwrap();
        store.sign_in(me.id);
        store
    };
    let today = rinnalla::commands::place::today();
    let admin = file.read("SELECT login FROM worker WHERE role = 'admin'").remove(0);
    assert_eq!(store(&admin).copies_overdue(today).unwrap(), None, "the file is young");
    let taken = store(&admin).back_up().unwrap();
    // As if the file and its copy were two days old.
    let old = taken.name.replace(&taken.name[5..13], "20200101");
    fs::rename(&taken.path, taken.path.with_file_name(old)).unwrap();
    make_old(&file);
    let overdue = store(&admin).copies_overdue(today).unwrap().expect("old");
    assert!(overdue.last.unwrap() > 26 * 3600);
    assert_eq!(store("leena").copies_overdue(today).unwrap(), Some(overdue), "the lead");
    assert_eq!(store("mikko").copies_overdue(today).unwrap(), None, "a worker can do nothing about it");
    assert_eq!(store(&admin).copies_overdue("2017-02-06".parse().unwrap()).unwrap(), None, "a day that is tried out");
    let old = taken.path.with_file_name(taken.name.replace(&taken.name[5..13], "20200101"));
    fs::rename(old, &taken.path).unwrap();
    assert_eq!(store(&admin).copies_overdue(today).unwrap(), None, "a new copy");
    // Where there is nothing else to tell.
    let empty = DemoFile::fresh();
    Store::remove(&empty.path());
    done(&empty, &["init"]);
    make_old(&empty);
    let mut pty = empty.open_with(&["--today", &today.to_string()], &[], SMALL);
    pty.wait_for("Tiedostosta ei ole yhtään ehjää varmuuskopiota");
    // A file whose log was tampered with has no good copy; what there is of it is kept all the same.
    pty.type_keys("<enter>n");
    pty.wait_for("Kopio ei ole kunnossa");
    pty.wait_for("Varmuuskopioita ei ole vielä");
    assert_eq!(names(&empty), ["team-faulty.db"]);
    assert!(refused(&empty, &["backup"]).contains("team-faulty.db"));
    assert_eq!(names(&empty), ["team-faulty.db"]);
    pty.type_keys("<c-q>");
    assert_eq!(pty.wait_exit(), 0);
}

/// As if the file had been there for years.
fn make_old(file: &DemoFile) {
    let conn = Connection::open(file.path()).unwrap();
    conn.execute_batch("DROP TRIGGER log_kept_u; UPDATE log SET at = '2020-01-01T00:00:00.000Z' WHERE id = 1").unwrap();
}
