//! Seats as time passes: what has lapsed or ended by itself takes no seat, whoever asks.

#[path = "support/small.rs"]
pub mod small;

use chrono::NaiveDate;
use rinnalla::domain::activity::ActivityFields;
use rinnalla::domain::episode::{EpisodeFields, EpisodeState};
use rinnalla::domain::ids::{ClientId, EnrolmentId};
use rinnalla::store::change::Change;
use rinnalla::store::enrolments::{self, Spell};
use rinnalla::store::entering::{Entering, How, Who};
use rinnalla::store::{activities, clients, episodes};
use small::{Small, day, person, today};

fn newest_spell(small: &Small, client: ClientId) -> Spell {
    let spells = enrolments::of_client(small.store.reader(), client).unwrap();
    spells.into_iter().max_by_key(|spell| spell.id).expect("a spell")
}

fn set_limit(small: &mut Small, limit: u32, today: NaiveDate) -> rinnalla::store::Result<()> {
    let known = activities::get(small.store.reader(), small.group).unwrap();
    let fields = ActivityFields { capacity_max: Some(limit), ..known.fields };
    let change =
        Change::EditActivity { id: known.id, rev: known.rev, fields, lead: known.lead, timetable: None, today };
    small.store.change(&change, None).map(drop)
}

/// Somebody with an open customership who queues, and is offered a seat until a day.
fn offered(small: &mut Small, until: &str) -> (ClientId, EnrolmentId) {
    let client = small
        .store
        .write(|tx| {
            let client = clients::insert(tx, &person(77))?;
            episodes::add(tx, client, &small::open_since(day("2017-01-01")), None)?;
            Ok(client)
        })
        .unwrap();
    let entering =
        Entering { activity: small.group, who: Who::Known(client), how: How::Queued, present_at: None, today: today() };
    small.store.change(&Change::Enter(Box::new(entering)), None).unwrap();
    let spell = newest_spell(small, client).id;
    small.store.change(&Change::Offer { spell, until: day(until), ahead: None, today: today() }, None).unwrap();
    (client, spell)
}

fn leave(small: &mut Small, client: ClientId, last: &str, today: NaiveDate) {
    let spell = newest_spell(small, client).id;
    let rev = enrolments::get(small.store.reader(), spell).unwrap().rev;
    let change = Change::EndSpell { spell, rev, last: day(last), reason: "goals_reached".into(), today };
    small.store.change(&change, None).unwrap();
}

fn close_customership(small: &mut Small, client: ClientId, closed: &str) {
    let episode = episodes::of_client(small.store.reader(), client).unwrap().remove(0);
    let fields = EpisodeFields {
        state: EpisodeState::Closed,
        closed: Some(day(closed)),
        close_reason: Some("no_need".into()),
        outcome: Some("study".into()),
        final_waiver: Some("moved".into()),
        ..episode.fields
    };
    small.store.change(&Change::EditEpisode { id: episode.id, rev: episode.rev, fields }, None).unwrap();
}

#[test]
fn a_limit_may_be_lowered_to_what_is_taken_today() {
    let mut small = Small::made();
    set_limit(&mut small, 4, today()).unwrap();
    offered(&mut small, "2017-02-10");
    assert!(set_limit(&mut small, 3, today()).is_err(), "three members and an offer");
    set_limit(&mut small, 3, day("2017-02-11")).expect("the offer has lapsed");
    let leaver = small.clients[0];
    leave(&mut small, leaver, "2017-02-13", day("2017-02-11"));
    assert!(set_limit(&mut small, 2, day("2017-02-13")).is_err(), "still comes on the last day");
    set_limit(&mut small, 2, day("2017-02-14")).expect("one of the three has left");
}

#[test]
fn an_offer_goes_with_the_customership() {
    let mut small = Small::made();
    let (client, _) = offered(&mut small, "2017-02-10");
    close_customership(&mut small, client, "2017-02-08");
    let state = small.number("SELECT count(*) FROM enrolment WHERE state = 'offered'");
    assert_eq!(state, 0, "nobody keeps a seat for who is no client any more");
    assert_eq!(newest_spell(&small, client).fields.end_reason.as_deref(), Some("other"));
    small.store.undo().unwrap();
    assert_eq!(small.number("SELECT count(*) FROM enrolment WHERE state = 'offered'"), 1);
}

#[test]
fn a_membership_that_is_over_by_its_day_is_not_ended_again() {
    let mut small = Small::made();
    let client = small.clients[0];
    leave(&mut small, client, "2017-02-13", today());
    close_customership(&mut small, client, "2017-03-31");
    let fields = newest_spell(&small, client).fields;
    assert_eq!((fields.ends, fields.end_reason.as_deref()), (Some(day("2017-02-13")), Some("goals_reached")));
    let client = small.clients[1];
    leave(&mut small, client, "2017-04-10", today());
    close_customership(&mut small, client, "2017-03-31");
    let fields = newest_spell(&small, client).fields;
    assert_eq!((fields.ends, fields.end_reason.as_deref()), (Some(day("2017-03-31")), Some("other")), "cut short");
}

#[test]
fn the_next_session_is_one_of_the_membership() {
    let mut small = Small::made();
    let client = small.clients[0];
    let next = |small: &Small, today: &str| {
        clients::card(small.store.reader(), client, day(today)).unwrap().next_session.map(|session| session.day)
    };
    assert_eq!(next(&small, "2017-01-24"), Some(day("2017-01-30")));
    leave(&mut small, client, "2017-02-03", day("2017-01-24"));
    assert_eq!(next(&small, "2017-01-24"), Some(day("2017-01-30")));
    assert_eq!(next(&small, "2017-01-31"), None, "the last day is before it");
}
