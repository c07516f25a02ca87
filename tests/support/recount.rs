//! What a clerk would keep on paper about one group: who is in it, who waits, who came. A plain recount, written
//! without a look at the store.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use rinnalla::domain::attendance::Mark;
use rinnalla::domain::counting::Tally;
use rinnalla::domain::enrolment::Seats;
use rinnalla::store::seats::Joined;

/// A session: its day, and the hour at which it begins.
pub type Session = (NaiveDate, u32);

/// When the weekly sessions begin, and when one that was added.
pub const WEEKLY: u32 = 10;
pub const ADDED: u32 = 13;

/// Why something is not done: the key of the error.
pub type Refused = &'static str;

/// As what somebody comes.
#[derive(Debug, Clone, Copy)]
pub enum As {
    Member { from: NaiveDate, ahead: bool },
    Queued,
    Visitor,
}

/// Something that is done at the desk. People are told by number.
#[derive(Debug, Clone, Copy)]
pub enum Act {
    Enter { who: usize, how: As, present_at: Option<Session> },
    Offer { who: usize, until: NaiveDate, ahead: bool },
    TakeBackOffer { who: usize },
    Seat { who: usize, from: NaiveDate, ahead: bool },
    PutFirst { who: usize },
    PutBack { who: usize },
    Withdraw { who: usize },
    Leave { who: usize, last: NaiveDate },
    Correct { who: usize, starts: NaiveDate },
    Mark { at: Session, who: usize, mark: Option<Mark> },
    Rest { at: Session },
    Heads { at: Session, count: Option<u32> },
    AddSession { day: NaiveDate },
    Cancel { at: Session },
    Restore { at: Session },
    Close { at: Session, rest: Option<Mark> },
    Reopen { at: Session },
    Announce { who: usize, starts: NaiveDate, ends: NaiveDate },
    TakeBackAbsence { nth: usize },
}

/// Where somebody stands with the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The offer may have lapsed.
    Queue {
        offer: Option<NaiveDate>,
    },
    Member {
        starts: NaiveDate,
        ends: Option<NaiveDate>,
    },
    Over {
        starts: NaiveDate,
        ends: NaiveDate,
    },
    Gone,
}

/// One stretch of waiting and membership.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spell {
    pub who: usize,
    pub queued: NaiveDate,
    /// Put ahead of the others: the lowest first.
    pub rank: i32,
    pub stage: Stage,
}

impl Spell {
    /// First and last day of membership.
    pub fn days(&self) -> Option<(NaiveDate, Option<NaiveDate>)> {
        match self.stage {
            Stage::Member { starts, ends } => Some((starts, ends)),
            Stage::Over { starts, ends } => Some((starts, Some(ends))),
            Stage::Queue { .. } | Stage::Gone => None,
        }
    }

    pub fn covers(&self, day: NaiveDate) -> bool {
        self.touches(day, day)
    }

    pub fn touches(&self, from: NaiveDate, to: NaiveDate) -> bool {
        self.days().is_some_and(|(starts, ends)| starts <= to && ends.is_none_or(|ends| ends >= from))
    }

    fn is_live(&self) -> bool {
        matches!(self.stage, Stage::Queue { .. } | Stage::Member { .. })
    }
}

/// A mark, and whether it stands among the members' or among the visitors'.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    pub mark: Mark,
    pub member: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    pub today: NaiveDate,
    pub limit: u32,
    pub weekly: Vec<NaiveDate>,
    /// In the order in which they were written.
    pub spells: Vec<Spell>,
    pub marks: BTreeMap<(Session, usize), Written>,
    pub heads: BTreeMap<Session, u32>,
    pub added: BTreeSet<NaiveDate>,
    pub cancelled: BTreeSet<Session>,
    pub closed: BTreeSet<Session>,
    /// Who is away, from when to when.
    pub away: Vec<(usize, NaiveDate, NaiveDate)>,
}

impl Paper {
    pub fn new(today: NaiveDate, limit: u32, weekly: &[NaiveDate]) -> Paper {
        Paper {
            today,
            limit,
            weekly: weekly.to_vec(),
            spells: Vec::new(),
            marks: BTreeMap::new(),
            heads: BTreeMap::new(),
            added: BTreeSet::new(),
            cancelled: BTreeSet::new(),
            closed: BTreeSet::new(),
            away: Vec::new(),
        }
    }

    // ------------------------------------------------------------------ reading

    /// Every session, by day and hour.
    pub fn sessions(&self) -> Vec<Session> {
        let weekly = self.weekly.iter().map(|day| (*day, WEEKLY));
        let all: BTreeSet<Session> = weekly.chain(self.added.iter().map(|day| (*day, ADDED))).collect();
        all.into_iter().collect()
    }

