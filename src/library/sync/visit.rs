//! Asking one feed, and fetching the pages of its entries.

use std::collections::HashSet;

use crate::fetch::client::Client;
use crate::fetch::refusal::Refusal;
use crate::fetch::reply::{Document, Reply};
use crate::ingest;
use crate::ingest::bulletin::{self, Bulletin, Item};
use crate::library::given::Page;
use crate::model::feed::{Feed, Mark};
use crate::text::sanitize::clean_line;

/// How many pages are fetched of one feed at one time, and how many bytes they may have together.
const PAGES_AT_ONCE: usize = 100;
const LARGEST_TOGETHER: usize = 64 << 20;

/// How long, in seconds, is waited at most before a feed that fails is asked again, and one whose server says for how long.
const DAY: i64 = 24 * 60 * 60;
const WEEK: i64 = 7 * DAY;

/// In which way feeds are asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// The time, in seconds since 1970.
    pub(super) now: i64,
    /// Whether the pages of entries are fetched too of which the feed gives only a summary.
    pub(super) full_text: bool,
}

/// What came of asking a feed.
#[derive(Debug)]
pub(super) struct Visited {
    /// The feed, with how it went.
    pub(super) feed: Feed,
    /// The entries that are new and are kept as the feed tells them.
    pub(super) items: Vec<Item>,
    /// How many are new and are kept as their pages instead.
    pub(super) instead: usize,
    /// The pages that were fetched.
    pub(super) pages: Vec<Page>,
    /// What is known from now on.
    pub(super) known: Vec<u64>,
}

impl Visited {
    fn nothing(feed: Feed) -> Self {
        Self {
            feed,
            items: Vec::new(),
            instead: 0,
            pages: Vec::new(),
            known: Vec::new(),
        }
    }

    /// A feed that could not be read, and why; its server wants it to be left alone for so many seconds.
    pub(super) fn failed(mut feed: Feed, trouble: &str, wait: Option<u64>, now: i64) -> Self {
        let standing = &mut feed.standing;
        standing.asked = Some(now);
        standing.failures = standing.failures.saturating_add(1);
        standing.trouble = Some(clean_line(trouble));
        // Twice as long with each failure.
        let doubled = 1_i64 << (standing.failures - 1).min(16);
        let pause = (i64::from(feed.every) * 60)
            .saturating_mul(doubled)
            .min(DAY);
        let wanted = wait.map_or(0, |wait| i64::try_from(wait).unwrap_or(WEEK).min(WEEK));
        standing.due = now.saturating_add(pause.max(wanted));
        Self::nothing(feed)
    }
}

/// Asks a feed for what is not `known` of it.
pub(super) fn visit(
    client: &Client,
    (mut feed, known): (Feed, &HashSet<u64>),
    manner: Manner,
) -> Visited {
    // For the pages of entries that are known, the feed has to be read again.
    let mark = if manner.full_text {
        Mark::default()
    } else {
        feed.mark.clone()
    };
    let document = match client.fetch(&feed.subscription.url, &mark) {
        Err(refusal) => {
            feed.standing.gone |= refusal == Refusal::Gone;
            return Visited::failed(feed, &refusal.to_string(), refusal.wait(), manner.now);
        }
        Ok(Reply::Unchanged) => {
            let pause = usual_pause(&feed);
            answered(&mut feed, None, pause, manner.now);
            return Visited::nothing(feed);
        }
        Ok(Reply::Document(document)) => document,
    };
    let charset = document.charset.as_deref();
    let bulletin = match bulletin::read(&document.bytes, charset, &document.url) {
        Ok(bulletin) => bulletin,
        Err(reason) => {
            let reason = document.cut.unwrap_or(reason);
            return Visited::failed(feed, &reason, None, manner.now);
        }
    };
    note(&mut feed, &document, &bulletin, manner.now);
    let mut visited = Visited::nothing(feed);
    let mut pages_left = if manner.full_text { PAGES_AT_ONCE } else { 0 };
    let mut bytes_left = LARGEST_TOGETHER;
    for item in bulletin.items {
        let is_known = known.contains(&item.entry);
        let has_room = pages_left > 0 && bytes_left > 0;
        let wants_page = item.is_summary && has_room && !known.contains(&page_of(&item));
        let page = item.url.as_deref().filter(|_| wants_page).and_then(|url| {
            pages_left -= 1;
            fuller(client, url, &item, manner)
        });
        let mut stands_for_it = false;
        if let Some((page, is_dated)) = page {
            visited.known.push(page_of(&item));
            bytes_left = bytes_left.saturating_sub(page.size());
            visited.pages.push(page);
            stands_for_it = is_dated;
        }
        if !is_known {
            visited.known.push(item.entry);
            visited.instead += usize::from(stands_for_it);
        }
        if !is_known && !stands_for_it {
            visited.items.push(item);
        }
    }
    visited
}

