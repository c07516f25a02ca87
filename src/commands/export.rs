//! `export`: all that there is, about one client or in the whole file.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Context, Failure, whole};

/// What leaves.
#[derive(Debug, Subcommand)]
pub enum Command {
    All(All),
}

/// The whole file, for whoever moves it elsewhere.
#[derive(Debug, Args)]
pub struct All {
    #[arg(id = "export-folder", value_name = "FOLDER")]
    folder: PathBuf,
}

impl Command {
    /// # Errors
    /// A refusal for who may not, and for a file or a folder that is there already; else as every command.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Command::All(All { folder }) => whole::take_out(context, folder, out),
        }
    }
}
