//! The look-up: anyone and anything from a few letters, with the answer already beside it.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::services::Services;
use super::{MENU, card};
use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, edits_text, hints, step_of};
use crate::domain::ids::ClientId;
use crate::domain::search::{Entry, Hits, Index};
use crate::domain::text::fold;
use crate::forms::{ClientForm, FormScreen, NoteForm};
use crate::say;
use crate::store::clients::Card;
use crate::store::lookup::Found;
use crate::store::request::{Answer, Query};
use crate::widgets::line_input::LineInput;
use crate::widgets::{ListState, Row};

/// How many lines the preview takes.
const PREVIEW: u16 = 8;

/// What a hit is.
#[derive(Clone, PartialEq)]
enum Hit {
    Stored(Found),
    Command(Action),
}

/// The query, its hits, and the card of the selected one.
#[derive(Default)]
pub struct LookUp {
    input: LineInput,
    index: Option<Index<Hit>>,
    hits: Vec<usize>,
    total: usize,
    list: ListState,
    preview: Option<Box<Card>>,
}

/// Commands that can be found by their words.
const COMMANDS: &[Action] = &[Action::NewClient, Action::Help, Action::Quit];

fn commands(cx: &Ctx) -> impl Iterator<Item = Entry<Hit>> {
    let all = MENU.entries.iter().map(|entry| entry.action).chain(COMMANDS.iter().copied());
    let entry = |action: Action| {
        let label = hints::label(action, &cx.words);
        Entry { target: Hit::Command(action), fold_key: fold(&label), label }
    };
    all.map(entry).collect::<Vec<_>>().into_iter()
}

impl LookUp {
    fn search(&mut self) -> Vec<Effect> {
        let Some(index) = &mut self.index else { return Vec::new() };
        let Hits { best, total } = index.find(self.input.text());
        self.hits = best;
        self.total = total;
        self.list.selected = 0;
        self.look_closer()
    }

    fn selected(&self) -> Option<&Hit> {
        let at = self.hits.get(self.list.selected)?;
        self.index.as_ref().map(|index| &index.get(*at).target)
    }

    fn selected_client(&self) -> Option<ClientId> {
        match self.selected()? {
            Hit::Stored(Found::Client(id)) => Some(*id),
            _ => None,
        }
    }

    /// Asks for the card of the selected client, if that is not the one that is shown.
    fn look_closer(&mut self) -> Vec<Effect> {
        let wanted = self.selected_client();
        if self.preview.as_ref().map(|card| card.client.id) == wanted {
            return Vec::new();
        }
        self.preview = None;
        if wanted.is_some() { vec![Effect::Load] } else { Vec::new() }
    }

    fn open(&self) -> Vec<Effect> {
        match self.selected() {
            Some(Hit::Stored(Found::Client(id))) => vec![Effect::OpenCard(*id)],
            Some(Hit::Stored(Found::Activity(id))) => vec![Effect::Open(Services::at(*id))],
            Some(Hit::Command(Action::NewClient)) => vec![ClientForm::open_new()],
            Some(Hit::Command(action)) => vec![Effect::Do(*action)],
            None => Vec::new(),
        }
    }

    fn hit_row(&self, at: usize, cx: &Ctx, columns: usize) -> Line<'static> {
        let Some(index) = &self.index else { return Line::default() };
        let entry = index.get(at);
        let what = match entry.target {
            Hit::Stored(Found::Client(_)) => say!(cx.words, "hit-client"),
            Hit::Stored(Found::Activity(_)) => say!(cx.words, "hit-activity"),
            Hit::Command(_) => say!(cx.words, "hit-command"),
        };
        let width = columns.saturating_sub(16).min(60);
        Row::new().left(&entry.label, width).styled(&what, 12, cx.theme.dim()).line()
    }
}

