//! A version of a client's plan, in the order in which the certified system's form asks (AVAIN). Goals are on the card.

use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::{Lean, add_months, roll_to_weekday};
use crate::domain::ids::{ClientId, PlanId};
use crate::domain::plan::{PlanFields, PlanState};
use crate::say;
use crate::store::change::Change;
use crate::store::drafts::DraftKey;
use crate::store::plans::{Plan, PlanPage};
use crate::store::request::{Answer, Query};

pub const NEW: &str = "plan-new";
pub const EDIT: &str = "plan";

/// The form of a plan: a new version, filled from the one that holds, or one that is there.
pub struct PlanForm {
    subject: Subject,
    page: Option<Box<PlanPage>>,
}

#[derive(Clone, Copy)]
enum Subject {
    New(ClientId),
    Edit(PlanId),
}

impl PlanForm {
    pub fn new(client: ClientId) -> PlanForm {
        PlanForm { subject: Subject::New(client), page: None }
    }

    pub fn edit(plan: PlanId) -> PlanForm {
        PlanForm { subject: Subject::Edit(plan), page: None }
    }

    /// The version that is edited, or from which a new one is filled.
    fn known(&self) -> Option<&Plan> {
        let is_meant = |plan: &&Plan| match self.subject {
            Subject::New(_) => plan.state == PlanState::Active,
            Subject::Edit(id) => plan.id == id,
        };
        self.page.as_ref()?.plans.iter().find(is_meant)
    }

    fn edited(&self) -> Option<&Plan> {
        self.known().filter(|_| matches!(self.subject, Subject::Edit(_)))
    }

    /// It no longer holds, and what is typed is a correction.
    fn corrects(&self) -> bool {
        self.edited().is_some_and(|plan| plan.state != PlanState::Active)
    }

    fn read(reader: &mut Reader) -> PlanFields {
        let fields = PlanFields {
            made_on: reader.required_date("made_on"),
            strengths: reader.text("strengths"),
            factors: reader.text("factors"),
            services: reader.text("services"),
            rhythm: Some(reader.required("rhythm")),
            agreed: reader.text("agreed"),
            dissent: reader.text("dissent"),
            review_on: reader.date("review_on"),
        };
        let cx = reader.cx;
        if fields.made_on > cx.today {
            reader.wrong("made_on", say!(cx.words, "wrong-future"));
        }
        if fields.review_on.is_some_and(|day| day <= fields.made_on) {
            reader.wrong("review_on", say!(cx.words, "wrong-plan-review"));
        }
        fields
    }
}

impl Form for PlanForm {
    fn draft_key(&self) -> Option<DraftKey> {
        Some(match self.subject {
            Subject::New(client) => DraftKey { form: NEW.into(), target: client.0 },
            Subject::Edit(plan) => DraftKey { form: EDIT.into(), target: plan.0 },
        })
    }

    fn title(&self, cx: &Ctx) -> String {
        let what = match self.edited() {
            Some(plan) => say!(cx.words, "plan-version", version = plan.version),
            None => say!(cx.words, "form-plan-new"),
        };
        format!("{what}: {}", self.about().unwrap_or_default())
    }

    fn about(&self) -> Option<String> {
        self.page.as_ref().map(|page| page.card.client.fields.name())
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        self.corrects().then(|| say!(cx.words, "correction-foreword"))
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        match self.subject {
            Subject::New(client) => vec![Query::Plan { client, today: cx.today }],
            Subject::Edit(plan) => vec![Query::PlanOf { plan, today: cx.today }],
        }
    }

    fn take(&mut self, answer: Answer) {
        if let Answer::Plan(page) = answer {
            self.page = Some(page);
        }
    }

    fn base_rev(&self) -> Option<i64> {
        self.edited().map(|plan| plan.rev)
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let known = self.known().map(|plan| &plan.fields);
        let text =
            |of: fn(&PlanFields) -> &Option<String>| known.and_then(|known| of(known).clone()).unwrap_or_default();
        let months = i32::try_from(cx.lists.settings.review_months).unwrap_or_default();
        let usual = Some(roll_to_weekday(add_months(cx.today, months)));
        // A day of a version that is there may have passed; a new one lies ahead.
        let (made_on, review_on, lean) = match self.edited() {
            Some(plan) => (plan.fields.made_on, plan.fields.review_on, Lean::Near),
            None => (cx.today, usual, Lean::Future),
        };
        let mut fields = vec![
            Field::area("strengths", say!(words, "field-strengths"), &text(|plan| &plan.strengths)),
            Field::area("factors", say!(words, "field-factors"), &text(|plan| &plan.factors)),
            Field::area("services", say!(words, "field-other-services"), &text(|plan| &plan.services)),
            Field::line("rhythm", say!(words, "field-rhythm"), &text(|plan| &plan.rhythm)).required(),
            Field::area("agreed", say!(words, "field-agreed"), &text(|plan| &plan.agreed)),
            Field::area("dissent", say!(words, "field-dissent"), &text(|plan| &plan.dissent)),
            Field::date("made_on", say!(words, "field-made-on"), Some(made_on), Lean::Past).required(),
            Field::date("review_on", say!(words, "field-plan-review"), review_on, lean),
        ];
        if self.corrects() {
            fields.insert(0, Field::line("why", say!(words, "field-why-corrected"), "").required());
        }
        fields
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let why = self.corrects().then(|| reader.required("why"));
        let fields = PlanForm::read(&mut reader);
        let newest = self.page.as_ref().and_then(|page| page.card.episodes.first());
        let change = match (self.edited(), newest) {
            (Some(plan), _) => Change::EditPlan { id: plan.id, rev: reader.rev(), fields },
            (None, Some(episode)) => {
                Change::AddPlan { episode: episode.id, was: self.known().map(|plan| plan.id), fields }
            }
            (None, None) => return reader.finish(Submit::Nothing),
        };
        let change = match why {
            Some(reason) => Change::Correct { reason, change: Box::new(change) },
            None => change,
        };
        reader.finish(Submit::Change(Box::new(change)))
    }
}
