//! A client: new, with the customership that begins; or edited.

use std::cell::Cell;

use super::choices::{chosen_worker, codes, workers};
use super::newcomer::looks_like;
use super::{Field, FieldError, Form, FormScreen, Reader, Submit};
use crate::app::{Ctx, Effect};
use crate::domain::client::{ClientFields, looks_like_identity_code};
use crate::domain::dates::Lean;
use crate::domain::episode::EpisodeFields;
use crate::domain::ids::ClientId;
use crate::say;
use crate::store::change::{Change, Made};
use crate::store::clients::Client;
use crate::store::drafts::DraftKey;
use crate::store::request::{Answer, Query};

pub const NEW: &str = "client-new";
pub const EDIT: &str = "client";

/// The form of a client.
pub struct ClientForm {
    subject: Subject,
    client: Option<Client>,
    reference: String,
    /// It has been said that there is somebody like this one; saving again means somebody else.
    warned: Cell<bool>,
}

#[derive(Clone, Copy, PartialEq)]
enum Subject {
    /// Told from other new ones by a number, so that several can be half done.
    New(i64),
    Edit(ClientId),
}

impl ClientForm {
    /// A new client; the number tells it from other new ones.
    pub fn numbered(number: i64) -> ClientForm {
        ClientForm { subject: Subject::New(number), client: None, reference: String::new(), warned: Cell::new(false) }
    }

    pub fn edit(id: ClientId) -> ClientForm {
        ClientForm { subject: Subject::Edit(id), client: None, reference: String::new(), warned: Cell::new(false) }
    }

    /// What a new client begins with: pending since today, from somebody, with me as own worker.
    fn beginning(&self, cx: &Ctx) -> Vec<Field> {
        if matches!(self.subject, Subject::Edit(_)) {
            return Vec::new();
        }
        vec![
            Field::date("pending_since", say!(cx.words, "field-pending-since"), Some(cx.today), Lean::Past),
            Field::choice("referrer", say!(cx.words, "field-referrer"), codes(cx, "referrer"), ""),
            Field::choice("own_worker", say!(cx.words, "field-own-worker"), workers(cx), &cx.me.id.0.to_string()),
        ]
    }
}

impl Form for ClientForm {
    fn draft_key(&self) -> Option<DraftKey> {
        Some(match self.subject {
            Subject::Edit(id) => DraftKey { form: EDIT.into(), target: id.0 },
            Subject::New(number) => DraftKey { form: NEW.into(), target: number },
        })
    }

    fn title(&self, cx: &Ctx) -> String {
        match &self.client {
            Some(client) => client.fields.name(),
            None => say!(cx.words, "form-client-new"),
        }
    }

    fn about(&self) -> Option<String> {
        self.client.as_ref().map(|client| client.fields.name())
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        use chrono::Datelike;
        match self.subject {
            Subject::Edit(client) => vec![Query::Card { client, today: cx.today }],
            Subject::New(_) => vec![Query::Reference { year: cx.today.year() }],
        }
    }

    fn take(&mut self, answer: Answer) {
        match answer {
            Answer::Card(card) => self.client = Some(card.client),
            Answer::Reference(reference) => self.reference = reference,
            _ => {}
        }
    }

