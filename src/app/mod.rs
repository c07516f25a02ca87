//! The whole behaviour, without a terminal and without a file: messages in, commands out.

mod ahead;
mod chrome;
mod ctx;
mod help;
pub mod hints;
mod mask;
pub mod narrow;
mod replies;
mod screen;

use std::collections::VecDeque;
use std::io::ErrorKind;
use std::path::PathBuf;

use chrono::NaiveDate;
use crossterm::event::KeyEvent;
use ratatui::Frame;

use crate::action::{Action, resolve};
use crate::domain::text::clean_block;
use crate::say;
use crate::store::change::{Change, Outcome};
use crate::store::drafts::DraftKey;
use crate::store::request::{Answer, Query};
use crate::store::thread::Ticket;
use crate::store::{Result as StoreResult, StoreError};

pub use ctx::Ctx;
use mask::Names;
pub use screen::{Effect, Entry, Menu, OpenDraft, Screen, Told, edits_text, step_of};

/// What has happened.
pub enum Msg {
    Key(KeyEvent),
    Paste {
        text: String,
        cut: bool,
    },
    Answered(Ticket, StoreResult<Answer>),
    Changed(Ticket, StoreResult<Outcome>),
    DraftLost(StoreError),
    /// A file was written for the user, or why not.
    Written(Result<PathBuf, ErrorKind>),
    /// Somebody else has changed the file.
    Stale,
    /// Midnight has passed.
    NewDay(NaiveDate),
    /// Nobody has typed for a while: the screen is to show nothing.
    Idle,
}

/// What is to be done outside.
pub enum Cmd {
    Read(Ticket, Query),
    Write(Ticket, Box<Change>, Option<DraftKey>),
    Undo(Ticket),
    KeepDraft(OpenDraft),
    DropDraft(DraftKey),
    /// A new file in the user's own folder. The name says what it is, never whom it is about.
    WriteFile {
        name: String,
        text: String,
    },
    Quit,
}

/// One screen of the stack; an answer with another turn is an answer to an older question.
struct Layer {
    asker: u64,
    turn: u64,
    fresh: bool,
    /// Answers still to come.
    awaited: usize,
    /// All its first answers have come.
    is_loaded: bool,
    screen: Box<dyn Screen>,
}

/// The program's state.
pub struct App {
    pub cx: Ctx,
    menu: &'static Menu,
    stack: Vec<Layer>,
    message: Option<String>,
    askers: u64,
    /// Changes that the store has not reported on.
    writing: usize,
    /// What was typed ahead.
    held: VecDeque<Msg>,
    /// Nothing is shown until the next key.
    blank: bool,
    /// The worker has no right to the file any more: nothing is shown but this sentence, and the next key ends.
    shut_out: Option<String>,
    /// Whose names are hidden, while they are.
    masked: Option<Names>,
}

/// How many screens Esc can lead back through.
const DEPTH: usize = 32;

/// Below this nothing can be drawn that would help.
const SMALLEST: (u16, u16) = (60, 16);

/// The asker of what belongs to no screen: the lists, undo.
const NOBODY: u64 = 0;

impl App {
    /// Opens on the menu's first screen.
    pub fn start(cx: Ctx, menu: &'static Menu) -> (App, Vec<Cmd>) {
        let mut app = App {
            cx,
            menu,
            stack: Vec::new(),
            message: None,
            askers: NOBODY,
            writing: 0,
            held: VecDeque::new(),
            blank: false,
            shut_out: None,
            masked: None,
        };
        let mut cmds = vec![Cmd::Read(Ticket { asker: NOBODY, turn: 0 }, Query::Lists)];
        app.open((menu.entries[0].make)(), &mut cmds);
        // After the first screen, so that the first key of the look-up finds everything there.
        cmds.push(Cmd::Read(Ticket { asker: NOBODY, turn: 0 }, Query::LookUp));
        (app, cmds)
    }

    /// Takes in one message; says what is to be done outside.
    pub fn update(&mut self, msg: Msg) -> Vec<Cmd> {
        let mut cmds = Vec::new();
        match msg {
            Msg::Key(_) | Msg::Paste { .. } if self.shut_out.is_some() => cmds.push(Cmd::Quit),
            Msg::Idle => self.blank = true,
            // Whoever comes back to a blank screen cannot see what the key would do.
            Msg::Key(_) | Msg::Paste { .. } if self.blank => self.blank = false,
            msg => self.take_in_turn(msg, &mut cmds),
        }
        cmds
    }

