//! The only loop: it hands messages to the app, commands to the store, and frames to the terminal.
//!
//! Nothing runs while nothing happens. A burst of messages makes one frame.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use crate::app::{App, Cmd, Ctx, Fetch, Fetched, Msg, OpenDraft};
use crate::domain::worker::Worker;
use crate::say;
use crate::screens;
use crate::store::Store;
use crate::store::thread::{self, Desk, Job, Report, Ticket};
use crate::term::idle::{Idle, Patience, Rest};
use crate::term::{self, Caps, Input, Screen};
use crate::text::Words;
use crate::widgets::Theme;

/// A draft is kept this long after the last key, and at the latest after [`DRAFT_AT_LATEST`].
const DRAFT_PAUSE: Duration = Duration::from_secs(1);
const DRAFT_AT_LATEST: Duration = Duration::from_secs(5);

/// How long the end of the program waits for a file that somebody else holds.
const LAST_PATIENCE: Duration = Duration::from_secs(11);

/// The exit code after a lost terminal: 128 + SIGHUP.
const HUNG_UP: u8 = 129;

/// Where today comes from: the real clock, or a fixed day that never ends.
#[derive(Clone, Copy)]
pub enum Clock {
    Real(fn() -> NaiveDate),
    Fixed(NaiveDate),
}

impl Clock {
    /// The day it is.
    pub fn today(self) -> NaiveDate {
        match self {
            Clock::Real(today) => today(),
            Clock::Fixed(day) => day,
        }
    }
}

/// What the main thread waits for.
enum Event {
    Input(Input),
    Report(Report),
    /// A file of the user's, or a path.
    Fetched(Ticket, Fetched),
}

/// How a sitting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// With this exit code: somebody quit, or a signal came.
    Code(u8),
    /// Nobody had typed for so many minutes.
    Idle(u32),
}

/// The newest text of each open form, where the signal thread finds it when main cannot be asked.
type Unsaved = Arc<Mutex<Vec<OpenDraft>>>;

/// Runs the terminal program to its end. `at_last` is called when all is kept, whichever thread ends it.
///
/// # Errors
/// When there is no terminal to run on, or no thread to be had.
pub fn run(
    store: Store,
    me: Worker,
    words: Words,
    clock: Clock,
    caps: Caps,
    at_last: impl Fn() + Clone + Send + 'static,
) -> Result<Ending, term::screen::EnterError> {
    term::screen::install_panic_hook(say!(words, "panicked"));
    let (bell, own) = (store.bell().cloned(), store.path().to_path_buf());
    let mut screen = Screen::enter(caps)?;
    let theme = Theme { colour: caps.colour, unicode: caps.unicode };
    let (events, inbox) = channel();
    let reports = events.clone();
    let (desk, _) = thread::start(store, thread::LOOK_EVERY, move |report| drop(reports.send(Event::Report(report))))?;
    let unsaved = Unsaved::default();
    let (last_words, last_desk) = (unsaved.clone(), desk.clone());
    let (signals, last_act) = (events.clone(), at_last.clone());
    let save = move || {
        keep(&last_words, &last_desk);
        last_act();
    };
    term::signals::spawn(save, move |input| drop(signals.send(Event::Input(input))))?;
    let fetching = events.clone();
    term::input::spawn(move |input| drop(events.send(Event::Input(input))))?;
    let look = desk.clone();
    if let Some(bell) = bell {
        bell.listen(move || look.post(Job::LookForChanges));
    }
    let cx = Ctx::new(clock.today(), words, theme, me, chrono::Utc::now().timestamp_micros());
    let (app, cmds) = App::start(cx, &screens::MENU);
    let idle = Idle::from(Instant::now());
    let fetching = Fetching { events: fetching, own };
    let mut session =
        Session { app, desk, fetching, unsaved, clock, idle, draft_due: None, first_change: None, kept: Vec::new() };
    let ending = match session.carry_out(cmds) {
        Some(ending) => ending,
        None => session.serve(&inbox, &mut screen),
    };
    keep(&session.unsaved, &session.desk);
    at_last();
    drop(screen);
    Ok(ending)
}

/// Puts the unsaved text of every form into the file, and waits until it is there.
fn keep(unsaved: &Unsaved, desk: &Desk) {
    let drafts = unsaved.lock().map(|mut drafts| std::mem::take(&mut *drafts)).unwrap_or_default();
    post_drafts(&drafts, desk);
    desk.settle(LAST_PATIENCE);
}

fn post_drafts(drafts: &[OpenDraft], desk: &Desk) {
    for draft in drafts {
        let OpenDraft { key, base_rev, body } = draft.clone();
        desk.post(Job::KeepDraft { key, base_rev, body });
    }
}

