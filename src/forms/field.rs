//! One field of a form: what is typed in it, and how it looks.

use std::borrow::Cow;

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui_textarea::{TextArea, WrapMode};

use crate::app::{Ctx, edits_text};
use crate::domain::dates::{self, DateError, Lean};
use crate::domain::text::fold;
use crate::widgets::line_input::LineInput;

/// One choice of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is saved; empty for "not told".
    pub key: String,
    pub label: String,
}

/// How a field is filled.
pub enum Control {
    Line(LineInput),
    /// A day typed the way people say it; `Lean` says which one is meant without a year.
    Date(LineInput, Lean),
    Area(Box<TextArea<'static>>),
    Choice {
        choices: Vec<Choice>,
        selected: usize,
        typed: String,
    },
    Check(bool),
}

/// What a colleague has made of a field since it was filled.
pub enum Theirs {
    /// Something else than what is typed here, which the file has: one has to be chosen.
    Differs(Other),
    /// The file's is chosen; what was typed here waits.
    Chosen(Other),
    /// Taken over, because nothing was typed here.
    TakenOver,
}

/// The value that is not in the field.
pub struct Other {
    pub value: String,
    /// As people read it.
    pub shown: String,
}

/// Names a field in drafts and errors. Where a form has one for each of several rows, the row's number is in it.
pub type FieldName = Cow<'static, str>;

/// A field of a form.
pub struct Field {
    pub name: FieldName,
    /// What stands above it, where a new part of the form begins.
    pub heading: Option<String>,
    /// What one has to know of the part that begins here.
    pub remark: Option<String>,
    pub label: String,
    pub required: bool,
    pub control: Control,
    /// What it is filled with is a proposal, made anew each time.
    pub proposed: bool,
    /// What it was filled with.
    initial: String,
    /// What the file has meanwhile, when that is something else.
    pub theirs: Option<Theirs>,
    /// Nothing has been typed since it was entered.
    untouched: bool,
    /// What is filled in is short: the first letter takes its place.
    typed_anew: bool,
}

impl Field {
    fn new(name: impl Into<FieldName>, label: String, control: Control) -> Field {
        let mut field = Field {
            name: name.into(),
            heading: None,
            remark: None,
            label,
            required: false,
            control,
            proposed: false,
            initial: String::new(),
            theirs: None,
            untouched: true,
            typed_anew: false,
        };
        field.initial = field.value();
        field
    }

    pub fn line(name: impl Into<FieldName>, label: String, value: &str) -> Field {
        Field::new(name, label, Control::Line(LineInput::new(value)))
    }

    pub fn date(name: impl Into<FieldName>, label: String, value: Option<NaiveDate>, lean: Lean) -> Field {
        let shown = value.map(dates::show_date).unwrap_or_default();
        Field::new(name, label, Control::Date(LineInput::new(&shown), lean)).typed_anew()
    }

    pub fn area(name: impl Into<FieldName>, label: String, value: &str) -> Field {
        Field::new(name, label, Control::Area(Box::new(text_area(value))))
    }

    /// One of a list; the first choice when the value is none of them.
    pub fn choice(name: impl Into<FieldName>, label: String, choices: Vec<Choice>, value: &str) -> Field {
        let selected = choices.iter().position(|choice| choice.key == value).unwrap_or(0);
        Field::new(name, label, Control::Choice { choices, selected, typed: String::new() })
    }

    pub fn check(name: impl Into<FieldName>, label: String, value: bool) -> Field {
        Field::new(name, label, Control::Check(value))
    }

    /// A text of several lines.
    pub fn is_area(&self) -> bool {
        matches!(self.control, Control::Area(_))
    }

    /// A new part of the form begins with it.
    pub fn under(mut self, heading: String) -> Field {
        self.heading = Some(heading);
        self
    }

    /// Said under the heading.
    pub fn with_remark(mut self, remark: Option<String>) -> Field {
        self.remark = remark;
        self
    }

    /// Filled with a proposal.
    pub fn proposed(mut self) -> Field {
        self.proposed = true;
        self
    }

