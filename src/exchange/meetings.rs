//! The sessions around the days that a file of marks names, read at once for all its lines.

use std::collections::{BTreeSet, HashMap};

use chrono::{Days, NaiveDate, NaiveTime};
use rusqlite::Transaction;

use super::fault::Wrong;
use crate::domain::attendance::Slot;
use crate::domain::ids::ActivityId;
use crate::domain::recurrence::{Pattern, Series};
use crate::store::StoreError;
use crate::store::activities::Activity;
use crate::store::session_at::{self, Register};
use crate::store::sessions::{self, SessionLine, Standing};

/// How far to either side of a day one looks for the days on which an activity does meet.
const NEAR: Days = Days::new(35);

/// No more days than these are read at once, so that the work grows with the file and not with its square.
const AT_ONCE: i64 = 120;

/// The session that one line of a file means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub activity: ActivityId,
    pub day: NaiveDate,
    pub starts_at: Option<NaiveTime>,
    pub ends_at: Option<NaiveTime>,
}

/// One session that lines may mean.
pub struct Meeting {
    activity: ActivityId,
    day: NaiveDate,
    starts_at: Option<NaiveTime>,
    pub ends_at: Option<NaiveTime>,
    standing: Standing,
    /// `None`: the days of the activity are open, and the first mark makes the session.
    slot: Option<Slot>,
    /// Heads counted so far.
    pub heads: Option<u32>,
    pub register: Register,
}

impl Meeting {
    /// The session's row, which is made now if there is none yet.
    pub fn row(&mut self, tx: &Transaction) -> Result<Slot, StoreError> {
        let id = match self.slot {
            Some(slot) => sessions::touch(tx, slot)?,
            None => session_at::add_extra(tx, self.activity, self.day, self.starts_at, self.ends_at)?,
        };
        let row = Slot::Row(id);
        self.slot = Some(row);
        Ok(row)
    }
}

type Place = (ActivityId, NaiveDate);

/// Every session on the days of a file, and the days around them.
pub struct Meetings {
    all: Vec<Meeting>,
    on: HashMap<Place, Vec<usize>>,
    /// On which days an activity really meets, near those asked for.
    days: HashMap<ActivityId, BTreeSet<NaiveDate>>,
    series: HashMap<ActivityId, Vec<Series>>,
}

impl Meetings {
    /// Reads what the lines of a file may mean.
    pub fn around(tx: &Transaction, programme: &[Activity], asked: &[Asked]) -> Result<Meetings, StoreError> {
        let mut meetings = Meetings {
            all: Vec::new(),
            on: HashMap::new(),
            days: HashMap::new(),
            series: programme.iter().map(|activity| (activity.id, series(activity))).collect(),
        };
        let places: BTreeSet<Place> = asked.iter().map(|asked| (asked.activity, asked.day)).collect();
        let only: Vec<ActivityId> =
            BTreeSet::from_iter(places.iter().map(|(activity, _)| *activity)).into_iter().collect();
        for (from, to) in spans(&places.iter().map(|(_, day)| *day).collect()) {
            for line in sessions::between(tx, from, to, Some(&only))? {
                meetings.add(tx, line, &places)?;
            }
        }
        // Who tells most of the time comes first: a line that tells less may mean the same session.
        let mut asked: Vec<&Asked> = asked.iter().collect();
        asked.sort_by_key(|asked| (asked.starts_at.is_none(), asked.ends_at.is_none()));
        asked.into_iter().for_each(|asked| meetings.make_room(asked));
        Ok(meetings)
    }

    fn add(&mut self, tx: &Transaction, line: SessionLine, places: &BTreeSet<Place>) -> Result<(), StoreError> {
        if line.standing.takes_place() {
            self.days.entry(line.activity).or_default().insert(line.day);
        }
        if !places.contains(&(line.activity, line.day)) {
            return Ok(());
        }
        let register = match line.slot {
            Slot::Row(row) => session_at::register(tx, row)?,
            Slot::Rule { .. } => Register::default(),
        };
        self.push(Meeting {
            activity: line.activity,
            day: line.day,
            starts_at: line.starts_at,
            ends_at: line.ends_at,
            standing: line.standing,
            slot: Some(line.slot),
            heads: line.anon_count,
            register,
        });
        Ok(())
    }

    fn push(&mut self, meeting: Meeting) {
        self.on.entry((meeting.activity, meeting.day)).or_default().push(self.all.len());
        self.all.push(meeting);
    }

    /// A session yet to be made, where the days are open and nothing stands there that could be meant.
    fn make_room(&mut self, asked: &Asked) {
        let Asked { activity, day, starts_at, ends_at } = *asked;
        let covers = |series: &Series| {
            is_open(series)
                && series.first().is_none_or(|first| first <= day)
                && series.last().is_none_or(|last| day <= last)
        };
        let open = self.series(activity).iter().any(covers);
        if open && self.starting(activity, day, starts_at).is_empty() {
            self.push(Meeting {
                activity,
                day,
                starts_at,
                ends_at,
                standing: Standing::Planned,
                slot: None,
                heads: None,
                register: Register::default(),
            });
        }
    }

    pub fn get(&self, at: usize) -> &Meeting {
        &self.all[at]
    }

    pub fn get_mut(&mut self, at: usize) -> &mut Meeting {
        &mut self.all[at]
    }

