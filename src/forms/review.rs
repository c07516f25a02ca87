//! A sitting: the goals of a customership in one form, with what was found last beside each.

use std::cell::Cell;

use chrono::NaiveDate;

use super::choices::keyed_choices;
use super::finding::{self, named};
use super::{Field, FieldError, FieldName, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::{Lean, show_date};
use crate::domain::goal::{GoalState, MeetingKind};
use crate::domain::ids::{EpisodeId, GoalId};
use crate::domain::keyed::Keyed;
use crate::domain::meeting::{Finding, GoalReview, MeetingFault, MeetingFields, Pursued, Wrong, next_review};
use crate::say;
use crate::store::change::{Change, Made};
use crate::store::drafts::DraftKey;
use crate::store::goals::Goal;
use crate::store::meetings::Sitting;
use crate::store::request::{Answer, Query};

pub const NAME: &str = "review";

/// The form of a sitting.
pub struct ReviewForm {
    episode: EpisodeId,
    sitting: Option<Box<Sitting>>,
    /// Every goal ended, and it was asked whether this is the final review: saved again, it is not.
    asked: Cell<bool>,
}

impl ReviewForm {
    pub fn of(episode: EpisodeId) -> ReviewForm {
        ReviewForm { episode, sitting: None, asked: Cell::new(false) }
    }

    fn goals(&self) -> &[Goal] {
        self.sitting.as_ref().map(|sitting| sitting.goals.as_slice()).unwrap_or_default()
    }

    fn goal_fields(&self, goal: &Goal, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let row = goal.id.0;
        let [client, worker, said] = finding::fields(cx, row, goal.fields.scale, &Finding::default());
        let states = keyed_choices::<GoalState>(cx, "goal", false);
        let next = if is_due(goal, cx) { Some(proposal(goal, cx)) } else { goal.fields.review_on };
        vec![
            client.under(goal.fields.text.replace('\n', " ")).with_remark(beside(goal, cx)),
            worker,
            said,
            Field::choice(named("state", row), say!(words, "field-goal-state"), states, GoalState::Active.key()),
            Field::date(named("next_on", row), say!(words, "field-next-review"), next, Lean::Future).proposed(),
        ]
    }

    /// What was typed about a goal, if it was looked at.
    fn review(&self, goal: &Goal, is_final: bool, reader: &mut Reader) -> Option<GoalReview> {
        let row = goal.id.0;
        let next_on = named("next_on", row);
        let finding = finding::read(reader, row);
        let state = reader.keyed(&named("state", row)).unwrap_or(GoalState::Active);
        let moved = reader.is_changed(&[&next_on]);
        let looked_at =
            is_final || is_due(goal, reader.cx) || !finding.is_empty() || state != GoalState::Active || moved;
        let next_on = reader.date(&next_on);
        looked_at.then_some(GoalReview { goal: goal.id, rev: goal.rev, finding, state, next_on })
    }

    /// Where on the form a fault is to be mended.
    fn place((fault, goal): Wrong) -> String {
        let of = |field| goal.map_or_else(|| "held".to_string(), |GoalId(row)| named(field, row));
        match fault {
            MeetingFault::HeldAhead | MeetingFault::HeldBeforeGoal => "held".into(),
            MeetingFault::NextTooEarly => of("next_on"),
            MeetingFault::StillPursued => of("state"),
            MeetingFault::NoReason => of("assessment"),
            MeetingFault::Empty => "took_part".into(),
        }
    }

    /// All goals end, and it is not said to be the final review: which of the two is meant is asked once.
    fn asks_for_final(&self, fields: &MeetingFields, reviews: &[GoalReview]) -> bool {
        let all_end = !reviews.is_empty()
            && reviews.len() == self.goals().len()
            && reviews.iter().all(|review| review.state != GoalState::Active);
        let could_be = self.sitting.as_ref().is_some_and(|sitting| !sitting.final_held);
        could_be && all_end && fields.kind == MeetingKind::Interim && !self.asked.replace(true)
    }
}

fn is_due(goal: &Goal, cx: &Ctx) -> bool {
    goal.fields.review_on.is_some_and(|day| day <= cx.today)
}

fn proposal(goal: &Goal, cx: &Ctx) -> NaiveDate {
    next_review(cx.today, goal.fields.review_months, cx.lists.settings.review_months)
}

/// By what one sees that it has been reached, then "Viimeksi 8.11.2016: asiakas +1 · työntekijä 0. Sujuu."
fn beside(goal: &Goal, cx: &Ctx) -> Option<String> {
    let target = goal.fields.target.as_ref().map(|target| format!("{}: {target}", say!(cx.words, "field-target")));
    let last = goal
        .last
        .as_ref()
        .map(|last| say!(cx.words, "review-last", day = show_date(last.held), what = cx.words.finding(&last.finding)));
    let lines: Vec<String> = target.into_iter().chain(last).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

impl Form for ReviewForm {
    fn draft_key(&self) -> Option<DraftKey> {
        Some(DraftKey { form: NAME.into(), target: self.episode.0 })
    }

    fn title(&self, cx: &Ctx) -> String {
        let what = say!(cx.words, "form-review");
        self.about().map_or_else(|| what.clone(), |name| format!("{what}: {name}"))
    }

    fn about(&self) -> Option<String> {
        self.sitting.as_ref().map(|sitting| sitting.name.clone())
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        vec![Query::Sitting(self.episode)]
    }

    fn take(&mut self, answer: Answer) {
        if let Answer::Sitting(sitting) = answer {
            self.sitting = Some(sitting);
        }
    }

    fn base_rev(&self) -> Option<i64> {
        self.sitting.as_ref().map(|sitting| sitting.stamp)
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let mut kinds = keyed_choices::<MeetingKind>(cx, "meeting", false);
        if self.sitting.as_ref().is_some_and(|sitting| sitting.final_held) {
            kinds.retain(|choice| choice.key == MeetingKind::Interim.key());
        }
        let usual = MeetingKind::Interim.key();
        let mut fields = vec![Field::choice("kind", say!(words, "field-meeting-kind"), kinds, usual)];
        fields.extend(self.goals().iter().flat_map(|goal| self.goal_fields(goal, cx)));
        fields.extend([
            Field::line("took_part", say!(words, "field-took-part"), "").under(say!(words, "review-together")),
            Field::line("helped", say!(words, "field-helped"), ""),
            Field::line("hindered", say!(words, "field-hindered"), ""),
            Field::line("summary", say!(words, "field-summary"), ""),
            Field::date("held", say!(words, "field-held"), Some(cx.today), Lean::Past).required().proposed(),
        ]);
        fields
    }

    /// Most are interim reviews.
    fn starts_at(&self) -> usize {
        1
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        let sitting = self.sitting.as_ref()?;
        match (sitting.live, sitting.goals.is_empty()) {
            (false, _) => Some(say!(cx.words, "review-over")),
            (true, true) => Some(say!(cx.words, "review-no-goals")),
            (true, false) => None,
        }
    }

    /// A goal that is looked at before its day gets a new one; one that ends has none.
    fn follows(&self, left: &str, reader: Reader<'_>) -> Option<(FieldName, String)> {
        let (field, row) = left.split_once(':')?;
        let goal = self.goals().iter().find(|goal| goal.id.0.to_string() == row)?;
        let next_on = named("next_on", goal.id.0);
        let (is_moved, is_empty) = (reader.is_changed(&[&next_on]), reader.text(&next_on).is_none());
        let state = reader.keyed(&named("state", goal.id.0)).unwrap_or(GoalState::Active);
        let proposal = show_date(proposal(goal, reader.cx));
        let next = match (field, state) {
            ("next_on", _) => None,
            ("state", GoalState::Active) => (is_moved && is_empty).then_some(proposal),
            ("state", _) => Some(String::new()),
            (_, GoalState::Active) if !is_moved && !finding::read(&reader, goal.id.0).is_empty() => Some(proposal),
            _ => None,
        };
        next.map(|next| (next_on.into(), next))
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let cx = reader.cx;
        let fields = MeetingFields {
            kind: reader.keyed("kind").unwrap_or(MeetingKind::Interim),
            held: reader.required_date("held"),
            took_part: reader.text("took_part"),
            helped: reader.text("helped"),
            hindered: reader.text("hindered"),
            summary: reader.text("summary"),
        };
        let is_final = fields.kind == MeetingKind::Final;
        let reviews: Vec<GoalReview> =
            self.goals().iter().filter_map(|goal| self.review(goal, is_final, &mut reader)).collect();
        let pursued: Vec<Pursued> =
            self.goals().iter().map(|goal| Pursued { goal: goal.id, set_on: goal.fields.set_on }).collect();
        for wrong in fields.check(&reviews, &pursued, cx.today).err().unwrap_or_default() {
            reader.wrong(&ReviewForm::place(wrong), cx.words.label("meeting-fault", wrong.0));
        }
        if self.asks_for_final(&fields, &reviews) {
            reader.wrong("kind", say!(cx.words, "review-final-or-not"));
        }
        let change = Change::HoldMeeting { episode: self.episode, fields, goals: reviews, today: cx.today };
        reader.finish(Submit::Change(Box::new(change)))
    }

    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        match reader.keyed("kind") {
            Some(MeetingKind::Final) => say!(reader.cx.words, "review-final-saved"),
            _ => say!(reader.cx.words, "saved"),
        }
    }
}
