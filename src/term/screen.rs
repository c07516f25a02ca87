//! The screen: entering it, drawing on it, and leaving it from anywhere.
//!
//! A panic on any thread, a signal and an ordinary return all leave through [`leave`], so the shell gets its terminal
//! back in order, and nothing that was drawn stays in its scrollback.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::os::fd::AsFd;
use std::panic::{self, PanicHookInfo};
use std::process;
use std::rc::Rc;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::{Hide, MoveTo, Show};
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::style::{Attribute, SetAttribute, force_color_output};
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{execute, queue};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::tcgetwinsize;

use super::caps::Caps;
use super::sweep::{make_plain, sweep};

/// How long leaving waits for a terminal that takes no bytes, such as a frozen line.
const PATIENCE: Duration = Duration::from_millis(300);

/// The exit code after a panic, the one that Rust itself uses.
const PANICKED: i32 = 101;

/// The terminal while the program is on its screen; `None` before and after. Its own handle, not `io::stdout()`,
/// whose lock a blocked writer would hold against everybody who wants to leave.
static ENTERED: Mutex<Option<File>> = Mutex::new(None);

/// Why there is no screen to enter.
#[derive(Debug, thiserror::Error)]
pub enum EnterError {
    #[error("standard input or output is no terminal")]
    NotATerminal,
    #[error("the terminal cannot move its cursor (TERM=dumb)")]
    Dumb,
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// The program's full-screen view of the terminal, from [`Screen::enter`] until it is dropped.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Outbox>>,
    outbox: Outbox,
    /// The font has more than letters.
    unicode: bool,
}

impl Screen {
    /// Takes the terminal over: raw mode, alternate screen, bracketed paste. The window title stays as it is.
    /// The threads of [`super::input`] and [`super::signals`] are to be started after this.
    pub fn enter(caps: Caps) -> Result<Self, EnterError> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(EnterError::NotATerminal);
        }
        if !caps.addressable {
            return Err(EnterError::Dumb);
        }
        // Otherwise crossterm 0.29 answers NO_COLOR with `CSI m`, which wipes the reversed selection as well.
        // Whether there are colours is decided once, by the theme.
        force_color_output(true);
        let outbox = Outbox::default();
        let terminal = Terminal::new(CrosstermBackend::new(outbox.clone()))?;
        let screen = Self { terminal, outbox, unicode: caps.unicode }; // made first, so that a failure half-way leaves again
        take_over()?;
        Ok(screen)
    }

    /// Draws one frame and sends what changed, in one write that the terminal shows at once.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame)) -> io::Result<()> {
        size()?; // ratatui asks for it too, and crossterm starts `tput` when the terminal is gone
        let unicode = self.unicode;
        self.terminal.draw(|frame| {
            render(frame);
            sweep(frame.buffer_mut());
            if !unicode {
                make_plain(frame.buffer_mut());
            }
        })?;
        let frame = self.outbox.take();
        match lock().as_mut() {
            Some(tty) => send(tty, &frame),
            None => Ok(()), // left or suspended: nothing may be drawn over the shell
        }
    }

    /// Makes the next frame a whole one, of this size.
    pub fn resize(&mut self, width: u16, height: u16) -> io::Result<()> {
        self.terminal.resize(Rect::new(0, 0, width, height))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// The size of the window, in columns and rows.
///
/// # Errors
/// When the terminal is gone.
pub fn size() -> io::Result<(u16, u16)> {
    let size = tcgetwinsize(io::stdout())?;
    Ok((size.ws_col, size.ws_row))
}

/// Gives the terminal back. May be called by any thread and any number of times, and takes at most twice
/// [`PATIENCE`], even when another thread hangs in the middle of drawing.
pub fn leave() {
    let entered = lock_within(PATIENCE).and_then(|mut entered| entered.take());
    let _ = disable_raw_mode();
    if let Some(mut tty) = entered
        && is_writable(&tty, PATIENCE)
    {
        // Errors are of no use here: a terminal that is gone needs no restoring.
        let _ = execute!(
            tty,
            EndSynchronizedUpdate,
            SetAttribute(Attribute::Reset),
            Clear(ClearType::All),
            MoveTo(0, 0),
            DisableBracketedPaste,
            Show,
            LeaveAlternateScreen,
        );
    }
}

/// Enters the terminal that [`Screen::enter`] once accepted; again after a suspension, whether or not the program
/// had time to leave before it.
pub(super) fn take_over() -> io::Result<()> {
    let mut tty = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    let mut entered = lock();
    // The shell may have changed the mode since; crossterm sets it only when it thinks that it is not set.
    disable_raw_mode()?;
    enable_raw_mode()?;
    let mut greeting = Vec::new();
    queue!(greeting, EnterAlternateScreen, EnableBracketedPaste, Hide, Clear(ClearType::All))?;
    tty.write_all(&greeting)?;
    *entered = Some(tty);
    Ok(())
}

/// From now on a panic on any thread restores the terminal, prints `sentence` and the place in the code, and exits
/// with 101. The panic's own message is not shown: it may hold personal data.
pub fn install_panic_hook(sentence: String) {
    panic::set_hook(Box::new(move |info: &PanicHookInfo| {
        leave();
        let mut stderr = io::stderr();
        if is_writable(&stderr, PATIENCE) {
            let place = info.location().map(|at| format!(" ({}:{})", at.file(), at.line()));
            let _ = writeln!(stderr, "{sentence}{}", place.unwrap_or_default());
        }
        process::exit(PANICKED);
    }));
}

fn send(tty: &mut File, frame: &[u8]) -> io::Result<()> {
    let mut bytes = Vec::with_capacity(frame.len() + 16);
    queue!(bytes, BeginSynchronizedUpdate)?;
    bytes.extend_from_slice(frame);
    queue!(bytes, EndSynchronizedUpdate)?;
    tty.write_all(&bytes)
}

fn lock() -> MutexGuard<'static, Option<File>> {
    ENTERED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The lock, unless somebody holds it for longer than `patience`: a writer that hangs never lets go.
fn lock_within(patience: Duration) -> Option<MutexGuard<'static, Option<File>>> {
    let deadline = Instant::now() + patience;
    loop {
        match ENTERED.try_lock() {
            Ok(guard) => return Some(guard),
            Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) if Instant::now() > deadline => return None,
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(5)),
        }
    }
}

fn is_writable(tty: &impl AsFd, patience: Duration) -> bool {
    let patience = Timespec::try_from(patience).expect("a constant that fits");
    poll(&mut [PollFd::new(tty, PollFlags::OUT)], Some(&patience)).is_ok_and(|ready| ready > 0)
}

/// Collects a frame's bytes. ratatui flushes several times a frame; here that does nothing, so that the frame
/// leaves in one piece.
#[derive(Debug, Default, Clone)]
struct Outbox(Rc<RefCell<Vec<u8>>>);

impl Outbox {
    fn take(&self) -> Vec<u8> {
        self.0.take()
    }
}

impl Write for Outbox {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
