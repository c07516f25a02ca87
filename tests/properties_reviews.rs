//! Goals and their reviews against a plain recount, on random histories of sittings, postponements, corrections and
//! undo: one review at most is due of a goal, what was held stays, and the year's figures can be counted.

#[path = "support/small.rs"]
pub mod small;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rinnalla::domain::goal::{GoalFields, GoalState, MeetingKind, Score};
use rinnalla::domain::ids::{EpisodeId, GoalId, MeetingId};
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::meeting::{Finding, GoalReview, MeetingFields, Rewritten};
use rinnalla::store::change::Change;
use rinnalla::store::{goals, meetings};
use small::{Small, today};

/// Two customerships, so that what happens in one can be seen to leave the other alone.
const EPISODES: usize = 2;

/// Something that is done; what it is done to is told by number, and days are counted from today.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Set {
        episode: usize,
        due: Option<u64>,
    },
    /// The goals whose bit is set are looked at.
    Hold {
        episode: usize,
        is_final: bool,
        goals: u8,
        ago: u64,
        score: usize,
        state: usize,
        next: Option<u64>,
    },
    HoldAhead {
        episode: usize,
    },
    Postpone {
        episode: usize,
        to: u64,
    },
    Edit {
        goal: usize,
        due: Option<u64>,
    },
    CorrectGoal {
        goal: usize,
        state: usize,
        due: Option<u64>,
    },
    CorrectMeeting {
        meeting: usize,
        ago: u64,
        score: usize,
    },
    Undo,
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let (episode, goal, due) = (0..EPISODES, 0..9_usize, prop::option::weighted(0.8, 0..60_u64));
    let hold =
        (episode.clone(), prop::bool::weighted(0.15), 1..=255_u8, 0..20_u64, 0..6_usize, 0..8_usize, due.clone());
    prop_oneof![
        4 => (episode.clone(), due.clone()).prop_map(|(episode, due)| Deed::Set { episode, due }),
        5 => hold.prop_map(|(episode, is_final, goals, ago, score, state, next)| {
            Deed::Hold { episode, is_final, goals, ago, score, state, next }
        }),
        1 => episode.clone().prop_map(|episode| Deed::HoldAhead { episode }),
        3 => (episode, 0..60_u64).prop_map(|(episode, to)| Deed::Postpone { episode, to }),
        2 => (goal.clone(), due.clone()).prop_map(|(goal, due)| Deed::Edit { goal, due }),
        2 => (goal, 0..5_usize, due).prop_map(|(goal, state, due)| Deed::CorrectGoal { goal, state, due }),
        2 => (0..5_usize, 0..20_u64, 0..6_usize)
            .prop_map(|(meeting, ago, score)| Deed::CorrectMeeting { meeting, ago, score }),
        3 => Just(Deed::Undo),
    ]
}

/// A review that is due: the day that was agreed first, and the day now.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Due {
    first: NaiveDate,
    day: NaiveDate,
}

/// A review that was held: by when it should have been, when it was, and what the client said.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Done {
    agreed: NaiveDate,
    held: NaiveDate,
    score: Option<i64>,
    meeting: usize,
}

#[derive(Debug, Clone, PartialEq)]
struct PaperGoal {
    episode: usize,
    state: GoalState,
    ended: Option<NaiveDate>,
    due: Option<Due>,
    done: Vec<Done>,
}

impl PaperGoal {
    fn agree_on(&mut self, day: Option<NaiveDate>) {
        self.due = match (self.due, day) {
            (Some(due), Some(day)) => Some(Due { day, ..due }),
            (None, Some(day)) => Some(Due { first: day, day }),
            (_, None) => None,
        };
    }
}

#[derive(Debug, Clone, PartialEq)]
struct PaperMeeting {
    episode: usize,
    is_final: bool,
    held: NaiveDate,
}

/// What a clerk would keep on paper.
#[derive(Debug, Clone, Default, PartialEq)]
struct Paper {
    goals: Vec<PaperGoal>,
    meetings: Vec<PaperMeeting>,
}

fn ahead(days: u64) -> NaiveDate {
    today() + Days::new(1 + days)
}

fn ago(days: u64) -> NaiveDate {
    today() - Days::new(days)
}

