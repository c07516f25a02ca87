//! `agenda`: the sessions of a week or of some days, those that are not held among them; the programme for the wall, and the
//! whole of it for other calendars.

use std::collections::HashSet;
use std::io::Write;

use chrono::{Datelike, Days, NaiveDate};
use clap::Args;

use super::output::{Cell, Column, Format, Listing, column, data};
use super::{Context, Failure, roster};
use crate::domain::activity::ActivityFields;
use crate::domain::calendar::Week;
use crate::domain::dates::{DateError, LAST_DAY, Lean, parse_date};
use crate::domain::ids::{ActivityId, WorkerId};
use crate::domain::text::clean_line;
use crate::exchange::ics::{self, Part};
use crate::say;
use crate::store::Store;
use crate::store::activities::{self, Activity};
use crate::store::request::Lists;
use crate::store::sessions::{self, SessionLine, Standing};
use crate::text::programme::Programme;
use crate::text::{Words, weekday_key};

/// The days to show: this week, unless others are named, as people type them; all of the programme, or some of it.
#[derive(Debug, Default, Args)]
pub struct Agenda {
    #[arg(long, value_name = "WEEK", conflicts_with_all = ["from", "to"])]
    week: Option<String>,
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    #[arg(long, value_name = "DATE", requires = "from")]
    to: Option<String>,
    #[arg(long, value_name = "ACTIVITY")]
    activity: Option<String>,
    #[arg(long)]
    own: bool,
    #[arg(long, conflicts_with_all = ["from", "to", "html", "format"])]
    print: bool,
    #[arg(long, conflicts_with_all = ["from", "to", "format"])]
    html: bool,
    #[arg(long, conflicts_with_all = ["week", "from", "to", "print", "html", "format"])]
    ics: bool,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

pub const COLUMNS: &[Column] = &[
    column("date"),
    data("weekday"),
    column("start"),
    column("end"),
    column("activity"),
    column("place"),
    data("tier"),
    data("kind"),
    column("standing"),
    data("reason"),
    column("members"),
    column("capacity"),
];

impl Agenda {
    /// # Errors
    /// Usage, when a day or week is none; a text for the user when no activity or more than one is meant; otherwise as
    /// every command that reads the file.
    pub fn run(&self, context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
        let (store, me) = context.open()?;
        self.show(&store, me.id, &context.words, context.today, out)
    }

    /// Prints what was asked for, as `me`.
    ///
    /// # Errors
    /// As [`Agenda::run`].
    pub fn show(
        &self,
        store: &Store,
        me: WorkerId,
        words: &Words,
        today: NaiveDate,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        let (from, to) = self.days(today, words)?;
        let conn = store.reader();
        let activities = activities::all(conn)?;
        let part = self.part(&activities, me, words)?;
        if self.ics {
            return Ok(write!(out, "{}", ics::export(store, part, today)?)?);
        }
        let lists = Lists::read(conn)?;
        let only = part.activity.map(|activity| vec![activity]);
        let mut sessions = sessions::between(conn, from, to, only.as_deref())?;
        sessions.retain(|session| part.lead.is_none_or(|lead| session.lead == Some(lead)));
        if !self.print && !self.html {
            let listing = Listing { columns: COLUMNS, rows: rows(&sessions, &lists, words) };
            return Ok(listing.print(self.format, words, out)?);
        }
        let programme = Programme {
            week: Week::of(from),
            sessions: &sessions,
            enrolling: &which(&activities, |fields| fields.needs_booking),
            open: &which(&activities, |fields| !fields.needs_booking && !fields.terms.needs_decision),
            shut: &sessions::closures(conn, from, to)?,
            lists: &lists,
        };
        let page = if self.html { programme.html(words) } else { programme.text(words) };
        Ok(write!(out, "{page}")?)
    }

    fn part(&self, activities: &[Activity], me: WorkerId, words: &Words) -> Result<Part, Failure> {
        let meant = |typed: &String| roster::meant(activities, &clean_line(typed), words);
        Ok(Part { activity: self.activity.as_ref().map(meant).transpose()?, lead: self.own.then_some(me) })
    }

