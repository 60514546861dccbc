//! How fast files of many articles are read: `cargo bench --bench formats`. Prints a table and asserts nothing.
//!
//! `cargo bench --bench formats -- 5000` reads files of so many articles; 500 is the usual number. Articles are generated, always
//! the same ones. What is measured is the time of the processor, the median of several passes: from bytes to articles in typed
//! blocks, without looking for names.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops when something is wrong"
)]

#[path = "generate.rs"]
pub mod generate;

use std::fmt::Write as _;
use std::time::Duration;

use rashomon::ingest;
use rustix::time::{ClockId, clock_gettime};
use serde_json::json;

/// The words of an article.
const WORDS: usize = 600;

/// How often each file is read.
const PASSES: usize = 9;

fn main() {
    let count = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(500);
    let entries: Vec<Entry> = (0..count).map(Entry::new).collect();
    println!("{:<34} {:>9} {:>9}", "", "MiB", "median");
    row("RSS, text in CDATA", "a.rss", &rss(&entries));
    row("Atom, text as XHTML", "a.atom", &atom(&entries));
    row("JSON Feed", "a.json", &json_feed(&entries));
    row("JSON Lines, plain text", "a.jsonl", &lines(&entries));
}

/// An article as a feed has it.
struct Entry {
    title: String,
    text: String,
    /// Its text as paragraphs of HTML.
    markup: String,
}

impl Entry {
    fn new(index: usize) -> Self {
        let article = generate::article(1, index, WORDS);
        let mut lines = article.lines().filter(|line| !line.trim().is_empty());
        let title = lines.next().unwrap_or("").to_owned();
        let escaped = |line: &str| line.replace('&', "&amp;").replace('<', "&lt;");
        let paragraphs = lines
            .clone()
            .map(|line| format!("<p>{}</p>", escaped(line)));
        Self {
            title: escaped(&title),
            markup: paragraphs.collect(),
            text: lines.collect::<Vec<_>>().join("\n\n"),
        }
    }
}

fn rss(entries: &[Entry]) -> String {
    let mut feed =
        String::from("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title>");
    for (number, entry) in entries.iter().enumerate() {
        write!(
            feed,
            "<item><guid>urn:{number}</guid><title>{}</title><pubDate>Mon, 04 Mar 2024 07:15:00 GMT</pubDate><description><![CDATA[{}]]></description></item>",
            entry.title, entry.markup
        )
        .unwrap();
    }
    feed + "</channel></rss>"
}

fn atom(entries: &[Entry]) -> String {
    let mut feed = String::from(
        "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>News</title>",
    );
    for (number, entry) in entries.iter().enumerate() {
        write!(
            feed,
            "<entry><id>urn:{number}</id><title>{}</title><updated>2024-03-04T07:15:00Z</updated><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">{}</div></content></entry>",
            entry.title, entry.markup
        )
        .unwrap();
    }
    feed + "</feed>"
}

fn json_feed(entries: &[Entry]) -> String {
    let items = entries.iter().enumerate().map(|(number, entry)| {
        json!({ "id": number.to_string(), "title": entry.title, "content_html": entry.markup,
            "date_published": "2024-03-04T07:15:00Z" })
    });
    let items: Vec<_> = items.collect();
    json!({ "version": "https://jsonfeed.org/version/1.1", "title": "News", "items": items })
        .to_string()
}

fn lines(entries: &[Entry]) -> String {
    let lines = entries.iter().map(|entry| {
        json!({ "title": entry.title, "text": entry.text, "date": "2024-03-04" }).to_string() + "\n"
    });
    lines.collect()
}

/// Prints how long the file is, and how long reading it takes.
#[expect(
    clippy::cast_precision_loss,
    reason = "far fewer bytes than 2 to the power of 52"
)]
fn row(what: &str, name: &str, file: &str) {
    let mut times: Vec<Duration> = (0..PASSES).map(|_| timed(name, file)).collect();
    times.sort_unstable();
    let size = file.len() as f64 / f64::from(1 << 20);
    let median = times[PASSES / 2].as_secs_f64() * 1_000.0;
    println!("{what:<34} {size:>9.1} {median:>6.1} ms");
}

fn timed(name: &str, file: &str) -> Duration {
    let start = clock();
    let reading = ingest::read(name, file.as_bytes());
    let taken = clock().saturating_sub(start);
    assert!(
        !reading.articles.is_empty(),
        "{name}: {:?}",
        reading.problems
    );
    taken
}

/// The time of this thread's processor.
fn clock() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let (seconds, nanos) = (u64::try_from(time.tv_sec), u32::try_from(time.tv_nsec));
    Duration::new(seconds.unwrap_or(0), nanos.unwrap_or(0))
}
