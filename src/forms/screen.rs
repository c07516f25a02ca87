//! A form on the screen: typing, drafts, errors under their fields, saving; the same for every form.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::draft::Body;
use super::field::{Control, Field};
use super::stale::{client_of, edited_row};
use super::{FieldError, Form, Reader, Submit, view};
use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, OpenDraft, Screen, hints};
use crate::domain::ids::ClientId;
use crate::domain::trace::Trace;
use crate::say;
use crate::store::StoreError;
use crate::store::backup::NO_REV;
use crate::store::change::Made;
use crate::store::drafts::{Draft, DraftKey};
use crate::store::request::{Answer, Query};
use crate::store::trail::Touched;

/// A form on the screen.
pub struct FormScreen {
    pub(super) form: Box<dyn Form>,
    /// How many answers are still to come before the fields can be made.
    awaited: usize,
    /// The rev that the fields were filled from; a reload does not change what is being edited.
    pub(super) base_rev: Option<i64>,
    pub(super) fields: Vec<Field>,
    pub(super) focus: usize,
    pub(super) errors: Vec<FieldError>,
    /// Words that belong to the whole form: a draft was found, a save was refused.
    pub(super) notice: Option<String>,
    /// Text from before, to be put into the fields once they are made.
    pub(super) draft: Option<Draft>,
    /// The sitting whose draft it is to be, where several have one.
    sitting: Option<i64>,
    /// What is typed now, while the row is read again that a colleague has changed.
    pub(super) held: Option<Draft>,
    /// The fields hold what a draft did.
    pub(super) restored: bool,
    /// Who worked on the row last.
    pub(super) touched: Option<Touched>,
    /// Whose data it shows.
    client: Option<ClientId>,
    saving: bool,
    saved: bool,
    pub(super) scroll: std::cell::Cell<u16>,
}

impl FormScreen {
    pub fn new(form: impl Form + 'static) -> FormScreen {
        FormScreen {
            form: Box::new(form),
            awaited: 0,
            base_rev: None,
            fields: Vec::new(),
            focus: 0,
            errors: Vec::new(),
            notice: None,
            draft: None,
            sitting: None,
            held: None,
            restored: false,
            touched: None,
            client: None,
            saving: false,
            saved: false,
            scroll: std::cell::Cell::new(0),
        }
    }

    pub fn boxed(form: impl Form + 'static) -> Box<dyn Screen> {
        Box::new(FormScreen::new(form))
    }

    /// Takes up the draft of a certain sitting.
    pub fn taking(self, sitting: i64) -> FormScreen {
        FormScreen { sitting: Some(sitting), ..self }
    }

    /// Something has been typed that is not in the file.
    fn is_typed(&self) -> bool {
        !self.saved && (self.restored || self.fields.iter().any(Field::is_changed))
    }

    fn body(&self) -> String {
        Body::of(&self.fields, self.about(), self.base_rev.is_some()).write()
    }

    /// Whom it is about; somebody or something new by the name typed so far.
    fn about(&self) -> Option<String> {
        let named =
            self.fields.iter().filter(|field| matches!(field.name.as_ref(), "family_name" | "given_name" | "name"));
        let typed = named.map(Field::value).collect::<Vec<_>>().join(" ");
        self.form.about().or(Some(typed.trim().to_string()).filter(|name| !name.is_empty()))
    }

