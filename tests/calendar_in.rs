//! A college's calendar comes in: what it says, twice without doubles, changes from today on, and what cannot be kept.

#[path = "support/small.rs"]
pub mod small;

use std::collections::BTreeSet;

use chrono::{Days, NaiveTime};
use proptest::prelude::*;
use rinnalla::commands::import::{Import, refusal};
use rinnalla::domain::activity::{Kind, Tier};
use rinnalla::domain::attendance::Mark;
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::lang::Lang;
use rinnalla::domain::worker::Role;
use rinnalla::exchange::ics::{self, Brought, EventFault, FileFault, NoteKind};
use rinnalla::exchange::{Fault, ImportError, Mode, Report, Subject, Wrong, import, import_calendar};
use rinnalla::store::activities::Setting;
use rinnalla::store::sessions::{self, SessionLine, Standing};
use rinnalla::store::{Store, activities, clients, reschedule, roster, workers};
use rinnalla::text::Words;
use rusqlite::types::Value;
use small::day;

/// As one of the common programs writes a college's programme: its own name for the time zone, alarms, long lines.
const COLLEGE: &str = include_str!("data/opisto.ics");

const TODAY: &str = "2017-02-06";

fn empty() -> Store {
    let mut store = Store::in_memory().unwrap();
    let me = store.write(|tx| workers::add(tx, "satu", "Satu Rantala", Role::Admin)).unwrap();
    store.sign_in(me);
    store
}

fn bring(store: &mut Store, text: &str, today: &str) -> Brought {
    match import_calendar(store, text.as_bytes(), day(today), Mode::Apply) {
        Ok(brought) => brought,
        Err(ImportError::Faults(faults)) => panic!("{}", refusal(&Words::new(Lang::En), "file", &faults)),
        Err(ImportError::Store(error)) => panic!("{error:?}"),
    }
}

fn report(added: usize, changed: usize, unchanged: usize) -> Report {
    Report { added, changed, unchanged }
}

/// A calendar of these lines, which is the Kansalaisopisto's.
fn calendar(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:Kansalaisopisto\n{lines}\nEND:VCALENDAR\n")
}

fn event(uid: &str, lines: &str) -> String {
    let name = if lines.contains("SUMMARY") { "" } else { "SUMMARY:Keilaus\n" };
    format!("BEGIN:VEVENT\nUID:{uid}\n{name}{lines}\nEND:VEVENT\n")
}

/// Tuesdays at two, eight times from 10 January on, and what else is said of them.
fn tuesdays(more: &str) -> String {
    event("a1", &format!("{TUESDAYS}\n{more}"))
}

const TUESDAYS: &str = "DTSTART:20170110T140000\nDTEND:20170110T150000\nRRULE:FREQ=WEEKLY;COUNT=8";

/// "10.1. 14:00-15:00 Keilaus", with what is out of the ordinary.
fn shown(line: &SessionLine) -> String {
    let clock = |time: Option<NaiveTime>| time.map(|time| time.format("%H:%M").to_string()).unwrap_or("?".into());
    let off = match &line.standing {
        Standing::NotHeld(reason) => format!(" ({reason})"),
        Standing::Planned | Standing::Held => String::new(),
        other => format!(" ({other:?})"),
    };
    format!("{} {}-{} {}{off}", line.day.format("%-d.%-m."), clock(line.starts_at), clock(line.ends_at), line.name)
}

fn sessions_of(store: &Store, from: &str, to: &str) -> Vec<String> {
    let lines = sessions::between(store.reader(), day(from), day(to), None).unwrap();
    lines.iter().map(shown).collect()
}

fn spring(store: &Store) -> Vec<String> {
    sessions_of(store, "2017-01-01", "2017-06-30")
}

/// The rows of some tables, column by column.
fn rows(store: &Store) -> Vec<Vec<Value>> {
    let tables = ["activity", "series", "session"];
    let mut found = Vec::new();
    for table in tables {
        let mut query = store.reader().prepare(&format!("SELECT * FROM {table} ORDER BY id")).unwrap();
        let columns = query.column_count();
        let rows = query.query_map([], |row| (0..columns).map(|at| row.get(at)).collect::<Result<Vec<Value>, _>>());
        found.extend(rows.unwrap().map(Result::unwrap));
    }
    found
}

fn notes(brought: &Brought) -> Vec<(NoteKind, String)> {
    brought.notes.iter().map(|note| (note.kind, note.name.clone())).collect()
}

// ------------------------------------------------------------------ what a file says

