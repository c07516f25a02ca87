//! What a file comes to, in words: the same on the screen and on the command line.

use std::collections::HashMap;

use chrono::NaiveTime;

use super::brought::{Became, Brought, Preview, Rows};
use super::decode::{Encoding, Reading};
use super::ics::Note;
use super::table::{Column, Columns};
use super::{Choices, Fault, Mode, Report, Subject, Wrong};
use crate::domain::dates::{show_date, show_days, show_time};
use crate::domain::episode::EpisodeFault;
use crate::domain::keyed::Keyed;
use crate::domain::lang::Lang;
use crate::domain::measure::show_tenths;
use crate::say;
use crate::text::Words;

/// How many faults are told; a file in the wrong form has one on each line.
const FAULTS_TOLD: usize = 20;

/// What a file of a subject has to have: its required columns, or what kind of file it is.
pub fn needs(words: &Words, subject: Subject) -> String {
    match subject.columns() {
        Some(columns) => heading_list(words, columns.iter().filter(|column| column.required)),
        None => say!(words, "import-needs-calendar"),
    }
}

/// What a preview says above its rows, sentence by sentence: what it comes to, of which records, how it was read.
pub fn summary(words: &Words, file: &str, preview: &Preview, mode: Mode) -> Vec<String> {
    let (first, records) = match &preview.outcome {
        Ok(brought) => (outcome(words, file, brought.report, mode), records(words, brought)),
        Err(faults) => (say!(words, "import-refused", file = file, count = faults.len()), None),
    };
    let reading = preview.reading.iter().flat_map(|reading| read_as(words, reading));
    let twins = preview.outcome.iter().filter(|brought| !brought.twins.is_empty());
    let twins = twins.map(|brought| say!(words, "import-twins", count = brought.twins.len()));
    [Some(first), records].into_iter().flatten().chain(reading).chain(twins).collect()
}

fn outcome(words: &Words, file: &str, report: Report, mode: Mode) -> String {
    let Report { added, changed, unchanged } = report;
    match mode {
        Mode::Apply => {
            say!(words, "import-done", file = file, added = added, changed = changed, unchanged = unchanged)
        }
        Mode::Rehearse => {
            say!(words, "import-rehearsed", file = file, added = added, changed = changed, unchanged = unchanged)
        }
    }
}

/// "Muutokset – asiakkaan tiedot: uusia 12 · asiakkuus: uusia 10, muutettuja 2.": what the log has, or would have, of it.
fn records(words: &Words, brought: &Brought) -> Option<String> {
    let kinds = brought.records.iter().map(|tally| {
        let parts = [
            (tally.made, say!(words, "import-made", count = tally.made)),
            (tally.changed, say!(words, "import-changed", count = tally.changed)),
            (tally.removed, say!(words, "import-removed", count = tally.removed)),
        ];
        let told: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, part)| part).collect();
        format!("{}: {}", words.entity(&tally.entity), told.join(", "))
    });
    let kinds = kinds.collect::<Vec<_>>().join(" · ");
    (!kinds.is_empty()).then(|| say!(words, "import-records", kinds = kinds))
}

/// What the file was taken for, and how a person can tell whether that is right.
fn read_as(words: &Words, reading: &Reading) -> Vec<String> {
    let encoding = match reading.encoding {
        Encoding::Utf8 => return Vec::new(),
        encoding => words.label("import-read-as", encoding),
    };
    let example = reading.example.clone();
    let example = example.map(|(line, text)| say!(words, "import-example", line = line, example = text));
    [encoding].into_iter().chain(example).collect()
}

/// "uusi", "muuttuu", "ennallaan".
pub fn became(words: &Words, became: Became) -> String {
    words.label("import-line", became)
}

/// What became of each line of a table that is in order, by its number.
pub fn lines_by_number(preview: &Preview) -> HashMap<u64, Became> {
    preview.outcome.iter().flat_map(|brought| brought.lines.iter().copied()).collect()
}

/// How wide each column of these rows is, none wider than `most`.
pub fn widths(rows: &Rows, most: usize) -> Vec<usize> {
    let wide = |text: &str| text.chars().count().min(most);
    let of = |at: usize| rows.first.iter().filter_map(move |(_, cells)| cells.get(at)).map(|cell| wide(cell)).max();
    rows.headings.iter().enumerate().map(|(at, heading)| of(at).unwrap_or_default().max(wide(heading))).collect()
}

