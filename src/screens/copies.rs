//! The copies of the file: how old the last good one is, what there is to go back to, and how one does.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::say;
use crate::store::backup::{Copies, Copy, Errand};
use crate::store::request::{Answer, Query};
use crate::widgets::row::wrap;
use crate::widgets::{ListState, Row};

/// How many lines the selected copy takes.
const DETAILS: u16 = 6;

/// What leads to the copies, which are for everybody who works with the file.
pub fn open(_cx: &Ctx) -> Effect {
    Effect::Open(boxed())
}

/// The copies as a screen.
pub fn boxed() -> Box<dyn Screen> {
    Box::new(CopiesScreen::default())
}

#[derive(Default)]
struct CopiesScreen {
    copies: Copies,
    list: ListState,
    loaded: bool,
}

impl CopiesScreen {
    fn selected(&self) -> Option<&Copy> {
        self.copies.all.get(self.list.selected)
    }

    fn run(&mut self, errand: Errand, said: String) -> Vec<Effect> {
        self.copies.is_busy = true;
        vec![Effect::Errand(errand), Effect::Say(said)]
    }
}

fn row(copy: &Copy, cx: &Ctx, columns: usize) -> Line<'static> {
    let checked = say!(cx.words, "copies-checked", at = cx.words.instant(&copy.checked));
    let (mark, state) = match copy.is_good {
        true => (cx.theme.done(), format!("{} {} {checked}", say!(cx.words, "copy-state-good"), cx.theme.dot())),
        false => (cx.theme.overdue(), say!(cx.words, "copy-state-bad")),
    };
    Row::new()
        .left(mark, 2)
        .right(&cx.words.instant(&copy.taken), 16)
        .right(&cx.words.age(copy.age), 9)
        .right(&cx.words.size(copy.size), 9)
        .left("", 1)
        .rest(&state, columns, Style::new())
        .line()
}

/// How old the last good one is.
fn head(copies: &Copies, cx: &Ctx) -> String {
    let last = copies.last_good().map(|copy| {
        let at = cx.words.instant(&copy.taken);
        say!(cx.words, "copies-last", age = cx.words.age(copy.age), at = at)
    });
    let last = last.unwrap_or_else(|| say!(cx.words, "copies-no-good"));
    let busy = copies.is_busy.then(|| say!(cx.words, "copies-busy"));
    [Some(last), busy].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn details(copy: &Copy, copies: &Copies, cx: &Ctx, columns: usize) -> Vec<Line<'static>> {
    let before = copy.before.then(|| say!(cx.words, "copies-before"));
    let restore = say!(cx.words, "copies-restore", command = format!("rinnalla restore {}", copy.name));
    let folder = say!(cx.words, "copies-folder", folder = copies.folder.display().to_string());
    let sentences = before.into_iter().chain([restore, folder]);
    sentences.flat_map(|sentence| wrap(&sentence, columns)).map(Line::from).collect()
}

impl Screen for CopiesScreen {
    fn places(&self) -> &'static [Place] {
        &[Place::Copies, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        say!(cx.words, "copies-title")
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        vec![Query::Copies]
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::Copies(copies) = answer {
            // The newest is looked at until another is chosen.
            let same = self.selected().map(|copy| copy.taken.clone()).filter(|_| self.list.selected > 0);
            self.copies = copies;
            let again = same.and_then(|taken| self.copies.all.iter().position(|copy| copy.taken == taken));
            self.list.settle(again.or(Some(0)), self.copies.all.len(), |_| true);
            self.loaded = true;
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        match action {
            Action::TakeCopy | Action::CheckCopy if self.copies.is_busy => Some(say!(cx.words, "copies-busy")),
            Action::CheckCopy if self.selected().is_none() => Some(say!(cx.words, "refuse-nothing-here")),
            _ => None,
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.copies.all.len(), |_| true);
            return Vec::new();
        }
        match (action, self.selected().map(|copy| copy.name.clone())) {
            (Action::TakeCopy, _) => self.run(Errand::Take, say!(cx.words, "copies-taking")),
            (Action::CheckCopy, Some(name)) => self.run(Errand::Check(name), say!(cx.words, "copies-checking")),
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        if !self.loaded {
            return;
        }
        if self.copies.all.is_empty() {
            let busy = self.copies.is_busy.then(|| say!(cx.words, "copies-busy"));
            let words = busy.unwrap_or_else(|| say!(cx.words, "copies-empty"));
            return super::draw_empty(frame, area, &words);
        }
        let columns = usize::from(area.width).saturating_sub(2);
        let [top, body] = super::head_and_body(area);
        let style = if self.copies.last_good().is_some() { Style::new() } else { cx.theme.strong() };
        frame.render_widget(Line::styled(head(&self.copies, cx), style), top);
        let [list, below] = Layout::vertical([Constraint::Fill(1), Constraint::Length(DETAILS)]).areas(body);
        let copies = &self.copies.all;
        self.list.draw(frame, list, cx.theme, copies.len(), |at| row(&copies[at], cx, columns));
        if let Some(copy) = self.selected() {
            super::draw_below(frame, below, details(copy, &self.copies, cx, columns), cx);
        }
    }
}
