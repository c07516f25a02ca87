//! A spreadsheet's CSV: with commas, semicolons or tabs, its columns in any order.

use super::decode::{Encoding, Reading, decode, line_breaks};
use super::fault::{Fault, Wrong};
use crate::domain::text::{clean_line, fold};

/// One column that a kind of file may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The heading in English, and the name by which the program asks for the cell.
    pub key: &'static str,
    /// The heading in Finnish, as the forms have it.
    pub fi: &'static str,
    /// Another Finnish heading, for which the column is known as well.
    also: &'static str,
    pub required: bool,
}

/// The columns of one kind of file, the required ones first.
pub type Columns = &'static [Column];

/// A required column.
pub const fn required(key: &'static str, fi: &'static str) -> Column {
    Column { key, fi, also: fi, required: true }
}

/// A column that may be left out.
pub const fn optional(key: &'static str, fi: &'static str) -> Column {
    Column { key, fi, also: fi, required: false }
}

/// One line of cells.
#[derive(Debug)]
pub struct Line {
    /// Its number in the file, the heading line being 1.
    pub number: u64,
    cells: Vec<String>,
}

/// A file of which headings are known.
#[derive(Debug)]
pub struct Table {
    /// Column by column: its key, and its heading as the file writes it. One that nobody knows, or that is there twice,
    /// has no key.
    headings: Vec<Heading>,
    lines: Vec<Line>,
    columns: Columns,
    /// What is wrong with its form; the cells that are in their places can be read all the same.
    flaws: Vec<Fault>,
    /// Whether the heading line is among what is wrong.
    ill_headed: bool,
    /// Nothing where there is no doubt.
    reading: Option<Reading>,
}

type Heading = (Option<&'static str>, String);

impl Table {
    /// Reads a file of the given columns. What is wrong with its form is among its [`Table::flaws`].
    ///
    /// # Errors
    /// The one fault for which nothing in it can be read.
    pub fn read(bytes: &[u8], columns: Columns) -> Result<Table, Vec<Fault>> {
        let (text, encoding) = decode(bytes).map_err(|fault| vec![fault])?;
        let reading = (encoding != Encoding::Utf8).then(|| Reading::of(&text, encoding));
        let mut lines = split(&text);
        if lines.is_empty() {
            return Err(vec![Fault::of_line(1, Wrong::NoHeadings)]);
        }
        let first = lines.remove(0);
        let (headings, mut flaws) = headings(&first, columns);
        let ill_headed = !flaws.is_empty();
        // Which of its cells are which cannot be known.
        lines.retain(|line| {
            let uneven = line.uneven(headings.len());
            let is_even = uneven.is_none();
            flaws.extend(uneven);
            is_even
        });
        Ok(Table { headings, lines, columns, flaws, ill_headed, reading })
    }

    /// The lines that have a cell for each heading.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// What is wrong with its form: headings, lines of the wrong length.
    pub fn flaws(&self) -> &[Fault] {
        &self.flaws
    }

    /// What it was read as, where that had to be guessed.
    pub fn reading(&self) -> Option<&Reading> {
        self.reading.as_ref()
    }

    /// The headings as the file writes them.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        self.headings.iter().map(|(_, typed)| typed.as_str())
    }

    /// True when a cell can be wrong: one that is not there, of a file whose headings are wrong, is told of as a heading.
    pub fn answers_for(&self, key: &str) -> bool {
        !self.ill_headed || self.has(key)
    }

    /// The heading as the file writes it; for a column that it has not, as it would.
    pub fn heading(&self, key: &str) -> String {
        let typed = self.headings.iter().find(|(own, _)| *own == Some(key)).map(|(_, typed)| typed.clone());
        let absent = || self.columns.iter().find(|column| column.key == key);
        typed
            .or_else(|| absent().map(|column| column.heading(is_finnish(&self.headings)).to_string()))
            .unwrap_or_default()
    }

    /// True when the file has the column.
    pub fn has(&self, key: &str) -> bool {
        self.headings.iter().any(|(own, _)| *own == Some(key))
    }

    /// What stands in a line under a heading; nothing when there is no such column.
    pub fn cell<'a>(&self, line: &'a Line, key: &str) -> &'a str {
        let place = self.headings.iter().position(|(own, _)| *own == Some(key));
        place.and_then(|place| line.cells.get(place)).map_or("", |cell| cell.trim())
    }
}

