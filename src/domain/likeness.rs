//! Which two records look like one person's. It proposes and decides nothing.

use chrono::NaiveDate;
use strsim::osa_distance;

use super::text::{fold, phone_digits};

/// What tells people apart.
#[derive(Clone, Default)]
pub struct Features {
    pub family_name: String,
    pub given_name: String,
    pub birth_date: Option<NaiveDate>,
    pub phone: Option<String>,
}

/// A telephone number of fewer figures is no whole one.
const WHOLE_NUMBER: usize = 6;

impl Features {
    /// The figures of the telephone number, if it is a whole one.
    pub fn number(&self) -> Option<String> {
        self.phone.as_deref().map(phone_digits).filter(|digits| digits.len() >= WHOLE_NUMBER)
    }
}

/// True for the same birth date and a similar name, or the same telephone number and a similar name.
pub fn looks_like_one(one: &Features, other: &Features) -> bool {
    let same_birth = one.birth_date.is_some() && one.birth_date == other.birth_date;
    let same_number = || one.number().is_some_and(|number| other.number() == Some(number));
    (same_birth || same_number()) && names_are_alike(one, other)
}

/// The numbers of those in a list that look like one person, each pair once. Only those with the same birth date or
/// telephone number are compared, so that a long list is quick.
pub fn pairs_among(people: &[Features]) -> Vec<(usize, usize)> {
    let births = people.iter().map(|person| person.birth_date.map(|day| day.to_string()));
    let numbers = people.iter().map(Features::number);
    let mut keys: Vec<(String, usize)> = births.zip(numbers).enumerate().flat_map(of_each).collect();
    keys.sort();
    let alike = |one: usize, other: usize| names_are_alike(&people[one], &people[other]);
    let mut pairs: Vec<(usize, usize)> = keys
        .chunk_by(|one, other| one.0 == other.0)
        .flat_map(|group| {
            let numbers = group.iter().map(|(_, at)| *at);
            numbers.clone().enumerate().flat_map(move |(nth, one)| {
                numbers.clone().skip(nth + 1).map(move |other| (one.min(other), one.max(other)))
            })
        })
        .filter(|(one, other)| alike(*one, *other))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

type Keys = (Option<String>, Option<String>);

fn of_each((at, (birth, number)): (usize, Keys)) -> impl Iterator<Item = (String, usize)> {
    [birth, number].into_iter().flatten().map(move |key| (key, at))
}

/// Both names are alike, each in its place or the one in the place of the other.
fn names_are_alike(one: &Features, other: &Features) -> bool {
    let (family, given) = (&one.family_name, &one.given_name);
    let straight = || is_alike(family, &other.family_name) && is_alike(given, &other.given_name);
    let swapped = || is_alike(family, &other.given_name) && is_alike(given, &other.family_name);
    straight() || swapped()
}

/// One part of a name is like one part of the other: halves of a double name, each of several given names.
fn is_alike(one: &str, other: &str) -> bool {
    let parts = |name: &str| -> Vec<String> {
        let letters = fold(name);
        letters
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|part| !part.is_empty())
            .map(String::from)
            .collect()
    };
    let others = parts(other);
    parts(one).iter().any(|part| others.iter().any(|other| is_like(part, other)))
}

/// The same; a piece that people are called by, from its beginning or its end; or a slip of the pen.
fn is_like(one: &str, other: &str) -> bool {
    let (short, long) = if one.chars().count() <= other.chars().count() { (one, other) } else { (other, one) };
    let piece = short.chars().count() >= 3 && (long.starts_with(short) || long.ends_with(short));
    let slips = match short.chars().count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    one == other || piece || osa_distance(one, other) <= slips
}

#[cfg(test)]
mod tests {
    use super::*;

    fn born(family: &str, given: &str, birth: Option<&str>, phone: Option<&str>) -> Features {
        Features {
            family_name: family.into(),
            given_name: given.into(),
            birth_date: birth.map(|day| day.parse().unwrap()),
            phone: phone.map(Into::into),
        }
    }

