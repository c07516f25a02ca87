//! A goal, in the client's own words, with the day on which it is looked at next.

use super::choices::{codes, keyed_choices};
use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::{Lean, add_months, roll_to_weekday};
use crate::domain::goal::{GoalFields, GoalState, REVIEW_MONTHS, Responsible};
use crate::domain::ids::{ClientId, GoalId};
use crate::domain::keyed::Keyed;
use crate::say;
use crate::store::change::Change;
use crate::store::clients::Card;
use crate::store::drafts::DraftKey;
use crate::store::goals::Goal;
use crate::store::request::{Answer, Query};

pub const NEW: &str = "goal-new";
pub const EDIT: &str = "goal";

/// The form of a goal.
pub struct GoalForm {
    subject: Subject,
    card: Option<Box<Card>>,
    goal: Option<Box<Goal>>,
}

#[derive(Clone, Copy)]
enum Subject {
    New(ClientId),
    Edit(GoalId),
}

impl GoalForm {
    pub fn new(client: ClientId) -> GoalForm {
        GoalForm { subject: Subject::New(client), card: None, goal: None }
    }

    pub fn edit(goal: GoalId) -> GoalForm {
        GoalForm { subject: Subject::Edit(goal), card: None, goal: None }
    }
}

impl Form for GoalForm {
    fn draft_key(&self) -> Option<DraftKey> {
        Some(match self.subject {
            Subject::New(client) => DraftKey { form: NEW.into(), target: client.0 },
            Subject::Edit(goal) => DraftKey { form: EDIT.into(), target: goal.0 },
        })
    }

    fn title(&self, cx: &Ctx) -> String {
        let what = match self.subject {
            Subject::New(_) => say!(cx.words, "form-goal-new"),
            Subject::Edit(_) => say!(cx.words, "form-goal"),
        };
        self.about().map_or_else(|| what.clone(), |name| format!("{what}: {name}"))
    }

    fn about(&self) -> Option<String> {
        let new = self.card.as_ref().map(|card| card.client.fields.name());
        new.or_else(|| self.goal.as_ref().map(|goal| goal.name.clone()))
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        match self.subject {
            Subject::New(client) => vec![Query::Card { client, today: cx.today }],
            Subject::Edit(goal) => vec![Query::Goal(goal)],
        }
    }

    fn take(&mut self, answer: Answer) {
        match answer {
            Answer::Card(card) => self.card = Some(card),
            Answer::Goal(goal) => self.goal = Some(goal),
            _ => {}
        }
    }

    fn base_rev(&self) -> Option<i64> {
        self.goal.as_ref().map(|goal| goal.rev)
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let review_on = Some(roll_to_weekday(add_months(cx.today, REVIEW_MONTHS)));
        let blank = GoalFields { review_on, ..GoalFields::new(String::new(), cx.today) };
        let known = self.goal.as_ref().map_or(&blank, |goal| &goal.fields);
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let responsible = known.responsible.map(Keyed::key).unwrap_or_default();
        let mut fields = vec![
            Field::area("text", say!(words, "field-goal-text"), &known.text).required(),
            Field::line("target", say!(words, "field-target"), &text(&known.target)),
            Field::choice("theme", say!(words, "field-theme"), codes(cx, "theme"), &text(&known.theme)),
            Field::choice(
                "responsible",
                say!(words, "field-responsible"),
                keyed_choices::<Responsible>(cx, "responsible", true),
                responsible,
            ),
            Field::date("set_on", say!(words, "field-set-on"), Some(known.set_on), Lean::Past).required(),
            Field::date("review_on", say!(words, "field-review-on"), known.review_on, Lean::Future),
        ];
        if self.goal.is_some() {
            let states = keyed_choices::<GoalState>(cx, "goal", false);
            fields.extend([
                Field::choice("state", say!(words, "field-state"), states, known.state.key()),
                Field::date("ended", say!(words, "field-ended"), known.ended, Lean::Past),
            ]);
        }
        fields
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let cx = reader.cx;
        let state = reader.keyed("state").unwrap_or(GoalState::Active);
        let fields = GoalFields {
            text: reader.required("text"),
            target: reader.text("target"),
            theme: reader.text("theme"),
            responsible: reader.keyed("responsible"),
            set_on: reader.required_date("set_on"),
            state,
            ended: reader.date("ended").or((state != GoalState::Active).then_some(cx.today)),
            review_on: reader.date("review_on"),
            ..self.goal.as_ref().map_or_else(|| GoalFields::new(String::new(), cx.today), |goal| goal.fields.clone())
        };
        if state == GoalState::Active && fields.ended.is_some() {
            reader.wrong("ended", say!(cx.words, "wrong-ended-active"));
        }
        if fields.ended.is_some_and(|day| day < fields.set_on) {
            reader.wrong("ended", say!(cx.words, "wrong-before-set"));
        }
        if fields.review_on.is_some_and(|day| day < fields.set_on) {
            reader.wrong("review_on", say!(cx.words, "wrong-before-set"));
        }
        let rev = reader.rev();
        let change = match (&self.goal, self.card.as_ref().and_then(|card| card.episodes.first())) {
            (Some(goal), _) => Change::EditGoal { id: goal.id, rev, fields },
            (None, Some(episode)) => Change::AddGoal { episode: episode.id, fields },
            (None, None) => return reader.finish(Submit::Nothing),
        };
        reader.finish(Submit::Change(Box::new(change)))
    }
}
