//! How a form looks: one column, labels left, what is wrong under its field.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::field::{Control, Field, Theirs};
use super::screen::FormScreen;
use crate::app::Ctx;
use crate::say;
use crate::widgets::row::{fit, wrap};

const LABEL: u16 = 26;
const ERROR_SIGN: u16 = 2;
const AREA_LINES: u16 = 5;
/// A gap, and the heading itself.
const HEADING_LINES: u16 = 2;
const CHOICES_SHOWN: usize = 6;
/// What is said under a heading is told in so many lines at most.
const REMARK_LINES: usize = 4;

/// Draws the fields around the focused one.
pub fn draw(form: &FormScreen, frame: &mut Frame, area: Rect, cx: &Ctx) {
    let mut area = area;
    for words in form.head(cx) {
        for line in wrap(&words, usize::from(area.width).saturating_sub(4)) {
            frame.render_widget(Line::styled(format!("  {line}"), cx.theme.strong()), Rect { height: 1, ..area });
            area = below(area, 1);
        }
        area = below(area, 1);
    }
    let heights: Vec<u16> = (0..form.fields.len()).map(|at| height(form, at, area.width, cx)).collect();
    let top: u16 = heights.iter().take(form.focus).sum();
    let bottom = top + heights.get(form.focus).copied().unwrap_or(0);
    let scroll = form.scroll.get().min(top).max(bottom.saturating_sub(area.height));
    form.scroll.set(scroll);
    let mut y = 0;
    for (at, field) in form.fields.iter().enumerate() {
        let high = heights[at];
        if high > 0 && y >= scroll && y + high <= scroll + area.height {
            let place = Rect { y: area.y + y - scroll, height: high, ..area };
            draw_field(form, field, at == form.focus, frame, place, cx);
        }
        y += high;
    }
    // A field that does not fit is not forgotten: the corner says that there is more.
    if y > scroll + area.height && area.height > 0 {
        let corner = Rect { x: area.right().saturating_sub(3), y: area.bottom() - 1, width: 2, height: 1 };
        frame.render_widget(Line::styled(cx.theme.more(), cx.theme.strong()), corner);
    }
}

fn below(area: Rect, lines: u16) -> Rect {
    let lines = lines.min(area.height);
    Rect { y: area.y + lines, height: area.height - lines, ..area }
}

/// What is wrong with a field, in lines that fit beside its label.
fn errors(form: &FormScreen, field: &Field, width: u16) -> Vec<String> {
    let columns = usize::from(width.saturating_sub(LABEL + ERROR_SIGN));
    let own = form.errors.iter().filter(|error| error.field == field.name);
    own.flat_map(|error| wrap(&error.words, columns)).collect()
}

/// What is said under a field's heading.
fn remark(field: &Field, width: u16) -> Vec<String> {
    let lines = field.remark.iter().flat_map(|remark| wrap(remark, usize::from(width).saturating_sub(4)));
    lines.take(REMARK_LINES).collect()
}

fn height(form: &FormScreen, at: usize, width: u16, cx: &Ctx) -> u16 {
    if form.is_hidden(at, cx) {
        return 0;
    }
    let field = &form.fields[at];
    let control = match &field.control {
        Control::Area(_) => AREA_LINES,
        Control::Choice { choices, .. } if at == form.focus => {
            u16::try_from(choices.len().min(CHOICES_SHOWN)).unwrap_or(1).max(1)
        }
        _ => 1,
    };
    let heading = if field.heading.is_some() { HEADING_LINES } else { 0 };
    let remark = u16::try_from(remark(field, width).len()).unwrap_or(0);
    heading
        + remark
        + control
        + u16::from(field.theirs.is_some())
        + u16::try_from(errors(form, field, width).len()).unwrap_or(0)
}

