//! The copies of a server's file: who gets at them, what the timer does, and the way to another machine and back.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::machine::{
    ADMIN, DATA, PROGRAM, STRANGER, Server, TEAM, WORKER, begin_note, member, newest_copy, read, readme_blocks, rights,
    root, shell,
};
use crate::pty::Pty;

/// Every name in the folder.
fn names() -> Vec<String> {
    let names = root(&format!("ls {DATA}/backups")).done();
    names.lines().map(str::to_string).collect()
}

fn clear() {
    root(&format!("find {DATA}/backups -mindepth 1 -delete")).done();
}

/// The program as the unit runs it: root without any power of root's, in the file's group, and nothing more to be had.
const AS_THE_UNIT: &str = "cd / && exec setpriv --regid rinnalla --clear-groups --bounding-set -all --inh-caps -all \
    --no-new-privs sh -c 'umask 0007; exec rinnalla --lang en backup'";

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn whoever_works_takes_copies_that_only_the_program_reads() {
    let server = Server::take();
    clear();
    for login in [WORKER, ADMIN] {
        shell(login, "rinnalla backup").done();
        assert_eq!(rights(Path::new(&newest_copy())), format!("{login}:rinnalla 660"));
        shell(login, "rinnalla backup --verify; rinnalla backup --list").done();
    }
    for command in ["backup", "backup --list", "backup --verify", "restore x --yes"] {
        let said = shell(STRANGER, &format!("rinnalla {command}"));
        assert!(!said.ok && said.out.is_empty(), "{command}: {}", said.all());
    }
    // Nobody but an admin takes all of it along, or puts it back; and nobody has other files opened by the program.
    let name = newest_copy().rsplit('/').next().unwrap().to_string();
    for command in ["backup --to ~".to_string(), format!("restore {name} --yes")] {
        let said = shell(WORKER, &format!("rinnalla {command}"));
        assert!(!said.ok && said.err.contains("pääkäyttäjä"), "{command}: {}", said.all());
    }
    for file in [format!("{DATA}/rinnalla.db"), newest_copy(), "/etc/passwd".into(), "~/x.db".into(), DATA.into()] {
        for command in ["backup --verify", "restore --yes"] {
            let said = shell(ADMIN, &format!("touch ~/x.db; rinnalla {command} {file}"));
            assert!(!said.ok && said.err.contains("(root)"), "{command} {file}: {}", said.all());
        }
    }
    shell(ADMIN, "mkdir -p ~/out && rinnalla backup --to ~/out").done();
    let out = root(&format!("ls -d /home/{ADMIN}/out/*")).done();
    assert_eq!(rights(Path::new(out.trim_end())), format!("{ADMIN}:{ADMIN} 600"), "with the user's own rights only");
    let said = shell(ADMIN, &format!("rinnalla backup --to {DATA}"));
    assert!(!said.ok, "{}", said.all());
    root(&format!("rm -r /home/{ADMIN}/out /home/{ADMIN}/x.db")).done();
    drop(server);
}

/// As the timer's service: root, who is no worker, with nothing of root's power, while a worker's journal lies there.
#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn the_unit_needs_no_power_but_the_group() {
    let server = Server::take();
    clear();
    let mut pty = server.log_in(WORKER, &[]);
    begin_note(&mut pty, "Ajastimen aikana");
    pty.type_keys("<c-s>");
    pty.wait_for("Tallennettu");
    let said = root(AS_THE_UNIT).done();
    assert!(said.contains("A copy was taken and checked"), "{said}");
    assert_eq!(rights(Path::new(&newest_copy())), "root:rinnalla 660");
    shell(WORKER, "rinnalla backup --verify").done();
    begin_note(&mut pty, "Ajastimen jälkeen");
    pty.type_keys("<c-s>");
    pty.wait_for("Tallennettu");
    pty.type_keys("<c-q>");
    assert_eq!(pty.wait_exit(), 0);
    for unit in ["service", "timer"] {
        assert!(Path::new(&format!("/lib/systemd/system/rinnalla-backup.{unit}")).exists());
    }
    let verify = "! command -v systemd-analyze >/dev/null || systemd-analyze verify --man=no rinnalla-backup.service \
        rinnalla-backup.timer 2>&1 | { ! grep -F rinnalla; }";
    root(verify).done();
}

