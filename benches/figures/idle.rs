//! What the program does while nothing happens.

use std::thread;
use std::time::Duration;

use super::demo_file::DemoFile;
use super::{WINDOW, line};

const SECONDS: u64 = 60;

pub fn run() {
    let file = DemoFile::fresh();
    let pty = file.open_with(&[], &[], WINDOW);
    pty.wait_for("Kerrat tänään");
    thread::sleep(Duration::from_secs(2));
    let used = || (pty.wakeups(), pty.cpu_ticks(), pty.raw_bytes().len());
    let before = used();
    thread::sleep(Duration::from_secs(SECONDS));
    let after = used();
    let figures = format!(
        "{} wakeups ({:.2} a second), {} ms of processor, {} bytes drawn",
        after.0 - before.0,
        (after.0 - before.0) as f64 / SECONDS as f64,
        (after.1 - before.1) * 10,
        after.2 - before.2
    );
    line(&format!("idle for {SECONDS} seconds"), &figures);
}
