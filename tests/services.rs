//! The directory in the file: what is saved comes back, what has been used is counted, what is recommended is found.

#[path = "support/small.rs"]
pub mod small;

use chrono::{Days, NaiveDate};
use rinnalla::domain::activity::{ActivityFields, Agreed, Period, Terms, Tier};
use rinnalla::domain::due::{DueLine, Target};
use rinnalla::domain::enrolment::EnrolmentState;
use rinnalla::domain::ids::{ActivityId, ClientId};
use rinnalla::domain::search::Index;
use rinnalla::store::change::{Change, Made};
use rinnalla::store::clients::{self, Happening};
use rinnalla::store::directory::{self, Used};
use rinnalla::store::enrolments::{self, EnrolmentFields};
use rinnalla::store::{activities, due, lookup};
use small::{Small, day, group_fields, person, today};

fn period(from: &str, to: &str) -> Period {
    Period { from: Some(day(from)), to: Some(day(to)) }
}

/// Terms in which nothing is open.
fn whole() -> Terms {
    Terms {
        theme: Some("networks".into()),
        service: Some("associations".into()),
        contact: Some("Aino, 050 555 0100".into()),
        price: Some("5 €".into()),
        bus_card: true,
        enrol_how: Some("soittamalla".into()),
        needs_decision: true,
        valid: period("2017-01-02", "2017-06-30"),
        agreed: Agreed { period: period("2017-01-09", "2017-03-31"), hours: Some(24), persons: Some(3) },
    }
}

fn fields(small: &Small) -> ActivityFields {
    activities::get(small.store.reader(), small.group).unwrap().fields
}

/// Saves the group with other terms.
fn agree(small: &mut Small, terms: Terms) {
    let known = activities::get(small.store.reader(), small.group).unwrap();
    let fields = ActivityFields { terms, ..known.fields };
    let change = Change::EditActivity {
        id: known.id,
        rev: known.rev,
        fields,
        lead: known.lead,
        timetable: None,
        today: today(),
    };
    small.store.change(&change, None).unwrap();
}

fn used(small: &Small, activity: ActivityId) -> Used {
    directory::service(small.store.reader(), activity, today()).unwrap().used
}

/// True when it was new.
fn recommend(small: &mut Small, client: ClientId, on: NaiveDate) -> bool {
    let activity = small.group;
    match small.store.change(&Change::Recommend { client, activity, day: on }, None).unwrap() {
        Made::Recommended { activity: made, again } if made == activity => !again,
        other => panic!("{other:?}"),
    }
}

