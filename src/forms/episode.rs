//! A customership: where it stands, and the days that belong to it. A client without a live one begins a new one.

use super::client::{chosen_worker, codes, workers};
use super::{Choice, Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::Lean;
use crate::domain::episode::{EpisodeFault, EpisodeFields, EpisodeState};
use crate::domain::ids::ClientId;
use crate::domain::keyed::Keyed;
use crate::say;
use crate::store::clients::Card;
use crate::store::drafts::DraftKey;
use crate::store::episodes::Episode;
use crate::store::request::{Answer, Change, Query};

pub const NAME: &str = "episode";

/// The form of a client's customership.
pub struct EpisodeForm {
    client: ClientId,
    card: Option<Box<Card>>,
}

impl EpisodeForm {
    pub fn of(client: ClientId) -> EpisodeForm {
        EpisodeForm { client, card: None }
    }

    /// The customership that is being edited; `None` when a new one begins.
    fn live(&self) -> Option<&Episode> {
        let newest = self.card.as_ref()?.episodes.first()?;
        newest.fields.state.is_live().then_some(newest)
    }

    fn states(&self, cx: &Ctx) -> Vec<Choice> {
        let states: Vec<EpisodeState> = match self.live() {
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
        Some(DraftKey { form: NAME.into(), target: self.client.0 })
    }

    fn title(&self, cx: &Ctx) -> String {
        format!("{}: {}", say!(cx.words, "form-episode"), self.about().unwrap_or_default())
    }

    fn about(&self) -> Option<String> {
        self.card.as_ref().map(|card| card.client.fields.name())
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Card { client: self.client, today: cx.today }]
    }

    fn take(&mut self, answer: Answer) {
        if let Answer::Card(card) = answer {
            self.card = Some(card);
        }
    }

    fn base_rev(&self) -> Option<i64> {
        self.live().map(|episode| episode.rev)
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let known = self.live().map(|episode| &episode.fields);
        let state = known.map_or(EpisodeState::Pending, |known| known.state);
        let since = known.map_or(cx.today, |known| known.pending_since);
        let code = |value: Option<&Option<String>>| value.cloned().flatten().unwrap_or_default();
        let mut fields = vec![
            Field::choice("state", say!(words, "field-state"), self.states(cx), state.key()).required(),
            Field::date("pending_since", say!(words, "field-pending-since"), Some(since), Lean::Past).required(),
            Field::date("opened", say!(words, "field-opened"), known.and_then(|known| known.opened), Lean::Near),
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
                Field::date("closed", say!(words, "field-closed"), known.closed, Lean::Near),
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
            ]),
        }
        fields
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let fields = EpisodeFields {
            state: reader.keyed("state").unwrap_or(EpisodeState::Pending),
            pending_since: reader.required_date("pending_since"),
            opened: reader.date("opened"),
            closed: reader.date("closed"),
            referrer: reader.text("referrer"),
            close_reason: reader.text("close_reason"),
            outcome: reader.text("outcome"),
        };
        let live = self.live();
        if let Err(faults) = fields.check(live.map(|episode| episode.fields.state)) {
            for fault in faults {
                let words = reader.cx.words.label("episode-fault", fault);
                reader.wrong(field_of(fault), words);
            }
        }
        let rev = reader.rev();
        let change = match live {
            Some(episode) => Change::EditEpisode { id: episode.id, rev, fields },
            None => {
                Change::AddEpisode { client: self.client, fields, own_worker: chosen_worker(&reader, "own_worker") }
            }
        };
        reader.finish(Submit::Change(Box::new(change)))
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
    }
}
