//! What a draft holds: the texts of a form's fields, and what they were filled with.

use serde::{Deserialize, Serialize};

use super::Field;

/// A draft's body.
#[derive(Serialize, Deserialize)]
pub struct Body {
    pub about: Option<String>,
    /// What was typed, field by field.
    pub fields: Texts,
    /// What the fields of an edited row were filled with, to tell what a colleague has changed since.
    #[serde(default)]
    pub filled: Texts,
}

pub type Texts = serde_json::Map<String, serde_json::Value>;

/// The text of a field, if it is told.
pub fn told<'a>(texts: &'a Texts, name: &str) -> Option<&'a str> {
    texts.get(name).and_then(serde_json::Value::as_str)
}

/// Whom a kept draft is about.
pub fn draft_about(body: &str) -> Option<String> {
    Body::read(body).and_then(|body| body.about)
}

impl Body {
    /// The fields as they stand. Of a row that is edited, only what was typed: the rest may be changed by others
    /// meanwhile. A proposal nobody has changed is made anew.
    pub fn of(fields: &[Field], about: Option<String>, is_edit: bool) -> Body {
        let typed = fields.iter().filter(|field| field.is_changed() || !(is_edit || field.proposed));
        let filled = fields.iter().filter(|_| is_edit);
        Body {
            about,
            fields: typed.map(|field| (field.name.to_string(), field.value().into())).collect(),
            filled: filled.map(|field| (field.name.to_string(), field.initial().into())).collect(),
        }
    }

    /// The body of a kept draft; `None` for one that this version cannot read.
    pub fn read(text: &str) -> Option<Body> {
        serde_json::from_str(text).ok()
    }

    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
