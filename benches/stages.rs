//! How many words a second of one core each stage of reading takes: `cargo bench --bench stages`. Prints a table and
//! asserts nothing.
//!
//! `cargo bench --bench stages -- 10000` measures on so many articles; 1,000 is the usual number. Articles are generated,
//! always the same ones; a word is what white space parts. Every stage is run over all articles several times, and the
//! quickest pass counts. What is measured is the time of the processor, so that other programs disturb little. Links are
//! measured twice: each article by itself, as `annotate` does without groups, and in groups of [`GROUP`].
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

use rashomon::extract::{self, Study};
use rashomon::ingest::traced::{Traced, traced};
use rashomon::library::annotate::annotate;
use rashomon::link::link;
use rashomon::link::report::Report;
use rustix::time::{ClockId, clock_gettime};

/// The words of an article.
const WORDS: usize = 600;

/// How many articles are linked together.
const GROUP: usize = 20;

/// How often each stage is run.
const PASSES: usize = 5;

fn main() {
    let count = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(1_000);
    let texts: Vec<String> = (0..count)
        .map(|index| generate::article(1, index, WORDS))
        .collect();
    let table = Table::new(&texts);

    table.row(
        "clean and type",
        || (),
        |()| texts.iter().map(|text| traced(text)).collect::<Vec<_>>(),
    );
    let articles: Vec<Traced> = texts.iter().map(|text| traced(text)).collect();
    stages(&table, &articles);
    links(&table, &articles);
    table.row(
        "all, texts to annotations",
        || (),
        |()| {
            texts
                .iter()
                .map(|text| annotate(&[text]))
                .collect::<Vec<_>>()
        },
    );
    table.row(
        "all, in groups",
        || (),
        |()| texts.chunks(GROUP).map(annotate).collect::<Vec<_>>(),
    );
}

/// The stages of `extract`, each on what those before it have found.
fn stages(table: &Table, articles: &[Traced]) {
    let read = || {
        let articles = articles.iter();
        articles.map(|text| Study::new(&text.article)).collect()
    };
    let ruled = || each(read(), Study::rules);
    let tagged = || each(ruled(), Study::tagger);
    let named = || each(tagged(), Study::later_rules);
    table.row("sentences, words, word list", || (), |()| read());
    table.row("rules for names", read, |read| each(read, Study::rules));
    table.row("tagger alone", ruled, |ruled| each(ruled, Study::tagger));
    table.row("descriptions and pronouns", tagged, |tagged| {
        each(tagged, Study::later_rules)
    });
    table.row("quotations", named, |named| {
        named.iter().map(Study::quotes).collect::<Vec<_>>()
    });
    table.row("phrases", named, |named| {
        named.iter().map(Study::phrases).collect::<Vec<_>>()
    });
}

/// Runs `stage` on every article.
fn each<'a>(mut studies: Vec<Study<'a>>, stage: fn(&mut Study<'a>)) -> Vec<Study<'a>> {
    studies.iter_mut().for_each(stage);
    studies
}

/// Who is who: each article by itself, and in groups.
fn links(table: &Table, articles: &[Traced]) {
    let reports: Vec<Report> = articles
        .iter()
        .map(|text| Report {
            article: Arc::new(text.article.clone()),
            findings: Arc::new(extract::find_without_phrases(&text.article)),
        })
        .collect();
    table.row(
        "links, each by itself",
        || (),
        |()| reports.chunks(1).map(link).collect::<Vec<_>>(),
    );
    table.row(
        "links, in groups",
        || (),
        |()| reports.chunks(GROUP).map(link).collect::<Vec<_>>(),
    );
}

/// The table and how many words there are.
struct Table {
    words: usize,
}

impl Table {
    fn new(texts: &[String]) -> Self {
        let words = texts
            .iter()
            .map(|text| text.split_whitespace().count())
            .sum();
        println!("{} articles, {words} words", texts.len());
        println!("{:<34} {:>14} {:>14}", "", "words/s", "ns/word");
        Self { words }
    }

    /// Times `stage` on what `prepare` gives, whose time does not count, nor that of letting go of the result.
    fn row<T, R>(&self, name: &str, prepare: impl Fn() -> T, stage: impl Fn(T) -> R) {
        let mut best = Duration::MAX;
        for _ in 0..PASSES {
            let given = prepare();
            let start = processor_time();
            let result = stage(given);
            best = best.min(processor_time().saturating_sub(start));
            black_box(result);
        }
        let words = u32::try_from(self.words).unwrap();
        let each = best.as_secs_f64() / f64::from(words);
        println!("{name:<34} {:>14.0} {:>14.0}", 1.0 / each, each * 1e9);
    }
}

/// How long this thread has had a processor.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        time.tv_sec.try_into().unwrap(),
        time.tv_nsec.try_into().unwrap(),
    )
}
