//! Files for the user and of the user: written always anew, never over another; read with the user's rights alone.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
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
    let home = home().ok_or(io::ErrorKind::NotFound)?;
    guard::as_user(|| write_new_in(&home, name, content))?
}

fn home() -> Option<PathBuf> {
    directories::UserDirs::new().map(|user| user.home_dir().to_path_buf())
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
            if !is_folder || fs::read_dir(path)?.next().is_some() {
                return Err(there);
            }
            fs::set_permissions(path, Permissions::from_mode(0o700))
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
    let _ = guard::as_user(|| made.iter().for_each(|path| drop(fs::remove_file(path))));
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

/// Which file it is, by whatever path or link one comes to it.
type Identity = (u64, u64);

/// Reads a file that the user names, with the user's rights only and no further than one byte more than `most`.
/// `own` is the program's open file: neither that nor what stands beside it is read, whatever leads there.
///
/// # Errors
/// `PermissionDenied` for the program's own file; `InvalidInput` for what is no file, such as a folder or a pipe, which
/// one could wait for in vain; otherwise what the disk said.
pub fn read(path: &Path, most: usize, own: &Path) -> io::Result<Vec<u8>> {
    let path = from_home(path);
    // Found with the program's rights: the user may have none there.
    let beside = ["", "-wal", "-shm"].map(|suffix| {
        let mut name = own.as_os_str().to_owned();
        name.push(suffix);
        fs::metadata(name).map(|file| (file.dev(), file.ino()))
    });
    let held: Vec<Identity> = beside.into_iter().flatten().collect();
    guard::as_user(|| read_unless(&held, &path, most))?
}

fn read_unless(held: &[Identity], path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let flags = i32::try_from((OFlags::NONBLOCK | OFlags::NOCTTY).bits()).unwrap_or_default();
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path)?;
    let about = file.metadata()?;
    if held.contains(&(about.dev(), about.ino())) {
        // Closing it would drop every lock that SQLite has on it: it stays open.
        std::mem::forget(file);
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    if !about.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    File::take(file, most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// `~/` is the user's home folder, as in the shell.
fn from_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), home()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_path_buf(),
    }
}

/// How a path goes on that the user types: as far as it is certain, and the names there when there are several. A
/// folder's ends in a slash. Nothing typed is the home folder.
pub fn complete(typed: &str) -> (String, Vec<String>) {
    let typed = if matches!(typed, "" | "~") { "~/" } else { typed };
    let (folder, begun) = typed.rsplit_once('/').map_or(("", typed), |(folder, _)| typed.split_at(folder.len() + 1));
    let place = if folder.is_empty() { PathBuf::from(".") } else { from_home(Path::new(folder)) };
    let mut names = guard::as_user(|| names_in(&place)).unwrap_or_default();
    let hidden = begun.starts_with('.');
    names.retain(|name| hidden || !name.starts_with('.'));
    let exact = |name: &String| name.starts_with(begun);
    let alike = |name: &String| name.to_lowercase().starts_with(&begun.to_lowercase());
    if names.iter().any(exact) {
        names.retain(exact);
    } else {
        names.retain(alike);
    }
    names.sort();
    let certain = match names.split_first() {
        Some((first, others)) => others.iter().fold(first.as_str(), |certain, name| shared(certain, name)),
        None => begun,
    };
    // Names that are alike but for capitals have less in common than what was typed.
    let certain = if certain.len() < begun.len() { begun } else { certain };
    let typed = format!("{folder}{certain}");
    (typed, if names.len() > 1 { names } else { Vec::new() })
}

/// The beginning that two names share.
fn shared<'a>(one: &'a str, other: &str) -> &'a str {
    let same = one.char_indices().zip(other.chars()).find(|((_, one), other)| one != other);
    let end = same.map_or(one.len().min(other.len()), |((at, _), _)| at);
    &one[..end]
}

/// Files and folders; what cannot be looked into has none.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let about = fs::metadata(entry.path()).ok()?;
        match about.is_dir() {
            true => Some(format!("{name}/")),
            false => about.is_file().then_some(name),
        }
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn the_programs_own_file_is_not_read_by_whatever_path() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["team.db", "team.db-wal", "list.csv"] {
            fs::write(at(name), b"0123456789").unwrap();
        }
        symlink(at("team.db-wal"), at("link")).unwrap();
        fs::hard_link(at("team.db"), at("hard")).unwrap();
        let read = |name: &str, most| read(&at(name), most, &at("team.db")).map_err(|error| error.kind());
        for name in ["team.db", "team.db-wal", "link", "hard"] {
            assert_eq!(read(name, 99), Err(io::ErrorKind::PermissionDenied), "{name}");
        }
        assert_eq!(read("list.csv", 99).unwrap(), b"0123456789");
        assert_eq!(read("list.csv", 4).unwrap(), b"01234", "one byte more tells that there is more");
        assert_eq!(read("none.csv", 4), Err(io::ErrorKind::NotFound));
        assert_eq!(super::read(folder.path(), 4, &at("team.db")).unwrap_err().kind(), io::ErrorKind::InvalidInput);
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, 0o600.into()).unwrap();
        assert_eq!(read(&pipe, 9, Path::new("team.db")).unwrap_err().kind(), io::ErrorKind::InvalidInput);
    }

    #[test]
    fn a_path_goes_on_as_far_as_it_is_certain() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["asiakkaat.csv", "asiakkaat-2.csv", "ryhmät.csv", "Tavoitteet.csv", ".piilo"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join("vanhat")).unwrap();
        let go_on = |typed: &str| {
            let (typed, names) = complete(&format!("{}/{typed}", folder.path().display()));
            (typed.rsplit_once('/').map(|(_, last)| last.to_string()).unwrap(), names)
        };
        let one = |certain: &str| (certain.to_string(), Vec::new());
        assert_eq!(go_on("as"), ("asiakkaat".into(), vec!["asiakkaat-2.csv".into(), "asiakkaat.csv".into()]));
        assert_eq!(go_on("r"), one("ryhmät.csv"));
        assert_eq!(go_on("tavo"), one("Tavoitteet.csv"));
        assert_eq!(
            complete(&format!("{}/va", folder.path().display())).0,
            format!("{}/vanhat/", folder.path().display())
        );
        assert_eq!(go_on("x"), one("x"));
        assert_eq!(go_on("").1.len(), 5, "what is hidden is not offered");
        assert_eq!(go_on(".p"), one(".piilo"));
        assert_eq!(shared("äb", "äc"), "ä");
    }

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
        fs::set_permissions(&empty, Permissions::from_mode(0o755)).unwrap();
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
