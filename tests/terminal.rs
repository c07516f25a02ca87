//! What a terminal does to the program, and what the program does to it, in a real pseudo-terminal.

#[path = "support/demo_file.rs"]
pub mod demo_file;
#[path = "support/pty.rs"]
pub mod pty;

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use demo_file::{DemoFile, SMALL};
use pty::{Pty, Signal};
use rinnalla::term::{Caps, Screen, screen};

/// Somebody on *Today* whose name must not stay behind. One word: the blank after it need not be sent.
const NAME: &str = "Kokkonen";

/// Signs that a font of few glyphs lacks.
const SIGNS: &[char] = &['▸', '‼', '●', '◐', '○', '─', '✓', '…', '–', '→'];

fn started(file: &DemoFile, envs: &[(&str, &str)]) -> Pty {
    let pty = file.open_with(&[], envs, SMALL);
    pty.wait_for(NAME);
    assert!(pty.look(|screen| screen.alternate_screen() && screen.bracketed_paste()));
    pty
}

/// Half-types a note, until it can be seen.
fn type_note(pty: &mut Pty, text: &str) {
    pty.type_keys("/hama");
    pty.wait_for("▸ Hämäläinen Päivi");
    pty.type_keys("<c-k>");
    pty.wait_for("▸ Kirjaus");
    pty.type_keys(text);
    pty.wait_for(text);
}

/// The shell's screen is back, and nothing of ours is left on it or above it.
#[track_caller]
fn assert_left(pty: &Pty) {
    assert!(pty.look(|screen| !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()));
    assert!(!pty.screen().contains(NAME), "{}", pty.screen());
    // Cleared before the alternate screen was left, for terminals that keep it in their scrollback.
    let bytes = String::from_utf8(pty.raw_bytes()).unwrap();
    let cleared = bytes.rfind("\x1b[2J").unwrap();
    assert!(cleared < bytes.rfind("\x1b[?1049l").unwrap());
    assert!(!bytes[cleared..].contains(NAME));
}

#[test]
fn quits_cleanly() {
    let file = DemoFile::fresh();
    for key in ["q", "<c-q>", "<c-c>"] {
        let mut pty = started(&file, &[]);
        pty.type_keys(key);
        assert_eq!(pty.wait_exit(), 0);
        assert_left(&pty);
        let bytes = String::from_utf8(pty.raw_bytes()).unwrap();
        assert!(bytes.contains("\x1b[?2026h") && bytes.contains("\x1b[?2026l"), "frames are shown whole");
        assert!(!bytes.contains("\x1b]"), "no title, no clipboard");
    }
}

#[test]
fn the_demo_leaves_nothing_behind() {
    type End = fn(&mut Pty);
    let ends: [(End, u32); 3] = [
        (|pty| pty.type_keys("q"), 0),
        (|pty| pty.signal(Signal::TERM), 143),
        // This one ends the program past its main thread.
        (|pty| pty.signal(Signal::HUP), 129),
    ];
    for (end, code) in ends {
        let folder = tempfile::tempdir().unwrap();
        let mut pty = Pty::spawn(&["demo"], &[("TMPDIR", folder.path().to_str().unwrap())], SMALL);
        pty.wait_for(NAME);
        end(&mut pty);
        assert_eq!(pty.wait_exit(), code);
        assert_left(&pty);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "after exit code {code}");
    }
}

#[test]
fn ends_on_a_signal_with_the_shells_exit_code() {
    let file = DemoFile::fresh();
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::QUIT, 131), (Signal::HUP, 129)] {
        let mut pty = started(&file, &[]);
        pty.signal(signal);
        assert_eq!(pty.wait_exit(), code);
        assert_left(&pty);
    }
}

/// A program that outlived its terminal would read its end over and over, on a processor of its own.
#[test]
fn a_lost_terminal_ends_the_program_and_keeps_the_note() {
    let file = DemoFile::fresh();
    let mut pty = started(&file, &[]);
    type_note(&mut pty, "Bussi oli myöhässä");
    pty.drop_master();
    assert_eq!(pty.wait_exit(), 129);
    assert_eq!(file.drafts(), ["Bussi oli myöhässä"]);
}