impl Screen for LookUp {
    fn places(&self) -> &'static [Place] {
        &[Place::LookUp]
    }

    fn title(&self, cx: &Ctx) -> String {
        let count = i64::try_from(self.total).unwrap_or(i64::MAX);
        match self.input.text().trim().is_empty() {
            true => say!(cx.words, "look-up-title"),
            false => say!(cx.words, "look-up-hits", count = count),
        }
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        let card = self.selected_client().map(|client| Query::Card { client, today: cx.today });
        let index = self.index.is_none().then_some(Query::LookUp);
        index.into_iter().chain(card).collect()
    }

    fn receive(&mut self, answer: Answer, cx: &Ctx) -> Vec<Effect> {
        match answer {
            Answer::LookUp(entries) => {
                let stored = entries.into_iter().map(|entry| Entry {
                    target: Hit::Stored(entry.target),
                    label: entry.label,
                    fold_key: entry.fold_key,
                });
                self.index = Some(Index::new(stored.chain(commands(cx)).collect()));
                self.search()
            }
            Answer::Card(card) => {
                self.preview = Some(card).filter(|card| Some(card.client.id) == self.selected_client());
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        match action {
            Action::Open if self.selected().is_none() => Some(say!(cx.words, "look-up-nothing")),
            Action::NewNote if self.selected_client().is_none() => Some(say!(cx.words, "refuse-no-client")),
            _ => None,
        }
    }

    fn act(&mut self, action: Action, _cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.hits.len(), |_| true);
            return self.look_closer();
        }
        match (action, self.selected_client()) {
            (Action::Open, _) => self.open(),
            (Action::NewNote, Some(client)) => vec![Effect::Open(FormScreen::boxed(NoteForm::new(client)))],
            _ => Vec::new(),
        }
    }

    fn types(&self, key: KeyEvent) -> bool {
        edits_text(key)
    }

    fn type_key(&mut self, key: KeyEvent, _cx: &Ctx) -> Vec<Effect> {
        self.input.key(key);
        self.search()
    }

    fn paste(&mut self, text: &str, _cx: &Ctx) -> Option<Vec<Effect>> {
        self.input.paste(text);
        Some(self.search())
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let columns = usize::from(area.width).saturating_sub(2);
        let parts = [Constraint::Length(2), Constraint::Fill(1), Constraint::Length(PREVIEW)];
        let [query, hits, preview] = Layout::vertical(parts).areas(area);
        let label = format!(" {} ", say!(cx.words, "look-up-prompt"));
        let wide = u16::try_from(crate::widgets::row::width(&label)).unwrap_or(0);
        frame.render_widget(Span::styled(label, cx.theme.dim()), Rect { height: 1, ..query });
        let typed = Rect { x: query.x + wide, width: query.width.saturating_sub(wide), height: 1, ..query };
        self.input.draw(frame, typed, true);
        if self.hits.is_empty() {
            let words = match self.input.text().trim().is_empty() {
                true => say!(cx.words, "look-up-help"),
                false => say!(cx.words, "look-up-nothing"),
            };
            super::draw_empty(frame, hits, &words);
        }
        self.list.draw(frame, hits, cx.theme, self.hits.len(), |at| self.hit_row(self.hits[at], cx, columns));
        if let Some(card) = &self.preview {
            super::draw_below(frame, preview, preview_lines(card, cx, columns), cx);
        }
    }
}

/// What a caller is told: phone, next session, last contact, goals, own worker.
fn preview_lines(card: &Card, cx: &Ctx, columns: usize) -> Vec<Line<'static>> {
    let mut lines = card::summary(card, cx, columns);
    let live = card.goals.iter().filter(|goal| goal.fields.ended.is_none());
    let goals = live.map(|goal| goal.fields.text.replace('\n', " ")).collect::<Vec<_>>().join(" · ");
    let label = |text: String, value: String| {
        Row::new().styled(&text, 14, cx.theme.dim()).rest(&value, columns, ratatui::style::Style::new()).line()
    };
    if !goals.is_empty() {
        lines.push(label(say!(cx.words, "card-goals"), goals));
    }
    if let Some(episode) = card.episodes.first() {
        let state = cx.words.label("episode", episode.fields.state);
        let worker = episode.own_worker.map(|(id, _)| cx.lists.name(id)).unwrap_or_default();
        let both = [state, worker].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        lines.push(label(say!(cx.words, "card-episode"), both));
    }
    lines
}
