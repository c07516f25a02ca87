//! A file before it comes in: what would become of each line, or everything that is wrong with it. Nothing is written
//! until somebody says so, then all of it, and `u` takes all of it back.

use std::collections::HashMap;
use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Fetch, Fetched, Screen, step_of};
use crate::domain::text::clean_line;
use crate::exchange::telling::{became, lines_by_number, located, note_line, sentence, summary, widths};
use crate::exchange::{self, Became, Fault, Mode, Preview, Subject};
use crate::say;
use crate::screens::draw_below;
use crate::store::StoreError;
use crate::store::request::{Answer, Query};
use crate::store::thread::{Given, Work};
use crate::widgets::row::wrap;
use crate::widgets::{ListState, Row};

/// How many faults are listed: whoever has mended so many reads the file again.
const FAULTS: usize = 200;

/// How wide a cell of the table is at most, and the word for what becomes of a line.
const CELL: usize = 20;
const WHAT: usize = 10;

/// How many lines the selected row takes at least, and in how low a window it gets none.
const DETAILS: u16 = 5;
const LOW: u16 = 15;

/// How far one has come with the file.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Reading,
    Checking,
    Seen,
    Taking,
    Taken,
    /// It cannot be read, or not be looked at now; why stands in `why_not`.
    Failed,
}

#[derive(Clone, Copy)]
enum Item {
    Fault(usize),
    /// How many more faults there are.
    MoreFaults(usize),
    Note(usize),
    Headings,
    Row(usize),
    MoreRows(usize),
}

/// One file, read once.
pub struct PreviewScreen {
    subject: Subject,
    path: String,
    bytes: Arc<[u8]>,
    stage: Stage,
    preview: Option<Preview>,
    why_not: String,
    items: Vec<Item>,
    /// By the number of the line.
    lines: HashMap<u64, Became>,
    widths: Vec<usize>,
    list: ListState,
    /// Somebody has asked for it to be read again.
    again: bool,
}

fn selectable(items: &[Item], at: usize) -> bool {
    !matches!(items[at], Item::Headings)
}

impl PreviewScreen {
    /// A file that is being read.
    pub fn boxed(subject: Subject, path: String) -> Box<dyn Screen> {
        Box::new(PreviewScreen {
            subject,
            path,
            bytes: Arc::from([]),
            stage: Stage::Reading,
            preview: None,
            why_not: String::new(),
            items: Vec::new(),
            lines: HashMap::new(),
            widths: Vec::new(),
            list: ListState::default(),
            again: false,
        })
    }

    /// The file's own name, without its folders.
    fn name(&self) -> String {
        clean_line(self.path.rsplit('/').next().unwrap_or(&self.path))
    }

    fn faults(&self) -> &[Fault] {
        match self.preview.as_ref().map(|preview| &preview.outcome) {
            Some(Err(faults)) => faults,
            _ => &[],
        }
    }

    /// True when there is something in the file that is not here yet.
    fn brings(&self) -> bool {
        let report = self.preview.as_ref().and_then(|preview| preview.outcome.as_ref().ok()).map(|told| told.report);
        report.is_some_and(|report| report.added + report.changed > 0)
    }

    fn mode(&self) -> Mode {
        if self.stage == Stage::Taken { Mode::Apply } else { Mode::Rehearse }
    }

    fn job(&self, mode: Mode, cx: &Ctx) -> Work {
        let (subject, bytes, today) = (self.subject, self.bytes.clone(), cx.today);
        Box::new(move |store| {
            let preview: Preview = exchange::preview(store, subject, &bytes, today, mode)?;
            Ok(Box::new(preview) as Given)
        })
    }

    fn show(&mut self, preview: Preview) {
        let notes = preview.outcome.as_ref().map_or(0, |told| told.notes.len());
        let (rows, more) = (preview.rows.first.len(), preview.rows.more);
        (self.lines, self.widths) = (lines_by_number(&preview), widths(&preview.rows, CELL));
        self.preview = Some(preview);
        let faults = self.faults().len();
        let some = |count: usize, item: Item| (count > 0).then_some(item);
        self.items = (0..faults.min(FAULTS))
            .map(Item::Fault)
            .chain(some(faults.saturating_sub(FAULTS), Item::MoreFaults(faults.saturating_sub(FAULTS))))
            .chain((0..notes).map(Item::Note))
            .chain(some(rows, Item::Headings))
            .chain((0..rows).map(Item::Row))
            .chain(some(more, Item::MoreRows(more)))
            .collect();
        let items = &self.items;
        self.list.settle(Some(0), items.len(), |at| selectable(items, at));
    }

