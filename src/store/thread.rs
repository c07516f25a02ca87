//! The store's own thread: it alone holds the connection, so that drawing never waits for the disk.

use std::any::Any;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::Store;
use super::backup::{Errand, Ran};
use super::change::{Change, Outcome};
use super::drafts::DraftKey;
use super::error::{Result, StoreError};
use super::news::News;
use super::request::{Answer, Query};
use crate::domain::trace::Trace;

/// Names who asked and which asking it was, so that an answer to an old question is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket {
    pub asker: u64,
    pub turn: u64,
}

/// Work that rooms above the store know of, such as bringing a file in.
pub type Work = Box<dyn FnOnce(&mut Store) -> Result<Given> + Send>;

/// What it gives, which only those rooms understand.
pub type Given = Box<dyn Any + Send>;

/// Work for the store. A read, a write and an undo are answered by a [`Report`]; a draft only when it could not be kept.
pub enum Job {
    Read(Ticket, Query),
    Write(Ticket, Box<Change>, Option<DraftKey>),
    Undo(Ticket),
    /// `writes` when it is a change.
    Work {
        ticket: Ticket,
        work: Work,
        writes: bool,
    },
    KeepDraft {
        key: DraftKey,
        base_rev: Option<i64>,
        body: String,
    },
    DropDraft(DraftKey),
    /// The draft of a certain sitting.
    DropDraftOf(DraftKey, i64),
    /// For the log: what was looked at.
    Trace(Vec<Trace>),
    /// Something about the copies of the file, done beside everything else.
    Errand(Errand),
    /// Another session may have committed.
    LookForChanges,
    /// Whoever posts this knows that the file was put back: what comes after it was made on the file as it is now.
    SeenRestored,
    /// Answered on the channel once everything before it is on the disk.
    Settle(Sender<()>),
}

/// What the store has to say.
pub enum Report {
    Answered(Ticket, Result<Answer>),
    Changed(Ticket, Result<Outcome>),
    /// What the work gave.
    Worked {
        ticket: Ticket,
        given: Result<Given>,
        wrote: bool,
    },
    /// Another session has changed something.
    ChangedElsewhere(News),
    /// A draft could not be kept; the text is still in the form.
    DraftLost(StoreError),
    /// What was looked at is not in the log yet; it is tried again.
    Untraced(StoreError),
    Ran(Result<Ran>),
}

/// A way to hand jobs to the store from any thread.
#[derive(Clone)]
pub struct Desk(Sender<Job>);

impl Desk {
    /// Puts a job in the queue. A store that is gone has been left on purpose: the program is ending.
    pub fn post(&self, job: Job) {
        let _ = self.0.send(job);
    }

    /// Waits until everything posted so far is on the disk, though not longer than `patience`.
    pub fn settle(&self, patience: Duration) {
        let (done, wait) = channel();
        self.post(Job::Settle(done));
        let _ = wait.recv_timeout(patience);
    }
}

/// How often the store looks for others' changes by itself, should nothing have told it of them: six times a minute is
/// one wakeup in ten seconds.
pub const LOOK_EVERY: Duration = Duration::from_secs(10);

/// Starts the thread. `report` is called on it; it ends when every desk is gone. It looks for others' changes when it
/// is told to, and `every` so often while it has nothing to do.
pub fn start(
    store: Store,
    every: Duration,
    report: impl Fn(Report) + Send + Sync + 'static,
) -> std::io::Result<(Desk, JoinHandle<()>)> {
    let (jobs, queue) = channel();
    let report: Reporter = Arc::new(report);
    let handle =
        std::thread::Builder::new().name("store".into()).spawn(move || serve(store, every, &queue, &report))?;
    Ok((Desk(jobs), handle))
}

/// The next thing to do; to look for changes when nothing else comes. `None` when nothing more can come.
fn next(queue: &Receiver<Job>, every: Duration) -> Option<Job> {
    match queue.recv_timeout(every) {
        Err(RecvTimeoutError::Timeout) => Some(Job::LookForChanges),
        got => got.ok(),
    }
}

