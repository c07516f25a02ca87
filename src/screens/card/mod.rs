//! A client's card: who it is, where the customership stands, goals, groups, and what has happened.

mod due;
mod facts;
mod goals;
mod measures;
mod path;
mod record;
mod timeline;

use std::cell::Cell;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::due_rows;
use super::groups::Groups;
use super::path::PathScreen;
use super::pick::Pick;
use super::plan::PlanScreen;
use super::service::ServicePage;
use super::services::Services;
use super::sessions::{open, open_on_day};
use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, Told, step_of};
use crate::domain::activity::Kind;
use crate::domain::due::{DueLine, Target};
use crate::domain::enrolment::EnrolmentState;
use crate::domain::ids::{
    AbsenceId, ActivityId, BookingId, ClientId, EnrolmentId, GoalId, MeasureId, MeetingId, NoteId,
};
use crate::domain::record::Shape;
use crate::domain::rights::Right;
use crate::domain::trace::Trace;
use crate::forms::{
    AbsenceForm, ClientForm, EndSpell, EpisodeForm, ExportRecord, FormScreen, GoalForm, MeasureForm, NoteForm,
    OwnWorkerForm, RestrictForm, ReviewForm, RewriteMeeting,
};
use crate::say;
use crate::store::StoreError;
use crate::store::bookings::Coming;
use crate::store::change::{Change, Made};
use crate::store::clients::Card;
use crate::store::episodes::Episode;
use crate::store::measures::Measure;
use crate::store::request::{Answer, Query};
use crate::widgets::ListState;

pub use facts::summary;
pub use path::missing_words;

/// From this width on, the timeline stands beside the rest.
const WIDE: u16 = 110;

/// The card of one client.
pub struct CardScreen {
    client: ClientId,
    card: Option<Box<Card>>,
    panes: [ListState; 2],
    /// What is selected in each pane: how the rows are laid out changes with the width.
    chosen: [Lead; 2],
    focus: usize,
    /// Known only once it is drawn: how wide the screen is.
    width: Cell<u16>,
    settled: bool,
    /// Somebody has walked through the rows: what is selected was meant.
    walked: bool,
    /// Asked for, to be written.
    export: Option<Shape>,
}

/// A client's card as a screen.
pub fn boxed(client: ClientId) -> Box<dyn Screen> {
    let panes = [ListState::default(), ListState::default()];
    Box::new(CardScreen {
        client,
        card: None,
        panes,
        chosen: [Lead::Nowhere; 2],
        focus: 0,
        width: Cell::new(80),
        settled: false,
        walked: false,
        export: None,
    })
}

