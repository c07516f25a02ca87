//! The part of an activity's form that the directory shows: how a client gets it, and what was agreed about it.

use super::choices::codes;
use super::{Field, Reader};
use crate::app::Ctx;
use crate::domain::activity::{Agreed, Period, Terms};
use crate::domain::dates::Lean;
use crate::say;

/// The fields, filled with what is known.
pub fn fields(terms: &Terms, cx: &Ctx) -> Vec<Field> {
    let words = &cx.words;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let number = |name: &'static str, label: String, value: Option<u32>| {
        Field::line(name, label, &value.map(|number| number.to_string()).unwrap_or_default()).typed_anew()
    };
    let Agreed { period, hours, persons } = &terms.agreed;
    vec![
        Field::choice("theme", say!(words, "field-theme"), codes(cx, "theme"), &text(&terms.theme)),
        Field::line("contact", say!(words, "field-contact"), &text(&terms.contact)),
        Field::line("enrol_how", say!(words, "field-enrol-how"), &text(&terms.enrol_how)),
        Field::line("price", say!(words, "field-price"), &text(&terms.price)),
        Field::check("bus_card", say!(words, "field-bus-card"), terms.bus_card),
        Field::check("needs_decision", say!(words, "field-needs-decision"), terms.needs_decision),
        Field::date("valid_from", say!(words, "field-valid-from"), terms.valid.from, Lean::Near),
        Field::date("valid_to", say!(words, "field-valid-to"), terms.valid.to, Lean::Near),
        Field::date("agreed_from", say!(words, "field-agreed-from"), period.from, Lean::Near),
        Field::date("agreed_to", say!(words, "field-agreed-to"), period.to, Lean::Near),
        number("agreed_hours", say!(words, "field-agreed-hours"), *hours),
        number("agreed_persons", say!(words, "field-agreed-persons"), *persons),
        Field::choice("service", say!(words, "field-service"), codes(cx, "service"), &text(&terms.service)),
    ]
}

/// What is left empty stays open.
pub fn read(reader: &mut Reader) -> Terms {
    let words = &reader.cx.words;
    let agreed = say!(words, "wrong-agreed");
    Terms {
        theme: reader.text("theme"),
        service: reader.text("service"),
        contact: reader.text("contact"),
        price: reader.text("price"),
        bus_card: reader.checked("bus_card"),
        enrol_how: reader.text("enrol_how"),
        needs_decision: reader.checked("needs_decision"),
        valid: period(reader, "valid_from", "valid_to"),
        agreed: Agreed {
            period: period(reader, "agreed_from", "agreed_to"),
            hours: reader.number("agreed_hours", 1..=99_999, agreed.clone()),
            persons: reader.number("agreed_persons", 1..=99_999, agreed),
        },
    }
}

fn period(reader: &mut Reader, from: &'static str, to: &'static str) -> Period {
    let period = Period { from: reader.date(from), to: reader.date(to) };
    if period.ends_before().is_some() {
        reader.wrong(to, say!(reader.cx.words, "wrong-ends-before"));
    }
    period
}
