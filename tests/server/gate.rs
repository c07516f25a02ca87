//! sshd's part: the example that the package ships gives the program, and nothing else.

use std::fs;

use crate::machine::{ADMIN, SECRET, STRANGER, Server, WORKER, root};

const TARGET: &str = "mikko@127.0.0.1";

/// What the program says where there is no terminal.
const PROGRAM_SAYS: &str = "rinnalla: ";

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn a_command_gets_the_program_instead() {
    let server = Server::take();
    for command in ["id", "/bin/sh", "cat /etc/passwd", "rinnalla worker list", "rinnalla worker add x; touch ~/x"] {
        let said = server.run_ssh("ssh", &["-T", TARGET, command]);
        assert!(!said.ok && said.out.is_empty() && said.err.contains(PROGRAM_SAYS), "{command}: {}", said.all());
    }
    let mut pty = server.log_in(WORKER, &["/bin/sh"]);
    pty.wait_for("Aamuryhmä");
    pty.type_keys("<c-q>");
    assert_eq!(pty.wait_exit(), 0);
    // Only who is in the group is locked in.
    assert!(server.run_ssh("ssh", &["-T", "satu@127.0.0.1", "rinnalla worker list"]).done().contains(ADMIN));
    assert!(server.run_ssh("ssh", &["-T", &format!("{STRANGER}@127.0.0.1"), "id -un"]).done().contains(STRANGER));
}

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn no_file_comes_or_goes() {
    let server = Server::take();
    let folder = tempfile::tempdir().unwrap();
    let (here, batch) = (folder.path().join("here"), folder.path().join("batch"));
    let here = here.to_str().unwrap();
    fs::write(&batch, format!("get /etc/passwd {here}\nput {} left\nls\n", batch.display())).unwrap();
    let batch = batch.to_str().unwrap();
    let attempts: [(&str, Vec<&str>); 4] = [
        ("sftp", vec!["-b", batch, TARGET]),
        ("scp", vec!["mikko@127.0.0.1:/etc/passwd", here]),
        ("scp", vec!["-O", "mikko@127.0.0.1:/etc/passwd", here]),
        ("scp", vec!["-O", batch, "mikko@127.0.0.1:left"]),
    ];
    for (kind, args) in attempts {
        let said = server.run_ssh(kind, &args);
        assert!(!said.ok && !said.all().contains(SECRET), "{kind} {args:?}: {}", said.all());
    }
    assert!(!fs::exists(here).unwrap());
    root("! ls /home/mikko/left /home/mikko/x").done();
}

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn nothing_is_forwarded() {
    let server = Server::take();
    let port = server.ssh("ssh")[4].clone();
    let inwards = format!("127.0.0.1:{port}");
    let said = server.run_ssh("ssh", &["-W", &inwards, TARGET]);
    assert!(!said.ok && !said.out.contains("SSH-2.0"), "{}", said.all());
    // Whoever may forward reaches sshd this way.
    assert!(server.run_ssh("ssh", &["-W", &inwards, "satu@127.0.0.1"]).out.contains("SSH-2.0"));
    let outwards = format!("0:127.0.0.1:{port}");
    let said = server.run_ssh("ssh", &["-N", "-o", "ExitOnForwardFailure=yes", "-R", &outwards, TARGET]);
    assert!(!said.ok && said.err.contains("forwarding failed"), "{}", said.all());
    let socket = "-R/tmp/rinnalla-agent:/tmp/none";
    let said = server.run_ssh("ssh", &["-N", "-o", "ExitOnForwardFailure=yes", socket, TARGET]);
    assert!(!said.ok && !fs::exists("/tmp/rinnalla-agent").unwrap(), "{}", said.all());
}
