//! *Clients*: the caseload, mine or everybody's or by state, narrowed by typing.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::due_rows;
use crate::action::{Action, Place};
use crate::app::narrow::Narrow;
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::dates::{show_date, show_day};
use crate::domain::episode::EpisodeState;
use crate::forms::{ClientForm, FormScreen};
use crate::say;
use crate::store::clients::{ClientLine, Scope};
use crate::store::request::{Answer, Query};
use crate::widgets::{ListState, Row};

/// The order in which `o` goes through the lists.
const SCOPES: &[Scope] = &[
    Scope::Mine,
    Scope::All,
    Scope::State(EpisodeState::Pending),
    Scope::State(EpisodeState::Open),
    Scope::State(EpisodeState::Paused),
    Scope::State(EpisodeState::Closed),
];

/// A list of clients.
#[derive(Default)]
pub struct Clients {
    scope: usize,
    lines: Vec<ClientLine>,
    narrow: Narrow,
    list: ListState,
    loaded: bool,
}

impl Clients {
    fn selected(&self) -> Option<&ClientLine> {
        self.narrow.shown().get(self.list.selected).map(|at| &self.lines[*at])
    }

    fn settle(&mut self, same: Option<usize>) {
        self.list.settle(same, self.narrow.shown().len(), |_| true);
    }
}

/// What a list of this scope is called.
fn scope_name(scope: Scope, cx: &Ctx) -> String {
    match scope {
        Scope::Mine => say!(cx.words, "clients-mine"),
        Scope::All => say!(cx.words, "clients-all"),
        Scope::State(state) => cx.words.label("episode", state),
    }
}

/// Which list comes next.
fn scope_hint(next: Scope, cx: &Ctx) -> String {
    say!(cx.words, "scope-next", scope = scope_name(next, cx))
}

/// Columns of name, what is due next and last contact; in a small window the name is what must be read.
fn widths(columns: usize) -> [usize; 3] {
    match columns {
        100.. => [columns.saturating_sub(81).min(40), 26, 9],
        72.. => [columns.saturating_sub(58), 14, 0],
        _ => [columns.saturating_sub(35), 0, 0],
    }
}

/// The mark and the day of what is due next.
const DAY: usize = 8;

/// The own worker's first name.
const WORKER: usize = 10;

fn row(line: &ClientLine, cx: &Ctx, columns: usize) -> Line<'static> {
    let state = line.state.map_or_else(|| say!(cx.words, "visitor"), |state| cx.words.label("episode", state));
    let worker = line.own_worker.map(|id| cx.lists.first_name(id)).unwrap_or_default();
    let [name, words, contact] = widths(columns);
    let next = line.next.as_ref().filter(|_| words > 0);
    let day = next.map(|next| format!("{} {}", due_rows::mark(next, cx), show_day(next.day))).unwrap_or_default();
    Row::new()
        .left(&line.name, name)
        .right(&line.birth_date.map(show_date).unwrap_or_default(), 10)
        .left(&state, 11)
        .left(&worker, WORKER)
        .left(&day, if words > 0 { DAY } else { 0 })
        .left(&next.map(|next| due_rows::what(next, cx, 0)).unwrap_or_default(), words)
        .right(&line.last_contact.map(show_day).unwrap_or_default(), contact)
        .line()
}

fn headings(cx: &Ctx, columns: usize) -> Line<'static> {
    let [name, words, contact] = widths(columns);
    Row::new()
        .left(&say!(cx.words, "column-name"), name)
        .right(&say!(cx.words, "column-born"), 10)
        .left(&say!(cx.words, "column-state"), 11)
        .left(&say!(cx.words, "column-own-worker"), WORKER)
        .left(&say!(cx.words, "column-next"), if words > 0 { DAY + 1 + words } else { 0 })
        .right(&say!(cx.words, "column-contact"), contact)
        .line()
        .style(cx.theme.dim())
}

impl Screen for Clients {
    fn places(&self) -> &'static [Place] {
        &[Place::Clients, Place::List]
    }

    fn menu(&self) -> Option<Action> {
        Some(Action::Clients)
    }

    fn title(&self, cx: &Ctx) -> String {
        let count = i64::try_from(self.narrow.shown().len()).unwrap_or(i64::MAX);
        let scope = scope_name(SCOPES[self.scope], cx);
        super::narrowed_title(say!(cx.words, "clients-title", scope = scope, count = count), &self.narrow, cx)
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Clients { scope: SCOPES[self.scope], today: cx.today }]
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::Clients(lines) = answer {
            let same = self.selected().map(|line| line.id);
            self.lines = lines;
            self.loaded = true;
            self.narrow.set_rows(self.lines.iter().map(|line| line.name.as_str()));
            let shown = self.narrow.shown();
            let again = same.and_then(|id| shown.iter().position(|at| self.lines[*at].id == id));
            self.settle(again);
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        let nobody = matches!(action, Action::Open | Action::EditClient) && self.selected().is_none();
        nobody.then(|| say!(cx.words, "refuse-no-client"))
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match action {
            Action::Scope => scope_hint(SCOPES[(self.scope + 1) % SCOPES.len()], cx),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.narrow.shown().len(), |_| true);
            return Vec::new();
        }
        match (action, self.selected().map(|line| line.id)) {
            (Action::Open, Some(id)) => vec![Effect::OpenCard(id)],
            (Action::EditClient, Some(id)) => vec![Effect::Open(FormScreen::boxed(ClientForm::edit(id)))],
            (Action::NewClient, _) => vec![ClientForm::open_new(cx)],
            (Action::Narrow, _) => {
                self.narrow.start();
                Vec::new()
            }
            (Action::Scope, _) => {
                self.scope = (self.scope + 1) % SCOPES.len();
                self.list.selected = 0;
                // Nobody of the old list is opened by a key that comes before the new one.
                self.lines.clear();
                self.narrow.set_rows(std::iter::empty());
                vec![Effect::Load]
            }
            _ => Vec::new(),
        }
    }

    fn narrow(&self) -> Option<&Narrow> {
        Some(&self.narrow)
    }

    fn narrow_mut(&mut self) -> Option<&mut Narrow> {
        Some(&mut self.narrow)
    }

    fn narrowed(&mut self, typed: bool) {
        self.settle(typed.then_some(0));
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let columns = usize::from(area.width).saturating_sub(2);
        let [head, body] = super::head_and_body(area);
        frame.render_widget(headings(cx, columns), head);
        let shown = self.narrow.shown();
        if shown.is_empty() && self.loaded {
            let words = match self.narrow.is_on() {
                true => say!(cx.words, "empty-narrowed"),
                false => say!(cx.words, "empty-clients"),
            };
            return super::draw_empty(frame, body, &words);
        }
        self.list.draw(frame, body, cx.theme, shown.len(), |at| row(&self.lines[shown[at]], cx, columns));
    }
}
