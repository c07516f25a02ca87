//! Copies of the file: how one is named, and which of many are kept.

use std::collections::HashSet;
use std::hash::Hash;

use chrono::{DateTime, Datelike, NaiveDateTime, Timelike};

/// How many copies stay: one of each hour, of each day and of each month in which there was one.
pub const HOURS: usize = 24;
pub const DAYS: usize = 14;
pub const MONTHS: usize = 12;
/// How many of those stay that were taken before the file was put back or brought up to date.
pub const BEFORE: usize = 14;

/// How many letters of the hash of the log's newest entry stand in a name.
const HEAD: usize = 12;
const STAMP: &str = "%Y%m%dT%H%M%SZ";
const ENDING: &str = ".db";
const MARK: &str = "-before";

/// What a copy's name says: `rinnalla-20170206T101500Z-0123456789ab.db`, of the file `rinnalla.db`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyName {
    /// When it was taken: UTC, to the second.
    pub taken: NaiveDateTime,
    /// The first twelve letters of the hash of the newest entry in its log.
    pub head: String,
    /// It was taken because something was about to be done to the whole file, and holds what that did away with.
    pub before: bool,
}

impl CopyName {
    /// The name of a copy taken at this second (of a Unix clock) of a log with this head; zeros for a log from before
    /// there were hashes. `None` for a second that no calendar has.
    pub fn new(taken: i64, head: Option<&str>, before: bool) -> Option<CopyName> {
        let taken = DateTime::from_timestamp(taken, 0)?.naive_utc();
        let head = head.map_or_else(|| "0".repeat(HEAD), |hash| hash.chars().take(HEAD).collect());
        Some(CopyName { taken, head, before })
    }

    /// The file's name; `stem` is that of the file which it is a copy of, without its ending.
    pub fn written(&self, stem: &str) -> String {
        let mark = if self.before { MARK } else { "" };
        format!("{stem}-{}-{}{mark}{ENDING}", self.taken.format(STAMP), self.head)
    }

    /// Reads a file's name; `None` for every name that is not exactly one of ours.
    pub fn read(stem: &str, name: &str) -> Option<CopyName> {
        let rest = name.strip_prefix(stem)?.strip_prefix('-')?.strip_suffix(ENDING)?;
        let (rest, before) = rest.strip_suffix(MARK).map_or((rest, false), |rest| (rest, true));
        let (taken, head) = rest.split_once('-')?;
        let taken = NaiveDateTime::parse_from_str(taken, STAMP).ok()?;
        let read = CopyName { taken, head: head.to_string(), before };
        let is_hash = head.len() == HEAD && head.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        // What is read more generously than it is written is not ours.
        (is_hash && read.written(stem) == name).then_some(read)
    }
}

/// Which of these copies are not needed any more, by their places in the list. The newest always stays; so does the
/// newest of each of the last hours, days and months in which there was one, and what was taken before something.
pub fn superseded(copies: &[CopyName]) -> Vec<usize> {
    let mut newest_first: Vec<usize> = (0..copies.len()).collect();
    newest_first.sort_by_key(|at| std::cmp::Reverse((copies[*at].taken, *at)));
    let (before, usual): (Vec<usize>, Vec<usize>) = newest_first.into_iter().partition(|at| copies[*at].before);
    let mut kept: HashSet<usize> = before.iter().copied().take(BEFORE).collect();
    let of = |at: usize| copies[at].taken;
    kept.extend(newest_of_each(&usual, HOURS, |at| (of(at).date(), of(at).hour())));
    kept.extend(newest_of_each(&usual, DAYS, |at| of(at).date()));
    kept.extend(newest_of_each(&usual, MONTHS, |at| (of(at).year(), of(at).month())));
    (0..copies.len()).filter(|at| !kept.contains(at)).collect()
}

