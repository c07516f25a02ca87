//! Clients in: one line each, with the newest customership if the line dates one.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Transaction;

use super::table::{Columns, optional, required};
use super::{Brought, Choices, ImportError, Row, Table, Wrong, read_rows};
use crate::domain::client::{ClientFields, looks_like_identity_code};
use crate::domain::episode::{EpisodeFault, EpisodeFields, EpisodeState};
use crate::domain::ids::WorkerId;
use crate::domain::text::fold;
use crate::domain::worker::Worker;
use crate::store::access;
use crate::store::clients::{self, Client};
use crate::store::codes::{self, Code};
use crate::store::episodes::{self, Episode};
use crate::store::{StoreError, merging, twins, workers};

/// Required ones first.
pub const COLUMNS: Columns = &[
    required("ref", "tunnus").also("viite"),
    required("family_name", "sukunimi"),
    required("given_name", "etunimi"),
    optional("birth_date", "syntymäaika"),
    optional("phone", "puhelin"),
    optional("email", "sähköposti"),
    optional("address", "yhteysosoite").also("osoite"),
    optional("postcode", "postinumero"),
    optional("municipality", "kotikunta").also("kunta"),
    optional("language", "asiointikieli").also("kieli"),
    optional("gender", "sukupuoli"),
    optional("non_disclosure", "turvakielto"),
    optional("restricted", "rajattu"),
    optional("education", "koulutus"),
    optional("employment", "työtilanne"),
    optional("household", "kotitalous"),
    optional("benefit", "etuus"),
    optional("referrer", "ohjaava taho").also("lähettäjä"),
    optional("pending_since", "vireillä alkaen"),
    optional("opened", "avattu"),
    optional("state", "tila"),
    optional("own_worker", "omatyöntekijä"),
    optional("closed", "päättynyt").also("päätetty"),
    optional("close_reason", "päättymisen syy"),
    optional("outcome", "mihin siirtyi").also("jatkopolku"),
];

/// One client of a file.
struct ClientRow {
    fields: ClientFields,
    episode: Option<EpisodeFields>,
    own_worker: Option<WorkerId>,
    /// Only those named see the client; `None` leaves it as it is.
    restricted: Option<bool>,
}

/// A client who is in the file already, with every customership, newest first.
struct Known {
    client: Client,
    episodes: Vec<Episode>,
    /// Another record was merged into this one: its customerships may be those of two.
    joined: bool,
}

impl Known {
    /// A customership is known by the day on which it began to be pending, or else was opened.
    fn same(&self, pending: Option<NaiveDate>, opened: Option<NaiveDate>) -> Option<&Episode> {
        self.episodes.iter().find(|episode| match pending {
            Some(day) => episode.fields.pending_since == day,
            None => opened.is_some() && episode.fields.opened == opened,
        })
    }
}

/// What a line is read against.
struct Around {
    codes: Vec<Code>,
    workers: Vec<Worker>,
    today: NaiveDate,
    known: HashMap<String, Known>,
}

pub fn bring_in(tx: &Transaction, table: &Table, today: NaiveDate) -> Result<Brought, ImportError> {
    let around = look_around(tx, table, today)?;
    let mut lines = HashMap::new();
    let rows = read_rows(table, |row| read(row, &around, &mut lines))?;
    let mut brought = Brought::default();
    for (line, row) in table.lines().iter().zip(&rows) {
        if around.is_merged(&row.fields.reference) {
            continue;
        }
        let known = around.known.get(&row.fields.reference);
        brought.count(tx, (line.number, known.is_some()), || apply(tx, row, known, today))?;
    }
    brought.twins = lookalikes(tx, table)?;
    Ok(brought.and_left_out(table))
}

/// The clients of a file who look like somebody else, each with that one, by reference alone.
fn lookalikes(tx: &Transaction, table: &Table) -> Result<Vec<(String, String)>, StoreError> {
    let references = table.lines().iter().filter_map(|line| Row::new(table, line).text("ref")).collect();
    twins::among(tx, &references)
}

impl Around {
    /// True for the reference of a record that was merged into another one: what becomes of the two was decided then.
    fn is_merged(&self, reference: &str) -> bool {
        self.known.get(reference).is_some_and(|known| known.client.fields.reference != reference)
    }
}

fn look_around(tx: &Transaction, table: &Table, today: NaiveDate) -> Result<Around, StoreError> {
    let mut known = HashMap::new();
    for line in table.lines() {
        let reference = Row::new(table, line).text("ref").unwrap_or_default();
        if let Some(id) = clients::by_reference(tx, &reference)? {
            let episodes = episodes::of_client(tx, id)?;
            let joined = merging::has_more(tx, id)?;
            known.insert(reference, Known { client: clients::get(tx, id)?, episodes, joined });
        }
    }
    let workers = workers::all(tx)?.into_iter().filter(|worker| worker.active).collect();
    Ok(Around { codes: codes::all(tx)?, workers, today, known })
}

// ------------------------------------------------------------------ reading

