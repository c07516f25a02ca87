//! `worker`: who may work with the file.

use std::io::Write;

use clap::{Args, Subcommand};

use super::output::{Cell, Column, Format, Listing, column};
use super::place::Account;
use super::{Context, Failure};
use crate::domain::keyed::Keyed;
use crate::domain::text::clean_line;
use crate::domain::worker::{Role, Worker};
use crate::say;
use crate::store::{Store, StoreError, workers};
use crate::text::Words;

#[derive(Debug, Subcommand)]
pub enum Command {
    Add(Add),
    List(List),
    End(End),
}

/// A newcomer, or somebody who comes back.
#[derive(Debug, Args)]
pub struct Add {
    #[arg(value_name = "LOGIN")]
    login: String,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[arg(long, value_name = "ROLE", default_value = "worker", value_parser = role)]
    role: Role,
}

#[derive(Debug, Args)]
pub struct List {
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

#[derive(Debug, Args)]
pub struct End {
    #[arg(value_name = "LOGIN")]
    login: String,
}

pub const COLUMNS: &[Column] = &[column("login"), column("name"), column("role"), column("state")];

fn role(text: &str) -> Result<Role, String> {
    let keys = || Role::ALL.iter().map(|role| role.key()).collect::<Vec<_>>().join(", ");
    Role::from_key(text).ok_or_else(keys)
}

impl Command {
    /// # Errors
    /// When the worker who asks may not, or the login is not one that this can be done to.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let (mut store, me) = context.open()?;
        let words = &context.words;
        match self {
            Command::Add(asked) => {
                let worker = asked.add(&mut store, &me, words)?;
                writeln!(out, "{}", say!(words, "worker-added", name = worker.name, login = worker.login))?;
            }
            Command::List(asked) => {
                let listing = Listing { columns: COLUMNS, rows: rows(&workers::all(store.reader())?, words) };
                listing.print(asked.format, words, out)?;
            }
            Command::End(asked) => {
                let worker = asked.end(&mut store, &me, words)?;
                writeln!(out, "{}", say!(words, "worker-left", name = worker.name, login = worker.login))?;
            }
        }
        Ok(())
    }
}

impl Add {
    fn add(&self, store: &mut Store, me: &Worker, words: &Words) -> Result<Worker, Failure> {
        may(me, self.role, words)?;
        let login = clean_line(&self.login);
        if login.is_empty() || login.contains([' ', ':', '/']) {
            return Err(Failure::Usage(say!(words, "login-wrong", login = login)));
        }
        let given = self.name.as_deref().map(clean_line).filter(|name| !name.is_empty());
        let known = || Account::named(&login).map_or(login.clone(), |account| account.name);
        let name = given.unwrap_or_else(known);
        match named(store, &login)? {
            Some(there) if there.active => return Err(Failure::Refused(say!(words, "worker-there", login = login))),
            Some(left) => {
                may(me, left.role, words)?;
                store.write(|tx| workers::take_back(tx, &login, &name, self.role))?;
            }
            None => drop(store.write(|tx| workers::add(tx, &login, &name, self.role))?),
        }
        named(store, &login)?.ok_or(Failure::Store(StoreError::Gone))
    }
}

impl End {
    fn end(&self, store: &mut Store, me: &Worker, words: &Words) -> Result<Worker, Failure> {
        let leaving = named(store, &self.login)?.filter(|worker| worker.active);
        let Some(leaving) = leaving else {
            may(me, Role::Worker, words)?;
            return Err(Failure::Refused(say!(words, "worker-unknown", login = self.login.as_str())));
        };
        may(me, leaving.role, words)?;
        let others =
            workers::all(store.reader())?.into_iter().filter(|worker| worker.active && worker.id != leaving.id);
        if leaving.role == Role::Admin && others.filter(|worker| worker.role == Role::Admin).count() == 0 {
            return Err(Failure::Refused(say!(words, "worker-last-admin", login = leaving.login)));
        }
        store.write(|tx| workers::end(tx, &leaving.login))?;
        Ok(leaving)
    }
}

