//! Measures in: the score of one part of an instrument on one day a line.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::Transaction;

use super::table::{Columns, Line, optional, required};
use super::{Brought, Choices, Fault, ImportError, Merged, Row, Table, Wrong, named_clients, read_rows};
use crate::domain::ids::ClientId;
use crate::domain::measure::{Instrument, MeasureFields, TOTAL, parse_tenths};
use crate::store::{StoreError, measures};

/// Required ones first. Without a part, the value is the total.
pub const COLUMNS: Columns = &[
    required("client_ref", "asiakkaan tunnus").also("asiakkaan viite"),
    required("instrument", "mittari"),
    required("on", "päivä"),
    required("value", "pisteet").also("arvo"),
    optional("part", "osa"),
];

/// One client on one instrument on one day.
type Sitting = (ClientId, Instrument, NaiveDate);

struct ScoreRow<'a> {
    line: &'a Line,
    sitting: Sitting,
    part: &'static str,
    tenths: u32,
}

impl ScoreRow<'_> {
    fn fields(&self) -> MeasureFields {
        let (_, instrument, on_day) = self.sitting;
        MeasureFields { instrument, on_day, scores: vec![(self.part, self.tenths)] }
    }
}

pub fn bring_in(tx: &Transaction, table: &Table, today: NaiveDate) -> Result<Brought, ImportError> {
    let clients = named_clients(tx, table)?;
    let merged = Merged::among(tx, &clients)?;
    let mut rows = read_rows(table, |row| read(row, &clients, today))?;
    let mut decided = HashSet::new();
    for row in rows.iter().filter(|row| merged.names(&mut Row::new(table, row.line))) {
        let (client, instrument, day) = row.sitting;
        if measures::on_day(tx, client, instrument, day)?.is_some() {
            decided.insert(row.line.number);
        }
    }
    rows.retain(|row| !decided.contains(&row.line.number));
    let faults = clashes(tx, table, &rows)?;
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let mut brought = Brought::default();
    for row in &rows {
        let (client, fields) = (row.sitting.0, row.fields());
        let known = measures::score(tx, client, &fields, row.part)?;
        brought.count(tx, (row.line.number, known.is_some()), || measures::put(tx, client, &fields))?;
    }
    Ok(brought.and_left_out(table))
}

fn read<'a>(row: &mut Row<'a>, clients: &HashMap<String, ClientId>, today: NaiveDate) -> Option<ScoreRow<'a>> {
    let client = row.needed("client_ref").map(|reference| clients.get(&reference));
    if client == Some(None) {
        row.fault("client_ref", Wrong::NoSuchClient);
    }
    let instrument = row.needed_value::<Instrument>("instrument");
    let day = row.needed("on").and_then(|_| row.date_by("on", today));
    let value = row.needed("value");
    // What may stand in the other cells is known by the instrument.
    let scoring = instrument?.scoring();
    let choices = Choices::of_words("measure-part", scoring.parts.iter().copied().chain([TOTAL]));
    let part = match row.text("part") {
        Some(_) => row.choice("part", choices).and_then(|key| scoring.part(&key)),
        None => Some(TOTAL),
    };
    let tenths = value.and_then(|value| {
        let tenths = parse_tenths(&value).filter(|tenths| (scoring.least..=scoring.most).contains(tenths));
        if tenths.is_none() {
            row.fault("value", Wrong::Score { least: scoring.least, most: scoring.most });
        }
        tenths
    });
    Some(ScoreRow { line: row.line(), sitting: (*client??, instrument?, day?), part: part?, tenths: tenths? })
}

/// Lines that say the same part twice, or a total beside the parts of which it is made.
fn clashes(tx: &Transaction, table: &Table, rows: &[ScoreRow]) -> Result<Vec<Fault>, StoreError> {
    let mut told: HashMap<(Sitting, &str), u64> = HashMap::new();
    let mut parts: HashMap<Sitting, HashSet<&str>> = HashMap::new();
    for row in rows {
        parts.entry(row.sitting).or_default().insert(row.part);
    }
    for ((client, instrument, day), parts) in &mut parts {
        if let Some(known) = measures::on_day(tx, *client, *instrument, *day)? {
            parts.extend(known.fields.scores.iter().map(|(part, _)| *part));
        }
    }
    let mut faults = Vec::new();
    for row in rows {
        let parts = &parts[&row.sitting];
        let fault = |column, wrong| Row::new(table, row.line).as_fault(column, wrong);
        match told.insert((row.sitting, row.part), row.line.number) {
            Some(earlier) => faults.push(fault("value", Wrong::Twice(earlier))),
            None if parts.contains(TOTAL) && parts.len() > 1 => faults.push(fault("value", Wrong::TotalAndParts)),
            None => {}
        }
    }
    Ok(faults)
}
