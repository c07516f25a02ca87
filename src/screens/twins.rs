//! Records that look like one person's: each pair is one person, or two people. Also what has been merged so far.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::merge::MergeScreen;
use crate::action::{Action, Place};
use crate::app::{Ctx, Effect, Screen, step_of};
use crate::domain::dates::show_date;
use crate::domain::rights::Right;
use crate::forms::{FormScreen, UnmergeForm};
use crate::say;
use crate::store::change::{Change, Made};
use crate::store::request::{Answer, Query};
use crate::store::twins::{Merged, Twin, Twins};
use crate::widgets::{ListState, Row};

/// How many lines the selected pair takes.
const DETAILS: u16 = 4;

/// Opens it for whoever may change clients.
pub fn open(cx: &Ctx) -> Effect {
    match cx.may(Right::SeeClients) && cx.may(Right::Write) {
        true => Effect::Open(Box::new(TwinsScreen::default())),
        false => Effect::Say(say!(cx.words, "twins-not-yours", who = cx.words.who_may(Right::Write))),
    }
}

/// The pairs, then the merges.
#[derive(Default)]
struct TwinsScreen {
    twins: Option<Box<Twins>>,
    list: ListState,
}

#[derive(Clone, Copy, PartialEq)]
enum Lead {
    Pair(usize),
    Merge(usize),
    Nowhere,
}

impl TwinsScreen {
    fn leads(&self) -> Vec<Lead> {
        let Some(twins) = &self.twins else { return Vec::new() };
        let pairs = (0..twins.pairs.len()).map(Lead::Pair);
        let mut leads: Vec<Lead> = [Lead::Nowhere].into_iter().chain(pairs).collect();
        if !twins.merges.is_empty() {
            leads.extend([Lead::Nowhere, Lead::Nowhere]);
            leads.extend((0..twins.merges.len()).map(Lead::Merge));
        }
        leads
    }

    fn lead(&self) -> Lead {
        self.leads().get(self.list.selected).copied().unwrap_or(Lead::Nowhere)
    }

    fn pair(&self) -> Option<&[Twin; 2]> {
        match self.lead() {
            Lead::Pair(at) => self.twins.as_ref()?.pairs.get(at),
            _ => None,
        }
    }

    fn merge(&self) -> Option<&Merged> {
        match self.lead() {
            Lead::Merge(at) => self.twins.as_ref()?.merges.get(at),
            _ => None,
        }
    }

    fn line(&self, at: usize, cx: &Ctx, columns: usize) -> Line<'static> {
        let Some(twins) = &self.twins else { return Line::default() };
        match self.leads()[at] {
            Lead::Pair(at) => pair_row(&twins.pairs[at], cx, columns),
            Lead::Merge(at) => merge_row(&twins.merges[at], cx, columns),
            Lead::Nowhere => {
                let (pairs, merges) = (count(twins.pairs.len()), count(twins.merges.len()));
                let heading = match at {
                    0 if pairs == 0 => say!(cx.words, "twins-none"),
                    0 => say!(cx.words, "twins-pairs", count = pairs),
                    _ if self.leads().get(at + 1) == Some(&Lead::Nowhere) => String::new(),
                    _ => say!(cx.words, "twins-merges", count = merges),
                };
                Line::styled(heading, cx.theme.strong())
            }
        }
    }
}

fn count(len: usize) -> i64 {
    i64::try_from(len).unwrap_or(i64::MAX)
}

fn named(name: &str, reference: &str) -> String {
    format!("{name} ({reference})")
}

fn pair_row([one, other]: &[Twin; 2], cx: &Ctx, columns: usize) -> Line<'static> {
    let half = columns.saturating_sub(7) / 2;
    Row::new()
        .left(cx.theme.dot(), 2)
        .left(&named(&one.name, &one.reference), half)
        .left("?", 1)
        .rest(&named(&other.name, &other.reference), columns, Style::new())
        .line()
}

fn merge_row(merged: &Merged, cx: &Ctx, columns: usize) -> Line<'static> {
    let both = [named(&merged.other_name, &merged.other_ref), named(&merged.kept_name, &merged.kept_ref)];
    Row::new()
        .left(cx.theme.done(), 2)
        .right(&show_date(merged.day), 10)
        .left(&cx.lists.first_name(merged.worker), 9)
        .rest(&both.join(&format!(" {} ", cx.theme.arrow())), columns, Style::new())
        .line()
}

