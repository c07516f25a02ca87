//! The week roster: an activity's people x its sessions. One key marks a person and moves to the next.

mod marks;
mod view;

use chrono::{Days, NaiveDate};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::pick::Pick;
use super::queue::QueueScreen;
use super::sessions::{about, cancel_or_restore, refuses_cancel};
use crate::action::{Action, Place};
use crate::app::narrow::Narrow;
use crate::app::{Ctx, Effect, Screen, Told, step_of};
use crate::domain::attendance::{Mark, Slot};
use crate::domain::calendar::Week;
use crate::domain::ids::{ActivityId, ClientId};
use crate::domain::text::fold;
use crate::forms::{
    AbsenceForm, CloseRegister, CountHeads, Door, EditSpell, EndSpell, ExtraSession, Form, FormScreen, FromRoster,
    GoToDay, NoteForm, ReopenRegister, SessionRemark,
};
use crate::say;
use crate::store::change::{Change, Made};
use crate::store::request::{Answer, Query};
use crate::store::roster::{Person, Roster as Data};
use crate::store::sessions::{SessionLine, Standing, Which};
use crate::text::paper::paper;
use crate::widgets::ListState;
use crate::widgets::list::Step;

/// Weeks read before and after the chosen one.
const WEEKS_BEFORE: u64 = 8;
const WEEKS_AFTER: u64 = 3;

/// A roster on the screen.
pub struct Roster {
    activity: ActivityId,
    /// The day that the screen is about: its session is the one that marks go to.
    day: NaiveDate,
    /// The session itself, once it is known.
    chosen: Option<Which>,
    data: Option<Box<Data>>,
    /// Which session marks go to.
    session: usize,
    narrow: Narrow,
    list: ListState,
}

impl Roster {
    /// The roster around a day: on that day's session, or the nearest of its week.
    pub fn on_day(activity: ActivityId, day: NaiveDate) -> Box<dyn Screen> {
        Box::new(Roster::new(activity, day, None))
    }

    /// The roster of exactly this session.
    pub fn on_session(session: &SessionLine) -> Box<dyn Screen> {
        Box::new(Roster::new(session.activity, session.day, Some(session.which())))
    }

    /// The roster of the session in this slot, which stands on that day.
    pub fn on_slot(activity: ActivityId, slot: Slot, day: NaiveDate) -> Box<dyn Screen> {
        Box::new(Roster::new(activity, day, Some(slot.into())))
    }

    fn new(activity: ActivityId, day: NaiveDate, chosen: Option<Which>) -> Roster {
        Roster { activity, day, chosen, data: None, session: 0, narrow: Narrow::default(), list: ListState::default() }
    }

    fn current(&self) -> Option<&SessionLine> {
        self.data.as_ref().and_then(|data| data.sessions.get(self.session))
    }

    fn person(&self) -> Option<&Person> {
        let data = self.data.as_ref()?;
        self.narrow.shown().get(self.list.selected).map(|at| &data.people[*at])
    }

    /// The session that was meant, else the day's, else the week's first, else the last one before.
    fn choose_session(&self, data: &Data) -> usize {
        let sessions = &data.sessions;
        let week = Week::of(self.day);
        let meant = self.chosen.and_then(|chosen| sessions.iter().position(|session| session.is(chosen)));
        let on_day = || sessions.iter().position(|session| session.day == self.day);
        let in_week = || sessions.iter().position(|session| Week::of(session.day) == week);
        let before = || sessions.iter().rposition(|session| session.day < self.day);
        meant.or_else(on_day).or_else(in_week).or_else(before).unwrap_or(0)
    }

    fn go_to(&mut self, day: NaiveDate) -> Vec<Effect> {
        self.day = day;
        self.chosen = None;
        vec![Effect::Load]
    }

    fn pick(&mut self, session: usize) -> Vec<Effect> {
        let Some(data) = &self.data else { return Vec::new() };
        let Some(line) = data.sessions.get(session) else { return Vec::new() };
        self.day = line.day;
        self.chosen = Some(line.which());
        self.session = session;
        Vec::new()
    }

