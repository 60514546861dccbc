//! A reading session of the real program at several sizes: `cargo bench --bench session -- 1000 10000 100000`. Prints a table;
//! fails where the program does not show what was asked for, never because of a time.
//!
//! The program runs in a pseudo-terminal of 160 columns and 50 rows, and keys are typed into it. A key's time goes from the
//! moment when it is written to the last byte of the frame that answers it: the first that shows what the key was pressed for.
//! The libraries are filled as `filled` says, and stay under `target/`, so that they are made once.
//!
//! `ingest` among the arguments adds what `rashomon add` takes for a folder of 1,000 and of 10,000 files, with everything that
//! the program does for them.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a bench prints, and stops when something is wrong"
)]

#[path = "filled.rs"]
pub mod filled;
#[path = "typist.rs"]
pub mod typist;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use rashomon::model::query::Order;
use rashomon::search::query::parse;
use rashomon::store::filter::Now;
use rashomon::store::pages::Request;
use rashomon::store::sqlite::Sqlite;
use rashomon::store::traits::{Catalogue as _, Store as _};
use rashomon::text::count::grouped;
use typist::driver::Driven;
use typist::{Session, Typist, told};

const PROGRAM: &str = env!("CARGO_BIN_EXE_rashomon");
const SCREEN: (u16, u16) = (160, 50);

/// How often the program is started, and how often a key of each kind is pressed at least.
const STARTS: usize = 50;
const TIMES: usize = 20;

/// Rows of the table that are no times.
const MEMORY: &str = "peak memory of the process; its own at the end";
const DISK: &str = "on disk, for each article";
const IDLE: &str = "time of the processor in 5 s without a key";
const BYTES: &str = "bytes of scrolling by a line";

/// What is to be reached at 100,000 articles, by row; all others are keys.
const REACH: &[(&str, &str)] = &[
    (START, "50 ms"),
    (BACK, "50 ms"),
    (BYTES, "2 KiB"),
    (IDLE, "0 ms"),
    (MEMORY, "100 MiB"),
    (DISK, "6 KiB"),
    (SEARCHED, "20 ms"),
    ("filter: its last letter", "10 ms"),
    ("sort", "10 ms"),
    (ALL_BACK, "–"),
];
const KEY: &str = "8 ms";
const START: &str = "start to the list filled";
const BACK: &str = "the same, back in the article of before";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let asked: Vec<usize> = arguments
        .iter()
        .filter_map(|word| word.parse().ok())
        .collect();
    let usual = [1_000, 10_000];
    let sizes = if asked.is_empty() { &usual[..] } else { &asked };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/session");
    fs::create_dir_all(&folder).unwrap();
    let mut table = Table::default();
    for size in sizes {
        let path = folder.join(format!("{size}.library"));
        filled::library(&path, *size);
        let session = run(&path, *size);
        table.sessions.push(session);
    }
    table.print(sizes);
    if arguments.iter().any(|word| word == "ingest") {
        println!("\n| `rashomon add` of | articles a second | peak memory |\n|---|---|---|");
        for count in [1_000, 10_000] {
            ingest(&folder, count);
        }
    }
}

/// What is known of a library ahead of the session.
struct Known {
    /// The first words of the headline that the list begins with.
    first: String,
    /// A name that many articles have.
    person: String,
    /// A word in a fifth of the articles.
    word: String,
}

fn run(path: &Path, size: usize) -> Session {
    let known = prepare(path);
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::default();
    let start = || {
        let arguments = [Path::new("--library"), path];
        Driven::start(PROGRAM, &arguments, home.path(), SCREEN)
    };
    let listed = format!("by story  {}", grouped(size));
    let is_filled = |screen: &str| screen.contains(&listed) && screen.contains(&known.first);
    for _ in 0..STARTS {
        forget_session(path);
        let mut program = start();
        session.put(START, "", program.first("the start", is_filled));
        program.settle();
        program.quit();
    }
    let title = leave_in_article(start(), is_filled);
    for _ in 0..STARTS {
        let mut program = start();
        let is_back = |screen: &str| is_filled(screen) && first_line(screen) == title;
        session.put(BACK, "", program.first("the start in an article", is_back));
        program.settle();
        program.quit();
    }
    forget_session(path);
    let mut program = start();
    program.first("the start", is_filled);
    // The names to jump to are gathered behind the first frame, which takes longer the more there are.
    thread::sleep(Duration::from_millis(500 + size as u64 / 30));
    let mut reader = Typist { program, session };
    reader.settle();
    list(&mut reader);
    orders(&mut reader);
    filters(&mut reader, &known, size);
    searches(&mut reader, &known);
    jumps(&mut reader, &known);
    reading(&mut reader);
    marks(&mut reader, size);
    idle(&mut reader);
    memory(&mut reader, path, size);
    reader.program.quit();
    reader.session
}

