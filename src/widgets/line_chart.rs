//! A line over time, drawn with signs that any terminal has.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Theme;
use super::row::width;

/// One value a place, from left to right; what is not known breaks the line.
pub struct LineChart<'a> {
    pub values: &'a [Option<i64>],
    /// Under the first and the last place.
    pub ends: [&'a str; 2],
    /// The most, as people read it.
    pub most: &'a str,
    /// The place that stands out.
    pub marked: Option<usize>,
}

impl LineChart<'_> {
    /// Draws the line above its ends, from nothing to the most.
    pub fn draw(&self, frame: &mut Frame, area: Rect, theme: Theme) {
        let axis = u16::try_from(width(self.most).max(1)).unwrap_or(u16::MAX).min(area.width) + 1;
        if area.height < 3 || area.width <= axis + 2 {
            return;
        }
        let plot = Rect { x: area.x + axis, width: area.width - axis, height: area.height - 1, ..area };
        let put = |frame: &mut Frame, x: u16, y: u16, text: &str| {
            let left = area.right().saturating_sub(x);
            frame.buffer_mut().set_stringn(x, y, text, usize::from(left), ratatui::style::Style::new());
        };
        put(frame, area.x, plot.y, self.most);
        put(frame, area.x + axis - 2, plot.bottom() - 1, "0");
        let most = self.values.iter().flatten().copied().max().unwrap_or_default().max(1);
        let spots: Vec<Option<(u16, u16)>> = (0..self.values.len()).map(|at| self.spot(at, most, plot)).collect();
        for pair in spots.windows(2) {
            if let [Some(from), Some(to)] = pair {
                between(*from, *to, |x, y| put(frame, x, y, theme.dot()));
            }
        }
        for (at, (x, y)) in spots.iter().enumerate().filter_map(|(at, spot)| Some((at, (*spot)?))) {
            let sign = if self.marked == Some(at) { theme.no_show() } else { theme.present() };
            put(frame, x, y, if self.marked == Some(at) && !theme.unicode { "O" } else { sign });
        }
        let [first, last] = self.ends;
        put(frame, plot.x, plot.bottom(), first);
        let right = area.right().saturating_sub(u16::try_from(width(last)).unwrap_or_default());
        put(frame, right.max(plot.x), plot.bottom(), last);
    }

    fn spot(&self, at: usize, most: i64, plot: Rect) -> Option<(u16, u16)> {
        let value = self.values[at]?.max(0);
        let high = i64::from(plot.height - 1);
        let up = u16::try_from((value * high * 2 + most) / (most * 2)).ok()?;
        let steps = self.values.len().saturating_sub(1).max(1);
        let across = u16::try_from(at * usize::from(plot.width - 1) / steps).ok()?;
        Some((plot.x + across, plot.bottom() - 1 - up))
    }
}

/// The cells between two spots, one a column.
fn between((x0, y0): (u16, u16), (x1, y1): (u16, u16), mut put: impl FnMut(u16, u16)) {
    let wide = i32::from(x1) - i32::from(x0);
    for x in x0 + 1..x1 {
        let along = i32::from(x - x0);
        let rise = (i32::from(y1) - i32::from(y0)) * along;
        let y = i32::from(y0) + (2 * rise + wide * rise.signum()) / (2 * wide.max(1));
        if let Ok(y) = u16::try_from(y) {
            put(x, y);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    fn drawn(values: &[Option<i64>]) -> Vec<String> {
        let mut terminal = Terminal::new(TestBackend::new(12, 5)).unwrap();
        let theme = Theme { colour: false, unicode: false };
        let chart = LineChart { values, ends: ["vk 1", "vk 4"], most: "9", marked: Some(1) };
        terminal.draw(|frame| chart.draw(frame, frame.area(), theme)).unwrap();
        let buffer = terminal.backend().buffer();
        let row = |y| (0..12).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_string();
        (0..5).map(row).collect()
    }

    #[test]
    fn a_line_goes_from_value_to_value_and_breaks_where_none_is_known() {
        let rows = drawn(&[Some(0), Some(9), Some(3), None, Some(6)]);
        assert_eq!(rows[0], "9   O");
        assert!(rows[3].starts_with("0 +"), "{rows:?}");
        assert_eq!(rows[4], "  vk 1  vk 4");
        assert_eq!(rows.iter().map(|row| row.matches(['+', 'O']).count()).sum::<usize>(), 4);
        assert_eq!(drawn(&[]).join("").matches('+').count(), 0);
    }
}
