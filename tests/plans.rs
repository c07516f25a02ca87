//! Plans and decisions in the file: versions, what they keep of the goals, what is over, and what can be counted.

#[path = "support/small.rs"]
pub mod small;

use proptest::prelude::*;
use rinnalla::domain::episode::{EpisodeFields, EpisodeState};
use rinnalla::domain::goal::{GoalFields, GoalState};
use rinnalla::domain::ids::{DecisionId, EpisodeId, GoalId, PlanId};
use rinnalla::domain::plan::{DecisionFields, PlanState};
use rinnalla::store::change::Change;
use rinnalla::store::{StoreError, clients, decisions, episodes, goals, plans};
use small::{Small, day, decision, goal, open_since, plan, today};

fn add(small: &mut Small, was: Option<i64>, rhythm: &str) -> Result<(), StoreError> {
    let change = Change::AddPlan { episode: EpisodeId(1), was: was.map(PlanId), fields: plan(rhythm) };
    small.store.change(&change, None).map(drop)
}

fn closed() -> EpisodeFields {
    EpisodeFields {
        state: EpisodeState::Closed,
        closed: Some(today()),
        close_reason: Some("no_need".into()),
        outcome: Some("study".into()),
        final_waiver: Some("moved".into()),
        ..open_since(day("2017-01-01"))
    }
}

/// State and goals of each version, the first first.
fn versions(small: &Small) -> Vec<(PlanState, Vec<String>)> {
    let page = plans::page(small.store.reader(), small.clients[0], today()).unwrap();
    page.plans.iter().rev().map(|plan| (plan.state, page.kept[&plan.id].clone())).collect()
}

#[test]
fn a_colleague_who_was_faster_is_not_superseded_unseen() {
    let mut small = Small::made();
    add(&mut small, None, "Kerran viikossa").unwrap();
    assert!(matches!(add(&mut small, None, "Joka päivä"), Err(StoreError::Stale)));
    add(&mut small, Some(1), "Joka päivä").unwrap();
    assert!(matches!(add(&mut small, Some(1), "Harvoin"), Err(StoreError::Stale)));
    assert_eq!(versions(&small).len(), 2);
}

#[test]
fn a_version_keeps_its_goals_as_they_were_when_the_next_one_came() {
    let mut small = Small::made();
    let pursue = |small: &mut Small, text: &str| {
        small.store.change(&Change::AddGoal { episode: EpisodeId(1), fields: goal(text) }, None).unwrap();
    };
    pursue(&mut small, "Nukun");
    add(&mut small, None, "Kerran viikossa").unwrap();
    // What comes after the plan was made belongs to it, too.
    pursue(&mut small, "Liikun");
    add(&mut small, Some(1), "Joka toinen viikko").unwrap();
    let known = goals::get(small.store.reader(), GoalId(1)).unwrap();
    let fields = GoalFields { text: "Nukun öisin".into(), ..known.fields };
    small.store.change(&Change::EditGoal { id: known.id, rev: known.rev, fields }, None).unwrap();
    let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
    let before =
        vec![(PlanState::Superseded, texts(&["Nukun", "Liikun"])), (PlanState::Active, texts(&["Nukun", "Liikun"]))];
    assert_eq!(versions(&small), before);
    // With the customership the plan ends, and keeps what it came to.
    small.store.change(&Change::EditEpisode { id: EpisodeId(1), rev: 1, fields: closed() }, None).unwrap();
    assert_eq!(versions(&small)[1], (PlanState::Ended, texts(&["Nukun öisin", "Liikun"])));
    small.store.undo().unwrap();
    assert_eq!(versions(&small), before);
}

#[test]
fn what_no_longer_holds_is_corrected_with_a_reason_and_no_other_way() {
    let mut small = Small::made();
    add(&mut small, None, "Kerran viikossa").unwrap();
    add(&mut small, Some(1), "Joka toinen viikko").unwrap();
    small.store.change(&Change::AddDecision { episode: EpisodeId(1), fields: decision(None) }, None).unwrap();
    let edits = [
        Change::EditPlan { id: PlanId(1), rev: 2, fields: plan("Kuukausittain") },
        Change::EditDecision { id: DecisionId(1), rev: 1, fields: decision(Some(today())) },
    ];
    assert!(matches!(small.store.change(&edits[0], None), Err(StoreError::Settled)));
    small.store.change(&Change::EditEpisode { id: EpisodeId(1), rev: 1, fields: closed() }, None).unwrap();
    for edit in edits {
        let before = small.content();
        assert!(matches!(small.store.change(&edit, None), Err(StoreError::Settled)));
        let correct = Change::Correct { reason: "Kirjattu väärin".into(), change: Box::new(edit) };
        small.store.change(&correct, None).unwrap();
        assert!(small.content() != before);
        small.store.undo().unwrap();
        assert!(small.content() == before);
    }
    // And nothing new hangs on it.
    assert!(matches!(add(&mut small, None, "Taas"), Err(StoreError::Over)));
    let late = Change::AddDecision { episode: EpisodeId(1), fields: decision(None) };
    assert!(matches!(small.store.change(&late, None), Err(StoreError::Over)));
}

