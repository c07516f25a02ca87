//! What has to happen to every row, in an order in which every step is allowed. What does not stand goes first, then
//! what stands moves.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::compare::{EPISODE_FIELDS, FIELDS, measured, session, twins};
use super::spells::joints;
use super::{Cell, Choices, Pair, Row, Settled, Side, What, compare};
use crate::domain::ids::WorkerId;
use crate::domain::plan::PlanState;

/// One step of a merge.
#[derive(Clone, PartialEq, Eq)]
pub enum Op {
    /// These columns of a row get these values.
    Set {
        table: &'static str,
        id: i64,
        cells: Vec<(String, Cell)>,
    },
    Remove {
        table: &'static str,
        id: i64,
    },
    /// The own worker of who is restricted now has to see the client.
    Name(WorkerId),
}

/// The steps that make one record of two; none without an answer to every clash. `day` is the day on which it is done.
pub fn plan(pair: &Pair, choices: &Choices, day: NaiveDate) -> Option<Vec<Op>> {
    let lines = compare(pair);
    let chosen = |what: &What| choices.iter().find(|(about, _)| about == what).map(|(_, side)| *side);
    let clashes = lines.iter().filter(|line| matches!(line.settled, Settled::Choice(_)));
    if clashes.into_iter().any(|line| chosen(&line.what).is_none()) {
        return None;
    }
    let side_of = |what: &What| {
        let line = lines.iter().find(|line| line.what == *what)?;
        match line.settled {
            Settled::Choice(usual) => Some(chosen(what).unwrap_or(usual)),
            Settled::By(side) => Some(side),
            Settled::Same | Settled::Joined => None,
        }
    };
    let mut steps = Steps { pair, ops: Vec::new(), side_of: &side_of, day };
    steps.all();
    Some(steps.ops)
}

/// The steps so far.
struct Steps<'a> {
    pair: &'a Pair,
    ops: Vec<Op>,
    /// Whose word counts, where only one does.
    side_of: &'a dyn Fn(&What) -> Option<Side>,
    day: NaiveDate,
}