fn read(row: &mut Row, around: &Around, lines: &mut HashMap<String, u64>) -> Option<ClientRow> {
    let reference = reference(row);
    let repeats = reference.as_ref().is_some_and(|reference| repeats(row, reference, lines));
    let known = reference.as_ref().and_then(|reference| around.known.get(reference));
    let is_merged = reference.as_ref().is_some_and(|reference| around.is_merged(reference));
    let fields = fields(row, reference, known.map(|known| &known.client.fields), around);
    let own_worker = own_worker(row, &around.workers);
    let restricted = row.yes("restricted");
    // That the client has a customership already is no second fault of a line that should not be there.
    let episode = if repeats || is_merged { None } else { episode(row, known, around) };
    Some(ClientRow { fields: fields?, episode, own_worker, restricted })
}

fn reference(row: &mut Row) -> Option<String> {
    let reference = row.needed("ref")?;
    if looks_like_identity_code(&reference) {
        row.fault("ref", Wrong::IdentityCode);
    }
    Some(reference)
}

/// True when an earlier line is about the same client.
fn repeats(row: &mut Row, reference: &str, lines: &mut HashMap<String, u64>) -> bool {
    let earlier = lines.insert(reference.to_string(), row.number());
    if let Some(line) = earlier {
        row.fault("ref", Wrong::Twice(line));
    }
    earlier.is_some()
}

fn fields(
    row: &mut Row,
    reference: Option<String>,
    old: Option<&ClientFields>,
    around: &Around,
) -> Option<ClientFields> {
    let family_name = row.needed("family_name");
    let given_name = row.needed("given_name");
    let old = old.cloned().unwrap_or_default();
    let code = |row: &mut Row, list: &str, kept: Option<String>| {
        row.or_kept(list, kept, |row, list| row.choice(list, Choices::of_list(&around.codes, list)))
    };
    let fields = ClientFields {
        reference: String::new(),
        family_name: String::new(),
        given_name: String::new(),
        birth_date: row.or_kept("birth_date", old.birth_date, |row, key| row.date_by(key, around.today)),
        phone: row.or_kept("phone", old.phone, Row::text),
        email: row.or_kept("email", old.email, Row::text),
        address: row.or_kept("address", old.address, Row::text),
        postcode: row.or_kept("postcode", old.postcode, Row::text),
        municipality: row.or_kept("municipality", old.municipality, Row::text),
        language: code(row, "language", old.language),
        gender: code(row, "gender", old.gender),
        education: code(row, "education", old.education),
        employment: code(row, "employment", old.employment),
        household: code(row, "household", old.household),
        benefit: code(row, "benefit", old.benefit),
        bus_card: old.bus_card,
        // Protection ends when somebody says so, not when a cell is empty.
        non_disclosure: row.yes("non_disclosure").unwrap_or(old.non_disclosure),
        non_disclosure_until: old.non_disclosure_until,
    };
    let fields = ClientFields { family_name: family_name?, given_name: given_name?, ..fields };
    for column in fields.identity_codes() {
        row.fault(column, Wrong::IdentityCode);
    }
    Some(ClientFields { reference: reference?, ..fields })
}

/// By login or by name.
fn own_worker(row: &mut Row, workers: &[Worker]) -> Option<WorkerId> {
    let typed = fold(&row.text("own_worker")?);
    let found = workers.iter().find(|worker| fold(&worker.login) == typed || fold(&worker.name) == typed);
    if found.is_none() {
        row.fault("own_worker", Wrong::NoSuchWorker(workers.iter().map(|worker| worker.name.clone()).collect()));
    }
    found.map(|worker| worker.id)
}

/// Columns that speak of a customership, and so need the day on which it began to be pending.
const OF_EPISODE: [&str; 6] = ["state", "closed", "referrer", "own_worker", "close_reason", "outcome"];

