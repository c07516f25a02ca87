//! The events of a file as the program knows them: series with their times, and what single sessions have of their own.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Europe::Helsinki;
use chrono_tz::Tz;

use super::EventFault;
use super::content::{Component, Content, Line};
use super::moment::{Moment, length, moment, moments};
use crate::domain::activity::Timetable;
use crate::domain::dates::{FIRST_DAY, LAST_DAY};
use crate::domain::recurrence::{EventDays, Pattern, Series};
use crate::domain::text::clean_line;
use crate::exchange::fault::{Fault, Wrong};
use crate::store::imported::Stands;

/// Letters of a name, a place or a UID.
const LONGEST: usize = 500;

/// Single days that one event may name.
const MOST_DAYS: usize = 2_000;

/// Days of an event that goes on day after day, such as a camp or a holiday.
const DAYS_ON_END: i64 = 31;

/// Years for which one asks whether a series of another zone keeps its time.
const YEARS_ASKED: i32 = 2;

/// One series of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub line: u64,
    pub uid: String,
    pub name: String,
    pub place: Option<String>,
    /// The whole event is off.
    pub cancelled: bool,
    pub timetable: Timetable,
    /// By the day on which the series would have it.
    pub exceptions: BTreeMap<NaiveDate, Exception>,
}

/// What one session of a series has of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    pub off: bool,
    /// When and where it is, or would have been. No place is the place of the series.
    pub stands: Stands,
    /// The session has a name of its own.
    pub title: Option<String>,
}

impl Event {
    /// Single days that are off stay in the calendar as what they are; a rule that is off gives no more days.
    fn day_by_day(mut self) -> Event {
        let Timetable { series, starts_at, ends_at } = &self.timetable;
        if self.cancelled && matches!(series.pattern(), Pattern::Dates(_)) {
            for day in series.occurrences(FIRST_DAY, LAST_DAY) {
                let stands = Stands { day, starts_at: *starts_at, ends_at: *ends_at, place: None };
                let exception = Exception { off: true, stands, title: None };
                self.exceptions.entry(day).or_insert(exception).off = true;
            }
            self.cancelled = false;
        }
        self
    }

    /// A fault of this event.
    pub fn fault(&self, fault: EventFault, found: &str) -> Fault {
        fault_at(self.line, &self.name, fault, found)
    }
}

fn fault_at(line: u64, event: &str, fault: EventFault, found: &str) -> Fault {
    let wrong = Wrong::Event { event: event.to_string(), fault };
    Fault { found: clean_line(found), ..Fault::of_line(line, wrong) }
}

/// What is wrong, and what stands there.
type Refused = (EventFault, String);

