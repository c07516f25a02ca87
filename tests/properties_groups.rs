//! Groups against a plain recount, on random histories: who is in, who waits, who came; and undo, back to the start.

#[path = "support/recount.rs"]
pub mod recount;
#[path = "support/small.rs"]
pub mod small;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveTime, Timelike, Weekday};
use proptest::prelude::*;
use recount::{ADDED, Act, As, Paper, Refused, Session, Stage};
use rinnalla::domain::attendance::{Mark, Slot};
use rinnalla::domain::calendar::Week;
use rinnalla::domain::counting::Tally;
use rinnalla::domain::due::{DueLine, Target};
use rinnalla::domain::enrolment::EnrolmentState;
use rinnalla::domain::ids::{AbsenceId, ClientId, EnrolmentId};
use rinnalla::domain::worker::Role;
use rinnalla::store::change::{Change, Made};
use rinnalla::store::entering::{Entering, How, Who};
use rinnalla::store::request::{Answer, Query};
use rinnalla::store::roster::{Person, Roster};
use rinnalla::store::seats::Joined;
use rinnalla::store::sessions::{SessionLine, Standing};
use rinnalla::store::{Store, activities, clients, enrolments, workers};
use small::{Small, day, group_fields, mondays, person, weekly};

// Few seats, few people: they often meet.
const SEATS: u32 = 2;
const PEOPLE: usize = 5;

/// What is done, by numbers that mean something only on the paper as it is then: days from today, the nth session.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Member {
        who: usize,
        from: i64,
        ahead: bool,
        present_at: Option<usize>,
    },
    Queued {
        who: usize,
    },
    Visitor {
        who: usize,
        at: usize,
    },
    Offer {
        who: usize,
        days: i64,
        ahead: bool,
    },
    Seat {
        who: usize,
        from: i64,
        ahead: bool,
    },
    /// Takes back an offer, puts first, puts back, withdraws.
    InQueue {
        who: usize,
        what: u8,
    },
    Leave {
        who: usize,
        last: i64,
    },
    Correct {
        who: usize,
        by: i64,
    },
    Mark {
        at: usize,
        who: usize,
        mark: Option<Mark>,
    },
    Rest {
        at: usize,
    },
    Heads {
        at: usize,
        count: Option<u32>,
    },
    AddSession {
        at: usize,
    },
    Cancel {
        at: usize,
    },
    Restore {
        at: usize,
    },
    Close {
        at: usize,
        rest: Option<Mark>,
    },
    Reopen {
        at: usize,
    },
    Announce {
        who: usize,
        from: i64,
        days: i64,
    },
    ComesAfterAll {
        nth: usize,
    },
    /// Nobody does anything: time passes.
    Pass(u64),
    Undo,
}

fn any_mark() -> impl Strategy<Value = Mark> {
    // Absences come often, so that runs of them do.
    prop_oneof![Just(Mark::Present), Just(Mark::Late), Just(Mark::Excused), Just(Mark::NoShow), Just(Mark::NoShow)]
}