/// How files of the user's come in.
struct Fetching {
    events: Sender<Event>,
    /// The program's own file, which is read in no other way than through the store.
    own: PathBuf,
}

impl Fetching {
    /// Does a piece of work that may wait for a disk, beside the loop.
    fn spawn(&self, ticket: Ticket, fetch: impl FnOnce() -> Fetched + Send + 'static) {
        let events = self.events.clone();
        let work = move || drop(events.send(Event::Fetched(ticket, fetch())));
        if let Err(error) = std::thread::Builder::new().name("fetch".into()).spawn(work) {
            drop(self.events.send(Event::Fetched(ticket, Fetched::File(Err(error.kind())))));
        }
    }
}

struct Session {
    app: App,
    desk: Desk,
    fetching: Fetching,
    unsaved: Unsaved,
    clock: Clock,
    idle: Idle,
    draft_due: Option<Instant>,
    /// When the oldest text was typed that is not yet in the file.
    first_change: Option<Instant>,
    /// What the file has of each open form.
    kept: Vec<OpenDraft>,
}

impl Session {
    fn serve(&mut self, inbox: &Receiver<Event>, screen: &mut Screen) -> Ending {
        let mut dirty = true;
        loop {
            if dirty && screen.draw(|frame| self.app.view(frame)).is_err() {
                return Ending::Code(HUNG_UP);
            }
            dirty = false;
            let Some(first) = self.wait(inbox) else {
                match self.on_deadline() {
                    Ok(changed) => dirty = changed,
                    Err(ending) => return ending,
                }
                continue;
            };
            // Whatever has come meanwhile is part of the same frame.
            let burst = [first].into_iter().chain(std::iter::from_fn(|| inbox.try_recv().ok()));
            for event in burst.collect::<Vec<_>>() {
                match self.take(event, screen) {
                    Ok(drawn) => dirty |= drawn,
                    Err(ending) => return ending,
                }
            }
        }
    }

    /// The next event; `None` when a deadline comes first.
    fn wait(&self, inbox: &Receiver<Event>) -> Option<Event> {
        let midnight = matches!(self.clock, Clock::Real(_)).then(until_midnight);
        let now = Instant::now();
        let draft = self.draft_due.map(|due| due.saturating_duration_since(now));
        let idle = self.idle.left(now, self.patience());
        let first = midnight.into_iter().chain(draft).fold(idle, Duration::min);
        inbox.recv_timeout(first).ok()
    }

    /// How long the team lets a terminal stand without a key.
    fn patience(&self) -> Patience {
        let settings = &self.app.cx.lists.settings;
        Patience::of_minutes(settings.blank_minutes, settings.end_minutes)
    }

    /// True when something has changed on the screen.
    fn on_deadline(&mut self) -> Result<bool, Ending> {
        if self.draft_due.is_some_and(|due| due <= Instant::now()) {
            self.keep_drafts();
        }
        let rests = match self.idle.comes_to(Instant::now(), self.patience()) {
            Some(Rest::End) => return Err(Ending::Idle(self.app.cx.lists.settings.end_minutes)),
            Some(Rest::Blank) => Some(Msg::Idle),
            None => None,
        };
        let today = self.clock.today();
        let new_day = (today != self.app.cx.today).then_some(Msg::NewDay(today));
        let mut changed = false;
        for msg in rests.into_iter().chain(new_day) {
            let cmds = self.app.update(msg);
            self.carry_out(cmds);
            changed = true;
        }
        Ok(changed)
    }

    /// Whether to draw; or the exit code.
    fn take(&mut self, event: Event, screen: &mut Screen) -> Result<bool, Ending> {
        if matches!(event, Event::Input(Input::Key(_) | Input::Paste { .. })) {
            self.idle.wake(Instant::now());
        }
        let msg = match event {
            Event::Input(Input::Key(key)) => {
                // Should nothing have woken this session, a key shows at the latest what a colleague has changed.
                self.desk.post(Job::LookForChanges);
                Msg::Key(key)
            }
            Event::Input(Input::Paste { text, cut }) => Msg::Paste { text, cut },
            Event::Input(Input::Resize(width, height)) => {
                return screen.resize(width, height).map(|()| true).map_err(|_: io::Error| Ending::Code(HUNG_UP));
            }
            Event::Input(Input::Lost) => return Err(Ending::Code(HUNG_UP)),
            Event::Input(Input::Terminate { exit_code }) => return Err(Ending::Code(exit_code)),
            Event::Report(Report::Answered(ticket, answer)) => Msg::Answered(ticket, answer),
            Event::Report(Report::Changed(ticket, outcome)) => Msg::Changed(ticket, outcome),
            Event::Report(Report::Worked { ticket, given, wrote }) => {
                Msg::Fetched { ticket, fetched: Fetched::Work(given), wrote }
            }
            Event::Fetched(ticket, fetched) => Msg::Fetched { ticket, fetched, wrote: false },
            Event::Report(Report::DraftLost(error)) => {
                // Not in the file after all: it is tried again.
                self.kept.clear();
                Msg::DraftLost(error)
            }
            Event::Report(Report::Untraced(error)) => Msg::Untraced(error),
            Event::Report(Report::ChangedElsewhere(news)) => {
                // The file that had them is not there any more.
                self.kept.retain(|_| !news.restored);
                Msg::Stale(news)
            }
            Event::Report(Report::Ran(ran)) => Msg::Ran(ran),
        };
        let cmds = self.app.update(msg);
        self.note_drafts();
        match self.carry_out(cmds) {
            Some(ending) => Err(ending),
            None => Ok(true),
        }
    }

