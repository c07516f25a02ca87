//! Somebody who is in no file yet, on a form that is about something else: a name and a telephone.

use std::cell::Cell;

use chrono::Datelike;

use super::{Field, Reader};
use crate::app::Ctx;
use crate::domain::client::ClientFields;
use crate::domain::dates::show_date;
use crate::domain::likeness::{Features, looks_like_one};
use crate::domain::search::Entry;
use crate::domain::text::fold;
use crate::say;
use crate::store::entering::Who;
use crate::store::lookup::Found;
use crate::store::request::{Answer, Query};

/// Somebody new, by the name as far as it has been typed.
pub struct Newcomer {
    typed: String,
    /// The next free reference.
    reference: String,
    /// It has been said that there is somebody like this one; saving again means somebody else.
    warned: Cell<bool>,
}

impl Newcomer {
    pub fn named(typed: String) -> Newcomer {
        Newcomer { typed, reference: String::new(), warned: Cell::new(false) }
    }

    /// What has to be known before somebody new can be saved.
    pub fn query(cx: &Ctx) -> Query {
        Query::Reference { year: cx.today.year() }
    }

    pub fn take(&mut self, answer: Answer) {
        if let Answer::Reference(reference) = answer {
            self.reference = reference;
        }
    }

    pub fn fields(&self, cx: &Ctx) -> [Field; 3] {
        let (family, given) = split_name(&self.typed);
        [
            Field::line("family_name", say!(cx.words, "field-family-name"), &family).required(),
            Field::line("given_name", say!(cx.words, "field-given-name"), &given).required(),
            Field::line("phone", say!(cx.words, "field-phone"), ""),
        ]
    }

    /// Whose name is typed already is asked for the rest.
    pub fn starts_at(&self) -> usize {
        self.typed.split_whitespace().count().min(2)
    }

    pub fn read(&self, reader: &mut Reader) -> Who {
        Who::New(Box::new(self.client(reader)))
    }

    /// The same, to be saved for themselves.
    pub fn client(&self, reader: &mut Reader) -> ClientFields {
        let fields = ClientFields {
            reference: self.reference.clone(),
            family_name: reader.required("family_name"),
            given_name: reader.required("given_name"),
            phone: reader.text("phone"),
            ..ClientFields::default()
        };
        if let Some(words) = looks_like(&fields, reader.cx).filter(|_| !self.warned.replace(true)) {
            reader.wrong("family_name", words);
        }
        fields
    }
}

/// Somebody who is there already and looks like the same person, in words: by name and birth date or telephone, or by
/// the very name where no birth date is known of either.
pub fn looks_like(fields: &ClientFields, cx: &Ctx) -> Option<String> {
    let new = Features {
        family_name: fields.family_name.clone(),
        given_name: fields.given_name.clone(),
        birth_date: fields.birth_date,
        phone: fields.phone.clone(),
    };
    let is_same = |entry: &&Entry<Found>| match entry.target {
        Found::Client { birth_date, .. } => {
            let number = entry.fold_key.split(' ').find(|word| Some(*word) == new.number().as_deref());
            // What the look-up knows of a name is both names in one.
            let known = Features {
                family_name: entry.label.clone(),
                given_name: entry.label.clone(),
                birth_date,
                phone: number.map(String::from),
            };
            looks_like_one(&new, &known)
                || (birth_date == fields.birth_date && fold(&entry.label) == fold(&fields.name()))
        }
        Found::Activity(..) => false,
    };
    let entry = cx.found.iter().find(is_same)?;
    let born = match entry.target {
        Found::Client { birth_date: Some(day), .. } => format!(" ({})", show_date(day)),
        _ => String::new(),
    };
    Some(say!(cx.words, "wrong-known-client", name = format!("{}{born}", entry.label)))
}

/// "Uusi Ulla" as the form has it: family name first, if both were typed.
fn split_name(typed: &str) -> (String, String) {
    let mut words = typed.split_whitespace().map(capitalised);
    let family = words.next().unwrap_or_default();
    (family, words.collect::<Vec<_>>().join(" "))
}

/// Who types in a hurry does not hold Shift.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_typed_in_a_hurry_is_a_name() {
        assert_eq!(split_name("uusi  ulla maria"), ("Uusi".into(), "Ulla Maria".into()));
        assert_eq!(split_name("åkerman"), ("Åkerman".into(), String::new()));
        assert_eq!(split_name(" "), (String::new(), String::new()));
    }
}