fn any_deed() -> impl Strategy<Value = Deed> {
    use Deed::*;
    let (who, at, flag) = (0..PEOPLE, 0..7_usize, any::<bool>());
    prop_oneof![
        7 => (who.clone(), -9..4_i64, flag, prop::option::of(at.clone()))
            .prop_map(|(who, from, ahead, present_at)| Member { who, from, ahead, present_at }),
        2 => who.clone().prop_map(|who| Queued { who }),
        2 => (who.clone(), at.clone()).prop_map(|(who, at)| Visitor { who, at }),
        4 => (who.clone(), 0..4_i64, flag).prop_map(|(who, days, ahead)| Offer { who, days, ahead }),
        4 => (who.clone(), -10..6_i64, flag).prop_map(|(who, from, ahead)| Seat { who, from, ahead }),
        5 => (who.clone(), 0..6_u8).prop_map(|(who, what)| InQueue { who, what }),
        6 => (who.clone(), -9..4_i64).prop_map(|(who, last)| Leave { who, last }),
        2 => (who.clone(), -10..10_i64).prop_map(|(who, by)| Correct { who, by }),
        12 => (at.clone(), who.clone(), prop::option::weighted(0.8, any_mark()))
            .prop_map(|(at, who, mark)| Mark { at, who, mark }),
        4 => at.clone().prop_map(|at| Rest { at }),
        2 => (at.clone(), prop::option::of(0..30_u32)).prop_map(|(at, count)| Heads { at, count }),
        1 => at.clone().prop_map(|at| AddSession { at }),
        2 => at.clone().prop_map(|at| Cancel { at }),
        1 => at.clone().prop_map(|at| Restore { at }),
        3 => (at.clone(), prop::option::of(any_mark())).prop_map(|(at, rest)| Close { at, rest }),
        2 => at.prop_map(|at| Reopen { at }),
        3 => (who, -20..5_i64, 0..12_i64).prop_map(|(who, from, days)| Announce { who, from, days }),
        1 => (0..3_usize).prop_map(|nth| ComesAfterAll { nth }),
        4 => (1..4_u64).prop_map(Pass),
        3 => Just(Undo),
    ]
}

/// What the numbers mean now; `None` for what the screens do not offer.
fn meant(deed: Deed, paper: &Paper) -> Option<Act> {
    let sessions = paper.sessions();
    let session = |at: usize| sessions[at % sessions.len()];
    // A session that has not been takes nothing but an excuse.
    let been = |at: usize| Some(session(at)).filter(|at| at.0 <= paper.today);
    let days = |count: i64| paper.today + chrono::TimeDelta::days(count);
    let stage = |who: usize| paper.live(who).map(|at| paper.spells[at].stage);
    let queued = |who: usize| matches!(stage(who), Some(Stage::Queue { .. }));
    let enter = |who, how, present_at| Some(Act::Enter { who, how, present_at });
    match deed {
        Deed::Member { who, from, ahead, present_at } => {
            enter(who, As::Member { from: days(from), ahead }, present_at.and_then(been))
        }
        Deed::Queued { who } => enter(who, As::Queued, None),
        Deed::Visitor { who, at } => enter(who, As::Visitor, Some(been(at)?)),
        Deed::Offer { who, days: count, ahead } => queued(who).then(|| Act::Offer { who, until: days(count), ahead }),
        Deed::Seat { who, from, ahead } => queued(who).then(|| Act::Seat { who, from: days(from), ahead }),
        Deed::InQueue { who, .. } if !queued(who) => None,
        Deed::InQueue { who, what: 0 } => Some(Act::TakeBackOffer { who }),
        Deed::InQueue { who, what: 1 } => Some(Act::PutBack { who }),
        Deed::InQueue { who, what: 2 } => Some(Act::Withdraw { who }),
        Deed::InQueue { who, .. } => Some(Act::PutFirst { who }),
        Deed::Leave { who, last } => match stage(who)? {
            Stage::Member { starts, .. } => Some(Act::Leave { who, last: days(last) }).filter(|_| days(last) >= starts),
            _ => None,
        },
        Deed::Correct { who, by } => match stage(who)? {
            Stage::Member { starts, ends } => {
                let starts = starts + chrono::TimeDelta::days(by);
                Some(Act::Correct { who, starts }).filter(|_| ends.is_none_or(|ends| starts <= ends))
            }
            _ => None,
        },
        Deed::Mark { at, who, mark: Some(Mark::Excused) } => {
            Some(Act::Mark { at: session(at), who, mark: Some(Mark::Excused) })
        }
        Deed::Mark { at, who, mark } => Some(Act::Mark { at: been(at)?, who, mark }),
        Deed::Rest { at } => Some(Act::Rest { at: been(at)? }),
        Deed::Heads { at, count } => Some(Act::Heads { at: been(at)?, count }),
        Deed::AddSession { at } => {
            let day = session(at).0;
            (!paper.added.contains(&day)).then_some(Act::AddSession { day })
        }
        Deed::Cancel { at } => Some(Act::Cancel { at: session(at) }),
        Deed::Restore { at } => Some(Act::Restore { at: session(at) }),
        Deed::Close { at, rest } => Some(Act::Close { at: been(at)?, rest }),
        Deed::Reopen { at } => Some(Act::Reopen { at: been(at)? }),
        Deed::Announce { who, from, days: count } => {
            Some(Act::Announce { who, starts: days(from), ends: days(from + count) })
        }
        Deed::ComesAfterAll { nth } => (nth < paper.away.len()).then_some(Act::TakeBackAbsence { nth }),
        Deed::Pass(_) | Deed::Undo => None,
    }
}