    /// How it ends, when one of the commands is to quit.
    fn carry_out(&mut self, cmds: Vec<Cmd>) -> Option<Ending> {
        for cmd in cmds {
            match cmd {
                Cmd::Read(ticket, query) => self.desk.post(Job::Read(ticket, query)),
                Cmd::Write(ticket, change, draft) => self.desk.post(Job::Write(ticket, change, draft)),
                Cmd::Undo(ticket) => self.desk.post(Job::Undo(ticket)),
                Cmd::KeepDraft(draft) => post_drafts(&[draft], &self.desk),
                Cmd::DropDraft(key) => self.desk.post(Job::DropDraft(key)),
                Cmd::DropDraftOf(key, sitting) => self.desk.post(Job::DropDraftOf(key, sitting)),
                Cmd::Trace(traces) => self.desk.post(Job::Trace(traces)),
                Cmd::Errand(errand) => self.desk.post(Job::Errand(errand)),
                Cmd::SeenRestored => self.desk.post(Job::SeenRestored),
                Cmd::WriteFile { name, content } => {
                    let written = term::files::write_new(&name, &content).map_err(|error| error.kind());
                    let cmds = self.app.update(Msg::Written(written));
                    self.carry_out(cmds);
                }
                Cmd::Fetch(ticket, fetch) => self.run(ticket, fetch),
                Cmd::Quit => return Some(Ending::Code(0)),
            }
        }
        None
    }

    fn run(&self, ticket: Ticket, fetch: Fetch) {
        match fetch {
            Fetch::Look(work) => self.desk.post(Job::Work { ticket, work, writes: false }),
            Fetch::Write(work) => self.desk.post(Job::Work { ticket, work, writes: true }),
            Fetch::Read { path, most } => {
                let own = self.fetching.own.clone();
                let read = move || term::files::read(&path, most, &own).map_err(|error| error.kind());
                self.fetching.spawn(ticket, move || Fetched::File(read()));
            }
            Fetch::Complete(typed) => self.fetching.spawn(ticket, move || {
                let (typed, names) = term::files::complete(&typed);
                Fetched::Paths { typed, names }
            }),
        }
    }

    /// Sees whether a form's text differs from what the file has, and by when it has to be there.
    fn note_drafts(&mut self) {
        let open = self.app.drafts();
        self.kept.retain(|kept| open.iter().any(|draft| draft.key == kept.key));
        let changed: Vec<OpenDraft> = open.into_iter().filter(|draft| !self.kept.contains(draft)).collect();
        if changed.is_empty() {
            (self.draft_due, self.first_change) = (None, None);
        } else {
            let now = Instant::now();
            let first = *self.first_change.get_or_insert(now);
            self.draft_due = Some((now + DRAFT_PAUSE).min(first + DRAFT_AT_LATEST));
        }
        if let Ok(mut unsaved) = self.unsaved.lock() {
            *unsaved = changed;
        }
    }

    fn keep_drafts(&mut self) {
        let drafts = self.app.drafts();
        post_drafts(&drafts, &self.desk);
        self.kept = drafts;
        if let Ok(mut unsaved) = self.unsaved.lock() {
            unsaved.clear();
        }
        (self.draft_due, self.first_change) = (None, None);
    }
}

/// Until the day changes in Finland.
fn until_midnight() -> Duration {
    let now = chrono::Utc::now().with_timezone(&chrono_tz::Europe::Helsinki).naive_local();
    let midnight = now.date().succ_opt().unwrap_or(now.date()).and_hms_opt(0, 0, 1).unwrap_or(now);
    (midnight - now).to_std().unwrap_or(Duration::from_secs(60))
}
