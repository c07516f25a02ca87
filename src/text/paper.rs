//! The paper list: who is expected at the sessions of a week, with boxes to tick. It lies on a table where others see
//! it, so that it says no more of a person than tells people apart.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Words;
use super::short_names::{Name, short_names};
use crate::domain::attendance::Mark;
use crate::domain::calendar::Week;
use crate::domain::dates::show_days;
use crate::domain::ids::ClientId;
use crate::domain::recurrence::Pattern;
use crate::domain::text::clean_line;
use crate::say;
use crate::store::roster::{Person, Roster};
use crate::store::sessions::{SessionLine, Standing};

/// What fits on A4 in the type that text is usually printed in.
pub(super) const COLUMNS: usize = 78;
pub(super) const LINES: usize = 60;

/// Columns of a name, and of a session.
const NAME: usize = 30;
const SESSION: usize = 12;

/// Sessions side by side; more go on the next block.
const SIDE_BY_SIDE: usize = 4;

/// Lines for people who are not on the list yet.
const NEWCOMERS: usize = 4;

/// Empty lines between two blocks on one page.
const GAP: usize = 3;

/// Sessions that do not take place are told at the head of the list, as far as there is room.
const OFF_TOLD: usize = 7;

const BOX: &str = "[ ]";
const BLANK: &str = "____";

/// The list of a week, with a form feed between pages.
///
/// `None` when no session of the week takes place; where the days are open and the week has no session yet, there is
/// one column whose day is written in by hand.
pub fn paper(roster: &Roster, week: Week, words: &Words) -> Option<String> {
    let columns = columns(roster, week)?;
    let people: Vec<&Person> = roster.people.iter().filter(|person| is_expected(person, &columns, week)).collect();
    let short = short_names(&people.iter().map(|person| name(person)).collect::<Vec<_>>());
    let list = List { roster, week, people: people.into_iter().zip(short).collect(), words };
    let mut pages: Vec<Vec<String>> = Vec::new();
    for page in columns.chunks(SIDE_BY_SIDE).flat_map(|columns| list.block(columns)) {
        match pages.last_mut() {
            Some(last) if last.len() + GAP + page.len() <= LINES => {
                last.extend(std::iter::repeat_n(String::new(), GAP));
                last.extend(page);
            }
            _ => pages.push(page),
        }
    }
    let text = |page: Vec<String>| page.iter().map(|line| format!("{}\n", line.trim_end())).collect::<String>();
    Some(pages.into_iter().map(text).collect::<Vec<_>>().join("\u{c}"))
}

fn name(person: &Person) -> Name {
    Name { given: person.given_name.clone(), family: person.family_name().to_string() }
}

/// A session with its place among those of the roster, or a day that is yet to be written in.
type Column<'a> = Option<(usize, &'a SessionLine)>;

fn of_week(roster: &Roster, week: Week) -> impl Iterator<Item = (usize, &SessionLine)> {
    roster.sessions.iter().enumerate().filter(move |(_, session)| Week::of(session.day) == week)
}

fn columns(roster: &Roster, week: Week) -> Option<Vec<Column<'_>>> {
    let held: Vec<Column> =
        of_week(roster, week).filter(|(_, session)| session.standing.takes_place()).map(Some).collect();
    let mut timetables = roster.activity.timetables.iter();
    let open = timetables.all(|(_, timetable)| *timetable.series.pattern() == Pattern::Open);
    match held.is_empty() {
        false => Some(held),
        true => (open && of_week(roster, week).next().is_none()).then(|| vec![None]),
    }
}

/// A member on one of the days, or somebody who has a mark already.
fn is_expected(person: &Person, columns: &[Column], week: Week) -> bool {
    columns.iter().any(|column| match column {
        Some((at, session)) => person.belongs_on(session.day) || person.marks[*at].is_some(),
        None => week.days().into_iter().any(|day| person.belongs_on(day)),
    })
}

/// Whose names the list of a week has.
pub fn named_on_paper(roster: &Roster, week: Week) -> Vec<ClientId> {
    let columns = columns(roster, week).unwrap_or_default();
    let expected = roster.people.iter().filter(|person| is_expected(person, &columns, week));
    expected.map(|person| person.client).collect()
}

/// What every block of a list has in common.
struct List<'a> {
    roster: &'a Roster,
    week: Week,
    people: Vec<(&'a Person, String)>,
    words: &'a Words,
}

