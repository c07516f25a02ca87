//! One service of the directory, with everything that is known of it. What is not known is said to be open.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::queue::QueueScreen;
use super::sessions::open_on_day;
use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::activity::{ActivityFields, Period, When};
use crate::domain::ids::ActivityId;
use crate::forms::ActivityForm;
use crate::say;
use crate::store::activities::Listed;
use crate::store::directory::Service;
use crate::store::request::{Answer, Query};
use crate::widgets::Row;
use crate::widgets::list::Step;
use crate::widgets::row::wrap;

/// Columns of what a line is about.
const LABEL: usize = 14;

/// The page of one service.
pub struct ServicePage {
    activity: ActivityId,
    service: Option<Box<Service>>,
    /// The line that stands first. How many there are, and how many fit, is known only once it is drawn.
    top: Cell<usize>,
    height: Cell<usize>,
}

impl ServicePage {
    /// The page of a service as a screen.
    pub fn boxed(activity: ActivityId) -> Box<dyn Screen> {
        Box::new(ServicePage { activity, service: None, top: Cell::new(0), height: Cell::new(0) })
    }
}

impl ServicePage {
    /// Those who come: the roster, or the appointments.
    fn open_people(&self, cx: &Ctx) -> Vec<Effect> {
        let activity = self.service.as_ref().map(|service| &service.listed.activity);
        activity.map(|activity| open_on_day(activity.id, activity.fields.kind, cx.today)).into_iter().collect()
    }
}

/// A label, and what is to be said under it.
type Said = (String, String);

/// Whether a decision is needed, and whether the entry holds on the day, as far as either is worth saying.
pub fn standing(fields: &ActivityFields, cx: &Ctx) -> Vec<String> {
    let holds = match fields.terms.valid.when(cx.today) {
        When::Before => Some(say!(cx.words, "directory-coming")),
        When::Within => None,
        When::After => Some(say!(cx.words, "directory-ended")),
    };
    let decision = fields.terms.needs_decision.then(|| say!(cx.words, "directory-decision"));
    holds.into_iter().chain(decision).collect()
}

/// The few lines that answer most: who gives it, where and when, is there room, whom to ask, how to get in.
pub fn summary(listed: &Listed, cx: &Ctx, columns: usize) -> Vec<Line<'static>> {
    let fields = &listed.activity.fields;
    let words = &cx.words;
    let place = fields.place.clone();
    let name = [fields.name.clone()].into_iter().chain(place).chain(standing(fields, cx)).collect();
    let who = [&fields.provider, &fields.partner].into_iter().flatten().cloned().collect();
    let contact = fields.terms.contact.clone();
    let said = [
        (say!(words, "service-provider"), joined(who, cx)),
        (say!(words, "service-when"), words.timetables_from(&listed.activity, cx.today)),
        (say!(words, "service-people"), people(listed, cx)),
        (say!(words, "service-contact"), contact.unwrap_or_else(|| open(cx))),
        (say!(words, "service-enrol"), enrol(fields, cx)),
    ];
    let line = |(label, text): Said| {
        Row::new().styled(&label, LABEL, cx.theme.dim()).rest(&text, columns, Style::new()).line()
    };
    [Line::styled(joined(name, cx), cx.theme.strong())].into_iter().chain(said.into_iter().map(line)).collect()
}

/// Parts with a dot between them; what has no part is open.
fn joined(parts: Vec<String>, cx: &Ctx) -> String {
    match parts.is_empty() {
        true => open(cx),
        false => parts.join(&format!(" {} ", cx.theme.dot())),
    }
}

fn open(cx: &Ctx) -> String {
    say!(cx.words, "not-known")
}

/// How many it is for, how many are in it and how many wait.
fn people(Listed { activity, seats }: &Listed, cx: &Ctx) -> String {
    let fields = &activity.fields;
    if let Some(minutes) = fields.slot_length() {
        return say!(cx.words, "people-by-appointment", minutes = minutes);
    }
    let limit = match (fields.capacity_min, fields.capacity_max) {
        (Some(least), Some(most)) => say!(cx.words, "people-between", least = least, most = most),
        (None, Some(most)) => say!(cx.words, "people-most", most = most),
        _ => say!(cx.words, "people-any"),
    };
    let queue = i64::from(seats.waiting + seats.offered);
    let members = say!(cx.words, "members-and-queue", members = i64::from(seats.members), queue = queue);
    joined(vec![limit, members], cx)
}

/// Whether one has to enrol, and how that is done.
fn enrol(fields: &ActivityFields, cx: &Ctx) -> String {
    let booking = match fields.needs_booking {
        true => say!(cx.words, "booking-needed"),
        false => say!(cx.words, "booking-free"),
    };
    let how = fields.terms.enrol_how.clone().or_else(|| fields.needs_booking.then(|| open(cx)));
    joined([booking].into_iter().chain(how).collect(), cx)
}

