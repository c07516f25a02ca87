//! `demo`: a made-up caseload around a real programme, to look at or to keep.

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;

use super::place::Account;
use super::{Context, Failure, place, terminal};
use crate::demo;
use crate::domain::worker::Worker;
use crate::guard;
use crate::runtime::Clock;
use crate::say;
use crate::store::{Store, StoreError, workers};
use crate::text::Words;

/// What may follow `demo`.
#[derive(Args, Debug, Clone)]
pub struct Demo {
    #[arg(long, value_name = "FILE")]
    pub keep: Option<PathBuf>,
    #[arg(long, hide = true, default_value_t = demo::SEED)]
    pub seed: u64,
}

impl Demo {
    /// Writes the demo to the file that is to be kept; or opens it in a folder that goes when the program ends.
    ///
    /// # Errors
    /// When the file cannot be made, and when there is no terminal to open it on.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
        // Nobody needs the shared file's group for what is made up, and `--keep` may name any path.
        guard::give_up()?;
        let today = if context.day_is_fixed { context.today } else { demo::DAY };
        let account = Account::mine().ok_or_else(|| Failure::Refused(say!(&context.words, "no-account")))?;
        let make = |path: &Path| {
            demo::make(path, &account.login, today, self.seed).map_err(|error| Failure::File(path.into(), error))
        };
        if let Some(keep) = &self.keep {
            make(keep).map_err(|failure| kept_already(failure, &context.words))?;
            writeln!(out, "{}", kept(keep, today, &context.words))?;
            return Ok(0);
        }
        let folder = Folder::make()?;
        let store = make(&folder.0.join("demo.db"))?;
        let me = first_worker(&store, &account)?;
        let path = folder.0.clone();
        // A signal may end the program where nothing is dropped any more.
        terminal::show(context, store, me, Clock::Fixed(today), out, move || remove(&path))
    }
}

/// Where the file is, and how it is opened on the day that it was made for.
fn kept(path: &Path, today: NaiveDate, words: &Words) -> String {
    let command = format!("{} --today {today}", place::opening(path));
    say!(words, "demo-kept", path = path.display().to_string(), command = command)
}

/// The option that would have to name another file is not the usual one.
fn kept_already(failure: Failure, words: &Words) -> Failure {
    match failure {
        Failure::File(path, StoreError::Exists) => {
            Failure::Refused(say!(words, "demo-exists", path = path.display().to_string()))
        }
        other => other,
    }
}

fn first_worker(store: &Store, account: &Account) -> Result<Worker, Failure> {
    Ok(workers::by_login(store.reader(), &account.login)?.ok_or(StoreError::Gone)?)
}

/// A folder of one's own among the temporary ones. Nobody in it is real, but it goes all the same.
struct Folder(PathBuf);

impl Folder {
    fn make() -> Result<Folder, Failure> {
        use std::os::unix::fs::DirBuilderExt;
        let name = format!("rinnalla-demo-{}-{:08x}", std::process::id(), fastrand::u32(..));
        let path = std::env::temp_dir().join(name);
        std::fs::DirBuilder::new().mode(0o700).create(&path)?;
        Ok(Folder(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        remove(&self.0);
    }
}

fn remove(folder: &Path) {
    // What cannot be removed now, the system removes with its temporary files.
    let _ = std::fs::remove_dir_all(folder);
}
