//! The fields of what a review found: the same in a sitting and in its correction.

use super::{Choice, Field, Reader};
use crate::app::Ctx;
use crate::domain::goal::{Scale, Score};
use crate::domain::meeting::Finding;
use crate::say;

/// The name of a field of one row among several.
pub fn named(field: &str, row: i64) -> String {
    format!("{field}:{row}")
}

/// The client's score, the worker's score, and the words.
pub fn fields(cx: &Ctx, row: i64, scale: Scale, known: &Finding) -> [Field; 3] {
    let score = |name: &str, label: String, known: Option<Score>| {
        let known = known.map(|score| score.number().to_string()).unwrap_or_default();
        Field::choice(named(name, row), label, choices(cx, scale), &known)
    };
    let said = known.assessment.clone().unwrap_or_default();
    [
        score("client_score", say!(cx.words, "field-client-score"), known.client_score),
        score("worker_score", say!(cx.words, "field-worker-score"), known.worker_score),
        Field::line(named("assessment", row), say!(cx.words, "field-assessment"), &said),
    ]
}

/// "Not told", then the anchors of the scale, the lowest first.
fn choices(cx: &Ctx, scale: Scale) -> Vec<Choice> {
    let none = Choice { key: String::new(), label: String::new() };
    let anchors =
        Score::ALL.map(|score| Choice { key: score.number().to_string(), label: cx.words.anchored(scale, score) });
    [none].into_iter().chain(anchors).collect()
}

/// What has been typed of it.
pub fn read(reader: &Reader, row: i64) -> Finding {
    let score = |name: &str| reader.text(&named(name, row)).and_then(|number| number.parse().ok()).and_then(Score::new);
    Finding {
        client_score: score("client_score"),
        worker_score: score("worker_score"),
        assessment: reader.text(&named("assessment", row)),
    }
}
