//! The message files: whole in all three languages, nothing missing, nothing unused, nothing left untranslated.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::Weekday;
use rinnalla::action::{Action, Place};
use rinnalla::app::hints;
use rinnalla::commands;
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::lang::Lang;
use rinnalla::domain::{
    activity, attendance, calendar, due, enrolment, episode, goal, measure, meeting, path, plan, record, recurrence,
    reports, retention, settings, trace, worker,
};
use rinnalla::exchange::decode::Encoding;
use rinnalla::exchange::{Became, Subject, ics};
use rinnalla::forms::FormScreen;
use rinnalla::screens::office::doors::DOORS;
use rinnalla::store::StoreError;
use rinnalla::store::handover::Moves;
use rinnalla::store::twins::Twin;
use rinnalla::text::log::ENTITIES;
use rinnalla::text::merge::ROWS;
use rinnalla::text::{UNDONE, Words, weekday_key};
use rinnalla::widgets::row::width;

/// As many columns as a key's label may take in the hint line.
const LABEL: usize = 24;

/// Labels that a screen gives to a key instead of its action's own.
const OWN_LABELS: &[&str] = &[
    "card-hold-review",
    "card-new-episode",
    "card-remove-measure",
    "hand-over-deed",
    "office-set",
    "office-next-section",
    "import-see",
    "calendar-restore",
    "roster-open-card",
    "scope-mine-all",
    "services-choose-this",
    "directory-roster",
    "twins-compare",
    "unmerge-deed",
    "merge-choose",
];

/// As many columns as messages may take that stand in a table or before a value.
const IN_COLUMNS: &[(&str, usize)] = &[
    ("kind-", 16),
    ("ground-", 13),
    ("enrolment-", 22),
    ("service-", 14),
    ("directory-", 13),
    ("card-next", 14),
    ("card-last", 14),
    ("card-goals", 14),
    ("card-episode", 14),
    ("column-seats", 6),
    ("column-waiting", 5),
    ("column-rate", 6),
    ("report-about-", 51),
    ("figure-", 15),
    ("field-", 22),
    ("step-", 16),
    ("reached-", 10),
    ("measure-part-", 22),
    ("setting-", 50),
    ("door-about-", 52),
    ("subject-", 18),
    ("import-line-", 10),
    ("instrument-", 14),
];

/// What really is the same word in Finnish and in this language: names of keys, weekdays, and signs.
const SAME: &[(&str, &[&str])] = &[
    (
        "sv",
        &[
            "age-minutes",
            "card-follow-up",
            "instrument-avain",
            "instrument-kykyviisari",
            "key-del",
            "key-end",
            "key-enter",
            "key-esc",
            "key-home",
            "key-pgdn",
            "key-pgup",
            "weekday-thu",
            "weekday-tue",
        ],
    ),
    (
        "en",
        &[
            "age-minutes",
            "card-follow-up",
            "instrument-avain",
            "key-del",
            "key-end",
            "key-enter",
            "key-esc",
            "key-home",
            "key-pgdn",
            "key-pgup",
            "key-tab",
        ],
    ),
];

const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

type Messages = BTreeMap<String, String>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The messages of a file as text: a name at the beginning of a line, then everything up to the next one.
fn messages(lang: &str) -> Messages {
    let file = fs::read_to_string(root().join(format!("locales/{lang}/rinnalla.ftl"))).unwrap();
    let mut messages = Messages::new();
    let mut name = String::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once(" =") {
            Some((new, text)) if line.starts_with(|first: char| first.is_ascii_lowercase()) => {
                name = new.to_string();
                assert!(messages.insert(name.clone(), text.trim().to_string()).is_none(), "{name} twice in {lang}");
            }
            _ if line.trim().is_empty() => {}
            _ => messages.get_mut(&name).expect("a line of a message").push_str(&format!("\n{}", line.trim())),
        }
    }
    messages
}

fn names(messages: &Messages) -> BTreeSet<&str> {
    messages.keys().map(String::as_str).collect()
}

