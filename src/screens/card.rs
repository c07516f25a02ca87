//! A client's card: who it is, where the customership stands, goals, groups, and what has happened.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::roster::Roster;
use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::client::ClientFields;
use crate::domain::dates::{age, show_date, show_days};
use crate::domain::enrolment::EnrolmentState;
use crate::domain::goal::GoalState;
use crate::domain::ids::{ActivityId, ClientId, GoalId, NoteId, ReviewId};
use crate::forms::{ClientForm, EpisodeForm, FormScreen, GoalForm, NoteForm, OwnWorkerForm, ReviewForm};
use crate::say;
use crate::store::clients::{Card, Event, Happening};
use crate::store::enrolments::Spell;
use crate::store::episodes::Episode;
use crate::store::goals::Goal;
use crate::store::request::{Answer, Query};
use crate::store::sessions::SessionLine;
use crate::widgets::row::{fit, width, wrap};
use crate::widgets::{ListState, Row};

/// From this width on, the timeline stands beside the rest.
const WIDE: u16 = 110;

/// The card of one client.
pub struct CardScreen {
    client: ClientId,
    card: Option<Box<Card>>,
    panes: [ListState; 2],
    focus: usize,
    /// Known only once it is drawn: how wide the screen is.
    width: Cell<u16>,
    settled: bool,
}

/// A client's card as a screen.
pub fn boxed(client: ClientId) -> Box<dyn Screen> {
    let panes = [ListState::default(), ListState::default()];
    Box::new(CardScreen { client, card: None, panes, focus: 0, width: Cell::new(80), settled: false })
}

/// What a line of the card leads to.
#[derive(Clone, Copy, PartialEq)]
enum Lead {
    Goal(GoalId, Option<ReviewId>),
    Activity(ActivityId),
    Note(NoteId),
    Nowhere,
}

type CardRow = (Line<'static>, Lead);

impl CardScreen {
    /// In a narrow window there is one pane only.
    fn pane(&self) -> usize {
        if self.is_wide() { self.focus } else { 0 }
    }

    fn is_wide(&self) -> bool {
        self.width.get() >= WIDE
    }

    /// The rows of both panes; in a narrow window there is only the first.
    fn panes_of_rows(&self, cx: &Ctx) -> [Vec<CardRow>; 2] {
        let Some(card) = &self.card else { return [Vec::new(), Vec::new()] };
        let columns = usize::from(self.width.get()).saturating_sub(2);
        if self.is_wide() {
            let half = columns / 2 - 1;
            [facts(card, cx, half), timeline(card, cx, half)]
        } else {
            let all = facts(card, cx, columns).into_iter().chain(timeline(card, cx, columns)).collect();
            [all, Vec::new()]
        }
    }

    fn lead(&self, cx: &Ctx) -> Lead {
        let rows = self.panes_of_rows(cx);
        rows[self.pane()].get(self.panes[self.pane()].selected).map_or(Lead::Nowhere, |(_, lead)| *lead)
    }

    fn episode(&self) -> Option<&Episode> {
        self.card.as_ref().and_then(|card| card.episodes.first())
    }

    fn has_live_episode(&self) -> bool {
        self.episode().is_some_and(|episode| episode.fields.state.is_live())
    }
}

fn selectable(rows: &[CardRow], at: usize) -> bool {
    rows[at].1 != Lead::Nowhere
}

fn plain(text: String) -> CardRow {
    (Line::from(text), Lead::Nowhere)
}

fn heading(text: String, cx: &Ctx) -> CardRow {
    (Line::styled(text, cx.theme.strong()), Lead::Nowhere)
}

fn gap() -> CardRow {
    (Line::default(), Lead::Nowhere)
}

/// Everything but the timeline.
fn facts(card: &Card, cx: &Ctx, columns: usize) -> Vec<CardRow> {
    let mut rows: Vec<CardRow> = summary(card, cx, columns).into_iter().map(|line| (line, Lead::Nowhere)).collect();
    rows.push(gap());
    rows.extend(path(card, cx, columns));
    rows.push(gap());
    rows.push(heading(say!(cx.words, "card-goals"), cx));
    rows.extend(card.goals.iter().map(|goal| goal_row(goal, cx, columns)));
    if card.goals.is_empty() {
        rows.push((Line::styled(say!(cx.words, "card-no-goals"), cx.theme.dim()), Lead::Nowhere));
    }
    rows.push(gap());
    rows.push(heading(say!(cx.words, "card-enrolments"), cx));
    rows.extend(card.enrolments.iter().map(|spell| spell_row(spell, cx, columns)));
    if card.enrolments.is_empty() {
        rows.push((Line::styled(say!(cx.words, "card-no-enrolments"), cx.theme.dim()), Lead::Nowhere));
    }
    rows.push(gap());
    rows
}

/// The few lines that answer a phone call: phone, next session, last contact. Also the look-up's preview.
pub fn summary(card: &Card, cx: &Ctx, columns: usize) -> Vec<Line<'static>> {
    let fields = &card.client.fields;
    let mut lines = Vec::new();
    if fields.non_disclosure {
        lines.push(Line::styled(say!(cx.words, "non-disclosure"), cx.theme.strong()));
    }
    lines.push(person_line(fields, cx, columns));
    let place = [fields.address.as_deref(), fields.postcode.as_deref(), fields.shown_municipality()];
    let place = place.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let parts = [
        fields.birth_date.map(show_date).unwrap_or_default(),
        fields.reference.clone(),
        place,
        fields.shown_email().unwrap_or_default().to_string(),
    ];
    let parts = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    lines.push(Line::styled(fit(&parts.join(" · "), columns), cx.theme.dim()));
    let next = card.next_session.as_ref().map_or_else(|| "–".to_string(), |session| session_words(session, cx));
    lines.push(labelled(&say!(cx.words, "card-next"), &next, cx, columns));
    let last = card.timeline.iter().find(|event| !matches!(event.what, Happening::Episode(_)));
    let last = last.map_or_else(|| "–".to_string(), |event| format!("{} {}", show_date(event.day), brief(event, cx)));
    lines.push(labelled(&say!(cx.words, "card-last"), &last, cx, columns));
    lines
}

