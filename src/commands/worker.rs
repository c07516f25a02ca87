//! `worker`: who may work with the file.

use std::io::Write;

use clap::{Args, Subcommand};

use super::output::{Cell, Column, Format, Listing, column};
use super::place::Account;
use super::{Context, Failure, one_of};
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

/// A newcomer, somebody who comes back, or somebody whose name or role is to be another.
#[derive(Debug, Args)]
pub struct Add {
    #[arg(value_name = "LOGIN")]
    login: String,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[arg(long, value_name = "ROLE", value_parser = one_of::<Role>())]
    role: Option<Role>,
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

/// What `add` came to.
enum Added {
    Let(Worker),
    Changed(Worker),
}

impl Added {
    fn sentence(self, words: &Words) -> String {
        match self {
            Added::Let(worker) => {
                let role = words.label("role", worker.role);
                say!(words, "worker-added", name = worker.name, login = worker.login, role = role)
            }
            Added::Changed(worker) => {
                let role = words.label("role", worker.role);
                say!(words, "worker-changed", name = worker.name, login = worker.login, role = role)
            }
        }
    }
}

impl Command {
    /// # Errors
    /// When the worker who asks may not, or the login is not one that this can be done to.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let (mut store, me) = context.open()?;
        let words = &context.words;
        match self {
            Command::Add(asked) => {
                writeln!(out, "{}", asked.add(&mut store, &me, words)?.sentence(words))?;
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
    fn add(&self, store: &mut Store, me: &Worker, words: &Words) -> Result<Added, Failure> {
        may(me, self.role.unwrap_or(Role::Worker), words)?;
        let login = clean_line(&self.login);
        if login.is_empty() || login.contains([' ', ':', '/']) {
            return Err(Failure::Usage(say!(words, "login-wrong", login = login)));
        }
        let there = named(store, &login)?;
        if let Some(there) = &there {
            may(me, there.role, words)?;
        }
        match &there {
            Some(there) if there.active => self.change(store, there, words)?,
            // The name stays that under which everything was done; the role has to be given anew.
            Some(left) => {
                let (name, role) = (self.given_name().unwrap_or(left.name.clone()), self.role.unwrap_or(Role::Worker));
                store.write(|tx| workers::take_back(tx, &login, &name, role))?;
            }
            None => {
                let known = || Account::named(&login).map_or(login.clone(), |account| account.name);
                let (name, role) = (self.given_name().unwrap_or_else(known), self.role.unwrap_or(Role::Worker));
                store.write(|tx| workers::add(tx, &login, &name, role))?;
            }
        }
        let now = named(store, &login)?.ok_or(Failure::Store(StoreError::Gone))?;
        Ok(if there.is_some_and(|there| there.active) { Added::Changed(now) } else { Added::Let(now) })
    }

    fn given_name(&self) -> Option<String> {
        self.name.as_deref().map(clean_line).filter(|name| !name.is_empty())
    }

    /// Gives somebody who is here the name or the role that was asked for.
    fn change(&self, store: &mut Store, there: &Worker, words: &Words) -> Result<(), Failure> {
        let (name, role) = (self.given_name().unwrap_or(there.name.clone()), self.role.unwrap_or(there.role));
        if (&name, role) == (&there.name, there.role) {
            return Err(Failure::Refused(say!(words, "worker-there", login = there.login.as_str())));
        }
        if role != Role::Admin {
            keep_an_admin(store, there, words)?;
        }
        store.write(|tx| workers::change(tx, &there.login, &name, role))?;
        Ok(())
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
        keep_an_admin(store, &leaving, words)?;
        store.write(|tx| workers::end(tx, &leaving.login))?;
        Ok(leaving)
    }
}

/// Refuses that the only admin stops being one.
fn keep_an_admin(store: &Store, worker: &Worker, words: &Words) -> Result<(), Failure> {
    let all = workers::all(store.reader())?;
    let is_other_admin = |other: &Worker| other.active && other.role == Role::Admin && other.id != worker.id;
    if worker.role == Role::Admin && !all.iter().any(is_other_admin) {
        return Err(Failure::Refused(say!(words, "worker-last-admin", login = worker.login.as_str())));
    }
    Ok(())
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
        ask(store, me, login, Some(&format!("{login} N")), Some(role))
    }

    fn ask(
        store: &mut Store,
        me: &str,
        login: &str,
        name: Option<&str>,
        role: Option<Role>,
    ) -> Result<Worker, Failure> {
        let me = named(store, me).unwrap().unwrap();
        let asked = Add { login: login.into(), name: name.map(String::from), role };
        match asked.add(store, &me, &Words::new(Lang::En))? {
            Added::Let(worker) | Added::Changed(worker) => Ok(worker),
        }
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
        end(&mut store, "ada", "wim").unwrap();
        let back = ask(&mut store, "ada", "wim", None, None).unwrap();
        assert_eq!((back.id, back.role, back.active, back.name.as_str()), (id, Role::Worker, true, "wim N"));
    }

    #[test]
    fn who_is_here_may_get_another_name_or_role() {
        let mut store = team();
        let wim = named(&store, "wim").unwrap().unwrap();
        let renamed = ask(&mut store, "leo", "wim", Some("Wim Winter"), None).unwrap();
        assert_eq!(renamed, Worker { name: "Wim Winter".into(), ..wim.clone() });
        let raised = ask(&mut store, "ada", "wim", None, Some(Role::Admin)).unwrap();
        assert_eq!(raised, Worker { name: "Wim Winter".into(), role: Role::Admin, ..wim });
        assert!(ask(&mut store, "ada", "wim", Some("Wim Winter"), Some(Role::Admin)).is_err(), "nothing to change");
        assert!(ask(&mut store, "ada", "wim", None, None).is_err(), "nothing to change");
    }

    #[test]
    fn nobody_changes_an_admin_but_an_admin_and_one_stays() {
        let mut store = team();
        assert!(ask(&mut store, "leo", "ada", Some("Ada A"), None).is_err());
        assert!(ask(&mut store, "leo", "wim", None, Some(Role::Admin)).is_err());
        assert!(ask(&mut store, "wim", "wim", Some("Wim W"), None).is_err());
        assert!(ask(&mut store, "ada", "ada", None, Some(Role::Worker)).is_err());
        assert_eq!(ask(&mut store, "ada", "ada", Some("Ada A"), None).unwrap().name, "Ada A");
        add(&mut store, "ada", "eve", Role::Admin).unwrap();
        assert_eq!(ask(&mut store, "ada", "ada", None, Some(Role::Worker)).unwrap().role, Role::Worker);
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
