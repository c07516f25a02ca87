//! Records whose time is over: who they are, that nothing is left of them when they are removed, and that the figures stay.

#[path = "support/world.rs"]
pub mod world;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use rinnalla::domain::client::ClientFields;
use rinnalla::domain::ids::{ClientId, NoteId, WorkerId};
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::note::NoteFields;
use rinnalla::domain::reports::{Asked, Length, Name, Report, Span, Spot, Table, Value};
use rinnalla::domain::retention::{Ground, Stays};
use rinnalla::domain::rights::Right;
use rinnalla::domain::trace::Trace;
use rinnalla::domain::worker::Role;
use rinnalla::exchange::{Mode, Subject, import};
use rinnalla::store::change::Change;
use rinnalla::store::drafts::DraftKey;
use rinnalla::store::trail::LogAsked;
use rinnalla::store::{Store, StoreError, clients, reports, retention, trail, workers};
use tempfile::TempDir;
use world::{WORKERS, World};

const LEENA: WorkerId = WorkerId(1);
const MIKKO: WorkerId = WorkerId(3);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2027-02-06")
}

/// Families, given names and what is written of them: words that nothing else in the file has.
const PEOPLE: [(&str, &str, &str); 7] = [
    ("Qvarnholm", "Xandra", "hirvensarvi"),
    ("Wexelius", "Ylvika", "kuparikattila"),
    ("Zilliacus", "Zorro", "tuohivirsu"),
    ("Öfverbom", "Wivan", "rautakanki"),
    ("Fagerudd", "Quintus", "lasipullo"),
    ("Kvarnstroem", "Sandra", "porsliini"),
    ("Jyllintaus", "Oiva", "villasukka"),
];
/// Closed in 2014, with everything there is.
const OLD: ClientId = ClientId(1);
/// Her second record, which has become a shell.
const SHELL: ClientId = ClientId(6);
/// Never had a customership; the last note is of 2015.
const CONTACT: ClientId = ClientId(4);
/// Closed in 2013, and restricted.
const RESTRICTED: ClientId = ClientId(7);

struct File {
    folder: TempDir,
    store: Store,
}

impl File {
    fn path(folder: &TempDir) -> PathBuf {
        folder.path().join("team.db")
    }

    fn made() -> File {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create(&File::path(&folder)).unwrap();
        store
            .write(|tx| {
                for (login, role) in
                    [("leena", Role::Lead), ("satu", Role::Admin), ("mikko", Role::Worker), ("veikko", Role::Auditor)]
                {
                    workers::add(tx, login, login, role)?;
                }
                Ok(())
            })
            .unwrap();
        store.sign_in(LEENA);
        store.live_by(today);
        let life = [
            "closed,2014-05-01,goals_reached,work",
            "open,,,",
            "closed,2020-01-31,moved,moved",
            "",
            "closed,2014-05-01,moved,moved",
            "",
            "closed,2013-03-01,moved,moved",
        ];
        let rows = PEOPLE.iter().zip(life).enumerate().map(|(at, ((family, given, _), life))| {
            let since = if life.is_empty() { ",,,,,," } else { "2012-01-10,2012-02-01,mikko," };
            format!("REF-{at},{family},{given},04055500{at}9,{since}{life}\n")
        });
        let head =
            "ref,family_name,given_name,phone,pending_since,opened,own_worker,state,closed,close_reason,outcome\n";
        let text: String = std::iter::once(head.to_string()).chain(rows).collect();
        import(&mut store, Subject::Clients, text.as_bytes(), today(), Mode::Apply).unwrap();
        let group = "name,tier,kind,weekdays,start,end,first_day,last_day\nKutojat,own,group,ma,10:00,11:00,2012-01-02,2014-12-29\n";
        import(&mut store, Subject::Activities, group.as_bytes(), today(), Mode::Apply).unwrap();
        let mut file = File { folder, store };
        file.fill();
        file
    }

