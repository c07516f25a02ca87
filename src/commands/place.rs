//! Where the file is, who sits here, in which language, and what day it is.

use std::ffi::OsString;
use std::fs::{DirBuilder, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use uzers::os::unix::UserExt;

use super::Failure;
use crate::domain::keyed::Keyed;
use crate::domain::lang::Lang;
use crate::domain::text::clean_line;
use crate::domain::worker::Worker;
use crate::guard;
use crate::say;
use crate::store::{Store, StoreError, workers};
use crate::text::Words;

/// A server's one file.
const SERVER: &str = "/var/lib/rinnalla";
const FILE: &str = "rinnalla.db";

/// Where the file is.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    pub path: PathBuf,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Wherever somebody said.
    Named,
    /// The one file of a server, which the package has made room for.
    Server,
    /// The user's own data folder, which need not be there yet.
    Own,
}

/// What people type to run the program.
pub const PROGRAM: &str = "rinnalla";

/// The command that opens a file, for people to copy.
pub fn opening(path: &Path) -> String {
    format!("{PROGRAM} --db {}", quoted(&clean_line(&path.display().to_string())))
}

/// As a shell takes it for one word.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+".contains(c);
    if text.chars().all(plain) { text.to_string() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

impl Place {
    /// The file named by `--db` or `RINNALLA_DB`, else the server's, else the user's own.
    ///
    /// # Errors
    /// When a file is named although the program is installed to serve one file only, and when there is no place at all.
    pub fn find(named: Option<PathBuf>, words: &Words) -> Result<Place, Failure> {
        let named = named.or_else(|| std::env::var_os("RINNALLA_DB").filter(|path| !path.is_empty()).map(Into::into));
        // Installed setgid, it could open files for users who have no right to them.
        if named.is_some() && guard::is_shared() {
            return Err(Failure::Refused(say!(words, "place-fixed")));
        }
        let own = directories::ProjectDirs::from("", "", "rinnalla").map(|dirs| dirs.data_dir().to_path_buf());
        Place::choose(named, Path::new(SERVER), own).ok_or_else(|| Failure::Refused(say!(words, "place-none")))
    }

    fn choose(named: Option<PathBuf>, server: &Path, own: Option<PathBuf>) -> Option<Place> {
        let named = named.map(|path| Place { path, kind: Kind::Named });
        let shared = || server.is_dir().then(|| Place { path: server.join(FILE), kind: Kind::Server });
        let own = || own.map(|folder| Place { path: folder.join(FILE), kind: Kind::Own });
        named.or_else(shared).or_else(own)
    }

    /// True for the one file that a whole server works with.
    pub fn is_server(&self) -> bool {
        self.kind == Kind::Server
    }

    /// Makes a new file; the user's own folder, too, for that user alone. Any other folder must be there.
    ///
    /// # Errors
    /// What the disk said, and `Exists`.
    pub fn create(&self) -> Result<Store, Failure> {
        match (self.kind, self.path.parent()) {
            (Kind::Own, Some(folder)) => {
                let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
                made.map_err(|error| self.failure(error.into()))?;
            }
            // The package has made it; should it have been taken away, the group gets its rights back.
            (Kind::Server, _) => {
                drop(OpenOptions::new().write(true).create_new(true).mode(0o660).open(&self.path));
            }
            _ => {}
        }
        Store::create(&self.path).map_err(|error| self.failure(error))
    }

    /// True when the file is found without being named.
    pub fn is_usual(&self, words: &Words) -> bool {
        Place::find(None, words).is_ok_and(|usual| usual.path == self.path)
    }

    /// Opens the file.
    ///
    /// # Errors
    /// As [`Store::open`]; on a server a sentence that says who can do something about it.
    pub fn open(&self, words: &Words) -> Result<Store, Failure> {
        // As the package has made it, until root begins.
        let is_empty = || self.path.metadata().is_ok_and(|file| file.len() == 0);
        if self.is_server() && is_empty() {
            return Err(begun_by_root(words));
        }
        Store::open(&self.path).map_err(|error| match error {
            StoreError::Missing if self.is_server() => begun_by_root(words),
            StoreError::CannotOpen if self.is_server() && !guard::is_shared() => {
                Failure::Refused(say!(words, "place-no-group"))
            }
            error => self.failure(error),
        })
    }

    fn failure(&self, error: StoreError) -> Failure {
        Failure::File(self.path.clone(), error)
    }
}

/// Whoever comes first becomes an admin, so on a server that is not up to whoever comes first.
pub fn begun_by_root(words: &Words) -> Failure {
    Failure::Refused(say!(words, "place-begun-by-root"))
}

/// A Unix account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub login: String,
    /// The full name, or the login where none is known.
    pub name: String,
}

impl Account {
    /// The account that really runs the program, whatever the environment says.
    pub fn mine() -> Option<Account> {
        uzers::get_user_by_uid(uzers::get_current_uid()).map(|user| Account::of(&user))
    }

    /// The account of this login, if the system knows it.
    pub fn named(login: &str) -> Option<Account> {
        uzers::get_user_by_name(login).map(|user| Account::of(&user))
    }

    fn of(user: &uzers::User) -> Account {
        let login = user.name().to_string_lossy().into_owned();
        // The field goes on after a comma with room and telephone.
        let gecos = user.gecos().to_string_lossy();
        let full = clean_line(gecos.split(',').next().unwrap_or_default());
        Account { name: if full.is_empty() { login.clone() } else { full }, login }
    }
}

