//! Terminals that show little: nothing but ASCII, or no colours.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::string_slice,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/session.rs"]
pub mod session;

use rashomon::config::themes;
use rashomon::tui::signs::{ASCII, UNICODE};
use ratatui::style::Modifier;
use session::Session;

/// The way to every view and everything that lies over the panes.
const VIEWS: &[&str] = &[
    "",
    "<Enter>",
    "<Enter>G<Enter>",
    "<Enter><Tab>jj<Enter>jj",
    "<C-p>zelen",
    "@ada",
    "t",
    "s",
    "f",
    "?",
    "?zen",
    ":",
    "<Enter>/kyiv",
    "/kyiv",
    "F",
    "Fis:unread",
    "g/",
    "g/kyiv",
    "gw",
    "gn",
    "gp",
    "gc",
    "gT",
    "gl",
    "T",
    "e",
    "e<Enter>",
    "c",
    "c<Enter>",
    "C",
    "w",
    "pzelen<Enter>w",
    "pzelen<Enter>gm",
    "pwitkoff<Enter>gs",
    "pzelen<Enter>gr",
    "pzelen<Enter>gx",
    "<Enter>v",
    "<Enter>vjx",
    "<Enter>i",
    "<Enter>;",
    "<Enter>|",
    "!",
    "]",
    "g",
    "<Enter>z",
    "<Enter>?",
    ":tutor<Enter>",
];

#[test]
fn nothing_but_ascii_is_drawn_where_nothing_else_is_shown() {
    for size in [(120, 40), (80, 24), (40, 12)] {
        for keys in VIEWS {
            let mut session = Session::starter_in(themes::terminal(), &ASCII, size);
            if !keys.is_empty() {
                session.press(keys);
            }
            let screen = session.screen();
            assert!(screen.is_ascii(), "{keys} at {size:?}:\n{screen}");
        }
    }
}

/// What is on screen apart from colours and from the lines at the bottom, which tell what was done.
fn uncoloured(keys: &str) -> Vec<(String, Modifier)> {
    let monochrome = themes::built_in("monochrome").unwrap();
    let mut session = Session::starter_in(monochrome, &UNICODE, (120, 40));
    if !keys.is_empty() {
        session.press(keys);
    }
    let buffer = session.buffer();
    let cells = buffer.content.iter().take(120 * 38);
    cells
        .map(|cell| (cell.symbol().to_owned(), cell.modifier))
        .collect()
}

#[test]
fn no_state_is_told_by_colour_alone() {
    for (state, without, with) in [
        ("selected", "", "j"),
        ("read", "j", "jm"),
        ("starred", "j", "jS"),
        ("the pane that has the keyboard", "", "<Enter>"),
        ("the place", "<Enter>Gk", "<Enter>Gkk"),
        ("highlighted", "<Enter>jjjj", "<Enter>jjjjvex"),
        ("found", "<Enter>", "<Enter>/Paris<Enter>"),
        ("the chosen actor", "<Enter><Tab>", "<Enter><Tab>j"),
        ("the choice of a picker", "<C-p>ma", "<C-p>ma<C-j>"),
        ("the choice of a theme", "gT", "gTk"),
    ] {
        assert!(
            uncoloured(without) != uncoloured(with),
            "{state}: only a colour tells"
        );
    }
}
