//! The directory: what it says of a service, what use has been made of it, and to whom it was recommended.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, ToSql};

use super::activities::{self, Listed};
use super::clients::{Event, Happening};
use super::error::Result;
use crate::domain::activity::{Agreed, Period, Terms};
use crate::domain::ids::{ActivityId, ClientId, WorkerId};

/// Reads terms from a row that has its thirteen columns from `at` on, in the order of the table.
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
        service: row.get(at + 12)?,
    })
}

/// The same columns to be written, each by its own name.
pub fn params(terms: &Terms) -> [(&'static str, &dyn ToSql); 13] {
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
        (":service", &terms.service),
    ]
}

/// What the statistics call an activity: a key of the list `service`, or its own name.
pub fn set_service(conn: &Connection, id: ActivityId, service: Option<&str>) -> Result<()> {
    conn.execute("UPDATE activity SET rev = rev + 1, service = ?2 WHERE id = ?1", (id, service))?;
    Ok(())
}

/// What use has been made of a service.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Used {
    /// Different people who have been members, or will be, within the agreed period; at any time if none was agreed.
    pub persons: u32,
    /// Different people to whom it was recommended.
    pub recommended: u32,
}

/// A service with everything that is known of it as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    pub listed: Listed,
    pub used: Used,
}

/// One service.
pub fn service(conn: &Connection, id: ActivityId, today: NaiveDate) -> Result<Service> {
    let mut query = conn.prepare_cached(
        "SELECT (SELECT count(DISTINCT e.client_id) FROM enrolment e WHERE e.activity_id = a.id \
             AND e.state IN ('enrolled', 'ended') AND e.starts <= coalesce(a.agreed_to, e.starts) \
             AND coalesce(e.ends, '9999') >= coalesce(a.agreed_from, '')), \
           (SELECT count(DISTINCT r.client_id) FROM recommendation r WHERE r.activity_id = a.id) \
         FROM activity a WHERE a.id = ?1",
    )?;
    let used = query.query_row([id], |row| Ok(Used { persons: row.get(0)?, recommended: row.get(1)? }))?;
    Ok(Service { listed: activities::listed_one(conn, id, today)?, used })
}

/// An activity is recommended to a client, whether that is a customer or not. False when it has been on that day.
pub fn recommend(
    conn: &Connection,
    client: ClientId,
    activity: ActivityId,
    worker: WorkerId,
    day: NaiveDate,
) -> Result<bool> {
    let sql = "INSERT INTO recommendation(client_id, activity_id, worker_id, on_day) VALUES(?1, ?2, ?3, ?4) \
        ON CONFLICT(client_id, activity_id, on_day) DO NOTHING";
    Ok(conn.prepare_cached(sql)?.execute((client, activity, worker, day))? == 1)
}

/// What was recommended to a client, newest first.
pub fn recommended_to(conn: &Connection, client: ClientId) -> Result<Vec<Event>> {
    let mut query = conn.prepare_cached(
        "SELECT r.on_day, a.id, a.name, r.worker_id FROM recommendation r JOIN activity a ON a.id = r.activity_id \
         WHERE r.client_id = ?1 ORDER BY r.on_day DESC, r.id DESC",
    )?;
    let rows = query.query_map([client], |row| {
        let what = Happening::Recommended(row.get(1)?, row.get(2)?, row.get(3)?);
        Ok(Event { day: row.get(0)?, what })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
