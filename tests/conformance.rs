//! What holds for every screen, whatever it is about: it can be drawn, it says where one is and what can be done,
//! its hints are true, and there is always a way back.

#[path = "support/driver.rs"]
pub mod driver;

use driver::{Content, Driver};
use rinnalla::action::{Place, bindings};
use rinnalla::app::hints::{NAMED, all_keys, label};
use rinnalla::domain::lang::Lang;
use rinnalla::say;
use rinnalla::screens::MENU;
use rinnalla::text::Words;
use rinnalla::widgets::row::width;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (60, 16)];

/// More presses of Esc than any way back may take.
const FAR: usize = 8;

/// Every kind of screen by the keys that lead there, with the places whose keys it has.
const SCREENS: &[(&str, &[Place])] = &[
    ("1", &[Place::Today, Place::List]),
    ("2", &[Place::Clients, Place::List]),
    ("3", &[Place::Groups, Place::List]),
    ("4", &[Place::Reviews, Place::List]),
    ("5", &[Place::Calendar, Place::List]),
    ("5v", &[Place::Month, Place::Calendar]),
    ("5vv", &[Place::Calendar, Place::List]),
    ("5vvv", &[Place::Calendar, Place::List]),
    ("5c", &[Place::Clashes, Place::List]),
    ("5f", &[Place::Calendar]),
    ("6", &[Place::Services, Place::List]),
    ("7", &[Place::Statistics, Place::List]),
    ("8", &[Place::Office, Place::List]),
    ("2f", &[Place::Clients]),
    ("2<enter>", &[Place::Card, Place::List]),
    ("3<enter>", &[Place::Roster, Place::List]),
    ("6<enter>", &[Place::Service, Place::List]),
    ("7<enter>", &[Place::Report, Place::List]),
    ("7<down><enter>v", &[Place::Report, Place::List]),
    ("7<down><down><down><enter><tab>v", &[Place::Report, Place::List]),
    ("7<enter><enter>", &[Place::Behind, Place::List]),
    ("7<enter>g", &[Place::Form]),
    ("7<enter>f", &[Place::Form]),
    ("7<enter>p", &[Place::Form]),
    ("/hama<enter><home><enter>", &[Place::Path, Place::List]),
    ("2<enter>l", &[Place::Plan, Place::List]),
    ("/hama<enter>l", &[Place::Plan, Place::List]),
    ("2<enter>s", &[Place::Services, Place::List]),
    ("3<enter>f", &[Place::Roster]),
    ("3w", &[Place::Queue, Place::List]),
    ("3<enter>nha", &[Place::Pick]),
    // A free time, a taken one, a day that is over, one without hours.
    ("/vastaanotto<enter>", &[Place::Slots, Place::List]),
    ("/vastaanotto<enter><home>", &[Place::Slots, Place::List]),
    ("/vastaanotto<enter><lt>", &[Place::Slots, Place::List]),
    ("/menox<enter>", &[Place::Slots, Place::List]),
    ("/vastaanotto<enter>n", &[Place::Pick]),
    ("/vastaanotto<enter>nuusi ulla<enter>", &[Place::Form]),
    ("/log<enter>", &[Place::Log, Place::List]),
    ("/log<enter>f", &[Place::Log]),
    ("/import<enter>", &[Place::Import]),
    ("/import<enter>/none.csv<enter>", &[Place::Preview, Place::List]),
    ("/import<enter>/dev/null<enter>", &[Place::Preview, Place::List]),
    ("/import<enter><down>src/demo/kuopio-2017-activities.csv<enter>", &[Place::Preview, Place::List]),
    ("8<tab><down><down><down><down><enter>", &[Place::Retention, Place::List]),
    ("/", &[Place::LookUp]),
    ("/hama", &[Place::LookUp]),
    ("?", &[Place::Help, Place::List]),
    ("n", &[Place::Form]),
    ("2<enter>n", &[Place::Form]),
    ("2<enter>t", &[Place::Form]),
    ("2<enter>a", &[Place::Form]),
    ("2<enter>w", &[Place::Form]),
    ("2<enter>#", &[Place::Form]),
    ("8<enter>", &[Place::Caseload, Place::List]),
    ("8<enter>w", &[Place::Form]),
    ("8<end><enter>", &[Place::Form]),
    // Two records side by side, and the office's list of such.
    ("2<enter>hhama<enter>", &[Place::Merge, Place::List]),
    ("2<enter>hha", &[Place::Pick]),
    ("2<enter>v", &[Place::Form]),
    ("2<enter>ln", &[Place::Form]),
    ("/hama<enter><up><enter>n", &[Place::Form]),
    ("2e", &[Place::Form]),
    ("3<enter>g", &[Place::Form]),
    ("3n", &[Place::Form]),
    ("3e", &[Place::Form]),
    ("4s", &[Place::Form]),
    ("5<end>d", &[Place::Form]),
    ("5<end>e", &[Place::Form]),
    ("3<enter>nha<enter>", &[Place::Form]),
    ("3<enter>s", &[Place::Form]),
];

