//! The look-up: anyone and anything from a few letters, with the answer already beside it.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::due_rows;
use super::openings::Openings;
use super::service;
use super::sessions::open_on_day;
use super::{MENU, card};
use super::{import, log};
use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, edits_text, hints, step_of};
use crate::domain::dates::show_date;
use crate::domain::ids::ClientId;
use crate::domain::keyed::Keyed;
use crate::domain::rights::Right;
use crate::domain::search::{Entry, Hits, Index};
use crate::domain::text::fold;
use crate::domain::trace::Trace;
use crate::forms::{ActivityForm, BreakGlass, ClientForm, FormScreen, NoteForm};
use crate::say;
use crate::store::activities::Listed;
use crate::store::change::Made;
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
    activities: Vec<Listed>,
    /// The index has been read since this was opened, and since others were restricted.
    is_fresh: bool,
    /// Whom the index leaves out.
    unseen: Vec<ClientId>,
    /// Enter was pressed before there was anything to find.
    open_when_read: bool,
    /// Whom the log has as looked up here.
    traced: Vec<ClientId>,
}

/// Commands that can be found by their words.
const COMMANDS: &[Action] = &[
    Action::NewClient,
    Action::NewActivity,
    Action::BreakGlass,
    Action::Openings,
    Action::Log,
    Action::Import,
    Action::Help,
    Action::Quit,
];

/// What a command needs a right for.
fn needed(action: Action) -> Option<Right> {
    match action {
        Action::NewClient | Action::NewActivity | Action::Import => Some(Right::Write),
        Action::BreakGlass => Some(Right::BreakGlass),
        Action::Openings => Some(Right::Acknowledge),
        _ => None,
    }
}

/// What is in the file, then the commands.
fn index(stored: impl Iterator<Item = Entry<Found>>, cx: &Ctx) -> Index<Hit> {
    let stored =
        stored.map(|entry| Entry { target: Hit::Stored(entry.target), label: entry.label, fold_key: entry.fold_key });
    let actions = MENU.entries.iter().map(|entry| entry.action).chain(COMMANDS.iter().copied());
    let mine = actions.filter(|action| needed(*action).is_none_or(|right| cx.may(right)));
    let commands = mine.map(|action| {
        let label = hints::label(action, &cx.words);
        // A command is found by its English name, too, whatever the language.
        let key = if COMMANDS.contains(&action) { action.key() } else { "" };
        Entry { target: Hit::Command(action), fold_key: fold(&format!("{label} {key}")), label }
    });
    Index::new(stored.chain(commands).collect())
}

impl LookUp {
    fn search(&mut self) -> Vec<Effect> {
        let Some(index) = &mut self.index else { return Vec::new() };
        let Hits { best, total } = index.find(self.input.text());
        self.hits = best;
        self.total = total;
        self.list.settle(Some(0), self.hits.len(), |_| true);
        self.look_closer()
    }

    fn nothing(&self, cx: &Ctx) -> String {
        match self.input.text().chars().any(|letter| letter.is_ascii_digit()) {
            true => say!(cx.words, "look-up-nothing-number"),
            false => say!(cx.words, "look-up-nothing"),
        }
    }

    fn selected_activity(&self) -> Option<&Listed> {
        match self.selected()? {
            Hit::Stored(Found::Activity(id, _)) => self.activities.iter().find(|listed| listed.activity.id == *id),
            _ => None,
        }
    }

    fn selected(&self) -> Option<&Hit> {
        let at = self.hits.get(self.list.selected)?;
        self.index.as_ref().map(|index| &index.get(*at).target)
    }

