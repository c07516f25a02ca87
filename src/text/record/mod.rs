//! All that there is about one client as a page, for that client to read: every code is a word, every day is written
//! the Finnish way, nobody else is named. And as JSON, for programs.

pub mod parts;

use chrono::{NaiveDate, NaiveTime};
use serde_json::{Map, Value, json};

use super::Words;
use super::page::{Block, Line, Page, Section};
use crate::domain::dates::{show_date, show_time};
use crate::domain::due::RULES;
use crate::domain::goal::{Scale, Score};
use crate::domain::keyed::Keyed;
use crate::domain::record::Shape;
use crate::say;
use crate::store::record::{Datum, Record, Rows};
use crate::store::request::Lists;
use parts::{As, Look, PARTS, Part, Told};

/// A record on its way out.
pub struct Outgoing<'a> {
    pub record: &'a Record,
    pub words: &'a Words,
    pub lists: &'a Lists,
    pub today: NaiveDate,
}

type Row = Vec<Datum>;

impl Outgoing<'_> {
    /// The whole file of a shape.
    pub fn written(&self, shape: Shape) -> String {
        match shape {
            Shape::Html => self.page().html(),
            Shape::Text => self.page().text(),
            Shape::Json => format!("{:#}\n", self.json()),
        }
    }

    /// What whoever hands it over has to know first.
    pub fn caution(&self) -> String {
        caution(self.words, self.record.is_protected())
    }

    /// Every table with every column as it stands in the file; dates are ISO, what is not known is null.
    pub fn json(&self) -> Value {
        let value = |datum: &Datum| match datum {
            Datum::Nothing => Value::Null,
            Datum::Number(number) => (*number).into(),
            Datum::Text(text) => text.as_str().into(),
        };
        let object = |rows: &Rows, row: &Row| -> Value {
            let pairs = rows.columns.iter().zip(row).map(|(column, datum)| (column.clone(), value(datum)));
            Value::Object(pairs.collect())
        };
        let table = |rows: &Rows| (rows.table.to_string(), rows.rows.iter().map(|row| object(rows, row)).collect());
        let tables: Map<String, Value> = self.record.tables.iter().map(table).collect();
        let named: Map<String, Value> = self.record.named.iter().map(table).collect();
        json!({
            "ref": value(self.record.own("ref")),
            "made_on": self.today.to_string(),
            "record": tables,
            "named": named,
        })
    }

    /// For people.
    pub fn page(&self) -> Page {
        let words = self.words;
        let name = ["family_name", "given_name"].map(|column| self.plain(self.record.own(column)));
        let title = say!(words, "record-title", name = name.join(" "));
        let lead = vec![
            say!(words, "record-made", day = show_date(self.today), reference = self.plain(self.record.own("ref"))),
            say!(words, "record-about"),
            say!(words, "record-not-here"),
        ];
        let top = PARTS.iter().filter(|part| part.under.is_none());
        let sections = top.flat_map(|part| self.part(part, 2, None)).collect();
        Page { lang: words.lang(), title, lead, sections }
    }

    /// A part and what stands below its rows; below a row of this number only the rows that belong to it.
    fn part(&self, part: &Part, level: u8, above: Option<&Datum>) -> Vec<Section> {
        let Some(rows) = self.record.rows(part.table) else { return Vec::new() };
        let belongs = |row: &&Row| match (part.under, above) {
            (Some((_, column)), Some(above)) => rows.value(row, column) == above,
            _ => true,
        };
        let mut found: Vec<&Row> = rows.rows.iter().filter(belongs).collect();
        found.sort_by_cached_key(|row| self.order(part, rows, row));
        let heading = self.words.get(&format!("record-{}", part.table));
        if found.is_empty() {
            let none = vec![Block::Notes(vec![say!(self.words, "record-none")])];
            return (!part.quiet).then_some(Section { level, heading, blocks: none }).into_iter().collect();
        }
        let mut sections = vec![Section { level, heading, blocks: Vec::new() }];
        match part.look {
            Look::Table => sections[0].blocks.push(self.table(part, rows, &found)),
            Look::Fields => {
                sections[0].blocks.extend(found.iter().map(|row| self.fields(part.told, rows, row)));
            }
            Look::Headed => {
                for row in found {
                    sections.extend(self.headed(part, rows, row, level + 1));
                }
            }
        }
        sections
    }

    fn headed(&self, part: &Part, rows: &Rows, row: &Row, level: u8) -> Vec<Section> {
        let Some((first, rest)) = part.told.split_first() else { return Vec::new() };
        let heading = format!("{}: {}", self.words.get(first.label), self.value(first, rows, row));
        let blocks = vec![self.fields(rest, rows, row)];
        let mut sections = vec![Section { level, heading, blocks }];
        let below = PARTS.iter().filter(|below| below.under.is_some_and(|(above, _)| above == part.table));
        sections.extend(below.flat_map(|below| self.part(below, level + 1, Some(rows.value(row, "id")))));
        sections
    }

    /// What is not known is not told.
    fn fields(&self, told: &[Told], rows: &Rows, row: &Row) -> Block {
        let known = told.iter().filter(|told| *rows.value(row, told.column) != Datum::Nothing);
        Block::Fields(known.map(|told| (self.words.get(told.label), self.value(told, rows, row))).collect())
    }

    fn table(&self, part: &Part, rows: &Rows, found: &[&Row]) -> Block {
        let filled = |told: &&Told| found.iter().any(|row| *rows.value(row, told.column) != Datum::Nothing);
        let told: Vec<&Told> = part.told.iter().filter(filled).collect();
        let line =
            |row: &&Row| Line { cells: told.iter().map(|told| self.value(told, rows, row)).collect(), strong: false };
        Block::Table {
            heads: told.iter().map(|told| self.words.get(told.label)).collect(),
            rows: found.iter().map(line).collect(),
            words: told.len(),
        }
    }

    fn order(&self, part: &Part, rows: &Rows, row: &Row) -> Vec<Datum> {
        let by = rows.value(row, part.by).clone();
        let id = rows.value(row, "id").clone();
        match (part.by, &by) {
            ("session_id", Datum::Number(session)) => {
                let of = |column| self.record.named("session", *session, column).clone();
                vec![of("on_day"), of("starts_at"), id]
            }
            _ => vec![by, id],
        }
    }

    fn plain(&self, datum: &Datum) -> String {
        match datum {
            Datum::Nothing => String::new(),
            Datum::Number(number) => number.to_string(),
            Datum::Text(text) => text.clone(),
        }
    }

    fn value(&self, told: &Told, rows: &Rows, row: &Row) -> String {
        let words = self.words;
        let datum = rows.value(row, told.column);
        let text = self.plain(datum);
        match (told.way, datum) {
            (_, Datum::Nothing) => String::new(),
            (As::YesNo, Datum::Number(number)) => words.get(if *number == 0 { "no" } else { "yes" }),
            (As::Tenths, Datum::Number(tenths)) => words.tenths(*tenths),
            (As::Worker, Datum::Number(id)) => self.plain(self.record.named("worker", *id, "name")),
            (As::Activity, Datum::Number(id)) => self.plain(self.record.named("activity", *id, "name")),
            (As::Goal, Datum::Number(id)) => self.plain(self.record.named("goal", *id, "text")),
            (As::Session, Datum::Number(id)) => self.session(*id),
            (As::Day, _) => day(&text),
            (As::Code(list), _) => words.code(self.lists, list, &text),
            (As::Word(set), _) => self.word(&format!("{set}-{text}"), &text),
            (As::Clock, _) => clock(&text),
            (As::Score, Datum::Number(number)) => self.score(*number, rows.value(row, "scale")),
            (As::Rule, _) => RULES.iter().find(|rule| rule.key == text).map_or(text, |rule| words.due_rule(rule)),
            _ => text,
        }
    }

    /// A key that has no message is told as it is.
    fn word(&self, message: &str, key: &str) -> String {
        if self.words.loader().has(message) { self.words.get(message) } else { key.to_string() }
    }

    /// "+1 enemmän kuin toivottiin"
    fn score(&self, number: i64, scale: &Datum) -> String {
        let scale = Scale::from_key(&self.plain(scale));
        match (scale, Score::new(number)) {
            (Some(scale), Some(score)) => self.words.anchored(scale, score),
            _ => number.to_string(),
        }
    }

    /// "9.1.2017 klo 10.00, Luovat kädet"
    fn session(&self, id: i64) -> String {
        let of = |column| self.plain(self.record.named("session", id, column));
        let activity = match self.record.named("session", id, "activity_id") {
            Datum::Number(activity) => self.plain(self.record.named("activity", *activity, "name")),
            _ => String::new(),
        };
        let (day, time) = (day(&of("on_day")), clock(&of("starts_at")));
        let when = if time.is_empty() { day } else { say!(self.words, "slot-at", day = day, time = time) };
        format!("{when}, {activity}")
    }
}

fn clock(text: &str) -> String {
    NaiveTime::parse_from_str(text, "%H:%M").map_or_else(|_| text.to_string(), show_time)
}

fn day(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_string(), show_date)
}

/// What whoever hands a record over has to know first.
pub fn caution(words: &Words, is_protected: bool) -> String {
    let read = say!(words, "record-read-first");
    match is_protected {
        true => format!("{read} {}", say!(words, "record-protected")),
        false => read,
    }
}
