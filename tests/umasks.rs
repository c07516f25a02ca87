//! One's own file is one's own, whatever the umask; so is what stands beside it while it is open.

#[path = "support/pty.rs"]
pub mod pty;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use pty::Pty;

#[test]
fn a_file_of_ones_own_is_private_whatever_the_umask() {
    for umask in ["000", "022", "077"] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("own.db");
        let script = |command: &str| {
            format!("umask {umask}; exec {} --db {} {command}", env!("CARGO_BIN_EXE_rinnalla"), file.display())
        };
        let made = Command::new("sh").arg("-c").arg(script("init")).stdin(Stdio::null()).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let mut pty = Pty::spawn_program(Path::new("/bin/sh"), &["-c", &script("")], &[], (80, 24));
        pty.wait_for("Tänään");
        let names: Vec<_> = folder.path().read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(names.len(), 4, "the file, its journal, the journal's index and the bell: {names:?}");
        for name in names {
            assert_eq!(name.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{umask}: {}", name.display());
        }
        pty.type_keys("<c-q>");
        assert_eq!(pty.wait_exit(), 0);
    }
}
