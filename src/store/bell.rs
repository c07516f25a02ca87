//! The bell: a file beside the database that is written to after each commit, so that other sessions can sleep until
//! then. The journal will not do: it is written before the commit can be seen.

use std::fs::{OpenOptions, Permissions};
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use inotify::{EventMask, Inotify, WatchMask};

/// How long a bell that was taken away stays away.
const BEFORE_HANGING_AGAIN: Duration = Duration::from_secs(1);

/// The bell of one database.
#[derive(Debug, Clone)]
pub struct Bell {
    path: PathBuf,
    /// The database's rights, which are the bell's.
    mode: u32,
}

impl Bell {
    /// The bell beside a database, made if it is not there.
    pub fn beside(database: &Path) -> Bell {
        let mut name = database.as_os_str().to_owned();
        name.push(".bump");
        let mode = database.metadata().map_or(0o600, |file| file.mode() & 0o666);
        let bell = Bell { path: PathBuf::from(name), mode };
        bell.hang();
        bell
    }

    /// Makes the file, with rights for all who use the database, whatever this one's umask is.
    fn hang(&self) {
        let made = OpenOptions::new().write(true).create_new(true).mode(self.mode).open(&self.path);
        if made.is_ok() {
            let _ = std::fs::set_permissions(&self.path, Permissions::from_mode(self.mode));
        }
    }

    /// Wakes the other sessions. One that cannot be woken sees the change at its next key, or when it looks by itself.
    pub fn ring(&self) {
        let open = || OpenOptions::new().write(true).open(&self.path);
        let file = open().or_else(|_| {
            self.hang();
            open()
        });
        let _ = file.and_then(|file| file.write_at(b"!", 0));
    }

    /// Calls `rung` whenever the bell is rung; sleeps in the kernel until then. A bell that is taken away is hung up
    /// again, and that counts as rung: nobody knows what was missed.
    pub fn listen(self, mut rung: impl FnMut() + Send + 'static) {
        let Ok(mut notify) = Inotify::init() else { return };
        let wanted = WatchMask::MODIFY | WatchMask::DELETE_SELF | WatchMask::MOVE_SELF | WatchMask::ATTRIB;
        if notify.watches().add(&self.path, wanted).is_err() {
            return;
        }
        let wait = move || {
            let mut buffer = [0; 1024];
            while let Ok(events) = notify.read_events_blocking(&mut buffer) {
                let mut gone = false;
                let mut any = false;
                for event in events {
                    // A watch that is over tells so; it is replaced by then.
                    any |= event.mask != EventMask::IGNORED;
                    gone |= event.mask.intersects(EventMask::DELETE_SELF | EventMask::MOVE_SELF | EventMask::ATTRIB);
                }
                if gone {
                    // Whoever removes the whole folder, as the demo does at its end, does not find it made again.
                    std::thread::sleep(BEFORE_HANGING_AGAIN);
                    self.hang();
                    if notify.watches().add(&self.path, wanted).is_err() {
                        return;
                    }
                }
                if any {
                    rung();
                }
            }
        };
        // Without it a colleague's change shows at the next key, or when the store looks by itself.
        let _ = std::thread::Builder::new().name("watch".into()).spawn(wait);
    }
}
