//! `due`: what is late and what is coming, by the same rules as on the screens.

use std::io::Write;

use chrono::NaiveDate;
use clap::Args;

use super::output::{Cell, Column, Format, Listing, column, data};
use super::{Context, Failure};
use crate::domain::due::{DueLine, within};
use crate::domain::keyed::Keyed;
use crate::store::due;
use crate::store::request::Lists;
use crate::text::Words;

/// Which lines to show: everybody's, however far off, unless narrowed.
#[derive(Debug, Args)]
pub struct Due {
    #[arg(long)]
    mine: bool,
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(i64).range(0..))]
    within: Option<i64>,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

pub const COLUMNS: &[Column] = &[
    column("date"),
    column("days_left"),
    column("rule"),
    column("ground"),
    data("source"),
    column("client"),
    column("activity"),
    column("what"),
    column("worker"),
];

impl Due {
    /// # Errors
    /// As every command that reads the file.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let (store, me) = context.open()?;
        let conn = store.reader();
        let lists = Lists::read(conn)?;
        let mut lines = within(due::lines(conn, context.today)?, context.today, self.within.unwrap_or(i64::MAX));
        lines.retain(|line| !self.mine || line.is_for(me.id));
        let listing = Listing { columns: COLUMNS, rows: rows(&lines, context.today, &lists, &context.words) };
        Ok(listing.print(self.format, &context.words, out)?)
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
        Cell::word(line.rule.key, words.due_rule(line.rule)),
        Cell::word(line.rule.ground.key(), words.ground(line.rule)),
        line.rule.source.into(),
        subject.client.as_ref().map(|(_, name)| name.as_str()).into(),
        subject.activity.as_ref().map(|(_, name)| name.as_str()).into(),
        subject.what.as_deref().into(),
        subject.worker.and_then(|id| lists.worker(id)).into(),
    ]
}
