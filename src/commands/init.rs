//! `init`: makes the file. Who makes it becomes its first worker, an admin.

use std::io::Write;

use super::place::Account;
use super::{Context, Failure};
use crate::domain::worker::Role;
use crate::say;
use crate::store::{Store, workers};

/// # Errors
/// When something is there already, when the disk refuses, or when the system does not know the user.
pub fn run(context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
    let (_, account) = create(context)?;
    let (path, name) = (context.place.path.display().to_string(), account.name);
    writeln!(out, "{}", say!(&context.words, "init-done", path = path, name = name, login = account.login))?;
    Ok(())
}

/// Makes the file, for `init` and for the terminal program's offer.
///
/// # Errors
/// As [`run`].
pub fn create(context: &Context) -> Result<(Store, Account), Failure> {
    let account = Account::mine().ok_or_else(|| Failure::Refused(say!(&context.words, "no-account")))?;
    let mut store = context.place.create()?;
    let id = store.write(|tx| workers::add(tx, &account.login, &account.name, Role::Admin))?;
    store.sign_in(id);
    Ok((store, account))
}