/// What stands among the known entries for the page of one.
fn page_of(item: &Item) -> u64 {
    ingest::hash(&[b"page".as_slice(), &item.entry.to_le_bytes()].concat())
}

/// The page of an entry, where it can be fetched and holds more than the feed tells; and whether it tells its date too, so that
/// it can stand in place of the entry.
fn fuller(client: &Client, url: &str, item: &Item, manner: Manner) -> Option<(Page, bool)> {
    let Ok(Reply::Document(document)) = client.fetch(url, &Mark::default()) else {
        return None;
    };
    let page = Page::new(document, manner.now);
    let article = page.article()?;
    let prose = article.blocks.iter().filter(|block| block.kind.is_prose());
    let words = prose.map(|block| block.range.of(&article.text).split_whitespace().count());
    (words.sum::<usize>() > item.words).then_some((page, article.published.is_some()))
}

/// How many seconds have been let pass lately between two answers of the feed, for it says so only when it changes.
fn usual_pause(feed: &Feed) -> i64 {
    let standing = &feed.standing;
    let asked = standing.asked.filter(|_| standing.failures == 0);
    asked.map_or(0, |asked| standing.due.saturating_sub(asked))
}

/// How many seconds the feed, or its server, wants to be left alone.
fn wanted_pause(document: &Document, bulletin: &Bulletin) -> i64 {
    let told = i64::from(bulletin.pause.unwrap_or(0)) * 60;
    let fresh = i64::try_from(document.fresh.unwrap_or(0)).unwrap_or(DAY);
    told.max(fresh)
}

/// Notes that a feed answered, which wants to be left alone for `pause` seconds: as long as it is asked for anyway, or longer, but for
/// no more than a day, since many a feed says a week and has news in an hour.
fn answered(feed: &mut Feed, trouble: Option<String>, pause: i64, now: i64) {
    let every = i64::from(feed.every) * 60;
    let standing = &mut feed.standing;
    standing.asked = Some(now);
    standing.answered = Some(now);
    standing.failures = 0;
    standing.trouble = trouble.map(|trouble| clean_line(&trouble));
    standing.gone = false;
    standing.due = now.saturating_add(every.max(pause.min(DAY)));
}

/// Notes what a feed says of itself, and that it came.
fn note(feed: &mut Feed, document: &Document, bulletin: &Bulletin, now: i64) {
    let cut = document.cut.clone().or_else(|| bulletin.cut.clone());
    // What is cut is asked for again, changed or not.
    feed.mark = if cut.is_none() {
        document.mark.clone()
    } else {
        Mark::default()
    };
    answered(
        feed,
        cut.map(|cut| format!("not all could be read: {cut}")),
        wanted_pause(document, bulletin),
        now,
    );
    let subscription = &mut feed.subscription;
    if document.moved {
        subscription.url.clone_from(&document.url);
    }
    if subscription.title.is_empty() {
        subscription.title.clone_from(&bulletin.title);
    }
    if subscription.page.is_none() {
        subscription.page.clone_from(&bulletin.page);
    }
}