/// Opens the second article of the list, reads on in it, and quits. Gives the line in which its headline is.
fn leave_in_article(mut program: Driven, is_filled: impl Fn(&str) -> bool) -> String {
    program.first("the start", is_filled);
    program.settle();
    program.press("J", |screen| screen.contains(IN_ARTICLE));
    program.settle();
    // Some rows down, where the text is known again by its words.
    let begins = |screen: &str| first_line(screen).chars().any(|c| c.is_ascii_lowercase());
    program.press("5j", |_| true);
    program.settle();
    while !begins(&program.screen()) {
        program.press("j", |_| true);
        program.settle();
    }
    let title = first_line(&program.screen());
    program.quit();
    title
}

/// The words in the first row of the reading pane.
fn first_line(screen: &str) -> String {
    let line = screen.lines().next().unwrap_or("");
    let text = line.split('│').nth(1).unwrap_or("");
    // The sign of the place stands where the reader was last, the words where they always do.
    text.trim_matches(['▎', ' ']).to_owned()
}

/// Looks up what the session will ask for.
fn prepare(path: &Path) -> Known {
    let store = Sqlite::open(path).unwrap();
    let everything = parse("").unwrap();
    let request = Request {
        query: &everything,
        order: Order::Story,
        after: None,
        count: 1,
        now: Now::default(),
    };
    let catalogue = store.catalogue();
    let head = catalogue.page(&request).unwrap().heads.remove(0);
    let told = head.story.and_then(|story| catalogue.story(story).unwrap());
    let first = told.map_or(head.title, |story| story.name);
    let person = catalogue.actors("", 20).unwrap().pop().unwrap();
    Known {
        first: first.chars().take(20).collect(),
        person: person.actor.name,
        word: filled::vocabulary::word(300),
    }
}

fn forget_session(path: &Path) {
    Sqlite::open(path)
        .unwrap()
        .set_value("screen", None)
        .unwrap();
}

fn list(reader: &mut Typist) {
    for _ in 0..2 * TIMES {
        reader.changes("list: up and down", "j");
    }
    for _ in 0..TIMES {
        reader.changes("list: up and down", "k");
    }
    for _ in 0..TIMES {
        reader.changes("list: pages", "\u{4}");
    }
    for _ in 0..TIMES / 2 {
        reader.changes("list: end and top", "G");
        reader.settle();
        reader.changes("list: end and top", "gg");
        reader.settle();
    }
}

fn orders(reader: &mut Typist) {
    for _ in 0..TIMES / 5 {
        for told in [
            "newest first",
            "by outlet",
            "most actors first",
            "unread first",
            "by story",
        ] {
            reader.shows("sort", "O", &format!("ARTICLES  {told}"));
            reader.settle();
            reader.changes("list in another order: up and down", "j");
            reader.changes("list in another order: up and down", "k");
        }
    }
    reader.shows("sort", "gl", "ARTICLES  newest first");
    reader.settle();
    reader.changes("list: end and top", "G");
    reader.settle();
    reader.changes("list: end and top", "gg");
    reader.shows("sort", "gl", "ARTICLES  by story");
    reader.settle();
}

fn filters(reader: &mut Typist, known: &Known, size: usize) {
    let person = known.person.to_lowercase();
    for query in [
        "is:starred".to_owned(),
        "outlet:kestrel".to_owned(),
        "date:2025-03".to_owned(),
        format!("actor:\"{person}\""),
        known.word.clone(),
    ] {
        reader
            .program
            .press("F", |screen| screen.contains("show only:"));
        let wanted = format!("of {}  {query}", grouped(size));
        reader.types(
            "filter: a letter",
            "filter: its last letter",
            &query,
            &wanted,
        );
        reader.settle();
        reader
            .program
            .press("\r", |screen| !screen.contains("show only:"));
        reader.changes("list under a filter: up and down", "j");
        reader.changes("list under a filter: up and down", "k");
        reader
            .program
            .press("F", |screen| screen.contains("show only:"));
        reader.shows(
            "filter: taken off",
            "\u{1b}",
            &format!("by story  {}", grouped(size)),
        );
        reader.settle();
    }
}

