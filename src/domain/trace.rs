//! What the log keeps: what was done with whose data, and by what right it was looked at.

use super::ids::ClientId;
use super::keyed::keyed;

keyed! {
    /// What somebody did.
    pub enum Act {
        Create = "create",
        Change = "change",
        Remove = "remove",
        /// Opened what the program has about somebody.
        View = "view",
        /// Looked somebody up and saw what is shown beside the hit.
        Search = "search",
        /// Printed a list, or wrote it to a file of one's own.
        Print = "print",
        /// Had rows written to where other programs read them.
        Export = "export",
        /// Opened what is restricted to others, and said why.
        BreakGlass = "break_glass",
    }
}

impl Act {
    /// Something in the file is different since.
    pub fn changes(self) -> bool {
        matches!(self, Act::Create | Act::Change | Act::Remove)
    }
}

keyed! {
    /// By what right somebody looked at a client's data.
    pub enum Purpose {
        /// As the own worker.
        OwnWorker = "own_worker",
        /// As the leader of a group that the client is in, or queues for.
        GroupLead = "group_lead",
        /// As somebody who has opened a restricted client for a purpose.
        BreakGlass = "break_glass",
        /// As a member of the team that works with the client.
        Team = "team",
    }
}

keyed! {
    /// What was looked at or taken along. What was changed is named by its table instead.
    pub enum Seen {
        Card = "card",
        LookUp = "look_up",
        Roster = "roster",
        DueLines = "due",
        Plan = "plan",
        Log = "log",
        /// What a client is told of the log.
        Extract = "extract",
        /// Whose time to be kept is over.
        OverTime = "over_time",
        /// Figures, never who is behind them.
        Report = "report",
        /// The whole file, as a copy that is taken elsewhere.
        Copy = "copy",
        /// All that there is about one client, for that client.
        Record = "record",
        /// The whole file as tables, with everybody in it.
        Whole = "whole",
    }
}

/// An entry of the log about what is only looked at: one for each client, one for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    pub act: Act,
    pub seen: Seen,
    /// The row that it is about, as of the activity of a roster; 0 for none.
    pub id: i64,
    pub clients: Vec<ClientId>,
    /// What the user said it was for, where that was asked.
    pub reason: Option<String>,
}

impl Trace {
    /// What was done with what, and who was seen.
    pub fn new(act: Act, seen: Seen, id: i64, clients: Vec<ClientId>) -> Trace {
        Trace { act, seen, id, clients, reason: None }
    }

    /// A client's card, or a form that shows what is on it.
    pub fn card(client: ClientId) -> Trace {
        Trace::new(Act::View, Seen::Card, client.0, vec![client])
    }

    /// Clients who were looked up.
    pub fn search(clients: Vec<ClientId>) -> Trace {
        Trace::new(Act::Search, Seen::LookUp, 0, clients)
    }
}
