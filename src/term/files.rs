//! Files for the user: always new, only the user's own, never over another.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
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

fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let no_follow = i32::try_from(OFlags::NOFOLLOW.bits()).unwrap_or_default();
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).custom_flags(no_follow).open(path)?;
    file.write_all(content)
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
}
