//! *Groups*: the activities whose people and sessions a roster shows.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::queue::QueueScreen;
use super::sessions::open_on_day;
use super::slots::Slots;
use crate::action::{Action, Place};
use crate::app::narrow::Narrow;
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::activity::{Kind, Tier};
use crate::domain::ids::{ActivityId, ClientId};
use crate::forms::{ActivityForm, Door, EnterForm, FormScreen};
use crate::say;
use crate::store::activities::{Activity, Listed};
use crate::store::change::Made;
use crate::store::request::{Answer, Query};
use crate::widgets::{ListState, Row};

/// The list of activities, to choose a roster from.
#[derive(Default)]
pub struct Groups {
    activities: Vec<Listed>,
    narrow: Narrow,
    list: ListState,
    loaded: bool,
    /// Somebody for whom an activity is chosen, instead of opening a roster.
    choosing_for: Option<(ClientId, String)>,
    /// Made just now: the row to select once it is read.
    made: Option<ActivityId>,
}

impl Groups {
    /// The list, to choose where a client is to join.
    pub fn choosing(client: ClientId, name: String) -> Box<dyn Screen> {
        Box::new(Groups { choosing_for: Some((client, name)), ..Groups::default() })
    }

    /// Where somebody is to join: for what people come one after the other, a time is chosen first.
    fn chosen(&self, client: ClientId, name: String, activity: &Activity, cx: &Ctx) -> Vec<Effect> {
        let id = activity.id;
        let next = match activity.fields.kind {
            Kind::Appointment => Slots::looking_for(id, cx.today, client, name),
            _ => {
                let door = Door { activity: id, session: None, from: Some(cx.today), to_queue: false };
                FormScreen::boxed(EnterForm::client(door, client, name))
            }
        };
        vec![Effect::Back, Effect::Open(next)]
    }

    fn selected_activity(&self) -> Option<&Activity> {
        self.narrow.shown().get(self.list.selected).map(|at| &self.activities[*at].activity)
    }

    fn selected(&self) -> Option<ActivityId> {
        self.selected_activity().map(|activity| activity.id)
    }
}

/// Columns of name, kind and time; where there is little room, the time says more than the kind.
fn widths(columns: usize) -> [usize; 3] {
    let kind = if columns >= 100 { 16 } else { 0 };
    let name = if columns >= 100 { 40 } else { 34 };
    let when = columns.saturating_sub(name + kind + 6 + 5 + if kind > 0 { 4 } else { 3 });
    [name, kind, when]
}

fn row(Listed { activity, seats }: &Listed, cx: &Ctx, columns: usize) -> Line<'static> {
    let waiting = match seats.waiting + seats.offered {
        0 => String::new(),
        count => count.to_string(),
    };
    let [name, kind, when] = widths(columns);
    Row::new()
        .left(&activity.fields.name, name)
        .left(&cx.words.label("kind", activity.fields.kind), kind)
        .styled(&cx.words.timetables_short(activity, cx.today), when, cx.theme.dim())
        .right(&cx.words.seats(*seats), 6)
        .right(&waiting, 5)
        .line()
}

impl Screen for Groups {
    fn places(&self) -> &'static [Place] {
        &[Place::Groups, Place::List]
    }

    fn menu(&self) -> Option<Action> {
        self.choosing_for.is_none().then_some(Action::Groups)
    }

    fn title(&self, cx: &Ctx) -> String {
        let title = match &self.choosing_for {
            Some((_, name)) => say!(cx.words, "groups-choose", name = name.as_str()),
            None => say!(cx.words, "groups-title"),
        };
        super::narrowed_title(title, &self.narrow, cx)
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Activities { today: cx.today }]
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::Activities(mut activities) = answer {
            // What everybody may come to by themselves has no roster to begin with.
            activities.sort_by_key(|Listed { activity, .. }| {
                (activity.fields.tier == Tier::General, activity.fields.sort_key())
            });
            let made = self.made.take();
            let same = made.or(self.selected());
            self.activities = activities;
            self.loaded = true;
            self.narrow.set_rows(self.activities.iter().map(|listed| listed.activity.fields.name.as_str()));
            // What was just made is shown, whatever the list had been narrowed to.
            if made.is_some_and(|id| !self.narrow.shown().iter().any(|at| self.activities[*at].activity.id == id)) {
                self.narrow.clear();
            }
            let shown = self.narrow.shown();
            let again = same.and_then(|id| shown.iter().position(|at| self.activities[*at].activity.id == id));
            self.list.settle(again, shown.len(), |_| true);
        }
        Vec::new()
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match action {
            Action::Open if self.choosing_for.is_some() => say!(cx.words, "groups-choose-this"),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        match action {
            Action::Open | Action::Queue if self.selected().is_none() => Some(say!(cx.words, "refuse-nothing-here")),
            Action::EditActivity if self.selected().is_none() => Some(say!(cx.words, "refuse-no-activity")),
            _ => None,
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.narrow.shown().len(), |_| true);
        }
        if let (Action::Open, Some(activity)) = (action, self.selected_activity()) {
            return match self.choosing_for.clone() {
                Some((client, name)) => self.chosen(client, name, activity, cx),
                None => vec![open_on_day(activity.id, activity.fields.kind, cx.today)],
            };
        }
        match (action, self.selected()) {
            (Action::Queue, Some(id)) => return vec![Effect::Open(QueueScreen::boxed(id))],
            (Action::NewActivity, _) => return vec![ActivityForm::open_new(cx)],
            (Action::EditActivity, Some(id)) => return vec![ActivityForm::open(id)],
            (Action::Narrow, _) => self.narrow.start(),
            _ => {}
        }
        Vec::new()
    }

    fn heard(&mut self, made: Made, _cx: &Ctx) -> Vec<Effect> {
        if let Made::Activity(id, _) = made {
            self.made = Some(id);
        }
        Vec::new()
    }

    fn narrow(&self) -> Option<&Narrow> {
        Some(&self.narrow)
    }

    fn narrow_mut(&mut self) -> Option<&mut Narrow> {
        Some(&mut self.narrow)
    }

    fn narrowed(&mut self, typed: bool) {
        self.list.settle(typed.then_some(0), self.narrow.shown().len(), |_| true);
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let columns = usize::from(area.width).saturating_sub(2);
        let [head, body] = super::head_and_body(area);
        let [name, kind, when] = widths(columns);
        let headings = Row::new()
            .left(&say!(cx.words, "column-activity"), name)
            .left(&say!(cx.words, "column-kind"), kind)
            .left(&say!(cx.words, "column-when"), when)
            .right(&say!(cx.words, "column-seats"), 6)
            .right(&say!(cx.words, "column-waiting"), 5);
        frame.render_widget(headings.line().style(cx.theme.dim()), head);
        let shown = self.narrow.shown();
        if shown.is_empty() && self.loaded {
            let words = match self.narrow.is_on() {
                true => say!(cx.words, "empty-narrowed"),
                false => say!(cx.words, "empty-activities"),
            };
            return super::draw_empty(frame, body, &words);
        }
        self.list.draw(frame, body, cx.theme, shown.len(), |at| row(&self.activities[shown[at]], cx, columns));
    }
}
