//! What hostile texts cost as they grow: `cargo bench --bench growth`. Prints a table and asserts nothing.
//!
//! Every kind of text of `tests/support/broken.rs` goes the whole way from the bytes of a file to a linked library, at one
//! length and at twice that; where the cost is linear, the second takes twice as long as the first. `-- open` measures only
//! the kinds in whose names that stands. The best of three runs is told; on a busy machine, ratios waver.
#![expect(clippy::print_stdout, reason = "a bench prints")]

#[path = "../tests/support/broken.rs"]
pub mod broken;

use std::sync::Arc;
use std::time::{Duration, Instant};

use rashomon::extract;
use rashomon::ingest;
use rashomon::library::Library;

/// The length of the shorter text of each kind, in bytes.
const LENGTH: usize = 256 * 1024;

/// The longest text: a single line.
const LONGEST: usize = 10 * 1024 * 1024;

fn main() {
    // Cargo adds `--bench`.
    let chosen = std::env::args().skip(1).find(|word| word != "--bench");
    println!(
        "| {:<28} | {:>8} | {:>8} | {:>9} | ratio |\n|---|---|---|---|---|",
        "kind", "length", "once", "twice"
    );
    let (first, _) = broken::KINDS[0];
    for (kind, make) in broken::KINDS {
        if chosen.as_deref().is_none_or(|word| kind.contains(word)) {
            row(kind, *make, LENGTH);
            if *kind == first {
                row(kind, *make, LONGEST / 2);
            }
        }
    }
}

/// Measures a text of `length` bytes and one of twice as many.
fn row(kind: &str, make: fn(usize) -> String, length: usize) {
    let piece = make(1_000).len();
    let times = length * 1_000 / piece;
    let text = make(times);
    let (once, twice) = (best(&text), best(&make(2 * times)));
    println!(
        "| {kind:<28} | {:>5} KB | {:>5} ms | {:>6} ms | {:>5.2} |",
        text.len() / 1024,
        once.as_millis(),
        twice.as_millis(),
        twice.as_secs_f64() / once.as_secs_f64()
    );
}

/// The shortest of three runs.
fn best(text: &str) -> Duration {
    let runs = std::iter::repeat_with(|| {
        let start = Instant::now();
        read(text);
        start.elapsed()
    });
    runs.take(3).min().unwrap_or_default()
}

/// From the bytes of a file to a library.
fn read(text: &str) {
    let reading = ingest::read("a.txt", text.as_bytes());
    let read: Vec<_> = reading
        .articles
        .into_iter()
        .map(|article| {
            let findings = extract::find(&article);
            (Arc::new(article), Arc::new(findings))
        })
        .collect();
    std::hint::black_box(Library::build(&read, reading.problems));
}
