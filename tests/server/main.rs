//! A server as the README sets it up: the package, Unix accounts, sshd on a loopback port, and what people do there.
//!
//! These need root, make accounts and install the package, so they are run where a machine may be changed: by `.ci/run`.

mod copies;
mod gate;
mod machine;
mod package;
#[path = "../support/pty.rs"]
pub mod pty;
mod rights;
mod sessions;
mod strangers;