    /// Short, such as a time or a number: whoever types in it means another one, as in a day.
    pub fn typed_anew(mut self) -> Field {
        self.typed_anew = true;
        self
    }

    /// It has to be filled in.
    pub fn required(mut self) -> Field {
        self.required = true;
        self
    }

    /// What is in the field, as text: for drafts, and for reading it.
    pub fn value(&self) -> String {
        match &self.control {
            Control::Line(input) | Control::Date(input, _) => input.text().to_string(),
            Control::Area(area) => area.lines().join("\n"),
            Control::Choice { choices, selected, .. } => {
                choices.get(*selected).map(|choice| choice.key.clone()).unwrap_or_default()
            }
            Control::Check(on) => if *on { "1" } else { "" }.to_string(),
        }
    }

    /// The value as people read it.
    pub fn shown(&self) -> String {
        match &self.control {
            Control::Choice { choices, selected, .. } => {
                choices.get(*selected).map(|choice| choice.label.clone()).unwrap_or_default()
            }
            _ => self.value().replace('\n', " "),
        }
    }

    /// What it was filled with.
    pub fn initial(&self) -> &str {
        &self.initial
    }

    /// Somebody has typed something here that is not what it was filled with.
    pub fn is_changed(&self) -> bool {
        self.value().trim() != self.initial.trim()
    }

    /// Takes the other of two values that are not the same, mine and the file's.
    pub fn take_other(&mut self) {
        let mine = Other { value: self.value(), shown: self.shown() };
        self.theirs = match self.theirs.take() {
            Some(Theirs::Differs(theirs)) => {
                self.set(&theirs.value);
                Some(Theirs::Chosen(mine))
            }
            Some(Theirs::Chosen(other)) => {
                self.set(&other.value);
                Some(Theirs::Differs(mine))
            }
            other => other,
        };
    }

    /// There are two values to choose from.
    pub fn has_other(&self) -> bool {
        matches!(self.theirs, Some(Theirs::Differs(_) | Theirs::Chosen(_)))
    }

    /// Puts a draft's text back.
    pub fn set(&mut self, value: &str) {
        match &mut self.control {
            Control::Line(input) | Control::Date(input, _) => *input = LineInput::new(value),
            Control::Area(area) => **area = text_area(value),
            Control::Choice { choices, selected, .. } => {
                *selected = choices.iter().position(|choice| choice.key == value).unwrap_or(0);
            }
            Control::Check(on) => *on = value == "1",
        }
    }

    /// True when the field itself has a use for the key.
    pub fn takes(&self, key: KeyEvent) -> bool {
        if empties(key) {
            return !matches!(self.control, Control::Check(_));
        }
        match &self.control {
            Control::Line(_) | Control::Date(..) => edits_text(key),
            Control::Area(area) => {
                let (row, last) = (area.cursor().0, area.lines().len() - 1);
                edits_text(key)
                    || key.code == KeyCode::Enter
                    || (key.code == KeyCode::Up && row > 0)
                    || (key.code == KeyCode::Down && row < last)
            }
            Control::Choice { .. } => edits_text(key),
            Control::Check(_) => is_switch(key),
        }
    }

    pub fn key(&mut self, key: KeyEvent) {
        let is_first = std::mem::take(&mut self.untouched) && matches!(key.code, KeyCode::Char(_));
        if empties(key) {
            return self.set("");
        }
        match &mut self.control {
            Control::Line(input) | Control::Date(input, _) => {
                if is_first && self.typed_anew {
                    *input = LineInput::default();
                }
                input.key(key);
            }
            Control::Area(area) => drop(area.input_without_shortcuts(key)),
            Control::Choice { choices, selected, typed } => choose(key, choices, selected, typed),
            Control::Check(on) => *on = !*on,
        }
    }

    /// Takes back what was typed last in a text; in any other field, all of it.
    pub fn undo(&mut self) {
        match &mut self.control {
            Control::Area(area) => drop(area.undo()),
            _ => {
                let initial = self.initial.clone();
                self.set(&initial);
            }
        }
    }

