//! What a library on disk costs at any size: `cargo bench --bench store`. Prints a table and asserts nothing.
//!
//! The usual sizes are 1,000 and 10,000 articles; `-- 1000 10000 100000` measures others, a million takes most of an hour; with
//! `keep=FOLDER` the libraries stay there, and one that is there is measured without being made anew. What is
//! in the figures is what the store does: pack, index, write, find. Reading articles and finding their names is not, nor is
//! linking, which `linking` measures; `filled` says what stands for it.
//!
//! Times are of the processor, the median and the worst of many, in a process that has the library open and a system that
//! has the file in its memory; those of storing are also told by the clock on the wall, with the disk in them. The last column is how many times the median has grown
//! from the first size to the last.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a bench prints, and stops when something is wrong"
)]

#[path = "filled.rs"]
pub mod filled;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rashomon::model::actor::ActorId;
use rashomon::model::query::Order;
use rashomon::model::state::{ArticleKey, Change, Flag};
use rashomon::search::query::parse;
use rashomon::store::cursor::Cursor;
use rashomon::store::filter::Now;
use rashomon::store::ingest::Engine;
use rashomon::store::pages::{Page, Request};
use rashomon::store::people::Asked;
use rashomon::store::spots::Who;
use rashomon::store::sqlite::{Reader, Sqlite};
use rashomon::store::traits::{Catalogue, Store as _};

/// How many articles go in at once.
const BATCH: usize = 500;

/// How often a request is made.
const ROUNDS: usize = 25;

/// The rows that a screen shows.
const ROWS: usize = 60;

const NOW: Now = Now::constant(2026, 12, 31, 12, 0, 0, 0);

const ENGINE: Engine = Engine(1);

fn main() {
    let asked: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let usual = [1_000, 10_000];
    let sizes = if asked.is_empty() { &usual[..] } else { &asked };
    let kept = std::env::args()
        .skip(1)
        .find_map(|argument| argument.strip_prefix("keep=").map(PathBuf::from));
    let passing = tempfile::tempdir().unwrap();
    let folder = kept.as_deref().unwrap_or(passing.path());
    let mut table = Table::default();
    for size in sizes {
        let path = folder.join(format!("{size}.library"));
        if !path.exists() {
            fill(&path, *size, &mut table);
        }
        sizes_of(&path, &mut table);
        measure(&path, &mut table);
    }
    table.print(sizes);
}

/// One row of the table: what was measured, what is to be reached at 100,000, and what came out at each size.
struct Row {
    what: String,
    mark: &'static str,
    cells: Vec<Cell>,
}

enum Cell {
    Time(Duration, Duration),
    Number(f64, &'static str),
}

#[derive(Default)]
struct Table {
    rows: Vec<Row>,
}

impl Table {
    fn put(&mut self, what: &str, mark: &'static str, cell: Cell) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.what == what) {
            row.cells.push(cell);
            return;
        }
        self.rows.push(Row {
            what: what.to_owned(),
            mark,
            cells: vec![cell],
        });
    }

    fn number(&mut self, what: &str, mark: &'static str, number: f64, unit: &'static str) {
        self.put(what, mark, Cell::Number(number, unit));
    }

    /// Times `work` in as many rounds, each told its number.
    fn time(&mut self, what: &str, mark: &'static str, mut work: impl FnMut(usize)) {
        let mut times: Vec<Duration> = (0..ROUNDS)
            .map(|round| {
                let start = processor();
                work(round);
                processor().saturating_sub(start)
            })
            .collect();
        times.sort_unstable();
        self.put(what, mark, Cell::Time(times[ROUNDS / 2], times[ROUNDS - 1]));
    }

