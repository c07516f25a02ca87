//! `rinnalla import`: a file in, or everything that is wrong with it.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::domain::keyed::Keyed;
use crate::domain::text::clean_line;
use crate::exchange::telling::{became, lines_by_number, note_line, summary, widths};
use crate::exchange::{self, MOST_BYTES, Mode, Preview, Subject};
use crate::guard;
use crate::say;
use crate::store::Store;
use crate::text::Words;

use super::{Context, Failure, whole};

pub use crate::exchange::telling::refusal;

/// How many rows of the file a rehearsal prints, and how wide a cell of them.
const ROWS_TOLD: usize = 10;
const CELL: usize = 20;

/// How many pairs of references it prints.
const PAIRS_TOLD: usize = 20;

/// What may follow `import`.
#[derive(Args, Debug, Clone)]
pub struct In {
    #[arg(value_parser = what())]
    what: What,
    file: PathBuf,
    #[arg(long)]
    dry_run: bool,
}

/// Rows of one kind from a file, or the whole file from a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Rows(Subject),
    All,
}

const ALL: &str = "all";

fn what() -> impl TypedValueParser<Value = What> {
    let keys: Vec<&'static str> = Subject::ALL.iter().map(|what| what.key()).chain([ALL]).collect();
    PossibleValuesParser::new(keys).try_map(|key| match key.as_str() {
        ALL => Ok(What::All),
        key => Subject::from_key(key).map(What::Rows).ok_or("no such key"),
    })
}

impl In {
    /// Brings in what is asked for.
    ///
    /// # Errors
    /// As [`Import::bring`], and as [`whole::take_in`].
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let In { what, file, dry_run } = self;
        match what {
            What::Rows(what) => Import { what, file, dry_run }.run(context, out),
            What::All => whole::take_in(context, &file, dry_run, out),
        }
    }
}

/// Rows of one kind, from a file.
#[derive(Debug, Clone)]
pub struct Import {
    pub what: Subject,
    pub file: PathBuf,
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

    /// The whole file; of one that is too large no more than tells so. With the user's rights only.
    fn read(&self) -> io::Result<Vec<u8>> {
        guard::as_user(|| {
            let mut bytes = Vec::new();
            File::open(&self.file)?.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
            Ok(bytes)
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
        let preview = exchange::preview(store, self.what, &bytes, today, mode)?;
        let mut told = summary(words, &file, &preview, mode);
        match &preview.outcome {
            Ok(brought) => {
                let notes = brought.notes.iter().map(|note| note_line(words, note));
                let rows = if self.dry_run { rows(words, &preview) } else { Vec::new() };
                // What it came to is said last, where it is seen.
                told.rotate_left(1);
                let outcome = told.pop();
                Ok(rows
                    .into_iter()
                    .chain(notes)
                    .chain(told)
                    .chain(pairs(words, &brought.twins))
                    .chain(outcome)
                    .collect::<Vec<_>>()
                    .join("\n"))
            }
            Err(faults) => {
                let read_as = told.into_iter().skip(1);
                let lines = std::iter::once(refusal(words, &file, faults)).chain(read_as);
                Err(Failure::Refused(lines.collect::<Vec<_>>().join("\n")))
            }
        }
    }
}

/// Who they are, of whom the summary says that they look like somebody else: by reference alone.
fn pairs(words: &Words, twins: &[(String, String)]) -> Vec<String> {
    let told = twins.iter().take(PAIRS_TOLD).map(|(one, other)| format!("  {one} = {other} ?"));
    let left = twins.len().saturating_sub(PAIRS_TOLD);
    told.chain((left > 0).then(|| say!(words, "import-more", count = left))).collect()
}

/// The first rows of the file under their headings, and what would become of each.
fn rows(words: &Words, preview: &Preview) -> Vec<String> {
    let rows = &preview.rows;
    let (widths, lines) = (widths(rows, CELL), lines_by_number(preview));
    let fit = |cell: &str, wide: usize| format!("{:wide$}", cell.chars().take(wide).collect::<String>());
    let row = |number: String, what: &str, cells: &[String]| {
        let cells = cells.iter().zip(&widths).map(|(cell, wide)| fit(cell, *wide));
        let row = [format!("{number:>5}"), fit(what, 10)].into_iter().chain(cells);
        row.collect::<Vec<_>>().join("  ").trim_end().to_string()
    };
    let head = (!rows.first.is_empty()).then(|| row(String::new(), "", &rows.headings));
    let told = rows.first.iter().take(ROWS_TOLD).map(|(number, cells)| {
        let what = lines.get(number).map(|line| became(words, *line)).unwrap_or_default();
        row(number.to_string(), &what, cells)
    });
    let left = rows.first.len().saturating_sub(ROWS_TOLD) + rows.more;
    let more = (left > 0).then(|| say!(words, "import-more", count = left));
    head.into_iter().chain(told).chain(more).collect()
}