    fn base_rev(&self) -> Option<i64> {
        self.client.as_ref().map(|client| client.rev)
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let blank = ClientFields { reference: self.reference.clone(), ..ClientFields::default() };
        let known = self.client.as_ref().map_or(&blank, |client| &client.fields);
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let code = |name: &'static str, label: String, value: &Option<String>| {
            Field::choice(name, label, codes(cx, name), &text(value))
        };
        let mut fields = vec![
            Field::line("family_name", say!(words, "field-family-name"), &known.family_name).required(),
            Field::line("given_name", say!(words, "field-given-name"), &known.given_name).required(),
            Field::date("birth_date", say!(words, "field-birth-date"), known.birth_date, Lean::Past),
            Field::line("phone", say!(words, "field-phone"), &text(&known.phone)),
        ];
        fields.extend(self.beginning(cx));
        fields.extend([
            Field::line("reference", say!(words, "field-reference"), &known.reference).required().proposed(),
            Field::check("non_disclosure", say!(words, "field-non-disclosure"), known.non_disclosure),
            Field::date(
                "non_disclosure_until",
                say!(words, "field-non-disclosure-until"),
                known.non_disclosure_until,
                Lean::Future,
            ),
            Field::line("address", say!(words, "field-address"), &text(&known.address)),
            Field::line("postcode", say!(words, "field-postcode"), &text(&known.postcode)),
        ]);
        // Under a non-disclosure order these are neither shown nor asked.
        if !known.non_disclosure {
            fields.extend([
                Field::line("municipality", say!(words, "field-municipality"), &text(&known.municipality)),
                Field::line("email", say!(words, "field-email"), &text(&known.email)),
            ]);
        }
        fields.extend([
            code("language", say!(words, "field-language"), &known.language),
            code("gender", say!(words, "field-gender"), &known.gender),
            code("education", say!(words, "field-education"), &known.education),
            code("employment", say!(words, "field-employment"), &known.employment),
            code("household", say!(words, "field-household"), &known.household),
            code("benefit", say!(words, "field-benefit"), &known.benefit),
            Field::check("bus_card", say!(words, "field-bus-card"), known.bus_card),
        ]);
        fields
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let known = self.client.as_ref().map(|client| &client.fields);
        let hidden = known.filter(|known| known.non_disclosure);
        let fields = ClientFields {
            reference: reader.required("reference"),
            family_name: reader.required("family_name"),
            given_name: reader.required("given_name"),
            birth_date: reader.full_date("birth_date"),
            phone: reader.text("phone"),
            email: hidden.map_or_else(|| reader.text("email"), |known| known.email.clone()),
            address: reader.text("address"),
            postcode: reader.text("postcode"),
            municipality: hidden.map_or_else(|| reader.text("municipality"), |known| known.municipality.clone()),
            language: reader.text("language"),
            gender: reader.text("gender"),
            education: reader.text("education"),
            employment: reader.text("employment"),
            household: reader.text("household"),
            benefit: reader.text("benefit"),
            bus_card: reader.checked("bus_card"),
            non_disclosure: reader.checked("non_disclosure"),
            non_disclosure_until: reader.date("non_disclosure_until"),
        };
        let cx = reader.cx;
        if fields.birth_date.is_some_and(|born| born > cx.today) {
            reader.wrong("birth_date", say!(cx.words, "wrong-future"));
        }
        if fields.phone.as_ref().is_some_and(|phone| !phone.contains(|letter: char| letter.is_ascii_digit())) {
            reader.wrong("phone", say!(cx.words, "wrong-phone"));
        }
        let is_new = matches!(self.subject, Subject::New(_));
        if let Some(words) = looks_like(&fields, cx).filter(|_| is_new && !self.warned.replace(true)) {
            reader.wrong("family_name", words);
        }
        let is_new_reference = known.is_none_or(|known| known.reference != fields.reference);
        if is_new_reference && looks_like_identity_code(&fields.reference) {
            reader.wrong("reference", say!(cx.words, "wrong-identity-code"));
        }
        for column in fields.identity_codes() {
            reader.wrong(column, say!(cx.words, "wrong-identity-code"));
        }
        let rev = reader.rev();
        let change = match self.subject {
            Subject::Edit(id) => Change::EditClient { id, rev, fields },
            Subject::New(_) => {
                let pending_since = reader.date("pending_since");
                let episode = pending_since.map(|pending_since| EpisodeFields {
                    referrer: reader.text("referrer"),
                    ..EpisodeFields::pending(pending_since)
                });
                Change::AddClient {
                    proposed: fields.reference == self.reference,
                    fields,
                    episode,
                    own_worker: chosen_worker(&reader, "own_worker"),
                }
            }
        };
        reader.finish(Submit::Change(Box::new(change)))
    }

    fn after(&self, made: Made, _cx: &Ctx) -> Vec<Effect> {
        match made {
            Made::Client(id) => vec![Effect::Back, Effect::OpenCard(id)],
            _ => vec![Effect::Back],
        }
    }
}

impl ClientForm {
    /// The form of a new client, on the screen.
    pub fn open_new(cx: &Ctx) -> Effect {
        Effect::Open(FormScreen::boxed(ClientForm::numbered(cx.fresh_number())))
    }
}
