//! The machine: set up by following the README, once, and again after a test that takes the package away.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OpenFlags};

use crate::pty::{Pty, wait_while};

pub const PROGRAM: &str = "/usr/bin/rinnalla";
pub const DATA: &str = "/var/lib/rinnalla";
pub const FILE: &str = "/var/lib/rinnalla/rinnalla.db";

/// Looks after the file and has a shell; gets the program and nothing else; has an account, but is no worker.
pub const ADMIN: &str = "satu";
pub const WORKER: &str = "mikko";
pub const STRANGER: &str = "rinnalla-vieras";

/// More workers who get the program and nothing else.
pub const TEAM: usize = 25;

/// A client and a group that everybody sees, and a word that nobody else may.
pub const CLIENT: &str = "Salattu Aino";
pub const SECRET: &str = "Salattu";

const WINDOW: (u16, u16) = (100, 30);
const SSHD_EXAMPLE: &str = "/etc/ssh/sshd_config.d/rinnalla.conf";
/// Says that what is installed here is ours to take away.
const OURS: &str = "/run/rinnalla-tests";

pub fn member(nth: usize) -> String {
    format!("rinnalla-t{nth:02}")
}

struct Machine {
    /// The package, the keys and sshd's files.
    folder: PathBuf,
    port: u16,
    sshd: Option<Child>,
    ready: bool,
}

static MACHINE: Mutex<Option<Machine>> = Mutex::new(None);