impl Steps<'_> {
    fn all(&mut self) {
        self.sees();
        self.spells_and_marks();
        self.bookings();
        self.scores();
        self.recommendations();
        for table in ["note", "absence_notice"] {
            self.move_all(table, "client_id", |_| true);
        }
        self.snoozes();
        self.episodes();
        self.persons();
    }

    fn side(&self, what: &What) -> Side {
        (self.side_of)(what).unwrap_or(Side::Kept)
    }

    fn kept(&self) -> Cell {
        self.pair.kept.client.0.into()
    }

    fn set(&mut self, row: &Row, cells: Vec<(String, Cell)>) {
        let cells: Vec<_> = cells.into_iter().filter(|(column, cell)| row.cell(column) != cell).collect();
        if !cells.is_empty() {
            self.ops.push(Op::Set { table: row.table, id: row.id, cells });
        }
    }

    fn put(&mut self, row: &Row, column: &str, cell: Cell) {
        self.set(row, vec![(column.into(), cell)]);
    }

    fn remove(&mut self, row: &Row) {
        self.ops.push(Op::Remove { table: row.table, id: row.id });
    }

    /// Rows of the other record become the kept client's.
    fn move_all(&mut self, table: &'static str, column: &str, which: impl Fn(&Row) -> bool) {
        let pair = self.pair;
        for row in pair.other.of(table).filter(|row| which(row)) {
            self.put(row, column, self.kept());
        }
    }

    // ------------------------------------------------------------------ who may see

    /// Whoever sees one of the two sees what becomes of them; the longer right stands.
    fn sees(&mut self) {
        let pair = self.pair;
        let named = |row: &&Row| row.text("kind") == Some("named");
        for row in pair.other.of("client_access") {
            let same = |kept: &&Row| kept.cell("worker_id") == row.cell("worker_id");
            match pair.kept.of("client_access").filter(named).find(same).filter(|_| named(&row)) {
                Some(kept) => {
                    self.remove(row);
                    let longer = match (kept.day("until"), row.day("until")) {
                        (Some(one), Some(two)) => Cell::from(one.max(two)),
                        _ => Cell::Null,
                    };
                    self.put(kept, "until", longer);
                }
                None => self.put(row, "client_id", self.kept()),
            }
        }
        let restricted = pair.kept.person().is_on("restricted") || pair.other.person().is_on("restricted");
        let worker = match (pair.kept.own_worker(), pair.other.own_worker()) {
            (Some(kept), Some(other)) if self.side(&What::OwnWorker) == Side::Other => Some(other).or(Some(kept)),
            (kept, other) => kept.or(other),
        };
        let worker = worker.filter(|_| restricted).and_then(|row| row.number("worker_id"));
        let all = || pair.kept.of("client_access").chain(pair.other.of("client_access"));
        let is_named = |worker: i64| all().filter(named).any(|row| row.number("worker_id") == Some(worker));
        self.ops.extend(worker.filter(|worker| !is_named(*worker)).map(|worker| Op::Name(WorkerId(worker))));
    }

    // ------------------------------------------------------------------ groups

    fn spells_and_marks(&mut self) {
        let pair = self.pair;
        let joints = joints(pair);
        let mut into: BTreeMap<i64, i64> = BTreeMap::new();
        for joint in &joints {
            into.extend(joint.absorbed().map(|id| (id, joint.stays().id)));
        }
        let spell_of = |row: &Row| row.number("enrolment_id").map(|id| into.get(&id).copied().unwrap_or(id));
        let cell = |spell: Option<i64>| spell.map_or(Cell::Null, Cell::from);
        let mut done: Vec<i64> = Vec::new();
        for (kept, other) in twins(pair, "attendance", session) {
            let side = self.side(&What::Mark(session(kept).unwrap_or_default()));
            let (stands, goes) = if side == Side::Kept { (kept, other) } else { (other, kept) };
            self.remove(goes);
            // Who was a member by one record was no visitor.
            let spell = cell(spell_of(stands).or(spell_of(goes)));
            self.set(stands, vec![("client_id".into(), self.kept()), ("enrolment_id".into(), spell)]);
            done.extend([kept.id, other.id]);
        }
        for row in pair.kept.of("attendance").chain(pair.other.of("attendance")).filter(|row| !done.contains(&row.id)) {
            self.set(row, vec![("client_id".into(), self.kept()), ("enrolment_id".into(), cell(spell_of(row)))]);
        }
        for joint in &joints {
            for (_, row) in joint.spells.iter().filter(|(_, row)| row.id != joint.stays().id) {
                self.remove(row);
            }
            let side = self.side(&What::Spell(joint.name()));
            self.set(joint.stays(), joint.cells(pair, side));
        }
        self.move_all("enrolment", "client_id", |row| !into.contains_key(&row.id));
    }

    fn bookings(&mut self) {
        let pair = self.pair;
        let mut gone = Vec::new();
        for (kept, other) in twins(pair, "booking", session) {
            let side = self.side(&What::Booking(session(kept).unwrap_or_default()));
            let goes = if side == Side::Kept { other } else { kept };
            self.remove(goes);
            gone.push(goes.id);
        }
        self.move_all("booking", "client_id", |row| !gone.contains(&row.id));
    }

    // ------------------------------------------------------------------ scores, and what was recommended or put off

    fn scores(&mut self) {
        let pair = self.pair;
        let mut gone = Vec::new();
        for (kept, _) in twins(pair, "measure", measured) {
            let Some(about) = measured(kept) else { continue };
            let side = self.side(&What::Scores(about.0.clone(), about.1));
            let goes = pair.record(side.turned()).of("measure").filter(|row| measured(row).as_ref() == Some(&about));
            for row in goes {
                if !gone.contains(&row.id) {
                    self.remove(row);
                    gone.push(row.id);
                }
            }
        }
        self.move_all("measure", "client_id", |row| !gone.contains(&row.id));
    }

    fn recommendations(&mut self) {
        let pair = self.pair;
        let about = |row: &Row| (row.number("activity_id"), row.day("on_day"));
        let twice: Vec<&Row> = twins(pair, "recommendation", about).map(|(_, other)| other).collect();
        for row in &twice {
            self.remove(row);
        }
        self.move_all("recommendation", "client_id", |row| twice.iter().all(|twin| twin.id != row.id));
    }

    /// What was put off names its client in its own way.
    fn snoozes(&mut self) {
        let pair = self.pair;
        for row in pair.other.of("snooze") {
            let target = row.text("target").map(|target| renamed(target, pair.other.client.0, pair.kept.client.0));
            let target = target.unwrap_or_default();
            let is_there = |kept: &Row| kept.cell("rule") == row.cell("rule") && kept.text("target") == Some(&*target);
            match pair.kept.of("snooze").any(is_there) {
                true => self.remove(row),
                false => self
                    .set(row, vec![("client_id".into(), self.kept()), ("target".into(), Cell::Text(target.clone()))]),
            }
        }
    }

    // ------------------------------------------------------------------ customerships

    fn episodes(&mut self) {
        let pair = self.pair;
        let live = pair.kept.live_episode().zip(pair.other.live_episode());
        self.move_all("episode", "client_id", |row| live.is_none_or(|(_, other)| other.id != row.id));
        let Some((kept, other)) = live else { return };
        let of_other = |row: &&Row| row.number("episode_id") == Some(other.id);
        self.own_workers(kept.id);
        if let Some((one, two)) = pair.kept.final_meeting().zip(pair.other.final_meeting()) {
            let goes = if self.side(&What::FinalMeeting) == Side::Kept { two } else { one };
            self.put(goes, "kind", "interim".into());
        }
        self.plans(kept.id, other.id);
        for table in ["goal", "meeting", "decision"] {
            for row in pair.other.of(table).filter(of_other) {
                self.put(row, "episode_id", kept.id.into());
            }
        }
        self.remove(other);
        let (stands, fills) = if self.side(&What::Customership) == Side::Kept { (kept, other) } else { (other, kept) };
        let mut cells: Vec<(String, Cell)> = Vec::new();
        for column in ["state", "opened"] {
            cells.push((column.into(), stands.cell(column).clone()));
        }
        for column in EPISODE_FIELDS {
            let own = stands.cell(column);
            cells.push(((*column).into(), if *own == Cell::Null { fills.cell(column) } else { own }.clone()));
        }
        // The law's clock began with the first of the two, and urgent stays urgent.
        cells.push(("pending_since".into(), kept.cell("pending_since").min(other.cell("pending_since")).clone()));
        cells.push(("urgent".into(), kept.cell("urgent").max(other.cell("urgent")).clone()));
        self.set(kept, cells);
    }

    fn own_workers(&mut self, episode: i64) {
        let pair = self.pair;
        let other_episode = pair.other.live_episode().map(|row| row.id);
        let mut gone = None;
        if let Some((kept, other)) = pair.kept.own_worker().zip(pair.other.own_worker()) {
            if kept.cell("worker_id") == other.cell("worker_id") {
                let first = if other.cell("starts") < kept.cell("starts") { other } else { kept };
                self.remove(other);
                self.put(kept, "starts", first.cell("starts").clone());
                gone = Some(other.id);
            } else {
                let goes = if self.side(&What::OwnWorker) == Side::Kept { other } else { kept };
                let ends = goes.day("starts").map_or(self.day, |starts| starts.max(self.day));
                self.put(goes, "ends", ends.into());
            }
        }
        let moving = pair.other.of("assignment").filter(|row| row.number("episode_id") == other_episode);
        for row in moving.filter(|row| Some(row.id) != gone) {
            self.put(row, "episode_id", episode.into());
        }
    }

    /// The versions of both by the days on which they were made; of two active ones the newer stays so. A version of
    /// the kept record never gets a lower number than it has.
    fn plans(&mut self, kept: i64, other: i64) {
        let pair = self.pair;
        let mut ours: Vec<&Row> = pair.kept.of("plan").filter(|row| row.number("episode_id") == Some(kept)).collect();
        let mut theirs: Vec<&Row> =
            pair.other.of("plan").filter(|row| row.number("episode_id") == Some(other)).collect();
        // The newest is last, from where it is taken.
        for own in [&mut ours, &mut theirs] {
            own.sort_by_key(|row| std::cmp::Reverse(row.number("version")));
        }
        let mut numbered: Vec<(&Row, i64)> = Vec::new();
        while let Some((row, least)) = next_version(&mut ours, &mut theirs) {
            let before = numbered.last().map_or(0, |(_, number)| *number);
            numbered.push((row, least.max(before + 1)));
        }
        let active = || numbered.iter().filter(|(row, _)| row.word("state") == Some(PlanState::Active));
        let newest = active().next_back().map(|(row, _)| row.id);
        let olds: Vec<&Row> = active().map(|(row, _)| *row).filter(|row| Some(row.id) != newest).collect();
        for row in olds {
            self.put(row, "state", "superseded".into());
        }
        // From the highest down, those that stay first: a number is free before it is given anew.
        numbered.sort_by_key(|(row, number)| (row.number("episode_id") == Some(other), std::cmp::Reverse(*number)));
        for (row, number) in numbered {
            self.set(row, vec![("version".into(), number.into()), ("episode_id".into(), kept.into())]);
        }
    }

    // ------------------------------------------------------------------ the person

    fn persons(&mut self) {
        let pair = self.pair;
        let (kept, other) = (pair.kept.person(), pair.other.person());
        let mut cells: Vec<(String, Cell)> = Vec::new();
        if self.side(&What::Field("name")) == Side::Other {
            cells.extend(["family_name", "given_name"].map(|column| (column.to_string(), other.cell(column).clone())));
        }
        for field in FIELDS.iter().chain(&["restricted", "bus_card", "non_disclosure"]) {
            if self.side(&What::Field(field)) == Side::Other {
                cells.push(((*field).into(), other.cell(field).clone()));
            }
        }
        let until = match (kept.is_on("non_disclosure"), other.is_on("non_disclosure")) {
            (true, true) => match (kept.day("non_disclosure_until"), other.day("non_disclosure_until")) {
                (Some(one), Some(two)) => Cell::from(one.max(two)),
                _ => Cell::Null,
            },
            (false, true) => other.cell("non_disclosure_until").clone(),
            _ => kept.cell("non_disclosure_until").clone(),
        };
        cells.push(("non_disclosure_until".into(), until));
        for shell in pair.other.of("client") {
            self.put(shell, "merged_into", self.kept());
        }
        self.put(other, "merged_into", self.kept());
        self.set(kept, cells);
    }
}

