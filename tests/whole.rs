//! The whole file out as a folder and in again: nothing is lost, and nothing that is not as it was comes in.

#[path = "support/demo_file.rs"]
pub mod demo_file;
#[path = "support/pty.rs"]
pub mod pty;
#[path = "support/small.rs"]
pub mod small;
#[path = "support/world.rs"]
pub mod world;

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use demo_file::DemoFile;
use fastrand::Rng;
use proptest::prelude::*;
use rinnalla::demo;
use rinnalla::domain::ids::WorkerId;
use rinnalla::domain::rights::Right;
use rinnalla::domain::worker::Role;
use rinnalla::store::drafts::DraftKey;
use rinnalla::store::whole::{self, Fault, MANIFEST, Manifest, SUMS, Unfit, Wrong};
use rinnalla::store::{Store, StoreError, retention, workers};
use rusqlite::Connection;
use rusqlite::types::Value;
use sha2::{Digest, Sha256};
use small::Small;
use tempfile::TempDir;
use world::World;

/// Every row of every table, the numbering too, and the schema.
fn content(conn: &Connection) -> Vec<(String, Vec<Vec<Value>>)> {
    let names = "SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY name";
    let mut query = conn.prepare(names).unwrap();
    let tables: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let rows = |table: String| {
        let order = if table == "sqlite_sequence" { "name" } else { "rowid" };
        let all = read(conn, &format!("SELECT * FROM main.{table} ORDER BY {order}"));
        (table, all)
    };
    let schema = read(conn, "SELECT type, name, sql FROM main.sqlite_schema ORDER BY type, name");
    tables.into_iter().map(rows).chain([("the schema".to_string(), schema)]).collect()
}

fn read(conn: &Connection, sql: &str) -> Vec<Vec<Value>> {
    let mut query = conn.prepare(sql).unwrap();
    let columns = query.column_count();
    let row = |row: &rusqlite::Row| (0..columns).map(|at| row.get::<_, Value>(at)).collect();
    query.query_map([], row).unwrap().map(Result::unwrap).collect()
}

/// The folder of a store's whole file.
fn out(store: &Store) -> (TempDir, Manifest) {
    let folder = tempfile::tempdir().unwrap();
    let manifest = store.take_out(&mut |name| File::create_new(folder.path().join(name))).unwrap();
    (folder, manifest)
}

/// A file as `init` leaves it.
fn fresh(folder: &Path) -> Store {
    let mut store = Store::create(&folder.join("new.db")).unwrap();
    store.write(|tx| workers::add(tx, "first", "First", Role::Admin)).unwrap();
    store
}

fn brought_in(from: &Path) -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    drop(fresh(folder.path()));
    let path = folder.path().join("new.db");
    whole::read(from).unwrap_or_else(|unfit| panic!("{unfit:?}")).put_into(&path).unwrap();
    assert!(!folder.path().join("new.db-wal").exists(), "nothing is left in the journal");
    let store = Store::open(&path).unwrap();
    (folder, store)
}

fn faults(folder: &Path) -> Vec<Fault> {
    match whole::read(folder) {
        Err(Unfit::Faults(faults)) => faults,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was taken"),
    }
}

/// Texts that a table in text could lose or turn into something else.
fn nasty(rng: &mut Rng) -> String {
    const PIECES: &[&str] = &[
        "\"",
        "\"\"",
        "\n",
        "\r\n",
        "\r",
        ";",
        ",",
        "=1+1",
        "+358",
        "-",
        "@x",
        "\t",
        "\\",
        "\\N",
        "\0",
        "å",
        "ÄÖ",
        "😀",
        "e\u{301}",
        "'",
        " ",
        "0x",
        "NULL",
        "\u{feff}",
        "päivä\npäivältä",
    ];
    (0..rng.usize(1..5)).map(|_| PIECES[rng.usize(..PIECES.len())]).collect()
}

