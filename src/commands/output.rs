//! Lists on standard output: a table for people, CSV and JSON for programs.

use std::io::{self, Write};

use chrono::{NaiveDate, NaiveTime};
use clap::ValueEnum;
use serde_json::{Map, Value};
use unicode_width::UnicodeWidthStr;

use crate::domain::dates::{show_date, show_time};
use crate::domain::keyed::Keyed;
use crate::domain::text::clean_line;
use crate::exchange::reports::neutral;
use crate::say;
use crate::text::Words;

/// How a list is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: aligned, in their language, dates the Finnish way.
    #[default]
    Table,
    /// RFC 4180, headings in English, ISO dates.
    Csv,
    /// An array of objects.
    Json,
}

/// One value. Its kind decides how each format writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Not known, or none.
    Empty,
    Text(String),
    Number(i64),
    /// A figure in words, such as a percentage.
    Figure(String),
    Day(NaiveDate),
    Time(NaiveTime),
    /// A value of a closed set: its key for programs, its word for people.
    Word {
        key: String,
        word: String,
    },
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    pub fn word(key: impl Into<String>, word: impl Into<String>) -> Cell {
        Cell::Word { key: key.into(), word: word.into() }
    }

    /// A value of a closed set that has a message for each of its keys: `tier-own`.
    pub fn keyed(set: &str, value: impl Keyed, words: &Words) -> Cell {
        Cell::word(value.key(), words.label(set, value))
    }

    /// A day that people read with its weekday.
    pub fn day_of_week(day: NaiveDate, words: &Words) -> Cell {
        Cell::word(day.to_string(), words.long_day(day))
    }

    fn for_people(&self) -> String {
        match self {
            Cell::Day(day) => show_date(*day),
            Cell::Time(time) => show_time(*time),
            Cell::Word { word, .. } => clean_line(word),
            plain => plain.for_programs(),
        }
    }

    fn for_programs(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Figure(text) | Cell::Word { key: text, .. } => clean_line(text),
            Cell::Number(number) => number.to_string(),
            Cell::Day(day) => day.to_string(),
            Cell::Time(time) => time.format("%H:%M").to_string(),
        }
    }

    /// As a spreadsheet may open it: only text can be taken for a formula.
    fn for_csv(&self) -> String {
        match self {
            Cell::Number(_) => self.for_programs(),
            _ => neutral(self.for_programs()),
        }
    }

    fn for_json(&self) -> Value {
        match self {
            Cell::Empty => Value::Null,
            Cell::Number(number) => Value::from(*number),
            _ => Value::from(self.for_programs()),
        }
    }
}

/// Missing values are empty cells; the rest turn into the cell of their kind.
macro_rules! cells {
    ($($from:ty => $into:expr),+ $(,)?) => {$(
        impl From<$from> for Cell {
            fn from(value: $from) -> Cell { ($into)(value) }
        }
        impl From<Option<$from>> for Cell {
            fn from(value: Option<$from>) -> Cell { value.map_or(Cell::Empty, Cell::from) }
        }
    )+};
}

cells! {
    &str => Cell::text,
    String => Cell::Text,
    i64 => Cell::Number,
    u32 => |number| Cell::Number(i64::from(number)),
    NaiveDate => Cell::Day,
    NaiveTime => Cell::Time,
}

/// A column: its stable English key heads CSV and JSON, the message `column-<key>` heads the table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub key: &'static str,
    /// False when people read the same from another column.
    for_people: bool,
}

/// A column for everybody.
pub const fn column(key: &'static str) -> Column {
    Column { key, for_people: true }
}

/// A column for programs only.
pub const fn data(key: &'static str) -> Column {
    Column { key, for_people: false }
}

impl Column {
    pub fn is_for_people(&self) -> bool {
        self.for_people
    }

    /// Names the heading in the message files.
    pub fn message(&self) -> String {
        format!("column-{}", self.key)
    }
}

