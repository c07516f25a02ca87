//! Marks in: each line finds its session, or says why it cannot; twice the same, and no more work than there are lines.

use std::cell::Cell;
use std::fmt::Write;

use chrono::{Days, NaiveDate, NaiveTime};
use rinnalla::commands::import::refusal;
use rinnalla::domain::attendance::{Mark, Slot};
use rinnalla::domain::calendar::Holiday;
use rinnalla::domain::ids::{ActivityId, SessionId};
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::lang::Lang;
use rinnalla::exchange::{Fault, ImportError, Mode, Report, Subject, Wrong, import};
use rinnalla::store::{Store, activities, session_at, sessions};
use rinnalla::text::Words;
use rusqlite::trace::{TraceEvent, TraceEventCodes};

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

/// A Monday.
fn today() -> NaiveDate {
    day("2017-02-06")
}

fn clock(hour: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, 0, 0)
}

/// Three clients, two of them members of a group that meets on Thursdays, one of them until the end of January;
/// a group whose days are open, and one where heads are counted.
fn store() -> Store {
    let mut store = Store::in_memory().unwrap();
    let groups = "name,tier,kind,weekdays,start,end,first_day,last_day,counts_only\n\
        Kädet,own,group,TH,10:00,12:00,2017-01-12,2017-06-01,no\n\
        ARKI,own,group,,,,2017-01-01,2017-05-31,no\n\
        Kahvila,own,open,MO WE,8:00,16:00,,,yes\n";
    let people = "ref,family_name,given_name,opened\n\
        17-1,Aalto,Aino,2017-01-09\n17-2,Salo,Veikko,2017-01-10\n17-3,Koski,Elli,2017-01-11\n";
    let spells = "client_ref,activity,state,starts,ends,end_reason\n\
        17-1,Kädet,enrolled,2017-01-10,,\n17-2,Kädet,ended,2017-01-10,2017-01-31,other\n";
    for (subject, text) in [(Subject::Activities, groups), (Subject::Clients, people), (Subject::Enrolments, spells)] {
        import(&mut store, subject, text.as_bytes(), today(), Mode::Apply).unwrap();
    }
    store
}

fn bring(store: &mut Store, text: &str) -> Result<Report, ImportError> {
    import(store, Subject::Attendance, text.as_bytes(), today(), Mode::Apply)
}

#[track_caller]
fn take(store: &mut Store, text: &str) -> Report {
    bring(store, text).unwrap_or_else(|error| panic!("{error:?}"))
}

#[track_caller]
fn faults(store: &mut Store, text: &str) -> Vec<Fault> {
    match bring(store, text) {
        Err(ImportError::Faults(faults)) => faults,
        other => panic!("{other:?}: {text}"),
    }
}

fn report(added: usize, changed: usize, unchanged: usize) -> Report {
    Report { added, changed, unchanged }
}

fn marks(lines: &str) -> String {
    format!("activity,date,start,client_ref,mark,anonymous\n{lines}")
}

fn group(store: &Store, name: &str) -> ActivityId {
    activities::by_name(store.reader(), name).unwrap().unwrap()
}