/// "count" and "shown" of "{ $shown } of { $count }".
fn variables(text: &str) -> BTreeSet<&str> {
    let after = text.split('$').skip(1);
    after.map(|rest| rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap()).collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

/// Every name that stands in the code itself: the first text within each `say!(...)`.
fn names_in_code() -> BTreeSet<String> {
    let texts = sources(&root().join("src")).into_iter().map(|path| fs::read_to_string(path).unwrap());
    let named = |text: String| -> Vec<String> {
        let calls = text.split("say!(").skip(1).map(|call| call.split('"').nth(1).unwrap_or_default().to_string());
        calls.collect()
    };
    texts.flat_map(named).collect()
}

/// The name of every message that the program asks for by a key of a table. The others stand in its code.
fn names_from_tables() -> Vec<String> {
    let closed_sets = [
        of::<Action>("action"),
        of::<Place>("place"),
        of::<activity::Tier>("tier"),
        of::<activity::Kind>("kind"),
        of::<attendance::Mark>("mark"),
        of::<enrolment::EnrolmentState>("enrolment"),
        of::<episode::EpisodeState>("episode"),
        of::<episode::EpisodeFault>("episode-fault"),
        of::<goal::GoalState>("goal"),
        of::<goal::Responsible>("responsible"),
        of::<path::Stage>("step"),
        of::<plan::PlanState>("plan"),
        of::<goal::Scale>("scale"),
        of::<goal::MeetingKind>("meeting"),
        of::<meeting::MeetingFault>("meeting-fault"),
        of::<worker::Role>("role"),
        of::<measure::Instrument>("instrument"),
        of::<trace::Act>("act"),
        of::<trace::Purpose>("purpose"),
        of::<trace::Seen>("entity"),
        of::<reports::Name>("report"),
        of::<reports::Name>("report-about"),
        of::<reports::Shape>("shape"),
        of::<record::Shape>("record-shape"),
        of::<due::Ground>("ground"),
        of::<retention::Ground>("kept-from"),
        of::<ics::FileFault>("import-calendar"),
        of::<ics::EventFault>("import-event"),
        of::<ics::NoteKind>("import-note"),
        of::<Became>("import-line"),
        of::<Encoding>("import-read-as"),
        of::<Subject>("subject"),
        of::<recurrence::Nth>("nth"),
        of::<recurrence::Nth>("repeats"),
    ];
    let lists = [
        each("due", due::RULES.iter().map(|rule| rule.key)),
        each("due-why", due::RULES.iter().map(|rule| rule.key)),
        each("holiday", calendar::Holiday::ALL.iter().map(|holiday| holiday.key())),
        each("error", StoreError::KEYS.iter().copied()),
        each("key", hints::NAMED.iter().copied()),
        each("form", FormScreen::NAMES.iter().copied()),
        each("undone", UNDONE.iter().copied()),
        each("setting", settings::SETTINGS.iter().map(|setting| setting.key)),
        each("door", DOORS.iter().map(|door| door.key)),
        each("door-about", DOORS.iter().map(|door| door.key)),
        each("moves", Moves::KINDS.into_iter()),
        each("caseload", Moves::KINDS.into_iter()),
        each("entity", ENTITIES.iter().copied()),
        each("rows", ROWS.iter().copied()),
        each("twin-has", Twin::COUNTS.into_iter()),
        rinnalla::store::reports::message_names(),
        rinnalla::text::record::parts::message_names(),
    ];
    // What stands for "none of them", and the two sides of a check box.
    let others = ["mark-unmarked", "undone-other", "entity-other", "yes", "no"].map(String::from);
    // Mondays as they are named alone, every week, and once a month.
    let weekdays =
        ["", "on-", "nth-"].into_iter().flat_map(|way| WEEKDAYS.map(|day| format!("{way}{}", weekday_key(day))));
    let anchors =
        goal::Scale::ALL.iter().flat_map(|scale| goal::Score::ALL.map(|score| meeting::anchor(*scale, score)));
    let parts = measure::SCORINGS.iter().flat_map(|scoring| scoring.parts.iter().copied());
    let parts = each("measure-part", parts.chain([measure::TOTAL]));
    let tables = closed_sets.into_iter().chain(lists).flatten().chain(anchors).chain(parts);
    let months = (1..=12).map(|month| format!("month-{month}"));
    tables.chain(others).chain(weekdays).chain(months).chain(commands::message_names()).collect()
}

fn of<K: Keyed>(set: &str) -> Vec<String> {
    each(set, K::ALL.iter().map(|value| value.key()))
}

fn each<'a>(set: &str, keys: impl Iterator<Item = &'a str>) -> Vec<String> {
    keys.map(|key| format!("{set}-{key}")).collect()
}

