//! The real binary on real files: what it prints, how it exits, and what it leaves alone.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use chrono::{NaiveDate, NaiveTime, Weekday};
use rinnalla::domain::activity::{ActivityFields, Kind, Terms, Tier, Timetable};
use rinnalla::domain::attendance::Slot;
use rinnalla::domain::client::ClientFields;
use rinnalla::domain::episode::{EpisodeFields, EpisodeState};
use rinnalla::domain::ids::{ActivityId, ClientId, WorkerId};
use rinnalla::domain::note::NoteFields;
use rinnalla::domain::recurrence::{Pattern, Series};
use rinnalla::domain::worker::Role;
use rinnalla::store::change::{Change, Made};
use rinnalla::store::request::{Answer, Query};
use rinnalla::store::{Store, activities, workers};
use serde_json::{Value, json};

const TODAY: &str = "2017-02-06";

/// A folder with room for one file of ours.
struct Desk {
    folder: tempfile::TempDir,
}

struct Said {
    code: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap() }
    }

    fn with_file() -> Desk {
        let desk = Desk::new();
        assert_eq!(desk.run(["init"]).code, 0);
        desk
    }

    fn db(&self) -> PathBuf {
        self.folder.path().join("team.db")
    }

    fn store(&self) -> Store {
        Store::open(&self.db()).unwrap()
    }

    /// In English, on a day of 2017, on this desk's file.
    fn command(&self) -> Command {
        let mut command = bare();
        command.arg("--db").arg(self.db()).args(["--lang", "en", "--today", TODAY]);
        command
    }

    fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Said {
        said(self.command().args(args))
    }

    fn json(&self, args: &[&str]) -> Value {
        let said = self.run(args.iter().chain(&["--format", "json"]));
        assert_eq!((said.code, said.err.as_str()), (0, ""));
        serde_json::from_str(&said.out).unwrap()
    }
}

fn bare() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rinnalla"));
    command.env_remove("RINNALLA_DB").env("LC_ALL", "C").stdin(Stdio::null());
    command
}