    fn mark(&mut self, mark: Option<Mark>) -> Vec<Effect> {
        let (Some(session), Some(person)) = (self.current(), self.person()) else { return Vec::new() };
        let change = Change::Mark { slot: session.slot, client: person.client, mark };
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

    /// A prompt about the current session.
    fn about_session<F: Form + 'static>(&self, prompt: impl FnOnce(&SessionLine) -> F) -> Vec<Effect> {
        self.current().map(|session| Effect::Open(FormScreen::boxed(prompt(session)))).into_iter().collect()
    }

    /// A form about the selected person.
    fn about_person<F: Form + 'static>(&self, form: impl FnOnce(&Person) -> Option<F>) -> Vec<Effect> {
        let form = self.person().and_then(form);
        form.map(|form| Effect::Open(FormScreen::boxed(form))).into_iter().collect()
    }

    fn close_or_reopen(&self, cx: &Ctx) -> Vec<Effect> {
        let Some(session) = self.current() else { return Vec::new() };
        match (session.closed, session.slot, self.unmarked()) {
            (true, Slot::Row(id), _) => self.about_session(|session| ReopenRegister::of(id, about(session, cx))),
            (_, slot, unmarked) if unmarked.is_empty() => {
                vec![Effect::Change(Box::new(Change::CloseRegister { slot, unmarked: Vec::new(), rest: None }), None)]
            }
            (_, slot, unmarked) => self.about_session(|session| CloseRegister::of(slot, about(session, cx), unmarked)),
        }
    }

    fn note(&self) -> Vec<Effect> {
        let (Some(data), Some(session)) = (&self.data, self.current()) else { return Vec::new() };
        let (slot, day) = (session.slot, session.day);
        self.about_person(|person| {
            let others = data.people.iter().filter(|other| other.client != person.client);
            let others = others.map(|other| other.name.clone()).collect();
            Some(NoteForm::from_roster(person.client, FromRoster { slot, day, others }))
        })
    }

    /// The list of the current session's week, as a file to print.
    fn on_paper(&self, cx: &Ctx) -> Vec<Effect> {
        let (Some(data), Some(session)) = (&self.data, self.current()) else { return Vec::new() };
        match paper(data, Week::of(session.day), &cx.words) {
            Some(text) => {
                let name = fold(&data.activity.fields.name);
                let words: Vec<&str> = name.split(|letter: char| !letter.is_alphanumeric()).collect();
                let stem = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
                vec![Effect::WriteFile { name: format!("{stem}-{}.txt", session.day), text }]
            }
            None => vec![Effect::Say(say!(cx.words, "roster-nothing-to-print"))],
        }
    }

    /// The spell of the selected person that covers the current session, else the newest.
    fn spell(&self) -> Option<crate::domain::ids::EnrolmentId> {
        let person = self.person()?;
        let day = self.current().map(|session| session.day);
        let covering = person.spells.iter().find(|spell| day.is_some_and(|day| spell.covers(day)));
        covering.or(person.spells.last()).map(|spell| spell.id)
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
        let parts = [fields.name.clone(), fields.place.clone().unwrap_or_default(), cx.words.seats(data.seats), queue];
        let dot = format!(" {} ", cx.theme.dot());
        let title = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(&dot);
        super::narrowed_title(title, &self.narrow, cx)
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        let week = Week::of(self.day);
        let from = week.monday() - Days::new(7 * WEEKS_BEFORE);
        let to = week.sunday() + Days::new(7 * WEEKS_AFTER);
        vec![Query::Roster { activity: self.activity, from, to, today: cx.today }]
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::Roster(data) = answer {
            let same = self.client();
            self.session = self.choose_session(&data);
            self.chosen = data.sessions.get(self.session).map(SessionLine::which);
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
            CloseRegister => self.refuses_register(cx),
            Open | Announce => nobody(),
            NewNote => nobody().or_else(|| self.refuses_register(cx)),
            EndSpell | EditSpell => {
                nobody().or_else(|| self.spell().is_none().then(|| say!(cx.words, "roster-only-visits")))
            }
            Cancel => match self.current() {
                Some(session) => refuses_cancel(session, cx),
                None => Some(say!(cx.words, "roster-no-session")),
            },
            SessionNote | Paper if self.current().is_none() => Some(say!(cx.words, "roster-no-session")),
            _ => None,
        }
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        let session = self.current();
        match action {
            Action::Open => say!(cx.words, "roster-open-card"),
            Action::CloseRegister if session.is_some_and(|session| session.closed) => say!(cx.words, "roster-reopen"),
            Action::Cancel if session.is_some_and(|session| matches!(session.standing, Standing::NotHeld(_))) => {
                say!(cx.words, "calendar-restore")
            }
            Action::Cancel => say!(cx.words, "roster-cancel"),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.narrow.shown().len(), |_| true);
            return Vec::new();
        }
        match action {
            Action::Present => self.mark(Some(Mark::Present)),
            Action::Late => self.mark(Some(Mark::Late)),
            Action::Excused => self.mark(Some(Mark::Excused)),
            Action::NoShow => self.mark(Some(Mark::NoShow)),
            Action::Clear => self.mark(None),
            Action::RestPresent => {
                let Some(slot) = self.current().map(|session| session.slot) else { return Vec::new() };
                vec![Effect::Change(Box::new(Change::MarkRest { slot, clients: self.unmarked_shown() }), None)]
            }
            Action::CountHeads => {
                self.about_session(|session| CountHeads::of(session.slot, about(session, cx), session.anon_count))
            }
            Action::Newcomer => self.newcomer(cx),
            Action::CloseRegister => self.close_or_reopen(cx),
            Action::NewNote => self.note(),
            Action::SessionNote => self
                .about_session(|session| SessionRemark::of(session.slot, about(session, cx), session.remark.clone())),
            Action::Cancel => self.current().map(cancel_or_restore).into_iter().collect(),
            Action::ExtraSession => {
                let Some(data) = &self.data else { return Vec::new() };
                let name = data.activity.fields.name.clone();
                let (day, times) = self
                    .current()
                    .map_or((self.day, (None, None)), |session| (session.day, (session.starts_at, session.ends_at)));
                vec![Effect::Open(FormScreen::boxed(ExtraSession::of(self.activity, name, day, times)))]
            }
            Action::Announce => {
                let from = self.current().map_or(cx.today, |session| session.day);
                self.about_person(|person| Some(AbsenceForm::of(person.client, person.name.clone(), from)))
            }
            Action::EndSpell => self.about_person(|_| self.spell().map(EndSpell::of)),
            Action::EditSpell => self.about_person(|_| self.spell().map(EditSpell::of)),
            Action::Paper => self.on_paper(cx),
            Action::Queue => vec![Effect::Open(QueueScreen::boxed(self.activity))],
            Action::PreviousSession => match self.session.checked_sub(1) {
                Some(session) => self.pick(session),
                None => self.go_to(self.day - Days::new(7)),
            },
            Action::NextSession => self.pick(self.session + 1),
            Action::Earlier => self.go_to(Week::of(self.day).previous().monday()),
            Action::Later => self.go_to(Week::of(self.day).next().monday()),
            Action::ThisWeek => self.go_to(cx.today),
            Action::GoToDay => vec![Effect::Open(FormScreen::boxed(GoToDay))],
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
            Made::Rest(rest) => {
                let (marked, excused) = (i64::from(rest.marked), i64::from(rest.excused));
                let words = match excused {
                    0 => say!(cx.words, "roster-rest", marked = marked),
                    _ => say!(cx.words, "roster-rest-excused", marked = marked, excused = excused),
                };
                vec![Effect::Say(words)]
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

    fn narrowed(&mut self, typed: bool) {
        self.list.settle(typed.then_some(0), self.narrow.shown().len(), |_| true);
    }

    fn told(&mut self, told: Told, _cx: &Ctx) -> Vec<Effect> {
        let Told::Day(day) = told;
        self.go_to(day)
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        if let Some(data) = &self.data {
            view::draw(self, data, frame, area, cx);
        }
    }
}
