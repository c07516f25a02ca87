//! A terminal that nobody types at: after a while it shows nothing, later the sitting ends.

use std::time::{Duration, Instant};

/// How long nobody may type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Until the screen shows nothing.
    pub blank: Duration,
    /// Until the sitting ends.
    pub end: Duration,
}

impl Patience {
    pub fn of_minutes(blank: u32, end: u32) -> Patience {
        let minutes = |minutes: u32| Duration::from_secs(u64::from(minutes) * 60);
        Patience { blank: minutes(blank), end: minutes(end) }
    }
}

/// What a time without a key comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    Blank,
    End,
}

/// Since when nobody has typed.
pub struct Idle {
    since: Instant,
    blanked: bool,
}

impl Idle {
    pub fn from(now: Instant) -> Idle {
        Idle { since: now, blanked: false }
    }

    /// Somebody has typed.
    pub fn wake(&mut self, now: Instant) {
        *self = Idle::from(now);
    }

    /// How long until something is to be done.
    pub fn left(&self, now: Instant, patience: Patience) -> Duration {
        let next = if self.blanked { patience.end } else { patience.blank.min(patience.end) };
        (self.since + next).saturating_duration_since(now)
    }

    /// What is to be done now; a screen is blanked once.
    pub fn comes_to(&mut self, now: Instant, patience: Patience) -> Option<Rest> {
        let idle = now.saturating_duration_since(self.since);
        if idle >= patience.end {
            return Some(Rest::End);
        }
        let blank = idle >= patience.blank && !self.blanked;
        self.blanked |= blank;
        blank.then_some(Rest::Blank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_blanks_once_and_then_ends_unless_somebody_types() {
        let start = Instant::now();
        let after = |minutes: u64| start + Duration::from_secs(minutes * 60);
        let patience = Patience::of_minutes(5, 20);
        let mut idle = Idle::from(start);
        assert_eq!(idle.left(after(1), patience), Duration::from_secs(4 * 60));
        assert_eq!(idle.comes_to(after(4), patience), None);
        assert_eq!(idle.comes_to(after(5), patience), Some(Rest::Blank));
        assert_eq!(idle.comes_to(after(6), patience), None, "it is blank already");
        assert_eq!(idle.left(after(6), patience), Duration::from_secs(14 * 60));
        idle.wake(after(19));
        assert_eq!(idle.comes_to(after(20), patience), None);
        assert_eq!(idle.comes_to(after(24), patience), Some(Rest::Blank));
        assert_eq!(idle.comes_to(after(39), patience), Some(Rest::End));
        assert_eq!(idle.left(after(50), patience), Duration::ZERO);
    }

    #[test]
    fn who_ends_sooner_than_it_blanks_is_not_blanked_first() {
        let start = Instant::now();
        let patience = Patience::of_minutes(30, 10);
        let mut idle = Idle::from(start);
        assert_eq!(idle.left(start, patience), Duration::from_secs(600));
        assert_eq!(idle.comes_to(start + Duration::from_secs(600), patience), Some(Rest::End));
    }
}
