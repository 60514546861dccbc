//! What a key costs in the fuzzy jump, and what it finds: `cargo bench --bench jump`. Prints three tables and asserts nothing.
//!
//! `cargo bench --bench jump -- 1000000` measures with so many names and as many headlines; 1,000, 10,000 and 100,000 are the
//! usual numbers. Names and headlines are generated, always the same ones, and typed letter by letter. A key is
//! what a picker does for it: look at all there is and put the best in order. At most so long stands the screen still: a piece
//! of that, and putting in order. What is measured is the time of the processor, so that other programs disturb little.
//!
//! It is held against `SkimMatcherV2` alone over all rows: how long a key takes it, whether the first ten here are
//! as good by its own measure as its first ten, and whether what was meant is among the first ten.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops when something is wrong"
)]

#[path = "headlines.rs"]
pub mod headlines;
#[path = "vocabulary.rs"]
pub mod vocabulary;

use std::sync::Arc;
use std::time::Duration;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use headlines::{News, Typed, WAYS};
use rashomon::library::Subject;
use rashomon::library::jump::index::{JumpBuilder, JumpIndex, Thing};
use rashomon::library::jump::search::JumpSearch;
use rashomon::library::jump::{JumpKind, JumpKinds, JumpTarget};
use rashomon::model::actor::ActorId;
use rashomon::model::article::ArticleId;
use rashomon::text::fold::fold;
use rustix::time::{ClockId, clock_gettime};

/// How often something is typed in each way.
const ROUNDS: usize = 20;

/// How many hits a picker lists, and in what pieces it looks, as in `tui::picker`.
const LISTED: usize = 500;
const PIECE: usize = 1 << 14;

/// How many first hits count.
const FIRST: usize = 10;

fn main() {
    let asked: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let usual = [1_000, 10_000, 100_000];
    let counts = if asked.is_empty() { &usual[..] } else { &asked };
    println!(
        "{:>9} {:>10} {:>10} {:>6} {:>9} {:>9} {:>9} {:>12}",
        "of each", "built", "memory", "keys", "median", "p99", "worst", "stands still"
    );
    let measured: Vec<Measured> = counts.iter().map(|count| measure(*count)).collect();
    println!();
    println!(
        "{:>9} {:>9} {:>9} {:>9} {:>11}",
        "skim", "median", "p99", "worst", "as good"
    );
    let against: Vec<Against> = measured.iter().map(hold_against_skim).collect();
    println!();
    println!("{:>9} among the first {FIRST}, here and there", "meant");
    for against in &against {
        for (way, (here, there)) in WAYS.iter().zip(&against.meant) {
            println!(
                "{:>9} {here:>3} {there:>3} of {ROUNDS} {way}",
                against.count
            );
        }
    }
}

struct Measured {
    count: usize,
    news: News,
    typed: Vec<Typed>,
    index: Arc<JumpIndex>,
}

fn measure(count: usize) -> Measured {
    let news = headlines::news(count);
    let typed = headlines::typed(&news, ROUNDS);
    let mut index = JumpIndex::default();
    let built = timed(|| index = gathered(&news));
    let index = Arc::new(index);
    let (mut keys, mut still) = (Vec::new(), Duration::ZERO);
    let mut slowest = (Duration::ZERO, Duration::ZERO, String::new());
    for Typed { query, .. } in &typed {
        let mut search = JumpSearch::new(Arc::clone(&index));
        for (at, letter) in query.char_indices() {
            let typed = query.get(..at + letter.len_utf8()).unwrap();
            let (key, piece, ordered) = press(&mut search, typed);
            slowest = slowest.max((key, ordered, typed.to_owned()));
            keys.push(key);
            still = still.max(piece + ordered);
        }
    }
    keys.sort_unstable();
    println!(
        "{count:>9} {:>7.1} ms {:>6.1} MiB {:>6} {} {:>9.2} ms",
        milliseconds(built),
        megabytes(index.bytes()),
        keys.len(),
        spread(&keys),
        milliseconds(still),
    );
    println!(
        "{:>9} slowest is `{}`; {:.2} ms of it put in order",
        "",
        slowest.2,
        milliseconds(slowest.1)
    );
    Measured {
        count,
        news,
        typed,
        index,
    }
}

