//! What is behind the office: screens of their own, each one line here and the messages `door-<key>` and
//! `door-about-<key>`.

use ratatui::text::Line;

use crate::app::{Ctx, Effect};
use crate::screens::{copies, import, log, retention, twins};
use crate::widgets::Row;

/// A screen that the office leads to. It says itself who may come in.
pub struct Door {
    pub key: &'static str,
    pub open: fn(&Ctx) -> Effect,
}

pub const DOORS: &[Door] = &[
    Door { key: "log", open: log::open },
    Door { key: "twins", open: twins::open },
    Door { key: "import", open: import::open },
    Door { key: "copies", open: copies::open },
    Door { key: "retention", open: retention::open },
];

/// Its name, and in a few words what it is for.
pub fn row(door: &Door, cx: &Ctx, columns: usize) -> Line<'static> {
    Row::new()
        .left(cx.theme.dot(), 2)
        .styled(&cx.words.get(&format!("door-{}", door.key)), 22, cx.theme.strong())
        .rest(&cx.words.get(&format!("door-about-{}", door.key)), columns, cx.theme.dim())
        .line()
}