impl List<'_> {
    /// Some sessions side by side, on as many pages as the people need; each page has the head, the last one the foot.
    fn block(&self, columns: &[Column]) -> Vec<Vec<String>> {
        let (head, foot) = (self.head(columns), self.foot(columns));
        let people: Vec<String> =
            self.people.iter().filter_map(|(person, name)| self.row(person, name, columns)).collect();
        let room = LINES - head.len();
        let mut pages = Vec::new();
        let mut left = people.as_slice();
        while left.len() + foot.len() > room {
            let (now, later) = left.split_at(left.len().min(room));
            pages.push([&head, now].concat());
            left = later;
        }
        pages.push([&head, left, &foot].concat());
        pages
    }

    /// What it is, where and when; and what does not take place, so that nobody waits for it.
    fn head(&self, columns: &[Column]) -> Vec<String> {
        let fields = &self.roster.activity.fields;
        let days = show_days(self.week.monday(), self.week.sunday());
        let place = fields.place.as_deref().map(|place| format!(" · {}", clean_line(place))).unwrap_or_default();
        let mut head = vec![
            fit(&clean_line(&fields.name), COLUMNS),
            fit(&format!("{} · {days}{place}", self.words.week(self.week)), COLUMNS),
        ];
        let off = of_week(self.roster, self.week).filter_map(|(_, session)| self.off(session));
        head.extend(off.take(OFF_TOLD));
        let day = |column: &Column| match column {
            Some((_, session)) => self.words.short_day(session.day),
            None => format!("{BLANK}.{BLANK}."),
        };
        let time = |column: &Column| match column {
            Some((_, session)) => self.words.span(session.starts_at, session.ends_at),
            None => String::new(),
        };
        head.extend([String::new(), line("", columns.iter().map(day)), line("", columns.iter().map(time))]);
        head.push("-".repeat(COLUMNS));
        head
    }

    /// "pe 10.2. peruttu"
    fn off(&self, session: &SessionLine) -> Option<String> {
        let why = match &session.standing {
            Standing::Planned | Standing::Held => return None,
            Standing::NotHeld(_) => say!(self.words, "standing-not_held"),
            Standing::Holiday(holiday) => self.words.holiday(*holiday),
            Standing::Closed(reason) => say!(self.words, "standing-closed", reason = reason.as_str()),
        };
        Some(fit(&format!("{} {}", self.words.short_day(session.day), clean_line(&why)), COLUMNS))
    }

    /// One person; nobody who is expected at none of these sessions.
    fn row(&self, person: &Person, name: &str, columns: &[Column]) -> Option<String> {
        let cells: Vec<String> = columns.iter().map(|column| self.cell(person, column)).collect();
        cells.iter().any(|cell| !cell.is_empty()).then(|| line(name, cells.into_iter()))
    }

    fn cell(&self, person: &Person, column: &Column) -> String {
        let Some((at, session)) = column else { return BOX.to_string() };
        let mark = person.marks[*at];
        if mark.is_none() && !person.belongs_on(session.day) {
            return String::new();
        }
        let away = mark == Some(Mark::Excused) || person.announced_on(session.day).is_some();
        if away { say!(self.words, "paper-away") } else { BOX.to_string() }
    }

    /// Room for newcomers and for the number of those who give no name, and what goes into the boxes.
    fn foot(&self, columns: &[Column]) -> Vec<String> {
        let words = self.words;
        let each = |text: &str| columns.iter().map(|_| text.to_string()).collect::<Vec<_>>().into_iter();
        let by_name = !self.roster.activity.fields.counts_only || !self.people.is_empty();
        let mut foot = Vec::new();
        if by_name {
            let line = line(&"_".repeat(NAME - 4), each(BOX));
            foot.extend(std::iter::repeat_n(line, NEWCOMERS));
        }
        foot.extend([String::new(), line(&say!(words, "roster-heads"), each(BLANK))]);
        if by_name {
            let mark = |mark| words.label("mark", mark);
            let signs = [("x", Mark::Present), ("l", Mark::Late), ("e", Mark::Excused), ("-", Mark::NoShow)];
            let legend = signs.map(|(sign, what)| format!("[{sign}] {}", mark(what)));
            foot.extend([String::new(), fit(&legend.join("   "), COLUMNS)]);
        }
        let away = say!(words, "paper-away");
        let is_away = |(person, _): &(&Person, String)| columns.iter().any(|column| self.cell(person, column) == away);
        if self.people.iter().any(is_away) {
            foot.push(fit(&say!(words, "paper-legend-away"), COLUMNS));
        }
        foot
    }
}

/// A name or a label, and a text a session.
fn line(label: &str, cells: impl Iterator<Item = String>) -> String {
    let cells = cells.map(|cell| fit(&cell, SESSION - 1) + " ");
    format!("{} {}", fit(label, NAME - 1), cells.collect::<String>())
}

/// Exactly so many columns: filled with blanks, or cut where it says so.
pub(super) fn fit(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return format!("{text}{}", " ".repeat(columns - text.width()));
    }
    let mut used = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            used += c.width().unwrap_or_default();
            used < columns
        })
        .collect();
    let blank = columns - 1 - kept.width();
    format!("{kept}…{}", " ".repeat(blank))
}
