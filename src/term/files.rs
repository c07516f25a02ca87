//! Files for the user: always new, only the user's own, never over another.

use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use crate::guard;

/// How many files of one name may stand beside each other.
const MOST: u32 = 99;

/// Writes a new file into the user's home folder, with the user's rights only; where it is. One of that name that is
/// there already stays as it is, and the new one gets a number.
///
/// # Errors
/// What the disk said.
pub fn write_new(name: &str, content: &[u8]) -> io::Result<PathBuf> {
    let home = directories::UserDirs::new().map(|user| user.home_dir().to_path_buf());
    let home = home.ok_or(io::ErrorKind::NotFound)?;
    guard::as_user(|| write_new_in(&home, name, content))?
}

/// Writes a new file exactly there, with the user's rights only.
///
/// # Errors
/// `AlreadyExists` when something is there already, which stays as it is; otherwise what the disk said.
pub fn write_to(path: &Path, content: &[u8]) -> io::Result<()> {
    guard::as_user(|| write(path, content))?
}

/// Makes a folder for many files, for the user alone; an empty one that is there already will do.
///
/// # Errors
/// `AlreadyExists` when anything is there but an empty folder; otherwise what the disk said.
pub fn new_folder(path: &Path) -> io::Result<()> {
    guard::as_user(|| match DirBuilder::new().mode(0o700).create(path) {
        Err(there) if there.kind() == io::ErrorKind::AlreadyExists => {
            let is_folder = path.symlink_metadata()?.is_dir();
            if !is_folder || std::fs::read_dir(path)?.next().is_some() {
                return Err(there);
            }
            std::fs::set_permissions(path, Permissions::from_mode(0o700))
        }
        made => made,
    })?
}

/// Makes a new file exactly there, with the user's rights only, to be written to by whoever has it.
///
/// # Errors
/// As [`write_to`].
pub fn create(path: &Path) -> io::Result<File> {
    guard::as_user(|| fresh(path))?
}

/// Has the disk keep that there are new files in a folder.
///
/// # Errors
/// What the disk said.
pub fn keep_folder(path: &Path) -> io::Result<()> {
    let folder_only = i32::try_from((OFlags::DIRECTORY | OFlags::NOFOLLOW).bits()).unwrap_or_default();
    guard::as_user(|| OpenOptions::new().read(true).custom_flags(folder_only).open(path)?.sync_all())?
}

/// Takes away files that were made for something that could not be finished.
pub fn take_back(made: &[PathBuf]) {
    // What cannot go is the user's own, and is told of by what is told.
    let _ = guard::as_user(|| made.iter().for_each(|path| drop(std::fs::remove_file(path))));
}

fn fresh(path: &Path) -> io::Result<File> {
    let no_follow = i32::try_from(OFlags::NOFOLLOW.bits()).unwrap_or_default();
    OpenOptions::new().write(true).create_new(true).mode(0o600).custom_flags(no_follow).open(path)
}

fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    fresh(path)?.write_all(content)
}

fn write_new_in(folder: &Path, name: &str, content: &[u8]) -> io::Result<PathBuf> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
    for number in 1..=MOST {
        let name = if number == 1 { format!("{stem}.{ending}") } else { format!("{stem}-{number}.{ending}") };
        let path = folder.join(name);
        match write(&path, content) {
            Ok(()) => return Ok(path),
            Err(there) if there.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_file_is_private_and_never_takes_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = folder.path().join("elsewhere");
        symlink(&elsewhere, folder.path().join("list-2.txt")).unwrap();
        let first = write_new_in(folder.path(), "list.txt", b"one").unwrap();
        let second = write_new_in(folder.path(), "list.txt", b"two").unwrap();
        assert_eq!(first, folder.path().join("list.txt"));
        assert_eq!(second, folder.path().join("list-3.txt"), "a link in the way is not followed");
        assert!(!elsewhere.exists());
        assert_eq!(std::fs::read_to_string(&first).unwrap(), "one");
        assert_eq!(first.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_folder_is_private_and_never_one_that_has_something_in_it() {
        let home = tempfile::tempdir().unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        let [new, empty, full, link] = ["new", "empty", "full", "link"].map(|name| home.path().join(name));
        new_folder(&new).unwrap();
        std::fs::create_dir(&empty).unwrap();
        std::fs::set_permissions(&empty, Permissions::from_mode(0o755)).unwrap();
        new_folder(&empty).unwrap();
        assert_eq!((mode(&new), mode(&empty)), (0o700, 0o700));
        std::fs::create_dir(&full).unwrap();
        drop(create(&full.join("one")).unwrap());
        symlink(&new, &link).unwrap();
        for there in [&full, &link, &full.join("one")] {
            assert_eq!(new_folder(there).unwrap_err().kind(), io::ErrorKind::AlreadyExists, "{there:?}");
        }
        assert!(new_folder(&home.path().join("no/such")).is_err());
        keep_folder(&full).unwrap();
        take_back(&[full.join("one")]);
        new_folder(&full).unwrap();
    }
}
