//! A text of one line, being typed.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::{Input, InputRequest};

/// As long as any field of the file needs to be.
const LONGEST: usize = 500;

/// A line of text with a cursor in it.
#[derive(Debug, Clone, Default)]
pub struct LineInput(Input);

impl LineInput {
    pub fn new(text: &str) -> LineInput {
        LineInput(Input::new(text.to_string()))
    }

    pub fn text(&self) -> &str {
        self.0.value()
    }

    pub fn key(&mut self, key: KeyEvent) {
        let request = match key.code {
            KeyCode::Char('u') if key.modifiers.contains(KeyModifiers::CONTROL) => return self.0.reset(),
            KeyCode::Char(letter) if self.text().len() < LONGEST => InputRequest::InsertChar(letter),
            KeyCode::Backspace => InputRequest::DeletePrevChar,
            KeyCode::Delete => InputRequest::DeleteNextChar,
            KeyCode::Left => InputRequest::GoToPrevChar,
            KeyCode::Right => InputRequest::GoToNextChar,
            KeyCode::Home => InputRequest::GoToStart,
            KeyCode::End => InputRequest::GoToEnd,
            _ => return,
        };
        self.0.handle(request);
    }

    /// Puts in a pasted text, its line ends as spaces.
    pub fn paste(&mut self, pasted: &str) {
        for letter in pasted.trim().replace('\n', " ").chars().take(LONGEST.saturating_sub(self.text().len())) {
            self.0.handle(InputRequest::InsertChar(letter));
        }
    }

    /// Draws the text so that the cursor is in sight, and puts the terminal's cursor there when `focused`.
    pub fn draw(&self, frame: &mut Frame, area: Rect, focused: bool) {
        let columns = usize::from(area.width).max(1);
        let scroll = self.0.visual_scroll(columns);
        let mut skipped = 0;
        let visible: String = self
            .text()
            .chars()
            .skip_while(|letter| {
                let skip = skipped < scroll;
                skipped += unicode_width::UnicodeWidthChar::width(*letter).unwrap_or(0);
                skip
            })
            .collect();
        frame.render_widget(visible, area);
        if focused {
            let column = self.0.visual_cursor().saturating_sub(scroll).min(columns - 1);
            frame.set_cursor_position((area.x + u16::try_from(column).unwrap_or(0), area.y));
        }
    }
}