#[test]
fn a_college_s_programme_is_this() {
    let mut store = empty();
    let brought = bring(&mut store, COLLEGE, TODAY);
    assert_eq!(brought.report, report(6, 0, 0));
    let expected = [
        "6.2. ?-? Talvileiri",
        "7.2. ?-? Talvileiri",
        "8.2. ?-? Talvileiri",
        "8.2. 09:00-11:30 Hyvän mielen arki, aamuryhmä; uudet ja vanhat ryhmäläiset tervetulleita mukaan milloin vain",
        "9.2. 10:00-12:00 Luovat kädet",
        "14.2. 17:30-? Kirjavinkit",
        "15.2. 09:00-11:30 Hyvän mielen arki, aamuryhmä; uudet ja vanhat ryhmäläiset tervetulleita mukaan milloin vain",
        // Moved from Thursday to Friday.
        "17.2. 12:00-14:00 Luovat kädet",
        "22.2. 09:00-11:30 Hyvän mielen arki, aamuryhmä; uudet ja vanhat ryhmäläiset tervetulleita mukaan milloin vain (organisation)",
        // 23.2. is left out.
        "28.2. 18:00-20:00 Ilta klubilla",
    ];
    assert_eq!(sessions_of(&store, "2017-02-06", "2017-02-28"), expected);
    // Over the change to summer time, and the last Tuesday of each month.
    let later = sessions_of(&store, "2017-03-27", "2017-04-30");
    assert_eq!(later.iter().filter(|line| line.contains("18:00-20:00 Ilta klubilla")).count(), 2, "{later:?}");
    assert!(later.contains(&"28.3. 18:00-20:00 Ilta klubilla".into()), "{later:?}");
    assert!(later.contains(&"30.3. 10:00-12:00 Luovat kädet".into()), "{later:?}");
    assert!(later.contains(&"13.4. 17:30-? Kirjavinkit".into()), "an extra date: {later:?}");

    let all = activities::all(store.reader()).unwrap();
    let fields = &all.iter().find(|activity| activity.fields.name == "Luovat kädet").unwrap().fields;
    assert_eq!((fields.tier, fields.kind), (Tier::Partnership, Kind::Course));
    assert_eq!(fields.place.as_deref(), Some("Kuopion Klubitalo, 2. krs"));
    assert_eq!(fields.provider.as_deref(), Some("Kuopion kansalaisopisto"));
    assert_eq!((fields.remarks.as_deref(), fields.partner.as_deref()), (None, None), "no teacher's name comes in");
    let place = "SELECT place FROM session WHERE on_day = '2017-02-17'";
    let place: String = store.reader().query_row(place, [], |row| row.get(0)).unwrap();
    assert_eq!(place, "Kirjasto");
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let mut store = empty();
    bring(&mut store, COLLEGE, TODAY);
    let before = rows(&store);
    for today in [TODAY, "2017-02-16", "2017-02-17", "2017-03-30", "2018-01-01"] {
        let again = bring(&mut store, COLLEGE, today);
        assert_eq!((again.report, again.notes), (report(0, 0, 6), Vec::new()), "{today}");
        assert_eq!(rows(&store), before, "{today}");
    }
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_rehearsal_tells_and_leaves_no_trace() {
    let mut store = empty();
    bring(&mut store, &calendar(&(tuesdays("") + &event("a2", "SUMMARY:Luento\nDTSTART:20170301T100000"))), TODAY);
    let before = rows(&store);
    let file = tempfile::NamedTempFile::with_suffix(".ics").unwrap();
    let changed = tuesdays("").replace("T14", "T13");
    let new = event("a3", "SUMMARY:Retki\u{202e}\u{7}\nDTSTART;VALUE=DATE:20170520");
    std::fs::write(file.path(), calendar(&(changed + &new))).unwrap();
    let asked = Import { what: Subject::Calendar, file: file.path().into(), dry_run: true };
    let said = asked.bring(&mut store, &Words::new(Lang::Fi), day(TODAY)).unwrap();
    let (lines, last) = said.rsplit_once('\n').unwrap();
    assert_eq!(
        lines,
        "muuttuu: Keilaus, 7.–28.2.2017\nuusi: Retki, 20.5.2017\n\
         poissa tiedostosta, jätetty ennalleen: Luento, 1.3.2017\n\
         Muutokset – toiminnan ajat: uusia 2, muutettuja 1 · toiminnan tiedot: uusia 1."
    );
    assert!(last.ends_with("lisättäisiin 1, muutettaisiin 1, ennallaan 0. Mitään ei tallennettu."), "{last}");
    assert_eq!(rows(&store), before);
}

// ------------------------------------------------------------------ changes

#[test]
fn a_changed_event_is_changed_from_today_on() {
    let mut store = empty();
    bring(&mut store, &calendar(&tuesdays("LOCATION:Keilahalli")), TODAY);
    let later = "LOCATION:Uusi halli\nSTATUS:CONFIRMED";
    let later = tuesdays(later).replace("T140000", "T160000").replace("T150000", "T173000").replace("=8", "=9");
    let brought = bring(&mut store, &calendar(&later), TODAY);
    assert_eq!(brought.report, report(0, 1, 0));
    assert_eq!(notes(&brought), [(NoteKind::Changed, "Keilaus".into())]);
    assert_eq!(brought.notes[0].days, (Some(day("2017-02-07")), Some(day("2017-03-07"))));
    assert_eq!(
        (places(&store, "2017-01-31"), places(&store, "2017-02-07")),
        (vec!["Keilahalli".into()], vec!["Uusi halli".into()])
    );
    let past = ["10.1.", "17.1.", "24.1.", "31.1."].map(|day| format!("{day} 14:00-15:00 Keilaus"));
    let coming = ["7.2.", "14.2.", "21.2.", "28.2.", "7.3."].map(|day| format!("{day} 16:00-17:30 Keilaus"));
    assert_eq!(spring(&store), [&past[..], &coming[..]].concat());
    assert_eq!(activities::all(store.reader()).unwrap()[0].fields.place.as_deref(), Some("Uusi halli"));
    assert_eq!(bring(&mut store, &calendar(&later), TODAY).report, report(0, 0, 1));
    // Back again on the same day: nothing of the hour between is left.
    bring(&mut store, &calendar(&tuesdays("")), TODAY);
    assert_eq!(spring(&store).len(), 8);
    assert!(spring(&store).iter().all(|line| line.contains("14:00-15:00")));
}

#[test]
fn what_is_no_longer_there_is_told_and_left() {
    let mut store = empty();
    let other = event("b1", "SUMMARY:Luento\nDTSTART:20170301T100000");
    let past = event("c1", "SUMMARY:Mennyt\nDTSTART:20170101T100000");
    bring(&mut store, &calendar(&(tuesdays("") + &other + &past)), TODAY);
    let brought = bring(&mut store, &calendar(&tuesdays("")), TODAY);
    assert_eq!(brought.report, report(0, 0, 1));
    assert_eq!(notes(&brought), [(NoteKind::Vanished, "Luento".into())], "what is over is nobody's business");
    assert!(spring(&store).contains(&"1.3. 10:00-? Luento".into()));
    // Somebody else's calendar says nothing of this one's events.
    let elsewhere =
        calendar(&event("x", "SUMMARY:Jumppa\nDTSTART:20170301T100000")).replace("Kansalaisopisto", "Seura");
    assert_eq!(notes(&bring(&mut store, &elsewhere, TODAY)), [(NoteKind::New, "Jumppa".into())]);
}

#[test]
fn single_sessions_follow_the_file() {
    let mut store = empty();
    bring(&mut store, &calendar(&tuesdays("")), TODAY);
    let exceptions =
        |lines: &[&str]| calendar(&(tuesdays("") + &lines.iter().map(|l| event("a1", l)).collect::<String>()));
    let moved = "RECURRENCE-ID:20170214T140000\nDTSTART:20170215T090000\nDTEND:20170215T100000\nLOCATION:Kirjasto";
    let off = "RECURRENCE-ID:20170221T140000\nSTATUS:CANCELLED";
    let titled = "RECURRENCE-ID:20170228T140000\nDTSTART:20170228T140000\nDTEND:20170228T150000\nSUMMARY:Päätösjuhla";
    let too_late = "RECURRENCE-ID:20170124T140000\nDTSTART:20170125T140000";
    let file = exceptions(&[moved, off, titled, too_late]);
    assert_eq!(bring(&mut store, &file, TODAY).report, report(0, 1, 0));
    assert_eq!(
        spring(&store)[4..],
        [
            "7.2. 14:00-15:00 Keilaus",
            "15.2. 09:00-10:00 Keilaus",
            "21.2. 14:00-15:00 Keilaus (organisation)",
            "28.2. 14:00-15:00 Keilaus"
        ]
    );
    assert!(spring(&store).contains(&"24.1. 14:00-15:00 Keilaus".into()), "what has been stays");
    let remark = "SELECT remark FROM session WHERE on_day = '2017-02-28'";
    let remark: String = store.reader().query_row(remark, [], |row| row.get(0)).unwrap();
    assert_eq!(remark, "Päätösjuhla");
    assert_eq!(bring(&mut store, &file, TODAY).report, report(0, 0, 1));

    // The exceptions are gone from the file: nobody can tell whose they are now, so they are told of.
    let told = bring(&mut store, &calendar(&tuesdays("")), TODAY);
    assert_eq!(told.report, report(0, 0, 1));
    let days: Vec<_> = told.notes.iter().map(|note| (note.kind, note.days.0.unwrap())).collect();
    assert_eq!(days, [(NoteKind::Otherwise, day("2017-02-15")), (NoteKind::Otherwise, day("2017-02-21"))]);
    // The day itself is left out: nothing is left of it, as nobody has written anything about it.
    bring(&mut store, &calendar(&tuesdays("EXDATE:20170214T140000,20170221T140000")), TODAY);
    assert_eq!(spring(&store)[4..], ["7.2. 14:00-15:00 Keilaus", "28.2. 14:00-15:00 Keilaus"]);
}

#[test]
fn what_the_team_has_done_itself_stays_and_is_told() {
    let mut store = empty();
    bring(&mut store, &calendar(&tuesdays("")), TODAY);
    let slot =
        |store: &Store, on: &str| sessions::between(store.reader(), day(on), day(on), None).unwrap().remove(0).slot;
    let client = store.write(|tx| clients::insert(tx, &small::person(1))).unwrap();
    let (off, excused) = (slot(&store, "2017-02-14"), slot(&store, "2017-02-21"));
    store.write(|tx| sessions::cancel(tx, off, "client")).unwrap();
    store
        .write(|tx| {
            let id = sessions::touch(tx, excused)?;
            let sql = "INSERT INTO attendance(session_id, client_id, mark) VALUES(?1, ?2, 'excused')";
            Ok(tx.execute(sql, (id, client))?)
        })
        .unwrap();
    let told = bring(&mut store, &calendar(&tuesdays("EXDATE:20170221T140000")), TODAY);
    assert_eq!(told.report, report(0, 1, 0));
    let days: Vec<_> = told.notes.iter().map(|note| (note.kind, note.days.0.unwrap())).collect();
    let otherwise = |on: &str| (NoteKind::Otherwise, day(on));
    assert_eq!(days[..2], [otherwise("2017-02-14"), otherwise("2017-02-21")]);
    let spring = spring(&store);
    assert!(spring.contains(&"14.2. 14:00-15:00 Keilaus (client)".into()), "{spring:?}");
    assert!(spring.contains(&"21.2. 14:00-15:00 Keilaus".into()), "somebody has a mark there: {spring:?}");
}

#[test]
fn an_event_that_is_off_altogether() {
    let mut store = empty();
    let single = event("b1", "SUMMARY:Luento\nDTSTART:20170301T100000\nDTEND:20170301T120000");
    bring(&mut store, &calendar(&(tuesdays("") + &single)), TODAY);
    let off = |event: String| event.replace("END:VEVENT", "STATUS:CANCELLED\nEND:VEVENT");
    let new = event("n1", "SUMMARY:Ei koskaan\nDTSTART:20170301T100000\nRRULE:FREQ=WEEKLY\nSTATUS:CANCELLED");
    let file = calendar(&(off(tuesdays("")) + &off(single) + &new));
    let brought = bring(&mut store, &file, TODAY);
    assert_eq!(brought.report, report(0, 2, 1));
    assert_eq!(notes(&brought), [(NoteKind::Cancelled, "Keilaus".into()), (NoteKind::Changed, "Luento".into())]);
    let past = ["10.1.", "17.1.", "24.1.", "31.1."].map(|day| format!("{day} 14:00-15:00 Keilaus"));
    let off = "1.3. 10:00-12:00 Luento (organisation)".to_string();
    assert_eq!(spring(&store), [&past[..], &[off]].concat());
    assert_eq!(bring(&mut store, &file, TODAY).report, report(0, 0, 3));
    let method = calendar(&tuesdays("")).replace("VERSION:2.0", "VERSION:2.0\nMETHOD:CANCEL");
    let mut other = empty();
    bring(&mut other, &calendar(&tuesdays("")), TODAY);
    assert_eq!(bring(&mut other, &method, TODAY).report, report(0, 1, 0));
}

#[test]
fn a_renamed_course_keeps_its_people() {
    let mut store = empty();
    let both = |name: &str| {
        let other = event("a2", &TUESDAYS.replace("201701", "201702").replace("COUNT=8", "COUNT=2"));
        calendar(&(tuesdays("") + &other)).replace("SUMMARY:Keilaus", &format!("SUMMARY:{name}"))
    };
    bring(&mut store, &both("Keilaus"), TODAY);
    let id = activities::by_name(store.reader(), "Keilaus").unwrap();
    assert_eq!(bring(&mut store, &both("Kunnon keilaus"), TODAY).report, report(0, 2, 0));
    assert_eq!(activities::by_name(store.reader(), "Kunnon keilaus").unwrap(), id);
    assert_eq!(bring(&mut store, &both("Kunnon keilaus"), TODAY).report, report(0, 0, 2));
    // One of the two becomes another course: it goes on there, and what has been stays where it was.
    let parted = calendar(&(tuesdays("").replace("Keilaus", "Kunnon keilaus") + &event("a2", TUESDAYS)));
    bring(&mut store, &parted.replace("COUNT=8", "COUNT=10"), TODAY);
    let now = sessions_of(&store, TODAY, "2017-02-12");
    assert_eq!(now, ["7.2. 14:00-15:00 Keilaus", "7.2. 14:00-15:00 Kunnon keilaus"]);
    assert!(sessions_of(&store, "2017-01-01", "2017-02-05").iter().all(|line| line.ends_with("Kunnon keilaus")));
}

/// Where the sessions of a day are.
fn places(store: &Store, on: &str) -> Vec<String> {
    let lines = sessions::between(store.reader(), day(on), day(on), None).unwrap();
    lines.into_iter().map(|line| line.place.unwrap_or_default()).collect()
}

#[test]
fn one_name_at_several_places() {
    let mut store = empty();
    let file = |home: &str| {
        let single = event("a3", "DTSTART:20170501T100000\nSUMMARY:Jumppa\nLOCATION:Puijo");
        let home = tuesdays(&format!("SUMMARY:Jumppa\nLOCATION:{home}"));
        let other = event("a2", &format!("{TUESDAYS}\nSUMMARY:Jumppa\nLOCATION:Petonen")).replace("T14", "T16");
        calendar(&(single + &home + &other.replace("T15", "T17")))
    };
    assert_eq!(bring(&mut store, &file("Keskusta"), TODAY).report, report(3, 0, 0));
    let home = |store: &Store| activities::all(store.reader()).unwrap().remove(0).fields.place;
    assert_eq!(home(&store).as_deref(), Some("Keskusta"));
    assert_eq!(
        (places(&store, "2017-02-14").join(" "), places(&store, "2017-05-01").join(" ")),
        ("Keskusta Petonen".into(), "Puijo".into())
    );
    assert_eq!(bring(&mut store, &file("Keskusta"), TODAY).report, report(0, 0, 3));
    // The activity moves; what has been stays where it was, and the others stay where they are.
    assert_eq!(bring(&mut store, &file("Lehtola"), TODAY).report, report(0, 1, 2));
    assert_eq!(home(&store).as_deref(), Some("Lehtola"));
    assert_eq!(places(&store, "2017-01-31").join(" "), "Keskusta Petonen");
    assert_eq!(places(&store, "2017-02-14").join(" "), "Lehtola Petonen");
    assert_eq!(places(&store, "2017-05-01"), ["Puijo"]);
    assert_eq!(bring(&mut store, &file("Lehtola"), TODAY).report, report(0, 0, 3));
    assert_eq!(spring(&store).len(), 17);
}

#[test]
fn a_series_that_the_team_has_changed_is_still_the_event_s() {
    let mut store = empty();
    bring(&mut store, &calendar(&tuesdays("")), TODAY);
    let activity = activities::all(store.reader()).unwrap().remove(0);
    let (series, mut timetable) = activity.timetables[0].clone();
    timetable.starts_at = NaiveTime::from_hms_opt(13, 0, 0);
    let setting = Setting { place: None, lead: Some(store.worker()) };
    let on = day("2017-02-14");
    store.write(|tx| reschedule::from_day_on(tx, activity.id, series, on, &timetable, &setting)).unwrap();
    assert_eq!(spring(&store).iter().filter(|line| line.contains("13:00")).count(), 3);
    // The file's times win, nothing is doubled, and who leads it is the team's own matter.
    assert_eq!(bring(&mut store, &calendar(&tuesdays("")), "2017-02-08").report, report(0, 1, 0));
    assert_eq!(spring(&store).len(), 8);
    assert!(spring(&store).iter().all(|line| line.contains("14:00-15:00")), "{:?}", spring(&store));
    let lines = sessions::between(store.reader(), on, on, None).unwrap();
    assert_eq!(lines[0].lead, Some(store.worker()));
}

#[test]
fn what_the_team_has_entered_itself_is_not_doubled() {
    let programme = "name,tier,kind,provider,first_day,last_day,weekdays,start,end\n\
        Keilaus,own,open,Tiimi,2017-01-10,2017-02-28,TU,14:00,15:00\n";
    let entered = |file: &str| {
        let mut store = empty();
        import(&mut store, Subject::Activities, file.as_bytes(), day(TODAY), Mode::Apply).unwrap();
        store
    };
    // The same days and times: the series is the event's from now on.
    let mut store = entered(programme);
    let before = spring(&store);
    assert_eq!(bring(&mut store, &calendar(&tuesdays("")), TODAY).report, report(0, 1, 0));
    assert_eq!(spring(&store), before);
    let fields = activities::all(store.reader()).unwrap().remove(0).fields;
    assert_eq!((fields.tier, fields.kind, fields.provider.as_deref()), (Tier::Own, Kind::Open, Some("Tiimi")));
    // Another time: it follows the file from today on.
    let mut store = entered(&programme.replace("14:00,15:00", "12:00,13:00"));
    assert_eq!(bring(&mut store, &calendar(&tuesdays("")), TODAY).report, report(0, 1, 0));
    assert_eq!(spring(&store).len(), 8);
    assert_eq!(spring(&store)[3..5], ["31.1. 12:00-13:00 Keilaus", "7.2. 14:00-15:00 Keilaus"]);
    assert_eq!(bring(&mut store, &calendar(&tuesdays("")), TODAY).report, report(0, 0, 1));
    // Days that were open are so no longer.
    let mut store = entered("name,tier,kind\nKeilaus,own,open\n");
    bring(&mut store, &calendar(&tuesdays("")), TODAY);
    assert_eq!(sessions_of(&store, TODAY, "2017-12-31").len(), 4);
    // Two events where the team has one series: nobody can tell which.
    let mut store = entered(&programme.replace("TU,", "MO,"));
    let two = calendar(&(tuesdays("") + &event("a2", &TUESDAYS.replace("T14", "T12"))));
    let faults = faults(&mut store, &two);
    assert_eq!(faults.iter().map(|fault| fault.1).collect::<Vec<_>>(), [EventFault::OwnTimetable; 2]);
}

#[test]
fn the_team_s_choice_about_holidays_stays() {
    let mut store = empty();
    let mondays = event("a1", "DTSTART:20170403T140000\nRRULE:FREQ=WEEKLY;COUNT=6");
    bring(&mut store, &calendar(&mondays), TODAY);
    let skipped = |store: &Store| spring(store).iter().filter(|line| line.contains("Holiday(")).count();
    assert_eq!(skipped(&store), 0, "a calendar names the days on which it meets");
    store.write(|tx| Ok(tx.execute("UPDATE series SET skip_holidays = 1", [])?)).unwrap();
    assert_eq!(skipped(&store), 2);
    assert_eq!(bring(&mut store, &calendar(&mondays), TODAY).report, report(0, 0, 1));
    bring(&mut store, &calendar(&mondays.replace("T14", "T15")), TODAY);
    assert_eq!(skipped(&store), 2);
}

// ------------------------------------------------------------------ zones

#[test]
fn times_of_other_zones_are_finland_s() {
    let at = |lines: &str| {
        let mut store = empty();
        bring(&mut store, &calendar(&event("z", lines)), TODAY);
        spring(&store)
    };
    let stockholm = "DTSTART;TZID=Europe/Stockholm:20170315T130000\nDTEND;TZID=Europe/Stockholm:20170315T140000\n\
        RRULE:FREQ=WEEKLY;UNTIL=20170329T130000";
    assert_eq!(at(stockholm), ["15.3. 14:00-15:00 Keilaus", "22.3. 14:00-15:00 Keilaus", "29.3. 14:00-15:00 Keilaus"]);
    let winter = "DTSTART:20170110T120000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2";
    assert_eq!(at(winter), ["10.1. 14:00-15:00 Keilaus", "17.1. 14:00-15:00 Keilaus"]);
    let over = "DTSTART:20170301T120000Z\nRRULE:FREQ=WEEKLY;COUNT=8";
    assert_eq!(fault_of(over), EventFault::ZoneShifts);
    assert_eq!(fault_of("DTSTART:20170301T120000Z\nRRULE:FREQ=WEEKLY"), EventFault::ZoneShifts);
    // Late in the evening in London is the day after here, which the rule does not mean.
    let late = "DTSTART;TZID=Europe/London:20170301T230000\nRRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=2";
    assert!(matches!(fault_of(late), EventFault::Rule | EventFault::ZoneShifts));
}

// ------------------------------------------------------------------ what cannot be kept

/// Line, fault and what stands there, of every event that is refused; nothing has changed.
fn faults(store: &mut Store, text: &str) -> Vec<(u64, EventFault, String)> {
    let before = rows(store);
    let refused = import_calendar(store, text.as_bytes(), day(TODAY), Mode::Apply);
    let Err(ImportError::Faults(faults)) = refused else { panic!("{refused:?} of {text}") };
    assert_eq!(rows(store), before);
    let each = faults.into_iter().map(|Fault { line, wrong, found, .. }| match wrong {
        Wrong::Event { fault, .. } => (line, fault, found),
        other => panic!("{other:?}"),
    });
    each.collect()
}

fn fault_of(lines: &str) -> EventFault {
    let found = faults(&mut empty(), &calendar(&event("z", lines)));
    assert_eq!((found.len(), found[0].0), (1, 4), "{found:?}");
    found[0].1
}

#[test]
fn whatever_would_be_lost_is_refused_by_name() {
    let start = "DTSTART:20170110T140000";
    for (lines, fault) in [
        ("SUMMARY:x".to_string(), EventFault::Missing),
        (format!("SUMMARY:\n{start}"), EventFault::Missing),
        (format!("{start}\nSUMMARY:{}", "x".repeat(501)), EventFault::TooLong),
        ("DTSTART:20170230T140000".into(), EventFault::Time),
        ("DTSTART:18500110T140000".into(), EventFault::Time),
        ("DTSTART;TZID=Mars/Olympus:20170110T140000".into(), EventFault::Zone),
        (format!("{start}\nDURATION:soon"), EventFault::Time),
        (format!("{start}\nRRULE:FREQ=DAILY;COUNT=3"), EventFault::Rule),
        (format!("{start}\nRRULE:FREQ=YEARLY"), EventFault::Rule),
        (format!("{start}\nRRULE:FREQ=WEEKLY;BYDAY=WE"), EventFault::Rule),
        (format!("{start}\nRRULE:FREQ=WEEKLY;COUNT=999999999"), EventFault::Rule),
        (format!("{start}\nRRULE:FREQ=WEEKLY;INTERVAL=999999999"), EventFault::Rule),
        (format!("{start}\nRRULE:FREQ=SECONDLY"), EventFault::Rule),
        (format!("{start}\nRRULE:FREQ=WEEKLY\nRRULE:FREQ=MONTHLY;BYDAY=2TU"), EventFault::Rule),
        (format!("{start}\nRRULE:FREQ=WEEKLY\nEXRULE:FREQ=MONTHLY;BYDAY=2TU"), EventFault::Rule),
        (format!("{start}\nRDATE:20170111T150000"), EventFault::OtherTime),
        (format!("{start}\nRDATE;VALUE=PERIOD:20170111T140000/PT1H"), EventFault::Time),
        (format!("{start}\nRRULE:FREQ=WEEKLY\nEXDATE:20170117T150000"), EventFault::OtherTime),
        (format!("{start}\nDTEND:20170111T020000"), EventFault::Overnight),
        (format!("{start}\nDURATION:P3D"), EventFault::Overnight),
        (format!("{start}\nDTEND:20170110T130000"), EventFault::EndsBeforeStart),
        ("DTSTART;VALUE=DATE:20170110\nDTEND;VALUE=DATE:20170310".into(), EventFault::Overnight),
        ("DTSTART;VALUE=DATE:20170110\nDTEND;VALUE=DATE:20170112\nRRULE:FREQ=WEEKLY".into(), EventFault::Overnight),
        (format!("{start}\nRECURRENCE-ID:20170110T140000"), EventFault::NoSeries),
        (format!("{start}\nRRULE:FREQ=WEEKLY;COUNT=2\nRDATE:21990101T140000"), EventFault::TooManyDays),
        (format!("{start}\nRDATE:{}", vec!["20170111T140000"; 2001].join(",")), EventFault::TooManyDays),
    ] {
        assert_eq!(fault_of(&lines), fault, "{lines}");
    }
    let exception = |line: &str| {
        let lines = format!("{line}\nDTSTART:20170215T140000");
        faults(&mut empty(), &calendar(&(tuesdays("") + &event("a1", &lines))))
    };
    assert_eq!(exception("RECURRENCE-ID:20170215T140000")[0].1, EventFault::NoSuchDay);
    assert_eq!(exception("RECURRENCE-ID:20170214T150000")[0].1, EventFault::NoSuchDay);
    assert_eq!(exception("RECURRENCE-ID;RANGE=THISANDFUTURE:20170214T140000")[0].1, EventFault::Range);
    let twice = faults(&mut empty(), &calendar(&(tuesdays("") + &tuesdays(""))));
    assert_eq!(twice, [(12, EventFault::Twice, "4".into())]);
}

#[test]
fn every_event_that_is_wrong_is_named_at_once() {
    let text = calendar(
        &(event("a", "SUMMARY:Vuosijuhla\nDTSTART:20170110T140000\nRRULE:FREQ=YEARLY") + &tuesdays("")
            + &event("c", "SUMMARY:Yö\nDTSTART:20170110T220000\nDTEND:20170111T060000")
            // Belongs to one that is refused itself.
            + &event("a", "RECURRENCE-ID:20180110T140000\nSTATUS:CANCELLED")),
    );
    let Err(ImportError::Faults(faults)) = import_calendar(&mut empty(), text.as_bytes(), day(TODAY), Mode::Apply)
    else {
        panic!("refused")
    };
    let said = refusal(&Words::new(Lang::Fi), "opisto.ics", &faults);
    assert_eq!(
        said,
        "opisto.ics: virheitä 2, mitään ei tallennettu.\n\
         opisto.ics, rivi 4: ”Vuosijuhla”: toistoa ”FREQ=YEARLY” ei voi ottaa. Toisto voi olla viikoittain tai \
         kuukausittain tiettynä viikonpäivänä, ja ensimmäisen päivän pitää kuulua siihen. Muut päivät voi luetella \
         yksitellen.\n\
         opisto.ics, rivi 18: ”Yö”: tapahtuma ei pääty samana päivänä (20170111T060000). Jaa se kalenterissa päiviksi."
    );
}

#[test]
fn every_fault_is_a_sentence_in_every_language() {
    for lang in Lang::ALL {
        let words = Words::new(*lang);
        let files = FileFault::ALL.iter().map(|fault| Wrong::Calendar(*fault));
        let events = EventFault::ALL.iter().map(|fault| Wrong::Event { event: "Keilaus".into(), fault: *fault });
        for wrong in files.chain(events) {
            let fault = Fault { line: 7, column: String::new(), found: "xyz".into(), wrong };
            let said = refusal(&words, "f", &[fault]);
            assert!(said.ends_with('.') && !said.contains('{') && !said.contains("import-"), "{said}");
        }
    }
}

#[test]
fn what_went_out_of_this_file_does_not_come_in_again() {
    let mut store = empty();
    store
        .write(|tx| {
            let timetable = small::weekly(chrono::Weekday::Mon, 10, day("2017-01-02"), None);
            activities::insert(tx, &small::group_fields("Oma ryhmä"), Some(&timetable))
        })
        .unwrap();
    bring(&mut store, &calendar(&tuesdays("")), TODAY);
    let text = ics::export(&store, ics::Part::default(), day(TODAY)).unwrap();
    // The college's own event goes by its own name again.
    assert!(text.contains("\r\nUID:a1\r\n"), "{text}");
    let found = faults(&mut store, &text);
    assert_eq!(found.iter().map(|fault| fault.1).collect::<Vec<_>>(), [EventFault::OwnExport]);
    // Into another file it does, and a split series comes as two.
    bring(&mut store, &calendar(&tuesdays("").replace("T14", "T13")), TODAY);
    let text = ics::export(&store, ics::Part::default(), day(TODAY)).unwrap();
    let mut other = empty();
    assert_eq!(bring(&mut other, &text, "2016-01-01").report.added, 3);
    assert_eq!(spring(&other).iter().filter(|line| line.contains("Keilaus")).count(), 8);
}

// ------------------------------------------------------------------ hostile files

#[test]
fn a_file_that_is_too_large_is_not_even_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bomb.ics");
    // A hole in the file system, which would be a hundred megabytes of one line.
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(100 * 1024 * 1024).unwrap();
    let asked = Import { what: Subject::Calendar, file: path, dry_run: false };
    let refused = asked.bring(&mut empty(), &Words::new(Lang::En), day(TODAY)).unwrap_err().to_string();
    assert!(refused.contains("too large: at most 10 MB"), "{refused}");
}

