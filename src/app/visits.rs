//! What the log keeps of what is only looked at, and what is told of colleagues.

use super::{App, Cmd};
use crate::store::news::News;

impl App {
    /// A screen shows somebody's data: the log has it once a visit, which lasts as long as the screen or another one
    /// of the same is there to come back to.
    pub(super) fn note_visit(&mut self, asker: u64) {
        let Some(at) = self.stack.iter().position(|layer| layer.asker == asker) else { return };
        let shown = self.stack[at].screen.shows();
        if shown.is_none() || !self.stack[at].is_loaded || self.stack[at].traced == shown {
            return;
        }
        let is_known = self.stack.iter().any(|layer| layer.traced == shown);
        self.traces.extend(shown.clone().filter(|_| !is_known));
        self.stack[at].traced = shown;
    }

    /// Hands over what has gathered, once the screen that it led to is there: nobody waits for the log.
    pub(super) fn put_traces(&mut self, cmds: &mut Vec<Cmd>) {
        let is_opening = self.stack.last().is_some_and(|layer| !layer.is_loaded);
        let leaves = cmds.iter().any(|cmd| matches!(cmd, Cmd::Quit));
        // What is written for the user has its entry first: nothing leaves the program without one.
        let first = cmds.iter().position(|cmd| matches!(cmd, Cmd::WriteFile { .. } | Cmd::Quit));
        if !self.traces.is_empty() && (!is_opening || leaves || first.is_some()) {
            cmds.insert(first.unwrap_or(cmds.len()), Cmd::Trace(std::mem::take(&mut self.traces)));
        }
    }

    /// Under the screen, unless something is said there that was for the user alone.
    pub(super) fn tell_news(&mut self, news: &News) {
        if self.message.is_none() || self.message == self.news {
            self.news = self.cx.words.news(news, &self.cx.lists, self.cx.me.id);
            self.message = self.news.clone();
        }
    }
}
