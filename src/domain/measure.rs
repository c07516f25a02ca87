//! Measures: dated scores on instruments. Only totals and sub-scores are kept, never an instrument's questions:
//! those are their makers' own.

use chrono::NaiveDate;

use super::keyed::{Keyed, keyed};

keyed! {
    /// What is measured with; `instrument-<key>` names it.
    pub enum Instrument {
        /// Self-rated work ability, 0 to 10.
        WorkAbility = "work-ability",
        Kykyviisari = "kykyviisari",
        Avain = "avain",
        /// *Elämäntilanteen selvittämisen ympyrä*.
        SituationCircle = "situation-circle",
    }
}

/// The part that stands for the whole: of an instrument that is told as one number, and of any other whose sub-scores
/// are not told.
pub const TOTAL: &str = "total";

/// How an instrument is scored.
pub struct Scoring {
    pub instrument: Instrument,
    /// What is told: sub-scores by name (`measure-part-<name>`), or the total alone.
    pub parts: &'static [&'static str],
    /// The lowest and the highest score of a part, in tenths.
    pub least: u32,
    pub most: u32,
}

/// Every instrument. A new one is a line here, a word in [`Instrument`] and its name in the message files.
pub const SCORINGS: &[Scoring] = &[
    Scoring { instrument: Instrument::WorkAbility, parts: &[TOTAL], least: 0, most: 100 },
    Scoring {
        instrument: Instrument::Kykyviisari,
        parts: &["inclusion", "mind", "everyday", "skills", "body", "work-life"],
        least: 0,
        most: 1000,
    },
    Scoring { instrument: Instrument::Avain, parts: &[TOTAL], least: 0, most: 100 },
    Scoring {
        instrument: Instrument::SituationCircle,
        parts: &["home", "money", "health", "everyday", "people", "work-study", "leisure"],
        least: 0,
        most: 100,
    },
];

impl Instrument {
    pub fn scoring(self) -> &'static Scoring {
        SCORINGS.iter().find(|scoring| scoring.instrument == self).unwrap_or(&SCORINGS[0])
    }
}

impl Scoring {
    /// The program's own word for a part: one of its sub-scores, or the total.
    pub fn part(&self, name: &str) -> Option<&'static str> {
        self.parts.iter().copied().chain([TOTAL]).find(|part| *part == name)
    }

    /// It is told in sub-scores, of which the total is made.
    pub fn has_parts(&self) -> bool {
        self.parts != [TOTAL]
    }

    /// The total of these scores in tenths: as it was told, or the mean of the sub-scores. `None` while one is missing;
    /// a total of some of them would look like a change for the worse.
    pub fn total(&self, told: &[(&str, u32)]) -> Option<u32> {
        let of = |part: &str| told.iter().find(|(name, _)| *name == part).map(|(_, tenths)| *tenths);
        if let Some(total) = of(TOTAL) {
            return Some(total);
        }
        let found: Vec<u32> = self.parts.iter().map(|part| of(part)).collect::<Option<_>>()?;
        let count = u32::try_from(found.len()).ok().filter(|count| *count > 0)?;
        Some((found.iter().sum::<u32>() + count / 2) / count)
    }
}

/// One measuring: the scores of one client on one instrument on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureFields {
    pub instrument: Instrument,
    pub on_day: NaiveDate,
    /// Parts with their scores in tenths, in the order of the instrument; what was not measured is not among them.
    pub scores: Vec<(&'static str, u32)>,
}

/// What is wrong with the scores of a measuring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasureFault {
    /// Nothing was measured.
    Nothing,
    /// A total that was told, and sub-scores of which another could be made.
    TotalAndParts,
}

impl MeasureFields {
    /// The total in tenths; `None` while a part is missing.
    pub fn total(&self) -> Option<u32> {
        self.instrument.scoring().total(&self.scores)
    }

