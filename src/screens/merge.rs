//! Two records of one person side by side: which one stays, and whose word counts where they clash.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::ids::ClientId;
use crate::domain::merge::{Choices, Compared, Pair, Settled, Side, Told, What, clashes, compare, moving};
use crate::domain::trace::{Act, Seen, Trace};
use crate::say;
use crate::store::StoreError;
use crate::store::change::{Change, Made};
use crate::store::request::{Answer, Query};
use crate::widgets::row::wrap;
use crate::widgets::{ListState, Row};

/// Columns of what a line is about.
const ABOUT: usize = 20;

/// How many lines what moves takes.
const MOVES: u16 = 4;

/// The comparison of two records.
pub struct MergeScreen {
    kept: ClientId,
    other: ClientId,
    pair: Option<Box<Pair>>,
    lines: Vec<Compared>,
    /// Whose word counts, clash by clash, in the order of the lines.
    choices: Choices,
    /// The clashes that somebody has been on: none is decided unseen.
    seen: Vec<What>,
    list: ListState,
    /// It was saved in vain, as somebody has changed one of them meanwhile.
    is_anew: bool,
}

impl MergeScreen {
    /// The first is proposed to stay.
    pub fn boxed(kept: ClientId, other: ClientId) -> Box<dyn Screen> {
        Box::new(MergeScreen {
            kept,
            other,
            pair: None,
            lines: Vec::new(),
            choices: Vec::new(),
            seen: Vec::new(),
            list: ListState::default(),
            is_anew: false,
        })
    }

    /// What was chosen stays chosen, where it still has to be.
    fn take(&mut self, pair: Box<Pair>) {
        let before = std::mem::take(&mut self.choices);
        let again = |(what, usual)| {
            let chosen = before.iter().find(|(about, _)| *about == what).map(|(_, side)| *side);
            (what, chosen.unwrap_or(usual))
        };
        self.choices = clashes(&pair).map(again).collect();
        self.lines = compare(&pair);
        let first = self.lines.iter().position(|line| matches!(line.settled, Settled::Choice(_)));
        let at = if self.pair.is_none() { first } else { None };
        self.list.settle(at, self.lines.len(), |_| true);
        self.pair = Some(pair);
        self.look();
    }

    /// What is selected is seen.
    fn look(&mut self) {
        let what = self.selected().map(|line| line.what.clone());
        self.seen.extend(what.filter(|what| !self.seen.contains(what)));
    }

    /// Clashes that nobody has been on yet, by line.
    fn unseen(&self) -> impl Iterator<Item = usize> {
        let is_unseen = |line: &Compared| matches!(line.settled, Settled::Choice(_)) && !self.seen.contains(&line.what);
        (0..self.lines.len()).filter(move |at| is_unseen(&self.lines[*at]))
    }

    fn go_to_unseen(&mut self, cx: &Ctx) -> Option<Effect> {
        let at = self.unseen().next()?;
        self.list.settle(Some(at), self.lines.len(), |_| true);
        self.look();
        Some(Effect::Say(say!(cx.words, "merge-look-first")))
    }

    /// Whose word counts in a line; none where both say the same, or both count.
    fn stands(&self, line: &Compared) -> Option<Side> {
        match line.settled {
            Settled::Same | Settled::Joined => None,
            Settled::By(side) => Some(side),
            Settled::Choice(_) => self.choices.iter().find(|(what, _)| *what == line.what).map(|(_, side)| *side),
        }
    }

    fn selected(&self) -> Option<&Compared> {
        self.lines.get(self.list.selected)
    }

    fn turn(&mut self) {
        let what = self.selected().map(|line| line.what.clone());
        if let Some((_, side)) = self.choices.iter_mut().find(|(about, _)| Some(about) == what.as_ref()) {
            *side = side.turned();
        }
    }

    /// The other record is the one that stays; whose word counts stays as it was chosen.
    fn swap(&mut self) -> Vec<Effect> {
        std::mem::swap(&mut self.kept, &mut self.other);
        for (_, side) in &mut self.choices {
            *side = side.turned();
        }
        vec![Effect::Load]
    }

