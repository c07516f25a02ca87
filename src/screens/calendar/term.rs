//! A term: every activity with its first and last day and how often it meets. What is open is said to be open.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Calendar;
use super::rows::Row;
use crate::app::Ctx;
use crate::domain::dates::show_date;
use crate::say;
use crate::screens::{draw_empty, head_and_body};
use crate::store::activities::Listed;
use crate::widgets;

/// By the first day: what is over comes last, what has no day before that.
pub fn in_order(mut activities: Vec<Listed>, today: NaiveDate) -> Vec<Listed> {
    activities.sort_by_key(|Listed { activity, .. }| {
        let series = || activity.timetables.iter().map(|(_, timetable)| &timetable.series);
        let over = activity.fields.last_day.is_some_and(|last| last < today)
            || (!activity.timetables.is_empty()
                && series().all(|series| series.last().is_some_and(|last| last < today)));
        let first = series().filter_map(|series| series.first()).min();
        (over, first.is_none(), first, activity.fields.sort_key())
    });
    activities
}

/// Everything that an activity can be found by.
pub fn words_of(listed: &Listed, cx: &Ctx) -> String {
    let fields = &listed.activity.fields;
    let lead = listed.activity.lead.and_then(|lead| cx.lists.worker(lead)).unwrap_or_default();
    let (tier, kind) = (cx.words.label("tier", fields.tier), cx.words.label("kind", fields.kind));
    let more = [&fields.place, &fields.provider, &fields.partner].map(|part| part.as_deref().unwrap_or_default());
    [fields.name.as_str(), &tier, &kind, lead, more[0], more[1], more[2]].join(" ")
}

/// Columns of the name, a day, the number of sessions.
const DAY: usize = 10;
const TIMES: usize = 7;

fn name_columns(columns: usize) -> usize {
    if columns >= 110 { 40 } else { 26 }
}

fn row(Listed { activity, .. }: &Listed, cx: &Ctx, columns: usize) -> Line<'static> {
    let series = || activity.timetables.iter().map(|(_, timetable)| &timetable.series);
    let first = series().filter_map(|series| series.first()).min();
    // Open-ended as soon as one of its series is.
    let last = series().map(|series| series.last()).collect::<Option<Vec<_>>>().and_then(|days| days.into_iter().max());
    let times =
        series().map(|series| series.count()).collect::<Option<Vec<_>>>().map(|counts| counts.iter().sum::<usize>());
    let times = times.filter(|times| *times > 0);
    let open = || say!(cx.words, "term-open");
    widgets::Row::new()
        .left(&activity.fields.name, name_columns(columns))
        .right(&first.map_or_else(open, show_date), DAY)
        .right(&last.map_or_else(open, show_date), DAY)
        .right(&times.map_or_else(open, |times| times.to_string()), TIMES)
        .rest(&cx.words.days_and_times_from(activity, cx.today), columns, cx.theme.dim())
        .line()
}

/// Draws the list.
pub fn draw(calendar: &Calendar, frame: &mut Frame, area: Rect, cx: &Ctx) {
    let columns = usize::from(area.width).saturating_sub(2);
    let [head, body] = head_and_body(area);
    let headings = widgets::Row::new()
        .left(&say!(cx.words, "column-activity"), name_columns(columns))
        .right(&say!(cx.words, "column-first"), DAY)
        .right(&say!(cx.words, "column-last"), DAY)
        .right(&say!(cx.words, "column-times"), TIMES)
        .rest(&say!(cx.words, "column-when"), columns, cx.theme.dim());
    frame.render_widget(headings.line().style(cx.theme.dim()), head);
    if calendar.rows.is_empty() && calendar.shown.is_some() {
        let words = match calendar.narrow.is_on() {
            true => say!(cx.words, "empty-narrowed"),
            false => say!(cx.words, "empty-activities"),
        };
        return draw_empty(frame, body, &words);
    }
    calendar.list.draw(frame, body, cx.theme, calendar.rows.len(), |at| match calendar.rows[at] {
        Row::Activity(at) => row(&calendar.term[at], cx, columns),
        Row::Empty(_) | Row::Session(..) => Line::default(),
    });
}
