//! Due lines on the screen: the same wherever they stand.

use chrono::{Days, NaiveDate};
use ratatui::text::Line;

use super::openings::Openings;
use super::queue::QueueScreen;
use super::roster::Roster;
use super::service::ServicePage;
use super::slots::Slots;
use crate::app::{Ctx, Effect};
use crate::domain::dates::roll_to_weekday;
use crate::domain::due::{DueLine, Ground, Target};
use crate::domain::ids::ClientId;
use crate::forms::{EpisodeForm, FormScreen, MoveDate, OwnWorkerForm, PostponeReview, ReviewForm};
use crate::say;
use crate::store::change::{Change, Made};
use crate::widgets::Row;

/// One due line in `columns`; `what` is asked for words that fit so many: the day, what it is, whom it concerns, why it binds, how long there is or how late it is.
pub fn row(line: &DueLine, what: impl Fn(usize) -> String, cx: &Ctx, columns: usize) -> Line<'static> {
    let late = line.is_overdue(cx.today);
    let mark = if late { cx.theme.overdue() } else { cx.theme.dot() };
    let who = if columns >= 110 { 28 } else { 18 };
    // In a small window what is to be done says more than why it binds.
    let ground = if columns >= 72 { 13 } else { 0 };
    let wide = columns.saturating_sub(who + 2 + 10 + ground + 6 + 4 + usize::from(ground > 0));
    let left = if line.rule.notice { String::new() } else { cx.words.days(line.days_left(cx.today).abs()) };
    Row::new()
        .left(mark, 2)
        .left(&cx.words.short_day(line.day), 10)
        .left(&what(wide), wide)
        .styled(&subject(line), who, cx.theme.strong())
        .styled(&cx.words.ground(line.rule), ground, cx.theme.dim())
        .right(&left, 6)
        .line()
}

/// What is to be done: the rule's words, and the goal's where there is room; a worker's own reminder as it was written.
pub fn what(line: &DueLine, cx: &Ctx, room: usize) -> String {
    let rule = match line.subject.seats {
        Some(seats) => {
            let free = seats.free().map_or(0, i64::from);
            say!(cx.words, "due-free-seats", free = free, waiting = i64::from(seats.waiting))
        }
        None => cx.words.due_rule(line.rule),
    };
    let activity = line.subject.activity.as_ref().filter(|_| line.subject.client.is_some());
    let own_words = line.subject.what.as_ref().map(|text| text.replace('\n', " "));
    match (own_words.or(activity.map(|(_, name)| name.clone())), line.rule.ground) {
        (Some(text), Ground::Own) => text,
        (Some(text), _) if room > 40 => format!("{rule}: {text}"),
        _ => rule,
    }
}

/// Whom or what a line is about.
pub fn subject(line: &DueLine) -> String {
    match (&line.subject.client, &line.subject.activity) {
        (Some((_, name)), _) => name.clone(),
        (None, Some((_, name))) => name.clone(),
        (None, None) => String::new(),
    }
}

/// The client that a line is about.
pub fn client(line: &DueLine) -> Option<ClientId> {
    line.subject.client.as_ref().map(|(id, _)| *id)
}

/// The very place where it is dealt with.
pub fn open(line: &DueLine) -> Vec<Effect> {
    let client = client(line);
    let effect = match line.subject.target {
        Target::Review(episode) => Some(Effect::Open(FormScreen::boxed(ReviewForm::of(episode)))),
        Target::Episode(episode) => Some(Effect::Open(FormScreen::boxed(EpisodeForm::edit(episode)))),
        Target::OwnWorker(_) => client.map(|client| Effect::Open(FormScreen::boxed(OwnWorkerForm::of(client)))),
        Target::Register(activity, slot, day) => Some(Effect::Open(Roster::on_slot(activity, slot, day))),
        Target::Appointments(activity, slot, day) => Some(Effect::Open(Slots::on_slot(activity, slot, day))),
        Target::Queue(activity) => Some(Effect::Open(QueueScreen::boxed(activity))),
        Target::Service(activity) => Some(Effect::Open(ServicePage::boxed(activity))),
        Target::Client(client) => Some(Effect::OpenCard(client)),
        Target::FollowUp(_) => client.map(Effect::OpenCard),
        Target::Opening(_) => Some(Effect::Open(Openings::boxed())),
    };
    effect.into_iter().collect()
}

/// The line is dealt with: a follow-up is done at once, anything else opens.
pub fn done(line: &DueLine, cx: &Ctx) -> Vec<Effect> {
    match line.subject.target {
        Target::FollowUp(note) => {
            vec![Effect::Change(Box::new(Change::FollowUpDone { note, day: cx.today }), None)]
        }
        Target::Opening(opening) => vec![Effect::Change(Box::new(Change::NoteOpening { opening }), None)],
        // Everybody is marked: one key closes the register.
        Target::Register(_, slot, _) | Target::Appointments(_, slot, _) if line.rule.key == "register-close" => {
            vec![Effect::Change(Box::new(Change::CloseRegister { slot, unmarked: Vec::new(), rest: None }), None)]
        }
        _ => open(line),
    }
}

/// Another day for a line that has one to move.
pub fn move_to(line: &DueLine) -> Option<Effect> {
    let prompt = match line.subject.target {
        Target::FollowUp(note) => FormScreen::boxed(MoveDate::follow_up(note, subject(line))),
        Target::Review(episode) => FormScreen::boxed(PostponeReview::of(episode)),
        _ => return None,
    };
    Some(Effect::Open(prompt))
}

/// Takes a follow-up up again on the next day on which people work.
pub fn tomorrow(line: &DueLine, cx: &Ctx) -> Option<Effect> {
    put_off(line, cx.today + Days::new(1), cx)
}

/// Takes a follow-up up again in a week.
pub fn next_week(line: &DueLine, cx: &Ctx) -> Option<Effect> {
    put_off(line, cx.today + Days::new(7), cx)
}

fn put_off(line: &DueLine, day: NaiveDate, cx: &Ctx) -> Option<Effect> {
    let Target::FollowUp(note) = line.subject.target else { return None };
    let day = roll_to_weekday(day);
    // Nothing would change, and there would be nothing of it to undo.
    if day == line.day {
        return Some(Effect::Say(say!(cx.words, "due-line-already", day = cx.words.short_day(day))));
    }
    Some(Effect::Change(Box::new(Change::MoveFollowUp { note, day }), None))
}

/// True for what one key puts off to another day.
pub fn is_follow_up(line: &DueLine) -> bool {
    matches!(line.subject.target, Target::FollowUp(_))
}

/// What has become of a line.
pub fn said(made: Made, cx: &Ctx) -> String {
    match made {
        Made::PutOff(day) => say!(cx.words, "due-line-put-off", day = cx.words.short_day(day)),
        _ => say!(cx.words, "due-line-done"),
    }
}

/// True when the line's day can be moved by hand; a day that law or the calendar gives cannot.
pub fn can_move(line: &DueLine) -> bool {
    matches!(line.subject.target, Target::FollowUp(_) | Target::Review(_))
}
