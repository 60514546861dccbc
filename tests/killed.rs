//! A library whose program is killed: everything acknowledged is there afterwards, and the file is sound.
//!
//! A child process puts in articles, marks them, writes notes and takes changes back, and says so on its standard output
//! after each has been acknowledged. It is killed at a random moment; then the library is opened and every word of the child is
//! checked. The real program, in a pseudo-terminal, is killed as often, while it reads a folder and while keys mark, tag and
//! star: what its screen has acknowledged is there. Ten times in an ordinary run; `cargo test --test killed -- 50` does it fifty times, and a second number is
//! another seed than the usual one.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::missing_panics_doc,
    clippy::print_stdout,
    reason = "a test says what is wrong by failing, and the child what it did"
)]

#[path = "support/shelf.rs"]
pub mod shelf;
#[path = "support/terminal.rs"]
pub mod terminal;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rashomon::library::keeper::Keeper;
use rashomon::library::shelfmark::Shelfmark;
use rashomon::library::sources::Source;
use rashomon::model::state::{ArticleKey, Change, Flag, NoteKey};
use rashomon::store::sqlite::Sqlite;
use rashomon::store::traits::{Catalogue as _, Store as _};

use rustix::process::{Signal, kill_process};
use shelf::{ENGINE, deposit, linking, page};
use terminal::{Pty, plain};

/// How often an ordinary run kills.
const KILLS: u64 = 10;

/// The usual seed.
const SEED: u64 = 20_260_106;

/// The longest that a child lives behind its first words, in microseconds.
const LONGEST: u64 = 150_000;

/// The first argument of a child.
const CHILD: &str = "write-until-killed";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [child, path, round] = arguments.as_slice()
        && child == CHILD
    {
        write(Path::new(path), round.parse().unwrap());
        return;
    }
    let numbers: Vec<u64> = arguments
        .iter()
        .filter_map(|word| word.parse().ok())
        .collect();
    let kills = numbers.first().copied().unwrap_or(KILLS);
    let seed = numbers.get(1).copied().unwrap_or(SEED);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.library");
    let mut chance = Chance(seed);
    let mut told = Told::default();
    for round in 0..kills {
        let pause = Duration::from_micros(chance.throw() % LONGEST);
        kill_in(&path, round, pause, &mut told);
        told.check(&path, round);
    }
    assert!(
        told.articles.len() as u64 > kills,
        "hardly anything was written"
    );
    let acknowledged: usize = (0..kills)
        .map(|round| kill_program(round, &mut chance))
        .sum();
    assert!(
        acknowledged as u64 >= kills / 2,
        "hardly a key was acknowledged"
    );
    println!("the program was killed {kills} times; {acknowledged} keys acknowledged, all there");
    println!(
        "killed {kills} times (seed {seed}); {} articles, {} marks, {} notes acknowledged, all there",
        told.articles.len(),
        told.read.len(),
        told.notes.len()
    );
}

