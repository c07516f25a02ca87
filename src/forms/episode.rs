//! A customership: where it stands, and the days that belong to it. A client without a live one begins a new one.
//! Only what belongs to the chosen state is asked. One that is over is corrected, with a reason.

use chrono::NaiveDate;

use super::choices::{chosen_worker, codes, workers};
use super::{Choice, Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::{Lean, show_date};
use crate::domain::episode::{EpisodeFault, EpisodeFields, EpisodeState};
use crate::domain::ids::{ClientId, EpisodeId};
use crate::domain::keyed::Keyed;
use crate::say;
use crate::store::change::{Change, Made};
use crate::store::clients::{Card, Happening};
use crate::store::drafts::DraftKey;
use crate::store::episodes::Episode;
use crate::store::request::{Answer, Query};

pub const NEW: &str = "episode-new";
pub const EDIT: &str = "episode";

/// The form of a client's customership.
pub struct EpisodeForm {
    subject: Subject,
    card: Option<Box<Card>>,
    /// Where the typing begins.
    at: &'static str,
}

#[derive(Clone, Copy)]
enum Subject {
    New(ClientId),
    Edit(EpisodeId),
}

/// The days among the fields, none of which lies ahead.
const DAYS: [&str; 6] = ["pending_since", "opened", "need_clarified", "service_began", "closed", "consent_on"];

impl EpisodeForm {
    pub fn new(client: ClientId) -> EpisodeForm {
        EpisodeForm { subject: Subject::New(client), card: None, at: "state" }
    }

    pub fn edit(episode: EpisodeId) -> EpisodeForm {
        EpisodeForm { subject: Subject::Edit(episode), card: None, at: "state" }
    }

    /// The same, with the typing in another field.
    pub fn edit_at(episode: EpisodeId, at: &'static str) -> EpisodeForm {
        EpisodeForm { at, ..EpisodeForm::edit(episode) }
    }

    /// The customership that is being edited; `None` when a new one begins.
    fn known(&self) -> Option<&Episode> {
        match self.subject {
            Subject::New(_) => None,
            Subject::Edit(id) => self.card.as_ref()?.episodes.iter().find(|episode| episode.id == id),
        }
    }

    /// It is over, and what is typed is a correction.
    fn corrects(&self) -> bool {
        self.known().is_some_and(|episode| !episode.fields.state.is_live())
    }

    fn state(&self, reader: &Reader) -> EpisodeState {
        let known = self.known().map_or(EpisodeState::Pending, |episode| episode.fields.state);
        reader.keyed("state").unwrap_or(known)
    }

    /// With this save it ends.
    fn closes(&self, reader: &Reader) -> bool {
        !self.corrects() && !self.state(reader).is_live()
    }

    fn others(&self) -> impl Iterator<Item = &Episode> {
        let own = self.known().map(|episode| episode.id);
        self.card.iter().flat_map(|card| &card.episodes).filter(move |episode| Some(episode.id) != own)
    }

    /// The day on which the client's customership before this one ended.
    fn before_ended(&self) -> Option<NaiveDate> {
        let own = self.known().map(|episode| episode.id);
        let before = self.others().filter(|episode| own.is_none_or(|own| episode.id < own));
        before.filter_map(|episode| episode.fields.closed).max()
    }

    /// The day on which the one after this became pending.
    fn next_began(&self) -> Option<NaiveDate> {
        let own = self.known().map(|episode| episode.id)?;
        self.others().filter(|episode| episode.id > own).map(|episode| episode.fields.pending_since).min()
    }

    /// The newest day on which the client was marked; a customership does not end before it.
    fn last_mark(&self) -> Option<NaiveDate> {
        let next = self.next_began();
        let events = self.card.as_ref()?.timeline.iter();
        let marks = events.filter(|event| matches!(event.what, Happening::Mark(..))).map(|event| event.day);
        marks.filter(|day| next.is_none_or(|next| *day < next)).max()
    }

    fn states(&self, cx: &Ctx) -> Vec<Choice> {
        let states: Vec<EpisodeState> = match self.known() {
            Some(episode) => {
                let now = episode.fields.state;
                [now].into_iter().chain(now.next().iter().copied()).collect()
            }
            None => vec![EpisodeState::Pending, EpisodeState::Open],
        };
        states
            .into_iter()
            .map(|state| Choice { key: state.key().into(), label: cx.words.label("episode", state) })
            .collect()
    }

    /// What the form has, in its order.
    fn names(&self) -> Vec<&'static str> {
        let first = if self.corrects() { "why" } else { "state" };
        let ending = ["closed", "close_reason", "outcome", "final_waiver", "onward"];
        let coming = ["came_by", "referrer", "consent_on", "urgent"];
        let mut names = vec![first, "pending_since", "opened", "need_clarified", "service_began"];
        match self.subject {
            Subject::New(_) => names.extend(coming.into_iter().chain(["own_worker"])),
            Subject::Edit(_) => names.extend(ending.into_iter().chain(coming)),
        }
        names
    }

    fn field(&self, name: &'static str, cx: &Ctx) -> Field {
        let words = &cx.words;
        let blank = EpisodeFields::pending(cx.today);
        let known = self.known().map_or(&blank, |episode| &episode.fields);
        let day = |label, value| Field::date(name, label, value, Lean::Past);
        let code = |label, list, value: &Option<String>| {
            Field::choice(name, label, codes(cx, list), &value.clone().unwrap_or_default())
        };
        match name {
            "why" => Field::line(name, say!(words, "field-why-corrected"), "").required(),
            "pending_since" => day(say!(words, "field-pending-since"), Some(known.pending_since)).required(),
            "opened" => day(say!(words, "field-opened"), known.opened),
            "need_clarified" => day(say!(words, "field-need-clarified"), known.need_clarified),
            "service_began" => day(say!(words, "field-service-began"), known.service_began),
            "closed" => day(say!(words, "field-closed"), known.closed),
            "close_reason" => code(say!(words, "field-close-reason"), name, &known.close_reason).required(),
            "outcome" => code(say!(words, "field-outcome"), name, &known.outcome).required(),
            "final_waiver" => code(say!(words, "field-final-waiver"), name, &known.final_waiver),
            "onward" => code(say!(words, "field-onward"), name, &known.onward),
            "came_by" => code(say!(words, "field-came-by"), name, &known.came_by).under(say!(words, "episode-coming")),
            "referrer" => code(say!(words, "field-referrer"), name, &known.referrer),
            "consent_on" => day(say!(words, "field-consent-on"), known.consent_on),
            "urgent" => Field::check(name, say!(words, "field-urgent"), known.urgent),
            "own_worker" => Field::choice(name, say!(words, "field-own-worker"), workers(cx), &cx.me.id.0.to_string()),
            _ => Field::choice(name, say!(words, "field-state"), self.states(cx), known.state.key()).required(),
        }
    }

    /// The fields that are asked, as the state stands now.
    fn asked(&self, reader: &Reader) -> Vec<&'static str> {
        self.names().into_iter().filter(|name| !self.hides(name, reader)).collect()
    }

    /// What the fields say; what is not asked stays as it is.
    fn read(&self, reader: &mut Reader) -> EpisodeFields {
        let today = reader.cx.today;
        let known = self.known().map_or_else(|| EpisodeFields::pending(today), |episode| episode.fields.clone());
        let (state, asked) = (self.state(reader), self.asked(reader));
        let has = |name: &str| asked.contains(&name);
        // What happens with this very save happens today, unless another day is typed.
        let now = |wanted: bool| wanted.then_some(today);
        let since = "pending_since";
        let pending_since = if has(since) { reader.required_date(since) } else { known.pending_since };
        let mut day = |name: &str, kept| if has(name) { reader.date(name) } else { kept };
        let opened = day("opened", known.opened).or(now(state == EpisodeState::Open));
        let closed = day("closed", known.closed).or(now(!state.is_live()));
        let need_clarified = day("need_clarified", known.need_clarified);
        let service_began = day("service_began", known.service_began);
        let consent_on = day("consent_on", known.consent_on);
        let code = |name: &str, kept: Option<String>| if has(name) { reader.text(name) } else { kept };
        EpisodeFields {
            state,
            pending_since,
            opened,
            closed,
            referrer: code("referrer", known.referrer),
            close_reason: code("close_reason", known.close_reason),
            outcome: code("outcome", known.outcome),
            came_by: code("came_by", known.came_by),
            consent_on,
            urgent: if has("urgent") { reader.checked("urgent") } else { known.urgent },
            need_clarified,
            service_began,
            onward: code("onward", known.onward),
            final_waiver: code("final_waiver", known.final_waiver),
        }
    }

    fn check(&self, fields: &EpisodeFields, reader: &mut Reader) {
        let cx = reader.cx;
        let known = self.known();
        let final_held = known.is_some_and(|episode| episode.final_held);
        let asked = self.asked(reader);
        if let Err(faults) = fields.check(known.map(|episode| episode.fields.state), final_held) {
            for fault in faults {
                reader.wrong(field_of(fault, &asked), cx.words.label("episode-fault", fault));
            }
        }
        for name in DAYS.into_iter().filter(|name| asked.contains(name)) {
            if reader.date(name).is_some_and(|day| day > cx.today) {
                reader.wrong(name, say!(cx.words, "wrong-future"));
            }
        }
        if let Some(ended) = self.before_ended().filter(|ended| fields.pending_since < *ended) {
            reader.wrong("pending_since", say!(cx.words, "wrong-before-last", day = show_date(ended)));
        }
        if let Some(next) = self.next_began().filter(|next| fields.closed.is_some_and(|closed| closed > *next)) {
            reader.wrong("closed", say!(cx.words, "wrong-after-next", day = show_date(next)));
        }
        if let Some(marked) = self.last_mark().filter(|marked| fields.closed.is_some_and(|closed| closed < *marked)) {
            reader.wrong("closed", say!(cx.words, "wrong-before-mark", day = show_date(marked)));
        }
    }
}

