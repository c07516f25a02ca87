//! A calendar of courses in. Events are known by their UIDs: the same file twice makes no doubles, a changed event is
//! brought up to date from today on, and one that is no longer there is told of and left alone.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rusqlite::Transaction;

use super::content::{self, Content};
use super::event::{Event, Exception, events};
use super::plan::{Follows, Known, Plan, Stay, Step, plan};
use super::{EventFault, export};
use crate::domain::activity::{ActivityFields, Kind, Tier, Timetable};
use crate::domain::attendance::Slot;
use crate::domain::ids::{ActivityId, SeriesId};
use crate::domain::keyed::keyed;
use crate::domain::recurrence::Series;
use crate::domain::text::clean_line;
use crate::exchange::{Brought, ImportError};
use crate::store::imported::{self, Stands};
use crate::store::{Result, StoreError, activities};

keyed! {
    /// What there is to tell of one event.
    pub enum NoteKind {
        New = "new",
        Changed = "changed",
        /// The whole event is off from today on.
        Cancelled = "cancelled",
        /// No longer in the file; it was left alone.
        Vanished = "vanished",
        /// A session that stands otherwise here than in the file; it was left alone.
        Otherwise = "otherwise",
    }
}

/// One line of what an import came to, or would come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub kind: NoteKind,
    pub name: String,
    /// The first day from today on, and the last where there is one; the day of a session.
    pub days: (Option<NaiveDate>, Option<NaiveDate>),
}

/// Brings in every event of a file.
///
/// # Errors
/// Everything that cannot be kept; the store's own.
pub fn bring_in(tx: &Transaction, bytes: &[u8], today: NaiveDate) -> Result<Brought, ImportError> {
    let content = content::read(bytes)?;
    let events = events(&content)?;
    let own = export::uid_suffix(tx)?;
    let ours = |event: &&Event| event.uid.ends_with(&own);
    let faults: Vec<_> = events.iter().filter(ours).map(|event| event.fault(EventFault::OwnExport, "")).collect();
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let (activities, uids) = (activities::all(tx)?, imported::uids(tx)?);
    let provider = provider(&content);
    let plan = plan(&events, provider.as_deref(), &Known::new(&activities, &uids, today))?;
    let names = activities.iter().map(|activity| (activity.fields.name.clone(), activity.id)).collect();
    let mut import = Import { tx, today, provider, names, brought: Brought::default() };
    import.rename(&plan)?;
    for (activity, place) in &plan.moved {
        imported::move_home(tx, *activity, place, today)?;
    }
    for step in &plan.steps {
        import.take(step, &plan)?;
    }
    for gone in &plan.vanished {
        let of = activities.iter().find(|activity| activity.id == gone.activity);
        let name = of.map(|activity| activity.fields.name.as_str()).unwrap_or_default();
        import.note(NoteKind::Vanished, name, days(&gone.known, today));
    }
    Ok(import.brought)
}

/// The calendar's own name stands for who keeps it.
fn provider(content: &Content) -> Option<String> {
    let names = ["X-WR-CALNAME", "NAME"].iter().flat_map(|name| content.calendar.iter().filter(|l| l.name() == *name));
    names.map(|line| clean_line(line.value()).chars().take(200).collect()).find(|name: &String| !name.is_empty())
}

/// The first and the last day from today on.
fn days(timetable: &Timetable, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let rest = imported::rest(timetable, today).map(|rest| rest.series).unwrap_or(timetable.series.clone());
    (rest.first_occurrence(), rest.last_occurrence())
}

struct Import<'a> {
    tx: &'a Transaction<'a>,
    today: NaiveDate,
    provider: Option<String>,
    names: HashMap<String, ActivityId>,
    brought: Brought,
}