/// "2017-003  4.3.1990  0401234567  avoin, Satu · kirjauksia 3, ryhmiä 1, merkintöjä 12"
fn details(twin: &Twin, cx: &Ctx, columns: usize) -> Line<'static> {
    let state = twin.state.map_or_else(|| say!(cx.words, "visitor"), |state| cx.words.label("episode", state));
    let worker = twin.own_worker.map(|id| cx.lists.first_name(id)).filter(|name| !name.is_empty());
    let has = Twin::COUNTS.iter().zip(twin.counts).filter(|(_, count)| *count > 0);
    let has = has.map(|(kind, count)| format!("{} {count}", cx.words.get(&format!("twin-has-{kind}"))));
    let has: Vec<String> = has.collect();
    let who = [Some(state), worker].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let told = [who, has.join(", ")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    Row::new()
        .left(&twin.reference, 10)
        .right(&twin.birth_date.map(show_date).unwrap_or_default(), 10)
        .left(twin.phone.as_deref().unwrap_or_default(), 14)
        .rest(&told, columns.saturating_sub(2), Style::new())
        .line()
}

impl Screen for TwinsScreen {
    fn places(&self) -> &'static [Place] {
        &[Place::Twins, Place::List]
    }

    fn title(&self, cx: &Ctx) -> String {
        say!(cx.words, "twins-title")
    }

    fn queries(&self, _cx: &Ctx) -> Vec<Query> {
        vec![Query::Twins]
    }

    fn receive(&mut self, answer: Answer, _cx: &Ctx) -> Vec<Effect> {
        if let Answer::Twins(twins) = answer {
            self.twins = Some(twins);
            let leads = self.leads();
            self.list.settle(None, leads.len(), |at| leads[at] != Lead::Nowhere);
        }
        Vec::new()
    }

    fn refuses(&self, action: Action, cx: &Ctx) -> Option<String> {
        match (action, self.lead()) {
            (Action::Open, Lead::Nowhere) | (Action::Apart, Lead::Nowhere | Lead::Merge(_)) => {
                Some(say!(cx.words, "refuse-no-pair"))
            }
            _ => None,
        }
    }

    fn label(&self, action: Action, cx: &Ctx) -> String {
        match (action, self.lead()) {
            (Action::Open, Lead::Pair(_)) => say!(cx.words, "twins-compare"),
            (Action::Open, Lead::Merge(_)) => say!(cx.words, "unmerge-deed"),
            _ => crate::app::hints::label(action, &cx.words),
        }
    }

    fn act(&mut self, action: Action, cx: &Ctx) -> Vec<Effect> {
        if let Some(step) = step_of(action) {
            let leads = self.leads();
            self.list.step(step, leads.len(), |at| leads[at] != Lead::Nowhere);
            return Vec::new();
        }
        match (action, self.pair(), self.merge()) {
            (Action::Open, Some([one, other]), _) => vec![Effect::Open(MergeScreen::boxed(one.id, other.id))],
            (Action::Open, _, Some(merged)) => vec![Effect::Open(FormScreen::boxed(UnmergeForm::of(merged.id)))],
            (Action::Apart, Some([one, other]), _) => {
                let change = Change::Apart { one: one.id, other: other.id, day: cx.today };
                vec![Effect::Change(Box::new(change), None)]
            }
            _ => Vec::new(),
        }
    }

    fn done(&mut self, _made: Made, cx: &Ctx) -> Vec<Effect> {
        vec![Effect::Say(say!(cx.words, "set-apart"))]
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Ctx) {
        let Some(twins) = &self.twins else { return };
        if twins.pairs.is_empty() && twins.merges.is_empty() {
            return super::draw_empty(frame, area, &say!(cx.words, "twins-empty"));
        }
        let columns = usize::from(area.width).saturating_sub(2);
        let high = DETAILS.min(area.height);
        let list = Rect { height: area.height - high, ..area };
        let below = Rect { y: area.y + list.height, height: high, ..area };
        self.list.draw(frame, list, cx.theme, self.leads().len(), |at| self.line(at, cx, columns));
        if let Some(pair) = self.pair() {
            let lines = pair.iter().map(|twin| details(twin, cx, columns));
            super::draw_below(frame, below, lines.collect(), cx);
        }
    }
}
