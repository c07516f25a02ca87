//! The whole program without terminal and thread: keys in, a screen out, a real file below.
//!
//! A test reads like what a person does: `driver.keys("/hämä<enter>").sees("Hämäläinen")`. Commands are carried out
//! as `runtime` and `store::thread` do it, only at once.

#[path = "keys.rs"]
pub mod keys;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::OnceLock;

use chrono::NaiveDate;
use crossterm::event::KeyEvent;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use rinnalla::app::{App, Cmd, Ctx, Fetch, Fetched, Msg, OpenDraft};
use rinnalla::demo;
use rinnalla::domain::lang::Lang;
use rinnalla::domain::worker::Role;
use rinnalla::screens;
use rinnalla::store::change::Outcome;
use rinnalla::store::request::Query;
use rinnalla::store::{Store, workers};
use rinnalla::term::files;
use rinnalla::text::Words;
use rinnalla::widgets::Theme;
use tempfile::TempDir;

/// Who sits at the keyboard, and a colleague.
pub const ME: &str = "kokeilija";
pub const COLLEAGUE: &str = "mikko";

/// The day on which every script begins.
pub const TODAY: NaiveDate = demo::DAY;

/// What is in the file at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Two workers and nothing else.
    Empty,
    Demo,
}

impl Content {
    pub const BOTH: [Content; 2] = [Content::Empty, Content::Demo];

    /// A file of its own for whoever asks; made once, then copied.
    fn copy(self) -> (Rc<TempDir>, PathBuf) {
        static EMPTY: OnceLock<Vec<u8>> = OnceLock::new();
        static DEMO: OnceLock<Vec<u8>> = OnceLock::new();
        let bytes = match self {
            Content::Empty => EMPTY.get_or_init(|| bytes_of(make_empty)),
            Content::Demo => DEMO.get_or_init(|| {
                bytes_of(|path| drop(demo::make(path, ME, demo::DAY, demo::SEED).expect("the demo can be made")))
            }),
        };
        let dir = Rc::new(tempfile::tempdir().unwrap());
        let path = dir.path().join("case.rinnalla");
        std::fs::write(&path, bytes).unwrap();
        (dir, path)
    }
}

fn bytes_of(make: impl Fn(&Path)) -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("first.rinnalla");
    make(&path);
    assert!(!dir.path().join("first.rinnalla-wal").exists(), "closed, so that everything is in the one file");
    std::fs::read(path).unwrap()
}

fn make_empty(path: &Path) {
    let mut store = Store::create(path).unwrap();
    let team = |tx: &rusqlite::Transaction| {
        workers::add(tx, ME, "Satu Rantala", Role::Admin)?;
        workers::add(tx, COLLEAGUE, "Mikko Alanen", Role::Worker)
    };
    store.write(team).unwrap();
}

/// The program at work.
pub struct Driver {
    app: App,
    store: Store,
    terminal: Terminal<TestBackend>,
    /// Keeps the file while any session is on it.
    dir: Rc<TempDir>,
    has_quit: bool,
    /// Files for the user: name and text.
    written: Vec<(String, String)>,
    asked: Vec<Query>,
}

impl Driver {
    /// The demo's caseload, in Finnish, in a window of the usual size.
    pub fn demo() -> Driver {
        Driver::start(Content::Demo, Lang::Fi, (80, 24))
    }

    /// A file with two workers and nothing else.
    pub fn empty() -> Driver {
        Driver::start(Content::Empty, Lang::Fi, (80, 24))
    }

    pub fn start(content: Content, lang: Lang, size: (u16, u16)) -> Driver {
        let (dir, path) = content.copy();
        Driver::on(dir, &path, ME, lang, size)
    }

    /// A second session on the same file, at a colleague's desk.
    pub fn beside(&self) -> Driver {
        Driver::on(self.dir.clone(), self.store.path(), COLLEAGUE, Lang::Fi, (80, 24))
    }

    /// A session on a file that a test has made, which stays the test's own.
    pub fn on_file(path: &Path, login: &str) -> Driver {
        Driver::on(Rc::new(tempfile::tempdir().unwrap()), path, login, Lang::Fi, (80, 24))
    }

    /// A second window of the same worker, beside the first.
    pub fn second_window(&self) -> Driver {
        Driver::on(self.dir.clone(), self.store.path(), ME, Lang::Fi, (80, 24))
    }

    /// A session of any worker of the file, in any language.
    pub fn of(&self, login: &str, lang: Lang) -> Driver {
        Driver::on(self.dir.clone(), self.store.path(), login, lang, (80, 24))
    }

    /// The next sitting: the program anew on the same file, by the same worker.
    pub fn again(self) -> Driver {
        let path = self.store.path().to_path_buf();
        let dir = self.dir.clone();
        drop(self);
        Driver::on(dir, &path, ME, Lang::Fi, (80, 24))
    }