impl Import<'_> {
    fn note(&mut self, kind: NoteKind, name: &str, days: (Option<NaiveDate>, Option<NaiveDate>)) {
        self.brought.notes.push(Note { kind, name: name.to_string(), days });
    }

    fn rename(&mut self, plan: &Plan) -> Result<()> {
        for (activity, name) in &plan.renamed {
            imported::call(self.tx, *activity, name, self.today)?;
            self.names.retain(|_, id| id != activity);
            self.names.insert(name.clone(), *activity);
        }
        Ok(())
    }

    fn take(&mut self, step: &Step, plan: &Plan) -> Result<()> {
        let before = self.tx.total_changes();
        let renamed = |follows: &Follows| plan.renamed.iter().any(|(id, _)| *id == follows.activity);
        let was_renamed = step.follows.as_ref().is_some_and(|(follows, _)| renamed(follows));
        match (&step.follows, step.event.cancelled) {
            (None, true) => {}
            (Some((follows, _)), true) => self.end(follows, &step.event.name)?,
            (follows, false) => self.bring(step, follows.as_ref())?,
        }
        let changed = was_renamed || self.tx.total_changes() > before;
        let report = &mut self.brought.report;
        let kind = match (step.follows.is_some(), step.event.cancelled, changed) {
            (_, true, false) | (true, false, false) => {
                report.unchanged += 1;
                return Ok(());
            }
            (false, false, _) => {
                report.added += 1;
                NoteKind::New
            }
            (_, cancelled, true) => {
                report.changed += 1;
                if cancelled { NoteKind::Cancelled } else { NoteKind::Changed }
            }
        };
        self.note(kind, &step.event.name, days(&step.event.timetable, self.today));
        Ok(())
    }

    /// The whole event is off: nothing of it is left from today on.
    fn end(&mut self, follows: &Follows, name: &str) -> Result<()> {
        if imported::rest(&follows.known, self.today).is_none() {
            return Ok(());
        }
        self.tidy(follows.series, None, &BTreeMap::new(), name)?;
        imported::end(self.tx, follows.activity, follows.series, self.today)
    }

    fn bring(&mut self, step: &Step, follows: Option<&(Follows, Stay)>) -> Result<()> {
        let event = step.event;
        let mut wanted = event.timetable.clone();
        let mut known = None;
        if let Some((follows, stay)) = follows {
            // Whether holidays are skipped is the team's choice, which no calendar knows of.
            wanted.series = skipping(wanted.series, follows.known.series.skips_holidays())?;
            match imported::rest(&wanted, self.today) {
                Some(rest) if *stay == Stay::Moves => {
                    imported::tie(self.tx, follows.series, None)?;
                    self.end(follows, &event.name)?;
                    wanted = rest;
                }
                _ => known = Some(follows),
            }
        }
        let (activity, series) = match known {
            Some(follows) => {
                let moves = event.place.is_some() && event.place != follows.place;
                let followed = (follows.series, &follows.known);
                let series =
                    imported::follow(self.tx, follows.activity, followed, &wanted, &event.uid, (self.today, moves))?;
                (follows.activity, series)
            }
            None => {
                let activity = self.activity(step)?;
                (activity, imported::add(self.tx, activity, &wanted, &event.uid)?)
            }
        };
        if event.place.is_some() {
            let own = event.place.as_deref().filter(|place| Some(*place) != step.home.as_deref());
            imported::locate(self.tx, series, own)?;
        }
        self.exceptions((activity, series), event, &wanted, follows.is_none())
    }

    /// The activity of a name, made now if there is none.
    fn activity(&mut self, step: &Step) -> Result<ActivityId> {
        if let Some(activity) = self.names.get(&step.event.name) {
            return Ok(*activity);
        }
        let fields = ActivityFields {
            provider: self.provider.clone(),
            place: step.home.clone(),
            ..ActivityFields::named(step.event.name.clone(), Tier::Partnership, Kind::Course)
        };
        let id = activities::insert(self.tx, &fields, None)?;
        self.names.insert(step.event.name.clone(), id);
        Ok(id)
    }

    /// Single sessions as the file has them: all of a new series, the coming ones of one that was known.
    fn exceptions(
        &mut self,
        (activity, series): (ActivityId, SeriesId),
        event: &Event,
        wanted: &Timetable,
        is_new: bool,
    ) -> Result<()> {
        let (past, coming): (BTreeMap<_, _>, BTreeMap<_, _>) =
            event.exceptions.clone().into_iter().partition(|(day, _)| *day < self.today && !is_new);
        for (day, exception) in past {
            // Its own day has been: whether it was held then or is yet to come only people know.
            let to = exception.stands.day;
            if !exception.off && to >= self.today && !imported::is_moved(self.tx, activity, day, to)? {
                self.note(NoteKind::Otherwise, &event.name, (Some(day), Some(day)));
            }
        }
        let rows = imported::coming(self.tx, series, self.today)?;
        for (day, exception) in &coming {
            let slot = Slot::Rule { series, day: *day };
            let Exception { off, stands, title } = exception;
            let touched = rows.iter().any(|row| row.rule_day == *day);
            if touched || title.is_some() || *stands != plain(wanted, *day) {
                imported::put(self.tx, slot, stands, title.as_deref())?;
            }
            if *off {
                imported::call_off(self.tx, slot)?;
            }
        }
        self.tidy(series, Some(wanted), &coming, &event.name)
    }

    /// Coming sessions that the file says nothing special of: those that it no longer has go, unless somebody has
    /// written something about them; those that stand otherwise here are told of.
    fn tidy(
        &mut self,
        series: SeriesId,
        wanted: Option<&Timetable>,
        exceptions: &BTreeMap<NaiveDate, Exception>,
        name: &str,
    ) -> Result<()> {
        for row in imported::coming(self.tx, series, self.today)? {
            let day = row.rule_day;
            let meets = wanted.filter(|wanted| !wanted.series.occurrences(day, day).is_empty());
            let as_told = match (exceptions.get(&day), meets) {
                (Some(exception), _) => {
                    row.cancelled == exception.off && (exception.off || row.stands == exception.stands)
                }
                (None, Some(wanted)) => !row.cancelled && row.stands == plain(wanted, day),
                (None, None) if row.used => false,
                (None, None) => {
                    imported::forget(self.tx, row.id)?;
                    true
                }
            };
            if !as_told {
                self.note(NoteKind::Otherwise, name, (Some(row.stands.day), Some(row.stands.day)));
            }
        }
        Ok(())
    }
}

/// As the series itself has it.
fn plain(timetable: &Timetable, day: NaiveDate) -> Stands {
    Stands { day, starts_at: timetable.starts_at, ends_at: timetable.ends_at, place: None }
}

/// The same series, with holidays skipped or not.
fn skipping(series: Series, skip: bool) -> Result<Series> {
    let (first, last) = (series.first(), series.last());
    let same = Series::new(series.pattern().clone(), first, last, skip).map_err(|_| StoreError::Damaged)?;
    Ok(same.with_single_days_of(&series))
}