/// The version that was made first of those that are left, and the least number that it may have.
fn next_version<'a>(ours: &mut Vec<&'a Row>, theirs: &mut Vec<&'a Row>) -> Option<(&'a Row, i64)> {
    let first = |own: &Vec<&Row>| own.last().and_then(|row| row.day("made_on"));
    match (first(ours), first(theirs)) {
        (Some(one), Some(two)) if two < one => theirs.pop().map(|row| (row, 1)),
        (Some(_), _) => ours.pop().map(|row| (row, row.number("version").unwrap_or(1))),
        (None, _) => theirs.pop().map(|row| (row, 1)),
    }
}

/// The key of a due line, with one client's number in the place of another's.
fn renamed(target: &str, from: i64, to: i64) -> String {
    let mut parts: Vec<String> = target.split(':').map(String::from).collect();
    for at in 1..parts.len() {
        let (number, rest) = parts[at].split_once('@').map_or((&*parts[at], None), |(number, day)| (number, Some(day)));
        if parts[at - 1] == "client" && number == from.to_string() {
            parts[at] = rest.map_or_else(|| to.to_string(), |day| format!("{to}@{day}"));
        }
    }
    parts.join(":")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_was_put_off_names_the_client_that_stays() {
        for (was, is) in [
            ("client:7@2017-02-06", "client:8@2017-02-06"),
            ("queue:7:client:7@2017-02-06", "queue:7:client:8@2017-02-06"),
            ("client:7:activity:7@2017-02-06", "client:8:activity:7@2017-02-06"),
            ("client:77@2017-02-06", "client:77@2017-02-06"),
            ("episode:7@2017-02-06", "episode:7@2017-02-06"),
            ("note:7", "note:7"),
        ] {
            assert_eq!(renamed(was, 7, 8), is);
        }
    }
}
