//! A week as a grid of hours, where the window is wide enough.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use super::Calendar;
use super::list::{clashes, details, note_of_day, people};
use super::rows::Row;
use crate::app::Ctx;
use crate::domain::calendar::Week;
use crate::domain::lanes::lanes;
use crate::screens::draw_below;
use crate::store::sessions::SessionLine;
use crate::widgets::week_grid::{self, Band, Block, Column};

/// What lasts longer than this stands above the hours, so that it does not take their room. In minutes.
const ALL_DAY: u32 = 6 * 60;

fn minutes(time: NaiveTime) -> u32 {
    time.hour() * 60 + time.minute()
}

/// From when to when, in minutes of the day; `None` for what stands above the hours.
fn hours(session: &SessionLine) -> Option<(u32, u32)> {
    let (from, to) = (minutes(session.starts_at?), minutes(session.ends_at?));
    (to - from <= ALL_DAY).then_some((from, to))
}

/// Saturday and Sunday only when something is on them.
fn is_shown(day: NaiveDate, calendar: &Calendar, cx: &Ctx) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let something = || calendar.visible(cx).iter().any(|at| calendar.data.sessions[*at].day == day);
    !weekend || something() || !note_of_day(day, calendar, cx).is_empty()
}

fn column(day: NaiveDate, calendar: &Calendar, cx: &Ctx) -> Column {
    let selected = match calendar.rows.get(calendar.list.selected) {
        Some(Row::Session(at, _)) => Some(*at),
        _ => None,
    };
    let visible = calendar.visible(cx);
    let on: Vec<usize> = visible.into_iter().filter(|at| calendar.data.sessions[*at].day == day).collect();
    let style = |at: usize| match calendar.data.sessions[at].standing.takes_place() {
        true => Style::new(),
        false => cx.theme.dim(),
    };
    let timed: Vec<(usize, (u32, u32))> =
        on.iter().filter_map(|at| hours(&calendar.data.sessions[*at]).map(|span| (*at, span))).collect();
    let spans: Vec<(u32, u32)> = timed.iter().map(|(_, span)| *span).collect();
    let blocks = timed.iter().zip(lanes(&spans)).map(|((at, (from, to)), lane)| Block {
        from: *from,
        to: *to,
        lane: lane.at,
        lanes: lane.of,
        lines: lines(*at, calendar, cx),
        style: style(*at),
        selected: selected == Some(*at),
    });
    let above = on.iter().filter(|at| hours(&calendar.data.sessions[**at]).is_none());
    let band = above.map(|at| Band {
        text: lines(*at, calendar, cx).join(" "),
        style: style(*at),
        selected: selected == Some(*at),
    });
    Column {
        title: cx.words.short_day(day),
        note: note_of_day(day, calendar, cx),
        strong: day == cx.today,
        band: band.collect(),
        blocks: blocks.collect(),
    }
}

/// Time, name, place and people; why it is off comes before all of them.
fn lines(at: usize, calendar: &Calendar, cx: &Ctx) -> Vec<String> {
    let session = &calendar.data.sessions[at];
    let sign = if clashes(calendar, at) { format!("{} ", cx.theme.overdue()) } else { String::new() };
    let time = format!("{sign}{}", cx.words.span(session.starts_at, session.ends_at));
    let mut lines = vec![time, session.name.clone()];
    if session.standing.takes_place() {
        lines.extend([session.place.clone().unwrap_or_default(), people(session)]);
    } else {
        lines.insert(1, cx.words.standing(&session.standing, &cx.lists));
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// Draws the grid, and the selected session in words below it.
pub fn draw(calendar: &Calendar, frame: &mut Frame, area: Rect, cx: &Ctx) {
    if calendar.shown.is_some() && calendar.data.sessions.is_empty() {
        return super::list::draw(calendar, frame, area, cx);
    }
    let below = selected_lines(calendar, cx);
    let high = u16::try_from(below.len()).unwrap_or(2).min(4) + u16::from(!below.is_empty());
    let [grid, foot] = Layout::vertical([Constraint::Fill(1), Constraint::Length(high)]).areas(area);
    let days = Week::of(calendar.day(cx)).days().into_iter().filter(|day| is_shown(*day, calendar, cx));
    let columns: Vec<Column> = days.map(|day| column(day, calendar, cx)).collect();
    week_grid::draw(frame, grid, cx.theme, &columns);
    draw_below(frame, foot, below, cx);
}

/// In a narrow block not everything can be read: the selected one stands whole below.
fn selected_lines(calendar: &Calendar, cx: &Ctx) -> Vec<ratatui::text::Line<'static>> {
    let Some(session) = calendar.selected() else { return Vec::new() };
    let time = cx.words.span(session.starts_at, session.ends_at);
    let place = session.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
    let head = format!("{} {time} {}{place}", cx.words.short_day(session.day), session.name);
    let head = ratatui::text::Line::styled(head, cx.theme.strong());
    [head].into_iter().chain(details(calendar, cx)).collect()
}
