//! A day of appointments: who has which time, who came, and which times are free. One key books, frees or marks.

mod marks;
mod view;

use chrono::{NaiveDate, NaiveTime};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::days::{Chosen, Nearest};
use super::pick::Pick;
use super::sessions::{self, cancel_or_restore, mark_of, refuses_cancel};
use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, Told, step_of};
use crate::domain::attendance::{Mark, Slot};
use crate::domain::dates::show_time;
use crate::domain::ids::{ActivityId, ClientId};
use crate::domain::slots::{self, Line};
use crate::forms::{ActivityForm, Appointment};
use crate::say;
use crate::store::StoreError;
use crate::store::bookings::{Guest, Reception};
use crate::store::change::{Change, Made};
use crate::store::entering::Who;
use crate::store::request::{Answer, Query};
use crate::store::sessions::{SessionLine, Which};
use crate::widgets::ListState;
use crate::widgets::list::Step;

/// Weeks read before and after the chosen one: appointments are booked far ahead.
const WEEKS_BEFORE: u64 = 8;
const WEEKS_AFTER: u64 = 26;

/// A day of appointments on the screen.
pub struct Slots {
    activity: ActivityId,
    chosen: Chosen,
    data: Option<Box<Reception>>,
    /// The lines of the chosen day.
    lines: Vec<Line<Guest>>,
    list: ListState,
    /// Somebody for whom a time is looked for: the next that is booked is theirs.
    looking: Option<(ClientId, String)>,
    /// Whom the last mark was for.
    marked: Option<ClientId>,
}

/// Tells a line from the others of its day: by its time, or by the person who has none.
type Identity = (Option<NaiveTime>, Option<ClientId>);

fn identity(line: &Line<Guest>) -> Identity {
    let at = line.starts_at();
    (at, line.person().map(|guest| guest.client).filter(|_| at.is_none()))
}

impl Slots {
    /// The appointments of a day, or of the nearest one that has any.
    pub fn on_day(activity: ActivityId, day: NaiveDate) -> Box<dyn Screen> {
        Slots::boxed(activity, Chosen::on_day(day, Nearest::Coming), None)
    }

    /// The appointments of exactly this session.
    pub fn on_session(session: &SessionLine) -> Box<dyn Screen> {
        Slots::on_slot(session.activity, session.which(), session.day)
    }

    /// The appointments of the session in this slot, which stands on that day.
    pub fn on_slot(activity: ActivityId, which: impl Into<Which>, day: NaiveDate) -> Box<dyn Screen> {
        Slots::boxed(activity, Chosen::on_session(which.into(), day, Nearest::Coming), None)
    }

    /// The appointments from a day on, to choose one for a client.
    pub fn looking_for(activity: ActivityId, day: NaiveDate, client: ClientId, name: String) -> Box<dyn Screen> {
        Slots::boxed(activity, Chosen::on_day(day, Nearest::Coming), Some((client, name)))
    }

    fn boxed(activity: ActivityId, chosen: Chosen, looking: Option<(ClientId, String)>) -> Box<dyn Screen> {
        Box::new(Slots {
            activity,
            chosen,
            data: None,
            lines: Vec::new(),
            list: ListState::default(),
            looking,
            marked: None,
        })
    }

    fn session(&self) -> Option<&SessionLine> {
        self.chosen.of(&self.data.as_ref()?.sessions)
    }

    fn line(&self) -> Option<&Line<Guest>> {
        self.lines.get(self.list.selected)
    }

    fn guest(&self) -> Option<&Guest> {
        self.line().and_then(Line::person)
    }

    fn guests(&self) -> impl Iterator<Item = &Guest> {
        self.lines.iter().filter_map(Line::person)
    }

    /// The free time that is selected.
    fn free(&self) -> Option<NaiveTime> {
        match self.line() {
            Some(Line::Free(at)) => Some(*at),
            _ => None,
        }
    }

