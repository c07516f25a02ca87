//! Small figures are not told outside the team, nor what would give them away.
//!
//! Within one part of one table, where a total tells the sum of the rows: one hidden figure is the total less the
//! others, so at least two are hidden, and together they come to no less than the least that may be told. Where there
//! is no other figure to hide, the total is hidden. Figures of two different tables are not weighed against each other.

use super::{Figure, Line, Row, Table, Unit, Value};

pub fn hide(table: &mut Table, least: i64) {
    let units: Vec<Unit> = table.columns.iter().map(|column| column.unit).collect();
    for part in table.rows.chunk_by_mut(|one, next| one.part == next.part) {
        for (at, unit) in units.iter().enumerate() {
            if *unit == Unit::Count {
                hide_counts(part, at, least);
            }
        }
        // A share, a rate or a mean says as much as the few that it is made of.
        for (at, unit) in units.iter().enumerate().filter(|(_, unit)| **unit != Unit::Count) {
            for row in part.iter_mut() {
                let by_count = *unit == Unit::Share && is_hidden_count(row, &units, at);
                if by_count || is_small(row.figures[at].behind, least) {
                    hide_one(&mut row.figures[at]);
                }
            }
        }
    }
}

fn is_small(count: i64, least: i64) -> bool {
    count > 0 && count < least
}

fn hide_one(figure: &mut Figure) {
    if figure.value != Value::Unknown {
        figure.value = Value::Hidden;
    }
}

/// A share stands beside the count that it is a share of: the nearest to its right, else to its left.
fn is_hidden_count(row: &Row, units: &[Unit], at: usize) -> bool {
    let after = (at + 1..units.len()).find(|at| units[*at] == Unit::Count);
    let count = after.or_else(|| (0..at).rev().find(|at| units[*at] == Unit::Count));
    count.is_some_and(|count| row.figures[count].value == Value::Hidden)
}

fn hide_counts(part: &mut [Row], at: usize, least: i64) {
    let count = |row: &Row| match row.figures[at].value {
        Value::Count(count) => Some(count),
        _ => None,
    };
    let total = part.iter().position(|row| row.line == Line::Total);
    let mut others: Vec<(i64, usize)> = part
        .iter()
        .enumerate()
        .filter(|(place, _)| Some(*place) != total)
        .filter_map(|(place, row)| Some((count(row).filter(|count| *count > 0)?, place)))
        .collect();
    others.sort_unstable();
    let mut hidden = others.iter().take_while(|(count, _)| is_small(*count, least)).count();
    let mut enough = true;
    if hidden > 0 && total.is_some() {
        let sum = |hidden: usize| others[..hidden].iter().map(|(count, _)| count).sum::<i64>();
        while hidden < others.len() && (hidden < 2 || sum(hidden) < least) {
            hidden += 1;
        }
        enough = hidden >= 2 && sum(hidden) >= least;
    }
    for (_, place) in &others[..hidden] {
        hide_one(&mut part[*place].figures[at]);
    }
    if let Some(total) = total
        && (!enough || count(&part[total]).is_some_and(|count| is_small(count, least)))
    {
        hide_one(&mut part[total].figures[at]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::*;

    fn told(counts: &[i64], total: bool) -> Vec<Option<i64>> {
        let row = |line: Line, count: i64| {
            let figure = Figure { value: Value::Count(count), behind: count };
            Row { part: None, line, figures: vec![figure] }
        };
        let mut rows: Vec<Row> = counts.iter().map(|count| row(Line::Of(format!("name:{count}")), *count)).collect();
        if total {
            rows.push(row(Line::Total, counts.iter().sum()));
        }
        let columns = vec![Column { key: "persons", rule: "persons", unit: Unit::Count }];
        let mut table = Table { key: "t", parts: None, lines: "line", columns, rows };
        hide(&mut table, 5);
        let told = |row: &Row| match row.figures[0].value {
            Value::Count(count) => Some(count),
            _ => None,
        };
        table.rows.iter().map(told).collect()
    }

    #[test]
    fn small_figures_are_hidden_and_zero_is_told() {
        assert_eq!(told(&[0, 1, 4, 5, 20], false), [Some(0), None, None, Some(5), Some(20)]);
        assert_eq!(told(&[7, 9], true), [Some(7), Some(9), Some(16)]);
    }

    #[test]
    fn a_total_does_not_give_the_one_hidden_figure_away() {
        assert_eq!(told(&[18, 3, 11], true), [Some(18), None, None, Some(32)]);
        assert_eq!(told(&[18, 3, 2], true), [Some(18), None, None, Some(23)], "two, which could be 1 and 4");
        assert_eq!(told(&[18, 1, 1], true), [None, None, None, Some(20)], "2 in all could only be 1 and 1");
    }

    #[test]
    fn where_nothing_else_can_be_hidden_the_total_is() {
        assert_eq!(told(&[3], true), [None, None]);
        assert_eq!(told(&[0, 3], true), [Some(0), None, None]);
        assert_eq!(told(&[1, 1], true), [None, None, None]);
    }
}
