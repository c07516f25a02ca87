//! The languages that the whole program speaks.

use super::keyed::keyed;

keyed! {
    /// A language of the screen.
    pub enum Lang {
        Fi = "fi",
        Sv = "sv",
        En = "en",
    }
}

impl Lang {
    /// The language of a POSIX locale such as `sv_FI.UTF-8`. Anything that is neither Swedish nor English is Finnish,
    /// the team's own language.
    pub fn of_locale(locale: &str) -> Lang {
        match locale.get(..2) {
            Some("sv") => Lang::Sv,
            Some("en") => Lang::En,
            _ => Lang::Fi,
        }
    }
}
