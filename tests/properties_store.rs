//! The store against a plain recount, on random histories; and undo, which leads back to the very beginning.

#[path = "support/small.rs"]
pub mod small;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rinnalla::domain::attendance::{Mark, Slot};
use rinnalla::domain::due::Target;
use rinnalla::store::change::Change;
use rinnalla::store::request::{Answer, Query};
use rinnalla::store::roster::Roster;
use rinnalla::store::sessions::{SessionLine, Standing};
use small::{Small, mondays, spells, today};

/// Something that happens at a register: to the session of one Monday, to one of the people.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Mark(usize, usize, Mark),
    Clear(usize, usize),
    Rest(usize),
    Heads(usize, Option<u32>),
    Cancel(usize),
    Restore(usize),
    Undo,
}

fn any_mark() -> impl Strategy<Value = Mark> {
    // Absences come often, so that runs of them do.
    prop_oneof![Just(Mark::Present), Just(Mark::Late), Just(Mark::Excused), Just(Mark::NoShow), Just(Mark::NoShow)]
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let (session, person) = (0..mondays().len(), 0..spells().len());
    prop_oneof![
        8 => (session.clone(), person.clone(), any_mark()).prop_map(|(s, p, mark)| Deed::Mark(s, p, mark)),
        3 => (session.clone(), person).prop_map(|(s, p)| Deed::Clear(s, p)),
        1 => session.clone().prop_map(Deed::Rest),
        2 => (session.clone(), prop::option::of(0..30_u32)).prop_map(|(s, n)| Deed::Heads(s, n)),
        2 => session.clone().prop_map(Deed::Cancel),
        1 => session.prop_map(Deed::Restore),
        2 => Just(Deed::Undo),
    ]
}

fn belongs(person: usize, session: usize) -> bool {
    let (starts, ends) = spells()[person];
    let day = mondays()[session];
    starts <= day && ends.is_none_or(|ends| day <= ends)
}

/// What a clerk would keep on paper.
#[derive(Debug, Clone, Default, PartialEq)]
struct Paper {
    marks: BTreeMap<(usize, usize), Mark>,
    heads: BTreeMap<usize, u32>,
    cancelled: BTreeSet<usize>,
    /// Sessions that anybody has had a hand on.
    touched: BTreeSet<usize>,
}

impl Paper {
    /// Somebody is known to have been there or to have stayed away, or heads were counted. An excuse says nothing.
    fn is_held(&self, session: usize) -> bool {
        let tells = |((at, _), mark): (&(usize, usize), &Mark)| *at == session && *mark != Mark::Excused;
        self.heads.contains_key(&session) || self.marks.iter().any(tells)
    }

    fn takes_place(&self, session: usize) -> bool {
        !self.cancelled.contains(&session)
    }

    /// The new state; `None` when it is refused: nobody comes to a cancelled session, none that was held is cancelled.
    fn after(&self, deed: Deed) -> Option<Paper> {
        let mut paper = self.clone();
        let refused = match deed {
            Deed::Mark(session, person, mark) => {
                paper.touched.insert(session);
                paper.marks.insert((session, person), mark);
                !self.takes_place(session)
            }
            Deed::Clear(session, person) => {
                paper.marks.remove(&(session, person));
                !self.takes_place(session)
            }
            Deed::Rest(session) => {
                paper.touched.insert(session);
                for person in (0..spells().len()).filter(|person| belongs(*person, session)) {
                    paper.marks.entry((session, person)).or_insert(Mark::Present);
                }
                !self.takes_place(session) && paper.marks != self.marks
            }
            Deed::Heads(session, Some(count)) => {
                paper.touched.insert(session);
                paper.heads.insert(session, count);
                !self.takes_place(session)
            }
            Deed::Heads(session, None) => {
                paper.heads.remove(&session);
                !self.takes_place(session)
            }
            Deed::Cancel(session) => {
                paper.touched.insert(session);
                paper.cancelled.insert(session);
                self.is_held(session)
            }
            Deed::Restore(session) => {
                paper.cancelled.remove(&session);
                false
            }
            Deed::Undo => unreachable!("not a deed of its own"),
        };
        (!refused).then_some(paper)
    }

    fn count(&self, person: usize, mark: Mark) -> u32 {
        let own = self.marks.iter().filter(|((_, of), own)| *of == person && **own == mark);
        u32::try_from(own.count()).unwrap()
    }

    fn marked(&self, session: usize) -> usize {
        self.marks.keys().filter(|(at, _)| *at == session).count()
    }

    /// Sessions of the last two weeks that took place, and whether everybody has a mark; nobody closes a register here.
    fn open_registers(&self) -> Vec<(NaiveDate, bool)> {
        let members = |session| (0..spells().len()).filter(|person| belongs(*person, session)).count();
        let recent = (0..mondays().len()).filter(|at| mondays()[*at] >= today() - Days::new(14));
        let open = recent.filter(|at| self.takes_place(*at));
        open.map(|at| (mondays()[at], self.marked(at) == members(at))).collect()
    }

    /// People who are still members, and stayed away from both of the last sessions that they have a mark for.
    fn missed_twice(&self) -> Vec<usize> {
        let last_two = |person: usize| -> Vec<Mark> {
            let held = (0..mondays().len()).rev().filter(|at| self.takes_place(*at) && self.is_held(*at));
            let newest_first = held.filter_map(|at| self.marks.get(&(at, person)));
            newest_first.take(2).copied().collect()
        };
        let members = (0..spells().len()).filter(|person| spells()[*person].1.is_none());
        members.filter(|person| last_two(*person) == [Mark::NoShow, Mark::NoShow]).collect()
    }
}