/// The machine, for one test at a time.
pub struct Server(MutexGuard<'static, Option<Machine>>);

impl Server {
    /// The machine with the package, the workers and a client.
    pub fn take() -> Server {
        let mut machine = MACHINE.lock().unwrap_or_else(PoisonError::into_inner);
        let machine_there = machine.get_or_insert_with(Machine::new);
        if !machine_there.ready {
            machine_there.set_up();
        }
        machine_there.start_sshd();
        let left = (0..TEAM).map(member).chain([ADMIN, WORKER, STRANGER].map(String::from));
        assert_eq!(left.flat_map(|login| processes_of(&login)).count(), 0, "an earlier test's sessions are over");
        Server(machine)
    }

    /// The next test sets everything up anew.
    /// Types a block of the README as root: in the folder with the package, and with nobody's sshd and timers.
    pub fn types(&self, script: &str) -> Said {
        let path = format!("{}:/usr/sbin:/usr/bin:/sbin:/bin", self.folder().display());
        said(bash(script).current_dir(self.folder()).env("PATH", path).env("HOME", "/root"))
    }

    pub fn is_spent(&mut self) {
        self.0.as_mut().unwrap().ready = false;
    }

    pub fn folder(&self) -> &Path {
        &self.0.as_ref().unwrap().folder
    }

    /// The package, as the README names it.
    pub fn package(&self) -> PathBuf {
        self.folder().join("rinnalla_test.deb")
    }

    /// A client of the SSH kind, with this account's key, and the options that every one needs.
    pub fn ssh(&self, kind: &str) -> Vec<String> {
        let machine = self.0.as_ref().unwrap();
        let folder = self.folder().display();
        let port = if kind == "ssh" { "-p" } else { "-P" };
        let options = [
            &format!("IdentityFile={folder}/key"),
            "IdentitiesOnly=yes",
            &format!("UserKnownHostsFile={folder}/known_hosts"),
            "StrictHostKeyChecking=accept-new",
            "BatchMode=yes",
            "LogLevel=ERROR",
            "SendEnv=LANG",
        ];
        let all = [kind, "-F", "none", port, &machine.port.to_string()].map(String::from);
        all.into_iter().chain(options.iter().flat_map(|option| ["-o".into(), (*option).to_string()])).collect()
    }

    /// Runs an SSH client without a terminal.
    pub fn run_ssh(&self, kind: &str, args: &[&str]) -> Said {
        let all = self.ssh(kind);
        let mut command = Command::new(&all[0]);
        command.args(&all[1..]).args(args).env_clear().env("PATH", "/usr/bin:/bin").env("LANG", "fi_FI.UTF-8");
        said(&mut command)
    }

    /// Logs in with a terminal; what is asked for beyond a login.
    pub fn log_in(&self, login: &str, command: &[&str]) -> Pty {
        let mut args = self.ssh("ssh");
        args.extend(["-tt".to_string(), format!("{login}@127.0.0.1")]);
        args.extend(command.iter().map(ToString::to_string));
        let args: Vec<&str> = args[1..].iter().map(String::as_str).collect();
        let pty = Pty::spawn_program(Path::new("/usr/bin/ssh"), &args, &[], WINDOW);
        pty.wait_for("Tänään");
        pty
    }

    /// Sits down with a shell's command instead of a login.
    pub fn sit_down(&self, login: &str, script: &str, envs: &[(&str, &str)]) -> Pty {
        let args = ["-u", login, "--", "/bin/sh", "-c", script];
        Pty::spawn_program(Path::new("/usr/sbin/runuser"), &args, envs, WINDOW)
    }
}

/// What somebody was told.
#[derive(Debug)]
pub struct Said {
    pub ok: bool,
    pub out: String,
    pub err: String,
}

impl Said {
    pub fn all(&self) -> String {
        format!("{}{}", self.out, self.err)
    }

    #[track_caller]
    pub fn done(self) -> String {
        assert!(self.ok, "{}", self.all());
        self.out
    }
}

pub fn said(command: &mut Command) -> Said {
    let Output { status, stdout, stderr } = command.stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Said { ok: status.success(), out: text(stdout), err: text(stderr) }
}

/// Runs a script as root.
pub fn root(script: &str) -> Said {
    said(bash(script).current_dir("/"))
}

/// Runs a script as this account, with a plain environment.
pub fn shell(login: &str, script: &str) -> Said {
    let mut command = Command::new("/usr/sbin/runuser");
    command.args(["-u", login, "--", "/bin/bash", "-c", script]).current_dir("/").env_clear();
    command.env("PATH", "/usr/bin:/bin").env("LANG", "fi_FI.UTF-8").env("HOME", format!("/home/{login}"));
    said(&mut command)
}

fn bash(script: &str) -> Command {
    let mut command = Command::new("/bin/bash");
    command.args(["-euc", script]).env("DEBIAN_FRONTEND", "noninteractive").env("LC_ALL", "C.UTF-8");
    command
}

/// The program's processes that this account really runs.
pub fn processes_of(login: &str) -> Vec<i32> {
    let Some(user) = uzers::get_user_by_name(login) else { return Vec::new() };
    let is_ours = |pid: &i32| {
        let process = PathBuf::from(format!("/proc/{pid}"));
        fs::read_link(process.join("exe")).is_ok_and(|exe| exe.to_string_lossy().starts_with(PROGRAM))
            && fs::read_to_string(process.join("status")).is_ok_and(|status| real_user(&status) == Some(user.uid()))
    };
    let entries = fs::read_dir("/proc").unwrap();
    entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).filter(is_ours).collect()
}

fn real_user(status: &str) -> Option<u32> {
    status.lines().find_map(|line| line.strip_prefix("Uid:"))?.split_whitespace().next()?.parse().ok()
}

/// Waits until this account runs exactly one session; its process.
#[track_caller]
pub fn session_of(login: &str) -> i32 {
    wait_while(|| processes_of(login).len() != 1);
    processes_of(login)[0]
}

#[track_caller]
pub fn wait_until_gone(login: &str) {
    wait_while(|| !processes_of(login).is_empty());
}

