//! `backup`: takes a copy of the file, lists the copies, looks them over.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use clap::Args;
use rustix::fs::OFlags;

use super::output::{Cell, Column, Format, Listing, column, data};
use super::{Context, Failure, place};
use crate::domain::rights::Right;
use crate::domain::text::clean_line;
use crate::domain::trace::{Act, Seen, Trace};
use crate::guard;
use crate::say;
use crate::store::Store;
use crate::store::backup::{self, Copies, Copy, Taken};
use crate::text::Words;

/// Takes a copy, unless it is asked to list or to look over those that there are.
#[derive(Debug, Args)]
pub struct Backup {
    #[arg(long = "to", id = "folder", value_name = "FOLDER", conflicts_with_all = ["list", "verify", "all"])]
    to: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["verify", "all"])]
    list: bool,
    #[arg(long, value_name = "COPY", num_args = 0..=1, conflicts_with = "all")]
    verify: Option<Option<PathBuf>>,
    #[arg(long)]
    all: bool,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

pub const COLUMNS: &[Column] =
    &[column("copy"), column("time"), column("age"), column("size"), column("checked"), column("state"), data("head")];

impl Backup {
    /// # Errors
    /// When no copy could be taken; when one that was looked over is not good; when the worker has no right.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        match (&self.verify, self.all) {
            (Some(Some(named)), _) => self.verify(&named_copies(context, named)?, context, out),
            (Some(None), _) => {
                let newest = listed(&context.open_to_keep(None)?, &context.words)?.all.into_iter().next();
                self.verify(&names(newest), context, out)
            }
            (None, true) => {
                let all = listed(&context.open_to_keep(None)?, &context.words)?.all;
                self.verify(&names(all), context, out)
            }
            (None, false) if self.list => self.list(&context.open_to_keep(None)?, &context.words, out),
            (None, false) => self.take(context, out),
        }
    }

    fn take(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let words = &context.words;
        let mut store = context.open_to_keep(self.to.as_ref().map(|_| Right::TakeOut))?;
        if self.to.is_some() {
            // Before it leaves, so that the copy itself says so.
            store.trace(&[Trace::new(Act::Export, Seen::Copy, 0, Vec::new())])?;
        }
        let taken = store.back_up()?;
        writeln!(out, "{}", words.ran(&backup::Ran::Taken(taken.clone())))?;
        writeln!(out, "{}", clean_line(&taken.path.display().to_string()))?;
        let Some(folder) = &self.to else { return Ok(()) };
        let path = hand_out(&taken, folder).map_err(|error| {
            Failure::Refused(say!(
                words,
                "copy-not-handed-out",
                folder = taken.path.parent().unwrap_or(Path::new("")).display().to_string(),
                path = clean_line(&folder.display().to_string()),
                detail = error.to_string()
            ))
        })?;
        Ok(writeln!(out, "{}", say!(words, "copy-handed-out", path = clean_line(&path.display().to_string())))?)
    }

    fn list(&self, store: &Store, words: &Words, out: &mut dyn Write) -> Result<(), Failure> {
        let copies = store.copies()?;
        if copies.all.is_empty() && self.format == Format::Table {
            return Ok(writeln!(out, "{}", say!(words, "copy-none"))?);
        }
        let rows = copies.all.iter().map(|copy| row(copy, words)).collect();
        Ok(Listing { columns: COLUMNS, rows }.print(self.format, words, out)?)
    }

    fn verify(&self, copies: &[Named], context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let words = &context.words;
        let mut bad = 0;
        for copy in copies {
            let (name, faults) = match copy {
                Named::Own(name) => (name.clone(), backup::check(&context.place.path, name)?),
                Named::Elsewhere(path) => {
                    let failed = |error| Failure::File(path.clone(), error);
                    let faults = backup::check_elsewhere(&context.place.path, path).map_err(failed)?;
                    (clean_line(&path.display().to_string()), faults)
                }
            };
            bad += usize::from(!faults.is_empty());
            writeln!(out, "{}", words.checked(&name, &faults))?;
        }
        match bad {
            0 => Ok(()),
            _ => Err(Failure::Refused(say!(words, "copies-bad", count = bad))),
        }
    }
}

/// A copy that somebody has named.
pub enum Named {
    /// One of the file's own.
    Own(String),
    Elsewhere(PathBuf),
}

fn names(copies: impl IntoIterator<Item = Copy>) -> Vec<Named> {
    copies.into_iter().map(|copy| Named::Own(copy.name)).collect()
}

