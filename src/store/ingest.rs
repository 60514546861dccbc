//! Putting articles in.

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::model::article::Article;
use crate::model::findings::Findings;
use crate::model::sourced::Sourced;
use crate::model::state::ArticleKey;
use crate::store::counts::{self, Tally};
use crate::store::error::Done;
use crate::store::files::{self, FileKey};
use crate::store::log::{self, Event};
use crate::store::{article, parts, reading, rows, state};
use crate::text::fold::fold;

/// The version of whatever finds names and quotations in articles: equal for equal findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Engine(pub u64);

/// An article to be kept, with what was found in it.
#[derive(Debug, Clone)]
pub struct Deposit {
    /// The file that it was read from, if it was one.
    pub file: Option<FileKey>,
    /// Its place in the file, counted from 0.
    pub place: u32,
    /// The article.
    pub article: Arc<Article>,
    /// What was found in it.
    pub findings: Arc<Findings>,
    /// The tags that its source gives it. It gets them when it first arrives and never again, so that the reader's word holds.
    pub tags: Vec<String>,
}

/// What became of a deposit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The article in the library.
    pub key: ArticleKey,
    /// How it got there.
    pub fate: Fate,
}

/// How an article got into the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It is new.
    New,
    /// The same bytes were there already, from this file or another.
    Known,
    /// It stands in the place of the text that its file had before, with all that the reader did to that.
    Changed,
}

/// Keeps all of a batch.
pub(super) fn ingest(
    connection: &Connection,
    batch: &[Deposit],
    engine: Engine,
) -> Done<Vec<Kept>> {
    let mut kept = Vec::with_capacity(batch.len());
    let mut words = Words::default();
    for deposit in batch {
        let done = keep(connection, deposit, engine, &mut words)?;
        if let Some(event) = match done.fate {
            Fate::New => Some(Event::Added),
            Fate::Changed => Some(Event::Changed),
            Fate::Known => None,
        } {
            log::add(connection, event, Some(done.key))?;
        }
        kept.push(done);
    }
    words.index(connection)?;
    log::trim(connection)?;
    Ok(kept)
}

/// New articles whose words are still to be put into the full text: it takes them in the order of their rows, and begins a
/// new piece of its index whenever one comes out of order.
#[derive(Default)]
struct Words<'a> {
    articles: Vec<(i64, &'a Article)>,
}

impl Words<'_> {
    fn index(&mut self, connection: &Connection) -> Done<()> {
        self.articles.sort_by_key(|(row, _)| *row);
        for (row, article) in self.articles.drain(..) {
            rows::index_parts(connection, row, article)?;
        }
        Ok(())
    }
}

fn keep<'a>(
    connection: &Connection,
    deposit: &'a Deposit,
    engine: Engine,
    words: &mut Words<'a>,
) -> Done<Kept> {
    let id = deposit.article.id.0.cast_signed();
    let find = "SELECT key, engine FROM article_meta WHERE id = ?1";
    let known = connection
        .prepare_cached(find)?
        .query_row([id], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))
        .optional()?;
    let (key, fate) = if let Some((key, by)) = known {
        if by != engine.0.cast_signed() {
            read_anew(connection, key, deposit, engine)?;
        }
        bring_back(connection, key)?;
        (key, Fate::Known)
    } else if let Some(key) = replaced(connection, deposit)? {
        // What is replaced may have come with this very batch.
        words.index(connection)?;
        replace(connection, key, deposit, engine)?;
        (key, Fate::Changed)
    } else {
        let key = add(connection, deposit, engine, words)?;
        state::tag_first(connection, ArticleKey(key), &deposit.tags)?;
        (key, Fate::New)
    };
    if let Some(file) = deposit.file {
        hold(connection, file, deposit.place, key)?;
    }
    let key = ArticleKey(key);
    Ok(Kept { key, fate })
}

/// Writes down that a file has an article in that place. What it had there before is shown no more unless another file
/// has it.
fn hold(connection: &Connection, file: FileKey, place: u32, article: i64) -> Done<()> {
    let find = "SELECT article FROM holding WHERE file = ?1 AND place = ?2 AND article != ?3";
    let before: Option<i64> = connection
        .prepare_cached(find)?
        .query_row(params![file.0, place, article], |row| row.get(0))
        .optional()?;
    let hold = "INSERT INTO holding (file, place, article) VALUES (?1, ?2, ?3) \
                ON CONFLICT (file, place) DO UPDATE SET article = excluded.article";
    connection
        .prepare_cached(hold)?
        .execute(params![file.0, place, article])?;
    before.map_or(Ok(()), |before| {
        files::let_go(connection, ArticleKey(before))
    })
}

