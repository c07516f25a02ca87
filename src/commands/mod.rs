//! The command line: one file a subcommand.

pub mod agenda;
pub mod backup;
pub mod check;
mod completions;
pub mod demo;
pub mod due;
pub mod export;
pub mod find;
mod help;
pub mod import;
pub mod init;
mod keys;
pub mod log;
mod man;
pub mod output;
pub mod place;
pub mod report;
mod restore;
pub mod retention;
pub mod roster;
pub mod terminal;
mod usage;
mod whole;
pub mod worker;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use thiserror::Error;

use crate::domain::keyed::Keyed;
use crate::domain::lang::Lang;
use crate::domain::rights::{self, Right};
use crate::domain::text::clean_line;
use crate::domain::worker::Worker;
use crate::exchange::whole_date;
use crate::guard;
use crate::say;
use crate::store::{Store, StoreError, workers};
use crate::text::Words;
pub use help::message_names;
pub use output::Format;
use place::{Account, Place};

/// What may stand on the command line. What each part is for is said by `help`, in the user's language.
#[derive(Debug, Parser)]
#[command(name = "rinnalla", version, disable_help_subcommand = true)]
pub struct Cli {
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Has been obeyed by the time the arguments are read: see [`place::language`].
    #[arg(long, global = true, value_name = "LANG", value_parser = one_of::<Lang>())]
    pub lang: Option<Lang>,
    #[arg(long, global = true, value_name = "DATE")]
    today: Option<String>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The subcommands; without one, the terminal program opens.
#[derive(Debug, Subcommand)]
pub enum Command {
    Demo(demo::Demo),
    Init(init::Init),
    Import(import::In),
    #[command(subcommand)]
    Export(export::Command),
    Find(find::Find),
    Agenda(agenda::Agenda),
    Due(due::Due),
    Roster(roster::Roster),
    Report(report::Report),
    Retention(retention::Retention),
    Keys(keys::Keys),
    Check(check::Check),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Log(log::Log),
    #[command(subcommand)]
    Worker(worker::Command),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Reads a value of a closed set by its key, and knows all of them for the refusal.
fn one_of<K: Keyed + Send + Sync>() -> impl TypedValueParser<Value = K> {
    let keys: Vec<&'static str> = K::ALL.iter().map(|value| value.key()).collect();
    PossibleValuesParser::new(keys).try_map(|key| K::from_key(&key).ok_or("no such key"))
}

impl Cli {
    /// Reads the arguments. Ends the program itself on `--help`, `--version` and a bare `worker`.
    ///
    /// # Errors
    /// `Usage`, with what is wrong in them.
    pub fn read(args: impl IntoIterator<Item = OsString>, words: &Words) -> Result<Cli, Failure> {
        let matches = help::worded(Cli::command(), words).try_get_matches_from(args);
        matches.and_then(|matches| Cli::from_arg_matches(&matches)).map_err(|error| usage::failure(&error, words))
    }

    /// The day that is to be today: whole, since what is short would be read by the real one.
    ///
    /// # Errors
    /// `Usage`, with the form that it should have; `Refused` where the program is installed to serve one file.
    pub fn day(&self, words: &Words) -> Result<Option<NaiveDate>, Failure> {
        // Rights that end by a day would not, on another day.
        if self.today.is_some() && guard::is_shared() {
            return Err(Failure::Refused(say!(words, "today-fixed")));
        }
        let read = |typed: &String| {
            whole_date(typed).ok_or_else(|| Failure::Usage(say!(words, "today-wrong", typed = typed.as_str())))
        };
        self.today.as_ref().map(read).transpose()
    }
}

/// Why a command did not do what it was asked to.
#[derive(Debug, Error)]
pub enum Failure {
    /// A sentence that says what happened and what to do.
    #[error("{0}")]
    Refused(String),
    /// The arguments say nothing that can be done.
    #[error("{0}")]
    Usage(String),
    /// The file could not be opened or made.
    #[error("{path}: {error}", path = .0.display(), error = .1)]
    File(PathBuf, StoreError),
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("{0}")]
    Output(#[from] io::Error),
}

impl Failure {
    /// 1: refused or failed; 2: wrong usage.
    pub fn exit_code(&self) -> u8 {
        if matches!(self, Failure::Usage(_)) { 2 } else { 1 }
    }

