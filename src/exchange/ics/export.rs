//! The programme out, for other calendars. It says what is on, when and where. Nothing in it is about a person: no name,
//! no number of people, no remark.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate, NaiveTime};
use rusqlite::Transaction;

use super::content::Writer;
use super::zone::{self, HELSINKI};
use crate::domain::activity::Timetable;
use crate::domain::attendance::SessionState;
use crate::domain::dates::{FIRST_DAY, LAST_DAY};
use crate::domain::ids::{ActivityId, SeriesId, WorkerId};
use crate::domain::recurrence::{EventDays, Series};
use crate::domain::text::clean_line;
use crate::store::activities::{self, Activity, Setting};
use crate::store::programme::{self, Single};
use crate::store::{Result, Store, imported, sessions};

/// Which part of the programme: all of it, one activity, what one worker leads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Part {
    pub activity: Option<ActivityId>,
    pub lead: Option<WorkerId>,
}

/// A series without an end has its holidays named for so many years after this one.
const YEARS_AHEAD: i32 = 10;

/// The calendar as text. The same file gives the same text, whoever asks and whenever in the year.
///
/// # Errors
/// The store's own.
pub fn export(store: &Store, part: Part, today: NaiveDate) -> Result<String> {
    let conn = store.reader();
    let uids = imported::uids(conn)?.into_iter().map(|(uid, series)| (series, uid)).collect();
    let mut out = Out {
        writer: Writer::default(),
        part,
        uids,
        suffix: suffix(&programme::began(conn)?),
        stamp: stamp(programme::changed(conn)?, today),
        shut: sessions::closures(conn, FIRST_DAY, LAST_DAY)?.into_keys().collect(),
        window: window(today),
    };
    let mut activities = activities::all(conn)?;
    activities.retain(|activity| part.activity.is_none_or(|only| only == activity.id));
    activities.sort_by_key(|activity| activity.id);
    let mut singles: HashMap<ActivityId, Vec<Single>> = HashMap::new();
    for single in programme::singles(conn)? {
        singles.entry(single.activity).or_default().push(single);
    }
    out.begin();
    for activity in &activities {
        out.activity(activity, singles.get(&activity.id).map_or(&[], Vec::as_slice));
    }
    out.writer.end("VCALENDAR");
    Ok(out.writer.into_text())
}

/// How the UIDs end that a file gives to what is its own.
pub fn uid_suffix(tx: &Transaction) -> Result<String> {
    Ok(suffix(&programme::began(tx)?))
}

/// The instant at which the file began stands for it: a host or a path would be nobody else's business.
pub(super) fn suffix(began: &str) -> String {
    let instant: String = began.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("-{instant}@rinnalla")
}

/// `20170206T120000Z`: when the programme last changed.
fn stamp(changed: Option<String>, today: NaiveDate) -> String {
    let seconds = changed.and_then(|at| at.get(..19).map(|at| at.replace(['-', ':'], "")));
    format!("{}Z", seconds.unwrap_or_else(|| today.format("%Y%m%dT000000").to_string()))
}

/// From the beginning of this year to the end of a later one.
fn window(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    let from = day(today.year(), 1, 1).unwrap_or(today);
    let to = day(today.year() + YEARS_AHEAD, 12, 31).unwrap_or(LAST_DAY);
    (from, to.min(LAST_DAY))
}

/// Single days before the first day of the rule. An event begins with its first day, so that they are one of their own.
fn take_early(days: &mut EventDays) -> BTreeSet<NaiveDate> {
    let later = days.also.split_off(&days.first);
    std::mem::replace(&mut days.also, later)
}

/// What a series has of its own.
fn setting(activity: &Activity, series: Option<SeriesId>) -> Option<&Setting> {
    activity.settings.iter().find(|(id, _)| Some(*id) == series).map(|(_, setting)| setting)
}

struct Out {
    writer: Writer,
    part: Part,
    uids: HashMap<SeriesId, String>,
    suffix: String,
    stamp: String,
    /// Days on which the team is shut.
    shut: BTreeSet<NaiveDate>,
    window: (NaiveDate, NaiveDate),
}

