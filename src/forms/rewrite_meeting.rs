//! A sitting that was held, told anew: with the reason why, which the log keeps.

use super::finding::{self, named};
use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::{Lean, show_date};
use crate::domain::goal::GoalState;
use crate::domain::ids::MeetingId;
use crate::domain::meeting::{MeetingFault, MeetingFields, Rewritten};
use crate::say;
use crate::store::change::Change;
use crate::store::drafts::DraftKey;
use crate::store::meetings::Meeting;
use crate::store::request::{Answer, Query};

pub const NAME: &str = "meeting";

/// The form that corrects a sitting.
pub struct RewriteMeeting {
    id: MeetingId,
    meeting: Option<Box<Meeting>>,
}

impl RewriteMeeting {
    pub fn of(id: MeetingId) -> RewriteMeeting {
        RewriteMeeting { id, meeting: None }
    }
}

impl Form for RewriteMeeting {
    fn draft_key(&self) -> Option<DraftKey> {
        Some(DraftKey { form: NAME.into(), target: self.id.0 })
    }

    fn title(&self, cx: &Ctx) -> String {
        let what = say!(cx.words, "form-meeting");
        self.meeting
            .as_ref()
            .map_or_else(|| what.clone(), |held| format!("{what}: {} {}", held.name, show_date(held.fields.held)))
    }

    fn about(&self) -> Option<String> {
        self.meeting.as_ref().map(|meeting| meeting.name.clone())
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        vec![Query::Meeting(self.id)]
    }

    fn take(&mut self, answer: Answer) {
        if let Answer::Meeting(meeting) = answer {
            self.meeting = Some(meeting);
        }
    }

    fn base_rev(&self) -> Option<i64> {
        self.meeting.as_ref().map(|meeting| meeting.rev)
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        Some(say!(cx.words, "correction-foreword"))
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let Some(meeting) = &self.meeting else { return Vec::new() };
        let known = &meeting.fields;
        let line = |name: &'static str, label: String, value: &Option<String>| {
            Field::line(name, label, value.as_deref().unwrap_or_default())
        };
        let mut fields = Vec::new();
        for held in &meeting.reviews {
            let [client, worker, said] = finding::fields(cx, held.review.0, held.scale, &held.finding);
            fields.extend([client.under(held.text.replace('\n', " ")), worker, said]);
        }
        fields.extend([
            line("took_part", say!(words, "field-took-part"), &known.took_part).under(say!(words, "review-together")),
            line("helped", say!(words, "field-helped"), &known.helped),
            line("hindered", say!(words, "field-hindered"), &known.hindered),
            line("summary", say!(words, "field-summary"), &known.summary),
            Field::date("held", say!(words, "field-held"), Some(known.held), Lean::Past).required(),
            Field::line("why", say!(words, "field-why-corrected"), "").required(),
        ]);
        fields
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let cx = reader.cx;
        let Some(meeting) = &self.meeting else { return reader.finish(Submit::Nothing) };
        let fields = MeetingFields {
            kind: meeting.fields.kind,
            held: reader.required_date("held"),
            took_part: reader.text("took_part"),
            helped: reader.text("helped"),
            hindered: reader.text("hindered"),
            summary: reader.text("summary"),
        };
        if let Err((fault, _)) = fields.check_day(meeting.reviews.iter().map(|held| held.set_on), cx.today) {
            reader.wrong("held", cx.words.label("meeting-fault", fault));
        }
        for held in meeting.reviews.iter().filter(|held| held.ended == Some(GoalState::Dropped)) {
            let said = named("assessment", held.review.0);
            if reader.text(&said).is_none() {
                reader.wrong(&said, cx.words.label("meeting-fault", MeetingFault::NoReason));
            }
        }
        let rewritten = |review| Rewritten { review, finding: finding::read(&reader, review.0) };
        let reviews = meeting.reviews.iter().map(|held| rewritten(held.review)).collect();
        let (rev, reason) = (reader.rev(), reader.required("why"));
        let change = Change::RewriteMeeting { id: self.id, rev, fields, reviews, today: cx.today };
        reader.finish(Submit::Change(Box::new(Change::Correct { reason, change: Box::new(change) })))
    }
}
