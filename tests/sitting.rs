//! A counsellor's sitting: the real program on the demo's file, in a real pseudo-terminal, key by key.

#[path = "support/demo_file.rs"]
pub mod demo_file;
#[path = "support/pty.rs"]
pub mod pty;

use chrono::{Datelike, NaiveDate};
use demo_file::{DemoFile, SMALL};
use pty::{Pty, Signal};
use serde_json::Value;

/// Room for the timeline beside the card, and for whole names.
const LARGE: (u16, u16) = (120, 36);

/// The Thursday of the demo's week, on which *Luovat kädet* meets.
const THURSDAY: &[&str] = &["--today", "2017-02-09"];

fn sit_down(file: &DemoFile, args: &[&str], size: (u16, u16)) -> Pty {
    let pty = file.open_with(args, &[], size);
    pty.wait_for("Kerrat tänään");
    pty
}

/// From any screen to the card of a client whom nobody shares the name with.
fn open_card(pty: &mut Pty) {
    pty.type_keys("/hama");
    pty.wait_for("▸ Hämäläinen Päivi");
    pty.type_keys("<enter>");
    pty.wait_for_row("vireilletulo");
}

/// From any screen to a new note on that client.
fn begin_note(pty: &mut Pty) {
    open_card(pty);
    pty.type_keys("n");
    pty.wait_for("Uusi kirjaus: Hämäläinen Päivi");
    pty.wait_for("▸ Kirjaus");
}

/// From a screen of the menu to the roster of *Luovat kädet* in the week of today.
fn open_roster(pty: &mut Pty) {
    pty.type_keys("3");
    pty.wait_for("Luovat kädet");
    pty.type_keys("fluov");
    pty.wait_for("▸ Luovat kädet");
    pty.type_keys("<enter>");
    pty.wait_for("▸ Harju Santeri");
}

/// Rows that begin like these, one below the other, with others between them or not.
#[track_caller]
fn assert_rows(pty: &Pty, beginnings: &[&str]) {
    let words = pty.words();
    let mut rows = words.lines();
    for beginning in beginnings {
        let found = rows.any(|row| row.trim_start_matches("▸ ").starts_with(beginning));
        assert!(found, "no row {beginning:?} in its place:\n{}", pty.screen());
    }
}

fn notes(file: &DemoFile) -> Vec<String> {
    file.read("SELECT body FROM note WHERE client_id IN (SELECT id FROM client WHERE family_name = 'Hämäläinen')")
}