#[test]
fn a_decision_is_replaced_once_and_by_a_later_one_of_the_same_customership() {
    let mut small = Small::made();
    let mut decide = |episode: i64, replaces: Option<i64>| {
        let fields = DecisionFields { replaces: replaces.map(DecisionId), ..decision(None) };
        small.store.change(&Change::AddDecision { episode: EpisodeId(episode), fields }, None).map(drop)
    };
    decide(1, None).unwrap();
    decide(1, Some(1)).unwrap();
    assert!(matches!(decide(1, Some(1)), Err(StoreError::Stale)), "replaced already");
    assert!(matches!(decide(2, Some(2)), Err(StoreError::Stale)), "somebody else's");
    assert!(matches!(decide(1, Some(9)), Err(StoreError::Stale)), "never made");
    let circle = DecisionFields { replaces: Some(DecisionId(2)), ..decision(None) };
    let circle = Change::EditDecision { id: DecisionId(1), rev: 1, fields: circle };
    assert!(matches!(small.store.change(&circle, None), Err(StoreError::Stale)), "it came later");
    let stored = decisions::of_episode(small.store.reader(), EpisodeId(1)).unwrap();
    assert_eq!(stored.iter().map(|decision| decision.is_replaced).collect::<Vec<_>>(), [false, true]);
}

/// What a report needs is there to be counted: plans made in a time, and days from pending to the execution, which is
/// the day told or the first day of a membership, whichever was first.
#[test]
fn plans_made_and_days_to_the_execution_can_be_counted() {
    let mut small = Small::made();
    add(&mut small, None, "Kerran viikossa").unwrap();
    add(&mut small, Some(1), "Joka toinen viikko").unwrap();
    let made = "SELECT count(*) FROM plan WHERE made_on BETWEEN '2017-02-01' AND '2017-02-28'";
    assert_eq!(small.number(made), 2);
    let new = EpisodeFields {
        state: EpisodeState::Open,
        opened: Some(day("2017-01-16")),
        ..EpisodeFields::pending(day("2016-12-31"))
    };
    let sooner = EpisodeFields { service_began: Some(day("2017-01-05")), ..new.clone() };
    for (episode, fields) in [(2, new), (3, sooner)] {
        small.store.change(&Change::EditEpisode { id: EpisodeId(episode), rev: 1, fields }, None).unwrap();
    }
    let days = "SELECT group_concat(CAST(julianday(began) - julianday(pending_since) AS INTEGER), ' ') FROM ( \
        SELECT e.pending_since, (SELECT min(day) FROM ( \
            SELECT e.service_began AS day UNION ALL SELECT min(s.starts) FROM enrolment s \
            WHERE s.client_id = e.client_id AND s.state IN ('enrolled', 'ended') AND s.starts >= e.pending_since)) \
        AS began FROM episode e ORDER BY e.id)";
    let counted: String = small.store.reader().query_row(days, [], |row| row.get(0)).unwrap();
    assert_eq!(counted, "0 9 5 0");
    // The path says the same day.
    let way = clients::card(small.store.reader(), small.clients[1], today()).unwrap();
    assert_eq!(way.way.service_began(&way.episodes[0].fields, today()), Some(day("2017-01-09")));
}

/// Something that happens to a plan or to the goals in it.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Version(usize),
    Edit(usize),
    Pursue(usize),
    Reword(usize, usize),
    Reach(usize),
    Undo,
}

fn any_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => (0..9_usize).prop_map(Deed::Version),
        1 => (0..9_usize).prop_map(Deed::Edit),
        3 => (0..9_usize).prop_map(Deed::Pursue),
        2 => (0..6_usize, 0..9_usize).prop_map(|(which, how)| Deed::Reword(which, how)),
        2 => (0..6_usize).prop_map(Deed::Reach),
        2 => Just(Deed::Undo),
    ]
}

/// What a clerk would keep on paper: each version with its rhythm and goals, and the goals with whether they are pursued.
#[derive(Debug, Clone, Default, PartialEq)]
struct Paper {
    versions: Vec<(String, Vec<(usize, String)>)>,
    goals: Vec<(String, bool)>,
}

impl Paper {
    /// Writes the goals that are pursued into the newest version.
    fn keep(&mut self) {
        let Some((_, kept)) = self.versions.last_mut() else { return };
        for (at, (text, _)) in self.goals.iter().enumerate().filter(|(_, (_, pursued))| *pursued) {
            match kept.iter_mut().find(|(of, _)| *of == at) {
                Some((_, known)) => known.clone_from(text),
                None => kept.push((at, text.clone())),
            }
        }
        kept.sort();
    }

