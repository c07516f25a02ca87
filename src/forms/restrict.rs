//! Who sees a client: restricting, naming workers, and opening a restricted client without being named.

use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::{Ctx, Effect};
use crate::domain::dates::Lean;
use crate::domain::ids::{ClientId, WorkerId};
use crate::domain::rights::Right;
use crate::domain::worker::Worker;
use crate::say;
use crate::store::StoreError;
use crate::store::access::Restriction;
use crate::store::change::{Change, Made};
use crate::store::clients::Card;
use crate::store::request::{Answer, Query};

/// Restricts a client to workers that are named, or lets everybody see the client again.
pub struct RestrictForm {
    client: ClientId,
    card: Option<Box<Card>>,
}

impl RestrictForm {
    pub fn of(client: ClientId) -> RestrictForm {
        RestrictForm { client, card: None }
    }

    /// Who sees the client as it is now.
    fn named(&self) -> Vec<WorkerId> {
        self.card.iter().flat_map(|card| &card.named).map(|named| named.worker).collect()
    }

    fn is_restricted(&self) -> bool {
        self.card.as_ref().is_some_and(|card| card.client.restricted)
    }

    fn own_worker(&self) -> Option<WorkerId> {
        self.card.as_ref()?.episodes.first()?.own_worker.map(|(worker, _)| worker)
    }
}

/// Those who can be named: who sees no clients at all has no use for it.
fn nameable<'a>(cx: &'a Ctx, named: &'a [WorkerId]) -> impl Iterator<Item = &'a Worker> {
    let sees = |worker: &&Worker| worker.active && crate::domain::rights::may(worker.role, Right::SeeClients);
    cx.lists.workers.iter().filter(move |worker| sees(worker) || named.contains(&worker.id))
}

fn field_of(worker: WorkerId) -> String {
    format!("worker-{}", worker.0)
}

impl Form for RestrictForm {
    fn title(&self, cx: &Ctx) -> String {
        let name = self.card.as_ref().map(|card| card.client.fields.name()).unwrap_or_default();
        format!("{}: {name}", say!(cx.words, "form-restrict"))
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Card { client: self.client, today: cx.today }]
    }

    fn take(&mut self, answer: Answer) {
        if let Answer::Card(card) = answer {
            self.card = Some(card);
        }
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        Some(say!(cx.words, "restrict-foreword"))
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let named = self.named();
        let proposed = |worker: WorkerId| match self.is_restricted() {
            true => named.contains(&worker),
            false => worker == cx.me.id || Some(worker) == self.own_worker(),
        };
        let workers = nameable(cx, &named).enumerate().map(|(at, worker)| {
            let field = Field::check(field_of(worker.id), worker.name.clone(), proposed(worker.id));
            if at == 0 { field.under(say!(words, "restrict-named")) } else { field }
        });
        // To look at the form is to think of restricting: it is lifted by taking the check away.
        [
            Field::check("restricted", say!(words, "field-restricted"), true),
            Field::line("reason", say!(words, "field-reason"), "").required(),
            Field::date("until", say!(words, "field-named-until"), None, Lean::Future),
        ]
        .into_iter()
        .chain(workers)
        .collect()
    }

    fn starts_at(&self) -> usize {
        1
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let reason = Some(reader.required("reason"));
        let until = reader.date("until");
        if until.is_some_and(|day| day < reader.cx.today) {
            let words = say!(reader.cx.words, "wrong-past");
            reader.wrong("until", words);
        }
        let was = (self.is_restricted(), self.named());
        let chosen = nameable(reader.cx, &was.1).filter(|worker| reader.checked(&field_of(worker.id)));
        let named = chosen.map(|worker| worker.id).collect();
        let restricted = reader.checked("restricted");
        let wanted = Restriction { client: self.client, was, restricted, named, until, reason };
        reader.finish(Submit::Change(Box::new(Change::Restrict(wanted))))
    }

    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        match reader.checked("restricted") {
            true => say!(reader.cx.words, "restricted"),
            false => say!(reader.cx.words, "unrestricted"),
        }
    }
}

/// Opens a restricted client for the rest of the day.
pub struct BreakGlass;

impl Form for BreakGlass {
    fn title(&self, cx: &Ctx) -> String {
        say!(cx.words, "form-break-glass")
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        Some(say!(cx.words, "break-glass-foreword"))
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        vec![
            Field::line("reference", say!(cx.words, "field-reference"), "").required(),
            Field::line("purpose", say!(cx.words, "field-purpose"), "").required(),
        ]
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let (reference, purpose) = (reader.required("reference"), reader.required("purpose"));
        reader.finish(Submit::Change(Box::new(Change::BreakGlass { reference, purpose })))
    }

    fn field_of(&self, error: &StoreError) -> Option<&'static str> {
        matches!(error, StoreError::NoSuchReference).then_some("reference")
    }

    fn deed(&self, cx: &Ctx) -> String {
        say!(cx.words, "break-glass-deed")
    }

    fn after(&self, made: Made, _cx: &Ctx) -> Vec<Effect> {
        match made {
            Made::Client(id) => vec![Effect::Back, Effect::OpenCard(id)],
            _ => vec![Effect::Back],
        }
    }

    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        say!(reader.cx.words, "glass-broken")
    }
}
