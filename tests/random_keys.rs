//! Random keys, sizes, pastes and clicks against the real app, over the starter library and over hostile articles: whatever is
//! pressed, the app stays whole.
//!
//! The ordinary run presses 10,000 keys from a seed that is always the same. `RASHOMON_KEYS=100000 RASHOMON_SEED=7` presses more
//! or others. What fails is shrunk and printed in one line; `RASHOMON_WALK='that line'` presses it again.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::string_slice,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/hostile.rs"]
pub mod hostile;
#[path = "support/pressed.rs"]
pub mod pressed;
#[path = "support/session.rs"]
pub mod session;

use std::cell::Cell;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use hostile::acts;
use pressed::{Happening, Shelf, Walk};
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use rashomon::command::key::{Key, KeyCode};
use rashomon::command::scope::Scope;
use rashomon::library::keeper::Keeper;
use rashomon::library::shelfmark::Shelfmark;
use rashomon::library::sources::Source;
use rashomon::model::article::ArticleId;
use rashomon::text::width::cells;
use rashomon::tui::app::App;
use rashomon::tui::effect::Effect;
use rashomon::tui::errand::{self, Errand, Report};
use rashomon::tui::event::Event;
use rashomon::tui::exporting::Exported;
use rashomon::tui::focus::Focus;
use rashomon::tui::noting::Written;
use rashomon::tui::reader::Reader;
use rashomon::tui::update::update;
use ratatui::buffer::Buffer;
use session::Session;
use tempfile::TempDir;

/// How many keys the ordinary run presses at least, and its seed.
const KEYS: usize = 10_000;
const SEED: u64 = 6;

/// How many things happen in one walk on average.
const WALK: usize = 200;

/// After how many of them it is tried whether `Esc` leads back to the list.
const OFTEN: usize = 10;

/// How often `Esc` may have to be pressed for that: what can lie over each other, and the panes.
const ESCAPES: usize = 9;

#[test]
fn random_keys_leave_the_app_whole() {
    let libraries = Libraries::new();
    if let Ok(walk) = env::var("RASHOMON_WALK") {
        return libraries.press(&Walk::read(&walk));
    }
    let number = |name: &str| env::var(name).ok().map(|text| text.parse().unwrap());
    let keys = number("RASHOMON_KEYS").map_or(KEYS, |keys: u64| usize::try_from(keys).unwrap());
    let seed: u64 = number("RASHOMON_SEED").unwrap_or(SEED);
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases: u32::try_from(keys.div_ceil(WALK)).unwrap() * 2 + 10,
        failure_persistence: None,
        max_shrink_iters: 1_500,
        max_shrink_time: 120_000,
        ..Config::default()
    };
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(config, random);
    // Apart for good as soon as a walk has failed: all that follow are to be tried then, whatever has been pressed before.
    let (begun, ended) = (Cell::new(0), Cell::new(0));
    let pressed = runner.run(&pressed::any_walk(WALK), |walk| {
        if begun == ended && ended.get() >= keys {
            return Ok(());
        }
        begun.set(begun.get() + walk.len());
        libraries.press(&walk);
        ended.set(ended.get() + walk.len());
        Ok(())
    });
    if let Err(TestError::Fail(reason, walk)) = pressed {
        panic!("seed {seed}: {reason}\nRASHOMON_WALK='{walk}'");
    }
    pressed.unwrap();
    assert!(ended.get() >= keys, "only {} keys", ended.get());
}

/// What random keys have found.
#[test]
fn what_was_mended_stays_whole() {
    let libraries = Libraries::new();
    for (_what, walk) in [
        (
            "half of a wide character stood beside a window over it",
            "Hostile 0,0 <C-p> @back:120,40",
        ),
        (
            "a higher screen moved whoever read near the end",
            "Starter 120,20 <Enter> G @back:120,60",
        ),
        (
            "the place was rounded to a row of a width that the screen had only for the list",
            "Starter 80,24 <Enter> 13j <C-c>",
        ),
        (
            "whoever read what was folded was at its first word after a restart",
            "Starter 0,0 <Enter> G l <End> Q",
        ),
    ] {
        libraries.press(&Walk::read(walk));
    }
}

/// The libraries that walks begin with, each ready to be copied.
struct Libraries {
    folder: TempDir,
}