/// A random past, with such texts in it, rows that are gone, a change that was taken back, and what somebody was typing.
fn lived(seed: u64) -> Store {
    let mut store = World::random(seed).stored();
    let mut rng = Rng::with_seed(seed);
    store.sign_in(WorkerId(1));
    // A record whose time is over is gone, and the entries about it are empty: the chain goes on over them.
    let long_after = "2045-01-01".parse().unwrap();
    let over = retention::over(store.reader(), long_after).unwrap();
    if let Some(aged) = over.first().filter(|_| rng.bool()) {
        store.remove_records(&[aged.client], long_after).unwrap();
    }
    let left = read(store.reader(), "SELECT id FROM main.client");
    for client in left.into_iter().map(|mut row| row.remove(0)) {
        let body = nasty(&mut rng);
        let insert = "INSERT INTO note(client_id, author_id, on_day, channel, body, follow_up_on, follow_up_what) \
            VALUES(?1, 1, '2017-02-06', 'phone', ?2, '2017-02-08', ?3)";
        let what = [None, Some(String::new()), Some(nasty(&mut rng))][rng.usize(0..3)].clone();
        store.write(|tx| Ok(tx.execute(insert, (&client, body, what))?)).unwrap();
        let phone = [None, Some(""), Some("+358 40 1234567"), Some("\\")][rng.usize(0..4)];
        store.write(|tx| Ok(tx.execute("UPDATE main.client SET phone = ?2 WHERE id = ?1", (client, phone))?)).unwrap();
    }
    for table in ["note", "recommendation", "closure_day"] {
        let gone = format!("DELETE FROM {table} WHERE id = (SELECT max(id) FROM {table})");
        store.write(|tx| Ok(tx.execute(&gone, [])?)).unwrap();
    }
    if rng.bool() {
        store.undo().unwrap();
    }
    for target in 0..rng.i64(0..4) {
        let key = DraftKey { form: "note-new".into(), target };
        store.keep_draft(&key, None, &nasty(&mut rng)).unwrap();
    }
    store
}

/// The manifest's own sum and those of the tables, as somebody would who wants to have a changed folder taken.
fn seal(folder: &Path) {
    let sum = |name: &str| {
        let bytes = Sha256::digest(fs::read(folder.join(name)).unwrap());
        bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let path = folder.join(MANIFEST);
    let mut manifest: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let mut sums = String::new();
    for sheet in manifest["tables"].as_array_mut().unwrap() {
        let file = sheet["file"].as_str().unwrap().to_string();
        if folder.join(&file).exists() {
            sheet["sha256"] = sum(&file).into();
        }
        sums += &format!("{}  {file}\n", sheet["sha256"].as_str().unwrap());
    }
    fs::write(&path, format!("{manifest:#}\n")).unwrap();
    fs::write(folder.join(SUMS), format!("{}  {MANIFEST}\n{sums}", sum(MANIFEST))).unwrap();
}

fn edit(folder: &Path, file: &str, change: impl Fn(String) -> String) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap();
    let changed = change(text.clone());
    assert_ne!(changed, text, "{file}");
    fs::write(path, changed).unwrap();
    seal(folder);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn what_is_taken_out_comes_back_the_same(seed in any::<u64>()) {
        let store = lived(seed);
        let before = content(store.reader());
        let (folder, manifest) = out(&store);
        let (_at, mut again) = brought_in(folder.path());
        prop_assert_eq!(content(again.reader()), before);
        prop_assert_eq!(again.check().unwrap(), Vec::<String>::new());
        prop_assert_eq!(manifest.log_head, store.log_head().unwrap().map(Into::into));
        // It goes on where it was: the next row has the next number, and its entry follows on the last one.
        let mut store = store;
        let note = "INSERT INTO note(client_id, author_id, on_day, channel, body) VALUES(1, 1, '2017-02-06', 'phone', 'x')";
        again.sign_in(WorkerId(1));
        for one in [&mut store, &mut again] {
            one.write(|tx| Ok(tx.execute(note, [])?)).unwrap();
        }
        let newest = "SELECT l.id, l.tx, l.entity_id, n.id FROM log l, note n ORDER BY l.id DESC, n.id DESC LIMIT 1";
        prop_assert_eq!(read(again.reader(), newest), read(store.reader(), newest));
        prop_assert!(again.check().unwrap().is_empty());
    }

    #[test]
    fn a_flipped_bit_is_found(file in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), bit in 0..8u8) {
        let (folder, _) = out(&Small::made().store);
        let mut files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let path = &files[file.index(files.len())];
        let mut bytes = fs::read(path).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        fs::write(path, bytes).unwrap();
        let faults = faults(folder.path());
        let name = path.file_name().unwrap().to_str().unwrap();
        // Whichever of the two was changed, they do not fit each other.
        let blamed = |fault: &Fault| fault.file == name || (name == SUMS && fault.file == MANIFEST);
        prop_assert!(faults.iter().all(blamed), "{name}: {faults:?}");
    }
}

