//! Everything that a worker has in hand goes to another one.

use super::choices::{chosen_worker, workers};
use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::ids::WorkerId;
use crate::say;
use crate::store::change::{Change, Made};
use crate::store::handover::{Moves, Whose};
use crate::store::request::{Answer, Query};
use crate::text::Words;

/// To whom.
pub struct HandOverForm {
    from: WorkerId,
    moves: Option<Box<Moves>>,
}

impl HandOverForm {
    pub fn of(from: WorkerId) -> HandOverForm {
        HandOverForm { from, moves: None }
    }
}

/// "asiakkaita 12, seurantoja 3": how much of each, where there is any.
pub fn counted(moves: &Moves, words: &Words) -> String {
    let each = Moves::KINDS.iter().zip(moves.counts()).filter(|(_, count)| *count > 0);
    each.map(|(name, count)| format!("{} {count}", words.get(&format!("moves-{name}")))).collect::<Vec<_>>().join(", ")
}

impl Form for HandOverForm {
    fn title(&self, cx: &Ctx) -> String {
        say!(cx.words, "form-hand-over", name = cx.lists.worker(self.from).unwrap_or_default())
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Moves { whose: Whose::Worker(self.from), today: cx.today }]
    }

    fn take(&mut self, answer: Answer) {
        if let Answer::Moves(moves) = answer {
            self.moves = Some(moves);
        }
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        let moves = self.moves.as_ref()?;
        Some(say!(cx.words, "hand-over-moves", what = counted(moves, &cx.words)))
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let own = self.from.0.to_string();
        let others = workers(cx).into_iter().filter(|choice| choice.key != own).collect();
        vec![Field::choice("to", say!(cx.words, "field-hand-over-to"), others, "").required()]
    }

    fn deed(&self, cx: &Ctx) -> String {
        say!(cx.words, "hand-over-deed")
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        reader.required("to");
        let change = chosen_worker(&reader, "to").zip(self.moves.clone());
        let day = reader.cx.today;
        let change = change.map(|(to, what)| Submit::Change(Box::new(Change::HandOver { what, to, day })));
        reader.finish(change.unwrap_or(Submit::Nothing))
    }

    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        let words = &reader.cx.words;
        let what = self.moves.as_ref().map(|moves| counted(moves, words)).unwrap_or_default();
        let to = chosen_worker(reader, "to").and_then(|to| reader.cx.lists.worker(to)).unwrap_or_default();
        say!(words, "handed-over", name = to, what = what)
    }
}
