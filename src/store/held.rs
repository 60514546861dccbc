//! One article with all that a library has of it, and the library in numbers.

use rusqlite::{Connection, OptionalExtension as _};

use crate::model::actor::ActorId;
use crate::model::article::{Article, ArticleId};
use crate::model::findings::Findings;
use crate::model::note::Note;
use crate::model::state::ArticleKey;
use crate::store::codec::Damaged;
use crate::store::error::{Done, Wrong};
use crate::store::links::{self, Links};
use crate::store::pages::{self, Head};
use crate::store::{files, log, notes, people, reading, rows, session};

/// An article as the library holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// What lists show of it.
    pub head: Head,
    /// The article.
    pub article: Article,
    /// What was found in it.
    pub findings: Findings,
    /// Whom that is; none where it has not been linked yet.
    pub links: Option<Links>,
    /// The reader's notes and highlights.
    pub notes: Vec<Note>,
    /// The reader's tags.
    pub tags: Vec<String>,
    /// Where in its text the reader was.
    pub position: Option<usize>,
}

/// A library in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stats {
    /// The articles that are shown.
    pub articles: usize,
    /// Those of them that are not read.
    pub unread: usize,
    /// Those that are starred.
    pub starred: usize,
    /// Those with notes.
    pub noted: usize,
    /// The article that has come last; none has that key in an empty library.
    pub last: ArticleKey,
    /// The number of the last event.
    pub last_event: i64,
    /// The size of the file in bytes, without its log.
    pub bytes: u64,
}

/// Everything about one article, as it is shown: without those who the reader says are no actors.
pub(super) fn article(connection: &Connection, key: ArticleKey) -> Done<Option<Held>> {
    let Some(mut held) = as_kept(connection, key)? else {
        return Ok(None);
    };
    if let Some(links) = &mut held.links {
        let dismissed = people::dismissed_among(connection, links)?;
        if !dismissed.is_empty() {
            links.leave_out(&mut held.findings, &dismissed);
        }
    }
    if let Some(moved) = files::moved_source(connection, key, &held.article.source)? {
        held.article.source = moved;
    }
    Ok(Some(held))
}

fn as_kept(connection: &Connection, key: ArticleKey) -> Done<Option<Held>> {
    let Some(head) = pages::heads(connection, &[key])?.pop() else {
        return Ok(None);
    };
    let (findings, links) =
        read_findings(connection, key)?.ok_or_else(|| rows::damaged("reading", key))?;
    let (article, findings) = read(connection, key, &findings)?;
    let actor = |key| people::id_of(connection, key);
    let links = links.map(|packed| read_links(key, (&packed, &article.text), actor));
    let links = links.transpose()?;
    Ok(Some(Held {
        head,
        article,
        findings,
        links,
        notes: notes::of(connection, key)?,
        tags: session::tags(connection, key)?,
        position: session::position(connection, key)?,
    }))
}

/// An article and what was found in it, as they were kept.
pub(super) fn report(
    connection: &Connection,
    key: ArticleKey,
) -> Done<Option<(Article, Findings)>> {
    let found = read_findings(connection, key)?;
    let read = found.map(|(findings, _)| read(connection, key, &findings));
    read.transpose()
}

/// An article, and what was found in it, which stands there packed.
pub(super) fn read(
    connection: &Connection,
    key: ArticleKey,
    findings: &[u8],
) -> Done<(Article, Findings)> {
    let article = rows::body(connection, key)?;
    let findings = reading::decode(findings, &article.text);
    let findings = findings.map_err(|_| rows::damaged("reading", key))?;
    Ok((article, findings))
}

/// Findings and links as they are written; without links, they have not been linked.
pub(super) type Written = (Vec<u8>, Option<Vec<u8>>);

/// The findings and links of an article as they are written.
pub(super) fn read_findings(connection: &Connection, key: ArticleKey) -> Done<Option<Written>> {
    let find = "SELECT findings, links FROM article_reading WHERE key = ?1";
    let mut statement = connection.prepare_cached(find)?;
    let found = statement.query_row([key.0], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(found.optional()?)
}

/// Reads the links of an article, which stand there packed, from its text; `actor` tells the actor of a key.
pub(super) fn read_links(
    key: ArticleKey,
    (packed, text): (&[u8], &str),
    mut actor: impl FnMut(i64) -> Done<ActorId>,
) -> Done<Links> {
    let actor = |key: i64| actor(key).map_err(Failed::Wrong);
    links::decode(packed, text, actor).map_err(|failed| match failed {
        Failed::Damaged => rows::damaged("links", key),
        Failed::Wrong(wrong) => wrong,
    })
}

/// Why links cannot be read.
enum Failed {
    Damaged,
    Wrong(Wrong),
}

impl From<Damaged> for Failed {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}

/// The article of that lasting name.
pub(super) fn find(connection: &Connection, id: ArticleId) -> Done<Option<ArticleKey>> {
    let find = "SELECT key FROM article_meta WHERE id = ?1";
    let mut statement = connection.prepare_cached(find)?;
    let key = statement.query_row([id.0.cast_signed()], |row| Ok(ArticleKey(row.get(0)?)));
    Ok(key.optional()?)
}

/// The library in numbers.
pub(super) fn stats(connection: &Connection) -> Done<Stats> {
    let count = "SELECT articles, unread, starred, noted FROM counter";
    let size = |number: i64| usize::try_from(number).unwrap_or(0);
    let mut statement = connection.prepare_cached(count)?;
    let stats = statement.query_row([], |row| {
        Ok(Stats {
            articles: size(row.get(0)?),
            unread: size(row.get(1)?),
            starred: size(row.get(2)?),
            noted: size(row.get(3)?),
            ..Stats::default()
        })
    })?;
    let newest = "SELECT coalesce(max(key), 0) FROM article_meta";
    let mut statement = connection.prepare_cached(newest)?;
    let last = statement.query_row([], |row| Ok(ArticleKey(row.get(0)?)))?;
    let pages: i64 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
    let page: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    Ok(Stats {
        last,
        last_event: log::last(connection)?,
        bytes: u64::try_from(pages.saturating_mul(page)).unwrap_or(0),
        ..stats
    })
}
