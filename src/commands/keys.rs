//! `keys`: every key, from the one table that the program itself reads.

use std::io::Write;

use clap::Args;

use super::output::{Cell, Column, Format, Listing, column};
use super::{Context, Failure};
use crate::action::BINDINGS;
use crate::app::hints;
use crate::text::Words;

pub const COLUMNS: &[Column] = &[column("where"), column("keys"), column("action")];

/// What may follow `keys`.
#[derive(Args, Debug, Clone)]
pub struct Keys {
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl Keys {
    /// # Errors
    /// When the output cannot be written.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        Ok(Listing { columns: COLUMNS, rows: rows(&context.words) }.print(self.format, &context.words, out)?)
    }
}

/// One row a binding, in the order of the table.
pub fn rows(words: &Words) -> Vec<Vec<Cell>> {
    let row = |binding: &crate::action::Binding| {
        vec![
            Cell::keyed("place", binding.place, words),
            Cell::Text(hints::all_keys(binding, words)),
            Cell::keyed("action", binding.action, words),
        ]
    };
    BINDINGS.iter().map(row).collect()
}
