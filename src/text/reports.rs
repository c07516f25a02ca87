//! Reports in words: what a row is about, a figure, the rule that it was counted by.

use super::Words;
use crate::domain::calendar::Week;
use crate::domain::dates::{show_date, show_day};
use crate::domain::reports::{
    Asked, Behind, Column, Item, Label, Length, Line, Name, Removed, Report, Spot, Table, Unit, Value,
};
use crate::say;
use crate::store::request::Lists;

impl Words {
    /// "Osallistuminen"
    pub fn report(&self, name: Name) -> String {
        self.label("report", name)
    }

    /// "Palvelut": one of the report's tables.
    pub fn report_table(&self, table: &str) -> String {
        self.get(&format!("report-table-{table}"))
    }

    /// What a row is about.
    pub fn report_line(&self, line: &Line, asked: &Asked, lists: &Lists) -> String {
        match line.label() {
            Label::Word(word) => self.get(&format!("report-line-{word}")),
            Label::Age(band) => self.age_band(band),
            Label::Name(name) => name.to_string(),
            Label::Tier(tier) => self.label("tier", tier),
            Label::Instrument(key) => self.get(&format!("instrument-{key}")),
            Label::Score(key) => self.get(&format!("measure-part-{key}")),
            Label::Week(monday) => {
                let week = Week::of(monday);
                format!("{}/{} ({})", self.week(week), week.year(), show_day(monday))
            }
            Label::Worker(worker) => match lists.worker(worker) {
                Some(name) => name.to_string(),
                None => say!(self, "not-known"),
            },
            Label::AsOf(key) => {
                format!("{} {}", self.code(lists, "registered", key), show_date(asked.span.to))
            }
            Label::Services(count, key) => {
                let line = self.code(lists, "service", key);
                say!(self, "report-services", line = line, count = i64::from(count))
            }
            Label::Code { list, key } => self.code(lists, list, key),
            Label::NotTold => say!(self, "not-known"),
            Label::Total => say!(self, "report-total"),
        }
    }

    /// "alle 18", "18–24", "55 tai yli"
    fn age_band(&self, band: &str) -> String {
        match band.split_once('-') {
            Some(("0", to)) => say!(self, "age-up-to", years = to),
            Some((from, to)) => format!("{from}–{to}"),
            None => say!(self, "age-from", years = band),
        }
    }

    /// "12", "8,8 %", "67 %", "12,5"; "–" for what is not known, "x" for what is too small to be told.
    pub fn report_value(&self, value: Value) -> String {
        match value {
            Value::Count(count) => count.to_string(),
            Value::Share(tenths) => format!("{} %", self.tenths(tenths)),
            Value::Rate(rate) => format!("{rate} %"),
            Value::Mean(tenths) => self.tenths(tenths),
            Value::Unknown => "–".to_string(),
            Value::Hidden => "x".to_string(),
        }
    }

    /// "12,5", "-0,3"; with a point in English.
    pub fn tenths(&self, tenths: i64) -> String {
        let sign = if tenths < 0 { "-" } else { "" };
        let point = if self.lang() == crate::domain::lang::Lang::En { '.' } else { ',' };
        format!("{sign}{}{point}{}", tenths.abs() / 10, tenths.abs() % 10)
    }

    /// What heads a column of figures.
    pub fn report_column(&self, column: &Column) -> String {
        self.get(&format!("figure-{}", column.key))
    }

    /// What heads the column of lines, or of parts.
    pub fn report_lines(&self, lines: &str) -> String {
        self.get(&format!("lines-{lines}"))
    }

    /// How a column is counted.
    pub fn report_rule(&self, column: &Column) -> String {
        self.get(&format!("rule-{}", column.rule))
    }

    /// "2017", "1.1.–30.6.2017"
    pub fn report_span(&self, asked: &Asked) -> String {
        match asked.span.length() {
            Some(Length::Year) => asked.span.from.format("%Y").to_string(),
            _ => crate::domain::dates::show_days(asked.span.from, asked.span.to),
        }
    }

