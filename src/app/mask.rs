//! Names hidden on the screen, while somebody who must not read them stands behind one.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;

use crate::domain::search::Entry;
use crate::domain::text::fold;
use crate::store::lookup::Found;

/// A shorter piece of a name is hidden only where it stands alone.
const SHORTEST: usize = 3;

/// So many letters a name may have at its end in running Finnish: "Hämäläisellekin".
const ENDING: usize = 7;

/// Every piece of every client's name.
#[derive(Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// The names of the clients among what the look-up finds.
    pub fn of(found: &[Entry<Found>]) -> Names {
        let clients = found.iter().filter(|entry| matches!(entry.target, Found::Client { .. }));
        Names(
            clients
                .flat_map(|entry| entry.label.split(|c: char| !c.is_alphabetic()))
                .map(fold)
                .filter(|p| !p.is_empty())
                .collect(),
        )
    }

    /// Is it a name, an inflected one, or (`cut`) the beginning of one?
    fn has(&self, word: &str, cut: bool) -> bool {
        let word = fold(word);
        if self.0.contains(&word) || (cut && self.begins(&word)) {
            return true;
        }
        let ends = word.char_indices().map(|(at, _)| at).filter(|at| *at >= SHORTEST);
        ends.filter(|at| word.len() - at <= ENDING).any(|at| self.is_stem(&word[..at]))
    }

    fn begins(&self, word: &str) -> bool {
        self.0.range(word.to_string()..).next().is_some_and(|name| name.starts_with(word))
    }

    /// Finnish changes the end of a name, too: *Hämäläinen*, *Hämäläisen*.
    fn is_stem(&self, stem: &str) -> bool {
        self.0.contains(stem) || stem.strip_suffix("s").is_some_and(|stem| self.0.contains(&format!("{stem}nen")))
    }

    /// Leaves the initial of every name that has been drawn.
    pub fn hide(&self, buffer: &mut Buffer) {
        for y in buffer.area.top()..buffer.area.bottom() {
            let mut x = buffer.area.left();
            while x < buffer.area.right() {
                let end = (x..buffer.area.right()).find(|x| !is_letter(buffer, *x, y)).unwrap_or(buffer.area.right());
                if end > x {
                    let word: String = (x..end).map(|x| buffer[(x, y)].symbol()).collect();
                    let cut = end < buffer.area.right() && matches!(buffer[(end, y)].symbol(), "…" | ".");
                    if self.has(&word, cut) {
                        for x in x + 1..end {
                            buffer[(x, y)].set_symbol(" ");
                        }
                        if end > x + 1 {
                            buffer[(x + 1, y)].set_symbol(".");
                        }
                    }
                }
                x = end.max(x) + 1;
            }
        }
    }
}

fn is_letter(buffer: &Buffer, x: u16, y: u16) -> bool {
    buffer[(x, y)].symbol().chars().next().is_some_and(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::activity::Kind;
    use crate::domain::ids::{ActivityId, ClientId};

    fn names() -> Names {
        let client = Found::Client { id: ClientId(1), birth_date: None, state: None, own_worker: None };
        let entry = |target, label: &str| Entry { target, label: label.into(), fold_key: String::new() };
        Names::of(&[
            entry(client, "Hämäläinen Ville-Veikko"),
            entry(client, "Ek Bo"),
            entry(Found::Activity(ActivityId(1), Kind::Group), "Luovat kädet"),
        ])
    }

    fn hidden(line: &str) -> String {
        let mut buffer = Buffer::with_lines([line]);
        names().hide(&mut buffer);
        buffer.content.iter().map(|cell| cell.symbol()).collect()
    }

    #[test]
    fn every_name_leaves_its_initial_and_nothing_moves() {
        assert_eq!(hidden("▸ Hämäläinen Ville-Veikko  040"), "▸ H.         V.   -V.      040");
        assert_eq!(hidden("Ek Bo, 30 v"), "E. B., 30 v");
    }

    #[test]
    fn cut_and_inflected_names_are_names() {
        assert_eq!(hidden("Hämälä… Luovat kädet"), "H.    … Luovat kädet");
        assert_eq!(hidden("soitti Hämäläiselle, Villen äiti"), "soitti H.          , V.     äiti");
    }

    #[test]
    fn other_words_stay() {
        for line in ["Luovat kädet 9.2.", "Ekonomi", "Boden", "vilpitön", "tavoitteen arviointi"] {
            assert_eq!(hidden(line), line);
        }
    }
}
