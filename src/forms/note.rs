//! A note after a contact, with the day on which to come back to it.

use super::choices::codes;
use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::Lean;
use crate::domain::ids::{ClientId, NoteId};
use crate::domain::note::NoteFields;
use crate::say;
use crate::store::drafts::DraftKey;
use crate::store::notes::Note;
use crate::store::request::{Answer, Change, Query};

pub const NEW: &str = "note-new";
pub const EDIT: &str = "note";

/// What most contacts are.
const USUAL_CHANNEL: &str = "phone";

/// The form of a note.
pub struct NoteForm {
    subject: Subject,
    name: Option<String>,
    note: Option<Box<Note>>,
}

#[derive(Clone, Copy)]
enum Subject {
    New(ClientId),
    Edit(NoteId),
}

impl NoteForm {
    pub fn new(client: ClientId) -> NoteForm {
        NoteForm { subject: Subject::New(client), name: None, note: None }
    }

    pub fn edit(note: NoteId) -> NoteForm {
        NoteForm { subject: Subject::Edit(note), name: None, note: None }
    }
}

impl Form for NoteForm {
    fn draft_key(&self) -> Option<DraftKey> {
        Some(match self.subject {
            Subject::New(client) => DraftKey { form: NEW.into(), target: client.0 },
            Subject::Edit(note) => DraftKey { form: EDIT.into(), target: note.0 },
        })
    }

    fn title(&self, cx: &Ctx) -> String {
        let what = match self.subject {
            Subject::New(_) => say!(cx.words, "form-note-new"),
            Subject::Edit(_) => say!(cx.words, "form-note"),
        };
        self.about().map_or_else(|| what.clone(), |name| format!("{what}: {name}"))
    }

    fn about(&self) -> Option<String> {
        self.name.clone()
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        match self.subject {
            Subject::New(client) => vec![Query::Card { client, today: cx.today }],
            Subject::Edit(note) => vec![Query::Note(note)],
        }
    }

    fn take(&mut self, answer: Answer) {
        match answer {
            Answer::Card(card) => self.name = Some(card.client.fields.name()),
            Answer::Note(note) => {
                self.name = Some(note.name.clone());
                self.note = Some(note);
            }
            _ => {}
        }
    }

    fn base_rev(&self) -> Option<i64> {
        self.note.as_ref().map(|note| note.rev)
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let blank = NoteFields {
            on_day: cx.today,
            channel: USUAL_CHANNEL.into(),
            body: String::new(),
            follow_up_on: None,
            follow_up_what: None,
        };
        let known = self.note.as_ref().map_or(&blank, |note| &note.fields);
        let mut channels = codes(cx, "channel");
        channels.retain(|choice| !choice.key.is_empty());
        let what = known.follow_up_what.clone().unwrap_or_default();
        vec![
            Field::area("body", say!(words, "field-body"), &known.body).required(),
            Field::choice("channel", say!(words, "field-channel"), channels, &known.channel).required(),
            Field::date("follow_up_on", say!(words, "field-follow-up-on"), known.follow_up_on, Lean::Future),
            Field::line("follow_up_what", say!(words, "field-follow-up-what"), &what),
            Field::date("on_day", say!(words, "field-on-day"), Some(known.on_day), Lean::Past).required(),
        ]
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let cx = reader.cx;
        let fields = NoteFields {
            on_day: reader.required_date("on_day"),
            channel: reader.required("channel"),
            body: reader.required("body"),
            follow_up_on: reader.date("follow_up_on"),
            follow_up_what: reader.text("follow_up_what"),
        };
        if fields.on_day > cx.today {
            reader.wrong("on_day", say!(cx.words, "wrong-future"));
        }
        if fields.follow_up_what.is_some() && reader.text("follow_up_on").is_none() {
            reader.wrong("follow_up_on", say!(cx.words, "wrong-follow-up-day"));
        }
        let rev = reader.rev();
        let change = match self.subject {
            Subject::New(client) => Change::AddNote { client, fields },
            Subject::Edit(id) => Change::EditNote { id, rev, fields },
        };
        reader.finish(Submit::Change(Box::new(change)))
    }
}
