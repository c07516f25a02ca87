//! The help of the command line in the user's language.
//!
//! Each text is found by its name: `command-<words of the command>` and `argument-<name>`, so that a new subcommand
//! needs only its messages.

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::output::Column;
use super::place::PROGRAM;
use super::{Cli, agenda, backup, check, due, find, keys, log, retention, roster, worker};
use crate::say;
use crate::text::Words;

/// The same command line, explained.
pub fn worded(command: Command, words: &Words) -> Command {
    let flag = |name: &'static str, short, action| {
        Arg::new(name).long(name).short(short).action(action).help(words.get(&format!("argument-{name}")))
    };
    explained(command, "command", PROGRAM, words)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help).global(true))
        .arg(flag("version", 'V', ArgAction::Version))
}

/// `name` is that of the command's message, `typed` what people type.
fn explained(command: Command, name: &str, typed: &str, words: &Words) -> Command {
    let (layout, usage) = (layout(&command, words), usage(&command, typed, words));
    command
        .about(words.get(name))
        .help_template(layout)
        .override_usage(usage)
        .mut_args(|arg| {
            let takes_value = arg.get_action().takes_values();
            let help = words.get(&format!("argument-{}", arg.get_id()));
            arg.help(help).hide_possible_values(takes_value).hide_default_value(takes_value)
        })
        .mut_subcommands(|sub| {
            let (name, typed) = (format!("{name}-{}", sub.get_name()), format!("{typed} {}", sub.get_name()));
            explained(sub, &name, &typed, words)
        })
}

/// Clap's own has its placeholders in English.
fn usage(command: &Command, typed: &str, words: &Words) -> String {
    let mut parts = vec![typed.to_string(), format!("[{}]", say!(words, "usage-options"))];
    parts.extend(command.get_positionals().map(Arg::to_string));
    if command.has_subcommands() {
        let word = say!(words, "usage-command");
        parts.push(if command.is_subcommand_required_set() { format!("<{word}>") } else { format!("[{word}]") });
    }
    parts.join(" ")
}

/// Clap's own layout has its headings in English.
fn layout(command: &Command, words: &Words) -> String {
    let mut layout = format!("{{about}}\n\n{} {{usage}}\n", say!(words, "help-usage"));
    let mut section = |heading: String, part: &str| layout.push_str(&format!("\n{heading}\n{part}\n"));
    if command.has_subcommands() {
        section(say!(words, "help-commands"), "{subcommands}");
    }
    if command.get_positionals().next().is_some() {
        section(say!(words, "help-arguments"), "{positionals}");
    }
    section(say!(words, "help-options"), "{options}");
    layout
}

const LISTS: &[&[Column]] = &[
    agenda::COLUMNS,
    backup::COLUMNS,
    check::COLUMNS,
    due::COLUMNS,
    find::COLUMNS,
    keys::COLUMNS,
    log::COLUMNS,
    log::EXTRACT,
    retention::COLUMNS,
    roster::COLUMNS,
    worker::COLUMNS,
];

/// The name of every message that is put together from the command line's own tables, for the tests of the message files.
pub fn message_names() -> Vec<String> {
    let mut names = vec!["argument-help".to_string(), "argument-version".to_string()];
    collect(&Cli::command(), "command", &mut names);
    names.extend(
        LISTS.iter().flat_map(|columns| columns.iter()).filter(|column| column.is_for_people()).map(Column::message),
    );
    names.sort();
    names.dedup();
    names
}

fn collect(command: &Command, path: &str, names: &mut Vec<String>) {
    names.push(path.to_string());
    names.extend(command.get_arguments().map(|arg| format!("argument-{}", arg.get_id())));
    for sub in command.get_subcommands() {
        collect(sub, &format!("{path}-{}", sub.get_name()), names);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::keyed::Keyed;
    use crate::domain::lang::Lang;

    #[test]
    fn everything_on_the_command_line_is_explained_in_every_language() {
        for lang in Lang::ALL {
            let words = Words::new(*lang);
            let language = lang.key().parse().unwrap();
            for name in message_names() {
                let own = words.loader().with_message_iter(&language, |all| all.filter(|m| m.id.name == name).count());
                assert_eq!(own, 1, "{name} in {}", lang.key());
            }
        }
    }

    #[test]
    fn clap_has_nothing_against_it() {
        worded(Cli::command(), &Words::new(Lang::Fi)).debug_assert();
    }

    #[test]
    fn the_help_speaks_one_language() {
        let mut command = worded(Cli::command(), &Words::new(Lang::Sv));
        command.build();
        let agenda = command.find_subcommand_mut("agenda").unwrap().render_help().to_string();
        let whole = command.render_help().to_string();
        for english in
            ["Usage:", "Options:", "Commands:", "Print", "possible values", "default:", "[OPTIONS]", "COMMAND"]
        {
            assert!(!whole.contains(english) && !agenda.contains(english), "{english}\n{whole}\n{agenda}");
        }
        assert!(whole.contains("Användning: rinnalla [VAL] [KOMMANDO]"), "{whole}");
    }
}
