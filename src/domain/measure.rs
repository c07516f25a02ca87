//! Measures: dated scores on instruments. Only totals and sub-scores are kept, never an instrument's questions:
//! those are their makers' own.

use super::keyed::keyed;

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

/// The part that stands for the whole, of an instrument that is told as one number.
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
    /// The total of these sub-scores in tenths: their mean. `None` while one is missing; a total of some of them
    /// would look like a change for the worse.
    pub fn total(&self, told: &[(&str, u32)]) -> Option<u32> {
        let found: Option<Vec<u32>> = self
            .parts
            .iter()
            .map(|part| told.iter().find(|(name, _)| name == part).map(|(_, tenths)| *tenths))
            .collect();
        let found = found?;
        let count = u32::try_from(found.len()).ok().filter(|count| *count > 0)?;
        Some((found.iter().sum::<u32>() + count / 2) / count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::keyed::Keyed;

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
        assert_eq!(Instrument::WorkAbility.scoring().total(&[(TOTAL, 55)]), Some(55));
        assert_eq!(Instrument::WorkAbility.scoring().total(&[]), None);
    }
}