    /// The lines of the chosen day; `same` was selected on it before.
    fn arrange(&mut self, same: Option<Identity>, cx: &Ctx) {
        let Some(data) = &self.data else { return };
        let session = self.chosen.of(&data.sessions);
        let times = session.zip(data.activity.fields.slot_length());
        let times = times.map(|(session, minutes)| slots::starts(session.starts_at, session.ends_at, minutes));
        let here = |guest: &&Guest| session.is_some_and(|session| session.slot == Slot::Row(guest.session));
        let people = data.guests.iter().filter(here).map(|guest| (guest.booking.map(|(_, at)| at), guest.clone()));
        self.lines = slots::lines(&times.unwrap_or_default(), people);
        // On a day to come one books, on any other one marks.
        let is_future = session.is_some_and(|session| session.day > cx.today);
        let first = self.lines.iter().position(|line| match line.person() {
            None => is_future,
            Some(guest) => !is_future && guest.mark.is_none(),
        });
        let wanted = match same {
            Some(same) => self.lines.iter().position(|line| identity(line) == same),
            None => first.or(Some(0)),
        };
        self.list.settle(wanted, self.lines.len(), |_| true);
    }

    /// "ke 8.2. klo 9.30"
    fn about(&self, at: NaiveTime, cx: &Ctx) -> String {
        let day = self.session().map(|session| cx.words.short_day(session.day)).unwrap_or_default();
        say!(cx.words, "slot-at", day = day, time = show_time(at))
    }

    /// For whoever is looking for a time, else for somebody who is chosen.
    fn book(&self, cx: &Ctx) -> Vec<Effect> {
        let (Some(session), Some(starts_at)) = (self.session(), self.free()) else { return Vec::new() };
        let slot = session.slot;
        if let Some((client, _)) = self.looking {
            let who = Who::Known(client);
            return vec![Effect::Change(Box::new(Change::Book { slot, who, starts_at }), None)];
        }
        let there = self.guests().filter(|guest| guest.booking.is_some()).map(|guest| guest.client).collect();
        let free = Appointment { activity: self.activity, slot, starts_at, about: self.about(starts_at, cx) };
        vec![Effect::Open(Box::new(Pick::for_appointment(free, there)))]
    }

    fn mark(&mut self, mark: Option<Mark>) -> Vec<Effect> {
        let (Some(session), Some(guest)) = (self.session(), self.guest()) else { return Vec::new() };
        let change = Change::Mark { slot: session.slot, client: guest.client, seen: guest.mark, mark };
        self.marked = Some(guest.client);
        let lines = &self.lines;
        self.list.step(Step::Down, lines.len(), |at| lines[at].person().is_some());
        vec![Effect::Change(Box::new(change), None)]
    }

    /// What can be done with the chosen session, if there is one.
    fn with_session(&self, effect: impl FnOnce(&SessionLine) -> Effect) -> Vec<Effect> {
        self.session().map(effect).into_iter().collect()
    }

    fn note(&self) -> Vec<Effect> {
        let Some(client) = self.guest().map(|guest| guest.client) else { return Vec::new() };
        let others = self.guests().filter(|other| other.client != client).map(|other| other.name.clone()).collect();
        self.with_session(|session| sessions::note(session, client, others))
    }
}

impl Screen for Slots {
    fn places(&self) -> &'static [Place] {
        &[Place::Slots, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        let Some(data) = &self.data else { return say!(cx.words, "slots-title") };
        let fields = &data.activity.fields;
        let name = match &self.looking {
            Some((_, name)) => say!(cx.words, "slots-looking", name = name.as_str(), activity = fields.name.as_str()),
            None => fields.name.clone(),
        };
        let place = fields.place.as_ref().map(|place| format!(" {} {place}", cx.theme.dot()));
        format!("{name}{}", place.unwrap_or_default())
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        let (from, to) = self.chosen.window(WEEKS_BEFORE, WEEKS_AFTER);
        vec![Query::Reception { activity: self.activity, from, to }]
    }

