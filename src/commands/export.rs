//! `export`: all that there is, about one client or in the whole file.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::log::client;
use super::{Context, Failure, whole};
use crate::domain::record::Shape;
use crate::domain::text::clean_line;
use crate::domain::trace::{Act, Seen, Trace};
use crate::say;
use crate::store::request::{Answer, Lists, Query};
use crate::term::{self, files};
use crate::text::record::Outgoing;

/// What leaves.
#[derive(Debug, Subcommand)]
pub enum Command {
    Client(Client),
    All(All),
}

/// All about one client, for that client.
#[derive(Debug, Args)]
pub struct Client {
    #[arg(id = "export-client", value_name = "REF")]
    reference: String,
    #[arg(id = "export-format", long = "format", value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    #[arg(id = "export-to", long = "to", value_name = "FILE")]
    to: Option<PathBuf>,
}

/// As what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Html,
    Json,
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
            Command::Client(asked) => asked.run(context, out),
            Command::All(All { folder }) => whole::take_out(context, folder, out),
        }
    }
}

impl Client {
    fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let (mut store, _) = context.open()?;
        let words = &context.words;
        let client = client(&store, &self.reference, words)?;
        let Answer::Record(record) = store.answer(&Query::Record(client))? else { return Ok(()) };
        let lists = Lists::read(store.reader())?;
        let outgoing = Outgoing { record: &record, words, lists: &lists, today: context.today };
        let content = outgoing.written(match self.format {
            Format::Text => Shape::Text,
            Format::Html => Shape::Html,
            Format::Json => Shape::Json,
        });
        // First of all: nothing leaves without its entry.
        store.trace(&[Trace::new(Act::Export, Seen::Record, client.0, vec![client])])?;
        match &self.to {
            None => out.write_all(content.as_bytes())?,
            Some(path) => {
                let shown = clean_line(&path.display().to_string());
                let refused = |_| Failure::Refused(say!(words, "report-file-there", path = shown.clone()));
                files::write_to(path, content.as_bytes()).map_err(refused)?;
                writeln!(out, "{}", say!(words, "file-written", path = shown))?;
            }
        }
        // Beside what may go on to a file or a printer.
        out.flush()?;
        term::say_aside(&outgoing.caution());
        Ok(())
    }
}
