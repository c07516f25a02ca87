//! From facts to the rows of a table.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::facts::{self, bind, filled};
use super::{ColumnSpec, How, TableSpec, Total};
use crate::domain::counting::rate_of;
use crate::domain::keyed::Keyed;
use crate::domain::reports::{Asked, Column, Figure, Label, Line, Row, Table, Value, shares};
use crate::domain::text::sort_key;
use crate::store::codes;
use crate::store::error::Result;

/// What the facts of a cell have come to, so that cells can be added up: a sum, or as many of so many.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    part: i64,
    of: i64,
}

impl Sum {
    fn add(&mut self, other: Sum) {
        self.part += other.part;
        self.of += other.of;
    }
}

/// A row by its part and its line.
type Place = (Option<Line>, Line);
type Cells = BTreeMap<Place, Vec<Option<Sum>>>;

pub fn table(conn: &Connection, spec: &TableSpec, scope: &Asked) -> Result<Table> {
    let mut counted = Counted::default();
    for group in groups(spec) {
        counted.read(conn, spec, &group, scope)?;
    }
    let (cells, totals) = (counted.lines.by_place(), counted.wholes.by_place());
    let order = Ordering::of(conn, spec)?;
    let mut places: Vec<Place> = cells.keys().cloned().collect();
    order.sort(&mut places);
    let mut rows = Vec::new();
    for part in places.chunk_by(|one, next| one.0 == next.0) {
        let own: Vec<&[Option<Sum>]> = part.iter().map(|place| cells[place].as_slice()).collect();
        rows.extend(
            part.iter().map(|(part, line)| (part.clone(), line.clone(), cells[&(part.clone(), line.clone())].clone())),
        );
        let of = &part[0].0;
        let total = match spec.total {
            Total::Sum(parts) if parts.is_empty() || of.as_ref().is_some_and(|of| parts.contains(&of.key())) => {
                Some(added(&own, spec.columns.len()))
            }
            Total::Distinct => totals.get(&(of.clone(), Line::Total)).cloned(),
            _ => None,
        };
        rows.extend(total.map(|total| (of.clone(), Line::Total, total)));
    }
    let columns = spec.columns.iter().map(|column| Column { key: column.key, rule: column.rule, unit: column.unit() });
    let mut rows: Vec<Row> =
        rows.into_iter().map(|(part, line, sums)| Row { part, line, figures: figures(spec, &sums) }).collect();
    for row in &mut rows {
        if row.part.as_ref().is_some_and(|part| spec.people_only.contains(&part.key())) {
            row.figures[1..].fill(Figure { value: Value::Unknown, behind: 0 });
        }
    }
    let mut table = Table { key: spec.key, parts: spec.parts, lines: spec.lines, columns: columns.collect(), rows };
    add_shares(&mut table, spec);
    Ok(table)
}

