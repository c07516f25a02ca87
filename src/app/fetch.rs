//! What a screen has done outside the app for itself alone: a file that the user names is read, or the store does work
//! that rooms above it know of.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::{App, Cmd, Effect};
use crate::store::Result as StoreResult;
use crate::store::thread::{Given, Ticket, Work};

/// Something to be done outside, of which only the screen hears that wants it.
pub enum Fetch {
    /// A file of the user's is read with the user's rights alone, no further than one byte more than `most`.
    Read { path: PathBuf, most: usize },
    /// A path of the user's that is typed so far: how does it go on?
    Complete(String),
    /// Work in the store that leaves no trace.
    Look(Work),
    /// Work in the store that is one change, and can be taken back as one.
    Write(Work),
}

/// What came of it.
pub enum Fetched {
    File(Result<Vec<u8>, ErrorKind>),
    /// The path as far as it is certain, and the names that it can go on to when there are several.
    Paths {
        typed: String,
        names: Vec<String>,
    },
    Work(StoreResult<Given>),
}

impl App {
    /// Has something done for a screen of the stack.
    pub(super) fn fetch(&mut self, at: usize, fetch: Fetch, cmds: &mut Vec<Cmd>) {
        let Some(layer) = self.stack.get(at) else { return };
        self.writing += usize::from(matches!(fetch, Fetch::Write(_)));
        cmds.push(Cmd::Fetch(Ticket { asker: layer.asker, turn: layer.turn }, fetch));
    }

    /// The screen hears what came of it, if it is still there.
    pub(super) fn fetched(&mut self, ticket: Ticket, fetched: Fetched, wrote: bool, cmds: &mut Vec<Cmd>) {
        if wrote {
            self.stack.iter_mut().for_each(|layer| layer.fresh = false);
            self.writing = self.writing.saturating_sub(1);
            // What was typed in the belief that it went well might be done to something else.
            self.held.clear();
        }
        if let Fetched::Work(given) = &fetched {
            self.watch(given.as_ref().err());
        }
        if let Some(at) = self.stack.iter().position(|layer| layer.asker == ticket.asker) {
            for effect in self.stack[at].screen.fetched(fetched, &self.cx) {
                match effect {
                    // Something else may have been opened on top meanwhile.
                    Effect::Fetch(fetch) => self.fetch(at, fetch, cmds),
                    other => self.carry_out(vec![other], cmds),
                }
            }
        }
        if wrote {
            self.freshen(cmds);
        }
    }
}