// ------------------------------------------------------------------ the file

fn made() -> Small {
    let mut store = Store::in_memory().unwrap();
    let [first, .., last] = mondays();
    let (workers, group, clients) = store
        .write(|tx| {
            let workers = [
                workers::add(tx, "satu", "Satu Rantala", Role::Admin)?,
                workers::add(tx, "mikko", "Mikko Alanen", Role::Worker)?,
            ];
            let fields = rinnalla::domain::activity::ActivityFields {
                capacity_max: Some(SEATS),
                ..group_fields("Luovat kädet")
            };
            let timetable = weekly(Weekday::Mon, recount::WEEKLY, first, Some(last));
            let group = activities::insert(tx, &fields, Some(&timetable))?;
            let clients: rinnalla::store::Result<Vec<ClientId>> =
                (1..=PEOPLE).map(|nth| clients::insert(tx, &person(nth))).collect();
            Ok((workers, group, clients?))
        })
        .unwrap();
    store.sign_in(workers[0]);
    let (_, series, _) = activities::timetables(store.reader()).unwrap().remove(0);
    Small { store, workers, group, series, clients }
}

fn roster(small: &Small, from: NaiveDate, to: NaiveDate, today: NaiveDate) -> Roster {
    match small.store.answer(&Query::Roster { activity: small.group, from, to, today }) {
        Ok(Answer::Roster(roster)) => *roster,
        _ => panic!("the roster can be read"),
    }
}

/// A window in which everything happens.
const ALL: (&str, &str) = ("2016-11-01", "2017-12-31");

fn whole_roster(small: &Small, today: NaiveDate) -> Roster {
    roster(small, day(ALL.0), day(ALL.1), today)
}

fn key(line: &SessionLine) -> Session {
    (line.day, line.starts_at.unwrap().hour())
}

fn slot(small: &Small, at: Session, today: NaiveDate) -> Slot {
    whole_roster(small, today).sessions.iter().find(|line| key(line) == at).expect("a session of the paper").slot
}

/// The spell of somebody that is neither over nor given up, and its rev.
fn live(small: &Small, who: usize) -> (EnrolmentId, i64) {
    let of = format!(
        "FROM enrolment WHERE client_id = {} AND state IN ('waiting','offered','enrolled')",
        small.clients[who].0
    );
    (EnrolmentId(small.number(&format!("SELECT id {of}"))), small.number(&format!("SELECT rev {of}")))
}

