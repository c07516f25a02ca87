//! Text alone in the window, for the terminal's own mouse selection: no frame, no margins, no keys. Any key leads
//! back; where the text is longer than the window, to its next page first.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;
use std::cell::Cell;

use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen};
use crate::store::request::{Answer, Query};
use crate::widgets::row::wrap;

/// A text on a bare screen.
pub struct PlainText {
    text: String,
    page: usize,
    /// Known only once it is drawn.
    pages: Cell<usize>,
}

impl PlainText {
    pub fn boxed(text: String) -> Box<dyn Screen> {
        Box::new(PlainText { text, page: 0, pages: Cell::new(1) })
    }
}

impl Screen for PlainText {
    fn places(&self) -> &'static [Place] {
        &[]
    }

    fn title(&self, _cx: &Ctx) -> String {
        String::new()
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        Vec::new()
    }

    fn receive(&mut self, _answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        Vec::new()
    }

    fn act(&mut self, _action: Action, _cx: &Ctx) -> Vec<Effect> {
        Vec::new()
    }

    fn is_bare(&self) -> bool {
        true
    }

    fn types(&self, _key: KeyEvent) -> bool {
        true
    }

    fn type_key(&mut self, key: KeyEvent, _cx: &Ctx) -> Vec<Effect> {
        self.page += 1;
        let leaves = key.code == KeyCode::Esc || self.page >= self.pages.get();
        if leaves { vec![Effect::Back] } else { Vec::new() }
    }

    fn view(&self, frame: &mut Frame, area: Rect, _cx: &Ctx) {
        let high = usize::from(area.height.max(1));
        let lines = wrap(self.text.trim_end(), usize::from(area.width));
        self.pages.set(lines.len().div_ceil(high));
        for (y, line) in (area.y..area.bottom()).zip(lines.into_iter().skip(self.page * high)) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
    }
}
