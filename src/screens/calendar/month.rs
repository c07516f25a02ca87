//! A month: Monday first, each week with its number, each day with what is on it.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::Calendar;
use super::list::note_of_day;
use crate::app::Ctx;
use crate::domain::calendar::Week;
use crate::domain::dates::show_time;
use crate::widgets::month_grid::{self, Day, WeekRow};

/// The first and the last day of the weeks that the month touches.
pub fn days(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = day.with_day(1).unwrap_or(day);
    let next = first.checked_add_months(chrono::Months::new(1)).unwrap_or(first);
    (Week::of(first).monday(), Week::of(next.pred_opt().unwrap_or(first)).sunday())
}

/// "helmikuu 2017"
pub fn title(day: NaiveDate, cx: &Ctx) -> String {
    format!("{} {}", cx.words.month(day.month()), day.year())
}

/// "8", "12.30": a month has little room.
fn short_time(time: NaiveTime) -> String {
    if time.minute() == 0 { time.hour().to_string() } else { show_time(time) }
}

fn one_day(day: NaiveDate, calendar: &Calendar, visible: &[usize], cx: &Ctx) -> Day {
    let on = visible.iter().map(|at| &calendar.data.sessions[*at]).filter(|session| session.day == day);
    let lines = on.map(|session| {
        let time = session.starts_at.map(short_time).unwrap_or_default();
        let off = if session.standing.takes_place() { "" } else { "× " };
        format!("{off}{time} {}", session.name).trim().to_string()
    });
    let note = note_of_day(day, calendar, cx);
    Day {
        title: format!("{}. {note}", day.day()).trim().to_string(),
        lines: lines.collect(),
        selected: day == calendar.day(cx),
        today: day == cx.today,
        outside: day.month() != calendar.day(cx).month(),
    }
}

/// Draws the month.
pub fn draw(calendar: &Calendar, frame: &mut Frame, area: Rect, cx: &Ctx) {
    let (from, to) = days(calendar.day(cx));
    let visible = calendar.visible(cx);
    let heads: Vec<String> =
        Week::of(from).days().iter().map(|day| format!(" {}", cx.words.weekday(day.weekday()))).collect();
    let mut weeks = Vec::new();
    let mut week = Week::of(from);
    while week.monday() <= to {
        let days = week.days().iter().map(|day| one_day(*day, calendar, &visible, cx)).collect();
        weeks.push(WeekRow { number: cx.words.week(week), days });
        week = week.next();
    }
    month_grid::draw(frame, area, cx.theme, &heads, &weeks);
}