    fn print(&self, sizes: &[usize]) {
        print!("{:<50} {:>9}", "", "to reach");
        for size in sizes {
            print!(" {:>17}", format!("{size} articles"));
        }
        println!(" {:>7}", "growth");
        for row in &self.rows {
            print!("{:<50} {:>9}", row.what, row.mark);
            for cell in &row.cells {
                let text = match cell {
                    Cell::Time(median, worst) => {
                        format!(
                            "{:.2} / {:.2} ms",
                            milliseconds(*median),
                            milliseconds(*worst)
                        )
                    }
                    Cell::Number(number, unit) => format!("{number:.1} {unit}"),
                };
                print!(" {text:>17}");
            }
            let size = |cell: &Cell| match cell {
                Cell::Time(median, _) => median.as_secs_f64(),
                Cell::Number(number, _) => *number,
            };
            match (row.cells.first(), row.cells.last()) {
                (Some(first), Some(last)) if sizes.len() > 1 => {
                    println!(" {:>6.1}×", size(last) / size(first));
                }
                _ => println!(),
            }
        }
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// Makes the library.
fn fill(path: &Path, size: usize, table: &mut Table) {
    let mut store = Sqlite::open(path).unwrap();
    let mut stored = Duration::ZERO;
    let mut laid = Duration::ZERO;
    let mut wall = Duration::ZERO;
    let mut memory: u64 = 0;
    let mut bytes = 0;
    let mut stories = filled::Stories::default();
    for first in (0..size).step_by(BATCH) {
        let numbers: Vec<usize> = (first..size.min(first + BATCH)).collect();
        let batch = filled::deposits(&numbers);
        bytes += batch
            .iter()
            .map(|deposit| deposit.article.text.len())
            .sum::<usize>();
        let (start, begun) = (processor(), Instant::now());
        let kept = store.ingest(&batch, ENGINE).unwrap();
        stored += processor().saturating_sub(start);
        wall += begun.elapsed();
        let linking = filled::linking(&batch, &kept, &numbers, &mut stories);
        let (start, begun) = (processor(), Instant::now());
        store.lay_links(&linking).unwrap();
        laid += processor().saturating_sub(start);
        wall += begun.elapsed();
        memory = memory.max(own_memory());
        if first % 10_000 == 0 && size > 10_000 {
            eprintln!(
                "{first} of {size}: {:.0} s stored, {:.0} s laid",
                stored.as_secs_f64(),
                laid.as_secs_f64()
            );
        }
    }
    let count = real(size);
    table.number(
        "store and index, articles a second",
        "",
        count / stored.as_secs_f64(),
        "",
    );
    table.number(
        "lay links, articles a second",
        "",
        count / laid.as_secs_f64(),
        "",
    );
    table.number(
        "both, articles a second",
        "600–1000",
        count / (stored + laid).as_secs_f64(),
        "",
    );
    table.number(
        "both, by the clock on the wall",
        "600–1000",
        count / wall.as_secs_f64(),
        "",
    );
    table.number(
        "text of an article",
        "",
        real(bytes) / count / 1024.0,
        "KiB",
    );
    table.number(
        "memory of the process while storing",
        "300 MiB",
        real(usize::try_from(memory).unwrap()) / 1024.0,
        "MiB",
    );
}

/// How large the file is, and what takes the room.
fn sizes_of(path: &Path, table: &mut Table) {
    let store = Sqlite::open(path).unwrap();
    let count = real(store.catalogue().stats().unwrap().articles);
    drop(store);
    let file = rusqlite::Connection::open(path).unwrap();
    let sql = "SELECT CASE WHEN name LIKE 'article_words%' THEN 'full text' \
               WHEN name IN ('article_body', 'article_reading') THEN name \
               WHEN name LIKE '%topic%' THEN 'topics' \
               WHEN name LIKE 'mention%' OR name LIKE 'saying%' OR name LIKE '%actor%' THEN 'actors' \
               ELSE 'all else' END AS what, sum(pgsize) FROM dbstat GROUP BY what ORDER BY what";
    let mut statement = file.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, f64>(1)?))
    });
    for row in rows.unwrap() {
        let (what, bytes) = row.unwrap();
        table.number(&format!("file: {what}"), "", bytes / count / 1024.0, "KiB");
    }
    let length = real(usize::try_from(std::fs::metadata(path).unwrap().len()).unwrap());
    table.number(
        "file, for each article",
        "6 KiB",
        length / count / 1024.0,
        "KiB",
    );
}

#[expect(clippy::cast_precision_loss, reason = "figures for people")]
fn real(number: usize) -> f64 {
    number as f64
}

fn measure(path: &Path, table: &mut Table) {
    table.time("open, first page of the newest", "50 ms", |_| {
        let reader = Reader::open(path).unwrap();
        assert_eq!(page(&reader, "", Order::Newest, None).heads.len(), ROWS);
    });
    let reader = Reader::open(path).unwrap();
    window(&reader, table);
    lists(&reader, table);
    articles(&reader, table);
    searches(&reader, table);
    people(&reader, table);
    changes(path, table);
    table.number(
        "memory of the process, its own",
        "100 MiB",
        real(usize::try_from(own_memory()).unwrap()) / 1024.0,
        "MiB",
    );
}

