//! One line of a table, cell by cell. What cannot be read is noted, and the reading goes on.

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::choices::{Choices, Labelled};
use super::fault::{Fault, Wrong};
use super::table::{Line, Table};
use crate::domain::dates::{Lean, parse_date, parse_time, parse_weekdays};
use crate::domain::text::{clean_block, clean_line, fold};

/// No more heads are counted at one session; the form has the same limit.
const MOST_HEADS: u32 = 9999;

/// A line being read.
pub struct Row<'a> {
    table: &'a Table,
    line: &'a Line,
    faults: Vec<Fault>,
}

impl<'a> Row<'a> {
    pub fn new(table: &'a Table, line: &'a Line) -> Row<'a> {
        Row { table, line, faults: Vec::new() }
    }

    pub fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    pub fn number(&self) -> u64 {
        self.line.number
    }

    pub fn line(&self) -> &'a Line {
        self.line
    }

    pub fn has(&self, key: &str) -> bool {
        self.table.has(key)
    }

    /// Notes that a cell is wrong. Of a column that is missing or misspelt only the heading line is told.
    pub fn fault(&mut self, key: &str, wrong: Wrong) {
        if self.table.answers_for(key) {
            self.faults.push(self.as_fault(key, wrong));
        }
    }

    /// A fault of this line, for a check that comes after all lines have been read.
    pub fn as_fault(&self, key: &str, wrong: Wrong) -> Fault {
        let found = clean_line(self.table.cell(self.line, key));
        Fault { line: self.line.number, column: self.table.heading(key), found, wrong }
    }

    /// What the file says; what was known before when the file has no such column.
    pub fn or_kept<T>(&mut self, key: &str, kept: Option<T>, read: impl Fn(&mut Self, &str) -> Option<T>) -> Option<T> {
        if self.has(key) { read(self, key) } else { kept }
    }

    /// One line of text.
    pub fn text(&mut self, key: &str) -> Option<String> {
        Some(clean_line(self.table.cell(self.line, key))).filter(|text| !text.is_empty())
    }

    /// Text of one or more lines.
    pub fn block(&mut self, key: &str) -> Option<String> {
        Some(clean_block(self.table.cell(self.line, key))).filter(|text| !text.is_empty())
    }

    /// One line of text that must be there.
    pub fn needed(&mut self, key: &str) -> Option<String> {
        let text = self.text(key);
        if text.is_none() {
            self.fault(key, Wrong::Missing);
        }
        text
    }

    fn read<T>(&mut self, key: &str, wrong: Wrong, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.text(key)?;
        let value = read(&text);
        if value.is_none() {
            self.fault(key, wrong);
        }
        value
    }

    /// A whole date: nothing is left to be guessed.
    pub fn date(&mut self, key: &str) -> Option<NaiveDate> {
        self.read(key, Wrong::Date, whole_date)
    }

    /// A whole date that has come.
    pub fn date_by(&mut self, key: &str, today: NaiveDate) -> Option<NaiveDate> {
        let day = self.date(key);
        if day.is_some_and(|day| day > today) {
            self.fault(key, Wrong::Future);
        }
        day
    }

    /// Dates with semicolons, commas or spaces between them.
    pub fn dates(&mut self, key: &str) -> Vec<NaiveDate> {
        let read = |text: &str| list(text).map(whole_date).collect();
        self.read(key, Wrong::Date, read).unwrap_or_default()
    }

    /// A time of day: `14:00`, `14.00`.
    pub fn time(&mut self, key: &str) -> Option<NaiveTime> {
        self.read(key, Wrong::Time, |text| parse_time(text).ok())
    }

    /// A whole number from 1 on.
    pub fn number_of(&mut self, key: &str) -> Option<u32> {
        self.read(key, Wrong::Number, |text| text.parse().ok().filter(|number| *number > 0))
    }

    /// How many heads there were: none is a number, too.
    pub fn count(&mut self, key: &str) -> Option<u32> {
        self.read(key, Wrong::Count, |text| text.parse().ok().filter(|number| *number <= MOST_HEADS))
    }

    /// Yes or no in any of the three languages.
    pub fn yes(&mut self, key: &str) -> Option<bool> {
        self.read(key, Wrong::YesNo, yes_or_no)
    }

    /// Weekdays in any of the three languages or as calendars write them.
    pub fn weekdays(&mut self, key: &str) -> Vec<Weekday> {
        self.read(key, Wrong::Weekday, parse_weekdays).unwrap_or_default()
    }

    /// The key of one of these choices.
    pub fn choice(&mut self, key: &str, choices: Choices) -> Option<String> {
        let typed = self.text(key)?;
        let chosen = choices.key_of(&typed).map(String::from);
        if chosen.is_none() {
            self.fault(key, Wrong::Choice(choices));
        }
        chosen
    }

    /// A value of one of the program's own sets.
    pub fn value<K: Labelled>(&mut self, key: &str) -> Option<K> {
        self.choice(key, Choices::of_set::<K>()).and_then(|key| K::from_key(&key))
    }

    /// A value of one of the program's own sets that must be there.
    pub fn needed_value<K: Labelled>(&mut self, key: &str) -> Option<K> {
        self.needed(key)?;
        self.value(key)
    }
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', ',', ' ', '/']).filter(|part| !part.is_empty())
}

/// `6.2.2017` or `2017-02-06`; what people type short on a screen could mean another year in a file.
pub fn whole_date(text: &str) -> Option<NaiveDate> {
    let figures =
        |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split(['.', '-']).collect();
    let whole = match parts.as_slice() {
        [first, month, last] if figures(month, 2) => {
            (first.len() == 4 && figures(first, 4) && figures(last, 2))
                || (last.len() == 4 && figures(last, 4) && figures(first, 2))
        }
        _ => false,
    };
    // Which day is today makes no difference to a whole date.
    whole.then(|| parse_date(text, NaiveDate::default(), Lean::Near).ok()).flatten()
}

fn yes_or_no(text: &str) -> Option<bool> {
    const YES: [&str; 7] = ["yes", "y", "kylla", "k", "ja", "1", "x"];
    const NO: [&str; 6] = ["no", "n", "ei", "e", "nej", "0"];
    let word = fold(text);
    match YES.contains(&word.as_str()) {
        true => Some(true),
        false => NO.contains(&word.as_str()).then_some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_dates_are_read() {
        let day = NaiveDate::from_ymd_opt(2017, 2, 6);
        for text in ["6.2.2017", "06.02.2017", "2017-02-06"] {
            assert_eq!(whole_date(text), day, "{text}");
        }
        for text in
            ["6.2.", "6.2.17", "30.2.2017", "2017-2-6", "2/6/2017", "ti", "+10", "2017-W06", "2017.02.06", "6-2-2017"]
        {
            assert_eq!(whole_date(text), None, "{text}");
        }
    }

    #[test]
    fn yes_and_no_in_three_languages() {
        for (text, expected) in [("Kyllä", Some(true)), ("JA", Some(true)), ("nej", Some(false)), ("ehkä", None)] {
            assert_eq!(yes_or_no(text), expected, "{text}");
        }
    }
}
