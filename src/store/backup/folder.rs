//! The folder of the copies: what is in it, and who is at it.

use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::{DateTime, SecondsFormat};
use rustix::fs::{AtFlags, CWD, FlockOperation, Timespec, Timestamps, UTIME_NOW, flock, utimensat};

use crate::domain::copies::{CopyName, superseded};
use crate::store::error::{Result, StoreError};

/// What a copy is called until it is good, and what a copy is prepared as that is to be put back. They are of a
/// process that holds the folder's lock, or of one that was stopped in the middle.
pub const UNFINISHED: &str = "unfinished";
pub const PREPARED: &str = "prepared";
const PART: &str = ".part";
/// What stands beside a part while SQLite is at it.
const BESIDE: &[&str] = &["", "-journal", "-wal", "-shm"];

/// Stands after the name of a copy that was found bad.
pub const BAD: &str = ".bad";

/// How long one waits for a colleague who takes a copy.
const PATIENCE: Duration = Duration::from_secs(60);

/// One of the copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    pub name: String,
    /// When it was taken, as a UTC instant, and how many seconds ago.
    pub taken: String,
    pub age: i64,
    /// In bytes.
    pub size: u64,
    /// When it was last looked over and found good, as a UTC instant: at the latest when it was taken.
    pub checked: String,
    /// False for one that was found bad.
    pub is_good: bool,
    /// Taken before the file was put back or brought up to date.
    pub before: bool,
    /// The first letters of the hash of its log's newest entry.
    pub head: String,
}

/// The folder of the copies of one file.
pub struct Folder {
    path: PathBuf,
    stem: String,
    /// The rights of the file, which are those of its copies.
    mode: u32,
}

/// The same, while nobody else takes or prepares a copy in it.
pub struct Locked {
    folder: Folder,
    /// The lock is the system's, which drops it when the process ends, however it ends.
    held: File,
}

/// Where the copies of a file are.
pub fn beside(file: &Path) -> PathBuf {
    file.with_file_name("backups")
}

pub fn stem_of(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The copies of a file, newest first, as of this second of a Unix clock. What is not named like a copy is none.
pub fn list(file: &Path, now: i64) -> Result<Vec<Copy>> {
    let entries = match beside(file).read_dir() {
        Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let stem = stem_of(file);
    let mut copies: Vec<Copy> = Vec::new();
    for entry in entries {
        let entry = entry?;
        let written = entry.file_name().to_string_lossy().into_owned();
        let (name, is_good) = written.strip_suffix(BAD).map_or((written.as_str(), true), |name| (name, false));
        // Between two looks a colleague may have taken one away.
        if let (Some(copy), Ok(about)) = (CopyName::read(&stem, name), entry.metadata())
            && about.is_file()
        {
            let taken = copy.taken.and_utc();
            copies.push(Copy {
                taken: taken.to_rfc3339_opts(SecondsFormat::Secs, true),
                age: now - taken.timestamp(),
                size: about.len(),
                checked: DateTime::from_timestamp(about.mtime(), 0)
                    .map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true))
                    .unwrap_or_default(),
                is_good,
                before: copy.before,
                head: copy.head,
                name: written,
            });
        }
    }
    copies.sort_by(|a, b| (&b.taken, &b.name).cmp(&(&a.taken, &a.name)));
    Ok(copies)
}

impl Folder {
    /// The folder, made if it is not there, for whoever may use the file.
    pub fn beside(file: &Path) -> Result<Folder> {
        let (path, mode) = (beside(file), file.metadata()?.mode() & 0o660);
        let shared = mode & 0o060 == 0o060;
        let rights = if shared { 0o2770 } else { 0o700 };
        match DirBuilder::new().mode(rights).create(&path) {
            // Whatever the umask is.
            Ok(()) => std::fs::set_permissions(&path, Permissions::from_mode(rights))?,
            Err(there) if there.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error.into()),
        }
        Ok(Folder { path, stem: stem_of(file), mode })
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// What the name of a copy that is there says, whether it is thought good or bad.
    pub fn find(&self, name: &str) -> Option<CopyName> {
        let copy = CopyName::read(&self.stem, name.strip_suffix(BAD).unwrap_or(name))?;
        self.path(name).is_file().then_some(copy)
    }