fn score(which: usize) -> Option<Score> {
    Score::ALL.get(which).copied()
}

/// The state of a goal after a sitting: most go on.
fn state(which: usize, is_final: bool) -> GoalState {
    match (is_final, GoalState::ALL.get(which)) {
        (true, None | Some(GoalState::Active)) => GoalState::Achieved,
        (_, state) => state.copied().unwrap_or(GoalState::Active),
    }
}

impl Paper {
    /// The goals of a customership that are pursued, by number.
    fn pursued(&self, episode: usize) -> Vec<usize> {
        let of = |at: &usize| self.goals[*at].episode == episode && self.goals[*at].state == GoalState::Active;
        (0..self.goals.len()).filter(of).collect()
    }

    fn looked_at(&self, episode: usize, is_final: bool, goals: u8) -> Vec<usize> {
        let pursued = self.pursued(episode).into_iter();
        pursued.filter(|at| is_final || goals & (1 << (at % 8)) > 0).collect()
    }

    fn first_day(&self, episode: usize) -> Option<NaiveDate> {
        self.pursued(episode).iter().filter_map(|at| self.goals[*at].due.map(|due| due.day)).min()
    }

    /// The new state; `None` when it is refused.
    fn after(&self, deed: Deed) -> Option<Paper> {
        let mut paper = self.clone();
        match deed {
            Deed::Set { episode, due } => {
                let due = due.map(ahead).map(|day| Due { first: day, day });
                paper.goals.push(PaperGoal { episode, state: GoalState::Active, ended: None, due, done: Vec::new() });
            }
            Deed::Hold { episode, is_final, goals, ago: days, score: which, state: to, next } => {
                let final_held = self.meetings.iter().any(|held| held.episode == episode && held.is_final);
                let looked_at = self.looked_at(episode, is_final, goals);
                if (is_final && final_held) || (!is_final && looked_at.is_empty()) {
                    return None;
                }
                let held = ago(days);
                paper.meetings.push(PaperMeeting { episode, is_final, held });
                for at in looked_at {
                    let goal = &mut paper.goals[at];
                    let agreed = goal.due.map_or(held, |due| due.first);
                    let score = score(which).map(Score::number);
                    goal.done.push(Done { agreed, held, score, meeting: paper.meetings.len() - 1 });
                    goal.state = state(to, is_final);
                    goal.ended = (goal.state != GoalState::Active).then_some(held);
                    goal.due = None;
                    goal.agree_on(next.map(ahead).filter(|_| goal.state == GoalState::Active));
                }
            }
            Deed::HoldAhead { .. } => return None,
            Deed::Postpone { episode, to } => {
                let was = self.first_day(episode)?;
                for at in self.pursued(episode) {
                    let moves = |due: &Due| due.day == was || due.day < ahead(to);
                    if self.goals[at].due.as_ref().is_some_and(moves) {
                        paper.goals[at].agree_on(Some(ahead(to)));
                    }
                }
            }
            Deed::Edit { goal, due } => {
                let goal = paper.goals.get_mut(goal).filter(|goal| goal.state == GoalState::Active)?;
                goal.agree_on(due.map(ahead));
            }
            Deed::CorrectGoal { goal, state, due } => {
                let goal = paper.goals.get_mut(goal)?;
                goal.state = GoalState::ALL[state];
                goal.ended = (goal.state != GoalState::Active).then(today);
                goal.agree_on(due.map(ahead).filter(|_| goal.state == GoalState::Active));
            }
            Deed::CorrectMeeting { meeting, ago: days, score: which } => {
                let was = paper.meetings.get(meeting)?.held;
                paper.meetings[meeting].held = ago(days);
                for goal in &mut paper.goals {
                    let mut reviewed = false;
                    for done in goal.done.iter_mut().filter(|done| done.meeting == meeting) {
                        (done.held, done.score, reviewed) = (ago(days), score(which).map(Score::number), true);
                    }
                    if reviewed && goal.ended == Some(was) {
                        goal.ended = Some(ago(days));
                    }
                }
            }
            Deed::Undo => unreachable!("not a deed of its own"),
        }
        Some(paper)
    }
}

