use super::*;
use crate::domain::worker::Role;
use crate::store::log::Pen;
use crate::store::{migrations, workers};

/// A file as a program of an earlier version has left it, with a worker in it.
fn older(path: &Path, version: usize) {
    let mut conn = Connection::open(path).unwrap();
    let pen = Pen::default();
    pen.lend_to(&conn).unwrap();
    conn.pragma_update(None, "application_id", 0x5249_4E4E).unwrap();
    conn.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())).unwrap();
    migrations::to_version(&mut conn, version);
    pen.begin(1, None);
    conn.execute("INSERT INTO worker(login, name, role) VALUES('satu', 'Satu', 'admin')", []).unwrap();
}

fn version(path: &Path) -> i64 {
    open::version(&examine::still(path).unwrap()).unwrap()
}

#[test]
fn an_older_file_is_copied_before_it_is_brought_up_to_date() {
    for older_version in 1..migrations::LATEST {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("team.db");
        older(&path, usize::try_from(older_version).unwrap());
        let store = Store::open(&path).unwrap();
        let copies = store.copies().unwrap();
        let [copy] = &copies.all[..] else { panic!("{copies:?}") };
        assert!(copy.before && copy.is_good, "{copy:?}");
        let copy = copies.folder.join(&copy.name);
        assert_eq!(version(&copy), older_version);
        assert_eq!(examine(&copy).unwrap().faults, Vec::<String>::new(), "of version {older_version}");
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
        drop(store);
        Store::open(&path).unwrap();
        assert_eq!(list(&path, 0).unwrap().len(), 1, "once is enough");
    }
}

/// The copy of an older file goes back into one of today's, and is brought up to date on the way.
#[test]
fn an_older_copy_is_put_back_as_todays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("team.db");
    older(&path, 4);
    let mut store = Store::open(&path).unwrap();
    let copy = store.copies().unwrap();
    let copy = copy.folder.join(&copy.all[0].name);
    store.write(|tx| workers::add(tx, "uusi", "Uusi", Role::Worker)).unwrap();
    store.restore(&copy).unwrap();
    assert_eq!(version(&copy), 4, "the copy stays as it is");
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    let team: Vec<String> = workers::all(store.reader()).unwrap().into_iter().map(|worker| worker.login).collect();
    assert_eq!(team, ["satu"]);
    store.write(|tx| workers::add(tx, "uusi", "Uusi", Role::Worker)).unwrap();
}

#[test]
fn a_file_that_cannot_be_copied_is_not_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("team.db");
    older(&path, 3);
    // There is no making a folder where a file lies.
    std::fs::write(folder::beside(&path), "in the way").unwrap();
    assert!(matches!(Store::open(&path).err().unwrap(), StoreError::NoCopy(_)));
    assert_eq!(version(&path), 3);
    std::fs::remove_file(folder::beside(&path)).unwrap();
    Store::open(&path).unwrap();
    assert_eq!(
        Connection::open(&path).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)),
        Ok(migrations::LATEST)
    );
}

fn with_workers(path: &Path, count: usize) -> Store {
    let mut store = Store::create(path).unwrap();
    for nth in 0..count {
        store.write(|tx| workers::add(tx, &format!("w{nth}"), "Nimi", Role::Worker)).unwrap();
    }
    store
}

/// What the log knows is held against what the tables have.
#[test]
fn a_copy_that_lacks_rows_is_not_a_copy_of_this_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("team.db");
    let mut store = with_workers(&path, 3);
    let taken = store.back_up().unwrap();
    let found = examine(&taken.path).unwrap();
    let live = open::plain(&path).unwrap();
    assert_eq!(examine::against(&live, &found).unwrap(), None);
    // The file has gone on, and so have its counts.
    store.write(|tx| workers::add(tx, "later", "Nimi", Role::Worker)).unwrap();
    assert_eq!(examine::against(&live, &found).unwrap(), None);
    let short = Findings { counts: [("worker".to_string(), 2)].into(), ..found.clone() };
    assert_eq!(examine::against(&live, &short).unwrap(), Some("worker: 2 rows, the file had 3".into()));
    let mut other = found;
    other.head.as_mut().unwrap().hash = "0".repeat(64);
    assert!(examine::against(&live, &other).unwrap().unwrap().contains("another entry"));
}

/// A file whose log was tampered with is exchanged all the same, and what it was is kept as what it is.
#[test]
fn what_is_not_sound_can_be_exchanged_for_what_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("team.db");
    let mut store = with_workers(&path, 3);
    let good = store.back_up().unwrap().path;
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch("DROP TRIGGER log_kept_u; UPDATE log SET at = 'then' WHERE id = 2").unwrap();
    drop(raw);
    assert!(matches!(store.back_up(), Err(StoreError::BadCopy(_))));
    let safety = store.restore(&good).unwrap().safety;
    assert!(safety.name.ends_with("-before.db.bad"), "{}", safety.name);
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    let copies = store.copies().unwrap();
    assert_eq!(copies.all.iter().map(|copy| copy.is_good).collect::<Vec<_>>().len(), 2);
    assert!(copies.last_good().is_some_and(|copy| good.ends_with(&copy.name)));
}

#[test]
fn a_name_with_any_letters_can_be_copied() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Tiimin tiedot 100 % #1? ä-b.db");
    let store = with_workers(&path, 1);
    let taken = store.back_up().unwrap();
    assert_eq!(check(&path, &taken.name).unwrap(), Vec::<String>::new());
    assert_eq!(store.copies().unwrap().all.len(), 1);
}

#[test]
fn a_file_in_memory_has_no_copies() {
    let store = Store::in_memory().unwrap();
    assert_eq!(store.copies().unwrap(), Copies::default());
    assert!(store.back_up().is_err());
}