fn number(store: &Store, sql: &str) -> i64 {
    store.reader().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Every session that has a row: day, start, state, heads, and its marks as `reference mark`, a visitor's with `+`.
fn register(store: &Store) -> Vec<String> {
    let sql = "SELECT s.on_day || ' ' || coalesce(s.starts_at, '?') || '-' || coalesce(s.ends_at, '?') || ' ' || s.state \
        || ' ' || coalesce(s.anon_count, '?') || ' ' || coalesce((SELECT group_concat(line, ', ') FROM \
        (SELECT c.ref || ' ' || t.mark || iif(t.enrolment_id IS NULL, '+', '') AS line FROM attendance t \
        JOIN client c ON c.id = t.client_id WHERE t.session_id = s.id ORDER BY c.ref)), '') \
        FROM session s ORDER BY s.on_day, s.starts_at";
    let mut query = store.reader().prepare(sql).unwrap();
    query.query_map([], |row| row.get::<_, String>(0)).unwrap().map(|line| line.unwrap().trim().to_string()).collect()
}

fn slot(store: &Store, name: &str, on: &str) -> Slot {
    let only = [group(store, name)];
    sessions::between(store.reader(), day(on), day(on), Some(&only)).unwrap().remove(0).slot
}

#[test]
fn marks_come_in_whole_and_only_once() {
    let mut store = store();
    let text = marks(
        "Kädet,2017-01-26,,17-1,present,\nKädet,2017-01-26,,17-2,no_show,\nKädet,2017-01-26,10:00,17-3,late,\n\
         Kädet,2017-01-26,,,,3\nKädet,2017-02-02,,17-1,excused,\nKädet,2017-02-02,,17-2,present,\nKahvila,2017-02-06,,,,0\n",
    );
    let rehearsed = import(&mut store, Subject::Attendance, text.as_bytes(), today(), Mode::Rehearse).unwrap();
    assert_eq!((rehearsed, register(&store)), (report(7, 0, 0), Vec::new()));
    assert_eq!(take(&mut store, &text), rehearsed);
    let expected = [
        "2017-01-26 10:00-12:00 held 3 17-1 present, 17-2 no_show, 17-3 late+",
        // Who is no member any more is a visitor.
        "2017-02-02 10:00-12:00 held ? 17-1 excused, 17-2 present+",
        "2017-02-06 08:00-16:00 held 0",
    ];
    assert_eq!(register(&store), expected);
    let entries = number(&store, "SELECT count(*) FROM log");
    assert_eq!(take(&mut store, &text), report(0, 0, 7));
    assert_eq!(
        (register(&store), number(&store, "SELECT count(*) FROM log")),
        (expected.map(String::from).into(), entries)
    );
}

#[test]
fn spreadsheets_of_finnish_offices_are_read() {
    let mut store = store();
    let text = "\u{feff}Toiminta;Päivä;Klo alkaa;Asiakkaan tunnus;Merkintä;Kävijämäärä\r\n\
        Kädet;26.1.2017;10.00;17-1;Läsnä;\r\nKädet;26.1.2017;;17-2;POISSA;\r\nKahvila;1.2.2017;;;;12\r\n";
    assert_eq!(take(&mut store, text), report(3, 0, 0));
    let expected = ["2017-01-26 10:00-12:00 held ? 17-1 present, 17-2 no_show", "2017-02-01 08:00-16:00 held 12"];
    assert_eq!(register(&store), expected);
    // The columns that a list of heads does not need are not asked for.
    assert_eq!(
        take(&mut store, "activity,date,anonymous\nKahvila,2017-02-01,12\nKahvila,2017-01-30,9\n"),
        report(1, 0, 1)
    );
}

#[test]
fn a_file_may_say_what_the_screen_shows() {
    let mut store = store();
    for words in Lang::ALL.iter().map(|lang| Words::new(*lang)) {
        for mark in Mark::ALL {
            let word = words.label("mark", *mark);
            take(&mut store, &marks(&format!("Kädet,2017-01-26,,17-1,{word},\n")));
            let stored: String = store.reader().query_row("SELECT mark FROM attendance", [], |row| row.get(0)).unwrap();
            assert_eq!(stored, mark.key(), "{word}");
        }
    }
}

#[test]
fn what_the_file_says_differently_replaces_what_was() {
    let mut store = store();
    take(
        &mut store,
        &marks("Kädet,2017-01-26,,17-1,present,\nKädet,2017-01-26,,,,3\nKädet,2017-01-26,,17-2,present,\n"),
    );
    let text = marks(
        "Kädet,2017-01-26,,17-1,late,\nKädet,2017-01-26,,,,4\nKädet,2017-01-26,,17-2,present,\nKädet,2017-01-26,,17-3,present,\n",
    );
    assert_eq!(take(&mut store, &text), report(1, 2, 1));
    assert_eq!(register(&store), ["2017-01-26 10:00-12:00 held 4 17-1 late, 17-2 present, 17-3 present+"]);
}

#[test]
fn where_the_days_are_open_the_file_says_when_it_met() {
    let mut store = store();
    let head = "activity,date,start,end,client_ref,mark,anonymous\n";
    // The line without a time speaks of the same session, wherever it stands.
    let text = format!(
        "{head}ARKI,2017-02-01,,,17-2,present,\nARKI,2017-02-01,9.00,,,,4\nARKI,2017-02-01,9.00,11.00,17-1,present,\nARKI,2017-02-03,,,,,5\n"
    );
    assert_eq!(take(&mut store, &text), report(4, 0, 0));
    let expected = ["2017-02-01 09:00-11:00 held 4 17-1 present+, 17-2 present+", "2017-02-03 ?-? held 5"];
    assert_eq!(register(&store), expected);
    assert_eq!(take(&mut store, &text), report(0, 0, 4));
    assert_eq!(number(&store, "SELECT count(*) FROM session WHERE series_id IS NULL AND rule_date IS NULL"), 2);

    let second = format!("{head}ARKI,2017-02-01,13:00,,17-3,present,\nARKI,2017-02-03,9:00,,17-3,late,\n");
    assert_eq!(take(&mut store, &second), report(2, 0, 0));
    assert_eq!(take(&mut store, &second), report(0, 0, 2));
    let expected = [
        "2017-02-01 09:00-11:00 held 4 17-1 present+, 17-2 present+",
        "2017-02-01 13:00-? held ? 17-3 present+",
        // Its time is open, so that any is right.
        "2017-02-03 ?-? held 5 17-3 late+",
    ];
    assert_eq!(register(&store), expected);
    let found = faults(&mut store, &text);
    assert_eq!((found[0].line, &found[0].wrong), (2, &Wrong::StartNeeded(vec![clock(9).unwrap(), clock(13).unwrap()])));
    let later = faults(&mut store, &marks("ARKI,2016-12-28,,17-1,present,\nARKI,2017-06-01,,17-1,excused,\n"));
    assert_eq!(later[0].wrong, Wrong::OutsideSeries(day("2016-12-28")));
    assert_eq!(later[1].wrong, Wrong::OutsideSeries(day("2017-06-01")));
}

#[test]
fn two_sessions_on_a_day_are_told_apart_by_their_start() {
    let mut store = store();
    let id = group(&store, "Kädet");
    store.write(|tx| session_at::add_extra(tx, id, day("2017-01-26"), clock(14), clock(15))).unwrap();
    let line = |start: &str| marks(&format!("Kädet,2017-01-26,{start},17-1,present,\n"));
    let [ten, two] = [clock(10).unwrap(), clock(14).unwrap()];
    assert_eq!(faults(&mut store, &line(""))[0].wrong, Wrong::StartNeeded(vec![ten, two]));
    assert_eq!(faults(&mut store, &line("9:00"))[0].wrong, Wrong::NoSuchStart(vec![ten, two]));
    assert_eq!(take(&mut store, &line("14:00")), report(1, 0, 0));
    assert_eq!(register(&store), ["2017-01-26 14:00-15:00 held ? 17-1 present"]);
    // When one of them is off, the other one is meant.
    let slot = slot(&store, "Kädet", "2017-01-26");
    store.write(|tx| sessions::cancel(tx, slot, "organisation")).unwrap();
    assert_eq!(take(&mut store, &line("")), report(0, 0, 1));
    assert_eq!(faults(&mut store, &line("10:00"))[0].wrong, Wrong::Cancelled);
}

#[test]
fn a_session_is_found_on_the_day_to_which_it_was_moved() {
    let mut store = store();
    let slot = slot(&store, "Kädet", "2017-01-26");
    store
        .write(|tx| {
            let Ok(SessionId(id)) = sessions::touch(tx, slot) else { unreachable!("a session of the series") };
            tx.execute("UPDATE session SET on_day = '2017-01-27' WHERE id = ?1", [id])?;
            Ok(())
        })
        .unwrap();
    let line = |on: &str| marks(&format!("Kädet,{on},,17-1,present,\n"));
    let nearest = vec![day("2017-01-19"), day("2017-01-27")];
    assert_eq!(faults(&mut store, &line("2017-01-26"))[0].wrong, Wrong::NoSession(nearest));
    assert_eq!(take(&mut store, &line("2017-01-27")), report(1, 0, 0));
    assert_eq!(register(&store), ["2017-01-27 10:00-12:00 held ? 17-1 present"]);
}

#[test]
fn only_an_excuse_is_known_beforehand() {
    let mut store = store();
    let coming = marks("Kädet,2017-02-09,,17-1,present,\nKahvila,2017-02-08,,,,4\nKädet,2017-02-09,,17-2,excused,\n");
    let found = faults(&mut store, &coming);
    let told: Vec<_> = found.iter().map(|fault| (fault.line, fault.wrong.clone())).collect();
    assert_eq!(told, [(2, Wrong::FutureMark), (3, Wrong::Future)]);
    assert_eq!(take(&mut store, &marks("Kädet,2017-02-09,,17-1,excused,\n")), report(1, 0, 0));
    assert_eq!(register(&store), ["2017-02-09 10:00-12:00 planned ? 17-1 excused"]);
}

#[test]
fn a_closed_register_may_be_told_again_what_it_says() {
    let mut store = store();
    let text = marks("Kädet,2017-01-26,,17-1,present,\nKädet,2017-01-26,,,,3\n");
    take(&mut store, &text);
    store.write(|tx| Ok(tx.execute("UPDATE session SET register_closed = '2017-02-01'", [])?)).unwrap();
    assert_eq!(take(&mut store, &text), report(0, 0, 2));
    for other in ["17-1,late,", "17-2,present,", ",,4"] {
        let found = faults(&mut store, &marks(&format!("Kädet,2017-01-26,,{other}\n")));
        assert_eq!((found[0].column.as_str(), &found[0].wrong), ("date", &Wrong::RegisterClosed), "{other}");
    }
}

/// Lines, and the line, column and kind of each fault.
type Bad = (&'static str, Vec<(u64, &'static str, Wrong)>);

