//! Copies of the file in words: how old, how large, good or not.

use super::Words;
use crate::say;
use crate::store::backup::Ran;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Words {
    /// "5 min", "3 t", "2 pv": how long ago, of so many seconds.
    pub fn age(&self, seconds: i64) -> String {
        match seconds {
            _ if seconds < MINUTE => say!(self, "age-now"),
            _ if seconds < HOUR => say!(self, "age-minutes", count = (seconds / MINUTE)),
            // Up to two days the hours say more.
            _ if seconds < 2 * DAY => say!(self, "age-hours", count = (seconds / HOUR)),
            _ => say!(self, "age-days", count = (seconds / DAY)),
        }
    }

    /// "512 kt", "1,4 Mt", of so many bytes.
    pub fn size(&self, bytes: u64) -> String {
        let kilo = bytes.div_ceil(1024);
        if kilo < 1024 {
            return say!(self, "size-kilo", count = kilo);
        }
        let tenths = (bytes * 10).div_ceil(1024 * 1024);
        say!(self, "size-mega", count = format!("{},{}", tenths / 10, tenths % 10))
    }

    /// What came of an errand about the copies.
    pub fn ran(&self, ran: &Ran) -> String {
        match ran {
            Ran::Taken(taken) => {
                say!(self, "copy-taken", size = self.size(taken.size), rows = taken.rows)
            }
            Ran::Checked { name, faults } => self.checked(name, faults),
        }
    }

    /// Whether a copy is good, and the first thing that is wrong with it.
    pub fn checked(&self, name: &str, faults: &[String]) -> String {
        match faults.first() {
            None => say!(self, "copy-good", name = name),
            Some(fault) => say!(self, "copy-bad", name = name, fault = fault.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::lang::Lang;

    #[test]
    fn ages_and_sizes_are_short() {
        let words = Words::new(Lang::Fi);
        let ages = [0, 59, 60, 3599, 3600, 47 * HOUR, 48 * HOUR, 40 * DAY].map(|age| words.age(age));
        assert_eq!(ages, ["juuri nyt", "juuri nyt", "1 min", "59 min", "1 t", "47 t", "2 pv", "40 pv"]);
        let sizes = [1, 4096, 1_000_000, 1_048_576, 12_345_678].map(|bytes| words.size(bytes));
        assert_eq!(sizes, ["1 kt", "4 kt", "977 kt", "1,0 Mt", "11,8 Mt"]);
    }
}
