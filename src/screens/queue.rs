//! The queue of an activity: who is next, who has an offer, and why somebody is ahead of the others.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::pick::Pick;
use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::dates::show_date;
use crate::domain::ids::ActivityId;
use crate::forms::{Door, EndSpell, FormScreen, QueueForm};
use crate::say;
use crate::store::change::Change;
use crate::store::request::{Answer, Query};
use crate::store::seats::{Queue, Queued};
use crate::widgets::{ListState, Row};

/// A queue on the screen.
pub struct QueueScreen {
    activity: ActivityId,
    queue: Option<Box<Queue>>,
    list: ListState,
}

impl QueueScreen {
    pub fn boxed(activity: ActivityId) -> Box<dyn Screen> {
        Box::new(QueueScreen { activity, queue: None, list: ListState::default() })
    }

    fn people(&self) -> &[Queued] {
        self.queue.as_ref().map(|queue| queue.people.as_slice()).unwrap_or_default()
    }

    fn selected(&self) -> Option<&Queued> {
        self.people().get(self.list.selected)
    }

    fn others_wait(&self, cx: &Ctx) -> bool {
        let both = self.queue.as_ref().zip(self.selected());
        both.is_some_and(|(queue, queued)| queue.others_before(queued, cx.today))
    }

    fn is_full(&self) -> bool {
        self.queue.as_ref().is_some_and(|queue| queue.seats.is_full())
    }
}

/// Columns of the place, the name, the telephone, the day of queueing.
const PLACE: usize = 4;
const NAME: usize = 24;
const PHONE: usize = 14;
const SINCE: usize = 10;

fn row(at: usize, queued: &Queued, cx: &Ctx, columns: usize) -> Line<'static> {
    let state = match (queued.offer, &queued.ahead) {
        (Some(last), _) if last >= cx.today => say!(cx.words, "queue-offer-until", day = show_date(last)),
        (Some(last), _) => say!(cx.words, "queue-offer-lapsed", day = show_date(last)),
        (None, Some(reason)) => say!(cx.words, "queue-ahead", reason = reason.as_str()),
        (None, None) => String::new(),
    };
    Row::new()
        .right(&format!("{}.", at + 1), PLACE)
        .left(&queued.name, NAME)
        .styled(queued.phone.as_deref().unwrap_or_default(), PHONE, cx.theme.dim())
        .right(&show_date(queued.since), SINCE)
        .rest(&state, columns, cx.theme.strong())
        .line()
}

impl Screen for QueueScreen {
    fn places(&self) -> &'static [Place] {
        &[Place::Queue, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        let Some(queue) = &self.queue else { return say!(cx.words, "queue-title") };
        let seats = queue.seats;
        let free = seats.free().map(|free| say!(cx.words, "seats-free", count = i64::from(free)));
        let offered = match i64::from(seats.offered) {
            0 => None,
            count => Some(say!(cx.words, "seats-offered", count = count)),
        };
        let name = queue.activity.fields.name.clone();
        // The name comes last: it may be cut, the numbers may not.
        let title = say!(cx.words, "queue-title");
        let parts = [Some(title), Some(cx.words.seats(seats)), free, offered, Some(name)].into_iter().flatten();
        let dot = format!(" {} ", cx.theme.dot());
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(&dot)
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Queue { activity: self.activity, today: cx.today }]
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::Queue(queue) = answer {
            let same = self.selected().map(|queued| queued.id);
            let again = same.and_then(|id| queue.people.iter().position(|queued| queued.id == id));
            self.list.settle(again, queue.people.len(), |_| true);
            self.queue = Some(queue);
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        use Action::{Offer, Open, PutFirst, Seat, Withdraw};
        let takes_one = matches!(action, Offer | Open | PutFirst | Seat | Withdraw);
        let Some(queued) = self.selected() else {
            return takes_one.then(|| say!(cx.words, "queue-nobody"));
        };
        let has_offer = queued.has_offer(cx.today);
        match action {
            Offer | Seat if !has_offer && self.is_full() => Some(say!(cx.words, "queue-no-seat")),
            PutFirst if self.list.selected == 0 && queued.ahead.is_none() => {
                Some(say!(cx.words, "queue-first-already"))
            }
            _ => None,
        }
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        // One that has lapsed is no offer: it is made anew.
        let offered = self.selected().is_some_and(|queued| queued.has_offer(cx.today));
        let ahead = self.selected().is_some_and(|queued| queued.ahead.is_some());
        match action {
            Action::Newcomer => say!(cx.words, "queue-add"),
            Action::Offer if offered => say!(cx.words, "queue-take-back-offer"),
            Action::PutFirst if ahead => say!(cx.words, "queue-put-back"),
            Action::Open => say!(cx.words, "roster-open-card"),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.people().len(), |_| true);
            return Vec::new();
        }
        if action == Action::Newcomer {
            let Some(queue) = &self.queue else { return Vec::new() };
            let door = Door { activity: self.activity, session: None, from: Some(cx.today), to_queue: true };
            let there = queue.people.iter().map(|queued| queued.client).collect();
            return vec![Effect::Open(Box::new(Pick::for_door(door, queue.activity.fields.name.clone(), there)))];
        }
        let Some(queued) = self.selected() else { return Vec::new() };
        let (spell, name) = (queued.id, queued.name.clone());
        let now = |change: Change| vec![Effect::Change(Box::new(change), None)];
        let form = match action {
            Action::Open => return vec![Effect::OpenCard(queued.client)],
            Action::Offer if queued.has_offer(cx.today) => return now(Change::TakeBackOffer { spell }),
            Action::PutFirst if queued.ahead.is_some() => return now(Change::PutBack { spell }),
            Action::Withdraw => FormScreen::boxed(EndSpell::of(spell)),
            Action::Offer => FormScreen::boxed(QueueForm::offer(spell, name, self.others_wait(cx))),
            Action::Seat => FormScreen::boxed(QueueForm::seat(spell, name, self.others_wait(cx), cx.today)),
            Action::PutFirst => FormScreen::boxed(QueueForm::put_first(spell, name)),
            _ => return Vec::new(),
        };
        vec![Effect::Open(form)]
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let Some(queue) = &self.queue else { return };
        let columns = usize::from(area.width).saturating_sub(2);
        let [head, body] = super::head_and_body(area);
        let headings = Row::new()
            .left("", PLACE)
            .left(&say!(cx.words, "column-name"), NAME)
            .left(&say!(cx.words, "column-phone"), PHONE)
            .right(&say!(cx.words, "column-since"), SINCE);
        frame.render_widget(headings.line().style(cx.theme.dim()), head);
        if queue.people.is_empty() {
            return super::draw_empty(frame, body, &say!(cx.words, "empty-queue"));
        }
        self.list.draw(frame, body, cx.theme, queue.people.len(), |at| row(at, &queue.people[at], cx, columns));
    }
}
