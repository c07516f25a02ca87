//! `init`: makes the file. Who makes it becomes its first worker, an admin; on a server that is whom root names.

use std::io::Write;

use clap::Args;

use super::place::{self, Account};
use super::{Context, Failure};
use crate::domain::text::clean_line;
use crate::domain::worker::Role;
use crate::guard;
use crate::say;
use crate::store::{Store, StoreError, workers};

/// What may follow `init`.
#[derive(Debug, Args)]
pub struct Init {
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[arg(long, value_name = "LOGIN")]
    first: Option<String>,
}

impl Init {
    /// # Errors
    /// When something is there already, when the disk refuses, or when the system does not know the user.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let (_, account) = create(context, self.name.as_deref(), self.first.as_deref())?;
        let (path, name) = (context.place.path.display().to_string(), account.name);
        writeln!(out, "{}", say!(&context.words, "init-done", path = path, name = name, login = account.login))?;
        Ok(())
    }
}

/// Makes the file, for `init` and for the terminal program's offer. The name is the account's unless one is given.
///
/// # Errors
/// As [`Init::run`].
pub fn create(context: &Context, name: Option<&str>, first: Option<&str>) -> Result<(Store, Account), Failure> {
    let mut account = first_account(context, first)?;
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

/// One's own account; on a server the one that root names.
fn first_account(context: &Context, named: Option<&str>) -> Result<Account, Failure> {
    let words = &context.words;
    match named {
        None if context.place.is_server() => Err(place::begun_by_root(words)),
        None => Account::mine().ok_or_else(|| Failure::Refused(say!(words, "no-account"))),
        Some(_) if !guard::is_root() => Err(place::begun_by_root(words)),
        Some(login) => {
            Account::named(login).ok_or_else(|| Failure::Refused(say!(words, "init-no-such-account", login = login)))
        }
    }
}

fn there_already(context: &Context) -> Failure {
    let path = &context.place.path;
    let command =
        if context.place.is_usual(&context.words) { place::PROGRAM.to_string() } else { place::opening(path) };
    Failure::Refused(say!(&context.words, "init-exists", path = path.display().to_string(), command = command))
}