/// Every event of a file, in its order.
///
/// # Errors
/// Everything that cannot be kept.
pub fn events(content: &Content) -> Result<Vec<Event>, Vec<Fault>> {
    let all_off = content.calendar.iter().any(|line| line.name() == "METHOD" && is(line, "CANCEL"));
    let mut faults = Vec::new();
    let mut found: Vec<(Event, Drafted)> = Vec::new();
    let mut by_uid: HashMap<String, usize> = HashMap::new();
    let mut refused: HashSet<String> = HashSet::new();
    let (masters, exceptions): (Vec<_>, Vec<_>) =
        content.events.iter().partition(|component| component.line("RECURRENCE-ID").is_none());
    for component in masters {
        match Drafted::read(component).and_then(|drafted| Ok((drafted.series()?, drafted))) {
            Ok((_, drafted)) if by_uid.contains_key(&drafted.uid) => {
                let line = found[by_uid[&drafted.uid]].0.line;
                faults.push(fault_at(component.number, &drafted.name, EventFault::Twice, &line.to_string()));
            }
            Ok((timetable, mut drafted)) => {
                drafted.cancelled |= all_off;
                by_uid.insert(drafted.uid.clone(), found.len());
                found.push((drafted.event(component.number, timetable), drafted));
            }
            Err((fault, what)) => {
                refused.extend(text(component, "UID").ok().flatten());
                faults.push(fault_at(component.number, &label(component), fault, &what));
            }
        }
    }
    for component in exceptions {
        let read = Drafted::read(component).and_then(|drafted| {
            let at = by_uid.get(&drafted.uid).ok_or((EventFault::NoSeries, drafted.uid.clone()))?;
            let (event, series) = &mut found[*at];
            let (day, exception) = drafted.exception(component, event, series, all_off)?;
            event.exceptions.insert(day, exception);
            Ok(())
        });
        match read {
            Ok(()) => {}
            // The series itself has been told of.
            Err((EventFault::NoSeries, uid)) if refused.contains(&uid) => {}
            Err((fault, what)) => faults.push(fault_at(component.number, &label(component), fault, &what)),
        }
    }
    let found = found.into_iter().map(|(event, _)| event.day_by_day()).collect();
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// By what people know an event: its name, or whatever else it has.
fn label(component: &Component) -> String {
    let named = ["SUMMARY", "UID"].iter().find_map(|name| component.line(name)).map(|line| clean_line(line.value()));
    named.unwrap_or_default().chars().take(80).collect()
}

fn is(line: &Line, value: &str) -> bool {
    line.value().trim().eq_ignore_ascii_case(value)
}

/// One component, each of its values read by itself.
struct Drafted {
    uid: String,
    name: String,
    place: Option<String>,
    cancelled: bool,
    start: Moment,
    /// When the first time ends; none when that is open.
    end: Option<NaiveTime>,
    /// The days after the first of an event that goes on for several whole days.
    days_on: BTreeSet<NaiveDate>,
    rule: Option<String>,
    also: Vec<(Moment, String)>,
    except: Vec<(Moment, String)>,
}

impl Drafted {
    fn read(component: &Component) -> Result<Drafted, Refused> {
        let missing = |name: &str| (EventFault::Missing, name.to_string());
        let uid = text(component, "UID")?.ok_or_else(|| missing("UID"))?;
        let name = text(component, "SUMMARY")?;
        let exception = component.line("RECURRENCE-ID").is_some();
        let name = if exception { name.unwrap_or_default() } else { name.ok_or_else(|| missing("SUMMARY"))? };
        // A session that is called off need not say again when it would have been.
        let start = component.line("DTSTART").or(component.line("RECURRENCE-ID"));
        let start = start.map(moment).transpose()?.ok_or_else(|| missing("DTSTART"))?;
        let (end, days_on) = end(component, start)?;
        let rules: Vec<&Line> = component.all("RRULE").chain(component.all("EXRULE")).collect();
        let rule = match rules.as_slice() {
            [] => None,
            [only] if only.name() == "RRULE" => Some(only.value().trim().to_string()),
            [first, ..] => return Err((EventFault::Rule, first.value().to_string())),
        };
        Ok(Drafted {
            uid,
            name,
            place: text(component, "LOCATION")?,
            cancelled: component.line("STATUS").is_some_and(|line| is(line, "CANCELLED")),
            start,
            end,
            days_on,
            rule,
            also: single_days(component, "RDATE")?,
            except: single_days(component, "EXDATE")?,
        })
    }

    fn event(&self, line: u64, timetable: Timetable) -> Event {
        Event {
            line,
            uid: self.uid.clone(),
            name: self.name.clone(),
            place: self.place.clone(),
            cancelled: self.cancelled,
            timetable,
            exceptions: BTreeMap::new(),
        }
    }

    /// The time of day at which each session starts; none for whole days.
    fn starts_at(&self) -> Option<NaiveTime> {
        matches!(self.start, Moment::Time(..)).then(|| self.start.here().time())
    }

    fn zone(&self) -> Tz {
        match self.start {
            Moment::Day(_) => Helsinki,
            Moment::Time(_, zone) => zone,
        }
    }

    fn series(&self) -> Result<Timetable, Refused> {
        let first = self.start.here().date();
        let rule = self.rule.as_ref().map(|rule| self.rule_here(rule));
        let refused = || (EventFault::Rule, self.rule.clone().unwrap_or_default());
        let days = |listed: &[(Moment, String)]| listed.iter().map(|day| self.day_of(day)).collect::<Result<_, _>>();
        let also: BTreeSet<NaiveDate> = days(&self.also)?;
        if !self.days_on.is_empty() && (rule.is_some() || !also.is_empty()) {
            return Err((EventFault::Overnight, String::new()));
        }
        let days = EventDays {
            first,
            at: self.starts_at(),
            rule,
            also: also.into_iter().chain(self.days_on.iter().copied()).filter(|day| *day != first).collect(),
            except: days(&self.except)?,
        };
        if let Some(day) = days.also.iter().chain([&first]).find(|day| !(FIRST_DAY..=LAST_DAY).contains(*day)) {
            return Err((EventFault::Time, day.to_string()));
        }
        let series = Series::from_event(&days).map_err(|_| refused())?;
        // A single day long after the end of a rule leaves out every day between by name.
        if series.except().len() > MOST_DAYS {
            return Err((EventFault::TooManyDays, MOST_DAYS.to_string()));
        }
        self.keeps_its_time(&series)?;
        Ok(Timetable { series, starts_at: self.starts_at(), ends_at: self.end })
    }

    /// The end of a rule, where it is told in the time of another zone, in UTC.
    fn rule_here(&self, rule: &str) -> String {
        let local = |part: &str| {
            let until = part.strip_prefix("UNTIL=")?;
            let local = NaiveDateTime::parse_from_str(until, "%Y%m%dT%H%M%S").ok()?;
            let here = Moment::Time(local, self.zone()).here();
            Some(format!("UNTIL={}", here.format("%Y%m%dT%H%M%S")))
        };
        rule.split(';').map(|part| local(part).unwrap_or(part.to_string())).collect::<Vec<_>>().join(";")
    }

    /// The day that an `RDATE`, an `EXDATE` or a `RECURRENCE-ID` means. Some programs name the day alone, or its
    /// midnight, where the series has a time.
    fn day_of(&self, (day, found): &(Moment, String)) -> Result<NaiveDate, Refused> {
        let here = day.here();
        let whole = matches!(day, Moment::Day(_)) || matches!(day, Moment::Time(at, _) if at.time() == NaiveTime::MIN);
        match (whole, self.starts_at()) {
            (true, None) => Ok(here.date()),
            (true, Some(_)) => Ok(match day {
                Moment::Day(day) => *day,
                Moment::Time(local, _) if self.starts_at() != Some(here.time()) => local.date(),
                Moment::Time(..) => here.date(),
            }),
            (false, at) if at == Some(here.time()) => Ok(here.date()),
            (false, _) => Err((EventFault::OtherTime, found.clone())),
        }
    }

    /// Every session that the rule gives has the same time here as the first, on the day that the rule says.
    fn keeps_its_time(&self, series: &Series) -> Result<(), Refused> {
        let Moment::Time(local, zone) = self.start else { return Ok(()) };
        if zone == Helsinki || self.rule.is_none() {
            return Ok(());
        }
        let here = self.start.here();
        let asked = here.date().with_year(here.year() + YEARS_ASKED).unwrap_or(LAST_DAY);
        let last = series.last().map_or(asked, |last| last.min(asked));
        let same = |day: NaiveDate| Moment::Time(day.and_time(local.time()), zone).here() == day.and_time(here.time());
        let mut days = series.occurrences(here.date(), last).into_iter().filter(|day| !series.extra().contains(day));
        match local.date() == here.date() && days.all(same) {
            true => Ok(()),
            false => Err((EventFault::ZoneShifts, zone.name().to_string())),
        }
    }

    /// What this component says of one session of a series.
    fn exception(
        &self,
        component: &Component,
        event: &Event,
        series: &Drafted,
        all_off: bool,
    ) -> Result<(NaiveDate, Exception), Refused> {
        let Some(line) = component.line("RECURRENCE-ID") else { return Err((EventFault::NoSeries, String::new())) };
        if let Some(range) = line.parameter("RANGE") {
            return Err((EventFault::Range, range.to_string()));
        }
        let no_such_day = || (EventFault::NoSuchDay, line.value().to_string());
        let day = series.day_of(&(moment(line)?, String::new())).map_err(|_| no_such_day())?;
        if event.timetable.series.occurrences(day, day).is_empty() || event.exceptions.contains_key(&day) {
            return Err(no_such_day());
        }
        if self.rule.is_some() || !self.also.is_empty() || !self.days_on.is_empty() {
            return Err((EventFault::Overnight, String::new()));
        }
        let own = |text: Option<&String>, of_series: Option<&String>| text.filter(|_| text != of_series).cloned();
        let told = component.line("DTSTART").is_some();
        let stands = Stands {
            day: if told { self.start.here().date() } else { day },
            starts_at: if told { self.starts_at() } else { event.timetable.starts_at },
            ends_at: if told { self.end } else { event.timetable.ends_at },
            place: own(self.place.as_ref(), event.place.as_ref()),
        };
        if !(FIRST_DAY..=LAST_DAY).contains(&stands.day) {
            return Err((EventFault::Time, stands.day.to_string()));
        }
        let title = own(Some(&self.name).filter(|name| !name.is_empty()), Some(&event.name));
        Ok((day, Exception { off: self.cancelled || all_off, stands, title }))
    }
}

/// A text of one line; none when it is empty.
fn text(component: &Component, name: &str) -> Result<Option<String>, Refused> {
    let text = component.line(name).map(|line| clean_line(line.value())).filter(|text| !text.is_empty());
    match text {
        Some(text) if text.chars().count() > LONGEST => Err((EventFault::TooLong, name.to_string())),
        text => Ok(text),
    }
}

fn single_days(component: &Component, name: &str) -> Result<Vec<(Moment, String)>, Refused> {
    let mut found = Vec::new();
    for line in component.all(name).filter(|line| !line.value().trim().is_empty()) {
        let texts = line.value().split(',').map(|text| text.trim().to_string());
        found.extend(moments(line)?.into_iter().zip(texts));
        if found.len() > MOST_DAYS {
            return Err((EventFault::TooManyDays, MOST_DAYS.to_string()));
        }
    }
    Ok(found)
}

/// When the first session ends, on the same day; or the days that follow where whole days do.
fn end(component: &Component, start: Moment) -> Result<(Option<NaiveTime>, BTreeSet<NaiveDate>), Refused> {
    let here = start.here();
    let (end, found) = match (component.line("DTEND"), component.line("DURATION")) {
        (Some(line), _) => (moment(line)?.here(), line.value().to_string()),
        (None, Some(line)) => (here.checked_add_signed(length(line)?).unwrap_or(here), line.value().to_string()),
        (None, None) => return Ok((None, BTreeSet::new())),
    };
    if end < here {
        return Err((EventFault::EndsBeforeStart, found));
    }
    if let Moment::Day(first) = start {
        let days = (end.date() - first).num_days();
        let on_end = end.time() == NaiveTime::MIN && days <= DAYS_ON_END;
        let rest = first.iter_days().skip(1).take(usize::try_from(days - 1).unwrap_or_default());
        return if on_end { Ok((None, rest.collect())) } else { Err((EventFault::Overnight, found)) };
    }
    match end.date() == here.date() {
        true => Ok(((end > here).then(|| end.time()), BTreeSet::new())),
        false => Err((EventFault::Overnight, found)),
    }
}
