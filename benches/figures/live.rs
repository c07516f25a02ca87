//! From a colleague's key to one's own screen: two programs on one roster.

use super::demo_file::DemoFile;
use super::keys::{on_a_roster, row};
use super::{Times, line, timed};

pub fn run() {
    let file = DemoFile::fresh();
    let (mut theirs, mine) = (on_a_roster(&file), on_a_roster(&file));
    let mut marked = false;
    let times = Times::of(60, || {
        let before = mine.look(row);
        let key = if marked { "<del>" } else { "l" };
        marked = !marked;
        let took = timed(|| {
            theirs.type_keys(key);
            mine.wait_until(|screen| row(screen) != before);
        });
        theirs.type_keys("<home>");
        theirs.wait_for("▸ Harju Santeri");
        took
    });
    line("a colleague's mark, from their key to my screen", &times.spread());
}