    pub fn takes_place(&self, at: Session) -> bool {
        !self.cancelled.contains(&at)
    }

    /// The register is closed, or somebody is known to have been there or stayed away, or heads were counted.
    pub fn is_held(&self, at: Session) -> bool {
        let tells =
            |((session, _), written): (&(Session, usize), &Written)| *session == at && written.mark != Mark::Excused;
        let known = self.heads.contains_key(&at) || self.marks.iter().any(tells);
        self.takes_place(at) && (known || self.closed.contains(&at))
    }

    pub fn is_member_on(&self, who: usize, day: NaiveDate) -> bool {
        self.spells.iter().any(|spell| spell.who == who && spell.covers(day))
    }

    pub fn members_on(&self, day: NaiveDate) -> Vec<usize> {
        self.spells.iter().filter(|spell| spell.covers(day)).map(|spell| spell.who).collect()
    }

    /// Members of that day without a mark.
    pub fn unmarked(&self, at: Session) -> Vec<usize> {
        let mut members = self.members_on(at.0);
        members.retain(|who| !self.marks.contains_key(&(at, *who)));
        members
    }

    /// The spell that is neither over nor given up.
    pub fn live(&self, who: usize) -> Option<usize> {
        self.spells.iter().position(|spell| spell.who == who && spell.is_live())
    }

    fn has_offer(&self, spell: &Spell) -> bool {
        matches!(spell.stage, Stage::Queue { offer: Some(until) } if until >= self.today)
    }

    fn is_waiting(&self, spell: &Spell) -> bool {
        matches!(spell.stage, Stage::Queue { .. }) && !self.has_offer(spell)
    }

    pub fn seats(&self) -> Seats {
        let count = |which: &dyn Fn(&Spell) -> bool| {
            u32::try_from(self.spells.iter().filter(|spell| which(spell)).count()).unwrap()
        };
        let is_member = |spell: &Spell| matches!(spell.stage, Stage::Member { ends, .. } if ends.is_none_or(|ends| ends >= self.today));
        Seats {
            limit: Some(self.limit),
            members: count(&is_member),
            offered: count(&|spell| self.has_offer(spell)),
            waiting: count(&|spell| self.is_waiting(spell)),
        }
    }

    fn is_full(&self) -> bool {
        let seats = self.seats();
        seats.members + seats.offered >= self.limit
    }

    /// Those in the queue, the next one first.
    pub fn queue(&self) -> Vec<Spell> {
        let mut queue: Vec<Spell> =
            self.spells.iter().filter(|spell| matches!(spell.stage, Stage::Queue { .. })).copied().collect();
        queue.sort_by_key(|spell| (spell.rank, spell.queued));
        queue
    }

    /// What somebody's marks as a member come to, over held sessions of these days.
    pub fn tally(&self, spell: &Spell) -> Tally {
        let counts = |((at, who), written): (&(Session, usize), &Written)| {
            let own = *who == spell.who && spell.covers(at.0) && written.member && self.is_held(*at);
            own.then_some(written.mark)
        };
        self.marks.iter().filter_map(counts).collect()
    }

    /// People in the room, all sessions together: with a name and without.
    pub fn visits(&self) -> u32 {
        let named = self.marks.values().filter(|written| matches!(written.mark, Mark::Present | Mark::Late)).count();
        u32::try_from(named).unwrap() + self.heads.values().sum::<u32>()
    }

    /// Sessions of the last two weeks whose register is to be closed, and whether everybody has a mark.
    pub fn open_registers(&self) -> Vec<(NaiveDate, bool)> {
        let recent = |at: &Session| (self.today - Days::new(14)..self.today).contains(&at.0);
        let asked = |at: &Session| {
            let somebody = !self.members_on(at.0).is_empty() || self.is_held(*at);
            self.takes_place(*at) && !self.closed.contains(at) && somebody
        };
        let open = self.sessions().into_iter().filter(|at| recent(at) && asked(at));
        open.map(|at| (at.0, self.unmarked(at).is_empty())).collect()
    }

    /// Members of today who stayed away, without a word, from the last two sessions that they have a mark for.
    pub fn missed_twice(&self) -> Vec<usize> {
        let last_two = |spell: &Spell| -> Vec<Mark> {
            let past = self.sessions().into_iter().rev().filter(|at| at.0 <= self.today && spell.covers(at.0));
            let held = past.filter(|at| self.is_held(*at));
            let newest_first = held.filter_map(|at| self.marks.get(&(at, spell.who)));
            newest_first.filter(|written| written.member).map(|written| written.mark).take(2).collect()
        };
        let still = |spell: &&Spell| matches!(spell.stage, Stage::Member { ends, .. } if ends.is_none_or(|ends| ends >= self.today));
        let missed = |spell: &&Spell| last_two(spell) == [Mark::NoShow, Mark::NoShow];
        let mut who: Vec<usize> = self.spells.iter().filter(still).filter(missed).map(|spell| spell.who).collect();
        who.sort_unstable();
        who
    }

