//! The whole behaviour, without a terminal and without a file: messages in, commands out.

mod ahead;
mod chrome;
mod ctx;
mod fetch;
mod help;
pub mod hints;
mod mask;
pub mod narrow;
mod replies;
mod restored;
mod screen;
mod stack;
mod visits;

use std::collections::VecDeque;
use std::io::ErrorKind;
use std::path::PathBuf;

use chrono::NaiveDate;
use crossterm::event::KeyEvent;
use ratatui::Frame;

use crate::action::{Action, resolve};
use crate::domain::text::clean_block;
use crate::domain::trace::Trace;
use crate::say;
use crate::store::backup::{Errand, Ran};
use crate::store::change::{Change, Outcome};
use crate::store::drafts::DraftKey;
use crate::store::news::News;
use crate::store::request::{Answer, Query};
use crate::store::thread::Ticket;
use crate::store::{Result as StoreResult, StoreError};

pub use ctx::Ctx;
pub use fetch::{Fetch, Fetched};
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
    /// What a screen wanted to have done outside; `wrote` when it was a change.
    Fetched {
        ticket: Ticket,
        fetched: Fetched,
        wrote: bool,
    },
    /// What was looked at could not be put into the log yet.
    Untraced(StoreError),
    /// Somebody else has changed the file.
    Stale(News),
    /// An errand about the copies has come to its end.
    Ran(StoreResult<Ran>),
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
    /// The draft of a certain sitting.
    DropDraftOf(DraftKey, i64),
    /// For the log: what was looked at.
    Trace(Vec<Trace>),
    /// Something about the copies of the file that takes its time.
    Errand(Errand),
    /// What comes after this knows that the file was put back from a copy.
    SeenRestored,
    /// A new file in the user's own folder. The name says what it is, never whom it is about.
    WriteFile {
        name: String,
        content: Vec<u8>,
    },
    Fetch(Ticket, Fetch),
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
    /// The file was put back from a copy since this was read, and it has not been read anew.
    outdated: bool,
    /// What the log has of this screen.
    traced: Option<Trace>,
    screen: Box<dyn Screen>,
}

/// The program's state.
pub struct App {
    pub cx: Ctx,
    menu: &'static Menu,
    stack: Vec<Layer>,
    message: Option<String>,
    /// What was last told of colleagues.
    news: Option<String>,
    /// For the log, once the screen that it leads to is there.
    traces: Vec<Trace>,
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
            news: None,
            traces: Vec::new(),
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
        self.put_traces(&mut cmds);
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
            Msg::Fetched { ticket, fetched, wrote } => self.fetched(ticket, fetched, wrote, cmds),
            Msg::Untraced(error) => self.message = Some(self.cx.words.error(&error)),
            Msg::Stale(news) if news.restored => self.begin_again(&news, cmds),
            Msg::Stale(news) => {
                self.tell_news(&news);
                self.refresh(cmds);
            }
            Msg::Ran(ran) => {
                self.message = Some(match ran {
                    Ok(ran) => self.cx.words.ran(&ran),
                    Err(error) => self.cx.words.error(&error),
                });
                self.refresh(cmds);
            }
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
                Effect::Change(..) if self.stack.last().is_some_and(|layer| layer.outdated) => {
                    self.refuse_outdated(cmds)
                }
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
                Effect::DropDraftOf(key, sitting) => {
                    self.stack.iter_mut().for_each(|layer| layer.fresh = false);
                    cmds.push(Cmd::DropDraftOf(key, sitting));
                }
                Effect::Trace(trace) => self.traces.push(trace),
                Effect::Errand(errand) => cmds.push(Cmd::Errand(errand)),
                Effect::Tell(told) => self.tell(told, cmds),
                Effect::WriteFile { name, content } => cmds.push(Cmd::WriteFile { name, content }),
                Effect::Fetch(fetch) => self.fetch(self.stack.len() - 1, fetch, cmds),
            }
        }
    }

    /// A prompt has its answer: it closes, and the screen below hears it.
    fn tell(&mut self, told: Told, cmds: &mut Vec<Cmd>) {
        self.back(cmds);
        let effects = self.stack.last_mut().map(|layer| layer.screen.told(told, &self.cx)).unwrap_or_default();
        self.carry_out(effects, cmds);
    }

    /// The text of every open form that has been typed in.
    pub fn drafts(&self) -> Vec<OpenDraft> {
        self.stack.iter().filter_map(restored::draft_of).collect()
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
