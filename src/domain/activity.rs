//! Activities: groups, courses, open sessions, individual coaching, workshops, work activity, appointment days.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::keyed::keyed;
use super::recurrence::{Pattern, Series};
use super::text;

keyed! {
    /// How close to the team an activity is, from its own to what is open to everybody
    /// (the service tiers of Kuopio's social rehabilitation, 2017).
    pub enum Tier {
        Own = "own",
        /// Purchased, for many kinds of clients; mainly groups (SHL 17 § 3-4).
        PurchasedBasic = "purchased_basic",
        /// Purchased for one client's or group's needs (SHL 17 § 1-2).
        PurchasedTailored = "purchased_tailored",
        /// Made together with a partner; open and recurring.
        Partnership = "partnership",
        /// Open to all; the team informs and refers only.
        General = "general",
    }
}

keyed! {
    /// What sort of thing it is.
    pub enum Kind {
        Group = "group",
        Course = "course",
        Open = "open",
        Individual = "individual",
        Workshop = "workshop",
        WorkActivity = "work_activity",
        Appointment = "appointment",
    }
}

/// What is known of an activity. What its source leaves open stays `None` and is shown as open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityFields {
    pub name: String,
    pub tier: Tier,
    pub kind: Kind,
    pub provider: Option<String>,
    pub partner: Option<String>,
    pub place: Option<String>,
    pub capacity_min: Option<u32>,
    /// Members at one time; `None` is no limit.
    pub capacity_max: Option<u32>,
    pub first_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
    pub needs_booking: bool,
    /// People in the room at one time, visitors and heads included; `None` is no limit.
    pub seats: Option<u32>,
    /// How long each appointment is, in minutes, where it is not the usual.
    pub slot_minutes: Option<u32>,
    /// Heads are counted, names are not asked.
    pub counts_only: bool,
    pub remarks: Option<String>,
    pub terms: Terms,
}

/// On which terms a service is had: what the directory tells clients of it, and what was agreed with its provider.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// Code of the list `theme`.
    pub theme: Option<String>,
    /// Code of the list `service`: what the statistics call it, together with others of its kind. `None`: its own name.
    pub service: Option<String>,
    /// Whom to ask: the service's own, never a client's.
    pub contact: Option<String>,
    pub price: Option<String>,
    /// The client gets a bus card for it.
    pub bus_card: bool,
    pub enrol_how: Option<String>,
    /// Nobody comes in without a decision.
    pub needs_decision: bool,
    /// When the entry of the directory holds.
    pub valid: Period,
    pub agreed: Agreed,
}

/// What was agreed with the provider of a purchased service.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agreed {
    pub period: Period,
    pub hours: Option<u32>,
    /// Different people within the period.
    pub persons: Option<u32>,
}

/// From one day to another, both included. A side without a day is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Period {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

/// Where a day lies, seen from a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    Before,
    Within,
    After,
}

impl Period {
    /// Where a day lies; within what has no ends is every day.
    pub fn when(self, day: NaiveDate) -> When {
        match self {
            Period { to: Some(to), .. } if day > to => When::After,
            Period { from: Some(from), .. } if day < from => When::Before,
            _ => When::Within,
        }
    }

    /// The first day, if the last is before it.
    pub fn ends_before(self) -> Option<NaiveDate> {
        self.from.filter(|from| self.to.is_some_and(|to| to < *from))
    }
}

/// Minutes of an appointment where nothing else is agreed (the personal slots of Kuopio's exercise advice, 2017).
pub const USUAL_SLOT: u32 = 30;

impl ActivityFields {
    /// What is known of an activity by its name alone: all the rest is open.
    pub fn named(name: String, tier: Tier, kind: Kind) -> ActivityFields {
        ActivityFields {
            name,
            tier,
            kind,
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

    /// Minutes of each appointment; `None` where people do not come one after the other.
    pub fn slot_length(&self) -> Option<u32> {
        (self.kind == Kind::Appointment).then(|| self.slot_minutes.unwrap_or(USUAL_SLOT))
    }

    /// Somebody else is paid for it.
    pub fn is_purchased(&self) -> bool {
        matches!(self.tier, Tier::PurchasedBasic | Tier::PurchasedTailored)
    }

    pub fn sort_key(&self) -> String {
        text::sort_key(&self.name)
    }

    /// What the look-up reads.
    pub fn fold_key(&self) -> String {
        let place = self.place.as_deref().unwrap_or_default();
        let provider = self.provider.as_deref().unwrap_or_default();
        text::fold(&format!("{} {place} {provider}", self.name)).trim().to_string()
    }
}

/// When an activity meets: on which days, and from when to when (local wall clock).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timetable {
    pub series: Series,
    /// `None`: the time is still open.
    pub starts_at: Option<NaiveTime>,
    pub ends_at: Option<NaiveTime>,
}

impl Timetable {
    /// The same with one day of its week or list on another. `None` where a month's day would move: the weekday of
    /// a month says more than a date can.
    pub fn moved(&self, from: NaiveDate, to: NaiveDate) -> Option<Timetable> {
        let series = &self.series;
        let pattern = match series.pattern() {
            Pattern::Weekly(weekly) => {
                let days = weekly.days().map(|day| if day == from.weekday() { to.weekday() } else { day });
                Pattern::weekly(days, weekly.every()).ok()?
            }
            Pattern::Dates(days) => Pattern::dates(days.iter().map(|day| if *day == from { to } else { *day })),
            _ if from == to => series.pattern().clone(),
            _ => return None,
        };
        let first = series.first().map(|first| first.min(to));
        let series = Series::new(pattern, first, series.last(), series.skips_holidays()).ok()?;
        Some(Timetable { series, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    #[test]
    fn both_ends_of_a_period_belong_to_it_and_an_open_end_is_none() {
        let spring = Period { from: day("2017-01-09"), to: day("2017-05-31") };
        let when = |period: Period, text: &str| period.when(day(text).unwrap());
        let seen = ["2017-01-08", "2017-01-09", "2017-05-31", "2017-06-01"].map(|text| when(spring, text));
        assert_eq!(seen, [When::Before, When::Within, When::Within, When::After]);
        assert_eq!(when(Period { to: None, ..spring }, "2099-01-01"), When::Within);
        assert_eq!(when(Period { from: None, ..spring }, "1999-01-01"), When::Within);
        assert_eq!(when(Period::default(), "2017-02-06"), When::Within);
    }

    #[test]
    fn a_period_of_one_day_is_right_and_one_that_ends_before_it_begins_is_not() {
        let one = Period { from: day("2017-01-09"), to: day("2017-01-09") };
        assert_eq!(one.ends_before(), None);
        assert_eq!(Period { to: day("2017-01-08"), ..one }.ends_before(), one.from);
        assert_eq!(Period { from: None, ..one }.ends_before(), None);
    }
}