impl Form for EpisodeForm {
    fn draft_key(&self) -> Option<DraftKey> {
        Some(match self.subject {
            Subject::New(client) => DraftKey { form: NEW.into(), target: client.0 },
            Subject::Edit(episode) => DraftKey { form: EDIT.into(), target: episode.0 },
        })
    }

    fn title(&self, cx: &Ctx) -> String {
        let what = match self.corrects() {
            true => say!(cx.words, "form-episode-correct"),
            false => say!(cx.words, "form-episode"),
        };
        format!("{what}: {}", self.about().unwrap_or_default())
    }

    fn about(&self) -> Option<String> {
        self.card.as_ref().map(|card| card.client.fields.name())
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        self.corrects().then(|| say!(cx.words, "correction-foreword"))
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        match self.subject {
            Subject::New(client) => vec![Query::Card { client, today: cx.today }],
            Subject::Edit(episode) => vec![Query::CardOfEpisode { episode, today: cx.today }],
        }
    }

    fn take(&mut self, answer: Answer) {
        if let Answer::Card(card) = answer {
            self.card = Some(card);
        }
    }

    fn base_rev(&self) -> Option<i64> {
        self.known().map(|episode| episode.rev)
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        self.names().into_iter().map(|name| self.field(name, cx)).collect()
    }

