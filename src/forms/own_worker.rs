//! The own worker of a live customership (SHL 42 §).

use super::choices::{chosen_worker, workers};
use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::Lean;
use crate::domain::ids::ClientId;
use crate::say;
use crate::store::change::Change;
use crate::store::clients::Card;
use crate::store::drafts::DraftKey;
use crate::store::request::{Answer, Query};

pub const NAME: &str = "own-worker";

/// Who it is, and from when on.
pub struct OwnWorkerForm {
    client: ClientId,
    card: Option<Box<Card>>,
}

impl OwnWorkerForm {
    pub fn of(client: ClientId) -> OwnWorkerForm {
        OwnWorkerForm { client, card: None }
    }
}

impl Form for OwnWorkerForm {
    fn draft_key(&self) -> Option<DraftKey> {
        Some(DraftKey { form: NAME.into(), target: self.client.0 })
    }

    fn title(&self, cx: &Ctx) -> String {
        format!("{}: {}", say!(cx.words, "form-own-worker"), self.about().unwrap_or_default())
    }

    fn about(&self) -> Option<String> {
        self.card.as_ref().map(|card| card.client.fields.name())
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Card { client: self.client, today: cx.today }]
    }

    fn take(&mut self, answer: Answer) {
        if let Answer::Card(card) = answer {
            self.card = Some(card);
        }
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let me = cx.me.id.0.to_string();
        vec![
            Field::choice("own_worker", say!(cx.words, "field-own-worker"), workers(cx), &me).required(),
            Field::date("from", say!(cx.words, "field-from"), Some(cx.today), Lean::Past).required(),
        ]
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let from = reader.required_date("from");
        if from > reader.cx.today {
            let words = say!(reader.cx.words, "wrong-future");
            reader.wrong("from", words);
        }
        let newest = self.card.as_ref().and_then(|card| card.episodes.first());
        match (newest, chosen_worker(&reader, "own_worker")) {
            (Some(episode), Some(worker)) => {
                let was = episode.own_worker.map(|(worker, _)| worker);
                if episode.own_worker.is_some_and(|(_, since)| from < since) {
                    let words = say!(reader.cx.words, "wrong-before-own-worker");
                    reader.wrong("from", words);
                }
                let change = Change::Assign { episode: episode.id, was, worker, from };
                reader.finish(Submit::Change(Box::new(change)))
            }
            _ => {
                let words = say!(reader.cx.words, "wrong-empty");
                reader.wrong("own_worker", words);
                reader.finish(Submit::Nothing)
            }
        }
    }
}