/// "uusi: Keilaus, 10.1.–28.2.2017"
pub fn note_line(words: &Words, note: &Note) -> String {
    let days = match note.days {
        (Some(first), Some(last)) => format!(", {}", show_days(first, last)),
        (Some(first), None) => format!(", {}–", show_date(first)),
        (None, _) => String::new(),
    };
    format!("{}: {}{days}", words.label("import-note", note.kind), note.name)
}

/// Every fault on a line of its own, as far as one wants to read them.
pub fn refusal(words: &Words, file: &str, faults: &[Fault]) -> String {
    let head = say!(words, "import-refused", file = file, count = faults.len());
    std::iter::once(head).chain(fault_lines(words, file, faults)).collect::<Vec<_>>().join("\n")
}

/// The first faults, and how many more there are.
pub fn fault_lines(words: &Words, file: &str, faults: &[Fault]) -> Vec<String> {
    let told = faults.iter().take(FAULTS_TOLD).map(|fault| located(words, file, fault));
    let left = faults.len().saturating_sub(FAULTS_TOLD);
    let more = (left > 0).then(|| say!(words, "import-more", count = left));
    told.chain(more).collect()
}

/// Where it is wrong, what, and what would be right.
pub fn located(words: &Words, file: &str, fault: &Fault) -> String {
    let what = sentence(words, fault);
    match fault.column.as_str() {
        "" => say!(words, "import-at-line", file = file, line = fault.line, what = what),
        column => say!(words, "import-at-cell", file = file, line = fault.line, column = column, what = what),
    }
}

/// What is wrong, and what would be right.
pub fn sentence(words: &Words, fault: &Fault) -> String {
    let found = fault.found.as_str();
    match fault.wrong.clone() {
        Wrong::NotUtf8 => say!(words, "import-not-utf8"),
        Wrong::NotText => say!(words, "import-not-text"),
        Wrong::Workbook => say!(words, "import-workbook"),
        Wrong::TooBig => say!(words, "import-too-big"),
        Wrong::NoHeadings => say!(words, "import-no-headings"),
        Wrong::UnknownHeading(known) => say!(words, "import-unknown-heading", known = headings(words, known)),
        Wrong::HeadingTwice => say!(words, "import-heading-twice"),
        Wrong::MissingColumn => say!(words, "import-missing-column"),
        Wrong::CellCount { headings, cells } => {
            say!(words, "import-cell-count", headings = headings, cells = cells)
        }
        Wrong::Missing => say!(words, "import-missing"),
        Wrong::Date => say!(words, "import-date", found = found),
        Wrong::Future => say!(words, "import-future", found = found),
        Wrong::Time => say!(words, "import-time", found = found),
        Wrong::Number => say!(words, "import-number", found = found),
        Wrong::YesNo => say!(words, "import-yes-no", found = found),
        Wrong::Weekday => say!(words, "import-weekday", found = found),
        Wrong::Choice(choices) => say!(words, "import-choice", found = found, known = labels(words, &choices)),
        Wrong::Twice(line) => say!(words, "import-twice", found = found, line = line),
        // Not repeated: it may be a real one.
        Wrong::IdentityCode => say!(words, "import-identity-code"),
        Wrong::NoSuchClient => say!(words, "import-no-such-client", found = found),
        Wrong::NoSuchActivity => say!(words, "import-no-such-activity", found = found),
        Wrong::NoSuchWorker(known) => say!(words, "import-no-such-worker", found = found, known = known.join(", ")),
        Wrong::EndsBeforeStart(first) => say!(words, "import-ends-before-start", first = show_date(first)),
        Wrong::TimeOrder => say!(words, "import-time-order"),
        Wrong::DaysTwoWays => say!(words, "import-days-two-ways"),
        Wrong::OutsideSeries(day) => say!(words, "import-outside-series", day = show_date(day)),
        Wrong::MostBelowLeast(least) => say!(words, "import-most-below-least", least = least),
        Wrong::MostBelowMembers(members) => say!(words, "import-most-below-members", members = members),
        Wrong::Full(seats) => say!(words, "import-full", seats = seats),
        Wrong::Episode(fault) => episode_sentence(words, fault),
        Wrong::LiveEpisode(since) => say!(words, "import-live-episode", since = show_date(since)),
        Wrong::BeforeLastClosed(closed) => say!(words, "import-before-last-closed", closed = show_date(closed)),
        Wrong::SpellNeeds => say!(words, "import-spell-needs"),
        Wrong::SpellHasNot => say!(words, "import-spell-has-not"),
        Wrong::SpellEnd => say!(words, "import-spell-end"),
        Wrong::NoWayBack => say!(words, "import-no-way-back"),
        Wrong::LiveSpell => say!(words, "import-live-spell", found = found),
        Wrong::Overlap => say!(words, "import-overlap"),
        Wrong::NoSession(days) if days.is_empty() => say!(words, "import-no-session-at-all", found = found),
        Wrong::NoSession(nearest) => {
            let days = nearest.into_iter().map(|day| words.long_day(day)).collect::<Vec<_>>();
            say!(words, "import-no-session", found = found, days = days.join(" · "))
        }
        Wrong::NoSuchStart(times) => say!(words, "import-no-such-start", found = found, known = clocks(&times)),
        Wrong::StartNeeded(times) => say!(words, "import-start-needed", known = clocks(&times)),
        Wrong::OtherEnd(end) => say!(words, "import-other-end", end = show_time(end)),
        Wrong::Cancelled => say!(words, "import-cancelled", found = found),
        Wrong::OnHoliday(holiday) => {
            say!(words, "import-on-holiday", found = found, holiday = words.holiday(holiday))
        }
        Wrong::Shut(reason) => say!(words, "import-shut", found = found, reason = reason),
        Wrong::RegisterClosed => say!(words, "import-register-closed", found = found),
        Wrong::FutureMark => say!(words, "import-future-mark", found = found),
        Wrong::Count => say!(words, "import-count", found = found),
        Wrong::NobodyMarked => say!(words, "import-nobody-marked"),
        Wrong::NameAndHeads => say!(words, "import-name-and-heads"),
        Wrong::HeadsTwice(line) => say!(words, "import-heads-twice", line = line),
        Wrong::Score { least, most } => {
            let range = format!("{}–{}", show_tenths(least), show_tenths(most));
            say!(words, "import-score", found = found, range = range)
        }
        Wrong::TotalAndParts => say!(words, "import-total-and-parts"),
        Wrong::NoEpisode => say!(words, "import-no-episode"),
        Wrong::GoalOver => say!(words, "import-goal-over"),
        Wrong::GoalEndedMissing => say!(words, "import-goal-ended-missing"),
        Wrong::GoalStillActive => say!(words, "import-goal-still-active"),
        Wrong::GoalNoReview => say!(words, "import-goal-no-review"),
        Wrong::Calendar(fault) => keyed(words, "import-calendar", fault, [("found", found)]),
        Wrong::Event { event, fault } => {
            keyed(words, "import-event", fault, [("event", event.as_str()), ("found", found)])
        }
    }
}

