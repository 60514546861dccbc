//! A library on disk in a folder of its own, filled with articles that are read, studied and linked as the program does.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rashomon::link::linker::Linker;
use rashomon::link::report::Report;
use rashomon::model::correction::Corrections;
use rashomon::model::query::{Order, Query};
use rashomon::model::state::ArticleKey;
use rashomon::search::query::parse;
use rashomon::store::files::{FileKey, FileState, FolderKey, Stamp};
use rashomon::store::filter::Now;
use rashomon::store::groups::{Regrouped, StoryDraft};
use rashomon::store::ingest::{Deposit, Engine, Kept};
use rashomon::store::linking::{Linked, Linking};
use rashomon::store::links::Links;
use rashomon::store::pages::{Page, Request};
use rashomon::store::sqlite::Sqlite;
use rashomon::store::traits::{Catalogue as _, Store as _};
use rashomon::{extract, ingest};

/// The engine of all tests.
pub const ENGINE: Engine = Engine(7);

/// When all tests take place.
pub const NOW: Now = Now::constant(2026, 3, 10, 12, 0, 0, 0);

/// A library and its folder, which goes when this does.
pub struct Shelf {
    /// Where it lies.
    pub folder: tempfile::TempDir,
    /// The library.
    pub store: Sqlite,
    /// What was put in.
    pub reports: Vec<(ArticleKey, Report)>,
}

impl Default for Shelf {
    fn default() -> Self {
        Self::new()
    }
}

impl Shelf {
    /// An empty library.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(&folder.path().join("a.library")).unwrap();
        Self {
            folder,
            store,
            reports: Vec::new(),
        }
    }

    /// A library of these pages, linked.
    pub fn of(pages: &[String]) -> Self {
        let mut shelf = Self::new();
        for page in pages {
            shelf.add(page);
        }
        shelf.link();
        shelf
    }

    /// The library file.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("a.library")
    }

    /// Puts in a page that belongs to no file.
    pub fn add(&mut self, page: &str) -> ArticleKey {
        self.keep(None, page).key
    }

    /// Puts in a page that is now in the file.
    pub fn keep(&mut self, file: Option<FileKey>, page: &str) -> Kept {
        let deposit = deposit(file, page);
        let report = Report {
            article: Arc::clone(&deposit.article),
            findings: Arc::clone(&deposit.findings),
        };
        let kept = self.store.ingest(&[deposit], ENGINE).unwrap()[0];
        self.reports.retain(|(key, _)| *key != kept.key);
        self.reports.push((kept.key, report));
        kept
    }

    /// Writes down a file of a folder, as if it had just been read.
    pub fn file(&mut self, folder: Option<FolderKey>, path: &Path, hash: u64) -> FileKey {
        let stamp = Stamp {
            size: 1000,
            modified: 5,
            hash,
        };
        let files = [(path.to_owned(), stamp, FileState::Present)];
        self.store.note_files(folder, &files).unwrap()[0]
    }

    /// Links everything anew.
    pub fn link(&mut self) {
        let linking = linking(&self.reports);
        self.store.lay_links(&linking).unwrap();
    }

    /// The titles on the first page of a query.
    pub fn titles(&self, query: &str) -> Vec<String> {
        self.titles_by(query, Order::Newest)
    }

    /// The same in another order.
    pub fn titles_by(&self, query: &str, order: Order) -> Vec<String> {
        titles(&self.page(&read(query), order, 60))
    }

    /// The first page of a query.
    pub fn page(&self, query: &Query, order: Order, count: usize) -> Page {
        let request = Request {
            query,
            order,
            after: None,
            count,
            now: NOW,
        };
        self.store.catalogue().page(&request).unwrap()
    }

    /// The article of that title.
    pub fn key(&self, title: &str) -> ArticleKey {
        let page = self.page(&Query::default(), Order::Newest, 10_000);
        let head = page.heads.iter().find(|head| head.title == title);
        head.unwrap_or_else(|| panic!("no article “{title}”")).key
    }

    /// What the doctor has to say, which should be nothing.
    pub fn complaints(&mut self) -> Vec<String> {
        let findings = self.store.examine(false).unwrap();
        findings.into_iter().map(|finding| finding.what).collect()
    }
}

