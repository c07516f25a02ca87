//! `roster`: an activity's people x its sessions of a week, as on the screen; and the list to take along on paper.

use std::collections::HashMap;
use std::io::Write;

use chrono::NaiveDate;
use clap::Args;

use super::output::{Cell, Column, Format, Listing, data, print_table};
use super::{Context, Failure, agenda};
use crate::domain::calendar::Week;
use crate::domain::ids::{ActivityId, ClientId};
use crate::domain::search::{Entry, Index};
use crate::domain::text::{clean_line, fold};
use crate::domain::trace::{Act, Seen, Trace};
use crate::say;
use crate::store::activities::{self, Activity};
use crate::store::request::Lists;
use crate::store::roster::{self, Person, Roster as Data};
use crate::store::sessions::SessionLine;
use crate::store::{Store, clients};
use crate::text::Words;
use crate::text::paper::{named_on_paper, paper};

/// Which roster: this week's, unless another is named.
#[derive(Debug, Args)]
pub struct Roster {
    #[arg(required = true, value_name = "ACTIVITY")]
    activity: Vec<String>,
    #[arg(long, value_name = "WEEK")]
    week: Option<String>,
    #[arg(long, conflicts_with = "format")]
    paper: bool,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

/// For programs: a row for each person at each session, then one for the heads without a name.
pub const COLUMNS: &[Column] = &[
    data("activity"),
    data("date"),
    data("start"),
    data("standing"),
    data("client_ref"),
    data("name"),
    data("member"),
    data("mark"),
    data("rate"),
    data("anonymous"),
];

impl Roster {
    /// # Errors
    /// As [`Roster::print`].
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let (mut store, _) = context.open()?;
        let mut page = Vec::new();
        let trace = self.print(&store, &context.words, context.today, &mut page)?;
        // Nothing leaves of whom the log does not have.
        store.trace(&[trace])?;
        Ok(out.write_all(&page)?)
    }

    /// Prints the roster of the chosen week; returns what the log is to have of it.
    ///
    /// # Errors
    /// Usage, when there is no such week; a text for the user when no activity or more than one is meant, or when there
    /// is no session to make a paper list for.
    pub fn print(&self, store: &Store, words: &Words, today: NaiveDate, out: &mut dyn Write) -> Result<Trace, Failure> {
        let week = agenda::week(self.week.as_deref(), today, words)?;
        let conn = store.reader();
        let activity = meant(&activities::all(conn)?, &clean_line(&self.activity.join(" ")), words)?;
        let data = roster::read(conn, activity, (week.monday(), week.sunday()), today)?;
        if self.paper {
            write!(out, "{}", on_paper(&data, week, words)?)?;
            let clients = named_on_paper(&data, week);
            return Ok(Trace::new(Act::Print, Seen::Roster, activity.0, clients));
        }
        match self.format {
            Format::Table => {
                let lists = Lists::read(conn)?;
                print_for_people(&data, week, &lists, words, out)?;
            }
            format => {
                let listing = Listing { columns: COLUMNS, rows: rows(&data, &references(store, &data)?, words) };
                listing.print(format, words, out)?;
            }
        }
        let clients = data.people.iter().map(|person| person.client).collect();
        Ok(Trace::new(Act::Export, Seen::Roster, activity.0, clients))
    }
}

/// Nobody who may not be seen has one.
type References = HashMap<ClientId, String>;

fn references(store: &Store, data: &Data) -> Result<References, Failure> {
    let mut references = References::new();
    for person in &data.people {
        if let Some(reference) = clients::reference_of(store.reader(), person.client)? {
            references.insert(person.client, reference);
        }
    }
    Ok(references)
}

// ------------------------------------------------------------------ which activity

/// The activity of this name; else the only one that has every typed piece. What is only spelled nearly so is named,
/// never taken.
///
/// # Errors
/// A text for the user when no activity or more than one is meant.
pub fn meant(programme: &[Activity], typed: &str, words: &Words) -> Result<ActivityId, Failure> {
    let folded = fold(typed);
    let is_named = |activity: &&Activity| activity.fields.name == typed;
    let is_called = |activity: &&Activity| fold(&activity.fields.name) == folded;
    let has_pieces = |activity: &&Activity| {
        let key = activity.fields.fold_key();
        folded.split(' ').all(|piece| key.contains(piece))
    };
    let ways: [&dyn Fn(&&Activity) -> bool; 3] = [&is_named, &is_called, &has_pieces];
    for fits in ways {
        if let [only] = programme.iter().filter(|activity| fits(activity)).collect::<Vec<_>>().as_slice() {
            return Ok(only.id);
        }
    }
    Err(Failure::Refused(candidates(programme, typed, words)))
}

/// What the look-up would find, one a line.
fn candidates(programme: &[Activity], typed: &str, words: &Words) -> String {
    let entry = |activity: &Activity| Entry {
        target: activity.id,
        label: activity.fields.name.clone(),
        fold_key: activity.fields.fold_key(),
    };
    let mut index = Index::new(programme.iter().map(entry).collect());
    let found = index.find(typed).best;
    if found.is_empty() {
        return say!(words, "roster-no-such", typed = typed);
    }
    let names = found.iter().map(|at| format!("\n{}", clean_line(&index.get(*at).label)));
    say!(words, "roster-which", typed = typed) + &names.collect::<String>()
}