    /// # Errors
    /// When the scores do not tell one thing.
    pub fn check(&self) -> Result<(), MeasureFault> {
        let total = self.scores.iter().any(|(part, _)| *part == TOTAL);
        match self.scores.len() {
            0 => Err(MeasureFault::Nothing),
            many if total && many > 1 => Err(MeasureFault::TotalAndParts),
            _ => Ok(()),
        }
    }
}

/// A score as people type it, in tenths: "5", "5,5" or "5.5".
pub fn parse_tenths(text: &str) -> Option<u32> {
    let (whole, part) = text.trim().split_once([',', '.']).unwrap_or((text.trim(), "0"));
    let figures = |text: &str, most: usize| {
        let right = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        right.then(|| text.parse::<u32>().ok()).flatten()
    };
    Some(figures(whole, 4)? * 10 + figures(part, 1)?)
}

/// "5", "5,5".
pub fn show_tenths(tenths: u32) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        part => format!("{},{part}", tenths / 10),
    }
}

/// From one score to another: "+3", "-1,5", "±0".
pub fn show_change(from: u32, to: u32) -> String {
    let size = show_tenths(from.abs_diff(to));
    match to.cmp(&from) {
        std::cmp::Ordering::Greater => format!("+{size}"),
        std::cmp::Ordering::Less => format!("-{size}"),
        std::cmp::Ordering::Equal => "±0".to_string(),
    }
}

/// "0–10": the lowest and the highest score.
pub fn show_range(scoring: &Scoring) -> String {
    format!("{}–{}", show_tenths(scoring.least), show_tenths(scoring.most))
}

/// The place of an instrument in the list of them.
pub fn order(instrument: Instrument) -> usize {
    Instrument::ALL.iter().position(|one| *one == instrument).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_instrument_is_scored() {
        for instrument in Instrument::ALL {
            assert_eq!(instrument.scoring().instrument, *instrument);
        }
    }

    #[test]
    fn a_missing_part_gives_no_total() {
        let scoring = Scoring { parts: &["a", "b", "c"], ..SCORINGS[1] };
        assert_eq!(scoring.total(&[("a", 10), ("b", 20), ("c", 31)]), Some(20));
        assert_eq!(scoring.total(&[("a", 10), ("c", 31)]), None);
        assert_eq!(scoring.total(&[(TOTAL, 31)]), Some(31), "the whole may be told without its parts");
        assert_eq!(Instrument::WorkAbility.scoring().total(&[(TOTAL, 55)]), Some(55));
        assert_eq!(Instrument::WorkAbility.scoring().total(&[]), None);
    }

    #[test]
    fn a_measuring_tells_a_total_or_parts_and_something_at_all() {
        let of = |scores: &[(&'static str, u32)]| {
            let on_day = NaiveDate::default();
            MeasureFields { instrument: Instrument::Kykyviisari, on_day, scores: scores.to_vec() }.check()
        };
        assert_eq!(of(&[]), Err(MeasureFault::Nothing));
        assert_eq!(of(&[("mind", 500), (TOTAL, 500)]), Err(MeasureFault::TotalAndParts));
        assert_eq!((of(&[("mind", 500)]), of(&[(TOTAL, 500)])), (Ok(()), Ok(())));
    }

    #[test]
    fn scores_are_typed_with_comma_or_point_and_shown_with_a_comma() {
        for (text, tenths) in [("5", Some(50)), ("5,5", Some(55)), (" 0.5 ", Some(5)), ("10", Some(100))] {
            assert_eq!(parse_tenths(text), tenths, "{text}");
        }
        for text in ["", "5,55", "-1", ",5", "5,", "viisi", "5 5", "99999", "1e3"] {
            assert_eq!(parse_tenths(text), None, "{text}");
        }
        for tenths in [0, 5, 50, 55, 1000] {
            assert_eq!(parse_tenths(&show_tenths(tenths)), Some(tenths));
        }
        assert_eq!([show_change(30, 60), show_change(60, 45), show_change(5, 5)], ["+3", "-1,5", "±0"]);
        assert_eq!(show_range(Instrument::Kykyviisari.scoring()), "0–100");
    }
}
