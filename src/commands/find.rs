//! `find`: the look-up of the screens, for one question.

use std::io::Write;

use clap::Args;

use super::output::{Cell, Column, Format, Listing, column};
use super::{Context, Failure};
use crate::domain::search::{Entry, Index};
use crate::domain::trace::Trace;
use crate::say;
use crate::store::lookup::{self, Found};
use crate::store::request::Lists;
use crate::text::Words;

/// Any pieces of a name, number or date.
#[derive(Debug, Args)]
pub struct Find {
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

/// Enough to tell namesakes apart and to know whom to ask; the rest is on the card.
pub const COLUMNS: &[Column] =
    &[column("type"), column("name"), column("birth_date"), column("state"), column("own_worker")];

impl Find {
    /// # Errors
    /// As every command that reads the file.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let (mut store, _) = context.open()?;
        let mut index = Index::new(lookup::entries(store.reader())?);
        let hits = index.find(&self.text.join(" "));
        let found: Vec<&Entry<Found>> = hits.best.iter().map(|at| index.get(*at)).collect();
        let lists = Lists::read(store.reader())?;
        let clients = found.iter().filter_map(|entry| match entry.target {
            Found::Client { id, .. } => Some(id),
            Found::Activity(..) => None,
        });
        // Nothing is printed of whom the log does not have.
        store.trace(&[Trace::search(clients.collect())])?;
        let listing = Listing { columns: COLUMNS, rows: rows(&found, &lists, &context.words) };
        listing.print(self.format, &context.words, out)?;
        if hits.total > found.len() && self.format == Format::Table {
            writeln!(out, "{}", say!(&context.words, "find-more", shown = found.len(), total = hits.total))?;
        }
        Ok(())
    }
}

/// One row a hit, best first.
pub fn rows(found: &[&Entry<Found>], lists: &Lists, words: &Words) -> Vec<Vec<Cell>> {
    let row = |entry: &&Entry<Found>| match entry.target {
        Found::Client { birth_date, state, own_worker, .. } => vec![
            Cell::word("client", say!(words, "found-client")),
            entry.label.as_str().into(),
            birth_date.into(),
            state.map_or(Cell::Empty, |state| Cell::keyed("episode", state, words)),
            own_worker.and_then(|id| lists.worker(id)).into(),
        ],
        Found::Activity(..) => {
            let kind = Cell::word("activity", say!(words, "found-activity"));
            vec![kind, entry.label.as_str().into(), Cell::Empty, Cell::Empty, Cell::Empty]
        }
    };
    found.iter().map(row).collect()
}