    /// The sessions of a day that start then, or else those whose time is open; all of them when no time is told.
    fn starting(&self, activity: ActivityId, day: NaiveDate, starts_at: Option<NaiveTime>) -> Vec<usize> {
        let on_day = self.on.get(&(activity, day)).map_or(&[][..], Vec::as_slice);
        let of = |time: Option<NaiveTime>| on_day.iter().copied().filter(move |at| self.all[*at].starts_at == time);
        match starts_at {
            None => on_day.to_vec(),
            Some(_) if of(starts_at).next().is_some() => of(starts_at).collect(),
            Some(_) => of(None).collect(),
        }
    }

    /// The one session that a line means.
    ///
    /// # Errors
    /// What is wrong, and in which column, when there is no such session, several, or one that does not take place.
    pub fn find(&self, asked: &Asked) -> Result<usize, (&'static str, Wrong)> {
        let Asked { activity, day, starts_at, ends_at } = *asked;
        let meant = self.starting(activity, day, starts_at);
        let times = || {
            let on_day = self.starting(activity, day, None).into_iter();
            BTreeSet::from_iter(on_day.filter_map(|at| self.all[at].starts_at)).into_iter().collect()
        };
        let Some(first) = meant.first() else {
            return Err(match self.on.contains_key(&(activity, day)) {
                true => ("start", Wrong::NoSuchStart(times())),
                false => ("date", self.no_session(activity, day)),
            });
        };
        let taking_place: Vec<usize> =
            meant.iter().copied().filter(|at| self.all[*at].standing.takes_place()).collect();
        let Some(at) = taking_place.first() else {
            return Err(("date", not_held(&self.all[*first].standing)));
        };
        if taking_place.iter().any(|other| self.all[*other].starts_at != self.all[*at].starts_at) {
            return Err(("start", Wrong::StartNeeded(times())));
        }
        match (ends_at, self.all[*at].ends_at) {
            (Some(told), Some(known)) if told != known => Err(("end", Wrong::OtherEnd(known))),
            _ => Ok(*at),
        }
    }

    fn series(&self, activity: ActivityId) -> &[Series] {
        self.series.get(&activity).map_or(&[], Vec::as_slice)
    }

    /// Names the last day before and the first day after on which the activity meets.
    fn no_session(&self, activity: ActivityId, day: NaiveDate) -> Wrong {
        let series = self.series(activity);
        if series.iter().all(is_open) {
            return Wrong::OutsideSeries(day);
        }
        let near = |other: &&NaiveDate| (day - NEAR..=day + NEAR).contains(other);
        let mut days: Vec<NaiveDate> = self.days.get(&activity).into_iter().flatten().filter(near).copied().collect();
        if days.is_empty() {
            days = series.iter().flat_map(edges).collect();
        }
        let before = days.iter().filter(|other| **other < day).max();
        let after = days.iter().filter(|other| **other > day).min();
        Wrong::NoSession(before.into_iter().chain(after).copied().collect())
    }
}

fn not_held(standing: &Standing) -> Wrong {
    match standing {
        Standing::Holiday(holiday) => Wrong::OnHoliday(*holiday),
        Standing::Closed(reason) => Wrong::Shut(reason.clone()),
        Standing::NotHeld(_) | Standing::Planned | Standing::Held => Wrong::Cancelled,
    }
}

/// What is known of the days of an activity; nothing at all is as open as days can be.
fn series(activity: &Activity) -> Vec<Series> {
    let (first, last) = (activity.fields.first_day, activity.fields.last_day);
    match activity.timetables.as_slice() {
        [] => Series::new(Pattern::Open, first, last, false).into_iter().collect(),
        known => known.iter().map(|(_, timetable)| timetable.series.clone()).collect(),
    }
}

fn is_open(series: &Series) -> bool {
    *series.pattern() == Pattern::Open
}

/// On which days a series begins and ends; each of its days where they are named.
fn edges(series: &Series) -> Vec<NaiveDate> {
    if let Pattern::Dates(days) = series.pattern() {
        return days.iter().copied().collect();
    }
    series.first_occurrence().into_iter().chain(series.last_occurrence()).collect()
}

/// The days near those named, in pieces that do not overlap, none of them long.
fn spans(days: &BTreeSet<NaiveDate>) -> Vec<(NaiveDate, NaiveDate)> {
    let mut spans: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in days {
        let (from, to) = (*day - NEAR, *day + NEAR);
        match spans.last_mut() {
            Some((first, last)) if from <= *last && (to - *first).num_days() < AT_ONCE => *last = to,
            Some((_, last)) if from <= *last => {
                let next = *last + Days::new(1);
                spans.push((next, to));
            }
            _ => spans.push((from, to)),
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(nth: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2017, 1, 1).unwrap() + Days::new(nth)
    }

    #[test]
    fn each_day_and_its_neighbours_are_read_once() {
        for days in [vec![0], vec![0, 1, 2], vec![0, 70, 71, 400], (0..800).step_by(7).collect(), (0..300).collect()] {
            let spans = spans(&days.iter().map(|nth| day(*nth)).collect());
            assert!(spans.iter().all(|(from, to)| from <= to && (*to - *from).num_days() < AT_ONCE), "{spans:?}");
            assert!(spans.windows(2).all(|pair| pair[0].1 < pair[1].0), "{spans:?}");
            for near in days.iter().flat_map(|nth| [day(*nth) - NEAR, day(*nth), day(*nth) + NEAR]) {
                assert_eq!(spans.iter().filter(|(from, to)| (*from..=*to).contains(&near)).count(), 1, "{near}");
            }
            assert!(spans.len() <= 1 + days.len(), "{spans:?}");
        }
    }
}