#[test]
fn the_day_opens_on_today() {
    let file = DemoFile::fresh();
    let mut pty = sit_down(&file, &[], SMALL);
    assert_rows(
        &pty,
        &[
            "1 Tänään 2 Asiakk… 3 Ryhmät 4 Arvioi… 5 Kalent… 6 Palvel… 7 Tilast… 8 Toimis…",
            "Tänään · omat ma 6.2.2017 · vk 6 · Satu",
            "Kerrat tänään",
            "8–16 Klubitalo: avoin päivätoiminta",
            "Myöhässä 8",
            "‼ ke 25.1. omatyöntekijä nimeämättä Kokkonen Sanna laki SHL 42 § 12 pv",
            "Tällä viikolla 6",
        ],
    );
    pty.type_keys("q");
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn opens_in_each_language() {
    let file = DemoFile::fresh();
    for (lang, title) in [("fi", "Tänään · omat"), ("sv", "Idag · mina"), ("en", "Today · mine")] {
        let pty = file.open_with(&["--lang", lang], &[], SMALL);
        pty.wait_for(title);
    }
}

#[test]
fn a_few_letters_open_a_card() {
    let file = DemoFile::fresh();
    let mut pty = sit_down(&file, &[], SMALL);
    for letters in ["hämä", "hama"] {
        pty.type_keys("/");
        pty.type_keys(letters);
        pty.wait_for("Haku · 2 osumaa");
        pty.type_keys("<enter>");
        pty.wait_for_row("Hämäläinen Päivi, 51 v");
        pty.wait_for_row("Seuraava ke 8.2. 9–11.30 Hyvän mielen arki");
        pty.type_keys("<esc>");
        pty.wait_for("Haku · 2 osumaa");
        pty.type_keys("<esc>");
        pty.wait_for("Tänään · omat");
    }
}

#[test]
fn the_week_of_the_programme() {
    let file = DemoFile::fresh();
    let mut pty = sit_down(&file, &[], SMALL);
    pty.type_keys("5");
    pty.wait_for("vk 6 · 6.–12.2.2017 · 10 kertaa, peruttu 1");
    assert_rows(
        &pty,
        &[
            "ma 6.2. 8–16 Klubitalo: avoin päivätoiminta",
            "ti 7.2. 8–16 Klubitalo: avoin päivätoiminta",
            "14–15 Liikuntailtapäivä: keilaus",
            "ke 8.2. 8–16 Klubitalo: avoin päivätoiminta",
            "9–11.30 Hyvän mielen arki (alkaa)",
            "9–12 Sosiaaliohjaajan vastaanotto (…",
            "13–15 Yhdistysten olohuone (e… Peruuntui",
            "to 9.2. 8–16 Klubitalo: avoin päivätoiminta",
            "10–12 Luovat kädet",
            "pe 10.2. 8–14 Klubitalo: avoin päivätoiminta",
            "la 11.2. –",
        ],
    );
}

#[test]
fn every_screen_of_the_menu_opens_and_esc_leads_back() {
    let titles = [
        "Tänään · omat",
        "Asiakkaat · omat",
        "Ryhmät ja toiminta",
        "Arvioinnit · omat",
        "vk 6 · 6.–12.2.2017",
        "Palvelut ja toiminta",
    ];
    let file = DemoFile::fresh();
    let mut pty = sit_down(&file, &[], SMALL);
    for (key, title) in (1..).zip(titles) {
        pty.type_keys(&key.to_string());
        pty.wait_for(title);
    }
    for title in titles.iter().rev().skip(1) {
        pty.type_keys("<esc>");
        pty.wait_for(title);
    }
    pty.type_keys("<esc>");
    pty.wait_for("Tämä on ensimmäinen näkymä.");
}

/// A mark is on the disk before it is drawn: whoever has seen it finds it again.
#[test]
fn a_mark_that_was_seen_survives_kill_9() {
    let file = DemoFile::fresh();
    let mut pty = sit_down(&file, THURSDAY, SMALL);
    open_roster(&mut pty);
    pty.wait_for_row("merkitty 0/15");
    pty.type_keys("+-");
    pty.wait_for_row("Harju Santeri ● ● ·");
    pty.wait_for_row("Hirvonen Joni ● ○ ·");
    pty.kill9();

    let mut pty = sit_down(&file, THURSDAY, SMALL);
    open_roster(&mut pty);
    pty.wait_for_row("Harju Santeri ● ● ·");
    pty.wait_for_row("Hirvonen Joni ● ○ ·");
    pty.wait_for_row("merkitty 2/15");
    assert_eq!(file.read("PRAGMA integrity_check"), ["ok"]);
}

#[test]
fn a_session_to_come_takes_only_excuses() {
    let file = DemoFile::fresh();
    let mut pty = sit_down(&file, &[], SMALL);
    open_roster(&mut pty);
    pty.type_keys("+");
    pty.wait_for("Kerta 9.2. ei ole vielä ollut. Estyneen (e) voi merkitä jo nyt.");
    pty.type_keys("e");
    pty.wait_for_row("Harju Santeri ● e ·");
    pty.type_keys("u");
    pty.wait_for("Kumottu: läsnäolomerkintä");
    pty.wait_for_row("Harju Santeri ● · ·");
}

#[test]
fn a_colleagues_mark_appears_without_a_key() {
    let file = DemoFile::fresh();
    let [mut mine, mut theirs] = [(); 2].map(|()| sit_down(&file, THURSDAY, SMALL));
    open_roster(&mut mine);
    open_roster(&mut theirs);
    theirs.type_keys("l");
    mine.wait_for_row("Harju Santeri ● ◐ ·");
    mine.wait_for_row("merkitty 1/15");
}

#[test]
fn a_note_is_saved_and_taken_back() {
    let file = DemoFile::fresh();
    let before = notes(&file);
    let mut pty = sit_down(&file, &[], LARGE);
    begin_note(&mut pty);
    pty.type_keys("Sovittiin tapaaminen.<enter>Tulee bussilla.<c-s>");
    pty.wait_for("Tallennettu. u kumoaa.");
    pty.wait_for("Tulee bussilla.");
    assert_eq!(notes(&file).len(), before.len() + 1);
    assert!(notes(&file).contains(&"Sovittiin tapaaminen.\nTulee bussilla.".to_string()));

    pty.type_keys("u");
    pty.wait_for("Kumottu: kirjaus");
    pty.wait_until(|screen| !screen.contents().contains("Tulee bussilla."));
    assert_eq!(notes(&file), before);
}

#[test]
fn a_half_typed_note_outlives_kill_9_and_is_taken_up_again() {
    let file = DemoFile::fresh();
    let mut pty = sit_down(&file, &[], SMALL);
    begin_note(&mut pty);
    pty.type_keys("Soitti, ei");
    file.wait_for_draft("Soitti, ei");
    pty.kill9();

    let mut pty = sit_down(&file, &[], SMALL);
    assert_rows(&pty, &["Kesken jäänyt 1"]);
    pty.wait_for_row("Uusi kirjaus Hämäläinen Päivi");
    pty.type_keys("<enter>");
    pty.wait_for("Keskeneräinen luonnos");
    pty.type_keys(" vastannut<c-s>");
    pty.wait_for("Tallennettu. u kumoaa.");
    pty.wait_until(|screen| !screen.contents().contains("Kesken jäänyt"));
    assert!(notes(&file).contains(&"Soitti, ei vastannut".to_string()));
    assert_eq!(file.drafts(), [""; 0]);
}

/// As when the connection drops, the machine goes down, or somebody quits in the middle of a sentence.
#[test]
fn every_way_out_keeps_every_letter_that_was_seen() {
    let text = "Kertoi, että yöt ovat menneet paremmin ja että hän on";
    for (signal, code) in [(Some(Signal::HUP), 129), (Some(Signal::TERM), 143), (None, 0)] {
        let file = DemoFile::fresh();
        let mut pty = sit_down(&file, &[], LARGE);
        begin_note(&mut pty);
        pty.type_keys(text);
        pty.wait_for(text);
        match signal {
            Some(signal) => pty.signal(signal),
            None => pty.type_keys("<c-q>"),
        }
        assert_eq!(pty.wait_exit(), code);
        assert_eq!(file.drafts(), [text]);
    }
}

#[test]
fn pasted_text_acts_as_no_key() {
    let file = DemoFile::fresh();
    let before = notes(&file);
    let mut pty = sit_down(&file, &[], SMALL);
    pty.paste("q\r2\r");
    pty.wait_for("Liitettyä tekstiä ei voi panna tähän.");

    begin_note(&mut pty);
    pty.paste("a\x1b[A\rq\x13\r\x1b]0;x\x07y\u{202e}\u{200b}");
    pty.wait_for_row("]0;xy");
    assert_rows(&pty, &["Uusi kirjaus: Hämäläinen Päivi", "Kirjaus * a[A", "q", "]0;xy"]);
    pty.type_keys("<esc>");
    pty.wait_for("Luonnos on tallessa");
    file.wait_for_draft("a[A\nq\n]0;xy");
    assert_eq!(notes(&file), before);
}

#[test]
fn a_stale_save_is_refused_and_loses_no_letter() {
    let file = DemoFile::fresh();
    let [mut mine, mut theirs] = [(); 2].map(|()| sit_down(&file, &[], SMALL));
    for pty in [&mut mine, &mut theirs] {
        open_card(pty);
        pty.type_keys("e");
        pty.wait_for_row("▸ Sukunimi * Hämäläinen");
    }
    theirs.type_keys("-Koski<c-s>");
    theirs.wait_for("Tallennettu. u kumoaa.");
    mine.type_keys("-Niemi<c-s>");
    mine.wait_for("Tiedot ovat muuttuneet");
    mine.wait_for("Hämäläinen-Niemi");
    let names = file.read("SELECT family_name FROM client WHERE family_name LIKE 'Hämäläinen-%'");
    assert_eq!(names, ["Hämäläinen-Koski"]);
}

#[test]
fn the_agenda_is_the_calendar() {
    let file = DemoFile::fresh();
    let agenda = file.json(&["agenda", "--week", "2017-W06"]);
    // Wide enough for the names, too narrow for the grid of hours.
    let mut pty = sit_down(&file, &[], (108, 36));
    pty.type_keys("5");
    let held = agenda.iter().filter(|session| session["standing"] == "planned").count();
    pty.wait_for(&format!("vk 6 · 6.–12.2.2017 · {held} kertaa, peruttu {}", agenda.len() - held));
    let words = pty.words();
    let mut rows = words.lines();
    let mut day = "";
    for session in &agenda {
        let [date, start, name] = ["date", "start", "activity"].map(|key| session[key].as_str().unwrap());
        // Only the first session of a day has the day before its times.
        let beginning = if date == day { clock(start) } else { format!("{} {}", day_of(date), clock(start)) };
        let is_it = |row: &str| row.contains(&format!("{beginning}–")) && row.contains(&format!(" {name}"));
        assert!(rows.any(is_it), "{date} {start} {name} is not in its place:\n{}", pty.screen());
        day = date;
    }
}

/// "2017-02-06" as the screen has it: "6.2."
fn day_of(date: &str) -> String {
    let date: NaiveDate = date.parse().unwrap();
    format!("{}.{}.", date.day(), date.month())
}

/// "09:00" as the screen has it: "9", and "12:30" as "12.30".
fn clock(time: &str) -> String {
    time.trim_start_matches('0').replace(':', ".").replace(".00", "")
}

/// *Today* of everybody in a window that it fits in, against the same lines for programs.
#[test]
fn what_is_due_is_what_today_shows() {
    let file = DemoFile::fresh();
    let due = file.json(&["due"]);
    let days = |line: &Value| line["days_left"].as_i64().unwrap();
    // What there is to look at stands apart: without days left, or with more of them than other lines are told by.
    let is = |line: &Value, rules: &[&str]| rules.contains(&line["rule"].as_str().unwrap());
    let ending = ["purchased-period", "decision-ending", "non-disclosure"];
    let is_ahead = |line: &&Value| is(line, &ending) && days(line) > 7;
    let (notices, dated): (Vec<&Value>, Vec<&Value>) =
        due.iter().partition(|line| is(line, &["missed-twice", "free-seat", "no-contact"]) || is_ahead(line));
    let late = dated.iter().filter(|line| days(line) < 0).count();
    let soon = dated.iter().filter(|line| (0..=7).contains(&days(line))).count();
    let pending = dated.iter().filter(|line| days(line) > 7 && line["rule"] == "execution");
    let near = dated.iter().filter(|line| days(line) <= 7);
    let shown = near.chain(notices.iter().filter(|line| is_ahead(line))).chain(pending);

    let mut pty = sit_down(&file, &[], (120, 100));
    pty.type_keys("o");
    pty.wait_for("Tänään · kaikki");
    let counts = [format!("Myöhässä {late}"), format!("Tällä viikolla {soon}"), format!("Huomaa {}", notices.len())];
    assert_rows(&pty, &counts.each_ref().map(String::as_str));
    let words = pty.words();
    let mut rows = words
        .lines()
        .filter(|row| row.starts_with(['‼', '·', '▸']) && (row.ends_with(" pv") || row.ends_with(" tänään")));
    for line in shown {
        // The name of an activity may be longer than its column.
        let whom: String = line["client"].as_str().or(line["activity"].as_str()).unwrap().chars().take(27).collect();
        let day = day_of(line["date"].as_str().unwrap());
        let row = rows.next().unwrap_or_default();
        for part in [
            whom.as_str(),
            &format!(" {day} "),
            &if days(line) == 0 { " tänään".into() } else { format!(" {} pv", days(line).abs()) },
        ] {
            assert!(row.contains(part), "{part:?} of {line} is not in {row:?}");
        }
    }
    assert_eq!(rows.next(), None);
}