#[test]
fn the_demo_comes_back_the_same_and_is_written_as_anybody_can_read_it() {
    let mut store = Store::in_memory().unwrap();
    demo::fill(&mut store, "kokeilija", demo::DAY, demo::SEED).unwrap();
    store.sign_in(WorkerId(1));
    let (folder, manifest) = out(&store);
    let (_at, again) = brought_in(folder.path());
    assert_eq!(content(again.reader()), content(store.reader()));
    for sheet in &manifest.tables {
        let mut reader = csv::Reader::from_path(folder.path().join(format!("{}.csv", sheet.table))).unwrap();
        assert_eq!(reader.records().map(Result::unwrap).count() as u64, sheet.rows, "{}", sheet.table);
    }
    let summed = Command::new("sha256sum").arg("-c").arg(SUMS).current_dir(folder.path()).output();
    if let Ok(summed) = summed {
        assert!(summed.status.success(), "{}", String::from_utf8_lossy(&summed.stderr));
    }
}

#[test]
fn it_is_one_moment_of_the_file_whoever_writes_meanwhile() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("team.db");
    let mut store = demo::make(&path, "kokeilija", demo::DAY, demo::SEED).unwrap();
    store.sign_in(WorkerId(1));
    let before = content(store.reader());
    let mut colleague = Store::open(&path).unwrap();
    colleague.sign_in(WorkerId(1));
    let folder = tempfile::tempdir().unwrap();
    let mut day = 0;
    let mut create = |name: &str| -> io::Result<File> {
        day += 1;
        let change = format!("INSERT INTO closure_day(on_day, reason) VALUES(date('2030-01-01', '{day} days'), 'x')");
        colleague.write(|tx| Ok(tx.execute(&change, [])?)).unwrap();
        File::create_new(folder.path().join(name))
    };
    store.take_out(&mut create).unwrap();
    let (_at, again) = brought_in(folder.path());
    assert_eq!(content(again.reader()), before);
    assert_ne!(content(store.reader()), before);
}

#[test]
fn only_who_may_takes_it_out() {
    let mut small = Small::made();
    small.store.sign_in(small.workers[1]);
    let refused = small.store.take_out(&mut |name| panic!("{name} was made")).unwrap_err();
    assert!(matches!(refused, StoreError::Forbidden(Right::TakeOut)), "{refused:?}");
}

#[test]
fn only_a_new_file_that_nobody_has_open_takes_it_in() {
    let (folder, _) = out(&Small::made().store);
    let incoming = whole::read(folder.path()).unwrap();
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("new.db");
    let mut store = fresh(home.path());
    let untouched = content(store.reader());
    assert!(matches!(incoming.put_into(&path), Err(StoreError::Busy)), "somebody has it open");
    assert_eq!(content(store.reader()), untouched);
    store.sign_in(WorkerId(1));
    store.write(|tx| workers::add(tx, "second", "Second", Role::Worker)).unwrap();
    let lived_in = content(store.reader());
    drop(store);
    assert!(matches!(incoming.put_into(&path), Err(StoreError::Exists)));
    assert_eq!(content(Store::open(&path).unwrap().reader()), lived_in);
    assert!(incoming.put_into(&home.path().join("none.db")).is_err(), "nothing is made where nothing was");
    assert!(!home.path().join("none.db").exists());
}

