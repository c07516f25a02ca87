//! The help: every key that holds on the screen one came from, drawn from the table of actions.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::hints::{all_keys, label};
use super::{Ctx, Effect, Screen, step_of};
use crate::action::{Action, Place, bindings};
use crate::domain::keyed::Keyed;
use crate::say;
use crate::store::request::{Answer, Query};
use crate::widgets::{ListState, Row};

/// The keys of some places, then those that hold everywhere.
pub struct Help {
    about: Vec<Place>,
    list: ListState,
}

enum Entry {
    Heading(Place),
    Key(&'static crate::action::Binding),
    Gap,
}

impl Help {
    pub fn of(places: &[Place]) -> Help {
        let about = places.iter().copied().chain([Place::Global]).collect();
        Help { about, list: ListState::default() }
    }

    fn entries(&self) -> Vec<Entry> {
        let section = |place: &Place| {
            let keys = bindings(&[*place]).map(Entry::Key).collect::<Vec<_>>();
            [Entry::Heading(*place)].into_iter().chain(keys).chain([Entry::Gap]).collect::<Vec<_>>()
        };
        let mut entries: Vec<Entry> = self.about.iter().flat_map(section).collect();
        entries.pop();
        entries
    }
}

impl Screen for Help {
    fn places(&self) -> &'static [Place] {
        &[Place::Help, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        say!(cx.words, "help-title")
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        Vec::new()
    }

    fn receive(&mut self, _answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        Vec::new()
    }

    fn act(&mut self, action: Action, _cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.entries().len(), |_| true);
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let entries = self.entries();
        let columns = usize::from(area.width).saturating_sub(2);
        self.list.draw(frame, area, cx.theme, entries.len(), |at| match &entries[at] {
            Entry::Heading(place) => Line::styled(cx.words.get(&format!("place-{}", place.key())), cx.theme.strong()),
            Entry::Key(binding) => Row::new()
                .left(&all_keys(binding, &cx.words), 24)
                .rest(&label(binding.action, &cx.words), columns, ratatui::style::Style::new())
                .line(),
            Entry::Gap => Line::default(),
        });
    }
}
