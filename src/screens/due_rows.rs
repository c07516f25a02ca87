//! Due lines on the screen: the same wherever they stand.

use chrono::{Days, NaiveDate};
use ratatui::text::Line;

use super::openings::Openings;
use super::plan::PlanScreen;
use super::queue::QueueScreen;
use super::roster::Roster;
use super::service::ServicePage;
use super::slots::Slots;
use crate::app::{Ctx, Effect};
use crate::domain::dates::{roll_to_weekday, show_date};
use crate::domain::due::{DueLine, Ground, Target};
use crate::domain::ids::ClientId;
use crate::forms::{
    ClientForm, DecisionForm, EpisodeForm, FormScreen, MoveDate, OwnWorkerForm, PostponeReview, ReviewForm, SnoozeForm,
};
use crate::say;
use crate::store::change::{Change, Made};
use crate::widgets::Row;
use crate::widgets::row::{width, wrap};

/// One due line in `columns`; `what` is asked for words that fit so many: the day, what it is, whom it concerns, why it binds, how long there is or how late it is.
pub fn row(line: &DueLine, what: impl Fn(usize) -> String, cx: &Ctx, columns: usize) -> Line<'static> {
    let who = if columns >= 110 { 28 } else { 18 };
    // In a small window what is to be done says more than why it binds.
    let ground = if columns >= 72 { 13 } else { 0 };
    let wide = columns.saturating_sub(who + 2 + 10 + ground + 6 + 4 + usize::from(ground > 0));
    let left = if line.rule.notice { String::new() } else { cx.words.days(line.days_left(cx.today).abs()) };
    Row::new()
        .left(mark(line, cx), 2)
        .left(&cx.words.short_day(line.day), 10)
        .left(&what(wide), wide)
        .styled(&subject(line), who, cx.theme.strong())
        .styled(&cx.words.ground(line.rule), ground, cx.theme.dim())
        .right(&left, 6)
        .line()
}

/// Late or not.
pub fn mark(line: &DueLine, cx: &Ctx) -> &'static str {
    if line.is_overdue(cx.today) { cx.theme.overdue() } else { cx.theme.dot() }
}

/// What is to be done: the rule's words, the outer limit, and the goal's words, each where there is room; a worker's own
/// reminder as it was written.
pub fn what(line: &DueLine, cx: &Ctx, room: usize) -> String {
    let rule = with_outer(line, cx, room);
    let activity = line.subject.activity.as_ref().filter(|_| line.subject.client.is_some());
    let own_words = line.subject.what.as_ref().map(|text| text.replace('\n', " "));
    match (own_words.or(activity.map(|(_, name)| name.clone())), line.rule.ground) {
        (Some(text), Ground::Own) => text,
        (Some(text), _) if room > 40 => format!("{rule}: {text}"),
        _ => rule,
    }
}

/// "toimeenpano viimeistään (ulkoraja ti 2.5.)", where that many columns hold it.
pub fn with_outer(line: &DueLine, cx: &Ctx, room: usize) -> String {
    let rule = match line.subject.seats {
        Some(seats) => {
            let free = seats.free().map_or(0, i64::from);
            say!(cx.words, "due-free-seats", free = free, waiting = i64::from(seats.waiting))
        }
        None => cx.words.due_rule(line.rule),
    };
    let whole = line
        .outer()
        .map(|outer| say!(cx.words, "due-with-outer", what = rule.as_str(), day = cx.words.short_day(outer)));
    whole.filter(|whole| width(whole) <= room).unwrap_or(rule)
}

/// "Siirretty ke 8.2. asti (Satu): odottaa päätöstä"; a line that is back says that it was put off.
pub fn put_off(line: &DueLine, cx: &Ctx) -> Option<String> {
    let snooze = line.snooze.as_ref()?;
    let (day, by) = (cx.words.short_day(snooze.until), cx.lists.first_name(snooze.by));
    let reason = snooze.reason.as_str();
    Some(match line.is_away(cx.today) {
        true => say!(cx.words, "due-put-off", day = day, by = by, reason = reason),
        false => say!(cx.words, "due-was-put-off", day = day, by = by, reason = reason),
    })
}

