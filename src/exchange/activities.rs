//! A programme of activities in: one line each, with when it meets.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Transaction;

use super::table::{Columns, optional, required};
use super::{Brought, Choices, ImportError, Row, Table, Wrong, read_rows};
use crate::domain::activity::{ActivityFields, Agreed, Period, Terms, Timetable};
use crate::domain::recurrence::{Pattern, Series};
use crate::store::activities::{self, Activity, Listed};
use crate::store::codes;

/// Required ones first.
pub const COLUMNS: Columns = &[
    required("name", "nimi"),
    required("tier", "taso"),
    required("kind", "laji"),
    optional("provider", "järjestäjä"),
    optional("partner", "kumppani"),
    optional("place", "paikka"),
    optional("capacity_min", "paikkoja vähintään"),
    optional("capacity_max", "paikkoja enintään"),
    optional("seats", "istumapaikkoja").also("tilaan mahtuu"),
    optional("slot_minutes", "ajan pituus min"),
    optional("first_day", "alkaa"),
    optional("last_day", "päättyy"),
    optional("weekdays", "viikonpäivät"),
    optional("start", "klo alkaa"),
    optional("end", "klo päättyy"),
    optional("dates", "päivät"),
    optional("needs_booking", "ilmoittautuminen"),
    optional("counts_only", "vain lukumäärä"),
    optional("remarks", "huomautus").also("lisätiedot"),
    optional("theme", "teema"),
    optional("service", "palvelu tilastossa"),
    optional("contact", "yhteystieto"),
    optional("price", "hinta"),
    optional("bus_card", "bussikortti"),
    optional("enrol_how", "miten mukaan"),
    optional("needs_decision", "tarvitaan päätös").also("päätös"),
    optional("valid_from", "voimassa alkaen"),
    optional("valid_to", "voimassa asti"),
    optional("agreed_from", "sopimus alkaen"),
    optional("agreed_to", "sopimus asti"),
    optional("agreed_hours", "sovitut tunnit"),
    optional("agreed_persons", "sovittu henkilömäärä"),
];

/// One activity of a file.
struct ActivityRow {
    fields: ActivityFields,
    timetable: Timetable,
}

/// What its columns may choose from.
struct Lists {
    theme: Choices,
    service: Choices,
}

type Known = HashMap<String, Listed>;

pub fn bring_in(tx: &Transaction, table: &Table, today: NaiveDate) -> Result<Brought, ImportError> {
    let known: Known = activities::listed(tx, today)?
        .into_iter()
        .map(|listed| (listed.activity.fields.name.clone(), listed))
        .collect();
    let mut lines = HashMap::new();
    let codes = codes::all(tx)?;
    let lists = Lists { theme: Choices::of_list(&codes, "theme"), service: Choices::of_list(&codes, "service") };
    let rows = read_rows(table, |row| read(row, &known, &lists, &mut lines))?;
    let mut brought = Brought::default();
    for (line, ActivityRow { fields, timetable }) in table.lines().iter().zip(&rows) {
        let old = known.get(&fields.name);
        brought.count(tx, (line.number, old.is_some()), || match old {
            Some(old) => activities::replace(tx, old.activity.id, fields, Some(timetable), today),
            None => activities::insert(tx, fields, Some(timetable)).map(drop),
        })?;
    }
    Ok(brought)
}

fn read(row: &mut Row, known: &Known, lists: &Lists, lines: &mut HashMap<String, u64>) -> Option<ActivityRow> {
    let name = row.needed("name");
    let old = name.as_ref().and_then(|name| known.get(name));
    if let Some(name) = &name
        && let Some(line) = lines.insert(name.clone(), row.number())
    {
        row.fault("name", Wrong::Twice(line));
    }
    let kept = old.map(|old| &old.activity.fields);
    let first_day = row.or_kept("first_day", kept.and_then(|kept| kept.first_day), Row::date);
    let last_day = row.or_kept("last_day", kept.and_then(|kept| kept.last_day), Row::date);
    let fields = fields(row, name, kept);
    let timetable = timetable(row, old.map(|old| &old.activity), (first_day, last_day));
    let terms = terms(row, lists, kept.map(|kept| &kept.terms));
    let fields = ActivityFields { first_day, last_day, terms, ..fields? };
    let timetable = timetable?;
    check_capacity(row, &fields, old.map_or(0, |old| old.seats.members + old.seats.offered));
    Some(ActivityRow { fields, timetable })
}