    fn move_focus(&mut self, forward: bool, cx: &Ctx) {
        self.follow(cx);
        let len = self.fields.len().max(1);
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.leave();
        }
        let next = |at: usize| if forward { (at + 1) % len } else { (at + len - 1) % len };
        self.focus = next(self.focus);
        while self.is_hidden(self.focus, cx) {
            self.focus = next(self.focus);
        }
    }

    /// True for a field that what is filled in leaves no use for; never for the first.
    pub(super) fn is_hidden(&self, at: usize, cx: &Ctx) -> bool {
        let reader = Reader::new(&self.fields, self.base_rev, cx);
        at > 0 && self.fields.get(at).is_some_and(|field| self.form.hides(&field.name, &reader))
    }

    fn is_last(&self, cx: &Ctx) -> bool {
        (self.focus + 1..self.fields.len()).all(|at| self.is_hidden(at, cx))
    }

    /// Fills in what follows from the field where one is now.
    fn follow(&mut self, cx: &Ctx) {
        let Some(here) = self.fields.get(self.focus) else { return };
        let reader = Reader::new(&self.fields, self.base_rev, cx);
        let Some((name, value)) = self.form.follows(&here.name, reader) else { return };
        if let Some(other) = self.fields.iter_mut().find(|field| field.name == name) {
            other.set(&value);
            self.errors.retain(|error| error.field != name);
        }
    }

    fn save(&mut self, cx: &Ctx) -> Vec<Effect> {
        if self.awaited > 0 {
            return Vec::new();
        }
        if self.base_rev.is_some() && !self.is_typed() {
            return vec![Effect::Back];
        }
        self.follow(cx);
        let reader = Reader::new(&self.fields, self.base_rev, cx);
        match self.form.submit(reader) {
            Ok(Submit::Change(change)) => {
                self.errors.clear();
                self.saving = true;
                vec![Effect::Change(change, self.form.draft_key())]
            }
            Ok(Submit::Tell(told)) => vec![Effect::Tell(told)],
            Ok(Submit::Nothing) => vec![Effect::Back],
            Err(errors) => {
                self.point_at(errors);
                Vec::new()
            }
        }
    }

    /// Says what is wrong at each field, and goes to the first of them as they stand on the form.
    fn point_at(&mut self, errors: Vec<FieldError>) {
        let first = self.fields.iter().position(|field| errors.iter().any(|error| error.field == field.name));
        self.focus = first.unwrap_or(self.focus);
        self.errors = errors;
    }

    /// What stands above the fields.
    pub(super) fn head(&self, cx: &Ctx) -> Vec<String> {
        self.notice.clone().into_iter().chain(self.form.foreword(cx)).collect()
    }

    fn leave(&mut self, cx: &Ctx) -> Vec<Effect> {
        match self.draft() {
            Some(draft) => {
                vec![Effect::KeepDraft(draft), Effect::Back, Effect::Say(say!(cx.words, "draft-kept"))]
            }
            None => vec![Effect::Back],
        }
    }

    fn discard(&mut self, cx: &Ctx) -> Vec<Effect> {
        self.saved = true;
        let dropped = self.form.draft_key().map(Effect::DropDraft);
        dropped.into_iter().chain([Effect::Back, Effect::Say(say!(cx.words, "draft-discarded"))]).collect()
    }
}