/// Reads a query.
pub fn read(query: &str) -> Query {
    parse(query).unwrap_or_else(|error| panic!("{query}: {error}"))
}

/// The titles of a page.
pub fn titles(page: &Page) -> Vec<String> {
    page.heads.iter().map(|head| head.title.clone()).collect()
}

/// A page as a file has it.
pub fn page(title: &str, outlet: &str, date: &str, body: &str) -> String {
    let mut page = format!("---\ntitle: {title}\n");
    for (field, value) in [("outlet", outlet), ("date", date)] {
        if !value.is_empty() {
            writeln!(page, "{field}: {value}").unwrap();
        }
    }
    writeln!(page, "---\n\n# {title}\n\n{body}").unwrap();
    page
}

/// A page, read and studied.
pub fn deposit(file: Option<FileKey>, page: &str) -> Deposit {
    let mut reading = ingest::read("page.md", page.as_bytes());
    let article = reading.articles.remove(0);
    Deposit {
        file,
        place: 0,
        findings: Arc::new(extract::find(&article)),
        tags: reading.tags.remove(&article.id).unwrap_or_default(),
        article: Arc::new(article),
    }
}

/// A page in which nothing was looked for: for tests that need very many.
pub fn unread(page: &str) -> Deposit {
    let mut reading = ingest::read("page.md", page.as_bytes());
    Deposit {
        file: None,
        place: 0,
        article: Arc::new(reading.articles.remove(0)),
        findings: Arc::default(),
        tags: Vec::new(),
    }
}

/// All links among the articles, as if none were known yet.
pub fn linking(reports: &[(ArticleKey, Report)]) -> Linking {
    linking_under(reports, &Corrections::default())
}

/// The same under the reader's corrections.
pub fn linking_under(reports: &[(ArticleKey, Report)], corrections: &Corrections) -> Linking {
    let mut linker = Linker::default();
    for (_, report) in reports {
        linker.add(report);
    }
    let all: Vec<Report> = reports.iter().map(|(_, report)| report.clone()).collect();
    let mut told = linker.linked(corrections, &all);
    let stories = told.stories.iter().map(|story| StoryDraft {
        name: reports[story.articles[0]].1.article.title().to_owned(),
        because: story.because.clone(),
        pinned: story.pinned,
        articles: story
            .articles
            .iter()
            .map(|&index| reports[index].0)
            .collect(),
    });
    let stories: Vec<StoryDraft> = stories.collect();
    let members: BTreeSet<ArticleKey> = stories
        .iter()
        .flat_map(|story| &story.articles)
        .copied()
        .collect();
    let keys = reports.iter().map(|(key, _)| *key);
    let threads = told.threads.iter().map(|thread| {
        let events = thread.events.iter();
        let events = events.map(|event| event.iter().map(|&index| reports[index].0).collect());
        events.collect::<Vec<_>>()
    });
    let threads = threads.collect();
    let articles = reports
        .iter()
        .enumerate()
        .map(|(index, (key, report))| Linked {
            key: *key,
            links: Links {
                names: Arc::clone(&told.links[index]),
                references: Arc::clone(&told.references[index]),
            },
            date: told.dates[index]
                .take()
                .or_else(|| report.article.published.clone()),
        });
    Linking {
        articles: articles.collect(),
        alone: keys.filter(|key| !members.contains(key)).collect(),
        actors: std::mem::take(&mut told.actors),
        stories,
        threads: Regrouped {
            groups: threads,
            alone: Vec::new(),
        },
        dismissed: Some(std::mem::take(&mut told.dismissed)),
        ruled: Some(std::mem::take(&mut told.ruled)),
        ..Linking::default()
    }
}
