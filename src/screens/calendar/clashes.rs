//! What cannot both be, in the coming weeks: one leader, place or client at two sessions, a session on a day off.

use chrono::{Days, NaiveDate};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::list::over;
use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::calendar::holiday;
use crate::domain::dates::show_days;
use crate::say;
use crate::screens::draw_empty;
use crate::screens::sessions::open;
use crate::store::request::{Answer, CalendarData, Query};
use crate::store::sessions::SessionLine;
use crate::widgets::{ListState, Row};

/// How far ahead is looked, in days.
const AHEAD: u64 = 8 * 7;

/// The list of clashes.
pub struct Clashes {
    from: NaiveDate,
    data: CalendarData,
    rows: Vec<Found>,
    list: ListState,
    loaded: bool,
}

/// A session and what is wrong with it.
#[derive(Debug, Clone, Copy)]
enum Found {
    /// By its number among the clashes.
    Clash(usize),
    /// A session, by its number, that takes place on a holiday.
    OnHoliday(usize),
}

impl Clashes {
    /// From a day on.
    pub fn from(day: NaiveDate) -> Clashes {
        let (data, rows, list) = (CalendarData::default(), Vec::new(), ListState::default());
        Clashes { from: day, data, rows, list, loaded: false }
    }

    fn to(&self) -> NaiveDate {
        self.from + Days::new(AHEAD)
    }

    /// The session that a row is about; of two, the first.
    fn session(&self, row: Found) -> &SessionLine {
        match row {
            Found::Clash(at) => &self.data.sessions[self.data.clashes[at].one],
            Found::OnHoliday(at) => &self.data.sessions[at],
        }
    }

    fn row(&self, at: usize, cx: &Ctx, columns: usize) -> Line<'static> {
        let session = self.session(self.rows[at]);
        let time = cx.words.span(session.starts_at, session.ends_at);
        let what = match self.rows[at] {
            Found::Clash(at) => {
                let clash = self.data.clashes[at];
                let other = &self.data.sessions[clash.other];
                let time = cx.words.span(other.starts_at, other.ends_at);
                format!("{time} {}: {}", other.name, over(clash.over, cx))
            }
            Found::OnHoliday(_) => holiday(session.day).map(|feast| cx.words.holiday(feast)).unwrap_or_default(),
        };
        let name = if columns >= 110 { 36 } else { 20 };
        Row::new()
            .left(&cx.words.short_day(session.day), 10)
            .right(&time, 11)
            .left(&session.name, name)
            .rest(&what, columns, cx.theme.strong())
            .line()
    }
}

impl Screen for Clashes {
    fn places(&self) -> &'static [Place] {
        &[Place::Clashes, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        let days = show_days(self.from, self.to());
        format!("{} {} {days}", say!(cx.words, "clashes-title"), cx.theme.dot())
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        vec![Query::Calendar { from: self.from, to: self.to() }]
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::Calendar(data) = answer {
            self.data = *data;
            self.loaded = true;
            let takes_place = |at: &usize| {
                let session = &self.data.sessions[*at];
                session.standing.takes_place() && holiday(session.day).is_some()
            };
            let feasts = (0..self.data.sessions.len()).filter(takes_place).map(Found::OnHoliday);
            let mut rows: Vec<Found> = (0..self.data.clashes.len()).map(Found::Clash).chain(feasts).collect();
            rows.sort_by_key(|row| self.session(*row).day);
            self.rows = rows;
            self.list.settle(None, self.rows.len(), |_| true);
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        (action == Action::Open && self.rows.is_empty()).then(|| say!(cx.words, "refuse-nothing-here"))
    }

    fn act(&mut self, action: Action, _cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.rows.len(), |_| true);
            return Vec::new();
        }
        match (action, self.rows.get(self.list.selected)) {
            (Action::Open, Some(row)) => vec![open(self.session(*row))],
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        if self.loaded && self.rows.is_empty() {
            return draw_empty(frame, area, &say!(cx.words, "empty-clashes"));
        }
        let columns = usize::from(area.width).saturating_sub(2);
        self.list.draw(frame, area, cx.theme, self.rows.len(), |at| self.row(at, cx, columns));
    }
}