impl Out {
    fn begin(&mut self) {
        self.writer.begin("VCALENDAR");
        self.writer.put("VERSION", "2.0");
        self.writer.put("PRODID", "-//Rinnalla//Rinnalla//FI");
        self.writer.put("CALSCALE", "GREGORIAN");
        self.writer.put("X-WR-CALNAME", "Rinnalla");
        self.writer.put("X-WR-TIMEZONE", HELSINKI);
        zone::write(&mut self.writer);
    }

    /// Whether a series, or one session, is of the part that is asked for.
    fn is_wanted(&self, activity: &Activity, series: Option<SeriesId>, single: Option<&Single>) -> bool {
        let of_series = setting(activity, series).and_then(|setting| setting.lead);
        let lead = single.and_then(|single| single.lead).or(of_series).or(activity.lead);
        self.part.lead.is_none_or(|wanted| lead == Some(wanted))
    }

    fn activity(&mut self, activity: &Activity, singles: &[Single]) {
        let is_of = |single: &&Single, series: &SeriesId| single.rule.is_some_and(|(of, _)| of == *series);
        for (series, timetable) in &activity.timetables {
            let of: Vec<&Single> = singles.iter().filter(|single| is_of(single, series)).collect();
            self.series(activity, *series, timetable, &of);
        }
        for single in singles.iter().filter(|single| single.rule.is_none()) {
            self.alone(activity, single);
        }
    }

    fn series(&mut self, activity: &Activity, id: SeriesId, timetable: &Timetable, singles: &[&Single]) {
        let wanted = self.is_wanted(activity, Some(id), None);
        let series = self.left(activity, (id, &timetable.series), singles);
        let days = if wanted { series.to_event(timetable.starts_at, self.window) } else { None };
        let Some(mut days) = days else {
            singles.iter().for_each(|single| self.alone(activity, single));
            return;
        };
        // A session that people have touched stands even where the rule would skip its holiday.
        let stands = |single: &&&Single| {
            let day = single.rule.map(|(_, day)| day).filter(|day| days.first <= *day);
            day.is_some_and(|day| series.days(day, day).next().is_some())
        };
        let (within, alone): (Vec<&&Single>, Vec<&&Single>) = singles.iter().partition(stands);
        for day in within.iter().filter_map(|single| single.rule).map(|(_, day)| day) {
            days.except.remove(&day);
        }
        let mut early = take_early(&mut days);
        for (_, day) in alone.iter().filter_map(|single| single.rule) {
            early.remove(&day);
        }
        if let Some(first) = early.pop_first() {
            let uid = format!("series-{}-before{}", id.0, self.suffix);
            let early = EventDays { first, also: early, rule: None, except: BTreeSet::new(), ..days.clone() };
            self.master(activity, id, &uid, &early, timetable);
        }
        let uid = self.uids.get(&id).cloned().unwrap_or_else(|| format!("series-{}{}", id.0, self.suffix));
        self.master(activity, id, &uid, &days, timetable);
        for single in within {
            self.exception(activity, &uid, timetable, single);
        }
        alone.into_iter().for_each(|single| self.alone(activity, single));
    }

    /// The series without the days on which the team is shut, and without sessions that somebody else takes.
    fn left(&self, activity: &Activity, (id, series): (SeriesId, &Series), singles: &[&Single]) -> Series {
        let on = |day: NaiveDate| singles.iter().find(|single| single.rule.is_some_and(|(_, of)| of == day));
        let goes_with_the_team = |_: &&NaiveDate| series.skips_holidays();
        let shut = self.shut.iter().filter(goes_with_the_team);
        let shut = shut.filter(|day| on(**day).is_none_or(|single| self.is_shut(activity, single))).copied();
        let others = singles.iter().filter(|single| !self.is_wanted(activity, Some(id), Some(single)));
        let others = others.filter_map(|single| single.rule).map(|(_, day)| day);
        shut.chain(others).fold(series.clone(), Series::without)
    }

