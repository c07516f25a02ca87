//! `init`: makes the file. Who makes it becomes its first worker, an admin.

use std::io::Write;

use clap::Args;

use super::place::{self, Account};
use super::{Context, Failure};
use crate::domain::text::clean_line;
use crate::domain::worker::Role;
use crate::say;
use crate::store::{Store, StoreError, workers};

/// What may follow `init`.
#[derive(Debug, Args)]
pub struct Init {
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

impl Init {
    /// # Errors
    /// When something is there already, when the disk refuses, or when the system does not know the user.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let (_, account) = create(context, self.name.as_deref())?;
        let (path, name) = (context.place.path.display().to_string(), account.name);
        writeln!(out, "{}", say!(&context.words, "init-done", path = path, name = name, login = account.login))?;
        Ok(())
    }
}

/// Makes the file, for `init` and for the terminal program's offer. The name is the account's unless one is given.
///
/// # Errors
/// As [`Init::run`].
pub fn create(context: &Context, name: Option<&str>) -> Result<(Store, Account), Failure> {
    let words = &context.words;
    let mut account = Account::mine().ok_or_else(|| Failure::Refused(say!(words, "no-account")))?;
    if let Some(name) = name.map(clean_line).filter(|name| !name.is_empty()) {
        account.name = name;
    }
    let mut store = match context.place.create() {
        Err(Failure::File(path, StoreError::Exists)) => {
            // What is not ours is told as what is there already.
            Store::open(&path).map_err(|_| Failure::File(path, StoreError::Exists))?
        }
        made => made?,
    };
    // A file of ours without a worker is an `init` that was cut short.
    let first = store.write(|tx| match workers::all(tx)?.is_empty() {
        true => workers::add(tx, &account.login, &account.name, Role::Admin),
        false => Err(StoreError::Exists),
    });
    match first {
        Ok(id) => store.sign_in(id),
        Err(StoreError::Exists) => return Err(there_already(context)),
        Err(error) => return Err(error.into()),
    }
    Ok((store, account))
}

fn there_already(context: &Context) -> Failure {
    let path = &context.place.path;
    let command =
        if context.place.is_usual(&context.words) { place::PROGRAM.to_string() } else { place::opening(path) };
    Failure::Refused(say!(&context.words, "init-exists", path = path.display().to_string(), command = command))
}
