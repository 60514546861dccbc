//! A library with as many articles as a bench wants, filled at the pace of the store: articles are read and studied as the
//! program does, but not linked by it. Equal names are one actor, and articles of one event are one story.
//!
//! Articles have 600 words: half a page of `generate`, half prose of `vocabulary`.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a bench stops when something is wrong"
)]

#[path = "generate.rs"]
pub mod generate;
#[path = "vocabulary.rs"]
pub mod vocabulary;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use rashomon::model::actor::{Actor, ActorId};
use rashomon::model::article::Article;
use rashomon::model::date::NewsDate;
use rashomon::model::findings::Findings;
use rashomon::model::link::{Link, Reason};
use rashomon::model::sourced::{Origin, Sourced};
use rashomon::model::state::{ArticleKey, Change, Flag};
use rashomon::search::query::parse;
use rashomon::store::filter::Now;
use rashomon::store::groups::StoryDraft;
use rashomon::store::ingest::{Deposit, Engine, Kept};
use rashomon::store::linking::{Linked, Linking};
use rashomon::store::links::Links;
use rashomon::store::sqlite::Sqlite;
use rashomon::store::traits::{Catalogue as _, Store as _};
use rashomon::text::fold::fold;
use rashomon::{extract, ingest};

/// Reads and studies articles on two threads.
pub fn deposits(numbers: &[usize]) -> Vec<Deposit> {
    let (one, two) = numbers.split_at(numbers.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| {
            two.iter()
                .map(|number| deposit(*number))
                .collect::<Vec<_>>()
        });
        let mut batch: Vec<Deposit> = one.iter().map(|number| deposit(*number)).collect();
        batch.extend(other.join().unwrap());
        batch
    })
}

fn deposit(number: usize) -> Deposit {
    let page = generate::article(1, number, 300);
    // In the middle of the page, so that what closes it still does.
    let middle = page.len() / 2;
    let cut = middle
        + page.as_bytes()[middle..]
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap_or(0);
    let (head, tail) = page.split_at(cut);
    let prose = vocabulary::prose(number as u64, 300);
    let text = format!("{head}\n\n{prose}\n\n{}", tail.trim_start());
    let mut article = ingest::read("page.txt", text.as_bytes()).articles.remove(0);
    // What the page does not tell of itself any more, prose in its middle being no page of that outlet.
    let outlet = OUTLETS[number % OUTLETS.len()];
    let name = Sourced::known(outlet.to_owned(), Origin::Several, "bench");
    article.outlet = Some(name);
    article.published = Some(Sourced::known(date(number), Origin::Several, "bench"));
    Deposit {
        file: None,
        place: 0,
        findings: Arc::new(extract::find(&article)),
        article: Arc::new(article),
        tags: Vec::new(),
    }
}

/// Who publishes, each as much as any other.
const OUTLETS: [&str; 12] = [
    "Aldermoor Mail",
    "Baltic Courier",
    "Corvina Herald",
    "Dorvane Times",
    "Eastern Wire",
    "Ferry Lane Weekly",
    "Granite Tribune",
    "Harbour Post",
    "Island Observer",
    "Juniper Review",
    "Kestrel News",
    "Lantern Daily",
];

/// A minute in four years. Articles come in no order of time, but those of one event within three days.
fn date(number: usize) -> NewsDate {
    let day = number / 20 * 7919 % 1458 + number % 20 / 7;
    let part = |number: usize| i8::try_from(number).unwrap();
    let minute = u16::try_from(number * 31 % 1440).unwrap();
    let year = i16::try_from(2023 + day / 366).unwrap();
    let day = day % 366;
    NewsDate {
        minute: Some(minute),
        ..NewsDate::on(year, part(1 + day / 31), part(1 + day % 31 % 28))
    }
}

/// The articles of each event that have come so far.
#[derive(Default)]
pub struct Stories {
    of: BTreeMap<usize, Vec<ArticleKey>>,
}

