//! `report`: the figures of a period, for people, for programs and for a spreadsheet.

use std::io::Write;
use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};
use clap::{Args, ValueEnum};

use super::output::{Cell, print_table};
use super::{Context, Failure, one_of};
use crate::domain::activity::Tier;
use crate::domain::dates::{Lean, parse_date};
use crate::domain::ids::WorkerId;
use crate::domain::reports::{self, Asked, Length, Line, Name, Span, Table};
use crate::domain::text::{clean_line, fold};
use crate::domain::trace::{Act, Seen, Trace};
use crate::domain::worker::{Role, Worker};
use crate::exchange::reports::Outgoing;
use crate::say;
use crate::store::request::Lists;
use crate::store::{self, Store};
use crate::term::files;
use crate::text::Words;

/// What leaves the program, and as what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// For people, here and now: nothing is hidden unless it goes to a file.
    #[default]
    Table,
    Csv,
    Json,
    /// To be printed.
    Html,
    /// A workbook, which needs a file.
    Xlsx,
}

/// One report: this year's, unless days are named.
#[derive(Debug, Args)]
pub struct Report {
    #[arg(value_name = "NAME", value_parser = one_of::<Name>())]
    report: Name,
    #[arg(id = "report-file", value_name = "FILE")]
    file: Option<PathBuf>,
    #[arg(id = "report-from", long = "from", value_name = "DATE")]
    from: Option<String>,
    #[arg(id = "report-to", long = "to", value_name = "DATE")]
    to: Option<String>,
    #[arg(id = "report-worker", long = "worker", value_name = "WORKER")]
    worker: Option<String>,
    #[arg(id = "report-tier", long = "tier", value_name = "TIER", value_parser = one_of::<Tier>())]
    tier: Option<Tier>,
    #[arg(id = "report-theme", long = "theme", value_name = "THEME")]
    theme: Option<String>,
    #[arg(id = "report-table", long = "table", value_name = "TABLE")]
    table: Option<String>,
    #[arg(long)]
    unsuppressed: bool,
    /// Else by the file's ending; else for people.
    #[arg(long = "format", id = "report-format", value_enum, value_name = "FORMAT")]
    format: Option<Shape>,
}

impl Report {
    fn shape(&self) -> Shape {
        let ending = self.file.as_ref().and_then(|file| file.extension()).and_then(|ending| ending.to_str());
        let by_ending = ending.and_then(|ending| Shape::from_str(ending, true).ok());
        self.format.or(by_ending).unwrap_or_default()
    }

    /// What is written to a file, or read by a program, goes on to others.
    fn leaves(&self) -> bool {
        self.file.is_some() || self.shape() != Shape::Table
    }