/// Starts a child, lets it live for `pause` behind its first words, and takes down what it says.
fn kill_in(path: &Path, round: u64, pause: Duration, told: &mut Told) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([CHILD, path.to_str().unwrap(), &round.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    // Every other child has something to lose; the rest may be killed before their first word about an article.
    let wanted = if round.is_multiple_of(2) {
        "article"
    } else {
        "begins"
    };
    loop {
        let line = lines.next().expect("the child says what it does").unwrap();
        told.hear(&line);
        if line.starts_with(wanted) {
            break;
        }
    }
    std::thread::sleep(pause);
    child.kill().unwrap();
    child.wait().unwrap();
    // A line that was cut short was not said.
    let rest: Vec<String> = lines.map_while(Result::ok).collect();
    for line in &rest {
        told.hear(line);
    }
}

/// What the children have said.
#[derive(Default)]
struct Told {
    articles: BTreeMap<i64, String>,
    read: BTreeSet<i64>,
    notes: BTreeMap<i64, String>,
}

impl Told {
    fn hear(&mut self, line: &str) {
        let Some(line) = line.strip_suffix(" .") else {
            return;
        };
        let mut words = line.splitn(3, ' ');
        let (what, key) = (words.next().unwrap(), words.next());
        let key = || key.unwrap().parse::<i64>().unwrap();
        let text = words.next().unwrap_or("").to_owned();
        match what {
            "begins" => {}
            "article" => drop(self.articles.insert(key(), text)),
            "read" => drop(self.read.insert(key())),
            "unread" => drop(self.read.remove(&key())),
            "note" => drop(self.notes.insert(key(), text)),
            _ => panic!("the child said “{line}”"),
        }
    }

    fn check(&self, path: &Path, round: u64) {
        let mut store = Sqlite::open(path).unwrap();
        let complaints = store.examine(false).unwrap();
        assert_eq!(complaints, [], "round {round}");
        let catalogue = store.catalogue();
        let notes = catalogue.notes(NoteKey(0), usize::MAX).unwrap();
        let notes: BTreeMap<i64, String> = notes
            .into_iter()
            .map(|note| (note.key.0, note.text))
            .collect();
        for (key, text) in &self.notes {
            assert_eq!(notes.get(key), Some(text), "round {round}: note {key}");
        }
        for (key, title) in &self.articles {
            let held = catalogue.article(ArticleKey(*key)).unwrap();
            let held = held.unwrap_or_else(|| panic!("round {round}: article {key} is gone"));
            assert_eq!(&held.head.title, title, "round {round}");
            // What was marked and not yet said may be there too.
            assert!(
                !held.head.unread || !self.read.contains(key),
                "round {round}: article {key} is unread again"
            );
        }
    }
}

/// How many articles the program reads.
const ARTICLES: u64 = 60;

/// Kills the program while it reads a folder, or a while after the first article is there, while keys mark what is selected.
/// Gives how many keys had been acknowledged.
fn kill_program(round: u64, chance: &mut Chance) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let (news, library) = (folder.path().join("news"), folder.path().join("a.library"));
    fs::create_dir(&news).unwrap();
    for number in 0..ARTICLES {
        let date = format!("2026-{:02}-{:02}", 1 + number / 28, 1 + number % 28);
        let body = format!("Mayor Ilka Doe counted {number} planks of the pier in Lisbon.");
        let text = page(&format!("Piece {number}"), "Velmora Post", &date, &body);
        fs::write(news.join(format!("{number}.md")), text).unwrap();
    }
    let mut command = plain(env!("CARGO_BIN_EXE_rashomon"));
    command.env("XDG_DATA_HOME", folder.path());
    command.args([Path::new("--library"), &library, &news]);
    let mut pty = Pty::start(command, 120, 30);
    let pause = Duration::from_micros(chance.throw() % (4 * LONGEST));
    let mut seen = Vec::new();
    if round.is_multiple_of(3) {
        std::thread::sleep(pause);
    } else {
        pty.shows(&["Piece "]);
        seen = press_for(&mut pty, pause);
    }
    kill_process(pty.process(), Signal::KILL).unwrap();
    pty.ends();
    check_program(&library, &news, &seen, round);
    seen.len()
}

/// What a key has come to on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Read(usize),
    Tagged(usize),
    Starred(usize),
}

/// Marks, tags and stars one article after the other for so long, and gives what the screen has acknowledged. The last key
/// has no answer.
fn press_for(pty: &mut Pty, pause: Duration) -> Vec<Seen> {
    let mut seen = Vec::new();
    // Not by story, where a key is about all articles of one.
    pty.type_in("O").shows(&["articles newest first"]);
    // Those that come later are newer, and stand above: from here on there are others below.
    pty.wait("20 articles", |screen| {
        let title = screen.lines().next().unwrap_or_default();
        let count = title.split_whitespace().find_map(|word| word.parse().ok());
        count.is_some_and(|count: usize| count >= 20)
    });
    pty.type_in("gg");
    // Not earlier: on a machine that has much else to do, the time would be over before the first key.
    let start = Instant::now();
    for number in 0..20 {
        let tag = format!("tag {number}");
        let steps = [
            (
                "m".to_owned(),
                "article read, u".to_owned(),
                Seen::Read(number),
            ),
            (
                format!("T{tag}\r"),
                format!("tagged “{tag}”"),
                Seen::Tagged(number),
            ),
            (
                "S".to_owned(),
                "article starred, u".to_owned(),
                Seen::Starred(number),
            ),
        ];
        for (keys, told, what) in steps {
            pty.type_in(&keys);
            if start.elapsed() > pause {
                return seen;
            }
            pty.shows(&[&told]);
            seen.push(what);
        }
        pty.type_in("j").hides(&["article starred, u"]);
    }
    seen
}

