//! The thread that waits for signals.
//!
//! It can end the program alone. The main thread may hang in a write to a terminal that takes no more bytes, and the
//! text that a worker has half typed must be saved all the same.

use std::io;
use std::process;
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::Input;
use super::screen;

/// How long the program may take to end by itself after [`Input::Terminate`].
pub const GRACE: Duration = Duration::from_secs(1);

/// Starts the thread. `save` keeps unsaved text; it runs when the program has to end without its main thread.
/// `send` takes what the main thread is to know.
///
/// - HUP, the line dropped: save and exit at once.
/// - TERM, INT, QUIT: [`Input::Terminate`]; whoever has not ended after [`GRACE`] is saved and ended.
/// - TSTP, CONT: leave the screen and stop; enter it again. Ctrl-Z is not among them, in raw mode it is a key.
/// - WINCH: [`Input::Resize`].
///
/// The exit code is 128 and the signal's number, as shells have it.
///
/// # Errors
/// When the signals cannot be registered or the thread not be started.
pub fn spawn(save: impl FnOnce() + Send + 'static, send: impl FnMut(Input) + Send + 'static) -> io::Result<()> {
    let signals = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        let exit_code = wait_for_the_end(signals, send);
        save();
        screen::leave();
        process::exit(exit_code);
    })?;
    Ok(())
}

/// Handles signals until one ends the program. Returns the exit code.
fn wait_for_the_end(mut signals: Signals, mut send: impl FnMut(Input)) -> i32 {
    for signal in signals.forever() {
        let exit_code = 128 + signal;
        match signal {
            SIGHUP => return exit_code,
            SIGWINCH => tell_size(&mut send),
            SIGTSTP => suspend(),
            SIGCONT => resume(&mut send),
            _ => {
                send(Input::Terminate { exit_code: exit_code as u8 });
                thread::sleep(GRACE);
                return exit_code;
            }
        }
    }
    unreachable!("nobody closes the signals")
}

fn suspend() {
    screen::leave();
    // Stops the whole process here. On SIGCONT it goes on, and that signal's turn comes next.
    let _ = emulate_default_handler(SIGTSTP);
}

fn resume(send: &mut impl FnMut(Input)) {
    match screen::take_over() {
        Ok(()) => tell_size(send),
        Err(_) => send(Input::Lost),
    }
}

fn tell_size(send: &mut impl FnMut(Input)) {
    send(screen::size().map_or(Input::Lost, |(width, height)| Input::Resize(width, height)));
}
