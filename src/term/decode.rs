//! Bytes to keys: what VT and xterm, PuTTY and the Linux console send, split however the line splits it.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Input;

/// The longest text that a paste brings, in bytes; the rest is cut off.
pub const PASTE_LIMIT: usize = 64 * 1024;

const ESC: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";

/// No key has a longer sequence. Noise that looks like the beginning of one is dropped at this length.
const LONGEST_SEQUENCE: usize = 32;

/// Collects bytes until they make a key or a paste.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    pending: Vec<u8>,
    paste: Option<Vec<u8>>,
}

/// What the pending bytes begin with.
enum Parsed {
    Incomplete,
    Key(usize, KeyEvent),
    PasteBegin(usize),
    Unknown(usize),
}

impl Decoder {
    /// Is a lone Esc waiting for more? Only that is ambiguous in time: longer beginnings are no keys of their own.
    pub fn holds_esc(&self) -> bool {
        self.paste.is_none() && self.pending == [ESC]
    }

    /// Nothing came after the Esc: it was the key.
    pub fn release_esc(&mut self, send: &mut impl FnMut(Input)) {
        self.pending.clear();
        send(Input::Key(KeyCode::Esc.into()));
    }

    pub fn feed(&mut self, bytes: &[u8], send: &mut impl FnMut(Input)) {
        for &byte in bytes {
            match &mut self.paste {
                Some(paste) => {
                    collect(paste, byte);
                    if paste.ends_with(PASTE_END) {
                        send(pasted(paste));
                        self.paste = None;
                    }
                }
                None => {
                    self.pending.push(byte);
                    self.decode_pending(send);
                }
            }
        }
    }

    fn decode_pending(&mut self, send: &mut impl FnMut(Input)) {
        while !self.pending.is_empty() {
            let used = match parse(&self.pending) {
                Parsed::Incomplete => return,
                Parsed::Unknown(used) => used,
                Parsed::Key(used, key) => {
                    send(Input::Key(key));
                    used
                }
                Parsed::PasteBegin(used) => {
                    self.paste = Some(Vec::new());
                    used
                }
            };
            self.pending.drain(..used);
        }
    }
}

/// Adds a byte to a paste. Beyond the limit only as many stay as are needed to see the end.
fn collect(paste: &mut Vec<u8>, byte: u8) {
    paste.push(byte);
    if paste.len() > PASTE_LIMIT + 1 + PASTE_END.len() {
        paste.remove(PASTE_LIMIT + 1); // the one too many stays, as a sign that something was cut
    }
}

fn pasted(paste: &[u8]) -> Input {
    let text = &paste[..paste.len() - PASTE_END.len()];
    let cut = text.len() > PASTE_LIMIT;
    let text = String::from_utf8_lossy(&text[..text.len().min(PASTE_LIMIT)]);
    let text = text.trim_end_matches(char::REPLACEMENT_CHARACTER); // a letter cut in two
    Input::Paste { text: text.replace("\r\n", "\n").replace('\r', "\n"), cut }
}

fn parse(bytes: &[u8]) -> Parsed {
    match bytes {
        [ESC] | [ESC, b'O'] => Parsed::Incomplete,
        [ESC, ESC, ..] => Parsed::Key(1, KeyCode::Esc.into()),
        [ESC, b'[', rest @ ..] => parse_csi(rest),
        [ESC, b'O', b'M', ..] => Parsed::Key(3, KeyCode::Enter.into()), // of the number pad
        [ESC, b'O', last, ..] => match named(*last) {
            Some(code) => Parsed::Key(3, code.into()),
            None if last.is_ascii_graphic() => Parsed::Unknown(3),
            None => Parsed::Unknown(2), // broken off: a control byte begins something else
        },
        [ESC, rest @ ..] => match parse_character(rest) {
            Parsed::Key(used, key) => Parsed::Key(1 + used, with(key, KeyModifiers::ALT)),
            Parsed::Unknown(used) => Parsed::Unknown(1 + used),
            other => other,
        },
        _ => parse_character(bytes),
    }
}

