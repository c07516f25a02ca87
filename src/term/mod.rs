//! The terminal: entering and leaving it, what it can do, its keys and its signals.
//!
//! Two threads block here, each on one thing, and report to the program as [`Input`]: [`input`] reads the bytes
//! that arrive, [`signals`] waits for signals. Only the program's main thread draws, through [`Screen`].

pub mod caps;
mod decode;
pub mod files;
pub mod idle;
pub mod input;
pub mod screen;
pub mod signals;
pub mod sweep;

use std::io::{self, Write};

use ratatui::crossterm::event::KeyEvent;

pub use caps::Caps;
pub use screen::Screen;

/// What the terminal, or the system through a signal, tells the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text came from the clipboard, with `\n` at its line ends. It is text, never keys: a pasted line end
    /// submits nothing. `cut` tells that it was longer than [`input::PASTE_LIMIT`] and lost its end.
    Paste { text: String, cut: bool },
    /// The screen has to be drawn anew at this width and height: the window changed, or the program was suspended.
    Resize(u16, u16),
    /// The terminal is gone: save what is unsaved and exit.
    Lost,
    /// Somebody asks the program to end. It has [`signals::GRACE`] to save and exit with this code.
    Terminate { exit_code: u8 },
}

/// Tells whoever runs a command something that is no part of what it prints.
pub fn say_aside(sentence: &str) {
    // Who has closed it wants to hear nothing.
    let _ = writeln!(io::stderr(), "{sentence}");
}