    /// Offers, with those that have lapsed and that nobody has dealt with since.
    pub fn offers(&self) -> Vec<(usize, NaiveDate)> {
        let offer = |spell: &Spell| match spell.stage {
            Stage::Queue { offer } => offer.map(|until| (spell.who, until)),
            _ => None,
        };
        self.spells.iter().filter_map(offer).collect()
    }

    // ------------------------------------------------------------------ writing

    /// What the paper says after it; and where somebody has landed who came to join.
    pub fn after(&self, act: Act) -> Result<(Paper, Option<Joined>), Refused> {
        let mut paper = self.clone();
        let mut joined = None;
        match act {
            Act::Enter { who, how, present_at } => {
                joined = match how {
                    As::Member { from, ahead } => Some(paper.join(who, from, ahead)?),
                    As::Queued => Some(paper.enqueue(who)?),
                    As::Visitor => None,
                };
                if let Some(at) = present_at.filter(|at| !paper.marks.contains_key(&(*at, who))) {
                    paper.write(at, who, Mark::Present)?;
                }
            }
            Act::Offer { who, until, ahead } => {
                let at = paper.take_turn(who, ahead)?;
                paper.spells[at].stage = Stage::Queue { offer: Some(until) };
            }
            Act::TakeBackOffer { who } => {
                let spell = paper.queued(who)?;
                match spell.stage {
                    Stage::Queue { offer: Some(_) } => spell.stage = Stage::Queue { offer: None },
                    _ => return Err("stale"),
                }
            }
            Act::Seat { who, from, ahead } => {
                let at = paper.take_turn(who, ahead)?;
                paper.sit(at, from)?;
            }
            Act::PutFirst { who } => {
                let lowest = paper.queue().iter().map(|spell| spell.rank).min().unwrap_or(0);
                paper.queued(who)?.rank = lowest - 1;
            }
            Act::PutBack { who } => {
                let spell = paper.queued(who)?;
                if spell.rank == 0 {
                    return Err("stale");
                }
                spell.rank = 0;
            }
            Act::Withdraw { who } => paper.queued(who)?.stage = Stage::Gone,
            Act::Leave { who, last } => {
                let (at, starts, _) = paper.membership(who);
                paper.keeps_marks(at, starts, Some(last))?;
                paper.spells[at].stage = match last <= paper.today {
                    true => Stage::Over { starts, ends: last },
                    false => Stage::Member { starts, ends: Some(last) },
                };
            }
            Act::Correct { who, starts } => {
                let (at, _, ends) = paper.membership(who);
                paper.keeps_marks(at, starts, ends)?;
                paper.is_apart(who, starts)?;
                paper.spells[at].stage = Stage::Member { starts, ends };
                paper.take_in();
            }
            Act::Mark { at, who, mark: Some(mark) } => paper.write(at, who, mark)?,
            Act::Mark { at, who, mark: None } => {
                paper.open(at)?;
                paper.marks.remove(&(at, who));
            }
            Act::Rest { at } => paper.write_rest(at, Mark::Present)?,
            Act::Heads { at, count } => {
                paper.open(at)?;
                match count {
                    Some(count) => drop(paper.heads.insert(at, count)),
                    None => drop(paper.heads.remove(&at)),
                }
            }
            Act::AddSession { day } => drop(paper.added.insert(day)),
            Act::Cancel { at } => {
                if paper.is_held(at) {
                    return Err("stale");
                }
                paper.cancelled.insert(at);
            }
            Act::Restore { at } => drop(paper.cancelled.remove(&at)),
            Act::Close { at, rest } => {
                if let Some(rest) = rest {
                    paper.write_rest(at, rest)?;
                }
                if !paper.takes_place(at) || !paper.closed.insert(at) {
                    return Err("stale");
                }
            }
            Act::Reopen { at } => {
                if !paper.closed.remove(&at) {
                    return Err("stale");
                }
                paper.take_in();
            }
            Act::Announce { who, starts, ends } => paper.away.push((who, starts, ends)),
            Act::TakeBackAbsence { nth } => drop(paper.away.remove(nth)),
        }
        Ok((paper, joined))
    }

