//! `retention`: whose time to be kept is over, and removing their records for good.

use std::io::Write;

use chrono::NaiveDate;
use clap::Args;

use super::output::{Cell, Column, Format, Listing, column};
use super::terminal::agrees;
use super::{Context, Failure};
use crate::domain::dates::show_date;
use crate::domain::ids::ClientId;
use crate::domain::retention::{Aged, Stays};
use crate::domain::text::clean_line;
use crate::domain::trace::{Act, Seen, Trace};
use crate::say;
use crate::store::retention;
use crate::store::{Store, settings};
use crate::text::Words;

/// The list, unless somebody is to be removed.
#[derive(Debug, Default, Args)]
pub struct Retention {
    #[arg(long, value_name = "REF", num_args = 1.., conflicts_with = "remove-all")]
    remove: Vec<String>,
    #[arg(id = "remove-all", long = "all")]
    all: bool,
    #[arg(long)]
    yes: bool,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

pub const COLUMNS: &[Column] = &[
    column("reference"),
    column("client"),
    column("kept_from"),
    column("counted_from"),
    column("last_noted"),
    column("over_since"),
];

impl Retention {
    /// # Errors
    /// To who may not remove records; for a reference that there is not, and one whose time is not over; when the answer
    /// to the question is not yes.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let (mut store, _) = context.open()?;
        let agrees = |question: &str, out: &mut dyn Write| match self.yes {
            true => Ok(true),
            false => agrees(question, &context.words, out),
        };
        self.go(&mut store, &context.words, context.today, agrees, out)
    }

    /// Lists, or removes what `agrees` says yes to.
    ///
    /// # Errors
    /// As [`Retention::run`].
    pub fn go(
        &self,
        store: &mut Store,
        words: &Words,
        today: NaiveDate,
        agrees: impl FnOnce(&str, &mut dyn Write) -> std::io::Result<bool>,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        let years = settings::all(store.reader())?.retention_years;
        let chosen = match self.remove.is_empty() {
            true => retention::over(store.reader(), today)?,
            false => self.chosen(store, years, words, today)?,
        };
        let clients: Vec<ClientId> = chosen.iter().map(|aged| aged.client).collect();
        let seen = chosen.iter().filter(|aged| aged.name.is_some()).map(|aged| aged.client).collect();
        store.trace(&[Trace::new(Act::Export, Seen::OverTime, 0, seen)])?;
        if self.format != Format::Table || !chosen.is_empty() {
            Listing { columns: COLUMNS, rows: rows(&chosen, years, words) }.print(self.format, words, out)?;
        } else {
            writeln!(out, "{}", say!(words, "retention-none", years = years))?;
        }
        if self.remove.is_empty() && !self.all {
            return Ok(());
        }
        let mut tell = |sentence: String| match self.format {
            Format::Table => writeln!(out, "{sentence}"),
            _ => Ok(()),
        };
        if clients.is_empty() {
            store.wipe_again()?;
            return Ok(tell(say!(words, "retention-wiped"))?);
        }
        let question = say!(words, "retention-ask", count = clients.len());
        if !agrees(&question, &mut *out)? {
            return Err(Failure::Refused(say!(words, "retention-left")));
        }
        let removal = store.remove_records(&clients, today)?;
        let mut tell = |sentence: String| match self.format {
            Format::Table => writeln!(out, "{sentence}"),
            _ => Ok(()),
        };
        let numbers: Vec<String> = removal.numbers.iter().map(|number| format!("#{}", number.0)).collect();
        tell(say!(
            words,
            "retention-removed",
            count = clients.len(),
            rows = removal.rows,
            numbers = numbers.join(" ")
        ))?;
        tell(say!(words, "retention-backups"))?;
        removal.wiped.map_err(|error| Failure::Refused(say!(words, "retention-unwiped", why = words.error(&error))))
    }

    fn chosen(&self, store: &Store, years: u32, words: &Words, today: NaiveDate) -> Result<Vec<Aged>, Failure> {
        let known = retention::records(store.reader(), today)?;
        let mut chosen: Vec<Aged> = Vec::new();
        for typed in &self.remove {
            let typed = clean_line(typed);
            let aged = known.iter().find(|aged| aged.reference == typed);
            let aged = aged.ok_or_else(|| Failure::Refused(say!(words, "log-no-client", typed = typed.as_str())))?;
            aged.record.over(years, today).map_err(|stays| Failure::Refused(why(&typed, stays, words)))?;
            if !chosen.contains(aged) {
                chosen.push(aged.clone());
            }
        }
        Ok(chosen)
    }
}

/// Why a record is kept.
fn why(reference: &str, stays: Stays, words: &Words) -> String {
    match stays {
        Stays::Live => say!(words, "retention-live", client = reference),
        Stays::Member => say!(words, "retention-member", client = reference),
        Stays::FollowUp => say!(words, "retention-follow-up", client = reference),
        Stays::Booked => say!(words, "retention-booked", client = reference),
        Stays::Until(day) => say!(words, "retention-until", client = reference, day = show_date(day)),
    }
}

fn rows(aged: &[Aged], years: u32, words: &Words) -> Vec<Vec<Cell>> {
    let row = |aged: &Aged| {
        let over = aged.record.ends(years);
        vec![
            aged.reference.as_str().into(),
            aged.name.as_deref().into(),
            Cell::keyed("kept-from", over.ground, words),
            over.from.into(),
            aged.record.last.into(),
            over.since.into(),
        ]
    };
    aged.iter().map(row).collect()
}
