//! People at work on one server, each over a real `ssh`.

use std::thread;
use std::time::Duration;

use crate::machine::{
    ADMIN, CLIENT, Server, TEAM, WORKER, begin_note, member, open_roster, read, session_of, shell, wait_until_gone,
};
use crate::pty::{Pty, Signal, wait_while};

fn quit(pty: &mut Pty) {
    pty.type_keys("<c-q>");
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn a_mark_of_one_is_on_the_others_screen() {
    let server = Server::take();
    let mut mine = server.log_in(WORKER, &[]);
    let mut theirs = server.log_in(ADMIN, &["rinnalla"]);
    open_roster(&mut mine);
    open_roster(&mut theirs);
    mine.wait_for_row(&format!("▸ {CLIENT} ·"));
    // Nobody touches a key at the other screen.
    theirs.type_keys(" ");
    mine.wait_for_row(&format!("{CLIENT} ●"));
    assert!(mine.words().contains(&format!("▸ {CLIENT}")), "the selection stays where it was:\n{}", mine.screen());
    mine.type_keys("<del>");
    theirs.wait_for_row(&format!("{CLIENT} ·"));
    quit(&mut mine);
    quit(&mut theirs);
}

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn a_line_that_drops_leaves_no_process_and_a_draft() {
    let server = Server::take();
    let text = "Kertoi, että yöt ovat menneet paremmin ja että";
    let mut pty = server.log_in(WORKER, &[]);
    session_of(WORKER);
    begin_note(&mut pty, text);
    pty.kill9();
    wait_until_gone(WORKER);

    let mut pty = server.log_in(WORKER, &[]);
    pty.wait_for("Kesken jäänyt 1");
    pty.wait_for_row(&format!("Uusi kirjaus {CLIENT}"));
    pty.type_keys("<enter>");
    pty.wait_for("Keskeneräinen luonnos");
    pty.wait_for(text);
    pty.type_keys("<c-s>");
    pty.wait_for("Tallennettu");
    quit(&mut pty);
    assert_eq!(read(&format!("SELECT body FROM note WHERE body = '{text}'")).len(), 1);
}

/// A network that hangs: nobody hangs up, and nothing answers. sshd asks twice and gives up.
#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn a_line_that_hangs_is_given_up_and_leaves_a_draft() {
    let server = Server::take();
    let mut pty = server.log_in(WORKER, &[]);
    session_of(WORKER);
    begin_note(&mut pty, "Puhelu jäi kesken, kun verkko");
    pty.signal(Signal::STOP);
    thread::sleep(Duration::from_secs(40));
    wait_until_gone(WORKER);

    let mut pty = server.log_in(WORKER, &[]);
    pty.wait_for_row(&format!("Uusi kirjaus {CLIENT}"));
    pty.type_keys("<enter>");
    pty.wait_for("Puhelu jäi kesken, kun verkko");
    pty.type_keys("<c-x>");
    quit(&mut pty);
}

/// So does a program that is killed: what was typed is in the file a pause later.
#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn a_program_that_is_killed_leaves_a_draft() {
    let server = Server::take();
    let mut pty = server.log_in(WORKER, &[]);
    begin_note(&mut pty, "Ennen kuin sähköt menivät");
    wait_while(|| read("SELECT body FROM draft WHERE body LIKE '%sähköt menivät%'").is_empty());
    crate::machine::root(&format!("kill -9 {}", session_of(WORKER))).done();
    wait_until_gone(WORKER);
    let mut pty = server.log_in(WORKER, &[]);
    pty.wait_for_row(&format!("Uusi kirjaus {CLIENT}"));
    pty.type_keys("<enter>");
    pty.wait_for("Ennen kuin sähköt menivät");
    pty.type_keys("<c-x>");
    quit(&mut pty);
}

#[test]
#[ignore = "needs root, sshd and the package, and changes the machine: .ci/run runs it"]
fn twenty_five_save_at_once_and_all_of_it_is_there() {
    const ROUNDS: usize = 4;
    let server = Server::take();
    let mut desks: Vec<Pty> = (0..TEAM).map(|nth| server.log_in(&member(nth), &[])).collect();
    for round in 0..ROUNDS {
        thread::scope(|scope| {
            for (nth, desk) in desks.iter_mut().enumerate() {
                scope.spawn(move || begin_note(desk, &format!("Yhtä aikaa {nth}/{round}")));
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
    for mut desk in desks {
        quit(&mut desk);
    }
    let saved = read("SELECT DISTINCT body FROM note WHERE body LIKE 'Yhtä aikaa %'");
    assert_eq!(saved.len(), TEAM * ROUNDS);
    assert_eq!(read("SELECT body FROM note WHERE body LIKE 'Yhtä aikaa %'").len(), TEAM * ROUNDS, "none twice");
    let authors = "SELECT CAST(count(DISTINCT author_id) AS TEXT) FROM note WHERE body LIKE 'Yhtä aikaa %'";
    assert_eq!(read(authors), [TEAM.to_string()]);
    shell(ADMIN, "rinnalla check").done();
}
