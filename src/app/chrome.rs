//! What frames every screen: the menu and the date above, the message and the keys below.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::hints::{first_key, label};
use super::{Ctx, Menu, Screen};
use crate::action::{Action, Binding, Place, bindings};
use crate::domain::calendar::Week;
use crate::widgets::row::{fit, width, wrap};

/// Draws the frame; what is left in the middle is the screen's.
/// `leads_back`: there is a screen that Esc leads back to.
pub fn draw(
    frame: &mut Frame,
    cx: &Ctx,
    menu: &Menu,
    screen: &dyn Screen,
    message: Option<&str>,
    leads_back: bool,
) -> Rect {
    let rows = [Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1), Constraint::Length(3)];
    let [top, title, body, foot] = Layout::vertical(rows).areas(frame.area());
    frame.render_widget(menu_line(cx, menu, screen, usize::from(top.width)), top);
    frame.render_widget(title_line(cx, screen, usize::from(title.width)), title);
    let columns = usize::from(foot.width);
    let [upper, lower] = hint_lines(cx, screen, columns, leads_back);
    let mut lines = [Line::default(), upper, lower];
    // A message is never cut: a long one covers the keys until the next is pressed.
    let said = message.map(|message| wrap(message, columns.saturating_sub(2))).unwrap_or_default();
    for (line, text) in lines.iter_mut().zip(said) {
        *line = Line::styled(format!(" {text}"), cx.theme.strong());
    }
    for (line, place) in lines.into_iter().zip(foot.rows()) {
        frame.render_widget(line, place);
    }
    body
}

/// "1 Tänään  2 Asiakkaat ..."; the screen one is on stands out.
fn menu_line(cx: &Ctx, menu: &Menu, screen: &dyn Screen, columns: usize) -> Line<'static> {
    let entries: Vec<(Action, String, String)> = menu
        .entries
        .iter()
        .map(|entry| (entry.action, key_of(entry.action, cx), label(entry.action, &cx.words)))
        .collect();
    let wide: usize = entries.iter().map(|(_, key, name)| width(key) + width(name) + 1).sum();
    let fits = |gap: usize| wide + gap * (entries.len() - 1) < columns;
    // In a small window they stand closer, and the names of screens one is not on are cut to what fits.
    let gap = if fits(2) { 2 } else { 1 };
    let cut_to = |most: usize| -> usize {
        let shown = |(action, key, name): &(Action, String, String)| {
            let name = if screen.menu() == Some(*action) { width(name) } else { width(name).min(most) };
            width(key) + 1 + name
        };
        entries.iter().map(shown).sum::<usize>() + entries.len() - 1
    };
    let most = if fits(1) { columns } else { (0..columns).rev().find(|most| cut_to(*most) < columns).unwrap_or(0) };
    let mut spans = vec![Span::raw(" ")];
    for (action, key, name) in &entries {
        let here = screen.menu() == Some(*action);
        let style = if here { cx.theme.selected() } else { Style::new() };
        spans.push(Span::styled(key.clone(), cx.theme.dim()));
        let name = if here || width(name) <= most { name.clone() } else { fit(name, most) };
        if !name.is_empty() {
            spans.push(Span::styled(format!(" {name}"), style));
        }
        spans.push(Span::raw(" ".repeat(gap)));
    }
    Line::from(spans)
}

fn key_of(action: Action, cx: &Ctx) -> String {
    let binding = bindings(&[Place::Global]).find(|binding| binding.action == action);
    binding.and_then(|binding| first_key(binding, &cx.words, |_| true)).unwrap_or_default()
}

/// The screen's own title at the left; the day, the week and the worker at the right.
fn title_line(cx: &Ctx, screen: &dyn Screen, columns: usize) -> Line<'static> {
    let first_name = cx.me.name.split(' ').next().unwrap_or_default();
    let dot = cx.theme.dot();
    let day = cx.words.long_day(cx.today);
    let right = format!("{day} {dot} {} {dot} {first_name} ", cx.words.week(Week::of(cx.today)));
    let left = columns.saturating_sub(width(&right) + 2);
    Line::from(vec![
        Span::styled(format!(" {} ", fit(&screen.title(cx), left)), cx.theme.strong()),
        Span::styled(right, cx.theme.dim()),
    ])
}

/// What the keys do here, as many as fit on two lines; the key of the help always does.
/// What cannot be done now is left out; pressed, it says why.
fn hint_lines(cx: &Ctx, screen: &dyn Screen, columns: usize, leads_back: bool) -> [Line<'static>; 2] {
    let global = |binding: &&Binding| binding.place == Place::Global && screen.shows_global_keys();
    let everywhere = || bindings(&[Place::Global]).filter(global);
    let can = |binding: &&Binding| {
        binding.hint && screen.refuses(binding.action, cx).is_none() && (leads_back || binding.action != Action::Back)
    };
    let help =
        everywhere().find(|binding| binding.action == Action::Help).and_then(|binding| hint(binding, screen, cx));
    let reserved = help.as_ref().map_or(0, |(_, wide)| *wide);
    let wanted = bindings(screen.places()).chain(everywhere().filter(|binding| binding.action != Action::Help));
    let mut lines: [Vec<Span>; 2] = [Vec::new(), Vec::new()];
    let mut used = [0, reserved];
    for (spans, wide) in wanted.filter(can).filter_map(|binding| hint(binding, screen, cx)) {
        let Some(at) = (0..2).find(|at| used[*at] + wide <= columns) else { continue };
        // The lines are read in the order of the table, so nothing goes back to the first once it was full.
        let at = if lines[1].is_empty() { at } else { 1 };
        if used[at] + wide <= columns {
            used[at] += wide;
            lines[at].extend(spans);
        }
    }
    lines[1].extend(help.into_iter().flat_map(|(spans, _)| spans));
    lines.map(Line::from)
}

/// " Enter avaa  ", and how wide that is. `None` while every key of the binding would be typed into a text. Keys that
/// choose within a field are the field's own, and still have to be told.
fn hint(binding: &Binding, screen: &dyn Screen, cx: &Ctx) -> Option<(Vec<Span<'static>>, usize)> {
    let key = first_key(binding, &cx.words, |key| !screen.types(key) || binding.action == Action::OtherChoice)?;
    let words = screen.label(binding.action, cx);
    let wide = width(&key) + width(&words) + 4;
    let spans = vec![
        Span::styled(format!(" {key}"), cx.theme.strong()),
        Span::styled(format!(" {words} "), cx.theme.dim()),
        Span::raw(" "),
    ];
    Some((spans, wide))
}

/// One sentence instead of the screen.
pub fn sentence(frame: &mut Frame, text: &str) {
    let lines = wrap(text, usize::from(frame.area().width.max(1)));
    for (y, line) in (0..frame.area().height).zip(lines) {
        frame.render_widget(line, Rect { x: 0, y, width: frame.area().width, height: 1 });
    }
}
