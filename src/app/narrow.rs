//! Narrowing a list by typing: any pieces of the words, in any order, with or without dots.

use crossterm::event::KeyEvent;

use crate::domain::text;
use crate::widgets::line_input::LineInput;

/// Which rows of a list are shown, and the text that decides it.
#[derive(Default)]
pub struct Narrow {
    input: LineInput,
    typing: bool,
    keys: Vec<String>,
    shown: Vec<usize>,
}

impl Narrow {
    /// New rows, each by the words that it can be found by.
    pub fn set_rows<'a>(&mut self, rows: impl Iterator<Item = &'a str>) {
        self.keys = rows.map(text::fold).collect();
        self.apply();
    }

    fn apply(&mut self) {
        let typed = text::fold(self.input.text());
        let matches = |key: &String| typed.split_whitespace().all(|word| key.contains(word));
        self.shown = (0..self.keys.len()).filter(|at| matches(&self.keys[*at])).collect();
    }

    /// Indices of the rows that are shown.
    pub fn shown(&self) -> &[usize] {
        &self.shown
    }

    pub fn is_on(&self) -> bool {
        self.typing || !self.input.text().is_empty()
    }

    pub fn is_typing(&self) -> bool {
        self.typing
    }

    pub fn start(&mut self) {
        self.typing = true;
    }

    /// The filter stays, the typing ends.
    pub fn stop(&mut self) {
        self.typing = false;
    }

    pub fn type_key(&mut self, key: KeyEvent) {
        self.input.key(key);
        self.apply();
    }

    pub fn paste(&mut self, pasted: &str) {
        self.input.paste(pasted);
        self.apply();
    }

    /// Shows everything again; false when it did anyway.
    pub fn clear(&mut self) -> bool {
        let was_on = self.is_on();
        self.typing = false;
        self.input = LineInput::default();
        self.apply();
        was_on
    }

    /// What is typed, for the title line.
    pub fn text(&self) -> &str {
        self.input.text()
    }
}
