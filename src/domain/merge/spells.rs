//! Spells of one person in one activity that cannot both be: they become one.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Cell, Pair, Row, Settled, Side};
use crate::domain::enrolment::EnrolmentState;

/// Spells that become one.
pub struct Joint<'a> {
    /// By number; those of the record that stays are told by `kept`.
    pub spells: Vec<(Side, &'a Row)>,
}

/// First and last day of a membership; without a last day it goes on.
type Days = (NaiveDate, NaiveDate);

fn state(row: &Row) -> EnrolmentState {
    row.word("state").unwrap_or(EnrolmentState::Withdrawn)
}

fn is_membership(row: &Row) -> bool {
    matches!(state(row), EnrolmentState::Enrolled | EnrolmentState::Ended)
}

fn days(row: &Row) -> Option<Days> {
    let starts = row.day("starts").filter(|_| is_membership(row))?;
    Some((starts, row.day("ends").unwrap_or(NaiveDate::MAX)))
}

impl Joint<'_> {
    fn days(&self) -> Option<Days> {
        let all = self.spells.iter().filter_map(|(_, row)| days(row));
        all.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
    }

    fn is_live(&self) -> bool {
        self.spells.iter().any(|(_, row)| state(row).is_live())
    }

    fn collides(&self, other: &Joint) -> bool {
        let overlaps = self.days().zip(other.days()).is_some_and(|(one, two)| one.0 <= two.1 && two.0 <= one.1);
        let activity = |joint: &Joint| joint.spells[0].1.number("activity_id");
        activity(self) == activity(other) && (overlaps || (self.is_live() && other.is_live()))
    }

    /// The lowest number names it.
    pub fn name(&self) -> i64 {
        self.spells.iter().map(|(_, row)| row.id).min().unwrap_or_default()
    }

    /// The row that goes on: the first of the record that stays.
    pub fn stays(&self) -> &Row {
        let kept = self.spells.iter().filter(|(side, _)| *side == Side::Kept);
        kept.map(|(_, row)| *row).min_by_key(|row| row.id).unwrap_or(self.spells[0].1)
    }

    /// What one record says: the spell that lives, else the newest.
    pub fn of(&self, side: Side) -> Option<&Row> {
        let own = self.spells.iter().filter(|(of, _)| *of == side).map(|(_, row)| *row);
        own.max_by_key(|row| (state(row).is_live(), row.day("starts"), row.id))
    }

    /// The numbers of the spells that go into the one that stays.
    pub fn absorbed(&self) -> impl Iterator<Item = i64> {
        let stays = self.stays().id;
        self.spells.iter().map(|(_, row)| row.id).filter(move |id| *id != stays)
    }

    /// How its state is found. Who has been marked as a member does not wait for a seat.
    pub fn settled(&self, pair: &Pair) -> Settled {
        let (Some(kept), Some(other)) = (self.of(Side::Kept), self.of(Side::Other)) else { return Settled::Joined };
        let rank = |row: &Row| match state(row) {
            EnrolmentState::Enrolled => 4,
            EnrolmentState::Ended => 3,
            EnrolmentState::Offered => 2,
            EnrolmentState::Waiting => 1,
            EnrolmentState::Withdrawn => 0,
        };
        let usual = if rank(other) > rank(kept) { Side::Other } else { Side::Kept };
        match (state(kept) == state(other), is_membership(kept) == is_membership(other)) {
            (true, _) => Settled::Joined,
            (false, false) if self.last_marked(pair).is_some() => Settled::By(usual),
            (false, _) => Settled::Choice(usual),
        }
    }

    fn last_marked(&self, pair: &Pair) -> Option<NaiveDate> {
        let ids: BTreeSet<i64> = self.spells.iter().map(|(_, row)| row.id).collect();
        let marks = pair.kept.of("attendance").chain(pair.other.of("attendance"));
        let ours = marks.filter(|mark| mark.number("enrolment_id").is_some_and(|id| ids.contains(&id)));
        ours.filter_map(|mark| pair.day_of(mark.number("session_id"))).max()
    }

    /// What the spell that stays says in the end: from the earliest first day to the latest last one, in the state of
    /// the record that was chosen.
    pub fn cells(&self, pair: &Pair, chosen: Side) -> Vec<(String, Cell)> {
        let stands = self.of(chosen).unwrap_or(self.stays());
        let all = || self.spells.iter().map(|(_, row)| *row);
        let any = |column: &str| -> Cell {
            let own = stands.cell(column);
            let others = all().map(|row| row.cell(column)).find(|cell| **cell != Cell::Null);
            if *own == Cell::Null { others.cloned().unwrap_or(Cell::Null) } else { own.clone() }
        };
        let or_null = |day: Option<NaiveDate>| day.map_or(Cell::Null, Cell::from);
        let (starts, ends) = match is_membership(stands) {
            true => (self.days().map(|days| days.0), self.last_day(pair, stands)),
            false => (stands.day("starts"), stands.day("ends")),
        };
        let ahead = if *stands.cell("queue_rank") == Cell::Null {
            any("ahead_reason")
        } else {
            stands.cell("ahead_reason").clone()
        };
        [
            ("state", stands.cell("state").clone()),
            ("queued_at", or_null(all().filter_map(|row| row.day("queued_at")).min())),
            ("queue_rank", stands.cell("queue_rank").clone()),
            ("ahead_reason", ahead),
            ("offer_expires", stands.cell("offer_expires").clone()),
            ("starts", or_null(starts)),
            ("ends", or_null(ends)),
            ("end_reason", stands.cell("end_reason").clone()),
            ("goal_id", any("goal_id")),
        ]
        .map(|(column, cell)| (column.to_string(), cell))
        .into()
    }

    /// The latest last day, no earlier than the last mark; none where a membership goes on.
    fn last_day(&self, pair: &Pair, stands: &Row) -> Option<NaiveDate> {
        let goes_on = |row: &Row| state(row) == EnrolmentState::Enrolled && row.day("ends").is_none();
        if state(stands) == EnrolmentState::Enrolled && self.spells.iter().any(|(_, row)| goes_on(row)) {
            return None;
        }
        let told = self.spells.iter().filter(|(_, row)| is_membership(row)).filter_map(|(_, row)| row.day("ends"));
        told.chain(self.last_marked(pair)).max()
    }
}

/// The spells of both records that become one, each such lot once.
pub fn joints(pair: &Pair) -> Vec<Joint<'_>> {
    let side = |side: Side| pair.record(side).of("enrolment").map(move |row| (side, row));
    let all = side(Side::Kept).chain(side(Side::Other));
    let mut joints: Vec<Joint> = all
        .filter(|(_, row)| state(row) != EnrolmentState::Withdrawn)
        .map(|spell| Joint { spells: vec![spell] })
        .collect();
    // One that has grown may meet another one.
    while let Some((one, other)) = colliding(&joints) {
        let grown = joints.remove(other);
        joints[one].spells.extend(grown.spells);
    }
    joints.retain(|joint| joint.spells.len() > 1);
    joints.sort_by_key(Joint::name);
    joints
}

fn colliding(joints: &[Joint]) -> Option<(usize, usize)> {
    let pairs = (0..joints.len()).flat_map(|one| (one + 1..joints.len()).map(move |other| (one, other)));
    pairs.into_iter().find(|(one, other)| joints[*one].collides(&joints[*other]))
}