/// The system tells only the session's leader; a program that it has started has to see for itself.
#[test]
fn a_lost_terminal_is_noticed_without_a_signal() {
    let file = DemoFile::fresh();
    let (program, path) = (env!("CARGO_BIN_EXE_rinnalla"), file.path());
    let deaf = r#"trap "" HUP; "$0" --db "$1" --today 2017-02-06; exit $?"#;
    let args = ["-c", deaf, program, path.to_str().unwrap()];
    let mut pty = Pty::spawn_program(Path::new("/bin/sh"), &args, &[], SMALL);
    pty.wait_for(NAME);
    type_note(&mut pty, "Kadulla");
    pty.drop_master();
    assert_eq!(pty.wait_exit(), 129);
    assert_eq!(file.drafts(), ["Kadulla"]);
}

/// A line that takes no more bytes blocks whoever writes to it, which is the thread that hears keys and signals.
#[test]
fn a_frozen_terminal_cannot_keep_the_program() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let file = DemoFile::fresh();
        let mut pty = started(&file, &[]);
        type_note(&mut pty, "Kahvilla");
        pty.type_keys("<c-f>asiakkaat");
        pty.wait_for("▸ Asiakkaat");
        pty.type_keys("<enter>");
        pty.wait_for("Asiakkaat · omat");
        pty.type_keys("o");
        pty.wait_for("Asiakkaat · kaikki");
        pty.freeze();
        pty.resize((200, 200)); // everybody at once: more than any terminal holds
        pty.wait_stuck();
        pty.signal(signal);
        assert_eq!(pty.wait_exit(), code);
        assert_eq!(file.drafts(), ["Kahvilla"]);
    }
}

#[test]
fn a_window_too_small_asks_for_room_and_loses_nothing() {
    let file = DemoFile::fresh();
    let mut pty = started(&file, &[]);
    type_note(&mut pty, "Soitti.");
    for size in [(59, 24), (80, 15), (20, 3), (1, 1)] {
        pty.resize(size);
        pty.wait_until(|screen| !screen.contents().contains("Soitti.") && screen.contents().starts_with('I'));
    }
    pty.resize((59, 15));
    pty.wait_for("Ikkuna on liian pieni. Suurenna se vähintään kokoon 60");
    pty.resize((60, 16));
    pty.wait_for("Soitti.");
    pty.type_keys(" Tulee.");
    pty.wait_for("Soitti. Tulee.");
}

/// Some terminals tell their size only after the program has started.
#[test]
fn a_window_may_get_its_size_later() {
    let file = DemoFile::fresh();
    let mut pty = file.open_with(&[], &[], (0, 0));
    pty.wait_until(|screen| screen.alternate_screen() && screen.hide_cursor());
    pty.resize(SMALL);
    pty.wait_for(NAME);
}

#[test]
fn a_new_window_size_is_filled() {
    let file = DemoFile::fresh();
    let mut pty = started(&file, &[]);
    for (columns, rows) in [(120, 36), SMALL, (120, 36), (61, 17)] {
        pty.resize((columns, rows));
        // The worker's name ends the second row, the keys stand on the last two.
        pty.wait_until(|screen| {
            let text = |row| screen.contents_between(row, 0, row, columns).trim_end().to_string();
            text(1).ends_with("· Satu")
                && text(1).chars().count() == usize::from(columns - 1)
                && text(rows - 2).contains("Enter avaa")
        });
    }
}

#[test]
fn without_colour_the_selection_still_shows() {
    let file = DemoFile::fresh();
    let selected = |pty: &Pty| pty.screen().lines().position(|row| row.starts_with('▸')).unwrap() as u16;

    let plain = started(&file, &[("NO_COLOR", "1")]);
    assert!(plain.row_reversed(selected(&plain)));
    assert!(!plain.row_reversed(selected(&plain) + 1));
    assert_eq!(colours(&plain.raw_bytes()), [""; 0]);

    let coloured = started(&file, &[]);
    assert_ne!(colours(&coloured.raw_bytes()), [""; 0]);
}

/// The parameters of every `CSI ... m` that sets a colour, which 39 and 49, back to the terminal's own, do not.
fn colours(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        rest[end..].starts_with('m').then(|| rest[..end].to_string())
    });
    let sets = |code: &str| matches!(code.parse(), Ok(30..=38 | 40..=48 | 90..=107));
    sequences.filter(|codes| codes.split(';').any(sets)).collect()
}

