//! The figures that the README names, measured on this machine beside a peer: `cargo bench --bench figures`.
//!
//! It prints and judges nothing, since machines differ; what must hold on every machine is asserted by the tests.
//! A word narrows it to the parts that have it in their name: `cargo bench --bench figures -- live`.

// The tests use more of these.
#[allow(dead_code)]
#[path = "../../tests/support/demo_file.rs"]
mod demo_file;
#[allow(dead_code)]
#[path = "../../tests/support/pty.rs"]
mod pty;

mod idle;
mod keys;
mod large;
mod live;
mod reports;
mod saves;
mod start;

use std::time::{Duration, Instant};

/// The window in which everything is measured, in columns and rows.
const WINDOW: (u16, u16) = (120, 36);

/// A part: its name, and what prints its lines.
const PARTS: &[(&str, fn())] = &[
    ("start", start::run),
    ("keys", keys::run),
    ("live", live::run),
    ("saves", saves::run),
    ("reports", reports::run),
    ("idle", idle::run),
];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!(
        "{cores} cores, window {} x {}, {} build",
        WINDOW.0,
        WINDOW.1,
        if cfg!(debug_assertions) { "debug" } else { "release" }
    );
    for (name, part) in PARTS {
        if words.is_empty() || words.iter().any(|word| name.contains(word.as_str())) {
            println!("\n{name}");
            part();
        }
    }
}

/// One line: what was measured, and how it came out.
fn line(what: &str, figures: &str) {
    println!("  {what:<58} {figures}");
}

/// Times of one thing, done again and again.
struct Times(Vec<Duration>);

impl Times {
    /// Does it so often, and keeps how long each took.
    fn of(count: usize, mut once: impl FnMut() -> Duration) -> Times {
        Times::sorted((0..count).map(|_| once()).collect())
    }

    fn sorted(mut times: Vec<Duration>) -> Times {
        times.sort_unstable();
        Times(times)
    }

    fn at(&self, hundredth: usize) -> Duration {
        self.0[(self.0.len() - 1) * hundredth / 100]
    }

    fn median(&self) -> Duration {
        self.at(50)
    }

    /// Median, the 99th hundredth and the longest.
    fn spread(&self) -> String {
        format!("median {}, p99 {}, longest {}", show(self.median()), show(self.at(99)), show(self.at(100)))
    }
}

fn show(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// How many times as long one takes as the other.
fn ratio(ours: &Times, peer: &Times) -> String {
    format!("{:.2} x", ours.median().as_secs_f64() / peer.median().as_secs_f64())
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let before = Instant::now();
    let _kept = work();
    before.elapsed()
}