/// "Hämäläinen Ville, 25 v                 040 123 4567": the telephone is never what is cut.
fn person_line(fields: &ClientFields, cx: &Ctx, columns: usize) -> Line<'static> {
    let aged = fields.birth_date.map(|born| say!(cx.words, "aged", years = age(born, cx.today)));
    let name = [Some(fields.name()), aged].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let phone = fields.phone.clone().unwrap_or_default();
    let name = fit(&name, columns.saturating_sub(width(&phone) + 1));
    Line::styled(format!("{name} {phone}"), cx.theme.strong())
}

fn labelled(label: &str, text: &str, cx: &Ctx, columns: usize) -> Line<'static> {
    Row::new().styled(label, 14, cx.theme.dim()).rest(text, columns, ratatui::style::Style::new()).line()
}

fn session_words(session: &SessionLine, cx: &Ctx) -> String {
    let time = cx.words.span(session.starts_at, session.ends_at);
    let place = session.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
    format!("{} {time} {}{place}", cx.words.short_day(session.day), session.name)
}

/// The customership as one line of steps with their days, and what is missing.
fn path(card: &Card, cx: &Ctx, columns: usize) -> Vec<CardRow> {
    let Some(episode) = card.episodes.first() else {
        return vec![plain(say!(cx.words, "card-no-episode"))];
    };
    let fields = &episode.fields;
    let step = |key: &str, day: Option<chrono::NaiveDate>| {
        day.map(|day| format!("{} {}", cx.words.get(&format!("episode-{key}")), show_date(day)))
    };
    let state = cx.words.label("episode", fields.state);
    let steps = [
        step("pending", Some(fields.pending_since)),
        step("open", fields.opened),
        step(crate::domain::keyed::Keyed::key(fields.state), fields.closed),
    ];
    let steps = steps.into_iter().flatten().collect::<Vec<_>>().join(" → ");
    let steps = match fields.state {
        crate::domain::episode::EpisodeState::Paused => format!("{steps} → {state}"),
        _ => steps,
    };
    let own = match episode.own_worker {
        Some((worker, since)) => {
            say!(
                cx.words,
                "card-own-worker",
                name = cx.lists.worker(worker).unwrap_or_default(),
                since = show_date(since)
            )
        }
        None if fields.state.is_live() => say!(cx.words, "card-own-worker-missing"),
        None => String::new(),
    };
    let mut rows = vec![(labelled(&say!(cx.words, "card-episode"), &steps, cx, columns), Lead::Nowhere)];
    if !own.is_empty() {
        rows.push((labelled("", &own, cx, columns), Lead::Nowhere));
    }
    let code = |list: &str, key: &Option<String>| key.as_ref().map(|key| cx.words.code(&cx.lists, list, key));
    let why = [
        code("referrer", &fields.referrer),
        code("close_reason", &fields.close_reason),
        code("outcome", &fields.outcome),
    ];
    let why = why.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    if !why.is_empty() {
        rows.push((labelled("", &why, cx, columns), Lead::Nowhere));
    }
    rows
}

