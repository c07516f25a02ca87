//! The look-up: any piece of a name, number or date, in any order, with or without dots.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::text;

/// How many hits are worth showing.
pub const SHOWN: usize = 50;

/// Something that can be found.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry<T> {
    pub target: T,
    /// What the list shows, and what an exact spelling is compared with.
    pub label: String,
    /// The stored search key: lower case, no diacritics, every piece that may be typed.
    pub fold_key: String,
}

/// The best hits, best first, and how many there were in all.
pub struct Hits {
    pub best: Vec<usize>,
    pub total: usize,
}

/// Everything that can be found, and the last answer, which a longer query only narrows.
pub struct Index<T> {
    entries: Vec<Entry<T>>,
    fuzzy: SkimMatcherV2,
    last: Option<(String, Vec<usize>)>,
}

/// One typed word, as typed and folded.
struct Word {
    lower: String,
    fold: String,
}

fn words(query: &str) -> Vec<Word> {
    let lower = text::lower(&as_number(query));
    lower.split_whitespace().map(|word| Word { lower: word.to_string(), fold: text::fold(word) }).collect()
}

/// A telephone number as the file has it, however the caller's screen shows it: without spaces and dashes, and with 0
/// for +358. A date without its leading zeros. Anything else as it is.
fn as_number(query: &str) -> String {
    let query = query.trim();
    let is_number =
        query.chars().all(|c| c.is_ascii_digit() || "+-. ()".contains(c)) && query.contains(char::is_numeric);
    if !is_number {
        return query.to_string();
    }
    // The team's own references look like numbers, too.
    let is_reference = query.len() <= 9 && query.contains('-') && query.starts_with("20");
    if is_reference {
        return query.to_string();
    }
    if query.contains('.') {
        let parts = query.split('.').map(|part| part.trim().trim_start_matches('0'));
        return parts.collect::<Vec<_>>().join(".");
    }
    text::phone_digits(query)
}

/// A word at the start of a word of the key is worth most; two words of the query must not rest on luck alone.
fn plain_score(entry: &Entry<impl Clone>, word: &Word) -> Option<i64> {
    let key = &entry.fold_key;
    let at = key.find(&word.fold)?;
    let starts_word = |at: usize| at == 0 || key.as_bytes()[at - 1] == b' ';
    let begins = starts_word(at) || key.contains(&format!(" {}", word.fold));
    // The first of February is no part of the twenty-first.
    let is_date = word.fold.contains('.') && word.fold.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_date && !begins {
        return None;
    }
    let first = at == 0;
    let exact = word.lower != word.fold && text::lower(&entry.label).contains(&word.lower);
    Some(100 + 100 * i64::from(begins) + 50 * i64::from(first) + 30 * i64::from(exact))
}

/// A longer query finds among what the shorter one found, unless a number is read in another way as it grows.
fn narrows(last: &str, query: &str) -> bool {
    query.starts_with(last) && !query.starts_with(|c: char| c.is_ascii_digit() || c == '+')
}