fn episode(row: &mut Row, known: Option<&Known>, around: &Around) -> Option<EpisodeFields> {
    let [pending, opened, closed] = ["pending_since", "opened", "closed"].map(|key| row.date_by(key, around.today));
    let stated = row.value::<EpisodeState>("state");
    let same = known.and_then(|known| known.same(pending, opened));
    let kept = same.map(|same| &same.fields);
    // What is opened was pending on that day at the latest.
    let Some(pending_since) = pending.or(kept.map(|kept| kept.pending_since)).or(opened) else {
        let undated = row.text("pending_since").or(row.text("opened")).is_none();
        if undated && OF_EPISODE.into_iter().any(|key| row.text(key).is_some()) {
            row.fault("pending_since", Wrong::Missing);
        }
        return None;
    };
    let opened = if row.has("opened") { opened } else { kept.and_then(|kept| kept.opened) };
    let closed = if row.has("closed") { closed } else { kept.and_then(|kept| kept.closed) };
    let as_before = kept.filter(|kept| (kept.opened, kept.closed) == (opened, closed)).map(|kept| kept.state);
    let mut code = |key: &str, kept: Option<String>| {
        row.or_kept(key, kept, |row, key| row.choice(key, Choices::of_list(&around.codes, key)))
    };
    let fields = EpisodeFields {
        state: stated.or(as_before).unwrap_or(state_by_dates(opened, closed)),
        pending_since,
        opened,
        closed,
        referrer: code("referrer", kept.and_then(|kept| kept.referrer.clone())),
        close_reason: code("close_reason", kept.and_then(|kept| kept.close_reason.clone())),
        outcome: code("outcome", kept.and_then(|kept| kept.outcome.clone())),
        ..kept.cloned().unwrap_or_else(|| EpisodeFields::pending(pending_since))
    };
    // A list that is brought in says neither when the service began nor how it was reviewed in the end.
    let final_held = same.is_some_and(|same| same.final_held);
    let unreviewed = fields.state == EpisodeState::Closed && !final_held;
    // A day that is wrong by itself is told as that day only.
    let right = |day: &NaiveDate| *day >= pending_since && closed.is_none_or(|closed| *day <= closed);
    let fields = EpisodeFields {
        service_began: if same.is_none() { opened.filter(right) } else { fields.service_began },
        final_waiver: fields.final_waiver.clone().or(unreviewed.then(|| IMPORTED.to_string())),
        ..fields
    };
    if let Err(faults) = fields.check(same.map(|same| same.fields.state), final_held) {
        faults.into_iter().for_each(|fault| row.fault(column_of(fault), Wrong::Episode(fault)));
    }
    if same.is_none()
        && let Some(wrong) = against_earlier(known, pending_since)
    {
        // It has become a part of another one, and what stands of both was decided then.
        if known.is_some_and(|known| known.joined) {
            return None;
        }
        row.fault("pending_since", wrong);
    }
    Some(fields)
}

/// Why what was brought in has no final review (code list `final_waiver`).
const IMPORTED: &str = "imported";

fn state_by_dates(opened: Option<NaiveDate>, closed: Option<NaiveDate>) -> EpisodeState {
    match (opened, closed) {
        (Some(_), Some(_)) => EpisodeState::Closed,
        (None, Some(_)) => EpisodeState::Declined,
        (Some(_), None) => EpisodeState::Open,
        (None, None) => EpisodeState::Pending,
    }
}

fn column_of(fault: EpisodeFault) -> &'static str {
    use EpisodeFault::*;
    match fault {
        NoSuchStep => "state",
        OpenedMissing | OpenedBeforePending | OpenedWhilePending => "opened",
        // These an import does not bring: its other days do not suit them.
        NeedBeforePending | ServiceBeforePending => "pending_since",
        NeedAfterEnd | ServiceAfterEnd => "closed",
        ClosedMissing | ClosedBeforeStart | ClosedWhileLive => "closed",
        ReasonMissing => "close_reason",
        OutcomeMissing => "outcome",
        // An import gives the reason itself.
        FinalMissing => "state",
    }
}

/// A new customership begins after the last one has ended.
fn against_earlier(known: Option<&Known>, pending_since: NaiveDate) -> Option<Wrong> {
    let newest = known?.episodes.first()?;
    match newest.fields.closed {
        None => Some(Wrong::LiveEpisode(newest.fields.pending_since)),
        Some(closed) if pending_since < closed => Some(Wrong::BeforeLastClosed(closed)),
        Some(_) => None,
    }
}

// ------------------------------------------------------------------ applying

fn apply(tx: &Transaction, row: &ClientRow, known: Option<&Known>, today: NaiveDate) -> Result<(), StoreError> {
    let client = match known {
        None => clients::insert(tx, &row.fields)?,
        Some(Known { client, .. }) => {
            if client.fields != row.fields {
                clients::update(tx, client.id, client.rev, &row.fields)?;
            }
            client.id
        }
    };
    if let Some(fields) = &row.episode {
        match known.and_then(|known| known.same(Some(fields.pending_since), None)) {
            None => drop(episodes::add(tx, client, fields, row.own_worker)?),
            Some(old) => update_episode(tx, old, fields, row.own_worker, today)?,
        }
    }
    match row.restricted {
        Some(wanted) if wanted != known.is_some_and(|known| known.client.restricted) => {
            access::bring_in(tx, client, wanted, row.own_worker)
        }
        _ => Ok(()),
    }
}

fn update_episode(
    tx: &Transaction,
    old: &Episode,
    fields: &EpisodeFields,
    own_worker: Option<WorkerId>,
    today: NaiveDate,
) -> Result<(), StoreError> {
    if old.fields != *fields {
        episodes::update(tx, old.id, old.rev, fields)?;
    }
    match (own_worker, old.own_worker) {
        (Some(new), Some((now, _))) if new == now => Ok(()),
        // A handover is of today; the first own worker has been one from the beginning.
        (Some(new), Some(_)) if fields.state.is_live() => episodes::assign(tx, old.id, new, today),
        (Some(new), None) if fields.state.is_live() => {
            episodes::assign(tx, old.id, new, fields.opened.unwrap_or(fields.pending_since))
        }
        _ => Ok(()),
    }
}
