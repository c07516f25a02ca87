//! Names for a list that lies on a table: no more of a person than tells people apart.

use std::collections::HashMap;

use crate::domain::text::{clean_line, lower};

/// A name in its two parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub given: String,
    pub family: String,
}

/// Two people of one key are called the same by everybody.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    first: String,
    family: Vec<char>,
}

impl Name {
    fn first(&self) -> String {
        let given = clean_line(&self.given);
        given.split(' ').next().unwrap_or_default().to_string()
    }

    fn key(&self) -> Key {
        Key { first: lower(&self.first()), family: lower(&clean_line(&self.family)).chars().collect() }
    }

    /// The first name and so many letters of the family name.
    fn shortened(&self, letters: usize) -> String {
        let family = clean_line(&self.family);
        let short: String = family.chars().take(letters).collect();
        let stop = if short == family { "" } else { "." };
        format!("{} {short}{stop}", self.first()).trim().to_string()
    }
}

/// "Ville H." for each, in their order; with as many letters of the family name as tell two people apart. People of the
/// same first and family name are numbered.
pub fn short_names(names: &[Name]) -> Vec<String> {
    let keys: Vec<Key> = names.iter().map(Name::key).collect();
    let mut seen: HashMap<&Key, usize> = HashMap::new();
    let mut short = Vec::new();
    for (name, key) in names.iter().zip(&keys) {
        let label = name.shortened(letters(key, &keys));
        let nth = seen.entry(key).or_default();
        *nth += 1;
        let alone = keys.iter().filter(|other| *other == key).count() == 1;
        short.push(if alone { label } else { format!("{label} {nth}") });
    }
    short
}

/// How many letters of a family name no other one begins with, among people of the same first name; at least one.
fn letters(key: &Key, keys: &[Key]) -> usize {
    let alike: Vec<&Key> = keys.iter().filter(|other| other.first == key.first && other.family != key.family).collect();
    let start = |key: &Key, letters: usize| key.family.iter().take(letters).copied().collect::<Vec<_>>();
    let tells_apart = |letters: &usize| alike.iter().all(|other| start(other, *letters) != start(key, *letters));
    (1..key.family.len()).find(tells_apart).unwrap_or(key.family.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shortened(names: &[(&str, &str)]) -> Vec<String> {
        let name = |(given, family): &(&str, &str)| Name { given: given.to_string(), family: family.to_string() };
        short_names(&names.iter().map(name).collect::<Vec<_>>())
    }

    #[test]
    fn a_first_name_and_an_initial_are_enough() {
        assert_eq!(shortened(&[("Ville", "Hämäläinen"), ("Aino", "Hakala")]), ["Ville H.", "Aino H."]);
        assert_eq!(
            shortened(&[("Ville Johannes", "Hämäläinen"), ("Anna-Liisa", "Öhman")]),
            ["Ville H.", "Anna-Liisa Ö."]
        );
    }

    #[test]
    fn as_many_letters_as_tell_people_apart() {
        let found =
            shortened(&[("Ville", "Hakala"), ("Ville", "Hakkarainen"), ("ville", "Hämäläinen"), ("Ville", "Salo")]);
        assert_eq!(found, ["Ville Haka.", "Ville Hakk.", "ville Hä.", "Ville S."]);
        assert_eq!(shortened(&[("Ville", "Salo"), ("Ville", "Salonen")]), ["Ville Salo", "Ville Salon."]);
    }

    #[test]
    fn whom_no_name_tells_apart_a_number_does() {
        let found = shortened(&[("Ville", "Salo"), ("Aino", "Salo"), ("Ville", "Salo"), ("Ville", "Saari")]);
        assert_eq!(found, ["Ville Sal. 1", "Aino S.", "Ville Sal. 2", "Ville Saa."]);
    }

    #[test]
    fn an_odd_name_is_no_trouble() {
        assert_eq!(
            shortened(&[("", "Salo"), ("Ville", ""), ("Li", "U"), (" A\u{1b}ki ", "von Essen")]),
            ["S.", "Ville", "Li U", "Aki v."]
        );
    }

    #[test]
    fn no_two_are_called_the_same() {
        let families = ["Salo", "Salonen", "Salomaa", "Saari", "Salo", "S"];
        let all = shortened(&families.map(|family| ("Ville", family)));
        for (nth, one) in all.iter().enumerate() {
            assert!(!all[..nth].contains(one), "{all:?}");
        }
    }
}
