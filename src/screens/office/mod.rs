//! *Office*: the workers and what they have in hand, the doors to what keeps the file in order, and what the team has
//! agreed on.

mod caseload;
pub mod doors;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::rights::Right;
use crate::domain::settings::{SETTINGS, Setting};
use crate::forms::{FormScreen, SettingForm};
use crate::say;
use crate::store::request::{Answer, Query};
use crate::store::workers::Member;
use crate::widgets::row::fit;
use crate::widgets::{ListState, Row};
use doors::DOORS;

/// What the office keeps. A new part is a line here, its heading `office-<key>` and its rows in [`Office::items`].
#[derive(Clone, Copy, PartialEq)]
enum Section {
    Workers,
    Doors,
    Settings,
}

const SECTIONS: &[Section] = &[Section::Workers, Section::Doors, Section::Settings];

/// The office, part by part.
#[derive(Default)]
pub struct Office {
    team: Vec<Member>,
    rows: Vec<Item>,
    list: ListState,
    loaded: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Item {
    Heading(Section),
    /// What one has to know about a part that the screen cannot do.
    Hint(Section),
    Member(usize),
    Door(usize),
    Setting(usize),
    Gap,
}

impl Office {
    fn items(&self, section: Section) -> Vec<Item> {
        match section {
            Section::Workers => (0..self.team.len()).map(Item::Member).chain([Item::Hint(section)]).collect(),
            Section::Doors => (0..DOORS.len()).map(Item::Door).collect(),
            Section::Settings => (0..SETTINGS.len()).map(Item::Setting).collect(),
        }
    }

    fn arrange(&mut self) {
        let before = self.rows.get(self.list.selected).and_then(|row| self.identity(*row));
        self.rows = SECTIONS
            .iter()
            .flat_map(|section| [vec![Item::Heading(*section)], self.items(*section), vec![Item::Gap]].concat())
            .collect();
        let rows = &self.rows;
        let again = before.and_then(|before| rows.iter().position(|row| self.identity(*row) == Some(before)));
        self.list.settle(again, rows.len(), |at| selectable(rows, at));
    }

    /// What a row is about, whatever stands above it.
    fn identity(&self, row: Item) -> Option<(Section, i64)> {
        match row {
            Item::Member(at) => self.team.get(at).map(|member| (Section::Workers, member.worker.id.0)),
            Item::Door(at) => Some((Section::Doors, i64::try_from(at).ok()?)),
            Item::Setting(at) => Some((Section::Settings, i64::try_from(at).ok()?)),
            Item::Heading(_) | Item::Hint(_) | Item::Gap => None,
        }
    }

    fn selected(&self) -> Option<Item> {
        self.rows.get(self.list.selected).copied()
    }

    fn next_section(&mut self) {
        let rows = &self.rows;
        let heading = |from: usize| (from..rows.len()).find(|at| matches!(rows[*at], Item::Heading(_)));
        let next = heading(self.list.selected).or_else(|| heading(0));
        self.list.settle(next, rows.len(), |at| selectable(rows, at));
    }
}

fn selectable(rows: &[Item], at: usize) -> bool {
    matches!(rows[at], Item::Member(_) | Item::Door(_) | Item::Setting(_))
}

fn heading(section: Section, cx: &Ctx) -> String {
    match section {
        Section::Workers => say!(cx.words, "office-workers"),
        Section::Doors => say!(cx.words, "office-doors"),
        Section::Settings => say!(cx.words, "office-settings"),
    }
}

fn hint(section: Section, cx: &Ctx) -> String {
    match section {
        Section::Workers => say!(cx.words, "office-workers-how"),
        Section::Doors | Section::Settings => String::new(),
    }
}

fn member_row(member: &Member, cx: &Ctx, columns: usize) -> Line<'static> {
    let worker = &member.worker;
    let state = if worker.active { String::new() } else { say!(cx.words, "worker-ended") };
    let clients = say!(cx.words, "office-clients", count = i64::from(member.clients));
    Row::new()
        .left(cx.theme.dot(), 2)
        .styled(&worker.name, 22, cx.theme.strong())
        .left(&worker.login, 10)
        .left(&cx.words.label("role", worker.role), 16)
        .left(&clients, 13)
        .rest(&state, columns, cx.theme.dim())
        .line()
}

fn setting_row(setting: &Setting, cx: &Ctx, columns: usize) -> Line<'static> {
    let number = setting.of(&cx.lists.settings);
    let usual = say!(cx.words, "setting-usually", number = setting.usual);
    let usual = if number == setting.usual { String::new() } else { usual };
    let words = cx.words.get(&format!("setting-{}", setting.key));
    Row::new()
        .left(cx.theme.dot(), 2)
        .left(&words, columns.saturating_sub(28))
        .right(&number.to_string(), 4)
        .rest(&usual, columns, cx.theme.dim())
        .line()
}

impl Screen for Office {
    fn places(&self) -> &'static [Place] {
        &[Place::Office, Place::List]
    }

    fn menu(&self) -> Option<Action> {
        Some(Action::Office)
    }

    fn title(&self, cx: &Ctx) -> String {
        say!(cx.words, "office-title")
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        vec![Query::Team, Query::Lists]
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::Team(team) = answer {
            self.team = team;
            self.loaded = true;
            self.arrange();
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        match (action, self.selected()) {
            (Action::Open, Some(Item::Setting(_))) if !cx.may(Right::Settings) => Some(say!(cx.words, "refuse-set")),
            (Action::Open, None) => Some(say!(cx.words, "refuse-nothing-here")),
            _ => None,
        }
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match (action, self.selected()) {
            (Action::Open, Some(Item::Setting(_))) => say!(cx.words, "office-set"),
            (Action::NextPane, _) => say!(cx.words, "office-next-section"),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            let rows = &self.rows;
            self.list.step(step, rows.len(), |at| selectable(rows, at));
            return Vec::new();
        }
        match (action, self.selected()) {
            (Action::NextPane, _) => {
                self.next_section();
                Vec::new()
            }
            (Action::Open, Some(Item::Member(at))) => {
                let worker = self.team.get(at).map(|member| member.worker.clone());
                worker.map(|worker| Effect::Open(caseload::boxed(worker))).into_iter().collect()
            }
            (Action::Open, Some(Item::Door(at))) => vec![(DOORS[at].open)(cx)],
            (Action::Open, Some(Item::Setting(at))) => {
                let form = SettingForm::of(&SETTINGS[at], &cx.lists.settings);
                vec![Effect::Open(FormScreen::boxed(form))]
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        if !self.loaded {
            return;
        }
        let columns = usize::from(area.width).saturating_sub(2);
        self.list.draw(frame, area, cx.theme, self.rows.len(), |at| match self.rows[at] {
            Item::Heading(section) => Line::styled(heading(section, cx), cx.theme.strong()),
            Item::Hint(section) => Line::styled(fit(&format!("  {}", hint(section, cx)), columns), cx.theme.dim()),
            Item::Member(at) => member_row(&self.team[at], cx, columns),
            Item::Door(at) => doors::row(&DOORS[at], cx, columns),
            Item::Setting(at) => setting_row(&SETTINGS[at], cx, columns),
            Item::Gap => Line::default(),
        });
    }
}
