//! All that there is about one client: nothing of it is missing, nobody else is in it, and every word of it is read.

#[path = "support/demo_file.rs"]
pub mod demo_file;
#[path = "support/pty.rs"]
pub mod pty;
#[path = "support/small.rs"]
pub mod small;

use std::collections::BTreeSet;
use std::process::{Command, Output, Stdio};

use demo_file::DemoFile;
use rinnalla::demo;
use rinnalla::domain::ids::{ClientId, WorkerId};
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::lang::Lang;
use rinnalla::domain::record::Shape;
use rinnalla::store::record::Record;
use rinnalla::store::request::{Answer, Lists, Query};
use rinnalla::store::{Store, StoreError};
use rinnalla::text::Words;
use rinnalla::text::record::Outgoing;
use rinnalla::text::record::parts::PARTS;
use rusqlite::Connection;
use serde_json::Value;
use small::Small;

fn texts(conn: &Connection, sql: &str) -> Vec<String> {
    let mut query = conn.prepare(sql).unwrap();
    query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn record(store: &Store, client: i64) -> Box<Record> {
    match store.answer(&Query::Record(ClientId(client))) {
        Ok(Answer::Record(record)) => record,
        Ok(_) => panic!("another answer"),
        Err(error) => panic!("{error}"),
    }
}

fn written(store: &Store, client: i64, shape: Shape, lang: Lang) -> String {
    let (record, lists) = (record(store, client), Lists::read(store.reader()).unwrap());
    Outgoing { record: &record, words: &Words::new(lang), lists: &lists, today: demo::DAY }.written(shape)
}

fn json(store: &Store, client: i64) -> Value {
    serde_json::from_str(&written(store, client, Shape::Json, Lang::Fi)).unwrap()
}

fn demo_store() -> Store {
    let mut store = Store::in_memory().unwrap();
    demo::fill(&mut store, "kokeilija", demo::DAY, demo::SEED).unwrap();
    store.sign_in(WorkerId(1));
    store
}

/// Tables that say in the log whose row it is: by their triggers, which are made from the schema.
fn tables_of_clients(conn: &Connection) -> BTreeSet<String> {
    let triggers = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'log\\_%\\_insert' ESCAPE '\\'";
    let nobodys = |sql: &String| sql.contains("NEW.id, NULL, NULL, NULL)");
    let table = |sql: String| sql.split(" ON ").nth(1).unwrap().split(' ').next().unwrap().to_string();
    texts(conn, triggers).into_iter().filter(|sql| !nobodys(sql)).map(table).collect()
}

#[test]
fn every_table_and_every_column_that_has_a_client_is_in_it() {
    let store = demo_store();
    let conn = store.reader();
    let tables = tables_of_clients(conn);
    assert!(tables.contains("note") && tables.contains("snooze") && !tables.contains("session"), "{tables:?}");
    let in_json: BTreeSet<String> = json(&store, 1)["record"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(in_json, tables, "for programs");
    let told: BTreeSet<String> = PARTS.iter().map(|part| part.table.to_string()).collect();
    assert_eq!(told, tables, "for people");
    for part in PARTS {
        let columns =
            format!("SELECT name FROM pragma_table_info('{}', 'main') WHERE name NOT IN ('id', 'rev')", part.table);
        let there: BTreeSet<String> = texts(conn, &columns).into_iter().collect();
        let columns = part.told.iter().map(|told| told.column).chain(part.untold.iter().copied());
        let known: Vec<String> = columns.map(String::from).collect();
        assert_eq!(known.iter().cloned().collect::<BTreeSet<_>>(), there, "{}", part.table);
        assert_eq!(known.len(), there.len(), "{}: once", part.table);
    }
}

/// Each row of each such table is in exactly one client's record, and the record of all rows is the table.
#[test]
fn everybodys_records_are_together_what_the_file_has() {
    let store = demo_store();
    let clients: Vec<i64> =
        texts(store.reader(), "SELECT id || '' FROM client ORDER BY id").iter().map(|id| id.parse().unwrap()).collect();
    let all: Vec<Value> = clients.iter().map(|client| json(&store, *client)).collect();
    for table in tables_of_clients(store.reader()) {
        let rows = all.iter().flat_map(|record| record["record"][&table].as_array().unwrap());
        let mut ids: Vec<i64> = rows.map(|row| row["id"].as_i64().unwrap()).collect();
        ids.sort_unstable();
        // What a team's line is snoozed for is nobody's.
        let wanted = if table == "snooze" { "WHERE client_id IS NOT NULL" } else { "" };
        let there = texts(store.reader(), &format!("SELECT id || '' FROM main.{table} {wanted} ORDER BY id"));
        assert_eq!(ids.iter().map(i64::to_string).collect::<Vec<_>>(), there, "{table}");
    }
}

#[test]
fn what_is_written_about_a_client_is_read_in_words() {
    let store = demo_store();
    let busiest = "SELECT client_id || '' FROM note GROUP BY client_id ORDER BY count(*) DESC LIMIT 1";
    let client: i64 = texts(store.reader(), busiest)[0].parse().unwrap();
    let about = |sql: &str| texts(store.reader(), &sql.replace('?', &client.to_string()));
    for lang in Lang::ALL {
        for shape in [Shape::Text, Shape::Html] {
            let text = written(&store, client, shape, *lang);
            for body in about(
                "SELECT body FROM note WHERE client_id = ? UNION ALL SELECT g.text FROM goal g \
                JOIN episode e ON e.id = g.episode_id WHERE e.client_id = ? UNION ALL SELECT phone FROM client WHERE id = ?",
            ) {
                assert!(text.contains(body.lines().next().unwrap()), "{body}");
            }
            // No key of the file, no name of a message, and no day that is not written the Finnish way.
            for raw in
                ["record-", "field-", "own_worker", "goals_reached", "not_achieved", "no_show", "2017-0", "2016-1"]
            {
                assert!(!text.contains(raw), "{raw} in\n{text}");
            }
        }
    }
    let text = written(&store, client, Shape::Text, Lang::Fi);
    assert!(text.contains("klo ") && !text.contains(":00"), "{text}");
}

#[test]
fn nobody_elses_name_is_in_it() {
    let store = demo_store();
    let names = "SELECT family_name || ' ' || given_name FROM client ORDER BY id";
    let everybody = texts(store.reader(), names);
    for client in (1..=everybody.len() as i64).step_by(7) {
        for shape in Shape::ALL {
            let text = written(&store, client, *shape, Lang::Fi);
            let others = everybody.iter().enumerate().filter(|(at, _)| *at as i64 + 1 != client);
            for (_, name) in others {
                assert!(!text.contains(name) || name == &everybody[client as usize - 1], "{name}\n{text}");
            }
        }
    }
}

/// A merged record comes with what it was merged from; a record that was looked at beside it stays unnamed.
#[test]
fn a_merged_record_is_whole_and_a_similar_one_is_nobody() {
    let Small { mut store, clients, .. } = Small::made();
    let [own, shell, other, _] = clients[..] else { panic!("four") };
    store.sign_in(WorkerId(0));
    store
        .write(|tx| {
            tx.execute("UPDATE main.client SET merged_into = ?1 WHERE id = ?2", (own, shell))?;
            tx.execute(
                "INSERT INTO merge(from_client, to_client, worker_id, on_day, tx) VALUES(?2, ?1, 1, '2017-02-06', 1)",
                (own, shell),
            )?;
            tx.execute(
                "INSERT INTO apart(one_id, other_id, worker_id, on_day) VALUES(?1, ?2, 1, '2017-02-06')",
                (own, other),
            )?;
            Ok(())
        })
        .unwrap();
    store.sign_in(WorkerId(1));
    let record = json(&store, own.0);
    assert_eq!(record["record"]["client"].as_array().unwrap().len(), 2);
    assert_eq!(record["record"]["merge"][0]["from_client"], shell.0);
    assert_eq!(record["record"]["apart"][0]["one_id"], own.0);
    assert_eq!(record["record"]["apart"][0]["other_id"], Value::Null);
    let others = json(&store, other.0);
    assert_eq!(
        (&others["record"]["apart"][0]["one_id"], &others["record"]["apart"][0]["other_id"]),
        (&Value::Null, &other.0.into())
    );
}

#[test]
fn who_gives_clients_their_data_takes_it_out() {
    let mut store = demo_store();
    let mikko: i64 = texts(store.reader(), "SELECT id || '' FROM worker WHERE login = 'mikko'")[0].parse().unwrap();
    store.sign_in(WorkerId(mikko));
    assert!(matches!(store.answer(&Query::Record(ClientId(1))), Err(StoreError::Forbidden(_))));
}

fn run(file: &DemoFile, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rinnalla"));
    command.arg("--db").arg(file.path()).args(["--lang", "fi", "--today", "2017-02-06"]).args(args);
    command.stdin(Stdio::null()).output().unwrap()
}

/// The real program: what it prints, what it warns of, what the log has.
#[test]
fn the_command_prints_it_warns_beside_it_and_is_in_the_log() {
    let file = DemoFile::fresh();
    let reference = file.read("SELECT ref FROM client WHERE non_disclosure = 1 LIMIT 1").remove(0);
    let text = run(&file, &["export", "client", &reference]);
    let (out, err) = (String::from_utf8(text.stdout).unwrap(), String::from_utf8(text.stderr).unwrap());
    assert!(text.status.success(), "{err}");
    assert!(out.starts_with("Tiedot asiakkaasta ") && out.contains("Henkilötiedot\n-----"), "{out}");
    assert!(err.starts_with("Lue tiedosto ennen kuin annat sen") && err.contains("turvakielto"), "{err}");
    let home = file.read(&format!("SELECT municipality FROM client WHERE ref = '{reference}'")).remove(0);
    assert!(out.contains(&format!("Kotikunta: {home}")), "their own copy has what is hidden from others\n{out}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.html");
    let path = path.to_str().unwrap();
    let html = run(&file, &["export", "client", &reference, "--format", "html", "--to", path]);
    assert!(html.status.success() && String::from_utf8(html.stdout).unwrap().contains(path));
    assert!(std::fs::read_to_string(path).unwrap().starts_with("<!DOCTYPE html>\n<html lang=\"fi\">"));
    let again = run(&file, &["export", "client", &reference, "--to", path]);
    assert!(!again.status.success() && again.stdout.is_empty(), "nothing is written over");
    let data = run(&file, &["export", "client", &reference, "--format", "json"]);
    let data: Value = serde_json::from_slice(&data.stdout).unwrap();
    assert_eq!(data["ref"], reference.as_str());
    let logged = "SELECT count(*) || '' FROM log WHERE act = 'export' AND entity = 'record' AND client_id IS NOT NULL";
    assert_eq!(file.read(logged), ["4"], "the one that was refused was made before it was refused");
    assert!(!run(&file, &["export", "client", "ei-ole"]).status.success());
}
