//! What is wrong on the command line, in one sentence of the user's language.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Failure;
use crate::say;
use crate::text::Words;

/// What is wrong. Ends the program when that is nothing: the help or the version was asked for, or a command had
/// nothing after it and its help is the answer. Clap itself also tells the rarest mistakes.
pub fn failure(error: &Error, words: &Words) -> Failure {
    match sentence(error, words) {
        Some(sentence) => Failure::Usage(sentence),
        None => error.exit(),
    }
}

fn sentence(error: &Error, words: &Words) -> Option<String> {
    let said = |kind| context(error, kind);
    let typed = said(ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let typed = said(ContextKind::InvalidSubcommand)?;
            Some(say!(words, "usage-no-such-command", typed = typed))
        }
        ErrorKind::UnknownArgument => {
            Some(say!(words, "usage-no-such-argument", typed = said(ContextKind::InvalidArg)?))
        }
        ErrorKind::MissingRequiredArgument => {
            Some(say!(words, "usage-missing", argument = said(ContextKind::InvalidArg)?))
        }
        ErrorKind::InvalidValue if typed.is_empty() => {
            Some(say!(words, "usage-value-missing", argument = said(ContextKind::InvalidArg)?))
        }
        ErrorKind::InvalidValue => {
            let (argument, known) = (said(ContextKind::InvalidArg)?, said(ContextKind::ValidValue)?);
            Some(say!(words, "usage-not-one-of", typed = typed, argument = argument, known = known))
        }
        ErrorKind::ValueValidation => {
            Some(say!(words, "usage-value-wrong", typed = typed, argument = said(ContextKind::InvalidArg)?))
        }
        ErrorKind::ArgumentConflict => {
            let (one, other) = (said(ContextKind::InvalidArg)?, said(ContextKind::PriorArg)?);
            Some(say!(words, "usage-conflict", one = one, other = other))
        }
        _ => None,
    }
}

fn context(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::Cli;
    use crate::domain::lang::Lang;

    fn said(args: &[&str]) -> String {
        let args = std::iter::once("rinnalla").chain(args.iter().copied()).map(Into::into);
        match Cli::read(args, &Words::new(Lang::Fi)) {
            Err(Failure::Usage(text)) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_common_mistakes_are_told_in_the_users_language() {
        for (args, expected) in [
            (&["viikko"] as &[&str], "Komentoa ”viikko” ei ole"),
            (&["due", "--kaikki"], "”--kaikki” ei kuulu tähän"),
            (&["import"], "puuttuu <WHAT>, <FILE>"),
            (&["--lang"], "Valinta --lang <LANG> kaipaa arvon"),
            (&["--lang", "de", "due"], "”de” ei kelpaa kohtaan --lang <LANG>. Jokin näistä: fi, sv, en"),
            (&["worker", "add", "x", "--role", "king"], "Jokin näistä: worker, lead, admin, auditor"),
            (&["due", "--within", "pian"], "”pian” ei kelpaa kohtaan --within <DAYS>"),
            (&["agenda", "--week", "6", "--from", "6.2."], "eivät sovi yhteen"),
        ] {
            let said = said(args);
            assert!(said.contains(expected), "{said}");
            assert_eq!(said.lines().count(), 1, "{said}");
        }
    }
}
