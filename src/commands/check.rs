//! `check`: is the file sound?

use std::io::Write;

use clap::Args;

use super::output::{Column, Format, Listing, column};
use super::{Context, Failure};
use crate::say;

/// Structure, references, codes and the log of the whole file.
#[derive(Debug, Args)]
pub struct Check {
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

pub const COLUMNS: &[Column] = &[column("fault")];

impl Check {
    /// # Errors
    /// When the file has faults, which are printed first.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let (store, _) = context.open()?;
        let faults = store.check()?;
        let count = faults.len();
        if count == 0 && self.format == Format::Table {
            writeln!(out, "{}", say!(&context.words, "check-sound"))?;
            if let Some(head) = store.log_head()? {
                writeln!(out, "{}", say!(&context.words, "check-log", count = head.id, hash = head.hash))?;
            }
        } else {
            let rows = faults.into_iter().map(|fault| vec![fault.into()]).collect();
            Listing { columns: COLUMNS, rows }.print(self.format, &context.words, out)?;
        }
        match count {
            0 => Ok(()),
            _ => Err(Failure::Refused(say!(&context.words, "check-faults", count = count))),
        }
    }
}
