//! `completions`: what a shell has to know to complete our commands.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::place::PROGRAM;
use super::{Cli, Context, Failure, help};

/// What follows `completions`.
#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    /// # Errors
    /// When the output cannot be written.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let mut text = Vec::new();
        generate(self.shell, &mut help::worded(Cli::command(), &context.words), PROGRAM, &mut text);
        Ok(out.write_all(&text)?)
    }
}
