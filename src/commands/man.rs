//! `man`: the manual's page, from the command line's own tables, in the user's language.

use std::io::{self, Write};

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man as Page;
use clap_mangen::roff::{Roff, roman};

use super::{Cli, Context, Failure, help};
use crate::say;
use crate::text::Words;

/// Nothing may follow `man`.
#[derive(Debug, Args)]
pub struct Man {}

impl Man {
    /// # Errors
    /// When the output cannot be written.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        Ok(page(&context.words, out)?)
    }
}

fn page(words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let mut command = help::worded(Cli::command(), words);
    command.build();
    let whole = Page::new(command.clone()).title("RINNALLA").manual(say!(words, "man-manual"));
    whole.render_title(out)?;
    heading("SH", &say!(words, "man-name"), out)?;
    out.write_all(&body(|part| whole.render_name_section(part))?)?;
    usage("SH", &say!(words, "man-usage"), &whole, out)?;
    heading("SH", &say!(words, "man-options"), out)?;
    out.write_all(&body(|part| whole.render_options_section(part))?)?;
    heading("SH", &say!(words, "man-commands"), out)?;
    commands(&command, out)?;
    for (title, text) in [
        (say!(words, "man-files"), say!(words, "man-files-text")),
        (say!(words, "man-exit"), say!(words, "man-exit-text")),
    ] {
        heading("SH", &title, out)?;
        let mut roff = Roff::default();
        roff.text([roman(text)]);
        out.write_all(&body(|part| roff.to_writer(part))?)?;
    }
    Ok(())
}

/// A part for each command that does something, with what belongs to it alone.
fn commands(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        if sub.has_subcommands() {
            commands(sub, out)?;
            continue;
        }
        let everywhere = |id: &clap::Id| id == "help" || command.get_arguments().any(|arg| arg.get_id() == id);
        let own = sub.clone().mut_args(|arg| if everywhere(arg.get_id()) { arg.hide(true) } else { arg });
        let has_options = own.get_arguments().any(|arg| !arg.is_hide_set());
        let part = Page::new(own);
        usage("SS", sub.get_bin_name().unwrap_or(sub.get_name()), &part, out)?;
        writeln!(out, ".PP")?;
        out.write_all(&body(|text| part.render_description_section(text))?)?;
        if has_options {
            out.write_all(&body(|text| part.render_options_section(text))?)?;
        }
    }
    Ok(())
}

fn usage(level: &str, title: &str, part: &Page, out: &mut dyn Write) -> io::Result<()> {
    heading(level, title, out)?;
    out.write_all(&body(|text| part.render_synopsis_section(text))?)
}

fn heading(level: &str, title: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut roff = Roff::default();
    roff.control(level, [title]);
    out.write_all(&body(|part| roff.to_writer(part))?)
}

/// A part without the preamble that each begins with, which the title has brought, and without its English heading.
fn body(render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut part = Vec::new();
    render(&mut part)?;
    let english = [".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH OPTIONS"];
    let preamble = |line: &str| line.starts_with(".ie ") || line.starts_with(".el ");
    let text = String::from_utf8_lossy(&part);
    let kept = text.lines().filter(|line| !preamble(line) && !english.contains(line));
    Ok(kept.flat_map(|line| [line, "\n"]).collect::<String>().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::keyed::Keyed;
    use crate::domain::lang::Lang;

    fn text(lang: Lang) -> String {
        let mut out = Vec::new();
        page(&Words::new(lang), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_command_has_its_part_in_every_language() {
        for lang in Lang::ALL {
            let page = text(*lang);
            let mut command = Cli::command();
            command.build();
            let leaves = command.get_subcommands().filter(|sub| !sub.has_subcommands());
            for name in leaves.filter_map(Command::get_bin_name).chain(["rinnalla worker add"]) {
                assert!(page.contains(&format!(".SS \"{name}\"\n")), "{name} in {}", lang.key());
            }
            assert_eq!(page.matches(".TH ").count(), 1);
            assert_eq!(page.matches("\\-\\-today").count(), 1, "what holds everywhere is said once");
        }
    }

    #[test]
    fn it_speaks_one_language() {
        let finnish = text(Lang::Fi);
        for english in ["NAME\n", "SYNOPSIS", "OPTIONS", "SUBCOMMANDS", "possible values", "default:"] {
            assert!(!finnish.contains(english), "{english}\n{finnish}");
        }
        assert!(finnish.contains("\n.SH NIMI\n"));
    }
}
