//! What a screen is: its state, what it asks the store, what its keys do, how it looks.

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::narrow::Narrow;
use super::{Ctx, Fetch, Fetched, hints};
use crate::action::{Action, Place};
use crate::domain::ids::ClientId;
use crate::domain::record;
use crate::domain::reports::{Asked, Shape};
use crate::domain::trace::Trace;
use crate::store::StoreError;
use crate::store::backup::Errand;
use crate::store::change::{Change, Made};
use crate::store::drafts::DraftKey;
use crate::store::request::{Answer, Query};
use crate::widgets::list::Step;

/// A screen of the menu.
pub struct Entry {
    /// What opens it, which is also its name.
    pub action: Action,
    pub make: fn() -> Box<dyn Screen>,
}

/// The screens that the app itself opens. It knows no other.
pub struct Menu {
    /// In the order of the menu; the program opens on the first.
    pub entries: &'static [Entry],
    pub look_up: fn() -> Box<dyn Screen>,
    pub card: fn(ClientId) -> Box<dyn Screen>,
}

/// A form's text that is not yet in the file.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenDraft {
    pub key: DraftKey,
    pub base_rev: Option<i64>,
    pub body: String,
}

/// What a screen wants to happen.
pub enum Effect {
    Open(Box<dyn Screen>),
    /// A client's card, from a room that does not know the screens.
    OpenCard(ClientId),
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
    /// The draft of a certain sitting.
    DropDraftOf(DraftKey, i64),
    /// An entry of the log about what was only looked at, or is about to leave the program.
    Trace(Trace),
    /// Something about the copies of the file that takes its time.
    Errand(Errand),
    /// A file for the user, such as a list to print or a workbook.
    WriteFile {
        name: String,
        content: Vec<u8>,
    },
    /// A prompt's answer for the screen below it.
    Tell(Told),
    /// Something done outside for this screen alone.
    Fetch(Fetch),
}

/// What a prompt may answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    Day(NaiveDate),
    /// What a report is asked for, from now on.
    Asked(Asked),
    /// As what a report is to be written.
    Export(Shape),
    /// As what all about a client is to be written.
    Record(record::Shape),
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

    /// Whose data it shows, once it does: the log keeps it once a visit.
    fn shows(&self) -> Option<Trace> {
        None
    }

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
    fn narrow(&self) -> Option<&Narrow> {
        None
    }

    /// The same, to be typed into.
    fn narrow_mut(&mut self) -> Option<&mut Narrow> {
        None
    }

    /// The filter has changed. While it is `typed` the first row that is left is selected, ready for Enter.
    fn narrowed(&mut self, _typed: bool) {}

    /// True when this key is part of a text that is being typed, and no command.
    fn types(&self, key: KeyEvent) -> bool {
        self.narrow().is_some_and(Narrow::is_typing) && edits_text(key)
    }

    fn type_key(&mut self, key: KeyEvent, _cx: &Ctx) -> Vec<Effect> {
        if let Some(narrow) = self.narrow_mut() {
            narrow.type_key(key);
        }
        self.narrowed(true);
        Vec::new()
    }

    /// Pasted text is text, never keys. `None`: there is nowhere to put it.
    fn paste(&mut self, text: &str, _cx: &Ctx) -> Option<Vec<Effect>> {
        self.narrow_mut().filter(|narrow| narrow.is_typing())?.paste(text);
        self.narrowed(true);
        Some(Vec::new())
    }

    /// Esc: what it does here, such as showing everything again; `None` leads back to the screen before.
    fn step_back(&mut self, _cx: &Ctx) -> Option<Vec<Effect>> {
        let cleared = self.narrow_mut().is_some_and(Narrow::clear);
        self.narrowed(false);
        cleared.then(Vec::new)
    }

    /// A command was given, or another screen comes on top: what was being typed into a filter stays, the typing ends.
    fn stop_typing(&mut self) {
        if let Some(narrow) = self.narrow_mut() {
            narrow.stop();
        }
    }

    /// A change that this screen asked for is on the disk.
    fn done(&mut self, _made: Made, _cx: &Ctx) -> Vec<Effect> {
        Vec::new()
    }

    /// A form that was opened from this screen has closed, and this is what it made.
    fn heard(&mut self, _made: Made, _cx: &Ctx) -> Vec<Effect> {
        Vec::new()
    }

    /// A change that this screen asked for was refused; true when the screen itself shows why.
    fn failed(&mut self, _error: &StoreError, _words: &str) -> bool {
        false
    }

    /// What this screen wanted to have done outside is done.
    fn fetched(&mut self, _fetched: Fetched, _cx: &Ctx) -> Vec<Effect> {
        Vec::new()
    }

    /// The newest change was taken back while this screen was on top; what to say of it instead of the usual.
    fn undone(&mut self, _cx: &Ctx) -> Option<String> {
        None
    }

    fn told(&mut self, _told: Told, _cx: &Ctx) -> Vec<Effect> {
        Vec::new()
    }

    /// Names the draft of what is typed here: the same form is not opened twice.
    fn draft_key(&self) -> Option<DraftKey> {
        None
    }

    /// The text typed here that is not yet saved.
    fn draft(&self) -> Option<OpenDraft> {
        None
    }

    /// It stands alone in the window: no menu, no title, no keys.
    fn is_bare(&self) -> bool {
        false
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
    // Ctrl-U empties a line, as it does in the shell.
    if key.code == Char('u') && key.modifiers == KeyModifiers::CONTROL {
        return true;
    }
    let plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    plain && matches!(key.code, Char(_) | Backspace | Delete | Left | Right | Home | End)
}
