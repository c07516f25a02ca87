//! Forms: one file each says which fields there are and what they mean; `screen` does the rest for all of them.

mod absence;
mod activity;
mod book;
mod cancel;
mod choices;
mod client;
mod count;
mod decision;
mod draft;
mod edit_session;
mod enter;
mod episode;
mod field;
mod finding;
mod go_to_day;
mod goal;
mod hand_over;
mod measure;
mod move_date;
mod newcomer;
mod note;
mod own_worker;
mod plan;
mod postpone;
mod queue;
mod read;
mod record;
mod register;
mod report;
mod restrict;
mod review;
mod rewrite_meeting;
mod screen;
mod session;
mod setting;
mod shut_day;
mod snooze;
mod spell;
mod stale;
mod terms;
mod unmerge;
mod view;

use crate::action::Action;
use crate::app::{Ctx, Effect, Told, hints};
use crate::say;
use crate::store::StoreError;
use crate::store::change::{Change, Made};
use crate::store::drafts::DraftKey;
use crate::store::request::{Answer, Query};

pub use absence::AbsenceForm;
pub use activity::ActivityForm;
pub use book::{Appointment, BookForm};
pub use cancel::CancelSession;
pub use client::ClientForm;
pub use count::CountHeads;
pub use decision::DecisionForm;
pub use draft::draft_about;
pub use edit_session::EditSession;
pub use enter::{Door, EnterForm};
pub use episode::EpisodeForm;
pub use field::{Choice, Control, Field, FieldName, Other, Theirs};
pub use go_to_day::GoToDay;
pub use goal::GoalForm;
pub use hand_over::{HandOverForm, counted};
pub use measure::MeasureForm;
pub use move_date::MoveDate;
pub use note::{FromRoster, NoteForm};
pub use own_worker::OwnWorkerForm;
pub use plan::PlanForm;
pub use postpone::PostponeReview;
pub use queue::QueueForm;
pub use read::{FieldError, Reader};
pub use record::ExportRecord;
pub use register::{CloseRegister, ReopenRegister};
pub use report::{ExportReport, NarrowReport, ReportDays};
pub use restrict::{BreakGlass, RestrictForm};
pub use review::ReviewForm;
pub use rewrite_meeting::RewriteMeeting;
pub use screen::FormScreen;
pub use session::{ExtraSession, SessionRemark};
pub use setting::SettingForm;
pub use shut_day::ShutDay;
pub use snooze::SnoozeForm;
pub use spell::{EditSpell, EndSpell};
pub use unmerge::UnmergeForm;

/// What a form comes to when it is saved.
pub enum Submit {
    Change(Box<Change>),
    Tell(Told),
    /// Nothing was different.
    Nothing,
}

/// What one form is about. Everything else about forms is the same for all.
pub trait Form {
    /// Names its draft; a prompt of one field keeps none.
    fn draft_key(&self) -> Option<DraftKey> {
        None
    }

    fn title(&self, cx: &Ctx) -> String;

    /// Whom it is about, for the list of drafts.
    fn about(&self) -> Option<String> {
        None
    }

    /// What has to be known before the fields can be shown.
    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        Vec::new()
    }

    fn take(&mut self, _answer: Answer) {}

    /// The rev that is edited, if a row is.
    fn base_rev(&self) -> Option<i64> {
        None
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field>;

    /// Which field is typed in first; those before it are filled in and seldom changed.
    fn starts_at(&self) -> usize {
        0
    }

    /// A field that what is filled in so far leaves no use for: it is passed over, and keeps what is in it.
    fn hides(&self, _field: &str, _reader: &Reader<'_>) -> bool {
        false
    }

    /// What one has to know before filling it in.
    fn foreword(&self, _cx: &Ctx) -> Option<String> {
        None
    }

    /// What one field, left or saved now, makes of another one: its name, and what it is filled with.
    fn follows(&self, _left: &str, _reader: Reader<'_>) -> Option<(FieldName, String)> {
        None
    }

    /// Reads the fields.
    ///
    /// # Errors
    /// What is wrong, field by field, in words.
    fn submit(&self, reader: Reader<'_>) -> Result<Submit, Vec<FieldError>>;

    /// The field that a refused save is about; `None` when it is about the whole form.
    fn field_of(&self, _error: &StoreError) -> Option<&'static str> {
        None
    }

    /// What to do once the change is on the disk: by default, back to where one was.
    fn after(&self, _made: Made, _cx: &Ctx) -> Vec<Effect> {
        vec![Effect::Back]
    }

    /// What saving it does, in a word.
    fn deed(&self, cx: &Ctx) -> String {
        hints::label(Action::Save, &cx.words)
    }

    /// What was saved, in words; `made` is what came of it.
    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        say!(reader.cx.words, "saved")
    }
}