    /// A good copy was looked over just now; that is its time.
    pub fn note_good(&self, name: &str) {
        let now = Timespec { tv_sec: 0, tv_nsec: UTIME_NOW };
        let times = Timestamps { last_access: now, last_modification: now };
        // Without the right to note it the copy is as good.
        let _ = utimensat(CWD, self.path(name), &times, AtFlags::SYMLINK_NOFOLLOW);
        if let Some(good) = name.strip_suffix(BAD) {
            let _ = std::fs::rename(self.path(name), self.path(good));
        }
    }

    /// A copy that is bad is not listed as good any more, and not thrown away either.
    pub fn note_bad(&self, name: &str) {
        if !name.ends_with(BAD) {
            let _ = std::fs::rename(self.path(name), self.path(&format!("{name}{BAD}")));
        }
    }

    /// Waits until nobody else is at the copies.
    ///
    /// # Errors
    /// `Busy` after a minute.
    pub fn lock(self) -> Result<Locked> {
        let held = File::open(&self.path)?;
        let since = Instant::now();
        while let Err(error) = flock(&held, FlockOperation::NonBlockingLockExclusive) {
            match error {
                rustix::io::Errno::WOULDBLOCK if since.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                rustix::io::Errno::WOULDBLOCK => return Err(StoreError::Busy),
                other => return Err(StoreError::Io(other.into())),
            }
        }
        Ok(Locked { folder: self, held })
    }
}

impl Locked {
    pub fn stem(&self) -> &str {
        &self.folder.stem
    }

    fn part(&self, what: &str) -> PathBuf {
        self.folder.path(&format!("{}-{what}{PART}", self.folder.stem))
    }

    /// Takes a part away, and what SQLite has left beside it.
    pub fn clear(&self, what: &str) -> Result<()> {
        for suffix in BESIDE {
            let mut path = self.part(what).into_os_string();
            path.push(suffix);
            match std::fs::remove_file(path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        Ok(())
    }

    /// A new, empty file with the rights of a copy, in the place of what somebody has left who was stopped in the middle.
    pub fn make(&self, what: &str) -> Result<PathBuf> {
        self.clear(what)?;
        let path = self.part(what);
        OpenOptions::new().write(true).create_new(true).mode(self.folder.mode).open(&path)?;
        // Whatever the umask is.
        std::fs::set_permissions(&path, Permissions::from_mode(self.folder.mode))?;
        Ok(path)
    }

    /// What is on the disk gets a copy's name; the name is on the disk, too, when this returns.
    pub fn give_name(&self, part: &Path, name: &str) -> Result<PathBuf> {
        let path = self.folder.path(name);
        std::fs::rename(part, &path)?;
        self.held.sync_all()?;
        Ok(path)
    }

    /// Takes away the copies that are not needed any more, after this one was taken. Nothing else in the folder is touched.
    pub fn rotate(&self, newest: &str) -> Result<()> {
        let mut copies = Vec::new();
        for entry in self.folder.path.read_dir()? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            copies.extend(CopyName::read(&self.folder.stem, &name).map(|copy| (name, copy)));
        }
        // Of several of one second the last in the list counts as the newest.
        copies.sort_by_key(|(name, _)| name == newest);
        let (names, copies): (Vec<String>, Vec<CopyName>) = copies.into_iter().unzip();
        for at in superseded(&copies) {
            // One that cannot go now goes the next time.
            let _ = std::fs::remove_file(self.folder.path(&names[at]));
        }
        Ok(())
    }
}