/// A message whose name ends in a key.
fn keyed<const N: usize>(words: &Words, set: &str, key: impl Keyed, arguments: [(&str, &str); N]) -> String {
    words.loader().get_args(&format!("{set}-{}", key.key()), HashMap::from(arguments))
}

fn clocks(times: &[NaiveTime]) -> String {
    times.iter().map(|time| show_time(*time)).collect::<Vec<_>>().join(" · ")
}

fn episode_sentence(words: &Words, fault: EpisodeFault) -> String {
    match fault {
        EpisodeFault::NoSuchStep => say!(words, "import-no-such-step"),
        EpisodeFault::OpenedMissing => say!(words, "import-opened-missing"),
        EpisodeFault::OpenedBeforePending => say!(words, "import-opened-before-pending"),
        EpisodeFault::OpenedWhilePending => say!(words, "import-opened-while-pending"),
        EpisodeFault::ClosedMissing => say!(words, "import-closed-missing"),
        EpisodeFault::ClosedBeforeStart => say!(words, "import-closed-before-start"),
        EpisodeFault::ClosedWhileLive => say!(words, "import-closed-while-live"),
        EpisodeFault::ReasonMissing => say!(words, "import-reason-missing"),
        EpisodeFault::OutcomeMissing => say!(words, "import-outcome-missing"),
        EpisodeFault::NeedBeforePending
        | EpisodeFault::NeedAfterEnd
        | EpisodeFault::ServiceBeforePending
        | EpisodeFault::ServiceAfterEnd
        | EpisodeFault::FinalMissing => words.label("episode-fault", fault),
    }
}

/// There are headings in Finnish and in English.
fn headings(words: &Words, columns: Columns) -> String {
    heading_list(words, columns.iter())
}

fn heading_list<'a>(words: &Words, columns: impl Iterator<Item = &'a Column>) -> String {
    columns.map(|column| column.heading(words.lang() == Lang::Fi)).collect::<Vec<_>>().join(", ")
}

fn labels(words: &Words, choices: &Choices) -> String {
    choices.0.iter().map(|choice| choice.label(words.lang())).collect::<Vec<_>>().join(" · ")
}