impl Libraries {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let hostile = folder.path().join("news");
        fs::create_dir(&hostile).unwrap();
        hostile::write(&hostile);
        let libraries = Self { folder };
        for (shelf, source) in [
            (Shelf::Starter, Source::Starter),
            (Shelf::Hostile, Source::Paths(vec![hostile.clone()])),
            (Shelf::Both, Source::PathsAndStarter(vec![hostile])),
        ] {
            let mark = Shelfmark::File(libraries.path(shelf));
            let keeper = Keeper::open(&mark, source, None).unwrap();
            let session = Session::on(keeper, 120, 40);
            assert!(session.app.library().len() > 4, "{shelf:?}");
        }
        libraries
    }

    fn path(&self, of: Shelf) -> PathBuf {
        self.folder.path().join(format!("{of:?}.library"))
    }

    /// Presses a walk on a copy of its library, and looks at the app after each of its steps.
    fn press(&self, walk: &Walk) {
        let home = tempfile::tempdir().unwrap();
        fs::copy(self.path(walk.shelf), library(home.path())).unwrap();
        let mut session = opened(home.path(), walk.size);
        for (number, happening) in walk.happenings.iter().enumerate() {
            session = happen(session, happening, home.path());
            is_whole(&mut session);
            if number % OFTEN == 0 {
                escapes(&session.app);
            }
        }
        escapes(&session.app);
    }
}

fn library(home: &Path) -> PathBuf {
    home.join("a.library")
}

/// Opens the library of `home`.
fn opened(home: &Path, (width, height): (u16, u16)) -> Session {
    let mark = Shelfmark::File(library(home));
    let corrections = Some(home.join("corrections.txt"));
    let keeper = Keeper::open(&mark, Source::Kept, corrections).unwrap();
    Session::on(keeper, width, height).with_outside(world)
}

/// The world outside: nothing of an article may act on it, and what it answers is hostile.
fn world(errand: Errand) -> Report {
    match errand {
        Errand::Run(run) => {
            harmless("what a program gets", &run.input);
            let written = errand::Written {
                text: hostile::TEXT.repeat(30),
                ..errand::Written::default()
            };
            Report::Ran(run.number, written)
        }
        Errand::Open(openers) => {
            for word in openers.iter().flatten() {
                harmless("an address", word);
            }
            Report::Failed("no browser here".to_owned())
        }
        Errand::Themes(_) => Errand::Themes(None).run(),
        Errand::Sync(..) => Report::Synced(Err(hostile::TEXT.to_owned())),
    }
}

/// Lets it happen; where that ends the program, starts it again.
fn happen(mut session: Session, happening: &Happening, home: &Path) -> Session {
    let before = Seen::of(&session.app);
    match happening {
        Happening::Keys(keys) => {
            for key in keys {
                session = occur(session, Event::Key(*key), home);
            }
        }
        Happening::Paste(text) => session = occur(session, Event::Paste(text.clone()), home),
        Happening::Point(pointer) => session = occur(session, Event::Pointed(*pointer), home),
        Happening::FilesChange => session = occur(session, Event::FilesChanged, home),
        Happening::Resize(width, height) => {
            session.resize(*width, *height);
            before.is_still(&session.app);
        }
        Happening::ThereAndBack(width, height) => {
            let screen = session.app.screen();
            let top = session.app.reader().map(Reader::top_byte);
            session.resize(*width, *height);
            is_whole(&mut session);
            session.resize(screen.width, screen.height);
            before.is_still(&session.app);
            let back = session.app.reader().map(Reader::top_byte);
            assert_eq!(top, back, "a resize moved the reader");
        }
    }
    session
}

/// Lets an event happen, and what it asks of the loop.
fn occur(mut session: Session, event: Event, home: &Path) -> Session {
    for effect in session.happen(event) {
        let answer = match effect {
            Effect::Copy(text, what) => {
                harmless(what, &text);
                Some(Event::Copied(Ok(what.to_owned())))
            }
            Effect::Edit(text) => {
                harmless("what the editor gets", &text);
                Some(Event::Edited(Written {
                    text: Some(hostile::TEXT.to_owned()),
                    failed: text.is_empty().then(|| "it fell over".to_owned()),
                }))
            }
            // What is typed may be any path: nothing is written.
            Effect::Export(..) => Some(Event::Exported(Exported::Exists)),
            Effect::Suspend => Some(Event::Resumed),
            Effect::Sync => Some(Event::Reported(world(Errand::Sync(PathBuf::new(), None)))),
            _ => None,
        };
        if let Some(answer) = answer {
            session.happen(answer);
        }
    }
    if session.app.is_done() {
        again(session, home)
    } else {
        session
    }
}