/// What a window over all articles asks.
fn window(reader: &Reader, table: &mut Table) {
    table.time("take a snapshot", "5 ms", |_| {
        drop(reader.snapshot().unwrap());
    });
    table.time("the first columns of a new snapshot", "5 ms", |_| {
        let snapshot = reader.snapshot().unwrap();
        assert_eq!(snapshot.columns(None, ROWS).unwrap().len(), ROWS);
    });
    table.time("the columns of all articles", "", |_| {
        drop(reader.columns(None, usize::MAX).unwrap());
    });
    let keys: Vec<ArticleKey> = reader
        .columns(None, ROWS)
        .unwrap()
        .iter()
        .map(|column| column.key)
        .collect();
    table.time("the heads of a screen", "5 ms", |_| {
        drop(reader.heads(&keys).unwrap());
    });
    let actor = Who::Actor(reader.actors("", 1).unwrap()[0].actor.id);
    for (what, count) in [("100 articles", 100), ("all articles", usize::MAX)] {
        let what = format!("spots of an actor named everywhere, {what}");
        table.time(&what, "", |_| {
            drop(reader.spots(actor, Asked::Mentions, None, count).unwrap());
        });
    }
    table.time("all actors", "", |_| {
        drop(reader.all_actors(None, usize::MAX).unwrap());
    });
    let topic = reader.topics("", 1).unwrap()[0].0.clone();
    table.time("a topic in 40 articles", "", |_| {
        drop(reader.phrase(&topic, None, 40).unwrap());
    });
}

fn page(reader: &Reader, query: &str, order: Order, after: Option<&Cursor>) -> Page {
    let query = parse(query).unwrap();
    let request = Request {
        query: &query,
        order,
        after,
        count: ROWS,
        now: NOW,
    };
    reader.page(&request).unwrap()
}

fn lists(reader: &Reader, table: &mut Table) {
    for (name, order) in [
        ("newest", Order::Newest),
        ("by story", Order::Story),
        ("by outlet", Order::Outlet),
        ("most actors", Order::MostActors),
        ("unread first", Order::UnreadFirst),
    ] {
        table.time(&format!("list of everything, {name}"), "10 ms", |_| {
            drop(page(reader, "", order, None));
        });
    }
    let mut after = None;
    table.time("the next page, and the next", "10 ms", |_| {
        after = page(reader, "", Order::Newest, after.as_ref()).next;
    });
    let person = hot(reader, 0);
    let rarer = hot(reader, 300);
    let outlets = reader.outlets().unwrap();
    let outlet = format!("outlet:\"{}\"", outlets.last().unwrap().name);
    for (name, query) in [
        ("an outlet", outlet.clone()),
        ("unread", "is:unread".to_owned()),
        ("starred (none)", "is:starred".to_owned()),
        ("a month", "date:2025-03".to_owned()),
        ("a person named everywhere", format!("actor:\"{person}\"")),
        ("a person named seldom", format!("actor:\"{rarer}\"")),
        (
            "person, outlet, unread",
            format!("actor:\"{person}\" {outlet} is:unread"),
        ),
        ("no such outlet", "outlet:nowhere".to_owned()),
        (
            "what excludes each other",
            format!("actor:\"{person}\" -actor:\"{person}\""),
        ),
    ] {
        for (by, order) in [
            ("newest", Order::Newest),
            ("most actors", Order::MostActors),
            ("outlet", Order::Outlet),
        ] {
            table.time(&format!("list of {name}, {by}"), "10 ms", |_| {
                drop(page(reader, &query, order, None));
            });
        }
    }
}

/// The name of the actor of that rank by the number of its articles.
fn hot(reader: &Reader, rank: usize) -> String {
    let actors = reader.actors("", rank + 1).unwrap();
    actors.last().unwrap().actor.name.clone()
}

fn articles(reader: &Reader, table: &mut Table) {
    let size = reader.stats().unwrap().articles;
    let key = |round: usize| ArticleKey(i64::try_from(1 + round * 7919 % size).unwrap());
    table.time("open an article, with all about it", "8 ms", |round| {
        drop(reader.article(key(round)).unwrap());
    });
    table.time("articles that are related", "5 ms", |round| {
        drop(reader.related(key(round + 50), 10).unwrap());
    });
    table.time("the actor panel of an article", "5 ms", |round| {
        let links = reader
            .article(key(round + 100))
            .unwrap()
            .unwrap()
            .links
            .unwrap();
        let mut actors: Vec<ActorId> = links.names.iter().map(|link| link.actor).collect();
        actors.sort_unstable();
        actors.dedup();
        drop(reader.actors_of(&actors).unwrap());
    });
}

