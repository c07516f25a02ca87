//! The screens: one file each, and one line here.

mod calendar;
pub mod card;
mod clients;
mod due_rows;
mod groups;
mod look_up;
mod narrow;
mod reviews;
pub mod roster;
mod services;
mod today;

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::action::{Action, Place};
use crate::app::hints;
use crate::app::{Ctx, OpenDraft};
use crate::say;
use crate::store::StoreError;
use crate::store::drafts::DraftKey;
use crate::store::request::{Answer, Change, Made, Query};
use crate::widgets::list::Step;
use crate::widgets::row;
use narrow::Narrow;

/// A screen of the menu.
pub struct Entry {
    /// What opens it, which is also its name.
    pub action: Action,
    make: fn() -> Box<dyn Screen>,
}

/// The menu. Keys, help and hints know a screen by its action; a new screen is one line here.
pub const SCREENS: &[Entry] = &[
    Entry { action: Action::Today, make: || Box::new(today::Today::default()) },
    Entry { action: Action::Clients, make: || Box::new(clients::Clients::default()) },
    Entry { action: Action::Groups, make: || Box::new(groups::Groups::default()) },
    Entry { action: Action::Reviews, make: || Box::new(reviews::Reviews::default()) },
    Entry { action: Action::Calendar, make: || Box::new(calendar::Calendar::default()) },
    Entry { action: Action::Services, make: || Box::new(services::Services::default()) },
];

/// Where the program opens.
pub fn home() -> Box<dyn Screen> {
    (SCREENS[0].make)()
}

/// The screen that an action of the menu opens.
pub fn top_level(action: Action) -> Option<Box<dyn Screen>> {
    SCREENS.iter().find(|entry| entry.action == action).map(|entry| (entry.make)())
}

/// The look-up of anyone and anything.
pub fn look_up() -> Box<dyn Screen> {
    Box::new(look_up::LookUp::default())
}

/// What a screen wants to happen.
pub enum Effect {
    Open(Box<dyn Screen>),
    Back,
    /// What the key of this action would do.
    Do(Action),
    Say(String),
    /// Ask the store again for what this screen shows.
    Load,
    /// One transaction, and the draft that it makes superfluous.
    Change(Box<Change>, Option<DraftKey>),
    KeepDraft(OpenDraft),
    DropDraft(DraftKey),
    /// A prompt's answer for the screen below it.
    Tell(Told),
}

/// What a prompt may answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Day(NaiveDate),
}

/// One screen: its state, what it asks the store, what its keys do, how it looks.
pub trait Screen {
    /// Where its keys come from, the nearest place first.
    fn places(&self) -> &'static [Place];

    /// Which entry of the menu it is.
    fn menu(&self) -> Option<Action> {
        None
    }

    fn title(&self, cx: &Ctx) -> String;

    /// Everything that it shows, asked anew whenever something has changed.
    fn queries(&self, cx: &Ctx) -> Vec<Query>;

    /// So many of its queries have just been asked.
    fn opened(&mut self, _awaited: usize, _cx: &Ctx) {}

    fn receive(&mut self, answer: Answer, cx: &Ctx) -> Vec<Effect>;

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect>;

    /// Why an action cannot be done now; `None` when it can.
    fn refuses(&self, _action: Action, _cx: &Ctx) -> Option<String> {
        None
    }

    /// What an action does here, in words.
    fn label(&self, action: Action, cx: &Ctx) -> String {
        hints::label(action, &cx.words)
    }

    /// The list's filter, on a screen whose rows can be narrowed by typing.
    fn narrow(&mut self) -> Option<&mut Narrow> {
        None
    }

    /// The filter has changed: the selection goes to a row that is still shown.
    fn narrowed(&mut self) {}

    /// True when this key is part of a text that is being typed, and no command.
    fn types(&mut self, key: KeyEvent) -> bool {
        self.narrow().is_some_and(|narrow| narrow.is_typing()) && edits_text(key)
    }

    fn type_key(&mut self, key: KeyEvent, _cx: &Ctx) -> Vec<Effect> {
        if let Some(narrow) = self.narrow() {
            narrow.type_key(key);
        }
        self.narrowed();
        Vec::new()
    }

    /// Pasted text is text, never keys. `None`: there is nowhere to put it.
    fn paste(&mut self, text: &str, _cx: &Ctx) -> Option<Vec<Effect>> {
        self.narrow().filter(|narrow| narrow.is_typing())?.paste(text);
        self.narrowed();
        Some(Vec::new())
    }

    /// Esc: true when it was used up here, by showing everything again.
    fn step_back(&mut self) -> bool {
        let cleared = self.narrow().is_some_and(Narrow::clear);
        self.narrowed();
        cleared
    }

    /// Another screen comes on top: what was being typed into a filter stays, the typing ends.
    fn covered(&mut self) {
        if let Some(narrow) = self.narrow() {
            narrow.stop();
        }
    }

    /// A change that this screen asked for is on the disk.
    fn done(&mut self, _made: Made, _cx: &Ctx) -> Vec<Effect> {
        Vec::new()
    }

    /// A change that this screen asked for was refused; true when the screen itself shows why.
    fn failed(&mut self, _error: &StoreError, _words: &str) -> bool {
        false
    }

    fn told(&mut self, _told: Told, _cx: &Ctx) -> Vec<Effect> {
        Vec::new()
    }

    /// The text typed here that is not yet saved.
    fn draft(&self) -> Option<OpenDraft> {
        None
    }

    /// The keys that hold everywhere are shown, too.
    fn shows_global_keys(&self) -> bool {
        true
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx);
}

/// The step through a list that an action means.
pub fn step_of(action: Action) -> Option<Step> {
    Some(match action {
        Action::Up => Step::Up,
        Action::Down => Step::Down,
        Action::PageUp => Step::PageUp,
        Action::PageDown => Step::PageDown,
        Action::First => Step::First,
        Action::Last => Step::Last,
        _ => return None,
    })
}

/// A key that writes a letter, or moves and deletes among letters.
pub fn edits_text(key: KeyEvent) -> bool {
    use KeyCode::{Backspace, Char, Delete, End, Home, Left, Right};
    let plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    plain && matches!(key.code, Char(_) | Backspace | Delete | Left | Right | Home | End)
}

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
