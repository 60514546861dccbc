//! All articles in few bytes each: what is held in memory of every one of them.

use rusqlite::{Connection, OptionalExtension as _, Row};

use crate::model::article::ArticleId;
use crate::model::state::ArticleKey;
use crate::store::error::Done;
use crate::store::log::limit;
use crate::store::rows;

/// Where an article stands in the order of time: the newest has the largest. A corrected date changes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeRow(pub i64);

impl TimeRow {
    /// Tells whether the article has a date; those without one stand behind all others.
    pub fn is_dated(self) -> bool {
        self.0 >= rows::dated()
    }
}

/// Names an outlet within one library for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutletKey(pub i64);

/// Where an article stands when those of a story stand together, where the newest of them does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryRow {
    /// The newest of its story; itself where it has none.
    pub newest: TimeRow,
    /// The article.
    pub row: TimeRow,
}

impl StoryRow {
    /// What stands not behind any article of the story.
    #[must_use]
    pub fn first_of_story(self) -> Self {
        Self {
            row: TimeRow(i64::MAX),
            ..self
        }
    }

    /// What stands not ahead of any article of the story.
    #[must_use]
    pub fn behind_story(self) -> Self {
        Self {
            row: TimeRow(i64::MIN),
            ..self
        }
    }
}

/// What is held of every article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Where it stands.
    pub row: TimeRow,
    /// Where the newest of its story stands; where it has none, itself.
    pub newest: TimeRow,
    /// The article in the library.
    pub key: ArticleKey,
    /// Its lasting name anywhere.
    pub id: ArticleId,
    /// The story that it belongs to.
    pub story: Option<ArticleKey>,
    /// Its text stands in another article too.
    pub copied: bool,
    /// It is part of a thread.
    pub threaded: bool,
    /// Not read yet.
    pub unread: bool,
}

impl Column {
    /// Where it stands in the order of stories.
    pub fn by_story(&self) -> StoryRow {
        StoryRow {
            newest: self.newest,
            row: self.row,
        }
    }
}

const COLUMNS: &str =
    "row, story_row, key, id, story, shared_text IS NOT NULL, thread IS NOT NULL, unread";

/// Up to `count` articles that are shown, the newest first, from behind `before` on.
pub(super) fn columns(
    connection: &Connection,
    before: Option<TimeRow>,
    count: usize,
) -> Done<Vec<Column>> {
    let find = format!(
        "SELECT {COLUMNS} FROM article_meta WHERE present AND NOT removed AND row < ?1 ORDER BY row DESC LIMIT ?2"
    );
    let mut statement = connection.prepare_cached(&find)?;
    let before = before.map_or(i64::MAX, |before| before.0);
    let rows = statement.query_map([before, limit(count)], column)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The same of some articles, in the order asked for; one that is not shown is left out.
pub(super) fn columns_of(connection: &Connection, articles: &[ArticleKey]) -> Done<Vec<Column>> {
    let find =
        format!("SELECT {COLUMNS} FROM article_meta WHERE key = ?1 AND present AND NOT removed");
    let mut statement = connection.prepare_cached(&find)?;
    let mut columns = Vec::with_capacity(articles.len());
    for article in articles {
        columns.extend(statement.query_row([article.0], column).optional()?);
    }
    Ok(columns)
}

/// Up to `count` articles that are shown, in the order of stories, from behind `before` on. The index has all there is to tell.
pub(super) fn story_rows(
    connection: &Connection,
    before: Option<StoryRow>,
    count: usize,
) -> Done<Vec<StoryRow>> {
    let find = "SELECT story_row, row FROM article_meta WHERE present AND NOT removed AND (story_row, row) < (?1, ?2) \
                ORDER BY story_row DESC, row DESC LIMIT ?3";
    let mut statement = connection.prepare_cached(find)?;
    let before = before.map_or((i64::MAX, i64::MAX), |before| {
        (before.newest.0, before.row.0)
    });
    let values = rusqlite::params![before.0, before.1, limit(count)];
    let rows = statement.query_map(values, |row| {
        Ok(StoryRow {
            newest: TimeRow(row.get(0)?),
            row: TimeRow(row.get(1)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn column(row: &Row<'_>) -> rusqlite::Result<Column> {
    Ok(Column {
        row: TimeRow(row.get(0)?),
        newest: TimeRow(row.get(1)?),
        key: ArticleKey(row.get(2)?),
        id: ArticleId(row.get::<_, i64>(3)?.cast_unsigned()),
        story: row.get::<_, Option<i64>>(4)?.map(ArticleKey),
        copied: row.get(5)?,
        threaded: row.get(6)?,
        unread: row.get(7)?,
    })
}