fn fields(is_final: bool, held: NaiveDate) -> MeetingFields {
    let kind = if is_final { MeetingKind::Final } else { MeetingKind::Interim };
    MeetingFields { kind, held, took_part: None, helped: None, hindered: None, summary: None }
}

/// Clients and customerships were made together, and have the same numbers.
fn episode_of(small: &Small, at: usize) -> EpisodeId {
    EpisodeId(small.clients[at].0)
}

/// A row that was made as the so-manieth of those that are there now.
fn row(small: &Small, table: &str, at: usize) -> Option<i64> {
    let sql = format!("SELECT coalesce((SELECT id FROM {table} ORDER BY id LIMIT 1 OFFSET {at}), 0)");
    Some(small.number(&sql)).filter(|id| *id > 0)
}

fn change_of(small: &Small, paper: &Paper, deed: Deed) -> Option<Change> {
    let conn = small.store.reader();
    let goal = |at: usize| row(small, "goal", at).map(|id| goals::get(conn, GoalId(id)).unwrap());
    let correct = |change| Change::Correct { reason: "Väärin kirjattu".into(), change: Box::new(change) };
    Some(match deed {
        Deed::Set { episode, due } => {
            let fields = GoalFields { review_on: due.map(ahead), ..GoalFields::new("Nukun".into(), ago(30)) };
            Change::AddGoal { episode: episode_of(small, episode), fields }
        }
        Deed::Hold { episode, is_final, goals, ago: days, score: which, state: to, next } => {
            let looked_at = paper.looked_at(episode, is_final, goals);
            let reviews = looked_at.into_iter().filter_map(goal).map(|goal| GoalReview {
                goal: goal.id,
                rev: goal.rev,
                finding: Finding { client_score: score(which), worker_score: None, assessment: Some("Näin".into()) },
                state: state(to, is_final),
                next_on: next.map(ahead),
            });
            let goals = reviews.collect();
            let episode = episode_of(small, episode);
            Change::HoldMeeting { episode, fields: fields(is_final, ago(days)), goals, today: today() }
        }
        Deed::HoldAhead { episode } => {
            let fields = MeetingFields { helped: Some("Ryhmä".into()), ..fields(false, ahead(0)) };
            Change::HoldMeeting { episode: episode_of(small, episode), fields, goals: Vec::new(), today: today() }
        }
        Deed::Postpone { episode, to } => {
            let was = paper.first_day(episode)?;
            let reason = "Sairaana".into();
            Change::PostponeReview { episode: episode_of(small, episode), was, day: ahead(to), reason }
        }
        Deed::Edit { goal: at, due } => {
            let goal = goal(at)?;
            let fields = GoalFields { review_on: due.map(ahead), ..goal.fields };
            Change::EditGoal { id: goal.id, rev: goal.rev, fields }
        }
        Deed::CorrectGoal { goal: at, state, due } => {
            let goal = goal(at)?;
            let state = GoalState::ALL[state];
            let is_active = state == GoalState::Active;
            let ended = (!is_active).then(today);
            let fields = GoalFields { state, ended, review_on: due.map(ahead), ..goal.fields };
            correct(Change::EditGoal { id: goal.id, rev: goal.rev, fields })
        }
        Deed::CorrectMeeting { meeting, ago: days, score: which } => {
            let known = meetings::get(conn, MeetingId(row(small, "meeting", meeting)?)).unwrap();
            let anew = |held: &meetings::Held| {
                let finding = Finding { client_score: score(which), ..held.finding.clone() };
                Rewritten { review: held.review, finding }
            };
            let reviews = known.reviews.iter().map(anew).collect();
            let fields = MeetingFields { held: ago(days), ..known.fields };
            correct(Change::RewriteMeeting { id: known.id, rev: known.rev, fields, reviews, today: today() })
        }
        Deed::Undo => return None,
    })
}

fn date(text: Option<String>) -> Option<NaiveDate> {
    text.map(|text| text.parse().unwrap())
}

