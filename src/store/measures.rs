//! Measures: the scores of a client on an instrument, day by day.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

use super::error::{Result, StoreError};
use crate::domain::ids::{ClientId, MeasureId};
use crate::domain::keyed::Keyed;
use crate::domain::measure::{Instrument, MeasureFields, order};

/// One measuring as stored. It has a row for each part that was measured; the first one's number stands for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    pub id: MeasureId,
    pub client: ClientId,
    /// The client's name.
    pub name: String,
    /// Rises with every change of one of its rows.
    pub rev: i64,
    pub fields: MeasureFields,
}

/// A client's measurings, instrument by instrument, the oldest first.
pub fn of_client(conn: &Connection, client: ClientId) -> Result<Vec<Measure>> {
    let mut query = conn.prepare_cached(
        "SELECT m.id, m.rev, m.instrument, m.on_day, m.part, m.tenths, c.family_name || ' ' || c.given_name \
         FROM measure m JOIN client c ON c.id = m.client_id WHERE m.client_id = ?1 ORDER BY m.instrument, m.on_day, m.id",
    )?;
    let mut rows = query.query([client])?;
    let mut found: Vec<Measure> = Vec::new();
    while let Some(row) = rows.next()? {
        // What a newer program measures with, this one cannot show.
        let Some(instrument) = Instrument::from_key(&row.get::<_, String>(2)?) else { continue };
        let Some(part) = instrument.scoring().part(&row.get::<_, String>(4)?) else { continue };
        let (on_day, rev): (NaiveDate, i64) = (row.get(3)?, row.get(1)?);
        let score = (part, row.get(5)?);
        match found.last_mut().filter(|last| (last.fields.instrument, last.fields.on_day) == (instrument, on_day)) {
            Some(last) => {
                last.fields.scores.push(score);
                last.rev += rev;
            }
            None => {
                let fields = MeasureFields { instrument, on_day, scores: vec![score] };
                found.push(Measure { id: row.get(0)?, client, name: row.get(6)?, rev, fields });
            }
        }
    }
    for measure in &mut found {
        let parts = measure.fields.instrument.scoring().parts;
        measure.fields.scores.sort_by_key(|(part, _)| parts.iter().position(|one| one == part));
    }
    found.sort_by_key(|measure| order(measure.fields.instrument));
    Ok(found)
}

/// The measuring to which this row belongs.
///
/// # Errors
/// `Gone`.
pub fn get(conn: &Connection, id: MeasureId) -> Result<Measure> {
    let sql = "SELECT client_id, instrument, on_day FROM measure WHERE id = ?1";
    let (client, instrument, day): (ClientId, Instrument, NaiveDate) =
        conn.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    on_day(conn, client, instrument, day)?.ok_or(StoreError::Gone)
}

/// What was measured with an instrument on a day.
pub fn on_day(conn: &Connection, client: ClientId, instrument: Instrument, day: NaiveDate) -> Result<Option<Measure>> {
    let is_it = |measure: &Measure| (measure.fields.instrument, measure.fields.on_day) == (instrument, day);
    Ok(of_client(conn, client)?.into_iter().find(is_it))
}

/// A new measuring.
///
/// # Errors
/// `AlreadyMeasured` when there is one of this instrument on this day.
pub fn add(conn: &Connection, client: ClientId, fields: &MeasureFields) -> Result<()> {
    free(conn, client, fields)?;
    fields.scores.iter().try_for_each(|(part, tenths)| insert(conn, client, fields, part, *tenths))
}

fn free(conn: &Connection, client: ClientId, fields: &MeasureFields) -> Result<()> {
    match on_day(conn, client, fields.instrument, fields.on_day)? {
        Some(_) => Err(StoreError::AlreadyMeasured),
        None => Ok(()),
    }
}

fn insert(conn: &Connection, client: ClientId, fields: &MeasureFields, part: &str, tenths: u32) -> Result<()> {
    conn.prepare_cached("INSERT INTO measure(client_id, on_day, instrument, part, tenths) VALUES(?1, ?2, ?3, ?4, ?5)")?
        .execute((client, fields.on_day, fields.instrument, part, tenths))?;
    Ok(())
}

/// Corrects a measuring that was read as `was`.
///
/// # Errors
/// `Stale` when it is no longer so; `AlreadyMeasured` when it moves to the day of another one.
pub fn replace(conn: &Connection, client: ClientId, was: &MeasureFields, fields: &MeasureFields) -> Result<()> {
    unchanged(conn, client, was)?;
    if fields.on_day != was.on_day {
        free(conn, client, fields)?;
    }
    let key = (client, was.instrument, was.on_day);
    for (part, _) in was.scores.iter().filter(|(part, _)| fields.scores.iter().all(|(kept, _)| kept != part)) {
        let sql = "DELETE FROM measure WHERE client_id = ?1 AND instrument = ?2 AND on_day = ?3 AND part = ?4";
        conn.prepare_cached(sql)?.execute((key.0, key.1, key.2, part))?;
    }
    for (part, tenths) in &fields.scores {
        let sql = "UPDATE measure SET rev = rev + 1, on_day = ?5, tenths = ?6 \
            WHERE client_id = ?1 AND instrument = ?2 AND on_day = ?3 AND part = ?4";
        let changed = conn.prepare_cached(sql)?.execute((key.0, key.1, key.2, part, fields.on_day, tenths))?;
        if changed == 0 {
            insert(conn, client, fields, part, *tenths)?;
        }
    }
    Ok(())
}

/// Takes a measuring away that was read as `was`; the log keeps what it said.
///
/// # Errors
/// `Stale` when it is no longer so.
pub fn remove(conn: &Connection, client: ClientId, was: &MeasureFields) -> Result<()> {
    unchanged(conn, client, was)?;
    let sql = "DELETE FROM measure WHERE client_id = ?1 AND instrument = ?2 AND on_day = ?3";
    conn.prepare_cached(sql)?.execute((client, was.instrument, was.on_day))?;
    Ok(())
}

fn unchanged(conn: &Connection, client: ClientId, was: &MeasureFields) -> Result<()> {
    let now = on_day(conn, client, was.instrument, was.on_day)?;
    if now.is_some_and(|now| now.fields == *was) { Ok(()) } else { Err(StoreError::Stale) }
}

/// The score of one part on a day, from a file.
pub fn score(conn: &Connection, client: ClientId, fields: &MeasureFields, part: &str) -> Result<Option<u32>> {
    let sql = "SELECT tenths FROM measure WHERE client_id = ?1 AND instrument = ?2 AND on_day = ?3 AND part = ?4";
    let mut query = conn.prepare_cached(sql)?;
    Ok(query.query_row((client, fields.instrument, fields.on_day, part), |row| row.get(0)).optional()?)
}

/// Puts the scores of a file beside, or over, what there is; what is so already stays untouched.
pub fn put(conn: &Connection, client: ClientId, fields: &MeasureFields) -> Result<()> {
    for (part, tenths) in &fields.scores {
        match score(conn, client, fields, part)? {
            None => insert(conn, client, fields, part, *tenths)?,
            Some(known) if known == *tenths => {}
            Some(_) => {
                let sql = "UPDATE measure SET rev = rev + 1, tenths = ?5 \
                    WHERE client_id = ?1 AND instrument = ?2 AND on_day = ?3 AND part = ?4";
                conn.prepare_cached(sql)?.execute((client, fields.instrument, fields.on_day, part, tenths))?;
            }
        }
    }
    Ok(())
}