impl Line {
    /// Its cells as the file has them, in the order of the headings.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|cell| cell.trim())
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    fn uneven(&self, headings: usize) -> Option<Fault> {
        let cells = self.cells.len();
        (cells != headings).then(|| Fault::of_line(self.number, Wrong::CellCount { headings, cells }))
    }
}

impl Fault {
    /// A fault of a line as a whole.
    pub fn of_line(line: u64, wrong: Wrong) -> Fault {
        Fault { line, column: String::new(), found: String::new(), wrong }
    }
}

/// The lines that are not blank, with their numbers.
fn split(text: &str) -> Vec<Line> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    let (mut number, mut counted) = (1, 0);
    // From memory, as text, with lines of any length: no way of failing is left.
    for record in reader.records().map_while(Result::ok) {
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or_default());
        let breaks = text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len();
        number += line_breaks(&text.as_bytes()[counted..start + breaks]);
        counted = start + breaks;
        lines.push(Line { number, cells: record.iter().map(String::from).collect() });
    }
    lines.retain(|line| !line.is_blank());
    lines
}

/// What stands between the headings, none of which has any of these in it.
fn delimiter(text: &str) -> u8 {
    let headings = text.trim_start().lines().next().unwrap_or_default();
    let count = |mark: u8| headings.bytes().filter(|byte| *byte == mark).count();
    // The last of the most frequent: a comma where there is only one column.
    [b'\t', b';', b','].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

fn headings(first: &Line, columns: Columns) -> (Vec<Heading>, Vec<Fault>) {
    let mut found: Vec<Heading> = Vec::new();
    let mut faults = Vec::new();
    let mut fault = |column: &str, wrong| {
        faults.push(Fault { line: first.number, column: column.to_string(), found: String::new(), wrong });
    };
    for typed in first.cells.iter().map(|cell| clean_line(cell)) {
        let known = columns.iter().find(|column| column.is_called(&typed)).map(|column| column.key);
        let is_there = known.is_some() && found.iter().any(|(key, _)| *key == known);
        match known {
            None => fault(&typed, Wrong::UnknownHeading(columns)),
            Some(_) if is_there => fault(&typed, Wrong::HeadingTwice),
            Some(_) => {}
        }
        found.push((known.filter(|_| !is_there), typed));
    }
    for column in columns.iter().filter(|column| column.required) {
        if !found.iter().any(|(key, _)| *key == Some(column.key)) {
            fault(column.heading(is_finnish(&found)), Wrong::MissingColumn);
        }
    }
    (found, faults)
}

/// True when the file has a heading that is not English.
fn is_finnish(headings: &[Heading]) -> bool {
    headings.iter().any(|(key, typed)| key.is_some_and(|key| plain(typed) != key))
}

/// A heading without what people write now so, now so.
fn plain(heading: &str) -> String {
    fold(heading).replace([' ', '-'], "_")
}

impl Column {
    /// The same column, known by another Finnish heading, too.
    pub const fn also(self, also: &'static str) -> Column {
        Column { also, ..self }
    }

    /// The heading in Finnish or in English.
    pub fn heading(&self, finnish: bool) -> &'static str {
        if finnish { self.fi } else { self.key }
    }

    fn is_called(&self, typed: &str) -> bool {
        let typed = plain(typed);
        typed == self.key || typed == plain(self.fi) || typed == plain(self.also)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: Columns = &[required("name", "nimi"), optional("first_day", "ensimmäinen päivä").also("alkaa")];

    fn read(text: &str) -> Vec<(u64, String, String)> {
        let table = Table::read(text.as_bytes(), COLUMNS).unwrap();
        let cells = |line| (table.cell(line, "name").to_string(), table.cell(line, "first_day").to_string());
        let rows = table.lines().iter().map(|line| (line.number, cells(line)));
        rows.map(|(number, (name, day))| (number, name, day)).collect()
    }

    fn row(number: u64, name: &str, day: &str) -> (u64, String, String) {
        (number, name.to_string(), day.to_string())
    }

    #[test]
    fn spreadsheets_write_the_same_table_in_many_ways() {
        let rows = [row(2, "Ryhmä, uusi", "6.2.2017"), row(3, "Toinen", "")];
        for text in [
            "name,first_day\n\"Ryhmä, uusi\",6.2.2017\nToinen,\n",
            "first_day,name\r\n6.2.2017,\"Ryhmä, uusi\"\r\n,Toinen",
            "\u{feff}Nimi;Ensimmäinen päivä\r\nRyhmä, uusi;6.2.2017\r\nToinen;\r\n",
            "NAME;First day\nRyhmä, uusi; 6.2.2017 \nToinen;\n;\n\n",
            "Nimi\tensimmäinen päivä\r\nRyhmä, uusi\t6.2.2017\r\nToinen\t\r\n",
        ] {
            assert_eq!(read(text), rows, "{text:?}");
        }
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let text = "name,first_day\r\n\r\n\"kaksi\nriviä\",\r\n,\r\nviimeinen,x\r\n";
        assert_eq!(read(text), [row(3, "kaksi\nriviä", ""), row(6, "viimeinen", "x")]);
    }

    #[test]
    fn what_stands_under_a_known_heading_is_read_whatever_the_others_are() {
        let text = "colour,alkaa\r\nred,6.2.2017\r\nblue\r\ngreen,7.2.2017\r\n";
        let table = Table::read(text.as_bytes(), COLUMNS).unwrap();
        let days: Vec<_> = table.lines().iter().map(|line| (line.number, table.cell(line, "first_day"))).collect();
        assert_eq!(days, [(2, "6.2.2017"), (4, "7.2.2017")]);
        assert_eq!(table.flaws().iter().map(|flaw| flaw.line).collect::<Vec<_>>(), [1, 1, 3]);
        assert!(!table.answers_for("name") && table.answers_for("first_day"));
    }

    fn faults(bytes: &[u8]) -> Vec<(u64, String, Wrong)> {
        let faults = Table::read(bytes, COLUMNS).map_or_else(|fault| fault, |table| table.flaws().to_vec());
        faults.into_iter().map(|fault| (fault.line, fault.column, fault.wrong)).collect()
    }

    #[test]
    fn every_fault_of_the_form_is_named() {
        let named = |bytes: &[u8], expected: &[(u64, &str, Wrong)]| {
            let expected: Vec<_> =
                expected.iter().map(|(line, column, wrong)| (*line, column.to_string(), wrong.clone())).collect();
            assert_eq!(faults(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        };
        let unknown = || Wrong::UnknownHeading(COLUMNS);
        named(b"", &[(1, "", Wrong::NoHeadings)]);
        named(b"\n \n", &[(1, "", Wrong::NoHeadings)]);
        named(b"PK\x03\x04", &[(1, "", Wrong::Workbook)]);
        named(b"name,colour,size\n", &[(1, "colour", unknown()), (1, "size", unknown())]);
        let twice = (1, "Ensimmainen paiva", Wrong::HeadingTwice);
        named(b"first_day,Ensimmainen paiva\n", &[twice, (1, "name", Wrong::MissingColumn)]);
        named(b"Alkaa\n", &[(1, "nimi", Wrong::MissingColumn)]);
        let count = |cells| Wrong::CellCount { headings: 2, cells };
        named(b"name,first_day\na\nb,c\nd,e,f\n", &[(2, "", count(1)), (4, "", count(3))]);
    }
}
