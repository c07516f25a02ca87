//! Opening the terminal program, and the offer to make a file where there is none.

use std::io::{self, BufRead, IsTerminal, Write};

use super::{Context, Failure, init, place};
use crate::domain::worker::Worker;
use crate::runtime::{self, Clock, Ending};
use crate::say;
use crate::store::{Store, StoreError};
use crate::term::Caps;
use crate::term::screen::EnterError;
use crate::text::Words;

/// Opens the file that is there, or offers to make it.
///
/// # Errors
/// A sentence: no file and no wish for one, no right to it, no terminal.
pub fn open(context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let (store, me) = match context.open() {
        Err(Failure::File(path, StoreError::Missing)) if io::stdin().is_terminal() => {
            let question = say!(&context.words, "offer-file", path = path.display().to_string());
            if !agrees(&question, &context.words, out)? {
                return Err(Failure::File(path, StoreError::Missing));
            }
            init::create(context, None, None)?;
            context.open()?
        }
        other => other?,
    };
    let clock = if context.day_is_fixed { Clock::Fixed(context.today) } else { Clock::Real(place::today) };
    show(context, store, me, clock, out, || {})
}

/// Asks until the answer is a yes or a no, in the user's language or with the first letter.
pub fn agrees(question: &str, words: &Words, out: &mut dyn Write) -> io::Result<bool> {
    let (yes, no) = (say!(words, "yes"), say!(words, "no"));
    let mut lines = io::stdin().lock().lines();
    loop {
        write!(out, "{question} [{yes}/{no}] ")?;
        out.flush()?;
        let Some(answer) = lines.next().transpose()? else { return Ok(false) };
        let answer = answer.trim().to_lowercase();
        let means = |word: &str| !answer.is_empty() && word.starts_with(&answer);
        match (means(&yes), means(&no)) {
            (true, false) => return Ok(true),
            (false, true) => return Ok(false),
            _ => {}
        }
    }
}

/// Runs the terminal program on an open file; the exit code. `at_last` is called on every way out.
///
/// # Errors
/// When there is no terminal that it could run on.
pub fn show(
    context: &Context,
    mut store: Store,
    me: Worker,
    clock: Clock,
    out: &mut dyn Write,
    at_last: impl Fn() + Clone + Send + 'static,
) -> Result<u8, Failure> {
    store.live_by(move || clock.today());
    let caps = Caps::detect(|name| std::env::var(name).ok());
    let ending = runtime::run(store, me, context.words.clone(), clock, caps, at_last).map_err(|error| match error {
        EnterError::NotATerminal => Failure::Refused(say!(&context.words, "no-terminal")),
        EnterError::Dumb => Failure::Refused(say!(&context.words, "dumb-terminal")),
        EnterError::Io(error) => Failure::Output(error),
    })?;
    Ok(match ending {
        Ending::Code(code) => code,
        Ending::Idle(minutes) => {
            writeln!(out, "{}", say!(&context.words, "ended-idle", minutes = minutes))?;
            0
        }
    })
}
