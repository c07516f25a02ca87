//! *Services*: the directory of activities and their providers, nearest tier first.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::sessions::open_on_day;
use crate::action::{Action, Place};
use crate::app::narrow::Narrow;
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::activity::Tier;
use crate::domain::ids::ActivityId;
use crate::forms::ActivityForm;
use crate::say;
use crate::store::activities::Listed;
use crate::store::change::Made;
use crate::store::request::{Answer, Query};
use crate::widgets::{ListState, Row};

/// How many lines tell about the selected activity.
const DETAILS: u16 = 7;

/// The directory.
#[derive(Default)]
pub struct Services {
    activities: Vec<Listed>,
    narrow: Narrow,
    rows: Vec<Item>,
    list: ListState,
    loaded: bool,
    /// Made just now: the row to select once it is read.
    made: Option<ActivityId>,
}

#[derive(Clone, Copy, PartialEq)]
enum Item {
    Tier(Tier),
    Activity(usize),
}

impl Services {
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

fn row(Listed { activity, seats }: &Listed, cx: &Ctx, columns: usize) -> Line<'static> {
    let fields = &activity.fields;
    let provider = columns.saturating_sub(37 + 17 + 8);
    Row::new()
        .left(&fields.name, 37)
        .left(&cx.words.label("kind", fields.kind), 16)
        .styled(fields.provider.as_deref().unwrap_or_default(), provider, cx.theme.dim())
        .right(&cx.words.seats(*seats), 6)
        .line()
}

/// Everything that is known of an activity; what is not known is said to be open.
pub fn details(Listed { activity, seats }: &Listed, cx: &Ctx, columns: usize) -> Vec<Line<'static>> {
    let fields = &activity.fields;
    let words = &cx.words;
    let provider =
        [fields.provider.clone(), fields.partner.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let open = || say!(words, "not-known");
    let queue = i64::from(seats.waiting + seats.offered);
    let booking = match fields.needs_booking {
        true => say!(words, "booking-needed"),
        false => say!(words, "booking-free"),
    };
    let people = match (fields.capacity_min, fields.capacity_max) {
        (Some(least), Some(most)) => say!(words, "people-between", least = least, most = most),
        (None, Some(most)) => say!(words, "people-most", most = most),
        _ => say!(words, "people-any"),
    };
    let members = say!(words, "members-and-queue", members = i64::from(seats.members), queue = queue);
    let people = match fields.slot_length() {
        Some(minutes) => say!(words, "people-by-appointment", minutes = minutes),
        None => format!("{people} · {members}"),
    };
    let line = |label: String, text: String| {
        Row::new().styled(&label, 14, cx.theme.dim()).rest(&text, columns, Style::new()).line()
    };
    vec![
        Line::styled(fields.name.clone(), cx.theme.strong()),
        line(say!(words, "service-provider"), if provider.is_empty() { open() } else { provider }),
        line(say!(words, "service-place"), fields.place.clone().unwrap_or_else(open)),
        line(say!(words, "service-when"), words.timetables_from(activity, cx.today)),
        line(say!(words, "service-people"), format!("{people} · {booking}")),
        line(say!(words, "service-remarks"), fields.remarks.clone().unwrap_or_default()),
    ]
}

impl Screen for Services {
    fn places(&self) -> &'static [Place] {
        &[Place::Services, Place::List]
    }

    fn menu(&self) -> Option<Action> {
        Some(Action::Services)
    }

    fn title(&self, cx: &Ctx) -> String {
        super::narrowed_title(say!(cx.words, "services-title"), &self.narrow, cx)
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Activities { today: cx.today }]
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::Activities(activities) = answer {
            let made = self.made.take();
            let same = made.or(self.selected().map(|listed| listed.activity.id));
            self.activities = activities;
            self.loaded = true;
            let keys: Vec<String> = self
                .activities
                .iter()
                .map(|listed| {
                    let fields = &listed.activity.fields;
                    let more = [&fields.provider, &fields.partner, &fields.place].into_iter().flatten();
                    [&fields.name].into_iter().chain(more).cloned().collect::<Vec<_>>().join(" ")
                })
                .collect();
            self.narrow.set_rows(keys.iter().map(String::as_str));
            // What was just made is shown, whatever the list had been narrowed to.
            if made.is_some_and(|id| !self.narrow.shown().iter().any(|at| self.activities[*at].activity.id == id)) {
                self.narrow.clear();
            }
            self.arrange(same);
        }
        Vec::new()
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
            (Action::Open, Some(Listed { activity, .. })) => {
                return vec![open_on_day(activity.id, activity.fields.kind, cx.today)];
            }
            (Action::NewActivity, _) => return vec![ActivityForm::open_new(cx)],
            (Action::EditActivity, Some(listed)) => return vec![ActivityForm::open(listed.activity.id)],
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
        let [list, below] = Layout::vertical([Constraint::Fill(1), Constraint::Length(DETAILS)]).areas(area);
        self.list.draw(frame, list, cx.theme, self.rows.len(), |at| match self.rows[at] {
            Item::Tier(tier) => Line::styled(cx.words.label("tier", tier), cx.theme.strong()),
            Item::Activity(at) => row(&self.activities[at], cx, columns),
        });
        if let Some(activity) = self.selected() {
            super::draw_below(frame, below, details(activity, cx, columns), cx);
        }
    }
}