    fn on(dir: Rc<TempDir>, path: &Path, login: &str, lang: Lang, (columns, rows): (u16, u16)) -> Driver {
        let mut store = Store::open(path).unwrap();
        let me = workers::by_login(store.reader(), login).unwrap().expect("a worker of the file");
        store.sign_in(me.id);
        store.live_by(|| TODAY);
        let theme = Theme { colour: true, unicode: true };
        let cx = Ctx::new(TODAY, Words::new(lang), theme, me, 1);
        let (app, cmds) = App::start(cx, &screens::MENU);
        let terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        let mut driver = Driver { app, store, terminal, dir, has_quit: false, written: Vec::new(), asked: Vec::new() };
        driver.carry_out(cmds);
        driver.draw();
        driver
    }

    /// Presses keys, named as in `keys.rs`. The screen is drawn after each, as it is for a person.
    pub fn keys(&mut self, script: &str) -> &mut Driver {
        for piece in keys::pieces(script) {
            self.press(keys::event(piece));
        }
        self
    }

    /// Presses keys faster than the store answers: all of them are there before its first answer is.
    pub fn burst(&mut self, script: &str) -> &mut Driver {
        self.asked.clear();
        let keys = keys::pieces(script).into_iter().map(|piece| Msg::Key(keys::event(piece)));
        let cmds = keys.flat_map(|key| self.app.update(key)).collect();
        self.carry_out(cmds);
        self.draw();
        self
    }

    pub fn press(&mut self, key: KeyEvent) {
        self.take(Msg::Key(key));
    }

    pub fn paste(&mut self, text: &str) -> &mut Driver {
        self.take(Msg::Paste { text: text.into(), cut: false });
        self
    }

    /// Whoever types pauses: the text of every open form is kept.
    pub fn pause(&mut self) -> &mut Driver {
        let drafts = self.app.drafts().into_iter().map(Cmd::KeepDraft).collect();
        self.carry_out(drafts);
        self.draw();
        self
    }

    /// The watcher of the file wakes: has anybody else committed?
    pub fn wakes(&mut self) -> &mut Driver {
        if let Some(news) = self.store.news().unwrap() {
            self.take(Msg::Stale(news));
        }
        self
    }

    /// Midnight has passed.
    pub fn new_day(&mut self, day: NaiveDate) -> &mut Driver {
        self.store.live_by(move || day);
        self.take(Msg::NewDay(day));
        self
    }

    /// Nobody types for a while.
    pub fn rests(&mut self) -> &mut Driver {
        self.take(Msg::Idle);
        self
    }

    fn take(&mut self, msg: Msg) {
        self.asked.clear();
        let cmds = self.app.update(msg);
        self.carry_out(cmds);
        self.draw();
    }

    fn carry_out(&mut self, cmds: Vec<Cmd>) {
        let mut queue = VecDeque::from(cmds);
        while let Some(cmd) = queue.pop_front() {
            if let Some(msg) = self.obey(cmd) {
                queue.extend(self.app.update(msg));
            }
        }
    }

    /// What the store thread would do, and what it would report.
    fn obey(&mut self, cmd: Cmd) -> Option<Msg> {
        match cmd {
            Cmd::Read(ticket, query) => {
                let answer = self.store.answer(&query);
                self.asked.push(query);
                Some(Msg::Answered(ticket, answer))
            }
            Cmd::Write(ticket, change, draft) => {
                let made = self.store.change(&change, draft.as_ref()).map(Outcome::Made);
                Some(Msg::Changed(ticket, made))
            }
            Cmd::Undo(ticket) => Some(Msg::Changed(ticket, self.store.undo().map(Outcome::Undone))),
            Cmd::KeepDraft(OpenDraft { key, base_rev, body }) => {
                self.store.keep_draft(&key, base_rev, &body).err().map(Msg::DraftLost)
            }
            Cmd::DropDraft(key) => self.store.drop_draft(&key).err().map(Msg::DraftLost),
            Cmd::DropDraftOf(key, sitting) => self.store.drop_draft_of(&key, sitting).err().map(Msg::DraftLost),
            Cmd::Trace(traces) => self.store.trace(&traces).err().map(Msg::Untraced),
            Cmd::Errand(errand) => Some(Msg::Ran(self.store.errand(errand)())),
            Cmd::SeenRestored => None,
            Cmd::WriteFile { name, content } => {
                let path = std::path::PathBuf::from(&name);
                self.written.push((name, String::from_utf8_lossy(&content).into_owned()));
                Some(Msg::Written(Ok(path)))
            }
            Cmd::Fetch(ticket, fetch) => {
                let wrote = matches!(fetch, Fetch::Write(_));
                let fetched = match fetch {
                    Fetch::Look(work) | Fetch::Write(work) => Fetched::Work(work(&mut self.store)),
                    Fetch::Read { path, most } => {
                        Fetched::File(files::read(&path, most, self.store.path()).map_err(|error| error.kind()))
                    }
                    Fetch::Complete(typed) => {
                        let (typed, names) = files::complete(&typed);
                        Fetched::Paths { typed, names }
                    }
                };
                Some(Msg::Fetched { ticket, fetched, wrote })
            }
            Cmd::Quit => {
                self.has_quit = true;
                None
            }
        }
    }

