//! The own worker of a live customership (SHL 42 §).

use super::choices::{chosen_worker, workers};
use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::{Lean, show_date};
use crate::domain::ids::ClientId;
use crate::say;
use crate::store::change::Change;
use crate::store::clients::Card;
use crate::store::drafts::DraftKey;
use crate::store::handover::{Moves, Whose};
use crate::store::request::{Answer, Query};

pub const NAME: &str = "own-worker";

/// So much of what goes along is told line by line.
const LISTED: usize = 6;

/// Who it is, and from when on.
pub struct OwnWorkerForm {
    client: ClientId,
    card: Option<Box<Card>>,
    /// What goes along with the client.
    moves: Option<Box<Moves>>,
}

impl OwnWorkerForm {
    pub fn of(client: ClientId) -> OwnWorkerForm {
        OwnWorkerForm { client, card: None, moves: None }
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
        let (client, today) = (self.client, cx.today);
        vec![Query::Card { client, today }, Query::Moves { whose: Whose::Client(client), today }]
    }

    fn take(&mut self, answer: Answer) {
        match answer {
            Answer::Card(card) => self.card = Some(card),
            Answer::Moves(moves) => self.moves = Some(moves),
            _ => {}
        }
    }

    /// What goes along with the client, line by line, before it does.
    fn foreword(&self, cx: &Ctx) -> Option<String> {
        let moves = self.moves.as_ref()?;
        let now = cx.lists.worker(moves.from?)?;
        let follow_ups = moves.follow_ups.iter().map(|follow_up| {
            let what = follow_up.what.clone().unwrap_or_else(|| say!(cx.words, "due-follow-up"));
            format!("{} {what}", show_date(follow_up.on))
        });
        let snoozes = moves.snoozes.iter().map(|snoozed| format!("{} {}", show_date(snoozed.until), snoozed.reason));
        let mut lines: Vec<String> = follow_ups.chain(snoozes).collect();
        if lines.is_empty() {
            return Some(say!(cx.words, "own-worker-now", name = now));
        }
        let more = lines.len().saturating_sub(LISTED);
        lines.truncate(LISTED);
        lines.insert(0, say!(cx.words, "own-worker-moves", name = now));
        lines.extend((more > 0).then(|| say!(cx.words, "own-worker-more", count = more)));
        Some(lines.join("\n"))
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
                let moving = self.moves.clone().filter(|moves| moves.from.is_some_and(|now| now != worker));
                let change = match moving {
                    Some(what) => Change::HandOver { what, to: worker, day: from },
                    None => Change::Assign { episode: episode.id, was, worker, from },
                };
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
