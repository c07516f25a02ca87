//! *Calendar*: every session of every activity, the cancelled ones and the holidays included, as a week, a month,
//! a day or a term.

mod clashes;
mod grid;
mod list;
mod month;
mod rows;
mod term;

use std::cell::Cell;

use chrono::{Days, Months, NaiveDate};
use ratatui::Frame;
use ratatui::layout::Rect;

use rows::Row;

use super::sessions::{cancel_or_restore, open, open_on_day, refuses_cancel};
use crate::action::{Action, Place};
use crate::app::narrow::Narrow;
use crate::app::{Ctx, Effect, Screen, Told, step_of};
use crate::domain::calendar::Week;
use crate::forms::{EditSession, ExtraSession, FormScreen, GoToDay, ShutDay};
use crate::say;
use crate::store::activities::Listed;
use crate::store::change::Change;
use crate::store::request::{Answer, CalendarData, Query};
use crate::store::sessions::SessionLine;
use crate::widgets::ListState;
use crate::widgets::list::Step;

pub use clashes::Clashes;

/// How far one looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum View {
    #[default]
    Week,
    Month,
    Day,
    /// Every series with its first and last day.
    Term,
}

impl View {
    fn next(self) -> View {
        match self {
            View::Week => View::Month,
            View::Month => View::Day,
            View::Day => View::Term,
            View::Term => View::Week,
        }
    }
}

/// From this width on, a week is a grid of hours.
const WIDE: u16 = 110;

/// The calendar.
#[derive(Default)]
pub struct Calendar {
    view: View,
    /// The month that Esc leads back to from one of its days.
    opened_from: Option<View>,
    /// The day that the view is about; today, until another is chosen.
    day: Option<NaiveDate>,
    data: CalendarData,
    term: Vec<Listed>,
    only_mine: bool,
    narrow: Narrow,
    rows: Vec<Row>,
    list: ListState,
    /// What is shown, once it has come.
    shown: Option<(View, NaiveDate)>,
    /// Known only once it is drawn.
    width: Cell<u16>,
}

impl Calendar {
    fn day(&self, cx: &Ctx) -> NaiveDate {
        self.day.unwrap_or(cx.today)
    }

    /// The days that are shown, both included.
    fn window(&self, cx: &Ctx) -> (NaiveDate, NaiveDate) {
        let day = self.day(cx);
        match self.view {
            View::Week => (Week::of(day).monday(), Week::of(day).sunday()),
            View::Month => month::days(day),
            View::Day | View::Term => (day, day),
        }
    }

    fn session(&self, row: Row) -> Option<&SessionLine> {
        match row {
            Row::Session(at, _) => self.data.sessions.get(at),
            Row::Empty(_) | Row::Activity(_) => None,
        }
    }

    fn selected(&self) -> Option<&SessionLine> {
        let row = self.rows.get(self.list.selected).filter(|_| self.view != View::Month)?;
        self.session(*row)
    }

    fn selected_activity(&self) -> Option<&Listed> {
        match self.rows.get(self.list.selected)? {
            Row::Activity(at) => self.term.get(*at),
            _ => None,
        }
    }

    fn go(&mut self, day: NaiveDate) -> Vec<Effect> {
        self.day = Some(day);
        vec![Effect::Load]
    }

    /// A week, a month or a day further, or back.
    fn step_window(&mut self, forward: bool, cx: &Ctx) -> Vec<Effect> {
        let day = self.day(cx);
        let days = |count: u64| if forward { day + Days::new(count) } else { day - Days::new(count) };
        let to = match self.view {
            View::Week | View::Term => days(7),
            View::Day => days(1),
            View::Month if forward => day + Months::new(1),
            View::Month => day - Months::new(1),
        };
        self.go(to)
    }

    fn switch(&mut self, view: View) -> Vec<Effect> {
        self.opened_from = None;
        self.view = view;
        vec![Effect::Load]
    }

    fn open(&mut self, cx: &Ctx) -> Vec<Effect> {
        if self.view == View::Month {
            self.opened_from = Some(View::Month);
            self.view = View::Day;
            return vec![Effect::Load];
        }
        let opened = match (self.selected(), self.selected_activity()) {
            (Some(session), _) => Some(open(session)),
            (None, Some(listed)) => {
                let activity = &listed.activity;
                Some(open_on_day(activity.id, activity.fields.kind, cx.today))
            }
            (None, None) => None,
        };
        opened.into_iter().collect()
    }

