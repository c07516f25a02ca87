//! Whoever has an account, and is no worker or works without the program: nothing of the data is to be had.

use crate::machine::{
    ADMIN, CLIENT, DATA, FILE, PROGRAM, SECRET, STRANGER, Server, WORKER, newest_copy, read, root, session_of, shell,
};

/// What people do who want to see a file, or to change it.
const ATTEMPTS: &[&str] = &[
    "cat {file}",
    "cat {file}-wal",
    "head -c 100 {file}-shm",
    "ls {data}",
    "cd {data}",
    "cp {file} ~/copy.db",
    "cp -r {data} ~/copy",
    "ls {data}/backups",
    "cp {data}/backups/* ~/",
    "cat {data}/backups/rinnalla-*",
    "sh -c 'cat {copy}'",
    "cp {copy} ~/copy.db",
    "sqlite3 -readonly 'file:{copy}?immutable=1' .dump",
    "ln -s {copy} ~/soft.db; cat ~/soft.db",
    "rm -f {copy}",
    "tar cf ~/copy.tar {data}",
    "sqlite3 {file} .dump",
    "sqlite3 -readonly 'file:{file}?immutable=1' 'SELECT * FROM client'",
    "ln {file} ~/hard.db",
    "ln -s {file} ~/soft.db; cat ~/soft.db",
    "ln -s {data} ~/folder; ls ~/folder/",
    "sqlite3 ~/soft.db .dump",
    "touch {data}/new",
    "echo x >>{file}",
    "echo x >{file}.bump",
    "mv {file} ~/moved.db",
    "rm -f {file}",
    "chmod 777 {data}",
    "sg rinnalla -c 'cat {file}' </dev/null",
    "install -m 2755 {program} ~/mine && ~/mine worker list",
    "strace -f -o ~/trace {program} worker list",
    "gdb -q -batch -ex run -ex quit --args {program} worker list | grep satu",
];

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn no_other_program_reads_or_changes_the_data() {
    let server = Server::take();
    // While somebody works there is a journal beside the file, and it belongs to who opened it first.
    let _session = server.log_in(WORKER, &[]);
    session_of(WORKER);
    shell(ADMIN, "rinnalla backup").done();
    let copy = newest_copy();
    let before = read("SELECT ref FROM client ORDER BY ref");
    for login in [STRANGER, WORKER] {
        for attempt in ATTEMPTS {
            let script = attempt
                .replace("{file}", FILE)
                .replace("{data}", DATA)
                .replace("{copy}", &copy)
                .replace("{program}", PROGRAM);
            let said = shell(login, &script);
            assert!(!said.ok, "{login}: {script}: {}", said.all());
            assert!(!said.all().contains(SECRET) && !said.all().contains("SQLite format"), "{}", said.all());
        }
        let brought = root(&format!("grep -rl {SECRET} /home/{login} || true")).done();
        assert_eq!(brought, "", "something of the data is in a home folder");
        root(&format!("find /home/{login} -mindepth 1 -not -path '*/.*' -delete")).done();
    }
    assert_eq!(read("SELECT ref FROM client ORDER BY ref"), before);
    shell(ADMIN, &format!("rinnalla backup --verify {}", copy.rsplit('/').next().unwrap())).done();
}

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn whoever_is_no_worker_gets_nothing_from_the_program() {
    let server = Server::take();
    let forged = "USER=satu LOGNAME=satu SUDO_USER=satu SUDO_UID=$(id -u satu) HOME=/home/satu";
    let into =
        format!("printf 'ref,family_name,given_name\\nX-1,Uusi,Una\\n' >~/in.csv; {PROGRAM} import clients ~/in.csv");
    let commands =
        ["due", "agenda", "find salattu", "roster aamu", "worker list", "check", "worker add mikko --role admin"];
    let commands = commands.map(|command| format!("{forged} {PROGRAM} {command}"));
    for command in commands.iter().chain([&into]) {
        let said = shell(STRANGER, command);
        assert!(!said.ok && said.out.is_empty(), "{command}: {}", said.all());
        assert!(said.err.contains(&format!("rinnalla worker add {STRANGER}")), "{command}: {}", said.all());
        assert!(!said.all().contains(SECRET));
    }
    let mut pty = server.sit_down(STRANGER, &format!("{forged} {PROGRAM}"), &[]);
    pty.wait_for("Et ole tämän tiedoston työntekijä");
    assert_eq!(pty.wait_exit(), 1);
    assert!(!String::from_utf8_lossy(&pty.raw_bytes()).contains(CLIENT));

    // Who has been a worker, neither.
    shell(ADMIN, &format!("rinnalla worker add {STRANGER}")).done();
    assert!(shell(STRANGER, "rinnalla find salattu").done().contains(CLIENT));
    shell(ADMIN, &format!("rinnalla worker end {STRANGER}")).done();
    assert!(!shell(STRANGER, "rinnalla find salattu").ok);
}

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn nobody_but_root_begins_the_file() {
    let _server = Server::take();
    for login in [STRANGER, WORKER, ADMIN] {
        for command in ["init", &format!("init --first {login}"), "init --name Pomo"] {
            let said = shell(login, &format!("rinnalla {command}"));
            assert!(!said.ok && said.err.contains("(root)"), "{login}: {command}: {}", said.all());
        }
    }
    let again = root("LANG=fi_FI.UTF-8 rinnalla --lang fi init --first mikko");
    assert!(!again.ok && again.err.contains("on jo olemassa"), "{}", again.all());
    assert_eq!(read("SELECT login FROM worker WHERE role = 'admin'"), [ADMIN]);
}
