//! What a library costs to link, and what 100 articles more cost: `cargo bench --bench linking`. Prints a table and asserts
//! nothing.
//!
//! `cargo bench --bench linking -- 100000` measures on so many articles; 1,000 and 10,000 are the usual numbers. Articles
//! are generated, always the same ones; reading them and finding their names is not in the figures.
#![expect(clippy::print_stdout, reason = "a bench prints")]

#[path = "generate.rs"]
pub mod generate;

use std::sync::Arc;
use std::time::{Duration, Instant};

use rashomon::link::linker::Linker;
use rashomon::link::report::{Report, Ticket};
use rashomon::model::correction::Corrections;
use rashomon::{extract, ingest};

/// The words of an article.
const WORDS: usize = 300;

/// How many articles come later.
const MORE: usize = 100;

/// How often that is measured.
const ROUNDS: usize = 5;

fn main() {
    let asked: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|argument| argument.parse().ok())
        .collect();
    println!(
        "{:>9} {:>12} {:>12} {:>12} {:>12} {:>12}",
        "articles", "all anew", "100 more", "at worst", "100 less", "no change"
    );
    let usual = [1_000, 10_000];
    for count in if asked.is_empty() { &usual[..] } else { &asked } {
        measure(*count);
    }
}

fn measure(count: usize) {
    let rules = Corrections::default();
    let library = reports(0..count + MORE * ROUNDS);
    let (first, rest) = library.split_at(count);
    let mut linker = Linker::default();
    let anew = timed(|| {
        for report in first {
            linker.add(report);
        }
        drop(linker.linked(&rules, &library));
    });
    let mut tickets: Vec<Ticket> = Vec::new();
    let mut more: Vec<Duration> = Vec::new();
    for piece in rest.chunks(MORE) {
        more.push(timed(|| {
            tickets.extend(piece.iter().map(|report| linker.add(report)));
            drop(linker.linked(&rules, &library));
        }));
    }
    let less = timed(|| {
        for ticket in tickets.drain(..MORE.min(tickets.len())) {
            linker.remove(ticket);
        }
        drop(linker.linked(&rules, &library));
    });
    let same = timed(|| drop(linker.linked(&rules, &library)));
    more.sort_unstable();
    let (median, worst) = (more[more.len() / 2], more[more.len() - 1]);
    print!("{count:>9}");
    for time in [anew, median, worst, less, same] {
        print!(" {:>9.1} ms", time.as_secs_f64() * 1_000.0);
    }
    println!();
}

fn reports(numbers: std::ops::Range<usize>) -> Vec<Report> {
    numbers
        .flat_map(|number| {
            let text = generate::article(1, number, WORDS);
            ingest::read("page.txt", text.as_bytes()).articles
        })
        .map(|article| Report {
            findings: Arc::new(extract::find(&article)),
            article: Arc::new(article),
        })
        .collect()
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
