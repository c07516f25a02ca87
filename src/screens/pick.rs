//! Choosing a person by a few letters: somebody of the file, or somebody new.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::merge::MergeScreen;
use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, edits_text, step_of};
use crate::domain::dates::show_date;
use crate::domain::ids::ClientId;
use crate::domain::search::{Entry, Index};
use crate::forms::{Appointment, BookForm, Door, EnterForm, FormScreen};
use crate::say;
use crate::store::change::Change;
use crate::store::entering::Who;
use crate::store::lookup::Found;
use crate::store::request::{Answer, Query};
use crate::widgets::line_input::LineInput;
use crate::widgets::row::width;
use crate::widgets::{ListState, Row};

/// What somebody is chosen for.
enum Purpose {
    /// To come to an activity.
    Door(Door),
    /// To have an appointment.
    Appointment(Appointment),
    /// To be the same person as this client.
    Twin(ClientId),
}

impl Purpose {
    /// Of somebody who is there already.
    fn there(&self, cx: &Ctx) -> String {
        match self {
            Purpose::Door(_) => say!(cx.words, "pick-there"),
            Purpose::Appointment(_) => say!(cx.words, "pick-booked"),
            Purpose::Twin(_) => say!(cx.words, "pick-this-one"),
        }
    }

    /// Why somebody who is there already cannot be chosen.
    fn refuses(&self, cx: &Ctx) -> String {
        match self {
            Purpose::Door(_) => say!(cx.words, "pick-there-already"),
            Purpose::Appointment(_) => say!(cx.words, "pick-booked-already"),
            Purpose::Twin(_) => say!(cx.words, "pick-another"),
        }
    }

    /// Somebody of the file is chosen.
    fn client(&self, client: ClientId, name: String) -> Effect {
        match self {
            Purpose::Door(door) => Effect::Open(FormScreen::boxed(EnterForm::client(*door, client, name))),
            Purpose::Twin(kept) => Effect::Open(MergeScreen::boxed(*kept, client)),
            Purpose::Appointment(Appointment { slot, starts_at, .. }) => {
                let who = Who::Known(client);
                Effect::Change(Box::new(Change::Book { slot: *slot, who, starts_at: *starts_at }), None)
            }
        }
    }

    /// Somebody new is chosen, by what has been typed of the name.
    fn newcomer(&self, typed: String) -> Option<Effect> {
        Some(Effect::Open(match self {
            Purpose::Door(door) => FormScreen::boxed(EnterForm::newcomer(*door, typed)),
            Purpose::Appointment(free) => FormScreen::boxed(BookForm::newcomer(free.clone(), typed)),
            Purpose::Twin(_) => return None,
        }))
    }
}

/// Who comes through a door, or takes an appointment.
pub struct Pick {
    purpose: Purpose,
    /// What the person is chosen for, in words.
    what: String,
    /// Who is there already.
    there: Vec<ClientId>,
    input: LineInput,
    index: Option<Index<Found>>,
    hits: Vec<usize>,
    list: ListState,
    is_fresh: bool,
}

/// What a row of the list is.
enum Choice {
    Client(ClientId, String),
    /// Somebody who is not in the file.
    New,
}

impl Pick {
    /// Chooses who enters an activity; `there` are those who need not.
    pub fn for_door(door: Door, what: String, there: Vec<ClientId>) -> Pick {
        Pick::new(Purpose::Door(door), what, there)
    }

    /// Chooses who has an appointment; `there` are those who have one that day.
    pub fn for_appointment(appointment: Appointment, there: Vec<ClientId>) -> Pick {
        let what = appointment.about.clone();
        Pick::new(Purpose::Appointment(appointment), what, there)
    }

    /// Chooses which other record is the same person's as this client's.
    pub fn for_merge(client: ClientId, name: String) -> Pick {
        Pick::new(Purpose::Twin(client), name, vec![client])
    }

    fn new(purpose: Purpose, what: String, there: Vec<ClientId>) -> Pick {
        Pick {
            purpose,
            what,
            there,
            input: LineInput::default(),
            index: None,
            hits: Vec::new(),
            list: ListState::default(),
            is_fresh: false,
        }
    }

    fn search(&mut self) {
        let typed = self.input.text();
        self.hits = self.index.as_mut().map(|index| index.find(typed).best).unwrap_or_default();
        // Who is there already is shown, so that nobody is looked for in vain, but the next one who is not is meant.
        let is_there = |row: &usize| matches!(self.choice(*row), Choice::Client(id, _) if self.there.contains(&id));
        let first = (0..self.hits.len()).find(|row| !is_there(row));
        self.list.settle(first.or(Some(0)), self.rows(), |_| true);
    }

