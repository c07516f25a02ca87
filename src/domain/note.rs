//! Notes: contacts with a client or about a client.

use chrono::NaiveDate;

use super::ids::WorkerId;

/// What a person types after a contact.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteFields {
    pub on_day: NaiveDate,
    /// Code list `channel`: phone, meeting, message, ...
    pub channel: String,
    pub body: String,
    /// When to come back to it, and what to do then.
    pub follow_up_on: Option<NaiveDate>,
    pub follow_up_what: Option<String>,
    /// Who comes back to it; `None`: who wrote the note.
    pub follow_up_for: Option<WorkerId>,
}

/// True when a text has a word that begins with one of the names, capital letter and all, with room for an ending:
/// "Ainon", "Laineelle", "Korhoselta".
pub fn names_person(text: &str, name: &str) -> bool {
    let parts = name.split([' ', '-']).filter(|part| part.chars().count() >= 3);
    let stems = parts.flat_map(|part| {
        let inflected = part.strip_suffix("nen").map(|stem| format!("{stem}s"));
        [Some(part.to_string()), inflected].into_iter().flatten()
    });
    let words: Vec<&str> = text.split(|letter: char| !letter.is_alphabetic()).collect();
    let ending = |word: &str, stem: &str| word.strip_prefix(stem).map(|ending| ending.chars().count());
    stems
        .into_iter()
        .any(|stem| words.iter().any(|word| ending(word, &stem).is_some_and(|long| long <= LONGEST_ENDING)))
}

/// Letters of a Finnish case ending with a possessive: "-ltansa".
const LONGEST_ENDING: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_by_its_beginning_and_its_capital() {
        assert!(names_person("Istui Ainon vieressä", "Korhonen Aino"));
        assert!(names_person("Puhui Korhoselle", "Korhonen Aino"));
        assert!(names_person("Laineelta kuultu", "Laine Helmi"));
        assert!(!names_person("oli ainoa, joka lauloi", "Korhonen Aino"));
        assert!(!names_person("Ainutlaatuinen aamu", "Korhonen Aino"));
        assert!(!names_person("Rohkaistui puhumaan", "Ro Li"), "too short to tell from a word");
    }
}