    pub fn paste(&mut self, text: &str) {
        match &mut self.control {
            Control::Line(input) | Control::Date(input, _) => input.paste(text),
            Control::Area(area) => drop(area.insert_str(text)),
            Control::Choice { .. } | Control::Check(_) => {}
        }
    }

    /// Leaving a field forgets what was typed to find a choice.
    pub fn leave(&mut self) {
        self.untouched = true;
        if let Control::Choice { typed, .. } = &mut self.control {
            typed.clear();
        }
    }

    /// What a date field has understood: "ma 8.5.2017, vk 19".
    pub fn understood(&self, cx: &Ctx) -> Option<String> {
        let Control::Date(input, lean) = &self.control else { return None };
        let day = parse_day(input.text(), cx.today, *lean).ok()?;
        if is_just_past(input.text(), cx.today, *lean) {
            return None;
        }
        let week = cx.words.week(crate::domain::calendar::Week::of(day));
        Some(format!("{}, {week}", cx.words.long_day(day)))
    }
}

/// A day as typed. What is counted from today ("+3kk") is a day on which people work, as far as it lies ahead.
///
/// # Errors
/// As [`dates::parse_date`].
pub fn parse_day(text: &str, today: NaiveDate, lean: Lean) -> Result<NaiveDate, DateError> {
    let day = dates::parse_date(text, today, lean)?;
    let counted = lean == Lean::Future && text.trim_start().starts_with('+');
    Ok(if counted { dates::roll_to_weekday(day) } else { day })
}

/// A day and month of some weeks ago, typed where a coming day is asked for, is a slip and not next year.
pub fn is_just_past(text: &str, today: NaiveDate, lean: Lean) -> bool {
    let near = dates::parse_date(text, today, Lean::Near);
    lean == Lean::Future && text.contains('.') && near.is_ok_and(|near| near < today)
}

/// Ctrl-U empties a field, as it does a line of the shell.
fn empties(key: KeyEvent) -> bool {
    key.code == KeyCode::Char('u') && key.modifiers.contains(KeyModifiers::CONTROL)
}

fn is_switch(key: KeyEvent) -> bool {
    matches!(key.code, KeyCode::Char(' ') | KeyCode::Left | KeyCode::Right)
}

fn text_area(value: &str) -> TextArea<'static> {
    let mut area = TextArea::new(value.split('\n').map(str::to_string).collect());
    area.set_wrap_mode(WrapMode::Word);
    area.set_cursor_line_style(ratatui::style::Style::new());
    area.move_cursor(ratatui_textarea::CursorMove::Bottom);
    area.move_cursor(ratatui_textarea::CursorMove::End);
    area
}

/// Arrows and space go to the next choice; letters find one that begins with them, or has a word that does.
fn choose(key: KeyEvent, choices: &[Choice], selected: &mut usize, typed: &mut String) {
    let len = choices.len().max(1);
    match key.code {
        KeyCode::Left => (*selected = selected.saturating_sub(1), typed.clear()).1,
        KeyCode::Right => (*selected = (*selected + 1).min(len - 1), typed.clear()).1,
        KeyCode::Char(' ') if typed.is_empty() => *selected = (*selected + 1) % len,
        KeyCode::Backspace | KeyCode::Delete => {
            typed.clear();
            *selected = 0;
        }
        KeyCode::Char(letter) => {
            typed.push(letter);
            let wanted = fold(typed);
            // "+2" is what is meant by "2", too.
            let beginning = |choice: &Choice| fold(&choice.label).trim_start_matches('+').to_string();
            let wanted_begin = wanted.trim_start_matches('+');
            let begins = choices.iter().position(|choice| beginning(choice).starts_with(wanted_begin));
            let later_word = format!(" {wanted}");
            let found = begins.or_else(|| choices.iter().position(|choice| fold(&choice.label).contains(&later_word)));
            match found {
                Some(at) => *selected = at,
                None => drop(typed.pop()),
            }
        }
        _ => {}
    }
}