/// Shows an article again that was in no file any more.
fn bring_back(connection: &Connection, key: i64) -> Done<()> {
    let here =
        "UPDATE article_meta SET present = 1 WHERE key = ?1 AND NOT present RETURNING removed";
    let removed: Option<bool> = connection
        .prepare_cached(here)?
        .query_row([key], |row| row.get(0))
        .optional()?;
    if removed.is_some() {
        log::add(connection, Event::Files, Some(ArticleKey(key)))?;
    }
    if removed == Some(false) {
        counts::refresh(connection, &[ArticleKey(key)], true)?;
    }
    Ok(())
}

/// The article that the file had in this place before, and no other file that is there has. A vanished one has it no more:
/// should it come back, it is read like a new one.
fn replaced(connection: &Connection, deposit: &Deposit) -> Done<Option<i64>> {
    let Some(file) = deposit.file else {
        return Ok(None);
    };
    let find = "SELECT article FROM holding AS mine WHERE file = ?1 AND place = ?2 \
                AND NOT EXISTS (SELECT 1 FROM holding AS other JOIN source_file AS there ON there.key = other.file \
                                WHERE other.article = mine.article AND (other.file, other.place) != (?1, ?2) \
                                AND there.state != 1)";
    let mut statement = connection.prepare_cached(find)?;
    let place = i64::from(deposit.place);
    let found: Option<i64> = statement
        .query_row([file.0, place], |row| row.get(0))
        .optional()?;
    if let Some(article) = found {
        files::forget_vanished(connection, ArticleKey(article))?;
    }
    Ok(found)
}

fn add<'a>(
    connection: &Connection,
    deposit: &'a Deposit,
    engine: Engine,
    words: &mut Words<'a>,
) -> Done<i64> {
    let article = &deposit.article;
    let next = "SELECT coalesce(max(key), 0) + 1 FROM article_meta";
    let key: i64 = connection
        .prepare_cached(next)?
        .query_row([], |row| row.get(0))?;
    let row = rows::free(connection, article.published.as_ref())?;
    let insert = "INSERT INTO article_meta (row, key, id, title, outlet, guessed, agency, date, words, parts, story_row, engine) \
                  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?1, ?11)";
    connection.prepare_cached(insert)?.execute(params![
        row,
        key,
        article.id.0.cast_signed(),
        article.title(),
        outlet(connection, article.outlet.as_ref())?,
        is_guessed(article),
        agency(connection, article)?,
        article.published.as_ref().map(article::encode_date),
        log::limit(parts::words(article)),
        parts::bits(article),
        engine.0.cast_signed(),
    ])?;
    let body = "INSERT INTO article_body (key, body) VALUES (?1, ?2)";
    connection
        .prepare_cached(body)?
        .execute(params![key, article::encode(article)])?;
    put_reading(connection, key, deposit)?;
    words.articles.push((row, article));
    Ok(key)
}

/// Puts another text in the place of one. What the reader did stays.
fn replace(connection: &Connection, key: i64, deposit: &Deposit, engine: Engine) -> Done<()> {
    let article = &deposit.article;
    let row = rows::of(connection, ArticleKey(key))?;
    rows::unindex(connection, row)?;
    let update = "UPDATE article_meta SET id = ?2, title = ?3, outlet = ?4, guessed = ?5, agency = ?6, words = ?7, parts = ?8 \
                  WHERE key = ?1";
    connection.prepare_cached(update)?.execute(params![
        key,
        article.id.0.cast_signed(),
        article.title(),
        outlet(connection, article.outlet.as_ref())?,
        is_guessed(article),
        agency(connection, article)?,
        log::limit(parts::words(article)),
        parts::bits(article),
    ])?;
    let body = "UPDATE article_body SET body = ?2 WHERE key = ?1";
    connection
        .prepare_cached(body)?
        .execute(params![key, article::encode(article)])?;
    rows::index_parts(connection, row, article)?;
    read_anew(connection, key, deposit, engine)?;
    rows::redate(connection, ArticleKey(key), article.published.as_ref())
}