fn searches(reader: &Reader, table: &mut Table) {
    let word = |rank: usize| filled::vocabulary::word(rank);
    let person = hot(reader, 20);
    let rarer = hot(reader, 300);
    let prefix =
        |length: usize| format!("{}*", word(5_000).chars().take(length).collect::<String>());
    for (name, query) in [
        ("a word in all articles", word(0)),
        ("a word in a fifth", word(300)),
        ("a rare word", word(20_000)),
        ("two words", format!("{} {}", word(40), word(900))),
        ("a phrase", "\"no decision had been made\"".to_owned()),
        ("a name", format!("\"{person}\"")),
        ("two letters", prefix(2)),
        ("three letters", prefix(3)),
        ("five letters", prefix(5)),
        (
            "one word without another",
            format!("{} -{}", word(100), word(1)),
        ),
        ("a common word in captions", "kind:caption the".to_owned()),
        (
            "a common word beside a rare person",
            format!("{} actor:\"{rarer}\"", word(2)),
        ),
        (
            "a common word, unread, of a month",
            format!("{} is:unread date:2024-05", word(2)),
        ),
    ] {
        for (by, order) in [
            ("newest", Order::Newest),
            ("by relevance", Order::Relevance),
        ] {
            table.time(&format!("search {name}, {by}"), "20 ms", |_| {
                drop(page(reader, &query, order, None));
            });
        }
    }
    let query = parse(&word(300)).unwrap();
    let found: Vec<ArticleKey> = page(reader, &word(300), Order::Newest, None)
        .heads
        .iter()
        .map(|head| head.key)
        .take(20)
        .collect();
    table.time("twenty snippets", "", |_| {
        drop(reader.snippets(&query, NOW, &found).unwrap());
    });
    for length in [2, 3] {
        let query = parse(&prefix(length)).unwrap();
        table.time(&format!("twenty snippets, {length} letters"), "", |_| {
            drop(reader.snippets(&query, NOW, &found).unwrap());
        });
    }
}

fn people(reader: &Reader, table: &mut Table) {
    let actor = |rank: usize| {
        let actors = reader.actors("", rank + 1).unwrap();
        actors.last().unwrap().actor.id
    };
    for (name, rank) in [("named everywhere", 0), ("named seldom", 300)] {
        let id = actor(rank);
        table.time(&format!("100 mentions of an actor {name}"), "5 ms", |_| {
            drop(reader.places(id, Asked::Mentions, None, 100).unwrap());
        });
    }
    let speaker = (0..50)
        .map(actor)
        .find(|id| reader.places(*id, Asked::Sayings, None, 1).unwrap().0.len() == 1);
    if let Some(id) = speaker {
        table.time("100 quotations of an actor", "5 ms", |_| {
            drop(reader.places(id, Asked::Sayings, None, 100).unwrap());
        });
    }
    table.time("actors by the first letter of a name", "8 ms", |_| {
        drop(reader.actors("k", 20).unwrap());
    });
}

fn changes(path: &Path, table: &mut Table) {
    let mut store = Sqlite::open(path).unwrap();
    let size = store.catalogue().stats().unwrap().articles;
    let read = |articles: Vec<ArticleKey>| Change::Flag {
        articles,
        flag: Flag::Read,
        on: true,
    };
    table.time("mark an article as read", "8 ms", |round| {
        let key = ArticleKey(i64::try_from(1 + round * 31 % size).unwrap());
        store.change(&read(vec![key])).unwrap();
    });
    table.time("undo, redo", "8 ms", |_| {
        store.undo().unwrap();
        store.redo().unwrap();
    });
    let all = store
        .catalogue()
        .matching(&parse("").unwrap(), NOW, usize::MAX)
        .unwrap();
    let start = processor();
    store.change(&read(all)).unwrap();
    let marked = processor().saturating_sub(start);
    table.put("mark all as read", "", Cell::Time(marked, marked));
    let start = processor();
    store.undo().unwrap();
    let undone = processor().saturating_sub(start);
    table.put("take that back", "", Cell::Time(undone, undone));
}

/// The processor's time of this thread.
fn processor() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(
        u64::try_from(time.tv_sec).unwrap(),
        u32::try_from(time.tv_nsec).unwrap(),
    )
}

/// The memory that belongs to this process alone, in KiB; 0 where the system does not tell.
fn own_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("RssAnon:"));
    let size = line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse().ok());
    size.unwrap_or(0)
}
