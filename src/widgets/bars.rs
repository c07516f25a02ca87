//! Horizontal bars: how much of the most there is, legible without colour.

use super::Theme;

/// Eighths of a block, from one to seven.
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// A bar of at most `columns`, as long as the value is of the most. What is more than nothing is never invisible.
pub fn bar(value: i64, most: i64, columns: usize, theme: Theme) -> String {
    if value <= 0 || most <= 0 || columns == 0 {
        return String::new();
    }
    let steps = if theme.unicode { 8 } else { 1 };
    let whole = i64::try_from(columns).unwrap_or(i64::MAX) * steps;
    let length = (value.min(most) * whole * 2 + most) / (most * 2);
    let length = usize::try_from(length.max(1)).unwrap_or_default();
    if !theme.unicode {
        return "#".repeat(length);
    }
    let mut bar = "█".repeat(length / 8);
    bar.extend(length.checked_rem(8).filter(|rest| *rest > 0).map(|rest| EIGHTHS[rest - 1]));
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINE: Theme = Theme { colour: false, unicode: true };
    const PLAIN: Theme = Theme { colour: false, unicode: false };

    #[test]
    fn a_bar_is_as_long_as_its_share_of_the_most() {
        assert_eq!(bar(10, 10, 4, FINE), "████");
        assert_eq!(bar(5, 10, 4, PLAIN), "##");
        assert_eq!(bar(1, 16, 2, FINE), "▏");
        assert_eq!(bar(9, 16, 2, FINE), "█▏");
        assert_eq!(bar(1, 1000, 4, PLAIN), "#", "little is not nothing");
        assert_eq!((bar(0, 10, 4, FINE), bar(3, 0, 4, FINE)), (String::new(), String::new()));
    }
}