/// Columns over the same facts are read at once.
fn groups(spec: &TableSpec) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, column) in spec.columns.iter().enumerate().filter(|(_, column)| !matches!(column.how, How::Share(_))) {
        match groups.iter_mut().find(|group| spec.columns[group[0]].facts == column.facts) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

/// What a column asks of each fact: what is counted, and how much of it.
fn asked(column: &ColumnSpec) -> String {
    let n = match column.how {
        How::Sum(n) | How::Rate(n) | How::DistinctRate(n) | How::Mean(n) => n,
        How::Rows | How::Distinct | How::Share(_) => "NULL",
    };
    format!("{}, {n}", column.id)
}

/// The facts, counted cell by cell while they are read: SQLite would sort them all for it.
#[derive(Default)]
struct Counted {
    lines: Tallies,
    /// Each part as a whole.
    wholes: Tallies,
}

#[derive(Default)]
struct Tallies {
    index: HashMap<Place, usize>,
    sums: Vec<Vec<Option<Sum>>>,
    /// What has been counted already: cell, column, id.
    seen: HashSet<(usize, usize, i64)>,
}

impl Tallies {
    fn cell(&mut self, place: Place, columns: usize) -> usize {
        let next = self.sums.len();
        let at = *self.index.entry(place).or_insert(next);
        if at == next {
            self.sums.push(vec![None; columns]);
        }
        at
    }

    fn count(&mut self, cell: usize, column: usize, how: How, id: i64, n: Option<i64>) {
        let is_new = match how {
            How::Distinct | How::DistinctRate(_) => self.seen.insert((cell, column, id)),
            _ => true,
        };
        let more = match (how, n) {
            _ if !is_new => return,
            (How::Rows | How::Distinct, _) => Sum { part: 1, of: 1 },
            (How::Rate(_) | How::DistinctRate(_), Some(n)) => Sum { part: i64::from(n == 1), of: 1 },
            (How::Sum(_) | How::Mean(_), Some(n)) => Sum { part: n, of: 1 },
            _ => return,
        };
        self.sums[cell][column].get_or_insert_default().add(more);
    }

    fn by_place(mut self) -> Cells {
        self.index.into_iter().map(|(place, at)| (place, std::mem::take(&mut self.sums[at]))).collect()
    }
}

impl Counted {
    fn read(&mut self, conn: &Connection, spec: &TableSpec, group: &[usize], scope: &Asked) -> Result<()> {
        let columns: Vec<String> = group.iter().map(|at| asked(&spec.columns[*at])).collect();
        let facts = spec.columns[group[0]].facts;
        let sql = format!("{} SELECT part, line, {} FROM ({facts})", spec.with, columns.join(", "));
        let whole = matches!(spec.total, Total::Distinct);
        let mut query = conn.prepare_cached(&filled(&sql, scope))?;
        bind(&mut query, scope)?;
        let mut rows = query.raw_query();
        // Facts that follow each other are mostly of one cell.
        let mut last: (Option<String>, Option<String>) = (None, None);
        let mut at = None;
        while let Some(row) = rows.next()? {
            let (part, line) = (text(row.get_ref(0)?), text(row.get_ref(1)?));
            let (cell, of_part) = match at.filter(|_| (last.0.as_deref(), last.1.as_deref()) == (part, line)) {
                Some(known) => known,
                None => {
                    last = (part.map(str::to_string), line.map(str::to_string));
                    let part = last.0.clone().map(Line::Of);
                    let cell = self.lines.cell((part.clone(), Line::of(last.1.clone())), spec.columns.len());
                    *at.insert((cell, self.wholes.cell((part, Line::Total), spec.columns.len())))
                }
            };
            for (place, column) in group.iter().enumerate() {
                let Some(id) = row.get::<_, Option<i64>>(2 + 2 * place)? else { continue };
                let n: Option<i64> = row.get(3 + 2 * place)?;
                let how = spec.columns[*column].how;
                self.lines.count(cell, *column, how, id, n);
                if whole {
                    self.wholes.count(of_part, *column, how, id, n);
                }
            }
        }
        Ok(())
    }
}

fn text(value: ValueRef<'_>) -> Option<&str> {
    value.as_str_or_null().ok().flatten()
}

fn added(rows: &[&[Option<Sum>]], columns: usize) -> Vec<Option<Sum>> {
    let column = |at: usize| {
        let known = rows.iter().filter_map(|row| row[at]);
        known.fold(None, |sum: Option<Sum>, next| {
            let mut sum = sum.unwrap_or_default();
            sum.add(next);
            Some(sum)
        })
    };
    (0..columns).map(column).collect()
}

fn figures(spec: &TableSpec, sums: &[Option<Sum>]) -> Vec<Figure> {
    spec.columns.iter().zip(sums).map(|(column, sum)| figure(column, *sum)).collect()
}

fn figure(column: &ColumnSpec, sum: Option<Sum>) -> Figure {
    let unknown = Figure { value: Value::Unknown, behind: 0 };
    let counted = |part: i64| Figure { value: Value::Count(part), behind: part };
    match (&column.how, sum) {
        (How::Rows | How::Distinct, sum) => counted(sum.map_or(0, |sum| sum.part)),
        (How::Sum(_), Some(sum)) => Figure { value: Value::Count(sum.part), behind: sum.of },
        (How::Rate(_) | How::DistinctRate(_), Some(sum)) => {
            let (part, of) = (u32::try_from(sum.part), u32::try_from(sum.of));
            let rate = part.ok().zip(of.ok()).and_then(|(part, of)| rate_of(part, of));
            Figure { value: rate.map_or(Value::Unknown, Value::Rate), behind: sum.of }
        }
        (How::Mean(_), Some(sum)) if sum.of > 0 => Figure { value: Value::Mean(mean(sum)), behind: sum.of },
        _ => unknown,
    }
}

/// To the nearest, halves away from nothing.
fn mean(sum: Sum) -> i64 {
    let half = if sum.part < 0 { -sum.of } else { sum.of };
    (2 * sum.part + half) / (2 * sum.of)
}

/// Shares of each part's rows add up to 100.0; its total is 100.0.
fn add_shares(table: &mut Table, spec: &TableSpec) {
    for (at, column) in spec.columns.iter().enumerate() {
        let How::Share(of) = column.how else { continue };
        for part in table.rows.chunk_by_mut(|one, next| one.part == next.part) {
            let count = |row: &Row| match row.figures[of].value {
                Value::Count(count) => count,
                _ => 0,
            };
            let counts: Vec<i64> = part.iter().filter(|row| row.line != Line::Total).map(count).collect();
            let mut shares = shares(&counts).into_iter();
            let any = counts.iter().any(|count| *count > 0);
            for row in part {
                let share = if row.line == Line::Total { any.then_some(1000) } else { shares.next().flatten() };
                let behind = row.figures[of].behind;
                row.figures[at] = Figure { value: share.map_or(Value::Unknown, Value::Share), behind };
            }
        }
    }
}

/// How rows are put in order.
struct Ordering<'a> {
    spec: &'a TableSpec,
    /// The place of each code in its list, and of each worker among the names.
    places: HashMap<String, i64>,
}