#[test]
fn a_font_of_few_glyphs_gets_plain_signs() {
    let file = DemoFile::fresh();
    for env in [("TERM", "linux"), ("LC_ALL", "C")] {
        let mut pty = file.open_with(&["--lang", "fi"], &[env], SMALL);
        pty.wait_for_row("> 8-16 Klubitalo");
        pty.wait_for_row("!! ke 25.1.");
        pty.type_keys("3");
        pty.wait_for("Luovat kädet");
        pty.type_keys("fluov");
        pty.wait_for("> Luovat kädet");
        pty.type_keys("<enter>");
        pty.wait_for_row("> Harju Santeri + . .");
        pty.wait_for_row("+ läsnä ~ myöhässä e estynyt - poissa");
        let drawn = String::from_utf8(pty.raw_bytes()).unwrap();
        let lacking: Vec<_> = SIGNS.iter().filter(|sign| drawn.contains(**sign)).collect();
        assert!(lacking.is_empty(), "{env:?}: {lacking:?}");
        pty.type_keys("q");
        assert_eq!(pty.wait_exit(), 0);
    }
}

/// Unmarked, present, late, excused, no-show: without colour, in whatever font.
#[test]
fn five_kinds_of_marks_are_five_signs_everywhere() {
    for env in [("NO_COLOR", "1"), ("TERM", "linux"), ("LC_ALL", "C")] {
        let file = DemoFile::fresh();
        let mut pty = file.open_with(&["--lang", "fi"], &[env], SMALL);
        pty.wait_for(NAME);
        pty.type_keys("3");
        pty.wait_for("Arkeen voimaa");
        pty.type_keys("<enter>");
        pty.wait_for("merkitty 0/7");
        pty.type_keys(" le-");
        pty.wait_for("merkitty 4/7");
        let words = pty.words();
        let today = |name: &str| {
            let row = words.lines().find_map(|row| row.split_once(name)).unwrap();
            // The week before, then today.
            row.1.split(' ').nth(2).unwrap().to_string()
        };
        let people = ["Hirvonen Joni", "Järvinen Toni", "Koskinen Markus", "Kärkkäinen Sari", "Lahtinen Emilia"];
        let signs: HashSet<String> = people.into_iter().map(today).collect();
        assert_eq!(signs.len(), people.len(), "{env:?}: {signs:?}\n{words}");
        for (sign, mark) in
            [0, 1, 2, 3].map(|at| today(people[at])).iter().zip(["läsnä", "myöhässä", "estynyt", "poissa"])
        {
            assert!(words.contains(&format!("{sign} {mark}")), "{env:?}: what {sign} means is told\n{words}");
        }
        if env.0 == "NO_COLOR" {
            assert_eq!(colours(&pty.raw_bytes()), [""; 0]);
        }
    }
}

#[test]
fn what_is_no_screen_gets_one_sentence() {
    let file = DemoFile::fresh();
    let mut pty = file.open_with(&[], &[("TERM", "dumb")], (200, 24));
    assert_eq!(pty.wait_exit(), 1);
    assert!(!pty.raw_bytes().contains(&0x1b));
    let said = pty.screen().trim().to_string();
    assert!(said.starts_with("rinnalla: Tällä päätteellä (TERM=dumb) ei voi piirtää näyttöä."), "{said}");
    assert_eq!(said.lines().count(), 1);

    let mut command = Command::new(env!("CARGO_BIN_EXE_rinnalla"));
    command.arg("--db").arg(file.path()).args(["--lang", "fi"]).stdin(Stdio::null());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("rinnalla: Ohjelma tarvitsee päätteen."), "{said}");
    assert_eq!(said.lines().count(), 1);
}

#[test]
fn stops_and_goes_on() {
    let file = DemoFile::fresh();
    let mut pty = started(&file, &[]);
    for _ in 0..2 {
        pty.signal(Signal::TSTP);
        pty.wait_stopped();
        pty.wait_until(|screen| !screen.alternate_screen());
        assert_left(&pty);
        pty.signal(Signal::CONT);
        pty.wait_until(|screen| screen.alternate_screen() && screen.contents().contains(NAME));
    }
    pty.type_keys("2");
    pty.wait_for("Asiakkaat · omat");
    pty.type_keys("q");
    assert_eq!(pty.wait_exit(), 0);
    assert_left(&pty);
}

