//! What is typed, and a row that somebody else has changed meanwhile: field by field both are shown, and nothing is lost.

use super::draft::{Body, told};
use super::field::{Other, Theirs};
use super::screen::FormScreen;
use crate::app::Ctx;
use crate::domain::ids::ClientId;
use crate::say;
use crate::store::backup::NO_REV;
use crate::store::drafts::DraftKey;
use crate::store::request::Answer;

impl FormScreen {
    /// Makes the fields, and puts into them what was typed before.
    pub(super) fn make_fields(&mut self, cx: &Ctx) {
        self.fields = self.form.fields(cx);
        self.focus = self.form.starts_at();
        self.base_rev = self.form.base_rev();
        let Some(draft) = self.held.take().or(self.draft.take()) else { return };
        let Some(body) = Body::read(&draft.body) else { return };
        // The text was typed over an older row: what a colleague has changed since is said at its field.
        let row_changed = draft.base_rev.is_some() && self.base_rev != draft.base_rev;
        for field in &mut self.fields {
            let theirs = Other { value: field.value(), shown: field.shown() };
            let they_changed = row_changed && told(&body.filled, &field.name).is_some_and(|was| was != field.value());
            if let Some(value) = told(&body.fields, &field.name) {
                field.set(value);
                field.theirs = Some(Theirs::Differs(theirs)).filter(|_| they_changed && field.is_changed());
            } else if they_changed {
                field.theirs = Some(Theirs::TakenOver);
            }
        }
        // One begins where something has to be chosen.
        self.focus = self.fields.iter().position(super::Field::has_other).unwrap_or(self.focus);
        self.restored = true;
        let found = match (row_changed, draft.saved_at.is_empty()) {
            (true, _) if draft.base_rev == Some(NO_REV) => say!(cx.words, "draft-found-restored"),
            (true, _) => say!(cx.words, "draft-found-stale"),
            (false, false) => say!(cx.words, "draft-found", at = cx.words.clock_of(&draft.saved_at)),
            (false, true) => say!(cx.words, "error-stale"),
        };
        let who = self.touched.as_ref().filter(|_| row_changed).and_then(|touched| {
            let who = cx.lists.worker(touched.worker)?;
            Some(say!(cx.words, "changed-last", who = who, at = cx.words.clock_of(&touched.at)))
        });
        let parts = [who, Some(found), self.without_field(&body, cx)];
        self.notice = Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
    }

    /// Sentences that were typed into what is not there any more, such as a goal that a colleague has ended: they can
    /// still be read, and copied. The key of a choice is no sentence.
    fn without_field(&self, body: &Body, cx: &Ctx) -> Option<String> {
        let gone = body.fields.iter().filter(|(name, _)| self.fields.iter().all(|field| field.name != **name));
        let texts = gone.filter_map(|(_, text)| text.as_str()).filter(|text| text.contains(' '));
        let texts = texts.map(|text| format!("\"{}\"", text.replace('\n', " "))).collect::<Vec<_>>().join(" ");
        (!texts.is_empty()).then(|| say!(cx.words, "draft-without-field", texts = texts))
    }
}

/// Drafts of a row that is edited are named by its table.
const EDITED: &[&str] = &["client", "episode", "goal", "note", "activity", "plan", "decision", "measure"];

/// The row that the form of this draft edits.
pub fn edited_row(key: &DraftKey) -> Option<(&'static str, i64)> {
    EDITED.iter().find(|table| **table == key.form).map(|table| (*table, key.target))
}

/// Whose data an answer shows.
pub fn client_of(answer: &Answer) -> Option<ClientId> {
    match answer {
        Answer::Card(card) => Some(card.client.id),
        Answer::Plan(page) => Some(page.card.client.id),
        Answer::Goal(goal) => Some(goal.client),
        Answer::Note(note) => Some(note.client),
        _ => None,
    }
}
