//! Appointments in the file: one person at a time, counted where sessions are listed, due until they are marked.

#[path = "support/small.rs"]
pub mod small;

use chrono::{Days, NaiveDate, NaiveTime, Weekday};
use rinnalla::domain::activity::{ActivityFields, Kind};
use rinnalla::domain::attendance::{Mark, Slot};
use rinnalla::domain::due::Target;
use rinnalla::domain::ids::{ActivityId, BookingId, ClientId, WorkerId};
use rinnalla::store::change::{Change, Made};
use rinnalla::store::entering::Who;
use rinnalla::store::sessions::SessionLine;
use rinnalla::store::{Store, StoreError, activities, bookings, clients, due, registers, roster, sessions, workers};
use small::{Small, day, group_fields, person, today, weekly};

/// A reception on Tuesdays from 9 to 11 since the middle of January, in slots of half an hour.
struct Reception {
    small: Small,
    id: ActivityId,
}

fn fields(name: &str) -> ActivityFields {
    ActivityFields { kind: Kind::Appointment, ..group_fields(name) }
}

/// The last one that has been, the one of today, and the next.
fn past() -> NaiveDate {
    day("2017-01-31")
}

fn next() -> NaiveDate {
    day("2017-02-14")
}

fn at(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

impl Reception {
    fn made() -> Reception {
        let mut small = Small::made();
        let timetable = weekly(Weekday::Tue, 9, day("2017-01-17"), None);
        let add = Change::AddActivity { fields: fields("Vastaanotto"), lead: Some(small.workers[1]), timetable };
        let Made::Activity(id, Kind::Appointment) = small.store.change(&add, None).unwrap() else { panic!("made") };
        Reception { small, id }
    }

    fn line(&self, day: NaiveDate) -> SessionLine {
        sessions::between(self.small.store.reader(), day, day, Some(&[self.id])).unwrap().remove(0)
    }

    fn book(&mut self, day: NaiveDate, client: usize, time: NaiveTime) -> Result<Made, StoreError> {
        let (slot, who) = (self.line(day).slot, Who::Known(self.small.clients[client]));
        self.small.store.change(&Change::Book { slot, who, starts_at: time }, None)
    }

    fn mark(&mut self, day: NaiveDate, client: usize, mark: Option<Mark>) {
        let (slot, client) = (self.line(day).slot, self.small.clients[client]);
        self.small.store.change(&Change::Mark { slot, client, seen: None, mark }, None).unwrap();
    }

    fn due(&self) -> Vec<(&'static str, NaiveDate, Option<WorkerId>)> {
        let lines = due::lines(self.small.store.reader(), today()).unwrap();
        let own =
            lines.iter().filter(|line| matches!(line.subject.target, Target::Appointments(id, ..) if id == self.id));
        own.map(|line| (line.rule.key, line.day, line.subject.worker)).collect()
    }

    fn counts(&self, day: NaiveDate) -> (u32, Option<u32>, u32) {
        let line = self.line(day);
        (line.members, line.capacity, line.marked)
    }
}

#[test]
fn a_day_lists_how_many_have_booked_and_how_many_could() {
    let mut reception = Reception::made();
    assert_eq!(reception.counts(past()), (0, Some(4), 0), "nobody has touched it");
    reception.book(past(), 0, at(9, 0)).unwrap();
    reception.book(past(), 1, at(10, 30)).unwrap();
    assert_eq!(reception.counts(past()), (2, Some(4), 0));
    reception.mark(past(), 1, Some(Mark::NoShow));
    reception.mark(past(), 2, Some(Mark::Present));
    assert_eq!(reception.counts(past()), (2, Some(4), 1), "who came without an appointment is a visit, no more");
    assert!(reception.line(past()).by_name);
    // The members of the group that meets on Mondays are counted as ever.
    let monday =
        sessions::between(reception.small.store.reader(), small::mondays()[4], small::mondays()[4], None).unwrap();
    assert_eq!((monday[0].members, monday[0].capacity), (3, None));
}

#[test]
fn what_is_known_of_a_day_does_not_hang_on_heads_or_seats() {
    let mut reception = Reception::made();
    let known = activities::get(reception.small.store.reader(), reception.id).unwrap();
    let odd = ActivityFields { counts_only: true, capacity_max: Some(1), slot_minutes: Some(45), ..known.fields };
    let edit =
        Change::EditActivity { id: known.id, rev: known.rev, fields: odd, lead: None, timetable: None, today: today() };
    reception.small.store.change(&edit, None).unwrap();
    reception.book(past(), 0, at(9, 0)).unwrap();
    reception.book(past(), 1, at(9, 45)).unwrap();
    assert_eq!(reception.counts(past()), (2, Some(2), 0));
    assert_eq!(reception.due(), [("register", past(), None)], "whoever books has given a name");
}

#[test]
fn open_times_have_no_number_of_appointments() {
    let mut reception = Reception::made();
    let add =
        Change::AddSession { activity: reception.id, day: day("2017-02-16"), starts_at: Some(at(9, 0)), ends_at: None };
    reception.small.store.change(&add, None).unwrap();
    assert_eq!(reception.counts(day("2017-02-16")), (0, None, 0));
}

#[test]
fn a_past_day_is_due_once_somebody_has_booked_until_it_is_closed() {
    let mut reception = Reception::made();
    assert_eq!(reception.due(), []);
    reception.book(past(), 0, at(9, 0)).unwrap();
    reception.book(past(), 1, at(9, 30)).unwrap();
    reception.book(next(), 1, at(9, 30)).unwrap();
    let lead = Some(reception.small.workers[1]);
    assert_eq!(reception.due(), [("register", past(), lead)]);
    reception.mark(past(), 0, Some(Mark::Late));
    assert_eq!(reception.due(), [("register", past(), lead)]);
    reception.mark(past(), 1, Some(Mark::NoShow));
    assert_eq!(reception.due(), [("register-close", past(), lead)]);
    let slot = reception.line(past()).slot;
    reception.small.store.change(&Change::CloseRegister { slot, unmarked: Vec::new(), rest: None }, None).unwrap();
    assert_eq!(reception.due(), []);
}

#[test]
fn a_mark_at_an_appointment_is_a_visit_and_no_membership() {
    let mut reception = Reception::made();
    reception.book(past(), 0, at(9, 0)).unwrap();
    let memberships = reception.small.number("SELECT count(*) FROM enrolment");
    reception.mark(past(), 0, Some(Mark::Present));
    assert_eq!(reception.small.number("SELECT count(*) FROM attendance WHERE enrolment_id IS NULL"), 1);
    assert_eq!(reception.small.number("SELECT count(*) FROM enrolment"), memberships);
}

#[test]
fn two_sessions_on_one_file_cannot_book_the_same_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("two.rinnalla");
    let mut mine = Store::create(&path).unwrap();
    let timetable = weekly(Weekday::Tue, 9, day("2017-01-17"), None);
    let (me, colleague, first, second) = mine
        .write(|tx| {
            let role = rinnalla::domain::worker::Role::Worker;
            let team = (workers::add(tx, "satu", "Satu", role)?, workers::add(tx, "mikko", "Mikko", role)?);
            activities::insert(tx, &fields("Vastaanotto"), Some(&timetable))?;
            Ok((team.0, team.1, clients::insert(tx, &person(1))?, clients::insert(tx, &person(2))?))
        })
        .unwrap();
    mine.sign_in(me);
    let mut theirs = Store::open(&path).unwrap();
    theirs.sign_in(colleague);

    // Both have read the day when nobody had touched it.
    let slot_of = |store: &Store| sessions::between(store.reader(), next(), next(), None).unwrap()[0].slot;
    let (my_slot, their_slot) = (slot_of(&mine), slot_of(&theirs));
    assert!(matches!(my_slot, Slot::Rule { .. }));
    let book =
        |slot: Slot, client: ClientId, time: NaiveTime| Change::Book { slot, who: Who::Known(client), starts_at: time };
    mine.change(&book(my_slot, first, at(9, 0)), None).unwrap();
    let taken = theirs.change(&book(their_slot, second, at(9, 0)), None);
    assert!(matches!(taken, Err(StoreError::SlotTaken)), "{taken:?}");
    theirs.change(&book(their_slot, second, at(9, 30)), None).unwrap();
    let again = theirs.change(&book(their_slot, first, at(10, 0)), None);
    assert!(matches!(again, Err(StoreError::SlotTaken)), "one person, one appointment a day: {again:?}");
    let newcomer = Who::New(Box::new(person(3)));
    let refused = theirs.change(&Change::Book { slot: their_slot, who: newcomer, starts_at: at(9, 0) }, None);
    assert!(matches!(refused, Err(StoreError::SlotTaken)), "{refused:?}");
    let count = |sql: &str| mine.reader().query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!((count("SELECT count(*) FROM client"), count("SELECT count(*) FROM session")), (2, 1));
    let booked =
        "SELECT group_concat(client_id || ' ' || starts_at, ', ') FROM (SELECT * FROM booking ORDER BY starts_at)";
    let booked: String = mine.reader().query_row(booked, [], |row| row.get(0)).unwrap();
    assert_eq!(booked, format!("{} 09:00, {} 09:30", first.0, second.0));
}