/// A list, a screen upon a screen, a text, a form.
const FROM_ANYWHERE: &[&str] = &["1", "2<enter>", "/hama", "n"];

/// With nothing in the file there is nothing to open from the menu's screens.
fn reachable(content: Content) -> Vec<&'static (&'static str, &'static [Place])> {
    let of_menu = |keys: &str| keys.chars().all(|key| key.is_ascii_digit() || key == 'v');
    SCREENS.iter().filter(|(keys, _)| content == Content::Demo || of_menu(keys)).collect()
}

fn everywhere() -> impl Iterator<Item = (Content, Lang, (u16, u16))> {
    let contents = Content::BOTH.into_iter();
    let languages = contents.flat_map(|content| [Lang::Fi, Lang::Sv, Lang::En].map(|lang| (content, lang)));
    languages.flat_map(|(content, lang)| SIZES.map(|size| (content, lang, size)))
}

/// How scripts write a key of the table of actions.
fn script(name: &str) -> String {
    match name.strip_prefix("ctrl-") {
        Some(letter) => format!("<c-{letter}>"),
        None if name == "space" => " ".into(),
        None if name == "backspace" => "<bs>".into(),
        None if name == "<" => "<lt>".into(),
        None if name.chars().count() == 1 => name.into(),
        None => format!("<{name}>"),
    }
}

/// Presses Esc until nothing lies behind; false when that takes too long.
fn goes_home(driver: &mut Driver, words: &Words) -> bool {
    let end = say!(words, "nothing-behind");
    (0..FAR).any(|_| driver.has_quit() || driver.keys("<esc>").message() == end)
}

#[test]
fn every_screen_is_drawn_in_every_window_and_language() {
    for (content, lang, size) in everywhere() {
        let words = Words::new(lang);
        let mut driver = Driver::start(content, lang, size);
        for (keys, _) in reachable(content) {
            driver.keys("1").keys(keys);
            let at = format!("{keys} {content:?} {lang:?} {size:?}\n{}", driver.screen());
            assert!(
                driver.screen().lines().all(|row| width(row) <= usize::from(size.0)),
                "wider than the window: {at}"
            );
            assert!(!driver.title().trim().is_empty(), "no title: {at}");
            assert!(!driver.hints().trim().is_empty(), "no key is shown: {at}");
            assert!(!driver.screen().contains('{'), "an argument is missing: {at}");
            assert!(goes_home(&mut driver, &words), "no way back: {at}");
        }
    }
}

#[test]
fn a_window_that_is_too_small_says_so_and_loses_nothing() {
    for size in [(59, 24), (80, 15), (12, 3), (1, 1)] {
        let mut driver = Driver::start(Content::Demo, Lang::Fi, size);
        driver.keys("nEnsinen<tab>Aino<c-s>");
        assert_eq!(driver.number("SELECT count(*) FROM client WHERE family_name = 'Ensinen'"), 1, "{size:?}");
    }
}

#[test]
fn no_key_of_any_screen_is_a_dead_end() {
    let words = Words::new(Lang::Fi);
    for content in Content::BOTH {
        for (keys, places) in reachable(content) {
            let mut driver = Driver::start(content, Lang::Fi, SIZES[0]);
            // What holds in every list and everywhere is pressed where it matters most.
            let further: &[Place] = if FROM_ANYWHERE.contains(keys) { &[Place::List, Place::Global] } else { &[] };
            for binding in bindings(&places[..1]).chain(bindings(further)) {
                for name in binding.keys.split(' ') {
                    driver.keys("1").keys(keys).keys(&script(name));
                    let before = driver.screen();
                    assert!(goes_home(&mut driver, &words), "{content:?}: no way back after {keys} {name}:\n{before}");
                    if driver.has_quit() {
                        driver = Driver::start(content, Lang::Fi, SIZES[0]);
                    }
                }
            }
        }
    }
}

