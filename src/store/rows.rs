//! The rows of articles: where they stand in the order of time, and what is kept by row and so moves with them.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::model::article::{Article, Block};
use crate::model::date::NewsDate;
use crate::model::query::Part;
use crate::model::sourced::Sourced;
use crate::model::state::ArticleKey;
use crate::store::article::{self, decode_date, encode_date};
use crate::store::codec::{Damaged, Decoder, Encoder};
use crate::store::error::{Done, Trouble, Wrong};
use crate::store::parts::text_of;
use crate::store::{groups, links};

/// How many bits number the articles of one minute. The full text tells rows by the way from one to the next, which is short
/// where rows lie close together: with 20 bits, its index was a quarter larger.
const BITS: u32 = 6;

/// The minutes of a day; [`NewsDate::sort_key`] counts them.
const DAY: i64 = 24 * 60;

/// The first minute of year 1, in the same count: what is ahead of it is left for articles without a date.
const DATED: i64 = 12 * 31 * DAY;

/// The actor of what is said by those who stay without a name.
pub(super) const UNNAMED: i64 = 0;

/// The first minute of the year 2000, in the same count. Rows begin there, so that those of some sixty years before and behind
/// it are numbers of four bytes, which every table has that goes by row.
const MIDDLE: i64 = 2000 * DATED;

/// The first row of the articles of a minute.
pub(super) fn first(minute: i64) -> i64 {
    (minute.max(DATED) - MIDDLE) << BITS
}

/// The first row of all, which is that of the first article without a date.
const FIRST: i64 = -(MIDDLE << BITS);

/// The first row of the articles that have a date.
pub(super) fn dated() -> i64 {
    first(DATED)
}

/// The minute by which an article of that date is ordered; none where that cannot be said.
fn minute(date: Option<&Sourced<NewsDate>>) -> Option<i64> {
    date.and_then(|date| date.value.sort_key())
}

/// A row that no article has, behind all of its minute. Where a minute is full, which is mostly one that stands for a day
/// without a time, it is behind all of the day, and where that is full, of the next.
pub(super) fn free(connection: &Connection, date: Option<&Sourced<NewsDate>>) -> Done<i64> {
    let last = "SELECT max(row) FROM article_meta WHERE row >= ?1 AND row < ?2";
    let mut statement = connection.prepare_cached(last)?;
    let mut behind = |from: i64, to: i64| -> Done<Option<i64>> {
        let last: Option<i64> = statement.query_row([from, to], |row| row.get(0))?;
        Ok(Some(last.map_or(from, |last| last + 1)).filter(|row| *row < to))
    };
    let Some(minute) = minute(date) else {
        return Ok(behind(FIRST, dated())?.unwrap_or(FIRST));
    };
    let mut found = behind(first(minute), first(minute) + (1 << BITS))?;
    let mut day = first(minute.div_euclid(DAY) * DAY);
    loop {
        if let Some(row) = found {
            return Ok(row);
        }
        found = behind(day, day + (DAY << BITS))?;
        day += DAY << BITS;
    }
}

/// The row of an article.
pub(super) fn of(connection: &Connection, key: ArticleKey) -> Done<i64> {
    let find = "SELECT row FROM article_meta WHERE key = ?1";
    let mut statement = connection.prepare_cached(find)?;
    let row = statement.query_row([key.0], |row| row.get(0)).optional()?;
    row.ok_or_else(|| unknown(key))
}

/// There is no such article.
pub(super) fn unknown(key: ArticleKey) -> Wrong {
    Trouble::Unknown(format!("article of number {}", key.0)).into()
}

/// Gives an article another date, and moves it to where that belongs.
pub(super) fn redate(
    connection: &Connection,
    key: ArticleKey,
    date: Option<&Sourced<NewsDate>>,
) -> Done<()> {
    let row = of(connection, key)?;
    let find = "SELECT date FROM article_meta WHERE key = ?1";
    let before: Option<Vec<u8>> = connection
        .prepare_cached(find)?
        .query_row([key.0], |row| row.get(0))?;
    let now = date.map(encode_date);
    if before == now {
        return Ok(());
    }
    let told = "UPDATE article_meta SET date = ?2 WHERE key = ?1";
    connection
        .prepare_cached(told)?
        .execute(params![key.0, now])?;
    let before = before.map(|date| decode_date(&date)).transpose();
    let before = before.map_err(|_| damaged("date", key))?;
    if minute(before.as_ref()) == minute(date) {
        return Ok(());
    }
    let to = free(connection, date)?;
    unindex(connection, row)?;
    for actor in linked_actors(connection, key)?.into_iter().chain([UNNAMED]) {
        for table in ["mention", "saying"] {
            let go = format!("UPDATE {table} SET article = ?3 WHERE actor = ?1 AND article = ?2");
            connection.prepare_cached(&go)?.execute([actor, row, to])?;
        }
    }
    let go = "UPDATE article_meta SET row = ?2, story_row = CASE WHEN story IS NULL THEN ?2 ELSE story_row END WHERE row = ?1";
    connection.prepare_cached(go)?.execute([row, to])?;
    let story = "SELECT story FROM article_meta WHERE row = ?1";
    let story: Option<i64> = connection
        .prepare_cached(story)?
        .query_row([to], |row| row.get(0))?;
    if let Some(story) = story {
        groups::settle_story(connection, story)?;
    }
    index(connection, to)
}

