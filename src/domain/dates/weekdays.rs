//! Weekdays as people type them, several at once.

use chrono::{Weekday, WeekdaySet};

use super::words::{is_and, weekday};
use crate::domain::text::{clean_line, fold};

/// Weekdays in any of the three languages or as calendars write them, in any order: `ti to`, `tis, tors`, `TU TH`,
/// `ma ja ke`, `ma–pe`. Each comes once, Monday first; nothing typed is no day. `None` when a word is none.
pub fn parse_weekdays(input: &str) -> Option<Vec<Weekday>> {
    let text = fold(&clean_line(input)).replace('–', "-");
    // A stretch is one word, however its dash is typed.
    let tight = text.split('-').map(str::trim).collect::<Vec<_>>().join("-");
    let words = tight.split([';', ',', ' ', '/', '+', '&']).filter(|word| !word.is_empty() && !is_and(word));
    let mut days = WeekdaySet::EMPTY;
    for word in words {
        for day in stretch(word)? {
            days.insert(day);
        }
    }
    Some(days.iter(Weekday::Mon).collect())
}

/// `ti`, or from one day to another: `ma-pe`, `pe-ma`.
fn stretch(word: &str) -> Option<Vec<Weekday>> {
    let Some((from, to)) = word.split_once('-') else { return weekday(word).map(|day| vec![day]) };
    let (from, to) = (weekday(from)?, weekday(to)?);
    let days = std::iter::successors(Some(from), |day| Some(day.succ()));
    Some(days.take(1 + to.days_since(from) as usize).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_days_however_they_are_typed() {
        use Weekday::*;
        for text in [
            "ti to",
            "ti, to",
            "to;ti",
            "TI/TO",
            "tis tors",
            "tue thu",
            "TU TH",
            "tiistai ja torstai",
            "ti & to",
            "ti to ti",
        ] {
            assert_eq!(parse_weekdays(text), Some(vec![Tue, Thu]), "{text}");
        }
        for text in ["ma-pe", "ma–pe", "ma - pe", "mån – fre", "mon-fri", "ma-ke to pe"] {
            assert_eq!(parse_weekdays(text), Some(vec![Mon, Tue, Wed, Thu, Fri]), "{text}");
        }
        assert_eq!(parse_weekdays("la-ma"), Some(vec![Mon, Sat, Sun]), "over the weekend");
        assert_eq!(parse_weekdays("ti-ti"), Some(vec![Tue]));
        assert_eq!(parse_weekdays("onsdagar och on"), None, "not a word that anything else knows");
        assert_eq!(parse_weekdays("on och lördag"), Some(vec![Wed, Sat]));
        assert_eq!(parse_weekdays("  "), Some(Vec::new()));
        for text in ["tii", "ma-", "-pe", "ma-pe-su", "6.2.", "joka päivä"] {
            assert_eq!(parse_weekdays(text), None, "{text}");
        }
    }
}