fn change_of(small: &Small, act: Act, paper: &Paper) -> Option<Change> {
    let today = paper.today;
    let slot = |at| slot(small, at, today);
    let client = |who: usize| small.clients[who];
    let spell = |who: usize| live(small, who).0;
    let why = |ahead: bool| ahead.then(|| "kiireellinen".to_string());
    Some(match act {
        Act::Enter { who, how, present_at } => {
            let how = match how {
                As::Member { from, ahead } => How::Member { from, ahead: why(ahead), goal: None },
                As::Queued => How::Queued,
                As::Visitor => How::Visitor,
            };
            let (activity, who, present_at) = (small.group, Who::Known(client(who)), present_at.map(slot));
            Change::Enter(Box::new(Entering { activity, who, how, present_at, today }))
        }
        Act::Offer { who, until, ahead } => Change::Offer { spell: spell(who), until, ahead: why(ahead), today },
        Act::TakeBackOffer { who } => Change::TakeBackOffer { spell: spell(who) },
        Act::Seat { who, from, ahead } => Change::Seat { spell: spell(who), from, ahead: why(ahead), today },
        Act::PutFirst { who } => Change::PutFirst { spell: spell(who), reason: "kiireellinen".into() },
        Act::PutBack { who } => Change::PutBack { spell: spell(who) },
        Act::Withdraw { who } => Change::Withdraw { spell: spell(who), reason: "other".into(), day: today },
        Act::Leave { who, last } => {
            let (spell, rev) = live(small, who);
            Change::EndSpell { spell, rev, last, reason: "other".into(), today }
        }
        Act::Correct { who, starts } => {
            let (spell, rev) = live(small, who);
            Change::CorrectSpell { spell, rev, starts, goal: None }
        }
        Act::Mark { at, who, mark } => Change::Mark { slot: slot(at), client: client(who), seen: None, mark },
        Act::Rest { at } => {
            Change::MarkRest { slot: slot(at), clients: paper.members_on(at.0).into_iter().map(client).collect() }
        }
        Act::Heads { at, count } => Change::CountHeads { slot: slot(at), count },
        Act::AddSession { day } => {
            let clock = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
            Change::AddSession { activity: small.group, day, starts_at: clock(ADDED), ends_at: clock(ADDED + 1) }
        }
        Act::Cancel { at } => Change::Cancel { slot: slot(at), reason: "organisation".into() },
        Act::Restore { at } => match slot(at) {
            Slot::Row(session) => Change::Restore { session },
            Slot::Rule { .. } => return None,
        },
        Act::Close { at, rest } => {
            let unmarked = paper.unmarked(at).into_iter().map(client).collect();
            Change::CloseRegister { slot: slot(at), unmarked, rest }
        }
        Act::Reopen { at } => match slot(at) {
            Slot::Row(session) => Change::ReopenRegister { session, reason: "virhe".into() },
            Slot::Rule { .. } => return None,
        },
        Act::Announce { who, starts, ends } => {
            Change::Announce { client: client(who), starts, ends, reason: None, today }
        }
        Act::TakeBackAbsence { nth } => {
            let sql = format!("SELECT id FROM absence_notice ORDER BY id LIMIT 1 OFFSET {nth}");
            Change::TakeBackAbsence { absence: AbsenceId(small.number(&sql)) }
        }
    })
}

/// What was refused, by its key; where somebody who entered has landed.
fn done(small: &mut Small, change: &Change) -> Result<Option<Joined>, Refused> {
    match small.store.change(change, None) {
        Ok(Made::Entered(joined)) => Ok(joined),
        Ok(_) => Ok(None),
        Err(error) => Err(error.key()),
    }
}

// ------------------------------------------------------------------ comparing

type Checked = Result<(), TestCaseError>;

fn stands(line: &SessionLine, paper: &Paper) -> bool {
    let at = key(line);
    match &line.standing {
        Standing::NotHeld(_) => !paper.takes_place(at),
        Standing::Held => paper.is_held(at),
        Standing::Planned => paper.takes_place(at) && !paper.is_held(at),
        Standing::Holiday(_) | Standing::Closed(_) => false,
    }
}

fn sessions_agree(roster: &Roster, paper: &Paper) -> Checked {
    let keys: Vec<Session> = roster.sessions.iter().map(key).collect();
    prop_assert_eq!(keys, paper.sessions());
    for line in &roster.sessions {
        let at = key(line);
        prop_assert!(stands(line, paper), "{:?} {:?}", at, line.standing);
        prop_assert_eq!(line.anon_count, paper.heads.get(&at).copied(), "not counted is not 0");
        prop_assert_eq!(line.closed, paper.closed.contains(&at));
        prop_assert_eq!(line.members as usize, paper.members_on(at.0).len());
        let marked = paper.marks.iter().filter(|((session, _), written)| *session == at && written.member);
        prop_assert_eq!(line.marked as usize, marked.count(), "marks of members at {:?}", at);
    }
    Ok(())
}

