//! The week roster: an activity's people x its sessions. One key marks a person and moves to the next.

mod marks;
mod view;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::days::{Chosen, Nearest};
use super::pick::Pick;
use super::queue::QueueScreen;
use super::sessions::{self, about, cancel_or_restore, mark_of, refuses_cancel};
use crate::action::{Action, Place};
use crate::app::narrow::Narrow;
use crate::app::{Ctx, Effect, Screen, Told, step_of};
use crate::domain::attendance::{Mark, Slot};
use crate::domain::calendar::Week;
use crate::domain::ids::{ActivityId, ClientId};
use crate::domain::text::fold;
use crate::domain::trace::{Act, Seen, Trace};
use crate::forms::{AbsenceForm, CountHeads, Door, EditSpell, EndSpell, Form, FormScreen};
use crate::say;
use crate::store::StoreError;
use crate::store::change::{Change, Made};
use crate::store::request::{Answer, Query};
use crate::store::roster::{Person, Roster as Data, SpellDays};
use crate::store::sessions::SessionLine;
use crate::text::paper::{named_on_paper, paper};
use crate::widgets::ListState;
use crate::widgets::list::Step;

/// Weeks read before and after the chosen one.
const WEEKS_BEFORE: u64 = 8;
const WEEKS_AFTER: u64 = 3;

/// A roster on the screen.
pub struct Roster {
    activity: ActivityId,
    /// Which session marks go to.
    chosen: Chosen,
    data: Option<Box<Data>>,
    narrow: Narrow,
    list: ListState,
    /// Whom the last mark was for.
    marked: Option<ClientId>,
}

impl Roster {
    /// The roster around a day: on that day's session, or the nearest of its week.
    pub fn on_day(activity: ActivityId, day: NaiveDate) -> Box<dyn Screen> {
        Roster::boxed(activity, Chosen::on_day(day, Nearest::Before))
    }

    /// The roster of exactly this session.
    pub fn on_session(session: &SessionLine) -> Box<dyn Screen> {
        Roster::boxed(session.activity, Chosen::on_session(session.which(), session.day, Nearest::Before))
    }

    /// The roster of the session in this slot, which stands on that day.
    pub fn on_slot(activity: ActivityId, slot: Slot, day: NaiveDate) -> Box<dyn Screen> {
        Roster::boxed(activity, Chosen::on_session(slot.into(), day, Nearest::Before))
    }

    fn boxed(activity: ActivityId, chosen: Chosen) -> Box<dyn Screen> {
        let (narrow, list) = (Narrow::default(), ListState::default());
        Box::new(Roster { activity, chosen, data: None, narrow, list, marked: None })
    }

    fn current(&self) -> Option<&SessionLine> {
        self.chosen.of(&self.data.as_ref()?.sessions)
    }

    fn person(&self) -> Option<&Person> {
        let data = self.data.as_ref()?;
        self.narrow.shown().get(self.list.selected).map(|at| &data.people[*at])
    }

    fn mark(&mut self, mark: Option<Mark>) -> Vec<Effect> {
        let (Some(session), Some(person)) = (self.current(), self.person()) else { return Vec::new() };
        let (client, seen) = (person.client, person.marks.get(self.chosen.at).copied().flatten());
        let change = Change::Mark { slot: session.slot, client, seen, mark };
        self.marked = Some(client);
        self.list.step(Step::Down, self.narrow.shown().len(), |_| true);
        vec![Effect::Change(Box::new(change), None)]
    }

    /// Somebody who is not on the roster of this session yet.
    fn newcomer(&self, cx: &Ctx) -> Vec<Effect> {
        let Some(data) = &self.data else { return Vec::new() };
        let session = self.current();
        let open = session.filter(|session| session.standing.takes_place() && !session.closed);
        let door = Door {
            activity: self.activity,
            session: open.filter(|session| session.day <= cx.today).map(|session| session.slot),
            from: session.map(|session| session.day),
            to_queue: false,
        };
        let day = session.map_or(cx.today, |session| session.day);
        let members = data.people.iter().filter(|person| person.belongs_on(day)).map(|person| person.client);
        vec![Effect::Open(Box::new(Pick::for_door(door, data.activity.fields.name.clone(), members.collect())))]
    }