fn searches(reader: &mut Typist, known: &Known) {
    for query in [
        known.word.clone(),
        "\"no decision had been made\"".to_owned(),
        format!("\"{}\"", known.person),
    ] {
        reader.shows("search: begun", "g/", "SEARCH  newest first");
        reader.settle();
        reader.program.press("\u{15}", |_| true);
        reader.settle();
        reader.types("search: a letter", SEARCHED, &query, "found");
        reader.settle();
        for _ in 0..TIMES / 4 {
            reader.changes("search: up and down", "\u{a}");
        }
        reader.settle();
        reader
            .program
            .press("\u{12}", |screen| screen.contains("SEARCH  by relevance"));
        reader.settle();
        reader.expect("found");
        reader
            .program
            .press("\u{12}", |screen| screen.contains("SEARCH  newest first"));
        reader.settle();
        reader.shows("search: ended", "\u{1b}", "ARTICLES");
    }
}

const SEARCHED: &str = "search: the last letter of a word, phrase or name";

fn jumps(reader: &mut Typist, known: &Known) {
    for _ in 0..3 {
        reader.changes("jump: begun", "\u{10}");
        reader.settle();
        for letter in known.person.chars().filter(|letter| *letter != ' ') {
            reader.changes("jump: a letter", &letter.to_string());
        }
        reader.settle();
        reader.expect(&known.person);
        reader.shows("jump: gone to", "\r", IN_ARTICLE);
        reader.settle();
        for _ in 0..TIMES {
            reader.changes("next mention of a person", "]a");
        }
        reader.settle();
    }
}

fn reading(reader: &mut Typist) {
    let mut bytes = Vec::new();
    for _ in 0..TIMES {
        reader.changes("next article of the list", "J");
        // Where it was gone to before, it is opened at that place, which may be its end.
        reader.program.press("gg", |_| true);
        reader.settle();
        bytes.push(reader.changes("article: by a line", "j"));
        bytes.push(reader.changes("article: by a line", "j"));
        reader.changes("article: by a line", "k");
        reader.changes("article: by a page", "\u{6}");
        reader.changes("article: by a page", "\u{2}");
    }
    for _ in 0..TIMES {
        reader.changes("on with Space, to the next unread", " ");
    }
    bytes.sort_unstable();
    let told = format!("{} / {}", bytes[bytes.len() / 2], bytes[bytes.len() - 1]);
    reader.session.numbers.insert(BYTES, told);
    reader.program.press("h", |screen| screen.contains(IN_LIST));
    reader.shows("sort", "gl", "ARTICLES  newest first");
    reader.settle();
    for _ in 0..TIMES {
        reader.changes("list in another order: up and down", "j");
        reader.settle();
        reader.shows("article: opened", "\r", IN_ARTICLE);
        reader.settle();
        reader.program.press("h", |screen| screen.contains(IN_LIST));
        reader.settle();
    }
    reader.shows("sort", "gl", "ARTICLES  by story");
    reader.settle();
}

fn marks(reader: &mut Typist, size: usize) {
    for _ in 0..TIMES / 2 {
        reader.shows("mark: read or not", "m", "u takes it back");
        reader.settle();
        reader.shows("taken back", "u", "taken back");
        reader.settle();
        reader.shows("mark: a star", "S", "u takes it back");
        reader.settle();
        reader.shows("taken back", "u", "taken back");
        reader.settle();
        reader.program.press("T", |screen| screen.contains("tags"));
        reader
            .program
            .press("quay", |screen| screen.contains("quay"));
        reader.settle();
        reader.shows("mark: a tag", "\r", "u takes it back");
        reader.settle();
        reader.shows("taken back", "u", "taken back");
        reader.settle();
        // One article, or all those of the story that is selected.
        reader.shows("article taken out", "D", " removed, u takes it back");
        reader.settle();
        reader.shows(
            "article taken out, and back",
            "u",
            &format!("by story  {}", grouped(size)),
        );
        reader.settle();
    }
    reader.shows(ALL, "A", " 0 unread");
    reader.program.first("all is kept as read", |screen| {
        screen.contains("u takes it back")
    });
    reader.settle();
    reader.shows(ALL_BACK, "u", "taken back");
    reader.settle();
}