/// (present + late) / (present + late + no-show) in whole per cent, half up, written out once more.
fn rate(tally: Tally) -> Option<u32> {
    let came = f64::from(tally.present + tally.late);
    let asked = came + f64::from(tally.no_show);
    (asked > 0.0).then(|| (came * 100.0 / asked + 0.5).floor() as u32)
}

fn people_agree(small: &Small, roster: &Roster, paper: &Paper, (from, to): (NaiveDate, NaiveDate)) -> Checked {
    let marked: BTreeSet<usize> =
        paper.marks.keys().filter(|(at, _)| (from..=to).contains(&at.0)).map(|(_, who)| *who).collect();
    let touching = |who: usize| paper.spells.iter().filter(move |spell| spell.who == who && spell.touches(from, to));
    let members: BTreeSet<usize> = (0..PEOPLE).filter(|who| touching(*who).next().is_some()).collect();
    let expected: BTreeSet<ClientId> = members.union(&marked).map(|who| small.clients[*who]).collect();
    prop_assert_eq!(roster.people.iter().map(|person| person.client).collect::<BTreeSet<_>>(), expected);
    prop_assert_eq!(roster.people.len(), members.union(&marked).count(), "nobody stands there twice");
    for person in &roster.people {
        let who = small.clients.iter().position(|client| *client == person.client).unwrap();
        let mut spells: Vec<_> = touching(who).collect();
        spells.sort_by_key(|spell| spell.days());
        let days: Vec<_> = spells.iter().filter_map(|spell| spell.days()).collect();
        prop_assert_eq!(person.spells.iter().map(|spell| (spell.starts, spell.ends)).collect::<Vec<_>>(), days);
        prop_assert_eq!(person.is_visitor(), spells.is_empty());
        let tally = spells.last().map(|spell| paper.tally(spell)).unwrap_or_default();
        prop_assert_eq!(person.tally, tally, "of {}", who);
        prop_assert_eq!(person.tally.rate(), rate(tally));
        prop_assert!(person.tally.rate().is_none_or(|rate| rate <= 100));
        for (line, mark) in roster.sessions.iter().zip(&person.marks) {
            prop_assert_eq!(*mark, paper.marks.get(&(key(line), who)).map(|written| written.mark));
            // A day outside every spell is no absence: nobody is expected.
            prop_assert_eq!(person.belongs_on(line.day), paper.is_member_on(who, line.day));
            let away = paper.away.iter().any(|(of, starts, ends)| *of == who && (*starts..=*ends).contains(&line.day));
            let known = spells.is_empty() || person.announced_on(line.day).is_some() == away;
            prop_assert!(known, "{} announced on {}: {}", who, line.day, away);
        }
    }
    Ok(())
}

/// Three different numbers: people, spells of membership, visits.
fn figures_agree(roster: &Roster, paper: &Paper) -> Checked {
    let members: BTreeSet<usize> =
        paper.spells.iter().filter(|spell| spell.days().is_some()).map(|spell| spell.who).collect();
    let visitors: BTreeSet<usize> = paper.marks.keys().map(|(_, who)| *who).collect();
    let persons = members.union(&visitors).count();
    let participations = paper.spells.iter().filter(|spell| spell.days().is_some()).count();
    let spells: usize = roster.people.iter().map(|person| person.spells.len()).sum();
    let came = |person: &Person| person.marks.iter().filter(|mark| mark.is_some_and(Mark::came)).count();
    let named: usize = roster.people.iter().map(came).sum();
    let heads: u32 = roster.sessions.iter().filter_map(|session| session.anon_count).sum();
    prop_assert_eq!((roster.people.len(), spells), (persons, participations));
    prop_assert_eq!(u32::try_from(named).unwrap() + heads, paper.visits());
    Ok(())
}