/// What a line of the card leads to.
#[derive(Clone, Copy, PartialEq)]
enum Lead {
    /// A due line: where it is dealt with, and its rule.
    Due(Target, &'static str),
    /// The way of the customership.
    Path,
    Goal(GoalId),
    /// A sitting that was held.
    Meeting(MeetingId),
    Spell(EnrolmentId, EnrolmentState, ActivityId, Kind),
    Appointment(BookingId),
    Absence(AbsenceId),
    Note(NoteId),
    Measure(MeasureId),
    /// What was recommended, and on which day.
    Service(ActivityId, NaiveDate),
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
            [facts::facts(card, cx, half), timeline::timeline(card, cx, half)]
        } else {
            let all =
                facts::facts(card, cx, columns).into_iter().chain(timeline::timeline(card, cx, columns)).collect();
            [all, Vec::new()]
        }
    }

    fn lead(&self, cx: &Ctx) -> Lead {
        let pane = self.pane();
        let rows = &self.panes_of_rows(cx)[pane];
        rows.get(self.selected(pane, rows)).map_or(Lead::Nowhere, |(_, lead)| *lead)
    }

    /// Where the selected row of a pane stands among its rows.
    fn selected(&self, pane: usize, rows: &[CardRow]) -> usize {
        let chosen = self.chosen[pane];
        let at = rows.iter().position(|(_, lead)| *lead == chosen && chosen != Lead::Nowhere);
        at.unwrap_or(self.panes[pane].selected)
    }

    fn episode(&self) -> Option<&Episode> {
        self.card.as_ref().and_then(|card| card.episodes.first())
    }

    fn name(&self) -> String {
        self.card.as_ref().map(|card| card.client.fields.name()).unwrap_or_default()
    }

    fn coming(&self, booking: BookingId) -> Option<&Coming> {
        self.card.as_ref()?.bookings.iter().find(|coming| coming.id == booking)
    }

    fn remove_measure(&self, id: MeasureId) -> Vec<Effect> {
        let known = self.card.as_ref().and_then(|card| card.measures.iter().find(|measure| measure.id == id));
        let remove = |known: &Measure| Change::RemoveMeasure { client: known.client, was: known.fields.clone() };
        known.map(|known| Effect::Change(Box::new(remove(known)), None)).into_iter().collect()
    }

    fn may_restrict(&self, cx: &Ctx) -> bool {
        let own = self.episode().and_then(|episode| episode.own_worker).map(|(worker, _)| worker);
        cx.may(Right::Restrict) || (self.has_live_episode() && own == Some(cx.me.id))
    }

    fn due(&self, lead: Lead) -> Option<&DueLine> {
        self.card.as_ref()?.due.iter().find(|line| Lead::Due(line.subject.target, line.rule.key) == lead)
    }

    fn is_protected(&self) -> bool {
        self.card.as_ref().is_some_and(|card| card.client.fields.non_disclosure)
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

impl Screen for CardScreen {
    fn places(&self) -> &'static [Place] {
        &[Place::Card, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        self.card.as_ref().map_or_else(|| say!(cx.words, "card-title"), |card| card.client.fields.name())
    }

    fn shows(&self) -> Option<Trace> {
        self.card.as_ref().map(|card| Trace::card(card.client.id))
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        let record = self.export.map(|_| Query::Record(self.client));
        [Query::Card { client: self.client, today: cx.today }].into_iter().chain(record).collect()
    }

    fn receive(&mut self, answer: Answer, cx: &Ctx) -> Vec<Effect> {
        if let Answer::Record(record) = &answer {
            return self.export.take().map(|shape| record::written(record, shape, cx)).unwrap_or_default();
        }
        if let Answer::Card(card) = answer {
            let before = self.lead(cx);
            self.card = Some(card);
            for (pane, rows) in self.panes_of_rows(cx).into_iter().enumerate() {
                let again = rows.iter().position(|(_, lead)| *lead == before && *lead != Lead::Nowhere);
                let again = again.filter(|_| self.settled && pane == self.pane());
                // Until then, what is worked on day by day is selected, not what is due and the way that stand above it.
                let above = |lead: Lead| matches!(lead, Lead::Due(..) | Lead::Path);
                let again = again.filter(|_| !above(before) || self.walked);
                let first = rows.iter().position(|(_, lead)| !above(*lead) && *lead != Lead::Nowhere);
                let anew = !self.settled || (above(before) && !self.walked);
                let start = if anew { first.or(Some(0)) } else { again };
                self.panes[pane].settle(start, rows.len(), |at| selectable(&rows, at));
                self.chosen[pane] = rows.get(self.panes[pane].selected).map_or(Lead::Nowhere, |(_, lead)| *lead);
            }
            self.settled = true;
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        match action {
            Action::NewGoal | Action::OwnWorker | Action::Done if !self.has_live_episode() => {
                Some(say!(cx.words, "refuse-no-episode"))
            }
            Action::Export if !cx.may(Right::Extract) => Some(cx.words.error(&StoreError::Forbidden(Right::Extract))),
            Action::Restrict if !self.may_restrict(cx) => {
                Some(say!(cx.words, "refuse-restrict", who = cx.words.who_may(Right::Restrict)))
            }
            Action::EndSpell => match self.lead(cx) {
                Lead::Spell(_, state, ..) if state.is_live() => None,
                Lead::Appointment(booking) => {
                    let marked = self.coming(booking).is_some_and(|coming| coming.mark.is_some());
                    marked.then(|| say!(cx.words, "error-marked"))
                }
                Lead::Absence(_) | Lead::Measure(_) => None,
                _ => Some(say!(cx.words, "refuse-no-spell")),
            },
            Action::Open if matches!(self.lead(cx), Lead::Nowhere | Lead::Absence(_)) => {
                Some(say!(cx.words, "refuse-nothing-here"))
            }
            _ => None,
        }
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match action {
            Action::Done => say!(cx.words, "card-hold-review"),
            Action::Episode if !self.has_live_episode() => say!(cx.words, "card-new-episode"),
            Action::EndSpell => match self.lead(cx) {
                Lead::Absence(_) => say!(cx.words, "card-no-absence"),
                Lead::Measure(_) => say!(cx.words, "card-remove-measure"),
                Lead::Appointment(_) => crate::app::hints::label(Action::FreeSlot, &cx.words),
                Lead::Spell(_, state, ..) if state.is_queued() => crate::app::hints::label(Action::Withdraw, &cx.words),
                _ => crate::app::hints::label(action, &cx.words),
            },
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.walked = true;
            let pane = self.pane();
            let rows = &self.panes_of_rows(cx)[pane];
            self.panes[pane].selected = self.selected(pane, rows);
            self.panes[pane].step(step, rows.len(), |at| selectable(rows, at));
            self.chosen[pane] = rows.get(self.panes[pane].selected).map_or(Lead::Nowhere, |(_, lead)| *lead);
            return Vec::new();
        }
        let id = self.client;
        let form = match (action, self.lead(cx)) {
            (Action::NextPane, _) => {
                self.focus = if self.is_wide() { 1 - self.focus } else { 0 };
                return Vec::new();
            }
            (Action::Open, lead @ Lead::Due(..)) => return self.due(lead).map(due_rows::open).unwrap_or_default(),
            (Action::Done, lead @ Lead::Due(Target::FollowUp(_), _)) => {
                return self.due(lead).map(|line| due_rows::done(line, cx)).unwrap_or_default();
            }
            (Action::NewNote, _) => FormScreen::boxed(NoteForm::new(id)),
            (Action::NewMeasure, _) => FormScreen::boxed(MeasureForm::new(id)),
            (Action::Open, Lead::Measure(measure)) => FormScreen::boxed(MeasureForm::edit(measure)),
            (Action::EndSpell, Lead::Measure(measure)) => return self.remove_measure(measure),
            (Action::NewGoal, _) => FormScreen::boxed(GoalForm::new(id)),
            (Action::Episode, _) => match self.episode().filter(|_| self.has_live_episode()) {
                Some(episode) => FormScreen::boxed(EpisodeForm::edit(episode.id)),
                None => FormScreen::boxed(EpisodeForm::new(id)),
            },
            (Action::Open, Lead::Path) => PathScreen::boxed(id),
            (Action::Plan, _) => PlanScreen::boxed(id),
            (Action::OwnWorker, _) => FormScreen::boxed(OwnWorkerForm::of(id)),
            (Action::Merge, _) => Box::new(Pick::for_merge(id, self.name())),
            (Action::Restrict, _) => FormScreen::boxed(RestrictForm::of(id)),
            (Action::EditClient, _) => FormScreen::boxed(ClientForm::edit(id)),
            // All goals of a customership are reviewed in one sitting, whichever line one is on.
            (Action::Done, _) => match self.episode() {
                Some(episode) => FormScreen::boxed(ReviewForm::of(episode.id)),
                None => return Vec::new(),
            },
            (Action::Open, Lead::Goal(goal)) => FormScreen::boxed(GoalForm::edit(goal)),
            (Action::Open, Lead::Meeting(meeting)) => FormScreen::boxed(RewriteMeeting::of(meeting)),
            (Action::Open, Lead::Note(note)) => FormScreen::boxed(NoteForm::edit(note)),
            (Action::Open, Lead::Spell(_, _, activity, kind)) => return vec![open_on_day(activity, kind, cx.today)],
            (Action::Open, Lead::Appointment(booking)) => {
                return self.coming(booking).map(|coming| open(&coming.session)).into_iter().collect();
            }
            (Action::EndSpell, Lead::Appointment(booking)) => {
                return vec![Effect::Change(Box::new(Change::FreeSlot { booking }), None)];
            }
            (Action::Open, Lead::Service(activity, _)) => ServicePage::boxed(activity),
            (Action::EndSpell, Lead::Spell(spell, ..)) => FormScreen::boxed(EndSpell::of(spell)),
            (Action::EndSpell, Lead::Absence(absence)) => {
                return vec![Effect::Change(Box::new(Change::TakeBackAbsence { absence }), None)];
            }
            (Action::Export, _) => FormScreen::boxed(ExportRecord { is_protected: self.is_protected() }),
            (Action::Announce, _) => FormScreen::boxed(AbsenceForm::of(id, self.name(), cx.today)),
            (Action::Recommend, _) => Services::choosing(id, self.name()),
            (Action::JoinGroup, _) => Groups::choosing(id, self.name()),
            _ => return Vec::new(),
        };
        vec![Effect::Open(form)]
    }

    fn told(&mut self, told: Told, _cx: &Ctx) -> Vec<Effect> {
        let Told::Record(shape) = told else { return Vec::new() };
        self.export = Some(shape);
        vec![Effect::Load]
    }

    fn done(&mut self, made: Made, cx: &Ctx) -> Vec<Effect> {
        match made {
            Made::Freed => vec![Effect::Say(say!(cx.words, "slot-freed"))],
            _ => Vec::new(),
        }
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
                    true => {
                        let selected = self.selected(pane, &rows[pane]);
                        self.panes[pane].draw_at(selected, frame, areas[pane], cx.theme, rows[pane].len(), line);
                    }
                    false => self.panes[pane].draw_quiet(frame, areas[pane], rows[pane].len(), line),
                }
            }
        }
    }
}