#[test]
fn every_bad_input_is_named_where_it_stands_and_nothing_is_written() {
    let mut store = store();
    let slot = slot(&store, "Kädet", "2017-01-19");
    store.write(|tx| sessions::cancel(tx, slot, "organisation")).unwrap();
    let shut = "INSERT INTO closure_day(on_day, reason) VALUES('2017-01-23', 'muutto')";
    store.write(|tx| Ok(tx.execute(shut, [])?)).unwrap();
    let bad: Vec<Bad> = vec![
        (
            "Kerho,2017-01-26,,17-9,present,\n",
            vec![(2, "activity", Wrong::NoSuchActivity), (2, "client_ref", Wrong::NoSuchClient)],
        ),
        (",,,17-1,here,\n", vec![(2, "activity", Wrong::Missing), (2, "date", Wrong::Missing)]),
        ("Kädet,26.1.,9-10,17-1,present,\n", vec![(2, "date", Wrong::Date), (2, "start", Wrong::Time)]),
        ("Kädet,2017-01-26,,17-1,,\n", vec![(2, "mark", Wrong::Missing)]),
        ("Kädet,2017-01-26,,,present,\n", vec![(2, "client_ref", Wrong::Missing)]),
        ("Kädet,2017-01-26,,,,\n", vec![(2, "client_ref", Wrong::NobodyMarked)]),
        ("Kädet,2017-01-26,,17-1,present,2\n", vec![(2, "anonymous", Wrong::NameAndHeads)]),
        (
            "Kädet,2017-01-26,,,,-1\nKädet,2017-01-26,,,,10000\n",
            vec![(2, "anonymous", Wrong::Count), (3, "anonymous", Wrong::Count)],
        ),
        ("Kädet,2017-01-26,11:00,17-1,present,\n", vec![(2, "start", Wrong::NoSuchStart(vec![clock(10).unwrap()]))]),
        (
            "Kädet,2017-01-25,,17-1,present,\n",
            vec![(2, "date", Wrong::NoSession(vec![day("2017-01-12"), day("2017-01-26")]))],
        ),
        ("Kädet,2016-09-01,,17-1,present,\n", vec![(2, "date", Wrong::NoSession(vec![day("2017-01-12")]))]),
        ("Kädet,2018-01-25,,17-1,excused,\n", vec![(2, "date", Wrong::NoSession(vec![day("2017-06-01")]))]),
        ("Kädet,2017-01-19,,17-1,excused,\n", vec![(2, "date", Wrong::Cancelled)]),
        ("Kädet,2017-05-25,,17-1,excused,\n", vec![(2, "date", Wrong::OnHoliday(Holiday::Ascension))]),
        ("Kahvila,2017-01-23,,,,7\n", vec![(2, "date", Wrong::Shut("muutto".into()))]),
        (
            "Kädet,2017-01-26,,17-1,present,\nKädet,26.1.2017,10:00,17-1,present,\nKädet,2017-01-26,,17-1,late,\n",
            vec![(3, "client_ref", Wrong::Twice(2)), (4, "client_ref", Wrong::Twice(3))],
        ),
        ("Kahvila,2017-01-25,,,,7\nKahvila,2017-01-25,,,,8\n", vec![(3, "anonymous", Wrong::HeadsTwice(2))]),
    ];
    let before = number(&store, "SELECT count(*) FROM log");
    for (lines, expected) in bad {
        // What is right on another line does not come in either.
        let found = faults(&mut store, &marks(&format!("{lines}Kädet,2017-01-26,,17-3,present,\n")));
        let told: Vec<_> = found.iter().map(|fault| (fault.line, fault.column.as_str(), fault.wrong.clone())).collect();
        let first: Vec<_> = told.iter().take(expected.len()).cloned().collect();
        assert_eq!(first, expected, "{lines}");
        assert_eq!(number(&store, "SELECT count(*) FROM log"), before, "{lines}");
    }
    let ends = "activity,date,start,end,client_ref,mark\nKädet,2017-01-26,10:00,9:00,17-1,present\nKädet,2017-01-26,,13:00,17-2,late\n";
    let found = faults(&mut store, ends);
    let told: Vec<_> = found.iter().map(|fault| (fault.line, fault.column.as_str(), fault.wrong.clone())).collect();
    assert_eq!(told, [(2, "end", Wrong::TimeOrder), (3, "end", Wrong::OtherEnd(clock(12).unwrap()))]);
}

