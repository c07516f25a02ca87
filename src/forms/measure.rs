//! The scores of a client on an instrument.

use chrono::NaiveDate;

use super::choices::keyed_choices;
use super::{Choice, Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::dates::Lean;
use crate::domain::ids::{ClientId, MeasureId};
use crate::domain::keyed::Keyed;
use crate::domain::measure::{
    Instrument, MeasureFault, MeasureFields, SCORINGS, Scoring, TOTAL, parse_tenths, show_range, show_tenths,
};
use crate::say;
use crate::store::StoreError;
use crate::store::change::{Change, Made};
use crate::store::drafts::DraftKey;
use crate::store::measures::Measure;
use crate::store::request::{Answer, Query};

pub const NEW: &str = "measure-new";
pub const EDIT: &str = "measure";

/// One measuring: the instrument, the day, and a score for each part.
pub struct MeasureForm {
    subject: Subject,
    name: Option<String>,
    measure: Option<Box<Measure>>,
    /// What was measured with last, which is what is measured with again.
    usual: Instrument,
}

#[derive(Clone, Copy)]
enum Subject {
    New(ClientId),
    Edit(MeasureId),
}

impl MeasureForm {
    pub fn new(client: ClientId) -> MeasureForm {
        MeasureForm { subject: Subject::New(client), name: None, measure: None, usual: Instrument::WorkAbility }
    }

    /// Corrects the measuring to which this row belongs.
    pub fn edit(measure: MeasureId) -> MeasureForm {
        MeasureForm { subject: Subject::Edit(measure), ..MeasureForm::new(ClientId(0)) }
    }

    fn instrument(&self, reader: &Reader<'_>) -> Instrument {
        let known = self.measure.as_ref().map(|measure| measure.fields.instrument);
        known.or_else(|| reader.keyed("instrument")).unwrap_or(self.usual)
    }

    fn part(&self, scoring: &Scoring, part: &'static str, is_first: bool, cx: &Ctx) -> Field {
        let known = self.measure.as_ref().filter(|measure| measure.fields.instrument == scoring.instrument);
        let score = known.and_then(|measure| measure.fields.scores.iter().find(|(one, _)| *one == part));
        let typed = score.map(|(_, tenths)| show_tenths(*tenths)).unwrap_or_default();
        let label = match part {
            TOTAL if scoring.has_parts() => say!(cx.words, "measure-or-total"),
            _ => cx.words.get(&format!("measure-part-{part}")),
        };
        let field = Field::line(field_of(scoring.instrument, part), label, &typed).typed_anew();
        let range = show_range(scoring);
        match is_first {
            true if scoring.has_parts() => field.under(say!(cx.words, "measure-parts", range = range)),
            true => field.under(say!(cx.words, "measure-one", range = range)),
            false => field,
        }
    }

    /// The score of a part as typed; what cannot be one is said at its field.
    fn score(reader: &mut Reader<'_>, scoring: &Scoring, part: &'static str) -> Option<(&'static str, u32)> {
        let name = field_of(scoring.instrument, part);
        let typed = reader.text(&name)?;
        let tenths = parse_tenths(&typed).filter(|tenths| (scoring.least..=scoring.most).contains(tenths));
        if tenths.is_none() {
            let words = say!(reader.cx.words, "wrong-score", range = show_range(scoring));
            reader.wrong(&name, words);
        }
        tenths.map(|tenths| (part, tenths))
    }

    fn read(&self, reader: &mut Reader<'_>, on_day: NaiveDate) -> MeasureFields {
        let instrument = self.instrument(reader);
        let scoring = instrument.scoring();
        let scores = parts_of(scoring).filter_map(|part| MeasureForm::score(reader, scoring, part)).collect();
        MeasureFields { instrument, on_day, scores }
    }
}

/// Sub-scores first; the total, where it is told without them, last.
fn parts_of(scoring: &Scoring) -> impl Iterator<Item = &'static str> {
    scoring.parts.iter().copied().chain(scoring.has_parts().then_some(TOTAL))
}

fn field_of(instrument: Instrument, part: &str) -> String {
    format!("{}/{part}", instrument.key())
}

