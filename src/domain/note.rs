//! Notes: contacts with a client or about a client.

use chrono::NaiveDate;

/// What a person types after a contact.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteFields {
    pub on_day: NaiveDate,
    /// Code list `channel`: phone, meeting, message, ...
    pub channel: String,
    pub body: String,
    /// When to come back to it, and what to do then.
    pub follow_up_on: Option<NaiveDate>,
    pub follow_up_what: Option<String>,
}
