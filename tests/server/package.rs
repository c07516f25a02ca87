//! The package's life: in, over, out, and gone when somebody says so.

use std::path::Path;

use crate::machine::{ADMIN, DATA, FILE, PROGRAM, Server, WORKER, begin_note, read, rights, root, shell};
use crate::pty::Pty;

fn install(server: &Server) -> String {
    root(&format!("apt-get install -y --reinstall {} 2>&1", server.package().display())).done()
}

fn overrides() -> String {
    root(&format!("dpkg-statoverride --list {PROGRAM} || true")).done()
}

fn purge_at_a_terminal() -> Pty {
    let args = [
        "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
        "LC_ALL=C.UTF-8",
        "DEBIAN_FRONTEND=readline",
        "dpkg",
        "--purge",
        "rinnalla",
    ];
    let pty = Pty::spawn_program(Path::new("/usr/bin/env"), &args, &[], (100, 40));
    pty.wait_for("Erase all client data");
    pty
}

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn it_makes_what_the_program_needs() {
    let _server = Server::take();
    assert_eq!(rights(Path::new(PROGRAM)), "root:rinnalla 2755");
    assert_eq!(rights(Path::new(DATA)), "root:rinnalla 2770");
    assert_eq!(rights(Path::new(FILE)), "root:rinnalla 660");
    assert_eq!(rights(Path::new("/var/lib/rinnalla/backups")), "root:rinnalla 2770");
    assert_eq!(rights(Path::new("/var/lib/rinnalla/rinnalla.db.bump")), "root:rinnalla 660");
    let group = root("getent group rinnalla").done();
    assert!(group.trim_end().ends_with(':'), "a group without members: {group}");
    assert_eq!(overrides(), format!("root rinnalla 2755 {PROGRAM}\n"));
    for (language, heading) in [("en_US.UTF-8", "COMMANDS"), ("fi_FI.UTF-8", "KOMENNOT"), ("sv_FI.UTF-8", "KOMMANDON")]
    {
        let folder = match &language[..2] {
            "en" => "man1".to_string(),
            other => format!("{other}/man1"),
        };
        let page = root(&format!("zcat /usr/share/man/{folder}/rinnalla.1.gz")).done();
        assert!(page.contains(heading), "{language}");
    }
    root("bash -c 'source /usr/share/bash-completion/completions/rinnalla; complete -p rinnalla'").done();
}

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn a_new_version_comes_over_the_old_one_with_sessions_open() {
    let server = Server::take();
    let mut pty = server.log_in(WORKER, &[]);
    begin_note(&mut pty, "Päivityksen aikana");
    install(&server);
    assert_eq!(rights(Path::new(PROGRAM)), "root:rinnalla 2755");
    pty.type_keys("<c-s>");
    pty.wait_for("Tallennettu");
    assert_eq!(read("SELECT body FROM note WHERE body = 'Päivityksen aikana'").len(), 1);
    assert!(shell(ADMIN, "rinnalla worker list").done().contains(WORKER));
    pty.type_keys("<c-q>");
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn nothing_but_a_yes_erases_the_data() {
    let mut server = Server::take();
    server.is_spent();
    let clients = read("SELECT ref FROM client ORDER BY ref");

    root("apt-get remove -y rinnalla").done();
    assert!(!Path::new(PROGRAM).exists());
    assert_eq!(overrides(), "");
    assert_eq!(rights(Path::new(FILE)), "root:rinnalla 660");
    install(&server);
    assert!(shell(ADMIN, "rinnalla worker list").done().contains(WORKER));

    let said = root("apt-get purge -y rinnalla 2>&1").done();
    assert!(said.contains("the data stays in /var/lib/rinnalla"), "{said}");
    assert_eq!(read("SELECT ref FROM client ORDER BY ref"), clients);
    install(&server);
    assert!(shell(ADMIN, "rinnalla worker list").done().contains(WORKER));

    let mut pty = purge_at_a_terminal();
    pty.type_keys("no<enter>");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(read("SELECT ref FROM client ORDER BY ref"), clients);
    install(&server);

    let mut pty = purge_at_a_terminal();
    pty.type_keys("yes<enter>");
    assert_eq!(pty.wait_exit(), 0);
    assert!(!Path::new(DATA).exists());
    root("! getent group rinnalla").done();

    // What nobody has begun to use leaves nothing behind, and nobody is asked.
    install(&server);
    let said = shell(WORKER, "rinnalla");
    assert!(!said.ok && said.err.contains("(root)"), "{}", said.all());
    root("apt-get purge -y rinnalla").done();
    assert!(!Path::new(DATA).exists());
    root("! getent group rinnalla").done();
}
