//! An activity: what it is, who leads it, when it meets. How its past sessions were stays as it was.

mod days;

use days::{Scope, read_times};

use super::choices::{chosen_worker, keyed_choices, workers_with};
use super::{Field, FieldError, FieldName, Form, FormScreen, Reader, Submit, terms};
use crate::app::{Ctx, Effect};
use crate::domain::activity::{ActivityFields, Kind, Tier, Timetable};
use crate::domain::dates::show_day;
use crate::domain::ids::ActivityId;
use crate::domain::keyed::Keyed;
use crate::say;
use crate::store::StoreError;
use crate::store::activities::Activity;
use crate::store::change::{Change, Made};
use crate::store::drafts::DraftKey;
use crate::store::request::{Answer, Query};

pub const NEW: &str = "activity-new";
pub const EDIT: &str = "activity";

/// The form of an activity.
pub struct ActivityForm {
    subject: Subject,
    activity: Option<Activity>,
    /// Seats that are taken now.
    taken: u32,
}

#[derive(Clone, Copy)]
enum Subject {
    /// Told from other new ones by a number, so that several can be half done.
    New(i64),
    Edit(ActivityId),
}

impl ActivityForm {
    /// A new activity; the number tells it from other new ones.
    pub fn numbered(number: i64) -> ActivityForm {
        ActivityForm { subject: Subject::New(number), activity: None, taken: 0 }
    }

    pub fn edit(id: ActivityId) -> ActivityForm {
        ActivityForm { subject: Subject::Edit(id), activity: None, taken: 0 }
    }

    /// The form of a new activity, on the screen.
    pub fn open_new(cx: &Ctx) -> Effect {
        Effect::Open(FormScreen::boxed(ActivityForm::numbered(cx.fresh_number())))
    }

    /// The form of a known activity, on the screen.
    pub fn open(id: ActivityId) -> Effect {
        Effect::Open(FormScreen::boxed(ActivityForm::edit(id)))
    }

    /// Everything but when it meets.
    fn read_fields(&self, reader: &mut Reader) -> ActivityFields {
        let words = &reader.cx.words;
        let people = say!(words, "wrong-people");
        let fields = ActivityFields {
            name: reader.required("name"),
            tier: reader.keyed("tier").unwrap_or(Tier::Own),
            kind: reader.keyed("kind").unwrap_or(Kind::Group),
            provider: reader.text("provider"),
            partner: reader.text("partner"),
            place: reader.text("place"),
            capacity_min: reader.number("capacity_min", 1..=9999, people.clone()),
            capacity_max: reader.number("capacity_max", 1..=9999, people.clone()),
            first_day: None,
            last_day: None,
            needs_booking: reader.checked("needs_booking"),
            seats: reader.number("seats", 1..=9999, people),
            slot_minutes: reader.number("slot_minutes", 5..=480, say!(words, "wrong-minutes")),
            counts_only: reader.checked("counts_only"),
            remarks: reader.text("remarks"),
            terms: terms::read(reader),
        };
        let members = self.taken;
        match (fields.capacity_min, fields.capacity_max) {
            (Some(least), Some(most)) if most < least => {
                reader.wrong("capacity_max", say!(words, "wrong-most-below-least", least = least));
            }
            (_, Some(most)) if most < members => {
                reader.wrong("capacity_max", say!(words, "wrong-most-below-members", members = members));
            }
            _ => {}
        }
        fields
    }
}

impl Form for ActivityForm {
    fn draft_key(&self) -> Option<DraftKey> {
        Some(match self.subject {
            Subject::New(number) => DraftKey { form: NEW.into(), target: number },
            Subject::Edit(id) => DraftKey { form: EDIT.into(), target: id.0 },
        })
    }

    fn title(&self, cx: &Ctx) -> String {
        match &self.activity {
            Some(activity) => format!("{}: {}", say!(cx.words, "form-activity"), activity.fields.name),
            None => say!(cx.words, "form-activity-new"),
        }
    }

    fn about(&self) -> Option<String> {
        self.activity.as_ref().map(|activity| activity.fields.name.clone())
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        match self.subject {
            Subject::New(_) => Vec::new(),
            Subject::Edit(id) => vec![Query::Activity { activity: id, today: cx.today }],
        }
    }

    fn take(&mut self, answer: Answer) {
        if let Answer::Activity(activity) = answer {
            self.taken = activity.seats.members + activity.seats.offered;
            self.activity = Some(activity.activity);
        }
    }

