//! How long a client's record is kept, and when its time is over.
//!
//! Records of services for people of working age, and of substance abuse care, are kept for ten years from the closing of
//! the matter (the National Archives of Finland, kansallisarkisto.fi, "säilytysajat"; the municipality's own plan for its
//! archives may say more, which is why it is a setting). The clock starts at the closing (*asian sulkeminen*), not at the last visit. How
//! long the log itself is to be kept is **not verified**: it is never purged, and of a removed client only what its entries
//! held is taken out.

use chrono::{Datelike, NaiveDate};

use super::dates::add_months;
use super::ids::ClientId;
use super::keyed::keyed;

keyed! {
    /// From what the time is counted; `kept-from-<key>` says it.
    pub enum Ground {
        /// The closing, or the declining, of the last customership.
        Closing = "closing",
        /// The last day of which anything is noted about somebody who never had a customership.
        Contact = "contact",
    }
}

/// What the time of one record hangs on: days, nothing of what is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// A customership is pending, open or paused.
    pub live: bool,
    /// When the latest customership was closed or declined.
    pub closed: Option<NaiveDate>,
    /// Member of something, waiting for it, or offered a seat.
    pub member: bool,
    /// Something is to be taken up again.
    pub follow_up: bool,
    /// An appointment is ahead.
    pub booked: bool,
    /// The first and the last day of which anything is noted.
    pub first: NaiveDate,
    pub last: NaiveDate,
}

/// The time of a record is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Over {
    pub ground: Ground,
    /// The day from which it was counted.
    pub from: NaiveDate,
    /// The first day on which it may be removed.
    pub since: NaiveDate,
}

/// Why a record is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stays {
    Live,
    Member,
    FollowUp,
    Booked,
    /// Its time is over on this day.
    Until(NaiveDate),
}

impl Record {
    /// When the time that runs is over: so many calendar years after it began, and not in a year in which something is
    /// still noted, since a year's figures are kept when the year is whole.
    pub fn ends(&self, years: u32) -> Over {
        let (ground, from) = match self.closed {
            Some(closed) => (Ground::Closing, closed),
            None => (Ground::Contact, self.last),
        };
        let ends = add_months(from, i32::try_from(years).unwrap_or(i32::MAX / 12) * 12);
        let next_year = NaiveDate::from_ymd_opt(self.last.year() + 1, 1, 1).unwrap_or(self.last);
        Over { ground, from, since: ends.max(next_year) }
    }

    /// Whether the record may be removed.
    ///
    /// # Errors
    /// Why it may not.
    pub fn over(&self, years: u32, today: NaiveDate) -> Result<Over, Stays> {
        let over = self.ends(years);
        match self {
            Record { live: true, .. } => Err(Stays::Live),
            Record { member: true, .. } => Err(Stays::Member),
            Record { follow_up: true, .. } => Err(Stays::FollowUp),
            Record { booked: true, .. } => Err(Stays::Booked),
            _ if over.since > today => Err(Stays::Until(over.since)),
            _ => Ok(over),
        }
    }

    /// The calendar years of which it says something, the first and the last.
    pub fn years(&self) -> (i32, i32) {
        (self.first.year(), self.last.year())
    }
}

/// A client whose record's time is over, or who is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aged {
    pub client: ClientId,
    pub reference: String,
    /// Nothing of whom the reader may not see.
    pub name: Option<String>,
    pub record: Record,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn closed(on: &str) -> Record {
        let (first, last) = (day("2006-03-01"), day(on));
        Record { live: false, closed: Some(last), member: false, follow_up: false, booked: false, first, last }
    }

    #[test]
    fn the_time_is_over_so_many_calendar_years_after_the_closing() {
        let record = closed("2007-02-06");
        assert_eq!(record.over(10, day("2017-02-05")), Err(Stays::Until(day("2017-02-06"))));
        let over = Over { ground: Ground::Closing, from: day("2007-02-06"), since: day("2017-02-06") };
        assert_eq!(record.over(10, day("2017-02-06")), Ok(over));
        assert_eq!(record.over(12, day("2017-02-06")), Err(Stays::Until(day("2019-02-06"))));
        assert_eq!(closed("2008-02-29").ends(10).since, day("2018-02-28"));
    }

    #[test]
    fn it_is_the_closing_that_counts_and_not_the_last_visit() {
        let visited = Record { last: day("2015-05-01"), ..closed("2007-02-06") };
        assert_eq!(visited.over(10, day("2017-02-06")).map(|over| over.from), Ok(day("2007-02-06")));
        // A year's figures are kept when the year is whole.
        let visited = Record { last: day("2017-01-15"), ..closed("2007-02-06") };
        assert_eq!(visited.over(10, day("2017-12-31")), Err(Stays::Until(day("2018-01-01"))));
        assert!(visited.over(10, day("2018-01-01")).is_ok());
    }

    #[test]
    fn who_never_had_a_customership_is_kept_from_the_last_contact() {
        let contact = Record { closed: None, ..closed("2007-02-06") };
        let over = Over { ground: Ground::Contact, from: day("2007-02-06"), since: day("2017-02-06") };
        assert_eq!(contact.over(10, day("2017-02-06")), Ok(over));
    }

    #[test]
    fn nothing_that_lives_is_removed_however_old() {
        let today = day("2099-01-01");
        let old = closed("2007-02-06");
        assert_eq!(Record { live: true, ..old.clone() }.over(10, today), Err(Stays::Live));
        assert_eq!(Record { member: true, ..old.clone() }.over(10, today), Err(Stays::Member));
        assert_eq!(Record { follow_up: true, ..old.clone() }.over(10, today), Err(Stays::FollowUp));
        assert_eq!(Record { booked: true, ..old }.over(10, today), Err(Stays::Booked));
    }
}
