//! `rinnalla import`: a file in, or everything that is wrong with it.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};
use clap::Args;

use crate::domain::dates::{show_date, show_days, show_time};
use crate::domain::episode::EpisodeFault;
use crate::domain::keyed::Keyed;
use crate::domain::lang::Lang;
use crate::domain::measure::show_tenths;
use crate::domain::text::clean_line;
use crate::exchange::ics::{self, Brought, Note};
use crate::exchange::table::Columns;
use crate::exchange::{self, Choices, Fault, ImportError, Mode, Report, Subject, Wrong};
use crate::guard;
use crate::say;
use crate::store::Store;
use crate::text::Words;

use super::{Context, Failure, one_of};

/// How many faults are told; a file in the wrong form has one on each line.
const FAULTS_TOLD: usize = 20;

/// What may follow `import`.
#[derive(Args, Debug, Clone)]
pub struct Import {
    #[arg(value_parser = one_of::<Subject>())]
    pub what: Subject,
    pub file: PathBuf,
    #[arg(long)]
    pub dry_run: bool,
}

impl Import {
    /// Brings a file into the store of the user and says what it came to.
    ///
    /// # Errors
    /// As [`Import::bring`].
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        // Before the store is open: the path may lead to the shared file itself.
        let read = self.read();
        let (mut store, _) = context.open()?;
        let outcome = self.take(read, &mut store, &context.words, context.today)?;
        Ok(writeln!(out, "{outcome}")?)
    }

    /// The whole file; of one that is too large to be a calendar no more than tells so. With the user's rights only.
    fn read(&self) -> io::Result<Vec<u8>> {
        guard::as_user(|| match self.what {
            Subject::Calendar => {
                let mut bytes = Vec::new();
                File::open(&self.file)?.take(ics::MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
                Ok(bytes)
            }
            _ => fs::read(&self.file),
        })
        .flatten()
    }

    /// Brings a file in; what it came to, in words.
    ///
    /// # Errors
    /// A text for the user when the file is refused, and then nothing has changed.
    pub fn bring(&self, store: &mut Store, words: &Words, today: NaiveDate) -> Result<String, Failure> {
        self.take(self.read(), store, words, today)
    }

    fn take(
        &self,
        read: io::Result<Vec<u8>>,
        store: &mut Store,
        words: &Words,
        today: NaiveDate,
    ) -> Result<String, Failure> {
        let file = clean_line(&self.file.display().to_string());
        let unreadable = |_| Failure::Refused(say!(words, "import-unreadable", file = file.as_str()));
        let bytes = read.map_err(unreadable)?;
        let mode = if self.dry_run { Mode::Rehearse } else { Mode::Apply };
        let mut twins = Vec::new();
        let brought = match self.what {
            Subject::Calendar => exchange::import_calendar(store, &bytes, today, mode),
            Subject::Clients => exchange::import_clients(store, &bytes, today, mode).map(|(report, found)| {
                twins = found;
                Brought::of_lines(report)
            }),
            what => exchange::import(store, what, &bytes, today, mode).map(Brought::of_lines),
        };
        match brought {
            Ok(Brought { report, notes }) => {
                let told = notes.iter().map(|note| note_line(words, note));
                let told = told.chain([outcome(words, &file, report, mode)]).chain(twin_lines(words, &twins));
                Ok(told.collect::<Vec<_>>().join("\n"))
            }
            Err(ImportError::Faults(faults)) => Err(Failure::Refused(refusal(words, &file, &faults))),
            Err(ImportError::Store(error)) => Err(error.into()),
        }
    }
}

/// How many look like somebody else, who they are, and where one sees to it; nothing where nobody does.
fn twin_lines(words: &Words, twins: &[(String, String)]) -> Vec<String> {
    if twins.is_empty() {
        return Vec::new();
    }
    let pairs = twins.iter().take(FAULTS_TOLD).map(|(one, other)| format!("  {one} = {other} ?"));
    let left = twins.len().saturating_sub(FAULTS_TOLD);
    let more = (left > 0).then(|| say!(words, "import-more", count = left));
    std::iter::once(say!(words, "import-twins", count = twins.len())).chain(pairs).chain(more).collect()
}

/// "uusi: Keilaus, 10.1.–28.2.2017"
fn note_line(words: &Words, note: &Note) -> String {
    let days = match note.days {
        (Some(first), Some(last)) => format!(", {}", show_days(first, last)),
        (Some(first), None) => format!(", {}–", show_date(first)),
        (None, _) => String::new(),
    };
    format!("{}: {}{days}", words.label("import-note", note.kind), note.name)
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

/// Every fault on a line of its own, as far as one wants to read them.
pub fn refusal(words: &Words, file: &str, faults: &[Fault]) -> String {
    let told = faults.iter().take(FAULTS_TOLD).map(|fault| located(words, file, fault));
    let left = faults.len().saturating_sub(FAULTS_TOLD);
    let more = (left > 0).then(|| say!(words, "import-more", count = left));
    let head = say!(words, "import-refused", file = file, count = faults.len());
    std::iter::once(head).chain(told).chain(more).collect::<Vec<_>>().join("\n")
}

fn located(words: &Words, file: &str, fault: &Fault) -> String {
    let what = sentence(words, fault);
    match fault.column.as_str() {
        "" => say!(words, "import-at-line", file = file, line = fault.line, what = what),
        column => say!(words, "import-at-cell", file = file, line = fault.line, column = column, what = what),
    }
}

/// What is wrong, and what would be right.
fn sentence(words: &Words, fault: &Fault) -> String {
    let found = fault.found.as_str();
    match fault.wrong.clone() {
        Wrong::NotUtf8 => say!(words, "import-not-utf8"),
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
    columns.iter().map(|column| column.heading(words.lang() == Lang::Fi)).collect::<Vec<_>>().join(", ")
}

fn labels(words: &Words, choices: &Choices) -> String {
    choices.0.iter().map(|choice| choice.label(words.lang())).collect::<Vec<_>>().join(" · ")
}