impl Screen for FormScreen {
    fn places(&self) -> &'static [Place] {
        &[Place::Form]
    }

    fn title(&self, cx: &Ctx) -> String {
        self.form.title(cx)
    }

    fn shows(&self) -> Option<Trace> {
        self.client.map(Trace::card)
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        // What is being typed is not taken away by a colleague's change.
        if !self.fields.is_empty() {
            return Vec::new();
        }
        let key = self.form.draft_key();
        let touched = key.as_ref().and_then(edited_row).map(|(table, id)| Query::LastTouch(table, id));
        let draft = key.map(|key| Query::Draft(key, self.sitting));
        self.form.queries(cx).into_iter().chain(draft).chain(touched).collect()
    }

    fn opened(&mut self, awaited: usize, cx: &Ctx) {
        self.awaited = awaited;
        if awaited == 0 && self.fields.is_empty() {
            self.make_fields(cx);
        }
    }

    fn receive(&mut self, answer: Answer, cx: &Ctx) -> Vec<Effect> {
        match answer {
            Answer::Draft(draft) => self.draft = draft,
            Answer::LastTouch(touched) => self.touched = touched,
            other => {
                self.client = client_of(&other).or(self.client);
                self.form.take(other);
            }
        }
        self.awaited = self.awaited.saturating_sub(1);
        if self.awaited == 0 && self.fields.is_empty() {
            self.make_fields(cx);
        }
        Vec::new()
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        match action {
            Action::NextField => self.move_focus(true, cx),
            Action::PreviousField => self.move_focus(false, cx),
            Action::Choose if self.is_last(cx) => return self.save(cx),
            Action::Choose => self.move_focus(true, cx),
            Action::Save => return self.save(cx),
            Action::UndoTyping => {
                if let Some(field) = self.fields.get_mut(self.focus) {
                    field.undo();
                    self.errors.retain(|error| error.field != field.name);
                }
            }
            Action::TakeOther => {
                if let Some(field) = self.fields.get_mut(self.focus) {
                    field.take_other();
                }
            }
            Action::Discard => return self.discard(cx),
            Action::Leave => return self.leave(cx),
            _ => {}
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        let on_choice = matches!(
            self.fields.get(self.focus).map(|field| &field.control),
            Some(Control::Choice { .. } | Control::Check(_))
        );
        match action {
            Action::Save | Action::Choose | Action::Leave | Action::Discard if self.saving => {
                Some(say!(cx.words, "saving"))
            }
            Action::OtherChoice if !on_choice => Some(say!(cx.words, "no-choice-here")),
            Action::TakeOther if !self.fields.get(self.focus).is_some_and(Field::has_other) => {
                Some(say!(cx.words, "no-other-value"))
            }
            Action::Discard if self.draft().is_none() => Some(say!(cx.words, "no-draft-here")),
            Action::NextField | Action::PreviousField if self.fields.len() == 1 && on_choice => {
                Some(say!(cx.words, "only-choice"))
            }
            Action::NextField | Action::PreviousField if self.fields.len() == 1 => Some(say!(cx.words, "only-field")),
            _ => None,
        }
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match action {
            Action::Leave if self.form.draft_key().is_none() => hints::label(Action::Back, &cx.words),
            Action::Choose if self.fields.get(self.focus).is_some_and(Field::is_area) => {
                say!(cx.words, "new-line")
            }
            Action::Choose if self.is_last(cx) => self.form.deed(cx),
            Action::Save => self.form.deed(cx),
            _ => hints::label(action, &cx.words),
        }
    }

    fn types(&self, key: KeyEvent) -> bool {
        self.fields.get(self.focus).is_some_and(|field| field.takes(key))
    }

    fn type_key(&mut self, key: KeyEvent, _cx: &Ctx) -> Vec<Effect> {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.key(key);
            self.errors.retain(|error| error.field != field.name);
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, _cx: &Ctx) -> Option<Vec<Effect>> {
        let field = self.fields.get_mut(self.focus)?;
        field.paste(text);
        Some(Vec::new())
    }

    fn done(&mut self, made: Made, cx: &Ctx) -> Vec<Effect> {
        self.saved = true;
        let said = Effect::Say(self.form.saved(made, &Reader::new(&self.fields, self.base_rev, cx)));
        // The draft went with the save; one that was kept while the save waited goes now.
        let dropped = self.form.draft_key().map(Effect::DropDraft);
        dropped.into_iter().chain(self.form.after(made, cx)).chain([said]).collect()
    }

    fn failed(&mut self, error: &StoreError, words: &str) -> bool {
        self.saving = false;
        match self.form.field_of(error) {
            Some(field) => self.point_at(vec![FieldError { field: field.into(), words: words.to_string() }]),
            None => self.notice = Some(words.to_string()),
        }
        // A colleague was faster, or the whole file is another one: the row is read again, and shown beside what is typed.
        let base_rev = match error {
            StoreError::Stale => self.base_rev,
            // A row of the same rev need not be the same.
            StoreError::Restored => Some(NO_REV),
            _ => return true,
        };
        if let (Some(key), Some(_)) = (self.form.draft_key(), base_rev) {
            self.held = Some(Draft { key, base_rev, body: self.body(), saved_at: String::new(), sitting: 0 });
            self.fields.clear();
        }
        true
    }

    fn draft_key(&self) -> Option<DraftKey> {
        self.form.draft_key()
    }

    fn draft(&self) -> Option<OpenDraft> {
        if let Some(held) = &self.held {
            return Some(OpenDraft { key: held.key.clone(), base_rev: held.base_rev, body: held.body.clone() });
        }
        let key = self.form.draft_key().filter(|_| self.is_typed())?;
        Some(OpenDraft { key, base_rev: self.base_rev, body: self.body() })
    }

    fn shows_global_keys(&self) -> bool {
        false
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        view::draw(self, frame, area, cx);
    }
}
