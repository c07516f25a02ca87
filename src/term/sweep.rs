//! The last look at a frame before it leaves.
//!
//! Text is cleaned where it enters the program. This is the second fence: whatever slipped past the first, no cell
//! makes the terminal do anything but show a sign.

use ratatui::buffer::Buffer;
use unicode_normalization::char::is_combining_mark;

/// As many combining marks as any living script stacks on a letter.
const MAX_MARKS: usize = 4;

/// Makes every cell harmless: one with a control, bidirectional or invisible character becomes U+FFFD, one with
/// more than four combining marks keeps the first four.
pub fn sweep(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if let Some(clean) = cleaned(cell.symbol()) {
            cell.set_symbol(&clean);
        }
    }
}

/// Signs that a font of few glyphs lacks, and what stands for each in one column.
const PLAIN: &[(&str, &str)] = &[
    ("…", "."),
    ("–", "-"),
    ("→", ">"),
    ("▸", ">"),
    ("‼", "!"),
    ("●", "+"),
    ("◐", "~"),
    ("○", "-"),
    ("─", "-"),
    ("✓", "x"),
];

/// Puts plain signs for those that the terminal's font lacks.
pub fn make_plain(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if let Some((_, plain)) = PLAIN.iter().find(|(sign, _)| *sign == cell.symbol()) {
            cell.set_symbol(plain);
        }
    }
}

/// What to show instead of `symbol`, or nothing when it is fine as it is.
fn cleaned(symbol: &str) -> Option<String> {
    if let [b' '..=b'~'] = symbol.as_bytes() {
        return None; // nearly every cell
    }
    if symbol.chars().any(is_unsafe) {
        return Some(char::REPLACEMENT_CHARACTER.to_string());
    }
    let marks = symbol.chars().filter(|c| is_combining_mark(*c)).count();
    (marks > MAX_MARKS).then(|| with_few_marks(symbol))
}

fn with_few_marks(symbol: &str) -> String {
    let mut marks = 0;
    let keep = |c: &char| {
        marks += usize::from(is_combining_mark(*c));
        !is_combining_mark(*c) || marks <= MAX_MARKS
    };
    symbol.chars().filter(keep).collect()
}

/// Characters that act on the terminal or hide in the text instead of showing a sign.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}'    // soft hyphen, Arabic letter mark, Mongolian separator
            | '\u{200b}'..='\u{200f}'            // zero-width space and joiners, direction marks
            | '\u{2028}'..='\u{202e}'            // line separators, embeddings and overrides
            | '\u{2060}'..='\u{206f}'            // word joiner, invisible operators, isolates
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' // byte order mark, interlinear annotation
            | '\u{e0000}'..='\u{e007f}') // tags
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::layout::Rect;

    fn swept(symbol: &str) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
        buffer[(0, 0)].set_symbol(symbol);
        sweep(&mut buffer);
        buffer[(0, 0)].symbol().to_owned()
    }

    #[test]
    fn ordinary_signs_pass() {
        for sign in [" ", "a", "ä", "Å", "–", "│", "✓", "字", "a\u{308}", "👍"] {
            assert_eq!(swept(sign), sign);
        }
    }

    #[test]
    fn signs_that_act_are_shown_as_replaced() {
        for sign in ["\x1b]52;c;eA==\x07", "\u{9b}2J", "\r", "\t", "a\u{202e}", "\u{200b}", "a\u{200d}b", "\u{feff}"] {
            assert_eq!(swept(sign), "\u{fffd}", "{sign:?}");
        }
    }

    #[test]
    fn at_most_four_marks_on_a_letter() {
        assert_eq!(swept(&format!("a{}", "\u{301}".repeat(50))), "a\u{301}\u{301}\u{301}\u{301}");
        assert_eq!(swept("a\u{301}\u{302}\u{303}\u{304}"), "a\u{301}\u{302}\u{303}\u{304}");
    }

    proptest! {
        #[test]
        fn nothing_unsafe_is_left_and_twice_is_once(symbol in "\\PC{0,6}|.{0,6}|[\u{300}-\u{310}]{0,9}|[\u{80}-\u{ff}]{0,3}") {
            let once = swept(&symbol);
            prop_assert!(!once.chars().any(|c| c.is_control() || is_unsafe(c)));
            prop_assert!(once.chars().filter(|c| is_combining_mark(*c)).count() <= 4);
            prop_assert_eq!(swept(&once), once);
        }
    }
}
