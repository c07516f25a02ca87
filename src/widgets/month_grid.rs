//! Six weeks at most, Monday first, each with its number. Knows no calendar: titles and lines.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Theme;
use super::row::fit;

/// One day of the month.
#[derive(Debug, Clone, Default)]
pub struct Day {
    pub title: String,
    /// What is there; what does not fit is counted.
    pub lines: Vec<String>,
    pub selected: bool,
    pub today: bool,
    /// Of the month before or after.
    pub outside: bool,
}

/// One week: its number and its days.
#[derive(Debug, Clone)]
pub struct WeekRow {
    pub number: String,
    pub days: Vec<Day>,
}

/// Columns of the week's number.
const NUMBER: u16 = 6;

/// Draws the names of the days and the weeks below each other.
pub fn draw(frame: &mut Frame, area: Rect, theme: Theme, heads: &[String], weeks: &[WeekRow]) {
    let count = u16::try_from(heads.len().max(1)).unwrap_or(7);
    let wide = area.width.saturating_sub(NUMBER) / count;
    let x = |at: usize| area.x + NUMBER + wide * u16::try_from(at).unwrap_or(0);
    for (at, head) in heads.iter().enumerate() {
        let place = Rect { x: x(at), width: wide, height: 1, ..area };
        frame.render_widget(Line::styled(fit(head, usize::from(wide)), theme.dim()), place);
    }
    let rows = u16::try_from(weeks.len().max(1)).unwrap_or(6);
    let high = (area.height.saturating_sub(1) / rows).max(1);
    for (nth, week) in (0..rows).zip(weeks) {
        let y = area.y + 1 + nth * high;
        if y >= area.bottom() {
            return;
        }
        let left = Rect { y, width: NUMBER, height: 1, ..area };
        frame.render_widget(Line::styled(format!(" {}", week.number), theme.dim()), left);
        for (at, day) in week.days.iter().enumerate() {
            let height = high.min(area.bottom() - y);
            draw_day(frame, Rect { x: x(at), y, width: wide, height }, theme, day);
        }
    }
}

fn draw_day(frame: &mut Frame, area: Rect, theme: Theme, day: &Day) {
    let columns = usize::from(area.width).saturating_sub(1);
    let cursor = if day.selected { theme.cursor() } else { " " };
    let style = match (day.selected, day.today, day.outside) {
        (true, ..) => theme.selected(),
        (_, true, _) => theme.strong(),
        (_, _, true) => theme.dim(),
        _ => ratatui::style::Style::new(),
    };
    let title = fit(&day.title, columns.saturating_sub(1));
    frame.render_widget(Line::styled(format!("{cursor}{title}"), style), Rect { height: 1, ..area });
    let room = usize::from(area.height).saturating_sub(1);
    let fits = day.lines.len() <= room;
    let shown = if fits { day.lines.len() } else { room.saturating_sub(1) };
    let more = (!fits && room > 0).then(|| format!("+{}", day.lines.len() - shown));
    let lines = day.lines.iter().take(shown).cloned().chain(more);
    for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
        let text = format!(" {}", fit(&line, columns.saturating_sub(1)));
        frame.render_widget(Line::styled(text, theme.dim()), Rect { y, height: 1, ..area });
    }
}