    fn take(&mut self, msg: Msg, cmds: &mut Vec<Cmd>) {
        match msg {
            Msg::Key(key) => self.key(key, cmds),
            Msg::Paste { text, cut } => self.paste(&text, cut, cmds),
            Msg::Answered(ticket, answer) => self.answered(ticket, answer, cmds),
            Msg::Changed(ticket, outcome) => self.changed(ticket, outcome, cmds),
            Msg::DraftLost(error) => self.message = Some(self.cx.words.error(&error)),
            Msg::Written(Ok(path)) => {
                self.message = Some(say!(self.cx.words, "file-written", path = path.display().to_string()));
            }
            Msg::Written(Err(_)) => self.message = Some(say!(self.cx.words, "file-not-written")),
            Msg::Stale => self.refresh(cmds),
            Msg::Idle => {}
            Msg::NewDay(today) => {
                self.cx.today = today;
                self.refresh(cmds);
            }
        }
    }

    fn key(&mut self, key: KeyEvent, cmds: &mut Vec<Cmd>) {
        self.message = None;
        let Some(layer) = self.stack.last_mut() else { return };
        if layer.screen.types(key) {
            let effects = layer.screen.type_key(key, &self.cx);
            return self.carry_out(effects, cmds);
        }
        match resolve(layer.screen.places(), key) {
            // Whoever gives a command has typed enough; Esc takes back what was typed.
            Some(action) => {
                if action != Action::Back {
                    layer.screen.stop_typing();
                }
                self.act(action, cmds);
            }
            None => self.message = Some(say!(self.cx.words, "no-such-key")),
        }
    }

    fn act(&mut self, action: Action, cmds: &mut Vec<Cmd>) {
        let Some(layer) = self.stack.last_mut() else { return };
        if let Some(why) = layer.screen.refuses(action, &self.cx) {
            self.message = Some(why);
            return;
        }
        match action {
            Action::Quit => cmds.push(Cmd::Quit),
            Action::Undo => {
                self.writing += 1;
                cmds.push(Cmd::Undo(Ticket { asker: NOBODY, turn: 0 }));
            }
            Action::Refresh => self.refresh(cmds),
            Action::Mask => {
                self.masked = self.masked.is_none().then(|| Names::of(&self.cx.found));
                self.message = Some(match self.masked {
                    Some(_) => say!(self.cx.words, "masked"),
                    None => say!(self.cx.words, "unmasked"),
                });
            }
            Action::Back => match layer.screen.step_back(&self.cx) {
                Some(effects) => self.carry_out(effects, cmds),
                None => self.back(cmds),
            },
            Action::LookUp => self.open((self.menu.look_up)(), cmds),
            Action::Help => {
                let help = help::Help::of(layer.screen.places());
                self.open(Box::new(help), cmds);
            }
            _ => match self.menu.entries.iter().find(|entry| entry.action == action) {
                Some(entry) => self.switch((entry.make)(), cmds),
                None => {
                    let effects = layer.screen.act(action, &self.cx);
                    self.carry_out(effects, cmds);
                }
            },
        }
    }

