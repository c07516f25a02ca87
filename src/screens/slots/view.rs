//! How a day of appointments looks: the days above, of the chosen one each time with its person, phone and mark.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::Slots;
use crate::app::Ctx;
use crate::domain::calendar::Week;
use crate::domain::dates::{show_day, show_days, show_time};
use crate::domain::slots;
use crate::say;
use crate::screens::sessions::{legend, signed};
use crate::screens::{draw_below, draw_empty};
use crate::store::bookings::{Guest, Reception};
use crate::store::sessions::SessionLine;
use crate::widgets::Row;
use crate::widgets::row::{fit, wrap};

/// Columns of what the chosen day is, and of each day beside it.
const CHOSEN: usize = 24;
const DAY: usize = 11;

/// Columns of a time, a telephone number, a mark.
const TIME: usize = 6;
const PHONE: usize = 14;
const MARK: usize = 14;

/// Columns of a name: where there is room, the words beside it are to be read in full.
fn name_width(columns: usize) -> usize {
    match columns {
        110.. => 34,
        72.. => 22,
        _ => 16,
    }
}

/// The days that fit, so that the chosen one is among them: more of those to come than of those before.
fn window(days: usize, chosen: usize, columns: usize) -> Range<usize> {
    let room = columns.saturating_sub(CHOSEN) / (DAY + 1);
    let shown = room.clamp(1, 8).min(days);
    let first = chosen.saturating_sub(1).min(days - shown);
    first..first + shown
}

/// Draws the whole day.
pub fn draw(screen: &Slots, data: &Reception, frame: &mut Frame, area: Rect, cx: &Ctx) {
    let columns = usize::from(area.width).saturating_sub(2);
    let missing = screen.why_no_times(cx).map(|why| wrap(&why, columns)).unwrap_or_default();
    let below = foot(screen, cx, columns);
    let high = |lines: usize| u16::try_from(lines).unwrap_or(0);
    let rows = [
        Constraint::Length(3),
        Constraint::Length(high(missing.len())),
        Constraint::Fill(1),
        Constraint::Length(high(below.len()) + 1),
    ];
    let [head, why, people, foot] = Layout::vertical(rows).areas(area);
    if data.sessions.is_empty() {
        let timetable = cx.words.timetables_from(&data.activity, cx.today);
        draw_empty(frame, head.union(people), &say!(cx.words, "slots-no-sessions", when = timetable));
    } else {
        let indent = |area: Rect| Rect { x: area.x + 2, width: area.width.saturating_sub(2), height: 1, ..area };
        for (y, line) in (head.y..).zip(header(screen, data, cx, columns)) {
            frame.render_widget(line, Rect { y, ..indent(head) });
        }
        for (y, line) in (why.y..why.bottom()).zip(missing) {
            frame.render_widget(Line::styled(line, cx.theme.strong()), Rect { y, ..indent(why) });
        }
    }
    let line = |at: usize| row(&screen.lines[at], screen, cx, columns);
    screen.list.draw(frame, people, cx.theme, screen.lines.len(), line);
    draw_below(frame, foot, below, cx);
}

/// The weeks, the days with how many have booked, and the headings of the columns.
fn header(screen: &Slots, data: &Reception, cx: &Ctx, columns: usize) -> [Line<'static>; 3] {
    let chosen = screen.session();
    let day = chosen.map(|session| {
        format!("{} {}", cx.words.short_day(session.day), cx.words.span(session.starts_at, session.ends_at))
    });
    let mut weeks = Row::new().left("", CHOSEN);
    let mut days = Row::new().left(&day.unwrap_or_default(), CHOSEN);
    for at in window(data.sessions.len(), screen.chosen.at, columns) {
        let session = &data.sessions[at];
        let is_chosen = at == screen.chosen.at;
        let style = if is_chosen { cx.theme.strong() } else { cx.theme.dim() };
        let cursor = if is_chosen { cx.theme.cursor() } else { " " };
        weeks = weeks.styled(&format!(" {}", cx.words.week(Week::of(session.day))), DAY, style);
        days = days.styled(&fit(&format!("{cursor}{} {}", show_day(session.day), taken(session)), DAY), DAY, style);
    }
    let headings = Row::new()
        .right(&say!(cx.words, "column-time"), TIME)
        .left(&say!(cx.words, "column-name"), name_width(columns))
        .left(&say!(cx.words, "column-phone"), PHONE)
        .left(&say!(cx.words, "column-mark"), MARK);
    [weeks.line(), days.line(), headings.line().style(cx.theme.dim())]
}

/// "4/6": how many have an appointment, of how many; a dash where nobody comes.
fn taken(session: &SessionLine) -> String {
    match (session.standing.takes_place(), session.capacity) {
        (false, _) => "–".to_string(),
        (true, Some(most)) => format!("{}/{most}", session.members),
        (true, None) if session.members > 0 => session.members.to_string(),
        (true, None) => String::new(),
    }
}

fn row(line: &slots::Line<Guest>, screen: &Slots, cx: &Ctx, columns: usize) -> Line<'static> {
    let time = line.starts_at().map_or_else(|| "–".to_string(), show_time);
    let row = Row::new().right(&time, TIME);
    let Some(guest) = line.person() else {
        let open = screen.session().is_some_and(|session| session.standing.takes_place() && !session.closed);
        let free = if open { say!(cx.words, "slot-free") } else { "–".to_string() };
        return row.styled(&free, name_width(columns), cx.theme.dim()).line();
    };
    let mark = guest.mark.map(|mark| signed(Some(mark), cx)).unwrap_or_else(|| cx.theme.unmarked().to_string());
    row.left(&guest.name, name_width(columns))
        .left(guest.phone.as_deref().unwrap_or_default(), PHONE)
        .left(&mark, MARK)
        .rest(&beside(line, guest, cx), columns, cx.theme.strong())
        .line()
}

/// What one should know of somebody that day.
fn beside(line: &slots::Line<Guest>, guest: &Guest, cx: &Ctx) -> String {
    let time = match line {
        slots::Line::Outside(..) => Some(say!(cx.words, "slot-outside")),
        slots::Line::Without(_) => Some(say!(cx.words, "slot-without")),
        _ => None,
    };
    let away = guest.absence.as_ref().map(|absence| {
        let days = show_days(absence.starts, absence.ends);
        say!(cx.words, "roster-announced", days = days)
    });
    [time, away].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The lines under the people: signs and progress, the note on the session.
fn foot(screen: &Slots, cx: &Ctx, columns: usize) -> Vec<Line<'static>> {
    let session = screen.session();
    let remark = session.and_then(|session| session.remark.as_ref()).map(|remark| {
        let label = say!(cx.words, "roster-remark");
        Row::new().styled(&label, TIME + 1 + name_width(columns), cx.theme.dim()).rest(remark, columns, Style::new())
    });
    [legend(session, screen.progress(), cx)].into_iter().chain(remark.map(Row::line)).collect()
}