    /// # Errors
    /// Usage, when a day, a worker, a theme or a table is none, or a workbook has no file to go to; a refusal when
    /// somebody who may not asks for what is hidden, or the file is there already; else as every command.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let (mut store, me) = context.open()?;
        let told = self.told(&store, &me, &context.words, context.today)?;
        if self.leaves() {
            store.trace(&[Trace::new(Act::Export, Seen::Report, 0, Vec::new())])?;
        }
        match &self.file {
            None => Ok(out.write_all(&told)?),
            Some(path) => {
                let shown = clean_line(&path.display().to_string());
                let written = files::write_to(path, &told);
                written
                    .map_err(|_| Failure::Refused(say!(context.words, "report-file-there", path = shown.clone())))?;
                Ok(writeln!(out, "{}", say!(context.words, "file-written", path = shown))?)
            }
        }
    }

    /// The whole of it, as asked for.
    ///
    /// # Errors
    /// As [`Report::run`].
    pub fn told(&self, store: &Store, me: &Worker, words: &Words, today: NaiveDate) -> Result<Vec<u8>, Failure> {
        if self.shape() == Shape::Xlsx && self.file.is_none() {
            return Err(Failure::Usage(say!(words, "report-needs-file")));
        }
        if self.unsuppressed && !matches!(me.role, Role::Lead | Role::Admin) {
            return Err(Failure::Refused(say!(words, "report-unsuppressed")));
        }
        let lists = Lists::read(store.reader())?;
        let asked = self.asked(&lists, words, today)?;
        let report = self.read(store, &asked, words)?;
        let least = if self.leaves() && !self.unsuppressed { lists.settings.suppress_below } else { 0 };
        let report = report.suppressed(least);
        let outgoing = Outgoing { report: &report, words, lists: &lists, least };
        let broken = |error: String| Failure::Refused(say!(words, "output-failed", detail = error));
        match self.shape() {
            Shape::Table => {
                let mut page = Vec::new();
                self.print(&report, &lists, words, &mut page)?;
                Ok(page)
            }
            Shape::Csv => outgoing.csv().map(String::into_bytes).map_err(|error| broken(error.to_string())),
            Shape::Json => {
                let text = serde_json::to_string_pretty(&outgoing.json()).map_err(|error| broken(error.to_string()))?;
                Ok((text + "\n").into_bytes())
            }
            Shape::Html => Ok(outgoing.html().into_bytes()),
            Shape::Xlsx => outgoing.xlsx().map_err(|error| broken(error.to_string())),
        }
    }

    fn read(&self, store: &Store, asked: &Asked, words: &Words) -> Result<reports::Report, Failure> {
        let conn = store.reader();
        let Some(table) = &self.table else { return Ok(store::reports::report(conn, self.report, asked)?) };
        let known = store::reports::tables(self.report);
        if !known.contains(&table.as_str()) {
            let typed = clean_line(table);
            return Err(Failure::Usage(say!(words, "report-no-table", typed = typed, known = known.join(", "))));
        }
        let tables = vec![store::reports::table(conn, self.report, table, asked)?];
        let removed = store::reports::removed(conn, self.report, asked)?;
        Ok(reports::Report { name: self.report, scope: asked.clone(), tables, removed })
    }

    fn asked(&self, lists: &Lists, words: &Words, today: NaiveDate) -> Result<Asked, Failure> {
        let day = |typed: &String| {
            let wrong = |error| Failure::Usage(format!("{}: {}", clean_line(typed), words.date_error(error)));
            parse_date(typed, today, Lean::Past).map_err(wrong)
        };
        let (from, to) = (self.from.as_ref().map(day).transpose()?, self.to.as_ref().map(day).transpose()?);
        let span = match (from, to) {
            (None, None) => Span::around(today, Length::Year),
            (None, Some(to)) => Span { from: to.with_ordinal(1).unwrap_or(to), to },
            (Some(from), None) => Span { from, to: today.max(from) },
            (Some(from), Some(to)) => Span { from, to },
        };
        if span.to < span.from {
            return Err(Failure::Usage(say!(words, "days-backwards")));
        }
        let worker = self.worker.as_ref().map(|typed| worker(typed, lists, words)).transpose()?;
        let theme = self.theme.as_ref().map(|typed| theme(typed, lists, words)).transpose()?;
        Ok(Asked { worker, tier: self.tier, theme, ..Asked::of(span, today) })
    }

    /// For people: each table under its name, and how its columns are counted.
    fn print(
        &self,
        report: &reports::Report,
        lists: &Lists,
        words: &Words,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        writeln!(out, "{}", words.report_title(report.name, &report.scope, lists))?;
        let removed = words.report_removed(report.removed.as_ref());
        if let Some(removed) = &removed {
            writeln!(out, "{removed}")?;
        }
        for table in &report.tables {
            writeln!(out, "\n{}", words.report_table(table.key))?;
            if table.rows.is_empty() {
                writeln!(out, "{}", say!(words, "list-empty"))?;
                continue;
            }
            let names = table.parts.into_iter().chain([table.lines]).map(|lines| words.report_lines(lines));
            let headings = names.chain(table.columns.iter().map(|column| words.report_column(column))).collect();
            print_table(headings, &rows(table, &report.scope, lists, words), out)?;
            for note in
                words.report_notes(report, table, 0).into_iter().skip(1).filter(|note| Some(note) != removed.as_ref())
            {
                writeln!(out, "  {note}")?;
            }
        }
        Ok(())
    }
}

fn rows(table: &Table, asked: &Asked, lists: &Lists, words: &Words) -> Vec<Vec<Cell>> {
    let line = |line: &Line| Cell::text(words.report_line(line, asked, lists));
    let mut before = None;
    let mut rows = Vec::new();
    for row in &table.rows {
        // The part is told once, where it begins.
        let part = table.parts.map(|_| match row.part.as_ref().filter(|_| before != Some(&row.part)) {
            Some(part) => line(part),
            None => Cell::Empty,
        });
        before = Some(&row.part);
        let figures = row.figures.iter().map(|figure| Cell::Figure(words.report_value(figure.value)));
        rows.push(part.into_iter().chain([line(&row.line)]).chain(figures).collect());
    }
    rows
}

/// The worker of this account or of this name.
fn worker(typed: &str, lists: &Lists, words: &Words) -> Result<WorkerId, Failure> {
    let folded = fold(&clean_line(typed));
    let fits = |worker: &&Worker| worker.login == typed || fold(&worker.name).contains(&folded);
    match lists.workers.iter().filter(fits).collect::<Vec<_>>().as_slice() {
        [only] => Ok(only.id),
        _ => {
            let known: Vec<&str> = lists.workers.iter().map(|worker| worker.login.as_str()).collect();
            Err(Failure::Usage(say!(words, "report-no-worker", typed = clean_line(typed), known = known.join(", "))))
        }
    }
}

/// The key of a theme, from its key or its word in any language.
fn theme(typed: &str, lists: &Lists, words: &Words) -> Result<String, Failure> {
    let themes = || lists.codes.iter().filter(|code| code.list == "theme");
    let folded = fold(&clean_line(typed));
    let found = themes().find(|code| [&code.key, &code.fi, &code.sv, &code.en].iter().any(|word| fold(word) == folded));
    found.map(|code| code.key.clone()).ok_or_else(|| {
        let known: Vec<&str> = themes().map(|code| code.key.as_str()).collect();
        Failure::Usage(say!(words, "report-no-theme", typed = clean_line(typed), known = known.join(", ")))
    })
}
