//! Asking the feeds of a library for what is new.
//!
//! A few threads ask, each one host at a time, so that no host is asked for two things at once. What is new is kept in files
//! before it is written down as known, so that whatever ends the program in between, nothing is lost: the files lie in a
//! folder of the library, which reads them as it reads all others, and can be made anew from them. One feed that fails, or on
//! which the program itself does, costs no other.

mod visit;

use std::collections::{HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::{io, thread};

use super::keeper::Keeper;
use super::reach::{Reach, USUAL_PATIENCE};
use super::shelfmark::Shelfmark;
use super::sources::Source;
use super::{given, guarded};
use jiff::Timestamp;

use crate::fetch::client::Client;
use crate::ingest::bulletin::{self, Item};
use crate::model::feed::Feed;
use crate::store::error::StoreError;
use crate::text::count::{counted, grouped};
use crate::text::sanitize::clean_line;
use visit::{Manner, Visited};

/// How many hosts are asked at the same time.
const HOSTS_AT_ONCE: usize = 6;

/// What is wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Where what comes is kept; it is made where it is missing.
    pub folder: PathBuf,
    /// The time, in seconds since 1970.
    pub now: i64,
    /// Whether feeds are asked that are not due, or are gone.
    pub force: bool,
    /// Whether the pages of entries are fetched too of which the feed gives only a summary.
    pub full_text: bool,
    /// How a stranger is met.
    pub reach: Reach,
}

/// How it went with one feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What the feed is called.
    pub name: String,
    /// How many of its entries are new, or say something new.
    pub new: usize,
    /// How many pages were fetched for them.
    pub pages: usize,
    /// What is wrong with it, or with what came.
    pub trouble: Option<String>,
    /// How many feeds have been asked.
    pub done: usize,
    /// Of how many.
    pub of: usize,
}

/// How it went with all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Synced {
    /// How many feeds were asked.
    pub asked: usize,
    /// How many were not asked: they are not due.
    pub left: usize,
    /// How many entries are new.
    pub new: usize,
    /// How many feeds have trouble.
    pub troubled: usize,
}

impl std::fmt::Display for Synced {
    /// `3 feeds asked, 1 not due; 4 new; 1 with trouble, which rashomon feeds shows`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} asked", counted(self.asked, "feed"))?;
        if self.left > 0 {
            write!(f, ", {} not due", self.left)?;
        }
        write!(f, "; {} new", grouped(self.new))?;
        if self.troubled > 0 {
            write!(
                f,
                "; {} with trouble, which rashomon feeds shows",
                self.troubled
            )?;
        }
        Ok(())
    }
}

/// Why feeds could not be asked to the end.
#[derive(Debug)]
pub enum SyncError {
    /// The library could not be read or written.
    Store(StoreError),
    /// What came could not be kept: where, and why.
    Keep(PathBuf, io::Error),
}

impl std::error::Error for SyncError {}

impl std::fmt::Display for SyncError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Store(error) => error.fmt(f),
            Self::Keep(path, error) => {
                let path = clean_line(&path.to_string_lossy());
                write!(f, "what came cannot be kept in {path}: {error}")
            }
        }
    }
}

impl From<StoreError> for SyncError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// A feed to ask, and which of its entries are known.
struct Errand {
    feed: Feed,
    known: HashSet<u64>,
}

/// Asks the feeds that are due, and tells `tell` of each. What is new is in the folder then, and not yet read.
///
/// # Errors
/// When the library cannot be read or written, or what comes cannot be kept.
pub fn sync(
    keeper: &mut Keeper,
    wish: &Wish,
    mut tell: impl FnMut(&Asked),
) -> Result<Synced, SyncError> {
    let kept = |error| SyncError::Keep(wish.folder.clone(), error);
    let feeds = keeper.feeds()?;
    if feeds.is_empty() {
        return Ok(Synced::default());
    }
    std::fs::create_dir_all(&wish.folder).map_err(kept)?;
    keeper.belong(&wish.folder)?;
    let all = feeds.len();
    let mut errands = Vec::new();
    for feed in feeds.into_iter().filter(|feed| is_due(feed, wish)) {
        let known = keeper.entries_of(feed.key)?;
        errands.push(Errand { feed, known });
    }
    let mut synced = Synced::default();
    let of = errands.len();
    let hosts = Mutex::new(by_host(errands));
    let manner = Manner {
        now: wish.now,
        full_text: wish.full_text,
    };
    let client = wish.reach.client();
    thread::scope(|scope| {
        let (sender, visits) = sync_channel(HOSTS_AT_ONCE);
        for _ in 0..HOSTS_AT_ONCE.min(of) {
            let (sender, hosts, client) = (sender.clone(), &hosts, &client);
            // Where the system gives no thread, those that there are do it all.
            let _ = thread::Builder::new()
                .name("feeds".to_owned())
                .spawn_scoped(scope, move || {
                    while let Some(errands) = next(hosts) {
                        for errand in errands {
                            if sender.send(visited(client, errand, manner)).is_err() {
                                return;
                            }
                        }
                    }
                });
        }
        drop(sender);
        take_in(keeper, visits, &wish.folder, |mut asked| {
            synced.asked += 1;
            synced.new += asked.new;
            synced.troubled += usize::from(asked.trouble.is_some());
            (asked.done, asked.of) = (synced.asked, of);
            tell(&asked);
        })
    })?;
    synced.left = all - synced.asked;
    Ok(synced)
}