    fn receive(&mut self, answer: Answer, cx: &Ctx) -> Vec<Effect> {
        if let Answer::Reception(data) = answer {
            let before = self.session().map(SessionLine::which);
            let same = self.line().map(identity);
            self.chosen.settle(&data.sessions);
            self.data = Some(data);
            let stays = before.zip(self.session()).is_some_and(|(before, session)| session.is(before));
            self.arrange(same.filter(|_| stays), cx);
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        use Action::{
            Book, Cancel, Clear, CloseRegister, Excused, FreeSlot, Late, NewNote, NoShow, Open, Present, RestPresent,
            SessionNote,
        };
        let session = self.session();
        match action {
            Open if self.guest().is_some() => None,
            Open | Book => self.refuses_booking(cx),
            FreeSlot => self.refuses_freeing(cx),
            Present | Late | Excused | NoShow | Clear | RestPresent => self.refuses_marks(action, cx),
            CloseRegister => sessions::refuses_register(session, cx),
            NewNote if self.guest().is_none() => Some(say!(cx.words, "slots-nobody")),
            NewNote => sessions::refuses_register(session, cx),
            Cancel => {
                session.map_or_else(|| Some(say!(cx.words, "roster-no-session")), |session| refuses_cancel(session, cx))
            }
            SessionNote if session.is_none() => Some(say!(cx.words, "roster-no-session")),
            _ => None,
        }
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match action {
            Action::Open if self.guest().is_some() => say!(cx.words, "roster-open-card"),
            Action::Open => crate::app::hints::label(Action::Book, &cx.words),
            _ => sessions::label(action, self.session(), cx),
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.lines.len(), |_| true);
            return Vec::new();
        }
        if let Some(mark) = mark_of(action) {
            return self.mark(mark);
        }
        let Some(data) = &self.data else { return Vec::new() };
        if let Some(effects) = self.chosen.step(action, &data.sessions, cx) {
            self.arrange(None, cx);
            return effects;
        }
        match action {
            Action::Open => match self.guest() {
                Some(guest) => vec![Effect::OpenCard(guest.client)],
                None => self.book(cx),
            },
            Action::Book => self.book(cx),
            Action::FreeSlot => {
                let booking = self.guest().and_then(|guest| guest.booking);
                let change = booking.map(|(booking, _)| Change::FreeSlot { booking });
                change.map(|change| Effect::Change(Box::new(change), None)).into_iter().collect()
            }
            Action::RestPresent => self.with_session(|session| {
                let clients = self.unmarked().into_iter().map(|(client, _)| client).collect();
                Effect::Change(Box::new(Change::MarkRest { slot: session.slot, clients }), None)
            }),
            Action::CloseRegister => {
                self.with_session(|session| sessions::close_or_reopen(session, self.unmarked(), cx))
            }
            Action::NewNote => self.note(),
            Action::SessionNote => self.with_session(|session| sessions::remark(session, cx)),
            Action::Cancel => self.with_session(cancel_or_restore),
            Action::ExtraSession => {
                vec![sessions::another(self.activity, &data.activity.fields.name, self.session(), self.chosen.day())]
            }
            Action::EditActivity => vec![ActivityForm::open(self.activity)],
            _ => Vec::new(),
        }
    }

    fn failed(&mut self, error: &StoreError, _words: &str) -> bool {
        // The same key again is meant for the same person.
        if matches!(error, StoreError::MarkedMeanwhile { .. }) {
            let is_same = |line: &Line<Guest>| line.person().map(|guest| guest.client) == self.marked;
            let again = self.lines.iter().position(is_same);
            self.list.settle(again, self.lines.len(), |_| true);
        }
        false
    }

    fn done(&mut self, made: Made, cx: &Ctx) -> Vec<Effect> {
        match made {
            Made::Booked => {
                self.looking = None;
                vec![Effect::Say(say!(cx.words, "slot-booked"))]
            }
            Made::Freed => vec![Effect::Say(say!(cx.words, "slot-freed"))],
            Made::Rest(rest) => vec![sessions::rest_marked(rest, cx)],
            Made::RegisterClosed => vec![Effect::Say(say!(cx.words, "register-closed"))],
            _ => Vec::new(),
        }
    }

    fn told(&mut self, told: Told, _cx: &Ctx) -> Vec<Effect> {
        let Told::Day(day) = told else { return Vec::new() };
        self.chosen.go_to(day)
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        if let Some(data) = &self.data {
            view::draw(self, data, frame, area, cx);
        }
    }
}