    /// What time alone has changed, once somebody looks: lapsed offers are none, memberships past their end are over.
    fn settle(&mut self) {
        for spell in &mut self.spells {
            match spell.stage {
                Stage::Queue { offer: Some(until) } if until < self.today => {
                    spell.stage = Stage::Queue { offer: None };
                }
                Stage::Member { starts, ends: Some(ends) } if ends < self.today => {
                    spell.stage = Stage::Over { starts, ends };
                }
                _ => {}
            }
        }
    }

    fn join(&mut self, who: usize, from: NaiveDate, ahead: bool) -> Result<Joined, Refused> {
        self.settle();
        let others_wait = self.seats().waiting > 0 && !ahead;
        if self.is_full() || others_wait {
            return self.enqueue(who);
        }
        self.enqueue(who)?;
        self.sit(self.spells.len() - 1, from)?;
        Ok(Joined::Member)
    }

    fn enqueue(&mut self, who: usize) -> Result<Joined, Refused> {
        self.settle();
        if self.live(who).is_some() {
            return Err("already-in");
        }
        self.spells.push(Spell { who, queued: self.today, rank: 0, stage: Stage::Queue { offer: None } });
        let place = self.queue().iter().position(|spell| spell.who == who).unwrap();
        Ok(Joined::Queued(place + 1))
    }

    /// Somebody of the queue whose turn it is: with an offer, or the first without one where a seat is free.
    fn take_turn(&mut self, who: usize, ahead: bool) -> Result<usize, Refused> {
        self.settle();
        let at = self.live(who).unwrap();
        if self.has_offer(&self.spells[at]) {
            return Ok(at);
        }
        let next = self.queue().into_iter().find(|spell| self.is_waiting(spell));
        match () {
            () if self.is_full() => Err("full"),
            () if !ahead && next.is_some_and(|next| next.who != who) => Err("others-wait"),
            () => Ok(at),
        }
    }

    fn sit(&mut self, at: usize, from: NaiveDate) -> Result<(), Refused> {
        self.is_apart(self.spells[at].who, from)?;
        self.spells[at].stage = Stage::Member { starts: from, ends: None };
        self.take_in();
        Ok(())
    }

    /// Nobody is a member twice at a time.
    fn is_apart(&self, who: usize, from: NaiveDate) -> Result<(), Refused> {
        let reaches = |spell: &Spell| matches!(spell.stage, Stage::Over { ends, .. } if ends >= from);
        let overlaps = self.spells.iter().any(|spell| spell.who == who && reaches(spell));
        if overlaps { Err("already-in") } else { Ok(()) }
    }

    fn queued(&mut self, who: usize) -> Result<&mut Spell, Refused> {
        let queued = |spell: &&mut Spell| spell.who == who && matches!(spell.stage, Stage::Queue { .. });
        self.spells.iter_mut().find(queued).ok_or("stale")
    }

    fn membership(&self, who: usize) -> (usize, NaiveDate, Option<NaiveDate>) {
        let at = self.live(who).unwrap();
        let (starts, ends) = self.spells[at].days().unwrap();
        (at, starts, ends)
    }

    /// No mark of the spell would be left outside it.
    fn keeps_marks(&self, at: usize, starts: NaiveDate, ends: Option<NaiveDate>) -> Result<(), Refused> {
        let spell = self.spells[at];
        let left = self.marks.iter().any(|((session, who), written)| {
            let own = *who == spell.who && written.member && spell.covers(session.0);
            own && (session.0 < starts || ends.is_some_and(|ends| session.0 > ends))
        });
        if left { Err("marks-outside") } else { Ok(()) }
    }

    /// Marks of visitors on days that are a member's now, as far as registers are open.
    fn take_in(&mut self) {
        let theirs: Vec<(Session, usize)> = self.marks.keys().copied().collect();
        for (at, who) in theirs {
            if self.is_member_on(who, at.0) && !self.closed.contains(&at) {
                self.marks.get_mut(&(at, who)).unwrap().member = true;
            }
        }
    }

    fn open(&self, at: Session) -> Result<(), Refused> {
        match (self.takes_place(at), self.closed.contains(&at)) {
            (false, _) => Err("stale"),
            (true, true) => Err("register-closed"),
            (true, false) => Ok(()),
        }
    }

    fn write(&mut self, at: Session, who: usize, mark: Mark) -> Result<(), Refused> {
        self.open(at)?;
        let member = self.is_member_on(who, at.0);
        self.marks.insert((at, who), Written { mark, member });
        Ok(())
    }

    fn write_rest(&mut self, at: Session, rest: Mark) -> Result<(), Refused> {
        for who in self.unmarked(at) {
            let away = self.away.iter().any(|(of, starts, ends)| *of == who && (*starts..=*ends).contains(&at.0));
            self.write(at, who, if away { Mark::Excused } else { rest })?;
        }
        Ok(())
    }
}