    fn fail(&mut self, why_not: String, cx: &Ctx) -> Vec<Effect> {
        self.stage = Stage::Failed;
        (self.preview, self.items, self.why_not) = (None, Vec::new(), why_not);
        let again = std::mem::take(&mut self.again);
        again.then(|| Effect::Say(say!(cx.words, "import-still-not"))).into_iter().collect()
    }

    fn worked(&mut self, given: Result<Preview, StoreError>, cx: &Ctx) -> Vec<Effect> {
        let taking = self.stage == Stage::Taking;
        match given {
            Ok(preview) => {
                let is_taken = taking && preview.outcome.is_ok();
                self.stage = if is_taken { Stage::Taken } else { Stage::Seen };
                self.show(preview);
                let again = std::mem::take(&mut self.again);
                let said = match (is_taken, taking) {
                    (true, _) => Some(say!(cx.words, "import-taken")),
                    // A colleague has written something meanwhile that the file contradicts.
                    (false, true) => Some(say!(cx.words, "import-not-taken")),
                    (false, false) => again.then(|| say!(cx.words, "import-read-again")),
                };
                said.map(Effect::Say).into_iter().collect()
            }
            // What was seen still stands, and can be tried again.
            Err(error) if taking => {
                self.stage = Stage::Seen;
                vec![Effect::Say(cx.words.error(&error))]
            }
            Err(error) => self.fail(cx.words.error(&error), cx),
        }
    }

    /// What it comes to, in sentences.
    fn head(&self, cx: &Ctx) -> Vec<String> {
        let dot = cx.theme.dot();
        let first = format!("{} {dot} {}", cx.words.label("subject", self.subject), clean_line(&self.path));
        let told = match (&self.preview, self.stage) {
            (_, Stage::Reading | Stage::Checking) => vec![say!(cx.words, "import-reading")],
            (Some(preview), _) => summary(&cx.words, &self.name(), preview, self.mode()),
            (None, _) => vec![self.why_not.clone()],
        };
        let how = match self.stage {
            Stage::Taking => Some(say!(cx.words, "import-taking")),
            Stage::Taken => Some(say!(cx.words, "import-taken")),
            Stage::Failed => Some(say!(cx.words, "import-mend")),
            Stage::Seen if !self.faults().is_empty() => Some(say!(cx.words, "import-mend")),
            Stage::Reading | Stage::Checking | Stage::Seen => None,
        };
        [first].into_iter().chain(told).chain(how).collect()
    }

    fn row(&self, item: Item, cx: &Ctx, columns: usize) -> Line<'static> {
        let Some(preview) = &self.preview else { return Line::default() };
        let plain = |text: String| Row::new().rest(&text, columns, Style::new()).line();
        match item {
            Item::Fault(at) => {
                let fault = &self.faults()[at];
                Row::new()
                    .right(&fault.line.to_string(), 5)
                    .styled(&fault.column, 18, cx.theme.strong())
                    .rest(&sentence(&cx.words, fault), columns, Style::new())
                    .line()
            }
            Item::MoreFaults(count) | Item::MoreRows(count) => plain(say!(cx.words, "import-more", count = count)),
            Item::Note(at) => {
                let notes = preview.outcome.as_ref().map(|told| told.notes.as_slice()).unwrap_or_default();
                plain(notes.get(at).map(|note| note_line(&cx.words, note)).unwrap_or_default())
            }
            Item::Headings => {
                let row = Row::new().right("", 5).left("", WHAT);
                let cells = preview.rows.headings.iter().zip(&self.widths);
                cells.fold(row, |row, (cell, wide)| row.styled(cell, *wide, cx.theme.dim())).line()
            }
            Item::Row(at) => {
                let (number, cells) = &preview.rows.first[at];
                let what = self.lines.get(number).map(|line| became(&cx.words, *line));
                let row =
                    Row::new().right(&number.to_string(), 5).styled(&what.unwrap_or_default(), WHAT, cx.theme.strong());
                cells.iter().zip(&self.widths).fold(row, |row, (cell, wide)| row.left(cell, *wide)).line()
            }
        }
    }

    /// The selected row in full.
    fn details(&self, cx: &Ctx, columns: usize) -> Vec<Line<'static>> {
        let Some(preview) = &self.preview else { return Vec::new() };
        let text = match self.items.get(self.list.selected) {
            Some(Item::Fault(at)) => located(&cx.words, &self.name(), &self.faults()[*at]),
            Some(Item::Row(at)) => {
                let (_, cells) = &preview.rows.first[*at];
                let told = preview.rows.headings.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
                let told = told.map(|(heading, cell)| format!("{heading}: {cell}"));
                told.collect::<Vec<_>>().join(&format!(" {} ", cx.theme.dot()))
            }
            _ => String::new(),
        };
        wrap(&text, columns).into_iter().map(Line::from).collect()
    }
}

