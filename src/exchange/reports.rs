//! Reports out: CSV and JSON for programs, a workbook for people with a spreadsheet, a page to be printed.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use serde_json::{Map, Value as Json, json};

use crate::domain::keyed::Keyed;
use crate::domain::reports::{Line, Report, Row, Table, Value};
use crate::domain::text::clean_line;
use crate::store::request::Lists;
use crate::text::Words;
use crate::text::page::{self, Block, Page, Section};

/// A report on its way out: with the words for it, and what is too small to be told.
pub struct Outgoing<'a> {
    pub report: &'a Report,
    pub words: &'a Words,
    pub lists: &'a Lists,
    /// Figures below it have been hidden; 0: none.
    pub least: u32,
}

/// A cell that a spreadsheet would run as a formula is opened with an apostrophe instead.
pub fn neutral(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

impl Outgoing<'_> {
    /// The line in words; of a total the word that does not change with the language.
    fn line(&self, line: &Line) -> String {
        match line {
            Line::Total => line.key().to_string(),
            _ => clean_line(&self.words.report_line(line, &self.report.scope, self.lists)),
        }
    }

    /// The part by its key where it is a word of the program, else in words.
    fn part(&self, line: &Line) -> String {
        match line {
            Line::Of(text) if text.starts_with("word:") => line.key().to_string(),
            _ => self.line(line),
        }
    }

    /// One table after the other, each with its own headings, an empty line between them.
    ///
    /// # Errors
    /// None for what is in memory; the writer's own.
    pub fn csv(&self) -> Result<String, csv::Error> {
        let mut pages = Vec::new();
        for table in &self.report.tables {
            let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
            writer.write_record(headings(table))?;
            for row in &table.rows {
                let part = table.parts.map(|_| row.part.as_ref().map(|part| self.part(part)).unwrap_or_default());
                let words = part.into_iter().chain([self.line(&row.line)]).map(neutral);
                writer.write_record(words.chain(row.figures.iter().map(|figure| for_programs(figure.value))))?;
            }
            let bytes = writer.into_inner().map_err(|error| error.into_error())?;
            pages.push(String::from_utf8_lossy(&bytes).into_owned());
        }
        Ok(pages.join("\r\n"))
    }

    /// The period, what it was narrowed to, and the tables: an array of objects each.
    pub fn json(&self) -> Json {
        let Report { name, scope, tables, removed } = self.report;
        let tables: Map<String, Json> = tables.iter().map(|table| (table.key.to_string(), self.rows(table))).collect();
        json!({
            "report": name.key(),
            "from": scope.span.from.to_string(),
            "to": scope.span.to.to_string(),
            "worker": scope.worker.and_then(|worker| self.lists.worker(worker)),
            "tier": scope.tier.map(Keyed::key),
            "theme": scope.theme,
            "suppressed_below": self.least,
            "removed_records": removed.map_or(0, |removed| removed.records),
            "kept_on": removed.and_then(|removed| removed.kept_on),
            "tables": tables,
        })
    }

    fn rows(&self, table: &Table) -> Json {
        let object = |row: &Row| -> Json {
            let part =
                table.parts.map(|parts| (parts, row.part.as_ref().map_or(Json::Null, |part| self.part(part).into())));
            let line = [(table.lines, Json::from(self.line(&row.line))), ("key", Json::from(row.line.key()))];
            let figures =
                table.columns.iter().zip(&row.figures).map(|(column, figure)| (column.key, number(figure.value)));
            let all = part.into_iter().chain(line).chain(figures);
            Json::Object(all.map(|(key, value)| (key.to_string(), value)).collect())
        };
        table.rows.iter().map(object).collect()
    }

    /// A page to be printed: every table under its name, the rules below each.
    pub fn html(&self) -> String {
        let Report { name, scope, tables, .. } = self.report;
        let days = self.words.report_days(scope);
        let title = self.words.report_title(*name, scope, self.lists);
        let sections = tables.iter().map(|table| self.section(table)).collect();
        Page { lang: self.words.lang(), title, lead: vec![days], sections }.html()
    }

    fn section(&self, table: &Table) -> Section {
        let line = |line: &Line| self.words.report_line(line, &self.report.scope, self.lists);
        let row = |row: &Row| {
            let part = table.parts.map(|_| row.part.as_ref().map(&line).unwrap_or_default());
            let figures = row.figures.iter().map(|figure| self.words.report_value(figure.value));
            let cells = part.into_iter().chain([line(&row.line)]).chain(figures).collect();
            page::Line { cells, strong: row.line == Line::Total }
        };
        let names = table.parts.into_iter().chain([table.lines]).map(|lines| self.words.report_lines(lines));
        let columns = table.columns.iter().map(|column| self.words.report_column(column));
        let words = usize::from(table.parts.is_some()) + 1;
        let rows = table.rows.iter().map(row).collect();
        let notes = self.words.report_notes(self.report, table, self.least).into_iter().skip(1).collect();
        let blocks = vec![Block::Table { heads: names.chain(columns).collect(), rows, words }, Block::Notes(notes)];
        Section { level: 2, heading: self.words.report_table(table.key), blocks }
    }

    /// A workbook: one sheet a table, figures as numbers, the headings frozen, the rules below.
    ///
    /// # Errors
    /// The writer's own.
    pub fn xlsx(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        for table in &self.report.tables {
            let sheet = book.add_worksheet();
            sheet.set_name(sheet_name(&self.words.report_table(table.key)))?;
            self.fill(sheet, table)?;
        }
        book.save_to_buffer()
    }

    fn fill(&self, sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
        let strong = Format::new().set_bold();
        let names = table.parts.into_iter().chain([table.lines]).map(|lines| self.words.report_lines(lines));
        let columns = table.columns.iter().map(|column| self.words.report_column(column));
        let mut widths: Vec<usize> = Vec::new();
        for (at, heading) in (0_u16..).zip(names.chain(columns)) {
            widths.push(heading.chars().count());
            sheet.write_string_with_format(0, at, heading, &strong)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        let words = u16::from(table.parts.is_some()) + 1;
        for (y, row) in (1_u32..).zip(&table.rows) {
            let part = table.parts.map(|_| row.part.as_ref());
            let told = part.into_iter().chain([Some(&row.line)]);
            for ((x, line), width) in (0..).zip(told).zip(&mut widths) {
                let text =
                    line.map(|line| self.words.report_line(line, &self.report.scope, self.lists)).unwrap_or_default();
                let text = clean_line(&text);
                *width = (*width).max(text.chars().count());
                // As text, whatever it begins with: nothing in a name is ever run.
                let plain = if row.line == Line::Total { &strong } else { &Format::new() };
                sheet.write_string_with_format(y, x, text, plain)?;
            }
            for (x, figure) in (words..).zip(&row.figures) {
                write(sheet, (y, x), figure.value, row.line == Line::Total)?;
            }
        }
        for (x, width) in (0..).zip(widths) {
            sheet.set_column_width(x, f64::from(u32::try_from(width.clamp(8, 60)).unwrap_or(60)) + 2.0)?;
        }
        let below = u32::try_from(table.rows.len()).unwrap_or(u32::MAX - 99) + 2;
        for (y, note) in (below..).zip(self.words.report_notes(self.report, table, self.least)) {
            sheet.write_string(y, 0, note)?;
        }
        Ok(())
    }
}

fn headings(table: &Table) -> Vec<&'static str> {
    let words = table.parts.into_iter().chain([table.lines]);
    words.chain(table.columns.iter().map(|column| column.key)).collect()
}

