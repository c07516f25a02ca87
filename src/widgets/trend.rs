//! A small line chart: a few rows of plain signs that say as much without colour.

use super::Theme;
use super::row::width;

/// Rows between the lowest and the highest value, both included.
const HEIGHT: usize = 5;

/// Wider than this, a line only looks flatter.
const WIDEST: usize = 60;

/// One value of the line.
pub struct Point {
    /// Its place along the line, in any unit that grows.
    pub at: i64,
    pub value: u32,
    /// What stands beside the point.
    pub label: String,
}

/// What a chart is drawn from.
pub struct Trend<'a> {
    /// In the order in which they stand; two at least.
    pub points: &'a [Point],
    /// The lowest and the highest value that there can be, with their labels.
    pub least: (u32, &'a str),
    pub most: (u32, &'a str),
    /// What stands under the first and under the last point.
    pub ends: [&'a str; 2],
}

impl Trend<'_> {
    /// The lines of the chart in so many columns; none where there is too little to draw, or too little room.
    pub fn lines(&self, columns: usize, theme: Theme) -> Vec<String> {
        let [Some(first), Some(last)] = [self.points.first(), self.points.last()] else { return Vec::new() };
        let margin = width(self.least.1).max(width(self.most.1));
        let room = columns.saturating_sub(margin + 3).min(WIDEST);
        let [from, to] = self.ends;
        if self.points.len() < 2 || room < width(from) + width(to) + 1 {
            return Vec::new();
        }
        let mut plot = Plot { cells: vec![vec![Cell::Empty; room]; HEIGHT], theme };
        let end = room - 1 - width(&last.label).min(room - 1);
        let places = places(self.points, (first.at, last.at), end);
        let levels: Vec<usize> = self.points.iter().map(|point| self.level(point.value)).collect();
        for pair in 1..places.len() {
            plot.trace((places[pair - 1], levels[pair - 1]), (places[pair], levels[pair]));
        }
        for (place, level) in places.iter().zip(&levels) {
            plot.cells[*level][*place] = Cell::Point;
        }
        for ((place, level), point) in places.iter().zip(&levels).zip(self.points) {
            plot.write(*place + 1, *level, &point.label);
        }
        let mut lines: Vec<String> = (0..HEIGHT)
            .rev()
            .map(|level| {
                let label = match level {
                    0 => self.least.1,
                    _ if level + 1 == HEIGHT => self.most.1,
                    _ => "",
                };
                let pad = " ".repeat(margin - width(label));
                format!("{pad}{label} {} {}", theme.bar(), plot.row(level)).trim_end().to_string()
            })
            .collect();
        let gap = end.saturating_sub(width(from)).max(1);
        let gap = gap.min(room - width(from) - width(to));
        lines.push(format!("{}{from}{}{to}", " ".repeat(margin + 3), " ".repeat(gap)));
        lines
    }

    /// The row of a value, from the lowest on.
    fn level(&self, value: u32) -> usize {
        let (least, most) = (self.least.0, self.most.0.max(self.least.0 + 1));
        let above = value.clamp(least, most) - least;
        let span = most - least;
        let steps = u32::try_from(HEIGHT - 1).unwrap_or(1);
        ((above * steps + span / 2) / span) as usize
    }
}

/// Where the points stand, by their distance from the first; no two in one place as long as there is room.
fn places(points: &[Point], (first, last): (i64, i64), end: usize) -> Vec<usize> {
    let span = (last - first).max(1).unsigned_abs();
    let mut places: Vec<usize> = Vec::new();
    for (nth, point) in points.iter().enumerate() {
        let along = (point.at - first).unsigned_abs() * end as u64 / span;
        let after = places.last().map_or(0, |before| before + 1);
        let left = points.len() - 1 - nth;
        places.push((along as usize).max(after).min(end.saturating_sub(left)));
    }
    places
}

#[derive(Clone, Copy, PartialEq)]
enum Cell {
    Empty,
    Trace,
    Point,
    Letter(char),
}

struct Plot {
    cells: Vec<Vec<Cell>>,
    theme: Theme,
}

impl Plot {
    fn trace(&mut self, (from, low): (usize, usize), (to, high): (usize, usize)) {
        for place in from + 1..to {
            let (along, span) = (place - from, to - from);
            let level = (low * (span - along) + high * along + span / 2) / span;
            self.cells[level][place] = Cell::Trace;
        }
    }

    /// Beside a point, unless another point stands there.
    fn write(&mut self, from: usize, level: usize, label: &str) {
        let row = &mut self.cells[level];
        let to = from + width(label);
        if to <= row.len() && row[from..to].iter().all(|cell| matches!(cell, Cell::Empty | Cell::Trace)) {
            for (cell, letter) in row[from..to].iter_mut().zip(label.chars()) {
                *cell = Cell::Letter(letter);
            }
        }
    }

    fn row(&self, level: usize) -> String {
        let sign = |cell: &Cell| match cell {
            Cell::Empty => " ".to_string(),
            Cell::Trace => self.theme.trace().to_string(),
            Cell::Point => self.theme.point().to_string(),
            Cell::Letter(letter) => letter.to_string(),
        };
        self.cells[level].iter().map(sign).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Theme = Theme { colour: false, unicode: false };

    fn drawn(values: &[(i64, u32)], columns: usize) -> Vec<String> {
        let points: Vec<Point> =
            values.iter().map(|(at, value)| Point { at: *at, value: *value, label: value.to_string() }).collect();
        let trend = Trend { points: &points, least: (0, "0"), most: (10, "10"), ends: ["1.1.", "1.3."] };
        trend.lines(columns, PLAIN)
    }

    #[test]
    fn a_line_climbs_from_its_first_date_to_its_last() {
        let lines = drawn(&[(0, 3), (30, 5), (60, 10)], 30);
        let wanted = [
            "10 |                     ..*10",
            "   |               ......",
            "   |       .....*5.",
            "   | *3....",
            " 0 |",
            "     1.1.                 1.3.",
        ];
        assert_eq!(lines, wanted, "{}", lines.join("\n"));
        assert!(lines.iter().all(|line| width(line) <= 30), "{lines:?}");
    }

    #[test]
    fn it_fits_or_is_not_drawn() {
        assert!(drawn(&[(0, 3)], 30).is_empty(), "one point is no line");
        assert!(drawn(&[(0, 3), (9, 5)], 11).is_empty(), "no room for the dates");
        for columns in 14..90 {
            for points in [vec![(0, 0), (1, 10)], vec![(5, 3), (5, 4), (5, 5), (5, 6)], vec![(0, 11), (400, 0)]] {
                let lines = drawn(&points, columns);
                assert!(lines.iter().all(|line| width(line) <= columns), "{columns}: {lines:?}");
                let shown: usize = lines.iter().map(|line| line.matches('*').count()).sum();
                assert_eq!(shown, points.len(), "{columns}: every point is there: {lines:?}");
            }
        }
    }
}