    fn line(&self, at: usize, cx: &Ctx, columns: usize) -> Line<'static> {
        let (Some(pair), line) = (&self.pair, &self.lines[at]) else { return Line::default() };
        let theme = cx.theme;
        let is_clash = matches!(line.settled, Settled::Choice(_));
        let sign = match line.settled {
            Settled::Choice(_) => theme.differs(),
            Settled::Same => "=",
            Settled::By(_) | Settled::Joined => theme.dot(),
        };
        let stands = self.stands(line);
        let cell = |told: &Option<Told>, side: Side| {
            let counts = stands.is_none_or(|stands| stands == side) && told.is_some();
            let mark = if counts {
                theme.present()
            } else if is_clash {
                theme.no_show()
            } else {
                " "
            };
            let text = told.as_ref().map(|told| cx.words.told(told, &cx.lists)).unwrap_or_default();
            (format!("{mark} {text}"), if counts { Style::new() } else { theme.dim() })
        };
        let half = columns.saturating_sub(ABOUT + 5) / 2;
        let ((kept, kept_style), (other, other_style)) = (cell(&line.kept, Side::Kept), cell(&line.other, Side::Other));
        let about = if is_clash { theme.strong() } else { Style::new() };
        Row::new()
            .left(sign, 2)
            .styled(&cx.words.compared(&line.what, pair), ABOUT, about)
            .styled(&kept, half, kept_style)
            .rest(&other, columns, other_style)
            .line()
    }

    fn head(&self, cx: &Ctx, columns: usize) -> Line<'static> {
        let half = columns.saturating_sub(ABOUT + 5) / 2;
        // As far in as the rows are.
        Row::new()
            .left("", 2)
            .left("", ABOUT)
            .styled(&say!(cx.words, "merge-kept"), half, cx.theme.strong())
            .rest(&say!(cx.words, "merge-other"), columns, cx.theme.strong())
            .line()
    }

    fn foot(&self, pair: &Pair, cx: &Ctx, columns: usize) -> Vec<Line<'static>> {
        let what = cx.words.rows(&moving(pair));
        let what = if what.is_empty() { say!(cx.words, "unmerge-nothing") } else { what };
        let anew = self.is_anew.then(|| say!(cx.words, "merge-anew"));
        let told = [anew, Some(self.clash_words(cx)), Some(say!(cx.words, "merge-moves", what = what))];
        let told = told.into_iter().flatten().collect::<Vec<_>>().join("\n");
        wrap(&told, columns.saturating_sub(2)).into_iter().map(Line::from).collect()
    }

    fn clash_words(&self, cx: &Ctx) -> String {
        match i64::try_from(self.choices.len()).unwrap_or(i64::MAX) {
            0 => say!(cx.words, "merge-no-clash"),
            count => {
                let left = i64::try_from(self.unseen().count()).unwrap_or(i64::MAX);
                say!(cx.words, "merge-clashes", count = count, left = left, sign = cx.theme.differs())
            }
        }
    }
}

impl Screen for MergeScreen {
    fn places(&self) -> &'static [Place] {
        &[Place::Merge, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        match &self.pair {
            Some(pair) => say!(cx.words, "merge-title", kept = pair.kept.name(), other = pair.other.name()),
            None => say!(cx.words, "action-merge"),
        }
    }

    fn shows(&self) -> Option<Trace> {
        self.pair.as_ref()?;
        Some(Trace::new(Act::View, Seen::Card, self.kept.0, vec![self.kept, self.other]))
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        vec![Query::Pair { kept: self.kept, other: self.other }]
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::Pair(pair) = answer {
            self.take(pair);
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        let is_clash = self.selected().is_some_and(|line| matches!(line.settled, Settled::Choice(_)));
        (action == Action::OtherChoice && !is_clash).then(|| say!(cx.words, "refuse-no-clash"))
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match action {
            Action::OtherChoice => say!(cx.words, "merge-choose"),
            Action::Save => say!(cx.words, "action-merge"),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            self.list.step(step, self.lines.len(), |_| true);
            self.look();
            return Vec::new();
        }
        if action == Action::Save
            && let Some(effect) = self.go_to_unseen(cx)
        {
            return vec![effect];
        }
        match (action, &self.pair) {
            (Action::OtherChoice, _) => {
                self.turn();
                Vec::new()
            }
            (Action::SwapSides, _) => self.swap(),
            (Action::Save, Some(pair)) => {
                let (pair, choices, day) = (pair.clone(), self.choices.clone(), cx.today);
                vec![Effect::Change(Box::new(Change::Merge { pair, choices, day }), None)]
            }
            _ => Vec::new(),
        }
    }

    fn done(&mut self, _made: Made, cx: &Ctx) -> Vec<Effect> {
        let reference = |pair: &Pair| pair.other.reference().to_string();
        let reference = self.pair.as_deref().map(reference).unwrap_or_default();
        vec![Effect::Back, Effect::OpenCard(self.kept), Effect::Say(say!(cx.words, "merged", reference = reference))]
    }

    fn failed(&mut self, error: &StoreError, _words: &str) -> bool {
        self.is_anew = matches!(error, StoreError::Stale);
        self.is_anew
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let Some(pair) = &self.pair else { return };
        let columns = usize::from(area.width).saturating_sub(2);
        let [head, body] = super::head_and_body(area);
        frame.render_widget(self.head(cx, columns), head);
        let high = MOVES.min(body.height);
        let list = Rect { height: body.height - high, ..body };
        let below = Rect { y: body.y + list.height, height: high, ..body };
        self.list.draw(frame, list, cx.theme, self.lines.len(), |at| self.line(at, cx, columns));
        super::draw_below(frame, below, self.foot(pair, cx, columns), cx);
    }
}