    /// The same in words for the user.
    fn worded(self, words: &Words) -> Failure {
        match self {
            Failure::File(path, error) => {
                Failure::Refused(format!("{}: {}", clean_line(&path.display().to_string()), words.error(&error)))
            }
            Failure::Store(error) => Failure::Refused(words.error(&error)),
            Failure::Output(error) => Failure::Refused(say!(words, "output-failed", detail = error.to_string())),
            said => said,
        }
    }
}

/// What every command works with.
pub struct Context {
    pub words: Words,
    pub place: Place,
    pub today: NaiveDate,
    /// The day was given on the command line and does not end.
    pub day_is_fixed: bool,
}

impl Context {
    /// Opens the file in the name of the Unix account that runs the program.
    ///
    /// # Errors
    /// When the file cannot be opened, and when the account is not a worker's.
    pub fn open(&self) -> Result<(Store, Worker), Failure> {
        let mut store = self.place.open(&self.words)?;
        self.set_day(&mut store);
        let worker = place::sign_in(&mut store, Account::mine().as_ref(), &self.words)?;
        Ok((store, worker))
    }

    /// Opens the file for somebody who keeps it: a worker who has the right, if one is needed, or root, who need be
    /// nobody in it.
    ///
    /// # Errors
    /// As [`Context::open`]; `Forbidden` without the right.
    pub fn open_to_keep(&self, right: Option<Right>) -> Result<Store, Failure> {
        let mut store = self.place.open(&self.words)?;
        self.set_day(&mut store);
        let may = |worker: &Worker| right.is_none_or(|right| rights::may(worker.role, right));
        let account = Account::mine();
        if guard::is_root() {
            let login = account.map(|account| account.login).unwrap_or_default();
            let known = workers::by_login(store.reader(), &login)?.filter(may);
            known.into_iter().for_each(|worker| store.sign_in(worker.id));
            return Ok(store);
        }
        let worker = place::sign_in(&mut store, account.as_ref(), &self.words)?;
        match right {
            Some(right) if !may(&worker) => Err(StoreError::Forbidden(right).into()),
            _ => Ok(store),
        }
    }

    fn set_day(&self, store: &mut Store) {
        let (fixed, day) = (self.day_is_fixed, self.today);
        store.live_by(move || if fixed { day } else { place::today() });
    }
}

/// Runs a command, whose result goes to `out`, or opens the terminal program.
///
/// # Errors
/// A sentence for the user. A reader who closes the pipe has read enough, which is no error.
pub fn run(command: Option<Command>, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let done = match command {
        Some(command) => dispatch(command, context, out),
        None => terminal::open(context, out),
    };
    let flushed = out.flush().map_err(Failure::from);
    match done.and_then(|code| flushed.map(|()| code)) {
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(0),
        other => other.map_err(|failure| failure.worded(&context.words)),
    }
}

fn dispatch(command: Command, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let done = match command {
        Command::Demo(asked) => return asked.run(context, out),
        Command::Init(asked) => asked.run(context, out),
        Command::Import(asked) => asked.run(context, out),
        Command::Export(asked) => asked.run(context, out),
        Command::Find(asked) => asked.run(context, out),
        Command::Agenda(asked) => asked.run(context, out),
        Command::Due(asked) => asked.run(context, out),
        Command::Roster(asked) => asked.run(context, out),
        Command::Report(asked) => asked.run(context, out),
        Command::Retention(asked) => asked.run(context, out),
        Command::Keys(asked) => asked.run(context, out),
        Command::Check(asked) => asked.run(context, out),
        Command::Backup(asked) => asked.run(context, out),
        Command::Restore(asked) => asked.run(context, out),
        Command::Log(asked) => asked.run(context, out),
        Command::Worker(asked) => asked.run(context, out),
        Command::Completions(asked) => asked.run(context, out),
        Command::Man(asked) => asked.run(context, out),
    };
    done.map(|()| 0)
}
