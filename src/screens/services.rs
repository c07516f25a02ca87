//! *Services*: the directory of activities and their providers, nearest tier first.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use super::service::{self, ServicePage};
use crate::action::{Action, Place};
use crate::app::narrow::Narrow;
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::activity::{ActivityFields, Tier};
use crate::domain::ids::{ActivityId, ClientId};
use crate::forms::ActivityForm;
use crate::say;
use crate::store::activities::Listed;
use crate::store::change::{Change, Made};
use crate::store::request::{Answer, Query};
use crate::widgets::{ListState, Row};

/// How many lines tell about the selected activity.
const DETAILS: u16 = 7;

/// Columns of the word for what is worth knowing at a glance.
const STANDING: usize = 13;

/// The directory.
#[derive(Default)]
pub struct Services {
    activities: Vec<Listed>,
    narrow: Narrow,
    rows: Vec<Item>,
    list: ListState,
    loaded: bool,
    /// Somebody to whom a service is recommended, instead of opening its page.
    choosing_for: Option<(ClientId, String)>,
    /// Made just now: the row to select once it is read.
    made: Option<ActivityId>,
}

#[derive(Clone, Copy, PartialEq)]
enum Item {
    Tier(Tier),
    Activity(usize),
}

impl Services {
    /// The directory, to choose what is recommended to a client.
    pub fn choosing(client: ClientId, name: String) -> Box<dyn Screen> {
        Box::new(Services { choosing_for: Some((client, name)), ..Services::default() })
    }

    /// Lines the rows up anew, on the same activity if it is among them.
    fn arrange(&mut self, same: Option<ActivityId>) {
        let mut rows = Vec::new();
        for at in self.narrow.shown() {
            let tier = Item::Tier(self.activities[*at].activity.fields.tier);
            if !rows.contains(&tier) {
                rows.push(tier);
            }
            rows.push(Item::Activity(*at));
        }
        let is =
            |row: &Item, id: ActivityId| matches!(row, Item::Activity(at) if self.activities[*at].activity.id == id);
        let again = same.and_then(|id| rows.iter().position(|row| is(row, id)));
        self.list.settle(again, rows.len(), |at| matches!(rows[at], Item::Activity(_)));
        self.rows = rows;
    }

    fn selected(&self) -> Option<&Listed> {
        match self.rows.get(self.list.selected)? {
            Item::Activity(at) => self.activities.get(*at),
            Item::Tier(_) => None,
        }
    }
}

/// Columns of name, kind, provider and the word; where there is little room, the provider is told below, then the kind.
fn widths(columns: usize) -> [usize; 4] {
    let kind = if columns >= 70 { 16 } else { 0 };
    let rest = columns.saturating_sub(kind + usize::from(kind > 0) + STANDING + 6 + 5 + 3);
    match columns >= 100 {
        true => [40, kind, rest.saturating_sub(41), STANDING],
        false => [rest, kind, 0, STANDING],
    }
}

fn row(Listed { activity, seats }: &Listed, cx: &Ctx, columns: usize) -> Line<'static> {
    let fields = &activity.fields;
    let waiting = match seats.waiting + seats.offered {
        0 => String::new(),
        count => count.to_string(),
    };
    let [name, kind, provider, standing] = widths(columns);
    Row::new()
        .left(&fields.name, name)
        .left(&cx.words.label("kind", fields.kind), kind)
        .styled(fields.provider.as_deref().unwrap_or_default(), provider, cx.theme.dim())
        .left(service::standing(fields, cx).first().map_or("", String::as_str), standing)
        .right(&cx.words.seats(*seats), 6)
        .right(&waiting, 5)
        .line()
}

/// The words that a service can be found by.
fn key(fields: &ActivityFields, cx: &Ctx) -> String {
    let theme = fields.terms.theme.as_ref().map(|key| cx.words.code(&cx.lists, "theme", key));
    let own = [&fields.provider, &fields.partner, &fields.place].into_iter().flatten().cloned();
    let sets = [cx.words.label("tier", fields.tier), cx.words.label("kind", fields.kind)];
    [fields.name.clone()].into_iter().chain(own).chain(theme).chain(sets).collect::<Vec<_>>().join(" ")
}