#[test]
fn what_is_marked_or_closed_is_not_freed_or_booked_by_any_way() {
    let mut reception = Reception::made();
    reception.book(past(), 0, at(9, 0)).unwrap();
    reception.mark(past(), 0, Some(Mark::Excused));
    let free = Change::FreeSlot { booking: BookingId(1) };
    assert!(matches!(reception.small.store.change(&free, None), Err(StoreError::Marked)));
    reception.mark(past(), 0, None);
    let slot = reception.line(past()).slot;
    reception.small.store.write(|tx| registers::close(tx, slot, &[], None)).unwrap();
    assert!(matches!(reception.small.store.change(&free, None), Err(StoreError::RegisterClosed)));
    assert!(matches!(reception.book(past(), 1, at(9, 30)), Err(StoreError::RegisterClosed)));
    // Not past the program either.
    let raw = reception.small.store.write(|tx| Ok(tx.execute("DELETE FROM booking", [])?));
    assert!(matches!(raw, Err(StoreError::RegisterClosed)));
    assert_eq!(reception.counts(past()), (1, Some(4), 0));
}

#[test]
fn a_card_lists_what_is_coming_in_order_and_calls_the_next_by_its_own_time() {
    let mut reception = Reception::made();
    let client = reception.small.clients[3];
    let later = next() + Days::new(7);
    reception.book(later, 3, at(9, 0)).unwrap();
    reception.book(past(), 3, at(9, 0)).unwrap();
    reception.book(next(), 3, at(10, 30)).unwrap();
    let card = |reception: &Reception| clients::card(reception.small.store.reader(), client, today()).unwrap();
    let coming: Vec<_> =
        card(&reception).bookings.iter().map(|coming| (coming.session.day, coming.session.starts_at)).collect();
    assert_eq!(coming, [(next(), Some(at(10, 30))), (later, Some(at(9, 0)))], "what has been is in the timeline");
    let of_next = |reception: &Reception| card(reception).next_session.map(|session| (session.day, session.starts_at));
    assert_eq!(of_next(&reception), Some((next(), Some(at(10, 30)))));
    reception.mark(next(), 3, Some(Mark::Excused));
    assert_eq!(of_next(&reception), Some((later, Some(at(9, 0)))), "who has called off comes the time after");
    let slot = reception.line(later).slot;
    reception.small.store.write(|tx| sessions::cancel(tx, slot, "organisation")).unwrap();
    assert_eq!(of_next(&reception), None);
    assert_eq!(card(&reception).bookings.len(), 2, "it is still theirs, and somebody has to call");
}

