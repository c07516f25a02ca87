//! Which activity and which series each event of a file means, before anything is written.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use super::EventFault;
use super::event::Event;
use crate::domain::activity::Timetable;
use crate::domain::ids::{ActivityId, SeriesId};
use crate::domain::recurrence::Pattern;
use crate::exchange::fault::Fault;
use crate::store::activities::Activity;
use crate::store::imported::{is_same_from, rest};

/// What is in the file already.
pub struct Known<'a> {
    today: NaiveDate,
    activities: HashMap<ActivityId, &'a Activity>,
    by_name: HashMap<&'a str, ActivityId>,
    /// Of each event, the series that follows it.
    by_uid: HashMap<&'a str, Follows>,
    /// Series that are not over and follow no event.
    own: HashMap<ActivityId, Vec<Follows>>,
}

/// A series in the file that is an event's.
#[derive(Debug, Clone)]
pub struct Follows {
    pub activity: ActivityId,
    pub series: SeriesId,
    pub known: Timetable,
    /// Where it meets.
    pub place: Option<String>,
}

impl<'a> Known<'a> {
    pub fn new(activities: &'a [Activity], uids: &'a HashMap<String, SeriesId>, today: NaiveDate) -> Known<'a> {
        let tied: HashMap<SeriesId, &str> = uids.iter().map(|(uid, series)| (*series, uid.as_str())).collect();
        let mut known = Known {
            today,
            activities: activities.iter().map(|activity| (activity.id, activity)).collect(),
            by_name: activities.iter().map(|activity| (activity.fields.name.as_str(), activity.id)).collect(),
            by_uid: HashMap::new(),
            own: HashMap::new(),
        };
        for activity in activities {
            for (series, timetable) in &activity.timetables {
                let own = activity.settings.iter().find(|(id, _)| id == series).and_then(|(_, own)| own.place.clone());
                let place = own.or(activity.fields.place.clone());
                let follows = Follows { activity: activity.id, series: *series, known: timetable.clone(), place };
                match tied.get(series) {
                    Some(uid) => drop(known.by_uid.insert(uid, follows)),
                    None if rest(timetable, today).is_some() => known.own.entry(activity.id).or_default().push(follows),
                    None => {}
                }
            }
        }
        known
    }
}

/// What becomes of one event.
pub struct Step<'a> {
    pub event: &'a Event,
    /// Where its activity is, as far as it is known.
    pub home: Option<String>,
    /// The series that follows it so far, and whether it stays in its activity.
    pub follows: Option<(Follows, Stay)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stay {
    Stays,
    /// From today on the event belongs to another activity.
    Moves,
}

pub struct Plan<'a> {
    pub steps: Vec<Step<'a>>,
    /// Activities that go by another name now.
    pub renamed: Vec<(ActivityId, String)>,
    /// Activities that are somewhere else now.
    pub moved: Vec<(ActivityId, String)>,
    /// Series that are not over and whose events are no longer there.
    pub vanished: Vec<Follows>,
}

/// What becomes of each event.
///
/// # Errors
/// Events of which it is not plain which series they mean.
pub fn plan<'a>(events: &'a [Event], calendar: Option<&str>, known: &Known) -> Result<Plan<'a>, Vec<Fault>> {
    let mut follows: Vec<Option<Follows>> =
        events.iter().map(|event| known.by_uid.get(event.uid.as_str()).cloned()).collect();
    // An activity with series of its own besides keeps the name and the place that the team gave it.
    let own = adopt(events, known, &mut follows)?;
    let renamed = renamed(events, &follows, known, &own);
    let vanished = vanished(events, &follows, calendar, known);
    let goes_by = |activity: ActivityId| {
        let new = renamed.iter().find(|(id, _)| *id == activity).map(|(_, name)| name.as_str());
        new.or_else(|| known.activities.get(&activity).map(|activity| activity.fields.name.as_str()))
    };
    let stay = |name: &str, activity: ActivityId| {
        let elsewhere = known.by_name.get(name).is_some_and(|other| *other != activity);
        match goes_by(activity) == Some(name) || (own.contains(&activity) && !elsewhere) {
            true => Stay::Stays,
            false => Stay::Moves,
        }
    };
    let homes = homes(events);
    let mut moved = HashMap::new();
    let steps = events.iter().zip(follows).map(|(event, follows)| {
        let follows = follows.map(|follows| (stay(&event.name, follows.activity), follows));
        let staying = follows.as_ref().filter(|(stay, _)| *stay == Stay::Stays).map(|(_, follows)| follows.activity);
        let activity = staying.or_else(|| known.by_name.get(event.name.as_str()).copied());
        let place = activity.and_then(|id| known.activities.get(&id)).and_then(|known| known.fields.place.as_deref());
        let told = homes.get(event.name.as_str()).copied().flatten();
        let home = match activity.is_some_and(|id| own.contains(&id)) {
            true => place,
            false => told.or(place),
        };
        if let (Some(activity), Some(home)) = (activity, home.filter(|home| Some(*home) != place)) {
            moved.entry(activity).or_insert(home.to_string());
        }
        Step { event, home: home.map(String::from), follows: follows.map(|(stay, follows)| (follows, stay)) }
    });
    let steps = steps.collect();
    Ok(Plan { steps, vanished, renamed: renamed.clone(), moved: moved.into_iter().collect() })
}

