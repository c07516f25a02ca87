//! Enrolments in: one spell of membership or of waiting a line.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::Transaction;

use super::table::{Columns, Line, optional, required};
use super::{Brought, Choices, Fault, ImportError, Merged, Row, Table, Wrong, named_clients, read_rows};
use crate::domain::enrolment::EnrolmentState;
use crate::domain::ids::{ActivityId, ClientId, EnrolmentId};
use crate::store::codes::{self, Code};
use crate::store::enrolments::{self, EnrolmentFields};
use crate::store::{StoreError, activities};

/// Required ones first.
pub const COLUMNS: Columns = &[
    required("client_ref", "asiakkaan tunnus").also("asiakkaan viite"),
    required("activity", "toiminta"),
    required("state", "tila"),
    optional("queued_at", "jonossa alkaen"),
    optional("offer_expires", "tarjous voimassa"),
    optional("starts", "alkaa"),
    optional("ends", "päättyy"),
    optional("end_reason", "päättymisen syy"),
];

/// A client in an activity.
type Place = (ActivityId, ClientId);

/// One spell of a file, and the spell in the store that it continues.
struct SpellRow<'a> {
    line: &'a Line,
    place: Place,
    fields: EnrolmentFields,
    known: Option<EnrolmentId>,
}

/// What a line is read against.
struct Around {
    codes: Vec<Code>,
    clients: HashMap<String, ClientId>,
    merged: Merged,
    activities: HashMap<String, ActivityId>,
    /// Seats, where they are limited.
    seats: HashMap<ActivityId, u32>,
    spells: HashMap<Place, Vec<(EnrolmentId, EnrolmentFields)>>,
    today: NaiveDate,
}

pub fn bring_in(tx: &Transaction, table: &Table, today: NaiveDate) -> Result<Brought, ImportError> {
    let around = look_around(tx, table, today)?;
    let mut rows = read_rows(table, |row| read(row, &around))?;
    let mut faults = clashes(table, &rows, &around);
    faults.extend(beyond_seats(table, &rows, &around));
    if !faults.is_empty() {
        return Err(faults.into());
    }
    // Those who leave make room for those who come.
    rows.sort_by_key(|row| takes_a_seat(&row.fields));
    let mut brought = Brought::default();
    for SpellRow { line, place: (activity, client), fields, known } in &rows {
        brought.count(tx, (line.number, known.is_some()), || match known {
            Some(id) => enrolments::replace(tx, *id, fields),
            None => enrolments::insert(tx, *activity, *client, fields).map(drop),
        })?;
    }
    Ok(brought.and_left_out(table))
}

fn look_around(tx: &Transaction, table: &Table, today: NaiveDate) -> Result<Around, StoreError> {
    let programme = activities::all(tx)?;
    let seats = programme.iter().filter_map(|activity| Some((activity.id, activity.fields.capacity_max?))).collect();
    let activities = programme.into_iter().map(|activity| (activity.fields.name, activity.id)).collect();
    let mut spells: HashMap<Place, Vec<_>> = HashMap::new();
    for (id, activity, client, fields) in enrolments::all(tx)? {
        spells.entry((activity, client)).or_default().push((id, fields));
    }
    let clients = named_clients(tx, table)?;
    let merged = Merged::among(tx, &clients)?;
    Ok(Around { codes: codes::all(tx)?, clients, merged, activities, seats, spells, today })
}

// ------------------------------------------------------------------ reading

fn read<'a>(row: &mut Row<'a>, around: &Around) -> Option<SpellRow<'a>> {
    let client = row.needed("client_ref").map(|reference| around.clients.get(&reference));
    if client == Some(None) {
        row.fault("client_ref", Wrong::NoSuchClient);
    }
    let activity = row.needed("activity").map(|name| around.activities.get(&name));
    if activity == Some(None) {
        row.fault("activity", Wrong::NoSuchActivity);
    }
    let state = row.needed_value::<EnrolmentState>("state");
    let queued_at = row.date("queued_at");
    let offer_expires = row.date("offer_expires");
    let starts = row.date("starts");
    let ends = row.date("ends");
    let end_reason = row.choice("end_reason", Choices::of_list(&around.codes, "end_reason"));
    let typed = EnrolmentFields { state: state?, queued_at, offer_expires, starts, ends, end_reason };
    check_state(row, &typed, around.today);
    let place = (*activity??, *client??);
    let known = around.spells.get(&place).into_iter().flatten().find(|(_, old)| is_same(old, &typed));
    let stands = || around.spells.get(&place).into_iter().flatten().any(|(_, old)| clash(old, &typed).is_some());
    if (known.is_some() && around.merged.names(row))
        || (known.is_none() && around.merged.clients.contains(&place.1) && stands())
    {
        return None;
    }
    let fields = match known {
        Some((_, old)) => keep_unsaid(row, typed, old),
        None => typed,
    };
    check_days(row, &fields);
    if known.is_some_and(|(_, old)| !old.state.may_become(fields.state)) {
        row.fault("state", Wrong::NoWayBack);
    }
    Some(SpellRow { line: row.line(), place, fields, known: known.map(|(id, _)| *id) })
}

