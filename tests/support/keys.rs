//! How scripts name keys: `"n<tab>Mäkinen<enter><c-s><esc>"`. `<lt>` is a `<`.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One key of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    Letter(char),
    /// What stands between the angle brackets.
    Named(&'a str),
}

/// The keys of a script, in order.
pub fn pieces(script: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = script;
    while let Some(letter) = rest.chars().next() {
        if letter == '<' {
            let (name, tail) = rest[1..].split_once('>').unwrap_or_else(|| panic!("no > after < in {script:?}"));
            pieces.push(Piece::Named(name));
            rest = tail;
        } else {
            pieces.push(Piece::Letter(letter));
            rest = &rest[letter.len_utf8()..];
        }
    }
    pieces
}

/// What the terminal tells of a key.
pub fn event(piece: Piece) -> KeyEvent {
    match piece {
        Piece::Letter(letter) if letter.is_uppercase() => KeyEvent::new(KeyCode::Char(letter), KeyModifiers::SHIFT),
        Piece::Letter(letter) => KeyCode::Char(letter).into(),
        Piece::Named(name) => named(name),
    }
}

fn named(name: &str) -> KeyEvent {
    let code = match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "bs" => KeyCode::Backspace,
        "lt" => KeyCode::Char('<'),
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "right" => KeyCode::Right,
        "left" => KeyCode::Left,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "del" => KeyCode::Delete,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        _ => return control(name).or_else(|| function(name)).unwrap_or_else(|| panic!("no key is called <{name}>")),
    };
    code.into()
}

fn control(name: &str) -> Option<KeyEvent> {
    let letter = name.strip_prefix("c-")?.chars().next()?;
    Some(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL))
}

fn function(name: &str) -> Option<KeyEvent> {
    let number = name.strip_prefix('f')?.parse().ok()?;
    Some(KeyCode::F(number).into())
}
