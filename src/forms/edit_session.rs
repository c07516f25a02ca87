//! Another day, time, place or leader: for this session, from this one on, or for all that are still to come.

use super::choices::{chosen_worker, workers};
use super::{Choice, Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::activity::Timetable;
use crate::domain::dates::{Lean, show_time};
use crate::domain::ids::SeriesId;
use crate::domain::recurrence::Pattern;
use crate::say;
use crate::store::activities::{Activity, Setting};
use crate::store::change::{Change, Made};
use crate::store::request::{Answer, Query};
use crate::store::reschedule::Appointed;
use crate::store::sessions::{SessionLine, Standing};

/// The form of one session.
pub struct EditSession {
    session: SessionLine,
    activity: Option<Activity>,
}

const ONE: &str = "one";
const ON: &str = "on";
const ALL: &str = "all";

impl EditSession {
    pub fn of(session: SessionLine) -> EditSession {
        EditSession { session, activity: None }
    }

    /// The series that the session belongs to, if it can be changed from this one on.
    fn series(&self) -> Option<(SeriesId, &Timetable)> {
        let (series, _) = self.session.rule?;
        let timetables = &self.activity.as_ref()?.timetables;
        let (id, timetable) = timetables.iter().find(|(id, _)| *id == series)?;
        (*timetable.series.pattern() != Pattern::Open).then_some((*id, timetable))
    }

    /// True when nobody has been marked yet, so that the day may still change.
    fn may_move(&self) -> bool {
        self.session.standing != Standing::Held
    }

    /// What is this session's own: nothing where it is what it would be anyway.
    fn setting(&self, place: Option<String>, lead: Option<crate::domain::ids::WorkerId>) -> Setting {
        let activity = self.activity.as_ref();
        let usual = activity.and_then(|activity| activity.fields.place.clone());
        let usual_lead = activity.and_then(|activity| activity.lead);
        Setting {
            place: place.filter(|place| Some(place) != usual.as_ref()),
            lead: lead.filter(|lead| Some(*lead) != usual_lead),
        }
    }
}

impl Form for EditSession {
    fn title(&self, cx: &Ctx) -> String {
        let (name, day) = (&self.session.name, cx.words.short_day(self.session.day));
        format!("{}: {name}, {day}", say!(cx.words, "form-session"))
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        vec![Query::Activity { activity: self.session.activity, today: cx.today }]
    }

    fn take(&mut self, answer: Answer) {
        if let Answer::Activity(listed) = answer {
            self.activity = Some(listed.activity);
        }
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        (!self.may_move()).then(|| say!(cx.words, "session-is-held"))
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let mut fields = Vec::new();
        if self.series().is_some() && self.session.day >= cx.today {
            let choice = |key: &str, label: String| Choice { key: key.into(), label };
            let choices = vec![
                choice(ONE, say!(words, "scope-this-one")),
                choice(ON, say!(words, "scope-from-this-on")),
                choice(ALL, say!(words, "scope-all-coming")),
            ];
            fields.push(Field::choice("scope", say!(words, "field-scope"), choices, ONE).required());
        }
        if self.may_move() {
            let shown = |time: Option<chrono::NaiveTime>| time.map(show_time).unwrap_or_default();
            fields.extend([
                Field::date("day", say!(words, "field-day"), Some(self.session.day), Lean::Near).required(),
                Field::line("starts_at", say!(words, "field-starts-at"), &shown(self.session.starts_at)).typed_anew(),
                Field::line("ends_at", say!(words, "field-ends-at"), &shown(self.session.ends_at)).typed_anew(),
            ]);
        }
        let lead = self.session.lead.map(|lead| lead.0.to_string()).unwrap_or_default();
        fields.extend([
            Field::line("place", say!(words, "field-place"), self.session.place.as_deref().unwrap_or_default()),
            Field::choice("lead", say!(words, "field-lead"), workers(cx), &lead),
        ]);
        fields
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let today = reader.cx.today;
        let setting = self.setting(reader.text("place"), chosen_worker(&reader, "lead"));
        let mut to = Appointed {
            day: self.session.day,
            starts_at: self.session.starts_at,
            ends_at: self.session.ends_at,
            setting: setting.clone(),
        };
        if self.may_move() {
            to.day = reader.required_date("day");
            (to.starts_at, to.ends_at) = (reader.time("starts_at"), reader.time("ends_at"));
        }
        if to.starts_at.zip(to.ends_at).is_some_and(|(starts, ends)| ends <= starts) {
            let words = say!(reader.cx.words, "wrong-time-order");
            reader.wrong("ends_at", words);
        }
        if to.starts_at.is_none() && to.ends_at.is_some() {
            let words = say!(reader.cx.words, "wrong-no-start");
            reader.wrong("starts_at", words);
        }
        let since = match (reader.text("scope").as_deref(), self.session.rule) {
            (Some(ON), Some((_, day))) => Some(day.min(to.day).max(today)),
            (Some(ALL), _) => Some(today),
            _ => None,
        };
        let Some((since, (series, timetable))) = since.zip(self.series()) else {
            return reader.finish(Submit::Change(Box::new(Change::MoveSession { slot: self.session.slot, to })));
        };
        let rule_day = self.session.rule.map_or(self.session.day, |(_, day)| day);
        let Some(timetable) = timetable.moved(rule_day, to.day) else {
            let words = say!(reader.cx.words, "wrong-monthly-day");
            reader.wrong("day", words);
            return reader.finish(Submit::Nothing);
        };
        let timetable = Timetable { starts_at: to.starts_at, ends_at: to.ends_at, ..timetable };
        let activity = self.session.activity;
        let change = Change::FromDayOn { activity, series, day: since, timetable, setting };
        reader.finish(Submit::Change(Box::new(change)))
    }

    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        match reader.text("scope").as_deref() {
            Some(ON | ALL) => say!(reader.cx.words, "session-series-saved"),
            _ => say!(reader.cx.words, "saved"),
        }
    }
}