#[test]
fn what_is_missing_swapped_or_too_much_is_named() {
    let told = |change: &dyn Fn(&Path)| {
        let (folder, _) = out(&lived(7));
        change(folder.path());
        let mut faults = faults(folder.path());
        let Fault { file, line, wrong } = faults.remove(0);
        assert!(faults.is_empty() || matches!(wrong, Wrong::Headings), "{faults:?}");
        (file, line, wrong)
    };
    let file = |name: &str| name.to_string();
    let gone = told(&|folder| fs::remove_file(folder.join("goal.csv")).unwrap());
    assert_eq!(gone, (file("goal.csv"), None, Wrong::Missing));
    let gone = told(&|folder| fs::remove_file(folder.join(MANIFEST)).unwrap());
    assert_eq!(gone, (file(MANIFEST), None, Wrong::Missing));
    let swapped = told(&|folder| {
        fs::rename(folder.join("goal.csv"), folder.join("x")).unwrap();
        fs::rename(folder.join("note.csv"), folder.join("goal.csv")).unwrap();
        fs::rename(folder.join("x"), folder.join("note.csv")).unwrap();
    });
    assert_eq!(swapped, (file("goal.csv"), Some(1), Wrong::Headings));
    let more = told(&|folder| edit(folder, "closure_day.csv", |text| text + "77,2017-05-05,x,1\n"));
    assert!(matches!(more, (name, None, Wrong::RowCount { found: 1, expected: 0 }) if name == "closure_day.csv"));
    let cells = told(&|folder| edit(folder, "closure_day.csv", |text| text + "77,2017-05-05\n"));
    assert_eq!(cells, (file("closure_day.csv"), Some(2), Wrong::CellCount { found: 2, expected: 4 }));
    let number = told(&|folder| edit(folder, "client.csv", |text| text.replace("\n2,", "\nkaksi,")));
    assert_eq!(number, (file("client.csv"), Some(3), Wrong::Cell { column: "id".into() }));
    let rule = told(&|folder| edit(folder, "attendance.csv", |text| text.replacen(",present,", ",there,", 1)));
    assert!(
        matches!(&rule, (name, Some(_), Wrong::Rule(why)) if name == "attendance.csv" && why.contains("CHECK")),
        "{rule:?}"
    );
    let nobody = told(&|folder| {
        edit(folder, "assignment.csv", |text| text.replacen("\n1,", "\n1,9", 1));
    });
    assert!(
        matches!(&nobody, (name, None, Wrong::Reference { row: 1, table }) if name == "assignment.csv" && table == "episode"),
        "{nobody:?}"
    );
}

#[test]
fn a_changed_log_a_lower_number_or_another_version_is_told() {
    let told = |file: &str, change: &dyn Fn(String) -> String| {
        let (folder, _) = out(&Small::made().store);
        edit(folder.path(), file, change);
        faults(folder.path()).remove(0).wrong
    };
    let changed = told("log.csv", &|text| {
        text.replacen(",create,note", ",create,client", 1).replacen(",create,code,", ",create,client,", 1)
    });
    assert_eq!(changed, Wrong::Chain("log 1: changed after it was written".into()));
    let head = told(MANIFEST, &|text| text.replacen("\"hash\": \"", "\"hash\": \"00", 1));
    assert_eq!(head, Wrong::Chain("head".into()));
    let older = told(MANIFEST, &|text| text.replacen("\"schema\": 7", "\"schema\": 6", 1));
    assert_eq!(older, Wrong::OtherVersion { schema: 6, version: env!("CARGO_PKG_VERSION").into() });
    let another = told(MANIFEST, &|text| text.replacen("\"rinnalla\"", "\"another\"", 1));
    assert_eq!(another, Wrong::NotManifest);
    let lower = told(MANIFEST, &|text| text.replacen("\"last_id\": 4", "\"last_id\": 3", 1));
    assert_eq!(lower, Wrong::Numbers);
    let tables = told(MANIFEST, &|text| text.replacen("\"table\": \"apart\"", "\"table\": \"../apart\"", 1));
    assert_eq!(tables, Wrong::Tables);
}

/// `rinnalla --db FILE ...`, in Finnish: whether it went well, and what it said.
fn run(db: &Path, args: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rinnalla"));
    command.arg("--db").arg(db).args(["--lang", "fi"]).args(args).env_remove("RINNALLA_DB");
    let Output { status, stdout, stderr } = command.stdin(Stdio::null()).output().unwrap();
    let said = if status.success() { stdout } else { stderr };
    (status.success(), String::from_utf8(said).unwrap())
}

#[track_caller]
fn refused(db: &Path, args: &[&str], says: &str) {
    let (done, said) = run(db, args);
    assert!(!done && said.contains(says), "{said}");
}

