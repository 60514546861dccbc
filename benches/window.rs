//! What it costs to look at a library of any size: `cargo bench --bench window -- FILE…`. Prints a table and asserts nothing.
//!
//! The files are libraries as `cargo bench --bench store -- 10000 keep=FOLDER` leaves them there. Times are by the clock on
//! the wall, each the first of its kind and the worst of the next ones, as a screen asks: nothing is kept from another question.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops when something is wrong"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use rashomon::library::{Direction, Library, Subject};
use rashomon::model::actor::ActorId;
use rashomon::model::correction::Corrections;
use rashomon::store::sqlite::Reader;
use rashomon::store::traits::Catalogue as _;

/// How many articles a screen shows.
const SCREEN: usize = 20;

/// How many times each question is asked of another article or actor.
const TIMES: usize = 20;

fn main() {
    // Cargo adds `--bench`.
    for path in std::env::args().skip(1).filter(|word| word != "--bench") {
        measure(Path::new(&path));
    }
}

fn open(path: &Path) -> Library {
    let reader = Reader::open(path).unwrap();
    Library::open(&reader, Vec::new(), Corrections::default()).unwrap()
}

fn measure(path: &Path) {
    let begun = Instant::now();
    let library = open(path);
    let shown = (0..SCREEN).filter_map(|row| library.head(row)).count();
    let opened = begun.elapsed();
    println!("{}: {} articles", path.display(), library.len());
    println!("| what | first | worst of the next |\n|---|---|---|");
    println!("| open, and the first {shown} heads | {} | |", told(opened));
    let far = library.len() / 2;
    row("article in the middle", |turn| {
        library.entry(far + turn);
    });
    row("page of heads in the middle", |turn| {
        let from = far + turn * SCREEN;
        (from..from + SCREEN).for_each(|row| drop(library.head(row)));
    });
    row("what panel shows of article", |turn| {
        library.company(far + turn);
    });
    row("story of article", |turn| {
        library.story(far + turn);
    });
    let famous = Reader::open(path).unwrap().actors("", TIMES + 1).unwrap();
    let famous: Vec<ActorId> = famous.iter().map(|counted| counted.actor.id).collect();
    let most = famous.first().map_or(0, |id| library.spread(*id).articles);
    println!("| (the best known is in {most} articles) | | |");
    let subject = |turn: usize| Subject::Actor(famous[turn % famous.len()]);
    row("places of the best known", |turn| {
        library.covering(&subject(turn), None);
    });
    row("next mention", |turn| {
        library.step(&subject(turn), 0, 0, Direction::Forward);
    });
    row("sayings", |turn| {
        library.said_by(&subject(turn));
    });
    row("companions", |turn| {
        let covering = library.covering(&subject(turn), None);
        library.companions(&subject(turn), &covering);
    });
    row("wordings", |turn| {
        library.wordings(famous[turn % famous.len()], None);
    });
    row("timeline", |turn| {
        library.timeline(famous[turn % famous.len()], 60);
    });
    row("nearest articles", |turn| {
        library.nearest(turn);
    });
    let library = open(path);
    row("everything to jump to", |turn| {
        if turn == 0 {
            drop(library.gather(&[]));
        }
    });
}

/// Asks as often as there are turns.
fn row(what: &str, mut ask: impl FnMut(usize)) {
    let times: Vec<Duration> = (0..=TIMES)
        .map(|turn| {
            let begun = Instant::now();
            ask(turn);
            begun.elapsed()
        })
        .collect();
    let worst = times.iter().skip(1).max().copied().unwrap_or_default();
    println!("| {what} | {} | {} |", told(times[0]), told(worst));
}

fn told(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}
