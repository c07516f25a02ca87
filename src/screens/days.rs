//! Going through the sessions of one activity: which of them a screen is about, wherever weeks and days lead.

use chrono::{Days, NaiveDate};

use crate::action::Action;
use crate::app::{Ctx, Effect};
use crate::domain::calendar::Week;
use crate::forms::{FormScreen, GoToDay};
use crate::store::sessions::{SessionLine, Which};

/// Which session is meant where the chosen week has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearest {
    /// The last one before: it may still have to be marked.
    Before,
    /// The next one: it may be booked.
    Coming,
}

/// The session that a screen is about. The sessions themselves belong to what the screen has read last.
pub struct Chosen {
    /// The day that the screen is about.
    day: NaiveDate,
    /// The session itself, once it is known.
    session: Option<Which>,
    nearest: Nearest,
    /// Its place among the sessions.
    pub at: usize,
}

impl Chosen {
    /// The session of a day, or the nearest of its week.
    pub fn on_day(day: NaiveDate, nearest: Nearest) -> Chosen {
        Chosen { day, session: None, nearest, at: 0 }
    }

    /// Exactly this session, which stands on that day.
    pub fn on_session(which: Which, day: NaiveDate, nearest: Nearest) -> Chosen {
        Chosen { session: Some(which), ..Chosen::on_day(day, nearest) }
    }

    /// So many weeks around the chosen one: the first day and the last.
    pub fn window(&self, before: u64, after: u64) -> (NaiveDate, NaiveDate) {
        let week = Week::of(self.day);
        (week.monday() - Days::new(7 * before), week.sunday() + Days::new(7 * after))
    }

    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// Sessions have been read anew: the one that was meant, else the day's, else the week's first, else the nearest.
    pub fn settle(&mut self, sessions: &[SessionLine]) {
        let week = Week::of(self.day);
        let meant = self.session.and_then(|which| sessions.iter().position(|session| session.is(which)));
        let on_day = || sessions.iter().position(|session| session.day == self.day);
        let in_week = || sessions.iter().position(|session| Week::of(session.day) == week);
        let before = || sessions.iter().rposition(|session| session.day < self.day);
        let coming = || sessions.iter().position(|session| session.day > self.day);
        let nearest = || match self.nearest {
            Nearest::Before => before().or_else(coming),
            Nearest::Coming => coming().or_else(before),
        };
        self.at = meant.or_else(on_day).or_else(in_week).or_else(nearest).unwrap_or(0);
        self.session = sessions.get(self.at).map(SessionLine::which);
    }

    pub fn of<'a>(&self, sessions: &'a [SessionLine]) -> Option<&'a SessionLine> {
        sessions.get(self.at)
    }

    /// Goes to a day.
    pub fn go_to(&mut self, day: NaiveDate) -> Vec<Effect> {
        self.day = day;
        self.session = None;
        vec![Effect::Load]
    }

    /// A session that has been read, else that day.
    fn pick(&mut self, at: Option<usize>, sessions: &[SessionLine], else_on: NaiveDate) -> Vec<Effect> {
        let Some((at, session)) = at.and_then(|at| sessions.get(at).map(|session| (at, session))) else {
            return self.go_to(else_on);
        };
        self.day = session.day;
        self.session = Some(session.which());
        self.at = at;
        Vec::new()
    }

    /// The next week that has a session, or simply the next one.
    fn later(&mut self, sessions: &[SessionLine]) -> Vec<Effect> {
        let week = self.weeks(sessions).max().unwrap_or(Week::of(self.day));
        let mut weeks = sessions.iter().map(|session| Week::of(session.day));
        self.go_to(weeks.find(|other| *other > week).unwrap_or(week.next()).monday())
    }

    /// The last week before that has a session, or simply the one before.
    fn earlier(&mut self, sessions: &[SessionLine]) -> Vec<Effect> {
        let week = self.weeks(sessions).min().unwrap_or(Week::of(self.day));
        let mut weeks = sessions.iter().map(|session| Week::of(session.day));
        self.go_to(weeks.rfind(|other| *other < week).unwrap_or(week.previous()).monday())
    }

    /// The weeks of the day and of the session, which is elsewhere when there is none that day.
    fn weeks(&self, sessions: &[SessionLine]) -> impl Iterator<Item = Week> {
        [Some(self.day), self.of(sessions).map(|session| session.day)].into_iter().flatten().map(Week::of)
    }

    /// What a key that leads to another session does; `None` for any other key.
    pub fn step(&mut self, action: Action, sessions: &[SessionLine], cx: &Ctx) -> Option<Vec<Effect>> {
        Some(match action {
            Action::PreviousSession => self.pick(self.at.checked_sub(1), sessions, self.day - Days::new(7)),
            Action::NextSession => self.pick(self.at.checked_add(1), sessions, self.day + Days::new(7)),
            Action::Earlier => self.earlier(sessions),
            Action::Later => self.later(sessions),
            Action::ThisWeek => self.go_to(cx.today),
            Action::GoToDay => vec![Effect::Open(FormScreen::boxed(GoToDay))],
            _ => return None,
        })
    }
}