/// Twenty-five save while copies are taken, one after the other, and some of them are killed.
#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn copies_are_taken_while_twenty_five_save() {
    const ROUNDS: usize = 3;
    let server = Server::take();
    clear();
    let mut desks: Vec<Pty> = (0..TEAM).map(|nth| server.log_in(&member(nth), &[])).collect();
    let taken = thread::scope(|scope| {
        let copies = scope.spawn(|| {
            let mut taken = 0;
            for nth in 0..12u64 {
                match nth % 3 {
                    // Killed at some moment of it.
                    2 => drop(shell(ADMIN, &format!("timeout -s KILL 0.{:02} rinnalla backup", 2 + nth * 3))),
                    _ => {
                        shell(WORKER, "rinnalla backup").done();
                        taken += 1;
                    }
                }
                let bad = shell(ADMIN, "rinnalla backup --all");
                assert!(bad.ok, "{}", bad.all());
                thread::sleep(Duration::from_millis(100));
            }
            taken
        });
        for round in 0..ROUNDS {
            thread::scope(|scope| {
                for (nth, desk) in desks.iter_mut().enumerate() {
                    scope.spawn(move || begin_note(desk, &format!("Kopion aikana {nth}/{round}")));
                }
            });
            for desk in &mut desks {
                desk.type_keys("<c-s>");
            }
            for desk in &desks {
                desk.wait_for("Tallennettu");
                desk.wait_until(|screen| !screen.contents().contains("▸ Kirjaus"));
            }
        }
        copies.join().unwrap()
    });
    assert!(taken > 0);
    for desk in &mut desks {
        desk.type_keys("<c-q>");
        assert_eq!(desk.wait_exit(), 0);
    }
    assert_eq!(read("SELECT body FROM note WHERE body LIKE 'Kopion aikana %'").len(), TEAM * ROUNDS);
    shell(WORKER, "rinnalla backup").done();
    let last = rusqlite::Connection::open(newest_copy()).unwrap();
    let sql = "SELECT count(*) FROM note WHERE body LIKE 'Kopion aikana %'";
    let count: i64 = last.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(usize::try_from(count).unwrap(), TEAM * ROUNDS);
    assert!(names().iter().all(|name| name.ends_with(".db")), "{:?}", names());
    shell(ADMIN, "rinnalla check; rinnalla backup --all").done();
}

/// The README's section, block by block: off to another place, encrypted, and back into a file that is in use; then
/// onto a machine that has nothing any more.
#[test]
#[ignore = "needs root, sshd, the package and restic, and changes the machine: .ci/run runs it"]
fn the_way_elsewhere_and_back_is_as_the_readme_says() {
    const ELSEWHERE: &str = "/mnt/rinnalla-elsewhere";
    let mut server = Server::take();
    server.is_spent();
    let clean = || {
        root(&format!(
            "rm -rf {ELSEWHERE} /root/rinnalla-back /etc/rinnalla-restic /etc/cron.hourly/rinnalla-elsewhere"
        ))
        .done()
    };
    clean();
    clear();
    let clients = read("SELECT ref FROM client ORDER BY ref");
    let blocks = readme_blocks("Copies, and going back");
    let scripts: Vec<&str> =
        blocks.iter().map(|(who, script)| (who == "root").then_some(script.as_str()).unwrap()).collect();
    let [timer, away, drill, back] = scripts[..] else { panic!("{} blocks", scripts.len()) };
    server.types(timer).done();
    server.types(away).done();
    server.types("/etc/cron.hourly/rinnalla-elsewhere").done();
    assert!(names().len() == 1, "{:?}", names());
    // Nothing of it can be read there.
    root(&format!("! grep -r -a -l -e Salattu -e 'SQLite format' {ELSEWHERE}")).done();
    let drilled = server.types(drill).done();
    assert!(drilled.contains("no errors were found"), "{drilled}");

    let mut pty = server.log_in(WORKER, &[]);
    begin_note(&mut pty, "Kopion jälkeen");
    pty.type_keys("<c-s>");
    pty.wait_for("Tallennettu");
    begin_note(&mut pty, "Kesken palautuksen");
    server.types(back).done();
    pty.wait_for("palautettu varmuuskopiosta");
    pty.wait_for("Kesken palautuksen");
    assert!(read("SELECT body FROM note WHERE body = 'Kopion jälkeen'").is_empty());
    pty.type_keys("<c-s>");
    pty.wait_for("on palautettu varmuuskopiosta");
    pty.type_keys("<c-s>");
    pty.wait_for("Tallennettu");
    assert_eq!(read("SELECT body FROM note WHERE body LIKE 'Kesken palautuksen'").len(), 1);
    pty.type_keys("<c-q>");
    assert_eq!(pty.wait_exit(), 0);
    shell(ADMIN, "rinnalla check").done();

    // The disk is gone.
    root(&format!("find {DATA} -mindepth 1 -delete")).done();
    let install = format!("apt-get install -y --reinstall {} 2>&1", server.package().display());
    root(&install).done();
    server.types(drill).done();
    server.types(back).done();
    assert_eq!(read("SELECT ref FROM client ORDER BY ref"), clients);
    assert_eq!(rights(Path::new("/var/lib/rinnalla/rinnalla.db")), "root:rinnalla 660");
    shell(ADMIN, "rinnalla check && rinnalla backup").done();
    let mut pty = server.log_in(WORKER, &[]);
    pty.type_keys("<c-q>");
    assert_eq!(pty.wait_exit(), 0);
    clean();
    assert!(fs::exists(PROGRAM).unwrap());
}
