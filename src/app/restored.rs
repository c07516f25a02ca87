//! The file was put back from a copy while screens and forms were open: what is shown is read anew, what is typed stays,
//! and nothing that was typed over the older file is saved over what is there now.

use super::{App, Cmd, Layer, OpenDraft};
use crate::say;
use crate::store::StoreError;
use crate::store::backup::NO_REV;
use crate::store::news::News;
use crate::store::request::Query;
use crate::store::thread::Ticket;

/// The text of a form that is not in the file. It was typed over a row that may be another one by now.
pub(super) fn draft_of(layer: &Layer) -> Option<OpenDraft> {
    let draft = layer.screen.draft()?;
    let base_rev = if layer.outdated { Some(NO_REV) } else { draft.base_rev };
    Some(OpenDraft { base_rev, ..draft })
}

impl App {
    pub(super) fn begin_again(&mut self, news: &News, cmds: &mut Vec<Cmd>) {
        self.stack.iter_mut().for_each(|layer| layer.outdated = true);
        // What was typed ahead was meant for what was there.
        self.held.clear();
        cmds.push(Cmd::SeenRestored);
        cmds.extend(self.drafts().into_iter().map(Cmd::KeepDraft));
        cmds.push(Cmd::Read(Ticket { asker: super::NOBODY, turn: 0 }, Query::LookUp));
        self.refresh(cmds);
        let who = news.worker.map(|worker| self.cx.lists.first_name(worker)).filter(|name| !name.is_empty());
        self.message = Some(match who {
            Some(who) => say!(self.cx.words, "restored-by", who = who),
            None => say!(self.cx.words, "restored-meanwhile"),
        });
    }

    /// A form that was filled from the older file is not saved: it reads the row anew, and shows it beside what is typed.
    pub(super) fn refuse_outdated(&mut self, cmds: &mut Vec<Cmd>) {
        let words = self.cx.words.error(&StoreError::Restored);
        let Some(layer) = self.stack.last_mut() else { return };
        layer.fresh = false;
        let shown = layer.screen.failed(&StoreError::Restored, &words);
        self.message = (!shown).then_some(words);
        self.freshen(cmds);
    }
}
