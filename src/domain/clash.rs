//! Two things at once: who or what cannot be in both.

use chrono::{NaiveDate, NaiveTime};

use super::ids::{ClientId, WorkerId};

/// A span of time on a day, and who and what is bound by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    pub day: NaiveDate,
    pub starts_at: NaiveTime,
    pub ends_at: NaiveTime,
    pub lead: Option<WorkerId>,
    /// The place, where only one thing can be at a time.
    pub place: Option<String>,
    /// Members, and who has an appointment.
    pub clients: Vec<ClientId>,
}

/// What two spans fight over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Over {
    Lead,
    Place,
    /// So many clients.
    Clients(usize),
}

/// Two spans, by their numbers, and what they fight over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clash {
    pub one: usize,
    pub other: usize,
    pub over: Over,
}

fn overlap(one: &Bound, other: &Bound) -> bool {
    one.day == other.day && one.starts_at < other.ends_at && other.starts_at < one.ends_at
}

/// Every clash among these spans, which come ordered by day. Ending when the other begins is no clash.
pub fn clashes(spans: &[Bound]) -> Vec<Clash> {
    let mut found = Vec::new();
    for (one, first) in spans.iter().enumerate() {
        let same_day = spans.iter().enumerate().skip(one + 1).take_while(|(_, second)| second.day == first.day);
        for (other, second) in same_day.filter(|(_, second)| overlap(first, second)) {
            let mut add = |over| found.push(Clash { one, other, over });
            if first.lead.is_some() && first.lead == second.lead {
                add(Over::Lead);
            }
            if first.place.is_some() && first.place == second.place {
                add(Over::Place);
            }
            let both = first.clients.iter().filter(|client| second.clients.contains(client)).count();
            if both > 0 {
                add(Over::Clients(both));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: u32, to: u32) -> Bound {
        let clock = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let day = "2017-02-06".parse().unwrap();
        Bound { day, starts_at: clock(from), ends_at: clock(to), lead: None, place: None, clients: Vec::new() }
    }

    #[test]
    fn only_what_is_at_the_same_time_clashes() {
        let led = |bound: Bound| Bound { lead: Some(WorkerId(1)), ..bound };
        assert!(clashes(&[led(span(9, 10)), led(span(10, 11))]).is_empty(), "one after the other");
        let found = clashes(&[led(span(9, 11)), led(span(10, 12)), span(10, 12)]);
        assert_eq!(found, [Clash { one: 0, other: 1, over: Over::Lead }]);
        let tomorrow = Bound { day: "2017-02-07".parse().unwrap(), ..led(span(9, 11)) };
        assert!(clashes(&[led(span(9, 11)), tomorrow]).is_empty());
    }

    #[test]
    fn a_place_and_a_client_cannot_be_shared() {
        let room = |bound: Bound, clients: &[i64]| Bound {
            place: Some("Askartelu".into()),
            clients: clients.iter().copied().map(ClientId).collect(),
            ..bound
        };
        let found = clashes(&[room(span(9, 11), &[1, 2, 3]), room(span(10, 12), &[3, 1, 9])]);
        assert_eq!(found.iter().map(|clash| clash.over).collect::<Vec<_>>(), [Over::Place, Over::Clients(2)]);
        assert!(clashes(&[span(9, 11), span(9, 11)]).is_empty(), "nobody is bound");
    }
}
