//! How fast a reading session is: `cargo bench`. Prints a table and asserts nothing.
//!
//! `cargo bench -- 10000` measures on so many articles; 1,000 is the usual number. Articles are generated, always the
//! same ones. A key is timed from the event to the frame in memory (160 by 50 cells); what the terminal does with the
//! bytes is not in it.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops when something is wrong"
)]

#[path = "generate.rs"]
pub mod generate;

use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rashomon::command::key;
use rashomon::config::keymap::KeyMap;
use rashomon::config::themes;
use rashomon::library::keeper::Progress;
use rashomon::library::loader::load;
use rashomon::library::sources::Source;
use rashomon::library::worker::News;
use rashomon::tui::app::App;
use rashomon::tui::effect::Effect;
use rashomon::tui::event::Event;
use rashomon::tui::signs::UNICODE;
use rashomon::tui::update::update;
use rashomon::tui::view::render;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const SIZE: (u16, u16) = (160, 50);

/// The words of an article of the library, and of the long one.
const WORDS: usize = 600;
const LONG: usize = 100_000;

fn main() {
    let count = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(1_000);
    let folder = tempfile::tempdir().unwrap();
    generate::folder(folder.path(), count, WORDS, 1).unwrap();

    println!("{:<58} {:>9} {:>9} {:>9}", "", "median", "p99", "worst");
    first_frame();
    let progress = reading(folder.path(), count);
    keys(
        "move in the list",
        &progress,
        &["j", "k", "<C-d>", "<C-u>", "G", "gg"],
        40,
    );
    keys(
        "scroll an article",
        &with(&progress, "<Enter>"),
        &["j", "j", "<C-d>", "<C-u>", "G", "gg"],
        40,
    );
    keys(
        "next article, next unread",
        &progress,
        &["J", "K", "]u", "<Space>"],
        40,
    );
    keys(
        "choose in the actor panel",
        &with(&progress, "<Enter><Tab>"),
        &["j", "j", "k", "G", "gg"],
        40,
    );
    keys(
        "next mention across articles",
        &with(&progress, "<Enter><Tab><Tab><Tab>"),
        &["]a", "[a", "<C-o>"],
        60,
    );
    keys(
        "type in the jump picker",
        &with(&progress, "<C-p>"),
        &["a", "n", "d", "r", "e", "<C-u>"],
        40,
    );
    keys(
        "search in the article, incremental",
        &with(&progress, "<Enter>/"),
        &["t", "h", "e", "r", "e", "<C-u>"],
        40,
    );

    let short = article(&generate::article(1, 0, WORDS));
    let long = article(&generate::long_article(LONG));
    let scrolling = ["j", "j", "j", "<C-d>", "k", "G", "k", "gg"];
    keys(
        "scroll, 600 words alone",
        &with(&short, "<Enter>"),
        &scrolling,
        40,
    );
    keys(
        "scroll, 100,000 words alone",
        &with(&long, "<Enter>"),
        &scrolling,
        40,
    );
}

/// From nothing to a frame, before any article is read.
fn first_frame() {
    let mut times = Vec::new();
    for _ in 0..200 {
        let start = Instant::now();
        let mut app = App::new(KeyMap::default(), themes::terminal(), UNICODE);
        app.resize(SIZE.0, SIZE.1);
        let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
        terminal.draw(|frame| render(&app, frame)).unwrap();
        times.push(start.elapsed());
    }
    row("first frame, nothing read yet", &mut times);
}

/// Reads a folder; gives the finished library.
fn reading(folder: &std::path::Path, count: usize) -> Progress {
    let start = Instant::now();
    let (mut first, mut last) = (None, None);
    load(&Source::Paths(vec![folder.to_owned()]), None, |progress| {
        first.get_or_insert(start.elapsed());
        last = Some(progress);
    })
    .unwrap();
    row(
        &format!("first articles of {count} on screen"),
        &mut [first.unwrap()],
    );
    row(
        &format!("all {count} read, names found, linked"),
        &mut [start.elapsed()],
    );
    last.unwrap()
}

fn article(text: &str) -> Progress {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.txt");
    fs::write(&path, text).unwrap();
    let mut last = None;
    load(&Source::Paths(vec![path]), None, |progress| {
        last = Some(progress);
    })
    .unwrap();
    last.unwrap()
}

/// The start of a measurement: a library and the keys that lead to the place.
struct Start {
    progress: Progress,
    keys: &'static str,
}

impl From<&Progress> for Start {
    fn from(progress: &Progress) -> Self {
        Self {
            progress: progress.clone(),
            keys: "",
        }
    }
}

fn with(progress: &Progress, keys: &'static str) -> Arc<Start> {
    Arc::new(Start {
        progress: progress.clone(),
        keys,
    })
}

impl From<&Arc<Start>> for Start {
    fn from(start: &Arc<Start>) -> Self {
        Self {
            progress: start.progress.clone(),
            keys: start.keys,
        }
    }
}

/// Presses `pressed` in turn, `rounds` times, and times each key with the frame it leads to.
fn keys(what: &str, start: impl Into<Start>, pressed: &[&str], rounds: usize) {
    let Start { progress, keys } = start.into();
    let mut app = App::new(KeyMap::default(), themes::terminal(), UNICODE);
    app.resize(SIZE.0, SIZE.1);
    for effect in update(&mut app, Event::News(News::Progress(0, progress))) {
        if let Effect::Gather(library, picture) = effect {
            let names = Some(Arc::new(library.gather(&[])));
            update(&mut app, Event::Gathered(picture, names));
        }
    }
    if !keys.is_empty() {
        for key in key::parse(keys).unwrap() {
            update(&mut app, Event::Key(key));
        }
    }
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
    terminal.draw(|frame| render(&app, frame)).unwrap();
    let mut times = Vec::new();
    for _ in 0..rounds {
        for keys in pressed {
            let keys = key::parse(keys).unwrap();
            let start = Instant::now();
            for key in keys {
                update(&mut app, Event::Key(key));
            }
            terminal.draw(|frame| render(&app, frame)).unwrap();
            times.push(start.elapsed());
            while app.is_busy() {
                update(&mut app, Event::GoOn);
            }
        }
    }
    row(what, &mut times);
}

fn row(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |part: usize| milliseconds(times[(times.len() - 1) * part / 100]);
    if times.len() == 1 {
        println!("{what:<58} {:>9}", at(0));
    } else {
        println!("{what:<58} {:>9} {:>9} {:>9}", at(50), at(99), at(100));
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1_000.0)
}