/// Puts another reading in the place of one; its links are to be laid anew.
fn read_anew(connection: &Connection, key: i64, deposit: &Deposit, engine: Engine) -> Done<()> {
    let find = "SELECT row, present AND NOT removed FROM article_meta WHERE key = ?1";
    let place = connection
        .prepare_cached(find)?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut tally = Tally::default();
    counts::clear_links(connection, ArticleKey(key), place, &mut tally)?;
    tally.write(connection)?;
    rows::clear_topics(connection, ArticleKey(key))?;
    put_reading(connection, key, deposit)?;
    let by = "UPDATE article_meta SET engine = ?2 WHERE key = ?1";
    connection
        .prepare_cached(by)?
        .execute([key, engine.0.cast_signed()])?;
    Ok(())
}

/// Writes what was found in an article, in the place of what was there.
fn put_reading(connection: &Connection, key: i64, deposit: &Deposit) -> Done<()> {
    let put = "INSERT INTO article_reading (key, findings, topics) VALUES (?1, ?2, ?3) \
               ON CONFLICT (key) DO UPDATE SET findings = excluded.findings, topics = excluded.topics, links = NULL";
    let findings = reading::encode(&deposit.findings, &deposit.article.text);
    let topics = add_topics(connection, &deposit.findings)?;
    connection
        .prepare_cached(put)?
        .execute(params![key, findings, topics])?;
    Ok(())
}

/// Tells whether the outlet is worked out rather than said.
fn is_guessed(article: &Article) -> bool {
    article.outlet.as_ref().is_some_and(Sourced::is_inferred)
}

/// The key of the agency that the article credits.
fn agency(connection: &Connection, article: &Article) -> Done<Option<i64>> {
    let agency = article.agency.as_ref();
    agency
        .map(|agency| outlet(connection, Some(agency)))
        .transpose()
}

/// The key of an outlet or agency; one outlet stands for all articles that tell none.
fn outlet(connection: &Connection, outlet: Option<&Sourced<String>>) -> Done<i64> {
    let name = outlet.map_or("", |outlet| &outlet.value);
    let find = "SELECT key FROM outlet WHERE folded = ?1 AND name = ?2";
    let values = [&fold(name), name];
    let known = connection
        .prepare_cached(find)?
        .query_row(values, |row| row.get(0))
        .optional()?;
    if let Some(key) = known {
        return Ok(key);
    }
    let add = "INSERT INTO outlet (folded, name) VALUES (?1, ?2) RETURNING key";
    let mut statement = connection.prepare_cached(add)?;
    Ok(statement.query_row(values, |row| row.get(0))?)
}

/// Counts the phrases that the article has several times, and gives their keys; what is said once is found by its words.
fn add_topics(connection: &Connection, findings: &Findings) -> Done<Vec<u8>> {
    let count = "INSERT INTO topic (phrase, articles) VALUES (?1, 1) \
                 ON CONFLICT (phrase) DO UPDATE SET articles = articles + 1 RETURNING key";
    let mut statement = connection.prepare_cached(count)?;
    let phrases = findings.phrases.iter();
    let phrases = phrases.filter(|phrase| phrase.occurrences.len() > 1);
    let phrases: BTreeSet<&str> = phrases.map(|phrase| phrase.text.as_str()).collect();
    let mut keys = Vec::new();
    for phrase in phrases {
        keys.push(statement.query_row([phrase], |row| row.get(0))?);
    }
    Ok(rows::encode_topics(&keys))
}

/// Articles whose reading was made by another engine, newest first: what a newer rashomon reads anew.
pub(super) fn stale(
    connection: &Connection,
    engine: Engine,
    count: usize,
) -> Done<Vec<ArticleKey>> {
    let some = "SELECT key FROM article_meta WHERE engine < ?1 UNION ALL \
                SELECT key FROM article_meta WHERE engine > ?1 LIMIT ?2";
    let mut statement = connection.prepare_cached(some)?;
    let values = [engine.0.cast_signed(), log::limit(count)];
    let rows = statement.query_map(values, |row| Ok(ArticleKey(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