    fn draw(&mut self) {
        self.terminal.draw(|frame| self.app.view(frame)).unwrap();
    }

    /// Everything that the last key made the program ask the store.
    pub fn asked(&self) -> &[Query] {
        &self.asked
    }

    /// The files written for the user so far: name and text.
    pub fn written(&self) -> &[(String, String)] {
        &self.written
    }

    pub fn has_quit(&self) -> bool {
        self.has_quit
    }

    /// For assertions about the file, and for what happens to it outside the program.
    pub fn store(&mut self) -> &mut Store {
        &mut self.store
    }

    /// One number out of the file.
    #[track_caller]
    pub fn number(&self, sql: &str) -> i64 {
        self.store.reader().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// One text out of the file; "–" for none.
    #[track_caller]
    pub fn text(&self, sql: &str) -> String {
        let text: Option<String> = self.store.reader().query_row(sql, [], |row| row.get(0)).unwrap();
        text.unwrap_or_else(|| "–".into())
    }

    /// What is on the screen, with its styles.
    pub fn buffer(&self) -> &Buffer {
        self.terminal.backend().buffer()
    }

    /// What is on the screen, row by row, without the blanks at the rows' ends.
    pub fn screen(&self) -> String {
        (0..self.buffer().area.height).map(|y| self.row(y)).collect::<Vec<_>>().join("\n")
    }

    fn row(&self, y: u16) -> String {
        let buffer = self.buffer();
        let mut row = String::new();
        let mut covered = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if covered == 0 {
                row.push_str(symbol);
                covered = rinnalla::widgets::row::width(symbol).max(1);
            }
            covered -= 1;
        }
        row.trim_end().to_string()
    }

    /// The second row: where one is.
    pub fn title(&self) -> String {
        self.row(1)
    }

    /// What the program has just said, under the screen.
    pub fn message(&self) -> String {
        self.row(self.buffer().area.height - 3).trim().to_string()
    }

    /// The two rows of keys.
    pub fn hints(&self) -> String {
        let rows = self.buffer().area.height;
        format!("{}\n{}", self.row(rows - 2), self.row(rows - 1))
    }

    /// The selected row, without its sign; empty when no row is.
    pub fn selected(&self) -> String {
        let sign = self.app.cx.theme.cursor();
        let row = (0..self.buffer().area.height).map(|y| self.row(y)).find(|row| row.starts_with(sign));
        row.map(|row| row.trim_start_matches(sign).trim().to_string()).unwrap_or_default()
    }

    /// Within one row, or in a sentence that goes over several.
    fn shows(&self, text: &str) -> bool {
        let screen = self.screen();
        let sentences = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        screen.contains(text) || sentences.contains(text)
    }

    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Driver {
        assert!(self.shows(text), "no {text:?} on the screen:\n{}", self.screen());
        self
    }

    #[track_caller]
    pub fn does_not_see(&mut self, text: &str) -> &mut Driver {
        assert!(!self.shows(text), "{text:?} is on the screen:\n{}", self.screen());
        self
    }

    /// The program has just said this, word for word or as a part of it.
    #[track_caller]
    pub fn says(&mut self, text: &str) -> &mut Driver {
        assert!(self.message().contains(text), "no {text:?} in the message of:\n{}", self.screen());
        self
    }

    /// Empties the field that one is in, and types. In an area only its last line is emptied.
    pub fn retype(&mut self, text: &str) -> &mut Driver {
        self.keys("<end>");
        for _ in 0..40 {
            self.keys("<bs>");
        }
        self.keys(text)
    }

    /// Looks somebody or something up, and opens it.
    pub fn look_up(&mut self, text: &str) -> &mut Driver {
        self.keys("<c-f>").keys(text).keys("<enter>")
    }

    /// Goes to the top, then presses Down until the selected row shows the text.
    #[track_caller]
    pub fn select(&mut self, text: &str) -> &mut Driver {
        self.keys("<home>");
        for _ in 0..300 {
            if self.selected().contains(text) {
                return self;
            }
            self.keys("<down>");
        }
        panic!("no row with {text:?} to select:\n{}", self.screen());
    }
}