#[test]
fn terms_come_back_as_they_were_saved_and_undoing_brings_back_the_old_ones() {
    let mut small = Small::made();
    assert_eq!(fields(&small).terms, Terms::default());
    agree(&mut small, whole());
    assert_eq!(fields(&small).terms, whole());
    assert_eq!(activities::all(small.store.reader()).unwrap()[0].fields.terms, whole());
    small.store.undo().unwrap();
    assert_eq!(fields(&small).terms, Terms::default());

    let made = ActivityFields { terms: whole(), ..group_fields("Kudonta") };
    let id = small.store.write(|tx| activities::insert(tx, &made, None)).unwrap();
    assert_eq!(activities::get(small.store.reader(), id).unwrap().fields, made);
    assert_eq!(small.store.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_theme_that_no_list_has_is_found_by_the_check() {
    let mut small = Small::made();
    agree(&mut small, Terms { theme: Some("unheard_of".into()), ..whole() });
    assert_eq!(small.store.check().unwrap().len(), 1);
}

fn spell(starts: &str, ends: Option<&str>) -> EnrolmentFields {
    EnrolmentFields {
        state: if ends.is_some() { EnrolmentState::Ended } else { EnrolmentState::Enrolled },
        queued_at: None,
        offer_expires: None,
        starts: Some(day(starts)),
        ends: ends.map(day),
        end_reason: ends.map(|_| "other".into()),
    }
}

#[test]
fn persons_are_counted_once_and_only_within_the_agreed_period() {
    let mut small = Small::made();
    let agreed = |period| Terms { agreed: Agreed { period, ..Agreed::default() }, ..Terms::default() };
    // Two all the time, one since 20.1., one until 30.1.
    assert_eq!(used(&small, small.group).persons, 4, "without a period, everybody");
    for (from, to, persons) in [
        ("2017-02-01", "2017-02-28", 3),
        ("2017-01-30", "2017-02-28", 4),
        ("2016-01-01", "2017-01-19", 3),
        ("2016-01-01", "2016-12-31", 0),
    ] {
        agree(&mut small, agreed(period(from, to)));
        assert_eq!(used(&small, small.group).persons, persons, "{from} {to}");
    }
    // Who comes back is no other person; who waits is none yet.
    let group = small.group;
    let (fourth, fifth) = (small.clients[3], small.store.write(|tx| clients::insert(tx, &person(5))).unwrap());
    let waiting = EnrolmentFields {
        state: EnrolmentState::Waiting,
        queued_at: Some(today()),
        starts: None,
        ..spell("2017-02-01", None)
    };
    small.store.write(|tx| enrolments::insert(tx, group, fourth, &spell("2017-02-06", None))).unwrap();
    small.store.write(|tx| enrolments::insert(tx, group, fifth, &waiting)).unwrap();
    agree(&mut small, agreed(period("2017-01-01", "2017-12-31")));
    assert_eq!(used(&small, group).persons, 4);
}

#[test]
fn the_same_recommendation_twice_on_a_day_changes_nothing_and_says_so() {
    let mut small = Small::made();
    let [first, second, ..] = small.clients[..] else { panic!("clients") };
    assert!(recommend(&mut small, first, today()));
    let (newest, content) = (small.newest(), small.content());
    small.store.sign_in(small.workers[1]);
    assert!(!recommend(&mut small, first, today()), "nor by a colleague");
    assert_eq!((small.newest(), small.content()), (newest, content));
    assert!(recommend(&mut small, first, today() + Days::new(1)), "another day is another time");
    assert!(recommend(&mut small, second, today()));
    assert_eq!(used(&small, small.group).recommended, 2, "people, not times");
}

#[test]
fn a_recommendation_makes_no_customership_and_stands_on_the_card_with_who_gave_it() {
    let mut small = Small::made();
    let visitor = small.store.write(|tx| clients::insert(tx, &person(5))).unwrap();
    let before = (small.number("SELECT count(*) FROM episode"), small.number("SELECT count(*) FROM enrolment"));
    assert!(recommend(&mut small, visitor, today()));
    let after = (small.number("SELECT count(*) FROM episode"), small.number("SELECT count(*) FROM enrolment"));
    assert_eq!(after, before);
    let card = clients::card(small.store.reader(), visitor, today()).unwrap();
    assert!(card.episodes.is_empty());
    let event = &card.timeline[0];
    assert_eq!(event.day, today());
    let expected = Happening::Recommended(small.group, "Luovat kädet".into(), small.workers[0]);
    assert!(event.what == expected);

    let undone = small.store.undo().unwrap();
    assert_eq!((undone.entities, undone.whom), (vec!["recommendation".to_string()], Some("Suku5 Aino".to_string())));
    assert_eq!(used(&small, small.group).recommended, 0);
}

/// The lines about agreed periods, as of a day.
fn ending(small: &Small, on: NaiveDate) -> Vec<DueLine> {
    let lines = due::lines(small.store.reader(), on).unwrap();
    lines.into_iter().filter(|line| line.rule.key == "purchased-period").collect()
}

#[test]
fn an_agreed_period_is_spoken_of_from_sixty_days_before_its_end_while_people_are_in_it() {
    let mut small = Small::made();
    let last = day("2017-03-31");
    assert_eq!(ending(&small, last).len(), 0, "nothing was agreed");
    agree(&mut small, whole());
    assert_eq!(ending(&small, last - Days::new(61)).len(), 0);
    let line = ending(&small, last - Days::new(60)).remove(0);
    assert_eq!((line.day, line.subject.target), (last, Target::Service(small.group)));
    assert_eq!(line.subject.activity.as_ref().map(|(_, name)| name.as_str()), Some("Luovat kädet"));
    assert!(line.subject.worker.is_none(), "nobody leads it, so it is everybody's");
    assert!(!line.is_overdue(last) && ending(&small, last + Days::new(1))[0].is_overdue(last + Days::new(1)));

    // Agreed anew, or nobody left: nothing more to say.
    agree(
        &mut small,
        Terms { agreed: Agreed { period: period("2017-01-09", "2018-03-31"), ..Agreed::default() }, ..whole() },
    );
    assert_eq!(ending(&small, last).len(), 0);
    small.store.undo().unwrap();
    small.store.write(|tx| Ok(tx.execute("DELETE FROM enrolment WHERE client_id > 1", [])?)).unwrap();
    assert_eq!(ending(&small, last).len(), 1);
    let leave = "UPDATE enrolment SET rev = rev + 1, ends = '2017-03-30', end_reason = 'other'";
    small.store.write(|tx| Ok(tx.execute(leave, [])?)).unwrap();
    assert_eq!(ending(&small, last).len(), 0, "the last member's last day has passed");
    let wait =
        "UPDATE enrolment SET rev = rev + 1, state = 'waiting', queued_at = '2017-01-09', starts = NULL, ends = NULL";
    small.store.write(|tx| Ok(tx.execute(wait, [])?)).unwrap();
    assert_eq!(ending(&small, last).len(), 1, "somebody waits");
}

#[test]
fn a_service_is_found_by_who_gives_it_with_whom_where_and_for_what() {
    let mut small = Small::made();
    let fields = ActivityFields {
        tier: Tier::General,
        provider: Some("Yhdistys ry".into()),
        partner: Some("Turvalinkki ry".into()),
        place: Some("Keilahalli".into()),
        terms: whole(),
        ..group_fields("Iltakerho")
    };
    small.store.write(|tx| activities::insert(tx, &fields, None)).unwrap();
    let mut index = Index::new(lookup::entries(small.store.reader()).unwrap());
    for typed in ["iltak", "yhdistys", "turvalin", "keila", "vertaistuki", "kamratstöd", "peer", "kerho vertais"] {
        let hits = index.find(typed);
        let found: Vec<&str> = hits.best.iter().map(|at| index.get(*at).label.as_str()).collect();
        assert_eq!(found, ["Iltakerho"], "{typed}");
    }
    // As the team calls it now.
    small.store.write(|tx| Ok(tx.execute("UPDATE code SET fi = 'Seura' WHERE key = 'networks'", [])?)).unwrap();
    let mut index = Index::new(lookup::entries(small.store.reader()).unwrap());
    assert_eq!((index.find("seura").total, index.find("vertaistuki").total), (1, 0));
}
