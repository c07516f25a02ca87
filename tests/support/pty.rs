//! The real program in a real pseudo-terminal, for tests.
//!
//! Nothing here sleeps in order to be right: whoever waits is woken by the program's output, and fails, with the
//! screen as it was, after a limit that only a program that hangs ever meets.

#[path = "keys.rs"]
pub mod keys;

use std::fs::{self, File};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use keys::Piece;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, kill_process, kill_process_group};

pub use rustix::process::Signal;

/// How long anything may take, on however busy a machine.
const LIMIT: Duration = Duration::from_secs(30);

/// What the program sends around each frame.
const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

/// So many bytes wait to be read when the kernel's buffer of a terminal is full, less the one that it keeps back.
const BACKED_UP: u64 = 4095;

/// The program, its terminal, and what it has drawn.
pub struct Pty {
    child: Box<dyn Child + Send + Sync>,
    terminal: Option<Terminal>,
    output: Arc<Output>,
}

/// Everything that keeps the terminal alive. Without it the program's line is dropped.
struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keyboard: File,
    /// Closing it ends the reader.
    stop: UnixStream,
    reader: JoinHandle<()>,
}

#[derive(Default)]
struct Output {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    /// How many of the bytes the parser has had.
    shown: usize,
    frozen: bool,
    ended: bool,
}

impl Pty {
    /// Starts the program in a terminal of `size` (columns, rows), with these variables and few others.
    pub fn spawn(args: &[&str], envs: &[(&str, &str)], size: (u16, u16)) -> Self {
        Self::spawn_program(env!("CARGO_BIN_EXE_rinnalla").as_ref(), args, envs, size)
    }

