//! What a worker can make the program do with the right that it has and they have not.

use std::fs;
use std::path::{Path, PathBuf};

use crate::machine::{
    ADMIN, DATA, FILE, PROGRAM, SECRET, Server, WORKER, member, open_roster, processes_of, read, rights, root,
    session_of, shell, wait_until_gone,
};
use crate::pty::wait_while;

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn nobody_looks_into_a_session() {
    let server = Server::take();
    let mut pty = server.log_in(WORKER, &[]);
    open_roster(&mut pty);
    let session = session_of(WORKER);
    let attempts = [
        "cat /proc/{pid}/environ",
        "cat /proc/{pid}/maps",
        "head -c 1 /proc/{pid}/mem",
        "ls /proc/{pid}/fd/",
        "cat /proc/{pid}/fd/*",
        "readlink /proc/{pid}/exe",
        "ls /proc/{pid}/cwd/",
        "ls /proc/{pid}/root/",
        "ls /proc/{pid}/map_files/",
        "cat /proc/{pid}/stack",
        "cat /proc/{pid}/io",
    ];
    for attempt in attempts {
        let said = shell(WORKER, &attempt.replace("{pid}", &session.to_string()));
        assert!(!said.ok && said.out.is_empty(), "{attempt}: {}", said.all());
    }
    for attempt in ["gdb -q -batch -p {pid} -ex 'generate-core-file core'", "strace -p {pid}"] {
        let said =
            shell(WORKER, &format!("cd; timeout 20 {}; ls core", attempt.replace("{pid}", &session.to_string())));
        assert!(!said.ok && said.all().contains("Operation not permitted"), "{attempt}: {}", said.all());
    }
    let limits = fs::read_to_string(format!("/proc/{session}/limits")).unwrap();
    let cores = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(cores.split_whitespace().collect::<Vec<_>>()[4..6], ["0", "0"], "soft and hard");
    pty.type_keys("<c-q>");
    assert_eq!(pty.wait_exit(), 0);
}

/// A library that says that it was loaded.
fn spy(folder: &Path) -> PathBuf {
    let (source, library) = (folder.join("spy.c"), folder.join("spy.so"));
    fs::write(
        &source,
        "#include <stdlib.h>\n#include <stdio.h>\n__attribute__((constructor)) static void begin(void) {\n\
         FILE *mark = fopen(\"/tmp/rinnalla-spy\", \"w\"); if (mark) fclose(mark); }\n\
         unsigned la_version(unsigned v) { begin(); return v; }\n",
    )
    .unwrap();
    root(&format!("cc -shared -fPIC -o {} {}; chmod 755 {}", library.display(), source.display(), folder.display()))
        .done();
    library
}

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn no_library_is_slipped_in() {
    let _server = Server::take();
    let folder = tempfile::tempdir().unwrap();
    let library = spy(folder.path());
    let mark = Path::new("/tmp/rinnalla-spy");
    for variable in ["LD_PRELOAD", "LD_AUDIT"] {
        let with = |program: &str| format!("{variable}={} {program}", library.display());
        shell(WORKER, &with("/bin/true")).done();
        assert!(mark.exists(), "the trap does not work");
        fs::remove_file(mark).unwrap();
        assert!(shell(WORKER, &with(&format!("{PROGRAM} worker list"))).done().contains(ADMIN));
        assert!(!mark.exists(), "{variable} was obeyed");
    }
}

