//! The bytes of a table as text. Spreadsheets write UTF-8 or, when nobody has told them otherwise, the code page of
//! Windows or "Unicode text"; what a file was read as is said, because it can only be guessed.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::fault::{Fault, Wrong};
use crate::domain::keyed::keyed;
use crate::domain::text::clean_line;

/// No team's table comes near this many bytes.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;

/// How much of an example line people are shown, in characters.
const EXAMPLE: usize = 60;

keyed! {
    /// How letters were written as bytes; `import-read-as-<key>` says so.
    pub enum Encoding {
        Utf8 = "utf-8",
        /// Excel's "Unicode text".
        Utf16 = "utf-16",
        /// Excel's plain CSV in Western Europe.
        Windows1252 = "windows-1252",
    }
}

/// What a file was read as, and a line by which a person can see whether that is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub encoding: Encoding,
    /// The first line with an ä, ö or å, or else with any letter that is not ASCII: its number and its beginning.
    pub example: Option<(u64, String)>,
}

/// How workbooks begin: a zip archive, and the older compound file.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]];

/// The text, and what it was read as.
///
/// # Errors
/// The one fault for which it is no text at all.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(Fault::of_line(1, Wrong::TooBig));
    }
    if WORKBOOKS.iter().any(|beginning| bytes.starts_with(beginning)) {
        return Err(Fault::of_line(1, Wrong::Workbook));
    }
    let (text, encoding) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
            (text.ok_or(Fault::of_line(1, Wrong::NotText))?, Encoding::Utf16)
        }
        marked => {
            let (body, is_marked) = (&bytes[marked.map_or(0, |(_, mark)| mark)..], marked.is_some());
            match str::from_utf8(body) {
                Ok(text) => (Cow::Borrowed(text), Encoding::Utf8),
                // A mark is a promise, and an ä of UTF-8 is no accident: such a file is damaged.
                Err(error) if is_marked || has_utf8_letters(body) => {
                    return Err(Fault::of_line(1 + line_breaks(&body[..error.valid_up_to()]), Wrong::NotUtf8));
                }
                Err(_) => (WINDOWS_1252.decode_without_bom_handling(body).0, Encoding::Windows1252),
            }
        }
    };
    match text.find(|letter| is_no_text(letter, encoding)) {
        Some(at) => Err(Fault::of_line(1 + line_breaks(&text.as_bytes()[..at]), Wrong::NotText)),
        None => Ok((text, encoding)),
    }
}

/// True when there is an ä, ö or å as UTF-8 writes it, which the code page would show as two signs.
fn has_utf8_letters(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| UTF_8.decode_without_bom_handling(pair).0.starts_with(is_nordic))
}

fn is_nordic(letter: char) -> bool {
    "äöåÄÖÅ".contains(letter)
}

/// What stands in no table: where the encoding is a guess, anything but letters and the ends of lines and cells.
fn is_no_text(letter: char, encoding: Encoding) -> bool {
    match encoding {
        Encoding::Utf8 => letter == '\0',
        Encoding::Utf16 | Encoding::Windows1252 => letter.is_control() && !"\t\r\n".contains(letter),
    }
}

