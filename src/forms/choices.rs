//! What the choice fields of forms offer: codes, workers, closed sets.

use super::{Choice, Reader};
use crate::app::Ctx;
use crate::domain::ids::WorkerId;
use crate::domain::keyed::Keyed;

/// The choices of a code list, with "not told" first.
pub fn codes(cx: &Ctx, list: &str) -> Vec<Choice> {
    let own = cx.lists.codes.iter().filter(|code| code.list == list);
    let choice = |code: &crate::store::codes::Code| Choice {
        key: code.key.clone(),
        label: code.label(cx.words.lang()).to_string(),
    };
    [Choice { key: String::new(), label: String::new() }].into_iter().chain(own.map(choice)).collect()
}

/// The workers one can choose from, with "nobody" first.
pub fn workers(cx: &Ctx) -> Vec<Choice> {
    workers_with(cx, None)
}

/// The same, and who is chosen already, even if no longer in the team: to look at a form changes nobody.
pub fn workers_with(cx: &Ctx, chosen: Option<WorkerId>) -> Vec<Choice> {
    let there = cx.lists.workers.iter().filter(|worker| worker.active || Some(worker.id) == chosen);
    let choice =
        |worker: &crate::domain::worker::Worker| Choice { key: worker.id.0.to_string(), label: worker.name.clone() };
    [Choice { key: String::new(), label: String::new() }].into_iter().chain(there.map(choice)).collect()
}

/// The worker chosen in a field made by [`workers`].
pub fn chosen_worker(reader: &Reader, field: &str) -> Option<WorkerId> {
    reader.text(field).and_then(|number| number.parse().ok()).map(WorkerId)
}

/// The choices of a closed set; with "not told" first where that is allowed.
pub fn keyed_choices<T: Keyed>(cx: &Ctx, set: &str, or_none: bool) -> Vec<Choice> {
    let none = or_none.then(|| Choice { key: String::new(), label: String::new() });
    let each = T::ALL.iter().map(|value| Choice { key: value.key().into(), label: cx.words.label(set, *value) });
    none.into_iter().chain(each).collect()
}