fn newest_of_each<K: Eq + Hash>(newest_first: &[usize], most: usize, span: impl Fn(usize) -> K) -> Vec<usize> {
    let mut spans = HashSet::new();
    let firsts = newest_first.iter().copied().filter(|at| spans.insert(span(*at)));
    firsts.take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR: i64 = 3600;
    /// 6.2.2017 at noon.
    const NOON: i64 = 1_486_382_400;

    fn at(second: i64) -> CopyName {
        CopyName::new(second, Some("0123456789abcdef"), false).unwrap()
    }

    fn left(copies: &[CopyName]) -> Vec<CopyName> {
        let gone = superseded(copies);
        copies.iter().enumerate().filter(|(at, _)| !gone.contains(at)).map(|(_, copy)| copy.clone()).collect()
    }

    #[test]
    fn a_name_says_when_and_of_what() {
        let name = at(NOON).written("rinnalla");
        assert_eq!(name, "rinnalla-20170206T120000Z-0123456789ab.db");
        assert_eq!(CopyName::read("rinnalla", &name), Some(at(NOON)));
        let before = CopyName { before: true, ..at(NOON) };
        assert_eq!(before.written("a-b"), "a-b-20170206T120000Z-0123456789ab-before.db");
        assert_eq!(CopyName::read("a-b", &before.written("a-b")), Some(before));
        assert_eq!(CopyName::new(NOON, None, false).unwrap().head, "000000000000");
    }

    #[test]
    fn what_is_not_named_like_ours_is_not_ours() {
        for name in [
            "rinnalla.db",
            "rinnalla-unfinished.part",
            "rinnalla-20170206T120000Z-0123456789ab.db.part",
            "rinnalla-20170206T120000Z-0123456789ab.db-journal",
            "rinnalla-20170206T120000Z-0123456789ab.db.bad",
            "rinnalla-20170206T120000Z-0123456789AB.db",
            "rinnalla-20170206T120000Z-0123456789.db",
            "rinnalla-20170231T120000Z-0123456789ab.db",
            "rinnalla-2017026T120000Z-0123456789ab.db",
            "rinnalla-20170206T120000Z-0123456789ab-after.db",
            "other-20170206T120000Z-0123456789ab.db",
            "Rinnalla-20170206T120000Z-0123456789ab.db",
            "",
        ] {
            assert_eq!(CopyName::read("rinnalla", name), None, "{name}");
        }
        // Two files in one folder do not take each other's for their own.
        assert_eq!(CopyName::read("a", &at(NOON).written("a-b")), None);
    }

    #[test]
    fn a_year_of_hourly_copies_leaves_hours_days_and_months() {
        let copies: Vec<CopyName> = (0..365 * 24).map(|hour| at(NOON - hour * HOUR)).collect();
        let left = left(&copies);
        assert_eq!(left[..24], copies[..24]);
        let days: HashSet<_> = left.iter().map(|copy| copy.taken.date()).collect();
        assert!((0..14).all(|day| days.contains(&at(NOON - day * 24 * HOUR).taken.date())));
        let months: HashSet<_> = left.iter().map(|copy| (copy.taken.year(), copy.taken.month())).collect();
        assert_eq!(months.len(), 12);
        assert!(left.len() <= HOURS + DAYS + MONTHS, "{}", left.len());
    }

    #[test]
    fn what_was_taken_before_a_restore_is_not_superseded_within_the_hour() {
        let before = CopyName { before: true, ..at(NOON) };
        let copies = [at(NOON), before.clone(), at(NOON + 60), at(NOON + 120)];
        assert_eq!(left(&copies), [before, at(NOON + 120)]);
    }

    proptest! {
        #[test]
        fn the_newest_stays_and_doing_it_again_changes_nothing(
            seconds in prop::collection::vec((0i64..3 * 365 * 24 * HOUR, any::<bool>()), 1..200),
        ) {
            let copies: Vec<CopyName> =
                seconds.iter().map(|(s, before)| CopyName { before: *before, ..at(NOON + s) }).collect();
            let left = left(&copies);
            let newest = copies.iter().map(|copy| copy.taken).max();
            prop_assert_eq!(left.iter().map(|copy| copy.taken).max(), newest);
            prop_assert!(left.len() <= HOURS + DAYS + MONTHS + BEFORE);
            prop_assert!(superseded(&left).is_empty());
            // Every day and month in which anything was taken and of which little else is there keeps something.
            let months = |all: &[CopyName]| {
                let usual = all.iter().filter(|copy| !copy.before);
                let mut months: Vec<_> = usual.map(|copy| (copy.taken.year(), copy.taken.month())).collect();
                months.sort_unstable();
                months.dedup();
                months.reverse();
                months.truncate(MONTHS);
                months
            };
            prop_assert_eq!(months(&left), months(&copies));
        }

        #[test]
        fn each_copy_is_as_good_kept_when_they_come_one_by_one(steps in prop::collection::vec(1i64..40 * HOUR, 1..300)) {
            let mut there: Vec<CopyName> = Vec::new();
            let mut all = Vec::new();
            let mut now = NOON;
            for step in steps {
                now += step;
                there.push(at(now));
                all.push(at(now));
                there = left(&there);
                prop_assert_eq!(there.last(), all.last());
            }
            prop_assert_eq!(there, left(&all), "pruning on the way loses nothing that would be kept at the end");
        }

        #[test]
        fn a_name_that_is_read_is_the_name_that_was_written(name in "[a-z-]{0,12}[0-9TZ]{0,16}-[0-9a-f]{0,13}(-before)?\\.db") {
            if let Some(read) = CopyName::read("rinnalla", &name) {
                prop_assert_eq!(read.written("rinnalla"), name);
            }
        }
    }
}
