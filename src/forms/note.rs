//! A note after a contact, with the day on which to come back to it.

use std::cell::RefCell;

use chrono::NaiveDate;

use super::choices::{chosen_worker, codes, workers_with};
use super::{Choice, Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::attendance::Slot;
use crate::domain::dates::Lean;
use crate::domain::ids::{ClientId, NoteId};
use crate::domain::note::{NoteFields, names_person};
use crate::say;
use crate::store::change::Change;
use crate::store::drafts::DraftKey;
use crate::store::notes::Note;
use crate::store::request::{Answer, Query};

pub const NEW: &str = "note-new";
pub const EDIT: &str = "note";

/// What most contacts are.
const USUAL_CHANNEL: &str = "phone";

/// What is written from a roster.
const GROUP: &str = "group";

/// The roster from which a note is written.
#[derive(Clone)]
pub struct FromRoster {
    pub slot: Slot,
    pub day: NaiveDate,
    /// The names of the others: a note is about one person and names no one else.
    pub others: Vec<String>,
}

/// The form of a note.
pub struct NoteForm {
    subject: Subject,
    roster: Option<FromRoster>,
    /// The text whose names have been pointed out: saved again, it was meant so.
    pointed_out: RefCell<Option<String>>,
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
        NoteForm::about(Subject::New(client), None)
    }

    /// One line about one person of a roster.
    pub fn from_roster(client: ClientId, roster: FromRoster) -> NoteForm {
        NoteForm::about(Subject::New(client), Some(roster))
    }

    pub fn edit(note: NoteId) -> NoteForm {
        NoteForm::about(Subject::Edit(note), None)
    }

    fn about(subject: Subject, roster: Option<FromRoster>) -> NoteForm {
        NoteForm { subject, roster, pointed_out: RefCell::default(), name: None, note: None }
    }

    /// Who may come back to it: whoever writes it, or a colleague.
    fn who(&self, cx: &Ctx, known: &NoteFields) -> Vec<Choice> {
        let author = self.note.as_ref().map_or(cx.me.id, |note| note.author);
        let own = Choice { key: String::new(), label: cx.lists.worker(author).unwrap_or_default().to_string() };
        let others = workers_with(cx, known.follow_up_for).into_iter().skip(1);
        [own].into_iter().chain(others.filter(|choice| choice.key != author.0.to_string())).collect()
    }

    /// Somebody else of the roster who is named in the text, unless that has been pointed out before.
    fn names_another(&self, text: &str) -> Option<&str> {
        let others = self.roster.iter().flat_map(|roster| &roster.others);
        let named = others.map(String::as_str).find(|name| names_person(text, name))?;
        let before = self.pointed_out.replace(Some(text.to_string()));
        (before.as_deref() != Some(text)).then_some(named)
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
            Subject::New(_) if self.roster.is_some() => say!(cx.words, "form-note-roster"),
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
        let (day, channel) = self.roster.as_ref().map_or((cx.today, USUAL_CHANNEL), |roster| (roster.day, GROUP));
        let blank = NoteFields {
            on_day: day,
            channel: channel.into(),
            body: String::new(),
            follow_up_on: None,
            follow_up_what: None,
            follow_up_for: None,
        };
        let known = self.note.as_ref().map_or(&blank, |note| &note.fields);
        let mut channels = codes(cx, "channel");
        channels.retain(|choice| !choice.key.is_empty());
        let what = known.follow_up_what.clone().unwrap_or_default();
        let follow_up_for = known.follow_up_for.map(|worker| worker.0.to_string()).unwrap_or_default();
        let on_day = Field::date("on_day", say!(words, "field-on-day"), Some(known.on_day), Lean::Past).required();
        let channel = Field::choice("channel", say!(words, "field-channel"), channels, &known.channel).required();
        if self.roster.is_some() {
            // The one line comes last, so that Enter saves it.
            return vec![on_day, channel, Field::line("body", say!(words, "field-body"), "").required()];
        }
        vec![
            Field::area("body", say!(words, "field-body"), &known.body).required(),
            channel,
            Field::date("follow_up_on", say!(words, "field-follow-up-on"), known.follow_up_on, Lean::Future),
            Field::line("follow_up_what", say!(words, "field-follow-up-what"), &what),
            Field::choice("follow_up_for", say!(words, "field-follow-up-for"), self.who(cx, known), &follow_up_for),
            on_day,
        ]
    }

    fn starts_at(&self) -> usize {
        if self.roster.is_some() { 2 } else { 0 }
    }

    /// Nobody comes back to it while no day is told.
    fn hides(&self, field: &str, reader: &Reader<'_>) -> bool {
        field == "follow_up_for" && reader.text("follow_up_on").is_none()
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let cx = reader.cx;
        let fields = NoteFields {
            on_day: reader.required_date("on_day"),
            channel: reader.required("channel"),
            body: reader.required("body"),
            follow_up_on: reader.date("follow_up_on"),
            follow_up_what: reader.text("follow_up_what"),
            follow_up_for: chosen_worker(&reader, "follow_up_for").filter(|_| reader.text("follow_up_on").is_some()),
        };
        if fields.on_day > cx.today {
            reader.wrong("on_day", say!(cx.words, "wrong-future"));
        }
        if fields.follow_up_what.is_some() && reader.text("follow_up_on").is_none() {
            reader.wrong("follow_up_on", say!(cx.words, "wrong-follow-up-day"));
        }
        if let Some(name) = self.names_another(&fields.body) {
            reader.wrong("body", say!(cx.words, "wrong-names-another", name = name));
        }
        let rev = reader.rev();
        let from = self.roster.as_ref().map(|roster| roster.slot);
        let change = match self.subject {
            Subject::New(client) => Change::AddNote { client, fields, from },
            Subject::Edit(id) => Change::EditNote { id, rev, fields },
        };
        reader.finish(Submit::Change(Box::new(change)))
    }
}
