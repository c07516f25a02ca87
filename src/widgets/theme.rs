//! How things look: one accent colour, dim for the secondary, and signs that read without either.

use ratatui::style::{Color, Modifier, Style};

/// What the terminal allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    pub colour: bool,
    pub unicode: bool,
}

/// A sign, and what stands for it where the font lacks it.
macro_rules! signs {
    ($($(#[$doc:meta])* $name:ident: $sign:literal | $plain:literal;)+) => {
        impl Theme {
            $($(#[$doc])* pub fn $name(self) -> &'static str { if self.unicode { $sign } else { $plain } })+
        }
    };
}

signs! {
    /// Before the selected row.
    cursor: "▸" | ">";
    overdue: "‼" | "!!";
    dot: "·" | ".";
    present: "●" | "+";
    late: "◐" | "~";
    excused: "e" | "e";
    no_show: "○" | "-";
    unmarked: "·" | ".";
    /// Not a day of this person's.
    outside: " " | " ";
    rule: "─" | "-";
    /// At the left of a block.
    bar: "│" | "|";
    /// A measured point of a chart, and the way from one to the next.
    point: "●" | "*";
    trace: "·" | ".";
    done: "✓" | "x";
    /// What comes next.
    ahead: "○" | "o";
    more: "…" | "..";
    arrow: "→" | "->";
    /// Two say different things.
    differs: "≠" | "!";
}

impl Theme {
    /// For the one thing that is selected.
    pub fn selected(self) -> Style {
        if self.colour {
            Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD)
        } else {
            Style::new().add_modifier(Modifier::REVERSED)
        }
    }

    /// For the secondary.
    pub fn dim(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// For headings, and for what must not be overlooked.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }
}