#[test]
fn the_user_reads_on_which_days_it_meets() {
    let mut store = store();
    let found = faults(&mut store, "Toiminta;Päivä;Asiakkaan tunnus;Merkintä\nKädet;25.1.2017;17-1;läsnä\n");
    let said = |lang| refusal(&Words::new(lang), "x.csv", &found);
    assert_eq!(
        said(Lang::Fi).lines().nth(1),
        Some(
            "x.csv, rivi 2, sarake Päivä: Toiminnalla ei ole kertaa 25.1.2017. Lähimmät kerrat: to 19.1.2017 · to 26.1.2017."
        )
    );
    assert!(said(Lang::Sv).contains("De närmaste: to 19.1.2017 · to 26.1.2017."));
    assert!(said(Lang::En).contains("The nearest ones: Thu 19.1.2017 · Thu 26.1.2017."));
}

#[test]
fn the_whole_import_is_one_thing_to_take_back() {
    let mut store = store();
    take(&mut store, &marks("Kädet,2017-01-26,,17-1,present,\nARKI,2017-02-01,9:00,17-1,present,\n"));
    store.undo().unwrap();
    assert_eq!(register(&store), Vec::<String>::new());
}

// ------------------------------------------------------------------ work

thread_local! {
    static STATEMENTS: Cell<usize> = const { Cell::new(0) };
}

