//! Reports: what is asked for, and the tables that answer it. Pure shapes; the figures come from the store.

mod period;
mod suppress;

use chrono::NaiveDate;

use super::activity::{Kind, Tier};
use super::attendance::Mark;
use super::ids::{ActivityId, ClientId, WorkerId};
use super::keyed::{Keyed, keyed};
pub use period::{Length, Span};

keyed! {
    /// What can be reported; `report-<key>` names it.
    pub enum Name {
        Participation = "participation",
        Outcomes = "outcomes",
        Profile = "profile",
        Visits = "visits",
        Reviews = "reviews",
        Dropouts = "dropouts",
        Caseload = "caseload",
        Meters = "meters",
    }
}

keyed! {
    /// How a figure is written, and what it means when figures are added up.
    pub enum Unit {
        Count = "count",
        /// Tenths of a per cent; those of a part add up to 100.0.
        Share = "share",
        /// Whole per cent.
        Rate = "rate",
        /// Tenths of whatever is measured.
        Mean = "mean",
    }
}

keyed! {
    /// As what a report leaves the program; the key ends the file's name.
    pub enum Shape {
        /// A workbook.
        Xlsx = "xlsx",
        Csv = "csv",
        Json = "json",
        /// To be printed.
        Html = "html",
    }
}

keyed! {
    /// What lies behind a figure.
    pub enum Item {
        Person = "person",
        Episode = "episode",
        Spell = "spell",
        Visit = "visit",
        Session = "session",
        Review = "review",
        Goal = "goal",
        Plan = "plan",
        Measure = "measure",
    }
}

/// What is asked for: which days, and which part of the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub span: Span,
    /// The day it is: what lies ahead is neither held nor late.
    pub today: NaiveDate,
    /// Whose clients; of a count of heads, whose sessions.
    pub worker: Option<WorkerId>,
    pub tier: Option<Tier>,
    /// Key of the list `theme`.
    pub theme: Option<String>,
}

impl Asked {
    /// Everybody and everything of these days.
    pub fn of(span: Span, today: NaiveDate) -> Asked {
        Asked { span, today, worker: None, tier: None, theme: None }
    }

    /// Some of the work is left out.
    pub fn is_narrowed(&self) -> bool {
        self.worker.is_some() || self.tier.is_some() || self.theme.is_some()
    }
}

/// One figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    Count(i64),
    /// Tenths of a per cent.
    Share(i64),
    /// Whole per cent.
    Rate(u32),
    /// Tenths.
    Mean(i64),
    /// Nothing is known to count or to divide by, which is not 0.
    Unknown,
    /// Too few people to be told outside the team.
    Hidden,
}

/// A figure, and how many lie behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    pub value: Value,
    /// As many as its list has lines.
    pub behind: i64,
}

/// A column: its key heads CSV and JSON, `figure-<key>` heads the table, `rule-<rule>` says how it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub key: &'static str,
    pub rule: &'static str,
    pub unit: Unit,
}

/// What a row is about, as it stands in the file: a list or a set, a colon, and the key in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Line {
    Of(String),
    /// Nothing was told.
    NotTold,
    Total,
}