fn listed(store: &Store, words: &Words) -> Result<Copies, Failure> {
    let copies = store.copies()?;
    if copies.all.is_empty() { Err(Failure::Refused(say!(words, "copy-none"))) } else { Ok(copies) }
}

/// True where there is no file, or only the empty one that the package makes.
pub fn is_gone(context: &Context) -> bool {
    context.place.path.metadata().map_or(true, |file| file.len() == 0)
}

/// One of the file's own copies by its name, or a file elsewhere. Where the program has a right to files that its user
/// has not, only root may name the latter.
///
/// # Errors
/// A sentence when there is no such copy, or it may not be named.
pub fn named_copy(context: &Context, named: &Path) -> Result<Named, Failure> {
    let (words, typed) = (&context.words, clean_line(&named.display().to_string()));
    let bare = named.file_name().filter(|name| *name == named.as_os_str()).map(|name| name.to_string_lossy());
    let own = bare.filter(|name| backup::folder_of(&context.place.path).join(name.as_ref()).is_file());
    match own {
        Some(name) => {
            // Who is no worker learns nothing of the copies; where the file is gone, whoever can open them may.
            if !is_gone(context) {
                context.open_to_keep(None)?;
            } else if guard::is_shared() && !guard::is_root() {
                return Err(place::begun_by_root(words));
            }
            Ok(Named::Own(name.into_owned()))
        }
        None if guard::is_shared() && !guard::is_root() => Err(Failure::Refused(say!(words, "copy-only-own"))),
        None if named.exists() => Ok(Named::Elsewhere(named.to_path_buf())),
        None => Err(Failure::Refused(say!(words, "copy-not-there", name = typed))),
    }
}

/// The same, or every copy in a folder elsewhere.
fn named_copies(context: &Context, named: &Path) -> Result<Vec<Named>, Failure> {
    match named_copy(context, named)? {
        Named::Elsewhere(folder) if folder.is_dir() => {
            let copies = backup::list_in(&context.place.path, &folder)?;
            match copies.is_empty() {
                true => Err(Failure::Refused(say!(
                    &context.words,
                    "copy-not-there",
                    name = clean_line(&named.display().to_string())
                ))),
                false => Ok(copies.into_iter().map(|name| Named::Elsewhere(folder.join(name))).collect()),
            }
        }
        one => Ok(vec![one]),
    }
}

fn row(copy: &Copy, words: &Words) -> Vec<Cell> {
    let (state, said) = match copy.is_good {
        true => ("good", say!(words, "copy-state-good")),
        false => ("bad", say!(words, "copy-state-bad")),
    };
    let time = |at: &str| Cell::word(at, words.instant(at));
    vec![
        copy.name.as_str().into(),
        time(&copy.taken),
        Cell::word(copy.age.to_string(), words.age(copy.age)),
        Cell::word(copy.size.to_string(), words.size(copy.size)),
        time(&copy.checked),
        Cell::word(state, said),
        copy.head.as_str().into(),
    ]
}

/// Takes a copy to a folder of the user's, with the user's rights only: a new file, private, named when all of it is on
/// the disk and reads as it should.
fn hand_out(taken: &Taken, folder: &Path) -> io::Result<PathBuf> {
    let mut from = File::open(&taken.path)?;
    let (path, part) = (folder.join(&taken.name), folder.join(format!("{}.part", taken.name)));
    let hand = || -> io::Result<PathBuf> {
        if path.symlink_metadata().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let no_follow = i32::try_from(OFlags::NOFOLLOW.bits()).unwrap_or_default();
        let open =
            OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).custom_flags(no_follow).open(&part);
        let mut to = open?;
        let done = fill(&mut from, &mut to).and_then(|()| std::fs::rename(&part, &path));
        if done.is_err() {
            // What is not whole is not left lying there.
            let _ = std::fs::remove_file(&part);
        }
        done.and_then(|()| File::open(folder)?.sync_all()).map(|()| path)
    };
    guard::as_user(hand)?
}

fn fill(from: &mut File, to: &mut File) -> io::Result<()> {
    io::copy(from, to)?;
    to.sync_all()?;
    from.rewind()?;
    to.rewind()?;
    let (mut one, mut other) = (io::BufReader::new(from), io::BufReader::new(to));
    let (mut left, mut right) = ([0; 1 << 16], [0; 1 << 16]);
    loop {
        let count = one.read(&mut left)?;
        other.read_exact(&mut right[..count])?;
        if left[..count] != right[..count] {
            return Err(io::ErrorKind::InvalidData.into());
        }
        if count == 0 {
            return Ok(());
        }
    }
}