/// An admin takes in and lets go anybody, a team lead anybody but admins.
fn may(me: &Worker, whom: Role, words: &Words) -> Result<(), Failure> {
    match (me.role, whom) {
        (Role::Admin, _) => Ok(()),
        (Role::Lead, whom) if whom != Role::Admin => Ok(()),
        _ => Err(Failure::Refused(say!(words, "worker-not-allowed"))),
    }
}

fn named(store: &Store, login: &str) -> Result<Option<Worker>, Failure> {
    Ok(workers::all(store.reader())?.into_iter().find(|worker| worker.login == login))
}

/// One row a worker, in the order in which they came.
pub fn rows(all: &[Worker], words: &Words) -> Vec<Vec<Cell>> {
    let state = |active| match active {
        true => Cell::word("active", say!(words, "worker-active")),
        false => Cell::word("ended", say!(words, "worker-ended")),
    };
    let row = |worker: &Worker| {
        let (login, name) = (worker.login.as_str(), worker.name.as_str());
        vec![login.into(), name.into(), Cell::keyed("role", worker.role, words), state(worker.active)]
    };
    all.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::lang::Lang;

    /// Ada keeps the file, Leo leads the team, Wim is a counsellor.
    fn team() -> Store {
        let mut store = Store::in_memory().unwrap();
        for (login, role) in [("ada", Role::Admin), ("leo", Role::Lead), ("wim", Role::Worker)] {
            store.write(|tx| workers::add(tx, login, login, role)).unwrap();
        }
        store
    }

    fn add(store: &mut Store, me: &str, login: &str, role: Role) -> Result<Worker, Failure> {
        let me = named(store, me).unwrap().unwrap();
        Add { login: login.into(), name: Some(format!("{login} N")), role }.add(store, &me, &Words::new(Lang::En))
    }

    fn end(store: &mut Store, me: &str, login: &str) -> Result<Worker, Failure> {
        let me = named(store, me).unwrap().unwrap();
        End { login: login.into() }.end(store, &me, &Words::new(Lang::En))
    }

    #[test]
    fn a_lead_may_do_all_but_make_and_unmake_admins() {
        let mut store = team();
        assert!(add(&mut store, "leo", "new", Role::Worker).is_ok());
        assert!(add(&mut store, "leo", "boss", Role::Admin).is_err());
        assert!(end(&mut store, "leo", "ada").is_err());
        assert!(end(&mut store, "leo", "new").is_ok());
        assert!(add(&mut store, "wim", "other", Role::Worker).is_err());
        assert!(end(&mut store, "wim", "leo").is_err());
        assert!(end(&mut store, "wim", "nobody").is_err());
        assert_eq!(workers::all(store.reader()).unwrap().len(), 4);
    }

    #[test]
    fn the_last_admin_stays() {
        let mut store = team();
        assert!(end(&mut store, "ada", "ada").is_err());
        add(&mut store, "ada", "eve", Role::Admin).unwrap();
        assert!(end(&mut store, "ada", "ada").is_ok());
        assert!(end(&mut store, "eve", "eve").is_err());
    }

    #[test]
    fn who_left_may_come_back_as_the_same_worker() {
        let mut store = team();
        let id = named(&store, "wim").unwrap().unwrap().id;
        end(&mut store, "ada", "wim").unwrap();
        assert!(end(&mut store, "ada", "wim").is_err());
        let back = add(&mut store, "ada", "wim", Role::Lead).unwrap();
        assert_eq!((back.id, back.role, back.active, back.name.as_str()), (id, Role::Lead, true, "wim N"));
        assert!(add(&mut store, "ada", "wim", Role::Worker).is_err());
    }

    #[test]
    fn an_admin_who_left_is_not_brought_back_by_a_lead() {
        let mut store = team();
        add(&mut store, "ada", "eve", Role::Admin).unwrap();
        end(&mut store, "ada", "eve").unwrap();
        assert!(add(&mut store, "leo", "eve", Role::Worker).is_err());
    }

    #[test]
    fn a_login_is_one_word() {
        let mut store = team();
        for login in ["", "two words", "a:b", "\u{200b}", "../x"] {
            assert!(matches!(add(&mut store, "ada", login, Role::Worker), Err(Failure::Usage(_))), "{login:?}");
        }
    }
}