/// The file, written down as the clerk would.
fn read(small: &Small) -> Paper {
    let conn = small.store.reader();
    let ids = |table: &str| -> Vec<i64> {
        let mut query = conn.prepare(&format!("SELECT id FROM {table} ORDER BY id")).unwrap();
        query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let numbers = ids("meeting");
    let place = |id: i64| numbers.iter().position(|number| *number == id).unwrap();
    let episode = |id: i64| small.clients.iter().position(|client| client.0 == id).unwrap();
    let mut sittings = conn.prepare("SELECT episode_id, kind = 'final', held FROM meeting ORDER BY id").unwrap();
    let read_sitting = |row: &rusqlite::Row| {
        let held: String = row.get(2)?;
        Ok(PaperMeeting { episode: episode(row.get(0)?), is_final: row.get(1)?, held: held.parse().unwrap() })
    };
    let meetings = sittings.query_map([], read_sitting).unwrap().map(Result::unwrap).collect();
    let mut due =
        conn.prepare("SELECT coalesce(first_due, due), due FROM review WHERE goal_id = ?1 AND state = 'due'").unwrap();
    let mut done = conn
        .prepare(
            "SELECT coalesce(first_due, due), held, client_score, meeting_id FROM review \
             WHERE goal_id = ?1 AND state = 'done' ORDER BY meeting_id",
        )
        .unwrap();
    let goals = ids("goal").into_iter().map(|id| {
        let sql = "SELECT episode_id, state, ended FROM goal WHERE id = ?1";
        let (of, state, ended): (i64, String, Option<String>) =
            conn.query_row(sql, [id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        let day = |row: &rusqlite::Row, at: usize| date(row.get(at).unwrap()).unwrap();
        let open: Vec<Due> = due
            .query_map([id], |row| Ok(Due { first: day(row, 0), day: day(row, 1) }))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert!(open.len() <= 1, "{open:?}");
        let held = |row: &rusqlite::Row| {
            Ok(Done { agreed: day(row, 0), held: day(row, 1), score: row.get(2)?, meeting: place(row.get(3)?) })
        };
        let done = done.query_map([id], held).unwrap().map(Result::unwrap).collect();
        let state = GoalState::from_key(&state).unwrap();
        PaperGoal { episode: episode(of), state, ended: date(ended), due: open.first().copied(), done }
    });
    let goals = goals.collect();
    Paper { goals, meetings }
}

/// What the year's report asks: reviews held, those in time, and the goals that ended, by how they did.
fn figures_agree(small: &Small, paper: &Paper) -> Result<(), TestCaseError> {
    let done = || paper.goals.iter().flat_map(|goal| &goal.done);
    let on_time = done().filter(|done| done.held <= done.agreed).count();
    let count = |sql: &str| usize::try_from(small.number(sql)).unwrap();
    prop_assert_eq!(count("SELECT count(*) FROM review WHERE state = 'done'"), done().count());
    let sql = "SELECT count(*) FROM review WHERE state = 'done' AND held <= coalesce(first_due, due)";
    prop_assert_eq!(count(sql), on_time);
    for state in GoalState::ALL {
        let ended = paper.goals.iter().filter(|goal| goal.state == *state).count();
        prop_assert_eq!(count(&format!("SELECT count(*) FROM goal WHERE state = '{}'", state.key())), ended);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn goals_and_reviews_are_what_a_recount_gives(deeds in prop::collection::vec(any_deed(), 1..40)) {
        let mut small = Small::made();
        let start = small.content();
        let mut past: Vec<Paper> = Vec::new();
        let mut paper = Paper::default();
        for deed in deeds {
            if let Deed::Undo = deed {
                let Some(before) = past.pop() else { continue };
                small.store.undo().unwrap();
                paper = before;
            } else {
                let Some(change) = change_of(&small, &paper, deed) else { continue };
                let (after, newest) = (paper.after(deed), small.newest());
                let done = small.store.change(&change, None);
                prop_assert_eq!(done.is_ok(), after.is_some(), "{:?}: {:?}", deed, done.err());
                if small.newest() > newest {
                    past.push(std::mem::replace(&mut paper, after.unwrap()));
                }
            }
            prop_assert_eq!(&read(&small), &paper, "after {:?}", deed);
            figures_agree(&small, &paper)?;
            prop_assert_eq!(small.store.check().unwrap(), Vec::<String>::new());
        }
        while past.pop().is_some() {
            small.store.undo().unwrap();
        }
        prop_assert!(small.content() == start, "something is left over");
    }
}