/// Everything that libraries are known to read paths from, and names that are nobody's.
const HOSTILE: &[(&str, &str)] = &[
    ("PATH", "/hostile/bin"),
    ("HOME", "/hostile/home"),
    ("TMPDIR", "/hostile/tmp"),
    ("SQLITE_TMPDIR", "/hostile/sqlite"),
    ("TZ", ":/hostile/zone"),
    ("TZDIR", "/hostile/zones"),
    ("XDG_DATA_HOME", "/hostile/data"),
    ("XDG_CONFIG_HOME", "/hostile/config"),
    ("XDG_RUNTIME_DIR", "/hostile/run"),
    ("TERMINFO", "/hostile/terminfo"),
    ("TERMINFO_DIRS", "/hostile/terminfos"),
    ("LOCPATH", "/hostile/loc"),
    ("NLSPATH", "/hostile/nls"),
    ("GCONV_PATH", "/hostile/gconv"),
    ("EDITOR", "/hostile/editor"),
    ("VISUAL", "/hostile/visual"),
    ("PAGER", "/hostile/pager"),
    ("SHELL", "/hostile/shell"),
    ("RUST_BACKTRACE", "full"),
    ("USER", "satu"),
    ("LOGNAME", "satu"),
    ("LANGUAGE", "/hostile/language"),
    ("LC_MESSAGES", "/hostile/messages"),
    ("LC_ALL", "../../../hostile/locale.UTF-8"),
    ("TERM", "../../hostile\u{1b}]52;c;x\u{7}"),
];

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn the_environment_leads_nowhere() {
    let server = Server::take();
    let folder = tempfile::tempdir().unwrap();
    let trace = folder.path().join("trace");
    let set: Vec<String> = HOSTILE.iter().map(|(name, value)| format!("{name}='{value}'")).collect();
    let set = set.join(" ");
    // Only root's strace leaves the program its right.
    let traced = format!("strace -f -u {WORKER} -e trace=file -o {} env -i {set} {PROGRAM}", trace.display());
    for command in ["worker list", "due", "agenda", "check", "roster aamu"] {
        let plain = shell(WORKER, &format!("{PROGRAM} {command}")).done();
        assert_eq!(root(&format!("{traced} {command}")).done(), plain, "{command}");
        let opened = fs::read_to_string(&trace).unwrap();
        // What comes before is `env`, and the variables handed over.
        let (_, ours) = opened.split_once(&format!("execve(\"{PROGRAM}\"")).unwrap();
        let found: Vec<&str> =
            ours.lines().skip(1).filter(|line| line.contains("hostile") && !line.contains("execve(")).collect();
        assert!(found.is_empty(), "{command}: {found:?}");
        assert!(ours.contains(FILE), "{command} was run with its right");
    }
    let mut pty = server.sit_down(WORKER, &format!("exec env -i {set} {PROGRAM}"), &[]);
    pty.wait_for("Aamuryhmä");
    let environ = fs::read(format!("/proc/{}/environ", session_of(WORKER))).unwrap();
    let environ = String::from_utf8_lossy(&environ).into_owned();
    let mut names: Vec<&str> = environ.split('\0').filter_map(|one| Some(one.split_once('=')?.0)).collect();
    names.sort_unstable();
    assert_eq!(names, ["LC_ALL", "LC_MESSAGES", "TERM"]);
    assert!(!pty.raw_bytes().windows(4).any(|bytes| bytes == b"]52;"), "TERM is not echoed");
    pty.type_keys("<c-q>");
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn there_is_one_file_and_the_streams_are_no_way_into_it() {
    let _server = Server::take();
    for command in ["rinnalla --db ~/own.db init", "RINNALLA_DB=~/own.db rinnalla due", "RINNALLA_DB=~/own.db rinnalla"]
    {
        let said = shell(WORKER, command);
        assert!(!said.ok && said.err.contains("jätä ne pois"), "{command}: {}", said.all());
    }
    // Were a standard stream's number free, the file could get it, and an error message would be written into it.
    for closed in ["<&-", ">&-", "2>&-", "<&- >&-", ">&- 2>&-", "<&- >&- 2>&-"] {
        for command in ["due", "nonsense", "", "worker list"] {
            shell(WORKER, &format!("{PROGRAM} {command} {closed}"));
        }
    }
    shell(ADMIN, "rinnalla check").done();
}

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn what_the_user_names_is_read_with_the_users_rights_only() {
    let _server = Server::take();
    root("umask 077; echo 'ref,family_name,given_name,Salattu' >/root/secret.csv; install -m 660 -g rinnalla /root/secret.csv /var/lib/rinnalla/secret.csv").done();
    let paths = [
        FILE,
        "/var/lib/rinnalla/rinnalla.db-wal",
        "/var/lib/rinnalla/secret.csv",
        "/root/secret.csv",
        "/etc/shadow",
        "~/link",
    ];
    shell(WORKER, "ln -sf /var/lib/rinnalla/secret.csv ~/link").done();
    for path in paths {
        for what in ["clients", "calendar"] {
            let said = shell(WORKER, &format!("rinnalla import {what} {path}"));
            assert!(!said.ok && said.err.contains("ei voi lukea"), "{path}: {}", said.all());
            assert!(!said.all().contains(SECRET));
        }
    }
    // The program's own open files, by any number that they could have. What the test has open itself is empty.
    for number in 3..24 {
        let said = shell(WORKER, &format!("rinnalla import clients /proc/self/fd/{number}"));
        let nothing = ["ei voi lukea", "Tiedosto on tyhjä"].iter().any(|words| said.err.contains(words));
        assert!(!said.ok && nothing, "{}", said.all());
    }
    // The same for what is written.
    for path in ["/var/lib/rinnalla/new.db", FILE, "/etc/rinnalla.db", "/var/lib/rinnalla/secret.csv"] {
        let said = shell(WORKER, &format!("rinnalla demo --keep {path}"));
        assert!(!said.ok, "{path}: {}", said.all());
    }
    shell(WORKER, "rinnalla demo --keep ~/demo.db").done();
    assert_eq!(rights(Path::new("/home/mikko/demo.db")), "mikko:mikko 600");
    root("rm -f /root/secret.csv /var/lib/rinnalla/secret.csv /home/mikko/demo.db* /home/mikko/link").done();
    let names = root(&format!("ls {DATA}")).done();
    let own = |name: &str| name.starts_with("rinnalla.db") || name == "backups";
    assert!(names.lines().all(own), "{names}");
    shell(ADMIN, "rinnalla check").done();
}

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn a_list_is_a_new_file_of_the_users_own() {
    let server = Server::take();
    let stem = format!("/home/{WORKER}/aamuryhma-{}", rinnalla::commands::place::today());
    let size = fs::metadata(FILE).unwrap().len();
    shell(
        WORKER,
        &format!("ln -s {FILE} {stem}.txt; mkfifo {stem}-2.txt; echo oma >{stem}-3.txt; ln {stem}-3.txt {stem}-4.txt"),
    )
    .done();
    let mut pty = server.log_in(WORKER, &[]);
    open_roster(&mut pty);
    pty.type_keys("p");
    pty.wait_for("-5.txt");
    let written = format!("{stem}-5.txt");
    assert_eq!(rights(Path::new(&written)), "mikko:mikko 600");
    assert!(fs::read_to_string(&written).unwrap().contains("Aino"));
    assert_eq!(fs::read_to_string(format!("{stem}-3.txt")).unwrap(), "oma\n");
    // The program still has its right: what it did with the user's was another thread's.
    pty.type_keys(" ");
    pty.wait_for_row("Salattu Aino ●");
    // The mark has gone on to the next person.
    pty.type_keys("<up><del>");
    pty.wait_for_row("Salattu Aino ·");
    pty.type_keys("<c-q>");
    assert_eq!(pty.wait_exit(), 0);
    assert!(fs::metadata(FILE).unwrap().len() >= size);
    root(&format!("rm {stem}*")).done();

    // A home folder where only the program may write gets nothing from it.
    live_in(WORKER, DATA);
    let mut pty = server.sit_down(WORKER, PROGRAM, &[]);
    open_roster(&mut pty);
    pty.type_keys("p");
    pty.wait_for("Tiedostoa ei voitu kirjoittaa");
    pty.type_keys("<c-q>");
    assert_eq!(pty.wait_exit(), 0);
    live_in(WORKER, &format!("/home/{WORKER}"));
    root(&format!("! ls {DATA} | grep aamu")).done();
}

/// Moves an account's home folder, once its last processes, sshd's own, are gone.
fn live_in(login: &str, home: &str) {
    wait_while(|| !root(&format!("usermod -d {home} {login}")).ok);
}

/// Whatever their umask, and whoever came first or was killed.
#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn everybody_reads_and_writes_whatever_the_umasks() {
    let server = Server::take();
    let logins = [member(0), member(1)];
    let mut count = 0;
    for first_mask in ["000", "022", "077", "777"] {
        for second_mask in ["000", "077"] {
            for turn in [0, 1] {
                let (first, second) = (&logins[turn], &logins[1 - turn]);
                let pty = server.sit_down(first, &format!("umask {first_mask}; exec {PROGRAM}"), &[]);
                pty.wait_for("Tänään");
                count += 1;
                add(second, second_mask, count);
                for file in ["", "-wal", "-shm", ".bump"] {
                    let path = format!("{FILE}{file}");
                    let found = rights(Path::new(&path));
                    assert!(found.ends_with(":rinnalla 660"), "{path} is {found}");
                }
                // Leaves its journal behind.
                root(&format!("kill -9 {}", session_of(first))).done();
                wait_until_gone(first);
                count += 1;
                add(second, second_mask, count);
                count += 1;
                add(first, first_mask, count);
                wait_while(|| logins.iter().any(|login| !processes_of(login).is_empty()));
            }
        }
    }
    assert_eq!(read("SELECT ref FROM client WHERE ref LIKE 'U-%'").len(), count);
    shell(ADMIN, "rinnalla check").done();
}

/// Writes as this account.
fn add(login: &str, umask: &str, number: usize) {
    let line = format!("ref,family_name,given_name\\nU-{number},Umask,Una\\n");
    let script = format!("umask 022; printf '{line}' >~/in.csv; umask {umask}; rinnalla import clients ~/in.csv");
    shell(login, &script).done();
}