impl<T: Clone> Index<T> {
    /// Entries come in the order in which equal hits are to be shown.
    pub fn new(entries: Vec<Entry<T>>) -> Self {
        Index { entries, fuzzy: SkimMatcherV2::default(), last: None }
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn get(&self, at: usize) -> &Entry<T> {
        &self.entries[at]
    }

    /// Everything that holds every typed word; when nothing does, what is nearly so spelled.
    pub fn find(&mut self, query: &str) -> Hits {
        let words = words(query);
        if words.is_empty() {
            return Hits { best: Vec::new(), total: 0 };
        }
        let mut hits = self.plain(query, &words);
        // A number is known or it is not.
        let spelled = words.iter().all(|word| word.fold.contains(char::is_alphabetic));
        if hits.is_empty() && spelled {
            hits = self.nearly(&words);
        }
        hits.sort_by_key(|(at, score)| (std::cmp::Reverse(*score), *at));
        Hits { total: hits.len(), best: hits.into_iter().take(SHOWN).map(|(at, _)| at).collect() }
    }

    fn plain(&mut self, query: &str, words: &[Word]) -> Vec<(usize, i64)> {
        let score = |at: usize| -> Option<(usize, i64)> {
            let entry = &self.entries[at];
            words.iter().map(|word| plain_score(entry, word)).sum::<Option<i64>>().map(|score| (at, score))
        };
        let hits: Vec<(usize, i64)> = match &self.last {
            Some((last, found)) if narrows(last, query) => found.iter().copied().filter_map(score).collect(),
            _ => (0..self.entries.len()).filter_map(score).collect(),
        };
        self.last = Some((query.to_string(), hits.iter().map(|(at, _)| *at).collect()));
        hits
    }

    /// Letters in the right order with gaps between them; three letters are too few to guess from.
    fn nearly(&self, words: &[Word]) -> Vec<(usize, i64)> {
        let score = |entry: &Entry<T>, word: &Word| -> Option<i64> {
            let enough = 14 * i64::try_from(word.fold.chars().count()).unwrap_or(i64::MAX);
            if word.fold.chars().count() < 4 {
                return plain_score(entry, word);
            }
            self.fuzzy.fuzzy_match(&entry.fold_key, &word.fold).filter(|score| *score >= enough)
        };
        let scored = self.entries.iter().enumerate();
        scored
            .filter_map(|(at, entry)| {
                words.iter().map(|word| score(entry, word)).sum::<Option<i64>>().map(|score| (at, score))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(names: &[&str]) -> Index<()> {
        let entry = |name: &&str| Entry { target: (), label: name.to_string(), fold_key: text::fold(name) };
        Index::new(names.iter().map(entry).collect())
    }

    fn found(index: &mut Index<()>, query: &str) -> Vec<String> {
        let hits = index.find(query);
        hits.best.iter().map(|at| index.get(*at).label.clone()).collect()
    }

    #[test]
    fn pieces_in_any_order_with_or_without_dots() {
        let mut index = index(&["Hamari Kalle", "Hämäläinen Ville", "Hämäläinen Vilma", "Virtanen Maija 0401234567"]);
        assert_eq!(found(&mut index, "hämä vil"), ["Hämäläinen Ville", "Hämäläinen Vilma"]);
        assert_eq!(found(&mut index, "VILLE hama"), ["Hämäläinen Ville"]);
        assert_eq!(found(&mut index, "maija virt"), ["Virtanen Maija 0401234567"]);
        assert_eq!(found(&mut index, "1234"), ["Virtanen Maija 0401234567"]);
        assert_eq!(found(&mut index, "  "), Vec::<String>::new());
    }

    #[test]
    fn an_exact_spelling_comes_before_a_folded_one() {
        let mut index = index(&["Hamari Kalle", "Hämäläinen Ville"]);
        assert_eq!(found(&mut index, "hämä"), ["Hämäläinen Ville", "Hamari Kalle"]);
        assert_eq!(found(&mut index, "hama"), ["Hamari Kalle", "Hämäläinen Ville"]);
    }

    #[test]
    fn a_number_is_found_however_it_is_written() {
        let mut index = index(&["Laine Helmi 2017-003 0505551204 5.3.1995", "Salo Mika 21.2.1987"]);
        for query in [
            "+358 50 555 1204",
            "050-555 1204",
            "1204",
            "05.03.1995",
            "5.3.",
            "2017-003",
            "00358505551204",
            "358505551204",
        ] {
            assert_eq!(found(&mut index, query).len(), 1, "{query}");
        }
        assert_eq!(found(&mut index, "150395").len(), 0);
        assert_eq!(found(&mut index, "1.2.").len(), 0, "the first of February is no part of the twenty-first");
    }

    #[test]
    fn a_slip_of_the_finger_still_finds() {
        let mut index = index(&["Korhonen Aino", "Nieminen Sari"]);
        assert_eq!(found(&mut index, "korhnen"), ["Korhonen Aino"]);
        assert_eq!(found(&mut index, "xyzzy"), Vec::<String>::new());
    }

    #[test]
    fn a_longer_query_gives_what_a_fresh_one_would() {
        let names = ["Aalto Anna", "Aaltonen Antti", "Antila Aada", "Lahti Anna-Maija"];
        let mut narrowed = index(&names);
        for end in 1..="anna aa".len() {
            let query = &"anna aa"[..end];
            assert_eq!(found(&mut narrowed, query), found(&mut index(&names), query), "{query:?}");
        }
    }
}
