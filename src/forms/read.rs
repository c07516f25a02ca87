//! Reading a form's fields into typed values, and collecting what is wrong with them in words.

use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::field::{Control, Field, FieldName, is_just_past, parse_day};
use crate::app::Ctx;
use crate::domain::dates::{parse_time, parse_weekdays};
use crate::domain::keyed::Keyed;
use crate::domain::text::{clean_block, clean_line};
use crate::say;

/// What is wrong with one field, in the user's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    pub field: FieldName,
    pub words: String,
}

/// Reads fields by name. Whatever is wrong is remembered, so that all of it can be shown at once.
pub struct Reader<'a> {
    fields: &'a [Field],
    rev: Option<i64>,
    pub cx: &'a Ctx,
    errors: Vec<FieldError>,
}

impl<'a> Reader<'a> {
    pub fn new(fields: &'a [Field], rev: Option<i64>, cx: &'a Ctx) -> Reader<'a> {
        Reader { fields, rev, cx, errors: Vec::new() }
    }

    /// The rev that the form was filled from.
    pub fn rev(&self) -> i64 {
        self.rev.unwrap_or_default()
    }

    pub fn fields(&self) -> &'a [Field] {
        self.fields
    }

    fn field(&self, name: &str) -> Option<&'a Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The text of a field, clean; `None` when it is empty or not on this form.
    pub fn text(&self, name: &str) -> Option<String> {
        let field = self.field(name)?;
        let clean = match field.control {
            Control::Area(_) => clean_block(&field.value()).trim().to_string(),
            _ => clean_line(&field.value()),
        };
        Some(clean).filter(|text| !text.is_empty())
    }

    /// The text of a field that must not be empty.
    pub fn required(&mut self, name: &str) -> String {
        self.text(name).unwrap_or_else(|| {
            self.wrong(name, say!(self.cx.words, "wrong-empty"));
            String::new()
        })
    }

    pub fn checked(&self, name: &str) -> bool {
        self.field(name).is_some_and(|field| field.value() == "1")
    }

    /// A day; `None` when the field is empty.
    pub fn date(&mut self, name: &str) -> Option<NaiveDate> {
        let text = self.text(name)?;
        let Some(Control::Date(_, lean)) = self.field(name).map(|field| &field.control) else { return None };
        match parse_day(&text, self.cx.today, *lean) {
            Ok(_) if is_just_past(&text, self.cx.today, *lean) => {
                self.wrong(name, say!(self.cx.words, "wrong-past"));
                None
            }
            Ok(day) => Some(day),
            Err(error) => {
                self.wrong(name, self.cx.words.date_error(error));
                None
            }
        }
    }

    /// A day that is told with its year; the nearest of that name would be another every year.
    pub fn full_date(&mut self, name: &str) -> Option<NaiveDate> {
        let day = self.date(name)?;
        let parts = self.text(name)?.split(['.', '-']).filter(|part| !part.trim().is_empty()).count();
        if parts >= 3 {
            return Some(day);
        }
        self.wrong(name, say!(self.cx.words, "wrong-no-year"));
        None
    }

    /// A day that must not be left out; today stands in for a wrong one, which is then reported anyway.
    pub fn required_date(&mut self, name: &str) -> NaiveDate {
        if self.text(name).is_none() {
            self.wrong(name, say!(self.cx.words, "wrong-empty"));
        }
        self.date(name).unwrap_or(self.cx.today)
    }

    /// A value of a closed set; `None` when nothing is chosen.
    pub fn keyed<T: Keyed>(&self, name: &str) -> Option<T> {
        self.text(name).and_then(|key| T::from_key(&key))
    }

    /// A whole number that is not negative; `None` when the field is empty.
    pub fn count(&mut self, name: &str) -> Option<u32> {
        let words = say!(self.cx.words, "wrong-number");
        self.number(name, 0..=9999, words)
    }

    /// A whole number between two; `None` when the field is empty. `words` say which numbers are right.
    pub fn number(&mut self, name: &str, right: RangeInclusive<u32>, words: String) -> Option<u32> {
        let text = self.text(name)?;
        let number = text.parse().ok().filter(|number| right.contains(number));
        if number.is_none() {
            self.wrong(name, words);
        }
        number
    }

    /// A time of day; `None` when the field is empty.
    pub fn time(&mut self, name: &str) -> Option<NaiveTime> {
        let time = parse_time(&self.text(name)?).ok();
        if time.is_none() {
            self.wrong(name, say!(self.cx.words, "wrong-time"));
        }
        time
    }

    /// Weekdays, Monday first; none when the field is empty.
    pub fn weekdays(&mut self, name: &str) -> Vec<Weekday> {
        let days = parse_weekdays(&self.text(name).unwrap_or_default());
        if days.is_none() {
            self.wrong(name, say!(self.cx.words, "wrong-weekdays"));
        }
        days.unwrap_or_default()
    }

    /// Something has been typed in one of these fields that is not what it was filled with.
    pub fn is_changed(&self, names: &[&str]) -> bool {
        self.fields.iter().any(|field| names.contains(&field.name.as_ref()) && field.is_changed())
    }

    /// Remembers what is wrong with a field.
    pub fn wrong(&mut self, field: &str, words: String) {
        // What is wrong first is what is to be mended first.
        if self.errors.iter().all(|error| error.field != field) {
            self.errors.push(FieldError { field: field.to_string().into(), words });
        }
    }

    /// The value, if nothing was wrong.
    ///
    /// # Errors
    /// Everything that was.
    pub fn finish<T>(self, value: T) -> Result<T, Vec<FieldError>> {
        if self.errors.is_empty() { Ok(value) } else { Err(self.errors) }
    }
}
