//! When an activity meets, in words: "tiistaisin 14–15, 10.1.–28.2.2017".

use chrono::NaiveDate;

use super::Words;
use crate::domain::activity::Timetable;
use crate::domain::dates::{show_date, show_day, show_days};
use crate::domain::enrolment::Seats;
use crate::domain::recurrence::Pattern;
use crate::say;
use crate::store::activities::Activity;

impl Words {
    /// Every timetable of an activity; what its source leaves open is said to be open.
    pub fn timetables(&self, activity: &Activity) -> String {
        self.each(activity.timetables.iter().map(|(_, timetable)| timetable))
    }

    /// When an activity meets from a day on: how it was before a change is left out.
    pub fn timetables_from(&self, activity: &Activity, day: NaiveDate) -> String {
        self.each(activity.timetables_from(day).into_iter())
    }

    fn each<'a>(&self, timetables: impl Iterator<Item = &'a Timetable>) -> String {
        let each = timetables.map(|timetable| self.timetable(timetable)).collect::<Vec<_>>();
        if each.is_empty() { say!(self, "days-open") } else { each.join("; ") }
    }

    /// "14/16", "17", or nothing where nobody is enrolled and nothing limits it.
    pub fn seats(&self, seats: Seats) -> String {
        match seats.limit {
            Some(most) => format!("{}/{most}", seats.members),
            None if seats.members > 0 => seats.members.to_string(),
            None => String::new(),
        }
    }

    fn timetable(&self, timetable: &Timetable) -> String {
        let series = &timetable.series;
        let time = self.span(timetable.starts_at, timetable.ends_at);
        match series.pattern() {
            Pattern::Open => say!(self, "days-open"),
            Pattern::Dates(days) => {
                let days = days.iter().map(|day| show_day(*day)).collect::<Vec<_>>().join(" ");
                format!("{days} {time}")
            }
            Pattern::Monthly(_) => series.to_text(),
            Pattern::Weekly(weekly) => {
                let days = weekly.days().map(|day| self.weekday(day)).collect::<Vec<_>>().join(" ");
                let every = match weekly.every() {
                    1 => String::new(),
                    weeks => format!(" {}", say!(self, "every-weeks", count = i64::from(weeks))),
                };
                let period = match (series.first(), series.last()) {
                    (Some(first), Some(last)) => format!(", {}", show_days(first, last)),
                    (Some(first), None) => format!(", {}", say!(self, "from-day", day = show_date(first))),
                    (None, Some(last)) => format!(", –{}", show_date(last)),
                    (None, None) => String::new(),
                };
                format!("{days} {time}{every}{period}")
            }
        }
    }
}
