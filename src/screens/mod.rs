//! The screens: one file each, and one line here.

mod calendar;
pub mod card;
mod clients;
pub mod copies;
mod days;
mod due_rows;
mod groups;
pub mod import;
pub mod log;
mod look_up;
mod merge;
pub mod office;
mod openings;
mod path;
mod pick;
mod plain;
mod plan;
mod queue;
mod retention;
mod reviews;
pub mod roster;
mod service;
mod services;
mod sessions;
mod slots;
mod statistics;
mod today;
mod twins;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::action::Action;
use crate::app::narrow::Narrow;
use crate::app::{Ctx, Entry, Menu};
use crate::say;
use crate::widgets::row;

/// The menu, and the screens that are opened from many places. A new screen of the menu is one line here;
/// keys, help and hints know it by its action.
pub const MENU: Menu = Menu {
    entries: &[
        Entry { action: Action::Today, make: || Box::new(today::Today::default()) },
        Entry { action: Action::Clients, make: || Box::new(clients::Clients::default()) },
        Entry { action: Action::Groups, make: || Box::new(groups::Groups::default()) },
        Entry { action: Action::Reviews, make: || Box::new(reviews::Reviews::default()) },
        Entry { action: Action::Calendar, make: || Box::new(calendar::Calendar::default()) },
        Entry { action: Action::Services, make: || Box::new(services::Services::default()) },
        Entry { action: Action::Statistics, make: || Box::new(statistics::Statistics::default()) },
        Entry { action: Action::Office, make: || Box::new(office::Office::default()) },
    ],
    look_up: || Box::new(look_up::LookUp::default()),
    card: card::boxed,
};

/// The line above a list, and the list; the first is as far in as the rows are.
pub fn head_and_body(area: Rect) -> [Rect; 2] {
    let head = Rect { x: area.x + 2, width: area.width.saturating_sub(2), height: area.height.min(1), ..area };
    let body = Rect { y: area.y + head.height, height: area.height - head.height, ..area };
    [head, body]
}

/// What stands where a list has nothing to show: what belongs there, and how it gets there.
pub fn draw_empty(frame: &mut Frame, area: Rect, words: &str) {
    let lines = row::wrap(words, usize::from(area.width).saturating_sub(4));
    for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
        frame.render_widget(format!("  {line}"), Rect { y, height: 1, ..area });
    }
}

/// A title, with what the list is narrowed by.
pub fn narrowed_title(title: String, narrow: &Narrow, cx: &Ctx) -> String {
    if !narrow.is_on() {
        return title;
    }
    let cursor = if narrow.is_typing() { "_" } else { "" };
    format!("{title} {} {}{cursor}", say!(cx.words, "narrowed-by"), narrow.text())
}

/// Lines about what is selected, under a rule.
pub fn draw_below(frame: &mut Frame, area: Rect, lines: Vec<Line<'static>>, cx: &Ctx) {
    let rule = cx.theme.rule().repeat(usize::from(area.width).saturating_sub(2));
    let rule = Line::styled(format!(" {rule}"), cx.theme.dim());
    for (y, line) in (area.y..area.bottom()).zip([rule].into_iter().chain(lines)) {
        let indent = u16::from(y > area.y) * 2;
        let place = Rect { x: area.x + indent, y, width: area.width.saturating_sub(indent), height: 1 };
        frame.render_widget(line, place);
    }
}