    fn alike(one: (&str, &str), other: (&str, &str)) -> bool {
        let day = Some("1990-03-04");
        looks_like_one(&born(one.0, one.1, day, None), &born(other.0, other.1, day, None))
    }

    #[test]
    fn one_name_written_two_ways() {
        for (one, other) in [
            (("Koivuranta", "Aino"), ("koivuranta", "AINO")),
            (("Koivuranta", "Aino"), ("Aino", "Koivuranta")),
            (("Mäkisalo", "Päivi"), ("Makisalo", "Paivi")),
            (("Åbergström", "Östen"), ("Abergstrom", "Osten")),
            (("Sørvik", "Kåre"), ("Sorvik", "Kare")),
            (("Koivuranta", "Elisabet"), ("Koivuranta", "Elisa")),
            (("Koivuranta", "Elisabet"), ("Koivuranta", "Beth")),
            (("Koivuranta", "Juhapekka"), ("Koivuranta", "Pekka")),
            (("Koivuranta", "Juha-Pekka"), ("Koivuranta", "Juha")),
            (("Koivuranta-Lehtosalo", "Aino"), ("Lehtosalo", "Aino")),
            (("Koivuranta", "Aino Maria"), ("Koivuranta", "Maria")),
            (("Koivuranta", "Kirsi"), ("Koivuranta", "Krisi")),
            (("Koivuranta", "Aino"), ("Koivuranat", "Aino")),
            (("Koivuranta", "Aino"), ("Koivurnata", "Ainno")),
        ] {
            // An end that is no piece of the other is not alike: Beth is none of Elisabet.
            let expected = other.1 != "Beth";
            assert_eq!(alike(one, other), expected, "{one:?} {other:?}");
            assert_eq!(alike(other, one), expected, "{other:?} {one:?}");
        }
    }

    #[test]
    fn two_people_of_one_birth_date() {
        for (one, other) in [
            (("Koivuranta", "Aino"), ("Lehtosalo", "Aino")),
            (("Koivuranta", "Aino"), ("Koivuranta", "Veikko")),
            (("Koivuranta", "Aino"), ("Veikko", "Lehtosalo")),
            (("Koivuranta", "Ari"), ("Koivuranta", "Aki")),
            (("Li", "Na"), ("Lu", "Ni")),
            (("", ""), ("Koivuranta", "Aino")),
        ] {
            assert!(!alike(one, other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn a_name_alone_is_nobody() {
        let plain = born("Koivuranta", "Aino", None, None);
        assert!(!looks_like_one(&plain, &plain.clone()));
        let other_day = born("Koivuranta", "Aino", Some("1990-03-05"), None);
        assert!(!looks_like_one(&born("Koivuranta", "Aino", Some("1990-03-04"), None), &other_day));
    }

    #[test]
    fn one_number_however_it_is_written() {
        let with = |phone| born("Koivuranta", "Aino", None, Some(phone));
        assert!(looks_like_one(&with("040 123 4567"), &with("+358 40 1234567")));
        assert!(!looks_like_one(&with("040 123 4567"), &with("040 123 4568")));
        // The number of a flat that is shared.
        let other = born("Koivuranta", "Veikko", None, Some("0401234567"));
        assert!(!looks_like_one(&with("0401234567"), &other));
        // What is no whole number is nobody's.
        assert!(!looks_like_one(&with("123"), &with("123")));
    }

    #[test]
    fn every_pair_of_a_list_once() {
        let day = Some("1990-03-04");
        let people = [
            born("Koivuranta", "Aino", day, Some("0401234567")),
            born("Lehtosalo", "Veikko", day, None),
            born("Koivuranta", "Ainu", day, Some("+358401234567")),
            born("Aino", "Koivuranta", None, Some("040 1234567")),
        ];
        assert_eq!(pairs_among(&people), [(0, 2), (0, 3), (2, 3)]);
        assert_eq!(pairs_among(&[]), []);
    }
}
