//! `due`: what is late and what is coming, by the same rules as on the screens; one's own also as a calendar.

use std::io::Write;

use chrono::NaiveDate;
use clap::Args;

use super::output::{Cell, Column, Format, Listing, column, data};
use super::{Context, Failure, one_of};
use crate::domain::due::{DueLine, Ground, within};
use crate::domain::ids::{ClientId, WorkerId};
use crate::domain::keyed::Keyed;
use crate::domain::trace::{Act, Seen, Trace};
use crate::exchange::ics;
use crate::store::Store;
use crate::store::request::Lists;
use crate::text::Words;

/// Which lines to show: everybody's, however far off, those that are put off among them, unless narrowed.
#[derive(Debug, Default, Args)]
pub struct Due {
    #[arg(long, conflicts_with = "unassigned")]
    mine: bool,
    #[arg(long)]
    unassigned: bool,
    #[arg(id = "due_kind", long = "kind", value_name = "KIND", value_parser = one_of::<Ground>())]
    kind: Option<Ground>,
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(i64).range(0..))]
    within: Option<i64>,
    #[arg(id = "due_ics", long = "ics", conflicts_with_all = ["mine", "unassigned", "format"])]
    ics: bool,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

pub const COLUMNS: &[Column] = &[
    column("date"),
    column("days_left"),
    column("outer"),
    column("rule"),
    column("kind"),
    data("source"),
    data("reason"),
    column("client"),
    column("activity"),
    column("what"),
    column("worker"),
    column("snoozed"),
    data("snooze_reason"),
];

impl Due {
    /// # Errors
    /// As every command that reads the file.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let (mut store, me) = context.open()?;
        self.show(&mut store, me.id, &context.words, context.today, out)
    }

    /// Prints what was asked for, as `me`, and notes in the log whom it shows.
    ///
    /// # Errors
    /// As [`Due::run`].
    pub fn show(
        &self,
        store: &mut Store,
        me: WorkerId,
        words: &Words,
        today: NaiveDate,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        let mut lines = within(store.due_lines(today)?, today, self.within.unwrap_or(i64::MAX));
        lines.retain(|line| self.kind.is_none_or(|kind| line.rule.ground == kind));
        if self.ics {
            lines.retain(|line| line.subject.worker == Some(me));
        }
        lines.retain(|line| !self.mine || line.is_for(me));
        lines.retain(|line| !self.unassigned || line.subject.worker.is_none());
        let mut clients: Vec<ClientId> =
            lines.iter().filter_map(|line| Some(line.subject.client.as_ref()?.0)).collect();
        clients.sort_unstable();
        clients.dedup();
        store.trace(&[Trace::new(Act::Export, Seen::DueLines, 0, clients)])?;
        if self.ics {
            return Ok(write!(out, "{}", ics::export_due(store, &lines, words, today)?)?);
        }
        let lists = Lists::read(store.reader())?;
        let listing = Listing { columns: COLUMNS, rows: rows(&lines, today, &lists, words) };
        Ok(listing.print(self.format, words, out)?)
    }
}

/// One row a line, oldest first.
pub fn rows(lines: &[DueLine], today: NaiveDate, lists: &Lists, words: &Words) -> Vec<Vec<Cell>> {
    lines.iter().map(|line| row(line, today, lists, words)).collect()
}

fn row(line: &DueLine, today: NaiveDate, lists: &Lists, words: &Words) -> Vec<Cell> {
    let subject = &line.subject;
    vec![
        Cell::day_of_week(line.day, words),
        line.days_left(today).into(),
        line.outer().into(),
        Cell::word(line.rule.key, words.due_rule(line.rule)),
        Cell::word(line.rule.ground.key(), words.ground(line.rule)),
        line.rule.source.into(),
        words.due_why(line).into(),
        subject.client.as_ref().map(|(_, name)| name.as_str()).into(),
        subject.activity.as_ref().map(|(_, name)| name.as_str()).into(),
        subject.what.as_deref().into(),
        subject.worker.and_then(|id| lists.worker(id)).into(),
        line.snooze.as_ref().map(|snooze| snooze.until).into(),
        line.snooze.as_ref().map(|snooze| snooze.reason.as_str()).into(),
    ]
}
