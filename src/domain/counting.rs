//! Counting: the rules that every figure on every screen obeys.

use serde::Serialize;

use super::attendance::Mark;

/// One person's marks over held sessions inside their spell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub present: u32,
    pub late: u32,
    pub excused: u32,
    pub no_show: u32,
}

impl Tally {
    /// Counts one mark.
    pub fn add(&mut self, mark: Mark) {
        match mark {
            Mark::Present => self.present += 1,
            Mark::Late => self.late += 1,
            Mark::Excused => self.excused += 1,
            Mark::NoShow => self.no_show += 1,
        }
    }

    /// (present + late) / (present + late + no-show), in whole per cent, half up.
    /// `None` when there is nothing to divide by: unknown is not 0. Excused and unmarked are in neither part.
    pub fn rate(self) -> Option<u32> {
        let came = self.present + self.late;
        rate_of(came, came + self.no_show)
    }
}

/// So many of so many, in whole per cent, half up. `None` when there is nothing to divide by.
pub fn rate_of(came: u32, asked: u32) -> Option<u32> {
    (asked > 0).then(|| (came * 200 + asked) / (asked * 2))
}

impl FromIterator<Mark> for Tally {
    fn from_iter<I: IntoIterator<Item = Mark>>(marks: I) -> Self {
        let mut tally = Tally::default();
        marks.into_iter().for_each(|mark| tally.add(mark));
        tally
    }
}

/// True when the two newest marks are both no-shows; an excuse between them breaks the run.
/// Practice: two unexplained absences in a row call for a contact.
pub fn missed_twice(newest_first: &[Mark]) -> bool {
    matches!(newest_first, [Mark::NoShow, Mark::NoShow, ..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use Mark::*;

    #[test]
    fn the_rate_asks_only_those_who_came_or_stayed_away() {
        let tally: Tally = [Present, Late, NoShow, Excused, Excused].into_iter().collect();
        assert_eq!(tally.rate(), Some(67));
    }

    #[test]
    fn nothing_marked_is_unknown_and_not_zero() {
        assert_eq!(Tally::default().rate(), None);
        assert_eq!(Tally::from_iter([Excused]).rate(), None);
        assert_eq!(Tally::from_iter([NoShow]).rate(), Some(0));
        assert_eq!(Tally::from_iter([Present]).rate(), Some(100));
    }

    #[test]
    fn an_excuse_breaks_a_run_of_absences() {
        assert!(missed_twice(&[NoShow, NoShow, Present]));
        assert!(!missed_twice(&[NoShow, Excused, NoShow]));
        assert!(!missed_twice(&[Present, NoShow, NoShow]));
        assert!(!missed_twice(&[NoShow]));
    }
}