#[test]
fn texts_are_cleaned() {
    let mut store = empty();
    let lines = "DTSTART:20170301T100000\nSUMMARY:Re\u{202e}tki\u{0}\u{1b}[31m\\nLehtola\nLOCATION: \u{200b}=cmd\u{7}";
    bring(&mut store, &calendar(&event("a\u{202e}1", lines)), TODAY);
    let fields = activities::all(store.reader()).unwrap().remove(0).fields;
    assert_eq!((fields.name.as_str(), fields.place.as_deref()), ("Retki[31m Lehtola", Some("=cmd")));
}

/// Lines that are nearly right, in any order.
fn line() -> impl Strategy<Value = String> {
    let times = prop::sample::select(vec![
        "20170110T140000",
        "20170110T140000Z",
        "20170110",
        "20170326T033000",
        "21991231T235900",
        "00000000T000000",
        "20170117T140000,20170124T140000",
        "P1D",
        "PT1H",
        "-PT1H",
        "FREQ=WEEKLY;COUNT=3",
        "FREQ=MONTHLY;BYDAY=-1TU",
        "FREQ=WEEKLY;UNTIL=19000101;INTERVAL=65535",
        "FREQ=WEEKLY;BYDAY=€",
        "CANCELLED",
        "VEVENT",
        "VCALENDAR",
        "VALARM",
        "",
    ]);
    let names = prop::sample::select(vec![
        "BEGIN",
        "END",
        "UID",
        "SUMMARY",
        "LOCATION",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "STATUS",
        "DTSTART;VALUE=DATE",
        "DTSTART;TZID=Europe/Stockholm",
        "DTSTART;TZID=\"",
        "X-A;B=\"c:d\"",
        " ",
        "",
    ]);
    prop_oneof![
        6 => (names, times).prop_map(|(name, value)| format!("{name}:{value}")),
        1 => "\\PC{0,20}",
        1 => "[ -~\t]{0,20}",
    ]
}