impl Form for MeasureForm {
    fn draft_key(&self) -> Option<DraftKey> {
        Some(match self.subject {
            Subject::New(client) => DraftKey { form: NEW.into(), target: client.0 },
            Subject::Edit(measure) => DraftKey { form: EDIT.into(), target: measure.0 },
        })
    }

    fn title(&self, cx: &Ctx) -> String {
        let what = match &self.measure {
            Some(measure) => cx.words.label("instrument", measure.fields.instrument),
            None => say!(cx.words, "form-measure-new"),
        };
        self.about().map_or_else(|| what.clone(), |name| format!("{what}: {name}"))
    }

    fn about(&self) -> Option<String> {
        self.name.clone()
    }

    fn queries(&self, cx: &Ctx) -> Vec<Query> {
        match self.subject {
            Subject::New(client) => vec![Query::Card { client, today: cx.today }],
            Subject::Edit(measure) => vec![Query::Measure(measure)],
        }
    }

    fn take(&mut self, answer: Answer) {
        match answer {
            Answer::Card(card) => {
                let newest = card.measures.iter().max_by_key(|measure| (measure.fields.on_day, measure.id));
                self.usual = newest.map_or(self.usual, |measure| measure.fields.instrument);
                self.name = Some(card.client.fields.name());
            }
            Answer::Measure(measure) => {
                self.name = Some(measure.name.clone());
                self.measure = Some(measure);
            }
            _ => {}
        }
    }

    fn base_rev(&self) -> Option<i64> {
        self.measure.as_ref().map(|measure| measure.rev)
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let words = &cx.words;
        let choices: Vec<Choice> = keyed_choices::<Instrument>(cx, "instrument", false);
        let instrument = Field::choice("instrument", say!(words, "field-instrument"), choices, self.usual.key());
        let day = self.measure.as_ref().map_or(cx.today, |measure| measure.fields.on_day);
        let day = Field::date("on_day", say!(words, "field-on-day"), Some(day), Lean::Past).required();
        let mut fields: Vec<Field> = self.measure.is_none().then_some(instrument.required()).into_iter().collect();
        fields.push(day);
        for scoring in SCORINGS {
            fields.extend((0..).zip(parts_of(scoring)).map(|(nth, part)| self.part(scoring, part, nth == 0, cx)));
        }
        fields
    }

    /// Only the parts of the instrument that is chosen are asked for.
    fn hides(&self, field: &str, reader: &Reader<'_>) -> bool {
        let instrument = self.instrument(reader);
        field.split_once('/').is_some_and(|(of, _)| of != instrument.key())
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let on_day = reader.required_date("on_day");
        if on_day > reader.cx.today {
            reader.wrong("on_day", say!(reader.cx.words, "wrong-future"));
        }
        let fields = self.read(&mut reader, on_day);
        let first = field_of(fields.instrument, fields.instrument.scoring().parts[0]);
        match fields.check() {
            Ok(()) => {}
            Err(MeasureFault::Nothing) => reader.wrong(&first, say!(reader.cx.words, "wrong-no-score")),
            Err(MeasureFault::TotalAndParts) => {
                reader.wrong(&field_of(fields.instrument, TOTAL), say!(reader.cx.words, "wrong-total-and-parts"));
            }
        }
        let change = match (&self.measure, self.subject) {
            (Some(known), _) => Change::EditMeasure { client: known.client, was: known.fields.clone(), fields },
            (None, Subject::New(client)) => Change::AddMeasure { client, fields },
            (None, Subject::Edit(_)) => return reader.finish(Submit::Nothing),
        };
        reader.finish(Submit::Change(Box::new(change)))
    }

    fn field_of(&self, error: &StoreError) -> Option<&'static str> {
        matches!(error, StoreError::AlreadyMeasured).then_some("on_day")
    }

    /// Whoever leaves a part out learns that there is no total then.
    fn saved(&self, _made: Made, reader: &Reader<'_>) -> String {
        let words = &reader.cx.words;
        let mut again = Reader::new(reader.fields(), None, reader.cx);
        match self.read(&mut again, reader.cx.today).total() {
            Some(_) => say!(words, "saved"),
            None => say!(words, "saved-no-total"),
        }
    }
}
