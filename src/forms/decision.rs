//! A decision on a service: what the certified system has it under, and the days for which it holds.

use chrono::NaiveDate;

use super::field::FieldName;
use super::{Choice, Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::Lean;
use crate::domain::ids::{ClientId, DecisionId};
use crate::domain::plan::DecisionFields;
use crate::domain::text::fold;
use crate::say;
use crate::store::change::Change;
use crate::store::clients::Card;
use crate::store::decisions::Decision;
use crate::store::drafts::DraftKey;
use crate::store::request::{Answer, Query};

pub const NEW: &str = "decision-new";
pub const EDIT: &str = "decision";

/// The form of a decision.
pub struct DecisionForm {
    subject: Subject,
    card: Option<Box<Card>>,
}

#[derive(Clone, Copy)]
enum Subject {
    New(ClientId),
    Edit(DecisionId),
}

impl DecisionForm {
    pub fn new(client: ClientId) -> DecisionForm {
        DecisionForm { subject: Subject::New(client), card: None }
    }

    pub fn edit(decision: DecisionId) -> DecisionForm {
        DecisionForm { subject: Subject::Edit(decision), card: None }
    }

    fn decisions(&self) -> &[Decision] {
        self.card.as_ref().map(|card| card.decisions.as_slice()).unwrap_or_default()
    }

    fn known(&self) -> Option<&Decision> {
        match self.subject {
            Subject::New(_) => None,
            Subject::Edit(id) => self.decisions().iter().find(|decision| decision.id == id),
        }
    }

    /// The customership is over, and what is typed is a correction.
    fn corrects(&self) -> bool {
        let live =
            self.card.as_ref().and_then(|card| card.episodes.first()).map(|newest| newest.fields.state.is_live());
        self.known().is_some() && live == Some(false)
    }

    /// What it could replace: earlier decisions that no other replaces.
    fn replaceable(&self) -> impl Iterator<Item = &Decision> {
        let own = self.known();
        let mine = own.and_then(|own| own.fields.replaces);
        let earlier = move |decision: &&Decision| own.is_none_or(|own| decision.id < own.id);
        self.decisions()
            .iter()
            .filter(earlier)
            .filter(move |decision| !decision.is_replaced || Some(decision.id) == mine)
    }

    /// The decision that a new one continues: the newest that still stands and has an end.
    fn continued(&self) -> Option<&Decision> {
        let is_new = matches!(self.subject, Subject::New(_));
        self.replaceable().find(|decision| decision.fields.valid_to.is_some()).filter(|_| is_new)
    }

    /// What the form is filled with.
    fn filled(&self, cx: &Ctx) -> DecisionFields {
        match (self.known(), self.continued()) {
            (Some(known), _) => known.fields.clone(),
            (None, Some(before)) => DecisionFields {
                number: None,
                about: before.fields.about.clone(),
                decided_on: cx.today,
                valid_from: before.fields.valid_to.and_then(|last| last.succ_opt()).unwrap_or(cx.today),
                valid_to: None,
                replaces: Some(before.id),
            },
            (None, None) => DecisionFields {
                number: None,
                about: say!(cx.words, "decision-usual"),
                decided_on: cx.today,
                valid_from: cx.today,
                valid_to: None,
                replaces: None,
            },
        }
    }
}

impl Form for DecisionForm {
    fn draft_key(&self) -> Option<DraftKey> {
        Some(match self.subject {
            Subject::New(client) => DraftKey { form: NEW.into(), target: client.0 },
            Subject::Edit(decision) => DraftKey { form: EDIT.into(), target: decision.0 },
        })
    }

    fn title(&self, cx: &Ctx) -> String {
        let what = match self.subject {
            Subject::New(_) => say!(cx.words, "form-decision-new"),
            Subject::Edit(_) => say!(cx.words, "form-decision"),
        };
        format!("{what}: {}", self.about().unwrap_or_default())
    }

    fn about(&self) -> Option<String> {
        self.card.as_ref().map(|card| card.client.fields.name())
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        self.corrects().then(|| say!(cx.words, "correction-foreword"))
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        match self.subject {
            Subject::New(client) => vec![Query::Card { client, today: cx.today }],
            Subject::Edit(decision) => vec![Query::CardOfDecision { decision, today: cx.today }],
        }
    }

    fn take(&mut self, answer: Answer) {
        if let Answer::Card(card) = answer {
            self.card = Some(card);
        }
    }

    fn base_rev(&self) -> Option<i64> {
        self.known().map(|decision| decision.rev)
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let filled = self.filled(cx);
        let mut choices = vec![Choice { key: String::new(), label: String::new() }];
        choices.extend(
            self.replaceable()
                .map(|decision| Choice { key: decision.id.0.to_string(), label: cx.words.decision(&decision.fields) }),
        );
        let replaces = filled.replaces.map(|id| id.0.to_string()).unwrap_or_default();
        let number = filled.number.clone().unwrap_or_default();
        let mut fields = vec![
            Field::line("about", say!(words, "field-decision-about"), &filled.about).required().proposed(),
            Field::line("number", say!(words, "field-decision-number"), &number),
            Field::date("decided_on", say!(words, "field-decided-on"), Some(filled.decided_on), Lean::Past).required(),
            Field::date("valid_from", say!(words, "field-decision-from"), Some(filled.valid_from), Lean::Near)
                .required(),
            Field::date("valid_to", say!(words, "field-decision-to"), filled.valid_to, Lean::Near),
        ];
        if choices.len() > 1 {
            fields.push(Field::choice("replaces", say!(words, "field-replaces"), choices, &replaces));
        }
        if self.corrects() {
            fields.insert(0, Field::line("why", say!(words, "field-why-corrected"), "").required());
        }
        fields
    }

    /// A decision on something else continues nothing.
    fn follows(&self, left: &str, reader: Reader<'_>) -> Option<(FieldName, String)> {
        let before = self.continued().filter(|_| left == "about" && reader.is_changed(&["about"]))?;
        let same = reader.text("about").is_some_and(|about| fold(&about) == fold(&before.fields.about));
        Some(("replaces".into(), if same { before.id.0.to_string() } else { String::new() }))
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let cx = reader.cx;
        let why = self.corrects().then(|| reader.required("why"));
        let fields = DecisionFields {
            number: reader.text("number"),
            about: reader.required("about"),
            decided_on: reader.required_date("decided_on"),
            valid_from: reader.required_date("valid_from"),
            valid_to: reader.date("valid_to"),
            replaces: reader.text("replaces").and_then(|id| id.parse().ok()).map(DecisionId),
        };
        if fields.decided_on > cx.today {
            reader.wrong("decided_on", say!(cx.words, "wrong-future"));
        }
        let ends_before = |last: NaiveDate| last < fields.valid_from;
        if fields.valid_to.is_some_and(ends_before) {
            reader.wrong("valid_to", say!(cx.words, "wrong-ends-before"));
        }
        let newest = self.card.as_ref().and_then(|card| card.episodes.first());
        let change = match (self.known(), newest) {
            (Some(decision), _) => Change::EditDecision { id: decision.id, rev: reader.rev(), fields },
            (None, Some(episode)) => Change::AddDecision { episode: episode.id, fields },
            (None, None) => return reader.finish(Submit::Nothing),
        };
        let change = match why {
            Some(reason) => Change::Correct { reason, change: Box::new(change) },
            None => change,
        };
        reader.finish(Submit::Change(Box::new(change)))
    }
}