fn said(command: &mut Command) -> Said {
    let Output { status, stdout, stderr } = command.output().unwrap();
    Said {
        code: status.code().expect("an exit, not a signal"),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// Refused with one sentence that says what to do, nothing printed, the file as it was.
fn refused_and_untouched(desk: &Desk, args: &[&str], says: &str) {
    let before = listing(desk.folder.path());
    let said = desk.run(args);
    assert_eq!((said.code, said.out.as_str()), (1, ""), "{}", said.err);
    assert!(said.err.starts_with("rinnalla: ") && said.err.contains(says), "{}", said.err);
    assert_eq!(said.err.lines().count(), 1, "{}", said.err);
    assert_eq!(listing(desk.folder.path()), before);
}

/// Every file of a folder, byte for byte.
fn listing(folder: &Path) -> Vec<(PathBuf, Option<Vec<u8>>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.map(|path| (path.clone(), fs::read(path).ok())).collect();
    files.sort();
    files
}

// ---------------------------------------------------------------- the file

#[test]
fn a_new_file_is_sound_and_its_maker_its_admin() {
    let desk = Desk::new();
    let made = desk.run(["init"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.contains("team.db is made"), "{}", made.out);
    let checked = desk.run(["check"]).out;
    assert!(checked.starts_with("The file is sound.\nThe log is whole: "), "{checked}");
    assert_eq!(desk.json(&["check"]), json!([]));
    let workers = desk.json(&["worker", "list"]);
    let me = uzers::get_user_by_uid(uzers::get_current_uid()).unwrap();
    assert_eq!(workers.as_array().unwrap().len(), 1);
    assert_eq!(workers[0]["login"], json!(me.name().to_string_lossy()));
    assert_eq!((&workers[0]["role"], &workers[0]["state"]), (&json!("admin"), &json!("active")));
}

#[test]
fn what_is_there_already_is_never_replaced() {
    let desk = Desk::with_file();
    refused_and_untouched(&desk, &["init"], "not replaced");
    let other = Desk::new();
    fs::write(other.db(), "Maanantai: soita Villelle.\n").unwrap();
    refused_and_untouched(&other, &["init"], "not replaced");
}

#[test]
fn a_file_that_is_there_says_how_it_is_opened() {
    let desk = Desk::with_file();
    let command = format!("open it with ‘rinnalla --db {}’", desk.db().display());
    refused_and_untouched(&desk, &["init"], &command);
    let usual = said(bare().env("RINNALLA_DB", desk.db()).args(["--lang", "en", "init"]));
    assert!(usual.code == 1 && usual.err.ends_with("open it with ‘rinnalla’.\n"), "{}", usual.err);
}

#[test]
fn who_makes_the_file_may_give_a_name() {
    let desk = Desk::new();
    assert_eq!(desk.run(["init", "--name", "Satu  Saari"]).code, 0);
    assert_eq!(desk.json(&["worker", "list"])[0]["name"], "Satu Saari");
}

/// As after a kill between the making of the file and the entry of its first worker.
#[test]
fn a_file_without_a_worker_is_completed() {
    let desk = Desk::new();
    drop(Store::create(&desk.db()).unwrap());
    assert_eq!(desk.run(["worker", "list"]).code, 1);
    assert_eq!(desk.run(["init"]).code, 0);
    assert_eq!(desk.json(&["worker", "list"])[0]["role"], "admin");
    assert_eq!(desk.run(["init"]).code, 1);
}

#[test]
fn a_demo_that_is_kept_says_how_it_is_opened_and_is_not_replaced() {
    let desk = Desk::new();
    let file = desk.folder.path().join("the demo.db");
    let keep = |lang: &str| said(bare().args(["--lang", lang, "demo", "--keep"]).arg(&file));
    let made = keep("en");
    let command = format!("‘rinnalla --db '{}' --today 2017-02-06’", file.display());
    assert!(made.code == 0 && made.out.contains(&command), "{}{}", made.out, made.err);
    assert_eq!(said(bare().arg("--db").arg(&file).args(["--today", "2017-02-06", "due"])).code, 0);
    let before = listing(desk.folder.path());
    let again = keep("fi");
    assert!(again.code == 1 && again.err.contains("valinnalle --keep"), "{}", again.err);
    assert_eq!(listing(desk.folder.path()), before);
}

#[test]
fn a_demo_that_does_not_fit_on_the_disk_leaves_nothing() {
    let desk = Desk::new();
    // The limit of a file's size stands for the end of the disk; its signal is ignored, as a full disk sends none.
    let script = "trap '' XFSZ; ulimit -f 300; exec \"$0\" --lang en demo --keep \"$1\"";
    let mut shell = Command::new("sh");
    shell.args(["-c", script, env!("CARGO_BIN_EXE_rinnalla")]).arg(desk.db()).env_remove("RINNALLA_DB");
    let cut_short = said(&mut shell);
    assert!(cut_short.code == 1 && !cut_short.err.is_empty(), "{}{}", cut_short.out, cut_short.err);
    assert_eq!(listing(desk.folder.path()), []);
}

#[test]
fn each_fault_of_an_import_stands_on_its_own_line() {
    let desk = Desk::with_file();
    let file = desk.folder.path().join("asiakkaat.csv");
    fs::write(&file, "tunnus;sukunimi;etunimi;turvakielto\n17-1;A;B;ehkä\n17-2;C;\u{1b}[31mD;joskus\n").unwrap();
    let refused = said(desk.command().args(["import", "clients"]).arg(&file));
    let lines: Vec<&str> = refused.err.lines().collect();
    assert_eq!((refused.code, lines.len()), (1, 3), "{}", refused.err);
    assert!(lines[0].starts_with("rinnalla: ") && lines[0].ends_with("2 faults, nothing was saved."), "{}", lines[0]);
    assert!(lines[1].contains("line 2, column turvakielto: ") && lines[2].contains("line 3, column turvakielto: "));
}

#[test]
fn a_missing_file_is_not_made_in_passing() {
    let desk = Desk::new();
    for args in [&["check"] as &[&str], &["due"], &["agenda"], &["roster", "x"], &["find", "x"], &["worker", "list"]] {
        refused_and_untouched(&desk, args, "rinnalla init");
    }
}

#[test]
fn a_missing_folder_is_not_made_for_a_named_file() {
    let desk = Desk::new();
    let nowhere = desk.folder.path().join("no/such/team.db");
    let said = said(bare().args(["--lang", "en", "--db"]).arg(&nowhere).arg("init"));
    assert_eq!(said.code, 1);
    assert!(said.err.contains("check that the folder is there"), "{}", said.err);
    assert_eq!(listing(desk.folder.path()), []);
}

#[test]
fn a_file_of_a_newer_program_is_left_alone() {
    let desk = Desk::with_file();
    let conn = rusqlite::Connection::open(desk.db()).unwrap();
    conn.pragma_update(None, "user_version", 99).unwrap();
    drop(conn);
    refused_and_untouched(&desk, &["due"], "file version 99");
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let desk = Desk::new();
    fs::write(desk.db(), "family_name,given_name\nHämäläinen,Ville\n".repeat(100)).unwrap();
    refused_and_untouched(&desk, &["due"], "not a file of Rinnalla");

    let desk = Desk::new();
    let conn = rusqlite::Connection::open(desk.db()).unwrap();
    conn.execute_batch("CREATE TABLE t(x); INSERT INTO t VALUES(1)").unwrap();
    drop(conn);
    refused_and_untouched(&desk, &["due"], "not a file of Rinnalla");

    let desk = Desk::new();
    fs::create_dir(desk.db()).unwrap();
    refused_and_untouched(&desk, &["due"], "not a file of Rinnalla");
    refused_and_untouched(&desk, &["init"], "not replaced");
}

#[test]
fn a_file_or_folder_that_cannot_be_written_says_so() {
    // Nothing is read-only to root.
    if uzers::get_effective_uid() == 0 {
        return;
    }
    for what in ["team.db", "."] {
        let desk = Desk::with_file();
        let locked = desk.folder.path().join(what);
        let rights = fs::metadata(&locked).unwrap().permissions();
        let mut read_only = rights.clone();
        read_only.set_readonly(true);
        fs::set_permissions(&locked, read_only).unwrap();
        refused_and_untouched(&desk, &["due"], "cannot be written");
        fs::set_permissions(&locked, rights).unwrap();
        assert_eq!(desk.run(["due"]).code, 0);
    }
}

#[test]
fn a_broken_reference_is_a_fault() {
    let desk = Desk::with_file();
    let conn = rusqlite::Connection::open(desk.db()).unwrap();
    // As a stray tool would do it, past the log's triggers, on a table that has none.
    conn.pragma_update(None, "foreign_keys", false).unwrap();
    conn.execute("INSERT INTO draft VALUES(77, 'note', 0, NULL, '{}', '2017-02-06T10:00:00Z', 1)", []).unwrap();
    drop(conn);
    let found = desk.run(["check", "--format", "json"]);
    assert_eq!(found.code, 1);
    assert!(found.err.contains("faults (1)"), "{}", found.err);
    let faults: Value = serde_json::from_str(&found.out).unwrap();
    assert!(faults[0]["fault"].as_str().unwrap().contains("draft"), "{faults}");
}

#[test]
fn the_environment_names_the_file_and_the_argument_comes_before_it() {
    let desk = Desk::with_file();
    let elsewhere = desk.folder.path().join("elsewhere.db");
    assert_eq!(said(bare().env("RINNALLA_DB", desk.db()).arg("check")).code, 0);
    assert_eq!(said(bare().env("RINNALLA_DB", &elsewhere).arg("check")).code, 1);
    assert_eq!(said(bare().env("RINNALLA_DB", &elsewhere).arg("check").arg("--db").arg(desk.db())).code, 0);
}

#[test]
fn without_a_name_the_file_is_in_ones_own_data_folder() {
    // On a server the one file of the team comes first.
    if Path::new("/var/lib/rinnalla").exists() {
        return;
    }
    let desk = Desk::new();
    let run = |command: &str| said(bare().env("XDG_DATA_HOME", desk.folder.path()).arg(command));
    assert_eq!(run("init").code, 0);
    assert!(desk.folder.path().join("rinnalla/rinnalla.db").is_file());
    assert_eq!(run("check").code, 0);
}

// ---------------------------------------------------------------- usage

#[test]
fn wrong_usage_is_two() {
    let desk = Desk::with_file();
    let wrong: &[&[&str]] = &[
        &["frobnicate"],
        &["find"],
        &["--lang", "de", "due"],
        &["--today", "31.2.", "due"],
        &["--today", "0001-01-01", "due"],
        &["due", "--within", "soon"],
        &["due", "--within", "-1"],
        &["due", "--format", "xml"],
        &["agenda", "--week", "6", "--from", "6.2."],
        &["agenda", "--to", "6.2."],
        &["agenda", "--week", "60"],
        &["agenda", "--from", "31.2.2017"],
        &["agenda", "--from", "7.2.", "--to", "6.2."],
        &["roster"],
        &["roster", "x", "--week", "60"],
        &["roster", "x", "--paper", "--format", "csv"],
        &["worker", "add"],
        &["worker", "add", "two words"],
        &["worker", "add", "x", "--role", "king"],
    ];
    for args in wrong {
        let said = said(bare().arg("--db").arg(desk.db()).args(*args));
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?}");
        assert!(!said.err.is_empty(), "{args:?}");
    }
}

#[test]
fn the_day_may_be_written_the_finnish_way_but_with_its_year() {
    let desk = Desk::with_file();
    let on = |day: &str| said(bare().arg("--db").arg(desk.db()).args(["--lang", "fi", "--today", day, "due"]));
    for day in ["2017-02-06", "6.2.2017"] {
        assert_eq!(on(day).code, 0, "{day}");
    }
    for day in ["6.2.", "31.2.2017", "31.2.", "ti", "1.1.1800"] {
        let refused = on(day);
        assert_eq!(refused.code, 2, "{day}");
        assert!(refused.err.contains(day) && refused.err.contains("2017-02-06 tai 6.2.2017"), "{}", refused.err);
    }
}

#[test]
fn help_and_refusals_speak_the_users_language() {
    let desk = Desk::new();
    for (lang, helps, refuses) in [
        ("fi_FI.UTF-8", "Käyttö: rinnalla agenda", "Tiedostoa ei ole"),
        ("sv_FI.UTF-8", "Användning: rinnalla agenda", "Filen finns inte"),
        ("en_GB.UTF-8", "Usage: rinnalla agenda", "There is no file"),
    ] {
        let run = |args: &[&str]| said(bare().env("LC_ALL", lang).arg("--db").arg(desk.db()).args(args));
        let help = run(&["agenda", "--help"]);
        assert!(help.code == 0 && help.out.contains(helps), "{}", help.out);
        let refused = run(&["agenda"]);
        assert!(refused.code == 1 && refused.err.contains(refuses), "{}", refused.err);
    }
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let desk = Desk::with_file();
    for args in [&["worker", "list"] as &[&str], &["agenda", "--format", "csv"], &["due", "--format", "json"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ended = desk.command().args(args).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        assert_eq!((ended.status.code(), ended.stderr.as_slice()), (Some(0), b"".as_slice()), "{args:?}");
    }
}

// ---------------------------------------------------------------- the lists

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn clock(hour: u32, minute: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, minute, 0)
}

fn client(store: &mut Store, family: &str, given: &str, state: EpisodeState, since: &str) -> ClientId {
    let opened = (state == EpisodeState::Open).then(|| day(since));
    let episode = EpisodeFields { state, opened, service_began: opened, ..EpisodeFields::pending(day(since)) };
    let fields = ClientFields {
        reference: family.into(),
        family_name: family.into(),
        given_name: given.into(),
        birth_date: Some(day("1991-04-12")),
        phone: Some("050 000 0000".into()),
        ..ClientFields::default()
    };
    let own_worker = opened.map(|_| store.worker());
    match store
        .change(&Change::AddClient { fields, proposed: false, episode: Some(episode), own_worker }, None)
        .unwrap()
    {
        Made::Client(id) => id,
        _ => unreachable!("a new client"),
    }
}

fn activity(store: &mut Store, name: &str, weekday: Weekday, counts_only: bool) -> ActivityId {
    let fields = ActivityFields {
        name: name.into(),
        tier: Tier::Partnership,
        kind: Kind::Group,
        provider: None,
        partner: None,
        place: Some("Klubitalo".into()),
        capacity_min: None,
        capacity_max: (!counts_only).then_some(16),
        seats: None,
        slot_minutes: None,
        first_day: None,
        last_day: None,
        needs_booking: false,
        counts_only,
        remarks: None,
        terms: Terms::default(),
    };
    let series = Series::new(Pattern::weekly([weekday], 1).unwrap(), Some(day("2017-01-12")), None, true).unwrap();
    let timetable = Timetable { series, starts_at: clock(10, 0), ends_at: clock(11, 30) };
    store.write(|tx| activities::insert(tx, &fields, Some(&timetable))).unwrap()
}

/// Two clients, two groups, one colleague.
fn caseload() -> (Desk, Store) {
    let desk = Desk::with_file();
    let mut store = desk.store();
    store.sign_in(WorkerId(1));
    let colleague = store.write(|tx| workers::add(tx, "colleague", "Colleague", Role::Worker)).unwrap();
    let ville = client(&mut store, "Hämäläinen", "Ville", EpisodeState::Open, "2017-01-02");
    client(&mut store, "Mäkinen", "Toivo", EpisodeState::Pending, "2016-11-30");
    activity(&mut store, "Luovat kädet", Weekday::Thu, false);
    activity(&mut store, "=Kahvila", Weekday::Fri, true);
    let note = |on: &str, what: &str| NoteFields {
        on_day: day("2017-02-01"),
        channel: "phone".into(),
        body: "Puhelu.".into(),
        follow_up_on: Some(day(on)),
        follow_up_what: Some(what.into()),
        follow_up_for: None,
    };
    store
        .change(&Change::AddNote { client: ville, fields: note("2017-02-05", "soita uudelleen"), from: None }, None)
        .unwrap();
    store.sign_in(colleague);
    store
        .change(&Change::AddNote { client: ville, fields: note("2017-02-10", "kysy kortista"), from: None }, None)
        .unwrap();
    (desk, store)
}

#[test]
fn find_tells_enough_to_know_whom_to_ask_and_no_more() {
    let (desk, _store) = caseload();
    for text in [&["hämä"] as &[&str], &["hama"], &["VILLE", "häm"], &["ville häm"], &["12.4.1991", "ville"]] {
        let found = desk.json(&[&["find"], text].concat());
        let me = desk.json(&["worker", "list"])[0]["name"].clone();
        let ville = json!({
            "type": "client", "name": "Hämäläinen Ville", "birth_date": "1991-04-12", "state": "open", "own_worker": me
        });
        assert_eq!(found, json!([ville]), "{text:?}");
    }
    let group = desk.json(&["find", "luovat"]);
    assert_eq!((&group[0]["type"], &group[0]["state"]), (&json!("activity"), &Value::Null));
    assert_eq!(desk.json(&["find", "xyzzy"]), json!([]));
    let people = desk.run(["find", "mäk"]).out;
    assert!(people.contains("12.4.1991  pending") && !people.contains("050"), "{people}");
}

#[test]
fn the_agenda_shows_the_week_and_what_is_cancelled_in_it() {
    let (desk, mut store) = caseload();
    let Answer::Calendar(calendar) =
        store.answer(&Query::Calendar { from: day("2017-02-09"), to: day("2017-02-09") }).unwrap()
    else {
        unreachable!("sessions were asked for")
    };
    let slot: Slot = calendar.sessions[0].slot;
    store.change(&Change::Cancel { slot, reason: "organisation".into() }, None).unwrap();

    let week = desk.json(&["agenda", "--week", "2017-W06"]);
    let thursday = json!({
        "date": "2017-02-09", "weekday": "thu", "start": "10:00", "end": "11:30", "activity": "Luovat kädet",
        "place": "Klubitalo", "tier": "partnership", "kind": "group", "standing": "not_held",
        "reason": "organisation", "members": 0, "capacity": 16
    });
    let friday = json!({
        "date": "2017-02-10", "weekday": "fri", "start": "10:00", "end": "11:30", "activity": "=Kahvila",
        "place": "Klubitalo", "tier": "partnership", "kind": "group", "standing": "planned",
        "reason": null, "members": null, "capacity": null
    });
    assert_eq!(week, json!([thursday, friday]));
    for asked in [&["agenda"] as &[&str], &["agenda", "--week", "vk 6"], &["agenda", "--from", "6.2."]] {
        assert_eq!(desk.json(asked), week, "{asked:?}");
    }
    let one_day = desk.json(&["agenda", "--from", "2017-02-10", "--to", "+4"]);
    assert_eq!(one_day, json!([friday]));
}

#[test]
fn the_roster_of_a_group_that_is_not_there_is_refused_with_the_names_there_are() {
    let (desk, _store) = caseload();
    let refused = desk.run(["roster", "luovta"]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert_eq!(refused.err.lines().nth(1), Some("Luovat kädet"), "{}", refused.err);
    let heads = json!([{
        "activity": "Luovat kädet", "date": "2017-02-09", "start": "10:00", "standing": "planned", "client_ref": null,
        "name": null, "member": null, "mark": null, "rate": null, "anonymous": null
    }]);
    assert_eq!(desk.json(&["roster", "luovat", "kadet"]), heads);
}

#[test]
fn a_holiday_is_on_the_agenda_by_its_name() {
    let (desk, _store) = caseload();
    let ascension = desk.json(&["agenda", "--from", "2017-05-25", "--to", "2017-05-25"]);
    assert_eq!((&ascension[0]["standing"], &ascension[0]["reason"]), (&json!("holiday"), &json!("ascension")));
    let people = desk.run(["agenda", "--from", "2017-05-25", "--to", "2017-05-25"]).out;
    assert!(people.contains("Thu 25.5.2017   10.00  11.30  Luovat kädet  Klubitalo  Ascension Day"), "{people}");
}

#[test]
fn a_name_that_a_spreadsheet_would_run_is_opened_as_text() {
    let (desk, _store) = caseload();
    let csv = desk.run(["agenda", "--format", "csv"]).out;
    assert!(csv.starts_with("date,weekday,start,end,activity,place,tier,kind,standing,reason,members,capacity\r\n"));
    assert!(csv.contains(",'=Kahvila,") && !csv.contains(",=Kahvila"), "{csv}");
    assert!(desk.run(["agenda"]).out.contains(" =Kahvila "));
}

#[test]
fn due_lines_are_those_of_the_store() {
    let (desk, store) = caseload();
    let Answer::Due(lines) = store.answer(&Query::Due { today: day(TODAY) }).unwrap() else {
        unreachable!("due lines were asked for")
    };
    let listed = desk.json(&["due"]);
    let told = |key: &str| -> Vec<String> {
        listed.as_array().unwrap().iter().map(|line| line[key].as_str().unwrap_or_default().to_string()).collect()
    };
    assert_eq!(told("date"), lines.iter().map(|line| line.day.to_string()).collect::<Vec<_>>());
    assert_eq!(told("rule"), lines.iter().map(|line| line.rule.key.to_string()).collect::<Vec<_>>());

    let by_law = listed.as_array().unwrap().iter().find(|line| line["rule"] == "execution").unwrap();
    let expected = json!({
        "date": "2017-02-28", "days_left": 22, "outer": null, "rule": "execution", "kind": "law", "source": "SHL 45 §",
        "reason": "Pending since 30.11.2016: the service has to begin within three months.",
        "client": "Mäkinen Toivo", "activity": null, "what": null, "worker": null, "snoozed": null, "snooze_reason": null
    });
    assert_eq!(by_law, &expected);
    let late = listed.as_array().unwrap().iter().find(|line| line["what"] == "soita uudelleen").unwrap();
    assert_eq!((&late["days_left"], &late["kind"]), (&json!(-1), &json!("own")));
}

#[test]
fn due_lines_can_be_narrowed_to_mine_and_to_the_coming_days() {
    let (desk, _store) = caseload();
    let whats = |args: &[&str]| -> Vec<String> {
        let lines = desk.json(&[&["due"], args].concat());
        let own = lines.as_array().unwrap().iter().filter(|line| line["rule"] == "follow-up");
        own.map(|line| line["what"].as_str().unwrap().to_string()).collect()
    };
    assert_eq!(whats(&[]), ["soita uudelleen", "kysy kortista"]);
    assert_eq!(whats(&["--mine"]), ["soita uudelleen"]);
    assert_eq!(whats(&["--within", "3"]), ["soita uudelleen"]);
    assert_eq!(whats(&["--within", "4"]), ["soita uudelleen", "kysy kortista"]);
}

#[test]
fn workers_come_and_go() {
    let desk = Desk::with_file();
    let states = || -> Vec<(String, String)> {
        let list = desk.json(&["worker", "list"]);
        let text = |worker: &Value, key: &str| worker[key].as_str().unwrap().to_string();
        list.as_array().unwrap().iter().skip(1).map(|worker| (text(worker, "name"), text(worker, "state"))).collect()
    };
    assert_eq!(desk.run(["worker", "add", "satu", "--name", "Satu Saari", "--role", "lead"]).code, 0);
    assert_eq!(states(), [("Satu Saari".to_string(), "active".to_string())]);
    assert_eq!(desk.run(["worker", "add", "satu"]).code, 1);
    assert_eq!(desk.run(["worker", "end", "satu"]).code, 0);
    assert_eq!(states(), [("Satu Saari".to_string(), "ended".to_string())]);
    assert_eq!(desk.run(["worker", "end", "satu"]).code, 1);
    assert_eq!(desk.run(["worker", "add", "satu"]).code, 0);
    assert_eq!(states(), [("Satu Saari".to_string(), "active".to_string())]);
    let renamed = desk.run(["worker", "add", "satu", "--name", "Satu Salo"]);
    assert!(renamed.out.starts_with("Changed: Satu Salo (satu)"), "{}{}", renamed.out, renamed.err);
    assert_eq!(states(), [("Satu Salo".to_string(), "active".to_string())]);
    assert_eq!(desk.run(["worker", "end", "nobody"]).code, 1);
}