/// A table to print: every row has a cell for every column.
pub struct Listing {
    pub columns: &'static [Column],
    pub rows: Vec<Vec<Cell>>,
}

impl Listing {
    /// Prints the whole list.
    ///
    /// # Errors
    /// What standard output said, a closed pipe among it.
    pub fn print(&self, format: Format, words: &Words, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Table => self.print_table(words, out),
            Format::Csv => self.print_csv(out),
            Format::Json => self.print_json(out),
        }
    }

    fn print_table(&self, words: &Words, out: &mut dyn Write) -> io::Result<()> {
        if self.rows.is_empty() {
            return writeln!(out, "{}", say!(words, "list-empty"));
        }
        let heading = |at: usize| words.get(&self.columns[at].message());
        let shown: Vec<Shown> =
            self.shown().map(|at| Shown::new(heading(at), self.rows.iter().map(|row| &row[at]))).collect();
        print_columns(&shown, out)
    }

    /// Columns with something for people in them.
    fn shown(&self) -> impl Iterator<Item = usize> {
        let filled = |at: usize| self.rows.iter().any(|row| row[at] != Cell::Empty);
        (0..self.columns.len()).filter(move |at| self.columns[*at].for_people && filled(*at))
    }

    fn print_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        writer.write_record(self.columns.iter().map(|column| column.key))?;
        for row in &self.rows {
            writer.write_record(row.iter().map(Cell::for_csv))?;
        }
        writer.flush()
    }

    fn print_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let object = |row: &Vec<Cell>| -> Map<String, Value> {
            self.columns.iter().zip(row).map(|(column, cell)| (column.key.to_string(), cell.for_json())).collect()
        };
        serde_json::to_writer_pretty(&mut *out, &self.rows.iter().map(object).collect::<Vec<_>>())?;
        writeln!(out)
    }
}

/// A table for people whose columns are those of its data: a heading each, and in every row a cell each.
///
/// # Errors
/// What standard output said.
pub fn print_table(headings: Vec<String>, rows: &[Vec<Cell>], out: &mut dyn Write) -> io::Result<()> {
    let column = |(at, heading)| Shown::new(heading, rows.iter().map(move |row| &row[at]));
    let shown: Vec<Shown> = headings.into_iter().enumerate().map(column).collect();
    print_columns(&shown, out)
}

fn print_columns(shown: &[Shown], out: &mut dyn Write) -> io::Result<()> {
    for line in 0..shown.first().map_or(0, |column| column.lines.len()) {
        let cells: Vec<String> = shown.iter().map(|column| column.line(line)).collect();
        writeln!(out, "{}", cells.join("  ").trim_end())?;
    }
    Ok(())
}

/// One column as people see it: the heading, then the cells.
struct Shown {
    lines: Vec<String>,
    width: usize,
    /// Figures line up on their last digit.
    right: bool,
}

