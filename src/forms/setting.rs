//! One number of the team's practice.

use super::{Field, FieldError, Form, Reader, Submit};
use crate::app::Ctx;
use crate::domain::settings::{Setting, Settings};
use crate::say;
use crate::store::change::Change;

/// A prompt for the number.
pub struct SettingForm {
    setting: &'static Setting,
    /// What it is when the form is filled.
    was: u32,
}

impl SettingForm {
    pub fn of(setting: &'static Setting, settings: &Settings) -> SettingForm {
        SettingForm { setting, was: setting.of(settings) }
    }
}

impl Form for SettingForm {
    fn title(&self, cx: &Ctx) -> String {
        say!(cx.words, "form-setting")
    }

    /// The whole sentence: a label would cut it.
    fn foreword(&self, cx: &Ctx) -> Option<String> {
        let usual = say!(cx.words, "setting-usually", number = self.setting.usual);
        Some(format!("{} ({usual}).", cx.words.get(&format!("setting-{}", self.setting.key))))
    }

    fn fields(&self, cx: &Ctx) -> Vec<Field> {
        let number = self.was.to_string();
        vec![Field::line("number", say!(cx.words, "field-setting"), &number).typed_anew().required()]
    }

    fn submit(&self, mut reader: Reader<'_>) -> Result<Submit, Vec<FieldError>> {
        let Setting { key, least, most, .. } = *self.setting;
        reader.required("number");
        let wrong = say!(reader.cx.words, "wrong-setting", least = least, most = most);
        let value = reader.number("number", least..=most, wrong).unwrap_or(self.was);
        let change = Change::Set { key, was: self.was, value };
        reader.finish(Submit::Change(Box::new(change)))
    }
}