/// Everything but its days and what the directory says of it.
fn fields(row: &mut Row, name: Option<String>, old: Option<&ActivityFields>) -> Option<ActivityFields> {
    let tier = row.needed_value("tier");
    let kind = row.needed_value("kind");
    let kept = |field: fn(&ActivityFields) -> &Option<String>| old.and_then(|old| field(old).clone());
    let provider = row.or_kept("provider", kept(|old| &old.provider), Row::text);
    let partner = row.or_kept("partner", kept(|old| &old.partner), Row::text);
    let place = row.or_kept("place", kept(|old| &old.place), Row::text);
    let remarks = row.or_kept("remarks", kept(|old| &old.remarks), Row::block);
    let capacity_min = row.or_kept("capacity_min", old.and_then(|old| old.capacity_min), Row::number_of);
    let capacity_max = row.or_kept("capacity_max", old.and_then(|old| old.capacity_max), Row::number_of);
    let seats = row.or_kept("seats", old.and_then(|old| old.seats), Row::number_of);
    let slot_minutes = row.or_kept("slot_minutes", old.and_then(|old| old.slot_minutes), Row::number_of);
    let needs_booking = row.or_kept("needs_booking", old.map(|old| old.needs_booking), Row::yes);
    let counts_only = row.or_kept("counts_only", old.map(|old| old.counts_only), Row::yes);
    Some(ActivityFields {
        name: name?,
        tier: tier?,
        kind: kind?,
        provider,
        partner,
        place,
        capacity_min,
        capacity_max,
        seats,
        slot_minutes,
        first_day: None,
        last_day: None,
        needs_booking: needs_booking.unwrap_or_default(),
        counts_only: counts_only.unwrap_or_default(),
        remarks,
        terms: Terms::default(),
    })
}

/// What the directory says of it.
fn terms(row: &mut Row, lists: &Lists, old: Option<&Terms>) -> Terms {
    let blank = Terms::default();
    let old = old.unwrap_or(&blank);
    let theme = |row: &mut Row, key: &str| row.choice(key, lists.theme.clone());
    let service = |row: &mut Row, key: &str| row.choice(key, lists.service.clone());
    let (hours, persons) = (old.agreed.hours, old.agreed.persons);
    Terms {
        theme: row.or_kept("theme", old.theme.clone(), theme),
        service: row.or_kept("service", old.service.clone(), service),
        contact: row.or_kept("contact", old.contact.clone(), Row::text),
        price: row.or_kept("price", old.price.clone(), Row::text),
        bus_card: row.or_kept("bus_card", Some(old.bus_card), Row::yes).unwrap_or_default(),
        enrol_how: row.or_kept("enrol_how", old.enrol_how.clone(), Row::text),
        needs_decision: row.or_kept("needs_decision", Some(old.needs_decision), Row::yes).unwrap_or_default(),
        valid: period(row, ("valid_from", "valid_to"), old.valid),
        agreed: Agreed {
            period: period(row, ("agreed_from", "agreed_to"), old.agreed.period),
            hours: row.or_kept("agreed_hours", hours, Row::number_of),
            persons: row.or_kept("agreed_persons", persons, Row::number_of),
        },
    }
}

fn period(row: &mut Row, (from, to): (&str, &str), old: Period) -> Period {
    let period = Period { from: row.or_kept(from, old.from, Row::date), to: row.or_kept(to, old.to, Row::date) };
    if let Some(first) = period.ends_before() {
        row.fault(to, Wrong::EndsBeforeStart(first));
    }
    period
}

type Days = (Option<NaiveDate>, Option<NaiveDate>);

fn timetable(row: &mut Row, old: Option<&Activity>, (first, last): Days) -> Option<Timetable> {
    let known = old.and_then(|old| old.timetables.last()).map(|(_, timetable)| timetable);
    let starts_at = row.or_kept("start", known.and_then(|known| known.starts_at), Row::time);
    let ends_at = row.or_kept("end", known.and_then(|known| known.ends_at), Row::time);
    if starts_at.zip(ends_at).is_some_and(|(start, end)| end <= start) {
        row.fault("end", Wrong::TimeOrder);
    }
    let pattern = match row.has("weekdays") || row.has("dates") {
        true => pattern(row, (first, last)),
        false => known.map_or(Pattern::Open, |known| known.series.pattern().clone()),
    };
    // The file has no words for holidays that are kept, nor for single days more or less.
    let skip_holidays = known.is_none_or(|known| known.series.skips_holidays());
    match Series::new(pattern, first, last, skip_holidays) {
        Ok(series) => {
            let series = known.map_or(series.clone(), |known| series.with_single_days_of(&known.series));
            Some(Timetable { series, starts_at, ends_at })
        }
        Err(_) => {
            row.fault("last_day", Wrong::EndsBeforeStart(first?));
            None
        }
    }
}

/// Weekdays, or dates, or days that the source leaves open.
fn pattern(row: &mut Row, (first, last): Days) -> Pattern {
    let weekdays = row.weekdays("weekdays");
    let dates = row.dates("dates");
    if !weekdays.is_empty() && !dates.is_empty() {
        row.fault("dates", Wrong::DaysTwoWays);
    }
    let outside = |day: &&NaiveDate| first.is_some_and(|first| **day < first) || last.is_some_and(|last| last < **day);
    if let Some(day) = dates.iter().find(outside) {
        row.fault("dates", Wrong::OutsideSeries(*day));
    }
    match Pattern::weekly(weekdays, 1) {
        Ok(weekly) => weekly,
        Err(_) if dates.is_empty() => Pattern::Open,
        Err(_) => Pattern::dates(dates),
    }
}

fn check_capacity(row: &mut Row, fields: &ActivityFields, members: u32) {
    let Some(most) = fields.capacity_max else { return };
    match fields.capacity_min {
        Some(least) if most < least => row.fault("capacity_max", Wrong::MostBelowLeast(least)),
        _ if most < members => row.fault("capacity_max", Wrong::MostBelowMembers(members)),
        _ => {}
    }
}