/// How long a key takes, and of that, its longest piece and putting in order.
fn press(search: &mut JumpSearch, typed: &str) -> (Duration, Duration, Duration) {
    let mut longest = timed(|| search.ask(JumpKinds::all_but(JumpKind::Command), typed));
    let mut all = longest;
    loop {
        let mut done = false;
        let piece = timed(|| done = search.step(PIECE));
        all += piece;
        longest = longest.max(piece);
        if done {
            break;
        }
    }
    let ordered = timed(|| {
        std::hint::black_box(search.best(LISTED));
    });
    (all + ordered, longest, ordered)
}

fn gathered(news: &News) -> JumpIndex {
    let mut builder = JumpBuilder::default();
    for (number, person) in news.people.iter().enumerate() {
        let target = JumpTarget::Subject(Subject::Actor(ActorId(number as u64)));
        let detail = format!("{} articles", person.articles);
        let others: Vec<&str> = person.other.iter().map(String::as_str).collect();
        builder.add(&Thing {
            names: &others,
            articles: person.articles,
            ..Thing::new(JumpKind::Person, &person.name, &detail, target)
        });
    }
    for (number, headline) in news.headlines.iter().enumerate() {
        let target = JumpTarget::Article(ArticleId(number as u64));
        let detail = "Harbour Post · Jan 6 '26";
        builder.add(&Thing::new(JumpKind::Article, headline, detail, target));
    }
    builder.finish()
}

struct Against {
    count: usize,
    /// By way of typing: how often what was meant is among the first ten, here and there.
    meant: Vec<(usize, usize)>,
}

/// What the matcher makes of all rows when everything has been typed.
fn hold_against_skim(measured: &Measured) -> Against {
    let (people, headlines) = (measured.news.people.iter(), measured.news.headlines.iter());
    let names = people.map(|person| &person.name);
    let rows: Vec<(&String, String)> = names.chain(headlines).map(|row| (row, fold(row))).collect();
    let matcher = SkimMatcherV2::default();
    let score = |text: &str, query: &str| -> Option<i64> {
        let mut words = query.split_whitespace();
        words.try_fold(0, |sum, word| Some(sum + matcher.fuzzy_match(text, word)?))
    };
    let (mut keys, mut good, mut all) = (Vec::new(), 0, 0);
    let mut meant = vec![(0, 0); WAYS.len()];
    for (number, typed) in measured.typed.iter().enumerate() {
        let query = fold(&typed.query);
        let mut scored: Vec<(i64, usize)> = Vec::new();
        keys.push(timed(|| {
            let matching = rows.iter().enumerate();
            scored = matching
                .filter_map(|(row, (_, text))| Some((score(text, &query)?, row)))
                .collect();
            scored.sort_unstable_by_key(|&(score, row)| (std::cmp::Reverse(score), row));
        }));
        scored.truncate(FIRST);
        let mut search = JumpSearch::new(Arc::clone(&measured.index));
        press(&mut search, &typed.query);
        let hits = search.best(FIRST).into_iter();
        let found: Vec<String> = hits
            .map(|hit| measured.index.entry(hit.thing).unwrap().label)
            .collect();
        let least = scored.last().map_or(0, |(score, _)| *score);
        let is_good = |label: &&String| score(&fold(label), &query) >= Some(least);
        good += found.iter().filter(is_good).count();
        all += scored.len();
        let (here, there) = &mut meant[number % WAYS.len()];
        *here += usize::from(found.contains(&typed.meant));
        let is_meant = |(_, row): &&(i64, usize)| *rows[*row].0 == typed.meant;
        *there += usize::from(scored.iter().any(|row| is_meant(&row)));
    }
    keys.sort_unstable();
    println!("{:>9} {} {good:>5}/{all:>5}", measured.count, spread(&keys));
    Against {
        count: measured.count,
        meant,
    }
}

/// Median, 99th percentile and worst.
fn spread(sorted: &[Duration]) -> String {
    let at = |place: usize| milliseconds(sorted[place.min(sorted.len() - 1)]);
    let count = sorted.len();
    format!(
        "{:>6.2} ms {:>6.2} ms {:>6.2} ms",
        at(count / 2),
        at(count * 99 / 100),
        at(count - 1)
    )
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

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn megabytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes / 1_024).unwrap()) / 1_024.0
}
