//! The way of a client's customership, a row a step: its day, its detail, and what is missing; then the decisions and
//! the customerships before. Enter opens the very form in which a step is done.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::card::missing_words;
use super::draw_below;
use super::groups::Groups;
use super::plan::PlanScreen;
use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::activity::Period;
use crate::domain::dates::{add_months, show_date, show_days};
use crate::domain::episode::EpisodeState;
use crate::domain::ids::{ClientId, DecisionId, EpisodeId};
use crate::domain::path::{Reached, Stage, Step, next, steps};
use crate::forms::{DecisionForm, EpisodeForm, FormScreen, OwnWorkerForm, PlanForm, ReviewForm};
use crate::say;
use crate::store::clients::Card;
use crate::store::decisions::Decision;
use crate::store::episodes::Episode;
use crate::store::request::{Answer, Query};
use crate::widgets::{ListState, Row};

/// Months from pending to the execution at the latest (SHL 45 §).
const EXECUTION_MONTHS: i32 = 3;

/// Columns of a step's name.
const NAME: usize = 16;

/// The way of one client.
pub struct PathScreen {
    client: ClientId,
    card: Option<Box<Card>>,
    list: ListState,
    settled: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Lead {
    Step(Stage),
    Decision(DecisionId),
    /// One that is over.
    Past(EpisodeId),
    Nowhere,
}

type PathRow = (Line<'static>, Lead);

impl PathScreen {
    pub fn boxed(client: ClientId) -> Box<dyn Screen> {
        Box::new(PathScreen { client, card: None, list: ListState::default(), settled: false })
    }

    fn newest(&self) -> Option<&Episode> {
        self.card.as_ref().and_then(|card| card.episodes.first())
    }

    fn is_live(&self) -> bool {
        self.newest().is_some_and(|episode| episode.fields.state.is_live())
    }

    fn steps(&self, cx: &Ctx) -> Vec<Step> {
        match (&self.card, self.newest()) {
            (Some(card), Some(episode)) => steps(&episode.fields, &card.way, cx.today),
            _ => Vec::new(),
        }
    }

    fn rows(&self, cx: &Ctx, columns: usize) -> Vec<PathRow> {
        let (Some(card), Some(episode)) = (&self.card, self.newest()) else {
            return vec![(Line::from(say!(cx.words, "card-no-episode")), Lead::Nowhere)];
        };
        let mut rows = Vec::new();
        for step in self.steps(cx) {
            let detail = detail(step, card, episode, cx);
            rows.push((step_row(step, &detail, cx, columns), Lead::Step(step.stage)));
            if step.stage == Stage::Decision {
                rows.extend(card.decisions.iter().map(|decision| decision_row(decision, cx, columns)));
            }
        }
        let past: Vec<PathRow> = card.episodes.iter().skip(1).map(|episode| past_row(episode, cx, columns)).collect();
        if !past.is_empty() {
            rows.push((Line::default(), Lead::Nowhere));
            rows.push((Line::styled(say!(cx.words, "path-earlier"), cx.theme.strong()), Lead::Nowhere));
            rows.extend(past);
        }
        rows
    }

    fn lead(&self, cx: &Ctx) -> Lead {
        let rows = self.rows(cx, 0);
        rows.get(self.list.selected).map_or(Lead::Nowhere, |(_, lead)| *lead)
    }

    /// The form of a step: the very place where it is done.
    fn open_step(&self, stage: Stage, cx: &Ctx) -> Option<Box<dyn Screen>> {
        let (card, episode) = (self.card.as_ref()?, self.newest()?);
        let at = |field| Some(FormScreen::boxed(EpisodeForm::edit_at(episode.id, field)));
        let done = |stage| self.steps(cx).iter().any(|step| step.stage == stage && step.reached.is_done());
        let name = || card.client.fields.name();
        match stage {
            Stage::Contact => at("came_by"),
            Stage::Pending => at("pending_since"),
            Stage::Need => at("need_clarified"),
            Stage::Opened => at(if done(stage) { "opened" } else { "state" }),
            Stage::Plan if done(stage) => Some(PlanScreen::boxed(self.client)),
            Stage::Closed => at("state"),
            // What is over is only corrected.
            _ if !self.is_live() => at("state"),
            Stage::OwnWorker => Some(FormScreen::boxed(OwnWorkerForm::of(self.client))),
            Stage::Plan => Some(FormScreen::boxed(PlanForm::new(self.client))),
            Stage::Decision => Some(FormScreen::boxed(DecisionForm::new(self.client))),
            Stage::Service if done(stage) => at("service_began"),
            Stage::Service => Some(Groups::choosing(self.client, name())),
            Stage::Reviews | Stage::Final => Some(FormScreen::boxed(ReviewForm::of(episode.id))),
        }
    }
}

fn step_row(step: Step, detail: &str, cx: &Ctx, columns: usize) -> Line<'static> {
    let theme = cx.theme;
    let (mark, day) = match step.reached {
        Reached::Done(day) => (theme.done(), show_date(day)),
        Reached::Missing => (theme.overdue(), say!(cx.words, "reached-missing")),
        Reached::NotYet => (theme.dot(), String::new()),
        Reached::NotNeeded => (theme.dot(), "–".to_string()),
    };
    let name = cx.words.label("step", step.stage);
    let style = if step.reached == Reached::Missing { theme.strong() } else { Style::new() };
    Row::new().left(mark, 2).styled(&name, NAME, style).right(&day, 10).rest(detail, columns, Style::new()).line()
}

fn decision_row(decision: &Decision, cx: &Ctx, columns: usize) -> PathRow {
    let fields = &decision.fields;
    let days = cx.words.period(Period { from: Some(fields.valid_from), to: fields.valid_to });
    let replaced = decision.is_replaced.then(|| say!(cx.words, "path-replaced"));
    let words = [days, replaced, Some(fields.about.clone()), fields.number.clone()];
    let words = words.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let style = if decision.is_replaced { cx.theme.dim() } else { Style::new() };
    let row = Row::new().left("", 2).left("", NAME).right(&show_date(fields.decided_on), 10);
    (row.rest(&words, columns, style).line(), Lead::Decision(decision.id))
}

/// "5.1.2015–3.2.2016  Tavoitteet saavutettu · Opiskelu · Opinnot"
fn past_row(episode: &Episode, cx: &Ctx, columns: usize) -> PathRow {
    let fields = &episode.fields;
    let days = show_days(fields.pending_since, fields.closed.unwrap_or(fields.pending_since));
    let code = |list: &str, key: &Option<String>| key.as_ref().map(|key| cx.words.code(&cx.lists, list, key));
    let told = [
        (fields.state == EpisodeState::Declined).then(|| cx.words.label("episode", fields.state)),
        code("close_reason", &fields.close_reason),
        code("outcome", &fields.outcome),
        code("onward", &fields.onward),
    ];
    let told = told.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let row = Row::new().left(cx.theme.done(), 2).left(&days, 22).rest(&told, columns, Style::new());
    (row.line(), Lead::Past(episode.id))
}

/// What more there is to say of a step.
fn detail(step: Step, card: &Card, episode: &Episode, cx: &Ctx) -> String {
    let (words, fields, way) = (&cx.words, &episode.fields, &card.way);
    let code = |list: &str, key: &Option<String>| key.as_ref().map(|key| words.code(&cx.lists, list, key));
    let is_missing = step.reached == Reached::Missing;
    let execution =
        || say!(words, "path-execution", day = show_date(add_months(fields.pending_since, EXECUTION_MONTHS)));
    let told: Vec<Option<String>> = match step.stage {
        Stage::Contact => vec![
            code("came_by", &fields.came_by),
            fields.consent_on.map(|day| say!(words, "path-consent", day = show_date(day))),
            code("referrer", &fields.referrer),
        ],
        Stage::Need if is_missing && fields.urgent => vec![Some(say!(words, "path-urgent"))],
        Stage::Need if is_missing => vec![Some(say!(words, "path-need"))],
        Stage::OwnWorker => {
            let name = episode.own_worker.and_then(|(worker, _)| cx.lists.worker(worker));
            vec![name.map(String::from)]
        }
        Stage::Plan => vec![
            way.plan_version.map(|(version, made)| say!(words, "path-plan", version = version, day = show_date(made))),
            way.plan_review.map(|day| say!(words, "path-review-on", day = show_date(day))),
        ],
        Stage::Service if !step.reached.is_done() && fields.state.is_live() => vec![Some(execution())],
        Stage::Reviews => {
            let held = way.interim_held.len();
            vec![
                (held > 0).then(|| say!(words, "path-reviews", count = held)),
                way.next_review.map(|day| say!(words, "path-next-review", day = show_date(day))),
            ]
        }
        Stage::Final => vec![code("final_waiver", &fields.final_waiver)],
        Stage::Closed => vec![
            code("close_reason", &fields.close_reason),
            code("outcome", &fields.outcome),
            code("onward", &fields.onward),
        ],
        _ => Vec::new(),
    };
    told.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn selectable(rows: &[PathRow], at: usize) -> bool {
    rows[at].1 != Lead::Nowhere
}

impl Screen for PathScreen {
    fn places(&self) -> &'static [Place] {
        &[Place::Path, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        let name = self.card.as_ref().map(|card| card.client.fields.name()).unwrap_or_default();
        say!(cx.words, "path-title", name = name)
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Card { client: self.client, today: cx.today }]
    }

    fn receive(&mut self, answer: Answer, cx: &Ctx) -> Vec<Effect> {
        if let Answer::Card(card) = answer {
            let before = self.lead(cx);
            self.card = Some(card);
            let rows = self.rows(cx, 0);
            // At first, the step that comes next.
            let next = next(&self.steps(cx)).map(Lead::Step);
            let wanted = if self.settled { Some(before) } else { next };
            let at = wanted.and_then(|wanted| rows.iter().position(|(_, lead)| *lead == wanted));
            self.list.settle(at.or(Some(0)).filter(|_| !self.settled || at.is_some()), rows.len(), |at| {
                selectable(&rows, at)
            });
            self.settled = true;
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        match (action, self.lead(cx)) {
            (Action::NewDecision, _) if !self.is_live() => Some(say!(cx.words, "refuse-no-episode")),
            (Action::Episode, _) if self.newest().is_none() => None,
            (Action::Open, Lead::Nowhere) => Some(say!(cx.words, "refuse-nothing-here")),
            _ => None,
        }
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match action {
            Action::Episode if !self.is_live() => say!(cx.words, "card-new-episode"),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            let rows = self.rows(cx, 0);
            self.list.step(step, rows.len(), |at| selectable(&rows, at));
            return Vec::new();
        }
        let form = match (action, self.lead(cx)) {
            (Action::Open, Lead::Step(stage)) => self.open_step(stage, cx),
            (Action::Open, Lead::Decision(decision)) => Some(FormScreen::boxed(DecisionForm::edit(decision))),
            (Action::Open, Lead::Past(episode)) => Some(FormScreen::boxed(EpisodeForm::edit(episode))),
            (Action::NewDecision, _) => Some(FormScreen::boxed(DecisionForm::new(self.client))),
            (Action::Plan, _) => Some(PlanScreen::boxed(self.client)),
            (Action::Episode, _) => Some(match self.newest().filter(|_| self.is_live()) {
                Some(episode) => FormScreen::boxed(EpisodeForm::edit(episode.id)),
                None => FormScreen::boxed(EpisodeForm::new(self.client)),
            }),
            (Action::OpenCard, _) => return vec![Effect::OpenCard(self.client)],
            _ => None,
        };
        form.map(Effect::Open).into_iter().collect()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        if self.card.is_none() {
            return;
        }
        let missing = missing_words(&self.steps(cx), cx);
        let foot = if missing.is_some() { 2.min(area.height) } else { 0 };
        let body = Rect { height: area.height - foot, ..area };
        let rows = self.rows(cx, usize::from(area.width).saturating_sub(2));
        self.list.draw(frame, body, cx.theme, rows.len(), |at| rows[at].0.clone());
        if let Some(missing) = missing {
            let below = Rect { y: body.bottom(), height: foot, ..area };
            draw_below(frame, below, vec![Line::styled(missing, cx.theme.strong())], cx);
        }
    }
}