    fn base_rev(&self) -> Option<i64> {
        self.activity.as_ref().map(|activity| activity.rev)
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let blank = ActivityFields::named(String::new(), Tier::Own, Kind::Group);
        let known = self.activity.as_ref().map_or(&blank, |activity| &activity.fields);
        let lead = self.activity.as_ref().map_or(Some(cx.me.id), |activity| activity.lead);
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let number = |name: &'static str, label: String, value: Option<u32>| {
            Field::line(name, label, &value.map(|number| number.to_string()).unwrap_or_default()).typed_anew()
        };
        let kinds = keyed_choices::<Kind>(cx, "kind", false);
        let tiers = keyed_choices::<Tier>(cx, "tier", false);
        let leads = workers_with(cx, lead);
        let lead = lead.map(|lead| lead.0.to_string()).unwrap_or_default();
        let mut fields = vec![
            Field::line("name", say!(words, "field-name"), &known.name).required(),
            Field::choice("kind", say!(words, "field-kind"), kinds, known.kind.key()).required(),
            Field::choice("tier", say!(words, "field-tier"), tiers, known.tier.key()).required(),
        ];
        match self.scope(cx.today) {
            Scope::Whole => fields.extend(self.days(cx)),
            Scope::Times(_) => fields.extend(self.times(cx)),
            Scope::Nothing => {}
        }
        fields.extend([
            Field::line("place", say!(words, "field-place"), &text(&known.place)),
            Field::choice("lead", say!(words, "field-lead"), leads, &lead),
            number("capacity_max", say!(words, "field-capacity-max"), known.capacity_max),
            number("capacity_min", say!(words, "field-capacity-min"), known.capacity_min),
            number("seats", say!(words, "field-seats"), known.seats),
            number("slot_minutes", say!(words, "field-slot-minutes"), known.slot_minutes),
            Field::check("counts_only", say!(words, "field-counts-only"), known.counts_only),
            Field::check("needs_booking", say!(words, "field-needs-booking"), known.needs_booking),
            Field::line("provider", say!(words, "field-provider"), &text(&known.provider)),
            Field::line("partner", say!(words, "field-partner"), &text(&known.partner)),
        ]);
        fields.extend(terms::fields(&known.terms, cx));
        fields.push(Field::area("remarks", say!(words, "field-remarks"), &text(&known.remarks)));
        fields
    }

    fn foreword(&self, cx: &Ctx) -> Option<String> {
        let activity = self.activity.as_ref()?;
        let more = self.days_more(cx.today);
        if !matches!(self.scope(cx.today), Scope::Whole) {
            let when = cx.words.timetables_from(activity, cx.today);
            return Some(say!(cx.words, "activity-days-kept", when = when));
        }
        let days = more.iter().map(|day| show_day(*day)).collect::<Vec<_>>().join(" ");
        (!more.is_empty()).then(|| say!(cx.words, "activity-days-more", days = days))
    }

    fn follows(&self, left: &str, mut reader: Reader<'_>) -> Option<(FieldName, String)> {
        self.what_follows(left, &mut reader).map(|(name, value)| (name.into(), value))
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let today = reader.cx.today;
        let fields = self.read_fields(&mut reader);
        let known = self.activity.as_ref().map(|activity| (activity.fields.first_day, activity.fields.last_day));
        let (timetable, (first_day, last_day)) = match self.scope(today) {
            Scope::Whole => {
                let timetable = self.read_timetable(&mut reader);
                let last_day = timetable.as_ref().and_then(|timetable| timetable.series.last());
                (timetable, (reader.date("first_day"), last_day))
            }
            Scope::Times(series) => {
                let (starts_at, ends_at) = read_times(&mut reader);
                (Some(Timetable { series, starts_at, ends_at }), known.unwrap_or_default())
            }
            Scope::Nothing => (None, known.unwrap_or_default()),
        };
        let fields = ActivityFields { first_day, last_day, ..fields };
        let lead = chosen_worker(&reader, "lead");
        let change = match (self.subject, timetable) {
            (Subject::Edit(id), timetable) => {
                let timetable = timetable.filter(|_| reader.is_changed(days::NAMES));
                Change::EditActivity { id, rev: reader.rev(), fields, lead, timetable, today }
            }
            (Subject::New(_), Some(timetable)) => Change::AddActivity { fields, lead, timetable },
            // What is wrong with its days has been noted.
            (Subject::New(_), None) => return reader.finish(Submit::Nothing),
        };
        reader.finish(Submit::Change(Box::new(change)))
    }

    fn field_of(&self, error: &StoreError) -> Option<&'static str> {
        match error {
            StoreError::NameTaken => Some("name"),
            StoreError::Full => Some("capacity_max"),
            _ => None,
        }
    }

    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        match self.activity.is_some() && reader.is_changed(days::NAMES) {
            true => say!(reader.cx.words, "saved-from-today"),
            false => say!(reader.cx.words, "saved"),
        }
    }
}
