//! Who the clients are: the shares that Kuopio published for its social rehabilitation (31.12.2016), as people.

use super::CLIENTS;

/// A value, and its share.
pub type Share<T> = (T, u32);

/// Ages from and to, both included: under 25 a quarter, under 30 48 %, 30-54 47 %, over 54 5 %.
pub const AGES: &[Share<(u32, u32)>] = &[((18, 24), 250), ((25, 29), 230), ((30, 54), 470), ((55, 62), 50)];

/// Women 48 %.
pub const GENDER: &[Share<&str>] = &[("female", 48), ("male", 52)];

pub const EDUCATION: &[Share<&str>] = &[("basic", 41), ("secondary", 42), ("secondary_vocational", 11), ("higher", 6)];

/// The source's shares add up to 94; the rest works or studies.
pub const EMPLOYMENT: &[Share<&str>] =
    &[("outside", 37), ("over_12", 44), ("from_6_to_12", 9), ("under_6", 4), ("working", 3), ("studying", 3)];

/// One adult 80 %, with or without children; dependants 9 %.
pub const HOUSEHOLD: &[Share<&str>] =
    &[("one_adult", 76), ("one_adult_children", 4), ("couple", 14), ("couple_children", 5), ("other", 1)];

/// Social assistance at entry 84 %; how the rest divides is made up.
pub const BENEFIT: &[Share<&str>] = &[
    ("social_assistance", 84),
    ("labour_market", 7),
    ("rehabilitation", 3),
    ("sickness", 2),
    ("basic_allowance", 2),
    ("study", 1),
    ("none", 1),
];

/// The referrers are the source's, their shares are made up.
pub const REFERRER: &[Share<&str>] = &[
    ("adult_social_work", 44),
    ("employment_services", 15),
    ("psychiatry", 12),
    ("aftercare", 8),
    ("special_housing", 6),
    ("child_family", 5),
    ("addiction_services", 5),
    ("addiction_psychiatry", 3),
    ("self", 2),
];

/// Made up.
pub const LANGUAGE: &[Share<&str>] = &[("fi", 94), ("ru", 2), ("ar", 2), ("sv", 1), ("so", 1)];

/// As many people of each value as its share comes to: the nearest whole numbers that add up to everybody
/// (largest remainders). One entry a person, in the order of the shares.
pub fn apportion<T: Copy>(shares: &[Share<T>]) -> Vec<T> {
    let whole: usize = shares.iter().map(|(_, share)| *share as usize).sum();
    let mut counts: Vec<usize> = shares.iter().map(|(_, share)| CLIENTS * *share as usize / whole).collect();
    let left = CLIENTS - counts.iter().sum::<usize>();
    let mut by_remainder: Vec<usize> = (0..shares.len()).collect();
    by_remainder.sort_by_key(|at| std::cmp::Reverse(CLIENTS * shares[*at].1 as usize % whole));
    for at in by_remainder.into_iter().take(left) {
        counts[at] += 1;
    }
    shares.iter().zip(counts).flat_map(|((value, _), count)| std::iter::repeat_n(*value, count)).collect()
}