/// The hints on the screen, key and label.
fn hints(driver: &Driver) -> Vec<(String, String)> {
    let rows = driver.hints();
    let hints = rows.lines().flat_map(|row| row.split("   ")).map(str::trim).filter(|hint| !hint.is_empty());
    hints.map(|hint| hint.split_once(' ').expect("a key and what it does")).map(|(k, l)| (k.into(), l.into())).collect()
}

/// The key that a hint names in this language.
fn named(key: &str, words: &Words) -> String {
    let by_name = NAMED.iter().find(|name| words.get(&format!("key-{name}")) == key);
    script(&by_name.map_or_else(|| key.to_lowercase(), |name| name.to_string()))
}

#[test]
fn every_hint_is_true() {
    let words = Words::new(Lang::Fi);
    let [help, look_up, quit] = ["help", "look-up", "quit"].map(|action| words.get(&format!("action-{action}")));
    for content in Content::BOTH {
        for (keys, _) in reachable(content) {
            let shown = hints(Driver::start(content, Lang::Fi, SIZES[1]).keys(keys));
            for (key, what) in shown {
                let mut driver = Driver::start(content, Lang::Fi, SIZES[1]);
                driver.keys(keys);
                let before = driver.buffer().clone();
                driver.keys(&named(&key, &words));
                let at = format!("{content:?} {keys}: {key} {what}\n{}", driver.screen());
                let did = *driver.buffer() != before || !driver.asked().is_empty() || driver.has_quit();
                assert!(did || !driver.message().is_empty(), "nothing happened: {at}");
                assert!(what != quit || driver.has_quit(), "{at}");
                assert!(what != help || driver.title().starts_with(" Ohje"), "{at}");
                assert!(what != look_up || driver.title().starts_with(" Haku"), "{at}");
                assert!(what != look_up || !driver.screen().contains("Haku /"), "typed instead of obeyed: {at}");
            }
        }
    }
}

/// No text is being typed there.
fn obeys_letters(keys: &str) -> bool {
    let (_, places) = SCREENS.iter().find(|(own, _)| *own == keys).unwrap();
    places.contains(&Place::List)
}

#[test]
fn what_is_refused_is_refused_in_words() {
    for content in Content::BOTH {
        for (keys, places) in reachable(content).into_iter().filter(|(keys, _)| obeys_letters(keys)) {
            for binding in bindings(places).filter(|binding| binding.hint) {
                let mut driver = Driver::start(content, Lang::Fi, SIZES[1]);
                driver.keys(keys);
                let before = driver.buffer().clone();
                driver.keys(&script(binding.keys.split(' ').next().unwrap()));
                let did = *driver.buffer() != before || !driver.asked().is_empty();
                assert!(
                    did || !driver.message().is_empty(),
                    "{content:?} {keys}: {} does nothing and says nothing\n{}",
                    binding.keys,
                    driver.screen()
                );
            }
        }
    }
}

#[test]
fn the_help_lists_every_key_of_the_screen() {
    for lang in [Lang::Fi, Lang::Sv, Lang::En] {
        let words = Words::new(lang);
        for (keys, places) in SCREENS.iter().filter(|(keys, _)| obeys_letters(keys)) {
            let mut driver = Driver::start(Content::Demo, lang, (120, 60));
            driver.keys(keys).keys("<f1>");
            for binding in bindings(places).chain(bindings(&[Place::Global])) {
                let line = (all_keys(binding, &words), label(binding.action, &words));
                let listed = driver.screen().lines().any(|row| row.contains(&line.0) && row.ends_with(&line.1));
                assert!(listed, "{keys} {lang:?}: {line:?} is not in\n{}", driver.screen());
            }
        }
    }
}

#[test]
fn the_menu_leads_to_every_screen_of_it_by_its_number() {
    for lang in [Lang::Fi, Lang::Sv, Lang::En] {
        let words = Words::new(lang);
        let mut driver = Driver::start(Content::Demo, lang, SIZES[0]);
        for entry in MENU.entries {
            let binding = bindings(&[Place::Global]).find(|binding| binding.action == entry.action).unwrap();
            let number = binding.keys;
            driver.keys(number);
            driver.sees(&format!("{number} {}", label(entry.action, &words)));
        }
    }
}
