//! Appointments: the times that a session has for them, and who has which.

use chrono::{NaiveTime, TimeDelta};

/// One line of a day of appointments; a person stands there as a `P`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<P> {
    Free(NaiveTime),
    Booked(NaiveTime, P),
    /// Booked at a time that the session no longer has.
    Outside(NaiveTime, P),
    /// In the register without an appointment.
    Without(P),
}

impl<P> Line<P> {
    /// When it begins; nothing for somebody without an appointment.
    pub fn starts_at(&self) -> Option<NaiveTime> {
        match self {
            Line::Free(at) | Line::Booked(at, _) | Line::Outside(at, _) => Some(*at),
            Line::Without(_) => None,
        }
    }

    /// Who stands there; nobody where it is free.
    pub fn person(&self) -> Option<&P> {
        match self {
            Line::Booked(_, person) | Line::Outside(_, person) | Line::Without(person) => Some(person),
            Line::Free(_) => None,
        }
    }
}

/// When the appointments of a session begin, each `minutes` long: none where its times are open, and none in what is
/// left at its end when that is shorter than one.
pub fn starts(starts_at: Option<NaiveTime>, ends_at: Option<NaiveTime>, minutes: u32) -> Vec<NaiveTime> {
    let (Some(starts_at), Some(ends_at)) = (starts_at, ends_at) else { return Vec::new() };
    let length = i64::from(minutes);
    // Counted, not stepped: a time of day that is stepped past midnight begins anew.
    let count = (ends_at - starts_at).num_minutes().checked_div(length).unwrap_or(0);
    (0..count).map(|nth| starts_at + TimeDelta::minutes(nth * length)).collect()
}

/// The lines of a day: each of its times with whoever has it, and everybody else at the time that was booked. Who has
/// no appointment comes last.
pub fn lines<P>(slots: &[NaiveTime], people: impl IntoIterator<Item = (Option<NaiveTime>, P)>) -> Vec<Line<P>> {
    let of = |(at, person): (Option<NaiveTime>, P)| match at {
        Some(at) if slots.contains(&at) => Line::Booked(at, person),
        Some(at) => Line::Outside(at, person),
        None => Line::Without(person),
    };
    let mut lines: Vec<Line<P>> = people.into_iter().map(of).collect();
    let free = |at: &&NaiveTime| !lines.iter().any(|line| line.starts_at() == Some(**at));
    let free: Vec<Line<P>> = slots.iter().filter(free).map(|at| Line::Free(*at)).collect();
    lines.extend(free);
    lines.sort_by_key(|line| (line.starts_at().is_none(), line.starts_at()));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(text: &str) -> NaiveTime {
        NaiveTime::parse_from_str(text, "%H:%M").unwrap()
    }

    fn of(from: &str, to: &str, minutes: u32) -> Vec<String> {
        let starts = starts(Some(clock(from)), Some(clock(to)), minutes);
        starts.iter().map(|at| at.format("%H:%M").to_string()).collect()
    }

    #[test]
    fn a_remainder_shorter_than_a_slot_is_no_slot() {
        assert_eq!(of("09:00", "10:30", 30), ["09:00", "09:30", "10:00"]);
        assert_eq!(of("09:00", "10:29", 30), ["09:00", "09:30"]);
        assert_eq!(of("09:00", "09:20", 30), [""; 0]);
        assert_eq!(of("09:15", "11:00", 45), ["09:15", "10:00"]);
    }

    #[test]
    fn late_in_the_evening_nothing_begins_anew_at_midnight() {
        assert_eq!(of("23:00", "23:59", 20), ["23:00", "23:20"]);
        assert_eq!(of("12:00", "11:00", 20), [""; 0]);
        assert_eq!(of("09:00", "12:00", 0), [""; 0]);
    }

    #[test]
    fn open_times_give_none() {
        let ten = Some(clock("10:00"));
        assert_eq!([starts(None, None, 30), starts(ten, None, 30), starts(None, ten, 30)], [[], [], []]);
    }

    #[test]
    fn whoever_has_booked_a_time_that_is_no_more_still_stands_there() {
        let slots = starts(Some(clock("09:00")), Some(clock("10:30")), 30);
        let people = [(None, "Eino"), (Some(clock("09:15")), "Aino"), (Some(clock("10:00")), "Helmi")];
        let expected = [
            Line::Free(clock("09:00")),
            Line::Outside(clock("09:15"), "Aino"),
            Line::Free(clock("09:30")),
            Line::Booked(clock("10:00"), "Helmi"),
            Line::Without("Eino"),
        ];
        assert_eq!(lines(&slots, people), expected);
        let names: Vec<_> = expected.iter().filter_map(Line::person).collect();
        assert_eq!(names, [&"Aino", &"Helmi", &"Eino"]);
    }
}
