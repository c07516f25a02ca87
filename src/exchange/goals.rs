//! Goals in: one goal a line, known again by its client, its words and the day on which it was set.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Transaction;

use super::table::{Columns, Line, optional, required};
use super::{Brought, Choices, Fault, ImportError, Merged, Row, Table, Wrong, named_clients, read_rows};
use crate::domain::goal::{GoalFields, GoalState, Responsible};
use crate::domain::ids::{ClientId, EpisodeId};
use crate::store::StoreError;
use crate::store::codes::{self, Code};
use crate::store::episodes::{self, Episode};
use crate::store::goals::{self, Goal};

/// Required ones first.
pub const COLUMNS: Columns = &[
    required("client_ref", "asiakkaan tunnus").also("asiakkaan viite"),
    required("text", "tavoite omin sanoin").also("tavoite"),
    required("set_on", "asetettu"),
    optional("theme", "teema"),
    optional("target", "milloin toteutunut").also("päämäärä"),
    optional("responsible", "vastuu"),
    optional("review_on", "arvioidaan").also("arviointi"),
    optional("state", "tavoitteen tila").also("tila"),
    optional("ended", "päättynyt"),
];

/// One goal of a file, and the goal in the store of which it is a newer account.
struct GoalRow<'a> {
    line: &'a Line,
    client: ClientId,
    episode: EpisodeId,
    fields: GoalFields,
    known: Option<Goal>,
}

/// What a line is read against.
struct Around {
    codes: Vec<Code>,
    clients: HashMap<String, ClientId>,
    merged: Merged,
    /// Customerships of those clients, newest first, with their goals.
    episodes: HashMap<ClientId, Vec<(Episode, Vec<Goal>)>>,
    today: NaiveDate,
}

pub fn bring_in(tx: &Transaction, table: &Table, today: NaiveDate) -> Result<Brought, ImportError> {
    let around = look_around(tx, table, today)?;
    let rows = read_rows(table, |row| read(row, &around))?;
    let faults = told_twice(table, &rows);
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let mut brought = Brought::default();
    for GoalRow { line, episode, fields, known, .. } in &rows {
        brought.count(tx, (line.number, known.is_some()), || match known {
            Some(goal) if goal.fields == *fields => Ok(()),
            Some(goal) => goals::update(tx, goal.id, goal.rev, fields),
            None => goals::insert(tx, *episode, fields).map(drop),
        })?;
    }
    Ok(brought.and_left_out(table))
}

fn look_around(tx: &Transaction, table: &Table, today: NaiveDate) -> Result<Around, StoreError> {
    let clients = named_clients(tx, table)?;
    let mut episodes = HashMap::new();
    for client in clients.values() {
        let mut own = Vec::new();
        for episode in episodes::of_client(tx, *client)? {
            let goals = goals::of_episode(tx, episode.id)?;
            own.push((episode, goals));
        }
        episodes.insert(*client, own);
    }
    let merged = Merged::among(tx, &clients)?;
    Ok(Around { codes: codes::all(tx)?, clients, merged, episodes, today })
}

fn read<'a>(row: &mut Row<'a>, around: &Around) -> Option<GoalRow<'a>> {
    let client = row.needed("client_ref").map(|reference| around.clients.get(&reference));
    if client == Some(None) {
        row.fault("client_ref", Wrong::NoSuchClient);
    }
    let text = row.needed("text").and_then(|_| row.block("text"));
    let set_on = row.needed("set_on").and_then(|_| row.date_by("set_on", around.today));
    let theme = row.choice("theme", Choices::of_list(&around.codes, "theme"));
    let responsible = row.value::<Responsible>("responsible");
    let review_on = row.date("review_on");
    let state = row.value::<GoalState>("state");
    let ended = row.date_by("ended", around.today);
    let (client, text, set_on) = (*client??, text?, set_on?);
    let own = around.episodes.get(&client).map(Vec::as_slice).unwrap_or_default();
    let is_it = |goal: &&Goal| (&goal.fields.text, goal.fields.set_on) == (&text, set_on);
    let known = own.iter().find_map(|(episode, goals)| Some((episode, goals.iter().find(is_it)?)));
    if known.is_some() && around.merged.names(row) {
        return None;
    }
    let before = known.map_or_else(|| GoalFields::new(text, set_on), |(_, goal)| goal.fields.clone());
    let said = |row: &Row, key: &str| row.has(key);
    let fields = GoalFields {
        theme: if said(row, "theme") { theme } else { before.theme.clone() },
        target: if said(row, "target") { row.block("target") } else { before.target.clone() },
        responsible: if said(row, "responsible") { responsible } else { before.responsible },
        review_on: if said(row, "review_on") { review_on } else { before.review_on },
        state: if said(row, "state") { state.unwrap_or(GoalState::Active) } else { before.state },
        ended: if said(row, "ended") { ended } else { before.ended },
        ..before.clone()
    };
    check(row, &fields);
    let episode = known.map(|(episode, _)| episode).or_else(|| of_day(own, set_on));
    let Some(episode) = episode else {
        row.fault("set_on", Wrong::NoEpisode);
        return None;
    };
    let is_over = before.state != GoalState::Active || !episode.fields.state.is_live();
    let changes = known.map_or(fields.state == GoalState::Active, |_| fields != before);
    if is_over && changes {
        row.fault("state", Wrong::GoalOver);
    }
    let known = known.map(|(_, goal)| goal.clone());
    Some(GoalRow { line: row.line(), client, episode: episode.id, fields, known })
}

/// The customership of which a day is, the newest where there are several.
fn of_day(own: &[(Episode, Vec<Goal>)], day: NaiveDate) -> Option<&Episode> {
    let is_of = |episode: &&Episode| {
        episode.fields.pending_since <= day && episode.fields.closed.is_none_or(|closed| day <= closed)
    };
    own.iter().map(|(episode, _)| episode).find(is_of)
}

/// A goal is pursued, or has ended on a day.
fn check(row: &mut Row, fields: &GoalFields) {
    match (fields.state == GoalState::Active, fields.ended) {
        (true, Some(_)) => row.fault("ended", Wrong::GoalStillActive),
        (false, None) => row.fault("ended", Wrong::GoalEndedMissing),
        (false, Some(ended)) if ended < fields.set_on => row.fault("ended", Wrong::EndsBeforeStart(fields.set_on)),
        _ => {}
    }
    if fields.state != GoalState::Active && row.text("review_on").is_some() {
        row.fault("review_on", Wrong::GoalNoReview);
    }
}

fn told_twice(table: &Table, rows: &[GoalRow]) -> Vec<Fault> {
    let mut told: HashMap<(ClientId, &str, NaiveDate), u64> = HashMap::new();
    let mut faults = Vec::new();
    for row in rows {
        let key = (row.client, row.fields.text.as_str(), row.fields.set_on);
        if let Some(earlier) = told.insert(key, row.line.number) {
            faults.push(Row::new(table, row.line).as_fault("text", Wrong::Twice(earlier)));
        }
    }
    faults
}
