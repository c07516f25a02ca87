//! What each role may do: one table, asked by every screen, every command and the file itself.

use super::keyed::keyed;
use super::worker::Role;

keyed! {
    /// Something that not everybody may do; `right-<key>` is its sentence.
    pub enum Right {
        /// See clients who are not restricted, and those that one is named for.
        SeeClients = "see-clients",
        /// Change anything at all.
        Write = "write",
        /// Open a restricted client without being named, for a purpose that the log keeps.
        BreakGlass = "break-glass",
        /// Hear of such openings and answer for them.
        Acknowledge = "acknowledge",
        /// Read who did what.
        ReadLog = "read-log",
        /// Give a client their own data, or the log of it.
        Extract = "extract",
        /// Restrict any client one sees, and bring restricted ones in. Their own worker may restrict them, too.
        Restrict = "restrict",
        /// Change what the team has agreed on.
        Settings = "settings",
        /// Hand over what somebody else has in hand; one's own anybody may.
        HandOver = "hand-over",
        /// Take workers in and let them go.
        Workers = "workers",
        /// Make admins, change them and let them go.
        Admins = "admins",
        /// Remove the record of a client whose time to be kept is over.
        Remove = "remove",
        /// Take the whole file out as tables, names and notes and all.
        TakeOut = "take-out",
        /// Put an earlier state of the file in the place of this one.
        Restore = "restore",
    }
}

use Role::{Admin, Auditor, Lead, Worker};

/// Who may do it. Totals, which name nobody, are everybody's.
pub fn roles(right: Right) -> &'static [Role] {
    match right {
        Right::SeeClients | Right::Write | Right::BreakGlass => &[Worker, Lead, Admin],
        Right::Acknowledge | Right::Restrict | Right::Settings | Right::Extract | Right::Workers => &[Lead, Admin],
        Right::HandOver | Right::Remove => &[Lead, Admin],
        Right::Admins | Right::TakeOut | Right::Restore => &[Admin],
        Right::ReadLog => &[Lead, Admin, Auditor],
    }
}

/// True when somebody in this role may do it.
pub fn may(role: Role, right: Right) -> bool {
    roles(right).contains(&role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::keyed::Keyed;

    #[test]
    fn an_auditor_reads_the_log_and_nothing_else() {
        let rights: Vec<Right> = Right::ALL.iter().copied().filter(|right| may(Auditor, *right)).collect();
        assert_eq!(rights, [Right::ReadLog]);
    }

    #[test]
    fn nothing_is_nobodys() {
        assert!(Right::ALL.iter().all(|right| may(Admin, *right)));
        assert!(!may(Worker, Right::ReadLog) && !may(Worker, Right::Restrict));
    }
}
