//! A customership: where it stands, and the days that belong to it. A client without a live one begins a new one.

use chrono::NaiveDate;

use super::choices::{chosen_worker, codes, workers};
use super::{Choice, Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::{Lean, show_date};
use crate::domain::enrolment::EnrolmentState;
use crate::domain::episode::{EpisodeFault, EpisodeFields, EpisodeState};
use crate::domain::ids::{ClientId, EpisodeId};
use crate::domain::keyed::Keyed;
use crate::say;
use crate::store::change::{Change, Made};
use crate::store::clients::{Card, Happening};
use crate::store::drafts::DraftKey;
use crate::store::enrolments::Spell;
use crate::store::episodes::Episode;
use crate::store::request::{Answer, Query};

pub const NEW: &str = "episode-new";
pub const EDIT: &str = "episode";

/// The form of a client's customership.
pub struct EpisodeForm {
    subject: Subject,
    card: Option<Box<Card>>,
}

#[derive(Clone, Copy)]
enum Subject {
    New(ClientId),
    Edit(EpisodeId),
}

impl EpisodeForm {
    pub fn new(client: ClientId) -> EpisodeForm {
        EpisodeForm { subject: Subject::New(client), card: None }
    }

    pub fn edit(episode: EpisodeId) -> EpisodeForm {
        EpisodeForm { subject: Subject::Edit(episode), card: None }
    }

    /// The customership that is being edited; `None` when a new one begins.
    fn known(&self) -> Option<&Episode> {
        match self.subject {
            Subject::New(_) => None,
            Subject::Edit(id) => self.card.as_ref()?.episodes.iter().find(|episode| episode.id == id),
        }
    }

    /// The newest day on which the client was marked; a customership does not end before it.
    fn last_mark(&self) -> Option<NaiveDate> {
        let events = &self.card.as_ref()?.timeline;
        events.iter().filter(|event| matches!(event.what, Happening::Mark(..))).map(|event| event.day).max()
    }

    /// The day on which the client's customership before this one ended.
    fn before_ended(&self) -> Option<NaiveDate> {
        let own = self.known().map(|episode| episode.id);
        let before = self.card.as_ref()?.episodes.iter().filter(|episode| own.is_none_or(|own| episode.id < own));
        before.filter_map(|episode| episode.fields.closed).max()
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
}

impl Form for EpisodeForm {
    fn draft_key(&self) -> Option<DraftKey> {
        Some(match self.subject {
            Subject::New(client) => DraftKey { form: NEW.into(), target: client.0 },
            Subject::Edit(episode) => DraftKey { form: EDIT.into(), target: episode.0 },
        })
    }

    fn title(&self, cx: &Ctx) -> String {
        format!("{}: {}", say!(cx.words, "form-episode"), self.about().unwrap_or_default())
    }

    fn about(&self) -> Option<String> {
        self.card.as_ref().map(|card| card.client.fields.name())
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
        let words = &cx.words;
        let known = self.known().map(|episode| &episode.fields);
        let state = known.map_or(EpisodeState::Pending, |known| known.state);
        let since = known.map_or(cx.today, |known| known.pending_since);
        let code = |value: Option<&Option<String>>| value.cloned().flatten().unwrap_or_default();
        let mut fields = vec![
            Field::choice("state", say!(words, "field-state"), self.states(cx), state.key()).required(),
            Field::date("pending_since", say!(words, "field-pending-since"), Some(since), Lean::Past).required(),
            Field::date("opened", say!(words, "field-opened"), known.and_then(|known| known.opened), Lean::Past),
            Field::choice(
                "referrer",
                say!(words, "field-referrer"),
                codes(cx, "referrer"),
                &code(known.map(|known| &known.referrer)),
            ),
        ];
        match known {
            None => fields.push(Field::choice(
                "own_worker",
                say!(words, "field-own-worker"),
                workers(cx),
                &cx.me.id.0.to_string(),
            )),
            Some(known) => fields.extend([
                Field::date("closed", say!(words, "field-closed"), known.closed, Lean::Past),
                Field::choice(
                    "close_reason",
                    say!(words, "field-close-reason"),
                    codes(cx, "close_reason"),
                    &code(Some(&known.close_reason)),
                ),
                Field::choice(
                    "outcome",
                    say!(words, "field-outcome"),
                    codes(cx, "outcome"),
                    &code(Some(&known.outcome)),
                ),
                Field::choice(
                    "final_waiver",
                    say!(words, "field-final-waiver"),
                    codes(cx, "final_waiver"),
                    &code(Some(&known.final_waiver)),
                ),
            ]),
        }
        fields
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let cx = reader.cx;
        let state = reader.keyed("state").unwrap_or(EpisodeState::Pending);
        let over = matches!(state, EpisodeState::Closed | EpisodeState::Declined);
        let known = self.known();
        // What happens with this very save happens today, unless another day is typed.
        let now = |wanted: bool| wanted.then_some(cx.today);
        let fields = EpisodeFields {
            state,
            pending_since: reader.required_date("pending_since"),
            opened: reader.date("opened").or(now(state == EpisodeState::Open)),
            closed: reader.date("closed").or(now(over)),
            referrer: reader.text("referrer"),
            close_reason: reader.text("close_reason"),
            outcome: reader.text("outcome"),
            final_waiver: reader.text("final_waiver"),
            ..known.map_or_else(|| EpisodeFields::pending(cx.today), |episode| episode.fields.clone())
        };
        let final_held = known.is_some_and(|episode| episode.final_held);
        if let Err(faults) = fields.check(known.map(|episode| episode.fields.state), final_held) {
            for fault in faults {
                reader.wrong(field_of(fault), cx.words.label("episode-fault", fault));
            }
        }
        for (field, day) in
            [("pending_since", Some(fields.pending_since)), ("opened", fields.opened), ("closed", fields.closed)]
        {
            if day.is_some_and(|day| day > cx.today) {
                reader.wrong(field, say!(cx.words, "wrong-future"));
            }
        }
        if let Some(ended) = self.before_ended().filter(|ended| fields.pending_since < *ended) {
            reader.wrong("pending_since", say!(cx.words, "wrong-before-last", day = show_date(ended)));
        }
        if let (Some(marked), Some(closed)) = (self.last_mark(), fields.closed)
            && closed < marked
        {
            reader.wrong("closed", say!(cx.words, "wrong-before-mark", day = show_date(marked)));
        }
        let rev = reader.rev();
        let change = match self.subject {
            Subject::Edit(id) => Change::EditEpisode { id, rev, fields },
            Subject::New(client) => {
                Change::AddEpisode { client, fields, own_worker: chosen_worker(&reader, "own_worker") }
            }
        };
        reader.finish(Submit::Change(Box::new(change)))
    }

    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        let words = &reader.cx.words;
        let is_live = |spell: &&Spell| matches!(spell.fields.state, EnrolmentState::Enrolled | EnrolmentState::Waiting);
        let places = self.card.as_ref().map_or(0, |card| card.enrolments.iter().filter(is_live).count());
        let over = reader.keyed("state").is_some_and(|state: EpisodeState| !state.is_live());
        match i64::try_from(places).unwrap_or(i64::MAX) {
            0 => say!(words, "saved"),
            count if over => say!(words, "episode-closed-with", count = count),
            _ => say!(words, "saved"),
        }
    }
}

/// Under which field a fault is shown.
fn field_of(fault: EpisodeFault) -> &'static str {
    use EpisodeFault::*;
    match fault {
        NoSuchStep => "state",
        OpenedMissing | OpenedBeforePending | OpenedWhilePending => "opened",
        ClosedMissing | ClosedBeforeStart | ClosedWhileLive => "closed",
        ReasonMissing => "close_reason",
        OutcomeMissing => "outcome",
        FinalMissing => "final_waiver",
    }
}
