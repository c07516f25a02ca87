//! What a key may cost over a slow line: bytes sent to the terminal, questions asked of the store.
//! Counted, not timed, so that the figures are the same on every machine.
//! `cargo test --test budgets -- --nocapture` prints them.

#[path = "support/driver.rs"]
pub mod driver;

use driver::{Content, Driver};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use rinnalla::domain::lang::Lang;

/// A usual window of a desktop.
const DESK: (u16, u16) = (120, 36);

/// The bytes that take a terminal from one frame to the next.
fn bytes(before: &Buffer, after: &Buffer) -> usize {
    let mut sent = Vec::new();
    let mut terminal = CrosstermBackend::new(&mut sent);
    terminal.draw(before.diff(after).into_iter()).unwrap();
    sent.len()
}

/// What one key costs once the screen stands.
#[track_caller]
fn key(driver: &mut Driver, what: &str, keys: &str, most_bytes: usize, most_questions: usize) {
    let before = driver.buffer().clone();
    driver.keys(keys);
    let (sent, asked) = (bytes(&before, driver.buffer()), driver.asked().len());
    println!("{what:<44} {sent:>6} bytes {asked:>3} questions");
    assert!(sent > 0, "{what}: nothing was drawn:\n{}", driver.screen());
    assert!(sent <= most_bytes, "{what}: {sent} bytes, at most {most_bytes}");
    assert!(asked <= most_questions, "{what}: {:?}", driver.asked());
}

fn demo() -> Driver {
    Driver::start(Content::Demo, Lang::Fi, DESK)
}

#[test]
fn what_keys_cost() {
    let mut driver = demo();
    let first = bytes(&Buffer::empty(driver.buffer().area), driver.buffer());
    println!("{:<44} {first:>6} bytes", "the first screen");
    assert!(first <= 6_000, "{first}");

    key(&mut driver, "Today: down a line", "<down>", 700, 0);
    key(&mut driver, "to Clients", "2", 5_500, 1);
    key(&mut driver, "Clients: down a line", "<down>", 500, 0);
    key(&mut driver, "look-up opens", "/", 5_500, 2);
    key(&mut driver, "look-up: first letter, with the card", "h", 3_500, 1);
    key(&mut driver, "look-up: second letter", "ä", 3_500, 1);
    driver.keys("<esc>");
    driver.keys("3f").keys("luov<enter><left>");
    key(&mut driver, "a mark, durable and drawn", "-", 900, 1);
    key(&mut driver, "the same mark again, one row on", "-", 900, 1);
}

/// A group of forty with a register of every week for two months, in the smallest window: a mark costs as little as
/// in a small group, because only the rows that can be seen are built, and only what changed is sent.
#[test]
fn a_roster_of_forty_people_and_eight_weeks() {
    let mut driver = Driver::start(Content::Demo, Lang::Fi, (80, 24));
    let big = driver.store().write(|tx| {
        tx.execute_batch(
            "INSERT INTO activity(name, sort_key, fold_key, tier, kind) VALUES('Suuri ryhmä', 'suuri', 'suuri ryhma', 'own', 'group'); \
             INSERT INTO series(activity_id, rule, first_day, starts_at, ends_at) \
               SELECT id, 'FREQ=WEEKLY;BYDAY=MO', '2016-11-28', '09:00', '10:00' FROM activity WHERE name = 'Suuri ryhmä'; \
             INSERT INTO enrolment(activity_id, client_id, state, starts) \
               SELECT a.id, c.id, 'enrolled', '2016-11-28' FROM activity a, (SELECT id FROM client ORDER BY id LIMIT 40) c \
               WHERE a.name = 'Suuri ryhmä';",
        )?;
        Ok(tx.query_row("SELECT id FROM activity WHERE name = 'Suuri ryhmä'", [], |row| row.get(0))?)
    });
    let big = rinnalla::domain::ids::ActivityId(big.unwrap());
    let past = ("2016-12-05".parse().unwrap(), "2017-01-30".parse().unwrap());
    let data = rinnalla::store::roster::read(driver.store().reader(), big, past, past.1).unwrap();
    let people: Vec<_> = data.people.iter().map(|person| person.client).collect();
    assert_eq!(people.len(), 40);
    for session in data.sessions.iter().filter(|session| session.standing.takes_place()) {
        let (slot, clients) = (session.slot, people.clone());
        let rest = rinnalla::store::change::Change::MarkRest { slot, clients };
        driver.store().change(&rest, None).unwrap();
    }
    driver.keys("<f5>");
    key(&mut driver, "40 people x 8 weeks: the roster opens", "/suuri ryhm<enter>", 3_500, 2);
    key(&mut driver, "40 people x 8 weeks: a mark", "-", 600, 1);
    key(&mut driver, "40 people x 8 weeks: the rest is present", "a", 1_500, 1);
    key(&mut driver, "40 people x 8 weeks: a week back", "<lt>", 1_500, 1);
}

#[test]
fn what_has_not_changed_is_not_sent() {
    let mut driver = demo();
    driver.keys("<down>");
    let before = driver.buffer().clone();
    driver.wakes();
    assert_eq!(driver.asked().len(), 0, "a session that nobody has changed anything for asks nothing");
    assert!(before.diff(driver.buffer()).is_empty());
}
