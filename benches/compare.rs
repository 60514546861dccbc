//! What it costs to lay two articles side by side: `cargo bench --bench compare`. Prints a table and asserts nothing.
//!
//! Two articles of so many words each are aligned, labelled and told apart, time and again; the quickest pass counts, in
//! time of the processor. Articles are generated, always the same ones, and tell of the same few people in the same
//! sort of words, so that more passages have something in common than those of two real articles. Reading the articles
//! and finding their names is not in the figures. `-- 2000` measures articles of so many words.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops when something is wrong"
)]

#[path = "generate.rs"]
pub mod generate;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use rashomon::library::Library;
use rashomon::{extract, ingest};
use rustix::time::{ClockId, clock_gettime};

/// The usual lengths, in words.
const LENGTHS: [(usize, usize); 5] = [
    (1_000, 1_000),
    (2_000, 2_000),
    (10_000, 10_000),
    (50_000, 50_000),
    (50_000, 50),
];

/// How often two articles are compared at least, and for how long at most beyond that.
const PASSES: usize = 3;
const LONGEST: Duration = Duration::from_secs(1);

fn main() {
    let asked = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok());
    println!(
        "{:>8} {:>8} {:>10} {:>8} {:>12}",
        "words", "words", "passages", "pairs", "ms"
    );
    match asked {
        Some(words) => measure(words, words),
        None => LENGTHS.iter().for_each(|(a, b)| measure(*a, *b)),
    }
}

/// Compares an article of `a` words with one of `b`.
fn measure(a: usize, b: usize) {
    let library = library([a, b]);
    let rows = ["a.txt", "b.txt"].map(|source| library.row_of_source(source).unwrap());
    let compare = || library.compare(rows[0], rows[1]).unwrap();
    let found = compare();
    let mut best = Duration::MAX;
    let mut spent = Duration::ZERO;
    let mut passes = 0;
    while passes < PASSES || (spent < LONGEST && passes < 1_000) {
        let start = processor_time();
        let found = compare();
        let took = processor_time().saturating_sub(start);
        black_box(found);
        best = best.min(took);
        spent += took;
        passes += 1;
    }
    println!(
        "{a:>8} {b:>8} {:>10} {:>8} {:>12.2}",
        found.passages.iter().map(Vec::len).sum::<usize>(),
        found.pairs.len(),
        best.as_secs_f64() * 1e3
    );
}

/// A library of two articles of so many words.
fn library(words: [usize; 2]) -> Library {
    let articles = words.iter().enumerate().flat_map(|(index, words)| {
        let text = generate::article(1, index, *words);
        let source = ["a.txt", "b.txt"][index];
        ingest::read(source, text.as_bytes()).articles
    });
    let read: Vec<_> = articles
        .map(|article| {
            let findings = extract::find(&article);
            (Arc::new(article), Arc::new(findings))
        })
        .collect();
    Library::build(&read, Vec::new())
}

/// How long this thread has had a processor.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        time.tv_sec.try_into().unwrap(),
        time.tv_nsec.try_into().unwrap(),
    )
}
