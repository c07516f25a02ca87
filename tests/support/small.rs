//! A small file in memory: two workers, a group that meets on five Mondays, four people in it.

use chrono::{NaiveDate, NaiveTime, Weekday};
use rinnalla::domain::activity::{ActivityFields, Kind, Terms, Tier, Timetable};
use rinnalla::domain::client::ClientFields;
use rinnalla::domain::enrolment::EnrolmentState;
use rinnalla::domain::episode::{EpisodeFields, EpisodeState};
use rinnalla::domain::goal::GoalFields;
use rinnalla::domain::ids::{ActivityId, ClientId, SeriesId, WorkerId};
use rinnalla::domain::note::NoteFields;
use rinnalla::domain::recurrence::{Pattern, Series};
use rinnalla::domain::worker::Role;
use rinnalla::store::enrolments::{self, EnrolmentFields};
use rinnalla::store::{Result, Store, activities, clients, episodes, workers};
use rusqlite::Transaction;
use rusqlite::types::Value;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The day after the last session.
pub fn today() -> NaiveDate {
    day("2017-02-07")
}

/// The days on which the group meets.
pub fn mondays() -> [NaiveDate; 5] {
    ["2017-01-09", "2017-01-16", "2017-01-23", "2017-01-30", "2017-02-06"].map(day)
}

/// First and last day of each person's spell: two all the time, one who came later, one who left.
pub fn spells() -> [(NaiveDate, Option<NaiveDate>); 4] {
    [
        (day("2017-01-01"), None),
        (day("2017-01-09"), None),
        (day("2017-01-20"), None),
        (day("2017-01-01"), Some(day("2017-01-30"))),
    ]
}

pub struct Small {
    pub store: Store,
    pub workers: [WorkerId; 2],
    pub group: ActivityId,
    pub series: SeriesId,
    pub clients: Vec<ClientId>,
}

impl Small {
    pub fn made() -> Small {
        let mut store = Store::in_memory().unwrap();
        let (workers, group, clients) = store.write(fill).unwrap();
        store.sign_in(workers[0]);
        let (_, series, _) = activities::timetables(store.reader()).unwrap().remove(0);
        Small { store, workers, group, series, clients }
    }

    /// Everything in the file but the log, the code lists and the counters of changes, table by table.
    pub fn content(&self) -> Vec<(String, Vec<Vec<Value>>)> {
        let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('log', 'code', 'sqlite_sequence') ORDER BY name";
        let mut query = self.store.reader().prepare(names).unwrap();
        let tables: Vec<String> =
            query.query_map([], |row| row.get(0)).unwrap().map(std::result::Result::unwrap).collect();
        tables.into_iter().map(|table| (table.clone(), self.rows(&table))).collect()
    }

    fn rows(&self, table: &str) -> Vec<Vec<Value>> {
        let mut query = self.store.reader().prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap();
        let kept: Vec<usize> = (0..query.column_count()).filter(|at| query.column_name(*at) != Ok("rev")).collect();
        let row = |row: &rusqlite::Row| kept.iter().map(|at| row.get::<_, Value>(*at)).collect();
        query.query_map([], row).unwrap().map(std::result::Result::unwrap).collect()
    }

    /// The number of the newest transaction in the log.
    pub fn newest(&self) -> i64 {
        self.number("SELECT coalesce(max(tx), 0) FROM log")
    }

    pub fn number(&self, sql: &str) -> i64 {
        self.store.reader().query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

/// What is typed about somebody new.
pub fn person(nth: usize) -> ClientFields {
    ClientFields {
        reference: format!("2017-{nth:03}"),
        family_name: format!("Suku{nth}"),
        given_name: "Aino".into(),
        ..ClientFields::default()
    }
}

/// A customership that is open since a day.
pub fn open_since(day: NaiveDate) -> EpisodeFields {
    EpisodeFields {
        state: EpisodeState::Open,
        opened: Some(day),
        service_began: Some(day),
        ..EpisodeFields::pending(day)
    }
}

/// What is typed about a goal that is reviewed in May.
pub fn goal(text: &str) -> GoalFields {
    GoalFields { review_on: Some(day("2017-05-08")), ..GoalFields::new(text.into(), today()) }
}

/// What is typed after a call that is to be followed up on Friday.
pub fn note(body: &str) -> NoteFields {
    NoteFields {
        on_day: today(),
        channel: "phone".into(),
        body: body.into(),
        follow_up_on: Some(day("2017-02-10")),
        follow_up_what: None,
        follow_up_for: None,
    }
}

fn fill(tx: &Transaction) -> Result<([WorkerId; 2], ActivityId, Vec<ClientId>)> {
    let workers = [
        workers::add(tx, "satu", "Satu Rantala", Role::Admin)?,
        workers::add(tx, "mikko", "Mikko Alanen", Role::Worker)?,
    ];
    let [first, .., last] = mondays();
    let timetable = weekly(Weekday::Mon, 10, first, Some(last));
    let group = activities::insert(tx, &group_fields("Luovat kädet"), Some(&timetable))?;
    let mut clients = Vec::new();
    for (nth, (starts, ends)) in spells().into_iter().enumerate() {
        let client = clients::insert(tx, &person(nth + 1))?;
        episodes::add(tx, client, &open_since(day("2017-01-01")), Some(workers[0]))?;
        enrolments::insert(tx, group, client, &spell(starts, ends))?;
        clients.push(client);
    }
    Ok((workers, group, clients))
}

fn spell(starts: NaiveDate, ends: Option<NaiveDate>) -> EnrolmentFields {
    let state = if ends.is_some() { EnrolmentState::Ended } else { EnrolmentState::Enrolled };
    let end_reason = ends.map(|_| "other".to_string());
    EnrolmentFields { state, queued_at: None, offer_expires: None, starts: Some(starts), ends, end_reason }
}

/// Two hours from a full hour on, one day every week.
pub fn weekly(weekday: Weekday, hour: u32, first: NaiveDate, last: Option<NaiveDate>) -> Timetable {
    let clock = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
    let pattern = Pattern::weekly([weekday], 1).unwrap();
    let series = Series::new(pattern, Some(first), last, true).unwrap();
    Timetable { series, starts_at: clock(hour), ends_at: clock(hour + 2) }
}

/// What is typed about a group.
pub fn group_fields(name: &str) -> ActivityFields {
    ActivityFields {
        name: name.into(),
        tier: Tier::Partnership,
        kind: Kind::Group,
        provider: None,
        partner: None,
        place: None,
        capacity_min: None,
        capacity_max: None,
        seats: None,
        slot_minutes: None,
        first_day: None,
        last_day: None,
        needs_booking: false,
        counts_only: false,
        remarks: None,
        terms: Terms::default(),
    }
}