    /// What the report was narrowed to, part by part; nothing for everything.
    pub fn report_narrowing(&self, asked: &Asked, lists: &Lists) -> Vec<String> {
        let worker = asked.worker.and_then(|worker| lists.worker(worker)).map(str::to_string);
        let tier = asked.tier.map(|tier| self.label("tier", tier));
        let theme = asked.theme.as_ref().map(|theme| self.code(lists, "theme", theme));
        worker.into_iter().chain(tier).chain(theme).collect()
    }

    /// "Osallistuminen 2017 (oma toiminta)"
    pub fn report_title(&self, name: Name, asked: &Asked, lists: &Lists) -> String {
        let narrowing = self.report_narrowing(asked, lists);
        let title = format!("{} {}", self.report(name), self.report_span(asked));
        if narrowing.is_empty() { title } else { format!("{title} ({})", narrowing.join(", ")) }
    }

    /// The figure that somebody looks behind: "Henkilöt 10: Ostopalvelut, Arki-ryhmävalmennus"
    pub fn report_spot(&self, spot: &Spot, column: &Column, value: Value, lists: &Lists) -> String {
        let line = |line: &Line| self.report_line(line, &spot.scope, lists);
        let lines: Vec<String> = spot.part.iter().chain([&spot.line]).map(line).collect();
        format!("{} {}: {}", self.report_column(column), self.report_value(value), lines.join(", "))
    }

    /// One of those behind a figure: who; what; when; how much.
    pub fn report_behind(&self, one: &Behind, item: Item, unit: Unit) -> [String; 4] {
        let who = match &one.client {
            Some((_, name)) => name.clone(),
            None if item == Item::Session => say!(self, "behind-heads"),
            None => say!(self, "behind-unseen"),
        };
        let what = one.what.clone().unwrap_or_default().replace('\n', " ");
        let day = |day: Option<chrono::NaiveDate>| day.map(show_date).unwrap_or_default();
        let when = match (one.from, one.to, item) {
            (Some(from), Some(to), _) => format!("{}–{}", show_date(from), show_date(to)),
            (Some(from), None, Item::Spell | Item::Episode | Item::Goal) => format!("{}–", show_date(from)),
            (from, to, _) => day(from.or(to)),
        };
        let number = match (one.mark, one.number, unit) {
            (Some(mark), ..) => self.label("mark", mark),
            (None, Some(number), Unit::Mean) => self.tenths(number),
            (None, Some(number), _) => number.to_string(),
            _ => String::new(),
        };
        [who, what, when, number]
    }

    /// Which days a report is about, both of them written out.
    pub fn report_days(&self, asked: &Asked) -> String {
        say!(self, "report-days", from = show_date(asked.span.from), to = show_date(asked.span.to))
    }

    /// What removed records have to do with the figures; nothing where none have.
    pub fn report_removed(&self, removed: Option<&Removed>) -> Option<String> {
        let Removed { records, kept_on } = *removed?;
        Some(match kept_on {
            Some(day) => say!(self, "report-kept", day = show_date(day), count = records),
            None => say!(self, "report-removed", count = records),
        })
    }

    /// What stands under an export: the period, the rules of its columns, that small figures are left out, and what has
    /// been removed.
    pub fn report_notes(&self, report: &Report, table: &Table, least: u32) -> Vec<String> {
        // What is counted alike is explained once.
        let alike = table.columns.chunk_by(|one, next| one.rule == next.rule);
        let rules = alike.map(|columns| {
            let names: Vec<String> = columns.iter().map(|column| self.report_column(column)).collect();
            format!("{}: {}", names.join(", "), self.report_rule(&columns[0]))
        });
        let hidden = (least > 0).then(|| say!(self, "report-suppressed", least = i64::from(least)));
        let removed = self.report_removed(report.removed.as_ref());
        [self.report_days(&report.scope)].into_iter().chain(rules).chain(hidden).chain(removed).collect()
    }
}
