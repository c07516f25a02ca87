//! A client's plan as text, version by version, in the order in which the certified system's form asks.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::draw_empty;
use super::plain::PlainText;
use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::ids::{ClientId, PlanId};
use crate::domain::trace::{Act, Seen, Trace};
use crate::forms::{FormScreen, PlanForm};
use crate::say;
use crate::store::plans::{Plan, PlanPage};
use crate::store::request::{Answer, Query};
use crate::text::plan::{parts, text};
use crate::widgets::list::Step;
use crate::widgets::row::wrap;

/// The plan of one client.
pub struct PlanScreen {
    client: ClientId,
    page: Option<Box<PlanPage>>,
    /// The version that is shown; `None`: the newest.
    shown: Option<PlanId>,
    top: usize,
    /// Known only once it is drawn: how many lines there are, and how many fit.
    lines: Cell<(usize, usize)>,
}

impl PlanScreen {
    /// What is taken along is in the log.
    fn trace(&self, act: Act) -> Effect {
        Effect::Trace(Trace::new(act, Seen::Plan, self.client.0, vec![self.client]))
    }

    pub fn boxed(client: ClientId) -> Box<dyn Screen> {
        Box::new(PlanScreen { client, page: None, shown: None, top: 0, lines: Cell::new((0, 1)) })
    }

    fn plans(&self) -> &[Plan] {
        self.page.as_ref().map(|page| page.plans.as_slice()).unwrap_or_default()
    }

    /// The place of the version that is shown, the newest first.
    fn at(&self) -> usize {
        self.plans().iter().position(|plan| Some(plan.id) == self.shown).unwrap_or(0)
    }

    fn plan(&self) -> Option<&Plan> {
        self.plans().get(self.at())
    }

    fn go_to(&mut self, at: Option<usize>) {
        self.shown = at.and_then(|at| self.plans().get(at)).map(|plan| plan.id);
        self.top = 0;
    }

    fn is_live(&self) -> bool {
        let newest = self.page.as_ref().and_then(|page| page.card.episodes.first());
        newest.is_some_and(|episode| episode.fields.state.is_live())
    }

    /// The version that is shown, without anything around it.
    fn text(&self, cx: &Ctx) -> String {
        let page = self.page.as_ref();
        let parts = page.and_then(|page| parts(page, self.at(), &cx.words, &cx.lists));
        parts.map(|parts| text(&parts)).unwrap_or_default()
    }

    /// The lines of the text, headings strong.
    fn shown_lines(&self, columns: usize, cx: &Ctx) -> Vec<Line<'static>> {
        let page = self.page.as_ref();
        let parts = page.and_then(|page| parts(page, self.at(), &cx.words, &cx.lists)).unwrap_or_default();
        let mut lines = Vec::new();
        for part in parts {
            lines.push(Line::styled(part.heading, cx.theme.strong()));
            lines.extend(part.lines.iter().flat_map(|line| wrap(line, columns)).map(Line::from));
            lines.push(Line::default());
        }
        lines.pop();
        lines
    }

    fn scroll(&mut self, step: Step) {
        let (lines, high) = self.lines.get();
        let last = lines.saturating_sub(high);
        let page = high.saturating_sub(1).max(1);
        self.top = match step {
            Step::Up => self.top.saturating_sub(1),
            Step::Down => self.top + 1,
            Step::PageUp => self.top.saturating_sub(page),
            Step::PageDown => self.top + page,
            Step::First => 0,
            Step::Last => last,
        };
        self.top = self.top.min(last);
    }
}

impl Screen for PlanScreen {
    fn places(&self) -> &'static [Place] {
        &[Place::Plan, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        let name = self.page.as_ref().map(|page| page.card.client.fields.name()).unwrap_or_default();
        match self.plan() {
            Some(plan) => {
                let version = say!(cx.words, "plan-version", version = plan.version);
                format!("{name}: {version}, {}", cx.words.label("plan", plan.state))
            }
            None => format!("{}: {name}", say!(cx.words, "form-plan")),
        }
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Plan { client: self.client, today: cx.today }]
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::Plan(page) = answer {
            let was_newest = self.at() == 0;
            self.page = Some(page);
            // Whoever looks at the newest sees the one that has just been made.
            self.shown = self.shown.filter(|_| !was_newest);
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        let is_there = self.plan().is_some();
        match action {
            Action::NewPlan if !self.is_live() => Some(say!(cx.words, "refuse-no-episode")),
            Action::EditPlan | Action::Copy | Action::ToFile if !is_there => Some(say!(cx.words, "refuse-no-plan")),
            Action::EarlierVersion if self.at() + 1 >= self.plans().len() => Some(say!(cx.words, "refuse-no-earlier")),
            Action::LaterVersion if self.at() == 0 => Some(say!(cx.words, "refuse-no-later")),
            _ => None,
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.scroll(step);
            return Vec::new();
        }
        match (action, self.plan().map(|plan| plan.id)) {
            (Action::NewPlan, _) => vec![Effect::Open(FormScreen::boxed(PlanForm::new(self.client)))],
            (Action::EditPlan, Some(plan)) => vec![Effect::Open(FormScreen::boxed(PlanForm::edit(plan)))],
            (Action::Copy, _) => vec![self.trace(Act::Export), Effect::Open(PlainText::boxed(self.text(cx)))],
            // The file's name says what it is, never whom it is about.
            (Action::ToFile, _) => {
                let name = format!("{}-{}.txt", say!(cx.words, "plan-file"), cx.today);
                vec![self.trace(Act::Print), Effect::WriteFile { name, content: self.text(cx).into_bytes() }]
            }
            (Action::EarlierVersion, _) => {
                self.go_to(Some(self.at() + 1));
                Vec::new()
            }
            (Action::LaterVersion, _) => {
                self.go_to(self.at().checked_sub(1));
                Vec::new()
            }
            (Action::OpenCard, _) => vec![Effect::OpenCard(self.client)],
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        if self.page.is_none() {
            return;
        }
        if self.plan().is_none() {
            let words = if self.is_live() { say!(cx.words, "plan-none") } else { say!(cx.words, "plan-none-over") };
            return draw_empty(frame, area, &words);
        }
        let area = Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area };
        let lines = self.shown_lines(usize::from(area.width), cx);
        let high = usize::from(area.height.max(1));
        self.lines.set((lines.len(), high));
        let top = self.top.min(lines.len().saturating_sub(high));
        let more = lines.len() > top + high;
        for (y, line) in (area.y..area.bottom()).zip(lines.into_iter().skip(top)) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
        if more {
            let corner = Rect { x: area.x - 2, y: area.bottom() - 1, width: 2, height: 1 };
            frame.render_widget(Line::styled(cx.theme.more(), cx.theme.strong()), corner);
        }
    }
}
