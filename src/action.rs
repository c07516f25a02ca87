//! The one table of actions: what can be done where, by which key.
//!
//! The hint line, the help screen, `rinnalla keys` and the README are drawn from it; nothing else knows a key.

mod table;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::domain::keyed::keyed;
pub use table::BINDINGS;

keyed! {
    /// Something that a person can do; `action-<key>` is its label.
    pub enum Action {
        Today = "today-screen",
        Clients = "clients-screen",
        Groups = "groups-screen",
        Reviews = "reviews-screen",
        Calendar = "calendar-screen",
        Services = "services-screen",
        Statistics = "statistics-screen",
        Office = "office-screen",
        LookUp = "look-up",
        Help = "help",
        Undo = "undo",
        Refresh = "refresh",
        Mask = "mask",
        Back = "back",
        Quit = "quit",

        Up = "up",
        Down = "down",
        PageUp = "page-up",
        PageDown = "page-down",
        First = "first",
        Last = "last",
        NextPane = "next-pane",
        Open = "open",
        Narrow = "narrow",
        Scope = "scope",
        DueKind = "due-kind",
        DueOrder = "due-order",
        PutOff = "put-off",
        Wake = "wake",

        NewClient = "new-client",
        EditClient = "edit-client",
        OpenCard = "open-card",
        NewNote = "new-note",
        Episode = "episode",
        OwnWorker = "own-worker",
        NewGoal = "new-goal",
        Plan = "plan",
        NewPlan = "new-plan",
        EditPlan = "edit-plan",
        NewDecision = "new-decision",
        EarlierVersion = "earlier-version",
        LaterVersion = "later-version",
        ToFile = "to-file",
        Copy = "copy",
        NewMeasure = "new-measure",
        NewActivity = "new-activity",
        EditActivity = "edit-activity",
        Done = "done",
        Move = "move",
        Tomorrow = "tomorrow",
        NextWeek = "next-week",
        HandOver = "hand-over",
        Discard = "discard",

        Earlier = "earlier",
        Later = "later",
        ThisWeek = "this-week",
        GoToDay = "go-to-day",
        PreviousSession = "previous-session",
        NextSession = "next-session",
        Present = "present",
        Late = "late",
        Excused = "excused",
        NoShow = "no-show",
        Clear = "clear",
        RestPresent = "rest-present",
        CountHeads = "count-heads",
        Cancel = "cancel",
        Newcomer = "newcomer",
        Announce = "announce",
        EndSpell = "end-spell",
        CloseRegister = "close-register",
        Seat = "seat",
        Withdraw = "withdraw",
        EditSpell = "edit-spell",
        SessionNote = "session-note",
        ExtraSession = "extra-session",
        Paper = "paper",
        Queue = "queue",
        Offer = "offer",
        PutFirst = "put-first",
        JoinGroup = "join-group",
        PreviousDay = "previous-day",
        NextDay = "next-day",
        SwitchView = "switch-view",
        EditSession = "edit-session",
        ShutDay = "shut-day",
        Clashes = "clashes",
        Book = "book",
        FreeSlot = "free-slot",
        Recommend = "recommend",
        /// Who sees a client.
        Restrict = "restrict",
        BreakGlass = "break-glass",
        Openings = "openings",
        Import = "import",
        /// The rest of a path that is being typed.
        CompletePath = "complete-path",
        TakeIn = "take-in",
        /// Reads a file anew.
        Again = "again",
        Log = "log",
        TakeCopy = "take-copy",
        CheckCopy = "check-copy",
        EarlierPeriod = "earlier-period",
        LaterPeriod = "later-period",
        PeriodLength = "period-length",
        OtherPeriod = "other-period",
        PreviousColumn = "previous-column",
        NextColumn = "next-column",
        NextTable = "next-table",
        Chart = "chart",
        LookBehind = "look-behind",
        Export = "export",
        /// Two records of one person become one.
        Merge = "merge",
        /// Two records are two people's.
        Apart = "apart",
        SwapSides = "swap-sides",

        NextField = "next-field",
        PreviousField = "previous-field",
        Choose = "choose",
        OtherChoice = "other-choice",
        TakeOther = "take-other",
        UndoTyping = "undo-typing",
        Save = "save",
        Leave = "leave",
    }
}

