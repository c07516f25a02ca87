//! A week or a day as a list: day, time, activity, place, people; under it what clashes with the selected one.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::rows::Row;
use super::{Calendar, View};
use crate::app::Ctx;
use crate::domain::calendar::{Week, holiday};
use crate::domain::clash::Over;
use crate::domain::dates::show_days;
use crate::say;
use crate::screens::{draw_below, draw_empty};
use crate::store::sessions::SessionLine;
use crate::widgets;
use crate::widgets::row::width;

/// "vk 6 · 6.–12.2.2017 · 9 kertaa, 1 peruttu"
pub fn week_title(week: Week, sessions: &[SessionLine], cx: &Ctx) -> String {
    let off = sessions.iter().filter(|session| !session.standing.takes_place()).count();
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let cancelled = match off {
        0 => String::new(),
        _ => say!(cx.words, "cancelled-count", count = number(off)),
    };
    let held = say!(cx.words, "sessions", count = number(sessions.len() - off));
    let days = show_days(week.monday(), week.sunday());
    let dot = cx.theme.dot();
    format!("{} {dot} {days} {dot} {held}{cancelled}", cx.words.week(week))
}

/// "14/16": members and seats; heads that were counted; nothing for what is not known.
pub fn people(session: &SessionLine) -> String {
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

/// What a day is besides a day: a feast, a day on which the team is shut.
pub fn note_of_day(day: NaiveDate, calendar: &Calendar, cx: &Ctx) -> String {
    let feast = holiday(day).map(|holiday| match holiday.is_eve() {
        true => say!(cx.words, "calendar-eve", name = cx.words.holiday(holiday)),
        false => cx.words.holiday(holiday),
    });
    let shut = calendar.data.shut.get(&day).map(|reason| say!(cx.words, "standing-closed", reason = reason.as_str()));
    feast.into_iter().chain(shut).collect::<Vec<_>>().join(", ")
}

/// True when the session cannot be beside another.
pub fn clashes(calendar: &Calendar, at: usize) -> bool {
    calendar.data.clashes.iter().any(|clash| clash.one == at || clash.other == at)
}

/// What a clash is over: "sama ohjaaja", "sama paikka", "2 yhteistä asiakasta".
pub fn over(over: Over, cx: &Ctx) -> String {
    match over {
        Over::Lead => say!(cx.words, "clash-lead"),
        Over::Place => say!(cx.words, "clash-place"),
        Over::Clients(count) => say!(cx.words, "clash-clients", count = i64::try_from(count).unwrap_or(i64::MAX)),
    }
}

fn session_row(calendar: &Calendar, at: usize, first: bool, cx: &Ctx, columns: usize) -> Line<'static> {
    let session = &calendar.data.sessions[at];
    let day = if first { cx.words.short_day(session.day) } else { String::new() };
    let time = cx.words.span(session.starts_at, session.ends_at);
    let goes = session.standing.takes_place();
    let begins =
        if session.is_first && goes { format!("  ({})", say!(cx.words, "calendar-first")) } else { String::new() };
    let sign = if clashes(calendar, at) { format!("{} ", cx.theme.overdue()) } else { String::new() };
    let name = format!("{sign}{}{begins}", session.name);
    // The name gets the greater part of what the day, the time and the people leave.
    let name_columns = (columns.saturating_sub(30) * 3 / 5).clamp(31, 50);
    let row = widgets::Row::new().left(&day, 10).right(&time, 11);
    if goes {
        let place = session.place.as_deref().unwrap_or_default();
        let left = columns.saturating_sub(10 + 11 + name_columns + 5 + 4);
        row.left(&name, name_columns).styled(place, left, cx.theme.dim()).right(&people(session), 5).line()
    } else {
        let why = cx.words.standing(&session.standing, &cx.lists);
        let name_columns = if columns >= 90 { name_columns } else { 24 };
        row.styled(&name, name_columns, cx.theme.dim()).rest(&why, columns, Style::new()).line()
    }
}

fn empty_row(day: NaiveDate, calendar: &Calendar, cx: &Ctx) -> Line<'static> {
    let note = note_of_day(day, calendar, cx);
    let note = if note.is_empty() { "–".to_string() } else { note };
    widgets::Row::new().left(&cx.words.short_day(day), 10).styled(&note, 60, cx.theme.dim()).line()
}

/// What the list leaves out about the selected session: who leads it, how many people, and what it clashes with.
pub fn details(calendar: &Calendar, cx: &Ctx) -> Vec<Line<'static>> {
    let Some(Row::Session(at, _)) = calendar.rows.get(calendar.list.selected).copied() else { return Vec::new() };
    let session = &calendar.data.sessions[at];
    let lead = session.lead.and_then(|lead| cx.lists.worker(lead)).unwrap_or_default().to_string();
    let note = note_of_day(session.day, calendar, cx);
    let seats = match session.capacity.filter(|_| session.by_name) {
        Some(most) => say!(cx.words, "seats-free", count = i64::from(most.saturating_sub(session.members))),
        None => String::new(),
    };
    let provider = session.provider.clone().unwrap_or_default();
    // What is special about the day comes first: a narrow window cuts the rest.
    let parts = [note, cx.words.label("kind", session.kind), lead, seats, provider];
    let dot = format!(" {} ", cx.theme.dot());
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let mine = calendar.data.clashes.iter().filter(|clash| clash.one == at || clash.other == at);
    let lines = mine.map(|clash| {
        let other = &calendar.data.sessions[if clash.one == at { clash.other } else { clash.one }];
        let time = cx.words.span(other.starts_at, other.ends_at);
        let words = format!("{time} {}: {}", other.name, over(clash.over, cx));
        Line::styled(format!("{} {words}", cx.theme.overdue()), cx.theme.strong())
    });
    let remark = session.remark.clone().map(Line::from);
    [Line::styled(parts.join(&dot), cx.theme.dim())].into_iter().chain(lines).chain(remark).collect()
}

/// Draws the list.
pub fn draw(calendar: &Calendar, frame: &mut Frame, area: Rect, cx: &Ctx) {
    let columns = usize::from(area.width).saturating_sub(2);
    let below = details(calendar, cx);
    let longest = below.iter().map(|line| width(&line.to_string())).max().unwrap_or(0);
    // One line of details is enough where the week needs the room.
    let high = match below.len() {
        0 => 0,
        lines if longest > 0 => u16::try_from(lines).unwrap_or(2).min(4) + 1,
        _ => 0,
    };
    let [rows, foot] = Layout::vertical([Constraint::Fill(1), Constraint::Length(high)]).areas(area);
    calendar.list.draw(frame, rows, cx.theme, calendar.rows.len(), |at| match calendar.rows[at] {
        Row::Empty(day) => empty_row(day, calendar, cx),
        Row::Session(at, first) => session_row(calendar, at, first, cx, columns),
        Row::Activity(_) => Line::default(),
    });
    draw_below(frame, foot, below, cx);
    let empty = calendar.shown.is_some() && calendar.data.sessions.is_empty();
    if empty {
        let used = if calendar.view == View::Week { 7 } else { 1 };
        let rest = Rect { y: rows.y + used.min(rows.height), height: rows.height.saturating_sub(used), ..rows };
        draw_empty(frame, rest, &say!(cx.words, "empty-calendar"));
    }
}