/// Starts anew after the end of a session, and looks whether everything stands where it stood; unless a note was begun and not
/// kept: then that is on screen again, with the words that it is about.
fn again(session: Session, home: &Path) -> Session {
    let screen = session.app.screen();
    let before = Place::of(&session.app);
    // It writes what it has been asked to before it goes.
    drop(session);
    let session = opened(home, (screen.width, screen.height));
    if before.open.is_some() && session.app.scope() != Scope::Note {
        let mut after = Place::of(&session.app);
        // What was unfolded is folded again, so that the end may be nearer.
        let reader = session.app.reader().cloned();
        let at_end = reader.is_some_and(|mut reader| reader.at_end());
        // The first byte stands for no place at all, though a byline may have it that is shown below the headline.
        if at_end && after.top < before.top || before.top == Some(0) {
            after.top = before.top;
        }
        assert_eq!(before, after, "not where it was");
    }
    session
}

/// Where the reader is.
#[derive(Debug, PartialEq, Eq)]
struct Place {
    focus: Focus,
    open: Option<ArticleId>,
    /// The byte at the top, where that is being read.
    top: Option<usize>,
}

impl Place {
    fn of(app: &App) -> Self {
        let reader = app.reader();
        let reads = app.focus() != Focus::List;
        Self {
            focus: app.focus(),
            open: reader.map(|reader| reader.entry().article.id),
            top: reader.filter(|_| reads).map(Reader::top_byte),
        }
    }
}

/// What nothing but the reader may change.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    focus: Focus,
    scope: Scope,
    selected: Option<ArticleId>,
    open: Option<ArticleId>,
}

impl Seen {
    fn of(app: &App) -> Self {
        Self {
            focus: app.focus(),
            scope: app.scope(),
            selected: app.library().id_of(app.selected()),
            open: app.reader().map(|reader| reader.entry().article.id),
        }
    }

    fn is_still(&self, app: &App) {
        assert_eq!(*self, Self::of(app), "a resize changed more than the size");
    }
}

/// What holds whatever has been pressed.
fn is_whole(session: &mut Session) {
    let app = &session.app;
    let library = app.library();
    if !app.lists_nothing() {
        assert!(app.selected() < library.len(), "no article is selected");
        assert!(library.head(app.selected()).is_some());
    }
    if let Some(reader) = app.reader() {
        let article = &reader.entry().article;
        assert!(library.row_of(article.id).is_some(), "read, but not there");
        assert!(reader.place() < reader.passages().len().max(1));
        let top = reader.top_byte();
        assert!(article.text.is_char_boundary(top), "byte {top}");
        for range in reader.visible_ranges() {
            assert!(article.text.get(range.start..range.end).is_some());
        }
    }
    if !app.screen().is_empty() {
        assert!(!app.focused_area().is_empty(), "the keyboard is nowhere");
    }
    is_clean(session.drawn());
}

/// Nothing that acts is in a cell, and no wide character hides what stands behind it.
fn is_clean(buffer: &Buffer) {
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            // Most are a letter or a space.
            if symbol.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && symbol.len() == 1 {
                continue;
            }
            harmless("a cell", symbol);
            let last = x + u16::try_from(cells(symbol)).unwrap().max(1) - 1;
            assert!(last < buffer.area.width, "{symbol:?} leaves the screen");
            for behind in x + 1..=last {
                let hidden = buffer[(behind, y)].symbol();
                assert!(
                    hidden.trim().is_empty(),
                    "{symbol:?} at {x}, {y} hides {hidden:?}"
                );
            }
        }
    }
}

fn harmless(what: &str, text: &str) {
    let found = text.chars().find(|&c| c != '\n' && acts(c));
    assert_eq!(found, None, "in {what}: {text:?}");
}

/// `Esc` leads back to the list.
fn escapes(app: &App) {
    let mut app = app.clone();
    let mut passed = vec![app.scope()];
    for _ in 0..ESCAPES {
        if app.scope() == Scope::List {
            return;
        }
        update(&mut app, Event::Key(Key::plain(KeyCode::Esc)));
        passed.push(app.scope());
    }
    assert_eq!(app.scope(), Scope::List, "Esc led through {passed:?}");
}
