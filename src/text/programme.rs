//! The programme of a week for clients: one page for the wall. It says what is on, when and where, and never who:
//! no client, no leader, no number of people.

mod html;

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate, Weekday};

use super::Words;
use super::paper::{COLUMNS, LINES, fit};
use crate::domain::calendar::{self, Week};
use crate::domain::dates::{show_day, show_days};
use crate::domain::ids::ActivityId;
use crate::domain::text::clean_line;
use crate::say;
use crate::store::request::Lists;
use crate::store::sessions::{SessionLine, Standing};

/// What the page is made of.
pub struct Programme<'a> {
    pub week: Week,
    /// Of this week, in the order of the calendar.
    pub sessions: &'a [SessionLine],
    /// The activities that one enrols in.
    pub enrolling: &'a HashSet<ActivityId>,
    /// Those that nobody has to enrol in and no decision is needed for.
    pub open: &'a HashSet<ActivityId>,
    /// Days on which the team is shut, and why.
    pub shut: &'a HashMap<NaiveDate, String>,
    pub lists: &'a Lists,
}

/// The page, before it is text or HTML.
struct Sheet {
    title: String,
    week: String,
    days: Vec<Day>,
    /// The days without anything, in one line.
    empty: Option<String>,
    /// Sessions that the page has no room for.
    left: usize,
}

struct Day {
    name: String,
    /// The holiday, or why the team is shut.
    why: Option<String>,
    items: Vec<Item>,
}

struct Item {
    time: String,
    name: String,
    /// The session does not take place, for this reason.
    off: Option<String>,
    /// Where it is, and whether one enrols.
    more: String,
}

/// Columns of a time, with room on both sides.
const TIME: usize = 15;

/// Columns of a name where a session has one line.
const NAME: usize = 36;

impl Programme<'_> {
    /// One page of plain text, 78 columns by 60 lines at most.
    pub fn text(&self, words: &Words) -> String {
        let mut sheet = self.sheet(words).at_most(LINES);
        let page = [Layout::Wide, Layout::Close, Layout::Short]
            .into_iter()
            .map(|layout| sheet.lines(layout, words))
            .find(|lines| lines.len() <= LINES);
        let page = page.unwrap_or_else(|| {
            loop {
                sheet.leave_one_out();
                let lines = sheet.lines(Layout::Short, words);
                if lines.len() <= LINES {
                    break lines;
                }
            }
        });
        page.iter().map(|line| format!("{}\n", line.trim_end())).collect()
    }

    /// The same as HTML: one page of A4 in print, the whole screen on a screen, nothing from elsewhere.
    pub fn html(&self, words: &Words) -> String {
        html::page(self.sheet(words), words)
    }

    fn sheet(&self, words: &Words) -> Sheet {
        let days = self.week.days().map(|day| self.day(day, words));
        let (filled, empty): (Vec<_>, Vec<_>) =
            self.week.days().into_iter().zip(days).partition(|(_, day)| day.why.is_some() || !day.items.is_empty());
        let empty: Vec<NaiveDate> = empty.into_iter().map(|(day, _)| day).collect();
        let dates = show_days(self.week.monday(), self.week.sunday());
        Sheet {
            title: say!(words, "programme-title"),
            week: say!(words, "programme-week", number = self.week.week(), dates = dates),
            days: filled.into_iter().map(|(_, day)| day).collect(),
            empty: (!empty.is_empty()).then(|| nothing_on(&empty, words)),
            left: 0,
        }
    }

    fn day(&self, day: NaiveDate, words: &Words) -> Day {
        let holiday = calendar::holiday(day).map(|holiday| words.holiday(holiday));
        let shut = self.shut.get(&day).map(|reason| say!(words, "standing-closed", reason = reason.as_str()));
        let why: Vec<String> = holiday.into_iter().chain(shut).map(|why| clean_line(&why)).collect();
        let on_day = || self.sessions.iter().filter(move |session| session.day == day);
        // Where the whole day is off, its name says it once for all.
        let told = !why.is_empty() && on_day().all(|session| is_day_off(&session.standing));
        let items = on_day().filter(|_| !told).map(|session| self.item(session, words)).collect();
        let name = format!("{} {}", weekday(day.weekday(), words), show_day(day));
        Day { name, why: (!why.is_empty()).then(|| why.join(" · ")), items }
    }

    fn item(&self, session: &SessionLine, words: &Words) -> Item {
        let off = !session.standing.takes_place();
        let enrol = match &session.activity {
            id if self.enrolling.contains(id) => Some(say!(words, "booking-needed")),
            id if self.open.contains(id) => Some(say!(words, "programme-open")),
            _ => None,
        };
        let more = session.place.as_deref().map(clean_line).into_iter().chain(enrol.filter(|_| !off));
        Item {
            time: words.span(session.starts_at, session.ends_at),
            name: clean_line(&session.name),
            off: off.then(|| clean_line(&words.standing(&session.standing, self.lists))),
            more: more.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · "),
        }
    }
}