/// What the last row of the screen says where the keyboard is in the list, and in an article.
const IN_LIST: &str = "q quit";
const IN_ARTICLE: &str = "q back";

const ALL: &str = "everything marked read";
const ALL_BACK: &str = "and taken back";

fn idle(reader: &mut Typist) {
    thread::sleep(Duration::from_secs(2));
    reader.settle();
    let process = reader.program.process();
    let before = ticks(process);
    thread::sleep(Duration::from_secs(5));
    let spent = ticks(process) - before;
    reader
        .session
        .numbers
        .insert(IDLE, format!("{} ms", spent * 10));
}

/// Hundredths of a second that the process has had of the processor (`man 5 proc`).
fn ticks(process: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let (_, fields) = stat.rsplit_once(')').unwrap();
    let fields: Vec<&str> = fields.split_whitespace().collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

fn memory(reader: &mut Typist, path: &Path, size: usize) {
    let status = fs::read_to_string(format!("/proc/{}/status", reader.program.process())).unwrap();
    let mebibytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let number = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        number.unwrap_or(0) / 1024
    };
    let told = format!("{}; {} MiB", mebibytes("VmHWM:"), mebibytes("RssAnon:"));
    reader.session.numbers.insert(MEMORY, told);
    let bytes = fs::metadata(path).unwrap().len();
    let told = format!("{} B", bytes / size as u64);
    reader.session.numbers.insert(DISK, told);
}

/// Adds a folder of `count` files to a new library.
fn ingest(folder: &Path, count: usize) {
    let news = folder.join(format!("news{count}"));
    if !news.exists() {
        filled::generate::folder(&news, count, 600, 1).unwrap();
    }
    let home = tempfile::tempdir().unwrap();
    let library = home.path().join("a.library");
    let begun = Instant::now();
    let mut command = Command::new(PROGRAM);
    command.args([Path::new("add"), &news, Path::new("--library"), &library]);
    command.env("XDG_DATA_HOME", home.path());
    let mut child = command.spawn().unwrap();
    let mut peak = 0;
    let status = loop {
        peak = peak.max(peak_memory(child.id()));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        thread::sleep(Duration::from_millis(50));
    };
    assert!(status.success(), "adding ended with {status}");
    let kept = Sqlite::open(&library).unwrap().catalogue().stats().unwrap();
    assert!(
        kept.articles > count * 9 / 10,
        "only {} kept",
        kept.articles
    );
    let files = f64::from(u32::try_from(count).unwrap());
    let rate = files / begun.elapsed().as_secs_f64();
    println!("| {count} files | {rate:.0} | {} MiB |", peak / 1024);
}

fn peak_memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let size = line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse().ok());
    size.unwrap_or(0)
}

#[derive(Default)]
struct Table {
    sessions: Vec<Session>,
}

impl Table {
    fn print(&self, sizes: &[usize]) {
        print!("| median / 99th percentile | to reach |");
        for size in sizes {
            print!(" {size} articles |");
        }
        println!(" growth |\n|---|---|{}---|", "---|".repeat(sizes.len()));
        let Some(first) = self.sessions.first() else {
            return;
        };
        for (kind, _) in &first.rows {
            let times = self.sessions.iter().map(|session| session.times(kind));
            let times: Vec<(Duration, Duration)> = times.collect();
            print!("| {kind} | {} |", reach(kind));
            for (median, worst) in &times {
                print!(" {} / {} |", told(*median), told(*worst));
            }
            let (least, most) = (times[0].0, times[times.len() - 1].0);
            println!(" {:.1}× |", most.as_secs_f64() / least.as_secs_f64());
        }
        for kind in [BYTES, IDLE, MEMORY, DISK] {
            print!("| {kind} | {} |", reach(kind));
            let numbers = self.sessions.iter().map(|session| &session.numbers[kind]);
            numbers.for_each(|number| print!(" {number} |"));
            println!(" |");
        }
        print!("| slowest key | |");
        for Session { slowest, .. } in &self.sessions {
            print!(" {} {} |", told(slowest.0), slowest.1);
        }
        println!(" |");
    }
}

fn reach(kind: &str) -> &'static str {
    let row = REACH.iter().find(|(known, _)| *known == kind);
    row.map_or(KEY, |(_, mark)| mark)
}