impl Shown {
    fn new<'a>(heading: String, mut cells: impl Iterator<Item = &'a Cell> + Clone) -> Shown {
        let lines: Vec<String> = std::iter::once(heading).chain(cells.clone().map(Cell::for_people)).collect();
        let width = lines.iter().map(|line| line.width()).max().unwrap_or_default();
        let figure = |cell: &Cell| matches!(cell, Cell::Number(_) | Cell::Figure(_) | Cell::Day(_) | Cell::Time(_));
        Shown { width, lines, right: cells.any(figure) }
    }

    fn line(&self, at: usize) -> String {
        let text = &self.lines[at];
        let room = " ".repeat(self.width - text.width());
        if self.right { room + text } else { text.clone() + &room }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::lang::Lang;

    const COLUMNS: &[Column] = &[column("date"), column("name"), column("days_left"), data("source"), column("what")];

    fn row(day: &str, name: &str, days: i64) -> Vec<Cell> {
        let day: NaiveDate = day.parse().unwrap();
        vec![day.into(), name.into(), days.into(), Cell::word("a key", "a word"), Cell::Empty]
    }

    fn listing() -> Listing {
        Listing { columns: COLUMNS, rows: vec![row("2017-02-06", "Mäki Ä", -7), row("2017-12-24", "日本", 12)] }
    }

    fn printed(listing: &Listing, format: Format, lang: Lang) -> String {
        let mut out = Vec::new();
        listing.print(format, &Words::new(lang), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_table_lines_up_by_what_the_eye_sees() {
        let expected = "      Date  Name    Days left\n  6.2.2017  Mäki Ä         -7\n24.12.2017  日本           12\n";
        assert_eq!(printed(&listing(), Format::Table, Lang::En), expected);
    }

    #[test]
    fn csv_has_every_column_iso_dates_and_plain_figures() {
        let expected =
            "date,name,days_left,source,what\r\n2017-02-06,Mäki Ä,-7,a key,\r\n2017-12-24,日本,12,a key,\r\n";
        assert_eq!(printed(&listing(), Format::Csv, Lang::Sv), expected);
    }

    #[test]
    fn json_keeps_figures_figures_and_the_unknown_null() {
        let read: Value = serde_json::from_str(&printed(&listing(), Format::Json, Lang::Fi)).unwrap();
        let expected = serde_json::json!(
            {"date": "2017-02-06", "name": "Mäki Ä", "days_left": -7, "source": "a key", "what": null}
        );
        assert_eq!(read[0], expected);
        assert_eq!(read.as_array().unwrap().len(), 2);
    }

    #[test]
    fn an_empty_list_says_so_to_people_and_is_empty_to_programs() {
        let empty = Listing { columns: COLUMNS, rows: Vec::new() };
        assert_eq!(printed(&empty, Format::Json, Lang::Fi), "[]\n");
        assert_eq!(printed(&empty, Format::Csv, Lang::Fi), "date,name,days_left,source,what\r\n");
        assert_eq!(printed(&empty, Format::Table, Lang::En), "Nothing to show.\n");
    }

    #[test]
    fn nothing_printed_can_turn_the_terminal() {
        let cell = "a\u{1b}[31m\u{202e}b\u{9b}c\nd";
        const NAME: &[Column] = &[column("name")];
        for format in [Format::Table, Format::Csv, Format::Json] {
            let text = printed(&Listing { columns: NAME, rows: vec![vec![cell.into()]] }, format, Lang::Fi);
            assert!(text.contains("a[31mbc d"), "{text:?}");
            assert!(text.chars().all(|c| c == '\n' || c == '\r' || !c.is_control()), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn csv_comes_back_as_it_was(cells in prop::collection::vec("[ -~äö€'\"=+@,;\t\r\n-]{0,12}", 1..8)) {
            let rows: Vec<Vec<Cell>> = cells.iter().map(|text| vec![text.as_str().into(), Cell::Number(-1)]).collect();
            const COLUMNS: &[Column] = &[column("name"), column("members")];
            let text = printed(&Listing { columns: COLUMNS, rows }, Format::Csv, Lang::Fi);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let read: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
            prop_assert_eq!(read.len(), cells.len());
            for (record, cell) in read.iter().zip(&cells) {
                let swept = clean_line(cell);
                let formula = swept.starts_with(['=', '+', '-', '@']);
                let expected = if formula { String::from("'") + &swept } else { swept };
                prop_assert_eq!(&record[0], expected.as_str());
                prop_assert!(!record[0].starts_with(['=', '+', '-', '@', '\t', '\r']));
                prop_assert_eq!(&record[1], "-1");
            }
        }

        #[test]
        fn what_is_neutral_stays_as_it_is(text in "\\PC{0,8}|[=+@\t\r-]\\PC{0,8}") {
            let once = neutral(text.clone());
            prop_assert!(!once.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert!(once == text || once.strip_prefix('\'') == Some(text.as_str()));
            prop_assert_eq!(neutral(once.clone()), once);
        }
    }
}