    /// The same for another program than ours.
    pub fn spawn_program(program: &Path, args: &[&str], envs: &[(&str, &str)], size: (u16, u16)) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(env!("CARGO_TARGET_TMPDIR"));
        command.env_clear();
        let usual = [("TERM", "xterm-256color"), ("LANG", "fi_FI.UTF-8"), ("TZ", "Europe/Helsinki")];
        for (name, value) in usual.iter().chain(envs) {
            command.env(name, value);
        }
        let output = Arc::new(Output::default());
        output.lock().parser.set_size(cells(size.1), cells(size.0));
        let child = pair.slave.spawn_command(command).unwrap();
        Self { child, terminal: Some(Terminal::new(pair.master, &output)), output }
    }

    /// Types text and keys, named in angle brackets: `"n<tab>Mäkinen<enter><c-s><esc>"`. `<lt>` is a `<`.
    pub fn type_keys(&mut self, keys: &str) {
        self.send(&key_bytes(keys));
    }

    /// Pastes text, as terminals do.
    pub fn paste(&mut self, text: &str) {
        self.send(format!("\x1b[200~{text}\x1b[201~").as_bytes());
    }

    /// Sends bytes as they are, in one packet.
    pub fn send(&mut self, bytes: &[u8]) {
        self.terminal().keyboard.write_all(bytes).unwrap();
    }

    /// Waits until the screen shows `text` within one row.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        self.wait(&format!("{text:?}"), |state| rows(state.parser.screen()).contains(text));
    }

    /// Waits until a row reads like this, however wide its gaps are.
    #[track_caller]
    pub fn wait_for_row(&self, words: &str) {
        self.wait(&format!("a row with {words:?}"), |state| words_of(state.parser.screen()).contains(words));
    }

    /// Waits until the screen is as wanted.
    #[track_caller]
    pub fn wait_until(&self, wanted: impl Fn(&vt100::Screen) -> bool) {
        self.wait("the screen wanted", |state| wanted(state.parser.screen()));
    }

    /// What the screen shows, row by row, without the blanks at the rows' ends.
    pub fn screen(&self) -> String {
        rows(self.output.lock().parser.screen())
    }

    /// What the screen shows, row by row, with every gap as one blank.
    pub fn words(&self) -> String {
        words_of(self.output.lock().parser.screen())
    }

    /// Asks the screen for more than its text, such as `|screen| screen.hide_cursor()`.
    pub fn look<T>(&self, at: impl Fn(&vt100::Screen) -> T) -> T {
        at(self.output.lock().parser.screen())
    }

    /// Is anything in this row reversed, as selections are?
    pub fn row_reversed(&self, row: u16) -> bool {
        self.look(|screen| row_reversed(screen, row))
    }

    /// Everything that the program has written so far.
    pub fn raw_bytes(&self) -> Vec<u8> {
        self.output.lock().bytes.clone()
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        self.output.lock().parser.set_size(cells(size.1), cells(size.0));
        self.terminal().master.resize(pty_size(size)).unwrap();
    }

    /// The terminal takes no more bytes, as over a line that hangs.
    pub fn freeze(&self) {
        self.output.lock().frozen = true;
    }

    /// Waits until what the program writes has backed up in a frozen terminal.
    #[track_caller]
    pub fn wait_stuck(&mut self) {
        let keyboard = &self.terminal().keyboard;
        wait_while(|| rustix::io::ioctl_fionread(keyboard).unwrap() < BACKED_UP);
    }

    /// The terminal vanishes, as when the line drops.
    pub fn drop_master(&mut self) {
        let Terminal { master, keyboard, stop, reader } = self.terminal.take().expect("dropped already");
        drop(stop);
        reader.join().unwrap();
        drop((keyboard, master));
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Ends the program without a chance to save anything.
    pub fn kill9(&mut self) {
        self.signal(Signal::KILL);
        self.child.wait().unwrap();
    }

    /// Waits for the program to end by itself and returns its exit code. All its output has been read by then.
    #[track_caller]
    pub fn wait_exit(&mut self) -> u32 {
        let mut status = None;
        wait_while(|| {
            status = self.child.try_wait().unwrap();
            status.is_none()
        });
        let status = status.expect("waited for");
        assert_eq!(status.signal(), None, "the program did not end by itself");
        if self.terminal.is_some() {
            self.wait("the end of the output", |state| state.ended || state.frozen);
        }
        status.exit_code()
    }

    /// Waits until the program is stopped, as by SIGTSTP.
    #[track_caller]
    pub fn wait_stopped(&self) {
        wait_while(|| self.stat()[0] != "T");
    }

    /// Processor time used so far, in ticks of 10 ms.
    pub fn cpu_ticks(&self) -> u64 {
        let stat = self.stat();
        stat[11].parse::<u64>().unwrap() + stat[12].parse::<u64>().unwrap()
    }

    /// How often its threads have gone to sleep or been put to it so far. While it idles, nothing is added.
    pub fn wakeups(&self) -> u64 {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.pid())).unwrap();
        tasks.map(|task| context_switches(&fs::read_to_string(task.unwrap().path().join("status")).unwrap())).sum()
    }

    pub fn pid(&self) -> Pid {
        let pid = self.child.process_id().expect("started");
        Pid::from_raw(pid as i32).expect("not 0")
    }

    /// The fields of `/proc/PID/stat` from the third, the state, on (proc_pid_stat(5)).
    fn stat(&self) -> Vec<String> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.pid())).unwrap();
        let (_, fields) = stat.rsplit_once(") ").unwrap();
        fields.split(' ').map(str::to_owned).collect()
    }

    fn terminal(&mut self) -> &mut Terminal {
        self.terminal.as_mut().expect("the terminal was dropped")
    }

    #[track_caller]
    fn wait(&self, what: &str, mut done: impl FnMut(&State) -> bool) {
        let state = self.output.lock();
        let (state, timeout) = self.output.changed.wait_timeout_while(state, LIMIT, |state| !done(state)).unwrap();
        let seen = rows(state.parser.screen());
        drop(state); // a panic with the lock held would take the reader along
        assert!(!timeout.timed_out(), "waited for {what}, saw:\n{seen}");
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // With whatever a shell has started: it leads a group of its own.
        let _ = kill_process_group(self.pid(), Signal::KILL);
        let _ = self.child.wait();
    }
}

impl Terminal {
    fn new(master: Box<dyn MasterPty + Send>, output: &Arc<Output>) -> Self {
        // portable-pty's own writer types a line end and an end of file when it is dropped.
        let fd = master.as_raw_fd().expect("a Unix pseudo-terminal");
        // SAFETY: `master` is alive, and owns it.
        let keyboard = File::from(unsafe { BorrowedFd::borrow_raw(fd) }.try_clone_to_owned().unwrap());
        let screen = keyboard.try_clone().unwrap();
        let (stop, stopped) = UnixStream::pair().unwrap();
        let output = Arc::clone(output);
        let reader = thread::spawn(move || output.read_all(screen, stopped));
        Self { master, keyboard, stop, reader }
    }
}

