//! How a roster looks: names at the left, sessions as columns, the rate and what it is all for at the right.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::Roster;
use crate::action::Action;
use crate::app::Ctx;
use crate::domain::calendar::Week;
use crate::domain::dates::{show_day, show_days};
use crate::say;
use crate::screens::sessions::{legend, sign};
use crate::screens::{draw_below, draw_empty};
use crate::store::roster::{Person, Roster as Data};
use crate::widgets::row::fit;
use crate::widgets::{Row, Theme};

/// Columns of a name, a session, a rate.
const NAME: usize = 22;
const SESSION: usize = 7;
const RATE: usize = 6;

/// How many sessions fit beside the names, and the first of them, so that the current one is among them.
fn window(sessions: usize, current: usize, columns: usize) -> Range<usize> {
    let goal = if columns >= 110 { 34 } else { 18 };
    let room = columns.saturating_sub(NAME + RATE + goal + 2) / (SESSION + 1);
    let shown = room.clamp(1, 8).min(sessions);
    let first = (current + 2).saturating_sub(shown).min(sessions - shown);
    first..first + shown
}

/// A sign in the middle of its column; the current session's column is marked beside it.
fn cell(text: &str, current: bool, theme: Theme) -> String {
    let mark = if current { theme.cursor() } else { " " };
    fit(&format!("{mark}{text}"), SESSION)
}

/// Draws the whole roster.
pub fn draw(roster: &Roster, data: &Data, frame: &mut Frame, area: Rect, cx: &Ctx) {
    let columns = usize::from(area.width).saturating_sub(2);
    let shown = window(data.sessions.len(), roster.chosen.at, columns);
    let below = foot(roster, data, &shown, cx, columns);
    let high = u16::try_from(below.len()).unwrap_or(0) + 1;
    // Without sessions there is a sentence instead of their days.
    let top = if data.sessions.is_empty() { 4 } else { 2 };
    let rows = [Constraint::Length(top), Constraint::Fill(1), Constraint::Length(high)];
    let [head, people, foot] = Layout::vertical(rows).areas(area);
    if data.sessions.is_empty() {
        let timetable = cx.words.timetables_from(&data.activity, cx.today);
        draw_empty(frame, head, &say!(cx.words, "roster-no-sessions", when = timetable));
    } else {
        for (y, line) in (head.y..).zip(header(roster, data, &shown, cx, columns)) {
            frame.render_widget(line, Rect { x: head.x + 2, y, width: head.width.saturating_sub(2), height: 1 });
        }
    }
    let names = roster.narrow.shown();
    if names.is_empty() {
        let words = match (roster.narrow.is_on(), data.activity.fields.counts_only) {
            (true, _) => say!(cx.words, "empty-narrowed"),
            (false, true) if roster.refuses_marks(Action::CountHeads, cx).is_some() => String::new(),
            (false, true) => say!(cx.words, "empty-roster-heads"),
            (false, false) => say!(cx.words, "empty-roster"),
        };
        draw_empty(frame, people, &words);
    }
    roster.list.draw(frame, people, cx.theme, names.len(), |at| {
        person_row(&data.people[names[at]], roster, data, &shown, cx, columns)
    });
    draw_below(frame, foot, below, cx);
}

fn header(roster: &Roster, data: &Data, shown: &Range<usize>, cx: &Ctx, columns: usize) -> [Line<'static>; 2] {
    let mut weeks = Row::new().left("", NAME);
    let mut days = Row::new().left(&current_time(roster, cx), NAME);
    for at in shown.clone() {
        let session = &data.sessions[at];
        let style = if at == roster.chosen.at { cx.theme.strong() } else { cx.theme.dim() };
        // Two sessions of one day are told apart by their time.
        let twin = |other: Option<usize>| {
            other.and_then(|at| data.sessions.get(at)).is_some_and(|other| other.day == session.day)
        };
        let time = session.starts_at.filter(|_| twin(at.checked_sub(1)) || twin(Some(at + 1)));
        let above = time.map_or_else(|| cx.words.week(Week::of(session.day)), crate::domain::dates::show_time);
        weeks = weeks.styled(&format!(" {above}"), SESSION, style);
        days = days.styled(&cell(&show_day(session.day), at == roster.chosen.at, cx.theme), SESSION, style);
    }
    let rate = say!(cx.words, "column-rate");
    let days = days.right(&rate, RATE).rest(&say!(cx.words, "column-goal"), columns, cx.theme.dim());
    [weeks.line(), days.line()]
}

