//! Bringing a file in: what it holds, and where it is. What would come of it is seen on the next screen.

mod preview;

use std::path::PathBuf;

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Span;

use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Fetch, Fetched, Screen, edits_text, step_of};
use crate::domain::keyed::Keyed;
use crate::domain::rights::Right;
use crate::exchange::telling::needs;
use crate::exchange::{MOST_BYTES, Subject};
use crate::say;
use crate::store::request::{Answer, Query};
use crate::widgets::line_input::LineInput;
use crate::widgets::row::{fit, width, wrap};
use crate::widgets::{ListState, Row};
use preview::PreviewScreen;

/// What opens it: the screen, or who may bring files in.
pub fn open(cx: &Ctx) -> Effect {
    match cx.may(Right::Write) {
        true => Effect::Open(Box::new(Import::default())),
        false => Effect::Say(say!(cx.words, "import-not-yours")),
    }
}

/// What is chosen and typed so far; it stays while the preview is open.
#[derive(Default)]
struct Import {
    subjects: ListState,
    path: LineInput,
    /// How the path can go on.
    names: Vec<String>,
}

/// Reads a file as far as any file may be long.
fn read(path: &str) -> Effect {
    Effect::Fetch(Fetch::Read { path: PathBuf::from(path), most: MOST_BYTES })
}

impl Import {
    fn subject(&self) -> Subject {
        Subject::ALL[self.subjects.selected.min(Subject::ALL.len() - 1)]
    }

    fn typed(&self) -> &str {
        self.path.text().trim()
    }

    fn draw_names(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let columns = usize::from(area.width).saturating_sub(4);
        let wide = self.names.iter().map(|name| width(name) + 2).max().unwrap_or(1).min(columns.max(1));
        let abreast = (columns / wide).max(1);
        let mut lines: Vec<String> = Vec::new();
        for names in self.names.chunks(abreast) {
            lines.push(names.iter().map(|name| fit(name, wide)).collect());
        }
        let rows = usize::from(area.height);
        if lines.len() > rows && rows > 0 {
            let left = self.names.len().saturating_sub((rows - 1) * abreast);
            lines.truncate(rows - 1);
            lines.push(say!(cx.words, "import-more", count = left));
        }
        for (line, place) in lines.into_iter().zip(area.rows()) {
            frame.render_widget(Span::styled(format!("  {line}"), cx.theme.dim()), place);
        }
    }
}

impl Screen for Import {
    fn places(&self) -> &'static [Place] {
        &[Place::Import]
    }

    fn title(&self, cx: &Ctx) -> String {
        say!(cx.words, "import-title")
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        Vec::new()
    }

    fn receive(&mut self, _answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        (action == Action::Open && self.typed().is_empty()).then(|| say!(cx.words, "import-no-path"))
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match action {
            Action::Open => say!(cx.words, "import-see"),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn act(&mut self, action: Action, _cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.subjects.step(step, Subject::ALL.len(), |_| true);
            return Vec::new();
        }
        match action {
            Action::Open => {
                let path = self.typed().to_string();
                let reading = read(&path);
                vec![Effect::Open(PreviewScreen::boxed(self.subject(), path)), reading]
            }
            Action::CompletePath => vec![Effect::Fetch(Fetch::Complete(self.path.text().to_string()))],
            _ => Vec::new(),
        }
    }

    fn fetched(&mut self, fetched: Fetched, cx: &Ctx) -> Vec<Effect> {
        let Fetched::Paths { typed, names } = fetched else { return Vec::new() };
        let nothing = typed == self.path.text() && names.is_empty();
        self.path = LineInput::new(&typed);
        self.names = names;
        if nothing { vec![Effect::Say(say!(cx.words, "import-no-further"))] } else { Vec::new() }
    }

    fn types(&self, key: KeyEvent) -> bool {
        edits_text(key)
    }

    fn type_key(&mut self, key: KeyEvent, _cx: &Ctx) -> Vec<Effect> {
        self.path.key(key);
        self.names.clear();
        Vec::new()
    }

    fn paste(&mut self, text: &str, _cx: &Ctx) -> Option<Vec<Effect>> {
        self.path.paste(text);
        Some(Vec::new())
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let columns = usize::from(area.width).saturating_sub(2);
        let how = wrap(&say!(cx.words, "import-how"), columns.saturating_sub(2));
        let many = u16::try_from(Subject::ALL.len()).unwrap_or(area.height);
        let parts = [
            Constraint::Length(u16::try_from(how.len()).unwrap_or(2)),
            Constraint::Length(many),
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Fill(1),
        ];
        let [above, subjects, _, path, names] = Layout::vertical(parts).areas(area);
        for (line, place) in how.into_iter().zip(above.rows()) {
            frame.render_widget(Span::styled(format!("  {line}"), cx.theme.dim()), place);
        }
        self.subjects.draw(frame, subjects, cx.theme, Subject::ALL.len(), |at| {
            let subject = Subject::ALL[at];
            Row::new()
                .left(&cx.words.label("subject", subject), 18)
                .rest(&needs(&cx.words, subject), columns, cx.theme.dim())
                .line()
        });
        let label = format!("  {} ", say!(cx.words, "import-path"));
        let wide = u16::try_from(width(&label)).unwrap_or(0);
        frame.render_widget(Span::styled(label, Style::new()), path);
        let typed = Rect { x: path.x + wide, width: path.width.saturating_sub(wide), ..path };
        self.path.draw(frame, typed, true);
        self.draw_names(frame, names, cx);
    }
}