/// What a spell in a state needs, and what it cannot have.
fn cells_of(state: EnrolmentState) -> (&'static [&'static str], &'static [&'static str]) {
    match state {
        EnrolmentState::Waiting => (&["queued_at"], &["offer_expires", "starts", "ends", "end_reason"]),
        EnrolmentState::Offered => (&["queued_at", "offer_expires"], &["starts", "ends", "end_reason"]),
        EnrolmentState::Enrolled => (&["starts"], &["offer_expires", "end_reason"]),
        EnrolmentState::Ended => (&["starts", "ends", "end_reason"], &["offer_expires"]),
        EnrolmentState::Withdrawn => (&["queued_at", "end_reason"], &["offer_expires", "starts"]),
    }
}

fn check_state(row: &mut Row, fields: &EnrolmentFields, today: NaiveDate) {
    let (needs, has_not) = cells_of(fields.state);
    for key in needs {
        if row.text(key).is_none() {
            row.fault(key, Wrong::SpellNeeds);
        }
    }
    for key in has_not {
        if row.text(key).is_some() {
            row.fault(key, Wrong::SpellHasNot);
        }
    }
    let misplaced = match fields.state {
        EnrolmentState::Enrolled => fields.ends.is_some_and(|ends| ends < today),
        EnrolmentState::Ended => fields.ends.is_some_and(|ends| today < ends),
        EnrolmentState::Waiting | EnrolmentState::Offered | EnrolmentState::Withdrawn => false,
    };
    if misplaced {
        row.fault("ends", Wrong::SpellEnd);
    }
}

/// A spell is waited for, begins and ends in this order, whether the file says the days or they are known.
fn check_days(row: &mut Row, fields: &EnrolmentFields) {
    if let Some(first) = fields.starts.or(fields.queued_at)
        && fields.ends.is_some_and(|ends| ends < first)
    {
        row.fault("ends", Wrong::EndsBeforeStart(first));
    }
    if let (Some(queued), Some(starts)) = (fields.queued_at, fields.starts)
        && starts < queued
    {
        row.fault("starts", Wrong::EndsBeforeStart(queued));
    }
}

/// Two accounts of one spell agree on the day that it began, or on the day that the waiting for it did.
fn is_same(one: &EnrolmentFields, other: &EnrolmentFields) -> bool {
    let same = |one: Option<NaiveDate>, other| one.is_some() && one == other;
    same(one.starts, other.starts) || same(one.queued_at, other.queued_at)
}

/// What the file has no column for stays as it was.
fn keep_unsaid(row: &Row, typed: EnrolmentFields, old: &EnrolmentFields) -> EnrolmentFields {
    EnrolmentFields {
        queued_at: if row.has("queued_at") { typed.queued_at } else { old.queued_at },
        starts: if row.has("starts") { typed.starts } else { old.starts },
        ends: if row.has("ends") { typed.ends } else { old.ends },
        ..typed
    }
}

// ------------------------------------------------------------------ all lines together

/// Lines that cannot both be true, or that what is in the store contradicts.
fn clashes(table: &Table, rows: &[SpellRow], around: &Around) -> Vec<Fault> {
    let retold = retold(rows);
    let mut told: HashMap<Place, Vec<&SpellRow>> = HashMap::new();
    let mut faults = Vec::new();
    for row in rows {
        let earlier = told.entry(row.place).or_default();
        let stored = around.spells.get(&row.place).into_iter().flatten().filter(|(id, _)| !retold.contains(id));
        let wrong = earlier
            .iter()
            .filter_map(|other| match is_same(&other.fields, &row.fields) {
                true => Some(Wrong::Twice(other.line.number)),
                false => clash(&other.fields, &row.fields),
            })
            .chain(stored.filter_map(|(_, stored)| clash(stored, &row.fields)))
            .next();
        if let Some(wrong) = wrong {
            let column = if matches!(wrong, Wrong::Overlap) { "starts" } else { "client_ref" };
            faults.push(Row::new(table, row.line).as_fault(column, wrong));
        }
        earlier.push(row);
    }
    faults
}

/// The stored spells of which the file gives a newer account.
fn retold(rows: &[SpellRow]) -> HashSet<EnrolmentId> {
    rows.iter().filter_map(|row| row.known).collect()
}

fn clash(one: &EnrolmentFields, other: &EnrolmentFields) -> Option<Wrong> {
    if one.state.is_live() && other.state.is_live() {
        return Some(Wrong::LiveSpell);
    }
    let before = |day: NaiveDate, spell: &EnrolmentFields| spell.ends.is_none_or(|ends| day < ends);
    let overlap = before(one.starts?, other) && before(other.starts?, one);
    overlap.then_some(Wrong::Overlap)
}

fn takes_a_seat(spell: &EnrolmentFields) -> bool {
    matches!(spell.state, EnrolmentState::Offered | EnrolmentState::Enrolled)
}

/// The lines from which on an activity would have more members than seats.
fn beyond_seats(table: &Table, rows: &[SpellRow], around: &Around) -> Vec<Fault> {
    let retold = retold(rows);
    let mut members: HashMap<ActivityId, u32> = HashMap::new();
    for ((activity, _), spells) in &around.spells {
        let stay = spells.iter().filter(|(id, old)| takes_a_seat(old) && !retold.contains(id));
        *members.entry(*activity).or_default() += u32::from(stay.count() > 0);
    }
    let mut faults = Vec::new();
    for row in rows.iter().filter(|row| takes_a_seat(&row.fields)) {
        let count = members.entry(row.place.0).or_default();
        *count += 1;
        match around.seats.get(&row.place.0) {
            Some(seats) if *count > *seats => {
                faults.push(Row::new(table, row.line).as_fault("activity", Wrong::Full(*seats)));
            }
            _ => {}
        }
    }
    faults
}