    /// What can be done with the current session, if there is one.
    fn with_session(&self, effect: impl FnOnce(&SessionLine) -> Effect) -> Vec<Effect> {
        self.current().map(effect).into_iter().collect()
    }

    /// A form about the selected person.
    fn about_person<F: Form + 'static>(&self, form: impl FnOnce(&Person) -> Option<F>) -> Vec<Effect> {
        let form = self.person().and_then(form);
        form.map(|form| Effect::Open(FormScreen::boxed(form))).into_iter().collect()
    }

    fn note(&self) -> Vec<Effect> {
        let (Some(data), Some(session), Some(client)) = (&self.data, self.current(), self.client()) else {
            return Vec::new();
        };
        let others = data.people.iter().filter(|other| other.client != client).map(|other| other.name.clone());
        vec![sessions::note(session, client, others.collect())]
    }

    /// The list of the current session's week, as a file to print.
    fn on_paper(&self, cx: &Ctx) -> Vec<Effect> {
        let (Some(data), Some(session)) = (&self.data, self.current()) else { return Vec::new() };
        match paper(data, Week::of(session.day), &cx.words) {
            Some(text) => {
                let clients = named_on_paper(data, Week::of(session.day));
                let trace = Trace::new(Act::Print, Seen::Roster, self.activity.0, clients);
                let name = fold(&data.activity.fields.name);
                let words: Vec<&str> = name.split(|letter: char| !letter.is_alphanumeric()).collect();
                let stem = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
                let name = format!("{stem}-{}.txt", session.day);
                vec![Effect::Trace(trace), Effect::WriteFile { name, content: text.into_bytes() }]
            }
            None => vec![Effect::Say(say!(cx.words, "roster-nothing-to-print"))],
        }
    }

    /// The spell of the selected person that covers the current session, else the newest.
    fn spell(&self) -> Option<&SpellDays> {
        let person = self.person()?;
        let day = self.current().map(|session| session.day);
        let covering = person.spells.iter().find(|spell| day.is_some_and(|day| spell.covers(day)));
        covering.or(person.spells.last())
    }

    fn client(&self) -> Option<ClientId> {
        self.person().map(|person| person.client)
    }
}

