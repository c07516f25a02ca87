//! A key of the look-up beside fzf's, and a mark on a roster beside the smallest commit that SQLite can make.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::demo_file::DemoFile;
use super::large::USUAL;
use super::pty::Pty;
use super::start::{resident, started};
use super::{Times, WINDOW, line, ratio, show, timed};

/// Typed one by one, then taken back.
const WORD: &str = "hamala";

pub fn run() {
    let mut ours = started(&USUAL);
    ours.type_keys("/");
    ours.wait_for("Haku");
    let (times, bytes) = look_up(&mut ours, "<bs>");
    line("a letter of the look-up, 10 000 clients", &format!("{}, {bytes} bytes", times.spread()));
    line("memory, resident, with the look-up's index", &format!("{} kB", resident(&ours)));
    if Path::new("/usr/bin/fzf").exists() {
        let command = format!("fzf < {}", USUAL.csv().display());
        let envs = [("LC_ALL", "C.UTF-8"), ("PATH", "/usr/bin:/bin")];
        let mut fzf = Pty::spawn_program("/bin/sh".as_ref(), &["-c", &command], &envs, WINDOW);
        fzf.wait_for("10001/10001");
        let (theirs, their_bytes) = look_up(&mut fzf, "<bs>");
        let sixth = format!("{}, {their_bytes} bytes: we take {}", theirs.spread(), ratio(&times, &theirs));
        line("  fzf on the same people", &sixth);
    }
    marks();
}

/// Letters and their taking back: the time to the last byte of what each draws, and the bytes of all, by the key.
fn look_up(pty: &mut Pty, back: &str) -> (Times, usize) {
    let keys: Vec<String> = WORD.chars().map(String::from).chain(WORD.chars().map(|_| back.to_string())).collect();
    let before = pty.raw_bytes().len();
    let times: Vec<Duration> = keys.iter().cycle().take(3 * keys.len()).map(|key| to_the_last_byte(pty, key)).collect();
    let bytes = (pty.raw_bytes().len() - before) / times.len();
    (Times::sorted(times), bytes)
}

/// How long after a key the last byte of its answer comes: whatever is not followed by another one for 60 ms.
fn to_the_last_byte(pty: &mut Pty, key: &str) -> Duration {
    const QUIET: Duration = Duration::from_millis(60);
    let mut seen = pty.raw_bytes().len();
    let before = Instant::now();
    pty.type_keys(key);
    let mut last = before;
    while last.elapsed() < QUIET || last == before {
        thread::sleep(Duration::from_micros(50));
        let now = pty.raw_bytes().len();
        if now != seen {
            (seen, last) = (now, Instant::now());
        }
    }
    last - before
}

fn marks() {
    let file = DemoFile::fresh();
    let mut pty = on_a_roster(&file);
    let times = Times::of(60, || mark(&mut pty));
    line("a mark on a roster, from the key until it is saved and drawn", &times.spread());
    let bare = bare_commits();
    line(
        "  the smallest commit SQLite can make, on the same disk",
        &format!("median {}: we take {}", show(bare.median()), ratio(&times, &bare)),
    );
}

/// Sits down at a roster of the demo.
pub fn on_a_roster(file: &DemoFile) -> Pty {
    let mut pty = file.open_with(&["--today", "2017-02-09"], &[], WINDOW);
    pty.wait_for("Kerrat tänään");
    pty.type_keys("3");
    pty.wait_for("Luovat kädet");
    pty.type_keys("fluov");
    pty.wait_for("▸ Luovat kädet");
    pty.type_keys("<enter>");
    pty.wait_for("▸ Harju Santeri");
    pty
}

/// Marks the first person late or clears it, and goes back to the first row.
fn mark(pty: &mut Pty) -> Duration {
    let before = first_row(pty);
    let key = if before.contains('◐') { "<del>" } else { "l" };
    let took = timed(|| {
        pty.type_keys(key);
        pty.wait_until(|screen| row(screen) != before);
    });
    pty.type_keys("<home>");
    pty.wait_for("▸ Harju Santeri");
    took
}

fn first_row(pty: &Pty) -> String {
    pty.look(row)
}

/// The first person's row, without the sign of where one is.
pub fn row(screen: &vt100::Screen) -> String {
    let rows = screen.rows(0, WINDOW.0);
    rows.map(|row| row.replace('▸', " ")).find(|row| row.contains("Harju Santeri")).unwrap_or_default()
}

fn bare_commits() -> Times {
    let folder = tempfile::tempdir().unwrap();
    let conn = Connection::open(folder.path().join("bare.db")).unwrap();
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t(x); INSERT INTO t VALUES(0)",
    )
    .unwrap();
    Times::of(60, || {
        // As far apart as a person's marks.
        thread::sleep(Duration::from_millis(5));
        timed(|| conn.execute("UPDATE t SET x = x + 1", []).unwrap())
    })
}