fn tenths(tenths: i64) -> String {
    format!("{}{}.{}", if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10)
}

/// What is not known is empty; what is too small to be told is an x.
fn for_programs(value: Value) -> String {
    match value {
        Value::Count(count) => count.to_string(),
        Value::Rate(rate) => rate.to_string(),
        Value::Share(share) => tenths(share),
        Value::Mean(mean) => tenths(mean),
        Value::Unknown => String::new(),
        Value::Hidden => "x".to_string(),
    }
}

fn float(tenths: i64) -> f64 {
    // Figures of a caseload are far below what a double has exactly.
    tenths as f64 / 10.0
}

fn number(value: Value) -> Json {
    match value {
        Value::Count(count) => count.into(),
        Value::Rate(rate) => rate.into(),
        Value::Share(tenths) | Value::Mean(tenths) => float(tenths).into(),
        Value::Unknown => Json::Null,
        Value::Hidden => "x".into(),
    }
}

fn write(sheet: &mut Worksheet, (y, x): (u32, u16), value: Value, is_total: bool) -> Result<(), XlsxError> {
    let plain = if is_total { Format::new().set_bold() } else { Format::new() };
    let one_decimal = plain.clone().set_num_format("0.0");
    match value {
        Value::Count(count) => sheet.write_number_with_format(y, x, count as f64, &plain)?,
        Value::Rate(rate) => sheet.write_number_with_format(y, x, f64::from(rate), &plain)?,
        Value::Share(tenths) | Value::Mean(tenths) => {
            sheet.write_number_with_format(y, x, float(tenths), &one_decimal)?
        }
        Value::Unknown => return Ok(()),
        Value::Hidden => sheet.write_string_with_format(y, x, "x", &plain)?,
    };
    Ok(())
}

/// As a sheet may be called: at most 31 letters, and none that a formula would read.
fn sheet_name(text: &str) -> String {
    text.chars().filter(|letter| !"[]:*?/\\'".contains(*letter)).take(31).collect()
}
