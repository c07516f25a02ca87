//! What every screen may know.

use std::cell::Cell;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::rights::{self, Right};
use crate::domain::search::Entry;
use crate::domain::worker::Worker;
use crate::store::lookup::Found;
use crate::store::request::Lists;
use crate::text::Words;
use crate::widgets::Theme;

/// What every screen may know and none may change.
pub struct Ctx {
    pub today: NaiveDate,
    pub words: Words,
    pub theme: Theme,
    pub me: Worker,
    /// The choices and people that forms and lists name.
    pub lists: Lists,
    /// What the look-up can find, as of when it was last read.
    pub found: Arc<[Entry<Found>]>,
    /// The number of the next form about something new; no two sittings have the same.
    pub next_number: Cell<i64>,
}

impl Ctx {
    /// What is known before anything has been read. `first_number` is for [`Ctx::fresh_number`].
    pub fn new(today: NaiveDate, words: Words, theme: Theme, me: Worker, first_number: i64) -> Ctx {
        let next_number = Cell::new(first_number);
        Ctx { today, words, theme, me, lists: Lists::default(), found: Arc::from([]), next_number }
    }

    /// True when the worker's role, as the file has it now, has a right.
    pub fn may(&self, right: Right) -> bool {
        let now = self.lists.workers.iter().find(|worker| worker.id == self.me.id);
        rights::may(now.unwrap_or(&self.me).role, right)
    }

    /// A number that no other form about something new has.
    pub fn fresh_number(&self) -> i64 {
        self.next_number.replace(self.next_number.get() + 1)
    }
}
