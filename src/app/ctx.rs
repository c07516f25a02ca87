//! What every screen may know.

use chrono::NaiveDate;

use crate::domain::worker::Worker;
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
}