/// Everything that was seen is in the library, which is sound, and what had not been read yet is read now.
fn check_program(library: &Path, news: &Path, seen: &[Seen], round: u64) {
    let mut store = Sqlite::open(library).unwrap();
    assert_eq!(store.examine(false).unwrap(), [], "round {round}");
    drop(store);
    let mark = Shelfmark::File(library.to_owned());
    let source = Source::Paths(vec![news.to_owned()]);
    let mut keeper = Keeper::open(&mark, source, None).unwrap();
    let marks = keeper.marks().unwrap();
    let tagged = |number: usize| {
        let tag = format!("tag {number}");
        let mut tags = marks.tags.iter();
        let found = tags.find(|(_, tags)| tags.contains(&tag));
        found.map(|(id, _)| *id)
    };
    for what in seen {
        let there = match *what {
            Seen::Tagged(number) => tagged(number).is_some(),
            Seen::Read(number) => marks.read.len() > number,
            Seen::Starred(number) => tagged(number).is_some_and(|id| marks.starred.contains(&id)),
        };
        assert!(there, "round {round}: {what:?} is lost");
    }
    for id in marks.tags.keys() {
        assert!(
            marks.read.contains(id),
            "round {round}: {id} is unread again"
        );
    }
    keeper.begin().unwrap();
    while keeper.read_next().is_some() {}
    let count = keeper.progress().library.len();
    assert_eq!(count as u64, ARTICLES, "round {round}");
    drop(keeper);
    let mut store = Sqlite::open(library).unwrap();
    assert_eq!(store.examine(false).unwrap(), [], "round {round}");
}

/// What a child does until it is killed.
fn write(path: &Path, round: u64) {
    let mut store = Sqlite::open(path).unwrap();
    say("begins");
    for number in 0.. {
        let batch: Vec<_> = (0..3)
            .map(|piece| {
                let title = format!("Piece {round} {number} {piece}");
                let body = format!("Mayor Ilka Doe said in Lisbon that piece {piece} of round {round} was sound. Richard Roe left.");
                deposit(None, &page(&title, "Velmora Post", "2026-01-06", &body))
            })
            .collect();
        let kept = store.ingest(&batch, ENGINE).unwrap();
        for (kept, deposit) in kept.iter().zip(&batch) {
            say(&format!(
                "article {} {}",
                kept.key.0,
                deposit.article.title()
            ));
        }
        let reports = kept.iter().zip(&batch).map(|(kept, deposit)| {
            let report = rashomon::link::report::Report {
                article: deposit.article.clone(),
                findings: deposit.findings.clone(),
            };
            (kept.key, report)
        });
        store
            .lay_links(&linking(&reports.collect::<Vec<_>>()))
            .unwrap();
        let key = kept[0].key;
        let read = Change::Flag {
            articles: vec![key],
            flag: Flag::Read,
            on: true,
        };
        store.change(&read).unwrap();
        say(&format!("read {}", key.0));
        if number % 3 == 0 {
            // From now on either is right until one is said.
            say(&format!("unread {}", key.0));
            store.undo().unwrap();
            store.redo().unwrap();
            say(&format!("read {}", key.0));
        }
        let text = format!("about {round} {number}");
        let note = Change::Write {
            article: key,
            anchor: None,
            text: text.clone(),
            ink: None,
        };
        let note = store.change(&note).unwrap().note.unwrap();
        say(&format!("note {} {text}", note.0));
    }
}

/// Says it in one piece; the full stop tells that it was not cut short.
fn say(words: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{words} .").unwrap();
    out.flush().unwrap();
}

/// A small source of chance (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}