fn garbage() -> impl Strategy<Value = Vec<u8>> {
    let lines = prop::collection::vec(line(), 0..20);
    let within = lines.prop_map(|lines| {
        let whole = format!(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u\r\nSUMMARY:s\r\n{}\r\nEND:VEVENT\r\nEND:VCALENDAR",
            lines.join("\r\n")
        );
        whole.into_bytes()
    });
    // A real file with some bytes changed.
    let changed = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12).prop_map(|changes| {
        let mut bytes = COLLEGE.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes
    });
    prop_oneof![2 => within, 2 => changed, 1 => prop::collection::vec(any::<u8>(), 0..200)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever stands in a file, it comes in whole and sound, or it is refused and nothing has changed.
    #[test]
    fn no_file_does_any_harm(files in prop::collection::vec(garbage(), 1..8)) {
        let mut store = empty();
        for bytes in files {
            let before = rows(&store);
            match import_calendar(&mut store, &bytes, day(TODAY), Mode::Apply) {
                Ok(_) => {
                    prop_assert_eq!(store.check().unwrap(), Vec::<String>::new());
                    let again = import_calendar(&mut store, &bytes, day(TODAY), Mode::Apply).unwrap().report;
                    prop_assert_eq!((again.added, again.changed), (0, 0));
                    ics::export(&store, ics::Part::default(), day(TODAY)).unwrap();
                }
                Err(ImportError::Faults(faults)) => {
                    prop_assert!(!faults.is_empty());
                    for lang in Lang::ALL {
                        let said = refusal(&Words::new(*lang), "f", &faults);
                        prop_assert!(said.chars().all(|c| c == '\n' || !c.is_control()), "{:?}", said);
                    }
                    prop_assert_eq!(rows(&store), before);
                }
                Err(error) => prop_assert!(false, "{:?}", error),
            }
        }
    }
}