/// Links in which equal names are one actor, and articles of one event a story.
pub fn linking(
    batch: &[Deposit],
    kept: &[Kept],
    numbers: &[usize],
    stories: &mut Stories,
) -> Linking {
    let mut actors: BTreeMap<ActorId, Actor> = BTreeMap::new();
    let mut linking = Linking::default();
    for (deposit, kept) in batch.iter().zip(kept) {
        linking.articles.push(linked(
            kept.key,
            &deposit.article,
            &deposit.findings,
            &mut actors,
        ));
    }
    linking.actors = actors.into_values().map(Arc::new).collect();
    let mut changed = Vec::new();
    for (number, kept) in numbers.iter().zip(kept) {
        let event = number / 20 * 20
            + [
                0, 1, 2, 0, 3, 4, 0, 5, 1, 6, 0, 7, 8, 2, 9, 10, 0, 11, 1, 12,
            ][number % 20];
        stories.of.entry(event).or_default().push(kept.key);
        changed.push(event);
    }
    changed.sort_unstable();
    changed.dedup();
    for event in changed {
        let articles = stories.of[&event].clone();
        if articles.len() > 1 {
            linking.stories.push(StoryDraft {
                name: format!("Event {event}"),
                because: "one event".to_owned(),
                pinned: false,
                articles,
            });
        }
    }
    linking
}

fn linked(
    key: ArticleKey,
    article: &Arc<Article>,
    findings: &Arc<Findings>,
    actors: &mut BTreeMap<ActorId, Actor>,
) -> Linked {
    let names = findings.mentions.iter().map(|mention| {
        let name = mention.name.of(&article.text);
        let id = ActorId(hash(&format!("{} {}", mention.kind.name(), fold(name))));
        let actor = actors.entry(id).or_insert_with(|| Actor {
            id,
            kind: mention.kind,
            name: name.to_owned(),
            forms: vec![(name.to_owned(), 1)],
            roles: Vec::new(),
            colour_seed: id.0,
        });
        Link {
            actor: actor.id,
            reason: Arc::new(Reason::SurnameOf {
                full: name.to_owned(),
                paragraph: 3,
            }),
            sure: true,
        }
    });
    Linked {
        key,
        links: Links {
            names: names.collect(),
            references: findings.references.iter().map(|_| None).collect(),
        },
        date: article.published.clone(),
    }
}

fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// How many articles go in at once.
const BATCH: usize = 500;

/// A library file with `size` articles at `path`, made where it is not there: one that the program takes for read and linked by
/// itself. Its reader has read all but the newest tenth and starred every hundredth.
pub fn library(path: &Path, size: usize) {
    if path.exists() {
        return;
    }
    let unfinished = path.with_extension("unfinished");
    fs::remove_file(&unfinished).ok();
    let mut store = Sqlite::open(&unfinished).unwrap();
    let mut stories = Stories::default();
    for first in (0..size).step_by(BATCH) {
        let numbers: Vec<usize> = (first..size.min(first + BATCH)).collect();
        let batch = deposits(&numbers);
        let kept = store.ingest(&batch, Engine(extract::ENGINE)).unwrap();
        store
            .lay_links(&linking(&batch, &kept, &numbers, &mut stories))
            .unwrap();
        if first % 10_000 == 0 && size > 10_000 {
            eprintln!("filling: {first} of {size}");
        }
    }
    leave_as_read(&mut store, size);
    // As its keeper leaves it: read by this engine, linked without corrections.
    let rules = ingest::hash(&[]).to_string();
    let engine = extract::ENGINE.to_string();
    store.set_value("engine", Some(&engine)).unwrap();
    store.set_value("corrections", Some(&rules)).unwrap();
    store.settle().unwrap();
    drop(store);
    fs::rename(&unfinished, path).unwrap();
}

fn leave_as_read(store: &mut Sqlite, size: usize) {
    let all = parse("").unwrap();
    let keys = store.catalogue().matching(&all, Now::default(), size);
    let keys = keys.unwrap();
    let set = |articles: Vec<ArticleKey>, flag: Flag| Change::Flag {
        articles,
        flag,
        on: true,
    };
    let read = set(keys[size / 10..].to_vec(), Flag::Read);
    store.change(&read).unwrap();
    let starred = keys.iter().step_by(100).copied().collect();
    store.change(&set(starred, Flag::Starred)).unwrap();
}