/// How many lines have ended.
pub fn line_breaks(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

impl Reading {
    /// What is said of a text that was read as this.
    pub fn of(text: &str, encoding: Encoding) -> Reading {
        let lines = || text.lines().zip(1..);
        let first = |telling: fn(char) -> bool| lines().find(|(line, _)| line.contains(telling));
        let example = first(is_nordic).or_else(|| first(|letter| !letter.is_ascii()));
        Reading { encoding, example: example.map(|(line, number)| (number, excerpt(&clean_line(line)))) }
    }
}

/// The beginning of a line, or of what is around the letter that tells.
fn excerpt(line: &str) -> String {
    let letters: Vec<char> = line.chars().collect();
    let telling = letters.iter().position(|letter| is_nordic(*letter));
    let telling = telling.or_else(|| letters.iter().position(|letter| !letter.is_ascii())).unwrap_or(0);
    let start = if telling < EXAMPLE { 0 } else { telling - EXAMPLE / 2 };
    let end = letters.len().min(start + EXAMPLE);
    let middle: String = letters[start..end].iter().collect();
    let dots = |cut: bool| if cut { "…" } else { "" };
    format!("{}{middle}{}", dots(start > 0), dots(end < letters.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "tunnus;sukunimi\r\n17-1;Aho\r\n17-2;Hämäläinen – Åberg\r\n";

    fn read(bytes: &[u8]) -> (String, Encoding) {
        let (text, encoding) = decode(bytes).unwrap();
        (text.into_owned(), encoding)
    }

    fn wrong(bytes: &[u8]) -> (u64, Wrong) {
        let fault = decode(bytes).unwrap_err();
        (fault.line, fault.wrong)
    }

    /// "Unicode text", in either order of bytes.
    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    #[test]
    fn the_same_text_is_read_however_it_was_saved() {
        let marked = format!("\u{feff}{TEXT}");
        let (western, ..) = WINDOWS_1252.encode(TEXT);
        assert_eq!(read(TEXT.as_bytes()), (TEXT.into(), Encoding::Utf8));
        assert_eq!(read(marked.as_bytes()), (TEXT.into(), Encoding::Utf8));
        assert_eq!(read(&western), (TEXT.into(), Encoding::Windows1252));
        assert_eq!(read(&utf_16(TEXT, u16::to_le_bytes)), (TEXT.into(), Encoding::Utf16));
        assert_eq!(read(&utf_16(TEXT, u16::to_be_bytes)), (TEXT.into(), Encoding::Utf16));
        assert_eq!(read(b"\xe4\xf6\xe5\xc4\xd6\xc5\x80\x93\x94").0, "äöåÄÖÅ€“”");
        assert_eq!(read("TYÖ–PÄIVÄ”".as_bytes()).1, Encoding::Utf8);
        // Ö and a dash of the code page are by chance a letter of UTF-8, though none that we write.
        assert_eq!(read(b"TY\xd6\x96P\xc4IV\xc4\x94").0, "TYÖ–PÄIVÄ”");
    }

    #[test]
    fn the_example_is_a_line_by_which_one_can_tell() {
        let example = |text: &str| Reading::of(text, Encoding::Windows1252).example;
        assert_eq!(example(TEXT), Some((3, "17-2;Hämäläinen – Åberg".into())));
        assert_eq!(example("a\nb – c\nd"), Some((2, "b – c".into())));
        assert_eq!(example("a\nb"), None);
        assert_eq!(example(&"ä".repeat(900)).unwrap().1.chars().count(), EXAMPLE + 1);
        let far = format!("{}ö{}", "a".repeat(500), "b".repeat(500));
        assert_eq!(example(&far).unwrap().1, format!("…{}ö{}…", "a".repeat(30), "b".repeat(29)));
    }

    #[test]
    fn what_is_no_text_is_named_and_not_guessed_at() {
        let damaged = [TEXT.as_bytes(), b"17-3;Mu\xe4r\n"].concat();
        assert_eq!(wrong(&damaged), (4, Wrong::NotUtf8));
        assert_eq!(wrong(b"\xef\xbb\xbfnimi\nJ\xe4rvi\n"), (2, Wrong::NotUtf8));
        assert_eq!(wrong(b"PK\x03\x04\x14\x00\x06\x00"), (1, Wrong::Workbook));
        assert_eq!(wrong(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"), (1, Wrong::Workbook));
        assert_eq!(wrong(b"nimi\nA\x00B\n"), (2, Wrong::NotText));
        assert_eq!(wrong(b"\x89PNG\r\n\x1a\n\xff"), (2, Wrong::NotText));
        // Without its mark, UTF-16 is full of zeros; with a half of a pair alone it is broken.
        assert_eq!(wrong(&utf_16("nimi\n", u16::to_le_bytes)[2..]).1, Wrong::NotText);
        assert_eq!(wrong(b"\xff\xfe\x00\xd8\x41\x00").1, Wrong::NotText);
        assert_eq!(wrong(&vec![b'a'; MOST_BYTES + 1]), (1, Wrong::TooBig));
    }
}
