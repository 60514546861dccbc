//! Real links on terminals that have them: what is written for the terminal, and what an article can do about it.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::string_slice,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/session.rs"]
pub mod session;

use std::cell::RefCell;
use std::fs;
use std::io::{self, Write};
use std::rc::Rc;

use rashomon::library::sources::Source;
use rashomon::tui::links::Links;
use rashomon::tui::view::render;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use session::Session;
use tempfile::TempDir;

const LONG: &str = "https://news.example/archive/2026/harbour/long-name-of-a-page-that-does-not-fit-on-one-row?from=feed&page=2";

/// What has been written for the terminal.
#[derive(Clone, Default)]
struct Wire(Rc<RefCell<Vec<u8>>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal with links, and the session that it shows.
struct Shown {
    session: Session,
    terminal: Terminal<CrosstermBackend<Wire>>,
    wire: Wire,
    links: Links,
    emulator: vt100::Parser,
    _folder: TempDir,
}

impl Shown {
    fn article(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), text).unwrap();
        let source = Source::Paths(vec![folder.path().to_owned()]);
        let corrections = folder.path().join("mine.txt");
        let session = Session::working(source, &corrections, 90, 24);
        let options = TerminalOptions {
            viewport: Viewport::Fixed(Rect::new(0, 0, 90, 24)),
        };
        let wire = Wire::default();
        let backend = CrosstermBackend::new(wire.clone());
        Self {
            session,
            terminal: Terminal::with_options(backend, options).unwrap(),
            wire,
            links: Links::default(),
            emulator: vt100::Parser::new(24.try_into().unwrap(), 90.try_into().unwrap(), 0),
            _folder: folder,
        }
    }

    /// Presses keys, draws, and gives what was written behind the frame.
    fn press(&mut self, keys: &str) -> String {
        self.session.press(keys);
        let app = &self.session.app;
        let frame = self.terminal.draw(|frame| render(app, frame)).unwrap();
        let change = self.links.change(app, frame.buffer);
        let written = self.wire.0.borrow().len();
        if let Some(change) = change {
            let backend = self.terminal.backend_mut();
            self.links.follow(change, backend).unwrap();
        }
        let bytes = self.wire.0.take();
        self.emulator.process(&bytes);
        assert_eq!(shown(&self.emulator), self.session.screen());
        String::from_utf8(bytes[written..].to_vec()).unwrap()
    }
}

fn shown(emulator: &vt100::Parser) -> String {
    let rows = emulator.screen().rows(0, 90);
    rows.map(|row| row.trim_end().to_owned() + "\n").collect()
}

/// The addresses of the links that were written.
fn addresses(written: &str) -> Vec<&str> {
    let links = written.split("\u{1b}]8;id=").skip(1);
    let links = links.map(|link| link.split_once('\u{1b}').unwrap().0);
    links.map(|link| link.split_once(';').unwrap().1).collect()
}

fn article(body: &str) -> String {
    format!(
        "---\ntitle: Ferries stay in harbour\nurl: https://post.example/ferries\n---\n\n{body}\n"
    )
}

#[test]
fn addresses_and_the_headline_lead_somewhere_also_over_two_rows() {
    let mut shown = Shown::article(&article(&format!(
        "The ferries stay in, says the operator. The timetable is at {LONG} for now."
    )));
    let written = shown.press("<Enter>");
    let found = addresses(&written);
    assert_eq!(found[0], "https://post.example/ferries");
    assert!(
        found.len() > 2 && found[1..].iter().all(|address| *address == LONG),
        "{found:?}"
    );
    let ids: Vec<_> = written.split("\u{1b}]8;id=").skip(2).collect();
    let id = |part: &str| part.split(';').next().unwrap().to_owned();
    assert!(ids.windows(2).all(|pair| id(pair[0]) == id(pair[1])));
    assert_eq!(written.matches("\u{1b}]8;;").count(), found.len());
}

#[test]
fn links_are_written_once_and_taken_away_where_they_are_no_more() {
    let body = "See https://a.example/one now.\n\n".to_owned() + &"Nothing here.\n\n".repeat(40);
    let mut shown = Shown::article(&article(&body));
    assert_eq!(addresses(&shown.press("<Enter>")).len(), 2);
    assert_eq!(shown.press("m"), "");
    assert_eq!(addresses(&shown.press("3j<C-d>")).len(), 0);
    assert_eq!(addresses(&shown.press("gg")).len(), 2);
    // What lies over them is no link.
    assert_eq!(addresses(&shown.press("g/")).len(), 0);
    assert_eq!(addresses(&shown.press("<Esc>")).len(), 2);
}

#[test]
fn nothing_in_an_article_can_end_a_link_or_begin_another() {
    let body = "Go to https://a.example/x\u{1b}\\\u{7}y and https://b.example/\u{9c}z;q=1 and \
        https://c.example/жо/\u{202e}x and javascript:alert(1) and ftp://d.example/f and \
        [here](javascript:alert(2)) or https://e.example/]8;;https://f.example.";
    let mut shown = Shown::article(&article(body).replace("https://post", "javascript:post"));
    let written = shown.press("<Enter>");
    let found = addresses(&written);
    assert!(
        found
            .iter()
            .any(|address| address.starts_with("https://c.example/%D0%B6")),
        "{found:?}"
    );
    for address in &found {
        assert!(address.starts_with("https://"), "{address}");
        assert!(
            address.bytes().all(|byte| byte.is_ascii_graphic()),
            "{address}"
        );
    }
    // Every sequence that begins a link is one of ours, and is ended.
    assert_eq!(written.matches("\u{1b}]8;").count(), 2 * found.len());
    assert!(!written.contains('\u{7}') && !written.contains('\u{9c}'));
}
