//! Activities: groups, courses, open sessions, individual coaching, workshops, work activity, appointment days.

use chrono::{NaiveDate, NaiveTime};

use super::keyed::keyed;
use super::recurrence::Series;
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
}

/// Minutes of an appointment where nothing else is agreed (the personal slots of Kuopio's exercise advice, 2017).
pub const USUAL_SLOT: u32 = 30;

impl ActivityFields {
    /// Minutes of each appointment; `None` where people do not come one after the other.
    pub fn slot_length(&self) -> Option<u32> {
        (self.kind == Kind::Appointment).then(|| self.slot_minutes.unwrap_or(USUAL_SLOT))
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