fn card_agrees(small: &Small, paper: &Paper) -> Checked {
    for (who, client) in small.clients.iter().enumerate() {
        let mut spells = enrolments::of_client(small.store.reader(), *client).unwrap();
        spells.sort_by_key(|spell| spell.id);
        let own: Vec<_> = paper.spells.iter().filter(|spell| spell.who == who).collect();
        prop_assert_eq!(spells.len(), own.len());
        for (spell, own) in spells.iter().zip(own) {
            let state = match own.stage {
                Stage::Queue { offer: None } => EnrolmentState::Waiting,
                Stage::Queue { offer: Some(_) } => EnrolmentState::Offered,
                Stage::Member { .. } => EnrolmentState::Enrolled,
                Stage::Over { .. } => EnrolmentState::Ended,
                Stage::Gone => EnrolmentState::Withdrawn,
            };
            prop_assert_eq!(spell.fields.state, state);
            prop_assert_eq!(spell.tally, paper.tally(own));
        }
    }
    Ok(())
}

fn queue_agrees(small: &Small, paper: &Paper) -> Checked {
    let Ok(Answer::Queue(queue)) = small.store.answer(&Query::Queue { activity: small.group, today: paper.today })
    else {
        panic!("the queue can be read")
    };
    let people: Vec<_> =
        queue.people.iter().map(|one| (one.client, one.since, one.ahead.is_some(), one.offer)).collect();
    let expected = paper.queue().into_iter().map(|spell| {
        let Stage::Queue { offer } = spell.stage else { unreachable!("of the queue") };
        (small.clients[spell.who], spell.queued, spell.rank < 0, offer)
    });
    prop_assert_eq!(people, expected.collect::<Vec<_>>());
    prop_assert_eq!(queue.seats, paper.seats());
    prop_assert!(queue.seats.members + queue.seats.offered <= SEATS);
    prop_assert_eq!(queue.seats.free(), Some(SEATS - queue.seats.members - queue.seats.offered));
    let taken = small.number("SELECT count(*) FROM enrolment WHERE state IN ('offered', 'enrolled')");
    prop_assert!(taken <= i64::from(SEATS), "even what time has ended takes no more than there is");
    Ok(())
}

fn due_agrees(small: &Small, paper: &Paper) -> Checked {
    let today = paper.today;
    let Ok(Answer::Due(lines)) = small.store.answer(&Query::Due { today }) else { panic!("due lines") };
    let of = |rule: &'static str| lines.iter().filter(move |line| line.rule.key == rule);
    let about = |line: &DueLine| {
        let client = line.subject.client.as_ref().map(|(client, _)| *client);
        small.clients.iter().position(|own| Some(*own) == client).expect("somebody of the group")
    };
    let mut registers: Vec<(NaiveDate, bool)> = lines
        .iter()
        .filter(|line| matches!(line.subject.target, Target::Register(..)))
        .map(|line| (line.day, line.rule.key == "register-close"))
        .collect();
    registers.sort_unstable();
    let mut expected = paper.open_registers();
    expected.sort_unstable();
    prop_assert_eq!(registers, expected);

    let mut missed: Vec<usize> = of("missed-twice").map(about).collect();
    missed.sort_unstable();
    prop_assert_eq!(missed, paper.missed_twice());

    let offers: BTreeSet<(usize, NaiveDate)> = of("offer").map(|line| (about(line), line.day)).collect();
    prop_assert_eq!(offers, paper.offers().into_iter().collect::<BTreeSet<_>>());

    let seats = paper.seats();
    let free = seats.waiting > 0 && seats.free().is_some_and(|free| free > 0);
    prop_assert_eq!(of("free-seat").count(), usize::from(free));
    prop_assert!(of("free-seat").all(|line| line.subject.seats == Some(seats)));
    Ok(())
}