/// Puts the words of an article into the full text.
pub(super) fn index_parts(connection: &Connection, row: i64, article: &Article) -> Done<()> {
    let text = |part| text_of(&article.text, &article.blocks, part);
    let put = "INSERT INTO article_words (rowid, headline, body, caption) VALUES (?1, ?2, ?3, ?4)";
    connection.prepare_cached(put)?.execute(params![
        row,
        text(Part::Headline),
        text(Part::Prose),
        text(Part::Caption)
    ])?;
    Ok(())
}

/// The same, from its body.
fn index(connection: &Connection, row: i64) -> Done<()> {
    let put = "INSERT INTO article_words (rowid, headline, body, caption) \
               SELECT row, headline, body, caption FROM article_text WHERE row = ?1";
    connection.prepare_cached(put)?.execute([row])?;
    Ok(())
}

/// Takes the words of an article out of the full text; its body must still be the one that was put in.
pub(super) fn unindex(connection: &Connection, row: i64) -> Done<()> {
    let take = "INSERT INTO article_words (article_words, rowid, headline, body, caption) \
                SELECT 'delete', row, headline, body, caption FROM article_text WHERE row = ?1";
    connection.prepare_cached(take)?.execute([row])?;
    Ok(())
}

/// The actors to which the article is linked.
pub(super) fn linked_actors(connection: &Connection, key: ArticleKey) -> Done<Vec<i64>> {
    let find = "SELECT links FROM article_reading WHERE key = ?1";
    let packed: Option<Vec<u8>> = connection
        .prepare_cached(find)?
        .query_row([key.0], |row| row.get(0))?;
    let Some(packed) = packed else {
        return Ok(Vec::new());
    };
    links::actors(&packed).map_err(|_| damaged("links", key))
}

/// The keys of topics, for a column.
pub(super) fn encode_topics(topics: &[i64]) -> Vec<u8> {
    let mut encoder = Encoder::default();
    encoder.list(topics, |encoder, &topic| encoder.signed(topic));
    encoder.plain()
}

/// The keys of topics from their column.
pub(super) fn decode_topics(bytes: &[u8]) -> Result<Vec<i64>, Damaged> {
    Decoder::new(bytes).list(Decoder::signed)
}

/// Counts an article among its topics no more.
pub(super) fn clear_topics(connection: &Connection, key: ArticleKey) -> Done<()> {
    let find = "SELECT topics FROM article_reading WHERE key = ?1";
    let bytes: Vec<u8> = connection
        .prepare_cached(find)?
        .query_row([key.0], |row| row.get(0))?;
    let topics = decode_topics(&bytes).map_err(|_| damaged("topics", key))?;
    let count = "UPDATE topic SET articles = articles - 1 WHERE key = ?1";
    let mut statement = connection.prepare_cached(count)?;
    for topic in topics {
        statement.execute([topic])?;
    }
    Ok(())
}

/// Some column of an article cannot be read.
pub(super) fn damaged(what: &str, key: ArticleKey) -> Wrong {
    Trouble::Damaged(format!("the {what} of article {} cannot be read", key.0)).into()
}

/// Reads only the text of an article, and what its parts are.
pub(super) fn text(connection: &Connection, key: ArticleKey) -> Done<(String, Vec<Block>)> {
    let find = "SELECT body FROM article_body WHERE key = ?1";
    let mut statement = connection.prepare_cached(find)?;
    let read = |row: &rusqlite::Row<'_>| {
        let body = row.get_ref(0)?.as_blob().unwrap_or_default();
        Ok(article::decode_text(body))
    };
    let text = statement.query_row([key.0], read)?;
    text.map_err(|_| damaged("text", key))
}

/// Reads the body of an article.
pub(super) fn body(connection: &Connection, key: ArticleKey) -> Done<Article> {
    let find = "SELECT id, body FROM article_meta JOIN article_body USING (key) WHERE key = ?1";
    let found: Option<(i64, Vec<u8>)> = connection
        .prepare_cached(find)?
        .query_row([key.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (id, packed) = found.ok_or_else(|| unknown(key))?;
    let id = crate::model::article::ArticleId(id.cast_unsigned());
    article::decode(id, &packed).map_err(|_| damaged("text", key))
}
