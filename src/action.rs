//! The one table of actions: what can be done where, by which key.
//!
//! The hint line, the help screen, `rinnalla keys` and the README are drawn from it; nothing else knows a key.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::domain::keyed::keyed;

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
        Log = "log",
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
        Statistics = "statistics",
        /// One report.
        Report = "report",
        /// What lies behind a figure.
        Behind = "behind",
        LookUp = "look-up",
        Help = "help",
        /// What the log has.
        Log = "log",
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

const fn hint(place: Place, action: Action, keys: &'static str) -> Binding {
    Binding { place, action, keys, hint: true }
}

const fn known(place: Place, action: Action, keys: &'static str) -> Binding {
    Binding { place, action, keys, hint: false }
}

/// Every key of the program. The order is that of the hint line and of the help.
pub const BINDINGS: &[Binding] = &[
    hint(Place::Today, Action::Open, "enter"),
    hint(Place::Today, Action::Done, "v"),
    hint(Place::Today, Action::Tomorrow, "+"),
    hint(Place::Today, Action::NextWeek, ">"),
    hint(Place::Today, Action::Move, "s"),
    hint(Place::Today, Action::OpenCard, "c"),
    hint(Place::Today, Action::NewClient, "n"),
    hint(Place::Today, Action::Discard, "d"),
    hint(Place::Today, Action::Scope, "o"),
    hint(Place::Clients, Action::Open, "enter"),
    hint(Place::Clients, Action::Narrow, "f"),
    hint(Place::Clients, Action::Scope, "o"),
    hint(Place::Clients, Action::NewClient, "n"),
    hint(Place::Clients, Action::EditClient, "e f2"),
    hint(Place::Card, Action::NewNote, "n"),
    hint(Place::Card, Action::NewGoal, "t"),
    hint(Place::Card, Action::NewMeasure, "#"),
    hint(Place::Card, Action::Episode, "a"),
    hint(Place::Card, Action::OwnWorker, "w"),
    hint(Place::Card, Action::EditClient, "e f2"),
    hint(Place::Card, Action::Open, "enter"),
    hint(Place::Card, Action::Done, "v"),
    hint(Place::Card, Action::JoinGroup, "r"),
    hint(Place::Card, Action::Recommend, "s"),
    hint(Place::Card, Action::Announce, "i"),
    hint(Place::Card, Action::EndSpell, "d"),
    known(Place::Card, Action::Restrict, "x"),
    known(Place::Card, Action::NextPane, "tab"),
    hint(Place::Groups, Action::Open, "enter"),
    hint(Place::Groups, Action::Queue, "w"),
    hint(Place::Groups, Action::Narrow, "f"),
    hint(Place::Groups, Action::NewActivity, "n"),
    hint(Place::Groups, Action::EditActivity, "e f2"),
    hint(Place::Roster, Action::Present, "space +"),
    hint(Place::Roster, Action::NoShow, "-"),
    hint(Place::Roster, Action::Excused, "e"),
    hint(Place::Roster, Action::Late, "l"),
    hint(Place::Roster, Action::RestPresent, "a"),
    hint(Place::Roster, Action::Newcomer, "n"),
    hint(Place::Roster, Action::CloseRegister, "v"),
    hint(Place::Roster, Action::CountHeads, "#"),
    hint(Place::Roster, Action::Announce, "i"),
    hint(Place::Roster, Action::NewNote, "ctrl-k"),
    hint(Place::Roster, Action::Queue, "w"),
    hint(Place::Roster, Action::Paper, "p"),
    hint(Place::Roster, Action::Earlier, "<"),
    hint(Place::Roster, Action::Later, ">"),
    hint(Place::Roster, Action::EndSpell, "d"),
    hint(Place::Roster, Action::EditSpell, "f2"),
    hint(Place::Roster, Action::SessionNote, "s"),
    hint(Place::Roster, Action::Cancel, "x"),
    hint(Place::Roster, Action::ExtraSession, "o"),
    hint(Place::Roster, Action::Clear, "del backspace"),
    known(Place::Roster, Action::PreviousSession, "left"),
    known(Place::Roster, Action::NextSession, "right"),
    known(Place::Roster, Action::ThisWeek, "t"),
    known(Place::Roster, Action::GoToDay, "g"),
    known(Place::Roster, Action::Narrow, "f"),
    known(Place::Roster, Action::Open, "enter"),
    hint(Place::Slots, Action::Open, "enter"),
    known(Place::Slots, Action::Book, "n"),
    hint(Place::Slots, Action::Present, "space +"),
    hint(Place::Slots, Action::NoShow, "-"),
    hint(Place::Slots, Action::Excused, "e"),
    hint(Place::Slots, Action::Late, "l"),
    hint(Place::Slots, Action::FreeSlot, "d"),
    hint(Place::Slots, Action::Earlier, "<"),
    hint(Place::Slots, Action::Later, ">"),
    hint(Place::Slots, Action::CloseRegister, "v"),
    hint(Place::Slots, Action::RestPresent, "a"),
    hint(Place::Slots, Action::NewNote, "ctrl-k"),
    hint(Place::Slots, Action::SessionNote, "s"),
    hint(Place::Slots, Action::Cancel, "x"),
    hint(Place::Slots, Action::EditActivity, "f2"),
    hint(Place::Slots, Action::ExtraSession, "o"),
    hint(Place::Slots, Action::Clear, "del backspace"),
    known(Place::Slots, Action::PreviousSession, "left"),
    known(Place::Slots, Action::NextSession, "right"),
    known(Place::Slots, Action::ThisWeek, "t"),
    known(Place::Slots, Action::GoToDay, "g"),
    hint(Place::Queue, Action::Newcomer, "n"),
    hint(Place::Queue, Action::Offer, "t"),
    hint(Place::Queue, Action::Seat, "v"),
    hint(Place::Queue, Action::PutFirst, "s"),
    hint(Place::Queue, Action::Withdraw, "d"),
    hint(Place::Queue, Action::Open, "enter"),
    hint(Place::Pick, Action::Open, "enter"),
    known(Place::Pick, Action::Up, "up"),
    known(Place::Pick, Action::Down, "down"),
    known(Place::Pick, Action::PageUp, "pgup"),
    known(Place::Pick, Action::PageDown, "pgdn"),
    hint(Place::Reviews, Action::Open, "enter"),
    hint(Place::Reviews, Action::Done, "v"),
    hint(Place::Reviews, Action::Tomorrow, "+"),
    hint(Place::Reviews, Action::NextWeek, ">"),
    hint(Place::Reviews, Action::Move, "s"),
    hint(Place::Reviews, Action::OpenCard, "c"),
    hint(Place::Reviews, Action::Scope, "o"),
    hint(Place::Reviews, Action::DueKind, "l"),
    hint(Place::Reviews, Action::DueOrder, "r"),
    hint(Place::Reviews, Action::PutOff, "z"),
    hint(Place::Reviews, Action::Wake, "d"),
    hint(Place::Reviews, Action::Narrow, "f"),
    known(Place::Month, Action::Up, "up k"),
    known(Place::Month, Action::Down, "down j"),
    hint(Place::Calendar, Action::Open, "enter"),
    hint(Place::Calendar, Action::Earlier, "<"),
    hint(Place::Calendar, Action::Later, ">"),
    hint(Place::Calendar, Action::ThisWeek, "t"),
    hint(Place::Calendar, Action::SwitchView, "v"),
    hint(Place::Calendar, Action::EditSession, "e f2"),
    hint(Place::Calendar, Action::Cancel, "d"),
    hint(Place::Calendar, Action::Narrow, "f"),
    hint(Place::Calendar, Action::Scope, "o"),
    hint(Place::Calendar, Action::GoToDay, "g"),
    hint(Place::Calendar, Action::Clashes, "c"),
    hint(Place::Calendar, Action::ShutDay, "x"),
    hint(Place::Calendar, Action::ExtraSession, "n"),
    known(Place::Calendar, Action::PreviousDay, "left"),
    known(Place::Calendar, Action::NextDay, "right"),
    hint(Place::Clashes, Action::Open, "enter"),
    hint(Place::Services, Action::Open, "enter"),
    hint(Place::Services, Action::Narrow, "f"),
    hint(Place::Services, Action::NewActivity, "n"),
    hint(Place::Services, Action::EditActivity, "e f2"),
    hint(Place::Service, Action::Open, "enter"),
    hint(Place::Service, Action::Queue, "w"),
    hint(Place::Service, Action::EditActivity, "e f2"),
    hint(Place::Office, Action::Open, "enter"),
    hint(Place::Office, Action::NextPane, "tab"),
    hint(Place::Caseload, Action::Open, "enter"),
    hint(Place::Caseload, Action::HandOver, "w"),
    hint(Place::Openings, Action::Done, "v"),
    hint(Place::Statistics, Action::Open, "enter"),
    hint(Place::Statistics, Action::EarlierPeriod, "<"),
    hint(Place::Statistics, Action::LaterPeriod, ">"),
    hint(Place::Statistics, Action::PeriodLength, "v"),
    hint(Place::Statistics, Action::OtherPeriod, "g"),
    hint(Place::Statistics, Action::Narrow, "f"),
    hint(Place::Report, Action::LookBehind, "enter"),
    hint(Place::Report, Action::NextTable, "tab"),
    hint(Place::Report, Action::NextColumn, "right l"),
    hint(Place::Report, Action::PreviousColumn, "left h"),
    hint(Place::Report, Action::Chart, "v"),
    hint(Place::Report, Action::EarlierPeriod, "<"),
    hint(Place::Report, Action::LaterPeriod, ">"),
    hint(Place::Report, Action::OtherPeriod, "g"),
    hint(Place::Report, Action::Narrow, "f"),
    hint(Place::Report, Action::Export, "p"),
    hint(Place::Behind, Action::Open, "enter"),
    hint(Place::Behind, Action::Narrow, "f"),
    hint(Place::LookUp, Action::Open, "enter"),
    hint(Place::LookUp, Action::NewNote, "ctrl-k"),
    known(Place::LookUp, Action::Up, "up"),
    known(Place::LookUp, Action::Down, "down"),
    known(Place::LookUp, Action::PageUp, "pgup"),
    known(Place::LookUp, Action::PageDown, "pgdn"),
    hint(Place::Log, Action::Narrow, "f"),
    hint(Place::Log, Action::OpenCard, "enter"),
    hint(Place::Form, Action::Save, "ctrl-s"),
    hint(Place::Form, Action::Leave, "esc"),
    hint(Place::Form, Action::Choose, "enter"),
    hint(Place::Form, Action::OtherChoice, "right left"),
    hint(Place::Form, Action::NextField, "tab down"),
    hint(Place::Form, Action::PreviousField, "backtab up"),
    hint(Place::Form, Action::Discard, "ctrl-x"),
    hint(Place::Form, Action::TakeOther, "ctrl-t"),
    known(Place::Form, Action::UndoTyping, "ctrl-z"),
    known(Place::List, Action::Up, "up k"),
    known(Place::List, Action::Down, "down j"),
    known(Place::List, Action::PageUp, "pgup"),
    known(Place::List, Action::PageDown, "pgdn"),
    known(Place::List, Action::First, "home"),
    known(Place::List, Action::Last, "end"),
    hint(Place::Global, Action::LookUp, "/ ctrl-f"),
    hint(Place::Global, Action::Undo, "u ctrl-z"),
    known(Place::Global, Action::Today, "1"),
    known(Place::Global, Action::Clients, "2"),
    known(Place::Global, Action::Groups, "3"),
    known(Place::Global, Action::Reviews, "4"),
    known(Place::Global, Action::Calendar, "5"),
    known(Place::Global, Action::Services, "6"),
    known(Place::Global, Action::Statistics, "7"),
    known(Place::Global, Action::Office, "8"),
    known(Place::Global, Action::Refresh, "f5"),
    known(Place::Global, Action::Mask, "m"),
    hint(Place::Global, Action::Back, "esc"),
    hint(Place::Global, Action::Help, "? f1"),
    hint(Place::Global, Action::Quit, "q ctrl-q ctrl-c"),
];

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