/// What law asks for and somebody has put off says so when it is back.
pub fn comes_back(line: &DueLine, cx: &Ctx) -> Option<String> {
    put_off(line, cx).filter(|_| line.rule.ground == Ground::Law && !line.is_away(cx.today))
}

/// Everything about a line in so many columns: what it is about in full, why it is there, until when it can still be
/// done, and whether it was put off.
pub fn detail(line: &DueLine, cx: &Ctx, columns: usize) -> Vec<Line<'static>> {
    let subject_words = [line.subject.activity.as_ref().map(|(_, name)| name.clone()), line.subject.what.clone()];
    let words = subject_words.into_iter().flatten().map(|text| text.replace('\n', " ")).collect::<Vec<_>>().join(" · ");
    let rule = with_outer(line, cx, 0);
    let head = if words.is_empty() { rule } else { format!("{rule}: {words}") };
    let outer = line.outer().map(|outer| say!(cx.words, "due-outer", day = show_date(outer)));
    let why = [Some(cx.words.due_why(line)), outer].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let lines = |text: String| wrap(&text, columns).into_iter().filter(|line| !line.is_empty());
    let head = lines(head).take(1).map(|line| Line::styled(line, cx.theme.strong()));
    head.chain([put_off(line, cx).unwrap_or_default(), why].into_iter().flat_map(lines).map(Line::from)).collect()
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
        Target::Review(episode) | Target::FinalReview(episode) => {
            Some(Effect::Open(FormScreen::boxed(ReviewForm::of(episode))))
        }
        Target::Episode(episode) => Some(Effect::Open(FormScreen::boxed(EpisodeForm::edit(episode)))),
        Target::OwnWorker(_) => client.map(|client| Effect::Open(FormScreen::boxed(OwnWorkerForm::of(client)))),
        Target::Person(client) => Some(Effect::Open(FormScreen::boxed(ClientForm::edit(client)))),
        Target::Register(activity, slot, day) => Some(Effect::Open(Roster::on_slot(activity, slot, day))),
        Target::Appointments(activity, slot, day) => Some(Effect::Open(Slots::on_slot(activity, slot, day))),
        Target::Queue(activity) => Some(Effect::Open(QueueScreen::boxed(activity))),
        Target::Service(activity) => Some(Effect::Open(ServicePage::boxed(activity))),
        Target::Opening(_) => Some(Effect::Open(Openings::boxed())),
        Target::Plan(_) => client.map(|client| Effect::Open(PlanScreen::boxed(client))),
        // The next one takes its place.
        Target::Decision(_) => client.map(|client| Effect::Open(FormScreen::boxed(DecisionForm::new(client)))),
        Target::Client(_) | Target::FollowUp(_) => client.map(Effect::OpenCard),
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

/// Another day: for what people have set, that day itself; for what law, a decision or the calendar gives, the day on
/// which it is spoken of again.
pub fn move_to(line: &DueLine, cx: &Ctx) -> Effect {
    let prompt = match line.subject.target {
        Target::FollowUp(note) => FormScreen::boxed(MoveDate::follow_up(note, subject(line))),
        Target::Review(episode) => FormScreen::boxed(PostponeReview::of(episode)),
        _ => {
            let about = format!("{}, {}", with_outer(line, cx, 0), subject(line));
            FormScreen::boxed(SnoozeForm::of(line.clone(), about))
        }
    };
    Effect::Open(prompt)
}

/// Takes a follow-up up again on the next day on which people work.
pub fn tomorrow(line: &DueLine, cx: &Ctx) -> Option<Effect> {
    put_off_to(line, cx.today + Days::new(1), cx)
}

/// Takes a follow-up up again in a week.
pub fn next_week(line: &DueLine, cx: &Ctx) -> Option<Effect> {
    put_off_to(line, cx.today + Days::new(7), cx)
}

fn put_off_to(line: &DueLine, day: NaiveDate, cx: &Ctx) -> Option<Effect> {
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
        Made::Woken => say!(cx.words, "due-woken"),
        Made::PutOff(day) => say!(cx.words, "due-line-put-off", day = cx.words.short_day(day)),
        _ => say!(cx.words, "due-line-done"),
    }
}
