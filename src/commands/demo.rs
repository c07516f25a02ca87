//! `rinnalla demo`: a made-up caseload around a real programme.

use std::path::{Path, PathBuf};

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

use crate::demo;
use crate::store::Store;

/// What may follow `demo`.
#[derive(Args, Debug, Clone)]
pub struct DemoArgs {
    /// Writes the demo to this file and ends
    #[arg(long, value_name = "FILE")]
    pub keep: Option<PathBuf>,
    /// Another caseload
    #[arg(long, hide = true, default_value_t = demo::SEED)]
    pub seed: u64,
}

/// The day of the demo, when no other is asked for.
pub const TODAY: NaiveDate = demo::DAY;

/// Builds the file, signed in as its first worker, whose Unix account is `login`.
///
/// # Errors
/// A [`StoreError`](crate::store::StoreError) when the file cannot be made.
pub fn make(path: &Path, login: &str, today: NaiveDate, seed: u64) -> Result<Store> {
    Ok(demo::make(path, login, today, seed)?)
}
