//! The command line: one file a subcommand.

pub mod demo;
pub mod import;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand, ValueEnum};

use crate::domain::lang::Lang;

/// What may stand on the command line.
#[derive(Parser)]
#[command(name = "rinnalla", version, about)]
pub struct Cli {
    /// The file; else RINNALLA_DB, else the server's, else the one in your data folder
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// The language: fi, sv or en; else the locale's
    #[arg(long, global = true, value_name = "LANG", value_parser = lang)]
    pub lang: Option<Lang>,
    /// Another day than today, such as 2017-02-06
    #[arg(long, global = true, value_name = "DATE")]
    pub today: Option<NaiveDate>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

fn lang(text: &str) -> Result<Lang, String> {
    use crate::domain::keyed::Keyed;
    Lang::from_key(text).ok_or_else(|| "fi, sv, en".to_string())
}

/// How a list is printed.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Table,
    Csv,
    Json,
}

/// The subcommands; none opens the terminal program.
#[derive(Subcommand)]
pub enum Command {}