impl Ordering<'_> {
    fn of<'a>(conn: &Connection, spec: &'a TableSpec) -> Result<Ordering<'a>> {
        let mut places: HashMap<String, i64> = HashMap::new();
        for (at, code) in (0..).zip(codes::all(conn)?) {
            places.insert(format!("{}:{}", code.list, code.key), at);
        }
        let mut query = conn.prepare_cached("SELECT id, name FROM worker")?;
        let rows = query.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
        let mut workers = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        workers.sort_by_key(|(id, name)| (sort_key(name), *id));
        places.extend((0..).zip(workers).map(|(at, (id, _))| (format!("worker:{id}"), at)));
        Ok(Ordering { spec, places })
    }

    fn sort(&self, rows: &mut [Place]) {
        rows.sort_by_cached_key(|(part, line)| (self.part(part, self.spec.order), self.line(line)));
    }

    fn part(&self, part: &Option<Line>, parts: &[&str]) -> (usize, (u8, i64, String)) {
        let Some(part) = part else { return (0, (0, 0, String::new())) };
        let named = parts.iter().position(|known| *known == part.key());
        (named.unwrap_or(parts.len()), self.line(part))
    }

    /// Codes in the order of their list, then what has a name of its own, then what was not told.
    fn line(&self, line: &Line) -> (u8, i64, String) {
        let Line::Of(text) = line else { return (9, 0, String::new()) };
        let place = |text: &str| self.places.get(text).copied().unwrap_or(i64::MAX);
        match line.label() {
            Label::Word(word) => {
                let at = facts::WORDS.iter().position(|known| *known == word);
                (8, at.and_then(|at| i64::try_from(at).ok()).unwrap_or(i64::MAX), String::new())
            }
            Label::Name(name) => (5, 0, sort_key(name)),
            Label::Services(_, key) => (1, place(&format!("service:{key}")), String::new()),
            Label::Tier(tier) => {
                let at = crate::domain::activity::Tier::ALL.iter().position(|known| *known == tier);
                (1, at.and_then(|at| i64::try_from(at).ok()).unwrap_or_default(), String::new())
            }
            Label::Code { .. } | Label::Worker(_) => (1, place(text), text.clone()),
            _ => (1, 0, text.clone()),
        }
    }
}