/// When the current session is: "to 26.1. 10–12".
fn current_time(roster: &Roster, cx: &Ctx) -> String {
    let Some(session) = roster.current() else { return String::new() };
    let time = cx.words.span(session.starts_at, session.ends_at);
    format!("{} {time}", cx.words.short_day(session.day))
}

fn person_row(
    person: &Person,
    roster: &Roster,
    data: &Data,
    shown: &Range<usize>,
    cx: &Ctx,
    columns: usize,
) -> Line<'static> {
    let name = match person.is_visitor() {
        true => say!(cx.words, "roster-visitor", name = person.name.as_str()),
        false => person.name.clone(),
    };
    let mut row = Row::new().left(&name, NAME);
    for at in shown.clone() {
        let day = data.sessions[at].day;
        let takes_place = data.sessions[at].standing.takes_place();
        let away = format!("({})", cx.theme.excused());
        let (indent, text) = match person.marks[at] {
            None if !takes_place => ("  ", "–"),
            None if !person.belongs_on(day) => ("  ", cx.theme.outside()),
            None if person.announced_on(day).is_some() => (" ", away.as_str()),
            mark => ("  ", sign(mark, cx.theme)),
        };
        let style = if takes_place { Style::new() } else { cx.theme.dim() };
        row = row.styled(&cell(&format!("{indent}{text}"), false, cx.theme), SESSION, style);
    }
    let (beside, style) = beside(person, roster, cx);
    row.right(&cx.words.rate(person.tally.rate()), RATE).rest(&beside, columns, style).line()
}

/// What one should know of the person at the current session: the announced absence, else the goal.
fn beside(person: &Person, roster: &Roster, cx: &Ctx) -> (String, Style) {
    let absence = roster.current().and_then(|session| person.announced_on(session.day));
    match absence {
        Some(absence) => {
            let days = show_days(absence.starts, absence.ends);
            let reason = absence.reason.as_ref().map(|key| cx.words.code(&cx.lists, "absence_reason", key));
            let away = say!(cx.words, "roster-announced", days = days);
            (reason.map_or_else(|| away.clone(), |reason| format!("{away}, {reason}")), cx.theme.strong())
        }
        None => (person.goal.clone().unwrap_or_default().replace('\n', " "), cx.theme.dim()),
    }
}

/// The lines under the people: head counts, signs and progress, the note on the session.
fn foot(roster: &Roster, data: &Data, shown: &Range<usize>, cx: &Ctx, columns: usize) -> Vec<Line<'static>> {
    let remark = roster.current().and_then(|session| session.remark.as_ref()).map(|remark| {
        let label = say!(cx.words, "roster-remark");
        Row::new().styled(&label, NAME, cx.theme.dim()).rest(remark, columns, Style::new()).line()
    });
    let legend = legend(roster.current(), roster.progress(), cx);
    [heads_row(roster, data, shown, cx, columns), legend].into_iter().chain(remark).collect()
}

fn heads_row(roster: &Roster, data: &Data, shown: &Range<usize>, cx: &Ctx, columns: usize) -> Line<'static> {
    let mut row = Row::new().styled(&say!(cx.words, "roster-heads"), NAME, cx.theme.dim());
    for at in shown.clone() {
        let count = data.sessions[at].anon_count.map_or_else(|| cx.theme.unmarked().to_string(), |n| n.to_string());
        row = row.left(&cell(&format!("  {count}"), false, cx.theme), SESSION);
    }
    match data.activity.fields.seats {
        Some(seats) => {
            let present = roster.present();
            let full = if present > seats { cx.theme.strong() } else { cx.theme.dim() };
            row.rest(&say!(cx.words, "roster-room", present = present, seats = seats), columns, full).line()
        }
        None => row.line(),
    }
}
