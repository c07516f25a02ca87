//! What merging two records of one person means for imports, for who sees what, and for the log.

use chrono::NaiveDate;
use rinnalla::commands::import::Import;
use rinnalla::domain::ids::{ClientId, MergeId, WorkerId};
use rinnalla::domain::lang::Lang;
use rinnalla::domain::merge::clashes;
use rinnalla::domain::worker::Role;
use rinnalla::exchange::{Mode, Report, Subject, import};
use rinnalla::store::change::Change;
use rinnalla::store::lookup::{self, Found};
use rinnalla::store::request::{Answer, Query};
use rinnalla::store::trail::LogAsked;
use rinnalla::store::{Store, StoreError, clients, merging, workers};
use rinnalla::text::Words;

fn today() -> NaiveDate {
    "2017-02-06".parse().unwrap()
}

const PEOPLE: &str = "ref,family_name,given_name,birth_date,phone,pending_since,opened\n\
    17-1,Aalto,Aino,1990-03-04,040 111 1111,2017-01-09,2017-01-09\n\
    17-2,Aalto,Ainö,1990-03-04,040 222 2222,2017-01-02,2017-01-10\n\
    17-3,Koski,Elli,,,2017-01-11,2017-01-11\n";
const GROUPS: &str = "name,tier,kind,weekdays,first_day,start,end\nIso,own,group,ma,2017-01-02,10.00,12.00\n";
const SPELLS: &str = "client_ref,activity,state,starts\n17-1,Iso,enrolled,2017-01-09\n17-2,Iso,enrolled,2017-01-02\n";
const MARKS: &str = "activity,date,start,client_ref,mark\nIso,2017-01-09,10.00,17-1,present\nIso,2017-01-09,10.00,17-2,late\n\
    Iso,2017-01-16,10.00,17-2,no_show\n";
const SCORES: &str = "client_ref,instrument,on,value\n17-1,work-ability,2017-01-09,4\n17-2,work-ability,2017-01-09,5\n";
const GOALS: &str = "client_ref,text,set_on\n17-1,Liikun,2017-01-12\n17-2,Luen,2017-01-12\n";

const FILES: [(Subject, &str); 6] = [
    (Subject::Clients, PEOPLE),
    (Subject::Activities, GROUPS),
    (Subject::Enrolments, SPELLS),
    (Subject::Attendance, MARKS),
    (Subject::Measures, SCORES),
    (Subject::Goals, GOALS),
];

fn store() -> Store {
    let mut store = Store::in_memory().unwrap();
    for (login, role) in [("satu", Role::Admin), ("mikko", Role::Worker), ("veikko", Role::Auditor)] {
        store.write(|tx| workers::add(tx, login, login, role)).unwrap();
    }
    store.sign_in(WorkerId(1));
    store.live_by(today);
    for (subject, text) in FILES {
        import(&mut store, subject, text.as_bytes(), today(), Mode::Apply).unwrap_or_else(|error| panic!("{error:?}"));
    }
    store
}

fn merge(store: &mut Store, kept: i64, other: i64) -> Result<(), StoreError> {
    let pair = merging::pair(store.reader(), ClientId(kept), ClientId(other))?;
    let choices = clashes(&pair).collect();
    store.change(&Change::Merge { pair: Box::new(pair), choices, day: today() }, None).map(drop)
}

fn number(store: &Store, sql: &str) -> i64 {
    store.reader().query_row(sql, [], |row| row.get(0)).unwrap()
}