fn goal_row(goal: &Goal, cx: &Ctx, columns: usize) -> CardRow {
    let fields = &goal.fields;
    let when = match (fields.state, fields.review_on) {
        (GoalState::Active, Some(day)) => say!(cx.words, "card-review-on", day = show_date(day)),
        (GoalState::Active, None) => say!(cx.words, "card-no-review"),
        (state, _) => cx.words.label("goal", state),
    };
    let late = fields.state == GoalState::Active && fields.review_on.is_some_and(|day| day < cx.today);
    let mark = match fields.state {
        GoalState::Active if late => cx.theme.overdue(),
        GoalState::Active => cx.theme.dot(),
        _ => cx.theme.done(),
    };
    let text = fields.text.replace('\n', " ");
    let line = Row::new().left(mark, 2).left(&text, columns.saturating_sub(28)).right(&when, 24).line();
    (line, Lead::Goal(goal.id, goal.due_review))
}

fn spell_row(spell: &Spell, cx: &Ctx, columns: usize) -> CardRow {
    let fields = &spell.fields;
    let when = match (fields.state, fields.starts, fields.ends) {
        (EnrolmentState::Enrolled, Some(from), _) => format!("{}–", show_date(from)),
        (EnrolmentState::Ended, Some(from), Some(to)) => show_days(from, to),
        (state, ..) => cx.words.label("enrolment", state),
    };
    let line = Row::new()
        .left(cx.theme.dot(), 2)
        .left(&spell.name, columns.saturating_sub(34))
        .left(&when, 22)
        .right(&cx.words.rate(spell.tally.rate()), 6)
        .line();
    (line, Lead::Activity(spell.activity))
}

/// What happened, in a word or two.
fn brief(event: &Event, cx: &Ctx) -> String {
    match &event.what {
        Happening::Note(note) => cx.words.code(&cx.lists, "channel", &note.fields.channel),
        Happening::Mark(mark, activity) => format!("{}: {activity}", cx.words.label("mark", *mark)),
        Happening::Review(goal, _) => format!("{}: {}", say!(cx.words, "card-reviewed"), goal.replace('\n', " ")),
        Happening::Episode(state) => cx.words.label("episode", *state),
    }
}

fn timeline(card: &Card, cx: &Ctx, columns: usize) -> Vec<CardRow> {
    let mut rows = vec![heading(say!(cx.words, "card-timeline"), cx)];
    for event in &card.timeline {
        let lead = match &event.what {
            Happening::Note(note) => Lead::Note(note.id),
            _ => Lead::Nowhere,
        };
        let head = Row::new().right(&show_date(event.day), 10).rest(&headline(event, cx), columns, cx.theme.strong());
        rows.push((head.line(), lead));
        let body = words_of(event, cx);
        let indent = " ".repeat(11);
        rows.extend(
            wrap(&body, columns.saturating_sub(11))
                .into_iter()
                .filter(|line| !line.is_empty())
                .map(|line| (Line::from(format!("{indent}{line}")), Lead::Nowhere)),
        );
    }
    rows
}

/// The first line of an event: what it was, and who wrote it.
fn headline(event: &Event, cx: &Ctx) -> String {
    match &event.what {
        Happening::Note(note) => format!("{} · {}", brief(event, cx), cx.lists.first_name(note.author)),
        _ => brief(event, cx),
    }
}

fn words_of(event: &Event, cx: &Ctx) -> String {
    match &event.what {
        Happening::Note(note) => {
            let fields = &note.fields;
            let follow_up = fields.follow_up_on.map(|day| {
                let what = fields.follow_up_what.clone().unwrap_or_default();
                match note.follow_up_done {
                    Some(_) => say!(cx.words, "card-follow-up-done", day = show_date(day), what = what),
                    None => say!(cx.words, "card-follow-up", day = show_date(day), what = what),
                }
            });
            [Some(fields.body.clone()), follow_up].into_iter().flatten().collect::<Vec<_>>().join("\n")
        }
        Happening::Review(_, assessment) => assessment.clone().unwrap_or_default(),
        Happening::Mark(..) | Happening::Episode(_) => String::new(),
    }
}