// ------------------------------------------------------------------ for programs

/// One row a person and session, in the order of the sessions; after each session the heads without a name.
fn rows(data: &Data, references: &References, words: &Words) -> Vec<Vec<Cell>> {
    let each = data.sessions.iter().enumerate().flat_map(|(at, session)| {
        let persons = data.people.iter().map(move |person| person_row(session, person, at, references, words));
        persons.chain(std::iter::once(heads_row(session)))
    });
    each.collect()
}

fn session_cells(session: &SessionLine) -> Vec<Cell> {
    let (standing, _) = agenda::standing(&session.standing);
    vec![session.name.as_str().into(), session.day.into(), session.starts_at.into(), standing.into()]
}

fn person_row(session: &SessionLine, person: &Person, at: usize, references: &References, words: &Words) -> Vec<Cell> {
    let member = if person.belongs_on(session.day) { "yes" } else { "no" };
    let mut row = session_cells(session);
    row.extend([
        references.get(&person.client).map(String::as_str).into(),
        person.name.as_str().into(),
        member.into(),
        person.marks[at].map_or(Cell::Empty, |mark| Cell::keyed("mark", mark, words)),
        person.tally.rate().into(),
        Cell::Empty,
    ]);
    row
}

fn heads_row(session: &SessionLine) -> Vec<Cell> {
    let mut row = session_cells(session);
    row.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, session.anon_count.into()]);
    row
}

// ------------------------------------------------------------------ for people

/// Names left, a column a session, the rate; below them the heads and how many are marked.
fn print_for_people(data: &Data, week: Week, lists: &Lists, words: &Words, out: &mut dyn Write) -> Result<(), Failure> {
    let place = data.activity.fields.place.as_deref();
    let title = [Some(data.activity.fields.name.clone()), Some(words.week(week)), place.map(String::from)];
    writeln!(out, "{}", title.into_iter().flatten().map(|part| clean_line(&part)).collect::<Vec<_>>().join(" · "))?;
    if data.sessions.is_empty() {
        writeln!(out, "{}", no_sessions(data, week, words))?;
    }
    if data.sessions.is_empty() && data.people.is_empty() {
        return Ok(());
    }
    let mut headings = vec![say!(words, "column-name")];
    headings.extend(
        data.sessions.iter().map(|session| {
            format!("{} {}", words.short_day(session.day), words.span(session.starts_at, session.ends_at))
        }),
    );
    headings.push(say!(words, "column-rate"));
    let mut rows: Vec<Vec<Cell>> = data.people.iter().map(|person| line(person, data, words)).collect();
    if !data.sessions.is_empty() {
        rows.push(summary(say!(words, "roster-heads"), data, |_, session| {
            session.anon_count.map_or("–".to_string(), |count| count.to_string())
        }));
    }
    if data.sessions.iter().any(|session| session.by_name || !session.standing.takes_place()) {
        rows.push(summary(String::new(), data, |at, session| match session.standing.takes_place() {
            true if session.by_name => marked(data, at, words),
            true => String::new(),
            false => words.standing(&session.standing, lists),
        }));
    }
    Ok(print_table(headings, &rows, out)?)
}

fn line(person: &Person, data: &Data, words: &Words) -> Vec<Cell> {
    let name = match person.is_visitor() {
        true => say!(words, "roster-visitor", name = person.name.as_str()),
        false => person.name.clone(),
    };
    let mark = |(session, mark): (&SessionLine, &Option<_>)| match mark {
        Some(mark) => Cell::keyed("mark", *mark, words),
        None if !session.standing.takes_place() => Cell::text("–"),
        None if person.belongs_on(session.day) => Cell::Text(say!(words, "mark-unmarked")),
        None => Cell::Empty,
    };
    let mut row = vec![Cell::Text(name)];
    row.extend(data.sessions.iter().zip(&person.marks).map(mark));
    row.push(Cell::Text(words.rate(person.tally.rate())));
    row
}

fn summary(label: String, data: &Data, cell: impl Fn(usize, &SessionLine) -> String) -> Vec<Cell> {
    let mut row = vec![Cell::Text(label)];
    row.extend(data.sessions.iter().enumerate().map(|(at, session)| Cell::Text(cell(at, session))));
    row.push(Cell::Empty);
    row
}

/// "merkitty 11/14"
fn marked(data: &Data, at: usize, words: &Words) -> String {
    let day = data.sessions[at].day;
    let expected = data.people.iter().filter(|person| person.belongs_on(day));
    let marked = expected.clone().filter(|person| person.marks[at].is_some()).count();
    say!(words, "roster-marked", marked = marked.to_string(), expected = expected.count().to_string())
}

fn no_sessions(data: &Data, week: Week, words: &Words) -> String {
    say!(words, "roster-empty-week", week = words.week(week), when = words.timetables(&data.activity))
}

// ------------------------------------------------------------------ on paper

fn on_paper(data: &Data, week: Week, words: &Words) -> Result<String, Failure> {
    paper(data, week, words).ok_or_else(|| Failure::Refused(no_sessions(data, week, words)))
}
