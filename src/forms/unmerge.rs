//! One record becomes two again: what goes back, what stays, and why it is done.

use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::ids::MergeId;
use crate::say;
use crate::store::change::{Change, Made};
use crate::store::merging::Parting;
use crate::store::request::{Answer, Query};

/// A prompt that asks first.
pub struct UnmergeForm {
    merge: MergeId,
    parting: Option<Box<Parting>>,
}

impl UnmergeForm {
    pub fn of(merge: MergeId) -> UnmergeForm {
        UnmergeForm { merge, parting: None }
    }
}

impl Form for UnmergeForm {
    fn title(&self, cx: &Ctx) -> String {
        let name = self.parting.as_ref().map(|parting| parting.other_name.clone()).unwrap_or_default();
        say!(cx.words, "form-unmerge", name = name)
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        vec![Query::Parting(self.merge)]
    }

    fn take(&mut self, answer: Answer) {
        if let Answer::Parting(parting) = answer {
            self.parting = Some(parting);
        }
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        let parting = self.parting.as_ref()?;
        let words = &cx.words;
        let or_nothing = |told: String| if told.is_empty() { say!(words, "unmerge-nothing") } else { told };
        let (back, stay) = (or_nothing(words.rows(&parting.back)), or_nothing(words.rows(&parting.stay)));
        let lines = [
            say!(words, "unmerge-of", kept = parting.kept_name.as_str(), other = parting.other_name.as_str()),
            say!(words, "unmerge-back", what = back),
            say!(words, "unmerge-stay", what = stay),
            say!(words, "unmerge-edits"),
        ];
        Some(lines.join("\n"))
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        vec![Field::line("reason", say!(cx.words, "field-why"), "")]
    }

    fn deed(&self, cx: &Ctx) -> String {
        say!(cx.words, "unmerge-deed")
    }

    fn submit(&self, reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let (reason, day) = (reader.text("reason"), reader.cx.today);
        let change = self.parting.as_ref().map(|parting| {
            let Parting { merge, rev, kept, .. } = **parting;
            Submit::Change(Box::new(Change::Unmerge { merge, rev, kept, day, reason }))
        });
        reader.finish(change.unwrap_or(Submit::Nothing))
    }

    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        let name = self.parting.as_ref().map(|parting| parting.other_name.clone()).unwrap_or_default();
        say!(reader.cx.words, "unmerged", name = name)
    }
}
