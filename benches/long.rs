//! One very long article in the real program: `cargo bench --bench long`, of 100,000 words, or `-- 1000 10000` for others. Prints
//! a table; fails where the program does not show what was asked for, never because of a time.
//!
//! The article stands among others in a library of its own. As in `session`, a key's time goes from the moment when it is
//! written into a pseudo-terminal of 160 columns and 50 rows to the last byte of the frame that answers it.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops when something is wrong"
)]

#[path = "generate.rs"]
pub mod generate;
#[path = "typist.rs"]
pub mod typist;

use std::fs;
use std::path::Path;
use std::process::Command;

use typist::driver::Driven;
use typist::{Session, Typist, told};

const PROGRAM: &str = env!("CARGO_BIN_EXE_rashomon");
const SCREEN: (u16, u16) = (160, 50);

/// How many others there are.
const OTHERS: usize = 30;

/// How often a key of each kind is pressed at least.
const TIMES: usize = 40;

fn main() {
    let arguments = std::env::args().skip(1);
    let asked: Vec<usize> = arguments.filter_map(|word| word.parse().ok()).collect();
    let sizes = if asked.is_empty() {
        &[100_000][..]
    } else {
        &asked
    };
    let sessions: Vec<Session> = sizes.iter().map(|words| run(*words)).collect();
    print!("| median / 99th percentile | to reach |");
    for words in sizes {
        print!(" {words} words |");
    }
    println!("\n|---|---|{}", "---|".repeat(sizes.len()));
    for (kind, _) in &sessions[0].rows {
        print!("| {kind} | 8 ms |");
        for session in &sessions {
            let (median, worst) = session.times(kind);
            print!(" {} / {} |", told(median), told(worst));
        }
        println!();
    }
    print!("| slowest key | |");
    for Session { slowest, .. } in &sessions {
        print!(" {} {} |", told(slowest.0), slowest.1);
    }
    println!();
}

fn run(words: usize) -> Session {
    let folder = tempfile::tempdir().unwrap();
    let (home, news) = (folder.path().join("home"), folder.path().join("news"));
    let library = folder.path().join("a.library");
    fs::create_dir_all(&home).unwrap();
    generate::folder(&news, OTHERS, 600, 1).unwrap();
    let page = generate::long_article(words);
    let title = page.lines().find(|line| !line.trim().is_empty()).unwrap();
    fs::write(news.join("long.txt"), &page).unwrap();
    let mut add = Command::new(PROGRAM);
    add.args([Path::new("add"), &news, Path::new("--library"), &library]);
    let status = add.env("XDG_DATA_HOME", &home).status().unwrap();
    assert!(status.success(), "adding ended with {status}");
    let arguments = [Path::new("--library"), &library];
    let mut program = Driven::start(PROGRAM, &arguments, &home, SCREEN);
    program.first("the start", |screen| screen.contains("ARTICLES"));
    program.settle();
    let session = Session::default();
    let mut reader = Typist { program, session };
    open(&mut reader, title);
    moves(&mut reader);
    finds(&mut reader);
    names(&mut reader);
    looks(&mut reader);
    marks(&mut reader);
    reader.program.quit();
    reader.session
}

/// Opens the article by its title, as a reader finds it.
fn open(reader: &mut Typist, title: &str) {
    let beginning: String = title.chars().take(24).collect();
    reader
        .program
        .press("\u{10}", |screen| screen.contains("┌ jump"));
    reader.settle();
    for letter in title.chars().take(40) {
        reader.program.press(&letter.to_string(), |_| true);
    }
    reader.settle();
    reader.shows("opened", "\r", "q back");
    reader.settle();
    reader.expect(&beginning);
}

fn moves(reader: &mut Typist) {
    for _ in 0..TIMES {
        reader.changes("by a line", "j");
    }
    for _ in 0..TIMES {
        reader.changes("by a page", "\u{6}");
    }
    for _ in 0..TIMES / 2 {
        reader.changes("to the end and the top", "G");
        reader.settle();
        reader.changes("to the end and the top", "gg");
        reader.settle();
    }
    // In the middle, where a line is neither near the top nor the end.
    reader.changes("by many pages", "100\u{6}");
    reader.settle();
    for _ in 0..TIMES {
        reader.changes("by a line", "j");
        reader.changes("by a line", "k");
    }
}

fn finds(reader: &mut Typist) {
    for word in ["decision", "no", "quay"] {
        reader.changes("find: begun", "/");
        for letter in word.chars() {
            reader.changes("find: a letter", &letter.to_string());
        }
        reader.changes("find: ended", "\r");
        reader.settle();
        for _ in 0..TIMES / 4 {
            let answer = reader.program.press("n", |_| true);
            reader.session.put("find: next", "n", answer.after);
            reader.settle();
        }
    }
}

fn names(reader: &mut Typist) {
    for _ in 0..TIMES / 2 {
        reader.changes("next quotation", "]q");
    }
    reader.settle();
    reader.shows("names to jump to", "p", "┌ jump");
    reader.settle();
    reader.changes("name gone to", "\r");
    reader.settle();
    for _ in 0..TIMES / 2 {
        reader.changes("next mention of a name", "]a");
    }
    reader.settle();
}

fn looks(reader: &mut Typist) {
    for _ in 0..TIMES / 4 {
        reader.changes("wider, narrower", "-");
        reader.settle();
        reader.changes("wider, narrower", "=");
        reader.settle();
        reader.changes("zen", "z");
        reader.settle();
        reader.changes("zen", "z");
        reader.settle();
    }
}

fn marks(reader: &mut Typist) {
    for _ in 0..TIMES / 8 {
        reader.shows("selection", "v", "1 word selected");
        for count in 2..5 {
            reader.shows("selection", "w", &format!("{count} words selected"));
        }
        reader.shows("highlight", "x", "takes it back");
        reader.settle();
        reader.shows("taken back", "u", "taken back");
        reader.settle();
        // What was selected stays so until it is left.
        reader.shows("selection left", "\u{1b}", "q back");
        reader.settle();
    }
}
