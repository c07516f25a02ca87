//! A list of which only the visible window is ever built.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Theme;

/// Which row is selected, and which window of the rows is on the screen.
#[derive(Debug, Default, Clone)]
pub struct ListState {
    pub selected: usize,
    /// Nothing above, or nothing below, can be selected: then the window goes on to the end.
    edges: (bool, bool),
    /// No row can be selected.
    nothing: bool,
    /// Known only once it is drawn: where the window began, and how high it was.
    window: Cell<(usize, usize)>,
}

/// A step through a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
}

impl ListState {
    /// Moves among rows of which only some can be selected; stays where nothing else can be.
    pub fn step(&mut self, step: Step, len: usize, selectable: impl Fn(usize) -> bool) {
        let page = self.window.get().1.saturating_sub(1).max(1);
        let target = match step {
            Step::Up => self.selected.checked_sub(1),
            Step::Down => Some(self.selected + 1),
            Step::PageUp => Some(self.selected.saturating_sub(page)),
            Step::PageDown => Some((self.selected + page).min(len.saturating_sub(1))),
            Step::First => Some(0),
            Step::Last => len.checked_sub(1),
        };
        let Some(target) = target.filter(|target| *target < len) else { return };
        let before = || (0..=target).rev().find(|at| selectable(*at));
        let after = || (target..len).find(|at| selectable(*at));
        let found = match step {
            Step::Up => before(),
            Step::Down => after(),
            Step::PageUp | Step::First => after().filter(|at| *at < self.selected).or_else(before),
            Step::PageDown | Step::Last => before().filter(|at| *at > self.selected).or_else(after),
        };
        self.selected = found.unwrap_or(self.selected);
        self.note_edges(len, selectable);
    }

    fn note_edges(&mut self, len: usize, selectable: impl Fn(usize) -> bool) {
        let above = (0..self.selected.min(len)).any(&selectable);
        let below = (self.selected + 1..len).any(&selectable);
        self.edges = (!above, !below);
        self.nothing = self.selected >= len || !(above || below || selectable(self.selected));
    }

    /// After the rows have changed: the same row when it is still there, else the nearest that can be selected.
    pub fn settle(&mut self, same: Option<usize>, len: usize, selectable: impl Fn(usize) -> bool) {
        let wanted = same.unwrap_or(self.selected).min(len.saturating_sub(1));
        let after = (wanted..len).find(|at| selectable(*at));
        self.selected = after.or_else(|| (0..wanted).rev().find(|at| selectable(*at))).unwrap_or(0);
        self.note_edges(len, selectable);
    }

    /// The rows that fit, moved no further than the selection needs.
    fn visible(&self, len: usize, height: usize) -> std::ops::Range<usize> {
        let (start, _) = self.window.get();
        let lowest = (self.selected + 1).saturating_sub(height);
        // With the first selectable row the heading above it comes into view, too.
        let highest = if self.selected < height { 0 } else { self.selected };
        let start = if self.selected < start { highest.min(self.selected) } else { start.max(lowest) };
        let start = match self.edges {
            (true, _) if self.selected < height => 0,
            (_, true) if len.saturating_sub(height) <= self.selected => len.saturating_sub(height),
            _ => start.min(len.saturating_sub(height)),
        };
        self.window.set((start, height));
        start..len.min(start + height)
    }

    /// Draws the window; `row` is asked for each visible line only.
    pub fn draw(&self, frame: &mut Frame, area: Rect, theme: Theme, len: usize, row: impl Fn(usize) -> Line<'static>) {
        let first = self.draw_rows(frame, area, len, row);
        let Some(y) = self.selected.checked_sub(first).and_then(|y| u16::try_from(y).ok()) else { return };
        if !self.nothing && y < area.height {
            let line = Rect { y: area.y + y, height: 1, ..area };
            frame.render_widget(theme.cursor(), Rect { width: 1.min(line.width), ..line });
            frame.buffer_mut().set_style(line, theme.selected());
        }
    }

    /// Draws the window with another row selected: where the rows are laid out anew for the width that is drawn.
    pub fn draw_at(
        &self,
        selected: usize,
        frame: &mut Frame,
        area: Rect,
        theme: Theme,
        len: usize,
        row: impl Fn(usize) -> Line<'static>,
    ) {
        let list = ListState { selected, ..self.clone() };
        list.draw(frame, area, theme, len, row);
        self.window.set(list.window.get());
    }

    /// Draws the window without showing what is selected: for the pane that one is not in.
    pub fn draw_quiet(&self, frame: &mut Frame, area: Rect, len: usize, row: impl Fn(usize) -> Line<'static>) {
        self.draw_rows(frame, area, len, row);
    }

    /// Returns the row that stands first.
    fn draw_rows(&self, frame: &mut Frame, area: Rect, len: usize, row: impl Fn(usize) -> Line<'static>) -> usize {
        let rows = self.visible(len, usize::from(area.height));
        let (first, more) = (rows.start, rows.end < len);
        for (y, at) in (area.y..).zip(rows) {
            let body = Rect { x: area.x + 2, y, width: area.width.saturating_sub(2), height: 1 };
            frame.render_widget(row(at), body);
        }
        if more && area.height > 0 {
            let corner = Rect { x: area.x, y: area.bottom() - 1, width: 1.min(area.width), height: 1 };
            frame.render_widget("…", corner);
        }
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(selectable: &[bool], steps: &[Step]) -> Vec<usize> {
        let mut list = ListState::default();
        list.settle(None, selectable.len(), |at| selectable[at]);
        let each = steps.iter().map(|step| {
            list.step(*step, selectable.len(), |at| selectable[at]);
            list.selected
        });
        each.collect()
    }

    #[test]
    fn headings_are_stepped_over_and_ends_are_ends() {
        use Step::*;
        let rows = [false, true, true, false, true, false];
        assert_eq!(walk(&rows, &[Down, Down, Down, Up, Up, Up]), [2, 4, 4, 2, 1, 1]);
        assert_eq!(walk(&rows, &[Last, First]), [4, 1]);
        assert_eq!(walk(&[], &[Down, Last, Up]), [0, 0, 0]);
        assert_eq!(walk(&[false], &[Down, PageDown]), [0, 0]);
    }

    #[test]
    fn the_window_moves_only_when_the_selection_leaves_it() {
        let mut list = ListState { selected: 3, ..ListState::default() };
        assert_eq!(list.visible(20, 5), 0..5);
        list.selected = 6;
        assert_eq!(list.visible(20, 5), 2..7);
        list.selected = 4;
        assert_eq!(list.visible(20, 5), 2..7);
        list.selected = 1;
        assert_eq!(list.visible(20, 5), 0..5);
        list.selected = 19;
        assert_eq!(list.visible(20, 5), 15..20);
    }
}
