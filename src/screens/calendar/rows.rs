//! The rows of the calendar, and walking through them.

use chrono::{Datelike, Days, NaiveDate};

use super::{Calendar, View};
use crate::app::{Ctx, Effect};
use crate::domain::calendar::Week;
use crate::store::sessions::{SessionLine, Which};

/// A row to walk through, in every view but the month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Row {
    /// A day on which nothing is.
    Empty(NaiveDate),
    /// A session, by its number, and whether it is the first of its day.
    Session(usize, bool),
    /// An activity of the term, by its number.
    Activity(usize),
}

impl Row {
    pub fn can_be_selected(self) -> bool {
        !matches!(self, Row::Empty(_))
    }
}

impl Calendar {
    /// Sessions that the filter lets through, by number.
    pub fn visible(&self, cx: &Ctx) -> Vec<usize> {
        let mine = |at: &usize| !self.only_mine || self.data.sessions[*at].lead == Some(cx.me.id);
        self.narrow.shown().iter().copied().filter(mine).collect()
    }

    /// Makes the rows anew, on the same session if it is among them.
    pub fn arrange(&mut self, cx: &Ctx) {
        let (from, _) = self.window(cx);
        let same = self.selected().map(SessionLine::which);
        let same_activity = self.selected_activity().map(|listed| listed.activity.id);
        let stays = self.shown == Some((self.view, from));
        self.rows = match self.view {
            View::Month => Vec::new(),
            View::Week => {
                let visible = self.visible(cx);
                Week::of(self.day(cx)).days().into_iter().flat_map(|day| self.rows_of(day, &visible)).collect()
            }
            View::Day => self.rows_of(self.day(cx), &self.visible(cx)),
            View::Term => {
                let mine = |at: &usize| !self.only_mine || self.term[*at].activity.lead == Some(cx.me.id);
                self.narrow.shown().iter().copied().filter(mine).map(Row::Activity).collect()
            }
        };
        let is = |row: &Row, which: Which| self.session(*row).is_some_and(|session| session.is(which));
        let again = same.filter(|_| stays).and_then(|which| self.rows.iter().position(|row| is(row, which)));
        let activity = |row: &Row| match row {
            Row::Activity(at) => same_activity == Some(self.term[*at].activity.id),
            _ => false,
        };
        let again = again.or_else(|| self.rows.iter().position(activity).filter(|_| same_activity.is_some()));
        let from_day = self
            .rows
            .iter()
            .position(|row| self.session(*row).is_some_and(|session| session.day >= self.day.unwrap_or(cx.today)));
        let rows = &self.rows;
        self.list.settle(again.or(from_day).or(Some(0)), rows.len(), |at| rows[at].can_be_selected());
        self.shown = Some((self.view, from));
    }

    fn rows_of(&self, day: NaiveDate, visible: &[usize]) -> Vec<Row> {
        let on = visible.iter().filter(|at| self.data.sessions[**at].day == day);
        let rows: Vec<Row> = on.enumerate().map(|(nth, at)| Row::Session(*at, nth == 0)).collect();
        if rows.is_empty() { vec![Row::Empty(day)] } else { rows }
    }

    /// In the month, from day to day; elsewhere to the first session of another day.
    pub fn step_day(&mut self, forward: bool, days: u64, cx: &Ctx) -> Vec<Effect> {
        let day = self.day(cx);
        let to = if forward { day + Days::new(days) } else { day - Days::new(days) };
        if self.view == View::Month {
            let same_month = (to.year(), to.month()) == (day.year(), day.month());
            self.day = Some(to);
            return if same_month { Vec::new() } else { vec![Effect::Load] };
        }
        let here = self.selected().map(|session| session.day);
        let other = |row: &Row| {
            let on = self.session(*row).map(|session| session.day);
            on.zip(here).is_some_and(|(on, here)| if forward { on > here } else { on < here })
        };
        let found = match forward {
            true => self.rows.iter().position(other),
            false => {
                let last = self.rows.iter().rposition(other);
                let on = last.and_then(|at| self.session(self.rows[at])).map(|session| session.day);
                self.rows.iter().position(|row| on.is_some() && self.session(*row).map(|s| s.day) == on)
            }
        };
        match found {
            Some(at) => {
                let rows = &self.rows;
                self.list.settle(Some(at), rows.len(), |at| rows[at].can_be_selected());
                Vec::new()
            }
            None => Vec::new(),
        }
    }
}
