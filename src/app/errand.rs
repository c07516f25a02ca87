//! What a screen has done outside the app for itself alone: a file that the user names is read, or the store does work
//! that rooms above it know of.

use std::any::Any;
use std::io::ErrorKind;
use std::path::PathBuf;

use super::{App, Cmd, Effect};
use crate::store::thread::{Ticket, Work};

/// Something to be done outside, of which only the screen hears that wants it.
pub enum Errand {
    /// A file of the user's is read with the user's rights alone, no further than one byte more than `most`.
    Read { path: PathBuf, most: usize },
    /// A path of the user's that is typed so far: how does it go on?
    Complete(String),
    /// Work in the store that leaves no trace.
    Look(Work),
    /// Work in the store that is one change, and can be taken back as one.
    Write(Work),
}

/// What came of an errand.
pub enum Fetched {
    File(Result<Vec<u8>, ErrorKind>),
    /// The path as far as it is certain, and the names that it can go on to when there are several.
    Paths {
        typed: String,
        names: Vec<String>,
    },
    Work(Box<dyn Any + Send>),
}

impl App {
    /// Sends an errand for a screen of the stack.
    pub(super) fn send(&mut self, at: usize, errand: Errand, cmds: &mut Vec<Cmd>) {
        let Some(layer) = self.stack.get(at) else { return };
        self.writing += usize::from(matches!(errand, Errand::Write(_)));
        cmds.push(Cmd::Errand(Ticket { asker: layer.asker, turn: layer.turn }, errand));
    }

    /// The screen hears what came of its errand, if it is still there.
    pub(super) fn fetched(&mut self, ticket: Ticket, fetched: Fetched, wrote: bool, cmds: &mut Vec<Cmd>) {
        if wrote {
            self.stack.iter_mut().for_each(|layer| layer.fresh = false);
            self.writing = self.writing.saturating_sub(1);
        }
        if let Some(at) = self.stack.iter().position(|layer| layer.asker == ticket.asker) {
            for effect in self.stack[at].screen.fetched(fetched, &self.cx) {
                match effect {
                    // Something else may have been opened on top meanwhile.
                    Effect::Errand(errand) => self.send(at, errand, cmds),
                    other => self.carry_out(vec![other], cmds),
                }
            }
        }
        if wrote {
            self.freshen(cmds);
        }
    }
}