    /// The new state; `None` when there is nothing to do it to.
    fn after(&self, deed: Deed) -> Option<Paper> {
        let mut paper = self.clone();
        match deed {
            Deed::Version(how) => {
                paper.keep();
                paper.versions.push((format!("{how} kertaa"), Vec::new()));
                paper.keep();
            }
            Deed::Edit(how) => paper.versions.last_mut()?.0 = format!("{how} päivää"),
            Deed::Pursue(how) => paper.goals.push((format!("Tavoite {how}"), true)),
            Deed::Reword(which, how) => paper.goals.get_mut(which)?.0 = format!("Toisin {how}"),
            Deed::Reach(which) => paper.goals.get_mut(which).filter(|goal| goal.1)?.1 = false,
            Deed::Undo => unreachable!("not a deed of its own"),
        }
        // What has been reached is not reworded.
        let over = matches!(deed, Deed::Reword(which, _) if !self.goals[which].1);
        (!over).then_some(paper)
    }
}

/// The same as the file has it, and the numbers of the goals in the order in which they came.
fn read(small: &Small) -> (Paper, Vec<GoalId>) {
    let conn = small.store.reader();
    let mut goals = goals::of_episode(conn, EpisodeId(1)).unwrap();
    goals.sort_by_key(|goal| goal.id);
    let page = plans::page(conn, small.clients[0], today()).unwrap();
    let place = |number: i64| goals.iter().position(|goal| goal.id.0 == number).unwrap();
    let kept = |plan: PlanId| {
        let mut query =
            conn.prepare("SELECT goal_id, text FROM plan_goal WHERE plan_id = ?1 ORDER BY goal_id").unwrap();
        let rows = query.query_map([plan.0], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?))).unwrap();
        rows.map(|row| row.map(|(goal, text)| (place(goal), text)).unwrap()).collect()
    };
    let versions = page.plans.iter().rev().map(|plan| (plan.fields.rhythm.clone().unwrap(), kept(plan.id))).collect();
    let told = goals.iter().map(|goal| (goal.fields.text.clone(), goal.fields.state == GoalState::Active)).collect();
    (Paper { versions, goals: told }, goals.iter().map(|goal| goal.id).collect())
}

fn change(small: &Small, deed: Deed) -> Option<Change> {
    let conn = small.store.reader();
    let active =
        plans::of_episode(conn, EpisodeId(1)).unwrap().into_iter().find(|plan| plan.state == PlanState::Active);
    let (_, known) = read(small);
    let goal_at = |which: usize| known.get(which).map(|id| goals::get(conn, *id).unwrap());
    Some(match deed {
        Deed::Version(how) => Change::AddPlan {
            episode: EpisodeId(1),
            was: active.map(|plan| plan.id),
            fields: plan(&format!("{how} kertaa")),
        },
        Deed::Edit(how) => {
            let active = active?;
            Change::EditPlan { id: active.id, rev: active.rev, fields: plan(&format!("{how} päivää")) }
        }
        Deed::Pursue(how) => Change::AddGoal { episode: EpisodeId(1), fields: goal(&format!("Tavoite {how}")) },
        Deed::Reword(which, how) => {
            let known = goal_at(which)?;
            let fields = GoalFields { text: format!("Toisin {how}"), ..known.fields };
            Change::EditGoal { id: known.id, rev: known.rev, fields }
        }
        Deed::Reach(which) => {
            let known = goal_at(which)?;
            let fields =
                GoalFields { state: GoalState::Achieved, ended: Some(today()), review_on: None, ..known.fields };
            Change::EditGoal { id: known.id, rev: known.rev, fields }
        }
        Deed::Undo => return None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// One plan at most is active, it is the newest, every version has kept the goals that were pursued in its time,
    /// and goals live on through all of them; undo leads back through all of it.
    #[test]
    fn versions_are_as_on_paper(deeds in prop::collection::vec(any_deed(), 1..40)) {
        let mut small = Small::made();
        let mut papers = vec![Paper::default()];
        for deed in deeds {
            let paper = papers.last().cloned().unwrap_or_default();
            if matches!(deed, Deed::Undo) {
                if papers.len() > 1 {
                    papers.pop();
                    small.store.undo().unwrap();
                }
            } else if let (Some(after), Some(change)) = (paper.after(deed), change(&small, deed)) {
                let newest = small.newest();
                small.store.change(&change, None).unwrap();
                // The same words again are no change, and nothing to undo.
                if small.newest() > newest {
                    papers.push(after);
                }
            }
            let (stored, _) = read(&small);
            prop_assert_eq!(&stored, papers.last().unwrap());
            let versions = versions(&small);
            let states: Vec<PlanState> = versions.iter().map(|(state, _)| *state).collect();
            let earlier = states.len().saturating_sub(1);
            prop_assert!(states.iter().take(earlier).all(|state| *state == PlanState::Superseded), "{:?}", states);
            prop_assert!(states.last().is_none_or(|state| *state == PlanState::Active), "{:?}", states);
        }
        prop_assert_eq!(small.store.check().unwrap(), Vec::<String>::new());
        prop_assert!(episodes::of_client(small.store.reader(), small.clients[0]).is_ok());
    }
}