    /// Everything that may be known of somebody, of the old one above all.
    fn fill(&mut self) {
        let texts = |nth: usize| PEOPLE[nth].2;
        for (nth, on, follow) in [
            (0, "2013-04-02", None),
            (1, "2026-01-01", None),
            (3, "2015-06-01", None),
            (4, "2013-01-01", Some("2013-02-01")),
            (6, "2012-12-01", None),
        ] {
            let fields = NoteFields {
                on_day: day(on),
                channel: "phone".into(),
                body: format!("Kertoi, että {}", texts(nth)),
                follow_up_on: follow.map(day),
                follow_up_what: None,
                follow_up_for: None,
            };
            let client = ClientId(nth as i64 + 1);
            self.store.change(&Change::AddNote { client, fields, from: None }, None).unwrap();
        }
        self.run(
            "INSERT INTO session(activity_id, series_id, rule_date, on_day, state, anon_count) \
               SELECT activity_id, id, '2013-04-08', '2013-04-08', 'held', 3 FROM series;
             INSERT INTO enrolment(activity_id, client_id, state, starts, ends, end_reason) \
               VALUES(1, 1, 'ended', '2012-03-01', '2013-12-01', 'period_over'), (1, 2, 'enrolled', '2012-03-01', NULL, NULL);
             INSERT INTO attendance(session_id, client_id, enrolment_id, mark) VALUES(1, 1, 1, 'present'), (1, 2, 2, 'present');
             UPDATE session SET register_closed = '2013-04-09T08:00:00Z';
             INSERT INTO session(activity_id, on_day) VALUES(1, '2013-05-05');
             INSERT INTO booking(session_id, client_id, starts_at) VALUES(2, 1, '10:00'), (2, 2, '10:30');
             INSERT INTO goal(episode_id, text, set_on, state, ended) VALUES(1, 'Löydän hirvensarven', '2012-03-01', 'achieved', '2014-04-30');
             INSERT INTO meeting(episode_id, kind, held, summary) VALUES(1, 'interim', '2013-03-01', 'Yhteenveto: hirvensarvi');
             INSERT INTO review(goal_id, due, held, state, assessment, meeting_id) \
               VALUES(1, '2013-03-01', '2013-03-01', 'done', 'Arvio: hirvensarvi', 1);
             INSERT INTO plan(episode_id, version, state, made_on, strengths) VALUES(1, 1, 'active', '2012-03-01', 'Vahvuus: hirvensarvi');
             INSERT INTO plan_goal(plan_id, goal_id, text) VALUES(1, 1, 'Löydän hirvensarven');
             INSERT INTO decision(episode_id, about, decided_on, valid_from) VALUES(1, 'Päätös: hirvensarvi', '2012-03-01', '2012-03-01');
             INSERT INTO decision(episode_id, about, decided_on, valid_from, replaces) VALUES(1, 'Toinen', '2012-04-01', '2012-04-01', 1);
             INSERT INTO measure(client_id, on_day, instrument, part, tenths) VALUES(1, '2012-03-01', 'work-ability', 'total', 50);
             INSERT INTO absence_notice(client_id, starts, ends, told_on) VALUES(1, '2012-05-01', '2012-05-09', '2012-04-30');
             INSERT INTO recommendation(client_id, activity_id, worker_id, on_day) VALUES(1, 1, 3, '2012-05-01');
             INSERT INTO snooze(rule, target, client_id, worker_id, until, reason) VALUES('x', 'y', 1, 3, '2012-06-01', 'Siirto: hirvensarvi');
             INSERT INTO client_access(client_id, worker_id, kind, granted_on, until, reason) \
               VALUES(1, 3, 'break_glass', '2012-06-01', '2012-06-01', 'Avaus: hirvensarvi'), (7, 3, 'named', '2012-06-01', NULL, NULL);
             UPDATE main.client SET restricted = 1 WHERE id = 7;
             INSERT INTO merge(from_client, to_client, worker_id, on_day, tx) VALUES(6, 1, 1, '2013-01-01', 1);
             UPDATE main.client SET merged_into = 1 WHERE id = 6;
             INSERT INTO apart(one_id, other_id, worker_id, on_day) VALUES(1, 2, 1, '2013-01-01')",
        );
        // Taken for one with another, and parted again.
        self.run(
            "INSERT INTO merge(from_client, to_client, worker_id, on_day, tx) VALUES(1, 3, 1, '2013-01-01', log_number()); \
             UPDATE main.client SET phone = '0405550009' WHERE id = 3",
        );
        self.run(
            "UPDATE merge SET undone_on = '2013-01-02' WHERE to_client = 3; \
             UPDATE main.client SET phone = '0405550029' WHERE id = 3",
        );
        // What has been changed is in the log as it was.
        let edited = ClientFields { family_name: "Hernesaari".into(), ..self.fields(OLD) };
        let rev = clients::get(self.store.reader(), OLD).unwrap().rev;
        self.store.change(&Change::EditClient { id: OLD, rev, fields: edited }, None).unwrap();
        self.store.trace(&[Trace::card(OLD), Trace::search(vec![OLD, ClientId(2)])]).unwrap();
        // Unmerged since: the change was made while the note was the other's.
        self.run(
            "UPDATE note SET client_id = 2 WHERE id = 1; UPDATE note SET body = 'Toinen hirvensarvi' WHERE id = 1; \
            UPDATE note SET body = 'Kolmas hirvensarvi' WHERE id = 1; UPDATE note SET client_id = 1 WHERE id = 1",
        );
        for (form, target, text) in [
            ("note-new", 1, "hirvensarvi"),
            ("note", 1, "hirvensarvi"),
            ("review", 1, "hirvensarvi"),
            ("enter-new", 9, "Hernesaari Xandra"),
            ("note-new", 2, "kuparikattila"),
            ("book-new", 9, "Zilliacus Zorro"),
        ] {
            let key = DraftKey { form: form.into(), target };
            self.store.keep_draft(&key, None, &format!("{{\"about\":\"{text}\"}}")).unwrap();
        }
    }