impl Screen for Roster {
    fn places(&self) -> &'static [Place] {
        &[Place::Roster, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        let Some(data) = &self.data else { return say!(cx.words, "roster-title") };
        let fields = &data.activity.fields;
        let queue = match i64::from(data.seats.waiting + data.seats.offered) {
            0 => String::new(),
            count => say!(cx.words, "queue-count", count = count),
        };
        // The place comes last: it may be cut, the numbers may not.
        let parts = [fields.name.clone(), cx.words.seats(data.seats), queue, fields.place.clone().unwrap_or_default()];
        let dot = format!(" {} ", cx.theme.dot());
        let title = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(&dot);
        super::narrowed_title(title, &self.narrow, cx)
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        let (from, to) = self.chosen.window(WEEKS_BEFORE, WEEKS_AFTER);
        vec![Query::Roster { activity: self.activity, from, to, today: cx.today }]
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::Roster(data) = answer {
            let same = self.client();
            self.chosen.settle(&data.sessions);
            self.narrow.set_rows(data.people.iter().map(|person| person.name.as_str()));
            let shown = self.narrow.shown();
            let again = same.and_then(|id| shown.iter().position(|at| data.people[*at].client == id));
            self.list.settle(again, shown.len(), |_| true);
            self.data = Some(data);
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        use Action::{
            Announce, Cancel, Clear, CloseRegister, CountHeads, EditSpell, EndSpell, Excused, Late, NewNote, NoShow,
            Open, Paper, Present, RestPresent, SessionNote,
        };
        let nobody = || self.person().is_none().then(|| say!(cx.words, "roster-nobody"));
        match action {
            Present | Late | Excused | NoShow | Clear | RestPresent | CountHeads => self.refuses_marks(action, cx),
            CloseRegister => sessions::refuses_register(self.current(), cx),
            Open | Announce => nobody(),
            NewNote => nobody().or_else(|| sessions::refuses_register(self.current(), cx)),
            EndSpell | EditSpell => nobody().or_else(|| match self.spell() {
                None => Some(say!(cx.words, "roster-only-visits")),
                Some(spell) if spell.is_over && action == EndSpell => Some(say!(cx.words, "roster-spell-over")),
                Some(_) => None,
            }),
            Cancel => match self.current() {
                Some(session) => refuses_cancel(session, cx),
                None => Some(say!(cx.words, "roster-no-session")),
            },
            SessionNote | Paper if self.current().is_none() => Some(say!(cx.words, "roster-no-session")),
            _ => None,
        }
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match action {
            Action::Open => say!(cx.words, "roster-open-card"),
            _ => sessions::label(action, self.current(), cx),
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.narrow.shown().len(), |_| true);
            return Vec::new();
        }
        if let Some(mark) = mark_of(action) {
            return self.mark(mark);
        }
        let read = self.data.as_ref().map(|data| data.sessions.as_slice()).unwrap_or_default();
        if let Some(effects) = self.chosen.step(action, read, cx) {
            return effects;
        }
        match action {
            Action::RestPresent => {
                let Some(slot) = self.current().map(|session| session.slot) else { return Vec::new() };
                vec![Effect::Change(Box::new(Change::MarkRest { slot, clients: self.unmarked_shown() }), None)]
            }
            Action::CountHeads => self.with_session(|session| {
                let prompt = CountHeads::of(session.slot, about(session, cx), session.anon_count);
                Effect::Open(FormScreen::boxed(prompt))
            }),
            Action::Newcomer => self.newcomer(cx),
            Action::CloseRegister => {
                self.with_session(|session| sessions::close_or_reopen(session, self.unmarked(), cx))
            }
            Action::NewNote => self.note(),
            Action::SessionNote => self.with_session(|session| sessions::remark(session, cx)),
            Action::Cancel => self.with_session(cancel_or_restore),
            Action::ExtraSession => {
                let Some(data) = &self.data else { return Vec::new() };
                vec![sessions::another(self.activity, &data.activity.fields.name, self.current(), self.chosen.day())]
            }
            Action::Announce => {
                let from = self.current().map_or(cx.today, |session| session.day);
                self.about_person(|person| Some(AbsenceForm::of(person.client, person.name.clone(), from)))
            }
            Action::EndSpell => self.about_person(|_| self.spell().map(|spell| EndSpell::of(spell.id))),
            Action::EditSpell => self.about_person(|_| self.spell().map(|spell| EditSpell::of(spell.id))),
            Action::Paper => self.on_paper(cx),
            Action::Queue => vec![Effect::Open(QueueScreen::boxed(self.activity))],
            Action::Open => self.client().map(Effect::OpenCard).into_iter().collect(),
            Action::Narrow => {
                self.narrow.start();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn done(&mut self, made: Made, cx: &Ctx) -> Vec<Effect> {
        match made {
            Made::Rest(rest) => vec![sessions::rest_marked(rest, cx)],
            Made::RegisterClosed => vec![Effect::Say(say!(cx.words, "register-closed"))],
            _ => Vec::new(),
        }
    }

    fn failed(&mut self, error: &StoreError, _words: &str) -> bool {
        // The same key again is meant for the same person.
        if let (StoreError::MarkedMeanwhile { .. }, Some(data)) = (error, &self.data) {
            let again = self.narrow.shown().iter().position(|at| Some(data.people[*at].client) == self.marked);
            self.list.settle(again, self.narrow.shown().len(), |_| true);
        }
        false
    }

    fn narrow(&self) -> Option<&Narrow> {
        Some(&self.narrow)
    }

    fn narrow_mut(&mut self) -> Option<&mut Narrow> {
        Some(&mut self.narrow)
    }

    fn narrowed(&mut self, typed: bool) {
        self.list.settle(typed.then_some(0), self.narrow.shown().len(), |_| true);
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