/// A control sequence, without the `ESC [` before it: parameters, then one byte that names it (ECMA-48, 5.4).
fn parse_csi(rest: &[u8]) -> Parsed {
    // The Linux console's F1 to F5 are `ESC [ [ A` to `E`.
    let console = usize::from(rest.first() == Some(&b'['));
    let Some(length) = rest[console..].iter().position(|byte| !matches!(byte, b' '..=b'?')) else {
        return if rest.len() < LONGEST_SEQUENCE { Parsed::Incomplete } else { Parsed::Unknown(2 + rest.len()) };
    };
    let (parameters, last) = (&rest[console..][..length], rest[console..][length]);
    let used = 2 + console + length + 1;
    match last {
        // Broken off: a control byte begins something else.
        ..b' ' | 0x7f.. => Parsed::Unknown(used - 1),
        b'A'..=b'E' if console == 1 => Parsed::Key(used, KeyCode::F(last - b'A' + 1).into()),
        b'~' if parameters == b"200" => Parsed::PasteBegin(used),
        _ => csi_key(parameters, last).map_or(Parsed::Unknown(used), |key| Parsed::Key(used, key)),
    }
}

/// The key that `parameters` and the last byte name: a number and modifiers, `3;5~`, or modifiers alone, `1;5A`.
fn csi_key(parameters: &[u8], last: u8) -> Option<KeyEvent> {
    let parameters = str::from_utf8(parameters).ok()?;
    let (number, modifiers) = parameters.split_once(';').unwrap_or((parameters, ""));
    let code = match last {
        b'~' => numbered(number.parse().ok()?)?,
        b'Z' => return Some(with(KeyCode::BackTab.into(), KeyModifiers::SHIFT)),
        _ => named(last)?,
    };
    Some(with(code.into(), parse_modifiers(modifiers)?))
}

/// One and a bit for each key held: shift 1, alt 2, control 4.
fn parse_modifiers(text: &str) -> Option<KeyModifiers> {
    if text.is_empty() {
        return Some(KeyModifiers::NONE);
    }
    let bits = text.parse::<u8>().ok()?.checked_sub(1)?;
    let held = [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)];
    Some(held.into_iter().filter(|(bit, _)| bits & bit != 0).map(|(_, modifier)| modifier).collect())
}

/// Keys named by a letter, after `ESC [` and `ESC O` alike.
fn named(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

/// Keys named by a number, `ESC [ 5 ~`. The gaps are those of the VT220's keyboard.
fn numbered(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23..=26 => KeyCode::F(number - 12),
        28 | 29 => KeyCode::F(number - 13),
        31..=34 => KeyCode::F(number - 14),
        _ => return None,
    })
}

/// One character, or one of the keys that are sent as control characters.
fn parse_character(bytes: &[u8]) -> Parsed {
    let control = |letter: u8| with(KeyCode::Char(letter.into()).into(), KeyModifiers::CONTROL);
    let key = match bytes[0] {
        b'\r' => KeyCode::Enter.into(),
        b'\t' => KeyCode::Tab.into(),
        0x08 | 0x7f => KeyCode::Backspace.into(), // one or the other, by the terminal's settings
        0 => control(b' '),
        byte @ 1..=26 => control(byte - 1 + b'a'),
        byte @ 28..=31 => control(byte - 28 + b'4'),
        _ => return parse_letter(bytes),
    };
    Parsed::Key(1, key)
}

fn parse_letter(bytes: &[u8]) -> Parsed {
    match str::from_utf8(bytes) {
        Ok(text) => {
            let letter = text.chars().next().expect("there is a byte");
            let shift = if letter.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
            match letter.is_control() {
                true => Parsed::Unknown(letter.len_utf8()),
                false => Parsed::Key(letter.len_utf8(), KeyEvent::new(KeyCode::Char(letter), shift)),
            }
        }
        Err(error) => error.error_len().map_or(Parsed::Incomplete, Parsed::Unknown),
    }
}

fn with(mut key: KeyEvent, modifiers: KeyModifiers) -> KeyEvent {
    key.modifiers |= modifiers;
    key
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
