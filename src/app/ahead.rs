//! Keys that are pressed ahead of the store, as over a line that delivers them in bursts: they wait for the screen
//! that they are meant for. Text for a form that is still opening is text, and never a command.

use crossterm::event::{KeyEvent, KeyModifiers};

use super::{App, Cmd, Msg};
use crate::action::{Action, resolve};

impl App {
    /// Takes in one message, and what was held back if it need not wait any longer.
    pub(super) fn take_in_turn(&mut self, msg: Msg, cmds: &mut Vec<Cmd>) {
        if self.must_wait(&msg) || (is_typed(&msg) && !self.held.is_empty()) {
            self.held.push_back(msg);
        } else {
            self.take(msg, cmds);
        }
        while self.held.front().is_some_and(|next| !self.must_wait(next)) {
            let next = self.held.pop_front();
            next.into_iter().for_each(|next| self.take(next, cmds));
        }
    }

    /// True while the screen is not there yet, or does not show what the keys before have done.
    fn must_wait(&self, msg: &Msg) -> bool {
        let Some(layer) = self.stack.last() else { return false };
        let is_opening = !layer.is_loaded || self.writing > 0;
        match msg {
            Msg::Key(key) if leaves_at_once(*key) => false,
            // Whoever types on a screen that is there need not wait for what is only shown beside the text.
            Msg::Key(key) => is_opening || (layer.awaited > 0 && !layer.screen.types(*key)),
            Msg::Paste { .. } => is_opening,
            _ => false,
        }
    }
}

fn is_typed(msg: &Msg) -> bool {
    match msg {
        Msg::Key(key) => !leaves_at_once(*key),
        Msg::Paste { .. } => true,
        _ => false,
    }
}

/// Whoever wants to leave is not kept by a file that somebody else holds.
fn leaves_at_once(key: KeyEvent) -> bool {
    key.modifiers.contains(KeyModifiers::CONTROL) && resolve(&[], key) == Some(Action::Quit)
}