fn text(store: &Store, sql: &str) -> String {
    store.reader().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Two customerships, spells, marks, scores of one day: each becomes one, and nothing is counted twice.
#[test]
fn two_of_everything_become_one() {
    let mut store = store();
    merge(&mut store, 1, 2).unwrap();
    assert_eq!(
        text(&store, "SELECT state || pending_since || opened FROM episode WHERE client_id = 1"),
        "open2017-01-022017-01-09"
    );
    assert_eq!(text(&store, "SELECT state || starts FROM enrolment"), "enrolled2017-01-02");
    assert_eq!(
        text(&store, "SELECT group_concat(mark) FROM attendance WHERE client_id = 1 AND enrolment_id = 1"),
        "present,no_show"
    );
    assert_eq!(number(&store, "SELECT sum(tenths) FROM measure"), 40);
    assert_eq!(number(&store, "SELECT count(*) FROM goal WHERE episode_id = 1"), 2);
    // What did not stand is whole in the log.
    assert_eq!(
        number(
            &store,
            "SELECT count(*) FROM log WHERE act = 'remove' AND entity = 'measure' AND json_extract(before, '$.tenths') = 50"
        ),
        1
    );
    assert!(store.check().unwrap().is_empty());
}

/// The lists of the old system still have both: they never make a second record again, and change nothing twice.
#[test]
fn lists_with_both_references_are_about_one_client() {
    let mut store = store();
    merge(&mut store, 1, 2).unwrap();
    let before = rinnalla_rows(&store);
    for round in 0..2 {
        for (subject, file) in FILES {
            let report = import(&mut store, subject, file.as_bytes(), today(), Mode::Apply);
            let Report { added, changed, .. } = report.unwrap_or_else(|error| panic!("{subject:?} {error:?}"));
            assert_eq!((added, changed), (0, 0), "{subject:?} in round {round}");
        }
    }
    assert_eq!(rinnalla_rows(&store), before);
    // What is new is taken, whichever reference it bears.
    let new = "activity,date,start,client_ref,mark\nIso,2017-01-23,10.00,17-2,present\n";
    assert_eq!(import(&mut store, Subject::Attendance, new.as_bytes(), today(), Mode::Apply).unwrap().added, 1);
    assert_eq!(number(&store, "SELECT client_id FROM attendance ORDER BY id DESC LIMIT 1"), 1);
}

fn rinnalla_rows(store: &Store) -> Vec<i64> {
    let tables = ["main.client", "episode", "enrolment", "attendance", "measure", "goal"];
    tables.iter().map(|table| number(store, &format!("SELECT count(*) FROM {table}"))).collect()
}

#[test]
fn an_import_says_by_reference_who_looks_like_somebody_else() {
    let mut store = store();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("asiakkaat.csv");
    std::fs::write(
        &file,
        "ref,family_name,given_name,birth_date\n17-9,AALTO,A. Aino,4.3.1990\n17-8,Uusi,Ulla,1.1.1980\n",
    )
    .unwrap();
    for dry_run in [true, false] {
        let told = Import { what: Subject::Clients, file: file.clone(), dry_run }.bring(
            &mut store,
            &Words::new(Lang::Fi),
            today(),
        );
        let Ok(told) = told else { panic!("refused") };
        assert!(
            told.contains("Näyttää samalta henkilöltä kuin joku muu: 2. Katso Toimisto → Samat henkilöt?"),
            "{told}"
        );
        assert!(told.contains("17-9 = 17-1 ?") && told.contains("17-9 = 17-2 ?"), "{told}");
        // A rehearsal shows the file's own lines besides.
        assert!(dry_run || (!told.contains("Aino") && !told.contains("17-8")), "{told}");
    }
}

#[test]
fn the_old_reference_and_the_old_name_find_the_kept_record() {
    let mut store = store();
    merge(&mut store, 1, 3).unwrap();
    assert_eq!(clients::by_reference(store.reader(), "17-3").unwrap(), Some(ClientId(1)));
    let entries = lookup::entries(store.reader()).unwrap();
    let found = |piece: &str| entries.iter().filter(|entry| entry.fold_key.contains(piece)).count();
    assert_eq!((found("17-3"), found("koski"), found("17-1")), (1, 1, 1));
    assert!(entries.iter().all(|entry| !matches!(entry.target, Found::Client { id: ClientId(3), .. })));
    let Ok(Answer::Card(card)) = store.answer(&Query::Card { client: ClientId(3), today: today() }) else { panic!() };
    assert_eq!(card.client.id, ClientId(1));
}

/// What is still open about the shell somewhere writes nothing on it.
#[test]
fn nothing_is_written_on_the_shell() {
    let mut store = store();
    merge(&mut store, 1, 2).unwrap();
    let announce =
        Change::Announce { client: ClientId(2), starts: today(), ends: today(), reason: None, today: today() };
    assert!(matches!(store.change(&announce, None), Err(StoreError::Merged)));
    let shell = store.write(|tx| Ok(tx.execute("UPDATE main.client SET phone = '1' WHERE id = 2", [])?));
    assert!(matches!(shell, Err(StoreError::Merged)));
}

#[test]
fn who_does_not_see_both_neither_merges_them_nor_hears_of_them() {
    let mut store = store();
    let restrict =
        "INSERT INTO client_access(client_id, worker_id, kind, granted_on) VALUES(2, 1, 'named', '2017-01-01')";
    store
        .write(|tx| {
            Ok(tx.execute(restrict, [])? + tx.execute("UPDATE main.client SET restricted = 1 WHERE id = 2", [])?)
        })
        .unwrap();
    let pairs = |store: &Store| match store.answer(&Query::Twins) {
        Ok(Answer::Twins(twins)) => twins.pairs.len(),
        _ => panic!(),
    };
    let pair = Query::Pair { kept: ClientId(1), other: ClientId(2) };
    let seen = merging::pair(store.reader(), ClientId(1), ClientId(2)).unwrap();
    assert_eq!(pairs(&store), 1);
    for other in [2, 3] {
        store.sign_in(WorkerId(other));
        assert_eq!(pairs(&store), 0);
        assert!(matches!(store.answer(&pair), Err(StoreError::Restricted)));
        let choices = clashes(&seen).collect();
        let change = Change::Merge { pair: Box::new(seen.clone()), choices, day: today() };
        assert!(matches!(store.change(&change, None), Err(StoreError::Restricted | StoreError::Forbidden(_))));
    }
    store.sign_in(WorkerId(1));
    merge(&mut store, 1, 2).unwrap();
    assert_eq!(number(&store, "SELECT restricted FROM main.client WHERE id = 1"), 1);
    // The merge itself is no hint, either, and cannot be taken back by who does not see what became of it.
    store.sign_in(WorkerId(2));
    let Ok(Answer::Twins(twins)) = store.answer(&Query::Twins) else { panic!() };
    assert!(twins.merges.is_empty() && twins.pairs.is_empty());
    let unmerge = Change::Unmerge { merge: MergeId(1), rev: 1, kept: ClientId(1), day: today(), reason: None };
    assert!(matches!(store.change(&unmerge, None), Err(StoreError::Restricted)));
    assert!(matches!(store.answer(&Query::Parting(MergeId(1))), Err(StoreError::Restricted)));
}

#[test]
fn the_log_names_both_and_tells_the_client_of_both() {
    let mut store = store();
    store.write(|tx| Ok(tx.execute("UPDATE main.client SET phone = '040 333' WHERE id = 2", [])?)).unwrap();
    merge(&mut store, 1, 2).unwrap();
    let Ok(Answer::Log(log)) = store.answer(&Query::Log(LogAsked { client: Some(ClientId(1)), ..LogAsked::default() }))
    else {
        panic!()
    };
    let merged = log.iter().find(|entry| entry.entity == "merge").unwrap();
    assert_eq!((merged.client_ref.as_deref(), merged.worker), (Some("17-1"), WorkerId(1)));
    let into = log.iter().find(|entry| entry.entity == "client" && entry.client == Some(ClientId(2))).unwrap();
    assert_eq!((into.tx, into.client_ref.as_deref()), (merged.tx, Some("17-2")));
    // What was done before with the record that is a shell now belongs to the same person's log, values and all.
    assert!(log.iter().any(|entry| entry.changes.iter().any(|change| change.after.as_deref() == Some("040 333"))));
}

#[test]
fn two_people_are_not_proposed_again_not_even_after_one_of_them_was_merged() {
    let mut store = store();
    let more = "ref,family_name,given_name,birth_date\n17-9,Aalto,Aino,4.3.1990\n";
    import(&mut store, Subject::Clients, more.as_bytes(), today(), Mode::Apply).unwrap();
    let pairs = |store: &Store| match store.answer(&Query::Twins) {
        Ok(Answer::Twins(twins)) => twins.pairs.len(),
        _ => panic!(),
    };
    assert_eq!(pairs(&store), 3);
    store.change(&Change::Apart { one: ClientId(4), other: ClientId(1), day: today() }, None).unwrap();
    assert_eq!(pairs(&store), 2);
    let again = Change::Apart { one: ClientId(1), other: ClientId(4), day: today() };
    assert!(matches!(store.change(&again, None), Err(StoreError::Stale)));
    // Who is two people with the one that stays is so with what was merged into it.
    merge(&mut store, 2, 1).unwrap();
    assert_eq!(pairs(&store), 0);
}