impl Screen for PreviewScreen {
    fn places(&self) -> &'static [Place] {
        &[Place::Preview, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        say!(cx.words, "import-preview-title", file = self.name())
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        Vec::new()
    }

    fn receive(&mut self, _answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        Vec::new()
    }

    fn fetched(&mut self, fetched: Fetched, cx: &Ctx) -> Vec<Effect> {
        match fetched {
            Fetched::File(Ok(bytes)) => {
                self.bytes = bytes.into();
                self.stage = Stage::Checking;
                vec![Effect::Fetch(Fetch::Look(self.job(Mode::Rehearse, cx)))]
            }
            Fetched::File(Err(_)) => {
                let file = clean_line(&self.path);
                self.fail(say!(cx.words, "import-unreadable", file = file), cx)
            }
            Fetched::Work(Ok(given)) => match given.downcast::<Preview>() {
                Ok(preview) => self.worked(Ok(*preview), cx),
                Err(_) => Vec::new(),
            },
            Fetched::Work(Err(error)) => self.worked(Err(error), cx),
            Fetched::Paths { .. } => Vec::new(),
        }
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        match (action, self.stage) {
            (Action::TakeIn | Action::Again, Stage::Reading | Stage::Checking | Stage::Taking) => {
                Some(say!(cx.words, "import-wait"))
            }
            (Action::TakeIn, Stage::Taken) => Some(say!(cx.words, "import-taken")),
            (Action::TakeIn, Stage::Failed) => Some(say!(cx.words, "import-mend")),
            (Action::TakeIn, Stage::Seen) if !self.faults().is_empty() => Some(say!(cx.words, "import-mend")),
            (Action::TakeIn, Stage::Seen) if !self.brings() => Some(say!(cx.words, "import-nothing-new")),
            _ => None,
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            let items = &self.items;
            self.list.step(step, items.len(), |at| selectable(items, at));
            return Vec::new();
        }
        match action {
            Action::TakeIn => {
                self.stage = Stage::Taking;
                vec![Effect::Fetch(Fetch::Write(self.job(Mode::Apply, cx)))]
            }
            Action::Again => {
                (self.stage, self.again) = (Stage::Reading, true);
                vec![super::read(&self.path)]
            }
            _ => Vec::new(),
        }
    }

    /// Nothing of the file is here any more; it can come in again as it was seen.
    fn undone(&mut self, cx: &Ctx) -> Option<String> {
        (self.stage == Stage::Taken).then(|| {
            self.stage = Stage::Seen;
            say!(cx.words, "import-undone")
        })
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let columns = usize::from(area.width).saturating_sub(2);
        let head: Vec<String> =
            self.head(cx).iter().flat_map(|sentence| wrap(sentence, columns.saturating_sub(2))).collect();
        let high = u16::try_from(head.len()).unwrap_or(u16::MAX).min(area.height / 2);
        let details = self.details(cx, columns);
        let full = u16::try_from(details.len() + 1).unwrap_or(u16::MAX).clamp(DETAILS, (area.height / 2).max(DETAILS));
        let below = if area.height < LOW { 0 } else { full };
        let parts = [Constraint::Length(high), Constraint::Fill(1), Constraint::Length(below)];
        let [above, list, foot] = Layout::vertical(parts).areas(area);
        for ((at, line), place) in head.into_iter().enumerate().zip(above.rows()) {
            let style = if at == 0 { cx.theme.dim() } else { Style::new() };
            frame.render_widget(Span::styled(format!("  {line}"), style), place);
        }
        if self.items.is_empty() {
            return;
        }
        self.list.draw(frame, list, cx.theme, self.items.len(), |at| self.row(self.items[at], cx, columns));
        if below > 0 {
            draw_below(frame, foot, details, cx);
        }
    }
}
