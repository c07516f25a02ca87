//! Spans of one day side by side: each in a lane of its own while it overlaps others.

/// Where a span stands: its lane, counted from 0, and how many there are beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lane {
    pub at: usize,
    pub of: usize,
}

/// A lane for each span, from its beginning up to its end. Spans that overlap, however indirectly, share the width
/// evenly; one that overlaps none has all of it.
pub fn lanes(spans: &[(u32, u32)]) -> Vec<Lane> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|at| (spans[*at].0, std::cmp::Reverse(spans[*at].1)));
    let mut found = vec![Lane { at: 0, of: 1 }; spans.len()];
    let mut group: Vec<usize> = Vec::new();
    // The end of each lane of the group.
    let mut ends: Vec<u32> = Vec::new();
    for at in order {
        let (from, to) = spans[at];
        if ends.iter().all(|end| *end <= from) {
            share(&mut found, &group, ends.len());
            group.clear();
            ends.clear();
        }
        let free = ends.iter().position(|end| *end <= from);
        match free {
            Some(lane) => ends[lane] = to,
            None => ends.push(to),
        }
        found[at].at = free.unwrap_or(ends.len() - 1);
        group.push(at);
    }
    share(&mut found, &group, ends.len());
    found
}

fn share(found: &mut [Lane], group: &[usize], lanes: usize) {
    for at in group {
        found[*at].of = lanes;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lane(at: usize, of: usize) -> Lane {
        Lane { at, of }
    }

    #[test]
    fn what_overlaps_stands_side_by_side() {
        assert_eq!(lanes(&[(9, 10), (10, 11)]), [lane(0, 1), lane(0, 1)], "one after the other");
        assert_eq!(lanes(&[(9, 11), (10, 12), (11, 13)]), [lane(0, 2), lane(1, 2), lane(0, 2)], "a lane is used again");
        assert_eq!(lanes(&[(9, 12), (9, 10), (13, 14)]), [lane(0, 2), lane(1, 2), lane(0, 1)]);
        assert!(lanes(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn no_two_are_drawn_over_each_other(spans in prop::collection::vec((0u32..100, 1u32..30), 0..20)) {
            let spans: Vec<(u32, u32)> = spans.into_iter().map(|(from, long)| (from, from + long)).collect();
            let found = lanes(&spans);
            for (one, first) in spans.iter().enumerate() {
                prop_assert!(found[one].at < found[one].of);
                for (other, second) in spans.iter().enumerate().skip(one + 1) {
                    if first.0 < second.1 && second.0 < first.1 {
                        prop_assert_ne!(found[one].at, found[other].at);
                        prop_assert_eq!(found[one].of, found[other].of);
                    }
                }
            }
        }
    }
}