fn count(event: TraceEvent<'_>) {
    // A trigger's own statements are told as remarks.
    if let TraceEvent::Stmt(_, sql) = event
        && !sql.starts_with("--")
    {
        STATEMENTS.set(STATEMENTS.get() + 1);
    }
}

/// Twenty people at a daily group, for so many days.
fn long_file(days: u64) -> String {
    let mut lines = marks("");
    for nth in 0..days {
        for person in 0..20 {
            let on = day("2016-07-01") + Days::new(nth);
            let mark = if person % 5 == 0 { "no_show" } else { "present" };
            writeln!(lines, "Päivätoiminta,{on},,P-{person},{mark},").unwrap();
        }
    }
    lines
}

/// Statements that a file of so many days costs, at first and again.
fn cost(days: u64) -> (usize, usize) {
    let mut store = store();
    let group = "name,tier,kind,weekdays,start\nPäivätoiminta,own,group,MO TU WE TH FR SA SU,9:00\n";
    let people: String = (0..20).map(|person| format!("P-{person},Suku{person},Nimi\n")).collect();
    import(&mut store, Subject::Activities, group.as_bytes(), today(), Mode::Apply).unwrap();
    let people = format!("ref,family_name,given_name\n{people}");
    import(&mut store, Subject::Clients, people.as_bytes(), today(), Mode::Apply).unwrap();
    // No holiday is among these days of summer and autumn.
    let text = long_file(days);
    store.reader().trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(count));
    STATEMENTS.set(0);
    let lines = usize::try_from(days).unwrap() * 20;
    assert_eq!(take(&mut store, &text), report(lines, 0, 0));
    let first = STATEMENTS.replace(0);
    assert_eq!(take(&mut store, &text), report(0, 0, lines));
    (first, STATEMENTS.get())
}

#[test]
fn a_long_file_costs_a_few_statements_a_line() {
    let (short, long) = (cost(25), cost(100));
    println!("500 lines: {short:?} statements, 2 000 lines: {long:?}");
    assert!(long.0 <= 6 * 2_000, "{long:?}");
    // Again there is nothing to do but to read what is there.
    assert!(long.1 <= 2_000 / 2, "{long:?}");
    assert!(long.0 * 25 <= short.0 * 100 * 11 / 10, "as much a line, however many there are: {short:?} {long:?}");
}