#[test]
fn the_three_languages_have_the_same_messages() {
    let fi = messages("fi");
    for lang in ["sv", "en"] {
        let other = messages(lang);
        let (fi, other) = (names(&fi), names(&other));
        let missing: Vec<_> = fi.symmetric_difference(&other).collect();
        assert!(missing.is_empty(), "in fi or in {lang} only: {missing:?}");
    }
}

#[test]
fn each_message_says_the_same_things_in_each_language() {
    let fi = messages("fi");
    for lang in ["sv", "en"] {
        for (name, text) in messages(lang) {
            assert_eq!(variables(&text), variables(&fi[&name]), "{name} in {lang}");
        }
    }
}

#[test]
fn nothing_is_left_untranslated() {
    let fi = messages("fi");
    for (lang, same) in SAME {
        let other = messages(lang);
        let equal: Vec<&str> = names(&fi).into_iter().filter(|name| fi[*name] == other[*name]).collect();
        assert_eq!(equal, *same, "in {lang} as in fi");
    }
}

#[test]
fn every_message_is_used_and_every_name_has_a_message() {
    let used: BTreeSet<String> = names_in_code().into_iter().chain(names_from_tables()).collect();
    let fi = messages("fi");
    let there: BTreeSet<String> = fi.keys().cloned().collect();
    let unused: Vec<_> = there.difference(&used).collect();
    let missing: Vec<_> = used.difference(&there).collect();
    assert!(unused.is_empty() && missing.is_empty(), "unused: {unused:?}\nmissing: {missing:?}");
}

#[test]
fn no_message_shows_that_it_fell_back_on_another_language() {
    for lang in Lang::ALL {
        let (words, own) = (Words::new(*lang), messages(lang.key()));
        for name in names_from_tables() {
            let plain = variables(&own[&name]).is_empty() && !own[&name].contains('\n');
            assert!(!plain || words.get(&name) == own[&name], "{name} in {}: {:?}", lang.key(), words.get(&name));
        }
    }
}

/// In Finnish law a *muistutus* is a formal complaint; the program must never seem to speak of one.
#[test]
fn the_word_for_a_complaint_is_never_used_for_a_date() {
    for (name, text) in messages("fi") {
        assert!(!text.to_lowercase().contains("muistut"), "{name} = {text}");
    }
}

#[test]
fn labels_of_keys_fit_into_the_hint_line() {
    for lang in Lang::ALL {
        let messages = messages(lang.key());
        let actions = Action::ALL.iter().map(|action| format!("action-{}", action.key()));
        for name in actions.chain(OWN_LABELS.iter().map(|name| name.to_string())) {
            let text = &messages[&name];
            assert!(width(text) <= LABEL, "{name} in {}: {text:?} takes {} columns", lang.key(), width(text));
        }
    }
}

#[test]
fn words_in_columns_are_not_cut() {
    for lang in Lang::ALL {
        let messages = messages(lang.key());
        for (beginning, most) in IN_COLUMNS {
            for (name, text) in messages.iter().filter(|(name, _)| name.starts_with(beginning)) {
                assert!(width(text) <= *most, "{name} in {}: {text:?} does not fit in {most}", lang.key());
            }
        }
    }
}
