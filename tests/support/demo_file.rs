//! The demo's file, of which each test has a copy of its own.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use tempfile::TempDir;

use super::pty::{self, Pty};

/// The smallest window that people are expected to have, in columns and rows.
pub const SMALL: (u16, u16) = (80, 24);

/// The Monday that the demo is about.
pub const MONDAY: &str = "2017-02-06";

/// Made once by the program itself; nobody has it open any more, so copying the bytes is copying the file.
static DEMO: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.db");
    let mut make = Command::new(env!("CARGO_BIN_EXE_rinnalla"));
    let made = make.args(["demo", "--keep"]).arg(&path).stdin(Stdio::null()).status().unwrap();
    assert!(made.success());
    fs::read(path).unwrap()
});

/// A team's file in a folder that goes when the test ends.
pub struct DemoFile {
    folder: TempDir,
}

impl DemoFile {
    pub fn fresh() -> Self {
        let file = Self { folder: tempfile::tempdir().unwrap() };
        fs::write(file.path(), &*DEMO).unwrap();
        file
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("team.db")
    }

    /// Sits down at the demo's Monday, in Finnish, in a small window.
    pub fn open(&self) -> Pty {
        self.open_with(&[], &[], SMALL)
    }

    /// Sits down with more arguments and variables; later ones win.
    pub fn open_with(&self, args: &[&str], envs: &[(&str, &str)], size: (u16, u16)) -> Pty {
        let path = self.path();
        let mut all = vec!["--db", path.to_str().unwrap()];
        if !args.contains(&"--today") {
            all.extend(["--today", MONDAY]);
        }
        all.extend(args);
        Pty::spawn(&all, envs, size)
    }

    /// What a command prints as JSON.
    pub fn json(&self, args: &[&str]) -> Vec<Value> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rinnalla"));
        command.arg("--db").arg(self.path()).args(["--today", MONDAY]).args(args).args(["--format", "json"]);
        let said = command.stdin(Stdio::null()).output().unwrap();
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        serde_json::from_slice(&said.stdout).unwrap()
    }

    /// The first column of a query, read as any other program would.
    pub fn read(&self, sql: &str) -> Vec<String> {
        let conn = Connection::open_with_flags(self.path(), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        let mut query = conn.prepare(sql).unwrap();
        let rows = query.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    }

    /// The note texts that are kept as drafts.
    pub fn drafts(&self) -> Vec<String> {
        self.read("SELECT json_extract(body, '$.fields.body') FROM draft WHERE form = 'note-new'")
    }

    /// Waits until there is exactly this draft.
    #[track_caller]
    pub fn wait_for_draft(&self, text: &str) {
        pty::wait_while(|| self.drafts() != [text]);
    }
}
