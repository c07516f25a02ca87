//! Workers: who may sit at the terminal.

use super::ids::WorkerId;
use super::keyed::keyed;

keyed! {
    /// What a worker may do.
    pub enum Role {
        /// A counsellor.
        Worker = "worker",
        /// Leads the team.
        Lead = "lead",
        /// Keeps the file and the accounts.
        Admin = "admin",
        /// Reads the log.
        Auditor = "auditor",
    }
}

impl Role {
    /// May read the whole log: what everybody has done.
    pub fn may_read_log(self) -> bool {
        matches!(self, Role::Lead | Role::Admin | Role::Auditor)
    }

    /// May give a client an extract of the log.
    pub fn may_give_extract(self) -> bool {
        matches!(self, Role::Lead | Role::Admin)
    }
}

/// A member of the team, known by a Unix account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    pub id: WorkerId,
    /// The Unix account's name.
    pub login: String,
    /// The name that colleagues see.
    pub name: String,
    pub role: Role,
    /// False once the worker has left the team.
    pub active: bool,
}
