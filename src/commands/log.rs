//! `log`: who has done what, and when; and what one client is told of it.

use std::io::Write;

use chrono::NaiveDate;
use clap::Args;

use super::output::{Cell, Column, Format, Listing, column, data};
use super::{Context, Failure, agenda};
use crate::domain::ids::{ClientId, WorkerId};
use crate::domain::keyed::Keyed;
use crate::domain::rights::{self, Right};
use crate::domain::text::clean_line;
use crate::domain::trace::{Act, Seen, Trace};
use crate::domain::worker::Worker;
use crate::say;
use crate::store::request::Lists;
use crate::store::trail::{self, LogAsked, LogEntry};
use crate::store::{Store, clients, retention};
use crate::text::Words;

/// Which entries: all, unless narrowed. With a client and nobody else named, the client's own extract.
#[derive(Debug, Args)]
pub struct Log {
    #[arg(long, value_name = "REF")]
    client: Option<String>,
    #[arg(long, value_name = "LOGIN")]
    worker: Option<String>,
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    #[arg(long = "to", id = "until", value_name = "DAY")]
    to: Option<String>,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

pub const COLUMNS: &[Column] = &[
    data("id"),
    column("time"),
    column("worker"),
    column("act"),
    column("entity"),
    data("entity_id"),
    column("client"),
    column("fields"),
    column("reason"),
    data("purpose"),
];

/// What a client is told: nobody else's name but the worker's, and nothing of what was written.
pub const EXTRACT: &[Column] = &[column("time"), column("worker"), column("what"), column("purpose")];

impl Log {
    /// # Errors
    /// A text for whoever may not read it, and for a client or a worker that there is not; wrong usage for a wrong day.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let (mut store, me) = context.open()?;
        let words = &context.words;
        let client = self.client.as_deref().map(|typed| client(&store, typed, words)).transpose()?;
        let lists = Lists::read(store.reader())?;
        let worker = self.worker.as_deref().map(|typed| worker(&lists, typed, words)).transpose()?;
        let day = |typed: &Option<String>| -> Result<Option<NaiveDate>, Failure> {
            typed.as_deref().map(|typed| agenda::day(typed, context.today, words)).transpose()
        };
        let (from, to) = (day(&self.from)?, day(&self.to)?);
        let asked = LogAsked { client, workers: worker.map(|id| vec![id]), from, to, ..LogAsked::default() };
        match client.filter(|_| worker.is_none()) {
            Some(client) => self.extract(&mut store, &me, client, &asked, &lists, words, out),
            None => self.list(&mut store, &me, &asked, &lists, words, out),
        }
    }

    fn list(
        &self,
        store: &mut Store,
        me: &Worker,
        asked: &LogAsked,
        lists: &Lists,
        words: &Words,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        if !rights::may(me.role, Right::ReadLog) {
            return Err(Failure::Refused(say!(words, "log-not-yours")));
        }
        let entries = trail::entries(store.reader(), asked)?;
        store.trace(&[Trace::new(Act::View, Seen::Log, 0, asked.client.into_iter().collect())])?;
        let rows = entries.iter().map(|entry| row(entry, lists, words)).collect();
        Ok(Listing { columns: COLUMNS, rows }.print(self.format, words, out)?)
    }

    #[allow(clippy::too_many_arguments)]
    fn extract(
        &self,
        store: &mut Store,
        me: &Worker,
        client: ClientId,
        asked: &LogAsked,
        lists: &Lists,
        words: &Words,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        if !rights::may(me.role, Right::Extract) {
            return Err(Failure::Refused(say!(words, "log-extract-not-yours")));
        }
        let told = words.extract(&trail::extract(store.reader(), client, asked)?);
        store.trace(&[Trace::new(Act::Export, Seen::Extract, client.0, vec![client])])?;
        let rows: Vec<Vec<Cell>> = told
            .into_iter()
            .map(|line| {
                let time = Cell::word(line.at.as_str(), words.instant(&line.at));
                vec![time, lists.worker(line.worker).into(), line.what.into(), line.ground.into()]
            })
            .collect();
        if self.format == Format::Table {
            let head = match retention::removed_at(store.reader(), client)? {
                Some(at) => say!(words, "extract-removed", number = client.0, at = words.instant(&at)),
                None => {
                    let reference = clients::get(store.reader(), client)?.fields.reference;
                    say!(words, "extract-head", reference = reference)
                }
            };
            writeln!(out, "{head}")?;
            writeln!(out, "{}\n", say!(words, "extract-about"))?;
            if rows.is_empty() {
                return Ok(writeln!(out, "{}", say!(words, "extract-none"))?);
            }
        }
        Ok(Listing { columns: EXTRACT, rows }.print(self.format, words, out)?)
    }
}

/// The client of a reference.
///
/// # Errors
/// A sentence when there is none, or none that one may see.
pub fn client(store: &Store, typed: &str, words: &Words) -> Result<ClientId, Failure> {
    let typed = clean_line(typed);
    if let Some(client) = clients::by_reference(store.reader(), &typed)? {
        return Ok(client);
    }
    // Whoever has been removed is in the log by number alone.
    let number = typed.strip_prefix('#').and_then(|number| number.parse().ok()).map(ClientId);
    if let Some(number) = number.filter(|number| matches!(retention::removed_at(store.reader(), *number), Ok(Some(_))))
    {
        return Ok(number);
    }
    Err(Failure::Refused(match retention::any_removed(store.reader())? {
        true => say!(words, "log-no-client-any-more", typed = typed.as_str()),
        false => say!(words, "log-no-client", typed = typed.as_str()),
    }))
}

fn worker(lists: &Lists, typed: &str, words: &Words) -> Result<WorkerId, Failure> {
    let found = lists.workers.iter().find(|worker| worker.login == typed).map(|worker| worker.id);
    found.ok_or_else(|| Failure::Refused(say!(words, "log-no-worker", typed = clean_line(typed))))
}

fn row(entry: &LogEntry, lists: &Lists, words: &Words) -> Vec<Cell> {
    let fields: Vec<&str> = entry.changes.iter().map(|change| change.column.as_str()).collect();
    let login = lists.workers.iter().find(|worker| worker.id == entry.worker).map(|worker| worker.login.clone());
    vec![
        entry.id.into(),
        Cell::word(entry.at.as_str(), words.instant(&entry.at)),
        login.map_or(Cell::Empty, |login| Cell::word(login, lists.worker(entry.worker).unwrap_or_default())),
        Cell::word(if entry.undoes { "undo" } else { entry.act.key() }, words.act(entry)),
        Cell::word(entry.entity.as_str(), words.entity(&entry.entity)),
        entry.entity_id.into(),
        entry.client_ref.clone().or(entry.client.map(|client| format!("#{}", client.0))).into(),
        fields.join(" ").into(),
        entry.reason.as_deref().into(),
        entry.purpose.map_or(Cell::Empty, |purpose| Cell::keyed("purpose", purpose, words)),
    ]
}