/// What a report is made to, by whichever thread.
type Reporter = Arc<dyn Fn(Report) + Send + Sync>;

fn serve(mut store: Store, every: Duration, queue: &Receiver<Job>, report: &Reporter) {
    let mut waiting: VecDeque<Job> = VecDeque::new();
    let mut untraced: Vec<Trace> = Vec::new();
    // The file was put back, and whoever asks for changes may not know it yet.
    let mut unheard = false;
    while let Some(job) = waiting.pop_front().or_else(|| next(queue, every)) {
        waiting.extend(queue.try_iter());
        match job {
            Job::Read(ticket, _) if is_superseded(ticket, &waiting) => {}
            Job::Read(ticket, query) => report(Report::Answered(ticket, store.answer(&query))),
            Job::Write(ticket, ..) | Job::Undo(ticket) if unheard => {
                report(Report::Changed(ticket, Err(StoreError::Restored)));
            }
            Job::Write(ticket, change, draft) => {
                let made = store.change(&change, draft.as_ref()).map(Outcome::Made);
                look_if_restored(&made, &mut waiting);
                report(Report::Changed(ticket, made));
            }
            Job::Undo(ticket) => {
                let undone = store.undo().map(Outcome::Undone);
                look_if_restored(&undone, &mut waiting);
                report(Report::Changed(ticket, undone));
            }
            Job::Work { ticket, writes: true, .. } if unheard => {
                report(Report::Worked { ticket, given: Err(StoreError::Restored), wrote: true });
            }
            Job::Work { ticket, work, writes } => {
                let given = work(&mut store);
                look_if_restored(&given, &mut waiting);
                report(Report::Worked { ticket, given, wrote: writes });
            }
            Job::KeepDraft { key, base_rev, body } => {
                if let Err(error) = store.keep_draft(&key, base_rev, &body) {
                    report(Report::DraftLost(error));
                }
            }
            Job::DropDraft(key) => {
                if let Err(error) = store.drop_draft(&key) {
                    report(Report::DraftLost(error));
                }
            }
            Job::DropDraftOf(key, sitting) => {
                if let Err(error) = store.drop_draft_of(&key, sitting) {
                    report(Report::DraftLost(error));
                }
            }
            Job::Trace(traces) => {
                untraced.extend(traces);
                match store.trace(&untraced) {
                    Ok(()) => untraced.clear(),
                    Err(error) => report(Report::Untraced(error)),
                }
            }
            // What cannot be read now is looked for again soon.
            Job::LookForChanges => {
                if let Ok(Some(news)) = store.news() {
                    unheard |= news.restored;
                    report(Report::ChangedElsewhere(news));
                }
            }
            Job::SeenRestored => unheard = false,
            Job::Errand(errand) => run(&store, errand, report),
            Job::Settle(done) => {
                // The last chance for what the log could not take before; whoever leaves cannot be told any more.
                if !untraced.is_empty() && store.trace(&untraced).is_ok() {
                    untraced.clear();
                }
                // Who has stopped waiting for it need not be told.
                let _ = done.send(());
            }
        }
    }
}

/// Who was refused because the file was put back is told of it next.
fn look_if_restored<T>(outcome: &Result<T>, waiting: &mut VecDeque<Job>) {
    if matches!(outcome, Err(StoreError::Restored)) {
        waiting.push_front(Job::LookForChanges);
    }
}

/// Runs an errand on a thread of its own. A program that ends meanwhile leaves nothing that would be taken for a copy.
fn run(store: &Store, errand: Errand, report: &Reporter) {
    let (work, done) = (store.errand(errand), Arc::clone(report));
    let started = std::thread::Builder::new().name("copies".into()).spawn(move || done(Report::Ran(work())));
    if let Err(error) = started {
        report(Report::Ran(Err(error.into())));
    }
}

/// Who asks anew has no use for the answer to the older question: typing is not slowed down by what was typed before.
fn is_superseded(ticket: Ticket, waiting: &VecDeque<Job>) -> bool {
    waiting
        .iter()
        .any(|job| matches!(job, Job::Read(later, _) if later.asker == ticket.asker && later.turn > ticket.turn))
}