impl Output {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Reads until the program has closed its terminal, or `stopped` says so.
    fn read_all(&self, mut screen: File, stopped: UnixStream) {
        let mut bytes = [0; 4096];
        loop {
            let mut fds = [&screen.as_fd(), &stopped.as_fd()].map(|fd| PollFd::from_borrowed_fd(*fd, PollFlags::IN));
            poll(&mut fds, None).unwrap();
            if !fds[1].revents().is_empty() {
                break;
            }
            let frozen = self.changed.wait_timeout_while(self.lock(), LIMIT, |state| state.frozen);
            drop(frozen.unwrap());
            match screen.read(&mut bytes) {
                Ok(count @ 1..) => self.take(&bytes[..count]),
                _ => break,
            }
        }
        self.lock().ended = true;
        self.changed.notify_all();
    }

    fn take(&self, bytes: &[u8]) {
        let mut state = self.lock();
        state.bytes.extend_from_slice(bytes);
        state.show();
        self.changed.notify_all();
    }
}

impl State {
    /// Shows frames whole, as terminals do that know synchronized updates: whoever looks never sees half of one.
    fn show(&mut self) {
        let last = |mark: &[u8]| self.bytes.windows(mark.len()).rposition(|bytes| bytes == mark);
        let (begun, ended) = (last(FRAME_BEGINS), last(FRAME_ENDS));
        let whole = begun.filter(|_| begun > ended).unwrap_or(self.bytes.len()).max(self.shown);
        self.parser.process(&self.bytes[self.shown..whole]);
        self.shown = whole;
    }
}

/// Is anything in this row reversed?
pub fn row_reversed(screen: &vt100::Screen, row: u16) -> bool {
    let columns = screen.size().1.get();
    (0..columns).any(|column| screen.cell(row, column).is_some_and(vt100::Cell::inverse))
}

fn rows(screen: &vt100::Screen) -> String {
    let rows: Vec<_> = screen.rows(0, screen.size().1.get()).map(|row| row.trim_end().to_owned()).collect();
    rows.join("\n")
}

fn words_of(screen: &vt100::Screen) -> String {
    let rows: Vec<_> =
        screen.rows(0, screen.size().1.get()).map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    rows.join("\n")
}

/// For what no output announces: looks again every 2 ms.
#[track_caller]
pub fn wait_while(mut waiting: impl FnMut() -> bool) {
    let deadline = Instant::now() + LIMIT;
    while waiting() {
        assert!(Instant::now() < deadline, "waited in vain");
        thread::sleep(Duration::from_millis(2));
    }
}

/// The sum of `voluntary_ctxt_switches` and `nonvoluntary_ctxt_switches` in a task's status (proc_pid_status(5)).
fn context_switches(status: &str) -> u64 {
    let counts = status.lines().filter_map(|line| line.split_once("_ctxt_switches:"));
    counts.map(|(_, count)| count.trim().parse::<u64>().unwrap()).sum()
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN) // the parser's least
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, ..PtySize::default() }
}

fn key_bytes(keys: &str) -> Vec<u8> {
    let bytes = |piece| match piece {
        Piece::Letter(letter) => letter.to_string(),
        Piece::Named(name) => named_key(name),
    };
    keys::pieces(keys).into_iter().map(bytes).collect::<String>().into_bytes()
}

fn named_key(name: &str) -> String {
    let control = |letter: &str| char::from(letter.as_bytes()[0] & 0x1f).to_string();
    let bytes = match name {
        "enter" => "\r",
        "esc" => "\x1b",
        "tab" => "\t",
        "backtab" => "\x1b[Z",
        "bs" => "\x7f",
        "lt" => "<",
        "up" => "\x1b[A",
        "down" => "\x1b[B",
        "right" => "\x1b[C",
        "left" => "\x1b[D",
        "home" => "\x1b[H",
        "end" => "\x1b[F",
        "ins" => "\x1b[2~",
        "del" => "\x1b[3~",
        "pgup" => "\x1b[5~",
        "pgdn" => "\x1b[6~",
        "f1" => "\x1bOP",
        "f2" => "\x1bOQ",
        "f3" => "\x1bOR",
        "f4" => "\x1bOS",
        "f5" => "\x1b[15~",
        "f6" => "\x1b[17~",
        "f7" => "\x1b[18~",
        "f8" => "\x1b[19~",
        "f9" => "\x1b[20~",
        "f10" => "\x1b[21~",
        "f11" => "\x1b[23~",
        "f12" => "\x1b[24~",
        _ => match name.strip_prefix("c-") {
            Some(letter) if letter.len() == 1 => return control(letter),
            _ => panic!("no key is called <{name}>"),
        },
    };
    bytes.to_owned()
}