    /// The hits, and a row for somebody new once something is typed.
    fn rows(&self) -> usize {
        let takes_new = !matches!(self.purpose, Purpose::Twin(_));
        self.hits.len() + usize::from(takes_new && !self.input.text().trim().is_empty())
    }

    fn choice(&self, row: usize) -> Choice {
        let entry = self.hits.get(row).and_then(|at| self.index.as_ref().map(|index| index.get(*at)));
        match entry.map(|entry| (&entry.target, &entry.label)) {
            Some((Found::Client { id, .. }, name)) => Choice::Client(*id, name.clone()),
            _ => Choice::New,
        }
    }

    fn take_index(&mut self, found: impl Iterator<Item = Entry<Found>>) {
        let people = found.filter(|entry| matches!(entry.target, Found::Client { .. }));
        self.index = Some(Index::new(people.collect()));
        self.search();
    }

    fn row(&self, at: usize, cx: &Ctx, columns: usize) -> Line<'static> {
        let entry = self.hits.get(at).and_then(|at| self.index.as_ref().map(|index| index.get(*at)));
        let Some(entry) = entry else {
            let typed = self.input.text().trim();
            return Line::styled(say!(cx.words, "pick-new", name = typed), cx.theme.strong());
        };
        let Found::Client { id, birth_date, state, .. } = &entry.target else { return Line::default() };
        let born = birth_date.map(show_date).unwrap_or_default();
        let what = match (self.there.contains(id), state) {
            (true, _) => self.purpose.there(cx),
            (false, Some(state)) => cx.words.label("episode", *state),
            (false, None) => say!(cx.words, "visitor"),
        };
        let name = columns.saturating_sub(36).min(60);
        Row::new().left(&entry.label, name).right(&born, 10).styled(&what, 24, cx.theme.dim()).line()
    }
}

impl Screen for Pick {
    fn places(&self) -> &'static [Place] {
        &[Place::Pick]
    }

    fn title(&self, cx: &Ctx) -> String {
        match self.purpose {
            Purpose::Twin(_) => say!(cx.words, "pick-twin-title", name = self.what.as_str()),
            _ => say!(cx.words, "pick-title", what = self.what.as_str()),
        }
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        // What was read after the first screen serves until the newest is there.
        if self.is_fresh { Vec::new() } else { vec![Query::LookUp] }
    }

    fn opened(&mut self, _awaited: usize, cx: &Ctx) {
        if self.index.is_none() && !cx.found.is_empty() {
            self.take_index(cx.found.iter().cloned());
        }
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::LookUp(entries) = answer {
            self.is_fresh = true;
            let selected = self.list.selected;
            self.take_index(entries.into_iter());
            self.list.settle(Some(selected), self.rows(), |_| true);
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        if action != Action::Open {
            return None;
        }
        match self.choice(self.list.selected) {
            _ if self.input.text().trim().is_empty() => Some(say!(cx.words, "pick-help")),
            Choice::Client(id, _) if self.there.contains(&id) => Some(self.purpose.refuses(cx)),
            Choice::New if self.rows() == 0 => Some(say!(cx.words, "look-up-nothing")),
            _ => None,
        }
    }

    fn act(&mut self, action: Action, _cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.rows(), |_| true);
            return Vec::new();
        }
        if action != Action::Open {
            return Vec::new();
        }
        let next = match self.choice(self.list.selected) {
            Choice::Client(id, name) => Some(self.purpose.client(id, name)),
            Choice::New => self.purpose.newcomer(self.input.text().to_string()),
        };
        next.into_iter().flat_map(|next| [Effect::Back, next]).collect()
    }

    fn types(&self, key: KeyEvent) -> bool {
        edits_text(key)
    }

    fn type_key(&mut self, key: KeyEvent, _cx: &Ctx) -> Vec<Effect> {
        self.input.key(key);
        self.search();
        Vec::new()
    }

    fn paste(&mut self, text: &str, _cx: &Ctx) -> Option<Vec<Effect>> {
        self.input.paste(text);
        self.search();
        Some(Vec::new())
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let columns = usize::from(area.width).saturating_sub(2);
        let [query, rows] = Layout::vertical([Constraint::Length(2), Constraint::Fill(1)]).areas(area);
        let label = format!(" {} ", say!(cx.words, "look-up-prompt"));
        let wide = u16::try_from(width(&label)).unwrap_or(0);
        frame.render_widget(Span::styled(label, cx.theme.dim()), Rect { height: 1, ..query });
        let typed = Rect { x: query.x + wide, width: query.width.saturating_sub(wide), height: 1, ..query };
        self.input.draw(frame, typed, true);
        if self.rows() == 0 {
            super::draw_empty(frame, rows, &say!(cx.words, "pick-help"));
        }
        self.list.draw(frame, rows, cx.theme, self.rows(), |at| self.row(at, cx, columns));
    }
}
