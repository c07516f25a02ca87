//! Text as people type it, cleaned once where it enters, and the keys by which it is found and sorted.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Real languages stack at most a few marks; a longer pile ("zalgo") draws over its neighbours.
const MAX_MARKS: usize = 4;

/// One line of clean text, for a name, a place, a heading.
///
/// NFC; no control, bidi, zero-width or other invisible character; at most four combining marks
/// in a row; every kind of white space is one plain space, none at the ends.
pub fn clean_line(input: &str) -> String {
    let visible = input.chars().filter_map(|c| match c {
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() || is_invisible(c) => None,
        c => Some(c),
    });
    // Removal comes first: it can bring a letter and its mark together, which NFC then joins.
    let composed: String = visible.nfc().collect();
    let spaced = composed.split(' ').filter(|word| !word.is_empty());
    limit_marks(&spaced.collect::<Vec<_>>().join(" "))
}

/// Clean text of several lines: each is [`clean_line`], the breaks between them are `\n`,
/// and there are no empty lines at either end.
pub fn clean_block(input: &str) -> String {
    let unix = input.replace("\r\n", "\n");
    let lines = unix.split(is_line_break).map(clean_line);
    let block = lines.collect::<Vec<_>>().join("\n");
    block.trim_matches('\n').to_owned()
}

/// Lower case, NFC: the key that keeps diacritics apart, so that *Mäki* comes before *Maki* when
/// *mäki* was typed.
pub fn lower(input: &str) -> String {
    input.nfc().collect::<String>().to_lowercase().nfc().collect()
}

/// The key that finds text typed without its diacritics: lower case, bare letters, digits kept.
///
/// `fold(lower(s)) == fold(s)`, and the composed and decomposed form of a text have the same key.
pub fn fold(input: &str) -> String {
    if input.is_ascii() {
        return input.to_ascii_lowercase();
    }
    let mut key = String::with_capacity(input.len());
    let bare = input.nfkd().filter(|&c| !is_combining_mark(c));
    for c in bare.flat_map(char::to_lowercase).nfkd() {
        match bare_letters(c) {
            Some(letters) => key.push_str(letters),
            None if is_combining_mark(c) => {}
            None => key.push(c),
        }
    }
    key
}

/// A key whose plain bytes sort as a Finnish reader expects: case and most diacritics do not
/// count, å ä ö follow z, ü sorts as y, the Nordic æ and ø (and õ, ő, œ) as ä and ö.
///
/// Spaces come before hyphens, hyphens before digits, digits before letters.
pub fn sort_key(input: &str) -> String {
    let mut key = String::with_capacity(input.len() + 4);
    for c in lower(input).chars() {
        match c {
            // The three bytes that follow `z` in ASCII.
            'å' => key.push('{'),
            'ä' | 'æ' | 'ǽ' => key.push('|'),
            'ö' | 'ø' | 'ǿ' | 'õ' | 'ő' | 'œ' => key.push('}'),
            'ü' | 'ű' => key.push('y'),
            ' ' => key.push(' '),
            c if c.is_alphanumeric() => key.push_str(&fold(c.encode_utf8(&mut [0; 4]))),
            c if is_combining_mark(c) => {}
            _ => key.push('-'),
        }
    }
    key
}

/// The letters that Unicode does not take apart, as they are typed without a special keyboard.
fn bare_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ı' => "i",
        'ĸ' => "k",
        // Lower-casing a whole word may end it with the final form.
        'ς' => "σ",
        _ => return None,
    })
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether `c` takes no room of its own on the screen, or turns the writing direction: Unicode's
/// Default_Ignorable_Code_Point, the interlinear and object marks, and the noncharacters at the
/// end of each plane.
pub fn is_invisible(c: char) -> bool {
    let plane_end = u32::from(c) & 0xfffe == 0xfffe;
    plane_end
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fdd0}'..='\u{fdef}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

fn limit_marks(text: &str) -> String {
    let mut marks = 0;
    text.chars()
        .filter(|&c| {
            marks = if is_combining_mark(c) { marks + 1 } else { 0 };
            marks <= MAX_MARKS
        })
        .collect()
}

/// A telephone number as digits, with 0 for +358, so that it is the same however it is written.
pub fn phone_digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let abroad = digits.strip_prefix("00358").or_else(|| digits.strip_prefix("358").filter(|rest| rest.len() >= 4));
    abroad.map_or(digits.clone(), |rest| format!("0{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_without_anything_unseen() {
        let cases = [
            ("  Maija \t\r\n Meikäläinen ", "Maija Meikäläinen"),
            ("Ma\u{200b}ija\u{202e}", "Maija"),
            ("a\u{1b}[31mb\u{9b}c\u{7f}", "a[31mbc"),
            ("pitkä\u{a0}väli\u{3000}tässä", "pitkä väli tässä"),
            ("a\u{308}iti", "äiti"),
            // The joiner hid the mark from its letter.
            ("a\u{200d}\u{308}iti", "äiti"),
            ("\u{feff}", ""),
            ("", ""),
        ];
        for (input, expected) in cases {
            assert_eq!(clean_line(input), expected, "{input:?}");
        }
    }

    #[test]
    fn a_pile_of_marks_is_cut() {
        let pile = format!("x{}y", "\u{301}".repeat(30));
        assert_eq!(clean_line(&pile), format!("x{}y", "\u{301}".repeat(4)));
    }

    #[test]
    fn a_block_keeps_its_lines() {
        assert_eq!(clean_block("\r\n eka \r\ntoka\rkolmas\n\nviides\u{7} \n \n"), "eka\ntoka\nkolmas\n\nviides");
    }

    #[test]
    fn folding_drops_diacritics_and_case() {
        let cases = [
            ("Äiti Åström-Öhman", "aiti astrom-ohman"),
            ("Élodie Šarić Đoković", "elodie saric dokovic"),
            ("Søren Æbelø Strauß", "soren aebelo strauss"),
            ("Łukasz Þór Ðuro", "lukasz thor duro"),
            ("ÍŞIK ışık İpek", "isik isik ipek"),
            ("puh. 050 123", "puh. 050 123"),
            ("Иванов", "иванов"),
        ];
        for (input, expected) in cases {
            assert_eq!(fold(input), expected);
        }
    }

    #[test]
    fn lower_keeps_diacritics() {
        assert_eq!(lower("A\u{308}ITI ÖÖ"), "äiti öö");
    }

    #[test]
    fn names_sort_the_finnish_way() {
        let sorted = [
            "",
            "1. ryhmä",
            "Aalto",
            "aalto anna",
            "Aalto-Mäki",
            "Aaltonen",
            "Dupont",
            "Dupönt",
            "Élise",
            "Elisf",
            "Virta",
            "Wirta",
            "Yli",
            "Ülo",
            "Zorn",
            "Åberg",
            "Ågren",
            "Äijälä",
            "Öberg",
            "Østby",
        ];
        for pair in sorted.windows(2) {
            assert!(sort_key(pair[0]) < sort_key(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn case_and_form_do_not_change_the_sort_key() {
        assert_eq!(sort_key("ÄIJÄLÄ"), sort_key("a\u{308}ija\u{308}la\u{308}"));
        assert_eq!(sort_key("Andre"), sort_key("André"));
    }
}
