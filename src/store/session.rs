//! What a session leaves for the next: reading positions, the way through the articles, what is saved and followed.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::model::article::ArticleId;
use crate::model::state::{ArticleKey, ArticleMarks, Marks};
use crate::store::error::Done;
use crate::store::log::limit;

/// How many jumps are kept.
const JUMPS: i64 = 200;

/// A place that the reader came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jump {
    /// The article.
    pub article: ArticleKey,
    /// The byte of its text.
    pub offset: usize,
}

/// Remembers where in an article the reader is.
pub(super) fn set_position(
    connection: &Connection,
    article: ArticleKey,
    offset: usize,
) -> Done<()> {
    let put = "INSERT INTO position (article, offset) VALUES (?1, ?2) \
               ON CONFLICT (article) DO UPDATE SET offset = excluded.offset";
    connection
        .prepare_cached(put)?
        .execute(params![article.0, limit(offset)])?;
    Ok(())
}

/// Where in an article the reader was.
pub(super) fn position(connection: &Connection, article: ArticleKey) -> Done<Option<usize>> {
    let find = "SELECT offset FROM position WHERE article = ?1";
    let mut statement = connection.prepare_cached(find)?;
    let offset: Option<i64> = statement
        .query_row([article.0], |row| row.get(0))
        .optional()?;
    Ok(offset.and_then(|offset| usize::try_from(offset).ok()))
}

/// The tags of an article, by name.
pub(super) fn tags(connection: &Connection, article: ArticleKey) -> Done<Vec<String>> {
    let find = "SELECT name FROM article_tag JOIN tag ON tag.key = article_tag.tag WHERE article = ?1 ORDER BY name";
    let mut statement = connection.prepare_cached(find)?;
    let rows = statement.query_map([article.0], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What the reader has put on all articles that are shown.
pub(super) fn marks(connection: &Connection) -> Done<Marks> {
    let mut marks = Marks::default();
    let flagged = "SELECT id, unread, starred FROM article_meta WHERE present AND NOT removed AND (NOT unread OR starred)";
    let mut statement = connection.prepare_cached(flagged)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = ArticleId(row.get::<_, i64>(0)?.cast_unsigned());
        if !row.get::<_, bool>(1)? {
            marks.read.insert(id);
        }
        if row.get(2)? {
            marks.starred.insert(id);
        }
    }
    let tagged = "SELECT m.id, tag.name FROM article_tag JOIN tag ON tag.key = article_tag.tag \
                  JOIN article_meta AS m ON m.key = article_tag.article";
    let mut statement = connection.prepare_cached(tagged)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = ArticleId(row.get::<_, i64>(0)?.cast_unsigned());
        marks.tags.entry(id).or_default().insert(row.get(1)?);
    }
    let places = "SELECT m.id, position.offset FROM position JOIN article_meta AS m ON m.key = position.article";
    let mut statement = connection.prepare_cached(places)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = ArticleId(row.get::<_, i64>(0)?.cast_unsigned());
        let offset = usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0);
        marks.positions.insert(id, offset);
    }
    let subjects = followed(connection)?.into_iter();
    marks.followed = subjects.map(|(subject, _)| subject).collect();
    Ok(marks)
}

/// What the reader has put on these articles; one that is none is left out.
pub(super) fn marks_of(
    connection: &Connection,
    articles: &[ArticleKey],
) -> Done<Vec<(ArticleId, ArticleMarks)>> {
    let find = "SELECT id, unread, starred FROM article_meta WHERE key = ?1";
    let mut statement = connection.prepare_cached(find)?;
    let mut all = Vec::with_capacity(articles.len());
    for article in articles {
        let flags = statement.query_row([article.0], |row| {
            let id = ArticleId(row.get::<_, i64>(0)?.cast_unsigned());
            Ok((id, !row.get::<_, bool>(1)?, row.get(2)?))
        });
        let Some((id, read, starred)) = flags.optional()? else {
            continue;
        };
        let marks = ArticleMarks {
            read,
            starred,
            tags: tags(connection, *article)?.into_iter().collect(),
            position: position(connection, *article)?.unwrap_or(0),
        };
        all.push((id, marks));
    }
    Ok(all)
}

/// Every tag with the number of its articles, by name.
pub(super) fn all_tags(connection: &Connection) -> Done<Vec<(String, usize)>> {
    let find = "SELECT name, count(*) FROM article_tag JOIN tag ON tag.key = article_tag.tag GROUP BY tag.key ORDER BY name";
    let mut statement = connection.prepare_cached(find)?;
    let rows = statement.query_map([], |row| {
        let count: i64 = row.get(1)?;
        Ok((row.get(0)?, usize::try_from(count).unwrap_or(0)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The saved searches, by name, each with its query.
pub(super) fn saved(connection: &Connection) -> Done<Vec<(String, String)>> {
    let find = "SELECT name, query FROM saved_search ORDER BY name";
    let mut statement = connection.prepare_cached(find)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What is followed, by name, each with the last article that had come when the reader looked.
pub(super) fn followed(connection: &Connection) -> Done<Vec<(String, ArticleKey)>> {
    let find = "SELECT subject, seen FROM followed ORDER BY subject";
    let mut statement = connection.prepare_cached(find)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, ArticleKey(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Remembers that the reader has looked at what is new about a subject.
pub(super) fn look(connection: &Connection, subject: &str) -> Done<()> {
    let look = "UPDATE followed SET seen = (SELECT coalesce(max(key), 0) FROM article_meta) WHERE subject = ?1";
    connection.prepare_cached(look)?.execute([subject])?;
    Ok(())
}

/// Puts a place at the end of the jump list.
pub(super) fn add_jump(connection: &Connection, jump: Jump) -> Done<()> {
    let add = "INSERT INTO jump (article, offset) VALUES (?1, ?2)";
    connection
        .prepare_cached(add)?
        .execute(params![jump.article.0, limit(jump.offset)])?;
    let forget = "DELETE FROM jump WHERE key <= (SELECT max(key) FROM jump) - ?1";
    connection.prepare_cached(forget)?.execute([JUMPS])?;
    Ok(())
}

/// The jump list, the oldest first.
pub(super) fn jumps(connection: &Connection) -> Done<Vec<Jump>> {
    let find = "SELECT article, offset FROM jump ORDER BY key";
    let mut statement = connection.prepare_cached(find)?;
    let rows = statement.query_map([], |row| {
        let offset: i64 = row.get(1)?;
        Ok(Jump {
            article: ArticleKey(row.get(0)?),
            offset: usize::try_from(offset).unwrap_or(0),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps a value of the session, in JSON; without one, keeps none.
pub(super) fn set_value(connection: &Connection, name: &str, value: Option<&str>) -> Done<()> {
    if let Some(value) = value {
        let put = "INSERT INTO session (name, value) VALUES (?1, ?2) \
                       ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        connection.prepare_cached(put)?.execute([name, value])?;
    } else {
        let take = "DELETE FROM session WHERE name = ?1";
        connection.prepare_cached(take)?.execute([name])?;
    }
    Ok(())
}

/// A value of the session.
pub(super) fn value(connection: &Connection, name: &str) -> Done<Option<String>> {
    let find = "SELECT value FROM session WHERE name = ?1";
    let mut statement = connection.prepare_cached(find)?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}