    fn starts_at(&self) -> usize {
        self.names().iter().position(|name| *name == self.at).unwrap_or(0)
    }

    /// Only what belongs to the chosen state is asked; who ends a customership is not asked again how it came and went.
    fn hides(&self, field: &str, reader: &Reader<'_>) -> bool {
        let state = self.state(reader);
        let begun = matches!(state, EpisodeState::Open | EpisodeState::Paused | EpisodeState::Closed);
        match field {
            "why" | "state" | "own_worker" => false,
            "closed" | "close_reason" => state.is_live(),
            "outcome" | "onward" => state != EpisodeState::Closed,
            "final_waiver" => state != EpisodeState::Closed || self.known().is_some_and(|known| known.final_held),
            _ if self.closes(reader) => true,
            "opened" | "service_began" => !begun,
            _ => false,
        }
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let fields = self.read(&mut reader);
        self.check(&fields, &mut reader);
        let why = if self.corrects() { reader.required("why") } else { String::new() };
        let rev = reader.rev();
        let change = match self.subject {
            Subject::Edit(id) => Change::EditEpisode { id, rev, fields },
            Subject::New(client) => {
                Change::AddEpisode { client, fields, own_worker: chosen_worker(&reader, "own_worker") }
            }
        };
        let change = match self.corrects() {
            true => Change::Correct { reason: why, change: Box::new(change) },
            false => change,
        };
        reader.finish(Submit::Change(Box::new(change)))
    }

    /// With a customership more ends than itself.
    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        let words = &reader.cx.words;
        let Some(card) = self.card.as_ref().filter(|_| self.closes(reader)) else { return say!(words, "saved") };
        let places = card.enrolments.iter().filter(|spell| spell.fields.state.is_live()).count();
        let reviews = card.goals.iter().filter(|goal| goal.fields.review_on.is_some()).count();
        let ended = [
            (places > 0).then(|| say!(words, "ended-places", count = places)),
            (reviews > 0).then(|| say!(words, "ended-reviews", count = reviews)),
            card.way.plan_version.map(|_| say!(words, "ended-plan")),
            card.way.own_worker.map(|_| say!(words, "ended-own-worker")),
        ];
        let ended = ended.into_iter().flatten().collect::<Vec<_>>().join(", ");
        match ended.is_empty() {
            true => say!(words, "saved"),
            false => say!(words, "episode-closed-with", what = ended),
        }
    }
}

/// Under which field a fault is shown. A day that is not asked now is not what is wrong: the one that is typed is.
fn field_of(fault: EpisodeFault, asked: &[&'static str]) -> &'static str {
    use EpisodeFault::*;
    let own = match fault {
        NoSuchStep => "state",
        OpenedMissing | OpenedBeforePending | OpenedWhilePending => "opened",
        NeedBeforePending | NeedAfterEnd => "need_clarified",
        ServiceBeforePending | ServiceAfterEnd => "service_began",
        ClosedMissing | ClosedBeforeStart | ClosedWhileLive => "closed",
        ReasonMissing => "close_reason",
        OutcomeMissing => "outcome",
        FinalMissing => "final_waiver",
    };
    match (asked.contains(&own), asked.contains(&"closed")) {
        (false, true) => "closed",
        (false, false) => "pending_since",
        _ => own,
    }
}