fn draw_field(form: &FormScreen, field: &Field, focused: bool, frame: &mut Frame, area: Rect, cx: &Ctx) {
    let mut area = area;
    if let Some(heading) = &field.heading {
        let line = Rect { y: area.y + 1, height: 1, ..area };
        frame.render_widget(
            Line::styled(format!("  {}", fit(heading, usize::from(area.width) - 2)), cx.theme.strong()),
            line,
        );
        area = below(area, HEADING_LINES);
    }
    for line in remark(field, area.width) {
        frame.render_widget(Line::styled(format!("  {line}"), cx.theme.dim()), Rect { height: 1, ..area });
        area = below(area, 1);
    }
    let mark = if focused { cx.theme.cursor() } else { " " };
    let star = if field.required { "*" } else { " " };
    let label = fit(&field.label, usize::from(LABEL) - 4);
    let style = if focused { cx.theme.selected() } else { cx.theme.dim() };
    let head = Rect { width: LABEL.min(area.width), height: 1, ..area };
    frame.render_widget(Line::styled(format!("{mark} {label}{star}"), style), head);
    let value = Rect { x: area.x + head.width, width: area.width - head.width, height: 1, ..area };
    let mut used = draw_control(field, focused, frame, value, area.height, cx);
    if let Some(theirs) = &field.theirs {
        let words = match theirs {
            Theirs::Differs(theirs) => say!(cx.words, "in-the-file", value = or_dash(&theirs.shown)),
            Theirs::Chosen(mine) => say!(cx.words, "typed-by-me", value = or_dash(&mine.shown)),
            Theirs::TakenOver => say!(cx.words, "changed-by-colleague"),
        };
        frame.render_widget(Line::styled(words, cx.theme.dim()), Rect { y: value.y + used, ..value });
        used += 1;
    }
    for (line, words) in (0..).zip(errors(form, field, area.width)) {
        let sign = if line == 0 { cx.theme.overdue() } else { "" };
        let place = Rect { y: value.y + used + line, ..value };
        frame.render_widget(Line::styled(format!("{sign:<2}{words}"), cx.theme.strong()), place);
    }
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "–" } else { text }
}

/// Returns how many lines the control took.
fn draw_control(field: &Field, focused: bool, frame: &mut Frame, area: Rect, room: u16, cx: &Ctx) -> u16 {
    match &field.control {
        Control::Line(input) => {
            input.draw(frame, area, focused);
            1
        }
        Control::Date(input, _) => {
            let typed = Rect { width: 18.min(area.width), ..area };
            input.draw(frame, typed, focused);
            if let Some(understood) = field.understood(cx) {
                let beside = Rect { x: area.x + typed.width, width: area.width - typed.width, ..area };
                frame.render_widget(Line::styled(understood, cx.theme.dim()), beside);
            }
            1
        }
        Control::Area(area_text) => {
            let lines = AREA_LINES.min(room);
            frame.render_widget(area_text.as_ref(), Rect { height: lines, ..area });
            lines
        }
        Control::Check(on) => {
            let words = cx.words.get(if *on { "yes" } else { "no" });
            frame.render_widget(format!("[{}] {words}", if *on { cx.theme.done() } else { " " }), area);
            1
        }
        Control::Choice { choices, selected, .. } if focused => {
            let shown = choices.len().min(CHOICES_SHOWN);
            let first = selected.saturating_sub(shown / 2).min(choices.len() - shown);
            for (y, at) in (area.y..).zip(first..first + shown) {
                let chosen = at == *selected;
                let mark = if chosen { cx.theme.cursor() } else { " " };
                let style = if chosen { cx.theme.strong() } else { cx.theme.dim() };
                let label = if choices[at].label.is_empty() { "–" } else { &choices[at].label };
                let more = at + 1 == first + shown && at + 1 < choices.len();
                let tail = if more { format!("  {}", cx.theme.more()) } else { String::new() };
                frame.render_widget(Line::styled(format!("{mark} {label}{tail}"), style), Rect { y, ..area });
            }
            u16::try_from(shown).unwrap_or(1).max(1)
        }
        Control::Choice { choices, selected, .. } => {
            let label = choices.get(*selected).map(|choice| choice.label.as_str()).unwrap_or_default();
            let label = if label.is_empty() { "–" } else { label };
            frame.render_widget(Line::styled(label.to_string(), Style::new()), area);
            1
        }
    }
}
