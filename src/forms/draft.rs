//! What a draft holds: the texts of a form's fields, and what they were filled with; and which form that is.

use serde::{Deserialize, Serialize};

use super::{
    ActivityForm, BookForm, ClientForm, DecisionForm, EnterForm, EpisodeForm, Field, FormScreen, GoalForm, MeasureForm,
    NoteForm, OwnWorkerForm, PlanForm, ReviewForm, RewriteMeeting, activity, book, client, decision, enter, episode,
    goal, measure, note, own_worker, plan, review, rewrite_meeting,
};
use crate::domain::ids::{ActivityId, ClientId, DecisionId, EpisodeId, GoalId, MeasureId, MeetingId, NoteId, PlanId};
use crate::store::drafts::DraftKey;

/// A draft's body.
#[derive(Serialize, Deserialize)]
pub struct Body {
    pub about: Option<String>,
    /// What was typed, field by field.
    pub fields: Texts,
    /// What the fields of an edited row were filled with, to tell what a colleague has changed since.
    #[serde(default)]
    pub filled: Texts,
}

pub type Texts = serde_json::Map<String, serde_json::Value>;

/// The text of a field, if it is told.
pub fn told<'a>(texts: &'a Texts, name: &str) -> Option<&'a str> {
    texts.get(name).and_then(serde_json::Value::as_str)
}

/// Whom a kept draft is about.
pub fn draft_about(body: &str) -> Option<String> {
    Body::read(body).and_then(|body| body.about)
}

impl Body {
    /// The fields as they stand. Of a row that is edited, only what was typed: the rest may be changed by others
    /// meanwhile. A proposal nobody has changed is made anew.
    pub fn of(fields: &[Field], about: Option<String>, is_edit: bool) -> Body {
        let typed = fields.iter().filter(|field| field.is_changed() || !(is_edit || field.proposed));
        let filled = fields.iter().filter(|_| is_edit);
        Body {
            about,
            fields: typed.map(|field| (field.name.to_string(), field.value().into())).collect(),
            filled: filled.map(|field| (field.name.to_string(), field.initial().into())).collect(),
        }
    }

    /// The body of a kept draft; `None` for one that this version cannot read.
    pub fn read(text: &str) -> Option<Body> {
        serde_json::from_str(text).ok()
    }

    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl FormScreen {
    /// The form that a kept draft belongs to.
    pub fn of_draft(key: &DraftKey) -> Option<FormScreen> {
        Some(match key.form.as_str() {
            client::NEW => FormScreen::new(ClientForm::numbered(key.target)),
            client::EDIT => FormScreen::new(ClientForm::edit(ClientId(key.target))),
            episode::NEW => FormScreen::new(EpisodeForm::new(ClientId(key.target))),
            episode::EDIT => FormScreen::new(EpisodeForm::edit(EpisodeId(key.target))),
            own_worker::NAME => FormScreen::new(OwnWorkerForm::of(ClientId(key.target))),
            plan::NEW => FormScreen::new(PlanForm::new(ClientId(key.target))),
            plan::EDIT => FormScreen::new(PlanForm::edit(PlanId(key.target))),
            decision::NEW => FormScreen::new(DecisionForm::new(ClientId(key.target))),
            decision::EDIT => FormScreen::new(DecisionForm::edit(DecisionId(key.target))),
            goal::NEW => FormScreen::new(GoalForm::new(ClientId(key.target))),
            goal::EDIT => FormScreen::new(GoalForm::edit(GoalId(key.target))),
            measure::NEW => FormScreen::new(MeasureForm::new(ClientId(key.target))),
            measure::EDIT => FormScreen::new(MeasureForm::edit(MeasureId(key.target))),
            review::NAME => FormScreen::new(ReviewForm::of(EpisodeId(key.target))),
            rewrite_meeting::NAME => FormScreen::new(RewriteMeeting::of(MeetingId(key.target))),
            note::NEW => FormScreen::new(NoteForm::new(ClientId(key.target))),
            note::EDIT => FormScreen::new(NoteForm::edit(NoteId(key.target))),
            enter::NEW => FormScreen::new(EnterForm::somebody_new(ActivityId(key.target))),
            book::NEW => FormScreen::new(BookForm::somebody_new(ActivityId(key.target))),
            activity::NEW => FormScreen::new(ActivityForm::numbered(key.target)),
            activity::EDIT => FormScreen::new(ActivityForm::edit(ActivityId(key.target))),
            _ => return None,
        })
    }

    /// Every name that a draft's form may have, for `form-<name>`.
    pub const NAMES: &[&str] = &[
        client::NEW,
        client::EDIT,
        episode::NEW,
        episode::EDIT,
        own_worker::NAME,
        plan::NEW,
        plan::EDIT,
        decision::NEW,
        decision::EDIT,
        goal::NEW,
        goal::EDIT,
        measure::NEW,
        measure::EDIT,
        review::NAME,
        rewrite_meeting::NAME,
        note::NEW,
        note::EDIT,
        enter::NEW,
        book::NEW,
        activity::NEW,
        activity::EDIT,
    ];
}
