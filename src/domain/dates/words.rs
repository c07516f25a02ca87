//! The Finnish, Swedish and English words of dates, all in their folded form.

use chrono::Weekday::{self, Fri, Mon, Sat, Sun, Thu, Tue, Wed};

/// A meaning and its words, with a space between.
type Row<T> = (T, &'static str);

/// Days from today. `i morgon` is looked up without its space.
const NEAR_WORDS: [Row<i64>; 5] = [
    (-2, "toissapaivana iforrgar forrgar"),
    (-1, "eilen igar yesterday"),
    (0, "tanaan idag today"),
    (1, "huomenna imorgon tomorrow"),
    (2, "ylihuomenna iovermorgon overmorgon"),
];

const WEEKDAYS: [Row<Weekday>; 7] = [
    (Mon, "ma maanantai maanantaina man mandag mo mon monday"),
    (Tue, "ti tiistai tiistaina tis tisdag tu tue tues tuesday"),
    (Wed, "ke keskiviikko keskiviikkona on ons onsdag we wed wednesday"),
    (Thu, "to torstai torstaina tor tors torsdag th thu thur thurs thursday"),
    (Fri, "pe perjantai perjantaina fr fre fredag fri friday"),
    (Sat, "la lauantai lauantaina lo lor lordag sa sat saturday"),
    (Sun, "su sunnuntai sunnuntaina so son sondag sun sunday"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

const UNITS: [Row<Unit>; 4] = [
    (Unit::Day, "pv paiva paivaa d dag dagar day days"),
    (Unit::Week, "vk vko viikko viikkoa vecka veckor w wk week weeks"),
    (Unit::Month, "kk kuukausi kuukautta man manad manader m mo month months"),
    (Unit::Year, "vuosi vuotta ar y yr year years"),
];

/// Longer words first, so that none hides behind its own beginning.
const WEEK_WORDS: &str = "viikolla viikko vecka week vko vk wk v w";
const CLOCK_WORDS: &str = "kello klo kl";
const AND_WORDS: &str = "ja seka och and";

/// How many days from today "yesterday" and its like are.
pub fn days_away(text: &str) -> Option<i64> {
    meaning(&NEAR_WORDS, &text.replace(' ', ""))
}

pub fn weekday(text: &str) -> Option<Weekday> {
    meaning(&WEEKDAYS, text.strip_suffix('.').unwrap_or(text))
}

/// A word between the last two of several.
pub fn is_and(text: &str) -> bool {
    AND_WORDS.split(' ').any(|word| word == text)
}

/// The unit of a number; days when none is named.
pub fn unit(text: &str) -> Option<Unit> {
    match text {
        "" => Some(Unit::Day),
        word => meaning(&UNITS, word),
    }
}

/// What follows the word for a week.
pub fn strip_week_word(text: &str) -> Option<&str> {
    strip_word(text, WEEK_WORDS)
}

/// What follows the word for a time of day.
pub fn strip_clock_word(text: &str) -> Option<&str> {
    strip_word(text, CLOCK_WORDS)
}

fn meaning<T: Copy>(table: &[Row<T>], word: &str) -> Option<T> {
    let row = table.iter().find(|row| row.1.split(' ').any(|w| w == word))?;
    Some(row.0)
}

/// Also takes an abbreviation's full stop, and spaces.
fn strip_word<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let rest = words.split(' ').find_map(|word| text.strip_prefix(word))?;
    Some(rest.strip_prefix('.').unwrap_or(rest).trim_start())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::text::fold;

    fn words<T>(table: &[Row<T>]) -> Vec<&'static str> {
        table.iter().flat_map(|row| row.1.split(' ')).collect()
    }

    #[test]
    fn no_word_means_two_things_and_each_is_found_as_it_is_folded() {
        let days = [words(&NEAR_WORDS), words(&WEEKDAYS)].concat();
        for list in [days, words(&UNITS), WEEK_WORDS.split(' ').collect()] {
            let distinct: HashSet<_> = list.iter().collect();
            assert_eq!(distinct.len(), list.len(), "{list:?}");
            for word in list {
                assert_eq!(fold(word), word);
            }
        }
    }

    #[test]
    fn no_word_hides_behind_its_beginning() {
        for word in WEEK_WORDS.split(' ') {
            assert_eq!(strip_week_word(word), Some(""), "{word}");
        }
        for word in CLOCK_WORDS.split(' ') {
            assert_eq!(strip_clock_word(word), Some(""), "{word}");
        }
    }
}
