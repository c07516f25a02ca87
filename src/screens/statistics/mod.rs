//! *Statistics*: the reports, over days that one chooses here for all of them.

mod behind;
mod report;
mod view;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, Told, step_of};
use crate::domain::keyed::Keyed;
use crate::domain::reports::{Asked, Length, Name, Span};
use crate::forms::{FormScreen, NarrowReport, ReportDays};
use crate::say;
use crate::store::request::{Answer, Query};
use crate::widgets::{ListState, Row};
use report::ReportScreen;

/// Columns of a report's name.
const NAME: usize = 26;

/// The list of reports.
#[derive(Default)]
pub struct Statistics {
    /// `None`: everything of this year.
    asked: Option<Asked>,
    list: ListState,
}

impl Statistics {
    fn asked(&self, cx: &Ctx) -> Asked {
        let asked = self.asked.clone();
        asked.map_or_else(
            || Asked::of(Span::around(cx.today, Length::Year), cx.today),
            |asked| Asked { today: cx.today, ..asked },
        )
    }
}

/// What a key makes of what is asked for, on the list and in a report alike.
fn other(action: Action, asked: &Asked) -> Option<Asked> {
    let span = match action {
        Action::EarlierPeriod => asked.span.step(-1),
        Action::LaterPeriod => asked.span.step(1),
        Action::PeriodLength => {
            let length = asked.span.length().map_or(Length::Year, Length::next);
            // Of what is over, its beginning; of the year that runs, where one is.
            let day =
                if (asked.span.from..=asked.span.to).contains(&asked.today) { asked.today } else { asked.span.from };
            Span::around(day, length)
        }
        _ => return None,
    };
    Some(Asked { span, ..asked.clone() })
}

/// The prompts for what is asked for.
fn prompt(action: Action, asked: &Asked) -> Option<Effect> {
    let asked = asked.clone();
    Some(Effect::Open(match action {
        Action::OtherPeriod => FormScreen::boxed(ReportDays { asked }),
        Action::Narrow => FormScreen::boxed(NarrowReport { asked }),
        _ => return None,
    }))
}

/// The title, the days and what it was narrowed to.
fn title(name: String, asked: &Asked, cx: &Ctx) -> String {
    let narrowing = cx.words.report_narrowing(asked, &cx.lists);
    let title = format!("{name} {}", cx.words.report_span(asked));
    if narrowing.is_empty() { title } else { format!("{title}: {}", narrowing.join(", ")) }
}

impl Screen for Statistics {
    fn places(&self) -> &'static [Place] {
        &[Place::Statistics, Place::List]
    }

    fn menu(&self) -> Option<Action> {
        Some(Action::Statistics)
    }

    fn title(&self, cx: &Ctx) -> String {
        title(say!(cx.words, "statistics-title"), &self.asked(cx), cx)
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        Vec::new()
    }

    fn opened(&mut self, _awaited: usize, _cx: &Ctx) {
        self.list.settle(None, Name::ALL.len(), |_| true);
    }

    fn receive(&mut self, _answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        Vec::new()
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, Name::ALL.len(), |_| true);
            return Vec::new();
        }
        let asked = self.asked(cx);
        if let Some(other) = other(action, &asked) {
            self.asked = Some(other);
            return Vec::new();
        }
        match (action, Name::ALL.get(self.list.selected)) {
            (Action::Open, Some(name)) => vec![Effect::Open(ReportScreen::boxed(*name, asked))],
            _ => prompt(action, &asked).into_iter().collect(),
        }
    }

    fn told(&mut self, told: Told, _cx: &Ctx) -> Vec<Effect> {
        if let Told::Asked(asked) = told {
            self.asked = Some(asked);
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let columns = usize::from(area.width).saturating_sub(2);
        let row = |at: usize| -> Line<'static> {
            let name = Name::ALL[at];
            let about = cx.words.label("report-about", name);
            Row::new().left(&cx.words.report(name), NAME).rest(&about, columns, cx.theme.dim()).line()
        };
        self.list.draw(frame, area, cx.theme, Name::ALL.len(), row);
    }
}
