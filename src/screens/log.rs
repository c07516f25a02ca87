//! The log on the screen: who did what, newest first, narrowed by pieces of names, references and a day.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use crate::action::{Action, Place};
use crate::app::narrow::Narrow;
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::dates::{Lean, parse_date};
use crate::domain::rights::Right;
use crate::domain::text::fold;
use crate::domain::trace::{Act, Seen, Trace};
use crate::say;
use crate::store::request::{Answer, Query};
use crate::store::trail::{LogAsked, LogEntry};
use crate::widgets::{ListState, Row};

/// So many entries are read at first, and so many more whenever one gets near the last.
const PAGE: u32 = 100;
const NEAR: usize = 20;

/// How many lines the selected entry takes.
const DETAILS: u16 = 7;

/// What opens the log: the log, or who may read it.
pub fn open(cx: &Ctx) -> Effect {
    match cx.may(Right::ReadLog) {
        true => Effect::Open(Box::new(Log::default())),
        false => Effect::Say(say!(cx.words, "log-not-yours")),
    }
}

/// Entries of the log, as far as they have been asked for.
struct Log {
    entries: Vec<LogEntry>,
    limit: u32,
    narrow: Narrow,
    list: ListState,
    loaded: bool,
}

impl Default for Log {
    fn default() -> Log {
        Log { entries: Vec::new(), limit: PAGE, narrow: Narrow::default(), list: ListState::default(), loaded: false }
    }
}

impl Log {
    /// What is typed, word by word: a day is a day, anything else is a piece of a client or of a worker.
    fn asked(&self, cx: &Ctx) -> LogAsked {
        let mut asked = LogAsked { limit: Some(self.limit), ..LogAsked::default() };
        for word in self.narrow.text().split_whitespace() {
            let day = parse_date(word, cx.today, Lean::Near).ok().filter(|_| word.contains('.') || word.contains('-'));
            if let Some(day) = day {
                (asked.from, asked.to) = (Some(day), Some(day));
            } else {
                let piece = fold(word);
                let workers = cx.lists.workers.iter();
                let theirs = workers.filter(|worker| fold(&worker.name).contains(&piece) || worker.login == word);
                let theirs = theirs.map(|worker| worker.id).collect();
                asked.words.push((piece, theirs));
            }
        }
        asked
    }

    fn selected(&self) -> Option<&LogEntry> {
        self.entries.get(self.list.selected)
    }

    /// Everything anew from the newest on: what is typed has changed.
    fn ask_anew(&mut self) -> Vec<Effect> {
        self.limit = PAGE;
        self.list = ListState::default();
        vec![Effect::Load]
    }

    /// Reads on when what has been read comes to its end.
    fn ask_more(&mut self) -> Vec<Effect> {
        let read = self.entries.len();
        let more = read >= self.limit as usize && self.list.selected + NEAR >= read;
        self.limit += if more { PAGE } else { 0 };
        if more { vec![Effect::Load] } else { Vec::new() }
    }
}

/// The client's reference; of one whose record is gone, the number that is left.
fn client(entry: &LogEntry) -> String {
    let number = entry.client.map(|client| format!("#{}", client.0));
    entry.client_ref.clone().or(number).unwrap_or_default()
}

fn row(entry: &LogEntry, cx: &Ctx, columns: usize) -> Line<'static> {
    Row::new()
        .right(&cx.words.instant(&entry.at), 16)
        .left(&cx.lists.first_name(entry.worker), 10)
        .left(&client(entry), 10)
        .rest(&cx.words.deed(entry), columns, Style::new())
        .line()
}

fn details(entry: &LogEntry, cx: &Ctx, columns: usize) -> Vec<Line<'static>> {
    let who = cx.lists.worker(entry.worker).unwrap_or_default().to_string();
    let ground = entry.purpose.is_some() || entry.reason.is_some();
    let ground = ground.then(|| cx.words.log_ground(entry.purpose, entry.act, entry.reason.as_deref()));
    let what = format!("{} {}", cx.words.entity(&entry.entity), entry.entity_id);
    let head = [Some(what), Some(who), ground];
    let head = head.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".into()).replace('\n', " ");
    let arrow = cx.theme.arrow();
    let told = entry
        .changes
        .iter()
        .map(|change| format!("{}: {} {arrow} {}", change.column, or_dash(&change.before), or_dash(&change.after)));
    let lines = std::iter::once(head).chain(told);
    lines.map(|line| Row::new().rest(&line, columns, Style::new()).line()).collect()
}

impl Screen for Log {
    fn places(&self) -> &'static [Place] {
        &[Place::Log, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        super::narrowed_title(say!(cx.words, "log-title"), &self.narrow, cx)
    }

    fn shows(&self) -> Option<Trace> {
        Some(Trace::new(Act::View, Seen::Log, 0, Vec::new()))
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Log(self.asked(cx))]
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::Log(entries) = answer {
            let same = self.selected().map(|entry| entry.id).filter(|_| self.list.selected > 0);
            self.entries = entries;
            let again = same.and_then(|id| self.entries.iter().position(|entry| entry.id == id));
            self.list.settle(again, self.entries.len(), |_| true);
            self.loaded = true;
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        let has_client = self.selected().is_some_and(|entry| entry.client_ref.is_some());
        (action == Action::OpenCard && !has_client).then(|| say!(cx.words, "refuse-no-client"))
    }

    fn act(&mut self, action: Action, _cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.entries.len(), |_| true);
            return self.ask_more();
        }
        match action {
            Action::OpenCard => {
                let client = self.selected().and_then(|entry| entry.client);
                client.map(Effect::OpenCard).into_iter().collect()
            }
            Action::Narrow => {
                self.narrow.start();
                Vec::new()
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

    fn type_key(&mut self, key: KeyEvent, _cx: &Ctx) -> Vec<Effect> {
        self.narrow.type_key(key);
        self.ask_anew()
    }

    fn paste(&mut self, text: &str, _cx: &Ctx) -> Option<Vec<Effect>> {
        self.narrow.is_typing().then(|| {
            self.narrow.paste(text);
            self.ask_anew()
        })
    }

    fn step_back(&mut self, _cx: &Ctx) -> Option<Vec<Effect>> {
        self.narrow.clear().then(|| self.ask_anew())
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let columns = usize::from(area.width).saturating_sub(2);
        if self.entries.is_empty() && self.loaded {
            return super::draw_empty(frame, area, &say!(cx.words, "log-empty"));
        }
        let [list, below] = Layout::vertical([Constraint::Fill(1), Constraint::Length(DETAILS)]).areas(area);
        self.list.draw(frame, list, cx.theme, self.entries.len(), |at| row(&self.entries[at], cx, columns));
        if let Some(entry) = self.selected() {
            super::draw_below(frame, below, details(entry, cx, columns), cx);
        }
    }
}
