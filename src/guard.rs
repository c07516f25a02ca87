//! What the program may carry along, and what of it the user gets, where it is installed for everybody on a server.
//!
//! There it is setgid to a group without members: whoever starts it has, for as long as it runs, a right to the shared
//! file, and chooses everything else about it: the environment, the limits, the paths it is given. So the first
//! lines of main let go of all that is not needed, and whatever is the user's own, to be read or to be written, is
//! done without the group. A program that is not setgid has nothing to guard, and all of this does nothing.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::thread;

use rustix::fs::Mode;
use rustix::process::{DumpableBehavior, Resource, Rlimit};

/// What is let through of the environment: what the terminal can show, and the language. `RINNALLA_DB` is not obeyed
/// but refused, so that nobody wonders why it does nothing. PATH, HOME, TZ, TMPDIR, SQLITE_TMPDIR, XDG_* and all
/// others are not needed: nothing is started, the home folder is the account's, the time zone is the team's.
const LET_THROUGH: [&str; 8] =
    ["TERM", "COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "RINNALLA_DB"];

/// New files are the group's, and nobody else's.
const UMASK: Mode = Mode::RWXO;

/// True where the program runs with a right that the user has not: installed setgid, and not traced or copied.
pub fn is_shared() -> bool {
    rustix::process::getegid() != rustix::process::getgid()
}

/// True for the one who keeps the machine, by the real identity.
pub fn is_root() -> bool {
    rustix::process::getuid().is_root()
}

/// The first lines of main. No core and no look into the memory of the process; and the environment as if the user
/// had set only what is let through: the program starts itself anew for that, so that not even the C libraries, or
/// whoever reads `/proc/PID/environ`, ever see the rest. That the standard streams are open is seen to by Rust's
/// own start.
///
/// # Errors
/// What the system said; then nothing may be opened.
pub fn begin() -> io::Result<()> {
    if !is_shared() {
        return Ok(());
    }
    rustix::process::umask(UMASK);
    rustix::process::setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    let all: Vec<(OsString, OsString)> = std::env::vars_os().collect();
    let kept = let_through(&all);
    if kept.len() == all.len() {
        return Ok(());
    }
    let mut args = std::env::args_os();
    let mut again = Command::new("/proc/self/exe");
    again.arg0(args.next().unwrap_or_default()).args(args);
    Err(again.env_clear().envs(kept).exec())
}

fn let_through(all: &[(OsString, OsString)]) -> Vec<(OsString, OsString)> {
    let known = |name: &OsStr| LET_THROUGH.iter().any(|known| name == *known);
    all.iter().filter(|(name, _)| known(name)).cloned().collect()
}

/// Does a piece of work with the user's own rights only, such as reading a file that the user has named, or writing
/// one for the user. On Linux rights are a thread's: this one has let go of the group for good when the work begins.
///
/// Nothing that exists may be opened in it while the shared file is open: the user can be the owner of its journal, and
/// closing that a second time would drop the locks.
///
/// # Errors
/// What the system said when there was no such thread to be had; the work is then not done.
pub fn as_user<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<T> {
    if !is_shared() {
        return Ok(work());
    }
    let without_group = || {
        give_up()?;
        Ok(work())
    };
    thread::scope(|scope| {
        let worker = thread::Builder::new().name("user".into()).spawn_scoped(scope, without_group)?;
        worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Lets go of the group for good: in this thread, and in those that it starts from now on.
///
/// # Errors
/// What the system said; the group may then still be held.
pub fn give_up() -> io::Result<()> {
    let own = rustix::process::getgid();
    rustix::thread::set_thread_res_gid(own, own, own)?;
    if is_shared() { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(names: &[&str]) -> Vec<(OsString, OsString)> {
        names.iter().map(|name| (OsString::from(name), OsString::from("value"))).collect()
    }

    #[test]
    fn only_the_terminal_and_the_language_come_through() {
        let hostile = environment(&[
            "PATH",
            "HOME",
            "TERM",
            "TZ",
            "TERMINFO",
            "SQLITE_TMPDIR",
            "TMPDIR",
            "XDG_DATA_HOME",
            "EDITOR",
            "LANG",
            "",
            "LANGUAGE",
            "USER",
            "LOGNAME",
            "SUDO_UID",
            "RUST_BACKTRACE",
            "NO_COLOR",
            "LC_ALL",
            "LC_PAPER",
            "term",
            "TERM ",
        ]);
        assert_eq!(let_through(&hostile), environment(&["TERM", "LANG", "NO_COLOR", "LC_ALL"]));
    }

    /// Or the program would start itself for ever.
    #[test]
    fn what_is_let_through_once_is_let_through_again() {
        let once = let_through(&environment(&[&LET_THROUGH[..], &["PATH", "HOME"]].concat()));
        assert_eq!(once.len(), LET_THROUGH.len());
        assert_eq!(let_through(&once), once);
    }

    #[test]
    fn a_program_of_ones_own_does_the_work_where_it_is() {
        let here = thread::current().id();
        assert_eq!(as_user(|| thread::current().id()).unwrap(), here);
    }
}
