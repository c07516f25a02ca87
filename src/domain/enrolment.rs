//! Spells of membership and of waiting, and the seats that they take.

use super::keyed::keyed;

keyed! {
    /// Where a spell stands.
    pub enum EnrolmentState {
        Waiting = "waiting",
        /// A seat is kept until a day. Who does not take it waits on, in the same place.
        Offered = "offered",
        Enrolled = "enrolled",
        /// A member who left. Final: coming back is a new spell.
        Ended = "ended",
        /// Left the queue without a seat. Final.
        Withdrawn = "withdrawn",
    }
}

impl EnrolmentState {
    /// Belongs to the queue.
    pub fn is_queued(self) -> bool {
        matches!(self, EnrolmentState::Waiting | EnrolmentState::Offered)
    }

    /// Not over yet.
    pub fn is_live(self) -> bool {
        self.is_queued() || self == EnrolmentState::Enrolled
    }

    /// True when a spell may go from this state to that one; both may be the same.
    pub fn may_become(self, next: EnrolmentState) -> bool {
        use EnrolmentState::{Ended, Enrolled, Offered, Waiting, Withdrawn};
        self == next
            || match self {
                Waiting | Offered => matches!(next, Waiting | Offered | Enrolled | Ended | Withdrawn),
                Enrolled => next == Ended,
                Ended | Withdrawn => false,
            }
    }
}

/// An activity's seats as of a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seats {
    /// Members at one time; `None` is no limit.
    pub limit: Option<u32>,
    pub members: u32,
    /// Seats kept for those who have an offer that still holds.
    pub offered: u32,
    /// People in the queue without an offer that holds.
    pub waiting: u32,
}

impl Seats {
    /// Seats that nobody has or is offered; `None` where nothing limits them.
    pub fn free(self) -> Option<u32> {
        self.limit.map(|limit| limit.saturating_sub(self.members + self.offered))
    }

    pub fn is_full(self) -> bool {
        self.free() == Some(0)
    }

    /// Somebody waits for what is free: whoever goes past needs a reason.
    pub fn others_wait(self) -> bool {
        !self.is_full() && self.waiting > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::keyed::Keyed;

    #[test]
    fn an_offered_seat_is_not_free() {
        let seats = Seats { limit: Some(3), members: 2, offered: 1, waiting: 4 };
        assert!(seats.is_full());
        assert_eq!(Seats { offered: 0, ..seats }.free(), Some(1));
        assert_eq!(Seats { limit: None, ..seats }.free(), None);
        assert!(!Seats { limit: None, ..seats }.is_full());
        assert!(!seats.others_wait(), "there is nothing to go past the others for");
        assert!(Seats { offered: 0, ..seats }.others_wait());
        assert!(!Seats { offered: 0, waiting: 0, ..seats }.others_wait());
        assert_eq!(Seats { members: 5, ..seats }.free(), Some(0), "more members than the limit has since become");
    }

    #[test]
    fn what_is_over_stays_over() {
        for state in EnrolmentState::ALL {
            for next in EnrolmentState::ALL {
                let back_to_life = !state.is_live() && next != state;
                assert!(!(back_to_life && state.may_become(*next)), "{state:?} -> {next:?}");
            }
        }
        assert!(EnrolmentState::Offered.may_become(EnrolmentState::Waiting), "an offer lapses");
    }
}