/// The first column of a query, read as the program itself reads.
pub fn read(sql: &str) -> Vec<String> {
    let conn = Connection::open_with_flags(FILE, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut query = conn.prepare(sql).unwrap();
    let rows = query.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// From any screen to the roster of the group, at today's session.
pub fn open_roster(pty: &mut Pty) {
    pty.type_keys("/aamur");
    pty.wait_for("▸ Aamuryhmä");
    pty.type_keys("<enter>");
    pty.wait_for(&format!("▸ {CLIENT}"));
}

/// From any screen into a new note on the client.
pub fn begin_note(pty: &mut Pty, text: &str) {
    pty.type_keys("/salat");
    pty.wait_for(&format!("▸ {CLIENT}"));
    pty.type_keys("<c-k>");
    pty.wait_for("▸ Kirjaus");
    pty.type_keys(text);
    pty.wait_for(text);
}

impl Machine {
    fn new() -> Machine {
        assert!(rustix::process::getuid().is_root(), "only root can make accounts");
        let used = fs::metadata(FILE).is_ok_and(|file| file.len() > 0);
        assert!(!used || Path::new(OURS).exists(), "{DATA} holds data that is not these tests': they would erase it");
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("server");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let machine = Machine { folder, port, sshd: None, ready: false };
        machine.make_keys();
        machine
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn make_keys(&self) {
        for name in ["key", "host_key"] {
            said(Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(self.path(name))).done();
        }
        fs::copy(self.path("key.pub"), self.path("mikko.pub")).unwrap();
        symlink(newest_package(), self.path("rinnalla_test.deb")).unwrap();
        // Nobody's sshd is reloaded: ours reads its files when it is started.
        let stand_in = self.path("systemctl");
        fs::write(
            &stand_in,
            "#!/bin/sh\n[ \"$*\" = \"reload ssh\" ] || [ \"$*\" = \"enable --now rinnalla-backup.timer\" ]\n",
        )
        .unwrap();
        fs::set_permissions(stand_in, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Follows the README to the letter, then lets more people in and brings a group and a client.
    fn set_up(&mut self) {
        fs::write(OURS, "").unwrap();
        self.clear_away();
        fs::create_dir_all("/run/sshd").unwrap();
        let path = format!("{}:/usr/sbin:/usr/bin:/sbin:/bin", self.folder.display());
        for (who, script) in readme_blocks("On a server") {
            match who.as_str() {
                "root" => said(bash(&script).current_dir(&self.folder).env("PATH", &path)).done(),
                who => shell(who, &format!("set -eu\n{script}")).done(),
            };
        }
        self.let_more_in();
        bring_data();
        self.ready = true;
    }

    fn let_more_in(&self) {
        let everybody = (0..TEAM).map(member).map(|login| (login, true)).chain([(STRANGER.into(), false)]);
        for (login, works) in everybody {
            root(&format!("useradd -m -p '*' -s /bin/bash {login}")).done();
            if works {
                root(&format!("usermod -aG rinnalla-users {login}")).done();
                shell(ADMIN, &format!("rinnalla worker add {login}")).done();
            }
            self.give_key(&login);
        }
        self.give_key(ADMIN);
    }

    fn give_key(&self, login: &str) {
        let key = self.path("key.pub");
        let script = format!(
            "install -d -m 700 -o {login} -g {login} ~{login}/.ssh; \
             install -m 600 -o {login} -g {login} {} ~{login}/.ssh/authorized_keys",
            key.display()
        );
        root(&script).done();
    }

    fn start_sshd(&mut self) {
        let config = format!(
            "Port {}\nListenAddress 127.0.0.1\nHostKey {}\nPidFile none\nUsePAM yes\nPasswordAuthentication no\n\
             KbdInteractiveAuthentication no\nAcceptEnv LANG LC_*\nMaxStartups 200\n\
             Subsystem sftp /usr/lib/openssh/sftp-server\nInclude {SSHD_EXAMPLE}\n",
            self.port,
            self.path("host_key").display()
        );
        fs::write(self.path("sshd_config"), config).unwrap();
        let mut command = Command::new("/usr/sbin/sshd");
        command.arg("-D").arg("-f").arg(self.path("sshd_config")).arg("-E").arg(self.path("sshd.log"));
        self.sshd = Some(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
        wait_while(|| std::net::TcpStream::connect(("127.0.0.1", self.port)).is_err());
    }

    fn stop_sshd(&mut self) {
        if let Some(mut sshd) = self.sshd.take() {
            let _ = sshd.kill();
            let _ = sshd.wait();
        }
    }

    /// Takes away what an earlier run has left.
    fn clear_away(&self) {
        let accounts: Vec<String> = (0..TEAM).map(member).chain([ADMIN, WORKER, STRANGER].map(String::from)).collect();
        root(&format!(
            "echo 'rinnalla rinnalla/erase-data boolean true' | debconf-set-selections
             apt-get purge -y rinnalla || true
             rm -rf {DATA} {SSHD_EXAMPLE}
             for login in {}; do if id $login; then userdel -rf $login; fi; done
             if getent group rinnalla-users; then groupdel rinnalla-users; fi
             if getent group rinnalla; then groupdel rinnalla; fi
             echo PURGE | debconf-communicate rinnalla",
            accounts.join(" ")
        ))
        .done();
    }
}

/// Nothing outlives the test that started it.
impl Drop for Server {
    fn drop(&mut self) {
        if let Some(machine) = self.0.as_mut() {
            machine.stop_sshd();
        }
    }
}

/// What `cargo deb` has made.
fn newest_package() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(target).join("debian");
    let entries = fs::read_dir(&folder).unwrap_or_else(|_| panic!("no package in {}: run cargo deb", folder.display()));
    let packages =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "deb"));
    packages.max_by_key(|path| path.metadata().unwrap().mtime()).expect("a package: run cargo deb")
}

/// The code blocks of a section of the README, each with the account that its first line names.
pub fn readme_blocks(section: &str) -> Vec<(String, String)> {
    let readme = include_str!("../../README.md");
    let section = readme.split(&format!("\n## {section}\n")).nth(1).unwrap().split("\n## ").next().unwrap();
    let blocks = section.split("```sh\n# as ").skip(1).map(|rest| rest.split("\n```").next().unwrap());
    let named = |block: &str| {
        let who = block.split([',', '\n']).next().unwrap().to_string();
        (who, block.split_once('\n').unwrap().1.to_string())
    };
    let blocks: Vec<_> = blocks.map(named).collect();
    assert_eq!(blocks.len(), section.matches("```sh").count(), "every block says who types it");
    blocks
}

/// A group that meets today, and a client in it.
fn bring_data() {
    let today = rinnalla::commands::place::today();
    let files = [
        ("activities", format!("name,tier,kind,dates,start,end\nAamuryhmä,own,group,{today},9,10\n")),
        ("clients", format!("ref,family_name,given_name,opened\nS-1,Salattu,Aino,{today}\nS-2,Toinen,Bo,{today}\n")),
        (
            "enrolments",
            format!(
                "client_ref,activity,state,starts\nS-1,Aamuryhmä,enrolled,{today}\nS-2,Aamuryhmä,enrolled,{today}\n"
            ),
        ),
    ];
    for (what, text) in files {
        shell(ADMIN, &format!("printf '%s' '{text}' >~/in.csv; rinnalla import {what} ~/in.csv; rm ~/in.csv")).done();
    }
}

/// Where the newest copy of the file is.
pub fn newest_copy() -> String {
    root(&format!("ls {DATA}/backups/rinnalla-*.db | tail -n 1")).done().trim_end().to_string()
}

/// Whose a file is and what may be done with it: "mikko:mikko 600".
pub fn rights(path: &Path) -> String {
    let about = fs::symlink_metadata(path).unwrap();
    let user = uzers::get_user_by_uid(about.uid()).unwrap();
    let group = uzers::get_group_by_gid(about.gid()).unwrap();
    let mode = about.permissions().mode() & 0o7777;
    format!("{}:{} {mode:o}", user.name().display(), group.name().display())
}
