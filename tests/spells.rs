//! Spells of membership, and sessions that two imports speak of: the past never moves, no day stands there twice.

use chrono::NaiveDate;
use rinnalla::domain::attendance::Mark;
use rinnalla::domain::client::ClientFields;
use rinnalla::domain::enrolment::EnrolmentState;
use rinnalla::domain::ids::{ActivityId, ClientId};
use rinnalla::domain::worker::Role;
use rinnalla::exchange::{Mode, Subject, import};
use rinnalla::store::enrolments::{self, EnrolmentFields};
use rinnalla::store::sessions::{SessionLine, Standing};
use rinnalla::store::{Store, activities, clients, roster, sessions, workers};

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn programme(ends: &str) -> String {
    format!(
        "name,tier,kind,first_day,last_day,weekdays,start,end\nKudonta,own,group,2017-01-10,2017-03-28,TU,13:00,{ends}\n"
    )
}

fn bring(store: &mut Store, text: &str, today: &str) {
    import(store, Subject::Activities, text.as_bytes(), day(today), Mode::Apply).unwrap();
}

/// A weekly group and one client.
fn group() -> (Store, ActivityId, ClientId) {
    let mut store = Store::in_memory().unwrap();
    let worker = store.write(|tx| workers::add(tx, "satu", "Satu Rantala", Role::Admin)).unwrap();
    store.sign_in(worker);
    bring(&mut store, &programme("15:00"), "2017-01-09");
    let activity = activities::by_name(store.reader(), "Kudonta").unwrap().unwrap();
    let fields = ClientFields {
        reference: "17-1".into(),
        family_name: "Aalto".into(),
        given_name: "Aino".into(),
        ..ClientFields::default()
    };
    let client = store.write(|tx| clients::insert(tx, &fields)).unwrap();
    (store, activity, client)
}

fn spell(store: &mut Store, activity: ActivityId, client: ClientId, starts: &str, ends: Option<&str>) {
    let fields = EnrolmentFields {
        state: if ends.is_some() { EnrolmentState::Ended } else { EnrolmentState::Enrolled },
        queued_at: None,
        offer_expires: None,
        starts: Some(day(starts)),
        ends: ends.map(day),
        end_reason: ends.map(|_| "other".into()),
    };
    store.write(|tx| enrolments::insert(tx, activity, client, &fields)).unwrap();
}

fn on(store: &Store, activity: ActivityId, iso: &str) -> Vec<SessionLine> {
    sessions::between(store.reader(), day(iso), day(iso), Some(&[activity])).unwrap()
}

fn mark(store: &mut Store, activity: ActivityId, client: ClientId, iso: &str, mark: Mark) {
    let slot = on(store, activity, iso)[0].slot;
    store.write(|tx| roster::mark(tx, slot, client, Some(mark))).unwrap();
}

#[test]
fn who_left_and_came_back_belongs_to_both_spells_and_the_rate_is_the_last_ones() {
    let (mut store, activity, client) = group();
    spell(&mut store, activity, client, "2017-01-10", Some("2017-01-17"));
    mark(&mut store, activity, client, "2017-01-10", Mark::NoShow);
    spell(&mut store, activity, client, "2017-01-31", None);
    mark(&mut store, activity, client, "2017-01-31", Mark::Present);
    let roster =
        roster::read(store.reader(), activity, (day("2017-01-09"), day("2017-02-05")), day("2017-02-05")).unwrap();
    let [person] = roster.people.as_slice() else { panic!("one person stands there once") };
    let belongs = ["2017-01-10", "2017-01-17", "2017-01-24", "2017-01-31"].map(|iso| person.belongs_on(day(iso)));
    assert_eq!(belongs, [true, true, false, true]);
    assert_eq!(person.tally.rate(), Some(100));
    assert_eq!(person.marks, [Some(Mark::NoShow), None, None, Some(Mark::Present)]);
}

#[test]
fn marks_after_the_end_of_a_spell_are_not_in_its_rate() {
    let (mut store, activity, client) = group();
    spell(&mut store, activity, client, "2017-01-10", None);
    mark(&mut store, activity, client, "2017-01-10", Mark::Present);
    mark(&mut store, activity, client, "2017-01-24", Mark::NoShow);
    store
        .write(|tx| {
            let (id, fields) = {
                let spell = &enrolments::of_client(tx, client)?[0];
                (spell.id, spell.fields.clone())
            };
            let ended = EnrolmentFields {
                state: EnrolmentState::Ended,
                ends: Some(day("2017-01-17")),
                end_reason: Some("other".into()),
                ..fields
            };
            enrolments::replace(tx, id, &ended)
        })
        .unwrap();
    assert_eq!(enrolments::of_client(store.reader(), client).unwrap()[0].tally.rate(), Some(100));
}

#[test]
fn an_excuse_told_beforehand_leaves_the_session_planned() {
    let (mut store, activity, client) = group();
    spell(&mut store, activity, client, "2017-01-10", None);
    mark(&mut store, activity, client, "2017-02-14", Mark::Excused);
    assert_eq!(on(&store, activity, "2017-02-14")[0].standing, Standing::Planned);
    mark(&mut store, activity, client, "2017-02-14", Mark::Present);
    assert_eq!(on(&store, activity, "2017-02-14")[0].standing, Standing::Held);
}

#[test]
fn a_changed_timetable_takes_over_the_sessions_that_were_touched() {
    let (mut store, activity, client) = group();
    spell(&mut store, activity, client, "2017-01-10", None);
    mark(&mut store, activity, client, "2017-01-31", Mark::Present);
    let coming = on(&store, activity, "2017-02-14")[0].slot;
    store.write(|tx| sessions::cancel(tx, coming, "organisation")).unwrap();

    bring(&mut store, &programme("16:00"), "2017-02-06");
    let cancelled = on(&store, activity, "2017-02-14");
    assert_eq!(cancelled.len(), 1, "the day stands there once");
    assert_eq!(cancelled[0].standing, Standing::NotHeld("organisation".into()));
    let times = |iso: &str| on(&store, activity, iso)[0].ends_at.unwrap().to_string();
    assert_eq!(times("2017-01-31"), "15:00:00", "what has been stays as it was");
    assert_eq!(times("2017-02-07"), "16:00:00");
    assert!(store.check().unwrap().is_empty());
}

#[test]
fn a_number_is_never_used_again() {
    let (mut store, ..) = group();
    let fields = |reference: &str| ClientFields {
        reference: reference.into(),
        family_name: "Salo".into(),
        given_name: "Eino".into(),
        ..ClientFields::default()
    };
    let first = store.write(|tx| clients::insert(tx, &fields("17-2"))).unwrap();
    store.undo().unwrap();
    let second = store.write(|tx| clients::insert(tx, &fields("17-3"))).unwrap();
    assert_ne!(first, second, "a draft about the first is not offered for the second");
}