/// Lets an account in that is in the worker table; from here on the log names that worker.
///
/// # Errors
/// A sentence for everybody else, who sees nothing of the file.
pub fn sign_in(store: &mut Store, account: Option<&Account>, words: &Words) -> Result<Worker, Failure> {
    let Some(account) = account else {
        return Err(Failure::Refused(say!(words, "no-account")));
    };
    let worker = workers::by_login(store.reader(), &account.login)?;
    let worker = worker.ok_or_else(|| Failure::Refused(say!(words, "not-a-worker", login = account.login.as_str())))?;
    store.sign_in(worker.id);
    Ok(worker)
}

/// The language: `--lang` among the arguments, else the locale's. Read before the arguments are, for their own help.
pub fn language(args: impl IntoIterator<Item = OsString>, env: impl Fn(&str) -> Option<String>) -> Lang {
    named_language(args).unwrap_or_else(|| {
        let set = |name: &&str| env(name).filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set);
        Lang::of_locale(&locale.unwrap_or_default())
    })
}

fn named_language(args: impl IntoIterator<Item = OsString>) -> Option<Lang> {
    let mut args = args.into_iter().map(|arg| arg.to_string_lossy().into_owned()).take_while(|arg| arg != "--");
    while let Some(arg) = args.next() {
        if arg == "--lang" {
            return Lang::from_key(&args.next()?);
        }
        if let Some(key) = arg.strip_prefix("--lang=") {
            return Lang::from_key(key);
        }
    }
    None
}

/// Today where the team is. The command line reads the clock nowhere else.
pub fn today() -> NaiveDate {
    chrono::Utc::now().with_timezone(&chrono_tz::Europe::Helsinki).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::worker::Role;

    #[test]
    fn a_named_file_comes_before_the_servers_and_that_before_ones_own() {
        let folder = tempfile::tempdir().unwrap();
        let (server, none) = (folder.path(), folder.path().join("none"));
        let own = Some(PathBuf::from("/home/me/data"));
        let path = |place: Option<Place>| place.unwrap().path;
        assert_eq!(path(Place::choose(Some("x.db".into()), server, own.clone())), Path::new("x.db"));
        assert_eq!(path(Place::choose(None, server, own.clone())), server.join(FILE));
        let last = Place::choose(None, &none, own).unwrap();
        assert_eq!(last, Place { path: "/home/me/data/rinnalla.db".into(), kind: Kind::Own });
        assert_eq!(Place::choose(None, &none, None), None);
    }

    #[test]
    fn only_ones_own_folder_is_made_and_for_oneself_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let place = |kind| Place { path: folder.path().join("data/rinnalla").join(FILE), kind };
        assert!(matches!(place(Kind::Named).create(), Err(Failure::File(_, StoreError::Io(_)))));
        assert!(matches!(place(Kind::Server).create(), Err(Failure::File(_, StoreError::Io(_)))));
        assert!(place(Kind::Own).create().is_ok());
        let mode = place(Kind::Own).path.parent().unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        assert!(matches!(place(Kind::Own).create(), Err(Failure::File(_, StoreError::Exists))));
    }

    #[test]
    fn the_servers_file_waits_for_root_and_is_the_groups() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let words = Words::new(Lang::En);
        let place = Place::choose(None, folder.path(), None).unwrap();
        let waits = || place.open(&words).err().unwrap().to_string().contains("rinnalla init --first LOGIN");
        assert!(place.is_server() && waits());
        std::fs::write(&place.path, "").unwrap();
        assert!(waits());
        std::fs::remove_file(&place.path).unwrap();
        assert!(place.create().is_ok() && place.open(&words).is_ok());
        let mode = place.path.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o117, 0, "others have no right to it");
        assert!(matches!(place.create(), Err(Failure::File(_, StoreError::Exists))));
    }

    #[test]
    fn only_a_worker_of_the_file_gets_in() {
        let mut store = Store::in_memory().unwrap();
        let words = Words::new(Lang::En);
        let account = |login: &str| Account { login: login.into(), name: login.into() };
        let id = store.write(|tx| workers::add(tx, "satu", "Satu", Role::Worker)).unwrap();
        store.write(|tx| workers::add(tx, "gone", "Gone", Role::Worker)).unwrap();
        store.write(|tx| workers::end(tx, "gone")).unwrap();
        for login in ["nobody", "gone", "SATU", ""] {
            let refused = sign_in(&mut store, Some(&account(login)), &words).unwrap_err().to_string();
            assert!(refused.contains(&format!("rinnalla worker add {login}")), "{refused}");
        }
        assert!(sign_in(&mut store, None, &words).is_err());
        assert_eq!(store.worker().0, 0);
        assert_eq!(sign_in(&mut store, Some(&account("satu")), &words).unwrap().id, id);
        assert_eq!(store.worker(), id);
    }

    #[test]
    fn the_language_is_the_arguments_before_the_locales() {
        let said = |args: &[&str], locale: &[(&str, &str)]| {
            let env = |name: &str| locale.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_string());
            language(args.iter().map(OsString::from), env)
        };
        let swedish = [("LC_ALL", ""), ("LC_MESSAGES", "sv_FI.UTF-8"), ("LANG", "en_US.UTF-8")];
        assert_eq!(said(&[], &swedish), Lang::Sv);
        assert_eq!(said(&["due", "--lang", "en"], &swedish), Lang::En);
        assert_eq!(said(&["--lang=fi"], &swedish), Lang::Fi);
        assert_eq!(said(&["find", "--", "--lang", "en"], &swedish), Lang::Sv);
        assert_eq!(said(&["--lang"], &[("LANG", "en_GB")]), Lang::En);
        assert_eq!(said(&[], &[("LANG", "C.UTF-8")]), Lang::Fi);
        assert_eq!(said(&[], &[]), Lang::Fi);
    }
}