    /// The team is shut on the day of a session that people have touched but neither moved nor held, of a series that
    /// leaves days off out.
    fn is_shut(&self, activity: &Activity, single: &Single) -> bool {
        let series = single.rule.and_then(|(series, _)| activity.timetables.iter().find(|(id, _)| *id == series));
        let unmoved = single.rule.is_some_and(|(_, day)| day == single.day);
        let goes_with_the_team = unmoved && series.is_none_or(|(_, timetable)| timetable.series.skips_holidays());
        single.state == SessionState::Planned && goes_with_the_team && self.shut.contains(&single.day)
    }

    fn master(&mut self, activity: &Activity, id: SeriesId, uid: &str, days: &EventDays, timetable: &Timetable) {
        self.head(uid);
        self.list("DTSTART", [days.first], days.at);
        self.end(days.first, days.at, timetable.ends_at);
        if let Some(rule) = &days.rule {
            self.writer.put("RRULE", rule);
        }
        self.list("RDATE", days.also.iter().copied(), days.at);
        self.list("EXDATE", days.except.iter().copied(), days.at);
        self.tail(activity, Some(id), None);
    }

    /// One session of a series that is not as the series has it.
    fn exception(&mut self, activity: &Activity, uid: &str, timetable: &Timetable, single: &Single) {
        let Some((_, rule_day)) = single.rule else { return };
        let times = (single.starts_at, single.ends_at) == (timetable.starts_at, timetable.ends_at);
        let off = single.state == SessionState::NotHeld;
        if single.day == rule_day && times && !off && single.place.is_none() {
            return;
        }
        self.head(uid);
        self.list("RECURRENCE-ID", [rule_day], timetable.starts_at);
        self.single(activity, single);
    }

    /// A session that stands for itself.
    fn alone(&mut self, activity: &Activity, single: &Single) {
        let series = single.rule.map(|(series, _)| series);
        if !self.is_wanted(activity, series, Some(single)) || self.is_shut(activity, single) {
            return;
        }
        let uid = format!("session-{}{}", single.id.0, self.suffix);
        self.head(&uid);
        self.single(activity, single);
    }

    fn single(&mut self, activity: &Activity, single: &Single) {
        self.list("DTSTART", [single.day], single.starts_at);
        self.end(single.day, single.starts_at, single.ends_at);
        self.tail(activity, single.rule.map(|(series, _)| series), Some(single));
    }

    fn head(&mut self, uid: &str) {
        self.writer.begin("VEVENT");
        self.writer.put("UID", uid);
        let stamp = self.stamp.clone();
        self.writer.put("DTSTAMP", &stamp);
    }

    fn tail(&mut self, activity: &Activity, series: Option<SeriesId>, single: Option<&Single>) {
        self.writer.put("SUMMARY", &clean_line(&activity.fields.name));
        let own = single.and_then(|single| single.place.as_ref());
        let of_series = || setting(activity, series).and_then(|setting| setting.place.as_ref());
        if let Some(place) = own.or_else(of_series).or(activity.fields.place.as_ref()) {
            self.writer.put("LOCATION", &clean_line(place));
        }
        if single.is_some_and(|single| single.state == SessionState::NotHeld) {
            self.writer.put("STATUS", "CANCELLED");
        }
        self.writer.end("VEVENT");
    }

    fn end(&mut self, day: NaiveDate, starts_at: Option<NaiveTime>, ends_at: Option<NaiveTime>) {
        if let (Some(_), Some(_)) = (starts_at, ends_at) {
            self.list("DTEND", [day], ends_at);
        }
    }

    /// Days at a time of day, or whole days; nothing where there are none.
    fn list(&mut self, name: &str, days: impl IntoIterator<Item = NaiveDate>, at: Option<NaiveTime>) {
        let value = |day: NaiveDate| match at {
            Some(at) => day.and_time(at).format("%Y%m%dT%H%M%S").to_string(),
            None => day.format("%Y%m%d").to_string(),
        };
        let values: Vec<String> = days.into_iter().map(value).collect();
        let kind = if at.is_some() { ("TZID", HELSINKI) } else { ("VALUE", "DATE") };
        if !values.is_empty() {
            self.writer.put_with(name, kind, &values.join(","));
        }
    }
}