fn agrees(small: &Small, paper: &Paper) -> Checked {
    let all = whole_roster(small, paper.today);
    sessions_agree(&all, paper)?;
    people_agree(small, &all, paper, (day(ALL.0), day(ALL.1)))?;
    figures_agree(&all, paper)?;
    let week = Week::of(paper.today);
    let window = (week.monday(), week.sunday());
    people_agree(small, &roster(small, window.0, window.1, paper.today), paper, window)?;
    card_agrees(small, paper)?;
    queue_agrees(small, paper)?;
    due_agrees(small, paper)?;
    prop_assert_eq!(small.store.check().unwrap(), Vec::<String>::new());
    Ok(())
}

/// What spells that are over came to, and every mark: what nobody may change by coming, waiting or going.
type Past = (BTreeMap<EnrolmentId, Tally>, BTreeMap<(i64, i64), String>);

fn past(small: &Small) -> Past {
    let spells = small.clients.iter().flat_map(|client| enrolments::of_client(small.store.reader(), *client).unwrap());
    let over = spells.filter(|spell| spell.fields.state == EnrolmentState::Ended);
    let mut marks = small.store.reader().prepare("SELECT session_id, client_id, mark FROM attendance").unwrap();
    let rows = marks.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?))).unwrap();
    (over.map(|spell| (spell.id, spell.tally)).collect(), rows.map(Result::unwrap).collect())
}

/// Coming, waiting and going: all of it leaves the past as it was.
fn moves_people(act: Act) -> bool {
    use Act::*;
    matches!(
        act,
        Enter { present_at: None, .. }
            | Offer { .. }
            | TakeBackOffer { .. }
            | Seat { .. }
            | PutFirst { .. }
            | PutBack { .. }
            | Withdraw { .. }
            | Leave { .. }
            | Correct { .. }
            | Announce { .. }
            | TakeBackAbsence { .. }
    )
}

fn past_is_kept(small: &Small, (tallies, marks): &Past) -> Checked {
    let (tallies_now, marks_now) = past(small);
    prop_assert_eq!(&marks_now, marks);
    for (spell, tally) in tallies {
        prop_assert_eq!(tallies_now.get(spell), Some(tally));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_figure_of_a_group_is_what_a_recount_gives(deeds in prop::collection::vec(any_deed(), 1..80)) {
        let mut small = made();
        let start = small.content();
        let mut before: Vec<Paper> = Vec::new();
        let mut paper = Paper::new(mondays()[2], SEATS, &mondays());
        for deed in deeds {
            match deed {
                Deed::Pass(days) => paper.today = paper.today + Days::new(days),
                Deed::Undo => {
                    let Some(earlier) = before.pop() else { continue };
                    small.store.undo().unwrap();
                    // What is taken back is what was done, never the time that has passed.
                    paper = Paper { today: paper.today, ..earlier };
                }
                _ => {
                    let Some(act) = meant(deed, &paper) else { continue };
                    let Some(change) = change_of(&small, act, &paper) else { continue };
                    let (newest, content, kept) = (small.newest(), small.content(), past(&small));
                    let expected = paper.after(act);
                    let result = done(&mut small, &change);
                    prop_assert_eq!(result, expected.as_ref().map(|(_, joined)| *joined).map_err(|why| *why), "{:?}", act);
                    match expected {
                        Err(_) => prop_assert!(small.content() == content, "refused, but something has changed: {:?}", act),
                        Ok((after, _)) if small.newest() > newest => before.push(std::mem::replace(&mut paper, after)),
                        Ok((after, _)) => prop_assert_eq!(&after, &paper, "nothing was written: {:?}", act),
                    }
                    if moves_people(act) {
                        past_is_kept(&small, &kept)?;
                    }
                }
            }
            agrees(&small, &paper)?;
        }
        while before.pop().is_some() {
            small.store.undo().unwrap();
            prop_assert_eq!(small.store.check().unwrap(), Vec::<String>::new());
        }
        prop_assert!(small.content() == start, "something is left over");
    }
}