    fn paste(&mut self, text: &str, cut: bool, cmds: &mut Vec<Cmd>) {
        let Some(layer) = self.stack.last_mut() else { return };
        self.message = cut.then(|| say!(self.cx.words, "paste-cut"));
        match layer.screen.paste(&clean_block(text), &self.cx) {
            Some(effects) => self.carry_out(effects, cmds),
            None => self.message = Some(say!(self.cx.words, "paste-nowhere")),
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>, cmds: &mut Vec<Cmd>) {
        for effect in effects {
            match effect {
                Effect::Open(screen) => self.open(screen, cmds),
                Effect::OpenCard(client) => self.open((self.menu.card)(client), cmds),
                Effect::Back => self.back(cmds),
                Effect::Do(action) => {
                    self.back(cmds);
                    self.act(action, cmds);
                }
                Effect::Say(text) => self.message = Some(text),
                Effect::Load => self.reload_top(cmds),
                Effect::Change(change, draft) => {
                    if let Some(layer) = self.stack.last() {
                        self.writing += 1;
                        cmds.push(Cmd::Write(Ticket { asker: layer.asker, turn: layer.turn }, change, draft));
                    }
                }
                Effect::KeepDraft(draft) => {
                    self.stack.iter_mut().for_each(|layer| layer.fresh = false);
                    cmds.push(Cmd::KeepDraft(draft));
                }
                Effect::DropDraft(key) => {
                    self.stack.iter_mut().for_each(|layer| layer.fresh = false);
                    cmds.push(Cmd::DropDraft(key));
                }
                Effect::Tell(told) => self.tell(told, cmds),
                Effect::WriteFile { name, text } => cmds.push(Cmd::WriteFile { name, text }),
            }
        }
    }

    /// A prompt has its answer: it closes, and the screen below hears it.
    fn tell(&mut self, told: Told, cmds: &mut Vec<Cmd>) {
        self.back(cmds);
        let effects = self.stack.last_mut().map(|layer| layer.screen.told(told, &self.cx)).unwrap_or_default();
        self.carry_out(effects, cmds);
    }

    fn open(&mut self, screen: Box<dyn Screen>, cmds: &mut Vec<Cmd>) {
        let same = |layer: &Layer| screen.draft_key().is_some() && layer.screen.draft_key() == screen.draft_key();
        if let Some(at) = self.stack.iter().position(same) {
            return self.bring_up(at, cmds);
        }
        if let Some(below) = self.stack.last_mut() {
            below.screen.stop_typing();
        }
        if self.stack.len() == DEPTH {
            self.stack.remove(1);
        }
        self.askers += 1;
        self.stack.push(Layer { asker: self.askers, turn: 0, fresh: false, awaited: 0, is_loaded: false, screen });
        self.freshen(cmds);
    }

    /// A screen of the menu: the one below if that is it, so that going back and forth piles nothing up.
    fn switch(&mut self, screen: Box<dyn Screen>, cmds: &mut Vec<Cmd>) {
        let same = |layer: &Layer| layer.screen.menu() == screen.menu();
        match self.stack.iter().rposition(same) {
            Some(at) if at + 1 == self.stack.len() => self.refresh(cmds),
            Some(at) => self.bring_up(at, cmds),
            None => self.open(screen, cmds),
        }
    }

    fn bring_up(&mut self, at: usize, cmds: &mut Vec<Cmd>) {
        if let Some(below) = self.stack.last_mut() {
            below.screen.stop_typing();
        }
        let layer = self.stack.remove(at);
        self.stack.push(Layer { fresh: false, ..layer });
        self.freshen(cmds);
    }

    fn back(&mut self, cmds: &mut Vec<Cmd>) {
        if self.stack.len() > 1 {
            self.stack.pop();
            self.freshen(cmds);
        } else {
            self.message = Some(say!(self.cx.words, "nothing-behind"));
        }
    }

    fn close(&mut self, asker: u64, cmds: &mut Vec<Cmd>) {
        self.stack.retain(|layer| layer.asker != asker);
        self.freshen(cmds);
    }

    fn refresh(&mut self, cmds: &mut Vec<Cmd>) {
        cmds.push(Cmd::Read(Ticket { asker: NOBODY, turn: 0 }, Query::Lists));
        self.stack.iter_mut().for_each(|layer| layer.fresh = false);
        self.freshen(cmds);
    }

    /// Only what is on the screen is read again; what lies below is read when it comes up.
    fn freshen(&mut self, cmds: &mut Vec<Cmd>) {
        // Somebody new may have come, whose name is to be hidden, too.
        if self.masked.is_some() && self.stack.last().is_some_and(|layer| !layer.fresh) {
            cmds.push(Cmd::Read(Ticket { asker: NOBODY, turn: 0 }, Query::LookUp));
        }
        if self.stack.last().is_some_and(|layer| !layer.fresh) {
            self.reload_top(cmds);
        }
    }

    fn reload_top(&mut self, cmds: &mut Vec<Cmd>) {
        let Some(layer) = self.stack.last_mut() else { return };
        layer.turn += 1;
        layer.fresh = true;
        let ticket = Ticket { asker: layer.asker, turn: layer.turn };
        let queries = layer.screen.queries(&self.cx);
        layer.awaited = queries.len();
        layer.is_loaded |= queries.is_empty();
        layer.screen.opened(queries.len(), &self.cx);
        cmds.extend(queries.into_iter().map(|query| Cmd::Read(ticket, query)));
    }

    /// The text of every open form that has been typed in.
    pub fn drafts(&self) -> Vec<OpenDraft> {
        self.stack.iter().filter_map(|layer| layer.screen.draft()).collect()
    }

    /// Draws the program.
    pub fn view(&self, frame: &mut Frame) {
        let area = frame.area();
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            let (columns, rows) = SMALLEST;
            return chrome::sentence(frame, &say!(self.cx.words, "too-small", columns = columns, rows = rows));
        }
        if let Some(words) = &self.shut_out {
            return chrome::sentence(frame, words);
        }
        if self.blank {
            return chrome::sentence(frame, &say!(self.cx.words, "blank"));
        }
        let Some(layer) = self.stack.last() else { return };
        if layer.screen.is_bare() {
            return layer.screen.view(frame, area, &self.cx);
        }
        let body = chrome::draw(
            frame,
            &self.cx,
            self.menu,
            layer.screen.as_ref(),
            self.message.as_deref(),
            self.stack.len() > 1,
        );
        layer.screen.view(frame, body, &self.cx);
        if let Some(names) = &self.masked {
            names.hide(frame.buffer_mut());
        }
    }
}