/// A line read: where its word comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label<'a> {
    /// A word of the report itself: `report-line-<key>`.
    Word(&'a str),
    /// A name, such as an activity's.
    Name(&'a str),
    Worker(WorkerId),
    Tier(Tier),
    /// An age band: from and to, or only from.
    Age(&'a str),
    /// The Monday of a week.
    Week(NaiveDate),
    /// `instrument-<key>`.
    Instrument(&'a str),
    /// `measure-part-<key>`.
    Score(&'a str),
    /// A choice of the list `registered`, as of the last day.
    AsOf(&'a str),
    /// A choice of the list `service` that gathers so many services.
    Services(u32, &'a str),
    Code {
        list: &'a str,
        key: &'a str,
    },
    NotTold,
    Total,
}

impl Line {
    /// The line of a value in the file; none is "not told".
    pub fn of(text: Option<String>) -> Line {
        text.map_or(Line::NotTold, Line::Of)
    }

    /// Where the word for it comes from.
    pub fn label(&self) -> Label<'_> {
        let text = match self {
            Line::Of(text) => text,
            Line::NotTold => return Label::NotTold,
            Line::Total => return Label::Total,
        };
        let (set, key) = text.split_once(':').unwrap_or(("name", text));
        let read = match set {
            "word" => Some(Label::Word(key)),
            "name" => Some(Label::Name(key)),
            "age" => Some(Label::Age(key)),
            "instrument" => Some(Label::Instrument(key)),
            "score" => Some(Label::Score(key)),
            "asof" => Some(Label::AsOf(key)),
            "worker" => key.parse().ok().map(|id| Label::Worker(WorkerId(id))),
            "tier" => Tier::from_key(key).map(Label::Tier),
            "week" => key.parse().ok().map(Label::Week),
            "services" => key.split_once(':').and_then(|(count, key)| Some(Label::Services(count.parse().ok()?, key))),
            list => Some(Label::Code { list, key }),
        };
        read.unwrap_or(Label::Name(key))
    }

    /// The word for programs.
    pub fn key(&self) -> &str {
        match self {
            Line::Of(text) => text.rsplit_once(':').map_or(text, |(_, key)| key),
            Line::NotTold => "",
            Line::Total => "TOTAL",
        }
    }
}

/// One row: its part of the table, what it is about, and a figure a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// `None` where the table has no parts.
    pub part: Option<Line>,
    pub line: Line,
    pub figures: Vec<Figure>,
}

/// One table of a report. `report-table-<key>` names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub key: &'static str,
    /// Heads the column of parts, where there are parts.
    pub parts: Option<&'static str>,
    /// Heads the column of lines.
    pub lines: &'static str,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

impl Table {
    /// The rows, part by part.
    pub fn chunks(&self) -> impl Iterator<Item = &[Row]> {
        self.rows.chunk_by(|one, next| one.part == next.part)
    }
}

/// Records that were removed when their time to be kept was over, as far as they concern a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removed {
    /// How many of those that are gone said something of the calendar years of the report's days.
    pub records: i64,
    /// The figures are those that were kept on this day, before the first of them went: whole, and nobody is behind them
    /// any more. `None`: the figures lack those that are gone.
    pub kept_on: Option<NaiveDate>,
}

/// A report: its tables over some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub name: Name,
    pub scope: Asked,
    pub tables: Vec<Table>,
    /// `None` where no record of these years has been removed.
    pub removed: Option<Removed>,
}

impl Report {
    /// As it may leave the team: no figure under `least` but 0, and none that gives such a figure away.
    pub fn suppressed(mut self, least: u32) -> Report {
        self.tables.iter_mut().for_each(|table| suppress::hide(table, i64::from(least)));
        self
    }
}

/// Names one figure of one report: what one sees when one looks behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    pub name: Name,
    pub table: &'static str,
    /// The column's place in the table.
    pub column: usize,
    pub part: Option<Line>,
    pub line: Line,
    pub scope: Asked,
}

/// One of those behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// Who it is about; nobody for a count of heads, and for whom the reader may not see.
    pub client: Option<(ClientId, String)>,
    pub activity: Option<(ActivityId, Kind)>,
    /// The activity, the goal, the instrument.
    pub what: Option<String>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Of a visit, or of somebody who stayed away.
    pub mark: Option<Mark>,
    /// What it adds to the figure, where that is not 1.
    pub number: Option<i64>,
}

/// Shares in tenths of a per cent that add up to 1000: the largest remainders are rounded up, the first of equals first.
/// Nothing to divide gives nothing.
pub fn shares(counts: &[i64]) -> Vec<Option<i64>> {
    let whole: i64 = counts.iter().sum();
    if whole <= 0 {
        return vec![None; counts.len()];
    }
    let mut shares: Vec<i64> = counts.iter().map(|count| count * 1000 / whole).collect();
    let left = usize::try_from(1000 - shares.iter().sum::<i64>()).unwrap_or_default();
    let mut by_remainder: Vec<usize> = (0..counts.len()).collect();
    by_remainder.sort_by_key(|at| std::cmp::Reverse(counts[*at] * 1000 % whole));
    for at in by_remainder.into_iter().take(left) {
        shares[at] += 1;
    }
    shares.into_iter().map(Some).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_a_hundred_and_follow_the_largest_remainder() {
        assert_eq!(shares(&[1, 1, 1]), [Some(334), Some(333), Some(333)]);
        let lieto = [11, 7, 8, 4, 76, 12, 1, 1, 5];
        assert_eq!(shares(&lieto), [88, 56, 64, 32, 608, 96, 8, 8, 40].map(Some), "as published for 2020");
        assert_eq!(shares(&[0, 0]), [None, None], "nothing is not 0 %");
        for counts in [vec![7, 13, 29], vec![1; 17], vec![1, 999], vec![3, 0, 3]] {
            assert_eq!(shares(&counts).into_iter().flatten().sum::<i64>(), 1000, "{counts:?}");
        }
    }

    #[test]
    fn a_line_says_where_its_word_comes_from() {
        let label = |text: &str| format!("{:?}", Line::Of(text.into()).label());
        assert_eq!(label("outcome:work"), r#"Code { list: "outcome", key: "work" }"#);
        assert_eq!(label("name:Ryhmä: keskiviikko"), r#"Name("Ryhmä: keskiviikko")"#);
        assert_eq!(label("services:4:tailored_groups"), r#"Services(4, "tailored_groups")"#);
        assert_eq!(label("tier:own"), "Tier(Own)");
        assert_eq!(label("week:2017-02-06"), "Week(2017-02-06)");
        assert_eq!(Line::NotTold.label(), Label::NotTold);
        assert_eq!((Line::Of("word:onward".into()).key(), Line::Total.key()), ("onward", "TOTAL"));
    }
}
