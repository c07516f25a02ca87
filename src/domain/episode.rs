//! Episodes: one customership, from becoming pending to being closed.

use chrono::NaiveDate;

use super::keyed::keyed;

keyed! {
    /// Where a customership stands.
    pub enum EpisodeState {
        /// *Vireillä* (SHL 34 §): known to the team, nothing decided yet.
        Pending = "pending",
        Open = "open",
        /// On a break; still a customership.
        Paused = "paused",
        /// Ended, with reason and outcome. Final: who returns gets a new episode.
        Closed = "closed",
        /// Never opened; final.
        Declined = "declined",
    }
}

impl EpisodeState {
    /// The states that may follow this one. Closing is final; a return is a new episode.
    pub fn next(self) -> &'static [EpisodeState] {
        use EpisodeState::*;
        match self {
            Pending => &[Open, Declined],
            Open => &[Paused, Closed],
            Paused => &[Open, Closed],
            Closed | Declined => &[],
        }
    }

    /// True while the customership lives.
    pub fn is_live(self) -> bool {
        !self.next().is_empty()
    }
}

/// What a person types about a customership. Codes are keys of the code lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpisodeFields {
    pub state: EpisodeState,
    pub pending_since: NaiveDate,
    pub opened: Option<NaiveDate>,
    pub closed: Option<NaiveDate>,
    pub referrer: Option<String>,
    pub close_reason: Option<String>,
    pub outcome: Option<String>,
    /// How the matter came: a notification (SHL 35 §), a contact, an application.
    pub came_by: Option<String>,
    /// When the client agreed to the notification, or to working together.
    pub consent_on: Option<NaiveDate>,
    /// An urgent need is clarified at once (SHL 36 §).
    pub urgent: bool,
    /// When the need for services had been clarified.
    pub need_clarified: Option<NaiveDate>,
    /// When the service began: the execution of SHL 45 §. A membership that began counts, too.
    pub service_began: Option<NaiveDate>,
    /// Where the client goes on from here.
    pub onward: Option<String>,
    /// Why there was no final review.
    pub final_waiver: Option<String>,
}

impl EpisodeFields {
    /// A matter that has become pending, with nothing else known yet.
    pub fn pending(since: NaiveDate) -> EpisodeFields {
        EpisodeFields {
            state: EpisodeState::Pending,
            pending_since: since,
            opened: None,
            closed: None,
            referrer: None,
            close_reason: None,
            outcome: None,
            came_by: None,
            consent_on: None,
            urgent: false,
            need_clarified: None,
            service_began: None,
            onward: None,
            final_waiver: None,
        }
    }
}

keyed! {
    /// What keeps a customership from being saved as typed; `episode-fault-<key>` says so on the form.
    pub enum EpisodeFault {
        /// The state cannot follow the one in the file.
        NoSuchStep = "step",
        OpenedMissing = "opened-missing",
        OpenedBeforePending = "opened-early",
        OpenedWhilePending = "opened-pending",
        ClosedMissing = "closed-missing",
        ClosedBeforeStart = "closed-early",
        ClosedWhileLive = "closed-live",
        ReasonMissing = "reason",
        OutcomeMissing = "outcome",
        NeedBeforePending = "need-early",
        NeedAfterEnd = "need-late",
        ServiceBeforePending = "service-early",
        ServiceAfterEnd = "service-late",
        /// Neither a final review nor a reason why there is none.
        FinalMissing = "final",
    }
}

impl EpisodeFields {
    /// Checks the state machine and the order of the dates; `final_held`: a final review has been held.
    ///
    /// # Errors
    /// Every fault found, in the order of the form.
    pub fn check(&self, from: Option<EpisodeState>, final_held: bool) -> Result<(), Vec<EpisodeFault>> {
        use EpisodeFault::*;
        use EpisodeState::*;
        let over = matches!(self.state, Closed | Declined);
        let begun = matches!(self.state, Open | Paused | Closed);
        let started = self.opened.unwrap_or(self.pending_since);
        let early = |day: Option<NaiveDate>| day.is_some_and(|day| day < self.pending_since);
        let late = |day: Option<NaiveDate>| day.zip(self.closed).is_some_and(|(day, closed)| day > closed);
        let faults: Vec<EpisodeFault> = [
            (from.is_some_and(|from| from != self.state && !from.next().contains(&self.state)), NoSuchStep),
            (begun && self.opened.is_none(), OpenedMissing),
            (early(self.opened), OpenedBeforePending),
            (self.state == Pending && self.opened.is_some(), OpenedWhilePending),
            (early(self.need_clarified), NeedBeforePending),
            (late(self.need_clarified), NeedAfterEnd),
            (early(self.service_began), ServiceBeforePending),
            (late(self.service_began), ServiceAfterEnd),
            (over && self.closed.is_none(), ClosedMissing),
            (self.closed.is_some_and(|day| day < started), ClosedBeforeStart),
            (!over && self.closed.is_some(), ClosedWhileLive),
            (over && self.close_reason.is_none(), ReasonMissing),
            (self.state == Closed && self.outcome.is_none(), OutcomeMissing),
            (self.state == Closed && self.final_waiver.is_none() && !final_held, FinalMissing),
        ]
        .into_iter()
        .filter_map(|(wrong, fault)| wrong.then_some(fault))
        .collect();
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_come_in_the_order_of_the_path() {
        let open = EpisodeFields {
            state: EpisodeState::Open,
            opened: Some(day("2017-01-20")),
            need_clarified: Some(day("2017-01-18")),
            service_began: Some(day("2017-01-25")),
            ..EpisodeFields::pending(day("2017-01-10"))
        };
        assert_eq!(open.check(None, false), Ok(()));
        let early = EpisodeFields {
            need_clarified: Some(day("2017-01-09")),
            service_began: Some(day("2017-01-09")),
            ..open.clone()
        };
        let faults = vec![EpisodeFault::NeedBeforePending, EpisodeFault::ServiceBeforePending];
        assert_eq!(early.check(None, false), Err(faults));
        let closed = EpisodeFields {
            state: EpisodeState::Closed,
            closed: Some(day("2017-01-22")),
            close_reason: Some("no_need".into()),
            outcome: Some("study".into()),
            ..open
        };
        let faults = vec![EpisodeFault::ServiceAfterEnd, EpisodeFault::FinalMissing];
        assert_eq!(closed.check(None, false), Err(faults));
        assert_eq!(closed.check(None, true), Err(vec![EpisodeFault::ServiceAfterEnd]));
    }
}