fn roster(small: &Small) -> Box<Roster> {
    let [first, .., last] = mondays();
    match small.store.answer(&Query::Roster { activity: small.group, from: first, to: last, today: last }) {
        Ok(Answer::Roster(roster)) => roster,
        _ => panic!("the roster can be read"),
    }
}

fn change_of(small: &Small, deed: Deed) -> Option<Change> {
    let sessions = roster(small).sessions;
    let slot = |session: usize| sessions[session].slot;
    Some(match deed {
        Deed::Mark(s, p, mark) => {
            Change::Mark { slot: slot(s), client: small.clients[p], seen: None, mark: Some(mark) }
        }
        Deed::Clear(s, p) => Change::Mark { slot: slot(s), client: small.clients[p], seen: None, mark: None },
        Deed::Rest(s) => {
            let clients = (0..spells().len()).filter(|p| belongs(*p, s)).map(|p| small.clients[p]).collect();
            Change::MarkRest { slot: slot(s), clients }
        }
        Deed::Heads(s, count) => Change::CountHeads { slot: slot(s), count },
        Deed::Cancel(s) => Change::Cancel { slot: slot(s), reason: "organisation".into() },
        Deed::Restore(s) => match slot(s) {
            Slot::Row(session) => Change::Restore { session },
            Slot::Rule { .. } => return None,
        },
        Deed::Undo => return None,
    })
}

fn stands(session: &SessionLine, at: usize, paper: &Paper) -> bool {
    match &session.standing {
        Standing::NotHeld(_) => !paper.takes_place(at),
        Standing::Held => paper.takes_place(at) && paper.is_held(at),
        Standing::Planned => paper.takes_place(at) && !paper.is_held(at),
        Standing::Holiday(_) | Standing::Closed(_) => false,
    }
}

fn agrees(small: &Small, paper: &Paper) -> Result<(), TestCaseError> {
    let roster = roster(small);
    prop_assert_eq!(roster.sessions.len(), mondays().len());
    for (at, session) in roster.sessions.iter().enumerate() {
        prop_assert!(stands(session, at, paper), "{at}: {:?} {paper:?}", session.standing);
        prop_assert_eq!(session.anon_count, paper.heads.get(&at).copied());
        prop_assert_eq!(session.marked as usize, paper.marked(at));
    }
    for (person, client) in small.clients.iter().enumerate() {
        let line = roster.people.iter().find(|line| line.client == *client).expect("everybody is on the roster");
        let marks: Vec<Option<Mark>> = (0..mondays().len()).map(|at| paper.marks.get(&(at, person)).copied()).collect();
        prop_assert_eq!(&line.marks, &marks);
        let came = f64::from(paper.count(person, Mark::Present) + paper.count(person, Mark::Late));
        let asked = came + f64::from(paper.count(person, Mark::NoShow));
        let rate = (asked > 0.0).then(|| (came * 100.0 / asked + 0.5).floor() as u32);
        prop_assert_eq!(line.tally.rate(), rate);
    }
    due_lines_agree(small, paper)
}

fn due_lines_agree(small: &Small, paper: &Paper) -> Result<(), TestCaseError> {
    let Ok(Answer::Due(lines)) = small.store.answer(&Query::Due { today: today() }) else { panic!("due lines") };
    let registers: Vec<(NaiveDate, bool)> = lines
        .iter()
        .filter_map(|line| match line.subject.target {
            Target::Register(_, _, day) => Some((day, line.rule.key == "register-close")),
            _ => None,
        })
        .collect();
    prop_assert_eq!(registers, paper.open_registers());
    let mut missed: Vec<usize> = lines
        .iter()
        .filter_map(|line| match line.subject.target {
            Target::Client(client) => small.clients.iter().position(|own| *own == client),
            _ => None,
        })
        .collect();
    missed.sort_unstable();
    prop_assert_eq!(missed, paper.missed_twice());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_figure_is_what_a_recount_gives(deeds in prop::collection::vec(any_deed(), 1..40)) {
        let mut small = Small::made();
        let start = small.content();
        let mut past: Vec<Paper> = Vec::new();
        let mut paper = Paper::default();
        for deed in deeds {
            match deed {
                // The people whom the register does not expect on that day are refused by the screen.
                Deed::Mark(s, p, _) | Deed::Clear(s, p) if !belongs(p, s) => continue,
                Deed::Undo => {
                    let Some(before) = past.pop() else { continue };
                    small.store.undo().unwrap();
                    paper = before;
                }
                _ => {
                    let Some(change) = change_of(&small, deed) else { continue };
                    let after = paper.after(deed);
                    prop_assert_eq!(small.store.change(&change, None).is_ok(), after.is_some(), "{:?}", deed);
                    let Some(after) = after.filter(|after| *after != paper) else { continue };
                    past.push(std::mem::replace(&mut paper, after));
                }
            }
            agrees(&small, &paper)?;
            prop_assert_eq!(small.store.check().unwrap(), Vec::<String>::new());
        }
        while past.pop().is_some() {
            small.store.undo().unwrap();
            prop_assert_eq!(small.store.check().unwrap(), Vec::<String>::new());
        }
        prop_assert!(small.content() == start, "something is left over");
    }
}
