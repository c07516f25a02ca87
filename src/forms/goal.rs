//! A goal, in the client's own words, with the day on which it is looked at next.

use super::choices::{codes, keyed_choices};
use super::{Field, FieldError, FieldName, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::{Lean, show_date};
use crate::domain::goal::{GoalFields, GoalState, Responsible, Scale};
use crate::domain::ids::{ClientId, GoalId};
use crate::domain::keyed::Keyed;
use crate::domain::meeting::next_review;
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

    /// Of one that is over, the form is a correction.
    pub fn edit(goal: GoalId) -> GoalForm {
        GoalForm { subject: Subject::Edit(goal), card: None, goal: None }
    }

    fn corrects(&self) -> bool {
        self.goal.as_ref().is_some_and(|goal| goal.is_settled())
    }

    /// How it stands, of a goal that has been set before.
    fn standing(&self, goal: &Goal, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let known = &goal.fields;
        let line = |name: &'static str, label: String, value: &Option<String>| {
            Field::line(name, label, value.as_deref().unwrap_or_default())
        };
        let states = keyed_choices::<GoalState>(cx, "goal", false);
        let mut fields = Vec::new();
        if known.review_on.is_some() {
            fields.push(Field::line("postpone_reason", say!(words, "field-why-postponed"), ""));
        }
        fields.extend([
            Field::choice("state", say!(words, "field-state"), states, known.state.key()),
            Field::date("ended", say!(words, "field-ended"), known.ended, Lean::Past),
            line("drop_reason", say!(words, "field-drop-reason"), &known.drop_reason),
        ]);
        if self.corrects() {
            fields.push(Field::line("why", say!(words, "field-why-corrected"), "").required());
        }
        fields
    }
}

/// The longest time from one review to the next, in months.
const MOST_MONTHS: u32 = 24;

/// What is wrong with the days and the reasons.
fn check(fields: &GoalFields, before: Option<&GoalFields>, reader: &mut Reader) {
    let cx = reader.cx;
    let is_active = fields.state == GoalState::Active;
    if is_active && fields.ended.is_some() {
        reader.wrong("ended", say!(cx.words, "wrong-ended-active"));
    }
    if fields.ended.is_some_and(|day| day < fields.set_on) {
        reader.wrong("ended", say!(cx.words, "wrong-before-set"));
    }
    if fields.ended.is_some_and(|day| day > cx.today) {
        reader.wrong("ended", say!(cx.words, "wrong-future"));
    }
    if fields.review_on.is_some_and(|day| day < fields.set_on) {
        reader.wrong("review_on", say!(cx.words, "wrong-before-set"));
    }
    if fields.state == GoalState::Dropped && fields.drop_reason.is_none() {
        reader.wrong("drop_reason", say!(cx.words, "wrong-no-drop-reason"));
    }
    // A review that moves to a later day, or falls away, does so for a reason of its own.
    let was = before.and_then(|before| before.review_on);
    let put_off = is_active && was.is_some_and(|was| fields.review_on.is_none_or(|day| day > was));
    if put_off && fields.postpone_reason.is_none() {
        reader.wrong("postpone_reason", say!(cx.words, "wrong-no-postpone-reason"));
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
            Subject::Edit(_) if self.corrects() => say!(cx.words, "form-goal-correction"),
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
        let review_on = Some(next_review(cx.today, None, cx.lists.settings.review_months));
        let blank = GoalFields { review_on, ..GoalFields::new(String::new(), cx.today) };
        let known = self.goal.as_ref().map_or(&blank, |goal| &goal.fields);
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let responsible = known.responsible.map(Keyed::key).unwrap_or_default();
        let scales = keyed_choices::<Scale>(cx, "scale", false);
        let months = known.review_months.map(|months| months.to_string()).unwrap_or_default();
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
            Field::line("means", say!(words, "field-means"), &text(&known.means)),
            Field::choice("scale", say!(words, "field-scale"), scales, known.scale.key()),
            Field::line("review_months", say!(words, "field-review-months"), &months).typed_anew(),
        ];
        fields.extend(self.goal.iter().flat_map(|goal| self.standing(goal, cx)));
        fields
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        self.corrects().then(|| say!(cx.words, "correction-foreword"))
    }

    /// A new goal is reviewed by its own interval.
    fn follows(&self, left: &str, mut reader: Reader<'_>) -> Option<(FieldName, String)> {
        let is_new = self.goal.is_none() && left == "review_months" && !reader.is_changed(&["review_on"]);
        let months = if is_new { reader.count("review_months").filter(|months| *months <= MOST_MONTHS) } else { None };
        let day = next_review(reader.required_date("set_on"), Some(months?), 0);
        Some(("review_on".into(), show_date(day)))
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let cx = reader.cx;
        let state = reader.keyed("state").unwrap_or(GoalState::Active);
        let months = say!(cx.words, "wrong-review-months");
        let known = self.goal.as_ref().map(|goal| &goal.fields);
        let fields = GoalFields {
            text: reader.required("text"),
            target: reader.text("target"),
            theme: reader.text("theme"),
            responsible: reader.keyed("responsible"),
            means: reader.text("means"),
            scale: reader.keyed("scale").unwrap_or(Scale::Attainment),
            review_months: reader.number("review_months", 1..=MOST_MONTHS, months),
            set_on: reader.required_date("set_on"),
            state,
            ended: reader.date("ended").or((state != GoalState::Active).then_some(cx.today)),
            drop_reason: reader.text("drop_reason").filter(|_| state == GoalState::Dropped),
            review_on: reader.date("review_on").filter(|_| state == GoalState::Active),
            postpone_reason: reader.text("postpone_reason"),
        };
        check(&fields, known, &mut reader);
        let rev = reader.rev();
        let change = match (&self.goal, self.card.as_ref().and_then(|card| card.episodes.first())) {
            (Some(goal), _) => Change::EditGoal { id: goal.id, rev, fields },
            (None, Some(episode)) => Change::AddGoal { episode: episode.id, fields },
            (None, None) => return reader.finish(Submit::Nothing),
        };
        if !self.corrects() {
            return reader.finish(Submit::Change(Box::new(change)));
        }
        let reason = reader.required("why");
        reader.finish(Submit::Change(Box::new(Change::Correct { reason, change: Box::new(change) })))
    }
}
