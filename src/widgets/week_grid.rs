//! Days side by side, the hours downward, blocks between them. Knows no calendar: columns, minutes, words.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::Theme;
use super::row::fit;

/// One day.
#[derive(Debug, Clone, Default)]
pub struct Column {
    pub title: String,
    /// Under the title: a feast, a day off.
    pub note: String,
    pub strong: bool,
    /// What has no hours, or lasts all day.
    pub band: Vec<Band>,
    pub blocks: Vec<Block>,
}

/// A line above the hours.
#[derive(Debug, Clone)]
pub struct Band {
    pub text: String,
    pub style: Style,
    pub selected: bool,
}

/// A span of minutes of the day, in one of the lanes of its column.
#[derive(Debug, Clone)]
pub struct Block {
    pub from: u32,
    pub to: u32,
    pub lane: usize,
    pub lanes: usize,
    /// The first lines are the ones that are seen.
    pub lines: Vec<String>,
    pub style: Style,
    pub selected: bool,
}

/// Columns of the hours at the left.
const HOURS: u16 = 6;

/// Lines that a row may stand for, in minutes: the finest that fits.
const STEPS: [u32; 4] = [15, 20, 30, 60];

/// Draws the columns with the hours that their blocks need.
pub fn draw(frame: &mut Frame, area: Rect, theme: Theme, columns: &[Column]) {
    if columns.is_empty() || area.width <= HOURS {
        return;
    }
    let count = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    let wide = (area.width - HOURS) / count;
    let place = |at: usize| {
        let at = u16::try_from(at).unwrap_or(0);
        Rect { x: area.x + HOURS + at * wide, width: wide.saturating_sub(1), ..area }
    };
    let bands = columns.iter().map(|column| column.band.len()).max().unwrap_or(0);
    let bands = u16::try_from(bands).unwrap_or(0).min(area.height / 4);
    for (at, column) in columns.iter().enumerate() {
        draw_head(frame, place(at), theme, column, bands);
    }
    let top = 2 + bands;
    let hours = Rect { y: area.y + top.min(area.height), height: area.height.saturating_sub(top), ..area };
    let Some((from, to)) = span(columns) else { return };
    let fits = |step: &&u32| (to - from).div_ceil(**step) <= u32::from(hours.height);
    let step = *STEPS.iter().find(fits).unwrap_or(&STEPS[STEPS.len() - 1]);
    let row = |minute: u32| u16::try_from((minute - from) / step).unwrap_or(u16::MAX);
    for minute in (from..to).step_by(60).filter(|minute| row(*minute) < hours.height) {
        let hour = Rect { y: hours.y + row(minute), height: 1, width: HOURS, ..hours };
        frame.render_widget(Line::styled(format!("{:>4}", minute / 60), theme.dim()), hour);
    }
    for (at, column) in columns.iter().enumerate() {
        for block in &column.blocks {
            let rows = (row(block.from), row(block.to.max(block.from + step)));
            draw_block(frame, Rect { y: hours.y, height: hours.height, ..place(at) }, theme, block, rows);
        }
    }
}

/// Whole hours around every block.
fn span(columns: &[Column]) -> Option<(u32, u32)> {
    let blocks = || columns.iter().flat_map(|column| &column.blocks);
    let from = blocks().map(|block| block.from / 60 * 60).min()?;
    let to = blocks().map(|block| block.to.div_ceil(60) * 60).max()?;
    Some((from, to.max(from + 60)))
}

fn draw_head(frame: &mut Frame, place: Rect, theme: Theme, column: &Column, bands: u16) {
    let columns = usize::from(place.width);
    let line = |at: u16| Rect { y: place.y + at, height: 1, ..place };
    let style = if column.strong { theme.strong() } else { Style::new() };
    frame.render_widget(Line::styled(fit(&format!(" {}", column.title), columns), style), line(0));
    frame.render_widget(Line::styled(fit(&format!(" {}", column.note), columns), theme.dim()), line(1));
    for (at, band) in (0..bands).zip(&column.band) {
        let style = if band.selected { theme.selected() } else { band.style };
        let cursor = if band.selected { theme.cursor() } else { " " };
        let text = format!("{cursor}{}", fit(&band.text, columns.saturating_sub(1)));
        frame.render_widget(Line::styled(text, style), line(2 + at));
    }
}

/// A block has a bar at its left, the selected one the cursor, so that it is found without colour.
fn draw_block(frame: &mut Frame, area: Rect, theme: Theme, block: &Block, (first, last): (u16, u16)) {
    let lanes = u16::try_from(block.lanes.max(1)).unwrap_or(1);
    let wide = area.width / lanes;
    let x = area.x + wide * u16::try_from(block.lane).unwrap_or(0);
    let columns = usize::from(wide).saturating_sub(1);
    for y in (first..last).filter(|y| *y < area.height) {
        let text = block.lines.get(usize::from(y - first)).map(String::as_str).unwrap_or_default();
        let bar = if block.selected && y == first { theme.cursor() } else { theme.bar() };
        let style = if block.selected { theme.selected() } else { block.style };
        let line = Rect { x, y: area.y + y, width: wide, height: 1 };
        frame.render_widget(Line::styled(format!("{bar}{}", fit(text, columns.saturating_sub(1))), style), line);
    }
}
