//! Arguments in, exit code out.

use std::env;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use rinnalla::commands::place::{self, Place};
use rinnalla::commands::{self, Cli, Context, Failure};
use rinnalla::domain::text::clean_block;
use rinnalla::guard;
use rinnalla::text::Words;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code.into(),
        Err(error) => {
            // Nothing is left to do when not even the error can be written.
            let _ = writeln!(io::stderr(), "rinnalla: {}", clean_block(&format!("{error:#}")));
            error.downcast_ref::<Failure>().map_or(ExitCode::FAILURE, |failure| failure.exit_code().into())
        }
    }
}

fn run() -> anyhow::Result<u8> {
    guard::begin()?;
    let words = Words::new(place::language(env::args_os().skip(1), |name| env::var(name).ok()));
    let cli = Cli::read(env::args_os(), &words)?;
    let fixed = cli.day(&words)?;
    let place = Place::find(cli.db, &words)?;
    let today = fixed.unwrap_or_else(place::today);
    let context = Context { words, place, today, day_is_fixed: fixed.is_some() };
    let mut out = BufWriter::new(io::stdout());
    Ok(commands::run(cli.command, &context, &mut out)?)
}