    /// The first and the last day; a first day alone begins a week.
    fn days(&self, today: NaiveDate, words: &Words) -> Result<(NaiveDate, NaiveDate), Failure> {
        let day = |text: &str| day(text, today, words);
        let (None, Some(from)) = (&self.week, &self.from) else {
            let week = week(self.week.as_deref(), today, words)?;
            return Ok((week.monday(), week.sunday()));
        };
        let from = day(from)?;
        let to = self.to.as_deref().map_or(Ok((from + Days::new(6)).min(LAST_DAY)), day)?;
        if from <= to { Ok((from, to)) } else { Err(Failure::Usage(say!(words, "days-backwards"))) }
    }
}

/// The activities of which something is true.
fn which(activities: &[Activity], is: impl Fn(&ActivityFields) -> bool) -> HashSet<ActivityId> {
    activities.iter().filter(|activity| is(&activity.fields)).map(|activity| activity.id).collect()
}

/// A day as people type it.
///
/// # Errors
/// `Usage`, when it is none.
pub fn day(typed: &str, today: NaiveDate, words: &Words) -> Result<NaiveDate, Failure> {
    parse_date(typed, today, Lean::Near).map_err(|error| wrong(typed, error, words))
}

/// The week that was asked for, or this one.
///
/// # Errors
/// `Usage`, when there is no such week.
pub fn week(typed: Option<&str>, today: NaiveDate, words: &Words) -> Result<Week, Failure> {
    let read = |text: &str| Week::parse(text, today).map_err(|error| wrong(text, error, words));
    typed.map_or(Ok(Week::of(today)), read)
}

fn wrong(typed: &str, error: DateError, words: &Words) -> Failure {
    Failure::Usage(format!("{typed}: {}", words.date_error(error)))
}

/// One row a session, in the order of the calendar.
pub fn rows(sessions: &[SessionLine], lists: &Lists, words: &Words) -> Vec<Vec<Cell>> {
    sessions.iter().map(|session| row(session, lists, words)).collect()
}

fn row(session: &SessionLine, lists: &Lists, words: &Words) -> Vec<Cell> {
    let (standing, reason) = standing(&session.standing);
    vec![
        Cell::day_of_week(session.day, words),
        weekday_key(session.day.weekday()).trim_start_matches("weekday-").into(),
        session.starts_at.into(),
        session.ends_at.into(),
        session.name.as_str().into(),
        session.place.as_deref().into(),
        Cell::keyed("tier", session.tier, words),
        Cell::keyed("kind", session.kind, words),
        Cell::word(standing, words.standing(&session.standing, lists)),
        reason.into(),
        // Where heads are counted nobody is expected by name, which is not the same as nobody.
        session.by_name.then_some(session.members).into(),
        session.capacity.into(),
    ]
}

/// For programs: how it stands, and why it does not take place.
pub fn standing(standing: &Standing) -> (&'static str, Option<&str>) {
    match standing {
        Standing::Planned => ("planned", None),
        Standing::Held => ("held", None),
        Standing::NotHeld(code) => ("not_held", Some(code)),
        Standing::Holiday(holiday) => ("holiday", Some(holiday.key())),
        Standing::Closed(reason) => ("closed", Some(reason)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::lang::Lang;

    fn days(week: Option<&str>, from: Option<&str>, to: Option<&str>) -> Result<[String; 2], String> {
        let owned = |text: Option<&str>| text.map(String::from);
        let asked = Agenda { week: owned(week), from: owned(from), to: owned(to), ..Agenda::default() };
        let today = "2017-02-06".parse().unwrap();
        let days = asked.days(today, &Words::new(Lang::Fi));
        days.map(|(from, to)| [from.to_string(), to.to_string()]).map_err(|failure| failure.to_string())
    }

    #[test]
    fn days_are_named_the_way_people_say_them() {
        let week_6 = Ok(["2017-02-06".to_string(), "2017-02-12".to_string()]);
        for week in [None, Some("6"), Some("vk 6"), Some("v 6"), Some("2017-W06")] {
            assert_eq!(days(week, None, None), week_6, "{week:?}");
        }
        assert_eq!(days(None, Some("6.2."), None), week_6);
        assert_eq!(days(None, Some("tänään"), Some("+6")), week_6);
        assert_eq!(days(None, Some("2199-12-31"), None).unwrap(), ["2199-12-31", "2199-12-31"]);
    }

    #[test]
    fn days_that_are_none_are_named() {
        assert_eq!(
            days(Some("60/2017"), None, None),
            Err("60/2017: Viikkoa 60/2017 ei ole; vuoden viimeinen viikko on 52.".into())
        );
        let wrong = days(None, Some("31.2.2017"), None).unwrap_err();
        assert!(wrong.contains("tarkoititko 28.2.2017?"), "{wrong}");
        assert!(days(None, Some("7.2."), Some("6.2.")).is_err());
    }
}