impl Screen for Services {
    fn places(&self) -> &'static [Place] {
        &[Place::Services, Place::List]
    }

    fn menu(&self) -> Option<Action> {
        self.choosing_for.is_none().then_some(Action::Services)
    }

    fn title(&self, cx: &Ctx) -> String {
        let title = match &self.choosing_for {
            Some((_, name)) => say!(cx.words, "services-choose", name = name.as_str()),
            None => say!(cx.words, "services-title"),
        };
        super::narrowed_title(title, &self.narrow, cx)
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Activities { today: cx.today }]
    }

    fn receive(&mut self, answer: Answer, cx: &Ctx) -> Vec<Effect> {
        if let Answer::Activities(activities) = answer {
            let made = self.made.take();
            let same = made.or(self.selected().map(|listed| listed.activity.id));
            self.activities = activities;
            self.loaded = true;
            let keys: Vec<String> = self.activities.iter().map(|listed| key(&listed.activity.fields, cx)).collect();
            self.narrow.set_rows(keys.iter().map(String::as_str));
            // What was just made is shown, whatever the list had been narrowed to.
            if made.is_some_and(|id| !self.narrow.shown().iter().any(|at| self.activities[*at].activity.id == id)) {
                self.narrow.clear();
            }
            self.arrange(same);
        }
        Vec::new()
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match action {
            Action::Open if self.choosing_for.is_some() => say!(cx.words, "services-choose-this"),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        match action {
            Action::Open if self.selected().is_none() => Some(say!(cx.words, "refuse-nothing-here")),
            Action::EditActivity if self.selected().is_none() => Some(say!(cx.words, "refuse-no-activity")),
            _ => None,
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            let rows = &self.rows;
            self.list.step(step, rows.len(), |at| matches!(rows[at], Item::Activity(_)));
        }
        match (action, self.selected()) {
            (Action::Open, Some(listed)) => {
                let activity = listed.activity.id;
                let Some((client, _)) = self.choosing_for else {
                    return vec![Effect::Open(ServicePage::boxed(activity))];
                };
                return vec![Effect::Change(Box::new(Change::Recommend { client, activity, day: cx.today }), None)];
            }
            (Action::NewActivity, _) => return vec![ActivityForm::open_new(cx)],
            (Action::EditActivity, Some(listed)) => return vec![ActivityForm::open(listed.activity.id)],
            (Action::Narrow, _) => self.narrow.start(),
            _ => {}
        }
        Vec::new()
    }

    fn done(&mut self, made: Made, cx: &Ctx) -> Vec<Effect> {
        let Made::Recommended { activity, again } = made else { return Vec::new() };
        let listed = self.activities.iter().find(|listed| listed.activity.id == activity);
        let service = listed.map(|listed| listed.activity.fields.name.as_str()).unwrap_or_default();
        let words = match again {
            true => say!(cx.words, "recommended-already", service = service),
            false => say!(cx.words, "recommended", service = service),
        };
        vec![Effect::Say(words), Effect::Back]
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
        let same = self.selected().filter(|_| !typed).map(|listed| listed.activity.id);
        if typed {
            self.list.selected = 0;
        }
        self.arrange(same);
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let columns = usize::from(area.width).saturating_sub(2);
        if self.rows.is_empty() && self.loaded {
            let words = match self.narrow.is_on() {
                true => say!(cx.words, "empty-narrowed"),
                false => say!(cx.words, "empty-activities"),
            };
            return super::draw_empty(frame, area, &words);
        }
        let [head, body] = super::head_and_body(area);
        let [name, kind, provider, standing] = widths(columns);
        let headings = Row::new()
            .left(&say!(cx.words, "column-activity"), name)
            .left(&say!(cx.words, "column-kind"), kind)
            .left(&say!(cx.words, "column-provider"), provider)
            .left("", standing)
            .right(&say!(cx.words, "column-seats"), 6)
            .right(&say!(cx.words, "column-waiting"), 5);
        frame.render_widget(headings.line().style(cx.theme.dim()), head);
        let [list, below] =
            Layout::vertical([Constraint::Fill(1), Constraint::Length(DETAILS.min(body.height / 2))]).areas(body);
        self.list.draw(frame, list, cx.theme, self.rows.len(), |at| match self.rows[at] {
            Item::Tier(tier) => Line::styled(cx.words.label("tier", tier), cx.theme.strong()),
            Item::Activity(at) => row(&self.activities[at], cx, columns),
        });
        if let Some(activity) = self.selected() {
            super::draw_below(frame, below, service::summary(activity, cx, columns), cx);
        }
    }
}
