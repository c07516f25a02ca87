//! The screens that lie on each other: opening, going back, and reading again what is on top.

use super::{App, Cmd, Layer, NOBODY, Screen};
use crate::say;
use crate::store::request::Query;
use crate::store::thread::Ticket;

/// How many screens Esc can lead back through.
const DEPTH: usize = 32;

impl App {
    pub(super) fn open(&mut self, screen: Box<dyn Screen>, cmds: &mut Vec<Cmd>) {
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
        self.stack.push(Layer {
            asker: self.askers,
            turn: 0,
            fresh: false,
            awaited: 0,
            is_loaded: false,
            outdated: false,
            traced: None,
            screen,
        });
        self.freshen(cmds);
    }

    /// A screen of the menu: the one below if that is it, so that going back and forth piles nothing up.
    pub(super) fn switch(&mut self, screen: Box<dyn Screen>, cmds: &mut Vec<Cmd>) {
        let same = |layer: &Layer| layer.screen.menu() == screen.menu();
        match self.stack.iter().rposition(same) {
            Some(at) if at + 1 == self.stack.len() => self.refresh(cmds),
            Some(at) => self.bring_up(at, cmds),
            None => self.open(screen, cmds),
        }
    }

    pub(super) fn bring_up(&mut self, at: usize, cmds: &mut Vec<Cmd>) {
        if let Some(below) = self.stack.last_mut() {
            below.screen.stop_typing();
        }
        let layer = self.stack.remove(at);
        self.stack.push(Layer { fresh: false, ..layer });
        self.freshen(cmds);
    }

    pub(super) fn back(&mut self, cmds: &mut Vec<Cmd>) {
        if self.stack.len() > 1 {
            self.stack.pop();
            self.freshen(cmds);
        } else {
            self.message = Some(say!(self.cx.words, "nothing-behind"));
        }
    }

    pub(super) fn close(&mut self, asker: u64, cmds: &mut Vec<Cmd>) {
        self.stack.retain(|layer| layer.asker != asker);
        self.freshen(cmds);
    }

    pub(super) fn refresh(&mut self, cmds: &mut Vec<Cmd>) {
        cmds.push(Cmd::Read(Ticket { asker: NOBODY, turn: 0 }, Query::Lists));
        self.stack.iter_mut().for_each(|layer| layer.fresh = false);
        self.freshen(cmds);
    }

    /// Only what is on the screen is read again; what lies below is read when it comes up.
    pub(super) fn freshen(&mut self, cmds: &mut Vec<Cmd>) {
        // Somebody new may have come, whose name is to be hidden, too.
        if self.masked.is_some() && self.stack.last().is_some_and(|layer| !layer.fresh) {
            cmds.push(Cmd::Read(Ticket { asker: NOBODY, turn: 0 }, Query::LookUp));
        }
        if self.stack.last().is_some_and(|layer| !layer.fresh) {
            self.reload_top(cmds);
        }
    }

    pub(super) fn reload_top(&mut self, cmds: &mut Vec<Cmd>) {
        let Some(layer) = self.stack.last_mut() else { return };
        layer.turn += 1;
        layer.fresh = true;
        let ticket = Ticket { asker: layer.asker, turn: layer.turn };
        let queries = layer.screen.queries(&self.cx);
        layer.awaited = queries.len();
        layer.is_loaded |= queries.is_empty();
        // What is read now is of the file as it is.
        layer.outdated &= queries.is_empty();
        layer.screen.opened(queries.len(), &self.cx);
        cmds.extend(queries.into_iter().map(|query| Cmd::Read(ticket, query)));
    }
}
