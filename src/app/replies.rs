//! What the store answers, and what becomes of it.

use std::sync::Arc;

use super::mask::Names;
use super::{App, Cmd, Effect, NOBODY};
use crate::domain::search::Entry;
use crate::store::change::{Made, Outcome};
use crate::store::lookup::Found;
use crate::store::request::{Answer, Query};
use crate::store::thread::Ticket;
use crate::store::{Result as StoreResult, StoreError};

impl App {
    /// The look-up knows everybody's name.
    fn know(&mut self, entries: Arc<[Entry<Found>]>) {
        self.cx.found = entries;
        self.masked = self.masked.take().map(|_| Names::of(&self.cx.found));
    }

    /// Who has been let go in the middle of a sitting is shown nothing more.
    pub(super) fn watch(&mut self, error: Option<&StoreError>) {
        if let Some(error @ StoreError::NoAccess) = error {
            self.shut_out = Some(self.cx.words.error(error));
        }
    }

    /// Others are restricted now: their names go from everything that was read before.
    fn forget_unseen(&mut self, cmds: &mut Vec<Cmd>) {
        let unseen = &self.cx.lists.unseen;
        let is_seen = |entry: &&Entry<Found>| !matches!(entry.target, Found::Client { id, .. } if unseen.contains(&id));
        self.know(self.cx.found.iter().filter(is_seen).cloned().collect());
        cmds.push(Cmd::Read(Ticket { asker: NOBODY, turn: 0 }, Query::LookUp));
        self.stack.iter_mut().for_each(|layer| layer.fresh = false);
        self.freshen(cmds);
    }

    pub(super) fn answered(&mut self, ticket: Ticket, answer: StoreResult<Answer>, cmds: &mut Vec<Cmd>) {
        self.watch(answer.as_ref().err());
        if ticket.asker == NOBODY {
            match answer {
                Ok(Answer::Lists(lists)) => {
                    let others = lists.unseen != self.cx.lists.unseen && !self.cx.found.is_empty();
                    self.cx.lists = lists;
                    if others {
                        self.forget_unseen(cmds);
                    }
                }
                Ok(Answer::LookUp(entries)) => self.know(entries.into()),
                Ok(_) => {}
                Err(error) => self.message = Some(self.cx.words.error(&error)),
            }
            return;
        }
        if let Ok(Answer::LookUp(entries)) = &answer {
            self.know(entries.as_slice().into());
        }
        if let Ok(Answer::Lists(lists)) = &answer {
            self.cx.lists = lists.clone();
        }
        let Some(layer) = self.stack.iter_mut().find(|layer| (layer.asker, layer.turn) == (ticket.asker, ticket.turn))
        else {
            return;
        };
        layer.awaited = layer.awaited.saturating_sub(1);
        layer.is_loaded |= layer.awaited == 0;
        match answer {
            Ok(answer) => {
                let effects = layer.screen.receive(answer, &self.cx);
                self.note_visit(ticket.asker);
                self.carry_out(effects, cmds);
            }
            Err(error) => {
                self.held.clear();
                // What a screen was about is gone, or is not for everybody any more: back to where it can be seen that it is.
                let gone = matches!(
                    error,
                    StoreError::Gone | StoreError::Merged | StoreError::Restricted | StoreError::Forbidden(_)
                ) && self.stack.len() > 1;
                // Who has just undone its making has been told so.
                if !gone || self.message.is_none() || self.message == self.news {
                    self.message = Some(self.cx.words.error(&error));
                }
                if gone {
                    self.close(ticket.asker, cmds);
                }
            }
        }
    }

    pub(super) fn changed(&mut self, ticket: Ticket, outcome: StoreResult<Outcome>, cmds: &mut Vec<Cmd>) {
        self.stack.iter_mut().for_each(|layer| layer.fresh = false);
        self.writing = self.writing.saturating_sub(1);
        self.watch(outcome.as_ref().err());
        match outcome {
            Ok(Outcome::Undone(undone)) => {
                // What the team has agreed on is known everywhere, whatever screen it was undone from.
                if undone.entities.iter().any(|table| table == "setting") {
                    cmds.push(Cmd::Read(Ticket { asker: NOBODY, turn: 0 }, Query::Lists));
                }
                let own = self.stack.last_mut().and_then(|layer| layer.screen.undone(&self.cx));
                self.message = own.or_else(|| Some(self.cx.words.undone(&undone)));
            }
            Ok(Outcome::Made(made)) => self.made(ticket.asker, made, cmds),
            Err(error) => {
                // What was typed in the belief that it went well is not done.
                self.held.clear();
                let words = self.cx.words.error(&error);
                let asker = self.stack.iter_mut().find(|layer| layer.asker == ticket.asker);
                let shown = asker.is_some_and(|layer| layer.screen.failed(&error, &words));
                self.message = (!shown).then_some(words);
            }
        }
        self.freshen(cmds);
    }

    fn made(&mut self, asker: u64, made: Made, cmds: &mut Vec<Cmd>) {
        let layer = self.stack.iter_mut().find(|layer| layer.asker == asker);
        for effect in layer.map(|layer| layer.screen.done(made, &self.cx)).unwrap_or_default() {
            match effect {
                // Something else may have been opened on top while the store was at work.
                Effect::Back => {
                    let at = self.stack.iter().position(|layer| layer.asker == asker);
                    self.close(asker, cmds);
                    self.hear(at.and_then(|at| at.checked_sub(1)), made, cmds);
                }
                other => self.carry_out(vec![other], cmds),
            }
        }
    }

    /// The screen from which something was made is told what it was.
    fn hear(&mut self, at: Option<usize>, made: Made, cmds: &mut Vec<Cmd>) {
        let screen = at.and_then(|at| self.stack.get_mut(at)).map(|layer| &mut layer.screen);
        let effects = screen.map(|screen| screen.heard(made, &self.cx)).unwrap_or_default();
        self.carry_out(effects, cmds);
    }
}