/// Asks the feeds of the library in that file that are due, while others read and write it, and keeps what comes in `folder`,
/// which belongs to the library. No private address is asked.
///
/// # Errors
/// As [`sync`].
pub fn beside(library: &Path, folder: PathBuf) -> Result<Synced, SyncError> {
    let mark = Shelfmark::File(library.to_owned());
    let mut keeper = Keeper::open(&mark, Source::Kept, None)?;
    let wish = Wish {
        folder,
        now: Timestamp::now().as_second(),
        force: false,
        full_text: false,
        reach: Reach {
            allow_private: false,
            patience: USUAL_PATIENCE,
        },
    };
    sync(&mut keeper, &wish, |_| ())
}

fn is_due(feed: &Feed, wish: &Wish) -> bool {
    wish.force || (!feed.standing.gone && feed.standing.due <= wish.now)
}

/// The errands of each host.
fn by_host(errands: Vec<Errand>) -> VecDeque<Vec<Errand>> {
    let mut hosts: Vec<(String, Vec<Errand>)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for errand in errands {
        let host = host(&errand.feed.subscription.url);
        let place = *places.entry(host.clone()).or_insert_with(|| {
            hosts.push((host, Vec::new()));
            hosts.len() - 1
        });
        hosts[place].1.push(errand);
    }
    hosts.into_iter().map(|(_, errands)| errands).collect()
}

fn host(address: &str) -> String {
    let url = url::Url::parse(address).ok();
    url.and_then(|url| url.host_str().map(str::to_owned))
        .unwrap_or_default()
}

fn next(hosts: &Mutex<VecDeque<Vec<Errand>>>) -> Option<Vec<Errand>> {
    hosts
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .pop_front()
}

/// Asks one feed; where the program itself fails on it, that is its trouble.
fn visited(client: &Client, errand: Errand, manner: Manner) -> Visited {
    let feed = errand.feed.clone();
    let known = errand.known;
    let name = feed.name().to_owned();
    guarded(&name, || visit::visit(client, (feed, &known), manner))
        .unwrap_or_else(|problem| Visited::failed(errand.feed, &problem.reason, None, manner.now))
}

/// Keeps what comes, and writes it down, until all has come.
fn take_in(
    keeper: &mut Keeper,
    visits: Receiver<Visited>,
    folder: &Path,
    mut tell: impl FnMut(Asked),
) -> Result<(), SyncError> {
    for visited in visits {
        let mut fresh = Vec::new();
        for item in &visited.items {
            // A library that was made anew from its files knows entries that no feed has told it.
            if !keeper.has(item.article)? {
                fresh.push(item);
            }
        }
        let new = fresh.len() + visited.instead;
        keep(folder, &visited, &fresh)
            .map_err(|error| SyncError::Keep(folder.to_owned(), error))?;
        keeper.note_feed(&visited.feed, &visited.known)?;
        tell(Asked {
            name: visited.feed.name().to_owned(),
            new,
            pages: visited.pages.len(),
            trouble: visited.feed.standing.trouble.clone(),
            done: 0,
            of: 0,
        });
    }
    Ok(())
}

fn keep(folder: &Path, visited: &Visited, fresh: &[&Item]) -> io::Result<()> {
    let subscription = &visited.feed.subscription;
    if !fresh.is_empty() {
        given::keep(folder, &bulletin::keep(fresh, subscription))?;
    }
    for page in &visited.pages {
        given::keep_page(folder, page, &subscription.folder)?;
    }
    Ok(())
}
