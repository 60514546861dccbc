//! What it costs to find stories, threads and reprints, and how well planted reprints are found: `cargo bench --bench
//! stories`. Prints two tables and asserts nothing.
//!
//! `cargo bench --bench stories -- 100000` measures on so many articles; 1,000 and 10,000 are the usual numbers. Articles
//! are generated, always the same ones. What is measured is the time of the processor, so that other programs disturb
//! little. Stories are measured alone, the names in the articles being found; `--bench linking` measures all that is linked.
//! At worst, one more article makes the sample of words take a step, which tells all stories anew.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops when something is wrong"
)]

#[path = "generate.rs"]
pub mod generate;

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;
use std::time::Duration;

use rashomon::compare::reprint::signature;
use rashomon::link::linker::Linker;
use rashomon::link::report::Report;
use rashomon::model::article::Article;
use rashomon::model::correction::Corrections;
use rashomon::text::signature::Reprints;
use rashomon::{extract, ingest};
use rustix::time::{ClockId, clock_gettime};

/// The words of an article.
const WORDS: usize = 300;

/// How many articles come later, one by one.
const MORE: usize = 50;

/// Every so many articles, one is printed again by another outlet.
const REPRINTED: usize = 20;

fn main() {
    let asked: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let usual = [1_000, 10_000];
    let counts = if asked.is_empty() { &usual[..] } else { &asked };
    println!(
        "{:>9} {:>9} {:>9} {:>12} {:>12} {:>12} {:>14}",
        "articles", "stories", "threads", "all anew", "one more", "at worst", "state"
    );
    for count in counts {
        stories(*count);
    }
    println!();
    println!(
        "{:>9} {:>9} {:>9} {:>10} {:>14} {:>14}",
        "articles", "reprints", "recall", "precision", "signature", "looked up"
    );
    for count in counts {
        reprints(*count);
    }
}

/// Links `count` articles, then some more one by one.
fn stories(count: usize) {
    let rules = Corrections::default();
    let library = reports(0..count + MORE);
    let (first, rest) = library.split_at(count);
    let mut linker = Linker::default();
    for report in first {
        linker.add(report);
    }
    let before = resident();
    let anew = timed(|| {
        linker.find_stories(&rules);
    });
    let after = resident();
    let mut more: Vec<Duration> = rest
        .iter()
        .map(|report| {
            linker.add(report);
            timed(|| {
                linker.find_stories(&rules);
            })
        })
        .collect();
    more.sort_unstable();
    let all = linker.linked(&rules, &library);
    println!(
        "{count:>9} {:>9} {:>9} {:>9.1} ms {:>9.2} ms {:>9.2} ms {:>9.1} MiB",
        all.stories.len(),
        all.threads.len(),
        milliseconds(anew),
        milliseconds(more[more.len() / 2]),
        milliseconds(more[more.len() - 1]),
        after - before,
    );
}

/// Plants reprints among `count` articles and looks for them.
fn reprints(count: usize) {
    let mut texts = Reprints::default();
    let mut planted: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut found: BTreeSet<(usize, usize)> = BTreeSet::new();
    let (mut signing, mut looking) = (Duration::ZERO, Duration::ZERO);
    let mut number = 0;
    let mut add = |article: &Article, number: usize| {
        let mut signed = None;
        signing += timed(|| signed = Some(signature(article)));
        let mut like = Vec::new();
        looking += timed(|| like = texts.add(signed.take().unwrap()));
        found.extend(like.into_iter().map(|other| (other, number)));
    };
    for index in 0..count {
        let article = page(&generate::article(1, index, WORDS));
        add(&article, number);
        number += 1;
        if index.is_multiple_of(REPRINTED) {
            planted.insert((number - 1, number));
            add(&page(&reprinted(&article, index)), number);
            number += 1;
        }
    }
    let right = found.intersection(&planted).count();
    let each = |time: Duration| milliseconds(time) * 1_000.0 / share(number, 1);
    println!(
        "{count:>9} {:>9} {:>9.4} {:>10.4} {:>11.1} µs {:>11.1} µs",
        planted.len(),
        share(right, planted.len()),
        share(right, found.len()),
        each(signing),
        each(looking),
    );
}

/// The text of an article as another outlet prints it: under a headline of its own, with a line of its own ahead and one behind,
/// the end left out, and here and there another word.
fn reprinted(article: &Article, number: usize) -> String {
    let prose = article.blocks.iter().filter(|block| block.kind.is_prose());
    let paragraphs: Vec<&str> = prose.map(|block| block.range.of(&article.text)).collect();
    let kept = paragraphs.len() - paragraphs.len() * (number / REPRINTED % 4) / 20;
    let mut text = format!(
        "What was said on day {number}\n\nReaders wrote to ask about this all week, and here is what is known.\n\n"
    );
    for paragraph in paragraphs.into_iter().take(kept) {
        let words = paragraph.split_whitespace().enumerate();
        let words = words.map(|(at, word)| {
            if (at + number) % 40 == 39 {
                "also"
            } else {
                word
            }
        });
        text.push_str(&words.collect::<Vec<_>>().join(" "));
        text.push_str("\n\n");
    }
    text.push_str("More on this will be in the paper of tomorrow.\n");
    text
}

fn page(text: &str) -> Article {
    let read = ingest::read("page.txt", text.as_bytes());
    read.articles.into_iter().next().unwrap()
}

fn reports(numbers: std::ops::Range<usize>) -> Vec<Report> {
    numbers
        .map(|number| page(&generate::article(1, number, WORDS)))
        .map(|article| Report {
            findings: Arc::new(extract::find(&article)),
            article: Arc::new(article),
        })
        .collect()
}

/// How long this thread has a processor for `work`.
fn timed(work: impl FnOnce()) -> Duration {
    let start = processor_time();
    work();
    processor_time().saturating_sub(start)
}

fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        time.tv_sec.try_into().unwrap(),
        time.tv_nsec.try_into().unwrap(),
    )
}

/// The memory of the process that is in use, in MiB; 0 where the system does not tell.
fn resident() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1_024.0
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn share(part: usize, whole: usize) -> f64 {
    let part = f64::from(u32::try_from(part).unwrap());
    part / f64::from(u32::try_from(whole.max(1)).unwrap())
}
