//! Each report of 10 000 clients and 100 000 marks, as its screen asks for it; and what is due for the whole team.

use std::time::Duration;

use chrono::NaiveDate;
use rinnalla::domain::keyed::Keyed;
use rinnalla::domain::reports::{Asked, Name, Span};
use rinnalla::store::request::Query;
use rinnalla::store::{Store, reports};

use super::demo_file::MONDAY;
use super::large::{ALL_LIVE, USUAL};
use super::{Times, line, show, timed};

pub fn run() {
    let store = USUAL.store();
    let today: NaiveDate = MONDAY.parse().unwrap();
    let day = |text: &str| text.parse().unwrap();
    for (from, to) in [(day("2016-01-01"), day("2016-12-31")), (day("2015-01-01"), day("2017-12-31"))] {
        let scope = Asked::of(Span { from, to }, today);
        for name in Name::ALL {
            let slowest = reports::tables(*name)
                .iter()
                .map(|table| asked(&store, &Query::Report { name: *name, table, scope: scope.clone() }))
                .max();
            let what =
                format!("report {}, {} to {}, its slowest table", name.key(), from.format("%Y"), to.format("%Y"));
            line(&what, &show(slowest.unwrap_or_default()));
        }
    }
    for (what, file) in [("", &USUAL), (", nine in ten live", &ALL_LIVE)] {
        let store = file.store();
        let times = Times::of(9, || timed(|| store.due_lines(today).unwrap()));
        let lines = store.due_lines(today).unwrap().len();
        line(&format!("what is due for the whole team{what}"), &format!("{}, {lines} lines", times.spread()));
    }
}

fn asked(store: &Store, query: &Query) -> Duration {
    Times::of(5, || timed(|| store.answer(query).unwrap())).median()
}