fn is_day_off(standing: &Standing) -> bool {
    matches!(standing, Standing::Holiday(_) | Standing::Closed(_))
}

/// "Ei ohjelmaa: ke 8.2. · la 11.2.–su 12.2."
fn nothing_on(days: &[NaiveDate], words: &Words) -> String {
    if days.len() == 7 {
        return say!(words, "programme-nothing");
    }
    let mut runs: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if last.succ_opt() == Some(*day) => *last = *day,
            _ => runs.push((*day, *day)),
        }
    }
    let run = |(first, last): &(NaiveDate, NaiveDate)| match first == last {
        true => words.short_day(*first),
        false => format!("{}–{}", words.short_day(*first), words.short_day(*last)),
    };
    say!(words, "programme-no-days", days = runs.iter().map(run).collect::<Vec<_>>().join(" · "))
}

/// "Maanantai"
fn weekday(day: Weekday, words: &Words) -> String {
    match day {
        Weekday::Mon => say!(words, "programme-mon"),
        Weekday::Tue => say!(words, "programme-tue"),
        Weekday::Wed => say!(words, "programme-wed"),
        Weekday::Thu => say!(words, "programme-thu"),
        Weekday::Fri => say!(words, "programme-fri"),
        Weekday::Sat => say!(words, "programme-sat"),
        Weekday::Sun => say!(words, "programme-sun"),
    }
}

/// How much room the page takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// Two lines a session, an empty line before each day.
    Wide,
    /// Two lines a session.
    Close,
    /// One line a session.
    Short,
}

impl Sheet {
    /// No more sessions than could ever have room.
    fn at_most(mut self, sessions: usize) -> Sheet {
        let all: usize = self.days.iter().map(|day| day.items.len()).sum();
        (sessions..all).for_each(|_| self.leave_one_out());
        self
    }

    /// The last session of the page makes room.
    fn leave_one_out(&mut self) {
        if let Some(day) = self.days.iter_mut().rev().find(|day| !day.items.is_empty()) {
            day.items.pop();
            self.left += 1;
        }
    }

    /// "… ja 12 muuta"
    fn rest(&self, words: &Words) -> Option<String> {
        (self.left > 0).then(|| say!(words, "programme-more", count = self.left))
    }

    fn lines(&self, layout: Layout, words: &Words) -> Vec<String> {
        let week = fit(&self.week, COLUMNS);
        let mut lines = vec![fit(&self.title, COLUMNS), week, "=".repeat(COLUMNS)];
        for day in &self.days {
            if layout == Layout::Wide {
                lines.push(String::new());
            }
            let why = day.why.as_ref().map(|why| format!(" · {why}")).unwrap_or_default();
            lines.push(fit(&format!("{}{why}", day.name), COLUMNS));
            lines.extend(day.items.iter().flat_map(|item| item.lines(layout, words)));
        }
        if layout == Layout::Wide {
            lines.push(String::new());
        }
        lines.extend(self.rest(words).into_iter().chain(self.empty.clone()).map(|line| fit(&line, COLUMNS)));
        lines
    }
}

impl Item {
    /// The name as it is written where a cancelled one must not be missed.
    fn headline(&self, words: &Words) -> String {
        match &self.off {
            Some(_) => format!("{} {}", say!(words, "programme-off"), self.name),
            None => self.name.clone(),
        }
    }

    /// Why it is off and where it would have been; otherwise where it is.
    fn detail(&self) -> String {
        let parts = self.off.iter().chain((!self.more.is_empty()).then_some(&self.more));
        parts.cloned().collect::<Vec<_>>().join(" · ")
    }

    fn lines(&self, layout: Layout, words: &Words) -> Vec<String> {
        let time = fit(&format!("  {}", self.time), TIME - 1);
        let (name, detail) = (self.headline(words), self.detail());
        let rest = COLUMNS - TIME;
        match layout {
            Layout::Short => vec![format!("{time} {} {}", fit(&name, NAME), fit(&detail, rest - NAME - 1))],
            Layout::Wide | Layout::Close => {
                let second = (!detail.is_empty()).then(|| format!("{} {}", " ".repeat(TIME - 1), fit(&detail, rest)));
                std::iter::once(format!("{time} {}", fit(&name, rest))).chain(second).collect()
            }
        }
    }
}
