//! `demo`: a made-up caseload around a real programme, to look at or to keep.

use std::path::PathBuf;

use clap::Args;

use super::place::Account;
use super::{Context, Failure, terminal};
use crate::demo;
use crate::domain::worker::Worker;
use crate::runtime::Clock;
use crate::say;
use crate::store::{Store, StoreError, workers};

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
    pub fn run(&self, context: &Context) -> Result<u8, Failure> {
        let today = if context.day_is_fixed { context.today } else { demo::DAY };
        let account = Account::mine().ok_or_else(|| Failure::Refused(say!(&context.words, "no-account")))?;
        let make = |path: &PathBuf| {
            demo::make(path, &account.login, today, self.seed).map_err(|error| Failure::File(path.clone(), error))
        };
        if let Some(keep) = &self.keep {
            return make(keep).map(|_| 0);
        }
        let folder = Folder::make()?;
        let store = make(&folder.0.join("demo.db"))?;
        let me = first_worker(&store, &account)?;
        terminal::show(context, store, me, Clock::Fixed(today))
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
        // What cannot be removed now, the system removes with its temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
