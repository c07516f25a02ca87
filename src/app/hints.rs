//! The names of keys and actions in words, for the hint line, the help and `rinnalla keys`.

use crossterm::event::KeyEvent;

use crate::action::{Action, Binding, key_named};
use crate::domain::keyed::Keyed;
use crate::text::Words;

/// "Ctrl-S", "Esc", "<": the first key of a binding that `works`; `None` when none does.
pub fn first_key(binding: &Binding, words: &Words, works: impl Fn(KeyEvent) -> bool) -> Option<String> {
    let name = binding.keys.split(' ').find(|name| key_named(name).is_some_and(&works))?;
    Some(key_name(name, words))
}

/// "Tab, Alas": every key of a binding.
pub fn all_keys(binding: &Binding, words: &Words) -> String {
    binding.keys.split(' ').map(|name| key_name(name, words)).collect::<Vec<_>>().join("  ")
}

/// What the action does: "avaa".
pub fn label(action: Action, words: &Words) -> String {
    words.get(&format!("action-{}", action.key()))
}

/// Keys that have a name of their own in each language: `key-<name>`.
pub const NAMED: &[&str] = &[
    "enter",
    "esc",
    "space",
    "tab",
    "backtab",
    "up",
    "down",
    "left",
    "right",
    "pgup",
    "pgdn",
    "home",
    "end",
    "del",
    "backspace",
];

fn key_name(name: &str, words: &Words) -> String {
    if NAMED.contains(&name) {
        return words.get(&format!("key-{name}"));
    }
    match name.strip_prefix("ctrl-") {
        Some(letter) => format!("Ctrl-{}", letter.to_uppercase()),
        None if name.len() > 1 => name.to_uppercase(),
        None => name.to_string(),
    }
}
