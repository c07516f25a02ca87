//! The directory: what it says of a service.

use rusqlite::{Row, ToSql};

use crate::domain::activity::{Agreed, Period, Terms};

/// Reads terms from a row that has its twelve columns from `at` on, in the order of the table.
pub fn read(row: &Row, at: usize) -> rusqlite::Result<Terms> {
    Ok(Terms {
        theme: row.get(at)?,
        contact: row.get(at + 1)?,
        price: row.get(at + 2)?,
        bus_card: row.get(at + 3)?,
        enrol_how: row.get(at + 4)?,
        needs_decision: row.get(at + 5)?,
        valid: Period { from: row.get(at + 6)?, to: row.get(at + 7)? },
        agreed: Agreed {
            period: Period { from: row.get(at + 8)?, to: row.get(at + 9)? },
            hours: row.get(at + 10)?,
            persons: row.get(at + 11)?,
        },
    })
}

/// The same columns to be written, each by its own name.
pub fn params(terms: &Terms) -> [(&'static str, &dyn ToSql); 12] {
    [
        (":theme", &terms.theme),
        (":contact", &terms.contact),
        (":price", &terms.price),
        (":bus_card", &terms.bus_card),
        (":enrol_how", &terms.enrol_how),
        (":needs_decision", &terms.needs_decision),
        (":valid_from", &terms.valid.from),
        (":valid_to", &terms.valid.to),
        (":agreed_from", &terms.agreed.period.from),
        (":agreed_to", &terms.agreed.period.to),
        (":agreed_hours", &terms.agreed.hours),
        (":agreed_persons", &terms.agreed.persons),
    ]
}