keyed! {
    /// Where a key holds. A screen names its places; the first that knows a key decides.
    pub enum Place {
        /// Everywhere.
        Global = "global",
        /// Wherever there are rows to walk through.
        List = "list",
        Today = "today",
        Clients = "clients",
        Card = "card",
        /// The way of a customership.
        Path = "path",
        /// A client's plan.
        Plan = "plan",
        Groups = "groups",
        Roster = "roster",
        /// A day of appointments.
        Slots = "slots",
        Queue = "queue",
        Pick = "pick",
        Reviews = "reviews",
        Calendar = "calendar",
        /// The calendar's month, where the arrows go from day to day.
        Month = "month",
        Clashes = "clashes",
        Services = "services",
        Service = "service",
        Office = "office",
        /// What one worker has in hand.
        Caseload = "caseload",
        /// Restricted clients that were opened by who is not named.
        Openings = "openings",
        /// Clients whose records' time is over.
        Retention = "retention",
        /// Records that look like one person's.
        Twins = "twins",
        /// Two records side by side.
        Merge = "merge",
        Statistics = "statistics",
        /// One report.
        Report = "report",
        /// What lies behind a figure.
        Behind = "behind",
        LookUp = "look-up",
        Help = "help",
        /// Which file to bring in.
        Import = "import",
        /// What a file would come to.
        Preview = "preview",
        /// What the log has.
        Log = "log",
        /// The copies of the file.
        Copies = "copies",
        Form = "form",
    }
}

/// One line of the table.
pub struct Binding {
    pub place: Place,
    pub action: Action,
    /// Keys, separated by spaces; the first is the one that hints show.
    pub keys: &'static str,
    /// Shown in the hint line, not only in the help.
    pub hint: bool,
}

/// What a key does in these places, the first place first, everywhere last.
pub fn resolve(places: &[Place], key: KeyEvent) -> Option<Action> {
    let in_place = |place: Place| {
        let mut here = BINDINGS.iter().filter(|binding| binding.place == place);
        here.find(|binding| binding.keys.split(' ').any(|name| matches_key(name, key))).map(|binding| binding.action)
    };
    places.iter().copied().chain([Place::Global]).find_map(in_place)
}

/// The table's lines for these places, in its order.
pub fn bindings(places: &[Place]) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |binding| places.contains(&binding.place))
}

/// The key of this name; `None` when there is none.
pub fn key_named(name: &str) -> Option<KeyEvent> {
    match name.strip_prefix("ctrl-") {
        Some(letter) => Some(KeyEvent::new(code(letter)?, KeyModifiers::CONTROL)),
        None => code(name).map(KeyEvent::from),
    }
}

fn matches_key(name: &str, key: KeyEvent) -> bool {
    let control_or_alt = KeyModifiers::CONTROL | KeyModifiers::ALT;
    let same = |named: KeyEvent| (named.code, named.modifiers) == (key.code, key.modifiers & control_or_alt);
    key_named(name).is_some_and(same)
}

fn code(name: &str) -> Option<KeyCode> {
    Some(match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "space" => KeyCode::Char(' '),
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "del" => KeyCode::Delete,
        "backspace" => KeyCode::Backspace,
        _ => match (name.strip_prefix('f').and_then(|number| number.parse().ok()), single(name)) {
            (Some(number), _) => KeyCode::F(number),
            (None, letter) => KeyCode::Char(letter?),
        },
    })
}

fn single(name: &str) -> Option<char> {
    let mut letters = name.chars();
    letters.next().filter(|_| letters.next().is_none())
}

#[cfg(test)]
mod tests;