/// Where each activity is at home: where its series are, the first one's if they are at several places; its single days
/// only where there is no series.
fn homes(events: &[Event]) -> HashMap<&str, Option<&str>> {
    let is_single = |event: &Event| matches!(event.timetable.series.pattern(), Pattern::Dates(_));
    let (singles, ruled): (Vec<&Event>, Vec<&Event>) =
        events.iter().filter(|event| !event.cancelled).partition(|event| is_single(event));
    let mut homes = HashMap::new();
    for event in ruled.into_iter().chain(singles) {
        homes.entry(event.name.as_str()).or_insert(event.place.as_deref());
    }
    homes
}

/// An activity that the team has entered itself and that the file now brings: its series becomes the event's, so that
/// nothing stands in the calendar twice. The activities that keep series of their own.
fn adopt(events: &[Event], known: &Known, follows: &mut [Option<Follows>]) -> Result<HashSet<ActivityId>, Vec<Fault>> {
    let mut own = known.own.clone();
    let mut new: HashMap<ActivityId, Vec<usize>> = HashMap::new();
    for (at, event) in events.iter().enumerate() {
        let activity = known.by_name.get(event.name.as_str()).filter(|id| own.contains_key(id));
        if let Some(activity) = activity.filter(|_| follows[at].is_none() && !event.cancelled) {
            new.entry(*activity).or_default().push(at);
        }
    }
    let mut faults = Vec::new();
    for (activity, mut new) in new {
        let own = own.entry(activity).or_default();
        new.retain(|at| {
            let alike = |own: &Follows| is_same_from(known.today, &own.known, &events[*at].timetable);
            let found = own.iter().position(alike);
            found.map(|found| follows[*at] = Some(own.swap_remove(found))).is_none()
        });
        match (new.as_slice(), own.len()) {
            ([], _) | (_, 0) => {}
            ([at], 1) => follows[*at] = own.pop(),
            _ => faults.extend(new.iter().map(|at| events[*at].fault(EventFault::OwnTimetable, ""))),
        }
    }
    let left = own.into_iter().filter(|(_, own)| !own.is_empty()).map(|(activity, _)| activity);
    if faults.is_empty() { Ok(left.collect()) } else { Err(faults) }
}

/// An activity is renamed when all of its events in the file agree on a name that no other activity has.
fn renamed(
    events: &[Event],
    follows: &[Option<Follows>],
    known: &Known,
    own: &HashSet<ActivityId>,
) -> Vec<(ActivityId, String)> {
    let mut wanted: BTreeMap<ActivityId, BTreeSet<&str>> = BTreeMap::new();
    for (event, follows) in events.iter().zip(follows) {
        if let Some(follows) = follows {
            wanted.entry(follows.activity).or_default().insert(&event.name);
        }
    }
    let mut taken: HashSet<&str> = known.by_name.keys().copied().collect();
    let mut renamed = Vec::new();
    for (activity, names) in wanted.into_iter().filter(|(activity, _)| !own.contains(activity)) {
        if let [name] = names.into_iter().collect::<Vec<_>>().as_slice()
            && taken.insert(name)
        {
            renamed.push((activity, name.to_string()));
        }
    }
    renamed
}

/// Series that came from the same provider's calendar, as far as one can tell, and are not in this one.
fn vanished(events: &[Event], follows: &[Option<Follows>], calendar: Option<&str>, known: &Known) -> Vec<Follows> {
    let provider = |id: &ActivityId| known.activities.get(id).and_then(|activity| activity.fields.provider.as_deref());
    let mut providers: HashSet<Option<&str>> = HashSet::from([calendar]);
    providers.extend(follows.iter().flatten().map(|follows| provider(&follows.activity)));
    let there: HashSet<&str> = events.iter().map(|event| event.uid.as_str()).collect();
    let gone = known.by_uid.iter().filter(|(uid, follows)| {
        let runs = rest(&follows.known, known.today).is_some();
        runs && !there.contains(*uid) && providers.contains(&provider(&follows.activity))
    });
    let mut gone: Vec<Follows> = gone.map(|(_, follows)| follows.clone()).collect();
    gone.sort_by_key(|follows| follows.series);
    gone
}