    fn fields(&self, client: ClientId) -> ClientFields {
        clients::get(self.store.reader(), client).unwrap().fields
    }

    /// Past rights and past what is over, as an older program may have left it.
    fn run(&mut self, sql: &str) {
        let me = self.store.worker();
        self.store.sign_in(WorkerId(0));
        self.store.write(|tx| Ok(tx.execute_batch(sql)?)).unwrap();
        self.store.sign_in(me);
    }

    fn number(&self, sql: &str) -> i64 {
        self.store.reader().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// Rows of every table that says who it is about, by table.
    fn rows(&self) -> BTreeMap<String, i64> {
        let conn = self.store.reader();
        let names =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT IN ('log')";
        let tables: Vec<String> =
            conn.prepare(names).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let count = |table: &String| self.number(&format!("SELECT count(*) FROM main.{table}"));
        tables.into_iter().map(|table| (table.clone(), count(&table))).collect()
    }

    /// Everything that the file and what stands beside it consist of, once nobody has it open.
    fn bytes(self) -> (TempDir, Vec<u8>) {
        drop(self.store);
        let all = fs::read_dir(self.folder.path()).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap());
        let bytes = all.flatten().collect();
        (self.folder, bytes)
    }
}

fn has(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

/// Every word that would give her away, also as the look-up and the order of names have it.
const WORDS: [&str; 14] = [
    "Qvarnholm",
    "Xandra",
    "hirvensarv",
    "REF-0",
    "0405550009",
    "Kvarnstroem",
    "Sandra",
    "REF-5",
    "0405550059",
    "Hernesaari",
    "hernesaari",
    "qvarnholm",
    "xandra",
    "kvarnstroem",
];

#[test]
fn the_list_has_whose_time_is_over_by_reference_and_names_as_rights_go() {
    let file = File::made();
    let over = retention::over(file.store.reader(), today()).unwrap();
    let told: Vec<_> = over.iter().map(|aged| (aged.client, aged.reference.as_str(), aged.name.as_deref())).collect();
    assert_eq!(
        told,
        [
            (RESTRICTED, "REF-6", None),
            (OLD, "REF-0", Some("Hernesaari Xandra")),
            (CONTACT, "REF-3", Some("Öfverbom Wivan"))
        ]
    );
    let grounds: Vec<_> = over.iter().map(|aged| aged.record.ends(10)).map(|over| (over.ground, over.since)).collect();
    assert_eq!(
        grounds,
        [
            (Ground::Closing, day("2023-03-01")),
            (Ground::Closing, day("2024-05-01")),
            (Ground::Contact, day("2025-06-01"))
        ]
    );
    let all = retention::records(file.store.reader(), today()).unwrap();
    let why = |nth: i64| all.iter().find(|aged| aged.client.0 == nth).unwrap().record.over(10, today()).unwrap_err();
    assert_eq!((why(2), why(3), why(5)), (Stays::Live, Stays::Until(day("2030-01-31")), Stays::FollowUp));
    assert!(all.iter().all(|aged| aged.client != SHELL), "a shell goes with the record it points to");
}

#[test]
fn the_setting_says_how_many_years() {
    let mut file = File::made();
    file.store.change(&Change::Set { key: "retention-years", was: 10, value: 13 }, None).unwrap();
    let over = |file: &File, on: &str| retention::over(file.store.reader(), day(on)).unwrap().len();
    assert_eq!((over(&file, "2027-02-06"), over(&file, "2027-05-01")), (1, 2));
    assert!(matches!(file.store.remove_records(&[OLD], today()), Err(StoreError::StillKept(who)) if who == "REF-0"));
}

#[test]
fn nothing_is_left_of_who_was_removed_not_even_between_the_rows() {
    let mut file = File::made();
    let before = file.rows();
    let (sessions, entries) = (file.number("SELECT count(*) FROM session"), file.number("SELECT count(*) FROM log"));
    let removal = file.store.remove_records(&[OLD], today()).unwrap();
    removal.wiped.unwrap();
    assert_eq!(removal.numbers, [OLD]);
    let after = file.rows();
    let gone: i64 = before
        .iter()
        .filter(|(table, _)| !["draft", "kept_report"].contains(&table.as_str()))
        .map(|(table, count)| count - after[table])
        .sum();
    assert_eq!(removal.rows, gone);
    // One at least of each kind of row went; whatever is about everybody is as it was.
    for (table, count) in &before {
        let stays = ["worker", "code", "activity", "series", "session", "closure_day", "setting", "kept_report"];
        match stays.contains(&table.as_str()) {
            true if table != "kept_report" => assert_eq!(after[table], *count, "{table}"),
            true => {}
            false => assert!(after[table] < *count, "{table}: {count}, and {} are left", after[table]),
        }
    }
    assert_eq!(file.number("SELECT count(*) FROM session"), sessions, "sessions stay, and their heads");
    assert!(file.number("SELECT count(*) FROM log") > entries, "no entry goes");
    assert_eq!(file.number("SELECT count(*) FROM draft"), 2, "what others type of others stays");
    let held = "SELECT count(*) FROM log WHERE client_id IN (1, 6) AND entity <> 'retention' AND (before || after || reason) IS NOT NULL";
    assert_eq!(file.number(held), 0);
    assert_eq!(file.store.check().unwrap(), Vec::<String>::new(), "the chain fits");
    let (folder, bytes) = file.bytes();
    for word in WORDS {
        assert!(!has(&bytes, word), "{word} is still there");
    }
    for (family, _, text) in [PEOPLE[1], PEOPLE[3]] {
        assert!(has(&bytes, family) && has(&bytes, text), "{family} is not to go");
    }
    let again = Store::open(&File::path(&folder)).unwrap();
    assert_eq!(again.check().unwrap(), Vec::<String>::new());
}

#[test]
fn the_text_is_gone_while_others_have_the_file_open_and_they_are_told() {
    let mut file = File::made();
    let mut other = Store::open(&File::path(&file.folder)).unwrap();
    other.sign_in(MIKKO);
    other.answer(&rinnalla::store::request::Query::Lists).unwrap();
    let folder = file.folder.path().to_path_buf();
    let raw = |name: &str| fs::read(folder.join(name)).unwrap_or_default();
    for word in WORDS {
        assert!(has(&raw("team.db"), word) || has(&raw("team.db-wal"), word), "{word} was never there");
    }
    file.store.remove_records(&[OLD, CONTACT, RESTRICTED], today()).unwrap().wiped.unwrap();
    let news = other.news().unwrap().unwrap();
    assert_eq!((news.worker, news.entities[0].as_str()), (Some(LEENA), "retention"));
    for word in WORDS.into_iter().chain(["Öfverbom", "rautakanki", "Jyllintaus", "villasukka"]) {
        for name in ["team.db", "team.db-wal", "team.db-shm"] {
            assert!(!has(&raw(name), word), "{word} is still in {name}");
        }
    }
    assert_eq!(other.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_removal_is_nobodys_to_take_back_and_neither_is_what_came_before_it() {
    let mut file = File::made();
    file.store.remove_records(&[OLD], today()).unwrap();
    let mut undone = 0;
    loop {
        match file.store.undo() {
            Err(StoreError::NothingToUndo) => break,
            Err(StoreError::ChangedSince) => {}
            Ok(_) => undone += 1,
            Err(other) => panic!("{other}"),
        }
    }
    // The notes of the others could be taken back; whatever was about her could not.
    assert!(undone > 0);
    assert_eq!(file.number("SELECT count(*) FROM main.client WHERE id IN (1, 6)"), 0);
    assert_eq!(file.number("SELECT count(*) FROM note WHERE client_id = 1"), 0);
    assert_eq!(file.store.check().unwrap(), Vec::<String>::new());
}

#[test]
fn the_log_says_that_it_was_removed_and_no_more() {
    let mut file = File::made();
    file.store.remove_records(&[OLD], today()).unwrap();
    let conn = file.store.reader();
    assert!(retention::removed_at(conn, OLD).unwrap().is_some() && retention::any_removed(conn).unwrap());
    assert_eq!(retention::removed_at(conn, CONTACT).unwrap(), None);
    let told = trail::extract(conn, OLD, &LogAsked::default()).unwrap();
    assert!(told.iter().any(|entry| entry.entity == "retention"));
    let written = told.iter().filter(|entry| entry.entity != "retention");
    assert!(written.clone().count() > 30 && written.clone().all(|entry| entry.changes.is_empty()));
    assert!(told.iter().all(|entry| entry.client_ref.is_none() && entry.reason.is_none()));
    let vouches = told.iter().find(|entry| entry.entity == "retention").unwrap();
    let counts: BTreeMap<&str, &str> =
        vouches.changes.iter().map(|change| (change.column.as_str(), change.before.as_deref().unwrap())).collect();
    assert_eq!((counts["note"], counts["decision"], counts["client"]), ("1", "2", "2"));
    assert_eq!((counts["first_year"], counts["last_year"]), ("2012", "2014"));
    assert_eq!(counts.len(), 22, "{counts:?}");
}

#[test]
fn an_emptied_entry_is_vouched_for_by_its_own_removal_only() {
    let tampered = |sql: &str| {
        let mut file = File::made();
        file.store.remove_records(&[OLD], today()).unwrap();
        file.run(&format!("DROP TRIGGER log_kept_u; DROP TRIGGER log_kept_d; {sql}"));
        file.store.check().unwrap()
    };
    let one = "(SELECT min(id) FROM log WHERE erased IS NOT NULL)";
    // Of somebody from whom nothing was taken out, and of somebody from whom only other entries were.
    let of = |client: i64| format!("(SELECT max(id) FROM log WHERE client_id = {client} AND erased IS NULL)");
    let emptied = |client: i64| {
        let like = format!("erased = (SELECT erased FROM log WHERE id = {one}), before = NULL, after = NULL");
        format!("UPDATE log SET {like} WHERE id = {}", of(client))
    };
    for sql in [
        format!("UPDATE log SET before = '{{}}' WHERE id = {one}"),
        format!("UPDATE log SET erased = erased - 1 WHERE id = {one}"),
        format!("UPDATE log SET worker_id = 2, erased = NULL WHERE id = {one}"),
        emptied(3),
        emptied(2),
        "UPDATE log SET before = '{}' WHERE entity = 'retention' AND client_id IS NULL".to_string(),
        "UPDATE log SET entity = 'note' WHERE entity = 'retention'".to_string(),
    ] {
        let found = tampered(&sql);
        assert_eq!(found.len(), 1, "{sql}: {found:?}");
    }
}

#[test]
fn only_who_may_removes_and_only_what_may_go_all_or_nothing() {
    let mut file = File::made();
    let before = file.rows();
    for (worker, role) in [(MIKKO, Role::Worker), (WorkerId(4), Role::Auditor)] {
        file.store.sign_in(worker);
        let refused = file.store.remove_records(&[OLD], today()).map(|removal| removal.rows);
        assert!(matches!(refused, Err(StoreError::Forbidden(Right::Remove))), "{role:?}: {refused:?}");
        assert!(matches!(retention::over(file.store.reader(), today()), Err(StoreError::Forbidden(Right::Remove))));
        assert!(matches!(file.store.wipe_again(), Err(StoreError::Forbidden(Right::Remove))));
    }
    file.store.sign_in(LEENA);
    for kept in [2, 3, 5] {
        let refused = file.store.remove_records(&[OLD, ClientId(kept)], today()).map(|removal| removal.rows);
        assert!(matches!(refused, Err(StoreError::StillKept(_))), "{kept}: {refused:?}");
    }
    for none in [SHELL, ClientId(99)] {
        assert!(matches!(file.store.remove_records(&[none], today()), Err(StoreError::Gone)));
    }
    assert_eq!(file.rows(), before, "nothing at all");
    // What is over stays as it was for everybody, as before.
    let rewritten = file.store.write(|tx| Ok(tx.execute("UPDATE log SET before = NULL", [])?));
    assert!(rewritten.is_err());
    assert!(file.store.change(&Change::EditNote { id: NoteId(99), rev: 1, fields: note() }, None).is_err());
    // A restricted client goes by its reference, whoever may see it.
    file.store.remove_records(&[RESTRICTED], today()).unwrap().wiped.unwrap();
}

fn note() -> NoteFields {
    NoteFields {
        on_day: today(),
        channel: "phone".into(),
        body: "Soitti".into(),
        follow_up_on: None,
        follow_up_what: None,
        follow_up_for: None,
    }
}

// ------------------------------------------------------------------ figures

fn year(of: i32) -> Asked {
    let day = NaiveDate::from_ymd_opt(of, 7, 1).unwrap();
    Asked::of(Span::around(day, Length::Year), day_of_removal())
}

/// Long after every history.
fn day_of_removal() -> NaiveDate {
    day("2040-01-02")
}

fn all_reports(store: &Store, scope: &Asked) -> Vec<(Name, Vec<Table>)> {
    let report = |name: &Name| reports::report(store.reader(), *name, scope).unwrap();
    Name::ALL.iter().map(report).map(|Report { name, tables, .. }| (name, tables)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn every_report_of_every_year_is_the_same_after_the_removals(seed in any::<u64>(), parts in 1..4_usize) {
        let world = World::random(seed);
        let mut store = world.stored();
        // The admin of that file.
        store.sign_in(WorkerId(1));
        let years: Vec<Asked> = (2015..=2019).map(year).collect();
        let before: Vec<_> = years.iter().map(|scope| all_reports(&store, scope)).collect();
        let over = retention::over(store.reader(), day_of_removal()).unwrap();
        prop_assume!(!over.is_empty());
        // Not all in one go: what was kept the first time is not counted anew.
        let gone: Vec<ClientId> = over.iter().map(|aged| aged.client).collect();
        for some in gone.chunks(gone.len().div_ceil(parts)) {
            store.remove_records(some, day_of_removal()).unwrap().wiped.unwrap();
        }
        for (scope, before) in years.iter().zip(&before) {
            prop_assert_eq!(&all_reports(&store, scope), before, "{}", scope.span.from.year());
            let touched = over.iter().filter(|aged| {
                let (first, last) = aged.record.years();
                (first..=last).contains(&scope.span.from.year())
            });
            let records = i64::try_from(touched.count()).unwrap();
            for name in Name::ALL {
                let removed = reports::removed(store.reader(), *name, scope).unwrap();
                let told = removed.map(|removed| (removed.records, removed.kept_on));
                prop_assert_eq!(told, (records > 0).then(|| (records, Some(day_of_removal()))));
                let narrowed = Asked { worker: Some(WorkerId(WORKERS)), ..scope.clone() };
                let removed = reports::removed(store.reader(), *name, &narrowed).unwrap();
                prop_assert_eq!(removed.map(|removed| (removed.records, removed.kept_on)), (records > 0).then_some((records, None)));
            }
            if let Some(spot) = first_spot(&store, scope).filter(|_| records > 0) {
                prop_assert!(matches!(reports::behind(store.reader(), &spot), Err(StoreError::OnlyFigures)));
                let narrowed = Spot { scope: Asked { worker: Some(WorkerId(1)), ..scope.clone() }, ..spot };
                prop_assert!(reports::behind(store.reader(), &narrowed).is_ok());
            }
        }
        prop_assert_eq!(store.check().unwrap(), Vec::<String>::new());
    }
}

fn first_spot(store: &Store, scope: &Asked) -> Option<Spot> {
    let report = reports::report(store.reader(), Name::Participation, scope).unwrap();
    let table = report.tables.first()?;
    let row = table.rows.iter().find(|row| matches!(row.figures[0].value, Value::Count(1..)))?;
    let (part, line) = (row.part.clone(), row.line.clone());
    Some(Spot { name: Name::Participation, table: table.key, column: 0, part, line, scope: scope.clone() })
}

#[test]
fn what_is_kept_of_a_year_has_no_name_in_it() {
    let mut file = File::made();
    file.store.remove_records(&[OLD], today()).unwrap();
    assert_eq!(file.number("SELECT count(DISTINCT year) FROM kept_report"), 3);
    assert_eq!(file.number("SELECT count(*) FROM kept_report"), 24, "eight reports a year");
    let mut query = file.store.reader().prepare("SELECT body FROM kept_report").unwrap();
    let bodies: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for (family, given, text) in PEOPLE {
        assert!(bodies.iter().all(|body| [family, given, text].iter().all(|word| !body.contains(word))));
    }
}