// ------------------------------------------------------------------ the past

/// One version of an event: when it begins, its rule, single days less, and its hour.
fn version() -> impl Strategy<Value = String> {
    let rules = prop::sample::select(vec![
        "FREQ=WEEKLY;COUNT=9",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=20170401",
        "FREQ=MONTHLY;BYDAY=2TU",
        "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=11",
    ]);
    let days = prop::collection::btree_set(0..10_u64, 0..4);
    let off = prop::collection::btree_set(1..8_u64, 0..3);
    (rules, days, off, 8..18_u32).prop_map(|(rule, less, off, hour)| {
        let on = |week: u64| (day("2017-01-10") + Days::new(7 * week)).format("%Y%m%d").to_string();
        let time = format!("T{hour:02}0000");
        let less: BTreeSet<String> = less.into_iter().filter(|week| *week > 0).map(|week| on(week) + &time).collect();
        let except = if less.is_empty() {
            String::new()
        } else {
            format!("\nEXDATE:{}", less.iter().cloned().collect::<Vec<_>>().join(","))
        };
        let series = event("v", &format!("DTSTART:{}{time}\nRRULE:{rule}{except}", on(0)));
        // Only a weekly rule without gaps has all of these days.
        let off = off
            .into_iter()
            .map(|week| on(week) + &time)
            .filter(|at| rule.starts_with("FREQ=WEEKLY;COUNT") && !less.contains(at));
        let off = off.map(|at| event("v", &format!("RECURRENCE-ID:{at}\nDTSTART:{at}\nSTATUS:CANCELLED")));
        calendar(&(series + &off.collect::<String>()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// No version of a file changes what has been; from its day on the calendar is the newest one's.
    #[test]
    fn what_has_been_stays(versions in prop::collection::vec((version(), 0..14_u64), 2..5)) {
        let mut store = empty();
        let mut today = day("2017-01-03");
        let (from, to) = (day("2017-01-01"), day("2017-12-31"));
        let lines = |store: &Store, from, to| -> Vec<String> {
            sessions::between(store.reader(), from, to, None).unwrap().iter().map(shown).collect()
        };
        for (text, later) in versions {
            today = today + Days::new(later);
            let eve = today - Days::new(1);
            // People write in the register of what has been.
            if let Some(line) = sessions::between(store.reader(), from, eve, None).unwrap().last() {
                let known = clients::by_reference(store.reader(), &small::person(1).reference).unwrap();
                let client = known.unwrap_or_else(|| store.write(|tx| clients::insert(tx, &small::person(1))).unwrap());
                if line.standing.takes_place() {
                    store.write(|tx| roster::mark(tx, line.slot, client, Some(Mark::Present))).unwrap();
                }
            }
            let past = lines(&store, from, eve);
            let is_first = past.is_empty() && lines(&store, from, to).is_empty();
            import_calendar(&mut store, text.as_bytes(), today, Mode::Apply).unwrap();
            if !is_first {
                prop_assert_eq!(lines(&store, from, eve), past, "on {}\n{}", today, text);
            }
            let mut fresh = empty();
            import_calendar(&mut fresh, text.as_bytes(), day("2016-01-01"), Mode::Apply).unwrap();
            let without_off = |lines: Vec<String>| lines.into_iter().filter(|l| !l.contains('(')).collect::<BTreeSet<_>>();
            let (here, there) = (without_off(lines(&store, today, to)), without_off(lines(&fresh, today, to)));
            // A session that an older version called off stays off until people say otherwise.
            prop_assert!(here.is_subset(&there), "on {}: {:?} besides {:?}\n{}", today, here, there, text);
        }
    }
}
