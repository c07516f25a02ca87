//! One line of aligned cells.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text in exactly `columns`: cut with an ellipsis, or filled up with spaces.
pub fn fit(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return format!("{text}{}", " ".repeat(columns - text.width()));
    }
    let mut cut = String::new();
    let mut used = 0;
    for letter in text.chars() {
        let wide = letter.width().unwrap_or(0);
        if used + wide + 1 > columns {
            break;
        }
        used += wide;
        cut.push(letter);
    }
    if columns > 0 {
        cut.push('…');
        used += 1;
    }
    format!("{cut}{}", " ".repeat(columns.saturating_sub(used)))
}

/// Cells from left to right, one space between them.
#[derive(Default)]
pub struct Row {
    spans: Vec<Span<'static>>,
    used: usize,
}

impl Row {
    pub fn new() -> Row {
        Row::default()
    }

    /// A cell that starts at its left edge.
    pub fn left(self, text: &str, columns: usize) -> Row {
        self.styled(text, columns, Style::new())
    }

    /// A cell that ends at its right edge, as numbers do.
    pub fn right(self, text: &str, columns: usize) -> Row {
        let pad = columns.saturating_sub(text.width());
        self.styled(&format!("{}{text}", " ".repeat(pad)), columns, Style::new())
    }

    /// A cell with a style of its own.
    pub fn styled(mut self, text: &str, columns: usize, style: Style) -> Row {
        if columns == 0 {
            return self;
        }
        if !self.spans.is_empty() {
            self.spans.push(Span::raw(" "));
            self.used += 1;
        }
        self.spans.push(Span::styled(fit(text, columns), style));
        self.used += columns;
        self
    }

    /// The last cell: whatever is left of a line of `total` columns.
    pub fn rest(self, text: &str, total: usize, style: Style) -> Row {
        let columns = total.saturating_sub(self.used + usize::from(!self.spans.is_empty()));
        self.styled(text, columns, style)
    }

    pub fn line(self) -> Line<'static> {
        Line::from(self.spans)
    }
}

/// Breaks a text into lines of at most `columns`, at spaces where there are any.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if !line.is_empty() && line.width() + 1 + word.width() > columns {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            while line.width() > columns.max(1) {
                let mut end = 0;
                let mut used = 0;
                for (at, letter) in line.char_indices() {
                    used += letter.width().unwrap_or(0);
                    if used > columns.max(1) {
                        break;
                    }
                    end = at + letter.len_utf8();
                }
                let rest = line.split_off(end.max(1));
                lines.push(std::mem::replace(&mut line, rest));
            }
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_their_width() {
        assert_eq!(fit("Hämäläinen", 6), "Hämäl…");
        assert_eq!(fit("Äiti", 6), "Äiti  ");
        assert_eq!(fit("日本語", 4), "日… ", "a wide letter is never cut in half");
        assert_eq!(fit("x", 0), "");
    }

    #[test]
    fn a_row_fills_its_line() {
        let row = Row::new().right("7", 3).left("Aino", 6).rest("puhelu", 20, Style::new());
        let text: String = row.line().spans.iter().map(|span| span.content.to_string()).collect();
        assert_eq!(text, "  7 Aino   puhelu   ");
        assert_eq!(width(&text), 20);
    }

    #[test]
    fn text_wraps_at_spaces_and_long_words_anywhere() {
        assert_eq!(wrap("yksi kaksi kolme", 10), ["yksi kaksi", "kolme"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("a\n\nb", 4), ["a", "", "b"]);
    }
}