/// A slow line delivers a key in pieces; a lone Esc is a key all the same.
#[test]
fn keys_arrive_whole_however_they_are_split() {
    let file = DemoFile::fresh();
    let mut pty = started(&file, &[]);
    pty.wait_for_row("▸ 8–16 Klubitalo");
    pty.send(b"\x1b[");
    pty.send(b"B");
    pty.wait_for_row("▸ 12.30–14.30 Arjen taidot");
    pty.type_keys("2");
    pty.wait_for("Asiakkaat · omat");
    pty.type_keys("<esc>");
    pty.wait_for_row("▸ 12.30–14.30 Arjen taidot");
}

/// A line that stalls delivers what was typed meanwhile at once: text for a form is text, whatever it means elsewhere.
#[test]
fn keys_that_come_at_once_are_done_one_after_the_other() {
    let file = DemoFile::fresh();
    let mut pty = started(&file, &[]);
    pty.type_keys("3<enter>--av");
    pty.wait_for("lista suljettu");
    pty.type_keys("<enter>nuusi numero, q ja 1<c-s>");
    pty.wait_for("Tallennettu");
    assert_eq!(file.read("SELECT body FROM note ORDER BY id DESC LIMIT 1"), ["uusi numero, q ja 1"]);
    let marks = "SELECT count(*) || ' ' || sum(t.mark = 'no_show') FROM attendance t JOIN session s ON s.id = t.session_id \
        WHERE s.on_day = '2017-02-06' AND s.register_closed IS NOT NULL";
    assert_eq!(file.read(marks), ["7 2"]);
}

/// The one test that needs time to pass: the longer, the stricter.
#[test]
fn idles_without_a_wakeup() {
    let file = DemoFile::fresh();
    let mut pty = started(&file, &[]);
    type_note(&mut pty, "Kesken");
    file.wait_for_draft("Kesken");
    let used = |pty: &Pty| (pty.wakeups(), pty.cpu_ticks(), pty.raw_bytes().len());
    let mut before = used(&pty);
    pty::wait_while(|| {
        thread::sleep(Duration::from_millis(200)); // the threads go to sleep
        let busy = used(&pty) != before;
        before = used(&pty);
        busy
    });
    thread::sleep(Duration::from_secs(2));
    assert_eq!(used(&pty), before);
}

/// What a lost bell costs: a look every ten seconds, and nothing that anybody sees.
#[test]
fn looks_by_itself_less_than_once_in_five_seconds() {
    let file = DemoFile::fresh();
    let pty = started(&file, &[]);
    thread::sleep(Duration::from_secs(1));
    let (wakeups, bytes) = (pty.wakeups(), pty.raw_bytes().len());
    thread::sleep(Duration::from_secs(20));
    assert_eq!(pty.raw_bytes().len(), bytes);
    assert!(pty.wakeups() - wakeups <= 4, "{} wakeups in 20 s", pty.wakeups() - wakeups);
}

/// Tells this test program that it is the one in the terminal.
const INSIDE: &str = "INSIDE_THE_TERMINAL";

#[test]
fn a_panic_on_any_thread_leaves_without_data() {
    let program = std::env::current_exe().unwrap();
    let args = ["--exact", "panics_on_another_thread", "--ignored", "--nocapture"];
    let mut pty = Pty::spawn_program(&program, &args, &[(INSIDE, "1")], SMALL);
    assert_eq!(pty.wait_exit(), 101);
    assert_left(&pty);
    assert!(pty.screen().contains("Ohjelma pysähtyi. (tests/terminal.rs:"), "{}", pty.screen());
    let bytes = String::from_utf8(pty.raw_bytes()).unwrap();
    assert!(bytes.contains(NAME) && !bytes.contains("salainen"), "drawn, but not told by the panic");
}

/// The program has no way to panic on purpose, so this plays it: its hook, its screen, and a thread that fails.
#[test]
#[ignore = "runs in the terminal of `a_panic_on_any_thread_leaves_without_data`"]
fn panics_on_another_thread() {
    if std::env::var_os(INSIDE).is_none() {
        return;
    }
    screen::install_panic_hook("Ohjelma pysähtyi.".into());
    let mut screen = Screen::enter(Caps::detect(|name| std::env::var(name).ok())).unwrap();
    screen.draw(|frame| frame.render_widget(NAME, frame.area())).unwrap();
    let _ = thread::spawn(|| panic!("salainen {NAME}")).join();
}
