//! Two records of one person become one, and two again: over random histories, with random choices.

#[path = "support/twins.rs"]
pub mod twins;
#[path = "support/world.rs"]
pub mod world;

use fastrand::Rng;
use proptest::prelude::*;
use rinnalla::domain::ids::{ClientId, MergeId};
use rinnalla::store::change::Change;
use rinnalla::store::{Store, StoreError, merging};
use twins::{choices, content, furnished, number, pick, reversed};
use world::day;

fn merge(store: &mut Store, (kept, other): (ClientId, ClientId), rng: &mut Rng) -> Result<(), StoreError> {
    let pair = merging::pair(store.reader(), kept, other)?;
    let choices = choices(&pair, rng);
    store.change(&Change::Merge { pair: Box::new(pair), choices, day: day(300) }, None).map(drop)
}

fn unmerge(store: &mut Store, kept: ClientId) -> Result<(), StoreError> {
    let merge = MergeId(number(store, "SELECT max(id) FROM merge WHERE undone_on IS NULL"));
    let rev = merging::parting(store.reader(), merge)?.rev;
    store.change(&Change::Unmerge { merge, rev, kept, day: day(301), reason: None }, None).map(drop)
}

fn is_sound(store: &Store) -> Result<(), TestCaseError> {
    prop_assert_eq!(store.check().unwrap(), Vec::<String>::new());
    prop_assert_eq!(number(store, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    // Nothing of one client names what is another one's.
    let of = "JOIN episode e ON e.id =";
    for (what, ends) in [
        (
            "a plan",
            format!(
                "SELECT (SELECT e.client_id FROM plan p {of} p.episode_id WHERE p.id = x.plan_id), \
            (SELECT e.client_id FROM goal g {of} g.episode_id WHERE g.id = x.goal_id) FROM plan_goal x"
            ),
        ),
        (
            "a review",
            format!(
                "SELECT (SELECT e.client_id FROM goal g {of} g.episode_id WHERE g.id = x.goal_id), \
            (SELECT e.client_id FROM meeting m {of} m.episode_id WHERE m.id = x.meeting_id) FROM review x \
            WHERE x.meeting_id IS NOT NULL"
            ),
        ),
        (
            "a membership",
            format!(
                "SELECT x.client_id, (SELECT e.client_id FROM goal g {of} g.episode_id \
            WHERE g.id = x.goal_id) FROM enrolment x WHERE x.goal_id IS NOT NULL"
            ),
        ),
    ] {
        let sql = format!("WITH ends(one, other) AS ({ends}) SELECT count(*) FROM ends WHERE one <> other");
        prop_assert_eq!(number(store, &sql), 0, "{} of two clients", what);
    }
    Ok(())
}

/// How many rows the file has of a client, shell apart.
fn rows_of(store: &Store, client: ClientId) -> i64 {
    let tables = ["episode", "note", "enrolment", "attendance", "measure", "booking", "recommendation", "snooze"];
    let count = |table: &&str| number(store, &format!("SELECT count(*) FROM {table} WHERE client_id = {}", client.0));
    tables.iter().map(count).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// Merged and undone, merged and unmerged, unmerged and undone: always what it was.
    #[test]
    fn what_was_merged_comes_apart_to_the_last_letter(seed in any::<u64>()) {
        let mut rng = Rng::with_seed(seed);
        let mut store = furnished(seed);
        let pair = pick(&mut rng);
        let before = content(&store);
        merge(&mut store, pair, &mut rng).unwrap();
        is_sound(&store)?;
        prop_assert_eq!(rows_of(&store, pair.1), 0);
        let merged = content(&store);
        store.undo().unwrap();
        prop_assert!(content(&store) == before, "undone, and not what it was");
        merge(&mut store, pair, &mut Rng::with_seed(seed)).unwrap();
        unmerge(&mut store, pair.0).unwrap();
        is_sound(&store)?;
        prop_assert!(content(&store) == before, "unmerged, and not what it was");
        // And back once more, by undoing the unmerging.
        store.undo().unwrap();
        is_sound(&store)?;
        prop_assert_eq!(rows_of(&store, pair.1), 0);
        prop_assert_eq!(merged.len(), content(&store).len());
    }

    /// Nothing is lost: every row is there, or was told to go because something else stands in its place.
    #[test]
    fn visits_and_persons_are_counted_once(seed in any::<u64>()) {
        let mut rng = Rng::with_seed(seed);
        let mut store = furnished(seed);
        let (kept, other) = pick(&mut rng);
        let visits = |kept: i64, other: i64| format!(
            "SELECT count(DISTINCT session_id || ':' || iif(client_id = {other}, {kept}, client_id)) FROM attendance");
        let (before, notes) = (number(&store, &visits(kept.0, other.0)), number(&store, "SELECT count(*) FROM note"));
        let clients = number(&store, "SELECT count(*) FROM client");
        merge(&mut store, (kept, other), &mut rng).unwrap();
        prop_assert_eq!(number(&store, "SELECT count(*) FROM attendance"), before);
        prop_assert_eq!(number(&store, "SELECT count(*) FROM note"), notes);
        prop_assert_eq!(number(&store, "SELECT count(*) FROM client"), clients - 1);
        // Nobody is a member twice at a time, and nobody has two live customerships.
        let twice = "SELECT count(*) FROM enrolment a JOIN enrolment b ON a.id < b.id AND a.activity_id = b.activity_id \
            AND a.client_id = b.client_id AND a.state IN ('enrolled', 'ended') AND b.state IN ('enrolled', 'ended') \
            AND a.starts <= coalesce(b.ends, '9999') AND b.starts <= coalesce(a.ends, '9999')";
        prop_assert_eq!(number(&store, twice), 0);
        // No mark lies outside its spell that did not before.
        let outside = "SELECT count(*) FROM attendance t JOIN enrolment e ON e.id = t.enrolment_id \
            JOIN session s ON s.id = t.session_id WHERE s.on_day NOT BETWEEN e.starts AND coalesce(e.ends, s.on_day)";
        prop_assert_eq!(number(&store, outside), 0);
    }

    /// What came after the merge stays, and what was edited after it stays edited.
    #[test]
    fn what_came_later_survives_the_parting(seed in any::<u64>()) {
        let mut rng = Rng::with_seed(seed);
        let mut store = furnished(seed);
        let (kept, other) = pick(&mut rng);
        let ids = "SELECT count(*) || ':' || coalesce(sum(id), 0) FROM note";
        let before = reversed(&store, other);
        merge(&mut store, (kept, other), &mut rng).unwrap();
        twins::live_on(&mut store, kept, &mut rng);
        let notes: String = store.reader().query_row(ids, [], |row| row.get(0)).unwrap();
        let content_before = content(&store);
        match unmerge(&mut store, kept) {
            Ok(()) => {
                is_sound(&store)?;
                let after: String = store.reader().query_row(ids, [], |row| row.get(0)).unwrap();
                prop_assert_eq!(notes, after);
                // Whatever was the other's is the other's again.
                prop_assert_eq!(reversed(&store, other), before);
                prop_assert_eq!(number(&store, "SELECT count(*) FROM note WHERE body = 'Myöhemmin' AND client_id <> (SELECT to_client FROM merge)"), 0);
                store.undo().unwrap();
                is_sound(&store)?;
            }
            Err(StoreError::Moved(_)) => prop_assert!(content(&store) == content_before, "refused, and something changed"),
            Err(error) => return Err(TestCaseError::fail(error.to_string())),
        }
    }
}

/// A chain: what was merged into a record that is then merged itself.
#[test]
fn three_records_of_one_person() {
    let mut store = furnished(7);
    let before = content(&store);
    let mut rng = Rng::with_seed(1);
    merge(&mut store, (ClientId(1), ClientId(2)), &mut rng).unwrap();
    merge(&mut store, (ClientId(3), ClientId(1)), &mut rng).unwrap();
    assert_eq!(merging::kept(store.reader(), ClientId(2)).unwrap(), ClientId(3));
    let first = MergeId(number(&store, "SELECT min(id) FROM merge"));
    // The first cannot come apart before the second has.
    let change = Change::Unmerge { merge: first, rev: 1, kept: ClientId(1), day: day(301), reason: None };
    assert!(matches!(store.change(&change, None), Err(StoreError::Merged)));
    unmerge(&mut store, ClientId(3)).unwrap();
    assert_eq!(merging::kept(store.reader(), ClientId(2)).unwrap(), ClientId(1));
    unmerge(&mut store, ClientId(1)).unwrap();
    assert!(content(&store) == before);
}
