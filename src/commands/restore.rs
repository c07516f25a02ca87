//! `restore`: puts a copy in the place of the file.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;

use super::backup::{Named, is_gone, named_copy};
use super::{Context, Failure, place, terminal};
use crate::domain::rights::Right;
use crate::domain::text::clean_line;
use crate::guard;
use crate::say;
use crate::store::{Store, StoreError, backup};

/// Which copy, and whether it is asked for a yes.
#[derive(Debug, Args)]
pub struct Restore {
    #[arg(value_name = "COPY")]
    copy: PathBuf,
    #[arg(long)]
    yes: bool,
}

impl Restore {
    /// # Errors
    /// A copy that is not good, or not there; no right to it; nobody who says yes. The file is as it was then.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let words = &context.words;
        let path = match named_copy(context, &self.copy)? {
            Named::Own(name) => backup::folder_of(&context.place.path).join(name),
            Named::Elsewhere(path) => path,
        };
        let mut store = open(context)?;
        backup::fit(store.path(), &path)?;
        let name = clean_line(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy());
        if !self.yes {
            if !io::stdin().is_terminal() {
                return Err(Failure::Refused(say!(words, "restore-needs-yes")));
            }
            let file = clean_line(&store.path().display().to_string());
            let question = say!(words, "restore-question", path = file, name = name.as_str());
            if !terminal::agrees(&question, words, out)? {
                return Ok(writeln!(out, "{}", say!(words, "restore-left"))?);
            }
        }
        let restored = store.restore(&path).map_err(|error| match error {
            StoreError::Damaged => Failure::Refused(say!(words, "restore-damaged")),
            other => other.into(),
        })?;
        Ok(writeln!(out, "{}", say!(words, "restore-done", name = name, safety = restored.safety.name))?)
    }
}

/// The file, for who may restore it. Where there is none yet, as on a new disk, an empty one is made for the copy.
fn open(context: &Context) -> Result<Store, Failure> {
    match is_gone(context) {
        false => context.open_to_keep(Some(Right::Restore)),
        true if context.place.is_server() && !guard::is_root() => Err(place::begun_by_root(&context.words)),
        true => context.place.create(),
    }
}
