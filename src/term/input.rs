//! The thread that reads the terminal.
//!
//! It reads bytes itself, for crossterm 0.29's reader never returns once the terminal is gone and burns a processor
//! instead (its issue 793), and takes an arrow key whose bytes arrive in two packets for Esc and two letters (993).

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::os::fd::AsFd;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::Input;
use super::decode::Decoder;
pub use super::decode::PASTE_LIMIT;

/// How long a lone Esc byte may turn out to be the beginning of another key. A person cannot type that fast, and
/// most lines deliver the rest of a key sooner.
const ESC_PATIENCE: Duration = Duration::from_millis(60);

/// Starts the thread, which hands everything that arrives to `send` and ends after [`Input::Lost`].
///
/// # Errors
/// When standard input cannot be duplicated or the thread not be started.
pub fn spawn(mut send: impl FnMut(Input) + Send + 'static) -> io::Result<()> {
    // Not `io::stdin()`: its buffer would hide from `poll` what has arrived.
    let tty = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    thread::Builder::new().name("input".into()).spawn(move || {
        // Whatever ends the reading, nothing more can come.
        let _ = read_all(tty, &mut send);
        send(Input::Lost);
    })?;
    Ok(())
}

/// Reads to the end, which for a terminal is its loss.
fn read_all(mut tty: impl Read + AsFd, send: &mut impl FnMut(Input)) -> io::Result<()> {
    let mut decoder = Decoder::default();
    let mut bytes = [0; 4096];
    loop {
        let patience = decoder.holds_esc().then_some(ESC_PATIENCE);
        if !is_readable(&tty, patience)? {
            decoder.release_esc(send);
            continue;
        }
        match tty.read(&mut bytes) {
            Ok(0) => return Ok(()),
            Ok(count) => decoder.feed(&bytes[..count], send),
            Err(error) if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::WouldBlock) => {}
            Err(error) => return Err(error),
        }
    }
}

/// Waits until there is something to read (its end counts), at most for `patience`.
fn is_readable(tty: &impl AsFd, patience: Option<Duration>) -> io::Result<bool> {
    let patience = patience.map(|time| Timespec::try_from(time).expect("a constant that fits"));
    loop {
        match poll(&mut [PollFd::new(tty, PollFlags::IN)], patience.as_ref()) {
            Ok(ready) => return Ok(ready > 0),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::os::unix::net::UnixStream;
    use std::sync::mpsc::{self, Receiver};

    use ratatui::crossterm::event::KeyCode;

    /// A line with a reader at its far end, as the thread would run it.
    fn line() -> (UnixStream, Receiver<Input>) {
        let (near, far) = UnixStream::pair().unwrap();
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut send = |input| sender.send(input).unwrap();
            read_all(far, &mut send).unwrap();
            send(Input::Lost);
        });
        (near, receiver)
    }

    #[test]
    fn a_lone_esc_is_let_go_without_another_byte() {
        let (mut line, inputs) = line();
        line.write_all(b"\x1b").unwrap();
        assert_eq!(inputs.recv(), Ok(Input::Key(KeyCode::Esc.into())));
    }

    #[test]
    fn the_end_of_the_line_is_told_after_all_that_came_before() {
        let (mut line, inputs) = line();
        line.write_all(b"a\x1b[B").unwrap();
        drop(line);
        let told: Vec<_> = inputs.iter().collect();
        assert_eq!(told, [Input::Key(KeyCode::Char('a').into()), Input::Key(KeyCode::Down.into()), Input::Lost]);
    }
}
