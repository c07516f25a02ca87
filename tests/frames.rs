//! What every screen looks like, styles included, in both usual windows, empty and full, in each language.
//!
//! After a change of the looks: `INSTA_UPDATE=always cargo test --test frames`, and then read what has changed.

#[path = "support/driver.rs"]
pub mod driver;

use driver::{Content, Driver};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Color;
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::lang::Lang;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 36)];

/// A frame for each content and window, and the same again for each language in a file of its own.
fn check(name: &str, contents: &[Content], keys: &str) {
    for lang in Lang::ALL {
        let mut frames = String::new();
        for content in contents {
            for size in SIZES {
                let mut driver = Driver::start(*content, *lang, size);
                driver.keys(keys);
                frames += &format!("=== {content:?}, {} x {}\n{}\n", size.0, size.1, driver.screen());
                frames += &format!("--- styles\n{}\n", styles(driver.buffer()));
            }
        }
        let settings = insta::Settings::clone_current();
        settings.bind(|| insta::assert_snapshot!(format!("{name}-{}", lang.key()), frames, keys));
    }
}

/// What is not plain, as runs of columns; rows that follow each other and look alike are one line.
fn styles(buffer: &Buffer) -> String {
    let rows: Vec<String> = (0..buffer.area.height).map(|y| runs(buffer, y)).collect();
    let mut lines = Vec::new();
    let mut first = 0;
    for same in rows.chunk_by(|a, b| a == b) {
        let last = first + same.len() - 1;
        if !same[0].is_empty() {
            let which = if first == last { format!("{first}") } else { format!("{first}-{last}") };
            lines.push(format!("{which}: {}", same[0]));
        }
        first = last + 1;
    }
    lines.join("\n")
}

fn runs(buffer: &Buffer, y: u16) -> String {
    let look: Vec<String> = (0..buffer.area.width).map(|x| look(&buffer[(x, y)])).collect();
    let mut runs = Vec::new();
    let mut first = 0;
    for same in look.chunk_by(|a, b| a == b) {
        if !same[0].is_empty() {
            runs.push(format!("{first}-{} {}", first + same.len() - 1, same[0]));
        }
        first += same.len();
    }
    runs.join(", ")
}

/// "BOLD Cyan"; nothing for a plain cell. A blank looks the same however bold it is.
fn look(cell: &Cell) -> String {
    let names = cell.modifier.iter_names().map(|(name, _)| name.to_string());
    let colours = [("", cell.fg), ("on ", cell.bg)].into_iter().filter(|(_, colour)| *colour != Color::Reset);
    let colours = colours.map(|(on, colour)| format!("{on}{colour}"));
    names.chain(colours).collect::<Vec<_>>().join(" ")
}

macro_rules! frames {
    ($($name:ident: $contents:expr, $keys:literal;)+) => {$(
        #[test]
        fn $name() {
            check(stringify!($name), $contents, $keys);
        }
    )+};
}

const FULL: &[Content] = &[Content::Demo];
const BOTH: &[Content] = &[Content::Empty, Content::Demo];

frames! {
    today: BOTH, "";
    clients: BOTH, "2";
    groups: BOTH, "3";
    reviews: BOTH, "4";
    calendar: BOTH, "5";
    calendar_month: FULL, "5v";
    calendar_day: FULL, "5<end>vv";
    calendar_term: FULL, "5vvv";
    services: BOTH, "6";
    service: FULL, "6farjen taidot<enter>";
    statistics: BOTH, "7";
    report: BOTH, "7<enter>";
    report_chart: FULL, "7<down><down><down><enter><tab>v";
    report_behind: FULL, "7<down><down><down><enter><right><right><right><right><enter>";
    card: FULL, "/hama<enter>";
    roster: FULL, "/luovat<enter>";
    register_closed: FULL, "/luovat<enter><lt>v<c-s>";
    newcomer: FULL, "/luovat<enter><lt>nham";
    enter_form: FULL, "/hyvinvointi<enter>nham<enter>";
    queue: FULL, "/hyvinvointi<enter>w";
    slots: FULL, "/vastaanotto<enter>";
    slots_past: FULL, "/vastaanotto<enter><lt>";
    look_up: FULL, "/hama";
    help: FULL, "3<enter>?";
    client_form: BOTH, "n<c-s><tab><tab>31.2.1990<c-s>";
    activity_form: BOTH, "3nLenkkiryhmä<tab><tab><tab>tii<tab>1030<tab>9<c-s>";
    office: BOTH, "8";
    caseload: FULL, "8<enter><end>";
    card_measures: FULL, "/hämäläinen päivi<enter><end><home><down><down><down><down><down><down><down>";
    measure_form: FULL, "/hama<enter>#kyky<tab><tab>50<tab>101<c-s>";
    review_form: FULL, "4lll<enter>1<tab>-1<tab>Sujuu.<tab>";
    note_form: FULL, "/hama<enter>nSoitti.<tab><tab>+2";
}