    fn selected_client(&self) -> Option<ClientId> {
        match self.selected()? {
            Hit::Stored(Found::Client { id, .. }) => Some(*id),
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

    /// For the log, once a look-up.
    fn trace(&mut self, client: ClientId) -> Option<Effect> {
        let is_new = !self.traced.contains(&client);
        self.traced.push(client);
        is_new.then(|| Effect::Trace(Trace::search(vec![client])))
    }

    fn open(&mut self, cx: &Ctx) -> Vec<Effect> {
        match self.selected().cloned() {
            Some(Hit::Stored(Found::Client { id, .. })) => {
                self.trace(id).into_iter().chain([Effect::OpenCard(id)]).collect()
            }
            Some(Hit::Stored(Found::Activity(id, kind))) => vec![open_on_day(id, kind, cx.today)],
            Some(Hit::Command(Action::NewClient)) => vec![ClientForm::open_new(cx)],
            Some(Hit::Command(Action::NewActivity)) => vec![ActivityForm::open_new(cx)],
            Some(Hit::Command(Action::BreakGlass)) => vec![Effect::Open(FormScreen::boxed(BreakGlass))],
            Some(Hit::Command(Action::Openings)) => vec![Effect::Open(Openings::boxed())],
            Some(Hit::Command(Action::Log)) => vec![log::open(cx)],
            Some(Hit::Command(Action::Import)) => vec![import::open(cx)],
            Some(Hit::Command(action)) => vec![Effect::Do(action)],
            None => Vec::new(),
        }
    }

    fn hit_row(&self, at: usize, cx: &Ctx, columns: usize) -> Line<'static> {
        let Some(index) = &self.index else { return Line::default() };
        let entry = index.get(at);
        let what = match entry.target {
            Hit::Stored(Found::Client { state, own_worker, .. }) => {
                let state = state.map_or_else(|| say!(cx.words, "visitor"), |state| cx.words.label("episode", state));
                let worker = own_worker.map(|id| cx.lists.first_name(id)).unwrap_or_default();
                [state, worker].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
            }
            Hit::Stored(Found::Activity(..)) => say!(cx.words, "hit-activity"),
            Hit::Command(_) => say!(cx.words, "hit-command"),
        };
        let born = match entry.target {
            Hit::Stored(Found::Client { birth_date, .. }) => birth_date.map(show_date).unwrap_or_default(),
            _ => String::new(),
        };
        let name = columns.saturating_sub(36).min(60);
        Row::new().left(&entry.label, name).right(&born, 10).styled(&what, 24, cx.theme.dim()).line()
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
        // What was read after the first screen serves until the newest is there.
        let card = self.selected_client().map(|client| Query::Card { client, today: cx.today });
        let is_fresh = self.is_fresh && self.unseen == cx.lists.unseen;
        let once = if is_fresh { vec![] } else { vec![Query::LookUp, Query::Activities { today: cx.today }] };
        once.into_iter().chain(card).collect()
    }

    fn opened(&mut self, _awaited: usize, cx: &Ctx) {
        if self.index.is_none() && !cx.found.is_empty() {
            self.index = Some(index(cx.found.iter().cloned(), cx));
        }
    }

    fn receive(&mut self, answer: Answer, cx: &Ctx) -> Vec<Effect> {
        match answer {
            Answer::Activities(activities) => {
                self.activities = activities;
                Vec::new()
            }
            Answer::LookUp(entries) => {
                self.is_fresh = true;
                self.unseen.clone_from(&cx.lists.unseen);
                let selected = self.selected().cloned();
                self.index = Some(index(entries.into_iter(), cx));
                let effects = self.search();
                let hits =
                    self.index.as_ref().zip(selected).and_then(|(index, selected)| {
                        self.hits.iter().position(|at| index.get(*at).target == selected)
                    });
                self.list.settle(hits.or(Some(0)), self.hits.len(), |_| true);
                if std::mem::take(&mut self.open_when_read) { self.open(cx) } else { effects }
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
            Action::Open if self.index.is_none() => None,
            Action::Open if self.selected().is_none() => Some(self.nothing(cx)),
            Action::NewNote if self.selected_client().is_none() => Some(say!(cx.words, "refuse-no-client")),
            _ => None,
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.hits.len(), |_| true);
            return self.look_closer();
        }
        match (action, self.selected_client()) {
            (Action::Open, _) if self.index.is_none() => {
                self.open_when_read = true;
                Vec::new()
            }
            (Action::Open, _) => self.open(cx),
            (Action::NewNote, Some(client)) => {
                let form = FormScreen::boxed(NoteForm::new(client));
                self.trace(client).into_iter().chain([Effect::Open(form)]).collect()
            }
            _ => Vec::new(),
        }
    }

    fn heard(&mut self, made: Made, cx: &Ctx) -> Vec<Effect> {
        match made {
            Made::Activity(id, kind) => vec![open_on_day(id, kind, cx.today)],
            _ => Vec::new(),
        }
    }

    fn step_back(&mut self, _cx: &Ctx) -> Option<Vec<Effect>> {
        // Whose phone number was read here is looked up, too, whether the card was opened or not.
        let seen = self.preview.as_ref()?.client.id;
        Some(self.trace(seen).into_iter().chain([Effect::Back]).collect())
    }

    fn types(&self, key: KeyEvent) -> bool {
        edits_text(key)
    }

    fn type_key(&mut self, key: KeyEvent, _cx: &Ctx) -> Vec<Effect> {
        // No name holds a slash: whoever types it wants to look up anew.
        match key.code {
            KeyCode::Char('/') => self.input = LineInput::default(),
            _ => self.input.key(key),
        }
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
                false if self.index.is_none() => String::new(),
                false => self.nothing(cx),
            };
            super::draw_empty(frame, hits, &words);
        }
        self.list.draw(frame, hits, cx.theme, self.hits.len(), |at| self.hit_row(self.hits[at], cx, columns));
        match (&self.preview, self.selected_activity()) {
            (Some(card), _) => super::draw_below(frame, preview, preview_lines(card, cx, columns), cx),
            (None, Some(activity)) => {
                super::draw_below(frame, preview, service::summary(activity, cx, columns), cx);
            }
            (None, None) => {}
        }
    }
}

/// What a caller is told: phone, next session, last contact, goals, own worker.
fn preview_lines(card: &Card, cx: &Ctx, columns: usize) -> Vec<Line<'static>> {
    let mut lines = card::summary(card, cx, columns);
    let next = card.due.iter().filter(|line| !line.is_away(cx.today));
    let next = next.min_by_key(|line| line.rule.notice).map(|line| {
        let what = due_rows::what(line, cx, columns);
        format!("{} {} {what}", due_rows::mark(line, cx), cx.words.short_day(line.day))
    });
    let live = card.goals.iter().filter(|goal| goal.fields.ended.is_none());
    let goals = live.map(|goal| goal.fields.text.replace('\n', " ")).collect::<Vec<_>>().join(" · ");
    let label = |text: String, value: String| {
        Row::new().styled(&text, 14, cx.theme.dim()).rest(&value, columns, ratatui::style::Style::new()).line()
    };
    if let Some(next) = next {
        lines.push(label(say!(cx.words, "card-due"), next));
    }
    if !goals.is_empty() {
        lines.push(label(say!(cx.words, "card-goals"), goals));
    }
    if let Some(episode) = card.episodes.first() {
        let state = cx.words.label("episode", episode.fields.state);
        let worker = episode.own_worker.and_then(|(id, _)| cx.lists.worker(id)).unwrap_or_default().to_string();
        let both = [state, worker].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        lines.push(label(say!(cx.words, "card-episode"), both));
    }
    lines
}