impl Screen for CardScreen {
    fn places(&self) -> &'static [Place] {
        &[Place::Card, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        self.card.as_ref().map_or_else(|| say!(cx.words, "card-title"), |card| card.client.fields.name())
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Card { client: self.client, today: cx.today }]
    }

    fn receive(&mut self, answer: Answer, cx: &Ctx) -> Vec<Effect> {
        if let Answer::Card(card) = answer {
            let before = self.lead(cx);
            self.card = Some(card);
            for (pane, rows) in self.panes_of_rows(cx).into_iter().enumerate() {
                let again = rows.iter().position(|(_, lead)| *lead == before && *lead != Lead::Nowhere);
                let again = again.filter(|_| self.settled && pane == self.pane());
                let start = if self.settled { again } else { Some(0) };
                self.panes[pane].settle(start, rows.len(), |at| selectable(&rows, at));
            }
            self.settled = true;
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        match action {
            Action::NewGoal | Action::OwnWorker if !self.has_live_episode() => {
                Some(say!(cx.words, "refuse-no-episode"))
            }
            Action::Open if !self.has_live_episode() && matches!(self.lead(cx), Lead::Goal(..)) => {
                Some(say!(cx.words, "refuse-episode-over"))
            }
            Action::Done if !matches!(self.lead(cx), Lead::Goal(_, Some(_))) => {
                Some(say!(cx.words, "refuse-no-review"))
            }
            Action::Open if self.lead(cx) == Lead::Nowhere => Some(say!(cx.words, "refuse-nothing-here")),
            _ => None,
        }
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match action {
            Action::Done => say!(cx.words, "card-hold-review"),
            Action::Episode if !self.has_live_episode() => say!(cx.words, "card-new-episode"),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            let pane = self.pane();
            let rows = &self.panes_of_rows(cx)[pane];
            self.panes[pane].step(step, rows.len(), |at| selectable(rows, at));
            return Vec::new();
        }
        let id = self.client;
        let form = match (action, self.lead(cx)) {
            (Action::NextPane, _) => {
                self.focus = if self.is_wide() { 1 - self.focus } else { 0 };
                return Vec::new();
            }
            (Action::NewNote, _) => FormScreen::boxed(NoteForm::new(id)),
            (Action::NewGoal, _) => FormScreen::boxed(GoalForm::new(id)),
            (Action::Episode, _) => match self.episode().filter(|_| self.has_live_episode()) {
                Some(episode) => FormScreen::boxed(EpisodeForm::edit(episode.id)),
                None => FormScreen::boxed(EpisodeForm::new(id)),
            },
            (Action::OwnWorker, _) => FormScreen::boxed(OwnWorkerForm::of(id)),
            (Action::EditClient, _) => FormScreen::boxed(ClientForm::edit(id)),
            (Action::Done, Lead::Goal(_, Some(review))) => FormScreen::boxed(ReviewForm::of(review)),
            (Action::Open, Lead::Goal(goal, _)) => FormScreen::boxed(GoalForm::edit(goal)),
            (Action::Open, Lead::Note(note)) => FormScreen::boxed(NoteForm::edit(note)),
            (Action::Open, Lead::Activity(activity)) => Roster::on_day(activity, cx.today),
            _ => return Vec::new(),
        };
        vec![Effect::Open(form)]
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        self.width.set(area.width);
        let rows = self.panes_of_rows(cx);
        let focus = self.pane();
        let half = if self.is_wide() { area.width / 2 } else { area.width };
        let areas = [Rect { width: half, ..area }, Rect { x: area.x + half, width: area.width - half, ..area }];
        for pane in 0..2 {
            if areas[pane].width > 0 && !rows[pane].is_empty() {
                let line = |at: usize| rows[pane][at].0.clone();
                match pane == focus {
                    true => self.panes[pane].draw(frame, areas[pane], cx.theme, rows[pane].len(), line),
                    false => self.panes[pane].draw_quiet(frame, areas[pane], rows[pane].len(), line),
                }
            }
        }
    }
}
