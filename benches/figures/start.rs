//! From the command to the first full screen, beside `less` and fzf on the same people; and how much memory it takes.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::large::{ALL_LIVE, Large, SMALL, USUAL};
use super::pty::Pty;
use super::{Times, WINDOW, line, ratio, show, timed};

const ROUNDS: usize = 21;

pub fn run() {
    let file: &Large = &USUAL;
    let csv = file.csv();
    let (ours, less) = in_turns(|| first_screen(file), || peer("less", &[csv.to_str().unwrap()], "clients.csv"));
    line("first full screen, 10 000 clients, 100 000 marks", &format!("median {}", show(ours.median())));
    line("  less on the same people", &format!("median {}: we take {}", show(less.median()), ratio(&ours, &less)));
    if Path::new("/usr/bin/fzf").exists() {
        let command = format!("fzf < {}", csv.display());
        let (ours, fzf) = in_turns(|| first_screen(file), || peer("sh", &["-c", &command], "10001/10001"));
        line(
            "  fzf, until it has read them",
            &format!("median {}: we take {}", show(fzf.median()), ratio(&ours, &fzf)),
        );
    }
    let (tenth, extreme) = (Times::of(ROUNDS, || first_screen(&SMALL)), Times::of(ROUNDS, || first_screen(&ALL_LIVE)));
    line(
        "  1 000 clients",
        &format!("median {}: ten times as many take {}", show(tenth.median()), ratio(&ours, &tenth)),
    );
    line("  10 000 clients, nine in ten of them live", &format!("median {}", show(extreme.median())));
    line("memory, resident, on Today", &format!("{} kB", resident(&started(file))));
}

/// One and the other by turns, so that whatever else the machine does touches both.
fn in_turns(mut one: impl FnMut() -> Duration, mut other: impl FnMut() -> Duration) -> (Times, Times) {
    let (ours, theirs) = (0..ROUNDS).map(|_| (one(), other())).unzip();
    (Times::sorted(ours), Times::sorted(theirs))
}

pub fn started(file: &Large) -> Pty {
    let pty = file.open();
    pty.wait_for("Kerrat tänään");
    pty
}

fn first_screen(file: &Large) -> Duration {
    let mut pty = None;
    // Its end is not part of it.
    timed(|| pty = Some(started(file)))
}

/// How long another program takes until its screen shows a text that is drawn last.
fn peer(program: &str, args: &[&str], last: &str) -> Duration {
    let path = Path::new("/usr/bin").join(program);
    let mut pty = None;
    timed(|| {
        let pty =
            pty.insert(Pty::spawn_program(&path, args, &[("LC_ALL", "C.UTF-8"), ("PATH", "/usr/bin:/bin")], WINDOW));
        pty.wait_for(last);
    })
}

/// In kilobytes, as proc_pid_status(5) has it.
pub fn resident(pty: &Pty) -> String {
    let status = fs::read_to_string(format!("/proc/{}/status", pty.pid())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").to_string()
}
