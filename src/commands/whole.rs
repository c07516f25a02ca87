//! `export all` and `import all`: the whole file as a folder of tables, and from there into a new file.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::{Context, Failure};
use crate::domain::rights::{self, Right};
use crate::domain::text::clean_line;
use crate::domain::trace::{Act, Seen, Trace};
use crate::guard;
use crate::say;
use crate::store::StoreError;
use crate::store::whole::{self, Fault, Incoming, Unfit, Wrong};
use crate::term::files;
use crate::text::Words;

/// Takes the whole file out into a new folder, which is the user's alone.
///
/// # Errors
/// A refusal for who may not, for a folder that has anything in it, and with what the disk said; a folder that could
/// not be finished is emptied again.
pub fn take_out(context: &Context, folder: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let (mut store, me) = context.open()?;
    let words = &context.words;
    if !rights::may(me.role, Right::TakeOut) {
        return Err(StoreError::Forbidden(Right::TakeOut).into());
    }
    let shown = shown(folder);
    files::new_folder(folder).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::Refused(say!(words, "whole-folder-there", folder = shown.as_str())),
        _ => not_written(words, &shown, &error),
    })?;
    // First of all: what leaves has the entry in it that says so.
    store.trace(&[Trace::new(Act::Export, Seen::Whole, 0, Vec::new())])?;
    let made = RefCell::new(Vec::new());
    let taken = store.take_out(&mut |name| -> io::Result<File> {
        let path = folder.join(name);
        let file = files::create(&path)?;
        made.borrow_mut().push(path);
        Ok(file)
    });
    let manifest = taken.map_err(|error| {
        files::take_back(&made.borrow());
        match error {
            StoreError::Io(error) => not_written(words, &shown, &error),
            other => other.into(),
        }
    })?;
    files::keep_folder(folder)?;
    writeln!(
        out,
        "{}",
        say!(words, "whole-taken-out", folder = shown, tables = manifest.tables.len(), rows = count(manifest.rows()))
    )?;
    if let Some(head) = manifest.log_head {
        writeln!(out, "{}", say!(words, "whole-log-head", id = head.id, hash = head.hash))?;
    }
    Ok(())
}

/// Brings a folder into a new file, or only proves that it could be.
///
/// # Errors
/// A refusal with every fault of the folder; for who is not an admin, here and in what comes in; for a file that is not
/// new, or that somebody has open. The file is then as it was.
pub fn take_in(context: &Context, folder: &Path, dry_run: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let words = &context.words;
    let shown = shown(folder);
    // With the user's rights only, and before the store is open: a path may lead to the shared file itself.
    let incoming = guard::as_user(|| whole::read(folder))?.map_err(|unfit| match unfit {
        Unfit::Faults(faults) => Failure::Refused(refusal(words, &shown, &faults)),
        Unfit::Store(error) => error.into(),
    })?;
    let (store, me) = context.open()?;
    if !rights::may(me.role, Right::TakeOut) {
        return Err(StoreError::Forbidden(Right::TakeOut).into());
    }
    let path = self::shown(&context.place.path);
    let not_new = || Failure::Refused(say!(words, "whole-not-new", path = path.as_str()));
    if !whole::is_new(store.reader())? {
        return Err(not_new());
    }
    require_admin(&incoming, &me.login, words)?;
    if !dry_run {
        drop(store);
        incoming.put_into(&context.place.path).map_err(|error| match error {
            StoreError::Exists => not_new(),
            StoreError::Busy => Failure::Refused(say!(words, "whole-in-use")),
            other => other.into(),
        })?;
    }
    let manifest = incoming.manifest();
    let (tables, rows) = (manifest.tables.len(), count(manifest.rows()));
    let told = match dry_run {
        true => say!(words, "whole-fits", folder = shown, tables = tables, rows = rows),
        false => say!(words, "whole-taken-in", folder = shown, path = path, tables = tables, rows = rows),
    };
    writeln!(out, "{told}")?;
    if let Some(head) = &manifest.log_head {
        writeln!(out, "{}", say!(words, "whole-log-head", id = head.id, hash = head.hash.as_str()))?;
    }
    Ok(())
}

/// Or nobody here could look after the file any more.
fn require_admin(incoming: &Incoming, login: &str, words: &Words) -> Result<(), Failure> {
    let admins = incoming.admins()?;
    match admins.iter().any(|admin| admin == login) {
        true => Ok(()),
        false => Err(Failure::Refused(say!(words, "whole-not-its-admin", login = login, admins = admins.join(", ")))),
    }
}

fn shown(path: &Path) -> String {
    clean_line(&path.display().to_string())
}

fn count(rows: u64) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

fn not_written(words: &Words, folder: &str, error: &io::Error) -> Failure {
    Failure::Refused(say!(words, "whole-not-written", folder = folder, detail = error.to_string()))
}

/// Every fault on a line of its own.
fn refusal(words: &Words, folder: &str, faults: &[Fault]) -> String {
    let head = say!(words, "whole-refused", folder = folder, count = faults.len());
    let told = faults.iter().map(|fault| {
        let (file, what) = (clean_line(&fault.file), sentence(words, fault.wrong.clone()));
        match fault.line {
            Some(line) => say!(words, "import-at-line", file = file, line = count(line), what = what),
            None => format!("{file}: {what}"),
        }
    });
    [head].into_iter().chain(told).collect::<Vec<_>>().join("\n")
}

/// What is wrong, and what would be right.
fn sentence(words: &Words, wrong: Wrong) -> String {
    match wrong {
        Wrong::Missing => say!(words, "whole-missing"),
        Wrong::NotManifest => say!(words, "whole-no-manifest"),
        Wrong::OtherVersion { schema, version } => {
            say!(words, "whole-other-version", schema = schema, version = version)
        }
        Wrong::Tables => say!(words, "whole-tables"),
        Wrong::Headings => say!(words, "whole-headings"),
        Wrong::CellCount { found, expected } => {
            say!(words, "whole-cell-count", found = found, expected = expected)
        }
        Wrong::Cell { column } => say!(words, "whole-cell", column = column),
        Wrong::Rule(why) => say!(words, "whole-rule", detail = clean_line(&why)),
        Wrong::RowCount { found, expected } => {
            say!(words, "whole-row-count", found = count(found), expected = count(expected))
        }
        Wrong::Sum => say!(words, "whole-sum"),
        Wrong::Numbers => say!(words, "whole-numbers"),
        Wrong::Reference { row, table } => say!(words, "whole-reference", row = row, table = table),
        Wrong::Chain(detail) => say!(words, "whole-chain", detail = clean_line(&detail)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::keyed::Keyed;
    use crate::domain::lang::Lang;

    #[test]
    fn every_fault_is_a_sentence_in_every_language() {
        let wrongs = [
            Wrong::Missing,
            Wrong::NotManifest,
            Wrong::OtherVersion { schema: 6, version: "0.1".into() },
            Wrong::Tables,
            Wrong::Headings,
            Wrong::CellCount { found: 1, expected: 2 },
            Wrong::Cell { column: "id".into() },
            Wrong::Rule("CHECK".into()),
            Wrong::RowCount { found: 1, expected: 2 },
            Wrong::Sum,
            Wrong::Numbers,
            Wrong::Reference { row: 1, table: "client".into() },
            Wrong::Chain("log 1: missing".into()),
        ];
        for lang in Lang::ALL {
            let words = Words::new(*lang);
            for wrong in wrongs.clone() {
                let said = sentence(&words, wrong);
                assert!(said.ends_with('.') && !said.contains('{') && !said.contains("whole-"), "{said}");
            }
        }
    }
}
