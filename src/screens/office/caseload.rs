//! What one worker has in hand, which is also the list of what moves when it is handed over.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::super::service::ServicePage;
use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::dates::show_date;
use crate::domain::ids::{ActivityId, ClientId};
use crate::domain::rights::{self, Right};
use crate::domain::worker::Worker;
use crate::forms::{FormScreen, HandOverForm, counted};
use crate::say;
use crate::store::handover::{Moves, Whose};
use crate::store::request::{Answer, Query};
use crate::widgets::{ListState, Row};

/// The caseload of a worker.
struct Caseload {
    worker: Worker,
    moves: Option<Box<Moves>>,
    list: ListState,
}

/// A worker's caseload as a screen.
pub fn boxed(worker: Worker) -> Box<dyn Screen> {
    Box::new(Caseload { worker, moves: None, list: ListState::default() })
}

/// What a row leads to.
#[derive(Clone, Copy, PartialEq)]
enum Lead {
    Client(ClientId),
    Activity(ActivityId),
    /// Worth reading, and leading nowhere.
    Here,
    Nowhere,
}

type CaseRow = (Line<'static>, Lead);

/// A heading with its count, the rows, a gap; nothing where there are none.
fn section(name: &str, rows: Vec<CaseRow>, cx: &Ctx) -> Vec<CaseRow> {
    if rows.is_empty() {
        return Vec::new();
    }
    let heading = format!("{} {}", cx.words.get(&format!("caseload-{name}")), rows.len());
    let heading = (Line::styled(heading, cx.theme.strong()), Lead::Nowhere);
    [vec![heading], rows, vec![(Line::default(), Lead::Nowhere)]].concat()
}

fn rows(moves: &Moves, cx: &Ctx, columns: usize) -> Vec<CaseRow> {
    let dot = cx.theme.dot();
    let dated = |day: NaiveDate, name: &str, what: &str| {
        let row = Row::new().left(dot, 2).right(&show_date(day), 10).styled(name, 24, cx.theme.strong());
        row.rest(what, columns, Style::new()).line()
    };
    let named =
        |name: &str, what: &str| Row::new().left(dot, 2).left(name, 40).rest(what, columns, cx.theme.dim()).line();
    let clients = moves.clients.iter().map(|own| {
        let since = say!(cx.words, "from-day", day = show_date(own.since));
        (named(&own.name, &since), Lead::Client(own.client))
    });
    let follow_ups = moves.follow_ups.iter().map(|follow_up| {
        let what = follow_up.what.clone().unwrap_or_else(|| say!(cx.words, "due-follow-up"));
        (dated(follow_up.on, &follow_up.name, &what), Lead::Client(follow_up.client))
    });
    let snoozes = moves.snoozes.iter().map(|snoozed| {
        let name = snoozed.client.as_ref().map(|(_, name)| name.as_str()).unwrap_or_default();
        let lead = snoozed.client.as_ref().map_or(Lead::Here, |(client, _)| Lead::Client(*client));
        (dated(snoozed.until, name, &snoozed.reason), lead)
    });
    let activities = moves.activities.iter().map(|(id, name)| (named(name, ""), Lead::Activity(*id)));
    let series = moves.series.iter().map(|(_, activity, name)| (named(name, ""), Lead::Activity(*activity)));
    let sessions = moves.sessions.iter().map(|(_, name, day)| (dated(*day, name, ""), Lead::Here));
    let parts: [Vec<CaseRow>; 6] = [
        clients.collect(),
        follow_ups.collect(),
        snoozes.collect(),
        activities.collect(),
        series.collect(),
        sessions.collect(),
    ];
    Moves::KINDS.iter().zip(parts).flat_map(|(kind, rows)| section(kind, rows, cx)).collect()
}

impl Caseload {
    fn rows(&self, cx: &Ctx, columns: usize) -> Vec<CaseRow> {
        self.moves.as_ref().map(|moves| rows(moves, cx, columns)).unwrap_or_default()
    }

    fn lead(&self, cx: &Ctx) -> Lead {
        self.rows(cx, 0).get(self.list.selected).map_or(Lead::Nowhere, |(_, lead)| *lead)
    }
}

fn selectable(rows: &[CaseRow], at: usize) -> bool {
    rows[at].1 != Lead::Nowhere
}

/// One's own work anybody may hand over; somebody else's those who lead the team or keep its file.
fn may_hand_over(me: &Worker, whose: &Worker) -> bool {
    let own = me.id == whose.id && rights::may(me.role, Right::Write);
    own || rights::may(me.role, Right::HandOver)
}

impl Screen for Caseload {
    fn places(&self) -> &'static [Place] {
        &[Place::Caseload, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        let what = self.moves.as_ref().map(|moves| counted(moves, &cx.words)).filter(|what| !what.is_empty());
        let parts = [Some(self.worker.name.clone()), what];
        parts.into_iter().flatten().collect::<Vec<_>>().join(&format!(" {} ", cx.theme.dot()))
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Moves { whose: Whose::Worker(self.worker.id), today: cx.today }]
    }

    fn receive(&mut self, answer: Answer, cx: &Ctx) -> Vec<Effect> {
        if let Answer::Moves(moves) = answer {
            self.moves = Some(moves);
            let rows = self.rows(cx, 0);
            self.list.settle(None, rows.len(), |at| selectable(&rows, at));
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        let nothing = self.moves.as_ref().is_none_or(|moves| moves.is_empty());
        match action {
            Action::HandOver if nothing => Some(say!(cx.words, "refuse-nothing-in-hand")),
            Action::HandOver if !may_hand_over(&cx.me, &self.worker) => Some(say!(cx.words, "refuse-hand-over")),
            Action::Open if matches!(self.lead(cx), Lead::Here | Lead::Nowhere) => {
                Some(say!(cx.words, "refuse-nothing-here"))
            }
            _ => None,
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            let rows = self.rows(cx, 0);
            self.list.step(step, rows.len(), |at| selectable(&rows, at));
            return Vec::new();
        }
        match (action, self.lead(cx)) {
            (Action::HandOver, _) => vec![Effect::Open(FormScreen::boxed(HandOverForm::of(self.worker.id)))],
            (Action::Open, Lead::Client(client)) => vec![Effect::OpenCard(client)],
            (Action::Open, Lead::Activity(activity)) => vec![Effect::Open(ServicePage::boxed(activity))],
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let Some(moves) = &self.moves else { return };
        if moves.is_empty() {
            let words = say!(cx.words, "empty-caseload", name = self.worker.name.as_str());
            return super::super::draw_empty(frame, area, &words);
        }
        let rows = self.rows(cx, usize::from(area.width).saturating_sub(2));
        self.list.draw(frame, area, cx.theme, rows.len(), |at| rows[at].0.clone());
    }
}
