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

/// What is held of every article.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says something of its own"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Where it stands.
    pub row: TimeRow,
    /// The article in the library.
    pub key: ArticleKey,
    /// Its lasting name anywhere.
    pub id: ArticleId,
    /// The story that it belongs to.
    pub story: Option<ArticleKey>,
    /// Who published it.
    pub outlet: OutletKey,
    /// Its text stands in another article too.
    pub copied: bool,
    /// It is part of a thread.
    pub threaded: bool,
    /// Not read yet.
    pub unread: bool,
    /// Starred.
    pub starred: bool,
    /// With a note or highlight.
    pub noted: bool,
}

const COLUMNS: &str = "row, key, id, story, outlet, shared_text IS NOT NULL, thread IS NOT NULL, unread, starred, noted";

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

fn column(row: &Row<'_>) -> rusqlite::Result<Column> {
    Ok(Column {
        row: TimeRow(row.get(0)?),
        key: ArticleKey(row.get(1)?),
        id: ArticleId(row.get::<_, i64>(2)?.cast_unsigned()),
        story: row.get::<_, Option<i64>>(3)?.map(ArticleKey),
        outlet: OutletKey(row.get(4)?),
        copied: row.get(5)?,
        threaded: row.get(6)?,
        unread: row.get(7)?,
        starred: row.get(8)?,
        noted: row.get(9)?,
    })
}