    /// The day that a closure is about.
    fn chosen_day(&self, cx: &Ctx) -> NaiveDate {
        self.selected().map_or(self.day(cx), |session| session.day)
    }

    fn shut_or_open(&self, cx: &Ctx) -> Effect {
        let day = self.chosen_day(cx);
        match self.data.shut.contains_key(&day) {
            true => Effect::Change(Box::new(Change::OpenAgain { day }), None),
            false => Effect::Open(FormScreen::boxed(ShutDay::on(day))),
        }
    }
}

/// Everything that a session can be found by.
fn words_of(session: &SessionLine, cx: &Ctx) -> String {
    let lead = session.lead.and_then(|lead| cx.lists.worker(lead)).unwrap_or_default();
    let (tier, kind) = (cx.words.label("tier", session.tier), cx.words.label("kind", session.kind));
    let place = session.place.as_deref().unwrap_or_default();
    let provider = session.provider.as_deref().unwrap_or_default();
    [&session.name, place, provider, &tier, &kind, lead].join(" ")
}

impl Screen for Calendar {
    fn places(&self) -> &'static [Place] {
        match self.view {
            View::Month => &[Place::Month, Place::Calendar],
            _ => &[Place::Calendar, Place::List],
        }
    }

    fn menu(&self) -> Option<Action> {
        Some(Action::Calendar)
    }

    fn title(&self, cx: &Ctx) -> String {
        let title = match self.view {
            View::Week => list::week_title(Week::of(self.day(cx)), &self.data.sessions, cx),
            View::Month => month::title(self.day(cx), cx),
            View::Day => cx.words.long_day(self.day(cx)),
            View::Term => say!(cx.words, "calendar-term"),
        };
        let mine = if self.only_mine {
            format!(" {} {}", cx.theme.dot(), say!(cx.words, "calendar-mine"))
        } else {
            String::new()
        };
        super::narrowed_title(format!("{title}{mine}"), &self.narrow, cx)
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        let (from, to) = self.window(cx);
        match self.view {
            View::Term => vec![Query::Activities { today: cx.today }],
            _ => vec![Query::Calendar { from, to }],
        }
    }

    fn receive(&mut self, answer: Answer, cx: &Ctx) -> Vec<Effect> {
        match answer {
            Answer::Calendar(data) => {
                self.data = *data;
                let keys: Vec<String> = self.data.sessions.iter().map(|session| words_of(session, cx)).collect();
                self.narrow.set_rows(keys.iter().map(String::as_str));
            }
            Answer::Activities(activities) => {
                self.term = term::in_order(activities, cx.today);
                let keys: Vec<String> = self.term.iter().map(|listed| term::words_of(listed, cx)).collect();
                self.narrow.set_rows(keys.iter().map(String::as_str));
            }
            _ => return Vec::new(),
        }
        self.arrange(cx);
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        use Action::{Cancel, Earlier, EditSession, ExtraSession, GoToDay, Later, Open, ShutDay, ThisWeek};
        let nothing = || Some(say!(cx.words, "refuse-nothing-here"));
        match (action, self.selected()) {
            (Open, None) if self.view != View::Month && self.selected_activity().is_none() => nothing(),
            (Cancel | EditSession | ExtraSession, None) => nothing(),
            (Cancel, Some(session)) => refuses_cancel(session, cx),
            (EditSession, Some(session)) if !session.standing.takes_place() => {
                let why = cx.words.standing(&session.standing, &cx.lists);
                Some(say!(cx.words, "roster-not-held", why = why))
            }
            (EditSession, Some(session)) if session.closed => Some(say!(cx.words, "error-register-closed")),
            (Earlier | Later | ThisWeek | GoToDay | ShutDay, _) if self.view == View::Term => {
                Some(say!(cx.words, "calendar-term-has-no-day"))
            }
            _ => None,
        }
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        use crate::store::sessions::Standing;
        let cancelled = self.selected().is_some_and(|session| matches!(session.standing, Standing::NotHeld(_)));
        match (action, self.view) {
            (Action::Cancel, _) if cancelled => say!(cx.words, "calendar-restore"),
            (Action::ShutDay, _) if self.data.shut.contains_key(&self.chosen_day(cx)) => {
                say!(cx.words, "calendar-open-day")
            }
            (Action::Earlier, View::Month) => say!(cx.words, "calendar-month-back"),
            (Action::Later, View::Month) => say!(cx.words, "calendar-month-on"),
            (Action::Earlier, View::Day) => say!(cx.words, "calendar-day-back"),
            (Action::Later, View::Day) => say!(cx.words, "calendar-day-on"),
            (Action::ThisWeek, _) => say!(cx.words, "calendar-today"),
            (Action::SwitchView, view) => say!(cx.words, "calendar-view", next = view_name(view.next(), cx)),
            (Action::Scope, _) => say!(cx.words, "scope-mine-all"),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        match (step_of(action), self.view) {
            (Some(Step::Up), View::Month) => return self.step_day(false, 7, cx),
            (Some(Step::Down), View::Month) => return self.step_day(true, 7, cx),
            (Some(_), View::Month) => return Vec::new(),
            (Some(step), _) => {
                let rows = &self.rows;
                self.list.step(step, rows.len(), |at| rows[at].can_be_selected());
                return Vec::new();
            }
            (None, _) => {}
        }
        match action {
            Action::PreviousDay => self.step_day(false, 1, cx),
            Action::NextDay => self.step_day(true, 1, cx),
            Action::Earlier => self.step_window(false, cx),
            Action::Later => self.step_window(true, cx),
            Action::ThisWeek => self.go(cx.today),
            Action::GoToDay => vec![Effect::Open(FormScreen::boxed(GoToDay))],
            Action::SwitchView => {
                self.day = Some(self.chosen_day(cx));
                self.switch(self.view.next())
            }
            Action::Scope => {
                self.only_mine = !self.only_mine;
                self.arrange(cx);
                Vec::new()
            }
            Action::Narrow => {
                self.narrow.start();
                Vec::new()
            }
            Action::Open => self.open(cx),
            Action::Cancel => self.selected().map(cancel_or_restore).into_iter().collect(),
            Action::EditSession => {
                let form = self.selected().map(|session| EditSession::of(session.clone()));
                form.map(|form| Effect::Open(FormScreen::boxed(form))).into_iter().collect()
            }
            Action::ExtraSession => {
                let form = self.selected().map(|session| {
                    let times = (session.starts_at, session.ends_at);
                    ExtraSession::of(session.activity, session.name.clone(), session.day, times)
                });
                form.map(|form| Effect::Open(FormScreen::boxed(form))).into_iter().collect()
            }
            Action::ShutDay => vec![self.shut_or_open(cx)],
            Action::Clashes => vec![Effect::Open(Box::new(Clashes::from(self.day(cx))))],
            _ => Vec::new(),
        }
    }

    fn narrow(&self) -> Option<&Narrow> {
        Some(&self.narrow)
    }

    fn narrow_mut(&mut self) -> Option<&mut Narrow> {
        Some(&mut self.narrow)
    }

    fn type_key(&mut self, key: crossterm::event::KeyEvent, cx: &Ctx) -> Vec<Effect> {
        self.narrow.type_key(key);
        self.arrange(cx);
        Vec::new()
    }

    fn paste(&mut self, text: &str, cx: &Ctx) -> Option<Vec<Effect>> {
        if !self.narrow.is_typing() {
            return None;
        }
        self.narrow.paste(text);
        self.arrange(cx);
        Some(Vec::new())
    }

    fn step_back(&mut self, cx: &Ctx) -> Option<Vec<Effect>> {
        if self.narrow.clear() {
            self.arrange(cx);
            return Some(Vec::new());
        }
        let before = self.opened_from.take()?;
        self.view = before;
        Some(vec![Effect::Load])
    }

    fn told(&mut self, told: Told, _cx: &Ctx) -> Vec<Effect> {
        let Told::Day(day) = told else { return Vec::new() };
        self.go(day)
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        self.width.set(area.width);
        match self.view {
            View::Month => month::draw(self, frame, area, cx),
            View::Term => term::draw(self, frame, area, cx),
            View::Week if area.width >= WIDE => grid::draw(self, frame, area, cx),
            View::Week | View::Day => list::draw(self, frame, area, cx),
        }
    }
}

fn view_name(view: View, cx: &Ctx) -> String {
    match view {
        View::Week => say!(cx.words, "view-week"),
        View::Month => say!(cx.words, "view-month"),
        View::Day => say!(cx.words, "view-day"),
        View::Term => say!(cx.words, "view-term"),
    }
}
