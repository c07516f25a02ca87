//! *Calendar*: one ISO week, every session of every activity, the cancelled ones and the holidays included.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::sessions::{self, cancel_or_restore, refuses_cancel};
use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, Told, step_of};
use crate::domain::calendar::{Week, holiday};
use crate::domain::dates::show_days;
use crate::forms::{FormScreen, GoToDay};
use crate::say;
use crate::store::request::{Answer, Query};
use crate::store::sessions::{SessionLine, Standing};
use crate::widgets::{ListState, Row};

/// A week of sessions.
#[derive(Default)]
pub struct Calendar {
    week: Option<Week>,
    sessions: Vec<SessionLine>,
    rows: Vec<Item>,
    list: ListState,
    /// The week whose sessions are shown, once they have come.
    shown: Option<Week>,
}

#[derive(Clone, Copy)]
enum Item {
    /// A day on which nothing is.
    Empty(NaiveDate),
    /// A session, and whether it is the first of its day.
    Session(usize, bool),
}

impl Calendar {
    fn week(&self, cx: &Ctx) -> Week {
        self.week.unwrap_or_else(|| Week::of(cx.today))
    }

    fn selected(&self) -> Option<&SessionLine> {
        match self.rows.get(self.list.selected)? {
            Item::Session(at, _) => Some(&self.sessions[*at]),
            Item::Empty(_) => None,
        }
    }

    fn go(&mut self, week: Week) -> Vec<Effect> {
        self.week = Some(week);
        vec![Effect::Load]
    }

    fn arrange(&mut self, cx: &Ctx) {
        let week = self.week(cx);
        let same = self.selected().map(|session| (session.activity, session.day));
        let of_day = |day: NaiveDate| -> Vec<Item> {
            let on = (0..self.sessions.len()).filter(|at| self.sessions[*at].day == day);
            let items: Vec<Item> = on.enumerate().map(|(nth, at)| Item::Session(at, nth == 0)).collect();
            if items.is_empty() { vec![Item::Empty(day)] } else { items }
        };
        self.rows = week.days().into_iter().flat_map(of_day).collect();
        let is = |row: &Item, wanted: (crate::domain::ids::ActivityId, NaiveDate)| match row {
            Item::Session(at, _) => (self.sessions[*at].activity, self.sessions[*at].day) == wanted,
            Item::Empty(_) => false,
        };
        let again = same.filter(|_| self.shown == Some(week));
        let again = again.and_then(|wanted| self.rows.iter().position(|row| is(row, wanted)));
        let from_today = self.rows.iter().position(|row| match row {
            Item::Session(at, _) => self.sessions[*at].day >= cx.today,
            Item::Empty(_) => false,
        });
        let start = again.or(from_today).or(Some(0));
        let rows = &self.rows;
        self.list.settle(start, rows.len(), |at| matches!(rows[at], Item::Session(..)));
        self.shown = Some(week);
    }
}

/// "14/16": members and seats; heads that were counted; a dash for what is not known.
fn people(session: &SessionLine) -> String {
    match (session.by_name, session.anon_count) {
        (false, Some(count)) => count.to_string(),
        (false, None) => String::new(),
        (true, _) => match session.capacity {
            Some(most) => format!("{}/{most}", session.members),
            None if session.members > 0 => session.members.to_string(),
            None => String::new(),
        },
    }
}

fn session_row(session: &SessionLine, first: bool, cx: &Ctx, columns: usize) -> Line<'static> {
    let day = if first { day_label(session.day, cx) } else { String::new() };
    let time = cx.words.span(session.starts_at, session.ends_at);
    let goes = session.standing.takes_place();
    let begins =
        if session.is_first && goes { format!("  ({})", say!(cx.words, "calendar-first")) } else { String::new() };
    let name = format!("{}{begins}", session.name);
    let width = if columns >= 110 { 50 } else { 31 };
    let row = Row::new().left(&day, 10).right(&time, 11);
    if goes {
        let place = session.place.as_deref().unwrap_or_default();
        let left = columns.saturating_sub(10 + 11 + width + 5 + 4);
        row.left(&name, width).styled(place, left, cx.theme.dim()).right(&people(session), 5).line()
    } else {
        let why = cx.words.standing(&session.standing, &cx.lists);
        let width = if columns >= 110 { width } else { 24 };
        row.styled(&name, width, cx.theme.dim()).rest(&why, columns, Style::new()).line()
    }
}

