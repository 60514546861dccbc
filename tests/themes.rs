//! Themes on the real screen: tried on, kept, given up, and read without colours.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::string_slice,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/session.rs"]
pub mod session;

use std::path::PathBuf;

use insta::assert_snapshot;
use rashomon::config::settings::{Reading, Settings};
use rashomon::config::theme::colour::Depth;
use rashomon::tui::looks::Looks;
use rashomon::tui::session::Session as Last;
use ratatui::style::{Color, Modifier};
use session::Session;

/// A session whose own themes are in that folder.
fn with_folder(folder: Option<PathBuf>, width: u16, height: u16) -> Session {
    let mut session = Session::starter(width, height);
    session.app.set_looks(Looks {
        folder,
        ..Looks::default()
    });
    session
}

#[test]
fn the_list_of_themes_at_three_sizes() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let mut session = with_folder(None, width, height);
        session.press("<Enter>gTjj");
        assert_snapshot!(format!("themes-{width}x{height}"), session.screen());
    }
}

#[test]
fn a_theme_is_worn_while_the_cursor_is_on_it_and_kept_by_enter() {
    let mut session = with_folder(None, 120, 40);
    let text = |session: &mut Session| session.buffer()[(60, 20)].clone();
    let before = text(&mut session);
    assert_eq!(before.bg, Color::Reset);
    session.press("gTjjj");
    assert!(session.screen().contains("▸ harbour"));
    let ground = Color::Rgb(0x14, 0x1d, 0x26);
    assert_eq!(text(&mut session).bg, ground);
    session.press("<Esc>");
    assert_eq!(text(&mut session), before);
    session.press("gTjjj<Enter>");
    assert_eq!(text(&mut session).bg, ground);
    assert!(session.screen().contains("theme harbour"));
    // The next time, the list begins at what is worn.
    session.press("gTj<Esc>");
    assert_eq!(text(&mut session).bg, ground);
}

#[test]
fn a_terminal_with_fewer_colours_is_sent_no_others() {
    let mut session = with_folder(None, 120, 40);
    session.app.set_looks(Looks {
        depth: Depth::Indexed,
        ..Looks::default()
    });
    session.press("<Enter>gTjjj<Enter>");
    let cells = &session.buffer().content;
    let is_true = |colour: Color| matches!(colour, Color::Rgb(..));
    assert!(
        cells
            .iter()
            .all(|cell| !is_true(cell.fg) && !is_true(cell.bg))
    );
    assert!(cells.iter().any(|cell| cell.bg != Color::Reset));
}

#[test]
fn a_theme_of_the_readers_own_is_offered_and_its_mistakes_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("fog.toml");
    std::fs::write(file, "like = \"newsprint\"\n[acent]\nfg = 1\n").unwrap();
    let mut session = with_folder(Some(folder.path().to_owned()), 120, 40);
    session.press("gTG");
    let screen = session.screen();
    assert!(screen.contains("▸ fog"), "{screen}");
    assert_eq!(session.buffer()[(60, 20)].bg, Color::Rgb(0xf6, 0xf1, 0xe4));
}

#[test]
fn without_colours_every_view_is_without() {
    for keys in [
        "",
        "<Enter>jjjj",
        "<Enter><Tab>jj<Enter>jj",
        "pzelen",
        "?",
        "gp",
        "<Enter>/kyiv",
        "pzelen<Enter>w",
        "<Enter>c<Enter>",
    ] {
        let mut session = without_colours();
        if !keys.is_empty() {
            session.press(keys);
        }
        for cell in &session.buffer().content {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{keys}");
        }
    }
}

#[test]
fn without_colours_the_pane_with_the_keyboard_and_its_row_are_seen() {
    let look = |session: &mut Session, text: &str| session.cells(text)[0].modifier;
    let mut session = without_colours();
    let with = look(&mut session, "ARTICLES");
    let row = look(&mut session, "Paris in backing securit…");
    session.press("<Enter>");
    assert_ne!(look(&mut session, "ARTICLES"), with);
    assert_ne!(look(&mut session, "Paris in backing securit…"), row);
    assert!(look(&mut session, "▎").contains(Modifier::BOLD));
    let without = look(&mut session, "ACTORS");
    session.press("<Tab>");
    assert_ne!(look(&mut session, "ACTORS"), without);
    // What went wrong is told otherwise than what went right.
    session.press("<Esc><Esc>gTG<Enter>");
    let right = look(&mut session, "theme monochrome");
    session.app.warn("something went wrong");
    assert_ne!(look(&mut session, "something went wrong"), right);
}

fn without_colours() -> Session {
    let mut session = with_folder(None, 120, 40);
    session.press("gTG<Enter>");
    assert!(session.screen().contains("theme monochrome"));
    session
}

#[test]
fn the_paragraph_at_the_place_stands_out_where_that_is_wanted() {
    let mut session = Session::starter(120, 40);
    session.press("<Enter>gg");
    let dim =
        |session: &mut Session, text: &str| session.cells(text)[0].modifier.contains(Modifier::DIM);
    assert!(!dim(&mut session, "PARIS") || !dim(&mut session, "backed security"));
    session.press("gz");
    assert!(dim(&mut session, "backed security"));
    assert!(!dim(&mut session, "guarantees for Ukraine"));
    session.press("gz");
    assert!(!dim(&mut session, "backed security"));
}

#[test]
fn a_session_can_always_begin_with_one_paragraph_standing_out() {
    let mut session = Session::starter(120, 40);
    session.app.set_up(Settings {
        reading: Reading {
            spotlight: true,
            ..Reading::default()
        },
        ..Settings::default()
    });
    // Though the last one ended without.
    session.app.resume(Last::default());
    session.press("<Enter>gg");
    assert!(
        session.cells("backed security")[0]
            .modifier
            .contains(Modifier::DIM)
    );
    session.press("gz");
    assert!(
        !session.cells("backed security")[0]
            .modifier
            .contains(Modifier::DIM)
    );
}

#[test]
fn alone_on_screen_the_text_tells_how_long_it_takes() {
    let mut session = Session::starter(120, 24);
    session.press("<Enter>z");
    let first = session.screen();
    assert!(first.contains(" min left"), "{first}");
    assert!(!session.press("G").screen().contains(" min left"));
}
