//! What the keys of a roster may do to whom, and what is still to be done.

use super::Roster;
use crate::action::Action;
use crate::app::Ctx;
use crate::domain::dates::show_day;
use crate::domain::ids::ClientId;
use crate::say;
use crate::screens::sessions::{self, mark_of};
use crate::store::roster::Person;

impl Roster {
    /// Members of the current session without a mark, of those that `counts`.
    fn open_people<'a>(&'a self, counts: impl Iterator<Item = &'a Person>) -> Vec<&'a Person> {
        let Some(session) = self.current() else { return Vec::new() };
        counts.filter(|person| person.belongs_on(session.day) && person.marks[self.chosen.at].is_none()).collect()
    }

    /// Everybody who is shown, belongs to this session and has no mark.
    pub fn unmarked_shown(&self) -> Vec<ClientId> {
        let Some(data) = &self.data else { return Vec::new() };
        let shown = self.narrow.shown().iter().map(|at| &data.people[*at]);
        self.open_people(shown).into_iter().map(|person| person.client).collect()
    }

    /// Everybody who belongs to this session and has no mark, whether shown or not.
    pub fn unmarked(&self) -> Vec<(ClientId, String)> {
        let Some(data) = &self.data else { return Vec::new() };
        self.open_people(data.people.iter()).into_iter().map(|person| (person.client, person.name.clone())).collect()
    }

    /// Marked and expected people of the current session.
    pub fn progress(&self) -> (usize, usize) {
        let (Some(data), Some(session)) = (&self.data, self.current()) else { return (0, 0) };
        let expected = data.people.iter().filter(|person| person.belongs_on(session.day)).count();
        (expected - self.unmarked().len(), expected)
    }

    /// People in the room at the current session: with a name, and without.
    pub fn present(&self) -> u32 {
        let (Some(data), Some(session)) = (&self.data, self.current()) else { return 0 };
        let came = data.people.iter().filter(|person| person.marks[self.chosen.at].is_some_and(|mark| mark.came()));
        u32::try_from(came.count()).unwrap_or(u32::MAX).saturating_add(session.anon_count.unwrap_or(0))
    }

    /// Why nobody can be marked at the current session.
    pub fn refuses_marks(&self, action: Action, cx: &Ctx) -> Option<String> {
        if let Some(why) = sessions::refuses_marks(self.current(), action, cx) {
            return Some(why);
        }
        let session = self.current()?;
        let marks_one = mark_of(action).is_some();
        match (action, self.person()) {
            (Action::RestPresent, _) if self.unmarked_shown().is_empty() => Some(say!(cx.words, "roster-all-marked")),
            (_, None) if marks_one => Some(say!(cx.words, "roster-nobody")),
            (_, Some(person)) if marks_one && !person.is_visitor() && !person.belongs_on(session.day) => {
                let marked = person.marks[self.chosen.at].is_some();
                (!marked).then(|| say!(cx.words, "roster-outside-spell", day = show_day(session.day)))
            }
            _ => None,
        }
    }
}