/// Everything, part by part.
fn parts(service: &Service, cx: &Ctx) -> Vec<Vec<Said>> {
    let Listed { activity, .. } = &service.listed;
    let fields = &activity.fields;
    let (terms, words) = (&fields.terms, &cx.words);
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| open(cx));
    let marked = |is: bool, words: String| if is { words } else { say!(cx.words, "not-marked") };
    let theme = terms.theme.as_ref().map(|key| words.code(&cx.lists, "theme", key));
    let what = vec![words.label("tier", fields.tier), words.label("kind", fields.kind)];
    let holds = match terms.valid.when(cx.today) {
        When::Before => Some(say!(words, "valid-not-yet")),
        When::Within => None,
        When::After => Some(say!(words, "valid-no-more")),
    };
    let valid = [period(terms.valid, cx)].into_iter().chain(holds).collect();
    let recommended = say!(words, "recommended-to", count = i64::from(service.used.recommended));
    vec![
        vec![
            (say!(words, "service-kind"), joined(what, cx)),
            (say!(words, "service-theme"), text(&theme)),
            (say!(words, "service-provider"), text(&fields.provider)),
            (say!(words, "service-partner"), text(&fields.partner)),
            (say!(words, "service-place"), text(&fields.place)),
            (say!(words, "service-when"), words.timetables_from(activity, cx.today)),
        ],
        vec![
            (say!(words, "service-people"), people(&service.listed, cx)),
            (say!(words, "service-enrol"), enrol(fields, cx)),
            (say!(words, "service-contact"), text(&terms.contact)),
            (say!(words, "service-decision"), marked(terms.needs_decision, say!(words, "decision-needed"))),
            (say!(words, "service-price"), text(&terms.price)),
            (say!(words, "service-bus-card"), marked(terms.bus_card, say!(words, "bus-card-given"))),
            (say!(words, "service-valid"), joined(valid, cx)),
            (say!(words, "service-recommended"), recommended),
        ],
        agreed(service, cx),
        vec![(say!(words, "service-remarks"), text(&fields.remarks))],
    ]
}

/// What was agreed of a purchased service, and how much of it is used.
fn agreed(Service { listed, used }: &Service, cx: &Ctx) -> Vec<Said> {
    let (fields, words) = (&listed.activity.fields, &cx.words);
    let agreed = &fields.terms.agreed;
    if !fields.is_purchased() && *agreed == Default::default() {
        return Vec::new();
    }
    let hours = agreed.hours.map(|hours| say!(words, "agreed-hours", hours = hours));
    let count = say!(words, "agreed-used", used = used.persons);
    let rest = agreed.persons.map(|most| match most.checked_sub(used.persons) {
        Some(left) => say!(words, "agreed-left", left = left),
        None => say!(words, "agreed-over", over = used.persons.abs_diff(most)),
    });
    let most = agreed.persons.map_or_else(|| open(cx), |most| most.to_string());
    let persons = [most, count].into_iter().chain(rest).collect();
    vec![
        (say!(words, "service-agreed"), period(agreed.period, cx)),
        (say!(words, "service-hours"), hours.unwrap_or_else(|| open(cx))),
        (say!(words, "service-persons"), joined(persons, cx)),
    ]
}

fn period(period: Period, cx: &Ctx) -> String {
    cx.words.period(period).unwrap_or_else(|| open(cx))
}

/// The lines of the page, a gap between its parts.
fn lines(service: &Service, cx: &Ctx, columns: usize) -> Vec<Line<'static>> {
    let parts = parts(service, cx).into_iter().filter(|part| !part.is_empty());
    let mut lines: Vec<Line> = parts
        .flat_map(|part| {
            let said = part.into_iter().flat_map(|said| paragraph(said, cx, columns)).collect::<Vec<_>>();
            said.into_iter().chain([Line::default()])
        })
        .collect();
    lines.pop();
    lines
}

/// A text under its label, in as many lines as it needs.
fn paragraph((label, text): Said, cx: &Ctx, columns: usize) -> Vec<Line<'static>> {
    let labels = [label].into_iter().chain(std::iter::repeat(String::new()));
    let each = wrap(&text, columns.saturating_sub(LABEL + 1)).into_iter().zip(labels);
    each.map(|(text, label)| Row::new().styled(&label, LABEL, cx.theme.dim()).rest(&text, columns, Style::new()).line())
        .collect()
}

impl Screen for ServicePage {
    fn places(&self) -> &'static [Place] {
        &[Place::Service, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        let name = self.service.as_ref().map(|service| service.listed.activity.fields.name.clone());
        name.unwrap_or_else(|| say!(cx.words, "services-title"))
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Service { activity: self.activity, today: cx.today }]
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::Service(service) = answer {
            self.service = Some(service);
        }
        Vec::new()
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match action {
            Action::Open => say!(cx.words, "directory-roster"),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            let (top, page) = (self.top.get(), self.height.get().saturating_sub(1).max(1));
            // What is too far is brought back when it is drawn.
            self.top.set(match step {
                Step::Up => top.saturating_sub(1),
                Step::Down => top + 1,
                Step::PageUp => top.saturating_sub(page),
                Step::PageDown => top + page,
                Step::First => 0,
                Step::Last => usize::MAX,
            });
        }
        match action {
            Action::Open => self.open_people(cx),
            Action::Queue => vec![Effect::Open(QueueScreen::boxed(self.activity))],
            Action::EditActivity => vec![ActivityForm::open(self.activity)],
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let Some(service) = &self.service else { return };
        let lines = lines(service, cx, usize::from(area.width).saturating_sub(2));
        let height = usize::from(area.height);
        self.height.set(height);
        let top = self.top.get().min(lines.len().saturating_sub(height));
        self.top.set(top);
        if lines.len() > top + height && height > 0 {
            frame.render_widget(cx.theme.more(), Rect { y: area.bottom() - 1, width: 1, height: 1, ..area });
        }
        for (y, line) in (area.y..area.bottom()).zip(lines.into_iter().skip(top)) {
            let place = Rect { x: area.x + 2, y, width: area.width.saturating_sub(2), height: 1 };
            frame.render_widget(line, place);
        }
    }
}