fn day_label(day: NaiveDate, cx: &Ctx) -> String {
    cx.words.short_day(day)
}

fn empty_row(day: NaiveDate, cx: &Ctx) -> Line<'static> {
    let what = holiday(day).map_or_else(|| "–".to_string(), |holiday| cx.words.holiday(holiday));
    Row::new().left(&day_label(day, cx), 10).styled(&what, 40, cx.theme.dim()).line()
}

impl Screen for Calendar {
    fn places(&self) -> &'static [Place] {
        &[Place::Calendar, Place::List]
    }

    fn menu(&self) -> Option<Action> {
        Some(Action::Calendar)
    }

    fn title(&self, cx: &Ctx) -> String {
        let week = self.week(cx);
        let off = self.sessions.iter().filter(|session| !session.standing.takes_place()).count();
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let cancelled = match off {
            0 => String::new(),
            _ => say!(cx.words, "cancelled-count", count = number(off)),
        };
        let held = say!(cx.words, "sessions", count = number(self.sessions.len() - off));
        let days = show_days(week.monday(), week.sunday());
        let dot = cx.theme.dot();
        format!("{} {dot} {days} {dot} {held}{cancelled}", cx.words.week(week))
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        let week = self.week(cx);
        vec![Query::Sessions { from: week.monday(), to: week.sunday() }]
    }

    fn receive(&mut self, answer: Answer, cx: &Ctx) -> Vec<Effect> {
        if let Answer::Sessions(sessions) = answer {
            self.sessions = sessions;
            self.arrange(cx);
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        match (action, self.selected()) {
            (Action::Open | Action::Cancel, None) => Some(say!(cx.words, "refuse-nothing-here")),
            (Action::Cancel, Some(session)) => refuses_cancel(session, cx),
            _ => None,
        }
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        let cancelled = self.selected().is_some_and(|session| matches!(session.standing, Standing::NotHeld(_)));
        match action {
            Action::Cancel if cancelled => say!(cx.words, "calendar-restore"),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            let rows = &self.rows;
            self.list.step(step, rows.len(), |at| matches!(rows[at], Item::Session(..)));
            return Vec::new();
        }
        match action {
            Action::Earlier => self.go(self.week(cx).previous()),
            Action::Later => self.go(self.week(cx).next()),
            Action::ThisWeek => self.go(Week::of(cx.today)),
            Action::GoToDay => vec![Effect::Open(FormScreen::boxed(GoToDay))],
            Action::Open => self.selected().map(sessions::open).into_iter().collect(),
            Action::Cancel => self.selected().map(cancel_or_restore).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn told(&mut self, told: Told, _cx: &Ctx) -> Vec<Effect> {
        let Told::Day(day) = told;
        self.go(Week::of(day))
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let columns = usize::from(area.width).saturating_sub(2);
        let empty = self.shown.is_some() && self.sessions.is_empty();
        let list = Rect { height: if empty { area.height.min(7) } else { area.height }, ..area };
        self.list.draw(frame, list, cx.theme, self.rows.len(), |at| match self.rows[at] {
            Item::Empty(day) => empty_row(day, cx),
            Item::Session(at, first) => session_row(&self.sessions[at], first, cx, columns),
        });
        if empty {
            let below = Rect { y: area.y + list.height, height: area.height - list.height, ..area };
            super::draw_empty(frame, below, &say!(cx.words, "empty-calendar"));
        }
    }
}