#[test]
fn the_log_names_whose_appointment_it_was() {
    let mut reception = Reception::made();
    reception.book(next(), 2, at(9, 0)).unwrap();
    reception.small.store.change(&Change::FreeSlot { booking: BookingId(1) }, None).unwrap();
    let mut query = reception
        .small
        .store
        .reader()
        .prepare("SELECT act, client_id, worker_id FROM log WHERE entity = 'booking' ORDER BY id")
        .unwrap();
    let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, ClientId(row.get(1)?), WorkerId(row.get(2)?))));
    let rows: Vec<_> = rows.unwrap().map(Result::unwrap).collect();
    let (client, me) = (reception.small.clients[2], reception.small.workers[0]);
    assert_eq!(rows, [("create".to_string(), client, me), ("remove".to_string(), client, me)]);
}

#[test]
fn whoever_is_marked_without_an_appointment_is_on_the_list_of_the_day() {
    let mut reception = Reception::made();
    reception.book(past(), 0, at(10, 0)).unwrap();
    let slot = reception.line(past()).slot;
    let walk_in = reception.small.clients[1];
    reception.small.store.write(|tx| roster::mark(tx, slot, walk_in, Some(Mark::Present))).unwrap();
    let read = bookings::reception(reception.small.store.reader(), reception.id, (past(), next())).unwrap();
    let guests: Vec<_> =
        read.guests.iter().map(|guest| (guest.client, guest.booking.map(|(_, at)| at), guest.mark)).collect();
    assert_eq!(guests, [(reception.small.clients[0], Some(at(10, 0)), None), (walk_in, None, Some(Mark::Present))]);
    assert_eq!(read.sessions.len(), 3);
}