#[test]
fn the_program_takes_its_file_out_and_into_a_new_one() {
    let file = DemoFile::fresh();
    let home = tempfile::tempdir().unwrap();
    let (folder, new) = (home.path().join("out"), home.path().join("new.db"));
    let out = folder.to_str().unwrap();
    let (done, said) = run(&file.path(), &["export", "all", out]);
    assert!(done && said.contains("30 taulua") && said.contains("hävitä"), "{said}");
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert!(fs::read_dir(&folder).unwrap().all(|entry| mode(&entry.unwrap().path()) == 0o600));
    assert_eq!(file.read("SELECT entity FROM log ORDER BY id DESC LIMIT 1"), ["whole"], "that it left is in it");
    refused(&file.path(), &["export", "all", out], "siinä on jo jotain");
    refused(&file.path(), &["import", "all", out], "siinä on jo tietoja");
    refused(&new, &["import", "all", out], "new.db");
    assert!(run(&new, &["init"]).0);
    let (done, said) = run(&new, &["import", "all", out, "--dry-run"]);
    assert!(done && said.contains("Mitään ei vielä tuotu"), "{said}");
    let open = Store::open(&new).unwrap();
    refused(&new, &["import", "all", out], "auki muualla");
    drop(open);
    let (done, said) = run(&new, &["import", "all", out]);
    assert!(done && said.contains("samat kuin lähtiessään"), "{said}");
    let [before, after] = [file.path(), new.clone()].map(|path| content(Store::open(&path).unwrap().reader()));
    assert_eq!(after, before);
    assert!(run(&new, &["check"]).1.contains("Loki on ehjä"));
}

#[test]
fn the_program_says_what_is_wrong_and_who_may() {
    let file = DemoFile::fresh();
    let home = tempfile::tempdir().unwrap();
    let (folder, new) = (home.path().join("out"), home.path().join("new.db"));
    let out = folder.to_str().unwrap();
    let me = file.read("SELECT login FROM worker ORDER BY id LIMIT 1").remove(0);
    assert!(run(&file.path(), &["export", "all", out]).0 && run(&new, &["init"]).0);
    let untouched = content(Store::open(&new).unwrap().reader());
    edit(&folder, "review.csv", |text| text.replacen(",done,", ",undone,", 1));
    fs::remove_file(folder.join("apart.csv")).unwrap();
    let (done, said) = run(&new, &["import", "all", out]);
    assert!(!done && said.contains("virheitä 2:") && said.contains("apart.csv: puuttuu"), "{said}");
    let line = fs::read_to_string(folder.join("review.csv"))
        .unwrap()
        .lines()
        .position(|line| line.contains("undone"))
        .unwrap();
    assert!(said.contains(&format!("review.csv, rivi {}: ", line + 1)), "{said}");
    assert_eq!(content(Store::open(&new).unwrap().reader()), untouched);
    // Whoever is no admin of what comes in would be locked out.
    let other = home.path().join("other");
    let demoted = |sql: &str| {
        let mut store = Store::open(&file.path()).unwrap();
        store.write(|tx| Ok(tx.execute(sql, [])?)).unwrap();
    };
    demoted("UPDATE worker SET login = 'joku' WHERE id = 1");
    demoted(&format!("INSERT INTO worker(login, name, role) VALUES('{me}', 'Toinen', 'admin')"));
    assert!(run(&file.path(), &["export", "all", other.to_str().unwrap()]).0);
    demoted(&format!("UPDATE worker SET role = 'lead' WHERE login = '{me}'"));
    refused(&file.path(), &["export", "all", home.path().join("third").to_str().unwrap()], "pääkäyttäjä");
    assert!(!home.path().join("third").exists(), "nothing is begun");
    edit(&other, "worker.csv", |text| text.replacen(&format!("{me},Toinen,admin"), &format!("{me},Toinen,worker"), 1));
    refused(&new, &["import", "all", other.to_str().unwrap()], "et pääsisi enää tiedostoon");
    assert_eq!(content(Store::open(&new).unwrap().reader()), untouched);
}

/// Or the histories above would not have what is hardest to bring back.
#[test]
fn some_histories_have_a_removed_record_in_them() {
    let erased = "SELECT count(*) FROM log WHERE erased IS NOT NULL";
    let removed = |seed| lived(seed).reader().query_row(erased, [], |row| row.get::<_, i64>(0)).unwrap() > 0;
    assert!((0..8).any(removed));
}
